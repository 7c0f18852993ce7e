//! The log of the page and that of its desk, kept one. Pure: no threads and no clock.
//!
//! Both take steps without waiting for each other: the desk what is decided about what is shown, the page what is taken back and what comes from
//! files. So each has a number of its own for the ids of what it does.

use super::ToWorker;
use crate::edits::{Log, Operation, Step};

/// The log as the page has it.
#[derive(Clone, Debug)]
pub struct Decisions {
    log: Log,
    /// Draws a number that nobody else has.
    draw: fn() -> u64,
    page: u64,
    desk: u64,
}

impl Decisions {
    /// This log, which no desk knows yet. `draw` draws a number that nobody else has.
    pub fn new(log: Log, draw: fn() -> u64) -> Decisions {
        Decisions { log, draw, page: draw(), desk: draw() }
    }

    /// The log.
    pub fn log(&self) -> &Log {
        &self.log
    }

    /// What a desk is told that knows nothing, or is to forget what it has taken and nobody wants. Another number keeps what it takes from here on apart
    /// from that.
    pub fn anew(&mut self) -> ToWorker {
        self.desk = (self.draw)();
        ToWorker::Log(self.desk, self.log.operations().to_vec())
    }

    /// Takes a step. The desk is to be told.
    pub fn step(&mut self, step: Step) -> (Operation, ToWorker) {
        let operation = self.log.next(self.page, step);
        self.log.insert(operation.clone());
        (operation.clone(), ToWorker::Join(vec![operation]))
    }

    /// Adds what the desk has taken. If that was in a log whose place another one has taken since, it is taken once more in this one, and the desk is to
    /// be told.
    pub fn taken(&mut self, operation: Operation) -> (Operation, Option<ToWorker>) {
        if operation.id.window != self.desk {
            let (operation, told) = self.step(operation.step);
            return (operation, Some(told));
        }
        self.log.insert(operation.clone());
        (operation, None)
    }

