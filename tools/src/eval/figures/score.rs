//! Labels and found figures put together one to one, and what that gives.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use serde_json::json;

use super::judge::{judge, words};
use super::{Case, Found, FoundFigure, Label};

/// Counts over some texts, of all figures or of one kind.
#[derive(Default)]
struct Counts {
    gold: usize,
    found: usize,
    overlap: usize,
    exact_gold: usize,
    exact_found: usize,
    exact: usize,
    /// Labels that assert a value, and how many were right; the same for units, kinds, approximators.
    values: (usize, usize),
    units: (usize, usize),
    kinds: (usize, usize),
    approx: (usize, usize),
    subjects: Words,
    holders: Words,
    full: usize,
}

/// Labels that have words, and what was found for them.
#[derive(Default)]
struct Words {
    gold: usize,
    /// Those for which words were found.
    given: usize,
    /// Those that share no word with the label.
    wrong: usize,
    f1: f64,
}

impl Words {
    /// One label, if it has words, and what was found.
    fn add(&mut self, label: Option<&str>, found: Option<&str>) {
        let Some(label) = label else { return };
        let score = found.map_or(0.0, |found| words(label, found));
        self.gold += 1;
        self.given += usize::from(found.is_some());
        self.wrong += usize::from(found.is_some() && score == 0.0);
        self.f1 += score;
    }

    /// The mean of all labels, one without words counting nothing.
    fn mean(&self) -> Option<f64> {
        (self.gold > 0).then(|| self.f1 / self.gold as f64)
    }

    fn told(&self, name: &str) -> Option<String> {
        let wrong = 100.0 * self.wrong as f64 / self.given.max(1) as f64;
        let (gold, given) = (self.gold, self.given);
        self.mean().map(|mean| {
            format!("{name}: word F1 {mean:.3} of {gold}; {given} given, {} of them wrong altogether ({wrong:.1} %)", self.wrong)
        })
    }
}

/// Everything that is measured.
#[derive(Default)]
pub(super) struct Scores {
    all: Counts,
    kinds: BTreeMap<String, Counts>,
    cases: usize,
    traps: usize,
    traps_hit: usize,
}

/// Puts `found` beside `cases`, which are in the same order.
pub(super) fn score(cases: &[Case], found: &[Found]) -> Scores {
    let mut scores = Scores::default();
    for (case, found) in cases.iter().zip(found) {
        scores.add(case, &found.figures);
    }
    scores
}

/// One name for what sources call differently.
fn kind(name: &str) -> &str {
    match name {
        "count" | "cardinal" | "integer" | "fraction" => "number",
        "currency" => "money",
        "percentage" => "percent",
        "length" | "distance" | "area" | "volume" | "mass" | "weight" | "speed" | "quantity" => "dimension",
        "year" | "daterange" | "datetime" => "date",
        "numberrange" => "range",
        other => other,
    }
}

fn kind_of(found: &FoundFigure) -> &str {
    kind(found.kind.as_str().unwrap_or_default())
}

fn overlap(a: (usize, usize), b: (usize, usize)) -> usize {
    a.1.min(b.1).saturating_sub(a.0.max(b.0))
}

/// Pairs of indices into labels and found figures, and whether the spans are equal: equal spans first, then the largest overlap.
fn matched(labels: &[Label], found: &[FoundFigure]) -> Vec<(usize, usize, bool)> {
    let mut pairs = Vec::new();
    for (i, label) in labels.iter().enumerate() {
        for (j, one) in found.iter().enumerate() {
            let shared = overlap((label.start, label.end), (one.start, one.end));
            if shared > 0 {
                let exact = (label.start, label.end) == (one.start, one.end);
                let union = label.end.max(one.end) - label.start.min(one.start);
                // Ratios of small whole numbers: scaled, they compare exactly.
                let ratio = std::cmp::Reverse(shared * 1_000_000 / union);
                pairs.push((!exact, label.optional && !exact, ratio, kind(&label.kind) != kind_of(one), i, j));
            }
        }
    }
    pairs.sort();
    let (mut labels, mut figures) = (BTreeSet::new(), BTreeSet::new());
    let mut matched = Vec::new();
    for (inexact, _, _, _, i, j) in pairs {
        if !labels.contains(&i) && !figures.contains(&j) {
            labels.insert(i);
            figures.insert(j);
            matched.push((i, j, !inexact));
        }
    }
    matched
}

