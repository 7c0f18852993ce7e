//! Buttons that open the file and folder pickers.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::dom;
use crate::files::{Given, picked};

#[derive(Properties, PartialEq)]
pub(crate) struct GiveProps {
    /// What the first button says.
    pub(crate) label: AttrValue,
    /// Below it, in the same button, or nothing.
    #[prop_or_default]
    pub(crate) hint: AttrValue,
    /// Style of the first button.
    pub(crate) class: AttrValue,
    pub(crate) on_files: Callback<Vec<Given>>,
}

#[component]
pub(crate) fn Give(props: &GiveProps) -> Html {
    let files = use_node_ref();
    let folder = use_node_ref();
    let open = |input: &NodeRef| {
        let input = input.clone();
        Callback::from(move |_: MouseEvent| {
            if let Some(input) = input.cast::<HtmlInputElement>() {
                input.click();
            }
        })
    };
    let onchange = {
        let on_files = props.on_files.clone();
        Callback::from(move |event: Event| {
            let input: HtmlInputElement = event.target_unchecked_into();
            if let Some(list) = input.files() {
                on_files.emit(picked(&list));
            }
            input.set_value(""); // choosing the same file again is a change, too
        })
    };
    html! {
        <>
            <button type="button" class={props.class.clone()} onclick={open(&files)}>
                { props.label.clone() }
                if !props.hint.is_empty() {
                    <span class="hint">{ props.hint.clone() }</span>
                }
            </button>
            // iOS before 18.4 has no picker of folders.
            if dom::picks_folders() {
                <button type="button" class="quiet" onclick={open(&folder)}>{ "Choose a folder" }</button>
            }
            <input ref={files} type="file" multiple=true hidden=true aria-label="Files" onchange={onchange.clone()} />
            <input ref={folder} type="file" multiple=true hidden=true aria-label="Folder" webkitdirectory=true {onchange} />
        </>
    }
}
