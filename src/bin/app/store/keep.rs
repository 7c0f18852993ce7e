//! How keeping stands: what is still to be written, and who may write. The page acts on it in `app/keeping`.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use dossier::corpus::DocumentKey;
use dossier::edits::Operation;
use dossier::jobs::inbox::ParcelId;
use dossier::jobs::keeping::{Kept, Written};
use js_sys::ArrayBuffer;
use yew::AttrValue;

use super::Lock;

/// What happened.
pub(crate) enum Event {
    /// The database is open, or cannot be opened.
    Opened(Result<Kept, String>),
    /// This window may write, or another one does; what for it asked.
    Locked(Option<Lock>, Wish),
    /// Another window has taken over.
    LockLost,
    /// Time to write.
    Flush,
    /// The page is left, or hidden and perhaps not shown again.
    Left,
    /// Documents are written and were read back, or not.
    Written(Result<Written, String>),
    /// Documents are on their way to the desk in this parcel, brought in the run of this number.
    Back(u32, ParcelId, Vec<Back>),
    /// All documents of this run are.
    AllBack(u32),
    /// What is kept beside them.
    BackBegins(u32, Kept),
    /// They do not come back.
    BackFailed(u32, String),
    /// Documents that were written down are in memory again; or not.
    Retained(Result<BTreeSet<String>, String>),
    /// The keeper is lost, with what it had in memory.
    KeeperLost,
    /// Another window has decided something, or has forgotten everything.
    Decided(Option<Told>),
    /// Another window writes, as far as one can see.
    HeldElsewhere,
    /// The user: open what is kept.
    Continue,
    /// The user: begin with nothing, and leave alone what is kept.
    StartEmpty,
    /// The user: write over what is kept.
    Replace,
    /// The user: write here, no longer in the other window.
    TakeOver,
    /// The user: do not write here.
    WorkWithout,
    /// The user: try again to write.
    TryAgain,
    /// The user: write nothing in this window, and take away what it has written; or write again.
    SessionOnly(bool),
    /// The user: what was not finished is not wanted any more.
    ForgetUnfinished,
}

/// What a window wants the right to write for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wish {
    /// What is here is to be kept, beside nothing or what is open here already.
    Keep,
    /// What is kept comes here.
    Open,
    /// What is here takes the place of what is kept.
    Replace,
}

/// The decisions of another window.
pub(crate) enum Told {
    /// It goes on with the log that both have.
    Goes(Vec<Operation>),
    /// It has begun another one.
    Anew(Vec<Operation>),
}

/// One bringing back of documents.
pub(crate) struct Run {
    pub(crate) number: u32,
    /// The number of the last one.
    now: Rc<Cell<u32>>,
}

impl Run {
    /// Whether another one has begun, or nothing is wanted any more.
    pub(crate) fn is_over(&self) -> bool {
        self.now.get() != self.number
    }
}

/// A document that comes back.
pub(crate) enum Back {
    /// It is in the parcel; under which name it is kept.
    Analysis(DocumentKey, String),
    /// Its source record: another build has analysed it.
    Record(ArrayBuffer),
    /// What was kept of it is damaged or gone.
    Gone,
}

/// How keeping stands, for the header.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Standing {
    /// There is nothing to keep.
    Nothing,
    Saving,
    Saved,
    /// Nothing is written, by the user's choice.
    SessionOnly,
    /// Nothing is written here, for this reason.
    NotSaved(AttrValue),
}

/// Who writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Right {
    /// Not asked for yet.
    Unasked,
    Asked,
    Here,
    Elsewhere,
    /// Another window has taken it from here.
    TakenOver,
    /// The user wants nothing to be written here.
    Waived,
}