impl Scores {
    fn count(&mut self, kind: &str, add: impl Fn(&mut Counts)) {
        add(&mut self.all);
        add(self.kinds.entry(kind.to_string()).or_default());
    }

    fn add(&mut self, case: &Case, found: &[FoundFigure]) {
        self.cases += 1;
        let pairs = matched(&case.figures, found);
        for &(i, j, exact) in pairs.iter().filter(|(i, ..)| !case.figures[*i].optional) {
            let (label, one) = (&case.figures[i], &found[j]);
            let (value, unit) = judge(label, one);
            self.count(kind(&label.kind), |counts| {
                counts.gold += 1;
                counts.found += 1;
                counts.overlap += 1;
                if !label.loose {
                    counts.exact_gold += 1;
                    counts.exact_found += 1;
                    counts.exact += usize::from(exact);
                }
                for (asserted, tally) in [(value, &mut counts.values), (unit, &mut counts.units)] {
                    tally.0 += usize::from(asserted.is_some());
                    tally.1 += usize::from(asserted == Some(true));
                }
                counts.kinds.0 += 1;
                counts.kinds.1 += usize::from(kind(&label.kind) == kind_of(one));
                counts.full += usize::from(value != Some(false) && unit != Some(false));
                if let Some(approx) = &label.approx {
                    counts.approx.0 += 1;
                    counts.approx.1 += usize::from(one.approx.as_str() == Some(approx));
                }
                counts.subjects.add(label.subject.as_deref(), one.subject.as_deref());
                counts.holders.add(label.of.as_deref(), one.of.as_deref());
            });
        }
        let labels: BTreeSet<usize> = pairs.iter().map(|pair| pair.0).collect();
        for label in (0..case.figures.len()).filter(|index| !labels.contains(index)).map(|index| &case.figures[index]) {
            if !label.optional {
                self.count(kind(&label.kind), |counts| {
                    counts.gold += 1;
                    counts.exact_gold += usize::from(!label.loose);
                    counts.subjects.add(label.subject.as_deref(), None);
                    counts.holders.add(label.of.as_deref(), None);
                });
            }
        }
        let figures: BTreeSet<usize> = pairs.iter().map(|pair| pair.1).collect();
        let all = case.scope.is_empty() || case.scope.iter().any(|scope| scope == "all");
        for one in (0..found.len()).filter(|index| !figures.contains(index)).map(|index| &found[index]) {
            let touched: Vec<&Label> =
                case.figures.iter().filter(|label| overlap((label.start, label.end), (one.start, one.end)) > 0).collect();
            let optional = !touched.is_empty() && touched.iter().all(|label| label.optional);
            // Of other kinds than those that were labelled nothing is known.
            let asserted = all || case.scope.iter().any(|scope| kind(scope) == kind_of(one));
            if !optional && asserted {
                self.count(kind_of(one), |counts| {
                    counts.found += 1;
                    counts.exact_found += 1;
                });
            }
        }
        self.traps += case.traps.len();
        self.traps_hit +=
            case.traps.iter().filter(|trap| found.iter().any(|one| overlap((trap.start, trap.end), (one.start, one.end)) > 0)).count();
    }

