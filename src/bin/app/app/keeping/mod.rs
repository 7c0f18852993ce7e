//! Keeping what is here: what happens with it, and which window may write.
//!
//! `writing.rs` writes, `coming_back.rs` brings back what was kept, `decisions.rs` keeps the logs of several windows one.

mod coming_back;
mod decisions;
mod writing;

use std::collections::BTreeSet;

use dossier::edits::windows::joined;
use dossier::jobs::keeping::Kept;
use dossier::jobs::{BUILD, PROTOCOL};
use dossier::view::desk::Ask;
use yew::prelude::*;

pub(super) use decisions::windows;

use super::{App, Msg};
use crate::dom;
use crate::keeper::Keeper;
use crate::store::{Event, Keep, Right, Standing, Wish, acquire, ahead, held_elsewhere, in_time};

/// In the storage of the tab: this tab has the project open.
const OPEN: &str = "dossier-open";
/// In the storage of the tab: nothing is to be written.
const SESSION_ONLY: &str = "dossier-session-only";

/// Which build has made an analysis: each is kept in a folder named after its content.
fn tag() -> String {
    let base = dom::base();
    format!("{PROTOCOL} {BUILD} {}", base.trim_end_matches('/').rsplit('/').next().unwrap_or_default())
}

/// Nothing is kept any more; the next document begins anew.
pub(super) fn keep_again_later(before: &Keep) -> Keep {
    dom::set_tab_item(OPEN, false);
    mark_session_only(before.session_only);
    Keep::new(before.session_only, before.generation + 1)
}

pub(super) fn mark_session_only(on: bool) {
    dom::set_tab_item(SESSION_ONLY, on);
    if on {
        dom::set_tab_item(OPEN, false);
    }
}

pub(super) fn keep() -> Keep {
    Keep::new(dom::tab_item(SESSION_ONLY).is_some(), 0)
}

/// Whether what is kept is to be opened at once: the page was reloaded.
pub(super) fn is_reload() -> bool {
    dom::tab_item(OPEN).is_some()
}

/// For what is begun now and ends later.
pub(super) fn later(ctx: &Context<App>, generation: u32) -> Callback<Event> {
    ctx.link().callback(move |event| Msg::KeepLate(generation, event))
}

/// Opens the database, and looks what is in it.
pub(super) fn open(ctx: &Context<App>, keeper: &Keeper, generation: u32) {
    let (on_event, keeper) = (later(ctx, generation), keeper.clone());
    let number = keeper.number();
    wasm_bindgen_futures::spawn_local(async move {
        let greeted = keeper.greet().await;
        if keeper.number() != number {
            return; // it is lost: the next one is asked
        }
        if let Err(reason) = greeted {
            return on_event.emit(Event::Opened(Err(reason)));
        }
        let opened = in_time(async {
            keeper.open().await?;
            let mut kept = keeper.look().await?;
            decisions::take_ahead(&keeper, &mut kept).await?;
            Ok(kept)
        });
        let opened = opened.await;
        if keeper.number() == number {
            on_event.emit(Event::Opened(opened));
        }
    });
}

impl App {
    /// Something that was begun in this generation has ended.
    pub(super) fn keep_late(&mut self, ctx: &Context<Self>, generation: u32, event: Event) -> bool {
        generation == self.keep.generation && self.keep_event(ctx, event)
    }

