//! Speakers: the phrase at a cue, and the person, body or place that it stands for.

use super::Attribution;
use super::cues::{is_adverb, is_auxiliary, is_conjunction, is_finite, is_medium, is_preposition, is_time, verb};
use super::genders::Genders;
use super::passage::{Statement, UnitKind, speaks};
use crate::entities::gender;
use crate::entities::{EntityKind, Names, is_post, is_title};
use crate::text::{Span, english};

/// A phrase that says who speaks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Voice {
    /// Index of a mention.
    pub(super) speaker: Option<u32>,
    pub(super) span: Option<Span>,
    pub(super) by: Attribution,
}

impl Voice {
    pub(super) const OPEN: Voice = Voice { speaker: None, span: None, by: Attribution::Open };
}

/// A voice and the units of its phrase, titles and article included.
#[derive(Clone, Copy, Debug)]
pub(super) struct Subject {
    pub(super) voice: Voice,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// How far back an apposition may reach, in units.
const MAX_APPOSITION: usize = 40;
/// How many persons before a pronoun are tried.
const MAX_PERSONS: usize = 24;

/// The people mentioned so far.
pub(super) struct Speakers<'t> {
    text: &'t str,
    names: &'t Names,
    genders: Genders<'t>,
    /// Persons outside of quotations so far.
    persons: Vec<u32>,
    /// Who was the subject of the last statement that had a person for it; `None` inside for somebody without a name.
    focus: Option<Option<u32>>,
    /// The body or place that last spoke or acted.
    body: Option<u32>,
    /// Who spoke last, whoever it was.
    last: Option<Voice>,
}

impl<'t> Speakers<'t> {
    pub(super) fn new(text: &'t str, names: &'t Names) -> Self {
        Speakers { text, names, genders: Genders::read(text, names), persons: Vec::new(), focus: None, body: None, last: None }
    }

    pub(super) fn kind(&self, mention: u32) -> EntityKind {
        self.names.mentions[mention as usize].kind
    }

    /// The subject that stands before the verb at `verb`.
    pub(super) fn before(&self, s: &Statement<'_>, verb_at: usize) -> Option<Subject> {
        let mut end = self.without_adverbials(s, verb_at);
        if matches!(s.word(end.wrapping_sub(1)), "who" | "which") {
            end -= 1; // "Smith, who said": whoever stands before
            if s.word(end.wrapping_sub(1)) == "," {
                end -= 1;
            }
        } else if end > 0 && is_break(s, end - 1) {
            if let Some(subject) = self.apposed(s, end - 1) {
                return Some(subject);
            }
            end = self.before_apposition(s, end - 1)?;
            // "Ann Lee, 43, who lives there, said": her age is an apposition of its own.
            while end > 2 && s.is(end - 1, UnitKind::Number) && s.word(end - 2) == "," {
                end -= 2;
            }
        }
        let end = self.without_adverbials(s, end);
        let start = region_start(s, end);
        self.head(s, start, end)
    }

    /// Whether a subject stands before the verb at `verb_at`, from which an apposition or a relative clause parts it: "Ann Lee, a farmer,".
    pub(super) fn stands_before(&self, s: &Statement<'_>, verb_at: usize) -> bool {
        let Some(subject) = self.before(s, verb_at) else { return false };
        // "Prices rose in Iran, Iraq and Syria, said …": a clause that begins earlier or goes on is what is said.
        let opens = (0..subject.start).rev().find(|&at| at < s.body || s.is(at, UnitKind::Quoted)).map_or(0, |at| at + 1);
        let begins = (opens..subject.start).all(|at| is_break(s, at))
            || is_conjunction(s.word(subject.start - 1))
            || (s.word(subject.start - 1) == "," && !has_verb(s, opens, subject.start));
        begins && !has_verb(s, subject.start, verb_at)
    }

    /// The phrase that begins at `from`: after "according to", or after the verb in "said Rouhani".
    pub(super) fn after(&self, s: &Statement<'_>, from: usize) -> Option<Subject> {
        let mut end = from;
        while end < s.units.len() && !ends_phrase(s, end) {
            end += 1;
        }
        let found = self.head(s, from, end)?;
        // "said the head of the agency, Ann Lee"
        if found.voice.by == Attribution::Unnamed && s.word(end) == "," {
            let mut next = end + 1;
            while s.units.get(next).is_some_and(|unit| unit.name.is_none() && (is_title(&unit.word) || unit.word == ".")) {
                next += 1;
            }
            if let Some(mention) = s.units.get(next).and_then(|unit| unit.name).filter(|&name| self.kind(name) == EntityKind::Person) {
                let after = name_end(s, next);
                return Some(Subject { voice: self.named(mention), start: found.start, end: after });
            }
        }
        Some(found)
    }

