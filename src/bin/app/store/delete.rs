//! Taking a database away. The keeper, which has it open, lets go of it when the browser says so.

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

/// The database with what is kept; other pages may share the origin. The keeper opens it.
pub(crate) const NAME: &str = "dossier";

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = ["indexedDB"], js_name = deleteDatabase)]
    fn delete(name: &str) -> Result<JsValue, JsValue>;
}

/// Takes the whole database away.
pub(crate) async fn delete_database(name: &str) -> Result<(), String> {
    let refused = |_| "the browser’s storage does not let go of it".to_string();
    let request = delete(name).map_err(refused)?;
    let gone = Promise::new(&mut |resolve: Function, reject: Function| {
        let _ = Reflect::set(&request, &"onsuccess".into(), &resolve);
        let _ = Reflect::set(&request, &"onerror".into(), &reject);
    });
    JsFuture::from(gone).await.map(drop).map_err(refused)
}
