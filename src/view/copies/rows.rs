//! The list of copies: clusters that open to their documents, pairs, passages, repeats, boilerplate.

use serde::{Deserialize, Serialize};

use super::Shown;
use super::stories::{self, StoryItem};
use super::summary::{copies_of_another, heading, lead, share};
use crate::duplicates::{ClusterKind, Pair, Passage, PassageKind, Place};
use crate::edits::anchor;
use crate::report::Report;
use crate::review::Anchor;
use crate::view::compare::{Piece, PieceKind, Row, aligned_texts};
use crate::view::filter::{Filter, nothing};
use crate::view::format::{count, counted, excerpt, percent, shown as signs};
use crate::view::handles::{PassageHandle, anchor_of};
use crate::view::picture::Link;
use crate::view::route::{CopyKind, CopyQuery, Focus, Open, Route, Target};
use crate::view::window::Window;

/// A window of the list.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct CopyRows {
    /// The heading: a fact.
    pub heading: String,
    /// The sentence below it.
    pub lead: String,
    /// How many rows there are of each kind, whatever kind is shown.
    pub kinds: Vec<(CopyKind, u32)>,
    /// How many rows there are.
    pub total: u32,
    /// First row of the window.
    pub offset: u32,
    /// The rows.
    pub rows: Vec<CopyRow>,
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CopyRow {
    /// What it is.
    pub kind: CopyKind,
    /// The fact: "260 words in 2 documents".
    pub fact: String,
    /// Which documents, or the wording.
    pub detail: String,
    /// Where it leads.
    pub link: Link,
    /// For a cluster, whether its documents are listed below it.
    pub expanded: Option<bool>,
    /// The passage that it is, by its index in the report: what it is chosen by.
    pub passage: Option<u32>,
    /// The same, as it is decided about.
    pub handle: Option<PassageHandle>,
    /// What of it is kept or quoted.
    pub place: Option<Anchor>,
    /// Whether it is so because the user said it.
    pub by_user: bool,
}

impl CopyRow {
    /// A line that is no more than what it says and where it leads.
    pub(super) fn new(kind: CopyKind, fact: String, detail: String, link: Link) -> CopyRow {
        CopyRow { kind, fact, detail, link, expanded: None, passage: None, handle: None, place: None, by_user: false }
    }
}

/// Stands between the documents of a pair.
pub const BETWEEN: &str = " — ";

/// A row before it is written out.
#[derive(Clone, Copy)]
enum Item<'r> {
    /// A story, or a line of one that is open.
    Story(StoryItem),
    /// A cluster of the report.
    Cluster(u32),
    /// A document of a cluster beside the fullest of it.
    Member { fullest: u32, document: u32 },
    /// Two documents.
    Pair(&'r Pair),
    /// A passage of the report.
    Passage(u32),
    /// Boilerplate of the report.
    Boilerplate(u32),
    /// A passage that the user took out.
    Dismissed(&'r Passage),
}

/// The rows of `window` that a query shows; those that contain `text`, if it is not empty.
pub fn rows(report: &Report, shown: &Shown, query: &CopyQuery, text: &str, window: Window) -> CopyRows {
    let filter = match Filter::parse(text) {
        Ok(filter) => filter,
        Err(lead) => return CopyRows { heading: heading(report, shown), lead, ..CopyRows::default() },
    };
    let list = List { report, query };
    let mut items = list.items(shown);
    if !matches!(filter, Filter::All) {
        items.retain(|item| {
            if let Item::Member { document, .. } = item {
                return filter.shows(&report.documents[*document as usize].id); // what differs is looked up when it is shown
            }
            if let Item::Story(StoryItem::Only { .. }) = item {
                return true; // what the open story says is not cut by what it is found by
            }
            let row = list.row(*item);
            filter.shows(&row.detail) || filter.shows(&row.fact)
        });
    }
    let kinds: Vec<_> = CopyKind::ALL
        .iter()
        .map(|(kind, _)| (*kind, items.iter().filter(|item| list.kind(**item) == *kind).count() as u32))
        .filter(|(_, total)| *total > 0)
        .collect();
    match query.kind {
        Some(CopyKind::Story) => items.retain(|item| matches!(item, Item::Story(_))),
        Some(kind) => items.retain(|item| list.kind(*item) == kind || (matches!(item, Item::Member { .. }) && list.is_cluster(kind))),
        None => list.collapse(&mut items),
    }
    let of_stories = query.kind == Some(CopyKind::Story);
    CopyRows {
        heading: if of_stories { stories::heading(report) } else { heading(report, shown) },
        lead: match () {
            () if of_stories && !items.is_empty() => stories::LEAD.into(),
            () if items.is_empty() && kinds.is_empty() => nothing(report, text, &lead(report, shown)),
            () => lead(report, shown),
        },
        kinds,
        total: items.len() as u32,
        offset: window.offset,
        rows: window.slice(&items).iter().map(|item| list.row(*item)).collect(),
    }
}

/// Writes the rows of one report.
struct List<'r> {
    report: &'r Report,
    query: &'r CopyQuery,
}

