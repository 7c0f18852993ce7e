//! The log of decisions: a set of operations, to which others only ever come, so that everything can be undone and nothing is lost.
//!
//! Several windows add to it without asking each other. Each operation has an id of its own, and the order of the ids is that of the log: whoever
//! has the same operations has the same log, in whatever order they came.

use std::cmp::Ordering;
use std::fmt;

use serde::{Deserialize, Serialize};

use super::Edit;

/// The identity of an operation. Operations are in the order of their ids.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct OperationId {
    /// One more than the greatest of the log that it was added to (a Lamport clock): what was decided with knowledge of something comes after it.
    pub counter: u32,
    /// A number that nobody else draws, of whoever took the step; without [`DERIVED`].
    pub window: u64,
}

/// Marks the numbers that were made from an operation when it was put behind another log, see [`super::windows::followed_by`].
pub const DERIVED: u64 = 1 << 63;

impl fmt::Display for OperationId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{:016x}", self.counter, self.window)
    }
}

/// The action of an operation.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Step {
    /// A decision, which is known by the id of its operation.
    Do(Edit),
    /// This decision does not hold any more.
    Undo(OperationId),
    /// This decision holds again.
    Redo(OperationId),
}

/// A step with its id.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Operation {
    /// Its place among all.
    pub id: OperationId,
    /// The action.
    pub step: Step,
}

impl Operation {
    /// Which of two stands where there is room for one: by their ids, and of two with one id the one whose bytes are smaller. No honest window
    /// gives an id twice; damage, or somebody who means harm, must not make two windows disagree.
    fn order(&self, other: &Operation) -> Ordering {
        self.id
            .cmp(&other.id)
            .then_with(|| if self.step == other.step { Ordering::Equal } else { bytes(&self.step).cmp(&bytes(&other.step)) })
    }
}

fn bytes(step: &Step) -> Vec<u8> {
    postcard::to_allocvec(step).unwrap_or_default()
}

/// All operations, each once, in their order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Log {
    operations: Vec<Operation>,
}

impl Log {
    /// A log of these operations, in whatever order they are.
    pub fn from_operations(mut operations: Vec<Operation>) -> Log {
        if !operations.is_sorted_by(|a, b| a.id < b.id) {
            operations.sort_by(Operation::order);
            operations.dedup_by_key(|operation| operation.id);
        }
        Log { operations }
    }

    /// The operations, to be kept.
    pub fn operations(&self) -> &[Operation] {
        &self.operations
    }

    /// The operation of this id.
    pub fn get(&self, id: OperationId) -> Option<&Operation> {
        self.place(id).ok().map(|at| &self.operations[at])
    }

    fn place(&self, id: OperationId) -> Result<usize, usize> {
        match self.operations.last() {
            Some(last) if last.id >= id => self.operations.binary_search_by_key(&id, |operation| operation.id),
            _ => Err(self.operations.len()),
        }
    }

    /// The operation that takes a step now, under the number of a window: it comes after all that there are.
    pub fn next(&self, window: u64, step: Step) -> Operation {
        let counter = self.operations.last().map_or(0, |last| last.id.counter).saturating_add(1);
        Operation { id: OperationId { counter, window }, step }
    }

    /// Adds an operation. One that is there changes nothing.
    pub fn insert(&mut self, operation: Operation) {
        match self.place(operation.id) {
            Err(at) => self.operations.insert(at, operation),
            Ok(at) if operation.order(&self.operations[at]).is_lt() => self.operations[at] = operation,
            Ok(_) => {}
        }
    }

    /// Takes a step under the number of a window. Returns the id by which it is known.
    pub fn take(&mut self, window: u64, step: Step) -> OperationId {
        let operation = self.next(window, step);
        let id = operation.id;
        self.insert(operation);
        id
    }

    /// The operations of both.
    pub(super) fn union(&self, other: &Log) -> Log {
        let mut operations = Vec::with_capacity(self.operations.len().max(other.operations.len()));
        let (mut own, mut others) = (self.operations.iter().peekable(), other.operations.iter().peekable());
        while let (Some(one), Some(another)) = (own.peek(), others.peek()) {
            let order = one.id.cmp(&another.id);
            let first = if one.order(another).is_le() { one } else { another };
            operations.push((*first).clone());
            if order.is_le() {
                own.next();
            }
            if order.is_ge() {
                others.next();
            }
        }
        operations.extend(own.chain(others).cloned());
        Log { operations }
    }

