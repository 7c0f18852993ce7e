//! Short forms of bodies in one document: "Larkhill Dynamics Inc. (“Larkhill”)", and "Haishun" beside "Haishun Group".
//!
//! What a text defines is so throughout the text, whatever its words look like alone. What it does not define is of the kind of the only
//! longer name that begins with it.

use std::collections::{BTreeMap, BTreeSet};

use super::assemble::moved;
use super::lexicon;
use super::words::{is_legal_form, is_place_preposition};
use crate::entities::{EntityKind, Mention, Names, Why};
use crate::text::Span;
use crate::text::fold::folded;

/// Names of companies end in their legal form, whatever else they contain; short forms are what they are defined as.
pub(crate) fn apply(text: &str, names: &mut Names) {
    for mention in &mut names.mentions {
        let words = mention.span.of(text);
        if let Some((rest, last)) = words.trim_end_matches('.').rsplit_once([' ', '\u{a0}'])
            && !rest.is_empty()
            && is_legal_form(last)
        {
            mention.kind = EntityKind::Organization;
        }
    }
    cut_datelines(text, names);
    cut_posts(text, names);
    let defined = definitions(text, names);
    if !defined.is_empty() {
        add_defined(text, names, &defined);
    }
    add_first_words(text, names);
    let (organizations, companies) = (beginnings(text, names, |_| true), beginnings(text, names, is_company_end));
    let people = words_of_people(text, names);
    for mention in &mut names.mentions {
        let words = mention.span.of(text);
        let is_open = match mention.kind {
            EntityKind::Person => words.contains(' ') || !people.contains(&folded(words)),
            EntityKind::Place => !stands_as_place(text, mention.span),
            EntityKind::Product | EntityKind::Other => true,
            _ => false,
        };
        let phrase = folded(words);
        // A town and its school share a name, a company and its short form are one thing.
        let known = if mention.kind == EntityKind::Place { &companies } else { &organizations };
        if is_open
            && known.contains(&phrase)
            && lexicon::lookup(&phrase).is_none_or(|entry| entry.gazetteer && mention.kind == EntityKind::Person)
        {
            mention.kind = EntityKind::Organization;
            mention.why = Why::SameName;
        }
    }
}

/// "ABUJA - The People's Democratic Party" is a place and, behind the dash, a body.
fn cut_datelines(text: &str, names: &mut Names) {
    let mut places: Vec<Mention> = Vec::new();
    for mention in &mut names.mentions {
        let words = mention.span.of(text);
        let Some((place, dash)) = [" - ", " – ", " — "].iter().find_map(|dash| Some((words.find(dash)?, dash))) else { continue };
        let begins = mention.span.start() == 0 || text[..mention.span.start()].ends_with('\n');
        let head = &words[..place];
        if !begins || !head.chars().any(char::is_alphabetic) || head.chars().any(char::is_lowercase) {
            continue;
        }
        let rest = words[place + dash.len()..].trim_start();
        let rest = rest.strip_prefix("The ").or_else(|| rest.strip_prefix("the ")).unwrap_or(rest);
        let start = mention.span.start();
        places.push(Mention { span: Span::new(start, start + place), kind: EntityKind::Place, ..*mention });
        mention.span = Span::new(mention.span.end() - rest.len(), mention.span.end());
    }
    if !places.is_empty() {
        insert(names, places);
    }
}

/// "CFO of Nordvik ASA" is the body alone: what stands before is somebody's post.
fn cut_posts(text: &str, names: &mut Names) {
    for mention in names.mentions.iter_mut().filter(|mention| mention.kind == EntityKind::Organization) {
        let words = mention.span.of(text);
        if let Some((post, rest)) = words.split_once(" of ")
            && matches!(
                post,
                "CEO" | "CFO" | "COO" | "CTO" | "CIO" | "Chairman" | "Chairwoman" | "Chair" | "Director" | "President" | "Head"
            )
            && rest.starts_with(char::is_uppercase)
        {
            mention.span = Span::new(mention.span.end() - rest.len(), mention.span.end());
        }
    }
}

/// Adds mentions that overlap none.
fn insert(names: &mut Names, added: Vec<Mention>) {
    let mut mentions = names.mentions.clone();
    mentions.extend(added);
    mentions.sort_unstable_by_key(|mention| mention.span);
    let mut whole = Names { mentions, ..Names::default() };
    whole.roles = names.roles.iter().filter_map(|role| moved(role, names, &whole)).collect();
    let index = |mention: u32| {
        let span = names.mentions[mention as usize].span;
        whole.mentions.binary_search_by_key(&span, |mention| mention.span).ok().map(|at| at as u32)
    };
    whole.acronyms = names.acronyms.iter().filter_map(|&(short, full)| Some((index(short)?, index(full)?))).collect();
    *names = whole;
}

