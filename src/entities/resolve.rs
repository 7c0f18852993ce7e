//! One entity for every name it goes by, within and across documents.
//!
//! Places, bodies and groups are one when their folded names are, or when the lexicon or an acronym in brackets says so.
//! Persons are one when one full name is the other with words left out ("Seyed Ebrahim Raisi", "Ebrahim Raisi"); a surname
//! alone belongs to the full name last used in its document, else to the only person of that surname in the corpus. Two
//! spellings of a full name are one with a post in common (`variants`). Two people who merely share a surname are never one. Everything depends on the set of documents only, not on their order.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde::{Deserialize, Serialize};

use super::titles::{Title, title};
use super::variants::join_variants;
use super::words::is_particle;
use super::{EntityKind, Mention, Names, lexicon};
use crate::text::Span;
use crate::text::fold::folded;

/// One thing or person, and where it is named.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entity {
    /// What it is.
    pub kind: EntityKind,
    /// The fullest form in the corpus that is usual as a name.
    pub name: String,
    /// Its other forms as written, most used first.
    pub aliases: Vec<String>,
    /// Titles and posts, most used first.
    pub roles: Vec<EntityRole>,
    /// For a group: index of the place that it belongs to.
    pub of: Option<u32>,
    /// In how many documents it is named.
    pub documents: u32,
    /// Every mention: document and index among its mentions, in order.
    pub mentions: Vec<(u32, u32)>,
}

/// A post that somebody is given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntityRole {
    /// In lower case, without country.
    pub role: String,
    /// Index of the entity of which it is a post.
    pub of: Option<u32>,
    /// Where it is said: document and span.
    pub evidence: Vec<(u32, Span)>,
}

/// The entities of a corpus.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Resolution {
    /// By kind, then mentions (most first), then name.
    pub entities: Vec<Entity>,
    /// For each document, the entity of each of its mentions.
    pub entity_of: Vec<Vec<u32>>,
}

/// Groups the mentions of all documents. `documents` are texts with their names, in the canonical order of the corpus.
pub fn resolve(documents: &[(&str, &Names)]) -> Resolution {
    let kinds = Kinds::new(documents);
    let people = People::new(documents, &kinds);
    let acronyms = acronyms(documents);
    let mut clusters: BTreeMap<Key, Cluster> = BTreeMap::new();
    let mut keys: Vec<Vec<Key>> = Vec::with_capacity(documents.len());
    for (document, (text, names)) in documents.iter().enumerate() {
        let people_here = people.in_document(document);
        let of_document: Vec<Key> = names
            .mentions
            .iter()
            .enumerate()
            .map(|(at, mention)| {
                let name = mention.span.of(text);
                match kinds.of(mention, text) {
                    EntityKind::Person => Key(EntityKind::Person, people_here.key(at, name)),
                    kind => thing_key(kind, name, &acronyms),
                }
            })
            .collect();
        for (at, key) in of_document.iter().enumerate() {
            clusters.entry(key.clone()).or_default().add(names.mentions[at].span.of(text), document as u32, at as u32);
        }
        keys.push(of_document);
    }
    let moved = absorb_others(&mut clusters);
    for key in keys.iter_mut().flatten() {
        if let Some(to) = moved.get(key) {
            *key = to.clone();
        }
    }
    finish(documents, clusters, keys)
}

/// What makes two mentions one entity: the kind and a folded form.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Key(EntityKind, String);

#[derive(Default)]
struct Cluster {
    forms: BTreeMap<String, u32>,
    documents: BTreeSet<u32>,
    mentions: Vec<(u32, u32)>,
}

impl Cluster {
    fn add(&mut self, form: &str, document: u32, mention: u32) {
        *self.forms.entry(form.split_whitespace().collect::<Vec<_>>().join(" ")).or_default() += 1;
        self.documents.insert(document);
        self.mentions.push((document, mention));
    }

    fn absorb(&mut self, other: Cluster) {
        for (form, count) in other.forms {
            *self.forms.entry(form).or_default() += count;
        }
        self.documents.extend(other.documents);
        self.mentions.extend(other.mentions);
        self.mentions.sort_unstable();
    }
}

fn thing_key(kind: EntityKind, name: &str, acronyms: &HashMap<String, Key>) -> Key {
    let plain = plain(name);
    if let Some(entry) = lexicon::lookup(&plain).filter(|entry| entry.kind == kind) {
        return Key(kind, folded(entry.canonical));
    }
    acronyms.get(&plain).filter(|key| key.0 == kind).cloned().unwrap_or(Key(kind, plain))
}

