//! Which encoding fits a text, where the detector of browsers is misled: it knows letters, and neither the signs of an English text nor how a
//! language is spelled.

use encoding_rs::{
    Encoding, IBM866, ISO_8859_2, ISO_8859_15, MACINTOSH, WINDOWS_1250, WINDOWS_1252, WINDOWS_1254, WINDOWS_1257, X_MAC_CYRILLIC,
};

use super::pages::{self, Page};
use crate::text::Language;

/// What to read a text as.
pub(super) enum Better {
    /// An encoding of the web.
    Web(&'static Encoding),
    /// A code page of DOS.
    Dos(&'static Page),
}

/// So many bytes are looked at: enough to know a language.
const SAMPLE: usize = 1 << 16;

/// The detector's guess, or what fits the text better.
///
/// Of an English text the signs decide ("£825", "25°C", "“No,” he said."), of others how its language is spelled. What is written in other
/// letters altogether is left to the detector, but for a code page that it does not know.
pub(super) fn better(bytes: &[u8], guess: &'static Encoding) -> Better {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let high = sample.iter().filter(|byte| !byte.is_ascii()).count();
    if high * 4 > sample.len() {
        return cyrillic(sample, guess);
    }
    let plain: String = sample.iter().map(|&byte| if byte.is_ascii() { char::from(byte) } else { ' ' }).collect();
    if Language::may_be_english(&plain) && high * 6 <= sample.len() + 12 {
        return english(sample, guess);
    }
    spelled(sample, guess)
}

/// The reading that is spelled as its own language is; of equals the guess.
fn spelled(sample: &[u8], guess: &'static Encoding) -> Better {
    let web = |encoding: &'static Encoding| (Better::Web(encoding), encoding.decode_without_bom_handling(sample).0.into_owned());
    let others = [WINDOWS_1252, ISO_8859_15, MACINTOSH, WINDOWS_1250, ISO_8859_2, WINDOWS_1254, WINDOWS_1257];
    let mut readings: Vec<(Better, String)> = vec![web(guess)];
    // Only what stands for letters of Latin is doubtful.
    if !guess.is_single_byte() || readings[0].1.chars().all(|c| !c.is_alphabetic() || (c as u32) < 0x300) {
        readings.extend(others.into_iter().map(web));
        readings.extend(["IBM850", "IBM852"].into_iter().filter_map(pages::of).map(|page| (Better::Dos(page), page.decode(sample).1)));
    }
    let mut best: Option<(i64, Better)> = None;
    for (encoding, text) in readings {
        let language = Language::of_letters(&text);
        let known = ALPHABETS.iter().find(|(code, ..)| *code == language.code());
        let fits = |encodings: &[&Encoding]| match &encoding {
            Better::Web(encoding) => encodings.contains(encoding) || *encoding == guess,
            Better::Dos(page) => encodings.contains(&WINDOWS_1250) == (page.label == "IBM852"),
        };
        let score = match known.filter(|(.., encodings)| fits(encodings)) {
            Some((_, letters, _)) => text.chars().filter(|c| !c.is_ascii()).map(|c| i64::from(foreign(c, letters))).sum(),
            None => i64::from(best.is_none()) - 1,
        };
        if best.as_ref().is_none_or(|(most, _)| score > *most) {
            best = Some((score, encoding));
        }
    }
    best.map_or(Better::Web(guess), |(_, encoding)| encoding)
}

/// What a text in letters beyond ASCII is in, where the guess is one of Cyrillic, or a Latin one that hardly anything can be written in.
fn cyrillic(sample: &[u8], guess: &'static Encoding) -> Better {
    let read = |encoding: &'static Encoding| russian(&encoding.decode_without_bom_handling(sample).0);
    let letters = guess.decode_without_bom_handling(sample).0;
    let known = letters.chars().filter(|c| c.is_alphabetic() && (c as &char) > &'\u{24f}' && !matches!(c, '\u{400}'..='\u{4ff}')).count();
    if !guess.is_single_byte() || known * 4 > letters.chars().count() {
        return Better::Web(guess);
    }
    let mut best = (read(guess), Better::Web(guess));
    for encoding in [X_MAC_CYRILLIC, IBM866] {
        let score = read(encoding);
        if score > best.0 {
            best = (score, Better::Web(encoding));
        }
    }
    if let Some(page) = pages::of("IBM855") {
        let score = russian(&page.decode(sample).1);
        if score > best.0 {
            best = (score, Better::Dos(page));
        }
    }
    best.1
}

/// How well a character fits a language of these letters.
fn foreign(c: char, letters: &str) -> i8 {
    let lower = c.to_lowercase().next().unwrap_or(c);
    match c {
        _ if letters.contains(lower) => 2,
        '„' | '“' | '”' | '‘' | '’' | '‚' | '–' | '—' | '…' | '«' | '»' | '°' | '§' | '€' | '\u{a0}' => 1,
        'é' | 'á' | 'è' | 'ö' | 'ü' | 'ç' | 'ñ' => 0, // names from elsewhere
        '\u{fffd}' | '\u{80}'..='\u{9f}' => -3,
        _ => -1,
    }
}

/// Letters beyond ASCII of languages that several encodings are used for, and these encodings.
const ALPHABETS: &[(&str, &str, &[&Encoding])] = &[
    ("hu", "áéíóöőúüű", CENTRAL),
    ("pl", "ąćęłńóśźż", CENTRAL),
    ("cs", "áčďéěíňóřšťúůýž", CENTRAL),
    ("sk", "áäčďéíĺľňóôŕšťúýž", CENTRAL),
    ("sl", "čšž", CENTRAL),
    ("hr", "čćđšž", CENTRAL),
    ("ro", "ăâîşţșț", CENTRAL),
    ("tr", "âçğıîöşü", &[WINDOWS_1254]),
    ("lv", "āčēģīķļņšūž", BALTIC),
    ("lt", "ąčęėįšųūž", BALTIC),
    ("et", "äõöüšž", BALTIC),
    ("fr", "àâæçéèêëîïôœùûüÿ", WESTERN),
    ("de", "äöüß", WESTERN),
    ("es", "áéíñóúü¿¡ºª", WESTERN),
    ("pt", "àáâãçéêíóôõúºª", WESTERN),
    ("it", "àèéìíîòóùú", WESTERN),
    ("nl", "áäéëèïóöüĳ", WESTERN),
    ("sv", "åäöé", WESTERN),
    ("da", "æøåé", WESTERN),
    ("nb", "æøåéòô", WESTERN),
    ("fi", "äöå", WESTERN),
];
const CENTRAL: &[&Encoding] = &[WINDOWS_1250, ISO_8859_2];
const BALTIC: &[&Encoding] = &[WINDOWS_1257];
const WESTERN: &[&Encoding] = &[WINDOWS_1252, ISO_8859_15, MACINTOSH];

/// What an English text is written in: the reading whose signs and names make the most sense; of equals what is commonest.
fn english(sample: &[u8], guess: &'static Encoding) -> Better {
    let read = |encoding: &'static Encoding| sense(&encoding.decode_without_bom_handling(sample).0);
    let mut best = (read(WINDOWS_1252), Better::Web(WINDOWS_1252));
    if let Some(page) = pages::of("IBM850") {
        let score = sense(&page.decode(sample).1);
        if score > best.0 {
            best = (score, Better::Dos(page));
        }
    }
    for encoding in [MACINTOSH, guess] {
        let score = read(encoding);
        if score > best.0 {
            best = (score, Better::Web(encoding));
        }
    }
    best.1
}

/// How much sense the characters beyond ASCII make in an English text, where they stand.
fn sense(text: &str) -> i64 {
    let chars: Vec<char> = text.chars().collect();
    let at = |index: Option<usize>| index.and_then(|index| chars.get(index)).copied().unwrap_or(' ');
    let mut sense = 0;
    for (index, &c) in chars.iter().enumerate().filter(|(_, c)| !c.is_ascii()) {
        let (before, after) = (at(index.checked_sub(1)), at(index.checked_add(1)));
        sense += match c {
            '£' | '€' | '¥' | '¢' if after.is_ascii_digit() || before.is_ascii_digit() => 6,
            '£' | '€' | '¥' if before.is_whitespace() && (after.is_whitespace() || after == 'm' || after == 'b') => 1,
            '½' | '¼' | '¾' if !before.is_alphabetic() && (after.is_whitespace() || after.is_ascii_punctuation()) => 4,
            '°' if before.is_ascii_digit() || before == ' ' => 4,
            '§' | '¶' if after.is_ascii_digit() || after == ' ' => 3,
            '²' | '³' | '¹' if before.is_alphanumeric() && !after.is_alphabetic() => 2,
            '×' | '÷' if (before.is_whitespace() || before.is_ascii_digit()) && (after.is_whitespace() || after.is_ascii_digit()) => 2,
            '±' | 'µ' | '•' | '·' | '…' | '™' | '®' | '©' if !(before.is_alphabetic() && after.is_alphabetic()) => 2,
            '“' | '‘' | '„' | '«' if !before.is_alphanumeric() && !after.is_whitespace() => 3,
            '”' | '’' | '»' if !before.is_whitespace() && !after.is_alphanumeric() => 3,
            '’' if before.is_alphanumeric() && after.is_alphanumeric() => 4,
            '–' | '—' if before.is_whitespace() == after.is_whitespace() => 3,
            '–' | '—' | '\u{a0}' => 1,
            '\u{fffd}' | '\u{80}'..='\u{9f}' => -8,
            // A capital inside a word is none.
            _ if c.is_alphabetic() && c.is_uppercase() && before.is_lowercase() => -4,
            _ if c.is_alphabetic() && !c.is_ascii() => letter(c, before, after),
            _ => -2,
        };
    }
    sense
}

/// The same for a letter: those of Western names are commonest, two in a row are not.
fn letter(c: char, before: char, after: char) -> i64 {
    let row = |other: char| other.is_alphabetic() && !other.is_ascii();
    let latin = (c as u32) < 0x250;
    match c.to_lowercase().next().unwrap_or(c) {
        _ if !latin => i64::from(row(before) || row(after)) * 2 - 1, // a word in other letters, or a slip
        'é' | 'è' | 'ê' | 'ë' | 'á' | 'à' | 'â' | 'ä' | 'å' | 'ã' | 'ç' | 'í' | 'ï' | 'î' | 'ñ' | 'ó' | 'ô' | 'ö' | 'ø' | 'ú' | 'ü'
            if before.is_ascii_alphabetic() || after.is_ascii_alphabetic() =>
        {
            2
        }
        // Of two such readings of a byte, Turkish names are commoner in English texts than Icelandic ones.
        'ð' | 'þ' | 'ý' => 0,
        _ if before.is_ascii_alphabetic() || after.is_ascii_alphabetic() => 1,
        _ => -2,
    }
}

/// How much like Russian a text is: its commonest letters, and capitals where they may stand.
fn russian(text: &str) -> i64 {
    let mut before = ' ';
    let mut score = 0;
    for c in text.chars() {
        score += match c {
            'о' | 'е' | 'а' | 'и' | 'н' | 'т' | 'с' | 'р' | 'в' | 'л' => 2,
            'а'..='я' | 'ё' | 'і' | 'ї' | 'є' | 'ґ' | 'ў' => 1,
            'А'..='Я' if before.is_lowercase() => -3,
            'А'..='Я' | 'І' | 'Ї' | 'Є' | 'Ґ' | 'Ў' | ' '..='~' | '«' | '»' | '–' | '—' | '№' => 0,
            _ if c.is_ascii() => 0,
            _ => -3,
        };
        before = c;
    }
    score
}

#[cfg(test)]
mod tests {
    use crate::text::decode::decode;

    #[track_caller]
    fn check(label: &str, text: &str) {
        let bytes = match super::pages::of(label) {
            Some(page) => text.chars().map(|c| (0..=255).find(|&byte| page.decode(&[byte]).1.chars().eq([c])).unwrap()).collect(),
            None => encoding_rs::Encoding::for_label(label.as_bytes()).unwrap().encode(text).0.into_owned(),
        };
        assert_eq!(decode(&bytes).text, text, "{label} taken for {}", decode(&bytes).encoding);
    }

    #[test]
    fn signs_decide_what_an_english_text_is_written_in() {
        for text in [
            "“The council paid £825,” he said. It’s not – she said – much.",
            "It was 25°C in the hall on Monday and the new heating had cost £1,825 under §5 of the lease.",
            "It cost £5.",
            "The recipe asks for ½ cup of milk and ¾ of flour, said the cook.",
            "The firm lost ¥200 million in the year to March, the bank said.",
            "© 2020 The Post. All rights reserved.",
            "Zoë’s café on the pier is naïve about £5 notes.",
            "The plot has 300 m² and the wall is 2 × 3 metres.",
        ] {
            check("windows-1252", text);
        }
        check("macintosh", "“The council paid £825,” he said. It’s not much for a café.");
        check("IBM850", "The council paid £825 for the café, he said, and ½ of it was wasted.");
        check("windows-1252", "£825");
        check("windows-1254", "President Erdoğan met Mr Gülen’s lawyers in İzmir on Monday, and they agreed on nothing.");
        check("windows-1250", "The mayor of Łódź met Lech Wałęsa, who was the president of Poland, on Monday.");
    }

    #[test]
    fn a_language_is_spelled_with_its_own_letters() {
        let hungarian = "A kikötői tanács jóváhagyta a belső medence mélyítéséről szóló szerződést. Az elnök szerint a munka akkor kezdődik, amikor a hering elhagyja az ívóhelyeket.";
        check("windows-1250", hungarian);
        check("ISO-8859-2", hungarian);
        check("IBM852", hungarian);
        check("windows-1252", "Le président a déclaré hier que la coopération était très efficace, où que l’on soit allé.");
        check(
            "windows-1254",
            "Başkan dün yaptığı açıklamada görüşmelerin çok yararlı olduğunu söyledi ve işbirliğinin gelişeceğini belirtti.",
        );
        check("IBM850", "Hamnstyrelsen godkände avtalet om muddring av den inre bassängen. Ordföranden sade att arbetet börjar på våren.");
        check("windows-1253", "Το συμβούλιο του λιμανιού ενέκρινε τη σύμβαση για την εκβάθυνση της εσωτερικής λεκάνης.");
        check("windows-1255", "מועצת הנמל אישרה את החוזה להעמקת האגן הפנימי. היושבת ראש אמרה כי העבודות יתחילו באביב.");
        check("windows-1256", "وافق مجلس الميناء على عقد تعميق الحوض الداخلي. وقالت الرئيسة إن العمل سيبدأ في الربيع.");
        check(
            "x-mac-cyrillic",
            "Совет порта одобрил договор на дноуглубление внутренней гавани. Председатель сообщила, что работы начнутся весной.",
        );
        check("IBM855", "Совет порта одобрил договор на углубление внутренней гавани. Председатель сообщила, что работы начнутся весной.");
    }
}
