//! The database: `src/project/FORMAT.md` says what is in it.

use std::cell::Cell;
use std::future::IntoFuture;
use std::rc::Rc;

use dossier::edits::{Log, Step};
use dossier::formats::Skipped;
use dossier::jobs::{decode, encode};
use dossier::project::{name, read_steps, write_steps};
use idb::{Database, DatabaseEvent, Factory, ObjectStoreParams, TransactionMode, TransactionResult};
use js_sys::Uint8Array;
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::prelude::*;

use super::keep::Written;

/// Other pages may share the origin; all copies of Dossier there share this one.
pub(crate) const NAME: &str = "dossier";
const VERSION: u32 = 1;
/// Bytes of an analysis that are written; the document of a larger one is analysed again from its source record. Chromium refuses values of
/// more than 127 MB, and 50 MB of prose come near that.
pub(crate) const MOST: usize = 100 << 20;
const SOURCES: &str = "sources";
const ANALYSES: &str = "analyses";
const ABOUT: &str = "about";
/// Logs that this version does not understand: their keys begin so and end with the hash of their bytes.
const ASIDE: &str = "log-not-understood-";
/// Version of what is in `about`, its first byte.
const FORM: u8 = 1;

pub(crate) struct Db(Database);

/// What is there, without the documents themselves.
#[derive(Default)]
pub(crate) struct Kept {
    /// Names of the documents.
    pub(crate) names: Vec<String>,
    pub(crate) steps: Vec<Step>,
    pub(crate) skipped: Vec<Skipped>,
    /// Paths that were given and were not done.
    pub(crate) unfinished: Vec<String>,
    /// Logs that another version wrote and this one does not understand are put aside: how many.
    pub(crate) aside: usize,
}

/// What is written at once, whole or not at all: first everything is taken out if wanted, then some, then these are put in.
#[derive(Default)]
pub(crate) struct Write {
    pub(crate) clear: bool,
    pub(crate) delete: Vec<String>,
    /// Name, source record, analysis.
    pub(crate) documents: Vec<Written>,
    pub(crate) steps: Option<Vec<Step>>,
    pub(crate) skipped: Option<Vec<Skipped>>,
    pub(crate) unfinished: Option<Vec<String>>,
}

impl Write {
    pub(crate) fn is_empty(&self) -> bool {
        !self.clear
            && self.delete.is_empty()
            && self.documents.is_empty()
            && self.steps.is_none()
            && self.skipped.is_none()
            && self.unfinished.is_none()
    }

