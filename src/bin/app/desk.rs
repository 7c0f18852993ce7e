//! The link to the desk: documents go there, questions are answered from there.

use std::collections::{BTreeMap, BTreeSet};

use dossier::corpus::DocumentKey;
use dossier::edits::{Log, Operation, Step};
use dossier::formats::Skipped;
use dossier::jobs::decisions::Decisions;
use dossier::jobs::inbox::ParcelId;
use dossier::jobs::questions::{Question, Questions, Worth};
use dossier::jobs::saving::Surroundings;
use dossier::jobs::saving::holdings::Holdings;
use dossier::jobs::{Came, FromWorker, Peer, Ready, Role, ToWorker};
use dossier::view::decisions::Decision;
use dossier::view::pins::Pinning;
use dossier::view::request::{Request, Response};
use dossier::view::scope::Within;
use wasm_bindgen::JsValue;
use web_sys::MessagePort;
use yew::Callback;

use crate::dom;
use crate::workers::{Heard, WorkerLink};

pub(crate) struct DeskLink {
    link: Option<WorkerLink>,
    ready: bool,
    module: Option<JsValue>,
    on_heard: Callback<Heard>,
    /// Which desk this is, counted from 1: another one takes the place of one that is lost.
    number: u32,
    /// What is sent as soon as it is ready.
    outbox: Vec<(ToWorker, Option<MessagePort>)>,
    /// The documents that are here.
    pub(crate) holdings: Holdings,
    /// Whether all of them are on their way to this desk: before that it is not asked.
    filled: bool,
    skipped: BTreeSet<Skipped>,
    decisions: Decisions,
    /// What is chosen: every question is asked within it.
    pub(crate) within: Within,
    questions: Questions,
    asked_at: BTreeMap<u32, f64>,
    /// How long the last answer took, in milliseconds.
    pub(crate) answer_ms: f64,
    /// How often the desk died since it last answered.
    deaths: u32,
}

/// Why there is no answer and will be none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Trouble {
    /// The worker is of another version than the page.
    WrongBuild,
    /// The worker dies again and again.
    KeepsDying,
}

/// A desk that dies this often in a row will not get better.
const MAX_DEATHS: u32 = 3;

/// A desk that had more documents than this is not used again for others.
const LARGE: usize = 100;

impl DeskLink {
    pub(crate) fn new(log: Log, on_heard: Callback<Heard>) -> DeskLink {
        DeskLink {
            link: None,
            ready: false,
            filled: true,
            module: None,
            on_heard,
            number: 0,
            outbox: Vec::new(),
            holdings: Holdings::default(),
            skipped: BTreeSet::new(),
            decisions: Decisions::new(log, dom::random),
            within: Within::default(),
            questions: Questions::default(),
            asked_at: BTreeMap::new(),
            answer_ms: 0.0,
            deaths: 0,
        }
    }

    pub(crate) fn start(&mut self, module: JsValue) {
        self.module = Some(module);
        self.restart();
    }

    fn restart(&mut self) {
        let Some(module) = &self.module else { return };
        let on_heard = self.on_heard.clone();
        self.ready = false;
        self.number += 1;
        let skipped = self.skipped.iter().cloned().map(ToWorker::Skip);
        let known = skipped.chain([self.decisions.anew()]);
        self.outbox = known.map(|message| (message, None)).collect();
        self.questions.lost(); // everything that is shown is asked for anew
        self.asked_at.clear();
        self.link = WorkerLink::start(module, move |heard| on_heard.emit(heard)).ok();
    }

    /// How many documents it has been given.
    pub(crate) fn len(&self) -> usize {
        self.holdings.len()
    }

    pub(crate) fn has_anything(&self) -> bool {
        !self.holdings.is_empty() || !self.skipped.is_empty()
    }

    /// Whether a document that came is wanted; see [`Holdings::wants`].
    pub(crate) fn wants(&mut self, Came { key, name }: &Came, desk: u32) -> bool {
        self.holdings.wants(key, name, desk)
    }

