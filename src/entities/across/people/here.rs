//! The people of one document: who bears a full name there, and whose a shorter one is.
//!
//! Read from the beginning, as a reader does. A short name is somebody's whose full name holds it in the same document. Titles, gender, posts,
//! generation and bylines exclude; a relative who is introduced by somebody else stands behind that one. Where two bearers are as likely,
//! nobody is chosen: the name is a bearer of its own, in doubt, with both as candidates.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde::{Deserialize, Serialize};

use super::name::{PersonName, is_initial_of};
use super::offices::{self, Field, Office};
use super::surroundings::{Relative, Surroundings};
use crate::entities::within::gender::{Gender, of_forename};
use crate::entities::within::lexicon;
use crate::entities::{Mention, Names};

/// Why somebody may be meant by a short name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Clue {
    /// The family name is theirs, and of several bearers none is likelier.
    OneOfSeveral,
    /// Theirs is the only full name that holds it, but it is given a post that they are not given.
    OtherPost,
    /// They are only named as somebody's relative, who may have the same name.
    Relative,
    /// An initial or a word left out fits more than one.
    FitsSeveral,
    /// The same name but for "Jr." or the like.
    Generation,
}

impl Clue {
    /// The reason as part of a sentence.
    pub fn words(self) -> &'static str {
        match self {
            Clue::OneOfSeveral => "one of several here who bear the name",
            Clue::OtherPost => "bears the name, but is not given this post here",
            Clue::Relative => "bears the name, but is named as somebody’s relative",
            Clue::FitsSeveral => "fits the short form, as others do",
            Clue::Generation => "the same name but for the generation",
        }
    }
}

/// Somebody in a document.
#[derive(Debug)]
pub(super) struct Bearer {
    /// The fullest name in this document.
    pub(super) name: PersonName,
    /// What the name rests on.
    pub(super) standing: Standing,
    /// The first mention that is theirs.
    pub(super) first: usize,
    /// As the text says.
    pub(super) gender: Option<Gender>,
    /// Heads of their posts: "minister".
    pub(super) offices: BTreeSet<Office>,
    /// What they do.
    pub(super) fields: BTreeSet<Field>,
    /// The words by which they are introduced: "swimmer", "banker from Leeds".
    pub(super) occupations: BTreeSet<String>,
    /// Their age, where it stands beside the name.
    pub(super) age: Option<u32>,
    /// Words that the text says they are called, too.
    other_words: BTreeSet<String>,
    /// Their mentions, in order.
    pub(super) mentions: Vec<usize>,
    /// Indices of the roles that they are given.
    pub(super) roles: Vec<usize>,
    is_credit: bool,
    relative: Option<Relative>,
    /// Nobody has been named in full before.
    is_unanchored: bool,
    /// The last mention that was theirs, so far.
    seen: Option<usize>,
}

/// What the name of a bearer rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// Named in full.
    Full,
    /// Only by one word: nobody is named in full who may be meant.
    Bare,
    /// Only by a word, and which of several is meant is not known.
    Doubtful,
}

/// The people of a document.
#[derive(Debug, Default)]
pub(super) struct Here {
    pub(super) bearers: Vec<Bearer>,
    /// For each mention of a person whose it is.
    pub(super) of: BTreeMap<usize, usize>,
    /// For mentions in doubt the candidates, the likeliest first.
    pub(super) doubts: BTreeMap<usize, Vec<(usize, Clue)>>,
    /// Keys of full names that were read as another, fuller one in this document.
    pub(super) fuller: BTreeMap<String, String>,
}

/// A mention of a person.
struct Named {
    mention: usize,
    name: PersonName,
    around: Surroundings,
    offices: BTreeSet<Office>,
}

/// Which part of a full name the words of a short one are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    /// The family name, as far as the order of the name is known.
    Family,
    /// The given name.
    Given,
    /// One in the middle: of two family names the first, a second given name.
    Middle,
}

enum Answer {
    One(usize),
    Nobody,
    Unsure(Vec<(usize, Clue)>),
}

/// The most bearers of a document that are compared by initials; more come from a list rather than prose.
const MAX_LISTED: usize = 4_000;

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

