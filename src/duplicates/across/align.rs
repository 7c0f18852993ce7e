//! Alignment of two documents: from shingles to passages with edges.
//!
//! Word pairs that match ("links") are gathered from bigrams, joined where they are close in both documents in any
//! order, grown over single edited words as in BLAST's X-drop extension (Altschul et al. 1990), and cut to the part that scores best.
//! Moved sentences are joined by clustering on one document, then the other, until nothing splits (Sanchez-Perez et al., PAN 2014).

use super::edges::{is_evidence, score, snap};
use super::grow::{APART, Link, grow, trim};
use super::side::{Bigrams, MAX_BIGRAM, Side};
use super::tandem::unrolled;
use crate::duplicates::Sensitivity;
use crate::duplicates::stretch::{Sets, Stretch};

/// Two stretches that say the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Match {
    /// In the first document.
    pub(crate) a: Stretch,
    /// In the second, or later in the same.
    pub(crate) b: Stretch,
    /// Words matched, the smaller of both sides.
    pub(crate) matched: u32,
    /// Those of them that are no part of a name, a title, an address or a number, likewise.
    pub(crate) strong: u32,
    /// Those that are part of a name, a title or a number, likewise.
    pub(crate) named: u32,
    /// Whether a sentence of one of both, names aside, is matched as a whole.
    pub(crate) sentence: bool,
    /// How much it proves; see [`score`].
    pub(crate) score: u32,
}

impl Match {
    /// Share of equal words in the longer of both, in thousandths; all of them only if every word is.
    pub(crate) fn sameness(&self) -> u16 {
        let longer = self.a.len().max(self.b.len());
        (u64::from(self.matched.min(longer)) * 1000 / u64::from(longer.max(1))) as u16
    }

    /// The smallest match that holds both.
    pub(crate) fn cover(self, other: Match) -> Match {
        let cover = |x: Stretch, y: Stretch| Stretch { start: x.start.min(y.start), end: x.end.max(y.end), ..x };
        Match {
            a: cover(self.a, other.a),
            b: cover(self.b, other.b),
            matched: self.matched + other.matched,
            strong: self.strong + other.strong,
            named: self.named + other.named,
            sentence: self.sentence || other.sentence,
            score: self.score + other.score,
        }
    }
}
/// A match, and the equal words that it rests on.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Aligned {
    pub(crate) found: Match,
    /// Words of the first document with equal words of the second, sorted.
    pub(crate) links: Vec<Link>,
}

/// Fewest matched words of a piece that may be joined with others.
const MIN_PIECE: u32 = 4;

