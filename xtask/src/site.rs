//! From source to a static site.
//!
//! Trunk builds the two wasm binaries and copies what lies in `www`. What it leaves is then arranged so that no two
//! builds can ever mix in a browser: everything but the entry files goes into a folder named after its content, and the
//! service worker gets a list of all files with their hashes, which it takes all or not at all.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};
use walkdir::WalkDir;

use crate::run::{command, root, run};
use crate::setup::{Need, setup};
use crate::toolchain::wasm_command;
use crate::{Result, js_package, sizes};

/// How much the compiler optimises: a profile of Cargo.toml.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Profile {
    /// Seconds to build.
    Quick,
    /// Minutes to build, small and fast to run.
    Dist,
}

impl Profile {
    pub fn name(self) -> &'static str {
        match self {
            Profile::Quick => "quick",
            Profile::Dist => "site",
        }
    }
}

/// Files whose address must not change between builds.
const ENTRY: [&str; 5] = ["index.html", "sw.js", "manifest.webmanifest", "demo.html", "demo.js"];
/// The line of the service worker that is replaced.
const PRECACHE_MARK: &str = "const PRECACHE = []; // filled in when the site is built";
const BUILD_MARK: &str = "const BUILD = \"development\"; // filled in when the site is built";

/// `cargo xtask dist`.
pub fn dist() -> Result {
    setup(Need::Building)?;
    let site = root().join("dist");
    build(Profile::Dist, &site)?;
    sizes::print(&site)
}

/// Builds the site and the JavaScript package into `site`, which is emptied first.
pub fn build(profile: Profile, site: &Path) -> Result {
    let raw = root().join("target/site-raw").join(profile.name());
    create(&raw)?;
    // Trunk runs without network: it must not look for tools that setup has put on PATH.
    run(&mut command("cargo fetch --locked"))?;
    let mut trunk = wasm_command("trunk build --offline true --public-url ./")?;
    trunk.arg("--dist").arg(&raw).args(["--cargo-profile", profile.name()]);
    if profile == Profile::Dist {
        trunk.arg("--release"); // without what wasm-bindgen checks in others
    }
    let wasm = std::thread::scope(|scope| {
        let wasm = scope.spawn(move || js_package::compile(profile));
        run(&mut trunk)?;
        wasm.join().unwrap_or_else(|_| Err("the JavaScript package was not compiled".into()))
    })?;
    let _ = std::fs::remove_dir_all(site);
    let build = arrange(&raw, site)?;
    js_package::build(&wasm, profile, &site.join("js"))?;
    println!("Built {} (build {build})", site.display());
    Ok(())
}

/// Copies the site from `raw` to `site` in its final form and returns the name of the build.
fn arrange(raw: &Path, site: &Path) -> Result<String> {
    let mut files = files(raw)?;
    for (_, bytes) in files.iter_mut().filter(|(path, _)| path.ends_with(".wasm")) {
        *bytes = without_names(bytes);
    }
    let build = content_hash(&files);
    let folder = format!("v-{build}");
    let stays = |path: &str| ENTRY.contains(&path) || ["icons/", "demo/"].iter().any(|folder| path.starts_with(folder));
    let moved: Vec<String> = files.keys().filter(|path| !stays(path)).cloned().collect();
    for entry in ["index.html", "demo.html"] {
        if let Some(html) = files.get_mut(entry) {
            let mut text = String::from_utf8_lossy(html).into_owned();
            for path in &moved {
                text = text.replace(&format!("\"./{path}\""), &format!("\"./{folder}/{path}\""));
            }
            *html = text.into_bytes();
        }
    }
    let files: BTreeMap<String, Vec<u8>> =
        files.into_iter().map(|(path, bytes)| if stays(&path) { (path, bytes) } else { (format!("{folder}/{path}"), bytes) }).collect();
    for (path, bytes) in &files {
        if path != "sw.js" {
            write(&site.join(path), bytes)?;
        }
    }
    let worker = files.get("sw.js").ok_or("the site has no sw.js")?;
    write(&site.join("sw.js"), service_worker(&String::from_utf8_lossy(worker), &build, &files)?.as_bytes())?;
    Ok(build)
}

