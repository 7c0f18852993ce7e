//! The events of saving, what surrounds it, and its status.

use std::collections::BTreeSet;

use super::holdings::Holdings;
use crate::corpus::DocumentKey;
use crate::edits::Log;
use crate::formats::Skipped;
use crate::jobs::inbox::ParcelId;
use crate::jobs::keeping::{Brought, Kept, Written};

/// What happened.
#[derive(Clone, Debug)]
pub enum Event {
    /// The database is open, or cannot be opened.
    Opened(Result<Kept, String>),
    /// This window may write, or another one does; what for it was asked.
    Locked(bool, LockPurpose),
    /// Another window has taken over.
    LockLost,
    /// Another window writes, as far as one can see.
    HeldElsewhere,
    /// Time to write.
    Flush,
    /// The page is left, or hidden and perhaps not shown again.
    PageHidden,
    /// Documents are written and were read back, or not.
    Written(Result<Written, String>),
    /// What is kept beside the documents that this run brings back.
    ReturnBegins(u32, Kept),
    /// Documents of this run are on their way to the desk in this parcel: what became of each that was asked for.
    Returned(u32, ParcelId, Vec<Brought>),
    /// This run brings nothing more, for this reason.
    ReturnFailed(u32, String),
    /// What is kept, before it is taken away there.
    KeptNames(Result<Vec<String>, String>),
    /// Documents of these names are in memory again; or not.
    Retained(Result<Vec<String>, String>),
    /// The keeper is lost, with what it had in memory. Another one is there.
    KeeperLost,
    /// The desk is a new one, or something was sent to the one before.
    DeskLacks,
    /// Another window tells of its log.
    LogUpdate(LogUpdate),
    /// Another window has forgotten everything.
    ForgottenElsewhere,
    /// Files of these paths were given.
    FilesAdded(Vec<String>),
    /// A file is done.
    FileDone(String),
    /// Documents came: their names and keys.
    Came(Vec<(String, DocumentKey)>),
    /// Documents of these names were taken out.
    Removed(Vec<String>),
    /// All documents were taken out.
    Cleared,
    /// What is not done of the files is no longer wanted.
    Cancelled,
    /// Something was decided here.
    Decided,
    /// Another log takes the place of the one that there was.
    LogReplaced,
    /// A project file was opened: its log takes the place of the one that there was, as far as it may.
    ProjectOpened,
    /// The user: everything is forgotten, here and in other windows.
    ForgetEverything,
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
    /// The user: what was not finished last time is no longer wanted.
    ForgetUnfinished,
}

/// What a window wants the right to write for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LockPurpose {
    /// What is here is to be kept, beside nothing or what is open here already.
    Keep,
    /// What is kept comes here.
    Open,
    /// What is here takes the place of what is kept.
    Replace,
}

/// The log of another window.
#[derive(Clone, Debug, PartialEq)]
pub enum LogUpdate {
    /// It goes on with the one that both have.
    GoesOn(Log),
    /// It has begun another one.
    Anew(Log),
}

/// What is around: a step looks at it, and changes which documents are here.
pub struct Surroundings<'a> {
    /// The documents that are here.
    pub holdings: &'a mut Holdings,
    /// The decisions.
    pub log: &'a Log,
    /// What could not be read.
    pub skipped: &'a BTreeSet<Skipped>,
    /// Files are still being read.
    pub is_reading: bool,
    /// Number of the desk.
    pub desk: u32,
    /// The desk runs.
    pub desk_is_started: bool,
    /// All that is here is on its way to the desk.
    pub desk_is_filled: bool,
    /// Which build makes the analyses.
    pub tag: &'a str,
    /// The page was reloaded: what is kept is opened at once.
    pub is_reload: bool,
    /// Milliseconds since some moment.
    pub now: f64,
}

impl Surroundings<'_> {
    /// Whether there is anything to save.
    pub(super) fn has_anything(&self) -> bool {
        !self.holdings.is_empty() || !self.skipped.is_empty() || self.is_reading
    }
}

/// Who writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WriteAccess {
    /// Not asked for yet.
    Unasked,
    /// Asked for, and not answered.
    Asked,
    /// This window.
    Here,
    /// Another window.
    Elsewhere,
    /// Another window has taken it from here.
    TakenOver,
    /// The user wants nothing to be written here.
    Waived,
}

/// What is kept and not open here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Offer {
    /// How many documents.
    pub documents: usize,
    /// How many decisions.
    pub decisions: usize,
    /// The user was asked, and wants to begin with nothing.
    pub is_declined: bool,
}

/// How saving stands, for the user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SaveStatus {
    /// There is nothing to save.
    Nothing,
    /// Something is still to be written.
    Saving,
    /// Everything is written, and was read back.
    Saved,
    /// Nothing is written, by the user's choice.
    SessionOnly,
    /// Nothing is written here, for this reason.
    NotSaved(String),
}
