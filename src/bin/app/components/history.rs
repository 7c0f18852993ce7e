//! Decisions, step by step; each can be undone on its own.

use std::rc::Rc;

use dossier::view::decisions::HistoryRow;
use dossier::view::exports::Export;
use dossier::view::keys::Command;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::Picker;
use super::widgets::{ConfirmButton, Dialog};
use crate::app::{DialogEvent, Msg, use_dispatch};

#[derive(Properties, PartialEq)]
pub(crate) struct HistoryProps {
    pub(crate) rows: Rc<Vec<HistoryRow>>,
}

#[component]
pub(crate) fn History(props: &HistoryProps) -> Html {
    let dispatch = use_dispatch();
    let choose = {
        let dispatch = dispatch.clone();
        Callback::from(move |event: Event| {
            let input: HtmlInputElement = event.target_unchecked_into();
            if let Some(file) = input.files().and_then(|files| files.get(0)) {
                let dispatch = dispatch.clone();
                spawn_local(async move {
                    let text = JsFuture::from(file.text()).await.ok().and_then(|text| text.as_string());
                    dispatch.send(Msg::Dialog(DialogEvent::Rules(
                        text.ok_or_else(|| "This file cannot be read. Choose it again.".to_string()),
                    )));
                });
            }
            input.set_value(""); // the same file can be chosen again
        })
    };
    let pickers = dispatch.pickers().clone();
    use_effect_with((), move |()| pickers.rules_are_there());
    html! {
        <Dialog title="Decisions" from_top={true}>
            if props.rows.is_empty() {
                <p>{ "No decisions yet. Among the copies, " }<kbd>{ "x" }</kbd>{ " says that a passage is not a copy and " }<kbd>{ "b" }</kbd>{ " that it is boilerplate. Among the figures, " }<kbd>{ "v" }</kbd>{ " says that one is right, " }<kbd>{ "x" }</kbd>{ " that it is wrong, and " }<kbd>{ "e" }</kbd>{ " writes a note. Among the suggestions of entities, " }<kbd>{ "a" }</kbd>{ " says that two names are one and " }<kbd>{ "x" }</kbd>{ " that they are not. The date of a document is set where it is read." }</p>
            } else {
                <ol class="history" reversed={true}>
                    for row in props.rows.iter() {
                        <li class={(!row.holds).then_some("history__undone")}>
                            <span dir="auto">{ &row.label }</span>
                            <button type="button" onclick={let id = row.id; dispatch.on(move |_: MouseEvent| Msg::ToggleDecision(id))}>{ if row.holds { "Undo" } else { "Redo" } }</button>
                        </li>
                    }
                </ol>
                <p class="history__note">{ "A decision holds places and hashes, the names that you correct, and the notes, titles, dates and lists that you write; nothing else of the documents. The documents are kept beside it, in this browser only." }</p>
                <button type="button" class="quiet" onclick={dispatch.command(Command::Export(Export::Rules))}>{ "Save as rules" }</button>
                <ConfirmButton label="Forget all decisions" question="Forget all decisions? This cannot be undone." on_confirm={dispatch.on(|()| Msg::Dialog(DialogEvent::ForgetDecisions))} />
            }
            <label class="history__rules">{ "Use rules from a file " }<input ref={dispatch.pickers().field(Picker::Rules)} type="file" accept=".json,application/json" onchange={choose} /></label>
        </Dialog>
    }
}
