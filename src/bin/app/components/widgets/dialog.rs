//! A window over the page, with a way out.

use web_sys::HtmlDialogElement;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub(crate) struct DialogProps {
    pub(crate) title: AttrValue,
    pub(crate) on_close: Callback<()>,
    pub(crate) children: Html,
}

#[component]
pub(crate) fn Dialog(props: &DialogProps) -> Html {
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
        <dialog class="dialog" ref={dialog} aria-labelledby="dialog-title" oncancel={props.on_close.reform(|event: Event| event.prevent_default())}>
            <h2 id="dialog-title">{ props.title.clone() }</h2>
            { props.children.clone() }
            <button type="button" class="dialog__close" onclick={props.on_close.reform(|_| ())}>{ "Close" }</button>
        </dialog>
    }
}
