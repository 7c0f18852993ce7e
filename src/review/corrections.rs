//! Corrections of names: that some words are a name, of which kind and whose, or no name.
//!
//! A decision is about words as they stand in the texts, so that it holds for documents that come later; a [`Scope`] says where.
//! Whether words are a name is part of the corpus, because resolution and quotes rest on it: see [`Corrections`]. Whose name it is is applied over the report.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::entities::{Correction, EntityKind, Names};
use crate::text::Span;

/// A stretch of a text: the hash of the text, and where in it.
pub type Spot = (u64, Span);

/// Where a decision about words holds.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Scope {
    /// The words as they stand there, with single spaces. Case and accents count.
    pub words: String,
    /// In the document with this text only.
    pub document: Option<u64>,
    /// At these places only, sorted; if empty, wherever the words stand.
    pub only: Vec<Spot>,
    /// Not at these, sorted.
    pub except: Vec<Spot>,
}

/// The meaning of some words.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Meaning {
    /// No name.
    NoName,
    /// A name of this kind; whose it is is for the program to find.
    Name(EntityKind),
    /// A name of the entity of this kind and name; if no such entity exists, one is made for it.
    Of(EntityKind, String),
}

impl Meaning {
    /// The kind of name, if they are one.
    pub fn kind(&self) -> Option<EntityKind> {
        match self {
            Meaning::NoName => None,
            Meaning::Name(kind) | Meaning::Of(kind, _) => Some(*kind),
        }
    }
}

impl Scope {
    /// These words wherever they stand.
    pub fn everywhere(words: impl Into<String>) -> Scope {
        Scope { words: words.into(), document: None, only: Vec::new(), except: Vec::new() }
    }

    /// Whether the decision holds for its words at a place of the document with this hash.
    pub fn holds(&self, spot: Spot) -> bool {
        self.document.is_none_or(|document| document == spot.0)
            && (self.only.is_empty() || self.only.binary_search(&spot).is_ok())
            && self.except.binary_search(&spot).is_err()
    }

    fn concerns(&self, document: u64) -> bool {
        self.document.is_none_or(|only| only == document) && (self.only.is_empty() || self.only.iter().any(|spot| spot.0 == document))
    }
}

/// The user's corrections to single documents, by the hash of their text. Applying them to the findings rebuilds the document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Corrections {
    /// In the order in which they were decided: later ones win.
    names: Vec<(Scope, Option<EntityKind>)>,
    about: BTreeMap<u64, About>,
}

/// The user's title and source of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct About {
    /// Its title, if not the one that was found.
    pub title: Option<String>,
    /// Its outlet or address, if not the one that was found.
    pub source: Option<String>,
}

/// A field of a document that the user can write.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Field {
    /// Its title.
    Title,
    /// Who published it, or where.
    Source,
}

impl Corrections {
    /// Adds what some words are: a name of this kind, or none. Later decisions win.
    pub fn add_name(&mut self, scope: Scope, kind: Option<EntityKind>) {
        self.names.push((scope, kind));
    }

    /// Sets the title or source of the document with this hash; `None` restores what the program found.
    pub fn set_about(&mut self, document: u64, field: Field, words: Option<String>) {
        let about = self.about.entry(document).or_default();
        match field {
            Field::Title => about.title = words,
            Field::Source => about.source = words,
        }
    }

    /// Whether nothing is corrected.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty() && self.about.is_empty()
    }

    /// The user's title and source of the document with this hash.
    pub fn about(&self, document: u64) -> Option<&About> {
        self.about.get(&document)
    }

    /// The corrections of names in the document with this hash, in reading order and without overlaps. Later decisions win.
    pub fn in_document(&self, document: u64, text: &str, names: &Names) -> Vec<Correction> {
        let mut said: BTreeMap<usize, Correction> = BTreeMap::new();
        for (scope, kind) in self.names.iter().filter(|(scope, _)| scope.concerns(document)) {
            for span in occurrences(text, &scope.words).filter(|span| scope.holds((document, *span))) {
                let is_named = is_named(names, span);
                // A longer name that the user has put here stays.
                let before = said.range(..=span.start()).next_back().map(|(_, before)| before);
                let longer = before.is_some_and(|(known, kind)| kind.is_some() && *known != span && known.contains(span));
                let takes = match kind {
                    _ if longer && scope.only.is_empty() => false,
                    None => is_named == Named::Exactly || said.get(&span.start()).is_some_and(|(known, _)| *known == span),
                    Some(_) => is_named != Named::Within || !scope.only.is_empty(),
                };
                if takes {
                    let overlapping: Vec<usize> = said
                        .range(..span.end())
                        .rev()
                        .take_while(|(_, (known, _))| known.end() > span.start())
                        .map(|(at, _)| *at)
                        .collect();
                    for at in overlapping {
                        said.remove(&at);
                    }
                    said.insert(span.start(), (span, *kind));
                }
            }
        }
        let is_found = |(span, kind): &Correction| {
            let at = names.mentions.binary_search_by_key(span, |mention| mention.span);
            matches!((at, kind), (Ok(at), Some(kind)) if names.mentions[at].kind == *kind)
        };
        said.into_values().filter(|correction| !is_found(correction)).collect()
    }
}