    /// The name under which a document is kept.
    pub(crate) fn name(&self, key: &DocumentKey) -> Option<String> {
        self.holdings.name(key)
    }

    /// What saving goes by.
    pub(crate) fn surroundings<'a>(&'a mut self, is_reading: bool, tag: &'a str, is_reload: bool) -> Surroundings<'a> {
        Surroundings {
            holdings: &mut self.holdings,
            log: self.decisions.log(),
            skipped: &self.skipped,
            is_reading,
            desk: self.number,
            desk_is_started: self.ready,
            desk_is_filled: self.filled,
            tag,
            is_reload,
            now: dom::now(),
        }
    }

    /// Documents are on their way to the desk: until they are there it is not asked.
    pub(crate) fn begin_filling(&mut self) {
        self.filled = false;
    }

    /// They are there: it can be asked now.
    pub(crate) fn end_filling(&mut self) {
        self.filled = true;
        self.ask_what_is_owed();
    }

    /// Whether the worker runs.
    pub(crate) fn is_started(&self) -> bool {
        self.ready
    }

    /// What could not be read.
    pub(crate) fn skipped(&self) -> Vec<Skipped> {
        self.skipped.iter().cloned().collect()
    }

    /// Asks what must be answered, if the desk knows everything.
    pub(crate) fn ask_what_is_owed(&mut self) {
        if self.is_ready() {
            self.questions.owed().into_iter().for_each(|question| self.post(question));
        }
    }

    /// This file was read again: what could not be read of it, whole or in part, is told anew.
    pub(crate) fn given_again(&mut self, path: &str) {
        let from = self.skipped.range(Skipped { id: path.to_string(), reason: String::new() }..);
        let part = from.take_while(|skipped| skipped.id.starts_with(path)).filter(|skipped| skipped.is_of(path));
        let gone: Vec<Skipped> = part.cloned().collect();
        if !gone.is_empty() {
            for skipped in &gone {
                self.skipped.remove(skipped);
            }
            self.send(ToWorker::Unskip(gone.into_iter().map(|skipped| skipped.id).collect()));
        }
    }

    pub(crate) fn skip(&mut self, skipped: Skipped) {
        self.send(ToWorker::Skip(skipped.clone()));
        self.skipped.insert(skipped);
    }

    /// Whether a document is here.
    pub(crate) fn holds(&self, key: &DocumentKey) -> bool {
        self.holdings.has(key)
    }

    /// Takes a document out. Returns the names under which it is kept.
    pub(crate) fn remove(&mut self, key: &DocumentKey) -> Vec<String> {
        self.forget(key);
        self.holdings.remove(key)
    }

    /// The desk forgets a document that is here no more.
    pub(crate) fn forget(&mut self, key: &DocumentKey) {
        self.send(ToWorker::Remove(key.clone()));
    }

    /// The user's decisions.
    pub(crate) fn log(&self) -> &Log {
        self.decisions.log()
    }

    /// Adds a step to the decisions.
    pub(crate) fn step(&mut self, step: Step) -> Operation {
        let (operation, told) = self.decisions.step(step);
        self.send(told);
        operation
    }

    /// Takes another log in place of this one.
    pub(crate) fn set_log(&mut self, log: Log) {
        let told = self.decisions.set(log);
        self.send(told);
    }

    pub(crate) fn clear(&mut self) {
        let was_large = self.holdings.len() > LARGE;
        self.holdings.clear();
        self.skipped.clear();
        self.questions.give_up();
        match was_large {
            true => self.restart(), // the memory of a worker never shrinks
            false => self.send(ToWorker::Clear),
        }
    }

    /// Asks, if the desk is ready; else everything is asked when it is.
    pub(crate) fn ask(&mut self, ask: Request) {
        let is_ready = self.is_ready();
        if let Some(question) = self.questions.ask(ask, is_ready) {
            self.post(question);
        }
    }

