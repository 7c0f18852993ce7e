//! What goes to the workers and what comes back.

use std::rc::Rc;

use dossier::edits::pins::MAX_PINS;
use dossier::formats::Skipped;
use dossier::jobs::{Came, Done, Outcome, Peer};
use dossier::text::Span;
use dossier::view::compare::Comparison;
use dossier::view::copies::Form;
use dossier::view::desk::{Answer, Ask, Export, SeenPlace, Window};
use dossier::view::entities::{self, Card, EntityQuery};
use dossier::view::figures::{self, FigureQuery};
use dossier::view::reader::Reading;
use dossier::view::route::{Open, View};
use dossier::view::timeline::TimeQuery;
use web_sys::MessageChannel;
use yew::prelude::*;

use super::deciding::Question;
use super::projects;
use super::selecting::Pane;
use super::{App, Msg, PrivacyEvent, Undo, WRONG_BUILD};
use crate::desk::Trouble;
use crate::files::{Gift, Given};
use crate::pool::{PoolEvent, Step};
use crate::workers::Heard;
use crate::{dom, privacy, workbook};

/// Rows that are asked for at once: several screens.
const ROWS: u32 = 120;
/// While documents stream in, what is shown is asked for anew when there are twice as many, or after so many milliseconds, but never more
/// often than `REFRESH_MS`, nor so often that answering takes more than a tenth of the time.
const REFRESH_MS: f64 = 250.0;
const STALE_MS: f64 = 5_000.0;
/// Progress is drawn no more often than this, in milliseconds.
const DRAW_MS: f64 = 100.0;
/// After so many milliseconds in which nothing changed a search is prepared, where it keeps nobody waiting: of so many documents at most.
const IDLE_MS: i32 = 1_000;
const PREPARED: usize = 2_000;

/// When what is shown was last asked for, and how many documents there were.
#[derive(Default)]
pub(super) struct Refreshed {
    at: f64,
    documents: usize,
}

impl App {
    pub(super) fn add(&mut self, ctx: &Context<Self>, gift: Gift, epoch: u32) -> bool {
        let Gift { mut files, skipped, is_text } = gift;
        if epoch == self.epoch.get() && self.take_project(ctx, &mut files) {
            return true;
        }
        if epoch != self.epoch.get() || (files.is_empty() && skipped.is_empty()) {
            return false;
        }
        self.give(&mut files);
        if is_text {
            self.pasted.extend(files.iter().filter_map(|file| file.source));
        }
        if !skipped.is_empty() {
            skipped.into_iter().for_each(|skipped| self.skip(skipped));
            self.plan_refresh(ctx);
        }
        if self.pool.progress().is_over() {
            self.started = dom::now();
        }
        self.cancelled = false;
        // What is only read again is kept as it was until then.
        let is_new = |file: &&Given| file.source.is_none_or(|source| !self.sources.is_read(source));
        let new = files.iter().filter(is_new).map(|file| file.path.clone()).collect();
        self.keep_given(ctx, new);
        self.pool.add(files);
        true
    }

    pub(super) fn pool_event(&mut self, ctx: &Context<Self>, event: PoolEvent) -> bool {
        let step = self.pool.event(event);
        let changed = self.pool_step(ctx, step);
        // Only now: that an analyst is gone is said after which of its documents are wanted.
        self.connect();
        changed
    }

    fn pool_step(&mut self, ctx: &Context<Self>, step: Step) -> bool {
        match step {
            Step::Nothing => return false,
            Step::WrongBuild => return self.say(WRONG_BUILD),
            Step::NoWorkers => return self.say("This browser does not let the page start its workers, so nothing can be read. A current Firefox, Chrome, Edge or Safari does."),
            Step::Skipped(_, given, _) if self.is_overtaken(&given) => {}
            Step::Skipped(skipped, given, remedy) => self.not_read(ctx, vec![skipped], given, Some(remedy)),
            Step::Done(done, given) => self.done(ctx, done, given),
        }
        self.plan_refresh(ctx);
        self.is_time_to_draw(ctx)
    }

