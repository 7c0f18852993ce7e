//! Amounts told in two units: "120 metres (394 feet)".

use super::written::{said, short};
use super::{CheckKind, Sheet, SumCheck};
use crate::figures::interval::{Interval, possible};
use crate::figures::{Decimal, FigureKind, convert};

/// Farther beside what follows than this, in per cent, and the second amount is another one; what lies nearer was rounded more than it looks.
const BESIDE: f64 = 0.03;

impl Sheet<'_> {
    pub(super) fn conversions(&self, at: usize) -> Vec<SumCheck> {
        let row = &self.sentences[at];
        (row.figures.start + 1..row.figures.end).filter_map(|other| self.conversion(other - 1, other)).collect()
    }

    fn conversion(&self, one: usize, other: usize) -> Option<SumCheck> {
        let (left, right) = (&self.figures[one], &self.figures[other]);
        let measured = |kind: FigureKind| matches!(kind, FigureKind::Dimension | FigureKind::Temperature);
        let units = left.unit.as_deref().zip(right.unit.as_deref()).filter(|(one, other)| one != other);
        let (from, to) = units.filter(|_| measured(left.kind) && left.kind == right.kind && left.change == right.change)?;
        let between = self.between(one, other);
        let inside = between
            .trim_start()
            .strip_prefix('(')
            .map(|words| (words, ')'))
            .or_else(|| Some((between.trim_start().strip_prefix(", or")?, ',')))?;
        let hedged = inside
            .0
            .split_whitespace()
            .all(|word| matches!(word, "about" | "around" | "some" | "roughly" | "approximately" | "nearly" | "almost" | "over" | "or"));
        // The amount stands alone in its bracket: "30 km (20 miles from the border)" is no conversion.
        let behind = self.text.get(right.span.end()..)?.trim_start().chars().next();
        if !hedged || !(behind == Some(inside.1) || inside.1 == ',' && behind == Some('.')) {
            return None;
        }
        let told = self.number(other)?;
        let value = convert(self.number(one)?, from, to)?;
        let scale = |amount: f64| -> Option<f64> {
            // Degrees have another zero: an interval is converted at both ends.
            let exact = Decimal::parse(&format!("{:.6}", amount.abs()))?;
            Some(convert(if amount < 0.0 { exact.negated() } else { exact }, from, to)?.to_f64())
        };
        let wide = possible(left, self.text)?;
        let open = Interval {
            low: if wide.low.is_finite() { scale(wide.low)? } else { wide.low },
            high: if wide.high.is_finite() { scale(wide.high)? } else { wide.high },
        };
        let fits = open.meets(loose(possible(right, self.text)?, told)) || open.meets(possible(right, self.text)?);
        let gap = (value.to_f64() - told.to_f64()).abs();
        if !fits && gap <= told.to_f64().abs() * BESIDE {
            return None;
        }
        let difference = value.plus(told.negated())?;
        Some(SumCheck {
            kind: CheckKind::Conversion,
            terms: vec![one as u32],
            stated: Some(other as u32),
            sum: format!("{} = {}", left.span.of(self.text).trim(), short(value)),
            against: said(right, &short(told)),
            difference: short(if difference < Decimal::ZERO { difference.negated() } else { difference }),
            fits,
            measures: None,
        })
    }
}

/// A converted amount is told to its last digit that is no zero: "(160 km)" for 100 miles.
fn loose(told: Interval, value: Decimal) -> Interval {
    let half = value.precision().1.to_f64() / 2.0;
    let half = if half > value.to_f64().abs() * 0.06 { 0.0 } else { half };
    Interval { low: told.low - half, high: told.high + half }
}
