//! Word: paragraphs, tables row by row, notes below the text. Text as it stands, where changes are tracked.

use super::super::archive::Package;
use super::super::xml::{Empty, Piece, attribute, pieces};
use super::passed_over::PassedOver;
use super::{About, Document, Lines};

/// Reads a document.
pub(super) fn read(name: &str, package: &mut Package<'_>) -> Option<Document> {
    let mut reader = Reader::default();
    let mut text = reader.text(&package.text("word/document.xml")?);
    for notes in ["word/footnotes.xml", "word/endnotes.xml"] {
        let below = package.text(notes).map(|xml| reader.text(&xml)).unwrap_or_default();
        if !below.is_empty() {
            text = format!("{text}\n{below}");
        }
    }
    let names = package.names();
    let frames =
        names.iter().filter(|name| ["word/header", "word/footer"].iter().any(|part| name.starts_with(part)) && name.ends_with(".xml"));
    let framed: usize =
        frames.filter_map(|name| package.text(name)).map(|xml| Reader::default().text(&xml).split_whitespace().count()).sum();
    let mut notes = Vec::new();
    if reader.deleted > 0 {
        notes.push("Changes are tracked in this document: it was read as it stands, without what was deleted.".to_string());
    }
    if reader.hidden > 0 {
        notes.push("Hidden text of this document was left out.".to_string());
    }
    if framed > 0 {
        notes.push(format!("{framed} words in heads and feet of pages were left out."));
    }
    let about = package.text("docProps/core.xml").map(|xml| About::of(&xml)).unwrap_or_default();
    Some(Document { left_out: framed as u32, ..about.document(name, text, "a Word document", notes) })
}

#[derive(Default)]
struct Reader {
    deleted: usize,
    hidden: usize,
}

/// What is passed over with all that is in it: what was deleted or moved away, and the same text in a form for old programs.
const PASSED_OVER: [&str; 4] = ["w:del", "w:movefrom", "mc:fallback", "w:ppr"];

impl Reader {
    fn text(&mut self, xml: &str) -> String {
        let mut lines = Lines::default();
        // Texts of boxes stand within a paragraph and are read behind it.
        let mut outer: Vec<Lines> = Vec::new();
        let mut boxes = String::new();
        let mut passing = PassedOver::default();
        let (mut in_text, mut in_run_properties, mut hidden, mut rows) = (false, false, false, 0_usize);
        for piece in pieces(xml) {
            if passing.holds(&piece) {
                continue;
            }
            match piece {
                Piece::Start(name, attributes, empty) => match name.as_str() {
                    name if PASSED_OVER.contains(&name) && empty == Empty::No => {
                        self.deleted += usize::from(matches!(name, "w:del" | "w:movefrom"));
                        passing.begin(name);
                    }
                    // Notes that are the lines above notes.
                    "w:footnote" | "w:endnote"
                        if attribute(&attributes, "w:type").is_some_and(|kind| kind != "normal") && empty == Empty::No =>
                    {
                        passing.begin(&name);
                    }
                    "w:t" => in_text = empty == Empty::No,
                    "w:r" => hidden = false,
                    "w:rpr" => in_run_properties = empty == Empty::No,
                    "w:vanish" if in_run_properties => {
                        hidden = !attribute(&attributes, "w:val").is_some_and(|value| matches!(value, "0" | "false" | "off"))
                    }
                    "w:tab" if !in_run_properties => lines.push("\t"),
                    "w:br" | "w:cr" => lines.push("\n"),
                    "w:nobreakhyphen" => lines.push("\u{2011}"),
                    "w:tr" => rows += 1,
                    "w:txbxcontent" => outer.push(std::mem::take(&mut lines)),
                    _ => {}
                },
                Piece::End(name) => match name.as_str() {
                    "w:t" => in_text = false,
                    "w:rpr" => in_run_properties = false,
                    "w:p" if rows > 0 => lines.push(" "),
                    "w:p" => {
                        lines.end_line();
                        if outer.is_empty() && !boxes.is_empty() {
                            lines.push(&std::mem::take(&mut boxes));
                            lines.end_line();
                        }
                    }
                    "w:tc" => lines.end_cell(),
                    "w:tr" => {
                        rows = rows.saturating_sub(1);
                        lines.end_line();
                    }
                    "w:txbxcontent" => {
                        let text = std::mem::replace(&mut lines, outer.pop().unwrap_or_default()).finish();
                        boxes.push_str(&text);
                        boxes.push('\n');
                    }
                    _ => {}
                },
                Piece::Text(words) if in_text && hidden => self.hidden += usize::from(!words.trim().is_empty()),
                Piece::Text(words) if in_text => lines.push(&words),
                Piece::Text(_) => {}
            }
        }
        lines.push(&boxes);
        lines.finish()
    }
}

