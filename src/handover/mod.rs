//! The report to hand over: what was found, each finding with its evidence, as one page that needs no program.
//!
//! [`handout_with`] says what is in it as plain data, [`handout`] the same as it is unless somebody wants it otherwise; [`html()`] and
//! [`markdown()`] write it down, [`preview()`] shows its beginning. The main part (`brief`) is a few pages of paper; everything that was found is an
//! appendix, for those who ask for it. Each finding has a name of its own, so that an address can lead to it: `report.html#figure-0-12`.

mod brief;
mod citations;
mod findings;
mod html;
mod markdown;
mod preview;

use std::collections::BTreeSet;

pub use citations::citations;
pub use html::html;
pub use markdown::markdown;
pub use preview::{preview, preview_of_text};

use crate::edits::Log;
use crate::report::Report;
use crate::view::evidence::{Evidence, Witness};
use crate::view::exports::{Part, ReportOptions};
use crate::view::figures::tried;
use crate::view::format::count;
use crate::view::overview::{Sentence, overview};

/// The whole page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Handout {
    /// What the user calls it, or a fact: "5 documents, 2,345 words".
    pub title: String,
    /// Who hands it over and when, and what is in it where the title does not say it; each may be missing.
    pub byline: Vec<String>,
    /// What is in it, in sentences.
    pub lead: Vec<String>,
    /// Its parts. None is empty but “worth a second look”, which then says that there is nothing.
    pub sections: Vec<Section>,
}

/// A part of the page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Section {
    /// Its name in an address.
    pub id: &'static str,
    /// Its heading.
    pub title: String,
    /// What there is to know about it, or nothing.
    pub lead: String,
    /// What was found.
    pub findings: Vec<Finding>,
    /// Its findings are a line each.
    pub is_dense: bool,
    /// It belongs to the appendix.
    pub is_appendix: bool,
}

/// Something that was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Finding {
    /// Its name in an address.
    pub id: String,
    /// What it is: "Hassan Rouhani", "> 37 %".
    pub head: String,
    /// Facts about it, each a phrase.
    pub facts: Vec<String>,
    /// What the user has said of it, or nothing.
    pub by_user: String,
    /// Its sentences.
    pub evidence: Vec<Evidence>,
    /// Evidence that is left out.
    pub more: usize,
    /// Two wordings side by side, as pieces that are equal in both or not.
    pub sides: Option<[Vec<Piece>; 2]>,
}

/// A piece of one of two texts, and whether the other has it, too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The text, on one line.
    pub text: String,
    /// Whether it stands in both.
    pub equal: bool,
}

/// Findings of a part, and how many there would be without an end: no more are made than are shown.
type Findings = (Vec<Finding>, usize);

/// Findings of one part. What is more than a person reads is in the tables.
const MAX_FINDINGS: usize = 2_000;

/// What is to be handed over, unless somebody wants it otherwise.
pub fn handout(report: &Report, log: &Log) -> Handout {
    handout_with(report, log, &ReportOptions::default())
}

/// What is to be handed over.
pub fn handout_with(report: &Report, log: &Log, options: &ReportOptions) -> Handout {
    let summary = overview(report);
    let mut witness = Witness::new(report);
    let is_in = |part: Part| options.parts.contains(&part);
    let mut sections: Vec<Section> = Vec::new();
    if is_in(Part::Pins) {
        let (findings, total) = findings::pins(report, &mut witness);
        let title = format!("Pins · {}", count(total));
        sections.extend((total > 0).then(|| Section {
            id: "pins",
            title,
            lead: brief::left_out(findings.len(), total),
            findings,
            ..Section::default()
        }));
    }
    sections.extend(is_in(Part::Checked).then(|| brief::checked(report, &mut witness)).flatten());
    sections.extend(is_in(Part::Changes).then(|| brief::changed(report, &mut witness)).flatten());
    sections.extend(is_in(Part::Names).then(|| brief::names(report, &mut witness, options.names as usize)).flatten());
    sections.extend(is_in(Part::Sources).then(|| brief::sources(report)).flatten());
    let method = options.method.trim();
    if !method.is_empty() {
        sections.push(Section { id: "method", title: "Method and limits".into(), lead: method.into(), ..Section::default() });
    }
    if options.appendix {
        sections.extend(appendix(report, log, &mut witness));
        name_apart(&mut sections);
    }
    let lead = if is_in(Part::Summary) { summary.lead.iter().map(Sentence::text).collect() } else { Vec::new() };
    let (title, fact) = match options.title.trim() {
        "" => (summary.heading, None),
        title => (title.to_string(), Some(summary.heading)),
    };
    let by = |line: &str| Some(line.trim().to_string()).filter(|line| !line.is_empty());
    let byline = [by(&options.author), by(&options.date), fact].into_iter().flatten().collect();
    Handout { title, byline, lead, sections }
}

