//! What may cross a thread, and in which order work is done. No threads, no clock: the page brings both.
//!
//! Three kinds of workers run the same program. *Analysts* (a pool) read files, turn them into analyses and share nothing, so that a crash costs
//! one file. The *desk* (one) owns the corpus and answers the page by windows. The *keeper* (one) holds what came, writes it into the
//! browser's database and brings it back.
//!
//! Messages are postcard bytes in transferred buffers. What an analyst found goes to the desk and to the keeper by ports of their own, in
//! [`parcel`]s; the page hears only which documents came, and says which of them it wants ([`inbox`]).

pub mod decisions;
mod findings;
pub mod inbox;
pub mod keeping;
pub mod parcel;
pub mod questions;
pub mod queue;
pub mod saving;
pub mod sources;

pub use findings::{read_findings, write_findings};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use self::inbox::ParcelId;
use self::keeping::{FromKeeper, ToKeeper};
use crate::analysis::{Engine, Parts, analyze};
use crate::corpus::DocumentKey;
use crate::edits::Operation;
use crate::formats::{LoadError, Loaded, ReadOptions, Remedy, Skipped, read, read_again, wants_readers};
use crate::project::{name, read_record, write_record};
use crate::text::Document;
use crate::view::request::{Request, Response};
use crate::view::scope::Within;

/// Version of the messages. A page and a worker of different versions must not talk.
pub const PROTOCOL: u32 = 16;
/// The program's version, checked in the same way. Two builds of one version cannot meet: the site keeps each build in a
/// folder of its own.
pub const BUILD: &str = env!("CARGO_PKG_VERSION");

/// The first message of every worker. What is sent to it earlier is lost.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ready {
    /// [`PROTOCOL`] of the worker.
    pub protocol: u32,
    /// [`BUILD`] of the worker.
    pub build: String,
}

impl Ready {
    /// What this program says.
    pub fn here() -> Ready {
        Ready { protocol: PROTOCOL, build: BUILD.to_string() }
    }
}

/// From the page to a worker. Each message says what is transferred with it, in order.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum ToWorker {
    /// The first message: what the worker is.
    Start(Role),
    /// A port comes with the message. For an analyst: to the desk or the keeper of this number, in place of the one before. For the keeper: to the
    /// desk, in place of the one before, or from a sender of parcels. For the desk: from a sender. Senders add up.
    Port(Peer, u32),
    /// For an analyst: read and analyse these files. The content of each comes with the message: a `Blob`, or an `ArrayBuffer`.
    Jobs(Vec<Job>),
    /// For the desk and the keeper: which documents of a parcel are wanted, in its order.
    Settle(ParcelId, Vec<bool>),
    /// For the desk and the keeper: this analyst is gone.
    Gone(u32),
    /// For the desk: something could not be read.
    Skip(Skipped),
    /// For the desk: what could not be read under these ids is given again.
    Unskip(Vec<String>),
    /// For the desk: take this document out.
    Remove(DocumentKey),
    /// For the desk: take everything out.
    Clear,
    /// For the desk: these have come to what the user has decided.
    Join(Vec<Operation>),
    /// For the desk: everything that the user has decided, in place of what it knows, and the number under which it takes decisions from here on.
    Log(u64, Vec<Operation>),
    /// For the desk: a question, with a number that comes back with the answer, and what is chosen.
    Request(u32, Request, Box<Within>),
    /// For the keeper: a wish, with a number that comes back with the answer.
    Keep(u32, ToKeeper),
}

/// From a worker to the page.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum FromWorker {
    /// The worker runs and listens.
    Ready(Ready),
    /// An analyst is done with some files.
    Done(Done),
    /// The desk has an answer, to the question with this number.
    Response(u32, Box<Response>),
    /// The keeper has done what the message of this number wished. Source records that it brings come with the message, an `ArrayBuffer` each.
    Kept(u32, FromKeeper),
}

/// What an analyst is done with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Done {
    /// The parcel in which the documents are on their way to the desk and to the keeper, unless there are none.
    pub parcel: ParcelId,
    /// Which port it went to the desk by, and which to the keeper: a worker that was replaced meanwhile does not get it.
    pub ports: [u32; 2],
    /// What became of the files. Their documents, one after the other, are those of the parcel.
    pub outcomes: Vec<Outcome>,
    /// Bytes of the analyst's memory, which never shrinks.
    pub memory: u32,
}

/// What a worker is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Role {
    /// Analyses files, and sends parcels under this number.
    Analyst(Parts, u32),
    /// Owns the corpus.
    Desk,
    /// Holds what came, and writes it down.
    Keeper,
}

