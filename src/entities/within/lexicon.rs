//! Names known by heart. Files and licences: `data/README.md`.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::entities::EntityKind;
use crate::text::fold::folded;

/// A name of the lexicon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    pub(crate) kind: EntityKind,
    /// The name under which all its forms are one entity: "Iran" for "Islamic Republic".
    pub(crate) canonical: &'static str,
    /// The country of a nationality or of a capital.
    pub(crate) of: Option<&'static str>,
    /// Whether it is a city known from a gazetteer only: many of them are also words and surnames.
    pub(crate) gazetteer: bool,
}

/// The name whose words, folded and joined by single spaces, are `phrase`.
pub(crate) fn lookup(phrase: &str) -> Option<Entry> {
    let lexicon = &*LEXICON;
    lexicon.names.get(phrase).copied().or_else(|| {
        let city = lexicon.cities.binary_search(&phrase).ok()?;
        Some(Entry { kind: EntityKind::Place, canonical: lexicon.cities[city], of: None, gazetteer: true })
    })
}

/// Words that a name which begins with the folded word `first` has at most; 0 where none begins so.
pub(crate) fn longest(first: &str) -> usize {
    let lexicon = &*LEXICON;
    let from = lexicon.cities.partition_point(|city| *city < first);
    let begins = lexicon.cities.get(from).is_some_and(|city| city.starts_with(first));
    lexicon.longest.get(first).copied().unwrap_or(0).max(if begins { MAX_CITY_WORDS } else { 0 })
}

/// Words that are tried for the name of a city, hyphens counted: "stratford - upon - avon".
pub(crate) const MAX_CITY_WORDS: usize = 5;

/// Whether the folded word is a common forename somewhere.
pub(crate) fn is_forename(word: &str) -> bool {
    LEXICON.forenames.binary_search_by(|(name, _)| name.as_str().cmp(word)).is_ok()
}

/// Whether the folded word is a forename of one sex only, as far as is known: 'f' or 'm'.
pub(crate) fn sex_of_forename(word: &str) -> Option<char> {
    let at = LEXICON.forenames.binary_search_by(|(name, _)| name.as_str().cmp(word)).ok()?;
    LEXICON.forenames[at].1
}

/// Whether the folded word is a common surname somewhere.
pub(crate) fn is_surname(word: &str) -> bool {
    LEXICON.surnames.binary_search_by(|name| name.as_str().cmp(word)).is_ok()
}

/// Hands every name of the lexicon but the cities to `take`.
pub(crate) fn each(mut take: impl FnMut(&str, Entry)) {
    let mut names: Vec<_> = LEXICON.names.iter().collect();
    names.sort_by_key(|(name, _)| *name);
    names.into_iter().for_each(|(name, entry)| take(name, *entry));
}

/// Builds the tables; called once when a worker starts, so that the first document is not the slow one.
pub(crate) fn load() {
    LazyLock::force(&LEXICON);
}

