//! Claims: figures in a form that can be compared across documents.

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

use crate::figures::within::calendar;
use crate::figures::{Approx, Change, Decimal, Figure, FigureKind, RelativeTime, Value, convert, edtf, resolve};
use crate::text::fold::folded;
use crate::text::{Layout, Span};

/// The comparable figures of one document and the sentences they stand in.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Claims {
    /// In reading order.
    pub claims: Vec<Claim>,
    /// Only sentences with a claim, in reading order.
    pub sentences: Vec<Setting>,
}

/// One comparable figure.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Claim {
    /// Index into the document's figures.
    pub figure: u32,
    /// Index into [`Claims::sentences`].
    pub sentence: u32,
    /// The measure: hashes of the subject's words, sorted, without empty ones.
    pub subject: Vec<u32>,
    /// Hash of the unit of its dimension and of the kind: what two figures must share to be compared at all.
    pub measure: u32,
    /// From … to …, in the base unit: what the figure allows for, its rounding included.
    pub low: f64,
    /// The other end; infinite for "more than".
    pub high: f64,
    /// Whether it is a date; its bounds are then days.
    pub is_date: bool,
    /// Up or down, where it tells a change rather than a level.
    pub change: Option<Change>,
    /// Which end of a change it is: "from 7.4% to 6.1%".
    pub level: Option<Level>,
    /// The time that is stated next to it: EDTF.
    pub time: Option<String>,
    /// The words of the place that is stated next to it ("near Al Hawl"). Hashes, sorted.
    pub place: Vec<u32>,
}

/// An end of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Level {
    /// "from 7.4%"
    Before,
    /// "to 6.1%"
    After,
}

/// The surroundings of the figures of a sentence.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Setting {
    /// Hash of its folded words: copies of a sentence share it.
    pub hash: u64,
    /// Names: words with a capital inside the sentence. Hashes, sorted.
    pub names: Vec<u32>,
    /// Other words that say something. Hashes, sorted.
    pub words: Vec<u32>,
}

/// Most words of each kind that are kept of a sentence.
const KEPT: usize = 24;

/// The comparable figures of a text. `date` is the document's own, in EDTF.
///
/// Left out is what says too little: figures without subject, ordinals, scores, small numbers that point back.
pub fn claims(text: &str, layout: &Layout, figures: &[Figure], relative_times: &[RelativeTime], date: Option<&str>) -> Claims {
    let mut found = Claims::default();
    let mut last: Option<(Span, u32)> = None;
    for (index, figure) in figures.iter().enumerate() {
        let Some((low, high, measure)) = bounds(figure).filter(|_| is_comparable(figure)) else { continue };
        let Some(subject) = figure.subject.map(|span| stems(span.of(text))).filter(|stems| !stems.is_empty()) else { continue };
        let sentence = layout.sentence_around(figure.span);
        let at = match last {
            Some((span, at)) if span == sentence => at,
            _ => {
                found.sentences.push(setting(sentence.of(text)));
                found.sentences.len() as u32 - 1
            }
        };
        last = Some((sentence, at));
        found.claims.push(Claim {
            figure: index as u32,
            sentence: at,
            subject,
            measure,
            low,
            high,
            is_date: figure.kind == FigureKind::Date,
            change: figure.change,
            level: level(text, figures, index),
            time: if figure.kind == FigureKind::Date { None } else { time(figure.span, sentence, figures, relative_times, date) },
            place: place(text, figure.span, sentence),
        });
    }
    found
}

/// Which end of a change a figure is: its neighbour in the text is the other one.
fn level(text: &str, figures: &[Figure], at: usize) -> Option<Level> {
    if let Some((before, _)) = levels(text, figures, at) {
        return Some(if before == at { Level::Before } else { Level::After });
    }
    let (_, after) = levels(text, figures, at.checked_sub(1)?)?;
    Some(if after == at { Level::After } else { Level::Before })
}

