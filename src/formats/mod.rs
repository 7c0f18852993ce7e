//! Bytes of a known kind → documents. The only room that can fail: what a person gave may not be text at all.

mod address;
#[cfg(feature = "readers")]
mod archive;
mod feed;
mod given;
mod html;
mod json;
#[cfg(feature = "readers")]
mod mail;
mod markdown;
#[cfg(feature = "readers")]
mod office;
mod packed;
mod page;
#[cfg(feature = "readers")]
mod pdf;
mod plain;
mod rtf;
mod sniff;
mod subtitles;
mod table;
mod webarchive;
mod xml;

pub use given::Given;
pub use packed::wants_readers;

use std::cell::Cell;
use std::fmt;
use std::rc::Rc;

use serde::{Deserialize, Serialize};

use crate::text::decode::{Decoded, decode, decode_again, decode_as};
use crate::text::{Document, Note, NoteKind};

/// Largest file that is read, in bytes. Everything is held in memory, several times over while it is analysed.
pub const MAX_BYTES: usize = 256 << 20;

/// The documents and notes read from one file.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Loaded {
    /// The documents: one, or one a row where the file is a table of texts.
    pub documents: Vec<Document>,
    /// Rows that could not be read, with the reason.
    pub skipped: Vec<Skipped>,
}

/// Between the name of a file and the number of what is one of many in it: a row, a mail, an entry.
const ROW: &str = " · ";

/// Something that was given and could not be read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Skipped {
    /// The file, or the row in it.
    pub id: String,
    /// Why, and what to do about it: one sentence.
    pub reason: String,
}

impl Skipped {
    /// Whether it is this file, or something in it: a row of it ("rows.csv · 3"), or what lies in an archive or a mail ("pile.zip/a.txt").
    pub fn is_of(&self, path: &str) -> bool {
        self.id.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with(ROW) || rest.starts_with('/'))
    }
}

/// Why a file is not text that can be analysed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum LoadError {
    /// The bytes are those of another kind of file.
    NotText {
        /// The kind that the bytes look like, with an article: "a PNG image".
        looks_like: String,
        /// The user's way out.
        advice: String,
    },
    /// More than can be read at once.
    TooLarge {
        /// Size in bytes.
        size: u64,
        /// The limit in bytes: [`MAX_BYTES`], or a lower one of whoever asks.
        limit: u64,
    },
    /// The encoding that was asked for does not exist.
    UnknownEncoding(String),
}

impl fmt::Display for LoadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            LoadError::NotText { looks_like, advice } => write!(f, "looks like {looks_like}, not text; {advice}"),
            LoadError::TooLarge { size, limit } => {
                write!(f, "{} MB is more than the {} MB that fit in memory; split the file", size >> 20, limit >> 20)
            }
            LoadError::UnknownEncoding(label) => write!(f, "no encoding is called {label:?}; expected a name such as windows-1251"),
        }
    }
}

impl std::error::Error for LoadError {}

/// The retry offered for a file that was not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Remedy {
    /// Read it as text all the same.
    Anyway,
    /// Read it once more: the reason may have gone.
    Again,
    /// Read as much of it as fits.
    Beginning,
}

impl LoadError {
    /// The retry offered for the file.
    pub fn remedy(&self) -> Option<Remedy> {
        match self {
            LoadError::NotText { .. } => Some(Remedy::Anyway),
            LoadError::TooLarge { .. } => Some(Remedy::Beginning),
            LoadError::UnknownEncoding(_) => None,
        }
    }
}

/// In place of an encoding: read all of a web page, or its main text only.
pub const WHOLE_PAGE: &str = "whole-page";
/// See [`WHOLE_PAGE`].
pub const MAIN_TEXT: &str = "main-text";

/// How a file is to be read. [`ReadOptions::AUTO`] looks at the name and the bytes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadOptions {
    /// Label of an encoding that the user chose, instead of the detected one; [`crate::text::decode::TWICE`] is one, too.
    pub encoding: Option<String>,
    /// Read as plain text even what does not look like text.
    pub force_text: bool,
    /// Read all of a web page, its menus and notices too, instead of its main text.
    pub whole_pages: bool,
    /// The bytes are only the beginning of a file of so many bytes, cut off somewhere: read it up to the end of a line or sentence.
    pub beginning_of: Option<u64>,
}

