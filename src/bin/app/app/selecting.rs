//! The selection: it is in the address, the desk says it in words, and every question is asked within it.

use std::rc::Rc;

use dossier::view::facets::FacetRows;
use dossier::view::moves;
use dossier::view::request::Request;
use dossier::view::scope::{Chips, Within};
use dossier::view::selection::{Selection, Term};

use super::App;
use super::attention::row_in_list;
use crate::dom;

/// What is chosen in words, and what could be chosen.
#[derive(Default)]
pub(super) struct Selecting {
    pub(super) chips: Rc<Chips>,
    pub(super) facets: Rc<FacetRows>,
    /// What has the focus in a list where something is chosen: it is to have it again, wherever it is then.
    refocus: Option<Chosen>,
    refocus_now: bool,
}

/// A row with which something was chosen: where it can be found again, and what is there if it is gone.
struct Chosen {
    pane: Pane,
    selector: String,
    /// Its number in the list in the middle, or among all that can be chosen at the side.
    at: u32,
}

/// Where a list stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Pane {
    Main,
    Side,
}

impl App {
    /// Another selection is in the address: everything is asked for within it.
    pub(super) fn select(&mut self) {
        let before = std::mem::take(&mut self.desk.within);
        let mut within = Within::new(self.route.selection.clone(), |term| self.known.seen(term));
        within.remember(&before);
        self.desk.within = within;
        self.selecting.refocus = focused_row_of_term().filter(|_| self.route.entities.card.is_none());
        self.documents_at = 0;
        dom::scroll_to_top(".side .list");
        self.back_to_top();
        self.refresh();
    }

    /// The desk says what is chosen. Documents that came or went have moved its numbers.
    pub(super) fn show_chips(&mut self, chips: Chips) {
        if chips.asked != self.route.selection {
            return; // something else has been chosen since
        }
        if chips.within.selection != self.route.selection {
            self.route.selection = chips.within.selection.clone();
            self.amend();
        }
        self.desk.within = chips.within.clone();
        self.selecting.chips = Rc::new(chips);
    }

    pub(super) fn ask_selection(&mut self) {
        self.desk.ask(Request::Chips);
        self.desk.ask(Request::Facets);
    }

    /// Chooses what the row that has the focus is about, or what is read; or goes on without it.
    pub(super) fn choose(&mut self, is_out: bool) -> bool {
        let Some(term) = self.term_in_focus() else { return false };
        self.go(self.route.choosing(self.route.selection.toggled(&term, is_out)));
        true
    }

    fn term_in_focus(&self) -> Option<Term> {
        focused_term().or_else(|| self.known.opened.reading().map(|reading| moves::term(reading)))
    }

    /// Takes away what was chosen last. Whether there was anything.
    pub(super) fn unchoose_last(&mut self) -> bool {
        let is_chosen = !self.route.selection.is_empty();
        if is_chosen {
            self.go(self.route.choosing(self.route.selection.without_last()));
        }
        is_chosen
    }

    /// The list of a pane has changed.
    pub(super) fn chosen_in(&mut self, pane: Pane) {
        self.selecting.refocus_now |= self.selecting.refocus.as_ref().is_some_and(|chosen| chosen.pane == pane);
    }

    /// Brings the focus back to the row with which something was chosen, wherever it is now; to its neighbour, if it is gone.
    pub(super) fn refocus_chosen(&mut self) {
        if std::mem::take(&mut self.selecting.refocus_now)
            && let Some(Chosen { pane, selector, at }) = self.selecting.refocus.take()
            // Whoever has gone on meanwhile, into a field perhaps, stays there.
            && (dom::has_lost_focus() || dom::holds_focus(&selector))
            && !dom::focus(&selector)
        {
            let row = |at: u32| match pane {
                Pane::Main => dom::focus(&row_in_list(at)),
                Pane::Side => dom::focus_nth(".side a[data-select]", at),
            };
            if !row(at) && !row(at.saturating_sub(1)) {
                dom::focus("#main");
            }
        }
    }

    /// With the last document goes what was chosen among them.
    pub(super) fn forget_selection(&mut self) {
        self.selecting = Selecting::default();
        self.desk.within = Within::default();
        self.route.selection = Selection::default();
    }
}

/// What the row or card that has the focus is about.
fn focused_term() -> Option<Term> {
    Term::parse(&dom::document().active_element()?.closest("[data-select]").ok()??.get_attribute("data-select")?)
}

/// The row that has the focus, itself or one of its buttons.
fn focused_row_of_term() -> Option<Chosen> {
    let active = dom::document().active_element()?;
    let found = |selector: &str| active.closest(selector).ok()?;
    if let Some(row) = found(".main [data-select]") {
        let inside = match () {
            () if row.is_same_node(Some(&active)) => "",
            () if active.class_list().contains("select") => " .select",
            () => " .row",
        };
        let selector = format!(".main [data-select=\"{}\"]{inside}", row.get_attribute("data-select")?);
        let number = if row.has_attribute("data-row") { Some(row) } else { row.query_selector("[data-row]").ok()? };
        let at = number.and_then(|row| row.get_attribute("data-row")?.parse().ok()).unwrap_or(0);
        return Some(Chosen { pane: Pane::Main, selector, at });
    }
    let row = found(".side li")?.query_selector("a[data-select]").ok()??;
    let at = dom::place_among(".side a[data-select]", &row)?;
    Some(Chosen { pane: Pane::Side, selector: format!(".side a[data-select=\"{}\"]", row.get_attribute("data-select")?), at })
}
