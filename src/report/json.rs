//! The report as JSON: one object for the command line, the JavaScript package and the page's export.
//!
//! The types here are twins of the core's: what they are called and how they nest is a promise to others, kept apart
//! from how the program works inside. `version` goes up when a key changes its meaning.

use serde::{Serialize, Serializer};

use super::hints::{HintKind, Reason, hints};
use super::{Report, ReportDocument};
use crate::duplicates::{ClusterKind, PassageKind, Place};
use crate::edits::Verdict;
use crate::entities::patterns::PatternKind;
use crate::entities::suggest::{self, Suggestion};
use crate::entities::{EntityKind, Why};
use crate::figures::{
    self, Approx, Change, Check, CheckKind, DateSource, Decimal, Figure, FigureKind, FigureRef, Modifier, Moment, MomentKind, Relative,
    Value, edtf,
};
use crate::quotes::{Attribution, QuoteKind};
use crate::text::offsets::{Offsets, Unit};
use crate::text::{Note, Span};

/// How the JSON is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct JsonOptions {
    /// What offsets count.
    pub unit: Unit,
    /// Whether each document's text is included.
    pub text: bool,
}

/// Version of the format.
const VERSION: u32 = 1;

/// The report as a value that serialises to the documented JSON.
pub fn json(report: &Report, options: JsonOptions) -> impl Serialize + '_ {
    let offsets: Vec<Offsets<'_>> = report.documents.iter().map(|document| Offsets::new(document.text(), options.unit)).collect();
    ReportJson::new(report, &offsets, options)
}

/// The report as indented text.
pub fn to_string(report: &Report, options: JsonOptions) -> String {
    // Serialising plain data to a string has no way to fail.
    serde_json::to_string_pretty(&json(report, options)).unwrap_or_default()
}

#[derive(Serialize)]
struct ReportJson<'r> {
    version: u32,
    documents: Vec<DocumentJson<'r>>,
    entities: Vec<EntityJson<'r>>,
    duplicates: DuplicatesJson<'r>,
    suggestions: Vec<SuggestionJson<'r>>,
    agreements: Vec<AgreementJson<'r>>,
    conflicts: Vec<ConflictJson<'r>>,
    checks: Vec<CheckJson<'r>>,
    timeline: Vec<MomentJson<'r>>,
    skipped: Vec<SkippedJson<'r>>,
    notes: &'r [Note],
}

#[derive(Serialize)]
struct DocumentJson<'r> {
    id: &'r str,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<&'r str>,
    characters: usize,
    words: usize,
    encoding: &'r str,
    language: &'r str,
    date: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_source: Option<DateSource>,
    notes: &'r [Note],
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'r str>,
    mentions: Vec<MentionJson<'r>>,
    figures: Vec<FigureJson<'r>>,
    patterns: Vec<PatternJson<'r>>,
    quotes: Vec<QuoteJson<'r>>,
}

#[derive(Serialize)]
struct MentionJson<'r> {
    start: usize,
    end: usize,
    text: &'r str,
    kind: EntityKind,
    entity: u32,
    #[serde(serialize_with = "four_decimals")]
    score: u32,
    why: WhyJson,
    /// Whether it is a description of a person and no name.
    #[serde(skip_serializing_if = "is_false")]
    description: bool,
    /// Whether a capital stands for its government.
    #[serde(skip_serializing_if = "is_false")]
    metonymy: bool,
}

/// What decided: a rule of names, or that it is a description.
#[derive(Serialize)]
#[serde(untagged)]
enum WhyJson {
    Name(Why),
    Description(&'static str),
}

#[derive(Serialize)]
struct PatternJson<'r> {
    start: usize,
    end: usize,
    text: &'r str,
    kind: PatternKind,
    value: &'r str,
}

#[derive(Serialize)]
struct QuoteJson<'r> {
    start: usize,
    end: usize,
    text: &'r str,
    kind: QuoteKind,
    /// `id` of the entity that speaks.
    speaker: Option<u32>,
    /// The words at the cue that say who speaks.
    speaker_text: Option<&'r str>,
    by: Attribution,
    cue: Option<&'r str>,
    /// The speaker says that it is not so.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    denied: bool,
}

