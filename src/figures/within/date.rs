//! Days and months: "12 March 1999", "from Sep to Nov", "last August", "Monday".

use super::calendar::{DateMatch, Day, day_at, modifier, month, ordinal_at, spelled_day, spelled_year, weekday, year_at};
use super::lex::Lexemes;
use super::{numeric_date, period, year};

/// Reads the date or period at `at`.
pub(crate) fn date(lexemes: &Lexemes, at: usize) -> Option<DateMatch> {
    let mut found = if lexemes.english {
        period::period(lexemes, at)
            .or_else(|| worded(lexemes, at))
            .or_else(|| numeric_date::numeric(lexemes, at))
            .or_else(|| year::year(lexemes, at))?
    } else {
        numeric_date::numeric(lexemes, at).or_else(|| year::year(lexemes, at))?
    };
    if lexemes.english {
        found.modifier = modifier(lexemes, found.first);
    }
    Some(found)
}

fn worded(lexemes: &Lexemes, at: usize) -> Option<DateMatch> {
    if let Some(day) = weekday(lexemes.word(at)) {
        return Some(on_weekday(lexemes, at, day));
    }
    if let Some(found) = days_of_month(lexemes, at).or_else(|| day_of_list(lexemes, at)) {
        return Some(found);
    }
    let relative = matches!(lexemes.word(at), "last" | "next" | "this" | "past");
    if relative {
        let (month, written_out) = month(lexemes.word(at + 1)).filter(|_| lexemes.capital(at + 1))?;
        let alone = written_out && !has_day_or_year(lexemes, at + 2);
        return alone.then(|| DateMatch::new(at, at + 2, Day { month: Some(month), ..Day::default() }.edtf()));
    }
    if let Some(found) = second_day(lexemes, at) {
        return Some(found);
    }
    let (mut first, end) = point(lexemes, at).or_else(|| year_before_month(lexemes, at))?;
    // "in January and February 2022": what the second says holds for the first.
    if first.day.is_none() && first.year.is_none() && lexemes.word(end) == "and" {
        first.year =
            point(lexemes, end + 1).filter(|(next, _)| next.day.is_none() && next.month > first.month).and_then(|(next, _)| next.year);
    }
    // "from Feb 1st to March 2019", "Aug 10 – Nov 12, 2013", "between May 2015 and 2018".
    if let Some(next) = connector(lexemes, at, end) {
        let from = |day: Day| day.day.is_none();
        let second = point(lexemes, next)
            .or_else(|| year_at(lexemes, next).filter(|_| first.year.is_some()).map(|year| (Day::year(year), next + 1)));
        if let Some((second, end)) = second.filter(|(second, _)| second.month.is_some() || from(*second)) {
            return Some(DateMatch::new(at, end, first.to(second)));
        }
        if let Some((day, end)) = day_at(lexemes, next).filter(|_| first.day.is_some()) {
            let year = year_after(lexemes, end);
            let second = Day { year: year.map_or(first.year, |(year, _)| Some(year)), month: first.month, day: Some(day) };
            return Some(DateMatch::new(at, year.map_or(end, |(_, end)| end), first.to(second)));
        }
    }
    let bare = first.year.is_none() && first.day.is_none();
    if bare && !stands_alone(lexemes, at, end) {
        return None;
    }
    Some(DateMatch::new(at, end, first.edtf()))
}

/// "9" in "September 8 and 9": the month was said before.
fn second_day(lexemes: &Lexemes, at: usize) -> Option<DateMatch> {
    if lexemes.word_before(at) != "and" || at < 4 {
        return None;
    }
    let (day, end) = day_at(lexemes, at).filter(|&(day, _)| day <= 31 && lexemes.digits(at).is_some())?;
    let suffix = usize::from(matches!(lexemes.word(at - 2), "st" | "nd" | "rd" | "th"));
    let (before, _) = day_at(lexemes, at - 2 - suffix).filter(|_| lexemes.digits(at - 2 - suffix).is_some())?;
    let (month, written_out) = month(lexemes.word(at - 3 - suffix))?;
    let closes = lexemes.is_break(end) || lexemes.mark(end).is_some_and(|c| c != '%' && c != '-') || super::unit::closes(lexemes, end);
    if before >= day
        || !written_out
        || !lexemes.capital(at - 3 - suffix)
        || !closes
        || super::unit::unit(lexemes, end, lexemes.glued(end)).is_some()
    {
        return None;
    }
    let year = year_after(lexemes, end).filter(|_| lexemes.mark(end) == Some(','));
    let found = Day { year: year.map(|(year, _)| year), month: Some(month), day: Some(day) };
    Some(DateMatch::new(at, year.map_or(end, |(_, end)| end), found.edtf()))
}

