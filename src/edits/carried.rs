//! Decisions carried over when a file is read again and its text changes.

use std::collections::BTreeMap;

use super::{Edit, Log};
use crate::review::Anchor;
use crate::review::Field;

/// The decisions carried over from texts that are gone to those that replace them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Carried {
    /// Decisions about whole documents: date, title, source.
    pub edits: Vec<Edit>,
    /// How many other decisions rest on words of the texts that are gone. They hold again where these are read as before.
    pub left: usize,
}

/// Carries decisions over from texts that are gone (by their hash) to those that replace them; `None` where none does.
pub fn carried(log: &Log, gone: &BTreeMap<u64, Option<u64>>) -> Carried {
    let mut carried = Carried::default();
    // A text that is read as before is not gone.
    let gone: BTreeMap<u64, Option<u64>> = gone.iter().filter(|(from, to)| Some(**from) != **to).map(|(from, to)| (*from, *to)).collect();
    // Of what was said twice of one thing the last holds.
    let mut last: BTreeMap<(u64, Option<Field>), usize> = BTreeMap::new();
    for (_, edit) in log.active() {
        let (texts, field) = match (edit.dated(), edit.about()) {
            (Some((texts, _)), _) => (texts, None),
            (_, Some((texts, field, _))) => (texts, Some(field)),
            (None, None) => {
                carried.left += usize::from(rests_on(edit, &gone));
                continue;
            }
        };
        let others: Vec<Option<u64>> = texts.iter().filter_map(|from| gone.get(from).copied()).collect();
        carried.left += usize::from(others.contains(&None));
        for to in others.into_iter().flatten() {
            let said_again = match (edit.dated(), edit.about()) {
                (Some((_, date)), _) => Edit::Dated(to, date.cloned()),
                (_, Some((_, field, words))) => Edit::About(to, field, words.cloned()),
                (None, None) => continue,
            };
            match last.get(&(to, field)) {
                Some(&at) => carried.edits[at] = said_again,
                None => {
                    last.insert((to, field), carried.edits.len());
                    carried.edits.push(said_again);
                }
            }
        }
    }
    carried
}

fn rests_on(edit: &Edit, texts: &BTreeMap<u64, Option<u64>>) -> bool {
    let any = |anchors: &[Anchor]| anchors.iter().any(|anchor| texts.contains_key(&anchor.document));
    match edit {
        Edit::NotACopy(anchors) | Edit::Boilerplate(anchors) | Edit::Checked(anchors, _) | Edit::Noted(anchors, _) => any(anchors),
        Edit::Named(scopes, _) => scopes.iter().any(|scope| scope.document.is_some_and(|text| texts.contains_key(&text))),
        Edit::Pins(pins) | Edit::Pin(pins) => pins.iter().any(|pin| texts.contains_key(&pin.anchor.document)),
        Edit::Unpin(anchor) | Edit::MovePin(anchor, _) | Edit::PinNote(anchor, _) => texts.contains_key(&anchor.document),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edits::Step;
    use crate::review::Verdict;
    use crate::text::Span;

    #[test]
    fn what_was_said_of_many_is_said_again_of_those_that_were_read_anew() {
        let steps = [Edit::DatedAll(vec![1, 2, 3], Some("2017".into())), Edit::AboutAll(vec![1, 2], Field::Source, Some("Mehr".into()))];
        let log: Log = steps.into_iter().map(Step::Do).collect();
        let expected =
            [Edit::Dated(7, Some("2017".into())), Edit::Dated(8, Some("2017".into())), Edit::About(7, Field::Source, Some("Mehr".into()))];
        assert_eq!(carried(&log, &[(1, Some(7)), (3, Some(8))].into()), Carried { edits: expected.to_vec(), left: 0 });
        assert_eq!(carried(&log, &[(1, None), (2, None)].into()), Carried { edits: Vec::new(), left: 2 }, "two decisions, not four");
    }

    #[test]
    fn what_was_said_of_the_document_is_said_of_it_again() {
        let anchor = Anchor { document: 1, span: Span::new(0, 3), words: 0 };
        let steps = [
            Edit::Dated(1, Some("2017".into())),
            Edit::About(1, Field::Title, Some("The deal".into())),
            Edit::Dated(2, Some("2018".into())),
            Edit::Checked(vec![anchor], Some(Verdict::Wrong)),
            Edit::Dated(1, Some("2019".into())),
        ];
        let log: Log = steps.into_iter().map(Step::Do).collect();
        let expected = [Edit::Dated(7, Some("2019".into())), Edit::About(7, Field::Title, Some("The deal".into()))];
        assert_eq!(carried(&log, &[(1, Some(7))].into()), Carried { edits: expected.to_vec(), left: 1 });
        assert_eq!(carried(&log, &[(3, Some(7))].into()), Carried::default());
        assert_eq!(carried(&log, &[(1, Some(1))].into()), Carried::default(), "read as before");
        // No other text comes in its place: nothing is said of another one.
        assert_eq!(carried(&log, &[(1, None)].into()), Carried { edits: Vec::new(), left: 4 });
    }
}
