//! A bar a document, as long as its text, joined by ribbons where they share a passage.

use std::collections::{BTreeMap, HashMap};

use super::Shown;
use crate::duplicates::{PassageKind, Place};
use crate::report::Report;
use crate::text::Span;
use crate::view::format::{counted, excerpt, short};
use crate::view::picture::{Anchor, Cell, Link, Mark, Picture, Shape, Table, TableRow, Tone};
use crate::view::route::{CopyQuery, Focus, Open, Target};

/// Documents that are drawn; more would be a thicket.
pub const MAX_BARS: usize = 12;
/// Ribbons that are drawn, the largest passages first.
const MAX_RIBBONS: usize = 400;
/// Room for the names on the left, and the longest bar, in pixels.
const NAMES: i32 = 190;
const BAR: i32 = 720;
/// From one bar to the next, and the height of a bar.
const STEP: i32 = 62;
const THICK: i32 = 14;
const TOP: i32 = 10;

/// Bars of the documents of the query's cluster, else of those that share most.
pub fn ribbons(report: &Report, shown: &Shown, query: &CopyQuery) -> Picture {
    let (documents, all) = documents(report, shown, query);
    let bar: HashMap<u32, usize> = documents.iter().copied().zip(0..).collect();
    let longest = documents.iter().map(|&document| report.documents[document as usize].text().len()).max().unwrap_or(1).max(1);
    let x = |byte: usize| NAMES + (byte as u64 * BAR as u64 / longest as u64) as i32;
    let y = |at: usize| TOP + at as i32 * STEP;
    let mut marks = Vec::new();
    for (at, &document) in documents.iter().enumerate() {
        let own = &report.documents[document as usize];
        let name = Mark::text(NAMES - 10, y(at) + THICK - 2, Anchor::End, Tone::Text, short(&own.id, 24));
        let width = (x(own.text().len()) - NAMES).max(2);
        let link = Link::Open(Open::Reader(Target { document, focus: Focus::Start }));
        let label = format!("{}: {}", own.id, counted(own.analysis.words(), "word"));
        marks.push(name);
        marks.push(Mark {
            shape: Shape::Rect { x: NAMES, y: y(at), width, height: THICK },
            tone: Tone::Document,
            strength: 100,
            label,
            link: Some(link),
        });
    }
    let band = |span: Span, at: usize| Shape::Rect {
        x: x(span.start()),
        y: y(at),
        width: (x(span.end()) - x(span.start())).max(2),
        height: THICK,
    };
    let mut passages: Vec<(u32, Vec<Place>)> = shown
        .passages
        .iter()
        .map(|&at| {
            let places = &report.duplicates.passages[at as usize].occurrences;
            (at, places.iter().copied().filter(|place| bar.contains_key(&place.document)).collect::<Vec<_>>())
        })
        .filter(|(_, places)| places.len() > 1)
        .collect();
    passages.sort_by_key(|(at, _)| (std::cmp::Reverse(report.duplicates.passages[*at as usize].words), *at));
    let mut drawn = 0;
    for (at, places) in &passages {
        let passage = &report.duplicates.passages[*at as usize];
        let tone = if passage.kind == PassageKind::Quote { Tone::Quote } else { Tone::Copy };
        let words = counted(passage.words as usize, "word");
        let mut by_bar: Vec<(usize, Span)> = places.iter().map(|place| (bar[&place.document], place.span)).collect();
        by_bar.sort_unstable_by_key(|(at, span)| (*at, span.start()));
        for pair in by_bar.windows(2).filter(|pair| pair[0].0 != pair[1].0) {
            if drawn == MAX_RIBBONS {
                break;
            }
            drawn += 1;
            let [(upper, from), (lower, to)] = [pair[0], pair[1]];
            let (left, right) = (documents[upper], documents[lower]);
            let ids = [left, right].map(|document| report.documents[document as usize].id.as_str());
            marks.push(Mark {
                shape: ribbon((x(from.start()), x(from.end())), y(upper) + THICK, (x(to.start()), x(to.end())), y(lower)),
                tone,
                strength: 30,
                label: format!("{words} in {} and {}: {}", ids[0], ids[1], excerpt(from.of(report.documents[left as usize].text()), 12)),
                link: Some(Link::Open(Open::Compare { left, right, passage: Some(*at) })),
            });
        }
        marks.extend(by_bar.iter().map(|(at, span)| Mark::plain(band(*span, *at), tone)));
    }
    for place in report.duplicates.boilerplate.iter().flat_map(|line| &line.occurrences) {
        if let Some(&at) = bar.get(&place.document) {
            marks.push(Mark::plain(band(place.span, at), Tone::Boilerplate));
        }
    }
    Picture {
        title: match passages.len() {
            0 => "No passage to draw".into(),
            n => format!("{} between {}", counted(n, "passage"), counted(documents.len(), "document")),
        },
        summary: summary(documents.len(), all),
        width: (NAMES + BAR + 12) as u32,
        height: (TOP + (documents.len().max(1) as i32 - 1) * STEP + THICK + 10) as u32,
        marks,
        scale: None,
        table: table(report, &passages),
    }
}

fn summary(drawn: usize, all: usize) -> String {
    let bars = "Each bar is a document from its first word to its last; ribbons join what two of them share, grey is boilerplate.";
    if drawn < all { format!("{bars} Of {all} documents, the {drawn} that share most are drawn.") } else { bars.to_string() }
}

