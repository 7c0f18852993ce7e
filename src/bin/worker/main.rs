//! A worker of the page: says that it is ready, learns its role, then handles messages.

mod analyst;
mod db;
mod desk;
mod keeper;
mod ports;
mod readers;

use std::rc::Rc;

use dossier::analysis::Engine;
use dossier::desk::Desk;
use dossier::jobs::{FromWorker, Ready, Role, ToWorker, decode, encode};
use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

use self::analyst::Analyst;
use self::desk::DeskWorker;
use self::keeper::Keeper;

enum Worker {
    New,
    Analyst(Rc<Analyst>),
    Desk(Rc<DeskWorker>),
    Keeper(Rc<Keeper>),
}

fn main() {
    let mut worker = Worker::New;
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        // A message that is not understood comes from another version of the page, which has seen `Ready` and reloads.
        let parts: Array = event.data().unchecked_into();
        if let Some(message) = decode(&Uint8Array::new(&parts.shift()).to_vec()) {
            worker.heed(message, parts);
        }
    });
    scope().set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    on_message.forget(); // it lives as long as the worker
    say(&FromWorker::Ready(Ready::here()), &[]);
}

impl Worker {
    /// `parts` is what comes with a message.
    fn heed(&mut self, message: ToWorker, parts: Array) {
        match (&mut *self, message) {
            (_, ToWorker::Start(Role::Analyst(what, id))) => *self = Worker::Analyst(Rc::new(Analyst::new(Engine::new(what), id))),
            (_, ToWorker::Start(Role::Desk)) => *self = Worker::Desk(Rc::new(DeskWorker::new(Desk::new()))),
            (_, ToWorker::Start(Role::Keeper)) => *self = Worker::Keeper(Rc::new(Keeper::default())),
            (Worker::Analyst(analyst), ToWorker::Port(peer, number)) => analyst.connect(peer, number, parts.get(0).unchecked_into()),
            (Worker::Analyst(analyst), ToWorker::Jobs(jobs)) => analyst.begin(jobs, &parts),
            (Worker::Desk(desk), ToWorker::Port(..)) => desk.listen(parts.get(0).unchecked_into()),
            (Worker::Desk(desk), message) => desk.heed(message),
            (Worker::Keeper(keeper), ToWorker::Port(peer, _)) => keeper.connect(peer, parts.get(0).unchecked_into()),
            (Worker::Keeper(keeper), message) => keeper.heed(message),
            (Worker::New | Worker::Analyst(_), _) => {} // not this worker's business
        }
    }
}

fn scope() -> DedicatedWorkerGlobalScope {
    js_sys::global().unchecked_into()
}

/// Bytes of this worker's memory.
fn memory() -> u32 {
    let memory: js_sys::WebAssembly::Memory = wasm_bindgen::memory().unchecked_into();
    memory.buffer().unchecked_into::<js_sys::ArrayBuffer>().byte_length()
}

/// Says something to the page. The buffers change hands instead of being copied.
fn say(message: &FromWorker, buffers: &[js_sys::ArrayBuffer]) {
    let parts = Array::of1(&Uint8Array::from(encode(message).as_slice()).buffer());
    for buffer in buffers {
        parts.push(buffer);
    }
    // Fails only if the page is gone.
    let _ = scope().post_message_with_transfer(&parts, &parts);
}
