//! The command line.
#![allow(clippy::print_stdout, clippy::print_stderr)] // its work is to print

mod args;
mod input;

use std::io::Write;
use std::process::ExitCode;

use args::{Analyze, Command, Format};
use dossier::duplicates::Sensitivity;
use dossier::report::annotations::{Which, annotations};
use dossier::report::followthemoney::followthemoney;
use dossier::report::json::JsonOptions;
use dossier::report::{json, summary};

fn main() -> ExitCode {
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
        Err(message) => {
            eprintln!("dossier: {message}\nTry: dossier --help");
            ExitCode::from(2)
        }
    }
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
