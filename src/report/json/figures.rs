//! Figures, and what they say together: agreements, conflicts, sums, the line of time.

use serde::{Serialize, Serializer};

use super::{PieceJson, is_false};
use crate::figures::{
    self, Approx, Change, CheckKind, Decimal, Figure, FigureKind, FigureRef, Modifier, Moment, MomentKind, Relative, SumCheck, Tried,
    Value, edtf,
};
use crate::report::{Report, ReportDocument};
use crate::review::Verdict;
use crate::text::Span;
use crate::text::offsets::Offsets;

#[derive(Serialize)]
pub(super) struct FigureJson<'r> {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) text: &'r str,
    pub(super) kind: FigureKind,
    pub(super) value: ValueJson,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) exact: Option<String>,
    pub(super) low: Option<NumberJson>,
    pub(super) high: Option<NumberJson>,
    pub(super) unit: Option<&'r str>,
    #[serde(skip_serializing_if = "is_false")]
    pub(super) unit_assumed: bool,
    pub(super) approx: Option<Approx>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) change: Option<Change>,
    #[serde(rename = "mod", skip_serializing_if = "Option::is_none")]
    pub(super) modifier: Option<Modifier>,
    pub(super) subject: Option<PieceJson<'r>>,
    /// Of whom or of what it is told.
    pub(super) of: Option<HolderJson<'r>>,
    #[serde(skip_serializing_if = "is_false")]
    pub(super) minor: bool,
    /// `past`, `future` or `near`: on which side of the document's date a date without year lies.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) relative: Option<Relative>,
    /// Such a date placed by the document's own; `value` stays as written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) resolved: Option<String>,
    /// The other date that the same digits may mean.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) other_reading: Option<&'r str>,
    /// `id` of the entity in whose quoted or reported words it stands.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) claimed_by: Option<u32>,
    /// Whether it contradicts itself, so that `value` is null on purpose.
    #[serde(skip_serializing_if = "is_false")]
    pub(super) malformed: bool,
    /// The user's verdict.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) checked: Option<Verdict>,
    /// The user's note.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) note: Option<&'r str>,
}

/// The words that say of whom or of what a figure is told, and `id` of the entity that they name, or null.
#[derive(Serialize)]
pub(super) struct HolderJson<'r> {
    #[serde(flatten)]
    pub(super) words: PieceJson<'r>,
    pub(super) entity: Option<u32>,
}

/// Figures of several documents that say the same of the same thing.
#[derive(Serialize)]
pub(super) struct AgreementJson<'r> {
    /// How many of them were written independently: a copied passage or sentence is one source.
    pub(super) sources: u32,
    /// Whether all are known to tell of one time; if not, they agree if they do.
    pub(super) same_time: bool,
    pub(super) figures: Vec<ClaimJson<'r>>,
}

/// Figures of different documents that differ about the same thing: two sides, each of figures that agree.
#[derive(Serialize)]
pub(super) struct ConflictJson<'r> {
    pub(super) sides: [Vec<ClaimJson<'r>>; 2],
    /// Whether both are known to tell of one time; if not, they differ if they do.
    pub(super) same_time: bool,
}

/// What was tried: pairs of figures of different documents, a copied sentence once, and sums.
#[derive(Serialize)]
pub(super) struct TriedJson {
    /// Figures of all documents.
    pub(super) figures: usize,
    /// Those that say enough to be compared.
    pub(super) claims: u32,
    /// Pairs that are told of one thing.
    pub(super) comparable: u32,
    pub(super) agree: u32,
    pub(super) differ: u32,
    pub(super) sums: usize,
    /// Sums that do not fit.
    pub(super) misfits: usize,
}

impl TriedJson {
    pub(super) fn new(report: &Report) -> Self {
        let (figures, sums, misfits) = report.checked();
        let Tried { claims, comparable, agree, differ } = report.tried;
        TriedJson { figures, claims, comparable, agree, differ, sums, misfits }
    }
}

