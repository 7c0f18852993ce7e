//! Bringing back what was kept.

use std::collections::BTreeSet;

use dossier::formats::Skipped;
use dossier::jobs::inbox::ParcelId;
use dossier::jobs::keeping::{Brought, Kept};
use dossier::view::format::counted;
use yew::prelude::*;

use super::{App, later, tag};
use crate::dom;
use crate::files::Given;
use crate::keeper::Keeper;
use crate::store::{Back, Event, Run, in_time};

/// Documents that are read at once.
const READ: usize = 64;

impl App {
    /// Brings back everything that is kept.
    pub(super) fn open_kept(&mut self, ctx: &Context<Self>) {
        if !self.keep.is_open {
            return;
        }
        let offered = self.keep.offer.take().map(|(documents, _)| documents);
        self.keep.opening = offered.or(self.keep.opening).or(Some(0));
        if !self.desk.is_started() {
            return; // when it is, this is asked for again
        }
        let run = self.keep.next_run();
        self.desk.begin_filling();
        let (on_event, keeper) = (later(ctx, self.keep.generation), self.keeper.clone());
        wasm_bindgen_futures::spawn_local(async move {
            match in_time(keeper.look()).await {
                Ok(kept) => {
                    let names = kept.names.clone();
                    on_event.emit(Event::BackBegins(run.number, kept));
                    bring_back(&keeper, &run, names, &on_event).await;
                }
                Err(reason) => on_event.emit(Event::BackFailed(run.number, reason)),
            }
        });
    }

    /// The desk is given what it lacks: it is a new one, or something was sent to the one before.
    pub(in crate::app) fn fill_desk(&mut self, ctx: &Context<Self>) {
        if self.keep.opening.is_some() {
            return self.open_kept(ctx); // from the beginning, or for the first time
        }
        if self.desk.lacking().is_empty() {
            if !self.desk.is_filled() && self.desk.end_filling() {
                self.refresh();
            }
            return;
        }
        if !self.keep.is_open && self.keep.asked {
            // The keeper is a new one, too, and only then knows what is written down.
            self.desk.begin_filling();
            self.keep.fill_when_open = true;
            return;
        }
        if !self.keep.is_open {
            // Nobody has what was written down any more. Given again it comes anew.
            let gone = self.forget_but(&BTreeSet::new());
            if gone > 0 {
                self.tell(ctx, format!("{} could not be brought back: drop their files again.", counted(gone, "document")).into(), None);
            }
        }
        let names = self.desk.lacking();
        self.desk.begin_filling();
        let (run, on_event, keeper) = (self.keep.next_run(), later(ctx, self.keep.generation), self.keeper.clone());
        wasm_bindgen_futures::spawn_local(async move { bring_back(&keeper, &run, names, &on_event).await });
    }

    pub(super) fn come_back(&mut self, run: u32, parcel: ParcelId, documents: Vec<Back>) -> bool {
        if run != self.keep.run.get() {
            // Everything was cleared meanwhile, or the desk was lost again: this one is not wanted.
            self.desk.settle(parcel, vec![false; documents.len()]);
            return false;
        }
        let opens = self.keep.opening.is_some();
        let (mut again, mut wanted) = (Vec::new(), Vec::new());
        for document in documents {
            match document {
                Back::Analysis(key, name) => {
                    // It may be taken out meanwhile.
                    wanted.push(!self.keep.is_leaving(&name) && (opens || self.desk.holds(&key)));
                    if wanted.last() == Some(&true) {
                        self.desk.comes(key, name);
                    }
                }
                Back::Record(record) => again.push(record),
                Back::Gone => self.keep.gone += 1,
            }
        }
        self.desk.settle(parcel, wanted);
        if !again.is_empty() {
            self.started = dom::now();
            self.pool.add(Given::records(again));
        }
        false
    }

    /// All documents of a run are on their way to the desk.
    pub(super) fn all_back(&mut self, ctx: &Context<Self>, run: u32) -> bool {
        if run != self.keep.run.get() {
            return false;
        }
        self.keep.opening = None;
        if self.keep.gone > 0 {
            let many = std::mem::take(&mut self.keep.gone);
            self.tell(ctx, format!("{many} of the kept documents are damaged or gone: drop their files again.").into(), None);
        }
        if self.desk.end_filling() {
            self.refresh();
        }
        self.plan_flush(ctx);
        if self.keep.retaining {
            self.retain(ctx);
        }
        true
    }

    pub(in crate::app) fn skip_all(&mut self, skipped: Vec<Skipped>) -> bool {
        skipped.into_iter().for_each(|skipped| self.skip(skipped));
        true
    }

    /// What is kept begins to come back: first what is kept beside the documents.
    pub(super) fn back_begins(&mut self, ctx: &Context<Self>, kept: Kept) -> bool {
        // What another window has taken out meanwhile is not here any more, either.
        let gone = self.forget_but(&kept.names.into_iter().collect());
        if gone > 0 {
            self.tell(ctx, format!("{} had been removed in another window.", counted(gone, "document")).into(), None);
        }
        if std::mem::take(&mut self.keep.joins) {
            self.join_kept_log(ctx, kept.log);
        }
        self.skip_all(kept.skipped)
    }

    /// Takes out what is neither here nor kept. Returns how much that is.
    fn forget_but(&mut self, kept: &BTreeSet<String>) -> usize {
        let gone = self.desk.forget_but(kept);
        self.sources.removed_all(&gone);
        gone.len()
    }
}

/// Has documents brought to the desk, some at a time.
async fn bring_back(keeper: &Keeper, run: &Run, names: Vec<String>, on_event: &Callback<Event>) {
    for some in names.chunks(READ) {
        if run.is_over() {
            return;
        }
        let parcel = keeper.next_parcel();
        let brought = match in_time(keeper.bring(parcel, some.to_vec(), tag())).await {
            Ok(brought) => brought,
            Err(reason) => return on_event.emit(Event::BackFailed(run.number, reason)),
        };
        let back = some.iter().zip(brought).map(|(name, document)| match document {
            (Brought::Analysis(key), _) => Back::Analysis(key, name.clone()),
            (Brought::Record, Some(record)) => Back::Record(record),
            _ => Back::Gone,
        });
        on_event.emit(Event::Back(run.number, parcel, back.collect()));
    }
    on_event.emit(Event::AllBack(run.number));
}
