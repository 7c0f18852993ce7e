//! How saving stands: what is still to be written, which window may write, what is coming back. Pure: no storage, no timers and no clock.
//!
//! [`SaveState::step`] takes what happened and says what is to be done, in this order; the page does it, and what comes of that is the next event.
//! `writing.rs` writes, `returning.rs` brings back what is kept, `decisions.rs` keeps the logs of several windows one, `ending.rs` ends and begins
//! anew, `holdings.rs` knows which documents are here.
//!
//! Whatever ends late belongs to a [generation](SaveState::generation): what was begun before everything was forgotten, or before saving was
//! switched off, no longer matters.

mod decisions;
mod effects;
mod ending;
mod events;
pub mod holdings;
mod returning;
#[cfg(test)]
mod tests;
mod writing;

use std::collections::{BTreeMap, BTreeSet};

pub use self::effects::{Effect, Notice};
pub use self::events::{Event, LockPurpose, LogUpdate, Offer, SaveStatus, Surroundings, WriteAccess};
use self::returning::Run;
use super::keeping::Kept;
use crate::corpus::DocumentKey;
use crate::edits::Log;

/// Whether anything is to be saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mode {
    Saving,
    /// The user wants it no more: what was written down is read into memory before it is taken away there.
    Ending,
    SessionOnly,
}

/// The database.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Storage {
    Unasked,
    Opening,
    Open,
    /// It is open, and does not do what it should, for this reason. It is tried again when the user says so.
    Failing(String),
    /// It cannot be opened, for this reason, or is gone.
    Closed(String),
}

/// Whose the decisions here are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum LogOwner {
    /// Those of the project that is kept: other windows and the database have them, too.
    Shared,
    /// This window's alone: other windows and the database keep theirs.
    Own,
}

/// What of the decisions is still to be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum LogChange {
    None,
    /// They go on.
    GoesOn,
    /// They take the place of those that are kept.
    Anew,
}

/// Documents that are taken out of what is kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Removal {
    all: bool,
    names: BTreeSet<String>,
}

/// A write that is on its way.
#[derive(Clone, Debug)]
struct InFlight {
    /// The log that it writes, if it does.
    log: Option<(Log, LogChange)>,
    removal: Removal,
    /// Documents that came again meanwhile: it has not written them as they are now.
    again: BTreeSet<String>,
}

/// The lists that are kept beside the documents. They are as long as what was given, so while files are read they are written now and then.
#[derive(Clone, Debug, Default)]
struct Lists {
    is_changed: bool,
    written_at: f64,
    /// Paths that were given and are not done.
    unfinished: BTreeSet<String>,
    /// Those of an earlier run: their files are gone.
    unfinished_before: BTreeSet<String>,
}

/// What is kept comes back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Returning {
    No,
    /// So many documents are to come, as soon as it may be.
    Coming(usize),
    /// They did not.
    Failed,
}

/// How saving stands.
#[derive(Debug)]
pub struct SaveState {
    generation: u32,
    mode: Mode,
    storage: Storage,
    access: WriteAccess,
    offer: Option<Offer>,
    owner: LogOwner,
    change: LogChange,
    /// Documents to be written, by name.
    pending: BTreeMap<String, DocumentKey>,
    removal: Removal,
    lists: Lists,
    in_flight: Option<InFlight>,
    flush_is_planned: bool,
    returning: Returning,
    /// The decisions here are to come to those that are kept, as soon as these are read.
    joins: bool,
    run: Run,
    /// All that is kept is here, too: it may be taken away there.
    is_checked: bool,
    /// A new desk is to be given what it lacks as soon as the database is open, or cannot be opened.
    fills_when_open: bool,
}

type Effects = Vec<Effect>;

impl SaveState {
    /// Nothing is saved yet. In a window that is for this session only nothing will be.
    pub fn new(session_only: bool) -> SaveState {
        SaveState::anew(session_only, 0, Run::default())
    }

    fn anew(session_only: bool, generation: u32, run: Run) -> SaveState {
        SaveState {
            generation,
            mode: if session_only { Mode::SessionOnly } else { Mode::Saving },
            storage: Storage::Unasked,
            access: WriteAccess::Unasked,
            offer: None,
            owner: if session_only { LogOwner::Own } else { LogOwner::Shared },
            change: LogChange::None,
            pending: BTreeMap::new(),
            removal: Removal::default(),
            lists: Lists::default(),
            in_flight: None,
            flush_is_planned: false,
            returning: Returning::No,
            joins: false,
            run,
            is_checked: false,
            fills_when_open: false,
        }
    }

