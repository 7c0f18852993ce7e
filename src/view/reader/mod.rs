//! One document to read: paragraphs cut into segments, each with what it is.

mod encodings;
mod focus;
mod map;
mod segments;
mod stretches;

pub use map::{MapKind, MapMark};

use serde::{Deserialize, Serialize};

use self::focus::describe;
use self::segments::{marks, paragraphs};
use self::stretches::stretches;
use super::copies::share;
use super::entities::chosen_by;
use super::format::{count, counted, edtf, known_by, one_line, shown};
use super::handles::{PassageHandle, anchor_of};
use super::news::News;
use super::places::focus_span;
use super::route::{Focus, Open, Target};
use crate::corpus::DocumentKey;
use crate::duplicates::{Pair, PairSide};
use crate::entities::EntityKind;
use crate::entities::resolve::MentionRef;
use crate::figures::{FigureKind, FigureRef};
use crate::report::{Report, ReportDocument};
use crate::review::Anchor;
use crate::search::SearchHits;
use crate::text::Span;
use crate::view::places::quotable;
use crate::view::status::Status;

/// A document, ready to draw.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// Its index in the report.
    pub document: u32,
    /// How many documents there are.
    pub documents: u32,
    /// What makes it the same as another.
    pub key: DocumentKey,
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Length, and language where that is not English.
    pub meta: String,
    /// Encodings that it can be read with, by label and as people call them: its own first. Empty where there is no choice.
    pub encodings: Vec<(String, String)>,
    /// Its outlet or address; empty where nothing says it.
    pub source: String,
    /// When it was written, in EDTF, in words, and how that is known.
    pub date: Option<(String, String, String)>,
    /// What a reader should know about it.
    pub notes: Vec<String>,
    /// The place that was asked for.
    pub target: Target,
    /// Its start and end in bytes, if it is one.
    pub place: Option<(u32, u32)>,
    /// What is meant: "Vladimir Putin, mention 3 of 11".
    pub focus: String,
    /// Why the program says so, if it is a name or a figure.
    pub reason: String,
    /// What of the place that was asked for is kept or quoted; of the document as a whole, its first sentence.
    pub anchor: Option<Anchor>,
    /// Of a figure that was asked for, what checking it gave.
    pub status: Option<Status>,
    /// The passage that was asked for.
    pub passage: Option<PassageHandle>,
    /// The first mention of the entity that was asked for.
    pub name: Option<MentionRef>,
    /// Whether the user keeps the place that was asked for.
    pub pinned: bool,
    /// The mention by which the entity that was asked for is chosen, or would be.
    pub choose: Option<MentionRef>,
    /// Who says the quote that was asked for, or in whose words the figure stands.
    pub said_by: Option<SaidBy>,
    /// What the figure that was asked for measures and of whom it is told: "Measures: votes, of Eddie Chu"; or empty.
    pub measures: String,
    /// The place before and the place after, of the same name, figure or passage.
    pub trail: (Option<Target>, Option<Target>),
    /// The document before and the document after; where only what is new is shown, those that say something new.
    pub neighbours: (Option<u32>, Option<u32>),
    /// How much of it no document before it says: "12 % new".
    pub news: String,
    /// Documents that share text with this one: label and comparison.
    pub shared: Vec<(String, Open)>,
    /// The whole document, small.
    pub map: Vec<MapMark>,
    /// The text.
    pub blocks: Vec<Block>,
}

/// Somebody who says something.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SaidBy {
    /// What it is.
    pub kind: EntityKind,
    /// What it is called.
    pub name: String,
    /// A mention of it: the address of its card.
    pub card: MentionRef,
    /// The quote, where something within it was asked for.
    pub quote: Option<u32>,
}

/// Some paragraphs in a row that are, or are not, copied.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Block {
    /// Whether they are copied.
    pub kind: BlockKind,
    /// For copied text, where else it stands: "also in 001 · 260 words".
    pub label: String,
    /// For copied text, the comparison with the first other document.
    pub open: Option<Open>,
    /// Whether the block itself is what was asked for.
    pub current: bool,
    /// Whether it is folded away, because a document before this one says it.
    pub folded: bool,
    /// The passage that it is, where it is one: what can be decided about.
    pub passage: Option<PassageHandle>,
    /// The paragraphs.
    pub paragraphs: Vec<Vec<Segment>>,
}

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)] // the names say it
pub enum BlockKind {
    Own,
    Copied,
    Boilerplate,
}

/// A piece of text of one kind.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Segment {
    /// The text; characters that cannot be seen are replaced by signs for them.
    pub text: String,
    /// Where it begins in the document, in bytes.
    pub start: u32,
    /// What it is.
    pub mark: Mark,
    /// Where it leads when it is chosen.
    pub focus: Option<Focus>,
    /// Whether it is what was asked for.
    pub current: bool,
    /// Whether it is on the user's watch-list.
    pub watched: bool,
    /// Whether it is a name of which it is not known whose it is.
    pub unsure: bool,
    /// Whether it is, or holds, what is searched for or chosen.
    pub hit: bool,
    /// Whether a place that the user keeps begins here.
    pub pinned: bool,
    /// Whether it is an earlier mail, quoted in an answer.
    pub quoted: bool,
}

