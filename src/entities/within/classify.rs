//! From capitalised runs to names of a kind.

use std::collections::{HashMap, HashSet};

use super::lexicon;
use super::runs::{Run, is_capitalised, is_dash};
use super::titles::{Title, title, written_out};
use super::words::{
    begins_club, begins_storm, is_calendar, is_common, is_event_head, is_law_head, is_organization_head, is_particle, is_place_head,
    is_place_preposition, is_speech_verb,
};
use crate::entities::{EntityKind, Mention, Names, Role, Why};
use crate::text::fold::folded;
use crate::text::{Span, Token, TokenKind};

/// Reads the runs twice: what is certain first, then what is only a part of a name already seen.
pub(crate) fn mentions(text: &str, tokens: &[Token], runs: &[Run]) -> Names {
    let mut reader = Reader::new(text, tokens);
    for run in runs {
        reader.read(*run);
    }
    reader.finish()
}

struct Reader<'t> {
    text: &'t str,
    tokens: &'t [Token],
    /// Words that also stand in lower case: a capital at the start of a sentence says nothing about them.
    lower: HashSet<&'t str>,
    names: Names,
    /// Single words that nothing decided: they are names if they turn out to be part of one.
    open: Vec<Open>,
}

struct Open {
    start: usize,
    end: usize,
    opens_sentence: bool,
}

impl<'t> Reader<'t> {
    fn new(text: &'t str, tokens: &'t [Token]) -> Self {
        let lower = tokens.iter().map(|token| token.span.of(text)).filter(|word| word.starts_with(char::is_lowercase)).collect();
        Reader { text, tokens, lower, names: Names::default(), open: Vec::new() }
    }

