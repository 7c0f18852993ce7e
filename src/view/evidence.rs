//! Evidence as it leaves the page: a sentence, the words that are meant in it, and where they stand.

use super::format::{counted, edtf, one_line, shown};
use super::places::quotable;
use super::route::Target;
use crate::duplicates::Place;
use crate::report::locator::Locators;
use crate::report::{Report, ReportDocument};
use crate::text::Span;

/// A place in a document with its sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// The sentence before the words, the words, the sentence after them; on one line.
    pub sentence: (String, String, String),
    /// The id of the document.
    pub document: String,
    /// The page, time or slide of the file where it stands, if it has any.
    pub place: Option<String>,
    /// The line, from 1, where what is quoted begins.
    pub line: usize,
    /// Start and end of what is quoted, in code points: of the sentence, not only of the words in it.
    pub characters: (usize, usize),
}

impl Evidence {
    /// "line 3, characters 1204–1310", "p. 12, characters 1204–1310".
    pub fn position(&self) -> String {
        let (start, end) = self.characters;
        match &self.place {
            Some(place) => format!("{place}, characters {start}–{end}"),
            None => format!("line {}, characters {start}–{end}", self.line),
        }
    }
}

/// Finds positions in the documents of a report. What is read from a text to count them is kept.
pub struct Witness<'r> {
    report: &'r Report,
    locators: Locators<'r>,
}

impl<'r> Witness<'r> {
    /// Of a report.
    pub fn new(report: &'r Report) -> Witness<'r> {
        Witness { report, locators: Locators::new(report) }
    }

    /// The words at a span with their sentence. Words that are no sentence, but longer, stand alone.
    pub fn at(&mut self, document: u32, span: Span) -> Evidence {
        let source: &'r ReportDocument = &self.report.documents[document as usize];
        let text = source.text();
        let sentence = source.sentence(span);
        let quoted = Span::new(sentence.start().min(span.start()), sentence.end().max(span.end()));
        let piece = |start: usize, end: usize| one_line(&text[start..end]);
        Evidence {
            sentence: (piece(quoted.start(), span.start()), piece(span.start(), span.end()), piece(span.end(), quoted.end())),
            ..self.alone(document, quoted)
        }
    }

    /// The place of a span, without any words.
    pub fn alone(&mut self, document: u32, span: Span) -> Evidence {
        let place = self.locators.of(document);
        Evidence {
            sentence: Default::default(),
            document: shown(&place.document.id),
            place: place.document.analysis.document.place(span.start()).map(str::to_string),
            line: place.line(span.start()),
            characters: place.characters(span),
        }
    }
}

/// What is at a place as a citation: quote, title, file, position, date. `None` where there is no such place.
pub fn citation(report: &Report, target: Target) -> Option<String> {
    let document = report.documents.get(target.document as usize)?;
    let span = quotable(report, document, target)?;
    Some(citation_of(report, Place { document: target.document, span }))
}

/// The words at a place as a citation: quote, outlet, title, file, position, date.
pub fn citation_of(report: &Report, place: Place) -> String {
    let document = &report.documents[place.document as usize];
    let found = Witness::new(report).at(place.document, place.span);
    let (before, words, after) = &found.sentence;
    let mut source: Vec<String> = document.analysis.document.source.as_deref().map(shown).into_iter().collect();
    let title = shown(&document.title());
    source.extend(Some(title).filter(|title| *title != found.document));
    source.extend([found.document.clone(), found.position()]);
    source.extend(document.date.as_ref().map(|date| edtf(&date.date)));
    format!("“{}”\n— {}", format!("{before}{words}{after}").trim(), source.join(", "))
}

/// "12 places in 3 documents".
pub fn spread(places: usize, documents: usize) -> String {
    format!("{} in {}", counted(places, "place"), counted(documents, "document"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Engine, Parts, analyze};
    use crate::corpus::Corpus;
    use crate::duplicates::Sensitivity;
    use crate::text::Document;
    use crate::view::route::Focus;

    #[test]
    fn a_citation_says_what_where_and_when() {
        let text = "First line 😀.\nGas of 35\u{a0}trillion cubic meters was found. The end.";
        let mut corpus = Corpus::new();
        let document = Document { title: Some("On gas".into()), date: Some("2017-03-27".into()), ..Document::from_text("gas.txt", text) };
        corpus.add(analyze(document, &Engine::new(Parts::ALL)));
        let report = corpus.report(&Sensitivity::STANDARD);
        let target = |focus| Target { document: 0, focus };
        let start = text.find("35").unwrap() as u32;
        let cited = citation(&report, target(Focus::Span(start, start + 2))).unwrap();
        assert_eq!(cited, "“Gas of 35 trillion cubic meters was found.”\n— On gas, gas.txt, line 2, characters 14–56, 27 March 2017");
        let (from, to) = (14, 56);
        let quoted: String = text.chars().skip(from).take(to - from).collect();
        assert_eq!(quoted, "Gas of 35\u{a0}trillion cubic meters was found.", "the place is that of what is quoted");
        assert!(citation(&report, target(Focus::Start)).unwrap().starts_with("“First line 😀.”"));
        assert_eq!(citation(&report, Target { document: 3, focus: Focus::Start }), None);
    }
}
