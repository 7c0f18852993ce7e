//! Which numbers a text claims: each with value, unit, how it is stated and what it measures.
//!
//! Read in this order: `figure` says what is found, `read` how a text is walked; then `lex` and `digits` (pieces), `number`, `quantity`
//! and `range` (values and units), `date` and its neighbours, `traps` (numbers that only name something), `approx`, `change`, `subject`,
//! `event`, `home` (whose money a bare "$" is).
//!
//! What is made of the figures of one text: `document_date`, `relative` (dates that wait for it), `arithmetic` (sums), `timeline`; of
//! many texts: `claim` and `convert` (what can be compared), `agreement`.

mod age;
mod agreement;
mod approx;
mod arithmetic;
mod calendar;
mod change;
#[cfg(test)]
mod check;
mod claim;
mod clause;
mod convert;
mod data;
mod date;
mod decimal;
mod digits;
mod document_date;
pub mod edtf;
mod event;
mod figure;
mod home;
mod interval;
mod lex;
mod money;
mod names;
mod number;
mod numeric_date;
mod period;
mod quantity;
mod range;
mod rank;
mod read;
mod relative;
mod score;
mod spelled;
mod subject;
mod timeline;
mod traps;
mod unit;
mod words;
mod year;

pub use agreement::{Agreement, Conflict, Evidence, FigureRef, compare};
pub use arithmetic::{Check, CheckKind, checks};
pub use claim::{Claim, Claims, Level, Setting, claims};
pub use clause::is_verb;
pub use convert::{convert, in_base};
pub use decimal::Decimal;
pub use document_date::{DateSource, DocumentDate, by_hand, document_date};
pub use figure::{Approx, Change, Figure, FigureKind, Modifier, Value};
pub use read::{read, read_with_times};
pub use relative::{Relative, Told, ToldUnit, resolve};
pub use timeline::{Moment, MomentKind, moments};
pub use unit::{is_known as is_known_unit, unit_names, units_called};
