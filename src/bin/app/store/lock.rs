//! One window writes at a time, and windows tell each other what was decided.

use js_sys::{Function, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{BroadcastChannel, MessageEvent};
use yew::Callback;

use super::time::wait;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = ["navigator", "locks"], js_name = request)]
    fn request_lock(name: &str, options: &JsValue, callback: &Function) -> Result<Promise, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["navigator", "locks"], js_name = query)]
    fn query_locks() -> Result<Promise, JsValue>;
}

const NAME: &str = "dossier-project";
/// A page that is reloaded holds its lock for a moment longer.
const PATIENCE_MS: i32 = 1_000;

/// The right to write. Dropping it lets another window have it.
pub(crate) struct Lock(Option<Function>);

impl Drop for Lock {
    fn drop(&mut self) {
        if let Some(release) = &self.0 {
            let _ = release.call0(&JsValue::NULL);
        }
    }
}

/// The lock, unless another window has it; or from it, if `steal` says so. `on_lost` is called when another window takes it from here.
/// Where the browser knows no locks, everybody has it.
pub(crate) async fn acquire(steal: bool, on_lost: Callback<()>) -> Option<Lock> {
    let options = Object::new();
    let _ = Reflect::set(&options, &"steal".into(), &steal.into());
    let stop = web_sys::AbortController::new().ok().filter(|_| !steal);
    if let Some(stop) = &stop {
        let _ = Reflect::set(&options, &"signal".into(), &stop.signal());
    }
    let (mut release, mut held) = (None, None);
    let holding = Promise::new(&mut |resolve, _| release = Some(resolve));
    let granted = Promise::new(&mut |resolve, _| held = Some(resolve));
    let held = held?;
    let answer = held.clone();
    let callback = Closure::once_into_js(move |_: JsValue| {
        let _ = answer.call1(&JsValue::NULL, &JsValue::TRUE);
        holding
    });
    let Ok(request) = request_lock(NAME, &options, callback.unchecked_ref()) else { return Some(Lock(None)) };
    if let Some(stop) = stop {
        wasm_bindgen_futures::spawn_local(async move {
            wait(PATIENCE_MS).await;
            stop.abort(); // of no effect once it is granted
        });
    }
    wasm_bindgen_futures::spawn_local(async move {
        if JsFuture::from(request).await.is_err() {
            let _ = held.call1(&JsValue::NULL, &JsValue::FALSE); // of no effect once it is granted
            on_lost.emit(());
        }
    });
    let granted = JsFuture::from(granted).await.is_ok_and(|granted| granted.is_truthy());
    granted.then_some(Lock(release))
}

/// Whether another window writes.
pub(crate) async fn held_elsewhere() -> bool {
    let Ok(query) = query_locks() else { return false };
    let Ok(answer) = JsFuture::from(query).await else { return false };
    let held = Reflect::get(&answer, &"held".into()).unwrap_or_default();
    js_sys::Array::from(&held)
        .iter()
        .any(|lock| Reflect::get(&lock, &"name".into()).ok().and_then(|name| name.as_string()).as_deref() == Some(NAME))
}

/// The other windows of this site.
pub(crate) struct Windows {
    channel: Option<BroadcastChannel>,
    _on_message: Closure<dyn FnMut(MessageEvent)>,
}

impl Windows {
    pub(crate) fn new(on_message: Callback<Vec<u8>>) -> Windows {
        let channel = BroadcastChannel::new("dossier").ok();
        let closure =
            Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| on_message.emit(Uint8Array::new(&event.data()).to_vec()));
        if let Some(channel) = &channel {
            channel.set_onmessage(Some(closure.as_ref().unchecked_ref()));
        }
        Windows { channel, _on_message: closure }
    }

    /// Tells the others; an empty message says that everything was forgotten.
    pub(crate) fn tell(&self, bytes: &[u8]) {
        if let Some(channel) = &self.channel {
            let _ = channel.post_message(&Uint8Array::from(bytes));
        }
    }
}
