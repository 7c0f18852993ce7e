//! Keys, addresses and the focus.

use std::rc::Rc;

use dossier::edits::Verdict;
use dossier::entities::resolve::MentionRef;
use dossier::view::decisions::{Decision, Identity, Ruling};
use dossier::view::desk::Ask;
use dossier::view::dialogs::Kind;
use dossier::view::entities::Form;
use dossier::view::keys::{Command, Press, Step, command, needs_documents};
use dossier::view::route::{Focus, Open, Route, Target, View};
use dossier::view::selection::Selection;
use dossier::view::{copies, figures};
use web_sys::KeyboardEvent;
use yew::prelude::*;

use super::pinning::focused_pin;
use super::projects::ProjectEvent;
use super::{App, PrivacyEvent, address};
use crate::components::{Picker, save_picture, widen};
use crate::dom;
use crate::files::sample;

impl App {
    /// Another list: its first row, at the top.
    pub(super) fn back_to_top(&mut self) {
        (self.list_at, self.cursor) = (0, 0);
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
        let list = |route: &Route| {
            (
                route.view,
                route.entity_kind,
                (route.entities.form, route.entities.speaker),
                route.figure_kind,
                route.copies,
                route.figures,
                (route.sort, route.search),
            )
        };
        let is_chosen = before.selection != self.route.selection;
        if is_chosen {
            self.select();
        }
        if list(&before) != list(&self.route) {
            self.back_to_top();
            self.drawer = false;
            if before.view != self.route.view {
                self.message = None; // it was of what is seen no more
                self.filter = AttrValue::default(); // it was of the other list
            }
            if (before.view, before.entities.form) != (self.route.view, self.route.entities.form) {
                self.picture = Rc::default(); // that of the other view
                self.card_row = 0; // and its rows
            }
            self.ask_list();
        }
        self.remember_search();
        if before.entities.card != self.route.entities.card {
            self.turn_to_card(before.entities.card.is_some());
        }
        if before.new_only != self.route.new_only && before.open == self.route.open {
            self.ask_open();
        }
        if before.open != self.route.open {
            (self.drawer, self.when_read) = (false, None);
            let document = |open: Option<Open>| match open {
                Some(Open::Reader(target)) => Some(target.document),
                _ => None,
            };
            if document(before.open) != document(self.route.open) {
                self.reading = None; // never show a document under another's address
            }
            let sides = |open: Option<Open>| match open {
                Some(Open::Compare { left, right, .. }) => Some((left, right)),
                _ => None,
            };
            if sides(before.open) != sides(self.route.open) {
                self.comparison = None;
            }
            self.ask_open();
            if before.open.is_none() {
                // The text has the focus now; Esc brings it back to the row.
                self.cursor = focused_row().unwrap_or(self.cursor);
                self.focus_text = true;
            }
            if self.route.open.is_none() {
                let row = format!(".row[data-row=\"{}\"]", self.cursor);
                dom::after(0, move || {
                    dom::focus_back(&row);
                });
            }
        }
        true
    }

    /// Another card is open, or none any more: the focus goes to it, or back to its row.
    fn turn_to_card(&mut self, was_card: bool) {
        self.drawer = false;
        self.card = None;
        if self.route.entities.card.is_some() {
            if !was_card {
                self.card_row = focused_row().unwrap_or(self.cursor);
            }
            self.cursor = 0;
            self.focus_card = self.route.open.is_none();
            self.ask_card();
        } else {
            self.focus_card = false;
            self.cursor = self.card_row;
            let row = format!(".main .row[data-row=\"{}\"]", self.cursor);
            dom::after(0, move || {
                dom::focus_back(&row);
            });
        }
    }

