//! Writing documents and decisions, as far as this window may.

use super::{
    Effect, Effects, InFlight, LockPurpose, LogChange, LogOwner, Mode, Removal, Returning, SaveState, Storage, Surroundings, WriteAccess,
};
use crate::corpus::DocumentKey;
use crate::jobs::keeping::{Write, Written};

/// Most documents that are written at once.
const MAX_WRITTEN_AT_ONCE: usize = 250;
/// While files are read the list of those that are not done is written no more often than this, in milliseconds: it is as long as what was given.
const LISTS_EVERY_MS: f64 = 2_000.0;

impl SaveState {
    /// Files are given: their names are kept until they are done.
    pub(super) fn given(&mut self, paths: Vec<String>, around: &mut Surroundings, todo: &mut Effects) {
        for path in paths {
            self.lists.unfinished_before.remove(&path);
            self.lists.unfinished.insert(path);
        }
        self.lists.is_changed = true;
        let is_saving = self.mode != Mode::SessionOnly;
        if is_saving && self.storage == Storage::Unasked {
            self.storage = Storage::Opening;
            todo.push(Effect::Open);
        }
        if is_saving && self.is_open() && self.offer.is_none() && self.access == WriteAccess::Unasked {
            self.ask_lock(false, LockPurpose::Keep, around, todo);
        }
        self.plan_flush(todo);
    }

    /// Documents came: they are to be written, whatever was to be done with those of their names before.
    pub(super) fn came(&mut self, documents: Vec<(String, DocumentKey)>) {
        for (name, key) in documents {
            self.removal.names.remove(&name);
            if let Some(write) = &mut self.in_flight {
                write.again.insert(name.clone());
            }
            self.pending.insert(name, key);
        }
    }

    pub(super) fn removed(&mut self, names: Vec<String>, todo: &mut Effects) {
        todo.push(Effect::Release(names.clone()));
        for name in names {
            self.pending.remove(&name);
            // Elsewhere the same document may be kept for another project.
            if self.access == WriteAccess::Here {
                self.removal.names.insert(name);
            }
        }
        self.plan_flush(todo);
    }

    pub(super) fn cleared(&mut self, around: &mut Surroundings, todo: &mut Effects) {
        todo.push(Effect::ReleaseAll);
        self.pending.clear();
        self.lists.unfinished.clear();
        self.lists.unfinished_before.clear();
        self.lists.is_changed = true;
        self.run.next(); // what is on its way back no longer arrives
        self.returning = Returning::No;
        self.removal = Removal { all: self.access == WriteAccess::Here, ..Removal::default() };
        todo.push(Effect::EndFilling);
        if self.joins {
            self.open_kept(around, todo); // the documents go, the decisions are still to come to those that are kept
        }
        if self.mode == Mode::Ending {
            self.retain(around, todo);
        }
        self.plan_flush(todo);
    }

    /// What was to be taken out of what is kept stays there.
    pub(super) fn removes_nothing(&mut self) {
        self.removal = Removal::default();
        if let Some(write) = &mut self.in_flight {
            write.removal = Removal::default();
        }
    }

    /// Whether a document of this name is being taken out.
    pub(super) fn is_leaving(&self, name: &str) -> bool {
        let removals = [Some(&self.removal), self.in_flight.as_ref().map(|write| &write.removal)];
        // What has come again meanwhile is written after it was taken out.
        !self.pending.contains_key(name) && removals.into_iter().flatten().any(|removal| removal.all || removal.names.contains(name))
    }

    pub(super) fn plan_flush(&mut self, todo: &mut Effects) {
        if !std::mem::replace(&mut self.flush_is_planned, true) {
            todo.push(Effect::FlushSoon);
        }
    }

    /// Whether there is something that should be written and is not.
    pub(super) fn is_dirty(&self) -> bool {
        let log = self.owner == LogOwner::Shared && self.change != LogChange::None;
        let documents = !self.pending.is_empty() || self.removal != Removal::default();
        self.in_flight.is_some() || log || documents || self.lists.is_changed
    }

