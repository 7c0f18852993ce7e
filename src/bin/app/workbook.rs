//! Writing a workbook: by a library, in a worker of its own.

use js_sys::{ArrayBuffer, Promise, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Event, MessageEvent};

use crate::{dom, workers};

/// The sheets, which are JSON, as an XLSX file; or why not.
pub(crate) async fn written(sheets: &str) -> Result<Vec<u8>, String> {
    let script = format!(
        "self.onmessage = ({{ data }}) => import(\"{}workbook.js\").then(({{ written }}) => written(data), () => null).then((answer) => self.postMessage(answer, answer instanceof ArrayBuffer ? [answer] : []));\n",
        dom::base()
    );
    let worker = workers::start(&script).map_err(|error| format!("{error:?}"))?;
    let answer = Promise::new(&mut |done, failed| {
        let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            let _ = done.call1(&JsValue::NULL, &event.data());
        });
        let on_error = Closure::<dyn FnMut(Event)>::new(move |event: Event| {
            event.prevent_default();
            let message = js_sys::Reflect::get(&event, &"message".into()).unwrap_or_default();
            let _ = failed.call1(&JsValue::NULL, &message);
        });
        worker.set_onmessage(Some(on_message.into_js_value().unchecked_ref()));
        worker.set_onerror(Some(on_error.into_js_value().unchecked_ref()));
    });
    worker.post_message(&JsValue::from_str(sheets)).map_err(|error| format!("{error:?}"))?;
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
