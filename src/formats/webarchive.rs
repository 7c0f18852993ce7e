//! Web archives of Safari: a binary property list, in which the page lies.

use super::{Inside, LoadError, Loaded, sniff};
use crate::text::Origin;

/// What such a list begins with.
pub(super) const MAGIC: &[u8] = b"bplist00";

/// Reads the page of an archive.
///
/// # Errors
/// When there is none.
pub(super) fn read(name: &str, bytes: &[u8], inside: &Inside<'_>) -> Result<Loaded, LoadError> {
    let page = List::new(bytes).and_then(|list| list.page());
    let Some((html, url)) = page else {
        return Err(sniff::not_text("a property list", "export what it holds as text"));
    };
    let mut loaded = inside.page(name, html)?;
    if let Some(url) = url {
        for document in loaded.documents.iter_mut().filter(|document| document.url.is_none()) {
            super::address::give(document, url.clone(), Origin::Metadata);
        }
    }
    Ok(loaded)
}

struct List<'b> {
    bytes: &'b [u8],
    /// Bytes of an offset, and of a reference.
    offset_size: usize,
    reference_size: usize,
    /// Where the table of offsets begins, and the first object.
    table: usize,
    top: usize,
}

impl<'b> List<'b> {
    fn new(bytes: &'b [u8]) -> Option<List<'b>> {
        let trailer = bytes.len().checked_sub(32).and_then(|at| bytes.get(at..))?;
        let (offset_size, reference_size) = (usize::from(trailer[6]), usize::from(trailer[7]));
        let fits = (1..=8).contains(&offset_size) && (1..=8).contains(&reference_size);
        let (top, table) = (number(&trailer[16..24])?, number(&trailer[24..32])?);
        fits.then_some(List { bytes, offset_size, reference_size, table, top })
    }

    /// The main page and its address.
    fn page(&self) -> Option<(&'b [u8], Option<String>)> {
        let main = self.get(self.top, "WebMainResource")?;
        let (marker, data, length) = self.object(self.get(main, "WebResourceData")?)?;
        if marker != 4 {
            return None;
        }
        let url = self.get(main, "WebResourceURL").and_then(|at| self.string(at)).filter(|url| url.starts_with("http"));
        Some((self.bytes.get(data..data.checked_add(length)?)?, url))
    }

    /// The kind of an object, where its content begins, and its length.
    fn object(&self, index: usize) -> Option<(u8, usize, usize)> {
        let at = self.table.checked_add(index.checked_mul(self.offset_size)?)?;
        let at = number(self.bytes.get(at..at.checked_add(self.offset_size)?)?)?;
        let marker = *self.bytes.get(at)?;
        let short = usize::from(marker & 15);
        if short < 15 {
            return Some((marker >> 4, at + 1, short));
        }
        // The length is an integer object of its own.
        let size = 1_usize << (self.bytes.get(at + 1)? & 15).min(3);
        let length = number(self.bytes.get(at + 2..at + 2 + size)?)?;
        Some((marker >> 4, at + 2 + size, length))
    }

    /// The index of the value of a key in a dictionary.
    fn get(&self, dictionary: usize, wanted: &str) -> Option<usize> {
        let (13, at, length) = self.object(dictionary)? else { return None };
        let reference = |nth: usize| {
            let at = at.checked_add(nth.checked_mul(self.reference_size)?)?;
            number(self.bytes.get(at..at.checked_add(self.reference_size)?)?)
        };
        let nth = (0..length.min(1_000)).find(|&nth| reference(nth).and_then(|key| self.string(key)).is_some_and(|key| key == wanted))?;
        reference(length.checked_add(nth)?)
    }

    fn string(&self, index: usize) -> Option<String> {
        match self.object(index)? {
            (5, at, length) => Some(String::from_utf8_lossy(self.bytes.get(at..at.checked_add(length)?)?).into_owned()),
            (6, at, length) => {
                let bytes = self.bytes.get(at..at.checked_add(length.checked_mul(2)?)?)?;
                let units: Vec<u16> = bytes.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
                Some(String::from_utf16_lossy(&units))
            }
            _ => None,
        }
    }
}

/// A number of up to eight bytes, the greatest first.
fn number(bytes: &[u8]) -> Option<usize> {
    let value = bytes.iter().try_fold(0_u64, |value, &byte| value.checked_mul(256)?.checked_add(u64::from(byte)))?;
    usize::try_from(value).ok()
}

#[cfg(test)]
mod tests {
    use crate::formats::{ReadOptions, read};

    /// A list of objects, each with its bytes; the first is the top one.
    fn list(objects: &[Vec<u8>]) -> Vec<u8> {
        let mut bytes = b"bplist00".to_vec();
        let mut offsets = Vec::new();
        for object in objects {
            offsets.push(bytes.len() as u16);
            bytes.extend(object);
        }
        let table = bytes.len() as u64;
        bytes.extend(offsets.iter().flat_map(|offset| offset.to_be_bytes()));
        bytes.extend([0, 0, 0, 0, 0, 0, 2, 1]);
        for number in [objects.len() as u64, 0, table] {
            bytes.extend(number.to_be_bytes());
        }
        bytes
    }

    fn long(kind: u8, content: &[u8]) -> Vec<u8> {
        [&[kind << 4 | 15, 0x11][..], &(content.len() as u16).to_be_bytes(), content].concat()
    }

    fn archive() -> Vec<u8> {
        let html = b"<html><title>T</title><p>The board met.</p></html>";
        list(&[
            vec![0xd1, 1, 2],
            long(5, b"WebMainResource"),
            vec![0xd2, 3, 4, 5, 6],
            long(5, b"WebResourceData"),
            long(5, b"WebResourceURL"),
            long(4, html),
            long(5, b"https://post.example/a"),
        ])
    }

    #[test]
    fn the_page_in_an_archive_is_read() {
        let document = read("a.webarchive", &archive(), &ReadOptions::AUTO).unwrap().documents.remove(0);
        assert_eq!((&*document.text, document.url.as_deref()), ("The board met.", Some("https://post.example/a")));
    }

    #[test]
    fn broken_archives_are_refused() {
        let whole = archive();
        for length in 8..whole.len() {
            let _ = read("a.webarchive", &whole[..length], &ReadOptions::AUTO);
        }
        for at in 8..whole.len() {
            let mut broken = whole.clone();
            broken[at] ^= 0xff;
            let _ = read("a.webarchive", &broken, &ReadOptions::AUTO);
        }
        assert!(read("a.plist", b"bplist00 nothing", &ReadOptions::AUTO).is_err());
    }
}
