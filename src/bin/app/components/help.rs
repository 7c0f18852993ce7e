//! The keyboard's help.

use dossier::view::keys::KEYS;
use web_sys::HtmlDialogElement;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub(crate) struct HelpProps {
    pub(crate) on_close: Callback<()>,
}

#[component]
pub(crate) fn Help(props: &HelpProps) -> Html {
    let dialog = use_node_ref();
    use_effect_with((), {
        let dialog = dialog.clone();
        move |()| {
            if let Some(dialog) = dialog.cast::<HtmlDialogElement>() {
                let _ = dialog.show_modal(); // keeps the focus inside until it is closed
            }
        }
    });
    html! {
        <dialog class="help" ref={dialog} aria-labelledby="help-title" oncancel={props.on_close.reform(|event: Event| event.prevent_default())}>
            <h2 id="help-title">{ "Keyboard" }</h2>
            <dl>
                for (key, _, what) in KEYS.iter() {
                    <div><dt><kbd>{ if *key == "Escape" { "Esc" } else { key } }</kbd></dt><dd>{ what }</dd></div>
                }
                <div><dt><kbd>{ "↵" }</kbd></dt><dd>{ "Read the row that has the focus" }</dd></div>
                <div><dt><kbd>{ "Ctrl+V" }</kbd></dt><dd>{ "Paste a text as a document" }</dd></div>
            </dl>
            <button type="button" onclick={props.on_close.reform(|_| ())}>{ "Close" }</button>
        </dialog>
    }
}
