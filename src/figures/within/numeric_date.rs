//! Dates in digits: "2021-09-30", "21/04/2016", "12.05.2024", "05-Aug-2016".

use super::calendar::{DateMatch, Day, month, year_at};
use super::date::connector;
use super::lex::Lexemes;
use crate::figures::{Figure, FigureKind, Value};

/// Reads the date in digits at `at`, or the period of two.
pub(crate) fn numeric(lexemes: &Lexemes, at: usize) -> Option<DateMatch> {
    if lexemes.glued(at) && !lexemes.is_dash(at - 1) && !matches!(lexemes.mark(at - 1), Some('(' | '"' | '“' | '[' | '\'' | '_')) {
        return None;
    }
    let (first, end) = single(lexemes, at)?;
    // A longer chain is some other identifier; a time may follow ("2022-07-19T10:00").
    let time = lexemes.raw(end) == "T" && lexemes.glued(end + 1) && lexemes.digits(end + 1).is_some();
    if lexemes.glued(end) && lexemes.mark(end) == Some('/') && lexemes.glued(end + 1)
        || lexemes.glued(end) && !lexemes.word(end).is_empty() && !time
    {
        return None;
    }
    if let Some((second, end)) = connector(lexemes, at, end).and_then(|next| single(lexemes, next)) {
        return Some(DateMatch::new(at, end, first.to(second)));
    }
    Some(DateMatch { other: swapped(lexemes, at, end, first).map(Day::edtf), ..DateMatch::new(at, end, first.edtf()) })
}

/// The date with day and month the other way round, where the digits alone do not tell: "03/04/2017".
fn swapped(lexemes: &Lexemes, at: usize, end: usize, found: Day) -> Option<Day> {
    let slashes = end == at + 5 && lexemes.plain(at + 2).is_some() && lexemes.digits(at)?.length <= 2;
    let (month, day) = (found.month?, found.day?);
    (slashes && day <= 12 && day != month).then_some(Day { month: Some(day), day: Some(month), ..found })
}

/// Reads the dates that may have either order in that of the dates of the same text that have only one: beside "25/12/2016" the day of
/// "03/04/2017" comes first. Where both orders stand, or neither, the other reading stays beside.
pub(crate) fn settle(text: &str, figures: &mut [Figure]) {
    if !figures.iter().any(|figure| figure.other_reading.is_some()) {
        return;
    }
    let sure = figures.iter().filter(|figure| figure.kind == FigureKind::Date && figure.other_reading.is_none());
    let (mut day_first, mut month_first) = (false, false);
    for (first, second) in sure.filter_map(|figure| first_two(figure.span.of(text))) {
        day_first |= first > 12 && second <= 12;
        month_first |= second > 12 && first <= 12;
    }
    if day_first == month_first {
        return;
    }
    for figure in figures {
        let Some((first, second)) = first_two(figure.span.of(text)) else { continue };
        let (Value::Date(read), Some(other)) = (&mut figure.value, &figure.other_reading) else { continue };
        let month = if day_first { second } else { first };
        if !read.contains(&format!("-{month:02}-")) {
            read.clone_from(other);
        }
        figure.other_reading = None;
    }
}

/// Day and month, in whichever order, of "25/12/2016" or "25-12-16".
fn first_two(written: &str) -> Option<(u32, u32)> {
    let mut parts = written.split(['/', '-', '‑', '–']);
    let mut short = || parts.next().filter(|part| (1..=2).contains(&part.len()))?.parse().ok();
    let two = (short()?, short()?);
    let year = parts.next()?;
    (parts.next().is_none() && !year.is_empty() && year.bytes().all(|byte| byte.is_ascii_digit())).then_some(two)
}

fn single(lexemes: &Lexemes, at: usize) -> Option<(Day, usize)> {
    dotted(lexemes, at).or_else(|| three_parts(lexemes, at)).or_else(|| two_parts(lexemes, at))
}

/// "12.05.2024": day first, as wherever dates are written with points.
fn dotted(lexemes: &Lexemes, at: usize) -> Option<(Day, usize)> {
    lexemes.digits(at).filter(|digits| digits.shape == super::digits::Shape::Dotted)?;
    let mut parts = lexemes.raw(at).split('.');
    let mut next = |longest: usize| parts.next().filter(|part| part.len() <= longest)?.parse::<i64>().ok();
    let (day, month, year) = (next(2)?, next(2)?, next(4)?);
    let found = Day { year: Some(year), month: Some(month), day: Some(day) };
    (parts.next().is_none() && is_date(found)).then_some((found, at + 1))
}

