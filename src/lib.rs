//! Dossier shows who is named in a pile of documents and what they say, what is copied and which figures are claimed, each with the sentence that
//! proves it.
//!
//! This library is the whole analysis. It knows no browser, no file system, no clock and no thread; the command line
//! (`src/bin/dossier`), the page and its workers (`src/bin/app`, `src/bin/worker`) and the JavaScript package (`js`) are
//! thin shells around it.
//!
//! # How data flows
//!
//! ```text
//! bytes ─formats→ Document ─analysis→ Analysis ─corpus→ Report ─view→ windows of rows, pages to read
//! ```
//!
//! [`formats::read`] decodes bytes into documents; it is the only step that can fail. [`analysis::analyze`] looks at one
//! document and needs no other, so many can be analysed at the same time. A [`corpus::Corpus`] puts analyses together;
//! its [`report`](corpus::Corpus::report) depends on the set of documents only, never on the order of their arrival.
//! [`report`] has the forms in which it leaves the program, [`view`] what a screen shows of it, [`handover`] the page to hand
//! over; the [`desk`] owns the corpus and answers what the page asks.
//!
//! ```
//! use dossier::analysis::{Engine, Parts, analyze};
//! use dossier::corpus::Corpus;
//! use dossier::duplicates::Sensitivity;
//! use dossier::formats::{ReadOptions, read};
//!
//! let engine = Engine::new(Parts::ALL);
//! let mut corpus = Corpus::new();
//! for document in read("note.txt", "President Hassan Rouhani paid $800-million.".as_bytes(), &ReadOptions::AUTO)?.documents {
//!     corpus.add(analyze(document, &engine));
//! }
//! let report = corpus.report(&Sensitivity::STANDARD);
//! assert_eq!(report.entities[0].name, "Hassan Rouhani");
//! assert_eq!(report.documents[0].analysis.figures[0].unit.as_deref(), Some("USD"));
//! # Ok::<(), dossier::formats::LoadError>(())
//! ```

// What a program that reads documents needs is documented: text, formats, the three analyses, corpus and report. The rest is for the page, the
// command line and the JavaScript package; it changes with them.
//
// Each room may use those above it in this list, none below. The three analyses do not know each other.
pub mod text;

pub mod formats;

pub mod duplicates;
pub mod entities;
pub mod figures;

pub mod quotes;

pub mod analysis;
#[doc(hidden)]
pub mod review;

pub mod stories;

pub mod report;

pub mod corpus;

pub mod kept;

#[doc(hidden)]
pub mod edits;

#[doc(hidden)]
pub mod project;
#[doc(hidden)]
pub mod search;

#[doc(hidden)]
pub mod view;

#[doc(hidden)]
pub mod handover;

#[doc(hidden)]
pub mod desk;

#[doc(hidden)]
pub mod jobs;

#[cfg(feature = "js")]
pub mod js;
