//! Changes held against their levels: "rose 5 % from 170 to 178.5 million", "from 40 % to 44 %, a rise of four points", "doubled from 10 to 19".

use super::written::{said, short};
use super::{CheckKind, FAR, Result, Row, Sheet, SumCheck, apart};
use crate::figures::across::claim::levels;
use crate::figures::interval::Interval;
use crate::figures::within::change::direction;
use crate::figures::{Approx, Change, Decimal, FigureKind, Value, convert};

/// How the time of the level before is told.
const EARLIER: [&str; 10] = [
    "a year earlier",
    "a year ago",
    "a year before",
    "last year",
    "the year before",
    "the previous year",
    "a month earlier",
    "the month before",
    "the previous month",
    "in the same period last year",
];

impl Sheet<'_> {
    pub(super) fn changes(&self, at: usize) -> Vec<SumCheck> {
        let row = &self.sentences[at];
        let mut found = Vec::new();
        for one in row.figures.clone() {
            if let Some((before, after)) = self.level_pair(row, one) {
                found.extend(self.told(row, before, after));
                found.extend(self.folded(row, before, after));
            }
            found.extend(self.moved(row, one));
            found.extend(self.up_from(row, one));
        }
        found
    }

    /// The levels before and after a change, of which the one at `one` is told first.
    fn level_pair(&self, row: &Row, one: usize) -> Option<(usize, usize)> {
        let pair = levels(self.text, self.figures, one).filter(|&(left, right)| left.max(right) < row.figures.end);
        let (before, after) = pair.or_else(|| self.compared(row, one)).or_else(|| self.dated(row, one))?;
        let same = self.is_like(before, after)
            || matches!((&self.figures[before].unit, &self.figures[after].unit), (Some(one), Some(other)) if convert(Decimal::whole(1), one, other).is_some());
        (same && self.number(before)? > Decimal::ZERO && self.number(after)? >= Decimal::ZERO).then_some((before, after))
    }

    /// "$48 million, compared with $39 million a year earlier", "12, up from 10".
    fn compared(&self, row: &Row, after: usize) -> Option<(usize, usize)> {
        let before = Some(after + 1).filter(|&next| next < row.figures.end && self.is_like(after, next))?;
        let between = self.between(after, before);
        let joined =
            ["compared with", "compared to", "up from", "down from", "against"].iter().any(|words| between.trim_end().ends_with(words));
        (joined && between.len() <= FAR && self.is_level(after) && self.is_level(before)).then_some((before, after))
    }

    /// "$30 million in 2021 and $38 million in 2022".
    fn dated(&self, row: &Row, one: usize) -> Option<(usize, usize)> {
        let other = one + 2;
        if one + 3 >= row.figures.end || !self.is_like(one, other) || !self.is_level(one) || !self.is_level(other) {
            return None;
        }
        let year = |at: usize| match &self.figures[at].value {
            Value::Date(date) if date.len() == 4 => date.parse::<u32>().ok(),
            _ => None,
        };
        let (first, second) = (year(one + 1)?, year(one + 3)?);
        let near = |from: usize, to: usize| self.between(from, to).len() <= FAR / 2;
        let joined =
            matches!(self.between(one + 1, other).trim_matches([' ', ',']), "and" | "to" | "against" | "compared with" | "and then");
        if first == second || !joined || !near(one, one + 1) || !near(other, one + 3) {
            return None;
        }
        Some(if first < second { (one, other) } else { (other, one) })
    }

    fn is_level(&self, at: usize) -> bool {
        let figure = &self.figures[at];
        figure.change.is_none() && !matches!(figure.kind, FigureKind::Date | FigureKind::Ordinal | FigureKind::Score)
    }

    /// Every change beside two levels: in per cent, in points, in the unit of the levels.
    fn told(&self, row: &Row, before: usize, after: usize) -> Vec<SumCheck> {
        let (first, last) = (before.min(after), before.max(after));
        let range = first.saturating_sub(2).max(row.figures.start)..(last + 4).min(row.figures.end);
        let mut found = Vec::new();
        for stated in range.filter(|index| !(first..=last).contains(index)) {
            let Some(sign) = self.change_beside(row, stated, first, last) else { continue };
            found.extend(self.in_percent(before, after, stated, sign).or_else(|| self.in_amounts(before, after, stated, sign)));
        }
        found
    }

    /// Whether a figure is told as the change of the levels from `first` to `last`, and its direction.
    fn change_beside(&self, row: &Row, stated: usize, first: usize, last: usize) -> Option<f64> {
        let plain = |text: &str| {
            text.split_whitespace()
                .all(|word| matches!(word.trim_matches(','), "" | "to" | "from" | "about" | "by" | "just" | "nearly" | "almost"))
        };
        let before = stated < first;
        let joined = if self.is_fold(stated) {
            false
        } else if before && self.is_percent(stated) && self.between(first, last).contains(',') {
            // "fell 3 percent to 1,900, from 2,000 a month ago": since when, is not said of both.
            false
        } else if before {
            (stated + 1..=first).all(|next| plain(&self.between(next - 1, next)))
        } else {
            self.told_behind(row, last, stated)
        };
        // "from 1.20 to 1.80 euros, or 40 percent": as the verb tells.
        let by_verb = || {
            let or = self.before(row, stated).trim_end().ends_with(" or") && stated == last + 1;
            let verb = self.before(row, first);
            let told = verb.split(|c: char| !c.is_alphabetic()).filter_map(direction).next_back().filter(|_| or)?;
            Some(if told == Change::Down { -1.0 } else { 1.0 })
        };
        self.direction_of(row, stated).or_else(by_verb).filter(|_| joined && (!before || self.figures[stated].change.is_some()))
    }

    /// ", an increase of 27 %", ", up 5 %", " (a 20 % drop)", ", or 10 %": only dates and other forms of the same change lie between.
    fn told_behind(&self, row: &Row, level: usize, stated: usize) -> bool {
        let skipped = (level + 1..stated).all(|at| {
            let figure = &self.figures[at];
            figure.kind == FigureKind::Date || self.direction_of(row, at).is_some()
        });
        let words = self.between(stated - 1, stated);
        if !skipped || words.len() > FAR || words.contains([';', '“', '”', '"']) {
            return false;
        }
        // ", up to 25 percent less than promised", "up 20 percent in the last year alone": told of something else.
        if words.trim_end().ends_with("up to") || !self.closes(row, stated) {
            return false;
        }
        // Between a level and its date stands no other clause.
        let dates = (level + 1..stated).filter(|&at| self.figures[at].kind == FigureKind::Date);
        if dates.into_iter().any(|at| self.between(at - 1, at).contains([',', ';', '(']) || self.between(at - 1, at).len() > FAR / 2) {
            return false;
        }
        // "$20 million a year earlier, an increase of".
        let words = EARLIER.iter().find_map(|time| words.trim_start().strip_prefix(time)).unwrap_or(&words);
        let inside = words.trim().trim_start_matches([',', '(', '–', '—', '-']).trim_start();
        let marked = words.trim_start().starts_with([',', '(', '–', '—', '-']);
        let opens = inside.split_whitespace().next().unwrap_or_default();
        marked
            && matches!(
                opens,
                "a" | "an" | "the" | "which" | "representing" | "with" | "marking" | "or" | "up" | "down" | "that" | "its" | "equivalent"
            )
            && !inside.contains(" and ")
            && inside.split_whitespace().count() <= 8
    }

    /// Whether nothing behind a change says that it is of another time or of a part.
    fn closes(&self, row: &Row, stated: usize) -> bool {
        let behind = self.behind(row, stated);
        let mut rest = behind.trim_start_matches([' ', '-']);
        let noun = rest.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
        if noun_direction(noun).is_some() || matches!(noun, "points" | "point") {
            rest = rest[noun.len()..].trim_start();
        }
        let same = [
            "from a year",
            "from the year",
            "on the year",
            "on a year",
            "year-on-year",
            "year on year",
            "over the year",
            "over the period",
            "in a year",
            "compared with",
            "on last year",
            "on the previous",
            "from last year",
            "or ",
            "(",
        ];
        rest.is_empty()
            || rest.starts_with(['.', ',', ';', ')', '!', '–', '—'])
            || same.iter().any(|words| rest.starts_with(words))
            || !rest.starts_with(|c: char| c.is_alphanumeric())
            || self.is_like(stated, stated) && self.figures[stated].kind == FigureKind::Number && rest.split_whitespace().count() <= 2
    }

    /// The direction of the change that a figure tells, by the words right before and behind it.
    fn direction_of(&self, row: &Row, at: usize) -> Option<f64> {
        let sign = |change: Change| if change == Change::Down { -1.0 } else { 1.0 };
        if let Some(change) = self.figures[at].change {
            return Some(sign(change));
        }
        let before = self.before(row, at);
        let mut words = before.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).rev();
        let mut last = words.next().unwrap_or_default();
        while matches!(last, "about" | "nearly" | "almost" | "some" | "around" | "than" | "more" | "roughly" | "just") {
            last = words.next().unwrap_or_default();
        }
        if last == "of" {
            let noun = words.next().unwrap_or_default();
            let noun = if noun == "rate" { words.next().unwrap_or_default() } else { noun };
            return noun_direction(noun).map(sign);
        }
        let behind = self.behind(row, at);
        let next = behind.trim_start_matches([' ', '-']).split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
        let noun = matches!(
            next,
            "increase"
                | "rise"
                | "jump"
                | "gain"
                | "growth"
                | "surge"
                | "drop"
                | "fall"
                | "decline"
                | "decrease"
                | "reduction"
                | "cut"
                | "slump"
                | "plunge"
        );
        if noun {
            return direction(next).map(sign);
        }
        // "a rise of four percentage points, or 10 percent".
        (last == "or" && at > row.figures.start && self.figures[at - 1].kind != FigureKind::Date)
            .then(|| self.direction_of(row, at - 1))
            .flatten()
    }

    /// (after − before) ÷ before.
    fn in_percent(&self, before: usize, after: usize, stated: usize, sign: f64) -> Option<SumCheck> {
        let share = self.figures[stated].kind == FigureKind::Fraction && self.figures[stated].change.is_some();
        if !self.is_percent(stated) && !share {
            return None;
        }
        let scale = self.scale(before, after)?;
        let (one, other) = (self.number(before)?, self.number(after)?.times(scale)?);
        let value = other.plus(one.negated())?.times(Decimal::whole(100))?.over(one)?;
        let ratio = self.stated(after)?.times(scale.to_f64()).over(self.stated(before)?)?;
        let open = Interval { low: (ratio.low - 1.0) * 100.0, high: (ratio.high - 1.0) * 100.0 };
        let sum = format!("({} − {}) ÷ {}", short(other), short(one), short(one));
        let (told, stated_open) = self.hundredths(stated)?;
        let signed = if sign < 0.0 { told.negated() } else { told };
        let stated_open = if sign < 0.0 { Interval { low: -stated_open.high, high: -stated_open.low } } else { stated_open };
        let check = SumCheck {
            kind: CheckKind::Change,
            terms: vec![before as u32, after as u32],
            stated: Some(stated as u32),
            sum: format!("{sum} = {} %", short(value)),
            against: said(&self.figures[stated], &format!("{} %", short(signed))),
            difference: apart(value, signed, " %"),
            fits: open.meets(stated_open),
            measures: None,
        };
        // Levels of one digit leave too much open for any answer.
        let unsure =
            check.fits && self.figures[stated].approx.is_none() && (value.to_f64() - signed.to_f64()).abs() > told.to_f64() * 0.1 + 1.0;
        if unsure {
            return None;
        }
        // Of shares, "4 percent" is often said for four points.
        (check.fits || self.figures[before].kind != FigureKind::Percent).then_some(check)
    }

    /// after − before.
    fn in_amounts(&self, before: usize, after: usize, stated: usize, sign: f64) -> Option<SumCheck> {
        let points = self.is_percent(before) && self.is_percent(after);
        let unit = self.figures[stated].unit.as_deref().unwrap_or_default();
        let base = if points { "x-percentage-point" } else { self.figures[before].unit.as_deref().unwrap_or_default() };
        let alike = points || self.figures[stated].kind == self.figures[before].kind;
        let named = points && self.text[self.figures[stated].span.end()..].trim_start().starts_with("point");
        let unit = if named && unit.is_empty() { base } else { unit };
        let factor = convert(Decimal::whole(1), unit, base).filter(|_| alike && self.is_like(before, after))?;
        // A share of the levels is no amount of them.
        if factor != Decimal::whole(1) {
            return None;
        }
        let (one, other) = (self.number(before)?, self.number(after)?);
        let value = other.plus(one.negated())?;
        let open = self.stated(after)?.minus(self.stated(before)?);
        let sum = format!("{} − {}", short(other), short(one));
        self.held(CheckKind::Change, &[before, after], stated, Result { sum, value, open, unit: if points { " points" } else { "" } }, sign)
    }

    /// What one unit of the second figure is in that of the first.
    fn scale(&self, one: usize, other: usize) -> Option<Decimal> {
        match (self.figures[one].unit.as_deref(), self.figures[other].unit.as_deref()) {
            (Some(left), Some(right)) => convert(Decimal::whole(1), right, left),
            (None, None) => Some(Decimal::whole(1)),
            _ => None,
        }
    }

    /// "more than doubled from 24,000 to 31,000", "halved from".
    fn folded(&self, row: &Row, before: usize, after: usize) -> Option<SumCheck> {
        let first = before.min(after);
        if let Some(check) = self.multiplied(row, before, after) {
            return Some(check);
        }
        let told = self.before(row, first);
        let words: Vec<&str> = told.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).collect();
        let (&joint, words) = words.split_last().filter(|(joint, _)| matches!(**joint, "from" | "to"))?;
        let (&verb, words) = words.split_last()?;
        let (factor, name) = fold(verb)?;
        let approx = match words {
            [.., "more", "than"] | [.., "over"] => Some(Approx::MoreThan),
            [.., "nearly"] | [.., "almost"] => Some(Approx::Nearly),
            [.., "about"] | [.., "roughly"] => Some(Approx::About),
            [.., "less", "than"] => return None,
            _ => None,
        };
        let scale = self.scale(before, after).filter(|_| joint == "from" || after == first)?;
        let (one, other) = (self.number(before)?, self.number(after)?.times(scale)?);
        let ratio = self.stated(after)?.times(scale.to_f64()).over(self.stated(before)?)?;
        let value = other.over(one)?;
        // Halving more is a smaller rest.
        let open = match (approx, factor < 1.0) {
            (Some(Approx::MoreThan), false) => Interval { low: factor, high: f64::INFINITY },
            (Some(Approx::MoreThan), true) => Interval { low: 0.0, high: factor },
            (Some(_), _) => Interval::around(factor, factor * 0.15),
            (None, _) => Interval::around(factor, factor * 0.1),
        };
        let told = Decimal::parse(name)?;
        Some(SumCheck {
            kind: CheckKind::Change,
            terms: vec![before as u32, after as u32],
            stated: None,
            sum: format!("{} ÷ {} = {}", short(other), short(one), short(value)),
            against: format!("{} ({})", said_of(approx, verb), short(told)),
            difference: apart(value, told, ""),
            fits: ratio.meets(open),
            measures: None,
        })
    }

    /// "30 million euros, up 50 percent from 20 million a year earlier".
    fn up_from(&self, row: &Row, after: usize) -> Option<SumCheck> {
        let (stated, before) = (after + 1, after + 2);
        if before >= row.figures.end || !self.is_like(after, before) || !self.is_level(after) || !self.is_level(before) {
            return None;
        }
        let change = self.figures[stated].change?;
        let opening = self.between(after, stated);
        let joined =
            [", up", ", down", "(up", "(down", ", up by", ", down by", ", an increase of", ", a rise of", ", a drop of", ", a fall of"];
        let told = opening.len() <= FAR / 2 && joined.iter().any(|words| opening.trim_end().ends_with(words));
        let from = matches!(
            self.between(stated, before).trim().trim_start_matches("percentage").trim_start().trim_start_matches("points").trim(),
            "from" | "on" | "compared with" | "over" | "from the"
        );
        let positive = self.number(before)? > Decimal::ZERO && self.number(after)? >= Decimal::ZERO;
        let sign = if change == Change::Down { -1.0 } else { 1.0 };
        let held = || self.in_percent(before, after, stated, sign).or_else(|| self.in_amounts(before, after, stated, sign));
        (told && from && positive && !self.is_fold(stated)).then(held).flatten()
    }

    /// Whether a figure is a factor: "threefold".
    fn is_fold(&self, at: usize) -> bool {
        self.figures[at].span.of(self.text).to_lowercase().ends_with("fold")
    }

    /// "raised tenfold, from 5 mg to 20 mg".
    fn multiplied(&self, row: &Row, before: usize, after: usize) -> Option<SumCheck> {
        let stated = before.min(after).checked_sub(1).filter(|&at| at >= row.figures.start && self.is_fold(at))?;
        let joined = matches!(self.between(stated, before.min(after)).trim(), "from" | ", from" | "to" | ", to");
        let scale = self.scale(before, after).filter(|_| joined)?;
        let (one, other) = (self.number(before)?, self.number(after)?.times(scale)?);
        let down = self.figures[stated].change == Some(Change::Down);
        let (above, below, value) = if down { (before, after, one.over(other)?) } else { (after, before, other.over(one)?) };
        let ratio = self.stated(above)?.over(self.stated(below)?)?;
        let ratio = if down { ratio.times(1.0 / scale.to_f64()) } else { ratio.times(scale.to_f64()) };
        // A factor in words is a round one.
        let open = Interval { low: ratio.low * 0.93, high: ratio.high * 1.07 };
        let (above, below) = if down { (one, other) } else { (other, one) };
        let sum = format!("{} ÷ {}", short(above), short(below));
        self.held(CheckKind::Change, &[before, after], stated, Result { sum, value, open, unit: "" }, 1.0)
    }

    /// "slid eight points to 31 %, a 20.5 % drop": the level before follows.
    fn moved(&self, row: &Row, change: usize) -> Option<SumCheck> {
        let (level, stated) = (change + 1, change + 2);
        let sign = self.figures[change]
            .change
            .filter(|_| stated < row.figures.end)
            .map(|change| if change == Change::Down { -1.0 } else { 1.0 })?;
        let points = self.is_percent(level) && self.figures[change].unit.as_deref() == Some("x-percentage-point");
        let joined = self.between(change, level).trim() == "to" && (points || self.is_like(change, level) && !self.is_percent(level));
        if !joined || !self.is_percent(stated) || !self.told_behind(row, level, stated) || self.direction_of(row, stated)? != sign {
            return None;
        }
        let (moved, after) = (self.number(change)?, self.number(level)?);
        let before = after.plus(if sign < 0.0 { moved } else { moved.negated() })?;
        let value = moved.times(Decimal::whole(100))?.over(before).filter(|_| before > Decimal::ZERO)?;
        let (by, level_open) = (self.stated(change)?, self.stated(level)?);
        let start = if sign < 0.0 { level_open.plus(by) } else { level_open.minus(by) };
        let open = by.over(start)?.times(100.0);
        let sign_of = if sign < 0.0 { "+" } else { "−" };
        let sum = format!("{} ÷ ({} {sign_of} {})", short(moved), short(after), short(moved));
        self.held(CheckKind::Change, &[change, level], stated, Result { sum, value, open, unit: " %" }, 1.0)
    }
}

/// The direction that the noun of a change tells: "a loss of".
fn noun_direction(noun: &str) -> Option<Change> {
    match noun {
        "loss" | "slide" | "downturn" => Some(Change::Down),
        "more" | "less" | "fewer" | "higher" | "lower" => None,
        noun => direction(noun),
    }
}

fn said_of(approx: Option<Approx>, verb: &str) -> String {
    let words = match approx {
        Some(Approx::MoreThan) => "more than ",
        Some(Approx::Nearly) => "nearly ",
        Some(_) => "about ",
        None => "",
    };
    format!("{words}{verb}")
}

/// The factor of a verb.
fn fold(verb: &str) -> Option<(f64, &'static str)> {
    Some(match verb {
        "doubled" | "doubling" | "doubles" => (2.0, "2"),
        "tripled" | "trebled" | "tripling" | "trebling" => (3.0, "3"),
        "quadrupled" | "quadrupling" => (4.0, "4"),
        "halved" | "halving" => (0.5, "0.5"),
        _ => return None,
    })
}
