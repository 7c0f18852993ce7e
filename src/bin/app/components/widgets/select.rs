//! The button that adds what a row is about to the selection, or removes it again.

use dossier::view::route::Route;
use dossier::view::selection::Term;
use yew::prelude::*;

use crate::dom;

#[derive(Properties, PartialEq)]
pub(crate) struct SelectProps {
    /// What is chosen, by name.
    pub(crate) name: AttrValue,
    pub(crate) term: Term,
    pub(crate) route: Route,
}

#[component]
pub(crate) fn Select(props: &SelectProps) -> Html {
    let is_chosen = props.route.selection.only.contains(&props.term);
    let hash = props.route.choosing(props.route.selection.toggled(&props.term, false)).to_hash();
    let onclick = Callback::from(move |_: MouseEvent| {
        dom::go_to(&hash);
    });
    html! {
        <button
            type="button" class="select" aria-pressed={is_chosen.to_string()} aria-label={format!("Only this: {}", props.name)}
            title="Only this (s), without this (Shift+s)" {onclick}
        >{ if is_chosen { "●" } else { "○" } }</button>
    }
}
