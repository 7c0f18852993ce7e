//! Numbers that name something instead of measuring it: "S-300", "Article 5", "G20", "+1 (202) 555-0143".

use super::digits::{Digits, Shape};
use super::lex::Lexemes;
use super::numbered_names::{counted, model, numbered_name, reference};
use super::words::{scale, scale_letters, starts_cardinal};
use super::{money, unit};

/// If the number at `at` is none to report: where to read on.
pub(crate) fn trap(lexemes: &Lexemes, at: usize) -> Option<usize> {
    if let Some(digits) = lexemes.digits(at) {
        if digits.shape == Shape::Dotted {
            return Some(at + 1);
        }
        // "3Q19" is a date.
        if digits.length == 1 && lexemes.raw(at + 1) == "Q" && lexemes.glued(at + 1) && lexemes.digits(at + 2).is_some() {
            return None;
        }
        // "3x10^4" looks like a name.
        if !lexemes.glued(at) && super::number::scientific(lexemes, at).is_some() {
            return None;
        }
        return identifier(lexemes, at)
            .or_else(|| clock(lexemes, at))
            .or_else(|| fixed(lexemes, at))
            .or_else(|| telephone(lexemes, at))
            .or_else(|| numbered(lexemes, at))
            .or_else(|| marker(lexemes, at))
            .or_else(|| reference(lexemes, at))
            .or_else(|| model(lexemes, at));
    }
    if lexemes.mark(at) == Some('+') && lexemes.digits(at + 1).is_some() {
        return telephone(lexemes, at + 1);
    }
    if lexemes.english && starts_cardinal(lexemes.word(at)) {
        return reference(lexemes, at).or_else(|| numbered_name(lexemes, at));
    }
    None
}

/// Where a chain of glued letters, digits and hyphens ends.
pub(crate) fn chain_end(lexemes: &Lexemes, at: usize) -> usize {
    let mut end = at + 1;
    while lexemes.glued(end)
        && (lexemes.digits(end).is_some()
            || !lexemes.word(end).is_empty()
            || lexemes.mark(end).is_some_and(|c| matches!(c, '-' | '/' | '_' | '.' | '+')) && lexemes.glued(end + 1))
    {
        end += 1;
    }
    end
}

/// Digits glued to letters or marks that make them a name: "G20", "S-300", "22M3", "#88213", "221B".
fn identifier(lexemes: &Lexemes, at: usize) -> Option<usize> {
    if lexemes.mark(at.wrapping_sub(1)) == Some('#') {
        return Some(chain_end(lexemes, at));
    }
    // "STS - 135" in a text with blanks around every mark.
    let code = lexemes.raw(at.wrapping_sub(2));
    if lexemes.mark(at.wrapping_sub(1)) == Some('-')
        && code.len() > 2
        && code.chars().all(char::is_uppercase)
        && lexemes.word(at - 2).len() == code.len()
        && !counted(lexemes, at + 1)
    {
        return Some(chain_end(lexemes, at));
    }
    if lexemes.glued(at) {
        let before = at - 1;
        if !lexemes.word(before).is_empty() && !lexemes.is_ideograph(before)
            || matches!(lexemes.mark(before), Some('#' | '№' | '_' | '@' | '§'))
        {
            return Some(chain_end(lexemes, at));
        }
        if lexemes.is_dash(before)
            && lexemes.glued(before)
            && !lexemes.word(before - 1).is_empty()
            && !lexemes.is_break(before - 1)
            && !matches!(lexemes.mark(before), Some('—'))
        {
            #[rustfmt::skip]
            const OPEN: &[&str] = &[
                "mid", "end", "pre", "post", "under", "over", "sub", "non", "ex", "early", "late", "than", "to", "of", "a", "the", "and",
                "about", "around", "from", "between", "by", "at", "in", "plus", "another", "aged", "age", "magnitude",
            ];
            let word = lexemes.word(before - 1);
            let number = starts_cardinal(word)
                || super::calendar::month(word).is_some() && (lexemes.word(at + 1).is_empty() || !lexemes.glued(at + 1));
            return ((!OPEN.contains(&word) || lexemes.capital(before - 1)) && !number).then(|| chain_end(lexemes, at));
        }
        // "claim.3": the end of a sentence and a footnote.
        if lexemes.mark(before) == Some('.') && lexemes.glued(before) && !lexemes.word(before - 1).is_empty() {
            return Some(chain_end(lexemes, at));
        }
        // "1.1.30", "$-5" and the like are handled elsewhere; "3/4/5" is no number.
        if lexemes.mark(before) == Some('/') && lexemes.glued(before) {
            return Some(chain_end(lexemes, at));
        }
    }
    let slash = lexemes.mark(at + 1) == Some('/') && lexemes.glued(at + 1) && lexemes.glued(at + 2) && lexemes.digits(at + 2).is_some();
    if slash
        && super::calendar::year_at(lexemes, at).is_none()
        && (lexemes.mark(at + 3) == Some('/') && lexemes.glued(at + 3)
            || lexemes.plain(at).zip(lexemes.plain(at + 2)).is_none_or(|(above, below)| above >= below || below > 1000))
    {
        return Some(chain_end(lexemes, at));
    }
    // "221B", "22M3", "3D", "747-400": letters behind that are no unit.
    if lexemes.glued(at + 1) && !lexemes.word(at + 1).is_empty() && !is_suffix(lexemes, at + 1) {
        return Some(chain_end(lexemes, at));
    }
    // "22-cv-1234".
    if lexemes.is_hyphen(at + 1)
        && !lexemes.word(at + 2).is_empty()
        && lexemes.is_hyphen(at + 3)
        && lexemes.digits(at + 4).is_some()
        && lexemes.word(at + 2) != "to"
    {
        return Some(chain_end(lexemes, at));
    }
    let dashes = (0..3)
        .take_while(|pair| {
            lexemes.is_dash(at + 2 * pair + 1)
                && lexemes.glued(at + 2 * pair + 1)
                && lexemes.glued(at + 2 * pair + 2)
                && lexemes.digits(at + 2 * pair + 2).is_some()
        })
        .count();
    (dashes >= 2).then(|| chain_end(lexemes, at))
}

