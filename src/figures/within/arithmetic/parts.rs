//! Parts and their whole: "37 % together. Russia holds 19 %, Iran 17.1 %", "32 medals: 12 gold, 11 silver and nine bronze".

use super::written::{first_word, has_word, opens_with_name, share_word, short};
use super::{CROWD, CheckKind, NEAR, Result, Row, Sheet, SumCheck, apart};
use crate::figures::interval::{Interval, rounding};
use crate::figures::{Approx, Decimal, FigureKind, convert, is_verb};

/// Words of a list that names some of the parts only.
const SOME: [&str; 10] = ["including", "include", "includes", "included", "among", "such", "example", "especially", "mostly", "alone"];
/// Words of the last of several shares that make up all.
const REST: [&str; 11] =
    ["undecided", "rest", "remaining", "remainder", "unsure", "opinion", "abstained", "others", "other", "know", "neither"];

impl Sheet<'_> {
    /// "The two together account for 37 %. Russia holds 19 %. Iran has a share of 17.1 %." Or all of it in one sentence, behind a colon.
    pub(super) fn together(&self, at: usize) -> Option<SumCheck> {
        let whole_row = &self.sentences[at];
        let sentence = self.words(whole_row);
        let together = ["together", "combined", "jointly", "altogether", "between them"].iter().any(|word| has_word(sentence, word));
        let (whole, _) = self.shares_in(whole_row).next().filter(|_| together)?;
        // "the two countries together": as many parts as it says, else two or three.
        let count = whole_row.figures.clone().take_while(|&index| index != whole).find_map(|index| {
            let counts = self.figures[index].kind == FigureKind::Number && self.figures[index].unit.is_none();
            self.number(index).filter(|_| counts)?.integer().filter(|count| (2..=6).contains(count))
        });
        let own: Vec<usize> = self.shares_in(whole_row).map(|(index, _)| index).filter(|&index| index != whole).collect();
        let mut parts = Vec::new();
        if own.is_empty() {
            let measure = self.subject(whole);
            for row in self.sentences[at + 1..].iter().take_while(|row| row.sentence <= whole_row.sentence + NEAR) {
                // A part is told of someone: its sentence begins with a name and speaks of the same.
                if opens_with_name(self.words(row)) && measure.is_none_or(|measure| share_word(measure, self.words(row))) {
                    parts.extend(self.shares_in(row).next().map(|(index, _)| index));
                }
                if count == Some(parts.len() as i64) {
                    break;
                }
            }
        } else if self.between(whole, own[0]).contains(':') {
            parts = own;
        }
        let named = count.map_or(parts.len() == 2 || parts.len() == 3, |count| count == parts.len() as i64);
        if !named || parts.len() < 2 {
            return None;
        }
        let check = self.sum(&parts, whole, " %")?;
        Some(SumCheck { measures: self.measures(whole, parts[0]), ..check })
    }

    /// "£12.4 million on roads: £5.1 million on resurfacing, £3.2 million on lighting and £2.9 million on bridges".
    pub(super) fn listed(&self, at: usize) -> Option<SumCheck> {
        let row = &self.sentences[at];
        let sentence = self.words(row);
        let start = self.layout.sentences[row.sentence].start();
        let mark = sentence.match_indices([':', '–', '—']).find(|&(at, _)| {
            let after = sentence[at..].chars().nth(1);
            let inside = sentence[at..].starts_with(':') || sentence[..at].ends_with(' ');
            inside && after.is_none_or(char::is_whitespace)
        });
        let made_up = ["made up of", "consisting of", "comprising", "comprised of", "composed of"];
        let mark = mark.map(|(at, _)| at).or_else(|| made_up.iter().find_map(|words| Some(sentence.find(words)? + words.len())))?;
        let colon = start + mark;
        let dated = |index: usize| self.figures[index].kind == FigureKind::Date;
        let parts: Vec<usize> = row.figures.clone().filter(|&index| self.figures[index].span.start() > colon && !dated(index)).collect();
        let before: Vec<usize> = row.figures.clone().filter(|&index| self.figures[index].span.end() <= colon).collect();
        if parts.len() < 2 || parts.len() > CROWD || parts.iter().any(|&part| !self.is_like(part, parts[0])) {
            return None;
        }
        // "9 million dollars: 5 million on schools and 3 million on parks".
        let bare =
            self.is_count(parts[0]) && parts.iter().all(|&part| self.number(part).is_some_and(|value| value >= Decimal::whole(100_000)));
        let money = |index: usize| bare && self.figures[index].kind == FigureKind::Money && self.number(index).is_some();
        let mut wholes = before.iter().copied().filter(|&index| self.is_like(index, parts[0]) || money(index));
        let whole = wholes.next().filter(|_| wholes.next().is_none())?;
        let firm = |index: usize| index == whole || matches!(self.figures[index].approx, None | Some(Approx::About));
        let plain = |index: usize| {
            firm(index)
                && self.figures[index].change.is_none()
                && !self.is_percent(index)
                && self.figures[index].kind != FigureKind::Ordinal
        };
        let last = self.figures[parts[parts.len() - 1]].span.end();
        let rest = self.text.get(last..self.layout.sentences[row.sentence].end()).unwrap_or_default();
        let list = &self.text[colon..last + rest.find([',', ';', ')']).unwrap_or(rest.len())];
        let joined = parts.windows(2).all(|pair| {
            let between = self.between(pair[0], pair[1]);
            !between.is_empty() && (between.contains(',') || has_word(&between, "and")) && !between.contains([';', '(', '“'])
        });
        let last = self.between(parts[parts.len() - 2], parts[parts.len() - 1]);
        let complete = has_word(&last, "and")
            && !SOME.iter().any(|word| has_word(list, word))
            && plain(whole)
            && parts.iter().all(|&part| plain(part));
        // "1. …, and 2. …" are numbers of a list; what has a verb of its own is no part.
        let numbered = (0..parts.len()).all(|at| self.number(parts[at]) == Some(Decimal::whole(at as i64 + 1)));
        let told = list
            .split(|c: char| !c.is_alphabetic())
            .any(|word| word == "each" || is_verb(word) && !matches!(word, "was" | "were" | "is" | "are"));
        if numbered || told {
            return None;
        }
        let measures = matches!(self.figures[whole].kind, FigureKind::Number | FigureKind::Money | FigureKind::Dimension);
        if !joined || !complete || !measures {
            return None;
        }
        let check = self.sum(&parts, whole, "")?;
        // Parts that are much less than the whole are some of them; parts that are each as much as it are no parts.
        let sum = parts.iter().filter_map(|&part| self.number(part)).try_fold(Decimal::ZERO, Decimal::plus)?.to_f64();
        let total = self.number(whole)?.to_f64();
        (check.fits || (0.6 * total..=1.6 * total).contains(&sum)).then_some(check)
    }

    /// Shares of one thing of which the last is the rest: "52 percent for, 40 percent against and 8 percent undecided".
    pub(super) fn hundred(&self, at: usize) -> Option<SumCheck> {
        let row = &self.sentences[at];
        let shares: Vec<usize> = self.shares_in(row).map(|(index, _)| index).collect();
        let only = row.figures.clone().all(|index| shares.contains(&index) || self.figures[index].kind == FigureKind::Date);
        let (&last, _) = shares.split_last().filter(|(_, others)| only && (2..=6).contains(&others.len()))?;
        let told = format!("{} {}", self.before(row, last), self.behind(row, last));
        let joined = shares.windows(2).all(|pair| pair[0] + 1 == pair[1] && !self.between(pair[0], pair[1]).contains([';', '(', ':']));
        let own =
            self.figures.get(shares[0]).is_some() && shares.iter().all(|&share| !self.behind(row, share).trim_start().starts_with("of "));
        if !joined || !own || !REST.iter().any(|word| has_word(&told, word)) {
            return None;
        }
        let sum = shares.iter().map(|&share| self.number(share)).try_fold(Decimal::ZERO, |sum, share| sum.plus(share?))?;
        let open = shares.iter().map(|&share| self.stated(share)).try_fold(Interval::exactly(0.0), |sum, share| Some(sum.plus(share?)))?;
        let written: Vec<String> = shares.iter().filter_map(|&share| Some(format!("{} %", self.number(share)?))).collect();
        let hundred = Decimal::whole(100);
        Some(SumCheck {
            kind: CheckKind::Parts,
            terms: shares.iter().map(|&share| share as u32).collect(),
            stated: None,
            sum: format!("{} = {sum} %", written.join(" + ")),
            against: "100 %".into(),
            difference: apart(sum, hundred, " %"),
            fits: open.meets(Interval::exactly(100.0)),
            measures: None,
        })
    }

    /// Parts added up beside their whole.
    pub(super) fn sum(&self, parts: &[usize], whole: usize, unit: &str) -> Option<SumCheck> {
        let value = parts.iter().map(|&part| self.number(part)).try_fold(Decimal::ZERO, |sum, part| sum.plus(part?))?;
        let open = parts.iter().map(|&part| self.stated(part)).try_fold(Interval::exactly(0.0), |sum, part| Some(sum.plus(part?)))?;
        let written: Vec<String> = parts.iter().filter_map(|&part| Some(format!("{}{unit}", short(self.number(part)?)))).collect();
        let told = self.number(whole)?.to_f64();
        let check = self.held(CheckKind::Parts, parts, whole, Result { sum: written.join(" + "), value, open, unit }, 1.0)?;
        // Whether 5 and 3 million make 9 cannot be said: all three are rounded.
        let place = 2.0 * rounding(&self.figures[whole], self.text);
        let unsure = check.fits && self.figures[whole].approx.is_none() && place > 0.0 && (value.to_f64() - told).abs() > place * 0.99;
        (!unsure).then_some(check)
    }

    /// "Russia, with 35 trillion m³ of gas, holds 19 % of the world's reserves. Iran, with 33 trillion, a share of 17.1 %."
    pub(super) fn ratio(&self, at: usize) -> Option<SumCheck> {
        let (row, next) = (&self.sentences[at], self.sentences[at + 1..].iter().take(3).find(|row| self.pair(row).is_some())?);
        if next.sentence > row.sentence + NEAR {
            return None;
        }
        let (one, other) = (self.pair(row)?, self.pair(next)?);
        let unit = |pair: &(usize, usize)| self.figures[pair.0].unit.as_deref().unwrap_or_default();
        let (value, share) = (self.number(one.0)?, self.number(one.1)?);
        let (value_b, share_b) = (convert(self.number(other.0)?, unit(&other), unit(&one))?, self.number(other.1)?);
        // Both sentences speak of the same measure, and of different owners.
        let measure = self.subject(one.0).or(self.subject(one.1))?;
        if !share_word(measure, self.words(next)) || first_word(self.words(row)) == first_word(self.words(next)) {
            return None;
        }
        let hundred = Decimal::whole(100);
        let (whole, whole_b) = (value.times(hundred)?.over(share)?, value_b.times(hundred)?.over(share_b)?);
        let shown = |value: Decimal, share: Decimal, whole: Decimal| format!("{} ÷ {share} % ≈ {}", short(value), short(whole));
        // An amount in the other's unit allows for as much as it does in its own.
        let scale = value_b.to_f64() / self.number(other.0)?.to_f64();
        let range = |pair: &(usize, usize)| self.quotient(pair.0, pair.1);
        let (range, range_b) = (range(&one)?, range(&other)?.times(scale));
        Some(SumCheck {
            kind: CheckKind::Ratio,
            terms: [one.0, one.1, other.0, other.1].map(|index| index as u32).to_vec(),
            stated: None,
            sum: shown(value, share, whole),
            against: shown(value_b, share_b, whole_b),
            difference: apart(whole, whole_b, ""),
            fits: range.meets(range_b),
            measures: self.measures(one.1, other.1),
        })
    }

    /// All that an amount may be over all that its share may be; a bound works one way only.
    fn quotient(&self, amount: usize, share: usize) -> Option<Interval> {
        let (above, below) = (self.stated(amount)?, self.stated(share)?);
        Some(Interval { low: above.low.max(0.0) / below.high, high: above.high / below.low.max(0.0) })
    }

    /// The one amount and the one share of a sentence that tells both of somebody.
    fn pair(&self, row: &Row) -> Option<(usize, usize)> {
        let (share, value) = self.shares_in(row).next()?;
        let amounts: Vec<usize> = row
            .figures
            .clone()
            .filter(|&index| {
                matches!(self.figures[index].kind, FigureKind::Dimension | FigureKind::Money)
                    && self.number(index).is_some_and(|value| value > Decimal::ZERO)
            })
            .collect();
        let one = amounts.len() == 1 && self.shares_in(row).count() == 1 && value > Decimal::ZERO && opens_with_name(self.words(row));
        one.then(|| (amounts[0], share))
    }
}
