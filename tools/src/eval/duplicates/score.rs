//! The measures.
//!
//! Passages: plagdet (Potthast, Stein, Barrón-Cedeño and Rosso 2010, An Evaluation Framework for Plagiarism Detection) over characters. A case and
//! a detection are sets of characters on two sides; a detection detects a case if both sides overlap. Macro means over cases and detections, micro
//! over characters. Characters of true boilerplate and of gaps between two aligned runs of versions are taken out of both beforehand; a detection
//! of which fewer than [`LEAST_LEFT`] are left on a side is dropped, and counted as a leak where boilerplate took them.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::spans::{Span, common, length, minus, union};
use super::{Copied, Findings};

/// Fewest characters on each side of a detection that count.
const LEAST_LEFT: usize = 25;

/// All measures. Shares are between 0 and 1.
#[derive(Serialize)]
pub(super) struct Scores {
    pub(super) passages: Plagdet,
    /// The same for the cases of one kind, and the detections in document pairs that have one.
    pub(super) kinds: BTreeMap<String, Plagdet>,
    /// Detections of nothing but boilerplate.
    pub(super) boilerplate_leaks: usize,
    pub(super) detections_dropped_as_dont_care: usize,
    pub(super) document_pairs_sharing_text: PairScores,
    pub(super) hard_negatives: HardNegatives,
    pub(super) near_duplicates: NearScores,
    pub(super) boilerplate: BoilerplateScores,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) same_words_in_pairs_found_by_both: Option<Shares>,
}

#[derive(Serialize)]
pub(super) struct Plagdet {
    pub(super) cases: usize,
    pub(super) detections: usize,
    pub(super) cases_detected: usize,
    /// Detections for each case that is detected: 1 at best.
    pub(super) granularity: f64,
    pub(super) recall_macro: f64,
    pub(super) precision_macro: f64,
    pub(super) recall_micro: f64,
    pub(super) precision_micro: f64,
    pub(super) plagdet_macro: f64,
    pub(super) plagdet_micro: f64,
}

#[derive(Serialize)]
pub(super) struct Shares {
    pub(super) precision: f64,
    pub(super) recall: f64,
    pub(super) f1: f64,
}

/// Which documents share a passage at all.
#[derive(Serialize)]
pub(super) struct PairScores {
    #[serde(flatten)]
    pub(super) shares: Shares,
    #[serde(rename = "true")]
    pub(super) known: usize,
    pub(super) predicted: usize,
}

#[derive(Serialize)]
pub(super) struct HardNegatives {
    pub(super) total: usize,
    pub(super) reported_as_passage: usize,
}

/// Pairs of documents in one cluster.
#[derive(Serialize)]
pub(super) struct NearScores {
    #[serde(flatten)]
    pub(super) shares: Shares,
    pub(super) true_pairs: usize,
    pub(super) predicted_pairs: usize,
    pub(super) exact_pairs_recall: f64,
    pub(super) recall_by_kind: BTreeMap<String, f64>,
}

/// A line is hit if at least 60 % of at least half of its places are found.
#[derive(Serialize)]
pub(super) struct BoilerplateScores {
    pub(super) lines: usize,
    pub(super) hit: usize,
    pub(super) hit_rate: f64,
    pub(super) char_recall: f64,
    pub(super) char_precision: f64,
}

/// Two documents, in order of their names.
type Pair<'f> = (&'f str, &'f str);

/// A set of characters on each side.
type Sides = [Vec<Span>; 2];

/// A case or a detection.
struct Case<'f> {
    sides: Sides,
    kind: &'f str,
}

type Cases<'f> = BTreeMap<Pair<'f>, Vec<Case<'f>>>;

