//! Exact decimals: what a text writes is what is kept.

use std::cmp::Ordering;
use std::fmt;

use serde::{Deserialize, Serialize};

/// An exact decimal: `mantissa × 10^exponent`, normalised (no trailing zero in the mantissa, zero is `0 × 10^0`).
///
/// Arithmetic that would not fit gives `None`: a number is read right or not at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Decimal {
    mantissa: i128,
    exponent: i32,
}

/// Exponents beyond this are not quantities that a text claims.
const MAX_EXPONENT: i32 = 400;
/// Significant digits kept of a fraction that has no end, such as two thirds.
const FRACTION_DIGITS: u32 = 18;

impl Decimal {
    /// Zero.
    pub const ZERO: Decimal = Decimal { mantissa: 0, exponent: 0 };

    /// `mantissa × 10^exponent`; `None` when the exponent is out of all proportion.
    pub fn new(mut mantissa: i128, mut exponent: i32) -> Option<Decimal> {
        if mantissa == 0 {
            return Some(Decimal::ZERO);
        }
        while mantissa % 10 == 0 {
            mantissa /= 10;
            exponent = exponent.checked_add(1)?;
        }
        (exponent.abs() <= MAX_EXPONENT).then_some(Decimal { mantissa, exponent })
    }

    /// A whole number.
    pub fn whole(value: i64) -> Decimal {
        // An i64 has at most 18 trailing zeros.
        Decimal::new(value.into(), 0).unwrap_or(Decimal::ZERO)
    }

    /// Reads ASCII digits with at most one point, without sign: `1234`, `0.5`, `.5`.
    pub fn parse(digits: &str) -> Option<Decimal> {
        let mut mantissa: i128 = 0;
        let mut exponent: i32 = 0;
        let (mut pending, mut point, mut any) = (0i32, false, false);
        for byte in digits.bytes() {
            match byte {
                // Zeros are held back, so that "1000…0" needs no mantissa of that length.
                b'0' => pending = pending.checked_add(1)?,
                b'1'..=b'9' => {
                    for _ in 0..if mantissa == 0 { 0 } else { pending + 1 } {
                        mantissa = mantissa.checked_mul(10)?;
                    }
                    mantissa = mantissa.checked_add((byte - b'0').into())?;
                    pending = 0;
                }
                b'.' if !point => point = true,
                _ => return None,
            }
            any |= byte != b'.';
            exponent -= i32::from(point && byte != b'.');
        }
        if !any {
            return None;
        }
        Decimal::new(mantissa, exponent.checked_add(pending)?)
    }

    /// Times ten to the power.
    pub fn scaled(self, power: i32) -> Option<Decimal> {
        Decimal::new(self.mantissa, self.exponent.checked_add(power)?)
    }

    /// The product.
    pub fn times(self, other: Decimal) -> Option<Decimal> {
        Decimal::new(self.mantissa.checked_mul(other.mantissa)?, self.exponent.checked_add(other.exponent)?)
    }

    /// The sum.
    pub fn plus(self, other: Decimal) -> Option<Decimal> {
        let exponent = self.exponent.min(other.exponent);
        let sum = self.mantissa_at(exponent)?.checked_add(other.mantissa_at(exponent)?)?;
        Decimal::new(sum, exponent)
    }

    /// The quotient; where it has no end, rounded to 18 significant digits.
    pub fn over(self, other: Decimal) -> Option<Decimal> {
        if other.mantissa == 0 {
            return None;
        }
        let (mut rest, divisor) = (self.mantissa.checked_abs()?, other.mantissa.checked_abs()?);
        let sign = self.mantissa.signum() * other.mantissa.signum();
        let mut exponent = self.exponent.checked_sub(other.exponent)?;
        let mut quotient = rest / divisor;
        rest %= divisor;
        while rest != 0 && quotient < 10i128.pow(FRACTION_DIGITS - 1) {
            rest = rest.checked_mul(10)?;
            quotient = quotient.checked_mul(10)?.checked_add(rest / divisor)?;
            rest %= divisor;
            exponent -= 1;
        }
        quotient += i128::from(rest.checked_mul(2)? >= divisor);
        Decimal::new(sign * quotient, exponent)
    }

    /// How many digits are written but zeros at the end, and what the last of them counts: 1,650,000 has three, in ten thousands.
    pub fn precision(self) -> (u32, Decimal) {
        let digits = self.mantissa.unsigned_abs().checked_ilog10().map_or(1, |log| log + 1);
        (digits, Decimal::new(1, self.exponent).unwrap_or(Decimal::ZERO))
    }

