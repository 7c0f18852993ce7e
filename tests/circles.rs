//! No two modules of a room need each other, directly or by way of others: each room reads from the ground up.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// The rooms whose modules form no circle.
const ROOMS: &[&str] = &["view", "report", "search", "handover", "desk", "jobs", "stories"];

/// Which module uses which others of its room.
type Uses = BTreeMap<String, BTreeSet<String>>;

#[test]
fn the_modules_of_a_room_form_no_circle() {
    let circles: Vec<String> = ROOMS.iter().filter_map(|room| Some(format!("{room}: {}", circle(&uses_of(room))?.join(" → ")))).collect();
    assert!(circles.is_empty(), "{}", circles.join("\n"));
}

#[test]
fn every_room_is_read() {
    for room in ROOMS {
        assert!(!uses_of(room).is_empty(), "no module of {room} is found");
    }
    assert!(uses_of("view")["copies"].contains("route"));
}

#[test]
fn paths_are_read_however_they_are_written() {
    let source = "
        //! Not crate::view::comment.
        use crate::view::{self, format::{count, counted as n}, route};
        use crate::{report::Report, view::picture::Link};
        use super::super::{claims::Claim, seen};
        use super::{rows::{self, Row}, sibling};
        use std::fmt;
        fn f() -> super::super::window::Window { crate::view::handles::anchor(\"crate::view::quoted\") } // crate::view::said
        #[cfg(test)]
        use crate::view::only_tested;
        #[cfg(test)]
        mod tests { use crate::view::tested; }
        #[cfg(test)]
        mod more_tests;
        fn g() { self::inner::h() }";
    let modules = [
        "claims",
        "format",
        "handles",
        "picture",
        "route",
        "seen",
        "window",
        "copies",
        "comment",
        "quoted",
        "said",
        "tested",
        "only_tested",
    ];
    let used: Vec<String> = paths(source, &["view", "copies", "rows"])
        .into_iter()
        .filter(|path| path.first().is_some_and(|room| room == "view"))
        .filter_map(|path| path.into_iter().nth(1))
        .collect::<BTreeSet<_>>()
        .into_iter()
        .filter(|module| modules.contains(&module.as_str()))
        .collect();
    assert_eq!(used, ["claims", "copies", "format", "handles", "picture", "route", "seen", "window"]);
}

#[test]
fn a_circle_is_found_and_named() {
    let uses = |lines: &[(&str, &[&str])]| -> Uses {
        lines.iter().map(|(module, used)| (module.to_string(), used.iter().map(ToString::to_string).collect())).collect()
    };
    assert_eq!(circle(&uses(&[("a", &["b", "c"]), ("b", &["c"]), ("c", &[])])), None);
    let found = circle(&uses(&[("a", &["b"]), ("b", &["c"]), ("c", &["d", "b"]), ("d", &[])])).unwrap();
    assert_eq!(found, ["b", "c", "b"]);
}

/// What each top-level module of a room uses of the others. Tests do not count, nor what a module takes from the `mod.rs` of its room.
fn uses_of(room: &str) -> Uses {
    let root = Path::new("src").join(room);
    let mut uses = Uses::new();
    for file in sources(&root) {
        let mut module: Vec<String> =
            file.strip_prefix("src").unwrap().with_extension("").iter().map(|part| part.to_string_lossy().into()).collect();
        if module.last().is_some_and(|last| last == "mod") {
            module.pop();
        }
        if module.len() < 2 || module.iter().any(|part| part == "tests") {
            continue;
        }
        let module: Vec<&str> = module.iter().map(String::as_str).collect();
        let used = uses.entry(module[1].to_string()).or_default();
        let own = paths(&std::fs::read_to_string(&file).unwrap(), &module);
        used.extend(
            own.into_iter().filter(|path| path.first().is_some_and(|first| first == room)).filter_map(|path| path.into_iter().nth(1)),
        );
    }
    let modules: BTreeSet<String> = uses.keys().cloned().collect();
    for (module, used) in &mut uses {
        used.retain(|other| other != module && modules.contains(other));
    }
    uses
}

/// The paths of this crate that a source names, from the crate's root; `module` is where it stands. Comments, strings and what is compiled
/// for tests only are left out.
fn paths(source: &str, module: &[&str]) -> Vec<Vec<String>> {
    let code = without_tests(&without_comments(source));
    let mut found = Vec::new();
    for word in ["crate", "super", "self"] {
        for (at, _) in code.match_indices(&format!("{word}::")) {
            let before = code[..at].chars().next_back();
            // The middle of a path or of a longer word; paths within braces of a `use` are read with it.
            if !before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':') {
                tree(&code[at..], &[], &mut found);
            }
        }
    }
    found.into_iter().filter_map(|path| from_root(&path, module)).collect()
}

/// Reads one path with what stands in its braces, and returns how many bytes it takes.
fn tree(code: &str, before: &[String], found: &mut Vec<Vec<String>>) -> usize {
    let mut path = before.to_vec();
    let mut at = 0;
    loop {
        at += code[at..].len() - code[at..].trim_start().len();
        if code[at..].starts_with('{') {
            at += 1;
            loop {
                at += code[at..].len() - code[at..].trim_start_matches(|c: char| c.is_whitespace() || c == ',').len();
                if at >= code.len() || code[at..].starts_with('}') {
                    return at + 1;
                }
                let read = tree(&code[at..], &path, found);
                at += read;
                // " as name" belongs to the path before it.
                at += code[at..].find([',', '}']).unwrap_or(code.len() - at);
            }
        }
        let name: String = code[at..].chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
        at += name.len();
        if name.is_empty() {
            found.push(path);
            return at.max(1);
        }
        path.push(name);
        if !code[at..].starts_with("::") {
            found.push(path);
            return at;
        }
        at += 2;
    }
}

/// `super::format::count` in `view::copies::rows` → `view::copies::format::count`; `None` for other crates.
fn from_root(path: &[String], module: &[&str]) -> Option<Vec<String>> {
    let mut here: Vec<String> = module.iter().map(ToString::to_string).collect();
    let mut rest = path;
    match path.first()?.as_str() {
        "crate" => {
            here.clear();
            rest = &path[1..];
        }
        "self" => rest = &path[1..],
        "super" => {}
        _ => return None,
    }
    while rest.first().is_some_and(|part| part == "super") {
        here.pop();
        rest = &rest[1..];
    }
    here.extend(rest.iter().filter(|part| *part != "self").cloned());
    Some(here)
}

/// Comments and what stands in strings are blanked.
fn without_comments(source: &str) -> String {
    let mut code = String::with_capacity(source.len());
    for line in source.lines() {
        let mut in_string = false;
        let mut before = ' ';
        let mut chars = line.chars().peekable();
        while let Some(c) = chars.next() {
            match c {
                '"' if before != '\\' && before != '\'' => in_string = !in_string,
                '/' if !in_string && chars.peek() == Some(&'/') => break,
                _ if !in_string => code.push(c),
                _ => {}
            }
            before = if before == '\\' && c == '\\' { ' ' } else { c };
        }
        code.push('\n');
    }
    code
}

/// What follows `#[cfg(test)]` is left out, to the end of its item.
fn without_tests(code: &str) -> String {
    let mut kept = String::with_capacity(code.len());
    let mut rest = code;
    while let Some(at) = rest.find("#[cfg(test)]") {
        kept.push_str(&rest[..at]);
        let item = &rest[at..];
        let end = item.find([';', '{']).unwrap_or(item.len());
        let mut depth = 0;
        let mut length = item.len();
        for (at, c) in item.char_indices().skip_while(|(at, _)| *at < end) {
            match c {
                '{' => depth += 1,
                '}' => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                length = at + c.len_utf8();
                break;
            }
        }
        rest = &item[length..];
    }
    kept + rest
}

/// A circle, with its first module once more at the end; `None` where there is none.
fn circle(uses: &Uses) -> Option<Vec<String>> {
    fn visit(module: &str, uses: &Uses, way: &mut Vec<String>, done: &mut BTreeSet<String>) -> Option<Vec<String>> {
        if let Some(at) = way.iter().position(|known| known == module) {
            return Some(way[at..].iter().cloned().chain([module.to_string()]).collect());
        }
        if done.contains(module) {
            return None;
        }
        way.push(module.to_string());
        let found = uses.get(module).into_iter().flatten().find_map(|used| visit(used, uses, way, done));
        way.pop();
        done.insert(module.to_string());
        found
    }
    let mut done = BTreeSet::new();
    uses.keys().find_map(|module| visit(module, uses, &mut Vec::new(), &mut done))
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
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
