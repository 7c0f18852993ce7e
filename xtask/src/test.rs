//! Every check, from the quickest to the slowest.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;
use std::sync::mpsc;
use std::time::Instant;

use crate::run::{command, root, run};
use crate::setup::{Need, chromium_path, firefox_path, setup, webkit};
use crate::site::{Profile, build};
use crate::{Options, Result, python, sizes};

/// `cargo xtask test`.
pub fn test(options: &Options) -> Result {
    if options.page {
        return page(&options.names);
    }
    if options.python {
        return python::test(options.spark)?.map_or(Ok(()), Err);
    }
    run(&mut command("cargo fmt --all --check"))?;
    run(&mut command("cargo clippy --quiet --workspace --all-targets -- -D warnings"))?;
    run(&mut command("cargo test --quiet --workspace"))?;
    run(command("cargo doc --quiet --no-deps --lib").env("RUSTDOCFLAGS", "-D warnings"))?;
    if options.quick {
        return Ok(());
    }
    setup(Need::Everything)?;
    // The browser's half of the code is checked by the ordinary compiler: it has clippy everywhere.
    run(&mut command(
        "cargo clippy --quiet --package dossier-analyzer --lib --bin app --bin worker --no-default-features --features web,js -- -D warnings",
    ))?;
    run(&mut command(
        "cargo clippy --quiet --package dossier-analyzer --bin readers --no-default-features --features web,readers -- -D warnings",
    ))?;
    let site = root().join("dist");
    build(Profile::Dist, &site)?;
    sizes::print(&site)?;
    let python = python::test(options.spark)?;
    let (all, mut left_out) = in_browsers()?;
    left_out.extend(python);
    browser_tests(&site, all)?;
    left_out.iter().for_each(|reason| println!("NOT TESTED: {reason}"));
    Ok(())
}

/// `cargo xtask test --page [NAME…]`: the page alone, in Chromium, built quickly; of the files of tests those that are named.
fn page(names: &[String]) -> Result {
    setup(Need::Everything)?;
    let all = in_chromium()?;
    let named = |tests: &InBrowser| names.is_empty() || names.iter().any(|name| tests.file.ends_with(format!("{name}.test.js")));
    if let Some(name) = names.iter().find(|name| !all.iter().any(|tests| tests.file.ends_with(format!("{name}.test.js")))) {
        return Err(format!("there is no {name}.test.js in tests/browser or tests/packages"));
    }
    let site = root().join("target/site");
    build(Profile::Quick, &site)?;
    browser_tests(&site, all.into_iter().filter(named).collect())
}

/// Files of browser tests that run at the same time, where there are cores for them: each has a browser and a host of its own, and a browser with its
/// workers keeps two cores busy.
fn at_once() -> usize {
    std::thread::available_parallelism().map_or(1, |cores| (cores.get() / 2).max(1))
}

/// Tests that are run in Firefox, too: where engines differ, and what is kept. Others need what only the driver of Chromium has: a protocol of its own,
/// paper, a touch screen, the right to read the clipboard, Tab that stays in the page.
const IN_FIREFOX: [&str; 7] = ["engines", "offline", "keep", "windows", "project", "corrections", "element"];
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

/// Runs them, and says which failed. What a test leaves that fails is in `target/browser-traces`.
fn browser_tests(site: &Path, all: Vec<InBrowser>) -> Result {
    run(&mut command("cargo build --quiet --bin dossier"))?; // what the JavaScript package is compared with
    let traces = root().join("target/browser-traces");
    let _ = std::fs::remove_dir_all(&traces);
    let left = Mutex::new(all.iter());
    let (sender, finished) = mpsc::channel();
    let failed: Vec<&InBrowser> = std::thread::scope(|scope| {
        for _ in 0..at_once() {
            let (left, traces, sender) = (&left, &traces, sender.clone());
            scope.spawn(move || {
                // The lock goes with the closure: it is held while the next one is taken, not while that runs.
                while let Some(tests) = left.lock().ok().and_then(|mut left| left.next()) {
                    let started = Instant::now();
                    let output = tests.command(site, traces).output();
                    let _ = sender.send((tests, output, started.elapsed())); // the receiver lives as long as this scope
                }
            });
        }
        drop(sender);
        let is_failed = |(tests, output, time): (_, std::io::Result<std::process::Output>, std::time::Duration)| {
            let tests: &InBrowser = tests;
            println!("--- {} ({} s)", tests.name(), time.as_secs());
            match output {
                Ok(output) => {
                    print!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
                    (!output.status.success()).then_some(tests)
                }
                Err(error) => {
                    println!("{error}");
                    Some(tests)
                }
            }
        };
        finished.iter().filter_map(is_failed).collect()
    });
    if failed.is_empty() {
        return Ok(());
    }
    let names: Vec<String> = failed.into_iter().map(InBrowser::name).collect();
    let look = "npx --prefix tests/browser playwright show-trace FILE.zip";
    Err(format!("browser tests failed: {}\nWhat they saw lies in {}; to go through it: {look}", names.join(", "), traces.display()))
}

/// What is to be run, and why something is not.
fn in_browsers() -> Result<(Vec<InBrowser>, Vec<String>)> {
    let mut all = in_chromium()?;
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

/// All of `tests/browser/*.test.js` and `tests/packages/*.test.js`, by name: a file that is there is run.
fn in_chromium() -> Result<Vec<InBrowser>> {
    let mut files: Vec<PathBuf> = Vec::new();
    for folder in ["tests/browser", "tests/packages"].map(|folder| root().join(folder)) {
        for entry in std::fs::read_dir(&folder).map_err(|error| format!("{}: {error}", folder.display()))? {
            files.push(entry.map_err(|error| error.to_string())?.path());
        }
    }
    files.retain(|path| path.to_string_lossy().ends_with(".test.js") && !path.ends_with(IN_WEBKIT));
    files.sort();
    Ok(files.into_iter().map(|file| InBrowser { file, engine: Engine::Chromium }).collect())
}

impl InBrowser {
    fn command(&self, site: &Path, traces: &Path) -> Command {
        let mut tests = match self.engine {
            Engine::WebKit => command("xvfb-run -a node"),
            Engine::Chromium | Engine::Firefox(_) => command("node"),
        };
        tests.args(["--test", "--test-timeout=900000", "--test-reporter=spec"]).arg(&self.file);
        tests.env("DOSSIER_SITE", site).env("DOSSIER_TRACES", traces).env("DOSSIER_CLI", root().join("target/debug/dossier"));
        if let Some(path) = chromium_path() {
            tests.env("CHROME_PATH", path);
        }
        if let Engine::Firefox(path) = &self.engine {
            tests.env("DOSSIER_BROWSER", "firefox").env("FIREFOX_PATH", path);
        }
        tests
    }

    fn name(&self) -> String {
        let file = self.file.file_name().unwrap_or_default().to_string_lossy();
        match self.engine {
            Engine::Chromium => file.into_owned(),
            Engine::Firefox(_) => format!("{file} in Firefox"),
            Engine::WebKit => format!("{file} in WebKit"),
        }
    }
}
