//! Of whom or of what a figure is told: "Zambia" in "Zambia's copper output rose 8 percent", "Eddie Chu" in "Eddie Chu was elected with 84,121 votes".
//!
//! Only what the grammar of the sentence shows is given, and a name for a pronoun where the sentence before is about that name. "I" and "my" are
//! given as they stand: who speaks is found by those who read quotes.

use super::clause::{Class, class, subject_before, trimmed};
use super::inherit::Said;
use super::lex::Lexemes;
use super::range::Reading;
use super::subject::nouns_before;
use crate::figures::FigureKind;

/// From … to …, in lexemes.
type Stretch = (usize, usize);

/// The words of the holder; `None` where none are sure enough.
///
/// In this order: who owns what is measured, who gets it, the place that belongs to it, who does what the clause tells.
pub(crate) fn holder(lexemes: &Lexemes, reading: &Reading, subject: Option<Stretch>, said: Option<&Said>) -> Option<Stretch> {
    if let Some(other) = second_of_two(lexemes, reading.first) {
        return Some(other);
    }
    if said.is_some_and(|said| said.subject.is_some() && said.subject == subject) {
        // "by 5 percent in Kenya and by 8 percent in Uganda"
        let own = attached(lexemes, reading.end).filter(|&(from, to)| is_name(lexemes, from, to));
        return own.or_else(|| said.and_then(|said| said.holder));
    }
    let (first, end) = subject?;
    if reading.kind == FigureKind::Age {
        return name_in(lexemes, first, end);
    }
    if let Some(owner) = owner(lexemes, first).or_else(|| receiver(lexemes, reading, end)) {
        return Some(owner);
    }
    // "Transport took 18 percent, health (22%) more": the bracket is not the clause's.
    if lexemes.mark(reading.first - 1) == Some('(') {
        return None;
    }
    if let Some(whole) = whole(lexemes, reading, first) {
        return Some(whole);
    }
    let adverbial = matches!(reading.kind, FigureKind::Date | FigureKind::Duration | FigureKind::Ordinal);
    let own = own_name(lexemes, first, end);
    // The event itself says who: "Hanoi University was founded".
    let verb = (first..end).find(|&at| class(lexemes, at) == Class::Verb);
    if let Some(verb) = verb.filter(|&verb| verb > first) {
        let doer = noun_phrase(lexemes, first, verb).filter(|&(from, to)| is_name(lexemes, from, to));
        return if reading.kind == FigureKind::Number { own } else { doer };
    }
    let place = attached(lexemes, end).filter(|&(_, to)| to < reading.first || end >= reading.end);
    match doer(lexemes, reading.first) {
        Some(Doer::Named(start, stop, verb)) if stop <= first || start >= end => {
            let close = !adverbial && is_agent(lexemes, start, stop) && governs(lexemes, verb, reading.first, (first, end));
            let told = || attached(lexemes, stop).filter(|&(from, to)| is_name(lexemes, from, to));
            if is_name(lexemes, start, stop) || close { Some((start, stop)) } else { own.or_else(told) }
        }
        // What is measured is what the clause is about.
        Some(Doer::Named(..)) => {
            let named = attached(lexemes, reading.end).filter(|&(from, to)| is_name(lexemes, from, to));
            own.or(place).or(named).or_else(|| of_noun(lexemes, first, end))
        }
        Some(Doer::Pronoun(at)) => meant(lexemes, at),
        Some(Doer::Speaker(at)) => Some((at, at + 1)),
        Some(Doer::Open) => None,
        None => own.or(place),
    }
}

/// "Bett took home 750,000 and Chelimo 400,000": whose figure it is where the verb is left out.
fn second_of_two(lexemes: &Lexemes, figure: usize) -> Option<Stretch> {
    let end = super::inherit::before_hedges(lexemes, figure);
    if end < 3 || !lexemes.capital(end - 1) || class(lexemes, end - 1) != Class::Content || is_when(lexemes, end - 1) {
        return None;
    }
    let (start, end) = name_in(lexemes, end.saturating_sub(4), end)?;
    // "Iran and Russia 20" are two of one.
    let parallel = matches!(lexemes.word_before(start), "and" | "while" | "but") && !lexemes.capital(start.checked_sub(2)?);
    (parallel && lexemes.word(start) != "and").then_some((start, end))
}

