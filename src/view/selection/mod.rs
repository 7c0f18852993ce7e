//! The one selection that all views follow: what of the corpus is looked at. In the address it is numbers and words of the program:
//! `only=d3.e2-17.uUSD&not=e1-5&span=2015..2018`.

mod chips;
mod figures;
mod seen;
mod term;

pub use chips::{Chip, Chips, chips};
pub(in crate::view) use figures::FigureConditions;
pub use seen::Seen;
pub use term::{Kind, Term, Written};
pub(in crate::view) use term::{says_the_same, written_on};

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::format::{count, counted};
use crate::entities::resolve::MentionRef;
use crate::figures::edtf::{self, Days, day_number};
use crate::report::Report;
use crate::report::scope::Scope;

/// What is chosen.
///
/// Of what is chosen of one kind any will do, and all kinds must be met: documents 1 or 3 that name A. Of several names all must be named, unless
/// any is enough: who goes on choosing among the names of what is looked at wants less, not more. What is taken out
/// goes with the documents that have it; but figures that are taken out, by their unit say, go alone, and the documents in which
/// they stand stay.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Selection {
    /// Only these, in the order in which they were chosen.
    pub only: Vec<Term>,
    /// Without these.
    pub not: Vec<Term>,
    /// Of several names any is enough.
    pub any_name: bool,
    /// Not before this year.
    pub from: Option<i32>,
    /// Not after this year.
    pub to: Option<i32>,
}

/// A selection with what the page has seen at its terms: indices move when documents come and go.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Within {
    /// What is chosen.
    pub selection: Selection,
    /// For each term of `only`, then of `not`, what was seen there; `None` where nothing was.
    pub seen: Vec<Option<Seen>>,
}

impl Selection {
    /// Only this document, or only this name.
    pub fn of(term: Term) -> Selection {
        Selection { only: vec![term], ..Selection::default() }
    }

    /// Whether nothing is chosen.
    pub fn is_empty(&self) -> bool {
        *self == Selection::default()
    }

    /// With a term chosen, or taken out; again, without it.
    pub fn toggled(&self, term: &Term, is_out: bool) -> Selection {
        let mut next = self.without(term);
        let had = if is_out { self.not.contains(term) } else { self.only.contains(term) };
        if !had {
            if is_out { &mut next.not } else { &mut next.only }.push(term.clone());
        }
        next
    }

    /// Without a term, chosen or taken out.
    pub fn without(&self, term: &Term) -> Selection {
        self.keeping(|known| known != term)
    }

    /// Without all terms for which `is_kept` is false, chosen or taken out.
    pub fn keeping(&self, is_kept: impl Fn(&Term) -> bool) -> Selection {
        let keep = |terms: &[Term]| terms.iter().filter(|known| is_kept(known)).cloned().collect();
        let (only, not): (Vec<Term>, Vec<Term>) = (keep(&self.only), keep(&self.not));
        let any_name = self.any_name && only.iter().any(|term| term.kind() == Kind::Entity);
        Selection { only, not, any_name, ..self.clone() }
    }

    /// The terms, chosen and taken out.
    pub fn terms(&self) -> impl Iterator<Item = &Term> {
        self.only.iter().chain(&self.not)
    }

    /// Without what was chosen last: years, what is taken out, what is chosen.
    pub fn without_last(&self) -> Selection {
        let mut next = self.clone();
        if next.from.take().or(next.to.take()).is_some() {
            next.to = None;
        } else if next.not.pop().is_none() {
            next.only.pop();
        }
        next.keeping(|_| true)
    }

    /// Adds itself to the parts of an address.
    pub fn write(&self, query: &mut Vec<String>) {
        for (name, terms) in [("only", &self.only), ("not", &self.not)] {
            if !terms.is_empty() {
                query.push(format!("{name}={}", terms.iter().map(Term::name).collect::<Vec<_>>().join(".")));
            }
        }
        if self.any_name {
            query.push("any=1".into());
        }
        if self.from.is_some() || self.to.is_some() {
            let year = |year: Option<i32>| year.map_or(String::new(), |year| year.to_string());
            query.push(format!("span={}..{}", year(self.from), year(self.to)));
        }
    }

