//! Buttons that open the pickers for files and folders.

use yew::prelude::*;

use super::super::Picker;
use crate::app::use_dispatch;
use crate::dom;

#[derive(Properties, PartialEq)]
pub(crate) struct GiveProps {
    /// What the first button says.
    pub(crate) label: AttrValue,
    /// Below it, in the same button, or nothing.
    #[prop_or_default]
    pub(crate) hint: AttrValue,
    /// Style of the first button.
    pub(crate) class: AttrValue,
}

#[component]
pub(crate) fn Give(props: &GiveProps) -> Html {
    let dispatch = use_dispatch();
    html! {
        <>
            <button type="button" class={props.class.clone()} onclick={dispatch.pick(Picker::Files)}>
                { props.label.clone() }
                if !props.hint.is_empty() {
                    <span class="hint">{ props.hint.clone() }</span>
                }
            </button>
            // iOS before 18.4 has no picker of folders.
            if dom::picks_folders() {
                <button type="button" class="quiet" onclick={dispatch.pick(Picker::Folder)}>{ "Choose a folder" }</button>
            }
        </>
    }
}