/// The levels before and after a change of which the figure at `one` is told first: "from 7.4% to 6.1%", "to 6.1% from 7.4%".
pub(crate) fn levels(text: &str, figures: &[Figure], one: usize) -> Option<(usize, usize)> {
    let (first, next) = (&figures[one], figures.get(one + 1)?);
    let dated = matches!(first.kind, FigureKind::Date | FigureKind::Ordinal | FigureKind::Score);
    let between = text.get(first.span.end()..next.span.start()).filter(|_| first.kind == next.kind && !dated)?.trim();
    match (led_by(&text[..first.span.start()]), led_by(between)) {
        ("from", "to") => Some((one, one + 1)),
        ("to", "from") => Some((one + 1, one)),
        _ => None,
    }
}

/// The last word of what stands before a figure, but for words that only say how firmly it is stated: "to about".
fn led_by(before: &str) -> &str {
    let firmness =
        |word: &str| matches!(word, "about" | "around" | "nearly" | "almost" | "roughly" | "approximately" | "just" | "over" | "under");
    let mut words = before.trim_end().rsplit(' ').take(3).skip_while(|word| firmness(word));
    words.next().unwrap_or_default()
}

fn is_comparable(figure: &Figure) -> bool {
    !figure.minor
        && matches!(
            figure.kind,
            FigureKind::Number
                | FigureKind::Date
                | FigureKind::Percent
                | FigureKind::Money
                | FigureKind::Dimension
                | FigureKind::Temperature
                | FigureKind::Fraction
        )
}

/// The figure's interval in its base unit, and the hash of its measure.
fn bounds(figure: &Figure) -> Option<(f64, f64, u32)> {
    if let Value::Date(date) = &figure.value {
        let days = edtf::days(date)?;
        return Some((days.start as f64, days.end as f64, hash("date")));
    }
    let unit = figure.unit.as_deref().unwrap_or_default();
    let based = |value: Decimal| convert::in_base(value, unit);
    let (low, high, base) = match &figure.value {
        Value::Number(value) => {
            let half = rounding(*value, figure.kind);
            let (low, base) = based(value.plus(half.negated())?)?;
            (low.to_f64(), based(value.plus(half)?)?.0.to_f64(), base)
        }
        Value::Range(Some(low), Some(high)) => {
            let (low, base) = based(*low)?;
            (low.to_f64(), based(*high)?.0.to_f64(), base)
        }
        _ => return None,
    };
    let width = (high.abs() * 0.1).max(high - low);
    let (low, high) = match figure.approx {
        Some(Approx::MoreThan | Approx::AtLeast) => (low, f64::INFINITY),
        Some(Approx::LessThan | Approx::AtMost) => (f64::NEG_INFINITY, high),
        Some(Approx::About) => (low - width, high + width),
        Some(Approx::Nearly) => (low - width, high),
        None => (low, high),
    };
    let kind = match figure.kind {
        FigureKind::Fraction => FigureKind::Number,
        kind => kind,
    };
    Some((low, high, hash(&format!("{kind:?} {base}"))))
}

/// How far the true value may lie from the written one: half of the last digit's place, a whole one where three digits and more
/// are written ("1.65 million" may be cut off). What is counted to the last one is exact.
fn rounding(value: Decimal, kind: FigureKind) -> Decimal {
    let (digits, place) = value.precision();
    if kind == FigureKind::Number && place == Decimal::whole(1) {
        return Decimal::ZERO;
    }
    // "80 million" is rarely rounded to tens of millions: a zero counts as written.
    let place = if digits == 1 && place > Decimal::whole(1) { place.scaled(-1).unwrap_or(place) } else { place };
    if digits >= 3 { place } else { place.times(Decimal::new(5, -1).unwrap_or(Decimal::ZERO)).unwrap_or(Decimal::ZERO) }
}

