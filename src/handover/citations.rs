//! The pins as citations to paste elsewhere.

use crate::report::Report;
use crate::view::evidence::citation;
use crate::view::pins::{PinRow, rows};

/// The pins as citations, with the notes below: plain text.
pub fn citations(report: &Report) -> String {
    let cited = |row: PinRow| {
        let citation = citation(report, row.quoted.target).unwrap_or_default();
        if row.note.is_empty() { format!("{citation}\n") } else { format!("{citation}\nNote: {}\n", row.note) }
    };
    rows(report).rows.into_iter().map(cited).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Engine, Parts, analyze};
    use crate::corpus::Corpus;
    use crate::duplicates::{Place, Sensitivity};
    use crate::edits::{Edit, Log, Step, anchor, apply};
    use crate::review::Pin;
    use crate::text::{Document, Span};

    #[test]
    fn each_pin_is_a_sentence_with_its_source_and_its_note() {
        let mut corpus = Corpus::new();
        corpus.add(analyze(Document::from_text("a.txt", "One is here. Two is there. Three is nowhere."), &Engine::new(Parts::ALL)));
        let mut report = corpus.report(&Sensitivity::STANDARD);
        let pin = |start: usize, end: usize, note: &str| Pin {
            anchor: anchor(&report, Place { document: 0, span: Span::new(start, end) }),
            note: note.into(),
        };
        let pins = vec![pin(0, 3, "first"), pin(27, 32, "")];
        let mut log = Log::default();
        log.take(0, Step::Do(Edit::Pin(pins)));
        apply(&mut report, &log);
        let citations = citations(&report);
        assert!(citations.starts_with("“One is here.”\n— "), "{citations}");
        assert!(citations.contains("\nNote: first\n\n“Three is nowhere.”"), "{citations}");
    }
}
