//! Sums that a text invites: parts and their whole, an amount and its share, a change and its two levels.
//!
//! They are shown with their terms, not judged: whether a difference matters is the reader's to say.

use serde::{Deserialize, Serialize};

use crate::figures::across::claim::levels;
use crate::figures::interval::{fits, interval, number, slack};
use crate::figures::{Approx, Change, Decimal, Figure, FigureKind, convert};
use crate::text::{Layout, Span};

/// The calculation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CheckKind {
    /// Shares against the share that they make together.
    Parts,
    /// Wholes that follow from two amounts and their shares.
    Ratio,
    /// A change against the two levels.
    Change,
    /// A share against the part and the whole that are counted.
    Share,
}

/// One sum.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SumCheck {
    /// The calculation.
    pub kind: CheckKind,
    /// Indices into the document's figures, in the order of the sum.
    pub terms: Vec<u32>,
    /// The figure that the sum is held against; `None` where two results are held against each other.
    pub stated: Option<u32>,
    /// The sum with its result: "19 % + 17.1 % = 36.1 %".
    pub sum: String,
    /// The stated result: "more than 37 %".
    pub against: String,
    /// Whether both agree within what the text rounds away and how firmly it states them.
    pub fits: bool,
    /// The two measures where they differ ("gas reserves", "gas resources").
    pub measures: Option<(String, String)>,
}

/// Most sentences between a whole and its parts.
const NEAR: usize = 4;

/// The sums of one text, in the order of their first term.
pub fn checks(text: &str, layout: &Layout, figures: &[Figure]) -> Vec<SumCheck> {
    let sheet = Sheet { text, layout, figures, sentences: sentences(layout, figures) };
    let mut found: Vec<SumCheck> = Vec::new();
    for at in 0..sheet.sentences.len() {
        found.extend(sheet.parts(at));
        found.extend(sheet.ratio(at));
        found.extend(sheet.changes(at));
        found.extend(sheet.shares(at));
    }
    found.sort_by(|a, b| a.terms.cmp(&b.terms).then(a.kind.cmp(&b.kind)));
    found
}

/// A sentence with figures: its index in the layout and the range of its figures.
struct Row {
    sentence: usize,
    figures: std::ops::Range<usize>,
}

struct Sheet<'t> {
    text: &'t str,
    layout: &'t Layout,
    figures: &'t [Figure],
    sentences: Vec<Row>,
}

fn sentences(layout: &Layout, figures: &[Figure]) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for (index, figure) in figures.iter().enumerate() {
        let Some(sentence) = layout.sentence_at(figure.span.start()) else { continue };
        match rows.last_mut() {
            Some(row) if row.sentence == sentence => row.figures.end = index + 1,
            _ => rows.push(Row { sentence, figures: index..index + 1 }),
        }
    }
    rows
}

