//! Documents that are zip archives: of Word, PowerPoint, Excel and OpenOffice, and electronic books.

mod book;
mod opendocument;
mod passed_over;
pub(super) mod sheets;
mod slides;
mod word;

use super::archive::Package;
use super::xml::{Piece, local, pieces};
use super::{Decoded, Document, LoadError, Loaded, Note, NoteKind, document, one, sniff, tidy};

/// The kinds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Word,
    Slides,
    Sheets,
    OpenDocument,
    Book,
    /// Documents of Apple's programs, in a form of their own.
    Apple,
}

impl Kind {
    /// What the archive is, by the files in it; `None` for an archive of anything.
    pub(super) fn of(package: &mut Package<'_>) -> Option<Kind> {
        let names = package.names();
        let has = |name: &str| names.iter().any(|known| known == name);
        if has("mimetype") {
            let kind = package.text("mimetype").unwrap_or_default();
            let kind = kind.trim();
            if kind == "application/epub+zip" {
                return Some(Kind::Book);
            }
            if let Some(kind) = kind.strip_prefix("application/vnd.oasis.opendocument.") {
                return Some(if kind.starts_with("spreadsheet") { Kind::Sheets } else { Kind::OpenDocument });
            }
        }
        let found = [
            ("word/document.xml", Kind::Word),
            ("ppt/presentation.xml", Kind::Slides),
            ("xl/workbook.xml", Kind::Sheets),
            ("xl/workbook.bin", Kind::Sheets),
            ("META-INF/container.xml", Kind::Book),
            ("Index/Document.iwa", Kind::Apple),
        ];
        found.iter().find(|(name, _)| has(name)).map(|(_, kind)| *kind)
    }

    /// # Errors
    /// When the document cannot be read.
    pub(super) fn read(self, name: &str, bytes: &[u8], package: &mut Package<'_>) -> Result<Loaded, LoadError> {
        let read = match self {
            Kind::Word => word::read(name, package),
            Kind::Slides => slides::read(name, package),
            Kind::OpenDocument => opendocument::read(name, package),
            Kind::Book => book::read(name, package),
            Kind::Sheets if package.fits() => return sheets::read(name, bytes),
            Kind::Sheets => return Err(LoadError::TooLarge { size: u64::MAX, limit: super::MAX_BYTES as u64 }),
            Kind::Apple => {
                return Err(sniff::not_text("a document of Pages, Numbers or Keynote", "export it as Word, Excel or text and drop that"));
            }
        };
        read.map(one).ok_or_else(|| sniff::not_text("a damaged document", "open it in its program, save it anew and drop that"))
    }
}

/// What a document says of itself.
#[derive(Debug, Default)]
struct About {
    title: Option<String>,
    author: Option<String>,
    date: Option<String>,
}

impl About {
    /// Reads the properties of an office document: each element of these names that holds something, the first of each.
    fn of(xml: &str) -> About {
        let mut about = About::default();
        let (mut initial, mut name) = (None, String::new());
        for piece in pieces(xml) {
            match piece {
                Piece::Start(start, ..) => name = local(&start).to_string(),
                Piece::End(_) => name.clear(),
                Piece::Text(words) => {
                    let Some(words) = tidy(&words) else { continue };
                    let place = match name.as_str() {
                        "title" => &mut about.title,
                        "initial-creator" => &mut initial,
                        "creator" => &mut about.author,
                        "created" | "creation-date" => &mut about.date,
                        _ => continue,
                    };
                    place.get_or_insert(words);
                }
            }
        }
        about.author = initial.or(about.author);
        if about.author.as_deref() == Some("python-docx") {
            // The properties of the template with which this library comes: they say nothing of the document.
            return About::default();
        }
        about
    }

    /// A document of this text, with what is known about it.
    fn document(self, name: &str, text: String, kind: &str, notes: Vec<String>) -> Document {
        let mut read = document(name, Decoded { text, encoding: "UTF-8", notes: Vec::new() }, Some(kind));
        read.notes.extend(notes.into_iter().map(|note| Note::new(NoteKind::Format, note)));
        read.title = self.title;
        read.author = self.author;
        read.date = self.date;
        read
    }
}

/// A text that is written line by line.
#[derive(Debug, Default)]
struct Lines {
    text: String,
}

impl Lines {
    fn push(&mut self, words: &str) {
        self.text.push_str(words);
    }

    /// Ends a line, unless it is empty.
    fn end_line(&mut self) {
        let end = self.text.trim_end_matches([' ', '\t']).len();
        self.text.truncate(end);
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }

    /// Ends a cell of a row.
    fn end_cell(&mut self) {
        let end = self.text.trim_end().len();
        self.text.truncate(end);
        self.text.push('\t');
    }

    fn finish(mut self) -> String {
        self.end_line();
        self.text.truncate(self.text.trim_end().len());
        self.text.drain(..self.text.len() - self.text.trim_start().len());
        self.text
    }
}
