//! Sums that a text invites, each kind by a small pattern of its own: [`changes`], [`shares`], [`parts`], [`balances`], [`conversions`],
//! [`years`], [`tables`].
//!
//! They are shown with their terms and held against what the text states. A sum whose terms are not told plainly is not made: what is missed
//! costs less than what is wrongly said not to fit.

mod balances;
mod changes;
mod conversions;
mod parts;
mod shares;
mod tables;
mod written;
mod years;

use serde::{Deserialize, Serialize};

use crate::figures::interval::{Interval, number, stated};
use crate::figures::{Decimal, Figure, FigureKind};
use crate::text::Layout;

use written::{said, short};

/// The calculation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CheckKind {
    /// Parts against the whole that they make together.
    Parts,
    /// Wholes that follow from two amounts and their shares.
    Ratio,
    /// A change against the two levels.
    Change,
    /// A share against the part and the whole that are counted.
    Share,
    /// A deficit, a majority, a lead against the two amounts between which it lies.
    Difference,
    /// An amount in one unit against the same in another.
    Conversion,
    /// A price for each against the sum and the number.
    Each,
    /// An age or a time against the years between which it lies.
    Years,
}

/// One sum.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SumCheck {
    /// The calculation.
    pub kind: CheckKind,
    /// Indices into the document's figures, in the order of the sum.
    pub terms: Vec<u32>,
    /// The figure that the sum is held against; `None` where two results are held against each other, or where a word states it ("doubled").
    pub stated: Option<u32>,
    /// The sum with its result: "19 % + 17.1 % = 36.1 %".
    pub sum: String,
    /// The stated result: "more than 37 %".
    pub against: String,
    /// By how much the result lies beside what is stated: "0.9 %".
    pub difference: String,
    /// Whether both agree within what the text rounds away and how firmly it states them.
    pub fits: bool,
    /// The two measures where they differ ("gas reserves", "gas resources").
    pub measures: Option<(String, String)>,
}

/// Most sentences between a whole and its parts.
const NEAR: usize = 4;
/// The most figures of one sentence that are added up or compared: more are a list or a table.
const CROWD: usize = 16;

/// The sums of one text, in the order of their first term.
pub fn checks(text: &str, layout: &Layout, figures: &[Figure]) -> Vec<SumCheck> {
    let sheet = Sheet { text, layout, figures, sentences: sentences(layout, figures) };
    let mut found: Vec<SumCheck> = Vec::new();
    for at in 0..sheet.sentences.len() {
        found.extend(sheet.conversions(at));
        if sheet.sentences[at].figures.len() > CROWD {
            continue;
        }
        found.extend(sheet.together(at));
        found.extend(sheet.listed(at));
        found.extend(sheet.hundred(at));
        found.extend(sheet.ratio(at));
        found.extend(sheet.changes(at));
        found.extend(sheet.shares(at));
        found.extend(sheet.balances(at));
        found.extend(sheet.years(at));
    }
    found.extend(sheet.tables());
    found.sort_by(|a, b| a.terms.cmp(&b.terms).then(a.kind.cmp(&b.kind)).then(a.stated.cmp(&b.stated)));
    found.dedup_by(|a, b| a.kind == b.kind && a.terms == b.terms && a.stated == b.stated);
    found
}

/// A sentence with figures: its index in the layout and the range of its figures.
struct Row {
    sentence: usize,
    figures: std::ops::Range<usize>,
}

struct Sheet<'t> {
    text: &'t str,
    layout: &'t Layout,
    figures: &'t [Figure],
    sentences: Vec<Row>,
}

fn sentences(layout: &Layout, figures: &[Figure]) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for (index, figure) in figures.iter().enumerate() {
        let Some(sentence) = layout.sentence_at(figure.span.start()) else { continue };
        match rows.last_mut() {
            Some(row) if row.sentence == sentence => row.figures.end = index + 1,
            _ => rows.push(Row { sentence, figures: index..index + 1 }),
        }
    }
    rows
}

/// The result of a sum, and the value it is held against.
struct Result<'s> {
    /// The sum as it is shown, without its result: "19 % + 17.1 %".
    sum: String,
    value: Decimal,
    open: Interval,
    /// What is put behind numbers.
    unit: &'s str,
}

