//! The source record: one document as it was read, before anything was looked for in it.

use serde::{Deserialize, Serialize};

use crate::text::{Document, Language, Note, NoteKind};

/// Version of the record's form, its first byte.
const VERSION: u8 = 1;

/// The data behind the version, as postcard. The language is not in it: it follows from the text.
#[derive(Serialize, Deserialize)]
struct Fields<'a> {
    id: &'a str,
    title: Option<&'a str>,
    date: Option<&'a str>,
    source: Option<&'a str>,
    encoding: &'a str,
    #[serde(borrow)]
    notes: Vec<(NoteKind, &'a str)>,
    text: &'a str,
}

/// The record of a document.
pub fn write_record(document: &Document) -> Vec<u8> {
    let fields = Fields {
        id: &document.id,
        title: document.title.as_deref(),
        date: document.date.as_deref(),
        source: document.source.as_deref(),
        encoding: &document.encoding,
        notes: document.notes.iter().map(|note| (note.kind, note.message.as_str())).collect(),
        text: &document.text,
    };
    // Plain data into memory: the codec has nothing to refuse.
    postcard::to_extend(&fields, vec![VERSION]).unwrap_or_default()
}

/// The document of a record; `None` where the bytes are none, or of a later version.
pub fn read_record(bytes: &[u8]) -> Option<Document> {
    let fields = fields(bytes)?;
    let language = Language::detect(fields.text);
    Some(document(fields, language))
}

/// The same, where it is known in which language the text is.
pub fn read_record_in(bytes: &[u8], language: Language) -> Option<Document> {
    Some(document(fields(bytes)?, language))
}

fn fields(bytes: &[u8]) -> Option<Fields<'_>> {
    let (&VERSION, bytes) = bytes.split_first()? else { return None };
    postcard::from_bytes(bytes).ok()
}

fn document(fields: Fields<'_>, language: Language) -> Document {
    Document {
        id: fields.id.to_string(),
        text: fields.text.into(),
        title: fields.title.map(str::to_string),
        date: fields.date.map(str::to_string),
        source: fields.source.map(str::to_string),
        encoding: fields.encoding.to_string(),
        language,
        notes: fields.notes.into_iter().map(|(kind, message)| Note::new(kind, message)).collect(),
    }
}

/// The id in a record, without making the document.
pub fn record_id(bytes: &[u8]) -> Option<String> {
    let (&VERSION, bytes) = bytes.split_first()? else { return None };
    postcard::take_from_bytes::<&str>(bytes).ok().map(|(id, _)| id.to_string())
}

/// Under which name bytes are kept: a hash of them, so that the same record is kept once, and damage is seen when it is read.
pub fn name(bytes: &[u8]) -> String {
    format!("{:016x}", xxhash_rust::xxh3::xxh3_64(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::{ReadOptions, read};

    fn document() -> Document {
        Document {
            title: Some("T".into()),
            date: Some("2017".into()),
            encoding: "KOI8-R".into(),
            notes: vec![Note::new(NoteKind::Guessed, "g"), Note::new(NoteKind::Format, "f")],
            ..Document::from_text("a.txt", "Hé")
        }
    }

    #[test]
    fn a_document_comes_back_as_it_was() {
        let table = read("rows.csv", "id,text,date\none,Der Präsident kam.,2020\n".as_bytes(), &ReadOptions::AUTO).unwrap();
        let page = read("a.html", b"<meta charset=windows-1251><title>\xC8</title><p>\xC8\xF0\xE0\xED \0", &ReadOptions::AUTO).unwrap();
        for document in [&table.documents[0], &page.documents[0], &document()] {
            assert_eq!(read_record(&write_record(document)).as_ref(), Some(document));
            assert_eq!(record_id(&write_record(document)).as_ref(), Some(&document.id));
        }
    }

    #[test]
    fn the_form_is_stable() {
        let expected = [
            1, // version
            5, b'a', b'.', b't', b'x', b't', // id
            1, 1, b'T', // title
            1, 4, b'2', b'0', b'1', b'7', // date
            0,    // no source
            6, b'K', b'O', b'I', b'8', b'-', b'R', // encoding
            2, 2, 1, b'g', 8, 1, b'f', // notes: kind, message
            3, b'H', 0xC3, 0xA9, // text
        ];
        assert_eq!(write_record(&document()), expected);
    }

    #[test]
    fn what_is_no_record_of_this_version_is_none() {
        let mut record = write_record(&document());
        assert!(read_record(&record[..record.len() - 1]).is_none());
        record[0] = 2;
        assert!(read_record(&record).is_none() && read_record(&[]).is_none());
    }
}
