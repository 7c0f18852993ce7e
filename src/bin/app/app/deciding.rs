//! The user's decisions. The log is kept by the link to the desk and in the browser; the desk applies it.

use std::rc::Rc;

use dossier::edits::{Log, Operation, OperationId, Step};
use dossier::jobs::saving::Event;
use dossier::review::{Anchor, Verdict};
use dossier::view::decisions::{Decision, Identity, Ruling, change_in_words};
use dossier::view::dialogs::{Dialog, Kind};
use dossier::view::handles::PassageHandle;
use dossier::view::keys::{Command, purpose};
use dossier::view::reader::Reading;
use dossier::view::request::Request;
use dossier::view::route::{Focus, Open, Target};
use dossier::view::status::Status;
use yew::prelude::*;

use super::App;
use super::attention::{focused_key, focused_row};
use super::telling::{Message, Undo};
use crate::dom;

impl App {
    /// Tells the desk of a decision; it comes back as a step.
    pub(super) fn decide(&mut self, decision: Decision) -> bool {
        if let (Decision::Words(said), Some(reading), Some(Open::Reader(target))) =
            (&decision, self.known.opened.reading(), self.route.open)
        {
            let (text, span) = said.at;
            if (target.document, text) == (reading.document, reading.key.text_hash) {
                let focus = Focus::Span(span.start() as u32, span.end() as u32); // whatever becomes of the name there
                self.follow(Open::Reader(Target { focus, ..target }));
            }
        }
        self.removed.mark_decision();
        self.desk.decide(decision);
        false
    }

    /// What `x` rejects: that two names are one, a figure where figures are checked, else a passage.
    pub(super) fn reject(&mut self, ctx: &Context<Self>) -> bool {
        if focused_suggestion().is_some() {
            return self.identify(ctx, Identity::Different);
        }
        let figure = |(figure, status): (Anchor, Status)| Decision::Figure(figure, status.given(Verdict::Wrong));
        let passage = |passage: PassageHandle| Decision::Passage(passage, Ruling::NotACopy);
        // What has the focus goes before what is open.
        let focused = focused_figure().map(figure).or_else(|| focused_passage().map(passage));
        let meant = focused.or_else(|| self.figure_in_focus().map(figure)).or_else(|| self.passage_in_focus().map(passage));
        match meant {
            Some(decision) => self.decide(decision),
            None => self.explain(ctx, Command::Reject),
        }
    }

    /// Says whether the two names of the suggestion that has the focus are one.
    pub(super) fn identify(&mut self, ctx: &Context<Self>, identity: Identity) -> bool {
        let card = focused_suggestion().and_then(|at| self.known.suggestions.cards.get(at as usize));
        match card.map(|card| card.sides.each_ref().map(|side| side.handle.clone())) {
            Some([kept, other]) => self.decide(Decision::Entities(kept, other, identity)),
            None => self.explain(ctx, Command::Accept),
        }
    }

    /// A command can do nothing here: it says what it is for, and where.
    pub(super) fn explain(&mut self, ctx: &Context<Self>, command: Command) -> bool {
        self.tell(ctx, purpose(command).into(), None);
        true
    }

    /// The figure that is meant by a key, as it is shown: of the row that has the focus, else among the words that are marked, else what is read.
    pub(super) fn figure_in_focus(&self) -> Option<(Anchor, Status)> {
        focused_figure().or_else(|| {
            if let Some(marked) = &self.marking {
                return marked.figure;
            }
            let reading = self.read_now()?;
            Some((reading.anchor?, reading.status?))
        })
    }

    /// What the reader shows, if it is what the address says: else it is on its way.
    pub(super) fn read_now(&self) -> Option<&Rc<Reading>> {
        self.known.read_now(&self.route)
    }

    /// Lets the user write a note.
    pub(super) fn ask_for_note(&mut self, figure: Anchor) -> bool {
        self.desk.ask(Request::Note(figure)); // with the note that is there the question comes
        false
    }

    /// The passage that is meant by a key: of the row that has the focus, else of what is open.
    pub(super) fn passage_in_focus(&self) -> Option<PassageHandle> {
        focused_passage().or_else(|| match self.route.open? {
            Open::Compare { passage, .. } => self.known.opened.comparison()?.meant(passage),
            Open::Reader(_) => self.read_now()?.passage,
        })
    }

