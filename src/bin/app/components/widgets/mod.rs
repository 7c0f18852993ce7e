//! Parts that several regions use.

mod bound;
mod confirm;
mod density;
mod dialog;
mod divider;
mod filter;
mod give;
mod lead;
mod list;
mod picture;
mod select;
mod strip;
mod toggle;
mod typed;
mod verdicts;

pub(crate) use bound::Bound;
pub(crate) use confirm::{ConfirmButton, is_double};
pub(crate) use density::use_row_height;
pub(crate) use dialog::Dialog;
pub(crate) use divider::{Divider, restore_widths, widen};
pub(crate) use filter::ListFilter;
pub(crate) use give::Give;
pub(crate) use lead::{current, lead};
pub(crate) use list::List;
pub(crate) use picture::{PictureView, save_picture};
pub(crate) use select::Select;
pub(crate) use strip::Strip;
pub(crate) use toggle::Toggle;
pub(crate) use typed::{Typed, use_typed};
pub(crate) use verdicts::Verdicts;
