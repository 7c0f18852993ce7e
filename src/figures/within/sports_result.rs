//! Results of two sides: "3-1", "312-108", "278 for 8".

use super::lex::Lexemes;
use crate::figures::Decimal;

/// Reads the result at `at`: both sides and the lexeme after it.
pub(crate) fn score(lexemes: &Lexemes, at: usize) -> Option<(Decimal, Decimal, usize)> {
    let left = lexemes.plain(at).filter(|_| !lexemes.glued(at) || lexemes.mark(at - 1) == Some('('))?;
    let dash = lexemes.is_dash(at + 1) && lexemes.mark(at + 1) != Some('~');
    // "Sweden 1 – 0 South Korea".
    let spaced = !lexemes.glued(at + 1)
        && !lexemes.glued(at + 2)
        && (is_game(lexemes, at, at + 3) || lexemes.capital(at - 1) && lexemes.capital(at + 3))
        && lexemes.digits(at).is_some_and(|digits| digits.length < 3);
    if dash && (lexemes.glued(at + 1) && lexemes.glued(at + 2) || spaced) {
        let right = lexemes.plain(at + 2)?;
        let end = at + 3;
        let long =
            lexemes.digits(at).is_some_and(|digits| digits.length > 3) || lexemes.digits(at + 2).is_some_and(|digits| digits.length > 3);
        let chained = lexemes.is_dash(end) && lexemes.glued(end) && lexemes.digits(end + 1).is_some();
        if long || chained || measured(lexemes, end) {
            return None;
        }
        // "6-4, 3-6": the next set.
        let set = lexemes.mark(at - 1) == Some(',')
            && lexemes.is_dash(at.wrapping_sub(3))
            && lexemes.plain(at.wrapping_sub(2)).is_some()
            && lexemes.glued(at - 2);
        let played = set || (left > right && !lexemes.is_hyphen(end)) || left == right || is_game(lexemes, at, end);
        return played.then(|| (Decimal::whole(left), Decimal::whole(right), end));
    }
    // "ruled 5 to 4".
    if lexemes.english && lexemes.word(at + 1) == "to" {
        let right = lexemes.plain(at + 2).filter(|&right| right < left)?;
        let voted = matches!(lexemes.word_before(at), "ruled" | "voted" | "won" | "lost" | "beat" | "vote" | "by" | "of");
        let ends = !measured(lexemes, at + 3) && lexemes.digits(at + 2).is_some_and(|digits| digits.length <= 3);
        return (voted && ends && is_game(lexemes, at, at + 3)).then(|| (Decimal::whole(left), Decimal::whole(right), at + 3));
    }
    if lexemes.english && matches!(lexemes.word(at + 1), "for") && (11..1000).contains(&left) {
        let wickets =
            lexemes.plain(at + 2).or_else(|| super::words::small(lexemes.word(at + 2))).filter(|wickets| (0..=9).contains(wickets))?;
        let end = at + 3;
        let said = lexemes.is_break(end)
            || matches!(lexemes.mark(end), Some('.' | ',' | ';' | ')'))
            || matches!(lexemes.word(end), "in" | "after" | "at" | "declared" | "when" | "before" | "dec" | "on" | "and" | "from");
        return (said && !measured(lexemes, end)).then(|| (Decimal::whole(left), Decimal::whole(wickets), end));
    }
    None
}

/// Whether a unit, a scale or a currency follows: then it is a range.
fn measured(lexemes: &Lexemes, end: usize) -> bool {
    let at = end + usize::from(lexemes.is_hyphen(end));
    super::unit::unit(lexemes, at, lexemes.glued(at)).is_some()
        || super::words::scale(lexemes.word(at)).is_some()
        || lexemes.glued(end) && !lexemes.word(end).is_empty()
}

/// Whether words around tell of a match or a vote.
fn is_game(lexemes: &Lexemes, at: usize, end: usize) -> bool {
    #[rustfmt::skip]
    const WORDS: &[&str] = &[
        "beat", "beaten", "won", "win", "wins", "lost", "lose", "loss", "defeat", "defeated", "draw", "drew", "drawn", "victory",
        "lead", "led", "score", "scoreline", "vote", "voted", "ahead", "down", "trail", "trailed", "aggregate", "result", "downed",
        "edged", "thrashed", "ruled", "set", "sets", "tie", "tied", "losing", "winning", "level", "leading", "final", "triumph",
        "margin", "decision", "ruling", "goals", "score",
    ];
    (1..=6).any(|back| back < at && WORDS.contains(&lexemes.word(at - back)))
        || (0..=2).any(|ahead| WORDS.contains(&lexemes.word(end + ahead)))
}

#[cfg(test)]
mod tests {
    use crate::figures::within::test_marks::check;

    #[test]
    fn results_have_two_sides() {
        check("Leopards beat Tusker [3-1|3:1] after a [1-1|1:1] draw. Parliament voted [312-108|312:108].");
        check("They were [278 for 8|278:8] at stumps; he won [6-4|6:4], [3-6|3:6].");
    }
}
