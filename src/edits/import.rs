//! The decisions of somebody else, as they come to those that hold.

use std::collections::{HashMap, HashSet};

use serde::{Deserialize, Serialize};

use super::pins;
use super::{Edit, Log, NameAnchor, watch};
use crate::review::Pin;
use crate::review::{Anchor, Verdict};
use crate::review::{Field, Meaning, Scope};

/// The decisions to take from a file of rules.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Imported {
    /// The decisions to take, in the order of the file.
    pub edits: Vec<Edit>,
    /// How many of the file hold already.
    pub known: usize,
    /// Pins that did not fit into the list.
    pub pins_left_out: usize,
    /// Names that did not fit into the watch-list.
    pub names_left_out: usize,
}

/// The decisions of `rules` that change what the log says. One that the log has, but that a later one has overruled, does. Pins and
/// watch-lists come to those that there are, not in their place.
pub fn imported(log: &Log, rules: Vec<Edit>) -> Imported {
    let mut said = LastDecisions::default();
    for (_, edit) in log.active() {
        said.say(edit);
    }
    let mut imported = Imported::default();
    for edit in rules {
        let edit = match edit {
            Edit::Pins(others) => {
                let (pins, left_out) = pins::coming(&said.pins, &others);
                imported.pins_left_out += left_out;
                Edit::Pin(pins)
            }
            Edit::Watched(others) => {
                let (names, left_out) = watch::joined(&said.watched, &others);
                imported.names_left_out += left_out;
                watch::changed(&said.watched, &names).unwrap_or(Edit::Watch(Vec::new(), Vec::new()))
            }
            other => other,
        };
        if said.say(&edit) {
            imported.edits.push(edit);
        } else {
            imported.known += 1;
        }
    }
    imported
}

/// The last decision on each thing.
#[derive(Default)]
struct LastDecisions {
    verdicts: HashMap<Anchor, Option<Verdict>>,
    notes: HashMap<Anchor, String>,
    dates: HashMap<u64, Option<String>>,
    about: HashMap<(u64, Field), Option<String>>,
    pairs: HashMap<(NameAnchor, NameAnchor), Edit>,
    called: HashMap<NameAnchor, String>,
    /// Names that were given, with the anchor that the entity had first.
    given: HashMap<NameAnchor, NameAnchor>,
    /// By their words, in order.
    words: HashMap<String, Vec<(Scope, Meaning)>>,
    /// Decisions that nothing overrules.
    others: HashSet<Edit>,
    pins: Vec<Pin>,
    watched: Vec<String>,
}

impl LastDecisions {
    /// Takes a decision. Whether it says anything new.
    fn say(&mut self, edit: &Edit) -> bool {
        match edit {
            Edit::Checked(anchors, verdict) => each(anchors, |anchor| self.verdicts.insert(anchor, *verdict) != Some(*verdict)),
            Edit::Noted(anchors, note) => each(anchors, |anchor| self.notes.insert(anchor, note.clone()).as_ref() != Some(note)),
            Edit::Dated(text, date) => self.say_date(&[*text], date),
            Edit::DatedAll(texts, date) => self.say_date(texts, date),
            Edit::About(text, field, words) => self.say_about(&[*text], *field, words),
            Edit::AboutAll(texts, field, words) => self.say_about(texts, *field, words),
            Edit::Same(..) | Edit::Different(..) => self.say_pair(edit),
            Edit::SameAll(pairs) => each(pairs, |(kept, other)| self.say_pair(&Edit::Same(kept, other))),
            Edit::Renamed(anchor, name) => {
                let first = self.given.get(anchor).copied().unwrap_or(*anchor);
                if !name.is_empty() {
                    self.given.insert(NameAnchor::new(anchor.kind, name), first);
                }
                self.called.insert(first, name.clone()).as_ref() != Some(name)
            }
            Edit::Named(scopes, meaning) => each(scopes, |scope| self.say_words(scope, meaning)),
            Edit::NotACopy(_) | Edit::Boilerplate(_) => self.others.insert(edit.clone()),
            Edit::Pins(_) | Edit::Pin(_) | Edit::Unpin(_) | Edit::MovePin(..) | Edit::PinNote(..) => {
                let before = self.pins.clone();
                pins::change(&mut self.pins, edit);
                self.pins != before
            }
            Edit::Watched(_) | Edit::Watch(..) => {
                let before = self.watched.clone();
                watch::change(&mut self.watched, edit);
                self.watched != before
            }
        }
    }

