//! What was shown can always be decided about and read again, whatever has come or gone meanwhile.

use crate::analysis::{Engine, Parts, analyze};
use crate::corpus::DocumentKey;
use crate::desk::Desk;
use crate::edits::{Edit, Operation, OperationId, Step};
use crate::entities::EntityKind;
use crate::review::Meaning;
use crate::review::{Anchor, Verdict};
use crate::text::Document;
use crate::view::correcting::{EntityCorrection, Reach, WordsCorrection};
use crate::view::decisions::{Decision, Identity, Ruling};
use crate::view::entities::EntityQuery;
use crate::view::figures::FigureQuery;
use crate::view::handles::{NameHandle, PassageHandle};
use crate::view::pins::Pinning;
use crate::view::request::{Request, Response};
use crate::view::route::{CopyKind, CopyQuery, Focus, Target};
use crate::view::seen::SeenPlace;
use crate::view::status::Status;
use crate::view::window::Window;

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

/// What is decided; `None` where it says nothing new.
fn decide(desk: &mut Desk, decision: Decision) -> Option<Edit> {
    match desk.answer(&Request::Decide(decision)) {
        Response::Decision(Some(Operation { step: Step::Do(edit), .. })) => Some(edit),
        Response::Decision(None) => None,
        other => panic!("{other:?}"),
    }
}

fn figure(desk: &mut Desk, written: &str) -> (Anchor, Status) {
    let Response::Figures(rows) = desk.answer(&Request::Figures(FigureQuery::default(), ALL)) else { panic!() };
    rows.rows.iter().find(|row| row.written == written).map(|row| (row.place, row.status)).unwrap()
}

fn passage(desk: &mut Desk) -> Option<PassageHandle> {
    let Response::Copies(rows) =
        desk.answer(&Request::Copies(CopyQuery { kind: Some(CopyKind::Passage), ..CopyQuery::default() }, String::new(), ALL))
    else {
        panic!()
    };
    rows.rows.iter().find_map(|row| row.handle)
}

fn name(desk: &mut Desk, called: &str) -> Option<NameHandle> {
    let Response::Entities(rows) = desk.answer(&Request::Entities(EntityQuery::default(), ALL)) else { panic!() };
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
    assert_eq!(decide(&mut all, Decision::Figure(cranes, Status::Wrong.given(Verdict::Wrong))), checked(None), "again, it is taken back");
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
    let rename = |to: &str| EntityCorrection::Rename(to.into());
    assert!(decide(&mut all, Decision::Entity(raisi.clone(), rename("Seyed Raisi"))).is_some());
    assert!(decide(&mut all, Decision::Entity(raisi.clone(), rename("Sayyid Raisi"))).is_some(), "by the handle of before");
    assert!(name(&mut all, "Sayyid Raisi").is_some());
    // Its words are another's now.
    let given = WordsCorrection {
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
    assert!(decide(&mut all, Decision::Entities(raisi.clone(), putin.clone(), Identity::Different)).is_some(), "they are two after all");
    all.clear();
    assert!(decide(&mut all, Decision::Entity(putin, EntityCorrection::NoName)).is_some(), "it is not here now");
}

#[test]
fn what_another_window_decides_holds_in_whatever_order_it_comes() {
    let (mut here, mut there) = (desk(&["b.txt", "c.txt"]), desk(&["b.txt", "c.txt"]));
    there.set_log(7, Vec::new());
    let raisi = name(&mut there, "Ebrahim Raisi").unwrap();
    let Response::Decision(Some(decision)) = there.answer(&Request::Decide(Decision::Entity(raisi, EntityCorrection::NoName))) else {
        panic!()
    };
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
    let Response::Pins(pins) = all.answer(&Request::Pins) else { panic!() };
    assert_eq!(pins.rows.iter().map(|row| row.anchor).collect::<Vec<_>>(), [places[2], places[0], places[1]]);
    all.remove(&key("b.txt"));
    assert!(decide(&mut all, Decision::Pin(Pinning::Remove(places[0]))).is_some(), "it is not here now");
}

#[test]
fn what_is_read_is_found_again_by_its_place() {
    let mut all = desk(&["b.txt", "c.txt"]);
    let shown = passage(&mut all).unwrap();
    let read = |desk: &mut Desk, target: Target, seen: Option<SeenPlace>| match desk.answer(&Request::Read(target, false, seen)) {
        Response::Reading(Some(reading)) => *reading,
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
    assert_eq!((after.place, after.passage), (first.place, None), "what no longer has a number is still a place");
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

#[test]
fn what_came_last_is_told_until_other_documents_come() {
    let mut desk = desk(&["b.txt"]);
    let first = |desk: &mut Desk| {
        let Response::Overview(overview) = desk.answer(&Request::Overview) else { panic!() };
        overview.lead[0].text()
    };
    assert!(!first(&mut desk).contains("added last"));
    assert_eq!(desk.answer(&Request::BatchBegins), Response::BatchBegins);
    assert!(!first(&mut desk).contains("added last"), "nothing has come yet");
    desk.add(analyze(document("c.txt"), &Engine::new(Parts::ALL)));
    assert!(first(&mut desk).starts_with("1 document was added last"), "{}", first(&mut desk));
    desk.answer(&Request::BatchBegins);
    assert!(!first(&mut desk).contains("added last"));
}
