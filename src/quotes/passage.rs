//! A text as statements: sentences, joined where a quotation crosses their ends, in which every quotation is one unit.

use std::borrow::Cow;

use super::cues::{Frame, is_auxiliary, verb};
use crate::entities::{EntityKind, Names};
use crate::text::quotation;
use crate::text::token::tokens;
use crate::text::{Layout, Span, Token, TokenKind};

/// The kind of a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum UnitKind {
    /// Letters.
    Word,
    /// Digits, with or without letters.
    Number,
    /// A possessive ending.
    Possessive,
    /// Any other mark.
    Mark,
    /// A whole quotation with its marks.
    Quoted,
}

/// The smallest piece that the readers look at.
#[derive(Clone, Debug)]
pub(super) struct Unit<'t> {
    pub(super) span: Span,
    /// In lower case, with a straight apostrophe; of a quotation nothing.
    pub(super) word: Cow<'t, str>,
    pub(super) kind: UnitKind,
    pub(super) capital: bool,
    /// Index of the mention that it is part of.
    pub(super) name: Option<u32>,
    /// Index of the description that it is part of.
    pub(super) description: Option<u32>,
}

/// A sentence, or several that a quotation holds together.
#[derive(Clone, Debug)]
pub(super) struct Statement<'t> {
    pub(super) units: Vec<Unit<'t>>,
    /// Which paragraph it is in.
    pub(super) paragraph: usize,
    /// First unit behind a dateline: "TEHRAN –".
    pub(super) body: usize,
}

impl Statement<'_> {
    pub(super) fn word(&self, at: usize) -> &str {
        self.units.get(at).map_or("", |unit| &unit.word)
    }

    pub(super) fn is(&self, at: usize, kind: UnitKind) -> bool {
        self.units.get(at).is_some_and(|unit| unit.kind == kind)
    }

    pub(super) fn span(&self, from: usize, to: usize) -> Option<Span> {
        (from < to && to <= self.units.len()).then(|| self.units[from].span.cover(self.units[to - 1].span))
    }
}

/// All statements of a text, in reading order.
pub(super) fn statements<'t>(text: &'t str, layout: &Layout, names: &Names) -> Vec<Statement<'t>> {
    let paragraphs = quotation::paragraphs(text, layout);
    let quotations = quotation::quotations(text, &paragraphs);
    let tokens = tokens(text);
    let mut cutter = Cutter { text, names, quotations: &quotations, tokens: &tokens, token: 0, quotation: 0, name: 0, description: 0 };
    let mut statements: Vec<Statement<'t>> = Vec::new();
    let mut paragraph = 0;
    for sentence in joined(&layout.sentences, &quotations) {
        while paragraph + 1 < paragraphs.len() && paragraphs[paragraph].end() <= sentence.start() {
            paragraph += 1;
        }
        let units = cutter.units(sentence);
        let body = body_start(&units);
        let statement = Statement { units, paragraph, body };
        match statements.last_mut() {
            // “Why?” | Rouhani asked.
            Some(last) if last.paragraph == paragraph && is_cut_off(text, last, &statement) => last.units.extend(statement.units),
            _ => statements.push(statement),
        }
    }
    statements
}

/// Longest statement that is still joined with the next sentence, in bytes: a page of unbalanced marks stays many statements.
const MAX_STATEMENT: usize = 16_000;

/// Sentences, those that a quotation crosses put together.
fn joined(sentences: &[Span], quotations: &[Span]) -> Vec<Span> {
    let mut joined: Vec<Span> = Vec::with_capacity(sentences.len());
    let mut next = 0;
    for &sentence in sentences {
        while next < quotations.len() && quotations[next].end() <= sentence.start() {
            next += 1;
        }
        match joined.last_mut() {
            Some(last) if last.len() < MAX_STATEMENT && quotations.get(next).is_some_and(|quotation| quotation.start() < last.end()) => {
                *last = last.cover(sentence)
            }
            _ => joined.push(sentence),
        }
    }
    joined
}

