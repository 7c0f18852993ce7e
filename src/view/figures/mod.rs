//! Which figures are claimed, as a list, as dots on an axis, or as sums and contradictions to look at.

mod checks;
mod claims;
mod dots;
mod rows;
mod typed;

pub use checks::{Card, CardKind, Cards, Line, NO_CONFLICT, all_checks, checks};
pub use claims::{Claim, claims};
pub use dots::dots;
pub use rows::{FigureRow, FigureRows, rows};
pub use typed::{rounded, typed};

use serde::{Deserialize, Serialize};

use super::route::Sort;
use crate::figures::{Decimal, FigureKind};
use crate::review::Verdict;

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

/// What narrows the figures, and the form in which they are shown: as it stands in the address.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FigureScope {
    /// In which form.
    pub form: Form,
    /// Not less than this.
    pub low: Option<Decimal>,
    /// Not more than this.
    pub high: Option<Decimal>,
}

/// Forms of the view.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Form {
    /// Rows, by what is measured.
    #[default]
    List,
    /// Dots on an axis, one unit at a time.
    Dots,
    /// Contradictions, sums and agreements.
    Checks,
}

impl Form {
    /// All of them.
    pub const ALL: [Form; 3] = [Form::List, Form::Dots, Form::Checks];

    /// The name in the address and, capitalised, on the screen.
    pub fn name(self) -> &'static str {
        match self {
            Form::List => "list",
            Form::Dots => "dots",
            Form::Checks => "checks",
        }
    }
}

/// How far checking has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[allow(missing_docs)] // their names say it
pub enum Status {
    Open,
    Verified,
    Wrong,
}

impl Status {
    /// All of them, with their names in the address.
    pub const ALL: [(Status, &str); 3] = [(Status::Open, "open"), (Status::Verified, "verified"), (Status::Wrong, "wrong")];

    /// How the list of them calls it.
    pub fn label(self) -> &'static str {
        match self {
            Status::Open => "To check",
            Status::Verified => "Verified",
            Status::Wrong => "Wrong",
        }
    }

    /// What a verdict on a figure that is shown so says: the one that it has already takes it back.
    pub fn given(self, verdict: Verdict) -> Option<Verdict> {
        (self != Status::of(Some(verdict))).then_some(verdict)
    }

    /// The status of this name in the address.
    pub fn parse(name: &str) -> Option<Status> {
        Status::ALL.into_iter().find(|(_, known)| *known == name).map(|(status, _)| status)
    }

    /// Its name in the address.
    pub fn name(self) -> &'static str {
        Status::ALL.into_iter().find(|(status, _)| *status == self).map_or("", |(_, name)| name)
    }

    /// The status that a verdict gives.
    pub fn of(verdict: Option<Verdict>) -> Status {
        match verdict {
            None => Status::Open,
            Some(Verdict::Verified) => Status::Verified,
            Some(Verdict::Wrong) => Status::Wrong,
        }
    }
}
