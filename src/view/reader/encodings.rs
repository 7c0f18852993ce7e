//! The encodings that a document can be read with.

use crate::formats::{WHOLE_PAGE, page_otherwise};
use crate::text::decode::{ENCODINGS, TWICE};
use crate::text::{Document, NoteKind};

/// Labels, and how people call them: the one that the document was read with first. Empty where there is no choice, because the text came without
/// bytes.
pub(super) fn encodings(document: &Document) -> Vec<(String, String)> {
    let own = document.encoding.as_str();
    if own.is_empty() {
        return Vec::new();
    }
    let is_spoilt = own == "UTF-8" && document.notes.iter().any(|note| note.kind == NoteKind::DoubleEncoded);
    let called = |label: &str| match ENCODINGS.iter().find(|(known, _)| *known == label) {
        Some((_, people)) => format!("{label}: {people}"),
        None if label == TWICE => "UTF-8, read twice: repaired".to_string(),
        None => label.to_string(),
    };
    let others = ENCODINGS.iter().map(|(label, _)| *label).filter(|label| *label != own);
    let otherwise = page_otherwise(document).map(|label| {
        let people = if label == WHOLE_PAGE { "the whole page, with menus and notices" } else { "the main text of the page" };
        (label.to_string(), people.to_string())
    });
    std::iter::once((own.to_string(), called(own)))
        .chain(otherwise)
        .chain(is_spoilt.then(|| (TWICE.to_string(), "UTF-8, read twice: repair".to_string())))
        .chain(others.map(|label| (label.to_string(), called(label))))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(document: &Document) -> Vec<String> {
        encodings(document).into_iter().take(2).map(|(_, called)| called).collect()
    }

    #[test]
    fn the_one_that_it_was_read_with_comes_first_and_a_repair_where_one_is_needed() {
        let plain = Document::from_text("a.txt", "Iran sells gas.");
        assert_eq!(first(&plain), ["UTF-8: Unicode", "UTF-16LE: Unicode, as Windows writes it"]);
        assert_eq!(encodings(&plain).len(), ENCODINGS.len());
        let note = crate::text::Note::new(NoteKind::Format, "Main text of the page; 5 words of menus and notices were left out.");
        let page = Document { notes: vec![note], ..Document::from_text("a.html", "Iran sells gas.") };
        assert_eq!(first(&page)[1], "the whole page, with menus and notices");
        let spoilt = Document::from_text("a.txt", "the presidentâ€™s visit to the regionâ€™s capital");
        assert_eq!(first(&spoilt), ["UTF-8: Unicode", "UTF-8, read twice: repair"]);
        let repaired = Document { encoding: TWICE.into(), ..plain.clone() };
        assert_eq!(first(&repaired), ["UTF-8, read twice: repaired", "UTF-8: Unicode"]);
        assert_eq!(encodings(&Document { encoding: String::new(), ..plain }), []);
    }
}
