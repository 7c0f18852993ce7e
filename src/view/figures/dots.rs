//! The figures of one unit as dots on an axis: hollow where the text says "about", with an arrow where it gives a bound,
//! joined where one sentence stands in several documents.

use std::collections::BTreeMap;

use super::FigureQuery;
use super::order::{is_conversion, is_shown};
use crate::figures::{Approx, FigureKind, FigureRef, Value};
use crate::report::Report;
use crate::view::claims::{Claim, claims};
use crate::view::filter::Filter;
use crate::view::format::{compact, counted, one_line, unit_name, value};
use crate::view::picture::{Anchor, Cell, Link, Mark, Picture, Scale, Shape, Table, TableRow, Tone};
use crate::view::route::{Focus, Open, Target};

/// Width of the axis, and room on both sides, in pixels.
const WIDTH: i32 = 860;
const SIDE: i32 = 30;
/// Distance of dots that stand above each other.
const STEP: i32 = 12;
const RADIUS: i32 = 4;
/// Dots that are drawn one by one; of more, columns.
const MAX_DOTS: usize = 1_500;
/// Highest pile of dots.
const MAX_PILE: i32 = 30;
/// Largest value over smallest from which on the axis is logarithmic.
const LOG_FROM: f64 = 100.0;
/// Rows of the table.
const MAX_ROWS: usize = 500;

/// The dots of the unit in which most can be compared, else of that with most figures: of one that is chosen, where units are.
pub fn dots(report: &Report, query: &FigureQuery) -> Picture {
    let Ok(filter) = Filter::parse(&query.text) else { return Picture::default() };
    let unscoped = FigureQuery { scope: super::FigureScope { low: None, high: None, ..query.scope }, ..query.clone() };
    let mut all = claims(report, &filter);
    all.retain(|claim| is_shown(claim, &unscoped) && claim.magnitude().is_some());
    let unit = best_unit(report, &all);
    all.retain(|claim| claim.figure.unit == unit);
    let name = unit.as_deref().map_or("counts".to_string(), |unit| unit_name(unit, false));
    let mut values: Vec<f64> = all.iter().filter_map(Claim::magnitude).collect();
    values.sort_by(f64::total_cmp);
    let (Some(&least), Some(&most)) = (values.first(), values.last()) else {
        return Picture {
            title: format!("No figures in {name}"),
            summary: "Choose another unit, or fewer conditions.".into(),
            width: 400,
            height: 20,
            ..Picture::default()
        };
    };
    let scale = scale(least, most);
    let mut piles = vec![0; (WIDTH / STEP + 2) as usize];
    let mut dots: Vec<(i32, i32, &Claim, FigureRef)> = Vec::new();
    all.sort_by(|a, b| {
        a.magnitude().unwrap_or(0.0).total_cmp(&b.magnitude().unwrap_or(0.0)).then((a.document, a.at).cmp(&(b.document, b.at)))
    });
    for claim in &all {
        let x = scale.place(claim.magnitude().unwrap_or(least));
        let pile = &mut piles[((x - SIDE) / STEP).clamp(0, WIDTH / STEP + 1) as usize];
        for place in claim.places() {
            dots.push((x, *pile, claim, place));
            *pile += 1;
        }
    }
    let highest = piles.iter().copied().max().unwrap_or(1);
    let drawn = highest.min(MAX_PILE);
    let ground = 16 + drawn * STEP;
    let mut marks = axis(&scale, ground, &name);
    let mut before: Option<(i32, i32, FigureRef)> = None;
    for &(x, level, claim, place) in &dots {
        if level >= MAX_PILE || dots.len() > MAX_DOTS {
            continue;
        }
        let y = ground - STEP / 2 - level * STEP;
        if let Some((_, other, _)) = before.filter(|(at, _, same)| *at == x && *same == claim.first()) {
            marks.push(Mark::plain(Shape::Line { x1: x, y1: other, x2: x, y2: y }, Tone::Figure));
        }
        before = Some((x, y, claim.first()));
        marks.extend(dot(report, claim, place, x, y));
    }
    if dots.len() > MAX_DOTS {
        for (at, &pile) in (0..).zip(&piles).filter(|(_, pile)| **pile > 0) {
            let height = (pile * drawn * STEP / highest).max(2);
            let shape = Shape::Rect { x: SIDE + at * STEP, y: ground - height, width: STEP - 1, height };
            marks.push(Mark { label: counted(pile as usize, "figure"), ..Mark::plain(shape, Tone::Figure) });
        }
    }
    let logarithmic = if scale.logarithmic { " Each step of the axis is ten times the one before." } else { "" };
    Picture {
        title: format!("{} in {name}", counted(dots.len(), "figure")),
        summary: format!(
            "Filled: as stated; hollow: approximate; ▸ ◂: at least, at most; joined: one sentence in several documents.{logarithmic}"
        ),
        width: (WIDTH + 2 * SIDE) as u32,
        height: (ground + 34) as u32,
        marks,
        scale: Some(scale),
        table: table(report, &all),
    }
}

