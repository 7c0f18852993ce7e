//! Documents by documents: how much of each row's document stands in each column's. Not symmetric: a short text may stand
//! in a long one as a whole.

use std::collections::{BTreeMap, HashMap};

use super::{Shown, share};
use crate::duplicates::{ClusterKind, Pair, PairSide};
use crate::report::Report;
use crate::view::format::{counted, percent, short};
use crate::view::picture::{Anchor, Cell, Link, Mark, Picture, Shape, Table, TableRow, Tone};
use crate::view::route::{CopyForm, CopyQuery, Open, Route, Zoom};

/// Rows and columns that fit; of more documents, neighbours are put together.
const MAX_CELLS: usize = 40;
/// Rows of the table beside it.
const MAX_ROWS: usize = 500;
/// Room for the names on the left, in pixels.
const NAMES: i32 = 190;
/// Room for the numbers above.
const HEAD: i32 = 24;

/// Some documents that are one row or column.
struct Group {
    /// Their places in the order of the matrix.
    range: (u32, u32),
    label: String,
}

/// What a cell says.
#[derive(Clone, Copy, Default)]
struct Shared {
    /// Largest share of a row's document that is in a column's, in ten-thousandths.
    most: u32,
    /// The pair with that share: row and column.
    pair: (u32, u32),
    pairs: u32,
}

/// The matrix, or the part of it that the query names.
pub fn matrix(report: &Report, shown: &Shown, query: &CopyQuery) -> Picture {
    let order = order(report, shown);
    let all = (0, order.len() as u32);
    let within = |(from, to): (u32, u32)| (from.min(all.1), to.min(all.1));
    let (rows, columns) = query.zoom.map_or((all, all), |zoom| (within(zoom.rows), within(zoom.columns)));
    let (rows, columns) = (groups(report, &order, rows), groups(report, &order, columns));
    let cells = cells(report, shown, &order, &rows, &columns);
    let size = if rows.len().max(columns.len()) <= 12 { 46 } else { 20 };
    let single = rows.iter().chain(&columns).all(|group| group.range.1 - group.range.0 == 1);
    let mut marks = vec![Mark::plain(
        Shape::Rect { x: NAMES, y: HEAD, width: columns.len() as i32 * size, height: rows.len() as i32 * size },
        Tone::Ground,
    )];
    let digits = columns.last().map_or(0, |column| (column.range.0 + 1).to_string().len() as i32);
    let every = ((digits * 8 + 4) / size + 1) as usize; // numbers that would touch are left out
    for (at, column) in columns.iter().enumerate().step_by(every) {
        let x = NAMES + at as i32 * size + size / 2;
        marks.push(Mark::text(x, HEAD - 8, Anchor::Middle, Tone::Quiet, (column.range.0 + 1).to_string()));
    }
    for (at, row) in rows.iter().enumerate() {
        let y = HEAD + at as i32 * size + size / 2 + 4;
        marks.push(Mark::text(NAMES - 8, y, Anchor::End, Tone::Text, format!("{} · {}", row.label, row.range.0 + 1)));
    }
    for (&(row, column), shared) in &cells {
        marks.extend(cell_marks(report, query, &order, (&rows[row], &columns[column]), *shared, (row, column), size));
    }
    Picture {
        title: heading(report, shown, &order),
        summary: if order.is_empty() {
            "No two documents share a passage.".into()
        } else if single {
            "Each cell: how much of the row’s document also stands in the column’s document.".into()
        } else {
            "Each cell: the largest share of a document of the row that also stands in one of the column. Choose a cell to see its documents.".into()
        },
        width: (NAMES + columns.len() as i32 * size + 12) as u32,
        height: (HEAD + rows.len() as i32 * size + 8) as u32,
        marks,
        scale: None,
        table: table(report, shown),
    }
}

fn heading(report: &Report, shown: &Shown, order: &[u32]) -> String {
    match shown.pairs.len() {
        0 => "No documents share text".into(),
        n => format!("{} of {} share text, in {}", order.len(), counted(report.documents.len(), "document"), counted(n, "pair")),
    }
}

/// Documents that share something; those of one cluster next to each other.
fn order(report: &Report, shown: &Shown) -> Vec<u32> {
    let mut first: HashMap<u32, u32> = HashMap::new();
    for cluster in &report.duplicates.clusters {
        for &document in &cluster.documents {
            let first = first.entry(document).or_insert(u32::MAX);
            *first = (*first).min(cluster.documents[0]);
        }
    }
    let mut order: Vec<u32> = shown.pairs.iter().flat_map(|pair| [pair.a.document, pair.b.document]).collect();
    order.sort_unstable_by_key(|document| (first.get(document).copied().unwrap_or(*document), *document));
    order.dedup();
    order
}

fn groups(report: &Report, order: &[u32], (from, to): (u32, u32)) -> Vec<Group> {
    let documents = to.saturating_sub(from) as usize;
    let each = documents.div_ceil(MAX_CELLS).max(1) as u32;
    let label = |at: u32| short(&report.documents[order[at as usize] as usize].id, 18);
    (from..to)
        .step_by(each as usize)
        .map(|start| {
            let end = (start + each).min(to);
            let label = if end - start == 1 { label(start) } else { format!("{} + {} more", label(start), end - start - 1) };
            Group { range: (start, end), label }
        })
        .collect()
}

