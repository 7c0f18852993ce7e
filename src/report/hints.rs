//! Which of two documents says more, and which may be the earlier one. Hints with a reason, never claims.

use std::collections::HashMap;

use serde::Serialize;

use super::{Report, ReportDocument};
use crate::duplicates::{Pair, PassageKind, Place};
use crate::figures::edtf;

/// Something that speaks for an order of two documents that share text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Hint {
    /// The role that `document` may have.
    pub kind: HintKind,
    /// Index of the document.
    pub document: u32,
    /// Index of the other one.
    pub than: u32,
    /// The evidence.
    pub reason: Reason,
}

/// The role of one document in comparison with another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum HintKind {
    /// It says more.
    Fuller,
    /// It was there before.
    Earlier,
}

/// The evidence for a hint.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Reason {
    /// It has nearly all of the other's text, and much that the other does not have.
    Contains,
    /// The dates of the documents: their files', their datelines', or set by hand.
    Dates,
    /// The other names its source.
    Credit,
    /// Around what they share it goes on about the same things; the other does not.
    Context,
}

impl Hint {
    /// The hint as a sentence: "a.txt may be the earlier text. The other text names its source."
    pub fn sentence(self, report: &Report) -> String {
        let what = match self.kind {
            HintKind::Fuller => "fuller",
            HintKind::Earlier => "earlier",
        };
        format!("{} may be the {what} text. {}", report.documents[self.document as usize].id, self.reason.sentence())
    }
}

impl Reason {
    /// The reason as a sentence about the document that the hint is for.
    pub fn sentence(self) -> &'static str {
        match self {
            Reason::Contains => "It has nearly all of the other text, and more.",
            Reason::Dates => "The dates of the documents say so.",
            Reason::Credit => "The other text names its source.",
            Reason::Context => "What stands around the shared text fits it here, but not in the other text.",
        }
    }
}

/// The least share of the shorter text that the fuller one must contain, in ten-thousandths.
const CONTAINED: u32 = 8_000;
/// The greatest share of the fuller text that the shorter one may contain, in ten-thousandths.
const MORE: u32 = 7_000;
/// Shortest source that is looked for in a text, in bytes: shorter ones are words.
const MIN_SOURCE: usize = 4;
/// Share of the content words of a passage that the text around it uses again, in thousandths: from here on it fits, …
const FITS: u32 = 150;
/// … and below this share of the other's it does not, in hundredths.
const FITS_LESS: u32 = 34;

/// All hints about documents that share passages: by pair of documents, the fuller first. At most one of each kind for a pair.
///
/// They follow from the report as it is, with the user's decisions.
pub fn hints(report: &Report) -> Vec<Hint> {
    let longest = longest_shared(report, |_, _| true);
    let (mut found, mut sources) = (Vec::new(), Sources::default());
    for pair in &report.duplicates.pairs {
        found.extend(fuller(pair));
        found.extend(earlier(report, &mut sources, pair, longest.get(&pair.documents()).copied()));
    }
    found
}

/// The hints about two documents.
pub fn between(report: &Report, a: u32, b: u32) -> Vec<Hint> {
    let key = (a.min(b), a.max(b));
    let pairs = &report.duplicates.pairs;
    let Ok(at) = pairs.binary_search_by_key(&key, Pair::documents) else { return Vec::new() };
    let longest = longest_shared(report, |a, b| (a, b) == key).get(&key).copied();
    fuller(&pairs[at]).into_iter().chain(earlier(report, &mut Sources::default(), &pairs[at], longest)).collect()
}

fn hint(kind: HintKind, pair: &Pair, is_a: bool, reason: Reason) -> Hint {
    let (a, b) = pair.documents();
    let (document, than) = if is_a { (a, b) } else { (b, a) };
    Hint { kind, document, than, reason }
}

fn fuller(pair: &Pair) -> Option<Hint> {
    let (a, b) = (pair.a.share(), pair.b.share());
    let contains = |own: u32, other: u32| own <= MORE && other >= CONTAINED;
    (contains(a, b) || contains(b, a)).then(|| hint(HintKind::Fuller, pair, contains(a, b), Reason::Contains))
}

fn earlier<'r>(report: &'r Report, sources: &mut Sources<'r>, pair: &Pair, longest: Option<(Place, Place)>) -> Option<Hint> {
    let (a_index, b_index) = pair.documents();
    let (a, b) = (&report.documents[a_index as usize], &report.documents[b_index as usize]);
    let earlier = |is_a: bool, reason: Reason| Some(hint(HintKind::Earlier, pair, is_a, reason));
    if let Some(is_a) = earlier_date(a, b) {
        return earlier(is_a, Reason::Dates);
    }
    let (b_credits, a_credits) = (sources.names(report, b_index, a_index), sources.names(report, a_index, b_index));
    if b_credits != a_credits {
        return earlier(b_credits, Reason::Credit);
    }
    let (a_place, b_place) = longest?;
    let fit = |document: &ReportDocument, place: Place| document.analysis.fingerprint.fit(place.span);
    let (a_fit, b_fit) = (fit(a, a_place)?, fit(b, b_place)?);
    let fits = |own: u32, other: u32| own >= FITS && other * 100 <= own * FITS_LESS;
    if fits(a_fit, b_fit) || fits(b_fit, a_fit) { earlier(fits(a_fit, b_fit), Reason::Context) } else { None }
}

