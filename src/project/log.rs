//! The log of decisions as bytes, in the form that is written and in the one before it.

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::Xxh3Default;

use crate::edits::windows::{followed_by, joined};
use crate::edits::{DERIVED, Edit, Log, Operation, OperationId, Step};

/// The form in which decisions are written: operations with ids.
pub const LOG_FORM: u8 = 2;
/// The form before it: steps, which knew decisions by how many came before them.
const STEPS: u8 = 1;

/// Decisions as bytes.
pub fn write_log(operations: &[Operation]) -> Vec<u8> {
    postcard::to_allocvec(operations).unwrap_or_default()
}

/// Decisions of bytes in this form, in their order; `None` where they are of a later version, or damaged.
pub fn read_log(form: u8, bytes: &[u8]) -> Option<Vec<Operation>> {
    let log = Log::from_operations(match form {
        LOG_FORM => whole(bytes)?,
        STEPS => with_ids(whole(bytes)?),
        _ => return None,
    });
    log.is_plausible().then(|| log.operations().to_vec())
}

fn whole<'b, T: Deserialize<'b>>(bytes: &'b [u8]) -> Option<T> {
    let (read, rest) = postcard::take_from_bytes(bytes).ok()?;
    rest.is_empty().then_some(read)
}

/// The log, with decisions that were kept beside it in this form. Steps had no ids that tell when they were taken, so they come behind it.
pub fn with_kept(log: &Log, form: u8, operations: &[Operation]) -> Log {
    match form {
        STEPS if !log.operations().is_empty() => followed_by(log, operations),
        _ => joined(log, operations),
    }
}

/// A step without an id.
#[derive(Clone, Serialize, Deserialize)]
enum Former {
    Do(Edit),
    /// Of the decision before which there were so many.
    Undo(u32),
    Redo(u32),
}

/// Steps with ids that are made from them alone, so that all windows that read the same give the same, and two logs have in common what both began
/// with.
fn with_ids(steps: Vec<Former>) -> Vec<Operation> {
    let (mut decisions, mut before) = (Vec::new(), 0_u64);
    let mut operations = Vec::with_capacity(steps.len());
    for (counter, step) in (1..).zip(steps) {
        let mut hash = Xxh3Default::new();
        hash.update(&before.to_le_bytes());
        hash.update(&postcard::to_allocvec(&step).unwrap_or_default());
        before = hash.digest();
        let id = OperationId { counter, window: before & !DERIVED };
        // What is said of a decision that had not been taken says nothing: no operation has such an id.
        let decision = |at: u32| decisions.get(at as usize).copied().unwrap_or_default();
        let step = match step {
            Former::Do(edit) => Step::Do(edit),
            Former::Undo(at) => Step::Undo(decision(at)),
            Former::Redo(at) => Step::Redo(decision(at)),
        };
        if matches!(step, Step::Do(_)) {
            decisions.push(id);
        }
        operations.push(Operation { id, step });
    }
    operations
}

#[cfg(test)]
mod tests {
    use super::*;

    fn former(steps: &str) -> Vec<u8> {
        let step = |name: &str| match name.split_at(1) {
            ("u", at) => Former::Undo(at.parse().unwrap()),
            ("r", at) => Former::Redo(at.parse().unwrap()),
            (name, _) => Former::Do(edit(name)),
        };
        postcard::to_allocvec(&steps.split_whitespace().map(step).collect::<Vec<_>>()).unwrap()
    }

    fn edit(name: &str) -> Edit {
        Edit::Dated(0, Some(name.into()))
    }

    fn read(steps: &str) -> Log {
        Log::from_operations(read_log(STEPS, &former(steps)).unwrap())
    }

    /// What holds, in its order.
    fn holds(log: &Log) -> String {
        let name = |(_, edit): (OperationId, &Edit)| match edit {
            Edit::Dated(_, Some(name)) => name.clone(),
            other => panic!("{other:?}"),
        };
        log.active().map(name).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn steps_mean_what_they_meant() {
        for (steps, expected) in [
            ("A B C", "A B C"),
            ("A B u0", "B"),
            ("A B u0 r0", "A B"),
            ("A u1 B", "A B"),
            ("u0 A r7", "A"),
            ("A u0 B A u2 r0", "A B"),
            ("", ""),
        ] {
            assert_eq!(holds(&read(steps)), expected, "{steps}");
            let again = read_log(LOG_FORM, &write_log(read(steps).operations()));
            assert_eq!(again.as_deref(), Some(read(steps).operations()), "{steps}");
        }
    }

    #[test]
    fn steps_that_two_logs_began_with_are_the_same() {
        let common = |a: &str, b: &str| {
            let (a, b) = (read(a), read(b));
            a.operations().iter().zip(b.operations()).take_while(|(a, b)| a == b).count()
        };
        assert_eq!((common("A B C", "A B C"), common("A B C", "A B"), common("A B C", "A D C"), common("A B C", "B B C")), (3, 2, 1, 0));
        assert_eq!(holds(&joined(&read("A B u0"), read("A C").operations())), "B C");
        // The same decision twice is two.
        assert_eq!(holds(&read("A A u1")), "A");
    }

    #[test]
    fn two_windows_that_have_read_the_same_steps_have_nothing_twice() {
        let (mut a, mut b) = (read("A B u0 C"), read("A B u0 C"));
        a.take(1, Step::Do(edit("D")));
        a.take(1, a.undo().unwrap());
        b.take(2, Step::Do(edit("E")));
        b.take(2, b.toggle(b.decisions()[0].0).unwrap());
        let both = joined(&a, b.operations());
        assert_eq!((holds(&both), both.operations().len()), ("A B C E".into(), 8));
        // A third one reads what the first has written, or still the steps.
        let written = Log::from_operations(read_log(LOG_FORM, &write_log(a.operations())).unwrap());
        assert_eq!(joined(&written, b.operations()), both);
        assert_eq!(joined(&both, read("A B u0 C").operations()), both);
    }

    #[test]
    fn what_was_kept_beside_a_log_comes_to_it() {
        let mut log = read("A B");
        log.take(1, Step::Do(edit("C")));
        let steps = read_log(STEPS, &former("D A u0")).unwrap();
        let both = with_kept(&log, STEPS, &steps);
        assert_eq!(holds(&both), "A B C A", "after what was there");
        assert_eq!(with_kept(&both, STEPS, &steps), both);
        assert_eq!(with_kept(&Log::default(), STEPS, &steps).operations(), steps, "alone it is as it is");
        let mut other = read("A B");
        other.take(2, Step::Do(edit("D")));
        assert_eq!(with_kept(&log, LOG_FORM, other.operations()), joined(&other, log.operations()));
    }

    #[test]
    fn what_is_of_another_form_or_damaged_is_not_read() {
        let bytes = write_log(read("A B u0").operations());
        assert!((0..bytes.len()).all(|end| read_log(LOG_FORM, &bytes[..end]).is_none()));
        assert_eq!(read_log(LOG_FORM, &[&bytes[..], &[0]].concat()), None);
        assert!([0, STEPS, 3].into_iter().all(|form| read_log(form, &bytes).is_none()));
        // A counter after which there is none.
        let last = Operation { id: OperationId { counter: u32::MAX, window: 1 }, step: Step::Undo(OperationId::default()) };
        assert_eq!(read_log(LOG_FORM, &write_log(&[last])), None);
    }
}
