//! Statements: cues, what they introduce, and quotations without a cue.

use super::complements::{
    Cue, CueKind, What, adverbials, after_comma, before_infinitive, begins_clause, cue_at, follows, is_clause, quoted_after,
};
use super::cues::{Form, Frame, denies, is_adverb, is_auxiliary, is_conjunction, is_finite, is_preposition, is_time};
use super::passage::{Statement, UnitKind, statements};
use super::speakers::{Speakers, Subject, Voice, is_break, region_start};
use super::{Attribution, Quote, QuoteKind};
use crate::entities::Names;
use crate::text::{Layout, Span, english};

/// All quotes in `text`, in no order.
pub(super) fn read(text: &str, layout: &Layout, names: &Names) -> Vec<Quote> {
    let mut reader = Reader { text, speakers: Speakers::new(text, names), found: Vec::new(), before: None };
    for statement in statements(text, layout, names) {
        reader.read(&statement);
    }
    reader.found
}

pub(super) struct Reader<'t> {
    pub(super) text: &'t str,
    pub(super) speakers: Speakers<'t>,
    pub(super) found: Vec<Quote>,
    /// Paragraph and speaker of the statement before, where somebody spoke in it.
    before: Option<(usize, Voice)>,
}

/// A cue, with its speaker and what follows it.
#[derive(Clone, Copy, Debug)]
struct Reading {
    cue: Cue,
    subject: Option<Subject>,
    /// First unit of cue and subject together.
    start: usize,
    /// First unit behind cue, subject and what says when and where.
    end: usize,
    /// Whether the subject stands after the verb.
    inverted: bool,
    what: What,
}

