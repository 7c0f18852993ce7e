//! Two places of a passage side by side: which words are equal.
//!
//! Computed when somebody opens a pair, so it reads the texts again. Blocks that are equal in both are found first, in any order, so that a
//! moved sentence is seen as moved; between the blocks Myers' algorithm (1986) compares word by word.

use std::collections::HashMap;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::text::Span;
use crate::text::fold::fold_char;
use crate::text::token::is_alone;

/// Words of a block that fixes the alignment. It must stand once in each text.
const ANCHOR: usize = 4;
/// Words a side that are compared word by word at once: Myers is quadratic.
const MAX_PART: usize = 4_000;

/// Runs of equal words of `a` and `b`, sorted by their place in `a`. A word is a run between white space, or one character of a script without spaces; case, accents and the marks around it do not count.
pub fn same_words(a: &str, b: &str) -> Vec<(Span, Span)> {
    let (a_words, b_words) = (words(a), words(b));
    let mut pairs = Pairs::new(&a_words, &b_words);
    let blocks = blocks(&pairs.a, &pairs.b);
    for block in &blocks {
        (0..block.len).for_each(|at| pairs.set(block.a + at, block.b + at));
    }
    let by_a: Vec<usize> = (0..blocks.len()).collect();
    let mut by_b = by_a.clone();
    by_b.sort_unstable_by_key(|&block| blocks[block].b);
    let mut rank = vec![0; blocks.len()];
    by_b.iter().enumerate().for_each(|(at, &block)| rank[block] = at);
    // The words after each block, up to the next block in either text; then those before it, if still free.
    if blocks.is_empty() {
        pairs.compare((0, a_words.len()), (0, b_words.len()));
    }
    for (at, block) in blocks.iter().enumerate() {
        let a_end = blocks.get(at + 1).map_or(a_words.len(), |next| next.a);
        let b_end = by_b.get(rank[at] + 1).map_or(b_words.len(), |&next| blocks[next].b);
        pairs.compare((block.a + block.len, a_end), (block.b + block.len, b_end));
    }
    for (at, block) in blocks.iter().enumerate() {
        let a_start = at.checked_sub(1).map_or(0, |last| blocks[last].a + blocks[last].len);
        let b_start = rank[at].checked_sub(1).map_or(0, |last| blocks[by_b[last]].b + blocks[by_b[last]].len);
        pairs.compare((a_start, block.a), (b_start, block.b));
    }
    pairs.runs(&a_words, &b_words)
}

/// A word and where it stands.
struct Word {
    span: Span,
    folded: String,
}

fn words(text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let (mut start, mut alone) = (0, false);
    for (at, c) in text.char_indices() {
        // Characters of scripts without spaces are words of their own, with the marks after them.
        let cut = c.is_whitespace() || is_alone(c) || (alone && c.is_alphanumeric());
        if cut {
            words.extend(word(text, start, at));
            start = at;
        }
        alone = is_alone(c) || (alone && !cut);
    }
    words.extend(word(text, start, text.len()));
    words
}

fn word(text: &str, start: usize, end: usize) -> Option<Word> {
    let piece = text[start..end].trim_start();
    let mut folded = String::new();
    piece.chars().for_each(|c| fold_char(c, &mut folded));
    if folded.contains(char::is_alphanumeric) {
        folded.retain(char::is_alphanumeric);
    }
    (!piece.is_empty()).then(|| Word { span: Span::new(end - piece.len(), end), folded })
}

/// An equal run of words in both.
#[derive(Clone, Copy)]
struct Block {
    a: usize,
    b: usize,
    len: usize,
}

/// Maximal equal runs around words sequences that stand once in each text, sorted by place in `a`, without overlaps on either side.
fn blocks(a: &[u32], b: &[u32]) -> Vec<Block> {
    let (a_once, b_once) = (once(a), once(b));
    let mut blocks: Vec<Block> = Vec::new();
    let mut b_taken = vec![false; b.len()];
    let mut at = 0;
    while at + ANCHOR <= a.len() {
        let anchor = &a[at..at + ANCHOR];
        let place = a_once.get(anchor).copied().flatten().and_then(|_| b_once.get(anchor).copied().flatten());
        let Some(there) = place.filter(|&there| !b_taken[there..there + ANCHOR].contains(&true)) else {
            at += 1;
            continue;
        };
        let free = blocks.last().map_or(0, |last| last.a + last.len);
        let before = (1..=there.min(at - free)).take_while(|&back| a[at - back] == b[there - back] && !b_taken[there - back]).count();
        let after = (0..(a.len() - at).min(b.len() - there)).take_while(|&on| a[at + on] == b[there + on] && !b_taken[there + on]).count();
        let block = Block { a: at - before, b: there - before, len: before + after };
        b_taken[block.b..block.b + block.len].fill(true);
        blocks.push(block);
        at = block.a + block.len;
    }
    blocks
}

/// Where each run of `ANCHOR` words stands, if it stands once.
fn once(words: &[u32]) -> HashMap<&[u32], Option<usize>> {
    let mut once = HashMap::new();
    for (at, run) in words.windows(ANCHOR).enumerate() {
        once.entry(run).and_modify(|place| *place = None).or_insert(Some(at));
    }
    once
}

