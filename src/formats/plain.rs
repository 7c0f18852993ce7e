//! Plain text: its address in the first line, and what is printed on every page. Both stay in the text, where they are nobody's words.

use std::collections::BTreeMap;

use super::{Decoded, Document, Note, NoteKind, address, document};
use crate::text::{Aside, AsideKind, Origin, Span};

/// Reads plain text.
pub(super) fn read(name: &str, decoded: Decoded) -> Document {
    let mut read = document(name, decoded, None);
    if let Some((span, url)) = first_address(&read.text) {
        read.asides.push(Aside { span, kind: AsideKind::Address });
        address::give(&mut read, url, Origin::FirstLine);
    }
    let furniture = furniture(&read.text);
    if !furniture.is_empty() {
        let message = format!("{} heads and feet of pages were left out of all that is found.", furniture.len());
        read.notes.push(Note::new(NoteKind::Format, message));
        read.asides.extend(furniture.into_iter().map(|span| Aside { span, kind: AsideKind::Furniture }));
    }
    read
}

/// The address that the first line is, where a text follows.
fn first_address(text: &str) -> Option<(Span, String)> {
    let start = text.find(|c: char| !c.is_whitespace() && c != '\u{feff}')?;
    let line = text[start..].lines().next()?;
    let url = address::of_line(line)?;
    let rest = text[start + line.len()..].trim_start();
    // A list of addresses is a text of addresses.
    let alone = !rest.is_empty() && rest.lines().next().is_some_and(|line| address::of_line(line).is_none());
    alone.then(|| (Span::new(start, start + line.trim_end().len()), url.to_string()))
}

/// Pages that a head or foot must be on to be one.
const MIN_PAGES: usize = 3;

struct Line<'t> {
    start: usize,
    text: &'t str,
}

/// Heads and feet of pages: lines that stand apart, are the same on page after page but for a number, and count the pages; and the lines
/// beside them that are the same on every page. With the empty lines around them, so that a sentence goes on behind them.
fn furniture(text: &str) -> Vec<Span> {
    let mut lines = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive(['\n', '\u{c}']) {
        let words = line.trim_matches(|c: char| c.is_whitespace() || c == '\u{c}');
        if !words.is_empty() {
            lines.push(Line { start: start + line.find(words).unwrap_or(0), text: words });
        }
        start += line.len();
    }
    // Lines by what is the same in them, with the number in each.
    let mut alike: BTreeMap<String, Vec<(usize, u32)>> = BTreeMap::new();
    for (at, line) in lines.iter().enumerate().filter(|(_, line)| line.text.len() <= 120) {
        if let Some((shape, number)) = page_number(line.text)
            && stands_apart(text, line)
        {
            alike.entry(shape).or_default().push((at, number));
        }
    }
    let mut is_furniture = vec![false; lines.len()];
    for places in alike.values().filter(|places| places.len() >= MIN_PAGES) {
        if !places.windows(2).all(|pair| pair[1].1 == pair[0].1 + 1) {
            continue;
        }
        places.iter().for_each(|&(at, _)| is_furniture[at] = true);
        // The head that follows a foot, or the other way round.
        for beside in [1, -1] {
            let neighbours: Vec<usize> =
                places.iter().filter_map(|&(at, _)| at.checked_add_signed(beside)).filter(|&at| at < lines.len()).collect();
            let Some(&first) = neighbours.get(usize::from(neighbours.len() > 1)) else { continue };
            let same: Vec<usize> = neighbours.into_iter().filter(|&at| lines[at].text == lines[first].text).collect();
            if same.len() + 1 >= places.len() && same.len() + 1 >= MIN_PAGES && stands_apart(text, &lines[first]) {
                // The head of the first page, too, which has no foot before it.
                let head = lines[first].text;
                lines.iter().zip(&mut is_furniture).for_each(|(line, is)| *is |= line.text == head);
            }
        }
    }
    let mut spans: Vec<Span> = Vec::new();
    for at in (0..lines.len()).filter(|&at| is_furniture[at]) {
        let start = if at == 0 { 0 } else { lines[at - 1].start + lines[at - 1].text.len() };
        let end = lines.get(at + 1).map_or(text.len(), |line| line.start);
        // Before a new paragraph the empty lines stay.
        let goes_on = at > 0 && !lines[at - 1].text.ends_with(['.', '!', '?', ':', '"', '”']);
        // Each line is one of its own, and the first of several has the gap before them.
        let start = spans.last().map_or(start, |last| start.max(last.end()));
        spans.push(if goes_on || spans.last().is_some_and(|last| last.end() == start && is_furniture[at - 1]) {
            Span::new(start, end)
        } else {
            Span::new(lines[at].start, lines[at].start + lines[at].text.len())
        });
    }
    spans
}