/// The service worker with the name of its build and the list of what it keeps.
fn service_worker(source: &str, build: &str, files: &BTreeMap<String, Vec<u8>>) -> Result<String> {
    if !source.contains(PRECACHE_MARK) || !source.contains(BUILD_MARK) {
        return Err("www/sw.js lacks the lines that the build fills in".into());
    }
    let kept = files.iter().filter(|(path, _)| path.as_str() != "sw.js" && !path.starts_with("demo"));
    let list: Vec<serde_json::Value> = kept.map(|(path, bytes)| serde_json::json!([path, hex(&Sha256::digest(bytes))])).collect();
    let list = serde_json::to_string(&list).map_err(|error| error.to_string())?;
    Ok(source.replace(PRECACHE_MARK, &format!("const PRECACHE = {list};")).replace(BUILD_MARK, &format!("const BUILD = \"{build}\";")))
}

/// A WebAssembly module without the names of its functions, which weigh a tenth of it and which only a debugger shows: sections are an id, a
/// length and a content (https://webassembly.github.io/spec/core/binary/modules.html); names are the custom section, 0, called "name". What is no
/// module stays as it is.
fn without_names(module: &[u8]) -> Vec<u8> {
    const HEAD: usize = 8;
    let mut kept = module[..HEAD.min(module.len())].to_vec();
    let mut at = HEAD;
    while at < module.len() {
        let Some((length, content)) = leb128(module, at + 1) else { return module.to_vec() };
        let Some(section) = module.get(at..content + length) else { return module.to_vec() };
        let is_names = section[0] == 0 && section[content - at..].starts_with(b"\x04name");
        if !is_names {
            kept.extend(section);
        }
        at = content + length;
    }
    kept
}

/// The unsigned number at `at`, and where it ends.
fn leb128(bytes: &[u8], at: usize) -> Option<(usize, usize)> {
    let mut number = 0;
    for (place, byte) in bytes.get(at..)?.iter().take(5).enumerate() {
        number |= usize::from(byte & 127) << (7 * place);
        if byte & 128 == 0 {
            return Some((number, at + place + 1));
        }
    }
    None
}

fn content_hash(files: &BTreeMap<String, Vec<u8>>) -> String {
    let mut hash = Sha256::new();
    for (path, bytes) in files {
        hash.update(path.as_bytes());
        hash.update((bytes.len() as u64).to_le_bytes());
        hash.update(bytes);
    }
    hex(&hash.finalize())[..12].to_string()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Every file below a folder: path with forward slashes → content.
pub fn files(folder: &Path) -> Result<BTreeMap<String, Vec<u8>>> {
    let mut files = BTreeMap::new();
    for entry in WalkDir::new(folder).into_iter().flatten().filter(|entry| entry.file_type().is_file()) {
        let path: PathBuf = entry.path().strip_prefix(folder).unwrap_or(entry.path()).into();
        let name = path.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/");
        files.insert(name, std::fs::read(entry.path()).map_err(|error| format!("{}: {error}", entry.path().display()))?);
    }
    Ok(files)
}

pub fn write(path: &Path, bytes: &[u8]) -> Result {
    create(path.parent().unwrap_or(path))?;
    std::fs::write(path, bytes).map_err(|error| format!("{}: {error}", path.display()))
}

fn create(folder: &Path) -> Result {
    std::fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_names_go() {
        let head = b"\0asm\x01\0\0\0";
        let types = b"\x01\x01\0";
        let names = b"\0\x08\x04nameabc";
        let other = b"\0\x06\x05other";
        let module = [&head[..], types, names, other].concat();
        assert_eq!(without_names(&module), [&head[..], types, other].concat());
        assert_eq!(without_names(b"no module"), b"no module");
        assert_eq!(without_names(b""), b"");
    }
}
