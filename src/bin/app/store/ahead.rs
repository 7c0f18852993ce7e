//! Decisions that the database does not have yet when the page is left: a page that is left cannot wait, and this is written in one stroke.
//! They come to what the database has when it is opened next.

use dossier::edits::windows::joined;
use dossier::edits::{Log, Step};
use dossier::project::{read_steps, write_steps};

use crate::dom;

const KEY: &str = "dossier-decisions";
/// What the text begins with, the version of its form: the decisions go on, or take the place of all that there were. Hexadecimal digits follow.
const GO_ON: &str = "1:";
const ANEW: &str = "1!";

/// What is written ahead.
pub(crate) struct Ahead {
    pub(crate) steps: Vec<Step>,
    /// They take the place of those that are kept.
    pub(crate) anew: bool,
    /// As it is written.
    text: String,
}

/// What is there and is understood. What is not stays where it is.
pub(crate) fn read() -> Option<Ahead> {
    let text = storage()?.get_item(KEY).ok()??;
    let digits = text.strip_prefix(GO_ON).or_else(|| text.strip_prefix(ANEW))?;
    let steps = from_hex(digits).and_then(|bytes| read_steps(&bytes))?;
    Some(Ahead { steps, anew: text.starts_with(ANEW), text })
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
        Some(there) => text(joined(log, &there.steps).steps(), there.anew),
        None => text(log.steps(), anew),
    };
    let _ = storage.set_item(KEY, &written);
}

/// The database has this log now, which goes on or was begun anew. What it has, or what it has ended, is taken away here.
pub(crate) fn settle(written: &Log, anew: bool) {
    let Some(there) = read() else { return };
    if anew || joined(written, &there.steps) == *written {
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

fn text(steps: &[Step], anew: bool) -> String {
    let digits = write_steps(steps).into_iter().flat_map(|byte| [byte >> 4, byte & 15]);
    let digits = digits.filter_map(|digit| char::from_digit(digit.into(), 16));
    (if anew { ANEW } else { GO_ON }).chars().chain(digits).collect()
}

fn from_hex(text: &str) -> Option<Vec<u8>> {
    let digits: Option<Vec<u8>> = text.chars().map(|c| c.to_digit(16).map(|digit| digit as u8)).collect();
    Some(digits?.chunks_exact(2).map(|pair| pair[0] << 4 | pair[1]).collect())
}

fn storage() -> Option<web_sys::Storage> {
    dom::window().local_storage().ok().flatten()
}
