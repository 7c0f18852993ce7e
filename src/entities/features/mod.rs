//! What the tagger sees of a word: its letters, its neighbours, the capitalised run around it, the lexicons, what the rules make
//! of it, and what the rest of the document tells of the same form.
//!
//! The trainer and the tagger share this file: a feature that one of them counted differently would be worth nothing. Each
//! feature is a hash of a template and a few values; nothing else of a text reaches the weights.

// Without the trainer, some of it is used by nobody, and nothing by other crates.
#![cfg_attr(not(feature = "train"), allow(dead_code, unreachable_pub))]

mod word;

use std::collections::HashMap;

use xxhash_rust::xxh3::xxh3_64;

use self::word::{Case, Word, mark};
#[cfg(feature = "train")]
use super::lexicon;
use super::runs::Run;
use super::{EntityKind, Names};
use crate::text::fold::folded;
use crate::text::{Layout, Token, TokenKind};

/// Labels of a token: outside, and beginning or inside of each kind.
pub const LABELS: usize = 1 + 2 * EntityKind::ALL.len();
/// The label of what is no name.
pub const OUTSIDE: usize = 0;

/// The label of the first word of a name.
pub fn begin(kind: EntityKind) -> usize {
    1 + 2 * kind as usize
}

/// The label of the other words of a name.
pub fn inside(kind: EntityKind) -> usize {
    2 + 2 * kind as usize
}

/// Whether `next` may follow `label`: a name goes on only with its own kind.
pub fn may_follow(label: usize, next: usize) -> bool {
    next == OUTSIDE || next % 2 == 1 || label == next || label + 1 == next
}

/// Tokens that are labelled together; all others are outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// First token.
    pub start: usize,
    /// First token after it.
    pub end: usize,
    /// The sentence around it.
    sentence: (usize, usize),
}

/// Where the other occurrences of a form stand.
const CONTEXTS: usize = 11;
mod context {
    pub(super) const LOWER: usize = 0;
    pub(super) const AFTER_TITLE: usize = 1;
    pub(super) const BEFORE_SPEECH: usize = 2;
    pub(super) const AFTER_PREPOSITION: usize = 3;
    pub(super) const BRACKETED: usize = 4;
    pub(super) const AFTER_THE: usize = 5;
    pub(super) const POSSESSIVE: usize = 6;
    pub(super) const AFTER_FORENAME: usize = 7;
    pub(super) const MID_SENTENCE: usize = 8;
    pub(super) const BEFORE_COMMA: usize = 9;
    pub(super) const IN_BODY: usize = 10;
}

/// Lists of names, a bit each; the words of a match know whether they begin or continue it.
pub mod list {
    /// Names of countries.
    pub const COUNTRY: u16 = 1;
    /// Cities.
    pub const CITY: u16 = 1 << 2;
    /// Provinces and states.
    pub const REGION: u16 = 1 << 3;
    /// Nationalities.
    pub const DEMONYM: u16 = 1 << 4;
    /// Well-known bodies.
    pub const ORGANIZATION: u16 = 1 << 5;
    /// Well-known groups.
    pub const GROUP: u16 = 1 << 6;
    /// Other well-known places.
    pub const PLACE: u16 = 1 << 7;
    /// Well-known events.
    pub const EVENT: u16 = 1 << 8;
    /// Well-known treaties.
    pub const LAW: u16 = 1 << 9;
    /// Forenames.
    pub const FORENAME: u16 = 1 << 10;
    /// Surnames.
    pub const SURNAME: u16 = 1 << 11;
    /// Companies.
    pub const COMPANY: u16 = 1 << 12;
    /// Cities of many inhabitants.
    pub const BIG_CITY: u16 = 1 << 13;
    /// A longer entry begins with these words.
    pub const GOES_ON: u16 = 1 << 15;
}

/// Looks up which lists a phrase is in, by the hash of its folded words.
pub trait Lists {
    /// Bits of [`list`].
    fn of(&self, phrase: u32) -> u16;

    /// The class of the word that is this phrase, among words that are used alike; 0 if it is in none.
    fn class(&self, phrase: u32) -> u8;
}

/// Longest phrase that is looked up, in tokens.
const MAX_PHRASE: usize = 6;

/// The hash of one word of a phrase, folded.
fn phrase_word(word: &str) -> u32 {
    xxh3_64(folded(word).as_bytes()) as u32
}

