//! The offer on the empty page to continue with the saved project.

use dossier::jobs::saving::{Event as SaveEvent, Offer};
use dossier::view::format::counted;
use dossier::view::keys::{Command, button};
use yew::prelude::*;

use super::super::Picker;
use crate::app::{Msg, use_dispatch};

#[derive(Properties, PartialEq)]
pub(crate) struct ContinueProps {
    /// What is kept.
    pub(crate) offer: Option<Offer>,
    /// How many documents are on their way.
    pub(crate) coming: Option<usize>,
}

#[component]
pub(crate) fn Continue(props: &ContinueProps) -> Html {
    let dispatch = use_dispatch();
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
            <button type="button" class="continue__go" onclick={dispatch.on(|_: MouseEvent| Msg::Saving(SaveEvent::Continue))}>{ label }</button>
            if is_declined {
                <p role="status">{ "They stay in this browser. If you drop other documents, you will be asked what to do with them." }</p>
            } else {
                <button type="button" class="quiet" onclick={dispatch.on(|_: MouseEvent| Msg::Saving(SaveEvent::StartEmpty))}>{ "Start empty" }</button>
            }
        </div>
    }
}

/// A button that opens the picker for a project file.
#[component]
pub(crate) fn OpenProject() -> Html {
    let dispatch = use_dispatch();
    html! { <button type="button" class="quiet open-project" onclick={dispatch.pick(Picker::Project)}>{ button(Command::OpenProject) }</button> }
}
