//! Sentences and paragraphs, also where no line end helps.
//!
//! Rules after Kiss and Strunk's observation ("Unsupervised Multilingual Sentence Boundary Detection", 2006) that
//! most false boundaries are abbreviations, initials and ordinals: a full stop ends a sentence unless the word before
//! it is one of those, or the word after it goes on in lower case.

use super::Span;
use super::lines::is_line_end;

/// Longest sentence, in bytes; a longer one is cut.
///
/// A list or a log without full stops would else be one sentence, and whatever is shown with its sentence (a figure in a
/// table, a row of a list) would hold the whole text. Sentences of contracts and laws stay below it.
pub const MAX_SENTENCE: usize = 2_000;

/// How a text is divided. Both lists are in order, without overlaps, and without white space at the ends.
///
/// Every sentence lies in one paragraph: paragraphs end only where sentences do.
#[derive(Clone, Debug, Default, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Layout {
    /// Sentences, headings among them.
    pub sentences: Vec<Span>,
    /// Paragraphs; each holds whole sentences.
    pub paragraphs: Vec<Span>,
    /// Whether a sentence was longer than [`MAX_SENTENCE`] and was cut.
    pub cut: bool,
}

impl Layout {
    /// Divides `text` in one pass.
    pub fn new(text: &str) -> Layout {
        let style = Style::of(text);
        let mut layout = Layout::default();
        let mut sentence_start = 0;
        let mut paragraph_start = 0;
        for boundary in Boundaries::new(text, style) {
            layout.push_sentence(text, sentence_start, boundary.at);
            sentence_start = boundary.at;
            if boundary.paragraph {
                layout.paragraphs.extend(trimmed(text, paragraph_start, boundary.at));
                paragraph_start = boundary.at;
            }
        }
        layout.push_sentence(text, sentence_start, text.len());
        layout.paragraphs.extend(trimmed(text, paragraph_start, text.len()));
        layout.paragraphs = divided(&layout.paragraphs, &layout.sentences);
        layout
    }

    fn push_sentence(&mut self, text: &str, start: usize, end: usize) {
        let Some(whole) = trimmed(text, start, end) else { return };
        let mut start = whole.start();
        while whole.end() - start > MAX_SENTENCE {
            let at = cut_after(text, start);
            self.sentences.extend(trimmed(text, start, at));
            self.cut = true;
            start = at;
        }
        self.sentences.extend(trimmed(text, start, whole.end()));
    }

    /// Index of the sentence that holds `byte`, or of the last before it.
    pub fn sentence_at(&self, byte: usize) -> Option<usize> {
        self.sentences.partition_point(|sentence| sentence.start() <= byte).checked_sub(1)
    }

    /// The sentence around `span`, widened where it crosses a boundary.
    pub fn sentence_around(&self, span: Span) -> Span {
        match (self.sentence_at(span.start()), self.sentence_at(span.end().saturating_sub(1))) {
            (Some(first), Some(last)) => self.sentences[first].cover(self.sentences[last]).cover(span),
            _ => span,
        }
    }
}

/// Longest run of prose shown as one paragraph where the text itself gives no break, in bytes.
const LONG_PARAGRAPH: usize = 900;
/// About how long the pieces of such a run are, in bytes.
const GOOD_PARAGRAPH: usize = 450;

/// Cuts over-long paragraphs at sentence ends: an article on a single line must still be readable.
fn divided(paragraphs: &[Span], sentences: &[Span]) -> Vec<Span> {
    let mut cut = Vec::with_capacity(paragraphs.len());
    let mut next = 0;
    for &paragraph in paragraphs {
        let first = next;
        while next < sentences.len() && sentences[next].start() < paragraph.end() {
            next += 1;
        }
        if paragraph.len() <= LONG_PARAGRAPH {
            cut.push(paragraph);
            continue;
        }
        let mut start = paragraph.start();
        for pair in sentences[first..next].windows(2) {
            let rest = paragraph.end() - pair[1].start();
            if pair[0].end() - start >= GOOD_PARAGRAPH && rest >= GOOD_PARAGRAPH / 2 {
                cut.push(Span::new(start, pair[0].end()));
                start = pair[1].start();
            }
        }
        cut.push(Span::new(start, paragraph.end()));
    }
    cut
}

