//! Measurements of the command line and of the search for copies, natively. The page is measured by `cargo xtask bench --page`.

mod duplicates;

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use lexopt::prelude::*;

use crate::files::{below, data, root};

/// Runs of which the median counts.
const RUNS: usize = 5;

pub(crate) const HELP: &str = "\
usage: cargo xtask bench

  --page               measure the page in a browser instead
  --duplicates N       only the search for copies, in N documents that are made here
  --write N --to FILE  write N such documents as JSON Lines";

/// What was asked for.
pub(crate) enum Asked {
    Everything,
    Duplicates(usize),
    Write(usize, PathBuf),
}

/// `None` asks for help.
pub(crate) fn parse(mut parser: lexopt::Parser) -> Result<Option<Asked>, lexopt::Error> {
    let (mut measured, mut written, mut to) = (None, None, None);
    while let Some(argument) = parser.next()? {
        match argument {
            Short('h') | Long("help") => return Ok(None),
            Long("duplicates") => measured = Some(parser.value()?.parse()?),
            Long("write") => written = Some(parser.value()?.parse()?),
            Long("to") => to = Some(PathBuf::from(parser.value()?)),
            other => return Err(other.unexpected()),
        }
    }
    match (measured, written, to) {
        (None, None, None) => Ok(Some(Asked::Everything)),
        (Some(documents), None, None) => Ok(Some(Asked::Duplicates(documents))),
        (None, Some(documents), Some(path)) => Ok(Some(Asked::Write(documents, path))),
        _ => Err("expected --duplicates N, or --write N --to FILE, or neither".into()),
    }
}

/// Measures and prints, or writes documents to measure elsewhere.
///
/// # Errors
/// When something cannot be built, read or written.
pub(crate) fn bench(asked: &Asked) -> Result<(), String> {
    match asked {
        Asked::Everything => everything(),
        Asked::Duplicates(documents) => duplicates::measure(*documents),
        Asked::Write(documents, path) => duplicates::write(*documents, path),
    }
}

fn everything() -> Result<(), String> {
    run(Command::new("cargo").args(["build", "--quiet", "--profile", "dist", "--bin", "dossier"]).current_dir(root()))?;
    println!("{:<34} {:>6} {:>8} {:>9} {:>12} {:>9}", "native, all cores", "docs", "MB", "seconds", "chars/s", "peak MB");
    measure("sample articles", &root().join("seeds"), &[])?;
    println!();
    duplicates::bench()?;
    println!();
    let texts = data().join("duplicates/texts");
    if !texts.is_dir() {
        println!("open texts: skipped, {} is not there", texts.display());
        return Ok(());
    }
    measure("open texts", &texts, &[])?;
    measure("open texts, one thread", &texts, &["--threads", "1"])?;
    for part in ["entities", "duplicates", "figures"] {
        measure(&format!("{part} only, one thread"), &texts, &["--threads", "1", "--only", part])?;
    }
    Ok(())
}

fn measure(label: &str, folder: &Path, extra: &[&str]) -> Result<(), String> {
    let documents = below(folder)?;
    let bytes: usize = documents.iter().map(|(_, bytes)| bytes.len()).sum();
    let chars: usize = documents.iter().map(|(_, bytes)| String::from_utf8_lossy(bytes).chars().count()).sum();
    let mut runs: Vec<(Duration, u64)> = Vec::new();
    for _ in 0..RUNS {
        let started = Instant::now();
        let mut child = Command::new(root().join("target/dist/dossier"))
            .args(["analyze", "--format", "json"])
            .arg(folder)
            .args(extra)
            .stdout(Stdio::null())
            .spawn()
            .map_err(|error| error.to_string())?;
        let mut peak = 0;
        while child.try_wait().map_err(|error| error.to_string())?.is_none() {
            peak = peak.max(peak_kilobytes(child.id()));
            std::thread::sleep(Duration::from_millis(1));
        }
        runs.push((started.elapsed(), peak));
    }
    runs.sort();
    let (time, peak) = runs[RUNS / 2];
    println!(
        "{label:<34} {:>6} {:>8.2} {:>9.3} {:>12.0} {:>9}",
        documents.len(),
        bytes as f64 / 1e6,
        time.as_secs_f64(),
        chars as f64 / time.as_secs_f64(),
        peak / 1024
    );
    Ok(())
}

/// Most memory that a process has had, where the system says (Linux); else 0.
fn peak_kilobytes(process: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or(0)
}

fn run(command: &mut Command) -> Result<(), String> {
    let status = command.status().map_err(|error| format!("{command:?}: {error}"))?;
    if status.success() { Ok(()) } else { Err(format!("{command:?}: {status}")) }
}
