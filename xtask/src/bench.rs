//! Measurements of the page in a browser.

use crate::Result;
use crate::run::{command, root, run};
use crate::setup::{Need, chromium_path, setup};
use crate::site::{Profile, build};
use crate::tools;

/// `cargo xtask bench --page`.
pub fn page() -> Result {
    setup(Need::Everything)?;
    let site = root().join("dist");
    build(Profile::Dist, &site)?;
    let folder = root().join("target/tmp");
    std::fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    for documents in ["100", "1000", "10000"] {
        let path = folder.join(format!("bench-{documents}.jsonl"));
        run(tools::command().args(["bench", "--write", documents, "--to"]).arg(&path))?;
        run(command("node tests/browser/bench-wasm.js").arg(&path).env("DOSSIER_SITE", &site))?;
    }
    let mut bench = command("node tests/browser/bench.js");
    bench.env("DOSSIER_SITE", &site);
    if let Some(path) = chromium_path() {
        bench.env("CHROME_PATH", path);
    }
    run(&mut bench)
}
