//! The command line as a person or a script uses it.
#![allow(clippy::print_stderr, reason = "a test that is skipped says why")]

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
fn help_is_help() {
    for args in [vec!["--help"], vec![], vec!["analyze", "--help"]] {
        let output = dossier(&args);
        assert_eq!(output.status.code(), Some(0));
        assert!(text(&output.stdout).contains("usage: dossier analyze PATH"));
    }
}

#[test]
fn eval_measures_what_is_found_and_writes_it_down() {
    let folder = std::env::temp_dir().join(format!("dossier-eval-{}", std::process::id()));
    std::fs::create_dir_all(folder.join("docs")).unwrap();
    let grain = "Farmers in the northern valleys have begun to store their grain in stone towers again.";
    std::fs::write(folder.join("docs/a.txt"), format!("“Café” opens. {grain}\n")).unwrap();
    std::fs::write(folder.join("docs/b.txt"), format!("{grain} A comet was seen.\n")).unwrap();
    let truth = serde_json::json!({ "passages": [
        { "a": "a.txt", "a_start": 14, "a_end": 14 + grain.len(), "b": "b.txt", "b_start": 0, "b_end": grain.len(), "kind": "verbatim" }] });
    std::fs::write(folder.join("truth.json"), truth.to_string()).unwrap();
    let path = |name: &str| folder.join(name).display().to_string();
    let output = dossier(&["eval", "duplicates", &path("truth.json"), "--format", "json", "--predictions", &path("found.json")]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let measures: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(measures["kinds"]["verbatim"]["plagdet_macro"], 1.0);
    let found: serde_json::Value = serde_json::from_slice(&std::fs::read(folder.join("found.json")).unwrap()).unwrap();
    assert_eq!(found["passages"][0]["same"], serde_json::json!([[14, 14 + grain.len(), 0, grain.len()]]));
    assert!(text(&dossier(&["eval", "duplicates", &path("truth.json")]).stdout).contains("verbatim"));
    std::fs::remove_dir_all(&folder).unwrap();
    assert_eq!(dossier(&["eval", "duplicates", &path("truth.json")]).status.code(), Some(1));
    assert_eq!(dossier(&["eval", "weather", &path("truth.json")]).status.code(), Some(2));
}

#[test]
fn eval_figures_scores_labelled_texts() {
    let output = dossier(&["eval", "figures", "tests/figures/press.jsonl", "--format", "json"]);
    let measures: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert!(measures["all"]["full_f1"].as_f64().is_some_and(|f1| f1 > 0.98), "{measures}");
    assert!(measures["all"]["subject"].as_f64().is_some_and(|f1| f1 > 0.65), "{measures}");
    assert!(text(&dossier(&["eval", "figures", "tests/figures/held.jsonl"]).stdout).contains("traps hit"));
    let predictions = std::env::temp_dir().join(format!("dossier-figures-{}.jsonl", std::process::id()));
    let path = predictions.display().to_string();
    assert_eq!(dossier(&["eval", "figures", "tests/figures/held.jsonl", "--predictions", &path]).status.code(), Some(0));
    assert_eq!(std::fs::read_to_string(&predictions).unwrap().lines().count(), 8, "a line a text");
    let _ = std::fs::remove_file(predictions);
}

#[test]
fn eval_resolution_scores_labelled_corpora() {
    let measures: serde_json::Value =
        serde_json::from_slice(&dossier(&["eval", "resolution", "tests/gold/seeds_entities.jsonl", "--format", "json"]).stdout).unwrap();
    let measure = |name: &str, key: &str| measures["seeds"][name][key].as_f64().unwrap_or_default();
    for kind in ["quotes_direct", "quotes_partial", "quotes_indirect"] {
        assert!(measure(kind, "f1") >= 0.97 && measure(kind, "speaker_accuracy") >= 0.9, "{kind}: {}", measures["seeds"][kind]);
    }
    assert!(measure("descriptions", "recall_right") >= 0.9 && measure("roles", "f1") >= 0.9 && measure("metonymy", "f1") >= 0.9);
    assert!(text(&dossier(&["eval", "resolution", "tests/gold/seeds_entities.jsonl"]).stdout).contains("resolution_matched_b3"));
}

/// The scorer that the labels came with must say the same of the same report.
#[test]
fn eval_resolution_is_the_reference_scorer() {
    let data = std::env::var("DOSSIER_DATA").unwrap_or_else(|_| "../shared/data".into());
    let script = std::path::Path::new(&data).join("../tools/score_resolution.py");
    if !script.is_file() {
        eprintln!("skipped: the reference scorer is not at {}; DOSSIER_DATA says where the labelled data is", script.display());
        return;
    }
    let gold = "tests/gold/seeds_entities.jsonl";
    let predictions = std::env::temp_dir().join(format!("dossier-resolution-{}.json", std::process::id()));
    let path = predictions.display().to_string();
    let ours: serde_json::Value =
        serde_json::from_slice(&dossier(&["eval", "resolution", gold, "--format", "json", "--predictions", &path]).stdout).unwrap();
    let output = Command::new("python3").arg(&script).args(["--gold", gold, "--pred", &path, "--group", "seeds", "--json"]).output();
    let _ = std::fs::remove_file(&predictions);
    let Ok(output) = output else {
        eprintln!("skipped: there is no python3 to run the reference scorer");
        return;
    };
    let theirs: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    same_numbers("", &theirs, &ours["seeds"]);
}

/// Numbers and words must be equal; lists of examples may be in another order.
fn same_numbers(name: &str, theirs: &serde_json::Value, ours: &serde_json::Value) {
    use serde_json::Value;
    match (theirs, ours) {
        (Value::Object(theirs), ours) => theirs.iter().for_each(|(key, value)| same_numbers(&format!("{name}/{key}"), value, &ours[key])),
        (Value::Number(one), Value::Number(other)) => {
            let difference = one.as_f64().unwrap_or_default() - other.as_f64().unwrap_or_default();
            assert!(difference.abs() < 1e-9, "{name}: {one}, not {other}");
        }
        (Value::Array(one), Value::Array(other)) => assert_eq!(one.len(), other.len(), "{name}"),
        (one, other) => assert_eq!(one, other, "{name}"),
    }
}