/// The hash of a phrase that goes on with `word`.
fn phrase_with(phrase: u32, word: u32) -> u32 {
    (phrase.rotate_left(9) ^ word).wrapping_mul(0x9E37_79B1)
}

/// Hashes of the beginnings of a name, the last of which is the name's own.
pub fn phrase_hashes(name: &str) -> Vec<u32> {
    let mut hashes = Vec::new();
    let mut phrase = 0;
    for token in crate::text::token::tokens(name) {
        phrase = phrase_with(phrase, phrase_word(token.span.of(name)));
        hashes.push(phrase);
    }
    hashes
}

/// A document as the tagger sees it.
pub struct Page<'t> {
    tokens: &'t [Token],
    words: Vec<Word>,
    word_of: Vec<u32>,
    /// For each token: matches of name lists, two bits a list (begins, continues).
    lists: Vec<u32>,
    /// For each token: label that the rules give it, and what decided.
    rules: Vec<(u8, u8)>,
    /// For each token: index of its run and one, or 0.
    run_of: Vec<u32>,
    runs: Vec<RunView>,
    /// For each form: how often it stands in each context.
    contexts: Vec<[u16; CONTEXTS]>,
    /// For each token: its own contexts as bits.
    context_of: Vec<u16>,
    /// What is to be labelled.
    pub stretches: Vec<Stretch>,
}

/// A capitalised run as features need it.
struct RunView {
    start: usize,
    end: usize,
    flags: u64,
    /// Closed lists that its words are in.
    marks: u16,
    first: u64,
    last: u64,
    before: u64,
    after: u64,
    /// Classes of the first word, the last one and the words around.
    classes: [u64; 4],
}

const START: u64 = 0x5354_4152_5401;
const END: u64 = 0x454e_4402;