    /// Takes a step: here, in the browser's storage, and at the desk.
    pub(super) fn take_step(&mut self, ctx: &Context<Self>, step: Step) -> bool {
        if let Step::Undo(id) | Step::Redo(id) = step {
            self.desk.ask(Request::Decided(id)); // of the report as it is: before the step
        }
        let operation = self.desk.step(step);
        self.taken(ctx, operation)
    }

    /// A step is taken, and in the log.
    pub(super) fn taken(&mut self, ctx: &Context<Self>, Operation { id, step }: Operation) -> bool {
        let what = change_in_words(&step);
        // The row may go, and another one come to its place: that one is next.
        let row = focused_row().or_else(focused_suggestion);
        self.attention.refocus = row.filter(|_| matches!(step, Step::Do(_))).map(|row| (row, focused_key()));
        self.attention.focus_text = self.attention.refocus.is_none() && matches!(self.route.open, Some(Open::Compare { .. }));
        self.keep_log(ctx);
        if !what.is_empty() {
            self.tell(ctx, what.into(), Some(Undo::Decision(id)));
        }
        self.removed.clear();
        if let Some(Open::Compare { left, right, .. }) = self.route.open {
            self.follow(Open::Compare { left, right, passage: None });
        }
        self.close_narrowed();
        if self.dialogs.is_open(Kind::History) {
            self.desk.ask(Request::History);
        }
        self.refresh();
        true
    }

    /// Says which decision was taken back, or holds again, in the words of the history.
    pub(super) fn tell_turned(&mut self, ctx: &Context<Self>, id: OperationId, label: &str) {
        let holds = self.desk.log().holds(id) == Some(true);
        let (what, undo) = if holds { ("Redone", Some(Undo::Decision(id))) } else { ("Undone", None) };
        self.tell(ctx, format!("{what}: {label}").into(), undo);
    }

    pub(super) fn undo(&mut self, ctx: &Context<Self>) -> bool {
        // What the message tells of came last.
        if let Some(Message { undo: Some(Undo::Addition(key)), .. }) = &self.message {
            return self.remove(ctx, key.clone());
        }
        if self.bring_back(ctx, None) {
            return true;
        }
        match self.desk.log().undo() {
            Some(step) => self.take_step(ctx, step),
            None => self.explain(ctx, Command::Undo),
        }
    }

    pub(super) fn redo(&mut self, ctx: &Context<Self>) -> bool {
        match self.desk.log().redo() {
            Some(step) => self.take_step(ctx, step),
            None => self.explain(ctx, Command::Redo),
        }
    }

    pub(super) fn toggle_decision(&mut self, ctx: &Context<Self>, id: OperationId) -> bool {
        let step = self.desk.log().toggle(id);
        step.is_some_and(|step| self.take_step(ctx, step))
    }

    pub(super) fn forget_decisions(&mut self, ctx: &Context<Self>) -> bool {
        self.take_log(Log::default());
        self.keep_event(ctx, Event::LogReplaced);
        self.dialogs.update(Dialog::History(Rc::default()));
        self.message = None;
        self.refresh();
        true
    }
}

/// The figure of the row that has the focus, as it is shown there.
fn focused_figure() -> Option<(Anchor, Status)> {
    let line = dom::document().active_element()?.closest("[data-figure], .quantity-line").ok()??;
    let figure = if line.has_attribute("data-figure") { line } else { line.query_selector("[data-figure]").ok()?? };
    Some((Anchor::parse(&figure.get_attribute("data-figure")?)?, Status::parse(&figure.get_attribute("data-status")?)?))
}

/// The suggestion that has the focus, by its place in the list: its row.
fn focused_suggestion() -> Option<u32> {
    dom::document().active_element()?.closest("[data-suggestion]").ok()??.get_attribute("data-suggestion")?.parse().ok()
}

/// The passage of the row or block that has the focus.
fn focused_passage() -> Option<PassageHandle> {
    PassageHandle::parse(&dom::document().active_element()?.closest("[data-passage]").ok()??.get_attribute("data-passage")?)
}
