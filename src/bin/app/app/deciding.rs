//! The user's decisions. The log is kept by the link to the desk and in the browser; the desk applies it.

use std::rc::Rc;

use dossier::edits::{Edit, Step, Verdict};
use dossier::view::decisions::{Decision, Ruling};
use dossier::view::desk::Ask;
use dossier::view::route::{Focus, Open, Target};
use yew::prelude::*;

use super::{App, Message, Msg};
use crate::{decisions, dom};

/// How long the message with the way back stays, in milliseconds.
const MESSAGE_MS: i32 = 10_000;

impl App {
    /// Asks the desk what the decision means; it comes back as a step.
    pub(super) fn decide(&mut self, decision: Decision) -> bool {
        self.desk.ask(Ask::Decide(decision));
        false
    }

    /// What `x` rejects: a figure where figures are checked, else a passage.
    pub(super) fn reject(&mut self) -> bool {
        match self.figure_in_focus() {
            Some((document, figure)) => self.decide(Decision::Figure(document, figure, Verdict::Wrong)),
            None => self.passage_in_focus().is_some_and(|passage| self.decide(Decision::Passage(passage, Ruling::NotACopy))),
        }
    }

    /// The figure that is meant by a key: of the row that has the focus, else what is read.
    pub(super) fn figure_in_focus(&self) -> Option<(u32, u32)> {
        let focused = dom::document().active_element().and_then(|element| element.closest("[data-figure], .quantity-line").ok().flatten());
        let row = focused.and_then(|element| match element.get_attribute("data-figure") {
            Some(name) => Some(name),
            None => element.query_selector("[data-figure]").ok().flatten()?.get_attribute("data-figure"),
        });
        let named = row.and_then(|name| {
            let (document, figure) = name.split_once('.')?;
            Some((document.parse().ok()?, figure.parse().ok()?))
        });
        named.or_else(|| match self.route.open? {
            Open::Reader(Target { document, focus: Focus::Figure(figure) }) => Some((document, figure)),
            _ => None,
        })
    }

    /// Lets the user write a note.
    pub(super) fn ask_for_note(&mut self, document: u32, figure: u32) -> bool {
        let before = self.figures.rows.iter().find(|row| row.target == Target { document, focus: Focus::Figure(figure) });
        self.noting = Some((document, figure, before.map_or(String::new(), |row| row.note.clone())));
        true
    }

    /// The passage that is meant by a key: of the row that has the focus, else of what is open.
    pub(super) fn passage_in_focus(&self) -> Option<u32> {
        let focused = dom::document().active_element().and_then(|element| element.closest("[data-passage]").ok().flatten());
        let passage = focused.and_then(|element| element.get_attribute("data-passage")?.parse().ok());
        passage.or_else(|| match self.route.open? {
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
            Step::Do(Edit::Checked(_, Some(Verdict::Verified))) => ("Verified.", true),
            Step::Do(Edit::Checked(_, Some(Verdict::Wrong))) => ("Marked as wrong.", true),
            Step::Do(Edit::Checked(_, None)) => ("Not checked any more.", true),
            Step::Do(Edit::Noted(..)) => ("Noted.", true),
            Step::Do(Edit::Dated(..)) => ("Date set.", true),
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
            self.follow(Open::Reader(Target { focus: Focus::Start, ..target }));
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
