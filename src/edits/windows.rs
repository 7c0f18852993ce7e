//! Merging the logs of two windows on one project: each decides independently, and neither may lose a decision.
//!
//! A log is a set of operations, and two logs are joined to their union. So it does not matter how often a window hears the same, in which order,
//! or how late, and telling each other comes to an end.

use std::collections::HashMap;

use xxhash_rust::xxh3::Xxh3Default;

use super::{DERIVED, Log, Operation, OperationId, Step};

/// The log of this window and the one that another window tells of, as one.
pub fn joined(own: &Log, other: &[Operation]) -> Log {
    own.union(&Log::from_operations(other.to_vec()))
}

/// The kept log, followed by the operations of a separately written log that it lacks. These get new ids, because their
/// counters say nothing of what is kept.
///
/// The number in such an id is made from the operation itself, and the operation keeps it when it is put behind yet another log: whoever does the same
/// twice, in another window or on another machine, finds it there.
pub fn followed_by(kept: &Log, own: &[Operation]) -> Log {
    let places: HashMap<u64, OperationId> = kept.operations().iter().map(|operation| (number(operation), operation.id)).collect();
    let mut counter = kept.operations().last().map_or(0, |last| last.id.counter);
    let mut ids: HashMap<OperationId, OperationId> = HashMap::new();
    let mut coming = Vec::new();
    for operation in own.iter().filter(|operation| kept.get(operation.id) != Some(operation)) {
        let number = number(operation);
        if let Some(known) = places.get(&number) {
            ids.insert(operation.id, *known);
            continue;
        }
        counter = counter.saturating_add(1);
        ids.insert(operation.id, OperationId { counter, window: number });
        coming.push(operation);
    }
    let id = |before: OperationId| ids.get(&before).copied().unwrap_or(before);
    let mut both = kept.clone();
    for operation in coming {
        let step = match &operation.step {
            Step::Do(edit) => Step::Do(edit.clone()),
            Step::Undo(of) => Step::Undo(id(*of)),
            Step::Redo(of) => Step::Redo(id(*of)),
        };
        both.insert(Operation { id: id(operation.id), step });
    }
    both
}

