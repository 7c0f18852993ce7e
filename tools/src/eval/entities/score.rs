//! Precision and recall of names: exact, by span alone, and by overlap.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use serde_json::json;

use super::{Found, Name, TYPES};

/// Labels, finds and what both have in common.
#[derive(Clone, Copy, Default)]
struct Counts {
    right: usize,
    found: usize,
    gold: usize,
    /// Of the same type, with at least one character in common, one to one.
    overlapping: usize,
}

impl Counts {
    fn add(&mut self, other: Counts) {
        self.right += other.right;
        self.found += other.found;
        self.gold += other.gold;
        self.overlapping += other.overlapping;
    }
}

/// Everything that is measured.
pub(super) struct Scores {
    kinds: BTreeMap<&'static str, Counts>,
    /// Spans of any type, and the same for persons, places and organizations only.
    spans: Counts,
    main_spans: Counts,
    texts: usize,
}

/// The types that every labelled source has.
const MAIN: [&str; 3] = ["PER", "LOC", "ORG"];

/// Puts `found` beside `truth`, which are in the same order.
pub(super) fn score(truth: &[Vec<Name>], found: &[Found]) -> Scores {
    let mut scores = Scores { kinds: BTreeMap::new(), spans: Counts::default(), main_spans: Counts::default(), texts: truth.len() };
    for (gold, found) in truth.iter().zip(found) {
        let gold: BTreeSet<Name> = gold.iter().copied().collect();
        let found: BTreeSet<Name> = found.entities.iter().copied().collect();
        for kind in TYPES {
            let of_kind = |names: &BTreeSet<Name>| -> Vec<Name> { names.iter().copied().filter(|name| name.2 == kind).collect() };
            let (gold, found) = (of_kind(&gold), of_kind(&found));
            let right = found.iter().filter(|name| gold.contains(name)).count();
            let counts = Counts { right, found: found.len(), gold: gold.len(), overlapping: overlapping(&gold, &found) };
            scores.kinds.entry(kind).or_default().add(counts);
        }
        scores.spans.add(spans(&gold, &found, &TYPES));
        scores.main_spans.add(spans(&gold, &found, &MAIN));
    }
    scores
}

fn spans(gold: &BTreeSet<Name>, found: &BTreeSet<Name>, kinds: &[&str]) -> Counts {
    let bare = |names: &BTreeSet<Name>| -> BTreeSet<(usize, usize)> {
        names.iter().filter(|name| kinds.contains(&name.2)).map(|name| (name.0, name.1)).collect()
    };
    let (gold, found) = (bare(gold), bare(found));
    Counts { right: gold.intersection(&found).count(), found: found.len(), gold: gold.len(), overlapping: 0 }
}

/// Pairs of names that overlap, one to one: the largest overlap first.
fn overlapping(gold: &[Name], found: &[Name]) -> usize {
    let mut pairs = Vec::new();
    for (i, a) in gold.iter().enumerate() {
        for (j, b) in found.iter().enumerate() {
            let shared = a.1.min(b.1).saturating_sub(a.0.max(b.0));
            if shared > 0 {
                pairs.push((shared, std::cmp::Reverse((a.1 - a.0).abs_diff(b.1 - b.0)), i, j));
            }
        }
    }
    pairs.sort_unstable_by(|a, b| b.cmp(a));
    let (mut used_gold, mut used_found) = (BTreeSet::new(), BTreeSet::new());
    pairs
        .into_iter()
        .filter(|&(_, _, i, j)| {
            let free = !used_gold.contains(&i) && !used_found.contains(&j);
            if free {
                used_gold.insert(i);
                used_found.insert(j);
            }
            free
        })
        .count()
}

/// Precision, recall and their harmonic mean, in percent.
fn rates(right: usize, counts: Counts) -> [f64; 3] {
    let share = |part: usize, whole: usize| if whole > 0 { part as f64 * 100.0 / whole as f64 } else { 0.0 };
    let (precision, recall) = (share(right, counts.found), share(right, counts.gold));
    let sum = precision + recall;
    [precision, recall, if sum > 0.0 { 2.0 * precision * recall / sum } else { 0.0 }]
}

