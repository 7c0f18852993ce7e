//! English: the closed word classes, the calendar, and the finite verbs that news uses most. All in lower case.
//!
//! Each list holds what every reader of a text agrees on; a room that takes more words for one of the class (a participle for a preposition,
//! say) adds them beside its own code, with the reason.

/// Prepositions.
#[rustfmt::skip]
pub const PREPOSITIONS: &[&str] = &[
    "about", "above", "across", "after", "against", "along", "amid", "among", "around", "as", "at", "before", "below", "between", "beyond",
    "by", "despite", "during", "following", "for", "from", "in", "inside", "into", "near", "of", "off", "on", "onto", "outside", "over",
    "per", "since", "through", "throughout", "to", "toward", "towards", "under", "until", "upon", "via", "with", "within", "without",
];

/// Conjunctions and relative pronouns.
#[rustfmt::skip]
pub const CONJUNCTIONS: &[&str] = &[
    "although", "and", "because", "but", "if", "nor", "or", "so", "that", "though", "unless", "when", "where", "whereas", "whether",
    "which", "while", "who",
];

/// Adverbs between a subject and its verb, or after the verb.
#[rustfmt::skip]
pub const ADVERBS: &[&str] = &[
    "also", "earlier", "even", "ever", "further", "here", "however", "just", "later", "meanwhile", "never", "not", "now", "still", "then",
    "too",
];

/// Finite forms of "be", "have" and "do", and the modal verbs.
#[rustfmt::skip]
pub const AUXILIARIES: &[&str] = &[
    "am", "are", "can", "could", "did", "do", "does", "had", "has", "have", "is", "may", "might", "must", "shall", "should", "was",
    "were", "will", "would",
];

/// Forms that are nearly always finite verbs, mostly irregular ones: a regular past tense is recognized by its ending.
#[rustfmt::skip]
pub const FINITE_VERBS: &[&str] = &[
    "allows", "became", "becomes", "began", "begins", "bore", "broke", "brought", "built", "came", "chose", "cost", "cut", "died", "drew",
    "expects", "faces", "fell", "fled", "fought", "found", "gave", "gets", "gives", "goes", "got", "grew", "held", "hit", "holds",
    "includes", "kept", "knew", "led", "left", "lost", "made", "makes", "met", "need", "needs", "paid", "plans", "ran", "remains", "rose",
    "said", "saw", "says", "sent", "shot", "showed", "shows", "sold", "sought", "spent", "spoke", "stood", "struck", "takes", "told",
    "took", "want", "went", "won", "wrote",
];

/// Verbs of saying, in the past and the commonest present: what stands right beside a speaker.
#[rustfmt::skip]
pub const REPORTING_VERBS: &[&str] = &[
    "added", "announced", "argued", "asked", "claimed", "confirmed", "declared", "denied", "explained", "insisted", "noted", "remarked",
    "replied", "reported", "said", "says", "stated", "stressed", "suggested", "told", "tweeted", "urged", "warned", "wrote",
];

/// The number of a weekday, Monday being 1; `None` for any other word.
pub fn weekday(word: &str) -> Option<u8> {
    Some(match word {
        "monday" => 1,
        "tuesday" => 2,
        "wednesday" => 3,
        "thursday" => 4,
        "friday" => 5,
        "saturday" => 6,
        "sunday" => 7,
        _ => return None,
    })
}

/// The number, from 1, of a month that is written out; `None` for any other word.
pub fn month(word: &str) -> Option<u8> {
    Some(match word {
        "january" => 1,
        "february" => 2,
        "march" => 3,
        "april" => 4,
        "may" => 5,
        "june" => 6,
        "july" => 7,
        "august" => 8,
        "september" => 9,
        "october" => 10,
        "november" => 11,
        "december" => 12,
        _ => return None,
    })
}

/// The number, from 1, of an abbreviated month; `None` for any other word.
pub fn short_month(word: &str) -> Option<u8> {
    Some(match word {
        "jan" => 1,
        "feb" => 2,
        "mar" => 3,
        "apr" => 4,
        "jun" => 6,
        "jul" => 7,
        "aug" => 8,
        "sep" | "sept" => 9,
        "oct" => 10,
        "nov" => 11,
        "dec" => 12,
        _ => return None,
    })
}

/// Whether a word is a pronoun that can be the subject of a sentence.
pub fn is_subject_pronoun(word: &str) -> bool {
    matches!(word, "he" | "she" | "it" | "they" | "i" | "we" | "you")
}

/// Whether a word is a form of "be", as used in the passive.
pub fn is_form_of_be(word: &str) -> bool {
    matches!(word, "am" | "are" | "be" | "been" | "being" | "is" | "was" | "were")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted_and_hold_no_word_twice() {
        for list in [PREPOSITIONS, CONJUNCTIONS, ADVERBS, AUXILIARIES, FINITE_VERBS, REPORTING_VERBS] {
            assert!(list.windows(2).all(|pair| pair[0] < pair[1]), "{:?}", list.windows(2).find(|pair| pair[0] >= pair[1]));
        }
    }

    #[test]
    fn the_calendar_is_numbered_from_one() {
        assert_eq!((weekday("monday"), weekday("sunday"), weekday("mon")), (Some(1), Some(7), None));
        assert_eq!((month("may"), short_month("sept"), month("sept")), (Some(5), Some(9), None));
    }
}