impl ReadOptions {
    /// Detect everything.
    pub const AUTO: ReadOptions = ReadOptions { encoding: None, force_text: false, whole_pages: false, beginning_of: None };
}

/// Reads one file. `name` is its path below what the person gave; the bytes choose the format where they show it, else the ending of the name.
///
/// # Errors
/// When the bytes are not text, or too many.
pub fn read(name: &str, bytes: &[u8], options: &ReadOptions) -> Result<Loaded, LoadError> {
    if bytes.len() > MAX_BYTES {
        return Err(LoadError::TooLarge { size: bytes.len() as u64, limit: MAX_BYTES as u64 });
    }
    let page = |whole_pages| ReadOptions { encoding: None, whole_pages, ..options.clone() };
    let options = &match options.encoding.as_deref() {
        Some(WHOLE_PAGE) => page(true),
        Some(MAIN_TEXT) => page(false),
        _ => options.clone(),
    };
    Inside::new(options).read(name, bytes)
}

/// Reads one line of JSON Lines (UTF-8) by itself, for files that are larger than memory: the `number`-th (from 1) of the file that is called
/// `name`. An empty line is nothing; what is no row is listed with the reason.
pub fn read_line(name: &str, number: usize, line: &[u8]) -> Loaded {
    json::line(name, number, &decode_as("utf-8", line).unwrap_or_else(|| decode(line)))
}

/// What a file is read with, and how much may still be unpacked from it: archives hold archives, and mails hold mails.
struct Inside<'o> {
    options: &'o ReadOptions,
    /// How deep what is read lies in what was given.
    #[cfg_attr(not(feature = "readers"), allow(dead_code, reason = "the readers ask for it"))]
    depth: usize,
    /// Files and bytes that may still be unpacked.
    #[cfg_attr(not(feature = "readers"), allow(dead_code, reason = "the readers ask for it"))]
    left: Rc<Cell<(usize, usize)>>,
}

/// How deep archives and mails in one another are read.
#[cfg(feature = "readers")]
const MAX_DEPTH: usize = 4;
/// How many files and how many bytes are unpacked from one that was given.
const MAX_INSIDE: (usize, usize) = (20_000, MAX_BYTES);

impl<'o> Inside<'o> {
    fn new(options: &'o ReadOptions) -> Inside<'o> {
        Inside { options, depth: 0, left: Rc::new(Cell::new(MAX_INSIDE)) }
    }

    /// For what lies in this file; `None` where it is too deep.
    #[cfg(feature = "readers")]
    fn deeper(&self) -> Option<Inside<'o>> {
        (self.depth < MAX_DEPTH).then(|| Inside { options: self.options, depth: self.depth + 1, left: Rc::clone(&self.left) })
    }

    /// How many bytes may still be unpacked, if another file may be.
    #[cfg(feature = "readers")]
    fn room(&self) -> Option<usize> {
        let (files, bytes) = self.left.get();
        (files > 0).then_some(bytes)
    }

    /// A file of so many bytes was unpacked.
    #[cfg(feature = "readers")]
    fn took(&self, size: usize) {
        let (files, bytes) = self.left.get();
        self.left.set((files.saturating_sub(1), bytes.saturating_sub(size)));
    }

    fn read(&self, name: &str, bytes: &[u8]) -> Result<Loaded, LoadError> {
        if !self.options.force_text {
            if let Some(read) = packed::Packed::of(name, bytes).and_then(|packed| packed.read(name, bytes, self)) {
                return read;
            }
            sniff::reject_binary(bytes)?;
        }
        let bytes = if self.options.beginning_of.is_some() { whole_characters(bytes) } else { bytes };
        let decoded = self.decode(name, bytes)?;
        let decoded = match self.options.beginning_of {
            Some(size) => beginning(decoded, bytes.len(), size),
            None => decoded,
        };
        // What is text at all events is what its name says.
        let format = if self.options.force_text { Format::of_name(name) } else { Format::of(name, &decoded.text) };
        Ok(self.text(name, format, decoded))
    }

