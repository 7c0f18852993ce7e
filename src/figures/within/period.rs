//! Quarters, halves, decades, centuries, fiscal years and seasons.

use super::calendar::{DateMatch, ordinal_at, spelled_year, year_at};
use super::lex::Lexemes;

/// Reads the period at `at`.
pub(crate) fn period(lexemes: &Lexemes, at: usize) -> Option<DateMatch> {
    decade(lexemes, at)
        .or_else(|| century(lexemes, at))
        .or_else(|| quarter_sign(lexemes, at))
        .or_else(|| part_of_year(lexemes, at))
        .or_else(|| fiscal(lexemes, at))
        .or_else(|| season(lexemes, at))
}

/// "1990s", "the 1970's", "the 90s", "nineties".
fn decade(lexemes: &Lexemes, at: usize) -> Option<DateMatch> {
    let own = matches!(lexemes.word_before(at), "his" | "her" | "their" | "my")
        || matches!(lexemes.word(at.wrapping_sub(2)), "his" | "her" | "their" | "my");
    if let Some(value) = lexemes.plain(at) {
        let apostrophe = usize::from(matches!(lexemes.mark(at + 1), Some('\'' | '’')) && lexemes.glued(at + 1));
        let spaced = lexemes.digits(at)?.length == 4 && value < 2100 && lexemes.raw(at + 1) == "s";
        let ends = lexemes.word(at + 1 + apostrophe) == "s" && (lexemes.glued(at + 1 + apostrophe) || spaced);
        let free = !lexemes.glued(at) || lexemes.is_dash(at - 1) || matches!(lexemes.mark(at - 1), Some('\'' | '’' | '‘' | '('));
        if !ends || value % 10 != 0 || !free {
            return None;
        }
        let end = at + 2 + apostrophe;
        return match lexemes.digits(at)?.length {
            4 if (1000..=2100).contains(&value) => Some(DateMatch::new(at, end, format!("{}X", value / 10))),
            2 if !own && (20..100).contains(&value) && dated(lexemes, at) => Some(DateMatch::new(at, end, format!("XX{}X", value / 10))),
            _ => None,
        };
    }
    let ten = match lexemes.word(at) {
        "twenties" => 2,
        "thirties" => 3,
        "forties" => 4,
        "fifties" => 5,
        "sixties" => 6,
        "seventies" => 7,
        "eighties" => 8,
        "nineties" => 9,
        _ => return None,
    };
    (!own && dated(lexemes, at)).then(|| DateMatch::new(at, at + 1, format!("XX{ten}X")))
}

/// Whether the word before two digits says that they name a decade.
fn dated(lexemes: &Lexemes, at: usize) -> bool {
    matches!(lexemes.word_before(at), "the" | "early" | "late" | "mid" | "in")
        || lexemes.is_dash(at.wrapping_sub(1))
        || matches!(lexemes.mark(at.wrapping_sub(1)), Some('\'' | '’' | '‘'))
}

/// "19th century", "twentieth-century".
fn century(lexemes: &Lexemes, at: usize) -> Option<DateMatch> {
    let (number, end) = ordinal_at(lexemes, at).filter(|(number, _)| (1..=22).contains(number))?;
    let next = end + usize::from(lexemes.is_hyphen(end));
    let named = matches!(lexemes.word(next), "century" | "centuries");
    let before_christ = matches!(lexemes.word(next + 1), "bc" | "bce") || lexemes.word(next + 1) == "b" && lexemes.word(next + 3) == "c";
    // "The second century of our Constitution" counts from something else.
    let counted = number < 10 && !matches!(lexemes.word(next + 1), "ad" | "ce");
    (named && !before_christ && !counted).then(|| DateMatch::new(at, next + 1, format!("{:02}XX", number - 1)))
}