impl<'t> Sheet<'t> {
    fn words(&self, row: &Row) -> &'t str {
        self.layout.sentences[row.sentence].of(self.text)
    }

    fn shares_in<'s>(&'s self, row: &'s Row) -> impl Iterator<Item = (usize, Decimal)> + 's {
        row.figures.clone().filter_map(|at| {
            let figure = &self.figures[at];
            let level = figure.kind == FigureKind::Percent && figure.unit.as_deref() == Some("percent") && figure.change.is_none();
            number(figure).filter(|_| level).map(|value| (at, value))
        })
    }

    /// "The two together account for 37 %. Russia holds 19 %. Iran has a share of 17.1 %."
    fn parts(&self, at: usize) -> Option<SumCheck> {
        let whole_row = &self.sentences[at];
        let sentence = self.words(whole_row);
        let together = ["together", "combined", "jointly", "altogether", "between them"].iter().any(|word| has_word(sentence, word));
        let (whole, total) = self.shares_in(whole_row).next().filter(|_| together)?;
        if self.shares_in(whole_row).count() != 1 {
            return None;
        }
        // "the two countries together": as many parts as it says, else two or three.
        let count = whole_row.figures.clone().filter(|&index| index != whole).find_map(|index| {
            let figure = &self.figures[index];
            number(figure)
                .filter(|_| figure.kind == FigureKind::Number && figure.unit.is_none())?
                .integer()
                .filter(|count| (2..=6).contains(count))
        });
        let measure = self.subject(whole);
        let mut parts = Vec::new();
        for row in self.sentences[at + 1..].iter().take_while(|row| row.sentence <= whole_row.sentence + NEAR) {
            // A part is told of someone: its sentence begins with a name and speaks of the same.
            if opens_with_name(self.words(row)) && measure.is_none_or(|measure| share_word(measure, self.words(row))) {
                parts.extend(self.shares_in(row).next());
            }
            if count == Some(parts.len() as i64) {
                break;
            }
        }
        let named = count.map_or(parts.len() == 2 || parts.len() == 3, |count| count == parts.len() as i64);
        let sum = parts.iter().try_fold(Decimal::ZERO, |sum, (_, value)| sum.plus(*value)).filter(|_| named && parts.len() > 1)?;
        let terms: Vec<usize> = parts.iter().map(|&(index, _)| index).collect();
        let written: Vec<String> = parts.iter().map(|(_, value)| format!("{value} %")).collect();
        let slack: f64 = terms.iter().chain([&whole]).map(|&index| slack(&self.figures[index])).sum();
        Some(SumCheck {
            kind: CheckKind::Parts,
            sum: format!("{} = {sum} %", written.join(" + ")),
            against: said(&self.figures[whole], &format!("{total} %")),
            fits: fits(
                sum.to_f64(),
                total.to_f64(),
                slack,
                self.figures[whole].approx,
                terms.iter().any(|&index| self.figures[index].approx.is_some()),
            ),
            measures: self.measures(whole, terms[0]),
            terms: terms.into_iter().map(|index| index as u32).collect(),
            stated: Some(whole as u32),
        })
    }

    /// "Russia, with 35 trillion m³ of gas, holds 19 % of the world's reserves. Iran, with 33 trillion, a share of 17.1 %."
    fn ratio(&self, at: usize) -> Option<SumCheck> {
        let (row, next) = (&self.sentences[at], self.sentences[at + 1..].iter().take(3).find(|row| self.pair(row).is_some())?);
        if next.sentence > row.sentence + NEAR {
            return None;
        }
        let (one, other) = (self.pair(row)?, self.pair(next)?);
        let unit = |pair: &(usize, usize)| self.figures[pair.0].unit.as_deref().unwrap_or_default();
        let (value, share) = (number(&self.figures[one.0])?, number(&self.figures[one.1])?);
        let (value_b, share_b) = (convert(number(&self.figures[other.0])?, unit(&other), unit(&one))?, number(&self.figures[other.1])?);
        // Both sentences speak of the same measure, and of different owners.
        let measure = self.subject(one.0).or(self.subject(one.1))?;
        if !share_word(measure, self.words(next)) || first_word(self.words(row)) == first_word(self.words(next)) {
            return None;
        }
        let hundred = Decimal::whole(100);
        let (whole, whole_b) = (value.times(hundred)?.over(share)?, value_b.times(hundred)?.over(share_b)?);
        let shown = |value: Decimal, share: Decimal, whole: Decimal| format!("{} ÷ {share} % ≈ {}", short(value), short(whole));
        // An amount in the other's unit allows for as much as it does in its own.
        let scale = value_b.to_f64() / number(&self.figures[other.0])?.to_f64();
        let range = |pair: &(usize, usize)| interval(&self.figures[pair.0])?.over(interval(&self.figures[pair.1])?);
        let (range, range_b) = (range(&one)?, range(&other)?.times(scale));
        Some(SumCheck {
            kind: CheckKind::Ratio,
            terms: [one.0, one.1, other.0, other.1].map(|index| index as u32).to_vec(),
            stated: None,
            sum: shown(value, share, whole),
            against: shown(value_b, share_b, whole_b),
            fits: range.meets(range_b),
            measures: self.measures(one.1, other.1),
        })
    }

    /// The one amount and the one share of a sentence that tells both of somebody.
    fn pair(&self, row: &Row) -> Option<(usize, usize)> {
        let (share, value) = self.shares_in(row).next()?;
        let amounts: Vec<usize> = row
            .figures
            .clone()
            .filter(|&index| {
                matches!(self.figures[index].kind, FigureKind::Dimension | FigureKind::Money)
                    && number(&self.figures[index]).is_some_and(|value| value > Decimal::ZERO)
            })
            .collect();
        let one = amounts.len() == 1 && self.shares_in(row).count() == 1 && value > Decimal::ZERO && opens_with_name(self.words(row));
        one.then(|| (amounts[0], share))
    }

    /// "rose 5 % from 170 to 178.5 million", "from X to Y, up 5 %".
    fn changes(&self, at: usize) -> Vec<SumCheck> {
        let row = &self.sentences[at];
        let mut found = Vec::new();
        for from in row.figures.clone() {
            let Some((left, right)) = self.levels(row, from) else { continue };
            let (Some(before), Some(after)) = (number(&self.figures[left]), number(&self.figures[right])) else { continue };
            let Some(after) = self.in_unit_of(left, right, after) else { continue };
            // The nearest change in per cent in the same clause.
            let stated = row
                .figures
                .clone()
                .filter(|&index| {
                    let figure = &self.figures[index];
                    figure.kind == FigureKind::Percent
                        && figure.unit.as_deref() == Some("percent")
                        && figure.change.is_some()
                        && index.abs_diff(left) <= 2
                })
                .find(|&index| !self.divided(self.figures[index].span, self.figures[left].span));
            let Some((stated, told)) = stated.and_then(|index| Some((index, number(&self.figures[index])?))) else { continue };
            let change = after
                .plus(before.negated())
                .and_then(|difference| difference.times(Decimal::whole(100))?.over(before))
                .filter(|_| before > Decimal::ZERO);
            let Some(change) = change else { continue };
            let down = self.figures[stated].change == Some(Change::Down);
            let signed = if down { told.negated() } else { told };
            let relative =
                slack(&self.figures[left]) / before.to_f64() + slack(&self.figures[right]) / after.to_f64().abs().max(f64::MIN_POSITIVE);
            let allowed = slack(&self.figures[stated]) + relative * after.to_f64() / before.to_f64() * 100.0;
            found.push(SumCheck {
                kind: CheckKind::Change,
                terms: vec![left as u32, right as u32],
                stated: Some(stated as u32),
                sum: format!("({} − {}) ÷ {} = {} %", short(after), short(before), short(before), rounded(change)),
                against: said(&self.figures[stated], &format!("{signed} %")),
                fits: fits(change.to_f64(), signed.to_f64(), allowed, self.figures[stated].approx, false),
                measures: None,
            });
        }
        found
    }

    /// The levels "from" and "to" of which the one at `from` is told first; shares of a whole are not held against a change in per cent.
    fn levels(&self, row: &Row, from: usize) -> Option<(usize, usize)> {
        let told = from + 1 < row.figures.end && self.figures[from].kind != FigureKind::Percent;
        levels(self.text, self.figures, from).filter(|_| told)
    }

    fn in_unit_of(&self, left: usize, right: usize, value: Decimal) -> Option<Decimal> {
        match (self.figures[left].unit.as_deref(), self.figures[right].unit.as_deref()) {
            (Some(left), Some(right)) => convert(value, right, left),
            (None, None) => Some(value),
            _ => None,
        }
    }

    /// Whether a semicolon, a quotation mark or another subject stands between two figures.
    fn divided(&self, a: Span, b: Span) -> bool {
        let (first, last) = if a < b { (a, b) } else { (b, a) };
        let between = self.text.get(first.end()..last.start()).unwrap_or_default();
        between.len() > 80
            || between.contains([';', '“', '”', '"'])
            || has_word(between, "while")
            || has_word(between, "and")
            || has_word(between, "but")
    }

    /// "46 of 62 counts (74 %)"; "12,000 people came, 8,000 of them, or 67 %, on foot".
    fn shares(&self, at: usize) -> Vec<SumCheck> {
        let row = &self.sentences[at];
        let mut found = Vec::new();
        for part in row.figures.clone() {
            let counted = self.whole_behind(row, part).or_else(|| Some((self.whole_before(at, part)?, part + 1)));
            let Some((whole, share)) = counted.filter(|&(_, share)| share < row.figures.end) else { continue };
            let [one, other, told] = [part, whole, share].map(|index| &self.figures[index]);
            let last = &self.figures[share - 1];
            let behind = self.text.get(last.span.end()..told.span.start()).unwrap_or_default();
            let stated = told.kind == FigureKind::Percent
                && told.unit.as_deref() == Some("percent")
                && behind.len() < 40
                && (behind.ends_with('(') || last_word(behind) == "or");
            let (Some(above), Some(below), Some(share_told)) = (number(one), number(other), number(told)) else { continue };
            let Some(result) = above.times(Decimal::whole(100)).and_then(|above| above.over(below)).filter(|_| stated && below >= above)
            else {
                continue;
            };
            let allowed = slack(told)
                + (slack(one) / above.to_f64().abs().max(f64::MIN_POSITIVE) + slack(other) / below.to_f64().abs().max(f64::MIN_POSITIVE))
                    * result.to_f64();
            found.push(SumCheck {
                kind: CheckKind::Share,
                terms: vec![part as u32, whole as u32],
                stated: Some(share as u32),
                sum: format!("{} ÷ {} = {} %", short(above), short(below), rounded(result)),
                against: said(told, &format!("{share_told} %")),
                fits: fits(result.to_f64(), share_told.to_f64(), allowed, told.approx, one.approx.is_some() || other.approx.is_some()),
                measures: None,
            });
        }
        found
    }

    /// "46 of 62": the whole right behind its part, and the figure behind both.
    fn whole_behind(&self, row: &Row, part: usize) -> Option<(usize, usize)> {
        let whole = Some(part + 1).filter(|&whole| whole < row.figures.end)?;
        let between = self.text.get(self.figures[part].span.end()..self.figures[whole].span.start())?.trim();
        let of = matches!(between, "of" | "of the" | "out of" | "out of the" | "of its");
        (of && self.is_count(part) && self.is_count(whole)).then_some((whole, part + 2))
    }

    /// "8,000 of them": the count before it, in the same sentence or the one before, where it is no smaller.
    fn whole_before(&self, at: usize, part: usize) -> Option<usize> {
        let behind = self.text.get(self.figures[part].span.end()..)?.trim_start();
        let of = ["of them", "of these", "of those", "of whom", "of which"].iter().any(|words| {
            behind
                .strip_prefix(words)
                .is_some_and(|rest| rest.trim_start().starts_with([',', '(', '–', '—']) || rest.trim_start().starts_with("or "))
        });
        let row = &self.sentences[at];
        let earlier = at.checked_sub(1).map(|before| &self.sentences[before]).filter(|before| before.sentence + 1 == row.sentence);
        let first = earlier.map_or(row.figures.start, |before| before.figures.start);
        let whole = (first..part).rev().find(|&index| self.is_count(index)).filter(|_| of && self.is_count(part))?;
        (number(&self.figures[whole])? >= number(&self.figures[part])?).then_some(whole)
    }

    /// Whether a figure counts something.
    fn is_count(&self, at: usize) -> bool {
        let figure = &self.figures[at];
        figure.kind == FigureKind::Number && figure.unit.is_none() && figure.change.is_none()
    }

    fn subject(&self, figure: usize) -> Option<&'t str> {
        self.figures[figure].subject.map(|span| span.of(self.text))
    }

    /// The subjects where the last words of the two differ.
    fn measures(&self, one: usize, other: usize) -> Option<(String, String)> {
        let (one, other) = (self.measure(one)?, self.measure(other)?);
        (one != other).then_some((one, other))
    }

    /// The noun phrase of a subject: up to a verb's helper or the place where it is.
    fn measure(&self, figure: usize) -> Option<String> {
        let words: Vec<&str> = self
            .subject(figure)?
            .split_whitespace()
            .take_while(|word| !matches!(*word, "are" | "is" | "was" | "were" | "in" | "has" | "have"))
            .collect();
        let start = words.len().saturating_sub(2);
        (words.len() > 1).then(|| words[start..].join(" ").to_lowercase())
    }
}

