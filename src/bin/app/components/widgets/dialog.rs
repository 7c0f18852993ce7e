//! A window over the page, with a way out.

use web_sys::HtmlDialogElement;
use yew::prelude::*;

use crate::dom;

#[derive(Properties, PartialEq)]
pub(crate) struct DialogProps {
    pub(crate) title: AttrValue,
    pub(crate) on_close: Callback<()>,
    /// It is read from its top: nothing further down takes the focus.
    #[prop_or_default]
    pub(crate) from_top: bool,
    pub(crate) children: Html,
}

#[component]
pub(crate) fn Dialog(props: &DialogProps) -> Html {
    let dialog = use_node_ref();
    use_effect_with((), {
        let (dialog, from_top) = (dialog.clone(), props.from_top);
        move |()| {
            if let Some(dialog) = dialog.cast::<HtmlDialogElement>() {
                let _ = dialog.show_modal(); // keeps the focus inside until it is closed
                // Of several choices the one that holds has the focus, not the first.
                if from_top {
                    dom::focus("dialog[open] #dialog-title");
                } else if dom::holds_focus("dialog[open] input[type=radio]") {
                    dom::focus("dialog[open] input[type=radio]:checked");
                }
            }
        }
    });
    let on_close = props.on_close.clone();
    let close = Callback::from(move |()| {
        dom::close_dialogs();
        on_close.emit(());
    });
    html! {
        <dialog class="dialog" ref={dialog} aria-labelledby="dialog-title" oncancel={close.reform(|event: Event| event.prevent_default())}>
            <h2 id="dialog-title" tabindex={props.from_top.then_some("-1")}>{ props.title.clone() }</h2>
            { props.children.clone() }
            <button type="button" class="dialog__close" onclick={close.reform(|_| ())}>{ "Close" }</button>
        </dialog>
    }
}
