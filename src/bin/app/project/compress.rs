//! gzip, by the browser.

use dossier::project::Refusal;
use js_sys::{Array, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, ReadableStream, ReadableStreamDefaultReader, ReadableWritablePair};

#[wasm_bindgen]
extern "C" {
    type CompressionStream;
    #[wasm_bindgen(constructor, catch)]
    fn new(format: &str) -> Result<CompressionStream, JsValue>;
    type DecompressionStream;
    #[wasm_bindgen(constructor, catch)]
    fn new(format: &str) -> Result<DecompressionStream, JsValue>;
}

/// The bytes made smaller; `None` where the browser cannot do that.
pub(super) async fn compress(bytes: &[u8]) -> Option<Vec<u8>> {
    let stream = CompressionStream::new("gzip").ok()?;
    through(bytes, stream.unchecked_ref(), u64::MAX).await
}

/// The bytes as they were; refused if they are no gzip, or not of this length, or if the browser cannot do that.
pub(super) async fn decompress(bytes: &[u8], length: u64) -> Result<Vec<u8>, Refusal> {
    let stream = DecompressionStream::new("gzip").map_err(|_| Refusal::NoUnpacking)?;
    through(bytes, stream.unchecked_ref(), length).await.filter(|bytes| bytes.len() as u64 == length).ok_or(Refusal::Damaged)
}

/// What comes out of a stream; `None` if it fails or gives more than `most`.
async fn through(bytes: &[u8], transform: &ReadableWritablePair, most: u64) -> Option<Vec<u8>> {
    let blob = Blob::new_with_u8_array_sequence(&Array::of1(&Uint8Array::from(bytes))).ok()?;
    let stream: ReadableStream = blob.stream().pipe_through(transform);
    let reader: ReadableStreamDefaultReader = stream.get_reader().unchecked_into();
    let mut out = Vec::new();
    loop {
        let read = JsFuture::from(reader.read()).await.ok()?;
        if Reflect::get(&read, &"done".into()).ok()?.is_truthy() {
            return Some(out);
        }
        let chunk: Uint8Array = Reflect::get(&read, &"value".into()).ok()?.unchecked_into();
        if (out.len() + chunk.length() as usize) as u64 > most {
            let _ = reader.cancel();
            return None;
        }
        let start = out.len();
        out.resize(start + chunk.length() as usize, 0);
        chunk.copy_to(&mut out[start..]);
    }
}
