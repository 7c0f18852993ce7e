//! Which words stand in quotation marks.
//!
//! Marks are paired within a paragraph: a forgotten one spoils no more than that. A speech that goes on in the next paragraph opens each with a mark
//! and closes only the last; there the mark that opens the next paragraph closes this one. Quotations inside quotations are part of them.

use std::ops::Range;

/// Pairs the quotation marks of a text, in reading order.
#[derive(Default)]
pub(super) struct Quotations {
    open: Option<Open>,
    /// What was not closed where its paragraph ended, and the first word after it.
    unclosed: Option<(Open, usize)>,
    /// Words in quotation marks.
    pub(super) found: Vec<Range<usize>>,
}

#[derive(Clone, Copy)]
struct Open {
    mark: char,
    /// Marks that close it.
    close: &'static [char],
    /// First word in it.
    from: usize,
}

impl Quotations {
    /// A paragraph begins with the word `at`.
    pub(super) fn paragraph(&mut self, at: usize) {
        self.unclosed = self.open.take().map(|open| (open, at));
    }

    /// A mark stands before the word `at`, between these two characters.
    pub(super) fn mark(&mut self, mark: char, at: usize, before: Option<char>, after: Option<char>) {
        let may_open = before.is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '.' | ',' | '!' | '?' | '…'));
        let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let apart = before.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | '—' | '–' | '-' | '/'));
        let close: &[char] = match mark {
            '“' | '″' => &['”', '"', '″'],
            '„' => &['“', '”', '"'],
            '”' if apart && is_word(after) => &['”'],
            '"' if may_open && after.is_some_and(|c| !c.is_whitespace()) => &['"'],
            '«' => &['»'],
            '»' if apart && is_word(after) => &['«'],
            '‹' => &['›'],
            '「' => &['」'],
            '『' => &['』'],
            '‘' | '\'' if apart && is_word(after) => &['’', '\''],
            '‚' if apart && is_word(after) => &['‘', '’'],
            _ => &[],
        };
        // "“" closes in German; an apostrophe at the end of a word closes only what an apostrophe opened.
        let closes = |open: &Open| {
            open.close.contains(&mark) && !(matches!(mark, '’' | '\'') && is_word(after)) && (mark != '"' || close.is_empty())
        };
        if let Some(open) = self.open.take_if(|open| closes(open)) {
            self.found.extend((open.from < at).then_some(open.from..at));
        } else if !close.is_empty() {
            if let Some((open, _)) = self.unclosed.take().filter(|(open, end)| (open.mark, *end) == (mark, at)) {
                self.found.push(open.from..at);
            }
            // A single mark inside double ones is part of them.
            if self.open.is_none_or(|open| open.mark == mark) {
                self.open = Some(Open { mark, close, from: at });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::duplicates::prints;
    use crate::text::Layout;

    /// Runs of words in quotation marks are in `[…]`.
    #[track_caller]
    fn check(marked: &str) {
        let text = marked.replace(['[', ']'], "");
        let prints = prints(&text, &Layout::new(&text));
        let quoted = |at: usize| at < prints.len() && prints.quoted_between(at, at + 1) == 1;
        let mut found = text.clone();
        for at in (0..prints.len()).rev() {
            let span = prints.span(at, at + 1);
            if quoted(at) && !quoted(at + 1) {
                found.insert(span.end(), ']');
            }
            if quoted(at) && (at == 0 || !quoted(at - 1)) {
                found.insert(span.start(), '[');
            }
        }
        assert_eq!(found, marked);
    }

    #[test]
    fn words_between_marks_are_quoted() {
        check("He said [“we will not yield”] and left.");
        check("He said [\"we will not yield,\"] and left.");
        check("[„Wir geben nicht nach“,] sagte er. [»Nie«,] sagte sie.");
        check("Il a dit « [nous resterons] » hier.");
        check("She called it [‘a good day’] for all.");
    }

    #[test]
    fn apostrophes_are_no_marks() {
        check("The workers’ rights and Iran’s people's vote don't count in the '90s or 'til then.");
        check("He said [“it’s the workers’ vote”] today.");
        check("A 5\" pipe is no quotation.");
    }

    #[test]
    fn quotations_in_quotations_are_part_of_them() {
        check("[“He told me ‘go home’ twice,”] she said.");
    }

    #[test]
    fn a_speech_goes_on_in_the_next_paragraph() {
        check("He said: [“We will stay.\n\n“We will pay.\n\n“We will win.”] Then he left.");
        check("He said: “We will stay.\n\nNobody else spoke. [“No,”] she said.");
    }

    #[test]
    fn a_forgotten_mark_does_not_turn_the_rest_around() {
        check("He \"said that. Then [\"no\"] he went.");
        check("He “said that. Then [“no”] he went.");
    }
}
