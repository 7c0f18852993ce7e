//! A window that asks for a line of text.

use dossier::view::asking::Question;
use yew::prelude::*;

use super::widgets::{Dialog, use_typed};
use crate::app::{DialogEvent, Msg, use_dispatch};

#[derive(Properties, PartialEq)]
pub(crate) struct PromptProps {
    pub(crate) question: Question,
}

#[component]
pub(crate) fn Prompt(props: &PromptProps) -> Html {
    let dispatch = use_dispatch();
    let question = &props.question;
    // Held here: the page may be drawn anew while somebody writes.
    let text = use_typed(|| question.before().to_string());
    let problem = use_state(|| None::<String>);
    let write = {
        let (text, question, problem) = (text.clone(), question.clone(), problem.clone());
        move || match question.problem(&text.now()) {
            None => dispatch.send(Msg::Dialog(DialogEvent::Written(text.now()))),
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
        <Dialog title={question.title()}>
            <input class="line" type="text" aria-label={question.title()} value={text.drawn().to_string()} oninput={text.oninput()} {onkeydown} />
            if let Some(problem) = &*problem {
                <p class="line__problem" role="alert">{ problem }</p>
            }
            <button type="button" onclick={Callback::from(move |_: MouseEvent| write())}>{ "Keep" }</button>
            <p class="history__note">{ question.hint() }</p>
        </Dialog>
    }
}
