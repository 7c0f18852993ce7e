//! What a document has that another may have, too: names, figures, days.

use xxhash_rust::xxh3::xxh3_64;

use super::Source;
use crate::analysis::Analysis;
use crate::duplicates::Duplicates;
use crate::entities::resolve::Entity;
use crate::entities::{self, EntityKind};
use crate::figures::edtf::{self, Days};
use crate::figures::{DocumentDate, Figure, FigureKind, MomentKind, Value, moments};
use crate::text::Span;

/// What a document has.
#[derive(Debug)]
pub(super) struct Features {
    /// The days on which it may have been written; `None` where that is not known, or only the year.
    pub(super) day: Option<Days>,
    /// Its words outside boilerplate: how full it is.
    pub(super) words: u32,
    /// Where its opening ends, in bytes.
    pub(super) opening: usize,
    /// Its names, by entity.
    pub(super) names: Vec<Name>,
    /// Its figures, by what makes them equal. Of equal ones the first that stands in the text.
    pub(super) figures: Vec<Quantity>,
    /// The days of which it tells, by day; each once.
    pub(super) days: Vec<ToldDay>,
    /// Results of matches, sorted: a document that tells of another result tells of another match.
    pub(super) scores: Vec<(i64, i64)>,
    /// The first day that it tells of near its own.
    pub(super) main_day: Option<i64>,
    /// Hashes of the dates that it tells of as they are written, sorted, and of the first in its opening: what undated texts are of.
    pub(super) dates: Vec<u64>,
    pub(super) main_date: Option<u64>,
}

/// A name of a document.
#[derive(Clone, Copy, Debug)]
pub(super) struct Name {
    pub(super) entity: u32,
    /// How much it says that two documents have it in common, before anything is known of others.
    pub(super) weight: u32,
    /// Where it stands first.
    pub(super) span: Span,
    /// Whether it stands in the opening.
    pub(super) opens: bool,
}

/// A figure of a document.
#[derive(Clone, Debug)]
pub(super) struct Quantity {
    pub(super) key: QuantityKey,
    /// Index into the document's figures.
    pub(super) figure: u32,
    pub(super) span: Span,
    pub(super) opens: bool,
    pub(super) weight: u32,
    /// Whether it is a bare number, of which it matters what it counts.
    pub(super) is_count: bool,
    /// Hashes of the words of what it counts, and of what is done to them.
    pub(super) subject: Vec<u32>,
}

/// What two equal figures share: what is measured (a hash), and the bounds of the value in the base unit, as bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct QuantityKey(u32, u64, u64);

/// A day that a document tells of.
#[derive(Clone, Copy, Debug)]
pub(super) struct ToldDay {
    pub(super) day: i64,
    pub(super) span: Span,
    /// Whether the text itself says which day, with its year.
    pub(super) in_full: bool,
}

/// Sentences, and at least bytes, in which a text says what it is about.
const OPENING_SENTENCES: usize = 3;
const OPENING_BYTES: usize = 400;
/// A date that may be any of more days than these is not known.
const KNOWN_WITHIN: i64 = 7;
/// Days before and after a document's own in which what it tells of may have happened.
const NEAR_DAYS: i64 = 10;
/// In place of what is measured, for results. Any number does: no measure is bound to meet it.
const SCORE: u32 = 0x5C0E;
/// What an equal result is worth: many matches end 2-1.
const SCORE_WEIGHT: u32 = 2;
/// Bytes of a dateline: a day there is that of the document.
const DATELINE: usize = 60;