/// "Q1 2016", "2017-q1", "H2 of 2019".
fn quarter_sign(lexemes: &Lexemes, at: usize) -> Option<DateMatch> {
    let sign = |at: usize| {
        let letter = lexemes.word(at);
        let number =
            lexemes.plain(at + 1).filter(|_| lexemes.glued(at + 1) && lexemes.digits(at + 1).is_some_and(|digits| digits.length == 1))?;
        months_of(letter, number)
    };
    // "3Q19", "2Q 2021".
    if let Some(number) = lexemes.plain(at).filter(|number| (1..=4).contains(number) && !lexemes.glued(at) && lexemes.glued(at + 1))
        && lexemes.raw(at + 1) == "Q"
    {
        let short =
            lexemes.plain(at + 2).filter(|_| lexemes.glued(at + 2) && lexemes.digits(at + 2).is_some_and(|digits| digits.length == 2));
        let year = year_at(lexemes, at + 2).or_else(|| short.map(|short| 2000 + short))?;
        return Some(DateMatch::new(at, at + 3, range(Some(year), (3 * number - 2, 3 * number))));
    }
    if let Some(months) = sign(at) {
        let joined = usize::from(
            matches!(lexemes.word(at + 2), "of" | "fy")
                || lexemes.is_hyphen(at + 2)
                || lexemes.mark(at + 2) == Some(':') && lexemes.glued(at + 3),
        );
        return match year_at(lexemes, at + 2 + joined) {
            Some(year) => Some(DateMatch::new(at, at + 3 + joined, range(Some(year), months))),
            None if lexemes.raw(at) == "Q" && lexemes.word(at) == "q" => Some(DateMatch::new(at, at + 2, range(None, months))),
            None => None,
        };
    }
    let year = year_at(lexemes, at)?;
    let next = at + 1 + usize::from(lexemes.is_hyphen(at + 1));
    let months = sign(next)?;
    Some(DateMatch::new(at, next + 2, range(Some(year), months)))
}

fn months_of(unit: &str, number: i64) -> Option<(i64, i64)> {
    match (unit, number) {
        ("q" | "quarter", 1..=4) => Some((3 * number - 2, 3 * number)),
        ("h" | "half", 1..=2) => Some((6 * number - 5, 6 * number)),
        _ => None,
    }
}

fn range(year: Option<i64>, (from, to): (i64, i64)) -> String {
    let year = year.map_or("XXXX".into(), |year| year.to_string());
    format!("{year}-{from:02}/{year}-{to:02}")
}

/// "third quarter of 2020", "first half of fiscal 2021", "first six months of 2022", "third quarter".
fn part_of_year(lexemes: &Lexemes, at: usize) -> Option<DateMatch> {
    let (number, end) = match lexemes.word(at) {
        "last" | "final" => (4, at + 1),
        "opening" => (1, at + 1),
        _ => ordinal_at(lexemes, at).filter(|(number, _)| (1..=4).contains(number))?,
    };
    let next = end + usize::from(lexemes.is_hyphen(end));
    let unit = lexemes.word(next);
    let (months, end) = if let Some(months) = months_of(unit, number) {
        (months, next + 1)
    } else {
        // "the first nine months of 2021".
        let count =
            super::words::small(lexemes.word(end)).or(lexemes.plain(end)).filter(|count| (2..=11).contains(count) && number == 1)?;
        match lexemes.word(end + 1) {
            "months" => ((1, count), end + 2),
            "quarters" if count <= 3 => ((1, 3 * count), end + 2),
            _ => return None,
        }
    };
    let named = lexemes.word(at) == "last" || lexemes.word(at) == "final" || lexemes.word(at) == "opening";
    if let Some((year, end)) = year_of(lexemes, end) {
        return Some(DateMatch::new(at, end, range(Some(year), months)));
    }
    // "first-half profit": business again.
    let business = matches!(
        lexemes.word(end),
        "profit"
            | "profits"
            | "sales"
            | "earnings"
            | "revenue"
            | "revenues"
            | "net"
            | "results"
            | "loss"
            | "losses"
            | "growth"
            | "gdp"
            | "output"
            | "income"
            | "pre"
            | "operating"
    );
    if unit == "half" && business {
        return Some(DateMatch::new(at, end, range(None, months)));
    }
    // Games have halves and quarters too: without a year only those of business are dates.
    let of_year = lexemes.word(end) == "of"
        && (lexemes.phrase(end + 1, "the year").is_some()
            || lexemes.phrase(end + 1, "this year").is_some()
            || lexemes.phrase(end + 1, "last year").is_some()
            || lexemes.phrase(end + 1, "the fiscal year").is_some());
    (unit == "quarter" && !named || of_year).then(|| DateMatch::new(at, end, range(None, months)))
}

