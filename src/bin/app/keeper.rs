//! The link to the keeper: documents are held and written down there.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::future::Future;
use std::rc::Rc;
use std::task::{Poll, Waker};

use dossier::jobs::inbox::{KEEPER, ParcelId};
use dossier::jobs::keeping::{Brought, FromKeeper, Kept, ToKeeper, Write, Written};
use dossier::jobs::{FromWorker, Peer, Role, ToWorker};
use js_sys::{Array, ArrayBuffer};
use wasm_bindgen::prelude::*;
use web_sys::MessagePort;
use yew::Callback;

use crate::workers::{Heard, WorkerLink};

/// One keeper, for everybody who asks it.
#[derive(Clone)]
pub(crate) struct Keeper(Rc<State>);

struct State {
    link: RefCell<Option<WorkerLink>>,
    module: RefCell<Option<JsValue>>,
    is_ready: Cell<bool>,
    /// What is sent as soon as it is ready.
    outbox: RefCell<Vec<(ToWorker, Option<MessagePort>)>>,
    asked: RefCell<BTreeMap<u32, Rc<RefCell<Waiting>>>>,
    tickets: Cell<u32>,
    /// How many parcels it was asked to bring.
    parcels: Cell<u32>,
    /// It never started, and another one would not, either.
    is_dead: Cell<bool>,
    /// Which keeper this is: another one takes the place of one that is lost.
    number: Cell<u32>,
    /// The last one is lost, with what it held.
    on_lost: Callback<()>,
}

/// Somebody who waits for an answer.
#[derive(Default)]
struct Waiting {
    /// `Some(None)` where there will be none.
    answer: Option<Option<(FromKeeper, Array)>>,
    waker: Option<Waker>,
}

impl Waiting {
    fn answer(&mut self, answer: Option<(FromKeeper, Array)>) {
        self.answer = Some(answer);
        if let Some(waker) = self.waker.take() {
            waker.wake();
        }
    }
}

const LOST: &str = "the part of the program that keeps documents has stopped";

impl Keeper {
    pub(crate) fn new(on_lost: Callback<()>) -> Keeper {
        Keeper(Rc::new(State {
            link: RefCell::default(),
            module: RefCell::default(),
            is_ready: Cell::new(false),
            outbox: RefCell::default(),
            asked: RefCell::default(),
            tickets: Cell::new(0),
            parcels: Cell::new(0),
            is_dead: Cell::new(false),
            number: Cell::new(1),
            on_lost,
        }))
    }

    pub(crate) fn start(&self, module: JsValue) {
        let keeper = self.clone();
        let link = WorkerLink::start(&module, move |heard| keeper.hear(heard)).ok();
        *self.0.module.borrow_mut() = Some(module);
        self.0.is_ready.set(false);
        *self.0.link.borrow_mut() = link;
    }

    /// Which keeper this is, counted from 1.
    pub(crate) fn number(&self) -> u32 {
        self.0.number.get()
    }

    fn hear(&self, heard: Heard) {
        let state = &self.0;
        match heard {
            Heard::Message(FromWorker::Ready(_), _) => {
                state.is_ready.set(true);
                self.send(ToWorker::Start(Role::Keeper), None);
                for (message, port) in state.outbox.take() {
                    self.send(message, port);
                }
            }
            Heard::Message(FromWorker::Kept(ticket, answer), buffers) => {
                let waiting = state.asked.borrow_mut().remove(&ticket);
                if let Some(waiting) = waiting {
                    waiting.borrow_mut().answer(Some((answer, buffers)));
                }
            }
            Heard::Message(..) => {}
            Heard::Lost => {
                state.number.set(state.number.get() + 1);
                state.outbox.take();
                for waiting in state.asked.take().into_values() {
                    waiting.borrow_mut().answer(None);
                }
                let was_ready = state.is_ready.get();
                let module = state.module.borrow().clone();
                match module.filter(|_| was_ready) {
                    Some(module) => self.start(module),
                    None => state.is_dead.set(true), // one that never started would not start the next time either
                }
                state.on_lost.emit(());
            }
        }
    }

    fn send(&self, message: ToWorker, port: Option<MessagePort>) {
        if self.0.is_dead.get() {
            return;
        }
        match &*self.0.link.borrow() {
            Some(link) if self.0.is_ready.get() => link.send_with(&message, &[], port.map(JsValue::from).as_slice()),
            _ => self.0.outbox.borrow_mut().push((message, port)),
        }
    }

    /// Somebody who sends parcels, or the desk, is at the other end of this port.
    pub(crate) fn connect(&self, peer: Peer, port: MessagePort) {
        self.send(ToWorker::Port(peer, 0), Some(port));
    }