/// The features of all documents.
pub(super) fn features(sources: &[Source<'_>], entities: &[Entity], duplicates: &Duplicates) -> Vec<Features> {
    let weights: Vec<u32> = entities.iter().map(weight).collect();
    let mut furniture: Vec<Vec<Span>> = vec![Vec::new(); sources.len()];
    for place in duplicates.boilerplate.iter().flat_map(|line| &line.occurrences) {
        furniture[place.document as usize].push(place.span);
    }
    furniture.iter_mut().for_each(|spans| spans.sort_unstable());
    sources.iter().zip(&furniture).map(|(source, furniture)| Features::new(source, &weights, furniture)).collect()
}

/// How much it says that two documents name an entity, before anything is known of others.
fn weight(entity: &Entity) -> u32 {
    let words = entity.name.split_whitespace().count();
    let well_known = u32::from(entities::is_well_known(&entity.name));
    match entity.kind {
        // Who holds a post is in the news again and again.
        EntityKind::Person if words > 1 => 4 - u32::from(!entity.roles.is_empty()),
        EntityKind::Person => 2,
        EntityKind::Group => 0,
        EntityKind::Place | EntityKind::Organization if well_known == 1 => 1,
        EntityKind::Place => 3,
        EntityKind::Organization => 2 + u32::from(words > 1),
        EntityKind::Event | EntityKind::Law | EntityKind::Product | EntityKind::Other => 2 - well_known,
    }
}

impl Features {
    /// The weight of all names.
    pub(super) fn names_weight(&self) -> u32 {
        self.names.iter().map(|name| name.weight).sum()
    }

    /// A name, if the document has it.
    pub(super) fn name(&self, entity: u32) -> Option<&Name> {
        self.names.binary_search_by_key(&entity, |name| name.entity).ok().map(|at| &self.names[at])
    }

    /// The first name with which it opens, countries and the like left out.
    pub(super) fn first_name(&self) -> Option<&Name> {
        self.names.iter().filter(|name| name.opens && name.weight > 1).min_by_key(|name| name.span.start())
    }

    /// Whether each of two documents tells first of a day of which the other says nothing. Of "Monday" the weekday is sure; whether the last or the
    /// next is meant is not. Where one is undated, the dates count that they write.
    pub(super) fn tells_of_another_day(&self, other: &Features) -> bool {
        if let (Some(one), Some(day)) = (self.main_day, other.main_day) {
            let tells = |own: &Features, day: i64| own.days.iter().any(|told| told.day == day);
            return (one - day).abs() % 7 != 0 && !tells(self, day) && !tells(other, one);
        }
        let tells = |own: &Features, date: u64| own.dates.binary_search(&date).is_ok();
        matches!((self.main_date, other.main_date), (Some(one), Some(date)) if !tells(self, date) && !tells(other, one))
    }

    /// A figure that is equal, if the document has one.
    pub(super) fn figure(&self, key: QuantityKey) -> Option<&Quantity> {
        self.figures.binary_search_by_key(&key, |figure| figure.key).ok().map(|at| &self.figures[at])
    }

    fn new(source: &Source<'_>, weights: &[u32], furniture: &[Span]) -> Features {
        let analysis = source.analysis;
        let opening = opening(analysis);
        let own = |span: Span| !stands_in(furniture, span);
        let (days, main_day) = days(source, &own);
        let (dates, main_date) = dates(analysis, opening, &own);
        Features {
            day: source.date.and_then(known_day),
            words: analysis.fingerprint.len() as u32
                - furniture.iter().map(|&span| analysis.fingerprint.words_in(span)).sum::<u32>().min(analysis.fingerprint.len() as u32),
            opening,
            names: names(source, weights, opening, &own),
            figures: quantities(analysis, opening, &own),
            days,
            scores: scores(analysis),
            main_day,
            dates,
            main_date,
        }
    }
}

/// Hashes of the dates of a text, years too, without what is only told from the day of writing; and of the first in its opening.
fn dates(analysis: &Analysis, opening: usize, own: &impl Fn(Span) -> bool) -> (Vec<u64>, Option<u64>) {
    let written = |figure: &Figure| match &figure.value {
        Value::Date(date) if !date.contains('W') && own(figure.span) => Some(xxh3_64(date.trim_start_matches("XXXX-").as_bytes())),
        _ => None,
    };
    let mut dates: Vec<u64> = analysis.figures.iter().filter_map(written).collect();
    let main = analysis.figures.iter().take_while(|figure| figure.span.start() < opening).find_map(written);
    dates.sort_unstable();
    dates.dedup();
    (dates, main)
}

/// The days on which a document may have been written, where they are few.
fn known_day(date: &DocumentDate) -> Option<Days> {
    edtf::days(&date.date).filter(|days| days.length() <= KNOWN_WITHIN)
}

/// Where the opening of a text ends, in bytes.
fn opening(analysis: &Analysis) -> usize {
    let sentences = analysis.layout.sentences.get(OPENING_SENTENCES - 1).or(analysis.layout.sentences.last());
    sentences.map_or(0, |span| span.end()).max(OPENING_BYTES)
}

/// Whether one of the spans, which are sorted, overlaps a span.
fn stands_in(spans: &[Span], span: Span) -> bool {
    let behind = spans.partition_point(|other| other.start() < span.end());
    behind.checked_sub(1).is_some_and(|at| spans[at].overlaps(span))
}

fn names(source: &Source<'_>, weights: &[u32], opening: usize, own: &impl Fn(Span) -> bool) -> Vec<Name> {
    let mut doubts = source.doubts.iter().map(|doubt| doubt.mention).peekable();
    let mut names = Vec::new();
    for ((at, mention), &entity) in (0..).zip(&source.analysis.names.mentions).zip(source.entity_of) {
        // Whose name it is must be known.
        if doubts.next_if_eq(&at).is_some() || !own(mention.span) {
            continue;
        }
        let weight = weights.get(entity as usize).copied().unwrap_or(0);
        if weight > 0 {
            names.push(Name { entity, weight, span: mention.span, opens: mention.span.start() < opening });
        }
    }
    names.sort_by_key(|name| (name.entity, name.span.start()));
    names.dedup_by_key(|name| name.entity);
    names
}

fn quantities(analysis: &Analysis, opening: usize, own: &impl Fn(Span) -> bool) -> Vec<Quantity> {
    let mut found = Vec::new();
    for claim in analysis.claims.claims.iter().filter(|claim| !claim.is_date && !claim.is_time) {
        let figure = &analysis.figures[claim.figure as usize];
        let weight = precision(figure);
        if figure.minor || weight == 0 || !own(figure.span) {
            continue;
        }
        let mut subject = claim.subject.clone();
        subject.extend(claim.deed);
        found.push(Quantity {
            key: QuantityKey(claim.measure, claim.stated.0.to_bits(), claim.stated.1.to_bits()),
            figure: claim.figure,
            span: figure.span,
            opens: figure.span.start() < opening,
            weight,
            is_count: matches!(figure.kind, FigureKind::Number | FigureKind::Fraction) && figure.unit.is_none(),
            subject,
        });
    }
    for (at, figure) in (0..).zip(&analysis.figures).filter(|(_, figure)| own(figure.span)) {
        if let Some((more, less)) = score(figure) {
            found.push(Quantity {
                key: QuantityKey(SCORE, more as u64, less as u64),
                figure: at,
                span: figure.span,
                opens: figure.span.start() < opening,
                weight: SCORE_WEIGHT,
                is_count: false,
                subject: Vec::new(),
            });
        }
    }
    found.sort_by_key(|quantity| (quantity.key, quantity.span.start()));
    found.dedup_by_key(|quantity| quantity.key);
    found
}

/// How much it says that two documents have a figure in common: 0 for what counts a handful, little for round numbers, most where three digits are
/// the same.
fn precision(figure: &Figure) -> u32 {
    let Value::Number(value) = figure.value else { return 0 };
    let whole = value.integer();
    if whole.is_some_and(|value| value.abs() <= 12) && figure.unit.is_none() {
        return 0;
    }
    match value.precision().0 {
        0 | 1 => 1,
        2 => 2 + u32::from(whole.is_none()),
        _ => 4,
    }
}

/// A result, the larger number first: a loser's "lost 1-3" is the winner's 3-1.
fn score(figure: &Figure) -> Option<(i64, i64)> {
    let Value::Score(a, b) = figure.value else { return None };
    let (a, b) = (a.integer()?, b.integer()?);
    Some((a.max(b), a.min(b)))
}

fn scores(analysis: &Analysis) -> Vec<(i64, i64)> {
    let mut scores: Vec<(i64, i64)> = analysis.figures.iter().filter_map(score).collect();
    scores.sort_unstable();
    scores.dedup();
    scores
}

/// The days that a text tells of, and the first of them near its own.
fn days(source: &Source<'_>, own: &impl Fn(Span) -> bool) -> (Vec<ToldDay>, Option<i64>) {
    let analysis = source.analysis;
    let written = source.date.and_then(known_day);
    let mut told = Vec::new();
    for moment in moments(&analysis.figures, &analysis.relative_times, source.date) {
        let (MomentKind::Event, Some(span), Some(days)) = (moment.kind, moment.span, moment.days) else { continue };
        let in_dateline = span.end() <= DATELINE && written.is_some_and(|written| written.overlaps(days));
        if days.length() == 1 && !moment.approximate && own(span) && (moment.resolved || !in_dateline) {
            told.push(ToldDay { day: days.start, span, in_full: !moment.resolved });
        }
    }
    let near = |day: i64| written.is_some_and(|written| day >= written.start - NEAR_DAYS && day <= written.end + NEAR_DAYS);
    let main = told.iter().find(|told| near(told.day)).map(|told| told.day);
    told.sort_by_key(|told| (told.day, told.span.start()));
    told.dedup_by_key(|told| told.day);
    (told, main)
}