/// "Hanbit shares rose" after "Hanbit Heavy Industries Co.": the first word of a company's name, wherever it stands alone in the middle of a sentence or
/// acts at its beginning.
fn add_first_words(text: &str, names: &mut Names) {
    let mut words: BTreeMap<&str, usize> = BTreeMap::new();
    for mention in names.mentions.iter().filter(|mention| mention.kind == EntityKind::Organization) {
        let name = mention.span.of(text);
        let Some((first, _)) = name.split_once(' ') else { continue };
        let last = name.trim_end_matches('.').rsplit(' ').next().unwrap_or_default();
        let plain = folded(first);
        let is_name =
            first.chars().count() >= LEAST_FIRST_WORD && first.chars().all(char::is_alphabetic) && first.chars().any(char::is_lowercase);
        let is_other = super::words::is_common(&plain)
            || lexicon::is_forename(&plain)
            || lexicon::is_surname(&plain)
            || lexicon::lookup(&plain).is_some();
        if is_legal_form(last) && is_name && !is_other && words.len() < MAX_DEFINITIONS {
            words.entry(first).or_insert(mention.span.end());
        }
    }
    // A word that the text also writes small is a word.
    let is_word = |word: &str| {
        let small = word.to_lowercase();
        text.match_indices(&small)
            .any(|(at, found)| !text[..at].ends_with(char::is_alphabetic) && !text[at + found.len()..].starts_with(char::is_alphabetic))
    };
    let mut added: Vec<Mention> = Vec::new();
    for (word, from) in words.into_iter().filter(|(word, _)| !is_word(word)) {
        for (at, found) in text[from..].match_indices(word) {
            let span = Span::new(from + at, from + at + found.len());
            let (before, after) = (&text[..span.start()], &text[span.end()..]);
            let is_alone = !before.ends_with(|c: char| c.is_alphanumeric() || c == '-')
                && !after.starts_with(|c: char| c.is_alphanumeric() || c == '-');
            let in_sentence = before.trim_end().ends_with(|c: char| c.is_lowercase() || c == ',') && before.ends_with(' ');
            let next = after.strip_prefix(' ').unwrap_or_default();
            let acts = after.starts_with(',') || after.starts_with("'s") || after.starts_with("’s") || next.starts_with(char::is_lowercase);
            let first = names.mentions.partition_point(|mention| mention.span.end() <= span.start());
            let is_taken = names.mentions.get(first).is_some_and(|mention| mention.span.overlaps(span));
            if is_alone && (in_sentence || acts) && !next.starts_with(char::is_uppercase) && !is_taken {
                added.push(Mention { span, kind: EntityKind::Organization, score: Why::SameName.score(), why: Why::SameName });
            }
        }
    }
    if !added.is_empty() {
        added.sort_unstable_by_key(|mention| mention.span);
        added.dedup_by(|next, before| next.span.overlaps(before.span));
        insert(names, added);
    }
}

/// Letters of a first word that stands for a company.
const LEAST_FIRST_WORD: usize = 4;

/// A short form, the index of the mention that it stands for, and where it is defined.
struct Definition {
    short: String,
    full: Span,
    at: Span,
}

