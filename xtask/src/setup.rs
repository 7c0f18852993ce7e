//! Installing what is missing. Says what it does and why; does nothing where everything is there.

use std::path::Path;
use std::thread::ScopedJoinHandle;

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

/// Installs what is missing. What is compiled is compiled beside the downloads: none waits for another.
///
/// # Errors
/// With the command to run by hand, where something cannot be installed from here.
pub fn setup(need: Need) -> Result {
    std::thread::scope(|scope| {
        let tools = scope.spawn(cargo_tools);
        let mut node = Some(scope.spawn(node_packages));
        let done = |thread: Option<ScopedJoinHandle<'_, Result>>| match thread.map(ScopedJoinHandle::join) {
            Some(Err(_)) => Err("setting up has failed".into()),
            Some(Ok(done)) => done,
            None => Ok(()),
        };
        // System packages one after the other: apt-get locks.
        let mut system = wasm_target();
        if need == Need::Everything {
            // Playwright's own browser comes by way of its package.
            let packages = if on_path("apt-get") { Ok(()) } else { done(node.take()) };
            system = system.and(packages).and_then(|()| browsers());
        }
        system.and(done(Some(tools))).and(done(node))
    })
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

/// The two programs that make the page of what the compiler makes; wasm-bindgen without its test runner, which is half of what it is made of.
fn cargo_tools() -> Result {
    cargo_tool(
        "wasm-bindgen",
        "wasm-bindgen-cli",
        WASM_BINDGEN,
        "it makes the JavaScript glue",
        &["--bin", "wasm-bindgen", "--no-default-features"],
    )?;
    cargo_tool("trunk", "trunk", TRUNK, "it builds the page", &["--locked"])
}

fn cargo_tool(program: &str, package: &str, version: &str, why: &str, extra: &[&str]) -> Result {
    let found = output(command(program).arg("--version"));
    if found.as_deref().is_some_and(|found| found.split_whitespace().any(|word| word == version)) {
        return Ok(());
    }
    println!("{program} {version} is missing ({why}): installing it takes some minutes.");
    let mut install = command("cargo install");
    install.arg(package).args(["--version", version, "--force"]).args(extra).env_remove("RUSTUP_TOOLCHAIN");
    // They run for seconds a day: compiling them fast counts for more than that they are fast.
    install.envs(
        [("OPT_LEVEL", "1"), ("LTO", "off"), ("CODEGEN_UNITS", "16"), ("DEBUG", "0")]
            .map(|(name, value)| (format!("CARGO_PROFILE_RELEASE_{name}"), value)),
    );
    run(&mut install)
}

/// For the tests Playwright and axe (versions are in tests/browser/package-lock.json), bundlers and TypeScript (tests/packages); what the site ships
/// (www/package-lock.json).
fn node_packages() -> Result {
    if !on_path("node") || !on_path("npm") {
        return Err("Node 20 or newer is missing: it fetches what the site ships and runs the browser tests; see nodejs.org".into());
    }
    let newer = |a: &Path, b: &Path| Some(a.metadata().ok()?.modified().ok()? >= b.metadata().ok()?.modified().ok()?);
    for folder in ["tests/browser", "tests/packages", "www"].map(|folder| root().join(folder)) {
        let stamp = folder.join("node_modules/.package-lock.json");
        if newer(&stamp, &folder.join("package-lock.json")) != Some(true) {
            println!("Node packages are missing in {}: installing them.", folder.display());
            run(command("npm ci --no-audit --no-fund").current_dir(folder))?;
        }
    }
    Ok(())
}

/// Browsers for the tests: Chromium, as it is on PATH, else Debian's, else the one that Playwright downloads; Firefox and WebKit where they can be
/// had. Where they cannot, it is said, and their tests are left out.
fn browsers() -> Result {
    let has_apt = on_path("apt-get");
    if chromium_path().is_none() {
        println!("Chromium is missing: the page is tested in it.");
        if !has_apt {
            run(command("npx playwright-core install chromium").current_dir(root().join("tests/browser")))?;
        }
    }
    let missing: Vec<String> = [firefox_path().err(), webkit().err()].into_iter().flatten().collect();
    missing.iter().for_each(|what| println!("{what}: the page is tested in it."));
    let why = "the page is tested in these browsers";
    let others = ["firefox-esr", "webkit2gtk-driver", "xvfb", "xauth"];
    let needs_chromium = has_apt && chromium_path().is_none();
    if !missing.is_empty() && has_apt {
        // Lists that are old have an older Firefox.
        let _ = if is_root() { run(&mut command("apt-get update")) } else { Ok(()) };
        let chromium: &[&str] = if needs_chromium { &["chromium"] } else { &[] };
        match apt(&[chromium, &others].concat(), why) {
            Ok(()) => return Ok(()),
            Err(reason) => println!("Not installed: {reason}"),
        }
    } else if !missing.is_empty() {
        println!("Not installed: they are installed from here with apt-get only");
    }
    if needs_chromium { apt(&["chromium"], why) } else { Ok(()) }
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
