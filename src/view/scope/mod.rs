//! The part of the report that a selection means, and the selection in words.

mod chips;
mod figures;
mod within;

pub use chips::{Chip, Chips, chips};
pub(super) use figures::FigureConditions;
pub use within::Within;

use std::collections::{BTreeMap, BTreeSet};

use super::format::{count, counted};
use super::selection::{Kind, Selection, Term, entity};
use crate::entities::resolve::MentionRef;
use crate::figures::edtf::{self, Days};
use crate::report::Report;
use crate::report::scope::Scope;

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
        Term::Entity(at) => entity(report, *at).map(|entity| (entity, *at)),
        _ => None,
    });
    let entities: BTreeMap<u32, MentionRef> = entities.collect();
    let scope = Scope::new(report, documents, entities, days);
    match FigureConditions::new(report, selection) {
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
    use crate::view::seen::Seen;
    use crate::view::selection::Written;
    use crate::view::status::Status;

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
        let narrowed = report.within(resolve(&report, &Selection::only(Term::Document(0))));
        let counts: Vec<(&str, usize)> = narrowed.shown_entities().map(|entity| (entity.name.as_str(), entity.mentions.len())).collect();
        assert_eq!(counts.len(), 3, "{counts:?}");
        assert!(counts.contains(&("Vladimir Putin", 1)) && counts.contains(&("Moscow", 1)));
    }

    #[test]
    fn figures_must_stand_beside_the_name() {
        let report = report(&TEXTS);
        let narrowed = report.within(resolve(&report, &Selection::only(mention(&report, "Vladimir Putin"))));
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
        let dollars = Selection::only(Term::Unit("USD".into()));
        let narrowed = |selection: &Selection| report.within(resolve(&report, selection));
        assert_eq!(figures(&narrowed(&dollars)), ["$5 million", "five million dollars"]);
        assert_eq!(documents(&report, &dollars), [0, 1]);
        let or_percent = dollars.toggled(&Term::Unit("percent".into()), false);
        assert_eq!(figures(&narrowed(&or_percent)), ["$5 million", "40 percent", "five million dollars", "70 percent"]);
        assert_eq!(figures(&narrowed(&or_percent.toggled(&Term::Status(Status::Wrong), true))), ["$5 million", "40 percent", "70 percent"]);
        assert_eq!(figures(&narrowed(&Selection::only(Term::Status(Status::Wrong)))), ["five million dollars"]);
        let same = Selection::only(Term::Figure(FigureRef { document: 1, figure: 0 }));
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
        let of = |written: Written| documents(&report, &Selection::only(Term::Written(written)));
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
        let selection = Selection::only(Term::Document(2)).toggled(&mention(&before, "Ebrahim Raisi"), true);
        let within = Within::new(selection, |term| Seen::at(&before, term));
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
        let selection = Selection { from: Some(2015), to: Some(2018), ..Selection::only(putin).toggled(&document, true) };
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
    fn many_documents_are_one_chip() {
        let texts: Vec<String> = (0..12).map(|at| format!("It rained on {at} days.")).collect();
        let report = report(&texts.iter().map(String::as_str).collect::<Vec<_>>());
        let many = Selection { only: (0..10).map(Term::Document).collect(), not: vec![Term::Document(11)], ..Selection::default() };
        let chips = chips_of(&report, &many);
        let words: Vec<String> = chips.chips.iter().map(|chip| format!("{}: {}", chip.kind, chip.label)).collect();
        assert_eq!(words, ["Documents: 10", "Document: 9.txt"]);
        assert_eq!(chips.chips[0].without, Selection { not: vec![Term::Document(11)], ..Selection::default() });
        assert_eq!(chips.documents, (10, 12));
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
        let one = Selection::only(putin);
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
}
