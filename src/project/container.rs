//! The outside of a project file: what it is, who wrote it, and whether it is whole.

use std::fmt;

use sha2::{Digest, Sha256};

/// The first bytes of every project file.
const MAGIC: &[u8; 8] = b"DOSSIER\n";
/// The form that is written, and the newest that is read. Forms differ in how the contents hold the decisions.
const VERSION: u16 = 2;
/// The oldest form that is read.
const OLDEST: u16 = 1;
const COMPRESSED: u8 = 1;
const ENCRYPTED: u8 = 2;
/// Length of the checksum, in bytes.
const CHECKSUM: usize = 32;
/// The most bytes of contents that are accepted: more would not fit into a page's memory.
const MAX_CONTENTS: u64 = 1 << 30;
/// Most rounds by which a key is made from a passphrase: more would keep the page busy for minutes.
const MAX_ROUNDS: u32 = 10_000_000;

/// How the key is made from the passphrase (PBKDF2 with HMAC-SHA-256), and what it is used with (AES-256-GCM).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    /// Rounds of PBKDF2.
    pub rounds: u32,
    /// Salt of PBKDF2.
    pub salt: [u8; 16],
    /// Initial value of AES-GCM.
    pub nonce: [u8; 12],
}

/// The header before the payload.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    /// The program that wrote the file.
    pub program: String,
    /// Whether the contents are compressed (gzip).
    pub compressed: bool,
    /// Length of the contents before they were compressed, in bytes.
    pub contents: u64,
    /// How they are encrypted, if they are.
    pub key: Option<Key>,
}

/// A project file that is whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File<'b> {
    /// Its form.
    pub form: u16,
    /// Its header.
    pub header: Header,
    /// The bytes of the header that AES-GCM authenticates together with the payload.
    pub authenticated: &'b [u8],
    /// The contents, compressed and encrypted as the header says.
    pub payload: &'b [u8],
}

/// Why a file is not opened, with what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It does not begin like one.
    NotAProject,
    /// Its form is newer than this program reads; with that form and the program that wrote it.
    Newer(u16, String),
    /// Its end is missing: the bytes present, and the bytes expected at least.
    Truncated(u64, u64),
    /// There are bytes after its end.
    Longer(u64),
    /// Its checksum is not that of its bytes.
    Damaged,
    /// The passphrase is not the one that it was saved with.
    WrongPassphrase,
    /// It is whole, but its contents are not understood; with the program that wrote it.
    Contents(String),
    /// The browser does not decrypt on this page.
    NoDecrypting,
    /// The browser does not know how to decompress.
    NoUnpacking,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Refusal::NotAProject => write!(
                f,
                "This is not a project file of Dossier. Choose a file that was saved with “Project file”; documents are dropped onto the page."
            ),
            Refusal::Newer(version, program) => write!(
                f,
                "This project file was written by a newer Dossier ({program}, form {version}; this one reads form {VERSION}). Reload the page to get the newest version, then open it again."
            ),
            Refusal::Truncated(is, should) => {
                write!(
                    f,
                    "This project file is cut off: {is} of {should} bytes are there. Copy or download it again, or open an older copy."
                )
            }
            Refusal::NoDecrypting => write!(
                f,
                "This browser does not decrypt here: that needs a page that came over https. Open the page over https, then open the file there."
            ),
            Refusal::NoUnpacking => {
                write!(f, "This browser cannot unpack project files. A current Firefox, Chrome, Edge or Safari can.")
            }
            Refusal::Longer(more) => {
                write!(
                    f,
                    "This project file has {more} bytes after its end: something was added to it. Open the original or an older copy."
                )
            }
            Refusal::Damaged => {
                write!(f, "This project file was changed after it was saved: its checksum is wrong. Open the original or an older copy.")
            }
            Refusal::WrongPassphrase => {
                write!(
                    f,
                    "This is not the passphrase that the project file was saved with. Check capitals and the keyboard’s layout, and try again. If it is right, the file was edited: open the original."
                )
            }
            Refusal::Contents(program) => write!(
                f,
                "This project file is whole, but holds something that this version does not know (it was written by {program}). Reload the page to get the newest version, then open it again."
            ),
        }
    }
}

