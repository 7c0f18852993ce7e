//! Forgetting everything: what will go, and that it is gone.

use dossier::view::format::counted;
use dossier::view::privacy::Facts;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::app::{Msg, PrivacyEvent, use_dispatch};

#[derive(Properties, PartialEq)]
pub(super) struct AskToForgetProps {
    pub(super) facts: Facts,
    pub(super) documents: usize,
    pub(super) decisions: usize,
}

#[component]
pub(super) fn AskToForget(props: &AskToForgetProps) -> Html {
    let dispatch = use_dispatch();
    let program = use_state(|| false);
    let onchange = {
        let program = program.clone();
        Callback::from(move |event: Event| program.set(event.target_unchecked_into::<HtmlInputElement>().checked()))
    };
    let both = *program;
    html! {
        <div class="dialog-form">
            <p>{ "This will be deleted and cannot be restored:" }</p>
            <ul>
                <li>{ format!("what is open here: {}, {}", counted(props.documents, "document"), counted(props.decisions, "decision")) }</li>
                <li>{ format!("what is kept in this browser, of this and earlier visits: {}", counted(props.facts.databases, "database")) }</li>
                <li>{ format!("settings such as the theme: {}", counted(props.facts.keys, "key")) }</li>
            </ul>
            <p>{ "Files on your disk stay, and so do project files that you have saved. Other windows of this page keep what they show until they are closed." }</p>
            <label><input type="checkbox" checked={both} {onchange} />{ format!(" Also the program itself, which is kept to work offline: {}", counted(props.facts.caches, "copy")) }</label>
            <button type="button" class="danger" onclick={dispatch.on(move |_: MouseEvent| Msg::Privacy(PrivacyEvent::Forget(both)))}>{ "Forget everything" }</button>
        </div>
    }
}

#[derive(Properties, PartialEq)]
pub(super) struct ForgotProps {
    pub(super) left: Facts,
    pub(super) problem: Option<String>,
    pub(super) documents: usize,
}

#[component]
pub(super) fn Forgot(props: &ForgotProps) -> Html {
    let Facts { databases, keys, caches, .. } = props.left;
    html! {
        <div class="dialog-form">
            <p role="status"><b>{ format!("{}, {}, {} left.", counted(props.documents, "document"), counted(databases, "database"), counted(keys, "key")) }</b></p>
            if let Some(problem) = &props.problem {
                <p class="line__problem" role="alert">{ format!("Something could not be deleted: {problem}. Close the other windows of this page and try again, or clear this site’s data in the browser’s settings.") }</p>
            }
            <p>{ match caches {
                0 => "The program’s offline copy is gone, too: the next visit loads it again.".to_string(),
                _ => "That is what the browser lists now. The program itself stays, to work offline; it holds nothing of yours.".to_string(),
            } }</p>
        </div>
    }
}
