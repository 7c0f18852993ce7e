//! The log of decisions, which is one for all windows on a project and for the database.

use super::{Effect, Effects, LogChange, LogOwner, LogUpdate, Mode, Returning, SaveState, Storage, Surroundings, WriteAccess};
use crate::edits::Log;
use crate::edits::windows::{followed_by, joined};
use crate::jobs::keeping::Kept;

impl SaveState {
    /// Something was decided here, or the log was begun anew.
    pub(super) fn tell_log(&mut self, how: LogChange, todo: &mut Effects) {
        if self.owner == LogOwner::Shared {
            todo.push(Effect::TellLog { is_anew: how == LogChange::Anew });
        }
        // What is this window's alone is not written, but it matters whether it goes on or was begun anew.
        if self.owner == LogOwner::Shared || how == LogChange::Anew {
            self.change = self.change.max(how);
        }
        self.plan_flush(todo);
    }

    /// This window writes now, what was decided in it, too.
    pub(super) fn share_log(&mut self, todo: &mut Effects) {
        if self.owner == LogOwner::Own && self.mode != Mode::SessionOnly {
            self.owner = LogOwner::Shared;
            self.change = self.change.max(LogChange::GoesOn);
            self.plan_flush(todo);
        }
    }

    /// What was decided before the database answered, here or in another window, comes to it. Returns the log by then.
    pub(super) fn join_opened_log(&mut self, kept: &Kept, around: &Surroundings, todo: &mut Effects) -> Log {
        if self.owner == LogOwner::Own || self.change == LogChange::Anew {
            return around.log.clone();
        }
        let log = joined(around.log, &kept.log);
        if *log.operations() != *kept.log {
            self.change = LogChange::GoesOn;
        }
        if log != *around.log {
            // What is shown was made with the log before.
            todo.extend([Effect::TakeLog(log.clone()), Effect::Refresh]);
        }
        log
    }

    /// This window writes now. Its own decisions come to those that are kept.
    pub(super) fn join_kept_log(&mut self, kept: &Kept, around: &Surroundings, todo: &mut Effects) {
        if self.mode == Mode::SessionOnly {
            return;
        }
        let log = match std::mem::replace(&mut self.owner, LogOwner::Shared) {
            LogOwner::Own => followed_by(&Log::from_operations(kept.log.clone()), around.log.operations()),
            LogOwner::Shared => joined(around.log, &kept.log),
        };
        let is_news = *log.operations() != *kept.log;
        if log != *around.log {
            todo.push(Effect::TakeLog(log));
        }
        self.change = self.change.min(LogChange::GoesOn);
        if is_news {
            self.tell_log(LogChange::GoesOn, todo);
        }
    }

    /// Another window of this site has decided something: that holds here, too.
    pub(super) fn log_update(&mut self, update: LogUpdate, around: &Surroundings, todo: &mut Effects) {
        if self.owner == LogOwner::Own {
            return;
        }
        let (log, is_news) = match update {
            LogUpdate::Anew(log) => (log, false),
            LogUpdate::GoesOn(told) => {
                let log = joined(around.log, told.operations());
                let is_news = log != told;
                (log, is_news)
            }
        };
        if log != *around.log {
            todo.extend([Effect::TakeLog(log), Effect::Refresh]);
        }
        if is_news {
            self.tell_log(LogChange::GoesOn, todo); // it lacks what was decided here
        }
    }

    /// Another window has forgotten everything: nothing more is written here, unless the user wants it written again.
    pub(super) fn forgotten_elsewhere(&mut self, around: &Surroundings, todo: &mut Effects) {
        self.access = WriteAccess::Unasked;
        self.storage = Storage::Closed("everything was forgotten in another window".into());
        // What was decided before is this window's alone: it does not come back into what is begun elsewhere.
        self.owner = LogOwner::Own;
        self.write_all_again(around);
        self.does_not_return(todo);
        self.returning = Returning::No; // and never will
        // Something may have been written ahead after the forgetting.
        todo.extend([Effect::RemoveAhead, Effect::Unlock, Effect::MarkOpen(false)]);
    }

    /// The page may never run again: decisions that are not written yet are written ahead, where they would be written at all.
    pub(super) fn write_ahead(&self, todo: &mut Effects) {
        let in_flight = self.in_flight.as_ref();
        let writing = in_flight.and_then(|write| Some(write.log.as_ref()?.1)).unwrap_or(LogChange::None);
        let change = self.change.max(writing);
        // A database that takes nothing is no reason: what is written ahead comes to it when it is opened next.
        let is_wanted = self.owner == LogOwner::Shared && self.mode == Mode::Saving && !matches!(self.storage, Storage::Closed(_));
        // A log whose documents take the place of others is written with them or not at all.
        let is_apart = self.removal.all || in_flight.is_some_and(|write| write.removal.all);
        if change != LogChange::None && is_wanted && !is_apart {
            todo.push(Effect::WriteAhead { is_anew: change == LogChange::Anew });
        }
    }
}
