//! The statements of a report, each once: what several documents copy word for word is one.

use std::collections::HashMap;

use xxhash_rust::xxh3::Xxh3;

use super::format::one_line;
use crate::quotes::{Attribution, Quote, QuoteKind};
use crate::report::{Report, ReportDocument};

/// One statement.
#[derive(Clone, Debug)]
pub struct Statement<'r> {
    /// The document in which it stands first.
    pub document: u32,
    /// Which of its quotes.
    pub at: u32,
    /// The words.
    pub quote: &'r Quote,
    /// The entity that says them, if it is known.
    pub speaker: Option<u32>,
    /// The same words in the same sentence of other documents, or further on in this one: document and quote.
    pub copies: Vec<(u32, u32)>,
}

impl Statement<'_> {
    /// Where it stands, all of its copies: document and quote.
    pub fn places(&self) -> impl Iterator<Item = (u32, u32)> + '_ {
        std::iter::once((self.document, self.at)).chain(self.copies.iter().copied())
    }

    /// The words at the cue that say who speaks, on one line, or nothing; with those who may be meant: "Shaw (Danny Shaw or Kieran Shaw?)".
    pub fn phrase(&self, report: &Report) -> String {
        let source = &report.documents[self.document as usize];
        let phrase = self.quote.speaker_span.map_or(String::new(), |span| one_line(span.of(source.text())).trim().to_string());
        let possible = source.possible_speakers(self.quote).iter();
        let names: Vec<&str> = possible.map(|candidate| report.entities[candidate.entity as usize].name.as_str()).collect();
        match names.as_slice() {
            [] => phrase,
            names => format!("{phrase} ({}?)", names.join(" or ")).trim().to_string(),
        }
    }

    /// The words that introduce it, on one line, or nothing.
    pub fn cue(&self, report: &Report) -> String {
        let text = report.documents[self.document as usize].text();
        self.quote.cue.map_or(String::new(), |span| one_line(span.of(text)).trim().to_string())
    }
}

/// All statements, in reading order.
pub fn statements(report: &Report) -> Vec<Statement<'_>> {
    let mut all: Vec<Statement<'_>> = Vec::new();
    let mut known: HashMap<(Option<u32>, QuoteKind, u64), usize> = HashMap::new();
    for (document, source) in report.shown_documents() {
        let here = (0..).zip(&source.analysis.quotes);
        for (at, quote) in here.filter(|(_, quote)| report.scope.has_quote(source, document, quote)) {
            let speaker = source.speaker(quote);
            let key = (speaker, quote.kind, hash(source, quote));
            match known.get(&key) {
                Some(&first) => all[first].copies.push((document, at)),
                None => {
                    known.insert(key, all.len());
                    all.push(Statement { document, at, quote, speaker, copies: Vec::new() });
                }
            }
        }
    }
    all
}

/// The words and their sentence, whatever the space between words.
fn hash(source: &ReportDocument, quote: &Quote) -> u64 {
    let mut hasher = Xxh3::new();
    for span in [quote.span, source.sentence(quote.span)] {
        for word in span.of(source.text()).split_whitespace() {
            hasher.update(word.as_bytes());
            hasher.update(b" ");
        }
        hasher.update(b"\n");
    }
    hasher.digest()
}

/// How words are given, in a word.
pub fn kind_word(kind: QuoteKind) -> &'static str {
    match kind {
        QuoteKind::Direct => "direct",
        QuoteKind::Partial => "partial",
        QuoteKind::Indirect => "reported",
    }
}

/// The same as a phrase of a sentence.
pub fn kind_words(kind: QuoteKind) -> &'static str {
    match kind {
        QuoteKind::Direct => "direct speech",
        QuoteKind::Partial => "partly in their own words",
        QuoteKind::Indirect => "reported in the writer’s words",
    }
}

/// How the speaker was found, in words.
pub fn found_by(by: Attribution) -> &'static str {
    match by {
        Attribution::Name => "the name stands at the cue",
        Attribution::Description => "a description stands at the cue",
        Attribution::Pronoun => "a pronoun stands at the cue",
        Attribution::Unnamed => "the words at the cue name nobody",
        Attribution::Continued => "whoever spoke just before goes on",
        Attribution::Open => "nothing says who speaks",
    }
}