    /// The name alone between two commas, the second of which stands at `close`: "the minister, Ann Lee, said".
    fn apposed(&self, s: &Statement<'_>, close: usize) -> Option<Subject> {
        let last = close.checked_sub(1)?;
        let mention = s.units[last].name.filter(|&name| s.word(close) == "," && self.kind(name) == EntityKind::Person)?;
        let mut first = name_start(s, last);
        while first > 0 && (is_title(s.word(first - 1)) || s.word(first - 1) == ".") {
            first -= 1;
        }
        let open = first.checked_sub(1).filter(|&open| s.word(open) == "," && open > s.body)?;
        let start = region_start(s, open);
        // "On Monday, Ann Lee, …": a phrase that names a person must stand before.
        let head = s.word(open - 1);
        // "His solicitor, Iain Petrie, said"
        let is_noun =
            || is_determiner(s.word(start)) && open > start + 1 && s.is(open - 1, UnitKind::Word) && !is_time(head) && !is_adverb(head);
        let noun = start < open && !is_preposition(s.word(start)) && (is_post(head) || gender::is_kin(head) || is_noun());
        noun.then(|| Subject { voice: self.named(mention), start, end: close })
    }

    /// Goes back over "also", "has", "on Monday".
    fn without_adverbials(&self, s: &Statement<'_>, from: usize) -> usize {
        let mut end = from;
        while end > 0 {
            let unit = &s.units[end - 1];
            if unit.name.is_some() || unit.description.is_some() {
                break;
            }
            let word = &*unit.word;
            if is_adverb(word) || is_auxiliary(word) || matches!(word, "been" | "being" | "be") {
                end -= 1;
            } else if is_time(word) || unit.kind == UnitKind::Number {
                let mut start = end - 1;
                while start > 0
                    && end - start < 6
                    && (is_time(s.word(start - 1))
                        || s.is(start - 1, UnitKind::Number)
                        || matches!(s.word(start - 1), "last" | "this" | "next" | "late" | "early" | "earlier" | "past" | "in" | "on"))
                {
                    start -= 1;
                }
                if start == end - 1 && !is_time(word) {
                    break;
                }
                end = start;
            } else {
                break;
            }
        }
        end
    }

    /// Where the phrase ends that is explained between two commas, the second of which stands at `close`.
    fn before_apposition(&self, s: &Statement<'_>, close: usize) -> Option<usize> {
        if s.word(close) == ")" {
            let open = (close.saturating_sub(MAX_APPOSITION)..close).rev().find(|&at| s.word(at) == "(")?;
            return (open > 0).then_some(open);
        }
        let relative = |at: usize| matches!(s.word(at + 1), "who" | "which" | "whose" | "whom");
        let breaks =
            || (close.saturating_sub(MAX_APPOSITION).max(s.body + 1)..close).rev().filter(|&at| is_break(s, at) && s.word(at) != ")");
        let named = |at: usize, person: bool| {
            let unit = &s.units[at - 1];
            let name = unit.name.is_some_and(|name| if person { self.kind(name) == EntityKind::Person } else { speaks(self.kind(name)) });
            // "Later, in Iran, said": a place after "in" does not speak.
            (name && !is_preposition(s.word(name_start(s, at - 1).wrapping_sub(1)))) || unit.description.is_some()
        };
        breaks()
            .next()
            .filter(|&at| relative(at))
            .or_else(|| breaks().find(|&at| named(at, true)))
            .or_else(|| breaks().find(|&at| named(at, false)))
            .or_else(|| breaks().find(|&at| relative(at)))
            .or_else(|| breaks().find(|&at| s.is(at - 1, UnitKind::Word) && region_start(s, at) < at))
    }

