//! One quantity: a number with its currency or unit, and what it comes per.

use super::lex::Lexemes;
use super::money::{self, Currency};
use super::number::{Form, Number, Setting, number};
use super::unit;
use crate::figures::{Decimal, FigureKind};

/// A quantity as written.
#[derive(Clone, Debug)]
pub(crate) struct Quantity {
    /// First lexeme, currency and sign included.
    pub(crate) first: usize,
    /// The lexeme after it.
    pub(crate) end: usize,
    pub(crate) number: Number,
    pub(crate) measure: Measure,
    /// The unit after "per": `year`, `barrel`.
    pub(crate) per: Option<String>,
    /// Whether the measure stands before the number ("$5").
    pub(crate) prefixed: bool,
}

/// The measure of a number.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Measure {
    /// Nothing but itself.
    None,
    Money(Currency),
    Unit {
        id: String,
        kind: FigureKind,
        /// Power of ten that belongs to the value.
        power: i32,
    },
}

impl Quantity {
    /// The value in its unit.
    pub(crate) fn value(&self) -> Option<Decimal> {
        self.value_of(&self.number)
    }

    /// The value of `number` with this measure.
    pub(crate) fn value_of(&self, number: &Number) -> Option<Decimal> {
        let value = number.value()?;
        match &self.measure {
            Measure::None => Some(value),
            Measure::Money(currency) => value.scaled(currency.power - if currency.hundredth { 2 } else { 0 }),
            Measure::Unit { power, .. } => value.scaled(*power),
        }
    }

    /// The unit's identifier.
    pub(crate) fn unit(&self) -> Option<String> {
        let unit = match &self.measure {
            Measure::None => None,
            Measure::Money(currency) => Some(currency.code),
            Measure::Unit { id, .. } => Some(id.as_str()),
        };
        match (unit, &self.per) {
            (Some(unit), Some(per)) => Some(format!("{unit}-per-{per}")),
            (None, Some(per)) => Some(format!("per-{per}")),
            (unit, None) => unit.map(str::to_string),
        }
    }

    /// The kind of figure.
    pub(crate) fn kind(&self) -> FigureKind {
        match &self.measure {
            Measure::Money(_) => FigureKind::Money,
            Measure::Unit { kind: FigureKind::Duration, .. } if self.per.is_some() => FigureKind::Dimension,
            Measure::Unit { kind, .. } => *kind,
            Measure::None if self.number.form == Form::Fraction && !self.number.is_scaled() => FigureKind::Fraction,
            Measure::None => FigureKind::Number,
        }
    }
}

/// Reads the quantity at `at`.
pub(crate) fn quantity(lexemes: &Lexemes, at: usize, setting: Setting) -> Option<Quantity> {
    if let Some(found) = signed_money(lexemes, at).or_else(|| prefixed(lexemes, at)) {
        return Some(found);
    }
    if let Some(found) = feet_and_inches(lexemes, at) {
        return Some(found);
    }
    let Some(number) = number(lexemes, at, setting) else { return one_of_a_unit(lexemes, at) };
    let mut found = Quantity { first: at, end: number.end, number, measure: Measure::None, per: None, prefixed: false };
    measure(lexemes, &mut found);
    if found.number.form == Form::Vague && found.measure == Measure::None {
        return Some(found);
    }
    compound(lexemes, &mut found);
    super::joined::tolerance(lexemes, &mut found);
    rate(lexemes, &mut found);
    Some(found)
}

/// `6'2"`.
fn feet_and_inches(lexemes: &Lexemes, at: usize) -> Option<Quantity> {
    let (feet, inches) = (lexemes.plain(at)?, lexemes.plain(at + 2)?);
    let marked = matches!(lexemes.mark(at + 1), Some('\'' | '’' | '′')) && matches!(lexemes.mark(at + 3), Some('"' | '”' | '″'));
    let glued = (1..=3).all(|offset| lexemes.glued(at + offset));
    let unscaled = Some(Decimal::whole(feet.checked_mul(12)?.checked_add(inches)?));
    let number = Number { first: at, end: at + 3, unscaled, scale: Decimal::whole(1), form: Form::Digits };
    let measure = Measure::Unit { id: "inch".into(), kind: FigureKind::Dimension, power: 0 };
    (marked && glued && inches < 12).then_some(Quantity { first: at, end: at + 4, number, measure, per: None, prefixed: false })
}

