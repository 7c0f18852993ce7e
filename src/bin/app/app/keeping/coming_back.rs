//! Bringing back what was kept.

use std::collections::BTreeSet;

use dossier::formats::Skipped;
use dossier::jobs::decode;
use dossier::project::record_id;
use dossier::view::format::counted;
use yew::prelude::*;

use super::{App, Envelope, later, tag};
use crate::dom;
use crate::files::Given;
use crate::store::{Back, Db, Event, Kept, Written, in_time};

/// Documents that are read at once.
const READ: usize = 64;

impl App {
    /// Brings back everything that is kept.
    pub(super) fn open_kept(&mut self, ctx: &Context<Self>) {
        let Some(db) = self.keep.db.clone() else { return };
        let offered = self.keep.offer.take().map(|(documents, _)| documents);
        self.keep.opening = offered.or(self.keep.opening).or(Some(0));
        self.keep.open_when_ready = !self.desk.is_started();
        if self.keep.open_when_ready {
            return;
        }
        self.keep.run += 1;
        let run = self.keep.run;
        self.desk.begin_filling();
        let on_event = later(ctx, self.keep.generation);
        wasm_bindgen_futures::spawn_local(async move {
            match in_time(db.kept()).await {
                Ok(kept) => {
                    let names = kept.names.clone();
                    on_event.emit(Event::BackBegins(run, kept));
                    bring_back(&db, run, names, &on_event).await;
                }
                Err(reason) => on_event.emit(Event::BackFailed(run, reason)),
            }
        });
    }

    /// A new desk is told what the page does not hold any more.
    pub(in crate::app) fn fill_desk(&mut self, ctx: &Context<Self>) {
        if self.keep.opening.is_some() {
            return self.open_kept(ctx); // from the beginning, or for the first time
        }
        let names = self.desk.missing();
        if names.is_empty() {
            return;
        }
        let Some(db) = self.keep.db.clone() else {
            // Nobody has them any more. Given again they come anew.
            self.forget_but(&BTreeSet::new());
            return self.tell(
                ctx,
                format!("{} could not be brought back: drop their files again.", counted(names.len(), "document")).into(),
                None,
            );
        };
        self.desk.begin_filling();
        self.keep.run += 1;
        let (run, on_event) = (self.keep.run, later(ctx, self.keep.generation));
        wasm_bindgen_futures::spawn_local(async move { bring_back(&db, run, names, &on_event).await });
    }

    pub(super) fn come_back(&mut self, ctx: &Context<Self>, run: u32, documents: Vec<Back>, last: bool) -> bool {
        if run != self.keep.run {
            return false; // everything was cleared meanwhile, or the desk was lost again
        }
        let mut again = Vec::new();
        for document in documents {
            match document {
                Back::Analysis(_, name, _) if self.keep.is_leaving(&name) => {} // taken out meanwhile
                Back::Analysis(key, name, bytes) => self.desk.hold(key, name, &bytes),
                Back::Source(record) => {
                    let path = record_id(&record).unwrap_or_default();
                    again.push(Given::record(path, record));
                }
                Back::Gone => self.keep.gone += 1,
            }
        }
        if !again.is_empty() {
            self.started = dom::now();
            self.pool.add(again);
        }
        if last {
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
        }
        last
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
            self.join_kept_log(ctx, kept.steps);
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

/// Reads documents, some at a time, and hands them on.
async fn bring_back(db: &Db, run: u32, names: Vec<String>, on_event: &Callback<Event>) {
    let tag = tag();
    for some in names.chunks(READ) {
        match in_time(back(db, some, &tag)).await {
            Ok(documents) => on_event.emit(Event::Back(run, documents, false)),
            Err(reason) => return on_event.emit(Event::BackFailed(run, reason)),
        }
    }
    on_event.emit(Event::Back(run, Vec::new(), true));
}

async fn back(db: &Db, names: &[String], tag: &str) -> Result<Vec<Back>, String> {
    let analyses = db.read(false, names).await?;
    let mut documents = Vec::with_capacity(names.len());
    let mut others = Vec::new();
    for (name, bytes) in names.iter().zip(analyses) {
        match bytes.and_then(|bytes| decode::<Envelope>(&bytes)) {
            Some((by, key, analysis)) if by == tag => documents.push(Back::Analysis(key, name.clone(), analysis.into_vec())),
            _ => others.push(name.clone()),
        }
    }
    let sources = db.read(true, &others).await?;
    documents.extend(sources.into_iter().map(|source| source.map_or(Back::Gone, Back::Source)));
    Ok(documents)
}

/// Source records and analyses by name, as they are held before they are written down.
pub(in crate::app) async fn sources_and_analyses(db: &Db, names: &[String]) -> Result<Vec<Written>, String> {
    let (sources, analyses) = (in_time(db.read(true, names)).await?, in_time(db.read(false, names)).await?);
    let gone = || "a kept document is gone".to_string();
    names
        .iter()
        .zip(sources.into_iter().zip(analyses))
        .map(|(name, (source, analysis))| {
            let (_, _, analysis) = analysis.and_then(|bytes| decode::<Envelope>(&bytes)).ok_or_else(gone)?;
            Ok((name.clone(), source.ok_or_else(gone)?, analysis.into_vec()))
        })
        .collect()
}
