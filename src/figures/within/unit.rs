//! Units behind a number, and what comes per unit.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::data::units::{UNITS, Unit};
use super::lex::Lexemes;
use crate::figures::FigureKind;

/// A unit found in the text.
#[derive(Clone, Debug)]
pub(crate) struct UnitMatch {
    pub(crate) id: String,
    pub(crate) kind: FigureKind,
    /// Power of ten that belongs to the value.
    pub(crate) power: i32,
    /// The lexeme after it.
    pub(crate) end: usize,
}

static BY_NAME: LazyLock<BTreeMap<&str, &Unit>> =
    LazyLock::new(|| UNITS.iter().flat_map(|unit| unit.names.iter().map(move |&name| (name, unit))).collect());
static BY_SYMBOL: LazyLock<BTreeMap<&str, &Unit>> =
    LazyLock::new(|| UNITS.iter().flat_map(|unit| unit.symbols.iter().map(move |&name| (name, unit))).collect());

/// The identifiers of all units, and of all currencies, that people call so: "dollar", "€", "kilometres", "square miles", "km/h". Whether
/// any currency or unit of measurement has this name, or this as a part of it, says [`is_known`].
pub fn units_called(name: &str) -> Vec<String> {
    let folded = name.trim().to_lowercase();
    let mut all: Vec<String> = super::money::called(&folded).into_iter().map(String::from).collect();
    let unit = BY_SYMBOL.get(name.trim()).copied().or_else(|| by_name(&folded));
    all.extend(unit.map(|unit| unit.id.to_string()));
    let power = folded.split_once(' ').map(|(power, name)| (power, by_name(name)));
    if let Some((power @ ("square" | "cubic"), Some(unit))) = power {
        all.push(format!("{power}-{}", unit.id));
    }
    all.sort();
    all.dedup();
    all
}

/// Whether an identifier, or what stands between its hyphens, is that of a unit.
pub fn is_known(id: &str) -> bool {
    let of_unit = |part: &str| UNITS.iter().any(|unit| unit.id == id || unit.id.split('-').any(|known| known == part));
    let is_part = |part: &str| matches!(part, "per" | "square" | "cubic") || of_unit(part) || !super::money::called(part).is_empty();
    id.split('-').all(is_part)
}

/// The names of all units and currencies, in the singular.
pub fn unit_names() -> impl Iterator<Item = &'static str> {
    super::money::names().chain(UNITS.iter().flat_map(|unit| unit.names).copied())
}

/// The unit at `at`, right after a number. `attached`: nothing or a hyphen stands between.
pub(crate) fn unit(lexemes: &Lexemes, at: usize, attached: bool) -> Option<UnitMatch> {
    temperature(lexemes, at).or_else(|| powered(lexemes, at)).or_else(|| named(lexemes, at)).or_else(|| symbol(lexemes, at, attached))
}

