//! Persons who are described and not named: "the Iranian president", "the minister", "his Russian counterpart".
//!
//! A description is somebody of whom the same document says that they hold such a post, of the same country or body; a
//! post without a country is one of the country that the text is about. Without a country, a head of state is the one
//! whom the text is about, everybody else the one named last. Where nobody fits, nothing is reported.

use std::collections::{BTreeMap, HashMap};

use super::lexicon;
use super::posts::{is_head, owners};
use super::titles::{Title, title};
use crate::entities::{Description, EntityKind, Names, PostTime};
use crate::text::fold::folded;
use crate::text::{Span, Token, TokenKind};

/// Persons with a post that are looked at for one description; a text that names more is a list.
const MAX_HOLDERS: usize = 200;
/// Words between an article and its noun.
const MAX_MODIFIERS: usize = 6;

/// All descriptions of a text whose names are known, in reading order.
pub(crate) fn find(text: &str, tokens: &[Token], names: &Names) -> Vec<Description> {
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

/// A noun phrase with a post for its noun.
struct Phrase {
    span: Span,
    /// First token behind it.
    end: usize,
    /// "foreign", "minister".
    post: Vec<String>,
    /// Country or body.
    of: Option<String>,
    /// "the former minister"
    time: Option<PostTime>,
}

impl Phrase {
    /// Whether a post held at such a time may be meant.
    fn is_at(&self, held: Option<PostTime>) -> bool {
        use PostTime::{Acting, Elect, Former, Late, Then};
        match self.time {
            None => !matches!(held, Some(Former | Then | Elect | Late)),
            Some(Former) => matches!(held, Some(Former | Late | Then)),
            Some(Acting) => held == Some(Acting),
            Some(Elect) => held == Some(Elect),
            Some(_) => true,
        }
    }

    /// Whether somebody with this role may be meant.
    fn fits(&self, role: &[String]) -> bool {
        let Some(head) = self.post.last() else { return false };
        let has = |word: &str| role.iter().any(|other| other == word);
        let any = |words: &[&str]| words.iter().any(|word| has(word));
        let second = |words: &[String]| words.iter().any(|word| matches!(word.as_str(), "vice" | "deputy" | "assistant" | "under"));
        match head.as_str() {
            "counterpart" => true,
            "leader" => {
                any(&["leader", "president", "premier", "chancellor", "king", "queen", "emir", "sultan", "pm"]) && !second(role)
                    || (has("prime") && !second(role))
            }
            "ruler" | "monarch" => any(&["king", "queen", "emir", "sultan", "emperor", "prince"]),
            "pontiff" => has("pope"),
            "premier" => has("premier") || (has("prime") && has("minister") && !second(role)),
            "diplomat" | "envoy" => any(&["ambassador", "envoy", "foreign", "consul", "representative"]),
            "lawmaker" | "legislator" | "parliamentarian" => {
                any(&["senator", "sen", "mp", "congressman", "congresswoman", "representative", "rep", "councillor", "speaker"])
            }
            "official" => {
                any(&[
                    "minister",
                    "director",
                    "secretary",
                    "spokesman",
                    "spokeswoman",
                    "spokesperson",
                    "commissioner",
                    "adviser",
                    "advisor",
                    "chief",
                    "officer",
                    "envoy",
                ]) && !has("prime")
            }
            "spokesman" | "spokeswoman" | "spokesperson" => any(&["spokesman", "spokeswoman", "spokesperson"]),
            "head" | "boss" => any(&["head", "chief", "director", "chairman", "chairwoman", "ceo", "president", "commissioner"]),
            "commander" => any(&["commander", "general", "gen", "admiral", "colonel", "col", "brigadier", "marshal"]),
            "general" => any(&["general", "gen"]) && !any(&["secretary", "attorney", "director"]),
            "senator" => any(&["senator", "sen"]),
            "governor" => any(&["governor", "gov"]),
            _ => {
                let wanted = |word: &String| has(word) || (word == "prime" && has("premier"));
                (self.post.iter().all(wanted) || (head == "minister" && self.post.len() == 2 && self.post[0] == "prime" && has("premier")))
                    && second(role) == second(&self.post)
                    && !(head == "minister" && self.post.len() == 1 && has("prime"))
            }
        }
    }

    /// Whether a head of state or of a government is described.
    fn rules(&self) -> bool {
        matches!(
            self.post.last().map(String::as_str),
            Some(
                "president"
                    | "leader"
                    | "premier"
                    | "chancellor"
                    | "king"
                    | "queen"
                    | "emir"
                    | "sultan"
                    | "monarch"
                    | "ruler"
                    | "pope"
                    | "pontiff"
            )
        ) || self.post.first().is_some_and(|word| word == "prime")
    }
}

/// Nouns that describe a person beside the posts of titles.
const NOUNS: &[&str] =
    &["boss", "counterpart", "diplomat", "head", "lawmaker", "legislator", "monarch", "official", "parliamentarian", "pontiff", "ruler"];

struct Reader<'t> {
    text: &'t str,
    tokens: &'t [Token],
    names: &'t Names,
    /// For each token the mention that it is part of.
    owner: Vec<Option<u32>>,
    lower: Vec<String>,
}

impl<'t> Reader<'t> {
    /// The description that begins with the token `at`, if any.
    fn phrase(&self, at: usize) -> Option<Phrase> {
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
    fn age_phrase(&self, at: usize) -> Option<(usize, &'t str)> {
        let word = |at: usize| self.lower.get(at).map_or("", String::as_str);
        let is_age = self.lower[at] == "the"
            && self.tokens.get(at + 1)?.kind == TokenKind::Number
            && [word(at + 2), word(at + 3), word(at + 4), word(at + 5)] == ["-", "year", "-", "old"];
        let end = at + 6;
        let next = word(end);
        let goes_on = self.tokens.get(end).is_none_or(|token| token.kind == TokenKind::Mark && token.span.of(self.text) != "-")
            || ENDS.contains(&next)
            || super::words::is_speech_verb(next);
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
        let closed = !comma || matches!(word(self.after(next, self.mention_at(next).unwrap_or(0))), "," | "." | ";");
        let beside = person(next) && closed || self.is_named_behind_place(end);
        let is_one = matches!(
            word(before),
            "as" | "become" | "became" | "becoming" | "elected" | "named" | "appointed" | "office" | "was" | "is" | "were"
        ) || (word(before) == "of"
            && matches!(word(before.wrapping_sub(1)), "office" | "post" | "position" | "role" | "job" | "title"));
        // "the official visit", "the general election": the word may as well be an adjective.
        let vague = VAGUE.contains(&word(end - 1))
            && self.tokens.get(end).is_some_and(|token| {
                token.kind == TokenKind::Word && !ENDS.contains(&word(end)) && !super::words::is_speech_verb(word(end))
            });
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

    fn mention_at(&self, at: usize) -> Option<u32> {
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
        check("Vice President Mike Pence came. The president did not. The vice president spoke.", &["The vice president = Mike Pence"]);
    }
}
