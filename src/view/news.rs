//! What of a document is new: said by no document before it. Of fifty versions of a story the first is read whole, of the
//! others what they add.
//!
//! Documents come one after the other as [`Report::reading_order`] says.

use crate::duplicates::{Pair, Passage, PassageKind, Place};
use crate::report::Report;
use crate::text::Span;
use crate::text::span::covered;

/// For each document what was read before.
#[derive(Clone, Debug)]
pub struct News {
    /// By document: places that an earlier document has, with the passage; sorted.
    read: Vec<Vec<(Span, u32)>>,
    /// By document: boilerplate, which is never new.
    boilerplate: Vec<Vec<Span>>,
}

/// Bytes of own text that are worth turning to a document for: less is a stray word or the dots between copies.
const WORTH: usize = 40;

impl News {
    /// Goes once through all passages.
    pub fn new(report: &Report) -> News {
        let mut read = vec![Vec::new(); report.documents.len()];
        for (at, passage) in (0..).zip(&report.duplicates.passages) {
            if matches!(passage.kind, PassageKind::Repeat | PassageKind::Template) {
                continue;
            }
            let order = |document: u32| report.reading_order(document);
            let first = first(report, passage);
            for place in passage.occurrences.iter().filter(|place| place.document != first) {
                let earlier = |other: &&Place| order(other.document) < order(place.document);
                let runs = passage.occurrences.iter().take(MAX_EARLIER).filter(earlier).filter_map(|other| {
                    let key = (other.document.min(place.document), other.document.max(place.document));
                    let at = report.duplicates.pairs.binary_search_by_key(&key, Pair::documents).ok()?;
                    report.duplicates.pairs[at].side(place.document)
                });
                let mut spans: Vec<Span> = runs.flat_map(|side| side.runs.iter().map(|run| run.span)).collect();
                if spans.is_empty() {
                    spans.push(place.span); // not all pairs of very many documents are known
                }
                let inside = |span: &Span| span.overlaps(place.span);
                let parts = spans
                    .iter()
                    .filter(|span| inside(span))
                    .map(|span| Span::new(span.start().max(place.span.start()), span.end().min(place.span.end())));
                read[place.document as usize].extend(parts.map(|span| (span, at)));
            }
        }
        read.iter_mut().for_each(|spans| spans.sort_unstable());
        let mut boilerplate = vec![Vec::new(); report.documents.len()];
        for place in report.duplicates.boilerplate.iter().flat_map(|line| &line.occurrences) {
            boilerplate[place.document as usize].push(place.span);
        }
        News { read, boilerplate }
    }

    /// What of a document an earlier one has: where, and by which passage of the report. Sorted.
    pub fn is_read(&self, document: u32) -> &[(Span, u32)] {
        &self.read[document as usize]
    }

    /// The document in which a passage is read first.
    pub fn first(&self, report: &Report, passage: &Passage) -> u32 {
        first(report, passage)
    }

    /// Bytes that are new.
    fn bytes(&self, report: &Report, document: u32) -> usize {
        let mut spans: Vec<Span> = self.read[document as usize].iter().map(|(span, _)| *span).collect();
        spans.extend(&self.boilerplate[document as usize]);
        spans.sort_unstable();
        report.documents[document as usize].text().len() - covered(spans)
    }

    /// Whether there is anything new in it.
    pub fn has_any(&self, report: &Report, document: u32) -> bool {
        self.bytes(report, document) > WORTH || self.read[document as usize].is_empty()
    }
}

/// Places of a passage that are looked at for what a document repeats: of more documents not all pairs are known, but each with the first.
const MAX_EARLIER: usize = 16;

fn first(report: &Report, passage: &Passage) -> u32 {
    passage.occurrences.iter().map(|place| place.document).min_by_key(|&document| report.reading_order(document)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Engine, Parts, analyze};
    use crate::corpus::Corpus;
    use crate::duplicates::Sensitivity;
    use crate::text::Document;
    use crate::view::reader::{BlockKind, read};
    use crate::view::route::{Focus, Target};

    const STORY: &str =
        "The northern harbour was closed on Tuesday after heavy winds had damaged two cranes and a warehouse near the old lighthouse.";
    const NEWS: &str = "By evening a second ferry had gone down off the islands, and eleven of its passengers were still missing.";

    fn report(dates: [Option<&str>; 2]) -> Report {
        let mut corpus = Corpus::new();
        for (id, text, date) in [("a", format!("{STORY} {NEWS}"), dates[0]), ("b", STORY.to_string(), dates[1])] {
            let mut document = Document::from_text(id, text);
            document.date = date.map(String::from);
            corpus.add(analyze(document, &Engine::new(Parts::ALL)));
        }
        corpus.report(&Sensitivity::STANDARD)
    }

    fn unfolded(report: &Report, document: u32) -> String {
        let reading = read(report, Target { document, focus: Focus::Start }, true).unwrap();
        let blocks = reading.blocks.iter().filter(|block| !block.folded);
        blocks
            .flat_map(|block| block.paragraphs.iter().flatten())
            .map(|segment| segment.text.as_str())
            .collect::<String>()
            .trim()
            .to_string()
    }

    #[test]
    fn what_an_earlier_document_says_is_folded() {
        let report = report([None, None]);
        assert_eq!((unfolded(&report, 0), unfolded(&report, 1)), (format!("{STORY} {NEWS}"), String::new()));
        let news = News::new(&report);
        assert!(news.has_any(&report, 0) && !news.has_any(&report, 1));
        let reading = read(&report, Target { document: 1, focus: Focus::Start }, true).unwrap();
        assert!(reading.blocks.iter().all(|block| block.kind == BlockKind::Copied && block.label.contains("Read before in a")));
    }

    #[test]
    fn dates_come_before_names() {
        let report = report([Some("2020-05-02"), Some("2020-05-01")]);
        assert_eq!((unfolded(&report, 0), unfolded(&report, 1)), (NEWS.to_string(), STORY.to_string()));
    }
}
