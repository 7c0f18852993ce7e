//! Where descriptions stand in a text.

use super::land;
use super::phrase::{NOUNS, Phrase};
use crate::entities::within::posts::is_head;
use crate::entities::within::titles::{Title, title};
use crate::entities::within::words::is_speech_verb;
use crate::entities::{EntityKind, Names, PostTime};
use crate::text::{Span, Token, TokenKind};

/// Words between an article and its noun.
const MAX_MODIFIERS: usize = 6;

pub(super) struct Reader<'t> {
    pub(super) text: &'t str,
    pub(super) tokens: &'t [Token],
    pub(super) names: &'t Names,
    /// For each token the mention that it is part of.
    pub(super) owner: Vec<Option<u32>>,
    pub(super) lower: Vec<String>,
}

impl<'t> Reader<'t> {
    /// The description that begins with the token `at`, if any.
    pub(super) fn phrase(&self, at: usize) -> Option<Phrase> {
        let start = self.tokens[at].span.start();
        let article = matches!(self.lower[at].as_str(), "the" | "his" | "her" | "their" | "its");
        let mut of = None;
        let mut next = at + 1;
        if !article {
            // "Tanzania's president"
            let mention = self.mention_at(at).filter(|&mention| self.names.mentions[mention as usize].span.start() == start)?;
            let kind = self.names.mentions[mention as usize].kind;
            next = self.after(at, mention);
            if !matches!(kind, EntityKind::Place | EntityKind::Organization) || self.tokens.get(next)?.kind != TokenKind::Possessive {
                return None;
            }
            of = Some(land(self.text, self.names, mention));
            next += 1;
        }
        let mut post: Vec<String> = Vec::new();
        let limit = self.tokens.len().min(next + MAX_MODIFIERS);
        while next < limit {
            if let Some(mention) = self.mention_at(next) {
                let kind = self.names.mentions[mention as usize].kind;
                if of.is_some() || !matches!(kind, EntityKind::Group | EntityKind::Place | EntityKind::Organization) {
                    return None;
                }
                of = Some(land(self.text, self.names, mention));
                next = self.after(next, mention);
                continue;
            }
            let word = self.lower[next].as_str();
            if self.tokens[next].kind != TokenKind::Word {
                break;
            }
            match title(word) {
                Some(Title::Post) if !matches!(word, "cabinet" | "private" | "count" | "chair" | "principal") => {
                    post.push(word.to_string())
                }
                Some(Title::Modifier) => post.push(word.to_string()),
                _ if NOUNS.contains(&word) || is_head(word) => post.push(word.to_string()),
                _ if post.is_empty() && QUALITIES.contains(&word) => {}
                _ => break,
            }
            next += 1;
        }
        let head = post.last()?;
        let is_head =
            (title(head) == Some(Title::Post) || NOUNS.contains(&head.as_str()) || is_head(head)) && self.lower[next - 1] == *head;
        // "shook his head"
        let is_body_part = head == "head" && post.len() == 1 && matches!(self.lower[at].as_str(), "his" | "her" | "their");
        if !is_head || is_body_part || self.mention_at(next - 1).is_some() {
            return None;
        }
        let mut end = next;
        // "the president of Russia"
        if of.is_none() && self.lower.get(next).is_some_and(|word| word == "of") {
            let first = if self.lower.get(next + 1).is_some_and(|word| word == "the") { next + 2 } else { next + 1 };
            match self.mention_at(first) {
                Some(mention) => {
                    of = Some(land(self.text, self.names, mention));
                    end = self.after(first, mention);
                }
                None => return None, // of something without a name
            }
        }
        let time = post.iter().find_map(|word| PostTime::of(word));
        (self.stands_alone(at, end) && (post.last().is_none_or(|head| head != "counterpart") || of.is_some())).then(|| {
            post.retain(|word| !matches!(word.as_str(), "former" | "ex" | "late" | "senior" | "acting" | "executive"));
            Phrase { span: Span::new(start, self.tokens[end - 1].span.end()), end, post, of, time }
        })
    }

    /// "the 54-year-old", and no noun behind: first token behind it, and the age.
    pub(super) fn age_phrase(&self, at: usize) -> Option<(usize, &'t str)> {
        let word = |at: usize| self.lower.get(at).map_or("", String::as_str);
        let is_age = self.lower[at] == "the"
            && self.tokens.get(at + 1)?.kind == TokenKind::Number
            && [word(at + 2), word(at + 3), word(at + 4), word(at + 5)] == ["-", "year", "-", "old"];
        let end = at + 6;
        let next = word(end);
        let goes_on = self.tokens.get(end).is_none_or(|token| token.kind == TokenKind::Mark && token.span.of(self.text) != "-")
            || ENDS.contains(&next)
            || is_speech_verb(next);
        (is_age && goes_on).then(|| (end, self.tokens[at + 1].span.of(self.text)))
    }