impl Header {
    /// The bytes of the header for a payload of this length.
    pub fn bytes(&self, payload: u64) -> Vec<u8> {
        let program = &self.program.as_bytes()[..self.program.len().min(255)];
        let flags = if self.compressed { COMPRESSED } else { 0 } | if self.key.is_some() { ENCRYPTED } else { 0 };
        let mut bytes = MAGIC.to_vec();
        bytes.extend(VERSION.to_le_bytes());
        bytes.push(program.len() as u8);
        bytes.extend(program);
        bytes.push(flags);
        bytes.extend(self.contents.to_le_bytes());
        bytes.extend(payload.to_le_bytes());
        if let Some(Key { rounds, salt, nonce }) = &self.key {
            bytes.extend(rounds.to_le_bytes());
            bytes.extend(salt);
            bytes.extend(nonce);
        }
        bytes
    }
}

/// The part of a project file that precedes the payload: the header bytes and the checksum of header and payload. The caller appends the payload.
pub fn join(header: &[u8], payload: &[u8]) -> Vec<u8> {
    let mut head = header.to_vec();
    head.extend(checksum(header, payload));
    head
}

fn checksum(header: &[u8], payload: &[u8]) -> [u8; CHECKSUM] {
    Sha256::new().chain_update(header).chain_update(payload).finalize().into()
}

/// Reads the header of a project file and verifies its length and checksum; the payload is neither decrypted nor decompressed.
///
/// # Errors
/// If it is not a project file, is truncated, extended or damaged, or has a newer form.
pub fn open(bytes: &[u8]) -> Result<File<'_>, Refusal> {
    let mut rest = bytes.strip_prefix(MAGIC).ok_or(Refusal::NotAProject)?;
    let here = bytes.len() as u64;
    // The minimum length becomes known only as the fields are read.
    let cut = |rest: &[u8], need: usize| Refusal::Truncated(here, here - rest.len() as u64 + need as u64);
    let mut take = |need: usize| -> Result<&[u8], Refusal> {
        let (taken, left) = rest.split_at_checked(need).ok_or_else(|| cut(rest, need))?;
        rest = left;
        Ok(taken)
    };
    let form = u16::from_le_bytes(array(take(2)?));
    let length = take(1)?[0];
    let program = String::from_utf8_lossy(take(usize::from(length))?).into_owned();
    if !(OLDEST..=VERSION).contains(&form) {
        return Err(if form > VERSION { Refusal::Newer(form, program) } else { Refusal::Damaged });
    }
    let flags = take(1)?[0];
    let contents = u64::from_le_bytes(array(take(8)?));
    let payload = u64::from_le_bytes(array(take(8)?));
    let key = match flags & ENCRYPTED {
        0 => None,
        _ => Some(Key { rounds: u32::from_le_bytes(array(take(4)?)), salt: array(take(16)?), nonce: array(take(12)?) }),
    };
    let authenticated = &bytes[..bytes.len() - rest.len()];
    let is_sound = flags & !(COMPRESSED | ENCRYPTED) == 0
        && contents <= MAX_CONTENTS
        && payload <= MAX_CONTENTS
        && key.as_ref().is_none_or(|key| (1..=MAX_ROUNDS).contains(&key.rounds));
    if !is_sound {
        return Err(Refusal::Damaged);
    }
    let (sum, payload) = match rest.split_at_checked(CHECKSUM) {
        Some((sum, found)) if found.len() as u64 == payload => (sum, found),
        Some((_, found)) if found.len() as u64 > payload => return Err(Refusal::Longer(found.len() as u64 - payload)),
        _ => return Err(Refusal::Truncated(here, authenticated.len() as u64 + CHECKSUM as u64 + payload)),
    };
    if checksum(authenticated, payload) != sum {
        return Err(Refusal::Damaged);
    }
    let header = Header { program, compressed: flags & COMPRESSED != 0, contents, key };
    Ok(File { form, header, authenticated, payload })
}

