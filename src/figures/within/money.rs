//! Which currency stands before or behind a number.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::data::currencies::{Adjectives, CODES, DOLLARS, HUNDREDTHS, NAMES, PREFIXES, RARE, SIGNS};
use super::lex::{Kind, Lexemes};
use super::number::Number;

/// A currency found in the text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Currency {
    /// ISO 4217, or `x-…` where the name is shared and nothing tells which.
    pub(crate) code: &'static str,
    /// Whether the text's sign or name fits several currencies.
    pub(crate) assumed: bool,
    /// Cents, pence.
    pub(crate) hundredth: bool,
    /// Power of ten that belongs to the value ("MUSD").
    pub(crate) power: i32,
    /// The lexeme after it.
    pub(crate) end: usize,
}

/// Code, whether it is only the likeliest, adjectives.
type Name = (&'static str, bool, Adjectives);

static BY_NAME: LazyLock<BTreeMap<&str, Name>> =
    LazyLock::new(|| NAMES.iter().map(|&(name, code, assumed, adjectives)| (name, (code, assumed, adjectives))).collect());

fn currency(code: &'static str, assumed: bool, end: usize) -> Currency {
    Currency { code, assumed, hundredth: false, power: 0, end }
}

fn sign(lexemes: &Lexemes, at: usize) -> Option<(&'static str, bool)> {
    let c = match lexemes.kind(at) {
        Kind::Mark(c) => c,
        Kind::Word => Some(lexemes.raw(at)).filter(|raw| !raw.is_ascii()).and_then(|raw| raw.chars().next())?,
        _ => return None,
    };
    SIGNS.iter().find(|(sign, ..)| *sign == c).map(|&(_, code, assumed)| (code, assumed))
}

/// The currency before a number: `at` is its first lexeme, `end` the number's.
pub(crate) fn prefix(lexemes: &Lexemes, at: usize) -> Option<Currency> {
    let starts_number = |index: usize| {
        lexemes.digits(index).is_some()
            || lexemes.mark(index).is_some_and(|c| matches!(c, '-' | '−' | '+' | '~')) && lexemes.digits(index + 1).is_some()
    };
    if let Some((code, assumed)) = sign(lexemes, at) {
        let end = at + 1 + usize::from(lexemes.word(at + 1) == "usd");
        return starts_number(end).then(|| currency(code, assumed, end));
    }
    if lexemes.kind(at) != Kind::Word
        || lexemes.glued(at)
            && !lexemes.is_hyphen(at.wrapping_sub(1))
            && !matches!(lexemes.mark(at.wrapping_sub(1)), Some('(' | '"' | '“' | '[' | '/'))
    {
        return None;
    }
    let word = lexemes.word(at);
    // "US$", "U.S. $", "HK$", "A$".
    let dotted = usize::from(word == "u" && lexemes.mark(at + 1) == Some('.') && lexemes.word(at + 2) == "s")
        * (2 + usize::from(lexemes.mark(at + 3) == Some('.')));
    let dollar = at + 1 + dotted;
    if word == "gh" && lexemes.mark(dollar) == Some('¢') && starts_number(dollar + 1) {
        return Some(currency("GHS", false, dollar + 1));
    }
    if let Some((code, _)) = sign(lexemes, dollar).filter(|&(code, _)| matches!(code, "USD" | "GHS" | "GBP")) {
        let letters = if dotted > 0 { "us" } else { word };
        let known = DOLLARS.iter().find(|(name, _)| *name == letters).filter(|_| code == "USD");
        // Spaced only where it cannot be an article or a word.
        let joined = lexemes.glued(dollar) && (lexemes.capital(at) || letters.len() > 1) || matches!(letters, "us" | "hk" | "nz" | "c");
        let code = known.map(|&(_, code)| code).or((letters == "gh").then_some("GHS"))?;
        return (joined && starts_number(dollar + 1)).then(|| currency(code, false, dollar + 1));
    }
    let raw = lexemes.raw(at);
    let dot = usize::from(lexemes.mark(at + 1) == Some('.') && lexemes.glued(at + 1));
    let next = at + 1 + dot;
    if let Some(&(_, code, assumed)) = PREFIXES.iter().find(|(prefix, ..)| *prefix == raw) {
        let glued = lexemes.glued(next);
        let digits = lexemes.digits(next)?;
        // "R5", "N95", "P5": a single letter needs a number that looks like a sum.
        let sum = raw.len() > 1 || digits.length > 2 && digits.shape != super::digits::Shape::Plain || is_scaled(lexemes, next + 1);
        // "N185 per litre", but not the road N340.
        let priced = matches!(lexemes.word(next + 1), "per" | "each" | "a" | "to" | "for" | "as" | "in" | "and" | "from")
            || !lexemes.glued(next + 2) && lexemes.mark(next + 1).is_some();
        let sum = sum || digits.length > 2 && (raw == "R" || priced);
        // "DH2017": a study, a conference.
        let coded =
            raw == "DH" && lexemes.glued(next) && super::calendar::year_at(lexemes, next).is_some() && !is_scaled(lexemes, next + 1);
        let sum = sum && !coded;
        let fits = if raw.len() == 1 { glued && dot == 0 } else { true };
        return (fits && sum).then(|| currency(code, assumed, next));
    }
    if let Some(&code) = CODES.iter().find(|&&code| code == raw) {
        return lexemes.digits(at + 1).is_some().then(|| currency(code, false, at + 1));
    }
    if !lexemes.english || lexemes.digits(at + 1).is_none() && lexemes.digits(at + 2).is_none() {
        return None;
    }
    // "ringgit 42", "Malaysian ringgit 42": only for names that mean nothing else.
    named(lexemes, at)
        .filter(|found| lexemes.digits(found.end).is_some() && matches!(found.code, "MYR" | "IDR" | "CNY" | "ETB" | "NGN" | "GHS" | "EUR"))
}

fn is_scaled(lexemes: &Lexemes, at: usize) -> bool {
    super::words::scale(lexemes.word(at)).is_some() || lexemes.glued(at) && super::words::scale_letters(lexemes.raw(at), true).is_some()
}

/// The codes of all currencies that go by a folded name, a sign or a code: "dollar", "us dollars", "€", "usd".
pub(crate) fn called(name: &str) -> Vec<&'static str> {
    let mut signs = name.chars();
    if let (Some(c), None) = (signs.next(), signs.next())
        && let Some(&(_, code, _)) = SIGNS.iter().find(|(sign, ..)| *sign == c)
    {
        return if c == '$' { called("dollar") } else { vec![code] };
    }
    if let Some(&code) = CODES.iter().find(|code| code.eq_ignore_ascii_case(name)) {
        return vec![code];
    }
    let find = |name: &str| BY_NAME.get(name).or_else(|| BY_NAME.get(name.strip_suffix('s')?)).copied();
    if let Some((code, _, adjectives)) = find(name) {
        return std::iter::once(code).chain(adjectives.iter().map(|&(_, code)| code)).collect();
    }
    let adjective = name.rsplit_once(' ').and_then(|(adjective, name)| {
        let (.., adjectives) = find(name)?;
        adjectives.iter().find(|(known, _)| *known == adjective).map(|&(_, code)| code)
    });
    adjective.into_iter().collect()
}

