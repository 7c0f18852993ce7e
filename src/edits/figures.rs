//! Verdicts on figures, and notes beside them.

use std::collections::HashMap;

use crate::figures::FigureRef;
use crate::report::Report;
use crate::review::{Anchor, Verdict};

/// Sets or takes back a verdict.
pub(super) fn check(report: &mut Report, places: &HashMap<u64, Vec<u32>>, anchor: &Anchor, verdict: Option<Verdict>) {
    for place in figures(report, places, anchor) {
        match verdict {
            Some(verdict) => report.by_user.verdicts.insert(place, verdict),
            None => report.by_user.verdicts.remove(&place),
        };
    }
}

/// Writes or takes away a note.
pub(super) fn note(report: &mut Report, places: &HashMap<u64, Vec<u32>>, anchor: &Anchor, note: &str) {
    for place in figures(report, places, anchor) {
        if note.is_empty() {
            report.by_user.notes.remove(&place);
        } else {
            report.by_user.notes.insert(place, note.to_string());
        }
    }
}

/// The figure in every document with this text: the same file under two names is checked once.
fn figures(report: &Report, places: &HashMap<u64, Vec<u32>>, anchor: &Anchor) -> Vec<FigureRef> {
    let none = Vec::new();
    let documents = places.get(&anchor.document).unwrap_or(&none);
    let figure = |document: u32| {
        let figures = &report.documents[document as usize].analysis.figures;
        figures.iter().position(|figure| figure.span == anchor.span).map(|at| FigureRef { document, figure: at as u32 })
    };
    documents.iter().filter_map(|&document| figure(document)).collect()
}

#[cfg(test)]
mod tests {
    use super::super::{Edit, Log, Step, anchor, apply};
    use super::*;
    use crate::analysis::{Engine, Parts, analyze};
    use crate::corpus::Corpus;
    use crate::duplicates::{Place, Sensitivity};
    use crate::text::Document;

    #[test]
    fn a_verdict_holds_when_documents_come_and_is_taken_back() {
        let mut corpus = Corpus::new();
        let add = |corpus: &mut Corpus, id: &str, text: &str| corpus.add(analyze(Document::from_text(id, text), &Engine::new(Parts::ALL)));
        add(&mut corpus, "b", "The port paid $3 million in 2017 for 14 cranes.");
        let mut report = corpus.report(&Sensitivity::STANDARD);
        let span = report.documents[0].analysis.figures[0].span;
        let figure = anchor(&report, Place { document: 0, span });
        let mut log = Log::default();
        log.take(0, Step::Do(Edit::Checked(vec![figure], Some(Verdict::Wrong))));
        let noted = log.take(0, Step::Do(Edit::Noted(vec![figure], "It was four.".into())));
        add(&mut corpus, "a", "Nothing is counted here.");
        report = corpus.report(&Sensitivity::STANDARD);
        apply(&mut report, &log);
        assert_eq!(report.by_user.verdicts.get(&FigureRef { document: 1, figure: 0 }), Some(&Verdict::Wrong));
        assert_eq!(report.by_user.notes.get(&FigureRef { document: 1, figure: 0 }).map(String::as_str), Some("It was four."));
        log.take(0, Step::Do(Edit::Checked(vec![figure], None)));
        log.take(0, log.toggle(noted).unwrap());
        apply(&mut report, &log);
        assert!(report.by_user.is_empty());
    }
}
