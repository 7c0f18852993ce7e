//! What bytes are: whether they are text at all, and which.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::{Format, LoadError};
use crate::text::decode::{is_control, is_escaped, utf16_without_mark, utf32};

/// First bytes of common files that people drop by mistake, and what to do with them.
const MAGIC: &[(&[u8], &str, &str)] = &[
    (b"\x89PNG\r\n\x1a\n", "a PNG image", PICTURE),
    (b"\xff\xd8\xff", "a JPEG image", PICTURE),
    (b"GIF8", "a GIF image", PICTURE),
    (b"II*\0", "a TIFF image", PICTURE),
    (b"MM\0*", "a TIFF image", PICTURE),
    (b"8BPS", "a Photoshop image", PICTURE),
    (b"AT&TFORM", "a DjVu document", "export it as text or PDF and drop that"),
    (b"RIFF", "a media file", PICTURE),
    (b"FORM", "a media file", PICTURE),
    (b"\x1a\x45\xdf\xa3", "a film", PICTURE),
    (b"FLV\x01", "a film", PICTURE),
    (b"\0\0\x01\xba", "a film", PICTURE),
    (b"%PDF-", "a PDF document", "save or export it as text and drop that"),
    (b"%!PS", "a PostScript document", "save it as PDF or text and drop that"),
    (b"PK\x03\x04", "a ZIP archive or an Office document", "unpack it, or save the document as text or HTML"),
    (b"PK\x05\x06", "an empty ZIP archive", "there is nothing in it"),
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "an old Office document or an Outlook message",
        "save it as .docx, .xlsx, text or HTML, or the message as .eml",
    ),
    (b"\xff\x57\x50\x43", "a WordPerfect document", "save it as text or .docx"),
    (b"\x1f\x8b", "a gzip archive", "unpack it first"),
    (b"BZh", "a bzip2 archive", "unpack it first"),
    (b"\xfd7zXZ\0", "an xz archive", "unpack it first"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive", "unpack it first"),
    (b"7z\xbc\xaf", "a 7-Zip archive", "unpack it first"),
    (b"Rar!", "a RAR archive", "unpack it first"),
    (b"\x7fELF", "a program", "drop text files"),
    (b"MZ\x90", "a program", "drop text files"),
    (b"\xca\xfe\xba\xbe", "a program", "drop text files"),
    (b"\xcf\xfa\xed\xfe", "a program", "drop text files"),
    (b"SQLite format 3\0", "a database", "export its texts as CSV"),
    (b"\0\x01\0\0Standard", "a database", "export its texts as CSV"),
    (b"PAR1", "a table in Parquet", "export it as CSV"),
    (b"\0asm", "a program", "drop text files"),
    (b"wOFF", "a font", "drop text files"),
    (b"wOF2", "a font", "drop text files"),
    (b"OTTO", "a font", "drop text files"),
    (b"OggS", "a sound file", PICTURE),
    (b"ID3", "a sound file", PICTURE),
    (b"fLaC", "a sound file", PICTURE),
    (b"MThd", "a sound file", PICTURE),
    (b"\xff\xfb", "a sound file", PICTURE),
];
const PICTURE: &str = "there is no text layer to read";

/// # Errors
/// When the bytes begin like a known other format, or have too many control characters for any text.
pub(super) fn reject_binary(bytes: &[u8]) -> Result<(), LoadError> {
    for (magic, looks_like, advice) in MAGIC {
        if bytes.starts_with(magic) {
            return Err(not_text(looks_like, advice));
        }
    }
    if bytes.get(4..8) == Some(b"ftyp") {
        return Err(not_text("a film or a picture of a telephone", PICTURE));
    }
    if bytes.get(257..262) == Some(b"ustar") {
        return Err(not_text("a tar archive", "unpack it first"));
    }
    let sample = &bytes[..bytes.len().min(8192)];
    if sample.is_empty() || Encoding::for_bom(sample).is_some() || utf32(sample).is_some() {
        return Ok(());
    }
    let controls = sample.iter().filter(|byte| is_control(**byte)).count();
    let zeros = sample.iter().filter(|&&byte| byte == 0).count();
    // UTF-16 without a mark: in a Latin script, zeros are nearly half of the bytes and hardly any other control character is there.
    let like_latin = zeros * 10 >= sample.len() * 3 && (controls - zeros) * 50 <= sample.len();
    let like_utf16 = || like_latin || (zeros * 10 < sample.len() * 3 && utf16_without_mark(sample).is_some());
    if controls * 20 > sample.len() && !like_utf16() && !is_escaped(sample) {
        return Err(not_text("a binary file", "save or export it as text in the program that made it"));
    }
    Ok(())
}