/// A figure in its sentence.
#[derive(Serialize)]
pub(super) struct ClaimJson<'r> {
    pub(super) document: &'r str,
    /// Index into the document's `figures`.
    pub(super) figure: u32,
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) text: &'r str,
    pub(super) sentence: PieceJson<'r>,
}

/// A sum: `terms` and `stated` are figures, `sum` and `against` what is held against each other, written out.
#[derive(Serialize)]
pub(super) struct CheckJson<'r> {
    pub(super) document: &'r str,
    pub(super) kind: CheckKind,
    pub(super) terms: Vec<PieceJson<'r>>,
    pub(super) stated: Option<PieceJson<'r>>,
    pub(super) sum: &'r str,
    pub(super) against: &'r str,
    /// By how much the result lies beside what is stated: "0.9 %".
    pub(super) difference: &'r str,
    /// Whether both agree within what the text rounds away and how firmly it states them.
    pub(super) fits: bool,
    /// The two measures, where their words differ.
    pub(super) measures: Option<(&'r str, &'r str)>,
}

/// A date on the line of time. `from` and `to` are days, both included, or null while nothing says which year is meant.
#[derive(Serialize)]
pub(super) struct MomentJson<'r> {
    pub(super) document: &'r str,
    pub(super) kind: MomentKind,
    pub(super) start: Option<usize>,
    pub(super) end: Option<usize>,
    pub(super) text: Option<&'r str>,
    /// EDTF as far as it is known; null for "yesterday" in a document without date.
    pub(super) date: Option<String>,
    pub(super) from: Option<String>,
    pub(super) to: Option<String>,
    pub(super) approximate: bool,
    /// Whether the document's own date placed it.
    pub(super) resolved: bool,
}

/// `value` of a figure: a number, an EDTF string, `[a, b]` for a score, or null.
pub(super) enum ValueJson {
    Null,
    Number(NumberJson),
    Date(String),
    Score(NumberJson, NumberJson),
}

/// A number in its shortest exact form where a double holds it.
#[derive(Clone, Copy)]
pub(super) enum NumberJson {
    Whole(i64),
    Double(f64),
}

impl<'r> ClaimJson<'r> {
    pub(super) fn new(report: &'r Report, offsets: &[Offsets<'r>], at: FigureRef) -> Self {
        let document = &report.documents[at.document as usize];
        let offsets = &offsets[at.document as usize];
        let span = document.analysis.figures[at.figure as usize].span;
        let PieceJson { start, end, text } = PieceJson::new(document, offsets, span);
        let sentence = PieceJson::new(document, offsets, document.sentence(span));
        ClaimJson { document: &document.id, figure: at.figure, start, end, text, sentence }
    }
}

impl<'r> CheckJson<'r> {
    pub(super) fn new(document: &'r ReportDocument, offsets: &Offsets<'r>, check: &'r SumCheck) -> Self {
        let piece = |&figure: &u32| PieceJson::new(document, offsets, document.analysis.figures[figure as usize].span);
        CheckJson {
            document: &document.id,
            kind: check.kind,
            terms: check.terms.iter().map(piece).collect(),
            stated: check.stated.as_ref().map(piece),
            sum: &check.sum,
            against: &check.against,
            difference: &check.difference,
            fits: check.fits,
            measures: check.measures.as_ref().map(|(one, other)| (one.as_str(), other.as_str())),
        }
    }
}

impl<'r> MomentJson<'r> {
    pub(super) fn new(document: &'r ReportDocument, offsets: &Offsets<'r>, moment: Moment) -> Self {
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
    pub(super) fn new(figure: &'r Figure, date: Option<&str>, text: &'r str, at: impl Fn(Span) -> (usize, usize)) -> Self {
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
            of: None,
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
pub(super) fn inexact(number: Decimal) -> Option<String> {
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
