//! The copies in a heading and a few sentences.

use super::Shown;
use crate::duplicates::{ClusterKind, Pair, PairSide, PassageKind};
use crate::report::Report;
use crate::view::format::{count, counted, percent};
use crate::view::scope::in_documents;

/// "2 groups of versions, 4 shared passages in 5 documents".
pub(super) fn heading(report: &Report, shown: &Shown) -> String {
    let found = &report.duplicates;
    let of_kind = |kind: PassageKind| shown.passages.iter().filter(|at| found.passages[**at as usize].kind == kind).count();
    let (copies, repeats, quotes) = (of_kind(PassageKind::Copy), of_kind(PassageKind::Repeat), of_kind(PassageKind::Quote));
    let what = match (copies, quotes, repeats) {
        (0, 0, 0) => match of_kind(PassageKind::Template) {
            0 => String::new(),
            templates => counted(templates, "template"),
        },
        (0, 0, _) => counted(repeats, "repeated passage"),
        (0, ..) => counted(quotes, "shared quotation"),
        _ => counted(copies, "shared passage"),
    };
    // Only the same words are identical: a version may lack half of the text.
    let groups = |kind: ClusterKind, of: &str| {
        let of_kind = found.clusters.iter().filter(|cluster| cluster.kind == kind);
        match of_kind.filter(|cluster| cluster.documents.iter().any(|&document| report.scope.has_document(document))).count() {
            0 => String::new(),
            groups => format!("{} of {of}", counted(groups, "group")),
        }
    };
    let all = [groups(ClusterKind::Identical, "identical documents"), groups(ClusterKind::Near, "versions"), what];
    let parts: Vec<String> = all.into_iter().filter(|part| !part.is_empty()).collect();
    if parts.is_empty() {
        return if report.scope.looks_at_sentences() { "No copied passage names what is selected" } else { "Nothing is copied" }.into();
    }
    format!("{} in {}", parts.join(", "), in_documents(report))
}

/// How many documents are copies, and how much the closest pair shares.
pub(super) fn lead(report: &Report, shown: &Shown) -> String {
    let found = &report.duplicates;
    let mut lead = Vec::new();
    let identical: usize =
        found.clusters.iter().filter(|cluster| cluster.kind == ClusterKind::Identical).map(|cluster| cluster.documents.len()).sum();
    if identical > 0 {
        lead.push(format!("{} are identical to another.", counted(identical, "document")));
    }
    let again = copies_of_another(report);
    let told = |pair: &&Pair| !again[pair.a.document as usize] && !again[pair.b.document as usize];
    if let Some(pair) = shown.pairs.iter().filter(told).max_by_key(|pair| (pair.most(), std::cmp::Reverse(pair.documents()))) {
        lead.push(format!(
            "{} of {} is also in {}, of which it is {}.",
            share(report, pair, pair.a.document),
            report.documents[pair.a.document as usize].id,
            report.documents[pair.b.document as usize].id,
            share(report, pair, pair.b.document)
        ));
    }
    if !found.boilerplate.is_empty() {
        let lines = match found.boilerplate.len() {
            1 => "1 line of boilerplate is".into(),
            n => format!("{n} lines of boilerplate are"),
        };
        lead.push(format!("{lines} kept apart."));
    }
    let hidden = found.passages.iter().filter(|passage| report.scope.has_copy(&passage.occurrences)).count() - shown.passages.len();
    if hidden > 0 {
        lead.push(format!(
            "{} shorter or more changed than asked for.",
            if hidden == 1 { "1 passage is".into() } else { format!("{hidden} passages are") }
        ));
    }
    match found.passages.iter().filter(|passage| report.scope.passes_over(&passage.occurrences)).count() {
        0 => {}
        1 => lead.push("1 more passage of these documents does not name what is chosen.".into()),
        more => lead.push(format!("{} more passages of these documents do not name what is chosen.", count(more))),
    }
    if lead.is_empty() {
        lead.push("No two documents share a passage of ten words or more.".into());
    }
    lead.join(" ")
}

/// How much of one side of a pair is in the other. Only documents with the same words share all.
pub(in crate::view) fn share(report: &Report, pair: &Pair, side: u32) -> String {
    let share = pair.side(side).map_or(0, PairSide::share);
    let identical = || {
        report.duplicates.clusters.iter().any(|cluster| {
            cluster.kind == ClusterKind::Identical
                && cluster.documents.binary_search(&pair.a.document).is_ok()
                && cluster.documents.binary_search(&pair.b.document).is_ok()
        })
    };
    percent(if share > 9_900 && !identical() { 9_900 } else { share })
}

/// By document: whether it is identical to one before it, which then speaks for both.
pub(super) fn copies_of_another(report: &Report) -> Vec<bool> {
    let mut again = vec![false; report.documents.len()];
    for cluster in report.duplicates.clusters.iter().filter(|cluster| cluster.kind == ClusterKind::Identical) {
        cluster.documents[1..].iter().for_each(|&document| again[document as usize] = true);
    }
    again
}
