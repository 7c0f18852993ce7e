//! What only one document of a story has: names, figures and quotes. Looked for when somebody opens the story.

use std::collections::{HashMap, HashSet};

use super::{Source, Story};
use crate::entities::EntityKind;
use crate::figures::{Claim, FigureKind};
use crate::text::Span;

/// What one document of a story has and no other: indices into its own lists, in reading order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Only {
    /// Index of the document.
    pub document: u32,
    /// First mentions of entities that no other document of the story names for sure.
    pub names: Vec<u32>,
    /// Figures of a value that no other document has, dates and ordinals left out.
    pub figures: Vec<u32>,
    /// Quotes whose words stand in no other document.
    pub quotes: Vec<u32>,
}

/// Words in a row by which a quote is found in another document.
const RUN: usize = 4;
/// Share of a quote's runs of words that other documents must have for it to be no quote of one only, in hundredths.
const SAME_QUOTE: usize = 50;

/// For each document of a story, in the order of its members, what only that one has.
pub fn only(sources: &[Source<'_>], story: &Story) -> Vec<Only> {
    let mut held = Held::default();
    for member in &story.members {
        held.add(&sources[member.document as usize]);
    }
    let of = |document: u32| {
        let source = &sources[document as usize];
        let is_once = |count: Option<&u32>| count.is_none_or(|count| *count < 2);
        let names = names(source).into_iter().filter(|(_, entity)| is_once(held.names.get(entity)));
        let figures = figures(source).into_iter().filter(|(_, key)| is_once(held.figures.get(key)));
        let quotes = (0..).zip(&source.analysis.quotes).filter(|(_, quote)| {
            let runs = runs(source, quote.span);
            let again = runs.iter().filter(|run| !is_once(held.runs.get(run))).count();
            !runs.is_empty() && again * 100 < SAME_QUOTE * runs.len()
        });
        Only {
            document,
            names: names.map(|(mention, _)| mention).collect(),
            figures: figures.map(|(figure, _)| figure).collect(),
            quotes: quotes.map(|(quote, _)| quote).collect(),
        }
    };
    story.members.iter().map(|member| of(member.document)).collect()
}

/// What is measured, and the bounds of the value, as bits.
type FigureKey = (u32, u64, u64);

/// How many documents have each thing.
#[derive(Default)]
struct Held {
    names: HashMap<u32, u32>,
    figures: HashMap<FigureKey, u32>,
    runs: HashMap<u64, u32>,
}

impl Held {
    fn add(&mut self, source: &Source<'_>) {
        // Who may be meant counts, too: what is said to stand nowhere else must not.
        let candidates = source.doubts.iter().flat_map(|doubt| doubt.candidates.iter().map(|other| other.entity));
        count(&mut self.names, source.entity_of.iter().copied().chain(candidates));
        count(&mut self.figures, source.analysis.claims.claims.iter().map(key));
        count(&mut self.runs, runs(source, Span::new(0, source.analysis.document.text.len())).into_iter());
    }
}

/// Counts each thing of a document once.
fn count<T: Eq + std::hash::Hash + Copy>(counts: &mut HashMap<T, u32>, things: impl Iterator<Item = T>) {
    let mut seen = HashSet::new();
    for thing in things.filter(|thing| seen.insert(*thing)) {
        *counts.entry(thing).or_default() += 1;
    }
}

fn key(claim: &Claim) -> FigureKey {
    (claim.measure, claim.stated.0.to_bits(), claim.stated.1.to_bits())
}

/// First mentions of entities of which it is known whose they are.
fn names(source: &Source<'_>) -> Vec<(u32, u32)> {
    let mut seen: HashSet<u32> = source.doubts.iter().filter_map(|doubt| source.entity_of.get(doubt.mention as usize).copied()).collect();
    let mentions = (0..).zip(&source.analysis.names.mentions).zip(source.entity_of);
    mentions
        .filter(|((_, mention), entity)| mention.kind != EntityKind::Group && seen.insert(**entity))
        .map(|((at, _), entity)| (at, *entity))
        .collect()
}

fn figures(source: &Source<'_>) -> Vec<(u32, FigureKey)> {
    let analysis = source.analysis;
    let mut seen = HashSet::new();
    let told = analysis.claims.claims.iter().filter(|claim| {
        let figure = &analysis.figures[claim.figure as usize];
        !claim.is_date && !claim.is_time && !figure.minor && !matches!(figure.kind, FigureKind::Date | FigureKind::Ordinal)
    });
    told.filter(|claim| seen.insert(key(claim))).map(|claim| (claim.figure, key(claim))).collect()
}

/// Hashes of the runs of words in a part of a document; of a shorter part of all of its words.
fn runs(source: &Source<'_>, part: Span) -> Vec<u64> {
    let fingerprint = &source.analysis.fingerprint;
    let words = fingerprint.hashes_in(part);
    words
        .windows(RUN.min(words.len().max(1)))
        .map(|run| run.iter().fold(0_u64, |hash, word| hash.rotate_left(17) ^ u64::from(*word).wrapping_mul(0x9E37_79B9_7F4A_7C15)))
        .collect()
}
