//! What the view of search shows, as plain data.

use serde::{Deserialize, Serialize};

use crate::entities::EntityKind;
use crate::entities::resolve::MentionRef;
use crate::review::Anchor;
use crate::search::{Order, Problem};
use crate::view::route::Target;

/// A question of the search box.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SearchQuery {
    /// As it was typed; see [`crate::search::query`].
    pub text: String,
    /// In which order the hits stand.
    pub order: Order,
}

/// A window of what was found.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SearchRows {
    /// What was looked for.
    pub text: String,
    /// The heading: a fact, such as "12 hits in 3 documents".
    pub heading: String,
    /// The sentence below it.
    pub lead: String,
    /// What could not be read, with where it was typed.
    pub problems: Vec<Problem>,
    /// Names that hold what was typed, the most named first.
    pub names: Vec<NameHit>,
    /// How many there are in all.
    pub all_names: u32,
    /// Documents, those with most hits first.
    pub documents: Vec<DocumentHit>,
    /// How many there are in all.
    pub all_documents: u32,
    /// How many hits are listed.
    pub total: u32,
    /// First row of the window.
    pub offset: u32,
    /// The hits.
    pub rows: Vec<HitRow>,
}

/// A name that holds what was typed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NameHit {
    /// What it is.
    pub kind: EntityKind,
    /// What it is called.
    pub name: String,
    /// Its post, or for a group its place.
    pub role: String,
    /// How often it is named.
    pub mentions: u32,
    /// A mention of it: the address of its card.
    pub card: MentionRef,
    /// What of it is kept or quoted.
    pub place: Option<Anchor>,
}

/// A document that is found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DocumentHit {
    /// Its id, shortened.
    pub label: String,
    /// Its title.
    pub title: String,
    /// How many hits there are in it.
    pub hits: u32,
    /// The first of them, or its beginning.
    pub target: Target,
    /// What of it is kept or quoted.
    pub place: Option<Anchor>,
}

/// A hit in its context.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HitRow {
    /// The words before it, in its sentence or further.
    pub before: String,
    /// The hit.
    pub hit: String,
    /// The words after it.
    pub after: String,
    /// The document.
    pub document: String,
    /// Where it stands.
    pub target: Target,
    /// What of it is kept or quoted.
    pub place: Option<Anchor>,
}

/// A list of terms, counted: a row for each term, a column for each of the documents with most hits.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct TermRows {
    /// The heading: a fact.
    pub heading: String,
    /// The sentence below it.
    pub lead: String,
    /// Ids of the documents that have a column, shortened, and in full.
    pub columns: Vec<(String, String)>,
    /// The terms.
    pub rows: Vec<TermRow>,
}

/// A term, counted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TermRow {
    /// As it was written.
    pub term: String,
    /// What to write into the search box for it.
    pub query: String,
    /// Why it cannot be looked for, or empty.
    pub problem: String,
    /// How many hits there are in all.
    pub hits: u32,
    /// In how many documents.
    pub documents: u32,
    /// How many in each document that has a column, and the first of them.
    pub cells: Vec<(u32, Option<Target>)>,
}
