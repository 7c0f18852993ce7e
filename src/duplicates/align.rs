//! Where two documents say the same: from seeds to passages with edges.
//!
//! Word pairs that match ("links") are gathered from bigrams, joined where they are close in both documents in any
//! order, grown over single edited words as in BLAST's X-drop extension (Altschul et al. 1990), and cut to the part that scores best.
//! Moved sentences are joined by clustering on one document, then the other, until nothing splits (Sanchez-Perez et al., PAN 2014).

use super::Sensitivity;
use super::prints::Prints;
use super::stretch::{Sets, Stretch};

/// One side of an alignment.
#[derive(Clone, Copy)]
pub(super) struct Side<'a> {
    /// Index of the document.
    pub(super) document: u32,
    /// Its words.
    pub(super) prints: &'a Prints,
    /// Its boilerplate, in order: never matched, never crossed.
    pub(super) barriers: &'a [Stretch],
}

/// Two stretches that say the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Match {
    /// In the first document.
    pub(super) a: Stretch,
    /// In the second, or later in the same.
    pub(super) b: Stretch,
    /// Words matched, the smaller of both sides.
    pub(super) matched: u32,
    /// How much it proves; see [`score`].
    pub(super) score: u32,
}

impl Match {
    /// The smallest match that holds both.
    pub(super) fn cover(self, other: Match) -> Match {
        let cover = |x: Stretch, y: Stretch| Stretch { start: x.start.min(y.start), end: x.end.max(y.end), ..x };
        Match {
            a: cover(self.a, other.a),
            b: cover(self.b, other.b),
            matched: self.matched + other.matched,
            score: self.score + other.score,
        }
    }
}

/// A word of one document and the equal word of the other.
type Link = (u32, u32);

/// Least distance of two equal words of one document, in words: nearer, a text is compared with itself.
const APART: u32 = 10;
/// Places a bigram may have in one document to be looked at: more, and it says nothing about where.
const MAX_BIGRAM: usize = 8;
/// Longest skip when walking on from a matched word, in words.
const MAX_SKIP: u32 = 4;
/// How far the score of a walk may fall below its best before it ends.
const DROP: i32 = 7;
/// Distance of a sentence border that an edge may be moved out to, in words.
const SNAP: i64 = 10;
/// The same inward, where equal words are given up.
const SNAP_IN: i64 = 3;
/// How much farther that border may be in one document than in the other, in words.
const SNAP_SLACK: i64 = 4;

/// Word pairs of one document, to be looked up: where each stands.
pub(super) struct Bigrams {
    /// Open addressing: word + 1, or 0. The word is the first with its bigram.
    slots: Vec<u32>,
    /// The next word with the same bigram, or 0.
    next: Vec<u32>,
}

impl Bigrams {
    /// Indexes all pairs of neighbouring words that are not both stop words.
    pub(super) fn new(side: Side) -> Bigrams {
        let words = side.prints.len();
        let mut bigrams = Bigrams { slots: vec![0; (words * 2).next_power_of_two().max(2)], next: vec![0; words] };
        // From the end, so that chains run forward.
        for at in (0..words.saturating_sub(1)).rev() {
            if let Some(pair) = side.bigram(at) {
                let slot = bigrams.slot(side.prints, pair);
                bigrams.next[at] = bigrams.slots[slot];
                bigrams.slots[slot] = at as u32 + 1;
            }
        }
        bigrams
    }

