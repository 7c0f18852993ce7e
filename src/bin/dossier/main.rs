//! The command line.
#![allow(clippy::print_stdout, clippy::print_stderr)] // its work is to print

mod args;
mod input;

use std::io::Write;
use std::process::ExitCode;

use args::{Analyze, Command, Format};
use dossier::duplicates::Sensitivity;
use dossier::report::annotations::{Which, annotations};
use dossier::report::changes;
use dossier::report::followthemoney::followthemoney;
use dossier::report::json::JsonOptions;
use dossier::report::{json, summary};

fn main() -> ExitCode {
    quiet_readers();
    match args::parse() {
        Ok(Command::Help) => {
            println!("{}", args::HELP);
            ExitCode::SUCCESS
        }
        Ok(Command::Version) => {
            println!("dossier {}", env!("CARGO_PKG_VERSION"));
            ExitCode::SUCCESS
        }
        Ok(Command::Analyze(options)) => analyze(&options),
        Ok(Command::Compare(options)) => compare(&options),
        Err(message) => {
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

fn analyze(options: &Analyze) -> ExitCode {
    let report = input::corpus(options).report(&Sensitivity::STANDARD);
    for skipped in &report.skipped {
        eprintln!("dossier: {}: {}", skipped.id, skipped.reason);
    }
    let output = match options.format {
        Format::Text => summary::summary(&report),
        Format::Json => json::to_string(&report, JsonOptions { unit: options.offsets, text: options.with_text }) + "\n",
        Format::Annotations => annotations(&report, Which::Everything) + "\n",
        Format::FollowTheMoney => followthemoney(&report),
    };
    // A closed pipe ("| head") is the reader's choice, not a failure.
    let _ = std::io::stdout().write_all(output.as_bytes());
    if report.skipped.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(1) }
}

fn compare(options: &Analyze) -> ExitCode {
    let report = input::corpus(options).report(&Sensitivity::STANDARD);
    for skipped in &report.skipped {
        eprintln!("dossier: {}: {}", skipped.id, skipped.reason);
    }
    let [one, _] = report.documents.as_slice() else {
        eprintln!("dossier: compare needs two documents, {} are here", report.documents.len());
        return ExitCode::from(if report.skipped.is_empty() { 2 } else { 1 });
    };
    // The report orders documents by their ids; what was named first is the former version.
    let first = options.paths[0].to_string_lossy();
    let is_first = first.ends_with(&*one.id) || one.id.ends_with(&*first);
    let version = if is_first { report.changes_between(0, 1) } else { report.changes_between(1, 0) };
    let output = match options.format {
        Format::Json => json::changes_to_string(&report, &version, JsonOptions { unit: options.offsets, text: false }) + "\n",
        _ => changes::written(&report, &version),
    };
    let _ = std::io::stdout().write_all(output.as_bytes());
    ExitCode::SUCCESS
}
