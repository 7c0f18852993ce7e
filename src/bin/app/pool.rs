//! The pool of analysts: files go out, analyses come back, crashed workers are replaced.

use std::collections::{BTreeMap, BTreeSet};

use dossier::analysis::Parts;
use dossier::formats::{Remedy, Skipped};
use dossier::jobs::queue::{JobId, Lost, Progress, Queue, WorkerId};
use dossier::jobs::{FromWorker, Job, Outcome, Role, ToWorker};
use js_sys::ArrayBuffer;
use wasm_bindgen::JsValue;
use yew::Callback;

use crate::dom;
use crate::files::{self, Given, Unread};
use crate::workers::{Heard, WorkerLink};

/// What the pool tells the page.
pub(crate) enum PoolEvent {
    /// A worker said something.
    Heard(WorkerId, Heard),
    /// The content of a file has been read for a worker, or not.
    Read(WorkerId, JobId, Result<ArrayBuffer, Unread>),
}

/// What the page should do about it.
pub(crate) enum Step {
    Nothing,
    /// This is done.
    Done(Outcome, Given),
    /// This was not read, with what can be tried.
    Skipped(Skipped, Given, Remedy),
    /// The worker is of another version than the page.
    WrongBuild,
    /// No worker could be started: nothing can be analysed.
    NoWorkers,
}

/// A file of which is said how long it takes.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Large {
    pub(crate) path: String,
    pub(crate) bytes: f64,
    /// How many more such files there are.
    pub(crate) more: usize,
    /// How long it takes from beginning to end.
    pub(crate) seconds: f64,
    /// When it was begun, in milliseconds as of [`dom::now`].
    pub(crate) begun: Option<f64>,
}

pub(crate) struct Pool {
    queue: Queue,
    workers: BTreeMap<WorkerId, Option<WorkerLink>>,
    ready: BTreeMap<WorkerId, bool>,
    /// Workers that have grown large: they are replaced when there is nothing to do.
    large: BTreeSet<WorkerId>,
    given: BTreeMap<JobId, Given>,
    module: Option<JsValue>,
    on_event: Callback<PoolEvent>,
    next_worker: WorkerId,
    /// When each job that runs was begun.
    begun: BTreeMap<JobId, f64>,
    /// Bytes that were read, and milliseconds that it took the workers.
    read: (f64, f64),
}

/// Bytes of memory, which never shrinks, beyond which an idle worker is replaced: three times what short documents take.
const LARGE: u32 = 96 << 20;
/// Bytes of a file of which is said how long it takes.
const WORTH_SAYING: f64 = 20.0 * 1_048_576.0;
/// Bytes that are read in a second, until the workers have shown how many: 50 MB of prose on two slow cores, with the report that follows.
const BYTES_A_SECOND: f64 = 500_000.0;
/// Milliseconds of work after which it has.
const TELLING_MS: f64 = 3_000.0;
/// More workers than this wait for the desk rather than for the processor.
const MOST: u32 = 8;

impl Pool {
    pub(crate) fn new(on_event: Callback<PoolEvent>) -> Pool {
        Pool {
            queue: Queue::new(),
            workers: BTreeMap::new(),
            ready: BTreeMap::new(),
            large: BTreeSet::new(),
            given: BTreeMap::new(),
            module: None,
            on_event,
            next_worker: 0,
            begun: BTreeMap::new(),
            read: (0.0, 0.0),
        }
    }

    /// Starts the workers, one fewer than there are cores: the page needs one itself.
    pub(crate) fn start(&mut self, module: JsValue) {
        self.module = Some(module);
        let cores = dom::window().navigator().hardware_concurrency() as u32;
        for _ in 0..cores.saturating_sub(1).clamp(2, MOST) {
            self.hire();
        }
    }

    pub(crate) fn progress(&self) -> Progress {
        self.queue.progress()
    }

    /// The first large file that is not done.
    pub(crate) fn large(&self) -> Option<Large> {
        let mut large = self.given.iter().filter(|(_, given)| given.size() > WORTH_SAYING && given.size() <= files::MOST);
        let (job, first) = large.next()?;
        let (bytes, ms) = self.read;
        let speed = if ms < TELLING_MS { BYTES_A_SECOND } else { bytes / ms * 1_000.0 };
        Some(Large {
            path: first.path.clone(),
            bytes: first.size(),
            more: large.count(),
            seconds: first.size() / speed,
            begun: self.begun.get(job).copied(),
        })
    }

    /// Puts files into the queue.
    pub(crate) fn add(&mut self, files: Vec<Given>) {
        for file in files {
            let job = self.queue.push();
            self.given.insert(job, file);
        }
        self.feed();
    }