    /// The text of a file in the encoding that was asked for, that it declares, or that it seems to be in.
    fn decode(&self, name: &str, bytes: &[u8]) -> Result<Decoded, LoadError> {
        if let Some(label) = &self.options.encoding {
            return decode_as(label, bytes).ok_or_else(|| LoadError::UnknownEncoding(label.clone()));
        }
        let declared = if self.options.force_text { None } else { sniff::declared_encoding(name, bytes) };
        Ok(declared.and_then(|label| decode_as(label, bytes)).unwrap_or_else(|| decode(bytes)))
    }

    /// A file that is a page, whatever it is called.
    fn page(&self, name: &str, bytes: &[u8]) -> Result<Loaded, LoadError> {
        let decoded = self.decode(&format!("{name}.html"), bytes)?;
        Ok(self.text(name, Format::Html, decoded))
    }

    fn text(&self, name: &str, format: Format, decoded: Decoded) -> Loaded {
        match format {
            Format::Plain => one(plain::read(name, decoded)),
            Format::Markdown => one(document(name, Decoded { text: markdown::text(&decoded.text), ..decoded }, Some("Markdown"))),
            Format::Html => one(page::read(name, decoded, self.options.whole_pages)),
            Format::Table(delimiter) => table::separated(name, decoded, delimiter),
            Format::Json => json::read(name, decoded),
            Format::Subtitles => one(subtitles::read(name, decoded)),
            Format::Feed => feed::read(name, decoded),
            Format::Xml => one(xml::document(name, decoded)),
            Format::Rtf => one(rtf::read(name, decoded)),
        }
    }
}

/// The same document with its bytes read in another encoding, as far as its text tells them: see [`decode_again`]. `None` also for what was
/// converted from markup.
pub fn read_again(document: &Document, encoding: &str) -> Option<Document> {
    if document.notes.iter().any(|note| note.kind == NoteKind::Format) {
        return None;
    }
    let again = |text: &str| decode_again(text, &document.encoding, encoding);
    let field = |field: &Option<String>| match field {
        Some(text) => again(text).map(|decoded| Some(decoded.text)),
        None => Some(None),
    };
    let limits = document.notes.iter().filter(|note| note.kind == NoteKind::Limit).cloned();
    if !document.asides.is_empty() {
        return None;
    }
    let mut read = self::document(&document.id, again(&document.text)?, None);
    read.notes.splice(0..0, limits);
    (read.title, read.source, read.date) = (field(&document.title)?, field(&document.source)?, document.date.clone());
    for (name, value) in &document.fields {
        read.fields.push((name.clone(), again(value)?.text));
    }
    (read.url, read.author, read.origins) = (document.url.clone(), field(&document.author)?, document.origins);
    Some(read)
}

/// How else than it was a page can be read, in place of an encoding: [`WHOLE_PAGE`] or [`MAIN_TEXT`]; `None` for what is no page, or has no main text.
pub fn page_otherwise(document: &Document) -> Option<&'static str> {
    page::otherwise(document)
}

/// UTF-8 without the piece of a character at its end: for that it would be taken for another encoding.
fn whole_characters(bytes: &[u8]) -> &[u8] {
    match std::str::from_utf8(bytes) {
        Err(error) if error.error_len().is_none() => &bytes[..error.valid_up_to()],
        _ => bytes,
    }
}

/// The decoded beginning of a file.
fn beginning(decoded: Decoded, read: usize, size: u64) -> Decoded {
    let mut whole = decoded.whole();
    let (read, size) = (read >> 20, size >> 20);
    whole.notes.push(Note::new(NoteKind::Limit, format!("Only the first {read} MB of this file of {size} MB were read.")));
    whole
}

/// The formats of text.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Format {
    Plain,
    Markdown,
    Html,
    /// A table, and the delimiter that its ending speaks for.
    Table(u8),
    Json,
    Subtitles,
    Feed,
    Xml,
    Rtf,
}

impl Format {
    /// By what the text shows of itself, else by the ending of the name.
    fn of(name: &str, text: &str) -> Format {
        let ending = name.rsplit_once('.').map_or(String::new(), |(_, ending)| ending.to_ascii_lowercase());
        sniff::format(&ending, text).unwrap_or_else(|| Format::of_name(name))
    }

