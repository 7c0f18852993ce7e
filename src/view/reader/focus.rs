//! What in a document was asked for: where it is, what it is called, why, and where its neighbours are.

use crate::duplicates::{PassageKind, Place};
use crate::entities::resolve::MentionRef;
use crate::report::{Report, ReportDocument};
use crate::search::SearchHits;
use crate::text::Span;
use crate::view::entities::{descriptions, kind_name, rank, values};
use crate::view::format::{one_line, value, why};
use crate::view::route::{Focus, Target};
use crate::view::search;
use crate::view::statements::{found_by, kind_words, statements};

type Trail = (Option<Target>, Option<Target>);

/// What is meant, why, and where the neighbouring places are.
pub(super) fn describe(report: &Report, document: &ReportDocument, target: Target, found: Option<&SearchHits>) -> (String, String, Trail) {
    let nothing = || (String::new(), String::new(), (None, None));
    match target.focus {
        Focus::Start => (String::new(), String::new(), beside(document, target.document, None)),
        Focus::Span(start, end) => (String::new(), String::new(), beside(document, target.document, Some((start as usize, end as usize)))),
        Focus::Mention(at) => {
            let (Some(mention), Some(&entity)) = (document.analysis.names.mentions.get(at as usize), document.entity_of.get(at as usize))
            else {
                return nothing();
            };
            let entity = &report.entities[entity as usize];
            let here =
                entity.mentions.iter().position(|&place| place == MentionRef { document: target.document, mention: at }).unwrap_or(0);
            let place = |at: Option<usize>| {
                at.and_then(|at| entity.mentions.get(at))
                    .map(|&MentionRef { document, mention }| Target { document, focus: Focus::Mention(mention) })
            };
            let focus = format!("{}, mention {} of {}", entity.name, here + 1, entity.mentions.len());
            let mut reason = why(mention.why).to_string();
            if document.analysis.names.metonymy.binary_search(&at).is_ok() {
                reason.push_str("; here it stands for its government");
            }
            (focus, reason, (place(here.checked_sub(1)), place(Some(here + 1))))
        }
        Focus::Figure(at) => {
            let Some(figure) = document.analysis.figures.get(at as usize) else { return nothing() };
            let shown: Vec<u32> = document
                .analysis
                .figures
                .iter()
                .enumerate()
                .filter(|(i, figure)| !figure.minor || *i as u32 == at)
                .map(|(i, _)| i as u32)
                .collect();
            let here = shown.iter().position(|&shown| shown == at).unwrap_or(0);
            let place = |i: Option<usize>| {
                i.and_then(|i| shown.get(i)).map(|&figure| Target { document: target.document, focus: Focus::Figure(figure) })
            };
            let mut reason = format!("read as {}", value(figure));
            if figure.unit_assumed {
                reason.push_str(" (the text does not say which currency or unit exactly)");
            }
            (
                format!("Figure {} of {} in this document", here + 1, shown.len()),
                reason,
                (place(here.checked_sub(1)), place(Some(here + 1))),
            )
        }
        Focus::Passage(passage, at) => match report.duplicates.passages.get(passage as usize) {
            Some(found) => {
                let noun = match found.kind {
                    PassageKind::Copy => "Shared passage",
                    PassageKind::Quote => "Shared quotation",
                    PassageKind::Repeat => "Repeated passage",
                    PassageKind::Template => "Same template",
                };
                let (label, trail) = occurrences(noun, &found.occurrences, at, |at| Focus::Passage(passage, at));
                (label, String::new(), trail)
            }
            None => nothing(),
        },
        Focus::Boilerplate(item, at) => match report.duplicates.boilerplate.get(item as usize) {
            Some(found) => {
                let (label, trail) = occurrences("Boilerplate", &found.occurrences, at, |at| Focus::Boilerplate(item, at));
                (label, String::new(), trail)
            }
            None => nothing(),
        },
        Focus::Quote(at) => quote(report, document, target.document, at).unwrap_or_else(nothing),
        Focus::Description(at) => description(report, document, target.document, at).unwrap_or_else(nothing),
        Focus::Address(at) => pattern(report, document, target.document, at).unwrap_or_else(nothing),
        Focus::Watched(name, at) => match report.by_user.watched.get(name as usize) {
            Some(found) => {
                let (label, trail) = occurrences(&found.name, &found.places, at, |at| Focus::Watched(name, at));
                (label, "it is on your watch-list".into(), trail)
            }
            None => nothing(),
        },
        Focus::Hit(start, _) => found.map_or_else(nothing, |found| hit(found, target.document, start)),
    }
}

