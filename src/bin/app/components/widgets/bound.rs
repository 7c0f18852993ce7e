//! One end of a range, typed as a number.

use web_sys::HtmlInputElement;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub(crate) struct BoundProps {
    pub(crate) label: AttrValue,
    pub(crate) value: AttrValue,
    /// The keyboard that a phone shows: "numeric", "decimal".
    pub(crate) inputmode: AttrValue,
    /// What is wrong with a text, if anything.
    pub(crate) problem: Callback<String, Option<&'static str>>,
    pub(crate) on_change: Callback<String>,
    /// Whether nothing at all is chosen: then what was typed and not taken is over, too.
    pub(crate) is_free: bool,
}

#[component]
pub(crate) fn Bound(props: &BoundProps) -> Html {
    // What is being typed: answers of the desk that come meanwhile draw the view anew, and must not take it away.
    let draft = use_state(|| None::<AttrValue>);
    let field = use_node_ref();
    // Whatever is chosen otherwise, by the picture or “Clear all”, holds; what was typed and not taken is over.
    use_effect_with((props.value.clone(), props.is_free), {
        let (draft, field) = (draft.clone(), field.clone());
        move |_| {
            draft.set(None);
            if let Some(field) = field.cast::<HtmlInputElement>() {
                field.set_custom_validity("");
            }
        }
    });
    let oninput = {
        let draft = draft.clone();
        Callback::from(move |event: InputEvent| draft.set(Some(event.target_unchecked_into::<HtmlInputElement>().value().into())))
    };
    let onchange = {
        let (draft, problem, on_change) = (draft.clone(), props.problem.clone(), props.on_change.clone());
        Callback::from(move |event: Event| {
            let field: HtmlInputElement = event.target_unchecked_into();
            let problem = problem.emit(field.value());
            field.set_custom_validity(problem.unwrap_or_default());
            if problem.is_some() {
                field.report_validity();
            } else {
                draft.set(None);
                on_change.emit(field.value());
            }
        })
    };
    let value = draft.as_ref().unwrap_or(&props.value).clone();
    html! { <label>{ &props.label }<input type="text" inputmode={props.inputmode.clone()} class="bound" ref={field} {value} {oninput} {onchange} /></label> }
}