/// Where a sentence that starts at `start` and is too long is cut: behind the last white space that still fits, so that no
/// word is divided; without any, behind a comma; in a script without spaces, between two characters.
fn cut_after(text: &str, start: usize) -> usize {
    let mut limit = start + MAX_SENTENCE;
    while !text.is_char_boundary(limit) {
        limit -= 1;
    }
    let last = |wanted: fn(char) -> bool| text[start..limit].char_indices().rev().find(|&(_, c)| wanted(c));
    let comma = |c| matches!(c, ',' | ';' | '，' | '、' | '；' | '،');
    last(char::is_whitespace).or_else(|| last(comma)).map_or(limit, |(at, c)| start + at + c.len_utf8())
}

/// The text between two bytes, trimmed.
fn trimmed(text: &str, start: usize, end: usize) -> Option<Span> {
    let piece = &text[start..end];
    let blank = |c: char| c.is_whitespace() || c == '\u{feff}';
    let trimmed = piece.trim_start_matches(blank);
    let start = end - trimmed.len();
    let length = trimmed.trim_end_matches(blank).len();
    (length > 0).then(|| Span::new(start, start + length))
}

/// How the author of a text marks paragraphs.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Style {
    /// Each line is a paragraph.
    Lines,
    /// Lines are wrapped; a blank line ends a paragraph.
    Wrapped,
    /// One line for everything; wide gaps end a paragraph.
    Gaps,
}

impl Style {
    fn of(text: &str) -> Style {
        let (mut lines, mut continued) = (0, 0);
        for line in text.split(is_line_end).map(str::trim_start).filter(|line| !line.is_empty()) {
            lines += 1;
            continued += usize::from(line.starts_with(|c: char| c.is_lowercase()));
        }
        if lines <= 1 {
            Style::Gaps
        } else if continued * 6 >= lines {
            // In wrapped prose every second line or so starts in the middle of a sentence.
            Style::Wrapped
        } else {
            Style::Lines
        }
    }
}

struct Boundary {
    /// Start of the next sentence, or the white space before it.
    at: usize,
    paragraph: bool,
}

/// Walks from white space to white space: a boundary is nowhere else, save in scripts that need none.
struct Boundaries<'t> {
    text: &'t str,
    style: Style,
    at: usize,
}

impl<'t> Boundaries<'t> {
    fn new(text: &'t str, style: Style) -> Self {
        Boundaries { text, style, at: 0 }
    }
}

impl Iterator for Boundaries<'_> {
    type Item = Boundary;

    fn next(&mut self) -> Option<Boundary> {
        while let Some(offset) = self.text[self.at..].find(|c: char| c.is_whitespace() || is_wide_stop(c)) {
            let at = self.at + offset;
            let rest = &self.text[at..];
            if let Some(stop) = rest.chars().next().filter(|&c| is_wide_stop(c)) {
                let after = &rest[stop.len_utf8()..];
                let closing = after.len() - after.trim_start_matches(is_closer).len();
                self.at = at + stop.len_utf8() + closing;
                return Some(Boundary { at: self.at, paragraph: false });
            }
            let next = rest.trim_start();
            let gap = &rest[..rest.len() - next.len()];
            self.at = at + gap.len();
            if next.is_empty() {
                return None;
            }
            if let Some(paragraph) = self.boundary(&self.text[..at], gap, next) {
                return Some(Boundary { at: self.at, paragraph });
            }
        }
        None
    }
}

impl Boundaries<'_> {
    /// Whether a sentence ends between `before` and `next`; then whether a paragraph does.
    fn boundary(&self, before: &str, gap: &str, next: &str) -> Option<bool> {
        let line_ends = count_line_ends(gap);
        let wide = gap.chars().nth(1).is_some() && line_ends == 0;
        let paragraph = match self.style {
            Style::Lines => line_ends >= 1,
            Style::Wrapped => line_ends >= 2 || (line_ends == 1 && is_list_item(next)),
            // A gap in the middle of a sentence is a typing error; before a capital it ends a heading.
            Style::Gaps => wide && next.trim_start_matches(is_opener).starts_with(|c: char| !c.is_lowercase()),
        };
        if paragraph {
            return Some(true);
        }
        ends_sentence(before, next).then_some(false)
    }
}

fn count_line_ends(gap: &str) -> usize {
    let mut count = 0;
    let mut previous = ' ';
    for c in gap.chars() {
        count += usize::from(is_line_end(c) && !(c == '\n' && previous == '\r'));
        previous = c;
    }
    count
}

