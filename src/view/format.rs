//! Numbers and names as people write them.

use crate::entities::{EntityKind, Why};
use crate::figures::{Approx, DateSource, Decimal, Figure, FigureKind, Value};
use crate::text::document::is_hidden;

/// Digits in groups of three: `12,345`.
pub fn count(n: usize) -> String {
    crate::report::summary::grouped(n)
}

/// `1 document`, `2 documents`.
pub fn counted(n: usize, noun: &str) -> String {
    let plural = match noun {
        "person" => "people".to_string(),
        _ if noun.ends_with('y') && !noun.ends_with("ey") => format!("{}ies", &noun[..noun.len() - 1]),
        _ => format!("{noun}s"),
    };
    if n == 1 { format!("1 {noun}") } else { format!("{} {plural}", count(n)) }
}

/// "12 of 40 figures", or "40 figures" where that is all of them.
pub fn out_of(part: usize, all: usize, noun: &str) -> String {
    if part == all { counted(all, noun) } else { format!("{} of {}", count(part), counted(all, noun)) }
}

/// Ten-thousandths as a percentage; small shares are not rounded away.
pub fn percent(share: u32) -> String {
    match share {
        0 => "0 %".into(),
        1..=99 => "< 1 %".into(),
        _ => format!("{} %", (share + 50) / 100),
    }
}

/// The first `most` words of a text, on one line.
pub fn excerpt(text: &str, most: usize) -> String {
    let mut words = text.split_whitespace();
    let mut excerpt = words.by_ref().take(most).collect::<Vec<_>>().join(" ");
    let cut = excerpt.char_indices().nth(most * 12).map(|(at, _)| at); // scripts without spaces
    if let Some(at) = cut {
        excerpt.truncate(at);
    }
    if cut.is_some() || words.next().is_some() {
        excerpt.push('…');
    }
    shown(&excerpt)
}

/// White space collapsed, also at the ends, where one space stays; what hides is shown, so that nothing turns around what stands beside it.
pub fn one_line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if !c.is_whitespace() {
            out.push(c);
        } else if !out.ends_with(' ') {
            out.push(' ');
        }
    }
    shown(&out)
}

/// The beginning of a file's name: enough to find it in the same list.
pub fn short(id: &str, most: usize) -> String {
    cut(id.rsplit('/').next().unwrap_or(id), most)
}

/// The beginning of a text, as many letters as there is room for.
pub fn cut(text: &str, most: usize) -> String {
    let name = shown(text);
    if name.chars().count() <= most { name } else { name.chars().take(most - 2).chain(['…']).collect() }
}

/// A long path with its middle left out: beginning and ending tell most.
pub fn middle(id: &str, most: usize) -> String {
    let length = id.chars().count();
    if length <= most {
        return id.to_string();
    }
    let head: String = id.chars().take(most / 2).collect();
    let tail: String = id.chars().skip(length - most / 2).collect();
    format!("{head}…{tail}")
}

/// The time left, from the share that was done and the milliseconds it took: ", about 20 s left". Empty where it is too early to tell.
pub fn still_to_go(elapsed: f64, finished: u32, total: u32) -> String {
    if finished * 10 < total || elapsed < 2_000.0 {
        return String::new();
    }
    let seconds = elapsed / 1_000.0 / f64::from(finished) * f64::from(total - finished);
    match seconds.ceil() as u32 {
        seconds @ 0..=90 => format!(", about {seconds} s left"),
        seconds => format!(", about {} min left", seconds.div_ceil(60)),
    }
}

/// A time as a person would guess it: "20 seconds", "2 minutes".
pub fn roughly(seconds: f64) -> String {
    match seconds.ceil() as usize {
        seconds @ 0..=10 => counted(seconds.max(1), "second"),
        seconds @ 11..=50 => counted(seconds.next_multiple_of(10), "second"),
        seconds => counted((seconds + 30) / 60, "minute"),
    }
}

/// A kind as the heading of its list.
pub fn kinds(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Person => "People",
        EntityKind::Place => "Places",
        EntityKind::Organization => "Organisations",
        EntityKind::Group => "Groups",
        EntityKind::Event => "Events",
        EntityKind::Law => "Laws and treaties",
        EntityKind::Product => "Products",
        EntityKind::Other => "Other names",
    }
}

/// What one thing of a kind is called.
pub fn one_of(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Person => "person",
        EntityKind::Place => "place",
        EntityKind::Organization => "organisation",
        EntityKind::Group => "group",
        EntityKind::Event => "event",
        EntityKind::Law => "law",
        EntityKind::Product => "product",
        EntityKind::Other => "name",
    }
}

