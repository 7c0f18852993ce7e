//! Messages about what was just done: a line at the bottom, for a while, with a way to undo it.

use dossier::corpus::DocumentKey;
use dossier::edits::OperationId;
use yew::prelude::*;

use super::asking::Due;
use super::{App, Msg, RemovalEvent};
use crate::dom;

/// How long a message stays, and one that offers something, in milliseconds.
const MESSAGE_MS: i32 = 6_000;
const OFFER_MS: i32 = 10_000;

pub(super) struct Message {
    text: AttrValue,
    number: u32,
    /// What it tells of, if it can be taken back.
    pub(super) undo: Option<Undo>,
}

/// What can be taken back.
#[derive(Clone)]
pub(super) enum Undo {
    /// A decision, by what the log knows it.
    Decision(OperationId),
    /// Taking out a document, by its number.
    Removal(u32),
    /// A text that became a document.
    Addition(DocumentKey),
}

impl App {
    pub(super) fn tell(&mut self, ctx: &Context<Self>, text: AttrValue, undo: Option<Undo>) {
        self.messages += 1;
        let number = self.messages;
        // What offers something is left a little longer.
        let shown = if undo.is_some() { OFFER_MS } else { MESSAGE_MS };
        self.message = Some(Message { text, number, undo });
        let link = ctx.link().clone();
        dom::after(shown, move || link.send_message(Msg::Due(Due::HideMessage(number))));
    }

    /// A message has been there long enough, if it is still this one.
    pub(super) fn hide_message(&mut self, number: u32) -> bool {
        self.message.take_if(|shown| shown.number == number).is_some()
    }

    pub(super) fn drawn_message(&self, ctx: &Context<Self>) -> Html {
        let link = ctx.link();
        html! {
            <div class="message" role="status">
                if let Some(message) = &self.message {
                    <p>
                        { message.text.clone() }
                        if let Some(undo) = message.undo.clone() {
                            <button type="button" onclick={link.callback(move |_| match undo.clone() {
                                Undo::Decision(id) => Msg::ToggleDecision(id),
                                Undo::Removal(number) => Msg::Removal(RemovalEvent::BringBack(number)),
                                Undo::Addition(key) => Msg::Removal(RemovalEvent::Remove(key)),
                            })}>{ if matches!(message.undo, Some(Undo::Addition(_))) { "Remove it" } else { "Undo" } }</button>
                        }
                        <button type="button" class="message__close" aria-label="Close the message" onclick={link.callback(|_| Msg::CloseMessage)}></button>
                    </p>
                }
            </div>
        }
    }
}
