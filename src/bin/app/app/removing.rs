//! Removing documents and bringing them back. This is no decision, so it is not in the log, but Ctrl+Z undoes it if it came last.

use dossier::corpus::DocumentKey;
use dossier::jobs::sources::SourceId;
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

/// A document that was taken out.
struct Removed {
    number: u32,
    /// `None` where it stands for all documents.
    key: Option<DocumentKey>,
    /// Of what that was given it was which row.
    place: Option<(SourceId, usize)>,
    id: String,
    records: Records,
}

/// The source records of a document that was taken out.
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
        self.all.iter().find(|removed| removed.key.as_ref() == Some(key))?.place
    }

    fn push(&mut self, key: Option<DocumentKey>, place: Option<(SourceId, usize)>, id: String, records: Records) -> u32 {
        self.count += 1;
        self.all.push(Removed { number: self.count, key, place, id, records });
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
                self.removed.push(None, None, "all documents".into(), Records::Gone);
                true
            }
            RemovalEvent::Read(number, records) => self.removed_read(ctx, number, records),
            RemovalEvent::BringBack(number) => self.bring_back(ctx, Some(number)),
        }
    }

    /// Takes a document out, and holds what it was made of as long as it may be wanted back.
    pub(super) fn remove(&mut self, ctx: &Context<Self>, key: DocumentKey) -> bool {
        let names = self.desk.remove(&key);
        if names.is_empty() {
            return false; // a second click on a row that goes
        }
        self.close_narrowed();
        let place = self.sources.removed(&key);
        let row = self.known.documents.rows.iter().position(|row| row.key == key);
        let (id, index) =
            row.map_or((key.id.clone(), None), |at| (self.known.documents.rows[at].id.clone(), Some(self.known.documents.rows[at].index)));
        self.attention.leaving = row.map(|row| Leaving { key: key.clone(), row, gone: false });
        let number = self.removed.push(Some(key), place, id, Records::Awaited { wanted: false });
        // Asked before it is taken out there: the keeper and the database answer in this order.
        let (records, link) = (self.keeper.records(names.clone()), ctx.link().clone());
        wasm_bindgen_futures::spawn_local(async move {
            let records = in_time(records).await.unwrap_or_else(|_| vec![None]);
            link.send_message(Msg::Removal(RemovalEvent::Read(number, records.into_iter().collect())));
        });
        self.keep_removed(ctx, names);
        let is_open = match self.route.open {
            Some(Open::Reader(target)) => index == Some(target.document),
            Some(Open::Compare { left, right, .. }) => index == Some(left) || index == Some(right),
            None => false,
        };
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
        self.tell(ctx, format!("{} was removed.", removed.id).into(), way_back);
    }

    /// Brings back what was taken out under this number, else what was taken out last, if that came after every decision.
    /// Whether there was anything.
    pub(super) fn bring_back(&mut self, ctx: &Context<Self>, number: Option<u32>) -> bool {
        let is_over = self.pool.progress().is_over();
        let desk = &self.desk;
        // What is here again, or was given again meanwhile, is no longer held.
        self.removed.all.retain(|removed| !removed.key.as_ref().is_some_and(|key| desk.holds(key)));
        let is_meant = |removed: &Removed| match (number, &removed.records) {
            (Some(number), _) => removed.number == number,
            // One that was cancelled on its way can be brought back again.
            (None, Records::Here { coming, .. }) => !coming || is_over,
            (None, _) => true,
        };
        let Some(at) = self.removed.all.iter().rposition(is_meant) else { return false };
        let id = self.removed.all[at].id.clone();
        match &mut self.removed.all[at].records {
            Records::Awaited { wanted } => *wanted = true,
            Records::Here { records, coming } => {
                *coming = true;
                let files = InputFile::records(records.clone());
                self.add(ctx, files.into(), self.epoch.get());
                self.tell(ctx, format!("Undone: {id} was removed.").into(), None);
            }
            Records::Gone => {
                self.removed.all.remove(at);
                self.tell(ctx, format!("Removing {id} cannot be undone by Ctrl+Z: drop the files again.").into(), None);
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
