//! Numbers: digits, words, scale words and fractions, without unit.

use super::lex::Lexemes;
use super::spelled;
use super::words::{denominator, scale, scale_letters, starts_cardinal};
use crate::figures::Decimal;

/// A number as written.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Number {
    /// First lexeme, a sign included.
    pub(crate) first: usize,
    /// The lexeme after it.
    pub(crate) end: usize,
    /// The number before its scale word; `None` where it cannot be read.
    pub(crate) unscaled: Option<Decimal>,
    /// The factor of the scale words.
    pub(crate) scale: Decimal,
    pub(crate) form: Form,
}

/// How a number is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    Digits,
    Words,
    Fraction,
    /// "hundreds", "tens of thousands": no value.
    Vague,
}

/// Surroundings of a number that change how it is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Setting {
    /// Nothing known.
    Plain,
    /// After a currency: "m" is million.
    Money,
    /// After "between": "and" separates two numbers.
    Between,
}

impl Number {
    /// The value with its scale.
    pub(crate) fn value(&self) -> Option<Decimal> {
        self.unscaled?.times(self.scale)
    }

    /// Whether a scale word stands behind it.
    pub(crate) fn is_scaled(&self) -> bool {
        self.scale != Decimal::whole(1)
    }
}

/// Reads the number that starts at `at`.
pub(crate) fn number(lexemes: &Lexemes, at: usize, setting: Setting) -> Option<Number> {
    let (sign, start) = sign(lexemes, at);
    let mut found = if lexemes.digits(start).is_some() {
        in_digits(lexemes, start, setting)?
    } else if lexemes.english {
        in_words(lexemes, start, setting)?
    } else {
        return None;
    };
    found.first = at;
    if sign < 0 {
        found.unscaled = found.unscaled.map(Decimal::negated);
    }
    Some(found)
}

/// The sign at `at` and where the number begins.
fn sign(lexemes: &Lexemes, at: usize) -> (i32, usize) {
    let free = !lexemes.glued(at) || matches!(lexemes.mark(at.wrapping_sub(1)), Some('(' | '$' | '€' | '£' | '=' | '>' | '<' | '"' | '“'));
    match lexemes.mark(at) {
        Some('-' | '−' | '–') if free && lexemes.glued(at + 1) && lexemes.digits(at + 1).is_some() => (-1, at + 1),
        Some('+') if free && lexemes.glued(at + 1) && lexemes.digits(at + 1).is_some() => (1, at + 1),
        _ if lexemes.word(at) == "minus" && lexemes.word_before(at) == "or" => (1, at + 1),
        _ if matches!(lexemes.word(at), "minus" | "negative") => (-1, at + 1),
        _ => (1, at),
    }
}

fn in_digits(lexemes: &Lexemes, at: usize, setting: Setting) -> Option<Number> {
    let digits = *lexemes.digits(at)?;
    let one = Decimal::whole(1);
    let mut found = Number { first: at, end: at + 1, unscaled: digits.value, scale: one, form: Form::Digits };
    if let Some((value, end)) = scientific(lexemes, at) {
        found = Number { end, unscaled: value, ..found };
        scaled(lexemes, &mut found, setting);
        return Some(found);
    }
    if let Some((value, end)) = written_fraction(lexemes, at) {
        found = Number { end, unscaled: Some(value), form: Form::Fraction, ..found };
    } else if let Some(part) = lexemes.digits(at + 1).filter(|part| part.shape == super::digits::Shape::Vulgar && digits.is_plain()) {
        found.unscaled = found.unscaled.and_then(|whole| whole.plus(part.value?));
        found.end += 1;
    } else if let Some((part, end)) = written_fraction(lexemes, at + 1).filter(|_| digits.is_plain() && !lexemes.glued(at + 1)) {
        found.unscaled = found.unscaled.and_then(|whole| whole.plus(part));
        found.end = end;
    }
    if lexemes.english && digits.is_plain() && lexemes.word(found.end) == "point" && lexemes.plain(found.end + 1).is_some() {
        let joined = format!("{}.{}", lexemes.raw(at), lexemes.raw(found.end + 1));
        found.unscaled = Decimal::parse(&joined);
        found.end += 2;
    }
    let hundreds = lexemes.plain(at).filter(|_| lexemes.english && lexemes.word(found.end) == "hundred");
    if let Some((value, end)) = hundreds.and_then(|hundreds| spelled::after_hundred(lexemes, found.end, hundreds)) {
        return Some(Number { end, unscaled: Some(Decimal::whole(value)), ..found });
    }
    and_a_half(lexemes, &mut found);
    scaled(lexemes, &mut found, setting);
    and_a_half(lexemes, &mut found);
    Some(found)
}

