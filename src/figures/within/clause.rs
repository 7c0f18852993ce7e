//! Just enough grammar to find what a figure is about: word classes, clauses and noun phrases.
//!
//! No tagger: closed classes by list, verbs by the forms that news uses most, everything else a noun or adjective.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::lex::{Kind, Lexemes};
use crate::text::english;

/// How a word works in a sentence, as far as it matters here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    Determiner,
    Preposition,
    Conjunction,
    Pronoun,
    Verb,
    Adverb,
    /// Nouns, adjectives, names.
    Content,
    /// A mark that divides, or the end.
    Boundary,
    Number,
}

/// The class of what stands at `at`; hyphens and apostrophes inside words count as content.
pub(crate) fn class(lexemes: &Lexemes, at: usize) -> Class {
    match lexemes.kind(at) {
        Kind::Break | Kind::Opaque => Class::Boundary,
        // "H1N1 influenza", but not "Sh5,600".
        Kind::Number(_)
            if lexemes.glued(at) && !lexemes.word(at.wrapping_sub(1)).is_empty() && super::money::prefix(lexemes, at - 1).is_none() =>
        {
            Class::Content
        }
        Kind::Number(_) => Class::Number,
        Kind::Mark('-' | '‐' | '‑' | '–' | '/' | '&') if lexemes.glued(at) && lexemes.glued(at + 1) => Class::Content,
        // "you'll have", "they've reserved"
        Kind::Mark('\'' | '’') if is_short_verb(lexemes, at + 1) => Class::Verb,
        Kind::Mark('\'' | '’') if lexemes.glued(at) => Class::Content,
        Kind::Mark('%' | '$' | '€' | '£' | '₹' | '°') => Class::Number,
        Kind::Mark(':') if lexemes.glued(at + 1) && lexemes.digits(at + 1).is_some() => Class::Content,
        // A full stop within a sentence ends an abbreviation: "Gen. Pervez Musharraf".
        Kind::Mark('.') if lexemes.glued(at) && lexemes.capital(at + 1) && lexemes.capital(at - 1) && lexemes.raw(at - 1).len() <= 5 => {
            Class::Content
        }
        Kind::Mark('.') if lexemes.glued(at) && (lexemes.glued(at + 1) || lexemes.raw(at - 1).len() == 1 && lexemes.capital(at - 1)) => {
            Class::Content
        }
        Kind::Mark(_) => Class::Boundary,
        Kind::Word if lexemes.digits(at + 1).is_some() && super::money::prefix(lexemes, at).is_some() => Class::Number,
        Kind::Word if is_short_verb(lexemes, at) => Class::Verb,
        Kind::Word => word_class(lexemes, at),
    }
}

/// Whether a verb is written short behind an apostrophe: "I'm", "you've".
fn is_short_verb(lexemes: &Lexemes, at: usize) -> bool {
    matches!(lexemes.word(at), "ll" | "ve" | "re" | "m" | "d")
        && lexemes.glued(at)
        && matches!(lexemes.mark(at.wrapping_sub(1)), Some('\'' | '’'))
}

/// Whether a word by itself is a verb rather than a noun: "fell", "damaged", not "cost".
pub fn is_verb(word: &str) -> bool {
    let lower = word.to_lowercase();
    let listed = CLOSED.get(&*lower) == Some(&Class::Verb) && !is_ambiguous(&lower);
    listed || word.len() > 5 && word.starts_with(char::is_lowercase) && word.ends_with("ed") && !is_no_participle(&lower)
}

/// Words that end like participles.
fn is_no_participle(word: &str) -> bool {
    matches!(word, "hundred" | "indeed" | "speed" | "breed" | "united")
}

fn word_class(lexemes: &Lexemes, at: usize) -> Class {
    let word = lexemes.word(at);
    if let Some(&class) = CLOSED.get(word) {
        return if class == Class::Verb && is_noun(lexemes, at) { Class::Content } else { class };
    }
    let small = !lexemes.capital(at);
    match word {
        // "relations strengthened": a participle behind a noun is the verb; before one it is an adjective.
        _ if is_no_participle(word) => {}
        _ if small && word.len() > 4 && word.ends_with("ed") && behind_noun(lexemes, at) => return Class::Verb,
        "family" | "supply" | "assembly" | "monthly" | "weekly" | "daily" | "yearly" => {}
        _ if small && word.len() > 5 && word.ends_with("ly") => return Class::Adverb,
        _ => {}
    }
    if super::words::starts_cardinal(word) || super::words::scale(word).is_some() { Class::Number } else { Class::Content }
}

