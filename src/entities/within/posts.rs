//! Posts that stand not right before a name in a capitalised run: "Parviz Esmaeili, deputy chief of staff, …", "ambassador to Russia Mehdi Sanai",
//! "the health minister, Mutahi Kagwe, …", "his Russian counterpart Vladimir Putin".

use super::titles::{Title, title};
use crate::entities::{EntityKind, Names, Role};
use crate::text::{Span, Token, TokenKind};

/// Words of a post after a name.
const MAX_APPOSITION: usize = 16;
/// Words of what completes a post before a name.
const MAX_COMPLEMENT: usize = 4;
/// Words of a post before a name.
const MAX_POST: usize = 6;

/// Adds what is found to the roles of `names`, in reading order.
pub(crate) fn add(text: &str, tokens: &[Token], names: &mut Names) {
    let mut reader = Reader { text, tokens, names, owner: owners(tokens, names), found: Vec::new() };
    let mut at = 0;
    while at < tokens.len() {
        let Some(mention) = reader.owner[at] else {
            at += 1;
            continue;
        };
        let end = reader.end_of(at);
        if reader.names.mentions[mention as usize].kind == EntityKind::Person {
            let before = reader.before(at, end, mention);
            reader.found.extend(before);
            let after = reader.after(end, mention);
            reader.found.extend(after.into_iter().flatten());
        }
        at = end;
    }
    let found = reader.found;
    if !found.is_empty() {
        names.roles.extend(found);
        names.roles.sort_by_key(|role| (role.span, role.mention));
    }
}

/// For each token the mention that it is part of.
pub(crate) fn owners(tokens: &[Token], names: &Names) -> Vec<Option<u32>> {
    let mut owners = vec![None; tokens.len()];
    let mut at = 0;
    for (mention, index) in names.mentions.iter().zip(0..) {
        while at < tokens.len() && tokens[at].span.end() <= mention.span.start() {
            at += 1;
        }
        while at < tokens.len() && tokens[at].span.start() < mention.span.end() {
            owners[at] = Some(index);
            at += 1;
        }
    }
    owners
}

struct Reader<'t> {
    text: &'t str,
    tokens: &'t [Token],
    names: &'t Names,
    owner: Vec<Option<u32>>,
    found: Vec<Role>,
}

