//! Whether a figure tells a rise or a fall.

use super::lex::Lexemes;
use crate::figures::Change::{self, Down, Up};

/// The direction that a word tells.
pub(crate) fn direction(word: &str) -> Option<Change> {
    Some(match word {
        "rose" | "rise" | "rises" | "risen" | "rising" | "increase" | "increased" | "increases" | "increasing" | "grew" | "grow"
        | "grows" | "grown" | "growing" | "growth" | "up" | "climb" | "climbed" | "climbs" | "climbing" | "gain" | "gained" | "gains"
        | "gaining" | "jump" | "jumped" | "jumps" | "jumping" | "surge" | "surged" | "surges" | "surging" | "soar" | "soared"
        | "soaring" | "swelled" | "expanded" | "expand" | "expansion" | "rallied" | "added" | "advanced" | "higher" | "more" | "hike"
        | "hiked" | "raised" | "edged" | "spiked" => Up,
        "fell" | "fall" | "falls" | "fallen" | "falling" | "drop" | "dropped" | "drops" | "dropping" | "decline" | "declined"
        | "declines" | "declining" | "decrease" | "decreased" | "decreases" | "decreasing" | "down" | "sank" | "sink" | "slid"
        | "slide" | "slump" | "slumped" | "plunge" | "plunged" | "plunging" | "tumble" | "tumbled" | "shrank" | "shrink" | "shrunk"
        | "contracted" | "contraction" | "dip" | "dipped" | "cut" | "cuts" | "slashed" | "reduced" | "reduction" | "lost" | "lower"
        | "less" | "fewer" | "eased" | "plummeted" | "dived" => Down,
        _ => return None,
    })
}

/// Whether "up" or "down" behind the word belongs to it and tells no direction.
fn is_phrasal(verb: &str) -> bool {
    matches!(
        verb,
        "set"
            | "made"
            | "make"
            | "makes"
            | "took"
            | "take"
            | "gave"
            | "put"
            | "turned"
            | "pick"
            | "picked"
            | "broke"
            | "blew"
            | "came"
            | "shut"
            | "gunned"
            | "shot"
            | "built"
            | "backed"
    ) || verb.ends_with("ing")
        && !matches!(verb, "going" | "rising" | "climbing" | "moving" | "edging" | "trading" | "coming" | "ending" | "closing")
}

/// The change that the figure in `first..end` tells; `None` for a level.
pub(crate) fn change(lexemes: &Lexemes, first: usize, end: usize) -> Option<Change> {
    // "5% higher", "a 20 percent increase", "3,000 fewer".
    let next = end + usize::from(lexemes.is_hyphen(end));
    if let Some(found) = direction(lexemes.word(next)).filter(|_| {
        !matches!(lexemes.word(next), "up" | "down" | "lost" | "edged" | "added" | "cut" | "raised" | "more" | "less")
            || lexemes.word(next + 1) == "than"
    }) {
        return Some(found);
    }
    let mut at = first.wrapping_sub(1);
    let mut by = false;
    // Between the verb and its figure stand "by", "of" and approximators; behind "by" the object may come between too.
    for _ in 0..8 {
        let word = lexemes.word(at);
        let compared = matches!(word, "more" | "less" | "fewer" | "higher" | "lower") && lexemes.word(at + 1) == "than";
        if word.is_empty() && !lexemes.is_hyphen(at) {
            return None;
        }
        // "set up three camps", "wrapping up a two-day trip": a verb and its particle.
        let particle = matches!(word, "up" | "down") && is_phrasal(lexemes.word_before(at));
        if let Some(found) = direction(word).filter(|_| !compared) {
            return if particle { None } else { Some(found) };
        }
        by |= word == "by";
        let filler = compared
            || matches!(
                word,
                "by" | "of"
                    | "about"
                    | "an"
                    | "a"
                    | "around"
                    | "nearly"
                    | "than"
                    | "some"
                    | "approximately"
                    | "over"
                    | "roughly"
                    | "almost"
                    | "at"
                    | "least"
                    | "another"
                    | "just"
                    | "estimated"
                    | "further"
                    | "only"
            );
        if !(filler || by) || matches!(word, "to" | "from" | "and" | "which" | "that") {
            return None;
        }
        at = at.wrapping_sub(1);
    }
    None
}

#[cfg(test)]
mod tests {
    use crate::figures::within::test_marks::check;

    #[test]
    fn changes_have_a_direction() {
        check("It helped to set up [three|3] camps, wrapping up a [two-day|2 day] trip; shares were up [2%|2 percent up].");
        check("Sales fell [3%|3 percent down] to [$5|5 USD], up [2%|2 percent up] on a [4 percent|4 percent up] increase.");
    }
}
