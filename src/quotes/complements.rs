//! Cues in a statement, and what stands behind them: a quotation, a clause, or nothing.

use super::cues::{
    Form, Frame, asks, is_adverb, is_auxiliary, is_conjunction, is_expressed, is_finite, is_medium, is_preposition, is_time, verb,
};
use super::passage::{Statement, UnitKind};
use super::speakers::{is_determiner, name_end};
use crate::text::english;

/// A verb or phrase of saying in a statement; positions are units.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cue {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) frame: Frame,
    pub(super) kind: CueKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CueKind {
    /// A verb of this form.
    Verb(Form),
    /// "quoted … as saying".
    Reported,
    /// "according to".
    Source,
    /// "in the words of".
    Words,
}

/// The complement of a cue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    Nothing,
    /// A quotation.
    Quoted(usize),
    /// A clause that begins here; whether "that" or a colon shows it.
    Clause(usize, bool),
}

/// How far "that" or a quotation may stand behind its verb, in units.
const MAX_BETWEEN: usize = 30;

/// The cue that begins at the unit `at`.
pub(super) fn cue_at(s: &Statement<'_>, at: usize) -> Option<Cue> {
    let unit = &s.units[at];
    if unit.kind != UnitKind::Word || unit.name.is_some() || unit.description.is_some() {
        return None;
    }
    match &*unit.word {
        "according" if s.word(at + 1) == "to" => {
            return Some(Cue { start: at, end: at + 2, frame: Frame::Says, kind: CueKind::Source });
        }
        "in" if s.word(at + 1) == "the" && s.word(at + 2) == "words" && s.word(at + 3) == "of" => {
            return Some(Cue { start: at, end: at + 4, frame: Frame::Says, kind: CueKind::Words });
        }
        "quoted" | "cited" | "quoting" | "citing" => {
            let as_at = (at + 1..s.units.len().min(at + 16))
                .find(|&k| s.word(k) == "as" && matches!(verb(s.word(k + 1)), Some((_, Form::Participle))))?;
            return Some(Cue { start: at, end: as_at + 2, frame: Frame::Says, kind: CueKind::Reported });
        }
        _ => {}
    }
    let phrase = |end: usize, form: Form| Cue { start: at, end, frame: Frame::States, kind: CueKind::Verb(form) };
    let end_of = |most: usize, fits: &dyn Fn(&str) -> bool| (at + 1..at + most).find(|&k| fits(s.word(k)) && s.word(k + 1) == "that");
    match (&*unit.word, verb(&unit.word)) {
        ("made" | "makes" | "making", _) => end_of(4, &|word| word == "clear").map(|clear| phrase(clear + 1, form_of(&unit.word))),
        ("pointed" | "points" | "pointing", _) => (s.word(at + 1) == "out").then(|| phrase(at + 2, form_of(&unit.word))),
        (_, None) => None,
        (word, Some((frame, form))) => {
            let expresses = word.starts_with("express") || word.starts_with("voic");
            if expresses && let Some(noun) = end_of(5, &is_expressed) {
                return Some(phrase(noun + 1, form));
            }
            let cue = Cue { start: at, end: at + 1, frame, kind: CueKind::Verb(form) };
            is_said(s, cue, form).then_some(cue)
        }
    }
}

/// The form of "made", "makes" and "making", of "pointed", "points" and "pointing".
fn form_of(word: &str) -> Form {
    if word.ends_with("ing") {
        Form::Participle
    } else if word.ends_with('s') {
        Form::Third
    } else {
        Form::Past
    }
}

/// Whether the verb of `cue` says something where it stands: no noun, no passive, no mere intention.
fn is_said(s: &Statement<'_>, cue: Cue, form: Form) -> bool {
    let at = cue.start;
    let before = s.word(at.wrapping_sub(1));
    let noun = is_determiner(before)
        || matches!(before, "no" | "any" | "that" | "every" | "each")
        || s.is(at.wrapping_sub(1), UnitKind::Possessive);
    let passive = english::is_form_of_be(before);
    let shown = || matches!(follows(s, cue), What::Quoted(_) | What::Clause(_, true));
    match form {
        // "was told that": by whom is not said.
        Form::Past => !passive && before != "the" && before != "a" && before != "so",
        Form::Participle => (!noun || cue.frame == Frame::Says) && !matches!(before, "of" | "the"),
        // "says" is a verb; "claims", "states" and "notes" are nouns unless something is claimed.
        Form::Third => {
            !noun
                && !is_preposition(before)
                && (matches!(s.word(at), "says" | "adds" | "insists" | "argues" | "writes" | "believes" | "tells") || shown())
        }
        Form::Base => {
            let infinitive = before == "to" || matches!(before, "will" | "would" | "could" | "can" | "may" | "might" | "must" | "should");
            let negated = matches!(before, "not" | "n't") || before.ends_with("n't");
            let plural = before.ends_with('s')
                || matches!(before, "police" | "people" | "they" | "we" | "i" | "who" | "many" | "some" | "critics" | "also");
            if infinitive {
                before_infinitive(s, at).is_some()
            } else {
                !negated && plural && !noun && (matches!(s.word(at), "say" | "argue" | "insist") || shown())
            }
        }
    }
}

