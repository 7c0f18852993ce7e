//! The list of names.

use std::rc::Rc;

use dossier::entities::EntityKind;
use dossier::view::entities::{EntityRow, EntityRows};
use dossier::view::format::counted;
use dossier::view::route::{Open, Route, Sort};
use yew::prelude::*;

use super::widgets::{List, Strip};

#[derive(Properties, PartialEq)]
pub(crate) struct EntitiesProps {
    pub(crate) rows: Rc<EntityRows>,
    pub(crate) route: Route,
    pub(crate) on_window: Callback<u32>,
}

/// Height of a row in the style sheet.
const ROW: u32 = 60;

#[component]
pub(crate) fn Entities(props: &EntitiesProps) -> Html {
    let rows = &props.rows;
    html! {
        <div class="view">
            <h1>{ &rows.heading }</h1>
            <p class="lead">{ &rows.lead }</p>
            { sorts(&props.route, &[(Sort::Weight, "most named"), (Sort::Value, "in most documents"), (Sort::Name, "by name")]) }
            <List label="Names" total={rows.total} offset={rows.offset} row_height={ROW} on_window={props.on_window.clone()}>
                for (at, row) in rows.rows.iter().enumerate() {
                    { entity(props, row, rows.offset as usize + at) }
                }
            </List>
        </div>
    }
}

/// Links that change the order of a list.
pub(super) fn sorts(route: &Route, orders: &[(Sort, &str)]) -> Html {
    html! {
        <p class="sorts">{ "Order: " }
            for (sort, label) in orders.iter() {
                <a href={Route { sort: *sort, ..route.clone() }.to_hash()} aria-current={(route.sort == *sort).then_some("true")}>{ label }</a>
            }
        </p>
    }
}

fn entity(props: &EntitiesProps, row: &EntityRow, at: usize) -> Html {
    let mut others = row.aliases.join(", ");
    if row.more_aliases > 0 {
        others.push_str(&format!(" and {} more", row.more_aliases));
    }
    html! {
        <li>
            <a class="row entity" data-row={at.to_string()} href={props.route.opening(Open::Reader(row.first)).to_hash()}>
                <span class="entity__name"><b class={classes!("name", class(row.kind))} dir="auto">{ &row.name }</b>
                    <span class="entity__role" dir="auto">{ &row.role }</span>
                    <span class="entity__aliases" dir="auto">{ if others.is_empty() { String::new() } else { format!("also {others}") } }</span></span>
                <Strip kind={class(row.kind)} blocks={props.rows.blocks.clone()} ticks={row.ticks.clone()} />
                <span class="entity__numbers"><span class="number">{ row.mentions }</span><small>{ counted(row.documents as usize, "document") }</small></span>
            </a>
        </li>
    }
}

/// The style of a kind: its hue and its line.
pub(crate) fn class(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Person => "person",
        EntityKind::Place => "place",
        EntityKind::Organization => "organization",
        EntityKind::Group => "group",
        EntityKind::Event => "event",
        EntityKind::Law => "law",
        EntityKind::Product => "product",
        EntityKind::Other => "other",
    }
}