    /// Writes what is to be written, as far as this window may; all of it where the page is hidden.
    pub(super) fn flush(&mut self, is_hidden: bool, around: &Surroundings, todo: &mut Effects) {
        if self.storage != Storage::Open || self.mode != Mode::Saving || self.in_flight.is_some() {
            return;
        }
        let mut write = Write::default();
        let mut in_flight = InFlight { log: None, removal: Removal::default(), again: Default::default() };
        if self.owner == LogOwner::Shared && self.change != LogChange::None {
            write.log = Some(around.log.operations().to_vec());
            in_flight.log = Some((around.log.clone(), std::mem::replace(&mut self.change, LogChange::None)));
        }
        let writes_documents = self.access == WriteAccess::Here && self.coming().is_none();
        if writes_documents {
            in_flight.removal = std::mem::take(&mut self.removal);
            (write.clear, write.delete) = (in_flight.removal.all, in_flight.removal.names.iter().cloned().collect());
            let is_time = self.lists.unfinished.is_empty() || is_hidden || around.now - self.lists.written_at > LISTS_EVERY_MS;
            if self.lists.is_changed && is_time {
                (self.lists.is_changed, self.lists.written_at) = (false, around.now);
                write.skipped = Some(around.skipped.iter().cloned().collect());
                write.unfinished = Some(self.lists.unfinished.union(&self.lists.unfinished_before).cloned().collect());
            }
            write.documents = self.pending.keys().take(MAX_WRITTEN_AT_ONCE).cloned().collect();
            write.tag = around.tag.to_string();
        }
        if !write.is_empty() {
            self.in_flight = Some(in_flight);
            todo.push(Effect::Write(write));
        } else if self.lists.is_changed && writes_documents {
            self.plan_flush(todo); // it is not yet time for them
        }
    }

    pub(super) fn written(&mut self, written: Result<Written, String>, around: &mut Surroundings, todo: &mut Effects) {
        match written {
            Ok(written) => self.written_down(&written, around, todo),
            Err(reason) => {
                // What was to be written still is; it is tried again when the user says so.
                self.write_failed(self.access == WriteAccess::Here);
                if self.is_open() {
                    self.storage = Storage::Failing(reason);
                }
            }
        }
        if self.mode == Mode::Ending {
            self.retain(around, todo);
        }
    }

    /// It was read back: the documents no longer need to be held in memory.
    fn written_down(&mut self, written: &Written, around: &mut Surroundings, todo: &mut Effects) {
        let Some(write) = self.in_flight.take() else { return };
        if let Some((log, change)) = write.log {
            todo.push(Effect::SettleAhead(log, change == LogChange::Anew));
        }
        if self.access == WriteAccess::Here {
            for name in written.documents.iter().filter(|name| !write.again.contains(*name)) {
                if let Some(key) = self.pending.remove(name) {
                    around.holdings.written(&key, name);
                }
            }
            if !written.missing.is_empty() && !around.is_reading {
                around.holdings.not_retained(&written.missing);
                todo.push(Effect::Rewrite); // a keeper that is lost has taken them along; the desk has them
            }
        }
        if self.is_dirty() {
            self.plan_flush(todo);
        }
    }

    /// What a write that is on its way was to write is still to be written; and what it was to take out, if this window still may.
    pub(super) fn write_failed(&mut self, takes_out: bool) {
        self.change = self.change.max(LogChange::GoesOn);
        self.lists.is_changed = true;
        let Some(write) = self.in_flight.take() else { return };
        if let Some((_, change)) = write.log {
            self.change = self.change.max(change);
        }
        if takes_out {
            self.removal.all |= write.removal.all;
            self.removal.names.extend(write.removal.names);
        }
    }

    /// Everything that is here is to be written anew.
    pub(super) fn write_all_again(&mut self, around: &Surroundings) {
        self.pending = around.holdings.in_memory().into_iter().collect();
        self.change = self.change.max(LogChange::GoesOn);
        self.lists.is_changed = true;
    }
}
