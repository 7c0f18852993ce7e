//! Numbers that belong to another one: a margin ("1.45 ± 0.12 °C"), the many that a rate comes per ("6.4 per 100,000 inhabitants").

use super::lex::Lexemes;
use super::number::Setting;
use super::quantity::{Measure, Quantity, quantity};
use super::unit;
use crate::figures::FigureKind;

/// Takes the margin behind a number, and its unit: the value is the middle.
pub(crate) fn tolerance(lexemes: &Lexemes, found: &mut Quantity) {
    let sign = match (lexemes.mark(found.end), lexemes.word(found.end)) {
        (Some('±'), _) => 1,
        (Some('+'), _) if lexemes.mark(found.end + 1) == Some('/') && lexemes.is_dash(found.end + 2) => 3,
        (_, "plus") if lexemes.phrase(found.end, "plus or minus").is_some() => 3,
        _ => return,
    };
    let Some(margin) = quantity(lexemes, found.end + sign, Setting::Plain).filter(|margin| margin.per.is_none()) else { return };
    if found.measure == Measure::None {
        found.measure = margin.measure;
    } else if margin.measure != Measure::None && margin.measure != found.measure {
        return;
    }
    found.end = margin.end;
}

/// "6.4 per 100,000 inhabitants", "102 burglaries per 10,000 households": the rate counts, the many are no figure of their own.
pub(crate) fn per_many(lexemes: &Lexemes, found: &mut Quantity) -> bool {
    for noun in 0..=2 {
        let at = found.end + noun;
        if let Some(many) = many(lexemes, at + 1).filter(|_| lexemes.word(at) == "per") {
            found.per = Some(many.to_string());
            if noun == 0 {
                found.end = at + 2;
            }
            return true;
        }
        if super::clause::class(lexemes, at) != super::clause::Class::Content {
            return false;
        }
    }
    false
}

/// Whether the number at `at` is what a rate comes per.
pub(crate) fn is_many(lexemes: &Lexemes, at: usize) -> bool {
    lexemes.word_before(at) == "per" && many(lexemes, at).is_some()
}

/// A hundred, a thousand and so on in digits.
fn many(lexemes: &Lexemes, at: usize) -> Option<i64> {
    let value = lexemes.digits(at)?.value?.integer().filter(|value| *value >= 100)?;
    let mut rest = value;
    while rest % 10 == 0 {
        rest /= 10;
    }
    (rest == 1 && unit::unit(lexemes, at + 1, false).is_none()).then_some(value)
}

/// Whether a unit of per cent stands at `at`.
pub(crate) fn is_percent(lexemes: &Lexemes, at: usize) -> bool {
    unit::unit(lexemes, at, false).is_some_and(|unit| unit.kind == FigureKind::Percent)
}

/// Verbs of those who are counted: "200 faced". "20 killed a day" still counts those who are killed.
pub(crate) fn is_past(word: &str) -> bool {
    matches!(word, "had" | "got" | "spent" | "took" | "made" | "saw" | "won" | "lost" | "left" | "began" | "went" | "came" | "met")
        || word.len() > 4
            && word.ends_with("ed")
            && !word.ends_with("eed")
            && !matches!(word, "killed" | "injured" | "wounded" | "infected" | "displaced" | "arrested" | "hundred")
}

#[cfg(test)]
mod tests {
    use crate::figures::within::test_marks::check;

    #[test]
    fn margins_and_many_are_no_figures_of_their_own() {
        check(
            "It was [1.45 ± 0.12 °C|1.45 celsius] above, [3.5 ± 0.2|3.5] below and [48 percent plus or minus 3 percent|48 percent] in all.",
        );
        check("The rate was [6.4 per 100,000|6.4 per-100000] inhabitants; it had [102|102 per-10000] burglaries per 10,000 households.");
    }

    #[test]
    fn parts_of_a_percent_are_one_figure() {
        check("Of them [half of one per cent|0.5 percent] abstained.");
    }

    #[test]
    fn changes_quarters_and_days_are_told_apart() {
        check("The firm cut its staff by [340|340 down] to [7,860|7860]; prices rise by [3 to 5 percent|3..5 percent up].");
        check(
            "It shrank for [two quarters|2 quarter] and in the [first two quarters of 2019|2019-01/2019-06]; costs rose by [a quarter|0.25 up] to [9|9].",
        );
        check("It was held on [16|XXXX-06-16] and [17 June|XXXX-06-17] and on [2|2021-05-02], [3|2021-05-03] and [4 May 2021|2021-05-04].");
        check("Pay within [thirty (30) days|30 day]. A man stood near a [3 metre|3 meter] wall. It grew in [3Q19|2019-07/2019-09].");
        check("By [2016|2016] deliveries fell. Those between the ages of [5 and 11|5..11 year age] came.");
    }

    #[test]
    fn numbers_that_name_count_nothing() {
        check(
            "Bylaw 4512 and Motion 2024-118 passed at 16.04 BST on platform 3; order 4471-B names a .38 revolver and [2008] 2 WLR 311."
                .replace("[2008] ", "(note) ")
                .as_str(),
        );
        check("The Four Seasons hotel near a 7-Eleven shop has a zero-tolerance policy.");
    }
}
