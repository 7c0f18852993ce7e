//! The JavaScript package: the analysis as an npm-ready folder, for web pages and Node.

use std::path::{Path, PathBuf};

use crate::Result;
use crate::run::{root, run};
use crate::site::{Profile, without_names, write};
use crate::toolchain::{WASM, wasm_command};

/// Hand-written files of the package, as they are.
const FILES: [&str; 15] = [
    "index.js",
    "node.js",
    "node.cjs",
    "analyzer.js",
    "inputs.js",
    "work.js",
    "worker.js",
    "node-worker.js",
    "element.js",
    "element-view.js",
    "element-style.js",
    "element.d.ts",
    "index.d.ts",
    "package.json",
    "README.md",
];

/// What reads packed formats: the module that the page has, too.
const READERS: [&str; 2] = ["readers.js", "readers_bg.wasm"];

/// Compiles the library for it, in a folder of its own: so it can be compiled beside the page, whose link-time optimisation keeps one core busy for
/// minutes.
pub fn compile(profile: Profile) -> Result<PathBuf> {
    let target = root().join("target/web-js");
    let mut cargo = wasm_command("cargo rustc --quiet --lib --crate-type cdylib --no-default-features --features js --target")?;
    run(cargo.args([WASM, "--profile", profile.name()]).env("CARGO_TARGET_DIR", &target))?;
    Ok(target.join(WASM).join(profile.name()).join("dossier.wasm"))
}

/// Builds the package into `folder` from what was compiled; `page` is the folder with the readers, as they were made for the page.
pub fn build(wasm: &Path, page: &Path, folder: &Path) -> Result {
    let glue = "wasm-bindgen --target web --no-typescript --remove-name-section --remove-producers-section --out-name core --out-dir";
    run(wasm_command(glue)?.arg(folder).arg(wasm))?;
    let read = |path: &Path| std::fs::read(path).map_err(|error| format!("{}: {error}", path.display()));
    for name in READERS {
        let bytes = read(&page.join(name))?;
        write(&folder.join(name), &if name.ends_with(".wasm") { without_names(&bytes) } else { bytes })?;
    }
    for name in FILES {
        write(&folder.join(name), &read(&root().join("www/js").join(name))?)?;
    }
    // For `require`, TypeScript wants the types under a name of their own.
    write(&folder.join("index.d.cts"), &read(&root().join("www/js/index.d.ts"))?)?;
    for licence in ["LICENSE-MIT", "LICENSE-APACHE"] {
        write(&folder.join(licence), &read(&root().join(licence))?)?;
    }
    Ok(())
}
