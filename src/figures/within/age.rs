//! Ages: "six-year-old", "Maria Perez, 34,", "in his 40s", "aged 6 to 12".

use super::lex::Lexemes;
use super::number::{Form, Number, Setting, number};
use crate::figures::{Decimal, Value};

/// An age found in the text.
#[derive(Clone, Debug)]
pub(crate) struct AgeMatch {
    pub(crate) end: usize,
    pub(crate) value: Value,
    pub(crate) unit: &'static str,
}

/// Reads the age at `at`.
pub(crate) fn age(lexemes: &Lexemes, at: usize) -> Option<AgeMatch> {
    if !lexemes.english {
        return None;
    }
    decade(lexemes, at).or_else(|| old(lexemes, at)).or_else(|| phrase(lexemes, at)).or_else(|| apposition(lexemes, at))
}

fn age_of(number: &Number, end: usize, unit: &'static str) -> Option<AgeMatch> {
    Some(AgeMatch { end, value: number.value().map_or(Value::Unknown, Value::Number), unit })
}

/// "his 40s", "her late thirties".
fn decade(lexemes: &Lexemes, at: usize) -> Option<AgeMatch> {
    let owned = |index: usize| matches!(lexemes.word(index), "his" | "her" | "their" | "my");
    let part = matches!(lexemes.word_before(at), "early" | "mid" | "late") || lexemes.is_dash(at.wrapping_sub(1));
    if !(owned(at.wrapping_sub(1)) || part && (2..=3).any(|back| owned(at.wrapping_sub(back)))) {
        return None;
    }
    let (low, end) = match lexemes.plain(at) {
        Some(low) => {
            let apostrophe = usize::from(matches!(lexemes.mark(at + 1), Some('\'' | '’')));
            (low, (lexemes.word(at + 1 + apostrophe) == "s").then_some(at + 2 + apostrophe)?)
        }
        None => {
            let word = lexemes.word(at).strip_suffix("ies")?;
            (super::words::tens(&format!("{word}y"))?, at + 1)
        }
    };
    let low = Some(low).filter(|low| low % 10 == 0 && (10..=100).contains(low))?;
    Some(AgeMatch { end, value: Value::Range(Some(Decimal::whole(low)), Some(Decimal::whole(low + 9))), unit: "year" })
}

/// "six-year-old", "500 years old", "three years of age", "15- to 24-year-olds".
fn old(lexemes: &Lexemes, at: usize) -> Option<AgeMatch> {
    let low = number(lexemes, at, Setting::Plain).filter(|number| !number.is_scaled() || number.form == Form::Digits)?;
    if let Some((end, unit)) = years_old(lexemes, low.end) {
        return age_of(&low, end, unit);
    }
    // The first part may keep its hyphen: "15- to 24-year-olds".
    let hyphen = usize::from(lexemes.mark(low.end) == Some('-') && lexemes.glued(low.end));
    let joined = lexemes.word(low.end + hyphen) == "to"
        || lexemes.word(low.end + hyphen) == "and" && lexemes.word_before(at) == "between"
        || hyphen == 0 && lexemes.is_dash(low.end);
    let next = if joined {
        low.end + hyphen + 1
    } else if hyphen == 1 {
        low.end + 1
    } else {
        return None;
    };
    let high = number(lexemes, next, Setting::Plain)?;
    let (end, unit) = years_old(lexemes, high.end)?;
    let (low, high) = (low.value()?, high.value()?);
    (low < high).then_some(AgeMatch { end, value: Value::Range(Some(low), Some(high)), unit })
}

fn years_old(lexemes: &Lexemes, at: usize) -> Option<(usize, &'static str)> {
    let at = at + usize::from(lexemes.is_hyphen(at));
    let unit = match lexemes.word(at) {
        "year" | "years" | "yr" | "yrs" => "year",
        "month" | "months" => "month",
        "week" | "weeks" => "week",
        "day" | "days" => "day",
        _ => return None,
    };
    let next = at + 1 + usize::from(lexemes.is_hyphen(at + 1));
    if matches!(lexemes.word(next), "old" | "olds") {
        return Some((next + 1, unit));
    }
    (lexemes.word(at + 1) == "of" && lexemes.word(at + 2) == "age").then_some((at + 3, unit))
}

