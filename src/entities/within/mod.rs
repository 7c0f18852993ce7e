//! In one document. Rules come first: capitalised runs ([`runs`]), [`titles`], head words and a [`lexicon`] ([`classify`]). What they say is one of
//! the things that a trained tagger weighs ([`features`], [`tagger`], [`model`]); it has the last word about where a name is and of which
//! kind, and the rules about what belongs to it ([`assemble`], [`boundaries`]). Then come [`telltales`], [`short_forms`], [`acronyms`], [`posts`], [`descriptions`], [`metonymy`];
//! [`patterns`] are recognised by their form alone.

pub(crate) mod acronyms;
pub(crate) mod assemble;
pub(crate) mod boundaries;
pub(crate) mod classify;
pub(crate) mod descriptions;
pub(crate) mod features;
pub(crate) mod gender;
pub(crate) mod lexicon;
pub(crate) mod metonymy;
pub(crate) mod model;
pub mod patterns;
pub(crate) mod posts;
pub(crate) mod runs;
pub(crate) mod short_forms;
pub(crate) mod tagger;
pub(crate) mod telltales;
pub(crate) mod titles;
pub(crate) mod words;
