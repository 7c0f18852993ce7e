//! Which documents may tell of one event: those that have two or more rare things in common.
//!
//! Who has each thing is a list, ordered by day. A document is paired with those that come next in it, and with the fullest of its days, so that the
//! documents of a big story all meet its lead. So the work is linear in the lengths of the lists.

use std::collections::HashMap;

use super::copied::may_be_one;
use super::features::{Features, QuantityKey};
use super::{MAX_DAYS_APART, Versions};

/// Documents behind one in a list with which it is paired.
const NEXT: usize = 12;
/// The fullest documents of a stretch of days with which all of that stretch and its neighbours are paired.
const FULLEST: usize = 3;
/// Things of one document that are looked up, the weightiest first: a long list of names makes no story.
const MOST_THINGS: usize = 24;
/// Least weight of what is looked up.
const LEAST_WEIGHT: u32 = 2;

/// Something that documents may have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Thing {
    Name(u32),
    Figure(QuantityKey),
}

/// Who has what.
pub(super) struct Holders {
    /// The documents that have a thing, by their day, the undated last; of versions only the fullest.
    lists: HashMap<Thing, Vec<Holder>>,
}

/// A document that has a thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Holder {
    /// Its day; `i64::MAX` where it is not known.
    day: i64,
    document: u32,
}

impl Holders {
    pub(super) fn new(features: &[Features], versions: &Versions) -> Holders {
        let mut lists: HashMap<Thing, Vec<Holder>> = HashMap::new();
        for (document, own) in (0..).zip(features) {
            if versions[document as usize] != document {
                continue;
            }
            let day = own.day.map_or(i64::MAX, |days| days.start);
            for (thing, _) in things(own) {
                lists.entry(thing).or_default().push(Holder { day, document });
            }
        }
        lists.values_mut().for_each(|list| list.sort_unstable());
        Holders { lists }
    }

    /// How many documents have a thing that are of other days than these two documents: who is in the news at all times makes no story. Of undated
    /// documents nothing says that they are of the same days.
    pub(super) fn elsewhere(&self, thing: Thing, a: &Features, b: &Features) -> u32 {
        let Some(list) = self.lists.get(&thing) else { return 0 };
        let here = match (a.day, b.day) {
            (Some(a), Some(b)) => {
                let (from, to) = (a.start.min(b.start) - MAX_DAYS_APART, a.start.max(b.start) + MAX_DAYS_APART);
                list.partition_point(|holder| holder.day <= to) - list.partition_point(|holder| holder.day < from)
            }
            _ => 2,
        };
        list.len().saturating_sub(here) as u32
    }

    /// Pairs of documents that share two things or more, one of them a name, and whose dates allow one event. Sorted.
    pub(super) fn pairs(&self, features: &[Features]) -> Vec<(u32, u32)> {
        let mut met: Vec<(u32, u32, bool)> = Vec::new();
        for (thing, list) in self.lists.iter().filter(|(_, list)| list.len() > 1) {
            let is_name = matches!(thing, Thing::Name(_));
            let fullest = fullest(list, features);
            for (at, one) in list.iter().enumerate() {
                let next = list[at + 1..].iter().take(NEXT).map(|other| other.document);
                let leads = around(one.day).flat_map(|stretch| fullest.get(&stretch).into_iter().flatten().copied());
                for other in next.chain(leads) {
                    let (a, b) = (one.document.min(other), one.document.max(other));
                    if a != b && may_be_one(&features[a as usize], &features[b as usize]) {
                        met.push((a, b, is_name));
                    }
                }
            }
        }
        self.enough(met, features)
    }

    /// Of the pairs that met in some list those that have two things in common. A pair may meet twice in one list.
    fn enough(&self, mut met: Vec<(u32, u32, bool)>, features: &[Features]) -> Vec<(u32, u32)> {
        met.sort_unstable();
        met.dedup();
        let is_enough = |pair: &[(u32, u32, bool)]| {
            let (a, b, is_name) = pair[pair.len() - 1];
            is_name && shared(&features[a as usize], &features[b as usize]) > 1
        };
        met.chunk_by(|x, y| (x.0, x.1) == (y.0, y.1)).filter(|pair| is_enough(pair)).map(|pair| (pair[0].0, pair[0].1)).collect()
    }
}

/// The things of a document that are looked up.
fn things(own: &Features) -> Vec<(Thing, u32)> {
    let names = own.names.iter().map(|name| (Thing::Name(name.entity), name.weight));
    let figures = own.figures.iter().map(|figure| (Thing::Figure(figure.key), figure.weight));
    let mut things: Vec<(Thing, u32)> = names.chain(figures).filter(|(_, weight)| *weight >= LEAST_WEIGHT).collect();
    // What opens the text goes before what comes late in it.
    let place = |thing: &Thing| match thing {
        Thing::Name(entity) => own.name(*entity).map(|name| name.span.start()),
        Thing::Figure(key) => own.figure(*key).map(|figure| figure.span.start()),
    };
    things.sort_by_cached_key(|(thing, _)| (place(thing).unwrap_or(usize::MAX), *thing));
    things.truncate(MOST_THINGS);
    things
}

/// How many names and figures two documents share.
fn shared(a: &Features, b: &Features) -> usize {
    let names = a.names.iter().filter(|name| b.name(name.entity).is_some()).count();
    let figures = a.figures.iter().filter(|figure| b.figure(figure.key).is_some()).count();
    names + figures
}

/// The fullest documents of each stretch of days in a list.
fn fullest(list: &[Holder], features: &[Features]) -> HashMap<i64, Vec<u32>> {
    if list.len() <= NEXT {
        return HashMap::new(); // all meet all
    }
    let mut found = HashMap::new();
    for stretch in list.chunk_by(|x, y| stretch_of(x.day) == stretch_of(y.day)) {
        let mut documents: Vec<u32> = stretch.iter().map(|holder| holder.document).collect();
        documents.sort_unstable_by_key(|&document| (std::cmp::Reverse(features[document as usize].words), document));
        documents.truncate(FULLEST);
        found.insert(stretch_of(stretch[0].day), documents);
    }
    found
}

/// The stretch of a day: as long as documents of one story may lie apart.
fn stretch_of(day: i64) -> i64 {
    day.div_euclid(MAX_DAYS_APART)
}

/// The stretches in which documents of the same story may lie, and that of the undated.
fn around(day: i64) -> impl Iterator<Item = i64> {
    let (own, undated) = (stretch_of(day), stretch_of(i64::MAX));
    let near = if own == undated { undated..=undated } else { own - 1..=own + 1 };
    near.chain((own != undated).then_some(undated))
}
