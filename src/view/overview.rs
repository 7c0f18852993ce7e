//! The overview: what is in these files, in words, and what is worth looking at.

mod added;
mod findings;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::copies::{self, Shown};
use super::documents::warnings;
use super::entities::{card_route, role};
use super::format::{count, counted, kinds, one_line, shown, value};
use super::handles::anchor_of;
use super::picture::Link;
use super::route::{CopyKind, CopyQuery, FigureForm, FigureScope, Focus, Open, Route, Target, View};
use super::scope::in_documents;
use super::timeline::date_range;
use super::window::Window;
use crate::corpus::DocumentKey;
use crate::duplicates::{ClusterKind, Passage, PassageKind};
use crate::entities::EntityKind;
use crate::entities::resolve::MentionRef;
use crate::figures::{Figure, FigureKind, FigureRef, Moment};
use crate::report::{Report, ReportDocument};
use crate::review::Anchor;
use crate::text::Span;

/// The summary.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Overview {
    /// How many documents there are.
    pub documents: u32,
    /// The heading: a fact.
    pub heading: String,
    /// A few sentences, one a paragraph.
    pub lead: Vec<Sentence>,
    /// Lists of what matters most.
    pub sections: Vec<Section>,
    /// How many rows each view has.
    pub totals: Totals,
}

/// A sentence whose names and numbers lead to what proves them.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Sentence {
    /// Its pieces, each with where it leads, if it does.
    pub parts: Vec<(String, Option<Route>)>,
}

impl Sentence {
    fn say(&mut self, text: impl Into<String>) {
        self.parts.push((text.into(), None));
    }

    fn link(&mut self, text: impl Into<String>, to: Route) {
        self.parts.push((text.into(), Some(to)));
    }

    /// The words alone.
    pub fn text(&self) -> String {
        self.parts.iter().map(|(text, _)| text.as_str()).collect()
    }
}

impl<T: Into<String>> From<T> for Sentence {
    fn from(text: T) -> Sentence {
        Sentence { parts: vec![(text.into(), None)] }
    }
}

/// Numbers beside the names of the views.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Totals {
    /// Entities.
    pub entities: u32,
    /// Shared passages.
    pub passages: u32,
    /// Figures.
    pub figures: u32,
}

/// A short list with the way to the long one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Section {
    /// Its heading.
    pub title: String,
    /// How many there are in all.
    pub total: u32,
    /// The view that has them all.
    pub all: Route,
    /// The first few.
    pub items: Vec<Item>,
}

/// One thing, and where it can be read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Item {
    /// What it is.
    pub label: String,
    /// More about it.
    pub detail: String,
    /// A number, ready to show.
    pub number: String,
    /// Where to read it.
    pub open: Route,
    /// What of it is kept or quoted.
    pub place: Option<Anchor>,
}

/// Items of a section.
const ITEMS: usize = 6;

/// The summary, which begins with what came to the documents that were there `earlier`.
pub fn overview_since(report: &Report, earlier: &BTreeSet<DocumentKey>) -> Overview {
    let mut overview = overview(report);
    let added = (!earlier.is_empty()).then(|| added::added(report, earlier)).flatten();
    overview.lead.splice(0..0, added);
    overview
}

/// The summary of a report.
pub fn overview(report: &Report) -> Overview {
    let found = &report.duplicates;
    let figures = report.shown_documents().map(|(at, document)| shown_figures(report, at, document).count()).sum::<usize>();
    let words: usize = report.shown_documents().map(|(_, document)| document.analysis.words()).sum();
    let is_shown = |passage: &&Passage| passage.kind == PassageKind::Copy && report.scope.has_copy(&passage.occurrences);
    let copies = found.passages.iter().filter(is_shown).count();
    let mut sections: Vec<Section> = stories(report).into_iter().chain(findings::findings(report)).collect();
    sections.extend([EntityKind::Person, EntityKind::Place, EntityKind::Organization].into_iter().filter_map(|kind| named(report, kind)));
    sections.extend(copied(report));
    sections.extend(numbers(report));
    for item in sections.iter_mut().flat_map(|section| &mut section.items) {
        if let Some(Open::Reader(target)) = item.open.open {
            item.place = anchor_of(report, target);
        }
    }
    Overview {
        documents: report.documents.len() as u32,
        heading: format!("{}, {} words", in_documents(report), count(words)),
        lead: lead(report, copies, figures),
        sections,
        totals: Totals { entities: report.shown_entities().count() as u32, passages: copies as u32, figures: figures as u32 },
    }
}