fn is_list_item(next: &str) -> bool {
    ["- ", "* ", "• ", "– "].iter().any(|bullet| next.starts_with(bullet))
}

fn ends_sentence(before: &str, next: &str) -> bool {
    let inner = before.trim_end_matches(is_closer);
    let Some(stop) = inner.chars().next_back() else { return false };
    let starts = next.trim_start_matches(is_opener).chars().next().unwrap_or(' ');
    match stop {
        '!' | '?' | '…' | '؟' | '।' | '۔' => !starts.is_lowercase(),
        '.' => {
            if starts.is_lowercase() {
                return false;
            }
            let stem = inner.trim_end_matches('.');
            if inner.len() - stem.len() > 1 {
                return true; // an ellipsis before a capital
            }
            !is_abbreviation(stem, next, before.len() > inner.len())
        }
        _ => false,
    }
}

/// Whether the full stop after `stem` belongs to its last word.
fn is_abbreviation(stem: &str, next: &str, closed: bool) -> bool {
    let word_start = stem
        .rfind(|c: char| c.is_whitespace() || is_opener(c) || c == '-' || c == '/')
        .map_or(0, |at| at + stem[at..].chars().next().map_or(0, char::len_utf8));
    let word = &stem[word_start..];
    let next_word: String = next.trim_start_matches(is_opener).chars().take_while(|c| c.is_alphabetic()).collect();
    if closed {
        return false; // "(… Co.) The": the bracket is closed, the abbreviation is over
    }
    // "J." before a name; but "Plan B. The" ends.
    let mut letters = word.chars();
    if let (Some(letter), None) = (letters.next(), letters.next()) {
        return letter.is_uppercase() && !is_starter(&next_word);
    }
    // "U.S." and "a.m." end a sentence when a typical first word follows.
    if word.contains('.') && word.split('.').all(|part| part.chars().count() <= 2 && part.chars().all(char::is_alphabetic)) {
        return !is_starter(&next_word);
    }
    let lower = word.to_lowercase();
    if TITLES.contains(&lower.as_str()) {
        return true;
    }
    if BEFORE_NUMBER.contains(&lower.as_str()) {
        return next.starts_with(|c: char| c.is_numeric() || c == '#' || c == '§');
    }
    SUFFIXES.contains(&lower.as_str()) && !is_starter(&next_word)
}

/// Always followed by a name.
const TITLES: &[&str] = &[
    "mr", "mrs", "ms", "dr", "prof", "gen", "lt", "col", "maj", "capt", "cmdr", "sgt", "cpl", "adm", "brig", "sen", "rep", "gov", "rev",
    "hon", "st", "fr", "messrs", "mme", "mlle", "pres", "amb", "supt", "insp", "det", "vs", "cf", "e.g", "i.e", "viz", "ca",
];
/// Followed by a number, else ends a sentence.
const BEFORE_NUMBER: &[&str] = &[
    "no", "nos", "art", "sec", "fig", "figs", "vol", "p", "pp", "ch", "para", "approx", "jan", "feb", "mar", "apr", "jun", "jul", "aug",
    "sep", "sept", "oct", "nov", "dec", "rs", "est",
];
/// Ends of company names and lists: a sentence may end with them too.
const SUFFIXES: &[&str] =
    &["inc", "co", "corp", "ltd", "llc", "plc", "bros", "jr", "sr", "etc", "al", "dept", "govt", "univ", "mt", "ft", "ave", "blvd"];

/// Words that begin sentences and hardly any name.
fn is_starter(word: &str) -> bool {
    const STARTERS: &[&str] = &[
        "The",
        "A",
        "An",
        "He",
        "She",
        "It",
        "They",
        "We",
        "I",
        "You",
        "In",
        "On",
        "At",
        "But",
        "And",
        "This",
        "That",
        "These",
        "Those",
        "There",
        "His",
        "Her",
        "Its",
        "Their",
        "Our",
        "As",
        "For",
        "If",
        "When",
        "While",
        "After",
        "Before",
        "However",
        "Also",
        "Since",
        "With",
        "By",
        "From",
        "To",
        "According",
        "Meanwhile",
        "So",
        "Then",
        "Now",
        "Some",
        "Many",
        "Most",
        "No",
        "Not",
        "What",
        "Who",
        "How",
        "Why",
        "Where",
        "One",
        "Last",
        "Earlier",
        "Under",
        "During",
        "Both",
        "Other",
        "All",
    ];
    STARTERS.contains(&word)
}

