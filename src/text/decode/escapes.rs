//! East Asian text of seven bits, as old mail has it: ISO-2022-JP, ISO-2022-KR and HZ. Taken for UTF-8, all of it is ASCII.

use encoding_rs::{EUC_KR, Encoding, GBK, ISO_2022_JP};

/// The label and the text, where the escapes of one of them are there and everything between them is well formed.
pub(super) fn decode(bytes: &[u8]) -> Option<(&'static str, String)> {
    if !bytes.is_ascii() {
        return None;
    }
    let has = |escape: &[u8]| bytes.windows(escape.len()).any(|window| window == escape);
    let label = if has(b"\x1b$B") || has(b"\x1b$@") {
        "ISO-2022-JP"
    } else if has(b"\x1b$)C") {
        "ISO-2022-KR"
    } else if has(b"~{") && has(b"~}") {
        "HZ-GB-2312"
    } else {
        return None;
    };
    decode_as(label, bytes).filter(|(_, text)| !text.trim_end_matches('\u{fffd}').contains('\u{fffd}') && !text.is_ascii())
}

/// The same for a label that somebody chose, well formed or not.
pub(super) fn decode_as(label: &str, bytes: &[u8]) -> Option<(&'static str, String)> {
    let text = |encoding: &'static Encoding, bytes: &[u8]| encoding.decode_without_bom_handling(bytes).0.into_owned();
    Some(match label {
        "ISO-2022-JP" => ("ISO-2022-JP", text(ISO_2022_JP, bytes)),
        "ISO-2022-KR" => ("ISO-2022-KR", text(EUC_KR, &eight_bit(bytes, b"\x0e", b"\x0f", b"\x1b$)C"))),
        "HZ-GB-2312" => ("HZ-GB-2312", text(GBK, &eight_bit(bytes, b"~{", b"~}", b"~\n"))),
        _ => return None,
    })
}

/// Bytes between two marks with their highest bit set, which is the same in eight bits. The marks go, and what else stands for nothing.
fn eight_bit(bytes: &[u8], begin: &[u8], end: &[u8], nothing: &[u8]) -> Vec<u8> {
    let mut eight = Vec::with_capacity(bytes.len());
    let (mut at, mut inside) = (0, false);
    while at < bytes.len() {
        let rest = &bytes[at..];
        if rest.starts_with(begin) {
            (inside, at) = (true, at + begin.len());
        } else if rest.starts_with(end) {
            (inside, at) = (false, at + end.len());
        } else if rest.starts_with(nothing) {
            at += nothing.len();
        } else {
            // The end of a line ends it, too.
            inside &= rest[0] != b'\n';
            eight.push(if inside && rest[0] > b' ' { rest[0] | 0x80 } else { rest[0] });
            at += 1;
        }
    }
    eight
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_are_no_ascii() {
        assert_eq!(decode(b"\x1b$B4A;z\x1b(B."), Some(("ISO-2022-JP", "漢字.".to_string())));
        assert_eq!(decode(b"\x1b$)C\x0eGQ\x0f ok"), Some(("ISO-2022-KR", "한 ok".to_string())));
        assert_eq!(decode(b"~{VPND~} ok"), Some(("HZ-GB-2312", "中文 ok".to_string())));
        for text in [&b"a ~{ brace ~} of code"[..], b"plain", b"\x1b[1mbold\x1b[0m"] {
            assert_eq!(decode(text), None);
        }
    }
}
