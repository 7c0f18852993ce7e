//! Dates that only the document's own date can place: "last August", "on Monday", "yesterday".

use serde::{Deserialize, Serialize};

use super::lex::Lexemes;
use crate::figures::edtf::{self, Days, civil, weekday, written};
use crate::figures::{Figure, Value};
use crate::text::Span;

/// On which side of the document's date a date without year lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Relative {
    /// The last one before the document's date, or that day itself: "said on Monday".
    Past,
    /// The next one, or that day itself: "will meet on Tuesday".
    Future,
    /// The last one that is over: "last August".
    Last,
    /// The next one that has not begun: "next May".
    Next,
    /// The nearest one: "this March".
    Near,
}

/// The side of the document's date on which an unresolved date lies.
pub(crate) fn side(lexemes: &Lexemes, first: usize, value: &Value) -> Option<Relative> {
    let Value::Date(edtf) = value else { return None };
    if !edtf.starts_with("XX") {
        return None;
    }
    match (lexemes.word(first), lexemes.word_before(first)) {
        ("last", _) | (_, "last" | "previous") => return Some(Relative::Last),
        ("past", _) | (_, "past") => return Some(Relative::Past),
        ("next", _) | (_, "next") => return Some(Relative::Next),
        (_, "coming" | "upcoming") => return Some(Relative::Future),
        ("this", _) | (_, "this") => return Some(Relative::Near),
        _ => {}
    }
    Some(if looks_ahead(lexemes, first) { Relative::Future } else { Relative::Past })
}

/// Longest way back to the verb that says whether something is still to come, in lexemes.
const REACH: usize = 14;

/// Whether the nearest verb before says that something is still to come: "will decide on", "is scheduled for", "until".
fn looks_ahead(lexemes: &Lexemes, first: usize) -> bool {
    if matches!(lexemes.word_before(first), "until" | "till" | "by") {
        return true;
    }
    // "Next meeting: 17 June", "Deadline: 30 June".
    if lexemes.mark(first - 1) == Some(':') {
        return (2..=5)
            .take_while(|back| *back < first && !lexemes.is_break(first - back))
            .any(|back| matches!(lexemes.word(first - back), "next" | "deadline" | "due" | "expires" | "closing" | "payable"));
    }
    for back in 1..REACH.min(first) {
        let at = first - back;
        match lexemes.word(at) {
            // The month of "6 May 2024" is no verb.
            "may" if lexemes.capital(at) || lexemes.digits(at - 1).is_some() || lexemes.digits(at + 1).is_some() => {}
            "will" | "shall" | "scheduled" | "due" | "slated" | "plans" | "expected" | "would" | "may" | "upcoming" | "set" => return true,
            "payable" | "expires" | "meets" | "opens" | "begins" | "starts" | "ends" | "closes" | "deadline" | "planned" | "next" => {
                return true;
            }
            // "is to meet on", but not "said on Friday" or "went to Moscow on".
            "is" | "are" if lexemes.word(at + 1) == "to" => return true,
            "said" | "says" | "told" | "was" | "were" | "had" | "since" => return false,
            _ => {}
        }
        if lexemes.is_break(at) || matches!(lexemes.mark(at), Some(';' | ':' | '“' | '”' | '"')) {
            return false;
        }
    }
    false
}

/// The date that `figure` means, given the document's own date in EDTF; `None` where it needs none or cannot be told.
///
/// The day itself counts as past: what an article of Monday says of "Monday" is the same day.
pub fn resolve(figure: &Figure, document_date: &str) -> Option<String> {
    let Value::Date(edtf) = &figure.value else { return None };
    on_side(edtf, figure.relative?, edtf::days(document_date)?)
}

fn on_side(edtf: &str, side: Relative, today: Days) -> Option<String> {
    if let Some(day) = edtf.strip_prefix("XXXX-WXX-") {
        let wanted = day.parse::<i64>().ok().filter(|day| (1..=7).contains(day) && today.length() == 1)?;
        let back = (weekday(today.end) - wanted).rem_euclid(7);
        let ahead = (7 - back) % 7;
        let week = |days: i64| if days == 0 { 7 } else { days };
        let offset = match side {
            Relative::Past => -back,
            Relative::Future => ahead,
            Relative::Last => -week(back),
            Relative::Next => week(ahead),
            Relative::Near if back <= ahead => -back,
            Relative::Near => ahead,
        };
        return Some(written(today.end + offset));
    }
    // The years around the document's date, nearest first on the side that is meant.
    let (year, ..) = civil(today.end);
    if let Some(decade) = edtf.strip_prefix("XX").filter(|rest| rest.len() == 2 && rest.ends_with('X')) {
        let ten = decade[..1].parse::<i64>().ok()?;
        let century = if year / 100 * 100 + ten * 10 <= year { year / 100 } else { year / 100 - 1 };
        return Some(format!("{century:02}{ten}X"));
    }
    // A document of which only the year is known says nothing about months.
    let known = today.length() <= 31;
    let candidate = |year: i64| {
        let mut ends = edtf.splitn(2, '/').map(|part| part.replacen("XXXX", &format!("{year:04}"), 1));
        let (from, to) = (ends.next()?, ends.next());
        // "Nov–Feb" ends in the next year.
        let to = match to {
            Some(to) if edtf::days(&to).is_none_or(|to| edtf::days(&from).is_some_and(|from| to.end < from.start)) => {
                Some(to.replacen(&format!("{year:04}"), &format!("{:04}", year + 1), 1))
            }
            to => to,
        };
        let whole = to.map_or_else(|| from.clone(), |to| format!("{from}/{to}"));
        edtf::days(&whole).map(|days| (whole, days))
    };
    if !known {
        return None;
    }
    let years: [i64; 3] = [year - 1, year, year + 1];
    let found = years.into_iter().filter_map(candidate);
    let (edtf, _) = match side {
        Relative::Past => found.rev().find(|(_, days)| days.start <= today.end)?,
        Relative::Last => found.rev().find(|(_, days)| days.end < today.start)?,
        Relative::Next => {
            let mut found = found.filter(|(_, days)| days.start > today.end);
            found.next()?
        }
        Relative::Future => {
            let mut found = found.filter(|(_, days)| days.end >= today.start);
            found.next()?
        }
        Relative::Near => found.min_by_key(|(_, days)| (days.start - today.end).max(today.start - days.end).max(0))?,
    };
    Some(edtf)
}