    fn slot(&self, prints: &Prints, pair: (u32, u32)) -> usize {
        let mask = self.slots.len() - 1;
        let hash = (u64::from(pair.0) << 32 | u64::from(pair.1)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let mut slot = (hash >> 32) as usize & mask;
        while let Some(at) = self.slots[slot].checked_sub(1) {
            if (prints.words[at as usize], prints.words[at as usize + 1]) == pair {
                break;
            }
            slot = (slot + 1) & mask;
        }
        slot
    }

    /// Words where `pair` stands, ascending, at most one more than `MAX_BIGRAM`.
    fn places<'s>(&'s self, prints: &Prints, pair: (u32, u32)) -> impl Iterator<Item = u32> + 's {
        let mut link = self.slots[self.slot(prints, pair)];
        std::iter::from_fn(move || {
            let at = link.checked_sub(1)?;
            link = self.next[at as usize];
            Some(at)
        })
        .take(MAX_BIGRAM + 1)
    }
}

impl Side<'_> {
    /// The word at `at` and the next, unless both are stop words or one is boilerplate.
    fn bigram(&self, at: usize) -> Option<(u32, u32)> {
        let prints = self.prints;
        let content = prints.is_content(at) || prints.is_content(at + 1);
        let free = self.segment(at as u32).is_some() && self.segment(at as u32) == self.segment(at as u32 + 1);
        (content && free).then(|| (prints.words[at], prints.words[at + 1]))
    }

    /// Which part between barriers a word is in; none inside a barrier.
    pub(super) fn segment(&self, at: u32) -> Option<usize> {
        let before = self.barriers.partition_point(|barrier| barrier.end <= at);
        self.barriers.get(before).is_none_or(|barrier| at < barrier.start).then_some(before)
    }

    /// The part between barriers that `at` is in.
    fn bounds(&self, at: u32) -> (u32, u32) {
        let before = self.barriers.partition_point(|barrier| barrier.end <= at);
        let start = before.checked_sub(1).map_or(0, |last| self.barriers[last].end);
        let end = self.barriers.get(before).map_or(self.prints.len() as u32, |barrier| barrier.start);
        (start, end)
    }

    fn value(&self, at: u32) -> i32 {
        if self.prints.is_content(at as usize) { 3 } else { 1 }
    }
}

/// Finds what two documents share within the given windows, sorted. `bigrams` are those of `a`.
///
/// For repeats inside one document both sides are the same, and only matches whose first place ends before the second starts are found.
pub(super) fn align(a: Side, b: Side, bigrams: &Bigrams, windows: (&[Stretch], &[Stretch]), sensitivity: &Sensitivity) -> Vec<Match> {
    let links = links(a, b, bigrams, windows);
    let mut pieces: Vec<Match> = Vec::new();
    for mut links in joined(a, b, &links, sensitivity.gap) {
        grow(a, b, &mut links, sensitivity.gap);
        trim(a, b, &mut links);
        pieces.extend(piece(a, b, &links));
    }
    let mut matches = Vec::new();
    merge(a, b, pieces, sensitivity.gap, &mut matches);
    if a.document == b.document {
        matches.retain(|found| found.a.end <= found.b.start);
    }
    matches.retain(|found| is_evidence(a, found, sensitivity));
    for found in &mut matches {
        found.score = score(a, b, found);
        snap(a, b, found);
    }
    matches.sort_unstable();
    matches
}

/// Pairs of equal bigrams, sorted.
fn links(a: Side, b: Side, bigrams: &Bigrams, windows: (&[Stretch], &[Stretch])) -> Vec<Link> {
    let mut links = Vec::new();
    let same = a.document == b.document;
    let mut places = Vec::new();
    for window in windows.1 {
        for there in window.start..window.end.saturating_sub(1) {
            let Some(pair) = b.bigram(there as usize) else { continue };
            places.clear();
            places.extend(bigrams.places(a.prints, pair));
            if places.len() > MAX_BIGRAM {
                continue;
            }
            let near = |here: u32| {
                let before = windows.0.partition_point(|window| window.end <= here);
                windows.0.get(before).is_some_and(|window| window.start <= here)
            };
            let earlier = places.iter().filter(|&&here| near(here) && (!same || here + APART <= there));
            links.extend(earlier.map(|&here| (here, there)));
        }
    }
    links.sort_unstable();
    links
}

