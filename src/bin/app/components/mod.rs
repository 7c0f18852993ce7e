//! What is drawn, by region of the screen. Components show; they do not compute.

mod checks;
mod chips;
mod compare;
mod copies;
mod correct;
mod documents;
mod empty;
mod entities;
mod facets;
mod figures;
mod footer;
mod hand_over;
mod header;
mod help;
mod history;
mod keep;
mod marking;
mod overview;
mod palette;
mod pickers;
mod pins;
mod progress;
mod prompt;
mod reader;
mod search;
mod searchbox;
mod terms;
mod timeline;
mod tour;
mod widgets;

use dossier::view::route::Route;

pub(crate) use chips::ChipRow;
pub(crate) use compare::{Compare, next_difference};
pub(crate) use copies::Copies;
pub(crate) use correct::Correct;
pub(crate) use documents::{Documents, NothingRead, Table};
pub(crate) use empty::Empty;
pub(crate) use entities::Entities;
pub(crate) use figures::Figures;
pub(crate) use footer::Footer;
pub(crate) use hand_over::HandOver;
pub(crate) use header::Header;
pub(crate) use help::Help;
pub(crate) use history::History;
pub(crate) use keep::{Continue, OpenProject, Privacy, ProjectWindow, SaveProblems, Saving};
pub(crate) use marking::Marking;
pub(crate) use overview::OverviewPage;
pub(crate) use palette::Palette;
pub(crate) use pickers::{Picker, PickerFields, Pickers};
pub(crate) use pins::Pins;
pub(crate) use progress::Progress;
pub(crate) use prompt::Prompt;
pub(crate) use reader::Reader;
pub(crate) use search::Search;
pub(crate) use timeline::Timeline;
pub(crate) use tour::Tour;
pub(crate) use widgets::{ListFilter, restore_widths, save_picture, widen};

/// A slider moved, a bound was typed. What changes is said and not where it leads, for the address may have changed since
/// the view was drawn.
pub(crate) type Slide = Box<dyn FnOnce(Route) -> Route>;
