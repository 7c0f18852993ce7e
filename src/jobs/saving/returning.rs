//! Bringing back the saved documents.

use std::collections::BTreeSet;

use super::{Effect, Effects, Mode, Notice, Returning, SaveState, Storage, Surroundings, WriteAccess};
use crate::jobs::inbox::ParcelId;
use crate::jobs::keeping::{Brought, Kept};

/// Documents that are brought at once.
const BROUGHT_AT_ONCE: usize = 64;

/// One bringing of documents to the desk. Another one that begins ends it.
#[derive(Clone, Debug, Default)]
pub(super) struct Run {
    /// Counts the runs.
    number: u32,
    /// Names of the documents that were asked for, and of those that still are to be.
    asked: Vec<String>,
    waiting: Vec<String>,
    /// How many did not come.
    gone: usize,
}

impl Run {
    /// Another run begins; the one before is over.
    pub(super) fn next(&mut self) -> u32 {
        *self = Run { number: self.number + 1, ..Run::default() };
        self.number
    }
}

/// Nothing of this parcel is wanted.
pub(super) fn unwanted(parcel: ParcelId, documents: &[Brought]) -> Effect {
    let here = documents.iter().filter(|document| matches!(document, Brought::Analysis(_)));
    Effect::Settle(parcel, here.map(|_| false).collect())
}

impl SaveState {
    /// Brings back everything that is kept.
    pub(super) fn open_kept(&mut self, around: &Surroundings, todo: &mut Effects) {
        if !self.is_open() {
            return;
        }
        let offered = self.offer.take().map(|offer| offer.documents);
        self.returning = Returning::Coming(offered.or(self.coming()).unwrap_or(0));
        if around.desk_is_started {
            todo.extend([Effect::BeginFilling, Effect::Look(self.run.next())]);
        } // else this is asked for again when it is
    }

    /// The desk is given what it lacks.
    pub(super) fn fill_desk(&mut self, around: &mut Surroundings, todo: &mut Effects) {
        if self.coming().is_some() {
            if self.access == WriteAccess::Here {
                self.open_kept(around, todo); // from the beginning, or for the first time
            }
            return; // else when it is known whether this window may
        }
        if around.holdings.lacking(around.desk).is_empty() {
            if !around.desk_is_filled {
                todo.extend([Effect::EndFilling, Effect::Refresh]);
            }
            return;
        }
        todo.push(Effect::BeginFilling);
        if self.storage == Storage::Opening {
            self.fills_when_open = true; // the keeper is a new one, too, and only then knows what is written down
            return;
        }
        if !self.is_open() {
            // What was written down is lost. Given again it comes anew.
            let lost = around.holdings.forget_lost(Some(around.desk), &BTreeSet::new());
            if !lost.is_empty() {
                self.pending.retain(|_, key| around.holdings.has(key));
                todo.push(Effect::Notice(Notice::Lost(lost.len())));
                todo.push(Effect::Gone(lost));
            }
        }
        self.run.next();
        self.run.waiting = around.holdings.lacking(around.desk);
        self.bring_more(around, todo);
    }

    /// What is kept cannot come back now; the user may try again.
    pub(super) fn does_not_return(&mut self, todo: &mut Effects) {
        if self.coming().is_some() {
            self.returning = Returning::Failed;
            self.run.next();
            todo.extend([Effect::EndFilling, Effect::Refresh]);
        }
    }

    /// What is kept begins to come back: first what is kept beside the documents.
    pub(super) fn return_begins(&mut self, run: u32, mut kept: Kept, around: &mut Surroundings, todo: &mut Effects) {
        if run != self.run.number {
            return;
        }
        // What another window has taken out meanwhile is gone here, too.
        let gone = around.holdings.forget_lost(None, &kept.names.iter().cloned().collect());
        if !gone.is_empty() {
            self.pending.retain(|_, key| around.holdings.has(key));
            todo.push(Effect::Notice(Notice::RemovedElsewhere(gone.len())));
            todo.push(Effect::Gone(gone));
        }
        if std::mem::take(&mut self.joins) {
            self.join_kept_log(&kept, around, todo);
        }
        if self.removal.all {
            // All of it was taken out meanwhile.
            (kept.names, kept.skipped) = Default::default();
        }
        if !kept.skipped.is_empty() {
            todo.push(Effect::Skip(kept.skipped));
        }
        self.run.waiting = kept.names;
        self.bring_more(around, todo);
    }

    fn bring_more(&mut self, around: &mut Surroundings, todo: &mut Effects) {
        let some = self.run.waiting.len().min(BROUGHT_AT_ONCE);
        if some == 0 {
            return self.all_back(around, todo);
        }
        self.run.asked = self.run.waiting.drain(..some).collect();
        todo.push(Effect::Return(self.run.number, self.run.asked.clone()));
    }

    pub(super) fn returned(&mut self, run: u32, parcel: ParcelId, documents: &[Brought], around: &mut Surroundings, todo: &mut Effects) {
        if run != self.run.number {
            // Everything was cleared meanwhile, or the desk was lost again: this one is not wanted.
            return todo.push(unwanted(parcel, documents));
        }
        let opens = self.coming().is_some();
        let (mut wanted, mut records, mut gone, mut rewrites) = (Vec::new(), Vec::new(), Vec::new(), false);
        for (name, document) in std::mem::take(&mut self.run.asked).into_iter().zip(documents) {
            match document {
                Brought::Analysis(key) => {
                    // It may be taken out meanwhile.
                    let is_wanted = !self.is_leaving(&name) && (opens || around.holdings.has(key));
                    wanted.push(is_wanted);
                    if is_wanted {
                        around.holdings.comes(key.clone(), name, around.desk);
                    }
                }
                Brought::Record => records.push(!self.is_leaving(&name)),
                Brought::Gone if around.holdings.is_somewhere(&name, around.desk) => rewrites = true,
                Brought::Gone => {
                    self.run.gone += 1;
                    self.pending.remove(&name);
                    gone.extend(around.holdings.lose(&name));
                }
            }
        }
        todo.push(Effect::Settle(parcel, wanted));
        if !gone.is_empty() {
            todo.push(Effect::Gone(gone));
        }
        if records.contains(&true) {
            todo.push(Effect::ReadRecords(records));
        }
        if rewrites {
            todo.push(Effect::Rewrite); // the desk has what is damaged there
        }
        self.bring_more(around, todo);
    }

    /// All documents of a run are on their way to the desk, or will not come.
    fn all_back(&mut self, around: &mut Surroundings, todo: &mut Effects) {
        let was_coming = self.coming().is_some();
        if was_coming {
            self.returning = Returning::No;
        }
        match std::mem::take(&mut self.run.gone) {
            0 => {}
            gone => todo.push(Effect::Notice(Notice::Damaged(gone))),
        }
        if was_coming && !around.holdings.lacking(around.desk).is_empty() {
            return self.fill_desk(around, todo); // what was here beside it, and is not written down yet
        }
        todo.extend([Effect::EndFilling, Effect::Refresh]);
        self.plan_flush(todo);
        if self.mode == Mode::Ending {
            self.retain(around, todo);
        }
    }

    pub(super) fn return_failed(&mut self, run: u32, reason: String, around: &mut Surroundings, todo: &mut Effects) {
        if run != self.run.number {
            return;
        }
        self.run.waiting.clear();
        if self.is_open() {
            self.storage = Storage::Failing(reason);
        }
        self.returning = Returning::Failed;
        self.all_back(around, todo);
    }
}
