//! Numbers in digits: what their separators mean.

use crate::figures::Decimal;

/// The reading of a run of digits.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Digits {
    /// The number; `None` where the separators contradict each other ("40,28") or it is too long.
    pub(crate) value: Option<Decimal>,
    pub(crate) shape: Shape,
    /// How many digits there are, at most 255.
    pub(crate) length: u8,
}

/// How a run of digits is built.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Shape {
    /// Digits only.
    Plain,
    /// With marks between thousands.
    Grouped,
    /// With a decimal point.
    Decimal,
    /// A sign such as ½.
    Vulgar,
    /// Two points and more: an address, a version, a date.
    Dotted,
    /// Separators that fit no convention.
    #[default]
    Malformed,
}

impl Digits {
    /// Whether it is digits only.
    pub(crate) fn is_plain(&self) -> bool {
        self.shape == Shape::Plain
    }
}

/// Which mark stands before the decimals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Notation {
    /// 1,234.5
    English,
    /// 1.234,5
    Continental,
}

impl Notation {
    /// The notation of a language, by its ISO 639-1 code (Unicode CLDR 47, `decimal` of the default numbering system).
    pub(crate) fn of(code: &str) -> Notation {
        #[rustfmt::skip]
        const CONTINENTAL: &[&str] = &[
            "af", "az", "be", "bg", "ca", "cs", "da", "de", "el", "eo", "es", "et", "fi", "fr", "hr", "hu", "hy", "id", "it", "jv",
            "ka", "la", "lt", "lv", "mk", "nb", "nl", "pl", "pt", "ro", "ru", "sk", "sl", "sr", "sv", "tk", "tr", "uk", "uz", "vi",
        ];
        if CONTINENTAL.contains(&code) { Notation::Continental } else { Notation::English }
    }

    /// The notation of an English text by its own numbers: continental, where some can be nothing else ("3,4 %", "0,187", "1.428.300") and
    /// none is English ("12,345", "3.25").
    pub(crate) fn in_text(text: &str) -> Notation {
        let (mut continental, mut english) = (0, 0);
        let mut rest = text;
        while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
            let length = rest[start..].find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ','))).unwrap_or(rest.len() - start);
            let run = rest[start..start + length].trim_end_matches(['.', ',']);
            let behind = rest[start + length..].chars().next();
            let free = !rest[..start].ends_with(|c: char| c.is_alphanumeric() || c == '/')
                && !behind.is_some_and(|c| c.is_alphabetic() && c != 'm');
            rest = &rest[start + length..];
            let groups: Vec<&str> = run.split(['.', ',']).collect();
            let (points, commas) = (run.matches('.').count(), run.matches(',').count());
            let thousands = groups.len() > 1 && (1..=3).contains(&groups[0].len()) && groups[1..].iter().all(|group| group.len() == 3);
            match (points, commas) {
                _ if !free => {}
                (0, 1) if groups[0] == "0" || !thousands && groups[1].len() <= 2 => continental += 1,
                (2.., 0) if thousands => continental += 1,
                (1, 0) if !thousands && groups[1].len() != 3 => english += 1,
                (0, 1..) if thousands => english += 1,
                (1.., 1..) if run.rfind('.') > run.rfind(',') => english += 1,
                _ => {}
            }
        }
        if continental >= 2 && english == 0 { Notation::Continental } else { Notation::English }
    }

    fn point(self) -> char {
        if self == Notation::English { '.' } else { ',' }
    }
}

/// The value of a digit in any of the scripts that news is written in.
pub(crate) fn value_of(c: char) -> Option<u8> {
    if c.is_ascii() {
        return c.is_ascii_digit().then(|| c as u8 - b'0');
    }
    // Zeros of decimal digits (general category Nd) in the Unicode Character Database 16.
    const ZEROS: [u32; 17] =
        [0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xe50, 0xed0, 0x1040, 0x17e0, 0xff10];
    ZEROS.iter().find(|&&zero| (zero..zero + 10).contains(&(c as u32))).map(|&zero| (c as u32 - zero) as u8)
}

