//! Windows, keepers and a database that are lost, full, refused or late.

mod browser;
mod returning;

use self::browser::{Browser, Window, decided, decision, document, log};
use super::*;
use crate::jobs::inbox::{KEEPER, ParcelId};
use crate::jobs::keeping::Brought;

#[test]
fn what_is_given_is_written_and_read_back() {
    let mut browser = Browser::new();
    let window = browser.open(false, false);
    assert_eq!(browser.windows[window].status(), SaveStatus::Nothing);
    browser.give(window, &["a", "b"]);
    browser.decide(window, 1);
    assert_eq!(browser.windows[window].status(), SaveStatus::Saving);
    browser.settle();
    assert_eq!((browser.names(), browser.windows[window].status()), (vec!["a", "b"], SaveStatus::Saved));
    assert_eq!(decided(&browser.saved_log()), [1]);
    assert!(browser.database().unfinished.is_empty() && browser.windows[window].memory.is_empty());
}

#[test]
fn what_is_kept_is_offered_and_comes_back_after_a_reload() {
    let mut browser = Browser::with(&["a", "b"], log(&[1]));
    let window = browser.open(false, false);
    let offer = Offer { documents: 2, decisions: 1, is_declined: false };
    assert_eq!((browser.windows[window].state.offer(), browser.here(window)), (Some(offer), 0));
    browser.step(window, Event::Continue);
    browser.settle();
    assert_eq!((browser.here(window), browser.windows[window].status()), (2, SaveStatus::Saved));
    browser.lock = None;
    let reloaded = browser.open(false, true);
    assert_eq!((browser.here(reloaded), decided(&browser.windows[reloaded].log)), (2, vec![1]));
    assert_eq!(browser.windows[reloaded].state.coming(), None);
}

#[test]
fn beside_another_project_nothing_is_written_until_the_user_says_what() {
    for (event, names) in [(Event::Replace, vec!["x"]), (Event::Continue, vec!["a", "b", "x"])] {
        let mut browser = Browser::with(&["a", "b"], log(&[1]));
        let window = browser.open(false, false);
        browser.step(window, Event::StartEmpty);
        browser.give(window, &["x"]);
        browser.settle();
        assert_eq!(browser.names(), ["a", "b"]);
        assert_eq!(browser.windows[window].status(), SaveStatus::NotSaved("another project is kept in this browser".into()));
        browser.step(window, event);
        browser.settle();
        assert_eq!((browser.names(), browser.windows[window].status()), (names, SaveStatus::Saved));
    }
}

#[test]
fn a_window_that_takes_over_has_everything_and_the_other_one_writes_nothing_more() {
    let mut browser = Browser::new();
    let first = browser.open(false, false);
    browser.give(first, &["a", "b"]);
    browser.settle();
    let second = browser.open(false, false);
    assert_eq!(browser.windows[second].state.access(), WriteAccess::Elsewhere);
    browser.take_out(first, "a"); // not written yet
    browser.decide(first, 1);
    browser.step(second, Event::TakeOver);
    while browser.answer(second) {} // before the first one writes again
    browser.settle();
    assert_eq!(browser.windows[first].state.access(), WriteAccess::TakenOver);
    assert!(!browser.windows[first].is_marked_open && browser.windows[second].is_marked_open);
    assert_eq!(browser.names(), ["a", "b"], "what was still to be taken out stays");
    assert_eq!((browser.here(second), decided(&browser.windows[second].log), decided(&browser.saved_log())), (2, vec![1], vec![1]));
    browser.give(first, &["c"]);
    browser.settle();
    assert_eq!(browser.names(), ["a", "b"]);
    assert_eq!(browser.windows[first].status(), SaveStatus::NotSaved("another window has taken over this project".into()));
    browser.step(first, Event::TakeOver);
    browser.settle();
    assert_eq!((browser.names(), browser.windows[second].state.access()), (vec!["a", "b", "c"], WriteAccess::TakenOver));
}

#[test]
fn windows_come_to_one_log_whoever_decides() {
    let mut browser = Browser::with(&["a"], log(&[1]));
    let first = browser.open(false, true);
    let second = browser.open(false, false);
    browser.decide(second, 2); // it does not write documents, and yet its decisions are those of both
    browser.decide(first, 3);
    browser.settle();
    assert_eq!(browser.windows[first].log, browser.windows[second].log);
    assert_eq!((browser.windows[first].log.active().count(), browser.saved_log().active().count()), (3, 3));
}