    fn of_name(name: &str) -> Format {
        let ending = name.rsplit_once('.').map_or(String::new(), |(_, ending)| ending.to_ascii_lowercase());
        match ending.as_str() {
            "md" | "markdown" => Format::Markdown,
            "html" | "htm" | "xhtml" => Format::Html,
            "csv" => Format::Table(b','),
            "tsv" | "tab" => Format::Table(b'\t'),
            "psv" => Format::Table(b'|'),
            "jsonl" | "ndjson" | "json" => Format::Json,
            "srt" | "vtt" | "sbv" => Format::Subtitles,
            _ => Format::Plain,
        }
    }
}

fn one(document: Document) -> Loaded {
    Loaded { documents: vec![document], skipped: Vec::new() }
}

/// A document from decoded text; `converted_from` names the markup that was taken out.
fn document(id: &str, decoded: Decoded, converted_from: Option<&str>) -> Document {
    let mut read = Document::from_text(id, decoded.text);
    let mut notes = decoded.notes;
    if let Some(format) = converted_from {
        notes.push(Note::new(NoteKind::Format, format!("Read as {format}: positions count in the text without its markup.")));
    }
    notes.append(&mut read.notes);
    Document { encoding: decoded.encoding.to_string(), notes, ..read }
}

/// White space as single spaces; `None` if there is nothing else.
fn tidy(words: &str) -> Option<String> {
    let words: Vec<&str> = words.split_whitespace().collect();
    (!words.is_empty()).then(|| words.join(" "))
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
        let options = ReadOptions { encoding: Some("koi8-r".into()), ..ReadOptions::AUTO };
        assert_eq!(&*read("a.txt", b"\xe9\xd2\xc1\xce", &options).unwrap().documents[0].text, "Иран");
        let options = ReadOptions { encoding: Some("klingon".into()), ..ReadOptions::AUTO };
        assert!(matches!(read("a.txt", b"", &options), Err(LoadError::UnknownEncoding(_))));
    }

    #[test]
    fn a_document_without_its_file_is_read_again_where_its_text_tells_the_bytes() {
        let row = read("rows.csv", b"id,text,title\n1,\xe9\xd2\xc1\xce,\xe9\n", &options("windows-1252")).unwrap().documents.remove(0);
        let again = read_again(&row, "KOI8-R").unwrap();
        assert_eq!((&*again.text, again.title.as_deref(), again.id.as_str()), ("Иран", Some("И"), "rows.csv · 1"));
        assert_eq!(read_again(&again, "windows-1252"), Some(row));
        let page = read("a.html", b"<p>\xe9", &options("windows-1252")).unwrap().documents.remove(0);
        assert_eq!(read_again(&page, "KOI8-R"), None, "its letters may have been written as entities");
    }

    fn options(encoding: &str) -> ReadOptions {
        ReadOptions { encoding: Some(encoding.into()), ..ReadOptions::AUTO }
    }

    #[test]
    fn the_beginning_of_a_file_says_that_it_is_one() {
        let options = ReadOptions { beginning_of: Some(300 << 20), ..ReadOptions::AUTO };
        let bytes = [b"One line.\n".repeat(200_000).as_slice(), b"half a l\xc3"].concat();
        let document = read("a.txt", &bytes, &options).unwrap().documents.remove(0);
        assert!(document.text.ends_with("One line.\n"), "to the end of a line");
        assert_eq!(document.encoding, "UTF-8", "a character that was cut is no other encoding");
        let notes: Vec<&str> = document.notes.iter().map(|note| note.message.as_str()).collect();
        assert_eq!(notes, ["Only the first 1 MB of this file of 300 MB were read."]);
    }

    #[test]
    fn what_can_be_tried_follows_from_why() {
        let refused = |bytes: &[u8]| read("a.txt", bytes, &ReadOptions::AUTO).unwrap_err().remedy();
        assert_eq!(refused(b"GIF89a"), Some(Remedy::Anyway));
        assert_eq!(LoadError::TooLarge { size: 1, limit: 0 }.remedy(), Some(Remedy::Beginning));
        assert_eq!(read("a.txt", b"", &options("klingon")).unwrap_err().remedy(), None);
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
