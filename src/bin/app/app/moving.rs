//! Addresses, and the keys that lead from one to another.

use std::rc::Rc;

use dossier::view::keys::{Command, Step};
use dossier::view::moves;
use dossier::view::route::{Focus, Open, Route, Target};
use dossier::view::shown::{Known, Opened};
use dossier::view::turns::{Effect, effects};
use yew::prelude::*;

use super::attention::{focused_row, row_in_list};
use super::{App, address};
use crate::components::{Slide, next_difference};
use crate::dom;

impl App {
    /// Another list: its first row, at the top.
    pub(super) fn back_to_top(&mut self) {
        (self.list_at, self.attention.cursor) = (0, 0);
        dom::scroll_to_top(".main .list");
        dom::scroll_to_top(".main"); // where the list does not scroll alone
    }

    /// Corrects the address of what is open, without a step in the history.
    pub(super) fn follow(&mut self, open: Open) {
        self.route.open = Some(open);
        self.amend();
    }

    /// Documents came or went, or something was decided: numbers of groups and of mentions in the address may mean others now. What they narrow is
    /// shown whole again. What is read, compared or chosen is found again by what was seen of it.
    pub(super) fn close_narrowed(&mut self) {
        let (copies, speaker) = (self.route.copies, self.route.entities.speaker);
        (self.route.copies.cluster, self.route.copies.zoom) = (None, None);
        self.route.entities.speaker = None;
        if (copies, speaker) != (self.route.copies, None) {
            self.amend();
        }
    }

    /// The route is another one without the user's going anywhere: the address follows. If the user goes somewhere at this moment, of which the
    /// browser has not told yet, that holds.
    pub(super) fn amend(&mut self) {
        if dom::hash() == self.address {
            dom::replace_hash(&self.route.to_hash());
            self.address = dom::hash();
        }
    }

    /// To another place of the document that is read.
    pub(super) fn look_at(&mut self, focus: Focus) -> bool {
        if let Some(Open::Reader(target)) = self.route.open {
            self.go(self.route.opening(Open::Reader(Target { focus, ..target })));
        }
        false
    }

    /// To another address that is no step of its own in the history: a slider on its way.
    pub(super) fn slide(&mut self, slide: Slide) -> bool {
        dom::replace_hash(&slide(self.route.clone()).to_hash());
        self.navigate()
    }

    /// Goes to another address. What it shows is asked for when the browser says that it changed.
    pub(super) fn go(&self, route: Route) {
        let hash = route.to_hash();
        if hash != dom::hash() {
            dom::go_to(&hash);
        }
    }

    pub(super) fn navigate(&mut self) -> bool {
        let before = std::mem::replace(&mut self.route, address(self.desk.has_anything()));
        self.address = dom::hash();
        for effect in effects(&before, &self.route) {
            self.turn(effect);
        }
        true
    }

    fn turn(&mut self, effect: Effect) {
        match effect {
            Effect::Select => self.select(),
            Effect::OtherList => {
                Rc::make_mut(&mut self.checked).forget_row();
                self.back_to_top();
                self.drawer = false;
            }
            Effect::OtherView => {
                self.message = None;
                self.searching.filter = AttrValue::default();
            }
            Effect::OtherForm => {
                self.known.picture = Rc::default();
                self.attention.card_row = 0;
            }
            Effect::AskList => self.ask_list(),
            Effect::Remember => self.remember_search(),
            Effect::OtherCard { was_open } => self.turn_to_card(was_open),
            Effect::OtherOpen => (self.drawer, self.when_read) = (false, None),
            Effect::ForgetOpened => self.known.opened = Opened::Nothing,
            Effect::AskOpen => self.ask_open(),
            Effect::Opened => {
                // The text has the focus now; Esc brings it back to the row.
                self.attention.cursor = focused_row().unwrap_or(self.attention.cursor);
                self.attention.focus_text = true;
            }
            Effect::Closed => {
                let row = format!(".row[data-row=\"{}\"]", self.attention.cursor);
                dom::after(0, move || {
                    dom::focus_back(&row);
                });
            }
        }
    }

