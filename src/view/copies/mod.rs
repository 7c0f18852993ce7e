//! What is copied, as a list, a matrix or ribbons; the same question narrows all three.

mod matrix;
mod ribbons;
mod rows;
mod shown;

pub use matrix::matrix;
pub use ribbons::{MAX_BARS, ribbons};
pub use rows::{BETWEEN, CopyKind, CopyRow, CopyRows, rows};
pub use shown::Shown;

pub(super) use rows::share;

use serde::{Deserialize, Serialize};

/// What the view of copies shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct CopyQuery {
    /// Rows of this kind only.
    pub kind: Option<CopyKind>,
    /// In which form.
    pub form: Form,
    /// Passages of at least this many words.
    pub min_words: u16,
    /// Passages with at most this share of their words changed, in hundredths.
    pub max_changed: u8,
    /// Whether boilerplate counts in the shares.
    pub boilerplate: bool,
    /// The cluster whose documents are listed, by its index in the report.
    pub cluster: Option<u32>,
    /// The part of the matrix that is shown.
    pub zoom: Option<Zoom>,
}

impl Default for CopyQuery {
    fn default() -> CopyQuery {
        CopyQuery { kind: None, form: Form::List, min_words: 0, max_changed: 100, boilerplate: false, cluster: None, zoom: None }
    }
}

/// Forms of the view.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Form {
    /// Rows, what matters most first.
    #[default]
    List,
    /// Documents by documents.
    Matrix,
    /// A bar a document, joined by what they share.
    Ribbons,
}

impl Form {
    /// All of them.
    pub const ALL: [Form; 3] = [Form::List, Form::Matrix, Form::Ribbons];

    /// The name in the address and, capitalised, on the screen.
    pub fn name(self) -> &'static str {
        match self {
            Form::List => "list",
            Form::Matrix => "matrix",
            Form::Ribbons => "ribbons",
        }
    }
}

/// Ranges of the documents that share something, in the order of the matrix: rows and columns, half-open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[allow(missing_docs)] // said above
pub struct Zoom {
    pub rows: (u32, u32),
    pub columns: (u32, u32),
}