#[derive(Serialize)]
struct FigureJson<'r> {
    start: usize,
    end: usize,
    text: &'r str,
    kind: FigureKind,
    value: ValueJson,
    #[serde(skip_serializing_if = "Option::is_none")]
    exact: Option<String>,
    low: Option<NumberJson>,
    high: Option<NumberJson>,
    unit: Option<&'r str>,
    #[serde(skip_serializing_if = "is_false")]
    unit_assumed: bool,
    approx: Option<Approx>,
    #[serde(skip_serializing_if = "Option::is_none")]
    change: Option<Change>,
    #[serde(rename = "mod", skip_serializing_if = "Option::is_none")]
    modifier: Option<Modifier>,
    subject: Option<PieceJson<'r>>,
    #[serde(skip_serializing_if = "is_false")]
    minor: bool,
    /// `past`, `future` or `near`: on which side of the document's date a date without year lies.
    #[serde(skip_serializing_if = "Option::is_none")]
    relative: Option<Relative>,
    /// Such a date placed by the document's own; `value` stays as written.
    #[serde(skip_serializing_if = "Option::is_none")]
    resolved: Option<String>,
    /// The other date that the same digits may mean.
    #[serde(skip_serializing_if = "Option::is_none")]
    other_reading: Option<&'r str>,
    /// `id` of the entity in whose quoted or reported words it stands.
    #[serde(skip_serializing_if = "Option::is_none")]
    claimed_by: Option<u32>,
    /// Whether it contradicts itself, so that `value` is null on purpose.
    #[serde(skip_serializing_if = "is_false")]
    malformed: bool,
    /// What the user found when checking it.
    #[serde(skip_serializing_if = "Option::is_none")]
    checked: Option<Verdict>,
    /// The user's note.
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'r str>,
}

#[derive(Serialize)]
struct PieceJson<'r> {
    start: usize,
    end: usize,
    text: &'r str,
}

#[derive(Serialize)]
struct EntityJson<'r> {
    id: usize,
    kind: EntityKind,
    name: &'r str,
    aliases: &'r [String],
    roles: Vec<RoleJson<'r>>,
    of: Option<u32>,
    documents: u32,
    mentions: usize,
    /// Names of what was found as entities of their own and is part of this one, because the user says so.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    merged: Vec<&'r str>,
}

/// Two entities that may be one.
#[derive(Serialize)]
struct SuggestionJson<'r> {
    /// `id` of the entity whose name would be kept.
    a: u32,
    /// `id` of the other.
    b: u32,
    #[serde(serialize_with = "four_decimals")]
    score: u32,
    reasons: Vec<ReasonJson>,
    /// A place of each, with its sentence.
    evidence: [NamedJson<'r>; 2],
}

#[derive(Serialize)]
struct ReasonJson {
    kind: suggest::Reason,
    words: &'static str,
}

/// A name in its sentence.
#[derive(Serialize)]
struct NamedJson<'r> {
    document: &'r str,
    start: usize,
    end: usize,
    text: &'r str,
    sentence: PieceJson<'r>,
}

#[derive(Serialize)]
struct RoleJson<'r> {
    role: &'r str,
    of: Option<u32>,
    evidence: Vec<PlaceJson<'r>>,
}

#[derive(Serialize)]
struct DuplicatesJson<'r> {
    passages: Vec<PassageJson<'r>>,
    boilerplate: Vec<PassageJson<'r>>,
    clusters: Vec<ClusterJson<'r>>,
    pairs: Vec<PairJson<'r>>,
    hints: Vec<HintJson<'r>>,
    /// What was found as a passage and is none, because the user says so.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    dismissed: Vec<PassageJson<'r>>,
}

#[derive(Serialize)]
struct HintJson<'r> {
    kind: HintKind,
    document: &'r str,
    than: &'r str,
    reason: Reason,
}

#[derive(Serialize)]
struct PassageJson<'r> {
    id: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<PassageKind>,
    words: u32,
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "three_decimals")]
    sameness: Option<u16>,
    /// Whether it is so because the user says so; it was found as a passage.
    #[serde(skip_serializing_if = "is_false")]
    by_user: bool,
    occurrences: Vec<PlaceJson<'r>>,
}

