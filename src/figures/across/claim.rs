//! Claims: figures in a form that can be compared across documents.

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

use super::setting::{Open, Sentence, Told, sorted};
use super::vocabulary::{hash, stem};
use crate::figures::interval::{self, Interval};
use crate::figures::{Change, Decimal, Figure, FigureKind, RelativeTime, Value, convert, edtf, resolve};
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

/// One comparable figure. All lists are hashes of words, sorted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Claim {
    /// Index into the document's figures.
    pub figure: u32,
    /// Index into [`Claims::sentences`].
    pub sentence: u32,
    /// The measure: the subject's words.
    pub subject: Vec<u32>,
    /// Hash of the unit of its dimension and of the kind: what two figures must share to be compared at all.
    pub measure: u32,
    /// From … to …, in the base unit: what the figure says.
    pub stated: (f64, f64),
    /// What it may possibly mean: a round number may be rounded.
    pub possible: (f64, f64),
    /// Whether it is a date; its bounds are then days.
    pub is_date: bool,
    /// Whether it is a date that only says when something else is counted.
    pub is_time: bool,
    /// Whether it counts no more than ten.
    pub is_small: bool,
    /// Whether it is a share of something.
    pub is_share: bool,
    /// Whether it was told in another unit than the base: then it may be cut off instead of rounded.
    pub is_converted: bool,
    /// Up or down, where it tells a change rather than a level.
    pub change: Option<Change>,
    /// Since when it changed, where that is told: a year, a month.
    pub since: Option<u32>,
    /// Whether it is an age.
    pub is_age: bool,
    /// Which end of a change it is: "from 7.4% to 6.1%".
    pub level: Option<Level>,
    /// The time that is stated with it: EDTF.
    pub time: Option<String>,
    /// What its clause says, but for who says so.
    pub words: Vec<u32>,
    /// Names among them.
    pub names: Vec<u32>,
    /// Of whom or what it is told: the names before the verb; for a pronoun and the like those of the sentence before.
    pub holders: Vec<u32>,
    /// Whether it is told of what a pronoun or a noun with "the" means.
    pub is_open: bool,
    /// Verbs among them that tell a deed.
    pub verbs: Vec<u32>,
    /// What happened to those who are counted: killed, injured, missing.
    pub deed: Option<u32>,
    /// The words of the place that is stated with it ("near Al Hawl").
    pub place: Vec<u32>,
    /// Where the clause does not name of whom it tells: what the sentence before is about.
    pub topic: Vec<u32>,
}

/// An end of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Level {
    /// "from 7.4%"
    Before,
    /// "to 6.1%"
    After,
}

/// The surroundings of the figures of a sentence. All lists are hashes of words, sorted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Setting {
    /// Hash of its folded words: copies of a sentence share it.
    pub hash: u64,
    /// Names.
    pub names: Vec<u32>,
    /// Other words that say something.
    pub words: Vec<u32>,
    /// Who says it, where that is named.
    pub speaker: Vec<u32>,
}

/// What is known of a text before its figures are compared.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// The text.
    pub text: &'a str,
    /// Its sentences.
    pub layout: &'a Layout,
    /// Its figures, in reading order.
    pub figures: &'a [Figure],
    /// Times told from the day of writing, in reading order.
    pub relative_times: &'a [RelativeTime],
    /// Its names, in reading order.
    pub names: &'a [Span],
    /// Its own date, in EDTF.
    pub date: Option<&'a str>,
}

/// The most sentences back in which that what a pronoun means is looked for.
const BACK: usize = 2;

