//! Which language a text is in.

use serde::{Deserialize, Serialize};

/// An ISO 639-1 code, or `und` where the text is too short or too mixed to tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Language([u8; 3]);

impl Language {
    /// English.
    pub const ENGLISH: Language = Language(*b"en\0");
    /// Not determined.
    pub const UNDETERMINED: Language = Language(*b"und");

    /// Reads at most the first 20,000 bytes; the answer does not depend on what follows.
    pub fn detect(text: &str) -> Language {
        let mut end = text.len().min(20_000);
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let head = &text[..end];
        let letters = head.chars().filter(|c| c.is_alphabetic()).count();
        let ascii = head.chars().filter(char::is_ascii_alphabetic).count();
        let is_plain = ascii == letters;
        // Plain but for a name or two, such as "Erdoğan".
        let is_nearly_plain = (letters - ascii) * 10 <= letters;
        match english_share(head) {
            // Function words are a third to a half of English prose; headings and tables have fewer.
            Some(share) if share >= 18 => return Language::ENGLISH,
            // Too few words for the trigrams below: take plain ASCII for what the tool reads best.
            None if is_plain => return Language::ENGLISH,
            // A line or two of names: the trigrams would guess.
            Some(_) if is_plain && head.len() < 120 => return Language::ENGLISH,
            _ => {}
        }
        match whatlang::detect(head) {
            // A few names and numbers in plain letters are no proof of another language.
            Some(info) if is_nearly_plain && !info.is_reliable() => Language::ENGLISH,
            Some(info) if info.confidence() > 0.15 || english_share(head).is_none() => code(info.lang()),
            _ => Language::UNDETERMINED,
        }
    }

    /// What the letters of a text speak for, be it ever so short.
    pub(super) fn of_letters(text: &str) -> Language {
        whatlang::detect(text).map_or(Language::UNDETERMINED, |info| code(info.lang()))
    }

    /// Whether English function words hold the text together, or it is too short for any language's.
    pub(super) fn may_be_english(text: &str) -> bool {
        english_share(text).is_none_or(|share| share >= 18)
    }

    /// The code: `en`, `ru`, …, `und`.
    pub fn code(&self) -> &str {
        let length = if self.0[2] == 0 { 2 } else { 3 };
        // Built from ASCII in this file only.
        std::str::from_utf8(&self.0[..length]).unwrap_or("und")
    }

    /// The code of three letters, as ISO 639-3 has it; `None` where the language is not determined.
    pub fn three_letters(&self) -> Option<&str> {
        let known = NAMES.iter().find(|(code, ..)| *code == self.code()).map(|(_, three, _)| *three);
        known.or(Some(self.code()).filter(|code| code.len() == 3 && *self != Language::UNDETERMINED))
    }

    /// Whether rules and models for English apply.
    pub fn is_english(&self) -> bool {
        *self == Language::ENGLISH
    }

    /// The language's name in English, or "another language".
    pub fn name(&self) -> &'static str {
        NAMES.iter().find(|(code, ..)| *code == self.code()).map_or("in another language", |(_, _, name)| name)
    }

    fn from_code(code: &str) -> Language {
        let mut bytes = [0; 3];
        if code.len() > 3 || !code.is_ascii() {
            return Language::UNDETERMINED;
        }
        bytes[..code.len()].copy_from_slice(code.as_bytes());
        Language(bytes)
    }
}

impl Serialize for Language {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

impl<'de> Deserialize<'de> for Language {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Language::from_code(&String::deserialize(deserializer)?))
    }
}

/// Percent of the words that are English function words; `None` under eight words.
fn english_share(text: &str) -> Option<usize> {
    let mut words = 0;
    let mut hits = 0;
    for word in text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).take(2_000) {
        words += 1;
        hits += usize::from(FUNCTION_WORDS.iter().any(|function| word.eq_ignore_ascii_case(function)));
    }
    (words >= 8).then(|| hits * 100 / words)
}

/// Frequent in English and not words of its neighbours ("in", "de", "me" would be).
const FUNCTION_WORDS: [&str; 40] = [
    "the", "of", "and", "to", "is", "that", "for", "with", "was", "on", "as", "his", "by", "at", "from", "are", "has", "have", "had",
    "its", "it", "he", "she", "they", "which", "this", "their", "been", "would", "will", "were", "who", "not", "be", "but", "said", "an",
    "or", "you", "we",
];

