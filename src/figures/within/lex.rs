//! The reader's own tokens: letters and digits apart, so that "40m" and "G20" can be judged piece by piece.

use super::digits::{self, Digits};
use crate::text::{Layout, Span};

/// A piece of text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Lexeme {
    start: u32,
    end: u32,
    kind: Kind,
    /// No white space before it.
    glued: bool,
}

/// The kind of a lexeme.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Kind {
    /// Letters only.
    Word,
    /// Digits with their separators; the index of their reading.
    Number(u32),
    /// One mark or symbol.
    Mark(char),
    /// A link or an address: nothing in it is a figure.
    Opaque,
    /// Between two sentences, and at both ends of the text: no figure reaches across.
    Break,
}

/// A text cut into lexemes. The first and the last are breaks.
pub(crate) struct Lexemes<'t> {
    pub(crate) text: &'t str,
    /// The text with ASCII letters in lower case; offsets are the same.
    lower: String,
    list: Vec<Lexeme>,
    digits: Vec<Digits>,
    /// Whether worded figures are read.
    pub(crate) english: bool,
    /// Looked for once, and only where a text has such a code.
    currencies: std::cell::OnceCell<Vec<&'static str>>,
}

impl<'t> Lexemes<'t> {
    /// Cuts `text` in one pass.
    pub(crate) fn new(text: &'t str, layout: &Layout, english: bool, notation: digits::Notation) -> Lexemes<'t> {
        let list = Vec::with_capacity(text.len() / 5);
        let mut lexemes =
            Lexemes { text, lower: text.to_ascii_lowercase(), list, digits: Vec::new(), english, currencies: Default::default() };
        lexemes.push(0, 0, Kind::Break);
        let mut starts = layout.sentences.iter().map(|sentence| sentence.start()).peekable();
        let mut opaque_checked = 0;
        let mut at = 0;
        while let Some(c) = text[at..].chars().next() {
            if c.is_whitespace() || is_invisible(c) {
                at += c.len_utf8();
                continue;
            }
            while starts.next_if(|&start| start <= at).is_some() {
                if at > 0 {
                    lexemes.push(at, at, Kind::Break);
                }
            }
            if at >= opaque_checked && c.is_ascii_graphic() {
                let run = &text.as_bytes()[at..];
                let length = run.iter().position(|byte| !byte.is_ascii_graphic()).unwrap_or(run.len());
                opaque_checked = at + length;
                if is_address(&text[at..at + length]) {
                    lexemes.push(at, at + length, Kind::Opaque);
                    at += length;
                    continue;
                }
            }
            at = lexemes.lex(at, c, notation);
        }
        lexemes.push(text.len(), text.len(), Kind::Break);
        lexemes
    }

    fn lex(&mut self, at: usize, first: char, notation: digits::Notation) -> usize {
        if digits::value_of(first).is_some() || matches!(first, '.' | ',') && self.starts_decimal(at) {
            return self.lex_number(at, notation);
        }
        // Behind a letter or another sign it is what a wrong decoding left.
        let free = self.text[..at].chars().next_back().is_none_or(|c| c.is_whitespace() || c.is_numeric() || c.is_ascii() || is_alone(c));
        if let Some(value) = digits::vulgar(first).filter(|_| free) {
            let end = at + first.len_utf8();
            self.push_digits(at, end, value);
            return end;
        }
        let end = if is_letter(first) { word_end(self.text, at) } else { at + first.len_utf8() };
        self.push(at, end, if is_letter(first) { Kind::Word } else { Kind::Mark(first) });
        end
    }

    fn lex_number(&mut self, at: usize, notation: digits::Notation) -> usize {
        let run = digits::run(&self.text[at..]);
        match digits::read(run, notation) {
            Some(value) => self.push_digits(at, at + run.len(), value),
            // "22,24,26,31": a list. Cut all of it now, so that no part is looked at twice.
            None => {
                let mut start = at;
                for (offset, comma) in run.match_indices(',').chain([(run.len(), "")]) {
                    let value = digits::read(&self.text[start..at + offset], notation).unwrap_or_default();
                    self.push_digits(start, at + offset, value);
                    if !comma.is_empty() {
                        self.push(at + offset, at + offset + 1, Kind::Mark(','));
                    }
                    start = at + offset + comma.len();
                }
            }
        }
        at + run.len()
    }

    /// ".77" and ",89", but not "No.5" or "...5".
    fn starts_decimal(&self, at: usize) -> bool {
        let before = self.text[..at].chars().next_back();
        let after = self.text[at + 1..].chars().next();
        before.is_none_or(|c| c.is_whitespace() || matches!(c, '$' | '(' | '-')) && after.is_some_and(|c| c.is_ascii_digit())
    }

    fn push(&mut self, start: usize, end: usize, kind: Kind) {
        let glued =
            start > 0 && kind != Kind::Break && self.list.last().is_some_and(|last| last.end as usize == start && last.kind != Kind::Break);
        self.list.push(Lexeme { start: start as u32, end: end as u32, kind, glued });
    }

    fn push_digits(&mut self, start: usize, end: usize, digits: Digits) {
        let index = self.digits.len() as u32;
        self.digits.push(digits);
        self.push(start, end, Kind::Number(index));
    }

    /// The rare currencies that the text speaks of.
    pub(crate) fn currencies(&self) -> &[&'static str] {
        self.currencies.get_or_init(|| super::money::spoken_of(self))
    }

    /// How many lexemes there are.
    pub(crate) fn len(&self) -> usize {
        self.list.len()
    }

    /// The kind of lexeme at `index`; a break beyond the end.
    pub(crate) fn kind(&self, index: usize) -> Kind {
        self.list.get(index).map_or(Kind::Break, |lexeme| lexeme.kind)
    }

    /// The word at `index` in lower case; empty if there is none.
    pub(crate) fn word(&self, index: usize) -> &str {
        match self.list.get(index) {
            Some(lexeme) if lexeme.kind == Kind::Word => &self.lower[lexeme.start as usize..lexeme.end as usize],
            _ => "",
        }
    }

    /// The word before `index`.
    pub(crate) fn word_before(&self, index: usize) -> &str {
        self.word(index.wrapping_sub(1))
    }

    /// The text at `index`.
    pub(crate) fn raw(&self, index: usize) -> &'t str {
        self.list.get(index).map_or("", |lexeme| &self.text[lexeme.start as usize..lexeme.end as usize])
    }