/// A kind of figure as the heading of its list.
pub fn figure_kinds(kind: FigureKind) -> &'static str {
    match kind {
        FigureKind::Number => "Counts",
        FigureKind::Ordinal => "Ordinals",
        FigureKind::Percent => "Percentages",
        FigureKind::Money => "Money",
        FigureKind::Dimension => "Quantities",
        FigureKind::Temperature => "Temperatures",
        FigureKind::Age => "Ages",
        FigureKind::Duration => "Durations",
        FigureKind::Date => "Dates",
        FigureKind::Score => "Results",
        FigureKind::Fraction => "Fractions",
    }
}

/// What was read, beside the wording: `> 37 %`, `$800,000,000`, `2017`.
pub fn value(figure: &Figure) -> String {
    let approx = match figure.approx {
        None => "",
        Some(Approx::About) => "≈ ",
        Some(Approx::Nearly) => "≲ ",
        Some(Approx::MoreThan) => "> ",
        Some(Approx::AtLeast) => "≥ ",
        Some(Approx::LessThan) => "< ",
        Some(Approx::AtMost) => "≤ ",
    };
    let number = match &figure.value {
        Value::Number(number) => decimal(*number),
        Value::Range(Some(low), Some(high)) => format!("{} to {}", decimal(*low), decimal(*high)),
        Value::Range(Some(low), None) => format!("from {}", decimal(*low)),
        Value::Range(None, Some(high)) => format!("up to {}", decimal(*high)),
        Value::Range(None, None) | Value::Unknown => return "cannot be read as a single value".into(),
        Value::Date(date) => {
            let other = figure.other_reading.as_ref().map_or(String::new(), |other| format!(", or {}", edtf(other)));
            return format!("{approx}{}{other}", edtf(date));
        }
        Value::Score(a, b) => format!("{} : {}", decimal(*a), decimal(*b)),
    };
    let unit = match figure.unit.as_deref() {
        None => String::new(),
        Some("percent") => " %".into(),
        Some(unit) => format!(" {}", unit_name(unit, matches!(&figure.value, Value::Number(number) if number.integer() == Some(1)))),
    };
    format!("{approx}{number}{unit}")
}

/// A unit as people write it: "km/h", "tonnes per year".
pub fn unit_name(unit: &str, one: bool) -> String {
    if let Some((_, short)) = SHORT.iter().find(|(id, _)| *id == unit) {
        return (*short).to_string();
    }
    let unit = unit.trim_start_matches("x-");
    // "per-day" alone: what is counted says its subject.
    let split = unit.strip_prefix("per-").map(|per| ("", per)).or_else(|| unit.split_once("-per-"));
    let (counted, per) = split.map_or((unit, None), |(counted, per)| (counted, Some(per)));
    let mut name = counted.replace('-', " ");
    let is_word = name.ends_with(|c: char| c.is_ascii_lowercase());
    if is_word && !one {
        match name.as_str() {
            "foot" => name = "feet".into(),
            "inch" => name = "inches".into(),
            "celsius" | "fahrenheit" | "hertz" | "horsepower" | "percent" => {}
            _ if name.ends_with('y') && !name.ends_with("ay") && !name.ends_with("ey") => name.replace_range(name.len() - 1.., "ies"),
            _ => name.push('s'),
        }
    }
    per.map_or(name.clone(), |per| format!("{name} per {}", per.replace('-', " ")).trim().to_string())
}

/// A date in EDTF as people write it: "a Monday", "22 February", "January to March 2022", "autumn 2025", "the 1990s", "10th century".
pub fn edtf(date: &str) -> String {
    if let Some((from, to)) = date.split_once('/') {
        return match (from, to) {
            ("" | "..", to) => format!("until {}", edtf(to)),
            (from, "" | "..") => format!("from {}", edtf(from)),
            _ => format!("{} to {}", edtf(from), edtf(to)),
        };
    }
    if let Some(day) = date.split_once("-WXX-").and_then(|(_, day)| WEEKDAYS.get(day.parse::<usize>().ok()?.checked_sub(1)?)) {
        return format!("a {day}");
    }
    let parts: Vec<&str> = date.split('-').collect();
    let month = |month: &str| month.parse::<usize>().ok().and_then(|month| MONTHS.get(month.checked_sub(1)?)).copied();
    let year = |year: &str| match year {
        "XXXX" => String::new(),
        _ if year.len() == 4 && year.ends_with('X') && !year.ends_with("XX") => format!("the {}0s", year[..3].trim_start_matches('X')),
        _ => match year.strip_suffix("XX").filter(|hundreds| hundreds.len() == 2).and_then(|hundreds| hundreds.parse::<u32>().ok()) {
            Some(hundreds) => format!("{} century", ordinal(hundreds + 1)),
            None => year.to_string(),
        },
    };
    let written = match parts.as_slice() {
        [only] => year(only),
        [y, m] => month(m).or_else(|| season(m)).map_or(date.to_string(), |part| format!("{part} {}", year(y))),
        [y, m, d] => match (month(m), d.parse::<u32>()) {
            (Some(month), Ok(day)) => format!("{day} {month} {}", year(y)),
            _ => date.to_string(),
        },
        _ => date.to_string(),
    };
    written.trim().to_string()
}