impl<'t> Page<'t> {
    /// Reads the whole document once.
    pub(super) fn new(text: &'t str, tokens: &'t [Token], layout: &Layout, runs: &[Run], rules: &Names, lists: &impl Lists) -> Page<'t> {
        let mut page = Page {
            tokens,
            words: Vec::new(),
            word_of: Vec::with_capacity(tokens.len()),
            lists: vec![0; tokens.len()],
            rules: vec![(0, 0); tokens.len()],
            run_of: vec![0; tokens.len()],
            runs: Vec::with_capacity(runs.len()),
            contexts: Vec::new(),
            context_of: vec![0; tokens.len()],
            stretches: Vec::new(),
        };
        page.read_words(text, lists);
        page.match_lists(lists);
        page.mark_rules(rules);
        for run in runs {
            page.add_run(run);
        }
        page.cut(layout);
        page.read_contexts();
        page
    }

    fn word(&self, at: usize) -> &Word {
        &self.words[self.word_of[at] as usize]
    }

    fn read_words(&mut self, text: &'t str, lists: &impl Lists) {
        let mut known: HashMap<&str, u32> = HashMap::new();
        let mut forms: HashMap<u64, u32> = HashMap::new();
        for token in self.tokens {
            let written = token.span.of(text);
            let index = *known.entry(written).or_insert_with(|| {
                self.words.push(Word::new(written, token.kind, &mut forms, lists));
                self.words.len() as u32 - 1
            });
            self.word_of.push(index);
        }
        self.contexts = vec![[0; CONTEXTS]; forms.len()];
    }

    fn match_lists(&mut self, lists: &impl Lists) {
        for start in 0..self.tokens.len() {
            if !self.word(start).case.is_name_like() {
                continue;
            }
            let mut phrase = 0;
            // The longest match of each list.
            let mut longest = [0_u8; 15];
            for (length, at) in (start..self.tokens.len().min(start + MAX_PHRASE)).enumerate() {
                phrase = phrase_with(phrase, self.word(at).phrase);
                let found = lists.of(phrase);
                if found == 0 {
                    break;
                }
                for (list, longest) in longest.iter_mut().enumerate() {
                    if found & (1 << list) != 0 {
                        *longest = length as u8 + 1;
                    }
                }
                if found & list::GOES_ON == 0 {
                    break;
                }
            }
            for (list, &length) in longest.iter().enumerate().filter(|(_, length)| **length > 0) {
                let bit = 2 * list as u32;
                // Within a longer match of the same list nothing begins.
                if self.lists[start] & (2 << bit) != 0 {
                    continue;
                }
                self.lists[start] |= 1 << bit;
                for at in start + 1..start + length as usize {
                    self.lists[at] |= 2 << bit;
                }
            }
        }
    }

    fn mark_rules(&mut self, rules: &Names) {
        let mut at = 0;
        for mention in &rules.mentions {
            while at < self.tokens.len() && self.tokens[at].span.start() < mention.span.start() {
                at += 1;
            }
            let mut label = begin(mention.kind);
            while at < self.tokens.len() && self.tokens[at].span.end() <= mention.span.end() {
                self.rules[at] = (label as u8, mention.why as u8);
                label = inside(mention.kind);
                at += 1;
            }
        }
    }

    fn add_run(&mut self, run: &Run) {
        let (start, end) = (run.start, run.end);
        let marks = (start..end).fold(0, |marks, at| marks | self.word(at).marks);
        let lower = |at: Option<usize>| at.and_then(|at| self.word_of.get(at)).map_or(START, |word| self.words[*word as usize].lower);
        let class =
            |at: Option<usize>| at.and_then(|at| self.word_of.get(at)).map_or(0, |word| u64::from(self.words[*word as usize].class));
        let view = RunView {
            start,
            end,
            flags: u64::from(run.opens_sentence) | u64::from(run.in_headline) << 1 | ((end - start).min(6) as u64) << 2,
            marks,
            first: self.word(start).lower,
            last: self.word(end - 1).lower,
            before: lower(start.checked_sub(1)),
            after: lower(Some(end)),
            classes: [Some(start), Some(end - 1), start.checked_sub(1), Some(end)].map(class),
        };
        self.runs.push(view);
        let number = self.runs.len() as u32;
        self.run_of[start..end].fill(number);
    }

    /// Finds what may be part of a name: everything near a capital.
    fn cut(&mut self, layout: &Layout) {
        let mut first = 0;
        for sentence in &layout.sentences {
            while first < self.tokens.len() && self.tokens[first].span.start() < sentence.start() {
                first += 1;
            }
            let mut end = first;
            while end < self.tokens.len() && self.tokens[end].span.start() < sentence.end() {
                end += 1;
            }
            self.cut_sentence(first, end);
            first = end;
        }
    }

    fn cut_sentence(&mut self, start: usize, end: usize) {
        let mut open: Option<Stretch> = None;
        for at in start..end {
            if !self.word(at).case.is_name_like() {
                continue;
            }
            let from = self.reach_left(at, start);
            let to = self.reach_right(at + 1, end);
            match &mut open {
                Some(stretch) if from <= stretch.end + 1 => stretch.end = to,
                _ => {
                    self.stretches.extend(open.take());
                    open = Some(Stretch { start: from, end: to, sentence: (start, end) });
                }
            }
        }
        self.stretches.extend(open);
    }

    /// "the 2016 Games", "al-Assad", "van der Berg".
    fn reach_left(&self, at: usize, start: usize) -> usize {
        let mut from = at;
        while from > start && at - from < 4 {
            let before = self.word(from - 1);
            let joins = before.case == Case::Number || before.case == Case::Mixed || before.marks & mark::PARTICLE != 0;
            // An apostrophe or a hyphen joins only what is joined further on.
            if !joins
                && (self.tokens[from - 1].kind != TokenKind::Mark || self.tokens[from - 1].span.end() != self.tokens[from].span.start())
            {
                break;
            }
            from -= 1;
        }
        from
    }

    /// "Boeing 737", "Nojeh air base", "Tupolev-22m3".
    fn reach_right(&self, at: usize, end: usize) -> usize {
        (at + 2).min(end)
    }

    fn read_contexts(&mut self) {
        for at in 0..self.tokens.len() {
            let word = self.word(at);
            if word.case == Case::Lower {
                let form = word.form as usize;
                self.contexts[form][context::LOWER] = self.contexts[form][context::LOWER].saturating_add(1);
                self.context_of[at] = 1 << context::LOWER;
            }
        }
        for run in 0..self.runs.len() {
            let (start, end) = (self.runs[run].start, self.runs[run].end);
            let marks_at = |at: Option<usize>| at.filter(|at| *at < self.tokens.len()).map_or(0, |at| self.word(at).marks);
            let (before, after) = (start.checked_sub(1), Some(end));
            let titled = marks_at(before) & (mark::POST | mark::HONORIFIC) != 0;
            let mut shared = 0_u16;
            let mut set = |context: usize, holds: bool| shared |= u16::from(holds) << context;
            set(context::BEFORE_SPEECH, marks_at(after) & mark::SPEECH != 0);
            set(context::AFTER_PREPOSITION, marks_at(before) & mark::PREPOSITION != 0);
            let mark_at =
                |at: Option<usize>, lower: u64| at.filter(|at| *at < self.tokens.len()).is_some_and(|at| self.word(at).lower == lower);
            set(context::BRACKETED, mark_at(before, xxh3_64(b"(")) && mark_at(after, xxh3_64(b")")));
            set(context::AFTER_THE, mark_at(before, xxh3_64(b"the")));
            set(context::POSSESSIVE, self.tokens.get(end).is_some_and(|token| token.kind == TokenKind::Possessive));
            set(context::MID_SENTENCE, self.runs[run].flags & 3 == 0);
            set(context::BEFORE_COMMA, mark_at(after, xxh3_64(b",")));
            set(context::IN_BODY, self.word(end - 1).marks & mark::ORGANIZATION != 0);
            let mut titled = titled;
            let mut named = false;
            for at in start..end {
                let bits = shared | u16::from(titled) << context::AFTER_TITLE | u16::from(named) << context::AFTER_FORENAME;
                self.context_of[at] |= bits;
                let form = self.word(at).form as usize;
                for (context, count) in self.contexts[form].iter_mut().enumerate() {
                    *count = count.saturating_add(bits >> context & 1);
                }
                let word = self.word(at);
                titled |= word.marks & (mark::POST | mark::HONORIFIC) != 0;
                named |= self.lists[at] & begins(list::FORENAME) != 0;
            }
        }
    }

    /// Hands every feature of the token at `at` to `take`.
    pub fn features(&self, stretch: &Stretch, at: usize, mut take: impl FnMut(u64)) {
        let (start, end) = stretch.sentence;
        let near = |offset: isize| -> Option<&Word> {
            let place = at as isize + offset;
            (place >= start as isize && place < end as isize).then(|| self.word(place as usize))
        };
        let lower = |offset: isize| near(offset).map_or(if offset < 0 { START } else { END }, |word| word.lower);
        let shape = |offset: isize| near(offset).map_or(if offset < 0 { START } else { END }, |word| word.shape);
        let case = |offset: isize| near(offset).map_or(15, |word| word.case as u64);
        let word = self.word(at);
        let mut put = |template: u64, value: u64| take(mix(template, value));

        put(1, 0);
        put(2, lower(0));
        put(3, pair(lower(0), case(0)));
        put(4, lower(-1));
        put(5, lower(1));
        put(6, lower(-2));
        put(7, lower(2));
        put(8, pair(lower(-1), lower(0)));
        put(9, pair(lower(0), lower(1)));
        put(10, pair(pair(lower(-1), lower(1)), case(0)));
        for length in 0..4 {
            if word.prefixes[length] != 0 {
                put(11 + length as u64, pair(word.prefixes[length], case(0)));
                put(15 + length as u64, pair(word.suffixes[length], case(0)));
            }
        }
        put(19, shape(0));
        put(20, shape(-1));
        put(21, shape(1));
        put(22, pair(pair(shape(-1), shape(0)), shape(1)));
        put(23, case(-2) | case(-1) << 4 | case(0) << 8 | case(1) << 12 | case(2) << 16);
        put(24, near(-1).map_or(START, |word| word.suffixes[2]));
        put(25, near(1).map_or(END, |word| word.suffixes[2]));
        let first = u64::from(at == start) | u64::from(at + 1 == end) << 1;
        put(26, first | case(0) << 2);

        let lists = |offset: isize| near(offset).map_or(0, |_| self.lists[(at as isize + offset) as usize]);
        let here = lists(0);
        for bit in bits(u64::from(here)) {
            put(27, bit);
            put(28, bit | case(0) << 6 | first << 10);
        }
        for bit in bits(u64::from(lists(-1))) {
            put(29, bit);
        }
        for bit in bits(u64::from(lists(1))) {
            put(30, bit);
        }
        put(31, u64::from(here));
        put(32, pair(u64::from(lists(-1)), u64::from(here)));
        put(33, pair(u64::from(here), u64::from(lists(1))));

        let rules = |offset: isize| near(offset).map_or((31, 0), |_| self.rules[(at as isize + offset) as usize]);
        let (label, why) = rules(0);
        put(34, u64::from(label));
        put(35, u64::from(label) | u64::from(why) << 5);
        put(36, u64::from(label) | u64::from(rules(-1).0) << 5);
        put(37, u64::from(label) | u64::from(rules(1).0) << 5);
        put(38, pair(u64::from(label), shape(0)));
        put(39, pair(u64::from(label) | u64::from(why) << 5, lower(1)));
        put(40, pair(u64::from(label) | u64::from(why) << 5, lower(-1)));

        let marks = |offset: isize| near(offset).map_or(0, |word| word.marks);
        put(41, u64::from(marks(0)) | case(0) << 16);
        put(42, u64::from(marks(-1)) | case(-1) << 16);
        put(43, u64::from(marks(1)) | case(1) << 16);
        put(44, pair(u64::from(marks(-1)), u64::from(marks(1))) ^ case(0));

        if let Some(run) = (self.run_of[at] as usize).checked_sub(1).map(|run| &self.runs[run]) {
            let place = u64::from(at == run.start) | u64::from(at + 1 == run.end) << 1;
            let from_end = (run.end - 1 - at).min(4) as u64;
            put(45, place | run.flags << 2);
            put(46, place | from_end << 2 | u64::from(run.marks) << 5);
            put(47, pair(run.last, from_end));
            put(48, pair(run.first, (at - run.start).min(4) as u64));
            put(49, pair(run.before, place));
            put(50, pair(run.after, place));
            put(51, pair(pair(run.before, run.after), place));
            put(52, u64::from(self.word(run.end - 1).marks) | place << 16);
            put(53, pair(u64::from(self.lists[run.end - 1]), from_end));
            put(54, pair(u64::from(self.lists[run.start]), (at - run.start).min(4) as u64));
            put(55, pair(word.suffixes[2], place | run.flags << 2));
        } else {
            put(56, case(-1) | case(1) << 4);
        }

        let class = |offset: isize| near(offset).map_or(0, |word| u64::from(word.class));
        put(60, class(0) | case(0) << 8);
        put(61, class(-1));
        put(62, class(1));
        put(63, class(-2));
        put(64, class(2));
        put(65, class(-1) | class(0) << 8 | case(0) << 16);
        put(66, class(0) | class(1) << 8 | case(0) << 16);
        put(67, class(-1) | class(1) << 8 | case(0) << 16);
        if let Some(run) = (self.run_of[at] as usize).checked_sub(1).map(|run| &self.runs[run]) {
            let place = u64::from(at == run.start) | u64::from(at + 1 == run.end) << 1;
            let [first, last, before, after] = run.classes;
            put(68, last | ((run.end - 1 - at).min(4) as u64) << 8);
            put(69, first | ((at - run.start).min(4) as u64) << 8);
            put(70, before | place << 8);
            put(71, after | place << 8);
            put(72, before | after << 8 | place << 16);
        }

        // The same form elsewhere in the document.
        let own = self.context_of[at];
        let counts = &self.contexts[word.form as usize];
        let mut elsewhere = 0_u64;
        for (context, &count) in counts.iter().enumerate() {
            let others = count.saturating_sub(own >> context & 1);
            if others > 0 {
                elsewhere |= 1 << context;
                put(57, context as u64 | u64::from(others > 2) << 4 | case(0) << 5);
                put(58, context as u64 | case(0) << 5 | first << 10);
            }
        }
        put(59, elsewhere | case(0) << 16);
    }

    /// Hands the features of the second round to `take`: what the first round (`labels`) made of this token, of its neighbours and of
    /// the other mentions of the same form.
    pub fn second_features(&self, labels: &[u8], forms: &FormLabels, at: usize, mut take: impl FnMut(u64)) {
        let mut put = |template: u64, value: u64| take(mix(template + 128, value));
        let label = |place: Option<usize>| place.and_then(|place| labels.get(place)).map_or(31, |label| u64::from(*label));
        let own = label(Some(at));
        let case = self.word(at).case as u64;
        put(1, own);
        put(2, own | label(at.checked_sub(1)) << 5);
        put(3, own | label(Some(at + 1)) << 5);
        let others =
            |place: Option<usize>| place.filter(|place| *place < self.tokens.len()).map_or(31, |place| self.others(labels, forms, place).0);
        let (most, seen, agreed, number) = self.others(labels, forms, at);
        put(4, most | case << 5);
        put(5, most | own << 5);
        put(6, most | own << 5 | u64::from(agreed) << 10 | number.min(4) << 11);
        for kind in bits(seen) {
            put(7, kind | own << 5);
            put(8, kind | case << 5);
        }
        let (left, right) = (others(at.checked_sub(1)), others(Some(at + 1)));
        put(9, most | left << 5);
        put(10, most | right << 5);
        put(11, most | left << 5 | right << 10 | own << 15);
        put(12, most | label(at.checked_sub(1)) << 5 | label(Some(at + 1)) << 10);
    }

    /// Of the other mentions of the form at `at`: the most frequent kind, all kinds as bits, whether they agree, how many they are.
    fn others(&self, labels: &[u8], forms: &FormLabels, at: usize) -> (u64, u64, bool, u64) {
        let word = self.word(at);
        if !word.case.is_name_like() {
            return (30, 0, false, 0);
        }
        let mut counts = forms.0[word.form as usize];
        let own = kind_number(labels[at]);
        counts[own] = counts[own].saturating_sub(1);
        let number: u64 = counts.iter().map(|count| u64::from(*count)).sum();
        if number == 0 {
            return (29, 0, false, 0);
        }
        let most = (0..counts.len()).max_by_key(|&kind| (counts[kind], std::cmp::Reverse(kind))).unwrap_or_default();
        let seen = counts.iter().enumerate().fold(0, |seen, (kind, &count)| seen | u64::from(count > 0) << kind);
        (most as u64, seen, u64::from(counts[most]) == number, number)
    }

    /// Counts what the first round made of each form.
    pub fn form_labels(&self, labels: &[u8]) -> FormLabels {
        let mut counts = vec![[0; KINDS]; self.contexts.len()];
        for (at, &label) in labels.iter().enumerate() {
            let word = self.word(at);
            if word.case.is_name_like() {
                let count: &mut u16 = &mut counts[word.form as usize][kind_number(label)];
                *count = count.saturating_add(1);
            }
        }
        FormLabels(counts)
    }
}

