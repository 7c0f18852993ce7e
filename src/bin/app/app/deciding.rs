//! The user's decisions. The log is kept by the link to the desk and in the browser; the desk applies it.

use std::rc::Rc;

use dossier::edits::{Edit, Step};
use dossier::view::decisions::{Decision, Verdict};
use dossier::view::desk::Ask;
use dossier::view::route::{Focus, Open};
use yew::prelude::*;

use super::{App, Message, Msg};
use crate::{decisions, dom};

/// How long the message with the way back stays, in milliseconds.
const MESSAGE_MS: i32 = 10_000;

impl App {
    /// Asks the desk what the decision means; it comes back as a step.
    pub(super) fn decide(&mut self, verdict: Verdict, passage: u32) -> bool {
        self.desk.ask(Ask::Decide(Decision { passage, words: None, verdict }));
        false
    }

    /// The passage that is meant by a key: of the row that has the focus, else of what is open.
    pub(super) fn passage_in_focus(&self) -> Option<u32> {
        let focused = dom::document().active_element().and_then(|element| element.closest("[data-passage]").ok().flatten());
        let passage = focused.and_then(|element| element.get_attribute("data-passage")?.parse().ok());
        passage.or(match self.route.open? {
            Open::Compare { passage, .. } => passage,
            Open::Reader(target) => match target.focus {
                Focus::Passage(passage, _) => Some(passage),
                _ => None,
            },
        })
    }

    /// Takes a step: here, in the browser's storage, and at the desk.
    pub(super) fn take_step(&mut self, ctx: &Context<Self>, step: Step) -> bool {
        let (what, can_be_undone) = match &step {
            Step::Do(Edit::NotACopy(_)) => ("Decided: not a copy.", true),
            Step::Do(Edit::Boilerplate(_)) => ("Decided: boilerplate.", true),
            Step::Undo(_) => ("Taken back.", false),
            Step::Redo(_) => ("Decided again.", true),
        };
        // What is open may be the passage that is no passage any more, and numbers after it move.
        let closes =
            matches!(self.route.open, Some(Open::Reader(target)) if matches!(target.focus, Focus::Passage(..) | Focus::Boilerplate(..)));
        self.desk.step(step);
        let kept = decisions::keep(self.desk.log());
        let text = if kept {
            what.into()
        } else {
            format!("{what} It will be forgotten with this page: the browser keeps nothing for it.").into()
        };
        self.tell(ctx, text, can_be_undone);
        if let Some(Open::Reader(target)) = self.route.open.filter(|_| closes) {
            self.follow(Open::Reader(dossier::view::route::Target { focus: Focus::Start, ..target }));
        }
        if let Some(Open::Compare { left, right, .. }) = self.route.open {
            self.follow(Open::Compare { left, right, passage: None });
        }
        if self.history.is_some() {
            self.desk.ask(Ask::History);
        }
        self.refresh();
        true
    }

    fn tell(&mut self, ctx: &Context<Self>, text: AttrValue, can_be_undone: bool) {
        self.messages += 1;
        let number = self.messages;
        self.message = Some(Message { text, number, can_be_undone });
        let link = ctx.link().clone();
        dom::after(MESSAGE_MS, move || link.send_message(Msg::Hush(number)));
    }

    pub(super) fn undo(&mut self, ctx: &Context<Self>) -> bool {
        let step = self.desk.log().undo();
        step.is_some_and(|step| self.take_step(ctx, step))
    }

    pub(super) fn redo(&mut self, ctx: &Context<Self>) -> bool {
        let step = self.desk.log().redo();
        step.is_some_and(|step| self.take_step(ctx, step))
    }

    pub(super) fn toggle_decision(&mut self, ctx: &Context<Self>, at: u32) -> bool {
        let step = self.desk.log().toggle(at);
        step.is_some_and(|step| self.take_step(ctx, step))
    }

    pub(super) fn forget_decisions(&mut self) -> bool {
        self.desk.forget_steps();
        decisions::keep(self.desk.log());
        self.history = Some(Rc::default());
        self.message = None;
        self.refresh();
        true
    }

    pub(super) fn toggle_history(&mut self) -> bool {
        if self.history.take().is_none() {
            self.history = Some(Rc::default());
            self.desk.ask(Ask::History);
        }
        true
    }
}
