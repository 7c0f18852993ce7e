//! Ordinals: "fourth", "21st", "second-largest".

use super::calendar::ordinal_at;
use super::lex::Lexemes;

/// Reads the ordinal at `at`: its value and the lexeme after it.
pub(crate) fn ordinal(lexemes: &Lexemes, at: usize) -> Option<(i64, usize)> {
    if !lexemes.english {
        return None;
    }
    let (value, end) = ordinal_at(lexemes, at)?;
    if lexemes.digits(at).is_some() {
        // Streets and fixed names.
        let street = matches!(lexemes.word(end), "street" | "avenue" | "floor" | "st" | "ave" | "arrondissement") && lexemes.capital(end);
        return (!street).then_some((value, end));
    }
    (!is_acronym(lexemes, at) && !is_other(lexemes, at, end)).then_some((value, end))
}

/// "FIRST Global": capitals that the words around do not share.
fn is_acronym(lexemes: &Lexemes, at: usize) -> bool {
    let capitals = |index: usize| lexemes.raw(index).len() > 1 && !lexemes.raw(index).contains(char::is_lowercase);
    let word = |index: usize| !lexemes.word(index).is_empty();
    capitals(at)
        && (word(at + 1) || word(at.wrapping_sub(1)))
        && !(word(at + 1) && capitals(at + 1))
        && !(word(at.wrapping_sub(1)) && capitals(at - 1))
}

/// Where "first", "second" and "third" are no ranks.
fn is_other(lexemes: &Lexemes, at: usize, end: usize) -> bool {
    let word = lexemes.word(at);
    let before = lexemes.word_before(at);
    let hyphen = lexemes.is_hyphen(end);
    let next = lexemes.word(end + usize::from(hyphen));
    let named = lexemes.capital(end) && lexemes.capital(at);
    match word {
        "first" => is_other_first(lexemes, at, end),
        "second" => {
            let unit = before == "per"
                || matches!(before, "a" | "every" | "each" | "one" | "split") && !is_noun_ahead(lexemes, end, hyphen)
                || lexemes.is_hyphen(at.wrapping_sub(1)) && lexemes.digits(at.wrapping_sub(2)).is_some();
            let sequence = lexemes.is_break(at.wrapping_sub(1)) && lexemes.mark(end) == Some(',');
            unit || sequence
                || matches!(next, "thought" | "thoughts" | "hand" | "guess" | "nature")
                || named && matches!(next, "world" | "amendment")
                || lexemes.digits(at.wrapping_sub(1)).is_some()
        }
        "third" => {
            (lexemes.is_break(at.wrapping_sub(1)) && lexemes.mark(end) == Some(','))
                || matches!(next, "party" | "parties" | "world") && (named || next != "world")
        }
        _ => lexemes.is_break(at.wrapping_sub(1)) && lexemes.mark(end) == Some(',') || named && next == "amendment",
    }
}

/// Whether "first" is an adverb ("was first published") or part of a fixed phrase ("first lady"), and ranks nothing.
fn is_other_first(lexemes: &Lexemes, at: usize, end: usize) -> bool {
    let before = lexemes.word_before(at);
    let hyphen = lexemes.is_hyphen(end);
    let next = lexemes.word(end + usize::from(hyphen));
    let named = lexemes.capital(end) && lexemes.capital(at);
    let start = lexemes.is_break(at.wrapping_sub(1)) || matches!(lexemes.mark(at.wrapping_sub(1)), Some('“' | '"'));
    let adverb = matches!(
        before,
        "at" | "when"
            | "was"
            | "were"
            | "had"
            | "has"
            | "who"
            | "which"
            | "he"
            | "she"
            | "they"
            | "it"
            | "we"
            | "i"
            | "is"
            | "are"
            | "be"
            | "must"
            | "should"
            | "have"
            | "and"
    ) && (next.ends_with("ed")
        || matches!(
            next,
            "began"
                | "came"
                | "met"
                | "made"
                | "saw"
                | "took"
                | "told"
                | "seen"
                | "held"
                | "got"
                | "won"
                | "went"
                | "become"
                | "became"
                | "found"
                | "built"
                | "set"
                | "put"
                | "to"
                | ""
        ));
    // "colonists first settled", "the cartoons, first published in": an adverb before its verb.
    let verb = next.ends_with("ed")
        && !hyphen
        && (before.ends_with('s') && !lexemes.capital(end) && !before.ends_with("'s") || lexemes.mark(at.wrapping_sub(1)) == Some(','))
        && !matches!(before, "its" | "his" | "this" | "s");
    let adverb = adverb || verb;
    let sequence = start && lexemes.mark(end) == Some(',') || before == "at" || start && next == "of" && lexemes.word(end + 1) == "all";
    adverb
        || sequence
        || matches!(
            next,
            "aid" | "hand" | "name" | "lady" | "minister" | "class" | "ever" | "of" | "rate" | "person" | "come" | "secretary" | "and"
        ) && (next != "of" || lexemes.word(end + 1) == "all")
            && next != "ever"
        || named && matches!(next, "world" | "nations" | "amendment" | "bank")
        || hyphen
            && matches!(next, "hand" | "class" | "rate" | "ever" | "aid" | "time" | "team" | "person" | "come" | "generation")
            && !matches!(next, "ever" | "time")
}

fn is_noun_ahead(lexemes: &Lexemes, end: usize, hyphen: bool) -> bool {
    let next = lexemes.word(end + usize::from(hyphen));
    !next.is_empty()
        && !matches!(
            next,
            "and"
                | "or"
                | "in"
                | "of"
                | "to"
                | "at"
                | "on"
                | "for"
                | "later"
                | "ago"
                | "before"
                | "after"
                | "from"
                | "is"
                | "was"
                | "but"
                | "as"
        )
}

#[cfg(test)]
mod tests {
    use crate::figures::within::test_marks::check;

    #[test]
    fn ranks_are_ordinals() {
        check("the [fourth|4 ordinal] round, the [21st|21 ordinal] man, the [second|2 ordinal]-largest power");
    }

    #[test]
    fn other_uses_are_not() {
        check("At first it was first established; on second thought, a second later.");
    }
}
