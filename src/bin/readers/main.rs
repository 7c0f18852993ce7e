//! What reads mails, PDF, office documents, archives and the main text of web pages, as a module that an analyst of the page loads when the first
//! such file comes. It holds nothing but the readers: what they find is analysed by who asked.

use dossier::formats;
use dossier::jobs::{decode, encode};
use wasm_bindgen::prelude::*;

fn main() {}

/// Reads a file. The options come, and what was read goes, as in messages ([`dossier::jobs::encode`]).
#[wasm_bindgen]
pub fn read(name: &str, bytes: &[u8], options: &[u8]) -> Vec<u8> {
    let options = decode(options).unwrap_or(formats::ReadOptions::AUTO);
    encode(&formats::read(name, bytes, &options))
}
