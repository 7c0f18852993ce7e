//! Widgets that know nothing of documents.

mod give;
mod list;
mod strip;

pub(crate) use give::Give;
pub(crate) use list::List;
pub(crate) use strip::Strip;
