//! Decisions: what the user can decide, and the decisions so far in words.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::claims::claims;
use super::correcting::{self, EntityCorrection, WordsCorrection};
use super::filter::Filter;
use super::format::{capitalised, count, counted, excerpt, one_of};
use super::handles::{NameHandle, PassageHandle, figure_at};
use super::pins::{Pinning, pinned};
use crate::duplicates::Place;
use crate::edits::pins::MAX_PINS;
use crate::edits::watch::{MAX_WATCHED, changed, listed};
use crate::edits::{Edit, Imported, Log, NameAnchor, OperationId, Step, anchor, anchors, text_hashes};
use crate::figures::{FigureRef, by_hand};
use crate::report::Report;
use crate::review::Pin;
use crate::review::{Anchor, Verdict};
use crate::review::{Field, Meaning, Scope};

/// A decision as the page asks for it: by the handles of what it shows, which mean the same whatever the report is by now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Decision {
    /// What a passage is.
    Passage(PassageHandle, Ruling),
    /// What checking the figure at a place gave; `None` takes it back.
    Figure(Anchor, Option<Verdict>),
    /// A note beside a figure.
    Note(Anchor, String),
    /// When the document with this text was written, as somebody writes a date, or `None` for what the program finds.
    Date(u64, Option<String>),
    /// Whether two entities are one; the first keeps its name.
    Entities(NameHandle, NameHandle, Identity),
    /// The names to look out for, one a line.
    Watch(String),
    /// A place is kept, or what becomes of it.
    Pin(Pinning),
    /// What some words are.
    Words(WordsCorrection),
    /// What an entity is.
    Entity(NameHandle, EntityCorrection),
    /// The title or source of the document with this text; `None` for what the program finds.
    About(u64, Field, Option<String>),
    /// When the documents with these texts were written, as in [`Decision::Date`].
    DateAll(Vec<u64>, Option<String>),
    /// The title or source of the documents with these texts.
    AboutAll(Vec<u64>, Field, Option<String>),
    /// Each of these pairs is one entity; the first keeps its name.
    OneAll(Vec<(NameHandle, NameHandle)>),
}

/// Whether two entities are one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)] // the names say it
pub enum Identity {
    Same,
    Different,
}

/// What a passage is, if not a copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)] // the names say it
pub enum Ruling {
    NotACopy,
    Boilerplate,
}

/// One decision in the history.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HistoryRow {
    /// By what the log knows it.
    pub id: OperationId,
    /// What was decided, as a sentence.
    pub label: String,
    /// Whether it holds, or was undone.
    pub holds: bool,
}

