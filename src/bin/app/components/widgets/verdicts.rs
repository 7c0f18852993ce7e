//! What the user can say about a passage.

use dossier::view::decisions::Verdict;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub(crate) struct VerdictsProps {
    pub(crate) passage: u32,
    pub(crate) on_decide: Callback<(Verdict, u32)>,
}

#[component]
pub(crate) fn Verdicts(props: &VerdictsProps) -> Html {
    let button = |verdict: Verdict, label: &'static str, key: &'static str| {
        let passage = props.passage;
        let onclick = props.on_decide.reform(move |_: MouseEvent| (verdict, passage));
        html! { <button type="button" class="quiet" title={format!("{label} ({key})")} {onclick}>{ label }</button> }
    };
    html! {
        <span class="verdicts">
            { button(Verdict::NotACopy, "Not a copy", "x") }
            { button(Verdict::Boilerplate, "Boilerplate", "b") }
        </span>
    }
}