/// Whether a word that is a verb mostly is a noun here: "the cut", "a half-point cut in", "at a cost of".
fn is_noun(lexemes: &Lexemes, at: usize) -> bool {
    let before = lexemes.word_before(at);
    is_ambiguous(lexemes.word(at))
        && (DETERMINERS.contains(&before)
            || lexemes.is_hyphen(at.wrapping_sub(2))
            || matches!(lexemes.word(at + 1), "in" | "of") && lexemes.word(at) != "found" && !before.is_empty() && !before.ends_with('s'))
}

/// Verbs that are nouns as well.
fn is_ambiguous(word: &str) -> bool {
    matches!(
        word,
        "cut"
            | "use"
            | "need"
            | "cost"
            | "costs"
            | "work"
            | "works"
            | "face"
            | "account"
            | "plans"
            | "split"
            | "hit"
            | "shows"
            | "needs"
            | "runs"
            | "shot"
            | "found"
            | "pay"
    )
}

/// Words of the closed classes, and the verbs.
static CLOSED: LazyLock<BTreeMap<&str, Class>> = LazyLock::new(|| {
    let lists = [
        (english::AUXILIARIES, Class::Verb),
        (english::FINITE_VERBS, Class::Verb),
        (VERBS, Class::Verb),
        (DETERMINERS, Class::Determiner),
        (english::PREPOSITIONS, Class::Preposition),
        (PREPOSITIONS, Class::Preposition),
        (english::CONJUNCTIONS, Class::Conjunction),
        (CONJUNCTIONS, Class::Conjunction),
        (PRONOUNS, Class::Pronoun),
        (english::ADVERBS, Class::Adverb),
        (ADVERBS, Class::Adverb),
        (NUMBERS, Class::Number),
    ];
    lists.iter().flat_map(|&(words, class)| words.iter().map(move |&word| (word, class))).collect()
});

fn behind_noun(lexemes: &Lexemes, at: usize) -> bool {
    let before = at.wrapping_sub(1);
    let word = lexemes.word(before);
    !word.is_empty()
        && !matches!(
            word,
            "the"
                | "a"
                | "an"
                | "of"
                | "and"
                | "its"
                | "their"
                | "his"
                | "her"
                | "with"
                | "for"
                | "by"
                | "in"
                | "new"
                | "most"
                | "more"
                | "all"
                | "as"
        )
        && !word.ends_with("ly")
        || matches!(lexemes.mark(before), Some(')' | ','))
}

/// Articles, possessives and quantifiers.
#[rustfmt::skip]
const DETERMINERS: &[&str] = &[
    "the", "a", "an", "this", "these", "those", "its", "their", "his", "her", "our", "my", "your", "some", "any", "each", "every", "all",
    "both", "no", "another", "such",
];

/// Participles and adverbs that work as prepositions before a figure ("compared", "aged", "worth").
const PREPOSITIONS: &[&str] = &["till", "than", "including", "out", "up", "down", "like", "versus", "compared", "aged", "worth"];

/// Relative pronouns in other cases.
const CONJUNCTIONS: &[&str] = &["whom", "whose"];

/// Personal pronouns.
#[rustfmt::skip]
const PRONOUNS: &[&str] = &[
    "he", "she", "it", "they", "we", "i", "you", "them", "him", "us", "me", "there", "itself", "themselves", "whoever", "someone", "somebody", "nobody", "everyone",
    "everybody", "anyone", "none", "nothing",
];

/// Adverbs that news uses around figures.
#[rustfmt::skip]
const ADVERBS: &[&str] = &[
    "only", "already", "back", "ago", "nearly", "almost", "roughly", "approximately", "more", "less", "most", "least", "together",
    "annually", "alone", "currently", "recently", "last", "next", "each",
];

