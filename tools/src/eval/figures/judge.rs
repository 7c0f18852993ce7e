//! When a found figure has the value and the unit of its label.

use std::collections::BTreeSet;

use dossier::figures::{Decimal, in_base};
use serde_json::Value as Json;

use super::{FoundFigure, Label};

/// Whether value and unit are right; `None` where the label does not assert them.
pub(super) fn judge(label: &Label, found: &FoundFigure) -> (Option<bool>, Option<bool>) {
    let approx = found.approx.as_str();
    let converted =
        label.unit != found.unit && same_quantity((&label.value, label.unit.as_deref()), (&found.value, found.unit.as_deref()), approx);
    let value = (!label.value.is_null()).then(|| {
        converted || is_value(&label.value, &found.value, approx) || label.alt.iter().any(|other| is_value(other, &found.value, approx))
    });
    let unit = match (&label.unit, &found.unit) {
        _ if label.any_unit => None,
        (None, None) => None,
        (wanted, unit) => Some(wanted == unit || label.alt_unit.contains(unit) || wanted.is_some() && converted),
    };
    (value, unit)
}

/// Equal to a thousandth, large numbers to a millionth.
fn close(a: f64, b: f64) -> bool {
    let (size, difference) = (a.abs().max(b.abs()), (a - b).abs());
    a == b || difference <= 1e-3 * size && (size < 1e4 || difference <= 1e-6 * size)
}

fn is_value(label: &Json, found: &Json, approx: Option<&str>) -> bool {
    match (label, found) {
        (Json::String(label), Json::String(found)) => is_date(label, found),
        (Json::String(label), Json::Number(found)) => found.as_i64().is_some_and(|year| is_date(label, &year.to_string())),
        (Json::Array(label), Json::Array(found)) => {
            label.len() == found.len()
                && label.iter().zip(found).all(|(a, b)| match (a.as_f64(), b.as_f64()) {
                    (Some(a), Some(b)) => close(a, b),
                    (a, b) => a.is_none() && b.is_none() && !(label.is_empty()),
                })
        }
        // "more than 30" for a range that is open above.
        (Json::Array(ends), Json::Number(_)) => match (ends.as_slice(), approx) {
            ([low, Json::Null], Some("more_than" | "at_least")) => is_value(low, found, None),
            ([Json::Null, high], Some("less_than" | "at_most")) => is_value(high, found, None),
            _ => false,
        },
        _ => label.as_f64().zip(found.as_f64()).is_some_and(|(a, b)| close(a, b)),
    }
}

/// EDTF: what the label leaves open (`XXXX-07-17`) may be told; decades must be decades.
pub(super) fn is_date(label: &str, found: &str) -> bool {
    if label.contains('/') || found.contains('/') {
        let (Some((from, to)), Some((from_found, to_found))) = (label.split_once('/'), found.split_once('/')) else { return false };
        return is_end(from, from_found) && is_end(to, to_found);
    }
    let decade = label.len() == 4 && label.ends_with('X') && label.as_bytes()[..2].iter().all(u8::is_ascii_digit);
    if decade {
        return label == found;
    }
    label.chars().count() == found.chars().count() && label.chars().zip(found.chars()).all(|(a, b)| a == b || a == 'X')
}

/// An end of a period: 2015 and 2015-01-01 are the same start, an open end may be written as nothing or "..".
fn is_end(label: &str, found: &str) -> bool {
    let padded = |long: &str, short: &str| {
        long.strip_prefix(short)
            .is_some_and(|rest| !rest.is_empty() && rest.len() % 3 == 0 && rest.as_bytes().chunks(3).all(|part| part == b"-01"))
            && long.len() >= 4
    };
    is_date(label, found) || padded(label, found) || padded(found, label) || label.is_empty() && matches!(found, "" | "..")
}

/// Whether two amounts are the same after conversion of their units.
fn same_quantity(label: (&Json, Option<&str>), found: (&Json, Option<&str>), approx: Option<&str>) -> bool {
    let based = |(value, unit): (&Json, Option<&str>)| -> Option<(Json, String)> {
        let one = |value: &Json| -> Option<(f64, String)> {
            let number = value.as_f64()?;
            // Numbers of the labels have few digits: their shortest form is exact.
            let digits = Decimal::parse(&format!("{}", number.abs()))?;
            let (value, base) = in_base(if number < 0.0 { digits.negated() } else { digits }, unit.unwrap_or_default())?;
            Some((value.to_f64(), base))
        };
        match value {
            Json::Array(ends) => {
                let ends: Vec<Option<(f64, String)>> = ends.iter().map(one).collect();
                let base = ends.iter().flatten().next()?.1.clone();
                Some((Json::Array(ends.into_iter().map(|end| end.map_or(Json::Null, |(value, _)| Json::from(value))).collect()), base))
            }
            Json::Number(_) => one(value).map(|(value, base)| (Json::from(value), base)),
            _ => None,
        }
    };
    match (based(label), based(found)) {
        (Some((label, one)), Some((found, other))) => one == other && is_value(&label, &found, approx),
        _ => false,
    }
}

/// F1 of the words of three letters and more.
pub(super) fn words(label: &str, found: &str) -> f64 {
    let words = |text: &str| -> BTreeSet<String> {
        text.to_lowercase()
            .split(|c: char| !(c.is_alphanumeric() || c == '_'))
            .filter(|word| word.chars().count() >= 3)
            .map(str::to_string)
            .collect()
    };
    let (label, found) = (words(label), words(found));
    if label.is_empty() || found.is_empty() {
        return 0.0;
    }
    2.0 * label.intersection(&found).count() as f64 / (label.len() + found.len()) as f64
}
