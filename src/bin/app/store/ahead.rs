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

/// Writes all decisions of this window, and keeps what another one has written. Refused storage, or a full one, has no way to say so to a page
/// that is left. Returns what can be taken away as soon as the database has these decisions: what is of this window alone.
pub(crate) fn write(log: &Log, anew: bool, own: Option<&str>) -> Option<String> {
    let storage = storage()?;
    let of_others = read().filter(|there| !anew && own != Some(&there.text));
    let written = match &of_others {
        Some(there) => text(joined(log, &there.steps).steps(), there.anew),
        None => text(log.steps(), anew),
    };
    storage.set_item(KEY, &written).ok()?;
    of_others.is_none().then_some(written)
}

/// Takes it away, unless something else is there by now.
pub(crate) fn forget(written: &str) {
    let Some(storage) = storage() else { return };
    if storage.get_item(KEY).ok().flatten().as_deref() == Some(written) {
        let _ = storage.remove_item(KEY);
    }
}

impl Ahead {
    /// The database has it.
    pub(crate) fn forget(&self) {
        forget(&self.text);
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