    /// The mark at `index`.
    pub(crate) fn mark(&self, index: usize) -> Option<char> {
        match self.kind(index) {
            Kind::Mark(c) => Some(c),
            _ => None,
        }
    }

    /// The digits at `index`.
    pub(crate) fn digits(&self, index: usize) -> Option<&Digits> {
        match self.kind(index) {
            Kind::Number(number) => self.digits.get(number as usize),
            _ => None,
        }
    }

    /// The whole number that plain digits at `index` write.
    pub(crate) fn plain(&self, index: usize) -> Option<i64> {
        self.digits(index).filter(|digits| digits.is_plain()).and_then(|digits| digits.value?.integer())
    }

    /// Whether nothing stands between `index` and the lexeme before it.
    pub(crate) fn glued(&self, index: usize) -> bool {
        self.list.get(index).is_some_and(|lexeme| lexeme.glued)
    }

    /// Whether the word at `index` begins with a capital.
    pub(crate) fn capital(&self, index: usize) -> bool {
        self.kind(index) == Kind::Word && self.raw(index).starts_with(char::is_uppercase)
    }

    /// Whether `index` is a character of a script without spaces: what it touches is another word.
    pub(crate) fn is_ideograph(&self, index: usize) -> bool {
        self.kind(index) == Kind::Word && self.raw(index).starts_with(is_alone)
    }

    /// Whether a sentence ends before `index`.
    pub(crate) fn is_break(&self, index: usize) -> bool {
        self.kind(index) == Kind::Break
    }

    /// Whether `index` is a hyphen or a dash between two pieces, with nothing or white space around.
    pub(crate) fn is_dash(&self, index: usize) -> bool {
        matches!(self.mark(index), Some('-' | '–' | '—' | '‐' | '‑' | '−' | '~'))
    }

    /// Whether `index` is a hyphen that joins its neighbours.
    pub(crate) fn is_hyphen(&self, index: usize) -> bool {
        matches!(self.mark(index), Some('-' | '‐' | '‑' | '–')) && self.glued(index) && self.glued(index + 1)
            || self.is_spaced_hyphen(index)
    }

