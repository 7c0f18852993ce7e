//! Who and where: the list, its pictures, cards, quotes, addresses, suggestions and the watch-list.

mod addresses;
mod card;
mod quotes;
mod suggestions;
mod watch;

use std::rc::Rc;

use dossier::entities::EntityKind;
use dossier::entities::resolve::MentionRef;
use dossier::view::entities::{EntityRow, EntityRows, card_route};
use dossier::view::format::{count, counted, one_of, shown};
use dossier::view::quoted::Quoted;
use dossier::view::route::{EntityForm, EntityScope, Open, Route, Sort};
use dossier::view::selection::Term;
use dossier::view::shown::Names;
use yew::prelude::*;

use self::addresses::Addresses;
use self::card::CardPage;
use self::quotes::Quotes;
use self::suggestions::Suggestions;
use self::watch::WatchList;
use super::widgets::{List, PictureView, Select, Strip, current, use_row_height};
use crate::app::{Dispatch, Msg, use_dispatch};

#[derive(Properties, PartialEq)]
pub(crate) struct EntitiesProps {
    pub(crate) rows: Rc<EntityRows>,
    pub(crate) names: Names,
    /// The first mention of the name that is shown in its text.
    pub(crate) meant: Option<MentionRef>,
    pub(crate) route: Route,
    /// The field that filters the list.
    pub(crate) filter: Html,
}

#[component]
pub(crate) fn Entities(props: &EntitiesProps) -> Html {
    let dispatch = use_dispatch();
    let row_height = use_row_height(32, 64);
    let rows = &props.rows;
    let (heading, lead, total) = match &props.names {
        Names::Card(card) => return html! { <CardPage card={card.clone()} route={props.route.clone()} /> },
        Names::Quotes(quotes) => (&quotes.heading, &quotes.lead, quotes.total),
        Names::Addresses(addresses) => (&addresses.heading, &addresses.lead, addresses.total),
        // These two are about all documents.
        Names::Suggestions(suggestions) => (&suggestions.heading, &suggestions.lead, 1),
        Names::Watch(watch) => (&watch.heading, &watch.lead, 1),
        Names::List | Names::Picture(_) => (&rows.heading, &rows.lead, rows.total),
    };
    html! {
        <div class="view">
            <h1>{ heading }</h1>
            { super::widgets::lead(lead, total == 0, &props.route) }
            { forms(props) }
            { form(props, &dispatch, row_height) }
        </div>
    }
}

/// The forms of the view, with how much is in those that are not always full.
fn forms(props: &EntitiesProps) -> Html {
    let link = |form: EntityForm| {
        let total = match form {
            EntityForm::Quotes => props.rows.quotes,
            EntityForm::Addresses => props.rows.addresses,
            EntityForm::Suggestions => props.rows.suggestions,
            EntityForm::Watch => props.rows.watched,
            EntityForm::List | EntityForm::Strips | EntityForm::Matrix | EntityForm::Together => 0,
        };
        let to = Route { entities: EntityScope { form, card: None, speaker: None }, ..props.route.clone() };
        html! {
            <a href={to.to_hash()} aria-current={(form == props.route.entities.form).then_some("true")}>
                { form.label() }
                if total > 0 {
                    <span class="forms__total">{ count(total as usize) }</span>
                }
            </a>
        }
    };
    html! {
        <div class="tools"><nav class="forms" aria-label="Form">{ for EntityForm::ALL.into_iter().map(link) }</nav>{ props.filter.clone() }</div>
    }
}

fn form(props: &EntitiesProps, dispatch: &Dispatch, row_height: u32) -> Html {
    let (rows, route) = (&props.rows, props.route.clone());
    match &props.names {
        Names::Card(_) => html! {},
        Names::List => html! {
            <>
                { sorts(&route, ORDERS) }
                <List label="Names" total={rows.total} offset={rows.offset} {row_height} on_window={dispatch.on(Msg::ScrollList)}>
                    for (at, row) in rows.rows.iter().enumerate() {
                        { entity(props, row, rows.offset as usize + at) }
                    }
                </List>
            </>
        },
        Names::Picture(picture) => html! {
            <>
                { sorts(&route, ORDERS) }
                <div class="picture-pane"><PictureView picture={picture.clone()} {route} /></div>
            </>
        },
        Names::Quotes(rows) => html! { <Quotes rows={rows.clone()} {route} /> },
        Names::Addresses(rows) => html! { <Addresses rows={rows.clone()} {route} /> },
        Names::Suggestions(cards) => html! { <Suggestions cards={cards.clone()} {route} /> },
        Names::Watch(rows) => html! { <WatchList rows={rows.clone()} {route} /> },
    }
}

const ORDERS: &[(Sort, &str)] = &[(Sort::Weight, "most named"), (Sort::Value, "in most documents"), (Sort::Name, "by name")];

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
    let card = match row.first.focus {
        dossier::view::route::Focus::Mention(mention) => MentionRef { document: row.first.document, mention },
        _ => MentionRef { document: row.first.document, mention: 0 },
    };
    let term = Term::Entity(row.choose);
    let is_chosen = props.route.selection.only.contains(&term);
    html! {
        <li class={classes!("with-select", is_chosen.then_some("is-chosen"))} data-select={term.name()} data-key={format!("{} {}", one_of(row.kind), row.name)}>
            <Select name={row.name.clone()} {term} route={props.route.clone()} />
            <a class="row entity" data-row={at.to_string()} data-place={row.place.map(|place| place.name())} href={card_route(&props.route, card).to_hash()} aria-current={(props.meant == Some(card)).then_some("true")}>
                <span class="entity__name">
                    <span class="entity__line">
                        { name(row.kind, &row.name) }
                        { " " }
                        <span class="entity__role" dir="auto">{ &row.role }</span>
                        if row.by_user {
                            { " " }<span class="by-user">{ "by you" }</span>
                        }
                    </span>
                    <span class="chips">
                        for alias in row.aliases.iter() {
                            <span class="chip" dir="auto">{ alias }</span>
                        }
                        if row.more_aliases > 0 {
                            <span class="chips__more">{ format!("and {} more", row.more_aliases) }</span>
                        }
                    </span>
                </span>
                <Strip kind={class(row.kind)} blocks={props.rows.blocks.clone()} ticks={row.ticks.clone()} />
                <span class="entity__numbers"><span class="number">{ row.mentions }</span><small>{ counted(row.documents as usize, "document") }</small></span>
            </a>
        </li>
    }
}

/// A name with the shape of its kind; the kind itself for those who do not see it.
fn name(kind: EntityKind, name: &str) -> Html {
    html! { <><b class={classes!("name", class(kind))} dir="auto">{ shown(name) }</b><span class="visually-hidden">{ format!(", {}", one_of(kind)) }</span></> }
}

/// A sentence that leads to where it stands, what is meant in it marked. With a number it is a row, for `j` and `k`.
fn sentence(route: &Route, quoted: &Quoted, mark: &'static str, note: &str, row: Option<usize>) -> Html {
    let (before, meant, after) = &quoted.sentence;
    html! {
        <a class={classes!("quoted", row.map(|_| "row"))} data-row={row.map(|row| row.to_string())} data-place={quoted.place.map(|place| place.name())} href={route.opening(Open::Reader(quoted.target)).to_hash()} aria-current={current(route, Open::Reader(quoted.target))}>
            <span dir="auto">{ before }<span class={mark}>{ meant }</span>{ after }</span>
            <small><bdi>{ &quoted.document }</bdi>{ note.to_string() }</small>
        </a>
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
