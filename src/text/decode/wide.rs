//! Unicode in units of two and four bytes.

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};

use super::mostly_utf8;

/// UTF-32, by its byte-order mark, or because nothing else has three zeros or so in every four bytes: the label, and the text.
pub(crate) fn utf32(bytes: &[u8]) -> Option<(&'static str, String)> {
    let (label, bytes) = match bytes {
        [0xff, 0xfe, 0, 0, rest @ ..] => ("UTF-32LE", rest),
        [0, 0, 0xfe, 0xff, rest @ ..] => ("UTF-32BE", rest),
        _ => {
            let units = || bytes.chunks_exact(4).take(1024);
            let letter = |value: u32| char::from_u32(value).is_some_and(|c| c == '\n' || c == '\r' || c == '\t' || !c.is_control());
            let all = |read: fn([u8; 4]) -> u32| units().all(|unit| letter(read([unit[0], unit[1], unit[2], unit[3]])));
            match units().count() {
                0..=3 => return None,
                _ if all(u32::from_le_bytes) => ("UTF-32LE", bytes),
                _ if all(u32::from_be_bytes) => ("UTF-32BE", bytes),
                _ => return None,
            }
        }
    };
    decode(label, bytes)
}

/// The text of UTF-32 in the order of bytes that its label says; `None` for any other label.
pub(super) fn decode(label: &str, bytes: &[u8]) -> Option<(&'static str, String)> {
    let (label, read): (&'static str, fn([u8; 4]) -> u32) = match label {
        "UTF-32LE" => ("UTF-32LE", u32::from_le_bytes),
        "UTF-32BE" => ("UTF-32BE", u32::from_be_bytes),
        _ => return None,
    };
    let unit = |unit: &[u8]| match *unit {
        [a, b, c, d] => char::from_u32(read([a, b, c, d])).unwrap_or(char::REPLACEMENT_CHARACTER),
        _ => char::REPLACEMENT_CHARACTER,
    };
    let text: String = bytes.chunks(4).map(unit).collect();
    Some((label, text.strip_prefix('\u{feff}').map_or(text.clone(), str::to_string)))
}

/// UTF-16 without a byte-order mark, by what its first 4,096 bytes hold.
pub(crate) fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(4096) & !1];
    if sample.len() < 4 {
        return None;
    }
    // In a Latin script, every second byte is a zero.
    let zeros = |offset: usize| sample.iter().skip(offset).step_by(2).filter(|&&byte| byte == 0).count();
    let (even, odd, half) = (zeros(0), zeros(1), sample.len() / 2);
    if odd * 10 >= half * 4 && even * 20 <= half {
        return Some(UTF_16LE);
    }
    if even * 10 >= half * 4 && odd * 20 <= half {
        return Some(UTF_16BE);
    }
    // In others, one byte in a hundred at least is a control character, as in no text of single bytes or of an East Asian code page.
    let controls = sample.iter().filter(|byte| is_control(**byte)).count();
    if controls * 100 < sample.len() {
        return None;
    }
    let pairs = || sample.chunks_exact(2).map(|pair| [pair[0], pair[1]]);
    if reads_as_text(pairs().map(u16::from_le_bytes), sample) {
        Some(UTF_16LE)
    } else if reads_as_text(pairs().map(u16::from_be_bytes), sample) {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// Control characters that no text of single bytes has; tabs, line ends and escapes are none of them.
pub(crate) fn is_control(byte: u8) -> bool {
    byte < 9 || (14..27).contains(&byte) || (28..32).contains(&byte)
}

/// Whether code units are nearly all letters of one script, with the marks and spaces that go with it.
fn reads_as_text(units: impl Iterator<Item = u16>, bytes: &[u8]) -> bool {
    let mut units: Vec<u16> = units.collect();
    // The sample may end inside a pair.
    units.pop_if(|last| (0xd800..0xdc00).contains(last));
    let (mut scripts, mut shared, mut gaps, mut total) = ([0_usize; 256], 0, 0, 0);
    for c in char::decode_utf16(units) {
        let Ok(c) = c else { return false };
        total += 1;
        gaps += usize::from(matches!(c, ' ' | '\n' | '、' | '。' | '，' | '\u{3000}'));
        match script(c) {
            Some(0) => shared += 1,
            Some(script) => scripts[usize::from(script)] += 1,
            None => {}
        }
    }
    let most = scripts.iter().copied().max().unwrap_or(0);
    let script = scripts.iter().position(|&count| count == most).unwrap_or(0);
    // Pairs of ASCII letters, and of the bytes of UTF-8, are Han or Hangul, too.
    let eight_bit = script >= usize::from(HAN) && (std::str::from_utf8(bytes).is_ok() || mostly_utf8(bytes));
    total >= 8 && most * 2 >= total && (most + shared) * 20 >= total * 19 && gaps * 50 >= total && !eight_bit
}

const HAN: u8 = 0x40;

/// A number for the script of a letter, 0 for what all scripts share; `None` for what is rare in any text.
fn script(c: char) -> Option<u8> {
    match c {
        '\t' | '\n' | '\r' | ' '..='~' | '\u{a0}'..='\u{bf}' | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205e}' => Some(0),
        '€' | '№' | '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ffef}' => Some(0),
        // Greek to Georgian, Indic scripts and Thai among them, in the blocks of Unicode or nearly so.
        '\u{370}'..='\u{3ff}' => Some(1),
        '\u{400}'..='\u{52f}' => Some(2),
        '\u{530}'..='\u{58f}' => Some(3),
        '\u{590}'..='\u{5ff}' => Some(4),
        '\u{600}'..='\u{6ff}' => Some(5),
        '\u{900}'..='\u{10ff}' => Some(8 + ((c as u32 - 0x900) >> 7) as u8),
        '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' => Some(HAN),
        '\u{ac00}'..='\u{d7a3}' => Some(HAN + 1),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn utf32_is_seen_with_and_without_a_mark() {
        let text = "The café paid £825.";
        for mark in ["", "\u{feff}"] {
            let marked = format!("{mark}{text}");
            let little: Vec<u8> = marked.chars().flat_map(|c| (c as u32).to_le_bytes()).collect();
            let big: Vec<u8> = marked.chars().flat_map(|c| (c as u32).to_be_bytes()).collect();
            assert_eq!(utf32(&little), Some(("UTF-32LE", text.to_string())));
            assert_eq!(utf32(&big), Some(("UTF-32BE", text.to_string())));
        }
        assert_eq!(utf32("The plain text of a file.".as_bytes()), None);
        let utf16: Vec<u8> = "\u{feff}Iran and Russia".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(utf32(&utf16), None);
    }
}
