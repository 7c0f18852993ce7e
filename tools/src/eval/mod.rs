//! How right the program is: its findings against labelled text. Each topic is a room of its own.

mod duplicates;
mod entities;
mod figures;
mod resolution;

use std::io::Write;
use std::path::{Path, PathBuf};

use lexopt::prelude::*;

pub(crate) const HELP: &str = "\
usage: cargo xtask eval TOPIC GOLD… [--format text|json] [--predictions FILE]

GOLD says what is true; of several, each is measured by itself. TOPIC is duplicates (a truth.json whose documents lie beside
it in docs/), entities or figures (labelled texts, one JSON object a line) or resolution (labelled corpora, likewise).

  --predictions FILE  write down what was found, for another scorer (one GOLD only)";

/// What was asked for.
pub(crate) struct Asked {
    topic: Topic,
    gold: Vec<PathBuf>,
    predictions: Option<PathBuf>,
    as_json: bool,
}

/// What can be measured.
#[derive(Clone, Copy)]
enum Topic {
    Duplicates,
    Entities,
    Figures,
    Resolution,
}

/// What measuring one topic gives.
struct Outcome {
    /// The measures for people.
    table: String,
    /// The same for programs.
    measures: serde_json::Value,
    /// What was found, in the form that the topic's scorers read.
    predictions: serde_json::Value,
}

/// `None` asks for help.
pub(crate) fn parse(mut parser: lexopt::Parser) -> Result<Option<Asked>, lexopt::Error> {
    let (mut topic, mut gold, mut predictions, mut as_json) = (None, Vec::new(), None, false);
    while let Some(argument) = parser.next()? {
        match argument {
            Short('h') | Long("help") => return Ok(None),
            Long("format") => as_json = format(&parser.value()?.string()?)?,
            Long("predictions") => predictions = Some(PathBuf::from(parser.value()?)),
            Value(name) if topic.is_none() => topic = Some(called(&name.string()?)?),
            Value(path) => gold.push(PathBuf::from(path)),
            other => return Err(other.unexpected()),
        }
    }
    match topic {
        Some(topic) if !gold.is_empty() && (gold.len() == 1 || predictions.is_none()) => {
            Ok(Some(Asked { topic, gold, predictions, as_json }))
        }
        Some(_) if !gold.is_empty() => Err("predictions are written for one file".into()),
        _ => Err("eval needs a topic and what is true".into()),
    }
}

fn called(name: &str) -> Result<Topic, lexopt::Error> {
    match name {
        "duplicates" => Ok(Topic::Duplicates),
        "entities" => Ok(Topic::Entities),
        "figures" => Ok(Topic::Figures),
        "resolution" => Ok(Topic::Resolution),
        other => Err(format!("no topic is called {other:?}; expected duplicates, entities, figures, resolution").into()),
    }
}

/// Whether it is JSON.
fn format(name: &str) -> Result<bool, lexopt::Error> {
    match name {
        "text" => Ok(false),
        "json" => Ok(true),
        other => Err(format!("no format is called {other:?}; expected text, json").into()),
    }
}

/// Measures one topic and prints the result; of several files, each under its name.
///
/// # Errors
/// When a file cannot be read, is not of the topic's form or cannot be written.
pub(crate) fn eval(asked: &Asked) -> Result<(), String> {
    for gold in &asked.gold {
        let outcome = match asked.topic {
            Topic::Duplicates => duplicates::measure(gold),
            Topic::Entities => entities::measure(gold),
            Topic::Figures => figures::measure(gold),
            Topic::Resolution => resolution::measure(gold),
        }?;
        if let Some(path) = &asked.predictions {
            write(path, &outcome.predictions)?;
        }
        let name = gold.display().to_string();
        let output = match (asked.as_json, asked.gold.len()) {
            (true, 1) => format!("{:#}\n", outcome.measures),
            (true, _) => format!("{}\n", serde_json::json!({ "gold": name, "measures": outcome.measures })), // JSON Lines
            (false, 1) => outcome.table,
            (false, _) => format!("{name}\n{}\n", outcome.table),
        };
        // A closed pipe ("| head") is the reader's choice, not a failure.
        let _ = std::io::stdout().write_all(output.as_bytes());
    }
    Ok(())
}

/// A list is written as JSON Lines.
fn write(path: &Path, predictions: &serde_json::Value) -> Result<(), String> {
    let lines = match predictions {
        serde_json::Value::Array(list) => list.iter().map(|item| format!("{item}\n")).collect(),
        one => format!("{one}\n"),
    };
    std::fs::write(path, lines).map_err(|error| format!("{}: {error}", path.display()))
}

/// Reads a JSON file of a known form.
fn read_json<T: serde::de::DeserializeOwned>(path: &Path) -> Result<T, String> {
    let bytes = std::fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?;
    serde_json::from_slice(&bytes).map_err(|error| format!("{}: {error}", path.display()))
}