#[test]
fn a_project_that_is_opened_beside_another_one_leaves_its_decisions_alone() {
    let mut browser = Browser::with(&["a"], log(&[1]));
    browser.open(false, true);
    let second = browser.open(false, false);
    browser.windows[second].log = Log::default();
    browser.windows[second].log.take(7, decision(7));
    browser.step(second, Event::ProjectOpened);
    browser.give(second, &["x"]);
    browser.settle();
    assert_eq!((decided(&browser.windows[0].log), decided(&browser.saved_log())), (vec![1], vec![1]));
    assert!(browser.windows[second].state.has_own_decisions());
    browser.step(second, Event::Replace);
    browser.settle();
    assert_eq!(browser.windows[second].state.access(), WriteAccess::Elsewhere, "the first window writes");
    browser.step(second, Event::TakeOver);
    browser.settle();
    assert_eq!((browser.names(), browser.saved_log().active().count()), (vec!["a", "x"], 2));
}

#[test]
fn a_full_database_is_said_and_tried_again_when_the_user_says_so() {
    let mut browser = Browser::new();
    let window = browser.open(false, false);
    browser.database().is_full = true;
    browser.give(window, &["a"]);
    browser.decide(window, 1);
    browser.settle();
    assert_eq!(browser.windows[window].status(), SaveStatus::NotSaved("it is full".into()));
    browser.give(window, &["b"]);
    browser.settle(); // and it is not tried again by itself
    assert!(browser.names().is_empty());
    browser.step(window, Event::PageHidden);
    assert_eq!(browser.ahead_of(), Some((vec![1], false)), "decisions are not lost when the page is left now");
    browser.database().is_full = false;
    browser.step(window, Event::TryAgain);
    browser.settle();
    assert_eq!((browser.names(), browser.windows[window].status()), (vec!["a", "b"], SaveStatus::Saved));
    assert_eq!(decided(&browser.saved_log()), [1]);
}

#[test]
fn work_goes_on_where_the_storage_is_refused() {
    let mut browser = Browser::new();
    browser.database().is_refused = true;
    let window = browser.open(false, false);
    assert_eq!(browser.windows[window].status(), SaveStatus::Nothing, "there is nothing to save yet");
    browser.give(window, &["a"]);
    browser.settle();
    assert_eq!(browser.windows[window].status(), SaveStatus::NotSaved("it is refused".into()));
    assert_eq!(browser.windows[window].memory.len(), 1);
    browser.lose_desk(window); // it is given everything from memory
    browser.settle();
    assert_eq!((browser.here(window), browser.windows[window].at_desk.len(), browser.windows[window].is_filled), (1, 1, true));
    browser.lose_keeper(window); // the desk has it
    browser.settle();
    assert_eq!((browser.here(window), browser.windows[window].memory.len()), (1, 1));
}

#[test]
fn what_a_lost_keeper_held_is_written_all_the_same() {
    let mut browser = Browser::new();
    let window = browser.open(false, false);
    browser.give(window, &["a"]);
    browser.settle();
    browser.give(window, &["b", "c"]);
    browser.lose_keeper(window);
    browser.settle();
    assert_eq!((browser.names(), browser.windows[window].status()), (vec!["a", "b", "c"], SaveStatus::Saved));
}

#[test]
fn a_lost_desk_is_filled_from_memory_and_from_the_database() {
    let mut browser = Browser::new();
    let window = browser.open(false, false);
    browser.give(window, &["a", "b"]);
    browser.settle();
    browser.give(window, &["c"]);
    browser.lose_desk(window);
    assert!(!browser.windows[window].is_filled);
    browser.settle();
    let window = &browser.windows[window];
    assert_eq!((window.at_desk.len(), window.is_filled, window.holdings.lacking(window.desk).len()), (3, true, 0));
}

#[test]
fn a_desk_and_a_keeper_that_are_lost_together_lose_only_what_was_nowhere_else() {
    let mut browser = Browser::new();
    let window = browser.open(false, false);
    browser.give(window, &["a"]);
    browser.settle();
    browser.give(window, &["b"]);
    browser.lose_keeper(window);
    browser.lose_desk(window); // it is not filled before the database is open again
    browser.settle();
    assert_eq!((browser.windows[window].at_desk.len(), browser.windows[window].is_filled), (1, true));
    assert_eq!(browser.windows[window].notices, [Notice::Damaged(1)]);
}

#[test]
fn what_is_written_when_it_comes_again_is_written_once_more() {
    let mut browser = Browser::new();
    let window = browser.open(false, false);
    browser.give(window, &["a"]);
    while !matches!(browser.windows[window].asked.front(), Some((_, Effect::Write(write))) if !write.documents.is_empty()) {
        browser.answer(window);
    }
    let write = browser.windows[window].asked.clone();
    browser.windows[window].hold("a");
    browser.step(window, Event::Came(vec![document("a")]));
    assert_eq!(browser.windows[window].asked, write, "one write at a time");
    browser.answer(window);
    assert_eq!((browser.windows[window].status(), browser.windows[window].memory.len()), (SaveStatus::Saving, 1));
    browser.settle();
    assert_eq!(browser.windows[window].status(), SaveStatus::Saved);
}