/// "°C", "degrees Celsius", "degrees".
fn temperature(lexemes: &Lexemes, at: usize) -> Option<UnitMatch> {
    let scale = |index: usize| match lexemes.word(index) {
        "c" | "celsius" | "centigrade" | "centigrate" => Some("celsius"),
        "f" | "fahrenheit" | "farenheit" => Some("fahrenheit"),
        _ => None,
    };
    let found = |id: &str, end: usize| Some(UnitMatch { id: id.into(), kind: FigureKind::Temperature, power: 0, end });
    let sign = matches!(lexemes.mark(at), Some('°' | 'º' | '˚'));
    if let Some('℃' | '℉') = lexemes.mark(at) {
        return found(if lexemes.mark(at) == Some('℃') { "celsius" } else { "fahrenheit" }, at + 1);
    }
    let word = matches!(lexemes.word(at), "degree" | "degrees" | "deg");
    if sign || (word && lexemes.english) {
        let stop = usize::from(lexemes.word(at) == "deg" && lexemes.mark(at + 1) == Some('.'));
        let next = at + 1 + stop + usize::from(lexemes.is_hyphen(at + 1));
        if let Some(id) = scale(next) {
            return found(id, next + 1);
        }
        if word && matches!(lexemes.word(at + 1), "in" | "from" | "of") && !matches!(lexemes.word(at + 2), "the") || is_turned(lexemes, at)
        {
            return Some(UnitMatch { id: "degree".into(), kind: FigureKind::Dimension, power: 0, end: at + 1 });
        }
        return found("x-degree", at + 1);
    }
    if !lexemes.english {
        return None;
    }
    // "42C", "temperatures reached 42.5 C".
    if lexemes.word(at).len() < 2 {
        let heat = |back: usize| {
            matches!(
                lexemes.word(at.wrapping_sub(back)),
                "temperature" | "temperatures" | "heat" | "mercury" | "degrees" | "warming" | "cold"
            )
        };
        let meant = matches!(lexemes.raw(at), "C" | "F")
            && (lexemes.glued(at) && !lexemes.is_dash(at - 1) && !lexemes.glued(at + 1) || (2..=14).any(heat));
        return scale(at).filter(|_| meant).and_then(|id| found(id, at + 1));
    }
    scale(at).and_then(|id| found(id, at + 1))
}

/// Whether a verb of turning stands before the number: then degrees are an angle.
fn is_turned(lexemes: &Lexemes, at: usize) -> bool {
    (1..=4).any(|back| {
        matches!(
            lexemes.word(at.wrapping_sub(back)),
            "rotate" | "rotated" | "turn" | "turned" | "angle" | "tilted" | "latitude" | "longitude"
        )
    })
}

/// "square kilometres", "km²", "cubic metres", "km squared".
fn powered(lexemes: &Lexemes, at: usize) -> Option<UnitMatch> {
    let prefix = match lexemes.word(at) {
        "square" | "sq" => "square",
        "cubic" | "cu" => "cubic",
        _ => "",
    };
    if !prefix.is_empty() {
        let next = at + 1 + usize::from(lexemes.mark(at + 1) == Some('.') || lexemes.is_hyphen(at + 1));
        let base = single(lexemes, next).or_else(|| BY_SYMBOL.get(lexemes.raw(next)).copied())?;
        return length(base).then(|| UnitMatch {
            id: format!("{prefix}-{}", base.id),
            kind: FigureKind::Dimension,
            power: 0,
            end: next + 1,
        });
    }
    let base = BY_SYMBOL.get(lexemes.raw(at)).copied().or_else(|| single(lexemes, at)).filter(|unit| length(unit))?;
    let caret = usize::from(lexemes.mark(at + 1) == Some('^'));
    let (prefix, end) = match (lexemes.mark(at + 1), lexemes.plain(at + 1 + caret), lexemes.word(at + 1)) {
        (Some('²'), ..) => ("square", at + 2),
        (Some('³'), ..) => ("cubic", at + 2),
        (_, Some(2), _) if lexemes.glued(at + 1) => ("square", at + 2 + caret),
        (_, Some(3), _) if lexemes.glued(at + 1) => ("cubic", at + 2 + caret),
        (.., "squared") => ("square", at + 2),
        (.., "cubed") => ("cubic", at + 2),
        _ => return None,
    };
    Some(UnitMatch { id: format!("{prefix}-{}", base.id), kind: FigureKind::Dimension, power: 0, end })
}

fn length(unit: &Unit) -> bool {
    matches!(unit.id, "meter" | "kilometer" | "centimeter" | "millimeter" | "decimeter" | "mile" | "foot" | "yard" | "inch")
}

/// The unit whose name is the one word at `at`.
fn single(lexemes: &Lexemes, at: usize) -> Option<&'static Unit> {
    by_name(lexemes.word(at))
}

fn by_name(name: &str) -> Option<&'static Unit> {
    BY_NAME.get(name).or_else(|| BY_NAME.get(name.strip_suffix('s')?)).copied()
}

