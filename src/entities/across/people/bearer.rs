//! Somebody in a document, and why a short name may be theirs.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::name::PersonName;
use super::offices::{Field, Office};
use super::surroundings::{Relative, Surroundings};
use crate::entities::within::gender::Gender;

/// Why somebody may be meant by a short name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Clue {
    /// The family name is theirs, and of several bearers none is likelier.
    OneOfSeveral,
    /// Theirs is the only full name that holds it, but it is given a post that they are not given.
    OtherPost,
    /// They are only named as somebody's relative, who may have the same name.
    Relative,
    /// An initial or a word left out fits more than one.
    FitsSeveral,
    /// The same name but for "Jr." or the like.
    Generation,
}

impl Clue {
    /// The reason as part of a sentence.
    pub fn words(self) -> &'static str {
        match self {
            Clue::OneOfSeveral => "one of several here who bear the name",
            Clue::OtherPost => "bears the name, but is not given this post here",
            Clue::Relative => "bears the name, but is named as somebody’s relative",
            Clue::FitsSeveral => "fits the short form, as others do",
            Clue::Generation => "the same name but for the generation",
        }
    }
}

/// Somebody in a document.
#[derive(Debug)]
pub(super) struct Bearer {
    /// The fullest name in this document.
    pub(super) name: PersonName,
    /// What the name rests on.
    pub(super) standing: Standing,
    /// The first mention that is theirs.
    pub(super) first: usize,
    /// As the text says.
    pub(super) gender: Option<Gender>,
    /// Heads of their posts: "minister".
    pub(super) offices: BTreeSet<Office>,
    /// What they do.
    pub(super) fields: BTreeSet<Field>,
    /// The words by which they are introduced: "swimmer", "banker from Leeds".
    pub(super) occupations: BTreeSet<String>,
    /// Their age, where it stands beside the name.
    pub(super) age: Option<u32>,
    /// Titles that stand before their names, in lower case.
    pub(super) titles: BTreeSet<String>,
    /// Words that the text says they are called, too.
    pub(super) other_words: BTreeSet<String>,
    /// Their mentions, in order.
    pub(super) mentions: Vec<usize>,
    /// Indices of the roles that they are given.
    pub(super) roles: Vec<usize>,
    pub(super) is_credit: bool,
    pub(super) relative: Option<Relative>,
    /// Nobody has been named in full before.
    pub(super) is_unanchored: bool,
    /// The last mention that was theirs, so far.
    pub(super) seen: Option<usize>,
}

/// What the name of a bearer rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// Named in full.
    Full,
    /// Only by one word: nobody is named in full who may be meant.
    Bare,
    /// Only by a word, and which of several is meant is not known.
    Doubtful,
}

impl Bearer {
    /// Whether they are only named by what they are to somebody else.
    pub(super) fn is_relative(&self) -> bool {
        self.relative.is_some()
    }
}

/// A mention of a person.
pub(super) struct Named {
    pub(super) mention: usize,
    pub(super) name: PersonName,
    pub(super) around: Surroundings,
    pub(super) offices: BTreeSet<Office>,
}
