//! PDF: the text layer, in the order in which a person reads it.

mod layout;

use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

use pdf_extract::{Document as File, MediaBox, Object, OutputDev, OutputError, Transform, output_doc_page};

use self::layout::{Glyph, Page};
use super::{Decoded, LoadError, Loaded, Note, NoteKind, document, one, sniff, tidy};
use crate::text::Mark;

/// Pages and characters that are read.
const MAX_PAGES: usize = 3_000;
const MAX_GLYPHS: usize = 8_000_000;

/// Reads a document.
///
/// # Errors
/// When it is encrypted, damaged, or has no text.
pub(super) fn read(name: &str, bytes: &[u8]) -> Result<Loaded, LoadError> {
    // The library stops at what it does not know; that is to cost one file, or one page, and not the program.
    let mut file = match catch_unwind(AssertUnwindSafe(|| File::load_mem(bytes))) {
        Ok(Ok(file)) => file,
        _ => return Err(sniff::not_text("a damaged PDF document", "open it in another program, print it as PDF and drop that")),
    };
    if file.is_encrypted() && !matches!(catch_unwind(AssertUnwindSafe(|| file.decrypt(""))), Ok(Ok(()))) {
        return Err(sniff::not_text("an encrypted PDF document", "save it without its password and drop that"));
    }
    let numbers: Vec<u32> = file.get_pages().keys().copied().collect();
    let (mut pages, mut glyphs, mut broken) = (Vec::new(), 0, 0);
    for &number in numbers.iter().take(MAX_PAGES) {
        let mut output = Output { page: Page::default(), left: MAX_GLYPHS - glyphs };
        if !matches!(catch_unwind(AssertUnwindSafe(|| output_doc_page(&file, &mut output, number))), Ok(Ok(()))) {
            broken += 1;
        }
        glyphs += output.page.glyphs.len();
        pages.push(output.page);
        if glyphs >= MAX_GLYPHS {
            break;
        }
    }
    let empty = pages.iter().filter(|page| page.glyphs.iter().all(|glyph| glyph.text.trim().is_empty())).count();
    if empty == pages.len() {
        let looks_like = format!("a PDF document of {} pages without text: scanned?", pages.len());
        return Err(sniff::not_text(&looks_like, "recognise its text in a program for that (OCR) and drop what comes out"));
    }
    let mut notes = Vec::new();
    if pages.len() < numbers.len() {
        notes.push(Note::new(NoteKind::Limit, format!("Only the first {} pages of {} were read.", pages.len(), numbers.len())));
    }
    if empty > 0 {
        let were = if empty == 1 { "page" } else { "pages" };
        notes.push(Note::new(NoteKind::Format, format!("{empty} {were} without text: scanned?")));
    }
    if broken > 0 {
        notes.push(Note::new(NoteKind::Format, format!("Pages that could not be read to their end: {broken}.")));
    }
    let laid_out = layout::text(pages);
    if laid_out.furniture > 0 {
        notes.push(Note::new(NoteKind::Format, format!("{} words in heads and feet of pages were left out.", laid_out.furniture)));
    }
    let label = |&(page, start): &(usize, usize)| Mark { start: start as u32, label: format!("p. {}", page + 1) };
    let places = laid_out.starts.iter().map(label).collect();
    let mut read = document(name, Decoded { text: laid_out.text, encoding: "UTF-8", notes }, Some("PDF"));
    read.places = places;
    read.left_out = laid_out.furniture as u32;
    let about = about(&file);
    let said = |key: &str, nothing: &[&str]| {
        let words = about.get(key).and_then(|words| tidy(words))?;
        // What programs write where nobody has said anything.
        let is_nothing = nothing.iter().any(|nothing| words.eq_ignore_ascii_case(nothing));
        let is_file =
            words.rsplit_once('.').is_some_and(|(_, ending)| ending.len() <= 5 && !ending.contains(' ')) || words.starts_with("Microsoft ");
        (!is_nothing && !is_file).then_some(words)
    };
    read.title = said("Title", &["untitled", "(untitled)", "title", "document", "slide 1", "powerpoint presentation"]);
    read.author = said("Author", &["anonymous", "(anonymous)", "author", "unknown", "user", "admin", "administrator"]);
    Ok(one(read))
}

/// What the document says of itself.
fn about(file: &File) -> HashMap<&'static str, String> {
    let read = || {
        let info = file.trailer.get(b"Info").ok()?;
        let info = match info {
            Object::Reference(id) => file.get_dictionary(*id).ok()?,
            other => other.as_dict().ok()?,
        };
        let field = |key: &'static str| {
            let value = info.get(key.as_bytes()).ok()?;
            let value = match value {
                Object::Reference(id) => file.get_object(*id).ok()?,
                other => other,
            };
            Some((key, pdf_extract::decode_text_string(value).ok()?))
        };
        Some(["Title", "Author"].into_iter().filter_map(field).collect())
    };
    catch_unwind(AssertUnwindSafe(read)).ok().flatten().unwrap_or_default()
}

/// Takes the characters of a page as the library finds them.
struct Output {
    page: Page,
    left: usize,
}

impl OutputDev for Output {
    fn begin_page(&mut self, _: u32, media_box: &MediaBox, _: Option<(f64, f64, f64, f64)>) -> Result<(), OutputError> {
        self.page.height = media_box.ury - media_box.lly;
        self.page.bottom = media_box.lly;
        Ok(())
    }

