//! The whole report of the sample articles, byte for byte. A difference is a change for users: look at it, then accept it
//! with `UPDATE=1 cargo test --test golden`.

mod common;

use common::{report_of, seeds};
use dossier::report::json::{JsonOptions, to_string};
use dossier::report::summary::summary;
use dossier::text::offsets::Unit;

#[track_caller]
fn check(name: &str, actual: &str) {
    let path = format!("tests/golden/{name}");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, actual).unwrap();
        return;
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    if actual != expected {
        let at =
            actual.lines().zip(expected.lines()).position(|(a, b)| a != b).unwrap_or(actual.lines().count().min(expected.lines().count()));
        let line = |text: &str| text.lines().nth(at).unwrap_or("(the end)").to_string();
        panic!(
            "{path} differs from line {}:\n  expected {}\n  found    {}\nAccept with UPDATE=1 after looking at the diff.",
            at + 1,
            line(&expected),
            line(actual)
        );
    }
}

#[test]
fn report_of_the_samples() {
    check("seeds.json", &to_string(&report_of(&seeds()), JsonOptions { unit: Unit::Chars, text: false }));
}

#[test]
fn summary_of_the_samples() {
    check("seeds.txt", &summary(&report_of(&seeds())));
}

/// What must hold of the samples whatever else changes.
mod bars {
    use super::*;
    use dossier::duplicates::PassageKind;
    use dossier::entities::EntityKind;
    use dossier::figures::{Approx, Decimal, Value};
    use dossier::report::Report;

    fn number(value: i64) -> Value {
        Value::Number(Decimal::whole(value))
    }

    #[track_caller]
    fn figure(report: &Report, document: &str, written: &str) -> dossier::figures::Figure {
        let document = report.documents.iter().find(|shown| shown.id.starts_with(document)).unwrap();
        let found = document.analysis.figures.iter().find(|figure| figure.span.of(document.text()) == written);
        found.unwrap_or_else(|| panic!("{written} is not found")).clone()
    }

    #[test]
    fn the_licence_line_is_one_boilerplate_item() {
        let report = report_of(&seeds());
        let [item] = report.duplicates.boilerplate.as_slice() else { panic!("{:?}", report.duplicates.boilerplate) };
        let documents: Vec<&str> = item.occurrences.iter().map(|place| &report.documents[place.document as usize].id[..3]).collect();
        assert_eq!(documents, ["000", "001", "003", "004"]);
        assert!(item.occurrences.iter().all(|place| report.text_at(*place).starts_with("All Content by Mehr News Agency")));
    }

    #[test]
    fn one_pair_shares_one_passage() {
        let report = report_of(&seeds());
        let [passage] = report.duplicates.passages.as_slice() else { panic!("{:?}", report.duplicates.passages) };
        assert_eq!(passage.kind, PassageKind::Copy);
        for place in &passage.occurrences {
            assert!(report.text_at(*place).chars().count() >= 1_600);
            assert!(!report.text_at(*place).contains("All Content"));
        }
        let pairs: Vec<(&str, &str)> = report
            .duplicates
            .pairs
            .iter()
            .map(|pair| (&report.documents[pair.a.document as usize].id[..3], &report.documents[pair.b.document as usize].id[..3]))
            .collect();
        assert_eq!(pairs, [("000", "001")]);
    }

    #[test]
    fn figures_are_read_right() {
        let report = report_of(&seeds());
        let money = figure(&report, "000", "$800-million");
        assert_eq!((money.value, money.unit.as_deref(), money.approx), (number(800_000_000), Some("USD"), None));
        let share = figure(&report, "003", "37%");
        assert_eq!((share.value, share.unit.as_deref(), share.approx), (number(37), Some("percent"), Some(Approx::MoreThan)));
        let minutes = figure(&report, "003", "37 minutes");
        assert_eq!((minutes.value, minutes.unit.as_deref()), (number(37), Some("minute")));
        let gas = figure(&report, "003", "35 trillion cubic meters");
        assert_eq!((gas.value, gas.unit.as_deref()), (number(35_000_000_000_000), Some("cubic-meter")));
        let ten = figure(&report, "001", "ten");
        assert_eq!((ten.value, ten.approx), (number(10), Some(Approx::MoreThan)));
    }

    #[test]
    fn names_with_digits_are_no_figures() {
        let report = report_of(&seeds());
        for document in &report.documents {
            for trap in ["S-300", "Tupolev-22M3", "Sukhoi-34", "4.0"] {
                for (at, _) in document.text().match_indices(trap) {
                    let touching =
                        document.analysis.figures.iter().find(|figure| figure.span.start() < at + trap.len() && at < figure.span.end());
                    assert_eq!(touching, None, "{trap} in {}", document.id);
                }
            }
        }
    }

    #[test]
    fn presidents_are_one_person_each() {
        let report = report_of(&seeds());
        for (name, documents) in
            [("Putin", vec!["000", "001", "002", "003", "004"]), ("Rouhani", vec!["000", "001"]), ("Raisi", vec!["002", "003", "004"])]
        {
            let people: Vec<_> = report
                .entities
                .iter()
                .filter(|entity| entity.name.ends_with(name) || entity.aliases.iter().any(|alias| alias.ends_with(name)))
                .collect();
            let [person] = people.as_slice() else { panic!("{name}: {people:?}") };
            assert_eq!(person.kind, EntityKind::Person);
            let mut found: Vec<&str> = person.mentions.iter().map(|at| &report.documents[at.document as usize].id[..3]).collect();
            found.dedup();
            assert_eq!(found, documents, "{name}");
            // Every place where the name is written belongs to that person.
            let written: usize = report.documents.iter().map(|document| document.text().matches(name).count()).sum();
            assert_eq!(person.mentions.len(), written, "{name}");
        }
    }
}