/// The figures of a document that are looked at, with their index.
fn shown_figures<'r>(report: &'r Report, document: u32, source: &'r ReportDocument) -> impl Iterator<Item = (usize, &'r Figure)> {
    let claimants = if report.scope.is_all() { Vec::new() } else { source.claimants() };
    let all = source.analysis.figures.iter().enumerate().filter(|(_, figure)| !figure.minor);
    all.filter(move |(at, _)| report.scope.has_figure(source, document, *at as u32, claimants.get(*at).copied().flatten()))
}

fn lead(report: &Report, copies: usize, figures: usize) -> Vec<Sentence> {
    if report.documents_in_scope() == 0 {
        return vec!["Nothing here within the selection.".into()];
    }
    let mut lead = Vec::new();
    lead.extend(told(report));
    lead.extend(who(report));
    lead.push(copied_text(report, copies));
    lead.extend(claimed(report, figures));
    lead.extend(report.notes.iter().map(|note| note.message.as_str().into()));
    lead.extend(remarks(report));
    lead.retain(|sentence: &Sentence| !sentence.parts.is_empty());
    lead
}

/// "3 documents have remarks, marked ! in the list of documents; the first is note.txt."
fn remarks(report: &Report) -> Option<Sentence> {
    let has_remark = |document: &&(u32, &ReportDocument)| warnings(document.1).next().is_some();
    let all: Vec<(u32, &ReportDocument)> = report.shown_documents().collect();
    let mut warned = all.iter().filter(has_remark);
    let (document, first) = *warned.next()?;
    let others = warned.count();
    let mut sentence = Sentence::default();
    let have = if others == 0 { "has a remark" } else { "have remarks" };
    sentence.say(format!("{} {have}, marked ! in the list of documents", counted(others + 1, "document")));
    sentence.say(if others == 0 { ": " } else { "; the first is " });
    let open = Open::Reader(Target { document, focus: Focus::Start });
    sentence.link(shown(&first.id), Route { open: Some(open), ..Route::default() });
    sentence.say(".");
    Some(sentence)
}

/// "9 documents tell 3 stories; 4 stand alone."
fn told(report: &Report) -> Option<Sentence> {
    let stories = report.shown_stories();
    let told: usize = stories.iter().map(|shown| shown.members.len()).sum();
    let alone = report.documents_in_scope() - told;
    let mut sentence = Sentence::default();
    sentence.say(format!("{} tell ", counted(told, "document")));
    let said = if stories.len() == 1 { "1 story".into() } else { format!("{} stories", count(stories.len())) };
    sentence.link(said, Route::copies(CopyQuery { kind: Some(CopyKind::Story), ..CopyQuery::default() }));
    sentence.say(match alone {
        0 => ".".into(),
        1 => "; 1 stands alone.".into(),
        alone => format!("; {} stand alone.", count(alone)),
    });
    (!stories.is_empty()).then_some(sentence)
}

/// "They name Ebrahim Raisi, Vladimir Putin, Hassan Rouhani and 7 other people."
fn who(report: &Report) -> Option<Sentence> {
    let mut all: Vec<_> = report.shown_entities().filter(|entity| entity.kind == EntityKind::Person).collect();
    all.sort_by_key(|entity| std::cmp::Reverse((entity.documents, entity.mentions.len())));
    let named = &all[..all.len().min(3)];
    let others = all.len() - named.len();
    let mut sentence = Sentence::default();
    sentence.say("They name ");
    for (at, entity) in named.iter().enumerate() {
        let is_last = at + 1 == named.len() && others == 0;
        sentence.say(if at == 0 {
            ""
        } else if is_last {
            " and "
        } else {
            ", "
        });
        sentence.link(entity.name.as_str(), card_route(&Route::default(), *entity.mentions.first()?));
    }
    if others > 0 {
        sentence.say(" and ");
        let people = if others == 1 { "one other person".into() } else { format!("{} other people", count(others)) };
        sentence.link(people, Route { view: View::Entities, entity_kind: Some(EntityKind::Person), ..Route::default() });
    }
    sentence.say(".");
    (!named.is_empty()).then_some(sentence)
}

