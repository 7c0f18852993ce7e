//! Analyses as bytes, to be kept and put together later: on another day, or on another machine that analysed another part of the documents.
//!
//! ```text
//! piece  = magic, form (u16), parts (u8), hash of the model of names (u64), length (u8) and name of the program's version, records
//! record = length of the key (u32), key, length of the contents (u32), checksum of the contents (u64), contents
//! ```
//!
//! Numbers are little-endian. Key and contents are [postcard](https://postcard.jamesmunns.com/wire-format.html): a [`DocumentKey`], and an
//! [`Analysis`] or the reason why there is none. The contents change with the engine, so a piece is read by the version that wrote it and by
//! no other; the texts are in it.

use std::fmt;
use std::io::{self, Read};

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

use crate::analysis::{Analysis, Parts};
use crate::corpus::{Corpus, DocumentKey};
use crate::entities::model_hash;
use crate::formats::{MAX_BYTES, Skipped};

const MAGIC: &[u8; 8] = b"DOSSIER+";
/// The form of what is written, inside and outside: raise it whenever a type that an [`Analysis`] is made of changes.
const FORM: u16 = 1;
/// The version whose contents these are.
const BUILD: &str = env!("CARGO_PKG_VERSION");
/// Bytes of one record that are believed: an analysis is at most some thirty times its text.
const MAX_RECORD: u64 = (MAX_BYTES as u64) << 5;

/// What is kept of one document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Kept {
    /// Its findings.
    Analysis(Box<Analysis>),
    /// Why it could not be read.
    Skipped(Skipped),
}

impl Kept {
    /// The identity of the document; of what could not be read, its name and reason.
    pub fn key(&self) -> DocumentKey {
        match self {
            Kept::Analysis(analysis) => DocumentKey::of(&analysis.document),
            Kept::Skipped(skipped) => DocumentKey { id: skipped.id.clone(), text_hash: xxh3_64(skipped.reason.as_bytes()) },
        }
    }

    /// Puts it into a corpus.
    pub fn join(self, corpus: &mut Corpus) {
        match self {
            Kept::Analysis(analysis) => {
                corpus.add(*analysis);
            }
            Kept::Skipped(skipped) => corpus.skip(skipped),
        }
    }
}

/// The beginning of a piece that holds these analyses.
pub fn header(parts: Parts) -> Vec<u8> {
    let Parts { entities, duplicates, figures } = parts;
    let flags = u8::from(entities) | u8::from(duplicates) << 1 | u8::from(figures) << 2;
    let mut bytes = MAGIC.to_vec();
    bytes.extend(FORM.to_le_bytes());
    bytes.push(flags);
    bytes.extend(model_hash().to_le_bytes());
    bytes.push(BUILD.len() as u8); // a version has a dozen letters
    bytes.extend(BUILD.bytes());
    bytes
}

/// One record.
pub fn record(kept: &Kept) -> Vec<u8> {
    // Writing plain data into memory has no way to fail.
    let key = postcard::to_allocvec(&kept.key()).unwrap_or_default();
    let contents = postcard::to_allocvec(kept).unwrap_or_default();
    let mut bytes = Vec::with_capacity(key.len() + contents.len() + 16);
    bytes.extend((key.len() as u32).to_le_bytes());
    bytes.extend(key);
    bytes.extend((contents.len() as u32).to_le_bytes());
    bytes.extend(xxh3_64(&contents).to_le_bytes());
    bytes.extend(contents);
    bytes
}

/// Why a piece cannot be read.
#[derive(Debug)]
#[non_exhaustive]
pub enum Unreadable {
    /// It is something else.
    NoPiece,
    /// Another version of the program wrote it; the version as it is called there.
    OtherVersion(String),
    /// It ends too early, or bytes of it have changed.
    Damaged,
    /// It could not be fetched.
    Io(io::Error),
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Unreadable::NoPiece => write!(f, "holds no analyses"),
            Unreadable::OtherVersion(version) => {
                write!(f, "was written by version {version}, this is {BUILD}; analyse the documents again into an empty folder")
            }
            Unreadable::Damaged => write!(f, "is damaged; remove it and analyse its documents again"),
            Unreadable::Io(error) => write!(f, "{error}"),
        }
    }
}

impl std::error::Error for Unreadable {}

impl From<io::Error> for Unreadable {
    fn from(error: io::Error) -> Unreadable {
        match error.kind() {
            io::ErrorKind::UnexpectedEof => Unreadable::Damaged,
            _ => Unreadable::Io(error),
        }
    }
}

/// A piece that is read record by record.
#[derive(Debug)]
pub struct Piece<R> {
    from: R,
    /// The analyses that were asked for when it was written.
    pub parts: Parts,
}

impl<R: Read> Piece<R> {
    /// Begins to read a piece.
    ///
    /// # Errors
    /// When it is none, or one of another version.
    pub fn open(mut from: R) -> Result<Piece<R>, Unreadable> {
        let mut start = [0; 20];
        let length = MAGIC.len();
        from.read_exact(&mut start).map_err(|error| match error.kind() {
            io::ErrorKind::UnexpectedEof => Unreadable::NoPiece,
            _ => Unreadable::Io(error),
        })?;
        if start[..length] != *MAGIC {
            return Err(Unreadable::NoPiece);
        }
        let (form, flags) = (u16::from_le_bytes([start[length], start[length + 1]]), start[length + 2]);
        let model = u64::from_le_bytes(std::array::from_fn(|at| start[length + 3 + at]));
        let mut version = vec![0; usize::from(start[length + 11])];
        from.read_exact(&mut version)?;
        if form != FORM || model != model_hash() || version != BUILD.as_bytes() {
            return Err(Unreadable::OtherVersion(String::from_utf8_lossy(&version).into_owned()));
        }
        let parts = Parts { entities: flags & 1 != 0, duplicates: flags & 2 != 0, figures: flags & 4 != 0 };
        Ok(Piece { from, parts })
    }

