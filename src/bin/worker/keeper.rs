//! The keeper: holds documents as the analysts sent them, until they are written into the browser's database and were read back, and brings
//! them to the desk.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use dossier::corpus::DocumentKey;
use dossier::jobs::inbox::{Inbox, Letter, Next, ParcelId};
use dossier::jobs::keeping::{Brought, FromKeeper, ToKeeper, Write, Written};
use dossier::jobs::parcel::pack;
use dossier::jobs::{Encoded, FromWorker, Peer, ToWorker, decode, encode};
use dossier::project::name;
use js_sys::{ArrayBuffer, Uint8Array};
use serde_bytes::ByteBuf;
use wasm_bindgen_futures::spawn_local;
use web_sys::MessagePort;

use crate::db::{ANALYSES, Db, MAX_ANALYSIS_BYTES, Put, SOURCES, put_about, put_log};
use crate::ports::{self, Parcel};
use crate::say;

/// An analysis as it is kept: which build has made it, of which document, what was found.
type Envelope = (String, DocumentKey, ByteBuf);

#[derive(Default)]
pub(crate) struct Keeper {
    db: RefCell<Option<Rc<Db>>>,
    /// By the name under which they are kept.
    held: RefCell<BTreeMap<String, Held>>,
    /// How often something came, so that what came again while it was written is told from what was written.
    count: Cell<u32>,
    desk: RefCell<Option<MessagePort>>,
    inbox: RefCell<Inbox<ToWorker, Parcel>>,
}

/// A document in memory, in the browser's and not in the program's.
#[derive(Clone)]
struct Held {
    key: DocumentKey,
    record: Uint8Array,
    findings: Uint8Array,
    number: u32,
}

impl Keeper {
    pub(crate) fn connect(self: &Rc<Self>, peer: Peer, port: MessagePort) {
        if peer == Peer::Desk {
            *self.desk.borrow_mut() = Some(port);
            return;
        }
        let keeper = Rc::clone(self);
        ports::listen(&port, move |parcel| {
            keeper.inbox.borrow_mut().parcel(parcel.id, parcel);
            keeper.go_on();
        });
    }

    pub(crate) fn heed(self: &Rc<Self>, message: ToWorker) {
        self.inbox.borrow_mut().letter(match message {
            ToWorker::Settle(parcel, wanted) => Letter::Settle(parcel, wanted),
            ToWorker::Gone(sender) => Letter::Gone(sender),
            other => Letter::Other(other),
        });
        self.go_on();
    }

    fn go_on(self: &Rc<Self>) {
        let next = || self.inbox.borrow_mut().take();
        while let Some(next) = next() {
            match next {
                Next::Documents(parcel, wanted) => self.hold(&parcel, &wanted),
                // What comes after these may hold the same again.
                Next::Message(ToWorker::Keep(_, ToKeeper::Release(names))) => {
                    let mut held = self.held.borrow_mut();
                    names.iter().for_each(|name| drop(held.remove(name)));
                }
                Next::Message(ToWorker::Keep(_, ToKeeper::ReleaseAll)) => self.held.borrow_mut().clear(),
                Next::Message(ToWorker::Keep(ticket, wish)) => {
                    // Wishes are begun in their order; what the database is asked it does in that order, too.
                    let keeper = Rc::clone(self);
                    spawn_local(async move {
                        if let Some((answer, buffers)) = keeper.answer(wish).await {
                            say(&FromWorker::Kept(ticket, answer), &buffers);
                        }
                    });
                }
                Next::Message(_) => {} // not the keeper's business
            }
        }
    }

    /// Holds the documents of a parcel that are wanted.
    fn hold(&self, parcel: &Parcel, wanted: &[bool]) {
        for (document, _) in parcel.documents.iter().zip(wanted).filter(|(_, wanted)| **wanted) {
            // Copies of their own: a view would be written with all of its buffer.
            let own = |range| parcel.view(range).slice(0, u32::MAX);
            self.hold_one(document.name.clone(), document.key.clone(), own(&document.record), own(&document.findings));
        }
    }

    fn hold_one(&self, name: String, key: DocumentKey, record: Uint8Array, findings: Uint8Array) {
        self.count.set(self.count.get() + 1);
        self.held.borrow_mut().insert(name, Held { key, record, findings, number: self.count.get() });
    }