/// "aged 34", "aged 6 to 12", "age 5", "the age of 18", "under-18s", "children under five".
fn phrase(lexemes: &Lexemes, at: usize) -> Option<AgeMatch> {
    let hyphen = lexemes.is_hyphen(at.wrapping_sub(1)) && matches!(lexemes.word(at.wrapping_sub(2)), "under" | "over");
    let bound = matches!(lexemes.word_before(at), "under" | "over" | "above" | "below" | "than" | "least" | "between" | "about" | "around")
        || hyphen;
    let mut before = at.wrapping_sub(1);
    if bound && !hyphen {
        before = before.wrapping_sub(
            1 + usize::from(matches!(lexemes.word_before(before), "at" | "older" | "younger" | "more" | "less"))
                * usize::from(matches!(lexemes.word(before), "than" | "least")),
        );
    }
    // "aged 34 and 41", "aged two, five and nine".
    let mut list = at.wrapping_sub(1);
    while list + 10 > at
        && list > 0
        && (lexemes.word(list) == "and"
            || lexemes.mark(list) == Some(',')
            || lexemes.plain(list).is_some()
            || super::words::small(lexemes.word(list)).is_some())
    {
        list -= 1;
    }
    let listed = list + 1 < at && matches!(lexemes.word(list), "aged" | "ages");
    let aged = listed
        || matches!(lexemes.word(before), "aged" | "age" | "ages")
        || lexemes.word(before) == "of" && matches!(lexemes.word_before(before), "age" | "ages");
    let people = matches!(
        lexemes.word(before),
        "children"
            | "people"
            | "women"
            | "men"
            | "girls"
            | "boys"
            | "kids"
            | "those"
            | "anyone"
            | "adults"
            | "infants"
            | "babies"
            | "child"
            | "youths"
            | "players"
    );
    let under = bound && matches!(lexemes.word_before(at), "under" | "over" | "above" | "below") && people;
    let plural = |end: usize| lexemes.word(end) == "s" && lexemes.glued(end);
    // "65 or older", "12 and under".
    let after = at + 1 + usize::from(matches!(lexemes.word(at + 1), "years" | "year"));
    let older = matches!(lexemes.word(after), "or" | "and")
        && matches!(lexemes.word(after + 1), "older" | "younger")
        && lexemes.word(after + 2) != "than";
    if !(aged || under || hyphen || older || was(lexemes, at)) {
        return None;
    }
    let low = number(lexemes, at, if lexemes.word_before(at) == "between" { Setting::Between } else { Setting::Plain })
        .filter(|low| low.value().is_some_and(|value| value <= Decimal::whole(130) && value >= Decimal::ZERO))?;
    // "under-18s", but not the Under-17 World Cup.
    if hyphen && !plural(low.end) {
        return None;
    }
    let unit_end = |end: usize| end + usize::from(matches!(lexemes.word(end), "years" | "year"));
    let months = matches!(lexemes.word(low.end), "months" | "month");
    let joined = matches!(lexemes.word(low.end), "to")
        || lexemes.word(low.end) == "and" && lexemes.word_before(at) == "between"
        // "between the ages of 5 and 11".
        || lexemes.word(low.end) == "and" && lexemes.phrase(at.wrapping_sub(4), "between the ages of").is_some()
        || lexemes.is_dash(low.end);
    if joined && let Some(high) = number(lexemes, low.end + 1, Setting::Plain) {
        let months = matches!(lexemes.word(high.end), "months" | "month");
        let (low, top) = (low.value()?, high.value()?);
        if low < top && top <= Decimal::whole(130) {
            let end = if months { high.end + 1 } else { unit_end(high.end) };
            return Some(AgeMatch { end, value: Value::Range(Some(low), Some(top)), unit: if months { "month" } else { "year" } });
        }
    }
    // "women over 5,000 metres": a unit of anything but time takes it away.
    let measured = super::unit::unit(lexemes, low.end, lexemes.glued(low.end))
        .is_some_and(|unit| !matches!(unit.id.as_str(), "year" | "month"))
        && !plural(low.end);
    if measured || (under && !aged && counted_after(lexemes, low.end)) {
        return None;
    }
    let end = if months || plural(low.end) { low.end + 1 } else { unit_end(low.end) };
    age_of(&low, end, if months { "month" } else { "year" })
}