fn code(lang: whatlang::Lang) -> Language {
    let three = lang.code();
    NAMES.iter().find(|(_, iso3, _)| *iso3 == three).map_or_else(|| Language::from_code(three), |(two, ..)| Language::from_code(two))
}

/// ISO 639-1, the detector's code, and how a sentence names it.
const NAMES: &[(&str, &str, &str)] = &[
    ("af", "afr", "Afrikaans"),
    ("am", "amh", "Amharic"),
    ("ar", "ara", "Arabic"),
    ("az", "aze", "Azerbaijani"),
    ("be", "bel", "Belarusian"),
    ("bg", "bul", "Bulgarian"),
    ("bn", "ben", "Bengali"),
    ("ca", "cat", "Catalan"),
    ("cs", "ces", "Czech"),
    ("cy", "cym", "Welsh"),
    ("da", "dan", "Danish"),
    ("de", "deu", "German"),
    ("el", "ell", "Greek"),
    ("en", "eng", "English"),
    ("eo", "epo", "Esperanto"),
    ("es", "spa", "Spanish"),
    ("et", "est", "Estonian"),
    ("fa", "pes", "Persian"),
    ("fi", "fin", "Finnish"),
    ("fr", "fra", "French"),
    ("gu", "guj", "Gujarati"),
    ("he", "heb", "Hebrew"),
    ("hi", "hin", "Hindi"),
    ("hr", "hrv", "Croatian"),
    ("hu", "hun", "Hungarian"),
    ("hy", "hye", "Armenian"),
    ("id", "ind", "Indonesian"),
    ("it", "ita", "Italian"),
    ("ja", "jpn", "Japanese"),
    ("jv", "jav", "Javanese"),
    ("ka", "kat", "Georgian"),
    ("km", "khm", "Khmer"),
    ("kn", "kan", "Kannada"),
    ("ko", "kor", "Korean"),
    ("la", "lat", "Latin"),
    ("lt", "lit", "Lithuanian"),
    ("lv", "lav", "Latvian"),
    ("mk", "mkd", "Macedonian"),
    ("ml", "mal", "Malayalam"),
    ("mr", "mar", "Marathi"),
    ("my", "mya", "Burmese"),
    ("nb", "nob", "Norwegian"),
    ("ne", "nep", "Nepali"),
    ("nl", "nld", "Dutch"),
    ("or", "ori", "Odia"),
    ("pa", "pan", "Punjabi"),
    ("pl", "pol", "Polish"),
    ("pt", "por", "Portuguese"),
    ("ro", "ron", "Romanian"),
    ("ru", "rus", "Russian"),
    ("si", "sin", "Sinhala"),
    ("sk", "slk", "Slovak"),
    ("sl", "slv", "Slovenian"),
    ("sn", "sna", "Shona"),
    ("sr", "srp", "Serbian"),
    ("sv", "swe", "Swedish"),
    ("ta", "tam", "Tamil"),
    ("te", "tel", "Telugu"),
    ("th", "tha", "Thai"),
    ("tk", "tuk", "Turkmen"),
    ("tl", "tgl", "Tagalog"),
    ("tr", "tur", "Turkish"),
    ("uk", "ukr", "Ukrainian"),
    ("ur", "urd", "Urdu"),
    ("uz", "uzb", "Uzbek"),
    ("vi", "vie", "Vietnamese"),
    ("yi", "yid", "Yiddish"),
    ("zh", "cmn", "Chinese"),
    ("zu", "zul", "Zulu"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_told_apart() {
        let cases = [
            ("The two presidents said that they will meet in the city of Tehran on Tuesday.", "en"),
            ("Президент России Владимир Путин прибыл в Тегеран на переговоры с коллегами.", "ru"),
            ("Der Präsident sagte am Montag, dass die Zusammenarbeit der beiden Länder gut sei und weiter wachse.", "de"),
            ("El presidente dijo el lunes que la cooperación entre los dos países es muy importante para la región.", "es"),
        ];
        for (text, expected) in cases {
            assert_eq!(Language::detect(text).code(), expected, "{text}");
        }
    }

    #[test]
    fn short_ascii_counts_as_english() {
        assert!(Language::detect("Iran 37%").is_english());
        assert!(Language::detect("").is_english());
    }
}
