//! What is drawn, by region of the screen. Components show; they do not compute.

mod checks;
mod compare;
mod copies;
mod documents;
mod empty;
mod entities;
mod figures;
mod footer;
mod header;
mod help;
mod history;
mod keep;
mod overview;
mod progress;
mod reader;
mod timeline;
mod widgets;

pub(crate) use compare::{Compare, next_difference};
pub(crate) use copies::Copies;
pub(crate) use documents::Documents;
pub(crate) use empty::Empty;
pub(crate) use entities::Entities;
pub(crate) use figures::Figures;
pub(crate) use footer::Footer;
pub(crate) use header::Header;
pub(crate) use help::Help;
pub(crate) use history::History;
pub(crate) use keep::{Continue, OpenProject, Privacy, ProjectTalk, Saving, Troubles};
pub(crate) use overview::OverviewPage;
pub(crate) use progress::Progress;
pub(crate) use reader::Reader;
pub(crate) use timeline::Timeline;
pub(crate) use widgets::AskLine;