/// Folded words joined by single spaces, without an article.
pub(super) fn plain(name: &str) -> String {
    let folded = folded(name);
    let words: Vec<&str> = folded.split_whitespace().collect();
    words.strip_prefix(&["the"]).unwrap_or(&words).join(" ")
}

/// Folded acronym → the key of what it stands for, where the whole corpus agrees.
fn acronyms(documents: &[(&str, &Names)]) -> HashMap<String, Key> {
    let mut seen: BTreeMap<String, BTreeSet<Key>> = BTreeMap::new();
    let none = HashMap::new();
    for (text, names) in documents {
        for &(short, full) in &names.acronyms {
            let mention = |at: u32| names.mentions[at as usize];
            let key = thing_key(mention(full).kind, mention(full).span.of(text), &none);
            seen.entry(plain(mention(short).span.of(text))).or_default().insert(key);
        }
    }
    seen.into_iter().filter(|(_, keys)| keys.len() == 1).filter_map(|(short, keys)| Some((short, keys.into_iter().next()?))).collect()
}

/// A name of unknown kind belongs to the entity of the same name whose kind is known.
fn absorb_others(clusters: &mut BTreeMap<Key, Cluster>) -> HashMap<Key, Key> {
    let others: Vec<Key> = clusters.keys().filter(|key| key.0 == EntityKind::Other).cloned().collect();
    let mut moved = HashMap::new();
    for key in others {
        let known = EntityKind::ALL
            .iter()
            .map(|&kind| Key(kind, key.1.clone()))
            .find(|known| known.0 != EntityKind::Other && clusters.contains_key(known));
        let Some(known) = known else { continue };
        if let Some(cluster) = clusters.remove(&key) {
            clusters.entry(known.clone()).or_default().absorb(cluster);
            moved.insert(key, known);
        }
    }
    moved
}

/// The kinds of names of several words that are read as one kind in most places and as another in a few: there is one thing, and the
/// reader erred in the few. A single word may well name two things ("Washington").
struct Kinds(HashMap<String, EntityKind>);

impl Kinds {
    fn new(documents: &[(&str, &Names)]) -> Kinds {
        let mut counts: HashMap<String, [u32; EntityKind::ALL.len()]> = HashMap::new();
        for (text, names) in documents {
            for mention in &names.mentions {
                let name = mention.span.of(text);
                if name.contains(' ') {
                    counts.entry(plain(name)).or_default()[mention.kind as usize] += 1;
                }
            }
        }
        counts.retain(|_, counts| counts.iter().filter(|count| **count > 0).count() > 1);
        // Of two equally frequent kinds, the first in their order; a known one before "other".
        let most = |counts: [u32; EntityKind::ALL.len()]| {
            EntityKind::ALL
                .into_iter()
                .rev()
                .max_by_key(|&kind| (kind != EntityKind::Other && counts[kind as usize] > 0, counts[kind as usize]))
        };
        Kinds(counts.into_iter().filter_map(|(name, counts)| Some((name, most(counts)?))).collect())
    }

    fn of(&self, mention: &Mention, text: &str) -> EntityKind {
        let name = mention.span.of(text);
        if self.0.is_empty() || !name.contains(' ') {
            return mention.kind;
        }
        self.0.get(&plain(name)).copied().unwrap_or(mention.kind)
    }
}

/// Who is who among the full names of the corpus.
struct People {
    /// Folded full name → the key of its person.
    person: HashMap<String, String>,
    /// Surname → the only person who has it.
    only: HashMap<String, Option<String>>,
    /// For each document: the full names in order of appearance, by mention index.
    by_document: Vec<Vec<(usize, String)>>,
}

impl People {
    fn new(documents: &[(&str, &Names)], kinds: &Kinds) -> People {
        let mut full: BTreeSet<Vec<String>> = BTreeSet::new();
        let mut by_document = Vec::with_capacity(documents.len());
        for (text, names) in documents {
            let mut here = Vec::new();
            let is_person = |mention: &Mention| kinds.of(mention, text) == EntityKind::Person;
            for (at, mention) in names.mentions.iter().enumerate().filter(|(_, mention)| is_person(mention)) {
                let words = name_words(mention.span.of(text));
                if words.len() > 1 {
                    here.push((at, words.join(" ")));
                    full.insert(words);
                }
            }
            by_document.push(here);
        }
        let mut person = same_person(&full);
        join_variants(documents, &mut person);
        let mut only: HashMap<String, Option<String>> = HashMap::new();
        for words in &full {
            let key = &person[&words.join(" ")];
            let surname = words[words.len() - 1].clone();
            only.entry(surname)
                .and_modify(|known| {
                    if known.as_ref() != Some(key) {
                        *known = None
                    }
                })
                .or_insert(Some(key.clone()));
        }
        People { person, only, by_document }
    }

