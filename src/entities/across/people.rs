//! People: which full names are one person, and whose a surname alone is.
//!
//! A wrong merge is the worst fault, because everything that is said of one person is then said of another. So a name with words
//! left out ("John Kennedy") is the fuller one ("John F. Kennedy") only where a document uses both or where the documents
//! agree in a post or in the names around them; and of two people of one surname in a document, a surname alone is the one whom
//! its title allows and who was called by it before, else the one who was named first.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::rc::Rc;

use super::resolve::{Kinds, plain};
use super::variants::join_variants;
use crate::entities::within::gender::{Gender, of_forename, of_title};
use crate::entities::within::titles::{Title, title};
use crate::entities::within::words::is_particle;
use crate::entities::{EntityKind, Mention, Names};
use crate::text::fold::folded;

/// A person's name in folded words.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct PersonName {
    /// Given names and surname, without honorifics, full stops and particles. "bin Salman" is one word: the son of Salman is
    /// not called Salman.
    pub(crate) words: Vec<String>,
    /// "jr", "iii": father and son.
    generation: Option<String>,
}

impl PersonName {
    pub(crate) fn read(name: &str) -> PersonName {
        let folded = folded(name);
        let mut raw: Vec<&str> =
            folded.split_whitespace().map(|word| word.trim_end_matches(['.', ','])).filter(|word| !word.is_empty()).collect();
        let generation = raw.pop_if(|last| matches!(*last, "jr" | "sr" | "ii" | "iii" | "iv")).map(str::to_string);
        let named = raw.iter().filter(|word| title(word) != Some(Title::Honorific)).count();
        if named > 0 {
            raw.retain(|word| title(word) != Some(Title::Honorific));
        }
        let mut words: Vec<String> = Vec::with_capacity(raw.len());
        let mut father = None;
        for (at, word) in raw.iter().enumerate() {
            let is_last = at + 1 == raw.len();
            // "al-Assad" is also written "Assad".
            let bare = word.split_once('-').filter(|(particle, _)| is_particle(particle)).map_or(*word, |(_, rest)| rest);
            match (bare, father.take()) {
                ("bin" | "ibn" | "bint", _) if !is_last => father = Some(bare),
                // "Ben Johnson", "Al Gore": at the beginning of a name these are forenames.
                ("ben" | "al" | "van" | "abu", _) if at == 0 && !is_last => words.push(bare.to_string()),
                (particle, _) if is_particle(particle) && !is_last => {}
                (_, Some(father)) => words.push(format!("{father} {bare}")),
                _ => words.push(bare.to_string()),
            }
        }
        PersonName { words, generation }
    }

    /// The key of a full name.
    pub(crate) fn key(&self) -> String {
        let mut key = self.words.join(" ");
        if let Some(generation) = &self.generation {
            key.push(' ');
            key.push_str(generation);
        }
        key
    }

    fn is_full(&self) -> bool {
        self.words.len() > 1
    }

    fn surname(&self) -> &str {
        self.words.last().map_or("", String::as_str)
    }

    fn given(&self) -> &[String] {
        self.words.split_last().map_or(&[], |(_, given)| given)
    }

    /// Whether it is `long` with words left out. One who is called by an initial is not called by another one.
    fn shortens(&self, long: &PersonName) -> bool {
        let fewer = self.words.len() < long.words.len() || self.generation.is_none() && long.generation.is_some();
        if !fewer || self.generation.is_some() && self.generation != long.generation {
            return false;
        }
        let mut rest = long.words.iter();
        if !self.words.iter().all(|word| rest.any(|other| other == word || is_initial_of(word, other))) {
            return false;
        }
        let is_initial = |word: &&String| word.chars().count() == 1;
        let (own, others) = (self.given().iter().skip(1), long.given().iter().skip(1));
        self.given().len() < 2 || own.filter(is_initial).count() == others.filter(is_initial).count()
    }
}

fn is_initial_of(word: &str, other: &str) -> bool {
    word.chars().count() == 1 && other.starts_with(word)
}

