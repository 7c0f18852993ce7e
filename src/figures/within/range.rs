//! Quantities in relation: ranges, changes from one level to another, ratios.

use super::lex::Lexemes;
use super::number::{Form, Number, Setting, number};
use super::quantity::{Measure, Quantity, quantity};
use super::words::small;
use crate::figures::{Decimal, FigureKind, Value};

/// A figure as read, in lexemes.
#[derive(Clone, Debug)]
pub(crate) struct Reading {
    pub(crate) first: usize,
    /// The lexeme after it.
    pub(crate) end: usize,
    pub(crate) kind: FigureKind,
    pub(crate) value: Value,
    pub(crate) unit: Option<String>,
    pub(crate) unit_assumed: bool,
    /// Whether it is a bare number in words.
    pub(crate) in_words: bool,
}

/// Reads the quantity at `at`, and the second one where the two are said as one.
pub(crate) fn quantities(lexemes: &Lexemes, at: usize) -> Option<Vec<Reading>> {
    let between = lexemes.word_before(at) == "between";
    let first = quantity(lexemes, at, if between { Setting::Between } else { Setting::Plain })?;
    if let Some(ratio) = ratio(lexemes, &first) {
        return Some(vec![ratio]);
    }
    if let Some(bounded) = bounded(lexemes, &first) {
        return Some(vec![bounded]);
    }
    if let Some((next, connector)) = connector(lexemes, &first, between) {
        let about = usize::from(matches!(lexemes.word(next), "about" | "around" | "nearly" | "almost") || lexemes.mark(next) == Some('~'));
        let second = quantity(lexemes, next + about, Setting::Plain);
        if let Some(readings) = second.and_then(|second| related(lexemes, &first, &second, connector)) {
            return Some(readings);
        }
    }
    Some(vec![reading(&first)])
}

/// The quantity as a figure of its own.
fn reading(found: &Quantity) -> Reading {
    let value = found.value().map_or(Value::Unknown, Value::Number);
    let in_words = found.number.form == Form::Words && found.measure == Measure::None;
    Reading { first: found.first, end: found.end, kind: found.kind(), value, unit: found.unit(), unit_assumed: assumed(found), in_words }
}

fn assumed(found: &Quantity) -> bool {
    matches!(&found.measure, Measure::Money(currency) if currency.assumed)
}

/// "one in four", "four out of five", "2 in 5".
fn ratio(lexemes: &Lexemes, first: &Quantity) -> Option<Reading> {
    if first.measure != Measure::None || first.number.is_scaled() || first.per.is_some() || !lexemes.english {
        return None;
    }
    let above = first.value()?.integer().filter(|above| (1..1_000).contains(above))?;
    let end = first.number.end;
    let (next, firm) = match (lexemes.word(end), lexemes.word(end + 1), lexemes.word(end + 2)) {
        ("out", "of", "every" | "the") => (end + 3, true),
        ("out", "of", _) => (end + 2, true),
        ("in" | "of", "every", _) => (end + 2, true),
        ("in", ..) => (end + 1, false),
        _ => return None,
    };
    let second = quantity(lexemes, next, Setting::Plain)?;
    if second.measure != Measure::None || second.number.form == Form::Vague {
        return None;
    }
    let below = second.value()?.integer().filter(|below| *below > above)?;
    // "in 2015" is a year; "12 in 30 minutes" was ruled out by its unit; "5 in 20 games" counts goals.
    let small_ratio = above == 1 && below < 1500 || above < 10 && (below <= 20 || below % 10 == 0 && !(1500..2100).contains(&below));
    if !(firm || small_ratio) {
        return None;
    }
    Some(Reading {
        first: first.first,
        end: second.number.end,
        kind: FigureKind::Fraction,
        value: Decimal::whole(above).over(Decimal::whole(below)).map_or(Value::Unknown, Value::Number),
        unit: None,
        unit_assumed: false,
        in_words: false,
    })
}

