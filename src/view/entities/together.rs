//! Co-mentions: a matrix of those named most, and the co-mentions of one of them as a small graph.
//!
//! Two names are together where they stand in one sentence. A graph of everything would be a hairball: it is drawn for one name and its
//! nearest only.

use std::collections::BTreeMap;

use super::{EntityQuery, card_link, chosen, index, named, room_for, row_name};
use crate::entities::co_mentions::beside;
use crate::entities::resolve::{Entity, MentionRef};
use crate::report::Report;
use crate::view::filter::Filter;
use crate::view::format::{count, counted, cut, one_of};
use crate::view::picture::{Anchor, Cell, Link, Mark, Picture, Shape, Table, TableRow, Tone};
use crate::view::route::{EntityForm, EntityScope, Focus, Open, Route, Target, View};

/// Names of the matrix.
const MAX_NAMES: usize = 25;
/// Names of the graph, with the one in the middle.
const MAX_NODES: usize = 30;
/// Pairs of the table.
const MAX_ROWS: usize = 500;
/// Mentions of one entity that are read for its co-mentions.
const MAX_READ: usize = 5_000;
/// Space between the names and the cells, for numbers, and sides of a cell, in pixels.
const GAP: i32 = 36;
const HEAD: i32 = 30;
const CELL: i32 = 26;
/// Half the sides of the graph, and how far from the middle its names stand.
const WIDE: i32 = 430;
const HIGH: i32 = 310;
const RADIUS: (i32, i32) = (250, 240);

/// Two entities, by their indices.
type Pair = (u32, u32);
/// In how many sentences two stand together, and where first: document and mention of the first of the two.
type Times = (u32, MentionRef);
type Pairs = BTreeMap<Pair, Times>;
/// Sentences, by document and beginning, with the mention that stands in each.
type Sentences = BTreeMap<(u32, usize), MentionRef>;

/// The matrix of the entities of a query that are named most.
pub fn together(report: &Report, query: &EntityQuery) -> Picture {
    let filter = Filter::parse(&query.text).unwrap_or(Filter::All);
    let all = chosen(named(report, &filter), query);
    let shown = &all[..all.len().min(MAX_NAMES)];
    let indices = indices(report, shown);
    let pairs = pairs(report, &indices);
    let most = pairs.values().map(|(times, _)| *times).max().unwrap_or(1).max(1);
    let (side, names) = (shown.len() as i32 * CELL, room_for(shown) + GAP);
    let mut marks = vec![Mark::plain(Shape::Rect { x: names, y: HEAD, width: side, height: side }, Tone::Ground)];
    for (row, entity) in (0..).zip(shown) {
        let y = HEAD + row * CELL;
        let area = Shape::Rect { x: 0, y: y + 1, width: names - 4, height: CELL - 2 };
        marks.extend(row_name(entity, card_link(query, EntityForm::Together, entity), area, (names - GAP, y + 17)));
        // Rows and columns have the same numbers.
        let number = (row + 1).to_string();
        marks.push(Mark::text(names - 9, y + 17, Anchor::End, Tone::Quiet, number.clone()));
        marks.push(Mark::text(names + row * CELL + CELL / 2, HEAD - 8, Anchor::Middle, Tone::Quiet, number));
        for (column, other) in (0..).zip(shown) {
            let Some(&(times, at)) = pairs.get(&(indices[row as usize], indices[column as usize])) else { continue };
            let x = names + column * CELL;
            marks.push(Mark {
                shape: Shape::Rect { x: x + 1, y: y + 1, width: CELL - 2, height: CELL - 2 },
                tone: Tone::Accent,
                strength: (10 + times * 45 / most) as u8,
                label: format!("{} and {}: together in {}", entity.name, other.name, counted(times as usize, "sentence")),
                link: Some(place(at)),
            });
            marks.push(Mark::text(x + CELL / 2, y + 17, Anchor::Middle, Tone::OnMark, count(times as usize)));
        }
    }
    let summary = match shown.len() {
        0 => "No name is shown.".to_string(),
        _ => {
            "Each cell: in how many sentences the row’s name stands with that of the column of the same number. A cell leads to the first."
                .into()
        }
    };
    Picture {
        title: format!("Who stands with whom among {}", counted(shown.len(), "name")),
        summary,
        width: (names + side + 12) as u32,
        height: (HEAD + side + 8) as u32,
        marks,
        scale: None,
        table: table(report, &pairs),
    }
}