/// Joins links that are within `gap` words of each other in both documents.
fn joined(a: Side, b: Side, links: &[Link], gap: u32) -> Vec<Vec<Link>> {
    let mut sets = Sets::new(links.len());
    for (at, &(i, j)) in links.iter().enumerate() {
        for (before, &(k, l)) in links[..at].iter().enumerate().rev() {
            if i - k > gap {
                break;
            }
            if j.abs_diff(l) <= gap
                && (a.barriers.is_empty() || a.segment(i) == a.segment(k))
                && (b.barriers.is_empty() || b.segment(j) == b.segment(l))
            {
                sets.join(at, before);
            }
        }
    }
    let groups = sets.groups().into_iter().filter(|group| group.len() > 1);
    groups.map(|group| group.into_iter().flat_map(|at| [links[at], (links[at].0 + 1, links[at].1 + 1)]).collect()).collect()
}

/// Adds matching words between the links and beyond them.
fn grow(a: Side, b: Side, links: &mut Vec<Link>, gap: u32) {
    links.sort_unstable();
    links.dedup();
    let mut more = Vec::new();
    for pair in links.windows(2) {
        let ((i, j), (k, l)) = (pair[0], pair[1]);
        if k > i + 1 && l > j + 1 && l - j <= 2 * gap {
            walk(a, b, (i, j), (k, l), i32::MAX, &mut more);
        }
    }
    let by_b = |link: &&Link| (link.1, link.0);
    let starts = [links.first(), links.iter().min_by_key(by_b)];
    let ends = [links.last(), links.iter().max_by_key(by_b)];
    for &from in ends.into_iter().flatten() {
        let to = (a.bounds(from.0).1, b.bounds(from.1).1);
        walk(a, b, from, to, DROP, &mut more);
    }
    for &from in starts.into_iter().flatten() {
        let to = (a.bounds(from.0).0, b.bounds(from.1).0);
        walk_back(a, b, from, to, &mut more);
    }
    links.append(&mut more);
    links.sort_unstable();
    links.dedup();
}

/// Skips tried when looking for the next equal words, the smallest first.
const SKIPS: [(u32, u32); 17] = [
    (0, 0),
    (1, 1),
    (0, 1),
    (1, 0),
    (2, 2),
    (1, 2),
    (2, 1),
    (0, 2),
    (2, 0),
    (3, 3),
    (2, 3),
    (3, 2),
    (1, 3),
    (3, 1),
    (4, 4),
    (0, 3),
    (3, 0),
];

/// Goes forward from a link to (before) `to`, collecting equal words, until the score falls by more than `drop`.
fn walk(a: Side, b: Side, from: Link, to: Link, drop: i32, found: &mut Vec<Link>) {
    let step = |(i, j): Link, (p, q): (u32, u32)| {
        let next = (i + 1 + p, j + 1 + q);
        (next.0 < to.0 && next.1 < to.1).then_some(next)
    };
    walk_by(a, b, from, step, drop, found);
}

/// Goes back from a link to `to`.
fn walk_back(a: Side, b: Side, from: Link, to: Link, found: &mut Vec<Link>) {
    let step = |(i, j): Link, (p, q): (u32, u32)| {
        let next = (i.checked_sub(1 + p)?, j.checked_sub(1 + q)?);
        (next.0 >= to.0 && next.1 >= to.1).then_some(next)
    };
    walk_by(a, b, from, step, DROP, found);
}

