//! Capitalised runs: where a name may stand.

use super::words::{is_particle, makes_adjective};
use crate::text::token::is_apostrophe;
use crate::text::{Layout, Token, TokenKind};

/// Tokens that may be one or several names and titles: "Iranian President Hassan Rouhani".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Run {
    /// First token.
    pub(crate) start: usize,
    /// First token after it.
    pub(crate) end: usize,
    /// Whether a capital says nothing here: the first word of a sentence.
    pub(crate) opens_sentence: bool,
    /// Whether most words around are capitalised: a headline.
    pub(crate) in_headline: bool,
}

/// Longest run in tokens. No name is longer; without a cap, a page in capitals would be one name.
const MAX_TOKENS: usize = 16;

/// All runs of a text, in reading order.
pub(crate) fn find(text: &str, tokens: &[Token], layout: &Layout) -> Vec<Run> {
    let mut runs = Vec::new();
    let mut first = 0;
    for sentence in &layout.sentences {
        while first < tokens.len() && tokens[first].span.start() < sentence.start() {
            first += 1;
        }
        let mut end = first;
        while end < tokens.len() && tokens[end].span.start() < sentence.end() {
            end += 1;
        }
        in_sentence(text, tokens, first, end, &mut runs);
        first = end;
    }
    runs
}

fn in_sentence(text: &str, tokens: &[Token], start: usize, end: usize, runs: &mut Vec<Run>) {
    let in_headline = is_headline(text, &tokens[start..end]);
    let mut at = start;
    let mut opens_sentence = true;
    while at < end {
        let token = tokens[at];
        if !starts_name(text, tokens, at) {
            // A quotation begins a sentence of its own.
            opens_sentence = match token.kind {
                TokenKind::Mark => opens_sentence || matches!(token.span.of(text), "“" | "\"" | ":" | "«" | "‘"),
                _ => false,
            };
            at += 1;
            continue;
        }
        let run_end = extend(text, tokens, at, end);
        runs.push(Run { start: at, end: run_end, opens_sentence, in_headline });
        opens_sentence = false;
        at = run_end;
    }
}

/// First token after the run that starts at `at`.
fn extend(text: &str, tokens: &[Token], at: usize, end: usize) -> usize {
    let limit = end.min(at + MAX_TOKENS);
    let mut last = at + 1;
    while last < limit {
        let word = |i: usize| tokens[i].span.of(text);
        let glued = tokens[last].span.start() == tokens[last - 1].span.end();
        let next_is_name = |i: usize| i < limit && is_capitalised(text, tokens[i]) && !is_pronoun(text, tokens, i);
        if next_is_name(last) && !glued {
            last += 1;
        } else if tokens[last].kind == TokenKind::Number && !glued && word(last).len() <= 2 && word(last - 1).eq_ignore_ascii_case("war") {
            last += 1; // "World War 2"
        } else if tokens[last].kind == TokenKind::Number && !glued && word(last).contains('.') && next_is_name(last + 1) {
            last += 2; // "Attribution 4.0 International": a version
        } else if word(last) == "." && glued && is_abbreviated(word(last - 1)) && next_is_name(last + 1) {
            last += 2; // "J. Smith", "Gen. Smith"
        } else if is_dash(word(last)) && glued && last + 1 < limit && tokens[last + 1].span.start() == tokens[last].span.end() {
            let after = word(last + 1);
            if tokens[last + 1].kind != TokenKind::Mark
                && !makes_adjective(after)
                && (is_capitalised(text, tokens[last + 1]) || is_short(after))
            {
                last += 2; // "Iran-Russia", "Jong-un", "S-300"
            } else {
                break;
            }
        } else if word(last) == "&" && next_is_name(last + 1) {
            last += 2;
        } else if !glued && matches!(word(last), "of" | "for" | "and") && next_is_name(last + 1) {
            last += 2; // decided later: "Ministry of Health", but also "Iran and Russia"
        } else if !glued && word(last) == "of" && last + 2 < limit && word(last + 1) == "the" && next_is_name(last + 2) {
            last += 3;
        } else if !glued && is_particle(word(last)) {
            match particle_end(text, tokens, last, limit) {
                Some(after) => last = after,
                None => break,
            }
        } else {
            break;
        }
    }
    last
}

