//! "Shanghai Cooperation Organization (SCO)": an acronym and what it stands for.

use std::collections::HashMap;

use crate::entities::{EntityKind, Mention, Names, Why};

/// Finds pairs of neighbouring mentions, the second in brackets and spelling the first's initials, or known as its other name.
pub(crate) fn link(text: &str, names: &mut Names) {
    for at in 1..names.mentions.len() {
        let (full, short) = (names.mentions[at - 1], names.mentions[at]);
        if !is_bracketed(text, full.span.end(), short.span) {
            continue;
        }
        let acronym = short.span.of(text);
        if !spells(full.span.of(text), acronym) && !is_other_name(full, short, text) {
            continue;
        }
        names.mentions[at].kind = full.kind;
        names.mentions[at].why = Why::Acronym;
        names.mentions[at].score = Why::Acronym.score();
        names.acronyms.push((at as u32, at as u32 - 1));
    }
    // Later uses of the same letters are of the same kind.
    let mut known: HashMap<&str, EntityKind> = HashMap::new();
    for &(short, _) in &names.acronyms {
        let mention = names.mentions[short as usize];
        known.entry(mention.span.of(text)).or_insert(mention.kind); // the first says what they stand for
    }
    for mention in &mut names.mentions {
        if let Some(&kind) = known.get(mention.span.of(text)) {
            mention.kind = kind;
        }
    }
}

fn is_bracketed(text: &str, full_end: usize, short: crate::text::Span) -> bool {
    text[full_end..short.start()].trim() == "(" && text[short.end()..].starts_with(')')
}

/// "Tashkent Summit (Iran-Russia Summit)": two names that end alike.
fn is_other_name(full: Mention, short: Mention, text: &str) -> bool {
    let last = |mention: Mention| mention.span.of(text).rsplit(' ').next();
    let words = |mention: Mention| mention.span.of(text).split(' ').count();
    let thing = matches!(full.kind, EntityKind::Event | EntityKind::Organization | EntityKind::Law);
    thing && words(full) > 1 && words(short) > 1 && last(full) == last(short)
}

/// Whether the capitals of `acronym` are the initials of `full`, small words left out or not.
fn spells(full: &str, acronym: &str) -> bool {
    let letters: Vec<char> = acronym.chars().filter(|c| c.is_uppercase()).collect();
    if letters.len() < 2 {
        return false;
    }
    let initials = |small: bool| -> Vec<char> {
        full.split([' ', '-', '\u{a0}'])
            .filter_map(|word| word.chars().next())
            .filter(|c| c.is_alphabetic() && (small || c.is_uppercase()))
            .flat_map(char::to_uppercase)
            .collect()
    };
    letters == initials(false) || letters == initials(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_spell_the_acronym() {
        assert!(spells("Shanghai Cooperation Organization", "SCO"));
        assert!(spells("Ministry of Foreign Affairs", "MFA") && spells("Department of Justice", "DOJ"));
        assert!(!spells("Daesh", "ISIS") && !spells("Islamic State", "S"));
    }
}
