//! The evaluations as `cargo xtask eval` starts them.

use std::process::{Command, Output};

fn tools(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_dossier-tools")).args(args).output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
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
    let output = tools(&["eval", "duplicates", &path("truth.json"), "--format", "json", "--predictions", &path("found.json")]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let measures: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(measures["kinds"]["verbatim"]["plagdet_macro"], 1.0);
    let found: serde_json::Value = serde_json::from_slice(&std::fs::read(folder.join("found.json")).unwrap()).unwrap();
    assert_eq!(found["passages"][0]["same"], serde_json::json!([[14, 14 + grain.len(), 0, grain.len()]]));
    assert!(text(&tools(&["eval", "duplicates", &path("truth.json")]).stdout).contains("verbatim"));
    std::fs::remove_dir_all(&folder).unwrap();
    assert_eq!(tools(&["eval", "duplicates", &path("truth.json")]).status.code(), Some(1));
    assert_eq!(tools(&["eval", "weather", &path("truth.json")]).status.code(), Some(2));
}

#[test]
fn eval_figures_scores_labelled_texts() {
    let output = tools(&["eval", "figures", "../tests/figures/press.jsonl", "--format", "json"]);
    let measures: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert!(measures["all"]["full_f1"].as_f64().is_some_and(|f1| f1 > 0.98), "{measures}");
    assert!(measures["all"]["subject"].as_f64().is_some_and(|f1| f1 > 0.65), "{measures}");
    assert!(text(&tools(&["eval", "figures", "../tests/figures/held.jsonl"]).stdout).contains("traps hit"));
    let predictions = std::env::temp_dir().join(format!("dossier-figures-{}.jsonl", std::process::id()));
    let path = predictions.display().to_string();
    assert_eq!(tools(&["eval", "figures", "../tests/figures/held.jsonl", "--predictions", &path]).status.code(), Some(0));
    assert_eq!(std::fs::read_to_string(&predictions).unwrap().lines().count(), 8, "a line a text");
    let _ = std::fs::remove_file(predictions);
}

#[test]
fn eval_resolution_scores_labelled_corpora() {
    let measures: serde_json::Value =
        serde_json::from_slice(&tools(&["eval", "resolution", "../tests/gold/seeds_entities.jsonl", "--format", "json"]).stdout).unwrap();
    let measure = |name: &str, key: &str| measures["seeds"][name][key].as_f64().unwrap_or_default();
    for kind in ["quotes_direct", "quotes_partial", "quotes_indirect"] {
        assert!(measure(kind, "f1") >= 0.97 && measure(kind, "speaker_accuracy") >= 0.9, "{kind}: {}", measures["seeds"][kind]);
    }
    assert!(measure("descriptions", "recall_right") >= 0.9 && measure("roles", "f1") >= 0.9 && measure("metonymy", "f1") >= 0.9);
    assert!(text(&tools(&["eval", "resolution", "../tests/gold/seeds_entities.jsonl"]).stdout).contains("resolution_matched_b3"));
}

/// The scorer that the labels came with must say the same of the same report.
#[test]
fn eval_resolution_is_the_reference_scorer() {
    let data = std::env::var("DOSSIER_DATA").unwrap_or_else(|_| "../shared/data".into());
    let script = std::path::Path::new("..").join(data).join("../tools/score_resolution.py");
    if !script.is_file() {
        eprintln!("skipped: the reference scorer is not at {}; DOSSIER_DATA says where the labelled data is", script.display());
        return;
    }
    let gold = "../tests/gold/seeds_entities.jsonl";
    let predictions = std::env::temp_dir().join(format!("dossier-resolution-{}.json", std::process::id()));
    let path = predictions.display().to_string();
    let ours: serde_json::Value =
        serde_json::from_slice(&tools(&["eval", "resolution", gold, "--format", "json", "--predictions", &path]).stdout).unwrap();
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

#[test]
fn several_files_are_measured_each_by_itself() {
    let [press, held] = ["../tests/figures/press.jsonl", "../tests/figures/held.jsonl"];
    let alone = text(&tools(&["eval", "figures", held]).stdout);
    let both = text(&tools(&["eval", "figures", press, held]).stdout);
    assert!(both.starts_with(press) && both.contains(&format!("{held}\n{alone}")), "{both}");
    let lines = text(&tools(&["eval", "figures", press, held, "--format", "json"]).stdout);
    let names: Vec<String> =
        lines.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()["gold"].as_str().unwrap().into()).collect();
    assert_eq!(names, [press, held]);
    assert_eq!(tools(&["eval", "figures", press, held, "--predictions", "found.json"]).status.code(), Some(2));
}

#[test]
fn wrong_use_says_what_is_wrong() {
    for (args, said) in [
        (vec!["eval", "figures"], "needs a topic and what is true"),
        (vec!["eval", "figures", "gold.jsonl", "--format", "xml"], "expected text, json"),
        (vec!["train"], "needs the folder"),
        (vec!["bench", "--write", "5"], "--to FILE"),
        (vec!["lexicon", "now"], "now"),
        (vec!["explain"], "no command"),
    ] {
        let output = tools(&args);
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        assert!(text(&output.stderr).contains(said), "{args:?}: {}", text(&output.stderr));
        assert!(output.stdout.is_empty());
    }
    for command in ["eval", "train", "lexicon", "bench"] {
        assert!(text(&tools(&[command, "--help"]).stdout).contains("usage: cargo xtask"), "{command}");
    }
}
