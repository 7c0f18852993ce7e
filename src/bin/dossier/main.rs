//! The command line.
#![allow(clippy::print_stdout, clippy::print_stderr)] // its work is to print

mod args;
mod input;
mod keep;
mod output;
mod stream;
mod workbook;

use std::process::ExitCode;

use args::{Analyze, Arguments, Changes, Command, Compare, Deciding};
use clap::{CommandFactory, Parser};
use dossier::corpus::{Corpus, DocumentKey};
use dossier::duplicates::Sensitivity;
use dossier::edits::{self, Log, Step};
use dossier::kept::Kept;
use dossier::report::json::{self, JsonOptions};
use dossier::report::{Report, changes};

/// What was not done. Everything else was.
enum Problem {
    /// The command line is wrong.
    Use(String),
    /// Something could not be read or written.
    Failed(String),
}

/// Whether everything could be read.
type Outcome = Result<bool, Problem>;

fn main() -> ExitCode {
    quiet_readers();
    let outcome = match Arguments::parse().command {
        Command::Analyze(asked) if asked.stream => stream::stream(&asked),
        Command::Analyze(asked) => match &asked.keep {
            Some(folder) => keep::keep(&asked, folder),
            None => analyze(&asked),
        },
        Command::Report(asked) => keep::corpus(&asked.folders)
            .and_then(|mut corpus| report(&mut corpus, &asked.deciding))
            .and_then(|(report, log)| output::write(&report, &log, &asked.writing).map(|()| report.skipped.is_empty())),
        Command::Compare(asked) => compare(&asked),
        Command::Completions { shell } => {
            let mut written = Vec::new();
            clap_complete::generate(shell, &mut Arguments::command(), "dossier", &mut written);
            output::to_file_or_stdout(None, &written).map(|()| true)
        }
        Command::Manual => manual(),
    };
    match outcome {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(Problem::Failed(message)) => {
            eprintln!("dossier: {message}");
            ExitCode::from(1)
        }
        Err(Problem::Use(message)) => {
            eprintln!("dossier: {message}\nTry: dossier --help");
            ExitCode::from(2)
        }
    }
}

/// A library that stops at a damaged file is caught, and the file is listed with a reason: nobody has to read where it stopped.
fn quiet_readers() {
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        // The paths of this program are relative, those of libraries are not.
        if info.location().is_none_or(|place| !std::path::Path::new(place.file()).is_absolute()) {
            usual(info);
        }
    }));
}

fn analyze(asked: &Analyze) -> Outcome {
    output::check(&asked.writing)?;
    let mut corpus = input::corpus(&asked.paths, &asked.reading)?;
    let (report, log) = report(&mut corpus, &asked.deciding)?;
    output::write(&report, &log, &asked.writing)?;
    Ok(report.skipped.is_empty())
}

/// The report with what a person has decided.
fn report(corpus: &mut Corpus, deciding: &Deciding) -> Result<(Report, Log), Problem> {
    let log = decisions(deciding)?;
    let report = edits::report(corpus, &log);
    tell_skipped(&report);
    Ok((report, log))
}

fn tell_skipped(report: &Report) {
    for skipped in &report.skipped {
        eprintln!("dossier: {}: {}", skipped.id, skipped.reason);
    }
}

fn decisions(deciding: &Deciding) -> Result<Log, Problem> {
    let read =
        |path: &std::path::Path| std::fs::read_to_string(path).map_err(|error| Problem::Failed(format!("{}: {error}", path.display())));
    let mut log = Log::default();
    if let Some(path) = &deciding.rules {
        let rules = edits::rules::read(&read(path)?).map_err(|error| Problem::Failed(format!("{}: {error}", path.display())))?;
        for edit in edits::imported(&log, rules).edits {
            log.take(0, Step::Do(edit));
        }
    }
    if let Some(path) = &deciding.watch {
        // They come to those that the rules have.
        if let Some(edit) = edits::watch::changed(&[], &edits::watch::listed(&read(path)?)) {
            log.take(0, Step::Do(edit));
        }
    }
    Ok(log)
}

fn compare(asked: &Compare) -> Outcome {
    let paths = [asked.a.clone(), asked.b.clone()];
    let found = input::kept(&paths, &asked.reading)?;
    let keys: Vec<DocumentKey> = found.iter().filter(|kept| matches!(kept, Kept::Analysis(_))).map(Kept::key).collect();
    let mut corpus = Corpus::new();
    found.into_iter().for_each(|kept| kept.join(&mut corpus));
    let report = corpus.report(&Sensitivity::STANDARD);
    tell_skipped(&report);
    let [a, b] = keys.as_slice() else {
        return Err(Problem::Failed(format!("compare needs two documents, {} are here", keys.len())));
    };
    // The report orders documents by their ids.
    let index = |key: &DocumentKey| report.documents.iter().position(|document| DocumentKey::of(&document.analysis.document) == *key);
    let (Some(a), Some(b)) = (index(a), index(b)) else {
        return Err(Problem::Failed("both files are the same document".into()));
    };
    let changes = report.changes_between(a as u32, b as u32);
    let written = match asked.format {
        Changes::Json => json::changes_to_string(&report, &changes, JsonOptions { unit: asked.offsets.unit(), text: false }) + "\n",
        Changes::Text => changes::written(&report, &changes),
    };
    output::to_file_or_stdout(asked.output.as_deref(), written.as_bytes())?;
    Ok(report.skipped.is_empty())
}

fn manual() -> Outcome {
    let mut written = Vec::new();
    // Writing into memory has no way to fail.
    let _ = clap_mangen::Man::new(Arguments::command()).render(&mut written);
    output::to_file_or_stdout(None, &written).map(|()| true)
}
