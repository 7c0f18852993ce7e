//! Waiting, but not for ever: a browser's storage may hang without an error.

use std::future::Future;
use std::pin::pin;
use std::task::Poll;

use js_sys::Promise;
use wasm_bindgen_futures::JsFuture;

use crate::dom;

/// Longer than any write of ours takes; what comes later counts as not done.
const PATIENCE_MS: i32 = 8_000;

/// What `work` gives, or an error when it takes too long.
pub(crate) async fn in_time<T>(work: impl Future<Output = Result<T, String>>) -> Result<T, String> {
    let mut work = pin!(work);
    let mut over = pin!(wait(PATIENCE_MS));
    std::future::poll_fn(move |context| {
        if let Poll::Ready(result) = work.as_mut().poll(context) {
            return Poll::Ready(result);
        }
        over.as_mut().poll(context).map(|()| Err("the browser’s storage does not answer".to_string()))
    })
    .await
}

/// Waits some milliseconds.
pub(crate) async fn wait(ms: i32) {
    let promise = Promise::new(&mut |resolve, _| {
        let _ = dom::window().set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, ms);
    });
    let _ = JsFuture::from(promise).await;
}