/// The season that EDTF numbers like a month, as the northern half of the world calls it.
fn season(number: &str) -> Option<&'static str> {
    Some(match number {
        "21" => "spring",
        "22" => "summer",
        "23" => "autumn",
        "24" => "winter",
        _ => return None,
    })
}

/// "1st", "12th", "23rd".
fn ordinal(n: u32) -> String {
    let ending = match (n % 10, n % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{n}{ending}")
}

const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const MONTHS: [&str; 12] =
    ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

/// CLDR identifiers with a sign that everybody knows.
const SHORT: [(&str, &str); 16] = [
    ("cubic-meter", "m³"),
    ("square-meter", "m²"),
    ("square-kilometer", "km²"),
    ("kilometer", "km"),
    ("meter", "m"),
    ("centimeter", "cm"),
    ("millimeter", "mm"),
    ("kilometer-per-hour", "km/h"),
    ("kilogram", "kg"),
    ("gram", "g"),
    ("celsius", "°C"),
    ("fahrenheit", "°F"),
    ("megawatt", "MW"),
    ("gigawatt", "GW"),
    ("permyriad", "basis points"),
    ("percent-per-year", "% per year"),
];

/// A number as people write it: round millions in words, else with its thousands apart.
pub fn decimal(number: Decimal) -> String {
    for (power, word) in [(12, "trillion"), (9, "billion"), (6, "million")] {
        // "35 trillion" and "1.25 billion", but "1,234,567": at most two decimals.
        if let Some(scaled) = number.scaled(-power).filter(|scaled| scaled.to_f64().abs() >= 1.0) {
            let short = scaled.to_string();
            if short.split_once('.').is_none_or(|(_, fraction)| fraction.len() <= 2) && short.len() <= 8 {
                return format!("{} {word}", short.replace('-', "−"));
            }
        }
    }
    let written = number.to_string();
    let (sign, digits) = written.strip_prefix('-').map_or(("", written.as_str()), |rest| ("−", rest));
    let (whole, fraction) = digits.split_once('.').map_or((digits, None), |(whole, fraction)| (whole, Some(fraction)));
    if let Some((_, sign)) = FRACTIONS.iter().find(|(value, _)| (number.to_f64() - value).abs() < 1e-9) {
        return (*sign).to_string();
    }
    if fraction.is_some_and(|fraction| fraction.len() > 6) {
        return format!("{:.3}", number.to_f64()); // a quotient that does not end; the export has all digits
    }
    if whole.len() < 4 || !whole.bytes().all(|byte| byte.is_ascii_digit()) {
        return format!("{sign}{digits}");
    }
    let mut grouped = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at) % 3 == 0 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    let fraction = fraction.map_or(String::new(), |fraction| format!(".{fraction}"));
    format!("{sign}{grouped}{fraction}")
}

/// A number for an axis: "1k", "2.5M", "30bn".
pub fn compact(value: f64) -> String {
    let short = |value: f64, sign: &str| {
        let text = format!("{value:.2}");
        format!("{}{sign}", text.trim_end_matches('0').trim_end_matches('.')).replace('-', "−")
    };
    match value.abs() {
        size if size >= 1e15 => format!("{value:e}").replace('-', "−"),
        size if size >= 1e12 => short(value / 1e12, "tn"),
        size if size >= 1e9 => short(value / 1e9, "bn"),
        size if size >= 1e6 => short(value / 1e6, "M"),
        size if size >= 1e4 => short(value / 1e3, "k"),
        size if size >= 0.01 || size == 0.0 => short(value, ""),
        _ => format!("{value:e}"),
    }
}

/// Fractions that text spells out.
const FRACTIONS: [(f64, &str); 3] = [(1.0 / 3.0, "⅓"), (2.0 / 3.0, "⅔"), (1.0 / 6.0, "⅙")];

/// First letter in upper case.
pub fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or(String::new(), |first| first.to_uppercase().chain(chars).collect())
}

