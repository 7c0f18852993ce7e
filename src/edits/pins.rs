//! Pins: places that the user keeps, in an order of their own and with notes.

use std::collections::HashMap;

use super::{Edit, Log};
use crate::duplicates::Place;
use crate::report::Report;
use crate::review::{Anchor, Pin};

/// Pins of a list: more is no collection that a person puts in order.
pub const MAX_PINS: usize = 500;

/// The places that are kept, in their order: every decision that holds changes what those before it have left.
pub fn pins(log: &Log) -> Vec<Pin> {
    let mut pins = Vec::new();
    log.active().for_each(|(_, edit)| change(&mut pins, edit));
    pins
}

/// Applies a decision to the list. A decision about a place that is not pinned does nothing.
pub(super) fn change(pins: &mut Vec<Pin>, edit: &Edit) {
    match edit {
        Edit::Pins(list) => pins.clone_from(list),
        Edit::Pin(new) => {
            for pin in new {
                match position(pins, &pin.anchor) {
                    Some(at) if !pin.note.is_empty() => pins[at].note.clone_from(&pin.note),
                    None if pins.len() < MAX_PINS => pins.push(pin.clone()),
                    _ => {}
                }
            }
        }
        Edit::Unpin(anchor) => pins.retain(|pin| !pin.is_at(anchor)),
        Edit::MovePin(anchor, behind) => {
            let place = behind.as_ref().map_or(Some(0), |behind| Some(position(pins, behind)? + 1));
            if let (Some(at), Some(place)) = (position(pins, anchor), place) {
                let pin = pins.remove(at);
                pins.insert(place - usize::from(at < place), pin);
            }
        }
        Edit::PinNote(anchor, note) => {
            if let Some(at) = position(pins, anchor) {
                pins[at].note.clone_from(note);
            }
        }
        _ => {}
    }
}

/// Where a place is in a list.
pub fn position(pins: &[Pin], anchor: &Anchor) -> Option<usize> {
    pins.iter().position(|pin| pin.is_at(anchor))
}

/// The separator of two notes on one place.
const BETWEEN: &str = " · ";

/// The pins of somebody else that are new to a list, and how many did not fit. A place that both have gets the notes of both.
pub(super) fn coming(pins: &[Pin], others: &[Pin]) -> (Vec<Pin>, usize) {
    let (mut all, mut new, mut left_out) = (pins.to_vec(), Vec::new(), 0);
    for other in others {
        let pin = match position(&all, &other.anchor) {
            Some(at) => Pin { note: both(&all[at].note, &other.note), ..all[at].clone() },
            None if all.len() >= MAX_PINS => {
                left_out += 1;
                continue;
            }
            None => other.clone(),
        };
        let edit = Edit::Pin(vec![pin.clone()]);
        let before = all.clone();
        change(&mut all, &edit);
        if all != before {
            new.retain(|known: &Pin| !known.is_at(&pin.anchor));
            new.push(pin);
        }
    }
    (new, left_out)
}

/// Both notes; what both say is said once, so that a file that comes twice changes nothing.
fn both(own: &str, other: &str) -> String {
    let mut parts: Vec<&str> = own.split(BETWEEN).filter(|part| !part.is_empty()).collect();
    for part in other.split(BETWEEN).filter(|part| !part.is_empty()) {
        if !parts.contains(&part) {
            parts.push(part);
        }
    }
    parts.join(BETWEEN)
}

/// The pins with the places that are here; of several documents with the same text, in the first.
pub(super) fn find(report: &Report, places: &HashMap<u64, Vec<u32>>, log: &Log) -> Vec<(Pin, Option<Place>)> {
    let found = |pin: &Pin| {
        let document = *places.get(&pin.anchor.document)?.first()?;
        report.documents[document as usize].text().get(pin.anchor.span.range())?;
        Some(Place { document, span: pin.anchor.span })
    };
    pins(log).into_iter().map(|pin| (pin.clone(), found(&pin))).collect()
}

#[cfg(test)]
mod tests {
    use super::super::Step;
    use super::*;
    use crate::text::Span;

    fn pin(document: u64, note: &str) -> Pin {
        Pin { anchor: Anchor { document, span: Span::new(0, 3), words: 5 }, note: note.into() }
    }

    /// The list that decisions make.
    fn kept(edits: Vec<Edit>) -> Vec<(u64, String)> {
        let log: Log = edits.into_iter().map(Step::Do).collect();
        pins(&log).into_iter().map(|pin| (pin.anchor.document, pin.note)).collect()
    }

    #[track_caller]
    fn check(edits: Vec<Edit>, expected: &[(u64, &str)]) {
        assert_eq!(kept(edits), expected.iter().map(|(document, note)| (*document, (*note).to_string())).collect::<Vec<_>>());
    }

    #[test]
    fn each_decision_changes_what_those_before_it_have_left() {
        let at = |document: u64| pin(document, "").anchor;
        let three = || vec![Edit::Pin(vec![pin(1, ""), pin(2, "a")]), Edit::Pin(vec![pin(3, "")])];
        let after = |edit: Edit| [three(), vec![edit]].concat();
        check(three(), &[(1, ""), (2, "a"), (3, "")]);
        check(after(Edit::Unpin(at(2))), &[(1, ""), (3, "")]);
        check(after(Edit::MovePin(at(3), Some(at(1)))), &[(1, ""), (3, ""), (2, "a")]);
        check(after(Edit::MovePin(at(1), Some(at(3)))), &[(2, "a"), (3, ""), (1, "")]);
        check(after(Edit::MovePin(at(3), None)), &[(3, ""), (1, ""), (2, "a")]);
        check(after(Edit::PinNote(at(1), "b".into())), &[(1, "b"), (2, "a"), (3, "")]);
        check(after(Edit::Pin(vec![pin(2, "")])), &[(1, ""), (2, "a"), (3, "")]);
        check(after(Edit::Pin(vec![pin(2, "b")])), &[(1, ""), (2, "b"), (3, "")]);
        // What is not kept is not moved and not written beside.
        for edit in [Edit::MovePin(at(9), None), Edit::MovePin(at(1), Some(at(9))), Edit::PinNote(at(9), "c".into()), Edit::Unpin(at(9))] {
            check(after(edit), &[(1, ""), (2, "a"), (3, "")]);
        }
        // A list as it was kept before takes the place of all.
        check(after(Edit::Pins(vec![pin(7, "")])), &[(7, "")]);
    }

    #[test]
    fn no_more_are_kept_than_a_list_holds() {
        let all: Vec<Pin> = (0..MAX_PINS as u64 + 3).map(|document| pin(document, "")).collect();
        assert_eq!(kept(vec![Edit::Pin(all)]).len(), MAX_PINS);
    }
}
