//! The readers: a module of its own, which is loaded when the first file comes that needs it.

use dossier::jobs::{Job, Read, decode, encode};
use js_sys::{Function, Promise, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

/// What is said of a file if the readers could not be loaded.
pub(crate) const MISSING: &str = "what reads such files could not be loaded; try again when the site can be reached";

/// What the readers make of a file; `None` where they could not be loaded.
///
/// # Panics
/// Where they stop at the file: they are of no use afterwards, and with the worker that loaded them they are begun anew.
pub(crate) async fn read(job: &Job, bytes: &[u8]) -> Option<Read> {
    // The script that started this worker has put the way to them here: an address can be imported by a script only.
    let load: Function = Reflect::get(&js_sys::global(), &"readers".into()).ok()?.dyn_into().ok()?;
    let module = JsFuture::from(load.call0(&JsValue::NULL).ok()?.dyn_into::<Promise>().ok()?).await.ok()?;
    let read: Function = Reflect::get(&module, &"read".into()).ok()?.dyn_into().ok()?;
    let options = Uint8Array::from(encode(&job.options).as_slice());
    let found = read.call3(&JsValue::NULL, &job.name.as_str().into(), &Uint8Array::from(bytes), &options);
    let found = found.ok().and_then(|found| found.dyn_into::<Uint8Array>().ok()).map(|found| found.to_vec());
    Some(decode(&found.expect("the readers stopped at a file")).expect("readers of the same build"))
}
