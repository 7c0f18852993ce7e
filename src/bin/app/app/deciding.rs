//! The user's decisions. The log is kept by the link to the desk and in the browser; the desk applies it.

use std::rc::Rc;

use dossier::edits::names::{Field, Meaning};
use dossier::edits::{Anchor, Edit, Log, Operation, OperationId, Step, Verdict};
use dossier::figures::edtf;
use dossier::view::decisions::{Decision, Identity, Ruling};
use dossier::view::desk::Ask;
use dossier::view::figures::Status;
use dossier::view::handles::PassageHandle;
use dossier::view::keys::{Command, purpose};
use dossier::view::pins::Pinning;
use dossier::view::reader::Reading;
use dossier::view::route::{Focus, Open, Target};
use yew::prelude::*;

use super::{App, Message, Msg, Undo};
use crate::dom;

/// What the user is asked to write, with what is there now.
pub(crate) enum Question {
    Note {
        figure: Anchor,
        before: String,
    },
    /// Of the document with this text.
    Date {
        text: u64,
        before: String,
    },
    /// A note beside a pin.
    PinNote {
        pin: Anchor,
        before: String,
    },
    /// What the clipboard did not take.
    Copy {
        citation: String,
    },
    /// Words in it that are a name, for those who cannot mark them.
    Words {
        text: u64,
    },
    /// Its title or source.
    About {
        text: u64,
        field: Field,
        before: String,
    },
}

impl Question {
    pub(super) fn title(&self) -> &'static str {
        match self {
            Question::Note { .. } => "Note beside this figure",
            Question::Date { .. } => "Date of this document",
            Question::PinNote { .. } => "Note beside this pin",
            Question::Copy { .. } => "The citation, to be copied",
            Question::Words { .. } => "Words that are a name",
            Question::About { field: Field::Title, .. } => "Title of this document",
            Question::About { field: Field::Source, .. } => "Who published this document, or where",
        }
    }

    pub(super) fn hint(&self) -> &'static str {
        match self {
            Question::Note { .. } => "Kept in this browser, and in what you export. Empty takes the note away.",
            Question::PinNote { .. } => "It goes where the pin goes: into the report and the citations. Empty takes the note away.",
            Question::Copy { .. } => "This browser does not let the page write to the clipboard: copy it from here.",
            Question::Words { .. } => "As they stand in this document. Or mark them in the text first.",
            Question::About { .. } => "Shown and exported in place of what the program finds. Empty: as the program finds it.",
            Question::Date { .. } => {
                "Like 27 March 2017, 2017-03-27, 2017-03 or 2017. Dates such as “last August” are counted from it. Empty: as the program finds it."
            }
        }
    }

    pub(super) fn before(&self) -> String {
        match self {
            Question::Words { .. } => String::new(),
            Question::PinNote { before, .. } => before.clone(),
            Question::Copy { citation } => citation.clone(),
            Question::Note { before, .. } | Question::Date { before, .. } | Question::About { before, .. } => before.clone(),
        }
    }

    /// What is wrong with a line, if anything.
    pub(super) fn check(&self) -> Callback<String, Option<String>> {
        match self {
            Question::Note { .. } | Question::PinNote { .. } | Question::Copy { .. } | Question::About { .. } | Question::Words { .. } => {
                Callback::from(|_| None)
            }
            Question::Date { .. } => Callback::from(|line: String| {
                let line = line.trim();
                // Other ways to write a date are read at the desk, which knows the words for it.
                let has_year = line.as_bytes().windows(4).any(|four| four.iter().all(u8::is_ascii_digit));
                let may_be = line.is_empty() || edtf::days(line).is_some() || has_year && line.contains([' ', '.', '/', ',']);
                (!may_be).then(|| format!("“{line}” is not a date that can be read. Write it like 27 March 2017 or 2017-03-27."))
            }),
        }
    }
}

/// How long a message stays, and one that offers something, in milliseconds.
const MESSAGE_MS: i32 = 6_000;
const OFFER_MS: i32 = 10_000;

impl App {
    /// Tells the desk of a decision; it comes back as a step.
    pub(super) fn decide(&mut self, decision: Decision) -> bool {
        if let (Decision::Words(said), Some(reading), Some(Open::Reader(target))) = (&decision, &self.reading, self.route.open) {
            let (text, span) = said.at;
            if (target.document, text) == (reading.document, reading.key.text_hash) {
                let focus = Focus::Span(span.start() as u32, span.end() as u32); // whatever becomes of the name there
                self.follow(Open::Reader(Target { focus, ..target }));
            }
        }
        self.removed_before = self.removed.count();
        self.desk.decide(decision);
        false
    }

