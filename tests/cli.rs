//! The command line as a person or a script uses it.

use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

/// A folder of this test alone, gone afterwards.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Folder {
        let path = std::env::temp_dir().join(format!("dossier-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&path).unwrap();
        Folder(path)
    }

    /// The path of a file in it, which is written.
    fn file(&self, name: &str, contents: &str) -> String {
        let path = self.0.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, contents).unwrap();
        path.display().to_string()
    }

    /// The path of something in it.
    fn path(&self, name: &str) -> String {
        self.0.join(name).display().to_string()
    }

    fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.0.join(name)).unwrap()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// As [`dossier`], with something on standard input.
fn piped(args: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_dossier")).args(args).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(input).unwrap();
    child.wait_with_output().unwrap()
}

fn dossier(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_dossier")).args(args).output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn a_folder_gives_the_same_report_whatever_the_number_of_threads() {
    let report = |threads: &str| {
        let output = dossier(&["analyze", "seeds", "--format", "json", "--threads", threads]);
        assert_eq!(output.status.code(), Some(0));
        text(&output.stdout)
    };
    let one = report("1");
    assert!(one.contains("\"id\": \"README.md\""), "the folder's paper is a document, too");
    for threads in ["2", "7"] {
        assert!(report(threads) == one, "{threads} threads give another report");
    }
}

#[test]
fn files_by_name_give_the_golden_report() {
    let mut files: Vec<String> = std::fs::read_dir("seeds")
        .unwrap()
        .flatten()
        .map(|entry| entry.path().display().to_string())
        .filter(|path| path.ends_with(".txt"))
        .collect();
    files.sort();
    let mut args = vec!["analyze", "--format", "json"];
    args.extend(files.iter().map(String::as_str));
    let golden = std::fs::read_to_string("tests/golden/seeds.json").unwrap();
    assert!(text(&dossier(&args).stdout).trim_end() == golden.trim_end(), "the command line's report differs from tests/golden/seeds.json");
}

#[test]
fn findings_leave_in_forms_that_other_programs_read() {
    let written = |format: &str| text(&dossier(&["analyze", "seeds", "--format", format]).stdout);
    let annotations: serde_json::Value = serde_json::from_str(&written("annotations")).unwrap();
    let items = annotations["first"]["items"].as_array().unwrap();
    assert_eq!(annotations["total"].as_u64(), Some(items.len() as u64));
    assert!(items.iter().any(|item| item["body"][0]["value"] == "Hassan Rouhani"));
    let lines = written("followthemoney");
    let entities: Vec<serde_json::Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(entities.iter().filter(|entity| entity["schema"] == "PlainText").count(), 6);
    assert!(entities.iter().any(|entity| entity["schema"] == "Person" && entity["properties"]["name"][0] == "Hassan Rouhani"));
}

