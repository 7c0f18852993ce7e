//! Installing what is missing. Says what it does and why; does nothing where everything is there.

use std::path::Path;

use crate::Result;
use crate::run::{command, is_root, on_path, output, root, run};
use crate::toolchain::{DEBIAN_STD, WASM, ready};

/// Version of the tool that makes the JavaScript glue; the crate in Cargo.toml is pinned to the same.
pub const WASM_BINDGEN: &str = "0.2.130";
/// Version of the tool that builds the page.
const TRUNK: &str = "0.21.14";

/// What a command needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// Building the site.
    Building,
    /// Building it, and testing it in a browser.
    Everything,
}

/// Installs what is missing.
///
/// # Errors
/// With the command to run by hand, where something cannot be installed from here.
pub fn setup(need: Need) -> Result {
    wasm_target()?;
    cargo_tool("wasm-bindgen", "wasm-bindgen-cli", WASM_BINDGEN, "it makes the JavaScript glue", &[])?;
    cargo_tool("trunk", "trunk", TRUNK, "it builds the page", &["--locked"])?;
    node_packages()?;
    if need == Need::Everything {
        chromium()?;
        other_browsers();
    }
    Ok(())
}

fn wasm_target() -> Result {
    if ready().is_some() {
        return Ok(());
    }
    println!("The target {WASM} is missing: everything in the page is built for it.");
    if on_path("rustup") && run(command("rustup target add").arg(WASM)).is_ok() && ready().is_some() {
        return Ok(());
    }
    println!("rustup cannot fetch it here: building its standard library from Debian's source package instead.");
    if !on_path("apt-get") {
        return Err(format!("the target {WASM} cannot be installed; with a working rustup: rustup target add {WASM}"));
    }
    apt(&["rustc-web", "cargo-web", "rust-web-src", "lld-19"], "a compiler that brings the source of its standard library")?;
    build_std()?;
    if on_path("rustup") {
        run(&mut command("rustup toolchain link debian /usr"))?;
    }
    ready().map(|_| ()).ok_or_else(|| format!("{DEBIAN_STD} holds no standard library after building it"))
}

/// Builds the standard library once, from a package that needs nothing but it, and puts it where the compiler looks.
fn build_std() -> Result {
    let scratch = root().join("target/wasm-std");
    let write = |path: &str, text: &str| {
        let path = scratch.join(path);
        std::fs::create_dir_all(path.parent().unwrap_or(&scratch))
            .and_then(|()| std::fs::write(&path, text))
            .map_err(|error| error.to_string())
    };
    write(
        "Cargo.toml",
        "[package]\nname = \"scratch\"\nversion = \"0.0.0\"\nedition = \"2021\"\n[workspace]\n[profile.release]\npanic = \"abort\"\n",
    )?;
    write("src/lib.rs", "")?;
    let build = format!("/usr/bin/cargo build --release -Z build-std=std,panic_abort --target {WASM}");
    // Bitcode is kept so that the site can be optimised across crates.
    run(command(&build)
        .current_dir(&scratch)
        .env("RUSTC", "/usr/bin/rustc")
        .env("RUSTC_BOOTSTRAP", "1")
        .env("RUSTFLAGS", "-Cembed-bitcode=yes")
        .env("CARGO_TARGET_DIR", scratch.join("target")))?;
    let built = scratch.join("target").join(WASM).join("release/deps");
    std::fs::create_dir_all(DEBIAN_STD).map_err(|error| format!("{DEBIAN_STD}: {error}; as root, run: cargo xtask setup"))?;
    let entries = std::fs::read_dir(&built).map_err(|error| format!("{}: {error}", built.display()))?;
    for path in entries.flatten().map(|entry| entry.path()) {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if name.ends_with(".rlib") && !name.starts_with("libscratch") {
            std::fs::copy(&path, Path::new(DEBIAN_STD).join(&name))
                .map_err(|error| format!("{DEBIAN_STD}: {error}; as root, run: cargo xtask setup"))?;
        }
    }
    Ok(())
}

fn cargo_tool(program: &str, package: &str, version: &str, why: &str, extra: &[&str]) -> Result {
    let found = output(command(program).arg("--version"));
    if found.as_deref().is_some_and(|found| found.split_whitespace().any(|word| word == version)) {
        return Ok(());
    }
    println!("{program} {version} is missing ({why}): installing it takes some minutes.");
    run(command("cargo install").arg(package).args(["--version", version, "--force"]).args(extra).env_remove("RUSTUP_TOOLCHAIN"))
}

