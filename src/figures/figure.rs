//! The type of a figure.

use serde::{Deserialize, Serialize};

use super::{Decimal, Relative};
use crate::text::Span;

/// One number, quantity, date or score as a text claims it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    /// Currency, number, scale word, unit and an adjacent "per" part; neither the approximator nor the counted noun.
    pub span: Span,
    /// The kind of quantity.
    pub kind: FigureKind,
    /// The value; [`Value::Unknown`] where the text is malformed or gives only an order of magnitude.
    pub value: Value,
    /// A CLDR unit identifier (`cubic-meter`, `tonne-per-year`), an ISO 4217 code (`USD`, `USD-per-barrel`), `percent`,
    /// or `x-…` where neither has one.
    pub unit: Option<String>,
    /// Whether the unit is the likeliest reading of an ambiguous sign ("$", "Rs").
    pub unit_assumed: bool,
    /// How firmly it is stated.
    pub approx: Option<Approx>,
    /// Whether it tells a change rather than a level.
    pub change: Option<Change>,
    /// Which part of a period is meant ("mid-2015").
    pub modifier: Option<Modifier>,
    /// The words that say what is measured or counted, in the same sentence; `None` when unsure.
    pub subject: Option<Span>,
    /// The words for whom or for what it is told of, which may stand in a sentence before; `None` when unsure. "I" and "my" mean who speaks there.
    pub holder: Option<Span>,
    /// A small cardinal that only points back ("the two countries"): found, but left out of lists by default.
    pub minor: bool,
    /// On which side of the document's date a date without year lies ("last August"); [`resolve`](super::resolve) places it.
    pub relative: Option<Relative>,
    /// The other date that the same digits may mean, in EDTF: 4 March, where 3 April was read.
    pub other_reading: Option<String>,
    /// Written so that it contradicts itself ("40,28", "31/02/2020"): its value is unknown on purpose.
    pub malformed: bool,
}

/// The kind of quantity that a figure states.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)] // the names are the field's own
pub enum FigureKind {
    Number,
    Ordinal,
    Percent,
    Money,
    Dimension,
    Temperature,
    Age,
    Duration,
    Date,
    Score,
    Fraction,
}

/// The value of a figure.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Value {
    /// A number.
    Number(Decimal),
    /// From … to …; an open end is `None`.
    Range(Option<Decimal>, Option<Decimal>),
    /// A date, period or time in EDTF (ISO 8601-2): `2017`, `XXXX-07-17`, `2022-01/2022-06`, `199X`.
    Date(String),
    /// A result of two sides.
    Score(Decimal, Decimal),
    /// Written, but not readable as one value.
    Unknown,
}

/// How firmly a figure is stated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Approx {
    About,
    Nearly,
    MoreThan,
    AtLeast,
    LessThan,
    AtMost,
}

/// Direction of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum Change {
    Up,
    Down,
}

/// Part of a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum Modifier {
    Start,
    Mid,
    End,
}
