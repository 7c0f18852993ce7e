//! Figures of several documents about the same thing: those that agree and those that do not.
//!
//! Two figures are compared only where all speaks for one thing (see [`comparable`](super::comparable)). What is compared by mistake costs a
//! reader more than what is missed. Figures meet through a word of their subject and a name beside them, never all with all.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::claim::{Claim, Claims};
use super::comparable::{FigureRef, Node, Question, Times, comparable, shared};
use crate::figures::interval::Interval;

/// One document as it is compared.
#[derive(Clone, Debug)]
pub struct Evidence<'a> {
    /// Its comparable figures.
    pub claims: &'a Claims,
    /// Its date in EDTF.
    pub date: Option<&'a str>,
    /// For each claim the copied passage that it stands in: what was copied is one source.
    pub passages: Vec<Option<u32>>,
}

/// Figures of at least two documents that say the same of the same thing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agreement {
    /// In order of document and figure.
    pub figures: Vec<FigureRef>,
    /// How many of them were written independently, as far as can be seen: a copied passage or sentence is one source.
    pub sources: u32,
    /// Whether all of them are known to tell of one time; else they agree if they do.
    pub same_time: bool,
}

/// Figures of different documents that differ about the same thing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conflict {
    /// Two sides; within each the figures agree. Ordered by their first figure.
    pub sides: [Vec<FigureRef>; 2],
    /// Whether both are known to tell of one time; else they differ if they do.
    pub same_time: bool,
}

/// What was compared, and what came of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comparison {
    /// By their first figure.
    pub agreements: Vec<Agreement>,
    /// By their first figure.
    pub conflicts: Vec<Conflict>,
    /// What was tried.
    pub tried: Tried,
}

/// How much was compared. A copied sentence counts once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tried {
    /// Figures that say enough to be compared.
    pub claims: u32,
    /// Pairs of them that are told of one thing.
    pub comparable: u32,
    /// Such pairs that agree.
    pub agree: u32,
    /// Such pairs that differ.
    pub differ: u32,
}

/// The most figures that may share a measure, a subject word and a name; more are about something too general to compare.
const CROWD: usize = 32;

