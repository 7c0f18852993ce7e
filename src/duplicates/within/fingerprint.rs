//! The fingerprint of a document: its words as numbers, and where they stand.

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::{xxh3_64, xxh3_64_with_seed};

use super::stopwords::is_stop_word;
use crate::text::fold::fold_char;
use crate::text::lookalikes::unmixed;
use crate::text::quotation;
use crate::text::token::{is_alone, tokens};
use crate::text::{Layout, Span, Token, TokenKind};

/// The words of one document. Eleven bytes a word; the text itself is not needed again.
///
/// Case, accents, quotes, dashes and spacing are gone: documents that differ only in these have equal words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Wire", into = "Wire")]
pub struct Fingerprint {
    /// Hash of each folded word, of 28 bits: four bytes as a variable-length number. Among 200,000 different words some 75 pairs collide,
    /// and no decision hangs on one word.
    pub(crate) words: Vec<u32>,
    /// First byte of each word, with the marks that open it: a quote, a bracket.
    starts: Vec<u32>,
    /// Bytes of each word, with the marks that close it.
    lengths: Vec<u16>,
    /// Flags of each word, as bits.
    marks: Vec<u8>,
    /// Hash of all words in order: equal for identical documents only.
    pub(crate) digest: u64,
}

/// The fingerprint of an empty text.
pub(crate) static NOTHING: Fingerprint =
    Fingerprint { words: Vec::new(), starts: Vec::new(), lengths: Vec::new(), marks: Vec::new(), digest: 0 };

/// A fingerprint as it is serialized: about as many bytes as the text; plain numbers would take half as much again.
#[derive(Serialize, Deserialize)]
struct Wire {
    words: Vec<u32>,
    /// For each word, the gap in bytes since the end of the previous word, shifted left by [`MARK_BITS`], plus its flags. Mostly below 128, so one byte.
    steps: Vec<u64>,
    /// Two bits for each word: whether it is weak, and whether it stands in an address.
    weak: Vec<u8>,
    lengths: Vec<u16>,
    digest: u64,
}

impl From<Fingerprint> for Wire {
    fn from(fingerprint: Fingerprint) -> Wire {
        let mut end = 0_u32;
        let mut steps = Vec::with_capacity(fingerprint.words.len());
        let mut weak = vec![0; fingerprint.words.len().div_ceil(4)];
        for (at, ((start, length), marks)) in fingerprint.starts.iter().zip(&fingerprint.lengths).zip(&fingerprint.marks).enumerate() {
            steps.push(u64::from(start - end) << MARK_BITS | u64::from(marks & !(WEAK | ADDRESS)));
            weak[at / 4] |= (marks >> MARK_BITS) << (at % 4 * 2);
            end = start + u32::from(*length);
        }
        Wire { words: fingerprint.words, steps, weak, lengths: fingerprint.lengths, digest: fingerprint.digest }
    }
}

impl From<Wire> for Fingerprint {
    fn from(wire: Wire) -> Fingerprint {
        let (mut starts, mut marks) = (Vec::with_capacity(wire.steps.len()), Vec::with_capacity(wire.steps.len()));
        let mut end = 0_u32;
        for (at, (step, length)) in wire.steps.iter().zip(&wire.lengths).enumerate() {
            let start = end + (step >> MARK_BITS) as u32;
            starts.push(start);
            let weak = wire.weak.get(at / 4).map_or(0, |bits| bits >> (at % 4 * 2) & 3);
            marks.push((step & ((1 << MARK_BITS) - 1)) as u8 | weak << MARK_BITS);
            end = start + u32::from(*length);
        }
        Fingerprint { words: wire.words, starts, lengths: wire.lengths, marks, digest: wire.digest }
    }
}

/// Bits of the marks below that are written with the steps: all but the last two.
const MARK_BITS: u32 = 6;
/// The word is no stop word.
const CONTENT: u8 = 1;
/// A sentence begins with the word.
const SENTENCE: u8 = 2;
/// A paragraph or heading begins with the word.
const LINE: u8 = 4;
/// White space precedes the word, so it counts as a word for the reader; the second half of "six-year" does not.
const SPACED: u8 = 8;
/// The word is a single character of a script without spaces: half a word as evidence.
const HALF: u8 = 16;
/// The word stands in quotation marks.
const QUOTED: u8 = 32;
/// The word is a number, or part of a name, a title or an address: two texts about one thing have it in common without one being a copy.
const WEAK: u8 = 64;
/// The word stands in an address: that two texts have one in common says nothing.
const ADDRESS: u8 = 128;

