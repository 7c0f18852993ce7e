//! How good a model is on texts that it was not trained on.

use std::collections::BTreeSet;
use std::path::Path;

use dossier::entities::training::{Model, SCORES, margins as read_margins, read as read_names};
use dossier::text::{Layout, Span};

use super::data::{Text, byte_spans, place, read};
use super::pack::Margins;

/// A name: its span and its label.
type Name = (Span, &'static str);

struct Found {
    source: String,
    gold: BTreeSet<Name>,
    names: BTreeSet<Name>,
}

fn found(folder: &Path, bytes: &[u8]) -> Result<Vec<Found>, String> {
    let model = Model::parse(bytes).ok_or("the model cannot be read back")?;
    Ok(read(folder, &[])?
        .into_iter()
        .map(|text| {
            let names = read_names(&text.text, &Layout::new(&text.text), &model);
            Found {
                source: text.id.split('/').next().unwrap_or_default().to_string(),
                gold: gold(&text),
                names: names.mentions.iter().map(|mention| (mention.span, mention.kind.label())).collect(),
            }
        })
        .collect())
}

fn gold(text: &Text) -> BTreeSet<Name> {
    let kind = |entity: &[serde_json::Value]| {
        let kind = entity.get(2).and_then(|kind| kind.as_str()).unwrap_or_default();
        ["PER", "LOC", "ORG", "NORP"].into_iter().find(|known| *known == kind).unwrap_or("MISC")
    };
    let spans = byte_spans(&text.text, text.entities.iter().map(|entity| place(entity)));
    spans.into_iter().zip(&text.entities).filter_map(|(span, entity)| Some((span?, kind(entity)))).collect()
}

/// Prints a row a source, and the mean of persons, places and organizations.
pub(crate) fn print(folder: &Path, bytes: &[u8]) -> Result<(), String> {
    let found = found(folder, bytes)?;
    let sources: BTreeSet<&str> = found.iter().map(|found| found.source.as_str()).collect();
    let types = ["PER", "LOC", "ORG", "NORP", "MISC"];
    println!("{:<10} {:>7} {:>7} {:>7} {:>7} {:>7} {:>7}", "source", "PLO", "PER", "LOC", "ORG", "NORP", "MISC");
    let mut sum = 0.0;
    for source in &sources {
        let of = |kinds: &[&str]| {
            let (mut right, mut all) = (0, 0);
            for text in found.iter().filter(|found| found.source == *source) {
                let gold: BTreeSet<&Name> = text.gold.iter().filter(|name| kinds.contains(&name.1)).collect();
                let names: BTreeSet<&Name> = text.names.iter().filter(|name| kinds.contains(&name.1)).collect();
                right += gold.intersection(&names).count();
                all += gold.len() + names.len();
            }
            if all > 0 { 200.0 * right as f64 / all as f64 } else { 0.0 }
        };
        let main = of(&types[..3]);
        sum += main;
        let each: Vec<String> = types.iter().map(|kind| format!("{:>7.2}", of(&[kind]))).collect();
        println!("{source:<10} {main:>7.2} {}", each.join(" "));
    }
    println!("{:<10} {:>7.2}", "mean", sum / sources.len() as f64);
    Ok(())
}

/// From which margins on a name is right how often: the least margin at which, of the names about as sure, a share is right.
pub(crate) fn margins(folder: &Path, bytes: &[u8]) -> Result<Margins, String> {
    /// Names about as sure as one of them, to either side.
    const NEAR: usize = 150;
    let model = Model::parse(bytes).ok_or("the model cannot be read back")?;
    let mut names: Vec<(i32, bool)> = Vec::new();
    for text in read(folder, &[])? {
        let gold = gold(&text);
        for (span, kind, margin) in read_margins(&text.text, &Layout::new(&text.text), &model) {
            // Not every source labels the other kinds.
            if ["PER", "LOC", "ORG"].contains(&kind.label()) {
                names.push((margin, gold.contains(&(span, kind.label()))));
            }
        }
    }
    names.sort_unstable();
    let mut margins = [i32::MAX; SCORES.len()];
    for (score, margin) in SCORES.iter().zip(&mut margins) {
        let enough = |window: &[(i32, bool)]| window.iter().filter(|name| name.1).count() * 10_000 >= usize::from(*score) * window.len();
        if let Some(at) = names.windows(2 * NEAR + 1).position(enough) {
            *margin = names[at + NEAR].0;
        }
    }
    Ok(margins)
}