    /// Asks for a line of text.
    pub(super) fn ask_line(&mut self, question: Question) {
        self.question = Some(question);
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
        let card = focused_suggestion().and_then(|at| self.suggestions.cards.get(at as usize));
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

    /// The figure that is meant by a key, as it is shown: of the row that has the focus, else what is read.
    pub(super) fn figure_in_focus(&self) -> Option<(Anchor, Status)> {
        focused_figure().or_else(|| {
            let reading = self.read_now()?;
            Some((reading.anchor?, reading.status?))
        })
    }

    /// What the reader shows, if it is what the address says: else it is on its way.
    pub(super) fn read_now(&self) -> Option<&Rc<Reading>> {
        let Some(Open::Reader(target)) = self.route.open else { return None };
        self.reading.as_ref().filter(|reading| reading.target == target)
    }

    /// Lets the user write a note.
    pub(super) fn ask_for_note(&mut self, figure: Anchor) -> bool {
        self.desk.ask(Ask::Note(figure)); // with the note that is there the question comes
        false
    }

    /// What the user has written.
    pub(super) fn written(&mut self, line: &str) -> bool {
        let line = line.trim();
        dom::close_dialogs();
        let words = Some(line.to_string()).filter(|words| !words.is_empty());
        match self.question.take() {
            Some(Question::Note { figure, .. }) => self.decide(Decision::Note(figure, line.to_string())),
            Some(Question::Date { text, .. }) => self.decide(Decision::Date(text, words)),
            Some(Question::PinNote { pin, .. }) => self.decide(Decision::Pin(Pinning::Note(pin, line.to_string()))),
            Some(Question::Copy { .. }) => false,
            Some(Question::Words { text }) => {
                self.desk.ask(Ask::Typed(text, line.to_string()));
                false
            }
            Some(Question::About { text, field, .. }) => self.decide(Decision::About(text, field, words)),
            None => false,
        };
        true
    }

    /// The passage that is meant by a key: of the row that has the focus, else of what is open.
    pub(super) fn passage_in_focus(&self) -> Option<PassageHandle> {
        focused_passage().or_else(|| match self.route.open? {
            Open::Compare { passage, .. } => {
                let rows = &self.comparison.as_ref()?.rows;
                let mut shared = rows.iter().filter(|row| row.handle.is_some() && (passage.is_none() || row.passage == passage));
                let first = shared.next()?.handle;
                // The only one is meant, where none is said.
                first.filter(|_| passage.is_some() || shared.next().is_none())
            }
            Open::Reader(_) => self.read_now()?.passage,
        })
    }

    /// Takes a step: here, in the browser's storage, and at the desk.
    pub(super) fn take_step(&mut self, ctx: &Context<Self>, step: Step) -> bool {
        if let Step::Undo(id) | Step::Redo(id) = step {
            self.desk.ask(Ask::Decided(id)); // of the report as it is: before the step
        }
        let operation = self.desk.step(step);
        self.taken(ctx, operation)
    }

    /// A step is taken, and in the log.
    pub(super) fn taken(&mut self, ctx: &Context<Self>, Operation { id, step }: Operation) -> bool {
        let what = match &step {
            Step::Do(Edit::NotACopy(_)) => "Decided: not a copy.",
            Step::Do(Edit::Boilerplate(_)) => "Decided: boilerplate.",
            Step::Do(Edit::Checked(_, Some(Verdict::Verified))) => "Verified.",
            Step::Do(Edit::Checked(_, Some(Verdict::Wrong))) => "Marked as wrong.",
            Step::Do(Edit::Checked(_, None)) => "Not checked any more.",
            Step::Do(Edit::Noted(_, note)) => {
                if note.is_empty() {
                    "Note taken away."
                } else {
                    "Noted."
                }
            }
            Step::Do(Edit::Dated(_, date)) => {
                if date.is_some() {
                    "Date set."
                } else {
                    "Date as the program finds it."
                }
            }
            Step::Do(Edit::Same(..)) => "Decided: one and the same.",
            Step::Do(Edit::Different(..)) => "Decided: two different ones.",
            Step::Do(Edit::Named(_, Meaning::NoName)) => "Decided: not a name.",
            Step::Do(Edit::Named(_, Meaning::Name(_))) => "Decided: a name.",
            Step::Do(Edit::Named(_, Meaning::Of(..))) => "Decided whose name it is.",
            Step::Do(Edit::Pins(_)) => "Pins changed.",
            Step::Do(Edit::Renamed(..)) => "Renamed.",
            Step::Do(Edit::About(..)) => "Kept.",
            Step::Do(Edit::Pin(_)) => "Pinned.",
            Step::Do(Edit::Unpin(_)) => "Pin taken out.",
            Step::Do(Edit::MovePin(..)) => "Pin moved.",
            Step::Do(Edit::PinNote(..)) => "Noted.",
            Step::Do(Edit::Watched(_) | Edit::Watch(..)) => "Watch-list kept.",
            Step::Undo(_) | Step::Redo(_) => "", // the desk says it in words
        };
        // The row may go, and another one come to its place: that one is next.
        let row = super::moving::focused_row().or_else(focused_suggestion);
        self.refocus = row.filter(|_| matches!(step, Step::Do(_))).map(|row| (row, super::moving::focused_key()));
        self.focus_text = self.refocus.is_none() && matches!(self.route.open, Some(Open::Compare { .. }));
        self.keep_log(ctx);
        if !what.is_empty() {
            self.tell(ctx, what.into(), Some(Undo::Decision(id)));
        }
        self.removed.clear();
        if let Some(Open::Compare { left, right, .. }) = self.route.open {
            self.follow(Open::Compare { left, right, passage: None });
        }
        self.close_narrowed();
        if self.history.is_some() {
            self.desk.ask(Ask::History);
        }
        self.refresh();
        true
    }

    pub(super) fn tell(&mut self, ctx: &Context<Self>, text: AttrValue, undo: Option<Undo>) {
        self.messages += 1;
        let number = self.messages;
        // What offers something is left a little longer.
        let shown = if undo.is_some() { OFFER_MS } else { MESSAGE_MS };
        self.message = Some(Message { text, number, undo });
        let link = ctx.link().clone();
        dom::after(shown, move || link.send_message(Msg::Hush(number)));
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
        self.keep_log_anew(ctx);
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