/// Compares what was found with what is true.
pub(super) fn score(known: &Findings, found: &Findings) -> Scores {
    let known_lines = lines(known);
    let gaps = gaps(known);
    let prepared = Prepared { lines: &known_lines, gaps: &gaps };
    let (cases, ..) = prepared.cases(&known.passages, None);
    let (detections, leaks, dropped) = prepared.cases(&found.passages, Some(LEAST_LEFT));
    let kinds: BTreeSet<&str> = known.passages.iter().map(|case| case.kind.as_str()).collect();
    let shared = cases.keys().filter(|pair| detections.contains_key(*pair)).count();
    Scores {
        passages: plagdet(&cases, &detections, None),
        kinds: kinds.into_iter().map(|kind| (kind.to_string(), plagdet(&cases, &detections, Some(kind)))).collect(),
        boilerplate_leaks: leaks,
        detections_dropped_as_dont_care: dropped,
        document_pairs_sharing_text: PairScores {
            shares: shares(shared, detections.len() - shared, cases.len() - shared),
            known: cases.len(),
            predicted: detections.len(),
        },
        hard_negatives: hard_negatives(known, &cases, &detections),
        near_duplicates: near_duplicates(known, found),
        boilerplate: boilerplate(known, &known_lines, &lines(found)),
        same_words_in_pairs_found_by_both: same_words(known, found),
    }
}

/// The boilerplate of each document.
fn lines(findings: &Findings) -> BTreeMap<&str, Vec<Span>> {
    let mut lines: BTreeMap<&str, Vec<Span>> = BTreeMap::new();
    for (document, start, end) in findings.boilerplate.iter().flat_map(|line| &line.spans) {
        lines.entry(document).or_default().push((*start, *end));
    }
    lines.into_iter().map(|(document, spans)| (document, union(spans))).collect()
}

/// Documents and places of a pair, those of the earlier one first.
fn in_order(case: &Copied) -> (Pair<'_>, [Span; 2]) {
    let (a, b) = ((case.a.as_str(), case.a_start, case.a_end), (case.b.as_str(), case.b_start, case.b_end));
    let (a, b) = if (b.0, b.1) < (a.0, a.1) { (b, a) } else { (a, b) };
    ((a.0, b.0), [(a.1, a.2), (b.1, b.2)])
}

/// What does not matter in two versions: the gaps, but for what a true passage of the same two documents covers.
fn gaps(known: &Findings) -> BTreeMap<Pair<'_>, Sides> {
    let mut gaps: BTreeMap<Pair<'_>, Sides> = BTreeMap::new();
    for (a, b, a_start, a_end, b_start, b_end) in &known.gaps {
        let (a, b) = ((a.as_str(), (*a_start, *a_end)), (b.as_str(), (*b_start, *b_end)));
        let (a, b) = if a.0 > b.0 { (b, a) } else { (a, b) };
        let sides = gaps.entry((a.0, b.0)).or_default();
        sides[0].push(a.1);
        sides[1].push(b.1);
    }
    let mut passages: BTreeMap<Pair<'_>, Sides> = BTreeMap::new();
    for (pair, places) in known.passages.iter().map(in_order).filter(|(pair, _)| gaps.contains_key(pair)) {
        let sides = passages.entry(pair).or_default();
        sides.iter_mut().zip(places).for_each(|(side, place)| side.push(place));
    }
    for (pair, sides) in &mut gaps {
        for (at, side) in sides.iter_mut().enumerate() {
            let covered = passages.get(pair).map_or(Vec::new(), |sides| union(sides[at].iter().copied()));
            *side = minus(&union(side.iter().copied()), &covered);
        }
    }
    gaps
}

/// What is left out of cases and detections.
struct Prepared<'f> {
    lines: &'f BTreeMap<&'f str, Vec<Span>>,
    gaps: &'f BTreeMap<Pair<'f>, Sides>,
}