/// A reason in words.
pub fn why(why: Why) -> &'static str {
    match why {
        Why::Lexicon => "a well-known name",
        Why::Title => "it follows a title",
        Why::HeadWord => "it contains a word typical of such names",
        Why::Forename => "it begins with a common forename",
        Why::Context => "the words around it suggest a name",
        Why::Shape => "it is spelled like such a name",
        Why::SameName => "part of a fuller name in this document",
        Why::Model => "similar words in similar places were names in the training texts",
        Why::Acronym => "explained by the words before the brackets",
        Why::User => "you said so",
    }
}

/// How a document's date is known.
pub fn known_by(source: DateSource) -> &'static str {
    match source {
        DateSource::ByHand => "set by you",
        DateSource::Metadata => "from its file",
        DateSource::Dateline => "from its first lines",
        DateSource::Address => "from its address",
        DateSource::FileName => "from its file name",
    }
}

/// Control characters and invisible ones as signs, so that nothing hides in a name, and none of them turns around what stands beside it.
pub fn shown(text: &str) -> String {
    if !text.chars().any(|c| is_hidden(c) || (c.is_control() && !c.is_whitespace())) {
        return text.to_string();
    }
    text.chars()
        .map(|c| match c {
            '\0'..='\u{1f}' if !c.is_whitespace() => char::from_u32(0x2400 + c as u32).unwrap_or('␀'),
            '\u{7f}' => '␡',
            _ if is_hidden(c) => '⍽',
            _ => c,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_keeps_its_beginning_and_its_ending() {
        assert_eq!(middle("short.txt", 14), "short.txt");
        assert_eq!(middle("archive/2017/march/putin.txt", 14), "archive…tin.txt");
    }

    #[test]
    fn what_is_still_to_be_done_is_said_when_enough_is() {
        assert_eq!(still_to_go(10_000.0, 1, 100), "", "too few");
        assert_eq!(still_to_go(1_000.0, 50, 100), "", "too soon");
        assert_eq!(still_to_go(10_000.0, 50, 100), ", about 10 s left");
        assert_eq!(still_to_go(100_000.0, 10, 40), ", about 5 min left");
    }

    #[test]
    fn a_time_is_said_roughly() {
        for (seconds, said) in
            [(0.2, "1 second"), (7.1, "8 seconds"), (21.0, "30 seconds"), (51.0, "1 minute"), (95.0, "2 minutes"), (3_000.0, "50 minutes")]
        {
            assert_eq!(roughly(seconds), said);
        }
    }

    #[test]
    fn dates_are_words_and_no_codes() {
        for (date, words) in [
            ("XXXX-WXX-1", "a Monday"),
            ("XXXX-02-22", "22 February"),
            ("2022-01/2022-03", "January 2022 to March 2022"),
            ("199X", "the 1990s"),
            ("XX7X", "the 70s"),
            ("2017", "2017"),
            ("2025-23", "autumn 2025"),
            ("XXXX-22", "summer"),
            ("2014-24/2015-21", "winter 2014 to spring 2015"),
            ("09XX", "10th century"),
            ("20XX", "21st century"),
            ("11XX/12XX", "12th century to 13th century"),
            ("2015/..", "from 2015"),
            ("2021-09-17", "17 September 2021"),
        ] {
            assert_eq!(edtf(date), words);
        }
    }

    #[test]
    fn numbers_and_units_are_as_people_write_them() {
        assert_eq!((unit_name("per-day", false), unit_name("hour-per-week", false)), ("per day".into(), "hours per week".into()));
        assert_eq!((unit_name("day", false), unit_name("century", false)), ("days".into(), "centuries".into()));
        let parse = |digits: &str| Decimal::parse(digits).unwrap();
        assert_eq!(decimal(parse("35000000000000")), "35 trillion");
        assert_eq!(decimal(parse("6121.5")), "6,121.5");
        assert_eq!(decimal(parse("0.666666666666666667")), "⅔");
        assert_eq!((unit_name("mile-per-hour", false), unit_name("minute", true)), ("miles per hour".into(), "minute".into()));
        assert_eq!(
            (unit_name("USD-per-barrel", false), unit_name("x-percentage-point", false)),
            ("USD per barrel".into(), "percentage points".into())
        );
    }

    #[test]
    fn shares_and_counts_read_well() {
        assert_eq!((percent(5_849), percent(40), percent(0)), ("58 %".into(), "< 1 %".into(), "0 %".into()));
        assert_eq!(
            (counted(1, "person"), counted(14, "person"), counted(2, "city")),
            ("1 person".into(), "14 people".into(), "2 cities".into())
        );
    }
}
