//! What changed between two versions of one story: every figure, name, date and quotation that is another one, came or went, each with its
//! sentences. This needs no comparison of measures: sentences are aligned by their words, and what stands in one of two is told.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

use super::{Report, ReportDocument};
use crate::duplicates::ClusterKind;
use crate::figures::{Figure, FigureKind};
use crate::quotes::QuoteKind;
use crate::text::Span;
use crate::text::fold::folded;

/// What changed. The order is that in which it is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)] // the names are the field's own
pub enum ChangedKind {
    Figure,
    Name,
    Date,
    Quote,
}

/// A place in its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Changed {
    /// The figure, name, date or quotation.
    pub span: Span,
    /// Its sentence.
    pub sentence: Span,
    /// Index into the document's figures, if it is one.
    pub figure: Option<u32>,
}

/// One change: from … to …; what came has no former place, what went no later one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// What changed.
    pub kind: ChangedKind,
    /// In the first document.
    pub from: Option<Changed>,
    /// In the second one.
    pub to: Option<Changed>,
}

/// The changes from one version to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VersionChanges {
    /// Indices of the two documents: the earlier by their dates, else by their ids.
    pub documents: [u32; 2],
    /// Figures first, then names, dates, quotations; within each in reading order.
    pub changes: Vec<Change>,
}

/// The most pairs of versions that are compared.
const MAX_PAIRS: usize = 200;
/// Sentences that share this much of their words (in per cent of all) are versions of each other.
const ALIKE: usize = 40;
/// The most sentences between two equal ones that are compared each with each.
const GAP: usize = 40;

impl Report {
    /// What changed in every group of versions, from each document to the next.
    pub fn version_changes(&self) -> Vec<VersionChanges> {
        let mut found = Vec::new();
        for cluster in self.duplicates.clusters.iter().filter(|cluster| cluster.kind == ClusterKind::Near) {
            let mut documents = cluster.documents.clone();
            documents.sort_by_key(|&document| (self.documents[document as usize].date.as_ref().map(|date| date.date.clone()), document));
            for pair in documents.windows(2).take(MAX_PAIRS - found.len()) {
                found.push(self.changes_between(pair[0], pair[1]));
            }
            if found.len() == MAX_PAIRS {
                break;
            }
        }
        found.retain(|version| !version.changes.is_empty());
        found
    }

    /// What changed from one document to another.
    pub fn changes_between(&self, one: u32, other: u32) -> VersionChanges {
        let (a, b) = (Side::new(&self.documents[one as usize]), Side::new(&self.documents[other as usize]));
        let mut changes = Vec::new();
        for pair in aligned(&a, &b) {
            let items = |side: &Side<'_>, sentence: Option<usize>| sentence.map(|at| side.items(at)).unwrap_or_default();
            compare(items(&a, pair.0), items(&b, pair.1), (&a, &b), &mut changes);
        }
        let at = |change: &Change| change.from.map_or(usize::MAX, |from| from.span.start());
        let to = |change: &Change| change.to.map_or(usize::MAX, |to| to.span.start());
        changes.sort_by_key(|change| (change.kind, at(change).min(to(change)), at(change), to(change)));
        VersionChanges { documents: [one, other], changes }
    }
}

impl ChangedKind {
    /// What it is called.
    pub fn label(self) -> &'static str {
        match self {
            ChangedKind::Figure => "figure",
            ChangedKind::Name => "name",
            ChangedKind::Date => "date",
            ChangedKind::Quote => "quotation",
        }
    }
}

