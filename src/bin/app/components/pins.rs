//! The pins, in the user's order.

use std::rc::Rc;

use dossier::view::decisions::Decision;
use dossier::view::exports::Export;
use dossier::view::keys::Command;
use dossier::view::pins::{PinRow, PinRows, Pinning};
use dossier::view::route::{Open, Route};
use yew::prelude::*;

use super::widgets::current;
use crate::app::{Dispatch, Msg, use_dispatch};

#[derive(Properties, PartialEq)]
pub(crate) struct PinsProps {
    pub(crate) rows: Rc<PinRows>,
    pub(crate) route: Route,
}

#[component]
pub(crate) fn Pins(props: &PinsProps) -> Html {
    let dispatch = use_dispatch();
    let rows = &props.rows.rows;
    html! {
        <div class="view">
            <h1>{ &props.rows.heading }</h1>
            <p class="lead">{ &props.rows.lead }</p>
            if !rows.is_empty() {
                <p class="pins__save">
                    <button type="button" onclick={dispatch.command(Command::Export(Export::Citations))}>{ "Save as citations" }</button>
                    <button type="button" onclick={dispatch.command(Command::Export(Export::PinAnnotations))}>{ "Save as Web Annotations" }</button>
                </p>
                <ol class="list pins">
                    for (nth, row) in rows.iter().enumerate() {
                        { pin(props, &dispatch, row, nth) }
                    }
                </ol>
            }
        </div>
    }
}

fn pin(props: &PinsProps, dispatch: &Dispatch, row: &PinRow, nth: usize) -> Html {
    let button = |label: &'static str, sign: &'static str, pinning: Pinning, disabled: bool| {
        let onclick = dispatch.decide(Decision::Pin(pinning));
        html! { <button type="button" class="quiet" aria-label={format!("{label}: pin {}", nth + 1)} title={label} {disabled} {onclick}>{ sign }</button> }
    };
    let (before, meant, after) = &row.quoted.sentence;
    let at = row.anchor;
    let last = props.rows.rows.last().is_some_and(|last| last.anchor == at);
    html! {
        <li class="pin" key={at.name()} data-pin={at.name()}>
            <a class="row quoted" data-row={nth.to_string()} data-place={Some(row.anchor).map(|place| place.name())} href={props.route.opening(Open::Reader(row.quoted.target)).to_hash()} aria-current={current(&props.route, Open::Reader(row.quoted.target))}>
                <span dir="auto">{ before }<span class="meant">{ meant }</span>{ after }</span>
                <small><bdi>{ &row.quoted.document }</bdi></small>
                if !row.note.is_empty() {
                    <i dir="auto">{ &row.note }</i>
                }
            </a>
            <span class="pin__tools">
                <button type="button" class="quiet" aria-label={format!("Note beside pin {}", nth + 1)} title="Note (e)" onclick={dispatch.on(move |_: MouseEvent| Msg::PinNote(at))}>{ "✎" }</button>
                { button("Move up", "↑", Pinning::Up(at), nth == 0) }
                { button("Move down", "↓", Pinning::Down(at), last) }
                { button("Remove the pin (i)", "×", Pinning::Remove(at), false) }
            </span>
        </li>
    }
}