/// What a segment is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)] // the names say it
pub enum Mark {
    Plain,
    Entity(EntityKind),
    Figure,
    Watched,
}

/// Bytes of a document that are drawn at once; of longer ones, the part around what was asked for.
const MAX_BYTES: usize = 300_000;
/// Other documents that are named in a label.
const NAMED: usize = 3;

/// The document of `target`, or `None` if there is none. With `new_only`, what documents before it say is folded away.
pub fn read(report: &Report, target: Target, new_only: bool) -> Option<Reading> {
    read_among(report, target, new_only, None)
}

/// The same, with what is searched for marked and counted.
pub fn read_among(report: &Report, target: Target, new_only: bool, found: Option<&SearchHits>) -> Option<Reading> {
    let document = report.documents.get(target.document as usize)?;
    let target = named(document, target);
    let text = document.text();
    let own = &document.analysis.document;
    let (focus, reason, trail) = describe(report, document, target, found);
    let mut notes: Vec<String> = own.notes.iter().map(|note| note.message.clone()).collect();
    let part = visible(text, focus_span(report, document, target));
    if part.len() < text.len() {
        notes.push(format!("This document is long: {} of {} characters are shown.", count(part.len()), count(text.len())));
    }
    let news = News::new(report);
    Some(Reading {
        document: target.document,
        documents: report.documents.len() as u32,
        key: DocumentKey { id: own.id.clone(), text_hash: document.text_hash },
        id: document.id.clone(),
        title: shown(&document.title()),
        meta: meta(document),
        encodings: encodings::encodings(own),
        source: own.source.clone().unwrap_or_default(),
        date: document.date.as_ref().map(|date| (date.date.clone(), edtf(&date.date), known_by(date.source).to_string())),
        notes,
        target,
        place: focus_span(report, document, target).map(|span| (span.start() as u32, span.end() as u32)),
        focus,
        reason,
        anchor: anchor_of(report, target),
        status: match target.focus {
            Focus::Figure(at) => {
                Some(Status::from_verdict(report.by_user.verdicts.get(&FigureRef { document: target.document, figure: at }).copied()))
            }
            _ => None,
        },
        passage: match target.focus {
            Focus::Passage(at, _) => report.duplicates.passages.get(at as usize).and_then(|found| PassageHandle::new(report, found)),
            _ => None,
        },
        name: match target.focus {
            Focus::Mention(at) => {
                document.entity_of.get(at as usize).and_then(|&entity| report.entities[entity as usize].mentions.first().copied())
            }
            _ => None,
        },
        pinned: quotable(report, document, target).is_some_and(|span| pins(report, target.document).any(|pin| pin == span)),
        choose: match target.focus {
            Focus::Mention(at) if (at as usize) < document.entity_of.len() => {
                Some(chosen_by(report, MentionRef { document: target.document, mention: at }))
            }
            _ => None,
        },
        said_by: said_by(document, report, target.focus),
        measures: measures(document, report, target.focus),
        trail,
        neighbours: neighbours(report, &news, target.document, new_only),
        news: if news.is_read(target.document).is_empty() {
            String::new()
        } else {
            format!("{} new", super::format::percent(report.new_shares()[target.document as usize]))
        },
        shared: shared(report, target.document),
        map: map::map(report, document, target),
        blocks: blocks(report, document, target, part, new_only.then_some(&news), found.map_or(&[], |found| found.hits(target.document))),
    })
}

/// A stretch that is a name is asked for as that name: n and p go on from there.
fn named(document: &ReportDocument, target: Target) -> Target {
    let Focus::Span(start, end) = target.focus else { return target };
    let mentions = &document.analysis.names.mentions;
    let found = mentions.binary_search_by_key(&(start, end), |mention| (mention.span.start() as u32, mention.span.end() as u32));
    found.map_or(target, |at| Target { focus: Focus::Mention(at as u32), ..target })
}

/// What a figure measures, and of whom.
fn measures(document: &ReportDocument, report: &Report, focus: Focus) -> String {
    let Focus::Figure(at) = focus else { return String::new() };
    let Some(figure) = document.analysis.figures.get(at as usize) else { return String::new() };
    let subject = figure.subject.map(|span| one_line(span.of(document.text())));
    let holder = document.holder(figure).map(|(span, entity)| {
        let words = entity.map_or(span.of(document.text()), |entity| &report.entities[entity as usize].name);
        format!("of {}", one_line(words))
    });
    let told: Vec<String> = [subject, holder].into_iter().flatten().collect();
    let label = if figure.kind == FigureKind::Date { "Dates" } else { "Measures" };
    if told.is_empty() { String::new() } else { format!("{label}: {}", told.join(", ")) }
}

/// Who says what was asked for, and where the quote is, unless it is what was asked for itself.
fn said_by(document: &ReportDocument, report: &Report, focus: Focus) -> Option<SaidBy> {
    let (at, is_meant) = match focus {
        Focus::Quote(at) => (at, true),
        Focus::Figure(figure) => ((*document.analysis.claimed_in().get(figure as usize)?)?, false),
        _ => return None,
    };
    let quote = document.analysis.quotes.get(at as usize)?;
    let entity = &report.entities[document.speaker(quote)? as usize];
    Some(SaidBy { kind: entity.kind, name: entity.name.clone(), card: *entity.mentions.first()?, quote: (!is_meant).then_some(at) })
}

