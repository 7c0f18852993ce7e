//! The keys, in a line at the bottom.

use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub(crate) struct FooterProps {
    /// How many decisions were taken.
    pub(crate) decisions: usize,
    pub(crate) on_history: Callback<()>,
    pub(crate) on_palette: Callback<()>,
    pub(crate) on_help: Callback<()>,
}

#[component]
pub(crate) fn Footer(props: &FooterProps) -> Html {
    html! {
        <footer class="footer">
            <span><kbd>{ "j" }</kbd><kbd>{ "k" }</kbd>{ "rows" }</span>
            <span><kbd>{ "↵" }</kbd>{ "read" }</span>
            <span><kbd>{ "n" }</kbd><kbd>{ "p" }</kbd>{ "places" }</span>
            <span><kbd>{ "[" }</kbd><kbd>{ "]" }</kbd>{ "documents" }</span>
            <span><kbd>{ "/" }</kbd>{ "search" }</span>
            <span><kbd>{ "Esc" }</kbd>{ "close" }</span>
            <button type="button" class="quiet" onclick={props.on_history.reform(|_| ())}><kbd>{ "h" }</kbd>{ format!("decisions · {}", props.decisions) }</button>
            <button type="button" class="quiet" onclick={props.on_palette.reform(|_| ())}><kbd>{ "Ctrl+K" }</kbd>{ "go to, or do" }</button>
            <button type="button" class="quiet" onclick={props.on_help.reform(|_| ())}><kbd>{ "?" }</kbd>{ "all shortcuts" }</button>
        </footer>
    }
}
