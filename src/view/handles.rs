//! What a row, a card or a sheet is about, so that a decision about it means the same when documents have come and gone meanwhile, or
//! names have been corrected.
//!
//! The page sends back what it was shown, never an index: a place as an [`Anchor`], a passage by two of its places, a name by where it
//! stands and what it is called. What is not in the report any more is still decided about, as far as the decision needs no more than its handle.

use serde::{Deserialize, Serialize};

use super::evidence::quotable;
use super::format::one_of;
use super::route::{Focus, Target};
use crate::duplicates::{Passage, Place};
use crate::edits::{NameAnchor, anchor};
use crate::entities::EntityKind;
use crate::entities::resolve::MentionRef;
use crate::figures::FigureRef;
use crate::report::Report;
use crate::review::Anchor;
use crate::review::Spot;

/// A passage, by its first two places: two passages may share one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct PassageHandle {
    /// Its first place.
    pub first: Anchor,
    /// Its second place.
    pub second: Anchor,
}

impl PassageHandle {
    /// The handle of a passage.
    pub fn of(report: &Report, passage: &Passage) -> Option<PassageHandle> {
        let [first, second, ..] = passage.occurrences.as_slice() else { return None };
        Some(PassageHandle { first: anchor(report, *first), second: anchor(report, *second) })
    }

    /// As one word.
    pub fn name(&self) -> String {
        format!("{}_{}", self.first.name(), self.second.name())
    }

    /// Reads what [`PassageHandle::name`] wrote; `None` for anything else.
    pub fn parse(name: &str) -> Option<PassageHandle> {
        let (first, second) = name.split_once('_')?;
        Some(PassageHandle { first: Anchor::parse(first)?, second: Anchor::parse(second)? })
    }

    /// The passage among `passages` that has both places. Their edges move a little when documents come and go: the one that has most of
    /// both is meant.
    pub fn find(&self, report: &Report, passages: &[Passage]) -> Option<u32> {
        let shared = |passage: &Passage, meant: &Anchor| {
            let here = passage.occurrences.iter().filter(|place| report.documents[place.document as usize].text_hash == meant.document);
            here.map(|place| place.span.shared(meant.span)).filter(|shared| shared * 2 > meant.span.len()).max()
        };
        let both = |passage: &Passage| Some(shared(passage, &self.first)? + shared(passage, &self.second)?);
        let found = (0..).zip(passages).filter_map(|(at, passage)| Some((both(passage)?, passage.words, at)));
        // Of two that have as much of it the one that has least beside it.
        found.max_by_key(|&(shared, words, at)| (shared, std::cmp::Reverse(words), std::cmp::Reverse(at))).map(|(.., at)| at)
    }

    /// Whether its first place is boilerplate by now.
    pub fn is_boilerplate(&self, report: &Report) -> bool {
        let meant = &self.first;
        let is_it = |place: &Place| {
            let text = report.documents[place.document as usize].text_hash;
            text == meant.document && place.span.shared(meant.span) * 2 > meant.span.len()
        };
        report.duplicates.boilerplate.iter().flat_map(|item| &item.occurrences).any(is_it)
    }
}

/// A name: where it stands, and whose it was when it was shown.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct NameHandle {
    /// One of its places: hash of the document's text, and where in it.
    pub place: Spot,
    /// What it is.
    pub kind: EntityKind,
    /// What it is called.
    pub called: String,
}

impl NameHandle {
    /// The handle of the entity with this mention; `None` where there is none.
    pub fn of(report: &Report, MentionRef { document, mention }: MentionRef) -> Option<NameHandle> {
        let source = report.documents.get(document as usize)?;
        let owner = &report.entities[*source.entity_of.get(mention as usize)? as usize];
        let place = (source.text_hash, source.analysis.names.mentions[mention as usize].span);
        Some(NameHandle { place, kind: owner.kind, called: owner.name.clone() })
    }

    /// The handle of an entity, by its first mention.
    pub fn of_entity(report: &Report, entity: u32) -> Option<NameHandle> {
        NameHandle::of(report, *report.entities.get(entity as usize)?.mentions.first()?)
    }