/// Compares the figures of many documents. The result depends on their order only through the indices.
pub fn compare(documents: &[Evidence<'_>]) -> Comparison {
    let nodes = nodes(documents);
    let mut tried = Tried { claims: nodes.iter().filter(|node| !node.claim.is_time).count() as u32, ..Tried::default() };
    let mut agreeing = Sets::new(nodes.len());
    let mut unsure = BTreeSet::new();
    let mut differing: BTreeMap<(usize, usize), bool> = BTreeMap::new();
    for pair in pairs(&nodes) {
        let (a, b) = (&nodes[pair.0], &nodes[pair.1]);
        let Some(question) = question(a.claim, b.claim) else {
            tried.comparable += u32::from(comparable(a, b, Question::Differ).is_some());
            continue;
        };
        let Some(times) = comparable(a, b, question) else { continue };
        tried.comparable += 1;
        if question == Question::Differ {
            tried.differ += 1;
            differing.insert(pair, times == Times::Same);
        } else {
            tried.agree += 1;
            agreeing.join(pair.0, pair.1);
            if times == Times::Unknown {
                unsure.insert(pair.0);
            }
        }
    }
    let mut sets: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for node in 0..nodes.len() {
        sets.entry(agreeing.root(node)).or_default().push(node);
    }
    let figures = |set: &[usize]| {
        let mut figures: Vec<FigureRef> = set.iter().flat_map(|&node| nodes[node].members.iter().copied()).collect();
        figures.sort_unstable();
        figures
    };
    let mut agreements: Vec<Agreement> = sets
        .values()
        .map(|set| Agreement {
            figures: figures(set),
            sources: sources(set, &nodes),
            same_time: !set.iter().any(|node| unsure.contains(node)),
        })
        .filter(|agreement| agreement.figures.iter().any(|figure| figure.document != agreement.figures[0].document))
        .collect();
    agreements.sort_by(|a, b| a.figures.cmp(&b.figures));
    // Of the sides of a conflict all figures agree: it is as sure as its surest pair.
    let mut apart: BTreeMap<(usize, usize), bool> = BTreeMap::new();
    for ((a, b), same_time) in differing {
        let (a, b) = (agreeing.root(a), agreeing.root(b));
        if a != b {
            *apart.entry((a.min(b), a.max(b))).or_default() |= same_time;
        }
    }
    let is_open = |(a, b): (usize, usize)| nodes[a].claim.is_open && nodes[b].claim.is_open;
    let is_series = series(&apart.keys().copied().collect(), nodes.len());
    apart.retain(|(a, b), _| differing_sides(&figures(&sets[a]), &figures(&sets[b])).is_some());
    let of_form = forms(&apart, &sets, &nodes);
    let mut conflicts: Vec<Conflict> = apart
        .into_iter()
        .filter(|(pair, same_time)| !is_series[pair.0] && (*same_time && !is_open(*pair) || !of_form.contains(pair)))
        .filter_map(|((a, b), same_time)| {
            let mut sides = differing_sides(&figures(&sets[&a]), &figures(&sets[&b]))?;
            sides.sort();
            Some(Conflict { sides, same_time })
        })
        .collect();
    conflicts.sort_by(|a, b| a.sides.cmp(&b.sides));
    Comparison { agreements, conflicts, tried }
}

/// What two values say about each other, if they are told of one thing; `None` where they neither agree nor differ.
fn question(a: &Claim, b: &Claim) -> Option<Question> {
    let interval = |(low, high): (f64, f64)| Interval { low, high };
    let (one, other) = (interval(a.stated), interval(b.stated));
    if a.is_date {
        // A day is not held against a century.
        let alike = is_as_precise(one, other);
        return if one.meets(other) { alike.then_some(Question::Agree) } else { alike.then_some(Question::Differ) };
    }
    if !one.is_apart_from(other) {
        let question = if one.is_firm() && other.is_firm() { Question::Agree } else { Question::AgreeLoosely };
        return is_close(one, other).then_some(question);
    }
    let (wide, other_wide) = (interval(a.possible), interval(b.possible));
    // 16,557 km² are 1.65 million hectares, cut off.
    let cut = (a.is_converted || b.is_converted) && a.is_converted != b.is_converted || a.is_converted && b.is_converted && one.is_firm();
    let widened = |interval: Interval| Interval { low: interval.low, high: interval.high + (interval.high - interval.low) / 2.0 };
    if cut && one.is_firm() && other.is_firm() && !widened(one).is_apart_from(widened(other)) && is_close(one, other) {
        return (a.is_converted || b.is_converted).then_some(Question::Agree);
    }
    wide.is_apart_from(other_wide).then_some(Question::Differ)
}

/// Two sides without the documents that claim what both claim: such a document differs from neither. `None` where nobody is left to differ.
fn differing_sides(one: &[FigureRef], other: &[FigureRef]) -> Option<[Vec<FigureRef>; 2]> {
    let documents = |side: &[FigureRef]| side.iter().map(|figure| figure.document).collect::<BTreeSet<u32>>();
    let both: BTreeSet<u32> = documents(one).intersection(&documents(other)).copied().collect();
    let sides = [one, other].map(|side| side.iter().filter(|figure| !both.contains(&figure.document)).copied().collect::<Vec<_>>());
    sides.iter().all(|side| !side.is_empty()).then_some(sides)
}

/// From this many differences between two documents on, they are reports of one form about several times or things.
const FORM: usize = 3;

/// Differences between documents that differ in more than they agree in.
fn forms(apart: &BTreeMap<(usize, usize), bool>, sets: &BTreeMap<usize, Vec<usize>>, nodes: &[Node<'_>]) -> BTreeSet<(usize, usize)> {
    let documents = |set: usize| -> BTreeSet<u32> {
        let members = sets.get(&set).into_iter().flatten().flat_map(|&node| &nodes[node].members);
        members.map(|member| member.document).take(CROWD).collect()
    };
    let mut differing: BTreeMap<(u32, u32), Vec<(usize, usize)>> = BTreeMap::new();
    for &(a, b) in apart.keys() {
        let others = documents(b);
        for one in documents(a) {
            for &other in &others {
                differing.entry((one.min(other), one.max(other))).or_default().push((a, b));
            }
        }
    }
    let mut agreeing: BTreeMap<(u32, u32), usize> = BTreeMap::new();
    for (&set, _) in sets.iter().filter(|(set, members)| members.len() > 1 && !nodes[**set].claim.is_date) {
        let found: Vec<u32> = documents(set).into_iter().collect();
        for (at, &one) in found.iter().enumerate() {
            for &other in &found[at + 1..] {
                *agreeing.entry((one, other)).or_default() += 1;
            }
        }
    }
    let many = differing.iter().filter(|(pair, found)| found.len() >= FORM && found.len() > agreeing.get(pair).copied().unwrap_or(0));
    many.flat_map(|(_, found)| found.iter().copied()).collect()
}

/// From this many differing values of one thing, they are a series, such as daily counts, and do not contradict each other.
const SERIES: usize = 4;

/// For each node whether it is one of so many that differ about one thing.
fn series(differing: &BTreeSet<(usize, usize)>, nodes: usize) -> Vec<bool> {
    let mut together = Sets::new(nodes);
    differing.iter().for_each(|&(a, b)| together.join(a, b));
    let values: BTreeSet<usize> = differing.iter().flat_map(|&(a, b)| [a, b]).collect();
    let mut sizes = vec![0; nodes];
    values.iter().for_each(|&value| sizes[together.root(value)] += 1);
    (0..nodes).map(|node| sizes[together.root(node)] >= SERIES).collect()
}

/// One node for each figure of each different sentence.
fn nodes<'a>(documents: &[Evidence<'a>]) -> Vec<Node<'a>> {
    let mut nodes: Vec<Node<'a>> = Vec::new();
    // The same figure of the same sentence: its place among those of the sentence tells which.
    let mut known: BTreeMap<(u64, u32, usize), usize> = BTreeMap::new();
    for (document, evidence) in documents.iter().enumerate() {
        let mut rank = (u32::MAX, 0);
        for (index, claim) in evidence.claims.claims.iter().enumerate() {
            rank = if rank.0 == claim.sentence { (claim.sentence, rank.1 + 1) } else { (claim.sentence, 0) };
            let setting = &evidence.claims.sentences[claim.sentence as usize];
            let member = FigureRef { document: document as u32, figure: claim.figure };
            let passage = evidence.passages.get(index).copied().flatten();
            let at = *known.entry((setting.hash, claim.measure, rank.1)).or_insert_with(|| {
                nodes.push(Node { claim, setting, date: evidence.date, members: Vec::new(), passages: BTreeSet::new() });
                nodes.len() - 1
            });
            nodes[at].members.push(member);
            nodes[at].passages.extend(passage);
        }
    }
    nodes
}

