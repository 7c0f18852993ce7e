//! What a figure is told of: its clause without those who say so, and with the words that it shares with the clause before it.

use super::vocabulary::{hash, is_deed, is_light, stem};
use crate::figures::is_verb;
use crate::text::Span;
use crate::text::fold::folded;

/// The most words of a sentence that are looked at.
const LONGEST: usize = 120;
/// The most words between a speaker's name and the verb of saying.
const SPEAKER: usize = 14;

/// A word of a sentence.
pub(super) struct Word<'t> {
    span: Span,
    pub(super) written: &'t str,
    lower: String,
    /// The mark that divides it from the word before.
    mark: Option<char>,
    is_name: bool,
    /// Whether it belongs to a figure.
    is_figure: bool,
}

/// A sentence, cut into words, and which of them tell who says it.
pub(super) struct Sentence<'t> {
    words: Vec<Word<'t>>,
    /// For each word whether it is of the attribution.
    said: Vec<bool>,
}

/// The words that a figure is told with. All lists are hashes, sorted.
#[derive(Debug, Default)]
pub(super) struct Told {
    /// All that say something.
    pub(super) words: Vec<u32>,
    /// Names among them.
    pub(super) names: Vec<u32>,
    /// Since when it changed: a year, a month, a quarter.
    pub(super) since: Option<u32>,
    /// Verbs among them that tell a deed, not a level.
    pub(super) verbs: Vec<u32>,
    /// What happened to those who are counted.
    pub(super) deed: Option<u32>,
    /// The words of the place.
    pub(super) place: Vec<u32>,
    /// Names before the verb.
    pub(super) holders: Vec<u32>,
    /// Whether who or what it is told of was named before.
    pub(super) open: Open,
    /// The bytes of the clause.
    pub(super) clause: Option<Span>,
}

/// Whether the words before the verb name of whom is told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Open {
    /// They do, or there are none.
    #[default]
    No,
    /// "the agreement"
    Noun,
    /// "it"
    Pronoun,
}

