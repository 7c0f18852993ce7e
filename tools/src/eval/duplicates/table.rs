//! The measures as a page of text.

use std::fmt::Write;

use super::score::{Plagdet, Scores};

/// Everything that [`Scores`] holds, for people.
pub(super) fn table(scores: &Scores) -> String {
    let mut page = String::new();
    let all = &scores.passages;
    // Writing into a string has no way to fail.
    let _ = writeln!(
        page,
        "{:<16} {:>6} {:>6} {:>7} {:>9} {:>11} {:>7}",
        "passages", "cases", "found", "recall", "precision", "granularity", "plagdet"
    );
    row("all", all, &mut page);
    let characters = (all.recall_micro, all.precision_micro, all.plagdet_micro);
    let _ = writeln!(page, "{:<30} {:>7.3} {:>9.3} {:>11} {:>7.3}", "by character", characters.0, characters.1, "", characters.2);
    for (kind, measures) in &scores.kinds {
        row(kind, measures, &mut page);
    }
    let _ = writeln!(page);
    let mut line = |what: &str, text: String| {
        let _ = writeln!(page, "{what:<30} {text}");
    };
    let pairs = &scores.document_pairs_sharing_text;
    let near = &scores.near_duplicates;
    let lines = &scores.boilerplate;
    line(
        "documents that share text",
        format!("precision {:.3}, recall {:.3}, F1 {:.3}", pairs.shares.precision, pairs.shares.recall, pairs.shares.f1),
    );
    line(
        "versions of one text",
        format!(
            "precision {:.3}, recall {:.3}, F1 {:.3}; identical ones {:.3}",
            near.shares.precision, near.shares.recall, near.shares.f1, near.exact_pairs_recall
        ),
    );
    for (kind, recall) in &near.recall_by_kind {
        line(&format!("  {kind}"), format!("recall {recall:.3}"));
    }
    line(
        "boilerplate",
        format!(
            "{} of {} lines; by character precision {:.3}, recall {:.3}; {} told as passages",
            lines.hit, lines.lines, lines.char_precision, lines.char_recall, scores.boilerplate_leaks
        ),
    );
    line("short quotations", format!("{} of {} told as passages", scores.hard_negatives.reported_as_passage, scores.hard_negatives.total));
    if let Some(same) = &scores.same_words_in_pairs_found_by_both {
        line("equal words", format!("precision {:.3}, recall {:.3}, F1 {:.3}", same.precision, same.recall, same.f1));
    }
    page
}

fn row(name: &str, measures: &Plagdet, page: &mut String) {
    let Plagdet { cases, cases_detected, recall_macro, precision_macro, granularity, plagdet_macro, .. } = measures;
    let _ = writeln!(
        page,
        "{name:<16} {cases:>6} {cases_detected:>6} {recall_macro:>7.3} {precision_macro:>9.3} {granularity:>11.3} {plagdet_macro:>7.3}"
    );
}