/// Longest word kept whole, in bytes. Of a longer one (encoded data) the span stops short; it never splits a character.
const MAX_WORD: usize = u16::MAX as usize;

/// Reads the words of `text`, divided as `layout` says. One pass.
pub fn fingerprint(text: &str, layout: &Layout) -> Fingerprint {
    let mut fingerprint = Fingerprint::default();
    let mut sentences = Edges::new(&layout.sentences);
    let mut paragraphs = Edges::new(&layout.paragraphs);
    let quotations = quotation::quotations(text, &quotation::paragraphs(text, layout));
    let mut quotations = quotations.iter().copied().peekable();
    let mut line = false;
    let mut opening: Option<usize> = None; // start of marks that belong to the next word
    let mut reached = 0;
    let mut spaced = true;
    let mut folded = String::new();
    let mut address_end = 0;
    let mut shouted: Vec<bool> = Vec::new();
    let tokens = tokens(text);
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        at += 1;
        if token.span.start() > reached {
            opening = None;
            spaced = true;
        }
        reached = token.span.end();
        if paragraphs.passed(token.span.start()) {
            line = true;
        }
        if !token.kind.is_word_like() {
            match fingerprint.lengths.last_mut() {
                // Directly after a word: the mark closes it.
                Some(length) if !spaced => *length = length_within(text, *fingerprint.starts.last().unwrap_or(&0) as usize, reached),
                _ => opening = opening.or(Some(token.span.start())),
            }
            continue;
        }
        folded.clear();
        fold_word(token.span.of(text), &mut folded);
        if let Some(rest) = broken_word(text, &tokens[at - 1..]) {
            fold_word(rest.span.of(text), &mut folded);
            reached = rest.span.end();
            at += 2;
        }
        if folded.is_empty() {
            continue;
        }
        let start = opening.take().unwrap_or(token.span.start());
        let half = token.kind == TokenKind::Word && token.span.of(text).starts_with(is_alone);
        let mut marks = if is_stop_word(&folded) { 0 } else { CONTENT };
        marks |= if sentences.passed(token.span.start()) { SENTENCE } else { 0 };
        marks |= if std::mem::take(&mut line) { LINE | SENTENCE } else { 0 };
        marks |= if spaced { SPACED } else { 0 };
        marks |= if half { HALF } else { 0 };
        if spaced && token.span.start() >= address_end {
            address_end = address_until(text, token.span.start());
        }
        let is_address = token.span.start() < address_end;
        let capital = marks & SENTENCE == 0 && token.span.of(text).starts_with(char::is_uppercase);
        marks |= if capital || token.kind != TokenKind::Word || is_address { WEAK } else { 0 };
        marks |= if is_address { ADDRESS } else { 0 };
        shouted.push(token.kind == TokenKind::Word && is_shouted(token.span.of(text)));
        while quotations.next_if(|quoted| quoted.end() <= token.span.start()).is_some() {}
        marks |= if quotations.peek().is_some_and(|quoted| quoted.contains(token.span)) { QUOTED } else { 0 };
        fingerprint.words.push(xxh3_64(folded.as_bytes()) as u32 >> 4);
        fingerprint.starts.push(start as u32);
        fingerprint.lengths.push(length_within(text, start, reached));
        fingerprint.marks.push(marks);
        spaced = false;
    }
    strengthen_shouting(&mut fingerprint.marks, &shouted);
    weaken_names(&mut fingerprint.marks);
    let bytes: Vec<u8> = fingerprint.words.iter().flat_map(|word| word.to_le_bytes()).collect();
    // Many fingerprints are kept: spare room would cost more than a third of them.
    fingerprint.words.shrink_to_fit();
    fingerprint.starts.shrink_to_fit();
    fingerprint.lengths.shrink_to_fit();
    fingerprint.marks.shrink_to_fit();
    fingerprint.digest = xxh3_64_with_seed(&bytes, fingerprint.words.len() as u64);
    fingerprint
}

/// Appends the letters and digits of `word`, folded. Letters of another script that only look like those around them are taken for these.
fn fold_word(word: &str, folded: &mut String) {
    if word.is_ascii() {
        folded.extend(word.bytes().filter(u8::is_ascii_alphanumeric).map(|byte| byte.to_ascii_lowercase() as char));
    } else {
        let plain = unmixed(word);
        plain.as_deref().unwrap_or(word).chars().for_each(|c| fold_char(c, folded));
        folded.retain(char::is_alphanumeric);
    }
}

