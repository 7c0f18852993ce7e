//! An analysis as bytes: what was found in a document, without the document, whose source record goes beside it. Neither holds the text twice.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{decode, encode};
use crate::analysis::Analysis;
use crate::duplicates::Fingerprint;
use crate::entities::Names;
use crate::entities::patterns::Pattern;
use crate::figures::{Claims, DocumentDate, Figure, RelativeTime, SumCheck};
use crate::project::read_record_in;
use crate::quotes::Quote;
use crate::text::{Language, Layout, Note};

/// What is written, borrowed; what is read has the same fields in the same order.
#[derive(Serialize)]
struct Written<'a> {
    language: Language,
    notes: &'a [Note],
    layout: &'a Layout,
    names: &'a Names,
    patterns: &'a [Pattern],
    quotes: &'a [Quote],
    figures: &'a [Figure],
    relative_times: &'a [RelativeTime],
    date: &'a Option<DocumentDate>,
    claims: &'a Claims,
    checks: &'a [SumCheck],
    fingerprint: &'a Fingerprint,
}

#[derive(Deserialize)]
struct Read {
    language: Language,
    notes: Vec<Note>,
    layout: Layout,
    names: Names,
    patterns: Vec<Pattern>,
    quotes: Vec<Quote>,
    figures: Vec<Figure>,
    relative_times: Vec<RelativeTime>,
    date: Option<DocumentDate>,
    claims: Claims,
    checks: Vec<SumCheck>,
    fingerprint: Fingerprint,
}

/// What was found in a document, as bytes.
pub fn write_findings(analysis: &Analysis) -> Vec<u8> {
    let Analysis { document, layout, names, patterns, quotes, figures, relative_times, date, claims, checks, fingerprint } = analysis;
    let (language, notes) = (document.language, &document.notes[..]);
    encode(&Written { language, notes, layout, names, patterns, quotes, figures, relative_times, date, claims, checks, fingerprint })
}

/// The analysis that these findings and the source record of the document are of; `None` where either is damaged or of another build.
pub fn read_findings(record: &[u8], findings: &[u8]) -> Option<Analysis> {
    let Read { language, notes, layout, names, patterns, quotes, figures, relative_times, date, claims, checks, fingerprint } =
        decode(findings)?;
    let mut document = read_record_in(record, language)?;
    document.notes = notes; // those of the record, and what analysing it has added
    let fingerprint = Arc::new(fingerprint);
    Some(Analysis { document, layout, names, patterns, quotes, figures, relative_times, date, claims, checks, fingerprint })
}
