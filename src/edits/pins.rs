//! Places that the user keeps, in an order of their own and with notes.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::{Anchor, Edit, Log};
use crate::duplicates::Place;
use crate::report::Report;

/// Pins of a list: more is no collection that a person puts in order.
pub const MAX_PINS: usize = 500;

/// A place that is kept.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Pin {
    /// Where it is.
    pub anchor: Anchor,
    /// What the user has written beside it, or nothing.
    pub note: String,
}

/// The list that holds.
pub fn pins(log: &Log) -> &[Pin] {
    let lists = log.active().filter_map(|(_, edit)| match edit {
        Edit::Pins(pins) => Some(pins.as_slice()),
        _ => None,
    });
    lists.last().unwrap_or_default()
}

/// What stands between two notes beside one place.
const BETWEEN: &str = " · ";

/// The pins with those of somebody else, and how many of these did not fit. Beside a place that both have stand the notes of both.
pub(super) fn joined(pins: &[Pin], others: &[Pin]) -> (Vec<Pin>, usize) {
    let (mut all, mut left_out) = (pins.to_vec(), 0);
    let mut at: HashMap<Anchor, usize> = all.iter().map(|pin| pin.anchor).zip(0..).collect();
    for other in others {
        match at.get(&other.anchor) {
            Some(&known) => all[known].note = both(&all[known].note, &other.note),
            None if all.len() >= MAX_PINS => left_out += 1,
            None => {
                at.insert(other.anchor, all.len());
                all.push(other.clone());
            }
        }
    }
    (all, left_out)
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
    pins(log).iter().map(|pin| (pin.clone(), found(pin))).collect()
}
