//! Dates in EDTF (ISO 8601-2) as days: what can be put on a line, and how long it lasts.

use serde::{Deserialize, Serialize};

/// Days from a first to a last one, both included, counted from 1970-01-01.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Days {
    /// The first day.
    pub start: i64,
    /// The last day, never before the first.
    pub end: i64,
}

impl Days {
    /// How many days these are.
    pub fn length(self) -> i64 {
        self.end - self.start + 1
    }

    /// Whether the two share a day.
    pub fn overlaps(self, other: Days) -> bool {
        self.start <= other.end && other.start <= self.end
    }
}

/// The number of a day of the (proleptic) Gregorian calendar.
pub fn day_number(year: i64, month: i64, day: i64) -> i64 {
    // Howard Hinnant, "chrono-compatible low-level date algorithms": the year begins in March, eras have 400 years.
    let shifted = year - i64::from(month <= 2);
    let era = shifted.div_euclid(400);
    let of_era = shifted.rem_euclid(400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// Year, month and day of a day's number.
pub fn civil(number: i64) -> (i64, i64, i64) {
    let shifted = number + 719_468;
    let era = shifted.div_euclid(146_097);
    let of_era = shifted.rem_euclid(146_097);
    let years = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * years + years / 4 - years / 100);
    let shifted_month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    (years + era * 400 + i64::from(month <= 2), month, day)
}

/// Monday is 1, Sunday 7.
pub fn weekday(number: i64) -> i64 {
    (number + 3).rem_euclid(7) + 1
}

/// `2017-03-27`.
pub fn written(number: i64) -> String {
    let (year, month, day) = civil(number);
    format!("{year:04}-{month:02}-{day:02}")
}

/// How many days a month has; 0 for none.
pub fn days_in_month(year: i64, month: i64) -> i64 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        1..=12 => 31,
        _ => 0,
    }
}

/// The days that an EDTF date covers: a year is a year long. `None` where the year is not stated or the day does not exist.
///
/// Reads years, months, days, seasons (`2016-22`, of the northern half), decades (`199X`), centuries (`18XX`) and periods
/// (`2022-01/2022-06`, an open end is none).
pub fn days(edtf: &str) -> Option<Days> {
    if let Some((from, to)) = edtf.split_once('/') {
        let (from, to) = (days(from)?, days(to)?);
        return (from.start <= to.end).then_some(Days { start: from.start, end: to.end });
    }
    let edtf = edtf.trim_end_matches(['~', '?', '%']);
    let mut parts = edtf.split('-');
    let year = parts.next().filter(|year| year.len() == 4)?;
    let (month, day) = (parts.next(), parts.next());
    if parts.next().is_some() {
        return None;
    }
    let unknown = year.bytes().rev().take_while(|&byte| byte == b'X').count();
    if unknown > 0 {
        let span = [1, 10, 100].get(unknown).copied()?;
        let first = year[..4 - unknown].parse::<i64>().ok().filter(|_| month.is_none())? * span;
        return Some(Days { start: day_number(first, 1, 1), end: day_number(first + span - 1, 12, 31) });
    }
    let number =
        |part: &str| Some(part).filter(|part| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit()))?.parse::<i64>().ok();
    let year = Some(year).filter(|year| year.bytes().all(|byte| byte.is_ascii_digit()))?.parse::<i64>().ok()?;
    let Some(month) = month else {
        return Some(Days { start: day_number(year, 1, 1), end: day_number(year, 12, 31) });
    };
    let month = number(month)?;
    if let (21..=24, None) = (month, day) {
        let first = 3 * (month - 20); // March, June, September, December
        let (last_year, last) = if month == 24 { (year + 1, 2) } else { (year, first + 2) };
        return Some(Days { start: day_number(year, first, 1), end: day_number(last_year, last, days_in_month(last_year, last)) });
    }
    let length = Some(days_in_month(year, month)).filter(|&length| length > 0)?;
    let Some(day) = day else {
        return Some(Days { start: day_number(year, month, 1), end: day_number(year, month, length) });
    };
    let day = number(day).filter(|day| (1..=length).contains(day))?;
    let number = day_number(year, month, day);
    Some(Days { start: number, end: number })
}

/// Whether every day that is written in full exists: "31/02/2020" does not.
pub(super) fn exists(edtf: &str) -> bool {
    edtf.split('/').all(|part| {
        let mut numbers = part.splitn(3, '-').map(|number| number.parse::<i64>().ok());
        match (numbers.next().flatten(), numbers.next().flatten(), numbers.next().flatten()) {
            (year, Some(month), Some(day)) => (1..=days_in_month(year.unwrap_or(2000), month)).contains(&day),
            _ => true,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_numbered() {
        assert_eq!(day_number(1970, 1, 1), 0);
        assert_eq!(day_number(2000, 3, 1), 11_017);
        assert_eq!(weekday(day_number(2017, 3, 27)), 1);
        for number in (-800_000..800_000).step_by(997) {
            let (year, month, day) = civil(number);
            assert_eq!(day_number(year, month, day), number);
        }
    }

    #[test]
    fn a_date_lasts_as_long_as_it_says() {
        let length = |edtf: &str| days(edtf).map(Days::length);
        assert_eq!(length("2015"), Some(365));
        assert_eq!(length("2016-02"), Some(29));
        assert_eq!(length("2016-02-29"), Some(1));
        assert_eq!(length("2022-01/2022-06"), Some(181));
        assert_eq!(length("199X"), Some(3_652));
        assert_eq!(length("2015-24"), Some(91));
        for none in ["XXXX-08", "2015-02-29", "XX9X", "XXXX-WXX-1", "2015-13", "", "2015-03/", "é", "20é", "2015-1é"] {
            assert_eq!(length(none), None, "{none}");
        }
    }
}
