//! The watch-list: how often each name occurs where.

use serde::{Deserialize, Serialize};

use super::strips::Strip;
use crate::edits::anchor;
use crate::entities::EntityKind;
use crate::report::{Report, Watched};
use crate::review::Anchor;
use crate::view::format::counted;
use crate::view::route::{Focus, Target};

/// The watch-list.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct WatchRows {
    /// The heading: a fact.
    pub heading: String,
    /// The sentence below it.
    pub lead: String,
    /// The list as it is written, one name a line.
    pub list: String,
    /// The documents as blocks of the strips.
    pub blocks: Vec<(u16, u16)>,
    /// One row a name, in the order of the list.
    pub rows: Vec<WatchRow>,
}

/// One name.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WatchRow {
    /// As it was written.
    pub name: String,
    /// What it is, where an entity goes by it.
    pub kind: Option<EntityKind>,
    /// What the entities that go by it are called, where that is something else.
    pub found_as: String,
    /// In how many places.
    pub places: u32,
    /// In how many documents.
    pub documents: u32,
    /// Where in the corpus, in thousandths of its length.
    pub ticks: Vec<u16>,
    /// The first place.
    pub first: Option<Target>,
    /// What of it is kept or quoted.
    pub place: Option<Anchor>,
}

/// The rows of all names.
pub fn watch(report: &Report) -> WatchRows {
    let watched = &report.by_user.watched;
    let found = watched.iter().filter(|name| !name.places.is_empty()).count();
    let strip = Strip::new(report);
    WatchRows {
        heading: match (watched.len(), found) {
            (0, _) => "Your watch-list is empty".into(),
            (all, found) => format!("{found} of {} found in {}", counted(all, "name"), counted(report.documents.len(), "document")),
        },
        lead: "Names that you look out for are found whatever their case, accents and spaces, also under the other names that they go by, and are marked in the texts."
            .into(),
        list: watched.iter().map(|name| name.name.as_str()).collect::<Vec<_>>().join("\n"),
        blocks: strip.blocks(),
        rows: (0..).zip(watched).map(|(at, name)| row(report, &strip, at, name)).collect(),
    }
}

fn row(report: &Report, strip: &Strip, at: u32, name: &Watched) -> WatchRow {
    let mut documents: Vec<u32> = name.places.iter().map(|place| place.document).collect();
    documents.dedup();
    let entities = || name.entities.iter().map(|&entity| &report.entities[entity as usize]);
    let others: Vec<&str> = entities().map(|entity| entity.name.as_str()).filter(|other| *other != name.name).collect();
    WatchRow {
        name: name.name.clone(),
        kind: entities().next().map(|entity| entity.kind),
        found_as: others.join(", "),
        places: name.places.len() as u32,
        documents: documents.len() as u32,
        ticks: strip.places(name.places.iter().map(|place| (place.document, place.span.start()))),
        first: name.places.first().map(|place| Target { document: place.document, focus: Focus::Watched(at, 0) }),
        place: name.places.first().map(|place| anchor(report, *place)),
    }
}