/// Whether the letters glued behind digits belong to a quantity.
fn is_suffix(lexemes: &Lexemes, at: usize) -> bool {
    let raw = lexemes.raw(at);
    let exponent = lexemes.plain(at + 1).is_some_and(|power| matches!(power, 2 | 3));
    if lexemes.glued(at + 1) && lexemes.digits(at + 1).is_some() && !exponent {
        return false;
    }
    if matches!(raw, "b" | "B") && lexemes.digits(at - 1).is_some_and(|digits| digits.shape != Shape::Decimal) {
        return false;
    }
    matches!(raw, "st" | "nd" | "rd" | "th" | "ths" | "s" | "am" | "pm" | "ft" | "p" | "元" | "mm" | "h" | "o" | "St" | "Nd" | "Rd" | "Th")
        || scale_letters(raw, true).is_some()
        || scale(lexemes.word(at)).is_some()
        || unit::unit(lexemes, at, true).is_some() && raw != "in"
        || unit::unit(lexemes, at, true).is_some() && !lexemes.glued(at + 1)
        || money::suffix(
            lexemes,
            at,
            &super::number::Number {
                first: at,
                end: at,
                unscaled: None,
                scale: crate::figures::Decimal::whole(1),
                form: super::number::Form::Digits,
            },
        )
        .is_some()
        || !raw.is_ascii()
}

/// Times of day: "10:30", "9 a.m.", "2200 GMT".
fn clock(lexemes: &Lexemes, at: usize) -> Option<usize> {
    if lexemes.glued(at) && lexemes.mark(at - 1) == Some(':') && lexemes.digits(at.wrapping_sub(2)).is_some() && lexemes.glued(at - 1) {
        return Some(at + 1);
    }
    let mut end = at + 1;
    while lexemes.mark(end) == Some(':') && lexemes.glued(end) && lexemes.glued(end + 1) && lexemes.digits(end + 1).is_some() {
        end += 2;
    }
    let hours = end > at + 1;
    let dotted = lexemes.glued(end + 1);
    let noon = matches!(
        lexemes.word(end),
        "am" | "pm" | "hrs" | "gmt" | "utc" | "est" | "edt" | "ist" | "cet" | "bst" | "cest" | "pst" | "pdt" | "eat" | "wat" | "sast"
    ) && (lexemes.word(end) != "hrs" || lexemes.digits(at).is_some_and(|digits| digits.length == 4 && digits.is_plain()))
        || matches!(lexemes.word(end), "a" | "p") && lexemes.mark(end + 1) == Some('.') && dotted && lexemes.word(end + 2) == "m"
        || lexemes.word(end) == "o" && matches!(lexemes.mark(end + 1), Some('\'' | '’'));
    (hours || noon).then_some(end)
}

/// "order 4471-B", "a .38 revolver", "[2008] 2 WLR 311", "6.4 per 100,000".
fn numbered(lexemes: &Lexemes, at: usize) -> Option<usize> {
    let letter = |at: usize| lexemes.raw(at).len() == 1 && lexemes.capital(at);
    if lexemes.is_hyphen(at + 1)
        && letter(at + 2)
        && lexemes.plain(at).is_some()
        && !(lexemes.glued(at + 3) && lexemes.digits(at + 3).is_some())
    {
        return Some(at + 3);
    }
    // "7-Eleven": a number and a number.
    if lexemes.is_hyphen(at + 1) && lexemes.capital(at + 2) && starts_cardinal(lexemes.word(at + 2)) {
        return Some(at + 3);
    }
    let calibre = matches!(lexemes.word(at + 1), "revolver" | "pistol" | "calibre" | "caliber" | "rifle" | "handgun" | "magnum");
    if calibre && lexemes.raw(at).starts_with('.') {
        return Some(at + 1);
    }
    // Law reports: a volume, the letters of the series, a page.
    let series = lexemes.raw(at + 1);
    let report = (2..=6).contains(&series.len()) && series.chars().all(|c| c.is_ascii_uppercase()) && lexemes.plain(at + 2).is_some();
    if report && matches!(lexemes.mark(at.wrapping_sub(1)), Some(']' | ')')) {
        return Some(at + 3);
    }
    super::joined::is_many(lexemes, at).then_some(at + 1)
}

