//! Claimed figures as a list, as dots on an axis, or as sums and contradictions to check.

mod checks;
mod dots;
mod order;
mod rows;
mod typed;

pub use checks::{Card, CardKind, Cards, Line, all_checks, checks, tried};
pub use dots::dots;
pub use rows::{FigureRow, FigureRows, rows};
pub use typed::{rounded, typed};

use serde::{Deserialize, Serialize};

use super::route::{FigureScope, Sort};
use crate::figures::FigureKind;

/// Which figures, in which order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FigureQuery {
    /// Of this kind only. What only points back ("the two countries") is left out of every kind.
    pub kind: Option<FigureKind>,
    /// What narrows them further.
    pub scope: FigureScope,
    /// With this in their sentence.
    pub text: String,
    /// By what is measured, by wording, or by value.
    pub sort: Sort,
}
