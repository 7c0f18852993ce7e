//! `cargo xtask eval figures GOLD`: labelled figures against those that are found.
//!
//! GOLD has one JSON object a line: a text, its figures (offsets are code points; a range is `[low, high]`, a date EDTF) and its traps,
//! numbers that are no figures. What its fields mean is told in tests/figures/README.md.

mod judge;
mod score;

use std::path::Path;

use dossier::figures::{Figure, Value, read};
use dossier::text::offsets::{Offsets, Unit};
use dossier::text::{Language, Layout};
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use super::Outcome;

/// A labelled text.
#[derive(Deserialize)]
struct Case {
    id: String,
    text: String,
    /// The kinds that are labelled in it; "all" for all.
    #[serde(default)]
    scope: Vec<String>,
    figures: Vec<Label>,
    #[serde(default)]
    traps: Vec<Trap>,
}

/// A labelled figure.
#[derive(Deserialize)]
struct Label {
    start: usize,
    end: usize,
    value: Json,
    unit: Option<String>,
    kind: String,
    approx: Option<String>,
    subject: Option<String>,
    /// Of whom or of what it is told.
    #[serde(default)]
    of: Option<String>,
    /// Neither missed when absent nor wrong when found.
    #[serde(default)]
    optional: bool,
    /// The exact span is not asserted.
    #[serde(default)]
    loose: bool,
    /// The unit is not asserted.
    #[serde(default)]
    any_unit: bool,
    /// Other values that are right.
    #[serde(default)]
    alt: Vec<Json>,
    /// Other units that are right.
    #[serde(default)]
    alt_unit: Vec<Option<String>>,
}

/// A number that is no figure.
#[derive(Deserialize)]
struct Trap {
    start: usize,
    end: usize,
}

/// The figures that are found in one text.
#[derive(Serialize)]
struct Found {
    id: String,
    figures: Vec<FoundFigure>,
}

/// A figure in the form of the labels.
#[derive(Serialize)]
struct FoundFigure {
    start: usize,
    end: usize,
    value: Json,
    unit: Option<String>,
    kind: Json,
    approx: Json,
    change: Json,
    subject: Option<String>,
    of: Option<String>,
}

/// Measures the figures that are found in the texts of `gold`.
pub(super) fn measure(gold: &Path) -> Result<Outcome, String> {
    let lines = std::fs::read_to_string(gold).map_err(|error| format!("{}: {error}", gold.display()))?;
    let mut cases = Vec::new();
    for (number, line) in lines.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        cases.push(serde_json::from_str::<Case>(line).map_err(|error| format!("{}, line {}: {error}", gold.display(), number + 1))?);
    }
    let found: Vec<Found> = cases.iter().map(find).collect();
    let scores = score::score(&cases, &found);
    Ok(Outcome {
        table: scores.table(),
        measures: scores.measures(),
        predictions: serde_json::to_value(&found).map_err(|error| error.to_string())?,
    })
}

fn find(case: &Case) -> Found {
    let layout = Layout::new(&case.text);
    let offsets = Offsets::new(&case.text, Unit::Chars);
    // The labels are of English; short cases have too few words to tell.
    let figures = read(&case.text, &layout, Language::ENGLISH);
    Found { id: case.id.clone(), figures: figures.iter().map(|figure| FoundFigure::new(figure, &case.text, &offsets)).collect() }
}

impl FoundFigure {
    fn new(figure: &Figure, text: &str, offsets: &Offsets<'_>) -> FoundFigure {
        let named = |value: Result<Json, serde_json::Error>| value.unwrap_or_default();
        let number = |value: &dossier::figures::Decimal| match value.integer() {
            Some(whole) => Json::from(whole),
            None => Json::from(value.to_f64()),
        };
        let value = match &figure.value {
            Value::Number(value) => number(value),
            Value::Range(low, high) => Json::Array([low, high].map(|end| end.as_ref().map_or(Json::Null, number)).to_vec()),
            Value::Score(left, right) => Json::Array([left, right].map(number).to_vec()),
            Value::Date(date) => Json::from(date.as_str()),
            Value::Unknown => Json::Null,
        };
        FoundFigure {
            start: offsets.of_byte(figure.span.start()),
            end: offsets.of_byte(figure.span.end()),
            value,
            unit: figure.unit.clone(),
            kind: named(serde_json::to_value(figure.kind)),
            approx: named(serde_json::to_value(figure.approx)),
            change: named(serde_json::to_value(figure.change)),
            subject: figure.subject.map(|span| span.of(text).to_string()),
            of: figure.holder.map(|span| span.of(text).to_string()),
        }
    }
}
