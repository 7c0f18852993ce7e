//! Amounts in one unit told in another: what is needed to compare two figures.
//!
//! Factors are exact (Unicode CLDR 47, `units.xml`; the mu is the 15th part of a hectare). Currencies are never converted: a rate
//! belongs to a day and a market, and nobody stated it.

use super::Decimal;

/// How many of a base unit one unit is: `mantissa × 10^exponent / divisor`.
struct Factor {
    unit: &'static str,
    base: &'static str,
    mantissa: i64,
    exponent: i32,
    divisor: i64,
}

const fn exact(unit: &'static str, base: &'static str, mantissa: i64, exponent: i32) -> Factor {
    Factor { unit, base, mantissa, exponent, divisor: 1 }
}

#[rustfmt::skip]
const FACTORS: &[Factor] = &[
    exact("millisecond", "second", 1, -3), exact("minute", "second", 60, 0), exact("hour", "second", 3_600, 0), exact("day", "second", 86_400, 0),
    exact("week", "second", 604_800, 0), exact("fortnight", "second", 1_209_600, 0),
    exact("quarter", "month", 3, 0), exact("year", "month", 12, 0), exact("decade", "month", 120, 0), exact("century", "month", 1_200, 0),
    exact("nanometer", "meter", 1, -9), exact("micrometer", "meter", 1, -6), exact("millimeter", "meter", 1, -3), exact("centimeter", "meter", 1, -2),
    exact("decimeter", "meter", 1, -1), exact("kilometer", "meter", 1, 3), exact("inch", "meter", 254, -4), exact("foot", "meter", 3_048, -4),
    exact("yard", "meter", 9_144, -4), exact("mile", "meter", 1_609_344, -3), exact("nautical-mile", "meter", 1_852, 0),
    exact("furlong", "meter", 201_168, -3), exact("fathom", "meter", 18_288, -4),
    exact("microgram", "gram", 1, -6), exact("milligram", "gram", 1, -3), exact("kilogram", "gram", 1, 3), exact("tonne", "gram", 1, 6),
    exact("ton", "gram", 90_718_474, -2), exact("pound", "gram", 45_359_237, -5), exact("ounce", "gram", 28_349_523_125, -9), exact("stone", "gram", 635_029_318, -5),
    exact("kilotonne", "gram", 1, 9), exact("megatonne", "gram", 1, 12), exact("x-quintal", "gram", 1, 5),
    exact("square-millimeter", "square-meter", 1, -6), exact("square-centimeter", "square-meter", 1, -4), exact("square-kilometer", "square-meter", 1, 6),
    exact("hectare", "square-meter", 1, 4), exact("acre", "square-meter", 40_468_564_224, -7), exact("square-mile", "square-meter", 2_589_988_110_336, -6),
    exact("square-foot", "square-meter", 9_290_304, -8), exact("square-yard", "square-meter", 83_612_736, -8), exact("square-inch", "square-meter", 64_516, -8),
    exact("dunam", "square-meter", 1, 3), Factor { unit: "x-mu", base: "square-meter", mantissa: 2_000, exponent: 0, divisor: 3 },
    exact("milliliter", "cubic-meter", 1, -6), exact("centiliter", "cubic-meter", 1, -5), exact("deciliter", "cubic-meter", 1, -4), exact("liter", "cubic-meter", 1, -3),
    exact("hectoliter", "cubic-meter", 1, -1), exact("cubic-centimeter", "cubic-meter", 1, -6), exact("cubic-kilometer", "cubic-meter", 1, 9),
    exact("cubic-foot", "cubic-meter", 28_316_846_592, -12), exact("cubic-inch", "cubic-meter", 16_387_064, -12), exact("cubic-yard", "cubic-meter", 764_554_857_984, -12),
    exact("gallon", "cubic-meter", 3_785_411_784, -12), exact("barrel", "cubic-meter", 158_987_294_928, -12), exact("pint", "cubic-meter", 473_176_473, -12),
    exact("quart", "cubic-meter", 946_352_946, -12),
    exact("milliwatt", "watt", 1, -3), exact("kilowatt", "watt", 1, 3), exact("megawatt", "watt", 1, 6), exact("gigawatt", "watt", 1, 9), exact("terawatt", "watt", 1, 12),
    exact("kilojoule", "joule", 1, 3), exact("watt-hour", "joule", 3_600, 0), exact("kilowatt-hour", "joule", 36, 5), exact("megawatt-hour", "joule", 36, 8),
    exact("gigawatt-hour", "joule", 36, 11), exact("terawatt-hour", "joule", 36, 14), exact("calorie", "joule", 4_184, -3), exact("kilocalorie", "joule", 4_184, 0),
    exact("kilobyte", "byte", 1, 3), exact("megabyte", "byte", 1, 6), exact("gigabyte", "byte", 1, 9), exact("terabyte", "byte", 1, 12), exact("petabyte", "byte", 1, 15),
    exact("permille", "percent", 1, -1), exact("permyriad", "x-percentage-point", 1, -2),
];

