//! Across documents: [`resolve`] groups mentions into entities, with [`people`] (which full names are one person, and whose a surname alone
//! is), [`bodies`] (short forms of bodies), [`expansions`] (acronyms), [`national`] (whose ministry), [`variants`] and [`spelling`]. What is likely, but not certain, is left to [`suggest`].

mod bodies;
mod expansions;
mod national;
mod people;
pub mod resolve;
mod spelling;
pub mod suggest;
mod variants;
