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
    browser_tests(&site)
}

/// How many files of browser tests may fail once: more than these are not chance.
const UNSTEADY: usize = 2;
/// Tests that are run in Firefox, too: where engines differ, and what is kept. Others need what only the driver of Chromium has: a protocol of its own,
/// paper, a touch screen, the right to read the clipboard, Tab that stays in the page.
const IN_FIREFOX: [&str; 6] = ["engines", "offline", "keep", "windows", "project", "corrections"];
/// Those of WebKit, which has a driver of its own.
const IN_WEBKIT: &str = "webkit.test.js";

/// A file of tests in a browser.
#[derive(Clone, Debug)]
struct InBrowser {
    file: PathBuf,
    engine: Engine,
}

#[derive(Clone, Debug)]
enum Engine {
    Chromium,
    /// With the path of its program.
    Firefox(String),
    WebKit,
}

/// All of `tests/browser/*.test.js`, by name: a file that is there is run; and a part of them in Firefox and WebKit, where these can be had.
///
/// A browser, its workers and its storage are many processes, and on a machine with other work a test now and then waits in vain. A file that
/// fails is run once more, and the end says which: a test that fails now and then is a fault to be mended, in the test or in the page.
fn browser_tests(site: &Path) -> Result {
    let failing = |all: Vec<InBrowser>| -> Vec<InBrowser> {
        all.into_iter().filter(|tests| run(&mut tests.command(site)).inspect_err(|error| eprintln!("{error}")).is_err()).collect()
    };
    let (all, left_out) = in_browsers()?;
    let failed = failing(all);
    left_out.iter().for_each(|reason| println!("NOT TESTED: {reason}"));
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

/// What is to be run, and why something is not.
fn in_browsers() -> Result<(Vec<InBrowser>, Vec<String>)> {
    let mut all: Vec<InBrowser> = test_files()?.into_iter().map(|file| InBrowser { file, engine: Engine::Chromium }).collect();
    let mut left_out = Vec::new();
    let folder = root().join("tests/browser");
    match firefox_path() {
        Ok(path) => all.extend(
            IN_FIREFOX.map(|name| InBrowser { file: folder.join(format!("{name}.test.js")), engine: Engine::Firefox(path.clone()) }),
        ),
        Err(reason) => left_out.push(reason),
    }
    match webkit() {
        Ok(()) => all.push(InBrowser { file: folder.join(IN_WEBKIT), engine: Engine::WebKit }),
        Err(reason) => left_out.push(reason),
    }
    Ok((all, left_out))
}

impl InBrowser {
    fn command(&self, site: &Path) -> Command {
        let mut tests = match self.engine {
            Engine::WebKit => command("xvfb-run -a node"),
            Engine::Chromium | Engine::Firefox(_) => command("node"),
        };
        tests.args(["--test", "--test-timeout=900000", "--test-reporter=spec"]).arg(&self.file);
        tests.env("DOSSIER_SITE", site).env("DOSSIER_CLI", root().join("target/debug/dossier"));
        if let Some(path) = chromium_path() {
            tests.env("CHROME_PATH", path);
        }
        if let Engine::Firefox(path) = &self.engine {
            tests.env("DOSSIER_BROWSER", "firefox").env("FIREFOX_PATH", path);
        }
        tests
    }
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

fn names(files: &[InBrowser]) -> String {
    let name = |tests: &InBrowser| {
        let file = tests.file.file_name().unwrap_or_default().to_string_lossy();
        match tests.engine {
            Engine::Chromium => file.into_owned(),
            Engine::Firefox(_) => format!("{file} in Firefox"),
            Engine::WebKit => format!("{file} in WebKit"),
        }
    };
    files.iter().map(name).collect::<Vec<_>>().join(", ")
}
