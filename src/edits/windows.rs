//! The logs of two windows on one project, made one: each decides on its own now and then, and neither may lose what it decided.
//!
//! Logs are joined like sets of steps: what only one has comes to what the other has, and what both have is there once. So it does not matter
//! how often a window hears the same, in which order, or how late, and telling each other comes to an end.

use std::collections::HashMap;
use std::hash::{Hash, Hasher};

use xxhash_rust::xxh3::Xxh3Default;

use super::{Log, Step};

/// The log of this window and the one that another window tells of, as one; the same whichever of the two is `own`.
///
/// A log that has all steps of the other is the one of both. Else the steps that the first lacks come after its own, in their order; which is
/// the first, and which of two orders of the same steps holds, rests on the steps alone.
pub fn joined(own: &Log, other: &[Step]) -> Log {
    let other = Log::from_steps(other.to_vec());
    let (first, second) = if key(own) <= key(&other) { (own, &other) } else { (&other, own) };
    let (both, came) = with_steps(first, second.steps());
    if came == 0 && first.steps().len() >= second.steps().len() {
        return both;
    }
    let (all, lacking) = with_steps(second, first.steps());
    if lacking == 0 { all } else { both }
}

/// A log, and behind it the steps of another one that it lacks.
pub fn followed_by(log: &Log, more: &[Step]) -> Log {
    with_steps(log, more).0
}

/// A step, wherever it stands: its kind, what is decided and which occurrence of that decision it is; and for one that is taken back or brought
/// back, which occurrence of that.
type Identity = (u8, u64, u32, u32);

/// Tells steps of a log apart.
#[derive(Default)]
struct Identities {
    /// What is decided in each decision so far, and which occurrence of it that is.
    decisions: Vec<(u64, u32)>,
    times: HashMap<(u8, u64, u32), u32>,
}

impl Identities {
    /// The next step of the log; `None` if it is about a decision that there is not.
    fn next(&mut self, step: &Step) -> Option<Identity> {
        let (kind, at) = match step {
            Step::Do(edit) => {
                let edit = hash(edit);
                let time = counted(&mut self.times, (0, edit, 0));
                self.decisions.push((edit, time));
                return Some((0, edit, time, 0));
            }
            Step::Undo(at) => (1, *at),
            Step::Redo(at) => (2, *at),
        };
        let (edit, time) = *self.decisions.get(at as usize)?;
        Some((kind, edit, time, counted(&mut self.times, (kind, edit, time))))
    }
}

fn counted(times: &mut HashMap<(u8, u64, u32), u32>, what: (u8, u64, u32)) -> u32 {
    let times = times.entry(what).or_default();
    *times += 1;
    *times
}

/// A log with the steps of another one that it lacks, and how many these are.
fn with_steps(log: &Log, more: &[Step]) -> (Log, usize) {
    let mut own = Identities::default();
    let mut known: HashMap<Identity, u32> = HashMap::new();
    let mut decisions = 0;
    for step in log.steps() {
        // Of a decision it is known where it stands.
        known.extend(own.next(step).map(|identity| (identity, decisions)));
        decisions += u32::from(matches!(step, Step::Do(_)));
    }
    let mut both = log.clone();
    let mut others = Identities::default();
    for step in more {
        let Some(identity) = others.next(step).filter(|identity| !known.contains_key(identity)) else { continue };
        let (_, edit, time, _) = identity;
        let place = || known.get(&(0, edit, time, 0)).copied();
        let step = match step {
            Step::Do(edit) => Some(Step::Do(edit.clone())),
            Step::Undo(_) => place().map(Step::Undo),
            Step::Redo(_) => place().map(Step::Redo),
        };
        let Some(step) = step else { continue };
        known.insert(identity, decisions);
        decisions += u32::from(matches!(step, Step::Do(_)));
        both.push(step);
    }
    let came = both.steps().len() - log.steps().len();
    (both, came)
}

fn key(log: &Log) -> (usize, u64) {
    (log.steps().len(), hash(log.steps()))
}

