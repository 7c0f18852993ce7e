//! Which words stand in quotation marks: straight, curly, guillemets, German ones, single ones.
//!
//! Marks are paired within a paragraph, so that a forgotten one spoils no more than that. A speech that goes on in the next paragraph opens each
//! with a mark and closes only the last: it is one quotation. Quotations inside quotations are part of them.

use super::{Layout, Span};

/// The outermost quotations of a text with their marks, in reading order and without overlaps.
pub fn quotations(text: &str, paragraphs: &[Span]) -> Vec<Span> {
    let mut reader = Reader { text, open: Vec::new(), found: Vec::new() };
    for (at, paragraph) in paragraphs.iter().enumerate() {
        reader.read(*paragraph);
        if !paragraphs.get(at + 1).is_some_and(|next| reader.goes_on(*next)) {
            reader.open.clear();
        }
    }
    reader.found.sort_unstable_by_key(|span| (span.start(), std::cmp::Reverse(span.end())));
    let mut end = 0;
    reader.found.retain(|span| {
        let outermost = span.start() >= end;
        if outermost {
            end = span.end();
        }
        outermost
    });
    reader.found
}

/// Paragraphs as the author made them: without the cuts that divide an article on one line for reading.
pub fn paragraphs(text: &str, layout: &Layout) -> Vec<Span> {
    let mut whole: Vec<Span> = Vec::with_capacity(layout.paragraphs.len());
    for &paragraph in &layout.paragraphs {
        match whole.last_mut() {
            Some(last) if text[last.end()..paragraph.start()].chars().eq([' ']) => *last = last.cover(paragraph),
            _ => whole.push(paragraph),
        }
    }
    whole
}

struct Reader<'t> {
    text: &'t str,
    open: Vec<Open>,
    found: Vec<Span>,
}

#[derive(Clone, Copy)]
struct Open {
    mark: char,
    start: usize,
}

/// The roles that a mark can play where it stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum MarkRole {
    Opens,
    Closes,
    Nothing,
}

impl Reader<'_> {
    fn read(&mut self, paragraph: Span) {
        // Skips past the mark at the start that repeats the one still open.
        let skipped = if self.open.is_empty() { paragraph.start() } else { paragraph.start() + 1 };
        let mut before = None;
        let mut chars = paragraph.of(self.text).char_indices().peekable();
        while let Some((offset, c)) = chars.next() {
            let at = paragraph.start() + offset;
            let after = chars.peek().map(|&(_, after)| after);
            if at >= skipped && (is_double(c) || is_single(c)) {
                match self.act(c, at, before, after, paragraph) {
                    MarkRole::Opens => self.opens(c, at),
                    MarkRole::Closes => self.closes(c, at + c.len_utf8()),
                    MarkRole::Nothing => {}
                }
            }
            before = Some(c);
        }
    }

    /// Whether the quotation that is open is taken up by the paragraph `next`.
    fn goes_on(&mut self, next: Span) -> bool {
        self.open.truncate(1);
        let first = next.of(self.text).chars().next();
        self.open.first().is_some_and(|open| first == Some(open.mark))
    }

    fn act(&self, mark: char, at: usize, before: Option<char>, after: Option<char>, paragraph: Span) -> MarkRole {
        let apart = before.is_none_or(|c| c.is_whitespace() || "([{—–-/‐".contains(c) || is_double(c) || is_single(c));
        let begins = after.is_some_and(|c| !c.is_whitespace());
        let in_word = after.is_some_and(char::is_alphanumeric);
        let open_double = self.open.iter().rev().find(|open| is_double(open.mark));
        let open_single = self.open.last().is_some_and(|open| is_single(open.mark));
        match mark {
            '„' | '「' | '『' => MarkRole::Opens,
            '」' | '』' => MarkRole::Closes,
            '“' | '‟' => match open_double {
                Some(open) if open.mark == '„' || (!apart && !in_word) => MarkRole::Closes,
                _ => MarkRole::Opens,
            },
            '”' | '″' if open_double.is_some() => MarkRole::Closes,
            '”' if apart && in_word => MarkRole::Opens,
            '«' if open_double.is_some_and(|open| open.mark == '»') => MarkRole::Closes,
            '«' => MarkRole::Opens,
            '»' if open_double.is_some_and(|open| open.mark == '«') => MarkRole::Closes,
            '»' if apart && begins => MarkRole::Opens,
            // Spaces on both sides, as in tokenized text: marks open and close alternately.
            '"' if apart && !begins => {
                if open_double.is_some() {
                    MarkRole::Closes
                } else {
                    MarkRole::Opens
                }
            }
            '"' if open_double.is_some() && !(apart && in_word) => MarkRole::Closes,
            '"' if apart && begins => MarkRole::Opens,
            '‘' if apart && in_word => MarkRole::Opens,
            '‚' | '‹' if apart && begins => MarkRole::Opens,
            '\'' if !open_single && apart && in_word && self.has_partner(at, paragraph) => MarkRole::Opens,
            '’' | '\'' | '›' if open_single && !in_word && !before.is_none_or(char::is_whitespace) => {
                // "the workers’ rights": a plural possessive, unless no later mark could close the quotation.
                let owner = before == Some('s') && mark != '›' && self.owner(at + mark.len_utf8(), paragraph);
                if owner { MarkRole::Nothing } else { MarkRole::Closes }
            }
            _ => MarkRole::Nothing,
        }
    }

    /// Whether a straight mark that may open is closed further on, so that it is no "'til" or "'90s".
    fn has_partner(&self, at: usize, paragraph: Span) -> bool {
        let rest = clipped(&self.text[at + 1..paragraph.end()]);
        if rest.starts_with(|c: char| c.is_ascii_digit()) || ELISIONS.iter().any(|word| starts_with_word(rest, word)) {
            return false;
        }
        closes_later(rest)
    }

    /// Whether a mark after "s" is a possessive: a small word follows, and another mark closes further on.
    fn owner(&self, at: usize, paragraph: Span) -> bool {
        let rest = clipped(&self.text[at..paragraph.end()]);
        rest.strip_prefix(' ').is_some_and(|rest| rest.starts_with(char::is_lowercase)) && closes_later(rest)
    }

    fn opens(&mut self, mark: char, at: usize) {
        // The same kind of mark again: the one before was never closed.
        if let Some(twin) = self.open.iter().position(|open| is_double(open.mark) == is_double(mark)) {
            self.open.truncate(twin);
        }
        self.open.push(Open { mark, start: at });
    }

    fn closes(&mut self, mark: char, end: usize) {
        let Some(at) = self.open.iter().rposition(|open| is_double(open.mark) == is_double(mark)) else { return };
        let start = self.open[at].start;
        self.open.truncate(at);
        if self.text[start..end].chars().any(char::is_alphanumeric) {
            self.found.push(Span::new(start, end));
        }
    }
}

