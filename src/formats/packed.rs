//! Files that hold others, or a text in a form of its own: which kind, and who reads it.
//!
//! Their readers are the feature `readers`. A program without it asks [`wants_readers`] and has such files read by another that has it; what it reads
//! itself all the same is refused with advice, and mails are read as the text that they are.

use std::panic::{AssertUnwindSafe, catch_unwind};

use super::{Format, Inside, LoadError, Loaded, sniff, webarchive};

/// The kinds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Packed {
    WebArchive,
    Pdf,
    /// A zip archive, or a document that is one.
    Zip,
    /// A workbook in the old form of Excel.
    OldWorkbook,
    Mail,
    /// Many mails in one file.
    Mailbox,
}

/// Whether a file is read better, or at all, with the feature `readers`.
pub fn wants_readers(name: &str, bytes: &[u8]) -> bool {
    if Packed::of(name, bytes).is_some() {
        return true;
    }
    let head = &bytes[..bytes.len().min(4096)];
    Format::of(name, &crate::text::decode::decode(head).text) == Format::Html
}

impl Packed {
    /// The kind of a file, by its bytes; where these may be any text's, by its name, too.
    pub(super) fn of(name: &str, bytes: &[u8]) -> Option<Packed> {
        let ending = name.rsplit_once('.').map_or(String::new(), |(_, ending)| ending.to_ascii_lowercase());
        let head = &bytes[..bytes.len().min(1024)];
        if bytes.starts_with(webarchive::MAGIC) {
            return Some(Packed::WebArchive);
        }
        if bytes.starts_with(b"PK\x03\x04") {
            return Some(Packed::Zip);
        }
        if head.windows(5).any(|window| window == b"%PDF-") && (bytes.starts_with(b"%PDF-") || ending == "pdf") {
            return Some(Packed::Pdf);
        }
        if bytes.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") && matches!(ending.as_str(), "xls" | "xlt") {
            return Some(Packed::OldWorkbook);
        }
        mail(&ending, bytes)
    }

    /// Reads it; `None` where its reader is not in this program.
    ///
    /// # Errors
    /// When it cannot be read: what to do.
    pub(super) fn read(self, name: &str, bytes: &[u8], inside: &Inside<'_>) -> Option<Result<Loaded, LoadError>> {
        // Libraries stop the program at what they did not think of: that is to cost one file. Where nothing is unwound, as in the browser,
        // it costs the worker that reads it, which is replaced.
        let read = catch_unwind(AssertUnwindSafe(|| self.read_with(name, bytes, inside)));
        read.unwrap_or_else(|_| Some(Err(sniff::not_text("a damaged file", "open it in its program, save it anew and drop that"))))
    }

    fn read_with(self, name: &str, bytes: &[u8], inside: &Inside<'_>) -> Option<Result<Loaded, LoadError>> {
        Some(match self {
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
            #[cfg(not(feature = "readers"))]
            _ => return None,
        })
    }
}

/// Headers that a mail has.
const HEADERS: [&str; 14] = [
    "from",
    "to",
    "subject",
    "date",
    "message-id",
    "received",
    "mime-version",
    "return-path",
    "content-type",
    "delivered-to",
    "reply-to",
    "cc",
    "sender",
    "in-reply-to",
];

/// What kind of mail the bytes are, if they are one.
fn mail(ending: &str, bytes: &[u8]) -> Option<Packed> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(8192)]).replace("\r\n", "\n").replace('\r', "");
    let head = head.trim_start_matches('\u{feff}');
    if head.starts_with("From ") && head.lines().nth(1).is_some_and(|line| header(line).is_some() || line.starts_with('>')) {
        return Some(Packed::Mailbox);
    }
    // Mail of Apple has its length before it.
    let head = if ending == "emlx" { head.split_once('\n').map_or(head, |(_, rest)| rest) } else { head };
    let mut known: Vec<String> = Vec::new();
    for line in head.lines() {
        if line.is_empty() {
            break;
        }
        match header(line) {
            Some(name) => known.push(name),
            None if line.starts_with([' ', '\t']) && !known.is_empty() => {}
            None => return None,
        }
    }
    let has = |name: &str| known.iter().any(|known| known == name);
    let count = HEADERS.iter().filter(|name| has(name)).count();
    let is_called = matches!(ending, "eml" | "emlx" | "mht" | "mhtml");
    // A text may begin with "From:" and "To:"; what programs write has more.
    let is_written = has("message-id") || has("received") || has("mime-version") || has("return-path");
    let is_mail = (is_called && count >= 1) || (count >= 3 && is_written) || (has("mime-version") && has("content-type"));
    is_mail.then_some(Packed::Mail)
}

/// The name of a header line, in lower case.
pub(super) fn header(line: &str) -> Option<String> {
    let (name, _) = line.split_once(':')?;
    let fits = (2..=60).contains(&name.len()) && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
    fits.then(|| name.to_ascii_lowercase())
}
