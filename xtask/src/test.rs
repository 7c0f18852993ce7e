//! Every check, from the quickest to the slowest.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::run::{command, root, run};
use crate::setup::{Need, chromium_path, setup};
use crate::site::{Profile, build};
use crate::{Options, Result, sizes};

/// `cargo xtask test`.
pub fn test(options: &Options) -> Result {
    run(&mut command("cargo fmt --all --check"))?;
    run(&mut command("cargo clippy --quiet --workspace --all-targets -- -D warnings"))?;
    run(&mut command("cargo test --quiet --workspace"))?;
    if options.quick {
        return Ok(());
    }
    setup(Need::Everything)?;
    // The browser's half of the code is checked by the ordinary compiler: it has clippy everywhere.
    run(&mut command(
        "cargo clippy --quiet --package dossier --lib --bin app --bin worker --no-default-features --features web,js -- -D warnings",
    ))?;
    let site = root().join("dist");
    build(Profile::Dist, &site)?;
    sizes::print(&site)?;
    run(&mut command("cargo build --quiet --bin dossier"))?; // what the JavaScript package is compared with
    run(&mut browser_tests(&site)?)
}

/// All of `tests/browser/*.test.js`, by name: a file that is there is run.
fn browser_tests(site: &Path) -> Result<Command> {
    let mut files: Vec<PathBuf> = Vec::new();
    let folder = root().join("tests/browser");
    for entry in std::fs::read_dir(&folder).map_err(|error| format!("{}: {error}", folder.display()))? {
        files.push(entry.map_err(|error| error.to_string())?.path());
    }
    files.retain(|path| path.to_string_lossy().ends_with(".test.js"));
    files.sort();
    let mut tests = command("node --test --test-concurrency=1 --test-timeout=900000 --test-reporter=spec");
    tests.args(files);
    tests.env("DOSSIER_SITE", site).env("DOSSIER_CLI", root().join("target/debug/dossier"));
    if let Some(path) = chromium_path() {
        tests.env("CHROME_PATH", path);
    }
    Ok(tests)
}