/// "2 documents are versions of one another; 4 passages are shared, the longest of 260 words."
fn copied_text(report: &Report, copies: usize) -> Sentence {
    let found = &report.duplicates;
    let of_kind = |kind: CopyKind| Route::copies(CopyQuery { kind: Some(kind), ..CopyQuery::default() });
    let mut sentence = Sentence::default();
    let next = |sentence: &mut Sentence| {
        if !sentence.parts.is_empty() {
            sentence.say("; ");
        }
    };
    for (kind, shown) in [(ClusterKind::Identical, CopyKind::Identical), (ClusterKind::Near, CopyKind::Near)] {
        let documents: usize = found
            .clusters
            .iter()
            .filter(|cluster| cluster.kind == kind && cluster.documents.iter().any(|&at| report.scope.has_document(at)))
            .map(|cluster| cluster.documents.len())
            .sum();
        if documents > 0 {
            next(&mut sentence);
            sentence.link(counted(documents, "document"), of_kind(shown));
            let are =
                if kind == ClusterKind::Identical { " are copies of one another, word for word" } else { " are versions of one another" };
            sentence.say(are);
        }
    }
    let passages = (0..).zip(&found.passages);
    let is_shown = |passage: &Passage| passage.kind == PassageKind::Copy && report.scope.has_copy(&passage.occurrences);
    if let Some((at, longest)) = passages.filter(|(_, passage)| is_shown(passage)).max_by_key(|(_, passage)| passage.words) {
        next(&mut sentence);
        sentence.link(counted(copies, "passage"), of_kind(CopyKind::Passage));
        sentence.say(if copies == 1 { " is shared, " } else { " are shared, " });
        let target = longest
            .occurrences
            .iter()
            .find(|place| report.scope.has_document(place.document))
            .map(|place| Target { document: place.document, focus: Focus::Passage(at, 0) });
        let route = Route { view: View::Copies, open: target.map(Open::Reader), ..Route::default() };
        sentence.link(format!("the longest of {}", counted(longest.words as usize, "word")), route);
    }
    let lines: Vec<_> = found.boilerplate.iter().filter(|item| report.scope.has_copy(&item.occurrences)).collect();
    if let Some(widest) = lines.iter().max_by_key(|item| item.occurrences.len()) {
        next(&mut sentence);
        sentence.link(format!("{} of boilerplate", counted(lines.len(), "line")), of_kind(CopyKind::Boilerplate));
        let stand = if lines.len() == 1 { "stands" } else { "stand" };
        sentence.say(format!(" {stand} in up to {}", counted(widest.occurrences.len(), "place")));
    }
    if !sentence.parts.is_empty() {
        sentence.say(".");
    } else if report.documents.len() > 1 {
        let passed_over = found.passages.iter().any(|passage| report.scope.passes_over(&passage.occurrences));
        sentence.say(if passed_over { "No copied passage names what is selected." } else { "No document copies from another." });
    }
    sentence
}

