//! The link to the desk: documents go there, questions are answered from there.

use std::collections::{BTreeMap, BTreeSet};

use dossier::corpus::DocumentKey;
use dossier::edits::{Log, Step};
use dossier::formats::Skipped;
use dossier::jobs::{Encoded, FromWorker, Ready, Role, ToWorker};
use dossier::view::decisions::Decision;
use dossier::view::desk::{Answer, Ask};
use dossier::view::selection::Within;
use wasm_bindgen::JsValue;
use yew::Callback;

use crate::dom;
use crate::workers::{Heard, WorkerLink};

pub(crate) struct DeskLink {
    link: Option<WorkerLink>,
    ready: bool,
    module: Option<JsValue>,
    on_heard: Callback<Heard>,
    /// Everything that a new desk must be told if this one is lost: nothing is analysed twice.
    analyses: BTreeMap<DocumentKey, Vec<Vec<u8>>>,
    skipped: BTreeSet<Skipped>,
    log: Log,
    /// What is chosen: every question is asked within it.
    pub(crate) within: Within,
    next_ticket: u32,
    /// The numbering of the indices in the last answer about lists and texts.
    numbering: u32,
    /// Questions that must be answered, even by the next desk: decisions, exports.
    kept: BTreeMap<u32, Ask>,
    /// Of questions that replace each other the latest, until the one on its way is answered.
    waiting: BTreeMap<Kind, Ask>,
    /// The last question of each kind: an older answer is out of date.
    open: BTreeMap<Kind, u32>,
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
        Ask::Export(_) | Ask::TermsFile(_) | Ask::Decide(..) | Ask::Note(..) | Ask::Rules(_) | Ask::Cite(..) => Kind::Once(ticket),
        Ask::History => Kind::History,
        Ask::Sheet(_) | Ask::Typed(..) => Kind::Sheet,
        Ask::Names(_) => Kind::Names,
        Ask::Chips => Kind::Chips,
        Ask::Facets => Kind::Facets,
    }
}

impl DeskLink {
    pub(crate) fn new(log: Log, on_heard: Callback<Heard>) -> DeskLink {
        DeskLink {
            link: None,
            ready: false,
            module: None,
            on_heard,
            analyses: BTreeMap::new(),
            skipped: BTreeSet::new(),
            log,
            within: Within::default(),
            next_ticket: 0,
            numbering: 0,
            kept: BTreeMap::new(),
            waiting: BTreeMap::new(),
            open: BTreeMap::new(),
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
    pub(crate) fn add(&mut self, analysis: Encoded) {
        if self.analyses.get(&analysis.key).is_some_and(|known| known.contains(&analysis.bytes)) {
            return;
        }
        self.send(&ToWorker::Add(analysis.bytes.clone()));
        self.analyses.entry(analysis.key).or_default().push(analysis.bytes);
    }

    /// Files are given: what could not be read of them is to be tried again.
    pub(crate) fn given_again<'p>(&mut self, paths: impl Iterator<Item = &'p str>) {
        if self.skipped.is_empty() {
            return;
        }
        for path in paths {
            let before = self.skipped.len();
            self.skipped.retain(|skipped| skipped.id != path);
            if self.skipped.len() < before {
                self.send(&ToWorker::Unskip(path.to_string()));
            }
        }
    }

    pub(crate) fn skip(&mut self, skipped: Skipped) {
        self.send(&ToWorker::Skip(skipped.clone()));
        self.skipped.insert(skipped);
    }

    pub(crate) fn remove(&mut self, key: &DocumentKey) {
        self.analyses.remove(key);
        self.send(&ToWorker::Remove(key.clone()));
    }

    /// The user's decisions.
    pub(crate) fn log(&self) -> &Log {
        &self.log
    }

    /// Adds a step to the decisions.
    pub(crate) fn step(&mut self, step: Step) {
        self.send(&ToWorker::Step(step.clone()));
        self.log.push(step);
    }

    /// Takes another log in place of this one.
    pub(crate) fn set_log(&mut self, log: Log) {
        self.send(&ToWorker::Log(log.steps().to_vec()));
        self.log = log;
    }

    pub(crate) fn clear(&mut self) {
        self.analyses.clear();
        self.skipped.clear();
        self.open.clear(); // what is on its way tells of documents that are gone
        self.waiting.clear();
        self.kept.clear();
        self.send(&ToWorker::Clear);
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
        if self.ready {
            self.post(self.next_ticket, kind, ask);
        }
    }

    /// The numbering of the indices that the page shows.
    pub(crate) fn numbering(&self) -> u32 {
        self.numbering
    }

    /// Asks about what the page shows now; see [`Ask::Decide`].
    pub(crate) fn decide(&mut self, decision: Decision) {
        self.ask(Ask::Decide(decision, self.numbering));
    }

    fn post(&mut self, ticket: u32, kind: Kind, ask: Ask) {
        self.open.insert(kind, ticket);
        self.asked_at.insert(ticket, dom::now());
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
                for bytes in self.analyses.values().flatten() {
                    self.send(&ToWorker::Add(bytes.clone()));
                }
                for skipped in &self.skipped {
                    self.send(&ToWorker::Skip(skipped.clone()));
                }
                self.send(&ToWorker::Log(self.log.steps().to_vec()));
                for (ticket, ask) in self.kept.clone() {
                    self.post(ticket, Kind::Once(ticket), ask);
                }
                Ok(None)
            }
            Heard::Message(FromWorker::Answer(ticket, numbering, answer)) => {
                self.deaths = 0;
                if let Some(asked) = self.asked_at.remove(&ticket) {
                    self.answer_ms = dom::now() - asked;
                }
                let current = self.open.iter().find(|(_, open)| **open == ticket).map(|(kind, _)| *kind);
                self.kept.remove(&ticket);
                let Some(kind) = current else { return Ok(None) };
                self.open.remove(&kind);
                if matches!(kind, Kind::List | Kind::Open | Kind::Picture | Kind::Cards | Kind::Card | Kind::Sheet | Kind::Names) {
                    self.numbering = numbering;
                }
                if let Some(ask) = self.waiting.remove(&kind) {
                    self.ask(ask);
                }
                Ok(Some(*answer))
            }
            Heard::Message(FromWorker::Done(_)) => Ok(None),
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
        self.ready
    }
}
