//! From a few equal word pairs to all equal words around them.

use super::side::Side;

/// A word of one document and the equal word of the other.
pub(crate) type Link = (u32, u32);

/// Least distance of two equal words of one document, in words: nearer, a text is compared with itself.
pub(crate) const APART: u32 = 10;
/// Longest skip when walking on from a matched word, in words.
const MAX_SKIP: u32 = 4;
/// How far the score of a walk may fall below its best before it ends.
const DROP: i32 = 7;

/// How many words a repeat inside one document is followed beyond its links. What goes on further has links of its own; without a
/// limit each chance link would be followed through all of a text that stands there a thousand times.
const REACH: u32 = 400;

/// Adds matching words between the links and beyond them.
pub(crate) fn grow(a: Side, b: Side, links: &mut Vec<Link>, gap: u32) {
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
    let reach = if a.document == b.document { REACH } else { u32::MAX };
    let starts = [links.first(), links.iter().min_by_key(by_b)];
    let ends = [links.last(), links.iter().max_by_key(by_b)];
    for &from in ends.into_iter().flatten() {
        let to = (a.bounds(from.0).1.min(from.0.saturating_add(reach)), b.bounds(from.1).1.min(from.1.saturating_add(reach)));
        walk(a, b, from, to, DROP, &mut more);
    }
    for &from in starts.into_iter().flatten() {
        let to = (a.bounds(from.0).0.max(from.0.saturating_sub(reach)), b.bounds(from.1).0.max(from.1.saturating_sub(reach)));
        walk_back(a, b, from, to, &mut more);
    }
    links.append(&mut more);
    links.sort_unstable();
    links.dedup();
}

/// Skips tried when looking for the next equal words, the smallest first.
#[rustfmt::skip]
const SKIPS: [(u32, u32); 17] = [
    (0, 0), (1, 1), (0, 1), (1, 0), (2, 2), (1, 2), (2, 1), (0, 2), (2, 0),
    (3, 3), (2, 3), (3, 2), (1, 3), (3, 1), (4, 4), (0, 3), (3, 0),
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
            let same = a.fingerprint.words[next.0 as usize] == b.fingerprint.words[next.1 as usize];
            // A stop word proves nothing where the texts have shifted.
            (same && (skip.0 == skip.1 || a.fingerprint.is_content(next.0 as usize))).then_some((next, skip.0.max(skip.1)))
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
pub(crate) fn trim(a: Side, b: Side, links: &mut Vec<Link>) {
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
