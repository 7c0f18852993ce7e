//! Codes by which other programs know documents and entities. They are made of what things are called, so that another export of the same
//! documents has the same ones; what was renamed or merged meanwhile has another.

use std::collections::BTreeMap;

use xxhash_rust::xxh3::xxh3_64;

use super::words::word;
use super::{Report, ReportDocument};
use crate::entities::EntityKind;
use crate::entities::resolve::{Entity, MentionRef};

/// The code of something, by what makes it different from others of its kind.
pub(super) fn code(what: &str, key: &str) -> String {
    format!("dossier-{what}-{:016x}", xxh3_64(key.as_bytes()))
}

/// By its own id and its text.
pub(super) fn document_code(document: &ReportDocument) -> String {
    let own = &document.analysis.document;
    code("document", &format!("{:016x} {}", own.text_hash(), own.id))
}

/// Of all documents, in their order.
pub(super) fn document_codes(report: &Report) -> Vec<String> {
    report.documents.iter().map(document_code).collect()
}

/// By kind and name; two of the same name are told apart by where they are named first.
pub(super) fn entity_codes(report: &Report, documents: &[String]) -> Vec<String> {
    let mut bearers: BTreeMap<(EntityKind, &str), u32> = BTreeMap::new();
    for entity in &report.entities {
        *bearers.entry((entity.kind, &entity.name)).or_default() += 1;
    }
    let key = |entity: &Entity| match entity.mentions.first() {
        Some(&MentionRef { document, mention }) if bearers[&(entity.kind, entity.name.as_str())] > 1 => {
            let first = report.documents[document as usize].analysis.names.mentions[mention as usize].span;
            format!("{} {} {}", entity.name, documents[document as usize], first.start())
        }
        _ => entity.name.clone(),
    };
    report.entities.iter().map(|entity| code(&word(entity.kind), &key(entity))).collect()
}