    fn word(&self, at: usize) -> &'t str {
        self.tokens.get(at).map_or("", |token| token.span.of(self.text))
    }

    fn lower_word(&self, at: usize) -> String {
        self.word(at).to_lowercase()
    }

    fn read(&mut self, run: Run) {
        let mut at = run.start;
        // "However, …": a first word that is no name by itself.
        if run.opens_sentence || run.in_headline {
            while at < run.end && self.is_mere_word(at, run) {
                at += 1;
            }
        }
        while at < run.end {
            at = self.piece(at, run);
        }
    }

    /// Whether the word is capitalised for its place only.
    fn is_mere_word(&self, at: usize, run: Run) -> bool {
        let lower = self.lower_word(at);
        if self.phrase(at, run.end).is_some_and(|(end, _)| end > at + 1) {
            return false;
        }
        if is_common(&lower) || matches!(lower.as_str(), "of" | "and" | "for") {
            return true;
        }
        let known = lexicon::lookup(&folded(&lower)).is_some_and(|entry| !entry.gazetteer);
        !known && title(&lower).is_none() && self.lower.contains(lower.as_str()) && !lexicon::is_forename(&folded(&lower))
    }

    /// Reads one name or title at `at` and returns where the next begins.
    fn piece(&mut self, at: usize, run: Run) -> usize {
        let word = self.lower_word(at);
        if self.tokens[at].kind == TokenKind::Mark || matches!(word.as_str(), "of" | "and" | "for" | "the") || is_calendar(&word) {
            return at + 1;
        }
        if let Some(after) = self.titled(at, run) {
            return after;
        }
        let end = self.piece_end(at, run);
        if end == at + 2 && self.tokens[at + 1].kind == TokenKind::Word && self.head_kind(at, end).is_none() {
            let begun = [(begins_storm(&word), EntityKind::Event), (begins_club(&word), EntityKind::Organization)];
            if let Some(&(_, kind)) = begun.iter().find(|(begins, _)| *begins).filter(|_| !run.in_headline) {
                self.push(at, end, kind, Why::HeadWord);
                return end;
            }
        }
        if let Some((phrase_end, entry)) = self.phrase(at, end) {
            // A known name, unless it only begins a longer one: "Iranian Foreign Ministry", "Russia Today Group".
            let whole = self
                .head_kind(at, end)
                .filter(|_| phrase_end < end && !(entry.kind == EntityKind::Group && self.post_follows(phrase_end, end)));
            if entry.gazetteer && (self.is_doubtful_city(at, phrase_end, end)) {
                // Fall through: decided by its context like any other word.
            } else if let Some(kind) = whole {
                self.push(at, end, kind, Why::HeadWord);
                return end;
            } else {
                self.push(at, phrase_end, entry.kind, Why::Lexicon);
                return phrase_end;
            }
        }
        self.unknown(at, end, run);
        end
    }

    /// Where the piece that starts at `at` ends: at "and", at "of" without a head before it, at a joint of two known names.
    fn piece_end(&self, at: usize, run: Run) -> usize {
        let mut end = at + 1;
        while end < run.end {
            let word = self.word(end);
            match word {
                "and" => {
                    // "Ministry of Roads and Urban Development" goes on; "Iran and Russia" does not.
                    let in_body = (at..end).any(|i| matches!(self.word(i), "of" | "for"))
                        && self.head_kind(at, end) == Some(EntityKind::Organization);
                    if !in_body || self.phrase(end + 1, run.end).is_some() {
                        return end;
                    }
                }
                "of" | "for" => {
                    let head = self.lower_word(end - 1);
                    if !(is_organization_head(&head)
                        || is_event_head(&head)
                        || is_place_head(&head)
                        || is_law_head(&head)
                        || matches!(head.as_str(), "republic" | "kingdom" | "house"))
                    {
                        return end;
                    }
                }
                _ if is_dash(word) => {
                    let both_known = self.phrase(at, end).is_some_and(|(known, _)| known == end) && self.phrase(end + 1, run.end).is_some();
                    if both_known {
                        return end;
                    }
                }
                _ => {
                    // "President" in the middle begins another piece: "Iranian President", "House Speaker Mike Johnson".
                    let lower = word.to_lowercase();
                    if title(&lower) == Some(Title::Post) && self.phrase(at, end).is_some_and(|(known, _)| known == end) {
                        return end;
                    }
                    if self.officer_follows(at, end, run) {
                        return end;
                    }
                }
            }
            end += 1;
        }
        end
    }

    /// A title and the person after it: returns where the person's name ends.
    fn titled(&mut self, at: usize, run: Run) -> Option<usize> {
        let kind = title(&self.lower_word(at))?;
        if kind == Title::Modifier && !self.post_follows(at, run.end) {
            return None;
        }
        let mut next = at;
        let mut post_end = at;
        while next < run.end {
            let lower = self.lower_word(next);
            match title(&lower) {
                Some(found) => {
                    if found != Title::Honorific {
                        post_end = next + 1;
                    }
                    next += 1;
                }
                None if self.word(next) == "."
                    || is_dash(self.word(next))
                    || (matches!(lower.as_str(), "and" | "of" | "for") && self.post_follows(next + 1, run.end)) =>
                {
                    next += 1
                }
                None => break,
            }
        }
        if next >= run.end {
            return Some(run.end); // a title alone names no one
        }
        if matches!(self.word(next), "of" | "and" | "for") {
            return Some(next + 1);
        }
        let end = self.name_end(next, run);
        // "Foreign Ministry", "President Hotel": the title belongs to a longer name.
        if let Some(head) = self.head_kind(next, end) {
            let start = if post_end > at { at } else { next };
            self.push(start, end, head, Why::HeadWord);
            return Some(end);
        }
        if self.phrase(next, end).is_some_and(|(known, entry)| known == end && !entry.gazetteer) && kind != Title::Honorific {
            return Some(next); // "Ambassador Russia": read the known name by itself
        }
        // "General Assembly", "Federal Government": one common noun after a post is no surname.
        if end == next + 1 && post_end > at {
            let noun = self.lower_word(next);
            if is_organization_head(&noun) {
                self.push(at, end, EntityKind::Organization, Why::HeadWord);
                return Some(end);
            }
            if is_event_head(&noun) || matches!(noun.as_str(), "staff" | "house" | "residence" | "elect" | "visit" | "speech") {
                return Some(end);
            }
        }
        let mention = self.push(next, end, EntityKind::Person, Why::Title);
        if post_end > at {
            self.role(at, post_end, mention);
        }
        Some(end)
    }

    /// End of a person's name: no "and", no "of".
    fn name_end(&self, at: usize, run: Run) -> usize {
        (at + 1..run.end).find(|&i| matches!(self.word(i), "and" | "of" | "for" | "&")).unwrap_or(run.end)
    }

    fn post_follows(&self, at: usize, end: usize) -> bool {
        (at..end.min(at + 5))
            .map(|i| title(&self.lower_word(i)))
            .take_while(|found| found.is_some())
            .any(|found| found == Some(Title::Post))
    }

    /// Whether a post and the name of who holds it stand at `end`, and the piece from `at` is no name of a person itself.
    fn officer_follows(&self, at: usize, end: usize, run: Run) -> bool {
        if !self.post_follows(end, run.end) || lexicon::is_forename(&folded(self.word(at))) {
            return false;
        }
        let Some(name) = (end..run.end).find(|&i| title(&self.lower_word(i)).is_none()) else { return false };
        let name_end = self.name_end(name, run);
        // "Burger King Holdings": the rest is a name of something.
        self.tokens[name].kind == TokenKind::Word
            && self.head_kind(end, name_end).is_none()
            && (lexicon::is_forename(&folded(self.word(name))) || name_end >= name + 2)
    }

    fn role(&mut self, start: usize, end: usize, mention: u32) {
        let words = |range: std::ops::Range<usize>| {
            range.map(|i| self.lower_word(i)).filter(|word| title(word) != Some(Title::Honorific) && word != ".").collect::<Vec<_>>()
        };
        // "under Professor Horányi": only a secretary is one "under".
        let start = start + usize::from(self.lower_word(start) == "under" && self.lower_word(start + 1) != "secretary");
        if start >= end {
            return;
        }
        let role = words(start..end).iter().map(|word| written_out(word)).collect::<Vec<_>>().join(" ").replace(" - ", "-");
        if role.is_empty() {
            return;
        }
        // "Iranian President …": what stands right before says of what.
        let span = Span::new(self.tokens[start].span.start(), self.tokens[end - 1].span.end());
        let of = mention.checked_sub(1).filter(|&before| {
            let before = &self.names.mentions[before as usize];
            let gap = self.text[before.span.end()..span.start()].trim();
            matches!(before.kind, EntityKind::Group | EntityKind::Place | EntityKind::Organization) && matches!(gap, "" | "'s" | "’s")
        });
        let span = of.map_or(span, |of| self.names.mentions[of as usize].span.cover(span));
        self.names.roles.push(Role { mention, role, of, span });
    }

    /// The longest name of the lexicon that starts at `at` and ends by `end`.
    fn phrase(&self, at: usize, end: usize) -> Option<(usize, lexicon::Entry)> {
        if at >= end {
            return None;
        }
        let first = folded(self.word(at));
        let most = lexicon::longest(&first).min(end - at);
        let mut phrase = first;
        let mut found = lexicon::lookup(&phrase).map(|entry| (at + 1, entry));
        for next in at + 1..at + most {
            phrase.push(' ');
            phrase.push_str(&folded(self.word(next)));
            if let Some(entry) = lexicon::lookup(&phrase) {
                found = Some((next + 1, entry));
            }
        }
        found.filter(|&(known, entry)| {
            // "us", "who" and "it" are words, "US", "WHO" and "IT" are names.
            let word = self.word(at);
            let shouted = word.chars().all(|c| c.is_uppercase() || c == '.');
            let plausible = !is_common(&word.to_lowercase())
                && word.starts_with(char::is_uppercase)
                && (entry.kind == EntityKind::Place || word.len() > 2);
            known > at + 1 || word.len() > 3 || shouted || plausible
        })
    }

    /// A single gazetteer word that may as well be a surname or a plain word.
    fn is_doubtful_city(&self, at: usize, phrase_end: usize, end: usize) -> bool {
        if phrase_end < end {
            return true; // only the beginning of a longer name
        }
        let lower = self.lower_word(at);
        let before = if at > 0 { self.lower_word(at - 1) } else { String::new() };
        let placed = is_place_preposition(&before) || before == "of" || before == ",";
        let long = phrase_end > at + 1;
        if is_speech_verb(&self.lower_word(phrase_end)) {
            return true;
        }
        (is_common(&lower) || self.lower.contains(lower.as_str()) || lexicon::is_forename(&folded(&lower)) || lower.len() < 4)
            && !(placed && long)
            || (!placed && !long)
    }

    fn head_kind(&self, at: usize, end: usize) -> Option<EntityKind> {
        if end < at + 2 {
            return None;
        }
        let heads = |i: usize| {
            let word = self.lower_word(i);
            if is_organization_head(&word) {
                Some(EntityKind::Organization)
            } else if is_event_head(&word) {
                Some(EntityKind::Event)
            } else if is_law_head(&word) {
                Some(EntityKind::Law)
            } else if is_place_head(&word) {
                Some(EntityKind::Place)
            } else {
                None
            }
        };
        // The head stands last ("Nojeh Air Base"), before "of" ("Bank of Japan") or first ("Lake Victoria").
        let before_of = (at..end).find(|&i| matches!(self.word(i), "of" | "for")).and_then(|of| heads(of.checked_sub(1)?));
        before_of.or_else(|| heads(end - 1)).or_else(|| heads(at).filter(|&kind| kind == EntityKind::Place && end == at + 2))
    }

    fn unknown(&mut self, at: usize, end: usize, run: Run) {
        let first = self.lower_word(at);
        // "Tupolev-22M3", "S-300": letters, a hyphen and digits.
        if (at + 1..end).any(|i| is_dash(self.word(i)) && self.word(i + 1).starts_with(|c: char| c.is_ascii_digit()))
            || (end == at + 1 && self.tokens[at].kind == TokenKind::Mixed)
        {
            self.push(at, end, EntityKind::Product, Why::Shape);
            return;
        }
        if let Some(kind) = self.head_kind(at, end) {
            if !(run.in_headline && run.opens_sentence) {
                self.push(at, end, kind, Why::HeadWord);
            }
            return;
        }
        let words = (at..end).filter(|&i| self.tokens[i].kind == TokenKind::Word).count();
        let plain = (at..end).all(|i| self.tokens[i].kind == TokenKind::Word || matches!(self.word(i), ".") || is_dash(self.word(i)));
        let acronym = |word: &str| word.len() >= 2 && word.chars().all(|c| c.is_uppercase() || c.is_ascii_digit());
        if words == 1 && acronym(self.word(at)) && self.word(at).len() <= 6 && !run.in_headline {
            // "NA/AK" below an article are the initials of its editors.
            if self.word(end) == "/" || (at > 0 && self.word(at - 1) == "/") {
                return;
            }
            self.push(at, end, EntityKind::Organization, Why::Shape);
            return;
        }
        if (2..=5).contains(&words) && plain && !run.in_headline {
            if lexicon::is_forename(&folded(&first)) {
                self.push(at, end, EntityKind::Person, Why::Forename);
                return;
            }
            let before = if at > 0 { self.lower_word(at - 1) } else { String::new() };
            if is_place_preposition(&before) && words == 2 && before != "from" {
                self.push(at, end, EntityKind::Place, Why::Context);
                return;
            }
            let speaks = is_speech_verb(&self.lower_word(end));
            let possesses = self.tokens.get(end).is_some_and(|token| token.kind == TokenKind::Possessive);
            let says_word = (at..end).any(|i| self.word(i).starts_with(char::is_uppercase) && self.is_plain_word(i));
            // "Kim Jong-un", "Ursula von der Leyen", "J. Smith": people are written so.
            let shaped =
                (at + 1..end).any(|i| self.word(i).starts_with(char::is_lowercase) && !is_common(self.word(i)) || self.word(i) == ".");
            let named = speaks || self.word(end) == "," || possesses || shaped;
            // A capital at the start of a sentence, an article before or a plain word within: more is needed for a person.
            let doubtful = (run.opens_sentence && at == run.start && !named)
                || (matches!(before.as_str(), "the" | "a" | "an") && !speaks)
                || (says_word && !speaks);
            if !doubtful && (named || words <= 3) {
                self.push(at, end, EntityKind::Person, Why::Context);
            } else if words <= 3 {
                self.open.push(Open { start: at, end, opens_sentence: run.opens_sentence && says_word });
            }
            return;
        }
        // "Walmart CEO Doug McMillon": who is led.
        if words == 1 && plain && !run.in_headline && !is_common(&first) && self.officer_follows(at, end, run) {
            let describes = first.ends_with("ing") || first.ends_with("ly") || first.ends_with("ed") || self.lower.contains(first.as_str());
            if !describes {
                let post = self.lower_word(end);
                let of_place = matches!(post.as_str(), "governor" | "gov" | "mayor" | "sheriff" | "king" | "queen");
                self.push(at, end, if of_place { EntityKind::Place } else { EntityKind::Organization }, Why::Context);
                return;
            }
        }
        if words == 1 {
            let before = if at > 0 { self.lower_word(at - 1) } else { String::new() };
            if is_speech_verb(&self.lower_word(end)) && !is_common(&first) && !self.lower.contains(first.as_str()) {
                self.push(at, end, EntityKind::Person, Why::Context);
            } else if !run.opens_sentence && !run.in_headline && is_place_preposition(&before) && lexicon::lookup(&folded(&first)).is_some()
            {
                self.push(at, end, EntityKind::Place, Why::Lexicon);
            } else {
                self.open.push(Open { start: at, end, opens_sentence: run.opens_sentence || run.in_headline });
            }
        }
    }

    /// Whether the word is known to be more than a name.
    fn is_plain_word(&self, at: usize) -> bool {
        let lower = self.lower_word(at);
        is_common(&lower) || (self.tokens[at].kind == TokenKind::Word && lower.len() > 3 && self.lower.contains(lower.as_str()))
    }

    fn push(&mut self, start: usize, end: usize, kind: EntityKind, why: Why) -> u32 {
        // A name does not end in a hyphen, a full stop or a small word.
        let mut end = end;
        while end > start + 1 && !self.tokens[end - 1].kind.is_word_like() {
            end -= 1;
        }
        let span = Span::new(self.tokens[start].span.start(), self.tokens[end - 1].span.end());
        self.names.mentions.push(Mention { span, kind, score: why.score(), why });
        self.names.mentions.len() as u32 - 1
    }

    /// Decides the open words by the names found: "Rouhani" after "Hassan Rouhani".
    fn finish(self) -> Names {
        let mut parts: HashMap<&str, EntityKind> = HashMap::new();
        for mention in &self.names.mentions {
            let name = mention.span.of(self.text);
            if mention.kind == EntityKind::Person {
                let last = name.rsplit([' ', '\u{a0}']).next().unwrap_or(name);
                parts.insert(last, EntityKind::Person);
                parts.insert(name, EntityKind::Person);
                // "al-Assad" is also written "Assad".
                if let Some((particle, rest)) = last.split_once('-').filter(|(particle, _)| is_particle(particle)) {
                    debug_assert!(!particle.is_empty());
                    parts.insert(rest, EntityKind::Person);
                }
            } else if !name.contains(' ') {
                parts.entry(name).or_insert(mention.kind);
            }
        }
        let mut found = Vec::new();
        for open in &self.open {
            let span = Span::new(self.tokens[open.start].span.start(), self.tokens[open.end - 1].span.end());
            let name = span.of(self.text);
            // "Muqtada Sadr" where "Sadr" is a person elsewhere.
            let surname = name.rsplit([' ', '\u{a0}']).next().and_then(|last| parts.get(last)).filter(|kind| **kind == EntityKind::Person);
            if let Some(&kind) = parts.get(name).or(surname) {
                found.push(Mention { span, kind, score: Why::SameName.score(), why: Why::SameName });
            } else if !open.opens_sentence && is_capitalised(self.text, self.tokens[open.start]) {
                let lower = span.of(self.text).to_lowercase();
                if !self.lower.contains(lower.as_str()) && !is_common(&lower) && title(&lower).is_none() && lower.len() > 2 {
                    found.push(Mention { span, kind: EntityKind::Other, score: 4_000, why: Why::Context });
                }
            }
        }
        if found.is_empty() {
            return self.names;
        }
        merge(self.names, found)
    }
}

/// Puts later finds in reading order and renumbers what points at mentions.
fn merge(names: Names, found: Vec<Mention>) -> Names {
    let old = names.mentions.len();
    let mut all: Vec<(Mention, usize)> = names.mentions.into_iter().chain(found).enumerate().map(|(i, mention)| (mention, i)).collect();
    all.sort_by_key(|(mention, _)| mention.span);
    let mut place = vec![0_u32; old];
    for (now, (_, before)) in all.iter().enumerate() {
        if let Some(place) = place.get_mut(*before) {
            *place = now as u32;
        }
    }
    let roles = names
        .roles
        .into_iter()
        .map(|role| Role { mention: place[role.mention as usize], of: role.of.map(|of| place[of as usize]), ..role })
        .collect();
    Names { mentions: all.into_iter().map(|(mention, _)| mention).collect(), roles, ..names }
}
