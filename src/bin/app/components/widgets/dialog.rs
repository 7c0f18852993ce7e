//! A window over the page, with a way out.

use web_sys::HtmlDialogElement;
use yew::prelude::*;

use crate::app::{DialogEvent, Msg, use_dispatch};
use crate::dom;

#[derive(Properties, PartialEq)]
pub(crate) struct DialogProps {
    pub(crate) title: AttrValue,
    /// It is read from its top: nothing further down takes the focus.
    #[prop_or_default]
    pub(crate) from_top: bool,
    /// It has room for two columns.
    #[prop_or_default]
    pub(crate) wide: bool,
    pub(crate) children: Html,
}

#[component]
pub(crate) fn Dialog(props: &DialogProps) -> Html {
    let dispatch = use_dispatch();
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
    let close = dispatch.on(|_: MouseEvent| Msg::Dialog(DialogEvent::Close));
    let cancel = dispatch.on(|event: Event| {
        event.prevent_default(); // the page closes it
        Msg::Dialog(DialogEvent::Close)
    });
    html! {
        <dialog class={classes!("dialog", props.wide.then_some("dialog--wide"))} ref={dialog} aria-labelledby="dialog-title" oncancel={cancel}>
            <h2 id="dialog-title" tabindex={props.from_top.then_some("-1")}>{ props.title.clone() }</h2>
            { props.children.clone() }
            <button type="button" class="dialog__close" onclick={close}>{ "Close" }</button>
        </dialog>
    }
}