impl Prepared<'_> {
    /// Cases by their documents. With `least`, those that keep fewer characters are dropped: how many were boilerplate, and how many there were.
    fn cases<'f>(&self, given: &'f [Copied], least: Option<usize>) -> (Cases<'f>, usize, usize) {
        let (mut cases, mut leaks, mut dropped) = (Cases::new(), 0, 0);
        for case in given {
            let (pair, places) = in_order(case);
            if pair.0 == pair.1 && places[0] == places[1] {
                continue;
            }
            let without = |side: usize| {
                let lines = self.lines.get([pair.0, pair.1][side]).map_or(&[][..], Vec::as_slice);
                minus(&[places[side]], lines)
            };
            let own = [without(0), without(1)];
            let sides = match self.gaps.get(&pair) {
                Some(gaps) => [minus(&own[0], &gaps[0]), minus(&own[1], &gaps[1])],
                None => own.clone(),
            };
            if let Some(least) = least.filter(|&least| sides.iter().any(|side| length(side) < least)) {
                dropped += 1;
                let leak = own.iter().any(|side| length(side) < least) && places[0].1 - places[0].0 >= least;
                leaks += usize::from(leak);
                continue;
            }
            if sides.iter().all(|side| !side.is_empty()) {
                cases.entry(pair).or_default().push(Case { sides, kind: &case.kind });
            }
        }
        (cases, leaks, dropped)
    }
}

/// What of a case and a detection is the same: nothing unless both sides overlap.
fn overlap(case: &Case<'_>, detection: &Case<'_>) -> Option<Sides> {
    let [a, b] = [0, 1].map(|side| common(&case.sides[side], &detection.sides[side]));
    (!a.is_empty() && !b.is_empty()).then_some([a, b])
}

fn plagdet(cases: &Cases<'_>, detections: &Cases<'_>, kind: Option<&str>) -> Plagdet {
    let pairs: BTreeSet<&Pair<'_>> = match kind {
        None => cases.keys().chain(detections.keys()).collect(),
        Some(kind) => cases.iter().filter(|(_, cases)| cases.iter().any(|case| case.kind == kind)).map(|(pair, _)| pair).collect(),
    };
    let mut sums = Sums::default();
    for pair in pairs {
        let all: Vec<&Case<'_>> = cases.get(pair).into_iter().flatten().collect();
        let mut found: Vec<&Case<'_>> = detections.get(pair).into_iter().flatten().collect();
        let wanted: Vec<&Case<'_>> = all.iter().copied().filter(|case| kind.is_none_or(|kind| case.kind == kind)).collect();
        if wanted.len() < all.len() {
            // Two kinds in one pair: detections of the other are left out.
            let hits = |detection: &Case<'_>, cases: &[&Case<'_>]| cases.iter().any(|case| overlap(case, detection).is_some());
            found.retain(|detection| hits(detection, &wanted) || !hits(detection, &all));
        }
        sums.add(&wanted, &found);
    }
    sums.plagdet()
}

/// What is counted pair by pair.
#[derive(Default)]
struct Sums {
    cases: usize,
    detections: usize,
    detected: usize,
    times_detected: usize,
    /// Sums of shares covered, of the cases and of the detections.
    recall: f64,
    precision: f64,
    /// Characters of cases, and those covered by detections; the same with roles swapped.
    case_chars: usize,
    case_hits: usize,
    detection_chars: usize,
    detection_hits: usize,
}

impl Sums {
    fn add(&mut self, cases: &[&Case<'_>], detections: &[&Case<'_>]) {
        let mut of_case: Vec<Sides> = cases.iter().map(|_| Sides::default()).collect();
        let mut of_detection: Vec<Sides> = detections.iter().map(|_| Sides::default()).collect();
        for (at, case) in cases.iter().enumerate() {
            let mut times = 0;
            for (detection, covered) in detections.iter().zip(&mut of_detection) {
                let Some(shared) = overlap(case, detection) else { continue };
                times += 1;
                for (side, spans) in shared.into_iter().enumerate() {
                    of_case[at][side].extend(&spans);
                    covered[side].extend(spans);
                }
            }
            self.times_detected += times;
            self.detected += usize::from(times > 0);
        }
        let share = |covered: &Sides, case: &Case<'_>| {
            let covered: usize = covered.iter().map(|side| length(&union(side.iter().copied()))).sum();
            ratio(covered, case.sides.iter().map(|side| length(side)).sum())
        };
        self.cases += cases.len();
        self.detections += detections.len();
        self.recall += of_case.iter().zip(cases).map(|(covered, case)| share(covered, case)).sum::<f64>();
        self.precision += of_detection.iter().zip(detections).map(|(covered, case)| share(covered, case)).sum::<f64>();
        for side in 0..2 {
            let all = |cases: &[&Case<'_>]| length(&union(cases.iter().flat_map(|case| case.sides[side].iter().copied())));
            let hit = |covered: &[Sides]| length(&union(covered.iter().flat_map(|sides| sides[side].iter().copied())));
            self.case_chars += all(cases);
            self.detection_chars += all(detections);
            self.case_hits += hit(&of_case);
            self.detection_hits += hit(&of_detection);
        }
    }