    /// Whether no name stands beside, and the words say who does something, not what somebody is.
    fn stands_alone(&self, start: usize, end: usize) -> bool {
        let word = |at: usize| self.lower.get(at).map_or("", String::as_str);
        let person =
            |at: usize| self.mention_at(at).is_some_and(|mention| self.names.mentions[mention as usize].kind == EntityKind::Person);
        let mut next = end;
        let comma = word(next) == ",";
        if comma {
            next += 1;
        }
        while matches!(title(word(next)), Some(Title::Honorific | Title::Post)) || word(next) == "." {
            next += 1;
        }
        let before = start.wrapping_sub(1);
        let owns = self.tokens.get(end).is_some_and(|token| token.kind == TokenKind::Possessive);
        let explains = word(before) == "," && start > 1 && person(start - 2) && !owns;
        // "With the Russian leader, President Raisi assessed …": another person.
        let closed = !comma || matches!(word(self.mention_at(next).map_or(next, |mention| self.after(next, mention))), "," | "." | ";");
        let beside = person(next) && closed || self.is_named_behind_place(end);
        let is_one = matches!(
            word(before),
            "as" | "become" | "became" | "becoming" | "elected" | "named" | "appointed" | "office" | "was" | "is" | "were"
        ) || (word(before) == "of"
            && matches!(word(before.wrapping_sub(1)), "office" | "post" | "position" | "role" | "job" | "title"));
        // "the official visit", "the general election": the word may as well be an adjective.
        let vague = VAGUE.contains(&word(end - 1))
            && self
                .tokens
                .get(end)
                .is_some_and(|token| token.kind == TokenKind::Word && !ENDS.contains(&word(end)) && !is_speech_verb(word(end)));
        let compound = vague
            || self.tokens.get(end).is_some_and(|token| {
                token.span.of(self.text) == "-" || (token.kind == TokenKind::Word && !comma && NO_END.contains(&word(end)))
            });
        !beside && !explains && !is_one && !compound
    }

    /// "the ambassador in Tbilisi, Aigul Serikova": the name stands behind the place.
    fn is_named_behind_place(&self, end: usize) -> bool {
        let word = |at: usize| self.lower.get(at).map_or("", String::as_str);
        let kind = |at: usize| self.mention_at(at).map(|mention| self.names.mentions[mention as usize].kind);
        let Some(place) = self.mention_at(end + 1).filter(|_| matches!(word(end), "in" | "to" | "at")) else { return false };
        let comma = self.after(end + 1, place);
        word(comma) == "," && kind(comma + 1) == Some(EntityKind::Person)
    }

    pub(super) fn mention_at(&self, at: usize) -> Option<u32> {
        self.owner.get(at).copied().flatten()
    }

    /// First token behind a mention.
    fn after(&self, at: usize, mention: u32) -> usize {
        let end = self.names.mentions[mention as usize].span.end();
        let mut next = at;
        while self.tokens.get(next).is_some_and(|token| token.span.start() < end) {
            next += 1;
        }
        next
    }
}

/// Adjectives before a post that do not change who is meant.
#[rustfmt::skip]
const QUALITIES: &[&str] = &[
    "current", "embattled", "incoming", "influential", "local", "newly", "new", "outgoing", "outspoken", "powerful", "present",
    "ruling", "same", "sitting", "top", "veteran", "visiting", "reformist", "hardline", "military", "government", "regional",
    "ministry", "company", "army", "party", "opposition", "elected",
];

/// Posts that are adjectives, too.
const VAGUE: &[&str] = &["chief", "executive", "general", "head", "official", "private", "representative"];

/// Words that follow a noun and never an adjective.
#[rustfmt::skip]
const ENDS: &[&str] = &[
    "after", "also", "and", "as", "at", "but", "by", "can", "could", "did", "does", "during", "for", "from", "had", "has", "in", "is",
    "later", "may", "might", "must", "of", "on", "should", "then", "to", "was", "were", "when", "while", "who", "whose", "will", "with",
    "would",
];

/// Nouns with which a post makes the name of something else: "the president office".
const NO_END: &[&str] = &["office", "candidate", "elect", "palace", "house", "position", "post", "general", "race", "ministry", "election"];
