//! Words as they are compared: without case and ending, one for all that say the same of figures; and which of them divide what is compared.

use std::sync::LazyLock;

use xxhash_rust::xxh3::xxh3_64;

use crate::figures::within::calendar;
use crate::figures::within::change::direction;
use crate::text::fold::folded;

pub(super) fn hash(text: &str) -> u32 {
    xxh3_64(text.as_bytes()) as u32
}

/// The word as it is compared; `None` where it says nothing, is a number or a time.
pub(super) fn stem(word: &str) -> Option<String> {
    let word = folded(word);
    if word.chars().count() < 3 || word.chars().any(|c| c.is_ascii_digit()) || EMPTY.binary_search(&word.as_str()).is_ok() {
        return None;
    }
    if calendar::month(&word).is_some() && word != "may" || calendar::weekday(&word).is_some() {
        return None;
    }
    let stem = bare(&word);
    Some(SAME.binary_search_by(|(known, _)| (*known).cmp(stem)).map_or(stem, |at| SAME[at].1).to_string())
}

/// The word without its plural and without its ending.
fn bare(word: &str) -> &str {
    let without = |word: &'_ str, ending: &str, least: usize| -> Option<usize> {
        word.strip_suffix(ending).filter(|stem| stem.len() >= least && stem.is_ascii()).map(str::len)
    };
    let singular = without(word, "ies", 3)
        .or_else(|| without(word, "es", 4).filter(|&length| word[..length].ends_with(['s', 'x', 'z', 'h'])))
        .or_else(|| without(word, "s", 3).filter(|&length| !word[..length].ends_with(['s', 'i', 'u'])));
    let word = &word[..singular.unwrap_or(word.len())];
    let stem = without(word, "ing", 4)
        .or_else(|| without(word, "ied", 3))
        .or_else(|| without(word, "ed", 4))
        .or_else(|| without(word, "y", 3))
        .or_else(|| without(word, "e", 4));
    &word[..stem.unwrap_or(word.len())]
}

/// Whether a verb only says that there is a level, or that it changed: what is measured stands elsewhere.
pub(super) fn is_light(word: &str) -> bool {
    direction(word).is_some() || LIGHT.binary_search(&word).is_ok()
}

/// Whether a word in one of two texts only makes what is told there another thing: "women", "north", "core".
pub(super) fn restricts(stem: u32) -> bool {
    static STEMS: LazyLock<Vec<u32>> = LazyLock::new(|| stems(RESTRICTING));
    STEMS.binary_search(&stem).is_ok()
}

/// Whether a word says nothing of what is measured: offices, reports, titles.
pub(super) fn is_harmless(stem: u32) -> bool {
    static STEMS: LazyLock<Vec<u32>> = LazyLock::new(|| stems(HARMLESS));
    STEMS.binary_search(&stem).is_ok()
}

/// What is destroyed is lost.
pub(super) fn lost() -> u32 {
    hash("destroy")
}

fn stems(words: &[&str]) -> Vec<u32> {
    let mut stems: Vec<u32> = words.iter().filter_map(|word| stem(word)).map(|stem| hash(&stem)).collect();
    stems.sort_unstable();
    stems
}

/// What happened to those who are counted, if a word tells that: two of these are never the same count.
pub(super) fn is_deed(stem: &str) -> bool {
    DEEDS.contains(&stem)
}

/// One word for deeds that are told in many.
const DEEDS: &[&str] = &[
    "kill",
    "injure",
    "missing",
    "displac",
    "arrest",
    "rescu",
    "test",
    "infect",
    "vaccinat",
    "hospitalis",
    "recover",
    "charg",
    "convict",
    "sentenc",
];

/// Endings aside, words that say the same beside a figure: sorted by the first.
#[rustfmt::skip]
const SAME: &[(&str, &str)] = &[
    ("accus", "charg"), ("allocat", "allot"), ("allocation", "allot"), ("allott", "allot"), ("annum", "year"), ("apprehend", "arrest"),
    ("ballot", "vote"), ("bod", "kill"), ("captur", "arrest"), ("cast", "win"), ("co2", "carbon"), ("dead", "kill"), ("death", "kill"),
    ("detain", "arrest"), ("die", "kill"), ("died", "kill"), ("drown", "kill"), ("dwell", "home"), ("dwelling", "home"),
    ("employe", "employ"), ("evacuat", "displac"), ("evacue", "displac"), ("expenditur", "spend"), ("expenditure", "spend"),
    ("fatalit", "kill"), ("fled", "displac"), ("got", "win"), ("held", "hold"), ("homeless", "displac"), ("hospitaliz", "hospitalis"),
    ("hous", "home"), ("hurt", "injure"), ("illness", "infect"), ("immunis", "vaccinat"), ("immuniz", "vaccinat"), ("injur", "injure"),
    ("inoculat", "vaccinat"), ("jail", "sentenc"), ("jobless", "unemployment"), ("joblessness", "unemployment"), ("lorr", "truck"),
    ("lose", "destroy"), ("lost", "destroy"), ("miss", "missing"), ("obtain", "win"), ("paid", "pay"), ("perish", "kill"),
    ("poll", "win"), ("purchas", "buy"), ("receiv", "win"), ("refuge", "refugee"), ("ruin", "destroy"), ("sav", "rescu"),
    ("save", "rescu"), ("saved", "rescu"), ("scor", "win"), ("secur", "win"), ("slain", "kill"), ("slay", "kill"), ("slew", "kill"),
    ("sold", "sell"), ("spending", "spend"), ("spent", "spend"), ("tak", "win"), ("taken", "win"), ("took", "win"),
    ("unemploy", "unemployment"), ("unit", "home"), ("victim", "kill"), ("won", "win"), ("worker", "employ"), ("wound", "injure"),
];

