//! The main part of the report to hand over: what was pinned and checked, what changed, who is named, and the sources. It is short, whatever the
//! number of documents: what is left out is counted.

use std::cmp::Reverse;

use super::findings::{first, of_claim, of_entity, some};
use super::{Finding, Findings, Section};
use crate::entities::EntityKind;
use crate::entities::resolve::Entity;
use crate::report::changes::{Change, VersionChanges};
use crate::report::{Report, ReportDocument};
use crate::view::claims::{Claim, claims};
use crate::view::evidence::{Witness, spread};
use crate::view::filter::Filter;
use crate::view::format::{count, counted, edtf, one_line, one_of, shown};
use crate::view::status::Status;

/// Changes between versions in the main part; the appendix has all.
const MAX_CHANGES: usize = 10;
/// Checked figures and pins in the main part: one page of paper each.
pub(super) const MAX_CHECKED: usize = 20;
/// Sources in the main part: about three pages of paper.
const MAX_SOURCES: usize = 300;
/// Characters of a title among the sources; where there are many of them each has two lines of a column.
const MAX_TITLE: usize = 120;
const MAX_TITLE_OF_MANY: usize = 60;
const MANY_SOURCES: usize = 60;

/// Figures with a verdict or a note, the wrong ones first.
pub(super) fn checked<'r>(report: &'r Report, witness: &mut Witness<'r>) -> Option<Section> {
    let all: Vec<Claim<'r>> = claims(report, &Filter::All);
    let total = all.len();
    let mut checked: Vec<(Status, Claim<'r>)> = all.into_iter().map(|claim| (claim.status(report), claim)).collect();
    checked.retain(|(status, claim)| *status != Status::Open || !claim.note(report).is_empty());
    checked.sort_by_key(|(status, _)| Reverse(*status));
    let of = |wanted: Status| checked.iter().filter(|(status, _)| *status == wanted).count();
    let lead = match (of(Status::Wrong), of(Status::Verified)) {
        (0, 0) => format!("{}, copied ones counted once; none has been checked.", counted(total, "figure")),
        (0, right) => format!("{} of {}, copied ones counted once, checked: none is wrong.", count(right), counted(total, "figure")),
        (wrong, right) => {
            let are = if wrong == 1 { "is" } else { "are" };
            format!(
                "{} of {}, copied ones counted once, checked: {} {are} wrong.",
                count(wrong + right),
                counted(total, "figure"),
                count(wrong)
            )
        }
    };
    let title = format!("Checked figures · {}", count(of(Status::Wrong) + of(Status::Verified)));
    let shown = checked.len().min(MAX_CHECKED);
    let lead = [lead, left_out(shown, checked.len())].into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>().join(" ");
    let findings = checked.iter().take(MAX_CHECKED).map(|(_, claim)| of_claim(report, witness, claim)).collect();
    (total > 0).then(|| Section { id: "checked", title, lead, findings, ..Section::default() })
}

/// What changed between versions, figures first; at most so many.
pub(super) fn changes<'r>(report: &'r Report, witness: &mut Witness<'r>, most: usize) -> Findings {
    let versions = report.version_changes();
    let mut all: Vec<(usize, &VersionChanges, &Change)> =
        versions.iter().flat_map(|version| version.changes.iter().enumerate().map(move |(at, change)| (at, version, change))).collect();
    all.sort_by_key(|(_, _, change)| change.kind); // stable: each kind in the order of versions
    let total = all.len();
    let one = |(at, version, change): (usize, &VersionChanges, &Change)| {
        let [from, to] = version.documents;
        let document = |index: u32| &report.documents[index as usize];
        let words = |index: u32, place: Option<crate::report::changes::Changed>| {
            place.map(|place| one_line(place.span.of(document(index).text())).trim().to_string())
        };
        let head = match (words(from, change.from), words(to, change.to)) {
            (Some(before), Some(after)) => format!("{before} → {after}"),
            (Some(before), None) => format!("Left out: {before}"),
            (None, after) => format!("Added: {}", after.unwrap_or_default()),
        };
        let facts = vec![change.kind.label().to_string(), format!("{} → {}", shown(&document(from).id), shown(&document(to).id))];
        let places = [(from, change.from), (to, change.to)];
        let evidence = places.into_iter().filter_map(|(index, place)| Some(witness.at(index, place?.span))).collect();
        Finding { id: format!("change-{from}-{to}-{at}"), head, facts, evidence, ..Finding::default() }
    };
    (all.into_iter().take(most).map(one).collect(), total)
}

