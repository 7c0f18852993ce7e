//! A button that is on or off, and whose state is in the address.

use dossier::view::route::Route;
use yew::prelude::*;

use crate::dom;

#[derive(Properties, PartialEq)]
pub(crate) struct ToggleProps {
    pub(crate) label: AttrValue,
    pub(crate) title: AttrValue,
    pub(crate) pressed: bool,
    /// The address of the other state.
    pub(crate) other: Route,
}

#[component]
pub(crate) fn Toggle(props: &ToggleProps) -> Html {
    let hash = props.other.to_hash();
    let onclick = Callback::from(move |_: MouseEvent| {
        dom::go_to(&hash);
    });
    html! { <button type="button" class="toggle" aria-pressed={props.pressed.to_string()} title={props.title.clone()} {onclick}>{ props.label.clone() }</button> }
}