/// "3 × 10^4", "3x10⁴", "10^6": the value, or `None` where it cannot be read, and the lexeme after it.
pub(crate) fn scientific(lexemes: &Lexemes, at: usize) -> Option<(Option<Decimal>, usize)> {
    let times = matches!(lexemes.mark(at + 1), Some('×' | '·' | '⋅' | '∙' | '*' | '✕')) || lexemes.word(at + 1) == "x";
    if times
        && lexemes.plain(at + 2) == Some(10)
        && let Some((power, end)) = power(lexemes, at + 2)
    {
        let value = lexemes.digits(at)?.value.zip(power).and_then(|(value, power)| value.times(power));
        return Some((value, end));
    }
    power(lexemes, at)
}

/// "10^6", "10⁻³", "2^20". A small figure above the line is a power of ten only: behind another number it leads to a note.
fn power(lexemes: &Lexemes, at: usize) -> Option<(Option<Decimal>, usize)> {
    let base = lexemes.plain(at)?;
    if lexemes.mark(at + 1) == Some('^') && lexemes.glued(at + 1) {
        let minus = usize::from(matches!(lexemes.mark(at + 2), Some('-' | '−' | '+')) && lexemes.glued(at + 2));
        let digits = at + 2 + minus;
        let exponent = lexemes.plain(digits).filter(|_| lexemes.glued(digits));
        let Some(exponent) = exponent else { return Some((None, at + 2)) };
        let negative = minus > 0 && lexemes.mark(at + 2) != Some('+');
        return Some((raised(base, if negative { -exponent } else { exponent }), digits + 1));
    }
    let mut end = at + 1;
    let (mut exponent, mut negative) = (None, false);
    while lexemes.glued(end)
        && let Some(c) = lexemes.mark(end)
    {
        match SUPERSCRIPTS.iter().position(|known| *known == c) {
            Some(digit) => exponent = Some((exponent.unwrap_or(0) * 10 + digit as i64).min(1_000)),
            None if c == '⁻' && end == at + 1 => negative = true,
            None => break,
        }
        end += 1;
    }
    let exponent = exponent.filter(|_| base == 10)?;
    Some((raised(base, if negative { -exponent } else { exponent }), end))
}

const SUPERSCRIPTS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];

fn raised(base: i64, exponent: i64) -> Option<Decimal> {
    match base {
        10 => Decimal::whole(1).scaled(i32::try_from(exponent).ok()?),
        _ => base.checked_pow(u32::try_from(exponent).ok()?).map(Decimal::whole),
    }
}

/// "3/8", "1/4": a smaller number over a larger one.
fn written_fraction(lexemes: &Lexemes, at: usize) -> Option<(Decimal, usize)> {
    let (above, below) = (lexemes.plain(at)?, lexemes.plain(at + 2)?);
    let joined = lexemes.mark(at + 1) == Some('/') && lexemes.glued(at + 1) && lexemes.glued(at + 2);
    let goes_on = lexemes.mark(at + 3) == Some('/') && lexemes.glued(at + 3);
    if !joined || goes_on || above == 0 || above >= below || below > 1_000 || lexemes.digits(at + 2)?.length > 3 {
        return None;
    }
    let suffix = matches!(lexemes.word(at + 3), "th" | "ths" | "rd" | "rds") && lexemes.glued(at + 3);
    Some((Decimal::whole(above).over(Decimal::whole(below))?, at + 3 + usize::from(suffix)))
}

