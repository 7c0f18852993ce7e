//! The address and what is remembered with it, changed without a step in the history.
//!
//! Browsers allow only so many such changes (WebKit 100 in 10 s, each further one is an error), and a slider that is dragged or a key that is held
//! makes more. What comes too often waits, and counts as the address meanwhile.

use std::cell::RefCell;

use dossier::view::pace::Pace;
use wasm_bindgen::prelude::*;

use crate::dom::{after, now, window};

/// After how long one is tried again that the browser has refused all the same.
const AGAIN_MS: i32 = 2_000;

#[derive(Clone)]
struct Change {
    /// The address when it was made: of another one it is no change.
    from: String,
    hash: String,
    text: Option<String>,
}

struct State {
    pace: Pace,
    waiting: Option<Change>,
    /// Steps of the history that were taken here and that the browser has not reported yet.
    announced: u32,
}

thread_local! {
    static STATE: RefCell<State> = const { RefCell::new(State { pace: Pace::rested(), waiting: None, announced: 0 }) };
}

/// The browser tells of another step of the history. What waits was about the one before, even if the address is the same.
pub(crate) fn moved() {
    STATE.with_borrow_mut(|state| match state.announced {
        0 => state.waiting = None,
        _ => state.announced -= 1,
    });
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
    let before = location();
    let _ = window().location().set_hash(hash);
    if location() != before {
        STATE.with_borrow_mut(|state| state.announced += 1);
    }
}

/// Makes the change that waits, if any.
pub(crate) fn settle_address() {
    match waiting() {
        Some(change) => write(change),
        None => STATE.with_borrow_mut(|state| state.waiting = None), // it is of an address that was left
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
    STATE.with_borrow(|state| state.waiting.clone()).filter(|change| change.from == location())
}

fn change(alter: impl FnOnce(&mut Change)) {
    let mut change = waiting().unwrap_or_else(|| Change { from: location(), hash: location(), text: state() });
    alter(&mut change);
    let wait = STATE.with_borrow(|state| state.pace.wait_ms(now()));
    if wait <= 0.0 {
        return write(change);
    }
    if STATE.with_borrow_mut(|state| state.waiting.replace(change)).is_none() {
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
    STATE.with_borrow_mut(|state| {
        state.pace.take(now());
        state.waiting = written.err().map(|_| change);
    });
}
