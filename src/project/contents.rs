//! The contents of a project file, before compression and encryption.

use serde::{Deserialize, Serialize};

use super::log::{read_log, write_log};
use crate::edits::Operation;
use crate::formats::Skipped;

/// The data needed to make a report again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contents {
    /// The source records of the documents.
    pub records: Vec<Vec<u8>>,
    /// Files that could not be read.
    pub skipped: Vec<Skipped>,
    /// The operations, undone ones included, in order.
    pub log: Vec<Operation>,
}

/// As postcard. Decisions are bytes of their own, so that a kind of decision that this program does not know is told from damage.
#[derive(Serialize, Deserialize)]
struct Parts<'a> {
    #[serde(borrow)]
    records: Vec<&'a serde_bytes::Bytes>,
    skipped: Vec<Skipped>,
    #[serde(borrow)]
    log: &'a serde_bytes::Bytes,
}

/// The contents as bytes.
pub fn write_contents(contents: &Contents) -> Vec<u8> {
    let log = write_log(&contents.log);
    let parts = Parts {
        records: contents.records.iter().map(|record| serde_bytes::Bytes::new(record)).collect(),
        skipped: contents.skipped.clone(),
        log: serde_bytes::Bytes::new(&log),
    };
    // Plain data into memory: the codec has nothing to refuse.
    postcard::to_allocvec(&parts).unwrap_or_default()
}

