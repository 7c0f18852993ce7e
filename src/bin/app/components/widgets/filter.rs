//! The field above a list that leaves only the rows that hold what is typed.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::app::{Msg, SearchEvent, use_dispatch};

#[derive(Properties, PartialEq)]
pub(crate) struct ListFilterProps {
    pub(crate) text: AttrValue,
    pub(crate) placeholder: AttrValue,
}

#[component]
pub(crate) fn ListFilter(props: &ListFilterProps) -> Html {
    let dispatch = use_dispatch();
    let oninput = dispatch.on(|event: InputEvent| {
        Msg::Search(SearchEvent::Filter(AttrValue::from(event.target_unchecked_into::<HtmlInputElement>().value())))
    });
    html! {
        <label class="filter filter--list">
            <kbd aria-hidden="true">{ "f" }</kbd>
            <input
                id="filter" type="search" autocomplete="off" spellcheck="false" aria-label="Filter this list"
                title="Words, or a regular expression between slashes" placeholder={props.placeholder.clone()} value={props.text.clone()} {oninput}
            />
        </label>
    }
}
