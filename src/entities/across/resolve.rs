//! One entity for every name it goes by, within and across documents.
//!
//! Places, bodies and groups are one when their folded names are, or when the lexicon or an acronym in brackets says so.
//! Who is who among persons is said in `people`; two spellings of a full name are one with a post in common (`variants`). Two
//! people who merely share a surname are never one. Everything depends on the set of documents only, not on their order.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde::{Deserialize, Serialize};

use super::expansions::{Expansions, own_acronyms};
use super::national;
pub use super::people::Clue;
use super::people::{KeyedDoubt, People};
use crate::entities::within::lexicon;
use crate::entities::{EntityKind, Mention, Names};
use crate::text::Span;
use crate::text::fold::folded;

/// A mention of a document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct MentionRef {
    /// Index of the document.
    pub document: u32,
    /// Index into its mentions.
    pub mention: u32,
}

/// One thing or person, and where it is named.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entity {
    /// Its kind.
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
    /// Every mention, in order.
    pub mentions: Vec<MentionRef>,
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
    /// For each document, its mentions of which it is not known whose they are; their entity is one of its own.
    pub doubts: Vec<Vec<Doubt>>,
}

/// A mention that may be one of several people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Doubt {
    /// Index of the mention in its document.
    pub mention: u32,
    /// Who may be meant, the likeliest first.
    pub candidates: Vec<Candidate>,
}

/// Somebody who may be meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Candidate {
    /// Index of the entity.
    pub entity: u32,
    /// Why.
    pub clue: Clue,
}

