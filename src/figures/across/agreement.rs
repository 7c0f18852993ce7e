//! Figures of several documents about the same thing: those that agree and those that do not.
//!
//! Two figures are compared only where much speaks for one thing: the same unit dimension, mostly the same words of the subject, a
//! name in both sentences, the same time, and other words in common. What is compared by mistake costs a reader more than what is missed.
//! Figures meet through a word of their subject and a name beside them, never all with all.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::claim::{Claim, Claims, Level, Setting};
use crate::figures::edtf;

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

/// A figure of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct FigureRef {
    /// Index of the document.
    pub document: u32,
    /// Index into its figures.
    pub figure: u32,
}

/// Figures of at least two documents that say the same of the same thing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agreement {
    /// In order of document and figure.
    pub figures: Vec<FigureRef>,
    /// How many of them were written independently, as far as can be seen: a copied passage or sentence is one source.
    pub sources: u32,
}

/// Figures of different documents that differ about the same thing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conflict {
    /// Two sides; within each the figures agree. Ordered by their first figure.
    pub sides: [Vec<FigureRef>; 2],
}

/// The most figures that may share a measure, a subject word and a name; more are about something too general to compare.
const CROWD: usize = 32;

/// One figure of a sentence, together with the same figure in every verbatim copy of that sentence.
struct Node<'a> {
    claim: &'a Claim,
    setting: &'a Setting,
    date: Option<&'a str>,
    members: Vec<FigureRef>,
    passages: BTreeSet<u32>,
    /// Whether its sentence also claims something else than dates: "480,000 tonnes in 2019" and "310,000 in 2018" are two years' counts.
    counts: bool,
}

