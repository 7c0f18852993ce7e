//! The facets on the left: kinds of what is listed, and what could be chosen, each with a way to go on without it.

use dossier::entities::EntityKind;
use dossier::figures::FigureKind;
use dossier::review::Anchor;
use dossier::view::copies::CopyRows;
use dossier::view::entities::EntityRows;
use dossier::view::facets::{FacetGroup, FacetRows};
use dossier::view::figures::FigureRows;
use dossier::view::format::{capitalised, count, figure_kinds, kinds, unit_name};
use dossier::view::route::{CopyForm, CopyKind, CopyQuery, Route, View};
use dossier::view::selection::Term;
use dossier::view::shown::Shown;
use yew::prelude::*;

/// Units that have a line; the menu of the list has them all.
const UNITS: usize = 8;

/// When the documents were written, and the names of what is looked at, by kind.
pub(super) fn of_documents(rows: &FacetRows, route: &Route) -> Html {
    let written = rows.written.iter().map(|(written, documents)| {
        let label = capitalised(&written.label());
        let without = format!("Without documents: {}", written.label());
        Choice { term: Term::Written(*written), label, total: *documents, dot: "dot--all", place: None, without }
    });
    html! {
        <>
            { choices("Written", written, route) }
            { for rows.groups.iter().map(|group| named(group, route)) }
        </>
    }
}

/// Something that could be chosen.
struct Choice {
    term: Term,
    label: String,
    total: u32,
    dot: &'static str,
    /// What of it is kept or quoted.
    place: Option<Anchor>,
    /// What the way to go on without it says.
    without: String,
}

fn choices(heading: &'static str, choices: impl Iterator<Item = Choice>, route: &Route) -> Html {
    let mut choices = choices.peekable();
    if choices.peek().is_none() {
        return html! {};
    }
    html! {
        <>
            <h2>{ heading }</h2>
            <ul class="plain">{ for choices.map(|choice| line(&choice, route)) }</ul>
        </>
    }
}

fn named(group: &FacetGroup, route: &Route) -> Html {
    let all = Route { entity_kind: Some(group.kind), ..route.showing(View::Entities) };
    html! {
        <>
            <h2>{ kinds(group.kind) }</h2>
            <ul class="plain">
                for name in group.names.iter() {
                    { line(&Choice {
                        term: Term::Entity(name.choose),
                        label: name.name.clone(),
                        total: name.documents,
                        dot: super::entities::class(group.kind),
                        place: name.place,
                        without: format!("Without documents that name {}", name.name),
                    }, route) }
                }
                if group.total as usize > group.names.len() {
                    <li><a class="facet facet--more" href={all.to_hash()}>{ format!("All {}", count(group.total as usize)) }</a></li>
                }
            </ul>
        </>
    }
}

fn line(choice: &Choice, route: &Route) -> Html {
    let Choice { term, label, total, dot, place, without } = choice;
    let to = |is_out: bool| route.choosing(route.selection.toggled(term, is_out)).to_hash();
    let (is_chosen, is_out) = (route.selection.only.contains(term), route.selection.not.contains(term));
    html! {
        <li class="facet-line" key={term.name()}>
            <a class="facet" data-select={term.name()} data-place={place.map(|place| place.name())} href={to(false)} aria-current={is_chosen.then_some("true")}>
                <i class={classes!("dot", *dot)} aria-hidden="true"></i><bdi>{ label }</bdi><span class="facet__total">{ count(*total as usize) }</span>
            </a>
            <a class="facet__out" href={to(true)} aria-label={without.clone()} title={without.clone()} aria-current={is_out.then_some("true")}>{ "−" }</a>
        </li>
    }
}

/// Kinds of what is listed.
pub(super) fn facets(shown: &Shown, route: &Route) -> Html {
    match shown {
        Shown::Entities(rows, _) if !rows.kinds.is_empty() => of_names(rows, route),
        Shown::Copies(rows, _) if !rows.kinds.is_empty() => of_copies(rows, route),
        Shown::Figures(rows, _) if !rows.kinds.is_empty() => of_figures(rows, route),
        _ => html! {},
    }
}

/// One of them: it leads to its rows only.
fn kind(to: Route, is_current: bool, dot: &'static str, label: &'static str, total: Option<u32>) -> Html {
    html! {
        <li><a class="facet" href={to.to_hash()} aria-current={is_current.then_some("true")}><i class={classes!("dot", dot)} aria-hidden="true"></i>{ label }
            if let Some(total) = total {
                <span class="facet__total">{ count(total as usize) }</span>
            }
        </a></li>
    }
}

fn of_names(rows: &EntityRows, route: &Route) -> Html {
    let all = rows.kinds.iter().map(|(_, total)| total).sum();
    let of = |kind: Option<EntityKind>| Route { entity_kind: kind, ..route.without_card() };
    html! {
        <>
            <h2>{ "Kind" }</h2>
            <ul class="plain">
                { kind(of(None), route.entity_kind.is_none(), "dot--all", "All names", Some(all)) }
                for (which, total) in rows.kinds.iter() {
                    { kind(of(Some(*which)), route.entity_kind == Some(*which), super::entities::class(*which), kinds(*which), Some(*total)) }
                }
            </ul>
        </>
    }
}

fn of_copies(rows: &CopyRows, route: &Route) -> Html {
    let of =
        |kind: Option<CopyKind>| Route { copies: CopyQuery { kind, form: CopyForm::List, zoom: None, ..route.copies }, ..route.clone() };
    html! {
        <>
            <h2>{ "Kind" }</h2>
            <ul class="plain">
                { kind(of(None), route.copies.kind.is_none(), "dot--all", "What matters", None) }
                for (which, total) in rows.kinds.iter() {
                    { kind(of(Some(*which)), route.copies.kind == Some(*which), "dot--copy", which.plural(), Some(*total)) }
                }
            </ul>
        </>
    }
}

fn of_figures(rows: &FigureRows, route: &Route) -> Html {
    let all = rows.kinds.iter().map(|(_, total)| total).sum();
    let of = |kind: Option<FigureKind>| Route { figure_kind: kind, ..route.clone() };
    let units = rows.units.iter().take(UNITS).map(|(unit, total)| {
        let label = unit_name(unit, false);
        let without = format!("Without figures in {label}");
        Choice { term: Term::Unit(unit.clone()), label, total: *total, dot: "dot--all", place: None, without }
    });
    let statuses = rows.statuses.iter().map(|(status, total)| {
        let without = format!("Without figures: {}", status.label().to_lowercase());
        Choice { term: Term::Status(*status), label: status.label().into(), total: *total, dot: "dot--all", place: None, without }
    });
    html! {
        <>
            <h2>{ "Kind" }</h2>
            <ul class="plain">
                { kind(of(None), route.figure_kind.is_none(), "dot--all", "All figures", Some(all)) }
                for (which, total) in rows.kinds.iter() {
                    { kind(of(Some(*which)), route.figure_kind == Some(*which), "figure", figure_kinds(*which), Some(*total)) }
                }
            </ul>
            { choices("Unit", units, route) }
            { choices("Checked", statuses, route) }
        </>
    }
}
