//! The event at a date, or of a duration, in the words of its sentence.

use super::clause::{Class, class, clause_end, clause_start, phrase, subject_before, trimmed};
use super::lex::Lexemes;
use super::range::Reading;
use super::subject::{LONGEST, before_noun, nouns_before};

/// The event of a date: the noun it stands before, or the clause it closes or opens.
pub(crate) fn happened(lexemes: &Lexemes, reading: &Reading) -> Option<(usize, usize)> {
    let before = reading.first.wrapping_sub(1);
    let prepared = class(lexemes, before) == Class::Preposition || matches!(lexemes.word(before), "early" | "late" | "mid");
    if before_noun(lexemes, reading.end) && !prepared {
        return phrase(lexemes, reading.end, 8);
    }
    let start = clause_start(lexemes, reading.first);
    let opens = lexemes.is_break(start.wrapping_sub(1))
        || !lexemes.is_break(start.wrapping_sub(1)) && lexemes.mark(start.wrapping_sub(1)) != Some(',');
    let opening = opens
        && (start..reading.first).all(|at| {
            !matches!(class(lexemes, at), Class::Content | Class::Verb)
                || matches!(lexemes.word(at), "late" | "early" | "mid" | "beginning" | "end")
        });
    if opening {
        let next = reading.end + usize::from(lexemes.mark(reading.end) == Some(','));
        let after = trimmed(lexemes, next, clause_end(lexemes, next, 2 * LONGEST));
        if let Some((first, end)) = after.filter(|&(first, end)| (first..end).any(|at| class(lexemes, at) == Class::Content)) {
            return trimmed_event(lexemes, first, end);
        }
    }
    // A bracket between the event and its date: "the Tashkent Summit (Iran-Russia Summit) in 2013".
    let mut last = trimmed_end(lexemes, reading.first);
    if lexemes.mark(last.wrapping_sub(1)) == Some(')') {
        last = (2..12).map(|back| last.saturating_sub(back)).find(|&at| lexemes.mark(at) == Some('(')).unwrap_or(last);
    }
    let start = clause_start(lexemes, last);
    let verb = (start..last).any(|at| class(lexemes, at) == Class::Verb);
    if is_event(lexemes.word_before(last)) && (!verb || lexemes.capital(last - 1)) {
        return nouns_before(lexemes, last);
    }
    // "a ceasefire which took force": the relative clause needs its noun.
    if matches!(lexemes.word_before(start), "which" | "that" | "who") && class(lexemes, start.wrapping_sub(2)) == Class::Content {
        let (first, _) = nouns_before(lexemes, start - 1)?;
        return trimmed(lexemes, first, last);
    }
    // A list or an aside before the date: the verb is one clause further back.
    let start = if verb || lexemes.is_break(start - 1) { start } else { clause_start(lexemes, start - 1) };
    trimmed_event(lexemes, start.max(last.saturating_sub(2 * LONGEST)), last)
}

/// An event without the helping verbs and numbers that open it and the figures that close it: "was sentenced", "401,537 had waited".
fn trimmed_event(lexemes: &Lexemes, first: usize, end: usize) -> Option<(usize, usize)> {
    let (mut first, end) = trimmed(lexemes, first, end)?;
    let end = without_figures(lexemes, first, end);
    let helps = |word: &str| matches!(word, "is" | "are" | "was" | "were" | "had" | "has" | "have" | "been" | "be" | "will" | "would");
    let opens = |at: usize| {
        helps(lexemes.word(at))
            || class(lexemes, at) == Class::Number
            || class(lexemes, at) == Class::Preposition && at > 0 && class(lexemes, at - 1) == Class::Number
    };
    let start = first;
    while first + 1 < end && opens(first) {
        first += 1;
    }
    let told = (first..end).any(|at| matches!(class(lexemes, at), Class::Content | Class::Verb) && !helps(lexemes.word(at)));
    trimmed(lexemes, if told { first } else { start }, end)
}

