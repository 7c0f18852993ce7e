//! Cuts what was typed into pieces, each with where it stands.

use crate::text::Span;

/// A piece of a query.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    pub span: Span,
    pub kind: PieceKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PieceKind {
    Open,
    Close,
    And,
    Or,
    Not,
    /// `NEAR` or `&`: in one sentence.
    Near,
    /// The text between quotation marks, without them; whether it is closed.
    Quoted(Span, bool),
    /// Anything else up to white space, a bracket or a quotation mark.
    Word,
}

/// Whether the character opens or closes a phrase: straight and curly marks alike, whichever a keyboard or a page gives.
fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '«' | '»' | '＂')
}

pub(super) fn pieces(typed: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut at = 0;
    while let Some(c) = typed[at..].chars().next() {
        let next = at + c.len_utf8();
        let (end, kind) = match c {
            _ if c.is_whitespace() => {
                at = next;
                continue;
            }
            '(' => (next, PieceKind::Open),
            ')' => (next, PieceKind::Close),
            '&' => (next, PieceKind::Near),
            '-' | '−' if is_minus(typed, at, next) => (next, PieceKind::Not),
            _ if is_quote(c) => {
                let close = typed[next..].char_indices().find(|(_, c)| is_quote(*c));
                let inner = close.map_or(typed.len(), |(offset, _)| next + offset);
                let end = close.map_or(typed.len(), |(offset, quote)| next + offset + quote.len_utf8());
                (end, PieceKind::Quoted(Span::new(next, inner), close.is_some()))
            }
            _ => {
                let length =
                    typed[at..].find(|c: char| c.is_whitespace() || is_quote(c) || matches!(c, '(' | ')')).unwrap_or(typed.len() - at);
                let kind = match &typed[at..at + length] {
                    "AND" => PieceKind::And,
                    "OR" => PieceKind::Or,
                    "NOT" => PieceKind::Not,
                    "NEAR" => PieceKind::Near,
                    _ => PieceKind::Word,
                };
                (at + length, kind)
            }
        };
        pieces.push(Piece { span: Span::new(at, end), kind });
        at = end;
    }
    pieces
}

/// A hyphen before a word takes it away; one that stands alone is a dash.
fn is_minus(typed: &str, at: usize, next: usize) -> bool {
    let begins = typed[..at].chars().next_back().is_none_or(|before| before.is_whitespace() || before == '(');
    begins && typed[next..].chars().next().is_some_and(|after| !after.is_whitespace())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_are_cut() {
        let cut = |typed: &str| pieces(typed).into_iter().map(|piece| (piece.span.of(typed).to_string(), piece.kind)).collect::<Vec<_>>();
        let words: Vec<String> = cut("-so-called (a OR “b c”) person:\"d e\" & f").into_iter().map(|(text, _)| text).collect();
        assert_eq!(words, ["-", "so-called", "(", "a", "OR", "“b c”", ")", "person:", "\"d e\"", "&", "f"]);
        assert_eq!(cut("\"open")[0].1, PieceKind::Quoted(Span::new(1, 5), false));
        assert_eq!(cut("a - b")[1].1, PieceKind::Word, "a dash that is looked for is nothing, but no Not");
    }
}