impl Reader<'_> {
    fn read(&mut self, s: &Statement<'_>) {
        self.signature(s);
        let readings = self.readings(s);
        let mut used = vec![false; s.units.len()];
        let first = s.body;
        for (at, reading) in readings.iter().enumerate() {
            self.what_follows(s, &readings, at, reading, &mut used);
        }
        for (at, reading) in readings.iter().enumerate() {
            self.what_precedes(s, (&readings, at), reading, first, &mut used);
        }
        let spoke = self.rest(s, &readings, first, &mut used).or_else(|| self.announced(s).filter(|_| readings.is_empty()));
        let voice = spoke.or_else(|| {
            let said = readings.iter().filter(|reading| reading.cue.frame != Frame::Labels || reading.what != What::Nothing);
            let voiced = said.filter_map(|reading| reading.subject).map(|subject| subject.voice);
            voiced.clone().find(|voice| voice.speaker.is_some()).or_else(|| voiced.clone().next())
        });
        self.speakers.finish(s, voice);
        self.before = voice.map(|voice| (s.paragraph, voice));
    }

    fn readings(&self, s: &Statement<'_>) -> Vec<Reading> {
        let mut readings: Vec<Reading> = Vec::new();
        let mut at = 0;
        while at < s.units.len() {
            match cue_at(s, at).and_then(|cue| self.reading(s, cue, &readings)) {
                Some(reading) => {
                    at = reading.cue.end.max(at + 1);
                    readings.push(reading);
                }
                None => at += 1,
            }
        }
        readings
    }

    fn reading(&self, s: &Statement<'_>, cue: Cue, earlier: &[Reading]) -> Option<Reading> {
        let reading = match cue.kind {
            CueKind::Source | CueKind::Words => self.sourced(s, cue)?,
            CueKind::Reported => self.reported(s, cue),
            CueKind::Verb(form) => {
                let what = follows(s, cue);
                match self.inverted(s, cue, form, what) {
                    Some(reading) => reading,
                    None => self.spoken(s, cue, form, what, earlier)?,
                }
            }
        };
        let nobody = reading.subject.is_some_and(|subject| is_nobody(s, subject.start));
        (!nobody).then_some(reading)
    }

    /// "According to Rouhani, …", "in the words of Rouhani"
    fn sourced(&self, s: &Statement<'_>, cue: Cue) -> Option<Reading> {
        let subject = self.speakers.after(s, cue.end)?;
        let end = subject.end.max(cue.end);
        let is_relative = s.word(end) == "," && matches!(s.word(end + 1), "who" | "which" | "whose" | "where");
        // "according to Musa Bala, who runs the union, …"
        let comma = if is_relative { (end + 2..s.units.len()).find(|&at| s.word(at) == ",") } else { Some(end) };
        let what = match comma.filter(|&comma| s.word(comma) == "," && cue.start <= s.body + 2) {
            Some(comma) => after_comma(s, comma),
            None => What::Nothing,
        };
        Some(Reading {
            cue,
            subject: Some(subject),
            start: cue.start,
            end: if is_relative { s.units.len() } else { end },
            inverted: true,
            what,
        })
    }

    /// "was quoted by the agency as saying", "quoted the minister as saying"
    fn reported(&self, s: &Statement<'_>, cue: Cue) -> Reading {
        let before = s.word(cue.start.wrapping_sub(1));
        let passive = is_auxiliary(before) || before == "been";
        let subject = if passive { self.speakers.before(s, cue.start) } else { self.speakers.after(s, cue.start + 1) };
        let start = subject.filter(|_| passive).map_or(cue.start, |subject| subject.start);
        Reading { cue, subject, start, end: cue.end, inverted: false, what: follows(s, cue) }
    }

    /// A verb before its subject: “…,” said Rouhani; …, said Rouhani.
    fn inverted(&self, s: &Statement<'_>, cue: Cue, form: Form, what: What) -> Option<Reading> {
        if !matches!(form, Form::Past | Form::Third) || cue.frame == Frame::Tells || matches!(what, What::Clause(_, true)) {
            return None;
        }
        let before = cue.start.checked_sub(1);
        let after_quotation =
            before.is_some_and(|at| s.is(at, UnitKind::Quoted) || (is_break(s, at) && at > 0 && s.is(at - 1, UnitKind::Quoted)));
        let after_comma = before.is_some_and(|at| s.word(at) == ",");
        let opens = cue.start == s.body;
        // "Ann Lee, 43, called it “useful”": what is called something follows, never who calls it so.
        let labels = cue.frame == Frame::Labels;
        if !after_quotation && (!(after_comma || opens) || cue.frame == Frame::Warns || labels) || labels && s.word(cue.end) == "it" {
            return None;
        }
        let plain = after_quotation || !is_clause(s, cue.end);
        let adverbial = is_preposition(s.word(cue.end)) || is_adverb(s.word(cue.end)) || is_time(s.word(cue.end));
        let subject = self.speakers.after(s, cue.end).filter(|subject| subject.start == cue.end && plain && !adverbial)?;
        // "Ann Lee, a farmer, said Iran attacked": "said" alone needs something to be said.
        let closes = cue.frame == Frame::Says && matches!(s.word(subject.end), "" | "." | ";") && !s.is(subject.end, UnitKind::Quoted);
        if !after_quotation && !closes && self.speakers.stands_before(s, cue.start) {
            return None;
        }
        let end = adverbials(s, subject.end);
        let what = quoted_after(s, end).map_or(What::Nothing, What::Quoted);
        Some(Reading { cue, subject: Some(subject), start: cue.start, end, inverted: true, what })
    }

    /// A verb behind its subject, or one that shares the subject of an earlier verb.
    fn spoken(&self, s: &Statement<'_>, cue: Cue, form: Form, what: What, earlier: &[Reading]) -> Option<Reading> {
        let whole = |voice: Voice| Subject { voice, start: cue.start, end: cue.start };
        let same = || earlier.iter().rev().find_map(|reading| reading.subject).map(|subject| whole(subject.voice));
        let main = || self.speakers.main(s, cue.start).map(whole);
        let before = s.word(cue.start.wrapping_sub(1));
        let subject = if form != Form::Participle {
            let own = self.speakers.before(s, before_infinitive(s, cue.start)?);
            // "… and added that": whoever spoke before.
            let joined = matches!(before, "and" | "but" | "then" | "also" | "later");
            let shared = || joined.then(same).flatten().or_else(|| main().filter(|_| joined || before == ","));
            Some(own.or_else(shared)?)
        } else if is_auxiliary(before) || before == "been" {
            self.speakers.before(s, cue.start)
        } else {
            // "Stating that …, the minister said": the subject comes later.
            let leads = cue.start <= s.body + 1;
            let own = if leads { None } else { same().or_else(main) };
            own.or_else(|| self.speakers.main_after(s, cue.end).map(whole))
        };
        let start = subject.map_or(cue.start, |subject| subject.start.min(cue.start));
        Some(Reading { cue, subject, start, end: adverbials(s, cue.end), inverted: false, what })
    }

    /// Quotations and clauses behind their cue.
    fn what_follows(&mut self, s: &Statement<'_>, readings: &[Reading], at: usize, reading: &Reading, used: &mut [bool]) {
        match reading.what {
            What::Nothing => {}
            What::Quoted(quoted) => {
                let next = quoted + 1;
                let goes_on = s.is(next, UnitKind::Word)
                    && !is_conjunction(s.word(next))
                    && !english::is_subject_pronoun(s.word(next))
                    && !is_preposition(s.word(next))
                    && !is_adverb(s.word(next))
                    && readings.iter().all(|other| other.start != next);
                let introduced = matches!(s.word(quoted - 1), "," | ":");
                let whole = is_sentence(s.units[quoted].span.of(self.text), introduced);
                if reading.cue.frame == Frame::Labels || (!whole && !introduced && reading.cue.frame == Frame::Utters) {
                    return; // a piece, if anything
                }
                if whole && (introduced || !goes_on) {
                    used[quoted] = true;
                    self.push(s.units[quoted].span, QuoteKind::Direct, s, reading);
                } else if matches!(reading.cue.frame, Frame::Says) && goes_on {
                    self.clause(s, readings, at, quoted, used);
                }
            }
            What::Clause(start, _) => self.clause(s, readings, at, start, used),
        }
    }

    /// A clause in the writer's words, and the quotations in it.
    fn clause(&mut self, s: &Statement<'_>, readings: &[Reading], at: usize, start: usize, used: &mut [bool]) {
        let reading = &readings[at];
        let mut end = s.units.len();
        let leads = matches!(reading.cue.kind, CueKind::Verb(Form::Participle)) && reading.cue.start <= s.body + 1;
        for other in &readings[at + 1..] {
            if other.start <= start {
                continue;
            }
            let mut edge = other.start;
            let joined = matches!(s.word(edge - 1), "and" | "but" | "while" | "yet");
            if joined {
                edge -= 1;
            }
            let comma = edge > 0 && is_break(s, edge - 1);
            let clear = matches!(other.what, What::Quoted(_) | What::Clause(_, true));
            let participle = matches!(other.cue.kind, CueKind::Verb(Form::Participle));
            let clause = joined && other.what != What::Nothing;
            let outer = comma && other.what == What::Nothing && other.cue.frame != Frame::Labels;
            let source = other.cue.kind == CueKind::Source;
            if (comma && (clear || clause || participle && other.what != What::Nothing))
                || (joined && clear && other.subject.is_none_or(|it| it.start == other.cue.start))
                || outer
                || source
                || (leads && comma)
            {
                end = edge;
                break;
            }
        }
        if leads && end == s.units.len() {
            // "Noting that it is late, the minister left."
            end = (start + 2..end).find(|&k| s.word(k) == "," && begins_clause(s, k + 1)).unwrap_or(end);
        }
        let end = trimmed(s, start, end);
        let Some(span) = s.span(start, end).filter(|_| end >= start + 2 || s.is(start, UnitKind::Quoted)) else { return };
        let alone = end == start + 1;
        if !alone {
            self.push(span, QuoteKind::Indirect, s, reading);
        }
        self.pieces(s, start..end, if alone { QuoteKind::Direct } else { QuoteKind::Partial }, reading, used);
    }

    /// Quotations and clauses before their cue.
    fn what_precedes(
        &mut self,
        s: &Statement<'_>,
        (readings, at): (&[Reading], usize),
        reading: &Reading,
        first: usize,
        used: &mut [bool],
    ) {
        if reading.cue.frame == Frame::Labels {
            return;
        }
        let edge = if reading.inverted { reading.cue.start } else { reading.start };
        let Some(mut last) = edge.checked_sub(1) else { return };
        let mut broken = false;
        if is_break(s, last) && last > 0 {
            last -= 1;
            broken = true;
        }
        let quotes = readings[..at].iter().filter(|other| matches!(other.what, What::Quoted(_)));
        let earlier = quotes.map(|other| other.end.max(other.cue.end)).max().unwrap_or(first).max(first);
        if s.is(last, UnitKind::Quoted) {
            if used[last] {
                return;
            }
            let quoted = s.units[last].span.of(self.text);
            let opens =
                last <= first + 2 && (first..last).all(|k| s.is(k, UnitKind::Mark) || is_conjunction(s.word(k)) || is_adverb(s.word(k)));
            let own = opens || matches!(s.word(last - 1), "," | ":" | "." | "–" | "—");
            if matches!(reading.cue.kind, CueKind::Verb(Form::Participle)) && !opens {
                return;
            }
            if own && (opens || is_sentence(quoted, true)) {
                used[last] = true;
                self.push(s.units[last].span, QuoteKind::Direct, s, reading);
                return;
            }
            // “Well,” he said of the “plan”, … : a clause that ends in a quotation.
            if reading.what == What::Nothing && (ends_like_quotation(quoted) || broken) {
                self.clause_before(s, reading, earlier, last + 1, used);
            }
            return;
        }
        if !broken || reading.what != What::Nothing || matches!(reading.cue.kind, CueKind::Verb(Form::Participle)) {
            // "It rose, officials said, by 3 percent" is read from the end; "It rose according to the bank." needs no comma.
            let source = reading.cue.kind == CueKind::Source && reading.what == What::Nothing;
            if !source {
                return;
            }
            let end = if broken { last + 1 } else { edge };
            self.clause_before(s, reading, earlier, end, used);
            return;
        }
        if matches!(reading.cue.frame, Frame::Utters) {
            return;
        }
        self.clause_before(s, reading, earlier, last + 1, used);
    }

    /// A clause before its cue; where the cue only interrupts, with what comes after it.
    fn clause_before(&mut self, s: &Statement<'_>, reading: &Reading, from: usize, end: usize, used: &mut [bool]) {
        if from >= end {
            return;
        }
        let start = (from..end).find(|&k| !s.is(k, UnitKind::Mark) && !matches!(s.word(k), "and" | "but")).unwrap_or(end);
        let words = |from: usize, to: usize| (from..to).filter(|&k| matches!(s.units[k].kind, UnitKind::Word | UnitKind::Number)).count();
        let finite = |from: usize, to: usize| (from..to).any(|k| is_finite(s.word(k)) && s.units[k].name.is_none());
        let quoted = (start..end).any(|k| s.is(k, UnitKind::Quoted));
        let rest = reading.end.max(reading.cue.end);
        let interrupts =
            s.word(rest) == "," && !finite(start, end) && finite(rest, s.units.len()) && !looks_like_participle(s.word(rest + 1));
        let (start, end) = if interrupts {
            let short = words(start, end) < 3;
            (if short { rest + 1 } else { start }, trimmed(s, start, s.units.len()))
        } else {
            // "In a statement, the ministry said.", "Speaking in Moscow, he noted.": when and where, not what.
            let leads = is_preposition(s.word(start)) || looks_like_participle(s.word(start));
            let clause =
                finite(start, end) || (words(start, end) >= 4 && !leads && reading.cue.frame == Frame::Says && !is_time(s.word(end - 2)));
            if !quoted && (words(start, end) < 3 || !clause) {
                return;
            }
            (start, trimmed(s, start, end))
        };
        let Some(span) = s.span(start, end) else { return };
        self.push(span, QuoteKind::Indirect, s, reading);
        self.pieces(s, start..end, QuoteKind::Partial, reading, used);
    }

    /// The quotations within a clause.
    fn pieces(&mut self, s: &Statement<'_>, clause: std::ops::Range<usize>, kind: QuoteKind, reading: &Reading, used: &mut [bool]) {
        for (unit, at) in s.units[clause.clone()].iter().zip(clause) {
            if unit.kind == UnitKind::Quoted && !used[at] && self.is_speech(s, at) {
                used[at] = true;
                self.push(unit.span, kind, s, reading);
            }
        }
    }

    /// Quotations that no cue took: pieces of a statement, and sentences that go on.
    fn rest(&mut self, s: &Statement<'_>, readings: &[Reading], first: usize, used: &mut [bool]) -> Option<Voice> {
        let mut spoke = None;
        for at in (0..s.units.len()).filter(|&at| s.is(at, UnitKind::Quoted)) {
            if used[at] {
                continue;
            }
            let span = s.units[at].span;
            let quoted = span.of(self.text);
            if let Some(voice) = self.behind_dash(s, at) {
                used[at] = true;
                self.found.push(quote(span, QuoteKind::Direct, None, voice));
                continue;
            }
            let alone = at <= first + 1 && (at + 1..s.units.len()).all(|k| s.is(k, UnitKind::Mark) || s.is(k, UnitKind::Quoted));
            let colon = at > 0 && s.word(at - 1) == ":";
            let follows_direct = used[..at].iter().any(|used| *used) && starts_upper(quoted) && self.is_speech(s, at);
            if alone && is_sentence(quoted, true) && ends_sentence(quoted) {
                let voice = self.previous(s);
                spoke = spoke.or(voice.speaker.map(|_| voice));
                self.found.push(quote(span, QuoteKind::Direct, None, Voice { span: None, ..voice }));
            } else if colon && is_sentence(quoted, true) && readings.is_empty() {
                // "Rouhani: “…”", "The minister was blunt: “…”"
                let label = region_start(s, at - 1);
                let named = self.speakers.head(s, label.max(first), at - 1).map(|subject| subject.voice);
                let voice = named.filter(|voice| voice.speaker.is_some()).or_else(|| self.speakers.main(s, at - 1)).or(named);
                let voice = voice.unwrap_or(Voice::OPEN);
                spoke = Some(voice);
                self.found.push(quote(span, QuoteKind::Direct, None, voice));
            } else if follows_direct && let Some(reading) = readings.iter().rev().find(|reading| reading.subject.is_some()) {
                self.push(span, QuoteKind::Direct, s, reading);
            } else if self.is_speech(s, at) {
                let before = readings.iter().rev().find(|reading| reading.cue.start < at && belongs_to_cue(s, reading, at));
                let later =
                    || readings.iter().find(|reading| reading.cue.start > at && reading.cue.frame == Frame::Says && reading.start > at);
                match before.or_else(later).filter(|reading| reading.subject.is_some()) {
                    Some(reading) => self.push(span, QuoteKind::Partial, s, reading),
                    None => continue,
                }
            } else {
                continue;
            }
            used[at] = true;
        }
        spoke
    }

    /// Who goes on speaking: whoever spoke in the previous statement, across a paragraph break only if that speaker is a known entity; otherwise the person in focus.
    fn previous(&self, s: &Statement<'_>) -> Voice {
        match self.before {
            Some((_, voice)) if voice.speaker.is_some() => Voice { by: Attribution::Continued, ..voice },
            Some((paragraph, voice)) if paragraph == s.paragraph => Voice { by: Attribution::Continued, ..voice },
            _ => {
                let speaker = self.speakers.focus();
                Voice { speaker, span: None, by: if speaker.is_some() { Attribution::Continued } else { Attribution::Open } }
            }
        }
    }

    /// Whether quoted words may be speech, rather than the title of a work or a name.
    fn is_speech(&self, s: &Statement<'_>, at: usize) -> bool {
        let quoted = s.units[at].span.of(self.text);
        let words: Vec<&str> = quoted.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric())).collect();
        let long = || words.iter().filter(|word| word.chars().count() > 3);
        let capitals = long().filter(|word| word.starts_with(char::is_uppercase)).count();
        let title = capitals > 0
            && capitals == long().count()
            && !quoted.trim_end_matches(|c: char| !c.is_alphanumeric() && !".!?".contains(c)).ends_with(['.', '!', '?']);
        // “Love Story” and “Shake It Off”: one word introduces both.
        let mut first = at;
        while matches!(s.word(first.wrapping_sub(1)), "and" | "or" | ",") && first >= 2 && s.is(first - 2, UnitKind::Quoted) {
            first -= 2;
        }
        let before = s.word(first.wrapping_sub(1));
        let named = names_marks(before)
            || (names_works(before) && starts_upper(quoted))
            || (before == "as" && s.word(first.wrapping_sub(2)) == "known");
        !title && !named
    }

    fn push(&mut self, span: Span, kind: QuoteKind, s: &Statement<'_>, reading: &Reading) {
        let voice = reading.subject.map_or(Voice::OPEN, |subject| subject.voice);
        let cue = s.span(reading.cue.start, reading.cue.end);
        // "It was late, he denied." says that it was: only what follows is denied.
        let follows = cue.is_some_and(|cue| cue.end() <= span.start());
        let denied = kind != QuoteKind::Direct && follows && denies(s.word(reading.cue.start));
        self.found.push(Quote { denied, ..quote(span, kind, cue, voice) });
    }
}