/// The time stated nearest to the figure in its sentence.
fn time(at: Span, sentence: Span, figures: &[Figure], relative_times: &[RelativeTime], date: Option<&str>) -> Option<String> {
    let distance = |span: Span| span.start().abs_diff(at.start());
    let first = figures.partition_point(|figure| figure.span.start() < sentence.start());
    let dates = figures[first..].iter().take_while(|figure| figure.span.end() <= sentence.end()).filter_map(|figure| match &figure.value {
        Value::Date(edtf) => {
            let resolved = date.and_then(|date| resolve(figure, date));
            Some((distance(figure.span), resolved.unwrap_or_else(|| edtf.clone())))
        }
        _ => None,
    });
    let first = relative_times.partition_point(|time| time.span.start() < sentence.start());
    let times = relative_times[first..].iter().take_while(|time| time.span.end() <= sentence.end()).map(|time| {
        let resolved = date.and_then(|date| time.resolve(date));
        (distance(time.span), resolved.unwrap_or_else(|| format!("{:?}{}", time.unit, time.offset)))
    });
    dates.chain(times).min_by(|a, b| a.0.cmp(&b.0)).map(|(_, time)| time)
}

/// Bytes on either side of a figure in which its place is looked for: a list without full stops is one sentence, however long.
const BESIDE: usize = 400;

/// The place that is stated last before the figure in its sentence, else first after it: "near", "in" or "at" and words with a capital.
fn place(text: &str, at: Span, sentence: Span) -> Vec<u32> {
    let mut place = Vec::new();
    let boundary = |at: usize| (0..=at).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    let around = sentence.start().max(boundary(at.start().saturating_sub(BESIDE)))..sentence.end().min(boundary(at.end() + BESIDE));
    let mut words = text[around].split(|c: char| c.is_whitespace()).filter(|word| !word.is_empty()).peekable();
    while let Some(written) = words.next() {
        let start = written.as_ptr() as usize - text.as_ptr() as usize;
        if start >= at.start() && !place.is_empty() {
            break;
        }
        let word = written.trim_matches(|c: char| !c.is_alphanumeric());
        if matches!(folded(word).as_str(), "near" | "in" | "at" | "outside" | "around" | "inside") {
            words.next_if(|next| *next == "the");
            let mut found = Vec::new();
            while let Some(written) = words.next_if(|next| next.starts_with(char::is_uppercase)) {
                let parts = written.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty());
                found.extend(parts.filter(|part| calendar::month(&folded(part)).is_none()).filter_map(stem).map(|stem| hash(&stem)));
                if written.ends_with([',', '.', ';', ':', ')']) {
                    break;
                }
            }
            if !found.is_empty() {
                place = found;
            }
        }
    }
    place.sort_unstable();
    place.dedup();
    place
}

fn setting(sentence: &str) -> Setting {
    let folded_text = folded(sentence);
    let words = folded_text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let joined: Vec<&str> = words.collect();
    let mut setting = Setting { hash: xxh3_64(joined.join(" ").as_bytes()), names: Vec::new(), words: Vec::new() };
    for (index, word) in sentence.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).enumerate() {
        let Some(stem) = stem(word) else { continue };
        // The first word has its capital from the sentence; as a name it comes again, or its stem is among the words.
        let name = word.starts_with(char::is_uppercase) && (index > 0 || word.chars().skip(1).any(char::is_uppercase));
        let list = if name { &mut setting.names } else { &mut setting.words };
        if list.len() < KEPT {
            list.push(hash(&stem));
        }
    }
    for list in [&mut setting.names, &mut setting.words] {
        list.sort_unstable();
        list.dedup();
    }
    setting
}

/// Hashes of the words that say something, sorted.
fn stems(text: &str) -> Vec<u32> {
    let mut stems: Vec<u32> = text.split(|c: char| !c.is_alphanumeric()).filter_map(stem).map(|stem| hash(&stem)).take(KEPT).collect();
    stems.sort_unstable();
    stems.dedup();
    stems
}