/// The most full names compared for one surname and first word; more come from a list rather than prose, and nothing is joined.
const MAX_CANDIDATES: usize = 64;
/// The most documents per name that are searched for evidence that another name means the same person.
const MAX_DOCUMENTS: usize = 8;
/// Names that two documents must have in common, beside the person's own, to be about the same people.
const SHARED_NAMES: usize = 2;

/// A full name in a document.
struct Full {
    mention: usize,
    name: PersonName,
}

/// The people of the corpus: full names resolved to persons.
pub(crate) struct People<'d> {
    documents: &'d [(&'d str, &'d Names)],
    /// Key of a full name → the key of its person.
    person: HashMap<String, String>,
    /// Surname → the only person who has it.
    only: HashMap<String, Option<String>>,
    /// Key of a person → the first documents with a full name of theirs.
    places: HashMap<String, Vec<u32>>,
    /// For each document: the full names in order of appearance.
    full: Vec<Vec<Full>>,
    companies: Companies,
}

impl<'d> People<'d> {
    pub(crate) fn new(documents: &'d [(&'d str, &'d Names)], kinds: &Kinds) -> People<'d> {
        let mut names: BTreeMap<PersonName, Vec<u32>> = BTreeMap::new();
        let mut full = Vec::with_capacity(documents.len());
        for (document, (text, found)) in documents.iter().enumerate() {
            let is_person = |mention: &Mention| kinds.of(mention, text) == EntityKind::Person;
            let mut here = Vec::new();
            for (at, mention) in found.mentions.iter().enumerate().filter(|(_, mention)| is_person(mention)) {
                let name = PersonName::read(mention.span.of(text));
                if name.is_full() {
                    let places = names.entry(name.clone()).or_default();
                    if places.len() < MAX_DOCUMENTS && places.last() != Some(&(document as u32)) {
                        places.push(document as u32);
                    }
                    here.push(Full { mention: at, name });
                }
            }
            full.push(here);
        }
        let companies = Companies::default();
        let mut person = same_person(documents, &names, &companies);
        join_variants(documents, &mut person);
        let mut only: HashMap<String, Option<String>> = HashMap::new();
        let mut places: HashMap<String, Vec<u32>> = HashMap::new();
        for (name, documents) in &names {
            let key = &person[&name.key()];
            let known = only.entry(name.surname().to_string()).or_insert_with(|| Some(key.clone()));
            if known.as_ref() != Some(key) {
                *known = None;
            }
            let all = places.entry(key.clone()).or_default();
            all.extend(documents.iter().take(MAX_DOCUMENTS.saturating_sub(all.len())));
        }
        People { documents, person, only, places, full, companies }
    }

    pub(crate) fn in_document(&self, document: usize) -> PeopleHere<'_> {
        let mut by_surname: HashMap<&str, Vec<&Full>> = HashMap::new();
        for full in &self.full[document] {
            by_surname.entry(full.name.surname()).or_default().push(full);
        }
        PeopleHere { people: self, document, by_surname, called: HashMap::new(), elsewhere: HashMap::new() }
    }
}

/// The people of one document, read from its beginning.
pub(crate) struct PeopleHere<'p> {
    people: &'p People<'p>,
    document: usize,
    /// The full names that end in a surname, in order of appearance.
    by_surname: HashMap<&'p str, Vec<&'p Full>>,
    /// Surname → the person who was last called by it alone.
    called: HashMap<String, String>,
    /// Surname → whether the only person who has it, named in full elsewhere, is the one meant here.
    elsewhere: HashMap<String, bool>,
}

