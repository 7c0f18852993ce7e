//! The messages of a search.

use super::Last;
use crate::report::Report;
use crate::search::kwic::MAX_ROWS;
use crate::search::{Query, SearchHits};
use crate::view::format::{count, counted};

/// How much was found.
pub(super) fn heading(found: &SearchHits, parsed: &Query) -> String {
    let documents = counted(found.documents.len(), "document");
    match (&parsed.root, found.total()) {
        (None, _) => "Search everything".into(),
        (_, 0) if found.documents.is_empty() => "No hits".into(),
        (_, 0) => documents,
        (_, hits) => format!("{} in {documents}", counted(hits, "hit")),
    }
}

/// The sentence below the heading: empty, where the hits speak for themselves.
pub(super) fn lead(report: &Report, last: &Last) -> String {
    let hits = last.found.total();
    let hint = hint(last).filter(|_| last.found.documents.len() <= FEW);
    if last.parsed.root.is_none() {
        String::new()
    } else if last.found.documents.is_empty() {
        let within = if report.scope.is_all() { "" } else { " within the selection" };
        match (hint, last.names.len()) {
            (Some(hint), _) => format!("Nothing was found{within}. {hint}"),
            (None, _) if last.why.is_some() => format!("Nothing was found{within}. {}", last.why.as_deref().unwrap_or_default()),
            (None, 0) => format!("Nothing was found{within}. Put ~ after a word to find other spellings of it, * to find longer words."),
            (None, _) => format!("These words occur in no document{within} as typed, only in names."),
        }
    } else if let Some(hint) = hint {
        hint
    } else if hits == 0 {
        "These documents match as a whole: there is no single place to show.".into()
    } else if hits > MAX_ROWS {
        format!("The first {} are listed: add words to narrow the search.", count(MAX_ROWS))
    } else {
        String::new()
    }
}

/// Documents that are so few that something else may have been meant.
const FEW: usize = 2;

/// What to write for an operator that is typed in small letters, which is a word.
fn hint(last: &Last) -> Option<String> {
    let typed = last.parsed.leaves.iter().map(|leaf| leaf.span.of(&last.query.text));
    let meant = |word: &str| match word.to_ascii_lowercase().as_str() {
        "near" => Some(("NEAR", "between what is to be in one sentence")),
        "not" => Some(("NOT", "before what must not be there")),
        "or" => Some(("OR", "between two of which one is enough")),
        "and" => Some(("AND", "or nothing between two that must both be there")),
        _ => None,
    };
    let (word, (operator, what)) = typed.filter_map(|word| Some((word, meant(word)?))).next()?;
    Some(format!("“{word}” is searched as a word; write {operator} {what}."))
}
