//! The names that the user looks out for: the list to write, and where each stands.

use std::rc::Rc;

use dossier::view::decisions::Decision;
use dossier::view::entities::{WatchRow, WatchRows};
use dossier::view::format::{count, counted};
use dossier::view::route::{Open, Route};
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

use super::super::widgets::Strip;
use super::class;
use crate::app::{Msg, use_dispatch};

#[derive(Properties, PartialEq)]
pub(crate) struct WatchProps {
    pub(crate) rows: Rc<WatchRows>,
    pub(crate) route: Route,
}

#[component]
pub(crate) fn WatchList(props: &WatchProps) -> Html {
    let dispatch = use_dispatch();
    let field = use_node_ref();
    let keep = {
        let field = field.clone();
        Callback::from(move |_: MouseEvent| {
            if let Some(field) = field.cast::<HtmlTextAreaElement>() {
                dispatch.send(Msg::Decide(Decision::Watch(field.value())));
            }
        })
    };
    // What was kept elsewhere, or taken back, is what the field shows.
    use_effect_with(props.rows.list.clone(), {
        let field = field.clone();
        move |list: &String| {
            if let Some(field) = field.cast::<HtmlTextAreaElement>() {
                field.set_value(list);
            }
        }
    });
    let mut row = 0;
    let lines: Vec<Html> = props
        .rows
        .rows
        .iter()
        .map(|name| {
            let at = row;
            row += usize::from(name.first.is_some());
            html! { <li>{ draw(props, name, at) }</li> }
        })
        .collect();
    html! {
        <div class="watch" tabindex="0" role="region" aria-label="Watch-list">
            <div class="watch__write">
                <label for="watch-names">{ "Names, one a line" }</label>
                <textarea id="watch-names" ref={field} rows="6" autocomplete="off" spellcheck="false" />
                <p><button type="button" onclick={keep}>{ "Save this list" }</button>
                    <small>{ "Kept in this browser with your decisions, and forgotten with them." }</small></p>
            </div>
            if !lines.is_empty() {
                <ol class="plain watch__rows" aria-label="Names of the watch-list">{ for lines }</ol>
            }
        </div>
    }
}

fn draw(props: &WatchProps, name: &WatchRow, at: usize) -> Html {
    let kind = name.kind.map_or("other", class);
    let label = html! {
        <>
            <span class="entity__name"><b class={classes!("name", kind)} dir="auto">{ &name.name }</b>
                <span class="entity__aliases" dir="auto">{ if name.found_as.is_empty() { String::new() } else { format!("here {}", name.found_as) } }</span></span>
            <Strip {kind} blocks={props.rows.blocks.clone()} ticks={name.ticks.clone()} />
            <span class="entity__numbers"><span class="number">{ count(name.places as usize) }</span>
                <small>{ if name.places == 0 { "not found".to_string() } else { counted(name.documents as usize, "document") } }</small></span>
        </>
    };
    match name.first {
        Some(first) => {
            html! { <a class="row entity" data-row={at.to_string()} data-place={name.place.map(|place| place.name())} href={props.route.opening(Open::Reader(first)).to_hash()}>{ label }</a> }
        }
        None => html! { <div class="entity watch__none">{ label }</div> },
    }
}