/// Verbs that tell a level, and such that carry another one. Sorted.
#[rustfmt::skip]
const LIGHT: &[&str] = &[
    "account", "accounted", "accounts", "amount", "amounted", "amounts", "are", "averaged", "be", "became", "become", "been", "being",
    "came", "climbs", "come", "comes", "consists", "could", "did", "do", "does", "equals", "exceeded", "had", "has", "have", "having",
    "hit", "is", "left", "made", "make", "may", "measured", "measures", "might", "must", "numbered", "numbers", "put", "reach", "reached",
    "reaches", "recorded", "registered", "remained", "remains", "represents", "saw", "see", "sees", "set", "shall", "should", "show",
    "showed", "shows", "stand", "standing", "stands", "stood", "to", "total", "totaled", "totaling", "totalled", "totalling", "totals",
    "was", "went", "were", "will", "would",
];

/// Parts of a whole and forms of a measure: what is told of them is not told of the whole.
#[rustfmt::skip]
const RESTRICTING: &[&str] = &[
    "acting", "additional", "adjusted", "adults", "aims", "alone", "among", "annual", "assistant", "average", "biggest", "boys",
    "capacity", "central", "change", "child", "children", "civilian", "civilians", "coastal", "combined", "core", "county", "crew",
    "daily", "debt", "decline", "deficit", "deputy", "direct", "domestic", "downtown", "earlier", "east", "eastern", "elderly", "energy",
    "except", "excluding", "expect", "expects", "export", "exports", "extra", "federal", "female", "first", "food", "forecast", "foreign",
    "foreigner", "foreigners", "former", "fourth", "fuel", "further", "girls", "goal", "gross", "growth", "half", "highest", "hopes",
    "housing", "import", "imports", "indirect", "initially", "inner", "instead", "interest", "joint", "junior", "largest", "limit",
    "loan", "loss", "lower", "lowest", "main", "male", "man", "maximum", "mean", "median", "men", "minimum", "monthly", "municipal",
    "net", "never", "new", "north", "northeast", "northern", "northwest", "not", "officer", "officers", "old", "operating", "outer",
    "passengers", "pensioners", "per", "permanent", "planned", "plans", "pledged", "previous", "primary", "private", "profit", "proposed",
    "provincial", "public", "quarterly", "ratio", "regional", "remaining", "rest", "retail", "revenue", "rural", "seasonally", "second",
    "second-hand", "secondary", "senior", "share", "smallest", "soldier", "soldiers", "south", "southeast", "southern", "southwest",
    "students", "suburban", "summer", "surplus", "target", "tax", "teenagers", "temporary", "third", "upper", "urban", "used", "vice",
    "wants", "weekly", "west", "western", "wholesale", "winter", "without", "woman", "women", "young", "youth", "youths",
];

/// Who says it, and that it is said.
#[rustfmt::skip]
const HARMLESS: &[&str] = &[
    "according", "agency", "already", "also", "altogether", "amid", "announced", "authorities", "big", "called", "caused", "chief",
    "city", "country", "data", "deadly", "entire", "figures", "final", "finance", "general", "giant", "good", "government", "governor",
    "huge", "just", "known", "large", "latest", "leader", "leading", "led", "local", "massive", "mayor", "minister", "ministry", "named",
    "nation", "national", "news", "now", "office", "official", "officials", "overall", "people", "person", "police", "powerful",
    "presented", "president", "prime", "region", "report", "reports", "spokesman", "spokesperson", "spokeswoman", "statement",
    "statistics", "strong", "thus", "today", "town", "whole", "yesterday",
];

/// Words that are in any sentence with a figure, folded and sorted.
#[rustfmt::skip]
const EMPTY: &[&str] = &[
    "about", "according", "after", "again", "all", "almost", "also", "and", "another", "are", "around", "been", "before", "being",
    "between", "billion", "both", "but", "can", "crore", "day", "days", "during", "each", "earlier", "for", "from", "had", "has", "have",
    "her", "his", "into", "its", "lakh", "last", "later", "least", "less", "many", "million", "month", "months", "more", "most", "near",
    "nearly", "next", "number", "one", "only", "other", "others", "our", "out", "over", "percent", "several", "she", "since", "some",
    "such", "than", "that", "the", "their", "them", "then", "there", "these", "they", "this", "those", "through", "time", "times",
    "today", "total", "trillion", "two", "under", "until", "was", "week", "weeks", "were", "what", "when", "where", "which", "while",
    "who", "will", "with", "year", "years", "yesterday", "you",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted() {
        assert!(EMPTY.windows(2).all(|pair| pair[0] < pair[1]));
        assert!(LIGHT.windows(2).all(|pair| pair[0] < pair[1]), "{:?}", LIGHT.windows(2).find(|pair| pair[0] >= pair[1]));
        assert!(SAME.windows(2).all(|pair| pair[0].0 < pair[1].0), "{:?}", SAME.windows(2).find(|pair| pair[0].0 >= pair[1].0));
    }

    #[test]
    fn words_of_one_meaning_are_one() {
        for (one, other) in [
            ("deaths", "killed"),
            ("wounded", "injuring"),
            ("jobless", "unemployment"),
            ("allocated", "allotted"),
            ("took", "won"),
            ("cities", "city"),
            ("evacuated", "displaced"),
            ("rescued", "saved"),
        ] {
            assert_eq!(stem(one), stem(other), "{one} {other}");
        }
        assert_ne!(stem("killed"), stem("injured"));
        assert_ne!(stem("exports"), stem("imports"));
    }
}
