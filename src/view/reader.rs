//! One document to read: paragraphs cut into segments, each with what it is.

use serde::{Deserialize, Serialize};

use super::copies::share;
use super::format::{counted, value};
use super::route::{Focus, Open, Target};
use crate::duplicates::{Pair, Passage, PassageKind, Place};
use crate::entities::EntityKind;
use crate::report::{Report, ReportDocument};
use crate::text::Span;
use crate::text::document::is_hidden;

/// A document, ready to draw.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// Its index in the report.
    pub document: u32,
    /// How many documents there are.
    pub documents: u32,
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Encoding, language, length.
    pub meta: String,
    /// What a reader should know about it.
    pub notes: Vec<String>,
    /// The place that was asked for.
    pub target: Target,
    /// What is meant: "Vladimir Putin, mention 3 of 11".
    pub focus: String,
    /// Why the program says so, if it is a name or a figure.
    pub reason: String,
    /// The place before and the place after, of the same name, figure or passage.
    pub trail: (Option<Target>, Option<Target>),
    /// Documents that share text with this one: label and comparison.
    pub shared: Vec<(String, Open)>,
    /// The text.
    pub blocks: Vec<Block>,
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
    /// What it is.
    pub mark: Mark,
    /// Where it leads when it is chosen.
    pub focus: Option<Focus>,
    /// Whether it is what was asked for.
    pub current: bool,
}

/// What a segment is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)] // the names say it
pub enum Mark {
    Plain,
    Entity(EntityKind),
    Figure,
}

/// Bytes of a document that are drawn at once; of longer ones, the part around what was asked for.
const MAX_BYTES: usize = 300_000;
/// Other documents that are named in a label.
const NAMED: usize = 3;

/// The document of `target`, or `None` if there is none.
pub fn read(report: &Report, target: Target) -> Option<Reading> {
    let document = report.documents.get(target.document as usize)?;
    let text = document.text();
    let own = &document.analysis.document;
    let (focus, reason, trail) = describe(report, document, target);
    let mut notes: Vec<String> = own.notes.iter().map(|note| note.message.clone()).collect();
    let part = visible(text, focus_span(report, document, target));
    if part.len() < text.len() {
        notes.push(format!(
            "This document is long: {} of {} characters are shown.",
            super::format::count(part.len()),
            super::format::count(text.len())
        ));
    }
    Some(Reading {
        document: target.document,
        documents: report.documents.len() as u32,
        id: document.id.clone(),
        title: document.title(),
        meta: meta(document),
        notes,
        target,
        focus,
        reason,
        trail,
        shared: shared(report, target.document),
        blocks: blocks(report, document, target, part),
    })
}

fn meta(document: &ReportDocument) -> String {
    let own = &document.analysis.document;
    let mut parts = vec![counted(document.analysis.words(), "word"), own.encoding.clone()];
    parts.extend(own.date.clone());
    parts.extend(own.source.clone());
    if !own.language.is_english() {
        parts.push(own.language.name().to_string());
    }
    parts.join(" · ")
}

