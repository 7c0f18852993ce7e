//! Letters of other scripts that look like Latin ones, and words in which they stand in for them.

/// Cyrillic and Greek letters with the Latin ones that they are drawn like: from Unicode's table of confusable characters (UTS #39, confusables.txt;
/// Unicode licence), the pairs of letters that a person cannot tell apart. A capital I stands there for a small l; here it is an I.
const LOOKALIKES: [(char, char); 70] = [
    ('А', 'A'),
    ('В', 'B'),
    ('Е', 'E'),
    ('Ѕ', 'S'),
    ('І', 'I'),
    ('Ӏ', 'I'),
    ('Ј', 'J'),
    ('К', 'K'),
    ('М', 'M'),
    ('Н', 'H'),
    ('О', 'O'),
    ('Р', 'P'),
    ('С', 'C'),
    ('Т', 'T'),
    ('У', 'Y'),
    ('Ү', 'Y'),
    ('Х', 'X'),
    ('Ѵ', 'V'),
    ('Ԍ', 'G'),
    ('Ԝ', 'W'),
    ('а', 'a'),
    ('г', 'r'),
    ('ԁ', 'd'),
    ('е', 'e'),
    ('һ', 'h'),
    ('і', 'i'),
    ('ј', 'j'),
    ('о', 'o'),
    ('р', 'p'),
    ('ԛ', 'q'),
    ('с', 'c'),
    ('ѕ', 's'),
    ('ѵ', 'v'),
    ('ѡ', 'w'),
    ('ԝ', 'w'),
    ('х', 'x'),
    ('у', 'y'),
    ('ү', 'y'),
    ('Α', 'A'),
    ('Β', 'B'),
    ('Ϲ', 'C'),
    ('Ε', 'E'),
    ('Ϝ', 'F'),
    ('Η', 'H'),
    ('Ι', 'I'),
    ('Ϳ', 'J'),
    ('Κ', 'K'),
    ('Μ', 'M'),
    ('Ϻ', 'M'),
    ('Ν', 'N'),
    ('Ο', 'O'),
    ('Ρ', 'P'),
    ('Τ', 'T'),
    ('Χ', 'X'),
    ('Υ', 'Y'),
    ('ϒ', 'Y'),
    ('Ζ', 'Z'),
    ('α', 'a'),
    ('ϲ', 'c'),
    ('ι', 'i'),
    ('ϳ', 'j'),
    ('ο', 'o'),
    ('σ', 'o'),
    ('ρ', 'p'),
    ('ϱ', 'p'),
    ('υ', 'u'),
    ('ν', 'v'),
    ('γ', 'y'),
    ('Ь', 'b'),
    ('ҽ', 'e'),
];

/// A word that mixes Latin letters with lookalikes, written in one script: the Latin one if that can be, else the other. `None` where nothing is
/// mixed, or not to deceive: "μm" has no other spelling.
pub fn unmixed(word: &str) -> Option<String> {
    if word.is_ascii() || !word.chars().any(|c| c.is_ascii_alphabetic()) || !word.chars().any(is_foreign) {
        return None;
    }
    let foreign = |c: char| if is_foreign(c) { latin(c) } else { Some(c) };
    let whole: Option<String> = word.chars().map(foreign).collect();
    whole.or_else(|| {
        let is_greek = word.chars().any(is_greek);
        word.chars().map(|c| if c.is_ascii_alphabetic() { of_script(c, is_greek) } else { Some(c) }).collect()
    })
}

fn latin(c: char) -> Option<char> {
    LOOKALIKES.iter().find(|(other, _)| *other == c).map(|(_, latin)| *latin)
}

fn of_script(c: char, greek: bool) -> Option<char> {
    LOOKALIKES.iter().find(|(other, latin)| *latin == c && is_greek(*other) == greek).map(|(other, _)| *other)
}

fn is_foreign(c: char) -> bool {
    is_greek(c) || matches!(c, '\u{400}'..='\u{52f}')
}

fn is_greek(c: char) -> bool {
    matches!(c, '\u{370}'..='\u{3ff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn disguised_words_are_written_in_one_script() {
        for (word, expected) in [
            ("\u{420}utin", Some("Putin")),               // a Cyrillic Er
            ("R\u{43e}uhani", Some("Rouhani")),           // a Cyrillic o
            ("\u{3a1}utin", Some("Putin")),               // a Greek rho
            ("P\u{43e}\u{441}\u{441}ия", Some("Россия")), // a Latin P in a Russian word
            ("Putin", None),
            ("Путин", None),
            ("Préval", None),
            ("μm", None),
            ("PRом", None),
        ] {
            assert_eq!(unmixed(word).as_deref(), expected, "{word}");
        }
    }
}