impl<'t> Sheet<'t> {
    fn words(&self, row: &Row) -> &'t str {
        self.layout.sentences[row.sentence].of(self.text)
    }

    /// The text between two figures in small letters; nothing where it is long.
    fn between(&self, one: usize, other: usize) -> String {
        self.near(self.figures[one].span.end(), self.figures[other].span.start())
    }

    /// What stands behind a figure in its sentence, in small letters, as far as a few words reach and to the next figure.
    fn behind(&self, row: &Row, at: usize) -> String {
        let start = self.figures[at].span.end();
        let end = if at + 1 < row.figures.end { self.figures[at + 1].span.start() } else { self.layout.sentences[row.sentence].end() };
        self.text.get(start..end.max(start)).unwrap_or_default().chars().take(FAR).collect::<String>().to_lowercase()
    }

    /// What stands before a figure in its sentence, in small letters, back to the figure before it.
    fn before(&self, row: &Row, at: usize) -> String {
        let end = self.figures[at].span.start();
        let start = if at > row.figures.start { self.figures[at - 1].span.end() } else { self.layout.sentences[row.sentence].start() };
        let before = self.text.get(start.min(end)..end).unwrap_or_default();
        let first = before.char_indices().rev().nth(FAR).map_or(0, |(at, _)| at);
        before[first..].to_lowercase()
    }

    fn near(&self, start: usize, end: usize) -> String {
        let between = self.text.get(start..end).unwrap_or_default();
        if between.len() > 4 * FAR { String::new() } else { between.to_lowercase() }
    }

    fn number(&self, at: usize) -> Option<Decimal> {
        number(&self.figures[at])
    }

    fn stated(&self, at: usize) -> Option<Interval> {
        stated(&self.figures[at], self.text)
    }

    fn is_percent(&self, at: usize) -> bool {
        let figure = &self.figures[at];
        figure.kind == FigureKind::Percent && figure.unit.as_deref() == Some("percent") && number(figure).is_some()
    }

    /// A sum beside a figure that states its result.
    fn held(&self, kind: CheckKind, terms: &[usize], stated: usize, result: Result<'_>, factor: f64) -> Option<SumCheck> {
        let told = self.number(stated)?;
        let sign = if factor < 0.0 { told.negated() } else { told };
        let open = self.stated(stated)?;
        let open = if factor < 0.0 { Interval { low: -open.high, high: -open.low } } else { open };
        let unit = result.unit;
        Some(SumCheck {
            kind,
            terms: terms.iter().map(|&index| index as u32).collect(),
            stated: Some(stated as u32),
            sum: format!("{} = {}{unit}", result.sum, short(result.value)),
            against: said(&self.figures[stated], &format!("{}{unit}", short(sign))),
            difference: apart(result.value, sign, unit),
            fits: result.open.meets(open),
            measures: None,
        })
    }

    fn shares_in<'s>(&'s self, row: &'s Row) -> impl Iterator<Item = (usize, Decimal)> + 's {
        row.figures
            .clone()
            .filter(|&at| self.is_percent(at) && self.figures[at].change.is_none())
            .filter_map(|at| Some((at, self.number(at)?)))
    }

    /// Whether a figure counts something.
    fn is_count(&self, at: usize) -> bool {
        let figure = &self.figures[at];
        figure.kind == FigureKind::Number && figure.unit.is_none() && figure.change.is_none() && number(figure).is_some()
    }

    /// Whether two figures are amounts of one unit.
    fn is_like(&self, one: usize, other: usize) -> bool {
        let (one, other) = (&self.figures[one], &self.figures[other]);
        one.kind == other.kind && one.unit == other.unit && number(one).is_some() && number(other).is_some()
    }

    fn subject(&self, figure: usize) -> Option<&'t str> {
        self.figures[figure].subject.map(|span| span.of(self.text))
    }

    /// The subjects where the last words of the two differ.
    fn measures(&self, one: usize, other: usize) -> Option<(String, String)> {
        let (one, other) = (self.measure(one)?, self.measure(other)?);
        (one != other).then_some((one, other))
    }

    /// The noun phrase of a subject: up to a verb's helper or the place where it is.
    fn measure(&self, figure: usize) -> Option<String> {
        let words: Vec<&str> = self
            .subject(figure)?
            .split_whitespace()
            .take_while(|word| !matches!(*word, "are" | "is" | "was" | "were" | "in" | "has" | "have"))
            .collect();
        let start = words.len().saturating_sub(2);
        (words.len() > 1).then(|| words[start..].join(" ").to_lowercase())
    }
}

/// How far apart two numbers are, in words.
fn apart(result: Decimal, told: Decimal, unit: &str) -> String {
    let difference = result.plus(told.negated()).unwrap_or(Decimal::ZERO);
    let size = if difference < Decimal::ZERO { difference.negated() } else { difference };
    format!("{}{unit}", short(size))
}

/// The most characters between two figures that belong together.
const FAR: usize = 80;

#[cfg(test)]
mod tests;
