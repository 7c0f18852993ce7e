//! How right the program is: its findings against labelled text. Each topic is a room of its own.

mod duplicates;
mod entities;
mod figures;
mod resolution;

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use crate::args::Eval;

/// What can be measured.
#[derive(Clone, Copy)]
pub(crate) enum Topic {
    Duplicates,
    Entities,
    Figures,
    Resolution,
}

/// Topics as they are called on the command line.
pub(crate) const TOPICS: &[(&str, Topic)] =
    &[("duplicates", Topic::Duplicates), ("entities", Topic::Entities), ("figures", Topic::Figures), ("resolution", Topic::Resolution)];

/// What measuring one topic gives.
struct Outcome {
    /// The measures for people.
    table: String,
    /// The same for programs.
    measures: serde_json::Value,
    /// What was found, in the form that the topic's scorers read.
    predictions: serde_json::Value,
}

/// Measures one topic and prints the result.
pub(crate) fn eval(options: &Eval) -> ExitCode {
    let outcome = match options.topic {
        Topic::Duplicates => duplicates::measure(&options.gold),
        Topic::Entities => entities::measure(&options.gold),
        Topic::Figures => figures::measure(&options.gold),
        Topic::Resolution => resolution::measure(&options.gold),
    };
    let written = outcome.and_then(|outcome| {
        if let Some(path) = &options.predictions {
            write(path, &outcome.predictions)?;
        }
        Ok(outcome)
    });
    match written {
        Ok(outcome) => {
            let output = if options.as_json { format!("{:#}\n", outcome.measures) } else { outcome.table };
            // A closed pipe ("| head") is the reader's choice, not a failure.
            let _ = std::io::stdout().write_all(output.as_bytes());
            ExitCode::SUCCESS
        }
        Err(message) => {
            eprintln!("dossier: {message}");
            ExitCode::from(1)
        }
    }
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