/// Two findings never have one name: what stands in the main part and in the appendix has another one there.
fn name_apart(sections: &mut [Section]) {
    let mut taken = BTreeSet::new();
    for finding in sections.iter_mut().flat_map(|section| &mut section.findings) {
        if !taken.insert(finding.id.clone()) {
            finding.id.push_str("-again");
            taken.insert(finding.id.clone());
        }
    }
}

/// Everything that was found.
fn appendix<'r>(report: &'r Report, log: &Log, witness: &mut Witness<'r>) -> Vec<Section> {
    use crate::entities::EntityKind;
    let parts = [
        ("changes", "Changes between versions", brief::changes(report, witness, MAX_FINDINGS)),
        ("people", "People", findings::named(report, witness, &[EntityKind::Person])),
        ("organisations", "Organisations and groups", findings::named(report, witness, &[EntityKind::Organization, EntityKind::Group])),
        ("places", "Places", findings::named(report, witness, &[EntityKind::Place])),
        ("names", "Other names", findings::named(report, witness, &findings::OTHER_KINDS)),
        ("copies", "Copies", findings::copies(report, witness)),
        ("checks", "Figures worth a second look", findings::checks(report, witness, true)),
        ("fits", "Sums that fit, and figures that agree", findings::checks(report, witness, false)),
        ("figures", "Figures", findings::figures(report, witness)),
        ("quotes", "Who says what", findings::quotes(report, witness)),
        ("decisions", "Decided by hand", findings::decisions(report, log)),
        ("documents", "Documents", findings::documents(report)),
        ("not-read", "Not read", findings::skipped(report)),
    ];
    let section = |(id, title, (findings, total)): (&'static str, &str, Findings)| {
        let lead = if findings.is_empty() && total == 0 { tried(report) } else { brief::left_out(findings.len(), total) };
        Section { id, title: format!("{title} · {}", count(total)), lead, findings, is_appendix: true, ..Section::default() }
    };
    let has_figures = parts.iter().any(|(id, _, (findings, _))| *id == "figures" && !findings.is_empty());
    let is_shown = |(id, _, (findings, _)): &(&'static str, &str, Findings)| !findings.is_empty() || (*id == "checks" && has_figures);
    parts.into_iter().filter(is_shown).map(section).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Engine, Parts, analyze};
    use crate::corpus::Corpus;
    use crate::duplicates::Sensitivity;
    use crate::text::Document;

    const COPIED: &str = "The ministry said that the railway between the two northern cities will be finished before the end of next year, \
        and that eleven stations along the line have already been opened to passengers from the surrounding villages.";

    fn everything(report: &Report) -> Handout {
        handout_with(report, &Log::default(), &ReportOptions { appendix: true, ..ReportOptions::default() })
    }

    fn made() -> (Handout, Report) {
        let mut corpus = Corpus::new();
        let texts = [
            format!("President <b>Hassan</b> Rouhani paid $800 million. {COPIED}"),
            format!("Mr. Hassan Rouhani left. {} It rained.", COPIED.replace("eleven", "twelve")),
        ];
        for (at, text) in texts.into_iter().enumerate() {
            let id = format!("{at}<img src=x onerror=alert(1)>.txt");
            corpus.add(analyze(Document::from_text(id, text), &Engine::new(Parts::ALL)));
        }
        let report = corpus.report(&Sensitivity::STANDARD);
        (everything(&report), report)
    }

    fn finding<'h>(handout: &'h Handout, section: &str, head: &str) -> &'h Finding {
        let section = handout.sections.iter().find(|known| known.id == section).unwrap();
        section.findings.iter().find(|finding| finding.head.contains(head)).unwrap()
    }

    #[test]
    fn every_finding_has_its_evidence_and_a_name_of_its_own() {
        let (handout, report) = made();
        let paid = finding(&handout, "figures", "800 million");
        assert_eq!(paid.evidence[0].sentence.1, "$800 million");
        let place = &paid.evidence[0];
        let text: Vec<char> = report.documents[0].text().chars().collect();
        let quoted: String = text[place.characters.0..place.characters.1].iter().collect();
        assert!(quoted.starts_with("President") && quoted.ends_with("$800 million."), "the place of the sentence: {quoted}");
        let mut ids: Vec<&str> = handout.sections.iter().flat_map(|section| &section.findings).map(|finding| finding.id.as_str()).collect();
        let all = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), all);
        assert!(
            handout.sections.iter().all(|section| matches!(section.id, "checks" | "checked" | "method") || !section.findings.is_empty())
        );
    }

    #[test]
    fn what_is_left_out_is_counted() {
        let text: String = (1..=MAX_FINDINGS + 7).map(|n| format!("They sold {n} ships. ")).collect();
        let mut corpus = Corpus::new();
        corpus.add(analyze(Document::from_text("ships.txt", text), &Engine::new(Parts::ALL)));
        let handout = everything(&corpus.report(&Sensitivity::STANDARD));
        let figures = handout.sections.iter().find(|section| section.id == "figures").unwrap();
        assert_eq!((figures.findings.len(), figures.title.as_str()), (2_000, "Figures · 2,007"));
        assert_eq!(figures.lead, "The first 2,000; 7 are left out.");
        let others = handout.sections.iter().filter(|section| section.is_appendix && !matches!(section.id, "figures" | "checks"));
        assert!(others.into_iter().all(|section| section.lead.is_empty()));
    }

    #[test]
    fn what_fits_is_not_worth_a_second_look() {
        let parts = |texts: &[&str]| {
            let mut corpus = Corpus::new();
            for (at, text) in texts.iter().enumerate() {
                corpus.add(analyze(Document::from_text(format!("{at}.txt"), *text), &Engine::new(Parts::ALL)));
            }
            let handout = everything(&corpus.report(&Sensitivity::STANDARD));
            let shown = handout.sections.into_iter().filter(|section| matches!(section.id, "checks" | "fits"));
            shown.map(|section| format!("{}; {}", section.title, section.lead)).collect::<Vec<_>>()
        };
        let none = |tried: &str| format!("Figures worth a second look · 0; {tried}");
        assert_eq!(parts(&["They kept 3 boats."]), [none("1 figure; no sum to try.")]);
        assert!(parts(&["Nothing is counted."]).is_empty());
        let gas = "Also, the two countries together account for more than 37% of the world's gas resources. Russia, with 35 trillion cubic \
            meters of gas, holds more than 19 percent of the world's gas reserves. Iran, with 33 trillion cubic meters of discovered \
            gas reserves and a share of 17.8 percent, holds second place after Russia.";
        let fits = "Sums that fit, and figures that agree · 2; ";
        assert_eq!(parts(&[gas]), [none("6 figures; 2 sums tried, all fit."), fits.into()]);
        let crane = "A storm caused a crane to fall into the Grand Mosque in Mecca, killing 107 pilgrims.";
        let other = "Officials say the crane that fell into the Grand Mosque in Mecca during a storm killed 87 pilgrims.";
        assert_eq!(parts(&[crane, other, gas]), ["Figures worth a second look · 1; ", fits]);
    }

    #[test]
    fn two_wordings_stand_side_by_side() {
        let (handout, _) = made();
        let sides = finding(&handout, "copies", "words").sides.clone().unwrap();
        for (side, word) in sides.iter().zip(["eleven", "twelve"]) {
            let own: Vec<&str> = side.iter().filter(|piece| !piece.equal).map(|piece| piece.text.trim()).collect();
            assert!(own.contains(&word) && !own.iter().any(|words| words.contains("railway")), "{own:?}");
        }
    }

    #[test]
    fn what_is_written_runs_nothing_and_loads_nothing() {
        let (handout, _) = made();
        let page = html(&handout);
        for forbidden in ["<script", "<img", "<b>Hassan", "http:", "https:", "url(", "@import"] {
            assert!(!page.contains(forbidden), "{forbidden}");
        }
        assert!(page.contains("&lt;img src=x onerror=alert(1)&gt;.txt"));
        assert!(page.contains("id=\"figure-0-0\"") && page.contains("href=\"#figure-0-0\""));
        let text = markdown(&handout);
        assert!(text.starts_with("# 2 documents"));
        let escaped = |(at, _): (usize, &str)| text[..at].ends_with('\\');
        assert!(text.match_indices('<').all(escaped), "no tag is open");
    }
}