    pub(super) fn keep_event(&mut self, ctx: &Context<Self>, event: Event) -> bool {
        match event {
            Event::Opened(opened) => {
                self.keep.asked = false;
                match opened {
                    Ok(kept) => self.store_opened(ctx, kept),
                    Err(reason) => {
                        self.keep.failed = Some(reason.into());
                        if !self.desk.written_down().is_empty() {
                            self.rewrite(); // into the memory of the keeper, where nothing else has it
                        }
                    }
                }
                if std::mem::take(&mut self.keep.fill_when_open) {
                    self.fill_desk(ctx);
                }
            }
            Event::Locked(Some(lock), wish) => {
                (self.keep.lock, self.keep.right) = (Some(lock), Right::Here);
                dom::set_tab_item(OPEN, true);
                match wish {
                    // A log that was begun anew takes the place of what is kept; others join it.
                    Wish::Keep if self.keep.log_anew || !self.keep.own_log => self.write_own_log(ctx),
                    Wish::Keep | Wish::Open => {
                        // What was to be taken out here before may be what another window has kept since.
                        self.keep.takes_nothing_out();
                        self.keep.joins = true;
                        self.open_kept(ctx);
                    }
                    Wish::Replace => {
                        self.keep.offer = None;
                        self.keep.clear = true;
                        self.keep.left.clear();
                        self.write_own_log(ctx);
                    }
                }
                self.plan_flush(ctx);
            }
            Event::Locked(None, _) => {
                self.keep.right = Right::Elsewhere;
                self.keep.opening = None;
            }
            Event::LockLost => {
                if self.keep.lock.take().is_some() {
                    self.keep.right = Right::TakenOver;
                    self.keep.takes_nothing_out();
                    dom::set_tab_item(OPEN, false);
                }
            }
            Event::HeldElsewhere => self.keep.right = Right::Elsewhere,
            Event::Flush => {
                self.keep.planned = false;
                return self.flush(ctx, false);
            }
            Event::Left => {
                self.write_ahead();
                return self.flush(ctx, true);
            }
            Event::Written(Ok(written)) => {
                self.written_down(ctx, &written);
                if self.keep.retaining {
                    self.retain(ctx);
                }
            }
            Event::Written(Err(reason)) => {
                // What was to be written still is; it is tried again when the user says so.
                (self.keep.writing, self.keep.failed) = (false, Some(reason.into()));
                (self.keep.log_changed, self.keep.lists_changed) = (true, true);
                let (clear, delete) = std::mem::take(&mut self.keep.taking_out);
                if self.keep.right == Right::Here {
                    self.keep.clear |= clear;
                    self.keep.delete.extend(delete);
                }
                if self.keep.retaining {
                    self.retain(ctx);
                }
            }
            Event::Back(run, parcel, documents) => return self.come_back(run, parcel, documents),
            Event::AllBack(run) => return self.all_back(ctx, run),
            Event::BackBegins(run, kept) => return run == self.keep.run.get() && self.back_begins(ctx, kept),
            Event::BackFailed(run, _) if run != self.keep.run.get() => return false,
            Event::BackFailed(run, reason) => {
                (self.keep.failed, self.keep.back_failed) = (Some(reason.into()), true);
                return self.all_back(ctx, run);
            }
            Event::Decided(Some(told)) => return self.decided_elsewhere(ctx, told),
            Event::Retained(Ok(names)) => {
                self.desk.retained(&names);
                match self.desk.written_down().is_empty() {
                    true => self.end_keeping(ctx),
                    false => self.retain(ctx), // what was written down meanwhile, too
                }
            }
            Event::KeeperLost => self.keeper_lost(ctx),
            Event::Retained(Err(reason)) => {
                self.keep.retaining = false;
                self.plan_flush(ctx);
                self.tell(ctx, format!("Everything stays as it is: {reason}.").into(), None);
            }
            Event::Decided(None) => {
                ahead::remove(); // in case it came after the forgetting
                (self.keep.is_open, self.keep.lock, self.keep.right) = (false, None, Right::Unasked);
                dom::set_tab_item(OPEN, false);
                // What was decided before is this window's alone: it does not come back into what is begun elsewhere.
                self.keep.own_log = true;
                self.keep.failed = Some("everything was forgotten in another window".into());
                self.keep_again(); // if the user wants it written again after all
            }
            Event::Continue => {
                if self.keep.right == Right::Elsewhere {
                    return self.keep_event(ctx, Event::TakeOver);
                }
                self.ask_lock(ctx, false, Wish::Open);
            }
            Event::StartEmpty => self.keep.start_empty = true,
            Event::Replace => self.ask_lock(ctx, false, Wish::Replace),
            Event::TakeOver => self.ask_lock(ctx, true, Wish::Open),
            Event::WorkWithout => {
                (self.keep.right, self.keep.offer) = (Right::Waived, None);
            }
            Event::TryAgain => {
                self.keep.failed = None;
                self.keep.is_open = false;
                open(ctx, &self.keeper, self.keep.generation);
            }
            Event::SessionOnly(on) => self.set_session_only(ctx, on),
            Event::ForgetUnfinished => {
                for path in std::mem::take(&mut self.keep.left) {
                    self.keep.unfinished.remove(&path);
                }
                self.keep.lists_changed = true;
                self.plan_flush(ctx);
            }
        }
        true
    }

