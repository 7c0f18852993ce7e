//! Name lists of `src/entities/data`, compiled from the tables that `data/README.md` there names.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use dossier::entities::training::{MAX_LEXICON_WORDS, lexicon_key};

use crate::files::{data, root};

/// `cargo xtask lexicon`.
pub(crate) fn compile() -> Result<(), String> {
    let data = data();
    list(
        &data.join("lexicon/world-cities.csv"),
        &["name"],
        "cities.txt",
        lexicon_key,
        "Cities of more than 15,000 inhabitants. GeoNames (geonames.org) by way of “world-cities”; CC BY 4.0; credit: GeoNames, Lexman, Open Knowledge Foundation. Folded, as they are looked up.",
    )?;
    list(
        &data.join("lexicon/common-forenames-by-country.csv"),
        &["Romanized Name", "Localized Name"],
        "forenames.txt",
        str::to_string,
        "Common forenames of the world; “|f” or “|m” where the table has them for one sex only. “popular-names-by-country”; CC0 1.0.",
    )?;
    list(
        &data.join("lexicon/common-surnames-by-country.csv"),
        &["Romanized Name", "Localized Name"],
        "surnames.txt",
        str::to_string,
        "Common surnames of the world. “popular-names-by-country”; CC0 1.0.",
    )
}

/// Writes the distinct values of the first of `columns` that a row has, sorted.
fn list(table: &Path, columns: &[&str], file: &str, form: impl Fn(&str) -> String, source: &str) -> Result<(), String> {
    let text = std::fs::read_to_string(table).map_err(|error| format!("{}: {error}", table.display()))?;
    let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let header = reader.headers().map_err(|error| error.to_string())?.clone();
    let places: Vec<usize> = columns.iter().filter_map(|column| header.iter().position(|name| name == *column)).collect();
    let sex = header.iter().position(|name| name == "Gender");
    // Name → the sexes for which the table has it.
    let mut names: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for row in reader.records().flatten() {
        let name = places.iter().filter_map(|&at| row.get(at)).map(str::trim).find(|name| !name.is_empty()).map(&form);
        // Longer ones are never looked up, shorter ones are words first.
        if let Some(name) = name.filter(|name| name.split(' ').count() <= MAX_LEXICON_WORDS && name.chars().count() > 2) {
            names.entry(name).or_default().extend(sex.and_then(|at| row.get(at)).map(str::to_lowercase));
        }
    }
    let line = |(name, sexes): (String, BTreeSet<String>)| match sexes.len() {
        1 => format!("{name}|{}", sexes.first().map_or("", String::as_str)),
        _ => name,
    };
    let lines: Vec<String> = std::iter::once(format!("# {source}")).chain(names.into_iter().map(line)).collect();
    let path = root().join("src/entities/data").join(file);
    std::fs::write(&path, lines.join("\n") + "\n").map_err(|error| format!("{}: {error}", path.display()))?;
    println!("{file}: {} names", lines.len() - 1);
    Ok(())
}
