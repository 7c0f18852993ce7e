//! Entities by documents: how often each is named in each, as shade and as number.

use std::collections::BTreeMap;

use super::{EntityQuery, card_link, chosen, named, room_for, row_name};
use crate::entities::resolve::{Entity, MentionRef};
use crate::report::Report;
use crate::view::filter::Filter;
use crate::view::format::{count, counted, one_of, short};
use crate::view::picture::{Anchor, Cell, Link, Mark, Picture, Shape, Table, TableRow, Tone};
use crate::view::route::{EntityForm, Focus, Open, Target};
use crate::view::scope::in_documents;

/// Entities that are drawn.
const MAX_ENTITIES: usize = 30;
/// Columns that fit; of more documents, neighbours are put together.
const MAX_COLUMNS: usize = 24;
/// Documents whose names fit above their columns.
const NAMED_COLUMNS: usize = 6;
/// Rows of the table beside it.
const MAX_ROWS: usize = 500;
/// Space between the names and the cells, in pixels.
const GAP: i32 = 12;
/// Room for the headings above.
const HEAD: i32 = 26;
/// Height of a row.
const ROW: i32 = 26;

/// Documents in a row that are one column.
struct Column {
    from: u32,
    to: u32,
    heading: String,
    label: String,
}

/// How often an entity is named in a column, and where first.
type Cells = BTreeMap<usize, (usize, MentionRef)>;

/// The matrix of the entities of a query.
pub fn matrix(report: &Report, query: &EntityQuery) -> Picture {
    let filter = Filter::parse(&query.text).unwrap_or(Filter::All);
    let shown = chosen(named(report, &filter), query);
    let columns = columns(report);
    let each = report.documents.len().div_ceil(MAX_COLUMNS).max(1);
    let width = if columns.len() <= NAMED_COLUMNS { 92 } else { 38 };
    let drawn = &shown[..shown.len().min(MAX_ENTITIES)];
    let cells: Vec<Cells> = drawn.iter().map(|entity| cells(entity, each)).collect();
    let names = room_for(drawn) + GAP;
    let most = cells.iter().flat_map(|cells| cells.values()).map(|(count, _)| *count).max().unwrap_or(1);
    let mut marks = vec![Mark::plain(
        Shape::Rect { x: names, y: HEAD, width: columns.len() as i32 * width, height: drawn.len() as i32 * ROW },
        Tone::Ground,
    )];
    for (at, column) in (0..).zip(&columns) {
        let (x, target) = (names + at * width, Target { document: column.from, focus: Focus::Start });
        let shape = Shape::Rect { x, y: 0, width, height: HEAD - 2 };
        marks.push(Mark {
            strength: 0,
            label: column.label.clone(),
            link: Some(Link::Open(Open::Reader(target))),
            ..Mark::plain(shape, Tone::Ground)
        });
        marks.push(Mark::text(x + width / 2, HEAD - 9, Anchor::Middle, Tone::Quiet, column.heading.clone()));
    }
    for ((entity, cells), row) in drawn.iter().zip(&cells).zip(0..) {
        let y = HEAD + row * ROW;
        let area = Shape::Rect { x: 0, y: y + 1, width: names - 4, height: ROW - 2 };
        marks.extend(row_name(entity, card_link(query, EntityForm::Matrix, entity), area, (names - GAP, y + 17)));
        for (&at, &(times, MentionRef { document, mention })) in cells {
            let x = names + at as i32 * width;
            let named = if times == 1 { "once".to_string() } else { counted(times, "time") };
            marks.push(Mark {
                shape: Shape::Rect { x: x + 1, y: y + 1, width: width - 2, height: ROW - 2 },
                tone: Tone::Accent,
                strength: (10 + times * 45 / most) as u8,
                label: format!("{}: {named} in {}", entity.name, columns[at].label),
                link: Some(Link::Open(Open::Reader(Target { document, focus: Focus::Mention(mention) }))),
            });
            marks.push(Mark::text(x + width / 2, y + 17, Anchor::Middle, Tone::OnMark, count(times)));
        }
    }
    Picture {
        title: format!("{} in {}", counted(drawn.len(), "name"), in_documents(report)),
        summary: match each {
            _ if drawn.is_empty() => "No name is shown.".into(),
            1 => "Each cell: how often the row’s name stands in the column’s document. A cell leads to the first place.".into(),
            _ => format!(
                "Each cell: how often the row’s name stands in {each} documents that follow one another. A cell leads to the first place."
            ),
        },
        width: (names + columns.len() as i32 * width + 12) as u32,
        height: (HEAD + drawn.len() as i32 * ROW + 8) as u32,
        marks,
        scale: None,
        table: table(&shown, &columns, each),
    }
}