    /// An analyst is done with some files. Their documents are wanted, unless what was given is not any more.
    fn done(&mut self, ctx: &Context<Self>, done: Done, given: Vec<Option<Given>>) {
        let mut wanted = Vec::new();
        let [desk, keeper] = done.ports;
        for (outcome, given) in done.outcomes.into_iter().zip(given) {
            match given.filter(|given| !self.is_overtaken(given)) {
                Some(given) => wanted.extend(self.outcome(ctx, outcome, given, desk)),
                None => wanted.extend(outcome.documents.iter().map(|_| false)),
            }
        }
        if wanted.is_empty() {
            return;
        }
        let is_lost = wanted.contains(&true);
        let with_keeper = keeper == self.keeper.number();
        if with_keeper {
            self.keeper.settle(done.parcel, wanted.clone());
        }
        if desk == self.desk.number() {
            self.desk.settle(done.parcel, wanted);
        } else if is_lost {
            self.fill_desk(ctx);
        }
        if !with_keeper && is_lost {
            self.desk.keeper_lost();
            self.rewrite(); // after the desk has got them
        }
    }

    /// What became of a file, whose documents went to the desk of this number. Says of each of them whether it is wanted.
    fn outcome(&mut self, ctx: &Context<Self>, outcome: Outcome, given: Given, desk: u32) -> Vec<bool> {
        if outcome.documents.is_empty() {
            self.not_read(ctx, outcome.skipped, given, outcome.remedy);
            return Vec::new();
        }
        let pasted = given.source.is_some_and(|source| self.pasted.remove(&source));
        let wanted = self.came(ctx, &outcome.documents, &given, desk);
        outcome.skipped.into_iter().for_each(|skipped| self.skip(skipped));
        self.keep_done(ctx, &given.path);
        if let Some(Came { key, .. }) = outcome.documents.into_iter().next().filter(|_| pasted) {
            self.tell(ctx, format!("Added as a document: {}", given.path).into(), Some(Undo::Addition(key)));
        }
        wanted
    }

    /// Analysts, desk and keeper are connected, as far as they are not.
    pub(super) fn connect(&mut self) {
        let (desk, keeper) = (&mut self.desk, &self.keeper);
        let numbers = [desk.number(), keeper.number()];
        self.pool.connect(numbers, |peer, port| match peer {
            Peer::Keeper => keeper.connect(Peer::Sender, port),
            Peer::Desk | Peer::Sender => desk.connect(port),
        });
        if self.connected != numbers
            && let Ok(channel) = MessageChannel::new()
        {
            self.connected = numbers;
            desk.connect(channel.port1());
            keeper.connect(Peer::Desk, channel.port2());
        }
        for analyst in self.pool.take_gone() {
            desk.gone(analyst);
            keeper.gone(analyst);
        }
    }

    /// Whether the page is to be drawn for what has become of files: while many are read, now and then.
    fn is_time_to_draw(&mut self, ctx: &Context<Self>) -> bool {
        let wait = self.drawn_at + DRAW_MS - dom::now();
        if wait <= 0.0 || self.pool.progress().is_over() {
            self.drawn_at = dom::now();
            return true;
        }
        if !std::mem::replace(&mut self.draw_planned, true) {
            let link = ctx.link().clone();
            dom::after(wait as i32, move || link.send_message(Msg::Draw));
        }
        false
    }

    pub(super) fn skip(&mut self, skipped: Skipped) {
        self.desk.skip(skipped);
        self.keep.lists_changed = true;
    }

    /// Refreshes at once for the first result and when everything is done, when it is worth it in between.
    pub(super) fn plan_refresh(&mut self, ctx: &Context<Self>) {
        let over = self.pool.progress().is_over();
        if self.refresh_planned && !over {
            return;
        }
        let is_first = self.overview.documents == 0;
        let wait = if is_first || (over && !self.desk.is_busy()) {
            0.0
        } else if over {
            REFRESH_MS
        } else {
            let is_worth_it = self.desk.len() >= 2 * self.refreshed.documents;
            let rest = if is_worth_it { REFRESH_MS } else { STALE_MS.max(10.0 * self.desk.answer_ms) };
            (self.refreshed.at + rest - dom::now()).max(REFRESH_MS)
        };
        self.refresh_planned = true;
        let link = ctx.link().clone();
        dom::after(wait as i32, move || link.send_message(Msg::Refresh));
    }

