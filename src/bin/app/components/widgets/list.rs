//! A long list; only the rows near the window are in the page.

use dossier::view::scroll::{Place, Scale};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use yew::prelude::*;

use crate::dom;

#[derive(Properties, PartialEq)]
pub(crate) struct ListProps {
    /// What the list is called, for those who do not see it.
    pub(crate) label: AttrValue,
    /// Rows in all.
    pub(crate) total: u32,
    /// Number of the first row that is here.
    pub(crate) offset: u32,
    /// Height of a row in pixels. The style sheets take it from `--row`, and have the same number for the moment before that is set.
    pub(crate) row_height: u32,
    /// Whether the rows are those of a table.
    #[prop_or_default]
    pub(crate) is_table: bool,
    /// Asks for the rows from a number on.
    pub(crate) on_window: Callback<u32>,
    /// The rows that are here, each an `li`, or a row of the table.
    pub(crate) children: Html,
}

/// What has the focus in a row.
#[derive(Clone)]
struct Held {
    element: HtmlElement,
    /// Whose row it is: its `data-key`, which stays when the row moves.
    key: String,
    /// What it is in its row.
    class: String,
}

impl Held {
    fn of(element: HtmlElement) -> Option<Held> {
        let key = key_of(&element)?;
        let class = element.class_list().item(0).unwrap_or_default();
        Some(Held { element, key, class })
    }

    /// Whether its element has the focus and is in another row now.
    fn has_moved(&self) -> bool {
        let has_focus = dom::document().active_element().is_some_and(|active| active.is_same_node(Some(&self.element)));
        has_focus && key_of(&self.element).as_ref() != Some(&self.key)
    }

    /// Gives the focus to the same thing in the row as it is now. Whether there is one.
    fn find_in(&self, rows: &HtmlElement) -> bool {
        let all = rows.children();
        let row = (0..all.length()).filter_map(|at| all.item(at)).find(|row| row.get_attribute("data-key").as_ref() == Some(&self.key));
        let found = row.and_then(|row| row.get_elements_by_class_name(&self.class).item(0));
        found.and_then(|found| found.dyn_into::<HtmlElement>().ok()).is_some_and(|found| found.focus().is_ok())
    }
}

fn key_of(element: &HtmlElement) -> Option<String> {
    element.closest("[data-key]").ok()??.get_attribute("data-key")
}

/// Lengths are set on the element: a style attribute is forbidden by the content security policy.
fn set_length(node: &NodeRef, name: &str, pixels: f64) {
    if let Some(element) = node.cast::<HtmlElement>() {
        let _ = element.style().set_property(name, &format!("{pixels}px"));
    }
}

/// Puts the rows that are here where they belong. Nothing moves on the screen.
fn settle(scroller: &HtmlElement, rows: &NodeRef, place: &mut Place, scale: Scale, offset: u32, height: u32) {
    if let Some(top) = place.settle(scale) {
        scroller.set_scroll_top(top as i32);
    }
    set_length(rows, "top", place.of_rows(f64::from(offset) * f64::from(height)));
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
    let note = use_node_ref();
    let place = use_mut_ref(Place::default);
    use_effect_with((props.total, props.offset, props.row_height), {
        let (scroller, space, rows, place) = (scroller.clone(), space.clone(), rows.clone(), place.clone());
        move |&(total, offset, height)| {
            let scale = Scale::new(total, height);
            set_length(&space, "height", scale.area());
            set_length(&rows, "--row", f64::from(height)); // rows out of sight are not laid out, but have their height
            if let Some(scroller) = scroller.cast::<HtmlElement>() {
                let mut place = place.borrow_mut();
                place.moved_to(f64::from(scroller.scroll_top()), scale);
                settle(&scroller, &rows, &mut place, scale, offset, height);
            }
        }
    });
    // On paper are the rows that are here, and how many there would be.
    use_effect({
        let (rows, note, total, offset) = (rows.clone(), note.clone(), props.total, props.offset);
        move || {
            let (Some(rows), Some(note)) = (rows.cast::<HtmlElement>(), note.cast::<HtmlElement>()) else { return };
            let here = rows.child_element_count();
            let said = match (offset, here < total) {
                (_, false) => String::new(),
                (0, true) => format!("The first {here} of {total} rows. Save the report or a table for all of them."),
                (_, true) => format!("Rows {} to {} of {total}. Save the report or a table for all of them.", offset + 1, offset + here),
            };
            note.set_text_content(Some(&said));
        }
    });
    // A row is another one when rows come before it or go. Whoever is in a row follows it, and is never taken to another one, about which a key would
    // then decide.
    let held = use_mut_ref(|| None::<Held>);
    let onfocusin = {
        let held = held.clone();
        Callback::from(move |event: FocusEvent| *held.borrow_mut() = event.target_dyn_into().and_then(Held::of))
    };
    use_effect({
        let (held, rows) = (held.clone(), rows.clone());
        move || {
            let moved = held.borrow().as_ref().filter(|held| held.has_moved()).cloned();
            if let (Some(moved), Some(rows)) = (moved, rows.cast::<HtmlElement>()) {
                *held.borrow_mut() = None;
                if !moved.find_in(&rows) {
                    let _ = moved.element.blur(); // it is gone
                }
            }
        }
    });
    let onscroll = {
        let (scroller, rows, on_window) = (scroller.clone(), rows.clone(), props.on_window.clone());
        let (offset, height, total) = (props.offset, props.row_height, props.total);
        Callback::from(move |_: Event| {
            let Some(element) = scroller.cast::<HtmlElement>() else { return };
            let first = {
                let (mut place, scale) = (place.borrow_mut(), Scale::new(total, height));
                place.moved_to(f64::from(element.scroll_top()), scale);
                let first = ((place.among_rows().max(0.0) / f64::from(height.max(1))) as u32).saturating_sub(ABOVE);
                if total == 0 || first.abs_diff(offset) <= SLACK {
                    return;
                }
                settle(&element, &rows, &mut place, scale, offset, height);
                first
            };
            on_window.emit(first);
        })
    };
    html! {
        <div class="list" ref={scroller} {onscroll}>
            <div class="list__space" ref={space}>
                if props.is_table {
                    <div class="list__rows" role="rowgroup" ref={rows} {onfocusin}>{ props.children.clone() }</div>
                } else {
                    <ol class="list__rows" ref={rows} {onfocusin} aria-label={props.label.clone()}>{ props.children.clone() }</ol>
                }
            </div>
            <p class="printed" ref={note}></p>
        </div>
    }
}
