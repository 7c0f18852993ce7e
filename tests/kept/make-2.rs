//! Made `decisions-2.bin` and `contents-2.bin`: the program of commit 375f6a4, the first whose decisions have ids, ran this as a test.

use dossier::review::{Field, Meaning, Scope};
use dossier::review::Pin;
use dossier::edits::windows::joined;
use dossier::edits::{Edit, Log, NameAnchor, Step};
use dossier::review::{Anchor, Verdict};
use dossier::entities::EntityKind;
use dossier::formats::Skipped;
use dossier::project::{Contents, write_contents, write_log, write_record};
use dossier::text::{Document, Span};

fn anchor(document: u64, start: usize) -> Anchor {
    Anchor { document, span: Span::new(start, start + 5), words: 100 + start as u64 }
}

fn pin(start: usize, note: &str) -> Pin {
    Pin { anchor: anchor(1, start), note: note.into() }
}

fn names(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_string()).collect()
}

/// Two windows, whose numbers are as large as numbers are.
const FIRST: u64 = 0x9e37_79b9_7f4a_7c15;
const SECOND: u64 = 0x0123_4567_89ab_cdef;

#[test]
fn make() {
    let (raisi, putin) = (NameAnchor::new(EntityKind::Person, "Ebrahim Raisi"), NameAnchor::new(EntityKind::Person, "Vladimir Putin"));
    let only = Scope { only: vec![(1, Span::new(12, 13))], except: vec![(2, Span::new(15, 16))], ..Scope::everywhere("Iran") };
    let mut log = Log::default();
    let of_both = [
        Edit::NotACopy(vec![anchor(1, 0), anchor(2, 0)]),
        Edit::Boilerplate(vec![anchor(1, 10)]),
        Edit::Checked(vec![anchor(1, 20), anchor(2, 20)], Some(Verdict::Wrong)),
        Edit::Checked(vec![anchor(1, 30)], Some(Verdict::Verified)),
        Edit::Noted(vec![anchor(1, 20)], "ask the ministry".into()),
        // As decisions of the first form are, which go on under ids.
        Edit::Pins(vec![pin(50, "")]),
        Edit::Watched(names(&["Rosneft", "Gazprom"])),
    ];
    let ids = of_both.map(|edit| log.take(FIRST, Step::Do(edit)));
    let mut other = log.clone();
    // What only the first has decided …
    for edit in [
        Edit::Pin(vec![pin(40, ""), pin(60, "")]),
        Edit::MovePin(anchor(1, 50), Some(anchor(1, 60))),
        Edit::PinNote(anchor(1, 40), "first".into()),
        Edit::Pin(vec![pin(70, "")]),
        Edit::Unpin(anchor(1, 70)),
        Edit::Watch(names(&["Total", "Sinopec"]), names(&["Gazprom"])),
    ] {
        log.take(FIRST, Step::Do(edit));
    }
    log.take(FIRST, Step::Undo(ids[3]));
    log.take(FIRST, Step::Redo(ids[3]));
    log.take(FIRST, Step::Undo(ids[1]));
    // … and what only the second has, meanwhile.
    for edit in [
        Edit::Dated(1, Some("2017-03".into())),
        Edit::About(1, Field::Title, Some("The deal".into())),
        Edit::About(1, Field::Source, None),
        Edit::Same(raisi, putin),
        Edit::Different(putin, raisi),
        Edit::Named(vec![only], Meaning::NoName),
        Edit::Named(vec![Scope { document: Some(1), ..Scope::everywhere("Zorvik") }], Meaning::Name(EntityKind::Event)),
        Edit::Named(vec![Scope::everywhere("Raisi")], Meaning::Of(EntityKind::Person, "Amir Raisi".into())),
        Edit::Renamed(raisi, "Seyed Ebrahim Raisi".into()),
    ] {
        other.take(SECOND, Step::Do(edit));
    }
    other.take(SECOND, Step::Undo(ids[4]));
    other.take(SECOND, other.undo().unwrap());
    let log = joined(&log, other.operations());
    let contents = Contents {
        records: vec![write_record(&Document::from_text("a.txt", "Iran paid $5 million."))],
        skipped: vec![Skipped { id: "b.pdf".into(), reason: "it is a PDF".into() }],
        log: log.operations().to_vec(),
    };
    std::fs::write("decisions-2.bin", write_log(log.operations())).unwrap();
    std::fs::write("contents-2.bin", write_contents(&contents)).unwrap();
}
