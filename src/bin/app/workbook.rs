//! Has a workbook written: by a library, in a worker of its own.

use js_sys::{ArrayBuffer, Promise, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{ErrorEvent, MessageEvent};

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
        let on_error = Closure::<dyn FnMut(ErrorEvent)>::new(move |event: ErrorEvent| {
            event.prevent_default();
            let _ = failed.call1(&JsValue::NULL, &event.message().into());
        });
        worker.set_onmessage(Some(on_message.into_js_value().unchecked_ref()));
        worker.set_onerror(Some(on_error.into_js_value().unchecked_ref()));
    });
    let answer = JsFuture::from(answer).await;
    worker.terminate();
    match answer {
        Ok(bytes) if bytes.is_instance_of::<ArrayBuffer>() => Ok(Uint8Array::new(&bytes).to_vec()),
        Ok(problem) | Err(problem) => Err(problem.as_string().unwrap_or_else(|| "its writer did not start".into())),
    }
}
