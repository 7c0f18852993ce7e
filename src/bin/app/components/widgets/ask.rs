//! A window that asks for a line of text.

use yew::prelude::*;

use super::{Dialog, use_typed};

#[derive(Properties, PartialEq)]
pub(crate) struct AskProps {
    pub(crate) title: AttrValue,
    /// What may be written, and what becomes of it.
    pub(crate) hint: AttrValue,
    /// What is there now.
    pub(crate) before: AttrValue,
    /// What is wrong with a text, if anything.
    pub(crate) check: Callback<String, Option<String>>,
    pub(crate) on_write: Callback<String>,
    pub(crate) on_close: Callback<()>,
}

#[component]
pub(crate) fn AskLine(props: &AskProps) -> Html {
    // Held here: the page may be drawn anew while somebody writes.
    let text = use_typed(|| props.before.to_string());
    let problem = use_state(|| None::<String>);
    let write = {
        let (text, check, on_write, problem) = (text.clone(), props.check.clone(), props.on_write.clone(), problem.clone());
        move || match check.emit(text.now()) {
            None => on_write.emit(text.now()),
            wrong => problem.set(wrong),
        }
    };
    let onkeydown = {
        let write = write.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Enter" {
                event.prevent_default();
                write();
            }
        })
    };
    html! {
        <Dialog title={props.title.clone()} on_close={props.on_close.clone()}>
            <input class="line" type="text" aria-label={props.title.clone()} value={text.drawn().to_string()} oninput={text.oninput()} {onkeydown} />
            if let Some(problem) = &*problem {
                <p class="line__problem" role="alert">{ problem }</p>
            }
            <button type="button" onclick={Callback::from(move |_: MouseEvent| write())}>{ "Keep" }</button>
            <p class="history__note">{ props.hint.clone() }</p>
        </Dialog>
    }
}
