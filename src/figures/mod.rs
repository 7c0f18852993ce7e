//! Which numbers a text claims: each with value, unit, how it is stated and what it measures.

mod figure;

pub use figure::{Approx, Change, Decimal, Figure, FigureKind, Modifier, Value};
