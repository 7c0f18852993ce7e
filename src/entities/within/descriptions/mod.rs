//! Persons who are described and not named: "the Iranian president", "the minister", "his Russian counterpart".
//!
//! A description is somebody of whom the same document says that they hold such a post, of the same country or body; a
//! post without a country is one of the country that the text is about. Without a country, a head of state is the one
//! whom the text is about, everybody else the one named last. Where nobody fits, nothing is reported.

mod phrase;
mod reader;

use std::collections::{BTreeMap, HashMap};

use self::phrase::Phrase;
use self::reader::Reader;
use super::lexicon;
use super::posts::owners;
use crate::entities::{Description, EntityKind, Names, PostTime};
use crate::text::fold::folded;
use crate::text::{Token, TokenKind};

/// Persons with a post that are looked at for one description; a text that names more is a list.
const MAX_HOLDERS: usize = 200;

/// All descriptions of a text whose names are known, in reading order.
pub(crate) fn find(text: &str, tokens: &[Token], names: &Names) -> Vec<Description> {
    if names.mentions.is_empty() {
        return Vec::new();
    }
    let people = people(text, names);
    let holders = holders(text, names, &people);
    let reader = Reader {
        text,
        tokens,
        names,
        owner: owners(tokens, names),
        lower: tokens.iter().map(|token| token.span.of(text).to_lowercase()).collect(),
    };
    let mut first = Vec::new();
    for (mention, person) in (0..).zip(&people) {
        if *person == Some(first.len() as u32) {
            first.push(mention); // persons are numbered in order of appearance
        }
    }
    let mut known = Known { holders, people, first, home: home(text, names), said: HashMap::new(), next: 0 };
    let mut found: Vec<Description> = Vec::new();
    let mut at = 0;
    let ages = ages(tokens, &reader, &known.people);
    while at < tokens.len() {
        if let Some((end, age)) = reader.age_phrase(at) {
            if let Some(&Some(mention)) = ages.get(age) {
                found.push(Description { span: tokens[at].span.cover(tokens[end - 1].span), mention });
            }
            at = end;
            continue;
        }
        match reader.phrase(at) {
            Some(phrase) => {
                known.advance(names, phrase.span.start());
                if let Some(mention) = known.who(&phrase) {
                    found.push(Description { span: phrase.span, mention });
                    known.count(mention);
                }
                at = phrase.end;
            }
            None => at += 1,
        }
    }
    found
}

/// For each age that stands beside a name ("Klein, 61, resigned", "Klein (61)") the mention; nothing inside where it is the age of two.
fn ages<'t>(tokens: &[Token], reader: &Reader<'t>, people: &[Option<u32>]) -> HashMap<&'t str, Option<u32>> {
    let mut ages: HashMap<&str, Option<u32>> = HashMap::new();
    let word = |at: usize| reader.lower.get(at).map_or("", String::as_str);
    for (at, token) in tokens.iter().enumerate().skip(2) {
        let is_number = token.kind == TokenKind::Number && token.span.len() <= 3;
        if !is_number || !matches!((word(at - 1), word(at + 1)), (",", "," | "." | ";") | ("(", ")")) {
            continue;
        }
        let Some(mention) = reader.mention_at(at - 2).filter(|&mention| people[mention as usize].is_some()) else { continue };
        let known = ages.entry(token.span.of(reader.text)).or_insert(Some(mention));
        if known.is_none_or(|known| people[known as usize] != people[mention as usize]) {
            *known = None;
        }
    }
    ages
}

/// The country (or, failing that, the folded name) that a mention stands for: "Iran" for "Iranian" and for "Tehran".
fn land(text: &str, names: &Names, mention: u32) -> String {
    let name = folded(names.mentions[mention as usize].span.of(text));
    match lexicon::lookup(&name).filter(|entry| !entry.gazetteer) {
        Some(entry) => folded(entry.of.unwrap_or(entry.canonical)),
        None => name,
    }
}

