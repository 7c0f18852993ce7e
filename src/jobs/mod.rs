//! What may cross a thread, and in which order work is done. No threads, no clock: the page brings both.
//!
//! Two kinds of workers run the same program. *Analysts* (a pool) turn one file at a time into analyses and share
//! nothing, so that a crash costs one file. The *desk* (one) owns the corpus and answers the page by windows.
//!
//! Messages are postcard bytes in transferred buffers: no copy of the text is made by the browser's structured clone,
//! and an analysis can be kept and handed on without being decoded by the page.

pub mod queue;
pub mod sources;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::analysis::{Analysis, Engine, Parts, analyze};
use crate::corpus::DocumentKey;
use crate::edits::Step;
use crate::formats::{ReadOptions, Remedy, Skipped, read, read_again};
use crate::project::{read_record, write_record};
use crate::text::Document;
use crate::view::desk::{Answer, Ask};
use crate::view::selection::Within;

/// Version of the messages. A page and a worker of different versions must not talk.
pub const PROTOCOL: u32 = 11;
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

/// From the page to a worker.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum ToWorker {
    /// The first message: what the worker is.
    Start(Role),
    /// For an analyst: read and analyse this file. Its content comes with the message, in a buffer of its own.
    Job(Job),
    /// For the desk: an analysis, as an analyst encoded it.
    Add(#[serde(with = "serde_bytes")] Vec<u8>),
    /// For the desk: something could not be read.
    Skip(Skipped),
    /// For the desk: what could not be read under these ids is given again.
    Unskip(Vec<String>),
    /// For the desk: take this document out.
    Remove(DocumentKey),
    /// For the desk: take everything out.
    Clear,
    /// For the desk: the user has decided something, or taken it back.
    Step(Step),
    /// For the desk: everything that the user has decided, in place of what it knows.
    Log(Vec<Step>),
    /// For the desk: a question, with a number that comes back with the answer, and what is chosen.
    Ask(u32, Ask, Box<Within>),
}

/// From a worker to the page.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum FromWorker {
    /// The worker runs and listens.
    Ready(Ready),
    /// An analyst is done with a file; so many bytes are its memory now, which never shrinks.
    Done(Outcome, u32),
    /// The desk has an answer, to the question with this number.
    Answer(u32, Box<Answer>),
}

/// What a worker is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Role {
    /// Analyses files.
    Analyst(Parts),
    /// Owns the corpus.
    Desk,
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

/// What became of a job.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// Number of the job.
    pub id: u32,
    /// The analyses of its documents.
    pub analyses: Vec<Encoded>,
    /// What could not be read, with reasons.
    pub skipped: Vec<Skipped>,
    /// What can be tried with the file, where nothing of it was read.
    pub remedy: Option<Remedy>,
}

/// An analysis that is handed on without being looked at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Encoded {
    /// What makes its document the same as another.
    pub key: DocumentKey,
    /// The analysis.
    #[serde(with = "serde_bytes")]
    pub bytes: Vec<u8>,
    /// The source record of the document.
    #[serde(with = "serde_bytes")]
    pub source: Vec<u8>,
}

/// Runs a job on the content of its file: all that an analyst does.
pub fn run(job: &Job, content: &[u8], engine: &Engine) -> Outcome {
    let done = |documents: Vec<Document>, skipped: Vec<Skipped>| Outcome {
        id: job.id,
        analyses: documents.into_iter().map(|document| analysed(document, engine)).collect(),
        skipped,
        remedy: None,
    };
    let refused = |reason: String, remedy: Option<Remedy>| Outcome {
        id: job.id,
        analyses: Vec::new(),
        skipped: vec![Skipped { id: job.name.clone(), reason }],
        remedy,
    };
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
    match read(&job.name, content, &job.options) {
        Ok(mut loaded) => {
            if job.content == Content::Text {
                loaded.documents.iter_mut().for_each(|document| document.encoding.clear());
            }
            done(loaded.documents, loaded.skipped)
        }
        Err(error) => refused(error.to_string(), error.remedy()),
    }
}

