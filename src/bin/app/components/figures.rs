//! The list of figures.

use std::rc::Rc;

use dossier::view::figures::{FigureRow, FigureRows};
use dossier::view::route::{Open, Route, Sort};
use yew::prelude::*;

use super::entities::sorts;
use super::widgets::List;

#[derive(Properties, PartialEq)]
pub(crate) struct FiguresProps {
    pub(crate) rows: Rc<FigureRows>,
    pub(crate) route: Route,
    pub(crate) on_window: Callback<u32>,
}

/// Height of a row in the style sheet.
const ROW: u32 = 72;

#[component]
pub(crate) fn Figures(props: &FiguresProps) -> Html {
    let rows = &props.rows;
    html! {
        <div class="view">
            <h1>{ &rows.heading }</h1>
            <p class="lead">{ &rows.lead }</p>
            { sorts(&props.route, &[(Sort::Weight, "by kind"), (Sort::Value, "by value"), (Sort::Name, "by wording")]) }
            <List label="Figures" total={rows.total} offset={rows.offset} row_height={ROW} on_window={props.on_window.clone()}>
                for (at, row) in rows.rows.iter().enumerate() {
                    { figure(props, row, rows.offset as usize + at) }
                }
            </List>
        </div>
    }
}

fn figure(props: &FiguresProps, row: &FigureRow, at: usize) -> Html {
    html! {
        <li>
            <a class="row quantity" data-row={at.to_string()} href={props.route.opening(Open::Reader(row.target)).to_hash()}>
                <span class="quantity__value"><b>{ &row.value }</b><small dir="auto">{ &row.subject }</small></span>
                <span class="quantity__sentence"><span dir="auto">{ &row.before }<span class="figure">{ &row.written }</span>{ &row.after }</span><small><bdi>{ &row.document }</bdi></small></span>
            </a>
        </li>
    }
}
