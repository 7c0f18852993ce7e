//! What is kept: how it stands in the header, what to do about it in a line below, and what to go on with.

mod forget;
mod offer;
mod privacy;
mod project;
mod saving;
mod troubles;

pub(crate) use offer::{Continue, OpenProject};
pub(crate) use privacy::Privacy;
pub(crate) use project::ProjectTalk;
pub(crate) use saving::Saving;
pub(crate) use troubles::Troubles;