    /// What is put in: store, key, bytes.
    fn puts(self) -> Vec<(&'static str, String, Vec<u8>)> {
        let mut puts = Vec::new();
        for (name, source, analysis) in self.documents {
            puts.push((SOURCES, name.clone(), source));
            puts.push((ANALYSES, name, analysis));
        }
        puts.extend(self.steps.map(|steps| (ABOUT, "log".into(), log_bytes(&steps))));
        puts.extend(self.skipped.map(|skipped| (ABOUT, "skipped".into(), form(&skipped))));
        puts.extend(self.unfinished.map(|unfinished| (ABOUT, "unfinished".into(), form(&unfinished))));
        puts
    }
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
        let steps =
            log.as_deref().map(|bytes| bytes.split_first().filter(|(form, _)| **form == FORM).and_then(|(_, steps)| read_steps(steps)));
        if steps == Some(None) {
            // Of a newer version, perhaps. The next decision must not write over it.
            let bytes = log.unwrap_or_default();
            let key = format!("{ASIDE}{}", name(&bytes));
            self.put_all(false, &[], &[(ABOUT, key, bytes)]).await?;
        }
        let (steps, aside) = self.with_what_was_put_aside(steps.flatten().unwrap_or_default()).await?;
        Ok(Kept { names, steps, skipped, unfinished, aside })
    }

    /// The steps, after those of logs that were put aside, as far as this version understands them; and how many it does not.
    async fn with_what_was_put_aside(&self, steps: Vec<Step>) -> Result<(Vec<Step>, usize), String> {
        let transaction = self.0.transaction(&[ABOUT], TransactionMode::ReadOnly).map_err(reason)?;
        let keys = transaction.object_store(ABOUT).and_then(|store| store.get_all_keys(None, None)).map_err(reason)?;
        let keys: Vec<String> =
            keys.await.map_err(reason)?.iter().filter_map(JsValue::as_string).filter(|key| key.starts_with(ASIDE)).collect();
        let aside = self.get_all(keys.iter().map(|key| (ABOUT, key.as_str()))).await?;
        let (mut before, mut not_understood, mut done) = (Log::default(), 0, Vec::new());
        // An empty one has come back already.
        for (key, bytes) in keys.into_iter().zip(aside) {
            let Some(bytes) = bytes.filter(|bytes| !bytes.is_empty()) else { continue };
            match bytes.split_first().filter(|(form, _)| **form == FORM).and_then(|(_, steps)| read_steps(steps)) {
                Some(steps) => {
                    before.append(&steps);
                    done.push((ABOUT, key, Vec::new()));
                }
                None => not_understood += 1,
            }
        }
        if !done.is_empty() {
            before.append(&steps);
            done.push((ABOUT, "log".into(), log_bytes(before.steps())));
            self.put_all(false, &[], &done).await?;
            return Ok((before.steps().to_vec(), not_understood));
        }
        Ok((steps, not_understood))
    }

    /// The source records of these documents, or their analyses; none where there is none.
    pub(crate) async fn read(&self, sources: bool, names: &[String]) -> Result<Vec<Option<Vec<u8>>>, String> {
        let store = if sources { SOURCES } else { ANALYSES };
        let found = self.get_all(names.iter().map(|name| (store, name.as_str()))).await?;
        // A record whose name is not its hash is damaged.
        Ok(found.into_iter().zip(names).map(|(bytes, expected)| bytes.filter(|bytes| !sources || name(bytes) == *expected)).collect())
    }

    /// Writes, reads what was written, and compares.
    pub(crate) async fn write(&self, write: Write) -> Result<(), String> {
        let (clear, delete) = (write.clear, write.delete.clone());
        let puts = write.puts();
        // A transaction that ends badly does not always say why; space is what it mostly lacks.
        let unsaid = |said: String| if said == UNKNOWN { ABORTED.to_string() } else { said };
        self.put_all(clear, &delete, &puts).await.map_err(unsaid)?;
        let found = self.get_all(puts.iter().map(|(store, key, _)| (*store, key.as_str()))).await?;
        let same = found.iter().zip(&puts).all(|(found, (.., put))| found.as_ref() == Some(put));
        same.then_some(()).ok_or_else(|| "what was read back from the browser’s storage is not what was written".into())
    }

    async fn put_all(&self, clear: bool, delete: &[String], puts: &[(&'static str, String, Vec<u8>)]) -> Result<(), String> {
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
            store.put(&Uint8Array::from(bytes.as_slice()), Some(&JsValue::from_str(key))).map_err(reason)?;
        }
        match transaction.await.map_err(reason)? {
            TransactionResult::Committed => Ok(()),
            TransactionResult::Aborted => Err(ABORTED.into()),
        }
    }

    async fn get_all<'k>(&self, keys: impl Iterator<Item = (&'static str, &'k str)>) -> Result<Vec<Option<Vec<u8>>>, String> {
        let transaction = self.0.transaction(&[SOURCES, ANALYSES, ABOUT], TransactionMode::ReadOnly).map_err(reason)?;
        let mut requests = Vec::new();
        for (store, key) in keys {
            let request = transaction.object_store(store).and_then(|store| store.get(JsValue::from_str(key))).map_err(reason)?;
            requests.push(request.into_future()); // listens from now on
        }
        let mut found = Vec::with_capacity(requests.len());
        for request in requests {
            found.push(request.await.map_err(reason)?.map(|value| Uint8Array::new(&value).to_vec()));
        }
        Ok(found)
    }
}

impl Drop for Db {
    fn drop(&mut self) {
        self.0.close();
    }
}

/// Takes the whole database away.
pub(crate) async fn delete(name: &str) -> Result<(), String> {
    Factory::new().and_then(|factory| factory.delete(name)).map_err(reason)?.await.map_err(reason)
}

/// Whether there is such a database, where the browser does not list them: opening one that is not there makes it, and it is taken away again.
pub(crate) async fn exists(name: &str) -> bool {
    let is_new = Rc::new(Cell::new(false));
    let Ok(mut request) = Factory::new().and_then(|factory| factory.open(name, None)) else { return false };
    request.on_upgrade_needed({
        let is_new = Rc::clone(&is_new);
        move |_| is_new.set(true)
    });
    let Ok(database) = request.await else { return false };
    database.close();
    if is_new.get() {
        let _ = delete(name).await;
    }
    !is_new.get()
}

fn log_bytes(steps: &[Step]) -> Vec<u8> {
    [vec![FORM], write_steps(steps)].concat()
}

fn form(value: &impl Serialize) -> Vec<u8> {
    [vec![FORM], encode(value)].concat()
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
