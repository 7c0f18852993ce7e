//! Windows, keepers and a database that are lost, full, refused or late, without a browser.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::holdings::Holdings;
use super::*;
use crate::edits::{Edit, Step};
use crate::jobs::inbox::KEEPER;
use crate::jobs::keeping::Write;

/// What lies in the database.
#[derive(Clone, Debug, Default)]
struct Database {
    documents: BTreeSet<String>,
    log: Log,
    unfinished: Vec<String>,
    /// It takes nothing.
    is_full: bool,
    /// It cannot be opened.
    is_refused: bool,
}

/// A window with its desk and its keeper. What it has asked for is answered when [`Browser::answer`] is called.
struct Window {
    state: SaveState,
    holdings: Holdings,
    log: Log,
    skipped: BTreeSet<Skipped>,
    is_reading: bool,
    is_filled: bool,
    is_reload: bool,
    desk: u32,
    now: f64,
    /// The keeper's memory: a number for each coming.
    memory: BTreeMap<String, u32>,
    /// The same when the write on its way was asked for.
    written: BTreeMap<String, u32>,
    came: u32,
    /// What the desk of this number has taken in.
    at_desk: BTreeSet<String>,
    /// Asked for, with the generation.
    asked: VecDeque<(u32, Effect)>,
    notices: Vec<Notice>,
    is_marked_open: bool,
    parcels: u32,
}

/// Windows, one of which may write.
struct Browser {
    windows: Vec<Window>,
    database: Option<Database>,
    lock: Option<usize>,
    ahead: Option<(Log, bool)>,
}

fn document(name: &str) -> (String, DocumentKey) {
    (name.to_string(), DocumentKey { id: format!("{name}.txt"), text_hash: u64::from(name.as_bytes()[0]) })
}

fn decision(number: u64) -> Step {
    Step::Do(Edit::Dated(number, None))
}

/// These decisions, taken by somebody long ago.
fn log(numbers: &[u64]) -> Log {
    numbers.iter().fold(Log::default(), |mut log, number| {
        log.take(99, decision(*number));
        log
    })
}

/// What is decided in a log, in its order.
fn decided(log: &Log) -> Vec<u64> {
    let number = |edit: &Edit| if let Edit::Dated(number, None) = edit { *number } else { panic!("{edit:?}") };
    log.active().map(|(_, edit)| number(edit)).collect()
}

