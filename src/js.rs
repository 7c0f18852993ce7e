//! The JavaScript interface of the analysis: convert, call, convert back.
//!
//! The package around it is in `www/js`: it starts workers in browsers and in Node, and has the TypeScript types. Offsets are UTF-16 units, as
//! JavaScript's strings count, unless something else is asked for.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::*;

use crate::analysis::{Engine, Parts, analyze};
use crate::corpus::{Corpus, DocumentKey};
use crate::duplicates::Sensitivity;
use crate::figures::certain_date;
use crate::formats::{self, Given, LoadError, Loaded, ReadOptions, Skipped};
use crate::jobs::{decode, encode};
use crate::report::Report;
use crate::report::json::{JsonOptions, json};
use crate::text::offsets::Unit;

/// One document or file: a text, or bytes in any encoding and format that the command line reads.
#[derive(Deserialize)]
struct Input {
    name: String,
    text: Option<String>,
    #[serde(default, with = "serde_bytes")]
    bytes: Option<Vec<u8>>,
    /// Why it could not be got at; then there is nothing else of it.
    refused: Option<String>,
    title: Option<String>,
    date: Option<String>,
    source: Option<String>,
    url: Option<String>,
    author: Option<String>,
}

#[derive(Deserialize, Default)]
#[serde(default, rename_all = "camelCase")] // www/js/inputs.js refuses unknown options
struct AddOptions {
    only: Option<Vec<Part>>,
    whole_pages: bool,
}

#[derive(Deserialize, Default)]
#[serde(default, rename_all = "camelCase")]
struct ReportOptions {
    offsets: Offsets,
    with_text: bool,
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

/// Documents that are analysed together.
#[wasm_bindgen]
#[derive(Debug, Default)]
pub struct Analyzer {
    corpus: Corpus,
    /// The inputs that gave each document. Several where one text was given more than once under one name.
    given: BTreeMap<DocumentKey, Vec<u32>>,
    /// The inputs of which something could not be read.
    skipped: BTreeMap<Skipped, Vec<u32>>,
}

/// The report, and the inputs that each of its documents and each of what was skipped came from, in their order.
#[derive(Serialize)]
struct Answer<'a, R: Serialize> {
    report: R,
    documents: Vec<&'a [u32]>,
    skipped: Vec<&'a [u32]>,
}

#[wasm_bindgen]
impl Analyzer {
    /// An analyzer without documents.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Analyzer {
        Analyzer::default()
    }

    /// Reads an input and analyses its documents. `index` is the number that the report gives for it; `read` is what the readers made of it, if they
    /// were asked. A file that cannot be read is no error: it is listed under `skipped`.
    ///
    /// # Errors
    /// A JavaScript `Error` when the input or the options are not what they should be.
    pub fn add(&mut self, index: u32, input: JsValue, options: JsValue, read: Option<Vec<u8>>) -> Result<(), JsError> {
        let input: Input = serde_wasm_bindgen::from_value(input).map_err(|error| wrong("input", &error))?;
        let options: AddOptions = options_from(options)?;
        let wants = |part: Part| options.only.as_ref().is_none_or(|only| only.contains(&part));
        let parts = Parts { entities: wants(Part::Entities), duplicates: wants(Part::Duplicates), figures: wants(Part::Figures) };
        let given = given(&input).map_err(|reason| JsError::new(&reason))?;
        let loaded = match (input.refused, read) {
            (Some(reason), _) => Err(reason),
            (None, Some(read)) => decode::<Result<Loaded, LoadError>>(&read)
                .ok_or_else(|| "the readers are of another version".to_string())
                .and_then(|loaded| loaded.map_err(|error| error.to_string())),
            (None, None) => self::read(&input.name, input.text, input.bytes, options.whole_pages),
        };
        let mut loaded =
            loaded.unwrap_or_else(|reason| Loaded { documents: Vec::new(), skipped: vec![Skipped { id: input.name, reason }] });
        given.describe(&mut loaded.documents);
        let engine = Engine::new(parts);
        for document in loaded.documents {
            note(&mut self.given, DocumentKey::of(&document), index);
            self.corpus.add(analyze(document, &engine));
        }
        for skipped in loaded.skipped {
            note(&mut self.skipped, skipped.clone(), index);
            self.corpus.skip(skipped);
        }
        Ok(())
    }

    /// How many documents there are.
    pub fn documents(&self) -> usize {
        self.corpus.len()
    }

    /// The report on all documents, as JSON in UTF-8: `{ report, documents, skipped }`, the last two with the numbers of the inputs.
    ///
    /// # Errors
    /// A JavaScript `Error` when the options are not what they should be.
    pub fn report(&self, options: JsValue) -> Result<Vec<u8>, JsError> {
        let options: ReportOptions = options_from(options)?;
        let unit = match options.offsets {
            Offsets::Utf16 => Unit::Utf16,
            Offsets::Chars => Unit::Chars,
            Offsets::Bytes => Unit::Bytes,
        };
        let report = self.corpus.report(&Sensitivity::STANDARD);
        let answer = Answer {
            documents: self.inputs_of(&report),
            skipped: report.skipped.iter().map(|skipped| self.skipped.get(skipped).map_or(&[][..], Vec::as_slice)).collect(),
            report: json(&report, JsonOptions { unit, text: options.with_text }),
        };
        serde_json::to_vec(&answer).map_err(|error| JsError::new(&error.to_string()))
    }

    fn inputs_of(&self, report: &Report) -> Vec<&[u32]> {
        let key = |id: &str, text_hash| DocumentKey { id: id.to_string(), text_hash };
        let keys = report.documents.iter().map(|document| key(&document.analysis.document.id, document.text_hash));
        keys.map(|key| self.given.get(&key).map_or(&[][..], Vec::as_slice)).collect()
    }
}

