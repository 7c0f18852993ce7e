//! Bytes to text.

use chardetng::EncodingDetector;
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::{Note, NoteKind};

mod escapes;
mod fitting;
mod pages;
mod twice;
mod wide;

pub(crate) use wide::{is_control, utf16_without_mark, utf32};

/// The label of what was UTF-8, encoded twice, and is repaired. The only one here that is not of the Encoding Standard.
pub const TWICE: &str = "UTF-8-twice";

/// The encodings that a person can choose, by their labels in the Encoding Standard, and how people call them.
pub const ENCODINGS: [(&str, &str); 37] = [
    ("UTF-8", "Unicode"),
    ("UTF-16LE", "Unicode, as Windows writes it"),
    ("UTF-16BE", "Unicode, the other way round"),
    ("windows-1252", "Western European"),
    ("ISO-8859-15", "Western European with €"),
    ("macintosh", "Western European, old Mac"),
    ("windows-1250", "Central European"),
    ("ISO-8859-2", "Central European, Latin-2"),
    ("ISO-8859-16", "Romanian, Latin-10"),
    ("ISO-8859-3", "Maltese, Esperanto, Latin-3"),
    ("windows-1257", "Baltic"),
    ("ISO-8859-4", "Baltic, Latin-4"),
    ("ISO-8859-13", "Baltic, Latin-7"),
    ("ISO-8859-10", "Nordic, Latin-6"),
    ("ISO-8859-14", "Celtic, Latin-8"),
    ("windows-1251", "Cyrillic"),
    ("KOI8-R", "Cyrillic, Russian"),
    ("KOI8-U", "Cyrillic, Ukrainian"),
    ("IBM866", "Cyrillic, DOS"),
    ("ISO-8859-5", "Cyrillic, ISO"),
    ("x-mac-cyrillic", "Cyrillic, old Mac"),
    ("windows-1253", "Greek"),
    ("ISO-8859-7", "Greek, ISO"),
    ("windows-1254", "Turkish"),
    ("windows-1255", "Hebrew"),
    ("ISO-8859-8", "Hebrew, ISO, right to left"),
    ("windows-1256", "Arabic, Persian"),
    ("ISO-8859-6", "Arabic, ISO"),
    ("windows-1258", "Vietnamese"),
    ("windows-874", "Thai"),
    ("Shift_JIS", "Japanese"),
    ("EUC-JP", "Japanese, Unix"),
    ("ISO-2022-JP", "Japanese, e-mail"),
    ("GBK", "Chinese, simplified"),
    ("gb18030", "Chinese, simplified, with all of Unicode"),
    ("Big5", "Chinese, traditional"),
    ("EUC-KR", "Korean"),
];

/// A decoded text.
#[derive(Clone, Debug, PartialEq)]
pub struct Decoded {
    /// The text, without a leading byte-order mark.
    pub text: String,
    /// Label of the encoding in the WHATWG Encoding Standard, or [`TWICE`].
    pub encoding: &'static str,
    /// Guesses and replacements, if any.
    pub notes: Vec<Note>,
}

/// Decodes `bytes`, which may be in any encoding of the web. Never fails: what cannot be decoded becomes U+FFFD.
///
/// In this order: a byte-order mark; UTF-32 and UTF-16 without one; the escapes of old East Asian mail; valid UTF-8; nearly valid UTF-8; the
/// guess of Firefox's detector, or what fits the language better.
pub fn decode(bytes: &[u8]) -> Decoded {
    // Before UTF-16: its mark begins with the same two bytes.
    if let Some((label, text)) = utf32(bytes) {
        let notes = replaced(&text).into_iter().collect();
        return Decoded { text, encoding: label, notes };
    }
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        return with(encoding, &bytes[length..], false);
    }
    if let Some(encoding) = utf16_without_mark(bytes) {
        return with(encoding, bytes, true);
    }
    if let Some(decoded) = escapes::decode(bytes) {
        return guessed(decoded);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Decoded { text: text.to_string(), encoding: UTF_8.name(), notes: Vec::new() },
        Err(_) if mostly_utf8(bytes) => with(UTF_8, bytes, false),
        Err(_) => {
            let mut detector = EncodingDetector::new();
            detector.feed(bytes, true);
            match fitting::better(bytes, detector.guess(None, false)) {
                fitting::Better::Web(encoding) => with(encoding, bytes, true),
                fitting::Better::Dos(page) => guessed(page.decode(bytes)),
            }
        }
    }
}