    /// Reads what [`Selection::write`] wrote.
    pub fn read<'q>(value: &impl Fn(&str) -> Option<&'q str>) -> Selection {
        let terms = |name: &str| {
            let mut terms: Vec<Term> = Vec::new();
            for term in value(name).iter().flat_map(|names| names.split('.')).filter_map(Term::parse) {
                if !terms.contains(&term) && terms.len() < MAX_TERMS {
                    terms.push(term);
                }
            }
            terms
        };
        let (from, to) = value("span").and_then(|span| span.split_once("..")).unwrap_or_default();
        Selection {
            only: terms("only"),
            not: terms("not"),
            any_name: value("any") == Some("1"),
            from: from.parse().ok(),
            to: to.parse().ok(),
        }
    }

    fn days(&self) -> Option<Days> {
        let (from, to) = (self.from.map_or(-9_999, i64::from), self.to.map_or(9_999, i64::from));
        (self.from.is_some() || self.to.is_some()).then(|| Days { start: day_number(from, 1, 1), end: day_number(to.max(from), 12, 31) })
    }
}

/// Terms of an address: more nobody chooses by hand.
const MAX_TERMS: usize = 100;

impl Within {
    /// A selection as the page knows it: with what it has seen at each term.
    pub fn new(selection: Selection, seen: impl Fn(&Term) -> Option<Seen>) -> Within {
        let seen = selection.terms().map(seen).collect();
        Within { selection, seen }
    }

    /// Takes over what was known of the documents of the same terms.
    pub fn remember(&mut self, before: &Within) {
        for (term, seen) in self.selection.terms().zip(&mut self.seen) {
            let old = before.selection.terms().zip(&before.seen).find(|(other, _)| *other == term);
            if let Some((_, Some(known))) = old {
                *seen = Some(known.clone());
            }
        }
    }

    /// The same with the indices of now, without what is gone.
    pub fn current(&self, report: &Report) -> Within {
        let mut known = self.seen.iter();
        let mut seen = Vec::new();
        let mut current = |terms: &[Term]| {
            let mut now = Vec::new();
            for term in terms {
                let moved = match known.next().and_then(Option::as_ref) {
                    Some(seen) => seen.find(report, term),
                    None => Some(term.clone()),
                };
                if let Some(term) = moved.filter(|term| term.is_in(report)) {
                    seen.push(Seen::of(report, &term));
                    now.push(term);
                }
            }
            now
        };
        let (only, not) = (current(&self.selection.only), current(&self.selection.not));
        Within { selection: Selection { only, not, ..self.selection.clone() }, seen }
    }
}

/// What of the report is looked at.
pub fn resolve(report: &Report, selection: &Selection) -> Scope {
    if selection.is_empty() {
        return Scope::default();
    }
    let mut wanted: BTreeMap<Kind, BTreeSet<u32>> = BTreeMap::new();
    for term in selection.only.iter().filter(|term| !term.kind().is_of_figures()) {
        let documents: BTreeSet<u32> = term.documents(report).into_iter().collect();
        let together = wanted.entry(term.kind()).or_insert_with(|| documents.clone());
        if term.kind() == Kind::Entity && !selection.any_name {
            together.retain(|document| documents.contains(document));
        } else {
            together.extend(documents);
        }
    }
    let out: BTreeSet<u32> = selection.not.iter().flat_map(|term| term.documents(report)).collect();
    let days = selection.days();
    let documents = (0..).zip(&report.documents).map(|(at, source)| {
        let is_dated = |days: Days| {
            let own = source.date.as_ref().and_then(|date| edtf::days(&date.date)).is_some_and(|own| own.overlaps(days));
            own || source.moments().iter().any(|moment| moment.days.is_some_and(|told| told.overlaps(days)))
        };
        wanted.values().all(|any| any.contains(&at)) && !out.contains(&at) && days.is_none_or(is_dated)
    });
    let documents = documents.collect();
    let entities = selection.only.iter().filter_map(|term| match term {
        Term::Entity(at) => term::entity(report, *at).map(|entity| (entity, *at)),
        _ => None,
    });
    let entities: BTreeMap<u32, MentionRef> = entities.collect();
    let scope = Scope::new(report, documents, entities, days);
    match FigureConditions::of(report, selection) {
        Some(conditions) => conditions.narrow(report, scope),
        None => scope,
    }
}

