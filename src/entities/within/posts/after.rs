//! Posts behind a name, in apposition: "Parviz Esmaeili, deputy chief of staff, …", "Luis Prado, 54, mayor of Arequipa, …".

use super::Reader;
use super::phrase::Post;
use super::vocabulary::is_degree;
use crate::entities::within::words::is_speech_verb;
use crate::entities::{EntityKind, Role};
use crate::text::TokenKind;
use crate::text::english::{AUXILIARIES, FINITE_VERBS};

/// Tokens between a post behind a name and what closes it.
const MAX_APPOSITION: usize = 16;

impl Reader<'_> {
    /// The posts behind a name that ends before the token `end`.
    pub(super) fn after(&self, end: usize, mention: u32) -> Vec<Role> {
        let is_age = self.word(end) == "(" && self.tokens.get(end + 1).is_some_and(|next| next.kind == TokenKind::Number);
        let end = if is_age && self.word(end + 2) == ")" { end + 3 } else { end };
        if self.word(end) == "(" {
            return self.bracketed(end + 1, mention);
        }
        let Some(at) = self.behind_remarks(end) else { return Vec::new() };
        if self.owner_at(at).is_some() && self.kind(at) == Some(EntityKind::Person) {
            return Vec::new();
        }
        let mut posts = self.posts_from(at);
        let Some(last) = posts.last().map(|post| post.end).filter(|&last| self.is_closed(last)) else { return Vec::new() };
        let close = if self.word(last) == "," { last } else { self.close_of(last).unwrap_or(last) };
        // "Emma Duarte, Director of Communications, Port of Lisbon": as in a signature.
        if self.word(last) == "," && self.kind(last + 1) == Some(EntityKind::Organization) && self.is_signature(last + 1) {
            let body = self.owner_at(last + 1);
            posts.iter_mut().for_each(|post| post.of = post.of.or(body));
        }
        let role = |post: &Post| Role {
            mention,
            role: format!("{}{}", post.time, self.words(post.first, post.tail)),
            of: post.of,
            span: self.span(at, close),
        };
        posts.iter().map(role).collect()
    }

    /// "Mohammed Iqbal (Deputy Mayor)": a post and nothing else between brackets.
    fn bracketed(&self, at: usize, mention: u32) -> Vec<Role> {
        match self.posts_from(at)[..] {
            [post] if self.word(post.end) == ")" => {
                vec![Role { mention, role: self.words(post.first, post.tail), of: post.of, span: self.span(at, post.end) }]
            }
            _ => Vec::new(),
        }
    }

    /// First token behind the comma after a name, its degrees and its age.
    fn behind_remarks(&self, end: usize) -> Option<usize> {
        let mut at = end;
        while self.word(at) == "," {
            let is_age = self.tokens.get(at + 1)?.kind == TokenKind::Number;
            if !is_age && !is_degree(&self.word(at + 1)) || self.word(at + 2) != "," {
                return Some(at + 1);
            }
            at += 2;
        }
        None
    }

    /// Whether what stands at the token `at` ends an apposition, or goes on with it as far as a mark.
    fn is_closed(&self, at: usize) -> bool {
        self.close_of(at).is_some()
    }

    /// The mark that closes an apposition whose post ends before the token `at`. "that" and "who" begin a clause that may hold anything.
    fn close_of(&self, at: usize) -> Option<usize> {
        let mut is_clause = false;
        for next in at..self.tokens.len().min(at + MAX_APPOSITION) {
            let word = self.word(next);
            match &*word {
                "," | "." | ";" | ")" | ":" | "—" | "–" | "\"" | "”" => return Some(next),
                "who" | "which" | "that" | "whose" | "where" | "since" | "until" => is_clause = true,
                "and" if next == at && self.kind(next + 1) == Some(EntityKind::Person) => return Some(next),
                _ if is_clause => {}
                _ if self.kind(next) == Some(EntityKind::Person) => return None,
                _ if AUXILIARIES.contains(&&*word) || FINITE_VERBS.contains(&&*word) || is_speech_verb(&word) => return None,
                _ => {}
            }
        }
        (self.tokens.len() <= at + MAX_APPOSITION).then_some(self.tokens.len())
    }

    /// Whether the body at the token `at` ends a line or stands before a comma.
    fn is_signature(&self, at: usize) -> bool {
        let end = self.end_of(at);
        let gap = || {
            let from = self.tokens[end - 1].span.end();
            self.tokens.get(end).is_none_or(|next| self.text[from..next.span.start()].contains('\n'))
        };
        matches!(&*self.word(end), "," | "." | "(" | ")") || gap()
    }
}