    fn say_date(&mut self, texts: &[u64], date: &Option<String>) -> bool {
        each(texts, |text| self.dates.insert(text, date.clone()).as_ref() != Some(date))
    }

    fn say_pair(&mut self, edit: &Edit) -> bool {
        let (Edit::Same(a, b) | Edit::Different(a, b)) = edit else { return false };
        match (self.pairs.insert((*a.min(b), *a.max(b)), edit.clone()), edit) {
            (Some(Edit::Different(..)), Edit::Different(..)) => false,
            (known, edit) => known.as_ref() != Some(edit),
        }
    }

    fn say_about(&mut self, texts: &[u64], field: Field, words: &Option<String>) -> bool {
        each(texts, |text| self.about.insert((text, field), words.clone()).as_ref() != Some(words))
    }

    fn say_words(&mut self, scope: Scope, meaning: &Meaning) -> bool {
        let before = self.words.entry(scope.words.clone()).or_default();
        let decides = before.iter().rev().find(|(known, said)| *known == scope || said != meaning && overrules(known, &scope));
        let is_new = decides.is_none_or(|(known, said)| *known != scope || said != meaning);
        if is_new {
            before.push((scope, meaning.clone()));
        }
        is_new
    }
}

/// Whether any of them says something new; all of them are said.
fn each<T: Clone>(all: &[T], mut say: impl FnMut(T) -> bool) -> bool {
    all.iter().filter(|one| say((*one).clone())).count() > 0
}

/// Whether a later decision about the same words takes places from an earlier one: all but one for fewer places, which is an exception to it.
fn overrules(later: &Scope, earlier: &Scope) -> bool {
    match (earlier.only.is_empty(), earlier.document) {
        (false, _) => earlier.only.iter().any(|spot| later.holds(*spot)),
        (true, document) => later.only.is_empty() && (later.document.is_none() || later.document == document),
    }
}

#[cfg(test)]
mod tests {
    use super::super::Step;
    use super::*;
    use crate::entities::EntityKind;
    use crate::text::Span;

    fn anchor(document: u64) -> Anchor {
        Anchor { document, span: Span::new(0, 3), words: 5 }
    }

    fn name(name: &str) -> NameAnchor {
        NameAnchor::new(EntityKind::Person, name)
    }

    fn log(edits: &[Edit]) -> Log {
        edits.iter().cloned().map(Step::Do).collect()
    }

    /// What the user has decided, and whether each of these rules is to be decided after it.
    #[track_caller]
    fn check(decided: &[Edit], rules: &[(Edit, bool)]) {
        for (rule, is_new) in rules {
            let imported = imported(&log(decided), vec![rule.clone()]);
            assert_eq!((imported.edits.len(), imported.known), (usize::from(*is_new), usize::from(!*is_new)), "{rule:?}");
        }
    }

    #[test]
    fn what_a_later_decision_overrules_holds_no_more() {
        let checked = |verdict| Edit::Checked(vec![anchor(1), anchor(2)], Some(verdict));
        check(
            &[checked(Verdict::Verified), checked(Verdict::Wrong)],
            &[(checked(Verdict::Verified), true), (checked(Verdict::Wrong), false)],
        );
        // Of two places of one claim one was decided otherwise.
        let one = Edit::Checked(vec![anchor(2)], None);
        check(
            &[checked(Verdict::Wrong), one],
            &[(checked(Verdict::Wrong), true), (Edit::Checked(vec![anchor(1)], Some(Verdict::Wrong)), false)],
        );
        let noted = |note: &str| Edit::Noted(vec![anchor(1)], note.into());
        check(&[noted("a"), noted("")], &[(noted("a"), true), (noted(""), false)]);
        let dated = |date: Option<&str>| Edit::Dated(1, date.map(str::to_string));
        check(&[dated(Some("2017")), dated(None)], &[(dated(Some("2017")), true), (dated(None), false), (Edit::Dated(2, None), true)]);
        let about = |words: &str| Edit::About(1, Field::Title, Some(words.into()));
        check(
            &[about("a"), about("b")],
            &[(about("a"), true), (about("b"), false), (Edit::About(1, Field::Source, Some("b".into())), true)],
        );
        let (same, turned) = (Edit::Same(name("A"), name("B")), Edit::Same(name("B"), name("A")));
        let (apart, swapped) = (Edit::Different(name("A"), name("B")), Edit::Different(name("B"), name("A")));
        check(&[same.clone(), apart.clone()], &[(same.clone(), true), (apart, false), (swapped, false)]);
        check(std::slice::from_ref(&same), &[(turned, true), (same.clone(), false)]);
        let pairs = [Edit::SameAll(vec![(name("A"), name("B"))]), Edit::SameAll(vec![(name("A"), name("B")), (name("A"), name("C"))])];
        check(std::slice::from_ref(&same), &[(pairs[0].clone(), false), (pairs[1].clone(), true)]);
        check(&[Edit::NotACopy(vec![anchor(1)])], &[(Edit::NotACopy(vec![anchor(1)]), false), (Edit::Boilerplate(vec![anchor(1)]), true)]);
    }

