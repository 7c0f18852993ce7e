//! Transcripts, interviews and hearings: speech without quotation marks. A line that begins with a speaker's label (`DANA ORTIZ, ANCHOR:`,
//! `Noor Elahi:`, `NE:`, `Mr OAKDEN (Corinda)—`) is that speaker's turn, and the turn is the quote.

use std::collections::{BTreeSet, HashMap};

use super::{Attribution, Quote, QuoteKind};
use crate::entities::{EntityKind, Names, is_title};
use crate::text::Span;
use crate::text::fold::folded;

/// Labelled lines that a text has at least, or its labels are something else.
const LEAST_TURNS: usize = 2;
/// Bytes of the longest label.
const MAX_LABEL: usize = 120;
/// Words of the longest name in a label.
const MAX_WORDS: usize = 6;

/// The turns of a text that is a transcript, in reading order; of other texts none.
pub(super) fn read(text: &str, names: &Names) -> Vec<Quote> {
    let people = People::new(text, names);
    let mut lines: Vec<(Span, Option<Turn>)> = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let span = Span::new(start, start + line.trim_end().len());
        start += line.len();
        if span.is_empty() {
            continue;
        }
        let turn = turn(text, span, &people);
        lines.push((span, turn));
    }
    let turns = || lines.iter().filter_map(|(_, turn)| turn.as_ref());
    let labels: BTreeSet<&str> = turns().map(|turn| turn.label.of(text)).collect();
    if turns().count() < LEAST_TURNS || labels.len() < 2 || !turns().any(|turn| turn.speaker.is_some()) {
        return Vec::new();
    }
    let last = lines.iter().rposition(|(_, turn)| turn.is_some()).unwrap_or(0);
    let mut found = Vec::new();
    let mut speaking: Option<&Turn> = None;
    for (at, (line, turn)) in lines.iter().enumerate() {
        let (said, by) = match (turn, speaking) {
            (Some(turn), _) => {
                speaking = Some(turn);
                (turn.said, if turn.speaker.is_some() { Attribution::Name } else { Attribution::Unnamed })
            }
            // What stands between two labels goes on; stage directions and what follows the last turn do not.
            (None, Some(_)) if at < last && goes_on(line.of(text)) => (*line, Attribution::Continued),
            _ => continue,
        };
        let Some(turn) = speaking.filter(|_| !said.is_empty()) else { continue };
        found.push(Quote {
            span: said,
            kind: QuoteKind::Direct,
            cue: None,
            speaker: turn.speaker,
            speaker_span: Some(turn.label),
            by,
            denied: false,
        });
    }
    found
}

/// A line with a label.
#[derive(Debug)]
struct Turn {
    label: Span,
    said: Span,
    /// Index of a mention.
    speaker: Option<u32>,
}

fn goes_on(line: &str) -> bool {
    let is_direction = line.starts_with(['(', '[', '#', '-', '*']) || !line.chars().any(char::is_lowercase);
    !is_direction && line.ends_with(['.', '?', '!', '…', '”', '"'])
}

fn turn(text: &str, line: Span, people: &People<'_>) -> Option<Turn> {
    let whole = line.of(text);
    let from = line.start() + opening(whole);
    let rest = &text[from..line.end()];
    let (length, mark) = label_end(rest)?;
    let label = &rest[..length];
    let said_from = from + length + mark;
    let said = text[said_from..line.end()].trim_start();
    let said = Span::new(line.end() - said.len(), line.end());
    // "Alice Smith: 34 votes" is a list.
    let is_speech =
        said.of(text).ends_with(['.', '?', '!', '…', '”', '"', '’', ')', ']', '—', '–']) && said.of(text).contains(char::is_alphabetic);
    if !is_speech || said.of(text).starts_with(['“', '"']) && !rest[length..].starts_with('—') {
        return None; // quotation marks are read as such
    }
    let name = label.split([',', '(', '[']).next().unwrap_or(label).trim();
    let label = Span::new(from, from + length);
    // What stands in brackets is the constituency.
    let named = Span::new(from, from + label_name_end(&text[from..from + length]));
    let speaker = people.speaker(named, name);
    (speaker.is_some() || is_shouted(name)).then_some(Turn { label, said, speaker })
}

