//! One document: names, figures, addresses, quotes.

use std::collections::BTreeMap;

use serde::{Serialize, Serializer};

use super::figures::{FigureJson, HolderJson};
use super::{JsonOptions, PieceJson, four_decimals, is_false};
use crate::entities::patterns::PatternKind;
use crate::entities::resolve::{Candidate, MentionRef};
use crate::entities::{EntityKind, Why};
use crate::figures::{DateSource, FigureRef};
use crate::quotes::{Attribution, QuoteKind};
use crate::report::{Report, ReportDocument};
use crate::text::offsets::Offsets;
use crate::text::{AsideKind, Document, Note, Origin, Origins, Span};

#[derive(Serialize)]
pub(super) struct DocumentJson<'r> {
    pub(super) id: &'r str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) title: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) source: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) url: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) author: Option<&'r str>,
    #[serde(skip_serializing_if = "OriginsJson::is_empty")]
    pub(super) origins: OriginsJson,
    /// Other columns of the table that it is a row of.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub(super) fields: BTreeMap<&'r str, &'r str>,
    pub(super) characters: usize,
    pub(super) words: usize,
    /// Share of its words outside boilerplate that no document before it has; nothing where copies were not looked for.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "new_share")]
    pub(super) new_share: Option<u32>,
    pub(super) encoding: &'r str,
    pub(super) language: &'r str,
    pub(super) date: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) date_source: Option<DateSource>,
    pub(super) notes: &'r [Note],
    /// Earlier mails that are quoted in it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) quoted: Vec<AsideJson>,
    /// What else is not its own: its address in the first line, heads and feet of pages.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) furniture: Vec<AsideJson>,
    /// Words of its file that are not in the text; a note says which.
    #[serde(skip_serializing_if = "is_zero")]
    pub(super) left_out: u32,
    /// Where its text stands in the file that it was taken from: on which page, at what time.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) places: Vec<MarkJson<'r>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) text: Option<&'r str>,
    pub(super) mentions: Vec<MentionJson<'r>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) removed: Vec<RemovedJson<'r>>,
    pub(super) figures: Vec<FigureJson<'r>>,
    pub(super) patterns: Vec<PatternJson<'r>>,
    pub(super) quotes: Vec<QuoteJson<'r>>,
}

#[derive(Serialize)]
pub(super) struct MarkJson<'r> {
    pub(super) start: usize,
    pub(super) place: &'r str,
}

#[derive(Serialize)]
pub(super) struct AsideJson {
    pub(super) start: usize,
    pub(super) end: usize,
}

/// Where each thing stands that is known about the document.
#[derive(Serialize)]
pub(super) struct OriginsJson {
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<Origin>,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<Origin>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<Origin>,
    #[serde(skip_serializing_if = "Option::is_none")]
    author: Option<Origin>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<&'static str>,
}

impl OriginsJson {
    fn new(document: &Document, date: Option<DateSource>) -> OriginsJson {
        let Origins { title, source, url, author } = document.origins;
        OriginsJson {
            title: document.title.as_ref().map(|_| title),
            source: document.source.as_ref().map(|_| source),
            url: document.url.as_ref().map(|_| url),
            author: document.author.as_ref().map(|_| author),
            date: date.map(DateSource::origin),
        }
    }

    fn is_empty(&self) -> bool {
        self.title.is_none() && self.source.is_none() && self.url.is_none() && self.author.is_none() && self.date.is_none()
    }
}

#[derive(Serialize)]
pub(super) struct MentionJson<'r> {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) text: &'r str,
    pub(super) kind: EntityKind,
    pub(super) entity: u32,
    /// Who may be meant, where that is not known: then the entity is one of its own.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) candidates: Vec<CandidateJson>,
    #[serde(serialize_with = "four_decimals")]
    pub(super) score: u32,
    pub(super) why: WhyJson,
    /// Whether it is a description of a person and no name.
    #[serde(skip_serializing_if = "is_false")]
    pub(super) description: bool,
    /// Whether a capital stands for its government.
    #[serde(skip_serializing_if = "is_false")]
    pub(super) metonymy: bool,
    /// The program's finding, where the user has changed it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) found: Option<FoundJson<'r>>,
}