/// Names of one to three words, the longest first.
fn named(lexemes: &Lexemes, at: usize) -> Option<UnitMatch> {
    if !lexemes.english {
        return None;
    }
    let mut name = String::new();
    let mut best = None;
    let mut next = at;
    for count in 0..3 {
        let word = lexemes.word(next);
        if word.is_empty() {
            break;
        }
        if count > 0 {
            name.push(' ');
        }
        name.push_str(word);
        next += 1;
        if let Some(unit) = by_name(&name) {
            best = Some((unit, next));
        }
        if lexemes.is_hyphen(next) {
            next += 1;
        }
    }
    let (unit, end) = best.filter(|(unit, end)| is_meant(lexemes, unit, at, *end))?;
    Some(UnitMatch { id: unit.id.into(), kind: unit.kind, power: unit.power, end })
}

/// Names that are other words too count only where the context says so.
fn is_meant(lexemes: &Lexemes, unit: &Unit, at: usize, end: usize) -> bool {
    match unit.id {
        "cup" => {
            lexemes.word(end) == "of"
                || (lexemes.is_break(end) || lexemes.mark(end).is_some()) && lexemes.digits(at.wrapping_sub(1)).is_some()
                || lexemes.digits(at.wrapping_sub(1)).is_some_and(|digits| digits.shape == super::digits::Shape::Vulgar)
                || lexemes.mark(at.wrapping_sub(2)) == Some('/')
        }
        "stone" => lexemes.is_break(end) || lexemes.mark(end).is_some() || lexemes.digits(end).is_some(),
        // "four second-half goals".
        "second" => lexemes.word(at) != "second" || !matches!(lexemes.word(end + 1), "half" | "place" | "round"),
        "tonne" if lexemes.word(at) == "mt" => lexemes.raw(at) != "Mt",
        _ => true,
    }
}

fn symbol(lexemes: &Lexemes, at: usize, attached: bool) -> Option<UnitMatch> {
    let raw = lexemes.raw(at);
    let slash = lexemes.mark(at + 1) == Some('/') && lexemes.glued(at + 1) && lexemes.glued(at + 2);
    if slash {
        let joined = format!("{raw}/{}", lexemes.raw(at + 2));
        if let Some(unit) = BY_SYMBOL.get(joined.as_str()) {
            return Some(UnitMatch { id: unit.id.into(), kind: unit.kind, power: unit.power, end: at + 3 });
        }
    }
    let unit = BY_SYMBOL.get(raw)?;
    let ends = lexemes.is_break(at + 1) || matches!(lexemes.mark(at + 1), Some('.' | ',' | ')' | ';'));
    let sure = match raw {
        "in" => attached || ends || lexemes.word(at + 1) == "more",
        "h" | "J" | "V" | "W" | "L" | "g" | "t" | "l" => {
            attached || (lexemes.is_break(at + 1) || !lexemes.capital(at + 1)) && !lexemes.glued(at + 1) || ends
        }
        "m" => attached || ends || !lexemes.glued(at + 1),
        _ => true,
    };
    // Languages other than English share the symbols of the SI, not "in" or "hp".
    let shared = lexemes.english || !matches!(raw, "in" | "ins" | "mu" | "pp" | "J" | "V" | "W" | "h" | "t" | "l" | "L" | "cal" | "ly");
    (sure && shared).then(|| UnitMatch { id: unit.id.into(), kind: unit.kind, power: unit.power, end: at + 1 })
}

