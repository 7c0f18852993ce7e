//! The database: `src/project/FORMAT.md` says what is in it.

use std::future::IntoFuture;

use dossier::edits::{Log, Operation};
use dossier::jobs::keeping::Kept;
use dossier::jobs::{decode, encode};
use dossier::project::{LOG_FORM, name, read_log, with_kept, write_log};
use idb::{Database, DatabaseEvent, Factory, ObjectStoreParams, TransactionMode, TransactionResult};
use js_sys::Uint8Array;
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::prelude::*;

/// Other pages may share the origin; all copies of Dossier there share this one.
const NAME: &str = "dossier";
const VERSION: u32 = 1;
/// Bytes of an analysis that are written; the document of a larger one is analysed again from its source record. Chromium refuses values of
/// more than 127 MB, and 50 MB of prose come near that.
pub(crate) const MAX_ANALYSIS_BYTES: usize = 100 << 20;
pub(crate) const SOURCES: &str = "sources";
pub(crate) const ANALYSES: &str = "analyses";
pub(crate) const ABOUT: &str = "about";
/// Logs that this version does not understand: their keys begin so and end with the hash of their bytes.
const ASIDE: &str = "log-not-understood-";
/// Version of what is in `about` beside the log, its first byte.
const FORM: u8 = 1;

pub(crate) struct Db(Database);

/// What is put in: store, key, bytes.
pub(crate) type Put = (&'static str, String, Uint8Array);

/// The log, as it is put in.
pub(crate) fn put_log(log: &[Operation]) -> Put {
    (ABOUT, "log".into(), array(&[vec![LOG_FORM], write_log(log)].concat()))
}

/// Something else beside the documents, as it is put in.
pub(crate) fn put_about(key: &str, value: &impl Serialize) -> Put {
    (ABOUT, key.into(), array(&[vec![FORM], encode(value)].concat()))
}

impl Db {
    pub(crate) async fn open() -> Result<Db, String> {
        let mut request = Factory::new().map_err(closed)?.open(NAME, Some(VERSION)).map_err(closed)?;
        request.on_upgrade_needed(|event| {
            if let Ok(database) = event.database() {
                for store in [SOURCES, ANALYSES, ABOUT] {
                    // A store that cannot be made is missed by the first transaction, which says so.
                    let _ = database.create_object_store(store, ObjectStoreParams::new());
                }
            }
        });
        let mut database = request.await.map_err(closed)?;
        // Another window forgets everything, or is of a newer version: it must not wait for this one.
        database.on_version_change(|event| {
            if let Some(target) = event.target() {
                target.unchecked_into::<web_sys::IdbDatabase>().close();
            }
        });
        Ok(Db(database))
    }

    pub(crate) async fn kept(&self) -> Result<Kept, String> {
        let transaction = self.0.transaction(&[SOURCES, ABOUT], TransactionMode::ReadOnly).map_err(reason)?;
        let names = transaction.object_store(SOURCES).and_then(|store| store.get_all_keys(None, None)).map_err(reason)?.into_future();
        let about = transaction.object_store(ABOUT).map_err(reason)?;
        let get = |key: &str| about.get(JsValue::from_str(key)).map(IntoFuture::into_future).map_err(reason);
        let (log, skipped, unfinished) = (get("log")?, get("skipped")?, get("unfinished")?);
        let names = names.await.map_err(reason)?.iter().filter_map(JsValue::as_string).collect();
        let log = log.await.map_err(reason)?.map(|value| Uint8Array::new(&value).to_vec());
        let skipped = of_form(skipped.await.map_err(reason)?).unwrap_or_default();
        let unfinished = of_form(unfinished.await.map_err(reason)?).unwrap_or_default();
        let found = log.as_deref().map(log_of);
        if found == Some(None) {
            // Of a newer version, perhaps. The next decision must not write over it.
            let bytes = log.unwrap_or_default();
            let key = format!("{ASIDE}{}", name(&bytes));
            self.put_all(false, &[], &[(ABOUT, key, array(&bytes))]).await?;
        }
        let (log, aside) = self.with_what_was_put_aside(found.flatten().unwrap_or((LOG_FORM, Vec::new()))).await?;
        Ok(Kept { names, log, skipped, unfinished, aside })
    }

    /// The log, whose form is said, with those that were put aside, as far as this version understands them; and how many it does not.
    async fn with_what_was_put_aside(&self, (form, log): (u8, Vec<Operation>)) -> Result<(Vec<Operation>, usize), String> {
        let transaction = self.0.transaction(&[ABOUT], TransactionMode::ReadOnly).map_err(reason)?;
        let keys = transaction.object_store(ABOUT).and_then(|store| store.get_all_keys(None, None)).map_err(reason)?;
        let keys: Vec<String> =
            keys.await.map_err(reason)?.iter().filter_map(JsValue::as_string).filter(|key| key.starts_with(ASIDE)).collect();
        let aside = self.get_all(keys.iter().map(|key| (ABOUT, key.as_str()))).await?;
        let (mut before, mut not_understood, mut done) = (Log::default(), 0, Vec::new());
        // An empty one has come back already.
        for (key, bytes) in keys.into_iter().zip(aside) {
            let Some(bytes) = bytes.map(|bytes| bytes.to_vec()).filter(|bytes| !bytes.is_empty()) else { continue };
            match log_of(&bytes) {
                Some((form, log)) => {
                    before = with_kept(&before, form, &log);
                    done.push((ABOUT, key, array(&[])));
                }
                None => not_understood += 1,
            }
        }
        if !done.is_empty() {
            let all = with_kept(&before, form, &log);
            done.push(put_log(all.operations()));
            self.put_all(false, &[], &done).await?;
            return Ok((all.operations().to_vec(), not_understood));
        }
        Ok((log, not_understood))
    }

    /// The source records of these documents, or their analyses; none where there is none.
    pub(crate) async fn read(&self, store: &'static str, names: &[String]) -> Result<Vec<Option<Uint8Array>>, String> {
        self.get_all(names.iter().map(|name| (store, name.as_str()))).await
    }

    /// Writes all or nothing: takes out everything if `clear` says so, takes out some, puts in others. Then reads what was put in, and compares.
    pub(crate) async fn write(&self, clear: bool, delete: &[String], puts: &[Put]) -> Result<(), String> {
        // A transaction that ends badly does not always say why; space is what it mostly lacks.
        let unsaid = |said: String| if said == UNKNOWN { ABORTED.to_string() } else { said };
        self.put_all(clear, delete, puts).await.map_err(unsaid)?;
        let found = self.get_all(puts.iter().map(|(store, key, _)| (*store, key.as_str()))).await?;
        let same = found.iter().zip(puts).all(|(found, (.., put))| found.as_ref().is_some_and(|found| is_same(found, put)));
        same.then_some(()).ok_or_else(|| "what was read back from the browser’s storage is not what was written".into())
    }

    async fn put_all(&self, clear: bool, delete: &[String], puts: &[Put]) -> Result<(), String> {
        let transaction = self.0.transaction(&[SOURCES, ANALYSES, ABOUT], TransactionMode::ReadWrite).map_err(reason)?;
        for name in [SOURCES, ANALYSES] {
            let store = transaction.object_store(name).map_err(reason)?;
            if clear {
                store.clear().map_err(reason)?;
            }
            for key in delete {
                store.delete(JsValue::from_str(key)).map_err(reason)?;
            }
        }
        for (name, key, bytes) in puts {
            let store = transaction.object_store(name).map_err(reason)?;
            store.put(bytes, Some(&JsValue::from_str(key))).map_err(reason)?;
        }
        match transaction.await.map_err(reason)? {
            TransactionResult::Committed => Ok(()),
            TransactionResult::Aborted => Err(ABORTED.into()),
        }
    }

    async fn get_all<'k>(&self, keys: impl Iterator<Item = (&'static str, &'k str)>) -> Result<Vec<Option<Uint8Array>>, String> {
        let transaction = self.0.transaction(&[SOURCES, ANALYSES, ABOUT], TransactionMode::ReadOnly).map_err(reason)?;
        let mut requests = Vec::new();
        for (store, key) in keys {
            let request = transaction.object_store(store).and_then(|store| store.get(JsValue::from_str(key))).map_err(reason)?;
            requests.push(request.into_future()); // listens from now on
        }
        let mut found = Vec::with_capacity(requests.len());
        for request in requests {
            found.push(request.await.map_err(reason)?.map(JsCast::unchecked_into));
        }
        Ok(found)
    }
}

