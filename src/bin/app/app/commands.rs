//! What a key, a button or a line of the palette does.

use dossier::review::Verdict;
use dossier::view::decisions::{Decision, Identity, Ruling};
use dossier::view::dialogs::Kind;
use dossier::view::keys::{self, Command, Place, Press, Reaction, Step, is_about_what_is_read, reaction};
use dossier::view::request::Request;
use dossier::view::route::{EntityForm, Route, View};
use dossier::view::selection::Selection;
use web_sys::KeyboardEvent;
use yew::prelude::*;

use super::many::TABLE_ROW;
use super::pinning::focused_pin;
use super::{App, PrivacyEvent, ProjectEvent};
use crate::components::{Picker, save_picture, widen};
use crate::dom;

impl App {
    pub(super) fn key(&mut self, ctx: &Context<Self>, event: &KeyboardEvent) -> bool {
        let (key, typing) = (event.key(), dom::is_typing());
        let press = Press {
            key: &key,
            modified: event.ctrl_key() || event.alt_key() || event.meta_key(),
            shift: event.shift_key(),
            typing,
            empty: dom::is_empty_field(),
            singles: self.single_keys,
        };
        let Some(command) = keys::command(press) else { return false };
        if matches!(command, Command::Check | Command::CheckTo) && !dom::has_focus_in(TABLE_ROW) {
            return false; // the space bar presses what has the focus, or scrolls
        }
        let place = Place {
            allowed: self.dialogs.allow(command),
            typing,
            leads_on: dom::is_focused("filter") || dom::is_focused("search"),
            has_documents: self.desk.has_anything(),
            brings_back: !self.removed.is_empty(),
        };
        let reaction = reaction(command, place);
        if reaction != Reaction::Leave {
            event.prevent_default();
        }
        reaction == Reaction::Obey && self.command(ctx, command)
    }

    pub(super) fn command(&mut self, ctx: &Context<Self>, command: Command) -> bool {
        if is_about_what_is_read(command) && self.awaits_text() {
            self.when_read = Some(command); // it means what is not shown yet
            return false;
        }
        match command {
            Command::Row(_) if self.leave_search_box() => false,
            Command::Row(step) => !self.move_row(step) && !dom::is_typing() && self.explain(ctx, command),
            Command::Evidence(step) => self.move_evidence(ctx, step),
            Command::Document(step) => self.move_document(ctx, step),
            Command::Filter => !dom::focus("#filter") && self.explain(ctx, command),
            Command::NewOnly | Command::Marks if self.route.open.is_none() => self.explain(ctx, command),
            Command::Marks => {
                self.unmarked = !self.unmarked;
                true
            }
            Command::Choose if is_at_suggestions(&self.route) => {
                self.move_row(Step::Next);
                false
            }
            Command::Choose | Command::Exclude => !self.choose(command == Command::Exclude) && self.explain(ctx, command),
            Command::Check | Command::CheckTo => self.check_in_focus(ctx, command),
            Command::Many(many) => self.many(ctx, many),
            Command::Accept => self.identify(ctx, Identity::Same),
            Command::Reject => self.reject(ctx),
            Command::Boilerplate => match self.passage_in_focus() {
                Some(passage) => self.decide(Decision::Passage(passage, Ruling::Boilerplate)),
                None => self.explain(ctx, command),
            },
            Command::Verify => match self.figure_in_focus() {
                Some((figure, status)) => self.decide(Decision::Figure(figure, status.given(Verdict::Verified))),
                None => self.explain(ctx, command),
            },
            Command::Edit if self.marking.is_some() => self.correct(ctx, command),
            Command::Edit => match (focused_pin(), self.figure_in_focus()) {
                (Some(pin), _) => self.ask_for_pin_note(&pin),
                (None, Some((figure, _))) => self.ask_for_note(figure),
                (None, None) => self.correct(ctx, command),
            },
            Command::Merge => self.correct(ctx, command),
            Command::Cite => self.cite(ctx),
            Command::Pin => self.pin(ctx),
            Command::Undo => self.undo(ctx),
            Command::Redo => self.redo(ctx),
            Command::HandOver => self.toggle_hand_over(),
            Command::Help => self.toggle_help(),
            Command::Palette => self.toggle_palette(),
            Command::History => self.toggle_history(),
            Command::Save => self.project_event(ctx, ProjectEvent::AskToSave),
            Command::Privacy => self.privacy_event(ctx, PrivacyEvent::Open),
            Command::Forget => self.privacy_event(ctx, PrivacyEvent::AskToForget),
            Command::Close => self.close(),
            Command::Sample => self.open_sample(ctx),
            Command::Theme => {
                self.theme = self.theme.turned();
                true
            }
            Command::UseRules => self.use_rules(),
            Command::RemoveAll => self.ask_to_remove_all(),
            command => !self.does(command) && self.explain(ctx, command),
        }
    }

    /// Does what leaves the page as it is drawn. Whether there was anything to do.
    fn does(&mut self, command: Command) -> bool {
        match command {
            Command::Show(view) => self.go(self.route.showing(view)),
            Command::NewOnly => self.go(Route { new_only: !self.route.new_only, ..self.route.clone() }),
            Command::ChooseAll if !self.route.selection.is_empty() => self.go(self.route.choosing(Selection::default())),
            Command::Search => {
                self.search_marked();
                dom::focus("#search");
            }
            Command::Marked => return self.go_to_marking(),
            Command::Export(form) => self.desk.ask(Request::Export(form)),
            Command::Add => self.dispatch.pickers().open(Picker::Files),
            Command::OpenProject => self.dispatch.pickers().open(Picker::Project),
            Command::SavePicture(form) => match self.middle().picture() {
                Some(picture) => save_picture(picture, form),
                None => return false,
            },
            Command::Widen(pane) => return widen(pane, true),
            Command::Narrow(pane) => return widen(pane, false),
            _ => return false,
        }
        true
    }

    /// The picker for rules, in the window of decisions, which explains them.
    fn use_rules(&mut self) -> bool {
        if self.dialogs.is_open(Kind::History) {
            self.dispatch.pickers().open(Picker::Rules);
            return false;
        }
        self.dispatch.pickers().await_rules();
        self.toggle_history()
    }

    /// The button for it asks once more.
    fn ask_to_remove_all(&mut self) -> bool {
        dom::focus("#remove-all");
        self.drawer |= !dom::is_focused("remove-all"); // in narrow windows it is hidden
        self.asks_to_clear += 1;
        true
    }

    /// Closes what was opened last: a window, the drawer, what is typed, what is read, a card, the filter, a choice.
    pub(super) fn close(&mut self) -> bool {
        if self.close_dialog() {
            return true;
        }
        if self.drawer {
            self.drawer = false;
            return true;
        }
        if self.unmark() || dom::has_focus_in(".tour") && self.end_tour() {
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
        } else if !self.searching.filter.is_empty() {
            return self.filter_list(AttrValue::default());
        } else if self.end_tour() {
            return true;
        } else {
            self.unchoose_last();
        }
        false
    }
}

/// Whether suggestions are listed, where `s` leaves one for later.
fn is_at_suggestions(route: &Route) -> bool {
    route.view == View::Entities && route.entities.form == EntityForm::Suggestions && route.entities.card.is_none()
}