    /// Drops what is not done. Busy workers are ended at once and replaced.
    pub(crate) fn cancel(&mut self) {
        for worker in self.queue.cancel() {
            self.dismiss(worker);
            self.hire();
        }
        self.given.clear();
        self.begun.clear();
    }

    pub(crate) fn event(&mut self, event: PoolEvent) -> Step {
        let result = match event {
            PoolEvent::Heard(worker, Heard::Message(FromWorker::Ready(ready))) => {
                if ready != dossier::jobs::Ready::here() {
                    return Step::WrongBuild;
                }
                self.send(worker, &ToWorker::Start(Role::Analyst(Parts::ALL)));
                self.ready.insert(worker, true);
                Step::Nothing
            }
            PoolEvent::Heard(worker, Heard::Message(FromWorker::Done(outcome, memory))) => {
                if memory > LARGE {
                    self.large.insert(worker);
                }
                if self.queue.done(worker, outcome.id) {
                    if let (Some(begun), Some(given)) = (self.begun.remove(&outcome.id), self.given.get(&outcome.id)) {
                        self.read = (self.read.0 + given.size(), self.read.1 + dom::now() - begun);
                    }
                    self.given.remove(&outcome.id).map_or(Step::Nothing, |given| Step::Done(outcome, given))
                } else {
                    Step::Nothing
                }
            }
            PoolEvent::Heard(_, Heard::Message(FromWorker::Answer(..))) => Step::Nothing,
            PoolEvent::Heard(worker, Heard::Lost) => self.lost(worker),
            PoolEvent::Read(worker, job, content) => self.read(worker, job, content),
        };
        self.feed();
        if self.progress().is_over() {
            for worker in std::mem::take(&mut self.large) {
                self.dismiss(worker);
                self.hire();
            }
        }
        result
    }

    fn read(&mut self, worker: WorkerId, job: JobId, content: Result<ArrayBuffer, Unread>) -> Step {
        let Some(given) = self.given.get(&job) else { return Step::Nothing }; // cancelled meanwhile
        match content {
            Ok(content) => {
                let message =
                    ToWorker::Job(Job { id: job, name: given.path.clone(), options: given.options.clone(), content: given.kind() });
                if let Some(Some(link)) = self.workers.get(&worker) {
                    link.send_with(&message, &content);
                }
                Step::Nothing
            }
            Err(Unread { reason, remedy }) => {
                self.queue.done(worker, job);
                self.skipped(job, reason, remedy)
            }
        }
    }

    fn lost(&mut self, worker: WorkerId) -> Step {
        let was_ready = self.ready.get(&worker).copied().unwrap_or(false);
        let lost = self.queue.lost(worker);
        self.dismiss(worker);
        if was_ready {
            self.hire(); // one that never started would not start the next time either
        }
        match lost {
            Lost::GivenUp(job) => {
                self.skipped(job, "the analysis crashed on it twice; please report this file's kind".into(), Remedy::Again)
            }
            _ if self.workers.is_empty() => Step::NoWorkers,
            _ => Step::Nothing,
        }
    }

    fn skipped(&mut self, job: JobId, reason: String, remedy: Remedy) -> Step {
        self.begun.remove(&job);
        self.given.remove(&job).map_or(Step::Nothing, |given| Step::Skipped(Skipped { id: given.path.clone(), reason }, given, remedy))
    }

    /// Gives every free worker a job.
    fn feed(&mut self) {
        let ready: Vec<WorkerId> = self.ready.iter().filter(|(_, ready)| **ready).map(|(worker, _)| *worker).collect();
        for worker in ready {
            if let Some(job) = self.queue.take(worker) {
                let Some(given) = self.given.get(&job) else { continue };
                self.begun.insert(job, dom::now());
                let (given, on_event) = (given.clone(), self.on_event.clone());
                wasm_bindgen_futures::spawn_local(async move {
                    let bytes = given.read().await;
                    on_event.emit(PoolEvent::Read(worker, job, bytes));
                });
            }
        }
    }

    fn hire(&mut self) {
        let Some(module) = &self.module else { return };
        let worker = self.next_worker;
        self.next_worker += 1;
        let on_event = self.on_event.clone();
        let link = WorkerLink::start(module, move |heard| on_event.emit(PoolEvent::Heard(worker, heard))).ok();
        self.workers.insert(worker, link);
        self.ready.insert(worker, false);
    }

    fn dismiss(&mut self, worker: WorkerId) {
        self.workers.remove(&worker);
        self.large.remove(&worker);
        self.ready.remove(&worker);
    }

    fn send(&self, worker: WorkerId, message: &ToWorker) {
        if let Some(Some(link)) = self.workers.get(&worker) {
            link.send(message);
        }
    }
}
