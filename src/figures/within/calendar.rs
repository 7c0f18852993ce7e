//! Months, weekdays, and dates as EDTF (ISO 8601-2).

use super::lex::Lexemes;
use super::words::{ordinal, small, tens};
use crate::figures::Modifier;
use crate::text::english;

/// A date found in the text.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct DateMatch {
    pub(crate) first: usize,
    /// The lexeme after it.
    pub(crate) end: usize,
    pub(crate) edtf: String,
    pub(crate) modifier: Option<Modifier>,
    /// The other date that the same digits may mean.
    pub(crate) other: Option<String>,
}

impl DateMatch {
    pub(crate) fn new(first: usize, end: usize, edtf: String) -> DateMatch {
        DateMatch { first, end, edtf, modifier: None, other: None }
    }
}

/// A day, month or year, as far as it is stated.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Day {
    pub(crate) year: Option<i64>,
    pub(crate) month: Option<i64>,
    pub(crate) day: Option<i64>,
}

impl Day {
    pub(crate) fn year(year: i64) -> Day {
        Day { year: Some(year), ..Day::default() }
    }

    /// `2012-08-10`, `XXXX-05`, `2015`.
    pub(crate) fn edtf(self) -> String {
        let year = self.year.map_or("XXXX".into(), |year| format!("{year:04}"));
        match (self.month, self.day) {
            (Some(month), Some(day)) => format!("{year}-{month:02}-{day:02}"),
            (Some(month), None) => format!("{year}-{month:02}"),
            _ => year,
        }
    }

    /// The period from here to `other`; what one end leaves out, the other gives.
    pub(crate) fn to(mut self, mut other: Day) -> String {
        if self.year.is_none() && other.year.is_some() {
            // "Nov–Feb 2017" began in 2016.
            let earlier = self.month > other.month;
            self.year = other.year.map(|year| year - i64::from(earlier));
        } else if other.year.is_none() && other.month.is_some() {
            other.year = self.year;
        }
        format!("{}/{}", self.edtf(), other.edtf())
    }
}

/// The month that a word in lower case names; whether it is written out.
pub(crate) fn month(word: &str) -> Option<(i64, bool)> {
    let whole = english::month(word).map(|number| (i64::from(number), true));
    whole.or_else(|| english::short_month(word).map(|number| (i64::from(number), false)))
}

/// The weekday that a word in lower case names, Monday being 1.
pub(crate) fn weekday(word: &str) -> Option<i64> {
    english::weekday(word).map(i64::from)
}

/// The ordinal at `at` in words or digits ("21st", "twenty-first", "ninth"); the lexeme after it.
pub(crate) fn ordinal_at(lexemes: &Lexemes, at: usize) -> Option<(i64, usize)> {
    if let Some(digits) = lexemes.digits(at) {
        let whole = digits.is_plain() || digits.shape == super::digits::Shape::Grouped;
        let value = digits.value.filter(|_| whole)?.integer()?;
        let suffix = matches!(lexemes.word(at + 1), "st" | "nd" | "rd" | "th") && lexemes.glued(at + 1);
        return suffix.then_some((value, at + 2));
    }
    let word = lexemes.word(at);
    if let Some(value) = ordinal(word) {
        return Some((value, at + 1));
    }
    if let Some(ten) = tens(word) {
        let next = at + 1 + usize::from(lexemes.is_dash(at + 1));
        let value = ordinal(lexemes.word(next)).filter(|value| *value < 10)?;
        return Some((ten + value, next + 1));
    }
    // "thirtyfirst" without its hyphen.
    let ten = ["twenty", "thirty"].into_iter().find(|ten| word.starts_with(ten))?;
    let value = ordinal(&word[ten.len()..]).filter(|value| *value < 10)?;
    Some((tens(ten)? + value, at + 1))
}

/// A day of the month at `at`: "10", "10th", "tenth", "twenty one".
pub(crate) fn day_at(lexemes: &Lexemes, at: usize) -> Option<(i64, usize)> {
    let found = match ordinal_at(lexemes, at) {
        Some(found) => Some(found),
        None if lexemes.digits(at).is_some_and(|digits| digits.length <= 2) => lexemes.plain(at).map(|day| (day, at + 1)),
        None => None,
    };
    found.filter(|(day, _)| (1..=31).contains(day))
}