    /// Takes another log in place of this one. What the desk is to be told: what has come, if all of this one is in the other.
    pub fn set(&mut self, log: Log) -> ToWorker {
        let came = log.since(&self.log);
        self.log = log;
        match came {
            Some(came) => ToWorker::Join(came),
            None => {
                // The ids of the log before may still be on their way from another window.
                self.page = (self.draw)();
                self.anew()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, VecDeque};
    use std::sync::atomic::{AtomicU64, Ordering};

    use super::*;
    use crate::desk::Desk;
    use crate::edits::windows::joined;
    use crate::edits::{Edit, OperationId};
    use crate::project::read_contents;
    use crate::review::Field;
    use crate::view::decisions::Decision;
    use crate::view::request::{Request, Response};

    fn draw() -> u64 {
        static LAST: AtomicU64 = AtomicU64::new(100);
        LAST.fetch_add(1, Ordering::Relaxed)
    }

    fn about(at: u64) -> Edit {
        Edit::About(at, Field::Title, Some("T".into()))
    }

    fn decided(operation: &Operation) -> Option<u64> {
        match &operation.step {
            Step::Do(Edit::About(at, ..)) => Some(*at),
            _ => None,
        }
    }

    fn log_of(desk: &mut Desk) -> Log {
        let Response::Project(contents, _) = desk.answer(&Request::Project) else { panic!() };
        Log::from_operations(read_contents(2, &contents).unwrap().log)
    }

    /// A page and its desk, with what is on its way from one to the other.
    struct Window {
        page: Decisions,
        desk: Desk,
        to_desk: VecDeque<ToWorker>,
        answers: VecDeque<Operation>,
        /// All that was ever in the page's log.
        seen: BTreeMap<OperationId, Operation>,
    }

    impl Window {
        fn new() -> Window {
            let mut page = Decisions::new(Log::default(), draw);
            let to_desk = [page.anew()].into();
            Window { page, desk: Desk::new(), to_desk, answers: VecDeque::new(), seen: BTreeMap::new() }
        }

        fn decide(&mut self, at: u64) {
            let ask = Request::Decide(Decision::About(at, Field::Title, Some("T".into())));
            self.to_desk.push_back(ToWorker::Request(0, ask, Box::default()));
        }

        /// Whether the desk had something to do.
        fn desk_goes_on(&mut self) -> bool {
            match self.to_desk.pop_front() {
                None => return false,
                Some(ToWorker::Join(operations)) => self.desk.join(operations),
                Some(ToWorker::Log(window, operations)) => self.desk.set_log(window, operations),
                Some(ToWorker::Request(_, ask, _)) => match self.desk.answer(&ask) {
                    Response::Decision(operation) => self.answers.extend(operation),
                    other => panic!("{other:?}"),
                },
                Some(other) => panic!("{other:?}"),
            }
            true
        }

        /// Whether there was an answer.
        fn page_hears(&mut self) -> bool {
            let Some(operation) = self.answers.pop_front() else { return false };
            let (_, told) = self.page.taken(operation);
            self.to_desk.extend(told);
            self.look();
            true
        }

        fn look(&mut self) {
            for operation in self.page.log().operations() {
                let known = self.seen.entry(operation.id).or_insert_with(|| operation.clone());
                assert_eq!(known, operation, "an id is given once");
            }
            assert!(self.page.log().is_plausible());
        }

        fn settle(&mut self) {
            while self.desk_goes_on() || self.page_hears() {}
            assert_eq!(log_of(&mut self.desk), *self.page.log());
        }
    }

    #[test]
    fn what_the_desk_takes_and_what_the_page_takes_meanwhile_is_in_both() {
        let mut window = Window::new();
        window.decide(1);
        window.settle();
        window.decide(2);
        window.desk_goes_on();
        // Before the page hears of it.
        let (undone, told) = window.page.step(window.page.log().undo().unwrap());
        window.to_desk.push_back(told);
        window.settle();
        let log = window.page.log();
        let holds: Vec<&Edit> = log.active().map(|(_, edit)| edit).collect();
        assert_eq!(holds, [&about(2)]);
        assert_eq!(undone.step, Step::Undo(log.decisions()[0].0));
    }

    #[test]
    fn what_was_decided_in_a_log_that_is_gone_is_decided_in_the_one_that_took_its_place() {
        let mut window = Window::new();
        window.decide(1);
        window.settle();
        window.decide(2);
        window.desk_goes_on();
        let told = window.page.set(Log::default());
        window.to_desk.push_back(told);
        window.decide(3);
        window.settle();
        let mut there: Vec<u64> = window.page.log().operations().iter().filter_map(decided).collect();
        there.sort_unstable();
        assert_eq!(there, [2, 3]);
    }

    #[test]
    fn a_key_that_comes_twice_decides_once_whatever_comes_in_between() {
        let mut window = Window::new();
        window.decide(1);
        window.desk_goes_on();
        window.desk_goes_on();
        let mut elsewhere = Log::default();
        elsewhere.take(7, Step::Undo(OperationId { counter: 9, window: 9 }));
        let told = window.page.set(joined(window.page.log(), elsewhere.operations()));
        window.to_desk.push_back(told);
        window.decide(1);
        window.settle();
        assert_eq!(window.page.log().decisions().len(), 1);
    }

    /// Anything may come at any time: a decision, undoing, the log of another window, all decisions forgotten, a lost desk.
    #[test]
    fn page_and_desk_come_to_the_same_log() {
        for seed in 1..200_u64 {
            let mut random = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
            let mut below = |below: u64| {
                random ^= random << 13;
                random ^= random >> 7;
                random ^= random << 17;
                (random >> 33) % below
            };
            let (mut window, mut other, mut number) = (Window::new(), Log::default(), draw());
            let mut since_begun = Vec::new();
            for at in 0..40 {
                match below(12) {
                    0..=2 => {
                        since_begun.push(at);
                        window.decide(at);
                    }
                    3 => {
                        if let Some(step) = window.page.log().undo().or(window.page.log().redo()) {
                            let (_, told) = window.page.step(step);
                            window.to_desk.push_back(told);
                        }
                    }
                    4 => {
                        since_begun.push(at);
                        other.take(number, Step::Do(about(at)));
                        let told = window.page.set(joined(window.page.log(), other.operations()));
                        window.to_desk.push_back(told);
                    }
                    5 => other = joined(&other, window.page.log().operations()),
                    6 if below(3) == 0 => {
                        // What is decided and on its way may be in either.
                        window.settle();
                        (since_begun, other, number) = (Vec::new(), Log::default(), draw());
                        let told = window.page.set(Log::default());
                        window.to_desk.push_back(told);
                    }
                    6 => {
                        let told = window.page.set(other.clone());
                        since_begun.retain(|at| other.operations().iter().any(|operation| decided(operation) == Some(*at)));
                        window.to_desk.push_back(told);
                    }
                    7 if below(2) == 0 => {
                        // The questions that it has not answered are asked again.
                        let asked: Vec<ToWorker> = window.to_desk.drain(..).filter(|told| matches!(told, ToWorker::Request(..))).collect();
                        while window.page_hears() {}
                        window.desk = Desk::new();
                        window.to_desk = [window.page.anew()].into_iter().chain(asked).collect();
                    }
                    8 | 9 => {
                        window.page_hears();
                    }
                    _ => {
                        window.desk_goes_on();
                    }
                }
                window.look();
            }
            window.settle();
            let there: Vec<u64> = window.page.log().operations().iter().filter_map(decided).collect();
            for at in since_begun {
                assert_eq!(there.iter().filter(|known| **known == at).count(), 1, "seed {seed}: {at} of {there:?}");
            }
        }
    }
}