/// The edit that a decision is; `None` where it says nothing new: it holds already, or a pin cannot be moved further.
///
/// What is not in the report (its document was removed meanwhile) is decided about all the same: its handle is enough to find it again.
pub fn edit(report: &Report, decision: &Decision) -> Option<Edit> {
    Some(match decision {
        Decision::Passage(passage, ruling) => return ruled(report, passage, *ruling),
        Decision::Figure(figure, verdict) => {
            let places = claim(report, figure);
            let is_said = |place: &FigureRef| report.by_user.verdicts.get(place).copied() == *verdict;
            if !places.is_empty() && places.iter().all(is_said) {
                return None;
            }
            Edit::Checked(claimed(report, figure, &places), *verdict)
        }
        Decision::Note(figure, note) => {
            let (places, note) = (claim(report, figure), note.trim());
            let is_said = |place: &FigureRef| report.by_user.notes.get(place).map_or("", String::as_str) == note;
            if !places.is_empty() && places.iter().all(is_said) {
                return None;
            }
            Edit::Noted(claimed(report, figure, &places), note.to_string())
        }
        // As it is read, however it was typed; what is no date decides nothing.
        Decision::Date(text, Some(line)) => Edit::Dated(*text, Some(by_hand(line)?)),
        Decision::Date(text, None) => Edit::Dated(*text, None),
        Decision::Entities(a, b, identity) => {
            // Merged meanwhile, both are one already.
            let is_one = a.entity(report).is_some_and(|one| b.entity(report) == Some(one));
            let (first, second) = (correcting::named(report, a), correcting::named(report, b));
            match identity {
                Identity::Same if is_one => return None,
                Identity::Same => correcting::settled(report, a, b).unwrap_or(Edit::Same(first, second)),
                Identity::Different if is_one => Edit::Different(a.anchor(), b.anchor()),
                Identity::Different => Edit::Different(first, second),
            }
        }
        Decision::Pin(pinning) => pinned(report, pinning)?,
        Decision::Words(words) => correcting::words_edit(report, words),
        Decision::Entity(name, decision) => correcting::entity_edit(report, name, decision)?,
        Decision::About(text, field, words) => Edit::About(*text, *field, words.clone()),
        Decision::DateAll(texts, line) => {
            let date = match line {
                Some(line) => Some(by_hand(line)?),
                None => None,
            };
            match each_once(texts).as_slice() {
                [] => return None,
                [text] => Edit::Dated(*text, date),
                texts => Edit::DatedAll(texts.to_vec(), date),
            }
        }
        Decision::AboutAll(texts, field, words) => match each_once(texts).as_slice() {
            [] => return None,
            [text] => Edit::About(*text, *field, words.clone()),
            texts => Edit::AboutAll(texts.to_vec(), *field, words.clone()),
        },
        Decision::OneAll(pairs) => {
            let is_one = |(a, b): &&(NameHandle, NameHandle)| a.entity(report).is_some_and(|one| b.entity(report) == Some(one));
            // Of a short name not all that are called so are meant: such pairs are decided one by one.
            let by_name = |(a, b): &&(NameHandle, NameHandle)| correcting::settled(report, a, b).is_none();
            let pairs = pairs.iter().filter(|pair| !is_one(pair)).filter(by_name);
            let pairs: Vec<_> = pairs.map(|(a, b)| (correcting::named(report, a), correcting::named(report, b))).collect();
            match pairs.as_slice() {
                [] => return None,
                [(kept, other)] => Edit::Same(*kept, *other),
                _ => Edit::SameAll(pairs),
            }
        }
        Decision::Watch(text) => {
            let before: Vec<String> = report.by_user.watched.iter().map(|watched| watched.name.clone()).collect();
            changed(&before, &listed(text))?
        }
    })
}

/// Documents with one text are told apart by nothing that decisions know.
fn each_once(texts: &[u64]) -> Vec<u64> {
    let mut once = texts.to_vec();
    once.sort_unstable();
    once.dedup();
    once
}

/// The edit for a ruling on a passage; `None` where it holds already.
fn ruled(report: &Report, passage: &PassageHandle, ruling: Ruling) -> Option<Edit> {
    let passages = &report.duplicates.passages;
    let anchors = match passage.find(report, passages) {
        Some(at) => anchors(report, &passages[at as usize].occurrences),
        None => {
            let is_said = match ruling {
                Ruling::NotACopy => passage.find(report, &report.by_user.dismissed).is_some(),
                Ruling::Boilerplate => passage.is_boilerplate(report),
            };
            if is_said {
                return None;
            }
            vec![passage.first, passage.second]
        }
    };
    Some(match ruling {
        Ruling::NotACopy => Edit::NotACopy(anchors),
        Ruling::Boilerplate => Edit::Boilerplate(anchors),
    })
}

/// The note beside a claim that stands at a figure, if there is one.
pub fn note(report: &Report, figure: &Anchor) -> String {
    claim(report, figure).iter().find_map(|place| report.by_user.notes.get(place)).cloned().unwrap_or_default()
}

