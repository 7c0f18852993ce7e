//! The search box in the header. What cannot be read is underlined in place: a copy of the text lies under the field.

use std::rc::Rc;

use dossier::view::search::SearchRows;
use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, HtmlInputElement};
use yew::prelude::*;

use crate::app::{Msg, SearchEvent, use_dispatch};
use crate::dom;

#[derive(Properties, PartialEq)]
pub(crate) struct SearchBoxProps {
    pub(crate) text: AttrValue,
    pub(crate) rows: Rc<SearchRows>,
    /// Whether what is found is shown, and with it what is wrong.
    pub(crate) is_shown: bool,
}

/// How long the cursor is in the field before it is taken for meant.
const STAYED_MS: i32 = 150;

#[component]
pub(crate) fn SearchBox(props: &SearchBoxProps) -> Html {
    let (field, mirror) = (use_node_ref(), use_node_ref());
    let dispatch = use_dispatch();
    let oninput = dispatch.on(|event: InputEvent| {
        Msg::Search(SearchEvent::Typed(AttrValue::from(event.target_unchecked_into::<HtmlInputElement>().value())))
    });
    let onpaste = {
        let dispatch = dispatch.clone();
        Callback::from(move |event: Event| {
            let data = event.dyn_ref::<ClipboardEvent>().and_then(ClipboardEvent::clipboard_data);
            let text = data.and_then(|data| data.get_data("text/plain").ok()).unwrap_or_default();
            let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
            if lines.len() > 1 {
                // Some browsers would glue the lines together.
                event.prevent_default();
                let field: HtmlInputElement = event.target_unchecked_into();
                let _ = field.set_range_text(&lines.join(" "));
                let text = AttrValue::from(field.value());
                let end = text.encode_utf16().count() as u32;
                let _ = field.set_selection_range(end, end);
                dispatch.send(Msg::Search(SearchEvent::Pasted(lines.join("\n").into())));
                dispatch.send(Msg::Search(SearchEvent::Typed(text)));
            }
        })
    };
    let onfocus = {
        let dispatch = dispatch.clone();
        // Whoever only passes through with Tab is not about to search.
        Callback::from(move |_: FocusEvent| {
            let dispatch = dispatch.clone();
            dom::after(STAYED_MS, move || {
                if dom::is_focused("search") {
                    dispatch.send(Msg::Search(SearchEvent::Prepare));
                }
            });
        })
    };
    let follow = {
        let (field, mirror) = (field.clone(), mirror.clone());
        move || {
            if let (Some(field), Some(mirror)) = (field.cast::<web_sys::Element>(), mirror.cast::<web_sys::Element>()) {
                mirror.set_scroll_left(field.scroll_left());
            }
        }
    };
    use_effect({
        let follow = follow.clone();
        move || follow()
    });
    let onscroll = Callback::from(move |_: Event| follow());
    // What was found says nothing of a text that has been typed on since.
    let is_wrong = props.is_shown && !props.rows.problems.is_empty() && *props.text == *props.rows.text;
    html! {
        <div class="filter search" role="search">
            <kbd aria-hidden="true">{ "/" }</kbd>
            <span class="search__field">
                if is_wrong {
                    <span class="search__mirror" ref={mirror} aria-hidden="true">{ for pieces(&props.rows) }</span>
                }
                <input
                    id="search" type="search" autocomplete="off" autocapitalize="off" spellcheck="false" aria-label="Search everything" placeholder="Search everything"
                    aria-invalid={is_wrong.then_some("true")} aria-describedby={is_wrong.then_some("search-problem")}
                    ref={field} value={props.text.clone()} {onfocus} {oninput} {onpaste} {onscroll}
                />
            </span>
        </div>
    }
}

/// The text in pieces, those that cannot be read underlined.
fn pieces(rows: &SearchRows) -> Vec<Html> {
    let text = rows.text.as_str();
    let mut pieces = Vec::new();
    let mut at = 0;
    for problem in &rows.problems {
        let (start, end) = (problem.span.start().max(at), problem.span.end());
        if let (Some(before), Some(wrong)) = (text.get(at..start), text.get(start..end)) {
            pieces.push(html! { <>{ before.to_string() }<u>{ wrong.to_string() }</u></> });
            at = end;
        }
    }
    pieces.push(html! { { text.get(at..).unwrap_or_default().to_string() } });
    pieces
}