/// Where the subject of an infinitive ends: "went on to say" says, "declined to say" does not. Other verbs keep their place.
pub(super) fn before_infinitive(s: &Statement<'_>, at: usize) -> Option<usize> {
    match s.word(at.wrapping_sub(1)) {
        "to" => {}
        "would" | "could" | "can" | "may" | "might" | "must" | "should" | "will" => return None,
        _ => return Some(at),
    }
    let verb_at = at.checked_sub(2)?;
    match s.word(verb_at) {
        "on" if matches!(s.word(verb_at.wrapping_sub(1)), "went" | "goes" | "going" | "go") => Some(verb_at - 1),
        "continued" | "proceeded" | "continues" => Some(verb_at),
        _ => None,
    }
}

/// The complement behind a cue.
pub(super) fn follows(s: &Statement<'_>, cue: Cue) -> What {
    let mut at = cue.end;
    let frame = cue.frame;
    if matches!(frame, Frame::Utters | Frame::Labels) {
        return quoted_after(s, at).map_or(What::Nothing, What::Quoted);
    }
    if s.word(at) == "that" {
        return that(s, at);
    }
    if let Some(quoted) = quoted_after(s, at) {
        return What::Quoted(quoted);
    }
    let negative = matches!(s.word(cue.start.wrapping_sub(1)), "not" | "never") || s.word(cue.start.wrapping_sub(1)).ends_with("n't");
    if matches!(frame, Frame::Tells | Frame::Warns) {
        let behind = object(s, at);
        if s.word(behind) == "that" {
            return that(s, behind);
        }
        if let Some(quoted) = quoted_after(s, behind) {
            return What::Quoted(quoted);
        }
        if !is_clause(s, at) || is_clause(s, behind) {
            at = behind;
        }
    }
    let past = adverbials(s, at);
    if s.word(past) == "that" {
        return that(s, past);
    }
    if let Some(quoted) = quoted_after(s, past) {
        return What::Quoted(quoted);
    }
    if s.word(past) == ":" && past + 2 < s.units.len() {
        return What::Clause(past + 1, true);
    }
    behind_insertion(s, past).unwrap_or_else(|| bare_clause(s, past, frame, negative))
}

/// The place behind an insertion between commas at `at`: "said, in a statement, that", "said, on Monday, “…”".
fn behind_insertion(s: &Statement<'_>, at: usize) -> Option<What> {
    let inserted = s.word(at) == "," && (is_preposition(s.word(at + 1)) || is_time(s.word(at + 1)));
    let close = (at + 1..s.units.len().min(at + 14)).find(|&k| s.word(k) == ",").filter(|_| inserted)?;
    if s.word(close + 1) == "that" {
        return Some(that(s, close + 1));
    }
    s.is(close + 1, UnitKind::Quoted).then_some(What::Quoted(close + 1))
}

/// The clause at `past` that no "that" shows. `negative`: "did not say" is followed by questions.
fn bare_clause(s: &Statement<'_>, past: usize, frame: Frame, negative: bool) -> What {
    let first = s.word(past);
    let asked = asks(first) && (negative || !matches!(first, "if" | "when" | "what") || frame != Frame::Says);
    let begins = s.units.get(past).is_some_and(|unit| !matches!(unit.kind, UnitKind::Mark | UnitKind::Possessive)) && !asked;
    if !begins || (is_conjunction(first) && !matches!(first, "if" | "when" | "although" | "while" | "because")) {
        return What::Nothing;
    }
    let words = (past..s.units.len()).take_while(|&k| !s.is(k, UnitKind::Mark) || s.word(k) != ",").count();
    let nothing = matches!(first, "so" | "nothing" | "little" | "much" | "goodbye" | "yes" | "no") && words < 3;
    match frame {
        Frame::Says if words >= 2 && !nothing && verb(first).is_none_or(|(_, form)| form != Form::Participle) => What::Clause(past, false),
        Frame::Says => What::Nothing,
        _ if is_clause(s, past) => What::Clause(past, false),
        _ => What::Nothing,
    }
}

/// The clause after "that" at the unit `at`.
fn that(s: &Statement<'_>, at: usize) -> What {
    let mut start = at + 1;
    while matches!(s.word(start), "," | ":") {
        start += 1;
    }
    if start < s.units.len() { What::Clause(start, true) } else { What::Nothing }
}

/// A quotation at `at` or behind a comma or a colon there.
pub(super) fn quoted_after(s: &Statement<'_>, at: usize) -> Option<usize> {
    let at = if matches!(s.word(at), "," | ":") { at + 1 } else { at };
    s.is(at, UnitKind::Quoted).then_some(at)
}

pub(super) fn after_comma(s: &Statement<'_>, at: usize) -> What {
    match s.units.get(at + 1) {
        Some(unit) if unit.kind == UnitKind::Quoted => What::Quoted(at + 1),
        Some(_) => What::Clause(at + 1, true),
        None => What::Nothing,
    }
}