fn hash(what: impl Hash) -> u64 {
    let mut hasher = Xxh3Default::new();
    what.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edits::pins::{Pin, pins};
    use crate::edits::watch::watched;
    use crate::edits::{Anchor, Edit, Verdict};
    use crate::text::Span;

    fn step(name: &str) -> Step {
        match name.split_at(1) {
            ("u", at) => Step::Undo(at.parse().unwrap()),
            (name, _) => {
                let anchor = Anchor { document: u64::from(name.as_bytes()[0]), span: Span::new(0, 1), words: 0 };
                Step::Do(Edit::Checked(vec![anchor], Some(Verdict::Wrong)))
            }
        }
    }

    fn log(steps: &str) -> Log {
        Log::from_steps(steps.split_whitespace().map(step).collect())
    }

    /// Lets two windows tell each other until neither has anything new.
    fn meet(a: &str, b: &str) -> Log {
        let (mut a, mut b) = (log(a), log(b));
        for _ in 0..4 {
            let told = a.clone();
            a = joined(&a, b.steps());
            b = joined(&b, told.steps());
        }
        assert_eq!(a, b, "both come to the same log");
        a
    }

    #[test]
    fn a_log_that_goes_on_is_taken_and_one_that_lags_behind_is_not() {
        assert_eq!(joined(&log("A B"), log("A B C").steps()), log("A B C"));
        assert_eq!(joined(&log("A B C"), log("A").steps()), log("A B C"));
        assert_eq!(joined(&log(""), log("A").steps()), log("A"));
    }

    #[test]
    fn what_both_have_decided_alone_is_in_the_log_of_both_once() {
        for (a, b) in [("A B", "A C"), ("A B D E", "A C"), ("B", "C D"), ("A B u0", "A C u0"), ("A B u1", "A C D u2")] {
            let met = meet(a, b);
            let dos = |steps: &[Step]| steps.iter().filter(|step| matches!(step, Step::Do(_))).count();
            let shared = log(a).steps().iter().zip(log(b).steps()).take_while(|(x, y)| x == y).count();
            assert_eq!(dos(met.steps()), dos(log(a).steps()) + dos(log(b).steps()) - shared, "{a} | {b}");
        }
    }

    #[test]
    fn what_was_undone_alone_is_undone_in_the_log_of_both() {
        let met = meet("A B u1", "A C D u2");
        let holds: Vec<Step> = met.active().map(|(_, edit)| Step::Do(edit.clone())).collect();
        assert_eq!(holds, log("A C").steps());
    }

    #[test]
    fn lists_that_both_have_written_are_one() {
        let list = |names: &[&str]| Step::Do(Edit::Watch(names.iter().map(|name| (*name).to_string()).collect(), Vec::new()));
        let (a, b) = (Log::from_steps(vec![list(&["Raisi", "Putin"])]), Log::from_steps(vec![list(&["Rouhani"])]));
        let mut names = watched(&joined(&a, b.steps()));
        names.sort();
        assert_eq!(names, ["Putin", "Raisi", "Rouhani"]);
    }

    #[test]
    fn whoever_hears_late_of_both_takes_the_log_that_is_made_of_both() {
        let (a, b) = (log("A B u1"), log("A C D u2"));
        let both = joined(&a, b.steps());
        assert_eq!((joined(&a, both.steps()), joined(&b, both.steps())), (both.clone(), both.clone()));
        assert_eq!(joined(&both, a.steps()), both);
        assert_eq!(joined(&both, b.steps()), both);
    }

    #[test]
    fn what_one_decided_follows_what_is_kept_and_is_there_once() {
        let kept = log("A B u0");
        assert_eq!(followed_by(&kept, log("B C u1").steps()), log("A B u0 C u2"));
        assert_eq!(followed_by(&kept, kept.steps()), kept);
    }

    /// Windows that decide now and then, and hear of each other some time later, each in the order in which another one has told.
    fn converse(windows: usize, decisions: u32, seed: u64) {
        let mut random = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
        let mut next = |below: usize| {
            random ^= random << 13;
            random ^= random >> 7;
            random ^= random << 17;
            (random >> 33) as usize % below
        };
        let mut logs = vec![Log::default(); windows];
        let mut ways: Vec<Vec<std::collections::VecDeque<Vec<Step>>>> = vec![vec![Default::default(); windows]; windows];
        let (mut decided, mut heard, mut taken) = (0, 0, Vec::new());
        loop {
            let waiting: Vec<(usize, usize)> = (0..windows)
                .flat_map(|from| (0..windows).map(move |to| (from, to)))
                .filter(|&(from, to)| !ways[from][to].is_empty())
                .collect();
            let window = if decided < decisions && (waiting.is_empty() || next(3) == 0) {
                decided += 1;
                let window = next(windows);
                let log = &mut logs[window];
                let pin =
                    |at: u32| Pin { anchor: Anchor { document: u64::from(at), span: Span::new(0, 1), words: 0 }, note: String::new() };
                match next(5) {
                    0 => log.push(log.undo().or(log.redo()).unwrap_or_else(|| step("A"))),
                    1 => log.push(Step::Do(Edit::Pin(vec![pin(decided)]))),
                    _ => log.push(step(["A", "B", "C", "D", "E", "F"][next(6)])),
                }
                taken.extend(log.steps().last().cloned().filter(|step| matches!(step, Step::Do(_))));
                window
            } else if let Some(&(from, to)) = (!waiting.is_empty()).then(|| &waiting[next(waiting.len())]) {
                heard += 1;
                assert!(heard < 1_000 * windows, "it comes to an end: {windows} windows, seed {seed}");
                let told = ways[from][to].pop_front().unwrap();
                let log = joined(&logs[to], &told);
                logs[to] = log.clone();
                if *log.steps() == *told {
                    continue;
                }
                to
            } else {
                break;
            };
            for to in (0..windows).filter(|to| *to != window) {
                ways[window][to].push_back(logs[window].steps().to_vec());
            }
        }
        assert!(logs.iter().all(|log| *log == logs[0]), "{windows} windows, seed {seed}");
        assert!(taken.iter().all(|step| logs[0].steps().contains(step)), "nothing is lost: {windows} windows, seed {seed}");
        let undone = |step: &Step| !logs[0].active().any(|(_, edit)| Step::Do(edit.clone()) == *step);
        let pinned = taken.iter().filter(|step| matches!(step, Step::Do(Edit::Pin(_))) && !undone(step)).count();
        assert_eq!(pins(&logs[0]).len(), pinned, "every pin is there: {windows} windows, seed {seed}");
    }

    #[test]
    fn windows_that_hear_late_of_each_other_come_to_the_same_log() {
        for seed in 1..400 {
            converse(2, 4, seed);
            converse(2, 9, seed);
            converse(3, 6, seed);
        }
    }
}