/// Groups the mentions of all documents. `documents` are texts with their names, in the canonical order of the corpus.
pub fn resolve(documents: &[(&str, &Names)]) -> Resolution {
    let kinds = Kinds::new(documents);
    let people = People::resolve(documents, &kinds);
    let acronyms = Expansions::new(documents);
    let mut clusters: BTreeMap<Key, Cluster> = BTreeMap::new();
    let mut keys: Vec<Vec<Key>> = Vec::with_capacity(documents.len());
    for (document, (text, names)) in documents.iter().enumerate() {
        let mut own = own_acronyms(text, names);
        own.extend(own_short_forms(text, names, &kinds, &own));
        let expanded = acronyms.in_document(document as u32, text, names);
        let mut home: Option<Option<String>> = None;
        let stated = national::stated(text, names);
        let of_document: Vec<Key> = names
            .mentions
            .iter()
            .enumerate()
            .map(|(at, mention)| {
                let name = mention.span.of(text);
                match kinds.of(mention, text) {
                    EntityKind::Person => Key(EntityKind::Person, people.keys[document].get(&at).cloned().unwrap_or_default()),
                    EntityKind::Organization => of_country(thing_key(EntityKind::Organization, name, &own, &expanded), |body| {
                        let beside = || national::beside(text, names, at);
                        let told = stated.get(body).filter(|countries| countries.len() == 1).and_then(BTreeSet::first).cloned();
                        beside().or(told).or_else(|| home.get_or_insert_with(|| national::home(text, names)).clone())
                    }),
                    kind => thing_key(kind, name, &own, &expanded),
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
    finish(documents, clusters, keys, &people)
}

/// The key by which two mentions are one entity: the kind and a folded form.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Key(pub(super) EntityKind, pub(super) String);

#[derive(Default)]
struct Cluster {
    forms: BTreeMap<String, u32>,
    documents: BTreeSet<u32>,
    mentions: Vec<MentionRef>,
}

impl Cluster {
    fn add(&mut self, form: &str, document: u32, mention: u32) {
        *self.forms.entry(form.split_whitespace().collect::<Vec<_>>().join(" ")).or_default() += 1;
        self.documents.insert(document);
        self.mentions.push(MentionRef { document, mention });
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

/// The key of what is no person. What the document itself says an acronym stands for goes before what is known, and that before what
/// other documents say.
pub(super) fn thing_key(kind: EntityKind, name: &str, own: &BTreeMap<String, Key>, acronyms: &HashMap<String, Key>) -> Key {
    let plain = plain(name);
    if let Some(key) = own.get(&plain).filter(|key| key.0 == kind) {
        return key.clone();
    }
    if let Some(entry) = lexicon::lookup(&plain).filter(|entry| entry.kind == kind) {
        return Key(kind, folded(entry.canonical));
    }
    acronyms.get(&plain).filter(|key| key.0 == kind).cloned().unwrap_or(Key(kind, plain))
}

/// A body that every country has is that of one country, where the text says of which.
fn of_country(key: Key, country: impl FnOnce(&str) -> Option<String>) -> Key {
    if !national::is_national(&key.1) {
        return key;
    }
    match country(&key.1) {
        Some(country) => Key(key.0, format!("{}\u{1}{country}", key.1)),
        None => key,
    }
}

/// Folded words joined by single spaces, without an article.
pub(crate) fn plain(name: &str) -> String {
    let folded = folded(name);
    let words: Vec<&str> = folded.split_whitespace().collect();
    words.strip_prefix(&["the"]).unwrap_or(&words).join(" ")
}

/// Folded short forms of bodies of one document → the key of the fuller name there.
fn own_short_forms(text: &str, names: &Names, kinds: &Kinds, own: &BTreeMap<String, Key>) -> BTreeMap<String, Key> {
    let is_body = |mention: &&Mention| kinds.of(mention, text) == EntityKind::Organization;
    let bodies = names.mentions.iter().filter(is_body).map(|mention| mention.span.of(text));
    let fuller = super::bodies::fuller(bodies);
    let unknown = HashMap::new();
    fuller
        .into_iter()
        .filter(|(short, _)| !own.contains_key(short))
        .map(|(short, long)| (short, thing_key(EntityKind::Organization, &long, own, &unknown)))
        .collect()
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
pub(crate) struct Kinds(HashMap<String, EntityKind>);

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

    /// The kind of what the mention names.
    pub(crate) fn of(&self, mention: &Mention, text: &str) -> EntityKind {
        let name = mention.span.of(text);
        if self.0.is_empty() || !name.contains(' ') {
            return mention.kind;
        }
        self.0.get(&plain(name)).copied().unwrap_or(mention.kind)
    }
}

fn finish(documents: &[(&str, &Names)], clusters: BTreeMap<Key, Cluster>, keys: Vec<Vec<Key>>, people: &People) -> Resolution {
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
    let candidate =
        |(key, clue): &(String, Clue)| Some(Candidate { entity: *index.get(&Key(EntityKind::Person, key.clone()))?, clue: *clue });
    let doubt = |(mention, candidates): &KeyedDoubt| Doubt {
        mention: *mention as u32,
        candidates: candidates.iter().filter_map(candidate).collect(),
    };
    let doubts =
        people.doubts.iter().map(|doubts| doubts.iter().map(doubt).filter(|doubt| !doubt.candidates.is_empty()).collect()).collect();
    Resolution { entities, entity_of, doubts }
}

/// Gives entities the posts that their mentions are named with. `entity_of` says for each document whose its mentions are.
pub(crate) fn add_roles(documents: &[(&str, &Names)], entity_of: &[Vec<u32>], entities: &mut [Entity]) {
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
    use super::*;
    use crate::entities::read;
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
    fn acronyms_join_their_expansion_in_documents_about_the_same() {
        check(
            &["The Coastal Fisheries Commission (CFC) met in Kenya.", "Kenyan officials said the CFC would meet."],
            &["Kenya", "Coastal Fisheries Commission = CFC", "Kenyan"],
        );
        check(
            &["The Coastal Fisheries Commission (CFC) met in Kenya.", "Officials in Chile said the CFC would meet."],
            &["Chile", "Kenya", "Coastal Fisheries Commission = CFC", "CFC"],
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