fn three_parts(lexemes: &Lexemes, at: usize) -> Option<(Day, usize)> {
    let separator = lexemes.mark(at + 1).filter(|c| matches!(c, '-' | '/' | '‑' | '–'))?;
    let same = lexemes.mark(at + 3) == Some(separator);
    if !same || !(1..=4).all(|offset| lexemes.glued(at + offset)) {
        return None;
    }
    let length = |index: usize| lexemes.digits(index).map_or(0, |digits| digits.length);
    let (first, last) = (lexemes.plain(at)?, lexemes.plain(at + 4)?);
    let end = at + 5;
    if let Some((month, _)) = month(lexemes.word(at + 2)) {
        let (year, day) = if length(at) == 4 { (first, last) } else { (last, first) };
        let found = Day { year: Some(century(year, length(at) == 4 || length(at + 4) == 4)), month: Some(month), day: Some(day) };
        return is_date(found).then_some((found, end));
    }
    let middle = lexemes.plain(at + 2)?;
    let found = if length(at) == 4 {
        Day { year: Some(first), month: Some(middle), day: Some(last) }
    } else if length(at) <= 2 && (length(at + 4) == 4 || length(at + 4) == 2 && separator == '/') {
        let year = Some(century(last, length(at + 4) == 4));
        // Either order is in use; where both fit, the American one, of which most such dates in English are.
        let american = first <= 12 && (lexemes.english || middle > 12);
        let (month, day) = if american { (first, middle) } else { (middle, first) };
        Day { year, month: Some(month), day: Some(day) }
    } else {
        return None;
    };
    (length(at + 2) <= 2 && is_date(found)).then_some((found, end))
}

/// "2015-12", "9/2012".
fn two_parts(lexemes: &Lexemes, at: usize) -> Option<(Day, usize)> {
    lexemes.mark(at + 1).filter(|c| matches!(c, '-' | '/'))?;
    if !lexemes.glued(at + 1)
        || !lexemes.glued(at + 2)
        || lexemes.glued(at + 3) && lexemes.mark(at + 3).is_some_and(|c| matches!(c, '-' | '/')) && lexemes.glued(at + 4)
    {
        return None;
    }
    let (left, right) = (lexemes.plain(at)?, lexemes.plain(at + 2)?);
    let short = |index: usize| lexemes.digits(index).is_some_and(|digits| digits.length <= 2);
    let (year, month) = match (year_at(lexemes, at), year_at(lexemes, at + 2)) {
        (Some(year), None) if short(at + 2) => (year, right),
        (None, Some(year)) if short(at) => (year, left),
        _ => return None,
    };
    // "2011-12" is a season.
    let season = left == year && month == (year + 1) % 100;
    let found = Day { year: Some(year), month: Some(month), day: None };
    ((1900..=2099).contains(&year) && (1..=12).contains(&month) && !season).then_some((found, at + 3))
}

/// The full year of two digits: the last sixty years and the next forty.
fn century(year: i64, full: bool) -> i64 {
    match year {
        _ if full => year,
        0..=39 => 2000 + year,
        _ => 1900 + year,
    }
}

fn is_date(found: Day) -> bool {
    found.year.is_some_and(|year| (1000..=2199).contains(&year))
        && found.month.is_some_and(|month| (1..=12).contains(&month))
        && found.day.is_some_and(|day| (1..=31).contains(&day))
}

#[cfg(test)]
mod tests {
    use crate::figures::within::test_marks::check;

    #[test]
    fn dates_in_digits_have_many_orders() {
        check("[2021-09-30|2021-09-30], [21/04/2016|2016-04-21], [12.05.2024|2024-05-12], [05-Aug-2016|2016-08-05], [9/2012|2012-09]");
    }

    #[test]
    fn a_date_of_one_order_tells_the_order_of_the_others() {
        use crate::figures::{Value, read};
        use crate::text::{Language, Layout};
        let dates = |text: &str| {
            let figures = read(text, &Layout::new(text), Language::ENGLISH).into_iter();
            let shown = figures.map(|figure| match (figure.value, figure.other_reading) {
                (Value::Date(date), Some(other)) => format!("{date} or {other}"),
                (Value::Date(date), None) => date,
                _ => "?".into(),
            });
            shown.collect::<Vec<_>>().join(", ")
        };
        assert_eq!(dates("It began on 03/04/2017."), "2017-03-04 or 2017-04-03");
        assert_eq!(dates("It began on 03/04/2017, after 25/12/2016."), "2017-04-03, 2016-12-25");
        assert_eq!(dates("LONDON: Britain saw it on 03/04/2017, after 12/25/2016."), "2017-03-04, 2016-12-25");
        assert_eq!(dates("It began on 03/04/2017, 25/12/2016 and 12/25/2016."), "2017-03-04 or 2017-04-03, 2016-12-25, 2016-12-25");
    }

    #[test]
    fn other_chains_are_no_dates() {
        check("The ssn is 123-12-1234, the file 133-03-03-2020.");
    }
}