/// All places of the claim that the figure at a place is; none where there is no such figure.
fn claim(report: &Report, figure: &Anchor) -> Vec<FigureRef> {
    let Some(here) = figure_at(report, figure) else { return Vec::new() };
    if report.documents[here.document as usize].analysis.figures[here.figure as usize].minor {
        return vec![here]; // in no list, so not put together with its copies
    }
    let all = claims(report, &Filter::All);
    let found = all.iter().find(|claim| claim.places().any(|place| place == here));
    found.map_or_else(|| vec![here], |claim| claim.places().collect())
}

/// The anchors of a claim; where none of its places is here, the one that is known.
fn claimed(report: &Report, figure: &Anchor, places: &[FigureRef]) -> Vec<Anchor> {
    if places.is_empty() {
        return vec![*figure];
    }
    let span = |at: &FigureRef| report.documents[at.document as usize].analysis.figures[at.figure as usize].span;
    places.iter().map(|at| anchor(report, Place { document: at.document, span: span(at) })).collect()
}

/// All decisions, the latest first.
pub fn history(report: &Report, log: &Log) -> Vec<HistoryRow> {
    let in_words = InWords::new(report, log);
    let mut pins: &[Pin] = &[];
    let mut rows = Vec::new();
    for (id, edit, holds) in log.decisions() {
        rows.push(HistoryRow { id, label: in_words.label(edit, pins), holds });
        if let Edit::Pins(next) = edit {
            pins = next;
        }
    }
    rows.reverse();
    rows
}

/// One of them, or nothing if there is no such decision.
pub fn in_words(report: &Report, log: &Log, id: OperationId) -> String {
    let mut decisions = log.decisions();
    decisions.retain(|(known, ..)| *known <= id);
    let Some((_, edit, _)) = decisions.pop().filter(|(known, ..)| *known == id) else { return String::new() };
    let pins = decisions.iter().rev().find_map(|(_, edit, _)| if let Edit::Pins(pins) = edit { Some(pins.as_slice()) } else { None });
    InWords::new(report, log).label(edit, pins.unwrap_or_default())
}

/// What it takes to say decisions in words.
struct InWords<'r> {
    report: &'r Report,
    known: HashMap<u64, u32>,
    called: Called<'r>,
}

impl<'r> InWords<'r> {
    fn new(report: &'r Report, log: &'r Log) -> InWords<'r> {
        let mut called = Called::new(report);
        // Names that were given and taken away again are known from the log.
        for (_, edit, _) in log.decisions() {
            if let Edit::Renamed(anchor, name) = edit {
                called.by_anchor.entry(NameAnchor::new(anchor.kind, name)).or_insert(name);
            }
        }
        InWords { report, known: text_hashes(report).into_iter().zip(0..).collect(), called }
    }

    /// `pins` are those that there were before: a decision about pins is the whole list anew.
    fn label(&self, edit: &Edit, pins: &[Pin]) -> String {
        match edit {
            Edit::Pins(next) => self.pinned(pins, next),
            edit => label(self.report, &self.known, &self.called, edit),
        }
    }

    fn pinned(&self, before: &[Pin], after: &[Pin]) -> String {
        let quoted = |pin: &Pin| quoted(self.report, &self.known, &[pin.anchor]);
        let notes = |pins: &'_ [Pin]| -> HashMap<Anchor, String> { pins.iter().map(|pin| (pin.anchor, pin.note.clone())).collect() };
        let (was, is) = (notes(before), notes(after));
        let new: Vec<&Pin> = after.iter().filter(|pin| !was.contains_key(&pin.anchor)).collect();
        let gone: Vec<&Pin> = before.iter().filter(|pin| !is.contains_key(&pin.anchor)).collect();
        let noted: Vec<&Pin> = after.iter().filter(|pin| was.get(&pin.anchor).is_some_and(|note| *note != pin.note)).collect();
        match (new.as_slice(), gone.as_slice(), noted.as_slice()) {
            ([pin], [], []) => format!("Pinned: {}", quoted(pin)),
            ([], [pin], []) => format!("Pin removed: {}", quoted(pin)),
            ([], [], [pin]) if pin.note.is_empty() => format!("Note beside a pin deleted: {}", quoted(pin)),
            ([], [], [pin]) => format!("Note beside a pin “{}”: {}", pin.note, quoted(pin)),
            ([], [], []) => format!("Pins in another order: {}", counted(after.len(), "place")),
            _ => format!("Pins: {}", counted(after.len(), "place")),
        }
    }
}

