//! The analysis for Python: convert, call, convert back. The package around it is in `python/dossier`.

use dossier::analysis::{Engine, Parts, analyze as analyze_document};
use dossier::corpus::Corpus;
use dossier::duplicates::Sensitivity;
use dossier::figures::certain_date;
use dossier::formats::{Given, Loaded, ReadOptions, Skipped, read};
use dossier::kept::{Kept, Piece, header, record};
use dossier::report::Report;
use dossier::report::json::{self, JsonOptions};
use dossier::report::{jsonl::jsonl, rows::Table, summary};
use dossier::text::offsets::Unit;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyBytes;

/// One input as the package hands it over: its name, its text or its bytes, and what is known about it (title, date, source, url, author).
type Input = (String, Option<String>, Option<Vec<u8>>, [Option<String>; 5]);

/// What is to be analysed: entities, duplicates, figures; and whether all of a web page is read.
type Asked = ([bool; 3], bool);

fn parts([entities, duplicates, figures]: [bool; 3]) -> Parts {
    Parts { entities, duplicates, figures }
}

/// The documents of one input.
fn load((name, text, bytes, about): Input, whole_pages: bool) -> Loaded {
    let options = ReadOptions { whole_pages, ..ReadOptions::AUTO };
    let read = match text {
        // The mark says that the text is decoded already, and keeps its own first character from being taken for one.
        Some(text) => read(&name, format!("\u{feff}{text}").as_bytes(), &ReadOptions { force_text: true, ..options }),
        None => read(&name, &bytes.unwrap_or_default(), &options),
    };
    let mut loaded =
        read.unwrap_or_else(|error| Loaded { documents: Vec::new(), skipped: vec![Skipped { id: name, reason: error.to_string() }] });
    let [title, date, source, url, author] = about;
    Given { title, date, source, url, author }.describe(&mut loaded.documents);
    loaded
}

/// What is found in each input, one after the other. Whoever has several cores calls this on several parts of the inputs.
fn find(inputs: Vec<Input>, (wanted, whole_pages): Asked, mut take: impl FnMut(Kept)) {
    let engine = Engine::new(parts(wanted));
    for input in inputs {
        let Loaded { documents, skipped } = load(input, whole_pages);
        documents.into_iter().for_each(|document| take(Kept::Analysis(Box::new(analyze_document(document, &engine)))));
        skipped.into_iter().for_each(|skipped| take(Kept::Skipped(skipped)));
    }
}

/// The report in the form that was asked for: "json", "summary", or the name of a table.
fn written(report: &Report, form: &str, unit: &str, text: bool) -> PyResult<String> {
    let unit = match unit {
        "chars" => Unit::Chars,
        "utf16" => Unit::Utf16,
        "bytes" => Unit::Bytes,
        other => return Err(PyValueError::new_err(format!("offsets: expected chars, utf16 or bytes, not {other:?}"))),
    };
    let table = || Table::ALL.iter().find(|(name, _)| *name == form).map(|(_, table)| *table);
    match form {
        "json" => {
            serde_json::to_string(&json::json(report, JsonOptions { unit, text })).map_err(|error| PyValueError::new_err(error.to_string()))
        }
        "summary" => Ok(summary::summary(report)),
        _ => match table() {
            Some(table) => Ok(jsonl(report, table)),
            None => Err(PyValueError::new_err(format!("no form is called {form:?}"))),
        },
    }
}

/// Analyses the inputs together.
#[pyfunction]
fn analyze(py: Python<'_>, inputs: Vec<Input>, asked: Asked, form: &str, unit: &str, text: bool) -> PyResult<String> {
    py.detach(|| {
        let mut corpus = Corpus::new();
        find(inputs, asked, |kept| kept.join(&mut corpus));
        written(&corpus.report(&Sensitivity::STANDARD), form, unit, text)
    })
}

/// Analyses each input by itself, as bytes for [`reduce`].
#[pyfunction]
fn map<'p>(py: Python<'p>, inputs: Vec<Input>, asked: Asked) -> Bound<'p, PyBytes> {
    let bytes = py.detach(|| {
        let mut bytes = header(parts(asked.0));
        find(inputs, asked, |kept| bytes.extend(record(&kept)));
        bytes
    });
    PyBytes::new(py, &bytes)
}

/// One report of what [`map`] gave, whatever the order.
#[pyfunction]
fn reduce(py: Python<'_>, pieces: Vec<Vec<u8>>, form: &str, unit: &str, text: bool) -> PyResult<String> {
    py.detach(|| {
        let mut corpus = Corpus::new();
        for (number, piece) in pieces.into_iter().enumerate() {
            let wrong = |error| PyValueError::new_err(format!("piece {number} {error}"));
            let mut piece = Piece::open(&piece[..]).map_err(wrong)?;
            while let Some(kept) = piece.next_record().map_err(wrong)? {
                kept.join(&mut corpus);
            }
        }
        written(&corpus.report(&Sensitivity::STANDARD), form, unit, text)
    })
}

/// A date as somebody writes it, in EDTF; an error where it is none, or may be two.
#[pyfunction]
fn date(written: &str) -> PyResult<String> {
    certain_date(written).ok_or_else(|| PyValueError::new_err(format!("date: {written:?} is no date, or may be two; write 2017-03-28")))
}

#[pymodule]
fn _dossier(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add("__version__", env!("CARGO_PKG_VERSION"))?;
    module.add_function(wrap_pyfunction!(analyze, module)?)?;
    module.add_function(wrap_pyfunction!(date, module)?)?;
    module.add_function(wrap_pyfunction!(map, module)?)?;
    module.add_function(wrap_pyfunction!(reduce, module)?)
}
