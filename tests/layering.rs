//! The rules of the house that can be checked: who may use whom, and that the core knows no browser.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Rooms from the ground up: each may use those before it. Rooms of one level do not know each other.
const LEVELS: &[&[&str]] = &[
    &["text"],
    &["formats", "duplicates", "entities", "figures"],
    &["quotes"],
    &["analysis"],
    &["review"],
    &["stories"],
    &["report"],
    &["corpus"],
    &["kept"],
    &["edits"],
    &["project"],
    &["search"],
    &["view"],
    &["handover"],
    &["desk"],
    &["jobs"],
    &["js"],
];

#[test]
fn rooms_use_only_rooms_below() {
    let level = |room: &str| LEVELS.iter().position(|rooms| rooms.contains(&room));
    let mut wrong = Vec::new();
    for file in sources(Path::new("src")) {
        let Some(room) = room_of(&file) else { continue };
        let here = level(&room).unwrap_or_else(|| panic!("{} is in no level: add it to LEVELS", file.display()));
        for used in used_rooms(&std::fs::read_to_string(&file).unwrap()) {
            let there = level(&used).unwrap_or_else(|| panic!("{} uses the unknown room {used}", file.display()));
            if used != room && there >= here {
                wrong.push(format!("{} uses {used}", file.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_core_is_built_without_a_browser() {
    let tree = std::process::Command::new(env!("CARGO"))
        .args(["tree", "--package", "dossier-analyzer", "--edges", "normal,build", "--prefix", "none"])
        .output()
        .unwrap();
    assert!(tree.status.success(), "{}", String::from_utf8_lossy(&tree.stderr));
    let tree = String::from_utf8_lossy(&tree.stdout);
    for foreign in ["yew", "web-sys", "wasm-bindgen", "js-sys"] {
        assert!(!tree.lines().any(|line| line.split(' ').next() == Some(foreign)), "the default build contains {foreign}");
    }
}

#[test]
fn browser_crates_stay_in_their_places() {
    for file in sources(Path::new("src")) {
        let name = file.to_string_lossy().replace('\\', "/");
        if name.starts_with("src/bin/") || name == "src/js.rs" || name.ends_with("/tests.rs") {
            continue;
        }
        let source = std::fs::read_to_string(&file).unwrap();
        for foreign in ["web_sys::", "wasm_bindgen::", "js_sys::", "yew::", "std::time::", "std::thread", "std::fs::", "std::env::"] {
            assert!(!source.contains(foreign), "{name} uses {foreign}: no browser, clock, thread or file below bin/");
        }
    }
}

#[test]
fn every_dependency_says_why() {
    let manifest = std::fs::read_to_string("Cargo.toml").unwrap();
    let mut before = "";
    let mut in_dependencies = false;
    for line in manifest.lines() {
        if line.starts_with('[') {
            in_dependencies = line == "[dependencies]";
        } else if in_dependencies && line.contains('=') && !line.starts_with('#') {
            let grouped = before.contains('=') && before.contains("optional = true");
            assert!(line.contains('#') || before.starts_with('#') || grouped, "no reason is given for: {line}");
        }
        before = line;
    }
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// `src/text/span.rs` → `text`; `None` for lib.rs and the bins.
fn room_of(file: &Path) -> Option<String> {
    let mut parts = file.strip_prefix("src").ok()?.components().map(|part| part.as_os_str().to_string_lossy().into_owned());
    let first = parts.next()?;
    let room = first.trim_end_matches(".rs").to_string();
    (!["lib", "bin"].contains(&room.as_str())).then_some(room)
}

/// The rooms that the code uses. What its unit tests use does not count: they may build what they look at with the rooms above.
fn used_rooms(source: &str) -> BTreeSet<String> {
    let product = source.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
    let code: String = product.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
    code.split("crate::")
        .skip(1)
        .map(|rest| rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>())
        .filter(|room| !room.is_empty())
        .collect()
}
