//! Whether two roles are the same post: their words agree.

/// Words of one role that two writers may write differently.
const SAME: &[(&str, &[&str])] = &[
    ("rep", &["representative"]),
    ("maj", &["major"]),
    ("gen", &["general"]),
    ("brig", &["brigadier"]),
    ("pm", &["prime", "minister"]),
    ("fm", &["foreign", "minister"]),
    ("spokesman", &["spokesperson"]),
    ("spokeswoman", &["spokesperson"]),
    ("premier", &["prime", "minister"]),
    ("defence", &["defense"]),
    ("gov", &["governor"]),
    ("sen", &["senator"]),
];

/// Reported as a role, these are neither right nor wrong.
const HONORIFICS: &[&str] =
    &["ayatollah", "seyyed", "seyed", "sayyid", "sheikh", "shaikh", "mr", "mrs", "ms", "dr", "majesty", "highness", "excellency"];

const SMALL: &[&str] = &["the", "of", "a", "an", "his", "her", "its", "their", "s", "and", "for", "to", "in"];

/// The words that count, singular and in one spelling.
pub(super) fn words(role: &str) -> Vec<String> {
    let folded = role.replace('’', "'").to_lowercase();
    let mut words = Vec::new();
    for word in folded.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty() && !SMALL.contains(word)) {
        match SAME.iter().find(|(short, _)| *short == word) {
            Some((_, long)) => words.extend(long.iter().map(|word| word.to_string())),
            None => {
                let plural = word.chars().count() > 4 && word.ends_with('s') && !word.ends_with("ss");
                words.push(if plural { word[..word.len() - 1].to_string() } else { word.to_string() });
            }
        }
    }
    words
}

/// Whether the role is only a form of address.
pub(super) fn is_honorific(role: &str) -> bool {
    words(role).iter().all(|word| HONORIFICS.contains(&word.as_str()))
}

/// F1 of the words of two roles. Words agree when they are equal, or when five letters of long ones are.
pub(super) fn likeness(one: &str, other: &str) -> f64 {
    let (one, other) = (words(one), words(other));
    if one.is_empty() || other.is_empty() {
        return 0.0;
    }
    let stem = |word: &str| word.chars().take(5).collect::<String>();
    let long = |word: &str| word.chars().count() > 5;
    let total = one.len() + other.len();
    let mut rest = other;
    let mut both = 0;
    for word in &one {
        let agrees = |other: &String| word == other || (long(word) && long(other) && stem(word) == stem(other));
        if let Some(at) = rest.iter().position(agrees) {
            rest.remove(at);
            both += 1;
        }
    }
    2.0 * f64::from(both) / total as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_post_agree() {
        assert!(likeness("premier", "prime minister of Russia") > 0.7);
        assert!(likeness("foreign minister", "oil minister") < 0.6);
        assert!(is_honorific("Ayatollah") && !is_honorific("president"));
    }
}