/// Whether the first document has the earlier date, if both have one and they say it: "2015-07" is neither before nor after "2015-07-14".
fn earlier_date(a: &ReportDocument, b: &ReportDocument) -> Option<bool> {
    let days = |document: &ReportDocument| edtf::days(&document.date.as_ref()?.date);
    let (a, b) = (days(a)?, days(b)?);
    (!a.overlaps(b)).then_some(a.end < b.start)
}

/// Which documents name which sources, looked up once for each.
#[derive(Default)]
struct Sources<'r>(HashMap<(u32, &'r str), bool>);

impl<'r> Sources<'r> {
    /// Whether the text of `document` names the source of `other`, which is not its own.
    fn names(&mut self, report: &'r Report, document: u32, other: u32) -> bool {
        let source = |document: u32| report.documents[document as usize].analysis.document.source.as_deref();
        let Some(wanted) = source(other).filter(|wanted| wanted.len() >= MIN_SOURCE && source(document) != Some(wanted)) else {
            return false;
        };
        *self.0.entry((document, wanted)).or_insert_with(|| names(report.documents[document as usize].text(), wanted))
    }
}

/// Whether a text has a name as words of its own.
fn names(text: &str, name: &str) -> bool {
    text.match_indices(name).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + name.len()..].chars().next();
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    })
}

/// For every two documents the longest passage that stands once in each of them, if it is copied prose and in few documents.
fn longest_shared(report: &Report, is_wanted: impl Fn(u32, u32) -> bool) -> HashMap<(u32, u32), (Place, Place)> {
    /// The most occurrences of a passage; with more, any two of them say little about each other.
    const FEW: usize = 6;
    let mut longest: HashMap<(u32, u32), (Place, Place)> = HashMap::new();
    for passage in report.duplicates.passages.iter().filter(|passage| passage.kind == PassageKind::Copy && passage.occurrences.len() <= FEW)
    {
        for (at, a) in passage.occurrences.iter().enumerate() {
            for b in passage.occurrences[at + 1..].iter().filter(|b| b.document != a.document && is_wanted(a.document, b.document)) {
                let kept = longest.entry((a.document, b.document)).or_insert((*a, *b));
                if kept.0.span.len() < a.span.len() {
                    *kept = (*a, *b);
                }
            }
        }
    }
    longest
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Engine, Parts, analyze};
    use crate::corpus::Corpus;
    use crate::duplicates::Sensitivity;
    use crate::text::Document;

    const GRAIN: &str =
        "Farmers in the northern valleys store their grain in stone towers again, because two dry summers emptied the warehouses.";
    const MORE_GRAIN: &str = "Stone towers keep grain dry for years. The valleys had emptied warehouses after summers without rain, and farmers \
        remember. Northern farmers store what they harvest before the dry months.";
    const FERRY: &str = "A night ferry between both islands starts in spring, with cabins for ninety passengers and room for lorries. \
        Rehearsals of the miners' choir moved to a former bank, whose vault has a splendid echo.";

    /// Hints about two texts with their dates and sources.
    fn hints_of(texts: [&str; 2], about: [(Option<&str>, Option<&str>); 2]) -> Vec<(HintKind, u32, Reason)> {
        let mut corpus = Corpus::new();
        for ((text, (date, source)), id) in texts.into_iter().zip(about).zip(["a.txt", "b.txt"]) {
            let mut document = Document::from_text(id, text);
            (document.date, document.source) = (date.map(Into::into), source.map(Into::into));
            corpus.add(analyze(document, &Engine::new(Parts { entities: false, duplicates: true, figures: false })));
        }
        let report = corpus.report(&Sensitivity::STANDARD);
        assert_eq!(report.duplicates.pairs.len(), 1);
        hints(&report).into_iter().map(|hint| (hint.kind, hint.document, hint.reason)).collect()
    }

    const NOTHING: [(Option<&str>, Option<&str>); 2] = [(None, None); 2];

    #[test]
    fn without_a_reason_there_is_no_hint() {
        assert_eq!(hints_of([GRAIN, GRAIN], NOTHING), []);
        assert_eq!(hints_of([GRAIN, GRAIN], [(Some("2015-07"), None), (Some("2015-07-14"), None)]), []);
    }

    #[test]
    fn the_text_with_more_is_the_fuller() {
        assert_eq!(hints_of([GRAIN, &format!("{FERRY} {GRAIN}")], NOTHING), [(HintKind::Fuller, 1, Reason::Contains)]);
    }

    #[test]
    fn dates_and_credits_tell_the_earlier() {
        let dated = |a, b| hints_of([GRAIN, GRAIN], [(Some(a), None), (Some(b), None)]);
        assert_eq!(dated("2015-07-15", "2015-07-14T10:00"), [(HintKind::Earlier, 1, Reason::Dates)]);
        assert_eq!(dated("2015", "2016-01"), [(HintKind::Earlier, 0, Reason::Dates)]);
        let credited = format!("{GRAIN} So Harbour Wire reported.");
        let sources = [(None, Some("Harbour Wire")), (None, Some("Delta Herald"))];
        assert_eq!(hints_of([GRAIN, &credited], sources), [(HintKind::Earlier, 0, Reason::Credit)]);
        assert_eq!(hints_of([GRAIN, &credited], [(None, Some("our")), (None, None)]), []);
    }

    #[test]
    fn a_passage_that_fits_its_surroundings_is_the_earlier() {
        let texts = [&*format!("{MORE_GRAIN} {GRAIN} {MORE_GRAIN}"), &*format!("{FERRY} {GRAIN} {FERRY}")];
        assert_eq!(hints_of(texts, NOTHING), [(HintKind::Earlier, 0, Reason::Context)]);
    }
}
