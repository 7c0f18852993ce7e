//! The buttons for a ruling on a passage.

use dossier::view::decisions::{Decision, Ruling};
use dossier::view::handles::PassageHandle;
use yew::prelude::*;

use crate::app::use_dispatch;

#[derive(Properties, PartialEq)]
pub(crate) struct VerdictsProps {
    pub(crate) passage: PassageHandle,
}

#[component]
pub(crate) fn Verdicts(props: &VerdictsProps) -> Html {
    let dispatch = use_dispatch();
    let button = |ruling: Ruling, label: &'static str, key: &'static str| {
        let onclick = dispatch.decide(Decision::Passage(props.passage, ruling));
        html! { <button type="button" class="quiet" title={format!("{label} ({key})")} {onclick}>{ label }</button> }
    };
    html! {
        <span class="verdicts">
            { button(Ruling::NotACopy, "Not a copy", "x") }
            { button(Ruling::Boilerplate, "Boilerplate", "b") }
        </span>
    }
}
