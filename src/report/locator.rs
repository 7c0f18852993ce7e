//! Positions in one document, as people and other programs count.

use super::{Report, ReportDocument};
use crate::text::Span;
use crate::text::lines::Lines;
use crate::text::offsets::{Offsets, Unit};

/// Counts lines and code points of one document. Making it reads the whole text.
#[derive(Debug)]
pub struct Locator<'r> {
    /// The document.
    pub document: &'r ReportDocument,
    lines: Lines,
    offsets: Offsets<'r>,
}

impl<'r> Locator<'r> {
    /// Of this document.
    pub fn new(document: &'r ReportDocument) -> Locator<'r> {
        Locator { document, lines: Lines::new(document.text()), offsets: Offsets::new(document.text(), Unit::Chars) }
    }

    /// The line of a byte, from 1.
    pub fn line(&self, byte: usize) -> usize {
        self.lines.line(byte)
    }

    /// Start and end of a span, in code points.
    pub fn characters(&self, span: Span) -> (usize, usize) {
        (self.offsets.of_byte(span.start()), self.offsets.of_byte(span.end()))
    }
}

/// Locators of a report's documents, made once for each that is asked for.
#[derive(Debug)]
pub struct Locators<'r> {
    report: &'r Report,
    made: Vec<Option<Locator<'r>>>,
}

impl<'r> Locators<'r> {
    /// Of this report.
    pub fn new(report: &'r Report) -> Locators<'r> {
        Locators { report, made: report.documents.iter().map(|_| None).collect() }
    }

    /// That of the document with this index.
    pub fn of(&mut self, document: u32) -> &Locator<'r> {
        let at = document as usize;
        self.made[at].get_or_insert_with(|| Locator::new(&self.report.documents[at]))
    }
}