pub(super) fn not_text(looks_like: &str, advice: &str) -> LoadError {
    LoadError::NotText { looks_like: looks_like.to_string(), advice: advice.to_string() }
}

/// Beginnings of pages and of data, by which text is known for what it is, whatever its name.
pub(super) fn format(ending: &str, text: &str) -> Option<Format> {
    let start = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let head: String = start.chars().take(2_000).collect::<String>().to_ascii_lowercase();
    // What is kept as another kind of text is left what it is: a page in a row of a table, say.
    if matches!(ending, "md" | "markdown" | "csv" | "tsv" | "tab" | "psv" | "json" | "jsonl" | "ndjson") {
        return None;
    }
    if head.starts_with("{\\rtf") {
        return Some(Format::Rtf);
    }
    if head.starts_with("webvtt") && head[6..].starts_with(['\n', '\r', ' ', '\t', '-']) {
        return Some(Format::Subtitles);
    }
    let mut markup = head.as_str();
    while let Some(rest) =
        markup.strip_prefix("<?").and_then(|rest| rest.split_once("?>")).map(|(_, rest)| rest).or_else(|| comment(markup))
    {
        markup = rest.trim_start();
    }
    let is_page = markup.starts_with("<!doctype html") || tag(markup, "html") || (tag(markup, "head") || tag(markup, "body"));
    if is_page || markup.starts_with("<!doctype") && head.contains("<html") {
        return Some(Format::Html);
    }
    let feed = ["rss", "feed", "rdf:rdf", "atom:feed"];
    if feed.iter().any(|name| tag(markup, name)) {
        return Some(Format::Feed);
    }
    if head.starts_with("<?xml") && markup.starts_with(['<']) || ending == "xml" && markup.starts_with('<') {
        return Some(Format::Xml);
    }
    // A piece of a page: a block with its end, at the beginning of a file that is not called a text.
    let piece = ["article", "div", "p", "main", "section", "table", "title", "meta"];
    let called = matches!(ending, "html" | "htm" | "xhtml");
    (!called && ending != "txt" && piece.iter().any(|name| tag(markup, name)) && head.contains("</")).then_some(Format::Html)
}

/// What follows a comment.
fn comment(markup: &str) -> Option<&str> {
    markup.strip_prefix("<!--")?.split_once("-->").map(|(_, rest)| rest)
}

/// Whether markup begins with a tag of this name.
fn tag(markup: &str, name: &str) -> bool {
    let rest = markup.strip_prefix('<').and_then(|rest| rest.strip_prefix(name));
    rest.is_some_and(|rest| rest.starts_with(|c: char| c.is_whitespace() || matches!(c, '>' | '/')))
}

/// The encoding that the bytes themselves declare, as XML or as a page do.
pub(super) fn declared_encoding(name: &str, bytes: &[u8]) -> Option<&'static str> {
    if Encoding::for_bom(bytes).is_some() {
        return None;
    }
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]).to_ascii_lowercase();
    let start = head.trim_start();
    let in_xml = start.strip_prefix("<?xml").and_then(|rest| rest.split_once("?>")).and_then(|(declaration, _)| {
        let (_, rest) = declaration.split_once("encoding")?;
        known(rest.trim_start().strip_prefix('=')?.trim_start().trim_start_matches(['"', '\'']))
    });
    if in_xml.is_some() {
        return in_xml;
    }
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    let called = ["html", "htm", "xhtml"].iter().any(|html| ending.eq_ignore_ascii_case(html));
    if !called && format(&ending.to_ascii_lowercase(), &head) != Some(Format::Html) {
        return None;
    }
    metas(&head).find_map(|meta| {
        let (_, rest) = meta.split_once("charset")?;
        known(rest.trim_start().strip_prefix('=')?.trim_start().trim_start_matches(['"', '\'']))
    })
}