    /// Which documents of a parcel are to be held.
    pub(crate) fn settle(&self, parcel: ParcelId, wanted: Vec<bool>) {
        self.send(ToWorker::Settle(parcel, wanted), None);
    }

    /// This analyst sends nothing more.
    pub(crate) fn gone(&self, analyst: u32) {
        self.send(ToWorker::Gone(analyst), None);
    }

    /// These no longer need to be held.
    pub(crate) fn release(&self, names: Vec<String>) {
        self.send(ToWorker::Keep(0, ToKeeper::Release(names)), None);
    }

    /// Nothing needs to be held now.
    pub(crate) fn release_all(&self) {
        self.send(ToWorker::Keep(0, ToKeeper::ReleaseAll), None);
    }

    /// Asks at once; the future only waits for the answer.
    fn ask(&self, wish: ToKeeper) -> impl Future<Output = Result<(FromKeeper, Array), String>> + use<> {
        let ticket = self.0.tickets.get() + 1; // 0 asks nothing
        self.0.tickets.set(ticket);
        let waiting = Rc::new(RefCell::new(Waiting { answer: self.0.is_dead.get().then_some(None), waker: None }));
        if !self.0.is_dead.get() {
            self.0.asked.borrow_mut().insert(ticket, Rc::clone(&waiting));
        }
        self.send(ToWorker::Keep(ticket, wish), None);
        std::future::poll_fn(move |context| {
            let mut waiting = waiting.borrow_mut();
            match waiting.answer.take() {
                Some(answer) => Poll::Ready(answer.ok_or_else(|| LOST.to_string())),
                None => {
                    waiting.waker = Some(context.waker().clone());
                    Poll::Pending
                }
            }
        })
    }

    fn done(&self, wish: ToKeeper) -> impl Future<Output = Result<(), String>> + use<> {
        let answer = self.ask(wish);
        async move {
            match answer.await? {
                (FromKeeper::Done(result), _) => result,
                _ => Err(LOST.into()), // another answer than asked for is of another build, which never comes here
            }
        }
    }

    /// Waits until it is there.
    pub(crate) fn greet(&self) -> impl Future<Output = Result<(), String>> + use<> {
        self.done(ToKeeper::Greet)
    }

    /// Opens the database.
    pub(crate) fn open(&self) -> impl Future<Output = Result<(), String>> + use<> {
        self.done(ToKeeper::Open)
    }

    /// What is kept, beside the documents themselves.
    pub(crate) fn look(&self) -> impl Future<Output = Result<Kept, String>> + use<> {
        let answer = self.ask(ToKeeper::Look);
        async move {
            match answer.await? {
                (FromKeeper::Kept(result), _) => result,
                _ => Err(LOST.into()),
            }
        }
    }

    /// Writes, and reads back what was written.
    pub(crate) fn write(&self, write: Write) -> impl Future<Output = Result<Written, String>> + use<> {
        let answer = self.ask(ToKeeper::Write(write));
        async move {
            match answer.await? {
                (FromKeeper::Written(result), _) => result,
                _ => Err(LOST.into()),
            }
        }
    }

    /// A number for a parcel that it is to bring, which no other has.
    pub(crate) fn next_parcel(&self) -> ParcelId {
        let number = self.0.parcels.get();
        self.0.parcels.set(number + 1);
        ParcelId { sender: KEEPER, number }
    }

    /// Holds these in memory again.
    pub(crate) fn retain(&self, names: Vec<String>) -> impl Future<Output = Result<(), String>> + use<> {
        self.done(ToKeeper::Retain(names))
    }

    /// The source records of these documents; none where nobody has it.
    pub(crate) fn records(&self, names: Vec<String>) -> impl Future<Output = Result<Vec<Option<ArrayBuffer>>, String>> + use<> {
        let answer = self.ask(ToKeeper::Records(names));
        async move {
            let (answer, buffers) = answer.await?;
            let FromKeeper::Records(here) = answer else { return Err(LOST.into()) };
            Ok(here.into_iter().map(|here| here.then(|| buffers.shift().unchecked_into())).collect())
        }
    }

    /// Sends these documents to the desk in this parcel. What became of each; where another build has analysed it, its source record.
    pub(crate) fn bring(
        &self,
        parcel: ParcelId,
        names: Vec<String>,
        tag: String,
    ) -> impl Future<Output = Result<Vec<(Brought, Option<ArrayBuffer>)>, String>> + use<> {
        let answer = self.ask(ToKeeper::Bring(parcel, names, tag));
        async move {
            let (answer, buffers) = answer.await?;
            let FromKeeper::Brought(brought) = answer else { return Err(LOST.into()) };
            let with_record = |brought| {
                let record = (brought == Brought::Record).then(|| buffers.shift().unchecked_into());
                (brought, record)
            };
            Ok(brought?.into_iter().map(with_record).collect())
        }
    }
}