/// The message shown at once when a step was taken; empty for those that the desk puts into words.
pub fn change_in_words(step: &Step) -> &'static str {
    let edit = match step {
        Step::Do(edit) => edit,
        Step::Undo(_) | Step::Redo(_) => return "",
    };
    match edit {
        Edit::NotACopy(_) => "Decided: not a copy.",
        Edit::Boilerplate(_) => "Decided: boilerplate.",
        Edit::Checked(_, Some(Verdict::Verified)) => "Verified.",
        Edit::Checked(_, Some(Verdict::Wrong)) => "Marked as wrong.",
        Edit::Checked(_, None) => "No longer checked.",
        Edit::Noted(_, note) if note.is_empty() => "Note deleted.",
        Edit::Noted(..) | Edit::PinNote(..) => "Noted.",
        Edit::Dated(_, Some(_)) => "Date set.",
        Edit::Dated(_, None) => "Date set back to what the program finds.",
        Edit::DatedAll(_, Some(_)) => "Dates set.",
        Edit::DatedAll(_, None) => "Dates set back to what the program finds.",
        Edit::Same(..) => "Decided: one and the same.",
        Edit::SameAll(_) => "Decided: one and the same, each pair.",
        Edit::Different(..) => "Decided: two different ones.",
        Edit::Named(_, Meaning::NoName) => "Decided: not a name.",
        Edit::Named(_, Meaning::Name(_)) => "Decided: a name.",
        Edit::Named(_, Meaning::Of(..)) => "Decided whose name it is.",
        Edit::Renamed(..) => "Renamed.",
        Edit::About(..) | Edit::AboutAll(..) => "Kept.",
        Edit::Pins(_) => "Pins changed.",
        Edit::Pin(_) => "Pinned.",
        Edit::Unpin(_) => "Pin removed.",
        Edit::MovePin(..) => "Pin moved.",
        Edit::Watched(_) | Edit::Watch(..) => "Watch-list kept.",
    }
}

/// What comes of a file of rules, in words.
pub fn rules_in_words(imported: &Imported) -> String {
    let left_out = [(imported.pins_left_out, "pin", MAX_PINS), (imported.names_left_out, "watched name", MAX_WATCHED)];
    let fits = left_out.iter().all(|(left_out, ..)| *left_out == 0);
    let mut said = match (imported.edits.len(), imported.known) {
        (0, 0) => "This file contains no rules.".to_string(),
        (0, 1) if fits => "The rule in this file already applies.".to_string(),
        (0, all) if fits => format!("All {} in this file already apply.", counted(all, "rule")),
        (0, _) => "No rule was added.".to_string(),
        (added, 0) => format!("{} added.", counted(added, "rule")),
        (added, known) => format!("{} added; {} in the file already applied.", counted(added, "rule"), count(known)),
    };
    for (left_out, what, most) in left_out.into_iter().filter(|(left_out, ..)| *left_out > 0) {
        said += &format!(" {} did not fit: {most} are kept at most.", counted(left_out, what));
    }
    said
}

