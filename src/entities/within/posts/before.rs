//! Posts before a name: "ambassador to Russia Mehdi Sanai", "the health minister, Mutahi Kagwe, …", "his Russian counterpart Vladimir Putin".

use super::Reader;
use super::vocabulary::{is_branch, is_head, is_relation, tells_time};
use crate::entities::within::titles::{Title, title};
use crate::entities::{EntityKind, Role};
use crate::text::TokenKind;

/// Words of what completes a post before a name.
const MAX_COMPLEMENT: usize = 4;
/// Words of a post before a name.
const MAX_POST: usize = 6;
/// Tokens before a comma in which the post of the name behind it begins.
const MAX_BEFORE_COMMA: usize = 10;

impl Reader<'_> {
    /// A post before the name in `start..end`.
    pub(super) fn before(&self, start: usize, end: usize, mention: u32) -> Vec<Role> {
        let Some(at) = self.behind_post(start, end) else { return Vec::new() };
        if at < start && self.word(at) == "," && !self.is_post(at - 1) && self.word(at - 1) != "counterpart" {
            let described = self.described_before(at, mention);
            if described.is_some() {
                return described.into_iter().collect();
            }
        }
        // "The head of civil defence, General Rosa Cárdenas, said": the rank stands right before the name.
        if let Some(comma) = self.comma_before_rank(at, end)
            && let Some(role) = self.described_before(comma, mention)
        {
            return std::iter::once(role).chain(self.right_before(at, mention)).collect();
        }
        if let Some(joined) = self.joined_before(at, mention) {
            return joined;
        }
        self.right_before(at, mention).into_iter().collect()
    }

    /// First token behind what may be a post of the name in `start..end`: honorifics are passed over, and a comma where another one follows.
    fn behind_post(&self, start: usize, end: usize) -> Option<usize> {
        let mut at = start;
        while at > 0
            && (title(&self.word(at - 1)) == Some(Title::Honorific)
                || (self.word(at - 1) == "." && at > 1 && title(&self.word(at - 2)) == Some(Title::Honorific)))
        {
            at -= 1;
        }
        if at == 0 {
            return None;
        }
        if self.word(at - 1) == "," {
            // "the minister, Ann Lee, said"; in "with the minister, Ann Lee spoke" two persons may be meant.
            let closed = self.tokens.get(end).is_none_or(|next| matches!(next.span.of(self.text), "," | "." | ";" | ")"));
            if !closed {
                return None;
            }
            at -= 1;
        }
        (at > 0).then_some(at)
    }

    /// The comma before the ranks that end before the token `at`, where another one follows the name that ends before `end`.
    fn comma_before_rank(&self, at: usize, end: usize) -> Option<usize> {
        let mut first = at;
        while first > 0
            && (self.word(first - 1) == "." || self.is_post(first - 1) || title(&self.word(first - 1)) == Some(Title::Honorific))
        {
            first -= 1;
        }
        let comma = first.checked_sub(1).filter(|&comma| first < at && self.word(comma) == ",")?;
        matches!(self.word(end).as_str(), "," | "." | ";" | ")").then_some(comma)
    }

    /// "the head of the central bank, Elvira Sokolova,": a post with its complement, up to the comma at `end`.
    fn described_before(&self, end: usize, mention: u32) -> Option<Role> {
        (end.saturating_sub(MAX_BEFORE_COMMA)..end).find_map(|from| {
            let is_possessive = matches!(&*self.word(from), "his" | "her" | "their" | "its");
            if is_possessive && from + 2 == end && is_relation(&self.word(from + 1)) {
                return Some(Role { mention, role: self.words(from + 1, end), of: None, span: self.span(from, end) });
            }
            let begins = is_possessive || self.word(from) == "the" || self.owner_at(from).is_some() && self.start_of(from) == from;
            if !begins || self.kind(from) == Some(EntityKind::Person) {
                return None;
            }
            match self.posts_from(from)[..] {
                [post] if post.end == end || self.is_place_between(post.end, end) => Some(Role {
                    mention,
                    role: format!("{}{}", post.time, self.words(post.first, post.tail)),
                    of: post.of,
                    span: self.span(from, end),
                }),
                _ => None,
            }
        })
    }

    /// "the Kazakh ambassador in Tbilisi, Aigul Serikova": where somebody serves.
    fn is_place_between(&self, from: usize, end: usize) -> bool {
        self.word(from) == "in" && self.kind(from + 1) == Some(EntityKind::Place) && self.end_of(from + 1) == end
    }

    /// "Chairman and managing director Arvind Rao": two posts up to the token `end`.
    fn joined_before(&self, end: usize, mention: u32) -> Option<Vec<Role>> {
        let second = self.post_start(end)?;
        let and = second.checked_sub(1).filter(|&and| matches!(&*self.word(and), "and" | "&"))?;
        let first = self.post_start(and)?;
        // "the minister and President Raisi": another person's.
        let is_one = !self.is_capital(second) && self.word(first.checked_sub(1).unwrap_or(usize::MAX)) != "the";
        is_one.then(|| {
            let role = |from: usize, to: usize| Role { mention, role: self.words(from, to), of: None, span: self.span(from, to) };
            vec![role(first, and), role(second, end)]
        })
    }

    /// A post that ends right before the token `at`.
    fn right_before(&self, at: usize, mention: u32) -> Option<Role> {
        let last = at.checked_sub(1)?;
        if self.word(last) == "counterpart" {
            let group = last.checked_sub(1).filter(|&group| matches!(self.kind(group), Some(EntityKind::Group | EntityKind::Place)))?;
            // What the one is whose counterpart this is.
            let span = self.tokens[group].span.cover(self.tokens[last].span);
            let known = self.names.roles.partition_point(|role| role.span.end() <= span.start());
            let one = self
                .found
                .last()
                .filter(|one| self.names.roles[..known].last().is_none_or(|known| known.span < one.span))
                .or(self.names.roles[..known].last())?;
            return Some(Role { mention, role: one.role.clone(), of: self.owner[group], span });
        }
        let (post, tail, mut of) = match self.owner[last] {
            // "deputy foreign minister for political affairs Ali Karimi"
            None if !self.is_post(last) && !is_head(&self.word(last)) && !self.is_elect(last) => {
                let begins_high = self.is_capital(last);
                let lower = |at: &usize| {
                    self.owner[*at].is_none()
                        && self.tokens[*at].kind == TokenKind::Word
                        && (self.is_capital(*at) == begins_high || matches!(self.word(*at).as_str(), "for" | "of"))
                };
                let complement = (last.saturating_sub(MAX_COMPLEMENT)..=last).rev().take_while(lower).find(|&at| self.word(at) == "for")?;
                (complement, at, None)
            }
            None => (at, at, None),
            Some(whole) => {
                // "ambassador to Russia", "Leader of the Islamic Revolution"
                let first = self.start_of(last);
                let link = if first > 0 && self.word(first - 1) == "the" { first.checked_sub(2)? } else { first.checked_sub(1)? };
                let word = self.word(link);
                if self.kind(last) == Some(EntityKind::Person) || !matches!(word.as_str(), "of" | "to" | "for") {
                    return None;
                }
                let body = matches!(self.kind(last), Some(EntityKind::Place | EntityKind::Organization)) && word == "of";
                (link, if body { link } else { at }, body.then_some(whole))
            }
        };
        let first = self.post_start(post)?;
        let mut span = self.span(first, at);
        if let Some((owner, from)) = self.possessor(first) {
            of = of.or(Some(owner));
            span = self.tokens[from].span.cover(span);
        }
        Some(Role { mention, role: self.words(first, tail), of, span })
    }

    /// "president-elect", "prime minister-designate"
    fn is_elect(&self, last: usize) -> bool {
        matches!(self.word(last).as_str(), "elect" | "designate") && last > 1 && self.word(last - 1) == "-" && self.is_post(last - 2)
    }

    /// First token of the post that ends before the token `end`.
    fn post_start(&self, end: usize) -> Option<usize> {
        let last = end.checked_sub(1)?;
        let mut first = if self.is_elect(last) { last - 2 } else { last };
        (self.owner_at(first).is_none() && is_head(&self.word(first))).then_some(())?;
        while first > 0 && end - first < MAX_POST && self.owner[first - 1].is_none() {
            let word = self.word(first - 1);
            let joined = word == "and" && first > 1 && title(&self.word(first - 2)) == Some(Title::Modifier) && end - first > 1;
            // "studied under Professor Béla Horányi"
            let is_over = word == "under" && self.word(first) != "secretary";
            let part = !is_over && (matches!(title(&word), Some(Title::Post | Title::Modifier)) || is_branch(&word) || tells_time(&word));
            let hyphen = word == "-" && first > 1 && matches!(self.word(first - 2).as_str(), "ex" | "vice" | "deputy" | "co");
            if !part && !joined && !hyphen {
                break;
            }
            first -= 1;
        }
        Some(first)
    }

    /// Whose post begins at the token `at`: "Iranian", "Turkey's".
    fn possessor(&self, at: usize) -> Option<(u32, usize)> {
        let mut last = at.checked_sub(1)?;
        let owned = self.tokens[last].kind == TokenKind::Possessive;
        if owned {
            last = last.checked_sub(1)?;
        }
        let kinds: &[EntityKind] = if owned {
            &[EntityKind::Place, EntityKind::Organization]
        } else {
            &[EntityKind::Group, EntityKind::Place, EntityKind::Organization]
        };
        let mention = self.owner[last].filter(|_| self.kind(last).is_some_and(|kind| kinds.contains(&kind)))?;
        Some((mention, self.start_of(last)))
    }
}
