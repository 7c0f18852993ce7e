//! The command line as a person or a script uses it.

use std::io::Write;
use std::process::{Command, Output, Stdio};

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
        (vec!["analyze"], "needs a file"),
        (vec!["analyze", "seeds", "--format", "xml"], "expected text, json"),
        (vec!["analyze", "seeds", "--only", "names"], "expected entities, duplicates, figures"),
        (vec!["analyze", "seeds", "--threads", "0"], "above zero"),
        (vec!["compare", "seeds"], "two files"),
        (vec!["explain"], "no command"),
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
    for args in [vec!["--help"], vec![], vec!["analyze", "--help"]] {
        let output = dossier(&args);
        assert_eq!(output.status.code(), Some(0));
        assert!(text(&output.stdout).contains("usage: dossier analyze PATH"));
    }
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