    /// After documents were removed: what is open may be one of them, and with the last one go the lists.
    pub(super) fn close_what_is_open(&mut self) {
        if !self.desk.has_anything() {
            self.overview = Rc::default();
            self.documents = Rc::default();
            self.entities = Rc::default();
            self.quotes = Rc::default();
            self.addresses = Rc::default();
            self.suggestions = Rc::default();
            self.watch = Rc::default();
            self.card = None;
            self.copies = Rc::default();
            self.picture = Rc::default();
            self.figures = Rc::default();
            self.cards = Rc::default();
            self.timeline = Rc::default();
            self.filter = AttrValue::default();
            self.searching.forget_found();
            self.forget_selection();
        }
        self.reading = None;
        self.comparison = None;
        self.go(Route { open: None, ..self.route.clone() });
    }

    pub(super) fn key(&mut self, ctx: &Context<Self>, event: &KeyboardEvent) -> bool {
        let key = event.key();
        let press = Press {
            key: &key,
            modified: event.ctrl_key() || event.alt_key() || event.meta_key(),
            shift: event.shift_key(),
            typing: dom::is_typing(),
            empty: dom::is_empty_field(),
            singles: self.single_keys,
        };
        let Some(command) = command(press) else { return false };
        let allowed = self.dialogs.allow(command);
        // What lies behind an open window does not react, and fields other than these two keep their keys.
        let leads_on = dom::is_focused("filter") || dom::is_focused("search");
        // Where nothing is written yet there is nothing of the field to take back: the browser would take back what was written in another one.
        let is_empty_field = matches!(command, Command::Undo | Command::Redo) && dom::is_typing();
        if is_empty_field && !allowed {
            event.prevent_default();
        }
        if is_empty_field && allowed && self.desk.has_anything() {
            event.prevent_default();
            return self.command(ctx, command);
        }
        if !allowed || (dom::is_typing() && !leads_on && !matches!(command, Command::Close | Command::Palette | Command::Save)) {
            return false;
        }
        let brings_back = command == Command::Undo && !self.removed.is_empty();
        if !self.desk.has_anything() && needs_documents(command) && !brings_back {
            return false; // there is nothing to move through yet
        }
        event.prevent_default();
        self.command(ctx, command)
    }

    /// Does what a key, or a line of the palette, says.
    pub(super) fn command(&mut self, ctx: &Context<Self>, command: Command) -> bool {
        if is_about_what_is_read(command) && self.awaits_text() {
            self.when_read = Some(command); // it means what is not shown yet
            return false;
        }
        match command {
            Command::Show(view) => self.go(self.route.showing(view)),
            Command::Row(_) if self.leave_search_box() => {}
            Command::Row(step) => return !self.move_row(step) && !dom::is_typing() && self.explain(ctx, command),
            Command::Evidence(step) => return self.move_evidence(ctx, step),
            Command::Document(step) => return self.move_document(ctx, step),
            Command::Search => {
                dom::focus("#search");
            }
            Command::Filter => return !dom::focus("#filter") && self.explain(ctx, command),
            Command::Help => return self.toggle_help(),
            Command::Palette => return self.toggle_palette(),
            Command::Save => return self.project_event(ctx, ProjectEvent::AskToSave),
            Command::NewOnly if self.route.open.is_none() => return self.explain(ctx, command),
            Command::NewOnly => self.go(Route { new_only: !self.route.new_only, ..self.route.clone() }),
            Command::Marks if self.route.open.is_none() => return self.explain(ctx, command),
            Command::Marks => {
                self.unmarked = !self.unmarked;
                return true;
            }
            Command::Reject => return self.reject(ctx),
            Command::Accept => return self.identify(ctx, Identity::Same),
            Command::Choose if is_at_suggestions(&self.route) => {
                self.move_row(Step::Next);
            }
            Command::Choose | Command::Exclude => {
                if !self.choose(command == Command::Exclude) {
                    return self.explain(ctx, command);
                }
            }
            Command::Boilerplate => {
                return match self.passage_in_focus() {
                    Some(passage) => self.decide(Decision::Passage(passage, Ruling::Boilerplate)),
                    None => self.explain(ctx, command),
                };
            }
            Command::Verify => {
                return match self.figure_in_focus() {
                    Some((figure, status)) => self.decide(Decision::Figure(figure, status.given(Verdict::Verified))),
                    None => self.explain(ctx, command),
                };
            }
            Command::Edit => {
                return match (focused_pin(), self.figure_in_focus()) {
                    (Some(pin), _) => self.ask_for_pin_note(&pin),
                    (None, Some((figure, _))) => self.ask_for_note(figure),
                    (None, None) => self.correct(ctx, command),
                };
            }
            Command::Merge => return self.correct(ctx, command),
            Command::Cite => return self.cite(ctx),
            Command::Pin => return self.pin(ctx),
            Command::Undo => return self.undo(ctx),
            Command::Redo => return self.redo(ctx),
            Command::History => return self.toggle_history(),
            Command::Close => return self.close(),
            _ => return self.press(ctx, command),
        }
        false
    }