/// "of 2020", "of fiscal year 2021", " 2020" at `at`.
fn year_of(lexemes: &Lexemes, at: usize) -> Option<(i64, usize)> {
    let mut next = at;
    for skipped in ["of", "in", "the", "fiscal", "financial", "year"] {
        next += usize::from(lexemes.word(next) == skipped);
    }
    year_at(lexemes, next).map(|year| (year, next + 1)).or_else(|| spelled_year(lexemes, next))
}

/// "fiscal 2021", "FY2021-22", "financial year 2022/23".
fn fiscal(lexemes: &Lexemes, at: usize) -> Option<DateMatch> {
    let next = match lexemes.word(at) {
        "fiscal" | "financial" => at + 1 + usize::from(lexemes.word(at + 1) == "year"),
        "fy" => at + 1,
        _ => return None,
    };
    if let Some(first) = year_at(lexemes, next) {
        let short = lexemes.plain(next + 2).filter(|_| {
            lexemes.glued(next + 1) && lexemes.glued(next + 2) && (lexemes.is_dash(next + 1) || lexemes.mark(next + 1) == Some('/'))
        });
        return match short {
            Some(last) if last % 100 == (first + 1) % 100 => {
                Some(DateMatch::new(next_or(at, lexemes, next), next + 3, format!("{first}/{}", first + 1)))
            }
            _ => Some(DateMatch::new(next_or(at, lexemes, next), next + 1, first.to_string())),
        };
    }
    let short = lexemes
        .plain(next)
        .filter(|_| lexemes.word(at) == "fy" && lexemes.glued(next) && lexemes.digits(next).is_some_and(|digits| digits.length == 2))?;
    Some(DateMatch::new(at, next + 1, (2000 + short).to_string()))
}

/// The year alone is the figure, unless it is glued to "FY".
fn next_or(at: usize, lexemes: &Lexemes, next: usize) -> usize {
    if lexemes.glued(next) { at } else { next }
}

/// "summer 2016", "spring of 1978" (EDTF seasons 21 to 24).
fn season(lexemes: &Lexemes, at: usize) -> Option<DateMatch> {
    let code = match lexemes.word(at) {
        "spring" => 21,
        "summer" => 22,
        "autumn" | "fall" => 23,
        "winter" => 24,
        _ => return None,
    };
    let next = at + 1 + usize::from(lexemes.word(at + 1) == "of");
    let year =
        year_at(lexemes, next).filter(|_| !matches!(lexemes.word(next + 1), "olympics" | "paralympics")).map(|year| (year, next + 1));
    let (year, end) = year.or_else(|| spelled_year(lexemes, next))?;
    Some(DateMatch::new(at, end, format!("{year}-{code}")))
}

#[cfg(test)]
mod tests {
    use crate::figures::within::test_marks::check;

    #[test]
    fn parts_of_years_are_periods() {
        check(
            "[first half of 2022|2022-01/2022-06], [Q3 2019|2019-07/2019-09], [2019 H2|2019-07/2019-12], the [third quarter|XXXX-07/XXXX-09]",
        );
    }

    #[test]
    fn decades_and_centuries_are_periods() {
        check("the mid-[1990s|199X mid], the [19th century|18XX], the [70s|XX7X], his [40s|40..49 year age]");
    }

    #[test]
    fn fiscal_years_are_years() {
        check("[FY2021|2021], fiscal [2021|2021], fiscal year [2022/23|2022/2023]");
    }
}
