//! What a written number leaves open, as intervals; and whether two of them agree, differ, or say nothing about each other.
//!
//! A number is as precise as it is written: 6.3 is anything from 6.25 to 6.35, 4.5 billion from 4.45 to 4.55 billion, and 412,000 is 412,000.
//! Because round numbers are often rounded although nothing says so, there are two readings: what a number [says](stated), which agreement and
//! sums are held against, and what it may [possibly](possible) mean: two figures differ only where not even that meets.

use super::{Approx, Decimal, Figure, FigureKind, Value};

/// From … to ….
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Interval {
    pub(crate) low: f64,
    pub(crate) high: f64,
}

impl Interval {
    /// One value.
    pub(crate) fn exactly(value: f64) -> Interval {
        Interval { low: value, high: value }
    }

    pub(crate) fn around(value: f64, half: f64) -> Interval {
        Interval { low: value - half, high: value + half }
    }

    pub(crate) fn plus(self, other: Interval) -> Interval {
        Interval { low: self.low + other.low, high: self.high + other.high }
    }

    pub(crate) fn minus(self, other: Interval) -> Interval {
        Interval { low: self.low - other.high, high: self.high - other.low }
    }

    /// All quotients of two intervals that are nowhere negative; `None` where the divisor may be nothing.
    pub(crate) fn over(self, other: Interval) -> Option<Interval> {
        (other.low > 0.0 && self.low >= 0.0).then(|| Interval { low: self.low / other.high, high: self.high / other.low })
    }

    /// All products with a factor that is not negative.
    pub(crate) fn times(self, factor: f64) -> Interval {
        Interval { low: self.low * factor, high: self.high * factor }
    }

    /// All products of two intervals that are nowhere negative.
    pub(crate) fn times_all(self, other: Interval) -> Interval {
        Interval { low: self.low * other.low, high: self.high * other.high }
    }

    /// Whether one value lies in both, their ends included. A little more for what binary fractions cannot hold.
    pub(crate) fn meets(self, other: Interval) -> bool {
        let slack = 1e-9 * self.low.abs().min(other.low.abs());
        self.low <= other.high + slack && other.low <= self.high + slack
    }

    /// Whether no value lies inside both: intervals that only touch are apart, 4 % is not 5 %. Single values are apart unless they are the same.
    pub(crate) fn is_apart_from(self, other: Interval) -> bool {
        let slack = 1e-9 * self.low.abs().max(other.low.abs()).min(self.high.abs().max(other.high.abs()));
        let inside = |one: Interval, other: Interval| one.is_point() && one.low >= other.low - slack && one.low <= other.high + slack;
        if inside(self, other) || inside(other, self) {
            return false;
        }
        self.low >= other.high - slack || other.low >= self.high - slack
    }

    fn is_point(self) -> bool {
        self.low == self.high
    }

    /// Whether both ends are known.
    pub(crate) fn is_firm(self) -> bool {
        self.low.is_finite() && self.high.is_finite()
    }

    /// The value in its middle, or its end where only one is known.
    pub(crate) fn middle(self) -> f64 {
        match (self.low.is_finite(), self.high.is_finite()) {
            (true, true) => self.low.midpoint(self.high),
            (true, false) => self.low,
            _ => self.high,
        }
    }
}

/// The value, where it is a single number.
pub(super) fn number(figure: &Figure) -> Option<Decimal> {
    match figure.value {
        Value::Number(value) => Some(value),
        _ => None,
    }
}

/// What a figure says, in its own unit: its last digit's place left open, words like "about" and bounds taken at their word.
pub(crate) fn stated(figure: &Figure, text: &str) -> Option<Interval> {
    let (low, high) = ends(figure)?;
    let half = rounding(figure, text);
    let width = half.max(high.abs() * 0.05);
    Some(match figure.approx {
        None => Interval { low: low - half, high: high + half },
        Some(Approx::About) => Interval { low: low - width, high: high + width },
        Some(Approx::Nearly) => Interval { low: low - high.abs() * 0.08, high: high + half },
        Some(Approx::MoreThan | Approx::AtLeast) => Interval { low, high: f64::INFINITY },
        Some(Approx::LessThan | Approx::AtMost) => Interval { low: f64::NEG_INFINITY, high },
    })
}

/// What a figure may possibly mean, in its own unit: also that a round number was rounded to its last digit that is no zero.
pub(crate) fn possible(figure: &Figure, text: &str) -> Option<Interval> {
    let (low, high) = ends(figure)?;
    let half = rounding(figure, text).max(round(high).unwrap_or(0.0));
    let width = half.max(high.abs() * 0.1);
    Some(match figure.approx {
        None => Interval { low: low - half, high: high + half },
        Some(Approx::About | Approx::Nearly) => Interval { low: low - width, high: high + width },
        Some(Approx::MoreThan | Approx::AtLeast) => Interval { low: low - half, high: f64::INFINITY },
        Some(Approx::LessThan | Approx::AtMost) => Interval { low: f64::NEG_INFINITY, high: high + half },
    })
}

fn ends(figure: &Figure) -> Option<(f64, f64)> {
    match &figure.value {
        Value::Number(value) => Some((value.to_f64(), value.to_f64())),
        Value::Range(Some(low), Some(high)) => Some((low.to_f64(), high.to_f64())),
        _ => None,
    }
}

/// From this value on, a round number without scale word may be rounded.
const ROUND: f64 = 1_000.0;