/// Who owns the noun at `first`: "Zambia's copper output", "the farmers' losses", "its output".
fn owner(lexemes: &Lexemes, first: usize) -> Option<Stretch> {
    if matches!(lexemes.word_before(first), "its" | "his" | "her") {
        return meant(lexemes, first - 1);
    }
    if lexemes.word_before(first) == "my" {
        return Some((first - 1, first));
    }
    let apostrophe = |at: usize| matches!(lexemes.mark(at), Some('\'' | '’'));
    let before = first.checked_sub(1).filter(|&at| at > 2)?;
    let end = match lexemes.word(before) {
        "s" if apostrophe(before - 1) => before - 1,
        _ if apostrophe(before) && lexemes.word_before(before).ends_with('s') => before,
        _ => return None,
    };
    let (start, end) = nouns_before(lexemes, end)?;
    name_in(lexemes, start, end).or(Some((start, end)))
}

/// "a survey of 1,709 schoolchildren", "a panel of twelve": what those who are counted make up.
fn whole(lexemes: &Lexemes, reading: &Reading, subject: usize) -> Option<Stretch> {
    let of = super::inherit::before_hedges(lexemes, reading.first).checked_sub(1)?;
    let (start, end) =
        nouns_before(lexemes, of).filter(|_| lexemes.word(of) == "of" && reading.kind == FigureKind::Number && subject > of)?;
    #[rustfmt::skip]
    const WHOLES: &[&str] = &[
        "survey", "study", "poll", "sample", "panel", "team", "group", "committee", "commission", "jury", "crew", "family", "fleet", "board", "class", "squad",
        "force", "network", "chain", "council", "delegation", "convoy", "party", "band", "alliance", "coalition", "bloc", "union", "staff", "crowd", "cohort",
        "herd", "flock", "cabinet", "parliament", "troupe", "choir", "league", "club",
    ];
    (class(lexemes, start - 1) == Class::Determiner && WHOLES.contains(&lexemes.word(end - 1))).then_some((start, end))
}

/// "awarded 12 lakh in damages to Meera Nair": who gets it.
fn receiver(lexemes: &Lexemes, reading: &Reading, end: usize) -> Option<Stretch> {
    let gives = |at: usize| {
        matches!(lexemes.word(at), "awarded" | "awards" | "granted" | "gave" | "gives" | "paid" | "donated" | "pledged" | "lent" | "handed")
    };
    (reading.first.saturating_sub(5)..reading.first).any(gives).then_some(())?;
    let to = (reading.end..end.max(reading.end) + 2).find(|&at| lexemes.word(at) == "to")?;
    let the = usize::from(class(lexemes, to + 1) == Class::Determiner);
    let stop = run(lexemes, to + 1 + the);
    is_name(lexemes, to + 1 + the, stop).then_some((to + 1 + the, stop))
}

/// Where the nouns that begin at `start` end, at most six on.
fn run(lexemes: &Lexemes, start: usize) -> usize {
    let mut end = start;
    while class(lexemes, end) == Class::Content && end < start + 6 && !is_when(lexemes, end) {
        end += 1;
    }
    end
}

/// The name or the noun that a preposition adds at `at`: "unemployment in Lesotho", "circumference of the memorial".
fn attached(lexemes: &Lexemes, at: usize) -> Option<Stretch> {
    let of = lexemes.word(at) == "of";
    if !of && !matches!(lexemes.word(at), "in" | "at" | "for" | "from" | "over" | "across" | "off") {
        return None;
    }
    let start = at + 1 + usize::from(class(lexemes, at + 1) == Class::Determiner);
    let end = run(lexemes, start);
    let own_money = class(lexemes, end) == Class::Number && !is_when(lexemes, end);
    if end == start || own_money || !of && !is_name(lexemes, start, end) { None } else { trimmed(lexemes, start, end) }
}

