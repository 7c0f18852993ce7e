//! Saving: its status in the header, its problems in a line below, and what can be continued.

mod forget;
mod offer;
mod privacy;
mod project;
mod save_problems;
mod saving;

pub(crate) use offer::{Continue, OpenProject};
pub(crate) use privacy::Privacy;
pub(crate) use project::ProjectWindow;
pub(crate) use save_problems::SaveProblems;
pub(crate) use saving::Saving;
