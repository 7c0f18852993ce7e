//! Figures: the numbers that a text claims, each with value, unit, how it is stated and what it measures.
//!
//! `figure` says what is found; `decimal`, [`edtf`], `interval` and [`convert`] are its values. `within` reads one document, `across` compares
//! those of many.

mod across;
mod convert;
mod decimal;
pub mod edtf;
mod figure;
mod interval;
mod within;

pub use across::agreement::{Agreement, Comparison, Conflict, Evidence, Tried, compare};
pub use across::claim::{Claim, Claims, Level, Setting, Source, claims};
pub use across::comparable::FigureRef;
pub use across::timeline::{Moment, MomentKind, moments};
pub use convert::{convert, in_base};
pub use decimal::Decimal;
pub use figure::{Approx, Change, Figure, FigureKind, Modifier, Value};
pub use within::arithmetic::{CheckKind, SumCheck, checks};
pub use within::clause::is_verb;
pub use within::document_date::{DateSource, DocumentDate, by_hand, certain_date, document_date};
pub use within::read::{read, read_with_times};
pub use within::relative::{Relative, RelativeTime, TimeUnit, resolve};
pub use within::unit::{is_known as is_known_unit, unit_names, units_called};