/// The word without case and ending; `None` where it says nothing or is a number.
fn stem(word: &str) -> Option<String> {
    let word = folded(word);
    if word.chars().count() < 3 || word.chars().any(|c| c.is_ascii_digit()) || EMPTY.binary_search(&word.as_str()).is_ok() {
        return None;
    }
    let without = |ending: &str| word.strip_suffix(ending).filter(|stem| stem.len() > 3 && stem.is_ascii());
    if let Some(stem) = without("ies") {
        return Some(format!("{stem}y"));
    }
    let stem =
        without("ing").or_else(|| without("ed")).or_else(|| word.strip_suffix('s').filter(|stem| stem.len() > 2 && !stem.ends_with('s')));
    Some(stem.unwrap_or(&word).to_string())
}

fn hash(text: &str) -> u32 {
    xxh3_64(text.as_bytes()) as u32
}

/// Words that are in any sentence with a figure, folded and sorted.
#[rustfmt::skip]
const EMPTY: &[&str] = &[
    "about", "according", "after", "again", "all", "almost", "also", "among", "and", "another", "are", "around", "been", "before", "being", "between", "billion", "both",
    "but", "can", "could", "crore", "day", "days", "during", "each", "earlier", "for", "friday", "from", "had", "has", "have", "her", "his", "into", "its", "lakh",
    "last", "later", "least", "less", "many", "may", "million", "monday", "month", "months", "more", "most", "near", "nearly", "new", "next", "not", "number", "one",
    "only", "other", "others", "our", "out", "over", "per", "percent", "saturday", "several", "she", "since", "some", "such", "sunday", "than", "that", "the",
    "their", "them", "then", "there", "these", "they", "this", "those", "through", "thursday", "time", "times", "today", "total", "trillion", "tuesday", "two", "under",
    "until", "was", "wednesday", "week", "weeks", "were", "what", "when", "where", "which", "while", "who", "will", "with", "would", "year", "years", "yesterday", "you",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn empty_words_are_sorted() {
        assert!(EMPTY.windows(2).all(|pair| pair[0] < pair[1]));
    }

    #[test]
    fn claims_are_what_can_be_compared() {
        let text = "Iran has 33 trillion cubic metres of gas. The two sides met for the first time in 2015. Russia exported 1.65 million ha last year.";
        let layout = Layout::new(text);
        let (figures, times) = crate::figures::read_with_times(text, &layout, crate::text::Language::ENGLISH);
        let found = claims(text, &layout, &figures, &times, Some("2020-05-06"));
        let shown: Vec<(f64, f64, Option<&str>)> =
            found.claims.iter().map(|claim| (claim.low, claim.high, claim.time.as_deref())).collect();
        assert_eq!(shown, [(32.5e12, 33.5e12, None), (16_436.0, 16_800.0, None), (1.64e10, 1.66e10, Some("2019"))]);
        assert_eq!(found.sentences.len(), 3);
    }

    #[test]
    fn a_change_has_two_ends() {
        let text = "Unemployment in Leeds fell from 7.4% to 6.1%, and in York to about 4% from 5% in 2019. It stays at 3%.";
        let layout = Layout::new(text);
        let (figures, times) = crate::figures::read_with_times(text, &layout, crate::text::Language::ENGLISH);
        let levels: Vec<Option<Level>> = claims(text, &layout, &figures, &times, None).claims.iter().map(|claim| claim.level).collect();
        assert_eq!(levels[..4], [Some(Level::Before), Some(Level::After), Some(Level::After), Some(Level::Before)]);
    }

    #[test]
    fn the_place_is_the_one_next_to_the_figure() {
        let text = "Near Al Shadaddi, one strike hit 2 tanks in March; in the Ar Raqqah area it hit 5 cars. It hit 7 boats at Mosul.";
        let layout = Layout::new(text);
        let (figures, times) = crate::figures::read_with_times(text, &layout, crate::text::Language::ENGLISH);
        let places =
            |words: &str| claims(text, &layout, &figures, &times, None).claims.into_iter().any(|claim| claim.place == stems(words));
        assert!(places("Shadaddi") && places("Raqqah") && places("Mosul"));
    }
}
