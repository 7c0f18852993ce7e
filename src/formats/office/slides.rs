//! PowerPoint: a slide a block, with the speaker's notes below it.

use super::super::archive::Package;
use super::super::xml::{Empty, Piece, attribute, pieces};
use super::{About, Document, Lines};
use crate::text::Mark;

/// Slides that are read.
const MAX_SLIDES: usize = 5_000;

/// Reads a presentation.
pub(super) fn read(name: &str, package: &mut Package<'_>) -> Option<Document> {
    let presentation = package.text("ppt/presentation.xml")?;
    let order = pieces(&presentation).filter_map(|piece| match piece {
        Piece::Start(name, attributes, _) if name == "p:sldid" => attribute(&attributes, "r:id").map(str::to_string),
        _ => None,
    });
    let order: Vec<String> = order.take(MAX_SLIDES).collect();
    let targets = relations(package, "ppt/_rels/presentation.xml.rels");
    let (mut text, mut places) = (String::new(), Vec::new());
    for (number, id) in order.into_iter().enumerate() {
        let Some((_, _, target)) = targets.iter().find(|(known, ..)| *known == id) else { continue };
        let path = resolved("ppt", target);
        let Some(slide) = package.text(&path).map(|xml| shapes(&xml)) else { continue };
        let start = if text.is_empty() { 0 } else { text.len() + 2 };
        places.push(Mark { start: start as u32, label: format!("slide {}", number + 1) });
        push(&mut text, &slide);
        let (folder, file) = path.rsplit_once('/').unwrap_or(("", &path));
        let notes = relations(package, &format!("{folder}/_rels/{file}.rels"));
        if let Some((_, _, notes)) = notes.iter().find(|(_, kind, _)| kind.ends_with("/notesSlide"))
            && let Some(notes) = package.text(&resolved(folder, notes)).map(|xml| shapes(&xml))
        {
            push(&mut text, &notes);
        }
    }
    let about = package.text("docProps/core.xml").map(|xml| About::of(&xml)).unwrap_or_default();
    places.retain(|mark| (mark.start as usize) < text.len());
    Some(Document { places, ..about.document(name, text, "a presentation", Vec::new()) })
}

fn push(text: &mut String, block: &str) {
    if !block.is_empty() {
        if !text.is_empty() {
            text.push_str("\n\n");
        }
        text.push_str(block);
    }
}

/// Relations of a part: id, kind and target of each.
fn relations(package: &mut Package<'_>, name: &str) -> Vec<(String, String, String)> {
    let Some(xml) = package.text(name) else { return Vec::new() };
    let relation = |piece| match piece {
        Piece::Start(name, attributes, _) if name == "relationship" => {
            let field = |name: &str| attribute(&attributes, name).unwrap_or_default().to_string();
            Some((field("id"), field("type"), field("target")))
        }
        _ => None,
    };
    pieces(&xml).filter_map(relation).collect()
}

/// A target as seen from a folder of the archive.
pub(super) fn resolved(folder: &str, target: &str) -> String {
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_string();
    }
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in target.split('/') {
        match part {
            "." | "" => {}
            ".." => {
                parts.pop();
            }
            _ => parts.push(part),
        }
    }
    parts.join("/")
}

/// The texts of a slide, a paragraph a line, without its number, date and foot.
fn shapes(xml: &str) -> String {
    let mut lines = Lines::default();
    let (mut in_text, mut is_furniture, mut cells) = (false, false, 0_usize);
    for piece in pieces(xml) {
        match piece {
            Piece::Start(name, attributes, empty) => match name.as_str() {
                "p:sp" => is_furniture = false,
                "p:ph" => is_furniture = attribute(&attributes, "type").is_some_and(|kind| matches!(kind, "sldNum" | "dt" | "ftr" | "hdr")),
                "a:t" => in_text = empty == Empty::No,
                "a:br" => lines.push("\n"),
                "a:tc" if empty == Empty::No => cells += 1,
                _ => {}
            },
            Piece::End(name) => match name.as_str() {
                "a:t" => in_text = false,
                "a:p" if cells > 0 => lines.push(" "),
                "a:p" | "a:tr" => lines.end_line(),
                "a:tc" => {
                    cells = cells.saturating_sub(1);
                    lines.end_cell();
                }
                "p:sp" => is_furniture = false,
                _ => {}
            },
            Piece::Text(words) if in_text && !is_furniture => lines.push(&words),
            Piece::Text(_) => {}
        }
    }
    lines.finish()
}

#[cfg(test)]
mod tests {
    use crate::formats::archive::tests::packed;
    use crate::formats::{ReadOptions, read};

    #[test]
    fn slides_are_read_in_their_order_with_their_notes() {
        let slide = |words: &str| {
            format!(
                "<p:sld><p:sp><p:nvPr><p:ph type='title'/></p:nvPr><a:p><a:r><a:t>{words}</a:t></a:r></a:p></p:sp><p:sp><p:nvPr><p:ph type='sldNum'/></p:nvPr><a:p><a:fld><a:t>7</a:t></a:fld></a:p></p:sp></p:sld>"
            )
        };
        let relation = |id: &str, kind: &str, target: &str| format!("<Relationship Id='{id}' Type='http://x/{kind}' Target='{target}'/>");
        let presentation =
            "<p:presentation><p:sldIdLst><p:sldId id='256' r:id='rId2'/><p:sldId id='257' r:id='rId1'/></p:sldIdLst></p:presentation>";
        let relations = [relation("rId1", "slide", "slides/slide1.xml"), relation("rId2", "slide", "slides/slide2.xml")].concat();
        let notes = relation("rId1", "notesSlide", "../notesSlides/notesSlide1.xml");
        let archive = packed(&[
            ("ppt/presentation.xml", presentation.as_bytes()),
            ("ppt/_rels/presentation.xml.rels", relations.as_bytes()),
            ("ppt/slides/slide1.xml", slide("Last").as_bytes()),
            ("ppt/slides/slide2.xml", slide("First").as_bytes()),
            ("ppt/slides/_rels/slide2.xml.rels", notes.as_bytes()),
            ("ppt/notesSlides/notesSlide1.xml", b"<p:sp><a:p><a:r><a:t>Say it.</a:t></a:r></a:p></p:sp>"),
        ]);
        assert_eq!(&*read("a.pptx", &archive, &ReadOptions::AUTO).unwrap().documents[0].text, "First\n\nSay it.\n\nLast");
    }
}