/// The comparable figures of a text.
///
/// Left out is what says too little: ordinals, scores, small numbers that point back.
pub fn claims(source: &Source<'_>) -> Claims {
    let &Source { text, layout, figures, .. } = source;
    let mut found = Claims::default();
    let spans: Vec<Span> = figures.iter().map(|figure| figure.span).collect();
    let mut last: Option<(Span, Sentence<'_>, Vec<Span>)> = None;
    for (index, figure) in figures.iter().enumerate() {
        let Some(bounds) = bounds(figure, text).filter(|_| is_comparable(figure)) else { continue };
        let subject = figure.subject.map(|span| stems(span.of(text))).unwrap_or_default();
        let span = layout.sentence_around(figure.span);
        if last.as_ref().is_none_or(|(known, ..)| *known != span) {
            let sentence = Sentence::new(text, span, source.names, &spans);
            found.sentences.push(setting(span.of(text), &sentence));
            last = Some((span, sentence, rivals(figures, span)));
        }
        let Some((_, sentence, rivals)) = &last else { continue };
        let is_date = figure.kind == FigureKind::Date;
        // A date is told of the whole clause, and where something is counted there, it only says when.
        let told = sentence.told(figure.span, if is_date { &[] } else { rivals }).unwrap_or_default();
        // What those say who say it is not what is measured.
        let (clause, own) = (told.clause.unwrap_or(span), |word: &u32| told.words.binary_search(word).is_ok());
        let subject: Vec<u32> = if subject.iter().any(own) { subject.into_iter().filter(own).collect() } else { told.words.clone() };
        let inside = |other: Span| other.start() >= clause.start() && other.end() <= clause.end();
        let dated = |at: usize| figures.get(at).is_some_and(|other| other.kind == FigureKind::Date && inside(other.span));
        let is_time = is_date && (rivals.iter().any(|rival| inside(*rival)) || dated(index + 1) || index > 0 && dated(index - 1));
        let Told { words, names, verbs, deed, place, mut holders, open, since, .. } = told;
        let mut topic = Vec::new();
        if open != Open::No || names.is_empty() {
            let (before, about) = self::topic(source, &spans, span);
            holders = match (before.is_empty(), open) {
                (true, Open::Noun | Open::No) => {
                    let around = found.sentences.last().filter(|_| names.is_empty()).map_or(&[][..], |setting| &setting.names);
                    sorted(names.iter().chain(around).copied().chain(sentence.speaking()).chain(holders))
                }
                (_, Open::No) => sorted(before.into_iter().chain(holders)),
                _ => sorted(before.into_iter().chain(sentence.speaking())),
            };
            topic = about;
        }
        if holders.is_empty() && open != Open::Pronoun {
            holders.clone_from(&names);
        }
        found.claims.push(Claim {
            figure: index as u32,
            sentence: found.sentences.len() as u32 - 1,
            subject,
            measure: bounds.measure,
            stated: (bounds.stated.low, bounds.stated.high),
            possible: (bounds.possible.low, bounds.possible.high),
            is_date,
            is_time,
            is_small: figure.kind == FigureKind::Number && figure.unit.is_none() && bounds.stated.high.abs() <= 10.0,
            is_share: matches!(figure.kind, FigureKind::Percent | FigureKind::Fraction),
            is_converted: bounds.is_converted,
            change: figure.change,
            since,
            is_age: figure.kind == FigureKind::Age,
            level: level(text, figures, index),
            time: if is_date { None } else { time(source, figure.span, clause, span) },
            words,
            names,
            holders,
            is_open: open != Open::No,
            verbs,
            deed,
            place,
            topic,
        });
    }
    found
}

/// The other figures of a sentence that claim something.
fn rivals(figures: &[Figure], sentence: Span) -> Vec<Span> {
    let first = figures.partition_point(|figure| figure.span.start() < sentence.start());
    let own = figures[first..].iter().take_while(|figure| figure.span.end() <= sentence.end());
    let claims = |figure: &&Figure| is_comparable(figure) && figure.kind != FigureKind::Date;
    own.filter(claims).map(|figure| figure.span).take(MOST).collect()
}

/// The most figures of one sentence that are held apart: more are a list.
const MOST: usize = 24;

/// The names of the sentence before, and what it is about; further back where it names nobody.
fn topic(source: &Source<'_>, figures: &[Span], sentence: Span) -> (Vec<u32>, Vec<u32>) {
    let Some(at) = source.layout.sentence_at(sentence.start()) else { return Default::default() };
    let (mut names, mut words) = (Vec::new(), Vec::new());
    for before in source.layout.sentences[at.saturating_sub(BACK)..at].iter().rev() {
        let (named, topic) = Sentence::new(source.text, *before, source.names, figures).topic();
        words.extend(topic);
        if !named.is_empty() {
            names = named;
            break;
        }
    }
    words.extend(names.iter().copied());
    (names, sorted(words))
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
    let from = (before.len().saturating_sub(80)..=before.len()).find(|&at| before.is_char_boundary(at)).unwrap_or_default();
    let mut words = before[from..].trim_end().rsplit(' ').take(3).skip_while(|word| firmness(word));
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
                | FigureKind::Age
        )
}