/// Behind whoever is told: "him", "Reuters", "the state news agency", "a news conference".
fn object(s: &Statement<'_>, at: usize) -> usize {
    let Some(unit) = s.units.get(at) else { return at };
    if matches!(&*unit.word, "him" | "her" | "them" | "us" | "me" | "you") {
        return at + 1;
    }
    let mut end = at;
    let limit = s.units.len().min(at + MAX_BETWEEN);
    while end < limit {
        let unit = &s.units[end];
        let word = &*unit.word;
        if unit.name.is_some() || unit.description.is_some() {
            end = name_end(s, end);
            continue;
        }
        let stops = matches!(unit.kind, UnitKind::Quoted)
            || (unit.kind == UnitKind::Mark && !matches!(word, "-" | "." | "&" | "/"))
            || (unit.kind == UnitKind::Mark && word == "." && end + 1 == s.units.len())
            || word == "that"
            || english::is_subject_pronoun(word)
            || is_preposition(word)
            || is_time(word)
            || is_finite(word)
            || (end > at && is_determiner(word))
            || (end > at && is_medium(s.word(end - 1)) && !is_medium(word) && !PLURALS.contains(&word));
        if stops || (end > at && PLURALS.contains(&s.word(end - 1)) && word != "and") {
            break;
        }
        // "told Reuters fuel was short": a name is a whole object unless a medium follows.
        if end > at && s.units[end - 1].name.is_some() && !is_medium(word) && !unit.capital && word != "and" && unit.kind == UnitKind::Word
        {
            break;
        }
        end += 1;
    }
    end
}

/// Nouns for the people addressed.
#[rustfmt::skip]
const PLURALS: &[&str] = &[
    "reporters", "journalists", "lawmakers", "supporters", "senators", "ministers", "deputies", "delegates", "diplomats", "parliament",
    "investors", "students", "residents", "leaders", "officials", "conference", "briefing", "crowd", "audience", "court", "congress",
    "committee", "council",
];

/// Behind "on Monday", "in a statement", "earlier": what says when, where and to whom.
pub(super) fn adverbials(s: &Statement<'_>, from: usize) -> usize {
    let mut at = from;
    let limit = s.units.len().min(from + MAX_BETWEEN);
    while at < limit {
        let unit = &s.units[at];
        let word = &*unit.word;
        let named = unit.name.is_some();
        if !named && (is_adverb(word) || is_time(word) || matches!(word, "last" | "this" | "next") && is_time(s.word(at + 1))) {
            at += 1;
        } else if !named && is_preposition(word) {
            at = phrase_end(s, at + 1, limit);
        } else {
            break;
        }
    }
    at
}

/// Where the phrase behind a preposition ends.
fn phrase_end(s: &Statement<'_>, from: usize, limit: usize) -> usize {
    let mut at = from;
    while at < limit {
        let unit = &s.units[at];
        let word = &*unit.word;
        if unit.name.is_some() || unit.description.is_some() {
            at = name_end(s, at);
            // "in Moscow talks would go on"
            if s.units.get(at).is_some_and(|next| {
                next.kind == UnitKind::Word && !next.capital && !is_medium(&next.word) && !is_preposition(&next.word) && next.word != "and"
            }) && is_clause(s, at)
            {
                break;
            }
            continue;
        }
        let glued = at > 0 && unit.span.start() == s.units[at - 1].span.end();
        let stops = match unit.kind {
            UnitKind::Quoted => true,
            UnitKind::Mark => !(glued && matches!(word, "-" | "/" | "&")),
            UnitKind::Word => {
                let begun = at > from;
                word == "that"
                    || english::is_subject_pronoun(word)
                    || (begun
                        && (is_determiner(word) && !matches!(s.word(at - 1), "and" | "all")
                            || is_preposition(word)
                            || is_finite(word)
                            || asks(word)))
                    || (begun && is_time(s.word(at - 1)) && !is_time(word))
            }
            _ => false,
        };
        if stops {
            break;
        }
        at += 1;
    }
    at
}

/// Whether a clause begins at `at`: something, then a verb that is certainly finite.
pub(super) fn is_clause(s: &Statement<'_>, at: usize) -> bool {
    const NEAR: usize = 12;
    for k in at..s.units.len().min(at + NEAR) {
        let unit = &s.units[k];
        if unit.name.is_some() || unit.description.is_some() {
            continue;
        }
        match unit.kind {
            UnitKind::Quoted => return false,
            UnitKind::Mark if !matches!(&*unit.word, "-" | "/" | "$" | "%" | "." | "€" | "£") => return false,
            UnitKind::Word if is_auxiliary(&unit.word) => return k > at,
            UnitKind::Word if asks(&unit.word) || matches!(&*unit.word, "that" | "as" | "but") => return false,
            _ => {}
        }
    }
    false
}

/// Whether a main clause begins at `at`.
pub(super) fn begins_clause(s: &Statement<'_>, at: usize) -> bool {
    s.units.get(at).is_some_and(|unit| unit.capital || is_determiner(&unit.word) || english::is_subject_pronoun(&unit.word))
        && (at..s.units.len()).any(|k| is_finite(s.word(k)))
}
