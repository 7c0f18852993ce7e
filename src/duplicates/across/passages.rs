//! One text in k places is one passage: joins what was found pair by pair.

use super::align::Match;
use crate::duplicates::stretch::{Sets, Stretch};

/// Two stretches of one document are the same text when the words they share are this much of the words they hold together, in hundredths.
const SAME_STRETCH: u32 = 70;
/// Stretches before it, in order of place, that a stretch is compared with: keeps a thousand copies of one paragraph linear.
const LOOK_BACK: usize = 16;

/// One text and its places.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Group {
    /// Sorted and apart.
    pub(crate) places: Vec<Stretch>,
    /// Share of equal words, in thousandths: that of the least alike places that were aligned.
    pub(crate) sameness: u16,
}

/// Groups the stretches of all matches. Sorted. And how many matches were not compared with all that are at their place, and are in another group than
/// one of those.
pub(crate) fn joined(matches: &[Match]) -> (Vec<Group>, u32) {
    let mut places: Vec<(Stretch, u32)> =
        matches.iter().enumerate().flat_map(|(at, found)| [(found.a, at as u32), (found.b, at as u32)]).collect();
    places.sort_unstable();
    let mut sets = Sets::new(matches.len());
    let same = |place: Stretch, before: Stretch| {
        let shared = place.shared(before);
        shared * 100 >= (place.len() + before.len() - shared) * SAME_STRETCH
    };
    let mut beyond: Vec<(u32, u32)> = Vec::new();
    for (at, &(place, found)) in places.iter().enumerate() {
        let first = at.saturating_sub(LOOK_BACK);
        for &(_, other) in places[first..at].iter().filter(|before| same(place, before.0)) {
            sets.join(found as usize, other as usize);
        }
        let next = first.checked_sub(1).map(|before| places[before]).filter(|before| same(place, before.0));
        beyond.extend(next.map(|(_, other)| (found, other)));
    }
    beyond.retain(|&(found, other)| sets.find(found as usize) != sets.find(other as usize));
    beyond.dedup_by_key(|pair| pair.0);
    let mut groups: Vec<Group> = sets
        .groups()
        .into_iter()
        .map(|group| Group {
            sameness: group.iter().map(|&at| matches[at].sameness()).min().unwrap_or(0),
            places: apart(group.into_iter().flat_map(|at| [matches[at].a, matches[at].b]).collect()),
        })
        .filter(|group| group.places.len() > 1)
        .collect();
    groups.sort_unstable();
    (groups, beyond.len() as u32)
}

/// Makes one place of stretches that overlap.
fn apart(mut places: Vec<Stretch>) -> Vec<Stretch> {
    places.sort_unstable();
    let mut groups: Vec<(Stretch, Vec<Stretch>)> = Vec::new();
    for place in places {
        match groups.last_mut() {
            Some((whole, parts)) if whole.shared(place) > 0 => {
                whole.end = whole.end.max(place.end);
                parts.push(place);
            }
            _ => groups.push((place, vec![place])),
        }
    }
    groups.into_iter().map(|(whole, parts)| middle(whole, &parts)).collect()
}

/// The edges most alignments agree on: one that ran too far does not move them.
fn middle(whole: Stretch, parts: &[Stretch]) -> Stretch {
    let mut starts: Vec<u32> = parts.iter().map(|part| part.start).collect();
    let mut ends: Vec<u32> = parts.iter().map(|part| part.end).collect();
    starts.sort_unstable();
    ends.sort_unstable();
    let (start, end) = (starts[(starts.len() - 1) / 2], ends[ends.len() / 2]);
    if start < end { Stretch { start, end, ..whole } } else { whole }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Matches as `(document, start, end)` pairs; groups the same way.
    #[track_caller]
    fn check(matches: &[[(u32, u32, u32); 2]], expected: &[&[(u32, u32, u32)]]) {
        let stretch = |(document, start, end)| Stretch { document, start, end };
        let matches: Vec<Match> = matches.iter().map(|&[a, b]| Match { a: stretch(a), b: stretch(b), matched: 0, score: 0 }).collect();
        let found: Vec<Vec<(u32, u32, u32)>> = joined(&matches)
            .0
            .iter()
            .map(|group| group.places.iter().map(|place| (place.document, place.start, place.end)).collect())
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn one_text_in_three_documents_is_one_group() {
        check(&[[(0, 10, 50), (1, 0, 40)], [(0, 11, 50), (2, 5, 45)]], &[&[(0, 10, 50), (1, 0, 40), (2, 5, 45)]]);
    }

    #[test]
    fn a_paragraph_of_a_copied_article_is_a_group_of_its_own() {
        check(&[[(0, 0, 400), (1, 0, 400)], [(0, 100, 150), (2, 0, 50)]], &[&[(0, 0, 400), (1, 0, 400)], &[(0, 100, 150), (2, 0, 50)]]);
    }
}