/// The co-mentions of the entity with the mention `at` as a graph: those it stands with most, around it.
pub fn co_mentions(report: &Report, query: &EntityQuery, at: MentionRef) -> Picture {
    let index = report.documents.get(at.document as usize).and_then(|document| document.entity_of.get(at.mention as usize)).copied();
    let Some(index) = index else { return Picture { title: "This name is not here".into(), ..Picture::default() } };
    let center = &report.entities[index as usize];
    let mut near: Vec<(u32, u32)> = pairs(report, &[index]).into_iter().map(|((_, other), (times, _))| (times, other)).collect();
    near.sort_by_key(|&(times, other)| (std::cmp::Reverse(times), other));
    let left_out = near.len().saturating_sub(MAX_NODES - 1);
    near.truncate(MAX_NODES - 1);
    let mut nodes = vec![index];
    nodes.extend(near.iter().map(|(_, other)| *other));
    let pairs = pairs(report, &nodes);
    let most = pairs.values().map(|(times, _)| *times).max().unwrap_or(1).max(1);
    let seats: Vec<(i32, i32)> = std::iter::once((WIDE, HIGH)).chain((0..near.len()).map(|seat| around(seat, near.len()))).collect();
    let mut marks = vec![Mark::plain(Shape::Rect { x: 0, y: 0, width: 2 * WIDE, height: 2 * HIGH }, Tone::Ground)];
    // Lines between the others first, then those to the middle, then the names.
    let lines = |to_center: bool| {
        let (pairs, nodes, seats) = (&pairs, &nodes, &seats);
        let line = move |a: usize, b: usize| {
            let &(times, at) = pairs.get(&(nodes[a], nodes[b]))?;
            let ((x1, y1), (x2, y2)) = (seats[a], seats[b]);
            Some(Mark {
                strength: (if to_center { 25 + times * 70 / most } else { 8 + times * 30 / most }) as u8,
                label: format!(
                    "{} and {}: together in {}",
                    report.entities[nodes[a] as usize].name,
                    report.entities[nodes[b] as usize].name,
                    counted(times as usize, "sentence")
                ),
                link: to_center.then(|| place(at)),
                ..Mark::plain(Shape::Line { x1, y1, x2, y2 }, if to_center { Tone::Accent } else { Tone::Quiet })
            })
        };
        let ends = move |a: usize| (a + 1..nodes.len()).map(move |b| (a, b));
        (0..nodes.len()).filter(move |&a| (a == 0) == to_center).flat_map(ends).filter_map(move |(a, b)| line(a, b))
    };
    marks.extend(lines(false));
    marks.extend(lines(true));
    for (&node, &(x, y)) in nodes.iter().zip(&seats) {
        let entity = &report.entities[node as usize];
        marks.push(Mark {
            strength: 100,
            label: format!("{}, {}", entity.name, one_of(entity.kind)),
            link: Some(co_mentions_link(query, entity)),
            ..Mark::plain(Shape::Circle { x, y, radius: if node == index { 9 } else { 6 }, hollow: false }, Tone::Accent)
        });
        let (anchor, dx) = match x {
            x if x > WIDE + 20 => (Anchor::Start, 11),
            x if x < WIDE - 20 => (Anchor::End, -11),
            _ => (Anchor::Middle, 0),
        };
        let dy = if anchor != Anchor::Middle {
            4
        } else if y > HIGH {
            22
        } else {
            -13
        };
        marks.push(Mark::text(x + dx, y + dy, anchor, Tone::Text, cut(&entity.name, 24)));
    }
    let more = if left_out > 0 { format!(" {} are left out.", counted(left_out, "name")) } else { String::new() };
    Picture {
        title: format!("Who stands with {}", center.name),
        summary: format!("A line: both stand in one sentence; the stronger, the more often. A name leads to its own graph.{more}"),
        width: (2 * WIDE) as u32,
        height: (2 * HIGH) as u32,
        marks,
        scale: None,
        table: table(report, &pairs),
    }
}

/// A link to the co-mentions of an entity.
pub(super) fn co_mentions_link(query: &EntityQuery, entity: &Entity) -> Link {
    let scope = EntityScope { form: EntityForm::Together, speaker: entity.mentions.first().copied(), card: None };
    Link::Route(Box::new(Route { view: View::Entities, entity_kind: query.kind, entities: scope, ..Route::default() }))
}

fn place(MentionRef { document, mention }: MentionRef) -> Link {
    Link::Open(Open::Reader(Target { document, focus: Focus::Mention(mention) }))
}

/// The place of one of `seats` on an oval, the first on top, clockwise. The rounded sine and cosine are the same on every machine: they are
/// looked up, not computed by it.
fn around(seat: usize, seats: usize) -> (i32, i32) {
    // Thousandths of the sine of 0, 3, … 90 degrees.
    const SINE: [i32; 31] = [
        0, 52, 105, 156, 208, 259, 309, 358, 407, 454, 500, 545, 588, 629, 669, 707, 743, 777, 809, 839, 866, 891, 914, 934, 951, 966, 978,
        988, 995, 999, 1000,
    ];
    let step = seat * 120 / seats.max(1);
    let sine = |step: usize| match step % 120 {
        at @ 0..=30 => SINE[at],
        at @ 31..=60 => SINE[60 - at],
        at @ 61..=90 => -SINE[at - 60],
        at => -SINE[120 - at],
    };
    (WIDE + RADIUS.0 * sine(step) / 1_000, HIGH - RADIUS.1 * sine(step + 30) / 1_000)
}

