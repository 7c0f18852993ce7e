//! Whether two figures are told of one thing, at one time.
//!
//! All that is said of the one must be said of the other, or be left unsaid there: where each has words that the other has not, they speak of two
//! things. Names, deeds, places and words that part a whole ("women", "north") are held to this most strictly.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::claim::{Claim, Level, Setting};
use super::vocabulary::{is_harmless, lost, restricts};
use crate::figures::edtf;

/// A figure of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct FigureRef {
    /// Index of the document.
    pub document: u32,
    /// Index into its figures.
    pub figure: u32,
}

/// One figure of a sentence, together with the same figure in every verbatim copy of that sentence.
pub(super) struct Node<'a> {
    pub(super) claim: &'a Claim,
    pub(super) setting: &'a Setting,
    pub(super) date: Option<&'a str>,
    pub(super) members: Vec<FigureRef>,
    pub(super) passages: BTreeSet<u32>,
}

/// Whether two figures may agree or may differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Question {
    /// Their values agree: that speaks for one thing already.
    Agree,
    /// One of them only bounds the value: agreeing is easier then, and says less.
    AgreeLoosely,
    /// Their values differ.
    Differ,
}

/// What is known of the times of two figures of one thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Times {
    /// The same.
    Same,
    /// Not known of both.
    Unknown,
}

/// Whether two figures are told of one thing, and whether at one time; `None` where they are not, or nothing says so.
pub(super) fn comparable(a: &Node<'_>, b: &Node<'_>, question: Question) -> Option<Times> {
    let (one, other) = (a.claim, b.claim);
    let differ = question == Question::Differ;
    if one.is_time || other.is_time || !is_same_change(one, other, differ) || one.deed != other.deed {
        return None;
    }
    let times = times(a, b, differ)?;
    // A day or a year is told of many things, and so is a number up to ten.
    if one.is_date && shared(&one.verbs, &other.verbs) == 0 {
        return None;
    }
    let often = usize::from(one.is_date) + 2 * usize::from(one.is_small && other.is_small);
    let extra = [unshared(a, b), unshared(b, a)];
    let [left, right] = &extra;
    if left.iter().chain(right).any(|&word| restricts(word)) || is_apart(a, b) || is_apart(b, a) {
        return None;
    }
    let both = |of: fn(&Claim) -> &[u32]| {
        let has = |extra: &[u32], claim: &Claim| extra.iter().any(|word| of(claim).binary_search(word).is_ok());
        has(left, one) && has(right, other)
    };
    let verbs = !one.verbs.is_empty() && !other.verbs.is_empty() && shared(&one.verbs, &other.verbs) == 0;
    if both(|claim| &claim.names) || both(|claim| &claim.verbs) || verbs {
        return None;
    }
    if !is_same_holder(a, b, differ) || !is_same_subject(a, b, differ) {
        return None;
    }
    // That both rose is shared, too.
    let common = common(one, other, times) + usize::from(one.change.is_some() && one.change == other.change);
    let contrast = left.len().min(right.len());
    let longer = left.len().max(right.len());
    let enough = match question {
        Question::Agree => common >= 2 + often && contrast * 4 <= common,
        Question::AgreeLoosely => common >= 3 + often && contrast * 5 <= common,
        // What only one of them says may be what makes it another thing.
        Question::Differ => {
            // Of a person the full name is enough.
            let aged = one.is_age && shared(&one.names, &other.names) >= 2;
            common >= 3 + often / 2 - usize::from(aged)
                && contrast * 6 <= common
                && longer <= common * 2
                && (times == Times::Same || common >= 3 + contrast)
        }
    };
    enough.then_some(times)
}

/// Words of the one that nothing around the other says.
fn unshared(one: &Node<'_>, other: &Node<'_>) -> Vec<u32> {
    let around = |word: &u32| {
        [&other.claim.words, &other.claim.subject, &other.claim.topic, &other.setting.names, &other.setting.words]
            .iter()
            .any(|list| list.binary_search(word).is_ok())
    };
    one.claim.words.iter().copied().filter(|word| !around(word) && !is_harmless(*word)).collect()
}

/// How many words the two share, those that a pronoun stands for included; at one time also those of whom it is told.
fn common(one: &Claim, other: &Claim, times: Times) -> usize {
    let holders = |claim: &'_ Claim| if times == Times::Same { claim.holders.clone() } else { Vec::new() };
    let all = |claim: &Claim| super::setting::sorted(claim.words.iter().chain(&claim.topic).copied().chain(holders(claim)));
    shared(&all(one), &all(other))
}

/// Whether the measures are one: they share a word, and none has a word that is not told with the other.
fn is_same_subject(a: &Node<'_>, b: &Node<'_>, differ: bool) -> bool {
    let (one, other) = (&a.claim.subject, &b.claim.subject);
    let subject = shared(one, other);
    let told = |words: &[u32], node: &Node<'_>| {
        let lists = [&node.claim.words, &node.claim.subject, &node.claim.topic];
        words.iter().filter(|word| !is_harmless(**word) && !lists.iter().any(|list| list.binary_search(word).is_ok())).count()
    };
    let (left, right) = (told(one, b), told(other, a));
    let (left_told, right_told) = (shared(one, &b.claim.words), shared(other, &a.claim.words));
    let crossed = subject > 0 || left_told > 0 && right_told > 0 || !differ && left_told + right_told > 1;
    crossed && if differ { left == 0 || right == 0 } else { left * 2 <= one.len() && right * 2 <= other.len() }
}

