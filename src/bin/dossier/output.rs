//! The report in the form that was asked for, to standard output, a file or a folder.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use dossier::edits::Log;
use dossier::figures::edtf;
use dossier::handover;
use dossier::report::annotations::{Which, annotations};
use dossier::report::conll::conll;
use dossier::report::csv::csv;
use dossier::report::followthemoney::followthemoney;
use dossier::report::json::{self, JsonOptions};
use dossier::report::jsonl::jsonl;
use dossier::report::rows::Table;
use dossier::report::webanno::webanno;
use dossier::report::{Report, summary};

use crate::Problem;
use crate::args::{Format, Writing};
use crate::workbook;

/// Refuses what cannot be written, before anything is analysed.
///
/// # Errors
/// When form, table and output do not go together.
pub(crate) fn check(writing: &Writing) -> Result<(), Problem> {
    let format = format(writing);
    let (of_tables, folder) = (matches!(format, Format::Csv | Format::Jsonl), is_folder(writing));
    if of_tables && writing.table.is_none() && !folder {
        let names: Vec<&str> = Table::ALL.iter().map(|(name, _)| *name).collect();
        return Err(Problem::Use(format!(
            "--format {} writes one table: choose it by --table {}, or write all of them into a folder by --output",
            format.name(),
            names.join("|")
        )));
    }
    if writing.table.is_some() && !of_tables {
        return Err(Problem::Use("--table goes with --format csv or jsonl".into()));
    }
    if folder && !(of_tables && writing.table.is_none() || format == Format::Webanno) {
        return Err(Problem::Use("the output is a folder: only csv and jsonl (without --table) and webanno write several files".into()));
    }
    if format == Format::Xlsx && writing.output.is_none() {
        return Err(Problem::Use("--format xlsx needs --output FILE".into()));
    }
    Ok(())
}

/// Writes the report.
///
/// # Errors
/// When form, table and output do not go together, or something cannot be written.
pub(crate) fn write(report: &Report, log: &Log, writing: &Writing) -> Result<(), Problem> {
    check(writing)?;
    let format = format(writing);
    if let Some(folder) = writing.output.as_deref().filter(|_| is_folder(writing)) {
        return in_folder(report, format, folder);
    }
    let table = writing.table.unwrap_or(Table::Documents);
    let written = match format {
        Format::Text => summary::summary(report).into_bytes(),
        Format::Json => {
            (json::to_string(report, JsonOptions { unit: writing.offsets.unit(), text: writing.with_text }) + "\n").into_bytes()
        }
        Format::Html => handover::html(&handover::handout(report, log)).into_bytes(),
        Format::Markdown => handover::markdown(&handover::handout(report, log)).into_bytes(),
        Format::Csv => csv(report, table).into_bytes(),
        Format::Jsonl => jsonl(report, table).into_bytes(),
        Format::Xlsx => workbook::workbook(report).map_err(|error| Problem::Failed(error.to_string()))?,
        Format::Annotations => (annotations(report, Which::Everything, Some(&now())) + "\n").into_bytes(),
        Format::Followthemoney => followthemoney(report, writing.with_text).into_bytes(),
        Format::Conll => conll(report).into_bytes(),
        Format::Webanno => match report.documents.as_slice() {
            [document] => webanno(document).into_bytes(),
            several => {
                return Err(Problem::Use(format!(
                    "webanno holds one document a file, and {} are here: write them into a folder by --output",
                    several.len()
                )));
            }
        },
    };
    to_file_or_stdout(writing.output.as_deref(), &written)
}

/// What was asked for, else what the name of the output says.
fn format(writing: &Writing) -> Format {
    let name = writing.output.as_deref().and_then(Path::file_name).map(|name| name.to_string_lossy().to_lowercase()).unwrap_or_default();
    let ending = writing.output.as_deref().and_then(Path::extension).and_then(|ending| ending.to_str());
    let named = || match ending? {
        "json" if name.ends_with(".ftm.json") => Some(Format::Followthemoney),
        "json" => Some(Format::Json),
        "html" | "htm" => Some(Format::Html),
        "md" => Some(Format::Markdown),
        "csv" => Some(Format::Csv),
        "jsonl" | "ndjson" => Some(Format::Jsonl),
        "xlsx" => Some(Format::Xlsx),
        "jsonld" => Some(Format::Annotations),
        "conll" => Some(Format::Conll),
        _ => None,
    };
    writing.format.or_else(named).unwrap_or(Format::Text)
}

/// Whether the output is a folder, or is meant to be one.
fn is_folder(writing: &Writing) -> bool {
    writing
        .output
        .as_deref()
        .is_some_and(|path| path.is_dir() || path.as_os_str().to_string_lossy().ends_with(['/', std::path::MAIN_SEPARATOR]))
}

fn in_folder(report: &Report, format: Format, folder: &Path) -> Result<(), Problem> {
    fs::create_dir_all(folder).map_err(|error| failed(folder, &error))?;
    if format == Format::Webanno {
        let mut taken: BTreeMap<String, u32> = BTreeMap::new();
        for document in &report.documents {
            let name: String = document.id.chars().map(|c| if c == '/' || c == '\\' || c == ':' { '_' } else { c }).collect();
            // “a/b.txt” and “a_b.txt” are two.
            let count = taken.entry(name.to_lowercase()).or_default();
            *count += 1;
            let file = if *count == 1 { format!("{name}.tsv") } else { format!("{name} ({count}).tsv") };
            to_file_or_stdout(Some(&folder.join(file)), webanno(document).as_bytes())?;
        }
        return Ok(());
    }
    for (name, table) in Table::ALL {
        let rows = if format == Format::Csv { csv(report, table) } else { jsonl(report, table) };
        to_file_or_stdout(Some(&folder.join(format!("{name}.{}", format.name()))), rows.as_bytes())?;
    }
    Ok(())
}

/// Writes a whole file, or to standard output. A closed pipe ("| head") is the reader's choice, not a failure.
///
/// # Errors
/// When it cannot be written, and where.
pub(crate) fn to_file_or_stdout(path: Option<&Path>, bytes: &[u8]) -> Result<(), Problem> {
    let written = match path {
        Some(path) => return fs::write(path, bytes).map_err(|error| failed(path, &error)),
        None => {
            let mut out = io::stdout().lock();
            out.write_all(bytes).and_then(|()| out.flush())
        }
    };
    match written {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        Err(error) => Err(Problem::Failed(format!("standard output: {error}"))),
        Ok(()) => Ok(()),
    }
}

pub(crate) fn failed(path: &Path, error: &io::Error) -> Problem {
    Problem::Failed(format!("{}: {error}", path.display()))
}

/// The time in ISO 8601, or what [SOURCE_DATE_EPOCH](https://reproducible-builds.org/specs/source-date-epoch/) says it is.
fn now() -> String {
    let told = std::env::var("SOURCE_DATE_EPOCH").ok().and_then(|seconds| seconds.parse().ok());
    let seconds: u64 = told.unwrap_or_else(|| SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs()));
    let (day, second) = (seconds / 86_400, seconds % 86_400);
    format!("{}T{:02}:{:02}:{:02}Z", edtf::written(day as i64), second / 3_600, second / 60 % 60, second % 60)
}
