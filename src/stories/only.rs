//! What only one document of a story has: names, figures and quotes. Looked for when somebody opens the story.

use std::collections::HashSet;

use super::{Source, Story};
use crate::entities::EntityKind;
use crate::figures::FigureKind;
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
/// Share of a quote's runs of words that another document must have to quote the same, in hundredths.
const SAME_QUOTE: usize = 50;

/// For each document of a story, in the order of its members, what only that one has.
pub fn only(sources: &[Source<'_>], story: &Story) -> Vec<Only> {
    let documents: Vec<u32> = story.members.iter().map(|member| member.document).collect();
    let held: Vec<Held> = documents.iter().map(|&document| Held::new(&sources[document as usize])).collect();
    let among_others = |at: usize, has: &dyn Fn(&Held) -> bool| held.iter().enumerate().any(|(other, held)| other != at && has(held));
    documents
        .iter()
        .enumerate()
        .map(|(at, &document)| {
            let source = &sources[document as usize];
            Only {
                document,
                names: names(source)
                    .into_iter()
                    .filter(|(_, entity)| !among_others(at, &|held| held.names.contains(entity)))
                    .map(|(mention, _)| mention)
                    .collect(),
                figures: figures(source)
                    .into_iter()
                    .filter(|(_, key)| !among_others(at, &|held| held.figures.contains(key)))
                    .map(|(figure, _)| figure)
                    .collect(),
                quotes: (0..)
                    .zip(&source.analysis.quotes)
                    .filter(|(_, quote)| {
                        let runs = runs(source, quote.span);
                        let has = |held: &Held| runs.iter().filter(|run| held.runs.contains(run)).count() * 100 >= SAME_QUOTE * runs.len();
                        !runs.is_empty() && !among_others(at, &has)
                    })
                    .map(|(quote, _)| quote)
                    .collect(),
            }
        })
        .collect()
}

/// What a document has.
struct Held {
    names: HashSet<u32>,
    figures: HashSet<(u32, u64, u64)>,
    runs: HashSet<u64>,
}

impl Held {
    fn new(source: &Source<'_>) -> Held {
        let text = Span::new(0, source.analysis.document.text.len());
        Held {
            // Who may be meant counts here: what is said to stand nowhere else must not.
            names: source
                .entity_of
                .iter()
                .copied()
                .chain(source.doubts.iter().flat_map(|doubt| doubt.candidates.iter().map(|other| other.entity)))
                .collect(),
            figures: source.analysis.claims.claims.iter().map(key).collect(),
            runs: runs(source, text).into_iter().collect(),
        }
    }
}

fn key(claim: &crate::figures::Claim) -> (u32, u64, u64) {
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

fn figures(source: &Source<'_>) -> Vec<(u32, (u32, u64, u64))> {
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
