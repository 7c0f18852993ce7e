//! Events of the window.

use std::cell::Cell;
use std::rc::Rc;

use wasm_bindgen::prelude::*;
use web_sys::{ClipboardEvent, DragEvent};
use yew::prelude::*;

use super::{App, Msg};
use crate::{dom, files};

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
    vec![
        listen("keydown", Box::new(move |event| keys.send_message(Msg::Key(event.unchecked_into())))),
        listen("hashchange", Box::new(move |_| hash.send_message(Msg::Navigate))),
        listen(
            "dragover",
            Box::new(move |event| {
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
                let given = given.or_else(|| {
                    data.get_data("text/plain").ok().filter(|text| !text.trim().is_empty()).map(|text| vec![files::pasted(&text)])
                });
                paste.send_message(Msg::Files(given.unwrap_or_default().into(), paste_epoch.get()));
            }),
        ),
    ]
}
