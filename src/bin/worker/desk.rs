//! The desk: takes documents in and answers questions, in the order in which the page says so.

use std::cell::RefCell;
use std::rc::Rc;

use dossier::desk::Desk;
use dossier::jobs::inbox::{Inbox, Letter, Next};
use dossier::jobs::{FromWorker, ToWorker, read_findings};
use web_sys::MessagePort;

use crate::ports::{Parcel, listen};
use crate::say;

pub(crate) struct DeskWorker {
    desk: RefCell<Desk>,
    inbox: RefCell<Inbox<ToWorker, Parcel>>,
}

impl DeskWorker {
    pub(crate) fn new(desk: Desk) -> DeskWorker {
        DeskWorker { desk: RefCell::new(desk), inbox: RefCell::default() }
    }

    /// Parcels come by this port from now on, too.
    pub(crate) fn listen(self: &Rc<Self>, port: MessagePort) {
        let desk = Rc::clone(self);
        listen(&port, move |parcel| {
            desk.inbox.borrow_mut().parcel(parcel.id, parcel);
            desk.go_on();
        });
    }

    pub(crate) fn heed(&self, message: ToWorker) {
        self.inbox.borrow_mut().letter(match message {
            ToWorker::Settle(parcel, wanted) => Letter::Settle(parcel, wanted),
            ToWorker::Gone(sender) => Letter::Gone(sender),
            other => Letter::Other(other),
        });
        self.go_on();
    }

    fn go_on(&self) {
        let next = || self.inbox.borrow_mut().take();
        while let Some(next) = next() {
            match next {
                Next::Documents(parcel, wanted) => self.take_in(&parcel, &wanted),
                Next::Message(message) => self.answer(message),
            }
        }
    }

    fn take_in(&self, parcel: &Parcel, wanted: &[bool]) {
        for (document, _) in parcel.documents.iter().zip(wanted).filter(|(_, wanted)| **wanted) {
            let (record, findings) = (parcel.view(&document.record).to_vec(), parcel.view(&document.findings).to_vec());
            // What cannot be read is of another build, which never comes here.
            if let Some(analysis) = read_findings(&record, &findings) {
                self.desk.borrow_mut().add(analysis);
            }
        }
    }

    fn answer(&self, message: ToWorker) {
        let mut desk = self.desk.borrow_mut();
        match message {
            ToWorker::Skip(skipped) => desk.skip(skipped),
            ToWorker::Unskip(ids) => desk.unskip(&ids),
            ToWorker::Remove(key) => desk.remove(&key),
            ToWorker::Clear => desk.clear(),
            ToWorker::Join(operations) => desk.join(operations),
            ToWorker::Log(window, operations) => desk.set_log(window, operations),
            ToWorker::Request(ticket, ask, within) => {
                let answer = Box::new(desk.answer_within(&ask, &within));
                say(&FromWorker::Response(ticket, answer), &[]);
            }
            _ => {} // not the desk's business
        }
    }
}
