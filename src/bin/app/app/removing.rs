//! Taking documents out, and bringing them back: no decision, so not in the log, but Ctrl+Z means it where it came last.

use dossier::corpus::DocumentKey;
use dossier::view::route::Open;
use yew::prelude::*;

use super::projects::given;
use super::{App, Msg, Undo};
use crate::dom;
use crate::store::in_time;

/// A document that was taken out. It is forgotten with the next decision, and with all others.
pub(super) struct Removed {
    /// `None` where it stands for all of them.
    key: Option<DocumentKey>,
    id: String,
    /// Its source records; `None` where they are not at hand.
    records: Option<Vec<Vec<u8>>>,
}

/// A row of the documents that goes: one near it is to have the focus.
pub(super) struct Leaving {
    key: DocumentKey,
    row: usize,
    gone: bool,
}

impl App {
    /// Takes a document out, and holds what it was made of as long as it may be wanted back.
    pub(super) fn remove(&mut self, ctx: &Context<Self>, key: DocumentKey) -> bool {
        let row = self.documents.rows.iter().position(|row| row.key == key);
        let (id, index) =
            row.map_or((key.id.clone(), None), |at| (self.documents.rows[at].id.clone(), Some(self.documents.rows[at].index)));
        self.leaving = row.map(|row| Leaving { key: key.clone(), row, gone: false });
        let (names, sources): (Vec<String>, Vec<Option<Vec<u8>>>) = self.desk.remove(&key).into_iter().unzip();
        self.removed.push(Removed { key: Some(key.clone()), id, records: sources.into_iter().collect() });
        match (&self.keep.db, self.removed.last().is_some_and(|removed| removed.records.is_some())) {
            (Some(db), false) => {
                let (db, names, link) = (db.clone(), names.clone(), ctx.link().clone());
                wasm_bindgen_futures::spawn_local(async move {
                    // Asked before it is taken out there: the database answers in this order.
                    let records = in_time(db.read(true, &names)).await.unwrap_or_default();
                    link.send_message(Msg::Removed(key, records.into_iter().collect()));
                });
            }
            _ => self.tell_removed(ctx),
        }
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
            self.leaving = None;
            dom::after(0, || {
                dom::focus("#main");
            });
        }
        self.refresh();
        true
    }

    /// The database has said what a removed document was made of.
    pub(super) fn removed_read(&mut self, ctx: &Context<Self>, key: &DocumentKey, records: Option<Vec<Vec<u8>>>) -> bool {
        let found = self.removed.iter_mut().rev().find(|removed| removed.key.as_ref() == Some(key));
        let Some(removed) = found else { return false };
        removed.records = records.filter(|records| !records.is_empty());
        self.tell_removed(ctx);
        true
    }

    fn tell_removed(&mut self, ctx: &Context<Self>) {
        let Some(removed) = self.removed.last() else { return };
        let way_back = removed.records.is_some().then_some(Undo::Removal);
        self.tell(ctx, format!("{} was removed.", removed.id).into(), way_back);
    }

    /// All documents were taken out: they are not held for Ctrl+Z.
    pub(super) fn removed_all(&mut self) {
        self.removed.push(Removed { key: None, id: "all documents".into(), records: None });
    }

    /// Brings back the document that was taken out last, if that came after every decision. Whether it did.
    pub(super) fn bring_back(&mut self, ctx: &Context<Self>) -> bool {
        // What was given again meanwhile is here.
        let is_here = |removed: &Removed| removed.key.as_ref().is_some_and(|key| self.desk.holds(key));
        self.removed.retain(|removed| !is_here(removed));
        let Some(removed) = self.removed.pop() else { return false };
        let Some(records) = removed.records else {
            self.tell(ctx, format!("Removing {} cannot be undone by Ctrl+Z: drop the files again.", removed.id).into(), None);
            return true;
        };
        let files = given(records);
        self.started = dom::now();
        self.keep_given(ctx, files.iter().map(|file| file.path.clone()).collect());
        self.pool.add(files);
        self.tell(ctx, format!("Undone: {} was removed.", removed.id).into(), None);
        true
    }

    /// Other rows of the documents are here.
    pub(super) fn rows_left(&mut self) {
        let rows = &self.documents.rows;
        if let Some(leaving) = &mut self.leaving {
            leaving.gone = rows.iter().all(|row| row.key != leaving.key);
        }
    }

    /// The focus of a row that has gone goes to the one that took its place, or the last one.
    pub(super) fn refocus_documents(&mut self) {
        if let Some(Leaving { row, .. }) = self.leaving.take_if(|leaving| leaving.gone)
            && dom::has_lost_focus()
            && !dom::focus(&format!(".side .document:nth-child({}) .document__open", row + 1))
            && !dom::focus(&format!(".side .document:nth-child({row}) .document__open"))
        {
            dom::focus(".side h2");
        }
    }
}
