//! Which compiler builds for wasm32, and what it needs in its environment.

use std::path::Path;
use std::process::Command;

use crate::Result;
use crate::run::{command, on_path, output, root};

/// The target of everything that runs in a browser.
pub const WASM: &str = "wasm32-unknown-unknown";
/// Where Debian's compiler looks for the target's standard library.
pub const DEBIAN_STD: &str = "/usr/lib/rustlib/wasm32-unknown-unknown/lib";

/// How wasm is built here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WasmToolchain {
    /// The ordinary compiler has the target.
    Rustup,
    /// Debian's compiler, with a standard library built from Debian's source package.
    Debian,
}

/// The toolchain that is ready to use, if any.
pub fn ready() -> Option<WasmToolchain> {
    let has_target = |rustc: &mut Command| {
        output(rustc.args(["--print", "target-libdir", "--target", WASM])).is_some_and(|libdir| has_std(Path::new(&libdir)))
    };
    if has_target(&mut command("rustc")) {
        Some(WasmToolchain::Rustup)
    } else if Path::new("/usr/bin/rustc").exists() && has_std(Path::new(DEBIAN_STD)) && on_path("wasm-ld-19") {
        Some(WasmToolchain::Debian)
    } else {
        None
    }
}

fn has_std(libdir: &Path) -> bool {
    std::fs::read_dir(libdir).is_ok_and(|entries| entries.flatten().any(|entry| entry.file_name().to_string_lossy().starts_with("libstd-")))
}

/// The variables with which cargo and trunk build for wasm.
pub fn variables() -> Result<Vec<(String, String)>> {
    let mut variables = Vec::new();
    match ready().ok_or("no toolchain builds for wasm32; run: cargo xtask setup")? {
        WasmToolchain::Rustup => {}
        WasmToolchain::Debian if on_path("rustup") => variables.push(("RUSTUP_TOOLCHAIN".into(), "debian".into())),
        WasmToolchain::Debian => variables.push(("PATH".into(), format!("/usr/bin:{}", std::env::var("PATH").unwrap_or_default()))),
    }
    if ready() == Some(WasmToolchain::Debian) {
        variables.push(("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER".into(), "wasm-ld-19".into()));
    }
    // A folder of its own: two compilers in one folder would rebuild everything at each change between them.
    variables.push(("CARGO_TARGET_DIR".into(), root().join("target/web").display().to_string()));
    Ok(variables)
}

/// A command in the environment that builds for wasm.
pub fn wasm_command(words: &str) -> Result<Command> {
    let mut command = command(words);
    command.env_remove("RUSTUP_TOOLCHAIN"); // cargo hands its own to what it starts
    command.env_remove("CARGO");
    command.env_remove("NO_COLOR"); // trunk takes "1" for a wrong value
    command.envs(variables()?);
    Ok(command)
}

/// `cargo xtask env`.
pub fn print_env() -> Result {
    for (name, value) in variables()? {
        println!("export {name}={value:?}");
    }
    Ok(())
}
