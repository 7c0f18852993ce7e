//! A long list of which only the rows near the window are in the page.

use web_sys::HtmlElement;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub(crate) struct ListProps {
    /// What the list is called, for those who do not see it.
    pub(crate) label: AttrValue,
    /// Rows in all.
    pub(crate) total: u32,
    /// Number of the first row that is here.
    pub(crate) offset: u32,
    /// Height of a row in pixels; the style sheet must agree.
    pub(crate) row_height: u32,
    /// Asks for the rows from a number on.
    pub(crate) on_window: Callback<u32>,
    /// The rows that are here, each an `li`.
    pub(crate) children: Html,
}

/// Rows above the window that are kept ready.
const ABOVE: u32 = 40;
/// How far one may scroll before other rows are asked for.
const SLACK: u32 = 25;

#[component]
pub(crate) fn List(props: &ListProps) -> Html {
    let scroller = use_node_ref();
    let space = use_node_ref();
    let rows = use_node_ref();
    // Lengths are set on the element: a style attribute is forbidden by the content security policy.
    use_effect_with((props.total, props.offset, props.row_height), {
        let (space, rows) = (space.clone(), rows.clone());
        move |&(total, offset, height)| {
            let set = |node: &NodeRef, name: &str, value: u32| {
                if let Some(element) = node.cast::<HtmlElement>() {
                    let _ = element.style().set_property(name, &format!("{value}px"));
                }
            };
            set(&space, "height", total * height);
            set(&rows, "top", offset * height);
        }
    });
    let onscroll = {
        let (scroller, on_window) = (scroller.clone(), props.on_window.clone());
        let (offset, height, total) = (props.offset, props.row_height, props.total);
        Callback::from(move |_: Event| {
            let Some(element) = scroller.cast::<HtmlElement>() else { return };
            let first = (element.scroll_top().max(0) as u32 / height.max(1)).saturating_sub(ABOVE);
            if total > 0 && first.abs_diff(offset) > SLACK {
                on_window.emit(first);
            }
        })
    };
    html! {
        <div class="list" ref={scroller} {onscroll}>
            <div class="list__space" ref={space}>
                <ol class="list__rows" ref={rows} aria-label={props.label.clone()}>{ props.children.clone() }</ol>
            </div>
        </div>
    }
}
