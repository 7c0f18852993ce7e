//! The words that two documents have in common, as runs: how much of each stands in the other.
//!
//! A run begins and ends with a word that has an equal partner in the other document. A changed word between equal ones belongs to it; a gap, which is new
//! text, does not. Runs depend on the two documents and on their boilerplate, never on a third document.

use super::align::Aligned;
use super::candidates::Shingle;
use super::index::GRAM;
use super::side::Side;
use crate::duplicates::stretch::Stretch;

/// Words without a partner that end a run. A whole sentence without one ends it, too, however short.
const GAP: u32 = 8;
/// Fewest words with a partner in a run: fewer are alike by chance.
const MIN_LINKED: usize = GRAM;

/// The runs of both documents, in order, and how much of them is equal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Runs {
    /// In the first document.
    pub(crate) a: Vec<Stretch>,
    /// In the second.
    pub(crate) b: Vec<Stretch>,
    /// Words with a partner in all runs of both.
    pub(crate) equal: u32,
}

impl Runs {
    /// The runs of what was aligned, and of the shingles that both documents have.
    pub(crate) fn new(a: Side, b: Side, found: &[Aligned], shingles: &[Shingle]) -> Runs {
        let free = |side: Side, start: u32| side.segment(start).is_some() && side.segment(start) == side.segment(start + GRAM as u32 - 1);
        let shingles: Vec<&Shingle> = shingles.iter().filter(|found| free(a, found.here) && free(b, found.there)).collect();
        let links = || found.iter().flat_map(|aligned| &aligned.links);
        let shingle = |start: u32| start..start + GRAM as u32;
        let of_a = linked(a, links().map(|link| link.0).chain(shingles.iter().flat_map(|found| shingle(found.here))).collect());
        let of_b = linked(b, links().map(|link| link.1).chain(shingles.iter().flat_map(|found| shingle(found.there))).collect());
        let (a, a_equal) = runs(a, &of_a);
        let (b, b_equal) = runs(b, &of_b);
        Runs { a, b, equal: a_equal + b_equal }
    }

    /// What was aligned of two texts of one template, without a word that only one of them has: between these runs are its slots.
    pub(crate) fn between_slots(a: Side, b: Side, found: &[Aligned]) -> Runs {
        let links = || found.iter().flat_map(|aligned| &aligned.links);
        let equal = |side: Side, words: Vec<u32>| -> Vec<Stretch> {
            let words = linked(side, words);
            let runs = words.chunk_by(|before, next| before + 1 == *next && side.segment(*before) == side.segment(*next));
            runs.map(|run| Stretch { document: side.document, start: run[0], end: run[run.len() - 1] + 1 }).collect()
        };
        let (a, b) = (equal(a, links().map(|link| link.0).collect()), equal(b, links().map(|link| link.1).collect()));
        let equal = total(&a) + total(&b);
        Runs { a, b, equal }
    }

    /// Share of equal words in the runs of both documents, in thousandths.
    pub(crate) fn sameness(&self) -> u16 {
        let words = total(&self.a) + total(&self.b);
        (u64::from(self.equal) * 1000 / u64::from(words.max(1))) as u16
    }
}

/// Words of all stretches.
pub(crate) fn total(stretches: &[Stretch]) -> u32 {
    stretches.iter().map(|stretch| stretch.len()).sum()
}

/// Words outside boilerplate, each once, sorted.
fn linked(side: Side, mut words: Vec<u32>) -> Vec<u32> {
    words.retain(|&word| side.segment(word).is_some());
    words.sort_unstable();
    words.dedup();
    words
}

/// Divides sorted words with a partner into runs, and counts those that are in one.
fn runs(side: Side, linked: &[u32]) -> (Vec<Stretch>, u32) {
    let belongs = |before: u32, next: u32| {
        next - before <= GAP && side.segment(before) == side.segment(next) && !holds_sentence(side, before + 1, next)
    };
    let (mut found, mut equal) = (Vec::new(), 0);
    for run in linked.chunk_by(|&before, &next| belongs(before, next)).filter(|run| run.len() >= MIN_LINKED) {
        found.push(Stretch { document: side.document, start: run[0], end: run[run.len() - 1] + 1 });
        equal += run.len() as u32;
    }
    (found, equal)
}

/// Whether a whole sentence lies in the words `start..end`.
fn holds_sentence(side: Side, start: u32, end: u32) -> bool {
    let mut borders = (start..=end).filter(|&at| side.fingerprint.starts_sentence(at as usize));
    borders.next().is_some() && borders.next().is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::duplicates::within::fingerprint::fingerprint;
    use crate::text::Layout;

    /// Words with a partner are marked by a star; runs are returned as text.
    #[track_caller]
    fn check(marked: &str, expected: &[&str]) {
        let text = marked.replace('*', "");
        let fingerprint = fingerprint(&text, &Layout::new(&text));
        let linked: Vec<u32> = (0..).zip(marked.split_whitespace()).filter(|(_, word)| word.starts_with('*')).map(|(at, _)| at).collect();
        let side = Side { document: 0, fingerprint: &fingerprint, barriers: &[] };
        let found: Vec<&str> =
            runs(side, &linked).0.iter().map(|run| fingerprint.span(run.start as usize, run.end as usize).of(&text)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_changed_word_belongs_to_its_run() {
        check("He *wrote *that *the old *board *paid today.", &["wrote that the old board paid"]);
    }

    #[test]
    fn new_text_ends_a_run() {
        check("*one *two *three *four a b c d e f g h *five *six *seven *eight", &["one two three four", "five six seven eight"]);
        check("*One *two *three *four. Nobody came. *Five *six *seven *eight.", &["One two three four.", "Five six seven eight."]);
    }

    #[test]
    fn chance_words_are_no_run() {
        check("*one *two *three a b c d e f g h *five *six *seven *eight", &["five six seven eight"]);
    }
}