#[test]
fn standard_input_is_a_document() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_dossier"))
        .args(["analyze", "-", "--format", "json", "--offsets", "utf16", "--with-text", "--only", "figures"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all("👍 paid $5 million".as_bytes()).unwrap();
    let report: serde_json::Value = serde_json::from_slice(&child.wait_with_output().unwrap().stdout).unwrap();
    let document = &report["documents"][0];
    assert_eq!(document["text"], "👍 paid $5 million");
    assert_eq!((document["figures"][0]["start"].as_u64(), document["figures"][0]["value"].as_u64()), (Some(8), Some(5_000_000)));
    assert_eq!(document["mentions"].as_array().map(Vec::len), Some(0), "names were not asked for");
}

#[test]
fn a_file_that_cannot_be_read_is_listed_and_the_others_are_analysed() {
    let folder = std::env::temp_dir().join(format!("dossier-cli-{}", std::process::id()));
    std::fs::create_dir_all(folder.join("below")).unwrap();
    std::fs::write(folder.join("picture.txt"), b"\x89PNG\r\n\x1a\n\0\0\0").unwrap();
    std::fs::write(folder.join("below/good.txt"), "President Hassan Rouhani left.").unwrap();
    std::fs::write(folder.join("empty.txt"), "").unwrap();
    let output = dossier(&["analyze", folder.to_str().unwrap(), "/no/such/file.txt", "--format", "json"]);
    std::fs::remove_dir_all(&folder).unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).contains("picture.txt: looks like a PNG image"), "{}", text(&output.stderr));
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let ids: Vec<&str> = report["documents"].as_array().unwrap().iter().map(|document| document["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["below/good.txt", "empty.txt"]);
    assert_eq!(report["documents"][1]["notes"][0]["kind"], "empty");
    assert_eq!(report["skipped"].as_array().unwrap().len(), 2);
}

#[test]
fn rows_of_one_table_are_shared_by_the_threads_and_give_the_same_report() {
    let table = std::env::temp_dir().join(format!("dossier-rows-{}.jsonl", std::process::id()));
    // Every id and text comes twice, under another title: which one is shown must not depend on who is first.
    let row =
        |at: usize| format!("{{\"id\": {}, \"title\": \"{at}\", \"text\": \"President Hassan Rouhani paid ${}.\"}}\n", at % 100, at % 100);
    std::fs::write(&table, (0..200).map(row).collect::<String>()).unwrap();
    let report = |threads: &str| text(&dossier(&["analyze", table.to_str().unwrap(), "--format", "json", "--threads", threads]).stdout);
    let (one, many) = (report("1"), report("8"));
    std::fs::remove_file(&table).unwrap();
    assert!(one.contains("\"title\": \"150\"") && !one.contains("\"title\": \"50\""));
    assert!(one == many, "8 threads give another report");
}

#[test]
fn hidden_files_are_left_out_and_huge_ones_are_not_read() {
    let folder = std::env::temp_dir().join(format!("dossier-hidden-{}", std::process::id()));
    std::fs::create_dir_all(folder.join(".git")).unwrap();
    for name in [".git/config.txt", ".hidden.txt", "Thumbs.db", "desktop.ini", "seen.txt"] {
        std::fs::write(folder.join(name), "President Hassan Rouhani left.").unwrap();
    }
    // Holes only: it takes up no space, but nobody has the memory to read it.
    std::fs::File::create(folder.join("huge.txt")).unwrap().set_len(1 << 40).unwrap();
    let output = dossier(&["analyze", folder.to_str().unwrap(), "--format", "json"]);
    std::fs::remove_dir_all(&folder).unwrap();
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let ids: Vec<&str> = report["documents"].as_array().unwrap().iter().map(|document| document["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["seen.txt"]);
    assert!(text(&output.stderr).contains("huge.txt: 1048576 MB is more than"), "{}", text(&output.stderr));
}

#[test]
fn wrong_use_says_what_is_wrong() {
    for (args, said) in [
        (vec!["analyze"], "<PATH>"),
        (vec!["analyze", "seeds", "--format", "xml"], "possible values: text, json"),
        (vec!["analyze", "seeds", "--only", "names"], "possible values: entities, duplicates, figures"),
        (vec!["analyze", "seeds", "--threads", "0"], "non-zero"),
        (vec!["analyze", "seeds", "--format", "csv"], "--table documents|entities|names"),
        (vec!["analyze", "seeds", "--format", "csv", "--table", "people"], "expected documents, entities, names"),
        (vec!["analyze", "seeds", "--format", "json", "--table", "names"], "--table goes with"),
        (vec!["analyze", "seeds", "--format", "xlsx"], "needs --output"),
        (vec!["analyze", "seeds", "--format", "json", "--output", "src"], "the output is a folder"),
        (vec!["analyze", "seeds", "--stream", "--format", "json"], "cannot be used with"),
        (vec!["compare", "seeds"], "<B>"),
        (vec!["explain"], "unrecognized subcommand"),
        (vec!["--fast"], "--fast"),
    ] {
        let output = dossier(&args);
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        assert!(text(&output.stderr).contains(said), "{args:?}: {}", text(&output.stderr));
        assert!(output.stdout.is_empty());
    }
}

#[test]
fn two_versions_are_compared_in_the_order_given() {
    let folder = std::env::temp_dir().join(format!("dossier-compare-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let file = |name: &str, words: &str| {
        let path = folder.join(name);
        std::fs::write(&path, format!("Unemployment in Selva rose to {words} in May, the ministry said.\n")).unwrap();
        path.to_string_lossy().into_owned()
    };
    let (new, old) = (file("a-new.txt", "10.5 percent"), file("b-old.txt", "8.8 percent"));
    let told = text(&dossier(&["compare", &old, &new]).stdout);
    assert!(told.contains("figure: 8.8 percent → 10.5 percent"), "{told}");
    let told = text(&dossier(&["compare", &new, &old, "--format", "json"]).stdout);
    assert!(told.contains("\"kind\": \"figure\"") && told.find("10.5 percent") < told.find("8.8 percent"), "{told}");
    std::fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn help_is_help() {
    for (args, said) in [
        (vec!["--help"], "Usage: dossier <COMMAND>"),
        (vec!["analyze", "--help"], "Usage: dossier analyze [OPTIONS] <PATH>..."),
        (vec!["completions", "bash"], "complete -F _dossier"),
        (vec!["manual"], ".TH dossier 1"),
    ] {
        let output = dossier(&args);
        assert_eq!(output.status.code(), Some(0));
        assert!(text(&output.stdout).contains(said), "{args:?}: {}", text(&output.stdout));
    }
    assert_eq!(dossier(&[]).status.code(), Some(2), "nothing was asked for");
}

#[test]
fn documents_are_read_as_they_come() {
    let folder = std::env::temp_dir().join(format!("dossier-cli-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let story =
        "<p>The harbour board has approved a contract worth 4.2 million crowns, which ends a long dispute about the mud.</p>".repeat(4);
    let page = format!("<title>Contract</title><ul><li><a href=a>Obituaries</a><li><a href=b>Puzzles</a></ul><article>{story}</article>");
    std::fs::write(folder.join("page.php"), page).unwrap();
    let mail = "From: Ann Lee <a@x.example>\nSubject: Cost\nMIME-Version: 1.0\nDate: Mon, 3 Mar 2025 09:12:00 +0100\n\nIt costs $5.\n\n> It costs $9, I thought.\n";
    std::fs::write(folder.join("a.eml"), mail).unwrap();
    std::fs::write(folder.join("damaged.docx"), b"PK\x03\x04 and nothing else").unwrap();
    let report = |options: &[&str]| -> (serde_json::Value, Option<i32>) {
        let path = folder.display().to_string();
        let output = dossier(&[&["analyze", &path, "--format", "json", "--with-text"], options].concat());
        (serde_json::from_str(&text(&output.stdout)).unwrap(), output.status.code())
    };
    let (main, status) = report(&[]);
    assert_eq!(status, Some(1), "the damaged file is listed and the others are read");
    assert!(main["skipped"][0]["reason"].as_str().unwrap().contains("damaged"));
    let mail = &main["documents"][0];
    assert_eq!((&mail["title"], &mail["author"], &mail["date"]), (&"Cost".into(), &"Ann Lee".into(), &"2025-03-03".into()));
    assert_eq!((mail["origins"]["title"].as_str(), mail["quoted"].as_array().map(Vec::len)), (Some("metadata"), Some(1)));
    let figures: Vec<&str> = mail["figures"].as_array().unwrap().iter().filter_map(|figure| figure["text"].as_str()).collect();
    assert_eq!(figures, ["$5"], "the figures of a quoted mail are not those of the answer");
    let shows_menu = |report: &serde_json::Value| report["documents"][1]["text"].as_str().unwrap().contains("Obituaries");
    assert!(!shows_menu(&main) && main["documents"][1]["left_out"] == 2);
    assert!(shows_menu(&report(&["--whole-pages"]).0));
    std::fs::remove_dir_all(&folder).unwrap();
}

const TWO: [(&str, &str); 2] = [
    ("a.txt", "President Hassan Rouhani paid $800 million to Gazprom on 28 March 2017.\n"),
    ("b.txt", "Hassan Rouhani met Vladimir Putin in Moscow. “We will build it,” Putin said.\n"),
];

#[test]
fn every_form_can_be_written_into_a_file() {
    let folder = Folder::new("forms");
    let files: Vec<String> = TWO.iter().map(|(name, words)| folder.file(&format!("in/{name}"), words)).collect();
    let written = |name: &str, more: &[&str]| -> String {
        let path = folder.path(name);
        let args: Vec<&str> = ["analyze", &files[0], &files[1], "--output", &path].into_iter().chain(more.iter().copied()).collect();
        let output = dossier(&args);
        assert_eq!((output.status.code(), text(&output.stdout)), (Some(0), String::new()), "{name}: {}", text(&output.stderr));
        String::from_utf8_lossy(&std::fs::read(folder.0.join(name)).unwrap_or_default()).into_owned()
    };
    assert!(written("report.html", &[]).starts_with("<!doctype html>"));
    assert!(written("report.md", &[]).starts_with("# 2 documents"));
    assert!(written("names.csv", &["--table", "names"]).contains("Hassan Rouhani"));
    assert!(written("report.xlsx", &[]).starts_with("PK"));
    assert!(written("names.conll", &[]).contains("Hassan B-PER"));
    assert!(written("a.jsonld", &[]).contains("\"label\":\"Findings in 2 documents\""));
    assert!(written("ftm", &["--format", "followthemoney", "--with-text"]).contains("\"bodyText\":"));
    assert!(written("report.json", &[]).contains("\"version\": 1"));
    written("tables/", &["--format", "jsonl"]);
    let paid: serde_json::Value = serde_json::from_str(folder.read("tables/figures.jsonl").lines().next().unwrap()).unwrap();
    assert_eq!((&paid["value"], &paid["document"]), (&800_000_000.into(), &"a.txt".into()));
    written("tsv/", &["--format", "webanno"]);
    assert!(folder.read("tsv/b.txt.tsv").contains("PER[1]"));
}

#[test]
#[cfg(target_os = "linux")]
fn what_cannot_be_written_is_an_error() {
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let output =
        Command::new(env!("CARGO_BIN_EXE_dossier")).args(["analyze", "seeds"]).stdout(full).stderr(Stdio::piped()).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).contains("standard output: No space left"), "{}", text(&output.stderr));
    let output = dossier(&["analyze", "seeds", "--output", "/no/such/folder/a.json"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).contains("/no/such/folder/a.json: "));
}

#[test]
fn an_empty_folder_says_so() {
    let folder = Folder::new("empty");
    let output = dossier(&["analyze", &folder.path("")]);
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).contains("there is no file to read"), "{}", text(&output.stderr));
}

#[test]
fn files_of_one_name_are_called_by_their_paths() {
    let folder = Folder::new("twins");
    let (one, two) = (folder.file("monday/a.txt", TWO[0].1), folder.file("friday/a.txt", TWO[1].1));
    let report: serde_json::Value = serde_json::from_slice(&dossier(&["analyze", &one, &two, "--format", "json"]).stdout).unwrap();
    let ids: Vec<&str> = report["documents"].as_array().unwrap().iter().map(|document| document["id"].as_str().unwrap()).collect();
    assert_eq!(ids, [two.as_str(), one.as_str()]);
}

#[test]
fn standard_input_has_the_name_that_it_is_given() {
    let rows = b"{\"id\": \"x\", \"text\": \"Vladimir Putin left.\"}\n{\"id\": \"y\", \"text\": \"He paid $5.\"}\n";
    let output = piped(&["analyze", "-", "--stdin-name", "rows.jsonl", "--format", "jsonl", "--table", "documents"], rows);
    let ids: Vec<String> = text(&output.stdout)
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()["document"].as_str().unwrap().to_string())
        .collect();
    assert_eq!(ids, ["x", "y"]);
}

#[test]
fn decisions_and_watched_names_are_applied() {
    let folder = Folder::new("rules");
    let files: Vec<String> = TWO.iter().map(|(name, words)| folder.file(name, words)).collect();
    let rules = folder.file(
        "rules.json",
        r#"{"dossier-rules": 1, "rules": [{"rule": "rename", "entity": {"kind": "person", "name": "Hassan Rouhani"}, "to": "H. Rouhani"}]}"#,
    );
    let watch = folder.file("watch.list", "gazprom\nNobody Known\n");
    let args = ["analyze", &files[0], &files[1], "--rules", &rules, "--watch", &watch];
    let report: serde_json::Value = serde_json::from_slice(&dossier(&[&args[..], &["--format", "json"]].concat()).stdout).unwrap();
    let renamed = report["entities"].as_array().unwrap().iter().find(|entity| entity["name"] == "H. Rouhani").unwrap();
    assert_eq!(renamed["renamed_from"], "Hassan Rouhani");
    let watched: Vec<usize> = report["watched"].as_array().unwrap().iter().map(|name| name["places"].as_array().unwrap().len()).collect();
    assert_eq!(watched, [1, 0]);
    assert!(text(&dossier(&args).stdout).contains("not named"));
    let output = dossier(&["analyze", &files[0], "--rules", &watch]);
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).contains("This is not a file of rules"));
}