/// The `meta` elements of a page, outside of comments and scripts.
fn metas(head: &str) -> impl Iterator<Item = &str> {
    let mut rest = head;
    std::iter::from_fn(move || {
        loop {
            rest = &rest[rest.find('<')?..];
            if let Some(after) = comment(rest) {
                rest = after;
            } else if let Some(raw) = ["script", "style", "title"].iter().find(|name| tag(rest, name)) {
                let end = format!("</{raw}");
                rest = rest.find(&end).map_or("", |at| &rest[at + end.len()..]);
            } else if tag(rest, "meta") {
                let end = rest.find('>').unwrap_or(rest.len());
                let meta = &rest[..end];
                rest = &rest[end..];
                return Some(meta);
            } else {
                rest = &rest[1..];
            }
        }
    })
}

/// As in the standard: what could be read as ASCII so far is not UTF-16, but UTF-8.
fn known(label: &str) -> Option<&'static str> {
    let label: String = label.chars().take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':' | '.')).collect();
    let encoding = Encoding::for_label(label.as_bytes())?;
    Some(if encoding == UTF_16LE || encoding == UTF_16BE { UTF_8.name() } else { encoding.name() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn noise_is_refused_and_text_is_not() {
        let noise: Vec<u8> = (0..4000_u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
        assert!(reject_binary(&noise).is_err());
        assert!(reject_binary("Plain text, with a tab\tand é.\r\n".as_bytes()).is_ok());
        let utf16: Vec<u8> = "Iran and Russia".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert!(reject_binary(&utf16).is_ok());
        let utf16: Vec<u8> = "Президент прибыл в Тегеран".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert!(reject_binary(&utf16).is_ok());
        assert!(reject_binary(b"one NUL \0 in a long enough text is kept and shown").is_ok());
    }

    #[test]
    fn films_and_postscript_are_refused_by_name() {
        let refused = |bytes: &[u8]| reject_binary(bytes).unwrap_err().to_string();
        assert!(refused(b"\0\0\0\x18ftypmp42 moov").contains("a film"));
        assert!(refused(b"%!PS-Adobe-3.0\n/Helvetica").contains("PostScript"));
    }

    #[test]
    fn text_is_known_by_its_beginning() {
        for (ending, text, expected) in [
            ("txt", "<!DOCTYPE html><p>a", Some(Format::Html)),
            ("php", "\n<!-- saved from -->\n<html lang=en>", Some(Format::Html)),
            ("aspx", "<?xml version=\"1.0\"?><!DOCTYPE html PUBLIC \"x\"><html>", Some(Format::Html)),
            ("", "<div class=a><p>One</p></div>", Some(Format::Html)),
            ("txt", "<p> is a tag of HTML</p>", None),
            ("txt", "{\\rtf1\\ansi a}", Some(Format::Rtf)),
            ("xml", "<?xml version='1.0'?><rss version='2.0'>", Some(Format::Feed)),
            ("xml", "<feed xmlns='a'>", Some(Format::Feed)),
            ("xml", "<nitf><body>a</body></nitf>", Some(Format::Xml)),
            ("vtt", "WEBVTT\n\n", Some(Format::Subtitles)),
            ("md", "<div>a</div>", None),
            ("txt", "Plain text <html>", None),
        ] {
            assert_eq!(format(ending, text), expected, "{text}");
        }
    }

    #[test]
    fn the_declared_encoding_is_found() {
        let declared = |bytes: &[u8]| declared_encoding("a.html", bytes);
        assert_eq!(declared(b"<html><meta charset=\"CP1251\">"), Some("windows-1251"));
        assert_eq!(declared(b"<html><meta charset=\"utf-16\">"), Some("UTF-8"));
        assert_eq!(declared(b"<p>none</p>"), None);
        assert_eq!(declared(b"<script charset=\"utf-8\" src=x></script><meta charset=iso-8859-2>"), Some("ISO-8859-2"));
        assert_eq!(
            declared(b"<!-- <meta charset=utf-8> --><META http-equiv=Content-Type content='text/html; charset=KOI8-R'>"),
            Some("KOI8-R")
        );
        assert_eq!(declared(b"<?xml version='1.0' encoding='windows-1252'?><html>"), Some("windows-1252"));
        assert_eq!(declared_encoding("a.txt", b"charset=utf-8"), None);
    }
}
