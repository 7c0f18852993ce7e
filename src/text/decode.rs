//! Bytes to text.

use chardetng::EncodingDetector;
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::{Note, NoteKind};

/// A decoded text.
#[derive(Clone, Debug, PartialEq)]
pub struct Decoded {
    /// The text, without a leading byte-order mark.
    pub text: String,
    /// Label of the encoding in the WHATWG Encoding Standard.
    pub encoding: &'static str,
    /// Guesses and replacements, if any.
    pub notes: Vec<Note>,
}

/// Decodes `bytes`, which may be in any encoding of the web. Never fails: what cannot be decoded becomes U+FFFD.
///
/// In this order: a byte-order mark; UTF-16 without one; valid UTF-8; nearly valid UTF-8; the guess of Firefox's detector.
pub fn decode(bytes: &[u8]) -> Decoded {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        return with(encoding, &bytes[length..], false);
    }
    if let Some(encoding) = utf16_without_mark(bytes) {
        return with(encoding, bytes, true);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Decoded { text: text.to_string(), encoding: UTF_8.name(), notes: Vec::new() },
        Err(_) if mostly_utf8(bytes) => with(UTF_8, bytes, false),
        Err(_) => {
            let mut detector = EncodingDetector::new();
            detector.feed(bytes, true);
            with(detector.guess(None, false), bytes, true)
        }
    }
}

/// Decodes with an encoding that the user chose, by its label ("windows-1251"); `None` for an unknown label.
pub fn decode_as(label: &str, bytes: &[u8]) -> Option<Decoded> {
    let encoding = Encoding::for_label(label.as_bytes())?;
    let bytes = match Encoding::for_bom(bytes) {
        Some((marked, length)) if marked == encoding => &bytes[length..],
        _ => bytes,
    };
    Some(with(encoding, bytes, false))
}

fn with(encoding: &'static Encoding, bytes: &[u8], guessed: bool) -> Decoded {
    let (text, malformed) = encoding.decode_without_bom_handling(bytes);
    let mut notes = Vec::new();
    if guessed {
        notes.push(Note::new(NoteKind::Guessed, format!("The encoding was guessed: {}.", encoding.name())));
    }
    if malformed {
        let count = text.matches('\u{fffd}').count();
        let first = text.chars().position(|c| c == '\u{fffd}').unwrap_or(0);
        notes.push(Note::new(
            NoteKind::Replaced,
            format!(
                "{count} malformed byte sequence{} replaced by \u{fffd}, the first at character {first}.",
                if count == 1 { " was" } else { "s were" }
            ),
        ));
    }
    Decoded { text: text.into_owned(), encoding: encoding.name(), notes }
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

/// Whether the text has real multi-byte UTF-8 and malformed bytes are rare beside it.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > bad * 4
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(decoded: &Decoded) -> Vec<NoteKind> {
        decoded.notes.iter().map(|note| note.kind).collect()
    }

    #[test]
    fn marks_decide_and_are_not_text() {
        let utf16: Vec<u8> = "\u{feff}Iran".encode_utf16().flat_map(u16::to_le_bytes).collect();
        for bytes in [b"\xEF\xBB\xBFIran".to_vec(), utf16] {
            let decoded = decode(&bytes);
            assert_eq!(decoded.text, "Iran");
            assert!(decoded.notes.is_empty());
        }
    }

    #[test]
    fn utf16_is_seen_without_a_mark() {
        let text = "The president said “no” on Monday.";
        let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!((decode(&little).text.as_str(), decode(&little).encoding), (text, "UTF-16LE"));
        assert_eq!((decode(&big).text.as_str(), decode(&big).encoding), (text, "UTF-16BE"));
    }

    #[test]
    fn utf16_is_seen_without_a_mark_in_any_script() {
        for text in [
            "Президент России Владимир Путин прибыл в Тегеран на переговоры.",
            "Ο πρόεδρος της Δημοκρατίας έφτασε χθες στην Αθήνα.",
            "قال الرئيس إن المحادثات كانت مفيدة للغاية.",
            "俄罗斯总统普京抵达德黑兰，与伊朗总统举行会谈。他说，两国关系一直很好，我们将在各个领域加强合作。",
            "ロシアのプーチン大統領は、テヘランに到着した。会談は一時間以上続いた、と述べた。",
            "러시아 대통령은 어제 테헤란에 도착했다고 말했다. 그는 오늘 회담을 한다.",
        ] {
            let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
            let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
            assert_eq!((decode(&little).text.as_str(), decode(&big).text.as_str()), (text, text));
        }
    }

    #[test]
    fn single_bytes_and_noise_are_not_utf16() {
        let noise: Vec<u8> = (0..4000_u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
        assert_eq!(utf16_without_mark(&noise), None);
        for (label, text) in [
            ("utf-8", "this app can break, \u{1} Bush hid the facts"),
            ("utf-8", "Президент \u{1} России прибыл."),
            ("windows-1252", "Le pr\u{e9}sident \u{1} a d\u{e9}clar\u{e9} hier que tout va bien."),
            ("shift_jis", "ロシアのプーチン大統領は、テヘランに到着した。"),
            ("euc-kr", "러시아 대통령은 어제 테헤란에 도착했다"),
            ("gbk", "俄罗斯总统普京抵达德黑兰，与伊朗总统举行会谈。"),
        ] {
            let (bytes, ..) = Encoding::for_label(label.as_bytes()).unwrap().encode(text);
            assert_eq!(utf16_without_mark(&bytes), None, "{label}");
        }
    }

    #[test]
    fn old_code_pages_are_guessed() {
        let cases = [
            ("windows-1252", "Le président a déclaré hier que la coopération était “très” efficace."),
            ("windows-1251", "Президент России Владимир Путин прибыл в Тегеран на переговоры."),
            ("KOI8-R", "Президент России Владимир Путин прибыл в Тегеран на переговоры."),
        ];
        for (label, text) in cases {
            let (bytes, ..) = Encoding::for_label(label.as_bytes()).unwrap().encode(text);
            let decoded = decode(&bytes);
            assert_eq!(decoded.text, text, "{label} taken for {}", decoded.encoding);
            assert_eq!(kinds(&decoded), [NoteKind::Guessed]);
        }
    }

    #[test]
    fn broken_utf8_keeps_the_rest() {
        let decoded = decode(b"caf\xC3\xA9 na\xC3\xAFve \xE2\x80\x9Cyes\xE2\x80\x9D \xC3 end \xC3\xA9");
        assert_eq!(decoded.text, "café naïve “yes” \u{fffd} end é");
        assert_eq!(kinds(&decoded), [NoteKind::Replaced]);
    }

    #[test]
    fn a_chosen_encoding_is_obeyed() {
        assert_eq!(decode_as("windows-1251", b"\xC8\xF0\xE0\xED").unwrap().text, "Иран");
        assert!(decode_as("no such thing", b"").is_none());
    }
}
