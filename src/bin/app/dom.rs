//! Small things that the browser does.

use dossier::edits::DERIVED;
use wasm_bindgen::prelude::*;
use web_sys::{
    Blob, BlobPropertyBag, CanvasRenderingContext2d, Document, HtmlAnchorElement, HtmlCanvasElement, HtmlElement, HtmlImageElement, Url,
    Window,
};

pub(crate) use crate::address::{go_to, hash, moved, remember, remembered, replace_hash, settle_address};

pub(crate) fn window() -> Window {
    web_sys::window().expect("the page runs in a window")
}

pub(crate) fn document() -> Document {
    window().document().expect("the window shows a document")
}

/// Folder of this build's files, with a slash at its end; www/boot.js has left it on the root element.
pub(crate) fn base() -> String {
    document().document_element().and_then(|root| root.get_attribute("data-base")).unwrap_or_default()
}

/// Whether a field for files can ask for a whole folder.
pub(crate) fn picks_folders() -> bool {
    let field = document().create_element("input").ok();
    field.is_some_and(|field| js_sys::Reflect::has(&field, &JsValue::from_str("webkitdirectory")).unwrap_or(false))
}

/// Whether www/boot.js has found that this browser lacks something that parts of the page need.
pub(crate) fn is_old_browser() -> bool {
    document().document_element().and_then(|root| root.get_attribute("data-browser")).is_some()
}

/// Whether fingers point at the page.
pub(crate) fn is_touched() -> bool {
    window().match_media("(pointer: coarse)").ok().flatten().is_some_and(|query| query.matches())
}

/// Moves the keyboard's focus, if there is such an element.
pub(crate) fn focus(selector: &str) -> bool {
    let element = document().query_selector(selector).ok().flatten().and_then(|element| element.dyn_into::<HtmlElement>().ok());
    element.is_some_and(|element| element.focus().is_ok())
}

/// Brings the focus back to where it was before something closed. Whoever has gone on into a field by then stays there.
pub(crate) fn focus_back(selector: &str) -> bool {
    is_typing() || focus(selector)
}

/// Whether the cursor is in a field in which nothing is written.
pub(crate) fn is_empty_field() -> bool {
    let Some(field) = document().active_element() else { return false };
    let input = field.dyn_ref::<web_sys::HtmlInputElement>().map(web_sys::HtmlInputElement::value);
    let area = || field.dyn_ref::<web_sys::HtmlTextAreaElement>().map(web_sys::HtmlTextAreaElement::value);
    input.or_else(area).is_some_and(|value| value.is_empty())
}

/// Whether the cursor is where letters are written.
pub(crate) fn is_typing() -> bool {
    document().active_element().is_some_and(|element| match element.tag_name().as_str() {
        "INPUT" => !matches!(element.get_attribute("type").as_deref(), Some("range" | "checkbox" | "radio")),
        tag => matches!(tag, "TEXTAREA" | "SELECT"),
    })
}

/// Whether something within such an element has the focus, or that itself.
pub(crate) fn has_focus_in(selector: &str) -> bool {
    document().active_element().is_some_and(|element| element.closest(selector).ok().flatten().is_some())
}

/// Whether the element with this id has the focus.
pub(crate) fn is_focused(id: &str) -> bool {
    document().active_element().is_some_and(|element| element.id() == id)
}

/// The same of the elements that a selector finds, by number.
pub(crate) fn focus_nth(selector: &str, at: u32) -> bool {
    let all = document().query_selector_all(selector).ok();
    let element = all.and_then(|all| all.item(at)?.dyn_into::<HtmlElement>().ok());
    element.is_some_and(|element| element.focus().is_ok())
}

/// The number of an element among those that a selector finds.
pub(crate) fn place_among(selector: &str, element: &web_sys::Element) -> Option<u32> {
    let all = document().query_selector_all(selector).ok()?;
    (0..all.length()).find(|&at| all.item(at).is_some_and(|node| node.is_same_node(Some(element))))
}

/// Whether nothing in particular has the focus: what had it is gone.
pub(crate) fn has_lost_focus() -> bool {
    document().active_element().is_none_or(|element| matches!(&*element.tag_name(), "BODY" | "MAIN"))
}

/// Whether the first element of this kind has the focus.
pub(crate) fn holds_focus(selector: &str) -> bool {
    let wanted = document().query_selector(selector).ok().flatten();
    wanted.is_some() && wanted == document().active_element()
}

/// Closes the window below which so many others lie, before it is taken away, so that the focus goes back to where it was.
pub(crate) fn close_dialog(below: usize) {
    let Ok(dialogs) = document().query_selector_all("dialog[open]") else { return };
    if let Some(dialog) = dialogs.item(below as u32).and_then(|dialog| dialog.dyn_into::<web_sys::HtmlDialogElement>().ok()) {
        dialog.close();
    }
}

/// Scrolls an element into the middle of its pane.
pub(crate) fn reveal(selector: &str) {
    if let Ok(Some(element)) = document().query_selector(selector) {
        let options = web_sys::ScrollIntoViewOptions::new();
        options.set_block(web_sys::ScrollLogicalPosition::Center);
        element.scroll_into_view_with_scroll_into_view_options(&options);
    }
}

/// Scrolls a pane to its beginning.
pub(crate) fn scroll_to_top(selector: &str) {
    if let Ok(Some(element)) = document().query_selector(selector) {
        element.set_scroll_top(0);
    }
}