fn cells(report: &Report, shown: &Shown, order: &[u32], rows: &[Group], columns: &[Group]) -> BTreeMap<(usize, usize), Shared> {
    let place: HashMap<u32, u32> = order.iter().copied().zip(0..).collect();
    let find = |groups: &[Group], document: u32| {
        let at = *place.get(&document)?;
        let group = groups.partition_point(|group| group.range.1 <= at);
        groups.get(group).filter(|group| group.range.0 <= at).map(|_| group)
    };
    let mut cells: BTreeMap<(usize, usize), Shared> = BTreeMap::new();
    for pair in &shown.pairs {
        for (side, other) in [(&pair.a, &pair.b), (&pair.b, &pair.a)] {
            let (row, column) = (side.document, other.document);
            let (Some(r), Some(c)) = (find(rows, row), find(columns, column)) else { continue };
            let cell = cells.entry((r, c)).or_default();
            let share = side.share();
            cell.pairs += 1;
            if cell.pairs == 1 || share > cell.most {
                (cell.most, cell.pair) = (share, (row, column));
            }
        }
    }
    // A passage in very many documents pairs the first with all: what is identical is known to be so with each other.
    let identical =
        report.duplicates.clusters.iter().filter(|cluster| cluster.kind == ClusterKind::Identical && cluster.documents.len() > 2);
    for cluster in identical {
        let members = |groups: &[Group]| {
            let mut members: BTreeMap<usize, Vec<u32>> = BTreeMap::new();
            for &document in &cluster.documents {
                if let Some(group) = find(groups, document) {
                    members.entry(group).or_default().push(document);
                }
            }
            members
        };
        let (in_rows, in_columns) = (members(rows), members(columns));
        for (&r, left) in &in_rows {
            for (&c, right) in &in_columns {
                let other = right.iter().find(|document| **document != left[0]);
                let Some(&other) = other else { continue };
                let cell = cells.entry((r, c)).or_default();
                cell.pairs = cell.pairs.max((left.len() * right.len()) as u32);
                (cell.most, cell.pair) = (10_000, (left[0], other));
            }
        }
    }
    cells
}

fn cell_marks(
    report: &Report,
    query: &CopyQuery,
    order: &[u32],
    (row, column): (&Group, &Group),
    shared: Shared,
    (r, c): (usize, usize),
    size: i32,
) -> Vec<Mark> {
    let (x, y) = (NAMES + c as i32 * size, HEAD + r as i32 * size);
    let id = |document: u32| report.documents[document as usize].id.as_str();
    let single = |group: &Group| group.range.1 - group.range.0 == 1;
    let share = percent(shared.most);
    let (label, link) = if single(row) && single(column) {
        let (left, right) = (order[row.range.0 as usize], order[column.range.0 as usize]);
        (format!("{share} of {} is also in {}", id(left), id(right)), Link::Open(Open::Compare { left, right, passage: None }))
    } else {
        let zoom = Zoom { rows: row.range, columns: column.range };
        let copies = CopyQuery { form: CopyForm::Matrix, zoom: Some(zoom), ..*query };
        let what = format!("{}, up to {share} of {} in {}", counted(shared.pairs as usize, "pair"), id(shared.pair.0), id(shared.pair.1));
        (what, Link::Route(Box::new(Route::copies(copies))))
    };
    let strength = (12 + shared.most * 88 / 10_000) as u8;
    let shape = Shape::Rect { x: x + 1, y: y + 1, width: size - 2, height: size - 2 };
    let mut marks = vec![Mark { shape, tone: Tone::Copy, strength, label, link: Some(link) }];
    if size > 40 {
        marks.push(Mark::text(x + size / 2, y + size / 2 + 4, Anchor::Middle, Tone::OnMark, share));
    }
    marks
}

/// The pairs, those that share most first.
fn table(report: &Report, shown: &Shown) -> Table {
    let id = |document: u32| Cell::Text(report.documents[document as usize].id.clone());
    let mut pairs: Vec<&Pair> = shown.pairs.iter().collect();
    pairs.sort_by_key(|pair| (std::cmp::Reverse(pair.most()), pair.documents()));
    let number = |pair: &Pair, side: &PairSide| Cell::Number(i64::from(side.share()), share(report, pair, side.document));
    Table {
        columns: ["Document", "Other document", "Of the first in the other", "Of the other in the first"].map(String::from).to_vec(),
        more: pairs.len().saturating_sub(MAX_ROWS) as u32,
        rows: pairs
            .into_iter()
            .take(MAX_ROWS)
            .map(|pair| TableRow {
                cells: vec![id(pair.a.document), id(pair.b.document), number(pair, &pair.a), number(pair, &pair.b)],
                link: Some(Link::Open(Open::Compare { left: pair.a.document, right: pair.b.document, passage: None })),
            })
            .collect(),
    }
}
