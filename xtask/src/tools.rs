//! The package `dossier-tools`, which needs the library: it is compiled when one of its commands is wanted, and never before.

use std::ffi::OsString;
use std::process::{Command, ExitCode};

use crate::run::command as words;

/// Commands of it that are known here by the same name.
pub const COMMANDS: [&str; 4] = ["eval", "train", "lexicon", "bench"];

/// Starts it; its arguments follow.
pub fn command() -> Command {
    words("cargo run --quiet --release --package dossier-tools --")
}

/// Runs one of [`COMMANDS`] where it was asked for, with what followed it, and ends as it does.
pub fn pass(name: &str, arguments: Vec<OsString>) -> ExitCode {
    match command().arg(name).args(arguments).status() {
        Ok(status) if status.success() => ExitCode::SUCCESS,
        Ok(status) => ExitCode::from(status.code().and_then(|code| u8::try_from(code).ok()).unwrap_or(1)),
        Err(error) => {
            eprintln!("xtask: cargo: {error}");
            ExitCode::FAILURE
        }
    }
}
