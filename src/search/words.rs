//! Words as search knows them: what a word of a text and a typed word must share to be the same.

use crate::text::Span;
use crate::text::fold::fold_char;
use crate::text::lookalikes::unmixed;
use crate::text::token::{TokenKind, token_from};

/// A word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// Where it stands, without a possessive ending.
    pub span: Span,
    /// The key by which it is the same as another.
    pub key: String,
    /// Whether a hyphen alone, or a hyphen at the end of a line, stands between it and the word before.
    pub hyphened: bool,
}

/// The form in which words are compared: without case, accents, apostrophes and invisible characters, and in one script where letters of another
/// stand in for those that they look like.
pub fn key(word: &str) -> String {
    let mut key = String::with_capacity(word.len());
    let unmixed = unmixed(word);
    for c in unmixed.as_deref().unwrap_or(word).chars() {
        fold_char(c, &mut key);
    }
    if !key.is_ascii() || key.contains('\'') {
        key.retain(|c| c != '\'');
    }
    key
}

/// The words of `text` in reading order; marks and possessive endings are passed over.
pub fn words(text: &str) -> impl Iterator<Item = Word> {
    words_from(text, 0)
}

/// The words from `start` on, where a token begins.
pub fn words_from(text: &str, start: usize) -> impl Iterator<Item = Word> {
    let mut at = start;
    let mut before: Option<Span> = None;
    std::iter::from_fn(move || {
        loop {
            let token = token_from(text, at)?;
            at = token.span.end();
            match token.kind {
                TokenKind::Mark | TokenKind::Possessive => {}
                TokenKind::Word | TokenKind::Number | TokenKind::Mixed => {
                    let hyphened = before.is_some_and(|last| is_hyphen(&text[last.end()..token.span.start()]));
                    before = Some(token.span);
                    let key = key(token.span.of(text));
                    if !key.is_empty() {
                        return Some(Word { span: token.span, key, hyphened });
                    }
                }
            }
        }
    })
}

/// "-", or "-" and the end of a line.
fn is_hyphen(between: &str) -> bool {
    let mut chars = between.chars();
    if !matches!(chars.next(), Some('-' | '\u{2010}' | '\u{2011}')) {
        return false;
    }
    let rest = chars.as_str();
    rest.is_empty() || (rest.chars().all(char::is_whitespace) && rest.contains(['\n', '\r']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        assert_eq!(words(text).map(|word| word.key).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn spellings_of_one_word_have_one_key() {
        for spelled in ["Erdoğan", "ERDOGAN", "Erdog\u{306}an", "Er\u{ad}do\u{200b}gan"] {
            assert_eq!(key(spelled), "erdogan");
        }
        assert_eq!(key("Семёнов"), key("Семенов"));
        assert_eq!(key("O’Brien"), "obrien");
        for disguised in ["Pu\u{200b}tin", "\u{420}utin", "Put\u{456}n", "\u{3a1}u\u{2060}tin"] {
            assert_eq!(key(disguised), "putin");
        }
        assert_ne!(key("сор"), key("cop"), "words of one script are what they are");
    }

    #[test]
    fn marks_and_possessive_endings_are_no_words() {
        check("Iran’s gas,\u{a0}37% of it…", &["iran", "gas", "37", "of", "it"]);
        check("北京 2022", &["北", "京", "2022"]);
        check("", &[]);
    }

    #[test]
    fn hyphens_are_seen() {
        let hyphened: Vec<String> =
            words("co-operation of coopera-\ntion – and - so-called").filter(|word| word.hyphened).map(|word| word.key).collect();
        assert_eq!(hyphened, ["operation", "tion", "called"]);
    }
}