/// The amount in the base unit of its dimension, and that unit: 2 miles are 3218.688 `meter`. A unit that has none is its own base.
///
/// Rates are converted above and below the line: `kilometer-per-hour` is `meter-per-second`.
pub fn in_base(value: Decimal, unit: &str) -> Option<(Decimal, String)> {
    let Some((above, below)) = unit.split_once("-per-").or_else(|| unit.strip_prefix("per-").map(|below| ("", below))) else {
        let (value, base) = simple(value, unit)?;
        return Some((value, base.to_string()));
    };
    let (value, above) = simple(value, above)?;
    let (divisor, below) = simple(Decimal::whole(1), below)?;
    let name = if above.is_empty() { format!("per-{below}") } else { format!("{above}-per-{below}") };
    Some((value.over(divisor)?, name))
}

/// The amount in another unit of the same dimension; `None` where the two have nothing in common.
pub fn convert(value: Decimal, from: &str, to: &str) -> Option<Decimal> {
    let (amount, dimension) = in_base(value, from)?;
    // Degrees Fahrenheit have another zero.
    if to == "fahrenheit" && dimension == "celsius" {
        return amount.times(Decimal::whole(9))?.over(Decimal::whole(5))?.plus(Decimal::whole(32));
    }
    let (one, other) = in_base(Decimal::whole(1), to)?;
    if dimension == other { amount.over(one) } else { None }
}

fn simple(value: Decimal, unit: &str) -> Option<(Decimal, &str)> {
    match unit {
        "celsius" => return Some((value, unit)),
        // 5/9 of what is above 32.
        "fahrenheit" => {
            let above = value.plus(Decimal::whole(-32))?;
            return Some((above.times(Decimal::whole(5))?.over(Decimal::whole(9))?, "celsius"));
        }
        _ => {}
    }
    let Some(factor) = FACTORS.iter().find(|factor| factor.unit == unit) else { return Some((value, unit)) };
    let scaled = value.times(Decimal::new(factor.mantissa.into(), factor.exponent)?)?;
    Some((if factor.divisor == 1 { scaled } else { scaled.over(Decimal::whole(factor.divisor))? }, factor.base))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(value: &str, from: &str, to: &str) -> Option<String> {
        convert(Decimal::parse(value).unwrap(), from, to).map(|value| value.to_string())
    }

    #[test]
    fn units_of_a_dimension_are_converted_exactly() {
        assert_eq!(told("16557", "square-kilometer", "hectare").as_deref(), Some("1655700"));
        assert_eq!(told("7860000", "x-mu", "hectare").as_deref(), Some("524000"));
        assert_eq!(told("26.2", "mile", "kilometer").as_deref(), Some("42.1648128"));
        assert_eq!(told("90", "kilometer-per-hour", "meter-per-second").as_deref(), Some("25"));
        assert_eq!(told("3", "year", "month").as_deref(), Some("36"));
        assert_eq!(told("212", "fahrenheit", "celsius").as_deref(), Some("100"));
        assert_eq!(told("45", "celsius", "fahrenheit").as_deref(), Some("113"));
    }

    #[test]
    fn dimensions_and_currencies_are_kept_apart() {
        assert_eq!(told("1", "year", "day"), None);
        assert_eq!(told("1", "USD", "EUR"), None);
        assert_eq!(told("1", "hectare", "kilometer"), None);
        assert_eq!(told("5", "USD", "USD").as_deref(), Some("5"));
    }

    #[test]
    fn no_unit_is_listed_twice() {
        let mut units: Vec<&str> = FACTORS.iter().map(|factor| factor.unit).collect();
        units.sort_unstable();
        assert!(units.windows(2).all(|pair| pair[0] != pair[1]));
    }
}
