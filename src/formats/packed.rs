//! Files that hold others, or a text in a form of its own: which kind, and who reads it.
//!
//! Their readers are the feature `readers`. Without it, mails are read as the text that they are, and the rest is refused with advice.

use std::panic::{AssertUnwindSafe, catch_unwind};

use super::{Inside, LoadError, Loaded, sniff, webarchive};

/// The kinds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Packed {
    WebArchive,
    #[cfg(feature = "readers")]
    Pdf,
    /// A zip archive, or a document that is one.
    #[cfg(feature = "readers")]
    Zip,
    /// A workbook in the old form of Excel.
    #[cfg(feature = "readers")]
    OldWorkbook,
    #[cfg(feature = "readers")]
    Mail,
    /// Many mails in one file.
    #[cfg(feature = "readers")]
    Mailbox,
}

impl Packed {
    /// The kind of a file, by its bytes; where these may be any text's, by its name, too.
    pub(super) fn of(name: &str, bytes: &[u8]) -> Option<Packed> {
        if bytes.starts_with(webarchive::MAGIC) {
            return Some(Packed::WebArchive);
        }
        #[cfg(feature = "readers")]
        return with_readers(name, bytes);
        #[cfg(not(feature = "readers"))]
        {
            let _ = name;
            None
        }
    }

    /// # Errors
    /// When it cannot be read: what to do.
    pub(super) fn read(self, name: &str, bytes: &[u8], inside: &Inside<'_>) -> Result<Loaded, LoadError> {
        // Libraries stop the program at what they did not think of: that is to cost one file. Where nothing is unwound, as in the browser,
        // it costs the worker that reads it, which is replaced.
        let read = catch_unwind(AssertUnwindSafe(|| self.read_with(name, bytes, inside)));
        read.unwrap_or_else(|_| Err(sniff::not_text("a damaged file", "open it in its program, save it anew and drop that")))
    }

    fn read_with(self, name: &str, bytes: &[u8], inside: &Inside<'_>) -> Result<Loaded, LoadError> {
        match self {
            Packed::WebArchive => webarchive::read(name, bytes, inside),
            #[cfg(feature = "readers")]
            Packed::Pdf => super::pdf::read(name, bytes),
            #[cfg(feature = "readers")]
            Packed::Zip => super::archive::read(name, bytes, inside),
            #[cfg(feature = "readers")]
            Packed::OldWorkbook => super::office::sheets::read(name, bytes),
            #[cfg(feature = "readers")]
            Packed::Mail => super::mail::read(name, bytes, inside),
            #[cfg(feature = "readers")]
            Packed::Mailbox => super::mail::read_all(name, bytes, inside),
        }
    }
}

#[cfg(feature = "readers")]
fn with_readers(name: &str, bytes: &[u8]) -> Option<Packed> {
    let ending = name.rsplit_once('.').map_or(String::new(), |(_, ending)| ending.to_ascii_lowercase());
    let head = &bytes[..bytes.len().min(1024)];
    if bytes.starts_with(b"PK\x03\x04") {
        return Some(Packed::Zip);
    }
    if head.windows(5).any(|window| window == b"%PDF-") && (bytes.starts_with(b"%PDF-") || ending == "pdf") {
        return Some(Packed::Pdf);
    }
    if bytes.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") && matches!(ending.as_str(), "xls" | "xlt") {
        return Some(Packed::OldWorkbook);
    }
    super::mail::kind(&ending, bytes)
}
