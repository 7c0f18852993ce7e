//! A browser without a browser: windows with their desks and keepers, one database, one lock. What is asked for is answered when the test says so.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::super::holdings::Holdings;
use super::super::*;
use crate::edits::{Edit, Step};
use crate::formats::Skipped;
use crate::jobs::inbox::{KEEPER, ParcelId};
use crate::jobs::keeping::{Brought, Kept, Write, Written};

/// What lies in the database.
#[derive(Clone, Debug, Default)]
pub(super) struct Database {
    pub(super) documents: BTreeSet<String>,
    pub(super) log: Log,
    pub(super) unfinished: Vec<String>,
    /// It takes nothing.
    pub(super) is_full: bool,
    /// It cannot be opened.
    pub(super) is_refused: bool,
}

/// A window with its desk and its keeper. What it has asked for is answered when [`Browser::answer`] is called.
pub(super) struct Window {
    pub(super) state: SaveState,
    pub(super) holdings: Holdings,
    pub(super) log: Log,
    pub(super) skipped: BTreeSet<Skipped>,
    pub(super) is_reading: bool,
    pub(super) is_filled: bool,
    pub(super) desk_is_started: bool,
    pub(super) is_reload: bool,
    pub(super) desk: u32,
    pub(super) now: f64,
    /// The keeper's memory: a number for each coming.
    pub(super) memory: BTreeMap<String, u32>,
    /// The same when the write on its way was asked for.
    pub(super) written: BTreeMap<String, u32>,
    pub(super) came: u32,
    /// What the desk of this number has taken in.
    pub(super) at_desk: BTreeSet<String>,
    /// Asked for, with the generation.
    pub(super) asked: VecDeque<(u32, Effect)>,
    pub(super) notices: Vec<Notice>,
    pub(super) is_marked_open: bool,
    pub(super) parcels: u32,
}

/// Windows, one of which may write.
pub(super) struct Browser {
    pub(super) windows: Vec<Window>,
    pub(super) database: Option<Database>,
    pub(super) lock: Option<usize>,
    pub(super) ahead: Option<(Log, bool)>,
}

pub(super) fn document(name: &str) -> (String, DocumentKey) {
    (name.to_string(), DocumentKey { id: format!("{name}.txt"), text_hash: u64::from(name.as_bytes()[0]) })
}

pub(super) fn decision(number: u64) -> Step {
    Step::Do(Edit::Dated(number, None))
}

/// These decisions, taken by somebody long ago.
pub(super) fn log(numbers: &[u64]) -> Log {
    numbers.iter().fold(Log::default(), |mut log, number| {
        log.take(99, decision(*number));
        log
    })
}

/// What is decided in a log, in its order.
pub(super) fn decided(log: &Log) -> Vec<u64> {
    let number = |edit: &Edit| if let Edit::Dated(number, None) = edit { *number } else { panic!("{edit:?}") };
    log.active().map(|(_, edit)| number(edit)).collect()
}

impl Window {
    pub(super) fn new(session_only: bool, is_reload: bool) -> Window {
        Window {
            state: SaveState::new(session_only),
            holdings: Holdings::default(),
            log: Log::default(),
            skipped: BTreeSet::new(),
            is_reading: false,
            is_filled: true,
            desk_is_started: true,
            is_reload,
            desk: 1,
            now: 10_000.0,
            memory: BTreeMap::new(),
            written: BTreeMap::new(),
            came: 0,
            at_desk: BTreeSet::new(),
            asked: VecDeque::new(),
            notices: Vec::new(),
            is_marked_open: is_reload,
            parcels: 0,
        }
    }

    pub(super) fn hold(&mut self, name: &str) {
        self.came += 1;
        self.memory.insert(name.to_string(), self.came);
    }

    pub(super) fn status(&self) -> SaveStatus {
        self.state.status(!self.holdings.is_empty() || self.is_reading)
    }
}

impl Browser {
    pub(super) fn new() -> Browser {
        Browser { windows: Vec::new(), database: Some(Database::default()), lock: None, ahead: None }
    }

    /// With these documents and decisions in the database.
    pub(super) fn with(names: &[&str], log: Log) -> Browser {
        let mut browser = Browser::new();
        *browser.database() = Database { documents: names.iter().map(|name| name.to_string()).collect(), log, ..Database::default() };
        browser
    }

    pub(super) fn database(&mut self) -> &mut Database {
        self.database.get_or_insert_default()
    }

    /// Opens a window, and answers what it asks.
    pub(super) fn open(&mut self, session_only: bool, is_reload: bool) -> usize {
        let mut window = Window::new(session_only, is_reload);
        let effects = window.state.start();
        self.windows.push(window);
        let at = self.windows.len() - 1;
        self.act(at, effects, &[]);
        self.settle();
        at
    }

    pub(super) fn step(&mut self, at: usize, event: Event) {
        let generation = self.windows[at].state.generation();
        self.late(at, generation, event);
    }

