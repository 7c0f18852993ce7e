//! The pool of analysts: files go out, lists of their documents come back, crashed workers are replaced.

use std::collections::{BTreeMap, BTreeSet};

use dossier::analysis::Parts;
use dossier::formats::{Remedy, Skipped};
use dossier::jobs::queue::{JobId, Progress, Queue, WorkerId};
use dossier::jobs::{Done, FromWorker, Job, Peer, Role, ToWorker};
use wasm_bindgen::JsValue;
use web_sys::{MessageChannel, MessagePort};
use yew::Callback;

use crate::dom;
use crate::files::{self, InputFile, Unread};
use crate::workers::{Heard, WorkerLink};

/// What the pool tells the page.
pub(crate) enum PoolEvent {
    /// A worker said something.
    Heard(WorkerId, Heard),
    /// A file is not read at all.
    Unread(WorkerId, JobId, Unread),
}

/// What the page should do about it.
pub(crate) enum Step {
    Nothing,
    /// These are done: for each outcome what was given, unless nobody wants it now.
    Done(Done, Vec<Option<InputFile>>),
    /// This was not read, with what can be tried.
    Skipped(Skipped, InputFile, Remedy),
    /// The worker is of another version than the page.
    WrongBuild,
    /// No worker could be started: nothing can be analysed.
    NoWorkers,
}

/// A file large enough to show an estimate for.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct SlowFile {
    pub(crate) path: String,
    pub(crate) bytes: f64,
    /// How many more such files there are.
    pub(crate) more: usize,
    /// How long it takes from beginning to end.
    pub(crate) seconds: f64,
    /// When it was begun, in milliseconds as of [`dom::now`].
    pub(crate) begun: Option<f64>,
}

/// A worker of the pool.
struct Analyst {
    link: Option<WorkerLink>,
    is_ready: bool,
    /// It has grown large: it is replaced when there is nothing to do.
    is_large: bool,
    /// Which desk and which keeper it sends to.
    ports: [u32; 2],
}

pub(crate) struct Pool {
    queue: Queue,
    workers: BTreeMap<WorkerId, Analyst>,
    /// Those that are gone and that the others do not know of yet.
    gone: Vec<WorkerId>,
    given: BTreeMap<JobId, InputFile>,
    /// The files that an estimate is shown for.
    slow: BTreeSet<JobId>,
    module: Option<JsValue>,
    on_event: Callback<PoolEvent>,
    next_worker: WorkerId,
    /// When each large file was begun.
    begun: BTreeMap<JobId, f64>,
    /// Bytes of large files that were read, and milliseconds that it took the workers.
    read: (f64, f64),
}

/// Bytes of memory, which never shrinks, beyond which an idle worker is replaced: three times what short documents take.
const LARGE: u32 = 96 << 20;
/// Bytes from which an estimate is shown for a file.
const SHOW_ESTIMATE_FROM: f64 = 20.0 * 1_048_576.0;
/// Bytes that are read in a second, until the workers have shown how many: 50 MB of prose on two slow cores, with the report that follows.
const BYTES_A_SECOND: f64 = 500_000.0;
/// Milliseconds of work after which it has.
const TELLING_MS: f64 = 3_000.0;
/// Milliseconds after which a worker that is dismissed has sent everything.
const LINGER_MS: i32 = 5_000;
/// More workers than this wait for the desk rather than for the processor.
const MAX_WORKERS: u32 = 8;