    /// As it is proposed: "Ebrahim Raisi (person)".
    pub fn label(&self) -> String {
        format!("{} ({})", self.called, one_of(self.kind))
    }

    /// The one of these names that is written: as it was proposed, or the only one that is called so.
    pub fn written<'p>(proposed: &'p [NameHandle], text: &str) -> Option<&'p NameHandle> {
        let text = text.trim();
        let mut called = proposed.iter().filter(|proposed| proposed.called.eq_ignore_ascii_case(text));
        let exact = proposed.iter().find(|proposed| proposed.label() == text);
        exact.or_else(|| called.next().filter(|_| called.next().is_none()))
    }

    /// Its name, as decisions know it.
    pub fn anchor(&self) -> NameAnchor {
        NameAnchor::new(self.kind, &self.called)
    }

    /// A mention of the same entity: the same place, or where it is another's by now, the first place of the name. Where
    /// there is no such name any more, the place it is that goes by another.
    pub fn mention(&self, report: &Report) -> Option<MentionRef> {
        let is_it = |entity: u32| {
            let owner = &report.entities[entity as usize];
            owner.kind == self.kind && owner.name == self.called
        };
        let here = documents_of(report, self.place.0).find_map(|document| {
            let mentions = &report.documents[document as usize].analysis.names.mentions;
            let at = mentions.binary_search_by_key(&self.place.1, |mention| mention.span).ok()?;
            Some(MentionRef { document, mention: at as u32 })
        });
        let owner = |at: MentionRef| report.documents[at.document as usize].entity_of[at.mention as usize];
        let first = || {
            let entity = (0..report.entities.len() as u32).find(|entity| is_it(*entity))?;
            report.entities[entity as usize].mentions.first().copied()
        };
        here.filter(|at| is_it(owner(*at))).or_else(first).or(here)
    }

    /// The entity, by its index in the report.
    pub fn entity(&self, report: &Report) -> Option<u32> {
        let MentionRef { document, mention } = self.mention(report)?;
        report.documents[document as usize].entity_of.get(mention as usize).copied()
    }
}

/// The documents with this text, by their indices.
pub fn documents_of(report: &Report, text: u64) -> impl Iterator<Item = u32> + '_ {
    (0..).zip(&report.documents).filter(move |(_, document)| document.text_hash == text).map(|(at, _)| at)
}

/// The place in the first document with the text of an anchor; `None` where there is none.
pub fn place_of(report: &Report, meant: &Anchor) -> Option<Place> {
    let document = documents_of(report, meant.document).next()?;
    let words = report.documents[document as usize].text().get(meant.span.range())?;
    (!words.is_empty()).then_some(Place { document, span: meant.span })
}

/// The figure at a place; `None` where there is none.
pub fn figure_at(report: &Report, meant: &Anchor) -> Option<FigureRef> {
    documents_of(report, meant.document).find_map(|document| {
        let figures = &report.documents[document as usize].analysis.figures;
        let at = figures.iter().position(|figure| figure.span == meant.span)?;
        Some(FigureRef { document, figure: at as u32 })
    })
}

/// What is kept or quoted of a place that a row leads to: its words, of a document as a whole its first sentence.
pub fn anchor_of(report: &Report, target: Target) -> Option<Anchor> {
    let document = report.documents.get(target.document as usize)?;
    let span = quotable(report, document, target)?;
    Some(anchor(report, Place { document: target.document, span }))
}