/// "when she was six", "until he turned 18".
fn was(lexemes: &Lexemes, at: usize) -> bool {
    let verb = matches!(lexemes.word_before(at), "was" | "turned" | "turns" | "is");
    let person = matches!(lexemes.word(at.wrapping_sub(2)), "he" | "she" | "i" | "they");
    let when = matches!(lexemes.word(at.wrapping_sub(3)), "when" | "until" | "since" | "before" | "after" | "once" | "and" | "where")
        || lexemes.word_before(at).starts_with("turn");
    let next = at + 1;
    let closes = lexemes.is_break(next)
        || lexemes.mark(next).is_some_and(|c| matches!(c, '.' | ',' | ';' | ')' | '”' | '"'))
        || matches!(
            lexemes.word(next),
            "and"
                | "or"
                | "so"
                | "in"
                | "when"
                | "but"
                | "to"
                | "he"
                | "she"
                | "his"
                | "her"
                | "at"
                | "last"
                | "this"
                | "my"
                | "now"
                | "the"
        );
    verb && person && when && closes
}

/// Whether a noun follows that the number counts.
fn counted_after(lexemes: &Lexemes, end: usize) -> bool {
    let word = lexemes.word(end);
    word.len() > 3 && word.ends_with('s') && !matches!(word, "years" | "was" | "has" | "is")
}

/// "Maria Perez, 34, said", "Maria Perez (34)".
fn apposition(lexemes: &Lexemes, at: usize) -> Option<AgeMatch> {
    let value = lexemes.plain(at).filter(|value| (2..=115).contains(value))?;
    let (before, after) = (lexemes.mark(at.wrapping_sub(1)), lexemes.mark(at + 1));
    let comma = before == Some(',')
        && (after == Some(',')
            || after == Some('.') && lexemes.is_break(at + 2)
            || lexemes.word(at + 1) == "and"
            || lexemes.word(at + 1) == "of"
            || after == Some(';'));
    let bracket = before == Some('(') && after == Some(')');
    let name = at.wrapping_sub(2);
    let person = lexemes.capital(name)
        && super::calendar::month(lexemes.word(name)).is_none()
        && super::calendar::weekday(lexemes.word(name)).is_none()
        && lexemes.raw(name).chars().nth(1).is_some_and(char::is_lowercase);
    #[rustfmt::skip]
    const PERSONS: &[&str] = &[
        "man", "woman", "boy", "girl", "wife", "husband", "father", "mother", "son", "daughter", "minister", "president", "student",
        "driver", "actor", "actress", "singer", "player", "victim", "suspect", "teacher", "doctor", "officer", "brother", "sister",
        "leader", "farmer", "widow", "soldier", "footballer", "coach", "judge", "lawyer", "politician", "businessman", "worker",
        "shopkeeper", "nurse", "artist", "author", "writer", "director", "chairman", "senator", "queen", "king",
    ];
    let person_noun = comma && after == Some(',') && !lexemes.word(name).is_empty() && PERSONS.contains(&lexemes.word(name));
    let full_name = person_noun
        || lexemes.capital(name.wrapping_sub(1))
        || lexemes.mark(name.wrapping_sub(1)) == Some('.')
        || lexemes.is_break(name.wrapping_sub(1));
    ((comma || bracket) && (person || person_noun) && full_name).then(|| AgeMatch {
        end: at + 1,
        value: Value::Number(Decimal::whole(value)),
        unit: "year",
    })
}

#[cfg(test)]
mod tests {
    use crate::figures::within::test_marks::check;

    #[test]
    fn ages_are_told_in_many_ways() {
        check(
            "A [six-year-old|6 year age] boy, Maria Perez, [34|34 year age], those aged [6 to 12|6..12 year age] and children under [five|5 year age lessthan]",
        );
    }
}
