//! Self-written piles in the styles of agencies of many countries: which documents tell of one event.
//!
//! `tests/stories/press.txt` says how it is written. The answers were fixed before the program was run on them.
#![allow(clippy::print_stdout, reason = "what is wrong is shown with --nocapture")]

use dossier::analysis::{Analysis, Engine, Parts, analyze};
use dossier::corpus::Corpus;
use dossier::duplicates::Sensitivity;
use dossier::edits::{self, Edit, Log, NameAnchor, Operation, OperationId, Step};
use dossier::entities::EntityKind;
use dossier::report::Report;
use dossier::stories::{Shared, Tie};
use dossier::text::Document;

/// A pile and its answer: for each document the number of its group.
struct Case {
    title: String,
    answer: Vec<usize>,
    documents: Vec<Analysis>,
}

const PRESS: &str = include_str!("stories/press.txt");
const HELD: &str = include_str!("stories/held.txt");

fn cases(file: &str) -> Vec<Case> {
    let engine = Engine::new(Parts::ALL);
    let parse = |case: &str| {
        let (head, body) = case.split_once("\n- ").expect("a case has documents");
        let (title, answer) = head.rsplit_once(':').expect("a case has an answer");
        let groups: Vec<&str> = answer.split_whitespace().collect();
        let mut letters: Vec<(char, usize)> =
            groups.iter().enumerate().flat_map(|(at, group)| group.chars().map(move |letter| (letter, at))).collect();
        letters.sort_unstable();
        let documents: Vec<Analysis> = body
            .split("\n- ")
            .filter_map(|part| part.split_once('\n'))
            .enumerate()
            .map(|(at, (date, text))| {
                let mut document = Document::from_text(format!("{at}.txt"), text.trim());
                document.date = Some(date.trim()).filter(|date| *date != "?").map(String::from);
                analyze(document, &engine)
            })
            .collect();
        assert_eq!(documents.len(), letters.len(), "{title}");
        Case { title: title.trim().into(), answer: letters.into_iter().map(|(_, group)| group).collect(), documents }
    };
    file.split("\n= ").skip(1).map(parse).collect()
}

fn report(documents: impl IntoIterator<Item = Analysis>) -> Report {
    let mut corpus = Corpus::new();
    documents.into_iter().for_each(|analysis| {
        corpus.add(analysis);
    });
    corpus.report(&Sensitivity::STANDARD)
}

/// What joins each document to its story, for the reader of a failure.
fn told(report: &Report) -> String {
    let mut out = String::new();
    for member in report.stories().stories.iter().flat_map(|story| &story.members) {
        let Some(join) = &member.joined else { continue };
        let reasons: Vec<String> = match &join.tie {
            Tie::Told(reasons) => reasons
                .iter()
                .map(|reason| {
                    let name = match reason.shared {
                        Shared::Name(entity) => report.entities[entity as usize].name.as_str(),
                        _ => reason.here.of(report.documents[member.document as usize].text()),
                    };
                    format!("{name} {}", reason.weight)
                })
                .collect(),
            other => vec![format!("{other:?}")],
        };
        out += &format!("    {} to {}: {}\n", member.document, join.to, reasons.join(", "));
    }
    out
}

/// Of the pairs of documents in the cases of a file: how many were found, how many of these are right, how many there are.
fn measured(file: &str) -> (usize, usize, usize) {
    let (mut found, mut right, mut wanted) = (0, 0, 0);
    for case in cases(file) {
        let n = case.documents.len();
        let report = report(case.documents);
        let stories = report.stories();
        for (a, b) in (0..n).flat_map(|a| (a + 1..n).map(move |b| (a, b))) {
            let same = stories.of[a].is_some() && stories.of[a] == stories.of[b];
            let should = case.answer[a] == case.answer[b];
            (found, right, wanted) = (found + usize::from(same), right + usize::from(same && should), wanted + usize::from(should));
            if same != should {
                println!("{}: {a} and {b} are {}", case.title, if same { "joined" } else { "not joined" });
            }
        }
        print!("{}\n{}", case.title, told(&report));
    }
    println!("{right} of {found} pairs are right, of {wanted}");
    (found, right, wanted)
}