/// The value of a sign such as ½.
pub(crate) fn vulgar(c: char) -> Option<Digits> {
    let (above, below) = match c {
        '½' => (1, 2),
        '⅓' => (1, 3),
        '⅔' => (2, 3),
        '¼' => (1, 4),
        '¾' => (3, 4),
        '⅕' => (1, 5),
        '⅖' => (2, 5),
        '⅗' => (3, 5),
        '⅘' => (4, 5),
        '⅙' => (1, 6),
        '⅛' => (1, 8),
        '⅜' => (3, 8),
        '⅝' => (5, 8),
        '⅞' => (7, 8),
        _ => return None,
    };
    Some(Digits { value: Decimal::whole(above).over(Decimal::whole(below)), shape: Shape::Vulgar, length: 1 })
}

/// The digits at the start of `text` with the separators between them. `text` starts with a digit or a point.
///
/// Blanks separate thousands only: one kind of blank, one to three digits first, exactly three in each later group.
pub(crate) fn run(text: &str) -> &str {
    let mut end = 0;
    let mut group = 0; // digits since the last separator
    let mut first = true; // no separator yet
    let mut blank = None;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if value_of(c).is_some() {
            group += 1;
            end = at + c.len_utf8();
            continue;
        }
        let next_is_digit = chars.peek().is_some_and(|&(_, next)| value_of(next).is_some());
        if !next_is_digit {
            break;
        }
        if matches!(c, '.' | ',' | '٫' | '٬') && !(blank.is_some() && c == ',') {
            (first, group) = (false, 0);
            blank = blank.filter(|_| c != '.');
            continue;
        }
        let opens = first && (1..=3).contains(&group) && !text.starts_with('0');
        let goes_on = blank == Some(c) && group == 3;
        if !is_blank(c) || !(opens || goes_on) || !is_group_of_three(&text[at + c.len_utf8()..]) {
            break;
        }
        (first, group, blank) = (false, 0, Some(c));
    }
    let end = end + exponent(&text[end..]).map_or(0, |(_, length)| length);
    &text[..end]
}

fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{2007}' | '\u{2009}' | '\u{202f}')
}

fn is_group_of_three(text: &str) -> bool {
    let mut chars = text.chars();
    let digits = chars.by_ref().take(3).filter(|&c| value_of(c).is_some()).count();
    digits == 3 && chars.next().is_none_or(|c| value_of(c).is_none())
}

/// "e10", "e-3", "×10−5" at the start of `text`: the power of ten and how long it is written.
fn exponent(text: &str) -> Option<(i32, usize)> {
    let rest = text.strip_prefix(['e', 'E']).or_else(|| text.strip_prefix("×10^")).or_else(|| text.strip_prefix("×10"))?;
    let digits = rest.strip_prefix(['+', '-', '−']).unwrap_or(rest);
    let length = digits.bytes().take(4).take_while(u8::is_ascii_digit).count();
    let ends = digits[length..].chars().next().is_none_or(|c| !c.is_alphanumeric());
    let signed = rest.len() > digits.len();
    if !(1..=3).contains(&length) || !ends || (text.starts_with('×') && !signed) {
        return None;
    }
    let power: i32 = digits[..length].parse().ok()?;
    Some((if rest.starts_with(['-', '−']) { -power } else { power }, text.len() - digits.len() + length))
}

/// Reads a run of digits; `None` where it is a list of numbers ("22,24,26").
pub(crate) fn read(run: &str, notation: Notation) -> Option<Digits> {
    let mut plain = String::with_capacity(run.len().min(64));
    let mut separators: Vec<(char, usize)> = Vec::new(); // with the number of digits before each
    let (mut length, mut group, mut power) = (0usize, 0usize, 0);
    for (at, c) in run.char_indices() {
        if let Some(value) = value_of(c) {
            plain.push((b'0' + value) as char);
            (length, group) = (length + 1, group + 1);
        } else if let Some((exponent, _)) = exponent(&run[at..]).filter(|_| matches!(c, 'e' | 'E' | '×')) {
            power = exponent;
            break;
        } else {
            separators.push((c, group));
            group = 0;
        }
    }
    let shape = shape(&separators, group, notation)?;
    let value = match shape {
        Shape::Malformed | Shape::Dotted => None,
        Shape::Decimal => {
            plain.is_char_boundary(length - group).then(|| format!("{}.{}", &plain[..length - group], &plain[length - group..]))
        }
        _ => Some(plain),
    };
    let value = value.and_then(|digits| Decimal::parse(&digits)?.scaled(power));
    Some(Digits { value, shape, length: length.min(255) as u8 })
}

