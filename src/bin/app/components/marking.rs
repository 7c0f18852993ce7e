//! The bar beside words that are marked in a text: what can be done with them.

use dossier::view::keys::Command;
use dossier::view::marked::MarkedWords;
use dossier::view::status::Status;
use wasm_bindgen::JsCast;
use web_sys::{DomRect, Element, HtmlElement};
use yew::prelude::*;

use crate::app::{Msg, use_dispatch};
use crate::dom;

#[derive(Properties, PartialEq)]
pub(crate) struct MarkingProps {
    pub(crate) marked: MarkedWords,
}

#[component]
pub(crate) fn Marking(props: &MarkingProps) -> Html {
    let dispatch = use_dispatch();
    let bar = use_node_ref();
    use_effect_with(props.marked.clone(), {
        let bar = bar.clone();
        move |_| {
            if let Some(bar) = bar.cast::<HtmlElement>() {
                place(&bar);
            }
        }
    });
    // Pressing it must leave the words marked.
    let keep = Callback::from(|event: MouseEvent| event.prevent_default());
    let onkeydown = Callback::from(move |event: KeyboardEvent| {
        let step = match &*event.key() {
            "ArrowRight" => 1,
            "ArrowLeft" => -1,
            _ => return,
        };
        event.prevent_default();
        step_from_here(step);
    });
    let act = |label: &'static str, key: &'static str, command: Command| {
        html! { <button type="button" class="quiet" title={format!("{label} ({key})")} onclick={dispatch.command(command)}>{ label }</button> }
    };
    html! {
        <div ref={bar} class="marking unprinted" role="toolbar" aria-label="The marked words" onmousedown={keep} {onkeydown}>
            if props.marked.could_be_name {
                <button type="button" class="quiet" title="Name it (e)" onclick={dispatch.on(|_: MouseEvent| Msg::CorrectThis)}>{ "Name it" }</button>
            }
            { act("Pin", "i", Command::Pin) }
            { act("Cite", "c", Command::Cite) }
            { act("Search", "/", Command::Search) }
            if let Some((_, status)) = props.marked.figure {
                { act(if status == Status::Wrong { "Figure is not wrong" } else { "Figure is wrong" }, "x", Command::Reject) }
            }
        </div>
    }
}

/// From one button to the next.
fn step_from_here(step: i32) {
    let Some(active) = dom::document().active_element() else { return };
    let all = ".marking button";
    if let Some(at) = dom::place_among(all, &active).and_then(|at| at.checked_add_signed(step)) {
        dom::focus_nth(all, at);
    }
}

/// Pixels between the words and the bar; a finger's handles hang below them.
const GAP: f64 = 6.0;
const GAP_OF_HANDLES: f64 = 30.0;

/// Puts the bar below the words, or above them where there is no room. It moves with the text, and covers none of what is marked.
fn place(bar: &HtmlElement) {
    let Some(page) = bar.offset_parent() else { return };
    let Some(words) = marked_rect() else { return };
    let (frame, own) = (page.get_bounding_client_rect(), bar.get_bounding_client_rect());
    let gap = if dom::is_touched() { GAP_OF_HANDLES } else { GAP };
    let below = words.bottom() + gap;
    let above = words.top() - own.height() - GAP;
    let fits = |top: f64| top >= frame.top() && top + own.height() <= frame.bottom();
    let top = if !fits(below) && fits(above) { above } else { below };
    let left = (words.left() - frame.left()).min(frame.width() - own.width() - 16.0).max(8.0);
    let style = bar.style();
    let _ = style.set_property("top", &format!("{}px", top - frame.top() + f64::from(page.scroll_top())));
    let _ = style.set_property("left", &format!("{left}px"));
    if !fits(top) {
        let options = web_sys::ScrollIntoViewOptions::new();
        options.set_block(web_sys::ScrollLogicalPosition::Nearest);
        bar.unchecked_ref::<Element>().scroll_into_view_with_scroll_into_view_options(&options);
    }
}

fn marked_rect() -> Option<DomRect> {
    let selection = dom::window().get_selection().ok()??;
    let range = selection.get_range_at(0).ok()?;
    Some(range.get_bounding_client_rect())
}
