//! The link to the desk: documents go there, questions are answered from there.

use std::collections::{BTreeMap, BTreeSet};

use dossier::corpus::DocumentKey;
use dossier::edits::{Log, Step};
use dossier::formats::Skipped;
use dossier::jobs::{Encoded, FromWorker, Ready, Role, ToWorker};
use dossier::project::name;
use dossier::view::decisions::Decision;
use dossier::view::desk::{Answer, Ask};
use dossier::view::pins::Pinning;
use dossier::view::selection::Within;
use wasm_bindgen::JsValue;
use yew::Callback;

use crate::dom;
use crate::store::{MOST, Written};
use crate::workers::{Heard, WorkerLink};

pub(crate) struct DeskLink {
    link: Option<WorkerLink>,
    ready: bool,
    module: Option<JsValue>,
    on_heard: Callback<Heard>,
    /// Everything that a new desk must be told if this one is lost: nothing is analysed twice.
    analyses: BTreeMap<DocumentKey, Vec<Held>>,
    /// Whether this desk has been told everything.
    filled: bool,
    skipped: BTreeSet<Skipped>,
    log: Log,
    /// What is chosen: every question is asked within it.
    pub(crate) within: Within,
    next_ticket: u32,
    /// Questions that must be answered, even by the next desk: decisions, exports.
    kept: BTreeMap<u32, Ask>,
    /// How often the desk was told of the log, and how often it had been when each question that is on its way was asked.
    told: u32,
    told_at: BTreeMap<u32, u32>,
    /// Whether it was told of it since the question was asked to which it has answered last.
    is_told: bool,
    /// Of questions that replace each other the latest, until the one on its way is answered.
    waiting: BTreeMap<Kind, Ask>,
    /// The last question of each kind: an older answer is out of date.
    open: BTreeMap<Kind, u32>,
    asked_at: BTreeMap<u32, f64>,
    /// The questions on their way about what is open beside the list.
    opening: BTreeMap<u32, Ask>,
    /// How long the last answer took, in milliseconds.
    pub(crate) answer_ms: f64,
    /// How often the desk died since it last answered.
    deaths: u32,
}

/// A document: under which name it is kept, and its bytes as long as they are not written down there.
struct Held {
    name: String,
    /// Source record and analysis.
    bytes: Option<(Vec<u8>, Vec<u8>)>,
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

/// Questions of one kind replace each other.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Overview,
    Documents,
    List,
    Picture,
    Cards,
    /// The card of a name.
    Card,
    Open,
    History,
    /// What can be corrected about a name.
    Sheet,
    /// Names that can be meant.
    Names,
    /// What can be opened by its name.
    Palette,
    Chips,
    Facets,
    Prepare,
    /// Replaces nothing.
    Once(u32),
}

fn kind(ask: &Ask, ticket: u32) -> Kind {
    match ask {
        Ask::Overview => Kind::Overview,
        Ask::Documents(_) => Kind::Documents,
        Ask::Entities(..) | Ask::Copies(..) | Ask::Figures(..) | Ask::Timeline(..) | Ask::Search(..) => Kind::List,
        Ask::Quotes(..) | Ask::Addresses(..) | Ask::Checks(_) | Ask::Suggestions(_) | Ask::Watch | Ask::Terms(_) => Kind::Cards,
        Ask::Card(..) => Kind::Card,
        Ask::Pins => Kind::List,
        Ask::Palette(..) => Kind::Palette,
        Ask::Read(..) | Ask::Compare(..) => Kind::Open,
        Ask::EntityPicture(..) | Ask::CopyPicture(_) | Ask::FigurePicture(_) | Ask::TimePicture(_) => Kind::Picture,
        Ask::Export(_)
        | Ask::TermsFile(_)
        | Ask::Project
        | Ask::Decide(..)
        | Ask::Decided(_)
        | Ask::Note(..)
        | Ask::Rules(_)
        | Ask::Cite(..) => Kind::Once(ticket),
        Ask::History => Kind::History,
        Ask::Sheet(_) | Ask::Typed(..) => Kind::Sheet,
        Ask::Names(_) => Kind::Names,
        Ask::Chips => Kind::Chips,
        Ask::Facets => Kind::Facets,
        Ask::Prepare => Kind::Prepare,
    }
}