impl Drop for Db {
    fn drop(&mut self) {
        self.0.close();
    }
}

/// The log that a value is, with its form.
fn log_of(bytes: &[u8]) -> Option<(u8, Vec<Operation>)> {
    let (form, log) = bytes.split_first()?;
    Some((*form, read_log(*form, log)?))
}

fn array(bytes: &[u8]) -> Uint8Array {
    Uint8Array::from(bytes)
}

/// Whether two arrays hold the same bytes. They are compared some at a time: neither comes into the memory of the program as a whole.
fn is_same(a: &Uint8Array, b: &Uint8Array) -> bool {
    const SOME: u32 = 64 << 10;
    let length = a.length();
    length == b.length()
        && (0..length).step_by(SOME as usize).all(|at| {
            let end = (at + SOME).min(length);
            a.subarray(at, end).to_vec() == b.subarray(at, end).to_vec()
        })
}

fn of_form<T: DeserializeOwned>(value: Option<JsValue>) -> Option<T> {
    let bytes = Uint8Array::new(&value?).to_vec();
    let (&FORM, bytes) = bytes.split_first()? else { return None };
    decode(bytes)
}

/// Why the database does not open.
fn closed(error: idb::Error) -> String {
    match reason(error) {
        said if said == UNKNOWN => "this browser keeps nothing for this page (a private window, or storage is switched off)".into(),
        said => said,
    }
}

const ABORTED: &str = "the browser gave up writing; its storage may be full";
const UNKNOWN: &str = "the browser’s storage reports an error";

/// What went wrong, for people.
fn reason(error: idb::Error) -> String {
    let said = format!("{error:?}");
    if said.contains("Quota") {
        "the browser’s storage for this site is full".into()
    } else if said.contains("AbortError") {
        ABORTED.into()
    } else if said.contains("VersionError") {
        "the browser’s storage was written by a newer Dossier".into()
    } else {
        UNKNOWN.into()
    }
}