fn quote(span: Span, kind: QuoteKind, cue: Option<Span>, voice: Voice) -> Quote {
    Quote { span, kind, cue, speaker: voice.speaker, speaker_span: voice.span, by: voice.by, denied: false }
}

/// Whether a quotation in `at` belongs to a cue before it: no full clause lies between.
fn belongs_to_cue(s: &Statement<'_>, reading: &Reading, at: usize) -> bool {
    let from = reading.cue.end;
    from <= at && !(from..at).any(|k| matches!(s.word(k), ";" | ":")) && (from..at).filter(|&k| s.word(k) == ",").count() <= 2
}

/// Whether the subject at `at` is nobody: "no one", "neither side", "nor Rouhani".
fn is_nobody(s: &Statement<'_>, at: usize) -> bool {
    let number = s.word(at + 1) == "."; // "No. 10"
    matches!(s.word(at), "nobody" | "none" | "neither") || (s.word(at) == "no" && !number) || s.word(at.wrapping_sub(1)) == "nor"
}

/// Whether marks behind the word hold a name or a word as such: "codenamed “…”".
#[rustfmt::skip]
fn names_marks(word: &str) -> bool {
    matches!(
        word,
        "called" | "named" | "name" | "nickname" | "moniker" | "alias" | "titled" | "entitled" | "dubbed" | "codenamed" | "nicknamed" | "termed" | "branded" | "film" | "book" | "song"
            | "album" | "novel" | "movie" | "word" | "words" | "term" | "phrase" | "slogan" | "movement" | "operation" | "play" | "magazine"
            | "newspaper"
    )
}

