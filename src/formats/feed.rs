//! RSS and Atom: an entry a document.

use super::xml::{Piece, attribute, local, pieces};
use super::{Decoded, Document, Loaded, ROW, address, document, html, one, table, tidy, xml};
use crate::text::Origin;

/// An entry as it is read.
#[derive(Default)]
struct Entry {
    title: Option<String>,
    link: Option<String>,
    published: Option<String>,
    updated: Option<String>,
    author: Option<String>,
    /// The whole text, and a summary of it.
    content: String,
    summary: String,
}

/// Entries of a feed that are read.
const MAX_ENTRIES: usize = 20_000;

/// Reads a feed. One without entries is a document of its texts.
pub(super) fn read(name: &str, decoded: Decoded) -> Loaded {
    let (outlet, entries) = entries(&decoded.text);
    if entries.is_empty() {
        return one(xml::document(name, decoded));
    }
    let file = table::about_file(&decoded);
    let documents = entries.into_iter().enumerate().map(|(at, entry)| {
        let whole = if entry.content.split_whitespace().count() >= entry.summary.split_whitespace().count() {
            &entry.content
        } else {
            &entry.summary
        };
        let text = if html::is_piece(whole) { html::text(whole).text } else { whole.trim().to_string() };
        let text = if text.is_empty() { entry.title.clone().unwrap_or_default() } else { text };
        let mut read: Document = document(&format!("{name}{ROW}{}", at + 1), Decoded { text, ..file.clone() }, Some("an entry of a feed"));
        read.title = entry.title;
        read.source = outlet.clone();
        read.author = entry.author;
        read.date = entry.published.or(entry.updated);
        if let Some(link) = entry.link.filter(|link| address::is_address(link)) {
            address::give(&mut read, link, Origin::Metadata);
        }
        read
    });
    Loaded { documents: documents.collect(), skipped: Vec::new() }
}

/// The name of the feed, and its entries.
fn entries(feed: &str) -> (Option<String>, Vec<Entry>) {
    let (mut outlet, mut entries) = (None, Vec::new());
    let mut entry: Option<Entry> = None;
    // The element that is read, how many are open in it, and what it holds so far: text, or markup.
    let mut field: Option<(String, usize, String)> = None;
    for piece in pieces(feed) {
        match (piece, &mut field) {
            (Piece::Start(name, attributes, empty), Some((_, depth, held))) => {
                let break_line = attribute(&attributes, "type").is_none();
                if break_line {
                    held.push_str(&format!("<{}>", local(&name)));
                }
                *depth += usize::from(empty == xml::Empty::No);
            }
            (Piece::Text(words), Some((_, _, held))) => held.push_str(&words),
            (Piece::End(name), Some((_, depth, held))) if *depth > 0 => {
                *depth -= 1;
                held.push_str(&format!("</{}>", local(&name)));
            }
            (Piece::End(_), Some(_)) => {
                if let Some((name, _, held)) = field.take() {
                    match &mut entry {
                        Some(entry) => keep(entry, &name, held),
                        None if name == "title" && outlet.is_none() => outlet = tidy(&plain(&held)),
                        None => {}
                    }
                }
            }
            (Piece::Start(name, ..), None) if matches!(local(&name), "item" | "entry") => entry = Some(Entry::default()),
            (Piece::End(name), None) if matches!(local(&name), "item" | "entry") => {
                entries.extend(entry.take().filter(|_| entries.len() < MAX_ENTRIES));
            }
            (Piece::Start(name, attributes, empty), None) => {
                let is_page = attribute(&attributes, "rel").is_none_or(|rel| rel == "alternate");
                if let (Some(entry), "link", Some(href), true) = (&mut entry, name.as_str(), attribute(&attributes, "href"), is_page) {
                    entry.link.get_or_insert(href.to_string());
                }
                let is_field = entry.is_some() && FIELDS.contains(&name.as_str()) || entry.is_none() && name == "title";
                if is_field && empty == xml::Empty::No {
                    field = Some((name, 0, String::new()));
                }
            }
            _ => {}
        }
    }
    (outlet, entries)
}

const FIELDS: [&str; 17] = [
    "title",
    "link",
    "guid",
    "pubdate",
    "dc:date",
    "published",
    "updated",
    "dcterms:created",
    "author",
    "dc:creator",
    "description",
    "summary",
    "content",
    "content:encoded",
    "media:description",
    "date",
    "creator",
];

