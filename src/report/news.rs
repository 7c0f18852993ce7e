//! How much of each document is new: words that no document before it has.
//!
//! Documents come in the order of their dates, those without one last, and of one day by their ids.

use super::Report;
use crate::duplicates::ClusterKind;
use crate::text::Span;

impl Report {
    /// The place of a document in the order in which documents are read.
    pub fn reading_order(&self, document: u32) -> (bool, Option<&str>, u32) {
        let date = self.documents[document as usize].date.as_ref().map(|date| date.date.as_str());
        (date.is_none(), date, document)
    }

    /// For each document the share of its words outside boilerplate that stand in no document before it, in ten-thousandths. What two documents share is
    /// known from these two alone; of a text that more than a dozen documents have, not all pairs are.
    pub fn new_shares(&self) -> Vec<u32> {
        let earlier = |one: u32, other: u32| self.reading_order(one) < self.reading_order(other);
        let mut known: Vec<Vec<Span>> = vec![Vec::new(); self.documents.len()];
        for pair in &self.duplicates.pairs {
            let later = if earlier(pair.a.document, pair.b.document) { &pair.b } else { &pair.a };
            known[later.document as usize].extend(later.runs.iter().map(|run| run.span));
        }
        for cluster in self.duplicates.clusters.iter().filter(|cluster| cluster.kind == ClusterKind::Identical) {
            let first = cluster.documents.iter().copied().min_by_key(|&document| self.reading_order(document));
            for &document in cluster.documents.iter().filter(|document| Some(**document) != first) {
                known[document as usize] = vec![Span::new(0, self.documents[document as usize].text().len())];
            }
        }
        let mut boilerplate: Vec<Vec<Span>> = vec![Vec::new(); self.documents.len()];
        for place in self.duplicates.boilerplate.iter().flat_map(|line| &line.occurrences) {
            boilerplate[place.document as usize].push(place.span);
        }
        let documents = self.documents.iter().zip(known).zip(boilerplate);
        documents
            .map(|((document, known), boilerplate)| {
                let fingerprint = &document.analysis.fingerprint;
                let words = |spans: &[Span]| spans.iter().map(|&span| fingerprint.words_in(span)).sum::<u32>();
                let (left_out, known) = (united(boilerplate), united(known));
                let own = (fingerprint.len() as u32).saturating_sub(words(&left_out));
                let both = united([left_out.clone(), known].concat());
                let read = words(&both).saturating_sub(words(&left_out));
                if own == 0 { 10_000 } else { (u64::from(own.saturating_sub(read)) * 10_000 / u64::from(own)) as u32 }
            })
            .collect()
    }
}

/// Spans that touch are one. Sorted.
fn united(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_unstable();
    let mut united: Vec<Span> = Vec::new();
    for span in spans {
        match united.last_mut() {
            Some(last) if span.start() <= last.end() => *last = last.cover(span),
            _ => united.push(span),
        }
    }
    united
}

#[cfg(test)]
mod tests {
    use crate::analysis::{Engine, Parts, analyze};
    use crate::corpus::Corpus;
    use crate::duplicates::Sensitivity;
    use crate::text::Document;

    const STORY: &str =
        "The northern harbour was closed on Tuesday after heavy winds had damaged two cranes and a warehouse near the old lighthouse.";
    const NEWS: &str = "By evening a second ferry had gone down off the islands, and eleven of its passengers were still missing.";

    fn shares(documents: &[(&str, Option<&str>)]) -> Vec<u32> {
        let mut corpus = Corpus::new();
        for (at, (text, date)) in documents.iter().enumerate() {
            let mut document = Document::from_text(format!("{at}.txt"), *text);
            document.date = date.map(String::from);
            corpus.add(analyze(document, &Engine::new(Parts::ALL)));
        }
        corpus.report(&Sensitivity::STANDARD).new_shares()
    }

    #[test]
    fn what_an_earlier_document_has_is_not_new() {
        let both = format!("{STORY} {NEWS}");
        assert_eq!(shares(&[(STORY, None), (&both, None)]), [10_000, 4_750]);
        assert_eq!(shares(&[(STORY, Some("2020-05-02")), (&both, Some("2020-05-01"))]), [0, 10_000]);
        assert_eq!(shares(&[(STORY, None), (&both, Some("2020-05-01"))]), [0, 10_000], "what has no date comes last");
    }

    #[test]
    fn of_equal_texts_the_first_is_new() {
        let texts: Vec<(&str, Option<&str>)> = vec![(STORY, None); 20];
        let shares = shares(&texts);
        assert_eq!(shares.iter().filter(|share| **share == 10_000).count(), 1);
        assert_eq!(shares.iter().filter(|share| **share == 0).count(), 19);
    }
}
