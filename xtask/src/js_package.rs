//! The JavaScript package: the analysis as an npm-ready folder, for web pages and Node.

use std::path::Path;

use crate::Result;
use crate::run::{root, run};
use crate::site::{Profile, write};
use crate::toolchain::{WASM, wasm_command};

/// Hand-written files of the package, as they are.
const FILES: [&str; 5] = ["index.js", "worker.js", "index.d.ts", "package.json", "README.md"];

/// The features that the compiler's output uses. Not all that wasm-opt knows: it would use some that browsers do not have yet.
const WASM_OPT: &str = "wasm-opt -O3 --enable-bulk-memory --enable-mutable-globals --enable-nontrapping-float-to-int --enable-sign-ext --enable-reference-types --enable-multivalue";

/// Builds the package into `folder`.
pub fn build(profile: Profile, folder: &Path) -> Result {
    let mut cargo = wasm_command("cargo rustc --lib --crate-type cdylib --no-default-features --features js --target")?;
    run(cargo.args([WASM, "--profile", profile.name()]))?;
    let wasm = root().join("target/web").join(WASM).join(profile.name()).join("dossier.wasm");
    run(wasm_command("wasm-bindgen --target web --no-typescript --out-name core --out-dir")?.arg(folder).arg(&wasm))?;
    if profile == Profile::Dist {
        let core = folder.join("core_bg.wasm");
        run(wasm_command(WASM_OPT)?.arg(&core).arg("-o").arg(&core))?;
    }
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
