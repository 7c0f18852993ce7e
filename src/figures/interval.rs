//! The interval of a written figure: how far the true value may lie from it, and whether a result agrees with it.

use super::{Approx, Decimal, Figure, FigureKind, Value};

/// The value, where it is a single number.
pub(super) fn number(figure: &Figure) -> Option<Decimal> {
    match figure.value {
        Value::Number(value) => Some(value),
        _ => None,
    }
}

/// How far the true value may lie from the written one: half of its last place.
pub(super) fn slack(figure: &Figure) -> f64 {
    let Some(value) = number(figure) else { return 0.0 };
    let (digits, place) = value.precision();
    // "80 million" is rarely rounded to tens of millions: a zero counts as written.
    let place = if digits == 1 && place > Decimal::whole(1) { place.scaled(-1).unwrap_or(place) } else { place };
    let counted = figure.kind == FigureKind::Number && place == Decimal::whole(1);
    let half = if counted { 0.0 } else { place.to_f64() / 2.0 };
    let loose = matches!(figure.approx, Some(Approx::About | Approx::Nearly));
    if loose { half.max(value.to_f64().abs() * 0.05) } else { half }
}

/// From … to …: what a figure or a sum of figures allows for, all of it positive.
#[derive(Clone, Copy)]
pub(super) struct Interval {
    low: f64,
    high: f64,
}

impl Interval {
    /// All quotients.
    pub(super) fn over(self, other: Interval) -> Option<Interval> {
        (other.high > 0.0).then_some(Interval { low: self.low / other.high, high: self.high / other.low })
    }

    pub(super) fn times(self, factor: f64) -> Interval {
        Interval { low: self.low * factor, high: self.high * factor }
    }

    /// Whether one value lies in both. A little more for what binary fractions cannot hold.
    pub(super) fn meets(self, other: Interval) -> bool {
        let slack = 1e-9 * self.low.abs().min(other.low.abs());
        self.low <= other.high + slack && other.low <= self.high + slack
    }
}

/// The interval of a positive figure. A bound works one way only: "more than 19 %" is 19 % or anything above.
pub(super) fn interval(figure: &Figure) -> Option<Interval> {
    let value = number(figure)?.to_f64();
    let slack = slack(figure);
    let (low, high) = match figure.approx {
        Some(Approx::MoreThan | Approx::AtLeast) => (value, f64::INFINITY),
        Some(Approx::LessThan | Approx::AtMost) => (0.0, value),
        Some(Approx::About | Approx::Nearly) | None => (value - slack, value + slack),
    };
    Some(Interval { low: low.max(0.0), high })
}

/// Whether a result agrees with what is stated: "more than 37" allows for all above.
pub(super) fn fits(result: f64, stated: f64, slack: f64, approx: Option<Approx>, open: bool) -> bool {
    let difference = result - stated;
    // A little more for what binary fractions cannot hold.
    let slack = slack + 1e-9 * stated.abs();
    match approx {
        Some(Approx::MoreThan | Approx::AtLeast) => difference >= -slack || open && difference.abs() <= slack,
        Some(Approx::LessThan | Approx::AtMost) => difference <= slack,
        _ if open => difference <= slack || difference.abs() <= slack,
        _ => difference.abs() <= slack,
    }
}
