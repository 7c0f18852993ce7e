//! Headers and footers inside one document: what stands around its page numbers, page after page.
//!
//! A number that is one more each time, with the same words around it and other text between, is a page number: "… may not be copied. Page 3 of 11".
//! The text alone tells it; where the format says which words are furniture, they are not in the text.

use std::collections::HashMap;
use std::sync::LazyLock;

use xxhash_rust::xxh3::xxh3_64;

use super::contents;
use super::fingerprint::Fingerprint;
use crate::duplicates::stretch::Stretch;

/// Fewest pages that show that a number counts them.
const MIN_PAGES: usize = 3;
/// Fewest words around a page number, with it, and fewest of content among them: less is never matched alone.
const MIN_WORDS: u32 = 9;
const MIN_CONTENT: usize = 4;
/// Most words before a page number, and behind it.
const MAX_AROUND: u32 = 60;
/// Fewest words between two of them.
const MIN_TEXT: u32 = 8;
/// Places of the next number that are looked at.
const MAX_TRIED: usize = 16;
/// Words at an edge of a header or footer that may be missing where there is no number: before the first page, behind the last.
const SLACK: usize = 3;

/// Words of page numbers, hashed as in a fingerprint.
static NUMBERS: LazyLock<HashMap<u32, u32>> =
    LazyLock::new(|| (1..=2_000_u32).map(|number| (xxh3_64(number.to_string().as_bytes()) as u32 >> 4, number)).collect());

/// The furniture of a document: groups of places with the same words, and each table of contents, sorted. No two places overlap.
pub(crate) fn furniture(fingerprint: &Fingerprint) -> Vec<Vec<Stretch>> {
    let number = |at: usize| fingerprint.is_weak(at).then(|| NUMBERS.get(&fingerprint.words[at]).copied()).flatten();
    let numbers: Vec<(u32, u32)> = (0..fingerprint.len()).filter_map(|at| Some((number(at)?, at as u32))).collect();
    if numbers.len() < MIN_PAGES {
        return Vec::new();
    }
    let mut places: HashMap<u32, Vec<u32>> = HashMap::new();
    numbers.iter().for_each(|&(number, at)| places.entry(number).or_default().push(at));
    let mut taken: Vec<Stretch> = contents::tables(fingerprint, &numbers);
    let mut found: Vec<Vec<Stretch>> = taken.iter().map(|&table| vec![table]).collect();
    for &(number, at) in &numbers {
        if taken.iter().any(|place| (place.start..place.end).contains(&at)) {
            continue;
        }
        let Some(frame) = Frame::new(&fingerprint.words, &places, number, at) else { continue };
        let mut group = frame.places(fingerprint.len() as u32);
        let content = (group[1].start..group[1].end).filter(|&at| fingerprint.is_content(at as usize)).count();
        let apart = group.windows(2).all(|pair| pair[0].end <= pair[1].start);
        if content < MIN_CONTENT || !apart || group.iter().any(|place| taken.iter().any(|other| other.shared(*place) > 0)) {
            continue;
        }
        taken.extend(&group);
        let elsewhere = frame.elsewhere(&fingerprint.words, &taken);
        taken.extend(&elsewhere);
        group.extend(elsewhere);
        group.sort_unstable();
        found.push(group);
    }
    found.sort_unstable();
    found
}

/// The page numbers of a document with the words around them that are the same on every page.
struct Frame {
    /// Where the numbers stand, in order.
    numbers: Vec<u32>,
    before: u32,
    behind: u32,
}

impl Frame {
    /// The longest run of numbers from `first` at a place on, one more each time.
    fn new(words: &[u32], places: &HashMap<u32, Vec<u32>>, first: u32, at: u32) -> Option<Frame> {
        let mut frame = Frame { numbers: vec![at], before: MAX_AROUND, behind: MAX_AROUND };
        for number in first + 1.. {
            let last = *frame.numbers.last()?;
            let Some(next) = places.get(&number) else { break };
            let later = next[next.partition_point(|&place| place <= last + MIN_TEXT)..].iter().take(MAX_TRIED);
            let fits = |&place: &u32| {
                let (before, behind) = around(words, last, place);
                let equal = before.min(frame.before) + 1 + behind.min(frame.behind);
                (equal >= MIN_WORDS && place - last >= equal + MIN_TEXT).then_some((place, before, behind))
            };
            let Some((place, before, behind)) = later.into_iter().find_map(fits) else { break };
            frame.numbers.push(place);
            // Before the first page and behind the last the document itself may end.
            frame.before = if last == before { frame.before } else { frame.before.min(before) };
            frame.behind = if place + 1 + behind == words.len() as u32 { frame.behind } else { frame.behind.min(behind) };
        }
        (frame.numbers.len() >= MIN_PAGES).then_some(frame)
    }