/// Forms that are verbs nearly always in news about figures.
#[rustfmt::skip]
const VERBS: &[&str] = &[
    "be", "been", "being", "having", "stands", "comes", "sees", "wins", "loses", "pays", "sells", "bought", "buys", "keeps", "leaves",
    "leads", "beat", "runs", "sank", "slid", "shrank", "swept", "threw", "costs", "costing", "reached", "recorded", "reported", "killed",
    "killing", "injured", "injuring", "employs", "produces", "produced", "included", "reaching", "totalled", "totaled", "totalling",
    "totaling", "exceeded", "exceeds", "accounted", "accounts", "account", "amounted", "amounts", "remained", "climbed", "jumped",
    "dropped", "declined", "increased", "decreased", "surged", "plunged", "soared", "slumped", "tumbled", "gained", "added", "expected",
    "planned", "announced", "approved", "raised", "reduced", "carries", "weighs", "lasted", "lasts", "covers", "covered", "contains",
    "earns", "earned", "posted", "traded", "closed", "opened", "ended", "averaged", "pumped", "received", "scored", "voted", "allowed",
    "banned", "joined", "arrived", "visited", "seized", "arrested", "jailed", "sentenced", "fined", "affected", "displaced", "destroyed",
    "damaged", "collected", "halved", "doubled", "tripled", "invested", "borrow", "sell", "buy", "pay", "use", "used", "ranks", "ranked",
    "attended", "suffered", "say", "face", "apply", "opens", "agreed", "live", "lives", "works", "work", "hosts", "bars", "gathered",
    "crossed", "owes", "owns", "dies", "die", "withdrew", "flew", "drove", "stole", "taught", "caught", "laid", "meant", "blew", "dealt",
    "forgot", "froze", "lent", "make", "overcame", "proved", "quit", "slept", "split", "tore", "underwent", "upheld", "attracts",
];

/// Words that stand with numbers.
const NUMBERS: &[&str] = &["percent", "percentage", "cent", "pct"];

/// Whether `at` divides clauses.
fn divides(lexemes: &Lexemes, at: usize) -> bool {
    match class(lexemes, at) {
        Class::Boundary => true,
        // "said on Tuesday it had received".
        Class::Content
            if super::calendar::weekday(lexemes.word(at)).is_some()
                && matches!(class(lexemes, at + 1), Class::Pronoun | Class::Determiner)
                && matches!(
                    lexemes.word(at.wrapping_sub(if lexemes.word_before(at) == "on" { 2 } else { 1 })),
                    "said" | "announced" | "reported" | "told"
                ) =>
        {
            true
        }
        // What someone said is a clause of its own, also without "that".
        Class::Verb => {
            matches!(lexemes.word(at), "said" | "says") && !matches!(class(lexemes, at + 1), Class::Boundary | Class::Preposition)
        }
        // "since it withdrew": here the preposition opens a clause.
        Class::Preposition => {
            matches!(lexemes.word(at), "since" | "after" | "before" | "as" | "until") && class(lexemes, at + 1) == Class::Pronoun
        }
        Class::Conjunction => {
            !matches!(lexemes.word(at), "and" | "or" | "whose" | "so") || matches!(class(lexemes, at + 1), Class::Verb | Class::Pronoun)
        }
        _ => false,
    }
}

/// Longest way back to the start of a clause, in lexemes.
const REACH: usize = 30;

/// Where the clause that holds `at` begins.
pub(crate) fn clause_start(lexemes: &Lexemes, at: usize) -> usize {
    let floor = at.saturating_sub(REACH).max(1);
    let mut start = at;
    while start > floor {
        start = match bracket_before(lexemes, start, floor) {
            Some(open) => open,
            None if divides(lexemes, start - 1) => break,
            None => start - 1,
        };
    }
    start
}

/// The bracket that opens an aside which ends right before `at`: "oil output (in barrels) rose".
fn bracket_before(lexemes: &Lexemes, at: usize, floor: usize) -> Option<usize> {
    if lexemes.mark(at - 1) != Some(')') {
        return None;
    }
    (floor.max(at.saturating_sub(ASIDE))..at - 1).rev().find(|&index| lexemes.mark(index) == Some('(')).filter(|&open| open > floor)
}

/// Longest aside in brackets that a clause goes on behind, in lexemes.
const ASIDE: usize = 14;

/// Where the clause that begins at `at` ends, at most `words` lexemes on.
pub(crate) fn clause_end(lexemes: &Lexemes, at: usize, words: usize) -> usize {
    let mut end = at;
    while end < at + words && !divides(lexemes, end) {
        end += 1;
    }
    end
}