impl PeopleHere<'_> {
    /// The key of the person whom the mention names. Mentions are asked for in reading order.
    pub(crate) fn key(&mut self, mention: usize) -> String {
        let (text, names) = self.people.documents[self.document];
        let span = names.mentions[mention].span;
        let name = PersonName::read(span.of(text));
        let own = name.key();
        if let Some(key) = self.people.person.get(&own) {
            return key.clone();
        }
        let titled = title_before(text, span.start());
        // "King Salman", "Pope Francis": all that such a person is called.
        if titled.as_deref().is_some_and(goes_by_one_name) {
            return own;
        }
        let gender = titled.as_deref().and_then(of_title);
        let key = match self.here(name.surname(), mention, gender, titled.is_some()) {
            SurnameBearer::One(key) => key,
            SurnameBearer::Nobody => self.elsewhere(name.surname(), gender).unwrap_or(own),
            SurnameBearer::Another => own,
        };
        self.called.insert(name.surname().to_string(), key.clone());
        key
    }

    /// The person of that surname in this document.
    fn here(&self, surname: &str, mention: usize, gender: Option<Gender>, is_titled: bool) -> SurnameBearer {
        let full = self.by_surname.get(surname).map_or(&[][..], Vec::as_slice);
        if full.is_empty() {
            return SurnameBearer::Nobody;
        }
        let person = |full: &Full| self.people.person[&full.name.key()].clone();
        let before = full.partition_point(|full| full.mention < mention);
        let allowed = |full: &&&Full| agrees(gender, &full.name);
        if before == 0 {
            // A headline may call somebody by the surname first; "Ms Ward's daughter, Emma Ward" does not.
            return match full.iter().find(allowed) {
                Some(first) if !is_titled => SurnameBearer::One(person(first)),
                _ => SurnameBearer::Another,
            };
        }
        let mut candidates: Vec<String> = full[..before].iter().filter(allowed).map(|full| person(full)).collect();
        let first = candidates.first().cloned();
        candidates.sort();
        candidates.dedup();
        match (first, self.called.get(surname)) {
            (None, _) => SurnameBearer::Another,
            (Some(_), Some(called)) if candidates.contains(called) => SurnameBearer::One(called.clone()),
            (Some(first), _) => SurnameBearer::One(first),
        }
    }

    /// The only person of that surname in all documents, if this document is about the same people.
    fn elsewhere(&mut self, surname: &str, gender: Option<Gender>) -> Option<String> {
        let people = self.people;
        let key = people.only.get(surname)?.as_ref()?;
        if !agrees(gender, &PersonName::read(key)) {
            return None;
        }
        let document = self.document as u32;
        let is_one = *self.elsewhere.entry(surname.to_string()).or_insert_with(|| {
            let here = people.companies.of(people.documents, document);
            let others = here.beside(surname).take(SHARED_NAMES).count();
            people.places.get(key).into_iter().flatten().any(|&place| {
                let there = people.companies.of(people.documents, place);
                // Where hardly anybody else is named, nothing speaks against it.
                let shared = others.min(there.beside(surname).take(SHARED_NAMES).count());
                here.supports(&there, surname, shared)
            })
        });
        is_one.then(|| key.clone())
    }
}

enum SurnameBearer {
    One(String),
    /// Somebody of that surname is named, but not the one who is meant.
    Another,
    Nobody,
}

/// Whether a person of that name may be a man or a woman, as a title says.
fn agrees(gender: Option<Gender>, name: &PersonName) -> bool {
    let of_name = name.words.first().and_then(|forename| of_forename(forename));
    gender.is_none() || of_name.is_none() || gender == of_name
}

/// The word before a name in lower case, where it is a title.
fn title_before(text: &str, start: usize) -> Option<String> {
    let before = text[..start].trim_end_matches([' ', '\u{a0}', '.']);
    let word = before.rsplit(|c: char| !c.is_alphabetic()).next()?.to_lowercase();
    title(&word).map(|_| word)
}

fn goes_by_one_name(title: &str) -> bool {
    matches!(
        title,
        "king"
            | "queen"
            | "prince"
            | "princess"
            | "pope"
            | "emperor"
            | "empress"
            | "sultan"
            | "emir"
            | "sheikh"
            | "sheik"
            | "shaikh"
            | "saint"
    )
}