#[cfg(test)]
mod tests {
    use crate::formats::archive::tests::packed;
    use crate::formats::{ReadOptions, read};
    use crate::text::Document;

    fn word(body: &str) -> Document {
        let xml = format!("<w:document xmlns:w='x'><w:body>{body}</w:body></w:document>");
        let core = "<cp:coreProperties><dc:title>Plan</dc:title><dc:creator>Ann</dc:creator><dcterms:created>2024-03-05T10:00:00Z</dcterms:created></cp:coreProperties>";
        let notes = "<w:footnotes><w:footnote w:type='separator'><w:p><w:r><w:t>___</w:t></w:r></w:p></w:footnote><w:footnote><w:p><w:r><w:t>A note.</w:t></w:r></w:p></w:footnote></w:footnotes>";
        let archive = packed(&[
            ("word/document.xml", xml.as_bytes()),
            ("docProps/core.xml", core.as_bytes()),
            ("word/footnotes.xml", notes.as_bytes()),
            ("word/header1.xml", b"<w:p><w:r><w:t>Page head</w:t></w:r></w:p>"),
        ]);
        read("a.docx", &archive, &ReadOptions::AUTO).unwrap().documents.remove(0)
    }

    #[test]
    fn tracked_changes_are_read_as_they_stand() {
        let document = word(
            "<w:p><w:r><w:t xml:space='preserve'>It paid </w:t></w:r><w:del><w:r><w:delText>4</w:delText></w:r></w:del><w:ins><w:r><w:t>6</w:t></w:r></w:ins><w:r><w:t xml:space='preserve'> million.</w:t></w:r></w:p><w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>One</w:t><w:br/><w:t>two</w:t><w:tab/><w:t>three</w:t></w:r></w:p>",
        );
        assert_eq!(&*document.text, "It paid 6 million.\nOne\ntwo\tthree\nA note.");
        assert_eq!(
            (document.title.as_deref(), document.author.as_deref(), document.date.as_deref()),
            (Some("Plan"), Some("Ann"), Some("2024-03-05T10:00:00Z"))
        );
        let notes: Vec<&str> = document.notes.iter().map(|note| note.message.as_str()).collect();
        assert!(
            notes.iter().any(|note| note.contains("tracked")) && notes.iter().any(|note| note.starts_with("2 words in heads")),
            "{notes:?}"
        );
    }

    #[test]
    fn tables_are_read_row_by_row_and_boxes_behind_their_paragraph() {
        let cell = |words: &str| format!("<w:tc><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:tc>");
        let table = format!("<w:tbl><w:tr>{}{}</w:tr><w:tr>{}{}</w:tr></w:tbl>", cell("Port"), cell("Calls"), cell("Velmora"), cell("12"));
        let boxed = "<w:p><w:r><w:t>Before</w:t></w:r><mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>Box</w:t></w:r></w:p></w:txbxContent></mc:Choice><mc:Fallback><w:t>Box</w:t></mc:Fallback></mc:AlternateContent><w:r><w:t> after</w:t></w:r></w:p>";
        let hidden = "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>Hidden</w:t></w:r><w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>shown</w:t></w:r></w:p>";
        assert_eq!(&*word(&format!("{table}{boxed}{hidden}")).text, "Port\tCalls\nVelmora\t12\nBefore after\nBox\nshown\nA note.");
    }
}
