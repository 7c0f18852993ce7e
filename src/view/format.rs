//! Numbers and names as people write them.

use crate::entities::EntityKind;
use crate::figures::{Approx, Decimal, Figure, FigureKind, Value};

/// Digits in groups of three: `12,345`.
pub fn count(n: usize) -> String {
    crate::report::summary::grouped(n)
}

/// `1 document`, `2 documents`.
pub fn counted(n: usize, noun: &str) -> String {
    let plural = match noun {
        "person" => "people".to_string(),
        _ if noun.ends_with('y') => format!("{}ies", &noun[..noun.len() - 1]),
        _ => format!("{noun}s"),
    };
    if n == 1 { format!("1 {noun}") } else { format!("{} {plural}", count(n)) }
}

/// Ten-thousandths as a percentage; small shares are not rounded away.
pub fn percent(share: u32) -> String {
    match share {
        0 => "0 %".into(),
        1..=99 => "< 1 %".into(),
        _ => format!("{} %", (share + 50) / 100),
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
        Value::Range(None, None) | Value::Unknown => return "not readable as one value".into(),
        Value::Date(date) => date.replace('/', " to "),
        Value::Score(a, b) => format!("{} : {}", decimal(*a), decimal(*b)),
    };
    let unit = match figure.unit.as_deref() {
        None => String::new(),
        Some("percent") => " %".into(),
        Some(unit) => format!(" {}", unit_name(unit)),
    };
    format!("{approx}{number}{unit}")
}

/// A unit as people write it: "km/h", "cubic meters per year".
fn unit_name(unit: &str) -> String {
    let short = SHORT.iter().find(|(id, _)| *id == unit).map(|(_, short)| (*short).to_string());
    short.unwrap_or_else(|| unit.trim_start_matches("x-").replace("-per-", " per ").replace('-', " "))
}

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
    if whole.len() < 5 || !whole.bytes().all(|byte| byte.is_ascii_digit()) {
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

/// First letter in upper case.
pub fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or(String::new(), |first| first.to_uppercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_and_counts_read_well() {
        assert_eq!((percent(5_849), percent(40), percent(0)), ("58 %".into(), "< 1 %".into(), "0 %".into()));
        assert_eq!(
            (counted(1, "person"), counted(14, "person"), counted(2, "city")),
            ("1 person".into(), "14 people".into(), "2 cities".into())
        );
    }
}