/// "more than 100 but fewer than 300", "at least 20 and at most 30": a lower and an upper bound of one thing.
fn bounded(lexemes: &Lexemes, first: &Quantity) -> Option<Reading> {
    use crate::figures::Approx::{AtLeast, AtMost, LessThan, MoreThan};
    if !lexemes.english || !matches!(lexemes.word(first.end), "and" | "but") {
        return None;
    }
    #[rustfmt::skip]
    const BOUND: &[&str] = &[
        "below", "above", "under", "over", "less", "more", "fewer", "than", "smaller", "greater", "lower", "higher", "at", "least", "most", "no", "not", "up",
        "to", "or", "equal",
    ];
    let start = (first.end + 1..first.end + 8).find(|&at| !BOUND.contains(&lexemes.word(at))).filter(|&at| at > first.end + 1)?;
    let bound = |first: usize, end: usize| super::approx::approx(lexemes, first, end, false);
    let rises = match (bound(first.first, first.end)?, bound(start, start)?) {
        (MoreThan | AtLeast, LessThan | AtMost) => true,
        (LessThan | AtMost, MoreThan | AtLeast) => false,
        _ => return None,
    };
    let (mut first, mut second) = (first.clone(), quantity(lexemes, start, Setting::Plain)?);
    if first.measure != Measure::None && second.measure != Measure::None && !same_measure(&first, &second) {
        return None;
    }
    share(&mut first, &mut second);
    let (low, high) = if rises { (first.value()?, second.value()?) } else { (second.value()?, first.value()?) };
    (low < high).then(|| Reading {
        first: first.first,
        end: second.end,
        kind: second.kind(),
        value: Value::Range(Some(low), Some(high)),
        unit: second.unit(),
        unit_assumed: assumed(&second),
        in_words: false,
    })
}

/// Whether a range has its bounds in words of its own, so that what stands before it is no further hedge.
pub(crate) fn is_bounded(lexemes: &Lexemes, reading: &Reading) -> bool {
    matches!(reading.value, Value::Range(..))
        && (reading.first..reading.end)
            .any(|at| matches!(lexemes.word(at), "than" | "least" | "most" | "below" | "above" | "under" | "over"))
}

/// How two quantities are joined.
#[derive(Clone, Copy, PartialEq)]
enum Connector {
    /// "4-5", "35–40".
    Dash,
    /// "two to three".
    To,
    /// "between 15 and 20", "two or three".
    And,
    /// "from 1,799 to 3,601": two levels.
    FromTo,
    /// "45 and 50 mg": two figures with one unit.
    List,
}

fn connector(lexemes: &Lexemes, first: &Quantity, between: bool) -> Option<(usize, Connector)> {
    let end = first.end;
    // "two-to-three", "15- to 20-".
    let hyphen = usize::from(lexemes.mark(end) == Some('-') && lexemes.word(end + 1) == "to");
    let after = usize::from(hyphen == 1 && lexemes.is_hyphen(end + 2));
    match lexemes.word(end + hyphen) {
        "to" => {
            let ranged = ["ranging", "ranged", "range", "ranges", "vary", "varies", "varied", "varying", "anywhere"];
            let from = lexemes.word_before(first.first) == "from"
                || lexemes.word_before(first.first.wrapping_sub(1)) == "from" && !lexemes.word_before(first.first).is_empty();
            let spread = (2..=4).any(|back| ranged.contains(&lexemes.word(first.first.wrapping_sub(back))));
            Some((end + hyphen + 1 + after, if from && !spread { Connector::FromTo } else { Connector::To }))
        }
        "and" if between => Some((end + 1, Connector::And)),
        "or" => Some((end + 1, Connector::And)),
        "and" if first.measure == Measure::None && first.number.form != Form::Fraction => Some((end + 1, Connector::List)),
        _ if lexemes.is_dash(end) && lexemes.mark(end) != Some('—') => {
            // "4 – 5" and "4-5", but not "on 4 -5".
            let even = lexemes.glued(end) == lexemes.glued(end + 1) || first.measure != Measure::None;
            even.then_some((end + 1, Connector::Dash))
        }
        _ => None,
    }
}