/// The names that a document mentions and the posts that it gives to its people: the surroundings in which a name occurs.
struct Company {
    /// Whom and what it names, without articles, in the order of their first mention; at most [`MAX_NAMES`].
    names: Vec<String>,
    known: HashSet<String>,
    /// Surname → posts.
    posts: HashMap<String, BTreeSet<String>>,
}

/// Names of a document that are compared with those of another one.
const MAX_NAMES: usize = 200;

impl Company {
    fn of((text, found): (&str, &Names)) -> Company {
        let mut known = HashSet::new();
        let written = found.mentions.iter().map(|mention| plain(mention.span.of(text)));
        let names = written.filter(|name| known.insert(name.clone())).take(MAX_NAMES).collect();
        let mut posts: HashMap<String, BTreeSet<String>> = HashMap::new();
        for role in &found.roles {
            let person = PersonName::read(found.mentions[role.mention as usize].span.of(text));
            posts.entry(person.surname().to_string()).or_default().insert(role.role.clone());
        }
        Company { names, known, posts }
    }

    /// Names of others than people of that surname.
    fn beside<'c>(&'c self, surname: &'c str) -> impl Iterator<Item = &'c String> {
        let is_own =
            move |name: &str| name.ends_with(surname) && name[..name.len() - surname.len()].ends_with([' ', '-']) || name == surname;
        self.names.iter().filter(move |name| !is_own(name))
    }

    /// Whether both documents may mean the same person of that surname: a post in common, or `shared` names of others.
    fn supports(&self, other: &Company, surname: &str, shared: usize) -> bool {
        let none = BTreeSet::new();
        let [here, there] = [self, other].map(|company| company.posts.get(surname).unwrap_or(&none));
        if here.intersection(there).next().is_some() {
            return true;
        }
        // Two posts that differ speak against it.
        let differ = !here.is_empty() && !there.is_empty();
        !differ && self.beside(surname).filter(|name| other.known.contains(*name)).take(shared).count() >= shared
    }
}

/// The companies of documents, each read when it is first asked for.
#[derive(Default)]
struct Companies(RefCell<HashMap<u32, Rc<Company>>>);

impl Companies {
    fn of(&self, documents: &[(&str, &Names)], document: u32) -> Rc<Company> {
        Rc::clone(self.0.borrow_mut().entry(document).or_insert_with(|| Rc::new(Company::of(documents[document as usize]))))
    }
}

/// For each full name, the key of its person: the longest name that it is a shortening of, if there is only one.
fn same_person(documents: &[(&str, &Names)], names: &BTreeMap<PersonName, Vec<u32>>, companies: &Companies) -> HashMap<String, String> {
    // Longer names by (one of their words, surname): a shortening begins with one of them and ends in the same surname.
    let mut longer: HashMap<(&str, &str), Vec<&PersonName>> = HashMap::new();
    for name in names.keys() {
        let distinct: BTreeSet<&str> = name.given().iter().map(String::as_str).collect();
        for word in distinct {
            longer.entry((word, name.surname())).or_default().push(name);
        }
    }
    let mut person: HashMap<String, String> = names.keys().map(|name| (name.key(), name.key())).collect();
    for name in names.keys() {
        let candidates = name.words.first().and_then(|first| longer.get(&(first.as_str(), name.surname())));
        let Some(candidates) = candidates.filter(|all| all.len() <= MAX_CANDIDATES) else { continue };
        let longest: Vec<&PersonName> = candidates.iter().copied().filter(|other| name.shortens(other)).collect();
        // Two different long names ("John A. Smith", "John B. Smith"): which one is meant is not known.
        let agreed = longest
            .iter()
            .max_by_key(|other| (other.words.len(), other.generation.is_some(), std::cmp::Reverse(other.key())))
            .filter(|most| longest.iter().all(|other| other == *most || other.shortens(most)));
        if let Some(fuller) = agreed
            && are_one(documents, companies, (&names[name], &names[*fuller]), name.surname())
        {
            person.insert(name.key(), fuller.key());
        }
    }
    person
}