impl Window {
    fn new(session_only: bool, is_reload: bool) -> Window {
        Window {
            state: SaveState::new(session_only),
            holdings: Holdings::default(),
            log: Log::default(),
            skipped: BTreeSet::new(),
            is_reading: false,
            is_filled: true,
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

    fn hold(&mut self, name: &str) {
        self.came += 1;
        self.memory.insert(name.to_string(), self.came);
    }

    fn status(&self) -> SaveStatus {
        self.state.status(!self.holdings.is_empty() || self.is_reading)
    }
}

impl Browser {
    fn new() -> Browser {
        Browser { windows: Vec::new(), database: Some(Database::default()), lock: None, ahead: None }
    }

    /// With these documents and decisions in the database.
    fn with(names: &[&str], log: Log) -> Browser {
        let mut browser = Browser::new();
        *browser.database() = Database { documents: names.iter().map(|name| name.to_string()).collect(), log, ..Database::default() };
        browser
    }

    fn database(&mut self) -> &mut Database {
        self.database.get_or_insert_default()
    }

    /// Opens a window, and answers what it asks.
    fn open(&mut self, session_only: bool, is_reload: bool) -> usize {
        let mut window = Window::new(session_only, is_reload);
        let effects = window.state.start();
        self.windows.push(window);
        let at = self.windows.len() - 1;
        self.act(at, effects, &[]);
        self.settle();
        at
    }

    fn step(&mut self, at: usize, event: Event) {
        let generation = self.windows[at].state.generation();
        self.late(at, generation, event);
    }

    fn late(&mut self, at: usize, generation: u32, event: Event) {
        let records: Vec<String> = match &event {
            Event::Returned(_, _, documents) => {
                documents.iter().filter(|document| **document == Brought::Record).map(|_| "a record".to_string()).collect()
            }
            _ => Vec::new(),
        };
        let Window { state, holdings, log, skipped, is_reading, is_filled, is_reload, desk, now, .. } = &mut self.windows[at];
        let mut around = Surroundings {
            holdings,
            log,
            skipped,
            is_reading: *is_reading,
            desk: *desk,
            desk_is_started: true,
            desk_is_filled: *is_filled,
            tag: "build",
            is_reload: *is_reload,
            now: *now,
        };
        let effects = state.late(generation, event, &mut around);
        self.act(at, effects, &records);
    }

    fn act(&mut self, at: usize, effects: Vec<Effect>, records: &[String]) {
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
                Effect::ReadRecords => assert!(!records.is_empty()),
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
    fn answer(&mut self, at: usize) -> bool {
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

    fn kept(&mut self) -> Kept {
        let Database { documents, log, unfinished, .. } = self.database().clone();
        Kept { names: documents.into_iter().collect(), log: log.operations().to_vec(), unfinished, ..Kept::default() }
    }

    fn write(&mut self, at: usize, write: Write) -> Result<Written, String> {
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
    fn settle(&mut self) {
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
    fn give(&mut self, at: usize, names: &[&str]) {
        self.step(at, Event::Given(names.iter().map(|name| format!("{name}.txt")).collect()));
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

    fn decide(&mut self, at: usize, number: u64) {
        self.windows[at].log.take(at as u64, decision(number));
        self.step(at, Event::Decided);
    }

    fn take_out(&mut self, at: usize, name: &str) {
        let window = &mut self.windows[at];
        let names = window.holdings.remove(&document(name).1);
        window.at_desk.remove(name);
        self.step(at, Event::Removed(names));
    }

    fn lose_keeper(&mut self, at: usize) {
        let window = &mut self.windows[at];
        window.memory.clear();
        // What was asked of it is not answered; timers and locks are not its own.
        window.asked.retain(|(_, effect)| matches!(effect, Effect::FlushSoon | Effect::Lock { .. } | Effect::AskWhoWrites));
        self.step(at, Event::KeeperLost);
    }

    fn lose_desk(&mut self, at: usize) {
        let window = &mut self.windows[at];
        window.at_desk.clear();
        (window.desk, window.is_filled) = (window.desk + 1, true);
        self.step(at, Event::DeskLacks);
    }

    fn ahead_of(&self) -> Option<(Vec<u64>, bool)> {
        self.ahead.as_ref().map(|(log, is_anew)| (decided(log), *is_anew))
    }

    fn saved_log(&self) -> Log {
        self.database.clone().unwrap_or_default().log
    }

    fn names(&self) -> Vec<&str> {
        self.database.iter().flat_map(|database| database.documents.iter().map(String::as_str)).collect()
    }

    fn here(&self, at: usize) -> usize {
        self.windows[at].holdings.len()
    }
}

#[test]
fn what_is_given_is_written_and_read_back() {
    let mut browser = Browser::new();
    let window = browser.open(false, false);
    assert_eq!(browser.windows[window].status(), SaveStatus::Nothing);
    browser.give(window, &["a", "b"]);
    browser.decide(window, 1);
    assert_eq!(browser.windows[window].status(), SaveStatus::Saving);
    browser.settle();
    assert_eq!((browser.names(), browser.windows[window].status()), (vec!["a", "b"], SaveStatus::Saved));
    assert_eq!(decided(&browser.saved_log()), [1]);
    assert!(browser.database().unfinished.is_empty() && browser.windows[window].memory.is_empty());
}

#[test]
fn what_is_kept_is_offered_and_comes_back_after_a_reload() {
    let mut browser = Browser::with(&["a", "b"], log(&[1]));
    let window = browser.open(false, false);
    let offer = Offer { documents: 2, decisions: 1, is_declined: false };
    assert_eq!((browser.windows[window].state.offer(), browser.here(window)), (Some(offer), 0));
    browser.step(window, Event::Continue);
    browser.settle();
    assert_eq!((browser.here(window), browser.windows[window].status()), (2, SaveStatus::Saved));
    browser.lock = None;
    let reloaded = browser.open(false, true);
    assert_eq!((browser.here(reloaded), decided(&browser.windows[reloaded].log)), (2, vec![1]));
    assert_eq!(browser.windows[reloaded].state.coming(), None);
}

#[test]
fn beside_another_project_nothing_is_written_until_the_user_says_what() {
    for (event, names) in [(Event::Replace, vec!["x"]), (Event::Continue, vec!["a", "b", "x"])] {
        let mut browser = Browser::with(&["a", "b"], log(&[1]));
        let window = browser.open(false, false);
        browser.step(window, Event::StartEmpty);
        browser.give(window, &["x"]);
        browser.settle();
        assert_eq!(browser.names(), ["a", "b"]);
        assert_eq!(browser.windows[window].status(), SaveStatus::NotSaved("another project is kept in this browser".into()));
        browser.step(window, event);
        browser.settle();
        assert_eq!((browser.names(), browser.windows[window].status()), (names, SaveStatus::Saved));
    }
}

#[test]
fn a_window_that_takes_over_has_everything_and_the_other_one_writes_nothing_more() {
    let mut browser = Browser::new();
    let first = browser.open(false, false);
    browser.give(first, &["a", "b"]);
    browser.settle();
    let second = browser.open(false, false);
    assert_eq!(browser.windows[second].state.access(), WriteAccess::Elsewhere);
    browser.take_out(first, "a"); // not written yet
    browser.decide(first, 1);
    browser.step(second, Event::TakeOver);
    while browser.answer(second) {} // before the first one writes again
    browser.settle();
    assert_eq!(browser.windows[first].state.access(), WriteAccess::TakenOver);
    assert!(!browser.windows[first].is_marked_open && browser.windows[second].is_marked_open);
    assert_eq!(browser.names(), ["a", "b"], "what was still to be taken out stays");
    assert_eq!((browser.here(second), decided(&browser.windows[second].log), decided(&browser.saved_log())), (2, vec![1], vec![1]));
    browser.give(first, &["c"]);
    browser.settle();
    assert_eq!(browser.names(), ["a", "b"]);
    assert_eq!(browser.windows[first].status(), SaveStatus::NotSaved("another window has taken over this project".into()));
    browser.step(first, Event::TakeOver);
    browser.settle();
    assert_eq!((browser.names(), browser.windows[second].state.access()), (vec!["a", "b", "c"], WriteAccess::TakenOver));
}

#[test]
fn windows_come_to_one_log_whoever_decides() {
    let mut browser = Browser::with(&["a"], log(&[1]));
    let first = browser.open(false, true);
    let second = browser.open(false, false);
    browser.decide(second, 2); // it does not write documents, and yet its decisions are those of both
    browser.decide(first, 3);
    browser.settle();
    assert_eq!(browser.windows[first].log, browser.windows[second].log);
    assert_eq!((browser.windows[first].log.active().count(), browser.saved_log().active().count()), (3, 3));
}

#[test]
fn a_project_that_is_opened_beside_another_one_leaves_its_decisions_alone() {
    let mut browser = Browser::with(&["a"], log(&[1]));
    browser.open(false, true);
    let second = browser.open(false, false);
    browser.windows[second].log = Log::default();
    browser.windows[second].log.take(7, decision(7));
    browser.step(second, Event::ProjectOpened);
    browser.give(second, &["x"]);
    browser.settle();
    assert_eq!((decided(&browser.windows[0].log), decided(&browser.saved_log())), (vec![1], vec![1]));
    assert!(browser.windows[second].state.has_own_decisions());
    browser.step(second, Event::Replace);
    browser.settle();
    assert_eq!(browser.windows[second].state.access(), WriteAccess::Elsewhere, "the first window writes");
    browser.step(second, Event::TakeOver);
    browser.settle();
    assert_eq!((browser.names(), browser.saved_log().active().count()), (vec!["a", "x"], 2));
}

#[test]
fn a_full_database_is_said_and_tried_again_when_the_user_says_so() {
    let mut browser = Browser::new();
    let window = browser.open(false, false);
    browser.database().is_full = true;
    browser.give(window, &["a"]);
    browser.decide(window, 1);
    browser.settle();
    assert_eq!(browser.windows[window].status(), SaveStatus::NotSaved("it is full".into()));
    browser.give(window, &["b"]);
    browser.settle(); // and it is not tried again by itself
    assert!(browser.names().is_empty());
    browser.database().is_full = false;
    browser.step(window, Event::TryAgain);
    browser.settle();
    assert_eq!((browser.names(), browser.windows[window].status()), (vec!["a", "b"], SaveStatus::Saved));
    assert_eq!(decided(&browser.saved_log()), [1]);
}

#[test]
fn work_goes_on_where_the_storage_is_refused() {
    let mut browser = Browser::new();
    browser.database().is_refused = true;
    let window = browser.open(false, false);
    assert_eq!(browser.windows[window].status(), SaveStatus::Nothing, "there is nothing to save yet");
    browser.give(window, &["a"]);
    browser.settle();
    assert_eq!(browser.windows[window].status(), SaveStatus::NotSaved("it is refused".into()));
    assert_eq!(browser.windows[window].memory.len(), 1);
    browser.lose_desk(window); // it is given everything from memory
    browser.settle();
    assert_eq!((browser.here(window), browser.windows[window].at_desk.len(), browser.windows[window].is_filled), (1, 1, true));
    browser.lose_keeper(window); // the desk has it
    browser.settle();
    assert_eq!((browser.here(window), browser.windows[window].memory.len()), (1, 1));
}

#[test]
fn what_a_lost_keeper_held_is_written_all_the_same() {
    let mut browser = Browser::new();
    let window = browser.open(false, false);
    browser.give(window, &["a"]);
    browser.settle();
    browser.give(window, &["b", "c"]);
    browser.lose_keeper(window);
    browser.settle();
    assert_eq!((browser.names(), browser.windows[window].status()), (vec!["a", "b", "c"], SaveStatus::Saved));
}

#[test]
fn a_lost_desk_is_filled_from_memory_and_from_the_database() {
    let mut browser = Browser::new();
    let window = browser.open(false, false);
    browser.give(window, &["a", "b"]);
    browser.settle();
    browser.give(window, &["c"]);
    browser.lose_desk(window);
    assert!(!browser.windows[window].is_filled);
    browser.settle();
    let window = &browser.windows[window];
    assert_eq!((window.at_desk.len(), window.is_filled, window.holdings.lacking(window.desk).len()), (3, true, 0));
}

#[test]
fn a_desk_and_a_keeper_that_are_lost_together_lose_only_what_was_nowhere_else() {
    let mut browser = Browser::new();
    let window = browser.open(false, false);
    browser.give(window, &["a"]);
    browser.settle();
    browser.give(window, &["b"]);
    browser.lose_keeper(window);
    browser.lose_desk(window); // it is not filled before the database is open again
    browser.settle();
    assert_eq!((browser.windows[window].at_desk.len(), browser.windows[window].is_filled), (1, true));
    assert_eq!(browser.windows[window].notices, [Notice::Damaged(1)]);
}

#[test]
fn what_is_written_when_it_comes_again_is_written_once_more() {
    let mut browser = Browser::new();
    let window = browser.open(false, false);
    browser.give(window, &["a"]);
    while !matches!(browser.windows[window].asked.front(), Some((_, Effect::Write(write))) if !write.documents.is_empty()) {
        browser.answer(window);
    }
    let write = browser.windows[window].asked.clone();
    browser.windows[window].hold("a");
    browser.step(window, Event::Came(vec![document("a")]));
    assert_eq!(browser.windows[window].asked, write, "one write at a time");
    browser.answer(window);
    assert_eq!((browser.windows[window].status(), browser.windows[window].memory.len()), (SaveStatus::Saving, 1));
    browser.settle();
    assert_eq!(browser.windows[window].status(), SaveStatus::Saved);
}

#[test]
fn what_was_forgotten_does_not_come_back_with_a_late_answer() {
    let mut browser = Browser::with(&["a", "b"], log(&[1]));
    let window = browser.open(false, false);
    browser.step(window, Event::Continue);
    while !matches!(browser.windows[window].asked.front(), Some((_, Effect::Return(..)))) {
        browser.answer(window);
    }
    let kept = browser.kept();
    let opened = Event::Opened(Ok(kept));
    let generation = browser.windows[window].state.generation();
    browser.step(window, Event::Cleared);
    browser.step(window, Event::ForgetEverything);
    browser.settle();
    browser.late(window, generation, opened);
    browser.settle();
    assert_eq!((browser.here(window), browser.windows[window].state.offer()), (0, None));
    assert_eq!((browser.lock, browser.windows[window].is_marked_open), (None, false));
    browser.give(window, &["x"]);
    browser.settle();
    assert_eq!((browser.names(), browser.windows[window].status()), (vec!["x"], SaveStatus::Saved));
}

#[test]
fn a_parcel_of_a_run_that_is_over_is_refused_whole() {
    let mut browser = Browser::new();
    let window = browser.open(false, false);
    let parcel = ParcelId { sender: KEEPER, number: 9 };
    let documents = vec![Brought::Analysis(document("a").1), Brought::Gone, Brought::Analysis(document("b").1)];
    let Window { state, holdings, log, skipped, .. } = &mut browser.windows[window];
    let mut around = Surroundings {
        holdings,
        log,
        skipped,
        is_reading: false,
        desk: 1,
        desk_is_started: true,
        desk_is_filled: true,
        tag: "build",
        is_reload: false,
        now: 0.0,
    };
    let refused = vec![Effect::Settle(parcel, vec![false, false])];
    assert_eq!(state.step(Event::Returned(99, parcel, documents.clone()), &mut around), refused);
    assert_eq!(state.late(99, Event::Returned(0, parcel, documents), &mut around), refused);
    assert!(holdings.is_empty());
}

#[test]
fn another_window_that_forgets_everything_ends_writing_until_the_user_wants_it_again() {
    let mut browser = Browser::new();
    let first = browser.open(false, false);
    browser.give(first, &["a"]);
    browser.settle();
    browser.step(first, Event::Flush);
    // It is in memory again only if it is given again: so it comes from the desk.
    let second = browser.open(false, false);
    browser.step(second, Event::ForgetEverything);
    browser.settle();
    assert_eq!(browser.database.as_ref().map(|database| database.documents.len()), None);
    browser.give(first, &["b"]);
    browser.settle();
    assert_eq!(browser.windows[first].status(), SaveStatus::NotSaved("everything was forgotten in another window".into()));
    assert_eq!(browser.names(), Vec::<&str>::new());
    browser.step(first, Event::TryAgain);
    browser.settle();
    assert_eq!((browser.names(), browser.windows[first].status()), (vec!["a", "b"], SaveStatus::Saved));
}

#[test]
fn session_only_takes_away_what_was_written_once_all_of_it_is_in_memory() {
    let mut browser = Browser::new();
    let window = browser.open(false, false);
    browser.give(window, &["a", "b"]);
    browser.settle();
    assert!(browser.windows[window].memory.is_empty());
    browser.step(window, Event::SessionOnly(true));
    browser.settle();
    assert_eq!((browser.database.is_none(), browser.windows[window].memory.len()), (true, 2));
    assert_eq!((browser.windows[window].status(), browser.lock), (SaveStatus::SessionOnly, None));
    browser.decide(window, 1);
    browser.give(window, &["c"]);
    browser.settle();
    assert!(browser.database.is_none());
    browser.step(window, Event::SessionOnly(false));
    browser.settle();
    assert_eq!((browser.names(), browser.windows[window].status()), (vec!["a", "b", "c"], SaveStatus::Saved));
    assert_eq!(decided(&browser.saved_log()), [1]);
}

#[test]
fn session_only_takes_nothing_away_that_is_not_here() {
    let mut browser = Browser::with(&["a"], log(&[1]));
    let window = browser.open(false, true);
    browser.database().documents.insert("z".into()); // by another window
    browser.step(window, Event::SessionOnly(true));
    browser.settle();
    assert_eq!(browser.names(), ["a", "z"]);
    assert!(matches!(browser.windows[window].notices[..], [Notice::StaysAsItIs(_)]));
    browser.give(window, &["b"]);
    browser.settle();
    assert_eq!(browser.names(), ["a", "b", "z"], "and saving goes on");
}

#[test]
fn a_page_that_is_left_writes_ahead_what_the_database_does_not_have() {
    let mut browser = Browser::new();
    let window = browser.open(false, false);
    browser.give(window, &["a"]);
    browser.settle();
    browser.decide(window, 1);
    browser.step(window, Event::PageHidden);
    assert_eq!(browser.ahead_of(), Some((vec![1], false)));
    // The write that was asked for never comes to an end.
    browser.windows.clear();
    browser.lock = None;
    let next = browser.open(false, false);
    assert_eq!((decided(&browser.windows[next].log), decided(&browser.saved_log()), browser.ahead_of()), (vec![1], vec![1], None));
}

#[test]
fn what_was_forgotten_of_decisions_is_written_ahead_as_an_end() {
    let mut browser = Browser::with(&["a"], log(&[1, 2]));
    let window = browser.open(false, true);
    browser.windows[window].log = Log::default();
    browser.step(window, Event::LogReplaced);
    browser.decide(window, 3);
    browser.step(window, Event::PageHidden);
    assert_eq!(browser.ahead_of(), Some((vec![3], true)));
    browser.settle();
    assert_eq!((browser.ahead_of(), decided(&browser.saved_log())), (None, vec![3]));
}

#[test]
fn files_that_were_not_finished_are_known_after_a_crash_until_the_user_lets_go() {
    let mut browser = Browser::new();
    let window = browser.open(false, false);
    browser.windows[window].is_reading = true;
    browser.step(window, Event::Given(vec!["x.txt".into(), "y.txt".into()]));
    browser.settle();
    browser.step(window, Event::FileDone("y.txt".into()));
    browser.settle();
    browser.lock = None;
    let next = browser.open(false, true);
    assert_eq!(browser.windows[next].state.unfinished_before(), ["x.txt"]);
    browser.step(next, Event::ForgetUnfinished);
    browser.settle();
    assert!(browser.database().unfinished.is_empty());
}

#[test]
fn what_comes_back_and_fails_is_tried_again_whole() {
    let mut browser = Browser::with(&["a", "b"], log(&[1]));
    let window = browser.open(false, false);
    browser.step(window, Event::Continue);
    while !matches!(browser.windows[window].asked.front(), Some((_, Effect::Return(..)))) {
        browser.answer(window);
    }
    let Some((_, Effect::Return(run, _))) = browser.windows[window].asked.pop_front() else { panic!() };
    browser.step(window, Event::ReturnFailed(run, "the storage does not answer".into()));
    browser.settle();
    assert_eq!((browser.here(window), browser.windows[window].is_filled), (0, true));
    assert!(browser.windows[window].state.has_failed());
    browser.step(window, Event::TryAgain);
    browser.settle();
    assert_eq!((browser.here(window), browser.windows[window].status()), (2, SaveStatus::Saved));
}

/// Whatever happens, and in whichever order: what was given and not taken out is in the database in the end, and the windows agree.
#[test]
fn nothing_is_lost_in_any_order_of_mishaps() {
    for seed in 1..300_u64 {
        let mut random = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
        let mut next = |below: u64| {
            random ^= random << 13;
            random ^= random >> 7;
            random ^= random << 17;
            (random >> 33) % below
        };
        let mut browser = Browser::new();
        browser.open(false, false);
        let mut expected: BTreeMap<String, bool> = BTreeMap::new();
        let mut decided = 0;
        for _ in 0..40 {
            match next(12) {
                0..3 => {
                    let name = char::from(b'a' + next(20) as u8).to_string();
                    browser.give(0, &[&name]);
                    expected.insert(name, true);
                }
                3 => {
                    let Some(name) = expected.iter().filter(|(_, is_here)| **is_here).map(|(name, _)| name.clone()).next() else {
                        continue;
                    };
                    if browser.windows[0].holdings.has(&document(&name).1) {
                        browser.take_out(0, &name);
                        expected.insert(name, false);
                    }
                }
                4 => {
                    decided += 1;
                    browser.decide(0, decided);
                }
                5 => {
                    // The desk still has it all: the two are not lost together here.
                    if browser.windows[0].is_filled {
                        browser.lose_keeper(0);
                    }
                }
                6 => {
                    let window = &browser.windows[0];
                    let database: BTreeSet<&str> = browser.names().into_iter().collect();
                    let is_safe = window.at_desk.iter().all(|name| window.memory.contains_key(name) || database.contains(name.as_str()));
                    if is_safe && window.state.is_open() {
                        browser.lose_desk(0);
                    }
                }
                7 => {
                    let database = browser.database();
                    database.is_full = !database.is_full;
                }
                8 => {
                    if browser.windows[0].state.has_failed() {
                        browser.step(0, Event::TryAgain);
                    }
                }
                _ => {
                    browser.answer(0);
                    browser.windows[0].now += 500.0;
                }
            }
        }
        browser.database().is_full = false;
        browser.settle();
        if browser.windows[0].state.has_failed() {
            browser.step(0, Event::TryAgain);
            browser.settle();
        }
        let wanted: Vec<&str> = expected.iter().filter(|(_, is_here)| **is_here).map(|(name, _)| name.as_str()).collect();
        assert_eq!(browser.names(), wanted, "seed {seed}");
        assert_eq!(browser.saved_log(), browser.windows[0].log, "seed {seed}");
        let status = browser.windows[0].status();
        assert!(matches!(status, SaveStatus::Saved | SaveStatus::Nothing), "seed {seed}: {status:?}");
        let window = &browser.windows[0];
        assert_eq!((window.is_filled, window.holdings.lacking(window.desk).len()), (true, 0), "seed {seed}");
    }
}