    async fn answer(&self, wish: ToKeeper) -> Option<(FromKeeper, Vec<ArrayBuffer>)> {
        let alone = |answer| Some((answer, Vec::new()));
        match wish {
            ToKeeper::Greet => alone(FromKeeper::Done(Ok(()))),
            ToKeeper::Open => alone(FromKeeper::Done(self.open().await)),
            ToKeeper::Look => alone(FromKeeper::Kept(match self.open_db() {
                Ok(db) => db.kept().await,
                Err(reason) => Err(reason),
            })),
            ToKeeper::Write(write) => alone(FromKeeper::Written(self.write(write).await)),
            ToKeeper::Retain(names) => alone(FromKeeper::Done(self.retain(&names).await)),
            ToKeeper::Records(names) => {
                let records = self.records(&names).await;
                let here = records.iter().map(Option::is_some).collect();
                Some((FromKeeper::Records(here), records.into_iter().flatten().collect()))
            }
            ToKeeper::Bring(parcel, names, tag) => match self.bring(parcel, &names, &tag).await {
                Ok((brought, records)) => Some((FromKeeper::Brought(Ok(brought)), records)),
                Err(reason) => alone(FromKeeper::Brought(Err(reason))),
            },
            ToKeeper::Release(_) | ToKeeper::ReleaseAll => None, // at once; see `go_on`
        }
    }

    async fn open(&self) -> Result<(), String> {
        *self.db.borrow_mut() = None;
        let db = Db::open().await?;
        *self.db.borrow_mut() = Some(Rc::new(db));
        Ok(())
    }

    fn open_db(&self) -> Result<Rc<Db>, String> {
        self.db.borrow().clone().ok_or_else(|| "the browser’s storage is closed".into())
    }

    /// A document that is held.
    fn held(&self, name: &str) -> Option<Held> {
        self.held.borrow().get(name).cloned()
    }

    async fn write(&self, write: Write) -> Result<Written, String> {
        let db = self.open_db()?;
        let (mut documents, mut missing, mut bytes): (Vec<(String, Held)>, _, _) = (Vec::new(), Vec::new(), 0);
        for name in write.documents {
            match self.held(&name) {
                Some(held) if bytes < MANY_BYTES => {
                    bytes += held.record.length() + held.findings.length();
                    documents.push((name, held));
                }
                Some(_) => {} // the next time
                None => missing.push(name),
            }
        }
        let mut puts: Vec<Put> = Vec::new();
        for (name, held) in &documents {
            puts.push((SOURCES, name.clone(), held.record.clone()));
            puts.push((ANALYSES, name.clone(), held.envelope(&write.tag)));
        }
        puts.extend(write.log.as_deref().map(put_log));
        puts.extend(write.skipped.map(|skipped| put_about("skipped", &skipped)));
        puts.extend(write.unfinished.map(|unfinished| put_about("unfinished", &unfinished)));
        db.write(write.clear, &write.delete, &puts).await?;
        let mut held = self.held.borrow_mut();
        for (name, written) in &documents {
            // What is too large for the database is held on; so is what came again meanwhile.
            if !written.is_large() && held.get(name).is_some_and(|held| held.number == written.number) {
                held.remove(name);
            }
        }
        Ok(Written { documents: documents.into_iter().map(|(name, _)| name).collect(), missing })
    }

    /// The source records of these documents.
    async fn records(&self, names: &[String]) -> Vec<Option<ArrayBuffer>> {
        let mut records: Vec<Option<Uint8Array>> =
            names.iter().map(|name| self.held(name).map(|held| held.record.slice(0, u32::MAX))).collect();
        if records.iter().any(Option::is_none)
            && let Ok(db) = self.open_db()
            && let Ok(kept) = db.read(SOURCES, names).await
        {
            for ((record, kept), name) in records.iter_mut().zip(kept).zip(names) {
                *record = record.take().or(kept.filter(|kept| is_whole(kept, name)));
            }
        }
        records.into_iter().map(|record| record.map(|record| record.buffer())).collect()
    }