/// A time told from the day of writing: "yesterday", "last year", "three days ago".
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct RelativeTime {
    /// Where it stands.
    pub span: Span,
    /// How many of the unit after the day of writing; negative before.
    pub offset: i64,
    /// Days, weeks, months or years.
    pub unit: TimeUnit,
}

/// The unit of a [`RelativeTime`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum TimeUnit {
    Day,
    Week,
    Month,
    Year,
}

/// Finds times that are told from the day of writing and hold no figure: "yesterday", "last month", "next year".
pub(crate) fn relative_times(lexemes: &Lexemes) -> Vec<RelativeTime> {
    let mut found = Vec::new();
    for at in 1..lexemes.len() {
        let offset = match lexemes.word(at) {
            "yesterday" => Some(-1),
            "today" => Some(0),
            "tomorrow" => Some(1),
            _ => None,
        };
        if let Some(offset) = offset {
            found.push(RelativeTime { span: lexemes.span(at, at + 1), offset, unit: TimeUnit::Day });
            continue;
        }
        let offset = match lexemes.word(at) {
            "last" | "previous" => -1,
            "this" => 0,
            "next" => 1,
            _ => continue,
        };
        let unit = match lexemes.word(at + 1) {
            "week" => TimeUnit::Week,
            "month" => TimeUnit::Month,
            "year" => TimeUnit::Year,
            _ => continue,
        };
        // "the last year of the war", "the next week" are told from elsewhere.
        let elsewhere = lexemes.word_before(at) == "the" || lexemes.word(at) == "previous" || lexemes.word(at + 2) == "of";
        if !elsewhere {
            found.push(RelativeTime { span: lexemes.span(at, at + 2), offset, unit });
        }
    }
    found
}

impl RelativeTime {
    /// The date that is meant, in EDTF, given the document's own.
    pub fn resolve(self, document_date: &str) -> Option<String> {
        let today = edtf::days(document_date)?;
        let (year, month, _) = civil(today.end);
        match self.unit {
            TimeUnit::Year => Some(format!("{:04}", year + self.offset)),
            TimeUnit::Month if today.length() <= 31 => {
                let months = year * 12 + month - 1 + self.offset;
                Some(format!("{:04}-{:02}", months.div_euclid(12), months.rem_euclid(12) + 1))
            }
            TimeUnit::Week if today.length() == 1 => {
                let monday = today.end - (weekday(today.end) - 1) + 7 * self.offset;
                Some(format!("{}/{}", written(monday), written(monday + 6)))
            }
            TimeUnit::Day if today.length() == 1 => Some(written(today.end + self.offset)),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figures::{FigureKind, read};
    use crate::text::{Language, Layout};

    fn resolved(text: &str, date: &str) -> Vec<String> {
        let figures = read(text, &Layout::new(text), Language::ENGLISH);
        figures.iter().filter(|figure| figure.kind == FigureKind::Date).map(|figure| resolve(figure, date).unwrap_or_default()).collect()
    }

    #[test]
    fn dates_without_year_take_it_from_the_document() {
        let date = "2017-03-27"; // a Monday
        assert_eq!(resolved("Last August, bombers used a base.", date), ["2016-08"]);
        assert_eq!(resolved("He said on Monday that he will visit Moscow on Tuesday.", date), ["2017-03-27", "2017-03-28"]);
        assert_eq!(resolved("He arrived on Tuesday.", date), ["2017-03-21"]);
        assert_eq!(resolved("The board will decide on Jan 5; it met on May 9.", date), ["2018-01-05", "2016-05-09"]);
        assert_eq!(resolved("It rained from 12 to 15 July.", date), ["2016-07-12/2016-07-15"]);
        assert_eq!(resolved("In 2015 it was signed.", date), [""]);
    }

    #[test]
    fn last_and_next_are_never_the_day_itself() {
        assert_eq!(resolved("They met last Monday and will meet next Monday.", "2017-03-27"), ["2017-03-20", "2017-04-03"]);
        assert_eq!(resolved("They met last August.", "2017-08-15"), ["2016-08"]);
        assert_eq!(resolved("They will meet next May.", "2017-05-10"), ["2018-05"]);
    }

    #[test]
    fn what_the_document_does_not_tell_stays_open() {
        assert_eq!(resolved("He arrived on Tuesday in May.", "2017"), ["", ""]);
        assert_eq!(resolved("He arrived on Tuesday in May.", "2017-06"), ["", "2017-05"]);
        assert_eq!(resolved("He arrived on Tuesday.", "soon"), [""]);
    }

    #[test]
    fn yesterday_needs_a_day() {
        let text = "Yesterday and last month, but not in the last year of the war.";
        let layout = Layout::new(text);
        let lexemes = Lexemes::new(text, &layout, true, crate::figures::within::digits::Notation::English);
        let found = relative_times(&lexemes);
        let at = |date: &str| found.iter().map(|told| told.resolve(date).unwrap_or_default()).collect::<Vec<_>>();
        assert_eq!(at("2017-03-01"), ["2017-02-28", "2017-02"]);
        assert_eq!(at("2017-01"), ["", "2016-12"]);
    }
}
