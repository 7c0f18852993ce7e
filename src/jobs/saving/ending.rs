//! Ending saving, so that nothing is left in this browser, and starting again.

use std::collections::BTreeSet;

use super::{Effect, Effects, LogOwner, Mode, Notice, SaveState, Storage, Surroundings, WriteAccess};

/// Documents that are read into memory at once.
const RETAINED_AT_ONCE: usize = 64;

impl SaveState {
    /// Nothing more is to be written in this window, and what it has written is taken away: as soon as all of it is in memory.
    pub(super) fn end(&mut self, around: &mut Surroundings, todo: &mut Effects) {
        if self.mode != Mode::SessionOnly {
            self.retain(around, todo);
        }
    }

    /// Holds in memory again what was written down, before it is taken away there.
    pub(super) fn retain(&mut self, around: &mut Surroundings, todo: &mut Effects) {
        self.mode = Mode::Ending;
        if self.in_flight.is_some() || self.coming().is_some() {
            return; // what it writes is held no more, and what is coming is not here yet: when that is done
        }
        match (self.is_open(), self.access) {
            (false, _) => self.end_now(around, todo),
            (true, WriteAccess::Here) if !self.is_checked => todo.push(Effect::LookForNames),
            (true, _) => self.retain_more(around, todo),
        }
    }

    /// Only what is all here is taken away there.
    pub(super) fn kept_names(&mut self, names: Result<Vec<String>, String>, around: &mut Surroundings, todo: &mut Effects) {
        if self.mode != Mode::Ending {
            return;
        }
        let here: BTreeSet<String> =
            around.holdings.in_memory().into_iter().map(|(name, _)| name).chain(around.holdings.written_down()).collect();
        match names {
            Ok(names) if names.iter().all(|name| here.contains(name) || self.is_leaving(name)) => {
                self.is_checked = true;
                self.retain(around, todo);
            }
            Ok(_) => self.go_on("not everything that is kept is open here. Reload the page and open it first".into(), todo),
            Err(reason) => self.go_on(reason, todo),
        }
    }

    fn retain_more(&mut self, around: &mut Surroundings, todo: &mut Effects) {
        let names = around.holdings.some_written_down(RETAINED_AT_ONCE);
        match names.is_empty() {
            true => self.end_now(around, todo),
            false => todo.push(Effect::Retain(names)),
        }
    }

    pub(super) fn retained(&mut self, names: Result<Vec<String>, String>, around: &mut Surroundings, todo: &mut Effects) {
        if self.mode != Mode::Ending {
            return;
        }
        match names {
            Ok(names) => {
                around.holdings.retained(&names);
                self.retain(around, todo); // the right to write may have come meanwhile
            }
            Err(reason) => self.go_on(reason, todo),
        }
    }

    /// Saving does not end.
    fn go_on(&mut self, reason: String, todo: &mut Effects) {
        (self.mode, self.is_checked) = (Mode::Saving, false);
        self.plan_flush(todo);
        todo.push(Effect::Notice(Notice::StaysAsItIs(reason)));
    }

    /// From here on nothing is written.
    fn end_now(&mut self, around: &mut Surroundings, todo: &mut Effects) {
        let deletes = self.access == WriteAccess::Here;
        todo.extend([Effect::MarkSessionOnly(true), Effect::MarkOpen(false)]);
        if deletes {
            todo.push(Effect::RemoveAhead);
        }
        todo.push(Effect::Unlock);
        *self = SaveState::anew(true, self.generation + 1, std::mem::take(&mut self.run));
        self.refill(around, todo);
        todo.push(Effect::End { deletes });
    }

    /// Everything that is here is to be written again.
    pub(super) fn begin_again(&mut self, around: &mut Surroundings, todo: &mut Effects) {
        if self.mode != Mode::SessionOnly {
            return;
        }
        todo.push(Effect::MarkSessionOnly(false));
        *self = SaveState::anew(false, self.generation + 1, std::mem::take(&mut self.run));
        self.owner = LogOwner::Own; // until it is clear whose decisions are kept
        self.write_all_again(around);
        self.storage = Storage::Opening;
        self.refill(around, todo);
        todo.push(Effect::Open);
    }

    /// What was being brought to the desk when saving began anew is brought again: of the first time nothing more is heard.
    fn refill(&mut self, around: &mut Surroundings, todo: &mut Effects) {
        self.run.next();
        if !around.desk_is_filled {
            self.fill_desk(around, todo);
        }
    }

    /// Nothing is kept now; the next document begins anew.
    pub(super) fn forget_everything(&mut self, todo: &mut Effects) {
        let session_only = self.mode == Mode::SessionOnly;
        todo.extend([Effect::TellForgotten, Effect::Unlock, Effect::MarkOpen(false), Effect::MarkSessionOnly(session_only)]);
        self.run.next();
        *self = SaveState::anew(session_only, self.generation + 1, std::mem::take(&mut self.run));
    }
}
