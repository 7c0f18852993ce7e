//! The address and what is remembered with it, changed without a step in the history.
//!
//! Browsers allow only so many such changes (WebKit 100 in 10 s, each further one is an error), and a slider that is dragged or a key that is held
//! makes more. What comes too soon after the last change waits, and counts as the address meanwhile.

use std::cell::RefCell;

use wasm_bindgen::prelude::*;

use crate::dom::{after, now, window};

/// Between two changes, in milliseconds.
const PACE_MS: f64 = 150.0;
/// After how long one is tried again that the browser has refused all the same.
const AGAIN_MS: i32 = 2_000;

#[derive(Clone)]
struct Change {
    /// The address when it was made: of another one it is no change.
    from: String,
    hash: String,
    text: Option<String>,
}

struct Pace {
    last: f64,
    waiting: Option<Change>,
}

thread_local! {
    static PACE: RefCell<Pace> = const { RefCell::new(Pace { last: -PACE_MS, waiting: None }) };
}

/// What follows the `#` in the address, with it.
pub(crate) fn hash() -> String {
    waiting().map_or_else(location, |change| change.hash)
}

/// Changes the address. What is remembered there stays.
pub(crate) fn replace_hash(hash: &str) {
    change(|change| change.hash = hash.to_string());
}

/// Keeps a text with this step of the history: it is in no address, and comes back with Back.
pub(crate) fn remember(text: &str) {
    change(|change| change.text = Some(text.to_string()));
}

/// The text that was kept with this step.
pub(crate) fn remembered() -> Option<String> {
    waiting().map_or_else(state, |change| change.text)
}

/// Goes to another address: a step in the history.
pub(crate) fn go_to(hash: &str) {
    settle_address();
    let _ = window().location().set_hash(hash);
}

/// Makes the change that waits, if any.
pub(crate) fn settle_address() {
    if let Some(change) = waiting() {
        write(change);
    }
}

fn location() -> String {
    window().location().hash().unwrap_or_default()
}

fn state() -> Option<String> {
    window().history().ok()?.state().ok()?.as_string()
}

/// The change that waits, unless the user has gone on since.
fn waiting() -> Option<Change> {
    PACE.with_borrow(|pace| pace.waiting.clone()).filter(|change| change.from == location())
}

fn change(alter: impl FnOnce(&mut Change)) {
    let mut change = waiting().unwrap_or_else(|| Change { from: location(), hash: location(), text: state() });
    alter(&mut change);
    let wait = PACE.with_borrow(|pace| pace.last) + PACE_MS - now();
    if wait <= 0.0 {
        return write(change);
    }
    if PACE.with_borrow_mut(|pace| pace.waiting.replace(change)).is_none() {
        after(wait.ceil() as i32, settle_address);
    }
}

fn write(change: Change) {
    let url = Some(change.hash.as_str()).filter(|hash| !hash.is_empty());
    let text = change.text.as_deref().map_or(JsValue::NULL, JsValue::from_str);
    let written = window().history().and_then(|history| history.replace_state_with_url(&text, "", url));
    if written.is_err() {
        after(AGAIN_MS, settle_address);
    }
    PACE.with_borrow_mut(|pace| *pace = Pace { last: now(), waiting: written.err().map(|_| change) });
}