/// Compares the figures of many documents. The result depends on their order only through the indices.
pub fn compare(documents: &[Evidence<'_>]) -> (Vec<Agreement>, Vec<Conflict>) {
    let nodes = nodes(documents);
    let mut agreeing = Sets::new(nodes.len());
    let mut differing = BTreeSet::new();
    for pair in pairs(&nodes) {
        let (a, b) = (&nodes[pair.0], &nodes[pair.1]);
        let overlap = a.claim.low <= b.claim.high && b.claim.low <= a.claim.high;
        let firm = |claim: &Claim| claim.low.is_finite() && claim.high.is_finite();
        let strictness = if firm(a.claim) && firm(b.claim) { Strictness::Agreement } else { Strictness::OpenAgreement };
        if overlap && is_close(a.claim, b.claim) && is_same(a, b, strictness) {
            agreeing.join(pair.0, pair.1);
        } else if !overlap && is_as_precise(a.claim, b.claim) && is_same(a, b, Strictness::Conflict) {
            differing.insert(pair);
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
        .map(|set| Agreement { figures: figures(set), sources: sources(set, &nodes) })
        .filter(|agreement| agreement.figures.iter().any(|figure| figure.document != agreement.figures[0].document))
        .collect();
    agreements.sort_by(|a, b| a.figures.cmp(&b.figures));
    let differing: BTreeSet<(usize, usize)> = differing
        .into_iter()
        .map(|(a, b)| (agreeing.root(a), agreeing.root(b)))
        .filter(|(a, b)| a != b)
        .map(|(a, b)| (a.min(b), a.max(b)))
        .collect();
    let is_series = series(&differing, nodes.len());
    let mut conflicts: Vec<Conflict> = differing
        .into_iter()
        .filter(|(a, _)| !is_series[*a])
        .filter_map(|(a, b)| {
            let mut sides = differing_sides(&figures(&sets[&a]), &figures(&sets[&b]))?;
            sides.sort();
            Some(Conflict { sides })
        })
        .collect();
    conflicts.sort_by(|a, b| a.sides.cmp(&b.sides));
    (agreements, conflicts)
}

/// Two sides without the documents that claim what both claim: such a document differs from neither. `None` where nobody is left to differ.
fn differing_sides(one: &[FigureRef], other: &[FigureRef]) -> Option<[Vec<FigureRef>; 2]> {
    let documents = |side: &[FigureRef]| side.iter().map(|figure| figure.document).collect::<BTreeSet<u32>>();
    let both: BTreeSet<u32> = documents(one).intersection(&documents(other)).copied().collect();
    let sides = [one, other].map(|side| side.iter().filter(|figure| !both.contains(&figure.document)).copied().collect::<Vec<_>>());
    sides.iter().all(|side| !side.is_empty()).then_some(sides)
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
        let counting: BTreeSet<u32> = evidence.claims.claims.iter().filter(|claim| !claim.is_date).map(|claim| claim.sentence).collect();
        let mut rank = (u32::MAX, 0);
        for (index, claim) in evidence.claims.claims.iter().enumerate() {
            rank = if rank.0 == claim.sentence { (claim.sentence, rank.1 + 1) } else { (claim.sentence, 0) };
            let setting = &evidence.claims.sentences[claim.sentence as usize];
            let member = FigureRef { document: document as u32, figure: claim.figure };
            let passage = evidence.passages.get(index).copied().flatten();
            let at = *known.entry((setting.hash, claim.measure, rank.1)).or_insert_with(|| {
                nodes.push(Node {
                    claim,
                    setting,
                    date: evidence.date,
                    members: Vec::new(),
                    passages: BTreeSet::new(),
                    counts: counting.contains(&claim.sentence),
                });
                nodes.len() - 1
            });
            nodes[at].members.push(member);
            nodes[at].passages.extend(passage);
        }
    }
    nodes
}

/// Nodes that share a measure, a word of the subject and a name, each pair once.
fn pairs(nodes: &[Node<'_>]) -> BTreeSet<(usize, usize)> {
    let mut groups: BTreeMap<(u32, u32, u32), Vec<usize>> = BTreeMap::new();
    for (at, node) in nodes.iter().enumerate() {
        for &word in &node.claim.subject {
            for &name in &node.setting.names {
                groups.entry((node.claim.measure, word, name)).or_default().push(at);
            }
        }
    }
    let mut pairs = BTreeSet::new();
    for group in groups.values().filter(|group| group.len() <= CROWD) {
        for (index, &a) in group.iter().enumerate() {
            for &b in &group[index + 1..] {
                if !pairs.contains(&(a, b)) && is_elsewhere(&nodes[a], &nodes[b]) {
                    pairs.insert((a, b));
                }
            }
        }
    }
    pairs
}

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

/// Whether two figures that allow for each other say much the same: "at least 100" and 107, not "more than 25 million" and 85 million.
fn is_close(a: &Claim, b: &Claim) -> bool {
    let end = |claim: &Claim| if claim.low.is_finite() { claim.low } else { claim.high };
    let bounded = |claim: &Claim| claim.low.is_finite() && claim.high.is_finite();
    let (low, high) = (end(a).abs().min(end(b).abs()), end(a).abs().max(end(b).abs()));
    bounded(a) && bounded(b) || low * 6.0 >= high * 5.0
}

/// Whether two dates are told equally precisely: a day is not held against a century.
fn is_as_precise(a: &Claim, b: &Claim) -> bool {
    let length = |claim: &Claim| claim.high - claim.low;
    !(a.is_date && b.is_date) || length(a) <= length(b) * 1.5 + 1.0 && length(b) <= length(a) * 1.5 + 1.0
}

#[derive(Clone, Copy, PartialEq)]
enum Strictness {
    Agreement,
    /// One of them only bounds the value: agreeing is easier then, and says less.
    OpenAgreement,
    Conflict,
}

/// Whether two sentences speak of the same thing at the same time.
fn is_same(a: &Node<'_>, b: &Node<'_>, strictness: Strictness) -> bool {
    let subject = shared(&a.claim.subject, &b.claim.subject);
    let all = a.claim.subject.len() + b.claim.subject.len() - subject;
    let names = shared(&a.setting.names, &b.setting.names);
    let fewer_names = a.setting.names.len().min(b.setting.names.len());
    let words = shared(&a.setting.words, &b.setting.words);
    let fewer_words = a.setting.words.len().min(b.setting.words.len()).max(1);
    let fewer = a.claim.subject.len().min(b.claim.subject.len());
    let subjects = subject * 2 >= all || strictness != Strictness::Conflict && subject >= 2 && subject * 3 >= fewer * 2;
    let change =
        a.claim.change == b.claim.change || strictness != Strictness::Conflict && (a.claim.change.is_none() || b.claim.change.is_none());
    // What a change starts from is not what it ends in; a level that is told alone is rarely where one started.
    let level = match (a.claim.level, b.claim.level) {
        (Some(one), Some(other)) => one == other,
        (None, None) => true,
        (one, other) => strictness != Strictness::Conflict || one.or(other) == Some(Level::After),
    };
    let alike = subjects && change && level && names * 2 >= fewer_names;
    let time = match (&a.claim.time, &b.claim.time) {
        (Some(one), Some(other)) => one == other,
        (None, None) => same_day(a.date, b.date),
        _ => strictness != Strictness::Conflict,
    };
    // Words in common, those of the subject included. A year or a day is told of many things: there the sentences must be much alike.
    let context = match strictness {
        _ if a.claim.is_date => {
            words >= 3
                && words * 5 >= fewer_words * 3
                && (strictness != Strictness::Conflict || !a.counts && !b.counts && subject >= 2 && subject * 4 >= all * 3)
        }
        Strictness::Agreement => words >= 2 && words * 4 >= fewer_words,
        Strictness::OpenAgreement => words >= 3 && words * 5 >= fewer_words * 2,
        // One word of a subject ("tea") says little, unless both state the same time and name the same names.
        Strictness::Conflict => {
            let anchored = a.claim.time.is_some() && names >= 2;
            let enough = if anchored { words >= 2 } else { words >= 4 || words == 3 && all > 1 };
            enough && words * 5 >= fewer_words * 2
        }
    };
    alike && time && context && (strictness != Strictness::Conflict || !is_apart(a, b))
}

/// Whether both sentences say where, and neither names the place of the other.
fn is_apart(a: &Node<'_>, b: &Node<'_>) -> bool {
    let (one, other) = (&a.claim.place, &b.claim.place);
    let named = |place: &[u32], node: &Node<'_>| shared(place, &node.claim.place) + shared(place, &node.setting.names) > 0;
    !one.is_empty() && !other.is_empty() && !named(one, b) && !named(other, a)
}

/// Documents of different days may both be right.
fn same_day(a: Option<&str>, b: Option<&str>) -> bool {
    match (a.and_then(edtf::days), b.and_then(edtf::days)) {
        (Some(a), Some(b)) => a.start <= b.end + 1 && b.start <= a.end + 1,
        _ => true,
    }
}

/// How many elements two sorted lists share.
fn shared(a: &[u32], b: &[u32]) -> usize {
    let (mut at, mut shared) = (0, 0);
    for &item in a {
        while at < b.len() && b[at] < item {
            at += 1;
        }
        shared += usize::from(b.get(at) == Some(&item));
    }
    shared
}

/// Sentences that are no copies of each other and stand in no common passage or document.
fn sources(set: &[usize], nodes: &[Node<'_>]) -> u32 {
    let mut sources = Sets::new(set.len());
    let mut by_passage: BTreeMap<u32, usize> = BTreeMap::new();
    let mut by_document: BTreeMap<u32, usize> = BTreeMap::new();
    for (at, &node) in set.iter().enumerate() {
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
mod tests {
    use super::*;
    use crate::text::{Language, Layout};

    fn told(texts: &[&str]) -> (Vec<Agreement>, Vec<Conflict>) {
        let claims: Vec<Claims> = texts
            .iter()
            .map(|text| {
                let layout = Layout::new(text);
                let (figures, told) = crate::figures::read_with_times(text, &layout, Language::ENGLISH);
                crate::figures::claims(text, &layout, &figures, &told, None)
            })
            .collect();
        let evidence: Vec<Evidence<'_>> =
            claims.iter().map(|claims| Evidence { claims, date: None, passages: vec![None; claims.claims.len()] }).collect();
        compare(&evidence)
    }

    const CRANE: &str = "A storm caused a crane to fall into the Grand Mosque in Mecca, killing 107 pilgrims.";

    #[test]
    fn a_different_number_for_the_same_thing_is_a_conflict() {
        let other = "Officials say the crane that fell into the Grand Mosque in Mecca during a storm killed 87 pilgrims.";
        let (agreements, conflicts) = told(&[CRANE, other]);
        assert!(agreements.is_empty());
        let figure = |document| FigureRef { document, figure: 0 };
        assert_eq!(conflicts, [Conflict { sides: [vec![figure(0)], vec![figure(1)]] }]);
    }

    #[test]
    fn the_ends_of_a_change_are_no_conflict() {
        let one = "Unemployment in the Harehills ward fell from 7.4% to 6.1% in the year to January, the council in Leeds heard.";
        let other = format!("{}, according to the Office for National Statistics (ONS).", one.trim_end_matches('.'));
        let (agreements, conflicts) = told(&[one, &other]);
        assert_eq!((agreements.len(), conflicts.len()), (2, 0), "{agreements:?} {conflicts:?}");
        assert_eq!(told(&[one, &other.replace("6.1", "5.2")]).1.len(), 1, "another end");
    }

    #[test]
    fn a_document_that_claims_both_values_differs_from_neither() {
        let figure = |document, figure| FigureRef { document, figure };
        let (one, other) = (vec![figure(0, 0), figure(1, 0)], vec![figure(0, 1), figure(1, 1)]);
        assert_eq!(differing_sides(&one, &other), None);
        assert_eq!(differing_sides(&one, &[figure(0, 1)]), None);
        assert_eq!(differing_sides(&one, &[figure(0, 1), figure(2, 0)]), Some([vec![figure(1, 0)], vec![figure(2, 0)]]));
    }

    #[test]
    fn the_same_time_and_names_anchor_a_subject_of_one_word() {
        let one = "Kenya exported 480,000 tonnes of tea in 2019, the Tea Board said.";
        let other = "The Tea Board reported that Kenya exported 310,000 tonnes of tea in 2019.";
        assert_eq!(told(&[one, other]).1.len(), 1);
        assert!(told(&[one, &other.replace("2019", "2018")]).1.is_empty());
    }

    #[test]
    fn counts_of_other_places_are_no_conflict() {
        let strikes = |place: &str, count: &str| {
            format!("Near {place}, {count} strikes engaged an ISIL tactical unit and destroyed an ISIL fighting position.")
        };
        let conflicts = |texts: &[String]| told(&texts.iter().map(String::as_str).collect::<Vec<_>>()).1.len();
        assert_eq!(conflicts(&[strikes("Al Shadaddi", "three"), strikes("Ar Raqqah", "five")]), 0);
        assert_eq!(conflicts(&[strikes("Ar Raqqah", "three"), strikes("Ar Raqqah", "five")]), 1);
        let daily = |days: &[&str]| days.iter().map(|count| strikes("Ar Raqqah", count)).collect::<Vec<_>>();
        assert_eq!(conflicts(&daily(&["three", "five", "six"])), 3);
        assert_eq!(conflicts(&daily(&["three", "five", "six", "seven"])), 0, "a series");
    }

    #[test]
    fn what_agrees_counts_its_sources() {
        let other = "In Mecca at least 100 pilgrims died when a crane fell on the Grand Mosque in a storm.";
        let (agreements, conflicts) = told(&[CRANE, other, CRANE]);
        assert!(conflicts.is_empty());
        assert_eq!(agreements.iter().map(|agreement| (agreement.figures.len(), agreement.sources)).collect::<Vec<_>>(), [(3, 2)]);
        // The copy alone is one source.
        assert_eq!(told(&[CRANE, CRANE]).0[0].sources, 1);
    }

    #[test]
    fn other_units_agree_after_conversion() {
        let one = "The Amazon forest in Brazil lost 16,557 square kilometres of tree cover to fire.";
        let other = "Fire destroyed 1.65 million hectares of tree cover in the Amazon forest, Brazil said.";
        assert_eq!(told(&[one, other]).0.len(), 1);
    }

    #[test]
    fn other_things_are_not_compared() {
        for other in [
            "A bomb in Kabul killed 12 pilgrims on their way to a mosque.",
            "The Grand Mosque in Mecca can hold 900,000 pilgrims.",
            "A storm in Mecca in 2009 caused a crane to fall into the Grand Mosque, killing 40 pilgrims.",
        ] {
            let (agreements, conflicts) = told(&[CRANE, other]);
            assert!(agreements.is_empty() && conflicts.is_empty(), "{other}: {agreements:?} {conflicts:?}");
        }
    }
}