/// From a place that is nothing by itself to the names before and after it; from the whole document to its last and its first name.
/// Where it names nobody, to its figures.
fn beside(document: &ReportDocument, index: u32, place: Option<(usize, usize)>) -> Trail {
    let mentions = document.analysis.names.mentions.iter().map(|mention| mention.span);
    let names = (0..).zip(mentions).map(|(at, span)| (span, Focus::Mention(at)));
    let figures = (0..).zip(&document.analysis.figures).filter(|(_, figure)| !figure.minor);
    let figures = figures.map(|(at, figure)| (figure.span, Focus::Figure(at)));
    let mut all: Vec<(Span, Focus)> = names.collect();
    if all.is_empty() {
        all = figures.collect();
    }
    let (last, next) = match place {
        None => (all.last(), all.first()),
        Some((start, end)) => (
            all.iter().rev().find(|(span, _)| span.end() <= start),
            all.iter().find(|(span, _)| span.start() >= start && (span.start(), span.end()) != (start, end)),
        ),
    };
    let to = |found: Option<&(Span, Focus)>| found.map(|(_, focus)| Target { document: index, focus: *focus });
    (to(last), to(next))
}

/// A hit among all that are found.
fn hit(found: &SearchHits, document: u32, start: u32) -> (String, String, Trail) {
    let trail = search::trail(found, document);
    let here = trail.here.partition_point(|hit| hit.start() < start as usize);
    let at = |at: Option<usize>| at.and_then(|at| trail.here.get(at)).map(|&hit| search::target(document, hit));
    let focus = format!("Hit {} of {}", trail.before + here + 1, trail.all);
    (focus, String::new(), (at(here.checked_sub(1)).or(trail.beside.0), at(Some(here + 1)).or(trail.beside.1)))
}

/// A quote among those of its speaker, or among those that name nobody.
fn quote(report: &Report, document: &ReportDocument, index: u32, at: u32) -> Option<(String, String, Trail)> {
    let quote = document.analysis.quotes.get(at as usize)?;
    let speaker = document.speaker(quote);
    let all: Vec<Vec<(u32, u32)>> =
        statements(report).iter().filter(|said| said.speaker == speaker).map(|said| said.places().collect()).collect();
    let here = all.iter().position(|places| places.contains(&(index, at))).unwrap_or(0);
    let who = speaker.map_or("Not named", |speaker| report.entities[speaker as usize].name.as_str());
    let places: Vec<(u32, u32)> = all.iter().filter_map(|places| places.first().copied()).collect();
    let mut reason = kind_words(quote.kind).to_string();
    if let Some(cue) = quote.cue {
        reason.push_str(&format!(", introduced by “{}”", one_line(cue.of(document.text()))));
    }
    reason.push_str(&format!("; {}", found_by(quote.by)));
    Some((format!("{who}, quote {} of {}", here + 1, places.len()), reason, steps(&places, here, Focus::Quote)))
}

/// Words that describe somebody, among all that describe the same person.
fn description(report: &Report, document: &ReportDocument, index: u32, at: u32) -> Option<(String, String, Trail)> {
    let entity = *document.entity_of.get(document.analysis.names.descriptions.get(at as usize)?.mention as usize)?;
    let places = descriptions(report, entity);
    let here = places.iter().position(|&place| place == (index, at)).unwrap_or(0);
    let focus = format!("{}, description {} of {}", report.entities[entity as usize].name, here + 1, places.len());
    Some((focus, "this document says who holds such a post".into(), steps(&places, here, Focus::Description)))
}

/// An address or number, among all places of the same value.
fn pattern(report: &Report, document: &ReportDocument, index: u32, at: u32) -> Option<(String, String, Trail)> {
    let pattern = document.analysis.patterns.get(at as usize)?;
    let values = values(report);
    let places = values.get(&(rank(pattern.kind), pattern.value.as_str()))?;
    let here = places.iter().position(|&place| place == (index, at)).unwrap_or(0);
    let reason = format!("{} by its form, read as {}", kind_name(pattern.kind), pattern.value);
    Some((format!("{}, place {} of {}", pattern.value, here + 1, places.len()), reason, steps(places, here, Focus::Address)))
}

