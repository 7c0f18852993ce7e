//! Words, numbers and marks.

use super::Span;

/// A piece of text that is not cut further.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// Its kind of characters.
    pub kind: TokenKind,
}

/// The kind of characters in a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters, with apostrophes between them: `Iran`, `O'Brien`, `U.S.`. A Han, kana or Thai character is a word of its own.
    Word,
    /// A possessive ending: `'s` or `’s`.
    Possessive,
    /// Digits, with dots and commas between them: `1,234.5`.
    Number,
    /// Letters and digits together: `22M3`, `4th`.
    Mixed,
    /// One mark or symbol.
    Mark,
}

impl TokenKind {
    /// Whether it has letters or digits.
    pub fn is_word_like(self) -> bool {
        matches!(self, TokenKind::Word | TokenKind::Number | TokenKind::Mixed)
    }
}

/// Cuts `text` into tokens, in order and without overlaps; what lies between them is white space.
///
/// One pass, never more than a few characters of look-ahead.
pub fn tokens(text: &str) -> Vec<Token> {
    let mut found = Vec::with_capacity(text.len() / 5);
    let mut at = 0;
    while let Some(token) = token_from(text, at) {
        found.push(token);
        at = token.span.end();
    }
    found
}

/// The first token at or after byte `at`, where a token ends or begins; `None` at the end.
pub fn token_from(text: &str, mut at: usize) -> Option<Token> {
    loop {
        let c = text[at..].chars().next()?;
        if !c.is_whitespace() {
            let (end, kind) = token_at(text, at, c);
            return Some(Token { span: Span::new(at, end), kind });
        }
        at += c.len_utf8();
    }
}

fn token_at(text: &str, at: usize, first: char) -> (usize, TokenKind) {
    let rest = &text[at..];
    if is_apostrophe(first) && at > 0 {
        let mut next = rest.chars().skip(1);
        let ends = |c: Option<char>| c.is_none_or(|c| !is_part(c));
        let follows_word = text[..at].chars().next_back().is_some_and(is_part);
        if follows_word && matches!(next.next(), Some('s' | 'S')) && ends(next.next()) {
            return (at + first.len_utf8() + 1, TokenKind::Possessive);
        }
    }
    if !is_part(first) || is_alone(first) {
        let kind = if is_alone(first) { TokenKind::Word } else { TokenKind::Mark };
        return (at + first.len_utf8(), kind);
    }
    if let Some(length) = dotted_letters(rest) {
        return (at + length, TokenKind::Word);
    }
    let mut end = at;
    let (mut letters, mut digits) = (false, false);
    let mut chars = rest.char_indices().peekable();
    while let Some((offset, c)) = chars.next() {
        let next = chars.peek().map(|&(_, next)| next);
        if is_part(c) && !is_alone(c) {
            letters |= !c.is_numeric();
            digits |= c.is_numeric();
            end = at + offset + c.len_utf8();
        } else if is_apostrophe(c) && letters && next.is_some_and(|c| c.is_alphabetic()) {
            // "O'Brien" goes on, "Iran's" stops before its ending.
            let mut after = rest[offset + c.len_utf8()..].chars();
            if matches!(after.next(), Some('s' | 'S')) && after.next().is_none_or(|c| !is_part(c)) {
                break;
            }
        } else if matches!(c, '.' | ',') && digits && !letters && next.is_some_and(|c| c.is_numeric()) {
            // Inside a number.
        } else {
            break;
        }
    }
    let kind = match (letters, digits) {
        (true, true) => TokenKind::Mixed,
        (false, true) => TokenKind::Number,
        _ => TokenKind::Word,
    };
    (end, kind)
}

/// Most letters of a dotted abbreviation. Without a cap, a run of thousands that turns out to be none is read again at each letter.
const MAX_DOTTED: usize = 16;

/// Length of `U.S.` or `a.m.`: single letters, each with its dot, at least two.
fn dotted_letters(rest: &str) -> Option<usize> {
    let mut length = 0;
    let mut pairs = 0;
    let mut chars = rest.chars();
    while let (Some(letter), Some('.')) = (chars.next(), chars.next()) {
        if !letter.is_alphabetic() || pairs == MAX_DOTTED {
            break;
        }
        pairs += 1;
        length += letter.len_utf8() + 1;
    }
    let ends = rest[length..].chars().next().is_none_or(|c| !is_part(c));
    (pairs >= 2 && ends).then_some(length)
}

fn is_part(c: char) -> bool {
    c.is_alphanumeric() || is_joining(c)
}

/// Marks and joiners that stand inside words: combining accents, soft hyphen, zero-width characters.
fn is_joining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{fe00}'..='\u{fe0f}')
}

/// Characters of scripts without spaces: each stands for itself.
pub fn is_alone(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{2ffff}')
        && c.is_alphabetic()
}

/// Straight, curly and modifier apostrophes.
pub fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ' | '‘')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Tokens of the marked text must be what the bars cut out.
    #[track_caller]
    fn check(marked: &str) {
        let text = marked.replace('|', "");
        let found: Vec<&str> = tokens(&text).iter().map(|token| token.span.of(&text)).collect();
        let expected: Vec<&str> = marked.split(['|', ' ']).filter(|piece| !piece.is_empty()).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn words_and_marks_are_cut() {
        check("Iran|-|Russia cooperation|, Syria|'s six|-|year|-|old conflict|.");
        check("“|Moscow|,|” he said|.");
        check("O'Brien|’s don't");
    }

    #[test]
    fn numbers_stay_whole() {
        check("$|1,234.5|, 37|% of 22M3 in 2015|.");
        check("4th 1,2,3");
    }

    #[test]
    fn dotted_letters_are_one_word() {
        check("The U.S. has at 9 a.m. J|. Smith");
    }

    #[test]
    fn endless_dotted_letters_are_cut_in_one_pass() {
        let text = "a.".repeat(1_000_000) + "bb";
        assert_eq!(tokens(&text).len(), 2_000_001);
    }

    #[test]
    fn scripts_without_spaces_are_cut_by_character() {
        check("北|京|は|東");
    }

    #[test]
    fn combining_marks_stay_with_their_letter() {
        check("cafe\u{301} soft\u{ad}hyphen");
    }
}