/// "al-Assad", "bin Salman", "van der Berg": end of the name part after the particles.
fn particle_end(text: &str, tokens: &[Token], at: usize, limit: usize) -> Option<usize> {
    let mut next = at;
    while next < limit && (is_particle(tokens[next].span.of(text)) || is_dash(tokens[next].span.of(text))) && next < at + 4 {
        next += 1;
    }
    (next < limit && is_capitalised(text, tokens[next])).then_some(next + 1)
}

fn starts_name(text: &str, tokens: &[Token], at: usize) -> bool {
    let word = tokens[at].span.of(text);
    if is_capitalised(text, tokens[at]) {
        return !is_pronoun(text, tokens, at);
    }
    // "al-Assad" without a forename
    matches!(word, "al" | "el" | "bin") && particle_end(text, tokens, at, tokens.len().min(at + 4)).is_some()
}

pub(crate) fn is_capitalised(text: &str, token: Token) -> bool {
    matches!(token.kind, TokenKind::Word | TokenKind::Mixed) && token.span.of(text).starts_with(char::is_uppercase)
}

/// "I", "I'm", "I’ve"; not the "I" of "World War I" nor the initial of "I. M. Pei".
fn is_pronoun(text: &str, tokens: &[Token], at: usize) -> bool {
    let word = tokens[at].span.of(text);
    let Some(rest) = word.strip_prefix('I') else { return false };
    if rest.is_empty() {
        let after_war = at > 0 && matches!(tokens[at - 1].span.of(text), "War" | "WAR");
        let initial = tokens.get(at + 1).is_some_and(|dot| dot.span.of(text) == "." && dot.span.start() == tokens[at].span.end())
            && tokens.get(at + 2).is_some_and(|next| is_capitalised(text, *next));
        return !after_war && !initial;
    }
    let mut chars = rest.chars();
    chars.next().is_some_and(is_apostrophe) && matches!(chars.as_str(), "m" | "M" | "ve" | "VE" | "ll" | "LL" | "d" | "D")
}

pub(crate) fn is_dash(word: &str) -> bool {
    matches!(word, "-" | "‐" | "‑")
}

fn is_short(word: &str) -> bool {
    word.len() <= 5
        && !matches!(
            word,
            "year"
                | "old"
                | "in"
                | "to"
                | "and"
                | "or"
                | "the"
                | "up"
                | "of"
                | "on"
                | "off"
                | "out"
                | "by"
                | "at"
                | "for"
                | "law"
                | "elect"
                | "one"
                | "two"
                | "three"
                | "four"
                | "five"
                | "six"
                | "seven"
                | "eight"
                | "nine"
                | "ten"
                | "free"
                | "time"
                | "long"
        )
}

fn is_abbreviated(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next();
    chars.next().is_none()
        || matches!(
            word,
            "Mr" | "Mrs" | "Ms" | "Dr" | "Gen" | "Lt" | "Col" | "Maj" | "Capt" | "Sen" | "Rep" | "Gov" | "Prof" | "St" | "Sgt" | "Rev"
        )
}

/// Four words or more, nearly all of the longer ones capitalised, and no full stop.
fn is_headline(text: &str, tokens: &[Token]) -> bool {
    if tokens.last().is_some_and(|token| token.span.of(text) == ".") {
        return false;
    }
    let long = tokens.iter().filter(|token| token.kind == TokenKind::Word && token.span.len() > 3);
    let (mut words, mut capitals) = (0, 0);
    for token in long {
        words += 1;
        capitals += usize::from(is_capitalised(text, *token));
    }
    words >= 4 && capitals * 10 >= words * 8
}