    /// The page starts: the database is opened, unless nothing is to be saved.
    pub fn start(&mut self) -> Effects {
        if self.mode == Mode::SessionOnly {
            return Vec::new();
        }
        self.storage = Storage::Opening;
        vec![Effect::Open]
    }

    /// Takes what came of something that was begun in this generation. Of an earlier one, nothing is done; only what waits for word gets it.
    pub fn late(&mut self, generation: u32, event: Event, around: &mut Surroundings) -> Effects {
        if generation == self.generation {
            return self.step(event, around);
        }
        match event {
            Event::Returned(_, parcel, documents) => vec![returning::unwanted(parcel, &documents)],
            _ => Vec::new(),
        }
    }

    /// Takes what happened. Returns what is to be done.
    pub fn step(&mut self, event: Event, around: &mut Surroundings) -> Effects {
        let mut effects = Vec::new();
        let todo = &mut effects;
        match event {
            Event::Opened(opened) => self.opened(opened, around, todo),
            Event::Locked(true, purpose) => self.locked(purpose, around, todo),
            Event::Locked(false, _) => self.not_locked(around, todo),
            Event::LockLost => {
                if self.access == WriteAccess::Here {
                    self.access = WriteAccess::TakenOver;
                    self.removes_nothing();
                    todo.extend([Effect::Unlock, Effect::MarkOpen(false)]);
                }
            }
            Event::HeldElsewhere => self.access = WriteAccess::Elsewhere,
            Event::Flush => {
                self.flush_is_planned = false;
                self.flush(false, around, todo);
            }
            Event::PageHidden => {
                self.write_ahead(todo);
                self.flush(true, around, todo);
            }
            Event::Written(written) => self.written(written, around, todo),
            Event::ReturnBegins(run, kept) => self.return_begins(run, kept, around, todo),
            Event::Returned(run, parcel, documents) => self.returned(run, parcel, &documents, around, todo),
            Event::ReturnFailed(run, reason) => self.return_failed(run, reason, around, todo),
            Event::KeptNames(names) => self.kept_names(names, around, todo),
            Event::Retained(names) => self.retained(names, around, todo),
            Event::KeeperLost => self.keeper_lost(around, todo),
            Event::DeskLacks => self.fill_desk(around, todo),
            Event::LogUpdate(update) => self.log_update(update, around, todo),
            Event::ForgottenElsewhere => self.forgotten_elsewhere(around, todo),
            Event::FilesAdded(paths) => self.given(paths, around, todo),
            Event::FileDone(path) => {
                self.lists.is_changed |= self.lists.unfinished.remove(&path);
                self.plan_flush(todo);
            }
            Event::Came(documents) => self.came(documents),
            Event::Removed(names) => self.removed(names, todo),
            Event::Cleared => self.cleared(around, todo),
            Event::Cancelled => {
                self.lists.unfinished = self.lists.unfinished_before.clone();
                self.lists.is_changed = true;
                self.plan_flush(todo);
            }
            Event::Decided => self.tell_log(LogChange::GoesOn, todo),
            Event::LogReplaced => self.tell_log(LogChange::Anew, todo),
            Event::ProjectOpened => {
                // Where another project is kept, or this window does not write, its decisions stay as they are.
                if self.offer.is_some() || self.access != WriteAccess::Here {
                    self.owner = LogOwner::Own;
                }
                self.tell_log(LogChange::Anew, todo);
            }
            Event::ForgetEverything => self.forget_everything(todo),
            Event::Continue => {
                let steals = self.access == WriteAccess::Elsewhere;
                self.ask_lock(steals, LockPurpose::Open, around, todo);
            }
            Event::StartEmpty => {
                if let Some(offer) = &mut self.offer {
                    offer.is_declined = true;
                }
            }
            Event::Replace => self.ask_lock(false, LockPurpose::Replace, around, todo),
            Event::TakeOver => self.ask_lock(true, LockPurpose::Open, around, todo),
            Event::WorkWithout => (self.access, self.offer) = (WriteAccess::Waived, None),
            Event::TryAgain => {
                self.storage = Storage::Opening;
                todo.push(Effect::Open);
            }
            Event::SessionOnly(true) => self.end(around, todo),
            Event::SessionOnly(false) => self.begin_again(around, todo),
            Event::ForgetUnfinished => {
                for path in std::mem::take(&mut self.lists.unfinished_before) {
                    self.lists.unfinished.remove(&path);
                }
                self.lists.is_changed = true;
                self.plan_flush(todo);
            }
        }
        effects
    }