    pub(super) fn late(&mut self, at: usize, generation: u32, event: Event) {
        let records: Vec<String> = match &event {
            Event::Returned(_, _, documents) => {
                documents.iter().filter(|document| **document == Brought::Record).map(|_| "a record".to_string()).collect()
            }
            _ => Vec::new(),
        };
        let Window { state, holdings, log, skipped, is_reading, is_filled, desk_is_started, is_reload, desk, now, .. } =
            &mut self.windows[at];
        let mut around = Surroundings {
            holdings,
            log,
            skipped,
            is_reading: *is_reading,
            desk: *desk,
            desk_is_started: *desk_is_started,
            desk_is_filled: *is_filled,
            tag: "build",
            is_reload: *is_reload,
            now: *now,
        };
        let effects = state.late(generation, event, &mut around);
        self.act(at, effects, &records);
    }

    pub(super) fn act(&mut self, at: usize, effects: Vec<Effect>, records: &[String]) {
        for effect in effects {
            let window = &mut self.windows[at];
            let generation = window.state.generation();
            match effect {
                Effect::TakeLog(log) => window.log = log,
                Effect::BeginFilling => window.is_filled = false,
                Effect::EndFilling => window.is_filled = true,
                Effect::MarkOpen(is_open) => window.is_marked_open = is_open,
                Effect::Notice(notice) => window.notices.push(notice),
                Effect::Release(names) => window.memory.retain(|name, _| !names.contains(name)),
                Effect::ReleaseAll => window.memory.clear(),
                Effect::Unlock => {
                    if self.lock == Some(at) {
                        self.lock = None;
                    }
                }
                Effect::WriteAhead { is_anew } => self.ahead = Some((window.log.clone(), is_anew)),
                Effect::SettleAhead(..) | Effect::RemoveAhead => self.ahead = None,
                Effect::TellLog { is_anew } => {
                    let log = window.log.clone();
                    let told = if is_anew { LogUpdate::Anew(log) } else { LogUpdate::GoesOn(log) };
                    for other in (0..self.windows.len()).filter(|other| *other != at) {
                        self.step(other, Event::LogUpdate(told.clone()));
                    }
                }
                Effect::TellForgotten => {
                    self.database = None;
                    for other in (0..self.windows.len()).filter(|other| *other != at) {
                        self.step(other, Event::ForgottenElsewhere);
                    }
                }
                Effect::ReadRecords(wanted) => assert_eq!(wanted.len(), records.len()),
                Effect::Gone(keys) => assert!(keys.iter().all(|key| !window.holdings.has(key))),
                Effect::Settle(..) | Effect::Skip(_) | Effect::Refresh | Effect::MarkSessionOnly(_) => {}
                Effect::End { deletes } => {
                    if deletes {
                        self.database = None;
                    }
                }
                // The desk has what it was given; the keeper gets it again.
                Effect::Rewrite => {
                    let names = window.at_desk.clone();
                    let here: Vec<_> = names.iter().map(|name| document(name)).filter(|(_, key)| window.holdings.has(key)).collect();
                    self.give(at, &here.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>());
                }
                effect => {
                    if matches!(effect, Effect::Write(_)) {
                        window.written = window.memory.clone();
                    }
                    window.asked.push_back((generation, effect));
                }
            }
        }
    }

    /// Answers what was asked first; `false` if nothing was.
    pub(super) fn answer(&mut self, at: usize) -> bool {
        let Some((generation, effect)) = self.windows[at].asked.pop_front() else { return false };
        let event = match effect {
            Effect::Open => {
                let ahead = self.ahead.take();
                let database = self.database();
                if database.is_refused {
                    Event::Opened(Err("it is refused".into()))
                } else {
                    if let Some((log, is_anew)) = ahead {
                        let log = if is_anew { log } else { crate::edits::windows::joined(&log, database.log.operations()) };
                        database.log = log;
                    }
                    Event::Opened(Ok(self.kept()))
                }
            }
            Effect::Look(run) => Event::ReturnBegins(run, self.kept()),
            Effect::Return(run, names) => {
                let window = &mut self.windows[at];
                window.parcels += 1;
                let parcel = ParcelId { sender: KEEPER, number: window.parcels };
                let there = self.database.clone().unwrap_or_default().documents;
                let window = &mut self.windows[at];
                let brought = names.iter().map(|name| match there.contains(name) || window.memory.contains_key(name) {
                    true => {
                        window.at_desk.insert(name.clone());
                        Brought::Analysis(document(name).1)
                    }
                    false => Brought::Gone,
                });
                Event::Returned(run, parcel, brought.collect())
            }
            Effect::Lock { steals, purpose } => {
                let holder = self.lock.filter(|holder| *holder != at);
                if let Some(holder) = holder.filter(|_| steals) {
                    let generation = self.windows[holder].state.generation();
                    self.late(holder, generation, Event::LockLost);
                    self.lock = None;
                }
                let is_granted = self.lock.is_none_or(|holder| holder == at);
                if is_granted && generation == self.windows[at].state.generation() {
                    self.lock = Some(at);
                }
                Event::Locked(is_granted, purpose)
            }
            Effect::AskWhoWrites if self.lock.is_some() => Event::HeldElsewhere,
            Effect::AskWhoWrites => return true,
            Effect::FlushSoon => Event::Flush,
            Effect::Write(write) => Event::Written(self.write(at, write)),
            Effect::LookForNames => Event::KeptNames(Ok(self.kept().names)),
            Effect::Retain(names) => {
                names.iter().for_each(|name| self.windows[at].hold(name));
                Event::Retained(Ok(names))
            }
            effect => panic!("nobody answers {effect:?}"),
        };
        self.late(at, generation, event);
        true
    }

