//! Every check, from the quickest to the slowest.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::run::{command, root, run};
use crate::setup::{Need, chromium_path, firefox_path, setup, webkit};
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
    browser_tests(&site)?;
    other_engines(&site)
}

/// How many files of browser tests may fail once: more than these are not chance.
const UNSTEADY: usize = 2;

/// All of `tests/browser/*.test.js` but WebKit's, by name: a file that is there is run.
///
/// A browser, its workers and its storage are many processes, and on a machine with other work a test now and then waits in vain. A file that
/// fails is run once more, and the end says which: a test that fails now and then is a fault to be mended, in the test or in the page.
fn browser_tests(site: &Path) -> Result {
    let failing = |files: Vec<PathBuf>| -> Vec<PathBuf> {
        files.into_iter().filter(|file| run(&mut browser_test(site, file)).inspect_err(|error| eprintln!("{error}")).is_err()).collect()
    };
    let failed = failing(test_files()?);
    if failed.is_empty() {
        return Ok(());
    }
    if failed.len() > UNSTEADY {
        return Err(format!("browser tests failed: {}", names(&failed)));
    }
    println!("Failed, and is run once more: {}", names(&failed));
    let again = failing(failed.clone());
    if !again.is_empty() {
        return Err(format!("browser tests failed twice: {}", names(&again)));
    }
    println!("UNSTEADY, failed once and then passed: {}", names(&failed));
    Ok(())
}

/// Tests that are run in Firefox, too: where engines differ, and what is kept. Others need what only the driver of Chromium has: a protocol of its own,
/// paper, a touch screen, the right to read the clipboard, Tab that stays in the page.
const IN_FIREFOX: [&str; 6] = ["engines", "offline", "keep", "windows", "project", "corrections"];
/// Those of WebKit, which has a driver of its own.
const IN_WEBKIT: &str = "webkit.test.js";

/// The page in Firefox and WebKit. What fails has failed: nothing is run twice.
fn other_engines(site: &Path) -> Result {
    let mut problems = Vec::new();
    let mut left_out = Vec::new();
    match firefox_path() {
        Ok(path) => {
            println!("In Firefox:");
            for name in IN_FIREFOX {
                let file = root().join("tests/browser").join(format!("{name}.test.js"));
                let mut tests = browser_test(site, &file);
                tests.env("DOSSIER_BROWSER", "firefox").env("FIREFOX_PATH", &path);
                problems.extend(run(&mut tests).err().map(|_| format!("{name} in Firefox")));
            }
        }
        Err(reason) => left_out.push(reason),
    }
    match webkit() {
        Ok(()) => {
            println!("In WebKit:");
            let tests = browser_test(site, &root().join("tests/browser").join(IN_WEBKIT));
            let mut on_screen = command("xvfb-run -a");
            on_screen.arg(tests.get_program()).args(tests.get_args());
            on_screen.envs(tests.get_envs().filter_map(|(name, value)| Some((name, value?))));
            problems.extend(run(&mut on_screen).err().map(|_| "WebKit".to_string()));
        }
        Err(reason) => left_out.push(reason),
    }
    left_out.iter().for_each(|reason| println!("NOT TESTED: {reason}"));
    if problems.is_empty() { Ok(()) } else { Err(format!("browser tests failed: {}", problems.join(", "))) }
}

fn test_files() -> Result<Vec<PathBuf>> {
    let mut files: Vec<PathBuf> = Vec::new();
    let folder = root().join("tests/browser");
    for entry in std::fs::read_dir(&folder).map_err(|error| format!("{}: {error}", folder.display()))? {
        files.push(entry.map_err(|error| error.to_string())?.path());
    }
    files.retain(|path| path.to_string_lossy().ends_with(".test.js") && !path.ends_with(IN_WEBKIT));
    files.sort();
    Ok(files)
}

fn browser_test(site: &Path, file: &Path) -> Command {
    let mut tests = command("node --test --test-timeout=900000 --test-reporter=spec");
    tests.arg(file).env("DOSSIER_SITE", site).env("DOSSIER_CLI", root().join("target/debug/dossier"));
    if let Some(path) = chromium_path() {
        tests.env("CHROME_PATH", path);
    }
    tests
}

fn names(files: &[PathBuf]) -> String {
    let names: Vec<_> = files.iter().filter_map(|file| Some(file.file_name()?.to_string_lossy())).collect();
    names.join(", ")
}