    pub(super) fn refresh(&mut self) {
        if !self.desk.is_ready() {
            return; // it is asked when it is
        }
        self.refreshed = Refreshed { at: dom::now(), documents: self.desk.len() };
        self.ask_list(); // what is looked at comes first
        self.ask_open();
        self.desk.ask(Ask::Overview);
        self.ask_documents();
        self.ask_selection();
    }

    /// Nothing has changed since `at`: whoever searches next need not wait until it is prepared.
    pub(super) fn idle(&mut self, at: f64) -> bool {
        if self.refreshed.at == at && self.desk.len() <= PREPARED && !self.desk.is_busy() {
            self.prepare_search();
        }
        false
    }

    pub(super) fn ask_documents(&mut self) {
        self.desk.ask(Ask::Documents(Window { offset: self.documents_at, limit: ROWS }));
    }

    pub(super) fn ask_list(&mut self) {
        let window = Window { offset: self.list_at, limit: ROWS };
        let (text, sort) = (self.filter.to_string(), self.route.sort);
        match self.route.view {
            View::Overview => {}
            View::Pins => self.desk.ask(Ask::Pins),
            View::Entities => {
                let query = EntityQuery { kind: self.route.entity_kind, text, sort };
                match self.route.entities.form {
                    entities::Form::List => {}
                    form @ (entities::Form::Strips | entities::Form::Matrix | entities::Form::Together) => {
                        self.desk.ask(Ask::EntityPicture(query.clone(), form, self.route.entities.speaker));
                    }
                    entities::Form::Quotes => self.desk.ask(Ask::Quotes(query.clone(), self.route.entities.speaker, window)),
                    entities::Form::Addresses => self.desk.ask(Ask::Addresses(query.text.clone(), window)),
                    entities::Form::Suggestions => self.desk.ask(Ask::Suggestions(query.clone())),
                    entities::Form::Watch => self.desk.ask(Ask::Watch),
                }
                self.desk.ask(Ask::Entities(query, window));
                self.ask_card();
            }
            View::Duplicates => {
                self.desk.ask(Ask::Copies(self.route.copies, text, window));
                if self.route.copies.form != Form::List {
                    self.desk.ask(Ask::CopyPicture(self.route.copies));
                }
            }
            View::Figures => {
                let query = FigureQuery { kind: self.route.figure_kind, scope: self.route.figures, text, sort };
                match query.scope.form {
                    figures::Form::List => {}
                    figures::Form::Dots => self.desk.ask(Ask::FigurePicture(query.clone())),
                    figures::Form::Checks => self.desk.ask(Ask::Checks(query.text.clone())),
                }
                self.desk.ask(Ask::Figures(query, window));
            }
            View::Timeline => {
                let query = TimeQuery { text };
                self.desk.ask(Ask::TimePicture(query.clone()));
                self.desk.ask(Ask::Timeline(query, window));
            }
            View::Search => self.ask_search(window),
        }
    }

    /// Asks for the card that is open, if one is.
    pub(super) fn ask_card(&mut self) {
        let Some(at) = self.route.entities.card.filter(|_| self.route.view == View::Entities) else { return };
        let seen = self.card.as_ref().filter(|card| card.at == at).map(|card| card.handle.clone());
        self.desk.ask(Ask::Card(at, seen));
    }

    pub(super) fn ask_open(&mut self) {
        match self.route.open {
            Some(Open::Reader(target)) => {
                let span = |reading: &Reading| {
                    let (start, end) = reading.place.filter(|_| reading.target == target)?;
                    Some(Span::new(start as usize, end as usize))
                };
                let seen = self.reading.as_ref().filter(|reading| reading.document == target.document);
                let seen = seen.map(|reading| SeenPlace { key: reading.key.clone(), span: span(reading) });
                self.desk.ask(Ask::Read(target, self.route.new_only, seen));
            }
            Some(Open::Compare { left, right, .. }) => {
                let seen = self.comparison.as_ref().filter(|seen| (seen.left.document, seen.right.document) == (left, right));
                self.desk.ask(Ask::Compare(left, right, seen.map(|seen| (seen.left.id.clone(), seen.right.id.clone()))));
            }
            None => {}
        }
    }

