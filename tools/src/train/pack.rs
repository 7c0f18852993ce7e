//! The model file: see `src/entities/model.rs` for its form.

use std::collections::BTreeMap;

use dossier::entities::training::{KEY_BITS, LABELS, MAGIC, MAX_WEIGHT, SCORES, write_number};

use super::data::Corpus;
use super::learn::{Scores, Second, Weights};
use super::lists::Phrases;

/// Margins from which a score is given, or none yet.
pub(crate) type Margins = [i32; SCORES.len()];

/// Writes weights and phrases. No weight is cut: the largest becomes the largest that can be written, all others in proportion.
pub(crate) fn pack(corpus: &Corpus<'_>, first: &Weights, second: &Second, lists: &Phrases, margins: Option<Margins>) -> Vec<u8> {
    let all = || corpus.hashes.iter().zip(&first.features).chain(second.hashes.iter().zip(&second.weights.features));
    let largest = all().flat_map(|(_, weights)| weights).fold(0.0_f32, |most, weight| most.max(weight.abs()));
    let scale = MAX_WEIGHT as f32 / largest.max(f32::MIN_POSITIVE);
    let mut rows: BTreeMap<u32, [i8; LABELS]> = BTreeMap::new();
    for (hash, weights) in all() {
        let row = coded(weights, scale);
        let size = |row: &[i8; LABELS]| row.iter().map(|code| i32::from(*code).abs()).sum::<i32>();
        if size(&row) == 0 {
            continue;
        }
        let kept = rows.entry((hash >> (64 - KEY_BITS)) as u32).or_insert(row);
        // Two features of one key: the one that says more.
        if size(&row) > size(kept) {
            *kept = row;
        }
    }
    let mut bytes = MAGIC.to_vec();
    write_number(&mut bytes, rows.len() as u32);
    write_differences(&mut bytes, rows.keys().copied());
    for row in rows.values() {
        let mask = row.iter().enumerate().filter(|(_, code)| **code != 0).fold(0_u32, |mask, (label, _)| mask | 1 << label);
        write_number(&mut bytes, mask);
    }
    for row in rows.values() {
        bytes.extend(row.iter().filter(|code| **code != 0).map(|code| *code as u8));
    }
    for transitions in [&first.transitions, &second.weights.transitions] {
        for weight in transitions.iter().flatten() {
            bytes.extend(((weight * scale).round() as i32).to_le_bytes());
        }
    }
    for margin in margins.unwrap_or([i32::MAX; SCORES.len()]) {
        bytes.extend(margin.to_le_bytes());
    }
    write_number(&mut bytes, lists.phrases.len() as u32);
    write_differences(&mut bytes, lists.phrases.keys().copied());
    for (list, _) in lists.phrases.values() {
        write_number(&mut bytes, u32::from(*list));
    }
    bytes.extend(lists.phrases.values().map(|(_, class)| class));
    bytes
}

/// The nearest code of each weight; the weight of code c is c·|c|.
fn coded(weights: &Scores, scale: f32) -> [i8; LABELS] {
    weights.map(|weight| {
        let root = (weight.abs() * scale).sqrt();
        // The nearest square, not the square of the nearest root.
        let (low, high) = (root.floor(), root.ceil());
        let wanted = weight.abs() * scale;
        let code = if wanted - low * low <= high * high - wanted { low } else { high };
        let code = if code < LEAST { 0.0 } else { code };
        if weight < 0.0 { -(code as i8) } else { code as i8 }
    })
}

/// Codes below it are left out: their weights are too small to decide anything.
const LEAST: f32 = 3.0;

fn write_differences(bytes: &mut Vec<u8>, numbers: impl Iterator<Item = u32>) {
    let mut last = 0;
    for number in numbers {
        write_number(bytes, number - last);
        last = number;
    }
}