pub(crate) struct Keep {
    /// What was begun in another generation, and ends after everything was forgotten, is of no concern any more.
    pub(crate) generation: u32,
    /// The database is open.
    pub(crate) is_open: bool,
    pub(crate) session_only: bool,
    pub(crate) right: Right,
    pub(crate) lock: Option<Lock>,
    /// What is kept and not open here: documents, decisions; and whether the user was asked and wants to begin with nothing.
    pub(crate) offer: Option<(usize, usize)>,
    pub(crate) start_empty: bool,
    /// Why nothing can be written.
    pub(crate) failed: Option<AttrValue>,
    /// Documents that came again while a write was on its way: it has not written them as they are now.
    pub(crate) again: BTreeSet<String>,
    /// Documents to be written, by name.
    pub(crate) pending: BTreeMap<String, DocumentKey>,
    pub(crate) delete: BTreeSet<String>,
    pub(crate) clear: bool,
    pub(crate) log_changed: bool,
    /// The log that there was before has ended, and what is kept of it is still to be written over.
    pub(crate) log_anew: bool,
    /// The log that the write on its way is of, if it is, and whether that one was begun anew.
    pub(crate) writing_log: Option<(Vec<Operation>, bool)>,
    /// The decisions here are not those of the project that is kept: other windows and the database keep theirs.
    pub(crate) own_log: bool,
    /// The decisions here, if they are the window's own, are to come to those that are kept, as soon as these are read.
    pub(crate) joins: bool,
    /// What is kept was to come here, and did not.
    pub(crate) back_failed: bool,
    /// What was written down is being read into memory: meanwhile nothing more is.
    pub(crate) retaining: bool,
    pub(crate) lists_changed: bool,
    /// When the lists were written last. They are as long as what was given, so while files are read this is done now and then.
    pub(crate) lists_written: f64,
    /// Paths that were given and are not done.
    pub(crate) unfinished: BTreeSet<String>,
    /// Those of an earlier run: their files are not here any more.
    pub(crate) left: BTreeSet<String>,
    /// What the write on its way takes out: everything, or some.
    pub(crate) taking_out: (bool, BTreeSet<String>),
    /// The database is being opened.
    pub(crate) asked: bool,
    /// A new desk is to be given what it lacks as soon as the database is open, or cannot be opened.
    pub(crate) fill_when_open: bool,
    /// A write is on its way.
    pub(crate) writing: bool,
    pub(crate) planned: bool,
    /// Something was written and read back.
    pub(crate) written: bool,
    /// Number of the last run that brings documents back.
    pub(crate) run: Rc<Cell<u32>>,
    /// How many documents are to come back, until they are here.
    pub(crate) opening: Option<usize>,
    /// Documents that did not come back.
    pub(crate) gone: usize,
}

impl Keep {
    /// Whether a document of this name is being taken out.
    pub(crate) fn is_leaving(&self, name: &str) -> bool {
        let all = self.clear || self.taking_out.0;
        all && !self.pending.contains_key(name) || self.delete.contains(name) || self.taking_out.1.contains(name)
    }

    pub(crate) fn new(session_only: bool, generation: u32) -> Keep {
        Keep {
            generation,
            is_open: false,
            session_only,
            right: Right::Unasked,
            lock: None,
            offer: None,
            start_empty: false,
            failed: None,
            again: BTreeSet::new(),
            pending: BTreeMap::new(),
            delete: BTreeSet::new(),
            clear: false,
            log_changed: false,
            log_anew: false,
            writing_log: None,
            own_log: session_only,
            joins: false,
            back_failed: false,
            retaining: false,
            lists_changed: false,
            lists_written: 0.0,
            unfinished: BTreeSet::new(),
            left: BTreeSet::new(),
            taking_out: (false, BTreeSet::new()),
            asked: false,
            fill_when_open: false,
            writing: false,
            planned: false,
            written: false,
            run: Rc::default(),
            opening: None,
            gone: 0,
        }
    }

    /// What is brought back from now on is brought in a run of its own; the one before is over.
    pub(crate) fn next_run(&mut self) -> Run {
        self.run.set(self.run.get() + 1);
        Run { number: self.run.get(), now: Rc::clone(&self.run) }
    }

    /// Forgets what was to be taken out of what is kept.
    pub(crate) fn takes_nothing_out(&mut self) {
        self.clear = false;
        self.delete.clear();
        self.taking_out = Default::default();
    }

    /// Documents came: they are to be written, whatever was to be done with those of their names before.
    pub(crate) fn came(&mut self, documents: impl IntoIterator<Item = (String, DocumentKey)>) {
        for (name, key) in documents {
            self.delete.remove(&name);
            if self.writing {
                self.again.insert(name.clone());
            }
            self.pending.insert(name, key);
        }
    }

    /// Whether there is something that should be written and is not.
    pub(crate) fn is_dirty(&self) -> bool {
        self.writing || self.log_changed || self.clear || self.lists_changed || !self.pending.is_empty() || !self.delete.is_empty()
    }

    /// How it stands, if there are documents or decisions to keep.
    pub(crate) fn standing(&self, has_anything: bool) -> Standing {
        let not_saved = |why: &'static str| Standing::NotSaved(why.into());
        match self.right {
            _ if self.session_only => Standing::SessionOnly,
            _ if self.failed.is_some() && (has_anything || self.is_dirty()) => Standing::NotSaved(self.failed.clone().unwrap_or_default()),
            Right::TakenOver => not_saved("another window has taken over this project"),
            _ if !has_anything => Standing::Nothing,
            Right::Elsewhere => not_saved("this project is open in another window"),
            _ if self.offer.is_some() => not_saved("another project is kept in this browser"),
            Right::Waived => not_saved("you chose so in this window"),
            Right::Unasked | Right::Asked => Standing::Saving,
            Right::Here if self.is_dirty() => Standing::Saving,
            Right::Here => Standing::Saved,
        }
    }
}