    /// Something could not be read: it is written with what is written next.
    pub fn skipped(&mut self) {
        self.lists.is_changed = true;
    }

    fn opened(&mut self, opened: Result<Kept, String>, around: &mut Surroundings, todo: &mut Effects) {
        match opened {
            // It was forgotten meanwhile, in another window.
            _ if self.storage != Storage::Opening => {}
            Ok(kept) => {
                self.storage = Storage::Open;
                self.take_kept(kept, around, todo);
            }
            Err(reason) => {
                self.storage = Storage::Closed(reason);
                self.does_not_return(todo);
                if !around.holdings.written_down().is_empty() {
                    todo.push(Effect::Rewrite); // into the memory of the keeper, where nothing else has it
                }
            }
        }
        if std::mem::take(&mut self.fills_when_open) {
            self.fill_desk(around, todo);
        }
    }

    /// The database is open, with this in it.
    fn take_kept(&mut self, kept: Kept, around: &mut Surroundings, todo: &mut Effects) {
        if kept.aside > 0 {
            todo.push(Effect::Notice(Notice::NewerLog));
        }
        let there: BTreeSet<&String> = kept.names.iter().collect();
        if around.holdings.written_down().iter().any(|name| !there.contains(name)) {
            // What was written down is gone, in another window or by the browser's own tools. The desk still has it.
            todo.push(Effect::Rewrite);
        }
        let log = self.join_opened_log(&kept, around, todo);
        if matches!(self.access, WriteAccess::Here | WriteAccess::TakenOver | WriteAccess::Waived) {
            // It was opened again.
            if self.returning != Returning::No || self.joins {
                self.fills_when_open = false;
                match self.access {
                    WriteAccess::Here => self.open_kept(around, todo),
                    _ => {
                        self.returning = Returning::No;
                        self.fill_desk(around, todo);
                    }
                }
            }
            return self.plan_flush(todo);
        }
        if kept.names.is_empty() && kept.unfinished.is_empty() {
            if around.has_anything() {
                self.ask_lock(false, LockPurpose::Keep, around, todo);
            }
            return;
        }
        let documents = kept.names.len();
        self.lists.unfinished_before = kept.unfinished.into_iter().collect();
        let is_declined = self.offer.is_some_and(|offer| offer.is_declined);
        self.offer = Some(Offer { documents, decisions: log.active().count(), is_declined });
        if around.is_reload {
            self.returning = Returning::Coming(documents);
            self.ask_lock(false, LockPurpose::Open, around, todo);
        } else {
            todo.push(Effect::AskWhoWrites);
        }
    }

    /// Asks for the right to write.
    fn ask_lock(&mut self, steals: bool, purpose: LockPurpose, around: &mut Surroundings, todo: &mut Effects) {
        match self.access {
            WriteAccess::Asked => {}
            WriteAccess::Here => {
                if purpose == LockPurpose::Open {
                    self.open_kept(around, todo);
                }
                self.plan_flush(todo);
            }
            _ => {
                self.access = WriteAccess::Asked;
                todo.push(Effect::Lock { steals, purpose });
            }
        }
    }

    /// Another window writes.
    fn not_locked(&mut self, around: &mut Surroundings, todo: &mut Effects) {
        self.access = WriteAccess::Elsewhere;
        self.returning = Returning::No;
        if !around.holdings.lacking(around.desk).is_empty() {
            self.fill_desk(around, todo); // a new desk was to be given the kept documents with these
        }
        if self.mode == Mode::Ending {
            self.retain(around, todo);
        }
    }

    fn locked(&mut self, purpose: LockPurpose, around: &mut Surroundings, todo: &mut Effects) {
        (self.access, self.is_checked) = (WriteAccess::Here, false);
        todo.push(Effect::MarkOpen(true));
        match purpose {
            // A log that was begun anew takes the place of what is kept; others join it.
            LockPurpose::Keep if self.change == LogChange::Anew || self.owner == LogOwner::Shared => self.share_log(todo),
            LockPurpose::Keep | LockPurpose::Open => {
                // What was to be taken out here before may be what another window has kept since.
                self.removes_nothing();
                self.joins = true;
                self.open_kept(around, todo);
            }
            LockPurpose::Replace => {
                self.offer = None;
                self.removal.all = true;
                self.lists.unfinished_before.clear();
                self.share_log(todo);
            }
        }
        self.plan_flush(todo);
    }