/// The words of both texts as numbers, and which are paired.
struct Pairs {
    a: Vec<u32>,
    b: Vec<u32>,
    a_to_b: Vec<Option<usize>>,
    b_taken: Vec<bool>,
}

impl Pairs {
    fn new(a: &[Word], b: &[Word]) -> Pairs {
        let mut numbers: HashMap<&str, u32> = HashMap::new();
        let mut number = |word| {
            let next = numbers.len() as u32;
            *numbers.entry(word).or_insert(next)
        };
        let a: Vec<u32> = a.iter().map(|word| number(word.folded.as_str())).collect();
        let b: Vec<u32> = b.iter().map(|word| number(word.folded.as_str())).collect();
        Pairs { a_to_b: vec![None; a.len()], b_taken: vec![false; b.len()], a, b }
    }

    fn set(&mut self, a: usize, b: usize) {
        self.a_to_b[a] = Some(b);
        self.b_taken[b] = true;
    }

    /// Pairs the equal words of two parts that are still free.
    fn compare(&mut self, a: (usize, usize), b: (usize, usize)) {
        let a_free: Vec<usize> = (a.0..a.1).filter(|&at| self.a_to_b[at].is_none()).collect();
        let b_free: Vec<usize> = (b.0..b.1).filter(|&at| !self.b_taken[at]).collect();
        let (mut a_at, mut b_at) = (0, 0);
        // Piece by piece, each from where the one before it still agreed: long parts cost what they hold, not its square.
        while a_at < a_free.len() && b_at < b_free.len() {
            let a_piece = &a_free[a_at..a_free.len().min(a_at + MAX_PART)];
            let b_piece = &b_free[b_at..b_free.len().min(b_at + MAX_PART)];
            let a_words: Vec<u32> = a_piece.iter().map(|&at| self.a[at]).collect();
            let b_words: Vec<u32> = b_piece.iter().map(|&at| self.b[at]).collect();
            let is_last = a_at + a_piece.len() == a_free.len() && b_at + b_piece.len() == b_free.len();
            let within = |end: usize, piece: usize| is_last || end * 10 <= piece * 9;
            let (mut a_end, mut b_end) = (0, 0);
            for op in capture_diff_slices(Algorithm::Myers, &a_words, &b_words) {
                if let DiffOp::Equal { old_index, new_index, len } = op
                    && within(old_index + len, a_piece.len())
                    && within(new_index + len, b_piece.len())
                {
                    (0..len).for_each(|at| self.set(a_piece[old_index + at], b_piece[new_index + at]));
                    (a_end, b_end) = (old_index + len, new_index + len);
                }
            }
            let is_stuck = a_end == 0 || is_last;
            a_at += if is_stuck { a_piece.len() } else { a_end };
            b_at += if is_stuck { b_piece.len() } else { b_end };
        }
    }

    /// Pairs that follow each other in both texts, as spans.
    fn runs(&self, a: &[Word], b: &[Word]) -> Vec<(Span, Span)> {
        let mut runs: Vec<(Span, Span)> = Vec::new();
        let mut last = None;
        for (at, there) in self.a_to_b.iter().enumerate() {
            let Some(there) = *there else { continue };
            match runs.last_mut() {
                Some(run) if last == Some((at.wrapping_sub(1), there.wrapping_sub(1))) => {
                    *run = (run.0.cover(a[at].span), run.1.cover(b[there].span));
                }
                _ => runs.push((a[at].span, b[there].span)),
            }
            last = Some((at, there));
        }
        runs
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Equal runs are in brackets, in the order of the first text; `a` and `b` bracket the same words.
    #[track_caller]
    fn check(a: &str, b: &str) {
        let plain = |marked: &str| marked.replace(['[', ']'], "");
        let (a_text, b_text) = (plain(a), plain(b));
        let mut runs = same_words(&a_text, &b_text);
        let marked = |text: &str, spans: &[Span]| {
            let mut out = text.to_string();
            for span in spans.iter().rev() {
                out.insert(span.end(), ']');
                out.insert(span.start(), '[');
            }
            out
        };
        assert_eq!(marked(&a_text, &runs.iter().map(|run| run.0).collect::<Vec<_>>()), a);
        runs.sort_unstable_by_key(|run| run.1);
        assert_eq!(marked(&b_text, &runs.iter().map(|run| run.1).collect::<Vec<_>>()), b);
    }

    #[test]
    fn edits_are_left_out() {
        check("[The meeting was] long [and good.]", "[The meeting was] short [and good.]");
        check("[“The] end”", "[\"THE] finish\"");
    }

    #[test]
    fn moved_sentences_are_equal() {
        check(
            "[Trade between both countries has grown.] [Sanctions were lifted by the council last year.]",
            "[Sanctions were lifted by the council last year.] [Trade between both countries has grown.]",
        );
    }

    #[test]
    fn scripts_without_spaces_are_compared_by_character() {
        check("[北京市政府]昨[天宣布了新的]计[划。]", "[北京市政府]今[天宣布了新的]规[划。]");
        check("[He said] 北 [twice.]", "[He said] 南 [twice.]");
    }

    #[test]
    fn nothing_in_common_is_no_run() {
        check("one two", "three four five");
        check("", "three");
    }

    #[test]
    fn long_monotonous_texts_end_soon() {
        let a = "a ".repeat(100_000);
        assert!(!same_words(&a, &a).is_empty());
    }
}