/// All names of currencies, in the singular.
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    NAMES.iter().map(|&(name, ..)| name)
}

/// The currency behind `number`, at `at`.
pub(crate) fn suffix(lexemes: &Lexemes, at: usize, number: &Number) -> Option<Currency> {
    if let Some((code, assumed)) = sign(lexemes, at) {
        // "5 $10": the sign belongs to the next number.
        let next = lexemes.digits(at + 1).is_some() && lexemes.glued(at + 1) && !lexemes.glued(at);
        return (!next).then(|| currency(code, assumed, at + 1));
    }
    let raw = lexemes.raw(at);
    if let Some(&code) = CODES.iter().find(|&&code| code == raw) {
        return is_money(lexemes, code, at).then(|| currency(code, false, at + 1));
    }
    if matches!(raw, "usd" | "eur" | "gbp" | "inr") {
        return CODES.iter().find(|code| code.eq_ignore_ascii_case(raw)).map(|code| currency(code, false, at + 1));
    }
    if let Some(code) = raw.strip_prefix('M').and_then(|rest| CODES.iter().find(|&&code| code == rest)) {
        return Some(Currency { power: 6, ..currency(code, false, at + 1) });
    }
    if lexemes.mark(at) == Some('¢') {
        return Some(Currency { hundredth: true, ..currency("USD", true, at + 1) });
    }
    if raw == "p" && lexemes.glued(at) && lexemes.english && (!lexemes.glued(at + 1) || lexemes.mark(at + 1).is_some()) {
        return Some(Currency { hundredth: true, ..currency("GBP", false, at + 1) });
    }
    if raw == "€ur" {
        return Some(currency("EUR", false, at + 1));
    }
    if !lexemes.english {
        return None;
    }
    named(lexemes, at).filter(|found| is_meant(lexemes, at, found, number))
}

