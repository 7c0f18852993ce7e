//! On the empty page: going on with what is kept.

use dossier::view::format::counted;
use dossier::view::keys::{Command, button};
use yew::prelude::*;

use super::super::Picker;
use crate::app::{Msg, use_dispatch};
use crate::store::Event as Kept;

#[derive(Properties, PartialEq)]
pub(crate) struct ContinueProps {
    /// Documents and decisions that are kept.
    pub(crate) offer: Option<(usize, usize)>,
    /// How many documents are on their way.
    pub(crate) opening: Option<usize>,
    /// The user has said to begin with nothing.
    pub(crate) start_empty: bool,
}

#[component]
pub(crate) fn Continue(props: &ContinueProps) -> Html {
    let dispatch = use_dispatch();
    if let Some(documents) = props.opening {
        return html! { <p class="continue" role="status">{ format!("Opening {} …", counted(documents, "document")) }</p> };
    }
    let Some((documents, decisions)) = props.offer else { return html! {} };
    let label = match decisions {
        0 => format!("Continue: {}", counted(documents, "document")),
        _ => format!("Continue: {}, {}", counted(documents, "document"), counted(decisions, "decision")),
    };
    html! {
        <div class="continue">
            <button type="button" class="continue__go" onclick={dispatch.on(|_: MouseEvent| Msg::Keep(Kept::Continue))}>{ label }</button>
            if props.start_empty {
                <p role="status">{ "They stay in this browser. When you drop other documents, you are asked what is to become of them." }</p>
            } else {
                <button type="button" class="quiet" onclick={dispatch.on(|_: MouseEvent| Msg::Keep(Kept::StartEmpty))}>{ "Start empty" }</button>
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
