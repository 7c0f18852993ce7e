//! What certain verbs and nouns say beside a figure: "spent 3 million on lanes", "sold the striker for 15 million", "nine years in prison".

use super::clause::{Class, class, phrase, trimmed};
use super::lex::Lexemes;
use super::range::Reading;

/// How far before the figure the verb of a frame may stand, in lexemes.
const REACH: usize = 12;

/// The verb nearest before `at` in the same sentence that is in one of the lists `verbs`, with no figure between.
fn verb_before(lexemes: &Lexemes, at: usize, verbs: &[&[&str]]) -> Option<usize> {
    (1..REACH.min(at))
        .map(|back| at - back)
        .take_while(|&index| !lexemes.is_break(index) && lexemes.mark(index) != Some(';'))
        .find(|&index| verbs.iter().any(|list| list.contains(&lexemes.word(index))))
}

#[rustfmt::skip]
const SPEND: &[&str] = &[
    "spend", "spends", "spent", "spending", "splashed", "invest", "invests", "invested", "investing", "wasted", "lavished", "blew", "owed", "bet",
];

#[rustfmt::skip]
const TRADE: &[&str] = &[
    "sell", "sells", "sold", "selling", "buy", "buys", "bought", "buying", "purchased", "acquired", "auctioned", "signed", "acquire", "leased",
];

#[rustfmt::skip]
const PAY: &[&str] = &["cost", "costs", "set", "needs", "needed", "pay", "paid", "raised", "borrowed", "earmarked"];

/// "spent 3 million on cycle lanes": what the money goes to.
pub(crate) fn spent_on(lexemes: &Lexemes, reading: &Reading, next: usize) -> Option<(usize, usize)> {
    if !matches!(lexemes.word(next), "on" | "in" | "into") {
        return None;
    }
    verb_before(lexemes, reading.first, &[SPEND])?;
    let dated = super::calendar::month(lexemes.word(next + 1)).is_some()
        || super::calendar::weekday(lexemes.word(next + 1)).is_some()
        || class(lexemes, next + 1) == Class::Number;
    phrase(lexemes, next + 1, 6).filter(|_| !dated)
}

/// "sold the striker to Porto for 15 million": what changed hands.
pub(crate) fn sold_for(lexemes: &Lexemes, first: usize) -> Option<(usize, usize)> {
    let lead = super::inherit::before_hedges(lexemes, first) - 1;
    if !matches!(lexemes.word(lead), "for" | "at") {
        return None;
    }
    let verb = verb_before(lexemes, lead, &[TRADE])?;
    // "was sold for": its subject is what was sold.
    let (start, end) = phrase(lexemes, verb + 1, 6).filter(|&(_, end)| end <= lead)?;
    let to = (start..end).find(|&at| matches!(lexemes.word(at), "to" | "from" | "at") && at > start);
    trimmed(lexemes, start, to.unwrap_or(end))
}

/// "cost 103 million to build the station": what the money is for.
pub(crate) fn paid_to(lexemes: &Lexemes, reading: &Reading, next: usize) -> Option<(usize, usize)> {
    verb_before(lexemes, reading.first, &[SPEND, PAY])?;
    infinitive(lexemes, next)
}

/// The verb behind "to" and its object: "to build the station".
fn infinitive(lexemes: &Lexemes, to: usize) -> Option<(usize, usize)> {
    let verb = lexemes.word(to) == "to" && matches!(class(lexemes, to + 1), Class::Content | Class::Verb) && !lexemes.capital(to + 1);
    let (_, end) = phrase(lexemes, to + 2, 5).filter(|_| verb).unwrap_or((to + 1, to + 2));
    if verb { trimmed(lexemes, to + 1, end) } else { None }
}

/// Whether the verb brings something to a level.
pub(crate) fn brings(lexemes: &Lexemes, at: usize) -> bool {
    matches!(lexemes.word(at), "bring" | "brings" | "bringing" | "brought" | "taking" | "takes" | "took" | "raising" | "raised" | "pushing")
}

/// "bringing to 14 the number of infections": what is brought there stands behind.
pub(crate) fn brought_to(lexemes: &Lexemes, reading: &Reading) -> Option<(usize, usize)> {
    let at = super::inherit::before_hedges(lexemes, reading.first);
    let behind = lexemes.word_before(at) == "to" && brings(lexemes, at - 2) && class(lexemes, reading.end) == Class::Determiner;
    if !behind {
        return None;
    }
    let number =
        usize::from(matches!(lexemes.word(reading.end + 1), "number" | "total" | "toll") && lexemes.word(reading.end + 2) == "of") * 3;
    phrase(lexemes, reading.end + number, 6)
}

/// "took three days to convict Osman", "nine years in prison for fraud": what the time is of.
pub(crate) fn time_of(lexemes: &Lexemes, reading: &Reading) -> Option<(usize, usize)> {
    let next = reading.end;
    if let Some(found) = infinitive(lexemes, next) {
        return Some(found);
    }
    if lexemes.word(next) == "in"
        && matches!(lexemes.word(next + 1), "prison" | "jail" | "custody" | "detention" | "office" | "power" | "exile")
    {
        return phrase(lexemes, next + 1, 4);
    }
    None
}

/// "estimated damages as high as 10 billion", "Turnout: 45%": a noun that only marks and words of degree part from the figure.
pub(crate) fn noun_beside(lexemes: &Lexemes, first: usize) -> Option<(usize, usize)> {
    let mut at = first;
    if lexemes.word_before(at) == "as" && matches!(lexemes.word_before(at - 1), "high" | "low" | "much" | "many" | "large" | "few") {
        at -= 2;
        at -= usize::from(lexemes.word_before(at) == "as");
        return super::subject::nouns_before(lexemes, at).filter(|_| class(lexemes, at - 1) == Class::Content);
    }
    if lexemes.mark(at - 1) == Some(':') && class(lexemes, at.wrapping_sub(2)) == Class::Content {
        return super::subject::nouns_before(lexemes, at - 1);
    }
    None
}
