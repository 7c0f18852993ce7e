//! The subject of a figure: what it measures or counts, in the words of its sentence.

use super::clause::{Class, class, clause_end, clause_start, phrase, subject_before, trimmed};
use super::counted::{counted, predicate};
use super::event::{happened, lasted};
use super::frames::{noun_beside, paid_to, sold_for, spent_on};
use super::inherit::{Said, shares_subject};
use super::lex::Lexemes;
use super::range::Reading;
use super::trim::bare;
use crate::figures::FigureKind;

/// Longest subject, in lexemes.
pub(crate) const LONGEST: usize = 12;

/// Most lexemes between a subject and its figure behind it.
const FAR: usize = 12;

/// The words that say what the figure measures; `None` where none are sure enough.
///
/// `said` is the figure before, whose subject this one may share.
pub(crate) fn subject(lexemes: &Lexemes, reading: &Reading, said: Option<&Said>) -> Option<(usize, usize)> {
    if let Some(subject) = said.filter(|said| shares_subject(lexemes, reading, said)).and_then(|said| said.subject) {
        return Some(subject);
    }
    let (first, end) = match reading.kind {
        FigureKind::Date => happened(lexemes, reading),
        FigureKind::Ordinal => ranked(lexemes, reading.end),
        FigureKind::Percent | FigureKind::Fraction => share(lexemes, reading),
        FigureKind::Age => aged(lexemes, reading),
        FigureKind::Duration => lasted(lexemes, reading),
        FigureKind::Score => trimmed(lexemes, clause_start(lexemes, reading.first), reading.first),
        FigureKind::Money | FigureKind::Dimension | FigureKind::Temperature => measured(lexemes, reading),
        FigureKind::Number => counted(lexemes, reading),
    }?;
    let named = matches!(reading.kind, FigureKind::Age | FigureKind::Score | FigureKind::Date | FigureKind::Ordinal);
    let (first, end) = if named { (first, end) } else { bare(lexemes, first, end)? };
    // So far before the figure it is mostly the subject of something else.
    if reading.kind != FigureKind::Date && end + FAR < reading.first {
        return None;
    }
    // A dateline: "LIMA, July 12".
    let place = end == first + 1
        && lexemes.is_break(first.wrapping_sub(1))
        && lexemes.raw(first).len() > 2
        && !lexemes.raw(first).contains(char::is_lowercase);
    // A date or a measure alone is another figure, and a semicolon parts what is told.
    let measure = |at: usize| {
        super::calendar::month(lexemes.word(at)).is_some()
            || super::calendar::weekday(lexemes.word(at)).is_some()
            || lexemes.digits(at.wrapping_sub(1)).is_some() && super::unit::unit(lexemes, at, lexemes.glued(at)).is_some()
    };
    let tells = (first..end)
        .any(|at| lexemes.raw(at).len() > 2 && (reading.kind == FigureKind::Age || class(lexemes, at) != Class::Number && !measure(at)));
    let tells = tells && !(first..end).any(|at| lexemes.mark(at) == Some(';'));
    (!place && tells).then_some((first, end))
}

/// Whether a noun follows that the figure stands before like an adjective: "two-day visit", "$800-million deal".
pub(crate) fn before_noun(lexemes: &Lexemes, at: usize) -> bool {
    let at = noun_at(lexemes, at);
    // "a 15 meter high pig", but "15 metres high".
    if matches!(lexemes.word(at), "high" | "tall" | "long" | "wide" | "deep")
        && class(lexemes, at + 1) == Class::Content
        && !lexemes.capital(at + 1)
    {
        return true;
    }
    class(lexemes, at) == Class::Content
        && !lexemes.word(at).is_empty()
        && !matches!(
            lexemes.word(at),
            "long"
                | "high"
                | "tall"
                | "wide"
                | "deep"
                | "away"
                | "north"
                | "south"
                | "east"
                | "west"
                | "each"
                | "worth"
                | "old"
                | "apart"
                | "northwest"
                | "southwest"
                | "northeast"
                | "southeast"
                | "lower"
                | "higher"
                | "earlier"
                | "later"
                | "year"
                | "apiece"
                | "full"
                | "complete"
                | "contained"
                | "empty"
                | "yesterday"
                | "today"
                | "tomorrow"
        )
        && super::calendar::weekday(lexemes.word(at)).is_none()
}