/// The number for an operation that gets another id.
fn number(operation: &Operation) -> u64 {
    if operation.id.window & DERIVED != 0 {
        return operation.id.window;
    }
    let mut hash = Xxh3Default::new();
    hash.update(&operation.id.counter.to_le_bytes());
    hash.update(&operation.id.window.to_le_bytes());
    hash.update(&postcard::to_allocvec(&operation.step).unwrap_or_default());
    hash.digest() | DERIVED
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::edits::Edit;
    use crate::edits::pins::pins;
    use crate::edits::watch::watched;
    use crate::review::Pin;
    use crate::review::{Anchor, Verdict};
    use crate::text::Span;

    fn edit(name: &str) -> Edit {
        let anchor = Anchor { document: u64::from(name.as_bytes()[0]), span: Span::new(0, 1), words: 0 };
        Edit::Checked(vec![anchor], Some(Verdict::Wrong))
    }

    /// The decisions of a window with this log: `A` decides, `-A` takes back the last A that it has.
    fn decided(log: &Log, window: u64, steps: &str) -> Log {
        let mut log = log.clone();
        for name in steps.split_whitespace() {
            let step = match name.strip_prefix('-') {
                Some(name) => Step::Undo(log.active().filter(|(_, known)| **known == edit(name)).last().unwrap().0),
                None => Step::Do(edit(name)),
            };
            log.take(window, step);
        }
        log
    }

    fn log(window: u64, steps: &str) -> Log {
        decided(&Log::default(), window, steps)
    }

    /// What holds, in its order.
    fn holds(log: &Log) -> String {
        let name = |(_, edit): (OperationId, &Edit)| match edit {
            Edit::Checked(anchors, _) => char::from(anchors[0].document as u8).to_string(),
            other => panic!("{other:?}"),
        };
        log.active().map(name).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn what_was_put_behind_another_log_once_is_known_wherever_it_comes_again() {
        let project = log(1, "A B -A");
        let (here, there) = (followed_by(&log(2, "C"), project.operations()), followed_by(&log(3, "D E"), project.operations()));
        for (kept, own, all) in [(&project, &here, 4), (&here, &there, 6), (&there, &here, 6), (&here, &project, 4), (&here, &here, 4)] {
            let both = followed_by(kept, own.operations());
            assert_eq!((both.operations().len(), holds(&both).matches(['A', 'B']).count()), (all, 1), "{kept:?} and {own:?}");
            assert_eq!(followed_by(&both, own.operations()), both);
        }
    }

    #[test]
    fn a_log_that_goes_on_is_taken_and_one_that_lags_behind_is_not() {
        let before = log(1, "A B");
        let after = decided(&before, 2, "C");
        assert_eq!(joined(&before, after.operations()), after);
        assert_eq!(joined(&after, before.operations()), after);
        assert_eq!(joined(&Log::default(), after.operations()), after);
    }

    #[test]
    fn what_both_have_decided_alone_is_in_the_log_of_both_once() {
        let cases = [("A", "B", "C", "A B C"), ("A", "B D E", "C", "A B C D E"), ("", "B", "C D", "B C D"), ("A", "B", "B", "A B B")];
        for (before, a, b, expected) in cases {
            let before = log(9, before);
            let (a, b) = (decided(&before, 1, a), decided(&before, 2, b));
            let both = joined(&a, b.operations());
            assert_eq!((holds(&both), &both), (expected.to_string(), &joined(&b, a.operations())));
            assert_eq!((joined(&a, both.operations()), joined(&both, b.operations())), (both.clone(), both.clone()));
        }
    }

    #[test]
    fn what_was_undone_alone_is_undone_in_the_log_of_both() {
        let before = log(9, "A");
        for (a, b, expected) in [("B -B", "C D -D", "A C"), ("-A", "-A C", "C"), ("-A B", "C", "C B")] {
            let (a, b) = (decided(&before, 1, a), decided(&before, 2, b));
            assert_eq!(holds(&joined(&a, b.operations())), expected);
            assert_eq!(holds(&joined(&b, a.operations())), expected);
        }
    }

    #[test]
    fn an_id_means_the_same_whatever_came_in_between() {
        let mut log = log(2, "A B");
        let (id, _) = log.active().last().unwrap();
        log = joined(&log, self::log(1, "C D E F").operations());
        log.take(2, log.toggle(id).unwrap());
        assert_eq!(holds(&log), "C A D E F");
        assert_eq!(log.redo(), Some(Step::Redo(id)));
    }

    #[test]
    fn lists_that_both_have_written_are_one() {
        let list = |names: &[&str]| Step::Do(Edit::Watch(names.iter().map(|name| (*name).to_string()).collect(), Vec::new()));
        let (mut a, mut b) = (Log::default(), Log::default());
        a.take(1, list(&["Raisi", "Putin"]));
        b.take(2, list(&["Rouhani"]));
        let mut names = watched(&joined(&a, b.operations()));
        names.sort();
        assert_eq!(names, ["Putin", "Raisi", "Rouhani"]);
    }

    #[test]
    fn what_one_decided_follows_what_is_kept_and_is_there_once() {
        let before = log(9, "B");
        let kept = decided(&before, 1, "A D E -A");
        let own = decided(&before, 2, "C F -C G -B");
        let both = followed_by(&kept, own.operations());
        assert_eq!(holds(&both), "D E F G");
        assert_eq!(&both.operations()[..kept.operations().len()], kept.operations(), "what is kept stays as it is, before all else");
        let of_own = own.operations().len() - before.operations().len();
        assert_eq!(both.operations().len(), kept.operations().len() + of_own);
        assert!(both.is_plausible());
        assert_eq!(followed_by(&kept, kept.operations()), kept);
        // Once more, or in another window that had opened the same.
        assert_eq!(followed_by(&both, own.operations()), both);
        let elsewhere = decided(&both, 3, "H -D");
        assert_eq!(followed_by(&elsewhere, own.operations()), elsewhere);
        assert_eq!(holds(&followed_by(&elsewhere, decided(&own, 4, "I -F").operations())), "E G H I", "of the rest the rest comes");
    }

    #[test]
    fn an_id_that_both_have_given_is_of_two_operations_where_logs_were_written_apart() {
        let (kept, own) = (log(1, "A B"), log(1, "C D -C"));
        assert_eq!(holds(&followed_by(&kept, own.operations())), "A B D");
    }

    /// Numbers that look random, the same for the same seed.
    struct Random(u64);

    impl Random {
        fn new(seed: u64) -> Random {
            Random(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
        }

        fn below(&mut self, below: usize) -> usize {
            self.0 ^= self.0 << 13;
            self.0 ^= self.0 >> 7;
            self.0 ^= self.0 << 17;
            (self.0 >> 33) as usize % below
        }

        /// What somebody may do that has this log.
        fn step(&mut self, log: &Log, at: u32) -> Step {
            let decisions = log.decisions();
            match self.below(6) {
                0 => log.undo().or(log.redo()),
                1 => log.redo().or(log.undo()),
                2 if !decisions.is_empty() => log.toggle(decisions[self.below(decisions.len())].0),
                3 => {
                    let anchor = Anchor { document: u64::from(at), span: Span::new(0, 1), words: 0 };
                    Some(Step::Do(Edit::Pin(vec![Pin { anchor, note: String::new() }])))
                }
                _ => None,
            }
            .unwrap_or_else(|| Step::Do(edit(["A", "B", "C", "D", "E", "F"][self.below(6)])))
        }
    }

    /// The logs of three windows, which have a beginning in common and have heard of each other in part.
    fn three(seed: u64) -> [Log; 3] {
        let mut random = Random::new(seed);
        let mut logs: [Log; 3] = Default::default();
        for at in 0..30 {
            let window = random.below(3);
            match random.below(8) {
                0 => logs[window] = joined(&logs[window], logs[random.below(3)].clone().operations()),
                _ => {
                    let step = random.step(&logs[window], at);
                    logs[window].take(window as u64, step);
                }
            }
        }
        logs
    }

    #[test]
    fn joining_is_a_union() {
        let mut apart = 0;
        for seed in 1..300 {
            let [a, b, c] = three(seed);
            let join = |a: &Log, b: &Log| joined(a, b.operations());
            assert_eq!(join(&a, &b), join(&b, &a), "{seed}");
            assert_eq!(join(&join(&a, &b), &c), join(&a, &join(&b, &c)), "{seed}");
            assert_eq!(join(&a, &a), a, "{seed}");
            let all = join(&join(&a, &b), &c);
            assert_eq!(join(&all, &b), all, "{seed}");
            let ids = |logs: &[&Log]| logs.iter().flat_map(|log| log.operations()).cloned().map(|one| (one.id, one)).collect::<Vec<_>>();
            let expected: std::collections::BTreeMap<_, _> = ids(&[&a, &b, &c]).into_iter().collect();
            assert_eq!(ids(&[&all]), expected.into_iter().collect::<Vec<_>>(), "nothing is lost, nothing is twice: {seed}");
            assert!(all.is_plausible());
            apart += usize::from(all != a && all != b && all != c);
        }
        assert!(apart > 100, "the logs are different ones: {apart}");
    }

    #[test]
    fn what_holds_does_not_depend_on_the_order_of_arrival() {
        for seed in 1..300 {
            let mut random = Random::new(seed);
            let [a, b, c] = three(seed);
            let expected = joined(&joined(&a, b.operations()), c.operations());
            let mut all: Vec<Operation> = [a, b, c].iter().flat_map(|log| log.operations().to_vec()).collect();
            for at in (1..all.len()).rev() {
                all.swap(at, random.below(at + 1));
            }
            assert_eq!(Log::from_operations(all.clone()), expected, "{seed}");
            let mut late = Log::default();
            all.into_iter().for_each(|operation| late.insert(operation));
            assert_eq!(late.decisions(), expected.decisions(), "{seed}");
            assert_eq!((late.undo(), late.redo()), (expected.undo(), expected.redo()), "{seed}");
            for (id, _, holds) in late.decisions() {
                assert_eq!(late.holds(id), Some(holds), "{seed}");
            }
        }
    }

    /// Windows that decide now and then, and hear of each other some time later: each in the order in which another one has told, or in none, and
    /// some of it twice.
    fn converse(windows: usize, decisions: u32, in_order: bool, seed: u64) {
        let mut random = Random::new(seed);
        let mut logs = vec![Log::default(); windows];
        let mut ways: Vec<Vec<Vec<Vec<Operation>>>> = vec![vec![Vec::new(); windows]; windows];
        let (mut taken, mut heard, mut operations) = (0, 0, BTreeSet::new());
        loop {
            let waiting: Vec<(usize, usize)> = (0..windows)
                .flat_map(|from| (0..windows).map(move |to| (from, to)))
                .filter(|&(from, to)| !ways[from][to].is_empty())
                .collect();
            let window = if taken < decisions && (waiting.is_empty() || random.below(3) == 0) {
                taken += 1;
                let window = random.below(windows);
                let step = random.step(&logs[window], taken);
                operations.insert(logs[window].take(window as u64, step));
                window
            } else if !waiting.is_empty() {
                heard += 1;
                assert!(heard < 1_000 * windows, "it comes to an end: {windows} windows, seed {seed}");
                let (from, to) = waiting[random.below(waiting.len())];
                let way = &mut ways[from][to];
                let at = if in_order { 0 } else { random.below(way.len()) };
                let told = if !in_order && random.below(8) == 0 { way[at].clone() } else { way.remove(at) };
                logs[to] = joined(&logs[to], &told);
                if *logs[to].operations() == *told {
                    continue;
                }
                to
            } else {
                break;
            };
            for to in (0..windows).filter(|to| *to != window) {
                ways[window][to].push(logs[window].operations().to_vec());
            }
        }
        assert!(logs.iter().all(|log| *log == logs[0]), "{windows} windows, seed {seed}");
        let there: BTreeSet<OperationId> = logs[0].operations().iter().map(|operation| operation.id).collect();
        assert_eq!(there, operations, "nothing is lost, and nothing came of itself: {windows} windows, seed {seed}");
        assert!(logs[0].is_plausible(), "{windows} windows, seed {seed}");
        let pinned = logs[0].active().filter(|(_, edit)| matches!(edit, Edit::Pin(_))).count();
        assert_eq!(pins(&logs[0]).len(), pinned, "every pin is there: {windows} windows, seed {seed}");
    }

    #[test]
    fn windows_that_hear_late_of_each_other_come_to_the_same_log() {
        for seed in 1..400 {
            for in_order in [true, false] {
                converse(2, 4, in_order, seed);
                converse(2, 9, in_order, seed);
                converse(3, 6, in_order, seed);
            }
        }
    }
}
