//! The requests of the page to the keeper, and its responses. The documents themselves do not pass the page: they are named by what they are kept under.

use serde::{Deserialize, Serialize};

use super::inbox::ParcelId;
use crate::corpus::DocumentKey;
use crate::edits::Operation;
use crate::formats::Skipped;

/// A wish of the page.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum ToKeeper {
    /// Say that you are there: [`FromKeeper::Done`]. The program of the workers may be long on its way, and a storage that is asked meanwhile must not
    /// pass for one that does not answer.
    Greet,
    /// Open the database: [`FromKeeper::Done`].
    Open,
    /// Say what is in it, beside the documents themselves: [`FromKeeper::Kept`].
    Look,
    /// Write: [`FromKeeper::Written`] once everything was read back and is the same.
    Write(Write),
    /// Hand out the source records of these documents: [`FromKeeper::Records`].
    Records(Vec<String>),
    /// Bring these documents to the desk, in one parcel: [`FromKeeper::Brought`].
    Bring(ParcelId, Vec<String>, String),
    /// Hold these in memory again: [`FromKeeper::Done`].
    Retain(Vec<String>),
    /// These no longer need to be held. No answer.
    Release(Vec<String>),
    /// Nothing needs to be held now. No answer.
    ReleaseAll,
}

/// What is written at once, whole or not at all: first everything is taken out if wanted, then some, then these are put in.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Write {
    /// Take out all documents.
    pub clear: bool,
    /// Take out these.
    pub delete: Vec<String>,
    /// Put in these, in their order, until they are many bytes. What is not held is passed over.
    pub documents: Vec<String>,
    /// Which build has made the analyses.
    pub tag: String,
    /// The log of decisions.
    pub log: Option<Vec<Operation>>,
    /// What could not be read.
    pub skipped: Option<Vec<Skipped>>,
    /// Paths that were given and are not done.
    pub unfinished: Option<Vec<String>>,
}

impl Write {
    /// Whether nothing is to be done.
    pub fn is_empty(&self) -> bool {
        let Write { clear, delete, documents, tag: _, log, skipped, unfinished } = self;
        !clear && delete.is_empty() && documents.is_empty() && log.is_none() && skipped.is_none() && unfinished.is_none()
    }
}

/// What became of a wish. An error is a reason for people: it follows “because” or stands after a colon.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum FromKeeper {
    /// It is done, or why not.
    Done(Result<(), String>),
    /// Of the documents that were to be written these were, and these are not held; of others there was too much at once.
    Written(Result<Written, String>),
    /// What is kept.
    Kept(Result<Kept, String>),
    /// For each document whether its source record comes with the message: there is one buffer for each that does.
    Records(Vec<bool>),
    /// What became of each document. The parcel holds those whose analysis was there; the source records of others come with the message.
    Brought(Result<Vec<Brought>, String>),
}

/// What became of documents that were to be written. What is neither was too much at once.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Written {
    /// These were written, and read back.
    pub documents: Vec<String>,
    /// These are not held: they were lost with another keeper.
    pub missing: Vec<String>,
}

/// What is kept, without the documents themselves.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Kept {
    /// Names of the documents.
    pub names: Vec<String>,
    /// The log of decisions.
    pub log: Vec<Operation>,
    /// What could not be read.
    pub skipped: Vec<Skipped>,
    /// Paths that were given and were not done.
    pub unfinished: Vec<String>,
    /// Logs that another version wrote and this one does not understand are put aside: how many.
    pub aside: usize,
}

/// A document that comes back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Brought {
    /// It is in the parcel.
    Analysis(DocumentKey),
    /// Another build has analysed it: its source record comes with the message.
    Record,
    /// What was kept of it is damaged or gone.
    Gone,
}
