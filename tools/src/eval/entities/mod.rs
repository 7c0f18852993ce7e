//! `cargo xtask eval entities GOLD`: labelled names against those that are found.
//!
//! GOLD has one JSON object a line: `id`, `text` and `entities`, each `[start, end, TYPE, …]` in code points, end exclusive. Types are
//! PER, LOC, ORG, NORP and MISC; what the program tells apart more finely is MISC.

mod score;

use std::path::Path;

use dossier::entities::{EntityKind, read};
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
    /// Start, end, type, and whatever the source adds.
    entities: Vec<Vec<Json>>,
}

/// The names that are found in one text.
#[derive(Serialize)]
struct Found {
    id: String,
    entities: Vec<Name>,
}

/// A name: start, end, type.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
struct Name(usize, usize, &'static str);

/// The types, in the order of the table.
const TYPES: [&str; 5] = ["LOC", "MISC", "NORP", "ORG", "PER"];

/// Measures the names that are found in the texts of `gold`.
pub(super) fn measure(gold: &Path) -> Result<Outcome, String> {
    let lines = std::fs::read_to_string(gold).map_err(|error| format!("{}: {error}", gold.display()))?;
    let (mut truth, mut found) = (Vec::new(), Vec::new());
    for (number, line) in lines.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let place = |error: String| format!("{}, line {}: {error}", gold.display(), number + 1);
        let case: Case = serde_json::from_str(line).map_err(|error| place(error.to_string()))?;
        truth.push(names(&case).map_err(place)?);
        found.push(find(&case));
    }
    let scores = score::score(&truth, &found);
    Ok(Outcome {
        table: scores.table(),
        measures: scores.measures(),
        predictions: serde_json::to_value(&found).map_err(|error| error.to_string())?,
    })
}

fn names(case: &Case) -> Result<Vec<Name>, String> {
    let length = case.text.chars().count() as u64;
    case.entities
        .iter()
        .map(|entity| {
            let number = |at: usize| entity.get(at).and_then(Json::as_u64);
            let kind = entity.get(2).and_then(Json::as_str).and_then(|kind| TYPES.into_iter().find(|known| *known == kind));
            match (number(0), number(1), kind) {
                (Some(start), Some(end), Some(kind)) if start < end && end <= length => Ok(Name(start as usize, end as usize, kind)),
                _ => Err(format!("{:?} is no name of a text with {length} characters", entity)),
            }
        })
        .collect()
}

fn find(case: &Case) -> Found {
    let offsets = Offsets::new(&case.text, Unit::Chars);
    // The labels are of English; short cases have too few words to tell.
    let found = read(&case.text, &Layout::new(&case.text), Language::ENGLISH);
    let name = |span: dossier::text::Span, kind: EntityKind| Name(offsets.of_byte(span.start()), offsets.of_byte(span.end()), kind.label());
    Found { id: case.id.clone(), entities: found.mentions.iter().map(|mention| name(mention.span, mention.kind)).collect() }
}
