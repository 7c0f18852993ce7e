//! The people of one document: who bears a full name there, and whose a shorter one is.
//!
//! Read from the beginning, as a reader does. A short name is somebody's whose full name holds it in the same document. Titles, gender, posts,
//! generation and bylines exclude; a relative who is introduced by somebody else stands behind that one. Where two bearers are as likely,
//! nobody is chosen: the name is a bearer of its own, in doubt, with both as candidates.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use xxhash_rust::xxh3::xxh3_64;

use super::bearer::{Bearer, Clue, Named, Standing};
use super::name::{PersonName, fits};
use super::offices::{self, Office};
use super::other_names::{complete_pairs, other_names};
use super::surroundings::{Relative, Surroundings};
use crate::entities::{Mention, Names};
use crate::text::fold::folded;

/// The people of a document.
#[derive(Debug, Default)]
pub(super) struct Here {
    pub(super) bearers: Vec<Bearer>,
    /// For each mention of a person whose it is.
    pub(super) of: BTreeMap<usize, usize>,
    /// For mentions in doubt the candidates, the likeliest first.
    pub(super) doubts: BTreeMap<usize, Vec<(usize, Clue)>>,
    /// Surnames and hashes of the names of the first who are named in full.
    pub(super) full: Vec<(String, u64)>,
    /// Keys of full names that were read as another, fuller one in this document.
    pub(super) fuller: BTreeMap<String, String>,
}

/// People of a document that are compared with those of another one.
const MAX_PEOPLE: usize = 200;
/// The most bearers of a document that are compared by initials; more come from a list rather than prose.
const MAX_LISTED: usize = 4_000;

/// Words of a name whose beginnings are looked for.
const MAX_WORDS: usize = 8;

/// Whether a surname may begin with the folded word, which at the beginning of a name may be a forename, too: "Ben Achour", "Van Hessel".
fn begins_surname(word: &str) -> bool {
    matches!(word, "ben" | "al" | "van" | "abu" | "el" | "de" | "von" | "di" | "da" | "dos" | "le" | "la")
}

impl Here {
    /// Reads the people of a document. `is_person` says which mentions name people.
    pub(super) fn read(text: &str, names: &Names, is_person: impl Fn(&Mention) -> bool) -> Here {
        let mut posts: HashMap<u32, BTreeSet<Office>> = HashMap::new();
        for role in &names.roles {
            posts.entry(role.mention).or_default().insert(offices::office(&role.role));
        }
        let mut named: Vec<Named> = Vec::new();
        for (mention, found) in names.mentions.iter().enumerate().filter(|(_, mention)| is_person(mention)) {
            let around = Surroundings::read(text, found.span);
            let mut offices = posts.remove(&(mention as u32)).unwrap_or_default();
            offices.extend(around.titles.iter().filter_map(|title| offices::of_title(title)));
            named.push(Named { mention, name: PersonName::read(found.span.of(text)), around, offices });
        }
        complete_pairs(text, names, &mut named);
        let other_names = other_names(text, names, &named);
        Reader::new(text, names, named, other_names).read()
    }
}

pub(super) struct Reader<'t> {
    pub(super) text: &'t str,
    pub(super) names: &'t Names,
    pub(super) named: Vec<Named>,
    /// Names (by their places) that the text says are another name of an earlier one.
    pub(super) other_names: BTreeMap<usize, usize>,
    pub(super) here: Here,
    /// Word → bearers whose full name holds it.
    pub(super) holders: BTreeMap<String, Vec<usize>>,
    /// Word → bearers who have been called by it alone.
    pub(super) called: HashMap<String, BTreeSet<usize>>,
    /// Word → the bearer of its own for mentions in doubt.
    pub(super) doubtful: HashMap<String, usize>,
}