fn label(report: &Report, known: &HashMap<u64, u32>, called: &Called<'_>, edit: &Edit) -> String {
    let quoted = |anchors: &[Anchor]| quoted(report, known, anchors);
    match edit {
        Edit::NotACopy(anchors) => format!("Not a copy: {}", quoted(anchors)),
        Edit::Boilerplate(anchors) => format!("Boilerplate: {}", quoted(anchors)),
        Edit::Checked(anchors, Some(Verdict::Verified)) => format!("Verified: {}", quoted(anchors)),
        Edit::Checked(anchors, Some(Verdict::Wrong)) => format!("Wrong: {}", quoted(anchors)),
        Edit::Checked(anchors, None) => format!("No longer checked: {}", quoted(anchors)),
        Edit::Noted(anchors, note) if note.is_empty() => format!("Note deleted: {}", quoted(anchors)),
        Edit::Noted(anchors, note) => format!("Note “{note}”: {}", quoted(anchors)),
        Edit::Dated(_, date) | Edit::DatedAll(_, date) => {
            let name = edit.dated().map_or(String::new(), |(texts, _)| called_documents(report, known, texts));
            format!("Date of {name}: {}", date.as_deref().unwrap_or("as found"))
        }
        // One name for two kinds: the kinds say which is which.
        Edit::Same(kept, other) if called.label(*other) == called.label(*kept) && kept.kind != other.kind => {
            format!("Merged {} ({}) into {} ({})", called.label(*other), one_of(other.kind), called.label(*kept), one_of(kept.kind))
        }
        Edit::Same(kept, other) => format!("Merged {} into {}", called.label(*other), called.label(*kept)),
        Edit::SameAll(pairs) => {
            let first: Vec<String> =
                pairs.iter().take(3).map(|(kept, other)| format!("{} into {}", called.label(*other), called.label(*kept))).collect();
            format!("Merged {}: {}{}", counted(pairs.len(), "pair"), first.join(", "), if pairs.len() > 3 { ", …" } else { "" })
        }
        Edit::Different(a, b) => format!("Not the same: {} and {}", called.label(*a), called.label(*b)),
        Edit::Named(scopes, meaning) => named(report, known, scopes, meaning),
        Edit::Pins(pins) => format!("Pins: {}", counted(pins.len(), "place")),
        Edit::Renamed(entity, name) if name.is_empty() => format!("As the program calls it: {}", called.label(*entity)),
        Edit::Renamed(entity, name) => match called.label(*entity) {
            before if before == name => format!("Renamed: {name}"),
            before => format!("Renamed {before}: {name}"),
        },
        Edit::About(_, field, words) | Edit::AboutAll(_, field, words) => {
            let name = edit.about().map_or(String::new(), |(texts, ..)| called_documents(report, known, texts));
            let field = match field {
                Field::Title => "Title",
                Field::Source => "Source",
            };
            format!("{field} of {name}: {}", words.as_deref().unwrap_or("as found"))
        }
        Edit::Pin(pins) => match pins.as_slice() {
            [pin] => format!("Pinned: {}", quoted(&[pin.anchor])),
            pins => format!("Pinned: {}", counted(pins.len(), "place")),
        },
        Edit::Unpin(anchor) => format!("Pin removed: {}", quoted(&[*anchor])),
        Edit::MovePin(anchor, _) => format!("Pin moved: {}", quoted(&[*anchor])),
        Edit::PinNote(anchor, note) if note.is_empty() => format!("Note beside a pin deleted: {}", quoted(&[*anchor])),
        Edit::PinNote(anchor, note) => format!("Note beside a pin “{note}”: {}", quoted(&[*anchor])),
        Edit::Watch(come, go) => {
            let names = |names: &[String]| excerpt(&names.join(", "), 12);
            match (come.as_slice(), go.as_slice()) {
                (come, []) => format!("Added to the watch-list: {}", names(come)),
                ([], go) => format!("Removed from the watch-list: {}", names(go)),
                (come, go) => format!("Watch-list: {} added; {} removed", names(come), names(go)),
            }
        }
        Edit::Watched(names) if names.is_empty() => "Watch-list: empty".into(),
        Edit::Watched(names) => format!("Watch-list: {}", excerpt(&names.join(", "), 12)),
    }
}

/// The document with this text, or how many there are.
fn called_documents(report: &Report, known: &HashMap<u64, u32>, texts: &[u64]) -> String {
    match texts {
        [text] => known.get(text).map_or("a document that is not here now", |&at| report.documents[at as usize].id.as_str()).to_string(),
        texts => counted(texts.len(), "document"),
    }
}

