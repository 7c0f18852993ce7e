//! A post as a noun phrase, read from its first word: "the bank's new chairman and chief executive", "professor of biology at the university".

use super::Reader;
use super::vocabulary::{is_branch, is_head, is_quality, is_vague, tells_time};
use crate::entities::EntityKind;
use crate::entities::within::titles::{Title, title};
use crate::entities::within::words::is_speech_verb;
use crate::text::TokenKind;
use crate::text::english::{ADVERBS, AUXILIARIES, CONJUNCTIONS, FINITE_VERBS, PREPOSITIONS, is_subject_pronoun};

/// Words of a post before its complement.
const MAX_POST: usize = 6;
/// Words of a complement.
const MAX_COMPLEMENT: usize = 12;

/// A post, by tokens.
#[derive(Clone, Copy, Debug)]
pub(super) struct Post {
    /// Its first word; articles and whose it is stand before.
    pub(super) first: usize,
    /// First token that is not shown as part of it: a body or country of whom it is.
    pub(super) tail: usize,
    /// First token behind all of it.
    pub(super) end: usize,
    /// The mention that says of whom.
    pub(super) of: Option<u32>,
    /// What an adverb says of its time: "former " for "formerly vice principal", "then " for "then a consultant".
    pub(super) time: &'static str,
}

/// What stands before a post.
struct Lead {
    first: usize,
    of: Option<u32>,
    /// Whether there is an article or an owner.
    is_definite: bool,
    time: &'static str,
}