    /// The keeper is lost, with what was not written down. The desk still has it.
    fn keeper_lost(&mut self, around: &mut Surroundings, todo: &mut Effects) {
        around.holdings.keeper_lost();
        self.fills_when_open = matches!(self.returning, Returning::Coming(_)) || !around.desk_is_filled;
        self.run.next(); // what it was bringing comes no more
        if self.mode == Mode::Ending {
            self.mode = Mode::Saving;
        }
        self.write_failed(true);
        match &self.storage {
            Storage::Failing(reason) | Storage::Closed(reason) => {
                self.storage = Storage::Closed(reason.clone());
                self.does_not_return(todo);
            }
            Storage::Unasked | Storage::Opening | Storage::Open if self.mode == Mode::Saving => {
                self.storage = Storage::Opening;
                return todo.push(Effect::Open);
            }
            Storage::Unasked | Storage::Opening | Storage::Open => self.storage = Storage::Unasked,
        }
        todo.push(Effect::Rewrite);
        if std::mem::take(&mut self.fills_when_open) {
            self.fill_desk(around, todo);
        }
    }

    /// Whether the database is open, if only to read.
    fn is_open(&self) -> bool {
        matches!(self.storage, Storage::Open | Storage::Failing(_))
    }

    fn failure(&self) -> Option<&str> {
        match &self.storage {
            Storage::Failing(reason) | Storage::Closed(reason) => Some(reason),
            Storage::Unasked | Storage::Opening | Storage::Open => None,
        }
    }

    /// Number of the times that saving began anew. What was begun in another one, and ends later, no longer matters.
    pub fn generation(&self) -> u32 {
        self.generation
    }

    /// Who writes.
    pub fn access(&self) -> WriteAccess {
        self.access
    }

    /// Whether the database does not do what it should.
    pub fn has_failed(&self) -> bool {
        self.failure().is_some()
    }

    /// What is kept and not open here.
    pub fn offer(&self) -> Option<Offer> {
        self.offer
    }

    /// How many documents are to come back, until they are here.
    pub fn coming(&self) -> Option<usize> {
        match self.returning {
            Returning::Coming(documents) => Some(documents),
            Returning::No | Returning::Failed => None,
        }
    }

    /// Whether nothing is to be written, by the user's choice.
    pub fn is_session_only(&self) -> bool {
        self.mode == Mode::SessionOnly
    }

    /// Whether what is decided here would be gone if another log took its place: decisions of a project that is kept, and not written here, stay with it.
    pub fn has_own_decisions(&self) -> bool {
        self.access == WriteAccess::Here || self.owner == LogOwner::Own || self.coming().is_some() || self.has_failed()
    }

    /// Paths that were not finished last time.
    pub fn unfinished_before(&self) -> Vec<String> {
        self.lists.unfinished_before.iter().cloned().collect()
    }

    /// How it stands, if there are documents or decisions to save.
    pub fn status(&self, has_anything: bool) -> SaveStatus {
        let not_saved = |why: &str| SaveStatus::NotSaved(why.to_string());
        match (self.access, self.failure()) {
            _ if self.mode == Mode::SessionOnly => SaveStatus::SessionOnly,
            (_, Some(reason)) if has_anything || self.is_dirty() => not_saved(reason),
            (WriteAccess::TakenOver, _) => not_saved("another window has taken over this project"),
            _ if !has_anything => SaveStatus::Nothing,
            (WriteAccess::Elsewhere, _) => not_saved("this project is open in another window"),
            _ if self.offer.is_some() => not_saved("another project is kept in this browser"),
            (WriteAccess::Waived, _) => not_saved("you chose so in this window"),
            (WriteAccess::Unasked | WriteAccess::Asked, _) => SaveStatus::Saving,
            (WriteAccess::Here, _) if self.is_dirty() || self.owner == LogOwner::Own => SaveStatus::Saving,
            (WriteAccess::Here, _) => SaveStatus::Saved,
        }
    }
}
