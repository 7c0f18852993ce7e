//! Removing documents and bringing them back. This is no decision, so it is not in the log, but Ctrl+Z undoes it if it came last.

use dossier::corpus::DocumentKey;
use dossier::jobs::sources::SourceId;
use dossier::view::format::counted;
use dossier::view::route::Open;
use js_sys::ArrayBuffer;
use yew::prelude::*;

use super::telling::Undo;
use super::{App, Msg};
use crate::dom;
use crate::files::InputFile;
use crate::store::in_time;

/// What was taken out, in order. It is forgotten with the next decision, and when all is taken out.
#[derive(Default)]
pub(super) struct Removals {
    all: Vec<Removed>,
    count: u32,
    /// How many there were when the last decision was asked for.
    before_decision: u32,
}

/// What happens with documents that are taken out.
pub(crate) enum RemovalEvent {
    Remove(DocumentKey),
    RemoveAll,
    /// What the document under this number was made of, if it is at hand.
    Read(u32, Option<Vec<ArrayBuffer>>),
    BringBack(u32),
}

/// Documents that were taken out together.
struct Removed {
    number: u32,
    /// None where it stands for all documents. With each, of what that was given it was which row.
    documents: Vec<(DocumentKey, Option<(SourceId, usize)>)>,
    /// What was taken out, in words: "a.txt was", "3 documents were".
    what: String,
    records: Records,
}

/// The source records of documents that were taken out.
enum Records {
    /// The keeper is asked for them; whether it is wanted back as soon as they are here.
    Awaited { wanted: bool },
    /// They are here; whether it is on its way back.
    Here { records: Vec<ArrayBuffer>, coming: bool },
    /// Nobody has them.
    Gone,
}

impl Removals {
    pub(super) fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    pub(super) fn clear(&mut self) {
        self.all.clear();
    }

    /// A decision is asked for.
    pub(super) fn mark_decision(&mut self) {
        self.before_decision = self.count;
    }

    /// Forgets what was taken out before the last decision was asked for.
    pub(super) fn forget_before_decision(&mut self) {
        self.all.retain(|removed| removed.number > self.before_decision);
    }

    /// Where a document was that was taken out and comes back.
    pub(super) fn place(&self, key: &DocumentKey) -> Option<(SourceId, usize)> {
        self.all.iter().flat_map(|removed| &removed.documents).find(|(known, _)| known == key)?.1
    }

    fn push(&mut self, documents: Vec<(DocumentKey, Option<(SourceId, usize)>)>, what: String, records: Records) -> u32 {
        self.count += 1;
        self.all.push(Removed { number: self.count, documents, what, records });
        self.count
    }
}

/// A row of the documents that goes: one near it is to have the focus.
pub(super) struct Leaving {
    key: DocumentKey,
    row: usize,
    gone: bool,
}

impl App {
    pub(super) fn removal_event(&mut self, ctx: &Context<Self>, event: RemovalEvent) -> bool {
        match event {
            RemovalEvent::Remove(key) => self.remove(ctx, key),
            RemovalEvent::RemoveAll => {
                self.clear(ctx);
                // They are not held for Ctrl+Z.
                self.removed.push(Vec::new(), "All documents were".into(), Records::Gone);
                true
            }
            RemovalEvent::Read(number, records) => self.removed_read(ctx, number, records),
            RemovalEvent::BringBack(number) => self.bring_back(ctx, Some(number)),
        }
    }

    /// Takes a document out, and holds what it was made of as long as it may be wanted back.
    pub(super) fn remove(&mut self, ctx: &Context<Self>, key: DocumentKey) -> bool {
        let row = self.known.documents.rows.iter().position(|row| row.key == key);
        self.attention.leaving = row.map(|row| Leaving { key: key.clone(), row, gone: false });
        self.remove_all(ctx, vec![key])
    }

    /// The same for several, which come back together.
    pub(super) fn remove_all(&mut self, ctx: &Context<Self>, keys: Vec<DocumentKey>) -> bool {
        let (mut names, mut documents) = (Vec::new(), Vec::new());
        for key in keys {
            let known = self.desk.remove(&key);
            // A second click on a row that goes finds nothing.
            if !known.is_empty() {
                names.extend(known);
                let place = self.sources.removed(&key);
                documents.push((key, place));
            }
        }
        if documents.is_empty() {
            return false;
        }
        self.close_narrowed();
        let is_open = self.is_one_open(&documents);
        let number = self.removed.push(documents, String::new(), Records::Awaited { wanted: false });
        if let Some(removed) = self.removed.all.last_mut() {
            removed.what = match removed.documents.as_slice() {
                [(key, _)] => {
                    let row = self.known.documents.rows.iter().find(|row| row.key == *key);
                    format!("{} was", row.map_or(&key.id, |row| &row.id))
                }
                documents => format!("{} were", counted(documents.len(), "document")),
            };
        }
        // Asked before it is taken out there: the keeper and the database answer in this order.
        let (records, link) = (self.keeper.records(names.clone()), ctx.link().clone());
        wasm_bindgen_futures::spawn_local(async move {
            let records = in_time(records).await.unwrap_or_else(|_| vec![None]);
            link.send_message(Msg::Removal(RemovalEvent::Read(number, records.into_iter().collect())));
        });
        self.keep_removed(ctx, names);
        if is_open || !self.desk.has_anything() {
            self.close_what_is_open();
        }
        if !self.desk.has_anything() {
            self.attention.leaving = None;
            dom::after(0, || {
                dom::focus_back("#main");
            });
        }
        self.refresh();
        true
    }

