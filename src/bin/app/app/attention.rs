//! The focus: where it is, and where it goes once the page is drawn. It is never lost.

use super::removing::Leaving;
use crate::dom;

/// What of the page has the user's attention.
#[derive(Default)]
pub(super) struct Attention {
    /// The row of the list that has the focus, or had it last.
    pub(super) cursor: u32,
    /// The row from which a card was opened.
    pub(super) card_row: u32,
    /// What is open is new: its place is to be brought into sight.
    pub(super) reveal: bool,
    /// The row that is to have the focus again once the list has changed, with its key, and whether it has.
    pub(super) refocus: Option<(u32, Option<String>)>,
    refocus_now: bool,
    /// A card was opened: it is to have the focus once it is there.
    pub(super) focus_card: bool,
    /// Something was opened: its text is to have the focus once it is there.
    pub(super) focus_text: bool,
    /// A row of the documents that goes.
    pub(super) leaving: Option<Leaving>,
    /// Something had the focus when the page was drawn last.
    had_focus: bool,
}

impl Attention {
    /// Something happens.
    pub(super) fn look(&mut self) {
        self.had_focus |= !dom::has_lost_focus();
    }

    /// Other rows are here.
    pub(super) fn rows_came(&mut self) {
        self.refocus_now = true;
    }

    /// The page is drawn.
    pub(super) fn settle(&mut self) {
        if self.focus_text && dom::focus(".reader__page, .compare__rows") {
            self.focus_text = false;
        }
        if std::mem::take(&mut self.refocus_now)
            && let Some((row, key)) = self.refocus.take()
            && is_where_it_was(row, key.as_deref())
            && !dom::focus_back(&row_in_list(row))
            && !dom::focus_back(&row_in_list(row.saturating_sub(1)))
        {
            dom::focus("#main"); // it was the last one
        }
        if std::mem::take(&mut self.focus_card) && !dom::focus(".name-card") {
            self.focus_card = true; // it is not here yet
        }
        if std::mem::take(&mut self.reveal) {
            dom::reveal(".reader .is-current, .compare .is-current");
        }
        if std::mem::take(&mut self.had_focus) && dom::has_lost_focus() {
            dom::focus("#main"); // what had it is gone: a row, a button, a view
        }
    }
}

/// Where a row of the list is found in the page.
pub(super) fn row_in_list(row: u32) -> String {
    format!(".main .row[data-row=\"{row}\"]")
}

/// Number of the row that has the focus.
pub(super) fn focused_row() -> Option<u32> {
    dom::document().active_element()?.get_attribute("data-row")?.parse().ok()
}

/// The key of what the row that has the focus is about: it stays when the row moves.
pub(super) fn focused_key() -> Option<String> {
    dom::document().active_element()?.closest("[data-key]").ok()??.get_attribute("data-key")
}

/// Whether the focus is still with this row, or with what it was about, or nowhere: whoever has gone on to something else is not brought back.
fn is_where_it_was(row: u32, key: Option<&str>) -> bool {
    let number = |selector: &str, name: &str| {
        let holder = dom::document().active_element()?.closest(selector).ok()??;
        holder.get_attribute(name)?.parse::<u32>().ok()
    };
    dom::has_lost_focus()
        || number("[data-row]", "data-row").or_else(|| number("[data-suggestion]", "data-suggestion")) == Some(row)
        || key.is_some() && focused_key().as_deref() == key
}
