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
    if let Some(noun) = named_event(lexemes, reading.first) {
        return Some(noun);
    }
    if let Some(event) = opened(lexemes, reading) {
        return Some(event);
    }
    // "forces on Tuesday condemned": the verb stands behind the date.
    if class(lexemes, reading.end) == Class::Verb {
        let start = clause_start(lexemes, reading.first);
        let last = trimmed_end(lexemes, reading.first);
        if (start..last).all(|at| class(lexemes, at) != Class::Verb) {
            return trimmed_event(lexemes, start, last);
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
    let start = if verb || lexemes.is_break(start - 1) { start } else { before_list(lexemes, start) };
    let start = behind_date(lexemes, start.max(last.saturating_sub(2 * LONGEST)), last);
    let (first, end) = trimmed_event(lexemes, start, last)?;
    Some((last_clause(lexemes, first, end), end))
}

/// Behind another date and its comma: "Italy in November, Mexico in".
fn behind_date(lexemes: &Lexemes, start: usize, end: usize) -> usize {
    let dated = |at: usize| super::calendar::month(lexemes.word(at)).is_some() || super::calendar::year_at(lexemes, at).is_some();
    let comma = (start + 1..end).rev().find(|&at| lexemes.mark(at) == Some(',') && dated(at - 1));
    comma.filter(|&at| (at..end).any(|at| class(lexemes, at) == Class::Content)).map_or(start, |at| at + 1)
}

/// Where the subject of the last verb begins, if an event has several: "planned roadshows, with the first meeting held".
fn last_clause(lexemes: &Lexemes, first: usize, end: usize) -> usize {
    let verb = (first..end).rev().find(|&at| class(lexemes, at) == Class::Verb).unwrap_or(first);
    let mut group = verb;
    while group > first && matches!(class(lexemes, group - 1), Class::Verb | Class::Adverb) {
        group -= 1;
    }
    if !(first..group).any(|at| class(lexemes, at) == Class::Verb) {
        return first;
    }
    subject_before(lexemes, verb + 1).map(|(start, _)| start).filter(|&start| start > first && start < group).unwrap_or(first)
}

/// "the average of 2018", "a storm on Sunday (March 4)", "Waitangi Day - February 6 -": the noun that the date itself belongs to.
fn named_event(lexemes: &Lexemes, first: usize) -> Option<(usize, usize)> {
    let before = trimmed_words(lexemes, first);
    if lexemes.word_before(before) == "of" && class(lexemes, before - 2) == Class::Content {
        let whole =
            matches!(lexemes.word(before - 2), "end" | "beginning" | "start" | "middle" | "half" | "quarter" | "part" | "as" | "because");
        return if whole { None } else { nouns_before(lexemes, before - 1) };
    }
    let mark = lexemes.mark(first - 1);
    let dash = matches!(mark, Some('-' | '–' | '—')) && lexemes.capital(first.wrapping_sub(2)) && !lexemes.is_break(first.wrapping_sub(3));
    let dash = dash && !(1..6).any(|back| lexemes.is_break(first.saturating_sub(1 + back)));
    if mark == Some('(') || dash {
        let (start, end) = nouns_before(lexemes, first - 1)?;
        // "a storm on Sunday night (March 4)"
        let weekday = super::calendar::weekday(lexemes.word(start)).is_some();
        return if weekday { nouns_before(lexemes, start - 1) } else { Some((start, end)) };
    }
    None
}

/// Back over the words of a date that stand before its digits: "late", "early", "the".
fn trimmed_words(lexemes: &Lexemes, mut at: usize) -> usize {
    while at > 1 && (matches!(lexemes.word_before(at), "late" | "early" | "mid") || class(lexemes, at - 1) == Class::Determiner) {
        at -= 1;
    }
    at
}

/// "In 2012, the State saw …", "Ten years ago a browser was born": the clause that a time opens.
fn opened(lexemes: &Lexemes, reading: &Reading) -> Option<(usize, usize)> {
    let start = clause_start(lexemes, reading.first);
    let comma = lexemes.mark(start.wrapping_sub(1)) == Some(',') || lexemes.mark(start.wrapping_sub(1)) == Some(')');
    let bare = |at: usize| {
        !matches!(class(lexemes, at), Class::Content | Class::Verb)
            || matches!(lexemes.word(at), "late" | "early" | "mid" | "beginning" | "end" | "past" | "last")
    };
    if comma || !(start..reading.first).all(bare) {
        return None;
    }
    let ago = usize::from(matches!(lexemes.word(reading.end), "ago" | "later" | "earlier"));
    let next = reading.end + ago + usize::from(lexemes.mark(reading.end + ago) == Some(','));
    let (first, end) = trimmed(lexemes, next, clause_end(lexemes, next, 2 * LONGEST))?;
    let tells = (first..end).any(|at| class(lexemes, at) == Class::Content);
    if !tells {
        return None;
    }
    trimmed_event(lexemes, first, end)
}

/// Over the commas of a list to the clause that has a verb: "was held in Perth, Cairns and Hobart in".
fn before_list(lexemes: &Lexemes, start: usize) -> usize {
    let mut at = clause_start(lexemes, start - 1);
    for _ in 0..4 {
        if (at..start).any(|index| class(lexemes, index) == Class::Verb) || lexemes.mark(at - 1) != Some(',') || at <= 1 {
            break;
        }
        at = clause_start(lexemes, at - 1);
    }
    at
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
    if let Some(found) = super::frames::time_of(lexemes, reading) {
        return Some(found);
    }
    let hyphen = lexemes.is_hyphen(reading.end.wrapping_sub(2)) || lexemes.is_hyphen(reading.end);
    // "a 20 minute walk": before a noun the unit stands in the singular.
    let singular = matches!(lexemes.word_before(reading.end), "minute" | "hour" | "day" | "week" | "month" | "year")
        && !matches!(lexemes.word_before(reading.end - 1), "a" | "an" | "one" | "1" | "half" | "per")
        && before_noun(lexemes, reading.end);
    if (hyphen || singular) && class(lexemes, reading.end) == Class::Content {
        return phrase(lexemes, reading.end, 8);
    }
    if lexemes.word(reading.end) == "of" {
        return phrase(lexemes, reading.end + 1, 8);
    }
    let ago = matches!(lexemes.word(reading.end), "ago" | "later" | "earlier");
    let within = matches!(lexemes.word_before(reading.first), "past" | "last" | "within" | "over" | "for" | "in" | "after");
    if let Some(event) = opened(lexemes, reading).filter(|_| ago || within) {
        return Some(event);
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
    // "is for a continued decline in strength within": what the verb leads to.
    if verb > start && objects > 6 && !figures {
        let object = (verb..last)
            .find(|&at| class(lexemes, at) == Class::Content)
            .and_then(|at| phrase(lexemes, at, 8))
            .filter(|&(_, end)| end <= last);
        if object.is_some() {
            return object;
        }
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
