//! Events of the window.

use std::cell::Cell;
use std::rc::Rc;

use wasm_bindgen::prelude::*;
use web_sys::{ClipboardEvent, DragEvent, Element};
use yew::prelude::*;

use super::{App, Msg};
use crate::dom;
use crate::files::{self, Gift};
use crate::store::Event as Kept;

/// An event listener that lives as long as the page.
pub(super) struct Listener(#[allow(dead_code, reason = "kept alive, never called from here")] Closure<dyn FnMut(Event)>);

/// Keyboard, address, drag and drop, paste: they work wherever the pointer and the focus are.
pub(super) fn listeners(ctx: &Context<App>, epoch: &Rc<Cell<u32>>) -> Vec<Listener> {
    let listen = |name: &str, handle: Box<dyn FnMut(Event)>| {
        let closure = Closure::wrap(handle);
        let _ = dom::window().add_event_listener_with_callback(name, closure.as_ref().unchecked_ref());
        Listener(closure)
    };
    let link = ctx.link();
    let (drop_epoch, paste_epoch) = (Rc::clone(epoch), Rc::clone(epoch));
    let (keys, hash, over, leave, drop, paste) = (link.clone(), link.clone(), link.clone(), link.clone(), link.clone(), link.clone());
    let (gone, hidden) = (link.clone(), link.clone());
    // What is dragged out of the page itself, marked words or a link, is nothing to be added to it.
    let own = Rc::new(Cell::new(false));
    let (starts, ends, pressed) = (Rc::clone(&own), Rc::clone(&own), Rc::clone(&own));
    let (own_over, own_drop) = (Rc::clone(&own), own);
    vec![
        listen("keydown", Box::new(move |event| keys.send_message(Msg::Key(event.unchecked_into())))),
        // A page that is left is not asked again: what was decided a moment ago is written now.
        listen("pagehide", Box::new(move |_| gone.send_message(Msg::Keep(Kept::Left)))),
        listen(
            "visibilitychange",
            Box::new(move |_| {
                if dom::document().hidden() {
                    hidden.send_message(Msg::Keep(Kept::Left));
                }
            }),
        ),
        listen("hashchange", Box::new(move |_| hash.send_message(Msg::Navigate))),
        listen("dragstart", Box::new(move |_| starts.set(true))),
        listen("dragend", Box::new(move |_| ends.set(false))),
        // The end is not told where the place that it began at is gone.
        listen("pointerdown", Box::new(move |_| pressed.set(false))),
        listen(
            "dragover",
            Box::new(move |event| {
                if is_left_alone(event.unchecked_ref(), own_over.get()) {
                    return;
                }
                event.prevent_default(); // else the browser opens the file in place of the page
                over.send_message(Msg::Dragging(true));
            }),
        ),
        listen(
            "dragleave",
            Box::new(move |event| {
                if event.unchecked_ref::<DragEvent>().related_target().is_none() {
                    leave.send_message(Msg::Dragging(false));
                }
            }),
        ),
        listen(
            "drop",
            Box::new(move |event| {
                if is_left_alone(event.unchecked_ref(), own_drop.replace(false)) {
                    return;
                }
                event.prevent_default();
                drop.send_message(Msg::Dragging(false));
                if let Some(transfer) = event.unchecked_ref::<DragEvent>().data_transfer() {
                    let files = files::dropped(&transfer);
                    let (link, epoch) = (drop.clone(), drop_epoch.get());
                    wasm_bindgen_futures::spawn_local(async move { link.send_message(Msg::Files(files.await, epoch)) });
                }
            }),
        ),
        listen(
            "paste",
            Box::new(move |event| {
                if dom::is_typing() {
                    return;
                }
                let Some(data) = event.unchecked_ref::<ClipboardEvent>().clipboard_data() else { return };
                let given = data.files().map(|files| files::picked(&files)).filter(|files| !files.is_empty());
                let text = || data.get_data("text/plain").ok().filter(|text| !text.trim().is_empty());
                let given = given.map(Gift::from).or_else(|| text().map(|text| Gift::text(&text)));
                paste.send_message(Msg::Files(given.unwrap_or_default(), paste_epoch.get()));
            }),
        ),
    ]
}

/// Whether a drag is none of the page's business: it began in the page, or is words over a field, which takes them itself.
fn is_left_alone(event: &DragEvent, is_own: bool) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let over_field = target.is_some_and(|element| matches!(element.tag_name().as_str(), "INPUT" | "TEXTAREA"));
    let has_files = || event.data_transfer().is_some_and(|transfer| transfer.types().includes(&"Files".into(), 0));
    is_own || over_field && !has_files()
}
