//! What a project file holds, before it is compressed and encrypted.

use serde::{Deserialize, Serialize};

use crate::edits::Step;
use crate::formats::Skipped;

/// Everything that is needed to make a report again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contents {
    /// The source records of the documents.
    pub records: Vec<Vec<u8>>,
    /// What was given and could not be read.
    pub skipped: Vec<Skipped>,
    /// What was decided and taken back, in order.
    pub steps: Vec<Step>,
}

/// As postcard. Decisions are bytes of their own, so that a kind of decision that this program does not know is told from damage.
#[derive(Serialize, Deserialize)]
struct Parts<'a> {
    #[serde(borrow)]
    records: Vec<&'a serde_bytes::Bytes>,
    skipped: Vec<Skipped>,
    #[serde(borrow)]
    steps: &'a serde_bytes::Bytes,
}

/// The contents as bytes.
pub fn write_contents(contents: &Contents) -> Vec<u8> {
    let steps = write_steps(&contents.steps);
    let parts = Parts {
        records: contents.records.iter().map(|record| serde_bytes::Bytes::new(record)).collect(),
        skipped: contents.skipped.clone(),
        steps: serde_bytes::Bytes::new(&steps),
    };
    // Plain data into memory: the codec has nothing to refuse.
    postcard::to_allocvec(&parts).unwrap_or_default()
}

/// The contents of bytes; `None` where something in them is not understood.
pub fn read_contents(bytes: &[u8]) -> Option<Contents> {
    let (parts, rest) = postcard::take_from_bytes::<Parts<'_>>(bytes).ok()?;
    let steps = read_steps(parts.steps).filter(|_| rest.is_empty())?;
    Some(Contents { records: parts.records.iter().map(|record| record.to_vec()).collect(), skipped: parts.skipped, steps })
}

/// Decisions as bytes.
pub fn write_steps(steps: &[Step]) -> Vec<u8> {
    postcard::to_allocvec(steps).unwrap_or_default()
}

/// Decisions of bytes; `None` where they are of a later version.
pub fn read_steps(bytes: &[u8]) -> Option<Vec<Step>> {
    postcard::from_bytes(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edits::names::{Field, Meaning, Scope};
    use crate::edits::pins::{Pin, pins};
    use crate::edits::watch::watched;
    use crate::edits::{Anchor, Edit, Log, NameAnchor, Verdict};
    use crate::entities::EntityKind;
    use crate::text::Span;

    /// Every kind of decision and every kind of name is among the steps.
    fn contents() -> Contents {
        let anchor = Anchor { document: 1, span: Span::new(2, 3), words: 4 };
        let name = |kind, name| NameAnchor { kind, name };
        let (only, except) = (vec![(11, Span::new(12, 13))], vec![(14, Span::new(15, 16))]);
        let scope = Scope { words: "m".into(), document: Some(10), only, except };
        Contents {
            records: vec![vec![1, 2], vec![]],
            skipped: vec![Skipped { id: "a".into(), reason: "b".into() }],
            steps: vec![
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
                Step::Undo(1),
                Step::Redo(1),
            ],
        }
    }

    #[test]
    fn contents_come_back_as_they_were() {
        assert_eq!(read_contents(&write_contents(&contents())), Some(contents()));
    }

    #[test]
    fn the_form_is_stable() {
        let steps = [
            23, // steps
            0, 0, 1, 1, 2, 3, 4, // not a copy, with one place
            0, 1, 0, // boilerplate
            0, 2, 0, 1, 1, // checked: wrong
            0, 3, 0, 1, b'n', // noted
            0, 4, 5, 0, // dated
            0, 5, 0, 6, 1, 7, // one and the same
            0, 6, 2, 8, 3, 9, // different
            0, 7, 1, 1, b'w', // watched
            0, 8, 1, 1, b'm', 1, 10, 1, 11, 12, 13, 1, 14, 15, 16, 0, // no name, with one scope
            0, 8, 0, 1, 4, // a name of an event
            0, 8, 0, 1, 7, // a name of something else
            0, 8, 0, 2, 5, 1, b'o', // a name of a law
            0, 9, 6, 17, 1, b'r', // renamed
            0, 10, 1, 1, 2, 3, 4, 1, b'p', // pins
            0, 11, 18, 0, 1, 1, b't', // title
            0, 11, 19, 1, 0, // source, as found
            0, 12, 1, 1, 2, 3, 4, 1, b'q', // pinned
            0, 13, 1, 2, 3, 4, // pin taken out
            0, 14, 1, 2, 3, 4, 1, 1, 2, 3, 4, // pin moved behind another
            0, 15, 1, 2, 3, 4, 1, b'n', // note beside a pin
            0, 16, 1, 1, b'c', 1, 1, b'g', // watch-list: one that comes, one that goes
            1, 1, 2, 1, // undo, redo
        ];
        let mut expected = vec![2, 2, 1, 2, 0, 1, 1, b'a', 1, b'b'];
        expected.extend([steps.len() as u8 | 128, 1]); // 148, in seven bits at a time
        expected.extend(steps);
        assert_eq!(write_contents(&contents()), expected);
    }

    #[test]
    fn what_earlier_programs_have_kept_is_read() {
        let steps = read_steps(include_bytes!("../../tests/kept/decisions-1.bin")).unwrap();
        let contents = read_contents(include_bytes!("../../tests/kept/contents-1.bin")).unwrap();
        assert_eq!((contents.records.len(), contents.skipped.len(), &contents.steps), (1, 1, &steps));
        // What they hold is told by `make.rs` beside them.
        let log = Log::from_steps(steps.clone());
        assert_eq!(write_steps(&steps), include_bytes!("../../tests/kept/decisions-1.bin"));
        let kept: Vec<(usize, String)> = pins(&log).into_iter().map(|pin| (pin.anchor.span.start(), pin.note)).collect();
        assert_eq!(kept, [(40, "first".into()), (60, String::new()), (50, String::new())]);
        assert_eq!(watched(&log), ["Rosneft", "Total", "Sinopec"]);
        let undone: Vec<usize> = (0..).zip(log.decisions()).filter(|(_, (_, holds))| !holds).map(|(at, _)| at).collect();
        assert_eq!((log.decisions().len(), undone), (23, vec![1, 8, 10]));
    }

    #[test]
    fn cut_bytes_and_bytes_too_many_are_refused() {
        let bytes = write_contents(&contents());
        assert!((0..bytes.len()).all(|end| read_contents(&bytes[..end]).is_none()));
        assert!(read_contents(&[bytes, vec![0]].concat()).is_none());
    }
}
