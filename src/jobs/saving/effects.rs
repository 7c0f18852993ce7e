//! What the page does for [`SaveState`](super::SaveState), in this order.

use super::LockPurpose;
use crate::corpus::DocumentKey;
use crate::edits::Log;
use crate::formats::Skipped;
use crate::jobs::inbox::ParcelId;
use crate::jobs::keeping::Write;
use crate::view::format::counted;

/// Something that is to be done. What comes of it is an event, named here; its generation is that of the state when it was asked for.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Open the database, look what is in it, and let come to it what was written ahead: [`Event::Opened`](super::Event::Opened).
    Open,
    /// Look what is kept, for the run of this number: [`Event::ReturnBegins`](super::Event::ReturnBegins) or
    /// [`Event::ReturnFailed`](super::Event::ReturnFailed).
    Look(u32),
    /// For this run, bring these documents to the desk in one parcel: [`Event::Returned`](super::Event::Returned) or
    /// [`Event::ReturnFailed`](super::Event::ReturnFailed).
    Return(u32, Vec<String>),
    /// Tell the desk which documents of a parcel it is to take in.
    Settle(ParcelId, Vec<bool>),
    /// Of the source records that came with this event, read those that are wanted: another build has analysed them.
    ReadRecords(Vec<bool>),
    /// Ask for the right to write, away from another window if so: [`Event::Locked`](super::Event::Locked), and perhaps much later
    /// [`Event::LockLost`](super::Event::LockLost).
    Lock {
        /// Another window loses it.
        steals: bool,
        /// What for.
        purpose: LockPurpose,
    },
    /// Let go of the right to write.
    Unlock,
    /// Ask whether another window writes: [`Event::HeldElsewhere`](super::Event::HeldElsewhere) if so.
    AskWhoWrites,
    /// In a quarter of a second: [`Event::Flush`](super::Event::Flush).
    FlushSoon,
    /// [`Event::Written`](super::Event::Written).
    Write(Write),
    /// Write the log where a page that is left can write. It goes on, or takes the place of what is kept.
    WriteAhead {
        /// It takes its place.
        is_anew: bool,
    },
    /// The database has this log now, which went on or was begun anew: what was written ahead and is in it can go.
    SettleAhead(Log, bool),
    /// What was written ahead goes.
    RemoveAhead,
    /// Look which documents are kept: [`Event::KeptNames`](super::Event::KeptNames).
    LookForNames,
    /// Have these documents held in memory: [`Event::Retained`](super::Event::Retained).
    Retain(Vec<String>),
    /// These need not be held in memory.
    Release(Vec<String>),
    /// Nothing need be held in memory.
    ReleaseAll,
    /// Have the desk give back what it was given, so that the keeper holds it and it is written.
    Rewrite,
    /// Take the whole database away, if so, and then look what there is.
    End {
        /// It is this window's to take away.
        deletes: bool,
    },
    /// Documents are on their way to the desk: until they are there it is asked nothing.
    BeginFilling,
    /// They are there.
    EndFilling,
    /// Another log takes the place of the one that is here.
    TakeLog(Log),
    /// Tell other windows of the log. It goes on, or is begun anew.
    TellLog {
        /// It is begun anew.
        is_anew: bool,
    },
    /// Tell other windows that everything was forgotten.
    TellForgotten,
    /// Ask anew for what is shown.
    Refresh,
    /// These documents are lost, and were taken out of the holdings.
    Gone(Vec<DocumentKey>),
    /// These could not be read when they were given.
    Skip(Vec<Skipped>),
    /// Note in the tab whether it has the project open, so that it is opened again after a reload.
    MarkOpen(bool),
    /// Note in the tab whether nothing is to be written.
    MarkSessionOnly(bool),
    /// Tell the user.
    Notice(Notice),
}

/// The messages about saving.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// Decisions that a newer version wrote are put aside.
    NewerLog,
    /// So many documents that were kept are damaged or gone.
    Damaged(usize),
    /// So many were removed in another window.
    RemovedElsewhere(usize),
    /// So many are lost.
    Lost(usize),
    /// Saving does not end, for this reason.
    StaysAsItIs(String),
}

impl Notice {
    /// As a sentence.
    pub fn text(&self) -> String {
        match self {
            Notice::NewerLog => "The decisions stored here were written by a newer version of Dossier. They are set aside until you use it again: reload the page to get it.".into(),
            Notice::Damaged(documents) => format!("{documents} of the kept documents are damaged or gone: drop their files again."),
            Notice::RemovedElsewhere(documents) => format!("{} had been removed in another window.", counted(*documents, "document")),
            Notice::Lost(documents) => format!("{} could not be brought back: drop their files again.", counted(*documents, "document")),
            Notice::StaysAsItIs(reason) => format!("Everything stays as it is: {reason}."),
        }
    }
}
