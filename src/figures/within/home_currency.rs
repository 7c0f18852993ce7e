//! In whose money a text counts: what "$", "Rs" or "peso" mean where the text says what country it is about.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::data::homes::{MONEY, PLACES};
use super::lex::Lexemes;
use crate::figures::{Figure, FigureKind, Value};

/// A place in the first words weighs as much as three later ones: there stand the dateline and the news itself.
const HEAD: usize = 60;
const HEAD_WEIGHT: u32 = 3;
/// Below this nothing is said about the country.
const SURE: u32 = 2;

static BY_WORD: LazyLock<BTreeMap<&str, &str>> =
    LazyLock::new(|| PLACES.iter().flat_map(|&(country, words)| words.iter().map(move |&word| (word, country))).collect());

/// Reads assumed currencies as those of the country that the text names most, where they stay assumed, and ambiguous dates in
/// the order of that country, where the other reading stays beside.
pub(crate) fn settle(lexemes: &Lexemes, figures: &mut [Figure]) {
    if !figures.iter().any(|figure| figure.kind == FigureKind::Money && figure.unit_assumed || figure.other_reading.is_some()) {
        return;
    }
    let weights = weights(lexemes);
    // "03/04/2017" has the month first in the United States and nearly nowhere else.
    let most = weights.iter().max_by_key(|(country, weight)| (**weight, **country));
    if most.is_some_and(|(country, weight)| *country != "US" && *weight >= SURE) {
        for figure in figures.iter_mut() {
            if let (Value::Date(read), Some(other)) = (&mut figure.value, &mut figure.other_reading) {
                std::mem::swap(read, other);
            }
        }
    }
    for figure in figures.iter_mut().filter(|figure| figure.kind == FigureKind::Money && figure.unit_assumed) {
        let Some(unit) = &figure.unit else { continue };
        let (code, per) = unit.split_once("-per-").map_or((unit.as_str(), None), |(code, per)| (code, Some(per)));
        let cents = code == "USD" && matches!(hundredth(figure.span.of(lexemes.text)), Some('c' | '¢'));
        let Some(local) = local(if cents { "cent" } else { code }, &weights) else { continue };
        figure.unit = Some(per.map_or(local.to_string(), |per| format!("{local}-per-{per}")));
    }
}

/// How often each country is named.
fn weights(lexemes: &Lexemes) -> BTreeMap<&'static str, u32> {
    let mut weights = BTreeMap::new();
    for at in (0..lexemes.len()).filter(|&at| lexemes.capital(at)) {
        if let Some(&country) = BY_WORD.get(lexemes.word(at)).filter(|_| lexemes.word(at) != "us" || lexemes.raw(at) == "US") {
            *weights.entry(country).or_default() += if at < HEAD { HEAD_WEIGHT } else { 1 };
        }
        // "U.S."
        if lexemes.raw(at) == "U" && lexemes.mark(at + 1) == Some('.') && lexemes.raw(at + 2) == "S" {
            *weights.entry("US").or_default() += if at < HEAD { HEAD_WEIGHT } else { 1 };
        }
    }
    weights
}

/// The meaning of `shared` in the country that is named most among those that use it; `None` where none stands out.
fn local(shared: &str, weights: &BTreeMap<&'static str, u32>) -> Option<&'static str> {
    let (_, homes) = MONEY.iter().find(|(name, _)| *name == shared)?;
    let mut named: Vec<(u32, &str)> =
        homes.iter().filter_map(|(country, code)| weights.get(country).map(|&weight| (weight, *code))).collect();
    named.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(b.1)));
    let &(most, code) = named.first()?;
    let next = named.get(1).map_or(0, |&(weight, _)| weight);
    (most >= SURE && most > next).then_some(code)
}

/// The first letter of "cents" or "pence" where the sum is given in hundredths.
fn hundredth(written: &str) -> Option<char> {
    let lower = written.to_ascii_lowercase();
    if written.contains('¢') {
        return Some('¢');
    }
    (lower.contains("cent") && !lower.contains('$') && !lower.contains("dollar")).then_some('c')
}

#[cfg(test)]
mod tests {
    use crate::figures::within::test_marks::check;

    #[test]
    fn a_bare_dollar_is_that_of_the_country() {
        check("Canberra's budget gives Australian farmers [$40m|40000000 AUD].");
        check("OTTAWA: Canada will pay [$500|500 CAD] to each household.");
        check("The company paid [$500|500 USD] to each household.");
        check("Washington gave Australia [$5 million|5000000 USD] and America [$6|6 USD].");
    }

    #[test]
    fn the_country_tells_the_order_of_day_and_month() {
        check("It began on [03/04/2017|2017-03-04].");
        check("LONDON: It began in Britain on [03/04/2017|2017-04-03] and ended on [31/02/2018|?].");
    }

    #[test]
    fn rupees_and_cents_have_a_home() {
        check("KARACHI: Onions cost [Rs300|300 PKR] in Pakistan.");
        check("In Germany a kilowatt-hour costs [40 cents|0.4 EUR], but Germany paid [$5|5 USD].");
    }
}