impl<'t> Sentence<'t> {
    /// `names` are the names of the text, `figures` its figures, both in reading order.
    pub(super) fn new(text: &'t str, span: Span, names: &[Span], figures: &[Span]) -> Sentence<'t> {
        let mut words: Vec<Word<'t>> = Vec::new();
        let mut mark = None;
        let mut start = None;
        let sentence = span.of(text);
        let inside = |spans: &[Span], at: Span| {
            let next = spans.partition_point(|span| span.end() <= at.start());
            spans.get(next).is_some_and(|span| span.start() <= at.start() && at.end() <= span.end())
        };
        for (at, c) in sentence.char_indices().chain([(sentence.len(), ' ')]) {
            if c.is_alphanumeric() {
                start.get_or_insert(at);
                continue;
            }
            if let Some(first) = start.take()
                && words.len() < LONGEST
            {
                let place = Span::new(span.start() + first, span.start() + at);
                let written = place.of(text);
                let capital = written.starts_with(char::is_uppercase);
                // The first word has its capital from the sentence, unless it is known as a name.
                let is_name = capital
                    && !is_measure(written)
                    && (!words.is_empty() || inside(names, place) || written.chars().skip(1).any(char::is_uppercase));
                words.push(Word {
                    span: place,
                    written,
                    lower: folded(written),
                    mark: mark.take(),
                    is_name,
                    is_figure: inside(figures, place),
                });
            }
            if matches!(c, ',' | ';' | ':' | '(' | ')' | '–' | '—' | '“' | '”' | '"') {
                mark = Some(c);
            }
        }
        let said = vec![false; words.len()];
        let mut sentence = Sentence { words, said };
        sentence.attribute();
        sentence
    }

    /// Marks the words of those who say it: "X said that …", "…, X said", "according to X", "X put the cost at".
    fn attribute(&mut self) {
        let mut at = 0;
        while at < self.words.len() {
            let word = self.words[at].lower.as_str();
            if word == "according" {
                let end = self.until_comma(at + 1);
                self.mark_said(at, end);
                at = end;
                continue;
            }
            let free = matches!(word, "said" | "says" | "say" | "told" | "added" | "saying");
            let bound = matches!(
                word,
                "reported"
                    | "reports"
                    | "announced"
                    | "estimates"
                    | "estimated"
                    | "confirmed"
                    | "found"
                    | "showed"
                    | "shows"
                    | "warned"
                    | "noted"
                    | "heard"
                    | "claimed"
                    | "claims"
            );
            let puts = matches!(word, "put" | "puts" | "estimated" | "estimates");
            if free || bound || puts {
                at = self.saying(at, free, puts).max(at + 1);
                continue;
            }
            at += 1;
        }
        // What is all attribution has none.
        if self.said.iter().all(|said| *said) {
            self.said.fill(false);
        }
    }

    fn saying(&mut self, verb: usize, free: bool, puts: bool) -> usize {
        let comma = |word: &Word<'_>| matches!(word.mark, Some(',' | '”' | '"' | '—' | '–' | ';'));
        let back = (0..=verb).rev().take(SPEAKER).find(|&at| comma(&self.words[at]) || at == 0).unwrap_or(0);
        let figures = (back..verb).any(|at| self.words[at].is_figure);
        let ends = self.until_comma(verb + 1);
        let figures_behind = (verb + 1..ends).any(|at| self.words[at].is_figure && !is_day(&self.words[at].lower));
        // "…, X said on Tuesday."
        let last = ends == self.words.len() && ends - verb <= 4;
        if (free || last) && !figures && !figures_behind && back > 0 && comma(&self.words[back]) && ends - verb <= 10 {
            self.mark_said(back, ends);
            return ends;
        }
        // "X said on Tuesday that …"; verbs that tell other things too need their "that".
        let that = (verb + 1..self.words.len().min(verb + 8))
            .take_while(|&at| !self.words[at].is_figure || is_day(&self.words[at].lower))
            .find(|&at| self.words[at].lower == "that");
        let begins = (0..verb).all(|at| !self.words[at].is_figure) && verb <= SPEAKER;
        if begins && (free || that.is_some()) {
            let mut end = that.unwrap_or(verb) + 1;
            while that.is_none() && self.words.get(end).is_some_and(|word| word.lower == "on" || is_day(&word.lower)) {
                end += 1;
            }
            self.mark_said(0, end);
            return end;
        }
        // "X put the cost of Y at $5 million".
        let at_figure =
            (verb + 1..self.words.len().saturating_sub(1)).find(|&at| self.words[at].lower == "at" && self.words[at + 1].is_figure);
        if puts && begins && at_figure.is_some_and(|at| (verb + 1..at).all(|at| !self.words[at].is_figure)) {
            self.mark_said(0, verb + 1);
        }
        verb + 1
    }

    fn mark_said(&mut self, start: usize, end: usize) {
        let end = end.min(self.said.len());
        self.said[start.min(end)..end].fill(true);
    }

    /// The first word behind a comma from `at` on.
    fn until_comma(&self, at: usize) -> usize {
        (at..self.words.len()).find(|&at| self.words[at].mark.is_some_and(|mark| mark != '(' && mark != ')')).unwrap_or(self.words.len())
    }

    /// Who says it: the words of the attribution, if a name is among them.
    pub(super) fn speaker(&self) -> Vec<u32> {
        let words = || self.words.iter().zip(&self.said).filter(|(word, said)| **said && !word.is_figure).map(|(word, _)| word);
        if !words().any(|word| word.is_name) {
            return Vec::new();
        }
        sorted(words().filter(|word| !is_verb(&word.lower)).filter_map(|word| stem(word.written)).map(|stem| hash(&stem)))
    }

    /// All names of the sentence and all its other words.
    pub(super) fn all(&self) -> (Vec<u32>, Vec<u32>) {
        let of = |name: bool| {
            let words = self.words.iter().filter(move |word| word.is_name == name && !word.is_figure);
            sorted(words.filter_map(|word| stem(word.written)).map(|stem| hash(&stem)))
        };
        (of(true), of(false))
    }

    /// What a figure is told with. `others` are the other figures of the sentence that claim something.
    pub(super) fn told(&self, figure: Span, others: &[Span]) -> Option<Told> {
        let at = self.words.iter().position(|word| word.span.start() >= figure.start() && word.span.start() < figure.end());
        // "£5" begins before its word.
        let at = at.filter(|&at| !self.said[at])?;
        let place_of = |span: &Span| self.words.iter().position(|word| word.span.start() >= span.start() && word.span.start() < span.end());
        let mut rivals: Vec<usize> = others.iter().filter(|span| **span != figure).filter_map(place_of).collect();
        rivals.sort_unstable();
        let divides = |at: usize| {
            self.words[at].mark.is_some()
                || matches!(self.words[at].lower.as_str(), "and" | "but" | "while" | "whereas" | "although" | "though" | "with")
        };
        let strong = |at: usize| self.is_strong(at);
        let before = rivals.iter().rev().find(|&&rival| rival < at).copied();
        let after = rivals.iter().find(|&&rival| rival > at).copied();
        let start = match before {
            Some(rival) => (rival + 1..=at).rev().find(|&index| divides(index)).unwrap_or(rival + 1),
            None => (1..=at).rev().find(|&index| strong(index)).unwrap_or(0),
        };
        let end = match after {
            Some(rival) => {
                (at + 1..=rival).find(|&index| divides(index) && !self.words[index].is_figure || index == rival).unwrap_or(rival)
            }
            None => (at + 1..self.words.len()).find(|&index| strong(index)).unwrap_or(self.words.len()),
        };
        let mut chosen: Vec<usize> = self.inherited(start, at).into_iter().chain(start..end).filter(|&index| !self.said[index]).collect();
        chosen.dedup();
        Some(self.collected(&chosen, start, end))
    }

    /// Whether a sentence of its own begins with a word.
    fn is_strong(&self, at: usize) -> bool {
        let word = self.words[at].lower.as_str();
        matches!(self.words[at].mark, Some(';' | ':')) || matches!(word, "but" | "while" | "whereas" | "although" | "though")
    }

    /// What a clause shares with the one before it: the subject, or all up to the first figure.
    fn inherited(&self, start: usize, figure: usize) -> Vec<usize> {
        if start == 0 {
            return Vec::new();
        }
        let verb = |at: usize| is_verb(&self.words[at].lower);
        let own = (start..figure).find(|&at| verb(at));
        // Not from another sentence within the sentence.
        let floor = (1..start).rev().find(|&at| self.is_strong(at)).unwrap_or(0);
        let content = |range: std::ops::Range<usize>| {
            range.into_iter().any(|at| !self.said[at] && !self.words[at].is_figure && stem(self.words[at].written).is_some())
        };
        let first_verb = (floor..start).filter(|&at| !self.said[at]).find(|&at| verb(at));
        let first_figure = (floor..start).filter(|&at| !self.said[at]).find(|&at| self.words[at].is_figure).unwrap_or(start);
        match own {
            // "and imports fell to": a subject of its own.
            Some(own) if content(start..own) => Vec::new(),
            Some(_) => (floor..first_verb.unwrap_or(first_figure).min(first_figure)).collect(),
            // "and Honda 1.1 million": another one did the same.
            None if (start..figure).any(|at| self.words[at].is_name) => {
                (first_verb.unwrap_or(first_figure).min(first_figure)..first_figure).collect()
            }
            None => (floor..first_figure).collect(),
        }
    }

    fn collected(&self, chosen: &[usize], start: usize, end: usize) -> Told {
        let mut told = Told::default();
        let (mut words, mut names, mut verbs) = (Vec::new(), Vec::new(), Vec::new());
        for &at in chosen {
            let word = &self.words[at];
            let Some(stem) = stem(word.written).filter(|_| !word.is_figure) else { continue };
            let light = !word.is_name && is_light(&word.lower);
            if light {
                continue;
            }
            words.push(hash(&stem));
            // "from Lima" is not "to Lima".
            if let Some(way) = at
                .checked_sub(1)
                .map(|before| self.words[before].lower.as_str())
                .filter(|way| word.is_name && matches!(*way, "from" | "to"))
            {
                words.push(hash(&format!("{way} {stem}")));
            }
            if word.is_name {
                names.push(hash(&stem));
            } else if is_verb(&word.lower) || matches!(word.lower.as_str(), "born" | "built" | "begun" | "written" | "drawn") {
                verbs.push(hash(&stem));
            }
            // The deed of the clause itself goes before that of the one it goes on from.
            if is_deed(&stem) && (told.deed.is_none() || at >= start && at < end) {
                told.deed = Some(hash(&stem));
            }
        }
        (told.words, told.names, told.verbs) = (sorted(words), sorted(names), sorted(verbs));
        told.place = self.place(chosen);
        told.since = self.since(chosen);
        (told.holders, told.open) = self.holder(chosen);
        told.clause = self
            .words
            .get(start)
            .zip(self.words.get(end.saturating_sub(1)))
            .map(|(first, last)| Span::new(first.span.start(), last.span.end().max(first.span.start())));
        told
    }

    /// The names before the verb, and whether a pronoun or a noun with "the" stands there instead.
    fn holder(&self, chosen: &[usize]) -> (Vec<u32>, Open) {
        let head: Vec<&Word<'_>> =
            chosen.iter().map(|&at| &self.words[at]).take_while(|word| !is_verb(&word.lower) || word.is_name).collect();
        let names = sorted(
            head.iter().filter(|word| word.is_name && !word.is_figure).filter_map(|word| stem(word.written)).map(|stem| hash(&stem)),
        );
        let pronoun = |word: &&&Word<'_>| {
            matches!(
                word.lower.as_str(),
                "it" | "he" | "she" | "they" | "we" | "i" | "you" | "there" | "this" | "these" | "those" | "who" | "which" | "one"
            ) && !word.is_figure
        };
        let pointing =
            |word: &&Word<'_>| matches!(word.lower.as_str(), "the" | "its" | "his" | "her" | "their" | "our" | "my" | "both" | "each");
        let counted = head.iter().any(|word| word.is_figure && !is_time(&word.lower));
        let open = match () {
            () if head.iter().any(|word| pronoun(&word)) => Open::Pronoun,
            () if names.is_empty() && !counted && head.iter().any(pointing) => Open::Noun,
            () => Open::No,
        };
        (names, open)
    }