/// Nodes that share a measure, a word of what is told and a name, each pair once.
fn pairs(nodes: &[Node<'_>]) -> BTreeSet<(usize, usize)> {
    let mut groups: Vec<(u64, u32)> = Vec::new();
    for (at, node) in nodes.iter().enumerate().filter(|(_, node)| !node.claim.is_time) {
        let names = super::setting::sorted(node.claim.holders.iter().chain(&node.claim.names).copied());
        let other =
            node.claim.words.iter().filter(|word| names.binary_search(word).is_err() && node.claim.subject.binary_search(word).is_err());
        for &word in node.claim.subject.iter().chain(other).take(WORDS) {
            for &name in names.iter().take(NAMES) {
                let key = [node.claim.measure, word, name]
                    .iter()
                    .fold(0u64, |key, part| key.rotate_left(21).wrapping_mul(MIX) ^ u64::from(*part));
                groups.push((key, at as u32));
            }
        }
    }
    groups.sort_unstable();
    let mut pairs = BTreeSet::new();
    for group in groups.chunk_by(|a, b| a.0 == b.0).filter(|group| (2..=CROWD).contains(&group.len())) {
        for (index, &(_, a)) in group.iter().enumerate() {
            for &(_, b) in &group[index + 1..] {
                let pair = (a as usize, b as usize);
                if !pairs.contains(&pair) && is_elsewhere(&nodes[pair.0], &nodes[pair.1]) {
                    pairs.insert(pair);
                }
            }
        }
    }
    pairs
}

/// Words of a subject and names of a clause by which figures meet.
const WORDS: usize = 6;
const NAMES: usize = 5;
/// An odd number with many bits, to mix keys.
const MIX: u64 = 0x9e37_79b9_7f4a_7c15;

/// Whether no document holds both: what one text says twice, it says of two things.
fn is_elsewhere(a: &Node<'_>, b: &Node<'_>) -> bool {
    // Members are in the order of documents: one walk along both.
    let (mut one, mut other) = (a.members.iter().peekable(), b.members.iter().peekable());
    while let (Some(left), Some(right)) = (one.peek(), other.peek()) {
        match left.document.cmp(&right.document) {
            std::cmp::Ordering::Equal => return false,
            std::cmp::Ordering::Less => one.next(),
            std::cmp::Ordering::Greater => other.next(),
        };
    }
    true
}

/// Whether two figures that allow for each other say much the same: "at least 100" and 107, not "more than 25 million" and 85 million. Of few
/// each one counts: "at least 37" and 41 dead do not contradict each other, and do not say the same.
fn is_close(a: Interval, b: Interval) -> bool {
    let (low, high) = (a.middle().abs().min(b.middle().abs()), a.middle().abs().max(b.middle().abs()));
    let few = 100.0;
    a.is_firm() && b.is_firm() || low * 1.001 >= high || low >= few && low * 1.1 >= high
}

/// Whether two dates are told equally precisely: a day is not held against a century.
fn is_as_precise(a: Interval, b: Interval) -> bool {
    let length = |days: Interval| days.high - days.low;
    length(a) <= length(b) * 1.5 + 1.0 && length(b) <= length(a) * 1.5 + 1.0
}

/// Sentences that are no copies of each other and stand in no common passage or document, and name no common source.
fn sources(set: &[usize], nodes: &[Node<'_>]) -> u32 {
    let mut sources = Sets::new(set.len());
    let mut by_speaker: Vec<(&[u32], usize)> = Vec::new();
    let mut by_passage: BTreeMap<u32, usize> = BTreeMap::new();
    let mut by_document: BTreeMap<u32, usize> = BTreeMap::new();
    for (at, &node) in set.iter().enumerate() {
        let said_by = &nodes[node].setting.speaker;
        if !said_by.is_empty() {
            let same = |known: &[u32]| shared(known, said_by) == known.len().min(said_by.len());
            match by_speaker.iter().find(|(known, _)| same(known)) {
                Some(&(_, first)) => sources.join(first, at),
                None => by_speaker.push((said_by, at)),
            }
        }
        for &passage in &nodes[node].passages {
            let first = *by_passage.entry(passage).or_insert(at);
            sources.join(first, at);
        }
        for member in &nodes[node].members {
            let first = *by_document.entry(member.document).or_insert(at);
            sources.join(first, at);
        }
    }
    (0..set.len()).filter(|&at| sources.root(at) == at).count() as u32
}

/// Disjoint sets; the root of each is its least member.
struct Sets(Vec<usize>);

impl Sets {
    fn new(count: usize) -> Sets {
        Sets((0..count).collect())
    }

    fn root(&mut self, mut at: usize) -> usize {
        while self.0[at] != at {
            self.0[at] = self.0[self.0[at]];
            at = self.0[at];
        }
        at
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        let (low, high) = (a.min(b), a.max(b));
        self.0[high] = low;
    }
}

#[cfg(test)]
mod tests;