    /// Whether `index` is the hyphen of a text with blanks around every mark: "14 - year - old", "twenty - three".
    fn is_spaced_hyphen(&self, index: usize) -> bool {
        if self.mark(index) != Some('-') || self.glued(index) || self.glued(index + 1) || index == 0 {
            return false;
        }
        let (before, after) = (self.word(index - 1), self.word(index + 1));
        if super::words::tens(before).is_some() && super::words::small(after).is_some_and(|unit| (1..10).contains(&unit)) {
            return true;
        }
        let number = self.digits(index - 1).is_some() || super::words::starts_cardinal(before) || super::words::scale(before).is_some();
        let time = matches!(before, "year" | "month" | "week" | "day");
        #[rustfmt::skip]
        const JOINED: &[&str] = &[
            "year", "month", "week", "day", "hour", "minute", "second", "km", "kilometer", "kilometre", "meter", "metre", "mile", "foot",
            "inch", "pound", "page", "member", "nation", "party", "point", "seat", "run", "hundred", "thousand", "million", "billion",
            "trillion", "dollar", "euro", "percent", "fold", "strong", "acre", "hectare", "ton", "tonne", "story", "storey", "kilogram",
        ];
        number && JOINED.contains(&after) || time && matches!(after, "old" | "olds")
    }

    /// The bytes from lexeme `first` up to lexeme `end`, which is not included.
    pub(crate) fn span(&self, first: usize, end: usize) -> Span {
        let start = self.list[first].start as usize;
        Span::new(start, (self.list[end.max(first + 1) - 1].end as usize).max(start))
    }

    /// Whether the words from `index` on are those of `phrase`, which is in lower case with single blanks; their number.
    pub(crate) fn phrase(&self, index: usize, phrase: &str) -> Option<usize> {
        let mut count = 0;
        for word in phrase.split(' ') {
            if self.word(index + count) != word {
                return None;
            }
            count += 1;
        }
        Some(count)
    }
}

fn is_letter(c: char) -> bool {
    c.is_alphabetic() || matches!(c, '\u{300}'..='\u{36f}' | '\u{900}'..='\u{903}' | '\u{93a}'..='\u{94f}')
}

/// Scripts without spaces: each character is a word of its own.
fn is_alone(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{2ffff}')
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{202a}'..='\u{202e}')
}

fn word_end(text: &str, at: usize) -> usize {
    let rest = &text[at..];
    if rest.starts_with(is_alone) {
        return at + rest.chars().next().map_or(1, char::len_utf8);
    }
    rest.find(|c| !is_letter(c) || is_alone(c) || digits::vulgar(c).is_some()).map_or(text.len(), |length| at + length)
}

/// Links and mail addresses; `run` has no white space.
fn is_address(run: &str) -> bool {
    let run = run.trim_start_matches(['(', '<', '"', '[', '\'']);
    if run.contains("://") || run.starts_with("www.") {
        return true;
    }
    run.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(text: &str) -> Vec<String> {
        let lexemes = Lexemes::new(text, &Layout::new(text), true, digits::Notation::English);
        let shown = |index: usize| if lexemes.is_break(index) { "|".to_string() } else { lexemes.raw(index).to_string() };
        (0..lexemes.len()).map(shown).collect()
    }

    #[test]
    fn letters_and_digits_are_apart() {
        assert_eq!(pieces("A$40m, 22M3"), ["|", "A", "$", "40", "m", ",", "22", "M", "3", "|"]);
    }

    #[test]
    fn sentences_are_kept_apart() {
        assert_eq!(pieces("He paid 5. Ten left."), ["|", "He", "paid", "5", ".", "|", "Ten", "left", ".", "|"]);
    }

    #[test]
    fn links_are_one_piece() {
        assert_eq!(pieces("See https://a.org/2022/07 or a24@b.org"), ["|", "See", "https://a.org/2022/07", "or", "a24@b.org", "|"]);
    }

    #[test]
    fn lists_of_numbers_are_cut() {
        assert_eq!(pieces("22,24,26 1,234 10 000"), ["|", "22", ",", "24", ",", "26", "1,234", "10 000", "|"]);
    }
}