    /// Decides about something that is shown; see [`Request::Decide`].
    pub(crate) fn decide(&mut self, decision: Decision) {
        // A key that comes again before the page hears what it did says nothing new, unless it moves something one place.
        let moves = matches!(decision, Decision::Pin(Pinning::Up(_) | Pinning::Down(_)));
        if moves || self.questions.last_decision() != Some(&decision) {
            self.ask(Request::Decide(decision));
        }
    }

    fn post(&mut self, Question { ticket, ask }: Question) {
        if !matches!(ask, Request::Prepare) {
            self.asked_at.insert(ticket, dom::now());
        }
        self.send(ToWorker::Request(ticket, ask, Box::new(self.within.clone())));
    }

    /// Whether a question of the lists or of the summary is on its way.
    pub(crate) fn is_busy(&self) -> bool {
        self.questions.is_busy()
    }

    /// What the desk said: `Ok(None)` if nothing is to be done.
    pub(crate) fn heard(&mut self, heard: Heard) -> Result<Option<Response>, Trouble> {
        match heard {
            Heard::Message(FromWorker::Ready(ready), _) => {
                if ready != Ready::here() {
                    return Err(Trouble::WrongBuild);
                }
                self.ready = true;
                self.send(ToWorker::Start(Role::Desk));
                for (message, port) in std::mem::take(&mut self.outbox) {
                    self.post_to(message, port);
                }
                self.filled = true; // unless whoever hears of it brings more
                Ok(None)
            }
            Heard::Message(FromWorker::Response(ticket, mut answer), _) => {
                self.deaths = 0;
                let began = self.asked_at.remove(&ticket);
                let (worth, next) = self.questions.answered(ticket);
                if let Response::Decision(Some(operation)) = &mut *answer {
                    let told = if worth == Worth::GivenUp {
                        Some(self.decisions.anew()) // it was decided about what has been given up since
                    } else {
                        let (taken, told) = self.decisions.taken(operation.clone());
                        *operation = taken;
                        told
                    };
                    told.into_iter().for_each(|told| self.send(told));
                }
                if worth == Worth::GivenUp {
                    return Ok(None);
                }
                if let Some(began) = began {
                    self.answer_ms = dom::now() - began;
                }
                next.into_iter().for_each(|ask| self.ask(ask));
                Ok((worth == Worth::Current).then_some(*answer))
            }
            Heard::Message(..) => Ok(None),
            Heard::Lost => {
                self.deaths += 1;
                if self.deaths > MAX_DEATHS {
                    (self.link, self.ready) = (None, false);
                    return Err(Trouble::KeepsDying);
                }
                self.restart();
                Ok(None)
            }
        }
    }

    fn send(&mut self, message: ToWorker) {
        self.post_to(message, None);
    }

    fn post_to(&mut self, message: ToWorker, port: Option<MessagePort>) {
        match &self.link {
            Some(link) if self.ready => link.send_with(&message, &[], port.map(JsValue::from).as_slice()),
            _ => self.outbox.push((message, port)),
        }
    }

    /// Which desk this is.
    pub(crate) fn number(&self) -> u32 {
        self.number
    }

    /// Somebody who sends parcels is at the other end of this port.
    pub(crate) fn connect(&mut self, port: MessagePort) {
        self.post_to(ToWorker::Port(Peer::Sender, 0), Some(port));
    }

    /// Which documents of a parcel are to be taken in.
    pub(crate) fn settle(&mut self, parcel: ParcelId, wanted: Vec<bool>) {
        self.send(ToWorker::Settle(parcel, wanted));
    }

    /// This analyst sends nothing more.
    pub(crate) fn gone(&mut self, analyst: u32) {
        self.send(ToWorker::Gone(analyst));
    }

    pub(crate) fn is_ready(&self) -> bool {
        self.ready && self.filled
    }
}
