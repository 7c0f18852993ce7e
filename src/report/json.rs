//! The report as JSON: one object for the command line, the JavaScript package and the page's export.
//!
//! The types here are twins of the core's: what they are called and how they nest is a promise to others, kept apart
//! from how the program works inside. `version` goes up when a key changes its meaning.

use serde::{Serialize, Serializer};

use super::hints::{HintKind, Reason, hints};
use super::{Report, ReportDocument};
use crate::duplicates::{ClusterKind, PassageKind, Place};
use crate::entities::{EntityKind, Why};
use crate::figures::{Approx, Change, Decimal, Figure, FigureKind, Modifier, Value};
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
    suggestions: [(); 0],
    agreements: [(); 0],
    conflicts: [(); 0],
    checks: [(); 0],
    timeline: [(); 0],
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
    notes: &'r [Note],
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'r str>,
    mentions: Vec<MentionJson<'r>>,
    figures: Vec<FigureJson<'r>>,
    quotes: [(); 0],
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
    why: Why,
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
                .map(|(document, offsets)| DocumentJson::new(document, offsets, options))
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
            },
            suggestions: [],
            agreements: [],
            conflicts: [],
            checks: [],
            timeline: [],
            skipped: report.skipped.iter().map(|skipped| SkippedJson { id: &skipped.id, reason: &skipped.reason }).collect(),
            notes: &report.notes,
        }
    }
}

impl<'r> DocumentJson<'r> {
    fn new(document: &'r ReportDocument, offsets: &Offsets<'r>, options: JsonOptions) -> Self {
        let analysis = &document.analysis;
        let text = document.text();
        let at = |span: Span| (offsets.of_byte(span.start()), offsets.of_byte(span.end()));
        DocumentJson {
            id: &document.id,
            title: analysis.document.title.as_deref(),
            source: analysis.document.source.as_deref(),
            characters: text.chars().count(),
            words: analysis.words(),
            encoding: &analysis.document.encoding,
            language: analysis.document.language.code(),
            date: analysis.document.date.as_deref(),
            notes: &analysis.document.notes,
            text: options.text.then_some(text),
            mentions: analysis
                .names
                .mentions
                .iter()
                .zip(&document.entity_of)
                .map(|(mention, &entity)| {
                    let (start, end) = at(mention.span);
                    MentionJson {
                        start,
                        end,
                        text: mention.span.of(text),
                        kind: mention.kind,
                        entity,
                        score: u32::from(mention.score),
                        why: mention.why,
                    }
                })
                .collect(),
            figures: analysis.figures.iter().map(|figure| FigureJson::new(figure, text, at)).collect(),
            quotes: [],
        }
    }
}

impl<'r> FigureJson<'r> {
    fn new(figure: &'r Figure, text: &'r str, at: impl Fn(Span) -> (usize, usize)) -> Self {
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
