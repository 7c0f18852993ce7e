//! The pins: sentences with notes, in the user's order.

use serde::{Deserialize, Serialize};

use super::format::counted;
use super::quoted::{Quoted, quoted};
use super::route::Focus;
use crate::duplicates::Place;
use crate::edits::Edit;
use crate::edits::pins::MAX_PINS;
use crate::report::Report;
use crate::review::Anchor;
use crate::review::Pin;

/// The list.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PinRows {
    /// The heading: a fact.
    pub heading: String,
    /// What else there is to say.
    pub lead: String,
    /// The pins that are here, in their order.
    pub rows: Vec<PinRow>,
}

/// A pin.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PinRow {
    /// Where it is: what it is known by.
    pub anchor: Anchor,
    /// Its sentence.
    pub quoted: Quoted,
    /// What the user has written beside it, or nothing.
    pub note: String,
}

/// What can be done with a place that is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Pinning {
    /// Keep a place, or let it go if it is kept already.
    Toggle(Anchor),
    /// Write beside it.
    Note(Anchor, String),
    /// One place up.
    Up(Anchor),
    /// One place down.
    Down(Anchor),
    /// Let it go.
    Remove(Anchor),
}

impl Pinning {
    /// The place that it is about.
    pub fn anchor(&self) -> &Anchor {
        match self {
            Pinning::Toggle(anchor) | Pinning::Note(anchor, _) | Pinning::Up(anchor) | Pinning::Down(anchor) | Pinning::Remove(anchor) => {
                anchor
            }
        }
    }
}

/// The rows of the list.
pub fn rows(report: &Report) -> PinRows {
    let all = &report.by_user.pins;
    let row = |(pin, place): &(Pin, Option<Place>)| {
        let place = (*place)?;
        let focus = Focus::Span(place.span.start() as u32, place.span.end() as u32);
        Some(PinRow { anchor: pin.anchor, quoted: quoted(report, place.document, place.span, focus), note: pin.note.clone() })
    };
    let rows: Vec<PinRow> = all.iter().filter_map(row).collect();
    let absent = all.len() - rows.len();
    let lead = match (rows.len(), absent) {
        (0, 0) => "No pins yet. Press i beside a row or in a text to pin its place.".to_string(),
        (_, 0) => "In your order. They go into the report and the citations that you save.".to_string(),
        (_, absent) => format!("In your order. {} in documents that are not here now.", counted(absent, "more pin")),
    };
    PinRows { heading: counted(rows.len(), "pin"), lead, rows }
}

/// Whether there is no room for a place that is not kept yet.
pub fn is_full(report: &Report, pinning: &Pinning) -> bool {
    let pins = &report.by_user.pins;
    matches!(pinning, Pinning::Toggle(anchor) if pins.len() >= MAX_PINS && pins.iter().all(|(pin, _)| !pin.is_at(anchor)))
}

/// The edit that this is. `None` where there is no such pin, no room, or nothing to change.
pub(super) fn pinned(report: &Report, pinning: &Pinning) -> Option<Edit> {
    let pins: Vec<&Pin> = report.by_user.pins.iter().map(|(pin, _)| pin).collect();
    let anchor = *pinning.anchor();
    let here = pins.iter().position(|pin| pin.is_at(&anchor));
    Some(match pinning {
        Pinning::Toggle(_) if here.is_some() => Edit::Unpin(anchor),
        Pinning::Toggle(_) if pins.len() >= MAX_PINS => return None,
        Pinning::Toggle(_) => Edit::Pin(vec![Pin { anchor, note: String::new() }]),
        Pinning::Note(_, note) if pins[here?].note == note.trim() => return None,
        Pinning::Note(_, note) => Edit::PinNote(anchor, note.trim().to_string()),
        Pinning::Up(_) => {
            let before = here?.checked_sub(1)?;
            Edit::MovePin(anchor, before.checked_sub(1).map(|at| pins[at].anchor))
        }
        Pinning::Down(_) => Edit::MovePin(anchor, Some(pins.get(here? + 1)?.anchor)),
        Pinning::Remove(_) => Edit::Unpin(pins[here?].anchor),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Engine, Parts, analyze};
    use crate::corpus::Corpus;
    use crate::duplicates::Sensitivity;
    use crate::edits::{Log, Step, apply};
    use crate::text::Document;
    use crate::view::handles::anchor_of;
    use crate::view::route::Target;

    const TEXT: &str = "One is here. Two is there. Three is nowhere.";

    fn at(focus: Focus) -> Anchor {
        anchor_of(&kept(&[]), Target { document: 0, focus }).unwrap()
    }

    fn target(words: &str) -> Anchor {
        let start = TEXT.find(words).unwrap() as u32;
        at(Focus::Span(start, start + words.len() as u32))
    }

    fn place(words: &str) -> Pinning {
        Pinning::Toggle(target(words))
    }

    fn kept(steps: &[Pinning]) -> Report {
        let mut corpus = Corpus::new();
        corpus.add(analyze(Document::from_text("a.txt", TEXT), &Engine::new(Parts::ALL)));
        let mut report = corpus.report(&Sensitivity::STANDARD);
        let mut log = Log::default();
        for step in steps {
            log.take(0, Step::Do(pinned(&report, step).unwrap()));
            apply(&mut report, &log);
        }
        report
    }

    fn shown(report: &Report) -> Vec<(String, String)> {
        rows(report).rows.into_iter().map(|row| (row.quoted.sentence.1, row.note)).collect()
    }

    #[test]
    fn pins_keep_their_order_and_notes() {
        let report = kept(&[
            place("One"),
            place("Two"),
            place("Three"),
            Pinning::Up(target("Three")),
            Pinning::Note(target("One"), " first ".into()),
        ]);
        let expected = [("One", "first"), ("Three", ""), ("Two", "")].map(|(words, note)| (words.to_string(), note.to_string()));
        assert_eq!(shown(&report), expected);
        assert_eq!(pinned(&report, &Pinning::Up(target("One"))), None);
        assert_eq!(pinned(&report, &Pinning::Down(target("Two"))), None);
        assert_eq!(pinned(&report, &Pinning::Remove(target("here"))), None);
    }

    #[test]
    fn a_document_is_kept_by_its_first_sentence() {
        let whole = || Pinning::Toggle(at(Focus::Start));
        assert_eq!(shown(&kept(&[whole()])), [("One is here.".to_string(), String::new())]);
        assert!(shown(&kept(&[whole(), whole()])).is_empty());
    }

    #[test]
    fn kept_again_it_is_let_go() {
        assert!(shown(&kept(&[place("One"), place("One")])).is_empty());
        assert_eq!(shown(&kept(&[place("One"), place("Two"), Pinning::Remove(target("One"))])).len(), 1);
    }
}
