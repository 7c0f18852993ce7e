//! Evidence of privacy: what is stored, which requests were made, and that others are refused.

use std::cell::Cell;
use std::rc::Rc;

use dossier::view::privacy::{Facts, Promised};
use js_sys::{Array, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    MessageChannel, MessageEvent, PerformanceObserver, PerformanceObserverEntryList, PerformanceObserverInit, ServiceWorker,
    ServiceWorkerContainer, Storage,
};
use yew::Callback;

use crate::dom;
use crate::store::{NAME, delete_database, has_database, in_time, wait};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = ["indexedDB"])]
    fn databases() -> Result<Promise, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["caches"], js_name = keys)]
    fn cache_keys() -> Result<Promise, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["caches"], js_name = delete)]
    fn delete_cache(name: &str) -> Result<Promise, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["navigator", "serviceWorker"], js_name = getRegistration)]
    fn registration() -> Result<Promise, JsValue>;
}

/// What everything of ours is called first; other pages may share the origin.
const OURS: &str = "dossier";

pub(crate) async fn facts() -> Facts {
    let storage = dom::window().navigator().storage();
    let ask = |promise: Result<Promise, JsValue>| async { JsFuture::from(promise.ok()?).await.ok() };
    let estimate = ask(storage.estimate()).await;
    let number = |name: &str| estimate.as_ref().and_then(|estimate| Reflect::get(estimate, &name.into()).ok()?.as_f64());
    let policy = dom::document().query_selector("meta[http-equiv=Content-Security-Policy]").ok().flatten();
    Facts {
        usage: number("usage").zip(number("quota")),
        promise: match ask(storage.persisted()).await {
            Some(persisted) if persisted.is_truthy() => Promised::Yes,
            Some(_) => Promised::NotYet,
            None => Promised::Never,
        },
        is_insecure: !dom::window().is_secure_context(),
        databases: our_databases().await.len(),
        keys: [dom::window().local_storage(), dom::window().session_storage()]
            .into_iter()
            .flatten()
            .flatten()
            .map(|storage| our_keys(&storage).len())
            .sum(),
        caches: our_caches().await.len(),
        passed: passed().await,
        policy: policy.and_then(|meta| meta.get_attribute("content")).unwrap_or_default(),
    }
}

/// Asks the browser to throw away nothing of this site by itself. Some ask the user, others go by how the site is used.
pub(crate) async fn ask_to_persist() -> bool {
    let Ok(promise) = dom::window().navigator().storage().persist() else { return false };
    JsFuture::from(promise).await.is_ok_and(|promised| promised.is_truthy())
}

async fn our_databases() -> Vec<String> {
    // Firefox before 126 lists none: then the one that is known is looked for.
    let Ok(promise) = databases() else { return if has_database(NAME).await { vec![NAME.into()] } else { Vec::new() } };
    let found = JsFuture::from(promise).await.unwrap_or_default();
    let found = Array::from(&found);
    let names = found.iter().filter_map(|database| Reflect::get(&database, &"name".into()).ok()?.as_string());
    names.filter(|name| name.starts_with(OURS)).collect()
}

fn our_keys(storage: &Storage) -> Vec<String> {
    let all = (0..storage.length().unwrap_or_default()).filter_map(|at| storage.key(at).ok().flatten());
    all.filter(|key| key.starts_with(OURS)).collect()
}

async fn our_caches() -> Vec<String> {
    let Ok(promise) = cache_keys() else { return Vec::new() };
    let names = JsFuture::from(promise).await.unwrap_or_default();
    // As www/sw.js calls them: with the place of the site in the name.
    let place = dom::document()
        .base_uri()
        .ok()
        .flatten()
        .and_then(|base| web_sys::Url::new(&base).ok())
        .map(|base| base.pathname())
        .unwrap_or_default();
    let folder = &place[..place.rfind('/').map_or(0, |at| at + 1)];
    Array::from(&names).iter().filter_map(|name| name.as_string()).filter(|name| name.starts_with(&format!("{OURS} {folder} "))).collect()
}

/// The service worker that answers for the host, if this page has one. Pages that do not come over https know of no such thing at all.
fn controller() -> Option<ServiceWorker> {
    let container = Reflect::get(&dom::window().navigator(), &"serviceWorker".into()).ok()?;
    container.dyn_into::<ServiceWorkerContainer>().ok()?.controller()
}

/// How many requests the service worker has let through, if there is one that says so.
async fn passed() -> Option<u32> {
    let worker = controller()?;
    let channel = MessageChannel::new().ok()?;
    let mut resolve = None;
    let answer = Promise::new(&mut |done, _| resolve = Some(done));
    let resolve = resolve?;
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let _ = resolve.call1(&JsValue::NULL, &event.data());
    });
    channel.port1().set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    worker.post_message_with_transferable(&"count".into(), &Array::of1(&channel.port2())).ok()?;
    let answer = in_time(async { JsFuture::from(answer).await.map_err(|_| String::new()) }).await;
    channel.port1().close();
    answer.ok()?.as_f64().map(|count| count as u32)
}