/// Whether a code behind a number is money, not the abbreviation of a body: "300 ANG Airmen", "20 SAR Teams".
fn is_money(lexemes: &Lexemes, code: &'static str, at: usize) -> bool {
    if matches!(code, "USD" | "EUR" | "GBP") {
        return true;
    }
    let next = lexemes.word(at + 1);
    let counted = lexemes.capital(at + 1) && (next.ends_with('s') && !next.ends_with("ss") || next.ends_with("men"));
    !counted && (!RARE.contains(&code) || lexemes.currencies().contains(&code))
}

/// The rare currencies that a text speaks of by name, or by code before a number: "guilders", "ANG 300".
pub(crate) fn spoken_of(lexemes: &Lexemes) -> Vec<&'static str> {
    let mut codes: Vec<&'static str> = Vec::new();
    for at in 0..lexemes.len() {
        let code = match RARE.iter().find(|code| **code == lexemes.raw(at)) {
            Some(code) => Some(*code).filter(|_| lexemes.digits(at + 1).is_some()),
            None => named(lexemes, at).map(|found| found.code).filter(|code| RARE.contains(code)),
        };
        codes.extend(code.filter(|code| !codes.contains(code)));
    }
    codes
}

/// A currency's name at `at`, with up to two adjectives.
fn named(lexemes: &Lexemes, at: usize) -> Option<Currency> {
    let dotted = lexemes.word(at) == "u" && lexemes.mark(at + 1) == Some('.') && lexemes.word(at + 2) == "s";
    let start = at + if dotted { 3 + usize::from(lexemes.mark(at + 3) == Some('.')) } else { 0 };
    for words in 0..=2 {
        let name = start + words;
        let Some(((code, assumed, adjectives), end)) = name_at(lexemes, name) else {
            if lexemes.word(name).is_empty() {
                return None;
            }
            continue;
        };
        if words == 0 && !dotted {
            return Some(Currency { code, assumed: assumed && code != "XBT", hundredth: is_hundredth(lexemes, name), power: 0, end });
        }
        let adjective = match words {
            0 => "us".to_string(),
            1 => lexemes.word(start).to_string(),
            _ => format!("{} {}", lexemes.word(start), lexemes.word(start + 1)),
        };
        let code = adjectives.iter().find(|(known, _)| *known == adjective).map(|&(_, code)| code)?;
        return Some(currency(code, false, end));
    }
    None
}

fn is_hundredth(lexemes: &Lexemes, at: usize) -> bool {
    let word = lexemes.word(at);
    let word = if word == "euro" { lexemes.word(at + 1) } else { word };
    HUNDREDTHS.iter().any(|(name, _)| word == *name || word.strip_suffix('s') == Some(*name))
}

fn name_at(lexemes: &Lexemes, at: usize) -> Option<(Name, usize)> {
    let word = lexemes.word(at);
    if word.is_empty() {
        return None;
    }
    let find = |name: &str| BY_NAME.get(name).or_else(|| BY_NAME.get(name.strip_suffix('s')?)).copied();
    let cents = |name: &str| HUNDREDTHS.iter().find(|(known, _)| name == *known || name.strip_suffix('s') == Some(*known));
    let next = lexemes.word(at + 1);
    if matches!(word, "pound" | "pounds" | "nuevo" | "deutsche" | "german" | "genihat") && !next.is_empty() {
        let joined = format!("{} {next}", if word == "pounds" { "pound" } else { word });
        if let Some((code, assumed, adjectives)) = find(&joined) {
            return Some(((code, assumed, adjectives), at + 2));
        }
    }
    if word == "euro" && cents(next).is_some() {
        return Some((("EUR", false, &[]), at + 2));
    }
    if let Some((code, assumed, adjectives)) = find(word) {
        return Some(((code, assumed, adjectives), at + 1));
    }
    cents(word).map(|&(_, code)| ((code, code == "USD", &[] as Adjectives), at + 1))
}

