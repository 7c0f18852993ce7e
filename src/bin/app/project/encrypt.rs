//! AES-256-GCM with a key made from a passphrase, by the browser.

use dossier::project::{Key, Refusal};
use js_sys::{Array, JsString, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use super::bytes;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = ["crypto"], js_name = getRandomValues)]
    fn random(into: &mut [u8]) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["crypto", "subtle"], js_name = importKey)]
    fn import_key(format: &str, key: &Uint8Array, algorithm: &str, extractable: bool, uses: &Array) -> Result<Promise, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["crypto", "subtle"], js_name = deriveKey)]
    fn derive_key(how: &Object, from: &JsValue, into: &Object, extractable: bool, uses: &Array) -> Result<Promise, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["crypto", "subtle"], js_name = encrypt)]
    fn subtle_encrypt(how: &Object, key: &JsValue, bytes: &Uint8Array) -> Result<Promise, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["crypto", "subtle"], js_name = decrypt)]
    fn subtle_decrypt(how: &Object, key: &JsValue, bytes: &Uint8Array) -> Result<Promise, JsValue>;
}

/// Length of the tag at the end of what is encrypted.
pub(super) const TAG: usize = 16;
/// What OWASP asks of PBKDF2 with HMAC-SHA-256 (Password Storage Cheat Sheet, 2023).
const ROUNDS: u32 = 600_000;

/// Fresh salt and initial value.
pub(super) fn new_key() -> Result<Key, String> {
    let mut key = Key { rounds: ROUNDS, salt: [0; 16], nonce: [0; 12] };
    random(&mut key.salt).and_then(|_| random(&mut key.nonce)).map_err(|_| refused())?;
    Ok(key)
}

pub(super) async fn encrypt(key: &Key, passphrase: &str, authenticated: &[u8], plain: &[u8]) -> Result<Vec<u8>, String> {
    let work = async {
        let derived = derive(key, passphrase, "encrypt").await?;
        JsFuture::from(subtle_encrypt(&gcm(key, authenticated), &derived, &Uint8Array::from(plain))?).await
    };
    work.await.map(|value| bytes(&value)).map_err(|_| refused())
}

/// Refused if the passphrase is another, or the bytes are; or if the browser does not decrypt on this page.
pub(super) async fn decrypt(key: &Key, passphrase: &str, authenticated: &[u8], encrypted: &[u8]) -> Result<Vec<u8>, Refusal> {
    let derived = derive(key, passphrase, "decrypt").await.map_err(|_| Refusal::NoDecrypting)?;
    let promise = subtle_decrypt(&gcm(key, authenticated), &derived, &Uint8Array::from(encrypted)).map_err(|_| Refusal::NoDecrypting)?;
    JsFuture::from(promise).await.map(|value| bytes(&value)).map_err(|_| Refusal::WrongPassphrase)
}

async fn derive(key: &Key, passphrase: &str, usage: &str) -> Result<JsValue, JsValue> {
    // The same letters may be typed in two forms, on two systems.
    let letters: String = JsString::from(passphrase).normalize("NFC").into();
    let raw = import_key("raw", &Uint8Array::from(letters.as_bytes()), "PBKDF2", false, &Array::of1(&"deriveKey".into()))?;
    let raw = JsFuture::from(raw).await?;
    let how = object(&[
        ("name", "PBKDF2".into()),
        ("hash", "SHA-256".into()),
        ("salt", Uint8Array::from(&key.salt[..]).into()),
        ("iterations", key.rounds.into()),
    ]);
    let into = object(&[("name", "AES-GCM".into()), ("length", 256.into())]);
    JsFuture::from(derive_key(&how, &raw, &into, false, &Array::of1(&usage.into()))?).await
}

fn gcm(key: &Key, authenticated: &[u8]) -> Object {
    object(&[
        ("name", "AES-GCM".into()),
        ("iv", Uint8Array::from(&key.nonce[..]).into()),
        ("additionalData", Uint8Array::from(authenticated).into()),
        ("tagLength", (8 * TAG as u32).into()),
    ])
}

fn object(fields: &[(&str, JsValue)]) -> Object {
    let object = Object::new();
    for (name, value) in fields {
        let _ = Reflect::set(&object, &JsValue::from_str(name), value); // a plain object takes everything
    }
    object
}

fn refused() -> String {
    "This browser does not encrypt here: that needs a page that came over https. Save without a passphrase, or open the page over https."
        .into()
}
