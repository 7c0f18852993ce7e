//! What was decided, step by step; each step can be taken back by itself.

use std::rc::Rc;

use dossier::view::decisions::HistoryRow;
use yew::prelude::*;

use super::widgets::Dialog;

#[derive(Properties, PartialEq)]
pub(crate) struct HistoryProps {
    pub(crate) rows: Rc<Vec<HistoryRow>>,
    pub(crate) on_toggle: Callback<u32>,
    pub(crate) on_forget: Callback<()>,
    pub(crate) on_close: Callback<()>,
}

#[component]
pub(crate) fn History(props: &HistoryProps) -> Html {
    html! {
        <Dialog title="Decisions" on_close={props.on_close.clone()}>
            if props.rows.is_empty() {
                <p>{ "Nothing was decided yet. “Not a copy” and “boilerplate” are said in the list of duplicates (" }<kbd>{ "x" }</kbd>{ ", " }<kbd>{ "b" }</kbd>{ ") or beside a passage." }</p>
            } else {
                <ol class="history" reversed={true}>
                    for row in props.rows.iter() {
                        <li class={(!row.holds).then_some("history__undone")}>
                            <span dir="auto">{ &row.label }</span>
                            <button type="button" onclick={let at = row.at; props.on_toggle.reform(move |_| at)}>{ if row.holds { "Take back" } else { "Decide again" } }</button>
                        </li>
                    }
                </ol>
                <p class="history__note">{ "Decisions are kept in this browser: places and hashes, no text." }</p>
                <button type="button" class="quiet" onclick={props.on_forget.reform(|_| ())}>{ "Forget all decisions" }</button>
            }
        </Dialog>
    }
}