/// The stated figure with what is said of its firmness: "more than 37 %".
fn said(figure: &Figure, value: &str) -> String {
    let words = match figure.approx {
        Some(Approx::About) => "about ",
        Some(Approx::Nearly) => "nearly ",
        Some(Approx::MoreThan) => "more than ",
        Some(Approx::AtLeast) => "at least ",
        Some(Approx::LessThan) => "less than ",
        Some(Approx::AtMost) => "at most ",
        None => "",
    };
    format!("{words}{value}")
}

/// A value in a sum: with the scale word that keeps it short.
fn short(value: Decimal) -> String {
    let size = value.to_f64().abs();
    for (power, word) in [(12, "trillion"), (9, "billion"), (6, "million")] {
        if size >= 10f64.powi(power)
            && let Some(scaled) = value.scaled(-power)
        {
            return format!("{} {word}", rounded(scaled));
        }
    }
    rounded(value)
}

/// At most four significant digits, or all of a whole number.
fn rounded(value: Decimal) -> String {
    if value.integer().is_some_and(|whole| whole.abs() < 1_000_000) {
        return value.to_string();
    }
    let number = value.to_f64();
    // The exponent as it is written: logarithms differ from platform to platform.
    let power: i32 = format!("{number:e}").split_once('e').and_then(|(_, power)| power.parse().ok()).unwrap_or(0);
    let places = (3 - power).clamp(0, 6) as usize;
    let written = format!("{number:.places$}");
    if written.contains('.') { written.trim_end_matches('0').trim_end_matches('.').to_string() } else { written }
}

