//! Who is one person across documents.
//!
//! Equal full names are one person unless age or gender contradict; a frequent name ("John Smith") needs a shared post, two shared people, or the
//! same words around it, or it must be a name that many documents here know and this one takes for granted. A name of one word stays in its
//! document without such evidence. Documents are taken in their canonical order, so the result does not depend on the order in which they came.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::rc::Rc;

use xxhash_rust::xxh3::xxh3_64;

use super::bearer::{Bearer, Clue, Standing};
use super::here::Here;
use super::name::PersonName;
use super::offices::{self, Field, Office};
use crate::entities::across::variants::holder;
use crate::entities::within::gender::Gender;
use crate::entities::within::lexicon;
use crate::entities::{Names, Why};

/// Somebody in one document.
#[derive(Debug)]
pub(super) struct Node {
    pub(super) document: u32,
    pub(super) bearer: usize,
    /// What they are called, as far as names alone say.
    pub(super) key: String,
}

/// Names that two documents must have in common, beside the person's own, to be about the same people.
const SHARED_PEOPLE: usize = 2;
/// People of one name that a document is compared with.
const MAX_GROUPS: usize = 32;
/// Documents from which on somebody is known here: who names them without a word of introduction means them.
const ESTABLISHED: usize = 3;
/// Years that two ages of one person may differ, for documents years apart.
const MAX_YEARS: u32 = 8;
/// Bytes before and after a name that are the same in copies of one text.
const CONTEXT: usize = 40;

/// A post that somebody is given, in its own words, and of what.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Post {
    office: Office,
    words: String,
    of: Option<String>,
}

impl Post {
    /// Whether two people of this post are likely one: the same of the same, or one that says much without.
    fn is(&self, other: &Post) -> bool {
        self.office.is(&other.office)
            && match (&self.of, &other.of) {
                (Some(of), Some(known)) => of == known,
                _ => self.office.is_high() || self.words == other.words && self.words.contains(' '),
            }
    }
}

impl Post {
    /// Whether it is the same post in the same words or of the same body.
    fn is_exactly(&self, other: &Post) -> bool {
        self.office.is(&other.office) && (self.of.is_some() && self.of == other.of || self.words == other.words && self.words.contains(' '))
    }
}

/// What a document says of somebody.
#[derive(Clone, Debug, Default)]
pub(super) struct Portrait {
    posts: BTreeSet<Post>,
    /// Hashes of the full names of others in the document.
    people: BTreeSet<u64>,
    gender: Option<Gender>,
    age: Option<u32>,
    /// What they do for a living, as far as their introduction says.
    fields: BTreeSet<Field>,
    /// The words of that introduction.
    occupations: BTreeSet<String>,
    /// Hash of the words around the first mention.
    contexts: BTreeSet<u64>,
    /// Whether a user says that the words are a name: wherever they stand, they are one.
    by_user: bool,
    documents: BTreeSet<u32>,
}

impl Portrait {
    /// What a document says of somebody of that full name.
    pub(super) fn of_name(documents: &[(&str, &Names)], here: &[Here], document: u32, name: &PersonName) -> Option<Portrait> {
        let people = &here[document as usize];
        let bearer = people.bearers.iter().position(|bearer| bearer.standing == Standing::Full && bearer.name == *name)?;
        Some(Portrait::read(documents[document as usize], document, people, bearer))
    }

