//! The facets on the left: kinds of what is listed, and the names of what is looked at, each with a way to go on without it.

use dossier::entities::EntityKind;
use dossier::figures::FigureKind;
use dossier::view::copies::{CopyKind, CopyQuery, Form};
use dossier::view::facets::{FacetGroup, FacetName, FacetRows};
use dossier::view::figures::{FigureScope, Status};
use dossier::view::format::{count, figure_kinds, kinds};
use dossier::view::route::{Route, View};
use dossier::view::selection::Term;
use yew::prelude::*;

use super::documents::DocumentsProps;

/// Names of what is looked at, by kind.
pub(super) fn names(rows: &FacetRows, route: &Route) -> Html {
    html! { <>{ for rows.groups.iter().map(|group| named(group, route)) }</> }
}

fn named(group: &FacetGroup, route: &Route) -> Html {
    let all = Route { entity_kind: Some(group.kind), ..route.showing(View::Entities) };
    html! {
        <>
            <h2>{ kinds(group.kind) }</h2>
            <ul class="plain">
                for name in group.names.iter() {
                    { choice(name, super::entities::class(group.kind), route) }
                }
                if group.total as usize > group.names.len() {
                    <li><a class="facet facet--more" href={all.to_hash()}>{ format!("All {}", count(group.total as usize)) }</a></li>
                }
            </ul>
        </>
    }
}

fn choice(name: &FacetName, dot: &'static str, route: &Route) -> Html {
    let term = Term::Entity(name.choose.0, name.choose.1);
    let to = |is_out: bool| route.choosing(route.selection.toggled(term, is_out)).to_hash();
    let is_chosen = route.selection.only.contains(&term);
    html! {
        <li class="facet-line" key={term.name()}>
            <a class="facet" data-select={term.name()} href={to(false)} aria-current={is_chosen.then_some("true")}>
                <i class={classes!("dot", dot)} aria-hidden="true"></i><bdi>{ &name.name }</bdi><span class="facet__total">{ count(name.documents as usize) }</span>
            </a>
            <a class="facet__out" href={to(true)} aria-label={format!("Without {}", name.name)} title="Documents without this name">{ "−" }</a>
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
            // Chosen again it is left again.
            let with_status = |status: Status| {
                let status = Some(status).filter(|_| props.route.figures.status != Some(status));
                Route { figures: FigureScope { status, ..props.route.figures.clone() }, ..props.route.clone() }
            };
            html! {
                <>
                    <h2>{ "Kind" }</h2>
                    <ul class="plain">
                        { facet(of(None), props.route.figure_kind.is_none(), "dot--all", "All figures", all) }
                        for (kind, total) in props.figure_kinds.iter() {
                            { facet(of(Some(*kind)), props.route.figure_kind == Some(*kind), "figure", figure_kinds(*kind), *total) }
                        }
                    </ul>
                    <h2>{ "Checked" }</h2>
                    <ul class="plain">
                        for (status, total) in props.statuses.iter() {
                            { facet(with_status(*status), props.route.figures.status == Some(*status), "dot--all", status.label(), *total) }
                        }
                    </ul>
                </>
            }
        }
        _ => html! {},
    }
}