    fn store_opened(&mut self, ctx: &Context<Self>, kept: Kept) {
        self.keep.is_open = true;
        if kept.aside > 0 {
            let said = "The decisions that were kept here were written by a newer Dossier. They are put aside, and come back with it: reload the page to get it.";
            self.tell(ctx, said.into(), None);
        }
        let there: BTreeSet<&String> = kept.names.iter().collect();
        if self.desk.written_down().iter().any(|name| !there.contains(name)) {
            // What was written down is gone, in another window or by the browser's own tools. The desk still has it.
            self.rewrite();
        }
        if !self.keep.own_log && !self.keep.log_anew {
            // What was decided before the database answered, here or in another window, comes to it.
            let log = joined(self.desk.log(), &kept.log);
            self.keep.log_changed |= *log.operations() != *kept.log;
            if log != *self.desk.log() {
                self.take_log(log);
                self.refresh(); // what is shown was made with the log before
            }
        }
        if matches!(self.keep.right, Right::Here | Right::TakenOver | Right::Waived) {
            // It was opened again.
            if std::mem::take(&mut self.keep.back_failed) {
                match self.keep.right {
                    Right::Here => self.open_kept(ctx),
                    _ => self.fill_desk(ctx),
                }
            }
            return self.plan_flush(ctx);
        }
        if kept.names.is_empty() && kept.unfinished.is_empty() {
            if self.desk.has_anything() || !self.pool.progress().is_over() {
                self.ask_lock(ctx, false, Wish::Keep);
            }
            return;
        }
        self.keep.left = kept.unfinished.into_iter().collect();
        self.keep.offer = Some((kept.names.len(), self.desk.log().active().count()));
        if is_reload() {
            self.keep.opening = Some(kept.names.len());
            self.ask_lock(ctx, false, Wish::Open);
        } else {
            let on_event = later(ctx, self.keep.generation);
            wasm_bindgen_futures::spawn_local(async move {
                if held_elsewhere().await {
                    on_event.emit(Event::HeldElsewhere);
                }
            });
        }
    }

    /// What the desk has is to be held by the keeper again, and written down.
    pub(super) fn rewrite(&mut self) {
        self.desk.ask(Ask::Records);
    }

    /// The keeper is lost, with what was not written down. The desk still has it.
    fn keeper_lost(&mut self, ctx: &Context<Self>) {
        self.desk.keeper_lost();
        self.connect();
        let keep = &mut self.keep;
        let was_bringing = keep.opening.is_some() || !self.desk.is_filled();
        keep.next_run(); // what it was bringing comes no more
        (keep.is_open, keep.writing, keep.retaining, keep.fill_when_open) = (false, false, false, was_bringing);
        let (clear, delete) = std::mem::take(&mut keep.taking_out);
        keep.clear |= clear;
        keep.delete.extend(delete);
        if keep.session_only || keep.failed.is_some() {
            return self.rewrite();
        }
        (keep.asked, keep.log_changed, keep.lists_changed) = (true, true, true);
        open(ctx, &self.keeper, self.keep.generation);
    }

    /// Asks for the right to write.
    pub(super) fn ask_lock(&mut self, ctx: &Context<Self>, steal: bool, wish: Wish) {
        if self.keep.right == Right::Asked {
            return;
        }
        if self.keep.right == Right::Here {
            if wish == Wish::Open {
                self.open_kept(ctx);
            }
            return self.plan_flush(ctx);
        }
        self.keep.right = Right::Asked;
        let on_event = later(ctx, self.keep.generation);
        wasm_bindgen_futures::spawn_local(async move {
            let lock = acquire(steal, on_event.reform(|()| Event::LockLost)).await;
            on_event.emit(Event::Locked(lock, wish));
        });
    }

    /// Paths that were not finished last time.
    pub(super) fn left(&self) -> Vec<String> {
        self.keep.left.iter().cloned().collect()
    }

    pub(super) fn standing(&self) -> Standing {
        self.keep.standing(self.desk.has_anything() || !self.pool.progress().is_over())
    }
}
