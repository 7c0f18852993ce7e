//! What is kept: how it stands in the header, what to do about it in a line below, and what to go on with.

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