    /// The operations that were added since the log was `before`; `None` where something of that is missing: this log has replaced it.
    pub fn since(&self, before: &Log) -> Option<Vec<Operation>> {
        let mut before = before.operations.iter().peekable();
        let new = self.operations.iter().filter(|operation| before.next_if_eq(operation).is_none()).cloned().collect();
        before.peek().is_none().then_some(new)
    }

    /// Whether its counters can be those of steps that were taken one after another: each is one more than another one, so the greatest is no more
    /// than there are operations, and the next one is a number, too.
    pub fn is_plausible(&self) -> bool {
        self.operations.last().is_none_or(|last| last.id.counter as usize <= self.operations.len())
    }

    /// The decision that a step takes, takes back or brings back; `None` if it is not here.
    pub fn edit<'s>(&'s self, step: &'s Step) -> Option<&'s Edit> {
        match step {
            Step::Do(edit) => Some(edit),
            Step::Undo(id) | Step::Redo(id) => self.decision(*id),
        }
    }

    fn decision(&self, id: OperationId) -> Option<&Edit> {
        match &self.get(id)?.step {
            Step::Do(edit) => Some(edit),
            Step::Undo(_) | Step::Redo(_) => None,
        }
    }

    /// Decisions by their ids and whether they hold, in their order. What is said last of one counts, whether it came before the decision itself
    /// or after it.
    pub fn decisions(&self) -> Vec<(OperationId, &Edit, bool)> {
        let mut decisions: Vec<(OperationId, &Edit, bool)> = Vec::new();
        for operation in &self.operations {
            if let Step::Do(edit) = &operation.step {
                decisions.push((operation.id, edit, true));
            }
        }
        for operation in &self.operations {
            let (id, holds) = match operation.step {
                Step::Do(_) => continue,
                Step::Undo(id) => (id, false),
                Step::Redo(id) => (id, true),
            };
            if let Ok(at) = decisions.binary_search_by_key(&id, |(id, ..)| *id) {
                decisions[at].2 = holds;
            }
        }
        decisions
    }

    /// Whether a decision holds; `None` if it is not here.
    pub fn holds(&self, id: OperationId) -> Option<bool> {
        self.decision(id)?;
        let said = self.operations.iter().rev().find_map(|operation| match operation.step {
            Step::Undo(of) if of == id => Some(false),
            Step::Redo(of) if of == id => Some(true),
            _ => None,
        });
        Some(said.unwrap_or(true))
    }

    /// The decisions that hold, with their ids.
    pub fn active(&self) -> impl Iterator<Item = (OperationId, &Edit)> {
        self.decisions().into_iter().filter(|(.., holds)| *holds).map(|(id, edit, _)| (id, edit))
    }

    /// The step that takes back the latest decision that holds.
    pub fn undo(&self) -> Option<Step> {
        self.active().last().map(|(id, _)| Step::Undo(id))
    }

    /// The step that takes back the latest undoing, unless something was decided since.
    pub fn redo(&self) -> Option<Step> {
        let mut open = Vec::new();
        for operation in &self.operations {
            match operation.step {
                Step::Do(_) => open.clear(),
                Step::Undo(id) if self.decision(id).is_some() => open.push(id),
                Step::Undo(_) => {}
                Step::Redo(id) => open.retain(|undone| *undone != id),
            }
        }
        open.pop().map(Step::Redo)
    }

    /// The step that takes back one decision, or brings it back.
    pub fn toggle(&self, id: OperationId) -> Option<Step> {
        self.holds(id).map(|holds| if holds { Step::Undo(id) } else { Step::Redo(id) })
    }
}