/// The second half of a word that is divided at the end of a line ("leav-", "ing"); `tokens` begin with the first half.
fn broken_word<'t>(text: &str, tokens: &'t [Token]) -> Option<&'t Token> {
    let [first, hyphen, rest, ..] = tokens else { return None };
    let is_hyphen = hyphen.span.start() == first.span.end() && matches!(hyphen.span.of(text), "-" | "\u{2010}");
    let between = is_hyphen.then(|| &text[hyphen.span.end()..rest.span.start()])?;
    let is_word = |token: &Token| token.kind == TokenKind::Word;
    let goes_on = is_word(first) && is_word(rest) && rest.span.of(text).starts_with(char::is_lowercase);
    (goes_on && between.matches('\n').count() == 1).then_some(rest)
}

/// Where the address that begins at `start` ends: a web or mail address up to the next white space or letter that addresses do not have; `start` if
/// there is none.
fn address_until(text: &str, start: usize) -> usize {
    let chunk = text[start..].split(|c: char| c.is_whitespace() || !c.is_ascii()).next().unwrap_or_default();
    let is_address = chunk.contains("://") || chunk.starts_with("www.") || chunk.contains('@');
    if is_address { start + chunk.len() } else { start }
}

/// Whether a word is written in capitals.
fn is_shouted(word: &str) -> bool {
    word.chars().nth(1).is_some() && !word.contains(char::is_lowercase) && word.contains(char::is_uppercase)
}

/// In a sentence that is written in capitals, as in cables and notices, capitals do not tell names: its words are no weaker than those of others.
fn strengthen_shouting(marks: &mut [u8], shouted: &[bool]) {
    let mut start = 0;
    while start < marks.len() {
        let end = (start + 1..marks.len()).find(|&at| marks[at] & SENTENCE != 0).unwrap_or(marks.len());
        let content = (start..end).filter(|&at| marks[at] & CONTENT != 0).count();
        let loud = (start..end).filter(|&at| marks[at] & CONTENT != 0 && shouted[at]).count();
        if loud * 10 >= content * 7 {
            for at in (start..end).filter(|&at| shouted[at]) {
                marks[at] &= if marks[at] & ADDRESS == 0 { !WEAK } else { u8::MAX };
            }
        }
        start = end;
    }
}

/// Marks the small words inside names, as in "Custodian of the Two Holy Mosques": up to two between weak words of one sentence.
fn weaken_names(marks: &mut [u8]) {
    const INSIDE: usize = 2;
    let mut last: Option<usize> = None;
    for at in 0..marks.len() {
        if marks[at] & SENTENCE != 0 {
            last = None;
        }
        if marks[at] & WEAK != 0 {
            if let Some(last) = last.filter(|last| at - last <= INSIDE + 1) {
                marks[last + 1..at].iter_mut().for_each(|marks| *marks |= WEAK);
            }
            last = Some(at);
        } else if marks[at] & CONTENT != 0 {
            last = None;
        }
    }
}

/// Length of `start..end`, cut at `MAX_WORD` on a character boundary.
fn length_within(text: &str, start: usize, end: usize) -> u16 {
    let mut length = (end - start).min(MAX_WORD);
    while !text.is_char_boundary(start + length) {
        length -= 1;
    }
    length as u16
}

/// Walks along the starts of spans.
struct Edges<'a> {
    spans: std::slice::Iter<'a, Span>,
    next: Option<usize>,
}

impl<'a> Edges<'a> {
    fn new(spans: &'a [Span]) -> Self {
        let mut spans = spans.iter();
        let next = spans.next().map(|span| span.start());
        Edges { spans, next }
    }

    /// Whether any span has started at or before `byte` since the last call.
    fn passed(&mut self, byte: usize) -> bool {
        let mut any = false;
        while self.next.is_some_and(|start| start <= byte) {
            any = true;
            self.next = self.spans.next().map(|span| span.start());
        }
        any
    }
}

impl Fingerprint {
    /// How many words the document has.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Whether there is no word to compare.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Whether word `at` is no stop word.
    pub(crate) fn is_content(&self, at: usize) -> bool {
        self.marks[at] & CONTENT != 0
    }

    /// Whether word `at` is a number, or part of a name, a title or an address.
    pub(crate) fn is_weak(&self, at: usize) -> bool {
        self.marks[at] & WEAK != 0
    }

    /// Whether word `at` stands in an address.
    pub(crate) fn is_in_address(&self, at: usize) -> bool {
        self.marks[at] & ADDRESS != 0
    }