/// The unit with most figures of which another one measures the same; where nothing can be compared, the unit with most figures.
///
/// Counts have no unit and are chosen only where more of them can be compared. Amounts that are told again in another currency do not count.
fn best_unit(report: &Report, claims: &[Claim]) -> Option<String> {
    let mut by_unit: BTreeMap<Option<&str>, Vec<&Claim>> = BTreeMap::new();
    for claim in claims {
        by_unit.entry(claim.figure.unit.as_deref()).or_default().push(claim);
    }
    let comparable = |claims: &[&Claim]| -> usize {
        let mut measures: BTreeMap<(FigureKind, &str), usize> = BTreeMap::new();
        for claim in claims.iter().filter(|claim| !claim.measure.is_empty() && !is_conversion(report, claim)) {
            *measures.entry((claim.figure.kind, &claim.measure)).or_default() += 1;
        }
        measures.values().filter(|&&count| count > 1).sum()
    };
    let best = by_unit.iter().max_by_key(|(unit, claims)| (comparable(claims), unit.is_some(), claims.len(), std::cmp::Reverse(**unit)));
    best.and_then(|(unit, _)| unit.map(str::to_string))
}

fn scale(least: f64, most: f64) -> Scale {
    let logarithmic = least > 0.0 && most / least >= LOG_FROM;
    let (low, high) = if logarithmic {
        (10_f64.powf(least.log10().floor()), 10_f64.powf(most.log10().ceil()))
    } else if most > least {
        let step = round_step(most - least);
        ((least / step).floor() * step, (most / step).ceil() * step)
    } else {
        (least - least.abs().max(1.0) / 2.0, most + most.abs().max(1.0) / 2.0)
    };
    Scale { low, high, logarithmic, start: SIDE, end: SIDE + WIDTH }
}

/// A round step that divides `range` into about ten parts.
fn round_step(range: f64) -> f64 {
    let power = 10_f64.powf((range / 8.0).log10().floor());
    [1.0, 2.0, 5.0, 10.0].into_iter().map(|factor| factor * power).find(|step| range / step <= 10.0).unwrap_or(power * 10.0)
}

fn axis(scale: &Scale, ground: i32, name: &str) -> Vec<Mark> {
    let mut marks = vec![Mark::plain(Shape::Line { x1: scale.start, y1: ground, x2: scale.end, y2: ground }, Tone::Axis)];
    let mut ticks = Vec::new();
    if scale.logarithmic {
        let (from, to) = (scale.low.log10().round() as i32, scale.high.log10().round() as i32);
        let every = ((to - from) / 12 + 1) as usize;
        ticks.extend((from..=to).step_by(every).map(|power| 10_f64.powi(power)));
    } else {
        let step = round_step(scale.high - scale.low);
        let first = (scale.low / step).round() as i64;
        ticks.extend((first..).map(|at| at as f64 * step).take_while(|tick| *tick <= scale.high + step / 1e6).take(14));
    }
    for tick in ticks {
        let x = scale.place(tick);
        marks.push(Mark::plain(Shape::Line { x1: x, y1: ground, x2: x, y2: ground + 5 }, Tone::Axis));
        marks.push(Mark::text(x, ground + 18, Anchor::Middle, Tone::Quiet, compact(tick)));
    }
    marks.push(Mark::text(scale.end, ground + 32, Anchor::End, Tone::Quiet, name));
    marks
}