/// What a figure allows for in its base unit, and the hash of its measure.
struct Bounds {
    stated: Interval,
    possible: Interval,
    measure: u32,
    is_converted: bool,
}

fn bounds(figure: &Figure, text: &str) -> Option<Bounds> {
    if let Value::Date(date) = &figure.value {
        let days = edtf::days(date)?;
        let days = Interval { low: days.start as f64, high: days.end as f64 };
        return Some(Bounds { stated: days, possible: days, measure: hash("date"), is_converted: false });
    }
    let unit = figure.unit.as_deref().unwrap_or_default();
    // One of the unit, or what lies between nothing and one: degrees have another zero.
    let (one, base) = convert::in_base(Decimal::whole(1), unit)?;
    let (zero, _) = convert::in_base(Decimal::ZERO, unit)?;
    let (factor, offset) = (one.plus(zero.negated())?.to_f64(), zero.to_f64());
    let (mut stated, mut possible) = (interval::stated(figure, text)?, interval::possible(figure, text)?);
    let kind = match figure.kind {
        // "one in three" is 33 %.
        FigureKind::Fraction if unit.is_empty() && possible.high <= 1.0 => {
            (stated, possible) = (stated.times(100.0), possible.times(100.0));
            return Some(Bounds { stated, possible, measure: hash("Percent percent"), is_converted: false });
        }
        FigureKind::Fraction => FigureKind::Number,
        kind => kind,
    };
    let based = |interval: Interval| Interval { low: interval.low * factor + offset, high: interval.high * factor + offset };
    let measure = hash(&format!("{kind:?} {base}"));
    Some(Bounds { stated: based(stated), possible: based(possible), measure, is_converted: base != unit })
}

/// The time stated with a figure: in its clause, else the only one of its sentence.
fn time(source: &Source<'_>, at: Span, clause: Span, sentence: Span) -> Option<String> {
    let inside = |span: Span, whole: Span| span.start() >= whole.start() && span.end() <= whole.end();
    let first = source.figures.partition_point(|figure| figure.span.start() < sentence.start());
    let dates =
        source.figures[first..].iter().take_while(|figure| figure.span.end() <= sentence.end()).filter_map(|figure| match &figure.value {
            Value::Date(edtf) => {
                let resolved = source.date.and_then(|date| resolve(figure, date));
                Some((figure.span, resolved.unwrap_or_else(|| edtf.clone())))
            }
            _ => None,
        });
    let first = source.relative_times.partition_point(|time| time.span.start() < sentence.start());
    let times = source.relative_times[first..].iter().take_while(|time| time.span.end() <= sentence.end()).map(|time| {
        let resolved = source.date.and_then(|date| time.resolve(date));
        (time.span, resolved.unwrap_or_else(|| format!("{:?}{}", time.unit, time.offset)))
    });
    let all: Vec<(Span, String)> = dates.chain(times).take(MOST).collect();
    let nearest = all.iter().filter(|(span, _)| inside(*span, clause)).min_by_key(|(span, _)| span.start().abs_diff(at.start()));
    let only = || all.first().filter(|_| all.len() == 1);
    nearest.or_else(only).map(|(_, time)| time.clone())
}