    /// Who is meant by the phrase in `start..end`.
    pub(super) fn head(&self, s: &Statement<'_>, start: usize, end: usize) -> Option<Subject> {
        if start >= end {
            return None;
        }
        let outside = |at: usize| s.units[at].name.is_none() && s.units[at].description.is_none();
        let preposition = |at: usize| outside(at) && is_preposition(s.word(at));
        let leads = preposition(start);
        let mut core = if leads { end } else { (start + 1..end).find(|&at| preposition(at)).unwrap_or(end) };
        // "said Ondra contentedly"
        while core > start + 1 && outside(core - 1) && is_adverb(s.word(core - 1)) {
            core -= 1;
        }
        if let Some(voice) = self.ending_at(s, core - 1) {
            let from = if leads { phrase_start(s, core - 1).max(start) } else { start };
            return Some(Subject { voice, start: from, end: core });
        }
        // "the head of the agency Ann Lee", "Ambassador to Russia Mehdi Sanai"; not "a spokesman for President Putin".
        if core < end
            && let Some(mention) = s.units[end - 1].name.filter(|&name| self.kind(name) == EntityKind::Person)
        {
            let before = &s.units[name_start(s, end - 1).saturating_sub(1)];
            let beside =
                before.name.is_some_and(|name| matches!(self.kind(name), EntityKind::Place | EntityKind::Organization | EntityKind::Event));
            if beside || (s.word(core) == "of" && is_post(s.word(core - 1))) {
                return Some(Subject { voice: self.named(mention), start, end });
            }
        }
        let from = if leads {
            // "At the meeting the minister": the last article begins the phrase.
            (start..core).rev().find(|&at| is_determiner(s.word(at))).filter(|&at| at > start + 1)?
        } else {
            start
        };
        let words = s.units[from..core].iter().any(|unit| unit.kind == UnitKind::Word && !is_adverb(&unit.word) && unit.word != "to");
        // "a spokesman for the ministry" is kept whole.
        let voice = Voice { speaker: None, span: s.span(from, end), by: Attribution::Unnamed };
        words.then_some(Subject { voice, start: from, end: core })
    }

    /// The voice whose phrase ends with the unit `at`.
    fn ending_at(&self, s: &Statement<'_>, at: usize) -> Option<Voice> {
        let unit = &s.units[at];
        if let Some(mention) = unit.name {
            return speaks(self.kind(mention)).then(|| self.named(mention));
        }
        if let Some(description) = unit.description {
            let found = self.names.descriptions[description as usize];
            return Some(Voice { speaker: Some(found.mention), span: Some(found.span), by: Attribution::Description });
        }
        if english::is_subject_pronoun(&unit.word) {
            return Some(self.pronoun(&unit.word, unit.span));
        }
        // "Xinhua news agency"
        let mut before = at;
        while before > 0 && s.units[before].name.is_none() && (is_medium(s.word(before)) || s.word(before) == "state") {
            before -= 1;
        }
        let mention = s.units[before].name.filter(|_| before < at)?;
        matches!(self.kind(mention), EntityKind::Organization | EntityKind::Other | EntityKind::Person).then(|| self.named(mention))
    }

    pub(super) fn named(&self, mention: u32) -> Voice {
        Voice { speaker: Some(mention), span: Some(self.names.mentions[mention as usize].span), by: Attribution::Name }
    }

    /// Who is meant by "he", "she", "it" or "they".
    fn pronoun(&self, word: &str, span: Span) -> Voice {
        let open = Voice { speaker: None, span: Some(span), by: Attribution::Pronoun };
        let wanted = match word {
            "he" | "she" => gender::of_pronoun(word),
            "it" => return Voice { speaker: self.body, ..open },
            "they" => {
                let speaker = self.last.and_then(|voice| voice.speaker).filter(|&last| self.kind(last) != EntityKind::Person);
                return Voice { speaker, ..open };
            }
            _ => return open,
        };
        let fits = |mention: u32| self.genders.of(mention).is_none_or(|known| Some(known) == wanted);
        match self.focus {
            Some(None) => return open,
            Some(Some(focus)) if fits(focus) => return Voice { speaker: Some(focus), ..open },
            _ => {}
        }
        let recent = || self.persons.iter().rev().take(MAX_PERSONS).copied();
        let known = recent().find(|&mention| self.genders.of(mention) == wanted);
        Voice { speaker: known.or_else(|| recent().find(|&mention| fits(mention))), ..open }
    }

    /// "Hartono came. He sent …", "Her co-author …": a pronoun that begins a statement tells of the person who was its subject before, if nobody
    /// else has been named since.
    fn learn(&mut self, s: &Statement<'_>) {
        let Some(told) = s.units.first().and_then(|unit| gender::of_pronoun(&unit.word)) else { return };
        let (Some(focus), Some(&last)) = (self.focus.flatten(), self.persons.last()) else { return };
        if self.genders.are_of_one_name(focus, last) {
            self.genders.learn(focus, told);
        }
    }