/// Somebody who may be meant.
#[derive(Serialize)]
pub(super) struct CandidateJson {
    pub(super) entity: u32,
    pub(super) why: &'static str,
}

impl CandidateJson {
    fn all(candidates: &[Candidate]) -> Vec<CandidateJson> {
        candidates.iter().map(|candidate| CandidateJson { entity: candidate.entity, why: candidate.clue.words() }).collect()
    }
}

/// The program's own finding: the kind of name, null for none, and the entity, where that is another one now.
#[derive(Serialize)]
pub(super) struct FoundJson<'r> {
    pub(super) kind: Option<EntityKind>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) entity: Option<&'r str>,
}

/// A name that was found and is none, or not this one, because the user says so.
#[derive(Serialize)]
pub(super) struct RemovedJson<'r> {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) text: &'r str,
    pub(super) kind: EntityKind,
}

/// The reason: a rule of names, or that it is a description.
#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum WhyJson {
    Name(Why),
    Description(&'static str),
}

#[derive(Serialize)]
pub(super) struct PatternJson<'r> {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) text: &'r str,
    pub(super) kind: PatternKind,
    pub(super) value: &'r str,
}

#[derive(Serialize)]
pub(super) struct QuoteJson<'r> {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) text: &'r str,
    pub(super) kind: QuoteKind,
    /// `id` of the entity that speaks.
    pub(super) speaker: Option<u32>,
    /// Who may have said it, where that is not known.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) candidates: Vec<CandidateJson>,
    /// The words at the cue that say who speaks.
    pub(super) speaker_text: Option<&'r str>,
    pub(super) by: Attribution,
    pub(super) cue: Option<&'r str>,
    /// The speaker says that it is not so.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(super) denied: bool,
}