/// Hands a text to the user as a file.
pub(crate) fn download(name: &str, text: &str) {
    download_parts(name, &js_sys::Array::of1(&JsValue::from_str(text)));
}

/// Hands bytes to the user as a file.
pub(crate) fn download_bytes(name: &str, parts: &[Vec<u8>]) {
    download_parts(name, &parts.iter().map(|part| JsValue::from(js_sys::Uint8Array::from(part.as_slice()))).collect());
}

/// Nothing is sent: the address points into this page's memory.
fn download_parts(name: &str, parts: &js_sys::Array) {
    let options = BlobPropertyBag::new();
    options.set_type("application/octet-stream");
    let Ok(blob) = Blob::new_with_blob_sequence_and_options(parts, &options) else { return };
    let Ok(url) = Url::create_object_url_with_blob(&blob) else { return };
    save_url(name, &url);
}

/// A small choice of the user that is kept, if the browser keeps any.
pub(crate) fn stored(key: &str) -> Option<String> {
    window().local_storage().ok()??.get_item(key).ok()?
}

/// Keeps such a choice. Refused storage only means that it is not remembered.
pub(crate) fn store(key: &str, value: &str) {
    if let Ok(Some(storage)) = window().local_storage() {
        let _ = storage.set_item(key, value);
    }
}

/// Forgets such a choice.
pub(crate) fn unstore(key: &str) {
    if let Ok(Some(storage)) = window().local_storage() {
        let _ = storage.remove_item(key);
    }
}

/// Starts to put a text into the clipboard; `None` where there is none: in a page that does not come over a secure connection.
pub(crate) fn write_clipboard(text: &str) -> Option<js_sys::Promise> {
    let navigator = window().navigator();
    let known = js_sys::Reflect::has(&navigator, &JsValue::from_str("clipboard")).unwrap_or(false);
    known.then(|| navigator.clipboard().write_text(text))
}

/// Saves an SVG as a PNG of twice its size: sharp on paper. Nothing is saved where the browser draws no such image.
pub(crate) fn download_png(name: &'static str, svg: &str, (width, height): (u32, u32)) {
    let options = BlobPropertyBag::new();
    options.set_type("image/svg+xml");
    let parts = js_sys::Array::of1(&JsValue::from_str(svg));
    let Ok(blob) = Blob::new_with_str_sequence_and_options(&parts, &options) else { return };
    let (Ok(image), Ok(url)) = (HtmlImageElement::new(), Url::create_object_url_with_blob(&blob)) else { return };
    // The longest side that all browsers draw.
    let scale = (8_000.0 / f64::from(width.max(height).max(1))).min(2.0);
    let onload = Closure::once_into_js({
        let (image, url) = (image.clone(), url.clone());
        move || {
            let canvas = document().create_element("canvas").ok().and_then(|canvas| canvas.dyn_into::<HtmlCanvasElement>().ok());
            let Some(canvas) = canvas else { return };
            let (wide, high) = (f64::from(width) * scale, f64::from(height) * scale);
            canvas.set_width(wide as u32);
            canvas.set_height(high as u32);
            let context = canvas.get_context("2d").ok().flatten().and_then(|context| context.dyn_into::<CanvasRenderingContext2d>().ok());
            let drawn = context
                .is_some_and(|context| context.draw_image_with_html_image_element_and_dw_and_dh(&image, 0.0, 0.0, wide, high).is_ok());
            let _ = Url::revoke_object_url(&url);
            let save = Closure::once_into_js(move |png: JsValue| {
                if let Some(url) = png.dyn_ref::<Blob>().and_then(|png| Url::create_object_url_with_blob(png).ok()) {
                    save_url(name, &url);
                }
            });
            if drawn {
                let _ = canvas.to_blob(save.unchecked_ref());
            }
        }
    });
    image.set_onload(Some(onload.unchecked_ref()));
    image.set_src(&url);
}

/// Lets the browser save what is at an address of this page.
fn save_url(name: &str, url: &str) {
    if let Some(link) = document().create_element("a").ok().and_then(|link| link.dyn_into::<HtmlAnchorElement>().ok()) {
        link.set_href(url);
        link.set_download(name);
        link.click();
    }
    let _ = Url::revoke_object_url(url);
}

/// What is stored for this tab only, until it is closed.
pub(crate) fn tab_item(key: &str) -> Option<String> {
    window().session_storage().ok().flatten().and_then(|storage| storage.get_item(key).ok().flatten())
}

/// Sets or takes away a mark of this tab. Refused storage only means that a reload asks instead of going on.
pub(crate) fn set_tab_item(key: &str, on: bool) {
    if let Ok(Some(storage)) = window().session_storage() {
        let _ = if on { storage.set_item(key, "1") } else { storage.remove_item(key) };
    }
}

/// Milliseconds since the page was opened.
pub(crate) fn now() -> f64 {
    window().performance().map_or(0.0, |performance| performance.now())
}

/// A number that no other window draws: of 63 bits, from the browser's generator, which begins anywhere in each page.
pub(crate) fn random() -> u64 {
    let half = || (js_sys::Math::random() * 4_294_967_296.0) as u64;
    (half() << 32 | half()) & !DERIVED
}

/// Runs `what` after `ms` milliseconds.
pub(crate) fn after(ms: i32, what: impl FnOnce() + 'static) {
    let closure = Closure::once_into_js(what);
    let _ = window().set_timeout_with_callback_and_timeout_and_arguments_0(closure.unchecked_ref(), ms);
}