    /// The subject of the statement as a whole, as far as it stands before the unit `limit`.
    pub(super) fn main(&self, s: &Statement<'_>, limit: usize) -> Option<Voice> {
        let mut at = 0;
        while at < limit.min(s.units.len()) {
            let unit = &s.units[at];
            let end = if unit.name.is_some() || unit.description.is_some() { name_end(s, at) } else { at + 1 };
            let candidate = unit.name.is_some_and(|name| speaks(self.kind(name)))
                || unit.description.is_some()
                || matches!(&*unit.word, "he" | "she" | "they" | "it");
            if candidate && end <= limit {
                let first = phrase_start(s, at);
                let before = s.word(first.wrapping_sub(1));
                let joined = matches!(s.word(end), "-" | "–" | "/") && s.units[end].span.start() == s.units[end - 1].span.end();
                let place = unit.name.is_some_and(|name| self.kind(name) == EntityKind::Place);
                let dateline = place && matches!(s.word(end), "–" | "—" | "-" | "(" | ",");
                // "What did Holm say?"
                let asked = matches!(before, "did" | "does" | "do") && s.units.last().is_some_and(|last| last.word == "?");
                let object = !asked && (is_preposition(before) || is_finite(before) || verb(before).is_some() || before == "-");
                if !object && !joined && !dateline && !s.is(end, UnitKind::Possessive) {
                    return self.ending_at(s, end - 1);
                }
            }
            at = end;
        }
        None
    }

    /// The subject of the main clause behind a leading participle: "Stating that …, the minister said".
    pub(super) fn main_after(&self, s: &Statement<'_>, from: usize) -> Option<Voice> {
        (from..s.units.len()).filter(|&at| s.word(at) == ",").find_map(|comma| {
            let mut end = comma + 1;
            while end < s.units.len() && !ends_phrase(s, end) {
                end += 1;
            }
            // Something finite follows, and the phrase is no list or adverbial.
            let verb = s.units.get(end).is_some_and(|unit| is_finite(&unit.word) || says(&unit.word));
            self.head(s, comma + 1, end).map(|subject| subject.voice).filter(|voice| verb && voice.by != Attribution::Open)
        })
    }

    /// Takes note of a statement that has been read, and of who spoke in it.
    pub(super) fn finish(&mut self, s: &Statement<'_>, spoke: Option<Voice>) {
        self.learn(s);
        let subject = spoke.or_else(|| self.main(s, s.units.len()));
        let mut last = None;
        for unit in &s.units {
            if let Some(name) = unit.name.filter(|name| last != Some(*name)) {
                last = Some(name);
                if self.kind(name) == EntityKind::Person {
                    self.persons.push(name);
                }
            }
            if let Some(description) = unit.description {
                let mention = self.names.descriptions[description as usize].mention;
                if self.persons.last() != Some(&mention) {
                    self.persons.push(mention);
                }
            }
        }
        match subject {
            Some(Voice { speaker: Some(mention), .. }) if self.kind(mention) == EntityKind::Person => self.focus = Some(Some(mention)),
            Some(Voice { speaker: Some(mention), .. }) => self.body = Some(mention),
            Some(Voice { speaker: None, span: Some(span), by: Attribution::Unnamed }) => {
                let phrase = span.of(self.text).to_lowercase();
                let last = phrase.split(' ').take_while(|word| !is_preposition(word)).last().unwrap_or_default();
                if is_post(last) || matches!(last, "official" | "source" | "witness" | "resident" | "man" | "woman" | "farmer" | "teacher")
                {
                    self.focus = Some(None);
                }
            }
            _ => {}
        }
        if spoke.is_some() {
            self.last = spoke;
        }
    }

    /// The person who spoke or acted last.
    pub(super) fn focus(&self) -> Option<u32> {
        self.focus.flatten()
    }
}

pub(super) fn is_determiner(word: &str) -> bool {
    matches!(
        word,
        "the" | "a" | "an" | "his" | "her" | "its" | "their" | "our" | "my" | "this" | "these" | "those" | "some" | "many" | "several"
    )
}

/// A comma, a dash or a bracket.
pub(super) fn is_break(s: &Statement<'_>, at: usize) -> bool {
    let unit = &s.units[at];
    if unit.kind != UnitKind::Mark || unit.name.is_some() {
        return false;
    }
    match &*unit.word {
        "," | ")" | "(" | "–" | "—" => true,
        // "long-range" goes on.
        "-" => at > 0 && s.units[at - 1].span.end() < unit.span.start(),
        _ => false,
    }
}