/// Drops words at both ends that carry nothing; `None` if nothing is left.
pub(crate) fn trimmed(lexemes: &Lexemes, mut first: usize, mut end: usize) -> Option<(usize, usize)> {
    let empty = |at: usize| {
        !matches!(class(lexemes, at), Class::Content | Class::Number | Class::Verb)
            || lexemes.mark(at).is_some_and(|c| !matches!(c, '%' | '$' | '€' | '£' | '₹'))
    };
    while first < end && (empty(first) || lexemes.word(first) == "s") {
        first += 1;
    }
    while end > first && (empty(end - 1) || is_when(lexemes.word(end - 1))) {
        end -= 1;
    }
    (first < end).then_some((first, end))
}

/// Words that belong to a date and not to what happened then.
fn is_when(word: &str) -> bool {
    matches!(
        word,
        "early" | "late" | "mid" | "beginning" | "start" | "end" | "middle" | "year" | "months" | "month" | "past" | "period" | "fiscal"
    )
}

/// The noun phrase that begins at `at`, with what "of", "in" and "for" add to it; its first and last lexeme.
pub(crate) fn phrase(lexemes: &Lexemes, at: usize, words: usize) -> Option<(usize, usize)> {
    let mut first = at;
    while matches!(class(lexemes, first), Class::Determiner | Class::Adverb) && first < at + 3 {
        first += 1;
    }
    let mut end = first;
    let mut nouns = 0;
    while end < first + words {
        match class(lexemes, end) {
            Class::Content => nouns += 1,
            Class::Verb if nouns == 0 && end == first && is_participle(lexemes, end) => {}
            Class::Number | Class::Determiner
                if nouns > 0 && matches!(class(lexemes, end - 1), Class::Preposition) && class(lexemes, end) == Class::Determiner => {}
            Class::Preposition if nouns > 0 && joins(lexemes, end) => {}
            Class::Conjunction
                if nouns > 0
                    && lexemes.word(end) == "and"
                    && class(lexemes, end + 1) == Class::Content
                    && class(lexemes, end + 2) != Class::Verb
                    && !lexemes.word(end + 1).ends_with("ed")
                    && !lexemes.word(end + 1).ends_with("ing") => {}
            Class::Adverb if nouns == 0 => {}
            // A quotation may end inside: "documents for signing” during the visit".
            Class::Boundary if nouns > 0 && matches!(lexemes.mark(end), Some('”' | '"' | '’')) && joins(lexemes, end + 1) => {}
            _ => break,
        }
        end += 1;
    }
    if nouns == 0 {
        return None;
    }
    trimmed(lexemes, first, end)
}

/// Whether the preposition at `at` goes on with the phrase.
fn joins(lexemes: &Lexemes, at: usize) -> bool {
    let next = class(lexemes, at + 1);
    let noun = matches!(next, Class::Content) || next == Class::Determiner && matches!(class(lexemes, at + 2), Class::Content);
    let dated = super::calendar::month(lexemes.word(at + 1)).is_some() || super::calendar::weekday(lexemes.word(at + 1)).is_some();
    noun && !dated
        && matches!(
            lexemes.word(at),
            "of" | "in"
                | "for"
                | "with"
                | "from"
                | "against"
                | "to"
                | "by"
                | "on"
                | "at"
                | "during"
                | "under"
                | "between"
                | "across"
                | "among"
        )
}