/// "an hour", "another month", "more than a decade": one, where the words before make it a measure.
fn one_of_a_unit(lexemes: &Lexemes, at: usize) -> Option<Quantity> {
    let word = lexemes.word(at);
    if !lexemes.english || !matches!(word, "a" | "an" | "another" | "full" | "whole") {
        return None;
    }
    let full = usize::from(matches!(lexemes.word(at + 1), "full" | "whole"));
    let unit = unit::unit(lexemes, at + 1 + full, false).filter(|unit| unit.kind == FigureKind::Duration || lexemes.is_break(unit.end))?;
    let article = matches!(word, "a" | "an");
    let before = lexemes.word_before(at);
    let whole_text = lexemes.is_break(at.wrapping_sub(1)) && lexemes.is_break(unit.end);
    let measured = matches!(
        before,
        "for"
            | "within"
            | "than"
            | "nearly"
            | "almost"
            | "least"
            | "about"
            | "under"
            | "over"
            | "around"
            | "roughly"
            | "lasted"
            | "lasting"
    );
    let stands = lexemes.is_break(unit.end)
        || lexemes.mark(unit.end).is_some() && !lexemes.is_hyphen(unit.end)
        || is_after_measure(lexemes.word(unit.end));
    // "16% more than a year earlier" compares; "more than a year ago" measures.
    let compared = before == "than" && matches!(lexemes.word(unit.end), "earlier" | "before");
    let measured = measured && !compared;
    let counts = if article { measured } else { word == "another" || measured };
    if unit.id == "second" || unit.id == "night" || lexemes.word(at + 1 + full).ends_with('s') || !(counts && stands || whole_text) {
        return None;
    }
    let one = Decimal::whole(1);
    let number = Number { first: at, end: at + 1, unscaled: Some(one), scale: one, form: Form::Words };
    let measure = Measure::Unit { id: unit.id, kind: unit.kind, power: unit.power };
    Some(Quantity { first: at, end: unit.end, number, measure, per: None, prefixed: false })
}

/// Words that go on after a measure and do not make it an adjective.
fn is_after_measure(word: &str) -> bool {
    matches!(
        word,
        "ago"
            | "later"
            | "earlier"
            | "before"
            | "after"
            | "in"
            | "of"
            | "to"
            | "and"
            | "or"
            | "at"
            | "on"
            | "as"
            | "by"
            | "because"
            | "while"
            | "when"
            | "since"
            | "until"
            | "with"
            | "without"
            | "that"
            | "now"
            | "following"
            | "but"
            | "from"
            | "under"
            | "if"
            | "over"
            | "through"
            | "during"
            | "into"
    )
}

/// "-$5", "−€3".
fn signed_money(lexemes: &Lexemes, at: usize) -> Option<Quantity> {
    let minus = matches!(lexemes.mark(at), Some('-' | '−' | '–')) && lexemes.glued(at + 1) && !lexemes.glued(at);
    if !minus {
        return None;
    }
    let mut found = prefixed(lexemes, at + 1)?;
    found.first = at;
    found.number.unscaled = found.number.unscaled.map(Decimal::negated);
    Some(found)
}

fn prefixed(lexemes: &Lexemes, at: usize) -> Option<Quantity> {
    let mut currency = money::prefix(lexemes, at)?;
    let mut number = number(lexemes, currency.end, Setting::Money)?;
    // South African papers write "R3,2 million" with a decimal comma.
    if number.unscaled.is_none() && currency.code == "ZAR" {
        let written = lexemes.raw(currency.end);
        number.unscaled = Decimal::parse(&written.replacen(',', ".", 1)).filter(|_| written.matches(',').count() == 1);
    }
    let mut end = number.end;
    // "$10 USD", "$5 billion US".
    if let Some(named) = money::suffix(lexemes, end, &number).filter(|named| {
        currency.code == "USD" && currency.assumed && !named.hundredth && named.power == 0 && lexemes.digits(named.end).is_none()
    }) {
        if named.code != "USD" || !named.assumed {
            currency = named;
        }
        end = named.end;
    }
    let mut found = Quantity { first: at, end, number, measure: Measure::Money(currency), per: None, prefixed: true };
    compound(lexemes, &mut found);
    rate(lexemes, &mut found);
    Some(found)
}