/// "53 figures are claimed; 2 sums and 1 difference between documents are worth a second look. The dates run from 1945 to 2022."
fn claimed(report: &Report, total: usize) -> Option<Sentence> {
    let shown = || report.shown_documents().map(|(_, document)| document);
    if total == 0 {
        return None;
    }
    let sums = shown().flat_map(|document| &document.analysis.checks).filter(|check| !check.fits).count();
    let among = |figures: &Vec<FigureRef>| figures.iter().any(|figure| report.scope.has_document(figure.document));
    let differences = report.conflicts.iter().filter(|conflict| conflict.sides.iter().any(among)).count();
    let all = Route { view: View::Figures, ..Route::default() };
    let checks = || Route { figures: FigureScope { form: FigureForm::Checks, ..FigureScope::default() }, ..all.clone() };
    let mut sentence = Sentence::default();
    sentence.link(counted(total, "figure"), all.clone());
    sentence.say(if total == 1 { " is claimed" } else { " are claimed" });
    if report.scope.looks_at_sentences() {
        sentence.say(" in the same sentences");
    }
    if sums > 0 {
        sentence.say("; ");
        sentence.link(counted(sums, "sum"), checks());
    }
    if differences > 0 {
        sentence.say(if sums > 0 { " and " } else { "; " });
        sentence.link(format!("{} between documents", counted(differences, "difference")), checks());
    }
    sentence.say(match sums + differences {
        0 => ".",
        1 => " is worth a second look.",
        _ => " are worth a second look.",
    });
    // The same dates as on the timeline, where the link leads.
    let moments = report.shown_documents().flat_map(|(at, source)| {
        let is_shown = move |moment: &Moment| report.scope.has_moment(source, at, moment);
        source.moments().into_iter().filter(is_shown)
    });
    let moments: Vec<Moment> = moments.collect();
    if let Some((first, last)) = date_range(moments.iter()) {
        let timeline = Route { view: View::Timeline, ..Route::default() };
        let (verb, years) = if first == last { ("are", format!("of {first}")) } else { ("run", format!("from {first} to {last}")) };
        sentence.say(format!(" The dates {verb} "));
        sentence.link(years, timeline);
        sentence.say(".");
    }
    Some(sentence)
}

/// Those named in the most documents.
fn named(report: &Report, kind: EntityKind) -> Option<Section> {
    let mut of_kind: Vec<_> = report.shown_entities().filter(|entity| entity.kind == kind).collect();
    of_kind.sort_by_key(|entity| std::cmp::Reverse((entity.documents, entity.mentions.len())));
    let route = Route { view: View::Entities, entity_kind: Some(kind), ..Route::default() };
    let items = of_kind.iter().take(ITEMS).map(|entity| {
        let MentionRef { document, mention } = entity.mentions[0];
        Item {
            label: entity.name.clone(),
            detail: role(report, entity),
            number: counted(entity.documents as usize, "document"),
            open: route.opening(Open::Reader(Target { document, focus: Focus::Mention(mention) })),
            place: None,
        }
    });
    Some(Section { title: kinds(kind).into(), total: of_kind.len() as u32, items: items.collect(), all: route.clone() })
        .filter(|section| section.total > 0)
}

fn stories(report: &Report) -> Option<Section> {
    let of_stories = CopyQuery { kind: Some(CopyKind::Story), ..CopyQuery::default() };
    let stories = report.shown_stories();
    let items = stories.iter().take(ITEMS).map(|shown_story| Item {
        label: shown(&report.headline(shown_story.story)),
        detail: copies::facts(report, shown_story),
        number: count(shown_story.members.len()),
        open: Route::copies(CopyQuery { story: Some(shown_story.story.lead), ..of_stories }),
        place: None,
    });
    Some(Section { title: "Stories".into(), total: stories.len() as u32, items: items.collect(), all: Route::copies(of_stories) })
        .filter(|section| section.total > 0)
}

/// What is copied. Stories come first in that list, and have a section of their own.
fn copied(report: &Report) -> Option<Section> {
    let stories = copies::listed_stories(report);
    let route = Route { view: View::Copies, ..Route::default() };
    let query = CopyQuery::default();
    let rows = copies::rows(report, &Shown::new(report, &query), &query, "", Window { offset: stories, limit: ITEMS as u32 });
    let items = rows.rows.into_iter().map(|row| Item {
        label: row.detail,
        detail: row.kind.label().into(),
        number: row.fact,
        open: match row.link {
            Link::Open(open) => route.opening(open),
            Link::Route(route) => *route,
        },
        place: None,
    });
    Some(Section { title: "Copies".into(), total: rows.total.saturating_sub(stories), items: items.collect(), all: route.clone() })
        .filter(|section| section.total > 0)
}