    fn plagdet(&self) -> Plagdet {
        let granularity = if self.detected > 0 { ratio(self.times_detected, self.detected) } else { 1.0 };
        let mean = |sum: f64, n: usize| if n > 0 { sum / n as f64 } else { 0.0 };
        let (recall_macro, precision_macro) = (mean(self.recall, self.cases), mean(self.precision, self.detections));
        let (recall_micro, precision_micro) = (ratio(self.case_hits, self.case_chars), ratio(self.detection_hits, self.detection_chars));
        let plagdet = |precision: f64, recall: f64| harmonic(precision, recall) / (1.0 + granularity).log2();
        Plagdet {
            cases: self.cases,
            detections: self.detections,
            cases_detected: self.detected,
            granularity,
            recall_macro,
            precision_macro,
            recall_micro,
            precision_micro,
            plagdet_macro: plagdet(precision_macro, recall_macro),
            plagdet_micro: plagdet(precision_micro, recall_micro),
        }
    }
}

fn ratio(part: usize, whole: usize) -> f64 {
    if whole > 0 { part as f64 / whole as f64 } else { 0.0 }
}

fn harmonic(precision: f64, recall: f64) -> f64 {
    if precision + recall > 0.0 { 2.0 * precision * recall / (precision + recall) } else { 0.0 }
}

fn shares(right: usize, wrong: usize, missed: usize) -> Shares {
    let (precision, recall) = (ratio(right, right + wrong), ratio(right, right + missed));
    Shares { precision, recall, f1: harmonic(precision, recall) }
}

fn hard_negatives(known: &Findings, cases: &Cases<'_>, detections: &Cases<'_>) -> HardNegatives {
    let reported = known.hard_negatives.iter().filter(|quote| {
        let (pair, places) = in_order(quote);
        let hit = |detection: &Case<'_>| (0..2).all(|side| !common(&[places[side]], &detection.sides[side]).is_empty());
        !cases.contains_key(&pair) && detections.get(&pair).is_some_and(|found| found.iter().any(hit))
    });
    HardNegatives { total: known.hard_negatives.len(), reported_as_passage: reported.count() }
}

/// All pairs of documents that are in one group; groups with a document in common are one.
fn cluster_pairs(clusters: &[Vec<String>]) -> BTreeSet<Pair<'_>> {
    let mut groups: Vec<BTreeSet<&str>> = Vec::new();
    let mut group_of: BTreeMap<&str, usize> = BTreeMap::new();
    for cluster in clusters {
        let mut members: BTreeSet<&str> = cluster.iter().map(String::as_str).collect();
        let touched: BTreeSet<usize> = members.iter().filter_map(|member| group_of.get(member).copied()).collect();
        touched.into_iter().for_each(|group| members.append(&mut groups[group]));
        members.iter().for_each(|member| {
            group_of.insert(member, groups.len());
        });
        groups.push(members);
    }
    let pairs = groups.iter().flat_map(|group| group.iter().flat_map(move |&a| group.range(a..).skip(1).map(move |&b| (a, b))));
    pairs.collect()
}

