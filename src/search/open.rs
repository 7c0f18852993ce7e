//! A phrase that is still being typed: its last word may go on.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::evaluate::search;
use super::index::Index;
use super::query::{Leaf, Node, Query};
use super::terms::Term;
use super::words::words_from;
use crate::report::Report;

/// Ways in which a phrase goes on that are looked for: the most frequent ones.
const MAX_WAYS: usize = 40;

/// The query, in which the phrase that no quotation mark ends goes on as it does in the documents.
pub fn going_on(report: &Report, index: &Index, mut query: Query) -> Query {
    let Some(Leaf { span, term: Term::Words(keys, _) }) = query.open.and_then(|at| query.leaves.get(at)).cloned() else { return query };
    let (Some(at), Some((last, first))) = (query.open, keys.split_last()) else { return query };
    if first.is_empty() {
        query.leaves[at].term = Term::Prefix(last.clone());
        return query;
    }
    let before = Leaf { span, term: Term::Words(first.to_vec(), None) };
    let before = Query { root: Some(Node::Leaf(0)), leaves: vec![before], ..Query::default() };
    let mut ways: BTreeMap<String, usize> = BTreeMap::new();
    for document in &search(report, index, &before).documents {
        let text = report.documents[document.document as usize].text();
        for hit in &document.hits {
            let next = words_from(text, hit.start()).nth(first.len()).map(|word| word.key);
            if let Some(word) = next.filter(|word| word.starts_with(last.as_str()) && word != last) {
                *ways.entry(word).or_default() += 1;
            }
        }
    }
    let mut ways: Vec<(String, usize)> = ways.into_iter().collect();
    ways.sort_by_key(|(_, times)| Reverse(*times));
    let mut any = vec![Node::Leaf(at)];
    for (word, _) in ways.into_iter().take(MAX_WAYS) {
        any.push(Node::Leaf(query.leaves.len()));
        let keys = first.iter().cloned().chain([word]).collect();
        query.leaves.push(Leaf { span, term: Term::Words(keys, None) });
    }
    if let Some(root) = &mut query.root {
        replace(root, at, &Node::Any(any));
    }
    query
}

fn replace(node: &mut Node, leaf: usize, by: &Node) {
    match node {
        Node::All(parts) | Node::Any(parts) | Node::Near(parts) => parts.iter_mut().for_each(|part| replace(part, leaf, by)),
        Node::Not(part) => replace(part, leaf, by),
        Node::Leaf(at) if *at == leaf => *node = by.clone(),
        Node::Leaf(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::parse;
    use crate::search::tests::report;

    #[test]
    fn a_phrase_is_found_before_it_is_closed() {
        let report = report(&["The Russian President and the Russian Presidency. A president of a Russian press."]);
        let mut index = Index::default();
        index.update(&report);
        let hits = |typed: &str| search(&report, &index, &going_on(&report, &index, parse(typed))).total();
        assert_eq!(
            (hits("\"Russian Pres"), hits("\"Russian Presid"), hits("\"Russian President"), hits("\"Russian President\"")),
            (3, 2, 1, 1)
        );
        assert_eq!((hits("\"pres"), hits("\"Russian pre\""), hits("\"Russian "), hits("press \"a presi")), (4, 0, 3, 2));
    }
}
