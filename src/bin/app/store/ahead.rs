//! Decisions that the database does not have yet when the page is left: a page that is left cannot wait, and this is written in one stroke.
//! They come to what the database has when it is opened next.

use dossier::edits::windows::joined;
use dossier::edits::{Log, Operation};
use dossier::project::{LOG_FORM, read_log, write_log};

use crate::dom;

const KEY: &str = "dossier-decisions";
/// What follows the form of the decisions, a digit: they go on, or take the place of all that there were. Hexadecimal digits follow.
const GO_ON: char = ':';
const ANEW: char = '!';

/// What is written ahead.
pub(crate) struct Ahead {
    pub(crate) log: Vec<Operation>,
    /// They take the place of those that are kept.
    pub(crate) anew: bool,
    /// As it is written.
    text: String,
}

/// What is there and is understood. What is not stays where it is.
pub(crate) fn read() -> Option<Ahead> {
    let text = storage()?.get_item(KEY).ok()??;
    let (head, digits) = text.split_at_checked(2)?;
    let (form, how) = (head.chars().next()?.to_digit(10)?, head.chars().nth(1)?);
    let log = from_hex(digits).filter(|_| [GO_ON, ANEW].contains(&how)).and_then(|bytes| read_log(form as u8, &bytes))?;
    Some(Ahead { log, anew: how == ANEW, text })
}

/// Writes all decisions of this window, and keeps what another one has written. What a newer version has written is not written over. Refused
/// storage, or a full one, has no way to say so to a page that is left.
pub(crate) fn write(log: &Log, anew: bool) {
    let Some(storage) = storage() else { return };
    let there = read();
    if there.is_none() && storage.get_item(KEY).ok().flatten().is_some() {
        return;
    }
    let written = match there.filter(|_| !anew) {
        Some(there) => text(&joined(log, &there.log), there.anew),
        None => text(log, anew),
    };
    let _ = storage.set_item(KEY, &written);
}

/// The database has this log now, which goes on or was begun anew. What it has, or what it has ended, is taken away here.
pub(crate) fn settle(written: &Log, anew: bool) {
    let Some(there) = read() else { return };
    if anew || joined(written, &there.log) == *written {
        there.forget();
    }
}

/// Takes away whatever is there.
pub(crate) fn remove() {
    let _ = storage().map(|storage| storage.remove_item(KEY));
}

impl Ahead {
    /// The database has it. Something else may be there by now: that stays.
    pub(crate) fn forget(&self) {
        let Some(storage) = storage() else { return };
        if storage.get_item(KEY).ok().flatten().as_deref() == Some(&self.text) {
            let _ = storage.remove_item(KEY);
        }
    }
}

fn text(log: &Log, anew: bool) -> String {
    let digits = write_log(log.operations()).into_iter().flat_map(|byte| [byte >> 4, byte & 15]);
    let digits = digits.filter_map(|digit| char::from_digit(digit.into(), 16));
    let head = format!("{LOG_FORM}{}", if anew { ANEW } else { GO_ON });
    head.chars().chain(digits).collect()
}

fn from_hex(text: &str) -> Option<Vec<u8>> {
    let digits: Option<Vec<u8>> = text.chars().map(|c| c.to_digit(16).map(|digit| digit as u8)).collect();
    Some(digits?.chunks_exact(2).map(|pair| pair[0] << 4 | pair[1]).collect())
}

fn storage() -> Option<web_sys::Storage> {
    dom::window().local_storage().ok().flatten()
}