#[derive(Serialize)]
struct PlaceJson<'r> {
    document: &'r str,
    start: usize,
    end: usize,
}

#[derive(Serialize)]
struct ClusterJson<'r> {
    kind: ClusterKind,
    documents: Vec<&'r str>,
}

#[derive(Serialize)]
struct PairJson<'r> {
    a: &'r str,
    b: &'r str,
    #[serde(serialize_with = "four_decimals")]
    a_share: u32,
    #[serde(serialize_with = "four_decimals")]
    b_share: u32,
}

#[derive(Serialize)]
struct SkippedJson<'r> {
    id: &'r str,
    reason: &'r str,
}

/// Figures of several documents that say the same of the same thing.
#[derive(Serialize)]
struct AgreementJson<'r> {
    /// How many of them were written independently: a copied passage or sentence is one source.
    sources: u32,
    figures: Vec<ClaimJson<'r>>,
}

/// Figures of different documents that differ about the same thing: two sides, each of figures that agree.
#[derive(Serialize)]
struct ConflictJson<'r> {
    sides: [Vec<ClaimJson<'r>>; 2],
}

/// A figure in its sentence.
#[derive(Serialize)]
struct ClaimJson<'r> {
    document: &'r str,
    /// Index into the document's `figures`.
    figure: u32,
    start: usize,
    end: usize,
    text: &'r str,
    sentence: PieceJson<'r>,
}

/// A sum: `terms` and `stated` are figures, `sum` and `against` what is held against each other, written out.
#[derive(Serialize)]
struct CheckJson<'r> {
    document: &'r str,
    kind: CheckKind,
    terms: Vec<PieceJson<'r>>,
    stated: Option<PieceJson<'r>>,
    sum: &'r str,
    against: &'r str,
    /// Whether both agree within what the text rounds away and how firmly it states them.
    fits: bool,
    /// What the two measure, where the words differ.
    measures: Option<(&'r str, &'r str)>,
}

/// A date on the line of time. `from` and `to` are days, both included, or null while nothing says which year is meant.
#[derive(Serialize)]
struct MomentJson<'r> {
    document: &'r str,
    kind: MomentKind,
    start: Option<usize>,
    end: Option<usize>,
    text: Option<&'r str>,
    /// EDTF as far as it is known; null for "yesterday" in a document without date.
    date: Option<String>,
    from: Option<String>,
    to: Option<String>,
    approximate: bool,
    /// Whether the document's own date placed it.
    resolved: bool,
}

/// `value` of a figure: a number, an EDTF string, `[a, b]` for a score, or null.
enum ValueJson {
    Null,
    Number(NumberJson),
    Date(String),
    Score(NumberJson, NumberJson),
}

/// A number in its shortest exact form where a double holds it.
#[derive(Clone, Copy)]
enum NumberJson {
    Whole(i64),
    Double(f64),
}

