//! The facets on the left: kinds of what is listed, and what could be chosen, each with a way to go on without it.

use dossier::edits::Anchor;
use dossier::entities::EntityKind;
use dossier::figures::FigureKind;
use dossier::view::copies::{CopyKind, CopyQuery, Form};
use dossier::view::facets::{FacetGroup, FacetRows};
use dossier::view::format::{capitalised, count, figure_kinds, kinds, unit_name};
use dossier::view::route::{Route, View};
use dossier::view::selection::Term;
use yew::prelude::*;

use super::documents::DocumentsProps;

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
pub(super) fn facets(props: &DocumentsProps) -> Html {
    let facet = |route: Route, active: bool, dot: &str, label: &str, total: u32| {
        html! {
            <li><a class="facet" href={route.to_hash()} aria-current={active.then_some("true")}><i class={classes!("dot", dot.to_string())} aria-hidden="true"></i>{ label }<span class="facet__total">{ count(total as usize) }</span></a></li>
        }
    };
    match props.route.view {
        View::Entities if !props.kinds.is_empty() => {
            let all = props.kinds.iter().map(|(_, total)| total).sum();
            let of = |kind: Option<EntityKind>| Route { entity_kind: kind, ..props.route.without_card() };
            html! {
                <>
                    <h2>{ "Kind" }</h2>
                    <ul class="plain">
                        { facet(of(None), props.route.entity_kind.is_none(), "dot--all", "All names", all) }
                        for (kind, total) in props.kinds.iter() {
                            { facet(of(Some(*kind)), props.route.entity_kind == Some(*kind), super::entities::class(*kind), kinds(*kind), *total) }
                        }
                    </ul>
                </>
            }
        }
        View::Duplicates if !props.copy_kinds.is_empty() => {
            let of = |kind: Option<CopyKind>| Route {
                copies: CopyQuery { kind, form: Form::List, zoom: None, ..props.route.copies },
                ..props.route.clone()
            };
            html! {
                <>
                    <h2>{ "Kind" }</h2>
                    <ul class="plain">
                        <li><a class="facet" href={of(None).to_hash()} aria-current={props.route.copies.kind.is_none().then_some("true")}><i class="dot dot--all" aria-hidden="true"></i>{ "What matters" }</a></li>
                        for (kind, total) in props.copy_kinds.iter() {
                            { facet(of(Some(*kind)), props.route.copies.kind == Some(*kind), "dot--copy", kind.plural(), *total) }
                        }
                    </ul>
                </>
            }
        }
        View::Figures if !props.figure_kinds.is_empty() => {
            let all = props.figure_kinds.iter().map(|(_, total)| total).sum();
            let of = |kind: Option<FigureKind>| Route { figure_kind: kind, ..props.route.clone() };
            let units = props.units.iter().take(UNITS).map(|(unit, total)| {
                let label = unit_name(unit, false);
                let without = format!("Without figures in {label}");
                Choice { term: Term::Unit(unit.clone()), label, total: *total, dot: "dot--all", place: None, without }
            });
            let statuses = props.statuses.iter().map(|(status, total)| {
                let without = format!("Without figures: {}", status.label().to_lowercase());
                Choice { term: Term::Status(*status), label: status.label().into(), total: *total, dot: "dot--all", place: None, without }
            });
            html! {
                <>
                    <h2>{ "Kind" }</h2>
                    <ul class="plain">
                        { facet(of(None), props.route.figure_kind.is_none(), "dot--all", "All figures", all) }
                        for (kind, total) in props.figure_kinds.iter() {
                            { facet(of(Some(*kind)), props.route.figure_kind == Some(*kind), "figure", figure_kinds(*kind), *total) }
                        }
                    </ul>
                    { choices("Unit", units, &props.route) }
                    { choices("Checked", statuses, &props.route) }
                </>
            }
        }
        _ => html! {},
    }
}