    /// Since when a change is told: "from a year earlier", "on the month", "year-on-year".
    fn since(&self, chosen: &[usize]) -> Option<u32> {
        let span = |word: &str| match word {
            "year" | "annual" | "yearly" | "annually" => Some(1),
            "month" | "monthly" => Some(2),
            "quarter" | "quarterly" => Some(3),
            "week" | "weekly" => Some(4),
            _ => crate::figures::within::calendar::month(word).and_then(|(month, whole)| whole.then_some(10 + month as u32)),
        };
        let words: Vec<&str> = chosen.iter().map(|&at| self.words[at].lower.as_str()).collect();
        let compared = |at: usize| matches!(words[at], "from" | "than" | "over" | "compared" | "on");
        let behind = (0..words.len()).filter(|&at| compared(at)).find_map(|at| {
            let near = words[at + 1..].iter().take(4).take_while(|word| **word != "to").find_map(|word| span(word));
            // "on Monday in May" and "from May" alone are no comparison but with a verb of change; the month itself decides.
            near.filter(|&since| words[at] != "on" || since < 10)
        });
        behind.or_else(|| {
            words.iter().find_map(|word| matches!(*word, "annual" | "yearly" | "monthly" | "quarterly").then(|| span(word)).flatten())
        })
    }

    /// Names of those who say it.
    pub(super) fn speaking(&self) -> Vec<u32> {
        let words = self.words.iter().zip(&self.said).filter(|(word, said)| **said && word.is_name && !word.is_figure);
        sorted(words.filter_map(|(word, _)| stem(word.written)).map(|stem| hash(&stem)))
    }