/// Finds the currency or unit behind the number.
fn measure(lexemes: &Lexemes, found: &mut Quantity) {
    let hyphen = usize::from(lexemes.is_hyphen(found.end));
    let at = found.end + hyphen;
    let attached = lexemes.glued(at);
    // "hundreds of dollars", "half of a mile", "half an hour".
    let number = found.number;
    let mut at_unit = at;
    if hyphen == 0 && number.form == Form::Fraction && lexemes.digits(number.end - 1).is_none() {
        let of = usize::from(lexemes.word(at) == "of");
        let article = usize::from(matches!(lexemes.word(at + of), "a" | "an"));
        at_unit = at
            + if article == 1 {
                of + article
            } else if of == 1 && lexemes.word(at + 1) == "one" && super::joined::is_percent(lexemes, at + 2) {
                2
            } else if of == 1 && unit::unit(lexemes, at + 1, false).is_some_and(|unit| unit.kind == FigureKind::Duration) {
                1
            } else {
                0
            };
        at_unit += usize::from(article == 1 && lexemes.is_hyphen(at_unit));
    }
    if let Some(currency) = money::suffix(lexemes, at, &number) {
        found.measure = Measure::Money(currency);
        found.end = currency.end;
        return;
    }
    // "40m" may be forty million.
    if lexemes.raw(at) == "m" && attached && !number.is_scaled() && number.form == Form::Digits && hyphen == 0 && means_million(lexemes, at)
    {
        found.number.scale = Decimal::whole(1_000_000);
        found.number.end = at + 1;
        found.end = at + 1;
        return measure(lexemes, found);
    }
    // "five consecutive years", "twenty working days".
    let between = matches!(
        lexemes.word(at),
        "consecutive"
            | "straight"
            | "successive"
            | "working"
            | "business"
            | "calendar"
            | "full"
            | "whole"
            | "more"
            | "additional"
            | "extra"
            | "further"
            | "long"
    );
    if between
        && hyphen == 0
        && at_unit == at
        && number.form != Form::Vague
        && unit::unit(lexemes, at + 1, false).is_some_and(|unit| unit.kind == FigureKind::Duration && lexemes.word(at + 1).ends_with('s'))
    {
        at_unit = at + 1;
    }
    let Some(unit) = unit::unit(lexemes, at_unit, attached) else { return };
    // "World Cup 2018 day five": days that are counted have a plural.
    let year = hyphen == 0 && lexemes.plain(at - 1).is_some_and(|value| (1900..2100).contains(&value));
    if year && unit.kind == FigureKind::Duration && !lexemes.word(at_unit).ends_with('s') && !attached {
        return;
    }
    // "three second-half goals", "one second": the noun needs a number that can count it.
    if unit.id == "second" && lexemes.word(at_unit) == "second" && !attached && number.value() != Some(Decimal::whole(1)) && at_unit == at {
        return;
    }
    found.measure = Measure::Unit { id: unit.id, kind: unit.kind, power: unit.power };
    found.end = unit.end;
    // "one hour and a half".
    let article = usize::from(lexemes.word(found.end + 1) == "a");
    if lexemes.word(found.end) == "and" && lexemes.word(found.end + 1 + article) == "half" && lexemes.word(found.end + 2 + article) != "of"
    {
        let half = Decimal::new(5, -1);
        found.number.unscaled = found.number.value().zip(half).and_then(|(whole, half)| whole.plus(half));
        found.number.scale = Decimal::whole(1);
        found.end += 2 + article;
    }
}

/// Whether "m" right after digits means million: something countable follows.
fn means_million(lexemes: &Lexemes, at: usize) -> bool {
    let next = lexemes.word(at + 1);
    #[rustfmt::skip]
    const WORDS_AFTER_METRES: &[&str] = &[
        "tall", "long", "high", "wide", "deep", "away", "above", "below", "sprint", "race", "hurdles", "freestyle", "relay", "final",
        "run", "thick", "apart", "tower", "from", "x", "of",
    ];
    let counted = next.len() > 3 && next.ends_with('s') && !WORDS_AFTER_METRES.contains(&next) && !lexemes.capital(at + 1);
    let unit = unit::unit(lexemes, at + 1, false).is_some_and(|unit| !matches!(unit.kind, FigureKind::Temperature))
        && !matches!(next, "h" | "s" | "min");
    counted
        || unit
        || matches!(next, "people" | "children" | "women" | "men" | "bpd")
        || matches!(lexemes.word_before(at.wrapping_sub(1)), "population")
        || (!WORDS_AFTER_METRES.contains(&next) || next == "from") && counts_around(lexemes, at)
}