/// "2014" in "2014 through May 2018".
fn year_before_month(lexemes: &Lexemes, at: usize) -> Option<(Day, usize)> {
    let year = year_at(lexemes, at).filter(|_| !lexemes.glued(at))?;
    let next = connector(lexemes, at, at + 1)?;
    let (second, _) = point(lexemes, next).filter(|(second, _)| second.month.is_some() && second.year.is_some())?;
    second.year.is_some_and(|last| last >= year).then_some((Day::year(year), at + 1))
}

/// "Monday", with the date that follows it.
fn on_weekday(lexemes: &Lexemes, at: usize, day: i64) -> DateMatch {
    let next = at + 1 + usize::from(lexemes.mark(at + 1) == Some(','));
    let next = next + usize::from(lexemes.word(next) == "the");
    match point(lexemes, next).filter(|(found, _)| found.day.is_some()) {
        Some((found, end)) => DateMatch::new(at, end, found.edtf()),
        None => DateMatch::new(at, at + 1, format!("XXXX-WXX-{day}")),
    }
}

/// "10 to 22 August 2012", "the ninth and the seventeenth of April".
fn days_of_month(lexemes: &Lexemes, at: usize) -> Option<DateMatch> {
    let (first, end) = day_at(lexemes, at)?;
    let next = connector(lexemes, at, end)?;
    let next = next + usize::from(lexemes.word(next) == "the");
    let (second, end) = day_at(lexemes, next)?;
    let of = usize::from(lexemes.word(end) == "of") + usize::from(lexemes.is_hyphen(end));
    let (month, end) = month_at(lexemes, end + of)?;
    let year = year_after(lexemes, end);
    let until = Day { year: year.map(|(year, _)| year), month: Some(month), day: Some(second) };
    let from = Day { day: Some(first), ..until };
    (first < second).then(|| DateMatch::new(at, year.map_or(end, |(_, end)| end), from.to(until)))
}

/// "2" in "on 2, 3 and 4 May 2021", "16" in "16 and 17 June": the month is said once, behind the last day.
fn day_of_list(lexemes: &Lexemes, at: usize) -> Option<DateMatch> {
    let day = |at: usize| day_at(lexemes, at).filter(|_| lexemes.digits(at).is_some() && !lexemes.glued(at));
    let (first, mut end) = day(at)?;
    let opens =
        matches!(lexemes.word_before(at), "on" | "the" | "for" | "of" | "and" | "from" | "between") || lexemes.mark(at - 1) == Some(',');
    let (mut last, mut joined) = (first, false);
    for _ in 0..5 {
        let comma = usize::from(lexemes.mark(end) == Some(','));
        let and = usize::from(matches!(lexemes.word(end + comma), "and" | "or"));
        if comma + and == 0 || joined {
            break;
        }
        let the = usize::from(lexemes.word(end + comma + and) == "the");
        let (next, after) = day(end + comma + and + the).filter(|&(next, _)| next > last)?;
        (last, end, joined) = (next, after, and == 1);
    }
    let of = usize::from(lexemes.word(end) == "of");
    let (month, end) = month_at(lexemes, end + of).filter(|_| opens && joined && lexemes.capital(end + of))?;
    let year = year_after(lexemes, end).map(|(year, _)| year);
    let (_, own) = day(at)?;
    Some(DateMatch::new(at, own, Day { year, month: Some(month), day: Some(first) }.edtf()))
}

