//! Measurements: the command line natively, and with `--page` the page in a browser.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::bench_duplicates;
use crate::run::{command, root, run};
use crate::setup::{Need, chromium_path, setup};
use crate::site::{Profile, build, files};
use crate::{Options, Result};

/// Runs of which the median counts.
const RUNS: usize = 5;

/// `cargo xtask bench`.
pub fn bench(options: &Options) -> Result {
    if options.page {
        return page();
    }
    run(&mut command("cargo build --quiet --profile dist --bin dossier"))?;
    println!("{:<34} {:>6} {:>8} {:>9} {:>12} {:>9}", "native, all cores", "docs", "MB", "seconds", "chars/s", "peak MB");
    measure("sample articles", &root().join("seeds"), &[])?;
    println!();
    bench_duplicates::bench()?;
    println!();
    let data = std::env::var_os("DOSSIER_DATA").map_or_else(|| root().join("../shared/data"), PathBuf::from);
    let texts = data.join("duplicates/texts");
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

fn measure(label: &str, folder: &Path, extra: &[&str]) -> Result {
    let documents = files(folder)?;
    let bytes: usize = documents.values().map(Vec::len).sum();
    let chars: usize = documents.values().map(|bytes| String::from_utf8_lossy(bytes).chars().count()).sum();
    let mut runs: Vec<(Duration, u64)> = Vec::new();
    for _ in 0..RUNS {
        let started = Instant::now();
        let mut child = command("target/dist/dossier analyze --format json")
            .arg(folder)
            .args(extra)
            .stdout(std::process::Stdio::null())
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
pub(crate) fn peak_kilobytes(process: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or(0)
}

fn page() -> Result {
    setup(Need::Everything)?;
    let site = root().join("dist");
    build(Profile::Dist, &site)?;
    let folder = root().join("target/tmp");
    std::fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
    for documents in [100, 1_000, 10_000] {
        let path = folder.join(format!("bench-{documents}.jsonl"));
        bench_duplicates::write(documents, &path)?;
        run(command("node tests/browser/bench-wasm.js").arg(&path).env("DOSSIER_SITE", &site))?;
    }
    let mut bench = command("node tests/browser/bench.js");
    bench.env("DOSSIER_SITE", &site);
    if let Some(path) = chromium_path() {
        bench.env("CHROME_PATH", path);
    }
    run(&mut bench)
}