/// Nothing, or a kind at its beginning or inside.
const KINDS: usize = LABELS;

/// For each form, how often it has each label.
pub struct FormLabels(Vec<[u16; KINDS]>);

fn kind_number(label: u8) -> usize {
    label as usize
}

/// The bit of a token that begins a match of `list`.
fn begins(list: u16) -> u32 {
    1 << (2 * list.trailing_zeros())
}

/// Positions of the bits that are set.
fn bits(mut mask: u64) -> impl Iterator<Item = u64> {
    std::iter::from_fn(move || {
        let bit = mask.trailing_zeros();
        mask &= mask.wrapping_sub(1);
        (bit < 64).then_some(u64::from(bit))
    })
}

/// One number of two.
fn pair(a: u64, b: u64) -> u64 {
    let mixed = (a.rotate_left(29) ^ b).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    mixed ^ (mixed >> 29)
}

/// The hash of a feature.
fn mix(template: u64, value: u64) -> u64 {
    let mixed = (value ^ template.wrapping_mul(0x9E37_79B9_7F4A_7C15)).wrapping_mul(0xD6E8_FEB8_6659_FD93);
    let mixed = (mixed ^ (mixed >> 32)).wrapping_mul(0xD6E8_FEB8_6659_FD93);
    mixed ^ (mixed >> 32)
}

/// Names of the lexicon that the rules use, with the list that they are in.
#[cfg(feature = "train")]
pub fn known_names(mut take: impl FnMut(&str, u16)) {
    lexicon::each(|name, entry| {
        let list = match (entry.kind, entry.of) {
            (EntityKind::Place, _) => list::PLACE,
            (EntityKind::Organization, _) => list::ORGANIZATION,
            (EntityKind::Group, Some(_)) => list::DEMONYM,
            (EntityKind::Group, None) => list::GROUP,
            (EntityKind::Event, _) => list::EVENT,
            _ => list::LAW,
        };
        take(name, list);
    });
}