fn analysed(document: Document, engine: &Engine) -> Encoded {
    let (key, source) = (DocumentKey::of(&document), write_record(&document));
    Encoded { key, bytes: encode(&analyze(document, engine)), source }
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

/// The analysis that an analyst encoded.
pub fn decode_analysis(bytes: &[u8]) -> Option<Analysis> {
    decode(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_job_crosses_both_ways_unchanged() {
        let text = "Iran paid $800-million in 2007, said President Hassan Rouhani.";
        let job = Job { id: 7, name: "a.txt".into(), options: ReadOptions::AUTO, content: Content::File };
        let job: Job = decode(&encode(&job)).unwrap();
        let outcome: Outcome = decode(&encode(&run(&job, text.as_bytes(), &Engine::new(Parts::ALL)))).unwrap();
        assert_eq!((outcome.id, outcome.analyses.len(), outcome.skipped.len()), (7, 1, 0));
        let analysis = decode_analysis(&outcome.analyses[0].bytes).unwrap();
        assert_eq!(&*analysis.document.text, text);
        assert!(!analysis.names.mentions.is_empty());
    }

    #[test]
    fn a_document_is_analysed_from_its_record_as_from_its_file() {
        let long = "paid $5 to Iran and ".repeat(1_000); // gets a note from the analysis, which must not come twice
        let engine = Engine::new(Parts::ALL);
        for (name, content) in [("a.md", "**Iran** paid $800-million in 2007."), ("b.txt", &long)] {
            let file = Job { id: 0, name: name.into(), options: ReadOptions::AUTO, content: Content::File };
            let first = run(&file, content.as_bytes(), &engine).analyses.remove(0);
            let record = Job { content: Content::Record, ..file };
            assert_eq!(run(&record, &first.source, &engine).analyses, std::slice::from_ref(&first));
            // The record of the document in the report makes the same analysis.
            let late = write_record(&decode_analysis(&first.bytes).unwrap().document);
            assert_eq!(run(&record, &late, &engine).analyses[0].bytes, first.bytes);
        }
        let damaged = run(&Job { id: 1, name: "a.txt".into(), options: ReadOptions::AUTO, content: Content::Record }, b"nothing", &engine);
        assert!(damaged.analyses.is_empty() && damaged.skipped[0].reason.contains("drop its file again"));
    }

    #[test]
    fn a_bad_file_is_an_outcome_too() {
        let job = Job { id: 1, name: "a.pdf".into(), options: ReadOptions::AUTO, content: Content::File };
        let outcome = run(&job, b"%PDF-1.7", &Engine::new(Parts::ALL));
        assert!(outcome.analyses.is_empty() && outcome.skipped[0].reason.contains("PDF"));
        assert_eq!(outcome.remedy, Some(Remedy::Anyway));
    }

    #[test]
    fn another_encoding_is_read_from_a_record_where_its_text_tells_the_bytes() {
        let engine = Engine::new(Parts::ALL);
        let of = |outcome: Outcome| decode_analysis(&outcome.analyses[0].bytes).unwrap().document;
        let file = Job { id: 0, name: "a.txt".into(), options: ReadOptions::AUTO, content: Content::File };
        let as_koi = |job: &Job| ReadOptions { encoding: Some("KOI8-R".into()), ..job.options.clone() };
        let first = run(&file, "It says \u{fffd}.".as_bytes(), &engine).analyses.remove(0);
        let record = Job { content: Content::Record, options: as_koi(&file), ..file.clone() };
        let lossy = run(&record, &first.source, &engine);
        assert_eq!(lossy.skipped[0].reason, "drop the file again to read it with another encoding");
        let single = ReadOptions { encoding: Some("windows-1252".into()), ..ReadOptions::AUTO };
        let first = run(&Job { options: single, ..file.clone() }, b"It says \xe9\xd2\xc1\xce.", &engine).analyses.remove(0);
        assert_eq!(&*of(run(&record, &first.source, &engine)).text, "It says Иран.");
    }

    #[test]
    fn a_text_that_came_without_a_file_has_no_encoding() {
        let job = Job { id: 0, name: "a.txt".into(), options: ReadOptions::AUTO, content: Content::Text };
        let outcome = run(&job, "Iran’s gas.".as_bytes(), &Engine::new(Parts::ALL));
        assert_eq!(decode_analysis(&outcome.analyses[0].bytes).unwrap().document.encoding, "");
    }

    #[test]
    fn foreign_bytes_are_not_a_message() {
        assert!(decode::<FromWorker>(&[255; 9]).is_none());
    }
}
