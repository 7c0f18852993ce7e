//! OpenDocument: texts and presentations of LibreOffice and OpenOffice.

use super::super::archive::Package;
use super::super::xml::{Empty, Piece, attribute, pieces};
use super::passed_over::PassedOver;
use super::{About, Document, Lines};

/// What is passed over with all that is in it: what was deleted, remarks, the numbers of notes, how words are read aloud.
const PASSED_OVER: [&str; 7] =
    ["text:tracked-changes", "office:annotation", "text:note-citation", "text:ruby-text", "text:hidden-text", "office:forms", "svg:desc"];

/// Reads a text or a presentation.
pub(super) fn read(name: &str, package: &mut Package<'_>) -> Option<Document> {
    let xml = package.text("content.xml")?;
    let changed = xml.contains("<text:deletion");
    let about = package.text("meta.xml").map(|xml| About::of(&xml)).unwrap_or_default();
    let note = "Changes are tracked in this document: it was read as it stands, without what was deleted.";
    let notes = if changed { vec![note.to_string()] } else { Vec::new() };
    Some(about.document(name, text(&xml), "an OpenDocument", notes))
}

fn text(xml: &str) -> String {
    let mut lines = Lines::default();
    // Notes stand within a paragraph and are read behind it.
    let mut outer: Vec<Lines> = Vec::new();
    let mut notes = String::new();
    let mut passing = PassedOver::default();
    let (mut paragraphs, mut cells) = (0_usize, 0_usize);
    for piece in pieces(xml) {
        if passing.holds(&piece) {
            continue;
        }
        match piece {
            Piece::Start(name, attributes, empty) => match name.as_str() {
                name if PASSED_OVER.contains(&name) && empty == Empty::No => passing.begin(name),
                "text:p" | "text:h" if empty == Empty::No => paragraphs += 1,
                "text:s" => {
                    let count = attribute(&attributes, "text:c").and_then(|count| count.parse().ok()).unwrap_or(1_usize);
                    lines.push(&" ".repeat(count.min(100)));
                }
                "text:tab" => lines.push("\t"),
                "text:line-break" => lines.push("\n"),
                "table:table-cell" | "table:covered-table-cell" if empty == Empty::No => cells += 1,
                "text:note-body" => outer.push(std::mem::take(&mut lines)),
                _ => {}
            },
            Piece::End(name) => match name.as_str() {
                "text:p" | "text:h" => {
                    paragraphs = paragraphs.saturating_sub(1);
                    if cells > 0 && outer.is_empty() {
                        lines.push(" ");
                    } else {
                        lines.end_line();
                    }
                    if outer.is_empty() && cells == 0 && !notes.is_empty() {
                        lines.push(&std::mem::take(&mut notes));
                        lines.end_line();
                    }
                }
                "table:table-cell" | "table:covered-table-cell" => {
                    cells = cells.saturating_sub(1);
                    lines.end_cell();
                }
                "table:table-row" => lines.end_line(),
                "text:note-body" => {
                    let text = std::mem::replace(&mut lines, outer.pop().unwrap_or_default()).finish();
                    notes.push_str(&text);
                    notes.push('\n');
                }
                _ => {}
            },
            // White space is what a browser makes of it.
            Piece::Text(words) if paragraphs > 0 => {
                let spaced = lines.text.is_empty() || lines.text.ends_with(char::is_whitespace);
                if words.starts_with(char::is_whitespace) && !spaced {
                    lines.push(" ");
                }
                lines.push(&words.split_whitespace().collect::<Vec<_>>().join(" "));
                if words.ends_with(char::is_whitespace) && !words.trim().is_empty() {
                    lines.push(" ");
                }
            }
            Piece::Text(_) => {}
        }
    }
    lines.push(&notes);
    lines.finish()
}

#[cfg(test)]
mod tests {
    use crate::formats::archive::tests::packed;
    use crate::formats::{ReadOptions, read};

    #[test]
    fn paragraphs_lists_tables_and_notes_are_text() {
        let body = "<office:text><text:tracked-changes><text:changed-region><text:deletion><text:p>gone</text:p></text:deletion></text:changed-region></text:tracked-changes><text:h>Head</text:h><text:p>pal<text:span>lets</text:span>,<text:s text:c='2'/>two<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>A note.</text:p></text:note-body></text:note> boats.<text:line-break/>Next</text:p><text:list><text:list-item><text:p>Item</text:p></text:list-item></text:list><table:table><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell><table:table-cell><text:p>b</text:p></table:table-cell></table:table-row></table:table></office:text>";
        let meta = "<office:meta><dc:title>Plan</dc:title><meta:initial-creator>Ann</meta:initial-creator><dc:creator>Bo</dc:creator><meta:creation-date>2024-03-05</meta:creation-date></office:meta>";
        let archive = packed(&[
            ("mimetype", b"application/vnd.oasis.opendocument.text"),
            ("content.xml", body.as_bytes()),
            ("meta.xml", meta.as_bytes()),
        ]);
        let document = read("a.odt", &archive, &ReadOptions::AUTO).unwrap().documents.remove(0);
        assert_eq!(&*document.text, "Head\npallets,  two boats.\nNext\nA note.\nItem\na\tb");
        assert_eq!(
            (document.title.as_deref(), document.author.as_deref(), document.date.as_deref()),
            (Some("Plan"), Some("Ann"), Some("2024-03-05"))
        );
        assert!(document.notes.iter().any(|note| note.message.contains("tracked")));
    }
}