/// "Not a name: “Monday”, in one document".
fn named(report: &Report, known: &HashMap<u64, u32>, scopes: &[Scope], meaning: &Meaning) -> String {
    let Some(scope) = scopes.first() else { return "Nothing".into() };
    let what = match meaning {
        Meaning::NoName => "Not a name: ".to_string(),
        Meaning::Name(kind) => format!("{}: ", capitalised(one_of(*kind))),
        Meaning::Of(kind, name) if scopes.len() > 1 && scopes.iter().any(|scope| scope.words == *name) => {
            format!("{}: ", capitalised(one_of(*kind)))
        }
        Meaning::Of(_, name) if *name == scope.words => "One of its own: ".to_string(),
        Meaning::Of(_, name) => format!("Given to {name}: "),
    };
    let forms = excerpt(&scopes.iter().map(|scope| scope.words.as_str()).collect::<Vec<_>>().join(", "), 12);
    let only: usize = scopes.iter().map(|scope| scope.only.len()).sum();
    let except: usize = scopes.iter().map(|scope| scope.except.len()).sum();
    let mut where_ = match (only, scope.document) {
        (0, None) => String::new(),
        (0, Some(hash)) => {
            let document = known.get(&hash).map(|&at| report.documents[at as usize].id.as_str());
            format!(", in {}", document.unwrap_or("a document that is not here now"))
        }
        (only, _) => format!(", {}", counted(only, "place")),
    };
    if except > 0 {
        where_ = format!("{where_}, but for {}", counted(except, "place"));
    }
    format!("{what}“{forms}”{where_}")
}

/// What entities are, or were, called, by their anchors. The log itself does not know.
pub struct Called<'r> {
    by_anchor: HashMap<NameAnchor, &'r str>,
    /// Whatever they are taken for now, or if they are taken for none.
    of_any_kind: HashMap<u64, &'r str>,
}

impl<'r> Called<'r> {
    /// The names of all entities of a report, also those that were merged, renamed or removed.
    pub fn new(report: &'r Report) -> Called<'r> {
        let by_user = &report.by_user;
        let renamed = by_user.renamed.iter().map(|(index, name)| (report.entities[*index as usize].kind, name.as_str()));
        let entities = report.entities.iter().map(|entity| (entity.kind, entity.name.as_str()));
        let merged = by_user.merged.iter().map(|merged| (merged.kind, merged.name.as_str()));
        let aliases = report.entities.iter().flat_map(|entity| entity.aliases.iter().map(|alias| (entity.kind, alias.as_str())));
        let removed =
            by_user.removed.iter().map(|(document, mention)| (mention.kind, mention.span.of(report.documents[*document as usize].text())));
        let mut called = Called { by_anchor: HashMap::new(), of_any_kind: HashMap::new() };
        for (kind, name) in renamed.chain(entities).chain(merged).chain(aliases).chain(removed) {
            let anchor = NameAnchor::new(kind, name);
            called.by_anchor.entry(anchor).or_insert(name);
            called.of_any_kind.entry(anchor.name).or_insert(name);
        }
        called
    }

    /// What the entity of an anchor is called, if it is here.
    pub fn name(&self, anchor: NameAnchor) -> Option<&'r str> {
        self.by_anchor.get(&anchor).or_else(|| self.of_any_kind.get(&anchor.name)).copied()
    }

    fn label(&self, anchor: NameAnchor) -> &'r str {
        self.name(anchor).unwrap_or("a name that is not here now")
    }
}

