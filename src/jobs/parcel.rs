//! Documents on their way from an analyst to the desk and to the keeper: for each its source record and what was found in it, all in one run of
//! bytes, so that a browser hands them over without copying and whoever only keeps them need not look into them.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::inbox::ParcelId;
use super::{Encoded, decode, encode};
use crate::corpus::DocumentKey;

/// Bytes before the list, which say how long it is: a little-endian u32.
pub const HEAD: usize = 4;

/// What stands in a parcel before its documents.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct List {
    id: ParcelId,
    documents: Vec<Entry>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Entry {
    key: DocumentKey,
    name: String,
    record: u32,
    findings: u32,
}

/// A document in a parcel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Packed {
    /// What makes it the same as another.
    pub key: DocumentKey,
    /// Under which name it is kept.
    pub name: String,
    /// Where in the parcel its source record is, in bytes.
    pub record: Range<usize>,
    /// Where what was found in it is.
    pub findings: Range<usize>,
}

/// The parcel of these documents.
pub fn pack(id: ParcelId, documents: &[Encoded]) -> Vec<u8> {
    let entry = |document: &Encoded| Entry {
        key: document.key.clone(),
        name: document.name.clone(),
        record: document.record.len() as u32,
        findings: document.findings.len() as u32,
    };
    let list = encode(&List { id, documents: documents.iter().map(entry).collect() });
    let contents: usize = documents.iter().map(|document| document.record.len() + document.findings.len()).sum();
    let mut bytes = Vec::with_capacity(HEAD + list.len() + contents);
    bytes.extend((list.len() as u32).to_le_bytes());
    bytes.extend(list);
    for document in documents {
        bytes.extend(&document.record);
        bytes.extend(&document.findings);
    }
    bytes
}

/// How many bytes at the beginning of a parcel tell what is in it.
pub fn length_of_list(head: [u8; HEAD]) -> usize {
    HEAD + u32::from_le_bytes(head) as usize
}

/// What is in a parcel, from its beginning; `None` where it is none.
pub fn list(beginning: &[u8]) -> Option<(ParcelId, Vec<Packed>)> {
    let (head, rest) = beginning.split_first_chunk::<HEAD>()?;
    let length = length_of_list(*head);
    let List { id, documents } = decode(rest.get(..length - HEAD)?)?;
    let mut at = length;
    let mut next = |length: u32| {
        let start = at;
        at += length as usize;
        start..at
    };
    let packed = |Entry { key, name, record, findings }| Packed { key, name, record: next(record), findings: next(findings) };
    Some((id, documents.into_iter().map(packed).collect()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_parcel_gives_back_what_was_put_in() {
        let document = |id: &str| Encoded {
            key: DocumentKey { id: id.into(), text_hash: 7 },
            name: format!("name of {id}"),
            record: format!("record of {id}").into(),
            findings: format!("found in {id}").into(),
        };
        let id = ParcelId { sender: 1, number: 300 };
        let bytes = pack(id, &[document("a"), document("bb")]);
        let beginning = &bytes[..length_of_list(*bytes.first_chunk().unwrap())];
        let (there, documents) = list(beginning).unwrap();
        assert_eq!(there, id);
        assert_eq!(documents[1].name, "name of bb");
        let of = |range: &Range<usize>| std::str::from_utf8(&bytes[range.clone()]).unwrap();
        assert_eq!(of(&documents[0].record), "record of a");
        assert_eq!((of(&documents[1].record), of(&documents[1].findings)), ("record of bb", "found in bb"));
        assert_eq!(documents[1].findings.end, bytes.len());
    }

    #[test]
    fn what_is_no_parcel_is_none() {
        assert_eq!(list(&[]), None);
        assert_eq!(list(&[255, 255, 255, 255, 1]), None);
        assert_eq!(list(&[1, 0, 0, 0, 255]), None);
    }
}