    fn places(&self, words: u32) -> Vec<Stretch> {
        let place = |at: u32| Stretch { document: 0, start: at.saturating_sub(self.before), end: (at + 1 + self.behind).min(words) };
        self.numbers.iter().map(|&at| place(at)).collect()
    }

    /// Where the words before the numbers, or those behind them, stand without a number: the first header, the last footer.
    fn elsewhere(&self, words: &[u32], taken: &[Stretch]) -> Vec<Stretch> {
        let at = self.numbers[1] as usize;
        let end = words.len().min(at + 1 + self.behind as usize);
        let parts = [&words[at.saturating_sub(self.before as usize)..at], &words[at + 1..end]];
        let mut found: Vec<Stretch> = Vec::new();
        // The first header and the last footer are no more than a page away.
        let page = self.numbers.windows(2).map(|pair| (pair[1] - pair[0]) as usize).max().unwrap_or_default();
        let first = (self.numbers[0] as usize).saturating_sub(page);
        let beyond = words.len().min(self.numbers[self.numbers.len() - 1] as usize + page);
        for part in parts.into_iter().filter(|part| part.len() + 1 >= MIN_WORDS as usize) {
            let mut start = first;
            while start < beyond {
                let longest = (0..=SLACK).map(|skip| common(words[start..].iter(), part[skip..].iter())).max().unwrap_or(0);
                let place = Stretch { document: 0, start: start as u32, end: (start + longest) as u32 };
                if longest + SLACK >= part.len() && taken.iter().chain(&found).all(|other| other.shared(place) == 0) {
                    found.push(place);
                    start += longest;
                } else {
                    start += 1;
                }
            }
        }
        found
    }
}

/// How many words before two places, and behind them, are the same.
fn around(words: &[u32], a: u32, b: u32) -> (u32, u32) {
    let (a, b) = (a as usize, b as usize);
    let most = (b - a) as u32;
    let before = common(words[..a].iter().rev(), words[..b].iter().rev()) as u32;
    let behind = common(words[a + 1..].iter(), words[b + 1..].iter()) as u32;
    (before.min(most), behind.min(most))
}

/// How many words are the same from the first on.
fn common<'w>(a: impl Iterator<Item = &'w u32>, b: impl Iterator<Item = &'w u32>) -> usize {
    a.zip(b).take(MAX_AROUND as usize).take_while(|(a, b)| a == b).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::duplicates::fingerprint;
    use crate::text::Layout;

    /// Furniture is in braces.
    #[track_caller]
    fn check(marked: &str) {
        let text = marked.replace(['{', '}'], "");
        let fingerprint = fingerprint(&text, &Layout::new(&text));
        let mut places: Vec<Stretch> = furniture(&fingerprint).into_iter().flatten().collect();
        places.sort_unstable();
        let mut remarked = text.clone();
        for place in places.iter().rev() {
            let span = fingerprint.span(place.start as usize, place.end as usize);
            remarked.insert(span.end(), '}');
            remarked.insert(span.start(), '{');
        }
        assert_eq!(remarked, marked);
    }

    const HEADER: &str = "Ministry of Works – Confidential draft of the navigation review";
    const FOOTER: &str = "Property of the Ministry of Works and not to be copied without permission.";
    const PAGES: [&str; 4] = [
        "The ferry ran aground before dawn on Tuesday, leaving forty passengers stranded for seven hours.",
        "Coastguard officers said nobody had been hurt, although two of the crew were treated for mild hypothermia.",
        "Its captain told investigators that the rudder had jammed as he was turning into the channel.",
        "Wardens laid a floating barrier around the ship as a precaution, but found no trace of fuel.",
    ];

    #[test]
    fn headers_and_footers_are_found_by_the_page_numbers_between_them() {
        let [a, b, c, d] = PAGES;
        check(&format!(
            "{{{HEADER}}}\n\n{a}\n\n{{{FOOTER} Page 1 of 4\n{HEADER}}}\n\n{b}\n\n{{{FOOTER} Page 2 of 4\n{HEADER}}}\n\n{c}\n\n\
             {{{FOOTER} Page 3 of 4\n{HEADER}}}\n\n{d}\n\n{{{FOOTER}}}"
        ));
        check(&format!(
            "{{{HEADER}}}\n\n{a}\n\n{{{FOOTER} Page 1 of 3\n{HEADER}}}\n\n{b}\n\n{{{FOOTER} Page 2 of 3\n{HEADER}}}\n\n{c}\n\n{{{FOOTER} Page 3 of 3}}"
        ));
    }

    #[test]
    fn what_is_said_again_without_a_count_is_none() {
        let [a, b, c, d] = PAGES;
        check(&format!("{a} {HEADER}.\n\n{b} {HEADER}.\n\n{c} {HEADER}.\n\n{d} {HEADER}."));
    }

    #[test]
    fn numbered_items_are_none() {
        let [a, b, c, d] = PAGES;
        check(&format!("1. {a}\n2. {b}\n3. {c}\n4. {d}"));
    }
}
