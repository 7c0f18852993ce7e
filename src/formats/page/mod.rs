//! A web page: its main text, and what it says of itself.

#[cfg(feature = "readers")]
mod main;
mod metadata;

use self::metadata::Metadata;
use super::{Decoded, Document, Note, NoteKind, address, document, html, tidy};
use crate::text::Origin;

/// Reads a page: its main text, or all of it where none is found or the whole page is wanted.
pub(super) fn read(name: &str, decoded: Decoded, whole: bool) -> Document {
    let found = metadata::of(&decoded.text);
    let page = html::text(&decoded.text);
    let taken = if whole { Taken::whole(page.text.clone()) } else { taken(&decoded.text, &page.text, &found) };
    let mut read = document(name, Decoded { text: taken.text, encoding: decoded.encoding, notes: decoded.notes }, Some("HTML"));
    if whole {
        read.notes.push(Note::new(NoteKind::Format, WHOLE));
    }
    read.notes.extend(taken.note.map(|note| Note::new(NoteKind::Format, note)));
    read.left_out = taken.left_out as u32;
    read.title = found.title.or(page.title);
    read.source = found.source;
    read.author = found.author;
    read.date = found.date;
    if let Some(url) = found.url {
        address::give(&mut read, url, Origin::Metadata);
    }
    read
}

/// The note on a page that was read whole because somebody wanted it so.
const WHOLE: &str = "The whole page was read, with its menus and notices.";

/// How else a page can be read, in place of an encoding: all of it, or its main text again.
pub(super) fn otherwise(document: &Document) -> Option<&'static str> {
    let has = |what: &str| document.notes.iter().any(|note| note.kind == NoteKind::Format && note.message.starts_with(what));
    if has(WHOLE) {
        Some(super::MAIN_TEXT)
    } else {
        (has("Main text of the page") || has("The text was taken from")).then_some(super::WHOLE_PAGE)
    }
}

/// What of a page is its text, and what a reader should know of that.
struct Taken {
    text: String,
    note: Option<String>,
    left_out: usize,
}

impl Taken {
    fn whole(text: String) -> Taken {
        Taken { text, note: None, left_out: 0 }
    }
}

fn words(text: &str) -> usize {
    text.split_whitespace().count()
}

/// An article has so many words; with fewer, what is all of the page is as good.
const ARTICLE: usize = 30;

/// The main text of a page. `all` is the text of the whole.
fn taken(html: &str, all: &str, found: &Metadata) -> Taken {
    let main = main_text(html, found, words(all));
    let shown = main.as_deref().map_or(words(all), words);
    // Where scripts put the article into the page, it stands in its data, or in what is for browsers without scripts.
    if let Some(body) = found.body.as_deref().map(|body| if html::is_piece(body) { html::text(body).text } else { paragraphs(body) })
        && words(&body) >= ARTICLE
        && words(&body) * 2 > shown * 3
    {
        return Taken {
            text: body,
            note: Some("The text was taken from the data of the page, which shows it by a script.".to_string()),
            left_out: 0,
        };
    }
    if html.to_ascii_lowercase().contains("<noscript") {
        let opened = without_noscript(html);
        let whole = html::text(&opened).text;
        let text = main_text(&opened, found, words(&whole)).unwrap_or(whole);
        if words(&text) >= ARTICLE && words(&text) > shown * 2 {
            return Taken {
                text,
                note: Some("The text was taken from what the page holds for browsers without scripts.".to_string()),
                left_out: 0,
            };
        }
    }
    match main {
        Some(text) => {
            let left = words(all).saturating_sub(words(&text));
            let note = (left > 0).then(|| format!("Main text of the page; {left} words of menus and notices were left out."));
            Taken { text, note, left_out: left }
        }
        None => {
            let note = cfg!(feature = "readers").then(|| "No main text was found: the whole page was read.".to_string());
            Taken { text: all.to_string(), note: note.filter(|_| words(all) > 0), left_out: 0 }
        }
    }
}