/// Where the text of a statement begins: behind "TEHRAN –", "LONDON (Reuters) -".
fn body_start(units: &[Unit<'_>]) -> usize {
    const LONGEST: usize = 16;
    for at in 1..units.len().min(LONGEST) {
        let unit = &units[at];
        let dash = unit.kind == UnitKind::Mark && matches!(&*unit.word, "–" | "—" | "-" | "―");
        let apart = units[at - 1].span.end() < unit.span.start() || matches!(&*unit.word, "—" | "–");
        if dash && apart {
            let twice = units.get(at + 1).is_some_and(|next| matches!(&*next.word, "-" | "–"));
            return if twice { at + 2 } else { at + 1 };
        }
        let lower = unit.kind == UnitKind::Word && !unit.capital && !matches!(&*unit.word, "of" | "and" | "the" | "de");
        if lower || unit.kind == UnitKind::Quoted {
            break;
        }
    }
    0
}

/// Whether `next` is the cue of the quotation with which `last` ends: “Why?” Rouhani asked.
fn is_cut_off(text: &str, last: &Statement<'_>, next: &Statement<'_>) -> bool {
    const MOST: usize = 14;
    let Some(quoted) = last.units.last().filter(|unit| unit.kind == UnitKind::Quoted) else { return false };
    let ends = quoted.span.of(text).trim_end_matches(|c: char| !c.is_alphanumeric() && !"?!….".contains(c)).ends_with(['?', '!', '…']);
    let short = next.units.len() <= MOST && !next.units.iter().any(|unit| unit.kind == UnitKind::Quoted || unit.word == ",");
    let says = next.units.iter().take(8).position(|unit| {
        unit.name.is_none() && verb(&unit.word).is_some_and(|(frame, _)| matches!(frame, Frame::Says | Frame::States | Frame::Utters))
    });
    // "Rouhani said the talks had failed" says something else.
    ends && short
        && says.is_some_and(|at| {
            !next.units[at..].iter().any(|unit| unit.word == "that" || is_auxiliary(&unit.word)) && next.units.len() - at <= 7
        })
}

struct Cutter<'t, 'd> {
    text: &'t str,
    names: &'d Names,
    quotations: &'d [Span],
    tokens: &'d [Token],
    // How far each list has been read.
    token: usize,
    quotation: usize,
    name: usize,
    description: usize,
}

impl<'t> Cutter<'t, '_> {
    fn units(&mut self, sentence: Span) -> Vec<Unit<'t>> {
        let mut units = Vec::new();
        while let Some(&token) = self.tokens.get(self.token).filter(|token| token.span.start() < sentence.end()) {
            while self.quotations.get(self.quotation).is_some_and(|span| span.end() <= token.span.start()) {
                self.quotation += 1;
            }
            if let Some(&span) = self.quotations.get(self.quotation).filter(|span| span.start() <= token.span.start()) {
                while self.tokens.get(self.token).is_some_and(|token| token.span.start() < span.end()) {
                    self.token += 1;
                }
                let kind = UnitKind::Quoted;
                units.push(Unit { span, word: Cow::Borrowed(""), kind, capital: false, name: None, description: None });
                continue;
            }
            self.token += 1;
            units.push(self.unit(token));
        }
        units
    }

    fn unit(&mut self, token: Token) -> Unit<'t> {
        let written = token.span.of(self.text);
        let plain = written.chars().all(|c| c.is_ascii() && !c.is_ascii_uppercase());
        let word = if plain { Cow::Borrowed(written) } else { Cow::Owned(written.to_lowercase().replace('’', "'")) };
        let kind = match token.kind {
            TokenKind::Word => UnitKind::Word,
            TokenKind::Number | TokenKind::Mixed => UnitKind::Number,
            TokenKind::Possessive => UnitKind::Possessive,
            TokenKind::Mark => UnitKind::Mark,
        };
        let (mentions, descriptions) = (&self.names.mentions, &self.names.descriptions);
        while mentions.get(self.name).is_some_and(|mention| mention.span.end() <= token.span.start()) {
            self.name += 1;
        }
        while descriptions.get(self.description).is_some_and(|description| description.span.end() <= token.span.start()) {
            self.description += 1;
        }
        let name = mentions.get(self.name).is_some_and(|mention| mention.span.overlaps(token.span)).then_some(self.name as u32);
        let description =
            descriptions.get(self.description).is_some_and(|it| it.span.overlaps(token.span)).then_some(self.description as u32);
        Unit { span: token.span, word, kind, capital: written.starts_with(char::is_uppercase), name, description }
    }
}

/// Whether a mention of this kind can speak.
pub(super) fn speaks(kind: EntityKind) -> bool {
    matches!(kind, EntityKind::Person | EntityKind::Organization | EntityKind::Place | EntityKind::Other)
}