/// Whether the readers should be asked for a file: see [`formats::wants_readers`].
#[wasm_bindgen]
pub fn wants_readers(name: &str, bytes: &[u8]) -> bool {
    formats::wants_readers(name, bytes)
}

/// How the readers are to read a file, in the form that they take.
#[wasm_bindgen]
pub fn read_options(whole_pages: bool) -> Vec<u8> {
    encode(&ReadOptions { whole_pages, ..ReadOptions::AUTO })
}

/// The version of the program that made the report.
#[wasm_bindgen]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_string()
}

/// # Errors
/// The reason why it cannot be read.
fn read(name: &str, text: Option<String>, bytes: Option<Vec<u8>>, whole_pages: bool) -> Result<Loaded, String> {
    let options = ReadOptions { whole_pages, ..ReadOptions::AUTO };
    let (bytes, options) = match (text, bytes) {
        // A text is decoded already. The mark says so, and keeps the decoder from taking the text's own first character for one: offsets must
        // count it.
        (Some(text), _) => (format!("\u{feff}{text}").into_bytes(), ReadOptions { force_text: true, ..options }),
        (None, bytes) => (bytes.unwrap_or_default(), options),
    };
    formats::read(name, &bytes, &options).map_err(|error| error.to_string())
}

/// What was given with an input.
///
/// # Errors
/// Where its date is none, or may be one of two.
fn given(input: &Input) -> Result<Given, String> {
    let some = |text: &Option<String>| text.as_ref().map(|text| text.trim()).filter(|text| !text.is_empty()).map(str::to_string);
    let date = match some(&input.date) {
        Some(date) => Some(certain_date(&date).ok_or(format!(
            "its date {date:?} is not one that can be read for certain; expected one such as \"2022-01-19\", \"2022-01\" or \"19 January 2022\""
        ))?),
        None => None,
    };
    Ok(Given { title: some(&input.title), date, source: some(&input.source), url: some(&input.url), author: some(&input.author) })
}

/// Notes an input, once.
fn note<K: Ord>(inputs: &mut BTreeMap<K, Vec<u32>>, key: K, index: u32) {
    let inputs = inputs.entry(key).or_default();
    if inputs.last() != Some(&index) {
        inputs.push(index);
    }
}

fn options_from<T: Default + for<'d> Deserialize<'d>>(options: JsValue) -> Result<T, JsError> {
    if options.is_undefined() || options.is_null() {
        return Ok(T::default());
    }
    serde_wasm_bindgen::from_value(options).map_err(|error| wrong("options", &error))
}

fn wrong(what: &str, error: &serde_wasm_bindgen::Error) -> JsError {
    JsError::new(&format!("{what}: {error}"))
}
