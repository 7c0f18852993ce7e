//! Cardinals in words: "seven hundred twenty-one thousand and twelve".

use super::lex::Lexemes;
use super::words::{scale, small, starts_cardinal, tens};
use crate::figures::Decimal;

/// No number that a text spells out has more words.
const LONGEST: usize = 40;

/// Reads the cardinal at `at`; with the lexeme after it. `between`: "and" separates two numbers and never joins.
pub(crate) fn cardinal(lexemes: &Lexemes, at: usize, between: bool) -> Option<(Decimal, usize)> {
    let mut sum = Sum::default();
    let mut end = at;
    let mut next = at;
    while next < at + LONGEST {
        let word = lexemes.word(next);
        if !sum.take(word) {
            break;
        }
        end = next + 1;
        next = end;
        let joined = lexemes.is_hyphen(next)
            || lexemes.is_dash(next) && sum.current % 100 >= 20 && small(lexemes.word(next + 1)).is_some_and(|n| (1..10).contains(&n));
        if joined {
            next += 1;
        } else if lexemes.word(next) == "and" || (lexemes.mark(next) == Some('&') && sum.after_scale()) {
            if between || !sum.may_go_on_after_and(lexemes, next + 1) {
                break;
            }
            next += 1;
        }
    }
    if end == at {
        return None;
    }
    let whole = Decimal::whole(sum.total.checked_add(sum.current)?);
    match decimals(lexemes, end) {
        Some((part, end)) => Some((whole.plus(part)?, end)),
        None => Some((whole, end)),
    }
}

/// "3 hundred and 21": `hundreds` is what stands before the word at `at`.
pub(crate) fn after_hundred(lexemes: &Lexemes, at: usize, hundreds: i64) -> Option<(i64, usize)> {
    let rest = if lexemes.word(at + 1) == "and" { lexemes.plain(at + 2).filter(|rest| (1..100).contains(rest))? } else { return None };
    Some((hundreds.checked_mul(100)?.checked_add(rest)?, at + 3))
}

#[derive(Default)]
struct Sum {
    /// The sum of the finished scales.
    total: i64,
    /// The part that still waits for its scale.
    current: i64,
    last: Last,
    /// The smallest scale so far; later ones must be smaller.
    ceiling: Option<i64>,
}

#[derive(Default, PartialEq)]
enum Last {
    #[default]
    Nothing,
    Small,
    Tens,
    Hundred,
    Scale,
}

impl Sum {
    fn after_scale(&self) -> bool {
        matches!(self.last, Last::Hundred | Last::Scale)
    }

    /// Adds a word; `false` if it does not continue the number.
    fn take(&mut self, word: &str) -> bool {
        if let Some(value) = small(word) {
            let fits = match self.last {
                Last::Nothing => true,
                Last::Tens => (1..10).contains(&value),
                Last::Hundred | Last::Scale => value > 0,
                Last::Small => false,
            };
            if fits {
                self.current += value;
                self.last = Last::Small;
            }
            return fits;
        }
        if let Some(value) = tens(word) {
            match self.last {
                Last::Nothing | Last::Hundred | Last::Scale => self.current += value,
                // "one twenty two", said for 122.
                Last::Small if (1..10).contains(&self.current) && self.total == 0 => self.current = self.current * 100 + value,
                _ => return false,
            }
            self.last = Last::Tens;
            return true;
        }
        let Some(factor) = scale(word).filter(|_| !word.ends_with('s') || self.last == Last::Nothing) else { return false };
        if factor <= 100 {
            if self.current >= 100 && factor == 100 {
                return false;
            }
            self.current = self.current.max(1) * factor;
            self.last = Last::Hundred;
            return true;
        }
        if self.last == Last::Scale {
            // "lakh crore", "thousand million".
            let Some(total) = self.total.checked_mul(factor).filter(|_| self.ceiling.is_some_and(|ceiling| ceiling <= factor)) else {
                return false;
            };
            self.total = total;
        } else {
            if self.ceiling.is_some_and(|ceiling| ceiling <= factor) {
                return false;
            }
            let Some(total) = self.current.max(1).checked_mul(factor).and_then(|part| self.total.checked_add(part)) else { return false };
            self.total = total;
            self.current = 0;
        }
        self.ceiling = Some(factor);
        self.last = Last::Scale;
        true
    }

    /// Whether "and" joins: "one hundred and five", "two thousand and fifteen", but not "two and five".
    fn may_go_on_after_and(&self, lexemes: &Lexemes, at: usize) -> bool {
        if !starts_cardinal(lexemes.word(at)) || !self.after_scale() {
            return false;
        }
        // "two hundred and three hundred" are two numbers.
        let after = at
            + 1
            + usize::from(lexemes.is_hyphen(at + 1))
            + usize::from(tens(lexemes.word(at)).is_some() && small(lexemes.word(at + 1)).is_some());
        self.last == Last::Scale || !matches!(lexemes.word(after), "hundred")
    }
}

/// "point zero three", "point seventy-one" at `at`.
fn decimals(lexemes: &Lexemes, at: usize) -> Option<(Decimal, usize)> {
    if lexemes.word(at) != "point" {
        return None;
    }
    let mut digits = String::from("0.");
    let mut end = at + 1;
    while end < at + LONGEST {
        let word = lexemes.word(end);
        if let Some(value) = small(word) {
            digits.push_str(&value.to_string());
        } else if let Some(value) = tens(word) {
            let unit = small(lexemes.word(end + 2)).filter(|&unit| lexemes.is_hyphen(end + 1) && (1..10).contains(&unit));
            digits.push_str(&(value + unit.unwrap_or(0)).to_string());
            end += if unit.is_some() { 2 } else { 0 };
        } else {
            break;
        }
        end += 1;
    }
    if end == at + 1 {
        return None;
    }
    Some((Decimal::parse(&digits)?, end))
}