fn in_words(lexemes: &Lexemes, at: usize, setting: Setting) -> Option<Number> {
    let word = lexemes.word(at);
    let article = matches!(word, "a" | "an");
    let first = if article { at + 1 } else { at };
    let head = lexemes.word(first);
    if let Some(vague) = vague(lexemes, at) {
        return Some(vague);
    }
    if let Some(found) = fraction(lexemes, at, first, article) {
        return Some(found);
    }
    let is_scale = scale(head).is_some() && !head.ends_with('s');
    if !(starts_cardinal(head) && !article || is_scale && (article || matches!(head, "hundred" | "thousand"))) {
        return None;
    }
    let (value, end) = spelled::cardinal(lexemes, first, setting == Setting::Between)?;
    let mut found = Number { first: at, end, unscaled: Some(value), scale: Decimal::whole(1), form: Form::Words };
    // "thirty (30) days": said once more in digits.
    let again = lexemes.mark(end) == Some('(') && lexemes.mark(end + 2) == Some(')');
    if again && lexemes.plain(end + 1).map(Decimal::whole) == Some(value) {
        found.end += 3;
    }
    if let Some(part) = denominator_after(lexemes, &found) {
        found = part;
    }
    and_a_half(lexemes, &mut found);
    scaled(lexemes, &mut found, setting);
    and_a_half(lexemes, &mut found);
    Some(found)
}

/// "hundreds of", "tens of thousands", "several hundred": found, but without value.
fn vague(lexemes: &Lexemes, at: usize) -> Option<Number> {
    let plural =
        |word: &str| matches!(word, "hundreds" | "thousands" | "millions" | "billions" | "trillions" | "dozens" | "lakhs" | "crores");
    let word = lexemes.word(at);
    // "several hundred", "a few thousand".
    let some = matches!(lexemes.word_before(at), "several" | "few" | "many")
        || lexemes.word_before(at) == "of" && lexemes.word_before(at.wrapping_sub(1)) == "couple";
    let end = if some && scale(word).is_some() {
        at + 1
    } else if word == "tens" && lexemes.word(at + 1) == "of" && plural(lexemes.word(at + 2)) {
        at + 3
    } else if plural(word) {
        let of = lexemes.word(at + 1) == "of" && plural(lexemes.word(at + 2));
        if of { at + 3 } else { at + 1 }
    } else {
        return None;
    };
    Some(Number { first: at, end, unscaled: None, scale: Decimal::whole(1), form: Form::Vague })
}

/// Fractions that no cardinal begins: "half a million", "a quarter of", "a third of".
fn fraction(lexemes: &Lexemes, at: usize, first: usize, article: bool) -> Option<Number> {
    let (below, plural) = denominator(lexemes.word(first)).filter(|&(below, _)| article || below == 2 || below == 4)?;
    let value = Decimal::whole(1).over(Decimal::whole(below))?;
    let mut found = Number { first: at, end: first + 1, unscaled: Some(value), scale: Decimal::whole(1), form: Form::Fraction };
    if plural {
        return None;
    }
    let next = lexemes.word(first + 1);
    scaled(lexemes, &mut found, Setting::Plain);
    if found.is_scaled() {
        return Some(found);
    }
    let compared = matches!(next, "more" | "less" | "higher" | "lower" | "fewer" | "larger" | "smaller" | "cheaper");
    let ends =
        matches!(lexemes.mark(first + 1), Some('.' | ',' | ';' | ')')) && !lexemes.is_hyphen(first + 1) || lexemes.is_break(first + 1);
    let before = lexemes.word_before(at);
    let bounded = matches!(
        before,
        "than" | "nearly" | "almost" | "about" | "roughly" | "around" | "by" | "over" | "only" | "just" | "approximately" | "up" | "down"
    );
    let stands = match below {
        2 => {
            let unit = matches!(next, "hour" | "day" | "year" | "inch" | "mile" | "gallon" | "cup" | "teaspoon" | "tablespoon");
            let whole = matches!(next, "of" | "a" | "an" | "the" | "its" | "their" | "his" | "her" | "our" | "all") || unit;
            !matches!(before, "first" | "second" | "other" | "better" | "one" | "latter" | "former")
                && (whole || compared || article || bounded)
                && !matches!(next, "time" | "way")
        }
        // A quarter of a year, a town or a company is not a number; a third man is an ordinal.
        4 => {
            article
                && (next == "of"
                    || compared
                    || ends && (bounded || before == "or")
                    || before == "by" && matches!(next, "to" | "from" | "in" | "on"))
        }
        _ => {
            let follows = super::clause::class(lexemes, first + 1);
            let told = follows == super::clause::Class::Verb && article && lexemes.is_break(at.wrapping_sub(1))
                || lexemes.mark(at.wrapping_sub(1)).is_some() && follows == super::clause::Class::Verb;
            next == "of"
                || compared
                || told
                || article && before == "or" && ends
                || bounded && (ends || follows == super::clause::Class::Preposition)
                || before == "by" && article && next == "and"
        }
    };
    stands.then_some(found)
}

