//! Subjects that a figure shares with the one before it: "from 1,799 to 3,601", "this dropped to 56 percent", "39 percent of these".

use super::clause::{Class, class};
use super::lex::Lexemes;
use super::range::Reading;
use crate::figures::FigureKind;

/// What is kept of a figure for the one after it, in lexemes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Said {
    /// The lexeme behind the figure.
    pub(crate) end: usize,
    /// Its kind.
    pub(crate) kind: FigureKind,
    /// Its subject.
    pub(crate) subject: Option<(usize, usize)>,
    /// Of whom it is told.
    pub(crate) holder: Option<(usize, usize)>,
}

/// How far behind a figure another may still share its subject, in lexemes.
const REACH: usize = 34;

/// Whether the figure is told with the subject of the one before.
pub(crate) fn shares_subject(lexemes: &Lexemes, reading: &Reading, said: &Said) -> bool {
    if reading.first > said.end + REACH || reading.first < said.end || said.subject.is_none() {
        return false;
    }
    // A subject is of its own sentence.
    if (said.end..reading.first).any(|at| lexemes.is_break(at)) {
        return false;
    }
    // "three of which", "39 percent of these": what was counted before.
    let of_these = lexemes.word(reading.end) == "of"
        && matches!(lexemes.word(reading.end + 1), "these" | "those" | "them" | "which" | "whom")
        && !matches!(class(lexemes, reading.end + 2), Class::Content);
    if of_these && said.kind == FigureKind::Number {
        return true;
    }
    if reading.kind == FigureKind::Number && said.kind == FigureKind::Number && out_of(lexemes, reading, said) {
        return true;
    }
    // "48 percent of the total": of what was told before.
    let whole = lexemes.word(reading.end) == "of"
        && lexemes.word(reading.end + 1) == "the"
        && matches!(lexemes.word(reading.end + 2), "total" | "rest" | "whole" | "remainder")
        && class(lexemes, reading.end + 3) != Class::Content;
    if whole && matches!(said.kind, FigureKind::Number | FigureKind::Money | FigureKind::Dimension) {
        return true;
    }
    if said_again(lexemes, reading, said) {
        return true;
    }
    let share = |kind: FigureKind| matches!(kind, FigureKind::Percent | FigureKind::Fraction);
    if reading.kind != said.kind && !(share(reading.kind) && share(said.kind))
        || matches!(reading.kind, FigureKind::Date | FigureKind::Ordinal | FigureKind::Score)
    {
        return false;
    }
    other_level(lexemes, reading, said) || pronoun_before(lexemes, reading.first, said.end)
}

/// "Of these, about 35,600 were", "Of 3.82 million voters, 2,727,480 cast a ballot": some of those who were counted.
fn out_of(lexemes: &Lexemes, reading: &Reading, said: &Said) -> bool {
    let at = before_hedges(lexemes, reading.first);
    if lexemes.mark(at - 1) != Some(',') || class(lexemes, reading.end) == Class::Content {
        return false;
    }
    let these = matches!(lexemes.word(at - 2), "these" | "those" | "them") && lexemes.word(at - 3) == "of";
    let of = (said.end.saturating_sub(6)..said.end).any(|index| lexemes.word(index) == "of" && lexemes.is_break(index - 1));
    these || of
}

/// "1,284,310 votes, or 47.1 percent", "1,012,655 (37.1%)", "$97.1 million, up 14%", "3,200 cases, a fall of 8%": the same told in another way.
fn said_again(lexemes: &Lexemes, reading: &Reading, said: &Said) -> bool {
    let told = !matches!(reading.kind, FigureKind::Date | FigureKind::Ordinal | FigureKind::Score | FigureKind::Duration | FigureKind::Age);
    let counted = reading.kind == FigureKind::Number && class(lexemes, reading.end) == Class::Content;
    let countable = !matches!(said.kind, FigureKind::Ordinal | FigureKind::Score | FigureKind::Age | FigureKind::Duration);
    if !told || counted || !countable {
        return false;
    }
    let at = before_hedges(lexemes, reading.first);
    if lexemes.mark(at - 1) == Some('(') && said.end == at - 1 {
        return true;
    }
    let up = matches!(lexemes.word(at), "up" | "down") || matches!(lexemes.word_before(at), "up" | "down");
    let lead = at - usize::from(matches!(lexemes.word_before(at), "up" | "down"));
    let comma = |at: usize| lexemes.mark(at.wrapping_sub(1)) == Some(',');
    let near = lead < said.end + 12 && (said.end..lead).all(|at| class(lexemes, at) != Class::Verb);
    if up && comma(lead) && near || lexemes.word_before(at) == "or" && comma(at - 1) && near {
        return true;
    }
    let article = at.saturating_sub(3);
    let change = lexemes.word_before(at) == "of"
        && matches!(
            lexemes.word(at - 2),
            "rise" | "fall" | "drop" | "increase" | "decline" | "gain" | "jump" | "decrease" | "surge" | "reduction" | "growth" | "loss"
        );
    change && (comma(article) || comma(article.wrapping_sub(1)))
}

/// "up from 740,000", "in November, from 1.01m bpd", "compared with 5.83m": the same at another time.
fn other_level(lexemes: &Lexemes, reading: &Reading, said: &Said) -> bool {
    let counted = class(lexemes, reading.end) == Class::Content && reading.kind == FigureKind::Number;
    let at = before_hedges(lexemes, reading.first);
    let (lead, before) = (lexemes.word_before(at), lexemes.word(at.saturating_sub(2)));
    let compared =
        before == "compared" && matches!(lead, "with" | "to") || matches!(before, "up" | "down") && lead == "from" || lead == "versus";
    let calm = (said.end..at).all(|index| match class(lexemes, index) {
        Class::Verb => compared,
        Class::Pronoun => false,
        Class::Conjunction => compared && lexemes.word(index) == "or",
        _ => true,
    });
    (compared || matches!(lead, "from" | "to")) && calm && !counted && !super::frames::brings(lexemes, at.saturating_sub(2))
}

/// "this has dropped to", "when it was": a pronoun tells the level of what was measured before.
fn pronoun_before(lexemes: &Lexemes, first: usize, floor: usize) -> bool {
    let mut at = before_hedges(lexemes, first);
    while at > floor
        && (matches!(lexemes.word_before(at), "at" | "to" | "by") || matches!(class(lexemes, at - 1), Class::Verb | Class::Adverb))
    {
        at -= 1;
    }
    at < first && matches!(lexemes.word_before(at), "it" | "this") && class(lexemes, at) == Class::Verb
}

/// Back over words that only say how firmly a figure is stated.
pub(crate) fn before_hedges(lexemes: &Lexemes, mut at: usize) -> usize {
    let hedge = |word: &str| {
        matches!(
            word,
            "about"
                | "around"
                | "nearly"
                | "almost"
                | "roughly"
                | "approximately"
                | "some"
                | "over"
                | "under"
                | "more"
                | "less"
                | "fewer"
                | "than"
                | "only"
                | "just"
                | "least"
                | "most"
                | "up"
                | "estimated"
                | "a"
                | "an"
                | "further"
                | "another"
                | "barely"
        )
    };
    let firm = |at: usize| {
        hedge(lexemes.word_before(at))
            || lexemes.word_before(at) == "at" && matches!(lexemes.word(at), "least" | "most")
            || lexemes.word_before(at) == "to" && lexemes.word_before(at - 1) == "up"
    };
    while at > 1 && firm(at) {
        at -= 1;
    }
    at
}