impl<'r> ReportJson<'r> {
    fn new(report: &'r Report, offsets: &[Offsets<'r>], options: JsonOptions) -> Self {
        let place = |place: &Place| {
            let document = place.document as usize;
            PlaceJson {
                document: &report.documents[document].id,
                start: offsets[document].of_byte(place.span.start()),
                end: offsets[document].of_byte(place.span.end()),
            }
        };
        let n_passages = report.duplicates.passages.len();
        ReportJson {
            version: VERSION,
            documents: report
                .documents
                .iter()
                .zip(offsets)
                .zip(0..)
                .map(|((document, offsets), index)| DocumentJson::new((report, index), document, offsets, options))
                .collect(),
            entities: report
                .entities
                .iter()
                .enumerate()
                .map(|(id, entity)| EntityJson {
                    id,
                    kind: entity.kind,
                    name: &entity.name,
                    aliases: &entity.aliases,
                    roles: entity
                        .roles
                        .iter()
                        .map(|role| RoleJson {
                            role: &role.role,
                            of: role.of,
                            evidence: role.evidence.iter().map(|&(document, span)| place(&Place { document, span })).collect(),
                        })
                        .collect(),
                    of: entity.of,
                    documents: entity.documents,
                    mentions: entity.mentions.len(),
                    merged: report.by_user.merged_into(id as u32).map(|merged| merged.name.as_str()).collect(),
                })
                .collect(),
            duplicates: DuplicatesJson {
                passages: report
                    .duplicates
                    .passages
                    .iter()
                    .enumerate()
                    .map(|(id, passage)| PassageJson {
                        id,
                        kind: Some(passage.kind),
                        words: passage.words,
                        sameness: Some(passage.sameness),
                        by_user: false,
                        occurrences: passage.occurrences.iter().map(place).collect(),
                    })
                    .collect(),
                boilerplate: report
                    .duplicates
                    .boilerplate
                    .iter()
                    .enumerate()
                    .map(|(at, item)| PassageJson {
                        id: n_passages + at,
                        kind: None,
                        words: item.words,
                        sameness: None,
                        by_user: report.by_user.boilerplate.contains(&item.occurrences[0]),
                        occurrences: item.occurrences.iter().map(place).collect(),
                    })
                    .collect(),
                clusters: report
                    .duplicates
                    .clusters
                    .iter()
                    .map(|cluster| ClusterJson {
                        kind: cluster.kind,
                        documents: cluster.documents.iter().map(|&at| report.documents[at as usize].id.as_str()).collect(),
                    })
                    .collect(),
                pairs: report
                    .duplicates
                    .pairs
                    .iter()
                    .map(|pair| PairJson {
                        a: &report.documents[pair.a as usize].id,
                        b: &report.documents[pair.b as usize].id,
                        a_share: report.share(pair.a, pair.a_bytes),
                        b_share: report.share(pair.b, pair.b_bytes),
                    })
                    .collect(),
                hints: hints(report)
                    .into_iter()
                    .map(|hint| HintJson {
                        kind: hint.kind,
                        document: &report.documents[hint.document as usize].id,
                        than: &report.documents[hint.than as usize].id,
                        reason: hint.reason,
                    })
                    .collect(),
                dismissed: (n_passages + report.duplicates.boilerplate.len()..)
                    .zip(&report.by_user.dismissed)
                    .map(|(id, passage)| PassageJson {
                        id,
                        kind: Some(passage.kind),
                        words: passage.words,
                        sameness: Some(passage.sameness),
                        by_user: true,
                        occurrences: passage.occurrences.iter().map(place).collect(),
                    })
                    .collect(),
            },
            suggestions: report.suggestions.iter().map(|suggestion| SuggestionJson::new(report, offsets, suggestion)).collect(),
            agreements: report
                .agreements
                .iter()
                .map(|agreement| AgreementJson {
                    sources: agreement.sources,
                    figures: agreement.figures.iter().map(|&figure| ClaimJson::new(report, offsets, figure)).collect(),
                })
                .collect(),
            conflicts: report
                .conflicts
                .iter()
                .map(|conflict| ConflictJson {
                    sides: conflict
                        .sides
                        .each_ref()
                        .map(|side| side.iter().map(|&figure| ClaimJson::new(report, offsets, figure)).collect()),
                })
                .collect(),
            checks: all(report, offsets, |document, offsets| {
                document.analysis.checks.iter().map(|check| CheckJson::new(document, offsets, check)).collect()
            }),
            timeline: all(report, offsets, |document, offsets| {
                document.moments().into_iter().map(|moment| MomentJson::new(document, offsets, moment)).collect()
            }),
            skipped: report.skipped.iter().map(|skipped| SkippedJson { id: &skipped.id, reason: &skipped.reason }).collect(),
            notes: &report.notes,
        }
    }
}

