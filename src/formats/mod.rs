//! Bytes of a known kind → documents. The only room that can fail: what a person gave may not be text at all.

mod html;
mod markdown;
mod sniff;
mod table;

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::text::decode::{Decoded, decode, decode_as};
use crate::text::document::observations;
use crate::text::{Document, Language, Note, NoteKind};

/// Largest file that is read, in bytes. Everything is held in memory, several times over while it is analysed.
pub const MAX_BYTES: usize = 256 << 20;

/// What came out of one file.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Loaded {
    /// The documents: one, or one a row where the file is a table of texts.
    pub documents: Vec<Document>,
    /// Rows that could not be read, with the reason.
    pub skipped: Vec<Skipped>,
}

/// Something that was given and could not be read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Skipped {
    /// The file, or the row in it.
    pub id: String,
    /// Why, and what to do about it: one sentence.
    pub reason: String,
}

/// Why a file is not text that can be analysed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum LoadError {
    /// The bytes are those of another kind of file.
    NotText {
        /// What they look like, with an article: "a PNG image".
        looks_like: String,
        /// What the person can do.
        advice: String,
    },
    /// More than [`MAX_BYTES`].
    TooLarge {
        /// Size in bytes.
        size: usize,
    },
    /// The encoding that was asked for does not exist.
    UnknownEncoding(String),
}

impl fmt::Display for LoadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            LoadError::NotText { looks_like, advice } => write!(f, "looks like {looks_like}, not text; {advice}"),
            LoadError::TooLarge { size } => {
                write!(f, "{} MB is more than the {} MB that fit in memory; split the file", size >> 20, MAX_BYTES >> 20)
            }
            LoadError::UnknownEncoding(label) => write!(f, "no encoding is called {label:?}; expected a name such as windows-1251"),
        }
    }
}

impl std::error::Error for LoadError {}

/// How a file is to be read. [`ReadOptions::AUTO`] looks at the name and the bytes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadOptions {
    /// Label of an encoding that the user chose, instead of the detected one.
    pub encoding: Option<String>,
    /// Read as plain text even what does not look like text.
    pub force_text: bool,
}

impl ReadOptions {
    /// Detect everything.
    pub const AUTO: ReadOptions = ReadOptions { encoding: None, force_text: false };
}

/// Reads one file. `name` is its path below what the person gave; its ending chooses the format, everything else is decided by the bytes.
///
/// # Errors
/// When the bytes are not text, or too many.
pub fn read(name: &str, bytes: &[u8], options: &ReadOptions) -> Result<Loaded, LoadError> {
    if bytes.len() > MAX_BYTES {
        return Err(LoadError::TooLarge { size: bytes.len() });
    }
    if !options.force_text {
        sniff::reject_binary(bytes)?;
    }
    let format = Format::of(name);
    let decoded = match &options.encoding {
        Some(label) => decode_as(label, bytes).ok_or_else(|| LoadError::UnknownEncoding(label.clone()))?,
        None => match html::declared_encoding(bytes).filter(|_| format == Format::Html) {
            Some(label) => decode_as(label, bytes).unwrap_or_else(|| decode(bytes)),
            None => decode(bytes),
        },
    };
    Ok(match format {
        Format::Plain => one(document(name, decoded, None)),
        Format::Markdown => one(document(name, Decoded { text: markdown::text(&decoded.text), ..decoded }, Some("Markdown"))),
        Format::Html => {
            let page = html::text(&decoded.text);
            let mut read = document(name, Decoded { text: page.text, ..decoded }, Some("HTML"));
            read.title = page.title;
            one(read)
        }
        Format::Table(delimiter) => table::separated(name, decoded, delimiter),
        Format::JsonLines => table::json_lines(name, decoded),
    })
}

#[derive(Clone, Copy, PartialEq)]
enum Format {
    Plain,
    Markdown,
    Html,
    Table(u8),
    JsonLines,
}

impl Format {
    fn of(name: &str) -> Format {
        let ending = name.rsplit_once('.').map_or(String::new(), |(_, ending)| ending.to_ascii_lowercase());
        match ending.as_str() {
            "md" | "markdown" => Format::Markdown,
            "html" | "htm" | "xhtml" => Format::Html,
            "csv" => Format::Table(b','),
            "tsv" => Format::Table(b'\t'),
            "jsonl" | "ndjson" | "json" => Format::JsonLines,
            _ => Format::Plain,
        }
    }
}

fn one(document: Document) -> Loaded {
    Loaded { documents: vec![document], skipped: Vec::new() }
}

/// A document from decoded text; `converted_from` names the markup that was taken out.
fn document(id: &str, decoded: Decoded, converted_from: Option<&str>) -> Document {
    let language = Language::detect(&decoded.text);
    let mut notes = decoded.notes;
    if let Some(format) = converted_from {
        notes.push(Note::new(NoteKind::Format, format!("Read as {format}: positions count in the text without its markup.")));
    }
    notes.extend(observations(&decoded.text, language));
    Document {
        id: id.to_string(),
        text: decoded.text.into(),
        title: None,
        date: None,
        source: None,
        encoding: decoded.encoding.to_string(),
        language,
        notes,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text_of(name: &str, bytes: &[u8]) -> String {
        read(name, bytes, &ReadOptions::AUTO).unwrap().documents[0].text.to_string()
    }

    #[test]
    fn the_ending_chooses_the_format() {
        assert_eq!(text_of("a.txt", b"<b>x</b>"), "<b>x</b>");
        assert_eq!(text_of("a.HTML", b"<b>x</b>"), "x");
        assert_eq!(text_of("a.md", b"**x**"), "x");
        assert_eq!(text_of("README", b"**x**"), "**x**");
    }

    #[test]
    fn pictures_and_programs_are_named_and_refused() {
        let error = read("a.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", &ReadOptions::AUTO).unwrap_err();
        assert!(error.to_string().starts_with("looks like a PNG image, not text"), "{error}");
        let forced = ReadOptions { force_text: true, ..ReadOptions::AUTO };
        assert!(read("a.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", &forced).is_ok());
    }

    #[test]
    fn a_chosen_encoding_wins() {
        let options = ReadOptions { encoding: Some("koi8-r".into()), force_text: false };
        assert_eq!(&*read("a.txt", b"\xe9\xd2\xc1\xce", &options).unwrap().documents[0].text, "Иран");
        let options = ReadOptions { encoding: Some("klingon".into()), force_text: false };
        assert!(matches!(read("a.txt", b"", &options), Err(LoadError::UnknownEncoding(_))));
    }

    #[test]
    fn a_byte_order_mark_wins_over_what_a_page_declares() {
        assert_eq!(text_of("a.html", b"\xEF\xBB\xBF<meta charset=windows-1251><p>caf\xC3\xA9"), "café");
        assert_eq!(text_of("a.html", b"<meta charset=utf-16><p>caf\xC3\xA9"), "café");
        assert_eq!(text_of("a.html", b"<meta charset=windows-1251><p>\xC8\xF0\xE0\xED"), "Иран");
    }

    #[test]
    fn an_empty_file_is_a_document_with_a_note() {
        let loaded = read("a.txt", b"", &ReadOptions::AUTO).unwrap();
        assert_eq!(loaded.documents[0].notes[0].kind, NoteKind::Empty);
    }
}
