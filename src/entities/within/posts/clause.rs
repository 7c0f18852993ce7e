//! Posts that a clause tells of a name: "Ann Lee is the chief executive of Harwick Foods", "Okoro, who heads the agency, …", "was appointed governor".

use super::Reader;
use super::phrase::Post;
use super::vocabulary::{is_body, of_verb, tells_time};
use crate::entities::{EntityKind, Role};
use crate::text::Span;

/// When somebody holds a post, as the verb says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tense {
    /// "is", "became", "was appointed".
    Open,
    /// "was": at the time that is told of.
    Then,
    /// "previously served as"
    Over,
}

impl Reader<'_> {
    /// The posts that the clause tells whose subject is the name in `start..end`, or whose object it is.
    pub(super) fn told(&self, start: usize, end: usize, mention: u32) -> Vec<Role> {
        let before = start.checked_sub(1).map(|before| self.word(before)).unwrap_or_default();
        if matches!(&*before, "if" | "whether" | "unless" | "had" | "were" | "not" | "than" | "like") {
            return Vec::new();
        }
        // "The company named Helga Brandt as its new chief financial officer."
        if matches!(&*before, "appointed" | "named" | "hired" | "elected" | "chose" | "promoted" | "installed") {
            let at = end + usize::from(matches!(&*self.word(end), "as" | "to"));
            return self.roles_of(&self.posts_from(at), at, Tense::Open, mention);
        }
        let mut at = end;
        let is_relative = matches!(&*self.word(at), "," | "who") && (self.word(at) == "who" || self.word(at + 1) == "who");
        if is_relative {
            at += 1 + usize::from(self.word(at) == ",");
        }
        let is_over = matches!(&*self.word(at), "formerly" | "previously" | "once");
        while matches!(
            &*self.word(at),
            "also" | "now" | "currently" | "still" | "then" | "later" | "formerly" | "previously" | "once" | "who"
        ) {
            at += 1;
        }
        if let Some(role) = self.head_of_body(at, mention) {
            return vec![role];
        }
        let Some((at, tense)) = self.behind_verb(at) else { return Vec::new() };
        self.roles_of(&self.posts_from(at), at, if is_over { Tense::Over } else { tense }, mention)
    }

    /// "heads the National Oil Company", "chaired the budget committee": the verb is the token `at`.
    fn head_of_body(&self, at: usize, mention: u32) -> Option<Role> {
        let verb = self.word(at);
        let (head, is_past) = of_verb(&verb)?;
        let article = usize::from(matches!(&*self.word(at + 1), "the" | "a" | "an" | "its" | "his" | "her" | "their"));
        let from = at + 1 + article;
        let mut end = from;
        // "the Phong Nha park service"
        if self.kind(end) == Some(EntityKind::Place) && self.is_noun(self.end_of(end)) {
            end = self.end_of(end);
        }
        while self.is_noun(end) && end < from + 6 {
            end += 1;
        }
        let body = self.owner_at(end).filter(|_| self.kind(end) == Some(EntityKind::Organization));
        let prefix = |end: usize| if is_past { self.time_before_verb(end) } else { "" };
        if let Some(body) = body.filter(|_| end == from) {
            let end = self.end_of(end);
            return Some(Role { mention, role: format!("{}{head}", prefix(end)), of: Some(body), span: self.span(at, end) });
        }
        (end > from && is_body(&self.word(end - 1))).then(|| {
            let role = format!("{}{head} of the {}", prefix(end), self.words(from, end));
            Role { mention, role, of: None, span: self.span(at, end) }
        })
    }

    /// First token behind a verb that says what somebody is, and since when.
    fn behind_verb(&self, at: usize) -> Option<(usize, Tense)> {
        let verb = self.word(at);
        let (mut next, mut tense, mut may_appoint) = match &*verb {
            "is" => (at + 1, Tense::Open, true),
            "was" => (at + 1, Tense::Then, true),
            "has" | "had" if self.word(at + 1) == "been" => (at + 2, Tense::Open, true),
            "became" | "becomes" | "remains" => (at + 1, Tense::Open, false),
            "remained" => (at + 1, Tense::Then, false),
            "serves" | "works" | "acts" => (at + 1, Tense::Open, false),
            "served" | "worked" | "acted" => (at + 1, Tense::Then, false),
            _ => return None,
        };
        if matches!(&*verb, "serves" | "works" | "acts" | "served" | "worked" | "acted") {
            return (self.word(next) == "as").then_some((next + 1, tense));
        }
        while matches!(&*self.word(next), "also" | "now" | "currently" | "still" | "then" | "later" | "today" | "unanimously" | "formally")
        {
            next += 1;
        }
        let verb = self.word(next);
        let verb = verb
            .strip_prefix("re")
            .map(|rest| rest.trim_start_matches('-').to_string())
            .filter(|rest| rest == "elected" || rest == "appointed")
            .unwrap_or(verb);
        if may_appoint && matches!(&*verb, "appointed" | "elected" | "named" | "chosen" | "confirmed" | "promoted" | "made") {
            next += 1 + usize::from(matches!(&*self.word(next + 1), "as" | "to"));
            (tense, may_appoint) = (Tense::Open, false);
        }
        if may_appoint && verb == "sworn" && self.word(next + 1) == "in" {
            next += 2 + usize::from(self.word(next + 2) == "as");
            tense = Tense::Open;
        }
        Some((next, tense))
    }

    /// "then" or "former" for a verb in the past whose clause ends before the token `end`.
    fn time_before_verb(&self, end: usize) -> &'static str {
        if matches!(&*self.word(end), "until" | "from" | "between") { "former " } else { "then " }
    }

    fn roles_of(&self, posts: &[Post], from: usize, tense: Tense, mention: u32) -> Vec<Role> {
        let Some(last) = posts.last() else { return Vec::new() };
        // "is the chairman Ann Lee knows": another name makes it that one's.
        if self.kind(last.end) == Some(EntityKind::Person) {
            return Vec::new();
        }
        let span: Span = self.span(from, last.end);
        let role = |post: &Post| {
            let words = self.words(post.first, post.tail);
            let has_time = words.split([' ', '-']).any(tells_time);
            let time = match tense {
                _ if has_time => "",
                _ if !post.time.is_empty() => post.time,
                Tense::Then => self.time_before_verb(last.end),
                Tense::Over => "former ",
                Tense::Open => "",
            };
            Role { mention, role: format!("{time}{words}"), of: post.of, span }
        };
        posts.iter().map(role).collect()
    }
}
