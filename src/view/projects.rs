//! The messages about project files: saving one, and opening one.

use std::rc::Rc;

use super::format::counted;
use crate::project::{Refusal, open};

/// The window about a project file: a question or a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProjectDialog {
    /// How to save.
    Save,
    /// Before a file is opened.
    Open(Rc<Opening>),
    /// Why it is not.
    Refused(String),
}

/// A file that is about to be opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opening {
    /// The file.
    pub bytes: Vec<u8>,
    /// It needs a passphrase.
    pub encrypted: bool,
    /// What it would replace, in words.
    pub replaces: Option<String>,
    /// Why the last try failed.
    pub problem: Option<String>,
    /// How many tries there were.
    pub tries: u32,
}

impl Opening {
    /// A file from outside, which would replace this.
    pub fn new(bytes: Vec<u8>, replaces: Option<String>) -> Result<Opening, Refusal> {
        let encrypted = open(&bytes)?.header.key.is_some();
        Ok(Opening { bytes, encrypted, replaces, problem: None, tries: 0 })
    }

    /// Whether the user must say something before it is opened.
    pub fn asks(&self) -> bool {
        self.encrypted || self.replaces.is_some()
    }

    /// The same after a try, which failed for this reason.
    pub fn again(&self, problem: Option<String>) -> Opening {
        Opening { tries: self.tries + 1, problem, ..self.clone() }
    }
}

/// The message after a project file was saved while `unread` files were still being read.
pub fn saved(unread: u32) -> String {
    match unread {
        0 => "Saved to a file: documents and decisions.".into(),
        1 => "Saved to a file, without 1 file that was still being read: save again when it is done.".into(),
        unread => format!("Saved to a file, without {unread} files that were still being read: save again when they are done."),
    }
}

/// The message when `missing` documents could not be brought back to be saved.
pub fn not_saved(missing: usize) -> String {
    format!("Nothing was saved: {} could not be brought back. Drop their files again, then save.", counted(missing, "document"))
}

/// What a project that is opened takes the place of, in words.
pub fn at_stake(documents: usize, decisions: usize) -> String {
    match decisions {
        0 => counted(documents, "document"),
        _ => format!("{} and {}", counted(documents, "document"), counted(decisions, "decision")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_lacks_something_does_not_pass_for_the_project() {
        assert_eq!(saved(0), "Saved to a file: documents and decisions.");
        assert_eq!(saved(1), "Saved to a file, without 1 file that was still being read: save again when it is done.");
        assert!(saved(3).contains("3 files that were"));
        assert!(not_saved(1).contains("1 document could"));
    }

    #[test]
    fn what_is_at_stake_is_counted() {
        assert_eq!(at_stake(2, 0), "2 documents");
        assert_eq!(at_stake(1, 2), "1 document and 2 decisions");
    }

    #[test]
    fn what_is_no_project_file_is_refused() {
        assert!(Opening::new(b"no project".to_vec(), None).is_err());
    }

    #[test]
    fn only_a_plain_file_that_replaces_nothing_asks_nothing() {
        let plain = Opening { bytes: Vec::new(), encrypted: false, replaces: None, problem: None, tries: 0 };
        assert!(!plain.asks());
        assert!(Opening { encrypted: true, ..plain.clone() }.asks());
        let stake = Opening { replaces: Some(at_stake(1, 0)), ..plain };
        assert!(stake.asks());
        assert_eq!(stake.again(Some("no".into())), Opening { tries: 1, problem: Some("no".into()), ..stake });
    }
}
