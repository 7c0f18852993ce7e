//! The object of a change: what is raised or cut, not who does it.

use super::clause::{Class, class, phrase};
use super::lex::Lexemes;

/// "to raise the minimum wage by 12 percent to 14.50": what is moved, not who moves it.
pub(crate) fn moved(lexemes: &Lexemes, at: usize) -> Option<(usize, usize)> {
    #[rustfmt::skip]
    const MOVE: &[&str] = &[
        "raise", "raises", "raised", "raising", "lift", "lifts", "lifted", "lifting", "cut", "cuts", "cutting", "lower", "lowers", "lowered", "increase",
        "increased", "reduce", "reduced", "reducing", "trim", "trimmed", "hike", "hiked", "slash", "slashed", "boost", "boosted", "widened", "narrowed", "decrease", "decreases", "decreased", "decreasing", "shrink",
        "expand", "expanded", "double", "doubled", "bring", "brings", "brought", "push", "pushed", "drive", "drove", "revised", "extend", "extended",
    ];
    let verb = (1..MOVED.min(at))
        .map(|back| at - back)
        .take_while(|&index| !lexemes.is_break(index))
        .find(|&index| MOVE.contains(&lexemes.word(index)))?;
    // "a cut in rates by", "the raised fee": nouns and adjectives move nothing.
    if matches!(class(lexemes, verb - 1), Class::Determiner | Class::Number) || class(lexemes, verb + 1) == Class::Number {
        return None;
    }
    let (first, end) = phrase(lexemes, verb + 1, 8)?;
    let joined = matches!(lexemes.word(end), "by" | "to" | "from") && end < at;
    let clause = (end..at).all(|index| {
        class(lexemes, index) != Class::Verb && !matches!(lexemes.mark(index), Some(';' | ',')) && lexemes.word(index) != "and"
    });
    (joined && clause).then_some((first, end))
}

/// How far back the verb of a change may stand, in lexemes.
const MOVED: usize = 16;

#[cfg(test)]
mod tests {
    use crate::figures::within::test_marks::check_subjects;

    #[test]
    fn what_is_moved_is_the_subject() {
        check_subjects(
            "The Alliance has promised to raise the minimum wage by 12 percent to 14.50 crowns.",
            &["minimum wage", "minimum wage"],
        );
        check_subjects("The firm wants to cut its debt from $20 million to $8 million.", &["debt", "debt"]);
    }
}
