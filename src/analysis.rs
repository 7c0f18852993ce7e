//! The analysis of one document. It needs no other document, so that many can be analysed at the same time.

use std::borrow::Cow;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::duplicates::{Fingerprint, fingerprint};
use crate::entities::patterns::{Pattern, patterns};
use crate::entities::{self, Names};
use crate::figures::{self, Claims, DocumentDate, Figure, RelativeTime, Source, SumCheck};
use crate::quotes::{self, Quote};
use crate::text::data::blanked;
use crate::text::sentence::MAX_SENTENCE;
use crate::text::{AsideKind, Document, Layout, Note, NoteKind, Span};

/// The analyses to run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parts {
    /// Names and quotes.
    pub entities: bool,
    /// Fingerprints, to find copies.
    pub duplicates: bool,
    /// Which figures are claimed.
    pub figures: bool,
}

impl Parts {
    /// All three.
    pub const ALL: Parts = Parts { entities: true, duplicates: true, figures: true };
}

/// The engine: what the analyses know before they see a text. Building it takes a few milliseconds; all documents share it.
#[derive(Clone, Copy, Debug)]
pub struct Engine {
    /// The analyses to run.
    pub parts: Parts,
}

impl Engine {
    /// Loads lexicons, so that the first document is not slower than the others.
    pub fn new(parts: Parts) -> Engine {
        if parts.entities {
            entities::load();
        }
        Engine { parts }
    }
}

/// The findings of one document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Analysis {
    /// The document itself.
    pub document: Document,
    /// Its sentences and paragraphs.
    pub layout: Layout,
    /// Its names.
    pub names: Names,
    /// Addresses, numbers and coordinates, found by their form, in reading order.
    pub patterns: Vec<Pattern>,
    /// Its quotes with their speakers, by start, then the longer first. Quotes may contain others.
    pub quotes: Vec<Quote>,
    /// Its figures, in reading order.
    pub figures: Vec<Figure>,
    /// Times told from the day of writing ("yesterday"), in reading order.
    pub relative_times: Vec<RelativeTime>,
    /// When it was written, as far as its metadata, its head or its name say.
    pub date: Option<DocumentDate>,
    /// The claims of its figures, to be compared across documents.
    pub claims: Claims,
    /// Sums that its figures invite, in the order of their first term.
    pub checks: Vec<SumCheck>,
    /// The fingerprint of its text, to find copies.
    pub fingerprint: Arc<Fingerprint>,
}

impl Analysis {
    /// Words of the text: runs between white space.
    pub fn words(&self) -> usize {
        self.document.text.split_whitespace().count()
    }

    /// The same with other names, and what rests on them read anew.
    pub fn with_names(&self, names: Names) -> Analysis {
        let quotes = quotes::read(&own(&self.document), &self.layout, &names, self.document.language);
        Analysis { names, quotes, ..self.clone() }
    }

    /// For each figure the index of the quote in whose words it stands: its speaker is who claims the figure.
    pub fn claimed_in(&self) -> Vec<Option<u32>> {
        quotes::claims(&self.quotes, self.figures.iter().map(|figure| figure.span))
    }
}

/// Analyses one document. Never fails: strange text gives less, and a note.
pub fn analyze(mut document: Document, engine: &Engine) -> Analysis {
    // What is not the document's own says nothing of it: neither names nor figures.
    let own_text = own(&document);
    let layout = Layout::new(&own_text);
    // What would be read as figures in data are so many pieces of nothing that they do not fit in memory.
    let readable = blanked(&own_text);
    let cut = layout.cut.then(|| {
        format!("The text has sentences longer than {MAX_SENTENCE} bytes; they were cut, and what stands at a cut may be missed.")
    });
    let data = matches!(readable, Cow::Owned(_))
        .then(|| format!("More than {MAX_SENTENCE} characters in a row without a space are data: no figures are looked for in them."));
    let limits: Vec<Note> = [cut, data].into_iter().flatten().map(|message| Note::new(NoteKind::Limit, message)).collect();
    let Parts { entities, duplicates, figures } = engine.parts;
    let names = if entities { entities::read(&own_text, &layout, document.language) } else { Names::default() };
    let patterns = if entities { patterns(&own_text) } else { Vec::new() };
    let quotes = if entities { quotes::read(&own_text, &layout, &names, document.language) } else { Vec::new() };
    let (figures, relative_times) =
        if figures { figures::read_with_times(&readable, &layout, document.language) } else { (Vec::new(), Vec::new()) };
    let date = figures::document_date(&document.id, document.date.as_deref(), document.url.as_deref(), &own_text, &figures);
    let written = date.as_ref().map(|found| found.date.as_str());
    let named: Vec<Span> = names.mentions.iter().map(|mention| mention.span).collect();
    let source =
        Source { text: &own_text, layout: &layout, figures: &figures, relative_times: &relative_times, names: &named, date: written };
    let claims = figures::claims(&source);
    let checks = figures::checks(&own_text, &layout, &figures);
    // A mail that is quoted is a copy all the same.
    let copied = document.without(|kind| kind != AsideKind::Quoted);
    let fingerprint = Arc::new(match (duplicates, document.asides.is_empty()) {
        (false, _) => Fingerprint::default(),
        (true, true) => fingerprint(&copied, &layout),
        (true, false) => fingerprint(&copied, &Layout::new(&copied)),
    });
    drop(copied);
    drop(readable);
    drop(own_text);
    // A document that is analysed again has them already.
    let limits: Vec<Note> = limits.into_iter().filter(|note| !document.notes.contains(note)).collect();
    document.notes.extend(limits);
    Analysis { document, layout, names, patterns, quotes, figures, relative_times, date, claims, checks, fingerprint }
}

/// The text without what is not the document's own.
fn own(document: &Document) -> Cow<'_, str> {
    document.without(|_| true)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Aside, Span};

    #[test]
    fn data_has_no_figures_and_the_words_around_it_do() {
        let text = format!("He paid $5 million.\n{}\nShe paid $6 million.", "ab1".repeat(10_000));
        let analysis = analyze(Document::from_text("a.txt", text.as_str()), &Engine::new(Parts::ALL));
        let figures: Vec<&str> = analysis.figures.iter().map(|figure| figure.span.of(&text)).collect();
        assert_eq!(figures, ["$5 million", "$6 million"]);
        assert!(analysis.document.notes.iter().any(|note| note.message.contains("are data")));
    }

    #[test]
    fn a_quoted_mail_has_neither_names_nor_figures() {
        let text = "Ann Lee agreed to pay $5 million.\n> Bo Ray had asked for $9 million.\n";
        let mut document = Document::from_text("a.txt", text);
        let span = Span::new(text.find('>').unwrap(), text.len());
        document.asides.push(Aside { span, kind: AsideKind::Quoted });
        let analysis = analyze(document, &Engine::new(Parts::ALL));
        let figures: Vec<&str> = analysis.figures.iter().map(|figure| figure.span.of(text)).collect();
        let names: Vec<&str> = analysis.names.mentions.iter().map(|mention| mention.span.of(text)).collect();
        assert_eq!((figures, names), (vec!["$5 million"], vec!["Ann Lee"]));
    }

    #[test]
    fn a_text_without_full_stops_says_that_it_was_cut() {
        let notes = |text: &str| analyze(Document::from_text("a.txt", text), &Engine::new(Parts::ALL)).document.notes;
        let limits = |text: &str| notes(text).iter().filter(|note| note.kind == NoteKind::Limit).count();
        assert_eq!(limits(&"paid $5 to Iran and ".repeat(1_000)), 1);
        assert_eq!(limits("He paid $5 to Iran."), 0);
    }
}