#[test]
fn what_was_forgotten_does_not_come_back_with_a_late_answer() {
    let mut browser = Browser::with(&["a", "b"], log(&[1]));
    let window = browser.open(false, false);
    browser.step(window, Event::Continue);
    while !matches!(browser.windows[window].asked.front(), Some((_, Effect::Return(..)))) {
        browser.answer(window);
    }
    let kept = browser.kept();
    let opened = Event::Opened(Ok(kept));
    let generation = browser.windows[window].state.generation();
    browser.step(window, Event::Cleared);
    browser.step(window, Event::ForgetEverything);
    browser.settle();
    browser.late(window, generation, opened);
    browser.settle();
    assert_eq!((browser.here(window), browser.windows[window].state.offer()), (0, None));
    assert_eq!((browser.lock, browser.windows[window].is_marked_open), (None, false));
    browser.give(window, &["x"]);
    browser.settle();
    assert_eq!((browser.names(), browser.windows[window].status()), (vec!["x"], SaveStatus::Saved));
}

#[test]
fn a_parcel_of_a_run_that_is_over_is_refused_whole() {
    let mut browser = Browser::new();
    let window = browser.open(false, false);
    let parcel = ParcelId { sender: KEEPER, number: 9 };
    let documents = vec![Brought::Analysis(document("a").1), Brought::Gone, Brought::Analysis(document("b").1)];
    let Window { state, holdings, log, skipped, .. } = &mut browser.windows[window];
    let mut around = Surroundings {
        holdings,
        log,
        skipped,
        is_reading: false,
        desk: 1,
        desk_is_started: true,
        desk_is_filled: true,
        tag: "build",
        is_reload: false,
        now: 0.0,
    };
    let refused = vec![Effect::Settle(parcel, vec![false, false])];
    assert_eq!(state.step(Event::Returned(99, parcel, documents.clone()), &mut around), refused);
    assert_eq!(state.late(99, Event::Returned(0, parcel, documents), &mut around), refused);
    assert!(holdings.is_empty());
}

#[test]
fn another_window_that_forgets_everything_ends_writing_until_the_user_wants_it_again() {
    let mut browser = Browser::new();
    let first = browser.open(false, false);
    browser.give(first, &["a"]);
    browser.settle();
    browser.step(first, Event::Flush);
    // It is in memory again only if it is given again: so it comes from the desk.
    let second = browser.open(false, false);
    browser.step(second, Event::ForgetEverything);
    browser.settle();
    assert_eq!(browser.database.as_ref().map(|database| database.documents.len()), None);
    browser.give(first, &["b"]);
    browser.settle();
    assert_eq!(browser.windows[first].status(), SaveStatus::NotSaved("everything was forgotten in another window".into()));
    assert_eq!(browser.names(), Vec::<&str>::new());
    browser.step(first, Event::TryAgain);
    browser.settle();
    assert_eq!((browser.names(), browser.windows[first].status()), (vec!["a", "b"], SaveStatus::Saved));
}

#[test]
fn session_only_takes_away_what_was_written_once_all_of_it_is_in_memory() {
    let mut browser = Browser::new();
    let window = browser.open(false, false);
    browser.give(window, &["a", "b"]);
    browser.settle();
    assert!(browser.windows[window].memory.is_empty());
    browser.step(window, Event::SessionOnly(true));
    browser.settle();
    assert_eq!((browser.database.is_none(), browser.windows[window].memory.len()), (true, 2));
    assert_eq!((browser.windows[window].status(), browser.lock), (SaveStatus::SessionOnly, None));
    browser.decide(window, 1);
    browser.give(window, &["c"]);
    browser.settle();
    assert!(browser.database.is_none());
    browser.step(window, Event::SessionOnly(false));
    browser.settle();
    assert_eq!((browser.names(), browser.windows[window].status()), (vec!["a", "b", "c"], SaveStatus::Saved));
    assert_eq!(decided(&browser.saved_log()), [1]);
}

#[test]
fn session_only_takes_nothing_away_that_is_not_here() {
    let mut browser = Browser::with(&["a"], log(&[1]));
    let window = browser.open(false, true);
    browser.database().documents.insert("z".into()); // by another window
    browser.step(window, Event::SessionOnly(true));
    browser.settle();
    assert_eq!(browser.names(), ["a", "z"]);
    assert!(matches!(browser.windows[window].notices[..], [Notice::StaysAsItIs(_)]));
    browser.give(window, &["b"]);
    browser.settle();
    assert_eq!(browser.names(), ["a", "b", "z"], "and saving goes on");
}