/// "5 documents", or "3 of 5 documents" where something is chosen.
pub fn in_documents(report: &Report) -> String {
    let all = counted(report.documents.len(), "document");
    if report.scope.is_all() { all } else { format!("{} of {all}", count(report.documents_in_scope())) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figures::FigureRef;
    use crate::view::entities::tests::report;
    use crate::view::figures::Status;

    const TEXTS: [&str; 4] = [
        "Vladimir Putin met Ebrahim Raisi in Moscow in 2015. It cost $5 million.",
        "Ebrahim Raisi flew to Tehran in 2018.",
        "Vladimir Putin went home. He paid $7 million.",
        "Nobody was there.",
    ];

    fn mention(report: &Report, name: &str) -> Term {
        Term::Entity(report.entities.iter().find(|entity| entity.name == name).unwrap().mentions[0])
    }

    fn documents(report: &Report, selection: &Selection) -> Vec<u32> {
        report.within(resolve(report, selection)).shown_documents().map(|(at, _)| at).collect()
    }

    /// The figures that are looked at, as written.
    fn figures(report: &Report) -> Vec<&str> {
        let of = |(document, source): (u32, &'_ crate::report::ReportDocument)| -> Vec<u32> {
            (0..source.analysis.figures.len() as u32).filter(|&at| report.scope.has_figure(source, document, at, None)).collect()
        };
        let shown = (0..).zip(&report.documents).flat_map(|(document, source)| {
            of((document, source)).into_iter().map(move |at| source.analysis.figures[at as usize].span.of(source.text()))
        });
        shown.collect()
    }

    /// The chips of a selection, as the desk gives them.
    fn chips_of(report: &Report, selection: &Selection) -> Chips {
        chips(&report.within(resolve(report, selection)), &Within { selection: selection.clone(), seen: Vec::new() })
    }

    #[test]
    fn any_of_a_kind_all_names_and_all_kinds() {
        let report = report(&TEXTS);
        let (putin, raisi) = (mention(&report, "Vladimir Putin"), mention(&report, "Ebrahim Raisi"));
        let all = Selection::default();
        assert_eq!(documents(&report, &all), [0, 1, 2, 3]);
        let putins = all.toggled(&putin, false);
        assert_eq!(documents(&report, &putins), [0, 2]);
        let both = putins.toggled(&raisi, false);
        assert_eq!(documents(&report, &both), [0], "both are named there");
        assert_eq!(documents(&report, &Selection { any_name: true, ..both }), [0, 1, 2]);
        assert_eq!(documents(&report, &putins.toggled(&raisi, true)), [2]);
        assert_eq!(documents(&report, &putins.toggled(&Term::Document(2), false).toggled(&Term::Document(3), false)), [2]);
        assert_eq!(documents(&report, &Selection { from: Some(2016), ..all.clone() }), [1]);
        assert_eq!(documents(&report, &Selection { to: Some(2015), ..putins.clone() }), [0]);
        assert_eq!(putins.toggled(&putin, false), all, "again it is no longer chosen");
        assert_eq!(putins.toggled(&putin, true).not, [putin], "taken out it is not chosen");
    }

    #[test]
    fn names_are_counted_in_what_is_looked_at() {
        let report = report(&TEXTS);
        let narrowed = report.within(resolve(&report, &Selection::of(Term::Document(0))));
        let counts: Vec<(&str, usize)> = narrowed.shown_entities().map(|entity| (entity.name.as_str(), entity.mentions.len())).collect();
        assert_eq!(counts.len(), 3, "{counts:?}");
        assert!(counts.contains(&("Vladimir Putin", 1)) && counts.contains(&("Moscow", 1)));
    }

    #[test]
    fn figures_must_stand_beside_the_name() {
        let report = report(&TEXTS);
        let narrowed = report.within(resolve(&report, &Selection::of(mention(&report, "Vladimir Putin"))));
        assert_eq!(figures(&narrowed), ["2015"]);
    }

    #[test]
    fn figures_are_chosen_by_unit_by_what_they_say_and_by_status() {
        let mut report = report(&[
            "Vladimir Putin paid $5 million and 40 percent of 12 tonnes. Hassan Rouhani came in 2015.",
            "It cost five million dollars. Ebrahim Raisi saw 70 percent.",
            "Nothing is counted here by Ebrahim Raisi.",
        ]);
        report.by_user.verdicts.insert(FigureRef { document: 1, figure: 0 }, crate::review::Verdict::Wrong);
        let dollars = Selection::of(Term::Unit("USD".into()));
        let narrowed = |selection: &Selection| report.within(resolve(&report, selection));
        assert_eq!(figures(&narrowed(&dollars)), ["$5 million", "five million dollars"]);
        assert_eq!(documents(&report, &dollars), [0, 1]);
        let or_percent = dollars.toggled(&Term::Unit("percent".into()), false);
        assert_eq!(figures(&narrowed(&or_percent)), ["$5 million", "40 percent", "five million dollars", "70 percent"]);
        assert_eq!(figures(&narrowed(&or_percent.toggled(&Term::Status(Status::Wrong), true))), ["$5 million", "40 percent", "70 percent"]);
        assert_eq!(figures(&narrowed(&Selection::of(Term::Status(Status::Wrong)))), ["five million dollars"]);
        let same = Selection::of(Term::Figure(FigureRef { document: 1, figure: 0 }));
        assert_eq!(figures(&narrowed(&same)), ["$5 million", "five million dollars"], "however it is written");
        let raisis = dollars.toggled(&mention(&report, "Ebrahim Raisi"), false);
        assert_eq!((documents(&report, &raisis), figures(&narrowed(&raisis))), (vec![1], vec![]), "not in one sentence");
        let without = Selection::default().toggled(&Term::Unit("USD".into()), true);
        assert_eq!(documents(&report, &without), [0, 1, 2], "figures that are taken out go alone");
        assert_eq!(figures(&narrowed(&without)), ["40 percent", "12 tonnes", "2015", "70 percent"]);
        // What else is looked at must have to do with a figure that is chosen.
        let (source, narrowed) = (&report.documents[0], narrowed(&dollars));
        let at = |text: &str| {
            let start = source.text().find(text).unwrap();
            crate::text::Span::new(start, start + text.len())
        };
        assert!(narrowed.scope.has_sentence(source, 0, at("Putin")) && !narrowed.scope.has_sentence(source, 0, at("Rouhani")));
        assert!(narrowed.scope.has_chosen_figure(0, 0) && !narrowed.scope.has_chosen_figure(0, 1));
    }

    #[test]
    fn documents_are_chosen_by_when_they_were_written() {
        let report =
            report(&["TEHRAN, 27 March 2017 – It rained.", "TEHRAN, 3 November 2018 – It rained on 5 May 2017.", "It rained in 2017."]);
        let dates: Vec<Option<&str>> = report.documents.iter().map(|source| source.date.as_ref().map(|date| date.date.as_str())).collect();
        assert_eq!(dates, [Some("2017-03-27"), Some("2018-11-03"), None]);
        let of = |written: Written| documents(&report, &Selection::of(Term::Written(written)));
        assert_eq!(of(Written::Year(2017)), [0], "not what the text tells of");
        assert_eq!(of(Written::Month(2018, 11)), [1]);
        assert!(of(Written::Month(2018, 10)).is_empty());
        assert_eq!(of(Written::Unknown), [2]);
        let without = Selection::default().toggled(&Term::Written(Written::Year(2018)), true);
        assert_eq!(documents(&report, &without), [0, 2]);
    }

    #[test]
    fn documents_that_move_keep_their_place_in_the_selection() {
        let before = report(&TEXTS);
        let selection = Selection::of(Term::Document(2)).toggled(&mention(&before, "Ebrahim Raisi"), true);
        let within = Within::new(selection, |term| Seen::of(&before, term));
        let mut after = before.clone();
        after.documents.remove(1);
        assert_eq!(within.current(&after).selection.only, [Term::Document(1)]);
        let mut next = Within::new(within.selection.clone(), |_| None);
        next.remember(&within);
        assert_eq!(next, within, "what was seen once stays known");
        after.documents.remove(1);
        assert!(within.current(&after).selection.only.is_empty(), "what is gone is no longer chosen");
    }

    #[test]
    fn chips_say_what_is_chosen_and_lead_out_of_it() {
        let report = report(&TEXTS);
        let (putin, document) = (mention(&report, "Vladimir Putin"), Term::Document(1));
        let selection = Selection { from: Some(2015), to: Some(2018), ..Selection::of(putin).toggled(&document, true) };
        let shown = chips_of(&report, &selection);
        let words: Vec<String> =
            shown.chips.iter().map(|chip| format!("{}{}: {}", if chip.is_out { "not " } else { "" }, chip.kind, chip.label)).collect();
        assert_eq!(words, ["Person: Vladimir Putin", "not Document: 1.txt", "Years: 2015–2018"]);
        assert_eq!(shown.documents, (1, 4));
        assert_eq!(shown.chips[1].without.not, []);
        let order: Vec<usize> =
            std::iter::successors(Some(selection), |selection| (!selection.is_empty()).then(|| selection.without_last()))
                .map(|selection| selection.only.len() + selection.not.len() + usize::from(selection.from.is_some()))
                .collect();
        assert_eq!(order, [3, 2, 1, 0]);
    }

    #[test]
    fn chips_say_how_they_go_together() {
        let report = report(&TEXTS);
        let (putin, raisi) = (mention(&report, "Vladimir Putin"), mention(&report, "Ebrahim Raisi"));
        let said = |selection: &Selection| {
            let shown = chips_of(&report, selection);
            let joints: Vec<String> = shown.chips.iter().map(|chip| format!("{} {}", chip.joint, chip.label).trim().to_string()).collect();
            (joints.join(" "), shown.rule)
        };
        let one = Selection::of(putin);
        assert_eq!(said(&one), ("Vladimir Putin".into(), String::new()));
        let two = one.toggled(&Term::Document(0), false).toggled(&raisi, false).toggled(&Term::Document(2), false);
        let any = Selection { any_name: true, ..two.clone() };
        let words = "Of those with “or” between them one is enough; all groups must hold.".to_string();
        assert_eq!(said(&two), ("0.txt or 2.txt and Vladimir Putin and Ebrahim Raisi".to_string(), words.clone()));
        assert_eq!(documents(&report, &two), [0], "as it is said");
        assert_eq!(said(&any), ("0.txt or 2.txt and Vladimir Putin or Ebrahim Raisi".to_string(), words));
        assert_eq!(documents(&report, &any), [0, 2]);
        let both = chips_of(&report, &one.toggled(&raisi, false));
        assert_eq!(both.chips[1].switch, Some(Selection { any_name: true, ..one.toggled(&raisi, false) }));
        assert_eq!(said(&one.toggled(&raisi, false)).1, "All of this must hold.");
        assert_eq!(said(&one.toggled(&raisi, true)), ("Vladimir Putin and Ebrahim Raisi".into(), "All of this must hold.".into()));
    }

    #[test]
    fn addresses_hold_numbers() {
        let selection = Selection {
            only: vec![
                Term::Document(3),
                Term::Entity(MentionRef { document: 2, mention: 17 }),
                Term::Passage(4),
                Term::Figure(FigureRef { document: 3, figure: 5 }),
                Term::Unit("USD-per-barrel".into()),
                Term::Status(Status::Open),
                Term::Written(Written::Unknown),
                Term::Written(Written::Year(-44)),
                Term::Written(Written::Month(2017, 11)),
            ],
            not: vec![Term::Cluster(0)],
            any_name: true,
            from: None,
            to: Some(-44),
        };
        let mut query = Vec::new();
        selection.write(&mut query);
        assert_eq!(query, ["only=d3.e2-17.p4.f3-5.uUSD-per-barrel.sopen.y.y-44.y2017m11", "not=c0", "any=1", "span=..-44"]);
        let value =
            |wanted: &str| query.iter().filter_map(|pair| pair.split_once('=')).find(|(key, _)| *key == wanted).map(|(_, value)| value);
        assert_eq!(Selection::read(&value), selection);
        for nonsense in ["", "x1", "d", "e1", "e1-", "d-1", "é", "u", "ué", "sno", "y2017m13", "ym1", "yx"] {
            assert_eq!(Term::parse(nonsense), None, "{nonsense}");
        }
    }
}
