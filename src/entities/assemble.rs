//! What the tagger found and what the rules know, put together.
//!
//! The model says where names are and of which kind; the rules take off what is no part of a name, know what a nationality is,
//! and read the posts of persons.

use std::collections::BTreeMap;

use super::model::Model;
use super::runs::is_dash;
use super::tagger::Tagged;
use super::titles::{Title, title};
use super::words::{begins_storm, is_calendar, is_place_head, makes_adjective};
use super::{EntityKind, Mention, Names, Role, Why, lexicon};
use crate::text::{Span, Token, TokenKind};

/// Mentions of the model with the roles of the rules.
pub(super) fn assemble(text: &str, tokens: &[Token], tagged: &[Tagged], rules: &Names, model: &Model) -> Names {
    let mut found = Vec::new();
    for name in tagged {
        for (start, end, kind) in pieces(text, tokens, name) {
            let span = Span::new(tokens[start].span.start(), tokens[end - 1].span.end());
            found.push(Mention { span, kind, score: model.score(name.margin), why: Why::Model });
        }
    }
    agree(text, &mut found);
    for mention in &mut found {
        consult(text, mention, rules);
    }
    let mut names = Names { mentions: with_missed(found, rules), ..Names::default() };
    names.roles = rules.roles.iter().filter_map(|role| moved(role, rules, &names)).collect();
    names
}

/// What the rules say of the same words: where they agree they are the reason, and where the model is in doubt they decide.
fn consult(text: &str, mention: &mut Mention, rules: &Names) {
    let Ok(at) = rules.mentions.binary_search_by_key(&mention.span, |rule| rule.span) else { return };
    let rule = rules.mentions[at];
    let known = || lexicon::lookup(&lexicon::key(rule.span.of(text))).is_some_and(|entry| !entry.gazetteer);
    // Below these scores the rules are right more often than the model.
    let least = match rule.why {
        Why::Lexicon if known() => 8_500,
        Why::Title => 7_000,
        _ => 0,
    };
    let sure = mention.score < least;
    if rule.kind == mention.kind || sure {
        mention.kind = rule.kind;
        mention.why = rule.why;
    }
}

/// One kind for all mentions of the same words in a document: the one that most of them, the surest counting most, have.
fn agree(text: &str, found: &mut [Mention]) {
    let mut kinds: BTreeMap<&str, [u32; EntityKind::ALL.len()]> = BTreeMap::new();
    for mention in found.iter() {
        kinds.entry(mention.span.of(text)).or_default()[mention.kind as usize] += u32::from(mention.score);
    }
    for mention in found {
        let sums = kinds[mention.span.of(text)];
        let (most, &sum) = sums.iter().enumerate().rev().max_by_key(|(_, sum)| **sum).unwrap_or((0, &0));
        if sum > 2 * sums[mention.kind as usize] {
            mention.kind = EntityKind::ALL[most];
        }
    }
}

/// Adds the names of which the rules are sure and that the model has no part of.
fn with_missed(found: Vec<Mention>, rules: &Names) -> Vec<Mention> {
    let free = |rule: &&Mention| {
        let at = found.partition_point(|mention| mention.span.end() <= rule.span.start());
        matches!(rule.why, Why::Lexicon | Why::Title) && found.get(at).is_none_or(|mention| mention.span.start() >= rule.span.end())
    };
    let missed: Vec<Mention> = rules.mentions.iter().filter(free).copied().collect();
    let mut all = found;
    all.extend(missed);
    all.sort_by_key(|mention| mention.span);
    all
}

/// The names in what the tagger took for one: two countries with a hyphen between them are two, and a nationality before a weapon
/// is a name of its own.
fn pieces(text: &str, tokens: &[Token], name: &Tagged) -> Vec<(usize, usize, EntityKind)> {
    let Some((mut start, mut end)) = trimmed(text, tokens, name) else { return Vec::new() };
    let words = |start: usize, end: usize| Span::new(tokens[start].span.start(), tokens[end - 1].span.end()).of(text);
    let known = |start: usize, end: usize| lexicon::lookup(&lexicon::key(words(start, end))).filter(|entry| !entry.gazetteer);
    for dash in start + 1..end.saturating_sub(1) {
        if is_dash(words(dash, dash + 1))
            && let (Some(left), Some(right)) = (known(start, dash), known(dash + 1, end))
        {
            return vec![(start, dash, left.kind), (dash + 1, end, right.kind)];
        }
    }
    let mut pieces = Vec::new();
    for (at, token) in tokens.iter().enumerate().take(end.saturating_sub(1)).skip(start + 1) {
        // "Sudan's Darfur": a country and what belongs to it.
        if token.kind == TokenKind::Possessive
            && let Some(owner) = known(start, at).filter(|entry| entry.kind == EntityKind::Place)
        {
            pieces.push((start, at, owner.kind));
            start = at + 1;
            break;
        }
        // "U.S.-based Chevron": the name before the hyphen is another one.
        if is_dash(words(at, at + 1)) && at + 2 < end && makes_adjective(words(at + 1, at + 2)) {
            pieces.push((start, at, known(start, at).map_or(name.kind, |entry| entry.kind)));
            start = at + 2;
            break;
        }
    }
    if name.kind == EntityKind::Product && end > start + 1 {
        if let Some(group) = known(start, start + 1).filter(|entry| entry.kind == EntityKind::Group) {
            pieces.push((start, start + 1, group.kind));
            start += 1;
        }
        while end > start + 1 && words(end - 1, end).starts_with(char::is_lowercase) {
            end -= 1;
        }
    }
    let follows = tokens.get(end).map(|next| next.span.of(text)).unwrap_or_default();
    let second = tokens.get(end + 1).map(|next| next.span.of(text)).unwrap_or_default();
    // "Nojeh air base": what it is stands behind it.
    let is_site = matches!(name.kind, EntityKind::Product | EntityKind::Other)
        && (is_place_head(follows) || matches!(follows, "air" | "refugee" | "military") && is_place_head(second));
    let is_storm = name.kind == EntityKind::Person && end > start + 1 && begins_storm(&words(start, start + 1).to_lowercase());
    let kind = if is_storm {
        EntityKind::Event
    } else if is_site {
        EntityKind::Place
    } else {
        kind(words(start, end), name.kind)
    };
    pieces.push((start, end, kind));
    pieces
}

