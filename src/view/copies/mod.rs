//! Copies as a list, a matrix or ribbons; the same query narrows all three.

mod matrix;
mod ribbons;
mod rows;
mod shown;
mod stories;
mod summary;

pub use matrix::matrix;
pub use ribbons::{MAX_BARS, ribbons};
pub use rows::{BETWEEN, CopyRow, CopyRows, rows};
pub use shown::Shown;
pub use stories::listed_stories;

pub(super) use stories::facts;
pub(super) use summary::share;