/// Where the noun begins that a figure stands before: past a hyphen, an opening quotation mark, a year ("₦20 trillion 2023 budget").
fn noun_at(lexemes: &Lexemes, at: usize) -> usize {
    let at = at + usize::from(lexemes.is_hyphen(at));
    let quote = matches!(lexemes.mark(at), Some('“' | '"' | '‘')) && lexemes.glued(at + 1) && !lexemes.glued(at);
    let year = super::calendar::year_at(lexemes, at).is_some() && class(lexemes, at + 1) == Class::Content;
    at + usize::from(quote || year)
}

/// The run of nouns and adjectives that ends before `end`.
pub(crate) fn nouns_before(lexemes: &Lexemes, end: usize) -> Option<(usize, usize)> {
    let mut first = end;
    while first > 1 && class(lexemes, first - 1) == Class::Content && end - first < 6 {
        first -= 1;
    }
    // "48-month programme": the measure is another figure.
    if first > 1 && class(lexemes, first - 1) == Class::Number && lexemes.is_hyphen(first) {
        first += 2;
    }
    trimmed(lexemes, first, end)
}

/// "fourth round of sanctions", "first time a foreign power …": what follows, to the end of the clause.
fn ranked(lexemes: &Lexemes, at: usize) -> Option<(usize, usize)> {
    let mut at = at + usize::from(lexemes.is_hyphen(at));
    // "the fourth or fifth day"
    if matches!(lexemes.word(at), "or" | "and" | "to") && super::calendar::ordinal_at(lexemes, at + 1).is_some() {
        at += 2;
    }
    let time = lexemes.word(at) == "time";
    let end = if time { clause_end(lexemes, at, LONGEST + 4) } else { return phrase(lexemes, at, LONGEST) };
    trimmed(lexemes, at, end)
}

/// "65% of the reserves are located in …", "a 20% stake", "growth of 5%", "inflation hit 9.1%".
fn share(lexemes: &Lexemes, reading: &Reading) -> Option<(usize, usize)> {
    let level = matches!(lexemes.word_before(reading.first), "is" | "was" | "are" | "were" | "at" | "to" | "equals" | "represents");
    if let Some(told) = told_before(lexemes, reading.first).filter(|_| level && lexemes.word(reading.end) == "of") {
        return Some(told);
    }
    if lexemes.word(reading.end) == "of" {
        let the = usize::from(class(lexemes, reading.end + 1) == Class::Determiner);
        let number = usize::from(class(lexemes, reading.end + 1 + the) == Class::Number) * (1 + the);
        let (first, end) = phrase(lexemes, reading.end + 1 + number, LONGEST)?;
        let opens = class(lexemes, reading.first.wrapping_sub(1)) != Class::Content && subject_is_here(lexemes, reading.first);
        let predicate =
            opens && matches!(lexemes.word(end), "are" | "were" | "is" | "was" | "have" | "has" | "had" | "live" | "lives" | "said");
        return if predicate { trimmed(lexemes, first, said_of(lexemes, end)) } else { Some((first, end)) };
    }
    let modified = before_noun(lexemes, reading.end).then(|| phrase(lexemes, noun_at(lexemes, reading.end), 8)).flatten();
    if modified.is_some() {
        return modified;
    }
    bracketed(lexemes, reading)
        .or_else(|| noun_beside(lexemes, reading.first))
        .or_else(|| noun_before_of(lexemes, reading.first))
        .or_else(|| noun_before_at(lexemes, reading.first))
        .or_else(|| told_before(lexemes, reading.first))
}

/// "with interest at 8% per annum", "unemployment at 5%": the noun right before "at".
fn noun_before_at(lexemes: &Lexemes, first: usize) -> Option<(usize, usize)> {
    let at = first.checked_sub(1).filter(|&at| lexemes.word(at) == "at")?;
    let measure = matches!(lexemes.word_before(at), "interest" | "inflation" | "unemployment" | "growth" | "turnout" | "rate" | "yield");
    measure.then(|| nouns_before(lexemes, at)).flatten()
}