impl Pool {
    pub(crate) fn new(on_event: Callback<PoolEvent>) -> Pool {
        Pool {
            queue: Queue::new(),
            workers: BTreeMap::new(),
            gone: Vec::new(),
            given: BTreeMap::new(),
            slow: BTreeSet::new(),
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
        for _ in 0..cores.saturating_sub(1).clamp(2, MAX_WORKERS) {
            self.hire();
        }
    }

    pub(crate) fn progress(&self) -> Progress {
        self.queue.progress()
    }

    /// The first large file that is not done.
    pub(crate) fn slow_file(&self) -> Option<SlowFile> {
        let job = self.slow.first()?;
        let first = self.given.get(job)?;
        let (bytes, ms) = self.read;
        let speed = if ms < TELLING_MS { BYTES_A_SECOND } else { bytes / ms * 1_000.0 };
        Some(SlowFile {
            path: first.path.clone(),
            bytes: first.size(),
            more: self.slow.len() - 1,
            seconds: first.size() / speed,
            begun: self.begun.get(job).copied(),
        })
    }

    /// Puts files into the queue.
    pub(crate) fn add(&mut self, files: Vec<InputFile>) {
        for file in files {
            let size = file.size();
            let job = self.queue.push(size as u64);
            if size > SHOW_ESTIMATE_FROM && size <= files::MAX_FILE_BYTES {
                self.slow.insert(job);
            }
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
        self.slow.clear();
        self.begun.clear();
    }

    pub(crate) fn event(&mut self, event: PoolEvent) -> Step {
        let result = match event {
            PoolEvent::Heard(worker, Heard::Message(FromWorker::Ready(ready), _)) => {
                if ready != dossier::jobs::Ready::here() {
                    return Step::WrongBuild;
                }
                self.send(worker, &ToWorker::Start(Role::Analyst(Parts::ALL, worker)));
                if let Some(analyst) = self.workers.get_mut(&worker) {
                    analyst.is_ready = true;
                }
                return Step::Nothing; // it is fed when it knows where to send what it finds
            }
            PoolEvent::Heard(worker, Heard::Message(FromWorker::Done(done), _)) => self.done(worker, done),
            PoolEvent::Heard(_, Heard::Message(..)) => Step::Nothing,
            PoolEvent::Heard(worker, Heard::Lost) => self.lost(worker),
            PoolEvent::Unread(worker, job, Unread { reason, remedy }) => match self.queue.done(worker, job) {
                true => self.skipped(job, reason, remedy),
                false => Step::Nothing,
            },
        };
        self.feed();
        if self.progress().is_over() {
            let large: Vec<WorkerId> = self.workers.iter().filter(|(_, analyst)| analyst.is_large).map(|(worker, _)| *worker).collect();
            for worker in large {
                self.dismiss(worker);
                self.hire();
            }
        }
        result
    }

    /// Analysts that do not know the desk and the keeper of these numbers are given a port to each; `connected` gets the other ends.
    pub(crate) fn connect(&mut self, numbers: [u32; 2], mut connected: impl FnMut(Peer, MessagePort)) {
        for analyst in self.workers.values_mut().filter(|analyst| analyst.is_ready) {
            for (at, peer) in [Peer::Desk, Peer::Keeper].into_iter().enumerate() {
                if analyst.ports[at] == numbers[at] {
                    continue;
                }
                let (Some(link), Ok(channel)) = (&analyst.link, MessageChannel::new()) else { continue };
                link.send_with(&ToWorker::Port(peer, numbers[at]), &[], &[channel.port1().into()]);
                connected(peer, channel.port2());
                analyst.ports[at] = numbers[at];
            }
        }
        self.feed();
    }

    /// Analysts that have gone since this was last asked: what they sent and nobody wants can be thrown away.
    pub(crate) fn take_gone(&mut self) -> Vec<WorkerId> {
        std::mem::take(&mut self.gone)
    }

    fn done(&mut self, worker: WorkerId, done: Done) -> Step {
        if let Some(analyst) = self.workers.get_mut(&worker) {
            analyst.is_large |= done.memory > LARGE;
        }
        let given = done.outcomes.iter().map(|outcome| {
            if !self.queue.done(worker, outcome.id) {
                return None;
            }
            let given = self.given.remove(&outcome.id)?;
            if let Some(begun) = self.begun.remove(&outcome.id) {
                self.slow.remove(&outcome.id);
                self.read = (self.read.0 + given.size(), self.read.1 + dom::now() - begun);
            }
            Some(given)
        });
        let given = given.collect();
        Step::Done(done, given)
    }

    fn lost(&mut self, worker: WorkerId) -> Step {
        let was_ready = self.workers.get(&worker).is_some_and(|analyst| analyst.is_ready);
        let given_up = self.queue.lost(worker);
        self.dismiss(worker);
        if was_ready {
            self.hire(); // one that never started would not start the next time either
        }
        match given_up {
            Some(job) => self.skipped(job, "the analysis crashed on it twice; please report this file's kind".into(), Remedy::Again),
            None if self.workers.is_empty() => Step::NoWorkers,
            None => Step::Nothing,
        }
    }

    fn skipped(&mut self, job: JobId, reason: String, remedy: Remedy) -> Step {
        self.begun.remove(&job);
        self.slow.remove(&job);
        self.given.remove(&job).map_or(Step::Nothing, |given| Step::Skipped(Skipped { id: given.path.clone(), reason }, given, remedy))
    }

    /// Gives every worker that can do with more its next files.
    fn feed(&mut self) {
        let is_fed = |analyst: &Analyst| analyst.is_ready && analyst.ports.iter().all(|number| *number > 0);
        let ready: Vec<WorkerId> = self.workers.iter().filter(|(_, analyst)| is_fed(analyst)).map(|(worker, _)| *worker).collect();
        for worker in &ready {
            let (mut jobs, mut contents) = (Vec::new(), Vec::new());
            for job in self.queue.take(*worker, ready.len()) {
                let Some(given) = self.given.get(&job) else { continue };
                match given.content() {
                    Ok(content) => {
                        jobs.push(Job { id: job, name: given.path.clone(), options: given.options.clone(), content: given.kind() });
                        contents.push(content);
                    }
                    Err(unread) => self.on_event.emit(PoolEvent::Unread(*worker, job, unread)),
                }
                if self.slow.contains(&job) {
                    self.begun.insert(job, dom::now());
                }
            }
            if let Some(Analyst { link: Some(link), .. }) = self.workers.get(worker).filter(|_| !jobs.is_empty()) {
                link.send_with(&ToWorker::Jobs(jobs), &contents, &[]);
            }
        }
    }

    fn hire(&mut self) {
        let Some(module) = &self.module else { return };
        let worker = self.next_worker;
        self.next_worker += 1;
        let on_event = self.on_event.clone();
        let link = WorkerLink::start(module, move |heard| on_event.emit(PoolEvent::Heard(worker, heard))).ok();
        self.workers.insert(worker, Analyst { link, is_ready: false, is_large: false, ports: [0; 2] });
    }

    /// Ends a worker. Its messages are ignored; but what it has sent to the desk and to the keeper may still be on its way, and nothing promises that
    /// it arrives when its sender is ended.
    fn dismiss(&mut self, worker: WorkerId) {
        if let Some(link) = self.workers.remove(&worker).and_then(|analyst| analyst.link) {
            link.mute();
            dom::after(LINGER_MS, move || drop(link));
        }
        self.gone.push(worker);
    }

    fn send(&self, worker: WorkerId, message: &ToWorker) {
        if let Some(Analyst { link: Some(link), .. }) = self.workers.get(&worker) {
            link.send(message);
        }
    }
}
