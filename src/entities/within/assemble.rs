//! Assembly of names from the tagger's labels and the rules.
//!
//! The model says where names are and of which kind; the rules take off what is no part of a name, know what a nationality is,
//! and read the posts of persons.

use std::collections::{BTreeMap, BTreeSet};

use super::boundaries::{is_second_word_of_post, pieces};
use super::features::{Lists, list, phrase_hashes};
use super::lexicon;
use super::model::Model;
use super::posts::is_head;
use super::tagger::Tagged;
use super::titles::{Title, is_short_title, title};
use crate::entities::{EntityKind, Mention, Names, Role, Why};
use crate::text::english::month;
use crate::text::{Span, Token};

/// Mentions of the model with the roles of the rules.
pub(crate) fn assemble(text: &str, tokens: &[Token], tagged: &[Tagged], rules: &Names, model: &Model) -> Names {
    let mut found = Vec::new();
    for name in tagged {
        for (start, end, kind) in pieces(text, tokens, name) {
            let span = Span::new(tokens[start].span.start(), tokens[end - 1].span.end());
            let mention = Mention { span, kind: listed(span.of(text), kind, model), score: model.score(name.margin), why: Why::Model };
            let mention = widened_to_known(text, titled(text, mention, rules), rules);
            // A name that was made longer may reach into the next one.
            let has_letter = mention.span.of(text).contains(char::is_alphanumeric);
            if has_letter
                && !is_post_alone(text, mention)
                && found.last().is_none_or(|last: &Mention| last.span.end() <= mention.span.start())
            {
                found.push(mention);
            }
        }
    }
    drop_posts_of_headlines(text, &mut found);
    take_datelines_for_places(text, &mut found);
    agree(text, &mut found);
    for mention in &mut found {
        consult(text, mention, rules);
        correct_place_by_context(text, mention);
    }
    let mut names = Names { mentions: with_missed(text, found, rules), ..Names::default() };
    names.roles = rules.roles.iter().filter_map(|role| moved(role, rules, &names)).collect();
    names
}

/// A name of several words that the lists know as nothing but a body is one: "Paris Saint-Germain".
fn listed(name: &str, kind: EntityKind, model: &Model) -> EntityKind {
    if !matches!(kind, EntityKind::Place | EntityKind::Product | EntityKind::Other) || !name.contains([' ', '-']) {
        return kind;
    }
    let lists = phrase_hashes(name).last().map_or(0, |phrase| model.of(*phrase));
    let is_body = lists & (list::ORGANIZATION | list::COMPANY) != 0;
    let is_place = lists & (list::PLACE | list::COUNTRY | list::CITY | list::REGION | list::BIG_CITY) != 0;
    if is_body && !is_place { EntityKind::Organization } else { kind }
}

/// "Justice Emeka Nwite" is no body: where the rules read a title and a name in the same words, they are right.
fn titled(text: &str, mention: Mention, rules: &Names) -> Mention {
    if matches!(mention.kind, EntityKind::Person | EntityKind::Group) {
        return mention;
    }
    let first = mention.span.of(text).split([' ', '.']).next().unwrap_or_default().to_lowercase();
    let after = rules.mentions.partition_point(|rule| rule.span.end() < mention.span.end());
    match rules.mentions.get(after) {
        Some(rule)
            if title(&first).is_some()
                && rule.why == Why::Title
                && rule.kind == EntityKind::Person
                && rule.span.end() == mention.span.end()
                && rule.span.start() > mention.span.start() =>
        {
            *rule
        }
        _ => mention,
    }
}

/// "Foreign Secretary" and "the President" say what somebody is, not who. A post of one word without an article may be a surname: "Major said".
fn is_post_alone(text: &str, mention: Mention) -> bool {
    if mention.kind != EntityKind::Person {
        return false;
    }
    // "Cllr. Whitfield": the name stands behind the full stop.
    if is_short_title(&mention.span.of(text).to_lowercase()) {
        return true;
    }
    let words = mention
        .span
        .of(text)
        .split([' ', '-', '\u{a0}'])
        .map(|word| title(&word.to_lowercase()).or_else(|| is_second_word_of_post(word).then_some(Title::Modifier)));
    let mut count = 0;
    let mut last = None;
    for word in words {
        if !matches!(word, Some(Title::Post | Title::Modifier)) {
            return false;
        }
        (count, last) = (count + 1, word);
    }
    let has_article = || {
        text[..mention.span.start()]
            .trim_end()
            .rsplit(char::is_whitespace)
            .next()
            .is_some_and(|word| matches!(word, "the" | "The" | "a" | "A"))
    };
    last == Some(Title::Post) && (count > 1 || has_article())
}