impl Reader<'_> {
    fn new<'t>(text: &'t str, names: &'t Names, named: Vec<Named>, other_names: BTreeMap<usize, usize>) -> Reader<'t> {
        let (holders, called, doubtful) = (BTreeMap::new(), HashMap::new(), HashMap::new());
        Reader { text, names, named, other_names, here: Here::default(), holders, called, doubtful }
    }

    fn read(mut self) -> Here {
        let bearer_of = self.full_names();
        for at in 0..self.named.len() {
            let bearer = match bearer_of.get(&at) {
                Some(&bearer) => bearer,
                None => self.short_name(at),
            };
            let mention = self.named[at].mention;
            self.here.bearers[bearer].seen = Some(at);
            self.here.bearers[bearer].mentions.push(mention);
            self.here.of.insert(mention, bearer);
        }
        for (index, role) in self.names.roles.iter().enumerate() {
            if let Some(&bearer) = self.here.of.get(&(role.mention as usize)) {
                self.here.bearers[bearer].roles.push(index);
            }
        }
        let full = self.here.bearers.iter().filter(|bearer| bearer.standing == Standing::Full && !bearer.mentions.is_empty());
        self.here.full =
            full.take(MAX_PEOPLE).map(|bearer| (bearer.name.surname().to_string(), xxh3_64(bearer.name.key().as_bytes()))).collect();
        self.here
    }

    /// Makes the bearers of full names. For each full name (by its place among the names) whose it is; without those that fit several.
    fn full_names(&mut self) -> BTreeMap<usize, usize> {
        let mut by_key: BTreeMap<String, usize> = BTreeMap::new();
        let mut bearer_of = BTreeMap::new();
        let mut is_anchored = false;
        for at in 0..self.named.len() {
            let one = &self.named[at];
            if !one.name.is_full() {
                is_anchored |= !one.around.is_credit;
                continue;
            }
            let key = one.name.key();
            // "his father, Rafael Montemayor": another than the one of that name who was named before.
            let is_another = by_key.contains_key(&key) && matches!(one.around.relative, Some(Relative::Introduced { .. }));
            let bearer = match by_key.get(&key).filter(|_| !is_another) {
                Some(&bearer) => bearer,
                None => {
                    let bearer = self.add(at, Standing::Full, !is_anchored);
                    by_key.insert(key, bearer);
                    bearer
                }
            };
            is_anchored |= !self.named[at].around.is_credit;
            self.portray(bearer, at);
            bearer_of.insert(at, bearer);
        }
        self.unite_reversed();
        self.unite_parts();
        self.unite_other_names(&mut bearer_of);
        self.merge_shortened(&mut bearer_of);
        bearer_of
    }

    /// "Kovács Bálint" and "Bálint Kovács" in one document are one: the second is said to be another name of the first.
    fn unite_reversed(&mut self) {
        let mut known: HashMap<String, usize> = HashMap::new();
        for at in 0..self.named.len() {
            let words = &self.named[at].name.words;
            if words.len() != 2 {
                continue;
            }
            if let Some(&first) = known.get(&format!("{} {}", words[1], words[0])) {
                self.other_names.entry(at).or_insert(first);
            }
            known.entry(words.join(" ")).or_insert(at);
        }
    }

    /// "Einar Þór" beside "Einar Þór Jónsson", "Ben Achour" beside "Leïla Ben Achour": the beginning of one full name of the document, or its double
    /// surname, is no other person.
    fn unite_parts(&mut self) {
        let mut whole: HashMap<String, BTreeSet<usize>> = HashMap::new();
        let mut seen: BTreeSet<String> = BTreeSet::new();
        for (at, one) in self.named.iter().enumerate().filter(|(_, one)| one.name.words.len() > 1 && one.name.generation.is_none()) {
            if !seen.insert(one.name.key()) {
                continue;
            }
            for end in 2..one.name.words.len().min(MAX_WORDS) {
                whole.entry(one.name.words[..end].join(" ")).or_default().insert(at);
            }
            let written: Vec<String> =
                folded(self.names.mentions[one.mention].span.of(self.text)).split_whitespace().map(str::to_string).collect();
            if let [.., particle, last] = written.as_slice()
                && written.len() > 2
                && begins_surname(particle)
            {
                whole.entry(format!("{particle} {last}")).or_default().insert(at);
            }
        }
        for at in 0..self.named.len() {
            let one = &self.named[at];
            if !one.name.is_full() || matches!(one.around.relative, Some(Relative::Introduced { .. })) {
                continue;
            }
            let fuller: Vec<usize> = whole.get(&one.name.key()).into_iter().flatten().copied().collect();
            if let [only] = fuller[..] {
                self.other_names.entry(at).or_insert(only);
            }
        }
    }

    /// Gives full names that are said to be another name to whoever bears the first.
    fn unite_other_names(&mut self, bearer_of: &mut BTreeMap<usize, usize>) {
        // Always into the one who was named first, so that a ring of names is one bearer.
        let mut united: BTreeMap<usize, usize> = BTreeMap::new();
        let root = |united: &BTreeMap<usize, usize>, mut at: usize| {
            while let Some(&next) = united.get(&at) {
                at = next;
            }
            at
        };
        for (&later, earlier) in &self.other_names {
            if let (Some(&one), Some(&other)) = (bearer_of.get(&later), bearer_of.get(earlier)) {
                let (one, other) = (root(&united, one), root(&united, other));
                if one != other {
                    united.insert(one.max(other), one.min(other));
                }
            }
        }
        for bearer in bearer_of.values_mut() {
            *bearer = root(&united, *bearer);
        }
        for (&from, &to) in &united {
            let to = root(&united, to);
            let family = self.here.bearers[from].name.surname().to_string();
            self.here.bearers[from].standing = Standing::Doubtful; // nobody's any more
            self.holders.entry(family.clone()).or_default().push(to);
            self.here.bearers[to].other_words.insert(family);
        }
    }

    pub(super) fn add(&mut self, at: usize, standing: Standing, is_unanchored: bool) -> usize {
        let one = &self.named[at];
        let bearer = Bearer {
            name: one.name.clone(),
            standing,
            first: at,
            gender: None,
            offices: BTreeSet::new(),
            fields: BTreeSet::new(),
            occupations: BTreeSet::new(),
            age: None,
            titles: BTreeSet::new(),
            other_words: BTreeSet::new(),
            mentions: Vec::new(),
            roles: Vec::new(),
            is_credit: one.around.is_credit,
            relative: one.around.relative,
            is_unanchored,
            seen: None,
        };
        self.here.bearers.push(bearer);
        self.here.bearers.len() - 1
    }

    /// Adds to a bearer what is said of them beside a mention.
    pub(super) fn portray(&mut self, bearer: usize, at: usize) {
        let one = &self.named[at];
        let bearer = &mut self.here.bearers[bearer];
        bearer.gender = bearer.gender.or(one.around.gender);
        bearer.offices.extend(one.offices.iter().cloned());
        bearer.age = bearer.age.or(one.around.age);
        bearer.titles.extend(one.around.titles.iter().cloned());
        bearer.occupations.extend(one.around.occupations.iter().filter(|word| word.chars().count() > 3).cloned());
        bearer.fields.extend(one.around.occupations.iter().chain(&one.around.titles).filter_map(|word| offices::field(word)));
        bearer.is_credit &= one.around.is_credit;
        if bearer.is_credit || bearer.first == at {
            return;
        }
        // Named again in full without kin, and doing something: a person of the story.
        let is_of_story = bearer.relative == Some(Relative::Complement) || one.name.is_full() && one.around.acts;
        if one.around.relative.is_none() && is_of_story {
            bearer.relative = None;
        }
    }

    /// A full name with words left out is the fuller one where only one fits.
    fn merge_shortened(&mut self, bearer_of: &mut BTreeMap<usize, usize>) {
        let bearers = &self.here.bearers;
        let mut by_surname: HashMap<&str, Vec<usize>> = HashMap::new();
        let full = |bearer: &Bearer| bearer.standing == Standing::Full;
        for (at, bearer) in bearers.iter().enumerate().filter(|(_, bearer)| full(bearer)) {
            by_surname.entry(bearer.name.surname()).or_default().push(at);
        }
        let mut into: BTreeMap<usize, usize> = BTreeMap::new();
        let mut several: HashMap<usize, Vec<(usize, Clue)>> = HashMap::new();
        for (at, bearer) in bearers.iter().enumerate().filter(|(_, bearer)| full(bearer)) {
            let all = &by_surname[bearer.name.surname()];
            if all.len() < 2 || all.len() > MAX_LISTED.isqrt() {
                continue;
            }
            let name = &bearer.name;
            let fuller: Vec<usize> = all.iter().copied().filter(|&other| other != at && fits(name, &bearers[other].name)).collect();
            let longest = fuller
                .iter()
                .copied()
                .max_by_key(|&other| (bearers[other].name.words.len(), bearers[other].name.given().concat().len(), usize::MAX - other));
            let Some(longest) = longest else { continue };
            let is_alone = fuller.iter().all(|&other| {
                other == longest || bearers[other].name == bearers[longest].name || fits(&bearers[other].name, &bearers[longest].name)
            });
            if bearers[longest].name.generation != name.generation {
                if name.generation.is_none() && !bearer.is_relative() {
                    several.insert(at, vec![(longest, Clue::Generation)]);
                }
            } else if is_alone {
                into.insert(at, longest);
            } else {
                several.insert(at, fuller.into_iter().map(|other| (other, Clue::FitsSeveral)).collect());
            }
        }
        let root = |mut at: usize| {
            while let Some(&next) = into.get(&at) {
                at = next;
            }
            at
        };
        for (at, bearer) in bearer_of.iter_mut() {
            if let Some(candidates) = several.get(bearer) {
                self.here.doubts.insert(self.named[*at].mention, candidates.iter().map(|&(other, clue)| (root(other), clue)).collect());
            }
            *bearer = root(*bearer);
        }
        let moved: Vec<(usize, usize)> = into.keys().map(|&from| (from, root(from))).collect();
        for (from, to) in moved {
            let (name, first, gender, age) = {
                let one = &self.here.bearers[from];
                (one.name.key(), one.first, one.gender, one.age)
            };
            let offices = std::mem::take(&mut self.here.bearers[from].offices);
            let is_credit = self.here.bearers[from].is_credit;
            let relative = self.here.bearers[from].relative;
            let bearer = &mut self.here.bearers[to];
            if first < bearer.first {
                (bearer.first, bearer.relative) = (first, relative);
            }
            bearer.gender = bearer.gender.or(gender);
            bearer.age = bearer.age.or(age);
            bearer.offices.extend(offices);
            bearer.is_credit &= is_credit;
            let key = bearer.name.key();
            self.here.fuller.insert(name, key);
        }
        for holders in self.holders.values_mut() {
            holders.iter_mut().for_each(|holder| *holder = root(*holder));
        }
        for at in 0..self.here.bearers.len() {
            if into.contains_key(&at) || self.here.bearers[at].standing != Standing::Full {
                continue;
            }
            let words: BTreeSet<String> = self.here.bearers[at].name.words.iter().cloned().collect();
            for word in words {
                self.holders.entry(word).or_default().push(at);
            }
        }
    }
}
