//! The list of what is copied.

use std::rc::Rc;

use dossier::view::copies::{CopyKind, CopyRows};
use dossier::view::route::Route;
use yew::prelude::*;

use super::widgets::List;

#[derive(Properties, PartialEq)]
pub(crate) struct CopiesProps {
    pub(crate) rows: Rc<CopyRows>,
    pub(crate) route: Route,
    pub(crate) on_window: Callback<u32>,
}

/// Height of a row in the style sheet.
const ROW: u32 = 72;

#[component]
pub(crate) fn Copies(props: &CopiesProps) -> Html {
    let rows = &props.rows;
    html! {
        <div class="view">
            <h1>{ &rows.heading }</h1>
            <p class="lead">{ &rows.lead }</p>
            <List label="Copies" total={rows.total} offset={rows.offset} row_height={ROW} on_window={props.on_window.clone()}>
                for (at, row) in rows.rows.iter().enumerate() {
                    <li>
                        <a class={classes!("row", "copy", (row.kind == CopyKind::Boilerplate).then_some("copy--boilerplate"))} data-row={(rows.offset as usize + at).to_string()} href={props.route.opening(row.open).to_hash()}>
                            <span class="copy__head"><span class="tag">{ row.kind.label() }</span><b>{ &row.fact }</b></span>
                            <span class="copy__detail" dir="auto">{ &row.detail }</span>
                        </a>
                    </li>
                }
            </List>
        </div>
    }
}