fn columns(report: &Report) -> Vec<Column> {
    let documents = report.documents.len();
    let each = documents.div_ceil(MAX_COLUMNS).max(1);
    let id = |at: usize| report.documents[at].id.as_str();
    (0..documents)
        .step_by(each)
        .map(|from| {
            let to = (from + each).min(documents);
            let (heading, label) = match to - from {
                1 if documents <= NAMED_COLUMNS => (short(id(from), 12), id(from).to_string()),
                1 => ((from + 1).to_string(), id(from).to_string()),
                _ => ((from + 1).to_string(), format!("{} to {}", id(from), id(to - 1))),
            };
            Column { from: from as u32, to: to as u32, heading, label }
        })
        .collect()
}

fn cells(entity: &Entity, each: usize) -> Cells {
    let mut cells = Cells::new();
    for &place in &entity.mentions {
        cells.entry(place.document as usize / each).or_insert((0, place)).0 += 1;
    }
    cells
}

fn table(shown: &[&Entity], columns: &[Column], each: usize) -> Table {
    let number = |number: usize| Cell::Number(number as i64, count(number));
    let heading =
        |column: &Column| if column.to - column.from == 1 { column.label.clone() } else { format!("{}–{}", column.from + 1, column.to) };
    let mut headings = ["Name", "Kind", "Mentions"].map(String::from).to_vec();
    headings.extend(columns.iter().map(heading));
    let row = |entity: &&Entity| {
        let found = cells(entity, each);
        let mut row = vec![Cell::Text(entity.name.clone()), Cell::Text(one_of(entity.kind).into()), number(entity.mentions.len())];
        row.extend((0..columns.len()).map(|at| number(found.get(&at).map_or(0, |(times, _)| *times))));
        let MentionRef { document, mention } = entity.mentions[0];
        TableRow { cells: row, link: Some(Link::Open(Open::Reader(Target { document, focus: Focus::Mention(mention) }))) }
    };
    Table { columns: headings, rows: shown.iter().take(MAX_ROWS).map(row).collect(), more: shown.len().saturating_sub(MAX_ROWS) as u32 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Engine, Parts, analyze};
    use crate::corpus::Corpus;
    use crate::duplicates::Sensitivity;
    use crate::text::Document;

    fn matrix_of(documents: usize) -> Picture {
        let mut corpus = Corpus::new();
        for at in 0..documents {
            let text = if at % 2 == 0 { "Iran won. Iran lost." } else { "President Vladimir Putin left." };
            corpus.add(analyze(Document::from_text(format!("{at:03}.txt"), format!("{text} Note {at}.")), &Engine::new(Parts::ALL)));
        }
        matrix(&corpus.report(&Sensitivity::STANDARD), &EntityQuery::default())
    }

    fn labels(picture: &Picture) -> Vec<&str> {
        picture.marks.iter().filter(|mark| mark.tone == Tone::Accent).map(|mark| mark.label.as_str()).collect()
    }

    #[test]
    fn a_cell_says_how_often_and_leads_to_the_first_place() {
        let picture = matrix_of(2);
        assert_eq!(labels(&picture), ["Iran: 2 times in 000.txt", "Vladimir Putin: once in 001.txt"]);
        let cells: Vec<&str> = picture.table.rows[0].cells.iter().map(Cell::text).collect();
        assert_eq!(cells, ["Iran", "place", "2", "2", "0"]);
    }

    #[test]
    fn many_documents_are_put_together() {
        let picture = matrix_of(100);
        assert_eq!(picture.table.columns.len(), 3 + 20);
        assert_eq!(labels(&picture)[0], "Iran: 6 times in 000.txt to 004.txt");
    }
}