/// The places of entities in the report, for those that stand in it.
fn indices(report: &Report, shown: &[&Entity]) -> Vec<u32> {
    shown.iter().filter_map(|entity| index(report, entity)).collect()
}

/// In how many sentences each of `entities` stands with which other; with a single one, with any other, else with those of the list.
fn pairs(report: &Report, entities: &[u32]) -> Pairs {
    let mut sentences: BTreeMap<Pair, Sentences> = BTreeMap::new();
    for &entity in entities {
        for &MentionRef { document, mention } in report.entities[entity as usize].mentions.iter().take(MAX_READ) {
            let source = &report.documents[document as usize];
            let (names, layout) = (&source.analysis.names, &source.analysis.layout);
            let sentence = source.sentence(names.mentions[mention as usize].span).start();
            for other in beside(names, layout, mention).map(|other| source.entity_of[other as usize]) {
                if other != entity && (entities.len() == 1 || entities.contains(&other)) {
                    sentences.entry((entity, other)).or_default().entry((document, sentence)).or_insert(MentionRef { document, mention });
                }
            }
        }
    }
    let counted = |(pair, places): (Pair, Sentences)| {
        let first = places.first_key_value().map(|(_, place)| *place)?;
        Some((pair, (places.len() as u32, first)))
    };
    sentences.into_iter().filter_map(counted).collect()
}

fn table(report: &Report, pairs: &Pairs) -> Table {
    let name = |index: u32| Cell::Text(report.entities[index as usize].name.clone());
    let mut rows: Vec<_> = pairs.iter().filter(|((a, b), _)| a < b || !pairs.contains_key(&(*b, *a))).collect();
    rows.sort_by_key(|(pair, (times, _))| (std::cmp::Reverse(*times), **pair));
    let row = |(pair, found): &(&Pair, &Times)| TableRow {
        cells: vec![name(pair.0), name(pair.1), Cell::Number(i64::from(found.0), count(found.0 as usize))],
        link: Some(place(found.1)),
    };
    let more = rows.len().saturating_sub(MAX_ROWS) as u32;
    Table { columns: ["Name", "With", "Sentences"].map(String::from).to_vec(), rows: rows.iter().take(MAX_ROWS).map(row).collect(), more }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Engine, Parts, analyze};
    use crate::corpus::Corpus;
    use crate::duplicates::Sensitivity;
    use crate::text::Document;

    fn report() -> Report {
        let mut corpus = Corpus::new();
        let texts = [
            "President Vladimir Putin met President Hassan Rouhani in Moscow. Vladimir Putin and Hassan Rouhani left.",
            "Vladimir Putin spoke in Moscow. Hassan Rouhani did not.",
        ];
        for (at, text) in texts.iter().enumerate() {
            corpus.add(analyze(Document::from_text(format!("{at}.txt"), *text), &Engine::new(Parts::ALL)));
        }
        corpus.report(&Sensitivity::STANDARD)
    }

    fn labels(picture: &Picture) -> Vec<&str> {
        picture.marks.iter().map(|mark| mark.label.as_str()).filter(|label| label.contains("together")).collect()
    }

    #[test]
    fn the_matrix_counts_sentences_and_is_symmetric() {
        let picture = together(&report(), &EntityQuery::default());
        let labels = labels(&picture);
        assert!(labels.contains(&"Vladimir Putin and Hassan Rouhani: together in 2 sentences"), "{labels:?}");
        assert!(labels.contains(&"Hassan Rouhani and Vladimir Putin: together in 2 sentences"));
        assert!(labels.contains(&"Vladimir Putin and Moscow: together in 2 sentences"));
        let first: Vec<&str> = picture.table.rows[0].cells.iter().map(Cell::text).collect();
        assert_eq!(first[2], "2");
        assert_eq!(picture.table.rows.len(), 3, "each pair once");
    }

    #[test]
    fn a_graph_has_one_name_in_the_middle() {
        let report = report();
        let putin = report.entities.iter().find(|entity| entity.name == "Vladimir Putin").unwrap().mentions[0];
        let picture = co_mentions(&report, &EntityQuery::default(), putin);
        assert_eq!(picture.title, "Who stands with Vladimir Putin");
        assert_eq!(labels(&picture).len(), 3, "two to the middle, one between the others");
        assert_eq!(co_mentions(&report, &EntityQuery::default(), MentionRef { document: 9, mention: 9 }).marks.len(), 0);
    }

    #[test]
    fn seats_stand_around_the_middle() {
        assert_eq!(around(0, 4), (WIDE, HIGH - RADIUS.1));
        assert_eq!(around(1, 4), (WIDE + RADIUS.0, HIGH));
        assert_eq!(around(2, 4), (WIDE, HIGH + RADIUS.1));
        let all: std::collections::BTreeSet<_> = (0..29).map(|seat| around(seat, 29)).collect();
        assert_eq!(all.len(), 29);
    }
}