/// Where ends what is said of those who are counted: before the next figure ("were seen within four hours").
pub(super) fn said_of(lexemes: &Lexemes, at: usize) -> usize {
    let end = clause_end(lexemes, at, 7);
    (at..end).find(|&index| class(lexemes, index) == Class::Number || lexemes.word(index) == "and").unwrap_or(end)
}

/// Whether only approximators stand between the start of the clause and `first`.
pub(super) fn subject_is_here(lexemes: &Lexemes, first: usize) -> bool {
    let opens = |at: usize| matches!(lexemes.word(at), "after" | "before" | "since" | "as" | "until" | "once" | "where");
    let start = clause_start(lexemes, first);
    let from = (start..first).rev().find(|&at| opens(at) && class(lexemes, at + 1) != Class::Number).unwrap_or(start);
    // "Last year more than 4 million visitors"
    let dated = usize::from(
        matches!(lexemes.word(from), "last" | "this") && matches!(lexemes.word(from + 1), "year" | "month" | "week" | "season"),
    );
    (from + 2 * dated..first).all(|at| !matches!(class(lexemes, at), Class::Content | Class::Verb))
}

/// "a share of 17.1 percent", "growth of 5%": the noun phrase before "of".
pub(super) fn noun_before_of(lexemes: &Lexemes, first: usize) -> Option<(usize, usize)> {
    let of = (1..=4).map(|back| first.wrapping_sub(back)).find(|&at| lexemes.word(at) == "of")?;
    // Only "about", "more than" and the like stand between.
    if (of + 1..first).any(|at| matches!(class(lexemes, at), Class::Content | Class::Verb | Class::Boundary)) {
        return None;
    }
    let noun = lexemes.word(of.wrapping_sub(1));
    let bound = matches!(noun, "excess" | "maximum" | "minimum" | "region" | "upwards" | "order" | "tune");
    let found = nouns_before(lexemes, of).filter(|_| !bound)?;
    // "a high of", "a record of" say nothing of what was measured: the subject of the clause does.
    let empty = matches!(
        noun,
        "high"
            | "low"
            | "peak"
            | "record"
            | "total"
            | "maximum"
            | "minimum"
            | "level"
            | "drop"
            | "rise"
            | "increase"
            | "decline"
            | "fall"
            | "gain"
    ) && found.1 - found.0 == 1;
    if empty
        && let Some(subject) = subject_before(lexemes, of).filter(|&(start, end)| end <= found.0 && start < end && !lexemes.is_break(start))
    {
        return Some(subject);
    }
    Some(found)
}

/// "a six-year-old boy", "Maria Perez, 34,", "two suspects, aged 34".
fn aged(lexemes: &Lexemes, reading: &Reading) -> Option<(usize, usize)> {
    if before_noun(lexemes, reading.end) {
        return phrase(lexemes, reading.end, 6);
    }
    let listed = (2..12).any(|back| matches!(lexemes.word(reading.first.wrapping_sub(back)), "aged" | "ages"));
    let mut end = reading.first;
    while end > 1
        && (matches!(class(lexemes, end - 1), Class::Preposition | Class::Determiner | Class::Adverb)
            || matches!(lexemes.word(end - 1), "aged" | "age" | "ages")
            || matches!(lexemes.mark(end - 1), Some(',' | '('))
            || listed && (class(lexemes, end - 1) == Class::Number || lexemes.word(end - 1) == "and"))
    {
        end -= 1;
    }
    nouns_before(lexemes, end).or_else(|| subject_before(lexemes, reading.first))
}