#[test]
fn a_page_that_is_left_writes_ahead_what_the_database_does_not_have() {
    let mut browser = Browser::new();
    let window = browser.open(false, false);
    browser.give(window, &["a"]);
    browser.settle();
    browser.decide(window, 1);
    browser.step(window, Event::PageHidden);
    assert_eq!(browser.ahead_of(), Some((vec![1], false)));
    // The write that was asked for never comes to an end.
    browser.windows.clear();
    browser.lock = None;
    let next = browser.open(false, false);
    assert_eq!((decided(&browser.windows[next].log), decided(&browser.saved_log()), browser.ahead_of()), (vec![1], vec![1], None));
}

#[test]
fn what_was_forgotten_of_decisions_is_written_ahead_as_an_end() {
    let mut browser = Browser::with(&["a"], log(&[1, 2]));
    let window = browser.open(false, true);
    browser.windows[window].log = Log::default();
    browser.step(window, Event::LogReplaced);
    browser.decide(window, 3);
    browser.step(window, Event::PageHidden);
    assert_eq!(browser.ahead_of(), Some((vec![3], true)));
    browser.settle();
    assert_eq!((browser.ahead_of(), decided(&browser.saved_log())), (None, vec![3]));
}

#[test]
fn files_that_were_not_finished_are_known_after_a_crash_until_the_user_lets_go() {
    let mut browser = Browser::new();
    let window = browser.open(false, false);
    browser.windows[window].is_reading = true;
    browser.step(window, Event::FilesAdded(vec!["x.txt".into(), "y.txt".into()]));
    browser.settle();
    browser.step(window, Event::FileDone("y.txt".into()));
    browser.settle();
    browser.lock = None;
    let next = browser.open(false, true);
    assert_eq!(browser.windows[next].state.unfinished_before(), ["x.txt"]);
    browser.step(next, Event::ForgetUnfinished);
    browser.settle();
    assert!(browser.database().unfinished.is_empty());
}

/// Whatever happens, and in whichever order: what was given and not taken out is in the database in the end, and the windows agree.
#[test]
fn nothing_is_lost_in_any_order_of_mishaps() {
    for seed in 1..300_u64 {
        let mut random = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
        let mut next = |below: u64| {
            random ^= random << 13;
            random ^= random >> 7;
            random ^= random << 17;
            (random >> 33) % below
        };
        let mut browser = Browser::new();
        browser.open(false, false);
        let mut expected: BTreeMap<String, bool> = BTreeMap::new();
        let mut decided = 0;
        for _ in 0..40 {
            match next(12) {
                0..3 => {
                    let name = char::from(b'a' + next(20) as u8).to_string();
                    browser.give(0, &[&name]);
                    expected.insert(name, true);
                }
                3 => {
                    let Some(name) = expected.iter().filter(|(_, is_here)| **is_here).map(|(name, _)| name.clone()).next() else {
                        continue;
                    };
                    if browser.windows[0].holdings.has(&document(&name).1) {
                        browser.take_out(0, &name);
                        expected.insert(name, false);
                    }
                }
                4 => {
                    decided += 1;
                    browser.decide(0, decided);
                }
                5 => {
                    // The desk still has it all: the two are not lost together here.
                    if browser.windows[0].is_filled {
                        browser.lose_keeper(0);
                    }
                }
                6 => {
                    let window = &browser.windows[0];
                    let database: BTreeSet<&str> = browser.names().into_iter().collect();
                    let is_safe = window.at_desk.iter().all(|name| window.memory.contains_key(name) || database.contains(name.as_str()));
                    if is_safe && window.state.is_open() {
                        browser.lose_desk(0);
                    }
                }
                7 => {
                    let database = browser.database();
                    database.is_full = !database.is_full;
                }
                8 => {
                    if browser.windows[0].state.has_failed() {
                        browser.step(0, Event::TryAgain);
                    }
                }
                _ => {
                    browser.answer(0);
                    browser.windows[0].now += 500.0;
                }
            }
        }
        browser.database().is_full = false;
        browser.settle();
        if browser.windows[0].state.has_failed() {
            browser.step(0, Event::TryAgain);
            browser.settle();
        }
        let wanted: Vec<&str> = expected.iter().filter(|(_, is_here)| **is_here).map(|(name, _)| name.as_str()).collect();
        assert_eq!(browser.names(), wanted, "seed {seed}");
        assert_eq!(browser.saved_log(), browser.windows[0].log, "seed {seed}");
        let status = browser.windows[0].status();
        assert!(matches!(status, SaveStatus::Saved | SaveStatus::Nothing), "seed {seed}: {status:?}");
        let window = &browser.windows[0];
        assert_eq!((window.is_filled, window.holdings.lacking(window.desk).len()), (true, 0), "seed {seed}");
    }
}
