//! Has a workbook written: by a library, in a worker of its own.

use js_sys::{ArrayBuffer, Promise, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Event, MessageEvent};

use crate::{dom, workers};

/// The sheets, which are JSON, as an XLSX file; or why not.
pub(crate) async fn written(sheets: &str) -> Result<Vec<u8>, String> {
    let script = format!("import \"{}workbook.js\";\nself.postMessage(null);\n", dom::base());
    let worker = workers::start(&script).map_err(|error| format!("{error:?}"))?;
    let sheets = JsValue::from_str(sheets);
    let answer = Promise::new(&mut |done, failed| {
        let on_message = {
            let (worker, sheets) = (worker.clone(), sheets.clone());
            Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
                // The first message says that the script is there: what is sent before would find nobody.
                let _ =
                    if event.data().is_null() { worker.post_message(&sheets) } else { done.call1(&JsValue::NULL, &event.data()).map(drop) };
            })
        };
        let on_error = Closure::<dyn FnMut(Event)>::new(move |event: Event| {
            event.prevent_default();
            // A script that cannot be loaded is reported by an event without a message.
            let message = js_sys::Reflect::get(&event, &"message".into()).unwrap_or_default();
            let _ = failed.call1(&JsValue::NULL, &message);
        });
        worker.set_onmessage(Some(on_message.into_js_value().unchecked_ref()));
        worker.set_onerror(Some(on_error.into_js_value().unchecked_ref()));
    });
    let answer = JsFuture::from(answer).await;
    worker.terminate();
    match answer {
        Ok(bytes) if bytes.is_instance_of::<ArrayBuffer>() => Ok(Uint8Array::new(&bytes).to_vec()),
        Ok(problem) | Err(problem) => {
            let problem = problem.as_string().filter(|problem| !problem.is_empty());
            Err(problem.unwrap_or_else(|| "its writer could not be loaded".into()))
        }
    }
}
