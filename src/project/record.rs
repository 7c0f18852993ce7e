//! The source record: one document as it was read, before anything was looked for in it.

use serde::{Deserialize, Serialize};

use crate::text::{Aside, Document, Language, Mark, Note, NoteKind, Origins};

/// Version of the record's form, its first byte. Version 1 ends with the text.
const VERSION: u8 = 2;

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

/// What came with version 2, behind the text.
#[derive(Default, Serialize, Deserialize)]
struct More {
    url: Option<String>,
    author: Option<String>,
    origins: Origins,
    fields: Vec<(String, String)>,
    asides: Vec<Aside>,
    places: Vec<Mark>,
    left_out: u32,
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
    let more = More {
        url: document.url.clone(),
        author: document.author.clone(),
        origins: document.origins,
        fields: document.fields.clone(),
        asides: document.asides.clone(),
        places: document.places.clone(),
        left_out: document.left_out,
    };
    // Plain data into memory: the codec has nothing to refuse.
    postcard::to_extend(&fields, vec![VERSION]).and_then(|bytes| postcard::to_extend(&more, bytes)).unwrap_or_default()
}

/// The document of a record; `None` where the bytes are none, or of a later version.
pub fn read_record(bytes: &[u8]) -> Option<Document> {
    let (fields, more) = fields(bytes)?;
    let language = Language::detect(fields.text);
    Some(document(fields, more, language))
}

/// The same, where it is known in which language the text is.
pub fn read_record_in(bytes: &[u8], language: Language) -> Option<Document> {
    let (fields, more) = fields(bytes)?;
    Some(document(fields, more, language))
}

fn fields(bytes: &[u8]) -> Option<(Fields<'_>, More)> {
    let (&version, bytes) = bytes.split_first()?;
    let (fields, rest) = postcard::take_from_bytes::<Fields<'_>>(bytes).ok()?;
    let more = match version {
        1 if rest.is_empty() => More::default(),
        VERSION => postcard::from_bytes(rest).ok()?,
        _ => return None,
    };
    let fits = |aside: &Aside| fields.text.get(aside.span.range()).is_some();
    let asides = more.asides.iter().copied().filter(fits).collect();
    Some((fields, More { asides, ..more }))
}

fn document(fields: Fields<'_>, more: More, language: Language) -> Document {
    Document {
        id: fields.id.to_string(),
        text: fields.text.into(),
        title: fields.title.map(str::to_string),
        date: fields.date.map(str::to_string),
        source: fields.source.map(str::to_string),
        url: more.url,
        author: more.author,
        origins: more.origins,
        fields: more.fields,
        asides: more.asides,
        places: more.places,
        left_out: more.left_out,
        encoding: fields.encoding.to_string(),
        language,
        notes: fields.notes.into_iter().map(|(kind, message)| Note::new(kind, message)).collect(),
    }
}

/// The id in a record, without making the document.
pub fn record_id(bytes: &[u8]) -> Option<String> {
    let (&(1 | VERSION), bytes) = bytes.split_first()? else { return None };
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
            author: Some("A".into()),
            fields: vec![("k".into(), "v".into())],
            asides: vec![Aside { span: crate::text::Span::new(0, 1), kind: crate::text::AsideKind::Furniture }],
            places: vec![Mark { start: 0, label: "p. 1".into() }],
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
            2, // version
            5, b'a', b'.', b't', b'x', b't', // id
            1, 1, b'T', // title
            1, 4, b'2', b'0', b'1', b'7', // date
            0,    // no source
            6, b'K', b'O', b'I', b'8', b'-', b'R', // encoding
            2, 2, 1, b'g', 8, 1, b'f', // notes: kind, message
            3, b'H', 0xC3, 0xA9, // text
            0, 1, 1, b'A', // no address, author
            0, 0, 0, 0, // where title, source, address and author stand
            1, 1, b'k', 1, b'v', // fields of a table
            1, 0, 1, 2, // asides: start, end, kind
            1, 0, 4, b'p', b'.', b' ', b'1', // places: start, label
            0,    // words left out
        ];
        assert_eq!(write_record(&document()), expected);
        let mut first = expected[..35].to_vec();
        first[0] = 1;
        let known = read_record(&first).unwrap();
        assert_eq!((&*known.text, known.title.as_deref(), known.author), ("Hé", Some("T"), None));
    }

    #[test]
    fn what_is_no_record_of_this_version_is_none() {
        let mut record = write_record(&document());
        assert!(read_record(&record[..record.len() - 1]).is_none());
        record[0] = 3;
        assert!(read_record(&record).is_none() && read_record(&[]).is_none());
    }
}
