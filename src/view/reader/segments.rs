//! Paragraphs cut where names and figures begin and end.

use super::{Mark, Segment};
use crate::report::{Report, ReportDocument};
use crate::text::{AsideKind, Document, Span};
use crate::view::format::shown;
use crate::view::places::focus_span;
use crate::view::route::{Focus, Target};

/// A name or figure in the text.
pub(super) struct Marked {
    span: Span,
    mark: Mark,
    focus: Focus,
    current: bool,
    watched: bool,
    unsure: bool,
    hit: bool,
}

/// Names and figures of the part, without overlaps; what was asked for wins. `hits` are what is searched for.
pub(super) fn marks(report: &Report, document: &ReportDocument, target: Target, part: Span, hits: &[Span]) -> Vec<Marked> {
    let mut all: Vec<Marked> = Vec::new();
    for (at, (mention, &entity)) in document.analysis.names.mentions.iter().zip(&document.entity_of).enumerate() {
        let focus = Focus::Mention(at as u32);
        let kind = report.entities[entity as usize].kind;
        all.push(Marked {
            span: mention.span,
            mark: Mark::Entity(kind),
            focus,
            current: target.focus == focus,
            watched: false,
            unsure: document.doubt(at as u32).is_some(),
            hit: report.scope.means(entity),
        });
    }
    for (at, figure) in document.analysis.figures.iter().enumerate() {
        let focus = Focus::Figure(at as u32);
        if !figure.minor || target.focus == focus {
            all.push(Marked {
                span: figure.span,
                mark: Mark::Figure,
                focus,
                current: target.focus == focus,
                watched: false,
                unsure: false,
                hit: report.scope.has_chosen_figure(target.document, at as u32),
            });
        }
    }
    // Quotes, descriptions and addresses are marked only where they were asked for: names and figures stand in them.
    if matches!(target.focus, Focus::Quote(_) | Focus::Description(_) | Focus::Address(_) | Focus::Hit(..) | Focus::Span(..))
        && let Some(span) = focus_span(report, document, target)
    {
        all.push(Marked { span, mark: Mark::Plain, focus: target.focus, current: true, watched: false, unsure: false, hit: false });
    }
    let watched = watched(report, target.document);
    for &(span, focus) in &watched {
        all.push(Marked { span, mark: Mark::Watched, focus, current: target.focus == focus, watched: true, unsure: false, hit: false });
    }
    for &span in hits {
        let focus = Focus::Hit(span.start() as u32, span.end() as u32);
        all.push(Marked { span, mark: Mark::Plain, focus, current: target.focus == focus, watched: false, unsure: false, hit: true });
    }
    all.retain(|marked| part.contains(marked.span));
    all.sort_by_key(|marked| (marked.span.start(), !marked.current, std::cmp::Reverse(marked.span.end())));
    let mut kept: Vec<Marked> = Vec::with_capacity(all.len());
    for marked in all {
        match kept.last() {
            Some(last) if last.span.overlaps(marked.span) && !marked.current => {}
            Some(last) if last.span.overlaps(marked.span) => {
                kept.pop();
                kept.push(marked);
            }
            _ => kept.push(marked),
        }
    }
    for marked in &mut kept {
        let before = watched.partition_point(|(span, _)| span.end() <= marked.span.start());
        marked.watched |= watched.get(before).is_some_and(|(span, _)| span.overlaps(marked.span));
        let before = hits.partition_point(|hit| hit.end() <= marked.span.start());
        marked.hit |= hits.get(before).is_some_and(|hit| hit.overlaps(marked.span));
    }
    kept
}

/// Where names of the watch-list stand in a document, sorted.
fn watched(report: &Report, document: u32) -> Vec<(Span, Focus)> {
    let mut all = Vec::new();
    for (name, found) in (0..).zip(&report.by_user.watched) {
        let here = (0..).zip(&found.places).filter(|(_, place)| place.document == document);
        all.extend(here.map(|(at, place)| (place.span, Focus::Watched(name, at))));
    }
    all.sort_unstable_by_key(|(span, _)| *span);
    all
}