/// Documents that share names, passages and figures, as rows.
fn rows(count: usize) -> String {
    let row = |at: usize| {
        let words = format!(
            "President Hassan Rouhani paid ${} million in {}. {}",
            at % 7 + 1,
            2000 + at % 13,
            "The railway between the two northern cities will be finished before the end of next year, and eleven stations are open."
                .repeat(at % 2)
        );
        format!("{{\"id\": \"row {at:03}\", \"text\": \"{words}\"}}\n")
    };
    (0..count).map(row).collect()
}

#[test]
fn a_stream_is_a_report_a_line_in_the_order_of_the_input() {
    let folder = Folder::new("stream");
    let input = rows(300) + "not json\n" + &rows(1);
    let table = folder.file("rows.jsonl", &input);
    let note = folder.file("note.txt", TWO[0].1);
    let output = dossier(&["analyze", &note, &table, "--stream", "--threads", "3"]);
    assert_eq!(output.status.code(), Some(1), "one line is no document");
    let lines: Vec<serde_json::Value> = text(&output.stdout).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), 303);
    assert_eq!((&lines[0]["documents"][0]["id"], &lines[1]["documents"][0]["id"]), (&"note.txt".into(), &"row 000".into()));
    assert_eq!(lines[301]["skipped"][0]["id"], "rows.jsonl · 301");
    let alone: serde_json::Value = serde_json::from_slice(&dossier(&["analyze", &note, "--format", "json"]).stdout).unwrap();
    assert_eq!(lines[0], alone);
    let into_itself = dossier(&["analyze", &table, "--stream", "--output", &table]);
    assert_eq!(into_itself.status.code(), Some(2));
    assert!(folder.read("rows.jsonl") == input, "an input is no output");
    let piped = piped(&["analyze", "-", "--stream", "--only", "figures"], input.as_bytes());
    assert_eq!(text(&piped.stdout).lines().count(), 302);
}