    fn end_page(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn output_character(&mut self, place: &Transform, width: f64, _: f64, font_size: f64, text: &str) -> Result<(), OutputError> {
        if self.page.glyphs.len() >= self.left {
            return Err(OutputError::FormatError(std::fmt::Error));
        }
        let (across, up) = (place.m11.hypot(place.m12) * font_size, place.m21.hypot(place.m22) * font_size);
        // What is written from bottom to top stands in the margin.
        let is_level = place.m11 > 0.0 && place.m12.abs() < place.m11.abs() * 0.3;
        let is_placed = [place.m31, place.m32, width, across, up].iter().all(|number| number.is_finite());
        if is_level && is_placed && up > 0.0 {
            self.page.glyphs.push(Glyph { x: place.m31, y: place.m32, width: width * across, size: up, text: text.to_string() });
        }
        Ok(())
    }

    fn begin_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_line(&mut self) -> Result<(), OutputError> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use crate::formats::{ReadOptions, read};

    /// A document of one page a content stream, in Helvetica.
    fn pdf(pages: &[String]) -> Vec<u8> {
        let mut objects = vec![String::new(), "<</Type/Catalog/Pages 2 0 R>>".to_string()];
        let kids: Vec<String> = (0..pages.len()).map(|at| format!("{} 0 R", 4 + at * 2)).collect();
        objects.push(format!("<</Type/Pages/Count {}/Kids[{}]>>", pages.len(), kids.join(" ")));
        objects.push("<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>".to_string());
        for (at, page) in pages.iter().enumerate() {
            objects.push(format!(
                "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<</Font<</F1 3 0 R>>>>/Contents {} 0 R>>",
                5 + at * 2
            ));
            objects.push(format!("<</Length {}>>stream\n{page}\nendstream", page.len()));
        }
        let mut bytes = b"%PDF-1.4\n".to_vec();
        let mut places = Vec::new();
        for (number, object) in objects.iter().enumerate().skip(1) {
            places.push(bytes.len());
            bytes.extend(format!("{number} 0 obj\n{object}\nendobj\n").bytes());
        }
        let start = bytes.len();
        bytes.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len()).bytes());
        bytes.extend(places.iter().flat_map(|at| format!("{at:010} 00000 n \n").into_bytes()));
        bytes.extend(format!("trailer<</Size {}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF", objects.len()).bytes());
        bytes
    }

    /// A line of text at a place.
    fn line(x: u32, y: u32, words: &str) -> String {
        format!("BT /F1 10 Tf 1 0 0 1 {x} {y} Tm ({words}) Tj ET\n")
    }

    fn text(pages: &[String]) -> String {
        read("a.pdf", &pdf(pages), &ReadOptions::AUTO).unwrap().documents[0].text.to_string()
    }

    #[test]
    fn lines_are_joined_and_hyphens_undone() {
        let page = line(50, 700, "The office filed a first flight of-")
            + &line(50, 688, "fer with the fisheries board, and the")
            + &line(50, 676, "caf\\351 paid.")
            + &line(50, 640, "A new paragraph.");
        assert_eq!(text(&[page]), "The office filed a first flight offer with the fisheries board, and the café paid.\nA new paragraph.");
    }

    #[test]
    fn columns_are_read_one_after_the_other() {
        let mut page = line(50, 750, "A head over both of the columns of this page, from the left to the right");
        for at in 0..6 {
            page += &line(50, 700 - at * 12, &format!("left line {at} has some words of text"));
            page += &line(320, 700 - at * 12, &format!("right line {at} has some words too"));
        }
        let found = text(&[page]);
        assert!(found.find("left line 5") < found.find("right line 0"), "{found}");
    }

    #[test]
    fn a_table_is_read_row_by_row() {
        let mut page = String::new();
        for at in 0..6 {
            page += &(line(50, 700 - at * 12, &format!("Port {at}"))
                + &line(250, 700 - at * 12, &format!("{at}00"))
                + &line(400, 700 - at * 12, &format!("{at}5")));
        }
        assert!(text(&[page]).contains("Port 1\t100\t15\n"), "rows stay rows");
    }

    #[test]
    fn heads_and_feet_of_pages_are_no_text() {
        let page = |n: u32| {
            line(50, 780, "Annual review of the port")
                + &line(50, 700, &format!("Text of the page with the number {n} that goes"))
                + &line(50, 688, "on.")
                + &line(280, 20, &format!("page {n} of 3"))
        };
        let found = text(&[page(1), page(2), page(3)]);
        let document = read("a.pdf", &pdf(&[page(1), page(2), page(3)]), &ReadOptions::AUTO).unwrap().documents.remove(0);
        assert_eq!(document.place(document.text.find("number 2").unwrap()), Some("p. 2"));
        assert!(!found.contains("Annual") && !found.contains("page 2 of") && found.contains("number 2 that goes on."), "{found}");
    }

    #[test]
    fn what_cannot_be_read_says_what_to_do() {
        let refused = |bytes: &[u8]| read("a.pdf", bytes, &ReadOptions::AUTO).unwrap_err().to_string();
        assert!(refused(b"%PDF-1.4 nothing").contains("damaged"));
        assert!(refused(&pdf(&[String::new(), String::new()])).contains("2 pages without text"));
        let whole = pdf(&[line(50, 700, "Text.")]);
        for at in (9..whole.len()).step_by(41) {
            let mut broken = whole.clone();
            broken[at] ^= 0x15;
            let _ = read("a.pdf", &broken, &ReadOptions::AUTO);
            let _ = read("a.pdf", &whole[..at], &ReadOptions::AUTO);
        }
    }
}
