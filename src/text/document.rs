//! One text as it was given, and what was noticed while reading it.

use std::borrow::Cow;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::lookalikes::unmixed;
use super::{Language, Span};

/// One document. Its text is what the decoder made of the bytes and is never altered afterwards.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// The path below the folder that was given, or the id of a table's row. Unique in a corpus.
    pub id: String,
    /// The decoded text. Shared, because the page, the corpus and the report all hold it.
    pub text: Arc<str>,
    /// A title where the format has one (a table's column, an HTML `<title>`), or `None`.
    pub title: Option<String>,
    /// The date that the file's metadata gives, as EDTF, or `None`.
    pub date: Option<String>,
    /// The outlet that published it, as far as the file says, or `None`.
    pub source: Option<String>,
    /// The address where it was published, or `None`.
    pub url: Option<String>,
    /// Who wrote it, or `None`.
    pub author: Option<String>,
    /// Where title, source, address and author stand.
    pub origins: Origins,
    /// Other fields of its row in a table: the name of the column, and what stands there.
    pub fields: Vec<(String, String)>,
    /// Stretches of the text that are not its own, by their start and without overlaps.
    pub asides: Vec<Aside>,
    /// Where the text stands in the file that it was taken from, where that has pages, times or slides. By their start.
    pub places: Vec<Mark>,
    /// Words of its file that are not in the text: menus and notices, heads and feet of pages. A note says which.
    pub left_out: u32,
    /// How the bytes were decoded: a label of the WHATWG Encoding Standard such as `UTF-8`, or [`super::decode::TWICE`]. Empty where a text came
    /// without bytes.
    pub encoding: String,
    /// The language that the text is in.
    pub language: Language,
    /// What a reader of the results should know about this text.
    pub notes: Vec<Note>,
}

impl Document {
    /// A document from text that needs no decoding.
    pub fn from_text(id: impl Into<String>, text: impl Into<Arc<str>>) -> Document {
        let text = text.into();
        let language = Language::detect(&text);
        let notes = observations(&text, language);
        Document {
            id: id.into(),
            text,
            title: None,
            date: None,
            source: None,
            url: None,
            author: None,
            origins: Origins::default(),
            fields: Vec::new(),
            asides: Vec::new(),
            places: Vec::new(),
            left_out: 0,
            encoding: "UTF-8".into(),
            language,
            notes,
        }
    }

    /// The page, time or slide on which a byte of the text stands.
    pub fn place(&self, byte: usize) -> Option<&str> {
        let behind = self.places.partition_point(|mark| mark.start as usize <= byte);
        Some(&self.places[behind.checked_sub(1)?].label)
    }

    /// The text with spaces in place of all asides of which `left_out` is true, so that everything else stays where it is.
    pub fn without(&self, left_out: fn(AsideKind) -> bool) -> Cow<'_, str> {
        let mut text = Cow::Borrowed(&*self.text);
        for aside in self.asides.iter().filter(|aside| left_out(aside.kind)) {
            let Some(words) = self.text.get(aside.span.range()) else { continue };
            // The lines of a mail stay lines. What stands between two pages may stand in the middle of a sentence.
            let keeps_lines = aside.kind == AsideKind::Quoted;
            let blank = words.bytes().map(|byte| if keeps_lines && byte == b'\n' { '\n' } else { ' ' }).collect::<String>();
            text.to_mut().replace_range(aside.span.range(), &blank);
        }
        text
    }

    /// Hash of the text, equal on every platform: two documents with the same text share it.
    pub fn text_hash(&self) -> u64 {
        xxhash_rust::xxh3::xxh3_64(self.text.as_bytes())
    }
}

/// Where something that is known about a document stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Origin {
    /// In the metadata of its file, or in its row of a table.
    #[default]
    #[serde(rename = "metadata")]
    Metadata,
    /// In the first line of its text.
    #[serde(rename = "first line")]
    FirstLine,
    /// In its address.
    #[serde(rename = "address")]
    Address,
    /// In the name of its file.
    #[serde(rename = "file name")]
    FileName,
    /// A person said so.
    #[serde(rename = "by you")]
    ByYou,
}

/// Where each of these stands. Says nothing about what is not known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Origins {
    /// The title.
    pub title: Origin,
    /// The outlet.
    pub source: Origin,
    /// The address.
    pub url: Origin,
    /// The author.
    pub author: Origin,
}

/// From where on a text stands at one place of the file that it was taken from.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Mark {
    /// The first byte.
    pub start: u32,
    /// The place, for people: "p. 12", "00:12:31", "slide 3".
    pub label: String,
}

/// A stretch of a text that is not its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Aside {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: AsideKind,
}

/// The kinds of [`Aside`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum AsideKind {
    /// An earlier mail, quoted in an answer.
    Quoted,
    /// The address of the document.
    Address,
    /// What is printed on every page: heads, feet, page numbers.
    Furniture,
}

