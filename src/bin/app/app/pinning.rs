//! Citations and pins: the current place is copied or pinned.

use dossier::review::Anchor;
use dossier::view::asking::Question;
use dossier::view::decisions::Decision;
use dossier::view::keys::Command;
use dossier::view::pins::Pinning;
use dossier::view::request::Request;
use dossier::view::route::Open;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::Element;
use yew::prelude::*;

use super::{App, Msg};
use crate::dom;

impl App {
    /// The place that is meant by a key: of the row that has the focus, else the words that are marked, else what is read.
    fn meant(&self) -> Option<Anchor> {
        match focused_row() {
            Some(row) => Anchor::parse(&row.get_attribute("data-place")?),
            None => self.marking.as_ref().map(|marked| marked.place).or_else(|| self.read_now()?.anchor),
        }
    }

    /// Whether the text that is to be read is on its way, and no row is meant.
    pub(super) fn awaits_text(&self) -> bool {
        matches!(self.route.open, Some(Open::Reader(_))) && self.read_now().is_none() && focused_row().is_none()
    }

    /// Copies the place that is meant as a citation.
    pub(super) fn cite(&mut self, ctx: &Context<Self>) -> bool {
        let Some(place) = self.meant() else { return self.explain(ctx, Command::Cite) };
        self.desk.ask(Request::Cite(place));
        false
    }

    /// Keeps the place that is meant, or lets it go.
    pub(super) fn pin(&mut self, ctx: &Context<Self>) -> bool {
        if let Some(pin) = focused_pin() {
            return self.decide(Decision::Pin(Pinning::Remove(pin)));
        }
        match self.meant() {
            Some(place) => self.decide(Decision::Pin(Pinning::Toggle(place))),
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

    /// It is there, or the browser refused.
    pub(super) fn copied(&mut self, ctx: &Context<Self>, copied: bool, citation: &str) -> bool {
        if copied {
            self.tell(ctx, "Copied as a citation.".into(), None);
        } else {
            self.ask_line(Question::Copy { citation: citation.to_string() });
        }
        true
    }

    pub(super) fn ask_for_pin_note(&mut self, pin: &Anchor) -> bool {
        let Some(row) = self.known.pins.rows.iter().find(|row| row.anchor == *pin) else { return false };
        let before = row.note.clone();
        self.ask_line(Question::PinNote { pin: *pin, before });
        true
    }
}

/// The pin that has the focus.
pub(super) fn focused_pin() -> Option<Anchor> {
    Anchor::parse(&dom::document().active_element()?.closest("[data-pin]").ok()??.get_attribute("data-pin")?)
}

/// The row that has the focus: of a list, or a name or document at the side.
fn focused_row() -> Option<Element> {
    dom::document().active_element()?.closest(".main a[data-row], .side a[data-select]").ok()?
}