fn shared(report: &Report, index: u32) -> Vec<(String, Open)> {
    let of = |pair: &Pair| if pair.a == index { pair.a_bytes } else { pair.b_bytes };
    let mut pairs: Vec<&Pair> = report.duplicates.pairs.iter().filter(|pair| pair.a == index || pair.b == index).collect();
    pairs.sort_by_key(|pair| (std::cmp::Reverse(of(pair)), pair.a, pair.b));
    pairs
        .into_iter()
        .take(8)
        .map(|pair| {
            let other = if pair.a == index { pair.b } else { pair.a };
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

fn focus_span(report: &Report, document: &ReportDocument, target: Target) -> Option<Span> {
    let occurrence =
        |places: &[Place], at: u32| places.get(at as usize).filter(|place| place.document == target.document).map(|place| place.span);
    match target.focus {
        Focus::Start => None,
        Focus::Mention(at) => document.analysis.names.mentions.get(at as usize).map(|mention| mention.span),
        Focus::Figure(at) => document.analysis.figures.get(at as usize).map(|figure| figure.span),
        Focus::Passage(passage, at) => occurrence(&report.duplicates.passages.get(passage as usize)?.occurrences, at),
        Focus::Boilerplate(item, at) => occurrence(&report.duplicates.boilerplate.get(item as usize)?.occurrences, at),
    }
}

type Trail = (Option<Target>, Option<Target>);

/// What is meant, why, and where the neighbouring places are.
fn describe(report: &Report, document: &ReportDocument, target: Target) -> (String, String, Trail) {
    let nothing = || (String::new(), String::new(), (None, None));
    match target.focus {
        Focus::Start => nothing(),
        Focus::Mention(at) => {
            let (Some(mention), Some(&entity)) = (document.analysis.names.mentions.get(at as usize), document.entity_of.get(at as usize))
            else {
                return nothing();
            };
            let entity = &report.entities[entity as usize];
            let here = entity.mentions.iter().position(|&place| place == (target.document, at)).unwrap_or(0);
            let place = |at: Option<usize>| {
                at.and_then(|at| entity.mentions.get(at)).map(|&(document, mention)| Target { document, focus: Focus::Mention(mention) })
            };
            let focus = format!("{}, mention {} of {}", entity.name, here + 1, entity.mentions.len());
            (focus, why(mention.why).into(), (place(here.checked_sub(1)), place(Some(here + 1))))
        }
        Focus::Figure(at) => {
            let Some(figure) = document.analysis.figures.get(at as usize) else { return nothing() };
            let shown: Vec<u32> = document
                .analysis
                .figures
                .iter()
                .enumerate()
                .filter(|(i, figure)| !figure.minor || *i as u32 == at)
                .map(|(i, _)| i as u32)
                .collect();
            let here = shown.iter().position(|&shown| shown == at).unwrap_or(0);
            let place = |i: Option<usize>| {
                i.and_then(|i| shown.get(i)).map(|&figure| Target { document: target.document, focus: Focus::Figure(figure) })
            };
            let mut reason = format!("read as {}", value(figure));
            if figure.unit_assumed {
                reason.push_str(" (the text does not say which currency or unit exactly)");
            }
            (
                format!("Figure {} of {} in this document", here + 1, shown.len()),
                reason,
                (place(here.checked_sub(1)), place(Some(here + 1))),
            )
        }
        Focus::Passage(passage, at) => match report.duplicates.passages.get(passage as usize) {
            Some(found) => {
                let noun = if found.kind == PassageKind::Copy { "Shared passage" } else { "Repeated passage" };
                let (label, trail) = occurrences(noun, &found.occurrences, at, |at| Focus::Passage(passage, at));
                (label, String::new(), trail)
            }
            None => nothing(),
        },
        Focus::Boilerplate(item, at) => match report.duplicates.boilerplate.get(item as usize) {
            Some(found) => {
                let (label, trail) = occurrences("Boilerplate", &found.occurrences, at, |at| Focus::Boilerplate(item, at));
                (label, String::new(), trail)
            }
            None => nothing(),
        },
    }
}

fn occurrences(noun: &str, places: &[Place], at: u32, focus: impl Fn(u32) -> Focus) -> (String, Trail) {
    let place = |at: Option<u32>| at.and_then(|at| Some(Target { document: places.get(at as usize)?.document, focus: focus(at) }));
    (format!("{noun}, place {} of {}", at + 1, places.len()), (place(at.checked_sub(1)), place(at.checked_add(1))))
}

fn why(why: crate::entities::Why) -> &'static str {
    use crate::entities::Why;
    match why {
        Why::Lexicon => "a name that is known",
        Why::Title => "a title stands before it",
        Why::HeadWord => "it contains a word that such names contain",
        Why::Forename => "it begins with a common forename",
        Why::Context => "the words around it suggest a name",
        Why::Shape => "it is spelled like such a name",
        Why::SameName => "part of a fuller name in this document",
        Why::Acronym => "explained by the words before its bracket",
    }
}

/// A stretch of the document that stands elsewhere, too.
struct Stretch {
    span: Span,
    kind: BlockKind,
    label: String,
    open: Option<Open>,
    current: bool,
}

fn stretches(report: &Report, target: Target, part: Span) -> Vec<Stretch> {
    let here = target.document;
    let mut found: Vec<(Span, u32, &Passage)> = Vec::new();
    for (at, passage) in report.duplicates.passages.iter().enumerate() {
        found.extend(
            passage
                .occurrences
                .iter()
                .filter(|place| place.document == here && place.span.overlaps(part))
                .map(|place| (place.span, at as u32, passage)),
        );
    }
    found.sort_by_key(|(span, at, _)| (*span, *at));
    let mut stretches: Vec<Stretch> = Vec::new();
    let mut next = 0;
    while next < found.len() {
        // Passages that overlap are one stretch: the same words, shared with several documents.
        let mut span = found[next].0;
        let first = next;
        while next < found.len() && (next == first || found[next].0.overlaps(span)) {
            span = span.cover(found[next].0);
            next += 1;
        }
        let group = &found[first..next];
        let mut others: Vec<u32> = group
            .iter()
            .flat_map(|(.., passage)| passage.occurrences.iter().map(|place| place.document))
            .filter(|&other| other != here)
            .collect();
        others.sort_unstable();
        others.dedup();
        let words = group.iter().map(|(.., passage)| passage.words as usize).max().unwrap_or(0);
        stretches.push(Stretch {
            span,
            kind: BlockKind::Copied,
            label: label(report, &others, words),
            open: others.first().map(|&right| Open::Compare { left: here, right, passage: Some(group[0].1) }),
            current: group.iter().any(|(span, at, passage)| is_current(target, *span, *at, &passage.occurrences)),
        });
    }
    for (at, item) in report.duplicates.boilerplate.iter().enumerate() {
        for (nth, place) in item.occurrences.iter().enumerate().filter(|(_, place)| place.document == here && place.span.overlaps(part)) {
            stretches.push(Stretch {
                span: place.span,
                kind: BlockKind::Boilerplate,
                label: format!("Boilerplate in {}", counted(item.occurrences.len(), "place")),
                open: None,
                current: target.focus == Focus::Boilerplate(at as u32, nth as u32),
            });
        }
    }
    stretches.sort_by_key(|stretch| stretch.span);
    stretches
}

fn is_current(target: Target, span: Span, at: u32, places: &[Place]) -> bool {
    matches!(target.focus, Focus::Passage(passage, nth) if passage == at && places.get(nth as usize).is_some_and(|place| place.span == span && place.document == target.document))
}

fn label(report: &Report, others: &[u32], words: usize) -> String {
    let words = counted(words, "word");
    if others.is_empty() {
        return format!("Repeated in this document · {words}");
    }
    let names: Vec<&str> = others.iter().take(NAMED).map(|&other| report.documents[other as usize].id.as_str()).collect();
    let more = others.len().saturating_sub(NAMED);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    format!("Also in {}{more} · {words}", names.join(", "))
}

fn blocks(report: &Report, document: &ReportDocument, target: Target, part: Span) -> Vec<Block> {
    let marks = marks(document, target, part);
    let mut blocks = Vec::new();
    let mut at = part.start();
    let plain = |start: usize, end: usize, blocks: &mut Vec<Block>| {
        let paragraphs = paragraphs(document, &marks, start, end);
        if !paragraphs.is_empty() {
            blocks.push(Block { kind: BlockKind::Own, label: String::new(), open: None, current: false, paragraphs });
        }
    };
    for stretch in stretches(report, target, part) {
        let (start, end) = (stretch.span.start().max(at), stretch.span.end().min(part.end()));
        if start >= end {
            continue;
        }
        plain(at, start, &mut blocks);
        let paragraphs = paragraphs(document, &marks, start, end);
        blocks.push(Block { kind: stretch.kind, label: stretch.label, open: stretch.open, current: stretch.current, paragraphs });
        at = end;
    }
    plain(at, part.end(), &mut blocks);
    blocks
}

struct Marked {
    span: Span,
    mark: Mark,
    focus: Focus,
    current: bool,
}

/// Names and figures of the part, without overlaps; what was asked for wins.
fn marks(document: &ReportDocument, target: Target, part: Span) -> Vec<Marked> {
    let mut all: Vec<Marked> = Vec::new();
    for (at, mention) in document.analysis.names.mentions.iter().enumerate() {
        let focus = Focus::Mention(at as u32);
        all.push(Marked { span: mention.span, mark: Mark::Entity(mention.kind), focus, current: target.focus == focus });
    }
    for (at, figure) in document.analysis.figures.iter().enumerate() {
        let focus = Focus::Figure(at as u32);
        if !figure.minor || target.focus == focus {
            all.push(Marked { span: figure.span, mark: Mark::Figure, focus, current: target.focus == focus });
        }
    }
    all.retain(|marked| part.contains(marked.span));
    all.sort_by_key(|marked| (marked.span.start(), !marked.current, std::cmp::Reverse(marked.span.end())));
    let mut kept: Vec<Marked> = Vec::with_capacity(all.len());
    for marked in all {
        match kept.last() {
            Some(last) if last.span.overlaps(marked.span) && !marked.current => {}
            Some(last) if last.span.overlaps(marked.span) => {
                kept.pop();
                kept.push(marked);
            }
            _ => kept.push(marked),
        }
    }
    kept
}

fn paragraphs(document: &ReportDocument, marks: &[Marked], start: usize, end: usize) -> Vec<Vec<Segment>> {
    let all = &document.analysis.layout.paragraphs;
    let first = all.partition_point(|paragraph| paragraph.end() <= start);
    all[first..]
        .iter()
        .take_while(|paragraph| paragraph.start() < end)
        .map(|paragraph| segments(document.text(), marks, paragraph.start().max(start), paragraph.end().min(end)))
        .filter(|segments| segments.iter().any(|segment| !segment.text.trim().is_empty()))
        .collect()
}

fn segments(text: &str, marks: &[Marked], start: usize, end: usize) -> Vec<Segment> {
    let mut segments = Vec::new();
    let mut at = start;
    let first = marks.partition_point(|marked| marked.span.end() <= start);
    for marked in marks[first..].iter().take_while(|marked| marked.span.start() < end) {
        let (from, to) = (marked.span.start().max(at), marked.span.end().min(end));
        if from > at {
            segments.push(plain(&text[at..from]));
        }
        if to > from {
            segments.push(Segment { text: shown(&text[from..to]), mark: marked.mark, focus: Some(marked.focus), current: marked.current });
        }
        at = to.max(at);
    }
    if at < end {
        segments.push(plain(&text[at..end]));
    }
    segments
}

fn plain(text: &str) -> Segment {
    Segment { text: shown(text), mark: Mark::Plain, focus: None, current: false }
}

/// Control characters and invisible ones as signs, so that nothing hides in a name.
pub(super) fn shown(text: &str) -> String {
    if !text.chars().any(|c| is_hidden(c) || (c.is_control() && !c.is_whitespace())) {
        return text.to_string();
    }
    text.chars()
        .map(|c| match c {
            '\0'..='\u{1f}' if !c.is_whitespace() => char::from_u32(0x2400 + c as u32).unwrap_or('␀'),
            '\u{7f}' => '␡',
            _ if is_hidden(c) => '⍽',
            _ => c,
        })
        .collect()
}