/// Something a reader of the results should know. Never an error: the document was read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Note {
    /// The kind of remark, for programs.
    pub kind: NoteKind,
    /// The remark, for people: one sentence.
    pub message: String,
}

/// The kinds of [`Note`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NoteKind {
    /// No text, or white space only.
    Empty,
    /// Bytes that the encoding has no letter for were replaced by U+FFFD.
    Replaced,
    /// The encoding was guessed from the bytes.
    Guessed,
    /// UTF-8 that was decoded as something else and encoded again ("â€™").
    DoubleEncoded,
    /// Zero-width or direction-changing characters stand inside words.
    Hidden,
    /// Characters that no text should have.
    Control,
    /// Not English: only what holds for every language was analysed.
    Language,
    /// A cap that keeps the work linear was reached.
    Limit,
    /// Something about the file's format.
    Format,
}

impl Note {
    /// A note from its parts.
    pub fn new(kind: NoteKind, message: impl Into<String>) -> Note {
        Note { kind, message: message.into() }
    }
}

/// Notes on what the text itself shows, however it was decoded.
pub fn observations(text: &str, language: Language) -> Vec<Note> {
    let mut notes = Vec::new();
    if text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}').is_empty() {
        notes.push(Note::new(NoteKind::Empty, "The document holds no text."));
        return notes;
    }
    // "’" read as Windows-1252 and "é" read as Latin-1: one alone may be meant, two are no accident.
    let double = text.matches("â€").count() + text.matches("Ã©").count() + text.matches("Ã¨").count();
    if double >= 2 {
        notes.push(Note::new(
            NoteKind::DoubleEncoded,
            "The text looks as if it had been encoded twice (“â€™” for an apostrophe): names and quotations may be missed.",
        ));
    }
    let hidden = text.chars().filter(|&c| is_hidden(c)).count();
    if hidden > 0 {
        notes.push(Note::new(
            NoteKind::Hidden,
            format!("The text holds {hidden} invisible character{} that can disguise a name.", plural(hidden)),
        ));
    }
    notes.extend(disguised(text));
    let control = text.chars().filter(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{c}')).count();
    if control > 0 {
        notes.push(Note::new(NoteKind::Control, format!("The text holds {control} control character{}.", plural(control))));
    }
    if !language.is_english() {
        notes.push(Note::new(
            NoteKind::Language,
            format!(
                "The text seems to be {}: copied passages and figures in digits are shown; names and worded figures are read in English only.",
                language.name()
            ),
        ));
    }
    notes
}

/// The note on words that mix look-alike letters of two scripts.
fn disguised(text: &str) -> Option<Note> {
    let mut mixed = text.split(|c: char| !c.is_alphanumeric()).filter(|word| unmixed(word).is_some());
    let first: String = mixed.next()?.chars().take(40).collect();
    let count = 1 + mixed.count();
    let message =
        format!("{count} word{} in letters of two scripts that look alike, such as “{first}”: a disguise, or a slip.", plural(count));
    Some(Note::new(NoteKind::Hidden, message))
}

/// Zero-width characters and direction controls. Joiners are left out: emoji and Indic scripts need them.
pub fn is_hidden(c: char) -> bool {
    matches!(c, '\u{200b}' | '\u{2060}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn plural(n: usize) -> &'static str {
    if n == 1 { "" } else { "s" }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<NoteKind> {
        Document::from_text("a.txt", text).notes.into_iter().map(|note| note.kind).collect()
    }

    #[test]
    fn what_is_left_out_leaves_everything_else_where_it_is() {
        let mut document = Document::from_text("a.txt", "Né 1.\n> Né 2.\nEnd.");
        document.asides.push(Aside { span: Span::new(7, 15), kind: AsideKind::Quoted });
        assert_eq!(document.without(|kind| kind == AsideKind::Quoted), "Né 1.\n        \nEnd.");
        assert_eq!(document.without(|kind| kind == AsideKind::Address), &*document.text);
    }

    #[test]
    fn blank_text_is_noted_and_nothing_else() {
        assert_eq!(kinds(" \n\u{feff}\t"), [NoteKind::Empty]);
    }

    #[test]
    fn disguised_names_are_noted() {
        assert_eq!(kinds("The name of the man is Pu\u{200b}tin and he is the president."), [NoteKind::Hidden]);
    }

    #[test]
    fn words_of_two_scripts_are_noted() {
        let notes = Document::from_text("a.txt", "The name of the man is \u{420}utin and he is the president, said \u{420}utin.").notes;
        assert_eq!(notes[0].kind, NoteKind::Hidden);
        assert!(notes[0].message.starts_with("2 words in letters of two scripts"), "{}", notes[0].message);
    }

    #[test]
    fn double_encoding_is_noted() {
        assert_eq!(kinds("It is the presidentâ€™s visit to the city and the regionâ€™s hope."), [NoteKind::DoubleEncoded]);
    }
}