/// "per second", "a barrel", "/h", "annually" at `at`: the unit below the line and the lexeme after it.
pub(crate) fn per(lexemes: &Lexemes, at: usize) -> Option<(String, usize)> {
    if !lexemes.english {
        return None;
    }
    match lexemes.word(at) {
        "annually" | "yearly" => return Some(("year".into(), at + 1)),
        "monthly" => return Some(("month".into(), at + 1)),
        "weekly" => return Some(("week".into(), at + 1)),
        "daily" => return Some(("day".into(), at + 1)),
        "hourly" => return Some(("hour".into(), at + 1)),
        _ => {}
    }
    let hyphen = usize::from(lexemes.is_hyphen(at));
    let at = at + hyphen;
    let slash = lexemes.mark(at) == Some('/') && lexemes.glued(at);
    let article = matches!(lexemes.word(at), "a" | "an");
    if !(slash || article || matches!(lexemes.word(at), "per" | "each" | "every")) {
        return None;
    }
    let next = at + 1 + usize::from(hyphen == 1 && lexemes.is_hyphen(at + 1));
    if lexemes.word(next) == "annum" {
        return Some(("year".into(), next + 1));
    }
    let found = powered(lexemes, next)
        .or_else(|| named(lexemes, next))
        .or_else(|| symbol(lexemes, next, slash).filter(|_| slash || lexemes.word(at) == "per"))?;
    let counted = found.kind == FigureKind::Duration
        || !article
        || matches!(
            found.id.as_str(),
            "barrel"
                | "tonne"
                | "ton"
                | "liter"
                | "gallon"
                | "kilogram"
                | "gram"
                | "ounce"
                | "pound"
                | "hectare"
                | "acre"
                | "mile"
                | "kilometer"
                | "bushel"
                | "megawatt-hour"
                | "kilowatt-hour"
        );
    // "a year ago", "a day earlier", "a day after" tell when, not how often.
    let when = matches!(lexemes.word(found.end), "ago" | "earlier" | "later" | "before" | "after" | "old" | "since")
        || lexemes.word(found.end) == "from" && matches!(lexemes.word(found.end + 1), "now" | "today" | "then");
    // "paid $5 a second time": the ordinal, not the unit.
    let ordinal = article && lexemes.word(next) == "second" && !closes(lexemes, found.end);
    (counted
        && !(article && when)
        && !ordinal
        && found.kind != FigureKind::Percent
        && !lexemes.word(next).is_empty()
        && !(article && lexemes.word(next).ends_with('s') && lexemes.word(next) != "gas"))
        .then_some((found.id, found.end))
}

/// Whether nothing goes on at `at` that the word before could describe: the end, a mark, a preposition or a conjunction.
pub(crate) fn closes(lexemes: &Lexemes, at: usize) -> bool {
    let word = lexemes.word(at);
    word.is_empty()
        || matches!(
            word,
            "about"
                | "across"
                | "after"
                | "against"
                | "along"
                | "among"
                | "and"
                | "around"
                | "as"
                | "at"
                | "because"
                | "before"
                | "between"
                | "but"
                | "by"
                | "compared"
                | "despite"
                | "down"
                | "during"
                | "for"
                | "from"
                | "if"
                | "in"
                | "into"
                | "is"
                | "on"
                | "or"
                | "over"
                | "since"
                | "so"
                | "than"
                | "that"
                | "though"
                | "through"
                | "throughout"
                | "to"
                | "under"
                | "until"
                | "up"
                | "versus"
                | "via"
                | "was"
                | "were"
                | "are"
                | "when"
                | "where"
                | "which"
                | "while"
                | "who"
                | "with"
                | "within"
                | "without"
        )
}

#[cfg(test)]
mod tests {
    use crate::figures::within::test_marks::check;

    #[test]
    fn units_have_cldr_identifiers() {
        check(
            "[2.5 hectares|2.5 hectare] ([25,000 m²|25000 square-meter]), [4 sq km|4 square-kilometer], [111.6 hectares per hour|111.6 hectare-per-hour]",
        );
        check("[9.5 million barrels per day|9500000 barrel-per-day], [55 bcm|55000000000 cubic-meter] and [8 TWh|8 terawatt-hour]");
    }

    #[test]
    fn degrees_are_temperatures_unless_turned() {
        check("It was [-5°C|-5 celsius], then [98 degrees|98 x-degree]. Rotate it [90 degrees|90 degree].");
    }

    #[test]
    fn metres_and_millions_share_a_letter() {
        check("He is [1.85m|1.85 meter] tall; [12.5m|12500000] people live there.");
    }
}