/// First unit of the clause that ends before `end`: behind a mark, a conjunction or a verb.
pub(super) fn region_start(s: &Statement<'_>, end: usize) -> usize {
    let mut start = end;
    while start > 0 {
        let unit = &s.units[start - 1];
        let inside = unit.name.is_some() || unit.description.is_some();
        let stops = match unit.kind {
            UnitKind::Quoted => true,
            UnitKind::Mark => {
                let glued = start < end && unit.span.end() == s.units[start].span.start();
                let dot = unit.word == "." && start > 1 && is_title(s.word(start - 2));
                !(glued && matches!(&*unit.word, "-" | "/" | "&") || dot)
            }
            UnitKind::Word => is_conjunction(&unit.word) || (is_finite(&unit.word) && !is_title(&unit.word)) || says(&unit.word),
            _ => false,
        };
        if stops && !inside {
            break;
        }
        start -= 1;
    }
    start
}

/// Whether a finite verb stands in `from..to`, outside of relative clauses between commas.
fn has_verb(s: &Statement<'_>, from: usize, to: usize) -> bool {
    let mut at = from;
    while at < to {
        if s.word(at) == "," && matches!(s.word(at + 1), "who" | "which" | "whose" | "whom") {
            at = (at + 1..to).find(|&end| s.word(end) == ",").unwrap_or(to);
            continue;
        }
        let before = s.word(at.wrapping_sub(1));
        // "a retired general", "Ann Lee, based in Rome,"
        let modifies = s.word(at).ends_with("ed") && (is_determiner(before) || is_adverb(before) || matches!(before, "," | "former" | "-"));
        let outside = s.units[at].name.is_none() && s.units[at].description.is_none();
        if outside && is_finite(s.word(at)) && !modifies {
            return true;
        }
        at += 1;
    }
    false
}

fn says(word: &str) -> bool {
    use super::cues::{Form, Frame};
    matches!(verb(word), Some((Frame::Says, _) | (_, Form::Participle | Form::Past)))
}

/// Whether a phrase cannot go on with the unit `at`.
fn ends_phrase(s: &Statement<'_>, at: usize) -> bool {
    let unit = &s.units[at];
    if unit.name.is_some() || unit.description.is_some() {
        return false;
    }
    match unit.kind {
        UnitKind::Quoted => true,
        UnitKind::Mark => {
            let glued = at > 0 && s.units[at - 1].span.end() == unit.span.start();
            !(unit.word == "." && at > 0 && is_title(s.word(at - 1)) || glued && matches!(&*unit.word, "-" | "/" | "&"))
        }
        UnitKind::Word => is_conjunction(&unit.word) || (is_finite(&unit.word) && !is_title(&unit.word)) || says(&unit.word),
        _ => false,
    }
}

/// First unit of the mention or description that the unit `at` is part of.
pub(super) fn name_start(s: &Statement<'_>, at: usize) -> usize {
    let key = (s.units[at].name, s.units[at].description);
    let mut start = at;
    while start > 0 && key != (None, None) && (s.units[start - 1].name, s.units[start - 1].description) == key {
        start -= 1;
    }
    start
}

/// First unit after the mention or description that the unit `at` is part of.
pub(super) fn name_end(s: &Statement<'_>, at: usize) -> usize {
    let key = (s.units[at].name, s.units[at].description);
    let mut end = at + 1;
    while end < s.units.len() && key != (None, None) && (s.units[end].name, s.units[end].description) == key {
        end += 1;
    }
    end
}

/// First unit of the phrase around the unit `at`: titles, nationality and article are taken in.
pub(super) fn phrase_start(s: &Statement<'_>, at: usize) -> usize {
    let mut start = name_start(s, at);
    while start > 0 {
        let unit = &s.units[start - 1];
        let dot = unit.word == "." && start > 1 && is_title(s.word(start - 2));
        let takes = dot
            || unit.name.is_some()
            || (unit.kind == UnitKind::Word && (is_title(&unit.word) || (unit.capital && is_nominal(&unit.word))))
            || unit.kind == UnitKind::Possessive
            || is_determiner(&unit.word);
        if !takes {
            break;
        }
        start -= 1;
    }
    start
}

/// Whether a capitalised word may belong to a title: none of the small words that begin sentences.
fn is_nominal(word: &str) -> bool {
    !is_preposition(word) && !is_conjunction(word) && !is_adverb(word) && !is_time(word) && !english::is_subject_pronoun(word)
}