/// "$5 billion in aid", "an $800-million deal", "revenue fell to £1.2bn", "33 trillion cubic metres of gas".
fn measured(lexemes: &Lexemes, reading: &Reading) -> Option<(usize, usize)> {
    let next = behind_bracket(lexemes, reading);
    if let Some(found) = spent_on(lexemes, reading, next)
        .or_else(|| paid_to(lexemes, reading, next))
        .or_else(|| sold_for(lexemes, reading.first))
        .filter(|_| reading.kind == FigureKind::Money)
    {
        return Some(found);
    }
    let contents = matches!(lexemes.word(next), "of" | "in" | "worth")
        && !lexemes.capital(next + 1)
        && !(lexemes.word(next) == "in" && is_frame(lexemes, next + 1))
        && matches!(class(lexemes, next + 1), Class::Content | Class::Determiner | Class::Preposition);
    if contents {
        let skip = 1 + usize::from(lexemes.word(next) == "worth" && lexemes.word(next + 1) == "of");
        if let Some(found) = phrase(lexemes, next + skip, 6) {
            return Some(found);
        }
    }
    if before_noun(lexemes, next) {
        return phrase(lexemes, noun_at(lexemes, next), 8);
    }
    // "food parcels worth less than R450 000", "fraud amounting to".
    let worth = (1..=4)
        .map(|back| reading.first.wrapping_sub(back))
        .find(|&at| matches!(lexemes.word(at), "worth" | "valued" | "amounting" | "totalling" | "totaling"));
    if let Some(worth) = worth.filter(|&at| {
        (at + 1..reading.first).all(|at| matches!(class(lexemes, at), Class::Preposition | Class::Adverb | Class::Determiner))
    }) && let Some(found) = nouns_before(lexemes, worth)
    {
        return Some(found);
    }
    // "₹17.5 crore for fogging machines".
    if reading.kind == FigureKind::Money && lexemes.word(next) == "for" && !told_by_level(lexemes, reading.first) {
        let found = phrase(lexemes, next + 1, 6).filter(|&(first, _)| class(lexemes, first) == Class::Content);
        let time =
            found.is_some_and(|(first, _)| super::calendar::month(lexemes.word(first)).is_some() || lexemes.word(first) == "example");
        if found.is_some() && !time {
            return found;
        }
    }
    bracketed(lexemes, reading)
        .or_else(|| noun_beside(lexemes, reading.first))
        .or_else(|| noun_before_of(lexemes, reading.first))
        .or_else(|| told_before(lexemes, reading.first))
        .or_else(|| deed(lexemes, reading.first))
        .or_else(|| predicate(lexemes, reading))
}

/// Whether what "in" opens at `at` says when or where, not what: "in its first weekend", "in the third quarter".
fn is_frame(lexemes: &Lexemes, at: usize) -> bool {
    matches!(
        lexemes.word(at),
        "its"
            | "his"
            | "her"
            | "their"
            | "our"
            | "my"
            | "the"
            | "a"
            | "an"
            | "this"
            | "that"
            | "each"
            | "total"
            | "all"
            | "recent"
            | "late"
            | "early"
    )
}

/// "health (N826.9bn)", "Kraigg Brathwaite (18 not out)": the noun before a bracket that holds the figure.
pub(super) fn bracketed(lexemes: &Lexemes, reading: &Reading) -> Option<(usize, usize)> {
    let open = reading.first.checked_sub(1).filter(|&at| lexemes.mark(at) == Some('('))?;
    let (first, end) = (class(lexemes, open - 1) == Class::Content).then(|| nouns_before(lexemes, open)).flatten()?;
    // "4.2 billion yuan ($588 million)": the noun is the unit of the amount that is told again.
    (class(lexemes, first.wrapping_sub(1)) != Class::Number).then_some((first, end))
}

/// Whether the verb before the figure tells a level or a change of its subject: "fell to $5", "cost $5".
pub(super) fn told_by_level(lexemes: &Lexemes, first: usize) -> bool {
    (1..=4).any(|back| {
        let word = lexemes.word(first.wrapping_sub(back));
        super::change::direction(word).is_some() || matches!(word, "is" | "was" | "cost" | "costs" | "at" | "stood" | "sold" | "from")
    })
}