/// Bytes of a label up to a comma or a bracket.
fn label_name_end(label: &str) -> usize {
    label.find([',', '(', '[']).unwrap_or(label.len())
}

/// Bytes of what stands before a label: a time in brackets, marks of emphasis.
fn opening(line: &str) -> usize {
    let mut at = line.len() - line.trim_start().len();
    if line[at..].starts_with('[')
        && let Some(close) = line[at..].find(']').filter(|close| *close < 20)
    {
        at += close + 1;
    }
    let rest = line[at..].trim_start_matches([' ', '*', '_', '\u{a0}']);
    line.len() - rest.len()
}

/// Bytes of the label, and of the mark behind it.
fn label_end(rest: &str) -> Option<(usize, usize)> {
    let colon = rest.find(':').filter(|at| *at <= MAX_LABEL && (rest[at + 1..].starts_with([' ', '*', '_', '\u{a0}'])));
    let dash = rest.find('—').filter(|at| *at <= MAX_LABEL);
    // "Mr OAKDEN (Corinda—Minister for Water) (3.18 pm)—I welcome": the dash behind the brackets.
    let dash = dash.and_then(|_| {
        rest.char_indices()
            .take_while(|(at, _)| *at <= MAX_LABEL)
            .scan(0_i32, |depth, (at, c)| {
                *depth += i32::from(c == '(') - i32::from(c == ')');
                Some((at, c, *depth))
            })
            .find(|&(_, c, depth)| c == '—' && depth == 0)
            .map(|(at, ..)| at)
    });
    let colon = colon.filter(|colon| is_label(&rest[..*colon])).map(|at| (at, 1));
    let dash = dash.filter(|dash| is_label(&rest[..*dash]) && rest[..*dash].split(' ').any(is_shouted)).map(|at| (at, '—'.len_utf8()));
    [colon, dash].into_iter().flatten().min()
}

/// Whether words may name a speaker: a few capitalised ones, and perhaps more behind a comma or in brackets.
fn is_label(label: &str) -> bool {
    let name = label.split([',', '(', '[']).next().unwrap_or(label).trim_matches([' ', '*', '_']);
    let words: Vec<&str> = name.split_whitespace().collect();
    let is_named = |word: &&str| {
        word.starts_with(char::is_uppercase)
            || matches!(*word, "de" | "von" | "van" | "bin" | "al" | "the" | "of" | "der" | "da" | "dos" | "la")
    };
    (1..=MAX_WORDS).contains(&words.len()) && words.iter().all(is_named) && !HEADERS.contains(&name.to_lowercase().as_str())
}

/// Labels of mails, releases and lists.
const HEADERS: &[&str] = &[
    "from",
    "to",
    "cc",
    "bcc",
    "date",
    "sent",
    "subject",
    "re",
    "fw",
    "fwd",
    "note",
    "photo",
    "source",
    "contact",
    "contacts",
    "media",
    "investors",
    "tel",
    "phone",
    "email",
    "summary",
    "attachments",
    "reply-to",
    "place",
    "time",
    "present",
    "update",
    "correction",
];

/// Two letters or more, all capitals.
fn is_shouted(word: &str) -> bool {
    word.chars().filter(|c| c.is_alphabetic()).count() > 1 && !word.chars().any(char::is_lowercase)
}

/// The people of a text, by what a label may call them.
struct People<'t> {
    names: &'t Names,
    /// Initials, and folded last words → the first mention of the only person of them in full.
    known: HashMap<String, Option<(u32, String)>>,
}

