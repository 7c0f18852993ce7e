use super::*;

/// A version with a gap, a passage found in two pieces, a repeat, a missed copy; boilerplate and a short quotation told as passages.
const TRUTH: &str = r#"{
    "passages": [
        {"a": "d1", "a_start": 0, "a_end": 100, "b": "d2", "b_start": 0, "b_end": 100, "kind": "near10", "same": [[0, 40, 0, 40], [50, 100, 50, 100]]},
        {"a": "d1", "a_start": 150, "a_end": 250, "b": "d2", "b_start": 150, "b_end": 250, "kind": "near20"},
        {"a": "d4", "a_start": 10, "a_end": 110, "b": "d3", "b_start": 500, "b_end": 600, "kind": "verbatim", "same": [[10, 110, 500, 600]]},
        {"a": "d5", "a_start": 0, "a_end": 80, "b": "d5", "b_start": 300, "b_end": 380, "kind": "repeat"},
        {"a": "d6", "a_start": 0, "a_end": 400, "b": "d7", "b_start": 0, "b_end": 400, "kind": "exact_ws"}],
    "clusters": [
        ["d1", "d2", "d8"],
        ["d6", "d7"]],
    "boilerplate": [
        {"text": "t", "docs": ["d1", "d2"], "spans": [["d1", 300, 400], ["d2", 300, 400]]}],
    "gaps": [
        ["d2", "d1", 100, 150, 90, 150]],
    "hard_negatives": [
        {"a": "d3", "a_start": 0, "a_end": 40, "b": "d5", "b_start": 100, "b_end": 140},
        {"a": "d4", "a_start": 0, "a_end": 40, "b": "d6", "b_start": 100, "b_end": 140}]}"#;
const FOUND: &str = r#"{
    "passages": [
        {"a": "d1", "a_start": 0, "a_end": 250, "b": "d2", "b_start": 0, "b_end": 250, "same": [[0, 45, 0, 45], [60, 100, 60, 100]]},
        {"a": "d1", "a_start": 310, "a_end": 380, "b": "d2", "b_start": 310, "b_end": 380},
        {"a": "d3", "a_start": 500, "a_end": 550, "b": "d4", "b_start": 10, "b_end": 60, "same": [[500, 550, 10, 60]]},
        {"a": "d3", "a_start": 550, "a_end": 640, "b": "d4", "b_start": 60, "b_end": 150},
        {"a": "d5", "a_start": 310, "a_end": 380, "b": "d5", "b_start": 10, "b_end": 80},
        {"a": "d3", "a_start": 5, "a_end": 45, "b": "d5", "b_start": 110, "b_end": 150}],
    "clusters": [
        ["d1", "d2"],
        ["d6", "d7"],
        ["d7", "d9"]],
    "boilerplate": [
        {"spans": [["d1", 300, 400], ["d2", 310, 400], ["d3", 0, 190]]}]}"#;

/// The expected numbers are those of the benchmark's scorer in Python on the same two files.
#[test]
fn measures_are_those_of_the_benchmark() {
    let read = |json: &str| serde_json::from_str::<Findings>(json).unwrap();
    let scores = serde_json::to_value(score(&read(TRUTH), &read(FOUND))).unwrap();
    let expected = serde_json::json!({
        "passages": {
            "cases": 5, "detections": 5, "cases_detected": 4, "granularity": 1.25,
            "recall_macro": 0.775, "precision_macro": 0.711_111_111_111_111, "plagdet_macro": 0.633_957_084_493_698_4,
            "recall_micro": 0.474_358_974_358_974_3, "precision_micro": 0.822_222_222_222_222_2, "plagdet_micro": 0.514_243_233_983_771,
        },
        "kinds": {
            "exact_ws": { "cases": 1, "detections": 0, "plagdet_macro": 0.0 },
            "near10": { "cases": 1, "detections": 1, "precision_macro": 0.5, "plagdet_macro": 0.666_666_666_666_666_6 },
            "near20": { "cases": 1, "detections": 1, "precision_macro": 0.5, "plagdet_macro": 0.666_666_666_666_666_6 },
            "repeat": { "cases": 1, "detections": 1, "recall_macro": 0.875, "plagdet_macro": 0.933_333_333_333_333_3 },
            "verbatim": { "granularity": 2.0, "precision_micro": 0.714_285_714_285_714_3, "plagdet_micro": 0.525_774_794_642_881_2 },
        },
        "boilerplate_leaks": 1,
        "detections_dropped_as_dont_care": 1,
        "document_pairs_sharing_text": { "precision": 0.75, "recall": 0.75, "f1": 0.75, "true": 4, "predicted": 4 },
        "hard_negatives": { "total": 2, "reported_as_passage": 1 },
        "near_duplicates": {
            "precision": 0.5, "recall": 0.5, "f1": 0.5, "true_pairs": 4, "predicted_pairs": 4, "exact_pairs_recall": 1.0,
            "recall_by_kind": { "near10": 1.0, "near20": 1.0 },
        },
        "boilerplate": { "lines": 1, "hit": 1, "hit_rate": 1.0, "char_recall": 0.95, "char_precision": 0.5 },
        "same_words_in_pairs_found_by_both": { "precision": 0.962_962_962_962_962_9, "recall": 0.684_210_526_315_789_5, "f1": 0.799_999_999_999_999_9 },
    });
    check(&expected, &scores, "");
}

/// Every expected number is there; more may be.
#[track_caller]
fn check(expected: &serde_json::Value, found: &serde_json::Value, path: &str) {
    match expected.as_object() {
        Some(members) => members.iter().for_each(|(name, value)| check(value, &found[name], &format!("{path}/{name}"))),
        None => {
            let (expected, found) = (expected.as_f64().unwrap(), found.as_f64().unwrap());
            assert!((expected - found).abs() < 1e-12, "{path}: {found}, expected {expected}");
        }
    }
}

#[test]
fn nothing_scores_nothing() {
    let scores = score(&Findings::default(), &Findings::default());
    assert_eq!((scores.passages.plagdet_macro, scores.passages.granularity), (0.0, 1.0));
    assert!(scores.same_words_in_pairs_found_by_both.is_none());
}
