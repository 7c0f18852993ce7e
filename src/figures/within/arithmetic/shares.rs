//! Shares held against the part and the whole: "46 of 62 counts (74 %)", "of 418 cases, 301 (72 %)", "half of it, or 24 million".

use super::written::{last_word, rounded, said, short};
use super::{CheckKind, Result, Row, Sheet, SumCheck, apart};
use crate::figures::interval::Interval;
use crate::figures::{Decimal, FigureKind, is_verb};

/// What joins a part to its whole.
const OF: [&str; 12] = [
    "of",
    "of the",
    "out of",
    "out of the",
    "of its",
    "of all",
    "of all the",
    "of a total of",
    "of their",
    "of those",
    "of these",
    "of about",
];

/// Whether a part is told of the whole behind it: "of", "out of the", "of the town's".
fn joins(between: &str) -> bool {
    let between = between.trim();
    let owner =
        between.starts_with("of ") && (between.ends_with("'s") || between.ends_with("’s")) && between.split_whitespace().count() <= 4;
    OF.contains(&between) || owner
}

impl Sheet<'_> {
    pub(super) fn shares(&self, at: usize) -> Vec<SumCheck> {
        let row = &self.sentences[at];
        let mut found = Vec::new();
        for one in row.figures.clone() {
            // "46 of 62 counts (74 %)", "8,000 of them, or 67 %".
            let counted = self.whole_behind(row, one).or_else(|| Some((self.whole_before(at, one)?, one + 1)));
            if let Some((whole, share)) = counted.filter(|&(_, share)| share < row.figures.end && self.is_told(share - 1, share)) {
                found.extend(self.share_of(one, whole, share));
            }
            // "Turnout was 62 percent: 310,000 of 500,000 voters cast a ballot".
            if let Some((whole, _)) = self.whole_behind(row, one).filter(|_| one > row.figures.start && self.is_share(one - 1)) {
                let before = self.between(one - 1, one);
                if matches!(before.trim(), ":" | "–" | "—" | "(" | ", or" | "or") {
                    found.extend(self.share_of(one, whole, one - 1));
                }
            }
            // "412, or 48 percent of the 850 people".
            let (share, whole) = (one + 1, one + 2);
            if whole < row.figures.end
                && self.is_count(one)
                && self.is_count(whole)
                && self.is_told(one, share)
                && OF.contains(&self.between(share, whole).trim_start_matches(')').trim())
            {
                found.extend(self.share_of(one, whole, share));
            }
            if self.opens_with_whole(row, one) {
                found.extend(self.parts_of(row, one));
                found.extend(self.meant(at, one));
            }
            found.extend(self.portion(at, one));
        }
        found.extend(self.pointed(at));
        found
    }

    /// Whether a share is told of the figure before it: "301 (72 %)", "301 cases, or 72 %", "120 graduates, 30 percent, found work".
    fn is_told(&self, figure: usize, share: usize) -> bool {
        let between = self.between(figure, share);
        let mut said = between.trim_end();
        while let Some(rest) =
            ["about", "some", "nearly", "almost", "around", "roughly", "just over", "just under", "more than", "less than"]
                .iter()
                .find_map(|word| said.strip_suffix(word))
        {
            said = rest.trim_end();
        }
        let behind = self.text.get(self.figures[share].span.end()..).unwrap_or_default();
        let next = behind.trim_start();
        let verb = next.split(|c: char| !c.is_alphabetic()).next().is_some_and(|word| !word.is_empty() && is_verb(word));
        let closed = behind.starts_with([',', '.', ')', ';', ':', '–', '—']) || behind.trim().is_empty() || next.starts_with("of ") || verb;
        let told = closed && (said.ends_with(['(', ',']) || last_word(said) == "or");
        between.len() < 40 && told && self.is_share(share) && !between.contains([';', '“', '”'])
    }

    pub(super) fn is_share(&self, at: usize) -> bool {
        self.is_percent(at) && self.figures[at].change.is_none()
            || self.figures[at].kind == FigureKind::Fraction && self.number(at).is_some()
    }

    /// A share as a part of one hundred.
    pub(super) fn hundredths(&self, at: usize) -> Option<(Decimal, Interval)> {
        let (value, open) = (self.number(at)?, self.stated(at)?);
        if self.is_percent(at) { Some((value, open)) } else { Some((value.times(Decimal::whole(100))?, open.times(100.0))) }
    }

    /// part ÷ whole beside the share.
    fn share_of(&self, part: usize, whole: usize, share: usize) -> Option<SumCheck> {
        let (above, below) = (self.number(part)?, self.number(whole)?);
        let value = above.times(Decimal::whole(100))?.over(below).filter(|_| below >= above && above > Decimal::ZERO)?;
        let (told, open) = self.hundredths(share)?;
        let result = self.stated(part)?.over(self.stated(whole)?)?.times(100.0);
        let figure = &self.figures[share];
        let written = format!("{} %", short(told));
        let against = if self.is_percent(share) { written } else { format!("{} ({written})", figure.span.of(self.text).trim()) };
        Some(SumCheck {
            kind: CheckKind::Share,
            terms: vec![part as u32, whole as u32],
            stated: Some(share as u32),
            sum: format!("{} ÷ {} = {} %", short(above), short(below), rounded(value)),
            against: said(figure, &against),
            difference: apart(value, told, " %"),
            fits: result.meets(open),
            measures: None,
        })
    }

    /// "46 of 62": the whole right behind its part, and the figure behind both.
    fn whole_behind(&self, row: &Row, part: usize) -> Option<(usize, usize)> {
        let whole = Some(part + 1).filter(|&whole| whole < row.figures.end)?;
        let of = joins(&self.between(part, whole));
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
        (self.number(whole)? >= self.number(part)?).then_some(whole)
    }

    /// "Of the 418 new cases, …": a whole at the beginning of the sentence, its noun and a comma behind it.
    fn opens_with_whole(&self, row: &Row, whole: usize) -> bool {
        let opening = self.before(row, whole);
        let behind = self.behind(row, whole);
        whole == row.figures.start
            && self.is_count(whole)
            && (OF.contains(&opening.trim()) || OF.iter().any(|of| opening.trim().strip_prefix("and ").is_some_and(|rest| rest == *of)))
            && behind.find(',').is_some_and(|comma| behind[..comma].split_whitespace().count() <= 6)
    }

    /// "Of the 418 new cases, 301 (72 %) were reported in …, and 20 (5 %) …".
    fn parts_of(&self, row: &Row, whole: usize) -> Vec<SumCheck> {
        let parts = (whole + 1..row.figures.end.saturating_sub(1)).filter(|&part| self.is_count(part) && self.is_told(part, part + 1));
        parts.filter_map(|part| self.share_of(part, whole, part + 1)).collect()
    }

    /// "They tested 2,400 samples. Of these, 600 (30 %) were bad.": the whole is the one count of the sentence before.
    fn pointed(&self, at: usize) -> Vec<SumCheck> {
        let row = &self.sentences[at];
        let opening = self.words(row).to_lowercase();
        let points = ["of these", "of them", "of those"].iter().any(|words| opening.starts_with(words));
        let Some(earlier) = at.checked_sub(1).map(|at| &self.sentences[at]).filter(|before| points && before.sentence + 1 == row.sentence)
        else {
            return Vec::new();
        };
        let mut counts = earlier.figures.clone().filter(|&index| self.is_count(index));
        let Some(whole) = counts.next().filter(|_| counts.next().is_none()) else { return Vec::new() };
        let parts =
            (row.figures.start..row.figures.end.saturating_sub(1)).filter(|&part| self.is_count(part) && self.is_told(part, part + 1));
        parts.filter_map(|part| self.share_of(part, whole, part + 1)).collect()
    }

    /// "Of the 850 people, 412 were in favour. That means 54 percent back the plan.": the share of one of the parts.
    fn meant(&self, at: usize, whole: usize) -> Option<SumCheck> {
        let (row, next) = (&self.sentences[at], self.sentences.get(at + 1)?);
        let opening = self.words(next).to_lowercase();
        let follows = next.sentence == row.sentence + 1
            && ["that means", "this means", "that is", "that makes", "which means"].iter().any(|words| opening.starts_with(words));
        let share = self.shares_in(next).next().filter(|&(share, _)| follows && share == next.figures.start)?.0;
        let parts: Vec<usize> = (whole + 1..row.figures.end).filter(|&part| self.is_count(part)).collect();
        let checks: Vec<SumCheck> = parts.iter().filter_map(|&part| self.share_of(part, whole, share)).collect();
        // Parts of those who have said something else than the last group.
        let rest = |left_out: usize| -> Option<bool> {
            let others = parts.iter().filter(|&&part| part != left_out).map(|&part| self.number(part)).collect::<Option<Vec<_>>>()?;
            let sum = others.into_iter().try_fold(Decimal::ZERO, Decimal::plus)?.to_f64();
            let (_, open) = self.hundredths(share)?;
            Some(parts.iter().any(|&part| self.number(part).is_some_and(|part| open.meets(Interval::exactly(part.to_f64() * 100.0 / sum)))))
        };
        if !checks.iter().any(|check| check.fits) && parts.last().and_then(|&last| rest(last)).unwrap_or(false) {
            return None;
        }
        let fitting = checks.iter().position(|check| check.fits).unwrap_or(0);
        checks.into_iter().nth(fitting)
    }

    /// "half of it, or 24 million", "35 percent of the 1,200 workers, or 420": the share of a whole and the amount that it is.
    fn portion(&self, at: usize, share: usize) -> Option<SumCheck> {
        let row = &self.sentences[at];
        if !self.is_share(share) {
            return None;
        }
        let behind = self.behind(row, share);
        let pointing = ["of it", "of them", "of that", "of this", "of the total", "of which", "of that sum", "of the sum", "of the money"];
        let points = pointing.iter().any(|words| {
            behind.trim_start().strip_prefix(words).is_some_and(|rest| {
                rest.starts_with([',', ' ', '('])
                    && rest.trim().trim_end_matches(|c: char| !c.is_alphanumeric() && c != ',' && c != '(').len() < 20
            })
        });
        let next = share + 1;
        let (whole, part) = if next + 1 < row.figures.end && OF.contains(&self.between(share, next).trim()) {
            (next, next + 1)
        } else if points && next < row.figures.end {
            let earlier = at.checked_sub(1).map(|before| &self.sentences[before]).filter(|before| before.sentence + 1 == row.sentence);
            let first = earlier.map_or(row.figures.start, |before| before.figures.start);
            ((first..share).rev().find(|&index| self.is_like(index, next) && self.figures[index].change.is_none())?, next)
        } else {
            return None;
        };
        let between = self.between(part - 1, part);
        let said = between.trim_end();
        let told = between.len() < 60
            && (said.ends_with('(') || [", or", " or", "or about", "– or", "— or"].iter().any(|words| said.ends_with(words)));
        let ends = self.text.get(self.figures[part].span.end()..).unwrap_or_default();
        let closed = ends.trim_start().starts_with([',', ')', '.', ';', '–', '—']) || self.behind(row, part).contains(',');
        if !told || !closed || !self.is_like(whole, part) || self.number(part)? > self.number(whole)? {
            return None;
        }
        let (hundredths, open) = self.hundredths(share)?;
        let whole_value = self.number(whole)?;
        let value = whole_value.times(hundredths)?.over(Decimal::whole(100))?;
        // "half" of an exact amount is exact.
        let open = if self.is_percent(share) { open } else { Interval::around(hundredths.to_f64(), 1.0) };
        let open = self.stated(whole)?.times_all(open).times(0.01);
        let sum = format!("{} % × {}", short(hundredths), short(whole_value));
        self.held(CheckKind::Share, &[share, whole], part, Result { sum, value, open, unit: "" }, 1.0)
    }
}
