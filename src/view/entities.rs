//! The list of entities.

use serde::{Deserialize, Serialize};

use super::desk::Window;
use super::filter::Filter;
use super::format::{capitalised, counted, kinds};
use super::route::{Focus, Sort, Target};
use crate::entities::EntityKind;
use crate::entities::resolve::Entity;
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

/// A window of the list of entities.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct EntityRows {
    /// The heading: a fact.
    pub heading: String,
    /// The sentence below it.
    pub lead: String,
    /// How many there are of each kind, for the text of the query.
    pub kinds: Vec<(EntityKind, u32)>,
    /// How many match the query.
    pub total: u32,
    /// First row of the window.
    pub offset: u32,
    /// The documents as blocks of the strips: start and width, in thousandths. Empty where there are too many to see.
    pub blocks: Vec<(u16, u16)>,
    /// The rows.
    pub rows: Vec<EntityRow>,
}

/// One entity.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EntityRow {
    /// What it is.
    pub kind: EntityKind,
    /// What it is called.
    pub name: String,
    /// Its post, or for a group its place.
    pub role: String,
    /// Other names, a few.
    pub aliases: Vec<String>,
    /// How many other names are not shown.
    pub more_aliases: u32,
    /// How often it is named.
    pub mentions: u32,
    /// In how many documents.
    pub documents: u32,
    /// Where in the corpus, in thousandths of its length; at most one tick for each.
    pub ticks: Vec<u16>,
    /// The first mention.
    pub first: Target,
}

/// Other names that fit into a row.
const ALIASES: usize = 4;
/// Documents that can be told apart in a strip.
const BLOCKS: usize = 60;

/// The entities of `window`.
pub fn rows(report: &Report, query: &EntityQuery, window: Window) -> EntityRows {
    let filter = match Filter::parse(&query.text) {
        Ok(filter) => filter,
        Err(lead) => return EntityRows { heading: heading(report, query, 0), lead, ..EntityRows::default() },
    };
    let matches: Vec<&Entity> = report.entities.iter().filter(|entity| names(entity).any(|name| filter.shows(name))).collect();
    let of_kinds = EntityKind::ALL
        .into_iter()
        .map(|kind| (kind, matches.iter().filter(|entity| entity.kind == kind).count() as u32))
        .filter(|(_, count)| *count > 0)
        .collect();
    let mut shown: Vec<&Entity> = matches.into_iter().filter(|entity| query.kind.is_none_or(|kind| entity.kind == kind)).collect();
    match query.sort {
        Sort::Weight => shown.sort_by_key(|entity| std::cmp::Reverse(entity.mentions.len())),
        Sort::Name => shown.sort_by_cached_key(|entity| folded(&entity.name)),
        Sort::Value => shown.sort_by_key(|entity| std::cmp::Reverse((entity.documents, entity.mentions.len()))),
    }
    let strip = Strip::new(report);
    EntityRows {
        heading: heading(report, query, shown.len()),
        lead: lead(report, &shown),
        kinds: of_kinds,
        total: shown.len() as u32,
        offset: window.offset,
        blocks: strip.blocks(),
        rows: window.of(&shown).iter().map(|entity| row(report, entity, &strip)).collect(),
    }
}

fn names(entity: &Entity) -> impl Iterator<Item = &String> {
    std::iter::once(&entity.name).chain(&entity.aliases)
}

fn heading(report: &Report, query: &EntityQuery, total: usize) -> String {
    let noun = match query.kind {
        Some(EntityKind::Person) => counted(total, "person"),
        Some(EntityKind::Place) => counted(total, "place"),
        Some(EntityKind::Organization) => counted(total, "organisation"),
        Some(EntityKind::Group) => counted(total, "group"),
        Some(kind) => format!("{}: {total}", kinds(kind)),
        None => counted(total, "name"),
    };
    format!("{noun} in {}", counted(report.documents.len(), "document"))
}

fn lead(report: &Report, shown: &[&Entity]) -> String {
    let Some(first) = shown.iter().max_by_key(|entity| (entity.mentions.len(), entity.documents)) else {
        return "No name is shown. A filter may hide some: Esc in its field clears it.".into();
    };
    let everywhere = first.documents as usize == report.documents.len() && report.documents.len() > 1;
    let place = if everywhere { "in every document".to_string() } else { format!("in {}", counted(first.documents as usize, "document")) };
    format!("{} is named most: {} {place}.", first.name, counted(first.mentions.len(), "time"))
}

fn row(report: &Report, entity: &Entity, strip: &Strip) -> EntityRow {
    let first = entity.mentions.first().copied().unwrap_or_default();
    EntityRow {
        kind: entity.kind,
        name: entity.name.clone(),
        role: role(report, entity),
        aliases: entity.aliases.iter().take(ALIASES).cloned().collect(),
        more_aliases: entity.aliases.len().saturating_sub(ALIASES) as u32,
        mentions: entity.mentions.len() as u32,
        documents: entity.documents,
        ticks: strip.ticks(report, entity),
        first: Target { document: first.0, focus: Focus::Mention(first.1) },
    }
}

/// "President of Russia", or for a group "of Russia".
pub(super) fn role(report: &Report, entity: &Entity) -> String {
    let name = |index: u32| report.entities[index as usize].name.as_str();
    if let Some(of) = entity.of {
        return format!("of {}", name(of));
    }
    entity.roles.first().map_or(String::new(), |role| {
        let of = role.of.map_or(String::new(), |of| format!(" of {}", name(of)));
        capitalised(&format!("{}{of}", role.role))
    })
}

/// The corpus as one line, a thousand units long.
struct Strip {
    starts: Vec<u64>,
    total: u64,
}

impl Strip {
    fn new(report: &Report) -> Strip {
        let mut total = 0;
        let starts = report
            .documents
            .iter()
            .map(|document| {
                let start = total;
                total += document.text().len() as u64;
                start
            })
            .collect();
        Strip { starts, total: total.max(1) }
    }

    fn at(&self, byte: u64) -> u16 {
        (byte * 1000 / self.total) as u16
    }

    fn blocks(&self) -> Vec<(u16, u16)> {
        if self.starts.len() > BLOCKS {
            return Vec::new();
        }
        let ends = self.starts.iter().skip(1).chain(std::iter::once(&self.total));
        self.starts.iter().zip(ends).map(|(&start, &end)| (self.at(start), self.at(end) - self.at(start))).collect()
    }

    fn ticks(&self, report: &Report, entity: &Entity) -> Vec<u16> {
        let mut ticks: Vec<u16> = entity
            .mentions
            .iter()
            .map(|&(document, mention)| {
                let span = report.documents[document as usize].analysis.names.mentions[mention as usize].span;
                self.at(self.starts[document as usize] + span.start() as u64)
            })
            .collect();
        ticks.dedup();
        ticks
    }
}
