//! What the address says of the view of figures.

use serde::{Deserialize, Serialize};

use crate::figures::Decimal;

/// What narrows the figures, and the form in which they are shown: as it stands in the address.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FigureScope {
    /// In which form.
    pub form: FigureForm,
    /// Not less than this.
    pub low: Option<Decimal>,
    /// Not more than this.
    pub high: Option<Decimal>,
}

/// Forms of the view.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum FigureForm {
    /// Rows, by what is measured.
    #[default]
    List,
    /// Dots on an axis, one unit at a time.
    Dots,
    /// Contradictions, sums and agreements.
    Checks,
}

impl FigureForm {
    /// All of them.
    pub const ALL: [FigureForm; 3] = [FigureForm::List, FigureForm::Dots, FigureForm::Checks];

    /// The name in the address and, capitalised, on the screen.
    pub fn name(self) -> &'static str {
        match self {
            FigureForm::List => "list",
            FigureForm::Dots => "dots",
            FigureForm::Checks => "checks",
        }
    }
}

impl FigureScope {
    /// Adds what is not the default to the parts of an address.
    pub(super) fn write(self, query: &mut Vec<String>) {
        if self.form != FigureForm::List {
            query.push(format!("figures={}", self.form.name()));
        }
        query.extend(self.low.map(|low| format!("from={low}")));
        query.extend(self.high.map(|high| format!("to={high}")));
    }

    /// Reads what [`FigureScope::write`] wrote.
    pub(super) fn read<'q>(value: &impl Fn(&str) -> Option<&'q str>) -> FigureScope {
        FigureScope {
            form: value("figures").and_then(|name| FigureForm::ALL.into_iter().find(|form| form.name() == name)).unwrap_or_default(),
            low: value("from").and_then(signed),
            high: value("to").and_then(signed),
        }
    }
}

fn signed(digits: &str) -> Option<Decimal> {
    match digits.strip_prefix('-') {
        Some(digits) => Decimal::parse(digits).map(Decimal::negated),
        None => Decimal::parse(digits),
    }
}