/// The name without article, title and marks; `None` if nothing is left.
fn trimmed(text: &str, tokens: &[Token], name: &Tagged) -> Option<(usize, usize)> {
    let word = |at: usize| tokens[at].span.of(text);
    let (mut start, mut end) = (name.start, name.end);
    while start < end
        && (word(start).eq_ignore_ascii_case("the") || !tokens[start].kind.is_word_like() && !matches!(word(start), "@" | "#" | "$"))
    {
        start += 1;
    }
    while start < end && !tokens[end - 1].kind.is_word_like() && !(word(end - 1) == "." && end - start > 1 && is_short(word(end - 2))) {
        end -= 1;
    }
    if name.kind == EntityKind::Person {
        // "United Nations Secretary-General Kofi Annan": whatever stands before a title is no part of a person's name either.
        let titles = (start..end.saturating_sub(1)).rev().find(|&at| {
            let lower = word(at).to_lowercase();
            matches!(title(&lower), Some(Title::Post | Title::Honorific)) && !(at == start && is_forename_too(&lower))
        });
        if let Some(at) = titles {
            start = at + 1;
            if word(start) == "." && start + 1 < end {
                start += 1;
            }
            // "Secretary of State": a post, and nobody's name.
            if word(start).eq_ignore_ascii_case("of") {
                return None;
            }
        }
    }
    if matches!(name.kind, EntityKind::Organization | EntityKind::Person) {
        // "Interfax news agency": what is not written as a name follows it. "Kim Jong-il": what is joined to it belongs to it.
        while end > start + 1 && word(end - 1).starts_with(char::is_lowercase) && !joined(text, tokens, end - 1) {
            end -= 1;
        }
    }
    // "said Olmert Tuesday": the day follows the name. "Black September" is one.
    while end > start + 1 && is_weekday(&word(end - 1).to_lowercase()) && !joined(text, tokens, end - 1) {
        end -= 1;
    }
    // "the 1979 Islamic Revolution": there is only one; but the 2016 Games are not those of 2012.
    if name.kind == EntityKind::Event && end > start + 2 && is_year(word(start)) && !recurs(&word(end - 1).to_lowercase()) {
        start += 1;
    }
    (start < end && !(end == start + 1 && is_calendar(&word(start).to_lowercase()) && name.kind != EntityKind::Person))
        .then_some((start, end))
}

/// Whether a hyphen or an apostrophe without space stands before the token.
fn joined(text: &str, tokens: &[Token], at: usize) -> bool {
    let mark = tokens[at - 1].span;
    mark.end() == tokens[at].span.start() && matches!(mark.of(text), "-" | "\u{2010}" | "\u{2011}" | "'" | "’" | "ʻ" | "ʼ" | "`")
}

fn is_year(word: &str) -> bool {
    word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit())
}

/// Events of which there is one each year, or every few years.
fn recurs(lower: &str) -> bool {
    let singular = lower.strip_suffix('s').unwrap_or(lower);
    matches!(
        singular,
        "game"
            | "olympic"
            | "cup"
            | "championship"
            | "election"
            | "summit"
            | "conference"
            | "census"
            | "cens"
            | "award"
            | "festival"
            | "tournament"
            | "marathon"
            | "season"
            | "open"
            | "tour"
            | "prix"
            | "forum"
            | "congress"
            | "primary"
            | "budget"
            | "expo"
            | "referendum"
            | "bowl"
            | "trophy"
            | "league"
            | "convention"
            | "final"
            | "hajj"
    )
}

fn is_weekday(lower: &str) -> bool {
    matches!(lower, "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday")
}

/// "Inc.", "Jr.", "U. S.": the full stop belongs to the name.
fn is_short(word: &str) -> bool {
    matches!(word, "Inc" | "Co" | "Corp" | "Ltd" | "Jr" | "Sr" | "Bros") || word.len() == 1 && word.starts_with(char::is_uppercase)
}

/// Titles that are also first names.
fn is_forename_too(lower: &str) -> bool {
    matches!(lower, "dean" | "duke" | "earl" | "malik")
}

/// What the lexicon is sure of goes before the model: a nationality is a group, a country a place.
fn kind(name: &str, kind: EntityKind) -> EntityKind {
    let sure = lexicon::lookup(&lexicon::key(name)).filter(|entry| !entry.gazetteer);
    match sure {
        Some(entry) if entry.kind == EntityKind::Group && entry.of.is_some() && kind != EntityKind::Person => EntityKind::Group,
        _ => kind,
    }
}

/// A role whose person, and what it is of, are looked up among other mentions.
fn moved(role: &Role, rules: &Names, names: &Names) -> Option<Role> {
    let find = |mention: u32| {
        let span = rules.mentions[mention as usize].span;
        let at = names.mentions.partition_point(|known| known.span.end() <= span.start());
        let known = names.mentions.get(at)?;
        (known.span.start() < span.end()).then_some(at as u32)
    };
    let mention = find(role.mention).filter(|&at| names.mentions[at as usize].kind == EntityKind::Person)?;
    let of = role.of.and_then(find);
    Some(Role { mention, of, ..role.clone() })
}