/// How a span of words relates to the names that were found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Named {
    /// They overlap no name.
    Not,
    /// They are exactly one name.
    Exactly,
    /// They are part of a name, or overlap several: "Iran" in "Iran Air".
    Within,
    /// They contain one or more names.
    Around,
}

/// How the words at `span` stand to the names of their document.
pub fn is_named(names: &Names, span: Span) -> Named {
    let first = names.mentions.partition_point(|mention| mention.span.end() <= span.start());
    let here = || names.mentions[first..].iter().map(|mention| mention.span).take_while(|known| known.start() < span.end());
    match here().next() {
        None => Named::Not,
        Some(known) if known == span => Named::Exactly,
        Some(_) if here().all(|known| span.contains(known)) => Named::Around,
        Some(_) => Named::Within,
    }
}

/// Where these words (with single spaces) stand in a text as words of their own, in order.
pub fn occurrences<'t>(text: &'t str, words: &'t str) -> impl Iterator<Item = Span> + 't {
    let first = words.split(' ').next().unwrap_or_default();
    let starts = text.match_indices(first).map(|(start, _)| start).filter(move |_| !first.is_empty());
    let mut past = 0;
    starts.filter_map(move |start| {
        let end = ends_at(text, start, words)?;
        let joined = |c: char| c.is_alphanumeric();
        let own = !text[..start].chars().next_back().is_some_and(joined) && !text[end..].chars().next().is_some_and(joined);
        if start < past || !own {
            return None;
        }
        past = end;
        Some(Span::new(start, end))
    })
}

/// Where `words` end that begin at `start`, any white space between them counting as one space.
fn ends_at(text: &str, start: usize, words: &str) -> Option<usize> {
    let mut rest = &text[start..];
    for (at, word) in words.split(' ').enumerate() {
        if at > 0 {
            let trimmed = rest.trim_start();
            if trimmed.len() == rest.len() {
                return None;
            }
            rest = trimmed;
        }
        rest = rest.strip_prefix(word)?;
    }
    Some(text.len() - rest.len())
}

/// Words as they stand in a text, with single spaces: the form in which a [`Scope`] has them.
pub fn plain(written: &str) -> String {
    written.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entities::{Mention, Why};

    fn found(text: &str, words: &str) -> Vec<(usize, usize)> {
        occurrences(text, words).map(|span| (span.start(), span.end())).collect()
    }

    #[test]
    fn words_are_found_as_words_with_any_space_between_them() {
        assert_eq!(found("Iran, Iranian, Iran's Iran", "Iran"), [(0, 4), (15, 19), (22, 26)]);
        assert_eq!(found("Al\u{a0}Arab and Al\n Arab, Al-Arab, AlArab", "Al Arab"), [(0, 8), (13, 21)]);
        assert_eq!(found("aaa aa", "aa"), [(4, 6)]);
        assert!(found("anything", "").is_empty());
    }

    const TEXT: &str = "Iran Air flew to Iran. Zorvik came to Iran.";

    fn names() -> Names {
        let mention = |start: usize, end: usize, kind| Mention { span: Span::new(start, end), kind, score: 1, why: Why::Model };
        let mentions =
            vec![mention(0, 8, EntityKind::Organization), mention(17, 21, EntityKind::Place), mention(38, 42, EntityKind::Place)];
        Names { mentions, ..Names::default() }
    }

    fn corrections(edits: &[(Scope, Meaning)]) -> Vec<(String, Option<EntityKind>)> {
        let mut all = Corrections::default();
        edits.iter().for_each(|(scope, meaning)| all.add_name(scope.clone(), meaning.kind()));
        let corrections = all.in_document(7, TEXT, &names());
        corrections.into_iter().map(|(span, kind)| (format!("{}:{}", span.start(), span.of(TEXT)), kind)).collect()
    }

    #[test]
    fn a_decision_about_words_leaves_longer_names_alone() {
        let gone = corrections(&[(Scope::everywhere("Iran"), Meaning::NoName)]);
        assert_eq!(gone, [("17:Iran".to_string(), None), ("38:Iran".to_string(), None)]);
    }

    #[test]
    fn a_missed_name_is_one_wherever_it_stands() {
        let kind = EntityKind::Person;
        assert_eq!(corrections(&[(Scope::everywhere("Zorvik"), Meaning::Name(kind))]), [("23:Zorvik".to_string(), Some(kind))]);
        assert!(corrections(&[(Scope::everywhere("Zorvik"), Meaning::NoName)]).is_empty(), "it is none already");
        assert!(corrections(&[(Scope::everywhere("Iran"), Meaning::Name(EntityKind::Place))]).is_empty(), "it is one already");
    }

    #[test]
    fn places_can_be_chosen_and_excepted_and_the_later_decision_holds() {
        let spot = |start: usize| (7, Span::new(start, start + 4));
        let all = Scope::everywhere("Iran");
        let but = Scope { except: vec![spot(38)], ..all.clone() };
        assert_eq!(corrections(&[(but, Meaning::NoName)]).len(), 1);
        let only = Scope { only: vec![spot(38)], ..all.clone() };
        let both = corrections(&[(all.clone(), Meaning::NoName), (only, Meaning::Name(EntityKind::Organization))]);
        assert_eq!(both, [("17:Iran".to_string(), None), ("38:Iran".to_string(), Some(EntityKind::Organization))]);
        assert!(corrections(&[(Scope { document: Some(8), ..all }, Meaning::NoName)]).is_empty());
    }
}
