//! Citations and pins: what is meant is copied, or kept.

use dossier::view::decisions::Decision;
use dossier::view::desk::Ask;
use dossier::view::pins::Pinning;
use dossier::view::route::{Focus, Open, Route, Target};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use yew::prelude::*;

use super::deciding::Question;
use super::{App, Msg};
use crate::dom;

impl App {
    /// The place that is meant by a key: what the focused row leads to, else what is read.
    fn meant(&self) -> Option<Target> {
        focused_target().or_else(|| match self.route.open? {
            Open::Reader(target) => Some(target),
            Open::Compare { .. } => None,
        })
    }

    /// Copies the place that is meant as a citation.
    pub(super) fn cite(&mut self, ctx: &Context<Self>) -> bool {
        let Some(target) = self.meant() else { return self.no_place(ctx) };
        let seen = self.reading.as_ref().filter(|reading| reading.document == target.document).map(|reading| reading.id.clone());
        self.desk.ask(Ask::Cite(target, seen));
        false
    }

    /// Keeps the place that is meant, or lets it go.
    pub(super) fn pin(&mut self, ctx: &Context<Self>) -> bool {
        if let Some(at) = focused_pin() {
            return self.pinned(at).is_some_and(|target| self.decide(Decision::Pin(Pinning::Remove(target))));
        }
        match self.meant() {
            Some(Target { focus: Focus::Start, .. }) | None => self.no_place(ctx),
            Some(target) => self.decide(Decision::Pin(Pinning::Toggle(target))),
        }
    }

    fn no_place(&mut self, ctx: &Context<Self>) -> bool {
        self.tell(ctx, "Choose a place first: the row of a sentence, or with n a place in the text that you read.".into(), None);
        true
    }

    /// Puts a citation into the clipboard.
    pub(super) fn copy(&mut self, ctx: &Context<Self>, citation: Option<String>) -> bool {
        let Some(citation) = citation else { return self.no_place(ctx) };
        let done = ctx.link().callback(|(copied, citation)| Msg::Copied(copied, citation));
        let written = dom::write_clipboard(&citation);
        spawn_local(async move {
            let copied = match written {
                Some(promise) => JsFuture::from(promise).await.is_ok(),
                None => false,
            };
            done.emit((copied, AttrValue::from(citation)));
        });
        false
    }

    /// The place of a pin.
    fn pinned(&self, at: u32) -> Option<Target> {
        self.pins.rows.iter().find(|row| row.at == at).map(|row| row.quoted.target)
    }

    pub(super) fn ask_for_pin_note(&mut self, at: u32) -> bool {
        let Some(row) = self.pins.rows.iter().find(|row| row.at == at) else { return false };
        let (target, before) = (row.quoted.target, row.note.clone());
        self.ask_line(Question::PinNote { target, before });
        true
    }
}

/// The number of the pin that has the focus.
pub(super) fn focused_pin() -> Option<u32> {
    dom::document().active_element()?.closest("[data-pin]").ok()??.get_attribute("data-pin")?.parse().ok()
}

/// Where the row that has the focus leads: a place in a document.
fn focused_target() -> Option<Target> {
    let row = dom::document().active_element()?.closest("a[href]").ok()??;
    match Route::from_hash(&row.get_attribute("href")?).open? {
        Open::Reader(target) if row.closest(".main, .side").ok()?.is_some() => Some(target),
        _ => None,
    }
}