impl<'r> List<'r> {
    /// All rows, in order.
    fn items(&self, shown: &'r Shown) -> Vec<Item<'r>> {
        let report = self.report;
        let found = &report.duplicates;
        let mut items: Vec<Item<'r>> = stories::items(report, self.query).into_iter().map(Item::Story).collect();
        let is_shown = |at: &u32| found.clusters[*at as usize].documents.iter().any(|&document| report.scope.has_document(document));
        let mut clusters: Vec<u32> = (0..found.clusters.len() as u32).filter(is_shown).collect();
        clusters.sort_by_key(|&at| {
            let cluster = &found.clusters[at as usize];
            (cluster.kind, std::cmp::Reverse(cluster.documents.len()), at)
        });
        for at in clusters {
            items.push(Item::Cluster(at));
            if self.query.cluster == Some(at) {
                let documents = &found.clusters[at as usize].documents;
                let fullest = self.fullest(documents);
                items.extend(documents.iter().filter(|document| **document != fullest).map(|&document| Item::Member { fullest, document }));
            }
        }
        let mut pairs: Vec<_> = shown.pairs.iter().collect();
        pairs.sort_by_key(|pair| (std::cmp::Reverse(pair.most()), pair.documents()));
        items.extend(pairs.into_iter().map(Item::Pair));
        let mut passages: Vec<u32> = shown.passages.clone();
        let weight = |passage: &Passage| passage.words as usize * (documents(&passage.occurrences).max(2) - 1);
        passages.sort_by_cached_key(|&at| {
            let passage = &found.passages[at as usize];
            (passage_kind(passage), std::cmp::Reverse(weight(passage)), at)
        });
        items.extend(passages.into_iter().map(Item::Passage));
        let is_shown = |at: &u32| report.scope.has_copy(&found.boilerplate[*at as usize].occurrences);
        let mut lines: Vec<u32> = (0..found.boilerplate.len() as u32).filter(is_shown).collect();
        lines.sort_by_key(|&at| (std::cmp::Reverse(found.boilerplate[at as usize].occurrences.len()), at));
        items.extend(lines.into_iter().map(Item::Boilerplate));
        items.extend(report.by_user.dismissed.iter().filter(|passage| report.scope.has_copy(&passage.occurrences)).map(Item::Dismissed));
        items
    }

    /// In the list of everything a cluster stands for what its documents share among themselves.
    fn collapse(&self, items: &mut Vec<Item>) {
        let found = &self.report.duplicates;
        let mut cluster_of = vec![[None; 2]; self.report.documents.len()];
        for (at, cluster) in found.clusters.iter().enumerate() {
            for &document in &cluster.documents {
                cluster_of[document as usize][usize::from(cluster.kind == ClusterKind::Near)] = Some(at);
            }
        }
        let again = copies_of_another(self.report);
        let together = |a: u32, b: u32| {
            let (a, b) = (cluster_of[a as usize], cluster_of[b as usize]);
            (0..2).any(|kind| a[kind].is_some() && a[kind] == b[kind])
        };
        items.retain(|item| match item {
            Item::Story(item) => stories::tells_more_than_versions(self.report, *item),
            Item::Pair(pair) => {
                !together(pair.a.document, pair.b.document) && !again[pair.a.document as usize] && !again[pair.b.document as usize]
            }
            Item::Passage(at) => {
                let places = &found.passages[*at as usize].occurrences;
                found.passages[*at as usize].kind == PassageKind::Repeat
                    || !places.iter().all(|place| together(places[0].document, place.document))
            }
            _ => true,
        });
    }

    /// The document with the most words: the others are described by how they differ from it.
    fn fullest(&self, documents: &[u32]) -> u32 {
        let words = |document: u32| self.report.documents[document as usize].analysis.words();
        documents.iter().copied().max_by_key(|&document| (words(document), std::cmp::Reverse(document))).unwrap_or(0)
    }

    fn is_cluster(&self, kind: CopyKind) -> bool {
        let cluster = self.query.cluster.and_then(|at| self.report.duplicates.clusters.get(at as usize));
        cluster.is_some_and(|cluster| cluster_kind(cluster.kind) == kind)
    }

    fn kind(&self, item: Item) -> CopyKind {
        let found = &self.report.duplicates;
        match item {
            Item::Story(item) => item.kind(),
            Item::Cluster(at) => cluster_kind(found.clusters[at as usize].kind),
            Item::Member { .. } => CopyKind::Member,
            Item::Pair(_) => CopyKind::Pair,
            Item::Passage(at) => passage_kind(&found.passages[at as usize]),
            Item::Boilerplate(_) => CopyKind::Boilerplate,
            Item::Dismissed(_) => CopyKind::Dismissed,
        }
    }

    fn row(&self, item: Item) -> CopyRow {
        let report = self.report;
        let id = |document: u32| report.documents[document as usize].id.as_str();
        let row = |fact: String, detail: String, link: Link| CopyRow::new(self.kind(item), fact, detail, link);
        match item {
            Item::Story(item) => stories::row(report, self.query, item),
            Item::Cluster(at) => {
                let cluster = &report.duplicates.clusters[at as usize];
                let how = if cluster.kind == ClusterKind::Identical { "identical documents" } else { "versions of one text" };
                let names: Vec<&str> = cluster.documents.iter().take(NAMED).map(|&document| id(document)).collect();
                let more = cluster.documents.len() - names.len();
                let more = if more > 0 { format!(" and {more} more") } else { String::new() };
                let expanded = self.query.cluster == Some(at);
                let query = CopyQuery { cluster: (!expanded).then_some(at), ..*self.query };
                let title = signs(&report.documents[cluster.documents[0] as usize].title());
                CopyRow {
                    expanded: Some(expanded),
                    ..row(
                        format!("{} {how}", cluster.documents.len()),
                        format!("{title} · {}{more}", names.join(", ")),
                        Link::Route(Box::new(Route::copies(query))),
                    )
                }
            }
            Item::Member { fullest, document } => {
                let (fact, detail) = self.difference(fullest, document);
                row(fact, detail, Link::Open(Open::Compare { left: fullest, right: document, passage: None }))
            }
            Item::Pair(pair) => row(
                format!("{} and {}", share(report, pair, pair.a.document), share(report, pair, pair.b.document)),
                format!("{}{BETWEEN}{}", id(pair.a.document), id(pair.b.document)),
                Link::Open(Open::Compare { left: pair.a.document, right: pair.b.document, passage: None }),
            ),
            Item::Passage(at) => {
                let passage = &report.duplicates.passages[at as usize];
                let places = match passage.kind {
                    PassageKind::Repeat => counted(passage.occurrences.len(), "place"),
                    _ => counted(documents(&passage.occurrences), "document"),
                };
                let changes = match passage.kind {
                    PassageKind::Template => format!(", {} differ", counted(passage.slots(), "slot")),
                    _ if passage.sameness < 1000 => format!(", {} the same", percent(u32::from(passage.sameness) * 10)),
                    _ => String::new(),
                };
                let target = Target { document: passage.occurrences[0].document, focus: Focus::Passage(at, 0) };
                CopyRow {
                    passage: Some(at),
                    handle: PassageHandle::new(report, passage),
                    place: Some(anchor(report, passage.occurrences[0])),
                    ..row(
                        format!("{} in {places}{changes}", counted(passage.words as usize, "word")),
                        excerpt(report.text_at(passage.occurrences[0]), WORDS),
                        Link::Open(Open::Reader(target)),
                    )
                }
            }
            Item::Boilerplate(at) => {
                let line = &report.duplicates.boilerplate[at as usize];
                let target = Target { document: line.occurrences[0].document, focus: Focus::Boilerplate(at, 0) };
                CopyRow {
                    place: Some(anchor(report, line.occurrences[0])),
                    by_user: report.by_user.boilerplate.contains(&line.occurrences[0]),
                    ..row(
                        format!("{} in {}", counted(line.words as usize, "word"), counted(documents(&line.occurrences), "document")),
                        excerpt(report.text_at(line.occurrences[0]), WORDS),
                        Link::Open(Open::Reader(target)),
                    )
                }
            }
            Item::Dismissed(passage) => {
                let target = Target { document: passage.occurrences[0].document, focus: Focus::Start };
                CopyRow {
                    place: anchor_of(report, target),
                    by_user: true,
                    ..row(
                        format!("{} in {}", counted(passage.words as usize, "word"), counted(documents(&passage.occurrences), "document")),
                        excerpt(report.text_at(passage.occurrences[0]), WORDS),
                        Link::Open(Open::Reader(target)),
                    )
                }
            }
        }
    }

    /// How a document differs from the fullest of its cluster: the number of changes, and the first of them.
    fn difference(&self, fullest: u32, document: u32) -> (String, String) {
        let id = &self.report.documents[document as usize].id;
        let cluster = self.query.cluster.and_then(|at| self.report.duplicates.clusters.get(at as usize));
        if cluster.is_some_and(|cluster| cluster.kind == ClusterKind::Identical) {
            let other = &self.report.documents[fullest as usize].id;
            return (format!("{id}: the same words"), format!("Beside {other}; case, spacing or punctuation may differ."));
        }
        let Some(comparison) = aligned_texts(self.report, fullest, document) else { return (id.clone(), String::new()) };
        let mut told = Vec::new();
        for row in &comparison.rows {
            let changed = |side: &[Vec<Piece>]| {
                let pieces = side.iter().flatten().filter(|piece| piece.kind == PieceKind::Changed);
                pieces.map(|piece| format!("“{}”", excerpt(&piece.text, 8))).collect::<Vec<_>>()
            };
            let (left, right) = (changed(&row.left), changed(&row.right));
            for at in 0..left.len().max(right.len()) {
                told.push(match (left.get(at), right.get(at)) {
                    (Some(left), Some(right)) => format!("{left} → {right}"),
                    (Some(left), None) => format!("without {left}"),
                    (None, Some(right)) => format!("with {right}"),
                    (None, None) => String::new(),
                });
            }
        }
        let other = &self.report.documents[fullest as usize].id;
        let fact = format!("{id}: {} of it, {} of {other}", comparison.right.part(), comparison.left.part());
        let own = |side: fn(&Row) -> &Vec<Vec<Piece>>| comparison.rows.iter().map(|row| own_words(side(row))).sum::<usize>();
        let mut parts = Vec::new();
        match own(|row| &row.left) {
            0 => {}
            1 => parts.push(format!("1 word of {other} is missing here")),
            missing => parts.push(format!("{} words of {other} are missing here", count(missing))),
        }
        match own(|row| &row.right) {
            0 => {}
            more => parts.push(format!("{} more here", counted(more, "word"))),
        }
        if !told.is_empty() {
            let differences = counted(told.len(), "difference");
            told.truncate(3);
            parts.push(format!("{differences}: {}", told.join(", ")));
        }
        if parts.is_empty() {
            return (fact, format!("Beside {other}: the same words; case, spacing or punctuation may differ."));
        }
        (fact, format!("Beside {other}: {}", parts.join("; ")))
    }
}

/// Words that only one side has: not those that are changed beside words of the other.
fn own_words(side: &[Vec<Piece>]) -> usize {
    let own = side.iter().flatten().filter(|piece| piece.kind == PieceKind::Own);
    own.map(|piece| piece.text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count()).sum()
}

/// Documents of a cluster that a row names.
const NAMED: usize = 20;
/// Words of a passage that a row shows.
const WORDS: usize = 40;

fn cluster_kind(kind: ClusterKind) -> CopyKind {
    match kind {
        ClusterKind::Identical => CopyKind::Identical,
        ClusterKind::Near => CopyKind::Near,
    }
}

fn passage_kind(passage: &Passage) -> CopyKind {
    match passage.kind {
        PassageKind::Copy => CopyKind::Passage,
        PassageKind::Quote => CopyKind::Quote,
        PassageKind::Repeat => CopyKind::Repeat,
        PassageKind::Template => CopyKind::Template,
    }
}

fn documents(places: &[Place]) -> usize {
    let mut documents: Vec<u32> = places.iter().map(|place| place.document).collect();
    documents.dedup();
    documents.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::entities::tests::report;

    #[test]
    fn a_shortened_copy_is_a_version_and_says_what_it_lacks() {
        let sentence = |n: usize| format!("{}. ", (0..10).map(|at| format!("Word{}", (n * 10 + at) * 7919)).collect::<Vec<_>>().join(" "));
        let full: String = (0..30).map(sentence).collect();
        let cut: String = (0..26).map(sentence).collect::<String>() + "And nothing else came of it.";
        let report = report(&[&full, &cut]);
        let query = CopyQuery { cluster: Some(0), ..CopyQuery::default() };
        let found = rows(&report, &Shown::new(&report, &query), &query, "", Window { offset: 0, limit: 10 });
        assert_eq!(found.heading, "1 group of versions, 1 shared passage in 2 documents");
        assert_eq!((found.rows[0].kind.label(), found.rows[0].fact.as_str()), ("Versions of one text", "2 versions of one text"));
        let member = &found.rows[1];
        assert!(member.fact.starts_with("1.txt: 9") && member.fact.contains(" % of it, 8"), "{}", member.fact);
        assert!(member.fact.ends_with(" % of 0.txt"), "{}", member.fact);
        assert_eq!(member.detail, "Beside 0.txt: 40 words of 0.txt are missing here; 6 words more here");
    }
}
