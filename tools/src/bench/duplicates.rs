//! Measurements of the search for copies alone: 100, 1,000 and 10,000 documents, each size in a process of its own so that its peak of
//! memory can be told.
//!
//! The documents are made here and need nothing: words drawn by rank (Zipf's law) in sentences and paragraphs. Of a hundred, five are copies, twelve
//! versions of others with a tenth of the words changed, twelve have a passage of another, and eight end with the same line.

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use dossier::duplicates::{Duplicates, Finder, Fingerprint, Sensitivity, fingerprint};
use dossier::text::Layout;

use super::peak_kilobytes;

/// How often one document is taken out and put back.
const UPDATES: usize = 21;

/// Prints the table.
pub(super) fn bench() -> Result<(), String> {
    println!(
        "{:<34} {:>6} {:>8} {:>9} {:>9} {:>9} {:>9} {:>9} {:>9}",
        "duplicates, one thread", "docs", "MB", "prints s", "find s", "first ms", "add ms", "remove ms", "peak MB"
    );
    for documents in [100, 1_000, 10_000] {
        let program = std::env::current_exe().map_err(|error| error.to_string())?;
        super::run(Command::new(program).args(["bench", "--duplicates", &documents.to_string()]))?;
    }
    println!("The peak is that of the prints and of the search; texts are not kept. “first” is the first update after a search, “add” and");
    println!("“remove” the medians of those that follow.");
    Ok(())
}

/// Writes documents as JSON lines, for measurements outside this process.
pub(super) fn write(documents: usize, path: &Path) -> Result<(), String> {
    let mut maker = Maker::new();
    let mut lines = String::new();
    for document in 0..documents {
        // The words are lower-case letters: only line ends need care.
        let text = maker.text(document).replace('\n', "\\n");
        lines.push_str(&format!("{{\"id\":\"{document:05}\",\"text\":\"{text}\"}}\n"));
    }
    std::fs::write(path, lines).map_err(|error| format!("{}: {error}", path.display()))
}

/// Measures one size and prints its row.
pub(super) fn measure(documents: usize) -> Result<(), String> {
    let mut maker = Maker::new();
    let (mut bytes, mut printing) = (0, Duration::ZERO);
    let mut all: Vec<Fingerprint> = Vec::new();
    for document in 0..documents {
        let text = maker.text(document);
        bytes += text.len();
        let started = Instant::now();
        all.push(fingerprint(&text, &Layout::new(&text)));
        printing += started.elapsed();
    }
    maker.sentences = Vec::new();
    let mut shown: Vec<&Fingerprint> = all.iter().collect();
    let mut finder = Finder::default();
    let (whole, finding) = find(&mut finder, &shown);
    let (mut adding, mut removing) = (Vec::new(), Vec::new());
    for update in 0..UPDATES {
        let at = update * shown.len() / UPDATES;
        let one = shown.remove(at);
        removing.push(find(&mut finder, &shown).1 * 1e3);
        shown.insert(at, one);
        let (again, seconds) = find(&mut finder, &shown);
        adding.push(seconds * 1e3);
        if again != whole {
            return Err(format!("document {at} was taken out and put back, and the result is another one"));
        }
    }
    let first = removing.remove(0);
    let median = |times: &mut Vec<f64>| {
        times.sort_unstable_by(f64::total_cmp);
        times[times.len() / 2]
    };
    println!(
        "{:<34} {:>6} {:>8.2} {:>9.3} {:>9.3} {:>9.1} {:>9.1} {:>9.1} {:>9}",
        format!("{} passages, {} pairs", whole.passages.len(), whole.pairs.len()),
        documents,
        bytes as f64 / 1e6,
        printing.as_secs_f64(),
        finding,
        first,
        median(&mut adding),
        median(&mut removing),
        peak_kilobytes(std::process::id()) / 1024
    );
    Ok(())
}

/// What is found, and how many seconds it took.
fn find<'p>(finder: &mut Finder<&'p Fingerprint>, documents: &[&'p Fingerprint]) -> (Duplicates, f64) {
    let started = Instant::now();
    let found = finder.find(documents, &Sensitivity::STANDARD);
    (found, started.elapsed().as_secs_f64())
}

/// Makes the documents, always the same.
struct Maker {
    state: u64,
    words: Vec<String>,
    /// The sentences of the documents so far that others copy.
    sentences: Vec<Vec<Vec<u32>>>,
}

/// Different words. The first are the most frequent.
const WORDS: usize = 30_000;
const FREQUENT: &str =
    "the of and to in a is that for it as was with be by on not he his but at are this have from or had an they which one";

impl Maker {
    fn new() -> Maker {
        let syllables = ["ba", "ke", "li", "mo", "nu", "ra", "se", "ti", "vo", "zu", "dra", "fle", "gri", "sto", "pen", "cha"];
        let made = (0..WORDS).map(|n| (0..4).map(|place| syllables[n >> (4 * place) & 15]).collect::<String>());
        Maker { state: 1, words: FREQUENT.split(' ').map(String::from).chain(made).collect(), sentences: Vec::new() }
    }

    /// A number below `n`.
    fn random(&mut self, n: usize) -> usize {
        self.state = self.state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.state >> 33) as usize) % n
    }

    /// A word by its rank: twice the rank, half as often.
    fn word(&mut self) -> u32 {
        let steps = (self.words.len() as f64).log2();
        let rank = (self.random(1 << 20) as f64 / f64::from(1 << 20) * steps).exp2();
        (rank as usize - 1).min(self.words.len() - 1) as u32
    }

    fn sentence(&mut self) -> Vec<u32> {
        (0..8 + self.random(22)).map(|_| self.word()).collect()
    }

    fn text(&mut self, document: usize) -> String {
        let kind = if document < 10 { 99 } else { document * 37 % 100 };
        let source = if document < 10 { 0 } else { self.random(self.sentences.len()) };
        let own = 12 + self.random(36);
        let mut sentences: Vec<Vec<u32>> = match kind {
            1..=5 => self.sentences[source].clone(),
            6..=17 => {
                let mut version = self.sentences[source].clone();
                for word in version.iter_mut().flatten() {
                    if self.random(10) == 0 {
                        *word = self.word();
                    }
                }
                version
            }
            _ => (0..own).map(|_| self.sentence()).collect(),
        };
        if (18..30).contains(&kind) {
            let from = &self.sentences[source];
            let passage: Vec<Vec<u32>> = from.iter().skip(source % 5).take(2 + source % 6).cloned().collect();
            sentences.splice(3..3, passage);
        }
        let mut text = String::new();
        for (at, sentence) in sentences.iter().enumerate() {
            for (place, &word) in sentence.iter().enumerate() {
                let word = &self.words[word as usize];
                let (first, rest) = word.split_at(1);
                if place == 0 { text.extend([&first.to_uppercase(), rest]) } else { text.extend([" ", word]) }
            }
            text.push_str(if at % 4 == 3 { ".\n" } else { ". " });
        }
        if (50..58).contains(&kind) {
            text.push_str("\nAll content by Harbour Wire is licensed under a Creative Commons Attribution International License.\n");
        }
        if self.sentences.len() < 2_000 {
            self.sentences.push(sentences);
        }
        text
    }
}
