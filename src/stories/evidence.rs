//! Whether two documents tell of one event in other words, and by what that is known.

use super::candidates::{Holders, Thing};
use super::features::{Features, Quantity};
use super::opening::Openings;
use super::{Edge, Reason, Shared, Tie};

/// Weight of what two documents must have in common in all, …
const ENOUGH: u32 = 10;
/// … where the only figure is one of two digits, which may be equal by chance, …
const ENOUGH_WITH_ONE_FIGURE: u32 = 12;
/// … where no figure says so, but that both name the same people, …
const ENOUGH_WITHOUT_FIGURES: u32 = 12;
/// … or open with the same words, …
const ENOUGH_BY_WORDS: u32 = 14;
/// … and where the date of one of them is not known.
const ENOUGH_UNDATED: u32 = 12;
/// What figures must be worth together to count for more than one of two digits.
const FIRM_FIGURES: u32 = 3;
/// Weight of what both openings must have in common: a digest tells of a thing far down.
const OPENS_WITH: u32 = 4;
/// Names of at least this weight count as such; others are countries and the like.
const A_NAME: u32 = 2;
/// Share of the weight of the names of the document with fewer that the other must have, in hundredths.
const OF_THE_NAMES: u32 = 30;
/// Share of the weight of all names of either document that the other must have, in hundredths, where no figure is shared.
const ALL_NAMES: u32 = 75;
/// Weight of somebody who is known to hold no post.
const NO_POST: u32 = 4;
/// Share of an opening's words that stand in the other document, in hundredths, where no figure is shared.
const OF_THE_WORDS: u32 = 40;
/// What the day is worth on which both say that it happened, what it is worth with its year, and what it costs that they tell of different days.
const DAY: u32 = 2;
const DAY_IN_FULL: u32 = 4;
const CONTRADICTION: u32 = 3;

/// The join of two documents, if they tell of one event.
pub(super) fn weigh(both: [&Features; 2], holders: &Holders, openings: &Openings<'_, '_>, ends: [u32; 2]) -> Option<Edge> {
    let [a, b] = both;
    let dated = a.day.is_some() && b.day.is_some();
    let (names, opening_names) = names(a, b, holders);
    let (figures, opening_figures) = figures(a, b, holders);
    let day = day(a, b, dated);
    if !a.scores.is_empty() && !b.scores.is_empty() && !a.scores.iter().any(|score| b.scores.contains(score)) {
        return None;
    }
    let sum = |reasons: &[Reason]| reasons.iter().map(|reason| reason.weight).sum::<u32>();
    let (of_names, of_figures) = (sum(&names), sum(&figures));
    let real_names = names.iter().filter(|reason| reason.weight >= A_NAME).count();
    if real_names == 0
        || opening_names + opening_figures < OPENS_WITH
        || (real_names < 2 && figures.iter().filter(|reason| reason.weight >= A_NAME).count() < 2)
        || of_names * 100 < OF_THE_NAMES * a.names_weight().min(b.names_weight())
    {
        return None;
    }
    let mut weight = of_names + of_figures + day.as_ref().map_or(0, |reason| reason.weight);
    if a.tells_of_another_day(b) {
        weight = weight.saturating_sub(CONTRADICTION);
    }
    let has_figures = figures.iter().any(|reason| reason.weight >= A_NAME);
    let by_words = || weight >= ENOUGH_BY_WORDS && openings.common(ends) >= OF_THE_WORDS;
    let covers = |own: &Features| of_names * 100 >= ALL_NAMES * own.names_weight();
    // The same people, of whom one at least holds no post, and nobody else, on the same day.
    let by_names = || {
        let day_is_same = day.as_ref().is_some_and(|day| day.weight >= DAY);
        day_is_same && real_names > 2 && names.iter().any(|reason| reason.weight >= NO_POST) && covers(a) && covers(b)
    };
    let is_one = match (dated, has_figures) {
        (true, true) if of_figures >= FIRM_FIGURES => weight >= ENOUGH,
        (true, true) => weight >= ENOUGH_WITH_ONE_FIGURE,
        (true, false) => weight >= ENOUGH_WITHOUT_FIGURES && !a.tells_of_another_day(b) && (by_names() || by_words()),
        (false, true) => {
            weight >= ENOUGH_UNDATED && (of_figures >= FIRM_FIGURES || day.as_ref().is_some_and(|day| day.weight == DAY_IN_FULL))
        }
        (false, false) => false,
    };
    let mut reasons: Vec<Reason> = names.into_iter().chain(day).chain(figures).collect();
    reasons.sort_by_key(|reason| (std::cmp::Reverse(reason.weight), reason.shared));
    is_one.then_some(Edge { ends, weight, tie: Tie::Told(reasons) })
}

/// What a thing is worth that so many documents of other days have: it halves its news with each doubling.
fn rarer(weight: u32, elsewhere: u32) -> u32 {
    weight.saturating_sub((1 + elsewhere / 2).ilog2())
}

/// The names that both have, and the weight of those with which both open.
fn names(a: &Features, b: &Features, holders: &Holders) -> (Vec<Reason>, u32) {
    let (mut found, mut opening) = (Vec::new(), 0);
    for one in &a.names {
        let Some(other) = b.name(one.entity) else { continue };
        let weight = rarer(one.weight, holders.elsewhere(Thing::Name(one.entity), a, b));
        if weight > 0 {
            opening += if one.opens && other.opens { weight } else { 0 };
            found.push(Reason { shared: Shared::Name(one.entity), weight, here: one.span, there: other.span });
        }
    }
    (found, opening)
}

/// The figures that both have, and the weight of those with which both open.
fn figures(a: &Features, b: &Features, holders: &Holders) -> (Vec<Reason>, u32) {
    let (mut found, mut opening) = (Vec::new(), 0);
    for one in &a.figures {
        let Some(other) = b.figure(one.key) else { continue };
        let weight = rarer(counted(one, other), holders.elsewhere(Thing::Figure(one.key), a, b));
        if weight > 0 {
            opening += if one.opens && other.opens { weight } else { 0 };
            found.push(Reason { shared: Shared::Figure([one.figure, other.figure]), weight, here: one.span, there: other.span });
        }
    }
    (found, opening)
}

/// What it is worth that two figures are equal. Bare numbers that count different things are equal by chance.
fn counted(one: &Quantity, other: &Quantity) -> u32 {
    let same = one.subject.iter().any(|word| other.subject.contains(word));
    if one.is_count && !same { one.weight / 2 } else { one.weight }
}

/// The day that both tell of.
fn day(a: &Features, b: &Features, dated: bool) -> Option<Reason> {
    let shared = a.days.iter().filter_map(|one| Some((one, b.days.iter().find(|other| other.day == one.day)?)));
    let weighed = shared.map(|(one, other)| {
        let in_full = one.in_full && other.in_full;
        let is_main = a.main_day == Some(one.day) || b.main_day == Some(one.day);
        let weight = match (dated, in_full) {
            (true, _) if is_main => DAY,
            (true, _) => 1,
            (false, true) => DAY_IN_FULL,
            (false, false) => 1,
        };
        Reason { shared: Shared::Day(one.day), weight, here: one.span, there: other.span }
    });
    weighed.max_by_key(|reason| (reason.weight, std::cmp::Reverse(reason.shared)))
}