/// "John and Mary Elwood": John's name is Elwood, too.
fn complete_pairs(text: &str, names: &Names, named: &mut [Named]) {
    let full: BTreeSet<String> = named.iter().filter(|one| one.name.is_full()).flat_map(|one| one.name.words.clone()).collect();
    for at in 1..named.len() {
        let [one, other] = [&named[at - 1], &named[at]];
        let between = &text[names.mentions[one.mention].span.end()..names.mentions[other.mention].span.start()];
        let (Some(first), Some(second)) = (one.name.words.first(), other.name.words.first()) else { continue };
        let are_forenames = || lexicon::is_forename(first) && lexicon::is_forename(second);
        let is_pair = matches!(between, " and " | " & ") && one.name.words.len() == 1 && other.name.words.len() == 2;
        if is_pair && !full.contains(first) && are_forenames() {
            let family = other.name.surname().to_string();
            named[at - 1].name.words.push(family);
        }
    }
}

/// "Greta Lindholm, née Aaltonen", "Jane Nowak (formerly Jane Kowal)": the second is another name of the first.
fn other_names(text: &str, names: &Names, named: &[Named]) -> BTreeMap<usize, usize> {
    const LINKS: &[&str] = &[
        "née",
        "nee",
        "né",
        "born",
        "formerly",
        "formerly known as",
        "previously",
        "previously known as",
        "better known as",
        "best known as",
        "also known as",
        "known as",
        "also called",
        "aka",
        "a.k.a.",
        "alias",
        "or",
    ];
    let mut found = BTreeMap::new();
    for at in 1..named.len() {
        let [from, to] = [at - 1, at].map(|at| names.mentions[named[at].mention].span);
        let Some(between) = text.get(from.end()..to.start()).filter(|between| between.len() < 40) else { continue };
        let between = between.trim();
        let (bracketed, rest) = match (between.strip_prefix(','), between.strip_prefix('(')) {
            (Some(rest), _) => (false, rest),
            (_, Some(rest)) => (true, rest),
            _ => (false, between),
        };
        let marks = |c: char| matches!(c, '"' | '“' | '‘' | '\'' | ' ');
        let link = rest.trim_matches(marks).to_lowercase();
        let is_open = between.starts_with([',', '(']) || link.ends_with("née") || link.ends_with("known as");
        if is_open && LINKS.contains(&link.as_str()) && (link != "or" || bracketed) {
            found.insert(at, at - 1);
        }
    }
    found
}

struct Reader<'t> {
    text: &'t str,
    names: &'t Names,
    named: Vec<Named>,
    /// Names (by their places) that the text says are another name of an earlier one.
    other_names: BTreeMap<usize, usize>,
    here: Here,
    /// Word → bearers whose full name holds it.
    holders: HashMap<String, Vec<usize>>,
    /// Word → bearers who have been called by it alone.
    called: HashMap<String, BTreeSet<usize>>,
    /// Word → the bearer of its own for mentions in doubt.
    doubtful: HashMap<String, usize>,
}

