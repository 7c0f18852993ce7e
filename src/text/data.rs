//! Data among words: what stands in a row for longer than any sentence, without a space. Encoded pictures, keys, the numbers of a table.

use std::borrow::Cow;

use super::sentence::MAX_SENTENCE;

/// The text with spaces in place of data, so that everything else stays where it is. Only ASCII is data: other scripts have no spaces.
pub fn blanked(text: &str) -> Cow<'_, str> {
    let mut bytes: Vec<u8> = Vec::new();
    let mut start = 0;
    for run in text.as_bytes().split(|byte| !byte.is_ascii_graphic()) {
        if run.len() > MAX_SENTENCE {
            if bytes.is_empty() {
                bytes = text.as_bytes().to_vec();
            }
            bytes[start..start + run.len()].fill(b' ');
        }
        start += run.len() + 1;
    }
    // Whole characters of one byte each have become others of one byte.
    String::from_utf8(bytes).ok().filter(|blanked| !blanked.is_empty()).map_or(Cow::Borrowed(text), Cow::Owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn data_is_blanked_where_it_stands_and_words_are_not() {
        let data = "ab1".repeat(1_000);
        let text = format!("Énergie: {data}, paid $5.\n{data}");
        let blanked = blanked(&text);
        assert_eq!(blanked.len(), text.len());
        assert_eq!(blanked.trim_end().replace("  ", ""), "Énergie: paid $5.");
        for text in ["", "Iran sells gas.", &"伊朗".repeat(3_000), &"Iran ".repeat(3_000)] {
            assert!(matches!(super::blanked(text), Cow::Borrowed(_)));
        }
    }
}