/// At the other end of a port.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Peer {
    /// Somebody who sends parcels.
    Sender,
    /// The desk, which takes them.
    Desk,
    /// The keeper, which takes them, too.
    Keeper,
}

/// One file to analyse.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Job {
    /// Number of the job in the [`queue`].
    pub id: u32,
    /// The file's path below what the user gave.
    pub name: String,
    /// How it is to be read.
    pub options: ReadOptions,
    /// What its content is.
    pub content: Content,
}

/// What comes with a job.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Content {
    /// The bytes of a file.
    File,
    /// A text in UTF-8 that came without a file: its encoding is nobody's choice, and not said.
    Text,
    /// A source record: a document that was read before. With an encoding in the options it is read again as far as its text allows that.
    Record,
}

/// What became of a job, for the page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// Number of the job.
    pub id: u32,
    /// Its documents.
    pub documents: Vec<Came>,
    /// What could not be read, with reasons.
    pub skipped: Vec<Skipped>,
    /// What can be tried with the file, where nothing of it was read.
    pub remedy: Option<Remedy>,
}

/// A document that was analysed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Came {
    /// What makes it the same as another.
    pub key: DocumentKey,
    /// Under which name it is kept: [`crate::project::name`] of its source record.
    pub name: String,
}

/// A document and what was found in it, as bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Encoded {
    /// What makes it the same as another.
    pub key: DocumentKey,
    /// Under which name it is kept.
    pub name: String,
    /// Its source record.
    pub record: Vec<u8>,
    /// What was found in it; see [`read_findings`].
    pub findings: Vec<u8>,
}

/// What another program makes of a file.
pub type Read = Result<Loaded, LoadError>;

/// Whether a job is for a program that has the readers: see [`formats::wants_readers`](wants_readers).
pub fn is_for_readers(job: &Job, content: &[u8]) -> bool {
    job.content == Content::File && !job.options.force_text && wants_readers(&job.name, content)
}

/// Runs a job on the content of its file: all that an analyst does. `read_elsewhere` is what a program with more readers made of it, if one was asked.
pub fn run(job: &Job, content: &[u8], read_elsewhere: Option<Read>, engine: &Engine) -> (Outcome, Vec<Encoded>) {
    let done = |documents: Vec<Document>, skipped: Vec<Skipped>| {
        let analyses: Vec<Encoded> = documents.into_iter().map(|document| analysed(document, engine)).collect();
        let documents = analyses.iter().map(|document| Came { key: document.key.clone(), name: document.name.clone() }).collect();
        (Outcome { id: job.id, documents, skipped, remedy: None }, analyses)
    };
    let refused = |reason: String, remedy: Option<Remedy>| (refused(job, reason, remedy), Vec::new());
    if job.content == Content::Record {
        let Some(document) = read_record(content) else {
            return refused("what was kept of it is damaged or of a newer version; drop its file again".into(), None);
        };
        return match &job.options.encoding {
            None => done(vec![document], Vec::new()),
            Some(encoding) => match read_again(&document, encoding) {
                Some(document) => done(vec![document], Vec::new()),
                None => refused("drop the file again to read it with another encoding".into(), None),
            },
        };
    }
    match read_elsewhere.unwrap_or_else(|| read(&job.name, content, &job.options)) {
        Ok(mut loaded) => {
            if job.content == Content::Text {
                loaded.documents.iter_mut().for_each(|document| document.encoding.clear());
            }
            done(loaded.documents, loaded.skipped)
        }
        Err(error) => refused(error.to_string(), error.remedy()),
    }
}

/// The outcome of a job whose file is not read, for this reason.
pub fn refused(job: &Job, reason: String, remedy: Option<Remedy>) -> Outcome {
    Outcome { id: job.id, documents: Vec::new(), skipped: vec![Skipped { id: job.name.clone(), reason }], remedy }
}

/// Why a file could not be read, for people: by the name of the browser's error. Says what to do.
pub fn unreadable(error: &str) -> String {
    match error {
        "NotReadableError" => "it changed or became unreadable after it was dropped; drop it again".into(),
        "NotFoundError" => "it was moved or deleted after it was dropped; drop it again".into(),
        "NotAllowedError" | "SecurityError" => "the browser may not read it; check its permissions".into(),
        _ => format!("the browser could not read it ({error}); drop it again"),
    }
}

fn analysed(document: Document, engine: &Engine) -> Encoded {
    let (key, record) = (DocumentKey::of(&document), write_record(&document));
    Encoded { key, name: name(&record), findings: write_findings(&analyze(document, engine)), record }
}

/// A message as bytes.
pub fn encode(message: &impl Serialize) -> Vec<u8> {
    // Plain data into memory: the codec has nothing to refuse.
    postcard::to_allocvec(message).unwrap_or_default()
}