impl Scores {
    fn rows(&self) -> Vec<(&'static str, Counts)> {
        let sum = |kinds: &[&str]| {
            let mut sum = Counts::default();
            self.kinds.iter().filter(|(kind, _)| kinds.contains(kind)).for_each(|(_, counts)| sum.add(*counts));
            sum
        };
        let kinds = self.kinds.iter().map(|(kind, counts)| (*kind, *counts)).filter(|(_, counts)| counts.gold + counts.found > 0);
        kinds.chain([("PER+LOC+ORG", sum(&MAIN)), ("all", sum(&TYPES))]).collect()
    }

    /// The measures for people: one row a type, then persons, places and organizations together, then all.
    pub(super) fn table(&self) -> String {
        let mut page = String::new();
        // Writing into a string has no way to fail.
        let _ = writeln!(
            page,
            "{:<12} {:>7} {:>7} {:>7} {:>7} {:>7} {:>9} {:>7} {:>7}",
            "type", "P", "R", "F1", "gold", "found", "overlap P", "R", "F1"
        );
        for (name, counts) in self.rows() {
            let ([p, r, f], [op, or, of]) = (rates(counts.right, counts), rates(counts.overlapping, counts));
            let _ = writeln!(
                page,
                "{name:<12} {p:>7.2} {r:>7.2} {f:>7.2} {:>7} {:>7} {op:>9.2} {or:>7.2} {of:>7.2}",
                counts.gold, counts.found
            );
        }
        for (name, counts) in [("PER+LOC+ORG", self.main_spans), ("all", self.spans)] {
            let [p, r, f] = rates(counts.right, counts);
            let _ = writeln!(page, "spans of {name}, whatever their type: P {p:.2} R {r:.2} F1 {f:.2}");
        }
        let _ = writeln!(page, "{} texts", self.texts);
        page
    }

    /// The same for programs.
    pub(super) fn measures(&self) -> serde_json::Value {
        let exact = |right: usize, counts: Counts| {
            let [p, r, f1] = rates(right, counts);
            json!({ "p": p, "r": r, "f1": f1 })
        };
        let rows: serde_json::Map<String, serde_json::Value> = self
            .rows()
            .into_iter()
            .map(|(name, counts)| {
                let mut row = exact(counts.right, counts);
                row["gold"] = counts.gold.into();
                row["found"] = counts.found.into();
                row["overlap"] = exact(counts.overlapping, counts);
                (name.to_string(), row)
            })
            .collect();
        json!({
            "texts": self.texts,
            "types": rows,
            "spans": { "PER+LOC+ORG": exact(self.main_spans.right, self.main_spans), "all": exact(self.spans.right, self.spans) },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_those_made_by_hand() {
        // "Angela Merkel met the UN in New York City. Iranian officials from Shell."
        let gold = vec![
            vec![Name(0, 13, "PER"), Name(22, 24, "ORG"), Name(28, 41, "LOC"), Name(43, 50, "NORP"), Name(66, 71, "ORG")],
            vec![Name(0, 5, "LOC")],
        ];
        let found = [vec![Name(0, 13, "PER"), Name(18, 24, "ORG"), Name(28, 36, "LOC"), Name(66, 71, "LOC")], vec![]]
            .map(|entities| Found { id: String::new(), entities });
        let scores = score(&gold, &found);
        let rows: BTreeMap<&str, Counts> = scores.rows().into_iter().collect();
        let main = rows["PER+LOC+ORG"];
        assert_eq!((main.right, main.found, main.gold, main.overlapping), (1, 4, 5, 3));
        assert_eq!(rates(main.right, main)[..2], [25.0, 20.0]);
        assert_eq!(rows["all"].gold, 6);
        assert_eq!((scores.main_spans.right, scores.main_spans.gold), (2, 5), "the span of Shell is right, its type is not");
    }

    #[test]
    fn one_label_is_found_once() {
        assert_eq!(overlapping(&[Name(2, 13, "LOC")], &[Name(2, 7, "LOC"), Name(8, 13, "LOC")]), 1);
    }
}