fn walk_by(a: Side, b: Side, from: Link, step: impl Fn(Link, (u32, u32)) -> Option<Link>, drop: i32, found: &mut Vec<Link>) {
    let (mut at, mut score, mut best, mut kept) = (from, 0, 0, found.len());
    loop {
        let equal = SKIPS.iter().find_map(|&skip| {
            let next = step(at, skip)?;
            if a.document == b.document && next.0 + APART > next.1 {
                return None;
            }
            let same = a.prints.words[next.0 as usize] == b.prints.words[next.1 as usize];
            // A stop word proves nothing where the texts have shifted.
            (same && (skip.0 == skip.1 || a.prints.is_content(next.0 as usize))).then_some((next, skip.0.max(skip.1)))
        });
        match equal {
            Some((next, skipped)) => {
                score += a.value(next.0) - skipped as i32;
                at = next;
                found.push(at);
            }
            None => {
                let Some(next) = step(at, (MAX_SKIP - 1, MAX_SKIP - 1)) else { break };
                score -= MAX_SKIP as i32;
                at = next;
            }
        }
        if score > best || drop == i32::MAX {
            (best, kept) = (score, found.len());
        } else if best - score > drop {
            break;
        }
    }
    found.truncate(kept);
}

/// Cuts the links to the part that scores best on one side, then on the other.
fn trim(a: Side, b: Side, links: &mut Vec<Link>) {
    let (start, end) = best_part(a, links.iter().map(|link| link.0).collect());
    links.retain(|link| (start..end).contains(&link.0));
    let (start, end) = best_part(b, links.iter().map(|link| link.1).collect());
    links.retain(|link| (start..end).contains(&link.1));
}

/// The stretch with the highest sum (Kadane's algorithm): matched words count for it, those between them against.
fn best_part(side: Side, mut matched: Vec<u32>) -> (u32, u32) {
    matched.sort_unstable();
    matched.dedup();
    let (mut best, mut best_part) = (0, (0, 0));
    let (mut sum, mut start, mut previous) = (0, 0, 0);
    for &at in &matched {
        sum -= (at - previous) as i32 - 1;
        if sum <= 0 {
            (sum, start) = (0, at);
        }
        sum += side.value(at);
        previous = at;
        if sum > best {
            (best, best_part) = (sum, (start, at + 1));
        }
    }
    best_part
}

/// The stretches the links cover.
fn piece(a: Side, b: Side, links: &[Link]) -> Option<Match> {
    let count = |mut words: Vec<u32>| {
        words.sort_unstable();
        words.dedup();
        words.len() as u32
    };
    let matched = count(links.iter().map(|link| link.0).collect()).min(count(links.iter().map(|link| link.1).collect()));
    let stretch = |document: u32, words: &dyn Fn(&Link) -> u32| {
        Some(Stretch { document, start: links.iter().map(words).min()?, end: links.iter().map(words).max()? + 1 })
    };
    Some(Match { a: stretch(a.document, &|link| link.0)?, b: stretch(b.document, &|link| link.1)?, matched, score: 0 })
}

/// Joins pieces that together fill one place in both documents, in any order: clusters them in one document, then in the other,
/// until nothing splits.
fn merge(a: Side, b: Side, mut pieces: Vec<Match>, gap: u32, merged: &mut Vec<Match>) {
    fn split(mut pieces: Vec<Match>, gap: u32, side: Side, place: fn(&Match) -> Stretch) -> Vec<Vec<Match>> {
        pieces.sort_unstable_by_key(|piece| (place(piece), *piece));
        let mut groups: Vec<(Match, Vec<Match>)> = Vec::new();
        for piece in pieces {
            let here = place(&piece);
            match groups.last_mut() {
                // A chance phrase near a passage is no part of it: the less is equal, the nearer it must be.
                Some((whole, group))
                    if here.start <= place(whole).end + gap.min(piece.matched.min(whole.matched))
                        && side.segment(here.start) == side.segment(place(whole).end - 1) =>
                {
                    *whole = whole.cover(piece);
                    group.push(piece);
                }
                _ => groups.push((piece, vec![piece])),
            }
        }
        groups.into_iter().map(|(_, group)| group).collect()
    }
    let mut open = Vec::new();
    pieces.retain(|piece| piece.matched >= MIN_PIECE);
    open.push(pieces);
    while let Some(group) = open.pop() {
        if group.is_empty() {
            continue;
        }
        let size = group.len();
        let parts: Vec<Vec<Match>> =
            split(group, gap, a, |piece| piece.a).into_iter().flat_map(|part| split(part, gap, b, |piece| piece.b)).collect();
        if parts.len() > 1 {
            open.extend(parts);
            continue;
        }
        debug_assert_eq!(parts[0].len(), size);
        merged.extend(parts[0].iter().copied().reduce(Match::cover));
    }
}

