//! A worker of the page: says that it is ready, learns what it is for, then answers messages one by one.

use dossier::analysis::Engine;
use dossier::jobs::{FromWorker, Ready, Role, ToWorker, decode, decode_analysis, encode, run};
use dossier::view::desk::Desk;
use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

enum Worker {
    New,
    Analyst(Engine),
    Desk(Box<Desk>),
}

fn main() {
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let mut worker = Worker::New;
    let answers = scope.clone();
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        // A message that is not understood comes from another version of the page, which has seen `Ready` and reloads.
        let parts: Array = event.data().unchecked_into();
        let message = decode(&Uint8Array::new(&parts.get(0)).to_vec());
        if let Some(answer) = message.and_then(|message| worker.answer(message, &parts.get(1))) {
            post(&answers, &answer);
        }
    });
    scope.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    on_message.forget(); // it lives as long as the worker
    post(&scope, &FromWorker::Ready(Ready::here()));
}

impl Worker {
    /// `content` is what comes with a message that has any.
    fn answer(&mut self, message: ToWorker, content: &JsValue) -> Option<FromWorker> {
        match (&mut *self, message) {
            (_, ToWorker::Start(Role::Analyst(parts))) => *self = Worker::Analyst(Engine::new(parts)),
            (_, ToWorker::Start(Role::Desk)) => *self = Worker::Desk(Box::new(Desk::new())),
            (Worker::Analyst(engine), ToWorker::Job(job)) => {
                let content = Uint8Array::new(content).to_vec();
                return Some(FromWorker::Done(run(&job, &content, engine), memory()));
            }
            (Worker::Desk(desk), ToWorker::Add(bytes)) => {
                if let Some(analysis) = decode_analysis(&bytes) {
                    desk.add(analysis);
                }
            }
            (Worker::Desk(desk), ToWorker::Skip(skipped)) => desk.skip(skipped),
            (Worker::Desk(desk), ToWorker::Unskip(ids)) => desk.unskip(&ids),
            (Worker::Desk(desk), ToWorker::Remove(key)) => desk.remove(&key),
            (Worker::Desk(desk), ToWorker::Clear) => desk.clear(),
            (Worker::Desk(desk), ToWorker::Step(step)) => desk.step(step),
            (Worker::Desk(desk), ToWorker::Log(steps)) => desk.set_log(steps),
            (Worker::Desk(desk), ToWorker::Ask(ticket, ask, within)) => {
                let answer = Box::new(desk.answer_within(&ask, &within));
                return Some(FromWorker::Answer(ticket, answer));
            }
            _ => {} // not this worker's business
        }
        None
    }
}

/// Bytes of this worker's memory.
fn memory() -> u32 {
    let memory: js_sys::WebAssembly::Memory = wasm_bindgen::memory().unchecked_into();
    memory.buffer().unchecked_into::<js_sys::ArrayBuffer>().byte_length()
}

/// Posts the bytes in a buffer that changes hands instead of being copied.
fn post(scope: &DedicatedWorkerGlobalScope, message: &FromWorker) {
    let bytes = Uint8Array::from(encode(message).as_slice());
    let buffer = bytes.buffer();
    // Fails only if the page is gone.
    let _ = scope.post_message_with_transfer(&buffer, &js_sys::Array::of1(&buffer));
}