    pub(super) fn desk_heard(&mut self, ctx: &Context<Self>, heard: Heard) -> bool {
        let (was_ready, was_started) = (self.desk.is_ready(), self.desk.is_started());
        let answer = self.desk.heard(heard);
        self.connect(); // if it is another one now
        let answer = match answer {
            Ok(answer) => answer,
            Err(Trouble::WrongBuild) => return self.say(WRONG_BUILD),
            Err(Trouble::KeepsDying) => {
                return self.say("These documents are too much for this browser's memory. Remove some or reload the page with fewer.");
            }
        };
        if !was_started && self.desk.is_started() {
            if !std::mem::replace(&mut self.is_up, true) {
                privacy::watch_requests(ctx.link().callback(|count| Msg::Privacy(PrivacyEvent::Requests(count))));
            }
            self.fill_desk(ctx);
            self.desk.ask_what_is_owed();
        }
        if !was_ready && self.desk.is_ready() && self.desk.has_anything() {
            self.refresh();
        }
        match answer {
            None => return false,
            Some(Answer::Overview(overview)) => {
                self.overview = Rc::new(overview);
                if self.pool.progress().is_over() {
                    let (link, at) = (ctx.link().clone(), self.refreshed.at);
                    dom::after(IDLE_MS, move || link.send_message(Msg::Idle(at)));
                }
            }
            Some(Answer::Documents(rows)) => {
                self.documents = Rc::new(rows);
                self.rows_left();
            }
            Some(Answer::Entities(rows)) => {
                self.entities = Rc::new(rows);
                self.chosen_in(Pane::Main);
            }
            Some(Answer::Chips(chips)) => self.show_chips(chips),
            Some(Answer::Facets(rows)) => {
                self.selecting.facets = Rc::new(rows);
                self.chosen_in(Pane::Side);
            }
            Some(Answer::Quotes(rows)) => self.quotes = Rc::new(rows),
            Some(Answer::Addresses(rows)) => self.addresses = Rc::new(rows),
            Some(Answer::Suggestions(cards)) => {
                self.suggestions = Rc::new(cards);
                self.refocus_now = true;
            }
            Some(Answer::Watch(rows)) => self.watch = Rc::new(rows),
            Some(Answer::Card(card)) => self.show_card(card.map(|card| *card)),
            Some(Answer::Copies(rows)) => {
                self.copies = Rc::new(rows);
                self.chosen_in(Pane::Main);
                self.refocus_now = true;
            }
            Some(Answer::Picture(picture)) => self.picture = Rc::new(picture),
            Some(Answer::Figures(rows)) => {
                self.figures = Rc::new(rows);
                self.refocus_now = true;
            }
            Some(Answer::Checks(cards)) => self.cards = Rc::new(cards),
            Some(Answer::Timeline(rows)) => self.timeline = Rc::new(rows),
            Some(Answer::Search(rows)) => self.searching.found = Rc::new(rows),
            Some(Answer::Terms(rows)) => self.searching.terms_found(rows),
            Some(Answer::File(name, text)) => dom::download(&name, &text),
            Some(Answer::Decision(Some(operation))) => {
                // What was taken out after the question came later than the decision.
                let removed = std::mem::take(&mut self.removed);
                self.taken(ctx, operation);
                self.removed = removed;
                self.removed.forget(self.removed_before);
            }
            Some(Answer::Decision(None)) => return false,
            Some(Answer::NoRoom) => {
                self.tell(ctx, format!("{MAX_PINS} places are kept, and no more can be: take one out first.").into(), None);
            }
            Some(Answer::NoDate(line)) => {
                let said = format!("“{line}” is no date that can be read, so none was set. Write it like 19 January 2022 or 2022-01-19.");
                self.tell(ctx, said.into(), None);
            }
            Some(Answer::Decided(id, label)) => self.tell_turned(ctx, id, &label),
            Some(Answer::Note(figure, before)) => self.ask_line(Question::Note { figure, before }),
            Some(Answer::Sheet(sheet)) => return self.show_sheet(ctx, sheet.map(|sheet| *sheet)),
            Some(Answer::Pins(rows)) => {
                self.pins = Rc::new(rows);
                self.refocus_now = true;
            }
            Some(Answer::Citation(citation)) => return self.copy(ctx, citation),
            Some(Answer::Palette(text, found)) => self.palette = self.palette.take().map(|_| Rc::new((text, found))),
            Some(Answer::Prepared) => return false,
            Some(Answer::Names(names)) => self.proposed = Rc::new(names),
            Some(Answer::Rules(rules)) => return self.take_rules(ctx, rules),
            Some(Answer::History(rows)) => self.history = self.history.take().map(|_| Rc::new(rows)),
            Some(Answer::Reading(reading)) => {
                self.show_reading(reading.map(|reading| *reading));
                if let Some(command) = self.when_read.take().filter(|_| self.read_now().is_some()) {
                    self.command(ctx, command);
                }
            }
            Some(Answer::Comparison(comparison)) => self.show_comparison(comparison),
            Some(Answer::Records(records)) => self.pool.add(projects::given(&records)),
            Some(Answer::Project(contents, documents)) => self.make_project(ctx, contents, documents as usize),
            Some(Answer::Export(Export::Workbook, sheets)) => self.write_workbook(ctx, sheets),
            Some(Answer::Export(Export::Citations | Export::PinAnnotations, text)) if text.is_empty() => {
                self.tell(ctx, "No pin is in a document that is here: press i on a finding.".into(), None);
            }
            Some(Answer::Export(_, text)) if text.is_empty() => {
                self.tell(ctx, "No document is here that could be read, so there is nothing to save.".into(), None);
            }
            // As bytes: a browser's string has at most half a gigabyte.
            Some(Answer::Export(form, text)) => dom::download_bytes(form.file_name(), &[text.into_bytes()]),
        }
        true
    }

