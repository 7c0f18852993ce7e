//! Where decisions were kept before they came into the database: they are taken over once.

use dossier::edits::Step;
use dossier::jobs::decode;

use crate::dom;

const KEY: &str = "dossier-decisions";
/// What the text begins with: the version of its form.
const VERSION: &str = "1:";

/// What was kept there and is understood. What is not stays where it is.
pub(crate) fn kept() -> Option<Vec<Step>> {
    let text = storage()?.get_item(KEY).ok()??;
    text.strip_prefix(VERSION).and_then(from_hex).and_then(|bytes| decode(&bytes))
}

/// Takes it away there.
pub(crate) fn forget() {
    let _ = storage().map(|storage| storage.remove_item(KEY));
}

fn storage() -> Option<web_sys::Storage> {
    dom::window().local_storage().ok().flatten()
}

fn from_hex(text: &str) -> Option<Vec<u8>> {
    let digits: Option<Vec<u8>> = text.chars().map(|c| c.to_digit(16).map(|digit| digit as u8)).collect();
    Some(digits?.chunks_exact(2).map(|pair| pair[0] << 4 | pair[1]).collect())
}
