//! The press texts of `tests/figures`, whose figures are all labelled: the reader must not get worse on them.

use dossier::figures::{FigureKind, Value, read};
use dossier::text::{Language, Layout};
use serde_json::Value as Json;

/// How many of a set were right. Full: found, with the right value and unit.
#[derive(Default, Debug)]
struct Score {
    labelled: usize,
    found: usize,
    full: usize,
    stated: usize,
    stated_right: usize,
    traps_hit: usize,
}

impl Score {
    fn f1(&self) -> f64 {
        2.0 * self.full as f64 / (self.labelled + self.found) as f64
    }
}

fn score(lines: &str) -> Score {
    let mut score = Score::default();
    for line in lines.lines() {
        let case: Json = serde_json::from_str(line).unwrap();
        let text = case["text"].as_str().unwrap();
        let place = |byte: usize| text[..byte].chars().count() as u64;
        let figures = read(text, &Layout::new(text), Language::ENGLISH);
        let spans: Vec<(u64, u64)> = figures.iter().map(|figure| (place(figure.span.start()), place(figure.span.end()))).collect();
        let overlaps =
            |span: (u64, u64), label: &Json| span.0 < label["end"].as_u64().unwrap() && label["start"].as_u64().unwrap() < span.1;
        let labels = case["figures"].as_array().unwrap();
        let needed = |label: &&Json| label["optional"] != Json::Bool(true);
        for label in labels.iter().filter(needed) {
            score.labelled += 1;
            let Some(at) = spans.iter().position(|&span| overlaps(span, label)) else { continue };
            let figure = &figures[at];
            let unit = label["any_unit"] == Json::Bool(true) || figure.unit.as_deref() == label["unit"].as_str();
            let other = label["alt_unit"].as_array().is_some_and(|units| units.iter().any(|unit| unit.as_str() == figure.unit.as_deref()));
            let value = is_value(&figure.value, &label["value"])
                || label["alt"].as_array().is_some_and(|values| values.iter().any(|value| is_value(&figure.value, value)));
            score.full += usize::from(value && (unit || other));
            if let Some(approx) = label["approx"].as_str() {
                score.stated += 1;
                let said = figure.approx.map(|approx| serde_json::to_value(approx).unwrap());
                score.stated_right += usize::from(said.as_ref().and_then(Json::as_str) == Some(approx));
            }
        }
        // What touches only figures that are optional is neither right nor wrong.
        score.found += spans
            .iter()
            .filter(|&&span| {
                let touched: Vec<&Json> = labels.iter().filter(|label| overlaps(span, label)).collect();
                touched.is_empty() || touched.iter().any(&needed)
            })
            .count();
        let traps = case["traps"].as_array().unwrap();
        score.traps_hit += traps.iter().filter(|trap| spans.iter().any(|&span| overlaps(span, trap))).count();
        assert!(figures.iter().all(|figure| figure.kind != FigureKind::Date || figure.unit.is_none()), "a date has no unit");
    }
    score
}

fn is_value(found: &Value, label: &Json) -> bool {
    let close = |number: f64, label: &Json| label.as_f64().is_some_and(|label| (number - label).abs() <= 1e-3 * label.abs());
    match (found, label) {
        (Value::Number(number), Json::Number(_)) => close(number.to_f64(), label),
        (Value::Date(date), Json::String(label)) => date == label,
        (Value::Range(Some(low), Some(high)), Json::Array(ends)) => close(low.to_f64(), &ends[0]) && close(high.to_f64(), &ends[1]),
        (Value::Score(left, right), Json::Array(sides)) => close(left.to_f64(), &sides[0]) && close(right.to_f64(), &sides[1]),
        (Value::Unknown, Json::Null) => true,
        _ => false,
    }
}

#[test]
fn press_texts_are_read() {
    let score = score(include_str!("figures/press.jsonl"));
    assert!(score.f1() >= 0.985, "full F1 {:.3}: {score:?}", score.f1());
    assert!(score.stated_right * 100 >= score.stated * 95, "{score:?}");
    assert_eq!(score.traps_hit, 0, "{score:?}");
}

#[test]
fn texts_that_nobody_tuned_on_are_read() {
    let score = score(include_str!("figures/held.jsonl"));
    assert!(score.f1() >= 0.94, "full F1 {:.3}: {score:?}", score.f1());
    assert!(score.stated_right * 100 >= score.stated * 90, "{score:?}");
    assert!(score.traps_hit <= 1, "{score:?}");
}
