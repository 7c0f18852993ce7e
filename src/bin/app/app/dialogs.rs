//! The windows over the page: how they are opened, answered, closed and drawn. Which are open is [`Dialogs`].
//!
//! [`Dialogs`]: dossier::view::dialogs::Dialogs

use std::rc::Rc;

use dossier::view::asking::{Answered, Question};
use dossier::view::decisions::Decision;
use dossier::view::dialogs::{Dialog, Kind};
use dossier::view::keys::Command;
use dossier::view::request::Request;
use dossier::view::route::Route;
use yew::prelude::*;

use super::App;
use crate::components::{Correct, HandOver, Help, History, Palette, Privacy, ProjectWindow, Prompt};
use crate::dom;

/// Where the choice is kept that single keys are no commands.
const SINGLE_KEYS: &str = "dossier-single-keys";

/// Whether keys without Ctrl or the like are commands.
pub(super) fn has_single_keys() -> bool {
    dom::stored(SINGLE_KEYS).as_deref() != Some("off")
}

/// What happens in the windows.
pub(crate) enum DialogEvent {
    /// The one that is seen is closed.
    Close,
    /// The line that was asked for.
    Written(String),
    /// Which names can be meant with a text.
    Propose(String),
    /// What is decided about the name that is corrected.
    Corrected(Decision),
    /// What is proposed in the palette for a text.
    Palette(String),
    /// A command was chosen there.
    Command(Command),
    /// A name or document was.
    Go(Box<Route>),
    /// A file of rules was chosen: what is in it, or why it cannot be read.
    Rules(Result<String, String>),
    ForgetDecisions,
    ToggleSingleKeys,
}

impl App {
    pub(super) fn dialog_event(&mut self, ctx: &Context<Self>, event: DialogEvent) -> bool {
        match event {
            DialogEvent::Close => {
                if let Some(kind) = self.dialogs.seen() {
                    self.take_dialog(kind);
                }
            }
            DialogEvent::Written(line) => self.written(&line),
            DialogEvent::Propose(text) => {
                self.desk.ask(Request::Names(text));
                return false;
            }
            DialogEvent::Corrected(decision) => {
                self.take_dialog(Kind::Correcting);
                self.decide(decision);
            }
            DialogEvent::Palette(text) => {
                self.desk.ask(Request::Palette(text, Box::new(self.route.clone())));
                return false;
            }
            DialogEvent::Command(command) => {
                self.take_dialog(Kind::Palette); // the focus goes back to where it was: commands are about it
                self.command(ctx, command);
            }
            DialogEvent::Go(route) => {
                self.take_dialog(Kind::Palette);
                self.go(*route);
            }
            DialogEvent::Rules(Ok(text)) => {
                self.desk.ask(Request::Rules(text));
                return false;
            }
            DialogEvent::Rules(Err(problem)) => self.tell(ctx, problem.into(), None),
            DialogEvent::ForgetDecisions => return self.forget_decisions(ctx),
            DialogEvent::ToggleSingleKeys => {
                self.single_keys = !self.single_keys;
                dom::store(SINGLE_KEYS, if self.single_keys { "on" } else { "off" });
            }
        }
        true
    }

    /// Takes a window away in which something was pressed. The browser closes it first, so that the focus goes back to where it was.
    pub(super) fn take_dialog(&mut self, kind: Kind) -> Option<Dialog> {
        let below = self.dialogs.below(kind);
        let dialog = self.dialogs.take(kind)?;
        if dialog.is_drawn() {
            dom::close_dialog(below); // something may have come over it
        }
        Some(dialog)
    }

    /// Closes the window that was opened last. Whether there was one.
    pub(super) fn close_dialog(&mut self) -> bool {
        let last = self.dialogs.take_last();
        if last.as_ref().is_some_and(Dialog::is_drawn) {
            dom::close_dialog(self.dialogs.iter().filter(|dialog| dialog.is_drawn()).count());
        }
        last.is_some()
    }

    pub(super) fn toggle_history(&mut self) -> bool {
        if self.dialogs.take(Kind::History).is_none() {
            self.dialogs.open(Dialog::History(Rc::default()));
            self.desk.ask(Request::History);
        }
        true
    }

    pub(super) fn toggle_help(&mut self) -> bool {
        if self.dialogs.take(Kind::Help).is_none() {
            self.dialogs.open(Dialog::Help);
        }
        true
    }

    pub(super) fn toggle_palette(&mut self) -> bool {
        if self.take_dialog(Kind::Palette).is_none() {
            self.dialogs.open(Dialog::Palette(Rc::default()));
        }
        true
    }

    /// Asks for a line of text.
    pub(super) fn ask_line(&mut self, question: Question) {
        self.dialogs.open(Dialog::Question(question));
    }

    /// What the user has written.
    fn written(&mut self, line: &str) {
        let Some(Dialog::Question(question)) = self.take_dialog(Kind::Question) else { return };
        match question.answered(line) {
            Answered::Decided(decision) => {
                self.decide(decision);
            }
            Answered::Asked(ask) => self.desk.ask(ask),
            Answered::Nothing => {}
        }
    }

    pub(super) fn drawn_dialogs(&self) -> Html {
        html! { { for self.dialogs.iter().map(|dialog| self.drawn_dialog(dialog)) } }
    }

    fn drawn_dialog(&self, dialog: &Dialog) -> Html {
        let key = dialog.kind().name();
        let decisions = || self.desk.log().active().count();
        match dialog {
            Dialog::History(rows) => html! { <History {key} rows={rows.clone()} /> },
            Dialog::Question(question) => html! { <Prompt {key} question={question.clone()} /> },
            Dialog::Correcting(sheet, proposed) => html! { <Correct {key} sheet={sheet.clone()} proposed={proposed.clone()} /> },
            Dialog::Palette(found) => html! { <Palette {key} found={found.clone()} has_documents={self.desk.has_anything()} /> },
            Dialog::Privacy(panel) => html! {
                <Privacy
                    {key} panel={panel.clone()} standing={self.standing()} documents={self.desk.len().max(self.keep.coming().unwrap_or_default())}
                    decisions={decisions()} requests={self.requests}
                />
            },
            Dialog::Project(dialog) => html! { <ProjectWindow {key} dialog={dialog.clone()} busy={self.projects.busy} /> },
            Dialog::HandOver(window) => html! { <HandOver {key} window={window.clone()} /> },
            Dialog::Help => html! { <Help {key} single_keys={self.single_keys} /> },
        }
    }
}