/// The name that a preposition adds within what is measured: "members of the Legislative Council".
fn own_name(lexemes: &Lexemes, first: usize, end: usize) -> Option<Stretch> {
    let at = (first + 1..end).find(|&at| class(lexemes, at) == Class::Preposition)?;
    let plain = (first..at).all(|index| !lexemes.capital(index) || lexemes.is_break(index.wrapping_sub(1)));
    attached(lexemes, at).filter(|&(start, stop)| plain && is_name(lexemes, start, stop))
}

/// The noun that "of" adds within what is measured: "the average age of the judges".
fn of_noun(lexemes: &Lexemes, first: usize, end: usize) -> Option<Stretch> {
    let of = (first + 1..end).find(|&at| lexemes.word(at) == "of")?;
    attached(lexemes, of).filter(|&(_, stop)| class(lexemes, of + 1) == Class::Determiner && stop == end)
}

/// Who does what the clause tells.
enum Doer {
    /// From … to …, and the verb.
    Named(usize, usize, usize),
    /// The place of "he", "she" or "it".
    Pronoun(usize),
    /// The place of "I": who says it is known to who reads the quotes.
    Speaker(usize),
    /// Another pronoun: "they", "we", "who".
    Open,
}

/// How far back the verb of a clause is looked for, in lexemes.
const REACH: usize = 40;

/// The subject of the nearest verb before `at`, over asides between commas.
fn doer(lexemes: &Lexemes, at: usize) -> Option<Doer> {
    let floor = at.saturating_sub(REACH).max(1);
    let mut verb = None;
    let mut index = at;
    while index > floor && !lexemes.is_break(index - 1) && !matches!(lexemes.mark(index - 1), Some(';' | ':')) {
        index -= 1;
        let word = lexemes.word(index);
        if verb.is_some() && matches!(word, "he" | "she" | "it") {
            return Some(Doer::Pronoun(index));
        }
        if verb.is_some() && word == "i" {
            return Some(Doer::Speaker(index));
        }
        // "with Junius Ho defeating him by": a participle with a subject of its own.
        if word.ends_with("ing") && verb.is_none() && lexemes.capital(index - 1) && !lexemes.capital(index) {
            let (start, end) = nouns_before(lexemes, index)?;
            return (lexemes.word_before(start) == "with").then_some(Doer::Named(start, end, index));
        }
        match class(lexemes, index) {
            Class::Verb => verb = Some(index),
            Class::Pronoun if verb.is_some() => return Some(Doer::Open),
            Class::Content if verb.is_some_and(|verb| (index + 1..verb).all(|at| class(lexemes, at) == Class::Adverb)) => {
                let verb = verb?;
                let (start, stop) = subject_before(lexemes, verb + 1)?;
                let (start, stop) = noun_phrase(lexemes, start, stop.min(verb))?;
                return Some(Doer::Named(start, stop, verb));
            }
            _ => {}
        }
    }
    None
}

/// The name in a noun phrase, or its nouns: "Regina Ip" in "pro-Beijing New People Party's Regina Ip of the NPP".
fn noun_phrase(lexemes: &Lexemes, first: usize, end: usize) -> Option<Stretch> {
    let start = (first..end).find(|&at| class(lexemes, at) != Class::Determiner)?;
    let stop = (start..end)
        .find(|&at| {
            let joined = lexemes.word(at) == "and" && lexemes.capital(at + 1) && lexemes.capital(at - 1);
            !matches!(class(lexemes, at), Class::Content | Class::Adverb) && !joined
        })
        .unwrap_or(end);
    let (start, stop) = trimmed(lexemes, start, stop)?;
    if is_when(lexemes, start) { None } else { name_in(lexemes, start, stop).or(Some((start, stop))) }
}

