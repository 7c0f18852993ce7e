//! Who and where: a list, strips, a matrix, a card for each, who says what, addresses and numbers, what may be one, and the
//! names that the user looks out for.

mod addresses;
mod card;
mod matrix;
mod quotes;
mod rows;
mod strips;
mod suggestions;
mod together;
mod watch;

pub use addresses::{AddressRow, AddressRows, addresses, kind_name};
pub use card::{Beside, Card, CardRole, Described, Given, card};
pub use matrix::matrix;
pub use quotes::{QuoteRow, QuoteRows, quotes};
pub use rows::{EntityRow, EntityRows, rows};
pub use strips::strips;
pub use suggestions::{Side, SuggestionCard, SuggestionCards, suggestions};
pub use together::{company, together};
pub use watch::{WatchRow, WatchRows, watch};

pub(super) use addresses::{rank, values};
pub(super) use rows::{chosen_by, role};

use serde::{Deserialize, Serialize};

use super::filter::Filter;
use super::format::{counted, one_of, short};
use super::picture::{Anchor, Link, Mark, Shape, Tone};
use super::route::{Route, Sort, View};
use crate::entities::EntityKind;
use crate::entities::resolve::{Entity, MentionRef};
use crate::report::Report;
use crate::text::fold::folded;

/// Which entities, in which order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntityQuery {
    /// Of this kind only.
    pub kind: Option<EntityKind>,
    /// With this in their name or one of their other names, whatever the case and accents.
    pub text: String,
    /// By mentions, by name, or by documents.
    pub sort: Sort,
}

/// What the view of entities shows: as it stands in the address.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct EntityScope {
    /// In which form.
    pub form: Form,
    /// Whose quotes only, or whose company: one of its mentions.
    pub speaker: Option<MentionRef>,
    /// The card that is open: one of its mentions, so that it is found again when entities are merged.
    pub card: Option<MentionRef>,
}

/// Forms of the view.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Form {
    /// Rows, the most named first.
    #[default]
    List,
    /// Where in the corpus each is named.
    Strips,
    /// Entities by documents.
    Matrix,
    /// Entities by entities: who is named with whom; of one, as a graph.
    Together,
    /// Who says what.
    Quotes,
    /// Addresses, numbers and coordinates.
    Addresses,
    /// What may be one.
    Suggestions,
    /// Names that the user looks out for.
    Watch,
}

impl Form {
    /// All of them.
    pub const ALL: [Form; 8] =
        [Form::List, Form::Strips, Form::Matrix, Form::Together, Form::Quotes, Form::Addresses, Form::Suggestions, Form::Watch];

    /// The name in the address.
    pub fn name(self) -> &'static str {
        match self {
            Form::List => "list",
            Form::Strips => "strips",
            Form::Matrix => "matrix",
            Form::Together => "together",
            Form::Quotes => "quotes",
            Form::Addresses => "addresses",
            Form::Suggestions => "suggestions",
            Form::Watch => "watch",
        }
    }

    /// The name on the screen.
    pub fn label(self) -> &'static str {
        match self {
            Form::List => "List",
            Form::Strips => "Strips",
            Form::Matrix => "Matrix",
            Form::Together => "Together",
            Form::Quotes => "Quotes",
            Form::Addresses => "Addresses",
            Form::Suggestions => "Suggestions",
            Form::Watch => "Watch-list",
        }
    }
}

/// The address of the card of the entity with this mention.
pub fn card_route(here: &Route, at: MentionRef) -> Route {
    let list = if here.view == View::Entities {
        here.clone()
    } else {
        Route { view: View::Entities, selection: here.selection.clone(), ..Route::default() }
    };
    Route { entities: EntityScope { card: Some(at), ..list.entities }, open: here.open, new_only: here.new_only, ..list }
}

/// The way from a picture of names to a card, and back to the picture.
fn card_link(query: &EntityQuery, form: Form, entity: &Entity) -> Link {
    let list = Route { view: View::Entities, entity_kind: query.kind, sort: query.sort, ..Route::default() };
    let card = entity.mentions.first().copied();
    Link::Route(Box::new(Route { entities: EntityScope { form, card, speaker: None }, ..list }))
}

/// The name of an entity beside its row, which leads to its card.
fn row_name(entity: &Entity, link: Link, area: Shape, (x, y): (i32, i32)) -> [Mark; 2] {
    let kind = one_of(entity.kind);
    let cell = Mark { strength: 0, label: format!("{}, {kind}", entity.name), link: Some(link), ..Mark::plain(area, Tone::Ground) };
    [cell, Mark::text(x, y, Anchor::End, Tone::Text, format!("{} · {kind}", short(&entity.name, 22)))]
}

/// The entities that the words of a query leave, of all kinds.
fn named<'r>(report: &'r Report, filter: &Filter) -> Vec<&'r Entity> {
    report.shown_entities().filter(|entity| names(entity).any(|name| filter.shows(name))).collect()
}

/// The index in the report of an entity that stands in what is looked at.
fn index(report: &Report, entity: &Entity) -> Option<u32> {
    let at = entity.mentions.first()?;
    report.documents.get(at.document as usize)?.entity_of.get(at.mention as usize).copied()
}

/// The entities that go by a text, the most named first, with their indices; all if it is empty.
pub(super) fn called<'r>(report: &'r Report, text: &str) -> Vec<(u32, &'r Entity)> {
    // What is typed here is no pattern.
    let Ok(filter) = Filter::parse(text.trim().trim_matches('/')) else { return Vec::new() };
    let is_called = |entity: &Entity| names(entity).any(|name| filter.shows(name));
    let mut called: Vec<(u32, &Entity)> = (0..).zip(&report.entities).filter(|(_, entity)| is_called(entity)).collect();
    called.sort_by_key(|(_, entity)| std::cmp::Reverse(entity.mentions.len()));
    called
}

/// Those of the kind of the query, in its order.
fn chosen<'r>(all: Vec<&'r Entity>, query: &EntityQuery) -> Vec<&'r Entity> {
    let mut shown: Vec<&Entity> = all.into_iter().filter(|entity| query.kind.is_none_or(|kind| entity.kind == kind)).collect();
    match query.sort {
        Sort::Weight => shown.sort_by_key(|entity| std::cmp::Reverse(entity.mentions.len())),
        Sort::Name => shown.sort_by_cached_key(|entity| folded(&entity.name)),
        Sort::Value => shown.sort_by_key(|entity| std::cmp::Reverse((entity.documents, entity.mentions.len()))),
    }
    shown
}

fn names(entity: &Entity) -> impl Iterator<Item = &String> {
    std::iter::once(&entity.name).chain(&entity.aliases)
}

/// "11 times in 3 documents".
fn times(mentions: usize, documents: usize) -> String {
    let times = if mentions == 1 { "once".into() } else { counted(mentions, "time") };
    format!("{times} in {}", counted(documents, "document"))
}

#[cfg(test)]
pub(super) mod tests {
    use crate::analysis::{Engine, Parts, analyze};
    use crate::corpus::Corpus;
    use crate::duplicates::Sensitivity;
    use crate::report::Report;
    use crate::text::Document;

    /// The report of these texts, which are called 0.txt, 1.txt and so on.
    pub(in crate::view) fn report(texts: &[&str]) -> Report {
        let mut corpus = Corpus::new();
        for (at, text) in texts.iter().enumerate() {
            corpus.add(analyze(Document::from_text(format!("{at}.txt"), *text), &Engine::new(Parts::ALL)));
        }
        corpus.report(&Sensitivity::STANDARD)
    }
}
