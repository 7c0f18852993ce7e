//! Stories: documents that tell of one event, whether they copy from one another or say it in other words.
//!
//! Copies are known from [`duplicates`](crate::duplicates). Who tells of the same event in other words shares what few others have: people, places
//! and bodies that are named nowhere else in the pile, figures that are no round numbers, the day on which it happened. [`find`] joins documents
//! on such things only, by lists of who has each of them (`candidates`), weighs what two documents share (`evidence`), and makes a story of
//! a fullest document and all that are joined to it directly (`group`): a chain of documents, each a little like the one before, is no story.
//!
//! Rather none than a false one: two matches of one team, two crimes in one town or two speeches of one candidate share much and are two events.
//! So the opening of each must tell of what both share, what each says of its own day and result must not contradict the other, and the documents
//! must be from the same few days.

mod candidates;
mod copied;
mod evidence;
mod features;
mod group;
mod only;
mod opening;

pub use only::{Only, only};

use crate::analysis::Analysis;
use crate::duplicates::Duplicates;
use crate::entities::resolve::{Doubt, Entity};
use crate::figures::DocumentDate;
use crate::text::Span;

/// Days that documents of one story may lie apart, unless one is a version of the other: what is told later is another turn of events.
pub const MAX_DAYS_APART: i64 = 3;

/// A document, as far as stories need it.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// What was found in it.
    pub analysis: &'a Analysis,
    /// For each of its mentions, the index of its entity.
    pub entity_of: &'a [u32],
    /// Its mentions of which it is not known whose they are, in order.
    pub doubts: &'a [Doubt],
    /// When it was written.
    pub date: Option<&'a DocumentDate>,
}

/// The stories of a pile of documents.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stories {
    /// The most documents first, then by their lead.
    pub stories: Vec<Story>,
    /// For each document, the index of its story; `None` where it stands alone.
    pub of: Vec<Option<u32>>,
}

/// Documents that tell of one event: two or more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Story {
    /// Index of its fullest document.
    pub lead: u32,
    /// All of its documents, the lead too, in the order of their indices.
    pub members: Vec<Member>,
}

/// A document of a story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Index of the document.
    pub document: u32,
    /// What joins it to the story; `None` for the lead.
    pub joined: Option<Join>,
}

/// What joins a document to another of its story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Join {
    /// Index of the other document: the one of which it is a version, else the lead, else the one that it is joined to most firmly.
    pub to: u32,
    /// How.
    pub tie: Tie,
}

/// How two documents are joined.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tie {
    /// They are versions of one text, or the same text.
    Version,
    /// Text of the one stands in the other: the shares of both, in ten-thousandths, the joined document's first.
    Copied([u32; 2]),
    /// Both tell of the same, in other words: what they have in common, the weightiest first.
    Told(Vec<Reason>),
}

/// Something that two documents have in common.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// What it is.
    pub shared: Shared,
    /// How much it says: a name that stands nowhere else says most.
    pub weight: u32,
    /// Where it stands first in the joined document.
    pub here: Span,
    /// Where it stands first in the document that it is joined to.
    pub there: Span,
}

/// What two documents have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Shared {
    /// Index of an entity.
    Name(u32),
    /// A day that both tell of, counted from 1970-01-01.
    Day(i64),
    /// Indices of a figure of each, the joined document's first.
    Figure([u32; 2]),
}

/// For each document the fullest version of what it says: itself where there is no other.
type Versions = Vec<u32>;

/// Two documents that are joined, the one with the smaller index first.
#[derive(Clone, Debug)]
struct Edge {
    ends: [u32; 2],
    weight: u32,
    tie: Tie,
}

impl Stories {
    /// The story of a document.
    pub fn story_of(&self, document: u32) -> Option<&Story> {
        let story = (*self.of.get(document as usize)?)?;
        self.stories.get(story as usize)
    }
}

impl Story {
    /// The member that is a document.
    pub fn member(&self, document: u32) -> Option<&Member> {
        self.members.binary_search_by_key(&document, |member| member.document).ok().map(|at| &self.members[at])
    }

    /// How many of its documents are versions of others.
    pub fn versions(&self) -> usize {
        self.members.iter().filter(|member| member.joined.as_ref().is_some_and(|join| join.tie == Tie::Version)).count()
    }
}

/// Finds the stories. `sources` are in the canonical order of the corpus, `entities` those of all of them. The result depends on the set of
/// documents, and a document that shares nothing with others changes nothing.
pub fn find(sources: &[Source<'_>], entities: &[Entity], duplicates: &Duplicates) -> Stories {
    let features = features::features(sources, entities, duplicates);
    let versions = copied::versions(sources, &features, duplicates);
    let mut joins = copied::joins(sources, &features, duplicates, &versions);
    let openings = opening::Openings::new(sources);
    let holders = candidates::Holders::new(&features, &versions);
    for (a, b) in holders.pairs(&features) {
        joins.extend(evidence::weigh([&features[a as usize], &features[b as usize]], &holders, &openings, [a, b]));
    }
    group::group(&features, &versions, joins)
}