/// The section of what changed.
pub(super) fn changed<'r>(report: &'r Report, witness: &mut Witness<'r>) -> Option<Section> {
    let (findings, total) = changes(report, witness, MAX_CHANGES);
    let lead = left_out(findings.len(), total);
    let title = format!("What changed between versions · {}", count(total));
    (total > 0).then(|| Section { id: "changed", title, lead, findings, ..Section::default() })
}

/// The people and bodies that most documents name.
pub(super) fn names<'r>(report: &'r Report, witness: &mut Witness<'r>, most: usize) -> Option<Section> {
    const KINDS: [EntityKind; 2] = [EntityKind::Person, EntityKind::Organization]; // no places and no nationalities, which every text has
    let mut all: Vec<(u32, &'r Entity)> = (0..).zip(&report.entities).filter(|(_, entity)| KINDS.contains(&entity.kind)).collect();
    all.sort_by_key(|(index, entity)| (Reverse((entity.documents, entity.mentions.len())), *index));
    let one = |(index, entity): (u32, &'r Entity)| {
        let mut facts = vec![one_of(entity.kind).to_string(), spread(entity.mentions.len(), entity.documents as usize)];
        let roles: Vec<String> = entity.roles.iter().take(2).map(|role| role.role.clone()).collect();
        if !roles.is_empty() {
            facts.push(format!("named as {}", some(&roles)));
        }
        let evidence = entity.mentions.first().map(|at| {
            let span = report.documents[at.document as usize].analysis.names.mentions[at.mention as usize].span;
            witness.at(at.document, span)
        });
        let by_user = of_entity(report, index);
        Finding {
            id: format!("named-{index}"),
            head: entity.name.clone(),
            facts,
            by_user,
            evidence: evidence.into_iter().collect(),
            ..Finding::default()
        }
    };
    let total = all.len();
    let (findings, total) = first(all.into_iter().take(most).map(one), total);
    let title = if findings.len() == total {
        format!("Names · {}", count(total))
    } else {
        format!("Names · {} of {}", count(findings.len()), count(total))
    };
    let lead = "People and organisations, those that most documents name first, each with the place where it stands first.".to_string();
    (!findings.is_empty()).then(|| Section { id: "named", title, lead, findings, ..Section::default() })
}

/// The documents, each on a line: file, title, outlet, date.
pub(super) fn sources(report: &Report) -> Option<Section> {
    let most = if report.documents.len() > MANY_SOURCES { MAX_TITLE_OF_MANY } else { MAX_TITLE };
    let one = |(at, document): (usize, &ReportDocument)| {
        let id = shown(&document.id);
        let title = beginning(&shown(&document.title()), most);
        let mut facts: Vec<String> = Some(title).filter(|title| *title != id).into_iter().collect();
        facts.extend(document.analysis.document.source.as_deref().map(shown));
        facts.extend(document.date.as_ref().map(|date| edtf(&date.date)));
        Finding { id: format!("source-{at}"), head: id, facts, ..Finding::default() }
    };
    let total = report.documents.len();
    let findings: Vec<Finding> = report.documents.iter().enumerate().take(MAX_SOURCES).map(one).collect();
    let mut lead = left_out(findings.len(), total);
    if !report.skipped.is_empty() {
        let not_read = format!("{} could not be read.", counted(report.skipped.len(), "file"));
        lead = if lead.is_empty() { not_read } else { format!("{lead} {not_read}") };
    }
    (total > 0).then(|| Section {
        id: "sources",
        title: format!("Sources · {}", count(total)),
        lead,
        findings,
        is_dense: true,
        ..Section::default()
    })
}

/// "The first 12; 3 are left out."
pub(super) fn left_out(shown: usize, total: usize) -> String {
    match total - shown.min(total) {
        0 => String::new(),
        more => format!("The first {}; {} {} left out.", count(shown), count(more), if more == 1 { "is" } else { "are" }),
    }
}

/// The beginning of a long title.
fn beginning(title: &str, most: usize) -> String {
    if title.chars().count() <= most {
        return title.to_string();
    }
    let cut: String = title.chars().take(most - 1).collect();
    let end = cut.rfind(' ').filter(|at| *at > most / 2).unwrap_or(cut.len());
    format!("{}…", cut[..end].trim_end())
}

