//! The list of entities.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::strips::Strip;
use super::{EntityQuery, addresses, chosen, index, named, quotes};
use crate::entities::EntityKind;
use crate::entities::resolve::{Entity, MentionRef};
use crate::report::Report;
use crate::review::Anchor;
use crate::view::filter::{Filter, nothing};
use crate::view::format::{capitalised, counted, one_of, out_of};
use crate::view::handles::{NameHandle, mention_anchor};
use crate::view::route::{Focus, Target};
use crate::view::scope::in_documents;
use crate::view::window::Window;

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
    /// How many pairs of names are possible duplicates.
    pub suggestions: u32,
    /// How many quotes there are, each once.
    pub quotes: u32,
    /// How many different addresses and numbers there are.
    pub addresses: u32,
    /// How many names the user looks out for.
    pub watched: u32,
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
    /// Whether it is one because the user says so.
    pub by_user: bool,
    /// How often it is named.
    pub mentions: u32,
    /// In how many documents.
    pub documents: u32,
    /// Where in the corpus, in thousandths of its length; at most one tick for each.
    pub ticks: Vec<u16>,
    /// The first mention.
    pub first: Target,
    /// The same, as it is kept and quoted.
    pub place: Option<Anchor>,
    /// What it is known by.
    pub handle: Option<NameHandle>,
    /// The mention by which it is chosen, or would be.
    pub choose: MentionRef,
}

/// Other names that fit into a row.
const ALIASES: usize = 4;

/// The entities of `window`.
pub fn rows(report: &Report, query: &EntityQuery, window: Window) -> EntityRows {
    let counts = EntityRows {
        suggestions: report.suggestions.len() as u32,
        quotes: quotes::total(report) as u32,
        addresses: addresses::total(report) as u32,
        watched: report.by_user.watched.len() as u32,
        ..EntityRows::default()
    };
    let filter = match Filter::parse(&query.text) {
        Ok(filter) => filter,
        Err(lead) => return EntityRows { heading: heading(report, query, 0), lead, ..counts },
    };
    let matches = named(report, &filter);
    let of_kinds = EntityKind::ALL
        .into_iter()
        .map(|kind| (kind, matches.iter().filter(|entity| entity.kind == kind).count() as u32))
        .filter(|(_, count)| *count > 0)
        .collect();
    let are_others = !matches.is_empty();
    let shown = chosen(matches, query);
    let strip = Strip::new(report);
    let corrected = corrected(report);
    let by_user = |entity: &Entity| index(report, entity).is_some_and(|index| corrected.contains(&index));
    EntityRows {
        heading: heading(report, query, shown.len()),
        lead: lead(report, query, &shown, are_others),
        kinds: of_kinds,
        total: shown.len() as u32,
        offset: window.offset,
        blocks: strip.blocks(),
        rows: window.slice(&shown).iter().map(|entity| EntityRow { by_user: by_user(entity), ..row(report, entity, &strip) }).collect(),
        ..counts
    }
}

/// Entities that are not as they were found: merged, renamed, or with mentions that the user has put or given to them.
fn corrected(report: &Report) -> BTreeSet<u32> {
    let by_user = &report.by_user;
    let of = |&MentionRef { document, mention }: &MentionRef| report.documents[document as usize].entity_of[mention as usize];
    let mentions = by_user.added.keys().chain(by_user.reassigned.keys()).map(of);
    by_user.merged.iter().map(|merged| merged.into).chain(by_user.renamed.keys().copied()).chain(mentions).collect()
}

fn heading(report: &Report, query: &EntityQuery, shown: usize) -> String {
    let noun = query.kind.map_or("name", one_of);
    let all = report.entities.iter().filter(|entity| query.kind.is_none_or(|kind| entity.kind == kind)).count();
    format!("{} in {}", out_of(shown, all, noun), in_documents(report))
}

/// `are_others`: names of other kinds are there.
fn lead(report: &Report, query: &EntityQuery, shown: &[&Entity], are_others: bool) -> String {
    let Some(first) = shown.iter().max_by_key(|entity| (entity.mentions.len(), entity.documents)) else {
        if are_others {
            return "No name of this kind is here: “All names” shows the others.".into();
        }
        return nothing(report, &query.text, "No name was found.");
    };
    let everywhere = first.documents as usize == report.documents.len() && report.documents.len() > 1;
    let place = if everywhere { "in every document".to_string() } else { format!("in {}", counted(first.documents as usize, "document")) };
    format!("{} is named most: {}, {place}.", first.name, counted(first.mentions.len(), "time"))
}

fn row(report: &Report, entity: &Entity, strip: &Strip) -> EntityRow {
    let first = entity.mentions.first().copied().unwrap_or_default();
    EntityRow {
        kind: entity.kind,
        name: entity.name.clone(),
        role: role(report, entity),
        aliases: entity.aliases.iter().take(ALIASES).cloned().collect(),
        more_aliases: entity.aliases.len().saturating_sub(ALIASES) as u32,
        by_user: false,
        mentions: entity.mentions.len() as u32,
        documents: entity.documents,
        ticks: strip.ticks(report, entity),
        first: Target { document: first.document, focus: Focus::Mention(first.mention) },
        place: mention_anchor(report, first),
        handle: NameHandle::at(report, first),
        choose: chosen_by(report, first),
    }
}

/// The mention by which the entity with this mention was chosen, or this one.
pub fn chosen_by(report: &Report, at: MentionRef) -> MentionRef {
    let entity = report.documents.get(at.document as usize).and_then(|source| source.entity_of.get(at.mention as usize));
    entity.and_then(|&entity| report.scope.chosen(entity)).unwrap_or(at)
}

/// "President of Russia", or for a group "of Russia".
pub(in crate::view) fn role(report: &Report, entity: &Entity) -> String {
    let name = |index: u32| report.entities[index as usize].name.as_str();
    if let Some(of) = entity.of {
        return format!("of {}", name(of));
    }
    entity.roles.first().map_or(String::new(), |role| capitalised(&report.post(role)))
}