impl People<'_> {
    fn new<'t>(text: &str, names: &'t Names) -> People<'t> {
        let mut known: HashMap<String, Option<(u32, String)>> = HashMap::new();
        for (index, mention) in (0..).zip(&names.mentions).filter(|(_, mention)| mention.kind == EntityKind::Person) {
            let name = folded(mention.span.of(text));
            let words: Vec<&str> = name.split_whitespace().collect();
            let Some(last) = words.last() else { continue };
            let initials: String = words.iter().filter_map(|word| word.chars().next()).collect();
            // Of somebody who is only called by a surname, that alone.
            let keys = [(words.len() > 1).then_some(initials), Some((*last).to_string())];
            for key in keys.into_iter().flatten() {
                let entry = known.entry(key).or_insert_with(|| Some((index, name.clone())));
                let is_short = |a: &str, b: &str| !b.contains(' ') && a.ends_with(b) || !a.contains(' ') && b.ends_with(a);
                if entry.as_ref().is_some_and(|(_, other)| *other != name && !is_short(other, &name)) {
                    *entry = None; // two people
                }
            }
        }
        People { names, known }
    }

    /// The mention of whoever a label names: the person named in it, else the only one of these initials or this surname.
    fn speaker(&self, label: Span, name: &str) -> Option<u32> {
        let mentions = &self.names.mentions;
        let first = mentions.partition_point(|mention| mention.span.end() <= label.start());
        let mut here = (first..mentions.len()).take_while(|&at| mentions[at].span.start() < label.end());
        if let Some(at) = here.find(|&at| mentions[at].kind == EntityKind::Person) {
            return Some(at as u32);
        }
        let last = folded(name).split_whitespace().rfind(|word| !is_title(word)).map(str::to_string)?;
        let is_whole = is_shouted(name) || name.split_whitespace().count() == 1;
        self.known.get(&last).filter(|_| is_whole).cloned().flatten().map(|(mention, _)| mention)
    }
}

#[cfg(test)]
mod tests {
    use crate::entities;
    use crate::text::{Language, Layout};

    /// The turns of a text: speaker and the first words.
    #[track_caller]
    fn check(text: &str, expected: &[(&str, &str)]) {
        let names = entities::read(text, &Layout::new(text), Language::ENGLISH);
        let found: Vec<(String, String)> = super::read(text, &names)
            .iter()
            .map(|quote| {
                let speaker = quote.speaker.map_or("", |mention| names.mentions[mention as usize].span.of(text));
                (speaker.to_string(), quote.span.of(text).split(' ').take(2).collect::<Vec<_>>().join(" "))
            })
            .collect();
        let found: Vec<(&str, &str)> = found.iter().map(|(speaker, words)| (speaker.as_str(), words.as_str())).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn labels_in_capitals_begin_turns() {
        check(
            "[10:15:02] DANA ORTIZ, ANCHOR: Joining us now is Joon-ho Baek. Welcome.\n\nJOON-HO BAEK, CHAIRMAN (via Skype): We are late.\n\nORTIZ: How late?\n\n(COMMERCIAL BREAK)\n\nUNIDENTIFIED MALE: He will not.",
            &[("DANA ORTIZ", "Joining us"), ("JOON-HO BAEK", "We are"), ("ORTIZ", "How late?"), ("", "He will")],
        );
    }

    #[test]
    fn names_and_initials_begin_turns_of_an_interview() {
        check(
            "Noor Elahi: Who hired you?\n\nKasper Brandt: A man called Jens Holm.\n\nNE: Did you?\n\nKB: Of course.\n\nI copied it twice.\n\nElahi: Why?",
            &[
                ("Noor Elahi", "Who hired"),
                ("Kasper Brandt", "A man"),
                ("Noor Elahi", "Did you?"),
                ("Kasper Brandt", "Of course."),
                ("Kasper Brandt", "I copied"),
                ("Elahi", "Why?"),
            ],
        );
    }

    #[test]
    fn hansard_has_dashes() {
        check(
            "Mr OAKDEN (Corinda—Minister for Water) (3.18 pm)—I welcome the report.\n\nMs LINDQVIST—Rubbish!",
            &[("OAKDEN", "I welcome"), ("LINDQVIST", "Rubbish!")],
        );
    }

    #[test]
    fn lists_and_headers_are_no_speech() {
        check("Alice Smith: 34 votes\nBob Jones: 22 votes\n", &[]);
        check("From: Ann Lee\nTo: Bob Jones\nSubject: Nothing.\n\nHe left.", &[]);
        check("Ann Lee said: We are late. Bob Jones left.", &[]);
    }
}
