//! Bounds of figures: as somebody types them, or draws them along an axis.

use crate::figures::Decimal;

/// A number as somebody types it: "1,000", "2.5", "-3", "1 million", "30bn". `None` where nothing is typed, or why it is none.
pub fn typed(text: &str) -> Result<Option<Decimal>, &'static str> {
    const NO_NUMBER: &str = "This is not a number. Write 1000, 2.5 or 3 million.";
    let text: String = text.chars().filter(|c| !matches!(c, ',' | '\u{a0}' | '+' | ' ')).collect::<String>().to_lowercase();
    if text.is_empty() {
        return Ok(None);
    }
    let (sign, text) = text.strip_prefix(['-', '−']).map_or((false, text.as_str()), |rest| (true, rest));
    let digits = text.find(|c: char| c.is_alphabetic()).unwrap_or(text.len());
    let power = match &text[digits..] {
        "" => 0,
        "k" | "thousand" => 3,
        "m" | "mn" | "million" => 6,
        "bn" | "b" | "billion" => 9,
        "tn" | "trillion" => 12,
        _ => return Err(NO_NUMBER),
    };
    let number = Decimal::parse(&text[..digits]).and_then(|number| number.scaled(power)).ok_or(NO_NUMBER)?;
    Ok(Some(if sign { number.negated() } else { number }))
}

/// Three figures that a person can read in the address and in a field.
pub fn rounded(value: f64) -> Option<Decimal> {
    let digits = if value == 0.0 { 0 } else { 2 - value.abs().log10().floor() as i32 };
    let factor = 10_f64.powi(digits);
    let text = format!("{}", (value * factor).round() / factor);
    match text.strip_prefix('-') {
        Some(text) => Decimal::parse(text).map(Decimal::negated),
        None => Decimal::parse(&text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_people_type_them() {
        for (text, number) in [
            ("1,000", "1000"),
            (" 2.5 ", "2.5"),
            ("-3", "-3"),
            ("−3", "-3"),
            ("1 million", "1000000"),
            ("30bn", "30000000000"),
            ("2k", "2000"),
        ] {
            assert_eq!(typed(text).unwrap().map(|number| number.to_string()).as_deref(), Some(number), "{text}");
        }
        assert_eq!(typed("  "), Ok(None));
        for text in ["many", "3 apples", "1.2.3"] {
            assert!(typed(text).is_err(), "{text}");
        }
    }

    #[test]
    fn what_is_drawn_has_three_figures() {
        let drawn = |value: f64| rounded(value).map(|number| number.to_string());
        assert_eq!(drawn(1234.56).as_deref(), Some("1230"));
        assert_eq!(drawn(0.012345).as_deref(), Some("0.0123"));
        assert_eq!(drawn(-98.76).as_deref(), Some("-98.8"));
        assert_eq!(drawn(0.0).as_deref(), Some("0"));
    }
}