/// The meaning of the separators; `last` is the number of digits after them.
fn shape(separators: &[(char, usize)], last: usize, notation: Notation) -> Option<Shape> {
    let Some(&(mark, before)) = separators.last() else { return Some(Shape::Plain) };
    let same = |list: &[(char, usize)]| list.windows(2).all(|pair| pair[0].0 == pair[1].0);
    if separators.len() == 1 {
        let group = (1..=3).contains(&before) && last == 3;
        return Some(match mark {
            '٫' => Shape::Decimal,
            // ",89"
            ',' if before == 0 => Shape::Decimal,
            '.' | ',' if mark == notation.point() => Shape::Decimal,
            _ if group => Shape::Grouped,
            '.' => Shape::Decimal,
            _ if notation == Notation::Continental => Shape::Decimal,
            _ => Shape::Malformed,
        });
    }
    if same(separators) {
        return match (is_grouped(separators, last), mark) {
            (true, _) => Some(Shape::Grouped),
            (false, '.') => Some(Shape::Dotted),
            (false, ',') => None,
            (false, _) => Some(Shape::Malformed),
        };
    }
    // "1,234.5" and "1.234,5" can be told apart in any language.
    let earlier = &separators[..separators.len() - 1];
    let decimal = matches!(mark, '.' | ',' | '٫') && same(earlier) && is_grouped(earlier, before);
    Some(if decimal { Shape::Decimal } else { Shape::Malformed })
}

/// Groups of three, or Indian groups of two before the last three.
fn is_grouped(separators: &[(char, usize)], last: usize) -> bool {
    let Some(((_, first), middle)) = separators.split_first() else { return false };
    let middles = |size: usize| middle.iter().all(|&(_, digits)| digits == size);
    let indian = separators[0].0 == ',' && (1..=2).contains(first) && middles(2);
    last == 3 && ((1..=3).contains(first) && middles(3) || indian)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(written: &str, notation: Notation, expected: &str) {
        assert_eq!(run(written), written);
        let found = match read(written, notation) {
            Some(Digits { value: Some(value), .. }) => value.to_string(),
            Some(digits) => format!("{:?}", digits.shape),
            None => "list".into(),
        };
        assert_eq!(found, expected, "{written}");
    }

    #[test]
    fn thousands_are_grouped_in_many_ways() {
        for written in ["1,234,567", "1 234 567", "1\u{202f}234\u{202f}567", "12,34,567", "1.234.567"] {
            check(written, Notation::English, "1234567");
        }
        check("7,17,686", Notation::English, "717686");
        check("12,34,567.89", Notation::English, "1234567.89");
        check("1.111,11", Notation::English, "1111.11");
        check("3,5", Notation::Continental, "3.5");
        check("1.234", Notation::Continental, "1234");
    }

    #[test]
    fn a_text_has_one_notation() {
        for (text, notation) in [
            ("Output fell 3,4 % to 48,7 tonnes; it has 1.240 people.", Notation::Continental),
            ("It cost 0,187 euros of 1.428.300 euros.", Notation::Continental),
            ("It cost 0,187 euros.", Notation::English),
            ("Output fell 3,4 % to 48,7 tonnes of 12,500 and 3.25.", Notation::English),
            ("They scored 3,2 and 4,1 of 1,200 points.", Notation::English),
        ] {
            assert_eq!(Notation::in_text(text), notation, "{text}");
        }
    }

    #[test]
    fn digits_of_other_scripts_are_read() {
        check("١٢٣", Notation::English, "123");
        check("३५०", Notation::English, "350");
        check("٣٫٥", Notation::English, "3.5");
    }

    #[test]
    fn what_contradicts_itself_is_not_guessed() {
        check("3,2251", Notation::English, "Malformed");
        check("40,28", Notation::English, "Malformed");
        check("192.168.1.20", Notation::English, "Dotted");
        check("22,24,26,31", Notation::English, "list");
    }

    #[test]
    fn powers_of_ten_belong_to_the_number() {
        check("12.32e+14", Notation::English, "1232000000000000");
        check("2.48×10−5", Notation::English, "0.0000248");
    }

    #[test]
    fn blanks_join_only_thousands() {
        assert_eq!(run("423 0000"), "423");
        assert_eq!(run("2015 300 people"), "2015");
        assert_eq!(run("10 000 dollars"), "10 000");
        assert_eq!(run("245 23 yen"), "245");
    }
}