/// The contents of a project file of this form, of their bytes; `None` where something in them is not understood.
pub fn read_contents(form: u16, bytes: &[u8]) -> Option<Contents> {
    let (parts, rest) = postcard::take_from_bytes::<Parts<'_>>(bytes).ok()?;
    let log = read_log(u8::try_from(form).ok()?, parts.log).filter(|_| rest.is_empty())?;
    Some(Contents { records: parts.records.iter().map(|record| record.to_vec()).collect(), skipped: parts.skipped, log })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edits::pins::pins;
    use crate::edits::watch::watched;
    use crate::edits::{Edit, Log, NameAnchor, OperationId, Step};
    use crate::entities::EntityKind;
    use crate::review::Pin;
    use crate::review::{Anchor, Verdict};
    use crate::review::{Field, Meaning, Scope};
    use crate::text::Span;

    /// Every kind of decision and every kind of name is among the steps.
    fn contents() -> Contents {
        let anchor = Anchor { document: 1, span: Span::new(2, 3), words: 4 };
        let name = |kind, name| NameAnchor { kind, name };
        let (only, except) = (vec![(11, Span::new(12, 13))], vec![(14, Span::new(15, 16))]);
        let scope = Scope { words: "m".into(), document: Some(10), only, except };
        let id = |counter, window| OperationId { counter, window };
        let steps = vec![
            Step::Do(Edit::NotACopy(vec![anchor])),
            Step::Do(Edit::Boilerplate(vec![])),
            Step::Do(Edit::Checked(vec![], Some(Verdict::Wrong))),
            Step::Do(Edit::Noted(vec![], "n".into())),
            Step::Do(Edit::Dated(5, None)),
            Step::Do(Edit::Same(name(EntityKind::Person, 6), name(EntityKind::Place, 7))),
            Step::Do(Edit::Different(name(EntityKind::Organization, 8), name(EntityKind::Group, 9))),
            Step::Do(Edit::Watched(vec!["w".into()])),
            Step::Do(Edit::Named(vec![scope], Meaning::NoName)),
            Step::Do(Edit::Named(vec![], Meaning::Name(EntityKind::Event))),
            Step::Do(Edit::Named(vec![], Meaning::Name(EntityKind::Other))),
            Step::Do(Edit::Named(vec![], Meaning::Of(EntityKind::Law, "o".into()))),
            Step::Do(Edit::Renamed(name(EntityKind::Product, 17), "r".into())),
            Step::Do(Edit::Pins(vec![Pin { anchor, note: "p".into() }])),
            Step::Do(Edit::About(18, Field::Title, Some("t".into()))),
            Step::Do(Edit::About(19, Field::Source, None)),
            Step::Do(Edit::Pin(vec![Pin { anchor, note: "q".into() }])),
            Step::Do(Edit::Unpin(anchor)),
            Step::Do(Edit::MovePin(anchor, Some(anchor))),
            Step::Do(Edit::PinNote(anchor, "n".into())),
            Step::Do(Edit::Watch(vec!["c".into()], vec!["g".into()])),
            Step::Do(Edit::DatedAll(vec![5, 6], Some("d".into()))),
            Step::Do(Edit::AboutAll(vec![5, 6], Field::Source, None)),
            Step::Do(Edit::SameAll(vec![(name(EntityKind::Person, 6), name(EntityKind::Place, 7))])),
            Step::Undo(id(2, 3)),
            Step::Redo(id(2, 3)),
        ];
        let log = (1..).zip(steps).map(|(counter, step)| Operation { id: id(counter, 3), step }).collect();
        Contents { records: vec![vec![1, 2], vec![]], skipped: vec![Skipped { id: "a".into(), reason: "b".into() }], log }
    }

    #[test]
    fn contents_come_back_as_they_were() {
        assert_eq!(read_contents(2, &write_contents(&contents())), Some(contents()));
    }

    #[test]
    fn the_form_is_stable() {
        // Each has its counter and the number of its window before it.
        let operations = [
            26, // operations
            1, 3, 0, 0, 1, 1, 2, 3, 4, // not a copy, with one place
            2, 3, 0, 1, 0, // boilerplate
            3, 3, 0, 2, 0, 1, 1, // checked: wrong
            4, 3, 0, 3, 0, 1, b'n', // noted
            5, 3, 0, 4, 5, 0, // dated
            6, 3, 0, 5, 0, 6, 1, 7, // one and the same
            7, 3, 0, 6, 2, 8, 3, 9, // different
            8, 3, 0, 7, 1, 1, b'w', // watched
            9, 3, 0, 8, 1, 1, b'm', 1, 10, 1, 11, 12, 13, 1, 14, 15, 16, 0, // no name, with one scope
            10, 3, 0, 8, 0, 1, 4, // a name of an event
            11, 3, 0, 8, 0, 1, 7, // a name of something else
            12, 3, 0, 8, 0, 2, 5, 1, b'o', // a name of a law
            13, 3, 0, 9, 6, 17, 1, b'r', // renamed
            14, 3, 0, 10, 1, 1, 2, 3, 4, 1, b'p', // pins
            15, 3, 0, 11, 18, 0, 1, 1, b't', // title
            16, 3, 0, 11, 19, 1, 0, // source, as found
            17, 3, 0, 12, 1, 1, 2, 3, 4, 1, b'q', // pinned
            18, 3, 0, 13, 1, 2, 3, 4, // pin taken out
            19, 3, 0, 14, 1, 2, 3, 4, 1, 1, 2, 3, 4, // pin moved behind another
            20, 3, 0, 15, 1, 2, 3, 4, 1, b'n', // note beside a pin
            21, 3, 0, 16, 1, 1, b'c', 1, 1, b'g', // watch-list: one that comes, one that goes
            22, 3, 0, 17, 2, 5, 6, 1, 1, b'd', // dates
            23, 3, 0, 18, 2, 5, 6, 1, 0, // sources, as found
            24, 3, 0, 19, 1, 0, 6, 1, 7, // pairs that are one
            25, 3, 1, 2, 3, // undo
            26, 3, 2, 2, 3, // redo
        ];
        let mut expected = vec![2, 2, 1, 2, 0, 1, 1, b'a', 1, b'b'];
        expected.extend([operations.len() as u8 & 127 | 128, (operations.len() >> 7) as u8]); // in seven bits at a time
        expected.extend(operations);
        assert_eq!(write_contents(&contents()), expected);
    }

    /// The summary written beside the bytes by the program that made them: how many decisions there are, and which do not hold.
    #[track_caller]
    fn check_kept(form: u8, decisions: &[u8], contents: &[u8], expected: (usize, &[usize])) {
        let operations = read_log(form, decisions).unwrap();
        let contents = read_contents(form.into(), contents).unwrap();
        assert_eq!((contents.records.len(), contents.skipped.len(), &contents.log), (1, 1, &operations));
        let log = Log::from_operations(operations);
        let kept: Vec<(usize, String)> = pins(&log).into_iter().map(|pin| (pin.anchor.span.start(), pin.note)).collect();
        assert_eq!(kept, [(40, "first".into()), (60, String::new()), (50, String::new())]);
        assert_eq!(watched(&log), ["Rosneft", "Total", "Sinopec"]);
        let undone: Vec<usize> = (0..).zip(log.decisions()).filter(|(_, (.., holds))| !holds).map(|(at, _)| at).collect();
        assert_eq!((log.decisions().len(), &undone[..]), expected);
    }

    #[test]
    fn what_earlier_programs_have_kept_is_read() {
        let decisions = include_bytes!("../../tests/kept/decisions-1.bin");
        check_kept(1, decisions, include_bytes!("../../tests/kept/contents-1.bin"), (23, &[1, 8, 10]));
        // The ids that it is given are those that it was given before: other windows and other places know it by them.
        let ids: Vec<String> = read_log(1, decisions).unwrap().iter().map(|operation| operation.id.to_string()).collect();
        assert_eq!((ids[0].as_str(), ids[27].as_str()), ("1-076fd15bd4fcb557", "28-4730624a1f5f8695"));
        let (decisions, contents) = (include_bytes!("../../tests/kept/decisions-2.bin"), include_bytes!("../../tests/kept/contents-2.bin"));
        check_kept(2, decisions, contents, (22, &[1, 4, 21]));
        assert_eq!(write_log(&read_log(2, decisions).unwrap()), decisions);
        assert_eq!(write_contents(&read_contents(2, contents).unwrap()), contents);
    }

    #[test]
    fn cut_bytes_and_bytes_too_many_are_refused() {
        let bytes = write_contents(&contents());
        assert!((0..bytes.len()).all(|end| read_contents(2, &bytes[..end]).is_none()));
        assert!(read_contents(2, &[bytes, vec![0]].concat()).is_none());
    }
}
