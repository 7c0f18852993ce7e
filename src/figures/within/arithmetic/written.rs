//! How sums are written, and words of sentences.

use crate::figures::{Approx, Decimal, Figure};

/// The stated figure with what is said of its firmness: "more than 37 %".
pub(super) fn said(figure: &Figure, value: &str) -> String {
    let words = match figure.approx {
        Some(Approx::About) => "about ",
        Some(Approx::Nearly) => "nearly ",
        Some(Approx::MoreThan) => "more than ",
        Some(Approx::AtLeast) => "at least ",
        Some(Approx::LessThan) => "less than ",
        Some(Approx::AtMost) => "at most ",
        None => "",
    };
    format!("{words}{value}")
}

/// A value in a sum: with the scale word that keeps it short.
pub(super) fn short(value: Decimal) -> String {
    let size = value.to_f64().abs();
    for (power, word) in [(12, "trillion"), (9, "billion"), (6, "million")] {
        if size >= 10f64.powi(power)
            && let Some(scaled) = value.scaled(-power)
        {
            return format!("{} {word}", rounded(scaled));
        }
    }
    rounded(value)
}

/// At most four significant digits, or all of a whole number.
pub(super) fn rounded(value: Decimal) -> String {
    if value.integer().is_some_and(|whole| whole.abs() < 1_000_000) {
        return value.to_string();
    }
    let number = value.to_f64();
    // The exponent as it is written: logarithms differ from platform to platform.
    let power: i32 = format!("{number:e}").split_once('e').and_then(|(_, power)| power.parse().ok()).unwrap_or(0);
    let places = (3 - power).clamp(0, 6) as usize;
    let written = format!("{number:.places$}");
    if written.contains('.') { written.trim_end_matches('0').trim_end_matches('.').to_string() } else { written }
}

pub(super) fn has_word(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + word.len()..].chars().next();
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    })
}

pub(super) fn last_word(text: &str) -> String {
    text.trim_end().rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default().to_lowercase()
}

pub(super) fn first_word(text: &str) -> &str {
    text.trim_start().split(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty()).unwrap_or_default()
}

/// Whether a sentence begins with a name and not with "About" or "The": its first word comes with a capital and is followed by a
/// verb, a comma or another name.
pub(super) fn opens_with_name(sentence: &str) -> bool {
    let word = first_word(sentence);
    let common = matches!(
        word,
        "The"
            | "A"
            | "An"
            | "About"
            | "Around"
            | "Some"
            | "Nearly"
            | "Almost"
            | "More"
            | "Less"
            | "Over"
            | "In"
            | "On"
            | "At"
            | "Of"
            | "It"
            | "Its"
            | "This"
            | "That"
            | "These"
            | "Those"
            | "But"
            | "And"
            | "However"
            | "For"
            | "From"
            | "With"
            | "By"
            | "Roughly"
            | "Approximately"
            | "Up"
            | "Only"
            | "As"
            | "If"
            | "When"
            | "While"
            | "After"
            | "Before"
            | "Since"
            | "He"
            | "She"
            | "They"
            | "We"
            | "There"
            | "According"
            | "Under"
            | "Among"
            | "Between"
            | "All"
            | "Each"
            | "Both"
            | "Many"
            | "Most"
            | "Last"
            | "Next"
            | "Meanwhile"
            | "Also"
    );
    word.chars().count() > 2 && word.starts_with(char::is_uppercase) && !common
}

/// Whether a subject and a sentence share a word that says something.
pub(super) fn share_word(subject: &str, sentence: &str) -> bool {
    subject
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.chars().count() > 2 && !matches!(*word, "the" | "and" | "for" | "share" | "world"))
        .any(|word| has_word(sentence, word))
}