/// For the tests Playwright and axe (versions are in tests/browser/package-lock.json); what the site ships (www/package-lock.json).
fn node_packages() -> Result {
    if !on_path("node") || !on_path("npm") {
        return Err("Node 20 or newer is missing: it fetches what the site ships and runs the browser tests; see nodejs.org".into());
    }
    let newer = |a: &Path, b: &Path| Some(a.metadata().ok()?.modified().ok()? >= b.metadata().ok()?.modified().ok()?);
    for folder in ["tests/browser", "www"].map(|folder| root().join(folder)) {
        let stamp = folder.join("node_modules/.package-lock.json");
        if newer(&stamp, &folder.join("package-lock.json")) != Some(true) {
            println!("Node packages are missing in {}: installing them.", folder.display());
            run(command("npm ci --no-audit --no-fund").current_dir(folder))?;
        }
    }
    Ok(())
}

/// A browser for the tests: the one on PATH, else Debian's, else the one Playwright downloads.
fn chromium() -> Result {
    if chromium_path().is_some() {
        return Ok(());
    }
    println!("Chromium is missing: the page is tested in it.");
    if on_path("apt-get") {
        return apt(&["chromium"], "the page is tested in it");
    }
    run(command("npx playwright-core install chromium").current_dir(root().join("tests/browser")))
}

/// The browser that the tests use; `None` leaves the choice to Playwright.
pub fn chromium_path() -> Option<String> {
    if let Ok(path) = std::env::var("CHROME_PATH") {
        return Some(path);
    }
    ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
        .into_iter()
        .find_map(|program| output(command("which").arg(program)))
}

/// The first version of Firefox that the pinned Playwright drives: an extended support release. Older ones lack commands that it sends.
const FIREFOX: u32 = 153;

/// Firefox and WebKit for the tests, where they can be had. Where they cannot, it is said, and their tests are left out.
fn other_browsers() {
    let missing = [firefox_path().err(), webkit().err()];
    if missing.iter().all(Option::is_none) {
        return;
    }
    missing.iter().flatten().for_each(|what| println!("{what}: the page is tested in it."));
    let installed = match on_path("apt-get") {
        true => {
            // Lists that are old have an older Firefox.
            let _ = if is_root() { run(&mut command("apt-get update")) } else { Ok(()) };
            apt(&["firefox-esr", "webkit2gtk-driver", "xvfb", "xauth"], "the page is tested in Firefox and WebKit")
        }
        false => Err("they are installed from here with apt-get only".into()),
    };
    if let Err(reason) = installed {
        println!("Not installed: {reason}");
    }
}

/// Firefox for the tests, or why there is none.
pub fn firefox_path() -> Result<String> {
    let path = std::env::var("FIREFOX_PATH").ok();
    let path = path.or_else(|| ["firefox-esr", "firefox"].into_iter().find_map(|program| output(command("which").arg(program))));
    let path = path.ok_or("Firefox is missing")?;
    // "Mozilla Firefox 153.8.0esr"
    let said = output(command(&path).arg("--version")).unwrap_or_default();
    let version = said.split_whitespace().find_map(|word| word.split('.').next()?.parse::<u32>().ok());
    match version {
        Some(version) if version >= FIREFOX => Ok(path),
        _ => Err(format!("Firefox {FIREFOX} or newer is missing (there is: {said})")),
    }
}

/// Whether WebKit can be tested: it draws on a screen that nobody sees. Or why not.
pub fn webkit() -> Result {
    match ["WebKitWebDriver", "xvfb-run", "xauth"].into_iter().find(|program| !on_path(program)) {
        Some(program) => Err(format!("WebKit for the tests is missing ({program})")),
        None => Ok(()),
    }
}

fn apt(packages: &[&str], why: &str) -> Result {
    let install = format!("apt-get install -y --no-install-recommends {}", packages.join(" "));
    if !is_root() {
        return Err(format!("system packages are missing ({why}); run: sudo {install}"));
    }
    if run(&mut command(&install)).is_ok() {
        return Ok(());
    }
    run(&mut command("apt-get update"))?; // the lists may be old, or not there yet
    run(&mut command(&install))
}
