//! Lists of names: the tables of the data folder and the lexicon of the program.

use std::collections::BTreeMap;
use std::path::Path;

use dossier::entities::training::{Lists, known_names, list, phrase_hashes};

/// Phrases and the lists that they are in.
#[derive(Default)]
pub(crate) struct Phrases {
    pub(crate) phrases: BTreeMap<u32, (u16, u8)>,
}

impl Lists for Phrases {
    fn of(&self, phrase: u32) -> u16 {
        self.phrases.get(&phrase).map_or(0, |known| known.0)
    }

    fn class(&self, phrase: u32) -> u8 {
        self.phrases.get(&phrase).map_or(0, |known| known.1)
    }
}

impl Phrases {
    fn add(&mut self, name: &str, list: u16) {
        // One letter names nobody.
        if name.chars().count() < 2 {
            return;
        }
        let hashes = phrase_hashes(name);
        if let Some((whole, beginnings)) = hashes.split_last() {
            self.phrases.entry(*whole).or_default().0 |= list;
            for beginning in beginnings {
                self.phrases.entry(*beginning).or_default().0 |= list::GOES_ON;
            }
        }
    }
}

/// Reads all lists below `folder`.
pub(crate) fn read(folder: &Path) -> Result<Phrases, String> {
    let mut phrases = Phrases::default();
    known_names(|name, list| phrases.add(name, list));
    let lexicon = folder.join("lexicon");
    for (file, columns, list) in [
        ("world-cities.csv", &["name"][..], list::CITY),
        ("world-cities.csv", &["country"], list::COUNTRY),
        ("world-cities.csv", &["subcountry"], list::REGION),
        ("common-forenames-by-country.csv", &["Romanized Name", "Localized Name"], list::FORENAME),
        ("common-surnames-by-country.csv", &["Romanized Name", "Localized Name"], list::SURNAME),
        ("sp500.csv", &["Security"], list::COMPANY),
    ] {
        let path = lexicon.join(file);
        let text = std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
        let header = reader.headers().map_err(|error| error.to_string())?.clone();
        let places: Vec<usize> = columns.iter().filter_map(|column| header.iter().position(|name| name == *column)).collect();
        for row in reader.records().flatten() {
            if let Some(name) = places.iter().filter_map(|&at| row.get(at)).map(str::trim).find(|name| !name.is_empty()) {
                phrases.add(name, list);
            }
        }
    }
    for (file, list) in [
        (include_str!("lists/big-cities.txt"), list::BIG_CITY),
        (include_str!("lists/organizations.txt"), list::ORGANIZATION),
        (include_str!("lists/companies.txt"), list::COMPANY),
        (include_str!("lists/places.txt"), list::PLACE),
    ] {
        let names = file.lines().filter(|line| !line.starts_with('#')).flat_map(|line| line.split(';'));
        names.for_each(|name| phrases.add(name, list));
    }
    let classes = include_str!("lists/word-classes.txt").lines().filter(|line| !line.starts_with('#'));
    for (class, words) in (1..=u8::MAX).zip(classes) {
        for hash in words.split(' ').filter_map(|word| phrase_hashes(word).pop()) {
            phrases.phrases.entry(hash).or_default().1 = class;
        }
    }
    Ok(phrases)
}