/// "two-thirds", "one eighth", "23 fifths": the number is above a denominator.
fn denominator_after(lexemes: &Lexemes, above: &Number) -> Option<Number> {
    let hyphen = lexemes.is_hyphen(above.end);
    let at = above.end + usize::from(hyphen);
    let (below, plural) = denominator(lexemes.word(at))?;
    let value = above.unscaled?.integer()?;
    let half = below != 2 || hyphen || lexemes.word(at + 1) == "of";
    let singular = value == 1 && half || hyphen && value < 10 && below < 10 && below != 2;
    if !(plural || singular) || (lexemes.word(at) == "quarter" && lexemes.is_hyphen(at + 1)) {
        return None;
    }
    // "for two quarters", "four quarters in a row": of years.
    if lexemes.word(at) == "quarters" && value != 3 && !hyphen {
        return None;
    }
    let unscaled = Decimal::whole(value).over(Decimal::whole(below));
    Some(Number { end: at + 1, unscaled, form: Form::Fraction, ..*above })
}

/// "and a half", "and three-quarters" behind a whole number.
fn and_a_half(lexemes: &Lexemes, found: &mut Number) {
    // "three-and-a-half" has hyphens all the way.
    let past = |at: usize| at + usize::from(lexemes.is_hyphen(at));
    let and = past(found.end);
    if lexemes.word(and) != "and" || !lexemes.english {
        return;
    }
    let article = matches!(lexemes.word(past(and + 1)), "a" | "an");
    let at = if article { past(past(and + 1) + 1) } else { past(and + 1) };
    let part = match denominator(lexemes.word(at)) {
        Some((below, false)) if article || matches!(below, 2 | 4) => Some((1, below, at + 1)),
        _ => super::words::small(lexemes.word(at)).filter(|&above| above > 0).and_then(|above| {
            let after = at + 1 + usize::from(lexemes.is_hyphen(at + 1));
            let (below, _) = denominator(lexemes.word(after)).filter(|&(below, plural)| below > above && (plural || above == 1))?;
            Some((above, below, after + 1))
        }),
    };
    let Some((above, below, end)) = part else { return };
    // "3 million and a half" means half a million, "one billion and a half million" says so, "three and a half million" scales both.
    let last = scale(lexemes.word(found.end - 1)).filter(|&last| last >= 1_000);
    let own = scale(lexemes.word(end)).filter(|_| last.is_some());
    let part = Decimal::whole(above).over(Decimal::whole(below)).and_then(|part| part.times(Decimal::whole(own.or(last).unwrap_or(1))));
    let sum = found.value().zip(part).and_then(|(whole, part)| whole.plus(part));
    *found = Number { end: end + usize::from(own.is_some()), unscaled: sum, scale: Decimal::whole(1), ..*found };
}

