//! An analyst: reads files, analyses them, and sends what it found to the desk and to the keeper.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

use dossier::analysis::Engine;
use dossier::formats::Remedy;
use dossier::jobs::inbox::ParcelId;
use dossier::jobs::parcel::pack;
use dossier::jobs::{Done, Encoded, FromWorker, Job, Outcome, Peer, Read, is_for_readers, refused, run};
use js_sys::{Array, ArrayBuffer, Promise, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Blob, MessagePort};

use crate::{memory, ports, readers, say, scope};

pub(crate) struct Analyst {
    engine: Engine,
    /// Under which it sends parcels.
    id: u32,
    /// To the desk and to the keeper, each with its number.
    ports: RefCell<[Option<(MessagePort, u32)>; 2]>,
    /// Files whose content is here, or cannot be had for this reason.
    read: RefCell<VecDeque<(Job, Result<ArrayBuffer, String>)>>,
    /// How many files are being read.
    reading: Cell<usize>,
    /// Somebody is at work.
    busy: Cell<bool>,
    parcels: Cell<u32>,
}

/// What is done and not sent yet.
#[derive(Default)]
struct Tray {
    outcomes: Vec<Outcome>,
    documents: Vec<Encoded>,
    bytes: usize,
}

/// What is done is sent after this many milliseconds, or as soon as there are this many bytes of it.
const SOON_MS: f64 = 100.0;
const MANY_BYTES: usize = 1 << 20;
/// When no file is here that could be read, one may be in this many milliseconds.
const MOMENT_MS: i32 = 5;

impl Analyst {
    pub(crate) fn new(engine: Engine, id: u32) -> Analyst {
        Analyst {
            engine,
            id,
            ports: RefCell::default(),
            read: RefCell::default(),
            reading: Cell::new(0),
            busy: Cell::new(false),
            parcels: Cell::new(0),
        }
    }

    pub(crate) fn connect(&self, peer: Peer, number: u32, port: MessagePort) {
        let at = usize::from(peer == Peer::Keeper);
        self.ports.borrow_mut()[at] = Some((port, number));
    }

    /// Begins with these files: all are read at once, and analysed one after the other as their content comes.
    pub(crate) fn begin(self: &Rc<Self>, jobs: Vec<Job>, contents: &Array) {
        for (job, content) in jobs.into_iter().zip(contents.iter()) {
            match content.dyn_into::<Blob>() {
                Ok(blob) => {
                    self.reading.set(self.reading.get() + 1);
                    let analyst = Rc::clone(self);
                    spawn_local(async move {
                        let content = JsFuture::from(blob.array_buffer()).await;
                        analyst.reading.set(analyst.reading.get() - 1);
                        analyst.come(job, content.map(JsCast::unchecked_into).map_err(|error| reason(&error)));
                    });
                }
                Err(buffer) => self.come(job, Ok(buffer.unchecked_into())),
            }
        }
    }

    /// The content of a file is here.
    fn come(self: &Rc<Self>, job: Job, content: Result<ArrayBuffer, String>) {
        self.read.borrow_mut().push_back((job, content));
        if !self.busy.replace(true) {
            let analyst = Rc::clone(self);
            spawn_local(async move {
                analyst.work().await;
                analyst.busy.set(false);
            });
        }
    }

    async fn work(&self) {
        let (mut tray, mut sent) = (Tray::default(), 0.0);
        loop {
            let next = self.read.borrow_mut().pop_front();
            match next {
                Some((job, content)) => {
                    let content = content.map(|content| Uint8Array::new(&content).to_vec());
                    match &content {
                        Ok(bytes) if is_for_readers(&job, bytes) => match readers::read(&job, bytes).await {
                            Some(read) => tray.take(&job, content, Some(read), &self.engine),
                            None => tray.take(&job, Err(readers::MISSING.into()), None, &self.engine),
                        },
                        _ => tray.take(&job, content, None, &self.engine),
                    }
                }
                None if tray.outcomes.is_empty() => return,
                // More may be here in a moment; if not, what is done is not kept back.
                None if self.reading.get() > 0 => {
                    wait(MOMENT_MS).await;
                    if self.read.borrow().is_empty() {
                        sent = 0.0;
                    }
                }
                None => sent = 0.0,
            }
            // The first one at once: somebody waits for it.
            if now() - sent > SOON_MS || tray.bytes > MANY_BYTES {
                self.send(std::mem::take(&mut tray));
                sent = now();
            }
        }
    }

    fn send(&self, Tray { outcomes, documents, .. }: Tray) {
        let parcel = ParcelId { sender: self.id, number: self.parcels.get() };
        self.parcels.set(parcel.number + 1);
        let ports = self.ports.borrow();
        if !documents.is_empty() {
            let buffer = Uint8Array::from(pack(parcel, &documents).as_slice()).buffer();
            let [desk, keeper] = &*ports;
            if let Some((keeper, _)) = keeper {
                ports::send(keeper, &buffer.slice(0));
            }
            if let Some((desk, _)) = desk {
                ports::send(desk, &buffer);
            }
        }
        let ports = ports.each_ref().map(|port| port.as_ref().map_or(0, |(_, number)| *number));
        say(&FromWorker::Done(Done { parcel, ports, outcomes, memory: memory() }), &[]);
    }
}

impl Tray {
    fn take(&mut self, job: &Job, content: Result<Vec<u8>, String>, read: Option<Read>, engine: &Engine) {
        let (outcome, documents) = match content {
            Ok(content) => run(job, &content, read, engine),
            Err(reason) => (refused(job, reason, Some(Remedy::Again)), Vec::new()),
        };
        self.bytes += documents.iter().map(|document| document.record.len() + document.findings.len()).sum::<usize>();
        self.outcomes.push(outcome);
        self.documents.extend(documents);
    }
}

fn now() -> f64 {
    js_sys::Date::now()
}

async fn wait(ms: i32) {
    let promise = Promise::new(&mut |resolve, _| {
        let _ = scope().set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, ms);
    });
    let _ = JsFuture::from(promise).await;
}

/// Why the browser refuses to read a file, and what to do.
fn reason(error: &JsValue) -> String {
    let name = js_sys::Reflect::get(error, &"name".into()).ok().and_then(|name| name.as_string()).unwrap_or_default();
    dossier::jobs::unreadable(&name)
}