/// A line with its last number that may count pages taken out, and the number. Only where the line says that it is a page, or is hardly
/// more than its number.
fn page_number(line: &str) -> Option<(String, u32)> {
    let digits = |c: char| c.is_ascii_digit();
    let lower = line.to_ascii_lowercase();
    let from = match lower.rfind("page ") {
        Some(at) => at + 5,
        None if line.trim_matches(|c: char| matches!(c, '-' | '–' | '—' | '[' | ']' | '|' | ' ')).chars().all(|c| c.is_ascii_digit()) => {
            line.find(digits)?
        }
        None => return None,
    };
    let rest = line.get(from..)?;
    let length = rest.find(|c: char| !digits(c)).unwrap_or(rest.len());
    let number = rest[..length].parse().ok()?;
    Some((format!("{}#{}", &line[..from], &rest[length..]), number))
}

/// Whether an empty line or the end of a page is before or after a line.
fn stands_apart(text: &str, line: &Line<'_>) -> bool {
    let (before, after) = (&text[..line.start], &text[line.start + line.text.len()..]);
    let (above, below) = (&before[before.trim_end().len()..], &after[..after.len() - after.trim_start().len()]);
    let gap = |gap: &str| gap.contains('\u{c}') || gap.matches('\n').count() >= 2;
    above.len() == before.len() || below.len() == after.len() || gap(above) || gap(below)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::{ReadOptions, read};

    fn plain(text: &str) -> Document {
        read("a.txt", text.as_bytes(), &ReadOptions::AUTO).unwrap().documents.remove(0)
    }

    #[test]
    fn an_address_in_the_first_line_is_no_text() {
        let document = plain("https://www.post.example/2017/03/27/gas\n\nThe firm sold gas.");
        assert_eq!(document.url.as_deref(), Some("https://www.post.example/2017/03/27/gas"));
        assert_eq!((document.source.as_deref(), document.origins.url), (Some("post.example"), Origin::FirstLine));
        assert_eq!(document.without(|_| true).trim(), "The firm sold gas.");
        assert!(plain("https://a.example/\nhttps://b.example/\n").asides.is_empty());
        assert!(plain("https://a.example/").asides.is_empty());
    }

    #[test]
    fn heads_and_feet_of_pages_are_no_text() {
        let page = |n: u32| {
            format!("Doe                 Informational                [Page {n}]\n\u{c}\nRFC 9999        The Plan         May 2020\n\n")
        };
        let text = format!("The plan is to\n\n{}use three boats. It was\n\n{}made\n\n{}by Ann Lee.\n", page(1), page(2), page(3));
        let own = plain(&text).without(|_| true).into_owned();
        assert_eq!(own.split_whitespace().collect::<Vec<_>>().join(" "), "The plan is to use three boats. It was made by Ann Lee.");
        assert!(!own.contains('\n') || own.trim_end().lines().count() == 1, "a sentence goes on behind them: {own:?}");
    }

    #[test]
    fn numbers_that_count_no_pages_are_text() {
        for text in ["1\n\nOne.\n\n3\n\nThree.\n\n7\n\nSeven.\n", "Page 1\n\nPage 2\n", "See page 1\nand page 2\nand page 3\nof it."] {
            assert!(plain(text).asides.is_empty(), "{text}");
        }
    }
}
