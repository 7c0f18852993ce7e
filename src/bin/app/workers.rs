//! Starting workers and talking to them.

use dossier::jobs::{FromWorker, ToWorker, decode, encode};
use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::{Blob, BlobPropertyBag, ErrorEvent, MessageEvent, Url, Worker, WorkerOptions, WorkerType};

use crate::dom;

/// A running worker. Dropping it ends it.
pub(crate) struct WorkerLink {
    worker: Worker,
    _on_message: Closure<dyn FnMut(MessageEvent)>,
    _on_error: Closure<dyn FnMut(ErrorEvent)>,
}

/// What comes from a worker.
pub(crate) enum Heard {
    /// What it says, and the buffers that come with it.
    Message(FromWorker, Array),
    /// The worker has crashed or sent something that is not a message: it is no longer of use.
    Lost,
}

impl WorkerLink {
    /// Starts a worker from the compiled `module`.
    pub(crate) fn start(module: &JsValue, mut on: impl FnMut(Heard) + Clone + 'static) -> Result<WorkerLink, JsValue> {
        // A program that does not load, or does not start, is an error of the worker.
        // The readers are loaded when the first file needs them, once in each worker.
        let base = dom::base();
        let readers = format!(
            "let readers; self.readers = () => readers ??= import(\"{base}readers.js\").then((module) => module.default({{ module_or_path: \"{base}readers_bg.wasm\" }}).then(() => module)).catch((error) => {{ readers = undefined; throw error; }});\n"
        );
        let script = format!(
            "{readers}self.onmessage = ({{ data }}) => {{ self.onmessage = null; import(\"{}worker.js\").then(({{ default: init }}) => init({{ module_or_path: data }})).catch(reportError); }};\n",
            base
        );
        let worker = start(&script)?;
        let mut heard = on.clone();
        let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            let parts: Array = event.data().unchecked_into();
            let message = decode(&Uint8Array::new(&parts.shift()).to_vec());
            heard(message.map_or(Heard::Lost, |message| Heard::Message(message, parts)));
        });
        let on_error = Closure::<dyn FnMut(ErrorEvent)>::new(move |event: ErrorEvent| {
            event.prevent_default();
            on(Heard::Lost);
        });
        worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        worker.post_message(module)?;
        Ok(WorkerLink { worker, _on_message: on_message, _on_error: on_error })
    }

    pub(crate) fn send(&self, message: &ToWorker) {
        self.send_with(message, &[], &[]);
    }

    /// Sends a message, and what comes with it: first what is copied, or like a file only named; then what changes hands.
    pub(crate) fn send_with(&self, message: &ToWorker, copied: &[JsValue], transferred: &[JsValue]) {
        let bytes: JsValue = Uint8Array::from(encode(message).as_slice()).buffer().into();
        let parts: Array = std::iter::once(&bytes).chain(copied).chain(transferred).collect();
        let changes_hands: Array = std::iter::once(&bytes).chain(transferred).collect();
        // A worker that is gone is reported by its error event.
        let _ = self.worker.post_message_with_transfer(&parts, &changes_hands);
    }
}

impl WorkerLink {
    /// Its messages are ignored from now on.
    pub(crate) fn mute(&self) {
        self.worker.set_onmessage(None);
    }
}

impl Drop for WorkerLink {
    fn drop(&mut self) {
        self.worker.set_onmessage(None);
        self.worker.set_onerror(None);
        self.worker.terminate();
    }
}

/// Starts a worker with this module as its script, which must import others only after its first message, by `import()`: Firefox fetches what is
/// imported at the head of a module from the host, past the service worker, and without network the worker never starts.
///
/// The script is a blob because a worker takes over the content security policy of the page only then; one that is
/// started from an address has the policy of that address's response, which on a static host is none.
pub(crate) fn start(script: &str) -> Result<Worker, JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type("text/javascript");
    let blob = Blob::new_with_str_sequence_and_options(&Array::of1(&script.into()), &options)?;
    let url = Url::create_object_url_with_blob(&blob)?;
    let options = WorkerOptions::new();
    options.set_type(WorkerType::Module);
    Worker::new_with_options(&url, &options)
}

/// The workers' program, compiled once for all of them; www/boot.js has begun to fetch it.
pub(crate) async fn module() -> Result<JsValue, JsValue> {
    let promise = js_sys::Reflect::get(&dom::window(), &"dossierWorkerModule".into())?;
    wasm_bindgen_futures::JsFuture::from(promise.unchecked_into::<js_sys::Promise>()).await
}
