//! Self-written piles in the styles of agencies of many countries: which documents tell of one event.
//!
//! `tests/stories/press.txt` says how it is written. The answers were fixed before the program was run on them.
#![allow(clippy::print_stdout, reason = "what is wrong is shown with --nocapture")]

use dossier::analysis::{Analysis, Engine, Parts, analyze};
use dossier::corpus::Corpus;
use dossier::duplicates::Sensitivity;
use dossier::report::Report;
use dossier::stories::{Shared, Tie};
use dossier::text::Document;

/// A pile and its answer: for each document the number of its group.
struct Case {
    title: String,
    answer: Vec<usize>,
    documents: Vec<Analysis>,
}

fn cases() -> Vec<Case> {
    let engine = Engine::new(Parts::ALL);
    let file = include_str!("stories/press.txt");
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

#[test]
fn what_tells_of_one_event_is_one_story() {
    let (mut found, mut right, mut wanted, mut wrong) = (0, 0, 0, Vec::new());
    for case in cases() {
        let n = case.documents.len();
        let report = report(case.documents);
        let stories = report.stories();
        for (a, b) in (0..n).flat_map(|a| (a + 1..n).map(move |b| (a, b))) {
            let same = stories.of[a].is_some() && stories.of[a] == stories.of[b];
            let should = case.answer[a] == case.answer[b];
            (found, right, wanted) = (found + usize::from(same), right + usize::from(same && should), wanted + usize::from(should));
            if same && !should {
                wrong.push(case.title.clone());
            }
            if same != should {
                println!("{} {a} {b}: {same}", case.title);
            }
        }
        print!("{}\n{}", case.title, told(&report));
    }
    println!("{right} of {found} pairs are right, of {wanted}");
    assert_eq!(wrong, Vec::<String>::new(), "no two events are one story");
    assert!(right * 10 >= wanted * 7, "{right} of {wanted} pairs are found");
}