/// Whether both are told of the same, where a pronoun stands for what the sentence before names.
fn is_same_holder(a: &Node<'_>, b: &Node<'_>, differ: bool) -> bool {
    let (one, other) = (a.claim, b.claim);
    let among = |names: &[u32], claim: &Claim| shared(names, &claim.words) + shared(names, &claim.holders) > 0;
    let told = |node: &Node<'_>, name: &u32| {
        let lists = [&node.claim.names, &node.claim.holders, &node.claim.topic, &node.setting.names, &node.setting.words];
        is_harmless(*name) || lists.iter().any(|list| list.binary_search(name).is_ok())
    };
    // Where each is told of somebody whom the other nowhere names, they are two.
    let strange = |own: &Node<'_>, node: &Node<'_>| {
        let said = |name: &u32| own.setting.speaker.binary_search(name).is_ok();
        own.claim.holders.iter().any(|name| !told(node, name) && !said(name))
    };
    let named = |claim: &Claim, node: &Node<'_>| claim.names.iter().all(|name| told(node, name));
    // A clause that names nobody differs only from what is told of all that the sentence before it names.
    let sure = match (one.names.is_empty(), other.names.is_empty()) {
        (false, false) => true,
        (true, true) => !differ,
        (true, false) => !differ || named(other, a),
        (false, true) => !differ || named(one, b),
    };
    among(&one.holders, other) && among(&other.holders, one) && !(strange(a, b) && strange(b, a)) && sure
}

fn is_same_change(one: &Claim, other: &Claim, differ: bool) -> bool {
    // What a change starts from is not what it ends in; a level that is told alone is rarely where one started.
    let level = match (one.level, other.level) {
        (Some(one), Some(other)) => one == other,
        (None, None) => true,
        (one, other) => !differ || one.or(other) == Some(Level::After),
    };
    // A share that changed is no share of that size; but what was "lost" may also have "burned".
    let same_deed = |changed: &Claim, plain: &Claim| {
        changed.change.is_some() && plain.change.is_none() && (plain.verbs.is_empty() || plain.verbs.binary_search(&lost()).is_ok())
    };
    let change = one.change == other.change || !differ && !one.is_share && (same_deed(one, other) || same_deed(other, one));
    let since = match (one.change.or(other.change), one.since, other.since) {
        (None, ..) => true,
        (_, Some(one), Some(other)) => one == other,
        (_, one, other) => !differ || one == other,
    };
    change && level && since
}

/// Whether the one says where, and nothing around the other names that place.
fn is_apart(one: &Node<'_>, other: &Node<'_>) -> bool {
    let place = &one.claim.place;
    let named = shared(place, &other.setting.names) + shared(place, &other.claim.names) + shared(place, &other.claim.topic);
    !place.is_empty()
        && named == 0
        && !(other.claim.place.is_empty() && place.iter().all(|word| one.claim.words.binary_search(word).is_err()))
}

/// Whether both are told of one time; `None` where of two.
fn times(a: &Node<'_>, b: &Node<'_>, differ: bool) -> Option<Times> {
    match (a.claim.time.as_deref(), b.claim.time.as_deref()) {
        (Some(one), Some(other)) => match (edtf::days(one), edtf::days(other)) {
            (Some(left), Some(right)) if left == right => Some(Times::Same),
            // A day of the same month as told by another: an event may be dated by both.
            (Some(left), Some(right)) if left.overlaps(right) && a.claim.deed.is_some() && left.length().max(right.length()) <= 31 => {
                Some(Times::Unknown)
            }
            (Some(_), Some(_)) => None,
            _ if one == other => Some(Times::Unknown),
            // A weekday that only one of the documents places.
            (Some(days), None) | (None, Some(days)) if days.length() == 1 && !(is_weekday(one) && is_weekday(other)) => {
                Some(Times::Unknown)
            }
            _ => None,
        },
        (None, None) => match (a.date.and_then(edtf::days), b.date.and_then(edtf::days)) {
            // Documents of different days may both be right.
            (Some(one), Some(other)) if one.start <= other.end + 1 && other.start <= one.end + 1 => Some(Times::Same),
            (Some(_), Some(_)) if differ => None,
            _ => Some(Times::Unknown),
        },
        (Some(time), None) => half_known(time, b.date, differ),
        (None, Some(time)) => half_known(time, a.date, differ),
    }
}

fn is_weekday(time: &str) -> bool {
    time.starts_with("XXXX-WXX")
}

/// One tells the time, the other does not. Months and years make a series; a day tells when something happened.
fn half_known(time: &str, other: Option<&str>, differ: bool) -> Option<Times> {
    if !differ {
        return Some(Times::Unknown);
    }
    match edtf::days(time) {
        Some(days) if days.length() == 1 => {
            let near = other.and_then(edtf::days).is_none_or(|other| (days.start - other.end).abs() <= NEAR);
            near.then_some(Times::Unknown)
        }
        Some(_) => None,
        None => (is_weekday(time) || time.starts_with("Day")).then_some(Times::Unknown),
    }
}

/// Days around an event in which it is told.
const NEAR: i64 = 10;

/// How many elements two sorted lists share.
pub(super) fn shared(a: &[u32], b: &[u32]) -> usize {
    let (mut at, mut shared) = (0, 0);
    for &item in a {
        while at < b.len() && b[at] < item {
            at += 1;
        }
        shared += usize::from(b.get(at) == Some(&item));
    }
    shared
}
