//! Across documents. [`finder`] leads through it: shingles in common ([`index`], with [`lists`] and [`lookup`]), [`boilerplate`], pairs worth
//! aligning ([`candidates`]), their alignment ([`side`], [`grow`], [`align`], [`edges`], and their words in common, [`runs`], whether they are of one [`template`], and a text that stands several times in a row, [`tandem`]), and what is made of all pairs: [`passages`],
//! [`clusters`], and in [`find`] the whole; [`limits`] says what a cap may have left out. [`diff`] compares two places when somebody opens them.

mod align;
mod boilerplate;
mod candidates;
mod clusters;
pub(crate) mod diff;
mod edges;
pub(crate) mod find;
pub(crate) mod finder;
mod grow;
pub(crate) mod index;
pub(crate) mod limits;
mod lists;
mod lookup;
mod passages;
mod runs;
mod side;
mod tandem;
mod template;
