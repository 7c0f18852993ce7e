//! Writing down what is here, as far as this window may.

use dossier::edits::Log;
use dossier::jobs::keeping::{Write, Written};
use yew::prelude::*;

use super::{App, later, open, tag};
use crate::dom;
use crate::store::{Event, Right, Wish, ahead, in_time};

/// After how many milliseconds a change is written: what comes meanwhile is written with it.
const SOON_MS: i32 = 250;
/// Most documents that are written at once.
const BATCH: usize = 250;
/// While files are read the list of those that are not done is written no more often than this, in milliseconds: it is as long as what was given.
const LISTS_MS: f64 = 2_000.0;

impl App {
    /// Files are given: their names are kept until they are done.
    pub(in crate::app) fn keep_given(&mut self, ctx: &Context<Self>, paths: Vec<String>) {
        for path in paths {
            self.keep.left.remove(&path);
            self.keep.unfinished.insert(path);
        }
        self.keep.lists_changed = true;
        if !self.keep.is_open && self.keep.failed.is_none() && !self.keep.asked && !self.keep.session_only {
            self.keep.asked = true;
            open(ctx, &self.keeper, self.keep.generation);
        }
        if self.keep.is_open && self.keep.offer.is_none() && self.keep.right == Right::Unasked && !self.keep.session_only {
            self.ask_lock(ctx, false, Wish::Keep);
        }
        self.plan_flush(ctx);
    }

    /// A file is done.
    pub(in crate::app) fn keep_done(&mut self, ctx: &Context<Self>, path: &str) {
        self.keep.lists_changed |= self.keep.unfinished.remove(path);
        self.plan_flush(ctx);
    }

    pub(in crate::app) fn keep_removed(&mut self, ctx: &Context<Self>, names: Vec<String>) {
        self.keeper.release(names.clone());
        for name in names {
            self.keep.pending.remove(&name);
            // Elsewhere the same document may be kept for another project.
            if self.keep.right == Right::Here {
                self.keep.delete.insert(name);
            }
        }
        self.plan_flush(ctx);
    }

    pub(in crate::app) fn keep_cleared(&mut self, ctx: &Context<Self>) {
        self.keeper.release_all();
        self.keep.pending.clear();
        self.keep.delete.clear();
        self.keep.left.clear();
        self.keep.unfinished.clear();
        self.keep.next_run(); // what is on its way back does not come any more
        self.keep.opening = None;
        self.desk.end_filling();
        (self.keep.clear, self.keep.lists_changed) = (self.keep.right == Right::Here, true);
        self.plan_flush(ctx);
    }

    pub(in crate::app) fn keep_cancelled(&mut self, ctx: &Context<Self>) {
        self.keep.unfinished = self.keep.left.clone();
        self.keep.lists_changed = true;
        self.plan_flush(ctx);
    }

    pub(in crate::app) fn plan_flush(&mut self, ctx: &Context<Self>) {
        if !std::mem::replace(&mut self.keep.planned, true) {
            let on_event = later(ctx, self.keep.generation);
            dom::after(SOON_MS, move || on_event.emit(Event::Flush));
        }
    }

    /// Writes what is to be written, as far as this window may; all of it where the page is `left`.
    pub(super) fn flush(&mut self, ctx: &Context<Self>, left: bool) -> bool {
        let keep = &mut self.keep;
        if !keep.is_open || keep.writing || keep.session_only || keep.retaining || keep.failed.is_some() {
            return false;
        }
        let mut write = Write::default();
        if !keep.own_log && std::mem::take(&mut keep.log_changed) {
            write.log = Some(self.desk.log().operations().to_vec());
        }
        keep.writing_log = write.log.clone().map(|log| (log, keep.log_anew));
        keep.again.clear();
        if keep.right == Right::Here && keep.opening.is_none() {
            keep.taking_out = (std::mem::take(&mut keep.clear), std::mem::take(&mut keep.delete));
            (write.clear, write.delete) = (keep.taking_out.0, keep.taking_out.1.iter().cloned().collect());
            let is_time = keep.unfinished.is_empty() || left || dom::now() - keep.lists_written > LISTS_MS;
            if keep.lists_changed && is_time {
                (keep.lists_changed, keep.lists_written) = (false, dom::now());
                write.skipped = Some(self.desk.skipped());
                write.unfinished = Some(keep.unfinished.union(&keep.left).cloned().collect());
            }
            (write.documents, write.tag) = (keep.pending.keys().take(BATCH).cloned().collect(), tag());
        }
        if write.is_empty() {
            if keep.lists_changed && keep.right == Right::Here && keep.opening.is_none() {
                self.plan_flush(ctx); // it is not yet time for them
            }
            return true;
        }
        keep.writing = true;
        let (on_event, keeper) = (later(ctx, keep.generation), self.keeper.clone());
        let (number, written) = (keeper.number(), keeper.write(write));
        wasm_bindgen_futures::spawn_local(async move {
            let written = in_time(written).await;
            if keeper.number() == number {
                on_event.emit(Event::Written(written)); // else it is lost, and the next one writes anew
            }
        });
        true
    }

    /// The page may never run again: decisions that are not written down yet are written ahead, where they would be written down at all.
    pub(super) fn write_ahead(&mut self) {
        let keep = &self.keep;
        let unwritten = keep.log_changed || keep.writing && keep.writing_log.is_some();
        let is_wanted = !keep.own_log && !keep.session_only && !keep.retaining && keep.failed.is_none();
        // A log whose documents take the place of others is written with them or not at all.
        let is_apart = keep.clear || keep.taking_out.0;
        if unwritten && is_wanted && !is_apart {
            ahead::write(self.desk.log(), keep.log_anew);
        }
    }

    /// It was read back: the documents need not be held in memory any more.
    pub(super) fn written_down(&mut self, ctx: &Context<Self>, written: &Written) {
        let keep = &mut self.keep;
        keep.writing = false;
        if let Some((log, anew)) = keep.writing_log.take() {
            keep.log_anew &= keep.log_changed;
            ahead::settle(&Log::from_operations(log), anew);
        }
        keep.taking_out = Default::default();
        if keep.right == Right::Here {
            keep.written = true;
            for name in written.documents.iter().filter(|name| !keep.again.contains(*name)) {
                if let Some(key) = keep.pending.remove(name) {
                    self.desk.written(&key, name);
                }
            }
            if !written.missing.is_empty() && self.pool.progress().is_over() {
                self.rewrite(); // a keeper that is lost has taken them along; the desk has them
            }
        }
        if self.keep.is_dirty() {
            self.plan_flush(ctx);
        }
    }

    /// Everything that is here is to be written anew.
    pub(in crate::app) fn keep_again(&mut self) {
        self.keep.pending = self.desk.in_memory().into_iter().collect();
        (self.keep.log_changed, self.keep.lists_changed) = (true, true);
    }
}
