//! View models: what the page shows, as plain data. No Yew, no DOM.
//!
//! The list below reads from the ground up: a module uses those of its group and of the groups above, and no two need each other
//! (`tests/circles.rs`).
//! What is above the models is what they share; the models turn a [`Report`](crate::report::Report) into rows, pages and pictures;
//! [`request`] is what the page asks for and what comes back. The modules after it run in the page: they decide what is asked
//! for, what of the answers is drawn, and what a key does.

// Words and numbers as people write them, and what is typed.
pub mod filter;
pub mod format;

// What is in the address: a view, its form, what is chosen, what is open.
pub mod route;
pub mod selection;
pub mod status;
pub mod window;

// A place in a document, as it is quoted, decided about and found again.
pub mod evidence;
pub mod handles;
pub mod places;
pub mod points;
pub mod quoted;
pub mod seen;

// What several models are made of.
pub mod claims;
pub mod picture;
pub mod scope;
pub mod statements;

// The models.
pub mod compare;
pub mod copies;
pub mod documents;
pub mod entities;
pub mod facets;
pub mod figures;
pub mod news;
pub mod overview;
pub mod reader;
pub mod search;
pub mod timeline;

// What the user does: keep, correct, decide.
pub mod correcting;
pub mod decisions;
pub mod marked;
pub mod pins;

// What the keyboard does, and what is found by its name.
pub mod exports;
pub mod keys;
pub mod palette;

// What the page asks the desk, and what the desk answers.
pub mod request;

// What the page decides by itself.
pub mod asking;
pub mod dialogs;
pub mod moves;
pub mod pace;
pub mod privacy;
pub mod projects;
pub mod scroll;
pub mod shown;
pub mod tour;
pub mod turns;
pub mod wanted;