fn related(lexemes: &Lexemes, first: &Quantity, second: &Quantity, connector: Connector) -> Option<Vec<Reading>> {
    let (mut first, mut second) = (first.clone(), second.clone());
    let alike = first.measure == Measure::None || second.measure == Measure::None || same_measure(&first, &second);
    if !alike || matches!(first.number.form, Form::Vague) || matches!(second.number.form, Form::Vague) {
        return None;
    }
    // "down 2.1% to 37": a share and a level.
    let level = matches!(connector, Connector::To | Connector::FromTo)
        && first.measure != Measure::None
        && second.measure == Measure::None
        && !first.prefixed;
    if level || second.measure != Measure::None && second.prefixed && first.measure == Measure::None && connector != Connector::FromTo {
        return None;
    }
    if connector == Connector::List
        && (second.measure == Measure::None || second.number.form != first.number.form || lexemes.word_before(first.first) == "from")
    {
        return None;
    }
    let own_scale = first.number.scale;
    share(&mut first, &mut second);
    if connector == Connector::List {
        first.number.scale = own_scale;
        return Some(vec![reading(&first), reading(&second)]);
    }
    let measured = first.measure != Measure::None && first.value() < second.value() && !moves(lexemes, first.first);
    if connector == Connector::FromTo && !measured {
        return Some(vec![reading(&first), reading(&second)]);
    }
    let (low, high) = (first.value()?, second.value()?);
    let sorted = if low <= high { (low, high) } else { (high, low) };
    let rising = low < high;
    let cold = low > high && high < Decimal::ZERO && first.measure != Measure::None;
    let near =
        connector != Connector::And || lexemes.word_before(first.first) == "between" || is_next(&first.number, &second.number, lexemes);
    if !(rising || cold)
        || !near
        || (connector == Connector::To
            && changes_before(lexemes, first.first)
            && first.measure == Measure::None
            && second.measure == Measure::None)
    {
        return None;
    }
    // "rose by 1,237 to 43.2 million": a change and a level; "will rise by 3 to 4 million" is a range.
    let moved = (1..=3).any(|back| super::change::direction(lexemes.word(first.first.wrapping_sub(back))).is_some())
        || lexemes.word_before(first.first) == "by";
    if connector == Connector::To && moved && low.times(Decimal::whole(4)).is_some_and(|most| high > most) {
        return None;
    }
    let unit = second.unit().or(first.unit());
    let kind = if second.measure == Measure::None { first.kind() } else { second.kind() };
    let kind = if kind == FigureKind::Fraction { FigureKind::Number } else { kind };
    Some(vec![Reading {
        first: first.first,
        end: second.end,
        kind,
        value: Value::Range(Some(sorted.0), Some(sorted.1)),
        unit,
        unit_assumed: assumed(&first) || assumed(&second),
        in_words: false,
    }])
}

/// "two or three": neighbours, both in the same form.
fn is_next(first: &Number, second: &Number, lexemes: &Lexemes) -> bool {
    let (Some(low), Some(high)) = (first.unscaled.and_then(Decimal::integer), second.unscaled.and_then(Decimal::integer)) else {
        return false;
    };
    lexemes.word(first.end) == "or"
        && first.form == second.form
        && low < high
        && (high - low == 1 || high - low <= 5 && low >= 5 || high == 2 * low)
}

fn same_measure(first: &Quantity, second: &Quantity) -> bool {
    match (&first.measure, &second.measure) {
        (Measure::Money(left), Measure::Money(right)) => left.code == right.code && left.hundredth == right.hundredth,
        (Measure::Unit { id: left, .. }, Measure::Unit { id: right, .. }) => left == right,
        (left, right) => left == right,
    }
}