fn keep(entry: &mut Entry, name: &str, held: String) {
    let longer = |place: &mut String, text: String| {
        if text.len() > place.len() {
            *place = text;
        }
    };
    match name {
        "title" => entry.title = entry.title.take().or_else(|| tidy(&plain(&held))),
        "link" => entry.link = entry.link.take().or_else(|| tidy(&held)),
        "guid" => entry.link = entry.link.take().or_else(|| tidy(&held).filter(|guid| guid.starts_with("http"))),
        "pubdate" | "dc:date" | "published" | "dcterms:created" | "date" => {
            entry.published = entry.published.take().or_else(|| tidy(&held).map(|date| day(&date)));
        }
        "updated" => entry.updated = tidy(&held).map(|date| day(&date)),
        "author" | "dc:creator" | "creator" => entry.author = entry.author.take().or_else(|| author(&held)),
        "description" | "summary" | "media:description" => longer(&mut entry.summary, held),
        _ => longer(&mut entry.content, held),
    }
}

/// The name of an author: of "<name>Ann Lee</name><email>…</email>", of "ann@post.example (Ann Lee)".
fn author(held: &str) -> Option<String> {
    if let Some((_, rest)) = held.split_once("<name>") {
        return tidy(rest.split("</name>").next()?);
    }
    let named = held.split_once('(').and_then(|(_, rest)| rest.split_once(')')).map_or(held, |(name, _)| name);
    tidy(&plain(named)).filter(|name| !name.contains('@'))
}

fn plain(held: &str) -> String {
    if html::is_piece(held) { html::text(held).text } else { held.to_string() }
}

/// The day of "Mon, 03 Mar 2025 09:12:00 GMT" as EDTF; any other date as it is.
pub(super) fn day(date: &str) -> String {
    let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let words: Vec<&str> = date.split(|c: char| c.is_whitespace() || c == ',' || c == '-').filter(|word| !word.is_empty()).collect();
    let found = words.windows(3).find_map(|words| {
        let day: u32 = words[0].parse().ok().filter(|day| (1..=31).contains(day))?;
        let month = months.iter().position(|month| words[1].get(..3).is_some_and(|head| head.eq_ignore_ascii_case(month)))? + 1;
        let year: u32 = words[2].parse().ok().filter(|year| (1970..2200).contains(year))?;
        Some(format!("{year}-{month:02}-{day:02}"))
    });
    found.unwrap_or_else(|| date.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::{ReadOptions, read};

    /// The entries of a feed: "title|date|author|address|outlet=text" each.
    #[track_caller]
    fn check(feed: &str, expected: &[&str]) {
        let loaded = read("feed.xml", feed.as_bytes(), &ReadOptions::AUTO).unwrap();
        let field = |field: &Option<String>| field.clone().unwrap_or_default();
        let line = |read: &Document| {
            format!(
                "{}|{}|{}|{}|{}={}",
                field(&read.title),
                field(&read.date),
                field(&read.author),
                field(&read.url),
                field(&read.source),
                read.text
            )
        };
        assert_eq!(loaded.documents.iter().map(line).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn an_item_is_a_document() {
        check(
            "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>The Post</title><item><title>A &amp; B</title><link>https://post.example/a</link><pubDate>Mon, 03 Mar 2025 09:12:00 GMT</pubDate><author>ann@post.example (Ann Lee)</author><description>Short.</description><content:encoded><![CDATA[<p>The whole &amp; long text.</p><p>Two</p>]]></content:encoded></item><item><title>Two</title><description>&lt;b&gt;Only&lt;/b&gt; a teaser &lt; text</description></item></channel></rss>",
            &[
                "A & B|2025-03-03|Ann Lee|https://post.example/a|The Post=The whole & long text.\nTwo",
                "Two||||The Post=Only a teaser < text",
            ],
        );
    }

    #[test]
    fn an_entry_of_atom_is_one_too() {
        check(
            "<feed xmlns='http://www.w3.org/2005/Atom'><title>Post</title><entry><title type='text'>One</title><link rel='self' href='https://x.example/f'/><link href='https://x.example/1'/><updated>2024-05-02T10:00:00Z</updated><published>2024-05-01T10:00:00Z</published><author><name>Ann</name><email>a@x.example</email></author><content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>First.</p><p>Second.</p></div></content></entry></feed>",
            &["One|2024-05-01T10:00:00Z|Ann|https://x.example/1|Post=First.\nSecond."],
        );
    }

    #[test]
    fn a_feed_without_entries_is_a_document() {
        check("<rss><channel><title>Empty</title></channel></rss>", &["Empty||||=Empty"]);
    }
}