/// The changes as text: a line each, with the sentences below it.
pub fn written(report: &Report, version: &VersionChanges) -> String {
    let line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let [one, other] = version.documents.map(|document| &report.documents[document as usize]);
    let mut out = format!("{} → {}: {} changes\n", one.id, other.id, version.changes.len());
    for Change { kind, from, to } in &version.changes {
        let told = |place: &Option<Changed>, document: &ReportDocument| place.map(|place| line(place.span.of(document.text())));
        let what = match (told(from, one), told(to, other)) {
            (Some(from), Some(to)) => format!("{from} → {to}"),
            (Some(from), None) => format!("{from} went"),
            (None, Some(to)) => format!("{to} came"),
            (None, None) => continue,
        };
        out.push_str(&format!("\n{}: {what}\n", kind.label()));
        for (sign, place, document) in [('−', from, one), ('+', to, other)] {
            if let Some(place) = place {
                out.push_str(&format!("  {sign} {}\n", line(place.sentence.of(document.text()))));
            }
        }
    }
    out
}

/// A document as it is compared.
struct Side<'r> {
    document: &'r ReportDocument,
    /// Of each sentence the hashes of its words, sorted.
    words: Vec<Vec<u64>>,
    /// All words, and all figures by what they say.
    all: BTreeSet<u64>,
    figures: BTreeSet<String>,
}

struct Item {
    kind: ChangedKind,
    /// What makes two the same.
    key: String,
    /// What two must share to be one that changed.
    class: String,
    place: Changed,
}

