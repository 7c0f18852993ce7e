//! A note beside a figure.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::widgets::Dialog;

#[derive(Properties, PartialEq)]
pub(crate) struct NoteProps {
    /// The note that is there.
    pub(crate) before: String,
    pub(crate) on_write: Callback<String>,
    pub(crate) on_close: Callback<()>,
}

#[component]
pub(crate) fn Note(props: &NoteProps) -> Html {
    let field = use_node_ref();
    let write = {
        let (field, on_write) = (field.clone(), props.on_write.clone());
        move || on_write.emit(field.cast::<HtmlInputElement>().map_or(String::new(), |field| field.value()))
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
        <Dialog title="Note beside this figure" on_close={props.on_close.clone()}>
            <input ref={field} class="note" type="text" aria-label="Note" value={props.before.clone()} {onkeydown} />
            <button type="button" onclick={Callback::from(move |_: MouseEvent| write())}>{ "Keep" }</button>
            <p class="history__note">{ "Kept in this browser, and in what you export. Empty takes the note away." }</p>
        </Dialog>
    }
}
