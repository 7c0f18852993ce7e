//! The log of decisions in the browser's storage. It holds places, hashes, and what the user has written: notes, dates, watch-lists. Nothing
//! of the documents.

use dossier::edits::{Log, Step};
use dossier::jobs::{decode, encode};

use crate::dom;

/// Under which name: other pages may share the origin. Decisions are about texts, so all copies of Dossier there share them.
pub(crate) const KEY: &str = "dossier-decisions";
/// Where something goes that was there and is not understood: written by another version, perhaps.
const ASIDE: &str = "dossier-decisions-not-understood";
/// What the text begins with: the version of its form.
const VERSION: &str = "1:";

/// What was kept, or nothing where the browser keeps nothing or something else is there.
pub(crate) fn kept() -> Log {
    let text = storage().and_then(|storage| storage.get_item(KEY).ok().flatten());
    let Some(text) = text else { return Log::default() };
    let steps: Option<Vec<Step>> = text.strip_prefix(VERSION).and_then(from_hex).and_then(|bytes| decode(&bytes));
    if steps.is_none() {
        // The next decision must not write over it.
        let _ = storage().map(|storage| storage.set_item(ASIDE, &text));
    }
    Log::from_steps(steps.unwrap_or_default())
}

/// Keeps the log. Whether it is there when one looks again.
pub(crate) fn keep(log: &Log) -> bool {
    let Some(storage) = storage() else { return false };
    if log.steps().is_empty() {
        return storage.remove_item(KEY).is_ok();
    }
    let text = format!("{VERSION}{}", to_hex(&encode(&log.steps())));
    storage.set_item(KEY, &text).is_ok() && storage.get_item(KEY).ok().flatten() == Some(text)
}

fn storage() -> Option<web_sys::Storage> {
    dom::window().local_storage().ok().flatten()
}

fn to_hex(bytes: &[u8]) -> String {
    let digit = |half: u8| char::from_digit(u32::from(half), 16).unwrap_or('0');
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

fn from_hex(text: &str) -> Option<Vec<u8>> {
    let digits: Option<Vec<u8>> = text.chars().map(|c| c.to_digit(16).map(|digit| digit as u8)).collect();
    Some(digits?.chunks_exact(2).map(|pair| pair[0] << 4 | pair[1]).collect())
}