    /// Sends these documents to the desk in one parcel; the source records of those that another build has analysed come back.
    async fn bring(&self, parcel: ParcelId, names: &[String], tag: &str) -> Result<(Vec<Brought>, Vec<ArrayBuffer>), String> {
        let missing: Vec<String> = names.iter().filter(|name| self.held(name).is_none()).cloned().collect();
        let mut kept = match missing.is_empty() {
            true => BTreeMap::new(),
            false => kept(&*self.open_db()?, &missing).await?,
        };
        let (mut brought, mut documents, mut records) = (Vec::new(), Vec::new(), Vec::new());
        for name in names {
            if let Some(held) = self.held(name) {
                brought.push(Brought::Analysis(held.key.clone()));
                documents.push(Encoded {
                    key: held.key,
                    name: name.clone(),
                    record: held.record.to_vec(),
                    findings: held.findings.to_vec(),
                });
                continue;
            }
            brought.push(match kept.remove(name) {
                Some((record, Some((by, key, findings)))) if by == tag => {
                    documents.push(Encoded {
                        key: key.clone(),
                        name: name.clone(),
                        record: record.to_vec(),
                        findings: findings.into_vec(),
                    });
                    Brought::Analysis(key)
                }
                Some((record, _)) => {
                    records.push(record.slice(0, u32::MAX).buffer());
                    Brought::Record
                }
                None => Brought::Gone,
            });
        }
        if !documents.is_empty()
            && let Some(desk) = &*self.desk.borrow()
        {
            ports::send(desk, &Uint8Array::from(pack(parcel, &documents).as_slice()).buffer());
        }
        Ok((brought, records))
    }

    /// Holds in memory again what was written down.
    async fn retain(&self, names: &[String]) -> Result<(), String> {
        let missing: Vec<String> = names.iter().filter(|name| self.held(name).is_none()).cloned().collect();
        if missing.is_empty() {
            return Ok(());
        }
        let db = self.open_db()?;
        for some in missing.chunks(SOME) {
            let mut kept = kept(&db, some).await?;
            for name in some {
                let (record, envelope) = kept.remove(name).ok_or("a kept document is gone")?;
                // Findings that were too large for the database are not there.
                let (_, key, findings) = envelope.filter(|(tag, ..)| !tag.is_empty()).ok_or("a kept document is gone")?;
                self.hold_one(name.clone(), key, record, Uint8Array::from(findings.as_slice()));
            }
        }
        Ok(())
    }
}

impl Held {
    /// Whether it is more than the browser's database takes.
    fn is_large(&self) -> bool {
        self.findings.length() as usize > MAX_ANALYSIS_BYTES
    }

    /// The analysis as it is kept: an [`Envelope`] without its findings where they are too large.
    fn envelope(&self, tag: &str) -> Uint8Array {
        let (tag, length) = if self.is_large() { ("", 0) } else { (tag, self.findings.length()) };
        // Bytes are a length and what follows it.
        let head = encode(&(tag, &self.key, length));
        let envelope = Uint8Array::new_with_length(head.len() as u32 + length);
        envelope.set(&Uint8Array::from(head.as_slice()), 0);
        if length > 0 {
            envelope.set(&self.findings, head.len() as u32);
        }
        envelope
    }
}

/// Bytes of documents that are written at once, about: a few seconds of a slow disk.
const MANY_BYTES: u32 = 8 << 20;
/// Documents that are read at once where many are.
const SOME: usize = 64;

/// What is kept of these documents, as far as it is whole: the source record, and the analysis if there is one.
async fn kept(db: &Db, names: &[String]) -> Result<BTreeMap<String, (Uint8Array, Option<Envelope>)>, String> {
    let (records, analyses) = (db.read(SOURCES, names).await?, db.read(ANALYSES, names).await?);
    let documents = names.iter().zip(records.into_iter().zip(analyses)).filter_map(|(name, (record, analysis))| {
        let record = record.filter(|record| is_whole(record, name))?;
        Some((name.clone(), (record, analysis.and_then(|bytes| decode(&bytes.to_vec())))))
    });
    Ok(documents.collect())
}

/// A record whose name is not its hash is damaged.
fn is_whole(record: &Uint8Array, expected: &str) -> bool {
    name(&record.to_vec()) == expected
}