/// The subject of the verb nearest before `at`: the noun phrase between it and the verb or subordinate "after", "as", "while" before.
///
/// "Farmers are counting losses after the price of maize fell from": the price. `None` where that verb has none of its own.
fn nearest_subject(lexemes: &Lexemes, at: usize) -> Option<(usize, usize)> {
    let start = clause_start(lexemes, at);
    let mut verb = (start..at).rev().find(|&index| class(lexemes, index) == Class::Verb && !is_participle(lexemes, index))?;
    // Back over the whole verb: "have been", "was never".
    let mut first = verb;
    while first > start && matches!(class(lexemes, first - 1), Class::Verb | Class::Adverb) {
        first -= 1;
        verb = if class(lexemes, first) == Class::Verb { first } else { verb };
    }
    let opens = |index: usize| {
        class(lexemes, index) == Class::Verb && !is_participle(lexemes, index)
            || matches!(lexemes.word(index), "after" | "as" | "before" | "since" | "while" | "because" | "than" | "when" | "though" | "although")
            // "In 2016 the party", "In February 2021 a quake".
            || class(lexemes, index) == Class::Number && class(lexemes, index + 1) == Class::Determiner
            || class(lexemes, index) == Class::Pronoun
    };
    let mut from = verb;
    while from > start && !opens(from - 1) {
        from -= 1;
    }
    if from > start && class(lexemes, from - 1) == Class::Pronoun {
        return None;
    }
    // What a preposition opens is no subject: "counting losses in the North" has none of its own.
    let led = class(lexemes, from) == Class::Preposition || class(lexemes, from) == Class::Conjunction;
    let content = (from..verb).filter(|&index| class(lexemes, index) == Class::Content && !lexemes.word(index).is_empty()).count();
    (content > 0 && !led && from > start).then(|| trimmed(lexemes, from.max(verb.saturating_sub(14)), verb)).flatten()
}

/// Whether a form that is a verb elsewhere stands before a noun like an adjective, or behind one like a relative clause: "the 47 traded
/// stocks", "forest cover destroyed".
fn is_participle(lexemes: &Lexemes, at: usize) -> bool {
    let word = lexemes.word(at);
    word.ends_with("ed")
        && matches!(class(lexemes, at.wrapping_sub(1)), Class::Number | Class::Determiner | Class::Preposition)
        && class(lexemes, at + 1) == Class::Content
}

/// "The second respondent, a 61-year-old engineer, was fined": where the noun begins that the aside at `start` only describes.
fn apposed(lexemes: &Lexemes, start: usize) -> Option<usize> {
    let comma = start.checked_sub(1).filter(|&at| at > 1 && lexemes.mark(at) == Some(','))?;
    let from = clause_start(lexemes, comma);
    let nouns = (from..comma).filter(|&at| class(lexemes, at) == Class::Content && !lexemes.word(at).is_empty()).count();
    let plain =
        (from..comma).all(|at| class(lexemes, at) != Class::Verb) && !matches!(class(lexemes, from), Class::Preposition | Class::Number);
    let describes =
        class(lexemes, start) == Class::Determiner || class(lexemes, start) == Class::Preposition || class(lexemes, start) == Class::Number;
    (nouns > 0 && plain && describes).then_some(from)
}

/// "winds that have been measured at": the noun that a relative pronoun right behind it stands for.
fn antecedent(lexemes: &Lexemes, at: usize) -> Option<(usize, usize)> {
    let start = clause_start(lexemes, at);
    let relative = matches!(lexemes.word_before(start), "which" | "that" | "who") && class(lexemes, start) == Class::Verb;
    let comma = usize::from(lexemes.mark(start.wrapping_sub(2)) == Some(','));
    let noun = start.checked_sub(1 + comma).filter(|&noun| relative && noun > 1 && class(lexemes, noun - 1) == Class::Content)?;
    super::subject::nouns_before(lexemes, noun)
}

/// The subject of the clause that holds `at`: what stands before its verb. Goes back one clause where this one has none.
pub(crate) fn subject_before(lexemes: &Lexemes, at: usize) -> Option<(usize, usize)> {
    if let Some(found) = antecedent(lexemes, at) {
        return Some(found);
    }
    if let Some(found) = nearest_subject(lexemes, at) {
        return Some(found);
    }
    let mut limit = at;
    for _ in 0..3 {
        let start = clause_start(lexemes, limit);
        let mut end = start;
        while end < limit && class(lexemes, end) != Class::Verb {
            end += 1;
        }
        let content = (start..end).filter(|&index| class(lexemes, index) == Class::Content && !lexemes.word(index).is_empty()).count();
        let led = matches!(class(lexemes, start), Class::Preposition | Class::Number);
        if content > 0 && !(led && end == limit) {
            if end == limit
                && let Some(named) = apposed(lexemes, start)
            {
                return trimmed(lexemes, named, start);
            }
            // Keep what is nearest the verb, if the way there is long.
            return trimmed(lexemes, start.max(end.saturating_sub(14)), end);
        }
        if start <= 1 || lexemes.is_break(start - 1) {
            return None;
        }
        limit = start - 1;
    }
    None
}