    /// The measures for people: one row a kind, then all.
    pub(super) fn table(&self) -> String {
        let mut page = String::new();
        // Writing into a string has no way to fail.
        let _ = writeln!(
            page,
            "{:<12} {:>6} {:>6} {:>8} {:>8} {:>8} {:>8} {:>8} {:>8}",
            "kind", "gold", "found", "overlap", "exact", "value", "unit", "kind", "full F1"
        );
        for (name, counts) in self.kinds.iter().map(|(name, counts)| (name.as_str(), counts)).chain([("all", &self.all)]) {
            let share = |share: Option<f64>| share.map_or("–".to_string(), |share| format!("{share:.3}"));
            let _ = writeln!(
                page,
                "{name:<12} {:>6} {:>6} {:>8} {:>8} {:>8} {:>8} {:>8} {:>8}",
                counts.gold,
                counts.found,
                share(counts.f1(counts.overlap)),
                share(f1(ratio(counts.exact, counts.exact_found), ratio(counts.exact, counts.exact_gold))),
                share(ratio(counts.values.1, counts.values.0)),
                share(ratio(counts.units.1, counts.units.0)),
                share(ratio(counts.kinds.1, counts.kinds.0)),
                share(counts.f1(counts.full)),
            );
        }
        let all = &self.all;
        let _ = writeln!(page, "\n{} texts; {} of {} traps hit", self.cases, self.traps_hit, self.traps);
        let _ = writeln!(page, "how it is stated: {} of {} right", all.approx.1, all.approx.0);
        for told in [all.subjects.told("subject"), all.holders.told("of whom")].into_iter().flatten() {
            let _ = writeln!(page, "{told}");
        }
        page
    }

    /// The same for programs: an object for all, and one for each kind.
    pub(super) fn measures(&self) -> serde_json::Value {
        let kinds: serde_json::Map<String, serde_json::Value> =
            self.kinds.iter().map(|(name, counts)| (name.clone(), counts.measures())).collect();
        json!({ "cases": self.cases, "traps": self.traps, "trap_hit": self.traps_hit, "all": self.all.measures(), "kinds": kinds })
    }
}

impl Counts {
    fn f1(&self, right: usize) -> Option<f64> {
        f1(ratio(right, self.found), ratio(right, self.gold))
    }

    fn measures(&self) -> serde_json::Value {
        json!({
            "gold": self.gold,
            "pred": self.found,
            "overlap_p": ratio(self.overlap, self.found),
            "overlap_r": ratio(self.overlap, self.gold),
            "overlap_f1": self.f1(self.overlap),
            "exact_p": ratio(self.exact, self.exact_found),
            "exact_r": ratio(self.exact, self.exact_gold),
            "exact_f1": f1(ratio(self.exact, self.exact_found), ratio(self.exact, self.exact_gold)),
            "value_acc": ratio(self.values.1, self.values.0),
            "unit_acc": ratio(self.units.1, self.units.0),
            "kind_acc": ratio(self.kinds.1, self.kinds.0),
            "full_p": ratio(self.full, self.found),
            "full_r": ratio(self.full, self.gold),
            "full_f1": self.f1(self.full),
            "approx_acc": ratio(self.approx.1, self.approx.0),
            "subject": self.subjects.mean(),
            "subject_wrong": ratio(self.subjects.wrong, self.subjects.given),
            "of": self.holders.mean(),
            "of_wrong": ratio(self.holders.wrong, self.holders.given),
        })
    }
}

