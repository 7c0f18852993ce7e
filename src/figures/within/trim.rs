//! The words of a subject that are kept: not its owner, the place or the time, which are told apart.

use super::clause::{Class, class, trimmed};
use super::lex::Lexemes;

/// A measured thing without its owner ("Zambia's copper output"), without the place ("turnout in Tbilisi") and what else follows it.
pub(crate) fn bare(lexemes: &Lexemes, first: usize, end: usize) -> Option<(usize, usize)> {
    let verb = (first..end).find(|&at| class(lexemes, at) == Class::Verb);
    let limit = verb.unwrap_or(end);
    let first = behind_owner(lexemes, first, limit).unwrap_or(first);
    // "By 2016 deliveries had fallen": the year says when.
    let dated = super::calendar::year_at(lexemes, first).is_some() && class(lexemes, first - 1) == Class::Preposition;
    let first = first + usize::from(dated && first + 1 < end);
    let first = first + usize::from(class(lexemes, first) == Class::Determiner || lexemes.word(first) == "hence");
    // "open four accounts and earn": another figure and what follows it are told apart.
    let other = verb.and_then(|verb| (verb..end).find(|&at| class(lexemes, at) == Class::Number));
    let end = other.filter(|&at| content(lexemes, first, at) > 0).unwrap_or(end);
    let end = if verb.is_none() { named_place(lexemes, first, end) } else { end };
    let end = before_second(lexemes, first, end);
    trimmed(lexemes, first, end)
}

/// "40 tonnes of tea and Uganda 12": where whoever has the next figure follows what is measured; `end` if nobody does.
fn before_second(lexemes: &Lexemes, first: usize, end: usize) -> usize {
    let Some(and) = (first + 1..end).rev().find(|&at| lexemes.word(at) == "and") else { return end };
    let is_name = and + 1 < end && !lexemes.capital(and - 1) && (and + 1..end).all(|at| lexemes.capital(at));
    let has_figure = class(lexemes, end) == Class::Number || lexemes.mark(end).is_some_and(|mark| "$€£¥₹₦".contains(mark));
    if is_name && has_figure { and } else { end }
}

fn content(lexemes: &Lexemes, first: usize, end: usize) -> usize {
    (first..end).filter(|&at| class(lexemes, at) == Class::Content && !lexemes.word(at).is_empty()).count()
}

/// Where the noun behind the last possessive begins: "Zambia's copper output".
pub(crate) fn behind_owner(lexemes: &Lexemes, first: usize, end: usize) -> Option<usize> {
    let is_s = |at: usize| lexemes.word(at) == "s" && matches!(lexemes.mark(at - 1), Some('\'' | '’'));
    let plural = |at: usize| {
        matches!(lexemes.mark(at), Some('\'' | '’'))
            && lexemes.glued(at)
            && !lexemes.glued(at + 1)
            && lexemes.word_before(at).ends_with('s')
    };
    // Only before the first preposition: "members of the world's parliaments" are members.
    let until = (first..end).find(|&at| class(lexemes, at) == Class::Preposition).unwrap_or(end);
    let owner = (first + 1..until).rev().find(|&at| is_s(at) || plural(at))?;
    (owner + 1 < end && class(lexemes, owner + 1) == Class::Content).then_some(owner + 1)
}

/// Where the measured noun ends and a place or a name that holds it begins; `end` if there is none.
pub(crate) fn named_place(lexemes: &Lexemes, first: usize, end: usize) -> usize {
    (first + 1..end)
        .find(|&at| {
            let the = usize::from(class(lexemes, at + 1) == Class::Determiner);
            match lexemes.word(at) {
                "in" | "at" | "from" | "across" | "by" | "near" | "to" | "between" | "among" | "on" | "over" | "off" | "around" => {
                    lexemes.capital(at + 1 + the)
                }
                "according" => true,
                _ => false,
            }
        })
        .unwrap_or(end)
}
