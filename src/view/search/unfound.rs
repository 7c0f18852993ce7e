//! Why a search finds nothing although its words stand somewhere.

use super::{asked_for, names};
use crate::report::Report;
use crate::search::query::Node;
use crate::search::terms::Term;
use crate::search::{Index, Query, search};
use crate::text::Span;

/// What leaves nothing, as a sentence; `None` where it is not the way in which the parts hang together.
pub(super) fn why(report: &Report, index: &Index, typed: &str, query: &Query) -> Option<String> {
    let root = query.root.as_ref()?;
    let of = |root: Node| Query { root: Some(root), ..query.clone() };
    let stands = |root: Node| !search(report, index, &of(root)).documents.is_empty();
    let asked = spans(query, &asked_for(query));
    let said = |spans: &[(Span, Vec<usize>)], and: &str| {
        let words: Vec<String> =
            spans.iter().map(|(span, _)| format!("“{}”", span.of(typed).trim_matches(['"', '“', '”', '„', '«', '»']))).collect();
        words.join(and)
    };
    let node = |leaves: &[usize]| Node::Any(leaves.iter().map(|leaf| Node::Leaf(*leaf)).collect());
    let (missing, there): (Vec<_>, Vec<_>) = asked.iter().cloned().partition(|(_, leaves)| !stands(node(leaves)));
    if there.is_empty() && !asked.is_empty() {
        return None;
    }
    if !missing.is_empty() {
        let unknown: Vec<_> = missing.into_iter().filter(|(_, leaves)| names(report, &of(node(leaves))).is_empty()).collect();
        let verb = if unknown.len() == 1 { "stands" } else { "stand" };
        return match unknown.is_empty() {
            true => None,
            false => Some(format!("{} {verb} in no document, the rest does.", said(&unknown, " and "))),
        };
    }
    let place = if matches!(root, Node::Near(_)) { "sentence" } else { "document" };
    let left_out = spans(query, &(0..query.leaves.len()).filter(|leaf| !asked_for(query).contains(leaf)).collect::<Vec<_>>());
    if asked.is_empty() {
        return Some(format!("Every document has {}, which is left out.", said(&left_out, " or ")));
    }
    if !left_out.is_empty() && without(root).is_some_and(&stands) {
        let (with, out) = (said(&asked, " and "), said(&left_out, " or "));
        return Some(format!("Every {place} with {with} also has {out}, which is left out."));
    }
    let is_word = |leaf: &usize| matches!(query.leaves[*leaf].term, Term::Words(..));
    let what = if asked.iter().all(|(_, leaves)| leaves.iter().all(is_word)) { "Each of these words" } else { "Each of these" };
    let place = if stands(anywhere(root)) { "sentence" } else { "document" };
    (asked.len() > 1).then(|| format!("{what} stands somewhere, but no {place} has them all."))
}

/// What was typed, each with the leaves that it became.
fn spans(query: &Query, leaves: &[usize]) -> Vec<(Span, Vec<usize>)> {
    let mut spans: Vec<(Span, Vec<usize>)> = Vec::new();
    for &leaf in leaves {
        let span = query.leaves[leaf].span;
        match spans.iter_mut().find(|(known, _)| *known == span) {
            Some((_, leaves)) => leaves.push(leaf),
            None => spans.push((span, vec![leaf])),
        }
    }
    spans.sort_by_key(|(span, _)| *span);
    spans
}

/// The query without what is left out.
fn without(node: &Node) -> Option<Node> {
    let kept = |parts: &[Node]| parts.iter().filter_map(without).collect::<Vec<_>>();
    match node {
        Node::Not(_) => None,
        Node::Leaf(leaf) => Some(Node::Leaf(*leaf)),
        Node::All(parts) => Some(Node::All(kept(parts))),
        Node::Any(parts) => Some(Node::Any(kept(parts))),
        Node::Near(parts) => Some(Node::Near(kept(parts))),
    }
}

/// The query with one document in place of one sentence.
fn anywhere(node: &Node) -> Node {
    let each = |parts: &[Node]| parts.iter().map(anywhere).collect();
    match node {
        Node::All(parts) | Node::Near(parts) => Node::All(each(parts)),
        Node::Any(parts) => Node::Any(each(parts)),
        Node::Not(part) => Node::Not(Box::new(anywhere(part))),
        Node::Leaf(leaf) => Node::Leaf(*leaf),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::entities::tests::report;

    #[test]
    fn what_leaves_nothing_is_said() {
        let report = report(&["Ebrahim Raisi flew to Moscow. Gas is cheap.", "Hassan Rouhani stayed."]);
        let mut index = Index::default();
        index.update(&report);
        let why = |typed: &str| why(&report, &index, typed, &crate::search::parse(typed)).unwrap_or_default();
        assert_eq!(why("raisi rouhani"), "Each of these words stands somewhere, but no document has them all.");
        assert_eq!(why("raisi NEAR gas"), "Each of these words stands somewhere, but no sentence has them all.");
        assert_eq!(why("raisi -moscow"), "Every document with “raisi” also has “moscow”, which is left out.");
        assert_eq!(why("raisi & -moscow"), "Every sentence with “raisi” also has “moscow”, which is left out.");
        assert_eq!(why("-raisi -rouhani"), "Every document has “raisi” or “rouhani”, which is left out.");
        assert_eq!(why("raisi xyzzy"), "“xyzzy” stands in no document, the rest does.");
        assert_eq!(why("xyzzy"), "");
    }
}