/// The joint between the two ends of a period, after `end`; gives where the second begins. `at`: where the first begins.
pub(crate) fn connector(lexemes: &Lexemes, at: usize, end: usize) -> Option<usize> {
    let between =
        lexemes.word_before(at) == "between" || lexemes.word_before(at) == "the" && lexemes.word_before(at.wrapping_sub(1)) == "between";
    let joins = match lexemes.word(end) {
        "to" | "through" | "until" | "till" => true,
        "and" => between,
        _ => lexemes.is_dash(end) && !lexemes.is_break(end + 1),
    };
    joins.then_some(end + 1)
}

/// A day, a month with a day or year, or a month alone.
fn point(lexemes: &Lexemes, at: usize) -> Option<(Day, usize)> {
    if let Some((month, end)) = month_at(lexemes, at) {
        return Some(month_first(lexemes, month, end));
    }
    if let Some(year) = year_at(lexemes, at) {
        let (month, end) = month_at(lexemes, at + 1).filter(|_| day_at(lexemes, at + 2).is_none() && year_at(lexemes, at + 2).is_none())?;
        return Some((Day { year: Some(year), month: Some(month), day: None }, end));
    }
    let (day, end) = day_at(lexemes, at)?;
    let joined = usize::from(lexemes.word(end) == "of") + usize::from(lexemes.is_hyphen(end) || lexemes.mark(end) == Some('/'));
    let day_of = usize::from(lexemes.word(end) == "day" && lexemes.word(end + 1) == "of") * 2;
    let (month, end) = month_at(lexemes, end + joined + day_of)?;
    let year = year_after(lexemes, end);
    Some((Day { year: year.map(|(year, _)| year), month: Some(month), day: Some(day) }, year.map_or(end, |(_, end)| end)))
}

/// The day or year behind the name of a month.
fn month_first(lexemes: &Lexemes, month: i64, end: usize) -> (Day, usize) {
    let mut found = Day { month: Some(month), ..Day::default() };
    if let Some((year, end)) = year_after(lexemes, end) {
        found.year = Some(year);
        return (found, end);
    }
    let the = usize::from(lexemes.word(end) == "the" || lexemes.is_hyphen(end) || lexemes.mark(end) == Some('/') && lexemes.glued(end));
    let day = day_at(lexemes, end + the).or_else(|| spelled_day(lexemes, end).filter(|_| lexemes.word(end) != "one"));
    let Some((day, after)) = day.filter(|&(_, after)| !counts_something(lexemes, end + the, after)) else { return (found, end) };
    found.day = Some(day);
    match year_after(lexemes, after) {
        Some((year, end)) => {
            found.year = Some(year);
            (found, end)
        }
        None => (found, after),
    }
}

/// Whether the number behind a month is not its day: "In May 12 people died", "June 20 percent".
fn counts_something(lexemes: &Lexemes, at: usize, after: usize) -> bool {
    if after > at + 1 {
        return false; // "4th"
    }
    let glued = lexemes.glued(after) && (!lexemes.word(after).is_empty() || matches!(lexemes.mark(after), Some('%' | ':' | '°' | '/')));
    glued
        || matches!(
            lexemes.word(after),
            "percent" | "per" | "people" | "million" | "billion" | "thousand" | "years" | "days" | "men" | "women"
        )
}

fn has_day_or_year(lexemes: &Lexemes, at: usize) -> bool {
    day_at(lexemes, at).is_some_and(|(_, after)| !counts_something(lexemes, at, after)) || year_at(lexemes, at).is_some()
}

/// ", 2012", "of 1987", "in 2020" behind a day or month; the lexeme after it.
fn year_after(lexemes: &Lexemes, end: usize) -> Option<(i64, usize)> {
    let joined = match (lexemes.mark(end), lexemes.word(end)) {
        (Some(',' | '-' | '/' | '.' | '–'), _) | (_, "of" | "in") => 1,
        _ => 0,
    };
    let comma = usize::from(joined == 1 && lexemes.mark(end) == Some('.') && lexemes.mark(end + 1) == Some(','));
    let at = end + joined + comma;
    if let Some(found) = spelled_year(lexemes, at) {
        return Some(found);
    }
    let year = year_at(lexemes, at)?;
    // "on May 5, 2000 people marched".
    let counted = super::unit::unit(lexemes, at + 1, false).is_some()
        || matches!(lexemes.word(at + 1), "people" | "men" | "women" | "troops" | "soldiers");
    (!counted).then_some((year, at + 1))
}