/// Where an event ends that goes on with figures: "deforestation rose 150 percent", "produced only 34.3 million".
fn without_figures(lexemes: &Lexemes, first: usize, end: usize) -> usize {
    let mut kept = end;
    while kept > first + 1 {
        let measure =
            matches!(class(lexemes, kept - 1), Class::Number | Class::Preposition | Class::Adverb | Class::Determiner | Class::Boundary)
                || lexemes.digits(kept - 2).is_some() && super::unit::unit(lexemes, kept - 1, lexemes.glued(kept - 1)).is_some();
        if !measure {
            break;
        }
        kept -= 1;
    }
    let content = (first..kept).filter(|&at| class(lexemes, at) == Class::Content).count();
    if content > 0 { kept } else { end }
}

/// Nouns of things that happen at a date.
fn is_event(word: &str) -> bool {
    matches!(
        word,
        "deal"
            | "agreement"
            | "treaty"
            | "accord"
            | "war"
            | "summit"
            | "conference"
            | "election"
            | "elections"
            | "meeting"
            | "revolution"
            | "invasion"
            | "attack"
            | "attacks"
            | "crisis"
            | "coup"
            | "tournament"
            | "cup"
            | "games"
            | "olympics"
            | "final"
            | "championship"
            | "championships"
            | "report"
            | "study"
            | "survey"
            | "census"
            | "outbreak"
            | "earthquake"
            | "floods"
            | "ceasefire"
            | "referendum"
            | "festival"
            | "congress"
            | "act"
            | "law"
    )
}

/// Back over the preposition and the words of the date.
fn trimmed_end(lexemes: &Lexemes, mut end: usize) -> usize {
    while end > 1
        && (matches!(class(lexemes, end - 1), Class::Preposition | Class::Adverb | Class::Determiner)
            || matches!(lexemes.word(end - 1), "late" | "early" | "mid" | "beginning" | "end" | "start"))
    {
        end -= 1;
    }
    end
}

/// "a two-day visit", "stood against the West for forty years", "meeting which lasted 37 minutes".
pub(crate) fn lasted(lexemes: &Lexemes, reading: &Reading) -> Option<(usize, usize)> {
    let hyphen = lexemes.is_hyphen(reading.end.wrapping_sub(2)) || lexemes.is_hyphen(reading.end);
    if hyphen && class(lexemes, reading.end) == Class::Content {
        return phrase(lexemes, reading.end, 8);
    }
    if lexemes.word(reading.end) == "of" {
        return phrase(lexemes, reading.end + 1, 8);
    }
    let last = trimmed_end(lexemes, reading.first);
    let start = clause_start(lexemes, last);
    let relative = matches!(lexemes.word_before(start), "which" | "that" | "who");
    let verbs = (start..last).all(|at| class(lexemes, at) != Class::Content);
    if relative || verbs && start == last {
        return if start > 1 { nouns_before(lexemes, start - 1) } else { None };
    }
    // The verb and its objects; the subject only where nothing else is there.
    let verb = (start..last).rev().find(|&at| class(lexemes, at) == Class::Verb).map_or(start, |verb| verb + 1);
    let objects = last.saturating_sub(verb);
    let figures = (verb..last).any(|at| class(lexemes, at) == Class::Number);
    // "held eight meetings over four years": the meetings.
    let counts = (verb..last).find(|&at| class(lexemes, at) == Class::Number);
    if counts
        .is_some_and(|at| at == verb && class(lexemes, at + 1) == Class::Content && super::unit::unit(lexemes, at + 1, false).is_none())
    {
        return phrase(lexemes, verb + 1, 8);
    }
    if verb > start && (figures || objects > 6) {
        let from = subject_before(lexemes, last).map_or(start, |(first, _)| first).min(verb);
        return trimmed_event(lexemes, from.max(verb.saturating_sub(12)), verb);
    }
    let verb = if objects < 2 { start } else { verb };
    trimmed_event(lexemes, verb.max(last.saturating_sub(9)), last)
}

#[cfg(test)]
mod tests {
    use crate::figures::within::test_marks::check_subjects;

    #[test]
    fn dates_tell_when_something_happened() {
        check_subjects("Russia banned the delivery back in 2010.", &["Russia banned the delivery"]);
        check_subjects("The 2015 nuclear deal failed.", &["nuclear deal"]);
    }
}
