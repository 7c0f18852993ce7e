//! What was decided, step by step; each step can be taken back by itself.

use std::rc::Rc;

use dossier::view::decisions::HistoryRow;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::widgets::Dialog;

#[derive(Properties, PartialEq)]
pub(crate) struct HistoryProps {
    pub(crate) rows: Rc<Vec<HistoryRow>>,
    pub(crate) on_toggle: Callback<u32>,
    /// The text of a file of rules, or why it cannot be read.
    pub(crate) on_rules: Callback<Result<String, String>>,
    pub(crate) on_export: Callback<()>,
    pub(crate) on_forget: Callback<()>,
    pub(crate) on_close: Callback<()>,
}

#[component]
pub(crate) fn History(props: &HistoryProps) -> Html {
    let asked = use_state(|| false);
    let on_forget = {
        let (asked, on_forget) = (asked.clone(), props.on_forget.clone());
        Callback::from(move |_: MouseEvent| if *asked { on_forget.emit(()) } else { asked.set(true) })
    };
    let choose = {
        let on_rules = props.on_rules.clone();
        Callback::from(move |event: Event| {
            let input: HtmlInputElement = event.target_unchecked_into();
            if let Some(file) = input.files().and_then(|files| files.get(0)) {
                let on_rules = on_rules.clone();
                spawn_local(async move {
                    let text = JsFuture::from(file.text()).await.ok().and_then(|text| text.as_string());
                    on_rules.emit(text.ok_or_else(|| "This file cannot be read. Choose it again.".to_string()));
                });
            }
            input.set_value(""); // the same file can be chosen again
        })
    };
    html! {
        <Dialog title="Decisions" on_close={props.on_close.clone()}>
            if props.rows.is_empty() {
                <p>{ "Nothing was decided yet. Among the duplicates, " }<kbd>{ "x" }</kbd>{ " says that a passage is not a copy and " }<kbd>{ "b" }</kbd>{ " that it is boilerplate. Among the figures, " }<kbd>{ "v" }</kbd>{ " says that one is right, " }<kbd>{ "x" }</kbd>{ " that it is wrong, and " }<kbd>{ "e" }</kbd>{ " writes a note. Among the suggestions of entities, " }<kbd>{ "a" }</kbd>{ " says that two names are one and " }<kbd>{ "x" }</kbd>{ " that they are not. The date of a document is set where it is read." }</p>
            } else {
                <ol class="history" reversed={true}>
                    for row in props.rows.iter() {
                        <li class={(!row.holds).then_some("history__undone")}>
                            <span dir="auto">{ &row.label }</span>
                            <button type="button" onclick={let at = row.at; props.on_toggle.reform(move |_| at)}>{ if row.holds { "Take back" } else { "Decide again" } }</button>
                        </li>
                    }
                </ol>
                <p class="history__note">{ "Kept in this browser: places and hashes, the names that you correct, and the notes, dates and watch-lists that you write; nothing else of the documents." }</p>
                <button type="button" class="quiet" onclick={props.on_export.reform(|_| ())}>{ "Save as rules" }</button>
                <button type="button" class="quiet" onclick={on_forget}>{ if *asked { "Really forget all of them? There is no way back." } else { "Forget all decisions" } }</button>
            }
            <label class="history__rules">{ "Use rules from a file " }<input type="file" accept=".json,application/json" onchange={choose} /></label>
        </Dialog>
    }
}
