//! The divider between two panes, moved by pointer or arrow keys to give one of them more room.

use dossier::view::keys::Pane;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

use crate::dom;

/// CSS pixels by which an arrow key moves it.
const STEP: f64 = 16.0;
/// CSS pixels by which a command does.
const STRIDE: f64 = 80.0;
/// CSS pixels that are left to the list in the middle, and the least that the text has, as in the style sheet.
const MIDDLE: f64 = 360.0;
const LEAST_TEXT: f64 = 400.0;

/// What the program knows of a pane.
struct Known {
    selector: &'static str,
    /// Its id.
    id: &'static str,
    /// What its width is called in the style sheet.
    property: &'static str,
    /// Under which key its width is kept.
    key: &'static str,
    /// How narrow it may be.
    least: f64,
    label: &'static str,
}

fn known(pane: Pane) -> Known {
    match pane {
        Pane::Documents => Known {
            selector: ".side",
            id: "documents",
            property: "--side",
            key: "dossier-side",
            least: 200.0,
            label: "Width of the documents",
        },
        Pane::Text => Known {
            selector: ".reader",
            id: "text",
            property: "--text",
            key: "dossier-text",
            least: LEAST_TEXT,
            label: "Width of the text",
        },
    }
}

fn width_of(selector: &str) -> f64 {
    dom::document().query_selector(selector).ok().flatten().map_or(0.0, |pane| pane.get_bounding_client_rect().width())
}

fn window_width() -> f64 {
    dom::window().inner_width().ok().and_then(|width| width.as_f64()).unwrap_or_default()
}

/// How wide a pane may be now: the others keep their room.
fn most(pane: Pane) -> f64 {
    let known = known(pane);
    let room = width_of(known.selector) + width_of(".main") - MIDDLE;
    let most = match pane {
        Pane::Documents => room.min(window_width() * 0.4).min(window_width() - MIDDLE - LEAST_TEXT),
        Pane::Text => room,
    };
    most.max(known.least).floor()
}

/// The width of a pane in the style sheet, which cuts it to what a smaller window has room for; none is the one that it has by itself.
fn show(pane: Pane, width: Option<f64>) {
    let root = dom::document().document_element().and_then(|root| root.dyn_into::<HtmlElement>().ok());
    if let Some(style) = root.map(|root| root.style()) {
        let property = known(pane).property;
        let _ = match width {
            Some(width) => style.set_property(property, &format!("{width}px")),
            None => style.remove_property(property).map(drop),
        };
    }
}

/// Makes a pane so wide, as far as it may be. Tells the width that it has then.
fn set(pane: Pane, width: f64) -> f64 {
    show(pane, Some(width.clamp(known(pane).least, most(pane)).round()));
    width_of(known(pane).selector)
}

/// Remembers the width that a pane has.
fn keep(pane: Pane) {
    dom::store(known(pane).key, &width_of(known(pane).selector).round().to_string());
}

/// Gives the panes the widths that were kept.
pub(crate) fn restore_widths() {
    for pane in [Pane::Documents, Pane::Text] {
        if let Some(width) = dom::stored(known(pane).key).and_then(|width| width.parse::<f64>().ok()) {
            show(pane, Some(width));
        }
    }
}

/// Makes a pane wider or narrower, for those who neither drag nor go to the divider. Whether there are two panes to divide.
pub(crate) fn widen(pane: Pane, wider: bool) -> bool {
    let width = width_of(known(pane).selector);
    let is_beside = width_of(&format!("#{} > .divider", known(pane).id)) > 0.0;
    if is_beside {
        set(pane, if wider { width + STRIDE } else { width - STRIDE });
        keep(pane);
    }
    is_beside
}

#[derive(Properties, PartialEq)]
pub(crate) struct DividerProps {
    pub(crate) pane: Pane,
}

/// A separator that can be moved: by dragging, by the arrow keys, and with Home and End to its ends. A double click, or Enter, puts it back.
/// It is a child of its pane.
#[component]
pub(crate) fn Divider(props: &DividerProps) -> Html {
    let pane = props.pane;
    let Known { selector, id, key, least, label, .. } = known(pane);
    // The width of the pane and the most that it may have.
    let measured = use_state(|| (0.0, 0.0));
    let measure = {
        let measured = measured.clone();
        move || measured.set((width_of(selector).round(), most(pane)))
    };
    {
        let measure = measure.clone();
        use_effect_with((), move |()| dom::after(0, measure)); // when the other panes are there
    }
    let onfocus = {
        let measure = measure.clone();
        Callback::from(move |_: FocusEvent| measure())
    };
    let put_back = {
        let measure = measure.clone();
        move || {
            show(pane, None);
            dom::unstore(key);
            measure();
        }
    };
    let onkeydown = {
        let (measure, put_back) = (measure.clone(), put_back.clone());
        Callback::from(move |event: KeyboardEvent| {
            if event.alt_key() || event.ctrl_key() || event.meta_key() {
                return; // the browser's own
            }
            // Where the arrow points the divider goes: the text grows to the left.
            let outwards = if pane == Pane::Documents { "ArrowRight" } else { "ArrowLeft" };
            let now = width_of(selector);
            let wanted = match event.key().as_str() {
                key @ ("ArrowLeft" | "ArrowRight") => Some(if key == outwards { now + STEP } else { now - STEP }),
                "Home" => Some(least),
                "End" => Some(most(pane)),
                "Enter" => None,
                _ => return,
            };
            event.prevent_default();
            event.stop_propagation();
            match wanted {
                Some(wanted) => {
                    set(pane, wanted);
                    keep(pane);
                    measure();
                }
                None => put_back(),
            }
        })
    };
    // While the pointer has it: the width of the pane less where the pointer was, and whether it has moved.
    let grabbed = use_mut_ref(|| None::<(f64, bool)>);
    let towards =
        move |event: &PointerEvent| if pane == Pane::Documents { f64::from(event.client_x()) } else { -f64::from(event.client_x()) };
    let onpointerdown = {
        let grabbed = grabbed.clone();
        Callback::from(move |event: PointerEvent| {
            let divider = event.target().and_then(|target| target.dyn_into::<Element>().ok());
            if event.button() == 0 && divider.is_some_and(|divider| divider.set_pointer_capture(event.pointer_id()).is_ok()) {
                event.prevent_default(); // nothing is marked on the way
                *grabbed.borrow_mut() = Some((width_of(selector) - towards(&event), false));
            }
        })
    };
    let onpointermove = {
        let grabbed = grabbed.clone();
        Callback::from(move |event: PointerEvent| {
            if let Some((offset, has_moved)) = &mut *grabbed.borrow_mut() {
                set(pane, *offset + towards(&event));
                *has_moved = true;
            }
        })
    };
    let onlostpointercapture = Callback::from(move |_: PointerEvent| {
        if grabbed.borrow_mut().take().is_some_and(|(_, has_moved)| has_moved) {
            keep(pane);
        }
        measure();
    });
    let ondblclick = Callback::from(move |_: MouseEvent| put_back());
    let (width, most) = *measured;
    html! {
        <div
            class="divider" role="separator" tabindex="0" aria-orientation="vertical" aria-label={label} aria-controls={id}
            aria-valuenow={width.to_string()} aria-valuemin={least.min(width).to_string()} aria-valuemax={most.max(width).to_string()} aria-valuetext={format!("{width} pixels")}
            {onfocus} {onkeydown} {onpointerdown} {onpointermove} {onlostpointercapture} {ondblclick}
        />
    }
}
