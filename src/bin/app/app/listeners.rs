//! Events of the window.

use std::cell::Cell;
use std::rc::Rc;

use dossier::jobs::saving::Event as SaveEvent;
use wasm_bindgen::prelude::*;
use web_sys::{ClipboardEvent, DragEvent, Element, HtmlElement};
use yew::html::Scope;
use yew::prelude::*;

use super::{App, Msg};
use crate::dom;
use crate::files::{self, Dropped};

/// An event listener that lives as long as the page.
pub(super) struct Listener(#[allow(dead_code, reason = "kept alive, never called from here")] Closure<dyn FnMut(Event)>);

/// Keyboard, address, drag and drop, paste: they work wherever the pointer and the focus are.
pub(super) fn listeners(ctx: &Context<App>, epoch: &Rc<Cell<u32>>) -> Vec<Listener> {
    let listen = |name: &str, handle: Box<dyn FnMut(Event)>| {
        let closure = Closure::wrap(handle);
        let _ = dom::window().add_event_listener_with_callback(name, closure.as_ref().unchecked_ref());
        Listener(closure)
    };
    let listen_first = |name: &str, handle: Box<dyn FnMut(Event)>| {
        let closure = Closure::wrap(handle);
        let _ = dom::window().add_event_listener_with_callback_and_bool(name, closure.as_ref().unchecked_ref(), true);
        Listener(closure)
    };
    let link = ctx.link();
    let (keys, hash, leave) = (link.clone(), link.clone(), link.clone());
    let (gone, hidden) = (link.clone(), link.clone());
    // What is dragged out of the page itself, marked words or a link, is nothing to be added to it.
    let own = Rc::new(Cell::new(false));
    let (starts, ends, pressed) = (Rc::clone(&own), Rc::clone(&own), Rc::clone(&own));
    // Whether what is pressed leaves the focus where it is.
    let leaves_focus = Rc::new(Cell::new(false));
    let presses = Rc::clone(&leaves_focus);
    let (selected, selections) = (link.clone(), Rc::new(Cell::new(0)));
    vec![
        listen("mousedown", Box::new(move |event| presses.set(event.default_prevented()))),
        listen_first(
            "click",
            Box::new(move |event| {
                if !leaves_focus.get() {
                    focus_clicked(event.unchecked_ref());
                }
            }),
        ),
        listen("keydown", Box::new(move |event| keys.send_message(Msg::Key(event.unchecked_into())))),
        // A page that is left is not asked again: what was decided a moment ago is written now.
        listen(
            "pagehide",
            Box::new(move |_| {
                dom::settle_address();
                gone.send_message(Msg::Saving(SaveEvent::PageHidden));
            }),
        ),
        listen(
            "visibilitychange",
            Box::new(move |_| {
                if dom::document().hidden() {
                    hidden.send_message(Msg::Saving(SaveEvent::PageHidden));
                }
            }),
        ),
        listen(
            "hashchange",
            Box::new(move |_| {
                dom::moved();
                hash.send_message(Msg::Navigate);
            }),
        ),
        // Where it comes to rest: while words are being marked it comes with every letter.
        listen_first("selectionchange", Box::new(move |_| rest(&selected, &selections))),
        listen("dragstart", Box::new(move |_| starts.set(true))),
        listen("dragend", Box::new(move |_| ends.set(false))),
        // The end is not told where the place that it began at is gone.
        listen("pointerdown", Box::new(move |_| pressed.set(false))),
        // Where only one of them is cancelled, the browser opens the file in place of the page; WebKit needs the first one.
        listen("dragenter", dragged(link, &own)),
        listen("dragover", dragged(link, &own)),
        listen(
            "dragleave",
            Box::new(move |event| {
                if event.unchecked_ref::<DragEvent>().related_target().is_none() {
                    leave.send_message(Msg::Dragging(false));
                }
            }),
        ),
        listen("drop", dropped(link, epoch, &own)),
        listen("paste", pasted(link, epoch)),
    ]
}

/// How long nothing else is marked before it is taken for meant.
const RESTED_MS: i32 = 150;

/// Says that other words are marked, once that has come to rest.
fn rest(link: &Scope<App>, changes: &Rc<Cell<u32>>) {
    let change = changes.get().wrapping_add(1);
    changes.set(change);
    let (link, changes) = (link.clone(), Rc::clone(changes));
    dom::after(RESTED_MS, move || {
        if changes.get() == change {
            link.send_message(Msg::SelectionChanged);
        }
    });
}

/// What is clicked has the focus: Safari gives it to no button and no link, and a question that ends when the focus leaves it would never end.
fn focus_clicked(event: &MouseEvent) {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let clicked = target.and_then(|target| target.closest("button, a[href], summary").ok().flatten());
    let Some(clicked) = clicked.and_then(|clicked| clicked.dyn_into::<HtmlElement>().ok()) else { return };
    let has_focus = dom::document().active_element().is_some_and(|active| clicked.contains(Some(&active)));
    // What the program clicks has no count.
    if !has_focus && event.detail() > 0 {
        let _ = clicked.focus();
    }
}

/// Something is dragged over the page, which takes it.
fn dragged(link: &Scope<App>, own: &Rc<Cell<bool>>) -> Box<dyn FnMut(Event)> {
    let (link, own) = (link.clone(), Rc::clone(own));
    Box::new(move |event| {
        if !is_left_alone(event.unchecked_ref(), own.get()) {
            event.prevent_default();
            link.send_message(Msg::Dragging(true));
        }
    })
}

/// Files, folders or words are dropped on the page.
fn dropped(link: &Scope<App>, epoch: &Rc<Cell<u32>>, own: &Rc<Cell<bool>>) -> Box<dyn FnMut(Event)> {
    let (link, epoch, own) = (link.clone(), Rc::clone(epoch), Rc::clone(own));
    Box::new(move |event| {
        if is_left_alone(event.unchecked_ref(), own.replace(false)) {
            return;
        }
        event.prevent_default();
        link.send_message(Msg::Dragging(false));
        if let Some(transfer) = event.unchecked_ref::<DragEvent>().data_transfer() {
            let files = files::dropped(&transfer);
            let (link, epoch) = (link.clone(), epoch.get());
            wasm_bindgen_futures::spawn_local(async move { link.send_message(Msg::Files(files.await, epoch)) });
        }
    })
}

/// Files or words are pasted outside of any field.
fn pasted(link: &Scope<App>, epoch: &Rc<Cell<u32>>) -> Box<dyn FnMut(Event)> {
    let (link, epoch) = (link.clone(), Rc::clone(epoch));
    Box::new(move |event| {
        if dom::is_typing() {
            return;
        }
        let Some(data) = event.unchecked_ref::<ClipboardEvent>().clipboard_data() else { return };
        let given = data.files().map(|files| files::picked(&files)).filter(|files| !files.is_empty());
        let text = || data.get_data("text/plain").ok().filter(|text| !text.trim().is_empty());
        let given = given.map(Dropped::from).or_else(|| text().map(|text| Dropped::text(&text)));
        link.send_message(Msg::Files(given.unwrap_or_default(), epoch.get()));
    })
}

/// Whether a drag is none of the page's business: it began in the page, or is words over a field, which takes them itself.
fn is_left_alone(event: &DragEvent, is_own: bool) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let over_field = target.is_some_and(|element| matches!(element.tag_name().as_str(), "INPUT" | "TEXTAREA"));
    let has_files = || event.data_transfer().is_some_and(|transfer| transfer.types().includes(&"Files".into(), 0));
    is_own || over_field && !has_files()
}