/// "Mayor defends price rise", "Clerk resigns": a post that begins a sentence without an article names nobody, unless the text has somebody
/// of that surname ("Nigel Mayor"), or it stands inside a sentence, too ("what Major said").
fn drop_posts_of_headlines(text: &str, found: &mut Vec<Mention>) {
    let is_post = |mention: &Mention| mention.kind == EntityKind::Person && is_head(&mention.span.of(text).to_lowercase());
    if !found.iter().any(is_post) {
        return;
    }
    let is_borne = |word: &str| {
        found.iter().any(|mention| {
            let name = mention.span.of(text);
            let is_longer =
                name.len() > word.len() && name.ends_with(word) && name[..name.len() - word.len()].ends_with([' ', '\u{a0}', '-']);
            mention.kind == EntityKind::Person && (is_longer || name == word && !begins_sentence(text, mention.span.start()))
        })
    };
    // A list may begin every line with one of a few posts.
    let mut borne: BTreeMap<&str, bool> = BTreeMap::new();
    let mut names_nobody = |mention: &Mention| {
        let word = mention.span.of(text);
        is_post(mention) && begins_sentence(text, mention.span.start()) && !*borne.entry(word).or_insert_with(|| is_borne(word))
    };
    let dropped: Vec<bool> = found.iter().map(&mut names_nobody).collect();
    let mut dropped = dropped.into_iter();
    found.retain(|_| !dropped.next().unwrap_or(false));
}

/// "NORHAVN – The mayor of Norhavn spoke": capitals before a dash at the start of a line are the place that is called so elsewhere.
fn take_datelines_for_places(text: &str, found: &mut [Mention]) {
    let places: BTreeSet<String> =
        found.iter().filter(|mention| mention.kind == EntityKind::Place).map(|mention| mention.span.of(text).to_uppercase()).collect();
    for mention in found {
        let (name, after) = (mention.span.of(text), text[mention.span.end()..].trim_start_matches([' ', '\u{a0}']));
        let begins_line = text[..mention.span.start()].chars().next_back().is_none_or(|c| c == '\n');
        if begins_line && after.starts_with(['–', '—', '―', '-', '(', ',']) && places.contains(name) {
            mention.kind = EntityKind::Place;
        }
    }
}

/// Whether what stands before this byte ends a sentence, a line or a heading, quotation marks aside.
fn begins_sentence(text: &str, at: usize) -> bool {
    let before = text[..at].trim_end_matches([' ', '\u{a0}', '\t', '"', '“', '‘', '\'']);
    before.chars().next_back().is_none_or(|c| matches!(c, '\n' | '\r' | '.' | '!' | '?' | ':'))
}

/// Widens a mention to the longer name around it that the lexicon knows, because a part of such a name is not a name: "Creative Commons Attribution 4.0 International License".
fn widened_to_known(text: &str, mention: Mention, rules: &Names) -> Mention {
    let at = rules.mentions.partition_point(|rule| rule.span.end() < mention.span.end());
    let is_known = |rule: &Mention| lexicon::lookup(&lexicon::key(rule.span.of(text))).is_some_and(|entry| !entry.gazetteer);
    let whole = rules.mentions.get(at).filter(|rule| rule.why == Why::Lexicon && rule.span != mention.span);
    whole.filter(|rule| rule.span.contains(mention.span) && is_known(rule)).copied().unwrap_or(mention)
}