/// Whether marks behind the word hold a title where they begin with a capital; "hit “record” levels" holds none.
#[rustfmt::skip]
fn names_works(word: &str) -> bool {
    matches!(
        word,
        "sing" | "sings" | "sang" | "sung" | "singing" | "plays" | "played" | "playing" | "single" | "singles" | "hit" | "hits" | "songs"
            | "films" | "movies" | "books" | "albums" | "novels"
    )
}

/// `end`, moved back over trailing punctuation.
fn trimmed(s: &Statement<'_>, start: usize, mut end: usize) -> usize {
    while end > start && s.is(end - 1, UnitKind::Mark) && !matches!(s.word(end - 1), ")" | "%" | "]") && s.units[end - 1].name.is_none() {
        end -= 1;
    }
    end
}

fn looks_like_participle(word: &str) -> bool {
    word.len() > 4 && word.ends_with("ing")
}

/// Whether quoted words form at least a clause. Those `introduced` by a comma or a colon nearly always do.
fn is_sentence(quoted: &str, introduced: bool) -> bool {
    let words: Vec<String> =
        quoted.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase().replace('’', "'")).collect();
    introduced
        || (starts_upper(quoted) && ends_like_quotation(quoted))
        || (words.len() >= 3 && words.iter().any(|word| is_finite(word) || english::is_subject_pronoun(word)))
}

fn starts_upper(quoted: &str) -> bool {
    quoted.chars().find(|c| c.is_alphanumeric()).is_some_and(|c| c.is_uppercase() || c.is_numeric())
}

/// Whether a full stop or a comma stands before the closing mark.
fn ends_like_quotation(quoted: &str) -> bool {
    let mut inner = quoted.chars();
    inner.next_back();
    inner.as_str().trim_end().ends_with([',', '.', '!', '?', '…', '—'])
}

fn ends_sentence(quoted: &str) -> bool {
    let words = quoted.split_whitespace().count();
    starts_upper(quoted) && (ends_like_quotation(quoted) || words >= 6)
}