/// The bytes of a slice as an array. Panics unless the slice has exactly `N` bytes, as slices from `take(N)` do.
fn array<const N: usize>(bytes: &[u8]) -> [u8; N] {
    let mut array = [0; N];
    array.copy_from_slice(bytes);
    array
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header(key: Option<Key>) -> Header {
        Header { program: "Dossier 0.1.0".into(), compressed: true, contents: 9, key }
    }

    fn key() -> Key {
        Key { rounds: 600_000, salt: [7; 16], nonce: [8; 12] }
    }

    fn file(key: Option<Key>) -> Vec<u8> {
        let bytes = header(key).bytes(7);
        [join(&bytes, b"payload"), b"payload".to_vec()].concat()
    }

    #[test]
    fn a_file_says_what_it_was_told() {
        for key in [None, Some(key())] {
            let bytes = file(key.clone());
            let file = open(&bytes).unwrap();
            assert_eq!((file.form, file.header, file.payload), (VERSION, header(key.clone()), &b"payload"[..]));
            assert_eq!(file.authenticated, header(key).bytes(7));
        }
    }

    #[test]
    fn the_form_is_stable() {
        let mut expected = b"DOSSIER\n\x02\x00\x0dDossier 0.1.0\x03\x09\0\0\0\0\0\0\0\x07\0\0\0\0\0\0\0\xc0\x27\x09\x00".to_vec();
        expected.extend([7; 16]);
        expected.extend([8; 12]);
        assert_eq!(header(Some(key())).bytes(7), expected);
        let sum: String = file(None)[41..45].iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(sum, hex_of_sha256_start(&[header(None).bytes(7), b"payload".to_vec()].concat()));
    }

    /// The checksum once more, of one piece.
    fn hex_of_sha256_start(bytes: &[u8]) -> String {
        Sha256::digest(bytes)[..4].iter().map(|byte| format!("{byte:02x}")).collect()
    }

    #[test]
    fn the_checksum_is_sha_256() {
        let sum: String = checksum(b"a", b"bc")[..4].iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(sum, "ba7816bf", "the example of FIPS 180-4");
    }

    #[test]
    fn another_file_is_no_project() {
        assert_eq!(open(b"%PDF-1.7"), Err(Refusal::NotAProject));
        assert_eq!(open(b""), Err(Refusal::NotAProject));
    }

    #[test]
    fn a_cut_file_says_how_much_is_missing() {
        for key in [None, Some(key())] {
            let whole = file(key);
            for end in MAGIC.len()..whole.len() {
                let Err(Refusal::Truncated(is, should)) = open(&whole[..end]) else { panic!("{end} bytes are taken for a whole file") };
                assert!(is == end as u64 && should > is && should <= whole.len() as u64, "{is} of {should}");
            }
            assert_eq!(open(&whole[..whole.len() - 1]), Err(Refusal::Truncated(whole.len() as u64 - 1, whole.len() as u64)));
        }
    }

    #[test]
    fn a_byte_that_was_changed_by_hand_is_seen_wherever_it_is() {
        for key in [None, Some(key())] {
            let whole = file(key);
            for at in 0..whole.len() {
                let mut changed = whole.clone();
                changed[at] ^= 1;
                assert!(open(&changed).is_err(), "byte {at}");
            }
            let longer = [whole.clone(), vec![0; 3]].concat();
            assert_eq!(open(&longer), Err(Refusal::Longer(3)));
        }
    }

    #[test]
    fn a_newer_file_names_its_program() {
        let mut newer = file(None);
        newer[8] = 3;
        assert_eq!(open(&newer), Err(Refusal::Newer(3, "Dossier 0.1.0".into())));
        assert!(open(&newer).unwrap_err().to_string().contains("newer Dossier (Dossier 0.1.0"));
    }

    #[test]
    fn a_file_of_an_earlier_form_is_opened() {
        let mut head = header(None).bytes(7);
        for (form, is_read) in [(1, true), (0, false)] {
            head[8] = form;
            let bytes = [join(&head, b"payload"), b"payload".to_vec()].concat();
            assert_eq!(open(&bytes).map(|file| file.form), if is_read { Ok(1) } else { Err(Refusal::Damaged) });
        }
    }

    #[test]
    fn numbers_that_would_keep_the_page_busy_are_refused() {
        let bytes = header(Some(Key { rounds: u32::MAX, ..key() })).bytes(7);
        assert_eq!(open(&[join(&bytes, b"payload"), b"payload".to_vec()].concat()), Err(Refusal::Damaged));
    }
}