/// Whether the sentence counts people or things and measures no length: "the number of patients has topped 7m".
fn counts_around(lexemes: &Lexemes, at: usize) -> bool {
    #[rustfmt::skip]
    const COUNTED: &[&str] = &[
        "number", "people", "population", "visitors", "users", "viewers", "passengers", "patients", "voters", "households", "residents",
        "workers", "jobs", "homes", "copies", "tickets", "customers", "subscribers", "tourists", "doses", "votes", "followers", "cases",
        "employees", "families", "children", "cars", "vehicles", "animals", "barrels", "bags", "audience", "members", "migrants", "refugees",
        "sales", "downloads", "views", "taxpayers", "pensioners", "students", "pupils", "properties", "tests", "deaths",
    ];
    #[rustfmt::skip]
    const LENGTH_CONTEXT: &[&str] = &[
        "tall", "long", "high", "wide", "deep", "depth", "height", "length", "width", "distance", "metres", "meters", "jump", "jumped",
        "throw", "threw", "sprint", "race", "hurdles", "freestyle", "butterfly", "relay", "waves", "wave", "tower", "km", "feet", "pool",
        "level", "bridge", "wall", "statue", "asteroid",
    ];
    let back = (1..30).take_while(|&back| back < at && !lexemes.is_break(at - back)).map(|back| lexemes.word(at - back));
    let ahead = (1..12).take_while(|&ahead| !lexemes.is_break(at + ahead)).map(|ahead| lexemes.word(at + ahead));
    let mut counted = false;
    for word in back.chain(ahead).filter(|word| !word.is_empty()) {
        if LENGTH_CONTEXT.contains(&word) {
            return false;
        }
        counted |= COUNTED.contains(&word);
    }
    counted
}

/// "5ft 7in", "12 years and six months", "3 dollars 50 cents": a smaller unit of the same kind follows.
fn compound(lexemes: &Lexemes, found: &mut Quantity) {
    for _ in 0..3 {
        let comma = usize::from(lexemes.mark(found.end) == Some(','));
        let and = usize::from(lexemes.word(found.end + comma) == "and");
        let at = found.end + comma + and;
        match &found.measure {
            Measure::Money(currency) if !currency.hundredth => {
                let Some(part) = number(lexemes, at, Setting::Plain).filter(|part| comma == 0 && !part.is_scaled()) else { return };
                let Some(value) = part.value().and_then(Decimal::integer).filter(|value| (1..100).contains(value)) else { return };
                let cents = money::suffix(lexemes, part.end, &part).filter(|cents| cents.hundredth);
                // "15 dollars and 15.": said at the end only, else it counts something new.
                let bare = !found.prefixed
                    && found.number.form != Form::Vague
                    && (lexemes.is_break(part.end) || lexemes.mark(part.end) == Some('.') && lexemes.is_break(part.end + 1));
                if cents.is_none() && !bare {
                    return;
                }
                let Some(sum) = found.number.value().zip(Decimal::new(value.into(), -2)).and_then(|(whole, cents)| whole.plus(cents))
                else {
                    return;
                };
                found.number = Number { unscaled: Some(sum), scale: Decimal::whole(1), ..found.number };
                found.end = cents.map_or(part.end, |cents| cents.end);
                return;
            }
            Measure::Unit { id, .. } => {
                let Some(smaller_units) = smaller_units(id) else { return };
                let hyphen = |number: &Number| usize::from(lexemes.is_hyphen(number.end));
                let Some(part) = number(lexemes, at, Setting::Plain).filter(|part| part.form != Form::Vague) else { return };
                let Some(unit) = unit::unit(lexemes, part.end + hyphen(&part), lexemes.glued(part.end)) else { return };
                let Some(&(_, factor)) = smaller_units.iter().find(|(smaller, _)| *smaller == unit.id) else { return };
                let inside = part.value().is_some_and(|value| value > Decimal::ZERO);
                let whole = found.number.value().and_then(|value| value.times(Decimal::whole(factor)));
                let Some(sum) = whole.zip(part.value()).and_then(|(whole, part)| whole.plus(part)).filter(|_| inside) else { return };
                found.number = Number { unscaled: Some(sum), scale: Decimal::whole(1), ..found.number };
                found.end = unit.end;
                found.measure = Measure::Unit { id: unit.id, kind: unit.kind, power: unit.power };
            }
            _ => return,
        }
    }
}