impl Reader<'_> {
    /// The posts that begin at the token `at`, with article and owner, if what stands there is a post and nothing else. One, or two that "and" joins.
    pub(super) fn posts_from(&self, at: usize) -> Vec<Post> {
        let Lead { first, of, is_definite, time } = self.lead(at);
        let Some((head_end, held_by)) = self.head_end(first) else { return Vec::new() };
        let of = of.or(held_by);
        let one = Post { time, ..self.completed(first, head_end, of) };
        let is_bare =
            is_vague(&self.word(head_end - 1)) && head_end == first + 1 && !is_definite && !matches!(&*self.word(head_end), "of" | "at");
        if is_bare {
            return Vec::new();
        }
        if matches!(&*self.word(one.end), "and" | "&")
            && let Some((second_end, _)) = self.head_end(one.end + 1)
        {
            let Lead { first: second, of: own, .. } = self.lead(one.end + 1);
            let second = self.completed(second, second_end, own.or(of));
            // "chairman and chief executive of Blue Anchor": of one body.
            return vec![Post { of: one.of.or(second.of), ..one }, second];
        }
        vec![one]
    }

    /// What stands at the token `at` before the words of a post: adverbs, articles, adjectives, whose it is.
    fn lead(&self, at: usize) -> Lead {
        let is_article = |at: usize| matches!(&*self.word(at), "the" | "a" | "an" | "his" | "her" | "its" | "their" | "our");
        let mut next = at;
        let mut time = "";
        loop {
            match &*self.word(next) {
                "now" | "currently" | "still" | "also" | "today" | "today's" => {}
                "formerly" | "previously" | "once" => time = "former ",
                // "then foreign minister" says it itself.
                "then" if is_article(next + 1) => time = "then ",
                _ => break,
            }
            next += 1;
        }
        let start = next;
        while is_article(next) || is_quality(&self.word(next)) {
            next += 1;
        }
        let mut of = None;
        if let Some(owner) = self.owner_at(next).filter(|_| self.kind(next) != Some(EntityKind::Person)) {
            of = Some(owner);
            next = self.end_of(next);
            next += usize::from(self.is_possessive(next));
        } else if self.is_noun(next) && self.is_possessive(next + 1) {
            next += 2; // "the ministry's": of a body without a name
        }
        while is_quality(&self.word(next)) {
            next += 1;
        }
        Lead { first: next, of, is_definite: next > start, time }
    }

    /// First token behind the head of the post whose words begin at `first`, and whose it is, where that stands among them: "former Busan manager".
    fn head_end(&self, first: usize) -> Option<(usize, Option<u32>)> {
        let (mut end, mut of) = (None, None);
        let mut at = first;
        while at < first + MAX_POST {
            if let Some(owner) = self.owner_at(at) {
                if at == first
                    || end.is_some()
                    || of.is_some()
                    || !matches!(self.kind(at), Some(EntityKind::Place | EntityKind::Organization))
                {
                    break;
                }
                of = Some(owner);
                at = self.end_of(at);
                continue;
            }
            let word = self.word(at);
            let is_joint = matches!(&*word, "-" | "&") && at > first;
            if is_head(&word) {
                end = Some(at + 1);
            } else if !(is_joint
                || tells_time(&word)
                || matches!(title(&word), Some(Title::Modifier))
                || is_branch(&word)
                || self.is_noun(at))
            {
                break;
            }
            at += 1;
        }
        let mut end = end?;
        if self.word(end) == "-" && matches!(&*self.word(end + 1), "elect" | "designate" | "general") {
            end += 2;
        }
        // "chief suspect", "lawyer friends", "the late mayor's sister": another noun is the head. A name behind makes it the post of that one.
        let follows = self.owner_at(end).is_none() && !self.is_noun(end) && !self.is_possessive(end) || end >= self.tokens.len();
        follows.then_some((end, of))
    }

    /// The post with what completes it.
    fn completed(&self, first: usize, head_end: usize, of: Option<u32>) -> Post {
        let mut post = Post { first, tail: head_end, end: head_end, of, time: "" };
        let limit = self.tokens.len().min(head_end + MAX_COMPLEMENT);
        while post.end < limit {
            let link = self.word(post.end);
            if !matches!(&*link, "of" | "for" | "at" | "to" | "with") {
                break;
            }
            let article = usize::from(matches!(&*self.word(post.end + 1), "the" | "a" | "an" | "its" | "their"));
            let start = post.end + 1 + article;
            let end = self.complement_end(start, limit);
            if end == start {
                break;
            }
            // "Leader of the Islamic Revolution": an event has no posts.
            let is_holder = matches!(self.kind(start), Some(EntityKind::Place | EntityKind::Organization | EntityKind::Group));
            let is_body = is_holder && self.end_of(start) == end;
            if is_body && matches!(&*link, "of" | "at") {
                post.of = post.of.or(self.owner_at(start));
                post.end = end;
                break;
            }
            if matches!(&*link, "at" | "with") {
                break; // "at the age of"
            }
            (post.tail, post.end) = (end, end);
        }
        post
    }

    /// First token behind the noun phrase at `start`: nouns, adjectives, names of no person, "and" between nouns.
    fn complement_end(&self, start: usize, limit: usize) -> usize {
        let mut at = start;
        while at < limit {
            if self.owner_at(at).is_some() {
                if self.kind(at) == Some(EntityKind::Person) {
                    break;
                }
                at = self.end_of(at);
                continue;
            }
            let joins = at > start && matches!(&*self.word(at), "and" | "&") && (self.is_noun(at + 1) && !is_head(&self.word(at + 1)));
            let hyphen = at > start && self.word(at) == "-" && self.is_noun(at + 1);
            if !(joins || hyphen || self.is_noun(at) || at > start && self.is_possessive(at)) {
                break;
            }
            at += 1;
        }
        at
    }

    /// Whether the token may be a noun or an adjective: a word of no closed class, and no verb that can be told.
    pub(super) fn is_noun(&self, at: usize) -> bool {
        if self.owner_at(at).is_some() || self.tokens.get(at).is_none_or(|token| token.kind != TokenKind::Word) {
            return false;
        }
        let word = self.word(at);
        let is_closed = [PREPOSITIONS, CONJUNCTIONS, ADVERBS, AUXILIARIES, FINITE_VERBS].iter().any(|class| class.contains(&&*word))
            || is_subject_pronoun(&word)
            || matches!(
                &*word,
                "the"
                    | "a"
                    | "an"
                    | "his"
                    | "her"
                    | "its"
                    | "their"
                    | "our"
                    | "my"
                    | "this"
                    | "that"
                    | "these"
                    | "those"
                    | "no"
                    | "any"
                    | "each"
                    | "all"
                    | "both"
                    | "whom"
                    | "whose"
                    | "what"
                    | "him"
                    | "them"
                    | "until"
                    | "been"
                    | "be"
                    | "being"
                    | "ago"
                    | "there"
            );
        let is_verb =
            is_speech_verb(&word) || word.ends_with("ed") && word != "united" || word.ends_with("ing") && !NOUNS_IN_ING.contains(&&*word);
        word.chars().nth(1).is_some() && !is_closed && !is_verb
    }

    /// "'s", or the apostrophe of a plural: "journalists' union".
    pub(super) fn is_possessive(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| {
            let plural = || {
                let before = at.checked_sub(1).and_then(|before| self.tokens.get(before));
                matches!(token.span.of(self.text), "'" | "’")
                    && before.is_some_and(|before| before.span.end() == token.span.start() && before.span.of(self.text).ends_with('s'))
            };
            token.kind == TokenKind::Possessive || plural()
        })
    }
}

/// Nouns that end as participles do.
#[rustfmt::skip]
const NOUNS_IN_ING: &[&str] = &[
    "advertising", "banking", "boxing", "broadcasting", "building", "cycling", "engineering", "farming", "fishing", "funding", "housing",
    "king", "lending", "managing", "manufacturing", "marketing", "mining", "nursing", "planning", "policing", "printing", "publishing",
    "purchasing", "racing", "shipping", "shooting", "swimming", "trading", "training", "wing", "writing",
];