    /// Whether one of these is open, as far as the lists know where they are.
    fn is_one_open(&self, gone: &[(DocumentKey, Option<(SourceId, usize)>)]) -> bool {
        let is_gone = |index: u32| {
            let listed = self.known.documents.rows.iter().map(|row| (row.index, &row.key));
            let tabled = self.known.table.rows.iter().map(|row| (row.index, &row.picked.key));
            let read = self.known.opened.reading().map(|reading| (reading.document, &reading.key));
            let key = listed.chain(tabled).chain(read).find(|(at, _)| *at == index).map(|(_, key)| key);
            key.is_some_and(|key| gone.iter().any(|(gone, _)| gone == key))
        };
        match self.route.open {
            Some(Open::Reader(target)) => is_gone(target.document),
            Some(Open::Compare { left, right, .. }) => is_gone(left) || is_gone(right),
            None => false,
        }
    }

    /// The keeper has said what a removed document was made of.
    fn removed_read(&mut self, ctx: &Context<Self>, number: u32, read: Option<Vec<ArrayBuffer>>) -> bool {
        let Some(removed) = self.removed.all.iter_mut().find(|removed| removed.number == number) else { return false };
        let wanted = matches!(removed.records, Records::Awaited { wanted: true });
        removed.records = match read {
            Some(records) if !records.is_empty() => Records::Here { records, coming: false },
            _ => Records::Gone,
        };
        if wanted {
            return self.bring_back(ctx, Some(number));
        }
        self.tell_removed(ctx, number);
        true
    }

    fn tell_removed(&mut self, ctx: &Context<Self>, number: u32) {
        let Some(removed) = self.removed.all.iter().find(|removed| removed.number == number) else { return };
        let way_back = matches!(removed.records, Records::Here { .. }).then_some(Undo::Removal(number));
        self.tell(ctx, format!("{} removed.", removed.what).into(), way_back);
    }

    /// Brings back what was taken out under this number, else what was taken out last, if that came after every decision.
    /// Whether there was anything.
    pub(super) fn bring_back(&mut self, ctx: &Context<Self>, number: Option<u32>) -> bool {
        let is_over = self.pool.progress().is_over();
        let desk = &self.desk;
        // What is here again, or was given again meanwhile, is no longer held.
        let is_here = |removed: &Removed| !removed.documents.is_empty() && removed.documents.iter().all(|(key, _)| desk.holds(key));
        self.removed.all.retain(|removed| !is_here(removed));
        let is_meant = |removed: &Removed| match (number, &removed.records) {
            (Some(number), _) => removed.number == number,
            // One that was cancelled on its way can be brought back again.
            (None, Records::Here { coming, .. }) => !coming || is_over,
            (None, _) => true,
        };
        let Some(at) = self.removed.all.iter().rposition(is_meant) else { return false };
        let what = self.removed.all[at].what.clone();
        match &mut self.removed.all[at].records {
            Records::Awaited { wanted } => *wanted = true,
            Records::Here { records, coming } => {
                *coming = true;
                let files = InputFile::records(records.clone());
                self.add(ctx, files.into(), self.epoch.get());
                self.tell(ctx, format!("Undone: {what} removed.").into(), None);
            }
            Records::Gone => {
                let removed = self.removed.all.remove(at);
                let what = match removed.documents.as_slice() {
                    [] => "all documents",
                    [_] => removed.what.trim_end_matches(" was"),
                    _ => removed.what.trim_end_matches(" were"),
                };
                self.tell(ctx, format!("Removing {what} cannot be undone by Ctrl+Z: drop the files again.").into(), None);
            }
        }
        true
    }

    /// Other rows of the documents are here.
    pub(super) fn rows_left(&mut self) {
        let rows = &self.known.documents.rows;
        if let Some(leaving) = &mut self.attention.leaving {
            leaving.gone = rows.iter().all(|row| row.key != leaving.key);
        }
    }

    /// The focus of a row that has gone goes to the one that took its place, or the last one.
    pub(super) fn refocus_documents(&mut self) {
        if let Some(Leaving { row, .. }) = self.attention.leaving.take_if(|leaving| leaving.gone)
            && dom::has_lost_focus()
            && !dom::focus(&format!(".side .document:nth-child({}) .document__open", row + 1))
            && !dom::focus(&format!(".side .document:nth-child({row}) .document__open"))
        {
            dom::focus(".side h2");
        }
    }
}
