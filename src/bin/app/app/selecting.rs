//! The selection: it is in the address, the desk says it in words, and every question is asked within it.

use std::rc::Rc;

use dossier::view::desk::Ask;
use dossier::view::facets::FacetRows;
use dossier::view::route::Focus;
use dossier::view::selection::{Chips, Selection, Term, Within};

use yew::prelude::*;

use super::App;
use crate::dom;

/// What is chosen in words, and what could be chosen.
#[derive(Default)]
pub(super) struct Selecting {
    pub(super) chips: Rc<Chips>,
    pub(super) facets: Rc<FacetRows>,
    /// What has the focus in a list where something is chosen: it is to have it again, wherever it is then.
    refocus: Option<String>,
    pub(super) refocus_now: bool,
}

impl App {
    /// Another selection is in the address: everything is asked for within it.
    pub(super) fn select(&mut self) {
        let known = Rc::clone(&self.documents);
        let open = self.reading.clone();
        let before = std::mem::take(&mut self.desk.within);
        let id = |document: u32| {
            let row = known.rows.iter().find(|row| row.index == document).map(|row| row.id.clone());
            row.or_else(|| open.as_ref().filter(|reading| reading.document == document).map(|reading| reading.id.clone()))
        };
        let mut within = Within::new(self.route.selection.clone(), id);
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
            dom::replace_hash(&self.route.to_hash());
        }
        self.desk.within = chips.within.clone();
        self.selecting.chips = Rc::new(chips);
    }

    pub(super) fn ask_selection(&mut self) {
        self.desk.ask(Ask::Chips);
        self.desk.ask(Ask::Facets);
    }

    /// Passages and groups have other numbers now: those that are chosen mean others.
    pub(super) fn forget_chosen_copies(&mut self) {
        let stays = |term: &Term| matches!(term, Term::Document(_) | Term::Entity(..));
        if !self.route.selection.only.iter().chain(&self.route.selection.not).all(stays) {
            self.route.selection.only.retain(stays);
            self.route.selection.not.retain(stays);
            self.select();
        }
    }

    /// Chooses what the row that has the focus is about, or what is read; or goes on without it.
    pub(super) fn choose(&mut self, is_out: bool) -> bool {
        let Some(term) = self.term_in_focus() else { return false };
        self.go(self.route.choosing(self.route.selection.toggled(term, is_out)));
        true
    }

    pub(super) fn nothing_to_choose(&mut self, ctx: &Context<Self>) -> bool {
        self.tell(ctx, "That chooses a name, a document or a passage: go to a row of one with j.".into(), None);
        true
    }

    fn term_in_focus(&self) -> Option<Term> {
        focused_term().or_else(|| {
            let reading = self.reading.as_ref().filter(|_| self.route.open.is_some())?;
            match (reading.target.focus, reading.choose) {
                (Focus::Mention(_), Some((document, mention))) => Some(Term::Entity(document, mention)),
                _ => Some(Term::Document(reading.document)),
            }
        })
    }

    /// Takes away what was chosen last. Whether there was anything.
    pub(super) fn unchoose_last(&mut self) -> bool {
        let is_chosen = !self.route.selection.is_empty();
        if is_chosen {
            self.go(self.route.choosing(self.route.selection.without_last()));
        }
        is_chosen
    }

    /// Brings the focus back to the row with which something was chosen, wherever it is now.
    pub(super) fn refocus_chosen(&mut self) {
        if std::mem::take(&mut self.selecting.refocus_now)
            && let Some(row) = self.selecting.refocus.take()
            && !dom::focus(&row)
        {
            dom::focus("#main");
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

/// Where the row in the middle that has the focus, or its button, can be found again.
fn focused_row_of_term() -> Option<String> {
    let active = dom::document().active_element()?;
    let row = active.closest(".main [data-select]").ok()??;
    let inside = match () {
        () if row.is_same_node(Some(&active)) => "",
        () if active.class_list().contains("select") => " .select",
        () => " .row",
    };
    Some(format!(".main [data-select=\"{}\"]{inside}", row.get_attribute("data-select")?))
}