    #[test]
    fn what_is_undone_holds_no_more() {
        let dated = Edit::Dated(1, Some("2017".into()));
        let mut log = log(std::slice::from_ref(&dated));
        log.take(0, log.undo().unwrap());
        assert_eq!(imported(&log, vec![dated.clone()]).edits, [dated]);
    }

    #[test]
    fn an_entity_is_the_same_by_the_name_that_it_was_given() {
        let renamed = |from: &str, to: &str| Edit::Renamed(name(from), to.into());
        let log = [renamed("A", "B"), renamed("B", "C")];
        check(&log, &[(renamed("A", "B"), true), (renamed("A", "C"), false), (renamed("B", "C"), false), (renamed("C", ""), true)]);
        assert_eq!(imported(&Log::default(), log.to_vec()).edits, log);
    }

    #[test]
    fn words_are_said_of_places_within_places() {
        let said = |scope: Scope, meaning| Edit::Named(vec![scope], meaning);
        let (all, none) = (Scope::everywhere("Monday"), Meaning::NoName);
        let here = Scope { only: vec![(1, Span::new(0, 6))], ..all.clone() };
        let document = Scope { document: Some(1), ..all.clone() };
        let person = Meaning::Name(EntityKind::Person);
        let rule = said(all.clone(), none.clone());
        // An exception leaves the rule, a rule ends the exception that came before it.
        check(&[rule.clone(), said(here.clone(), person.clone())], &[(rule.clone(), false)]);
        check(&[rule.clone(), said(document.clone(), person.clone())], &[(rule.clone(), false), (said(here.clone(), none.clone()), true)]);
        check(&[said(here.clone(), person.clone()), rule.clone()], &[(said(here.clone(), person.clone()), true), (rule.clone(), false)]);
        check(&[said(document.clone(), person.clone()), rule], &[(said(document, person.clone()), true)]);
        check(&[said(here.clone(), none), said(all, person.clone())], &[(said(here, person), true)]);
    }

    #[test]
    fn pins_and_lists_come_to_those_that_there_are() {
        let pin = |document: u64, note: &str| Pin { anchor: anchor(document), note: note.into() };
        let own = [Edit::Pins(vec![pin(1, "mine"), pin(2, "")]), Edit::Watched(vec!["Rosneft".into()])];
        let rules = vec![
            Edit::Pins(vec![pin(3, ""), pin(2, "theirs"), pin(1, "theirs"), pin(1, "mine")]),
            Edit::Watched(vec!["rosneft".into(), "Gazprom".into()]),
        ];
        let taken = imported(&log(&own), rules.clone());
        let expected =
            [Edit::Pin(vec![pin(3, ""), pin(2, "theirs"), pin(1, "mine · theirs")]), Edit::Watch(vec!["Gazprom".into()], Vec::new())];
        assert_eq!(taken, Imported { edits: expected.to_vec(), ..Imported::default() });
        // Once more, and nothing is new.
        let again = imported(&log(&[own.to_vec(), taken.edits].concat()), rules);
        assert_eq!((again.edits, again.known), (vec![], 2));
    }

    #[test]
    fn what_does_not_fit_is_counted() {
        let pins = (0..pins::MAX_PINS as u64 + 3).map(|document| Pin { anchor: anchor(document), note: String::new() }).collect();
        let names = (0..watch::MAX_WATCHED + 2).map(|at| format!("Name {at}")).collect();
        let taken = imported(&Log::default(), vec![Edit::Pins(pins), Edit::Watched(names)]);
        assert_eq!((taken.edits.len(), taken.pins_left_out, taken.names_left_out), (2, 3, 2));
    }
}