#[test]
fn what_tells_of_one_event_is_one_story() {
    let (found, right, wanted) = measured(PRESS);
    assert_eq!(right, found, "no two events are one story");
    assert!(right * 10 >= wanted * 9, "{right} of {wanted} pairs are found");
}

#[test]
fn further_cases_have_at_most_one_wrong_pair() {
    let (found, right, wanted) = measured(HELD);
    // Two products that one firm showed on one stage at one price are taken for one event.
    assert!(found - right <= 1, "{right} of {found} pairs are right");
    assert!(right * 5 >= wanted * 2, "{right} of {wanted} pairs are found");
}

/// Stories by the ids of their documents.
fn by_ids(report: &Report) -> Vec<Vec<String>> {
    let ids = |story: &dossier::stories::Story| {
        story.members.iter().map(|member| report.documents[member.document as usize].id.clone()).collect()
    };
    let mut stories: Vec<Vec<String>> = report.stories().stories.iter().map(ids).collect();
    stories.sort();
    stories
}

/// All cases in one pile, each document under an id of its own.
fn pile(file: &str) -> Vec<Analysis> {
    let numbered =
        cases(file).into_iter().enumerate().flat_map(|(at, case)| case.documents.into_iter().map(move |document| (at, document)));
    numbered
        .map(|(at, mut analysis)| {
            analysis.document.id = format!("{at}-{}", analysis.document.id);
            analysis
        })
        .collect()
}

#[test]
fn the_order_of_arrival_does_not_matter() {
    let pile = pile(PRESS);
    let forward = report(pile.clone());
    let backward = report(pile.into_iter().rev());
    assert_eq!(forward.stories(), backward.stories());
    assert!(forward.stories().stories.len() > 10);
}

#[test]
fn a_document_that_shares_nothing_changes_no_story() {
    let engine = Engine::new(Parts::ALL);
    let pile = pile(PRESS);
    let before = by_ids(&report(pile.clone()));
    for (id, text) in [
        ("0-0.a", "Mix the flour with the eggs, let the dough rest, and roll it out as thin as you can."),
        ("zz", "Professor Oluwaseun Adebayo-Finch measured 77.3 millimetres of rain at Ikorodu-on-Wold on 9 February 1951."),
    ] {
        let other = analyze(Document::from_text(id, text), &engine);
        let after = report(pile.iter().cloned().chain([other]));
        assert_eq!(by_ids(&after), before, "{id}");
    }
}

#[test]
fn what_only_one_has_is_in_no_other() {
    let report = report(pile(PRESS));
    for story in &report.stories().stories {
        let all = report.only_in(story);
        for only in &all {
            let source = &report.documents[only.document as usize];
            for &mention in &only.names {
                let entity = source.entity_of[mention as usize];
                let others = story.members.iter().filter(|member| member.document != only.document);
                assert!(others.into_iter().all(|member| !report.documents[member.document as usize].entity_of.contains(&entity)));
            }
        }
        assert_eq!(all.len(), story.members.len());
    }
}

#[test]
fn what_the_user_decides_about_names_changes_stories() {
    let engine = Engine::new(Parts::ALL);
    let dated = |id: &str, text: &str| {
        let mut document = Document::from_text(id, text);
        document.date = Some("2019-11-27".into());
        analyze(document, &engine)
    };
    let one = "Mayor Daniel Agusto said after the tremor of magnitude 5.9 on Tuesday that 412 houses in Calama had collapsed.";
    let other =
        "The first dead of the magnitude 5.9 quake of Tuesday were buried, said the mayor, Danilo Augustin. Gone are 412 houses in Calama.";
    let mut report = report([dated("a", one), dated("b", other)]);
    let reasons = |report: &Report| told(report);
    assert!(!reasons(&report).contains("Agusto"), "{}", reasons(&report));
    let person = |name: &str| NameAnchor::new(EntityKind::Person, name);
    let operations = vec![Operation {
        id: OperationId { counter: 1, window: 1 },
        step: Step::Do(Edit::Same(person("Daniel Agusto"), person("Danilo Augustin"))),
    }];
    edits::apply(&mut report, &Log::from_operations(operations));
    assert!(reasons(&report).contains("Daniel Agusto"), "{}", reasons(&report));
}