    fn write_workbook(&mut self, ctx: &Context<Self>, sheets: String) {
        self.tell(ctx, "Writing the workbook …".into(), None);
        let link = ctx.link().clone();
        wasm_bindgen_futures::spawn_local(async move { link.send_message(Msg::Workbook(workbook::written(&sheets).await)) });
    }

    pub(super) fn save_workbook(&mut self, ctx: &Context<Self>, written: Result<Vec<u8>, String>) {
        let name = Export::Workbook.file_name();
        match written {
            Ok(bytes) => {
                dom::download_bytes(name, &[bytes]);
                self.tell(ctx, format!("{name} is written.").into(), None);
            }
            Err(why) => self.tell(ctx, format!("The workbook could not be written: {why}. Save the tables as CSV instead.").into(), None),
        }
    }

    /// Shows a document. What is shown already, and only comes again because documents were added, does not move.
    pub(super) fn show_reading(&mut self, reading: Option<Reading>) {
        let Some(reading) = reading else {
            self.reading = None;
            return;
        };
        let before = self.reading.as_ref().map(|before| (before.id.clone(), before.target.focus));
        self.reveal = before != Some((reading.id.clone(), reading.target.focus));
        if let Some(Open::Reader(target)) = self.route.open
            && target != reading.target
        {
            self.follow(Open::Reader(reading.target)); // documents that came before it have moved it, or decisions
        }
        self.reading = Some(Rc::new(reading));
    }

    /// Shows a card. Documents that came before it have moved its address.
    pub(super) fn show_card(&mut self, card: Option<Card>) {
        if let Some(now) = card.as_ref().filter(|now| self.route.entities.card.is_some_and(|at| at != now.at)) {
            self.route.entities.card = Some(now.at);
            self.amend();
        }
        // What was shown and is no name any more gives way to the list.
        if card.is_none() && self.card.is_some() {
            self.route.entities.card = None;
            self.amend();
            self.ask_list();
        }
        self.card = card.map(Rc::new);
    }

    pub(super) fn show_comparison(&mut self, comparison: Option<Comparison>) {
        let sides = |comparison: &Comparison| (comparison.left.id.clone(), comparison.right.id.clone());
        self.reveal = self.comparison.as_deref().map(sides) != comparison.as_ref().map(sides);
        if let (Some(open @ Open::Compare { passage, .. }), Some(now)) = (self.route.open, &comparison) {
            // The passage is found again by what was seen of it.
            let seen = self.comparison.as_ref().filter(|_| !self.reveal).and_then(|seen| seen.handle(passage?));
            let passage = match seen {
                Some(handle) => now.passage(&handle),
                None => passage,
            };
            let moved = Open::Compare { left: now.left.document, right: now.right.document, passage };
            if open != moved {
                self.follow(moved);
            }
        }
        self.comparison = comparison.map(Rc::new);
    }
}
