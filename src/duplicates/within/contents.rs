//! Tables of contents: lines that end in the numbers of pages and come again as headings.

use super::fingerprint::Fingerprint;
use crate::duplicates::stretch::Stretch;

/// Fewest lines of a table of contents.
const MIN_LINES: usize = 3;
/// Words of a line.
const LINE: std::ops::RangeInclusive<u32> = 2..=30;
/// Places with the same two words that are looked at.
const MAX_TRIED: usize = 8;

/// A line: where it starts, where the number at its end stands, and that number.
#[derive(Clone, Copy)]
struct Line {
    start: u32,
    end: u32,
    number: u32,
    /// Whether it is the first before any number: where it starts is not known.
    is_first: bool,
}

/// The tables of contents of a document whose numbers are `(number, place)`, in order.
pub(super) fn tables(fingerprint: &Fingerprint, numbers: &[(u32, u32)]) -> Vec<Stretch> {
    // Between two numbers there is a heading, or nothing, where lines are numbered, too.
    let between = |pair: &[(u32, u32)]| Line { start: pair[0].1 + 1, end: pair[1].1, number: pair[1].0, is_first: false };
    let first = numbers.first().filter(|first| first.1 >= *LINE.start());
    let first = first.map(|&(number, end)| Line { start: end.saturating_sub(*LINE.end()), end, number, is_first: true });
    let lines = first.into_iter().chain(numbers.windows(2).map(between)).filter(|line| LINE.contains(&(line.end - line.start)));
    let lines: Vec<Line> = lines.collect();
    let follows = |before: &Line, line: &Line| line.start <= before.end + 2 && line.number >= before.number;
    let mut places: Vec<(u64, u32)> = Vec::new();
    let mut found = Vec::new();
    for table in lines.chunk_by(follows).filter(|table| table.len() >= MIN_LINES) {
        if places.is_empty() {
            places = (0..).zip(fingerprint.words.windows(2).map(pair)).map(|(at, pair)| (pair, at)).collect();
            places.sort_unstable();
        }
        let headings: Vec<(u32, Option<u32>)> = table.iter().map(|line| (line.end, heading(&fingerprint.words, &places, line))).collect();
        for part in headings.chunk_by(|before, line| before.1.is_some() && line.1.is_some()).filter(|part| part.len() >= MIN_LINES) {
            found.extend(part[0].1.map(|start| Stretch { document: 0, start, end: part[part.len() - 1].0 + 1 }));
        }
    }
    found
}

/// Two words as one number, by which headings are looked up.
fn pair(words: &[u32]) -> u64 {
    u64::from(words[0]) << 32 | u64::from(words[1])
}

/// Where the heading in a line starts, if it comes again behind the line without the number of its page.
fn heading(words: &[u32], places: &[(u64, u32)], line: &Line) -> Option<u32> {
    let comes_again = |start: &u32| {
        let heading = &words[*start as usize..line.end as usize];
        let key = pair(heading);
        let later = &places[places.partition_point(|&place| place <= (key, line.end))..];
        later.iter().take(MAX_TRIED).take_while(|place| place.0 == key).any(|&(_, place)| {
            let rest = &words[place as usize..];
            rest.starts_with(heading) && rest.get(heading.len()) != words.get(line.end as usize)
        })
    };
    let last = if line.is_first { line.end - LINE.start() } else { line.start };
    (line.start..=last).find(comes_again)
}

#[cfg(test)]
mod tests {
    use super::super::furniture::furniture;
    use crate::duplicates::fingerprint;
    use crate::text::Layout;

    fn found(text: &str) -> Vec<String> {
        let fingerprint = fingerprint(text, &Layout::new(text));
        let places = furniture(&fingerprint).into_iter().flatten();
        places.map(|place| fingerprint.span(place.start as usize, place.end as usize).of(text).to_string()).collect()
    }

    const BODY: &str = "The review of the northern harbours\n\nThe ferry ran aground.\n\nWhat the papers of the owner say\n\nThe vessel was old.\n\n\
        Who paid for the dredging\n\nTwo members voted against it.";

    #[test]
    fn headings_with_their_pages_are_a_table_of_contents() {
        let plain =
            "The review of the northern harbours ..... 3\nWhat the papers of the owner say ..... 12\nWho paid for the dredging ..... 21";
        assert_eq!(found(&format!("Contents\n\n{plain}\n\n{BODY}")), [plain]);
        let numbered =
            "The review of the northern harbours ... 3\n2 What the papers of the owner say ... 12\n3 Who paid for the dredging ... 21";
        assert_eq!(found(&format!("Contents\n\n1 {numbered}\n\n{BODY}")), [numbered]);
    }

    #[test]
    fn a_table_that_comes_again_is_none() {
        let table = "Calls at Velmora 15\nCalls at Norrdal 28\nCalls at Sandvik 79";
        assert!(found(&format!("{table}\n\nThe table again:\n\n{table}")).is_empty());
        assert!(found(&format!("{table}\n\nNothing of it comes again.")).is_empty());
    }
}