fn is_closer(c: char) -> bool {
    matches!(c, '"' | '\'' | '”' | '’' | '»' | ')' | ']' | '}' | '」' | '』')
}

fn is_opener(c: char) -> bool {
    matches!(c, '"' | '\'' | '“' | '‘' | '«' | '„' | '(' | '[' | '{' | '¿' | '¡' | '「' | '『')
}

fn is_wide_stop(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '．')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `|` marks where one sentence ends and the next begins, `¶` where a paragraph does too.
    #[track_caller]
    fn check(marked: &str) {
        let text: String = marked.replace(['|', '¶'], "");
        let layout = Layout::new(&text);
        let pieces = |spans: &[Span]| spans.iter().map(|span| span.of(&text).to_string()).collect::<Vec<_>>();
        let expected = |marks: &[char]| {
            let rest: String = marked.chars().filter(|c| marks.contains(c) || !matches!(c, '|' | '¶')).collect();
            rest.split(|c| marks.contains(&c)).map(|piece| piece.trim().to_string()).collect::<Vec<_>>()
        };
        assert_eq!(pieces(&layout.sentences), expected(&['|', '¶']), "sentences");
        assert_eq!(pieces(&layout.paragraphs), expected(&['¶']), "paragraphs");
    }

    #[test]
    fn sentences_need_no_line_end() {
        check("Rouhani arrived. |He met Putin. |“Ties are good,” he said.");
        check("Medvedev said, “Moscow is ready.” |“Currently, all is well,” he added.");
    }

    #[test]
    fn abbreviations_and_initials_do_not_end_one() {
        check("Mr. Raisi met Gen. J. R. Smith of Acme Inc. in Moscow. |The U.S. has left.");
        check("It was sold to the U.S. |The price rose.");
        check("See No. 5 of Jan. 3. |He said no. |Then he left.");
    }

    #[test]
    fn decimals_do_not_end_one() {
        check("It rose 3.5 percent to 1.234 in May. |Then it fell.");
    }

    #[test]
    fn lower_case_goes_on() {
        check("The word etc. is short. |“Why?” he asked. |Why not?");
    }

    #[test]
    fn gaps_divide_a_one_line_article() {
        check("He spoke of trade.  ¶Iran and Russia, a new era  ¶Iran and Russia have grown close. |They trade.");
        check("All is well. |NA/AK  ¶\u{a0}All Content is licensed.");
    }

    #[test]
    fn lines_are_paragraphs_unless_wrapped() {
        check("A headline\n¶The first paragraph. |It has two sentences.\n¶The last one.");
        check("This text was wrapped\nby a mail program at\na narrow width. |It goes\non.\n\n¶A new paragraph\nstarts here.");
    }

    #[test]
    fn line_ends_of_all_kinds_divide() {
        check("A headline\r\n¶The first. |The second.\r¶Third.");
    }

    #[test]
    fn long_runs_are_cut_for_reading() {
        let text = "The quick brown fox jumps over the lazy dog every day. ".repeat(60);
        let layout = Layout::new(&text);
        assert_eq!(layout.sentences.len(), 60);
        assert!(layout.paragraphs.len() > 4 && layout.paragraphs.iter().all(|p| p.len() <= LONG_PARAGRAPH));
    }

    #[test]
    fn endless_sentences_are_cut_between_words() {
        for text in ["a list without an end ".repeat(5_000), "北京是首都".repeat(5_000), "1,22,333,".repeat(5_000)] {
            let layout = Layout::new(&text);
            assert!(layout.cut && layout.sentences.iter().all(|sentence| sentence.len() <= MAX_SENTENCE));
            let ends_word =
                |span: &Span| text[span.end()..].starts_with(|c: char| !c.is_ascii_alphanumeric()) || text[..span.end()].ends_with(',');
            assert!(layout.sentences.iter().rev().skip(1).all(ends_word));
            let inside = |sentence: &Span| layout.paragraphs.iter().any(|paragraph| paragraph.contains(*sentence));
            assert!(layout.sentences.iter().all(inside), "a sentence crosses paragraphs");
        }
        assert!(!Layout::new(&format!("Short.{}", " ".repeat(5_000))).cut);
        assert!(!Layout::new(&"Many short ones. ".repeat(1_000)).cut);
    }

    #[test]
    fn wide_stops_divide_without_spaces() {
        check("北京是首都。|上海是城市");
    }
}
