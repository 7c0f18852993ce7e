//! Electronic books (EPUB): the chapters in the order of reading, as one document.

use super::super::archive::Package;
use super::super::xml::{Piece, attribute, local, pieces};
use super::super::{Document, address, html, tidy};
use super::About;
use super::slides::resolved;

/// Chapters that are read.
const MAX_CHAPTERS: usize = 5_000;

/// Reads a book.
pub(super) fn read(name: &str, package: &mut Package<'_>) -> Option<Document> {
    let container = package.text("META-INF/container.xml")?;
    let path = pieces(&container).find_map(|piece| match piece {
        Piece::Start(name, attributes, _) if local(&name) == "rootfile" => attribute(&attributes, "full-path").map(str::to_string),
        _ => None,
    })?;
    let contents = Contents::of(&package.text(&path)?);
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut chapters = Vec::new();
    for href in contents.spine.iter().take(MAX_CHAPTERS) {
        let href = percent_encoding::percent_decode_str(href.split('#').next().unwrap_or(href)).decode_utf8_lossy().into_owned();
        let text = package.text(&resolved(folder, &href)).map(|page| html::text(&page).text).unwrap_or_default();
        if !text.is_empty() {
            chapters.push(text);
        }
    }
    let about = About { title: contents.title, author: contents.author, date: contents.date };
    let mut read = about.document(name, chapters.join("\n\n"), "a book", Vec::new());
    read.source = contents.publisher;
    if let Some(url) = contents.url.filter(|url| address::is_address(url)) {
        read.url = Some(url);
    }
    Some(read)
}

#[derive(Default)]
struct Contents {
    title: Option<String>,
    author: Option<String>,
    date: Option<String>,
    publisher: Option<String>,
    url: Option<String>,
    spine: Vec<String>,
}

impl Contents {
    fn of(package: &str) -> Contents {
        let mut contents = Contents::default();
        let mut items: Vec<(String, String)> = Vec::new();
        let mut name = String::new();
        for piece in pieces(package) {
            match piece {
                Piece::Start(start, attributes, _) => {
                    name = local(&start).to_string();
                    let field = |name: &str| attribute(&attributes, name).unwrap_or_default().to_string();
                    let is_contents = attribute(&attributes, "properties").is_some_and(|kinds| kinds.split(' ').any(|kind| kind == "nav"));
                    match name.as_str() {
                        // The table of contents repeats the headings.
                        "item" if !is_contents => items.push((field("id"), field("href"))),
                        "itemref" => {
                            let id = field("idref");
                            contents.spine.extend(items.iter().find(|(known, _)| *known == id).map(|(_, href)| href.clone()));
                        }
                        _ => {}
                    }
                }
                Piece::End(_) => name.clear(),
                Piece::Text(words) => {
                    let Some(words) = tidy(&words) else { continue };
                    let place = match name.as_str() {
                        "title" => &mut contents.title,
                        "creator" => &mut contents.author,
                        "date" => &mut contents.date,
                        "publisher" => &mut contents.publisher,
                        "source" => &mut contents.url,
                        _ => continue,
                    };
                    place.get_or_insert(words);
                }
            }
        }
        contents
    }
}

#[cfg(test)]
mod tests {
    use crate::formats::archive::tests::packed;
    use crate::formats::{ReadOptions, read};

    #[test]
    fn chapters_are_read_in_the_order_of_reading() {
        let package = "<package><metadata><dc:title>Tales</dc:title><dc:creator>Ann</dc:creator><dc:date>2020</dc:date></metadata><manifest><item id='nav' href='nav.xhtml' properties='nav'/><item id='a' href='t%20a.xhtml'/><item id='b' href='../b.xhtml'/></manifest><spine><itemref idref='nav'/><itemref idref='b'/><itemref idref='a'/></spine></package>";
        let archive = packed(&[
            ("mimetype", b"application/epub+zip"),
            ("META-INF/container.xml", b"<container><rootfiles><rootfile full-path='OEBPS/c.opf'/></rootfiles></container>"),
            ("OEBPS/c.opf", package.as_bytes()),
            ("OEBPS/nav.xhtml", b"<p>Contents</p>"),
            ("OEBPS/t a.xhtml", b"<h1>Two</h1><p>End.</p>"),
            ("b.xhtml", b"<?xml version='1.0'?><html><head><title>x</title></head><body><p>One.</p></body></html>"),
        ]);
        let document = read("a.epub", &archive, &ReadOptions::AUTO).unwrap().documents.remove(0);
        assert_eq!(&*document.text, "One.\n\nTwo\nEnd.");
        assert_eq!(
            (document.title.as_deref(), document.author.as_deref(), document.date.as_deref()),
            (Some("Tales"), Some("Ann"), Some("2020"))
        );
    }
}