#[test]
fn what_is_kept_in_any_pieces_makes_the_report_of_all() {
    let folder = Folder::new("kept");
    let all = rows(120);
    let whole = folder.file("all.jsonl", &all);
    let picture = folder.file("picture.png", "\u{89}PNG\r\n\u{1a}\n\0");
    let lines: Vec<&str> = all.lines().collect();
    let (first, second) =
        (folder.file("1.jsonl", &(lines[..70].join("\n") + "\n")), folder.file("2.jsonl", &(lines[50..].join("\n") + "\n")));
    let direct = text(&dossier(&["analyze", &whole, &picture, "--format", "json", "--with-text"]).stdout);
    let (one, two) = (folder.path("one"), folder.path("two"));
    assert_eq!(dossier(&["analyze", &second, "--keep", &two, "--threads", "3"]).status.code(), Some(0));
    assert_eq!(dossier(&["analyze", &first, &picture, "--keep", &one]).status.code(), Some(1), "the picture is skipped");
    let merged = text(&dossier(&["report", &one, &two, "--format", "json", "--with-text"]).stdout);
    assert!(merged == direct, "the report of pieces differs from the report of all");
    let again = dossier(&["analyze", &first, &second, "--keep", &one]);
    assert!(text(&again.stderr).contains("50 documents analysed, 90 were there already"), "{}", text(&again.stderr));
    let merged = text(&dossier(&["report", &one, "--format", "json", "--with-text"]).stdout);
    assert!(merged == direct, "what was kept at twice differs");
    let late = folder.file("picture.png", "President Hassan Rouhani left.");
    assert_eq!(dossier(&["analyze", &late, "--keep", &one]).status.code(), Some(0));
    let report: serde_json::Value = serde_json::from_slice(&dossier(&["report", &one, "--format", "json"]).stdout).unwrap();
    assert_eq!(report["skipped"].as_array().map(Vec::len), Some(0), "it could be read at last");
    let other = dossier(&["analyze", &first, "--keep", &one, "--only", "figures"]);
    assert_eq!(other.status.code(), Some(1));
    assert!(text(&other.stderr).contains("another --only"), "{}", text(&other.stderr));
    assert_eq!(dossier(&["report", &folder.path("")]).status.code(), Some(1), "nothing is kept there");
}