fn setting(written: &str, sentence: &Sentence<'_>) -> Setting {
    let folded_text = folded(written);
    let words: Vec<&str> = folded_text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let (names, other) = sentence.all();
    Setting { hash: xxh3_64(words.join(" ").as_bytes()), names, words: other, speaker: sentence.speaker() }
}

/// Hashes of the words that say something, sorted.
fn stems(text: &str) -> Vec<u32> {
    sorted(text.split(|c: char| !c.is_alphanumeric()).filter_map(stem).map(|stem| hash(&stem)).take(MOST))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, date: Option<&str>) -> Claims {
        let layout = Layout::new(text);
        let (figures, relative_times) = crate::figures::read_with_times(text, &layout, crate::text::Language::ENGLISH);
        claims(&Source { text, layout: &layout, figures: &figures, relative_times: &relative_times, names: &[], date })
    }

    #[test]
    fn claims_are_what_can_be_compared() {
        let text = "Iran has 33 trillion cubic metres of gas. The two sides met for the first time in 2015. Russia exported 1.65 million ha last year.";
        let found = read(text, Some("2020-05-06"));
        let shown: Vec<(f64, f64, Option<&str>)> =
            found.claims.iter().map(|claim| (claim.stated.0, claim.stated.1, claim.time.as_deref())).collect();
        assert_eq!(shown, [(32.5e12, 33.5e12, None), (16_436.0, 16_800.0, None), (1.645e10, 1.655e10, Some("2019"))]);
        assert_eq!(found.sentences.len(), 3);
    }

    #[test]
    fn a_change_has_two_ends() {
        let text = "Unemployment in Leeds fell from 7.4% to 6.1%, and in York to about 4% from 5% in 2019. It stays at 3%.";
        let levels: Vec<Option<Level>> = read(text, None).claims.iter().map(|claim| claim.level).collect();
        assert_eq!(levels[..4], [Some(Level::Before), Some(Level::After), Some(Level::After), Some(Level::Before)]);
    }

    #[test]
    fn the_place_is_the_one_next_to_the_figure() {
        let text = "Near Al Shadaddi, one strike hit 2 tanks in March; in the Ar Raqqah area it hit 5 cars. It hit 7 boats at Mosul.";
        let found = read(text, None);
        let places = |words: &str| found.claims.iter().any(|claim| claim.place == stems(words));
        assert!(places("Shadaddi") && places("Raqqah") && places("Mosul"));
    }

    #[test]
    fn who_says_it_is_no_part_of_what_is_said() {
        let words = |text: &str| read(text, None).claims[0].words.clone();
        let plain = words("The unemployment rate in Selva was 6.3 percent in May.");
        for text in [
            "The labour ministry of Norland said on Tuesday that the unemployment rate in Selva was 6.3 percent in May.",
            "The unemployment rate in Selva was 6.3 percent in May, the labour ministry of Norland said on Tuesday.",
            "The unemployment rate in Selva, the labour ministry of Norland said, was 6.3 percent in May.",
            "According to the labour ministry of Norland, the unemployment rate in Selva was 6.3 percent in May.",
        ] {
            assert_eq!(words(text), plain, "{text}");
        }
    }

    #[test]
    fn a_clause_goes_on_from_the_one_before() {
        let found =
            read("The Norrdal court heard 412 cases in 2019 and 395 cases in 2020. Toyota sold 2 cars and Honda 3 cars in Japan.", None);
        let counts: Vec<&Claim> = found.claims.iter().filter(|claim| !claim.is_date).collect();
        assert_eq!(counts[0].words, counts[1].words);
        assert_eq!([counts[0].time.as_deref(), counts[1].time.as_deref()], [Some("2019"), Some("2020")]);
        assert!(counts[3].words.contains(&hash("honda")) && !counts[3].words.contains(&hash("toyota")));
    }
}
