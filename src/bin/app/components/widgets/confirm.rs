//! A button for what cannot be undone: it asks for confirmation before it acts.

use web_sys::HtmlElement;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub(crate) struct ConfirmButtonProps {
    #[prop_or("quiet".into())]
    pub(crate) class: AttrValue,
    #[prop_or_default]
    pub(crate) id: Option<AttrValue>,
    pub(crate) label: AttrValue,
    /// What it says when it was pressed once.
    pub(crate) question: AttrValue,
    /// Another number than before is as good as pressing it once: a command does the same.
    #[prop_or_default]
    pub(crate) asks: u32,
    pub(crate) on_confirm: Callback<()>,
}

#[component]
pub(crate) fn ConfirmButton(props: &ConfirmButtonProps) -> Html {
    let asked = use_state(|| false);
    let button = use_node_ref();
    let seen = use_mut_ref(|| props.asks);
    use_effect_with(props.asks, {
        let (asked, button) = (asked.clone(), button.clone());
        move |&asks| {
            let is_new = seen.replace(asks) != asks;
            if let Some(button) = button.cast::<HtmlElement>().filter(|_| is_new) {
                let _ = button.focus();
                asked.set(true);
            }
        }
    });
    let onclick = {
        let (asked, on_confirm) = (asked.clone(), props.on_confirm.clone());
        Callback::from(move |event: MouseEvent| match (is_double(&event), *asked) {
            (true, _) => {} // whoever clicks twice has not read the question
            (false, true) => {
                asked.set(false);
                on_confirm.emit(());
            }
            (false, false) => asked.set(true),
        })
    };
    let onblur = Callback::from({
        let asked = asked.clone();
        move |_: FocusEvent| asked.set(false)
    });
    html! {
        <button ref={button} type="button" class={props.class.clone()} id={props.id.clone()} {onclick} {onblur}>{ if *asked { &props.question } else { &props.label } }</button>
    }
}

/// Whether a click is the second one of a double click, or a later one.
pub(crate) fn is_double(event: &MouseEvent) -> bool {
    event.detail() > 1
}