    /// Does what else has a button.
    fn press(&mut self, ctx: &Context<Self>, command: Command) -> bool {
        let done = match command {
            Command::Export(form) => {
                self.desk.ask(Ask::Export(form));
                true
            }
            Command::Privacy => return self.privacy_event(ctx, PrivacyEvent::Open),
            Command::Forget => return self.privacy_event(ctx, PrivacyEvent::AskToForget),
            Command::Sample => return self.add(ctx, sample().into(), self.epoch.get()),
            Command::ChooseAll if !self.route.selection.is_empty() => {
                self.go(self.route.choosing(Selection::default()));
                true
            }
            Command::Add => {
                self.dispatch.pickers().open(Picker::Files);
                true
            }
            Command::OpenProject => {
                self.dispatch.pickers().open(Picker::Project);
                true
            }
            Command::SavePicture(form) if self.shows_picture() => {
                save_picture(&self.picture, form);
                true
            }
            Command::Theme => {
                self.theme = self.theme.turned();
                return true;
            }
            Command::Widen(pane) => widen(pane, true),
            Command::Narrow(pane) => widen(pane, false),
            Command::UseRules => {
                if !self.dialogs.is_open(Kind::History) {
                    self.toggle_history();
                }
                let pickers = self.dispatch.pickers().clone();
                dom::after(0, move || pickers.open(Picker::Rules)); // its field is there then
                return true;
            }
            Command::RemoveAll => {
                dom::focus("#remove-all");
                self.drawer |= !dom::is_focused("remove-all"); // in narrow windows it is hidden
                self.asks_to_clear += 1;
                return true;
            }
            _ => false,
        };
        done || self.explain(ctx, command)
    }

    /// Whether the view is a picture, which can be saved.
    fn shows_picture(&self) -> bool {
        let is_picture = match self.route.view {
            View::Entities => {
                matches!(self.route.entities.form, Form::Strips | Form::Matrix | Form::Together) && self.route.entities.card.is_none()
            }
            View::Duplicates => self.route.copies.form != copies::Form::List,
            View::Figures => self.route.figures.form == figures::Form::Dots,
            View::Timeline => true,
            View::Overview | View::Search | View::Pins => false,
        };
        let compares = self.comparison.is_some() && matches!(self.route.open, Some(Open::Compare { .. }));
        is_picture && !compares && !self.has_read_nothing()
    }

    /// Closes what was opened last: help, drawer, filter, reader.
    pub(super) fn close(&mut self) -> bool {
        if self.close_dialog() {
            return true;
        }
        if self.drawer {
            self.drawer = false;
            return true;
        }
        if dom::is_typing() {
            self.empty_field();
            return true;
        }
        if self.route.open.is_some() {
            self.go(Route { open: None, ..self.route.clone() });
        } else if self.route.view == View::Entities && self.route.entities.card.is_some() {
            self.go(self.route.without_card());
        } else if !self.filter.is_empty() {
            return self.filter_list(AttrValue::default());
        } else {
            self.unchoose_last();
        }
        false
    }

