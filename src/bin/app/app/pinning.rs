//! Citations and pins: what is meant is copied, or kept.

use dossier::view::decisions::Decision;
use dossier::view::desk::Ask;
use dossier::view::keys::Command;
use dossier::view::pins::Pinning;
use dossier::view::route::{Focus, Open, Route, Target, View};
use dossier::view::selection::Term;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::Element;
use yew::prelude::*;

use super::deciding::Question;
use super::{App, Msg};
use crate::dom;

impl App {
    /// The place that is meant by a key: of the row that has the focus, else of what is read.
    fn meant(&self) -> Option<Target> {
        match focused_row() {
            Some(row) => self.first_place(&row),
            None => match self.route.open? {
                Open::Reader(target) => Some(target),
                Open::Compare { .. } => None,
            },
        }
    }

    /// The first place of what a row is about: a name’s first mention, else where the row leads.
    fn first_place(&self, row: &Element) -> Option<Target> {
        let route = Route::from_hash(&row.get_attribute("href")?);
        let card = |route: &Route| route.entities.card.filter(|_| route.view == View::Entities);
        let mention = |(document, mention): (u32, u32)| Target { document, focus: Focus::Mention(mention) };
        let term = row.get_attribute("data-select").and_then(|name| Term::parse(&name));
        match (card(&route).filter(|_| card(&route) != card(&self.route)), term, route.open) {
            (Some(at), ..) => Some(mention(at)),
            (None, Some(Term::Entity(document, at)), _) => Some(mention((document, at))),
            (None, _, Some(Open::Reader(target))) => Some(target),
            _ => None,
        }
    }

    /// Copies the place that is meant as a citation.
    pub(super) fn cite(&mut self, ctx: &Context<Self>) -> bool {
        let Some(target) = self.meant() else { return self.explain(ctx, Command::Cite) };
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
            Some(target) => self.decide(Decision::Pin(Pinning::Toggle(target))),
            None => self.explain(ctx, Command::Pin),
        }
    }

    /// Puts a citation into the clipboard.
    pub(super) fn copy(&mut self, ctx: &Context<Self>, citation: Option<String>) -> bool {
        let Some(citation) = citation else { return self.explain(ctx, Command::Cite) };
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

/// The row that has the focus: of a list, or a name or document at the side.
fn focused_row() -> Option<Element> {
    dom::document().active_element()?.closest(".main a[data-row], .side a[data-select]").ok()?
}