fn numbers(report: &Report) -> Option<Section> {
    let route = Route { view: View::Figures, ..Route::default() };
    let mut all = Vec::new();
    for (index, document) in report.shown_documents() {
        for (at, figure) in shown_figures(report, index, document) {
            // Money, shares and quantities are worth a look before dates and ordinals.
            let weight = match figure.kind {
                FigureKind::Money => 0,
                FigureKind::Percent => 1,
                FigureKind::Dimension => 2,
                FigureKind::Number => 3,
                FigureKind::Duration | FigureKind::Temperature | FigureKind::Score => 4,
                _ => 5,
            };
            all.push((weight, index, at, document, figure));
        }
    }
    let total = all.len() as u32;
    all.sort_by_key(|&(weight, index, at, ..)| (weight, index, at));
    // A copied sentence claims its figure once.
    let mut seen = BTreeSet::new();
    let distinct = all.into_iter().filter(|(.., document, figure)| {
        let words = |span: Span| span.of(document.text()).split_whitespace().collect::<String>();
        seen.insert((words(figure.span), words(document.sentence(figure.span))))
    });
    let items = distinct.take(ITEMS).map(|(_, index, at, document, figure)| Item {
        label: one_line(figure.span.of(document.text())).trim().to_string(),
        detail: figure.subject.map_or(String::new(), |subject| one_line(subject.of(document.text())).trim().to_string()),
        number: value(figure),
        open: route.opening(Open::Reader(Target { document: index, focus: Focus::Figure(at as u32) })),
        place: None,
    });
    Some(Section { title: "Figures".into(), total, items: items.collect(), all: route.clone() }).filter(|section| section.total > 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::entities::tests::report;
    use crate::view::scope::resolve;
    use crate::view::selection::{Selection, Term};

    #[test]
    fn sentences_lead_to_what_proves_them() {
        let report = report(&["Vladimir Putin met Ebrahim Raisi in 2015. It cost $5 million.", "Vladimir Putin left."]);
        let overview = overview(&report);
        let texts: Vec<String> = overview.lead.iter().map(Sentence::text).collect();
        let expected = [
            "They name Vladimir Putin and Ebrahim Raisi.",
            "No document copies from another.",
            "2 figures are claimed. The dates are of 2015.",
        ];
        assert_eq!(texts, expected);
        let links: Vec<(&str, String)> = overview
            .lead
            .iter()
            .flat_map(|sentence| &sentence.parts)
            .filter_map(|(text, to)| Some((text.as_str(), to.as_ref()?.to_hash())))
            .collect();
        let raisi = report.entities.iter().find(|entity| entity.name == "Ebrahim Raisi").unwrap().mentions[0];
        let card = card_route(&Route::default(), raisi).to_hash();
        assert!(links.contains(&("Ebrahim Raisi", card)), "{links:?}");
        assert!(links.contains(&("2 figures", "#/figures".into())) && links.contains(&("of 2015", "#/timeline".into())), "{links:?}");
    }

    #[test]
    fn only_dates_that_are_looked_at_are_told() {
        let report = report(&["Vladimir Putin came in 2015 and in 2018. Ebrahim Raisi came in 1979."]);
        let putin = report.entities.iter().find(|entity| entity.name == "Vladimir Putin").unwrap().mentions[0];
        let narrowed = report.within(resolve(&report, &Selection::only(Term::Entity(putin))));
        let texts: Vec<String> = overview(&narrowed).lead.iter().map(Sentence::text).collect();
        assert!(texts.iter().any(|text| text.ends_with("The dates run from 2015 to 2018.")), "{texts:?}");
    }

    #[test]
    fn what_is_a_story_is_not_listed_among_the_copies_again() {
        let text = "The harbour bridge in Sundhavn was closed on Tuesday after engineers found cracks in two of its piers. Drivers face a \
            detour of an hour. The town said that the repair costs $57 million and takes until the end of next summer.";
        let sections = overview(&report(&[text, text])).sections;
        let details = |title: &str| -> Vec<String> {
            let items = sections.iter().filter(|section| section.title == title).flat_map(|section| &section.items);
            items.map(|item| item.detail.clone()).collect()
        };
        assert_eq!(details("Stories").len(), 1, "{sections:?}");
        let copies = details("Copies");
        assert!(!copies.is_empty() && !copies.contains(&CopyKind::Story.label().to_string()), "{copies:?}");
    }
}
