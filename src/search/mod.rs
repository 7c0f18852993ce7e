//! Search: the one box, where its words stand, each in its context, and many terms at once.
//!
//! `query` reads what was typed, `index` knows where every word stands, `evaluate` puts the two together, `kwic` shows
//! hits in their context and `batch` counts a list of terms. All of it is plain data over a report.

pub mod batch;
pub mod evaluate;
pub mod fuzzy;
pub mod index;
pub mod kwic;
mod lexer;
pub mod open;
pub mod query;
pub mod terms;
pub mod words;

pub use batch::{Batch, BatchRow, batch};
pub use evaluate::{DocumentHits, SearchHits, search};
pub use index::Index;
pub use kwic::{Kwic, Order, kwic};
pub use query::{Problem, Query, parse};

#[cfg(test)]
pub(crate) mod tests {
    use crate::analysis::{Engine, Parts, analyze};
    use crate::corpus::Corpus;
    use crate::duplicates::Sensitivity;
    use crate::report::Report;
    use crate::text::Document;

    /// These texts, which are called 0.txt, 1.txt and so on.
    pub(crate) fn corpus(texts: &[&str]) -> Corpus {
        let mut corpus = Corpus::new();
        for (at, text) in texts.iter().enumerate() {
            corpus.add(analyze(Document::from_text(format!("{at}.txt"), *text), &Engine::new(Parts::ALL)));
        }
        corpus
    }

    /// Their report.
    pub(crate) fn report(texts: &[&str]) -> Report {
        corpus(texts).report(&Sensitivity::STANDARD)
    }
}