/// Whether names in these documents are one person's: a document has both, or they agree in a post or in the names around.
fn are_one(documents: &[(&str, &Names)], companies: &Companies, (short, long): (&[u32], &[u32]), surname: &str) -> bool {
    let supports = |short: u32, long: u32| {
        let (short, long) = (companies.of(documents, short), companies.of(documents, long));
        short.supports(&long, surname, SHARED_NAMES)
    };
    short.iter().any(|document| long.contains(document)) || short.iter().any(|&short| long.iter().any(|&long| supports(short, long)))
}

#[cfg(test)]
mod tests {
    use super::super::resolve::resolve;
    use super::*;
    use crate::entities::read;
    use crate::text::{Language, Layout};

    /// The persons of the texts with the forms they go by, in the order of their names.
    #[track_caller]
    fn check(texts: &[&str], expected: &[&str]) {
        let names: Vec<Names> = texts.iter().map(|text| read(text, &Layout::new(text), Language::ENGLISH)).collect();
        let documents: Vec<(&str, &Names)> = texts.iter().copied().zip(&names).collect();
        let mut people: Vec<String> = resolve(&documents)
            .entities
            .into_iter()
            .filter(|entity| entity.kind == EntityKind::Person)
            .map(|entity| [vec![entity.name], entity.aliases].concat().join(" = "))
            .collect();
        people.sort();
        assert_eq!(people, expected);
    }

    #[test]
    fn an_initial_more_is_another_person() {
        check(
            &["President George H. W. Bush led the coalition. President George W. Bush ordered the invasion of Iraq."],
            &["George H. W. Bush", "George W. Bush"],
        );
        check(
            &["President John F. Kennedy was shot in Dallas.", "Senator John Kennedy spoke in Louisiana."],
            &["John F. Kennedy", "John Kennedy"],
        );
    }

    #[test]
    fn ben_and_al_may_be_forenames() {
        check(
            &["Prime Minister Boris Johnson spoke in London.", "Canadian sprinter Ben Johnson was disqualified in Seoul."],
            &["Ben Johnson", "Boris Johnson"],
        );
    }

    #[test]
    fn a_son_is_not_called_by_his_fathers_name() {
        check(
            &["King Salman received Crown Prince Mohammed bin Salman in Jeddah. Bin Salman thanked him."],
            &["Mohammed bin Salman = Bin Salman", "Salman"],
        );
    }

    #[test]
    fn of_two_people_of_a_surname_the_title_and_the_first_named_decide() {
        check(
            &["Bill Clinton and Hillary Clinton attended. Mr Clinton left early. Mrs Clinton stayed."],
            &["Bill Clinton = Clinton", "Hillary Clinton = Clinton"],
        );
        check(
            &["Donald Trump appeared in court. His son Eric Trump agreed. Trump said the case was a hoax."],
            &["Donald Trump = Trump", "Eric Trump"],
        );
        check(&["Ms Ward's daughter, Emma Ward, was found in Nairobi."], &["Emma Ward", "Ward"]);
    }

    #[test]
    fn father_and_son_are_told_by_generation() {
        check(&["Health secretary Robert F. Kennedy Jr. spoke in Washington. Kennedy said so."], &["Robert F. Kennedy Jr. = Kennedy"]);
    }

    #[test]
    fn names_with_words_left_out_are_one_where_something_speaks_for_it() {
        check(
            &["Mohammed Hassan, a farmer in Basra, waited.", "Somali Finance Minister Mohammed Ali Hassan resigned."],
            &["Mohammed Ali Hassan", "Mohammed Hassan"],
        );
        check(
            &["Iranian Foreign Minister Mohammad Javad Zarif left Vienna.", "Foreign Minister Javad Zarif spoke in New York."],
            &["Mohammad Javad Zarif = Javad Zarif"],
        );
        check(&["Mohammad Javad Zarif left Vienna. Javad Zarif will return."], &["Mohammad Javad Zarif = Javad Zarif"]);
    }
}