    /// The place: "near", "in" or "at" and names.
    fn place(&self, chosen: &[usize]) -> Vec<u32> {
        let mut place = Vec::new();
        let mut at = 0;
        while at < chosen.len() {
            let word = &self.words[chosen[at]];
            at += 1;
            if !matches!(word.lower.as_str(), "near" | "in" | "at" | "outside" | "around" | "inside" | "off" | "across") {
                continue;
            }
            at += usize::from(chosen.get(at).is_some_and(|&index| self.words[index].lower == "the"));
            while let Some(word) = chosen.get(at).map(|&index| &self.words[index]).filter(|word| word.is_name && !word.is_figure) {
                place.extend(stem(word.written).map(|stem| hash(&stem)));
                at += 1;
            }
        }
        sorted(place)
    }

    /// Names and the words before the first verb: what a pronoun of the next sentence may mean.
    pub(super) fn topic(&self) -> (Vec<u32>, Vec<u32>) {
        let free = |at: &usize| !self.said[*at] && !self.words[*at].is_figure;
        let verb = (0..self.words.len()).filter(free).find(|&at| is_verb(&self.words[at].lower)).unwrap_or(self.words.len());
        let stems = |range: Vec<usize>| sorted(range.into_iter().filter_map(|at| stem(self.words[at].written)).map(|stem| hash(&stem)));
        let names = stems((0..self.words.len()).filter(|&at| self.words[at].is_name && !self.words[at].is_figure).collect());
        (names, stems((0..verb).filter(free).collect()))
    }
}

/// Whether a word of a figure is of a date.
fn is_time(word: &str) -> bool {
    let year = word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    is_day(word) || year || crate::figures::within::calendar::month(word).is_some()
}

/// Measures written in capitals, which name nobody.
fn is_measure(word: &str) -> bool {
    matches!(word, "GDP" | "VAT" | "GNP" | "CO2" | "PPM")
}

fn is_day(word: &str) -> bool {
    crate::figures::within::calendar::weekday(word).is_some()
}

/// Sorted, each once.
pub(super) fn sorted(hashes: impl IntoIterator<Item = u32>) -> Vec<u32> {
    let mut hashes: Vec<u32> = hashes.into_iter().collect();
    hashes.sort_unstable();
    hashes.dedup();
    hashes
}