/// Words that begin with an apostrophe.
#[rustfmt::skip]
const ELISIONS: &[&str] = &[
    "til", "em", "tis", "twas", "cause", "n", "round", "bout", "cos", "d", "s", "ll", "re", "ve",
];

fn starts_with_word(rest: &str, word: &str) -> bool {
    rest.strip_prefix(word).is_some_and(|after| !after.starts_with(char::is_alphanumeric))
}

/// How far ahead to look for the partner of a single mark, in bytes; without a limit, a page full of them would take quadratic time.
const AHEAD: usize = 600;

fn clipped(rest: &str) -> &str {
    let mut end = rest.len().min(AHEAD);
    while !rest.is_char_boundary(end) {
        end -= 1;
    }
    &rest[..end]
}

/// Whether a single mark stands behind a word or a full stop and before no letter.
fn closes_later(rest: &str) -> bool {
    let mut before = None;
    let mut chars = rest.chars().peekable();
    while let Some(c) = chars.next() {
        let ends = chars.peek().is_none_or(|after| !after.is_alphanumeric());
        if matches!(c, '’' | '\'') && ends && before.is_some_and(|c: char| !c.is_whitespace()) {
            return true;
        }
        before = Some(c);
    }
    false
}

fn is_double(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '‟' | '″' | '«' | '»' | '「' | '」' | '『' | '』')
}

fn is_single(c: char) -> bool {
    matches!(c, '\'' | '‘' | '’' | '‚' | '‹' | '›')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Quotations are in `[…]`.
    #[track_caller]
    fn check(marked: &str) {
        let text = marked.replace(['[', ']'], "");
        let layout = Layout::new(&text);
        let mut found = text.clone();
        for span in quotations(&text, &paragraphs(&text, &layout)).iter().rev() {
            found.insert(span.end(), ']');
            found.insert(span.start(), '[');
        }
        assert_eq!(found, marked);
    }

    #[test]
    fn marks_of_every_kind_are_paired() {
        check("He said [“we will not yield”] and left.");
        check("He said [\"we will not yield,\"] and left. Then [\"no.\"]");
        check("[„Wir geben nicht nach“], said he. [»Nie«], said she. [« Nous resterons »], they say.");
        check("She called it [‘a good day’] for all, and ['a start'] too.");
        check("The president said, [\"Talks are good.”] Political ties grew.");
    }

    #[test]
    fn apostrophes_are_no_marks() {
        check("The workers’ rights and Iran’s people's vote don't count in the '90s or 'til then, the boys' club.");
        check("He said [“it’s the workers’ vote”] today. He had [‘the workers’ vote’] too.");
        check("A 5\" pipe is no quotation.");
    }

    #[test]
    fn inner_quotations_are_part_of_the_outer() {
        check("[“He told me ‘go home’ twice,”] she said. [‘He told me “go home” twice,’] she said.");
    }

    #[test]
    fn a_speech_over_paragraphs_is_one() {
        check("He said: [“We will stay.\n\n“We will pay.\n\n“We will win.”] Then he left.");
        check("He said: “We will stay.\n\nNobody else spoke. [“No,”] she said.");
    }

    #[test]
    fn a_forgotten_mark_does_not_turn_the_rest_around() {
        check("He \"said that. Then [\"no\"] he went.");
        check("He “said that. Then [“no”] he went.");
    }
}