fn has_word(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + word.len()..].chars().next();
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    })
}

fn last_word(text: &str) -> String {
    text.trim_end().rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default().to_lowercase()
}

fn first_word(text: &str) -> &str {
    text.trim_start().split(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty()).unwrap_or_default()
}

/// Whether a sentence begins with a name and not with "About" or "The": its first word comes with a capital and is followed by a
/// verb, a comma or another name.
fn opens_with_name(sentence: &str) -> bool {
    let word = first_word(sentence);
    let common = matches!(
        word,
        "The"
            | "A"
            | "An"
            | "About"
            | "Around"
            | "Some"
            | "Nearly"
            | "Almost"
            | "More"
            | "Less"
            | "Over"
            | "In"
            | "On"
            | "At"
            | "Of"
            | "It"
            | "Its"
            | "This"
            | "That"
            | "These"
            | "Those"
            | "But"
            | "And"
            | "However"
            | "For"
            | "From"
            | "With"
            | "By"
            | "Roughly"
            | "Approximately"
            | "Up"
            | "Only"
            | "As"
            | "If"
            | "When"
            | "While"
            | "After"
            | "Before"
            | "Since"
            | "He"
            | "She"
            | "They"
            | "We"
            | "There"
            | "According"
            | "Under"
            | "Among"
            | "Between"
            | "All"
            | "Each"
            | "Both"
            | "Many"
            | "Most"
            | "Last"
            | "Next"
            | "Meanwhile"
            | "Also"
    );
    word.chars().count() > 2 && word.starts_with(char::is_uppercase) && !common
}

/// Whether a subject and a sentence share a word that says something.
fn share_word(subject: &str, sentence: &str) -> bool {
    subject
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.chars().count() > 2 && !matches!(*word, "the" | "and" | "for" | "share" | "world"))
        .any(|word| has_word(sentence, word))
}

#[cfg(test)]
mod tests;
