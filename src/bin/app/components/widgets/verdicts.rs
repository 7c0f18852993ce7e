//! What the user can say about a passage.

use dossier::view::decisions::Ruling;
use dossier::view::handles::PassageHandle;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub(crate) struct VerdictsProps {
    pub(crate) passage: PassageHandle,
    pub(crate) on_decide: Callback<(Ruling, PassageHandle)>,
}

#[component]
pub(crate) fn Verdicts(props: &VerdictsProps) -> Html {
    let button = |ruling: Ruling, label: &'static str, key: &'static str| {
        let passage = props.passage;
        let onclick = props.on_decide.reform(move |_: MouseEvent| (ruling, passage));
        html! { <button type="button" class="quiet" title={format!("{label} ({key})")} {onclick}>{ label }</button> }
    };
    html! {
        <span class="verdicts">
            { button(Ruling::NotACopy, "Not a copy", "x") }
            { button(Ruling::Boilerplate, "Boilerplate", "b") }
        </span>
    }
}
