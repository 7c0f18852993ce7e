//! Text made comparable: case, accents and typography removed, with a map back.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use super::Span;

/// A folded text and where each piece of it came from.
#[derive(Clone, Debug)]
pub struct Folded {
    /// Lower case, without accents; curly quotes, dashes and spaces in their plain form; nothing invisible.
    pub text: String,
    /// Pairs (folded byte, original byte), one for each original character that left something.
    map: Vec<(u32, u32)>,
    original_length: u32,
}

impl Folded {
    /// The original bytes that became `span` of the folded text, whole characters only.
    pub fn original(&self, span: Span) -> Span {
        let first = self.map.partition_point(|&(folded, _)| folded as usize <= span.start()).saturating_sub(1);
        let after = self.map.partition_point(|&(folded, _)| (folded as usize) < span.end());
        let start = self.map.get(first).map_or(self.original_length, |&(_, original)| original);
        let end = self.map.get(after).map_or(self.original_length, |&(_, original)| original);
        Span::new(start as usize, (end as usize).max(start as usize))
    }
}

/// Folds `text` character by character, keeping the map.
pub fn fold(text: &str) -> Folded {
    let mut folded = Folded { text: String::with_capacity(text.len()), map: Vec::new(), original_length: text.len() as u32 };
    for (at, c) in text.char_indices() {
        let before = folded.text.len();
        fold_char(c, &mut folded.text);
        if folded.text.len() > before {
            folded.map.push((before as u32, at as u32));
        }
    }
    folded
}

/// Folds a name or word where no map is needed.
pub fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        fold_char(c, &mut out);
    }
    out
}

/// Appends what `c` folds to: possibly nothing, possibly several characters ("ﬁ" → "fi", "ß" → "ss").
pub fn fold_char(c: char, out: &mut String) {
    if c.is_ascii() {
        // The common case, without tables.
        out.push(if c.is_ascii_whitespace() { ' ' } else { c.to_ascii_lowercase() });
        return;
    }
    match c {
        '‘' | '’' | 'ʼ' | '‛' | '′' => out.push('\''),
        '“' | '”' | '„' | '«' | '»' | '″' => out.push('"'),
        '‐'..='―' | '−' => out.push('-'),
        '\u{ad}' | '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' => {}
        // Letters that canonical decomposition leaves whole.
        'ł' | 'Ł' => out.push('l'),
        'ø' | 'Ø' => out.push('o'),
        'đ' | 'Đ' | 'ð' | 'Ð' => out.push('d'),
        'ı' => out.push('i'),
        'ß' => out.push_str("ss"),
        'æ' | 'Æ' => out.push_str("ae"),
        'œ' | 'Œ' => out.push_str("oe"),
        'þ' | 'Þ' => out.push_str("th"),
        _ if c.is_whitespace() => out.push(' '),
        _ => {
            for part in std::iter::once(c).nfkd().filter(|&part| !is_combining_mark(part)) {
                out.extend(part.to_lowercase().filter(|&lower| !is_combining_mark(lower)));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_fold_to_one_form() {
        for name in ["Erdoğan", "ERDOGAN", "Erdog\u{306}an", "Er\u{ad}do\u{200b}ğan"] {
            assert_eq!(folded(name), "erdogan");
        }
        assert_eq!(folded("“Iran’s” – ﬁne"), "\"iran's\" - fine");
        assert_eq!(folded("Łódź Øresund"), "lodz oresund");
    }

    #[test]
    fn spans_come_back_as_whole_characters() {
        let text = "The ﬁrst Ünal\u{301} said “ja”.";
        let folded = fold(text);
        for word in ["first", "unal", "ja"] {
            let at = folded.text.find(word).unwrap();
            let original = folded.original(Span::new(at, at + word.len())).of(text);
            assert_eq!(super::folded(original), word, "{original}");
        }
    }
}