fn near_duplicates(known: &Findings, found: &Findings) -> NearScores {
    let (true_pairs, predicted_pairs) = (cluster_pairs(&known.clusters), cluster_pairs(&found.clusters));
    let right = true_pairs.intersection(&predicted_pairs).count();
    let mut kinds: BTreeMap<&str, BTreeSet<Pair<'_>>> = BTreeMap::new();
    for case in &known.passages {
        // Identical documents count as one kind, however their spelling differs.
        let kind = if case.kind.starts_with("exact") { "exact" } else { &case.kind };
        let (a, b) = (case.a.as_str(), case.b.as_str());
        kinds.entry(kind).or_default().insert((a.min(b), a.max(b)));
    }
    let recall = |pairs: &BTreeSet<Pair<'_>>| ratio(pairs.intersection(&predicted_pairs).count(), pairs.len());
    NearScores {
        shares: shares(right, predicted_pairs.len() - right, true_pairs.len() - right),
        true_pairs: true_pairs.len(),
        predicted_pairs: predicted_pairs.len(),
        exact_pairs_recall: kinds.get("exact").map_or(0.0, recall),
        recall_by_kind: kinds
            .iter()
            .filter(|(kind, _)| kind.starts_with("near"))
            .map(|(kind, pairs)| (kind.to_string(), recall(pairs)))
            .collect(),
    }
}

fn boilerplate(known: &Findings, known_lines: &BTreeMap<&str, Vec<Span>>, found_lines: &BTreeMap<&str, Vec<Span>>) -> BoilerplateScores {
    let (mut hit, mut covered, mut total) = (0, 0, 0);
    for line in &known.boilerplate {
        let mut good = 0;
        for (document, start, end) in &line.spans {
            let found = found_lines.get(document.as_str()).map_or(0, |found| length(&common(&[(*start, *end)], found)));
            covered += found;
            total += end - start;
            good += usize::from(found * 10 >= (end - start) * 6);
        }
        hit += usize::from(good * 2 >= line.spans.len());
    }
    let all: usize = found_lines.values().map(|found| length(found)).sum();
    let wrong = |(document, found): (&&str, &Vec<Span>)| length(&minus(found, known_lines.get(document).map_or(&[], Vec::as_slice)));
    let wrong: usize = found_lines.iter().map(wrong).sum();
    BoilerplateScores {
        lines: known.boilerplate.len(),
        hit,
        hit_rate: ratio(hit, known.boilerplate.len()),
        char_recall: ratio(covered, total),
        char_precision: ratio(all - wrong, all),
    }
}

/// The equal words of each pair of documents.
fn equal_words(findings: &Findings) -> BTreeMap<Pair<'_>, Sides> {
    let mut equal: BTreeMap<Pair<'_>, Sides> = BTreeMap::new();
    for case in findings.passages.iter().filter(|case| !case.same.is_empty()) {
        let (pair, _) = in_order(case);
        let swapped = usize::from((case.b.as_str(), case.b_start) < (case.a.as_str(), case.a_start));
        let sides = equal.entry(pair).or_default();
        for run in &case.same {
            sides[swapped].push((run[0], run[1]));
            sides[1 - swapped].push((run[2], run[3]));
        }
    }
    equal.into_iter().map(|(pair, sides)| (pair, sides.map(union))).collect()
}

/// Equal words in document pairs that both have, where the truth knows any.
fn same_words(known: &Findings, found: &Findings) -> Option<Shares> {
    let (known, found) = (equal_words(known), equal_words(found));
    let (mut right, mut wrong, mut missed) = (0, 0, 0);
    for (pair, known) in &known {
        for (known, found) in known.iter().zip(found.get(pair).into_iter().flatten()) {
            let both = length(&common(known, found));
            right += both;
            wrong += length(found) - both;
            missed += length(known) - both;
        }
    }
    (!known.is_empty() && !found.is_empty()).then(|| shares(right, wrong, missed))
}

#[cfg(test)]
mod tests;
