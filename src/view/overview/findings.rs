//! What the overview says before it says who is named: what changed between versions, what does not fit, which names are to be decided.

use super::{ITEMS, Item, Section};
use crate::report::Report;
use crate::view::entities::{EntityQuery, suggestions};
use crate::view::figures::{Card, CardKind, all_checks};
use crate::view::format::shown;
use crate::view::route::{EntityForm, EntityScope, FigureForm, FigureScope, Open, Route, View};

/// The sections that are not empty.
pub(super) fn findings(report: &Report) -> Vec<Section> {
    let cards = all_checks(report);
    let misfits: Vec<&Card> = cards.iter().filter(|card| matches!(card.kind, CardKind::Conflict | CardKind::Sum)).collect();
    let changes: Vec<&Card> = cards.iter().filter(|card| card.kind == CardKind::Changed).collect();
    [checked("Changes between versions", &changes), checked("Figures that do not fit", &misfits), to_decide(report)]
        .into_iter()
        .flatten()
        .collect()
}

/// Cards of the checks, each with where its first sentence stands.
fn checked(title: &str, cards: &[&Card]) -> Option<Section> {
    let route =
        Route { view: View::Figures, figures: FigureScope { form: FigureForm::Checks, ..FigureScope::default() }, ..Route::default() };
    let items = cards.iter().filter_map(|card| {
        let first = card.lines.first()?;
        let mut documents: Vec<&str> = card.lines.iter().map(|line| line.document.as_str()).collect();
        documents.dedup();
        Some(Item {
            label: card.title.clone(),
            detail: documents.iter().map(|id| shown(id)).collect::<Vec<_>>().join(", "),
            number: String::new(),
            open: route.opening(Open::Reader(first.target)),
            place: None,
        })
    });
    let items: Vec<Item> = items.take(ITEMS).collect();
    (!items.is_empty()).then(|| Section { title: title.into(), total: cards.len() as u32, items, all: route.clone() })
}

/// The pairs of names that decide most.
fn to_decide(report: &Report) -> Option<Section> {
    let route = Route {
        view: View::Entities,
        entities: EntityScope { form: EntityForm::Suggestions, ..EntityScope::default() },
        ..Route::default()
    };
    let found = suggestions(report, &EntityQuery::default());
    let items: Vec<Item> = found
        .cards
        .iter()
        .take(ITEMS)
        .map(|card| Item {
            label: format!("{} may be {}", card.sides[1].name, card.sides[0].name),
            detail: card.hanging.clone(),
            number: String::new(),
            open: route.clone(),
            place: None,
        })
        .collect();
    let total = found.cards.len() as u32 + found.more;
    (total > 0).then(|| Section { title: "Names to decide".into(), total, items, all: route })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::entities::tests::report;

    const STORY: &str = "The harbour bridge in Sundhavn was closed on Tuesday after engineers found cracks in two of its piers. Drivers face a \
        detour of an hour. The town said that the repair costs $57 million and takes until the end of next summer, as the steel must be \
        ordered abroad. Ferries run twice as often from today.";

    #[track_caller]
    fn check(texts: &[&str], expected: &[(&str, &str)]) {
        let sections = findings(&report(texts));
        let found: Vec<(&str, &str)> = sections.iter().map(|section| (section.title.as_str(), section.items[0].label.as_str())).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn what_changed_comes_before_what_does_not_fit() {
        let later = STORY.replace("$57", "$75");
        check(
            &[STORY, &later, "Output rose by 20 percent from 1,200 to 1,500 tonnes."],
            &[
                ("Changes between versions", "57 million USD → 75 million USD"),
                ("Figures that do not fit", "(1500 − 1200) ÷ 1200 = 25 %, stated: 20 %"),
            ],
        );
    }

    #[test]
    fn names_are_to_be_decided_where_it_is_not_known_who_is_meant() {
        check(
            &["Councillor Sarah Mills spoke.", "Olympic swimmer Sarah Mills won."],
            &[("Names to decide", "Sarah Mills may be Sarah Mills")],
        );
    }

    #[test]
    fn where_nothing_is_to_be_said_nothing_is() {
        check(&["Ann Lee walked home."], &[]);
    }
}