/// A day in words that only a month beside it makes one: "May twenty one".
pub(crate) fn spelled_day(lexemes: &Lexemes, at: usize) -> Option<(i64, usize)> {
    let (value, end) = match (tens(lexemes.word(at)), small(lexemes.word(at))) {
        (Some(ten), _) => {
            let next = at + 1 + usize::from(lexemes.is_hyphen(at + 1));
            match small(lexemes.word(next)).filter(|unit| (1..10).contains(unit)) {
                Some(unit) => (ten + unit, next + 1),
                None => (ten, at + 1),
            }
        }
        (None, Some(value)) => (value, at + 1),
        _ => return None,
    };
    (1..=31).contains(&value).then_some((value, end))
}

/// Four digits that may be a year, at `at`.
pub(crate) fn year_at(lexemes: &Lexemes, at: usize) -> Option<i64> {
    let year = lexemes.plain(at).filter(|year| (1000..=2199).contains(year))?;
    let four = lexemes.digits(at).is_some_and(|digits| digits.length == 4);
    let ends = !lexemes.glued(at + 1)
        || lexemes.word(at + 1) == "年"
        || lexemes.word(at + 1) == "년"
        || lexemes.mark(at + 1).is_some_and(|c| !matches!(c, '%' | '$' | '€' | '£' | '°'));
    (four && ends).then_some(year)
}

/// A year in words at `at`: "nineteen ninety-six", "two thousand and fifteen"; the lexeme after it.
pub(crate) fn spelled_year(lexemes: &Lexemes, at: usize) -> Option<(i64, usize)> {
    let two_digits = |at: usize| {
        let (value, end) = match (tens(lexemes.word(at)), small(lexemes.word(at))) {
            (Some(ten), _) => {
                let next = at + 1 + usize::from(lexemes.is_hyphen(at + 1));
                small(lexemes.word(next)).filter(|unit| (1..10).contains(unit)).map_or((ten, at + 1), |unit| (ten + unit, next + 1))
            }
            (None, Some(0)) => (small(lexemes.word(at + 1)).filter(|unit| (1..10).contains(unit))?, at + 2),
            (None, Some(value)) => (value, at + 1),
            _ => return None,
        };
        Some((value, end))
    };
    if lexemes.word(at) == "two" && lexemes.word(at + 1) == "thousand" {
        let and = usize::from(lexemes.word(at + 2) == "and");
        return Some(two_digits(at + 2 + and).map_or((2000, at + 2), |(value, end)| (2000 + value, end)));
    }
    let (century, next) = two_digits(at).filter(|(century, _)| (15..=20).contains(century))?;
    if lexemes.word(next) == "hundred" {
        let and = usize::from(lexemes.word(next + 1) == "and");
        return two_digits(next + 1 + and).map(|(value, end)| (century * 100 + value, end));
    }
    two_digits(next).filter(|&(value, _)| value > 9 || lexemes.word(next) == "zero").map(|(value, end)| (century * 100 + value, end))
}

/// Which part of its period the date at `first` is: "early", "mid-", "at the end of".
pub(crate) fn modifier(lexemes: &Lexemes, first: usize) -> Option<Modifier> {
    let mut last = first.wrapping_sub(1);
    if lexemes.is_dash(last) {
        last = last.wrapping_sub(1);
    }
    if lexemes.word(last) == "the" {
        last = last.wrapping_sub(1);
    }
    let part = |word: &str| match word {
        "early" | "beginning" | "start" | "dawn" | "turn" => Some(Modifier::Start),
        "mid" | "middle" | "midway" => Some(Modifier::Mid),
        "late" | "end" | "close" => Some(Modifier::End),
        _ => None,
    };
    match lexemes.word(last) {
        "of" => part(lexemes.word_before(last)).filter(|_| !matches!(lexemes.word_before(last), "early" | "late" | "mid")),
        "in" => part(lexemes.word_before(last)).filter(|_| matches!(lexemes.word_before(last), "early" | "late" | "midway")),
        word @ ("early" | "mid" | "late") => part(word),
        "end" if lexemes.is_hyphen(first.wrapping_sub(1)) => Some(Modifier::End),
        _ => None,
    }
}
