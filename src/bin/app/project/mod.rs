//! Project files, as far as the browser is needed: compressing and encrypting. Their form is the library's (`src/project`).

mod compress;
mod encrypt;

use dossier::jobs::BUILD;
use dossier::project::{Contents, File, Header, Refusal, join, read_contents, record_id};
use js_sys::Uint8Array;

/// What project files end with.
pub(crate) const ENDING: &str = ".dossier";

/// A project file: its bytes in two parts, one after the other.
pub(crate) async fn pack(contents: &[u8], passphrase: Option<&str>) -> Result<[Vec<u8>; 2], String> {
    let smaller = compress::compress(contents).await;
    let compressed = smaller.is_some();
    let payload = smaller.unwrap_or_else(|| contents.to_vec());
    let key = passphrase.map(|_| encrypt::new_key()).transpose()?;
    let header = Header { program: format!("Dossier {BUILD}"), compressed, contents: contents.len() as u64, key };
    let length = payload.len() + if passphrase.is_some() { encrypt::TAG } else { 0 };
    let head = header.bytes(length as u64);
    let payload = match (&header.key, passphrase) {
        (Some(key), Some(passphrase)) => encrypt::encrypt(key, passphrase, &head, &payload).await?,
        _ => payload,
    };
    Ok([join(&head, &payload), payload])
}

/// The contents of a project file that is whole.
pub(crate) async fn unpack(file: &File<'_>, passphrase: &str) -> Result<Contents, Refusal> {
    let decrypted;
    let payload = match &file.header.key {
        Some(key) => {
            decrypted = encrypt::decrypt(key, passphrase, file.authenticated, file.payload).await?;
            &decrypted
        }
        None => file.payload,
    };
    let contents = match file.header.compressed {
        true => compress::decompress(payload, file.header.contents).await?,
        false => payload.to_vec(),
    };
    let unknown = || Refusal::Contents(file.header.program.clone());
    let contents = read_contents(file.form, &contents).ok_or_else(unknown)?;
    if contents.records.iter().any(|record| record_id(record).is_none()) {
        return Err(unknown());
    }
    Ok(contents)
}

fn bytes(value: &wasm_bindgen::JsValue) -> Vec<u8> {
    Uint8Array::new(value).to_vec()
}
