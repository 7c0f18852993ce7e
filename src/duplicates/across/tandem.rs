//! A text that stands several times in a row, or nearly so, within one document.
//!
//! It is like itself, moved by one of its places, over all but one of them. Where each begins is told by the equal words themselves: a label before each
//! ("Post: …", "Times: …") or a line between them makes the distances unequal.

use super::align::{Aligned, Match};
use super::grow::{APART, Link};
use crate::duplicates::stretch::Stretch;

/// How far the edge of a place may be from a word with a partner, in words.
const SLACK: u32 = 4;

/// Each of the places of a text with the next.
pub(crate) fn unrolled(aligned: &Aligned) -> Vec<Match> {
    let found = aligned.found;
    if found.a.end <= found.b.start {
        return vec![found];
    }
    let mut links = aligned.links.clone();
    links.sort_unstable();
    let places = places(&found, &links).unwrap_or_else(|| even_places(&found));
    places.windows(2).map(|pair| between(&found, &links, pair[0], pair[1])).collect()
}

/// The places by their edges: what is equal to the start of one is the start of the next, and so for the ends, from the last.
fn places(found: &Match, links: &[Link]) -> Option<Vec<Stretch>> {
    let mut starts = vec![found.a.start, found.b.start];
    let next = |start: u32| {
        let near = links[links.partition_point(|link| link.0 < start)..].iter().take_while(|link| link.0 < start + SLACK);
        near.map(|link| link.1 - (link.0 - start)).filter(|&next| next > start + APART).min()
    };
    while let Some(start) = next(*starts.last()?) {
        starts.push(start);
    }
    let mut back: Vec<Link> = links.iter().map(|&(here, there)| (there, here)).collect();
    back.sort_unstable();
    let mut ends = vec![found.b.end, found.a.end];
    let before = |end: u32| {
        let near = back[back.partition_point(|link| link.0 + SLACK < end)..].iter().take_while(|link| link.0 < end);
        near.map(|link| link.1 + (end - link.0)).filter(|&before| before + APART < end).max()
    };
    while let Some(end) = before(*ends.last()?) {
        ends.push(end);
    }
    ends.reverse();
    let places: Vec<Stretch> = starts.iter().zip(&ends).map(|(&start, &end)| Stretch { start, end, ..found.a }).collect();
    let apart = places.windows(2).all(|pair| pair[0].end <= pair[1].start);
    (starts.len() == ends.len() && apart && places.iter().all(|place| place.start < place.end)).then_some(places)
}

/// The same by the distance of the first two alone.
fn even_places(found: &Match) -> Vec<Stretch> {
    let length = found.b.start.saturating_sub(found.a.start);
    if length < APART {
        return Vec::new();
    }
    let place = |at: u32| Stretch { start: found.a.start + at * length, end: found.a.start + (at + 1) * length, ..found.a };
    (0..(found.b.end - found.a.start) / length).map(place).collect()
}

/// Two neighbouring places as a match.
fn between(found: &Match, links: &[Link], a: Stretch, b: Stretch) -> Match {
    let first = links.partition_point(|link| link.0 < a.start);
    let own = links[first..].iter().take_while(|link| link.0 < a.end).filter(|link| (b.start..b.end).contains(&link.1));
    let (mut here, mut there): (Vec<u32>, Vec<u32>) = own.copied().unzip();
    here.dedup();
    there.sort_unstable();
    there.dedup();
    let matched = here.len().min(there.len()) as u32;
    let part = |words: u32| (u64::from(words) * u64::from(matched) / u64::from(found.matched.max(1))) as u32;
    Match { a, b, matched, strong: part(found.strong), named: part(found.named), score: 0, ..*found }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_told_by_their_words_whatever_stands_between_them() {
        let stretch = |start, end| Stretch { document: 0, start, end };
        // Twelve words at 1, 15 and 30.
        let links: Vec<Link> = (0..12).flat_map(|at| [(1 + at, 15 + at), (15 + at, 30 + at)]).collect();
        let found = Match { a: stretch(1, 27), b: stretch(15, 42), matched: 24, strong: 24, named: 0, sentence: true, score: 0 };
        let matches = unrolled(&Aligned { found, links });
        let expected = [(stretch(1, 13), stretch(15, 27), 12), (stretch(15, 27), stretch(30, 42), 12)];
        assert_eq!(matches.iter().map(|found| (found.a, found.b, found.matched)).collect::<Vec<_>>(), expected);
    }
    #[test]
    fn every_labelled_place_is_counted() {
        use crate::duplicates::{Sensitivity, find, fingerprint};
        const TEXT: &str =
            "The harbour board approved a new dredging contract on Tuesday. Work begins in spring and lasts until the herring return.";
        let check = |texts: [String; 3], between: &str| {
            let whole = texts.join(between);
            let fingerprint = fingerprint(&whole, &crate::text::Layout::new(&whole));
            let found = find(&[&fingerprint], &Sensitivity::STANDARD);
            let places: Vec<&str> =
                found.passages.iter().flat_map(|passage| &passage.occurrences).map(|place| place.span.of(&whole)).collect();
            assert_eq!((places, found.passages.len()), (texts.iter().map(String::as_str).collect(), 1));
        };
        let labelled = ["Post", "Times", "Echo"].map(|label| format!("{label}: {TEXT}"));
        check(labelled.clone(), "\n");
        check(labelled, "\n\nSnow ploughs were late.\n\n");
    }
}