/// Steps that are taken one after another, all under the number 0: the first has the id 1, 0.
impl FromIterator<Step> for Log {
    fn from_iter<T: IntoIterator<Item = Step>>(steps: T) -> Log {
        let mut log = Log::default();
        steps.into_iter().for_each(|step| {
            log.take(0, step);
        });
        log
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(counter: u32) -> OperationId {
        OperationId { counter, window: 0 }
    }

    fn log(decisions: usize) -> Log {
        (0..decisions).map(|_| Step::Do(Edit::NotACopy(Vec::new()))).collect()
    }

    fn active(log: &Log) -> Vec<u32> {
        log.active().map(|(id, _)| id.counter).collect()
    }

    #[test]
    fn undo_and_redo_go_back_and_forth() {
        let mut log = log(3);
        for expected in [vec![1, 2], vec![1], vec![]] {
            log.take(0, log.undo().unwrap());
            assert_eq!(active(&log), expected);
        }
        assert_eq!(log.undo(), None);
        for expected in [vec![1], vec![1, 2], vec![1, 2, 3]] {
            log.take(0, log.redo().unwrap());
            assert_eq!(active(&log), expected);
        }
        assert_eq!(log.redo(), None);
    }

    #[test]
    fn a_step_in_the_middle_can_be_undone() {
        let mut log = log(3);
        log.take(0, log.toggle(id(2)).unwrap());
        assert_eq!((active(&log), log.holds(id(2))), (vec![1, 3], Some(false)));
        log.take(0, log.toggle(id(2)).unwrap());
        assert_eq!((active(&log), log.holds(id(2))), (vec![1, 2, 3], Some(true)));
        assert_eq!((log.toggle(id(9)), log.toggle(id(4))), (None, None), "neither what is not there nor what is no decision");
        let (boilerplate, undo) = (Step::Do(Edit::Boilerplate(Vec::new())), Step::Undo(id(3)));
        assert_eq!((log.edit(&boilerplate), log.edit(&undo)), (Some(&Edit::Boilerplate(Vec::new())), Some(&Edit::NotACopy(Vec::new()))));
        assert_eq!((log.edit(&Step::Redo(id(9))), log.edit(&Step::Redo(id(4)))), (None, None));
    }

    #[test]
    fn a_new_decision_ends_redoing_but_loses_nothing() {
        let mut log = log(2);
        log.take(0, log.undo().unwrap());
        log.take(0, Step::Do(Edit::Boilerplate(Vec::new())));
        assert_eq!(log.redo(), None);
        assert_eq!(log.decisions().len(), 3);
        log.take(0, log.toggle(id(2)).unwrap());
        assert_eq!(active(&log), [1, 2, 4]);
    }

    #[test]
    fn what_is_said_of_a_decision_that_is_not_here_waits_for_it() {
        let whole: Log =
            log(2).operations().iter().map(|operation| operation.step.clone()).chain([Step::Undo(id(2)), Step::Undo(id(7))]).collect();
        let mut late = Log::default();
        whole.operations().iter().filter(|operation| operation.id != id(2)).for_each(|operation| late.insert(operation.clone()));
        assert_eq!((active(&late), late.holds(id(2)), late.redo()), (vec![1], None, None));
        late.insert(whole.get(id(2)).unwrap().clone());
        assert_eq!((late.holds(id(2)), late.redo()), (Some(false), Some(Step::Redo(id(2)))));
        assert_eq!(late, whole);
    }

    #[test]
    fn an_operation_is_there_once_whatever_it_says() {
        let twice = [Edit::NotACopy(Vec::new()), Edit::Boilerplate(Vec::new())].map(|edit| Operation { id: id(1), step: Step::Do(edit) });
        let [first, second] = twice.clone();
        let one = |operation: &Operation| Log::from_operations(vec![operation.clone()]);
        let expected = one(&first);
        for operations in [twice.to_vec(), vec![second.clone(), first.clone()], vec![second.clone(), first.clone(), second.clone()]] {
            assert_eq!(Log::from_operations(operations.clone()), expected);
            let mut log = Log::default();
            operations.into_iter().for_each(|operation| log.insert(operation));
            assert_eq!(log, expected);
        }
        assert_eq!((one(&first).union(&one(&second)), one(&second).union(&one(&first))), (expected.clone(), expected));
    }

    #[test]
    fn what_has_come_is_told_from_what_has_taken_its_place() {
        let (mut before, mut after) = (log(2), log(2));
        assert_eq!(after.since(&before), Some(vec![]));
        let early = Operation { id: OperationId { counter: 1, window: 7 }, step: Step::Undo(id(1)) };
        after.insert(early.clone());
        let late = after.next(7, Step::Undo(id(2)));
        after.insert(late.clone());
        assert_eq!(after.since(&before), Some(vec![early, late]));
        before.take(3, Step::Undo(id(2)));
        assert_eq!((after.since(&before), Log::default().since(&before)), (None, None));
    }

    #[test]
    fn counters_that_nobody_can_have_counted_are_seen() {
        assert!(log(3).is_plausible() && Log::default().is_plausible());
        let mut log = log(3);
        log.insert(Operation { id: id(u32::MAX), step: Step::Undo(id(1)) });
        assert!(!log.is_plausible());
    }
}
