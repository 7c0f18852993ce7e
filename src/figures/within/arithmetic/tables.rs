//! Tables set in blanks, tabs or bars: a row of totals beside the rows above it, a column of changes beside the two before it.

use super::written::short;
use super::{CheckKind, Result, Sheet, SumCheck};
use crate::figures::FigureKind;
use crate::figures::interval::Interval;
use crate::figures::{Change, Decimal};

/// A line of a table: what it is called and its figures, from left to right.
struct Line<'t> {
    label: &'t str,
    cells: Vec<usize>,
    end: usize,
}

/// The most columns and the longest label of a table that is read.
const COLUMNS: usize = 12;
const LABEL: usize = 60;

impl<'t> Sheet<'t> {
    pub(super) fn tables(&self) -> Vec<SumCheck> {
        let mut found = Vec::new();
        let mut table: Vec<Line<'t>> = Vec::new();
        let mut at = 0;
        while at < self.figures.len() {
            let (line, next) = self.line(at);
            at = next;
            let follows = line.as_ref().zip(table.last()).is_some_and(|(line, last)| {
                let start = self.figures[line.cells[0]].span.start();
                self.text[last.end..start].matches('\n').count() <= 2
            });
            if !follows {
                self.table(&table, &mut found);
                table.clear();
            }
            table.extend(line);
        }
        self.table(&table, &mut found);
        found
    }

    /// The line that holds a figure, if it is one of a table, and the first figure behind it.
    fn line(&self, first: usize) -> (Option<Line<'t>>, usize) {
        let span = self.figures[first].span;
        let start = self.text[..span.start()].rfind('\n').map_or(0, |at| at + 1);
        let mut next = first + 1;
        while next < self.figures.len() && !self.text[self.figures[next - 1].span.end()..self.figures[next].span.start()].contains('\n') {
            next += 1;
        }
        let end = self.figures[next - 1].span.end();
        let wide = |gap: &str| gap.contains("  ") || gap.contains(['\t', '|']);
        let label = &self.text[start..span.start()];
        let apart = (first + 1..next).all(|at| wide(&self.text[self.figures[at - 1].span.end()..self.figures[at].span.start()]));
        let name = label.trim().trim_matches(['|', '(', '$', '€', '£', '-', '−']).trim();
        let is_line = wide(label) && apart && next - first <= COLUMNS && !name.is_empty() && name.len() <= LABEL && !name.contains(". ");
        (is_line.then(|| Line { label: name, cells: (first..next).collect(), end }), next)
    }

    fn table(&self, lines: &[Line<'t>], found: &mut Vec<SumCheck>) {
        if lines.len() < 3 {
            return;
        }
        let mut first = 0;
        for (at, line) in lines.iter().enumerate() {
            if is_total(line.label) {
                self.totals(&lines[first..at], line, found);
                first = at + 1;
            }
        }
        self.changes_in_columns(lines, found);
    }

    /// The rows since the last total, added up.
    fn totals(&self, parts: &[Line<'t>], total: &Line<'t>, found: &mut Vec<SumCheck>) {
        let detail = |line: &Line<'_>| {
            let label = line.label.to_lowercase();
            label.contains("of which") || label.starts_with("including") || label.contains("subtotal") || label.contains("sub-total")
        };
        if parts.len() < 2 || parts.iter().any(detail) {
            return;
        }
        for (column, &whole) in total.cells.iter().enumerate() {
            let cells: Option<Vec<usize>> =
                parts.iter().map(|line| line.cells.get(column).copied().filter(|_| line.cells.len() == total.cells.len())).collect();
            let Some(cells) = cells.filter(|cells| cells.iter().all(|&cell| self.is_like(cell, whole))) else { continue };
            let figure = &self.figures[whole];
            if matches!(figure.kind, FigureKind::Number | FigureKind::Money | FigureKind::Dimension) {
                found.extend(self.sum(&cells, whole, ""));
            }
        }
    }

    /// A last column of per cent that is the change between the two before it in most rows.
    fn changes_in_columns(&self, lines: &[Line<'t>], found: &mut Vec<SumCheck>) {
        let rows: Vec<[usize; 3]> = lines
            .iter()
            .filter_map(|line| <[usize; 3]>::try_from(line.cells.as_slice()).ok())
            .filter(|&[one, other, change]| self.is_percent(change) && self.is_like(one, other) && !self.is_percent(one))
            .collect();
        for newest_first in [true, false] {
            let checks: Vec<SumCheck> = rows
                .iter()
                .filter_map(
                    |&[one, other, change]| {
                        if newest_first { self.row_change(other, one, change) } else { self.row_change(one, other, change) }
                    },
                )
                .collect();
            let fitting = checks.iter().filter(|check| check.fits).count();
            if fitting >= 2 && fitting * 2 > checks.len() {
                found.extend(checks);
                return;
            }
        }
    }

    fn row_change(&self, before: usize, after: usize, stated: usize) -> Option<SumCheck> {
        let (one, other) = (self.number(before)?, self.number(after)?);
        let value = other.plus(one.negated())?.times(Decimal::whole(100))?.over(one).filter(|_| one > Decimal::ZERO)?;
        let ratio = self.stated(after)?.over(self.stated(before)?)?;
        let open = Interval { low: (ratio.low - 1.0) * 100.0, high: (ratio.high - 1.0) * 100.0 };
        let sum = format!("({} − {}) ÷ {}", short(other), short(one), short(one));
        let sign = if self.figures[stated].change == Some(Change::Down) { -1.0 } else { 1.0 };
        self.held(CheckKind::Change, &[before, after], stated, Result { sum, value, open, unit: " %" }, sign)
    }
}

fn is_total(label: &str) -> bool {
    let label = label.to_lowercase();
    label.starts_with("total") || label.ends_with(" total") || matches!(label.as_str(), "all" | "sum" | "altogether")
}
