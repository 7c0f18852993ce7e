//! The log of decisions: steps are only ever added, so that everything can be undone and nothing is lost.

use serde::{Deserialize, Serialize};

use super::Edit;

/// One step of the log.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Step {
    /// A decision.
    Do(Edit),
    /// Decision `n` (counted from the first, undone ones included) does not hold any more.
    Undo(u32),
    /// Decision `n` holds again.
    Redo(u32),
}

/// All steps, in the order in which they were taken.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Log {
    steps: Vec<Step>,
}

impl Log {
    /// A log with these steps, as they were kept.
    pub fn from_steps(steps: Vec<Step>) -> Log {
        Log { steps }
    }

    /// The steps, to be kept.
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// Adds the steps of another log. They count its own decisions from its own first one.
    pub fn append(&mut self, steps: &[Step]) {
        let before = self.steps.iter().filter(|step| matches!(step, Step::Do(_))).count() as u32;
        self.steps.extend(steps.iter().cloned().map(|step| match step {
            Step::Do(edit) => Step::Do(edit),
            Step::Undo(at) => Step::Undo(at + before),
            Step::Redo(at) => Step::Redo(at + before),
        }));
    }

    /// The decision that a step takes, takes back or brings back; `None` if there is none of that number.
    pub fn edit<'s>(&'s self, step: &'s Step) -> Option<&'s Edit> {
        let at = match step {
            Step::Do(edit) => return Some(edit),
            Step::Undo(at) | Step::Redo(at) => *at as usize,
        };
        let decision = |step: &'s Step| match step {
            Step::Do(edit) => Some(edit),
            Step::Undo(_) | Step::Redo(_) => None,
        };
        self.steps.iter().filter_map(decision).nth(at)
    }

    /// Adds a step.
    pub fn push(&mut self, step: Step) {
        self.steps.push(step);
    }

    /// Decisions and whether they hold, in the order in which they were taken.
    pub fn decisions(&self) -> Vec<(&Edit, bool)> {
        let mut decisions = Vec::new();
        for step in &self.steps {
            let (at, holds) = match step {
                Step::Do(edit) => {
                    decisions.push((edit, true));
                    continue;
                }
                Step::Undo(at) => (*at, false),
                Step::Redo(at) => (*at, true),
            };
            if let Some(decision) = decisions.get_mut(at as usize) {
                decision.1 = holds;
            }
        }
        decisions
    }

    /// The decisions that hold, with their numbers.
    pub fn active(&self) -> impl Iterator<Item = (u32, &Edit)> {
        (0..).zip(self.decisions()).filter(|(_, (_, holds))| *holds).map(|(at, (edit, _))| (at, edit))
    }

    /// The step that takes back the latest decision that holds.
    pub fn undo(&self) -> Option<Step> {
        self.active().last().map(|(at, _)| Step::Undo(at))
    }

    /// The step that takes back the latest undoing, unless something was decided since.
    pub fn redo(&self) -> Option<Step> {
        let mut open = Vec::new();
        for step in &self.steps {
            match step {
                Step::Do(_) => open.clear(),
                Step::Undo(at) => open.push(*at),
                Step::Redo(at) => open.retain(|undone| undone != at),
            }
        }
        open.pop().map(Step::Redo)
    }

    /// The step that takes back one decision, or brings it back.
    pub fn toggle(&self, at: u32) -> Option<Step> {
        let (_, holds) = *self.decisions().get(at as usize)?;
        Some(if holds { Step::Undo(at) } else { Step::Redo(at) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn log(decisions: usize) -> Log {
        Log::from_steps((0..decisions).map(|_| Step::Do(Edit::NotACopy(Vec::new()))).collect())
    }

    fn active(log: &Log) -> Vec<u32> {
        log.active().map(|(at, _)| at).collect()
    }

    #[test]
    fn undo_and_redo_go_back_and_forth() {
        let mut log = log(3);
        for expected in [vec![0, 1], vec![0], vec![]] {
            log.push(log.undo().unwrap());
            assert_eq!(active(&log), expected);
        }
        assert_eq!(log.undo(), None);
        for expected in [vec![0], vec![0, 1], vec![0, 1, 2]] {
            log.push(log.redo().unwrap());
            assert_eq!(active(&log), expected);
        }
        assert_eq!(log.redo(), None);
    }

    #[test]
    fn a_step_in_the_middle_can_be_undone() {
        let mut log = log(3);
        log.push(log.toggle(1).unwrap());
        assert_eq!(active(&log), [0, 2]);
        log.push(log.toggle(1).unwrap());
        assert_eq!(active(&log), [0, 1, 2]);
        assert_eq!(log.toggle(9), None);
        let (boilerplate, undo) = (Step::Do(Edit::Boilerplate(Vec::new())), Step::Undo(2));
        assert_eq!((log.edit(&boilerplate), log.edit(&undo)), (Some(&Edit::Boilerplate(Vec::new())), Some(&Edit::NotACopy(Vec::new()))));
        assert_eq!(log.edit(&Step::Redo(3)), None);
    }

    #[test]
    fn two_logs_become_one_with_what_each_has_undone() {
        let mut first = log(2);
        first.push(Step::Undo(0));
        let mut second = log(3);
        second.push(Step::Undo(1));
        first.append(second.steps());
        assert_eq!(active(&first), [1, 2, 4]);
    }

    #[test]
    fn a_new_decision_ends_redoing_but_loses_nothing() {
        let mut log = log(2);
        log.push(log.undo().unwrap());
        log.push(Step::Do(Edit::Boilerplate(Vec::new())));
        assert_eq!(log.redo(), None);
        assert_eq!(log.decisions().len(), 3);
        log.push(log.toggle(1).unwrap());
        assert_eq!(active(&log), [0, 1, 2]);
    }
}
