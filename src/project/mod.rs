//! Stored forms of a pile of documents, which outlive a version of the program: the *source record* of one document, from which it
//! is analysed again without its file, and the *project file*, which holds all of them with what the user has decided.
//!
//! `FORMAT.md` beside this file describes every byte. Compressing and encrypting are the browser's; what is here knows no browser.

mod container;
mod contents;
mod log;
mod record;

pub use container::{File, Header, Key, Refusal, join, open};
pub use contents::{Contents, read_contents, write_contents};
pub use log::{LOG_FORM, read_log, with_kept, write_log};
pub use record::{name, read_record, read_record_in, record_id, write_record};