/// A share; `None` of nothing.
fn ratio(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

fn f1(precision: Option<f64>, recall: Option<f64>) -> Option<f64> {
    let (precision, recall) = (precision?, recall?);
    Some(if precision + recall > 0.0 { 2.0 * precision * recall / (precision + recall) } else { 0.0 })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value as Json, json};

    fn label(json: &Json) -> Label {
        serde_json::from_value(json.clone()).unwrap()
    }

    fn figure(start: usize, end: usize, value: Json, unit: Option<&str>, kind: &str) -> FoundFigure {
        let unit = unit.map(str::to_string);
        FoundFigure { start, end, value, unit, kind: kind.into(), approx: Json::Null, change: Json::Null, subject: None, of: None }
    }

    fn scored(labels: &[Json], found: Vec<FoundFigure>) -> Scores {
        let case = Case {
            id: "1".into(),
            text: String::new(),
            scope: vec!["all".into()],
            figures: labels.iter().map(label).collect(),
            traps: Vec::new(),
        };
        score(&[case], &[Found { id: "1".into(), figures: found }])
    }

    fn gold(start: usize, end: usize, value: Json, unit: Option<&str>, kind: &str) -> Json {
        json!({ "start": start, "end": end, "value": value, "unit": unit, "kind": kind })
    }

    #[test]
    fn overlapping_figures_are_matched_once() {
        // Two found for one label: one right, one too many. Precision 1/2, recall 1, F1 2/3.
        let scores = scored(
            &[gold(0, 3, json!(5), None, "number")],
            vec![figure(0, 3, json!(5), None, "number"), figure(0, 2, json!(5), None, "number")],
        );
        assert_eq!((scores.all.gold, scores.all.found, scores.all.exact), (1, 2, 1));
        assert_eq!(scores.all.f1(scores.all.full), Some(2.0 / 3.0));
    }

    #[test]
    fn values_are_compared_after_conversion() {
        for (label, found, right) in [
            (gold(0, 3, json!(2), Some("kilometer"), "dimension"), figure(0, 3, json!(2000), Some("meter"), "dimension"), true),
            (gold(0, 3, json!(2), Some("kilometer"), "dimension"), figure(0, 3, json!(2), Some("mile"), "dimension"), false),
            (
                gold(0, 3, json!(60), Some("kilometer-per-hour"), "dimension"),
                figure(0, 3, json!(1), Some("kilometer-per-minute"), "dimension"),
                true,
            ),
            (gold(0, 3, json!("XXXX-07-17"), None, "date"), figure(0, 3, json!("2022-07-17"), None, "date"), true),
            (gold(0, 3, json!("2021-07-17"), None, "date"), figure(0, 3, json!("2022-07-17"), None, "date"), false),
            (gold(0, 3, json!("2015/2017-05-05"), None, "date"), figure(0, 3, json!("2015-01-01/2017-05-05"), None, "date"), true),
            (gold(0, 3, json!([15, 20]), None, "number"), figure(0, 3, json!([15, 20]), None, "number"), true),
            (gold(0, 3, json!(717_686), None, "number"), figure(0, 3, json!(717_687), None, "number"), false),
        ] {
            let scores = scored(&[label], vec![found]);
            assert_eq!(scores.all.full == 1, right);
        }
    }

    #[test]
    fn what_is_optional_counts_for_nothing() {
        let mut optional = gold(0, 5, json!(5), None, "number");
        optional["optional"] = json!(true);
        for found in [
            vec![],
            vec![figure(0, 5, json!(6), None, "number")],
            vec![figure(0, 3, json!(5), None, "number"), figure(3, 5, json!(5), None, "number")],
        ] {
            let scores = scored(&[optional.clone()], found);
            assert_eq!((scores.all.gold, scores.all.found), (0, 0));
        }
    }

    #[test]
    fn subjects_are_compared_by_words() {
        let mut one = gold(0, 3, json!(5), None, "number");
        one["subject"] = json!("gas reserves");
        let found = FoundFigure { subject: Some("world gas reserves".into()), ..figure(0, 3, json!(5), None, "number") };
        let mut missed = gold(5, 6, json!(1), None, "number");
        missed["subject"] = json!("x years");
        // Two of two words in three: F1 0.8; the missed one counts 0.
        let scores = scored(&[one, missed], vec![found]);
        assert_eq!(scores.measures()["all"]["subject"], json!(0.4));
        assert_eq!(scores.measures()["all"]["subject_wrong"], json!(0.0));
    }

    #[test]
    fn holders_that_share_no_word_are_wrong_altogether() {
        let mut one = gold(0, 3, json!(5), None, "number");
        one["of"] = json!("Eddie Chu");
        let found = |of: Option<&str>| FoundFigure { of: of.map(str::to_string), ..figure(0, 3, json!(5), None, "number") };
        for (of, mean, wrong) in
            [(Some("Eddie Chu"), json!(1.0), json!(0.0)), (Some("Michael Tien"), json!(0.0), json!(1.0)), (None, json!(0.0), Json::Null)]
        {
            let scores = scored(std::slice::from_ref(&one), vec![found(of)]);
            assert_eq!((&scores.measures()["all"]["of"], &scores.measures()["all"]["of_wrong"]), (&mean, &wrong));
        }
    }
}