impl<'r> DocumentJson<'r> {
    fn new((report, index): (&'r Report, u32), document: &'r ReportDocument, offsets: &Offsets<'r>, options: JsonOptions) -> Self {
        let by_user = &report.by_user;
        let analysis = &document.analysis;
        let text = document.text();
        let date = document.date.as_ref().map(|found| found.date.as_str());
        let at = |span: Span| (offsets.of_byte(span.start()), offsets.of_byte(span.end()));
        DocumentJson {
            id: &document.id,
            title: analysis.document.title.as_deref(),
            source: analysis.document.source.as_deref(),
            characters: text.chars().count(),
            words: analysis.words(),
            encoding: &analysis.document.encoding,
            language: analysis.document.language.code(),
            date: document.date.as_ref().map(|found| found.date.as_str()).or(analysis.document.date.as_deref()),
            date_source: document.date.as_ref().map(|found| found.source),
            notes: &analysis.document.notes,
            text: options.text.then_some(text),
            mentions: mentions(report, document, at),
            figures: (0..)
                .zip(&analysis.figures)
                .zip(document.claimants())
                .map(|((nth, figure), claimed_by)| FigureJson {
                    claimed_by,
                    checked: by_user.verdicts.get(&(index, nth)).copied(),
                    note: by_user.notes.get(&(index, nth)).map(String::as_str),
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

/// Names and descriptions, by start.
fn mentions<'r>(report: &Report, document: &'r ReportDocument, at: impl Fn(Span) -> (usize, usize)) -> Vec<MentionJson<'r>> {
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
            score: u32::from(mention.score),
            why: WhyJson::Name(mention.why),
            description: false,
            metonymy: metonymy.next_if_eq(&index).is_some(),
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
            score: DESCRIPTION_SCORE,
            why: WhyJson::Description("description"),
            description: true,
            metonymy: false,
        }
    });
    let mut all: Vec<MentionJson<'r>> = named.chain(described).collect();
    all.sort_by_key(|mention| (mention.start, mention.end));
    all
}

/// How often a description is somebody, in ten-thousandths, as a rough scale for sorting.
const DESCRIPTION_SCORE: u32 = 8_500;

/// What every document adds, in their order.
fn all<'r, T>(report: &'r Report, offsets: &[Offsets<'r>], of: impl Fn(&'r ReportDocument, &Offsets<'r>) -> Vec<T>) -> Vec<T> {
    report.documents.iter().zip(offsets).flat_map(|(document, offsets)| of(document, offsets)).collect()
}

impl<'r> PieceJson<'r> {
    fn new(document: &'r ReportDocument, offsets: &Offsets<'r>, span: Span) -> Self {
        PieceJson { start: offsets.of_byte(span.start()), end: offsets.of_byte(span.end()), text: span.of(document.text()) }
    }
}

impl<'r> ClaimJson<'r> {
    fn new(report: &'r Report, offsets: &[Offsets<'r>], at: FigureRef) -> Self {
        let document = &report.documents[at.document as usize];
        let offsets = &offsets[at.document as usize];
        let span = document.analysis.figures[at.figure as usize].span;
        let PieceJson { start, end, text } = PieceJson::new(document, offsets, span);
        let sentence = PieceJson::new(document, offsets, document.sentence(span));
        ClaimJson { document: &document.id, figure: at.figure, start, end, text, sentence }
    }
}

impl<'r> SuggestionJson<'r> {
    fn new(report: &'r Report, offsets: &[Offsets<'r>], found: &'r Suggestion) -> Self {
        let named = |(document, mention): (u32, u32)| {
            let (source, offsets) = (&report.documents[document as usize], &offsets[document as usize]);
            let span = source.analysis.names.mentions[mention as usize].span;
            let PieceJson { start, end, text } = PieceJson::new(source, offsets, span);
            NamedJson { document: &source.id, start, end, text, sentence: PieceJson::new(source, offsets, source.sentence(span)) }
        };
        SuggestionJson {
            a: found.a,
            b: found.b,
            score: u32::from(found.score),
            reasons: found.reasons.iter().map(|&kind| ReasonJson { kind, words: kind.words() }).collect(),
            evidence: found.evidence.map(named),
        }
    }
}

impl<'r> CheckJson<'r> {
    fn new(document: &'r ReportDocument, offsets: &Offsets<'r>, check: &'r Check) -> Self {
        let piece = |&figure: &u32| PieceJson::new(document, offsets, document.analysis.figures[figure as usize].span);
        CheckJson {
            document: &document.id,
            kind: check.kind,
            terms: check.terms.iter().map(piece).collect(),
            stated: check.stated.as_ref().map(piece),
            sum: &check.sum,
            against: &check.against,
            fits: check.fits,
            measures: check.measures.as_ref().map(|(one, other)| (one.as_str(), other.as_str())),
        }
    }
}

