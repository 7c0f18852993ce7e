//! The filter above a list: words, or a regular expression between slashes.

use regex::{Regex, RegexBuilder};

use crate::report::Report;
use crate::text::fold::folded;

/// Decides which rows are shown.
#[derive(Clone, Debug)]
pub enum Filter {
    /// Every row.
    All,
    /// Rows that contain this, whatever the case, accents and typography. Folded.
    Words(String),
    /// Rows that match `/…/`, whatever the case.
    Pattern(Regex),
}

/// Largest compiled expression in bytes: enough for what a person types, too small to stop the page.
const MAX_SIZE: usize = 1 << 20;

/// The message of an empty list, unless conditions of its own empty it: what leaves nothing of it, the selection,
/// what is typed above it, or both; else `otherwise`.
pub fn nothing(report: &Report, typed: &str, otherwise: &str) -> String {
    let typed = typed.trim();
    match (report.scope.is_all(), typed.is_empty()) {
        (true, true) => otherwise.to_string(),
        (false, true) => "Nothing here within the selection.".into(),
        (true, false) => format!("Nothing here contains “{typed}”. Press Esc in the filter of this list to clear it."),
        (false, false) => {
            format!("Nothing here within the selection contains “{typed}”. Press Esc in the filter of this list to clear it.")
        }
    }
}

impl Filter {
    /// Reads what was typed.
    ///
    /// # Errors
    /// A sentence for the reader where it is not a regular expression.
    pub fn parse(typed: &str) -> Result<Filter, String> {
        let typed = typed.trim();
        if let Some(pattern) = typed.strip_prefix('/').and_then(|rest| rest.strip_suffix('/')).filter(|pattern| !pattern.is_empty()) {
            let built = RegexBuilder::new(pattern).case_insensitive(true).size_limit(MAX_SIZE).build();
            return built.map(Filter::Pattern).map_err(|_| format!("“{pattern}” is not a valid regular expression."));
        }
        let words = folded(typed);
        Ok(if words.is_empty() { Filter::All } else { Filter::Words(words) })
    }

    /// Whether a row with this text is shown.
    pub fn shows(&self, text: &str) -> bool {
        match self {
            Filter::All => true,
            Filter::Words(words) => folded(text).contains(words.as_str()),
            Filter::Pattern(pattern) => pattern.is_match(text),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::selection::{Selection, Term};

    #[track_caller]
    fn check(typed: &str, shown: &[&str], hidden: &[&str]) {
        let filter = Filter::parse(typed).unwrap();
        shown.iter().for_each(|text| assert!(filter.shows(text), "{typed} hides {text}"));
        hidden.iter().for_each(|text| assert!(!filter.shows(text), "{typed} shows {text}"));
    }

    #[test]
    fn words_are_found_however_they_are_written() {
        check("erdogan", &["Recep Tayyip Erdoğan", "ERDOGAN"], &["Raisi"]);
        check(" ", &["anything"], &[]);
        check("iran's", &["Iran’s position"], &["Iran"]);
    }

    #[test]
    fn an_empty_list_says_what_leaves_nothing_of_it() {
        let all = crate::view::entities::tests::report(&["Ebrahim Raisi came.", "Nobody came."]);
        let within = all.within(crate::view::scope::resolve(&all, &Selection::only(Term::Document(1))));
        assert_eq!(nothing(&all, " ", "No name."), "No name.");
        assert_eq!(nothing(&within, "", "No name."), "Nothing here within the selection.");
        assert!(nothing(&all, "x", "").starts_with("Nothing here contains “x”"));
        assert!(nothing(&within, "x", "").starts_with("Nothing here within the selection contains “x”"));
    }

    #[test]
    fn patterns_stand_between_slashes() {
        check(r"/^(putin|raisi)\b/", &["Putin", "Raisi left"], &["Vladimir Putin", "Raisin"]);
        check("/", &["a/b"], &["ab"]);
        assert!(Filter::parse("/(/").is_err());
        assert!(Filter::parse("/(a{1000}){1000}/").is_err(), "too large to be meant");
    }
}