/// The documents that are drawn, and how many there would be: those of the cluster, or beginning with the one that shares
/// most always the one that shares most with those before, so that there is something between the bars.
fn documents(report: &Report, shown: &Shown, query: &CopyQuery) -> (Vec<u32>, usize) {
    let cluster = query.cluster.and_then(|at| report.duplicates.clusters.get(at as usize));
    let is_asked = |document: u32| cluster.is_none_or(|cluster| cluster.documents.binary_search(&document).is_ok());
    let mut partners: BTreeMap<u32, Vec<(u32, u64)>> = BTreeMap::new();
    for pair in shown.pairs.iter().filter(|pair| is_asked(pair.a.document) && is_asked(pair.b.document)) {
        let (a, b) = pair.documents();
        let bytes = u64::from(pair.a.bytes()) + u64::from(pair.b.bytes());
        partners.entry(a).or_default().push((b, bytes));
        partners.entry(b).or_default().push((a, bytes));
    }
    let total = |document: u32| partners[&document].iter().map(|(_, bytes)| bytes).sum::<u64>();
    let mut left: BTreeMap<u32, u64> = partners.keys().map(|&document| (document, 0)).collect();
    let mut chosen = Vec::new();
    while chosen.len() < MAX_BARS {
        let next = left
            .iter()
            .max_by_key(|&(&document, &bytes)| (bytes, if bytes == 0 { total(document) } else { 0 }, std::cmp::Reverse(document)));
        let Some(document) = next.map(|(document, _)| *document) else { break };
        left.remove(&document);
        chosen.push(document);
        for (partner, bytes) in &partners[&document] {
            left.entry(*partner).and_modify(|shared| *shared += bytes);
        }
    }
    (chain(&chosen, &partners), partners.len())
}

/// The documents in an order in which neighbours share much: always the one next that shares most with an end of the chain.
fn chain(documents: &[u32], partners: &BTreeMap<u32, Vec<(u32, u64)>>) -> Vec<u32> {
    let shared = |a: u32, b: u32| partners[&a].iter().filter(|(partner, _)| *partner == b).map(|(_, bytes)| *bytes).sum::<u64>();
    let mut left = documents.to_vec();
    left.sort_unstable();
    let pairs = left.iter().flat_map(|&a| left.iter().map(move |&b| (a, b))).filter(|(a, b)| a < b);
    let Some((a, b)) = pairs.max_by_key(|&(a, b)| (shared(a, b), std::cmp::Reverse((a, b)))) else { return left };
    left.retain(|&document| document != a && document != b);
    let mut chain = std::collections::VecDeque::from([a, b]);
    while let (Some(&top), Some(&bottom)) = (chain.front(), chain.back()) {
        let ends = left.iter().flat_map(|&next| [(shared(bottom, next), true, next), (shared(top, next), false, next)]);
        let Some((_, at_bottom, next)) = ends.max_by_key(|&(bytes, at_bottom, next)| (bytes, at_bottom, std::cmp::Reverse(next))) else {
            break;
        };
        left.retain(|&document| document != next);
        if at_bottom {
            chain.push_back(next);
        } else {
            chain.push_front(next);
        }
    }
    // Of the two directions the one that begins with what was there first.
    if chain.front() > chain.back() { chain.into_iter().rev().collect() } else { chain.into() }
}

/// A band from one bar down to another.
fn ribbon((a, b): (i32, i32), top: i32, (c, d): (i32, i32), bottom: i32) -> Shape {
    let (b, d) = (b.max(a + 2), d.max(c + 2));
    let middle = (top + bottom) / 2;
    Shape::Path(format!("M{a} {top}C{a} {middle} {c} {middle} {c} {bottom}H{d}C{d} {middle} {b} {middle} {b} {top}Z"))
}

fn table(report: &Report, passages: &[(u32, Vec<Place>)]) -> Table {
    let row = |(at, places): &(u32, Vec<Place>)| {
        let passage = &report.duplicates.passages[*at as usize];
        let mut ids: Vec<&str> = places.iter().map(|place| report.documents[place.document as usize].id.as_str()).collect();
        ids.dedup();
        TableRow {
            cells: vec![
                Cell::Text(excerpt(report.text_at(places[0]), 14)),
                Cell::Number(i64::from(passage.words), passage.words.to_string()),
                Cell::Number(ids.len() as i64, ids.len().to_string()),
                Cell::Text(ids.join(", ")),
            ],
            link: Some(Link::Open(Open::Reader(Target { document: places[0].document, focus: Focus::Passage(*at, 0) }))),
        }
    };
    Table {
        columns: ["Passage", "Words", "Documents", "In"].map(String::from).to_vec(),
        more: passages.len().saturating_sub(MAX_RIBBONS) as u32,
        rows: passages.iter().take(MAX_RIBBONS).map(row).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_that_share_most_stand_side_by_side() {
        let mut partners: BTreeMap<u32, Vec<(u32, u64)>> = (0..5).map(|document| (document, Vec::new())).collect();
        for (a, b, bytes) in [(0, 3, 900), (3, 1, 500), (1, 4, 700), (0, 2, 100), (2, 4, 50)] {
            partners.get_mut(&a).unwrap().push((b, bytes));
            partners.get_mut(&b).unwrap().push((a, bytes));
        }
        assert_eq!(chain(&[2, 0, 4, 1, 3], &partners), [2, 0, 3, 1, 4]);
        assert_eq!(chain(&[], &partners), [0; 0]);
    }
}