#[cfg(feature = "readers")]
fn main_text(html: &str, found: &Metadata, all: usize) -> Option<String> {
    main::text(html, found.headline.as_deref(), all)
}

#[cfg(not(feature = "readers"))]
fn main_text(_html: &str, _found: &Metadata, _all: usize) -> Option<String> {
    None
}

/// Text of a page's data, its lines without the space around them.
fn paragraphs(body: &str) -> String {
    body.lines().filter_map(tidy).collect::<Vec<_>>().join("\n")
}

/// A page in which what is for browsers without scripts is like everything else.
fn without_noscript(html: &str) -> String {
    let mut opened = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let tag = &rest[at..];
        let is = |start: &str| tag.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start));
        let length = if is("<noscript") || is("</noscript") { tag.find('>').map_or(tag.len(), |end| end + 1) } else { 0 };
        opened.push_str(&rest[..at]);
        if length == 0 {
            opened.push('<');
        }
        rest = &tag[length.max(1)..];
    }
    opened.push_str(rest);
    opened
}

#[cfg(test)]
mod tests {
    use crate::formats::{ReadOptions, read};
    use crate::text::Document;

    fn page(html: &str) -> Document {
        read("a.html", html.as_bytes(), &ReadOptions::AUTO).unwrap().documents.remove(0)
    }

    const STORY: &str = "<p>The harbour board has approved a dredging contract worth 4.2 million crowns, ending a dispute that had kept larger boats out since autumn.</p><p>Chairwoman Ilse Brandt said the work would begin as soon as the herring had left their spawning grounds in the second week of May.</p><p>Two members voted against the plan, because the spoil is to be dumped less than a mile from the mussel banks that feed the restaurants.</p>";

    #[test]
    #[cfg(feature = "readers")]
    fn menus_and_notices_are_left_out_and_said() {
        let html = format!(
            "<title>Board approves | Post</title><div class=menu><a href=/a>Politics</a> <a href=/b>Obituaries</a></div><div class=story><h1>Board approves</h1>{STORY}</div><div class=comments><p>Walrus77: First!</p></div><div class=footer>Terms | Privacy</div>"
        );
        let document = page(&html);
        assert!(
            document.text.starts_with("Board approves\nThe harbour board") && document.text.ends_with("the restaurants."),
            "{}",
            document.text
        );
        assert!(document.notes.iter().any(|note| note.message.contains("menus and notices were left out")), "{:?}", document.notes);
        let options = ReadOptions { whole_pages: true, ..ReadOptions::AUTO };
        assert!(read("a.html", html.as_bytes(), &options).unwrap().documents[0].text.contains("Walrus77"));
        let as_chosen = |label: &str| {
            let options = ReadOptions { encoding: Some(label.into()), ..ReadOptions::AUTO };
            read("a.html", html.as_bytes(), &options).unwrap().documents.remove(0)
        };
        assert_eq!(super::otherwise(&document), Some(crate::formats::WHOLE_PAGE));
        let whole = as_chosen(crate::formats::WHOLE_PAGE);
        assert!(whole.text.contains("Walrus77") && super::otherwise(&whole) == Some(crate::formats::MAIN_TEXT));
        assert_eq!(as_chosen(crate::formats::MAIN_TEXT), document);
    }

    #[test]
    fn an_article_that_a_script_would_show_is_read() {
        let body = STORY.replace("</p><p>", "\\n").replace("<p>", "").replace("</p>", "");
        let html = format!(
            "<script type='application/ld+json'>{{\"@type\": \"NewsArticle\", \"articleBody\": \"{body}\"}}</script><div id=root></div>"
        );
        assert!(page(&html).text.starts_with("The harbour board has"));
        let html = format!("<noscript><article>{STORY}</article></noscript><div id=app></div>");
        assert!(page(&html).text.starts_with("The harbour board has"));
    }

    #[test]
    fn a_short_page_is_read_whole() {
        assert_eq!(&*page("<p>Closed on Monday.</p><p>Call us.</p>").text, "Closed on Monday.\nCall us.");
    }
}
