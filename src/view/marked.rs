//! Words that are marked in the text that is read: what they are, and what can be done with them.

use serde::{Deserialize, Serialize};

use super::correcting::could_be_name;
use super::format::one_line;
use super::handles::documents_of;
use super::points::{Point, between};
use super::status::Status;
use crate::duplicates::Place;
use crate::edits::anchor;
use crate::report::Report;
use crate::review::Anchor;
use crate::text::Span;

/// Words that are marked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MarkedWords {
    /// The words, on one line.
    pub words: String,
    /// Where they are.
    pub place: Anchor,
    /// Whether they can be a name.
    pub could_be_name: bool,
    /// The first figure among them, with how far checking it has come.
    pub figure: Option<(Anchor, Status)>,
}

/// The longest stretch of which anything is said, in bytes: more is a text, and no quotation.
const MAX_MARKED: usize = 4_000;

/// What is between two points of the document with this text; `None` where there are no words.
pub fn marked(report: &Report, text: u64, from: Point, to: Point) -> Option<MarkedWords> {
    let document = documents_of(report, text).next()?;
    let source = &report.documents[document as usize];
    let chosen = between(source.text(), from, to)?;
    let words = chosen.of(source.text());
    let trimmed = words.trim();
    if trimmed.is_empty() || trimmed.len() > MAX_MARKED {
        return None;
    }
    let start = chosen.start() + (words.len() - words.trim_start().len());
    let span = Span::new(start, start + trimmed.len());
    let is_among = |figure: &crate::figures::Figure| !figure.minor && figure.span.overlaps(span);
    let figure = source.analysis.figures.iter().position(is_among).map(|at| {
        let place = Place { document, span: source.analysis.figures[at].span };
        let verdict = report.by_user.verdicts.get(&crate::figures::FigureRef { document, figure: at as u32 });
        (anchor(report, place), Status::from_verdict(verdict.copied()))
    });
    Some(MarkedWords {
        words: one_line(trimmed),
        place: anchor(report, Place { document, span }),
        could_be_name: could_be_name(trimmed),
        figure,
    })
}

/// A query that finds just these words, one after the other.
pub fn as_query(words: &str) -> String {
    format!("\"{}\"", words.replace(['"', '“', '”'], " ").split_whitespace().collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::parse;
    use crate::view::entities::tests::report;

    const TEXT: &str = "The town paid $57 million. Nobody asked Mayor Ann Lee.";

    fn words(from: &str, to: &str) -> Option<MarkedWords> {
        let report = report(&[TEXT]);
        let at = |words: &str, end: usize| (0, (TEXT.find(words).unwrap() + end) as u32);
        marked(&report, report.documents[0].text_hash, at(from, 0), at(to, to.len()))
    }

    #[test]
    fn what_is_marked_can_be_named_pinned_and_looked_for() {
        let name = words(" Ann", "Lee").unwrap();
        assert_eq!((name.words.as_str(), name.could_be_name, name.figure), ("Ann Lee", true, None));
        assert_eq!(name.place.span.of(TEXT), "Ann Lee");
    }

    #[test]
    fn a_figure_among_them_can_be_wrong() {
        let paid = words("paid", "million").unwrap();
        let (figure, status) = paid.figure.unwrap();
        assert_eq!((figure.span.of(TEXT), status), ("$57 million", Status::Open));
    }

    #[test]
    fn marked_from_its_end_it_is_the_same() {
        let report = report(&[TEXT]);
        let text = report.documents[0].text_hash;
        assert_eq!(marked(&report, text, (0, 8), (0, 4)), marked(&report, text, (0, 4), (0, 8)));
        assert_eq!(marked(&report, text, (0, 3), (0, 4)), None, "a space is no word");
        assert_eq!(marked(&report, 1, (0, 4), (0, 8)), None, "no such document");
    }

    #[test]
    fn whatever_is_marked_can_be_searched_for() {
        for (words, query) in [("Ann Lee", "\"Ann Lee\""), ("“No,” she said", "\"No, she said\""), ("a OR (b", "\"a OR (b\"")] {
            assert_eq!(as_query(words), query);
            assert!(parse(query).problems.is_empty(), "{query}");
        }
    }
}