/// The words of the first place that is here, and where it is: the same words are told apart by it. The log itself holds none.
fn quoted(report: &Report, known: &HashMap<u64, u32>, anchors: &[Anchor]) -> String {
    let place = anchors.iter().find_map(|anchor| {
        let document = &report.documents[*known.get(&anchor.document)? as usize];
        Some((document.text().get(anchor.span.range())?, &document.id))
    });
    match place {
        Some((text, id)) if anchors.len() == 1 => format!("“{}” in {id}", excerpt(text, 12)),
        Some((text, id)) => format!("“{}” in {id}, {}", excerpt(text, 12), counted(anchors.len(), "place")),
        None => format!("{} in documents that are not here now", counted(anchors.len(), "place")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::Corpus;
    use crate::duplicates::Sensitivity;
    use crate::project::read_log;

    #[test]
    fn one_decision_is_called_what_the_history_calls_it() {
        let report = Corpus::new().report(&Sensitivity::STANDARD);
        // Among them are whole lists of pins, of which only what has changed is said.
        let log = Log::from_operations(read_log(1, include_bytes!("../../tests/kept/decisions-1.bin")).unwrap());
        let rows = history(&report, &log);
        assert!(rows.len() == 23 && rows.iter().any(|row| row.label.starts_with("Pin removed: ")));
        for row in rows {
            assert_eq!(in_words(&report, &log, row.id), row.label);
        }
        assert_eq!(in_words(&report, &log, OperationId::default()), "");
    }

    #[test]
    fn a_step_is_told_at_once_and_one_that_turns_another_by_the_desk() {
        let told = |edit: Edit| change_in_words(&Step::Do(edit));
        assert_eq!(told(Edit::Checked(Vec::new(), Some(Verdict::Wrong))), "Marked as wrong.");
        assert_eq!(told(Edit::Noted(Vec::new(), String::new())), "Note deleted.");
        assert_eq!(told(Edit::Noted(Vec::new(), "twice".into())), "Noted.");
        assert_eq!(told(Edit::Dated(1, None)), "Date set back to what the program finds.");
        assert_eq!(told(Edit::DatedAll(vec![1, 2], Some("2017".into()))), "Dates set.");
    }

    #[test]
    fn what_is_decided_about_many_documents_is_one_decision() {
        let report = Corpus::new().report(&Sensitivity::STANDARD);
        let date = |texts: &[u64], line: &str| edit(&report, &Decision::DateAll(texts.to_vec(), Some(line.into())));
        assert_eq!(date(&[2, 1, 2], "27 March 2017"), Some(Edit::DatedAll(vec![1, 2], Some("2017-03-27".into()))));
        assert_eq!(date(&[2], "2017"), Some(Edit::Dated(2, Some("2017".into()))));
        assert_eq!((date(&[], "2017"), date(&[1, 2], "soon")), (None, None));
        let outlet = Edit::AboutAll(vec![1, 2], Field::Source, Some("Mehr".into()));
        let decision = Decision::AboutAll(vec![1, 2], Field::Source, Some("Mehr".into()));
        assert_eq!(edit(&report, &decision), Some(outlet.clone()));
        let log: Log = [outlet, Edit::DatedAll(vec![1, 2, 3], None)].into_iter().map(Step::Do).collect();
        let labels: Vec<String> = history(&report, &log).into_iter().map(|row| row.label).collect();
        assert_eq!(labels, ["Date of 3 documents: as found", "Source of 2 documents: Mehr"]);
    }

    #[test]
    fn it_says_what_came_of_a_file_of_rules() {
        let said = |added: usize, known: usize, pins_left_out: usize| {
            rules_in_words(&Imported { edits: vec![Edit::Watched(Vec::new()); added], known, pins_left_out, names_left_out: 0 })
        };
        assert_eq!(said(0, 0, 0), "This file contains no rules.");
        assert_eq!(said(0, 1, 0), "The rule in this file already applies.");
        assert_eq!(said(0, 3, 0), "All 3 rules in this file already apply.");
        assert_eq!(said(0, 1, 2), "No rule was added. 2 pins did not fit: 500 are kept at most.");
        assert_eq!(said(1, 0, 0), "1 rule added.");
        assert_eq!(said(2, 3, 1), "2 rules added; 3 in the file already applied. 1 pin did not fit: 500 are kept at most.");
    }
}
