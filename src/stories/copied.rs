//! Documents that are one story because text of the one stands in the other.

use super::features::Features;
use super::{Edge, MAX_DAYS_APART, Source, Tie, Versions};
use crate::duplicates::{ClusterKind, Duplicates, Pair, PairSide, PassageKind};
use crate::text::Span;

/// Share of one document that must stand in the other, in ten-thousandths, …
const CONSIDERABLE: u32 = 5_000;
/// … and of the other in it: a digest of the day holds many a story as a whole and is none of them.
const NOT_A_DIGEST: u32 = 2_500;
/// Words of the openings that must be copied.
const OPENING_WORDS: u32 = 12;
/// A copy joins more firmly than anything that is told in other words.
const COPIED: u32 = 100;

/// Least share of both documents, in ten-thousandths, and least sameness, in thousandths, of versions that lie days apart: the same text again. What
/// was written anew after weeks with the words of the last time (results, minutes, an anniversary) tells of another event.
const SAME_AGAIN: u32 = 8_000;
const SAME_WORDS: u16 = 850;

/// Words of a text that is little more than a sentence: there a version has nearly the same words.
const SENTENCE: u32 = 60;
const SAME_SENTENCE: u16 = 900;

/// The versions of each document. Members of a cluster are all versions of its fullest.
pub(super) fn versions(sources: &[Source<'_>], features: &[Features], duplicates: &Duplicates) -> Versions {
    let mut versions: Versions = (0..sources.len() as u32).collect();
    let words = |document: u32| sources[document as usize].analysis.fingerprint.len();
    // A document may be identical to one and a version of others: what is identical is settled first, then its fullest is looked up.
    for kind in [ClusterKind::Identical, ClusterKind::Near] {
        for cluster in duplicates.clusters.iter().filter(|cluster| cluster.kind == kind) {
            let fullest = cluster.documents.iter().copied().min_by_key(|&document| (std::cmp::Reverse(words(document)), document));
            let Some(fullest) = fullest else { continue };
            for &document in &cluster.documents {
                if kind == ClusterKind::Identical || is_version(features, duplicates, document, fullest) {
                    versions[document as usize] = fullest;
                }
            }
        }
    }
    let settled = versions.clone();
    versions.iter_mut().for_each(|version| *version = settled[*version as usize]);
    versions
}

/// Whether a document that has most of its words in common with another tells of the same event.
fn is_version(features: &[Features], duplicates: &Duplicates, document: u32, fullest: u32) -> bool {
    let (a, b) = (&features[document as usize], &features[fullest as usize]);
    let found = duplicates.pairs.binary_search_by_key(&(document.min(fullest), document.max(fullest)), Pair::documents);
    let pair = found.ok().map(|at| &duplicates.pairs[at]);
    let again = |sameness: u16| pair.is_some_and(|pair| pair.a.share().min(pair.b.share()) >= SAME_AGAIN && pair.sameness >= sameness);
    let is_long = a.words.min(b.words) >= SENTENCE || again(SAME_SENTENCE);
    document == fullest || (is_long && may_be_of_one(a, b) && (may_be_one(a, b) || again(SAME_WORDS)))
}

/// Share of the weight of the names of the document with fewer that the other must have, in hundredths: a sentence that is told of Leeds and then of
/// Bradford is told of two things.
const OF_THE_NAMES: u32 = 30;
/// Share of the figures of the document with fewer that the other must have, in hundredths, and the fewest that count, where they tell of different
/// days: a date that was put right is no other day.
const OF_THE_FIGURES: usize = 70;
const FEWEST_FIGURES: usize = 3;

/// Whether names and days of two documents that have words in common allow one event: what is written after one pattern of two places, or of two days,
/// tells of two.
fn may_be_of_one(a: &Features, b: &Features) -> bool {
    let names: u32 = a.names.iter().filter(|name| b.name(name.entity).is_some()).map(|name| name.weight).sum();
    let figures = a.figures.iter().filter(|figure| b.figure(figure.key).is_some()).count();
    let fewer = a.figures.len().min(b.figures.len());
    let subjects_differ = match (a.first_name(), b.first_name()) {
        (Some(one), Some(other)) => b.name(one.entity).is_none() && a.name(other.entity).is_none(),
        _ => false,
    };
    let days_differ = a.tells_of_another_day(b) && (fewer < FEWEST_FIGURES || figures * 100 < OF_THE_FIGURES * fewer);
    names * 100 >= OF_THE_NAMES * a.names_weight().min(b.names_weight()) && !subjects_differ && !days_differ
}

/// The joins between documents that are no versions of one another and share a considerable part of their text.
pub(super) fn joins(sources: &[Source<'_>], features: &[Features], duplicates: &Duplicates, versions: &Versions) -> Vec<Edge> {
    let quoted = quoted(sources.len(), duplicates);
    let mut joins = Vec::new();
    for pair in &duplicates.pairs {
        let (a, b) = pair.documents();
        // What a version shares says nothing of the fullest one: a chain does not transmit.
        let speaks = |document: u32| versions[document as usize] == document;
        if !speaks(a) || !speaks(b) || !may_be_one(&features[a as usize], &features[b as usize]) {
            continue;
        }
        if !may_be_of_one(&features[a as usize], &features[b as usize])
            || features[a as usize].words.min(features[b as usize].words) < SENTENCE
        {
            continue;
        }
        let shares = shares(pair, &quoted);
        if shares[0].max(shares[1]) < CONSIDERABLE || shares[0].min(shares[1]) < NOT_A_DIGEST {
            continue;
        }
        // Background that both append, a story in the middle of a digest: each must open with it.
        let opens = |side: &PairSide| {
            let opening = features[side.document as usize].opening;
            side.runs.iter().filter(|run| run.span.start() < opening).map(|run| run.words).sum::<u32>() >= OPENING_WORDS
        };
        if !opens(&pair.a) || !opens(&pair.b) {
            continue;
        }
        let weight = COPIED + (shares[0] + shares[1]) / 100;
        joins.push(Edge { ends: [a, b], weight, tie: Tie::Copied(shares) });
    }
    joins
}

/// Whether the dates of two documents allow one event: where both are known, they are close.
pub(super) fn may_be_one(a: &Features, b: &Features) -> bool {
    let (Some(a), Some(b)) = (a.day, b.day) else { return true };
    a.start - b.end <= MAX_DAYS_APART && b.start - a.end <= MAX_DAYS_APART
}

/// For each document, where speeches stand that others quote, too: who quotes the same words need not tell of the same.
fn quoted(documents: usize, duplicates: &Duplicates) -> Vec<Vec<Span>> {
    let mut quoted = vec![Vec::new(); documents];
    for place in duplicates.passages.iter().filter(|passage| passage.kind == PassageKind::Quote).flat_map(|passage| &passage.occurrences) {
        quoted[place.document as usize].push(place.span);
    }
    quoted
}

/// The shares of both documents without what they only quote.
fn shares(pair: &Pair, quoted: &[Vec<Span>]) -> [u32; 2] {
    [&pair.a, &pair.b].map(|side| {
        let quoted = &quoted[side.document as usize];
        let runs = side.runs.iter().filter(|run| !quoted.iter().any(|span| span.overlaps(run.span))).copied().collect();
        PairSide { runs, ..side.clone() }.share()
    })
}
