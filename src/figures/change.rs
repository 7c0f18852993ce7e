//! Whether a figure tells a rise or a fall.

use super::Change::{self, Down, Up};
use super::lex::Lexemes;

/// The direction that a word tells.
pub(super) fn direction(word: &str) -> Option<Change> {
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

/// The change that the figure in `first..end` tells; `None` for a level.
pub(super) fn change(lexemes: &Lexemes, first: usize, end: usize) -> Option<Change> {
    // "5% higher", "a 20 percent increase", "3,000 fewer".
    let next = end + usize::from(lexemes.is_hyphen(end));
    if let Some(found) = direction(lexemes.word(next)).filter(|_| {
        !matches!(lexemes.word(next), "up" | "down" | "lost" | "edged" | "added" | "cut" | "raised" | "more" | "less")
            || lexemes.word(next + 1) == "than"
    }) {
        return Some(found);
    }
    for back in 1..=5 {
        let at = first.wrapping_sub(back);
        match lexemes.word(at) {
            // The level that was reached or left, or another figure's clause.
            "to" | "from" | "at" | "and" | "than" if lexemes.word(at) != "than" || !matches!(lexemes.word_before(at), "more" | "less") => {
                return None;
            }
            "" if lexemes.mark(at) != Some('-') => return None,
            word => {
                if matches!(word, "more" | "less" | "fewer" | "higher" | "lower") && lexemes.word(at + 1) == "than" {
                    continue;
                }
                if let Some(found) = direction(word) {
                    return Some(found);
                }
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use crate::figures::check::check;

    #[test]
    fn changes_have_a_direction() {
        check("Sales fell [3%|3 percent down] to [$5|5 USD], up [2%|2 percent up] on a [4 percent|4 percent up] increase.");
    }
}