/// Whether bytes are one of the forms of text that are full of control characters.
pub(crate) fn is_escaped(bytes: &[u8]) -> bool {
    escapes::decode(bytes).is_some()
}

/// What stands in no standard of the web, or is told by its form alone: said as any other guess.
fn guessed((label, text): (&'static str, String)) -> Decoded {
    let mut notes = vec![guess_note(label)];
    notes.extend(replaced(&text));
    Decoded { text, encoding: label, notes }
}

fn guess_note(label: &str) -> Note {
    Note::new(NoteKind::Guessed, format!("The encoding was guessed: {label}."))
}

/// Decodes with an encoding that the user chose, by its label ("windows-1251"); `None` for an unknown label.
pub fn decode_as(label: &str, bytes: &[u8]) -> Option<Decoded> {
    if label == TWICE {
        return decode_as(UTF_8.name(), bytes).map(repaired);
    }
    if let Some((label, text)) = foreign(label, bytes) {
        let notes = replaced(&text).into_iter().collect();
        return Some(Decoded { text, encoding: label, notes });
    }
    let encoding = Encoding::for_label(label.as_bytes())?;
    let bytes = match Encoding::for_bom(bytes) {
        Some((marked, length)) if marked == encoding => &bytes[length..],
        _ => bytes,
    };
    Some(with(encoding, bytes, false))
}

/// Text in an encoding that the web never had, by its label.
fn foreign(label: &str, bytes: &[u8]) -> Option<(&'static str, String)> {
    wide::decode(label, bytes).or_else(|| escapes::decode_as(label, bytes)).or_else(|| Some(pages::of(label)?.decode(bytes)))
}

/// A text whose bytes are not at hand, as another encoding reads them. `None` unless the bytes follow from the text exactly, and from what
/// comes of it: what was replaced, or has no place in an encoding, is lost.
pub fn decode_again(text: &str, was: &str, wanted: &str) -> Option<Decoded> {
    let bytes = encode(text, was)?;
    let again = decode_as(wanted, &bytes)?;
    (encode(&again.text, again.encoding)? == bytes).then_some(again)
}

/// The bytes that are decoded to exactly this text, if there are any.
fn encode(text: &str, label: &str) -> Option<Vec<u8>> {
    if text.contains('\u{fffd}') {
        return None;
    }
    let bytes = if label == TWICE {
        twice::spoilt(text).into_bytes()
    } else {
        match Encoding::for_label(label.as_bytes())? {
            // The web never writes these two.
            encoding if encoding == UTF_16LE => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
            encoding if encoding == UTF_16BE => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
            encoding => match encoding.encode(text) {
                (bytes, _, false) => bytes.into_owned(),
                _ => return None,
            },
        }
    };
    (decode_as(label, &bytes)?.text == text).then_some(bytes)
}

/// The text as it was meant, where it was encoded twice.
fn repaired(decoded: Decoded) -> Decoded {
    let (text, count) = twice::repaired(&decoded.text);
    let mut notes = decoded.notes;
    let were = if count == 1 { " that had been encoded twice was" } else { "s that had been encoded twice were" };
    notes.push(Note::new(NoteKind::DoubleEncoded, format!("{count} character{were} repaired.")));
    Decoded { text, encoding: TWICE, notes }
}

impl Decoded {
    /// The text up to the last end of a line, or else of a sentence, in its last tenth; of bytes that were cut off somewhere.
    pub fn whole(mut self) -> Decoded {
        let mut from = self.text.len() - self.text.len() / 10;
        while !self.text.is_char_boundary(from) {
            from += 1;
        }
        let tail = &self.text[from..];
        let sentence = || [". ", "! ", "? ", "。"].iter().filter_map(|end| tail.rfind(end).map(|at| at + end.trim_end().len())).max();
        let word = || tail.rfind(char::is_whitespace);
        let end = tail.rfind('\n').map(|at| at + 1).or_else(sentence).or_else(word);
        self.text.truncate(end.map_or(self.text.len(), |end| from + end));
        if self.text.ends_with('\u{fffd}') {
            self.text.pop(); // the bytes were cut in the middle of a character
        }
        let was_replaced = self.notes.iter().any(|note| note.kind == NoteKind::Replaced);
        self.notes.retain(|note| note.kind != NoteKind::Replaced);
        self.notes.extend(was_replaced.then(|| replaced(&self.text)).flatten());
        self
    }
}

fn with(encoding: &'static Encoding, bytes: &[u8], guessed: bool) -> Decoded {
    let (text, malformed) = encoding.decode_without_bom_handling(bytes);
    let mut notes = Vec::new();
    if guessed {
        notes.push(guess_note(encoding.name()));
    }
    notes.extend(malformed.then(|| replaced(&text)).flatten());
    Decoded { text: text.into_owned(), encoding: encoding.name(), notes }
}

/// How much of a text that was not well formed was replaced, and where it begins.
fn replaced(text: &str) -> Option<Note> {
    let count = text.matches('\u{fffd}').count();
    let first = text.chars().position(|c| c == '\u{fffd}')?;
    let were = if count == 1 { " was" } else { "s were" };
    Some(Note::new(
        NoteKind::Replaced,
        format!("{count} malformed byte sequence{were} replaced by \u{fffd}, the first at character {first}."),
    ))
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

    #[test]
    fn every_encoding_that_can_be_chosen_is_one() {
        for (label, _) in ENCODINGS {
            assert_eq!(Encoding::for_label(label.as_bytes()).map(Encoding::name), Some(label));
        }
    }

    #[test]
    fn what_was_encoded_twice_is_repaired_on_request_only() {
        let bytes = "the presidentâ€™s visit, the regionâ€™s hope".as_bytes();
        assert_eq!(decode(bytes).text.as_bytes(), bytes);
        let repaired = decode_as(TWICE, bytes).unwrap();
        assert_eq!((repaired.text.as_str(), repaired.encoding), ("the president’s visit, the region’s hope", TWICE));
        assert_eq!(repaired.notes[0].message, "2 characters that had been encoded twice were repaired.");
    }

    #[test]
    fn a_text_is_decoded_again_where_nothing_is_lost() {
        let again = |text: &str, was: &str, wanted: &str| decode_again(text, was, wanted).map(|decoded| decoded.text);
        assert_eq!(again("éÒÁÎ", "windows-1252", "KOI8-R").as_deref(), Some("Иран"));
        assert_eq!(again("Иран", "KOI8-R", "windows-1252").as_deref(), Some("éÒÁÎ"));
        assert_eq!(again("presidentâ€™s", "UTF-8", TWICE).as_deref(), Some("president’s"));
        assert_eq!(again("president’s", TWICE, "UTF-8").as_deref(), Some("presidentâ€™s"));
        assert_eq!(again("慢", "UTF-16LE", "UTF-8").as_deref(), Some("ba"));
        for (text, was, wanted) in [
            ("caf\u{fffd}", "UTF-8", "windows-1252"), // the byte is gone
            ("café", "windows-1252", "UTF-8"),        // and would go
            ("Иран", "windows-1252", "KOI8-R"),       // was never read so
            ("it’s twice: â€™", "UTF-8", TWICE),      // what was encoded once could not be told from it any more
            ("Iran", "no such thing", "UTF-8"),
        ] {
            assert_eq!(again(text, was, wanted), None, "{text}");
        }
    }

    #[test]
    fn what_was_cut_off_ends_with_a_line_or_a_sentence() {
        let whole = |text: &str| decode(text.as_bytes()).whole().text;
        let start = "Iran sells gas. ".repeat(20);
        assert_eq!(whole(&format!("{start}\nIt sel")), format!("{start}\n"));
        assert_eq!(whole(&format!("{start}It sells oil! And so")), format!("{start}It sells oil!"));
        assert_eq!(whole(&"x".repeat(300)), "x".repeat(300));
        let mut cut = "é".repeat(300).into_bytes();
        cut.pop();
        let whole = decode(&cut).whole();
        assert_eq!((whole.text, whole.notes), ("é".repeat(299), Vec::new()));
    }
}