    fn read((text, names): (&str, &Names), document: u32, people: &Here, bearer: usize) -> Portrait {
        let who = &people.bearers[bearer];
        let mut posts: BTreeSet<Post> = BTreeSet::new();
        for role in who.roles.iter().map(|&role| &names.roles[role]) {
            posts.insert(Post {
                office: offices::office(&role.role),
                words: role.role.clone(),
                of: role.of.map(|of| holder(text, names, of)),
            });
        }
        let told: BTreeSet<Office> = posts.iter().map(|post| post.office.clone()).collect();
        let untold = who.offices.iter().filter(|office| !told.contains(office));
        posts.extend(untold.map(|office| Post { office: office.clone(), words: String::new(), of: None }));
        let own = who.name.surname();
        let others = people.full.iter().filter(|(surname, _)| surname != own);
        let first = who.mentions.first().map(|&mention| names.mentions[mention].span);
        let context = first.map(|span| {
            let near = |from: usize, to: usize| (from..=to).find(|&at| text.is_char_boundary(at)).unwrap_or(to);
            let from = near(span.start().saturating_sub(CONTEXT), span.start());
            let to =
                (span.end()..=(span.end() + CONTEXT).min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(span.end());
            xxh3_64(&text.as_bytes()[from..to])
        });
        let is_whole = |_: &u64| first.is_some_and(|span| span.start() >= CONTEXT && span.end() + CONTEXT <= text.len());
        Portrait {
            posts,
            people: others.map(|(_, name)| *name).collect(),
            gender: who.gender,
            age: who.age,
            fields: who.fields.clone(),
            occupations: who.occupations.clone(),
            contexts: context.filter(is_whole).into_iter().collect(),
            by_user: who.mentions.iter().any(|&mention| names.mentions[mention].why == Why::User),
            documents: BTreeSet::from([document]),
        }
    }

    /// Whether something speaks for both being one person: a post in common, the same people around them, the same words.
    pub(super) fn supports(&self, other: &Portrait) -> bool {
        self.posts.iter().any(|post| other.posts.iter().any(|known| post.is(known)))
            || self.people.intersection(&other.people).take(SHARED_PEOPLE).count() == SHARED_PEOPLE
            || self.occupations.intersection(&other.occupations).next().is_some()
            || self.by_user && other.by_user
            || self.contexts.intersection(&other.contexts).next().is_some()
    }

    /// Whether both cannot be one person.
    pub(super) fn contradicts(&self, other: &Portrait) -> bool {
        let both = |a: Option<u32>, b: Option<u32>| a.zip(b).is_some_and(|(a, b)| a.abs_diff(b) > MAX_YEARS);
        let apart = || {
            let clash = |a: &Field| other.fields.iter().all(|b| a.clashes(*b)) && !other.fields.is_empty();
            !self.fields.is_empty() && self.fields.iter().all(clash) && !self.supports(other)
        };
        self.gender.zip(other.gender).is_some_and(|(a, b)| a != b) || both(self.age, other.age) || apart()
    }

    /// Whether both are introduced, and differently: they may well be two.
    fn is_introduced_otherwise(&self, other: &Portrait) -> bool {
        let is_introduced = |portrait: &Portrait| portrait.age.is_some() || !portrait.fields.is_empty() || !portrait.posts.is_empty();
        is_introduced(self)
            && is_introduced(other)
            && (self.age.is_some() || other.age.is_some() || !self.fields.is_empty() && !other.fields.is_empty())
    }

    /// Whether nothing is said to introduce them.
    fn is_unintroduced(&self) -> bool {
        self.posts.is_empty() && self.age.is_none() && self.fields.is_empty()
    }

    fn add(&mut self, other: Portrait) {
        self.posts.extend(other.posts);
        self.people.extend(other.people);
        self.gender = self.gender.or(other.gender);
        self.age = self.age.or(other.age);
        self.fields.extend(other.fields);
        self.occupations.extend(other.occupations);
        self.contexts.extend(other.contexts);
        self.by_user |= other.by_user;
        self.documents.extend(other.documents);
    }
}

/// For each node the key of the person. `nodes` are in the order of the documents.
pub(super) fn keys(documents: &[(&str, &Names)], here: &[Here], nodes: &[Node]) -> Vec<String> {
    let bearer = |node: &Node| -> &Bearer { &here[node.document as usize].bearers[node.bearer] };
    let portrait =
        |node: &Node| Portrait::read(documents[node.document as usize], node.document, &here[node.document as usize], node.bearer);
    let mut by_key: BTreeMap<(bool, &str), Vec<usize>> = BTreeMap::new();
    let mut keys = vec![String::new(); nodes.len()];
    for (at, node) in nodes.iter().enumerate() {
        match bearer(node).standing {
            Standing::Doubtful => keys[at] = format!("{}\u{1}?{}-{}", node.key, node.document, node.bearer),
            standing => by_key.entry((standing == Standing::Bare, &node.key)).or_default().push(at),
        }
    }
    let mut people: HashMap<String, Rc<Portrait>> = HashMap::new();
    // Family name → the people in full who have it, as (key, portrait).
    let mut families: HashMap<String, Vec<(String, Rc<Portrait>)>> = HashMap::new();
    for ((is_bare, key), members) in by_key {
        if members.len() == 1 && !is_bare {
            keys[members[0]] = key.to_string();
        }
        let needs_support = is_bare || members.iter().any(|&at| is_frequent(&bearer(&nodes[at]).name));
        let groups = groups(nodes, &members, needs_support, &portrait);
        for (index, (group, portrait)) in groups.into_iter().enumerate() {
            let family = family(&bearer(&nodes[group[0]]).name);
            let own =
                if is_bare { format!("{key}\u{1}{}-{}", nodes[group[0]].document, nodes[group[0]].bearer) } else { numbered(key, index) };
            let own = if is_bare { bearer_elsewhere(&families, &family, &portrait).unwrap_or(own) } else { own };
            for &at in &group {
                keys[at].clone_from(&own);
            }
            if !is_bare {
                let portrait = Rc::new(portrait);
                people.insert(own.clone(), Rc::clone(&portrait));
                families.entry(family).or_default().push((own, portrait));
            }
        }
    }
    settle(here, nodes, &mut keys, &people);
    keys
}

/// Gives mentions such as "President Raisi" to the only bearer in their document, who is not said to be president there, where another document says it.
fn settle(here: &[Here], nodes: &[Node], keys: &mut [String], people: &HashMap<String, Rc<Portrait>>) {
    let node_of: HashMap<(u32, usize), usize> = nodes.iter().enumerate().map(|(at, node)| ((node.document, node.bearer), at)).collect();
    for (at, node) in nodes.iter().enumerate() {
        let in_document = &here[node.document as usize];
        let bearer = &in_document.bearers[node.bearer];
        if bearer.standing != Standing::Doubtful {
            continue;
        }
        let candidates: BTreeSet<&[(usize, Clue)]> =
            bearer.mentions.iter().filter_map(|mention| in_document.doubts.get(mention)).map(Vec::as_slice).collect();
        let [&[(candidate, Clue::OtherPost)]] = candidates.into_iter().collect::<Vec<_>>()[..] else { continue };
        let Some(&known) = node_of.get(&(node.document, candidate)) else { continue };
        let has_post = |portrait: &Portrait| {
            portrait.posts.iter().any(|post| bearer.offices.iter().any(|office| office.is_single() && office.is(&post.office)))
        };
        if people.get(&keys[known]).is_some_and(|portrait| has_post(portrait)) {
            keys[at] = keys[known].clone();
        }
    }
}

fn numbered(key: &str, index: usize) -> String {
    if index == 0 { key.to_string() } else { format!("{key}\u{1}#{index}") }
}

/// The only person of that family name for whose being meant something speaks.
fn bearer_elsewhere(families: &HashMap<String, Vec<(String, Rc<Portrait>)>>, family: &str, portrait: &Portrait) -> Option<String> {
    let known = families.get(family)?;
    let is_it = |known: &Portrait| {
        let is_other = known.documents.intersection(&portrait.documents).next().is_some();
        !is_other && portrait.supports(known) && !portrait.contradicts(known)
    };
    let is_meant = |other: &Portrait| {
        // Of several of the family only one who is given the very same post.
        (known.len() == 1 || other.posts.iter().any(|post| portrait.posts.iter().any(|own| own.is_exactly(post)))) && is_it(other)
    };
    let mut meant = known.iter().take(MAX_GROUPS).filter(|(_, known)| is_meant(known));
    let only = meant.next()?;
    meant.next().is_none().then(|| only.0.clone())
}

/// The word that somebody is called by.
fn family(name: &PersonName) -> String {
    let word = if offices::is_family_first(name) { name.words.first() } else { name.words.last() };
    word.cloned().unwrap_or_default()
}

type Group = (Vec<usize>, Portrait);

/// The people of one name: its bearers in the documents, those together who are one.
fn groups(nodes: &[Node], members: &[usize], needs_support: bool, portrait: &impl Fn(&Node) -> Portrait) -> Vec<Group> {
    if members.len() == 1 {
        return vec![(members.to_vec(), portrait(&nodes[members[0]]))];
    }
    let mut groups: Vec<Group> = Vec::new();
    for &at in members {
        let own = portrait(&nodes[at]);
        let is_free = |group: &Group| {
            !group.1.contradicts(&own)
                && group.0.last().is_none_or(|last| nodes[*last].document != nodes[at].document || nodes[*last].bearer == nodes[at].bearer)
        };
        let mut free = groups.iter_mut().take(MAX_GROUPS).filter(|group| is_free(group));
        let found = if needs_support {
            free.find(|group| {
                group.1.supports(&own) || group.1.documents.len() >= ESTABLISHED && !group.1.posts.is_empty() && own.is_unintroduced()
            })
        } else {
            free.find(|group| !group.1.is_introduced_otherwise(&own) || group.1.supports(&own))
        };
        match found {
            Some(group) => {
                group.0.push(at);
                group.1.add(own);
            }
            None => groups.push((vec![at], own)),
        }
    }
    groups
}

/// Whether many people are called so: a common forename with a common surname, or two short Chinese or Korean words.
fn is_frequent(name: &PersonName) -> bool {
    let [first, .., last] = name.words.as_slice() else { return true };
    let is_common = |word: &str| lexicon::is_surname(word) || lexicon::is_forename(word) || offices::is_east_asian(word);
    match offices::is_family_first(name) {
        true => last.chars().count() <= 4 && !last.contains('-'),
        false => name.words.len() == 2 && name.generation.is_none() && is_common(first) && is_common(last),
    }
}
