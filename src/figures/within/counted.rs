//! The subject of a bare number: what it counts, behind it, or said before.

use super::clause::{Class, class, phrase, trimmed};
use super::frames::brought_to;
use super::lex::Lexemes;
use super::range::Reading;
use super::subject::{LONGEST, bracketed, deed, noun_before_of, nouns_before, said_of, subject_is_here, told_before, told_by_level};

/// "ten documents for signing", "14,702 people have been vaccinated", "cases rose from 1,799".
pub(super) fn counted(lexemes: &Lexemes, reading: &Reading) -> Option<(usize, usize)> {
    if let Some(found) = brought_to(lexemes, reading) {
        return Some(found);
    }
    let mut at = reading.end;
    // "46 of the 56 victims", "hundreds of people", "other".
    if lexemes.word(at) == "of" {
        at += 1;
        let the = usize::from(class(lexemes, at) == Class::Determiner);
        at += if class(lexemes, at + the) == Class::Number { the + 1 } else { 0 };
    }
    at = listed_noun(lexemes, at).unwrap_or(at);
    at += usize::from(matches!(lexemes.word(at), "other" | "more" | "new"));
    // "other five ones": the noun was said before.
    let when = matches!(lexemes.word(at), "yesterday" | "today" | "tomorrow") || super::calendar::weekday(lexemes.word(at)).is_some();
    let counts = lexemes.word(at) != "ones"
        && !when
        && (class(lexemes, at) == Class::Content || class(lexemes, at) == Class::Determiner && at > reading.end);
    // "one of the countries, with five other ones": the noun was said before.
    if lexemes.word(at) == "ones" {
        let said = (1..ELLIPSIS.min(reading.first))
            .map(|back| reading.first - back)
            .take_while(|&at| !lexemes.is_break(at))
            .find(|&at| class(lexemes, at) == Class::Content && lexemes.word(at).len() > 3 && lexemes.word(at).ends_with('s'));
        return said.and_then(|at| nouns_before(lexemes, at + 1));
    }
    // "251-run partnership": what the hyphen joins to the number is its unit.
    if lexemes.is_hyphen(reading.end) && class(lexemes, reading.end + 2) == Class::Content && !lexemes.is_hyphen(reading.end + 2) {
        return phrase(lexemes, reading.end + 2, 8);
    }
    // "four times the size", "postponed 11 times since": the clause tells of what.
    // An index rose by points; players score them.
    if lexemes.word(reading.end) == "points"
        && told_by_level(lexemes, reading.first)
        && let Some(told) = told_before(lexemes, reading.first)
    {
        return Some(told);
    }
    if lexemes.word(reading.end) == "times" || lexemes.word(reading.end.wrapping_sub(1)) == "times" {
        return told_before(lexemes, reading.first).or_else(|| deed(lexemes, reading.first));
    }
    let participle = class(lexemes, at) == Class::Verb
        && at == reading.end
        && lexemes.word(at).ends_with("ed")
        && class(lexemes, at + 1) == Class::Content;
    let Some((first, end)) = phrase(lexemes, at, LONGEST).filter(|_| counts || participle) else {
        return bracketed(lexemes, reading)
            .or_else(|| predicate(lexemes, reading))
            .or_else(|| noun_before_of(lexemes, reading.first))
            .or_else(|| same_noun(lexemes, reading))
            .or_else(|| told_before(lexemes, reading.first))
            .or_else(|| deed(lexemes, reading.first));
    };
    // Where the count opens its clause, what is said of it belongs to it.
    if class(lexemes, end) == Class::Verb && !lexemes.is_hyphen(reading.end) && subject_is_here(lexemes, reading.first) {
        return trimmed(lexemes, first, said_of(lexemes, end));
    }
    Some((first, end))
}

/// "10,000 and as many as 300,000 people": the noun behind the second number of a pair.
fn listed_noun(lexemes: &Lexemes, at: usize) -> Option<usize> {
    if !matches!(lexemes.word(at), "and" | "or" | "to") {
        return None;
    }
    let hedged = |word: &str| {
        matches!(
            word,
            "as" | "many"
                | "about"
                | "up"
                | "to"
                | "some"
                | "nearly"
                | "almost"
                | "around"
                | "over"
                | "more"
                | "than"
                | "perhaps"
                | "possibly"
        )
    };
    let number = (at + 1..at + 5).find(|&at| !hedged(lexemes.word(at))).filter(|&at| class(lexemes, at) == Class::Number)?;
    let noun = (number..number + 3).find(|&at| class(lexemes, at) != Class::Number)?;
    let plural = lexemes.word(noun).ends_with('s') || matches!(lexemes.word(noun), "people" | "men" | "women" | "children");
    (plural && class(lexemes, noun) == Class::Content).then_some(noun)
}

/// "401,537 had waited more than a year": where nothing is named, what is said of those who are counted.
pub(super) fn predicate(lexemes: &Lexemes, reading: &Reading) -> Option<(usize, usize)> {
    if class(lexemes, reading.end) != Class::Verb || !subject_is_here(lexemes, reading.first) {
        return None;
    }
    if let Some(noun) = same_noun(lexemes, reading) {
        return Some(noun);
    }
    let mut first = reading.end;
    while matches!(lexemes.word(first), "is" | "are" | "was" | "were" | "has" | "have" | "had" | "been" | "be" | "still" | "will") {
        first += 1;
    }
    trimmed(lexemes, first, said_of(lexemes, first))
}

/// How far back the noun that is left out was said, in lexemes.
const ELLIPSIS: usize = 30;

/// "killed 34 people and wounded more than 200", "17 declined": the noun that the number before it counts, in the same sentence.
fn same_noun(lexemes: &Lexemes, reading: &Reading) -> Option<(usize, usize)> {
    let listed = matches!(lexemes.word(reading.end), "in" | "on" | "of") || class(lexemes, reading.end) != Class::Content;
    let from_to = matches!(lexemes.word_before(reading.first), "from" | "to") || lexemes.word(reading.end) == "to";
    if !listed || from_to && !(1..=3).any(|back| matches!(lexemes.word(reading.first.wrapping_sub(back)), "up" | "down" | "compared")) {
        return None;
    }
    let mut at = reading.first;
    while at > 1 && at + ELLIPSIS > reading.first {
        at -= 1;
        if lexemes.is_break(at) {
            return None;
        }
        let counts = lexemes.digits(at).is_some()
            || super::words::starts_cardinal(lexemes.word(at))
            || super::words::scale(lexemes.word(at)).is_some();
        let next = at + 1 + usize::from(matches!(lexemes.word(at + 1), "other" | "more" | "new"));
        if !counts || lexemes.is_hyphen(next) || next >= reading.first {
            continue;
        }
        let plural = |word: &str| {
            word.len() > 3 && word.ends_with('s') || matches!(word, "people" | "men" | "women" | "children" | "police" | "troops")
        };
        let unit = super::unit::unit(lexemes, next, false).is_some();
        let found = phrase(lexemes, next, 5)
            .filter(|&(first, end)| end <= reading.first && !unit && (first..end).any(|index| plural(lexemes.word(index))));
        if found.is_some() {
            return found;
        }
    }
    None
}
