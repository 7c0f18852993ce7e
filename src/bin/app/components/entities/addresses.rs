//! Addresses, numbers and coordinates: each value with the sentence of its first place.

use std::rc::Rc;

use dossier::view::entities::{AddressRow, AddressRows, kind_name};
use dossier::view::format::{count, counted};
use dossier::view::route::{Open, Route};
use yew::prelude::*;

use super::super::widgets::{List, current};
use crate::app::{Msg, use_dispatch};

#[derive(Properties, PartialEq)]
pub(crate) struct AddressesProps {
    pub(crate) rows: Rc<AddressRows>,
    pub(crate) route: Route,
}

/// Height of a row in the style sheet.
const ROW: u32 = 72;

#[component]
pub(crate) fn Addresses(props: &AddressesProps) -> Html {
    let dispatch = use_dispatch();
    let rows = &props.rows;
    html! {
        <List label="Addresses and numbers" total={rows.total} offset={rows.offset} row_height={ROW} on_window={dispatch.on(Msg::ScrollList)}>
            for (at, row) in rows.rows.iter().enumerate() {
                { draw(&props.route, row, rows.offset as usize + at) }
            }
        </List>
    }
}

fn draw(route: &Route, row: &AddressRow, at: usize) -> Html {
    let (before, written, after) = &row.sentence;
    let kind = kind_name(row.kind);
    html! {
        <li>
            <a class="row address" data-row={at.to_string()} data-place={row.place.map(|place| place.name())} href={route.opening(Open::Reader(row.first)).to_hash()} aria-current={current(route, Open::Reader(row.first))}>
                <span class="address__what">
                    if let Some(group) = row.group {
                        <span class="tag">{ format!("{kind} · {}", count(group as usize)) }</span>
                    } else {
                        <span class="visually-hidden">{ format!("{kind}: ") }</span>
                    }
                    <b title={row.value.clone()}><bdi>{ &row.value }</bdi></b>
                </span>
                <span class="address__where">
                    <span dir="auto">{ before }<span class="meant">{ written }</span>{ after }</span>
                    <small><bdi>{ &row.document }</bdi></small>
                </span>
                <span class="entity__numbers"><span class="number">{ count(row.places as usize) }</span><small>{ counted(row.documents as usize, "document") }</small></span>
            </a>
        </li>
    }
}
