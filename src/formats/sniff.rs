//! Whether bytes are text at all.

use super::LoadError;
use crate::text::decode::{is_control, is_escaped, utf16_without_mark, utf32};

/// First bytes of common files that people drop by mistake, and what to do with them.
const MAGIC: &[(&[u8], &str, &str)] = &[
    (b"\x89PNG\r\n\x1a\n", "a PNG image", PICTURE),
    (b"\xff\xd8\xff", "a JPEG image", PICTURE),
    (b"GIF8", "a GIF image", PICTURE),
    (b"RIFF", "a media file", PICTURE),
    (b"%PDF-", "a PDF document", "save or export it as text and drop that"),
    (b"PK\x03\x04", "a ZIP archive or an Office document", "unpack it, or save the document as text or HTML"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document", "save it as text or HTML"),
    (b"{\\rtf", "a Rich Text document", "save it as text or HTML"),
    (b"\x1f\x8b", "a gzip archive", "unpack it first"),
    (b"7z\xbc\xaf", "a 7-Zip archive", "unpack it first"),
    (b"Rar!", "a RAR archive", "unpack it first"),
    (b"\x7fELF", "a program", "drop text files"),
    (b"MZ\x90", "a program", "drop text files"),
    (b"SQLite format 3\0", "a database", "export its texts as CSV"),
    (b"\0asm", "a program", "drop text files"),
    (b"OggS", "a sound file", PICTURE),
    (b"ID3", "a sound file", PICTURE),
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
    let sample = &bytes[..bytes.len().min(8192)];
    if sample.is_empty() || encoding_rs::Encoding::for_bom(sample).is_some() || utf32(sample).is_some() {
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

fn not_text(looks_like: &str, advice: &str) -> LoadError {
    LoadError::NotText { looks_like: looks_like.to_string(), advice: advice.to_string() }
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
}