/// The countries named at least half as often as the one named most.
fn home(text: &str, names: &Names) -> Vec<String> {
    let mut counts: BTreeMap<String, u32> = BTreeMap::new();
    for (at, mention) in (0..).zip(&names.mentions) {
        if matches!(mention.kind, EntityKind::Place | EntityKind::Group) {
            *counts.entry(land(text, names, at)).or_default() += 1;
        }
    }
    let most = counts.values().copied().max().unwrap_or_default();
    counts.into_iter().filter(|(_, count)| *count > 1 && *count * 2 >= most).map(|(land, _)| land).collect()
}

/// Somebody who holds a post.
struct Holder {
    person: u32,
    role: Vec<String>,
    of: Option<String>,
    time: Option<PostTime>,
}

/// For each mention the number of its person within the document: full names that begin alike are one, a surname alone is who was named last.
fn people(text: &str, names: &Names) -> Vec<Option<u32>> {
    let mut by_surname: HashMap<String, Vec<(String, u32)>> = HashMap::new();
    let mut count = 0;
    let mut number = |mention: &crate::entities::Mention| {
        let name = folded(mention.span.of(text));
        let (first, last) = name.rsplit_once(' ').map_or(("", name.as_str()), |(first, last)| (first, last));
        let last = last.split_once('-').filter(|(particle, _)| super::words::is_particle(particle)).map_or(last, |(_, rest)| rest);
        let known = by_surname.entry(last.to_string()).or_default();
        let same = |other: &str| {
            first.is_empty()
                || other.is_empty()
                || other.ends_with(first)
                || first.ends_with(other)
                || other.split(' ').next() == first.split(' ').next()
        };
        match known.iter().rev().take(MAX_NAMESAKES).position(|(other, _)| same(other)) {
            Some(back) => {
                // Whoever was named last stands last.
                let at = known.len() - 1 - back;
                let mut found = known.remove(at);
                if found.0.is_empty() {
                    found.0 = first.to_string();
                }
                let number = found.1;
                known.push(found);
                number
            }
            None => {
                known.push((first.to_string(), count));
                count += 1;
                count - 1
            }
        }
    };
    names.mentions.iter().map(|mention| (mention.kind == EntityKind::Person).then(|| number(mention))).collect()
}

/// Persons of one surname that are told apart.
const MAX_NAMESAKES: usize = 8;

fn holders(text: &str, names: &Names, people: &[Option<u32>]) -> Vec<Holder> {
    let mut holders: Vec<Holder> = Vec::new();
    for role in &names.roles {
        let Some(person) = people[role.mention as usize] else { continue };
        let holder = Holder {
            person,
            role: role.role.split([' ', '-']).map(str::to_string).collect(),
            of: role.of.map(|of| land(text, names, of)),
            time: PostTime::of(&role.role),
        };
        if !holders.iter().any(|known| known.person == person && known.role == holder.role && known.of == holder.of) {
            holders.push(holder);
            if holders.len() == MAX_HOLDERS {
                break;
            }
        }
    }
    holders
}

/// Who has been mentioned and described up to a place.
struct Known {
    holders: Vec<Holder>,
    people: Vec<Option<u32>>,
    /// For each person the first mention.
    first: Vec<u32>,
    /// The countries named most often: posts without a country are theirs.
    home: Vec<String>,
    /// Person → how often mentioned, first and last mention.
    said: HashMap<u32, (u32, u32, u32)>,
    next: usize,
}

impl Known {
    fn advance(&mut self, names: &Names, to: usize) {
        while self.next < names.mentions.len() && names.mentions[self.next].span.start() < to {
            self.count(self.next as u32);
            self.next += 1;
        }
    }

    fn count(&mut self, mention: u32) {
        if let Some(person) = self.people[mention as usize] {
            let said = self.said.entry(person).or_insert((0, mention, mention));
            said.0 += 1;
            said.2 = said.2.max(mention);
        }
    }