/// Fewest matched words of a piece that may be joined with others.
const MIN_PIECE: u32 = 4;

/// Whether a match says more than that both texts are in the same language.
fn is_evidence(a: Side, found: &Match, sensitivity: &Sensitivity) -> bool {
    let longer = found.a.len().max(found.b.len());
    let words = found.a.start as usize..found.a.end as usize;
    let content = words.clone().filter(|&at| a.prints.is_content(at)).count() as u32;
    let halves = words.filter(|&at| a.prints.is_half(at)).count() as u32;
    let matched = found.matched.saturating_sub(halves.min(found.matched) / 2);
    matched >= sensitivity.min_words
        && content >= sensitivity.min_content
        && found.matched * 100 >= longer * sensitivity.min_matched_percent
}

/// How much a match proves: one for each equal word, two more for each different word of content that both have.
///
/// Measured on generated sets: nine in ten of the texts alike by chance lie below 29, and one in a thousand of the copied ones,
/// half of their words changed. Counting the words without partner against a match separated them less well.
fn score(a: Side, b: Side, found: &Match) -> u32 {
    let content = |side: Side, place: Stretch| {
        let range = place.start as usize..place.end as usize;
        let mut words: Vec<u32> = range.filter(|&at| side.prints.is_content(at)).map(|at| side.prints.words[at]).collect();
        words.sort_unstable();
        words.dedup();
        words
    };
    let (of_a, of_b) = (content(a, found.a), content(b, found.b));
    let common = of_a.iter().filter(|word| of_b.binary_search(word).is_ok()).count() as u32;
    found.matched + 2 * common
}

/// Moves an edge to the sentence border where both documents have one about as far away.
fn snap(a: Side, b: Side, found: &mut Match) {
    let nearest = |side: Side, at: u32, distance: i64, bounds: (u32, u32)| {
        let word = i64::from(at) + distance;
        (i64::from(bounds.0) <= word && word <= i64::from(bounds.1) && side.prints.starts_sentence(word as usize)).then_some(word as u32)
    };
    // Outward farther than inward: what is cut off was equal.
    let border = |out: i64, a_at: u32, a_bounds: (u32, u32), b_at: u32, b_bounds: (u32, u32)| {
        let distances = (0..=SNAP).flat_map(|distance| [Some(distance * out), (distance <= SNAP_IN).then_some(-distance * out)]).flatten();
        distances.into_iter().find_map(|distance| {
            let a_border = nearest(a, a_at, distance, a_bounds)?;
            let b_border = (0..=SNAP_SLACK).flat_map(|more| [more, -more]).find_map(|more| nearest(b, b_at, distance + more, b_bounds))?;
            Some((a_border, b_border))
        })
    };
    let (a_bounds, b_bounds) = (a.bounds(found.a.start), b.bounds(found.b.start));
    let starts = border(-1, found.a.start, a_bounds, found.b.start, b_bounds);
    let ends = border(1, found.a.end, a_bounds, found.b.end, b_bounds);
    let mut snapped = *found;
    if let Some(starts) = starts {
        (snapped.a.start, snapped.b.start) = starts;
    }
    if let Some(ends) = ends {
        (snapped.a.end, snapped.b.end) = ends;
    }
    let valid = snapped.a.start < snapped.a.end && snapped.b.start < snapped.b.end;
    if valid && (a.document != b.document || snapped.a.end <= snapped.b.start) {
        *found = snapped;
    }
}