impl Reader<'_> {
    fn word(&self, at: usize) -> String {
        self.tokens.get(at).map_or(String::new(), |token| token.span.of(self.text).to_lowercase())
    }

    /// First token behind the mention that the token `at` is part of.
    fn end_of(&self, at: usize) -> usize {
        (at + 1..self.tokens.len()).find(|&next| self.owner[next] != self.owner[at]).unwrap_or(self.tokens.len())
    }

    fn start_of(&self, at: usize) -> usize {
        let mut start = at;
        while start > 0 && self.owner[start - 1] == self.owner[at] {
            start -= 1;
        }
        start
    }

    fn kind(&self, at: usize) -> Option<EntityKind> {
        self.owner.get(at).copied().flatten().map(|mention| self.names.mentions[mention as usize].kind)
    }

    /// A post before the name in `start..end`.
    fn before(&self, start: usize, end: usize, mention: u32) -> Option<Role> {
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
            None if !self.is_post(last) => {
                let lower = |at: &usize| self.owner[*at].is_none() && self.tokens[*at].kind == TokenKind::Word && !self.is_capital(*at);
                let complement = (last.saturating_sub(MAX_COMPLEMENT)..=last)
                    .rev()
                    .take_while(lower)
                    .find(|&at| matches!(self.word(at).as_str(), "for"))?;
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
        // Titles right before the name are known already.
        let near = self.names.roles.partition_point(|role| role.span.end() <= span.start());
        let known = self.names.roles[near..].iter().take(4).any(|role| role.mention == mention && role.span.overlaps(span));
        (!known).then(|| Role { mention, role: self.words(first, tail), of, span })
    }

    /// First token of the post that ends before the token `end`.
    fn post_start(&self, end: usize) -> Option<usize> {
        let mut first = end.checked_sub(1).filter(|&at| self.is_post(at))?;
        while first > 0 && end - first < MAX_POST && self.owner[first - 1].is_none() {
            let word = self.word(first - 1);
            let joined = word == "and" && first > 1 && title(&self.word(first - 2)) == Some(Title::Modifier) && end - first > 1;
            let part = matches!(title(&word), Some(Title::Post | Title::Modifier)) || BRANCHES.contains(&word.as_str());
            if !part && !joined {
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

    /// A post after the name that ends before the token `end`: ", deputy head of the agency,".
    fn after(&self, end: usize, mention: u32) -> Option<Vec<Role>> {
        if self.word(end) != "," {
            return None;
        }
        let mut at = end + 1;
        let mut of = None;
        if matches!(self.word(at).as_str(), "the" | "a" | "an" | "his" | "her") {
            at += 1;
            // "the president’s deputy": of somebody who is described
            if title(&self.word(at)) == Some(Title::Post) && self.tokens.get(at + 1).is_some_and(|next| next.kind == TokenKind::Possessive)
            {
                at += 2;
            }
        }
        if let Some(owner) = self.owner.get(at).copied().flatten() {
            if self.kind(at) == Some(EntityKind::Person) {
                return None;
            }
            of = Some(owner);
            at = self.end_of(at);
            if self.tokens.get(at).is_some_and(|next| next.kind == TokenKind::Possessive) {
                at += 1;
            }
        }
        let first = at;
        let limit = self.tokens.len().min(first + MAX_APPOSITION);
        let close = (first..limit).find(|&next| matches!(self.word(next).as_str(), "," | "." | ";" | ")"))?;
        let post = (first..close.min(first + MAX_POST))
            .find(|&next| self.owner[next].is_none() && (ends_post(&self.word(next)) || HEADS.contains(&self.word(next).as_str())))?;
        let plain = |next: usize| {
            let word = self.word(next);
            self.kind(next) != Some(EntityKind::Person)
                && (self.tokens[next].kind == TokenKind::Word
                    || self.tokens[next].kind == TokenKind::Possessive
                    || matches!(word.as_str(), "-" | "&"))
                && !super::words::is_speech_verb(&word)
                && !matches!(
                    word.as_str(),
                    "who" | "which" | "that" | "is" | "was" | "has" | "had" | "will" | "were" | "are" | "where" | "when" | "while"
                )
        };
        let lead = (first..post).all(|next| {
            self.owner[next].is_none()
                && (matches!(title(&self.word(next)), Some(Title::Modifier | Title::Post))
                    || BRANCHES.contains(&self.word(next).as_str())
                    || self.word(next) == "and")
        });
        if !lead || !(first..close).all(plain) {
            return None;
        }
        // The post itself, "of" a body or country; else all of it.
        let mut noun_end = post + 1;
        while noun_end < close && self.is_post(noun_end) {
            noun_end += 1;
        }
        let link = if self.word(noun_end + 1) == "the" { noun_end + 2 } else { noun_end + 1 };
        let body = self.word(noun_end) == "of"
            && link < close
            && matches!(self.kind(link), Some(EntityKind::Place | EntityKind::Organization | EntityKind::Group));
        let tail = if body || (self.word(noun_end) != "of" && self.word(noun_end) != "for") { noun_end } else { close };
        if body {
            of = of.or(self.owner[link]);
        }
        // "Chairman and CEO of Blue Anchor"
        if matches!(self.word(noun_end).as_str(), "and" | "&") && self.is_post(noun_end + 1) {
            let second = noun_end + 1;
            let mut last = second + 1;
            while last < close && self.is_post(last) {
                last += 1;
            }
            let link = if self.word(last + 1) == "the" { last + 2 } else { last + 1 };
            if self.word(last) == "of" && link < close {
                of = of.or(self.owner[link]);
            }
            let span = self.span(end + 1, close);
            let role = |from: usize, to: usize| Role { mention, role: self.words(from, to), of, span };
            return Some(vec![role(first, noun_end), role(second, last)]);
        }
        Some(vec![Role { mention, role: self.words(first, tail), of, span: self.span(end + 1, close) }])
    }

    fn is_capital(&self, at: usize) -> bool {
        self.tokens[at].span.of(self.text).starts_with(char::is_uppercase)
    }

    /// Whether the token is outside of names and ends a post.
    fn is_post(&self, at: usize) -> bool {
        self.owner.get(at).is_some_and(Option::is_none) && ends_post(&self.word(at))
    }

    fn span(&self, from: usize, to: usize) -> Span {
        self.tokens[from].span.cover(self.tokens[to.max(from + 1) - 1].span)
    }

    /// A post in lower case, but for the names in it.
    fn words(&self, from: usize, to: usize) -> String {
        let word = |at: usize| if self.owner[at].is_some() { self.tokens[at].span.of(self.text).to_string() } else { self.word(at) };
        let words: Vec<String> = (from..to).map(word).filter(|word| word != ".").collect();
        words.join(" ").replace(" - ", "-")
    }
}

/// Whether the lower-case word ends a post. Some are never taken for titles before a name, and the tagger was trained without them.
fn ends_post(word: &str) -> bool {
    title(word) == Some(Title::Post)
        || matches!(
            word,
            "cfo"
                | "coo"
                | "cto"
                | "cio"
                | "ceo"
                | "executive"
                | "economist"
                | "strategist"
                | "solicitor"
                | "editor"
                | "curator"
                | "organiser"
                | "organizer"
        )
}

/// Nouns before a post.
#[rustfmt::skip]
const BRANCHES: &[&str] = &[
    "affairs", "aid", "area", "army", "bank", "campaign", "central", "communications", "company", "council", "district", "government",
    "intelligence", "junta", "legal", "marketing", "military", "ministry", "operations", "opposition", "party", "policy", "presidential",
    "press", "rebel", "regional", "relief", "research", "rights", "technology", "top", "union",
];

/// Posts that are no titles.
const HEADS: &[&str] = &["head", "founder", "member", "president-elect", "lawyer", "lawmaker", "economist", "analyst", "diplomat"];

#[cfg(test)]
mod tests {
    use crate::entities::read;
    use crate::text::{Language, Layout};

    /// Roles as "name: post of whom".
    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let names = read(text, &Layout::new(text), Language::ENGLISH);
        let name = |at: u32| names.mentions[at as usize].span.of(text);
        let found: Vec<String> = names
            .roles
            .iter()
            .map(|role| format!("{}: {}{}", name(role.mention), role.role, role.of.map_or(String::new(), |of| format!(" of {}", name(of)))))
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn posts_stand_behind_the_name() {
        check(
            "Parviz Esmaeili, the president’s deputy chief of staff for communications and information, said so.",
            &["Parviz Esmaeili: deputy chief of staff for communications and information"],
        );
        check(
            "Sarah Ochieng, a trader in Kisumu, spoke. Hassan Rouhani, the president of Iran, came.",
            &["Hassan Rouhani: president of Iran"],
        );
    }

    #[test]
    fn posts_stand_before_the_name_with_more_words() {
        check("Iranian Ambassador to Russia Mehdi Sanai said so.", &["Mehdi Sanai: ambassador to Russia of Iranian"]);
        check(
            "The Leader of the Islamic Revolution, Ayatollah Seyyed Ali Khamenei, spoke.",
            &["Ali Khamenei: leader of the Islamic Revolution"],
        );
        check("The Kenyan health minister, Hassan Mohamed, said so.", &["Hassan Mohamed: health minister of Kenyan"]);
    }

    #[test]
    fn a_counterpart_holds_the_same_post() {
        check(
            "Iranian President Ebrahim Raisi met his Russian counterpart Vladimir Putin.",
            &["Ebrahim Raisi: president of Iranian", "Vladimir Putin: president of Russian"],
        );
    }
}