impl Reader<'_> {
    fn new<'t>(text: &'t str, names: &'t Names, named: Vec<Named>, other_names: BTreeMap<usize, usize>) -> Reader<'t> {
        let (holders, called, doubtful) = (HashMap::new(), HashMap::new(), HashMap::new());
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

    /// Gives full names that are said to be another name to whoever bears the first.
    fn unite_other_names(&mut self, bearer_of: &mut BTreeMap<usize, usize>) {
        let mut united: BTreeMap<usize, usize> = BTreeMap::new();
        for (&later, earlier) in &self.other_names {
            if let (Some(&from), Some(&to)) = (bearer_of.get(&later), bearer_of.get(earlier))
                && from != to
            {
                united.insert(from, to);
            }
        }
        for bearer in bearer_of.values_mut() {
            *bearer = united.get(bearer).copied().unwrap_or(*bearer);
        }
        for (&from, &to) in &united {
            let family = self.here.bearers[from].name.surname().to_string();
            self.here.bearers[from].standing = Standing::Doubtful; // nobody's any more
            self.holders.entry(family.clone()).or_default().push(to);
            self.here.bearers[to].other_words.insert(family);
        }
    }

    fn add(&mut self, at: usize, standing: Standing, is_unanchored: bool) -> usize {
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
    fn portray(&mut self, bearer: usize, at: usize) {
        let one = &self.named[at];
        let bearer = &mut self.here.bearers[bearer];
        bearer.gender = bearer.gender.or(one.around.gender);
        bearer.offices.extend(one.offices.iter().cloned());
        bearer.age = bearer.age.or(one.around.age);
        bearer.occupations.extend(one.around.occupations.iter().filter(|word| word.chars().count() > 3).cloned());
        bearer.fields.extend(one.around.occupations.iter().chain(&one.around.titles).filter_map(|word| offices::field(word)));
        bearer.is_credit &= one.around.is_credit;
        if bearer.is_credit || bearer.first == at {
            return;
        }
        // Named again without kin: a person of the story.
        if one.around.relative.is_none() && bearer.relative == Some(Relative::Complement) {
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
            let fits: Vec<usize> = all.iter().copied().filter(|&other| other != at && fits(name, &bearers[other].name)).collect();
            let longest = fits
                .iter()
                .copied()
                .max_by_key(|&other| (bearers[other].name.words.len(), bearers[other].name.given().concat().len(), usize::MAX - other));
            let Some(longest) = longest else { continue };
            let is_alone = fits.iter().all(|&other| other == longest || fits_or_equals(&bearers[other].name, &bearers[longest].name));
            if bearers[longest].name.generation != name.generation {
                if name.generation.is_none() && !is_relative(bearer) {
                    several.insert(at, vec![(longest, Clue::Generation)]);
                }
            } else if is_alone {
                into.insert(at, longest);
            } else {
                several.insert(at, fits.into_iter().map(|other| (other, Clue::FitsSeveral)).collect());
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
        for at in 0..self.here.bearers.len() {
            if into.contains_key(&at) || self.here.bearers[at].standing != Standing::Full {
                continue;
            }
            let words: BTreeSet<String> = self.here.bearers[at].name.words.iter().flat_map(|word| forms(word)).collect();
            for word in words {
                self.holders.entry(word).or_default().push(at);
            }
        }
    }

    /// Whose a short name is; a bearer of its own where it is nobody's who is named in full, or not known whose.
    fn short_name(&mut self, at: usize) -> usize {
        let word = self.named[at].name.key();
        let other = self.other_names.get(&at).and_then(|earlier| self.here.of.get(&self.named[*earlier].mention)).copied();
        if let Some(other) = other {
            // From here on the bearer is called so, too.
            self.holders.entry(self.named[at].name.surname().to_string()).or_default().push(other);
            self.here.bearers[other].other_words.insert(self.named[at].name.surname().to_string());
            return other;
        }
        let answer = self.answer(at);
        let bearer = match answer {
            Answer::One(bearer) => bearer,
            Answer::Nobody => {
                let bearer = self.add(at, Standing::Bare, false);
                self.holders.entry(self.named[at].name.surname().to_string()).or_default().push(bearer);
                bearer
            }
            Answer::Unsure(candidates) => {
                self.here.doubts.insert(self.named[at].mention, candidates);
                let key = format!("{word} {:?} {:?}", self.named[at].around.gender, self.named[at].offices);
                let bearer = match self.doubtful.get(&key) {
                    Some(&bearer) => bearer,
                    None => {
                        let bearer = self.add(at, Standing::Doubtful, false);
                        self.doubtful.insert(key, bearer);
                        bearer
                    }
                };
                self.portray(bearer, at);
                return bearer;
            }
        };
        self.portray(bearer, at);
        self.called.entry(word).or_default().insert(bearer);
        bearer
    }

    fn answer(&self, at: usize) -> Answer {
        let one = &self.named[at];
        let Some(last) = one.name.words.last().filter(|_| !one.around.is_listed_kin) else { return Answer::Nobody };
        let holders = self.holders.get(last).map_or(&[][..], Vec::as_slice);
        let bearers = &self.here.bearers;
        let mut candidates: Vec<(usize, Part)> = holders
            .iter()
            .filter_map(|&bearer| {
                let is_other = one.name.words.len() == 1 && bearers[bearer].other_words.contains(last);
                Some((bearer, if is_other { Part::Family } else { part(&one.name, &bearers[bearer].name)? }))
            })
            .filter(|&(bearer, _)| self.allows(at, bearer))
            .collect();
        // Who has been named by here; a headline may call somebody by the surname before the full name comes.
        if candidates.iter().any(|(bearer, _)| bearers[*bearer].first < at) {
            candidates.retain(|(bearer, _)| bearers[*bearer].first < at);
        } else {
            let is_titled = !one.around.titles.is_empty();
            candidates.retain(|(bearer, _)| !is_titled && !is_relative(&bearers[*bearer]));
            candidates.truncate(1);
        }
        // "Mrs Reddy" is the one who is said to be a woman, before one of whom nothing is known.
        let is_said = |bearer: usize| bearers[bearer].gender.is_some() && bearers[bearer].gender == one.around.gender;
        if candidates.iter().any(|(bearer, _)| is_said(*bearer)) {
            candidates.retain(|(bearer, _)| is_said(*bearer));
        }
        self.prefer_part(at, &mut candidates);
        if candidates.is_empty() {
            return Answer::Nobody;
        }
        let mut candidates: Vec<usize> = candidates.into_iter().map(|(bearer, _)| bearer).collect();
        // "President Trump" is whoever is given that post here.
        let titled: Vec<&Office> = one.offices.iter().filter(|office| office.is_high()).collect();
        if !titled.is_empty() {
            let has_post = |bearer: &usize| titled.iter().any(|office| bearers[*bearer].offices.iter().any(|post| post.is(office)));
            if candidates.iter().any(has_post) {
                candidates.retain(has_post);
            } else {
                // Another high office is another's; of whom nothing is said may be.
                candidates.retain(|bearer| !bearers[*bearer].offices.iter().any(Office::is_high));
                if candidates.is_empty() {
                    return Answer::Nobody;
                }
                if titled.iter().any(|office| office.is_single()) {
                    return Answer::Unsure(candidates.into_iter().map(|bearer| (bearer, Clue::OtherPost)).collect());
                }
            }
        }
        self.choose(at, candidates)
    }

    /// Whether nothing speaks against the bearer: gender, generation, a byline.
    fn allows(&self, at: usize, bearer: usize) -> bool {
        let (one, bearer) = (&self.named[at], &self.here.bearers[bearer]);
        let said = bearer.gender.or_else(|| match bearer.standing {
            Standing::Full => given_name(&bearer.name).and_then(of_forename),
            _ => None,
        });
        let agrees = one.around.gender.is_none() || said.is_none() || one.around.gender == said;
        let same_generation = one.name.generation.is_none() || one.name.generation == bearer.name.generation;
        // A relative is introduced by what they are to somebody: another than who was called so before.
        agrees && same_generation && bearer.is_credit == one.around.is_credit
    }

    /// Leaves the candidates for whom the word is the part of the name that one is called by: the family name, after "Sir" the given one.
    fn prefer_part(&self, at: usize, candidates: &mut Vec<(usize, Part)>) {
        let titles = &self.named[at].around.titles;
        let by_given = titles.first().is_some_and(|title| offices::goes_with_given_name(title));
        let order = if by_given { [Part::Given, Part::Family, Part::Middle] } else { [Part::Family, Part::Given, Part::Middle] };
        if let Some(best) = order.into_iter().find(|part| candidates.iter().any(|(_, found)| found == part)) {
            candidates.retain(|(_, part)| *part == best);
        }
    }

    fn choose(&self, at: usize, candidates: Vec<usize>) -> Answer {
        let bearers = &self.here.bearers;
        if let [only] = candidates[..] {
            // "His wife, Alma Doru, wept. Doru …" after nobody else was named: Doru may be the husband.
            let bearer = &bearers[only];
            let may_be_other =
                matches!(bearer.relative, Some(Relative::Introduced { by_pronoun: true })) && bearer.is_unanchored && bearer.name.is_full();
            let is_said = self.named[at].around.gender.is_some() && self.named[at].around.gender == bearer.gender;
            return if may_be_other && !is_said { Answer::Unsure(vec![(only, Clue::Relative)]) } else { Answer::One(only) };
        }
        let people: Vec<usize> = candidates.iter().copied().filter(|bearer| !is_relative(&bearers[*bearer])).collect();
        if let [only] = people[..] {
            return Answer::One(only);
        }
        let candidates = if people.is_empty() { candidates } else { people };
        // Who alone has been called so goes on being called so, unless another one of the name has just begun to act.
        let called = self.called.get(&self.named[at].name.key());
        let called: Vec<usize> = candidates.iter().copied().filter(|bearer| called.is_some_and(|called| called.contains(bearer))).collect();
        let near: Vec<usize> =
            candidates.iter().copied().filter(|bearer| bearers[*bearer].seen.is_some_and(|seen| self.are_near(seen, at))).collect();
        match (&called[..], &near[..]) {
            (&[called], &[near]) if called != near && bearers[near].seen.is_some_and(|seen| self.named[seen].around.acts) => {}
            (&[only], _) => return Answer::One(only),
            ([], &[only]) => return Answer::One(only),
            _ => {}
        }
        let mut ranked = candidates;
        ranked.sort_by_key(|bearer| (std::cmp::Reverse(bearers[*bearer].seen), *bearer));
        Answer::Unsure(ranked.into_iter().map(|bearer| (bearer, Clue::OneOfSeveral)).collect())
    }

    /// Whether two names (by their places) stand in one sentence or in two that follow one another.
    fn are_near(&self, before: usize, at: usize) -> bool {
        let [from, to] = [before, at].map(|at| self.names.mentions[self.named[at].mention].span);
        let Some(between) = self.text.get(from.end()..to.start()) else { return false };
        if between.len() > MAX_NEAR || between.contains("\n\n") {
            return false;
        }
        let ends =
            |(at, c): (usize, char)| matches!(c, '.' | '!' | '?') && between[at + c.len_utf8()..].starts_with([' ', '\n', '"', '”', '’']);
        between.char_indices().filter(|&found| ends(found)).count() <= 1
    }
}

/// Bytes between two names that are near.
const MAX_NEAR: usize = 300;

fn is_relative(bearer: &Bearer) -> bool {
    bearer.relative.is_some()
}

/// Whether `short` is `long` with words left out or as initials.
fn fits(short: &PersonName, long: &PersonName) -> bool {
    if short.shortens(long) {
        return true;
    }
    // "D Shaw", "Danny Shaw"
    short.words.len() == long.words.len()
        && short.generation == long.generation
        && short.surname() == long.surname()
        && short.words != long.words
        && short.given().iter().zip(long.given()).all(|(word, other)| word == other || is_initial_of(word, other))
}

fn fits_or_equals(short: &PersonName, long: &PersonName) -> bool {
    short == long || fits(short, long)
}

/// Which part of the full name the short one is.
fn part(short: &PersonName, full: &PersonName) -> Option<Part> {
    let (own, all) = (&short.words, &full.words);
    if own.is_empty() || own.len() > all.len() || own.len() == all.len() && full.is_full() && own != all {
        return None;
    }
    let is = |word: &String, other: &String| word == other || forms(other).any(|form| form == *word);
    let at = (0..=all.len() - own.len()).rev().find(|&at| own.iter().zip(&all[at..]).all(|(word, other)| is(word, other)))?;
    let is_last = at + own.len() == all.len();
    let family_first = offices::is_family_first(full);
    Some(match (is_last, at == 0) {
        _ if all.len() == own.len() => Part::Family,
        (true, _) if family_first => Part::Given,
        (true, _) => Part::Family,
        (false, true) if family_first => Part::Family,
        (false, true) => Part::Given,
        // Of three or more names the last but one is the first family name of the Spanish-speaking.
        (false, false) if at + 2 == all.len() && own[0].chars().count() > 1 => Part::Middle,
        _ => Part::Middle,
    })
}

/// A word and what it is also called by: of "bin Nasser" the whole only.
fn forms(word: &str) -> impl Iterator<Item = String> {
    std::iter::once(word.to_string())
}

/// The word of a full name that may tell he from she.
fn given_name(name: &PersonName) -> Option<&str> {
    name.words.first().map(String::as_str)
}