impl<'r> MomentJson<'r> {
    fn new(document: &'r ReportDocument, offsets: &Offsets<'r>, moment: Moment) -> Self {
        let piece = moment.span.map(|span| PieceJson::new(document, offsets, span));
        MomentJson {
            document: &document.id,
            kind: moment.kind,
            start: piece.as_ref().map(|piece| piece.start),
            end: piece.as_ref().map(|piece| piece.end),
            text: piece.map(|piece| piece.text),
            date: Some(moment.edtf).filter(|date| !date.is_empty()),
            from: moment.days.map(|days| edtf::written(days.start)),
            to: moment.days.map(|days| edtf::written(days.end)),
            approximate: moment.approximate,
            resolved: moment.resolved,
        }
    }
}

impl<'r> FigureJson<'r> {
    fn new(figure: &'r Figure, date: Option<&str>, text: &'r str, at: impl Fn(Span) -> (usize, usize)) -> Self {
        let (start, end) = at(figure.span);
        let (mut low, mut high, mut exact) = (None, None, None);
        let value = match &figure.value {
            Value::Number(number) => {
                exact = inexact(*number);
                ValueJson::Number(NumberJson::from(*number))
            }
            Value::Range(from, to) => {
                low = from.map(NumberJson::from);
                high = to.map(NumberJson::from);
                ValueJson::Null
            }
            Value::Date(date) => ValueJson::Date(date.clone()),
            Value::Score(a, b) => ValueJson::Score(NumberJson::from(*a), NumberJson::from(*b)),
            Value::Unknown => ValueJson::Null,
        };
        FigureJson {
            start,
            end,
            text: figure.span.of(text),
            kind: figure.kind,
            value,
            exact,
            low,
            high,
            unit: figure.unit.as_deref(),
            unit_assumed: figure.unit_assumed,
            approx: figure.approx,
            change: figure.change,
            modifier: figure.modifier,
            subject: figure.subject.map(|span| {
                let (start, end) = at(span);
                PieceJson { start, end, text: span.of(text) }
            }),
            minor: figure.minor,
            relative: figure.relative,
            resolved: date.and_then(|date| figures::resolve(figure, date)),
            other_reading: figure.other_reading.as_deref(),
            claimed_by: None,
            malformed: figure.malformed,
            checked: None,
            note: None,
        }
    }
}

impl From<Decimal> for NumberJson {
    fn from(number: Decimal) -> NumberJson {
        match number.integer() {
            // Beyond 2^53 JavaScript would round a whole number silently: let the double show what it holds.
            Some(whole) if whole.unsigned_abs() <= 1 << 53 => NumberJson::Whole(whole),
            _ => NumberJson::Double(number.to_f64()),
        }
    }
}

/// The digits of a number that a double cannot hold exactly: more than 15 of them.
fn inexact(number: Decimal) -> Option<String> {
    let written = number.to_string();
    let digits: String = written.chars().filter(char::is_ascii_digit).collect();
    let significant = if written.contains('.') { digits.trim_start_matches('0') } else { digits.trim_matches('0') };
    (significant.len() > 15 || number.to_f64().abs() > 1e300).then_some(written)
}

impl Serialize for NumberJson {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match *self {
            NumberJson::Whole(whole) => serializer.serialize_i64(whole),
            NumberJson::Double(double) => serializer.serialize_f64(double),
        }
    }
}

impl Serialize for ValueJson {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            ValueJson::Null => serializer.serialize_none(),
            ValueJson::Number(number) => number.serialize(serializer),
            ValueJson::Date(date) => serializer.serialize_str(date),
            ValueJson::Score(a, b) => (*a, *b).serialize(serializer),
        }
    }
}

/// Ten-thousandths as a number with at most four decimals.
fn four_decimals<S: Serializer>(score: &u32, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_f64(f64::from(*score) / 10_000.0)
}

/// Thousandths as a number.
fn three_decimals<S: Serializer>(share: &Option<u16>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_f64(f64::from(share.unwrap_or_default()) / 1_000.0)
}

fn is_false(value: &bool) -> bool {
    !value
}