    fn in_document(&self, document: usize) -> PeopleHere<'_> {
        let mut by_surname: HashMap<&str, Vec<(usize, &str)>> = HashMap::new();
        for (at, full) in &self.by_document[document] {
            let surname = full.rsplit(' ').next().unwrap_or_default();
            by_surname.entry(surname).or_default().push((*at, full));
        }
        PeopleHere { people: self, by_surname }
    }
}

struct PeopleHere<'p> {
    people: &'p People,
    /// The full names of one document that end in a surname, in order of appearance, by mention index.
    by_surname: HashMap<&'p str, Vec<(usize, &'p str)>>,
}

impl PeopleHere<'_> {
    fn key(&self, mention: usize, name: &str) -> String {
        let joined = name_words(name).join(" ");
        if let Some(key) = self.people.person.get(&joined) {
            return key.clone();
        }
        let here = self.by_surname.get(joined.as_str()).map_or(&[][..], Vec::as_slice);
        // The full name last used before, else the first one after.
        let before = here.partition_point(|&(at, _)| at < mention);
        let full = here[..before].last().or(here.first());
        match (full, self.people.only.get(&joined)) {
            (Some(&(_, full)), _) => self.people.person[full].clone(),
            (None, Some(Some(only))) => only.clone(),
            _ => joined,
        }
    }
}

/// Folded words of a person's name: no honorifics, no full stops, "al-" taken off.
pub(super) fn name_words(name: &str) -> Vec<String> {
    let folded = folded(name);
    let words: Vec<&str> = folded
        .split_whitespace()
        .map(|word| word.trim_end_matches('.'))
        .map(|word| word.split_once('-').filter(|(particle, _)| is_particle(particle)).map_or(word, |(_, rest)| rest))
        .filter(|word| !word.is_empty() && !is_particle(word))
        .collect();
    let kept: Vec<String> = words.iter().filter(|word| title(word) != Some(Title::Honorific)).map(|word| word.to_string()).collect();
    if kept.is_empty() { words.into_iter().map(str::to_string).collect() } else { kept }
}

/// For each full name, the key of its person: the longest name that it is a shortening of, if there is only one.
fn same_person(full: &BTreeSet<Vec<String>>) -> HashMap<String, String> {
    // Longer names by (one of their words, surname): a shortening begins with one of them and ends in the same surname.
    let mut longer: HashMap<(&str, &str), Vec<&Vec<String>>> = HashMap::new();
    for words in full {
        let surname = words[words.len() - 1].as_str();
        let distinct: BTreeSet<&str> = words[..words.len() - 1].iter().map(String::as_str).collect();
        for word in distinct {
            longer.entry((word, surname)).or_default().push(words);
        }
    }
    let mut person = HashMap::new();
    for words in full {
        let candidates = longer.get(&(words[0].as_str(), words[words.len() - 1].as_str())).map_or(&[][..], Vec::as_slice);
        let longest: Vec<&&Vec<String>> =
            candidates.iter().take(MAX_CANDIDATES).filter(|other| other.len() > words.len() && shortens(words, other)).collect();
        // Two different long names ("John A. Smith", "John B. Smith"): which one is meant is not known.
        let agreed = longest
            .iter()
            .max_by_key(|other| (other.len(), std::cmp::Reverse(other.join(" "))))
            .filter(|most| longest.iter().all(|other| other == *most || shortens(other, most)));
        person.insert(words.join(" "), agreed.map_or_else(|| words.join(" "), |other| other.join(" ")));
    }
    person
}

/// Full names of one surname that are compared with one another; more is a list, not a text.
const MAX_CANDIDATES: usize = 64;

/// Whether `short` is `long` with words left out.
fn shortens(short: &[String], long: &[String]) -> bool {
    let mut rest = long.iter();
    short.iter().all(|word| rest.any(|other| other == word || is_initial_of(word, other)))
}

fn is_initial_of(word: &str, other: &str) -> bool {
    word.chars().count() == 1 && other.starts_with(word)
}