/// The month at `at`; the lexeme after it, an abbreviation's full stop included.
fn month_at(lexemes: &Lexemes, at: usize) -> Option<(i64, usize)> {
    let (number, written_out) = month(lexemes.word(at))?;
    let dot = lexemes.mark(at + 1) == Some('.') && lexemes.glued(at + 1) && !lexemes.is_break(at + 2);
    let near = |index: usize| lexemes.digits(index).is_some() || ordinal_at(lexemes, index).is_some();
    let numbered = near(at + 1 + usize::from(dot))
        || near(at.wrapping_sub(1))
        || near(at + 2) && matches!(lexemes.word(at + 1), "the" | "of" | "in")
        || lexemes.word_before(at) == "of" && near(at.wrapping_sub(2))
        || lexemes.mark(at + 1).is_some_and(|c| matches!(c, '-' | '/' | ',')) && near(at + 2)
        || matches!(lexemes.word_before(at), "st" | "nd" | "rd" | "th")
        || spelled_day(lexemes, at + 1).is_some();
    let ranged = lexemes.is_dash(at + 1) && month(lexemes.word(at + 2)).is_some()
        || lexemes.is_dash(at.wrapping_sub(1)) && at >= 2 && month(lexemes.word(at - 2)).is_some();
    let fits = if !written_out {
        numbered || ranged || dot && lexemes.digits(at + 2).is_some()
    } else {
        lexemes.capital(at) || !matches!(number, 3 | 5) || numbered
    };
    fits.then_some((number, at + 1 + usize::from(dot && !written_out)))
}

/// Whether the name of a month without number is one, and no verb and no woman.
fn stands_alone(lexemes: &Lexemes, at: usize, end: usize) -> bool {
    if end != at + 1 || !lexemes.capital(at) {
        return false;
    }
    let before = lexemes.word_before(at);
    let prepared = matches!(
        before,
        "in" | "since"
            | "last"
            | "of"
            | "by"
            | "until"
            | "till"
            | "from"
            | "early"
            | "mid"
            | "late"
            | "this"
            | "next"
            | "every"
            | "during"
            | "through"
            | "between"
            | "before"
            | "after"
            | "previous"
            | "coming"
            | "each"
            | "past"
            | "around"
            | "throughout"
    ) || lexemes.is_hyphen(at.wrapping_sub(1)) && lexemes.word_before(at.wrapping_sub(1)) == "mid"
        || before == "and" && month(lexemes.word(at.wrapping_sub(2))).is_some();
    let named = lexemes.capital(end) || lexemes.capital(at.wrapping_sub(1)) && !prepared;
    match lexemes.word(at) {
        "may" | "march" => prepared && !named,
        "april" | "june" | "august" => prepared || !named && !lexemes.is_break(at.wrapping_sub(1)),
        _ => prepared || !lexemes.capital(at.wrapping_sub(1)) || lexemes.is_break(at.wrapping_sub(2)),
    }
}

#[cfg(test)]
mod tests {
    use crate::figures::within::test_marks::check;

    #[test]
    fn days_and_months_are_read() {
        check(
            "The law of [12 March 1999|1999-03-12] and [May 2018|2018-05]; [July 17|XXXX-07-17]; [last August|XXXX-08]; on [Monday|XXXX-WXX-1]",
        );
        check("In late [January|XXXX-01 end] and since the beginning of [2017|2017 start]");
    }

    #[test]
    fn periods_share_month_and_year() {
        check(
            "from [12 to 15 July|XXXX-07-12/XXXX-07-15], [Aug 10 - Nov 12, 2013|2013-08-10/2013-11-12], [Nov-Feb 2017|2016-11/2017-02], in [2014 through May 2018|2014/2018-05]",
        );
    }

    #[test]
    fn verbs_and_women_are_no_months() {
        check("In [May|XXXX-05] the army may march; April Jones and June Smith said so; [March 3|XXXX-03-03] is a holiday.");
    }
}
