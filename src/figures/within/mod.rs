//! In one document. Read in this order: [`read`] walks a text; then [`lex`] and [`digits`] (pieces), [`number`], [`quantity`] and [`range`]
//! (values and units), [`date`] and its neighbours, [`traps`] (numbers that only name something), [`approx`], [`change`], [`subject`] (what is
//! measured, with [`counted`], [`event`], [`moved`], [`frames`], [`inherit`], [`trim`]), [`holder`] (of whom), [`joined`] (margins, rates per many),
//! [`accounts`] (columns), [`home_currency`] (whose money a bare "$" is). Of the figures of one text are made: [`document_date`], [`relative`]
//! (dates that wait for it), [`arithmetic`] (sums).

mod accounts;
pub(crate) mod age;
pub(crate) mod approx;
pub(crate) mod arithmetic;
pub(crate) mod calendar;
pub(crate) mod change;
pub(crate) mod clause;
mod counted;
pub(crate) mod data;
pub(crate) mod date;
mod digits;
pub(crate) mod document_date;
pub(crate) mod event;
mod frames;
mod holder;
mod home_currency;
mod inherit;
mod joined;
pub(crate) mod lex;
pub(crate) mod money;
mod moved;
pub(crate) mod number;
mod numbered_names;
pub(crate) mod numeric_date;
mod period;
mod quantity;
mod range;
mod rank;
pub(crate) mod read;
pub(crate) mod relative;
mod spelled;
mod sports_result;
pub(crate) mod subject;
#[cfg(test)]
pub(crate) mod test_marks;
mod traps;
mod trim;
pub(crate) mod unit;
pub(crate) mod words;
mod year;