    /// With the other sign.
    pub fn negated(self) -> Decimal {
        // `i128::MIN` ends in 8 and cannot come out of `parse`; it would keep its sign.
        Decimal { mantissa: self.mantissa.checked_neg().unwrap_or(self.mantissa), exponent: self.exponent }
    }

    /// The value as an integer, if it is one that fits.
    pub fn integer(self) -> Option<i64> {
        (self.exponent >= 0).then(|| self.mantissa_at(0)).flatten().and_then(|value| i64::try_from(value).ok())
    }

    /// The nearest floating-point number, for display and plotting.
    pub fn to_f64(self) -> f64 {
        // The standard parser rounds correctly; multiplying by a power of ten would not.
        format!("{}e{}", self.mantissa, self.exponent).parse().unwrap_or(f64::NAN)
    }

    fn mantissa_at(self, exponent: i32) -> Option<i128> {
        let shift = u32::try_from(self.exponent.checked_sub(exponent)?).ok()?;
        self.mantissa.checked_mul(10i128.checked_pow(shift)?)
    }

    /// Power of ten of the first digit.
    fn magnitude(self) -> i32 {
        self.exponent + self.mantissa.unsigned_abs().checked_ilog10().unwrap_or(0) as i32
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Decimal) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Decimal) -> Ordering {
        let signs = self.mantissa.signum().cmp(&other.mantissa.signum());
        if signs != Ordering::Equal || self.mantissa == 0 {
            return signs;
        }
        let exponent = self.exponent.min(other.exponent);
        if let (Some(left), Some(right)) = (self.mantissa_at(exponent), other.mantissa_at(exponent)) {
            return left.cmp(&right);
        }
        // Too far apart for one scale. Of equal magnitude, the longer mantissa was the one that did not fit.
        let larger = self.magnitude().cmp(&other.magnitude()).then(other.exponent.cmp(&self.exponent));
        if self.mantissa > 0 { larger } else { larger.reverse() }
    }
}

impl fmt::Display for Decimal {
    /// The shortest exact decimal; with an exponent only beyond thirty places.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = self.mantissa.unsigned_abs().to_string();
        let sign = if self.mantissa < 0 { "-" } else { "" };
        match self.exponent {
            0..=30 => write!(f, "{sign}{digits}{}", "0".repeat(self.exponent as usize)),
            -30..=-1 => {
                let places = self.exponent.unsigned_abs() as usize;
                let padded = format!("{digits:0>width$}", width = places + 1);
                let (whole, part) = padded.split_at(padded.len() - places);
                write!(f, "{sign}{whole}.{part}")
            }
            exponent => write!(f, "{sign}{digits}e{exponent}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(digits: &str) -> Decimal {
        Decimal::parse(digits).unwrap()
    }

    #[test]
    fn digits_are_kept_exactly() {
        for (written, shown) in
            [("0.10", "0.1"), ("1200", "1200"), (".75", "0.75"), ("0033", "33"), ("0.0", "0"), ("17.1", "17.1"), ("100.02", "100.02")]
        {
            assert_eq!(read(written).to_string(), shown, "{written}");
        }
        assert_eq!(Decimal::parse(&"9".repeat(60)), None);
        assert_eq!(Decimal::parse(""), None);
        assert_eq!(Decimal::parse("1.2.3"), None);
    }

    #[test]
    fn arithmetic_is_exact_or_refused() {
        assert_eq!(read("1.1").times(read("3")), Some(read("3.3")));
        assert_eq!(read("0.1").plus(read("0.2")), Some(read("0.3")));
        assert_eq!(read("3").over(read("4")), Some(read("0.75")));
        assert_eq!(read("2").over(read("3")), Some(read("0.666666666666666667")));
        assert_eq!(read("1").over(Decimal::ZERO), None);
        assert_eq!(read("1").scaled(1_000), None);
        assert_eq!(read("35").scaled(12).map(|d| d.to_string()), Some("35000000000000".into()));
        assert_eq!(read("2.50").negated().to_string(), "-2.5");
        assert_eq!(read("0.1").to_f64(), 0.1);
    }

    #[test]
    fn order_follows_the_value() {
        assert!(read("2") < read("10") && read("0.3") > read("0.25") && read("1").negated() < Decimal::ZERO);
        let huge = read("1").scaled(300).unwrap();
        assert!(read("123456789").cmp(&huge) == Ordering::Less && huge.negated() < read("1"));
    }
}
