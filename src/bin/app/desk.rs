//! The link to the desk: documents go there, questions are answered from there.

use std::collections::{BTreeMap, BTreeSet};

use dossier::corpus::DocumentKey;
use dossier::edits::{Log, Step};
use dossier::formats::Skipped;
use dossier::jobs::{Encoded, FromWorker, Ready, Role, ToWorker};
use dossier::view::desk::{Answer, Ask};
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
    next_ticket: u32,
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
    Open,
    Export,
    Decision,
    History,
}

fn kind(ask: &Ask) -> Kind {
    match ask {
        Ask::Overview => Kind::Overview,
        Ask::Documents(_) => Kind::Documents,
        Ask::Entities(..) | Ask::Copies(..) | Ask::Figures(..) | Ask::Timeline(..) => Kind::List,
        Ask::Checks(_) => Kind::Cards,
        Ask::Read(..) | Ask::Compare(..) => Kind::Open,
        Ask::CopyPicture(_) | Ask::FigurePicture(_) | Ask::TimePicture(_) => Kind::Picture,
        Ask::Export(_) => Kind::Export,
        Ask::Decide(_) => Kind::Decision,
        Ask::History => Kind::History,
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
            next_ticket: 0,
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

    /// Forgets all decisions, for good.
    pub(crate) fn forget_steps(&mut self) {
        self.log = Log::default();
        self.send(&ToWorker::Log(Vec::new()));
    }

    pub(crate) fn clear(&mut self) {
        self.analyses.clear();
        self.skipped.clear();
        self.open.clear(); // what is on its way tells of documents that are gone
        self.send(&ToWorker::Clear);
    }

    /// Asks, if the desk is ready; else everything is asked when it is.
    pub(crate) fn ask(&mut self, ask: Ask) {
        if !self.ready {
            return;
        }
        self.next_ticket += 1;
        self.open.insert(kind(&ask), self.next_ticket);
        self.asked_at.insert(self.next_ticket, dom::now());
        self.send(&ToWorker::Ask(self.next_ticket, ask));
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
                Ok(None)
            }
            Heard::Message(FromWorker::Answer(ticket, answer)) => {
                self.deaths = 0;
                if let Some(asked) = self.asked_at.remove(&ticket) {
                    self.answer_ms = dom::now() - asked;
                }
                let current = self.open.iter().find(|(_, open)| **open == ticket).map(|(kind, _)| *kind);
                Ok(current.map(|kind| {
                    self.open.remove(&kind);
                    *answer
                }))
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
