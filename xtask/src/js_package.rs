//! The JavaScript package: the analysis as an npm-ready folder, for web pages and Node.

use std::path::{Path, PathBuf};

use crate::Result;
use crate::run::{root, run};
use crate::site::{Profile, write};
use crate::toolchain::{WASM, wasm_command};

/// Hand-written files of the package, as they are.
const FILES: [&str; 5] = ["index.js", "worker.js", "index.d.ts", "package.json", "README.md"];

/// Compiles the library for it, in a folder of its own: so it can be compiled beside the page, whose link-time optimisation keeps one core busy for
/// minutes.
pub fn compile(profile: Profile) -> Result<PathBuf> {
    let target = root().join("target/web-js");
    let mut cargo = wasm_command("cargo rustc --quiet --lib --crate-type cdylib --no-default-features --features js --target")?;
    run(cargo.args([WASM, "--profile", profile.name()]).env("CARGO_TARGET_DIR", &target))?;
    Ok(target.join(WASM).join(profile.name()).join("dossier.wasm"))
}

/// Builds the package into `folder` from what was compiled.
pub fn build(wasm: &Path, folder: &Path) -> Result {
    let glue = "wasm-bindgen --target web --no-typescript --remove-name-section --remove-producers-section --out-name core --out-dir";
    run(wasm_command(glue)?.arg(folder).arg(wasm))?;
    for name in FILES {
        let bytes = std::fs::read(root().join("www/js").join(name)).map_err(|error| format!("www/js/{name}: {error}"))?;
        write(&folder.join(name), &bytes)?;
    }
    for licence in ["LICENSE-MIT", "LICENSE-APACHE"] {
        let bytes = std::fs::read(root().join(licence)).map_err(|error| format!("{licence}: {error}"))?;
        write(&folder.join(licence), &bytes)?;
    }
    Ok(())
}
