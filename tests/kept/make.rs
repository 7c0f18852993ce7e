//! Made `decisions-1.bin` and `contents-1.bin`: the program of commit a5f2928, which wrote pins and the watch-list as whole lists, ran this as a test.

use dossier::review::{Field, Meaning, Scope};
use dossier::review::Pin;
use dossier::edits::{Edit, NameAnchor, Step};
use dossier::review::{Anchor, Verdict};
use dossier::entities::EntityKind;
use dossier::formats::Skipped;
use dossier::project::{Contents, write_contents, write_record, write_steps};
use dossier::text::{Document, Span};

fn anchor(document: u64, start: usize) -> Anchor {
    Anchor { document, span: Span::new(start, start + 5), words: 100 + start as u64 }
}

fn pin(start: usize, note: &str) -> Pin {
    Pin { anchor: anchor(1, start), note: note.into() }
}

fn names(names: &[&str]) -> Edit {
    Edit::Watched(names.iter().map(|name| (*name).to_string()).collect())
}

#[test]
fn make() {
    let (raisi, putin) = (NameAnchor::new(EntityKind::Person, "Ebrahim Raisi"), NameAnchor::new(EntityKind::Person, "Vladimir Putin"));
    let only = Scope { only: vec![(1, Span::new(12, 13))], except: vec![(2, Span::new(15, 16))], ..Scope::everywhere("Iran") };
    let steps = [
        Step::Do(Edit::NotACopy(vec![anchor(1, 0), anchor(2, 0)])),
        Step::Do(Edit::Boilerplate(vec![anchor(1, 10)])),
        Step::Do(Edit::Checked(vec![anchor(1, 20), anchor(2, 20)], Some(Verdict::Wrong))),
        Step::Do(Edit::Checked(vec![anchor(1, 30)], Some(Verdict::Verified))),
        Step::Do(Edit::Noted(vec![anchor(1, 20)], "ask the ministry".into())),
        Step::Do(Edit::Pins(vec![pin(40, "")])),
        Step::Do(Edit::Pins(vec![pin(40, ""), pin(50, "")])),
        Step::Do(Edit::Pins(vec![pin(40, ""), pin(50, ""), pin(60, "")])),
        Step::Do(Edit::Pins(vec![pin(40, ""), pin(60, ""), pin(50, "")])),
        Step::Do(Edit::Pins(vec![pin(40, "first"), pin(60, ""), pin(50, "")])),
        Step::Do(Edit::Pins(vec![pin(60, ""), pin(50, "")])),
        Step::Undo(10),
        Step::Do(names(&["Rosneft", "Gazprom"])),
        Step::Do(names(&["Rosneft", "Total", "Sinopec"])),
        Step::Undo(3),
        Step::Redo(3),
        Step::Undo(1),
        Step::Do(Edit::Dated(1, Some("2017-03".into()))),
        Step::Do(Edit::About(1, Field::Title, Some("The deal".into()))),
        Step::Do(Edit::About(1, Field::Source, None)),
        Step::Do(Edit::Same(raisi, putin)),
        Step::Do(Edit::Different(putin, raisi)),
        Step::Do(Edit::Named(vec![only], Meaning::NoName)),
        Step::Do(Edit::Named(vec![Scope { document: Some(1), ..Scope::everywhere("Zorvik") }], Meaning::Name(EntityKind::Event))),
        Step::Do(Edit::Named(vec![Scope::everywhere("Raisi")], Meaning::Of(EntityKind::Person, "Amir Raisi".into()))),
        Step::Do(Edit::Renamed(raisi, "Seyed Ebrahim Raisi".into())),
        // One that was taken twice is two decisions.
        Step::Do(Edit::Checked(vec![anchor(1, 30)], Some(Verdict::Verified))),
        Step::Undo(8),
    ];
    let contents = Contents {
        records: vec![write_record(&Document::from_text("a.txt", "Iran paid $5 million."))],
        skipped: vec![Skipped { id: "b.pdf".into(), reason: "it is a PDF".into() }],
        steps: steps.to_vec(),
    };
    std::fs::write("decisions-1.bin", write_steps(&steps)).unwrap();
    std::fs::write("contents-1.bin", write_contents(&contents)).unwrap();
}
