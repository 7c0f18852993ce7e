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

/// UTF-16 text in a Latin script has a zero in every second byte.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(4096) & !1];
    if sample.len() < 4 {
        return None;
    }
    let zeros = |offset: usize| sample.iter().skip(offset).step_by(2).filter(|&&byte| byte == 0).count();
    let (even, odd, half) = (zeros(0), zeros(1), sample.len() / 2);
    if odd * 10 >= half * 4 && even * 20 <= half {
        Some(UTF_16LE)
    } else if even * 10 >= half * 4 && odd * 20 <= half {
        Some(UTF_16BE)
    } else {
        None
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
