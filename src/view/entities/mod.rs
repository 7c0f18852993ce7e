//! Names: a list, strips, a matrix, a card for each, who says what, addresses and numbers, possible duplicates, and the
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
pub use card::{Beside, Card, CardFigure, CardRole, Described, card};
pub use matrix::matrix;
pub use quotes::{QuoteRow, QuoteRows, quotes};
pub use rows::{EntityRow, EntityRows, chosen_by, rows};
pub use strips::strips;
pub use suggestions::{Side, SuggestionCard, SuggestionCards, SuggestionGroup, suggestions};
pub use together::{co_mentions, together};
pub use watch::{WatchRow, WatchRows, watch};

pub(super) use addresses::{rank, values};
pub(super) use rows::role;

use serde::{Deserialize, Serialize};

use super::filter::Filter;
use super::format::{counted, cut, one_of};
use super::picture::{Anchor, Link, Mark, Shape, Tone, room};
use super::route::{EntityForm, EntityScope, Route, Sort, View};
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
fn card_link(query: &EntityQuery, form: EntityForm, entity: &Entity) -> Link {
    let list = Route { view: View::Entities, entity_kind: query.kind, sort: query.sort, ..Route::default() };
    let card = entity.mentions.first().copied();
    Link::Route(Box::new(Route { entities: EntityScope { form, card, speaker: None }, ..list }))
}

/// The name of an entity beside its row, which leads to its card.
fn row_name(entity: &Entity, link: Link, area: Shape, (x, y): (i32, i32)) -> [Mark; 2] {
    let kind = one_of(entity.kind);
    let cell = Mark { strength: 0, label: format!("{}, {kind}", entity.name), link: Some(link), ..Mark::plain(area, Tone::Ground) };
    [cell, Mark::text(x, y, Anchor::End, Tone::Text, row_label(entity))]
}

/// Letters of a name that are shown beside a picture: longer ones end in a sign.
const LETTERS: usize = 40;

/// What is written beside a row: "Vladimir Putin · person".
fn row_label(entity: &Entity) -> String {
    format!("{} · {}", cut(&entity.name, LETTERS), one_of(entity.kind))
}

/// Room for the names of these entities, in pixels.
fn room_for(entities: &[&Entity]) -> i32 {
    let labels: Vec<String> = entities.iter().map(|entity| row_label(entity)).collect();
    room(labels.iter().map(String::as_str))
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

/// Where an entity is described (document, description), in reading order.
pub(super) fn descriptions(report: &Report, entity: u32) -> Vec<(u32, u32)> {
    let mut places = Vec::new();
    for (document, source) in (0..).zip(&report.documents) {
        let all = (0..).zip(&source.analysis.names.descriptions);
        let its = all.filter(|(_, description)| source.entity_of.get(description.mention as usize) == Some(&entity));
        places.extend(its.map(|(at, _)| (document, at)));
    }
    places
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