fn neighbours(report: &Report, news: &News, here: u32, new_only: bool) -> (Option<u32>, Option<u32>) {
    let worth = |document: &u32| !new_only || news.has_any(report, *document);
    ((0..here).rev().find(worth), (here + 1..report.documents.len() as u32).find(worth))
}

fn meta(document: &ReportDocument) -> String {
    let own = &document.analysis.document;
    let mut parts = vec![counted(document.analysis.words(), "word")];
    if !own.language.is_english() {
        parts.push(own.language.name().to_string());
    }
    parts.join(" · ")
}

fn shared(report: &Report, index: u32) -> Vec<(String, Open)> {
    let share_of = |pair: &Pair| pair.side(index).map_or(0, PairSide::share);
    let mut pairs: Vec<&Pair> = report.duplicates.pairs.iter().filter(|pair| pair.side(index).is_some()).collect();
    pairs.sort_by_key(|pair| (std::cmp::Reverse(share_of(pair)), pair.documents()));
    pairs
        .into_iter()
        .take(8)
        .map(|pair| {
            let (a, b) = pair.documents();
            let other = if a == index { b } else { a };
            let label = format!("{} also in {}", share(report, pair, index), report.documents[other as usize].id);
            (label, Open::Compare { left: index, right: other, passage: None })
        })
        .collect()
}

/// The part of a long text that is drawn.
fn visible(text: &str, focus: Option<Span>) -> Span {
    if text.len() <= MAX_BYTES {
        return Span::new(0, text.len());
    }
    let middle = focus.map_or(0, Span::start);
    let mut start = middle.saturating_sub(MAX_BYTES / 2).min(text.len() - MAX_BYTES);
    let mut end = start + MAX_BYTES;
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    while !text.is_char_boundary(end) {
        end += 1;
    }
    Span::new(start, end)
}

/// The text in blocks; with `news`, what was read before is folded.
fn blocks(report: &Report, document: &ReportDocument, target: Target, part: Span, news: Option<&News>, hits: &[Span]) -> Vec<Block> {
    let marks = marks(report, document, target, part, hits);
    let mut blocks = Vec::new();
    let mut at = part.start();
    let plain = |start: usize, end: usize, blocks: &mut Vec<Block>| {
        let paragraphs = paragraphs(document, &marks, start, end);
        if !paragraphs.is_empty() {
            blocks.push(Block {
                kind: BlockKind::Own,
                label: String::new(),
                open: None,
                current: false,
                folded: false,
                passage: None,
                paragraphs,
            });
        }
    };
    for stretch in stretches(report, target, part, news) {
        let (start, end) = (stretch.span.start().max(at), stretch.span.end().min(part.end()));
        if start >= end {
            continue;
        }
        plain(at, start, &mut blocks);
        let paragraphs = paragraphs(document, &marks, start, end);
        blocks.push(Block {
            kind: stretch.kind,
            label: stretch.label,
            open: stretch.open,
            current: stretch.current,
            folded: stretch.folded,
            passage: stretch.passage.and_then(|at| PassageHandle::new(report, &report.duplicates.passages[at as usize])),
            paragraphs,
        });
        at = end;
    }
    plain(at, part.end(), &mut blocks);
    for pin in pins(report, target.document) {
        mark_pin(document.text(), &mut blocks, pin.start());
    }
    blocks
}

/// Where the places are in a document that the user keeps.
fn pins(report: &Report, document: u32) -> impl Iterator<Item = Span> + '_ {
    report.by_user.pins.iter().filter_map(|(_, place)| *place).filter(move |place| place.document == document).map(|place| place.span)
}

/// Marks the segment that begins at `at`; one of plain words is parted there.
fn mark_pin(text: &str, blocks: &mut [Block], at: usize) {
    let paragraphs = blocks.iter_mut().flat_map(|block| &mut block.paragraphs);
    let begins = |paragraph: &&mut Vec<Segment>| paragraph.first().is_some_and(|segment| segment.start as usize <= at);
    let Some(paragraph) = paragraphs.filter(begins).last() else { return };
    let Some(here) = paragraph.iter().rposition(|segment| segment.start as usize <= at) else { return };
    let (start, shown) = (paragraph[here].start as usize, &paragraph[here].text);
    // Signs for what is hidden have other lengths than what they stand for.
    let is_plain = paragraph[here].focus.is_none() && text.get(start..start + shown.len()) == Some(shown.as_str());
    if at > start && at - start < shown.len() && is_plain && shown.is_char_boundary(at - start) {
        let rest = Segment { text: shown[at - start..].to_string(), start: at as u32, pinned: true, ..paragraph[here].clone() };
        paragraph[here].text.truncate(at - start);
        paragraph.insert(here + 1, rest);
    } else {
        paragraph[here].pinned = true;
    }
}