fn finish(documents: &[(&str, &Names)], clusters: BTreeMap<Key, Cluster>, keys: Vec<Vec<Key>>) -> Resolution {
    let mut named: Vec<(Key, Cluster, String)> = clusters
        .into_iter()
        .map(|(key, cluster)| {
            let name = canonical_name(&key, &cluster);
            (key, cluster, name)
        })
        .collect();
    named.sort_by(|(a_key, a, a_name), (b_key, b, b_name)| {
        (a_key.0, std::cmp::Reverse(a.mentions.len()), a_name, &a_key.1).cmp(&(
            b_key.0,
            std::cmp::Reverse(b.mentions.len()),
            b_name,
            &b_key.1,
        ))
    });
    let index: HashMap<Key, u32> = named.iter().enumerate().map(|(at, (key, ..))| (key.clone(), at as u32)).collect();
    let entity_of: Vec<Vec<u32>> = keys.iter().map(|keys| keys.iter().map(|key| index[key]).collect()).collect();
    let mut entities: Vec<Entity> = named
        .into_iter()
        .map(|(key, cluster, name)| {
            let mut aliases: Vec<(String, u32)> = cluster.forms.into_iter().filter(|(form, _)| *form != name).collect();
            aliases.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
            let place = (key.0 == EntityKind::Group).then(|| lexicon::lookup(&key.1)).flatten().and_then(|entry| entry.of);
            Entity {
                kind: key.0,
                name,
                aliases: aliases.into_iter().map(|(form, _)| form).collect(),
                roles: Vec::new(),
                of: place.and_then(|place| index.get(&Key(EntityKind::Place, folded(place))).copied()),
                documents: cluster.documents.len() as u32,
                mentions: cluster.mentions,
            }
        })
        .collect();
    add_roles(documents, &entity_of, &mut entities);
    Resolution { entities, entity_of }
}

fn add_roles(documents: &[(&str, &Names)], entity_of: &[Vec<u32>], entities: &mut [Entity]) {
    type Evidence = Vec<(u32, Span)>;
    let mut roles: BTreeMap<(u32, String, Option<u32>), Evidence> = BTreeMap::new();
    for (document, (_, names)) in documents.iter().enumerate() {
        for role in &names.roles {
            let entity = |mention: u32| entity_of[document][mention as usize];
            // "Iranian President": president of Iran, where Iran itself is named somewhere.
            let of = role.of.map(entity).map(|of| entities[of as usize].of.unwrap_or(of));
            roles.entry((entity(role.mention), role.role.clone(), of)).or_default().push((document as u32, role.span));
        }
    }
    // "President Raisi" beside "Iranian President Raisi" is the same post.
    let bare: Vec<(u32, String, Option<u32>)> = roles.keys().filter(|key| key.2.is_none()).cloned().collect();
    for key in bare {
        let mut fuller = roles.range((key.0, key.1.clone(), Some(0))..=(key.0, key.1.clone(), Some(u32::MAX))).map(|(key, _)| key.clone());
        if let (Some(only), None) = (fuller.next(), fuller.next()) {
            let evidence = roles.remove(&key).unwrap_or_default();
            let all = roles.entry(only).or_default();
            all.extend(evidence);
            all.sort_unstable();
        }
    }
    for ((entity, role, of), evidence) in roles {
        entities[entity as usize].roles.push(EntityRole { role, of, evidence });
    }
    for entity in entities {
        entity.roles.sort_by(|a, b| {
            (std::cmp::Reverse(a.evidence.len()), &a.role, a.of).cmp(&(std::cmp::Reverse(b.evidence.len()), &b.role, b.of))
        });
    }
}

/// The form that is shown: what people would look for.
fn canonical_name(key: &Key, cluster: &Cluster) -> String {
    let shouted = |form: &str| form.len() > 3 && form.chars().all(|c| !c.is_lowercase());
    let lexical = lexicon::lookup(&key.1).filter(|entry| entry.kind == key.0 && !entry.gazetteer).map(|entry| entry.canonical);
    if let Some(canonical) = lexical {
        // The lexicon's own form where the corpus has it or only shouts it; for a group its stem.
        let used = cluster.forms.keys().any(|form| folded(form) == folded(canonical));
        if used || key.0 == EntityKind::Group || cluster.forms.keys().all(|form| shouted(form)) {
            return canonical.to_string();
        }
    }
    let words = |form: &str| form.split_whitespace().count();
    let best = cluster.forms.iter().max_by_key(|(form, count)| {
        let length = if matches!(key.0, EntityKind::Person | EntityKind::Organization) { words(form) } else { 0 };
        (!shouted(form), length, **count, plain(form) == key.1, std::cmp::Reverse(form.as_str()))
    });
    best.map_or_else(
        || key.1.clone(),
        |(form, _)| if shouted(form) && key.0 != EntityKind::Organization && is_words(form) { title_case(form) } else { form.clone() },
    )
}