struct Lexicon {
    names: HashMap<String, Entry>,
    longest: HashMap<String, usize>,
    /// Folded already, and sorted: a list this long must cost nothing when a worker starts.
    cities: Vec<&'static str>,
    /// With the sex that bears it, where only one does.
    forenames: Vec<(String, Option<char>)>,
    surnames: Vec<String>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let mut lexicon =
        Lexicon { names: HashMap::new(), longest: HashMap::new(), cities: Vec::new(), forenames: Vec::new(), surnames: Vec::new() };
    for line in lines(include_str!("../data/countries.tsv")) {
        let mut fields = line.split('|');
        let names = fields.next().unwrap_or_default();
        let country = names.split(',').next().unwrap_or_default();
        let place = Entry { kind: EntityKind::Place, canonical: country, of: None, gazetteer: false };
        names.split(',').for_each(|name| lexicon.add(name, place));
        for capital in fields.next().unwrap_or_default().split(',') {
            let first = capital;
            lexicon.add(capital, Entry { canonical: first, of: Some(country), ..place });
        }
        for demonym in fields.next().unwrap_or_default().split(',') {
            lexicon.add(demonym, Entry { kind: EntityKind::Group, canonical: stem(demonym), of: Some(country), gazetteer: false });
        }
    }
    for line in lines(include_str!("../data/names.tsv")) {
        let Some((kind, names)) = line.split_once('|') else { continue };
        let kind = match kind {
            "organization" => EntityKind::Organization,
            "group" => EntityKind::Group,
            "event" => EntityKind::Event,
            "law" => EntityKind::Law,
            _ => EntityKind::Place,
        };
        let canonical = names.split(',').next().unwrap_or_default();
        names.split(',').for_each(|name| lexicon.add(name, Entry { kind, canonical, of: None, gazetteer: false }));
    }
    lexicon.cities = lines(include_str!("../data/cities.txt")).collect();
    let sorted = |file: &'static str| {
        let mut names: Vec<String> = lines(file).map(folded).collect();
        names.sort_unstable();
        names
    };
    let sex = |line: &'static str| match line.split_once('|') {
        Some((name, sex)) => (folded(name), sex.chars().next()),
        None => (folded(line), None),
    };
    lexicon.forenames = lines(include_str!("../data/forenames.txt")).map(sex).collect();
    lexicon.forenames.sort_unstable();
    // Folded, two names may be one: then nothing is known of it.
    lexicon.forenames.dedup_by(|next, before| {
        let is_same = next.0 == before.0;
        before.1 = before.1.filter(|_| !is_same || before.1 == next.1);
        is_same
    });
    lexicon.surnames = sorted(include_str!("../data/surnames.txt"));
    lexicon
});

impl Lexicon {
    /// The first entry of a name stays: countries before cities.
    fn add(&mut self, name: &'static str, entry: Entry) {
        if name.is_empty() {
            return;
        }
        let words = words(name);
        let longest = self.longest.entry(words[0].clone()).or_default();
        *longest = (*longest).max(words.len());
        self.names.entry(words.join(" ")).or_insert(entry);
    }
}

/// Words as the tokenizer cuts them, folded.
fn words(name: &str) -> Vec<String> {
    crate::text::token::tokens(name).iter().map(|token| folded(token.span.of(name))).collect()
}

/// A name as [`lookup`] wants it; the form in which `data/cities.txt` is kept.
pub(crate) fn key(name: &str) -> String {
    words(name).join(" ")
}

/// "Iranians" → "Iranian": one entity per stem.
fn stem(demonym: &'static str) -> &'static str {
    match demonym.strip_suffix('s') {
        Some(stem) if stem.ends_with(['n', 'i', 'k', 'r', 'y', 't', 'e', 'b']) && !demonym.ends_with("ese") => stem,
        _ => demonym,
    }
}

fn lines(file: &'static str) -> impl Iterator<Item = &'static str> {
    file.lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn countries_capitals_and_people_are_known() {
        assert_eq!(lookup("islamic republic").unwrap().canonical, "Iran");
        assert_eq!(lookup("ashgabat").unwrap().kind, EntityKind::Place);
        let iranian = lookup("iranians").unwrap();
        assert_eq!((iranian.kind, iranian.canonical, iranian.of), (EntityKind::Group, "Iranian", Some("Iran")));
        assert_eq!(lookup("u.s.").unwrap().canonical, "United States");
        assert!(lookup("hamadan").unwrap().gazetteer);
    }

    #[test]
    fn cities_are_kept_as_they_are_looked_up() {
        let cities = &LEXICON.cities;
        assert!(cities.len() > 30_000 && cities.windows(2).all(|pair| pair[0] < pair[1]), "sorted, each once");
        assert!(cities.iter().step_by(97).all(|city| key(city) == *city));
        assert!(lookup(&key("Stratford-upon-Avon")).is_some_and(|entry| entry.gazetteer));
    }

    #[test]
    fn forenames_are_known() {
        assert!(is_forename("hassan") && is_forename("dmitry") && !is_forename("moscow"));
    }
}