#[cfg(test)]
mod tests {
    use super::super::{Handout, handout_with};
    use crate::analysis::{Engine, Parts, analyze};
    use crate::corpus::Corpus;
    use crate::duplicates::{Place, Sensitivity};
    use crate::edits::{Edit, Log, Step, anchor, apply};
    use crate::report::Report;
    use crate::review::{Pin, Verdict};
    use crate::text::{Document, Span};
    use crate::view::exports::{Part, ReportOptions};

    const STORY: &str = "The harbour bridge in Sundhavn was closed on Tuesday after engineers found cracks in two of its piers. Drivers face a \
        detour of an hour. The town said that the repair costs $57 million and takes until the end of next summer, as the steel must be \
        ordered abroad. Mayor Ann Lee spoke. Ferries run twice as often from today.";

    fn report(texts: &[&str]) -> Report {
        let mut corpus = Corpus::new();
        for (at, text) in texts.iter().enumerate() {
            corpus.add(analyze(Document::from_text(format!("{at:03}.txt"), *text), &Engine::new(Parts::ALL)));
        }
        corpus.report(&Sensitivity::STANDARD)
    }

    fn two_versions() -> Report {
        report(&[STORY, &STORY.replace("$57", "$75")])
    }

    fn titles(handout: &Handout) -> Vec<&str> {
        handout.sections.iter().map(|section| section.title.as_str()).collect()
    }

    #[test]
    fn what_was_pinned_and_checked_comes_first() {
        let mut report = two_versions();
        let start = STORY.find("$57").unwrap();
        let place = Place { document: 0, span: Span::new(start, start + "$57 million".len()) };
        let at = anchor(&report, place);
        let mut log = Log::default();
        log.take(0, Step::Do(Edit::Pin(vec![Pin { anchor: at, note: "too low".into() }])));
        log.take(0, Step::Do(Edit::Checked(vec![at], Some(Verdict::Wrong))));
        apply(&mut report, &log);
        let handout = handout_with(&report, &log, &ReportOptions::default());
        let told = titles(&handout);
        assert_eq!(told[0], "Pins · 1");
        assert!(told[1].starts_with("Checked figures · 1"), "{told:?}");
        assert_eq!(handout.sections[1].findings[0].by_user, "wrong");
        assert!(told[2].starts_with("What changed between versions · "), "{told:?}");
        assert_eq!(handout.sections[2].findings[0].head, "$57 million → $75 million");
        assert!(told[3].starts_with("Names · ") && told[4] == "Sources · 2" && told.len() == 6, "{told:?}");
    }

    #[test]
    fn what_is_not_wanted_is_not_in_it() {
        let all = |options: &ReportOptions| {
            let handout = handout_with(&two_versions(), &Log::default(), options);
            (handout.lead.is_empty(), handout.sections.iter().map(|section| section.id).collect::<Vec<_>>())
        };
        let usual = ReportOptions::default();
        assert_eq!(all(&usual), (false, vec!["checked", "changed", "named", "sources", "method"]));
        let mut few = usual.clone().with(Part::Summary, false).with(Part::Changes, false).with(Part::Checked, false);
        few.method = String::new();
        assert_eq!(all(&few), (true, vec!["named", "sources"]));
        let (_, with_appendix) = all(&ReportOptions { appendix: true, ..usual });
        assert!(["people", "copies", "figures", "documents"].iter().all(|id| with_appendix.contains(id)), "{with_appendix:?}");
    }

    #[test]
    fn nothing_is_said_to_be_checked_that_nobody_has_checked() {
        let handout = handout_with(&two_versions(), &Log::default(), &ReportOptions::default());
        let checked = handout.sections.iter().find(|section| section.id == "checked").unwrap();
        assert!(
            checked.lead.ends_with(" copied ones counted once; none has been checked.") && checked.findings.is_empty(),
            "{}",
            checked.lead
        );
    }

    #[test]
    fn it_stays_short_whatever_the_number_of_documents() {
        let texts: Vec<String> = (0..400).map(|at| format!("Mayor Ann Lee{at} Berg spoke on {at} boats.")).collect();
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let handout = handout_with(&report(&texts), &Log::default(), &ReportOptions::default());
        let section = |id: &str| handout.sections.iter().find(|section| section.id == id).unwrap();
        assert_eq!(section("named").findings.len(), 20);
        assert_eq!(section("sources").findings.len(), super::MAX_SOURCES);
        assert_eq!(section("sources").lead, "The first 300; 100 are left out.");
    }
}