    /// The next record; `None` at the end.
    ///
    /// # Errors
    /// When the piece is damaged there, or cannot be read further.
    pub fn next_record(&mut self) -> Result<Option<Kept>, Unreadable> {
        let Some(_) = self.key()? else { return Ok(None) };
        let (length, checksum) = self.about_contents()?;
        let contents = self.bytes(length)?;
        if xxh3_64(&contents) != checksum {
            return Err(Unreadable::Damaged);
        }
        postcard::from_bytes(&contents).map(Some).map_err(|_| Unreadable::Damaged)
    }

    /// The key of the next record, whose contents are passed over; `None` at the end.
    ///
    /// # Errors
    /// As for [`Piece::next_record`].
    pub fn next_key(&mut self) -> Result<Option<DocumentKey>, Unreadable> {
        let Some(key) = self.key()? else { return Ok(None) };
        let (length, _) = self.about_contents()?;
        let passed = io::copy(&mut self.from.by_ref().take(length), &mut io::sink())?;
        if passed < length { Err(Unreadable::Damaged) } else { Ok(Some(key)) }
    }

    fn key(&mut self) -> Result<Option<DocumentKey>, Unreadable> {
        let mut length = [0; 4];
        let mut got = 0;
        while got < length.len() {
            match self.from.read(&mut length[got..]) {
                Ok(0) if got == 0 => return Ok(None),
                Ok(0) => return Err(Unreadable::Damaged),
                Ok(more) => got += more,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error.into()),
            }
        }
        let key = self.bytes(u32::from_le_bytes(length).into())?;
        postcard::from_bytes(&key).map(Some).map_err(|_| Unreadable::Damaged)
    }

    /// Length and checksum of the contents.
    fn about_contents(&mut self) -> Result<(u64, u64), Unreadable> {
        let (mut length, mut checksum) = ([0; 4], [0; 8]);
        self.from.read_exact(&mut length)?;
        self.from.read_exact(&mut checksum)?;
        Ok((u32::from_le_bytes(length).into(), u64::from_le_bytes(checksum)))
    }

    /// So many bytes. A damaged length takes no more memory than there are bytes.
    fn bytes(&mut self, length: u64) -> Result<Vec<u8>, Unreadable> {
        if length > MAX_RECORD {
            return Err(Unreadable::Damaged);
        }
        let mut bytes = Vec::new();
        self.from.by_ref().take(length).read_to_end(&mut bytes)?;
        if (bytes.len() as u64) < length { Err(Unreadable::Damaged) } else { Ok(bytes) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Engine, analyze};
    use crate::text::Document;

    fn kept() -> Vec<Kept> {
        let engine = Engine::new(Parts::ALL);
        let of = |id: &str, text: &str| Kept::Analysis(Box::new(analyze(Document::from_text(id, text), &engine)));
        vec![
            of("a.txt", "President Hassan Rouhani paid $5 million. “It is done,” he said on Monday."),
            Kept::Skipped(Skipped { id: "b.png".into(), reason: "looks like a picture".into() }),
            of("c.txt", ""),
        ]
    }

    fn piece(all: &[Kept]) -> Vec<u8> {
        std::iter::once(header(Parts::ALL)).chain(all.iter().map(record)).flatten().collect()
    }

    #[test]
    fn what_is_kept_comes_back() {
        let bytes = piece(&kept());
        let mut read = Piece::open(&bytes[..]).unwrap();
        assert_eq!(read.parts, Parts::ALL);
        for expected in kept() {
            assert_eq!(read.next_record().unwrap(), Some(expected));
        }
        assert_eq!(read.next_record().unwrap(), None);
        let mut keys = Piece::open(&bytes[..]).unwrap();
        let first = keys.next_key().unwrap().unwrap();
        assert_eq!((first, keys.next_record().unwrap()), (kept()[0].key(), Some(kept()[1].clone())), "keys and records may be mixed");
    }

    #[test]
    fn what_is_cut_or_changed_is_damaged_and_never_another_analysis() {
        let (all, bytes) = (kept(), piece(&kept()));
        let read = |bytes: &[u8]| -> Result<Vec<Kept>, Unreadable> {
            let mut piece = Piece::open(bytes)?;
            std::iter::from_fn(|| piece.next_record().transpose()).collect()
        };
        let whole: Vec<usize> = (0..=all.len()).map(|count| piece(&all[..count]).len()).collect();
        for end in (0..bytes.len()).step_by(7) {
            assert!(read(&bytes[..end]).is_err() || whole.contains(&end), "cut at {end}");
        }
        for at in (header(Parts::ALL).len()..bytes.len()).step_by(13) {
            let mut changed = bytes.clone();
            changed[at] ^= 0x55;
            assert!(read(&changed).map_or(true, |read| read == all), "changed at {at}");
        }
    }

    #[test]
    fn other_files_and_other_versions_are_refused() {
        let refused = |bytes: &[u8]| Piece::open(bytes).err().map(|error| error.to_string()).unwrap_or_default();
        assert_eq!(refused(b"%PDF-1.7 and so on"), "holds no analyses");
        assert_eq!(refused(b""), "holds no analyses");
        let mut other = header(Parts::ALL);
        *other.last_mut().unwrap() = b'x';
        assert!(refused(&other).contains("written by version"));
        let mut taught = header(Parts::ALL);
        taught[MAGIC.len() + 3] ^= 1;
        assert!(refused(&taught).contains("written by version"), "another model finds other names");
    }
}