    /// A mention of the person whom a phrase describes.
    fn who(&self, phrase: &Phrase) -> Option<u32> {
        let fits = |strict: bool| {
            self.holders.iter().filter(move |holder| {
                let of = match (&phrase.of, &holder.of) {
                    (None, _) => true,
                    (Some(wanted), Some(of)) => wanted == of,
                    (Some(land), None) => !strict && self.home.contains(land) && !self.belongs_elsewhere(holder.person, phrase),
                };
                of && phrase.is_at(holder.time) && phrase.fits(&holder.role)
            })
        };
        // Named already, before those who are named later.
        let best = |strict: bool| {
            let said = fits(strict).filter_map(|holder| self.said.get(&holder.person));
            if phrase.rules() { said.max_by_key(|said| (said.0, std::cmp::Reverse(said.1))) } else { said.max_by_key(|said| said.2) }
        };
        let later = || fits(true).next().and_then(|holder| self.first.get(holder.person as usize).copied());
        best(true).or_else(|| best(false)).map(|said| said.2).or_else(later)
    }

    /// Whether the person holds a post of another country.
    fn belongs_elsewhere(&self, person: u32, phrase: &Phrase) -> bool {
        self.holders.iter().any(|holder| holder.person == person && holder.of.is_some() && holder.of != phrase.of)
    }
}

#[cfg(test)]
mod tests {
    use crate::entities::read;
    use crate::text::{Language, Layout};

    /// Descriptions as "phrase = name of the mention".
    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let names = read(text, &Layout::new(text), Language::ENGLISH);
        let found: Vec<String> = names
            .descriptions
            .iter()
            .map(|found| format!("{} = {}", found.span.of(text), names.mentions[found.mention as usize].span.of(text)))
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn posts_and_countries_agree() {
        check(
            "Iranian President Hassan Rouhani met Russian President Vladimir Putin. The Russian leader praised the Iranian president.",
            &["The Russian leader = Vladimir Putin", "the Iranian president = Hassan Rouhani"],
        );
        check(
            "Kenyan Foreign Minister Monica Juma met President Uhuru Kenyatta. The minister told the president of Kenya so.",
            &["The minister = Monica Juma", "the president of Kenya = Uhuru Kenyatta"],
        );
    }

    #[test]
    fn nobody_is_described_where_a_name_stands_beside() {
        check("President Hassan Rouhani came. The president, Hassan Rouhani, met his Russian counterpart Vladimir Putin.", &[]);
        check("Prime Minister Boris Johnson came. Nobody met the queen or the Spanish prime minister of old.", &[]);
        check("The minister, who was late, met the president, or so it was said.", &[]);
    }

    #[test]
    fn the_ruler_is_whom_the_text_is_about() {
        check("President Ebrahim Raisi came. Raisi met President Vladimir Putin. The president spoke.", &["The president = Raisi"]);
    }

    #[test]
    fn a_former_president_is_no_president() {
        check(
            "Former President John Kufuor came. The president did not. The former president spoke.",
            &["The former president = John Kufuor"],
        );
        check(
            "President Maria Santos met former President Juan Paz. The former president thanked the president.",
            &["The former president = Juan Paz", "the president = Maria Santos"],
        );
    }

    #[test]
    fn the_lawyer_is_whoever_is_introduced_as_one() {
        check("Ann Lee, a lawyer for the family, spoke. Bo Hart, who heads the charity, left. The lawyer wept.", &["The lawyer = Ann Lee"]);
    }

    #[test]
    fn ages_say_who_is_meant_where_one_is_so_old() {
        check(
            "Police arrested Ann Lee, 54, in Leeds. The 54-year-old said nothing. The 54-year-old driver fled.",
            &["The 54-year-old = Ann Lee"],
        );
        check("Ann Lee, 54, and Bo Hart, 54, came. The 54-year-old said nothing.", &[]);
    }

    #[test]
    fn what_is_somebody_elses_is_nobodys_description() {
        check("Chief prosecutor Zainab Mahdi spoke. Karim, 67, shook his head.", &[]);
        check("Ambassador Juan Paz came. The Kazakh ambassador in Tbilisi, Aigul Serikova, spoke.", &[]);
    }

    #[test]
    fn a_vice_president_is_no_president() {
        check(
            "Vice Governor Maria Cruz met Governor Rogelio Santos. The vice governor left. The governor stayed.",
            &["The vice governor = Maria Cruz", "The governor = Rogelio Santos"],
        );
        check("Vice President Mike Pence came. The president did not. The vice president spoke.", &["The vice president = Mike Pence"]);
    }
}
