//! Features of a word for the tagger: its letters, its neighbours, the capitalised run around it, the lexicons, what the rules make
//! of it, and what the rest of the document tells of the same form.
//!
//! The trainer and the tagger share this room: a feature that one of them counted differently would be worth nothing. Each
//! feature is a hash of a template and a few values; nothing else of a text reaches the weights.

mod hashes;
mod labels;
mod lists;
mod templates;
mod word;

use std::collections::HashMap;

use xxhash_rust::xxh3::xxh3_64;

use self::hashes::START;
pub use self::labels::{LABELS, OUTSIDE, begin, inside, may_follow};
pub use self::lists::{Lists, known_names, list, phrase_hashes};
use self::lists::{MAX_PHRASE, begins, phrase_with};
use self::word::{Case, Word, mark};
use super::runs::Run;
use crate::entities::Names;
use crate::text::{Layout, Token, TokenKind};

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
    pub(crate) const LOWER: usize = 0;
    pub(crate) const AFTER_TITLE: usize = 1;
    pub(crate) const BEFORE_SPEECH: usize = 2;
    pub(crate) const AFTER_PREPOSITION: usize = 3;
    pub(crate) const BRACKETED: usize = 4;
    pub(crate) const AFTER_THE: usize = 5;
    pub(crate) const POSSESSIVE: usize = 6;
    pub(crate) const AFTER_FORENAME: usize = 7;
    pub(crate) const MID_SENTENCE: usize = 8;
    pub(crate) const BEFORE_COMMA: usize = 9;
    pub(crate) const IN_BODY: usize = 10;
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
    /// The sentences to be labelled.
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

impl<'t> Page<'t> {
    /// Reads the whole document once.
    pub(crate) fn new(text: &'t str, tokens: &'t [Token], layout: &Layout, runs: &[Run], rules: &Names, lists: &impl Lists) -> Page<'t> {
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