    pub(super) fn kept(&mut self) -> Kept {
        let Database { documents, log, unfinished, .. } = self.database().clone();
        Kept { names: documents.into_iter().collect(), log: log.operations().to_vec(), unfinished, ..Kept::default() }
    }

    pub(super) fn write(&mut self, at: usize, write: Write) -> Result<Written, String> {
        let held = self.windows[at].written.clone();
        let database = self.database.as_mut().ok_or("it is gone")?;
        if database.is_full {
            return Err("it is full".into());
        }
        if write.clear {
            database.documents.clear();
        }
        database.documents.retain(|name| !write.delete.contains(name));
        let (documents, missing): (Vec<String>, Vec<String>) = write.documents.into_iter().partition(|name| held.contains_key(name));
        database.documents.extend(documents.iter().cloned());
        if let Some(operations) = write.log {
            database.log = Log::from_operations(operations);
        }
        if let Some(unfinished) = write.unfinished {
            database.unfinished = unfinished;
        }
        // What was written need not be held, unless it came again meanwhile.
        self.windows[at].memory.retain(|name, number| !documents.contains(name) || held.get(name) != Some(number));
        Ok(Written { documents, missing })
    }

    /// Answers everything, whoever asked.
    pub(super) fn settle(&mut self) {
        for round in 0.. {
            assert!(round < 500, "it comes to an end: {:?}", self.windows.iter().map(|window| &window.asked).collect::<Vec<_>>());
            let answered: Vec<bool> = (0..self.windows.len()).map(|at| self.answer(at)).collect();
            if !answered.contains(&true) {
                return;
            }
            self.windows.iter_mut().for_each(|window| window.now += 1_000.0);
        }
    }

    /// Files are given and analysed; not yet settled.
    pub(super) fn give(&mut self, at: usize, names: &[&str]) {
        self.step(at, Event::FilesAdded(names.iter().map(|name| format!("{name}.txt")).collect()));
        for name in names {
            let window = &mut self.windows[at];
            let (name, key) = document(name);
            if window.holdings.wants(&key, &name, window.desk) {
                window.hold(&name);
                window.at_desk.insert(name.clone());
                self.step(at, Event::Came(vec![(name.clone(), key)]));
            }
            self.step(at, Event::FileDone(format!("{name}.txt")));
        }
    }

    pub(super) fn decide(&mut self, at: usize, number: u64) {
        self.windows[at].log.take(at as u64, decision(number));
        self.step(at, Event::Decided);
    }

    pub(super) fn take_out(&mut self, at: usize, name: &str) {
        let window = &mut self.windows[at];
        let names = window.holdings.remove(&document(name).1);
        window.at_desk.remove(name);
        self.step(at, Event::Removed(names));
    }

    pub(super) fn lose_keeper(&mut self, at: usize) {
        let window = &mut self.windows[at];
        window.memory.clear();
        // What was asked of it is not answered; timers and locks are not its own.
        window.asked.retain(|(_, effect)| matches!(effect, Effect::FlushSoon | Effect::Lock { .. } | Effect::AskWhoWrites));
        self.step(at, Event::KeeperLost);
    }

    pub(super) fn lose_desk(&mut self, at: usize) {
        let window = &mut self.windows[at];
        window.at_desk.clear();
        (window.desk, window.is_filled) = (window.desk + 1, true);
        self.step(at, Event::DeskLacks);
    }

    pub(super) fn ahead_of(&self) -> Option<(Vec<u64>, bool)> {
        self.ahead.as_ref().map(|(log, is_anew)| (decided(log), *is_anew))
    }

    pub(super) fn saved_log(&self) -> Log {
        self.database.clone().unwrap_or_default().log
    }

    pub(super) fn names(&self) -> Vec<&str> {
        self.database.iter().flat_map(|database| database.documents.iter().map(String::as_str)).collect()
    }

    pub(super) fn here(&self, at: usize) -> usize {
        self.windows[at].holdings.len()
    }
}