/// A message from bytes; `None` where they are of another version.
pub fn decode<T: DeserializeOwned>(bytes: &[u8]) -> Option<T> {
    postcard::from_bytes(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_job_crosses_both_ways_unchanged() {
        let text = "Iran paid $800-million in 2007, said President Hassan Rouhani.";
        let job = Job { id: 7, name: "a.txt".into(), options: ReadOptions::AUTO, content: Content::File };
        let job: Job = decode(&encode(&job)).unwrap();
        let engine = Engine::new(Parts::ALL);
        let (outcome, analyses) = run(&job, text.as_bytes(), None, &engine);
        let outcome: Outcome = decode(&encode(&outcome)).unwrap();
        assert_eq!((outcome.id, outcome.documents.len(), outcome.skipped.len()), (7, 1, 0));
        let analysis = read_findings(&analyses[0].record, &analyses[0].findings).unwrap();
        assert_eq!(analysis, analyze(read("a.txt", text.as_bytes(), &ReadOptions::AUTO).unwrap().documents.remove(0), &engine));
        assert!(!analysis.names.mentions.is_empty());
    }

    #[test]
    fn a_document_is_analysed_from_its_record_as_from_its_file() {
        let long = "paid $5 to Iran and ".repeat(1_000); // gets a note from the analysis, which must not come twice
        let engine = Engine::new(Parts::ALL);
        for (name, content) in [("a.md", "**Iran** paid $800-million in 2007."), ("b.txt", &long)] {
            let file = Job { id: 0, name: name.into(), options: ReadOptions::AUTO, content: Content::File };
            let first = run(&file, content.as_bytes(), None, &engine).1.remove(0);
            let record = Job { content: Content::Record, ..file };
            assert_eq!(run(&record, &first.record, None, &engine).1, std::slice::from_ref(&first));
            // The record of the document in the report makes the same analysis.
            let late = write_record(&read_findings(&first.record, &first.findings).unwrap().document);
            assert_eq!(run(&record, &late, None, &engine).1[0].findings, first.findings);
        }
        let (damaged, _) =
            run(&Job { id: 1, name: "a.txt".into(), options: ReadOptions::AUTO, content: Content::Record }, b"nothing", None, &engine);
        assert!(damaged.documents.is_empty() && damaged.skipped[0].reason.contains("drop its file again"));
    }

    #[test]
    fn a_bad_file_is_an_outcome_too() {
        let job = Job { id: 1, name: "a.pdf".into(), options: ReadOptions::AUTO, content: Content::File };
        let (outcome, analyses) = run(&job, b"%PDF-1.7", None, &Engine::new(Parts::ALL));
        assert!(outcome.documents.is_empty() && analyses.is_empty() && outcome.skipped[0].reason.contains("PDF"));
        assert_eq!(outcome.remedy, Some(Remedy::Anyway));
    }

    #[test]
    fn another_encoding_is_read_from_a_record_where_its_text_tells_the_bytes() {
        let engine = Engine::new(Parts::ALL);
        let of = |(_, analyses): (Outcome, Vec<Encoded>)| read_findings(&analyses[0].record, &analyses[0].findings).unwrap().document;
        let file = Job { id: 0, name: "a.txt".into(), options: ReadOptions::AUTO, content: Content::File };
        let as_koi = |job: &Job| ReadOptions { encoding: Some("KOI8-R".into()), ..job.options.clone() };
        let first = run(&file, "It says \u{fffd}.".as_bytes(), None, &engine).1.remove(0);
        let record = Job { content: Content::Record, options: as_koi(&file), ..file.clone() };
        let (lossy, _) = run(&record, &first.record, None, &engine);
        assert_eq!(lossy.skipped[0].reason, "drop the file again to read it with another encoding");
        let single = ReadOptions { encoding: Some("windows-1252".into()), ..ReadOptions::AUTO };
        let first = run(&Job { options: single, ..file.clone() }, b"It says \xe9\xd2\xc1\xce.", None, &engine).1.remove(0);
        assert_eq!(&*of(run(&record, &first.record, None, &engine)).text, "It says Иран.");
    }

    #[test]
    fn a_text_that_came_without_a_file_has_no_encoding() {
        let job = Job { id: 0, name: "a.txt".into(), options: ReadOptions::AUTO, content: Content::Text };
        let (_, analyses) = run(&job, "Iran’s gas.".as_bytes(), None, &Engine::new(Parts::ALL));
        assert_eq!(read_findings(&analyses[0].record, &analyses[0].findings).unwrap().document.encoding, "");
    }

    #[test]
    fn foreign_bytes_are_not_a_message() {
        assert!(decode::<FromWorker>(&[255; 9]).is_none());
    }
}
