//! Working without network: the service worker, and offering its updates.

use wasm_bindgen::prelude::*;
use yew::Callback;

use crate::dom;

/// How the offline copy of the page stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Offline {
    /// Not said yet, or not possible here.
    Unknown,
    /// Everything is kept: the page works without network.
    Ready,
    /// A newer version is kept and waits.
    Update,
}

/// Listens to what www/boot.js says of the service worker.
pub(crate) fn listen(on_state: Callback<Offline>) {
    let read = move || {
        let state = dom::document().document_element().and_then(|root| root.get_attribute("data-offline"));
        on_state.emit(match state.as_deref() {
            Some("ready") => Offline::Ready,
            Some("update") => Offline::Update,
            _ => Offline::Unknown,
        });
    };
    read();
    let closure = Closure::<dyn Fn()>::new(read);
    let _ = dom::window().add_event_listener_with_callback("dossier-offline", closure.as_ref().unchecked_ref());
    closure.forget(); // the page listens as long as it lives
}

/// Takes the new version: the page is loaded again when it is in charge.
pub(crate) fn take_update() {
    if let Ok(event) = web_sys::Event::new("dossier-take-update") {
        let _ = dom::window().dispatch_event(&event);
    }
}