impl<'r> DocumentJson<'r> {
    pub(super) fn new(
        (report, index): (&'r Report, u32),
        document: &'r ReportDocument,
        offsets: &Offsets<'r>,
        (options, new): (JsonOptions, u32),
    ) -> Self {
        let by_user = &report.by_user;
        let analysis = &document.analysis;
        let text = document.text();
        let date = document.date.as_ref().map(|found| found.date.as_str());
        let at = |span: Span| (offsets.of_byte(span.start()), offsets.of_byte(span.end()));
        DocumentJson {
            id: &document.id,
            title: analysis.document.title.as_deref(),
            source: analysis.document.source.as_deref(),
            url: analysis.document.url.as_deref(),
            author: analysis.document.author.as_deref(),
            origins: OriginsJson::new(&analysis.document, document.date.as_ref().map(|found| found.source)),
            fields: analysis.document.fields.iter().map(|(name, field)| (name.as_str(), field.as_str())).collect(),
            characters: text.chars().count(),
            words: analysis.words(),
            new_share: (!analysis.fingerprint.is_empty()).then_some(new),
            encoding: &analysis.document.encoding,
            language: analysis.document.language.code(),
            date: document.date.as_ref().map(|found| found.date.as_str()).or(analysis.document.date.as_deref()),
            date_source: document.date.as_ref().map(|found| found.source),
            notes: &analysis.document.notes,
            quoted: asides(&analysis.document, at, |kind| kind == AsideKind::Quoted),
            furniture: asides(&analysis.document, at, |kind| kind != AsideKind::Quoted),
            left_out: analysis.document.left_out,
            places: analysis
                .document
                .places
                .iter()
                .map(|mark| MarkJson { start: offsets.of_byte(mark.start as usize), place: &mark.label })
                .collect(),
            text: options.text.then_some(text),
            mentions: mentions((report, index), document, at),
            removed: removed((report, index), document, at),
            figures: (0..)
                .zip(&analysis.figures)
                .zip(document.claimants())
                .map(|((nth, figure), claimed_by)| FigureJson {
                    claimed_by,
                    of: document.holder(figure).map(|(span, entity)| HolderJson { words: PieceJson::new(document, offsets, span), entity }),
                    checked: by_user.verdicts.get(&FigureRef { document: index, figure: nth }).copied(),
                    note: by_user.notes.get(&FigureRef { document: index, figure: nth }).map(String::as_str),
                    ..FigureJson::new(figure, date, text, at)
                })
                .collect(),
            patterns: analysis
                .patterns
                .iter()
                .map(|pattern| {
                    let (start, end) = at(pattern.span);
                    PatternJson { start, end, text: pattern.span.of(text), kind: pattern.kind, value: &pattern.value }
                })
                .collect(),
            quotes: analysis
                .quotes
                .iter()
                .map(|quote| {
                    let (start, end) = at(quote.span);
                    QuoteJson {
                        start,
                        end,
                        text: quote.span.of(text),
                        kind: quote.kind,
                        speaker: document.speaker(quote),
                        candidates: CandidateJson::all(document.possible_speakers(quote)),
                        speaker_text: quote.speaker_span.map(|span| span.of(text)),
                        by: quote.by,
                        cue: quote.cue.map(|span| span.of(text)),
                        denied: quote.denied,
                    }
                })
                .collect(),
        }
    }
}

fn new_share<S: Serializer>(share: &Option<u32>, serializer: S) -> Result<S::Ok, S::Error> {
    four_decimals(&share.unwrap_or_default(), serializer)
}

fn is_zero(number: &u32) -> bool {
    *number == 0
}

/// The document's asides of some kinds.
fn asides(document: &Document, at: impl Fn(Span) -> (usize, usize), wanted: fn(AsideKind) -> bool) -> Vec<AsideJson> {
    let asides = document.asides.iter().filter(|aside| wanted(aside.kind));
    asides.map(|aside| at(aside.span)).map(|(start, end)| AsideJson { start, end }).collect()
}

/// Names and descriptions, by start.
pub(super) fn mentions<'r>(
    (report, number): (&'r Report, u32),
    document: &'r ReportDocument,
    at: impl Fn(Span) -> (usize, usize),
) -> Vec<MentionJson<'r>> {
    let names = &document.analysis.names;
    let text = document.text();
    let mut metonymy = names.metonymy.iter().copied().peekable();
    let named = (0..).zip(&names.mentions).zip(&document.entity_of).map(|((index, mention), &entity)| {
        let (start, end) = at(mention.span);
        MentionJson {
            start,
            end,
            text: mention.span.of(text),
            kind: report.entities[entity as usize].kind,
            entity,
            candidates: document.doubt(index).map_or_else(Vec::new, |doubt| CandidateJson::all(&doubt.candidates)),
            score: u32::from(mention.score),
            why: WhyJson::Name(mention.why),
            description: false,
            metonymy: metonymy.next_if_eq(&index).is_some(),
            found: found(report, MentionRef { document: number, mention: index }, mention.kind),
        }
    });
    let described = names.descriptions.iter().map(|description| {
        let (start, end) = at(description.span);
        MentionJson {
            start,
            end,
            text: description.span.of(text),
            kind: EntityKind::Person,
            entity: document.entity_of[description.mention as usize],
            candidates: document.doubt(description.mention).map_or_else(Vec::new, |doubt| CandidateJson::all(&doubt.candidates)),
            score: DESCRIPTION_SCORE,
            why: WhyJson::Description("description"),
            description: true,
            metonymy: false,
            found: None,
        }
    });
    let mut all: Vec<MentionJson<'r>> = named.chain(described).collect();
    all.sort_by_key(|mention| (mention.start, mention.end));
    all
}

/// The program's finding where the user has changed it.
fn found(report: &Report, at: MentionRef, kind: EntityKind) -> Option<FoundJson<'_>> {
    let by_user = &report.by_user;
    let entity = by_user.reassigned.get(&at).map(String::as_str);
    match by_user.added.get(&at) {
        Some(&kind) => Some(FoundJson { kind, entity: entity.filter(|_| kind.is_some()) }),
        None => entity.map(|entity| FoundJson { kind: Some(kind), entity: Some(entity) }),
    }
}

fn removed<'r>((report, index): (&Report, u32), document: &'r ReportDocument, at: impl Fn(Span) -> (usize, usize)) -> Vec<RemovedJson<'r>> {
    let here = report.by_user.removed_in(index);
    here.map(|(_, mention)| {
        let (start, end) = at(mention.span);
        RemovedJson { start, end, text: mention.span.of(document.text()), kind: mention.kind }
    })
    .collect()
}

/// How often a description is somebody, in ten-thousandths, as a rough scale for sorting.
pub(super) const DESCRIPTION_SCORE: u32 = 8_500;