/// "We planted 60 acres": where a pronoun did it, what was done.
pub(super) fn deed(lexemes: &Lexemes, first: usize) -> Option<(usize, usize)> {
    let start = clause_start(lexemes, first);
    let light = |word: &str| {
        matches!(
            word,
            "is" | "are"
                | "was"
                | "were"
                | "be"
                | "been"
                | "has"
                | "have"
                | "had"
                | "will"
                | "would"
                | "can"
                | "could"
                | "may"
                | "might"
                | "must"
                | "should"
                | "do"
                | "does"
                | "did"
                | "said"
                | "says"
                | "got"
                | "gets"
                | "being"
                | "shall"
        )
    };
    let verb = (start..first).find(|&at| class(lexemes, at) == Class::Verb && !light(lexemes.word(at)))?;
    trimmed(lexemes, verb, first)
}

/// Past the equivalent in brackets: "7.86 million mu (524,000 hectares) of farmland" is about farmland twice.
fn behind_bracket(lexemes: &Lexemes, reading: &Reading) -> usize {
    let opens = lexemes.mark(reading.end) == Some('(');
    if !opens && lexemes.mark(reading.end) != Some(')') {
        return reading.end;
    }
    (reading.end..reading.end + 12).find(|&at| lexemes.mark(at) == Some(')')).map_or(reading.end, |at| at + 1)
}

/// The subject of the clause, with its verb where the verb says more than that there is a level: "government approved", but "inflation".
pub(super) fn told_before(lexemes: &Lexemes, at: usize) -> Option<(usize, usize)> {
    if let Some(object) = super::moved::moved(lexemes, at) {
        return Some(object);
    }
    let (first, end) = subject_before(lexemes, at)?;
    let verb = lexemes.word(end);
    // "raised rates by 75 basis points to 1.25%": it is the object that changes.
    let object = phrase(lexemes, end + 1, 8).filter(|&(_, after)| after <= at && matches!(lexemes.word(after), "by" | "to" | "from"));
    if let Some(object) = object.filter(|_| {
        super::change::direction(verb).is_some() || matches!(verb, "narrowed" | "lowered" | "revised" | "widened" | "lifted" | "trimmed")
    }) {
        return Some(object);
    }
    let level = super::change::direction(verb).is_some()
        || matches!(
            verb,
            "is" | "are"
                | "was"
                | "were"
                | "has"
                | "had"
                | "have"
                | "hit"
                | "stood"
                | "stands"
                | "reached"
                | "traded"
                | "closed"
                | "remained"
                | "remains"
                | "totalled"
                | "totaled"
                | "averaged"
                | "exceeded"
                | "cost"
                | "costs"
                | "amounted"
                | "halved"
                | "doubled"
                | "now"
                | "sells"
                | "would"
                | "will"
                | "came"
                | "comes"
                | "widened"
                | "narrowed"
                | "stayed"
                | "stays"
                | "sat"
                | "sits"
                | "measures"
                | "measured"
                | "weighs"
                | "weighed"
                | "ranged"
                | "ranges"
                | "ended"
                | "finished"
                | "equals"
                | "covers"
                | "covered"
        );
    if level || class(lexemes, end) != Class::Verb || at <= end + 1 && lexemes.word(end).is_empty() || at > end + 8 {
        return Some((first, end));
    }
    trimmed(lexemes, first, at)
}

#[cfg(test)]
mod tests {
    use crate::figures::within::test_marks::check_subjects;

    #[test]
    fn nouns_behind_are_counted() {
        check_subjects("They prepare more than ten documents for signing.", &["documents for signing"]);
        check_subjects("More than 2,200 homes were damaged.", &["homes were damaged"]);
    }

    #[test]
    fn shares_are_of_something() {
        check_subjects("About 65% of the reserves are located in the Siberian region.", &["reserves are located in the Siberian region"]);
        check_subjects("Inflation hit 9.1% then.", &["Inflation"]);
    }

    #[test]
    fn the_object_of_a_change_is_its_subject() {
        check_subjects("The bank raised rates by 75 basis points to 1.25%.", &["rates", "rates"]);
        check_subjects("Cases rose from 1,799 to 3,601.", &["Cases", "Cases"]);
    }
}
