//! Bare years, and telling them from counts of four digits.

use super::calendar::{DateMatch, Day, spelled_year, year_at};
use super::lex::Lexemes;
use super::unit;

/// Reads the year or the span of years at `at`.
pub(crate) fn year(lexemes: &Lexemes, at: usize) -> Option<DateMatch> {
    if let Some(found) = in_words(lexemes, at) {
        return Some(found);
    }
    let first = year_at(lexemes, at).filter(|year| (1500..=2199).contains(year))?;
    if lexemes.glued(at) && !lexemes.is_ideograph(at - 1) && !starts_freely(lexemes, at) {
        return None;
    }
    if let Some(found) = years(lexemes, at, first) {
        return Some(found);
    }
    is_year(lexemes, at, first).then(|| DateMatch::new(at, at + 1, Day::year(first).edtf()))
}

/// "in nineteen ninety-six", "since two thousand": only where the word before says that it is a year.
fn in_words(lexemes: &Lexemes, at: usize) -> Option<DateMatch> {
    if !lexemes.english || !matches!(lexemes.word_before(at), "in" | "since" | "until" | "from" | "of" | "by" | "year") {
        return None;
    }
    let (year, end) = spelled_year(lexemes, at)?;
    let two_words = lexemes.word(at) == "two";
    if two_words
        && (counted(lexemes, end)
            || year == 2000
                && !lexemes.is_break(end)
                && lexemes.mark(end).is_none()
                && !matches!(lexemes.word(end), "until" | "to" | "and"))
    {
        return None;
    }
    if let Some((last, end)) =
        super::date::connector(lexemes, at, end).and_then(|next| spelled_year(lexemes, next)).filter(|(last, _)| *last > year)
    {
        return Some(DateMatch::new(at, end, Day::year(year).to(Day::year(last))));
    }
    Some(DateMatch::new(at, end, Day::year(year).edtf()))
}

/// Whether what is glued before the digits leaves them a year: "(2015", "mid-2015", "May/2015".
fn starts_freely(lexemes: &Lexemes, at: usize) -> bool {
    match lexemes.mark(at - 1) {
        Some('-' | '–' | '‑') => {
            matches!(lexemes.word(at.wrapping_sub(2)), "mid" | "end" | "pre" | "post" | "early" | "late" | "since" | "until" | "to")
                || !lexemes.glued(at - 1)
        }
        Some('(' | '[' | '"' | '“' | '‘' | '\'' | '—' | ',' | ';' | ':' | '/' | '~' | '=') => true,
        _ => false,
    }
}

/// "2014–2018", "2013-14", "2021/22", "from 2014 to 2018".
fn years(lexemes: &Lexemes, at: usize, first: i64) -> Option<DateMatch> {
    let to = |last: i64, end: usize| Some(DateMatch::new(at, end, Day::year(first).to(Day::year(last))));
    let joined = lexemes.glued(at + 1) && lexemes.glued(at + 2);
    let mark = lexemes.mark(at + 1);
    // "2008 - 9", "2008-9".
    if let Some(short) = lexemes.plain(at + 2).filter(|_| lexemes.digits(at + 2).is_some_and(|digits| digits.length == 1)) {
        let even = lexemes.glued(at + 1) == lexemes.glued(at + 2) && !lexemes.glued(at + 3);
        let next = first % 10 + 1 == short && even && lexemes.is_dash(at + 1);
        return if next && !counted(lexemes, at + 3) { to(first + 1, at + 3) } else { None };
    }
    if let Some(short) = lexemes.plain(at + 2).filter(|_| lexemes.digits(at + 2).is_some_and(|digits| digits.length == 2)) {
        let last = first - first % 100 + short + if short < first % 100 { 100 } else { 0 };
        let season = last == first + 1;
        let ends = !lexemes.glued(at + 3) || lexemes.word(at + 3).is_empty() && !matches!(lexemes.mark(at + 3), Some('-' | '/' | '%'));
        // A slash joins the two halves of a season only.
        let span = lexemes.is_dash(at + 1) && last > first && last - first < 60 || mark == Some('/') && season;
        // "in 1920 – 21": spaces may stand on both sides of a dash, where nothing goes on that the second number could count.
        let apart = !lexemes.glued(at + 1) && !lexemes.glued(at + 2) && lexemes.mark(at + 1) != Some('—');
        let closed = lexemes.is_break(at + 3) || lexemes.mark(at + 3).is_some_and(|mark| matches!(mark, ',' | '.' | ';' | ')' | ']'));
        let joined = joined || apart && (season || closed) && !counted(lexemes, at + 3);
        return if joined && span && ends { to(last, at + 3) } else { None };
    }
    let next = super::date::connector(lexemes, at, at + 1).or_else(|| (mark == Some('/') && joined).then_some(at + 2))?;
    let last = year_at(lexemes, next).filter(|&last| last > first && last - first < 500)?;
    // "rose from 1,500 to 2,000" has its commas; "rose from 1500 to 2000 tonnes" has its unit.
    if counted(lexemes, next + 1) {
        return None;
    }
    to(last, next + 1)
}

