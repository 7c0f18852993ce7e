//! Labels for words: the most probable sequence under the weights of the model, in two rounds.
//!
//! The first round sees each sentence and what the document tells of its words. The second also sees what the first made of the
//! other mentions of a form: a surname alone is easier to read beside the full name three sentences above.

use super::features::{LABELS, OUTSIDE, Page, Stretch, may_follow};
use super::model::Model;
use crate::entities::EntityKind;

/// A name in tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Tagged {
    /// First token.
    pub(crate) start: usize,
    /// First token after it.
    pub(crate) end: usize,
    /// The kind of thing named.
    pub(crate) kind: EntityKind,
    /// How far it is ahead of everything else, in units of the weights.
    pub(crate) margin: i32,
}

/// No path: far below every sum of weights, and far above an overflow.
const NEVER: i32 = i32::MIN / 4;

/// Scores of the labels of each token.
type Lattice = Vec<[i32; LABELS]>;

/// The names of a page, in reading order.
pub(crate) fn tag(page: &Page<'_>, tokens: usize, model: &Model) -> Vec<Tagged> {
    let mut labels = vec![OUTSIDE as u8; tokens];
    let mut lattices: Vec<Lattice> = Vec::with_capacity(page.stretches.len());
    for stretch in &page.stretches {
        let mut lattice = vec![[0; LABELS]; stretch.end - stretch.start];
        for (at, scores) in (stretch.start..stretch.end).zip(&mut lattice) {
            page.features(stretch, at, |feature| model.add(feature, scores));
        }
        best(&lattice, model.transitions(0), &mut labels[stretch.start..stretch.end]);
        lattices.push(lattice);
    }
    let forms = page.form_labels(&labels);
    let mut found = Vec::new();
    let mut last = Vec::new();
    for (stretch, lattice) in page.stretches.iter().zip(&mut lattices) {
        for (at, scores) in (stretch.start..stretch.end).zip(lattice.iter_mut()) {
            page.second_features(&labels, &forms, at, |feature| model.add(feature, scores));
        }
        last.clear();
        last.resize(lattice.len(), OUTSIDE as u8);
        best(lattice, model.transitions(1), &mut last);
        collect(stretch, lattice, &last, &mut found);
    }
    found
}

/// The best sequence of labels. Of two that are equally good, the one whose last labels come first in their order.
fn best(lattice: &Lattice, transitions: &[[i32; LABELS]; LABELS], labels: &mut [u8]) {
    let mut back = vec![[0_u8; LABELS]; lattice.len()];
    let mut sums = [NEVER; LABELS];
    for (at, scores) in lattice.iter().enumerate() {
        let mut next = [NEVER; LABELS];
        for label in 0..LABELS {
            let (from, sum) = if at == 0 {
                (OUTSIDE, if may_follow(OUTSIDE, label) { transitions[OUTSIDE][label] } else { NEVER })
            } else {
                best_before(&sums, transitions, label)
            };
            back[at][label] = from as u8;
            next[label] = sum.saturating_add(scores[label]).max(NEVER);
        }
        sums = next;
    }
    // What follows a stretch is outside.
    let (mut label, mut most) = (OUTSIDE, NEVER);
    for (last, sum) in sums.iter().enumerate() {
        let sum = sum.saturating_add(transitions[last][OUTSIDE]);
        if sum > most {
            (label, most) = (last, sum);
        }
    }
    for (at, place) in labels.iter_mut().enumerate().rev() {
        *place = label as u8;
        label = back[at][label] as usize;
    }
}

fn best_before(sums: &[i32; LABELS], transitions: &[[i32; LABELS]; LABELS], label: usize) -> (usize, i32) {
    if label != OUTSIDE && label.is_multiple_of(2) {
        // Inside a name: after its beginning or its inside.
        let (begin, inside) = (sums[label - 1] + transitions[label - 1][label], sums[label] + transitions[label][label]);
        return if begin >= inside { (label - 1, begin) } else { (label, inside) };
    }
    let (mut from, mut most) = (OUTSIDE, NEVER);
    for (before, sum) in sums.iter().enumerate() {
        let sum = sum + transitions[before][label];
        if sum > most {
            (from, most) = (before, sum);
        }
    }
    (from, most)
}

fn collect(stretch: &Stretch, lattice: &Lattice, labels: &[u8], found: &mut Vec<Tagged>) {
    let mut at = 0;
    while at < labels.len() {
        let label = labels[at] as usize;
        if label == OUTSIDE {
            at += 1;
            continue;
        }
        let start = at;
        at += 1;
        while at < labels.len() && labels[at] as usize == label + 1 {
            at += 1;
        }
        let kind = EntityKind::ALL[(label - 1) / 2];
        let margin = margin(lattice, start, at, label);
        found.push(Tagged { start: stretch.start + start, end: stretch.start + at, kind, margin });
    }
}

/// How far the label of the first and last word is ahead of the next best, each word for itself.
fn margin(lattice: &Lattice, start: usize, end: usize, label: usize) -> i32 {
    (start..end)
        .map(|at| {
            let own = if at == start { label } else { label + 1 };
            let other = (0..LABELS).filter(|other| *other != own).map(|other| lattice[at][other]).max().unwrap_or_default();
            lattice[at][own].saturating_sub(other)
        })
        .min()
        .unwrap_or_default()
}
