//! Whether there is a database, and taking it away. What is in it is the keeper's, which lets go of it when the browser says so.

use std::cell::Cell;
use std::rc::Rc;

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::IdbDatabase;

/// The database with what is kept; other pages may share the origin. The keeper opens it.
pub(crate) const NAME: &str = "dossier";

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = ["indexedDB"], js_name = deleteDatabase)]
    fn delete(name: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["indexedDB"], js_name = open)]
    fn open(name: &str) -> Result<JsValue, JsValue>;
}

/// Takes the whole database away.
pub(crate) async fn delete_database(name: &str) -> Result<(), String> {
    let refused = |_| "the browser’s storage does not let go of it".to_string();
    done(&delete(name).map_err(refused)?).await.map_err(refused)
}

/// Whether there is such a database, where the browser does not list them: opening one that is not there makes it, and it is taken away again.
pub(crate) async fn has_database(name: &str) -> bool {
    let Ok(request) = open(name) else { return false };
    let is_new = Rc::new(Cell::new(false));
    let on_new = Closure::<dyn FnMut()>::new({
        let is_new = Rc::clone(&is_new);
        move || is_new.set(true)
    });
    let _ = Reflect::set(&request, &"onupgradeneeded".into(), on_new.as_ref());
    if done(&request).await.is_err() {
        return false;
    }
    if let Ok(database) = Reflect::get(&request, &"result".into()) {
        database.unchecked_into::<IdbDatabase>().close();
    }
    if is_new.get() {
        let _ = delete_database(name).await;
    }
    !is_new.get()
}

/// Waits until a request of the database is done.
async fn done(request: &JsValue) -> Result<(), JsValue> {
    let promise = Promise::new(&mut |resolve: Function, reject: Function| {
        let _ = Reflect::set(request, &"onsuccess".into(), &resolve);
        let _ = Reflect::set(request, &"onerror".into(), &reject);
    });
    JsFuture::from(promise).await.map(drop)
}