/// The smaller units that can follow a unit ("2 hours 5 minutes"), each with how many of it make one of the larger.
fn smaller_units(id: &str) -> Option<&'static [(&'static str, i64)]> {
    Some(match id {
        "year" => &[("month", 12), ("week", 52), ("day", 365)],
        "month" => &[("day", 30)],
        "week" => &[("day", 7)],
        "day" => &[("hour", 24)],
        "hour" => &[("minute", 60), ("second", 3600)],
        "minute" => &[("second", 60)],
        "mile" => &[("yard", 1760)],
        "yard" => &[("foot", 3), ("inch", 36)],
        "foot" => &[("inch", 12)],
        "kilometer" => &[("meter", 1000)],
        "meter" => &[("centimeter", 100)],
        "stone" => &[("pound", 14)],
        "pound" => &[("ounce", 16)],
        "kilogram" => &[("gram", 1000)],
        _ => return None,
    })
}

/// Takes the part that says what it comes per.
fn rate(lexemes: &Lexemes, found: &mut Quantity) {
    let takes_rate = match &found.measure {
        Measure::None => {
            counted_rate(lexemes, found);
            return;
        }
        Measure::Unit { kind: FigureKind::Percent | FigureKind::Temperature, .. } => false,
        Measure::Unit { kind: FigureKind::Duration, .. } => false,
        _ => true,
    };
    let Some((unit, end)) = unit::per(lexemes, found.end) else {
        // "95,000 barrels of oil equivalent per day": the span stays with the barrels.
        let day = |at: usize| {
            unit::per(lexemes, at).filter(|(unit, _)| matches!(unit.as_str(), "day" | "hour" | "year" | "second" | "week" | "month"))
        };
        if takes_rate && lexemes.word(found.end) == "of" && matches!(found.measure, Measure::Unit { .. }) {
            found.per = (2..=4).find_map(|ahead| day(found.end + ahead)).map(|(unit, _)| unit);
        }
        return;
    };
    let percent = matches!(found.measure, Measure::Unit { kind: FigureKind::Percent, .. });
    let duration = matches!(found.measure, Measure::Unit { kind: FigureKind::Duration, .. });
    // "5% a year" stays a percentage; "two days a week" stays a duration.
    if !takes_rate || percent || duration {
        return;
    }
    found.per = Some(unit);
    found.end = end;
}

/// "18 trees per second", "100 deaths a day", "four times per week": the rate counts, the span stays with the number.
fn counted_rate(lexemes: &Lexemes, found: &mut Quantity) {
    if matches!(found.number.form, Form::Vague | Form::Fraction) {
        return;
    }
    if super::joined::per_many(lexemes, found) {
        return;
    }
    for noun in 1..=3 {
        let at = found.end + noun;
        if lexemes.word(at - 1).is_empty()
            || matches!(
                lexemes.word(at - 1),
                "and" | "in" | "of" | "to" | "for" | "on" | "with" | "from" | "by" | "were" | "was" | "is" | "are" | "at"
            )
        {
            return;
        }
        let word = lexemes.word(at);
        // "560,000 faced a second night", "12 served a year": no rate.
        if matches!(word, "a" | "an") && super::joined::is_past(lexemes.word(at - 1)) {
            return;
        }
        let time = |unit: &str| matches!(unit, "second" | "minute" | "hour" | "day" | "week" | "month" | "year");
        if let Some((unit, end)) =
            unit::per(lexemes, at).filter(|(unit, _)| time(unit) && (matches!(word, "per" | "annually" | "daily") || noun == 1))
        {
            if matches!(word, "a" | "an") && !unit::closes(lexemes, end) {
                return;
            }
            if lexemes.word(at - 1) == "times" {
                found.end = end;
            }
            found.per = Some(unit);
            return;
        }
    }
}

#[cfg(test)]
mod tests;
