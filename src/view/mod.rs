//! View models: what the page shows, as plain data. No Yew, no DOM.
//!
//! The [`desk`] turns the report into windows of rows and into pages to read; it runs in a worker. What runs in the page is here as far as it needs
//! no browser: [`route`] is what can be in the address, [`turns`] what another address changes, [`wanted`] what is asked for there and [`shown`]
//! what of the answers is drawn; [`keys`] is what the keyboard does, [`moves`] where it leads, and [`dialogs`] the windows over the page.

pub mod asking;
pub mod claims;
pub mod compare;
pub mod copies;
pub mod correcting;
pub mod decisions;
pub mod dialogs;
pub mod documents;
pub mod entities;
pub mod evidence;
pub mod exports;
pub mod facets;
pub mod figures;
pub mod filter;
pub mod format;
pub mod handles;
pub mod keys;
pub mod moves;
pub mod news;
pub mod overview;
pub mod pace;
pub mod palette;
pub mod picture;
pub mod pins;
pub mod places;
pub mod privacy;
pub mod projects;
pub mod quoted;
pub mod reader;
pub mod request;
pub mod route;
pub mod said;
pub mod scope;
pub mod scroll;
pub mod search;
pub mod seen;
pub mod selection;
pub mod shown;
pub mod status;
pub mod timeline;
pub mod turns;
pub mod wanted;
pub mod window;