/// The run of capitals that ends a noun phrase.
fn name_in(lexemes: &Lexemes, first: usize, end: usize) -> Option<Stretch> {
    if end == first || !lexemes.capital(end - 1) {
        return None;
    }
    let joins = |at: usize| {
        lexemes.capital(at) && lexemes.word(at) != "s"
            || matches!(lexemes.mark(at), Some('-' | '.' | '&'))
            || matches!(lexemes.word(at), "and" | "de" | "al" | "bin" | "van")
    };
    let mut start = end - 1;
    while start > first && (joins(start - 1) || lexemes.mark(start - 1).is_some_and(|mark| mark == '-') && !lexemes.capital(start)) {
        start -= 1;
    }
    while start < end && !lexemes.capital(start) {
        start += 1;
    }
    Some((start, end))
}

/// Whether a stretch holds a name: a capital that the sentence's beginning does not explain.
fn is_name(lexemes: &Lexemes, first: usize, end: usize) -> bool {
    (first..end)
        .any(|at| lexemes.capital(at) && (at + 1 < end || !lexemes.is_break(at.wrapping_sub(1)) || !lexemes.word(at).ends_with('s')))
}

/// Whether a word is of a date.
fn is_when(lexemes: &Lexemes, at: usize) -> bool {
    super::calendar::month(lexemes.word(at)).is_some()
        || super::calendar::weekday(lexemes.word(at)).is_some()
        || matches!(lexemes.word(at), "today" | "yesterday" | "year" | "week" | "month" | "night")
}

/// Whether a verb is near its figure and nothing parts the two: "was carrying 212", "sold the striker to Porto for 15 million".
fn governs(lexemes: &Lexemes, verb: usize, figure: usize, subject: Stretch) -> bool {
    let free = |at: &usize| *at < subject.0 || *at >= subject.1;
    let parts = |at: usize| matches!(class(lexemes, at), Class::Boundary | Class::Conjunction | Class::Pronoun | Class::Number);
    let between = (verb + 1..figure).filter(free);
    between.clone().count() <= 6 && !between.into_iter().any(parts)
}

/// Whether a noun without a name can hold something: one thing or body, not a word for what is told of it.
fn is_agent(lexemes: &Lexemes, first: usize, end: usize) -> bool {
    #[rustfmt::skip]
    const TOLD: &[&str] = &[
        "goal", "aim", "theme", "forecast", "history", "number", "poll", "report", "data", "figure", "figures", "result", "results", "total", "rate",
        "price", "cost", "centerpiece", "event", "move", "plan", "deal", "decision", "reason", "way", "case", "cases", "people", "others", "officials",
        "authorities", "police", "experts", "sources", "growth", "part", "area", "lot", "idea", "point", "level", "rest", "season", "program", "programme",
    ];
    end <= first + 3 && class(lexemes, first - 1) == Class::Determiner && !TOLD.contains(&lexemes.word(end - 1))
}

/// How far back that what a pronoun means is looked for, in lexemes.
const BACK: usize = 90;

/// Whom a pronoun means: whom its own sentence or the one before is about, if a name opens it.
fn meant(lexemes: &Lexemes, pronoun: usize) -> Option<Stretch> {
    let floor = pronoun.saturating_sub(BACK).max(1);
    let opening = |start: usize, limit: usize| {
        let verb = (start..limit).find(|&at| class(lexemes, at) == Class::Verb)?;
        noun_phrase(lexemes, start, verb).filter(|&(first, end)| is_name(lexemes, first, end))
    };
    let own = (floor..pronoun).rev().find(|&at| lexemes.is_break(at - 1)).unwrap_or(floor);
    if let Some(found) = opening(own, pronoun) {
        return Some(found);
    }
    let before = (floor..own.saturating_sub(1)).rev().find(|&at| lexemes.is_break(at - 1))?;
    opening(before, own)
}

#[cfg(test)]
mod tests;