fn dot(report: &Report, claim: &Claim, FigureRef { document, figure: at }: FigureRef, x: i32, y: i32) -> Vec<Mark> {
    let source = &report.documents[document as usize];
    let hollow = claim.figure.approx.is_some() || matches!(claim.figure.value, Value::Range(..));
    let subject = claim.figure.subject.map_or(String::new(), |span| format!(" · {}", span.of(claim.report_document(report).text())));
    let holder = Some(claim.holder(report)).filter(|holder| !holder.is_empty()).map_or(String::new(), |holder| format!(" · of {holder}"));
    let mut marks = vec![Mark {
        label: format!("{}{subject}{holder} · {}", value(claim.figure), source.id),
        link: Some(Link::Open(Open::Reader(Target { document, focus: Focus::Figure(at) }))),
        ..Mark::plain(Shape::Circle { x, y, radius: RADIUS, hollow }, Tone::Figure)
    }];
    let arrow = match claim.figure.approx {
        Some(Approx::MoreThan | Approx::AtLeast) => Some(1),
        Some(Approx::LessThan | Approx::AtMost | Approx::Nearly) => Some(-1),
        _ => None,
    };
    marks.extend(arrow.map(|way| {
        let tip = x + way * (RADIUS + 5);
        let base = x + way * (RADIUS + 1);
        Mark::plain(Shape::Path(format!("M{base} {}L{tip} {y}L{base} {}Z", y - 3, y + 3)), Tone::Figure)
    }));
    marks
}

fn table(report: &Report, claims: &[Claim]) -> Table {
    let row = |claim: &Claim| {
        let source = claim.report_document(report);
        let size = claim.magnitude().unwrap_or(0.0);
        TableRow {
            cells: vec![
                // Sorted in thousandths: enough for the eye, and whole.
                Cell::Number((size * 1000.0) as i64, value(claim.figure)),
                Cell::Text(claim.figure.subject.map_or(String::new(), |span| one_line(span.of(source.text())))),
                Cell::Text(one_line(claim.holder(report))),
                Cell::Text(source.id.clone()),
                Cell::Number(1 + claim.copies.len() as i64, (1 + claim.copies.len()).to_string()),
            ],
            link: Some(Link::Open(Open::Reader(Target { document: claim.document, focus: Focus::Figure(claim.at) }))),
        }
    };
    Table {
        columns: ["Value", "Subject", "Of", "First in", "Places"].map(String::from).to_vec(),
        more: claims.len().saturating_sub(MAX_ROWS) as u32,
        rows: claims.iter().take(MAX_ROWS).map(row).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_unit_is_one_in_which_figures_can_be_compared() {
        let report = crate::view::entities::tests::report(&[
            "Turnout was 61 percent in Leeds. The hall cost €5 million, the bridge cost €7 million and the park cost €9 million.",
            "Turnout was 59 percent in York.",
        ]);
        let title = dots(&report, &FigureQuery::default()).title;
        assert!(title.starts_with("2 figures in"), "{title}");
    }

    #[test]
    fn a_conversion_is_no_figure_to_compare() {
        let report = crate::view::entities::tests::report(&[
            "The fund got R$3.3 billion ($620 million). The fund got R$4.1 billion ($770 million). The fund got £2 million and £3 million.",
        ]);
        assert!(
            dots(&report, &FigureQuery::default()).title.contains("BRL") || !dots(&report, &FigureQuery::default()).title.contains('$')
        );
    }

    #[test]
    fn axes_end_at_round_numbers() {
        let of = |least, most| {
            let scale = scale(least, most);
            (scale.low, scale.high, scale.logarithmic)
        };
        assert_eq!(of(17.1, 37.0), (16.0, 38.0, false));
        assert_eq!(of(800.0, 35e12), (100.0, 1e14, true));
        assert_eq!(of(5.0, 5.0), (2.5, 7.5, false));
        assert_eq!(of(-3.0, 900.0), (-100.0, 900.0, false));
    }

    #[test]
    fn places_on_the_axis_come_back_as_values() {
        for scale in [scale(1.0, 9.0), scale(3.0, 4e9)] {
            for value in [scale.low, (scale.low * scale.high).sqrt(), scale.high] {
                let back = scale.value(scale.place(value));
                assert!((back / value - 1.0).abs() < 0.05, "{value} → {back}");
            }
        }
    }
}