/// The paragraphs of `start..end`.
pub(super) fn paragraphs(document: &ReportDocument, marks: &[Marked], start: usize, end: usize) -> Vec<Vec<Segment>> {
    let all = &document.analysis.layout.paragraphs;
    let first = all.partition_point(|paragraph| paragraph.end() <= start);
    all[first..]
        .iter()
        .take_while(|paragraph| paragraph.start() < end)
        .map(|paragraph| segments(&document.analysis.document, marks, paragraph.start().max(start), paragraph.end().min(end)))
        .filter(|segments| segments.iter().any(|segment| !segment.text.trim().is_empty()))
        .collect()
}

fn segments(document: &Document, marks: &[Marked], start: usize, end: usize) -> Vec<Segment> {
    let text = &document.text;
    let mut segments = Vec::new();
    let mut at = start;
    let first = marks.partition_point(|marked| marked.span.end() <= start);
    for marked in marks[first..].iter().take_while(|marked| marked.span.start() < end) {
        let (from, to) = (marked.span.start().max(at), marked.span.end().min(end));
        if from > at {
            plain(document, at, from, &mut segments);
        }
        if to > from {
            segments.push(Segment {
                text: shown(&text[from..to]),
                start: from as u32,
                mark: marked.mark,
                focus: Some(marked.focus),
                current: marked.current,
                watched: marked.watched,
                unsure: marked.unsure,
                hit: marked.hit,
                pinned: false,
                quoted: quoted(document, from).is_some(),
            });
        }
        at = to.max(at);
    }
    if at < end {
        plain(document, at, end, &mut segments);
    }
    segments
}

/// The quoted mail in which a byte stands.
fn quoted(document: &Document, at: usize) -> Option<Span> {
    let behind = document.asides.partition_point(|aside| aside.span.start() <= at);
    let aside = document.asides[..behind].last().filter(|aside| aside.kind == AsideKind::Quoted && at < aside.span.end())?;
    Some(aside.span)
}

/// Words without a mark, cut where a quoted mail begins and ends.
fn plain(document: &Document, start: usize, end: usize, segments: &mut Vec<Segment>) {
    let mut at = start;
    while at < end {
        let inside = quoted(document, at);
        let next = match inside {
            Some(span) => span.end(),
            None => {
                let behind = document.asides.partition_point(|aside| aside.span.start() <= at);
                let quotes = document.asides[behind..].iter().find(|aside| aside.kind == AsideKind::Quoted);
                quotes.map_or(end, |aside| aside.span.start())
            }
        };
        let to = next.min(end);
        segments.push(Segment {
            text: shown(&document.text[at..to]),
            start: at as u32,
            mark: Mark::Plain,
            focus: None,
            current: false,
            watched: false,
            unsure: false,
            hit: false,
            pinned: false,
            quoted: inside.is_some(),
        });
        at = to;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Aside;

    #[test]
    fn a_quoted_mail_is_told_from_what_is_written_anew() {
        let text = "I agree.\n> Shall we?\nSo do I.";
        let start = text.find('>').unwrap();
        let quoted = Span::new(start, text.find("\nSo").unwrap());
        let asides = vec![Aside { span: Span::new(0, 1), kind: AsideKind::Address }, Aside { span: quoted, kind: AsideKind::Quoted }];
        let document = Document { asides, ..Document::from_text("a.eml", text) };
        let pieces: Vec<(String, bool)> =
            segments(&document, &[], 0, text.len()).into_iter().map(|segment| (segment.text, segment.quoted)).collect();
        let expected = [("I agree.\n", false), ("> Shall we?", true), ("\nSo do I.", false)];
        assert_eq!(pieces, expected.map(|(text, quoted)| (text.to_string(), quoted)));
        assert!(segments(&document, &[], start + 2, start + 5).iter().all(|segment| segment.quoted), "in the middle of it");
    }
}
