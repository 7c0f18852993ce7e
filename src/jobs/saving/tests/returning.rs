//! Documents that are on their way back, while keepers, storages and other windows do what they like.

use super::super::*;
use super::browser::{Browser, Window, decided, decision, log};

#[test]
fn what_comes_back_and_fails_is_tried_again_whole() {
    let mut browser = Browser::with(&["a", "b"], log(&[1]));
    let window = browser.open(false, false);
    browser.step(window, Event::Continue);
    while !matches!(browser.windows[window].asked.front(), Some((_, Effect::Return(..)))) {
        browser.answer(window);
    }
    let Some((_, Effect::Return(run, _))) = browser.windows[window].asked.pop_front() else { panic!() };
    browser.step(window, Event::ReturnFailed(run, "the storage does not answer".into()));
    browser.settle();
    assert_eq!((browser.here(window), browser.windows[window].is_filled), (0, true));
    assert!(browser.windows[window].state.has_failed());
    browser.step(window, Event::TryAgain);
    browser.settle();
    assert_eq!((browser.here(window), browser.windows[window].status()), (2, SaveStatus::Saved));
}

/// A window in which two documents are on their way back.
fn coming_back() -> (Browser, usize) {
    let mut browser = Browser::with(&["a", "b"], log(&[1]));
    let window = browser.open(false, false);
    browser.step(window, Event::Continue);
    while !matches!(browser.windows[window].asked.front(), Some((_, Effect::Return(..)))) {
        assert!(browser.answer(window));
    }
    (browser, window)
}

#[test]
fn what_comes_back_survives_a_lost_keeper_and_a_storage_that_is_refused_then() {
    let (mut browser, window) = coming_back();
    browser.database().is_refused = true;
    browser.lose_keeper(window);
    browser.settle();
    assert_eq!(browser.windows[window].status(), SaveStatus::NotSaved("it is refused".into()));
    assert_eq!((browser.windows[window].is_filled, browser.windows[window].state.coming()), (true, None), "the desk can be asked");
    browser.database().is_refused = false;
    browser.step(window, Event::TryAgain);
    browser.settle();
    assert_eq!((browser.here(window), browser.windows[window].status()), (2, SaveStatus::Saved));
    browser.give(window, &["c"]);
    browser.settle();
    assert_eq!(browser.names(), ["a", "b", "c"]);
}

#[test]
fn session_only_comes_to_an_end_when_everything_is_taken_out_meanwhile() {
    let (mut browser, window) = coming_back();
    browser.step(window, Event::SessionOnly(true));
    browser.windows[window].holdings.clear();
    browser.step(window, Event::Cleared);
    browser.settle();
    assert_eq!((browser.windows[window].status(), browser.database.is_none()), (SaveStatus::SessionOnly, true));
}

#[test]
fn decisions_still_come_to_those_that_are_kept_when_the_documents_are_taken_out_meanwhile() {
    let mut browser = Browser::with(&["a"], log(&[1]));
    let window = browser.open(false, false);
    browser.windows[window].log = Log::default();
    browser.windows[window].log.take(7, decision(7));
    browser.step(window, Event::ProjectOpened);
    browser.give(window, &["x"]);
    browser.settle();
    browser.step(window, Event::Continue);
    while !matches!(browser.windows[window].asked.front(), Some((_, Effect::Look(_)))) {
        assert!(browser.answer(window));
    }
    browser.windows[window].holdings.clear();
    browser.step(window, Event::Cleared);
    assert_ne!(browser.windows[window].state.status(true), SaveStatus::Saved);
    browser.settle();
    assert_eq!((browser.names(), browser.here(window)), (vec![], 0));
    let mut both = decided(&browser.saved_log());
    both.sort_unstable();
    assert_eq!((both, browser.windows[window].state.status(true)), (vec![1, 7], SaveStatus::Saved));
}

#[test]
fn what_was_forgotten_elsewhere_is_not_written_again_by_an_answer_that_was_on_its_way() {
    let mut browser = Browser::new();
    let window = browser.open(false, false);
    browser.give(window, &["a"]);
    browser.settle();
    browser.lose_keeper(window); // the database is being opened again
    browser.database = None;
    browser.step(window, Event::ForgottenElsewhere);
    browser.settle();
    assert_eq!(browser.names(), Vec::<&str>::new());
    assert_eq!(browser.windows[window].status(), SaveStatus::NotSaved("everything was forgotten in another window".into()));
}

#[test]
fn a_damaged_record_takes_no_document_from_the_desk() {
    let (mut browser, window) = coming_back();
    browser.settle();
    browser.step(window, Event::Continue); // all of it is brought once more
    while !matches!(browser.windows[window].asked.front(), Some((_, Effect::Return(..)))) {
        assert!(browser.answer(window));
    }
    browser.database().documents.remove("a");
    browser.settle();
    assert_eq!((browser.here(window), browser.names()), (2, vec!["a", "b"]), "the desk has given it back");
    assert!(browser.windows[window].notices.is_empty());
}

#[test]
fn nothing_is_brought_before_this_window_may_write() {
    let mut browser = Browser::with(&["a", "b"], log(&[1]));
    browser.open(false, true);
    let mut second = Window::new(false, true); // a tab that was made from the first one
    second.desk_is_started = false;
    let effects = second.state.start();
    browser.windows.push(second);
    browser.act(1, effects, &[]);
    assert!(browser.answer(1)); // the database is open
    browser.windows[1].desk_is_started = true;
    browser.step(1, Event::DeskLacks);
    browser.settle();
    assert_eq!((browser.here(1), browser.windows[1].state.access()), (0, WriteAccess::Elsewhere));
    assert_eq!((browser.windows[1].is_filled, browser.windows[1].state.offer().map(|offer| offer.documents)), (true, Some(2)));
}

#[test]
fn session_only_takes_nothing_away_that_another_window_has_written() {
    let mut browser = Browser::with(&["a"], log(&[1]));
    browser.open(false, true);
    let second = browser.open(false, false);
    browser.give(second, &["x"]);
    browser.settle();
    browser.step(second, Event::TakeOver);
    browser.step(second, Event::SessionOnly(true));
    browser.settle();
    assert_eq!((browser.names(), browser.here(second)), (vec!["a"], 1));
    assert_eq!(browser.windows[second].status(), SaveStatus::SessionOnly);
}