/// Letters and spaces only, and more than an acronym has: "IRAN", but not "MDC-T".
fn is_words(form: &str) -> bool {
    form.chars().count() > 3 && form.chars().all(|c| c.is_alphabetic() || c == ' ' || c == '\'' || c == '’')
}

fn title_case(form: &str) -> String {
    let mut start = true;
    form.chars()
        .flat_map(|c| {
            let cased: Vec<char> = if start { c.to_uppercase().collect() } else { c.to_lowercase().collect() };
            start = !c.is_alphanumeric();
            cased
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::read;
    use super::*;
    use crate::text::{Language, Layout};

    /// Entities of the texts as "name = alias, alias", in order.
    #[track_caller]
    fn check(texts: &[&str], expected: &[&str]) {
        let names: Vec<Names> = texts.iter().map(|text| read(text, &Layout::new(text), Language::ENGLISH)).collect();
        let documents: Vec<(&str, &Names)> = texts.iter().copied().zip(&names).collect();
        let found: Vec<String> = resolve(&documents)
            .entities
            .into_iter()
            .map(|entity| if entity.aliases.is_empty() { entity.name } else { format!("{} = {}", entity.name, entity.aliases.join(", ")) })
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn one_person_under_many_names() {
        check(
            &[
                "President Ebrahim Raisi left. Raisi spoke.",
                "Ayatollah Seyed Ebrahim Raisi came. President Raisi spoke.",
                "President Raisi left.",
            ],
            &["Ebrahim Raisi = Raisi"],
        );
    }

    #[test]
    fn a_shared_surname_is_not_one_person() {
        check(&["President George Bush left. Governor Jeb Bush came.", "President Bush spoke."], &["Bush", "George Bush", "Jeb Bush"]);
    }

    #[test]
    fn a_surname_is_the_full_name_last_used_before_it_in_a_list_of_thousands() {
        // No two surnames and no two first names are equal.
        let letters = |at: usize| (0..4).map(|place| char::from(b'a' + (at / 26_usize.pow(place) % 26) as u8)).collect::<String>();
        let text: String = (0..20_000).map(|at| format!("President Bo{0} Qu{0} left. President Qu{0} spoke. ", letters(at))).collect();
        let names = read(&text, &Layout::new(&text), Language::ENGLISH);
        let people = resolve(&[(&text, &names)]).entities;
        assert_eq!((people.len(), people.iter().all(|person| person.mentions.len() == 2)), (20_000, true));
    }

    #[test]
    fn an_ambiguous_short_name_stays_apart() {
        check(
            &["President John Adam Smith, General John Brian Smith and Mayor John Smith met."],
            &["John Adam Smith", "John Brian Smith", "John Smith"],
        );
    }

    #[test]
    fn countries_go_by_many_names() {
        check(
            &["IRAN won. The Islamic Republic of Iran and the Islamic Republic are Iran."],
            &["Iran = IRAN, Islamic Republic, Islamic Republic of Iran"],
        );
    }

    #[test]
    fn acronyms_join_their_expansion_in_every_document() {
        check(
            &["The Coastal Fisheries Commission (CFC) met.", "Officials said the CFC would meet."],
            &["Coastal Fisheries Commission = CFC"],
        );
    }

    #[test]
    fn groups_belong_to_their_place() {
        let text = "Iran is proud. The Iranians are, too. Iranian President Hassan Rouhani said so.";
        let names = read(text, &Layout::new(text), Language::ENGLISH);
        let entities = resolve(&[(text, &names)]).entities;
        let iran = entities.iter().position(|entity| entity.name == "Iran").unwrap() as u32;
        let group = entities.iter().find(|entity| entity.kind == EntityKind::Group).unwrap();
        assert_eq!((group.name.as_str(), group.of), ("Iranian", Some(iran)));
        assert_eq!(entities[0].roles[0].of, Some(iran), "president of Iran, not of Iranian");
    }
}