    /// To the next or previous row; whether there is any.
    pub(super) fn move_row(&mut self, step: Step) -> bool {
        self.refocus = None; // whoever moves on is not brought back
        // From the text that a row has opened, the list goes on at that row.
        let in_text = self.route.open.is_some() && !dom::is_typing();
        let focused = focused_row().or(Some(self.cursor).filter(|_| in_text));
        self.cursor = match (focused, step) {
            (None, _) => self.cursor,
            (Some(row), Step::Next) => row + 1,
            (Some(row), Step::Previous) => row.saturating_sub(1),
        };
        if !dom::focus(&format!(".main .row[data-row=\"{}\"]", self.cursor)) {
            self.cursor = focused.unwrap_or(0);
            return dom::focus(&format!(".main .row[data-row=\"{}\"]", self.cursor)) || dom::focus(".main .row[data-row]");
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
            Some(Open::Compare { .. }) => crate::components::next_difference(step),
            Some(Open::Reader(_)) => {
                let Some(reading) = &self.reading else { return false }; // it is on its way
                let (target, end) = match (step, reading.trail) {
                    (_, (None, None)) => (None, "There is no other place to go to in a text."),
                    (Step::Next, (_, next)) => (next, "This is the last place; p goes back."),
                    (Step::Previous, (last, _)) => (last, "This is the first place; n goes on."),
                };
                let Some(target) = target else {
                    self.tell(ctx, end.into(), None);
                    return true;
                };
                // One step in the history for all places of one thing: Back leaves it.
                dom::replace_hash(&self.route.opening(Open::Reader(target)).to_hash());
                self.navigate();
            }
        }
        false
    }

    /// The first or last mention of the name whose card is open, unless its mentions are gone through already.
    fn mention_of_card(&self, step: Step) -> Option<Target> {
        let card = self.card.as_ref().filter(|_| self.route.view == View::Entities && self.route.entities.card.is_some())?;
        let is_begun = match self.route.open {
            None => false,
            // Whoever reads goes on in the text; whoever is on the card means its name.
            Some(_) => !dom::has_focus_in(".name-card") || self.reading.as_ref().is_none_or(|reading| reading.name == Some(card.ends.0)),
        };
        let MentionRef { document, mention } = if step == Step::Next { card.ends.0 } else { card.ends.1 };
        (!is_begun).then_some(Target { document, focus: Focus::Mention(mention) })
    }

    pub(super) fn move_document(&mut self, ctx: &Context<Self>, step: Step) -> bool {
        let document = match (&self.reading, step) {
            (Some(reading), Step::Next) => reading.neighbours.1,
            (Some(reading), Step::Previous) => reading.neighbours.0,
            (None, _) => Some(0),
        };
        match document {
            Some(document) => self.go(self.route.opening(Open::Reader(Target { document, focus: Focus::Start }))),
            None => {
                self.tell(ctx, if step == Step::Next { "This is the last document." } else { "This is the first document." }.into(), None)
            }
        }
        document.is_none()
    }
}

/// Whether a command is about what is read, where no row has the focus.
fn is_about_what_is_read(command: Command) -> bool {
    matches!(
        command,
        Command::Verify | Command::Reject | Command::Boilerplate | Command::Edit | Command::Merge | Command::Cite | Command::Pin
    )
}

/// Whether suggestions are listed, where `s` leaves one for later.
fn is_at_suggestions(route: &Route) -> bool {
    route.view == View::Entities && route.entities.form == Form::Suggestions && route.entities.card.is_none()
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
pub(super) fn is_where_it_was(row: u32, key: Option<&str>) -> bool {
    let number = |selector: &str, name: &str| {
        let holder = dom::document().active_element()?.closest(selector).ok()??;
        holder.get_attribute(name)?.parse::<u32>().ok()
    };
    dom::has_lost_focus()
        || number("[data-row]", "data-row").or_else(|| number("[data-suggestion]", "data-suggestion")) == Some(row)
        || key.is_some() && focused_key().as_deref() == key
}