/// `NAME (“X”)`, `NAME (NYSE: X) ("X" or the "Company")`: bracketed and quoted, and a part or the initials of the name.
fn definitions(text: &str, names: &Names) -> Vec<Definition> {
    let mut found = Vec::new();
    for mention in names.mentions.iter().filter(|mention| mention.kind == EntityKind::Organization) {
        if found.len() == MAX_DEFINITIONS {
            break;
        }
        let mut at = mention.span.end();
        for _ in 0..2 {
            let blank = text[at..].len() - text[at..].trim_start().len();
            if !text[at + blank..].starts_with('(') {
                break;
            }
            let from = at + blank + 1;
            let to = (from..=(from + MAX_DEFINITION).min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(from);
            let Some(close) = text[from..to].find(')') else { break };
            let inside = &text[from..from + close];
            if let Some(quoted) = quoted(inside) {
                let short = &inside[quoted.start()..quoted.end()];
                if is_short_for(short, mention.span.of(text)) {
                    let at = Span::new(from + quoted.start(), from + quoted.end());
                    found.push(Definition { short: short.to_string(), full: mention.span, at });
                }
                break;
            }
            at = from + close + 1;
        }
    }
    found
}

/// Definitions of a document that are followed.
const MAX_DEFINITIONS: usize = 64;
/// Bytes between the brackets of a definition.
const MAX_DEFINITION: usize = 80;

/// The first words in quotation marks.
fn quoted(inside: &str) -> Option<Span> {
    let marks = ['"', '“', '”', '\'', '‘', '’'];
    let start = inside.find(marks)?;
    let from = start + inside[start..].chars().next()?.len_utf8();
    let length = inside[from..].find(marks)?;
    Some(Span::new(from, from + length))
}

fn is_short_for(short: &str, full: &str) -> bool {
    let words = |name: &str| folded(name).split([' ', '.', ',']).filter(|word| !word.is_empty()).map(str::to_string).collect::<Vec<_>>();
    let (short_words, full_words) = (words(short), words(full));
    let initials: String = full.split([' ', '-']).filter_map(|word| word.chars().next()).filter(|c| c.is_uppercase()).collect();
    short.starts_with(char::is_uppercase)
        && short_words.len() < full_words.len()
        && (full_words.windows(short_words.len()).any(|window| window == short_words) || initials.starts_with(short) && short.len() > 1)
}

/// Makes every place where a defined short form stands a mention of that kind.
fn add_defined(text: &str, names: &mut Names, defined: &[Definition]) {
    let mut mentions = names.mentions.clone();
    let mut added: Vec<Mention> = Vec::new();
    for definition in defined {
        for (start, short) in text.match_indices(definition.short.as_str()) {
            let span = Span::new(start, start + short.len());
            let is_word = !text[..start].ends_with(char::is_alphanumeric) && !text[span.end()..].starts_with(char::is_alphanumeric);
            if !is_word || start < definition.full.end() {
                continue;
            }
            let first = mentions.partition_point(|mention| mention.span.end() <= start);
            match mentions.get_mut(first).filter(|mention| mention.span.overlaps(span)) {
                Some(mention) if mention.span == span => (mention.kind, mention.why) = (EntityKind::Organization, Why::Acronym),
                Some(_) => {}
                None => added.push(Mention { span, kind: EntityKind::Organization, score: Why::Acronym.score(), why: Why::Acronym }),
            }
        }
    }
    added.sort_unstable_by_key(|mention| mention.span);
    added.dedup_by(|next, before| next.span.overlaps(before.span));
    names.mentions = mentions;
    insert(names, added);
    let index = |span: Span| names.mentions.binary_search_by_key(&span, |mention| mention.span).ok().map(|at| at as u32);
    let pairs: Vec<(u32, u32)> = defined.iter().filter_map(|definition| Some((index(definition.at)?, index(definition.full)?))).collect();
    names.acronyms.extend(pairs);
}

/// Last words of the names of companies.
fn is_company_end(word: &str) -> bool {
    is_legal_form(word)
        || matches!(
            word,
            "Bank"
                | "Group"
                | "Holding"
                | "Holdings"
                | "Industries"
                | "Foods"
                | "Motors"
                | "Records"
                | "Airlines"
                | "Partners"
                | "Logistics"
                | "Quarries"
        )
}

/// Folded beginnings of the names of bodies that only one body has: "haishun" of "Haishun Group"; of those whose last word is such.
fn beginnings(text: &str, names: &Names, ends: impl Fn(&str) -> bool) -> BTreeSet<String> {
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for mention in names.mentions.iter().filter(|mention| mention.kind == EntityKind::Organization) {
        let written = mention.span.of(text);
        let whole = folded(written);
        if !ends(written.trim_end_matches('.').rsplit(' ').next().unwrap_or_default()) {
            continue;
        }
        let words: Vec<&str> = whole.split_whitespace().collect();
        for count in 1..words.len().min(MAX_WORDS) {
            // "Bank of", "Ministry": what begins with a common noun has no short form of this kind.
            if !super::words::is_organization_head(words[0]) {
                found.entry(words[..count].join(" ")).or_default().insert(whole.clone());
            }
        }
    }
    found.into_iter().filter(|(_, wholes)| wholes.len() == 1).map(|(short, _)| short).collect()
}

/// Words of a name of a body that are tried as its beginning.
const MAX_WORDS: usize = 5;

/// Folded words of the names of people with two words or more.
fn words_of_people(text: &str, names: &Names) -> BTreeSet<String> {
    let people = names.mentions.iter().filter(|mention| mention.kind == EntityKind::Person).map(|mention| folded(mention.span.of(text)));
    people.filter(|name| name.contains(' ')).flat_map(|name| name.split(' ').map(str::to_string).collect::<Vec<_>>()).collect()
}

/// "in Ashgate": a place, whatever club bears its name.
fn stands_as_place(text: &str, span: Span) -> bool {
    let before = text[..span.start()].trim_end();
    let word = before.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    is_place_preposition(&word.to_lowercase())
}

#[cfg(test)]
mod tests {
    use crate::entities::{EntityKind, read};
    use crate::text::{Language, Layout};

    /// The names of bodies in the text, in order.
    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let names = read(text, &Layout::new(text), Language::ENGLISH);
        let bodies: Vec<&str> =
            names.mentions.iter().filter(|mention| mention.kind == EntityKind::Organization).map(|mention| mention.span.of(text)).collect();
        assert_eq!(bodies, expected);
    }

    #[test]
    fn a_defined_short_form_is_the_body_throughout() {
        check(
            "This Agreement is made between Larkhill Dynamics Inc. (“Larkhill”) and Montrose Freight Ltd. (“Montrose”). Larkhill shall pay Montrose.",
            &["Larkhill Dynamics Inc.", "Larkhill", "Montrose Freight Ltd.", "Montrose", "Larkhill", "Montrose"],
        );
    }

    #[test]
    fn a_short_form_is_of_the_kind_of_the_only_body_that_begins_so() {
        check("The founder of Haishun Group was arrested. Haishun denied it.", &["Haishun Group", "Haishun"]);
    }
}