fn is_year(lexemes: &Lexemes, at: usize, value: i64) -> bool {
    if !lexemes.english {
        return (1900..=2099).contains(&value) && unit::unit(lexemes, at + 1, false).is_none();
    }
    let before = lexemes.word_before(at);
    let dated = matches!(
        before,
        "in" | "since"
            | "until"
            | "till"
            | "during"
            | "before"
            | "after"
            | "late"
            | "early"
            | "mid"
            | "year"
            | "the"
            | "fiscal"
            | "through"
            | "circa"
            | "summer"
            | "winter"
            | "spring"
            | "autumn"
            | "season"
    );
    let likely = dated || matches!(before, "by" | "of" | "from" | "to" | "for" | "and" | "between" | "around" | "about" | "on");
    if super::words::scale(lexemes.word(at + 1)).is_some() {
        return false;
    }
    // "Act 7 of 1998", "No. 5 of 2021".
    if before == "of" && lexemes.digits(at.wrapping_sub(2)).is_some() {
        return true;
    }
    // "By 2016 deliveries fell": at the beginning of a sentence it says when.
    if before == "by" && lexemes.is_break(at.wrapping_sub(2)) && (1900..=2099).contains(&value) {
        return true;
    }
    let round = value % 100 == 0;
    let plural = counted(lexemes, at + 1);
    if plural && (!dated || (round && before != "the") || unit::unit(lexemes, at + 1, false).is_some()) {
        // "ahead of 2020 elections", but "1984 copies", "of 2000 people".
        let compared = matches!(lexemes.word(at + 1), "levels" | "prices") && (1900..=2099).contains(&value);
        return matches!(before, "of" | "for" | "from" | "above" | "below" | "to" | "on")
            && (!round && is_event(lexemes.word(at + 1)) || compared);
    }
    // Beyond this century only where the words say so: "by 2100".
    if value > 2099 && !matches!(before, "by" | "in" | "until" | "year") {
        return false;
    }
    if matches!(
        before,
        "number" | "no" | "nearly" | "almost" | "some" | "than" | "over" | "least" | "approximately" | "another" | "roughly"
    ) {
        return false;
    }
    likely || (1900..=2099).contains(&value) || matches!(lexemes.mark(at - 1), Some('(' | '—' | '–')) && lexemes.mark(at + 1).is_some()
}

/// Whether a unit or something countable follows: a plural, in lower case.
fn counted(lexemes: &Lexemes, at: usize) -> bool {
    // "World Cup 2018 day five": days that are counted have a plural.
    let period = |unit: &unit::UnitMatch| unit.kind == crate::figures::FigureKind::Duration && !lexemes.word(at).ends_with('s');
    if unit::unit(lexemes, at, false).is_some_and(|unit| unit.id != "inch" && !period(&unit)) {
        return true;
    }
    let next = lexemes.word(at);
    const COLLECTIVE: &[&str] = &[
        "people",
        "men",
        "women",
        "children",
        "police",
        "policemen",
        "troops",
        "personnel",
        "staff",
        "cattle",
        "sheep",
        "homeless",
        "schoolchildren",
        "grandchildren",
        "voters",
    ];
    #[rustfmt::skip]
    const SINGULAR: &[&str] = &[
        "was", "has", "this", "its", "is", "as", "his", "thus", "was", "does", "says", "plus", "across", "crisis", "census", "budgets",
        "sees", "saw", "news", "series", "less", "unless", "towards", "besides", "whereas", "perhaps", "afterwards", "always",
        "remains", "marks", "shows",
    ];
    !lexemes.capital(at)
        && (COLLECTIVE.contains(&next) || next.len() > 3 && next.ends_with('s') && !next.ends_with("ss") && !SINGULAR.contains(&next))
}

fn is_event(word: &str) -> bool {
    matches!(
        word,
        "elections"
            | "polls"
            | "olympics"
            | "games"
            | "protests"
            | "riots"
            | "attacks"
            | "bombings"
            | "floods"
            | "talks"
            | "sanctions"
            | "accords"
            | "finals"
            | "championships"
            | "awards"
            | "levels"
            | "prices"
            | "results"
            | "figures"
            | "estimates"
            | "goals"
            | "targets"
    )
}

#[cfg(test)]
mod tests {
    use crate::figures::within::test_marks::check;

    #[test]
    fn years_are_told_from_counts() {
        check("Some [2,015|2015 about] people came in [2015|2015], and [1984|1984] copies were sold after the [2015|2015] deal.");
        check("[2000|2000] people marched in [2000|2000].");
    }

    #[test]
    fn years_make_spans() {
        check("[2014-2018|2014/2018], [2013-14|2013/2014], the [2021/22|2021/2022] season, from [1990 to 2005|1990/2005]");
        check(
            "He served as Rector in [1920 – 21|1920/1921] and fought in [1914 - 18|1914/1918], but in [2015|2015] – [30|30] people came.",
        );
    }
}