/// The places (document, number) before and after one.
fn steps(places: &[(u32, u32)], here: usize, focus: fn(u32) -> Focus) -> Trail {
    let place = |at: Option<usize>| at.and_then(|at| places.get(at)).map(|&(document, at)| Target { document, focus: focus(at) });
    (place(here.checked_sub(1)), place(here.checked_add(1)))
}

fn occurrences(noun: &str, places: &[Place], at: u32, focus: impl Fn(u32) -> Focus) -> (String, Trail) {
    let place = |at: Option<u32>| at.and_then(|at| Some(Target { document: places.get(at as usize)?.document, focus: focus(at) }));
    (format!("{noun}, place {} of {}", at + 1, places.len()), (place(at.checked_sub(1)), place(at.checked_add(1))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::entities::tests::report;
    use crate::view::reader::read;

    const TEXT: &str = "President Hassan Rouhani said 40 people came to Tehran. He added that trade grows. Write to press@example.org. \
                        Officials said the bridge was closed.";

    #[test]
    fn quotes_are_counted_by_speaker_and_marked_as_a_whole() {
        let report = report(&[TEXT, "The address is Press@example.org."]);
        let reading = |focus: Focus| read(&report, Target { document: 0, focus }, false).unwrap();
        let first = reading(Focus::Quote(0));
        assert_eq!(first.focus, "Hassan Rouhani, quote 1 of 2");
        assert_eq!(first.reason, "reported in the writer’s words, introduced by “said”; the name stands at the cue");
        assert_eq!(first.trail, (None, Some(Target { document: 0, focus: Focus::Quote(1) })));
        let marked: Vec<&str> =
            first.blocks[0].paragraphs[0].iter().filter(|segment| segment.current).map(|segment| segment.text.as_str()).collect();
        assert_eq!(marked, ["40 people came to Tehran"]);
        assert_eq!(reading(Focus::Quote(2)).focus, "Not named, quote 1 of 1");
        assert_eq!(reading(Focus::Quote(9)).focus, "");
    }

    #[test]
    fn a_figure_says_in_whose_words_it_stands() {
        let report = report(&[TEXT]);
        let said = |focus: Focus| read(&report, Target { document: 0, focus }, false).unwrap().said_by;
        let by = said(Focus::Figure(0)).unwrap();
        assert_eq!((by.name.as_str(), by.quote), ("Hassan Rouhani", Some(0)));
        assert_eq!(said(Focus::Quote(0)).unwrap().quote, None);
        assert_eq!(said(Focus::Quote(2)), None);
    }

    #[test]
    fn from_the_beginning_the_names_are_gone_through() {
        let report = report(&["Hassan Rouhani came to Tehran.", "It cost 40 dollars and 50 euros.", "Nothing at all."]);
        let trail = |document: u32, focus: Focus| {
            let (before, after) = read(&report, Target { document, focus }, false).unwrap().trail;
            (before.map(|target| target.focus), after.map(|target| target.focus))
        };
        assert_eq!(trail(0, Focus::Start), (Some(Focus::Mention(1)), Some(Focus::Mention(0))), "n to the first, p to the last");
        assert_eq!(trail(0, Focus::Span(15, 19)), (Some(Focus::Mention(0)), Some(Focus::Mention(1))), "from a pin to what is beside it");
        assert_eq!(trail(1, Focus::Start), (Some(Focus::Figure(1)), Some(Focus::Figure(0))), "where nobody is named, the figures");
        assert_eq!(trail(2, Focus::Start), (None, None));
    }

    #[test]
    fn an_address_leads_to_its_next_place() {
        let report = report(&[TEXT, "The address is Press@example.org."]);
        let reading = read(&report, Target { document: 0, focus: Focus::Address(0) }, false).unwrap();
        assert_eq!(reading.focus, "press@example.org, place 1 of 2");
        assert_eq!(reading.trail.1, Some(Target { document: 1, focus: Focus::Address(0) }));
    }
}