/// The same of a mention.
pub fn mention_anchor(report: &Report, MentionRef { document, mention }: MentionRef) -> Option<Anchor> {
    anchor_of(report, Target { document, focus: Focus::Mention(mention) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Engine, Parts, analyze};
    use crate::corpus::DocumentKey;
    use crate::edits::{Edit, Operation, OperationId, Step};
    use crate::review::Meaning;
    use crate::review::Verdict;
    use crate::text::{Document, Span};
    use crate::view::copies::{CopyKind, CopyQuery};
    use crate::view::correcting::{OfEntity, Reach, Said};
    use crate::view::decisions::{Decision, Identity, Ruling};
    use crate::view::desk::{Answer, Ask, Desk, SeenPlace, Window};
    use crate::view::entities::EntityQuery;
    use crate::view::figures::{FigureQuery, Status};
    use crate::view::pins::Pinning;

    const SHARED: &str = "Iran and Russia signed a contract about the delivery of gas to three towns in the north last week.";

    fn document(name: &str) -> Document {
        let text = match name {
            "b.txt" => format!("{SHARED} Ebrahim Raisi paid $5 million for 40 cranes."),
            "c.txt" => format!("In Tehran it rained. {SHARED} Vladimir Putin saw 12 ships."),
            // Whatever comes before them in the lists has a name that is before theirs.
            other => format!(
                "In {other} Amir Abbas Fakhri counted 7 tractors and 9 ploughs for $3 million. {}",
                SHARED.replace("gas", "oil and gas")
            ),
        };
        Document::from_text(name, text)
    }

    fn desk(names: &[&str]) -> Desk {
        let mut desk = Desk::new();
        names.iter().for_each(|name| desk.add(analyze(document(name), &Engine::new(Parts::ALL))));
        desk
    }

    const ALL: Window = Window { offset: 0, limit: 100 };

    #[test]
    fn a_name_that_two_have_is_meant_only_with_its_kind() {
        let name = |kind, called: &str| NameHandle { place: (1, Span::new(0, 5)), kind, called: called.into() };
        let proposed = [name(EntityKind::Person, "Paris"), name(EntityKind::Place, "Paris"), name(EntityKind::Place, "Tehran")];
        assert_eq!(NameHandle::written(&proposed, " tehran "), Some(&proposed[2]));
        assert_eq!(NameHandle::written(&proposed, "Paris"), None);
        assert_eq!(NameHandle::written(&proposed, &proposed[1].label()), Some(&proposed[1]));
        assert_eq!(NameHandle::written(&proposed, ""), None);
    }

    /// What is decided; `None` where it says nothing new.
    fn decide(desk: &mut Desk, decision: Decision) -> Option<Edit> {
        match desk.answer(&Ask::Decide(decision)) {
            Answer::Decision(Some(Operation { step: Step::Do(edit), .. })) => Some(edit),
            Answer::Decision(None) => None,
            other => panic!("{other:?}"),
        }
    }

    fn figure(desk: &mut Desk, written: &str) -> (Anchor, Status) {
        let Answer::Figures(rows) = desk.answer(&Ask::Figures(FigureQuery::default(), ALL)) else { panic!() };
        rows.rows.iter().find(|row| row.written == written).map(|row| (row.place, row.status)).unwrap()
    }

    fn passage(desk: &mut Desk) -> Option<PassageHandle> {
        let Answer::Copies(rows) =
            desk.answer(&Ask::Copies(CopyQuery { kind: Some(CopyKind::Passage), ..CopyQuery::default() }, String::new(), ALL))
        else {
            panic!()
        };
        rows.rows.iter().find_map(|row| row.handle)
    }

    fn name(desk: &mut Desk, called: &str) -> Option<NameHandle> {
        let Answer::Entities(rows) = desk.answer(&Ask::Entities(EntityQuery::default(), ALL)) else { panic!() };
        rows.rows.iter().find(|row| row.name == called).and_then(|row| row.handle.clone())
    }

    /// Documents that come before all others.
    fn come(desk: &mut Desk) {
        ["a.txt", "aa.txt"].iter().for_each(|name| desk.add(analyze(document(name), &Engine::new(Parts::ALL))));
    }

    fn key(name: &str) -> DocumentKey {
        DocumentKey::of(&document(name))
    }

    #[test]
    fn a_figure_that_was_shown_is_decided_about_whatever_has_come_or_gone() {
        let mut all = desk(&["b.txt", "c.txt"]);
        let (cranes, status) = figure(&mut all, "40");
        assert_eq!(status, Status::Open);
        come(&mut all);
        assert!(decide(&mut all, Decision::Figure(cranes, status.given(Verdict::Verified))).is_some());
        assert_eq!(figure(&mut all, "40"), (cranes, Status::Verified));
        assert_eq!(decide(&mut all, Decision::Figure(cranes, status.given(Verdict::Verified))), None, "a key that comes again");
        all.remove(&key("b.txt"));
        let checked = |verdict| Some(Edit::Checked(vec![cranes], verdict));
        assert_eq!(decide(&mut all, Decision::Figure(cranes, Some(Verdict::Wrong))), checked(Some(Verdict::Wrong)), "it is not here now");
        all.add(analyze(document("b.txt"), &Engine::new(Parts::ALL)));
        assert_eq!(figure(&mut all, "40").1, Status::Wrong);
        assert_eq!(
            decide(&mut all, Decision::Figure(cranes, Status::Wrong.given(Verdict::Wrong))),
            checked(None),
            "again, it is taken back"
        );
    }

    #[test]
    fn a_passage_that_was_shown_is_decided_about_whatever_has_come_or_gone() {
        for ruling in [Ruling::NotACopy, Ruling::Boilerplate] {
            let mut all = desk(&["b.txt", "c.txt"]);
            let shown = passage(&mut all).unwrap();
            come(&mut all);
            assert!(decide(&mut all, Decision::Passage(shown, ruling)).is_some());
            assert_eq!(decide(&mut all, Decision::Passage(shown, ruling)), None, "a key that comes again");
            let mut gone = desk(&["b.txt", "c.txt"]);
            gone.remove(&key("c.txt"));
            assert!(decide(&mut gone, Decision::Passage(shown, ruling)).is_some(), "one of its places is not here now");
            gone.add(analyze(document("c.txt"), &Engine::new(Parts::ALL)));
            assert_eq!(passage(&mut gone), None, "it holds when the other place is back");
        }
    }

    #[test]
    fn a_name_that_was_corrected_meanwhile_is_found_by_its_place() {
        let mut all = desk(&["b.txt", "c.txt"]);
        let (raisi, putin) = (name(&mut all, "Ebrahim Raisi").unwrap(), name(&mut all, "Vladimir Putin").unwrap());
        let rename = |to: &str| OfEntity::Rename(to.into());
        assert!(decide(&mut all, Decision::Entity(raisi.clone(), rename("Seyed Raisi"))).is_some());
        assert!(decide(&mut all, Decision::Entity(raisi.clone(), rename("Sayyid Raisi"))).is_some(), "by the handle of before");
        assert!(name(&mut all, "Sayyid Raisi").is_some());
        // Its words are another's now.
        let given = Said {
            at: putin.place,
            words: "Vladimir Putin".into(),
            reach: Reach::Everywhere,
            except: vec![],
            meaning: Meaning::Of(EntityKind::Person, "Volodya".into()),
        };
        assert!(decide(&mut all, Decision::Words(given)).is_some());
        come(&mut all);
        assert!(decide(&mut all, Decision::Entity(putin.clone(), rename("The president"))).is_some());
        assert!(name(&mut all, "The president").is_some());
        assert!(decide(&mut all, Decision::Entities(raisi.clone(), putin.clone(), Identity::Same)).is_some());
        assert_eq!(decide(&mut all, Decision::Entities(raisi.clone(), putin.clone(), Identity::Same)), None, "a key that comes again");
        assert_eq!((name(&mut all, "The president"), name(&mut all, "Sayyid Raisi").is_some()), (None, true));
        assert!(
            decide(&mut all, Decision::Entities(raisi.clone(), putin.clone(), Identity::Different)).is_some(),
            "they are two after all"
        );
        all.clear();
        assert!(decide(&mut all, Decision::Entity(putin, OfEntity::NoName)).is_some(), "it is not here now");
    }

    #[test]
    fn what_another_window_decides_holds_in_whatever_order_it_comes() {
        let (mut here, mut there) = (desk(&["b.txt", "c.txt"]), desk(&["b.txt", "c.txt"]));
        there.set_log(7, Vec::new());
        let raisi = name(&mut there, "Ebrahim Raisi").unwrap();
        let Answer::Decision(Some(decision)) = there.answer(&Ask::Decide(Decision::Entity(raisi, OfEntity::NoName))) else { panic!() };
        let mut is_named = |operation: &Operation| {
            here.join(vec![operation.clone()]);
            name(&mut here, "Ebrahim Raisi").is_some()
        };
        let said = |counter, step| Operation { id: OperationId { counter, window: 8 }, step };
        let undone = said(2, Step::Undo(decision.id));
        assert!(is_named(&undone), "it is not here yet");
        assert!(is_named(&decision), "it was taken back meanwhile");
        assert!(!is_named(&said(3, Step::Redo(decision.id))));
        assert!(!is_named(&undone), "what was heard already says nothing new");
        assert!(is_named(&said(4, Step::Undo(decision.id))));
    }

    #[test]
    fn pins_follow_each_other_without_waiting() {
        let mut all = desk(&["b.txt", "c.txt"]);
        let places = ["$5 million", "40", "12"].map(|written| figure(&mut all, written).0);
        for place in places {
            assert!(decide(&mut all, Decision::Pin(Pinning::Toggle(place))).is_some());
        }
        come(&mut all);
        assert!(decide(&mut all, Decision::Pin(Pinning::Up(places[2]))).is_some());
        assert!(decide(&mut all, Decision::Pin(Pinning::Up(places[2]))).is_some());
        assert_eq!(decide(&mut all, Decision::Pin(Pinning::Up(places[2]))), None, "it is the first");
        let Answer::Pins(pins) = all.answer(&Ask::Pins) else { panic!() };
        assert_eq!(pins.rows.iter().map(|row| row.anchor).collect::<Vec<_>>(), [places[2], places[0], places[1]]);
        all.remove(&key("b.txt"));
        assert!(decide(&mut all, Decision::Pin(Pinning::Remove(places[0]))).is_some(), "it is not here now");
    }

    #[test]
    fn what_is_read_is_found_again_by_its_place() {
        let mut all = desk(&["b.txt", "c.txt"]);
        let shown = passage(&mut all).unwrap();
        let read = |desk: &mut Desk, target: Target, seen: Option<SeenPlace>| match desk.answer(&Ask::Read(target, false, seen)) {
            Answer::Reading(Some(reading)) => *reading,
            other => panic!("{other:?}"),
        };
        let first = read(&mut all, Target { document: 1, focus: Focus::Passage(0, 1) }, None);
        assert_eq!(first.passage, Some(shown));
        let seen = || {
            let (start, end) = first.place.unwrap();
            Some(SeenPlace { key: first.key.clone(), span: Some(crate::text::Span::new(start as usize, end as usize)) })
        };
        come(&mut all);
        let moved = read(&mut all, first.target, seen());
        assert_eq!((&moved.key, moved.place), (&first.key, first.place));
        assert!(moved.target.document == 3 && moved.passage.is_some(), "{:?}", moved.target);
        decide(&mut all, Decision::Passage(shown, Ruling::NotACopy));
        let after = read(&mut all, moved.target, seen());
        assert_eq!((after.place, after.passage), (first.place, None), "what is nothing by itself any more is still a place");
    }

    #[test]
    fn handles_are_read_as_they_are_written() {
        let mut all = desk(&["b.txt", "c.txt"]);
        let shown = passage(&mut all).unwrap();
        assert_eq!(PassageHandle::parse(&shown.name()), Some(shown));
        assert_eq!(Anchor::parse(&shown.first.name()), Some(shown.first));
        for other in ["", "4", "0-9-3-0", "00-1-2", "00-1-2-3-4", "00-1-2-3_", "zz-1-2-3"] {
            assert_eq!((Anchor::parse(other), PassageHandle::parse(other)), (None, None), "{other}");
        }
    }
}