/// Expressions that stay what they are: "9/11", "24/7", "50-50".
fn fixed(lexemes: &Lexemes, at: usize) -> Option<usize> {
    let (left, right) = (lexemes.plain(at)?, lexemes.plain(at + 2)?);
    let joined = lexemes.glued(at + 1) && lexemes.glued(at + 2);
    let slash = lexemes.mark(at + 1) == Some('/') && matches!((left, right), (9, 11) | (24, 7) | (7, 7) | (26, 11) | (50, 50));
    let dash = lexemes.is_dash(at + 1) && (left, right) == (50, 50);
    (joined && (slash || dash)).then_some(at + 3)
}

/// "+1 (202) 555-0143", "0800 123 456", "hotline 14434".
fn telephone(lexemes: &Lexemes, at: usize) -> Option<usize> {
    #[rustfmt::skip]
    const CALLS: &[&str] = &[
        "call", "dial", "hotline", "phone", "tel", "telephone", "text", "sms", "whatsapp", "fax", "helpline", "mobile", "contact",
    ];
    let plain = |index: usize| lexemes.digits(index).is_some_and(|digits| matches!(digits.shape, Shape::Plain | Shape::Grouped));
    if !plain(at) {
        return None;
    }
    let plus = lexemes.mark(at.wrapping_sub(1)) == Some('+') && !lexemes.glued(at - 1);
    let length = |index: usize| lexemes.digits(index).map_or(0, |digits| usize::from(digits.length));
    let called = (1..=4).any(|back| CALLS.contains(&lexemes.word(at.wrapping_sub(back))))
        && length(at) >= 3
        && lexemes.digits(at).is_some_and(Digits::is_plain)
        && !counted(lexemes, at + 1);
    let zero = lexemes.raw(at).starts_with('0') && length(at) >= 3;
    let mut end = at + 1;
    let (mut total, mut groups) = (length(at), 1);
    while groups < 8 {
        let skipped = (0..3).take_while(|&skip| matches!(lexemes.mark(end + skip), Some('-' | '(' | ')' | '/' | '–'))).count();
        if !plain(end + skipped) {
            break;
        }
        total += length(end + skipped);
        groups += 1;
        end += skipped + 1;
    }
    let shape = groups >= 3
        && total >= 9
        && lexemes.digits(at).is_some_and(Digits::is_plain)
        && unit::unit(lexemes, end, false).is_none()
        && length(at) <= 4;
    (called && unit::unit(lexemes, at + 1, false).is_none() || plus && total >= 7 || zero && total >= 6 || shape).then_some(end)
}

/// Footnotes, list numbers, numbers in brackets: "[12]", "1.", "(2)".
fn marker(lexemes: &Lexemes, at: usize) -> Option<usize> {
    let number = lexemes.plain(at)?;
    let before = lexemes.mark(at.wrapping_sub(1));
    let after = lexemes.mark(at + 1);
    if before == Some('[') && matches!(after, Some(']' | ',')) && number < 1000 {
        return Some(at + 1);
    }
    if matches!(before, Some('^' | '&')) {
        return Some(at + 1);
    }
    let opens = lexemes.is_break(at.wrapping_sub(1));
    // "1. Introduction", "2) Costs"; a number that ends its sentence stands behind other words.
    if opens && number < 100 && matches!(after, Some('.' | ')')) && lexemes.glued(at + 1) {
        return Some(at + 2);
    }
    // "either 1) cut costs or 2) raise prices".
    let open = (1..=8).any(|back| lexemes.mark(at.wrapping_sub(back)) == Some('('));
    if number < 20 && after == Some(')') && lexemes.glued(at + 1) && !open && !lexemes.is_break(at + 2) {
        return Some(at + 2);
    }
    let column = super::accounts::is_in_column(lexemes.text, lexemes.span(at, at + 1));
    let bracket = before == Some('(') && after == Some(')') && number < 1000 && !column;
    // "(34)" behind a name is an age, read elsewhere.
    (bracket && !(lexemes.capital(at.wrapping_sub(2)) && (10..=110).contains(&number))).then_some(at + 1)
}

#[cfg(test)]
mod tests {
    use crate::figures::within::test_marks::check;

    #[test]
    fn telephones_and_clocks_are_no_figures() {
        check("The toll rose to [61,452|61452]; call the school about [12|12 about] pupils.");
        check("Call the hotline 14434 or +1 (202) 555-0143 at 10:30 or 9 a.m.");
    }

    #[test]
    fn markers_are_no_figures() {
        check("So it is said (3).");
        check("1. The step");
    }
}