/// Names that are other words too ("pounds", "won", "real") count only where the number or the context says so.
fn is_meant(lexemes: &Lexemes, at: usize, found: &Currency, number: &Number) -> bool {
    let word = lexemes.word(at);
    let large = number.is_scaled() && number.form != super::number::Form::Vague
        || number.value().is_some_and(|value| value >= crate::figures::Decimal::whole(100_000));
    match word {
        "pound" | "pounds" => {
            let sterling = found.end > at + 1;
            let paid = (1..=5).any(|back| {
                matches!(
                    lexemes.word(number.first.wrapping_sub(back)),
                    "paid"
                        | "pay"
                        | "pays"
                        | "paying"
                        | "cost"
                        | "costs"
                        | "costing"
                        | "fined"
                        | "fine"
                        | "worth"
                        | "price"
                        | "priced"
                        | "sold"
                        | "bought"
                        | "earn"
                        | "earned"
                        | "earns"
                        | "spend"
                        | "spent"
                        | "charged"
                        | "charge"
                        | "fee"
                        | "bail"
                        | "prize"
                        | "donated"
                        | "raised"
                        | "owed"
                        | "stole"
                        | "toll"
                        | "fare"
                        | "fares"
                        | "rent"
                        | "wage"
                        | "salary"
                )
            });
            let rate = super::unit::per(lexemes, at + 1)
                .is_some_and(|(unit, _)| matches!(unit.as_str(), "year" | "month" | "week" | "day" | "hour"));
            lexemes.word(found.end) != "of" && (sterling || large || paid || rate)
        }
        "won" => {
            large
                || number.value().is_some_and(|value| value >= crate::figures::Decimal::whole(1_000))
                    && number.form == super::number::Form::Digits
        }
        "sen" => !lexemes.capital(at),
        "real" | "som" | "sole" | "crown" | "mark" | "lev" | "kip" => large,
        "crowns" | "dong" | "soles" | "lire" | "colones" => number.value().is_some_and(|value| value >= crate::figures::Decimal::whole(2)),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use crate::figures::within::test_marks::check;

    #[test]
    fn currencies_of_the_world_are_told_apart() {
        check(
            "[Rs 1.5 lakh|150000 INR], [R1.2 million|1200000 ZAR], [A$40m|40000000 AUD], [C$3.5m|3500000 CAD], [QR330.7mn|330700000 QAR], [Dh1.1bn|1100000000 AED]",
        );
        check("[GH¢57.9 billion|57900000000 GHS] and [5 million Ugandan shillings|5000000 UGX] and [20 euros|20 EUR]");
        check("[50 MUSD|50000000 USD] or [17 US dollars|17 USD] or [U.S. $4|4 USD]");
    }

    #[test]
    fn hyphens_join_sums() {
        check("An [$800-million|800000000 USD] deal and a [150-million-euro|150000000 EUR] loan");
    }

    #[test]
    fn an_abbreviation_behind_a_number_is_no_money() {
        check("More than [300|300 morethan] ANG Airmen flew, [20|20] SAR Teams followed and it cost [500 SAR|500 SAR].");
        check("It cost [ANG 300|300 ANG], of which [100 ANG|100 ANG] were paid.");
    }

    #[test]
    fn cents_are_hundredths() {
        check("It cost [3 dollars 50 cents|3.5 USD] and not [470 pence|4.7 GBP] or [1.20 cents|0.012 USD].");
    }

    #[test]
    fn names_with_other_meanings_need_a_sum() {
        check("He won [500|500] votes, lost [12 pounds|12 pound down] and got [361 million pounds|361000000 GBP].");
        check("It was fined [500 pounds|500 GBP] and [20,000 won|20000 KRW].");
    }
}