/// Half of the place of the last digit that is no zero, of a large whole number.
fn round(value: f64) -> Option<f64> {
    if !(ROUND..1e15).contains(&value.abs()) || value.fract() != 0.0 {
        return None;
    }
    let mut place = 1.0;
    while value % (place * 10.0) == 0.0 {
        place *= 10.0;
    }
    Some(if place > 1.0 { place / 2.0 } else { 0.0 })
}

/// Half of the place of the last digit that is written. What is counted to the last one is exact.
pub(crate) fn rounding(figure: &Figure, text: &str) -> f64 {
    let value = match &figure.value {
        Value::Number(value) => *value,
        Value::Range(_, Some(high)) => *high,
        _ => return 0.0,
    };
    let measured = matches!(figure.kind, FigureKind::Percent | FigureKind::Temperature | FigureKind::Dimension);
    match place(value, figure.span.of(text)) {
        // "one in three", "a quarter": told for the nearest such share.
        _ if figure.kind == FigureKind::Fraction => value.to_f64().abs() * 0.05,
        Some(1.0) if !measured => 0.0,
        Some(place) => place / 2.0,
        None => 0.0,
    }
}

/// What the last written digit counts: 0.1 in "6.3", a hundred million in "4.5 billion". `None` for numbers in words that are no round ones.
fn place(value: Decimal, written: &str) -> Option<f64> {
    let Some(digits) = digits(written) else {
        // "three million", but "three".
        let (count, place) = value.precision();
        let place = if count == 1 { place.scaled(-1)? } else { place };
        return (place >= Decimal::whole(100_000)).then(|| place.to_f64());
    };
    let (count, place) = value.over(digits)?.precision();
    // "12 dozen", "5 ft 10": no power of ten lies between what is written and what is meant.
    if count != 1 || place.times(digits)? != value {
        return Some(value.precision().1.to_f64()).filter(|place| *place < 1.0);
    }
    Some(place.to_f64())
}

/// The first number in digits as if it had no decimal point: 24100 of "Rs 2.4100 lakh".
fn digits(written: &str) -> Option<Decimal> {
    let start = written.find(|c: char| c.is_ascii_digit())?;
    let mut digits = String::new();
    let mut rest = written[start..].chars().peekable();
    while let Some(c) = rest.next() {
        let goes_on = rest.peek().is_some_and(char::is_ascii_digit);
        match c {
            '0'..='9' => digits.push(c),
            '.' | ',' | '’' | '\'' | ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' if goes_on => {}
            _ => break,
        }
    }
    Decimal::parse(&digits).filter(|digits| *digits != Decimal::ZERO)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Language, Layout};

    /// The first figure of a text, as it is stated and as it may be meant.
    fn read(text: &str) -> (Interval, Interval) {
        let figures = crate::figures::read(text, &Layout::new(text), Language::ENGLISH);
        let figure = figures.iter().find(|figure| number(figure).is_some() || matches!(figure.value, Value::Range(..))).unwrap();
        (stated(figure, text).unwrap(), possible(figure, text).unwrap())
    }

    #[track_caller]
    fn check(text: &str, low: f64, high: f64) {
        let (found, _) = read(text);
        let near = |a: f64, b: f64| a == b || (a - b).abs() <= 1e-9 * a.abs().max(1.0);
        assert!(near(found.low, low) && near(found.high, high), "{text}: {found:?}");
    }

    #[test]
    fn a_number_is_as_precise_as_it_is_written() {
        check("It was 6.3 percent.", 6.25, 6.35);
        check("It was 6.0 percent.", 5.95, 6.05);
        check("It was 4 percent.", 3.5, 4.5);
        check("It cost 4.5 billion dollars.", 4.45e9, 4.55e9);
        check("It cost $80 million.", 79.5e6, 80.5e6);
        check("It cost £2.00 then.", 1.995, 2.005);
        check("They sold 412,000 cars.", 412_000.0, 412_000.0);
        check("They sold twelve cars.", 12.0, 12.0);
        check("It cost Rs 2.41 lakh crore.", 2.405e12, 2.415e12);
        check("About 40,000 villagers left.", 38_000.0, 42_000.0);
        check("At least 30 people died.", 30.0, f64::INFINITY);
    }

    #[test]
    fn figures_agree_differ_or_say_nothing() {
        let told = |a: &str, b: &str| {
            let ((one, one_wide), (other, other_wide)) = (read(a), read(b));
            match (one.is_apart_from(other), one_wide.is_apart_from(other_wide)) {
                (false, _) => "agree",
                (true, true) => "differ",
                (true, false) => "nothing",
            }
        };
        for (a, b, result) in [
            ("6.3 percent", "6.2 percent", "differ"),
            ("4 percent", "5 percent", "differ"),
            ("71.4 percent", "71 percent", "agree"),
            ("71.4 percent", "about 71 percent", "agree"),
            ("71.4 percent", "71.6 percent", "differ"),
            ("412,000 cars", "414,000 cars", "differ"),
            ("412,000 cars", "412,345 cars", "nothing"),
            ("about 412,000 cars", "412,345 cars", "agree"),
            ("30 people", "at least 25 people", "agree"),
            ("20 people", "at least 25 people", "differ"),
            ("83 people", "38 people", "differ"),
            ("1.2 million people", "1 million people", "agree"),
            ("1.2 million people", "1.4 million people", "differ"),
            ("about 300 people", "325 people", "nothing"),
        ] {
            assert_eq!(told(a, b), result, "{a} / {b}");
        }
    }
}