/// Makes a mention a place where its surroundings show that: a country as owner ("Chad's Mahamat Déby"), or a dateline (capitals at the start of a line, before a dash or a bracket).
fn correct_place_by_context(text: &str, mention: &mut Mention) {
    if matches!(mention.kind, EntityKind::Place | EntityKind::Group) {
        return;
    }
    let name = mention.span.of(text);
    let after = &text[mention.span.end()..];
    let begins_line = text[..mention.span.start()].chars().next_back().is_none_or(|c| c == '\n');
    let in_capitals = name.chars().all(|c| !c.is_lowercase());
    let entry = lexicon::lookup(&lexicon::key(name));
    if begins_line && in_capitals && mention.kind == EntityKind::Organization && entry.is_none() && is_dated_dateline(after) {
        mention.kind = EntityKind::Place;
    }
    let Some(entry) = entry.filter(|entry| entry.kind == EntityKind::Place) else { return };
    let owns = ["'s ", "’s "].iter().any(|ending| after.strip_prefix(ending).is_some_and(|rest| rest.starts_with(char::is_uppercase)));
    let is_dateline = begins_line
        && in_capitals
        && after.trim_start_matches([' ', '\u{a0}']).chars().next().is_some_and(|c| matches!(c, '-' | '–' | '—' | '―' | '('));
    if owns && !entry.gazetteer || is_dateline {
        mention.kind = EntityKind::Place;
        mention.why = Why::Lexicon;
        mention.score = Why::Lexicon.score();
    }
}

/// ", 3 May –", ", March 28 (Agency) -": a day and a dash behind capitals at the start of a line make them a place, known or not.
fn is_dated_dateline(after: &str) -> bool {
    let Some(rest) = after.strip_prefix(',') else { return false };
    let line = rest.split('\n').next().unwrap_or_default();
    let Some((head, _)) = line.split_once(['–', '—', '―', '-']) else { return false };
    let words: Vec<&str> = head.split_whitespace().take(MAX_DATELINE).collect();
    let is_month = |word: &&str| {
        let word = word.trim_end_matches(['.', ',']).to_lowercase();
        let short = ["jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec"];
        month(&word).is_some() || short.contains(&word.as_str())
    };
    let is_day = |word: &&str| word.trim_end_matches(',').parse().is_ok_and(|day: u8| (1..=31).contains(&day));
    let [one, other, ..] = words.as_slice() else { return false };
    words.len() < MAX_DATELINE && (is_month(one) && is_day(other) || is_day(one) && is_month(other))
}

/// Words of a dateline behind its place.
const MAX_DATELINE: usize = 7;

/// The rules' mention of the same words: where both agree it gives the reason, and where the model is in doubt it decides.
fn consult(text: &str, mention: &mut Mention, rules: &Names) {
    let Ok(at) = rules.mentions.binary_search_by_key(&mention.span, |rule| rule.span) else { return };
    let rule = rules.mentions[at];
    let known = || lexicon::lookup(&lexicon::key(rule.span.of(text))).is_some_and(|entry| !entry.gazetteer);
    // Below these scores (in ten-thousandths) the rules are right more often than the model.
    let least = match rule.why {
        Why::Lexicon if known() => 8_500,
        Why::Title => 7_000,
        _ => 0,
    };
    let model_in_doubt = mention.score < least;
    if rule.kind == mention.kind || model_in_doubt {
        mention.kind = rule.kind;
        mention.why = rule.why;
    }
}

/// One kind for all mentions of the same words in a document: the one that most of them, the surest counting most, have.
fn agree(text: &str, found: &mut [Mention]) {
    let mut kinds: BTreeMap<&str, [u64; EntityKind::ALL.len()]> = BTreeMap::new();
    for mention in found.iter() {
        kinds.entry(mention.span.of(text)).or_default()[mention.kind as usize] += u64::from(mention.score);
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
fn with_missed(text: &str, found: Vec<Mention>, rules: &Names) -> Vec<Mention> {
    let free = |rule: &&Mention| {
        let at = found.partition_point(|mention| mention.span.end() <= rule.span.start());
        matches!(rule.why, Why::Lexicon | Why::Title) && found.get(at).is_none_or(|mention| mention.span.start() >= rule.span.end())
    };
    let has_letter = |rule: &&Mention| rule.span.of(text).contains(char::is_alphanumeric);
    let names_somebody = |rule: &&Mention| !is_post_alone(text, **rule);
    let missed: Vec<Mention> = rules.mentions.iter().filter(free).filter(has_letter).filter(names_somebody).copied().collect();
    let mut all = found;
    all.extend(missed);
    all.sort_by_key(|mention| mention.span);
    all
}

/// The role with its indices pointing into `names` instead of `rules`; `None` where its person is not among the mentions of `names`.
pub(crate) fn moved(role: &Role, rules: &Names, names: &Names) -> Option<Role> {
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
