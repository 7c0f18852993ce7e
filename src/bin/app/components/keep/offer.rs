//! On the empty page: going on with what is kept.

use dossier::jobs::saving::{Event as Kept, Offer};
use dossier::view::format::counted;
use dossier::view::keys::{Command, button};
use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::files::{Given, picked};

#[derive(Properties, PartialEq)]
pub(crate) struct ContinueProps {
    /// What is kept.
    pub(crate) offer: Option<Offer>,
    /// How many documents are on their way.
    pub(crate) coming: Option<usize>,
    pub(crate) on_event: Callback<Kept>,
}

#[component]
pub(crate) fn Continue(props: &ContinueProps) -> Html {
    if let Some(documents) = props.coming {
        return html! { <p class="continue" role="status">{ format!("Opening {} …", counted(documents, "document")) }</p> };
    }
    let Some(Offer { documents, decisions, is_declined }) = props.offer else { return html! {} };
    let label = match decisions {
        0 => format!("Continue: {}", counted(documents, "document")),
        _ => format!("Continue: {}, {}", counted(documents, "document"), counted(decisions, "decision")),
    };
    html! {
        <div class="continue">
            <button type="button" class="continue__go" onclick={props.on_event.reform(|_| Kept::Continue)}>{ label }</button>
            if is_declined {
                <p role="status">{ "They stay in this browser. When you drop other documents, you are asked what is to become of them." }</p>
            } else {
                <button type="button" class="quiet" onclick={props.on_event.reform(|_| Kept::StartEmpty)}>{ "Start empty" }</button>
            }
        </div>
    }
}

#[derive(Properties, PartialEq)]
pub(crate) struct OpenProjectProps {
    pub(crate) on_files: Callback<Vec<Given>>,
}

/// A button that opens the picker for a project file.
#[component]
pub(crate) fn OpenProject(props: &OpenProjectProps) -> Html {
    let input = use_node_ref();
    let onclick = {
        let input = input.clone();
        Callback::from(move |_: MouseEvent| {
            if let Some(input) = input.cast::<HtmlInputElement>() {
                input.click();
            }
        })
    };
    let onchange = props.on_files.reform(|event: Event| {
        let input: HtmlInputElement = event.target_unchecked_into();
        let files = input.files().map(|list| picked(&list)).unwrap_or_default();
        input.set_value(""); // choosing the same file again is a change, too
        files
    });
    html! {
        <>
            <button type="button" class="quiet open-project" {onclick}>{ button(Command::OpenProject) }</button>
            <input ref={input} type="file" accept=".dossier" hidden=true aria-label="Project file" {onchange} />
        </>
    }
}