/// Whether two questions about what is open ask about the same place.
fn is_of_the_same(a: &Ask, b: &Ask) -> bool {
    match (a, b) {
        (Ask::Read(a, ..), Ask::Read(b, ..)) => a == b,
        (Ask::Compare(left, right, _), Ask::Compare(other_left, other_right, _)) => (left, right) == (other_left, other_right),
        (Ask::Card(a, _), Ask::Card(b, _)) => a == b,
        _ => false,
    }
}

impl DeskLink {
    pub(crate) fn new(log: Log, on_heard: Callback<Heard>) -> DeskLink {
        DeskLink {
            link: None,
            ready: false,
            filled: true,
            module: None,
            on_heard,
            analyses: BTreeMap::new(),
            skipped: BTreeSet::new(),
            log,
            within: Within::default(),
            next_ticket: 0,
            kept: BTreeMap::new(),
            told: 0,
            told_at: BTreeMap::new(),
            is_told: false,
            waiting: BTreeMap::new(),
            open: BTreeMap::new(),
            asked_at: BTreeMap::new(),
            opening: BTreeMap::new(),
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
        self.opening.clear();
        self.open.clear();
        self.waiting.clear(); // everything that is shown is asked for anew
        self.link = WorkerLink::start(module, move |heard| on_heard.emit(heard)).ok();
    }

    /// How many documents it has been given.
    pub(crate) fn len(&self) -> usize {
        self.analyses.len()
    }

    pub(crate) fn has_anything(&self) -> bool {
        !self.analyses.is_empty() || !self.skipped.is_empty()
    }

    /// Hands an analysis on, if it is new. The same text with another date or source is handed on, too: the desk chooses.
    /// Returns the name under which it is to be kept.
    pub(crate) fn add(&mut self, analysis: Encoded) -> Option<(String, DocumentKey)> {
        let name = name(&analysis.source);
        let held = self.analyses.entry(analysis.key.clone()).or_default();
        if let Some(known) = held.iter_mut().find(|held| held.name == name) {
            if known.bytes.is_some() {
                return None;
            }
            // It may not be there any more, at the desk or where it was written down.
            known.bytes = Some((analysis.source, analysis.bytes.clone()));
            self.send(&ToWorker::Add(analysis.bytes));
            return Some((name, analysis.key));
        }
        held.push(Held { name: name.clone(), bytes: Some((analysis.source, analysis.bytes.clone())) });
        self.send(&ToWorker::Add(analysis.bytes));
        Some((name, analysis.key))
    }

    /// Hands on an analysis that is kept under this name.
    pub(crate) fn hold(&mut self, key: DocumentKey, name: String, analysis: &[u8]) {
        let held = self.analyses.entry(key).or_default();
        if held.iter().all(|held| held.name != name) {
            held.push(Held { name, bytes: None });
        }
        self.send(&ToWorker::Add(analysis.to_vec()));
    }

    /// Source record and analysis of a document that is not written down yet.
    pub(crate) fn bytes(&self, key: &DocumentKey, name: &str) -> Option<(&[u8], &[u8])> {
        let held = self.analyses.get(key)?.iter().find(|held| held.name == name)?;
        held.bytes.as_ref().map(|(source, analysis)| (source.as_slice(), analysis.as_slice()))
    }

    /// The source record of a document, or the name under which it is written down.
    pub(crate) fn record(&self, key: &DocumentKey) -> Option<Result<Vec<u8>, String>> {
        let held = self.analyses.get(key)?.first()?;
        Some(held.bytes.as_ref().map(|(source, _)| source.clone()).ok_or_else(|| held.name.clone()))
    }

    /// The document is written down under its name, and was read back: its bytes need not be held, unless the analysis was too large for that.
    pub(crate) fn written(&mut self, key: &DocumentKey, name: &str) {
        if let Some(held) = self.analyses.get_mut(key).and_then(|held| held.iter_mut().find(|held| held.name == name)) {
            held.bytes.take_if(|(_, analysis)| analysis.len() <= MOST);
        }
    }

    /// Documents that were written down, by name, source record and analysis, are held here again.
    pub(crate) fn retain(&mut self, documents: Vec<Written>) {
        let mut written: BTreeMap<String, (Vec<u8>, Vec<u8>)> =
            documents.into_iter().map(|(name, source, analysis)| (name, (source, analysis))).collect();
        for held in self.analyses.values_mut().flatten() {
            if let Some(bytes) = written.remove(&held.name) {
                held.bytes = Some(bytes);
            }
        }
    }

    /// Takes out the documents whose bytes are nowhere: not here, and not among the names that are kept. Returns which these were.
    pub(crate) fn forget_but(&mut self, kept: &BTreeSet<String>) -> Vec<DocumentKey> {
        let is_gone = |held: &Vec<Held>| held.iter().all(|held| held.bytes.is_none() && !kept.contains(&held.name));
        let gone: Vec<DocumentKey> = self.analyses.iter().filter(|(_, held)| is_gone(held)).map(|(key, _)| key.clone()).collect();
        for key in &gone {
            self.remove(key);
        }
        gone
    }

    /// Names of the documents whose bytes are held here.
    pub(crate) fn names(&self) -> Vec<(String, DocumentKey)> {
        let held = self.analyses.iter().flat_map(|(key, held)| held.iter().map(move |held| (key, held)));
        held.filter(|(_, held)| held.bytes.is_some()).map(|(key, held)| (held.name.clone(), key.clone())).collect()
    }

    /// Names of the documents whose bytes are not held here.
    pub(crate) fn missing(&self) -> Vec<String> {
        self.analyses.values().flatten().filter(|held| held.bytes.is_none()).map(|held| held.name.clone()).collect()
    }

    /// Documents are on their way to the desk: until they are there it is not asked.
    pub(crate) fn begin_filling(&mut self) {
        self.filled = false;
    }

    /// They are there. Whether the desk can be asked now.
    pub(crate) fn end_filling(&mut self) -> bool {
        self.filled = true;
        self.post_kept();
        self.is_ready()
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
    pub(crate) fn post_kept(&mut self) {
        for (ticket, ask) in self.kept.clone() {
            if self.is_ready() && !self.open.contains_key(&Kind::Once(ticket)) {
                self.post(ticket, Kind::Once(ticket), ask);
            }
        }
    }

    /// This file was read again: what could not be read of it, whole or in part, is told anew.
    pub(crate) fn given_again(&mut self, path: &str) {
        let from = |id: String| self.skipped.range(Skipped { id, reason: String::new() }..);
        let rows = format!("{path}#");
        let whole = from(path.to_string()).take_while(|skipped| skipped.id == path);
        let part = from(rows.clone()).take_while(|skipped| skipped.id.starts_with(&rows)).filter(|skipped| skipped.file() == path);
        let gone: Vec<Skipped> = whole.chain(part).cloned().collect();
        if !gone.is_empty() {
            for skipped in &gone {
                self.skipped.remove(skipped);
            }
            self.send(&ToWorker::Unskip(gone.into_iter().map(|skipped| skipped.id).collect()));
        }
    }

    pub(crate) fn skip(&mut self, skipped: Skipped) {
        self.send(&ToWorker::Skip(skipped.clone()));
        self.skipped.insert(skipped);
    }

    /// Whether a document is here.
    pub(crate) fn holds(&self, key: &DocumentKey) -> bool {
        self.analyses.contains_key(key)
    }

    /// Returns the names under which it is kept, and its source records as far as they are held here.
    pub(crate) fn remove(&mut self, key: &DocumentKey) -> Vec<(String, Option<Vec<u8>>)> {
        self.send(&ToWorker::Remove(key.clone()));
        let held = self.analyses.remove(key).unwrap_or_default().into_iter();
        held.map(|held| (held.name, held.bytes.map(|(source, _)| source))).collect()
    }

    /// The user's decisions.
    pub(crate) fn log(&self) -> &Log {
        &self.log
    }

    /// Adds a step to the decisions.
    pub(crate) fn step(&mut self, step: Step) {
        self.told += 1;
        self.send(&ToWorker::Step(step.clone()));
        self.log.push(step);
    }

    /// Adds a step that the desk has taken.
    pub(crate) fn taken(&mut self, step: Step) {
        self.log.push(step);
        if std::mem::take(&mut self.is_told) {
            self.tell_log(); // in another order
        }
    }

    fn tell_log(&mut self) {
        self.told += 1;
        self.send(&ToWorker::Log(self.log.steps().to_vec()));
    }

    /// Takes another log in place of this one.
    pub(crate) fn set_log(&mut self, log: Log) {
        self.log = log;
        self.tell_log();
    }

    pub(crate) fn clear(&mut self) {
        let was_large = self.analyses.len() > LARGE;
        self.analyses.clear();
        self.skipped.clear();
        self.open.clear(); // what is on its way tells of documents that are gone
        self.waiting.clear();
        self.kept.clear();
        match was_large {
            true => self.restart(), // the memory of a worker never shrinks
            false => self.send(&ToWorker::Clear),
        }
    }

    /// Asks, if the desk is ready; else everything is asked when it is.
    pub(crate) fn ask(&mut self, ask: Ask) {
        self.next_ticket += 1;
        let kind = kind(&ask, self.next_ticket);
        if matches!(kind, Kind::Once(_)) {
            self.kept.insert(self.next_ticket, ask.clone());
        } else if self.open.contains_key(&kind) {
            // One of a kind on its way at a time: of what a slider asks on its way the last counts.
            self.waiting.insert(kind, ask);
            return;
        }
        if self.is_ready() {
            self.post(self.next_ticket, kind, ask);
        }
    }

    /// Decides about something that is shown; see [`Ask::Decide`].
    pub(crate) fn decide(&mut self, decision: Decision) {
        // A key that comes again before the page hears what it did says nothing new, unless it moves something one place.
        let moves = matches!(decision, Decision::Pin(Pinning::Up(_) | Pinning::Down(_)));
        let last = self.kept.values().rev().find_map(|ask| if let Ask::Decide(decision) = ask { Some(decision) } else { None });
        if moves || last != Some(&decision) {
            self.ask(Ask::Decide(decision));
        }
    }

    fn post(&mut self, ticket: u32, kind: Kind, ask: Ask) {
        if matches!(kind, Kind::Open | Kind::Card) {
            self.opening.insert(ticket, ask.clone());
        }
        self.open.insert(kind, ticket);
        self.asked_at.insert(ticket, dom::now());
        if matches!(ask, Ask::Decide(_)) {
            self.told_at.insert(ticket, self.told);
        }
        self.send(&ToWorker::Ask(ticket, ask, Box::new(self.within.clone())));
    }

    /// Whether a question of the lists or of the summary is on its way.
    pub(crate) fn is_busy(&self) -> bool {
        self.open.contains_key(&Kind::Overview) || self.open.contains_key(&Kind::List)
    }

    /// What the desk said: `Ok(None)` if nothing is to be done.
    pub(crate) fn heard(&mut self, heard: Heard) -> Result<Option<Answer>, Trouble> {
        match heard {
            Heard::Message(FromWorker::Ready(ready)) => {
                if ready != Ready::here() {
                    return Err(Trouble::WrongBuild);
                }
                self.ready = true;
                self.send(&ToWorker::Start(Role::Desk));
                for (_, analysis) in self.analyses.values().flatten().filter_map(|held| held.bytes.as_ref()) {
                    self.send(&ToWorker::Add(analysis.clone()));
                }
                for skipped in &self.skipped {
                    self.send(&ToWorker::Skip(skipped.clone()));
                }
                self.send(&ToWorker::Log(self.log.steps().to_vec()));
                self.filled = true; // unless whoever hears of it brings more
                Ok(None)
            }
            Heard::Message(FromWorker::Answer(ticket, answer)) => {
                self.deaths = 0;
                let began = self.asked_at.remove(&ticket);
                let asked = self.opening.remove(&ticket);
                let current = self.open.iter().find(|(_, open)| **open == ticket).map(|(kind, _)| *kind);
                self.kept.remove(&ticket);
                // What the page has told the desk meanwhile stands before the decision here, and behind it there.
                let is_told = self.told_at.remove(&ticket).is_some_and(|told| told != self.told);
                let Some(kind) = current else {
                    if matches!(*answer, Answer::Decision(Some(_))) {
                        self.tell_log(); // it was decided about what has been given up since
                    }
                    return Ok(None);
                };
                self.is_told = is_told;
                self.open.remove(&kind);
                if let Some(began) = began.filter(|_| kind != Kind::Prepare) {
                    self.answer_ms = dom::now() - began;
                }
                let Some(ask) = self.waiting.remove(&kind) else { return Ok(Some(*answer)) };
                // The user has gone on to something else: what comes late must not take the place of it.
                let is_late = asked.is_some_and(|asked| !is_of_the_same(&asked, &ask));
                self.ask(ask);
                Ok((!is_late).then_some(*answer))
            }
            Heard::Message(FromWorker::Done(..)) => Ok(None),
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

    fn send(&self, message: &ToWorker) {
        // Before the desk is ready nothing is lost: it is told everything when it says so.
        if let (true, Some(link)) = (self.ready, &self.link) {
            link.send(message);
        }
    }

    pub(crate) fn is_ready(&self) -> bool {
        self.ready && self.filled
    }
}
