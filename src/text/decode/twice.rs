//! Text that was encoded twice: UTF-8 that was taken for Windows-1252 and written as UTF-8 again ("â€™" for "’").

use encoding_rs::WINDOWS_1252;

/// Each character that was encoded twice as it was meant, and how many there were. What was encoded once stays as it is.
pub(super) fn repaired(text: &str) -> (String, usize) {
    let mut out = String::with_capacity(text.len());
    let mut count = 0;
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        match meant(rest) {
            Some((meant, length)) => {
                out.push(meant);
                count += 1;
                rest = &rest[length..];
            }
            None => {
                out.push(c);
                rest = &rest[c.len_utf8()..];
            }
        }
    }
    (out, count)
}

/// The text encoded twice, as the repaired one was.
pub(super) fn spoilt(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut buffer = [0; 4];
    for c in text.chars() {
        if c.is_ascii() {
            out.push(c);
        } else {
            let bytes = c.encode_utf8(&mut buffer).as_bytes();
            out.push_str(&WINDOWS_1252.decode_without_bom_handling(bytes).0);
        }
    }
    out
}

/// The character that the first characters of `text` are the bytes of, and how long they are.
fn meant(text: &str) -> Option<(char, usize)> {
    let mut chars = text.chars();
    let first = byte(chars.next()?)?;
    let wanted = match first {
        0xc2..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf4 => 4,
        _ => return None,
    };
    let mut bytes = [first; 4];
    for place in &mut bytes[1..wanted] {
        *place = byte(chars.next()?)?;
    }
    let meant = std::str::from_utf8(&bytes[..wanted]).ok()?.chars().next()?;
    Some((meant, text.len() - chars.as_str().len()))
}

/// The byte that was taken for `c`. Latin-1, which some programs mean, differs from Windows-1252 in control characters only.
fn byte(c: char) -> Option<u8> {
    if c.is_ascii() {
        return None; // no part of a character of several bytes
    }
    if let Ok(byte) = u8::try_from(u32::from(c)) {
        return Some(byte);
    }
    let mut buffer = [0; 4];
    match WINDOWS_1252.encode(c.encode_utf8(&mut buffer)) {
        (bytes, _, false) => bytes.first().copied(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, meant: &str, count: usize) {
        assert_eq!(repaired(text), (meant.to_string(), count));
    }

    #[test]
    fn what_was_encoded_twice_is_as_it_was_meant() {
        check("the presidentâ€™s cafÃ© â€œnowâ€\u{9d}", "the president’s café “now”", 4);
        check("ÐŸÑƒÑ‚Ð¸Ð½", "Путин", 5);
        check("ðŸŽ‰", "🎉", 1);
        check("\u{e2}\u{80}\u{99}s, as Latin-1", "’s, as Latin-1", 1);
    }

    #[test]
    fn what_was_encoded_once_stays() {
        check("Der Präsident’s café: “été”, Ãƒ alone", "Der Präsident’s café: “été”, Ã alone", 1);
        check("Â, â€ and Ã", "Â, â€ and Ã", 0);
        check("Путин, 北京", "Путин, 北京", 0);
    }

    #[test]
    fn spoiling_is_the_way_back() {
        let text = "“Энергия”: Iran’s café 🎉";
        assert_eq!(repaired(&spoilt(text)).0, text);
    }
}
