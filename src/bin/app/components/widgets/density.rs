//! How high the rows of a list are: close together where a mouse points at them on a desk-top screen, far apart elsewhere.

use wasm_bindgen::prelude::*;
use web_sys::MediaQueryList;
use yew::prelude::*;

use crate::dom;

/// Where rows are close together. The style sheets say the same.
const COMPACT: &str = "(pointer: fine) and (min-width: 861px)";

fn screen() -> Option<MediaQueryList> {
    dom::window().match_media(COMPACT).ok().flatten()
}

/// Height of a row in CSS pixels: the first where rows are close together, else the second. It follows the window.
#[hook]
pub(crate) fn use_row_height(compact: u32, comfortable: u32) -> u32 {
    let is_compact = use_state(|| screen().is_some_and(|screen| screen.matches()));
    {
        let is_compact = is_compact.clone();
        use_effect_with((), move |()| {
            let screen = screen();
            let changed = Closure::<dyn FnMut()>::new({
                let screen = screen.clone();
                move || is_compact.set(screen.as_ref().is_some_and(MediaQueryList::matches))
            });
            if let Some(screen) = &screen {
                let _ = screen.add_event_listener_with_callback("change", changed.as_ref().unchecked_ref());
            }
            move || {
                if let Some(screen) = &screen {
                    let _ = screen.remove_event_listener_with_callback("change", changed.as_ref().unchecked_ref());
                }
            }
        });
    }
    if *is_compact { compact } else { comfortable }
}
