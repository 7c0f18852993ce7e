//! The JavaScript interface of the analysis: convert, call, convert back.
//!
//! The package around it is in `www/js`: it starts a worker in a browser, reads the wasm file in Node, and has the
//! TypeScript types. Offsets are UTF-16 units, as JavaScript's strings count, unless something else is asked for.

use serde::{Deserialize, Serialize};
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;

use crate::analysis::{Engine, Parts, analyze as analyze_document};
use crate::corpus::Corpus;
use crate::duplicates::Sensitivity;
use crate::formats::{ReadOptions, Skipped, read};
use crate::report::json::{JsonOptions, json};
use crate::text::offsets::Unit;

/// One document or file: a text, or bytes in any encoding and format that the command line reads.
#[derive(Deserialize)]
struct Input {
    name: String,
    text: Option<String>,
    #[serde(default, with = "serde_bytes")]
    bytes: Option<Vec<u8>>,
}

#[derive(Deserialize, Default)]
#[serde(default, rename_all = "camelCase")] // index.js refuses unknown options
struct Options {
    only: Option<Vec<Part>>,
    offsets: Offsets,
    with_text: bool,
    whole_pages: bool,
}

#[derive(Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
enum Part {
    Entities,
    Duplicates,
    Figures,
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "lowercase")]
enum Offsets {
    #[default]
    Utf16,
    Chars,
    Bytes,
}

/// Analyses the inputs together and returns the report.
///
/// # Errors
/// A JavaScript `Error` when the inputs or options are not what they should be. A file that cannot be read is no error:
/// it is listed under `skipped`.
#[wasm_bindgen]
pub fn analyze(inputs: JsValue, options: JsValue) -> Result<JsValue, JsError> {
    let inputs: Vec<Input> = serde_wasm_bindgen::from_value(inputs).map_err(|error| wrong("inputs", &error))?;
    let options: Options = if options.is_undefined() || options.is_null() {
        Options::default()
    } else {
        serde_wasm_bindgen::from_value(options).map_err(|error| wrong("options", &error))?
    };
    let wants = |part: Part| options.only.as_ref().is_none_or(|only| only.contains(&part));
    let parts = Parts { entities: wants(Part::Entities), duplicates: wants(Part::Duplicates), figures: wants(Part::Figures) };
    let engine = Engine::new(parts);
    let mut corpus = Corpus::new();
    let as_asked = ReadOptions { whole_pages: options.whole_pages, ..ReadOptions::AUTO };
    for Input { name, text, bytes } in inputs {
        let (bytes, options) = match (text, bytes) {
            // A text is decoded already. The mark says so, and keeps the decoder from taking the text's own first character
            // for one: offsets must count it.
            (Some(text), _) => (format!("\u{feff}{text}").into_bytes(), ReadOptions { force_text: true, ..as_asked.clone() }),
            (None, Some(bytes)) => (bytes, as_asked.clone()),
            (None, None) => return Err(JsError::new(&format!("input {name:?} has neither text nor bytes"))),
        };
        match read(&name, &bytes, &options) {
            Ok(loaded) => {
                loaded.documents.into_iter().for_each(|document| {
                    corpus.add(analyze_document(document, &engine));
                });
                loaded.skipped.into_iter().for_each(|skipped| corpus.skip(skipped));
            }
            Err(error) => corpus.skip(Skipped { id: name, reason: error.to_string() }),
        }
    }
    let unit = match options.offsets {
        Offsets::Utf16 => Unit::Utf16,
        Offsets::Chars => Unit::Chars,
        Offsets::Bytes => Unit::Bytes,
    };
    let report = corpus.report(&Sensitivity::STANDARD);
    let json = json(&report, JsonOptions { unit, text: options.with_text });
    json.serialize(&Serializer::json_compatible()).map_err(|error| JsError::new(&error.to_string()))
}

/// The version of the program that made the report.
#[wasm_bindgen]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_string()
}

fn wrong(what: &str, error: &serde_wasm_bindgen::Error) -> JsError {
    JsError::new(&format!("{what}: {error}"))
}
