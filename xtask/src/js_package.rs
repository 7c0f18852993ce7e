//! The JavaScript package: the analysis as an npm-ready folder, for web pages and Node.

use std::path::{Path, PathBuf};

use crate::Result;
use crate::run::{root, run};
use crate::site::{Profile, write};
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

/// Compiles the library for it, in a folder of its own: so it can be compiled beside the page, whose link-time optimisation keeps one core busy for
/// minutes.
pub fn compile(profile: Profile) -> Result<PathBuf> {
    let target = root().join("target/web-js");
    let mut cargo = wasm_command("cargo rustc --quiet --lib --crate-type cdylib --no-default-features --features js --target")?;
    run(cargo.args([WASM, "--profile", profile.name()]).env("CARGO_TARGET_DIR", &target))?;
    Ok(target.join(WASM).join(profile.name()).join("dossier.wasm"))
}

/// Builds the package into `folder` from what was compiled, and from the readers of packed formats, which were compiled for the page.
pub fn build(wasm: &Path, profile: Profile, folder: &Path) -> Result {
    let glue = "wasm-bindgen --target web --no-typescript --remove-name-section --remove-producers-section --out-dir";
    run(wasm_command(glue)?.arg(folder).args(["--out-name", "core"]).arg(wasm))?;
    let readers = root().join("target/web").join(WASM).join(profile.name()).join("readers.wasm");
    // A file at which a reader stops costs the instance, which is then made anew.
    run(wasm_command(glue)?.arg(folder).args(["--out-name", "readers", "--experimental-reset-state-function"]).arg(readers))?;
    let read = |path: &Path| std::fs::read(path).map_err(|error| format!("{}: {error}", path.display()));
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