/// Takes the scale words and letters behind a number.
fn scaled(lexemes: &Lexemes, found: &mut Number, setting: Setting) {
    for _ in 0..3 {
        let hyphen = usize::from(lexemes.is_hyphen(found.end));
        let mut at = found.end + hyphen;
        let glued = lexemes.glued(found.end) && hyphen == 0;
        let mut factor = None;
        if found.form == Form::Digits && (glued || setting == Setting::Money) && !found.is_scaled() {
            factor = scale_letters(lexemes.raw(at), setting == Setting::Money);
            // "5 K" alone may be anything; glued letters must end here ("10kg" is one word, "10k-a-year" is not).
            factor = factor.filter(|_| glued || lexemes.raw(at).len() > 1 || lexemes.raw(at) == "m");
            // "1.2b" is a number, "221B" an address.
            let decimal = lexemes.digits(found.end - 1).is_some_and(|digits| digits.shape == super::digits::Shape::Decimal);
            factor = factor.filter(|_| setting == Setting::Money || decimal || !matches!(lexemes.raw(at), "b" | "B"));
        }
        if factor.is_none() && !lexemes.english && !found.is_scaled() {
            factor = super::words::foreign_scale(lexemes.word(at));
        }
        if factor.is_none() && lexemes.english {
            if found.form == Form::Fraction {
                // "half a million", "two thirds of a million", "half-a-million".
                let of = usize::from(lexemes.word(at) == "of");
                let article = usize::from(matches!(lexemes.word(at + of), "a" | "an"));
                let joined = usize::from(article == 1 && lexemes.is_hyphen(at + of + article));
                at += if of == 1 && article == 0 { 0 } else { of + article + joined };
            }
            let word = lexemes.word(at);
            let plural = word.ends_with('s')
                && matches!(lexemes.word(at + 1), "of" | "and")
                && found.form == Form::Words
                && word != "lakhs"
                && word != "crores";
            factor = scale(word).filter(|_| !plural);
        }
        let Some(scale) = factor.and_then(|factor| found.scale.times(Decimal::whole(factor))) else { return };
        found.scale = scale;
        found.end = at + 1;
    }
}

#[cfg(test)]
mod tests {
    use crate::figures::within::test_marks::check;

    #[test]
    fn scale_words_multiply() {
        check("It has [35 trillion|35000000000000] of them, [3k|3000] here and [two lakh crore|2000000000000] there.");
        check("[1.2M|1200000] users and [1.5 lakh|150000] homes");
    }

    #[test]
    fn spelled_numbers_are_read() {
        check("[Twenty-three|23] miners, [one hundred and five|105] cars, [seven hundred twenty-one thousand and twelve|721012] trees");
        check("between [two hundred and three hundred|200..300] and [two hundred point zero three|200.03]");
    }

    #[test]
    fn fractions_are_read() {
        check(
            "[Half a million|500000] eggs, [three and a half million|3500000] hens, [two-thirds|0.666666666666666667] of it, [a quarter|0.25] of all",
        );
        check("[3 million and a half|3500000] and [⅔|0.666666666666666667] and [1/4|0.25]");
        check("It stood in the northerly quarter, reached the quarter-final and paused at half-time.");
    }

    #[test]
    fn halves_have_hyphens_too() {
        check("A [three-and-a-half-year|3.5 year] term, [one-half|0.5] of it for [two and a half hours|2.5 hour].");
    }

    #[test]
    fn powers_are_one_number() {
        check("It has [10^6|1000000] cells, [10⁶|1000000] of them old, and [2^10|1024] more.");
        check("It cost [3 × 10^4 euros|30000 EUR], [3x10^4|30000], [3·10⁴|30000], [1.5 × 10⁻³|0.0015] or [10^|?]n of them.");
        check("It has [7^99|?] cells and [40|40]² notes.");
    }

    #[test]
    fn orders_of_magnitude_have_no_value() {
        check("It killed [hundreds|?] and displaced [tens of thousands|?], among them several [hundred|?] children.");
    }
}