impl<'r> Side<'r> {
    fn new(document: &'r ReportDocument) -> Side<'r> {
        let sentences = &document.analysis.layout.sentences;
        let words: Vec<Vec<u64>> = sentences.iter().map(|span| hashes(span.of(document.text()))).collect();
        let all = words.iter().flatten().copied().collect();
        let figures = document.analysis.figures.iter().map(said).collect();
        Side { document, words, all, figures }
    }

    /// What a sentence holds, in reading order.
    fn items(&self, at: usize) -> Vec<Item> {
        let analysis = &self.document.analysis;
        let (text, sentence) = (self.document.text(), analysis.layout.sentences[at]);
        let inside = |span: Span| span.start() >= sentence.start() && span.start() < sentence.end();
        let place = |span: Span, figure: Option<u32>| Changed { span, sentence, figure };
        let first = analysis.figures.partition_point(|figure| figure.span.start() < sentence.start());
        let figures = (first..).zip(&analysis.figures[first..]).take_while(|(_, figure)| inside(figure.span));
        let mut items: Vec<Item> = figures
            .filter(|(_, figure)| !figure.minor)
            .map(|(index, figure)| Item {
                kind: if figure.kind == FigureKind::Date { ChangedKind::Date } else { ChangedKind::Figure },
                key: said(figure),
                class: format!("{:?} {:?}", figure.kind, figure.unit),
                place: place(figure.span, Some(index as u32)),
            })
            .collect();
        let mentions = &analysis.names.mentions;
        let first = mentions.partition_point(|mention| mention.span.start() < sentence.start());
        items.extend(mentions[first..].iter().take_while(|mention| inside(mention.span)).map(|mention| Item {
            kind: ChangedKind::Name,
            key: plain(mention.span.of(text)),
            class: format!("{:?}", mention.kind),
            place: place(mention.span, None),
        }));
        let first = analysis.quotes.partition_point(|quote| quote.span.start() < sentence.start());
        let quotes = analysis.quotes[first..].iter().take_while(|quote| inside(quote.span));
        items.extend(quotes.filter(|quote| quote.kind == QuoteKind::Direct).map(|quote| Item {
            kind: ChangedKind::Quote,
            key: plain(quote.span.of(text)),
            class: String::new(),
            place: place(quote.span, None),
        }));
        items
    }

    /// Whether something is told anywhere in the document: then it did not go, it moved.
    fn tells(&self, item: &Item) -> bool {
        match item.kind {
            ChangedKind::Figure | ChangedKind::Date => self.figures.contains(&item.key),
            ChangedKind::Name | ChangedKind::Quote => item.key.split(' ').all(|word| self.all.contains(&xxh3_64(word.as_bytes()))),
        }
    }
}

/// What a figure says: its value, its unit, and how firmly.
fn said(figure: &Figure) -> String {
    format!("{:?} {:?} {:?}", figure.value, figure.unit, figure.approx)
}

/// The words, folded.
fn plain(text: &str) -> String {
    let folded = folded(text);
    folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

fn hashes(text: &str) -> Vec<u64> {
    let mut hashes: Vec<u64> = plain(text).split(' ').filter(|word| !word.is_empty()).map(|word| xxh3_64(word.as_bytes())).collect();
    hashes.sort_unstable();
    hashes
}

/// The changes between the items of two sentences, of which one may be missing.
fn compare(mut from: Vec<Item>, mut to: Vec<Item>, (a, b): (&Side<'_>, &Side<'_>), changes: &mut Vec<Change>) {
    // What both hold did not change.
    from.retain(|item| match to.iter().position(|other| other.kind == item.kind && other.key == item.key) {
        Some(at) => {
            to.remove(at);
            false
        }
        None => true,
    });
    for item in from {
        // A name in another form, a name that stands elsewhere.
        if item.kind == ChangedKind::Name && b.tells(&item) {
            continue;
        }
        let partner = to
            .iter()
            .position(|other| other.kind == item.kind && other.class == item.class && (item.kind != ChangedKind::Name || !a.tells(other)));
        match partner.map(|at| to.remove(at)) {
            Some(other) => changes.push(Change { kind: item.kind, from: Some(item.place), to: Some(other.place) }),
            None if b.tells(&item) => {}
            None => changes.push(Change { kind: item.kind, from: Some(item.place), to: None }),
        }
    }
    let came = to.into_iter().filter(|item| !a.tells(item));
    changes.extend(came.map(|item| Change { kind: item.kind, from: None, to: Some(item.place) }));
}

/// Sentences of two documents that are one, the same or another wording, and those of either that have no other.
fn aligned(a: &Side<'_>, b: &Side<'_>) -> Vec<(Option<usize>, Option<usize>)> {
    let (mut pairs, mut alone) = (Vec::new(), Vec::new());
    let mut taken = vec![false; b.words.len()];
    let (mut last_a, mut last_b) = (0, 0);
    let mut anchors = anchors(a, b);
    anchors.push((a.words.len(), b.words.len()));
    for (at, to) in anchors {
        let gap: Vec<usize> = (last_b..to).collect();
        let mut first = 0;
        for one in last_a..at {
            while gap.get(first).is_some_and(|&other| taken[other]) {
                first += 1;
            }
            let near = gap[first..].iter().copied().take(2 * GAP).filter(|&other| !taken[other]).take(GAP);
            let best =
                near.map(|other| (alike(&a.words[one], &b.words[other]), other)).max_by_key(|&(alike, other)| (alike, usize::MAX - other));
            match best.filter(|&(alike, _)| alike >= ALIKE) {
                Some((_, other)) => {
                    taken[other] = true;
                    pairs.push((Some(one), Some(other)));
                }
                None => alone.push(one),
            }
        }
        pairs.extend((at < a.words.len()).then_some((Some(at), Some(to))));
        taken.get_mut(to).into_iter().for_each(|taken| *taken = true);
        (last_a, last_b) = (at + 1, to + 1);
    }
    // What was both moved and changed.
    let mut free: Vec<usize> = (0..b.words.len()).filter(|&other| !taken[other]).collect();
    for one in alone {
        let near = free.iter().take(GAP).enumerate();
        let best = near.map(|(at, &other)| (alike(&a.words[one], &b.words[other]), at)).max_by_key(|&(alike, at)| (alike, usize::MAX - at));
        let found = best.filter(|&(alike, _)| alike >= ALIKE).map(|(_, at)| free.remove(at));
        pairs.push((Some(one), found));
    }
    pairs.extend(free.into_iter().map(|other| (None, Some(other))));
    pairs
}

/// Pairs of equal sentences in the order of both documents. A sentence that stands in one of them twice is none.
fn anchors(a: &Side<'_>, b: &Side<'_>) -> Vec<(usize, usize)> {
    let once = |words: &[Vec<u64>]| {
        let mut places: BTreeMap<u64, Option<usize>> = BTreeMap::new();
        for (at, words) in words.iter().enumerate().filter(|(_, words)| !words.is_empty()) {
            let bytes: Vec<u8> = words.iter().flat_map(|word| word.to_le_bytes()).collect();
            places.entry(xxh3_64(&bytes)).and_modify(|place| *place = None).or_insert(Some(at));
        }
        places
    };
    let others = once(&b.words);
    let mut equal: Vec<(usize, usize)> = once(&a.words).into_iter().filter_map(|(hash, at)| Some((at?, (*others.get(&hash)?)?))).collect();
    equal.sort_unstable();
    // The longest run that rises in both: for each length the pair with the least end, and whom each goes on from.
    let (mut ends, mut before): (Vec<usize>, Vec<Option<usize>>) = (Vec::new(), vec![None; equal.len()]);
    for at in 0..equal.len() {
        let length = ends.partition_point(|&end| equal[end].1 < equal[at].1);
        before[at] = length.checked_sub(1).map(|shorter| ends[shorter]);
        if length == ends.len() { ends.push(at) } else { ends[length] = at }
    }
    let mut chain = Vec::new();
    let mut next = ends.last().copied();
    while let Some(at) = next {
        chain.push(equal[at]);
        next = before[at];
    }
    chain.reverse();
    chain
}

/// How much of the words of two sentences both have, in per cent.
fn alike(a: &[u64], b: &[u64]) -> usize {
    let (mut at, mut shared) = (0, 0);
    for word in a {
        while at < b.len() && b[at] < *word {
            at += 1;
        }
        if b.get(at) == Some(word) {
            (shared, at) = (shared + 1, at + 1);
        }
    }
    let all = a.len() + b.len() - shared;
    (shared * 100).checked_div(all).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Engine, Parts, analyze};
    use crate::corpus::Corpus;
    use crate::duplicates::Sensitivity;
    use crate::text::Document;

    #[track_caller]
    fn check(one: &str, other: &str, expected: &[(ChangedKind, &str, &str)]) {
        let mut corpus = Corpus::new();
        for (id, text) in [("a.txt", one), ("b.txt", other)] {
            corpus.add(analyze(Document::from_text(id, text), &Engine::new(Parts::ALL)));
        }
        let report = corpus.report(&Sensitivity::STANDARD);
        let found = report.changes_between(0, 1);
        let words = |place: Option<Changed>, text: &'static str| place.map(|place| place.span.of(text).to_string()).unwrap_or_default();
        let (one, other): (&'static str, &'static str) = (one.to_string().leak(), other.to_string().leak());
        let shown: Vec<(ChangedKind, String, String)> =
            found.changes.iter().map(|change| (change.kind, words(change.from, one), words(change.to, other))).collect();
        let expected: Vec<(ChangedKind, String, String)> =
            expected.iter().map(|&(kind, from, to)| (kind, from.to_string(), to.to_string())).collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn figures_names_and_dates_that_changed_are_told() {
        use ChangedKind::{Date, Figure, Name};
        let one = "Unemployment in Selva rose to 8.8 percent in May, the labour ministry said on Monday. The fund will pay $75 million. \
            Minister Pavel Roth called the rise small. The report was late.";
        let other = "The report was late. Unemployment in Selva rose to 10.5 percent in June, the labour ministry said on Monday. The fund will pay $57 \
            million. Minister Ines Dorr called the rise small. Some 300 people protested.";
        check(
            one,
            other,
            &[
                (Figure, "8.8 percent", "10.5 percent"),
                (Figure, "$75 million", "$57 million"),
                (Figure, "", "300"),
                (Name, "Pavel Roth", "Ines Dorr"),
                (Date, "May", "June"),
            ],
        );
    }

    #[test]
    fn what_moved_did_not_change() {
        check("It cost 5 dollars. Ada Voss said so in 2019.", "Ada Voss said so in 2019. It cost 5 dollars.", &[]);
    }
}
