//! The keys, in a line at the bottom.

use dossier::view::keys::Command;
use dossier::view::route::{Open, Route, View};
use yew::prelude::*;

use crate::app::use_dispatch;

#[derive(Properties, PartialEq)]
pub(crate) struct FooterProps {
    pub(crate) route: Route,
    /// How many decisions were taken.
    pub(crate) decisions: usize,
}

#[component]
pub(crate) fn Footer(props: &FooterProps) -> Html {
    let dispatch = use_dispatch();
    let is_card = props.route.view == View::Entities && props.route.entities.card.is_some();
    // Only what these keys do here.
    let places = match props.route.open {
        Some(Open::Reader(_)) => "places",
        Some(Open::Compare { .. }) => "differences",
        None if is_card => "its mentions",
        None => "",
    };
    let is_comparing = matches!(props.route.open, Some(Open::Compare { .. }));
    html! {
        <footer class="footer">
            if !is_comparing {
                <span><kbd>{ "j" }</kbd><kbd>{ "k" }</kbd>{ "rows" }</span>
                <span><kbd>{ "↵" }</kbd>{ "open" }</span>
            }
            if props.route.view == View::Documents && !is_comparing {
                <span><kbd>{ "Space" }</kbd>{ "select" }</span>
            }
            if !places.is_empty() {
                <span><kbd>{ "n" }</kbd><kbd>{ "p" }</kbd>{ places }</span>
            }
            <span><kbd>{ "[" }</kbd><kbd>{ "]" }</kbd>{ "documents" }</span>
            <span><kbd>{ "/" }</kbd>{ "search" }</span>
            if props.route.open.is_some() || is_card {
                <span><kbd>{ "Esc" }</kbd>{ "close" }</span>
            }
            <button type="button" class="quiet" onclick={dispatch.command(Command::History)}><kbd>{ "h" }</kbd>{ format!("decisions · {}", props.decisions) }</button>
            <button type="button" class="quiet" onclick={dispatch.command(Command::Palette)}><kbd>{ "Ctrl+K" }</kbd>{ "go to or run" }</button>
            <button type="button" class="quiet" onclick={dispatch.command(Command::Help)}><kbd>{ "?" }</kbd>{ "all shortcuts" }</button>
        </footer>
    }
}