    /// How many words begin in a span: the words in which shares are counted.
    pub fn words_in(&self, span: Span) -> u32 {
        let before = |byte: usize| self.starts.partition_point(|&start| (start as usize) < byte);
        (before(span.end()) - before(span.start())) as u32
    }

    /// Hashes of the folded words that begin in a span.
    pub(crate) fn hashes_in(&self, span: Span) -> &[u32] {
        let before = |byte: usize| self.starts.partition_point(|&start| (start as usize) < byte);
        &self.words[before(span.start())..before(span.end())]
    }

    /// Whether a sentence starts at word `at`; the end of the text counts as one.
    pub(crate) fn starts_sentence(&self, at: usize) -> bool {
        at >= self.len() || self.marks[at] & SENTENCE != 0
    }

    /// Whether a paragraph starts at word `at`; the end of the text counts as one.
    pub(crate) fn starts_line(&self, at: usize) -> bool {
        at >= self.len() || self.marks[at] & LINE != 0
    }

    /// Whether word `at` is one character of a script without spaces.
    pub(crate) fn is_half(&self, at: usize) -> bool {
        self.marks[at] & HALF != 0
    }

    /// How many of the words `start..end` stand in quotation marks.
    pub(crate) fn quoted_between(&self, start: usize, end: usize) -> u32 {
        self.marks[start..end].iter().filter(|marks| **marks & QUOTED != 0).count() as u32
    }

    /// Whether a quotation starts or ends before word `at`.
    pub(crate) fn is_quotation_edge(&self, at: usize) -> bool {
        let quoted = |at: usize| self.marks.get(at).is_some_and(|marks| marks & QUOTED != 0);
        quoted(at) != at.checked_sub(1).is_some_and(quoted)
    }

    /// Words `start..end` as the reader counts them: runs between white space, but every character of a script without spaces.
    pub(crate) fn words_between(&self, start: usize, end: usize) -> u32 {
        self.marks[start..end].iter().enumerate().filter(|&(at, marks)| at == 0 || marks & (SPACED | HALF) != 0).count() as u32
    }

    /// How well a place fits its surroundings, in thousandths: the share of its distinct content words that recur within
    /// 80 words before or after it. `None` where the place or its surroundings have fewer than eight distinct content words.
    ///
    /// A passage that was pasted into another story fits it less than the one that it was written for.
    pub fn fit(&self, place: Span) -> Option<u32> {
        const AROUND: usize = 80;
        const LEAST: usize = 8;
        let start = self.starts.partition_point(|&start| (start as usize) < place.start());
        let end = self.starts.partition_point(|&start| (start as usize) < place.end());
        let content = |words: std::ops::Range<usize>| words.filter(|&at| self.is_content(at)).map(|at| self.words[at]);
        let around = content(start.saturating_sub(AROUND)..start).chain(content(end..(end + AROUND).min(self.len())));
        let around: std::collections::HashSet<u32> = around.collect();
        let inside: std::collections::HashSet<u32> = content(start..end).collect();
        if around.len() < LEAST || inside.len() < LEAST {
            return None;
        }
        Some((inside.intersection(&around).count() * 1000 / inside.len()) as u32)
    }

    /// The bytes of words `start..end`, which must not be empty.
    pub(crate) fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.starts[start] as usize, self.starts[end - 1] as usize + self.lengths[end - 1] as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Fingerprint {
        fingerprint(text, &Layout::new(text))
    }

    #[test]
    fn spelling_does_not_matter() {
        let plain = of("\"We're Iran's six-year-old friends\", he said. Caf\u{e9}!");
        let other = of("“WE’RE   Iran’s\nsix‐year‐old FRIENDS”, He said – Cafe\u{301}");
        assert_eq!(plain.words, other.words);
        assert_eq!(plain.digest, other.digest);
    }

    #[test]
    fn words_carry_the_marks_around_them() {
        let text = "He said, “Iran’s six-year war (1980) ended.” - Then";
        let fingerprint = of(text);
        let pieces: Vec<&str> = (0..fingerprint.len()).map(|at| fingerprint.span(at, at + 1).of(text)).collect();
        assert_eq!(pieces, ["He", "said,", "“Iran’s", "six-", "year", "war", "(1980)", "ended.”", "Then"]);
        assert_eq!(fingerprint.words_between(0, fingerprint.len()), 8);
    }