/// Finds what two documents share within the given windows, sorted. `bigrams` are those of `a`.
///
/// For repeats inside one document both sides are the same, and only matches whose first place ends before the second starts are found.
pub(crate) fn align(a: Side, b: Side, bigrams: &Bigrams, windows: (&[Stretch], &[Stretch]), sensitivity: &Sensitivity) -> Vec<Aligned> {
    let links = links(a, b, bigrams, windows);
    let mut pieces: Vec<Aligned> = Vec::new();
    for mut links in joined(a, b, &links, sensitivity.gap) {
        grow(a, b, &mut links, sensitivity.gap);
        trim(a, b, &mut links);
        pieces.extend(piece(a, b, &links).map(|found| Aligned { found, links }));
    }
    let mut matches = Vec::new();
    merge(a, b, pieces, sensitivity.gap, &mut matches);
    if a.document == b.document {
        let unrolled = |aligned: Aligned| unrolled(&aligned).into_iter().map(|found| Aligned { found, links: Vec::new() });
        matches = matches.into_iter().flat_map(unrolled).collect();
    }
    matches.retain(|aligned| is_evidence(a, &aligned.found, sensitivity));
    for Aligned { found, .. } in &mut matches {
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
    let within = |windows: &[Stretch], word: u32| {
        let before = windows.partition_point(|window| window.end <= word);
        windows.get(before).is_some_and(|window| window.start <= word)
    };
    let mut places = Vec::new();
    for window in windows.1 {
        for there in window.start..window.end.saturating_sub(1) {
            let Some(pair) = b.bigram(there as usize) else { continue };
            places.clear();
            places.extend(bigrams.places(a.fingerprint, pair));
            if places.len() > MAX_BIGRAM {
                continue;
            }
            let earlier = places.iter().filter(|&&here| within(windows.0, here) && (!same || here + APART <= there));
            links.extend(earlier.map(|&here| (here, there)));
        }
    }
    if same {
        // What stands in one document very often is compared with its next place only.
        for here in windows.0.iter().flat_map(|window| window.start..window.end.saturating_sub(1)) {
            let often = a.bigram(here as usize).is_some_and(|pair| bigrams.places(a.fingerprint, pair).count() > MAX_BIGRAM);
            let next = if often { bigrams.places_after(here).find(|&there| here + APART <= there) } else { None };
            links.extend(next.filter(|&there| within(windows.1, there)).map(|there| (here, there)));
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

/// The stretches the links cover.
fn piece(a: Side, b: Side, links: &[Link]) -> Option<Match> {
    let words = |word: fn(&Link) -> u32| {
        let mut words: Vec<u32> = links.iter().map(word).collect();
        words.sort_unstable();
        words.dedup();
        words
    };
    let (of_a, of_b) = (words(|link| link.0), words(|link| link.1));
    let fewer = |is: &dyn Fn(Side, usize) -> bool| {
        let count = |side: Side, words: &[u32]| words.iter().filter(|&&at| is(side, at as usize)).count() as u32;
        count(a, &of_a).min(count(b, &of_b))
    };
    let stretch = |document: u32, words: &[u32]| Some(Stretch { document, start: *words.first()?, end: words.last()? + 1 });
    Some(Match {
        a: stretch(a.document, &of_a)?,
        b: stretch(b.document, &of_b)?,
        matched: of_a.len().min(of_b.len()) as u32,
        strong: fewer(&|side, at| !side.fingerprint.is_weak(at)),
        named: fewer(&|side, at| side.fingerprint.is_weak(at) && !side.fingerprint.is_in_address(at)),
        sentence: has_whole_sentence(a, &of_a) || has_whole_sentence(b, &of_b),
        score: 0,
    })
}

/// Fewest words of a sentence that proves something where it is matched as a whole, and fewest of these outside of names.
const MIN_SENTENCE: (usize, usize) = (8, 5);

/// Whether matched words, sorted, hold a whole sentence.
fn has_whole_sentence(side: Side, matched: &[u32]) -> bool {
    let is_next = |x: &u32, y: &u32| x + 1 == *y;
    matched.chunk_by(is_next).any(|run| {
        let end = run[run.len() - 1] as usize + 1;
        let starts: Vec<usize> = (run[0] as usize..=end).filter(|&at| side.fingerprint.starts_sentence(at)).collect();
        starts.windows(2).any(|sentence| {
            let strong = (sentence[0]..sentence[1]).filter(|&at| !side.fingerprint.is_weak(at)).count();
            sentence[1] - sentence[0] >= MIN_SENTENCE.0 && strong >= MIN_SENTENCE.1
        })
    })
}

/// Joins pieces that together fill one place in both documents, in any order: clusters them in one document, then in the other,
/// until nothing splits.
fn merge(a: Side, b: Side, mut pieces: Vec<Aligned>, gap: u32, merged: &mut Vec<Aligned>) {
    fn split(mut pieces: Vec<Aligned>, gap: u32, side: Side, place: fn(&Match) -> Stretch) -> Vec<Vec<Aligned>> {
        pieces.sort_unstable_by_key(|piece| (place(&piece.found), piece.found));
        let mut groups: Vec<(Match, Vec<Aligned>)> = Vec::new();
        for piece in pieces {
            let here = place(&piece.found);
            match groups.last_mut() {
                // A chance phrase near a passage is no part of it: the less is equal, the nearer it must be.
                Some((whole, group))
                    if here.start <= place(whole).end + gap.min(piece.found.matched.min(whole.matched))
                        && side.segment(here.start) == side.segment(place(whole).end - 1) =>
                {
                    *whole = whole.cover(piece.found);
                    group.push(piece);
                }
                _ => groups.push((piece.found, vec![piece])),
            }
        }
        groups.into_iter().map(|(_, group)| group).collect()
    }
    let mut open = Vec::new();
    pieces.retain(|piece| piece.found.matched >= MIN_PIECE);
    open.push(pieces);
    while let Some(group) = open.pop() {
        if group.is_empty() {
            continue;
        }
        let parts: Vec<Vec<Aligned>> =
            split(group, gap, a, |piece| piece.a).into_iter().flat_map(|part| split(part, gap, b, |piece| piece.b)).collect();
        if parts.len() > 1 {
            open.extend(parts);
            continue;
        }
        let whole = |mut all: Aligned, piece: Aligned| {
            all.found = all.found.cover(piece.found);
            all.links.extend(piece.links);
            all
        };
        merged.extend(parts.into_iter().flatten().reduce(whole));
    }
}