/// Takes away everything of ours; the program itself only if `program` says so. Why not, if something stays.
pub(crate) async fn forget(program: bool) -> Result<(), String> {
    for storage in [dom::window().local_storage(), dom::window().session_storage()].into_iter().flatten().flatten() {
        for key in our_keys(&storage) {
            let _ = storage.remove_item(&key);
        }
    }
    let mut problem = Ok(());
    for name in our_databases().await {
        problem = in_time(delete_database(&name)).await.and(problem);
    }
    if program {
        for name in our_caches().await {
            if let Ok(promise) = delete_cache(&name) {
                let _ = JsFuture::from(promise).await;
            }
        }
        if let Ok(promise) = registration() {
            let registration = JsFuture::from(promise).await.unwrap_or_default();
            if let Ok(registration) = registration.dyn_into::<web_sys::ServiceWorkerRegistration>() {
                let _ = registration.unregister().map(JsFuture::from);
            }
        }
    }
    problem
}

/// Counts the requests that go to the host from now on. Where a service worker answers for the host, only those that it lets through, of which it
/// tells itself: what the browser lists does not say of every request whether it was answered there (Firefox).
pub(crate) fn watch_requests(on_count: Callback<u32>) {
    let (direct, start) = (Rc::new(Cell::new(0)), dom::now());
    let before = Rc::new(Cell::new(0));
    let program = dom::base();
    // The browser asks for the icon when it likes, past the service worker.
    let beside = |path: &str| web_sys::Url::new_with_base(path, &program).map(|url| url.href()).unwrap_or_else(|_| program.clone());
    // And for the service worker itself, which WebKit lists.
    let (icons, service_worker) = (beside("../icons/"), beside("../sw.js"));
    wasm_bindgen_futures::spawn_local({
        let before = Rc::clone(&before);
        async move { before.set(passed().await.unwrap_or_default()) }
    });
    let closure = Closure::<dyn FnMut(PerformanceObserverEntryList)>::new(move |entries: PerformanceObserverEntryList| {
        let number =
            |entry: &JsValue, name: &str| Reflect::get(entry, &name.into()).ok().and_then(|value| value.as_f64()).unwrap_or_default();
        let mut seen = false;
        for entry in entries.get_entries().iter() {
            let name = Reflect::get(&entry, &"name".into()).ok().and_then(|name| name.as_string()).unwrap_or_default();
            // Workers are started from addresses inside this page: blob:, which is no request.
            // Files of this build are fetched when they are first needed: their addresses are fixed, and say nothing of the documents.
            let is_program = name.starts_with(&program) || name.starts_with(&icons) || name == service_worker;
            if !name.starts_with("http") || is_program || number(&entry, "startTime") < start {
                continue;
            }
            seen = true;
            if controller().is_none() {
                direct.set(direct.get() + 1);
            }
        }
        if seen {
            let (direct, before, on_count) = (Rc::clone(&direct), Rc::clone(&before), on_count.clone());
            wasm_bindgen_futures::spawn_local(async move {
                on_count.emit(direct.get() + passed().await.unwrap_or_default().saturating_sub(before.get()));
            });
        }
    });
    if let Ok(observer) = PerformanceObserver::new(closure.as_ref().unchecked_ref()) {
        observer.observe(&PerformanceObserverInit::new(&Array::of1(&"resource".into())));
        closure.forget(); // it counts as long as the page lives
    }
}

/// Tries to reach a foreign address, and says what came of it.
pub(crate) async fn try_policy() -> String {
    let seen = Rc::new(Cell::new(false));
    let closure = Closure::<dyn FnMut()>::new({
        let seen = Rc::clone(&seen);
        move || seen.set(true)
    });
    let window = dom::window();
    let _ = window.add_event_listener_with_callback("securitypolicyviolation", closure.as_ref().unchecked_ref());
    let reached = JsFuture::from(window.fetch_with_str("https://example.org/")).await.is_ok();
    wait(100).await;
    let _ = window.remove_event_listener_with_callback("securitypolicyviolation", closure.as_ref().unchecked_ref());
    match (reached, seen.get()) {
        (true, _) => "Not blocked: example.org was reached. Something has taken the policy away; do not trust this page.".into(),
        (false, true) => "Blocked by the content policy, before anything was sent.".into(),
        (false, false) => "Not reached, but the browser does not say that the policy was why.".into(),
    }
}