    /// Another card is open, or the card no longer exists: the focus goes to it, or back to its row.
    fn turn_to_card(&mut self, was_card: bool) {
        self.drawer = false;
        self.known.card = None;
        if self.route.entities.card.is_some() {
            if !was_card {
                self.attention.card_row = focused_row().unwrap_or(self.attention.cursor);
            }
            self.attention.cursor = 0;
            self.attention.focus_card = self.route.open.is_none();
            self.ask_card();
        } else {
            self.attention.focus_card = false;
            self.attention.cursor = self.attention.card_row;
            let row = row_in_list(self.attention.cursor);
            dom::after(0, move || {
                dom::focus_back(&row);
            });
        }
    }

    /// After documents were removed: what is open may be one of them, and with the last one go the lists.
    pub(super) fn close_what_is_open(&mut self) {
        if !self.desk.has_anything() {
            self.known = Known::default();
            self.searching.filter = AttrValue::default();
            self.checked = Rc::default();
            self.forget_selection();
        }
        self.known.opened = Opened::Nothing;
        self.go(Route { open: None, ..self.route.clone() });
    }

    /// To the next or previous row; whether there is any.
    pub(super) fn move_row(&mut self, step: Step) -> bool {
        self.attention.refocus = None; // whoever moves on is not brought back
        // From the text that a row has opened, the list goes on at that row.
        let in_text = self.route.open.is_some() && !dom::is_typing();
        let focused = focused_row().or(Some(self.attention.cursor).filter(|_| in_text));
        self.attention.cursor = moves::row(step, focused, self.attention.cursor);
        if !dom::focus(&row_in_list(self.attention.cursor)) {
            self.attention.cursor = focused.unwrap_or(0);
            return dom::focus(&row_in_list(self.attention.cursor)) || dom::focus(".main .row[data-row]");
        }
        true
    }

    /// To the next or previous place of what is open, or says that there is none.
    pub(super) fn move_evidence(&mut self, ctx: &Context<Self>, step: Step) -> bool {
        if let Some(target) = self.mention_of_card(step) {
            self.go(self.route.opening(Open::Reader(target)));
            return false;
        }
        match self.route.open {
            None => return self.explain(ctx, Command::Evidence(step)),
            Some(Open::Compare { .. }) => next_difference(step),
            Some(Open::Reader(_)) => {
                let Some(reading) = self.known.opened.reading() else { return false }; // it is on its way
                match moves::place(step, reading) {
                    Ok(target) => {
                        // One step in the history for all places of one thing: Back leaves it.
                        dom::replace_hash(&self.route.opening(Open::Reader(target)).to_hash());
                        self.navigate();
                    }
                    Err(end) => {
                        self.tell(ctx, end.into(), None);
                        return true;
                    }
                }
            }
        }
        false
    }

    /// The first or last mention of the name whose card is open, unless its mentions are gone through already.
    fn mention_of_card(&self, step: Step) -> Option<Target> {
        let card = self.known.card_now(&self.route)?;
        let is_begun = match self.route.open {
            None => false,
            // Whoever reads goes on in the text; whoever is on the card means its name.
            Some(_) => {
                let reading = self.known.opened.reading();
                !dom::has_focus_in(".name-card") || reading.is_none_or(|reading| reading.name == Some(card.ends.0))
            }
        };
        (!is_begun).then(|| moves::mention(step, card))
    }

    pub(super) fn move_document(&mut self, ctx: &Context<Self>, step: Step) -> bool {
        match moves::document(step, self.known.opened.reading().map(|reading| &**reading)) {
            Ok(document) => self.go(self.route.opening(Open::Reader(Target { document, focus: Focus::Start }))),
            Err(end) => {
                self.tell(ctx, end.into(), None);
                return true;
            }
        }
        false
    }
}
