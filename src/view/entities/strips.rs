//! Dispersion: where in the corpus each name stands, as a picture of strips.

use std::collections::BTreeMap;

use super::{EntityQuery, card_link, chosen, named, room_for, row_name};
use crate::entities::resolve::{Entity, MentionRef};
use crate::report::Report;
use crate::view::filter::Filter;
use crate::view::format::{counted, one_of};
use crate::view::picture::{Cell, Link, Mark, Picture, Shape, Table, TableRow, Tone};
use crate::view::route::{EntityForm, Focus, Open, Target};
use crate::view::scope::in_documents;

/// Documents that can be told apart in a strip.
const BLOCKS: usize = 60;
/// Strips that are drawn.
const MAX_STRIPS: usize = 40;
/// Rows of the table beside them.
const MAX_ROWS: usize = 500;
/// Space between the names and the strips, in pixels.
const GAP: i32 = 12;
/// Width of a strip.
const WIDTH: i32 = 640;
/// Height of a strip with the space below it.
const ROW: i32 = 24;

/// The strips of the entities of a query.
pub fn strips(report: &Report, query: &EntityQuery) -> Picture {
    let filter = Filter::parse(&query.text).unwrap_or(Filter::All);
    let shown = chosen(named(report, &filter), query);
    let strip = Strip::new(report);
    let names = room_for(&shown[..shown.len().min(MAX_STRIPS)]) + GAP;
    let mut marks = Vec::new();
    for (at, entity) in shown.iter().take(MAX_STRIPS).enumerate() {
        let y = at as i32 * ROW;
        let area = Shape::Rect { x: 0, y: y + 1, width: names - 4, height: ROW - 2 };
        marks.extend(row_name(entity, card_link(query, EntityForm::Strips, entity), area, (names - GAP, y + 15)));
        draw(report, &strip, entity, (names, y), &mut marks);
    }
    let drawn = shown.len().min(MAX_STRIPS);
    Picture {
        title: format!("Where {} stand in {}", counted(drawn, "name"), in_documents(report)),
        summary: match strip.is_divided() {
            true => {
                "Each block is a document, as wide as it is long; each tick a mention. A block leads to the first mention in it.".into()
            }
            false => "Each line is the whole corpus, each tick a mention. A line leads to the first mention.".into(),
        },
        width: (names + WIDTH + 12) as u32,
        height: (drawn as i32 * ROW + 8) as u32,
        marks,
        scale: None,
        table: table(report, &shown),
    }
}

fn draw(report: &Report, strip: &Strip, entity: &Entity, (left, y): (i32, i32), marks: &mut Vec<Mark>) {
    let x = |thousandths: u16| left + i32::from(thousandths) * WIDTH / 1000;
    let mut first: BTreeMap<u32, (MentionRef, usize)> = BTreeMap::new();
    for &place in &entity.mentions {
        first.entry(if strip.is_divided() { place.document } else { 0 }).or_insert((place, 0)).1 += 1;
    }
    for (block, (from, width)) in (0..).zip(strip.blocks_or_all()) {
        let width = (i32::from(width) * WIDTH / 1000 - 3).max(2);
        let shape = Shape::Rect { x: x(from), y: y + 3, width, height: 16 };
        marks.push(match first.get(&block) {
            Some(&(MentionRef { document, mention }, count)) => Mark {
                label: format!("{}: {}", entity.name, place_of(report, strip, document, count)),
                link: Some(Link::Open(Open::Reader(Target { document, focus: Focus::Mention(mention) }))),
                ..Mark::plain(shape, Tone::Document)
            },
            None => Mark::plain(shape, Tone::Ground),
        });
    }
    let mut last = i32::MIN;
    for tick in strip.ticks(report, entity) {
        if x(tick) > last + 1 {
            last = x(tick);
            marks.push(Mark::plain(Shape::Rect { x: last, y: y + 4, width: 2, height: 14 }, Tone::Accent));
        }
    }
}

fn place_of(report: &Report, strip: &Strip, document: u32, count: usize) -> String {
    let id = &report.documents[document as usize].id;
    let times = if count == 1 { "once".into() } else { counted(count, "time") };
    if strip.is_divided() { format!("{times} in {id}") } else { format!("{times}, first in {id}") }
}

fn table(report: &Report, shown: &[&Entity]) -> Table {
    let number = |number: usize| Cell::Number(number as i64, crate::view::format::count(number));
    Table {
        columns: ["Name", "Kind", "Mentions", "Documents", "First in"].map(String::from).to_vec(),
        more: shown.len().saturating_sub(MAX_ROWS) as u32,
        rows: shown
            .iter()
            .take(MAX_ROWS)
            .map(|entity| {
                let MentionRef { document, mention } = entity.mentions[0];
                TableRow {
                    cells: vec![
                        Cell::Text(entity.name.clone()),
                        Cell::Text(one_of(entity.kind).into()),
                        number(entity.mentions.len()),
                        number(entity.documents as usize),
                        Cell::Text(report.documents[document as usize].id.clone()),
                    ],
                    link: Some(Link::Open(Open::Reader(Target { document, focus: Focus::Mention(mention) }))),
                }
            })
            .collect(),
    }
}

/// The corpus as one line, a thousand units long.
pub(super) struct Strip {
    starts: Vec<u64>,
    total: u64,
}

impl Strip {
    pub(super) fn new(report: &Report) -> Strip {
        let mut total = 0;
        let starts = report
            .documents
            .iter()
            .map(|document| {
                let start = total;
                total += document.text().len() as u64;
                start
            })
            .collect();
        Strip { starts, total: total.max(1) }
    }

    fn at(&self, byte: u64) -> u16 {
        (byte * 1000 / self.total) as u16
    }

    pub(super) fn blocks(&self) -> Vec<(u16, u16)> {
        if self.starts.len() > BLOCKS {
            return Vec::new();
        }
        let ends = self.starts.iter().skip(1).chain(std::iter::once(&self.total));
        self.starts.iter().zip(ends).map(|(&start, &end)| (self.at(start), self.at(end) - self.at(start))).collect()
    }

    pub(super) fn ticks(&self, report: &Report, entity: &Entity) -> Vec<u16> {
        let places = entity.mentions.iter().map(|&MentionRef { document, mention }| {
            (document, report.documents[document as usize].analysis.names.mentions[mention as usize].span.start())
        });
        self.places(places)
    }

    /// Where the starts of places (document, byte) are, each once.
    pub(super) fn places(&self, places: impl Iterator<Item = (u32, usize)>) -> Vec<u16> {
        let mut ticks: Vec<u16> = places.map(|(document, byte)| self.at(self.starts[document as usize] + byte as u64)).collect();
        ticks.dedup();
        ticks
    }

    /// Whether documents can be told apart.
    fn is_divided(&self) -> bool {
        self.starts.len() <= BLOCKS
    }

    fn blocks_or_all(&self) -> Vec<(u16, u16)> {
        if self.is_divided() { self.blocks() } else { vec![(0, 1000)] }
    }
}