    #[test]
    fn disguises_and_line_ends_do_not_matter() {
        let plain = of("The harbour board was leaving forty-one passengers behind.").words;
        assert_eq!(of("Th\u{435} h\u{430}rb\u{43e}ur board was leav-\ning forty-one pass\u{ad}engers be\u{200b}hind.").words, plain);
        assert_eq!(
            of("The harbour board was leaving forty-\none passengers behind.").len(),
            plain.len() - 1,
            "a hyphen of its own is lost at a line end"
        );
        assert_eq!(of("He left -\nthen he came.").len(), 5, "a dash is no hyphen");
    }

    #[test]
    fn names_numbers_and_addresses_are_weak() {
        let text = "Custodian of the Two Holy Mosques King Salman bin Abdulaziz paid 300 dollars, see https://example.org/some/page now.";
        let fingerprint = of(text);
        let strong: Vec<&str> =
            (0..fingerprint.len()).filter(|&at| !fingerprint.is_weak(at)).map(|at| fingerprint.span(at, at + 1).of(text)).collect();
        assert_eq!(strong, ["Custodian", "of", "the", "bin", "paid", "dollars,", "see", "now."]);
    }

    #[test]
    fn capitals_are_no_names_where_everything_is_in_capitals() {
        let weak = |text: &str| {
            let fingerprint = of(text);
            (0..fingerprint.len()).filter(|&at| fingerprint.is_weak(at)).count()
        };
        assert_eq!(weak("THE TENANT SHALL KEEP THE GUTTERS FREE OF LEAVES."), 0);
        assert_eq!(weak("The Tenant And The Owner met."), 4);
        // An address in a text without spaces is none of what stands around it.
        assert_eq!(weak("北京消息邮箱ab@cd.cn今天"), 0);
    }

    #[test]
    fn what_is_written_comes_back() {
        for text in ["He paid 300 dollars to Ilse Brandt, see https://example.org/some now.", ""] {
            let fingerprint = of(text);
            assert_eq!(Fingerprint::from(Wire::from(fingerprint.clone())), fingerprint);
        }
    }

    #[test]
    fn edges_are_marked() {
        let fingerprint = of("A headline\nThe first sentence. The second one.");
        let lines: Vec<usize> = (0..=fingerprint.len()).filter(|&at| fingerprint.starts_line(at)).collect();
        let sentences: Vec<usize> = (0..=fingerprint.len()).filter(|&at| fingerprint.starts_sentence(at)).collect();
        assert_eq!((lines, sentences), (vec![0, 2, 8], vec![0, 2, 5, 8]));
    }

    #[test]
    fn spans_never_split_a_character() {
        let text = format!("{} end", "é".repeat(50_000));
        let fingerprint = of(&text);
        assert_eq!(fingerprint.len(), 2);
        for at in 0..2 {
            fingerprint.span(at, at + 1).of(&text);
        }
    }

    /// Runs of words in quotation marks are in `[…]`.
    #[track_caller]
    fn check_quoted(marked: &str) {
        let text = marked.replace(['[', ']'], "");
        let fingerprint = fingerprint(&text, &Layout::new(&text));
        let quoted = |at: usize| at < fingerprint.len() && fingerprint.quoted_between(at, at + 1) == 1;
        let mut found = text.clone();
        for at in (0..fingerprint.len()).rev() {
            let span = fingerprint.span(at, at + 1);
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
        check_quoted("He said [“we will not yield”] and left.");
        check_quoted("He said [\"we will not yield,\"] and left.");
        check_quoted("[„Wir geben nicht nach“,] sagte er. [»Nie«,] sagte sie.");
        check_quoted("Il a dit « [nous resterons] » hier.");
        check_quoted("She called it [‘a good day’] for all.");
    }

    #[test]
    fn apostrophes_are_no_marks() {
        check_quoted("The workers’ rights and Iran’s people's vote don't count in the '90s or 'til then.");
        check_quoted("He said [“it’s the workers’ vote”] today.");
        check_quoted("A 5\" pipe is no quotation.");
    }

    #[test]
    fn quotations_in_quotations_are_part_of_them() {
        check_quoted("[“He told me ‘go home’ twice,”] she said.");
    }

    #[test]
    fn a_speech_goes_on_in_the_next_paragraph() {
        check_quoted("He said: [“We will stay.\n\n“We will pay.\n\n“We will win.”] Then he left.");
        check_quoted("He said: “We will stay.\n\nNobody else spoke. [“No,”] she said.");
    }

    #[test]
    fn a_forgotten_mark_does_not_turn_the_rest_around() {
        check_quoted("He \"said that. Then [\"no\"] he went.");
        check_quoted("He “said that. Then [“no”] he went.");
    }
}