/// Carries over what only one of the two states: "$10-12 billion", "4-5%".
fn share(first: &mut Quantity, second: &mut Quantity) {
    if first.measure == Measure::None {
        first.measure = second.measure.clone();
    } else if second.measure == Measure::None {
        second.measure = first.measure.clone();
    }
    let smaller =
        first.number.unscaled <= second.number.unscaled || first.number.unscaled.is_some_and(|value| value < Decimal::whole(1_000));
    if !first.number.is_scaled() && second.number.is_scaled() && smaller {
        first.number.scale = second.number.scale;
    }
    if first.per.is_none() {
        first.per.clone_from(&second.per);
    }
}

/// Whether a verb of change stands before "from … to …": then both are levels, else they bound a range.
fn moves(lexemes: &Lexemes, at: usize) -> bool {
    const VERBS: &[&str] = &[
        "went",
        "go",
        "goes",
        "going",
        "gone",
        "boost",
        "boosted",
        "boosting",
        "improve",
        "improved",
        "moved",
        "move",
        "shifted",
        "took",
        "take",
        "brought",
        "bring",
        "bringing",
        "extended",
        "extend",
        "widened",
        "narrowed",
        "doubled",
        "tripled",
        "raise",
        "raising",
        "changed",
        "change",
        "revised",
        "upgraded",
        "downgraded",
        "trimmed",
        "lowered",
        "lifted",
        "lift",
        "trebled",
        "quadrupled",
        "surging",
        "swung",
        "slowed",
        "accelerated",
        "slowing",
        "reducing",
        "cutting",
        "reduce",
        "shrinking",
    ];
    (2..=10).any(|back| {
        let word = lexemes.word(at.wrapping_sub(back));
        back < at && (super::change::direction(word).is_some() || VERBS.contains(&word))
    })
}

/// "rose 5 to 37": a change and a level.
fn changes_before(lexemes: &Lexemes, at: usize) -> bool {
    super::change::direction(lexemes.word_before(at)).is_some()
}

/// "threefold", "ten-fold": the factor and the lexeme after it.
pub(crate) fn fold(lexemes: &Lexemes, at: usize) -> Option<(i64, usize)> {
    let value = |word: &str| small(word).or_else(|| super::words::tens(word)).or_else(|| (word == "hundred").then_some(100));
    if let Some(factor) = lexemes.word(at).strip_suffix("fold").and_then(value) {
        return Some((factor, at + 1));
    }
    let joined = lexemes.is_hyphen(at + 1) && lexemes.word(at + 2) == "fold";
    let factor = number(lexemes, at, Setting::Plain).filter(|number| number.end == at + 1)?.value()?.integer()?;
    joined.then_some((factor, at + 3))
}

#[cfg(test)]
mod tests {
    use crate::figures::within::test_marks::check;

    #[test]
    fn ranges_share_unit_and_scale() {
        check(
            "[$10-12 billion|10000000000..12000000000 USD], [4-5%|4..5 percent], [35–40°C|35..40 celsius], [two to three hours|2..3 hour], between [15 and 20|15..20] officers",
        );
    }

    #[test]
    fn from_one_level_to_another_is_no_range() {
        check("Cases rose from [1,799|1799] to [3,601|3601]; it fell from [5 percent|5 percent] to [3 percent|3 percent].");
        check("Inflation rose [5%|5 percent up] to [37|37] points.");
    }

    #[test]
    fn bounds_on_both_sides_make_a_range() {
        check("It is greater than [100 and smaller than 300|100..300] and costs at least [$5 but no more than $9|5..9 USD].");
        check("More than [100|100 morethan] came and fewer than [30|30 lessthan] left; at most [90 and at least 20|20..90] stay.");
    }

    #[test]
    fn ratios_are_fractions() {
        check("[One in four|0.25] women and [four out of five|0.8] men agreed [2 in 5|0.4] times.");
    }
}
