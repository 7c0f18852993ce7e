//! XML: its tags and texts one after the other, and the text of a document of unknown kind.
//!
//! Read by the tokenizer of HTML, which stops at nothing, expands nothing but characters, and fetches nothing.

use std::borrow::Cow;

use html5gum::emitters::default::DefaultEmitter;
use html5gum::{Token, Tokenizer};

use super::{Decoded, Document, tidy};

/// A piece of XML.
#[derive(Debug, PartialEq)]
pub(super) enum Piece {
    /// A start tag, in lower case, and its attributes. An empty element has no end tag.
    Start(String, Vec<(String, String)>, Empty),
    /// An end tag.
    End(String),
    /// Text between tags, with its white space.
    Text(String),
}

/// Whether an element is written as one tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Empty {
    /// `<a/>`
    Yes,
    /// `<a>`
    No,
}

/// The pieces of XML, in their order.
pub(super) fn pieces(xml: &str) -> impl Iterator<Item = Piece> {
    let xml = without_cdata(xml).into_owned();
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(false); // a title is an element like others
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    // The tokenizer reads from a string as long as it lives: it is short-lived itself, so the tokens are taken at once.
    let tokens: Vec<Token> = Tokenizer::new_with_emitter(xml.as_str(), emitter).flatten().collect();
    tokens.into_iter().filter_map(move |token| match token {
        Token::StartTag(tag) => {
            let attributes = tag.attributes.iter().map(|(name, value)| (text(name).to_ascii_lowercase(), text(value))).collect();
            let empty = if tag.self_closing { Empty::Yes } else { Empty::No };
            Some(Piece::Start(text(&tag.name).to_ascii_lowercase(), attributes, empty))
        }
        Token::EndTag(tag) => Some(Piece::End(text(&tag.name).to_ascii_lowercase())),
        Token::String(words) => Some(Piece::Text(text(&words))),
        _ => None,
    })
}

/// The attribute of this name.
pub(super) fn attribute<'a>(attributes: &'a [(String, String)], wanted: &str) -> Option<&'a str> {
    attributes.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.as_str())
}

/// The name of a tag without its namespace.
pub(super) fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

/// Sections of characters that are not markup, written as text: HTML knows no such sections.
fn without_cdata(xml: &str) -> Cow<'_, str> {
    const BEGIN: &str = "<![CDATA[";
    if !xml.contains(BEGIN) {
        return Cow::Borrowed(xml);
    }
    let mut text = String::with_capacity(xml.len());
    let mut rest = xml;
    while let Some((before, after)) = rest.split_once(BEGIN) {
        text.push_str(before);
        let (inside, after) = after.split_once("]]>").unwrap_or((after, ""));
        text.push_str(&inside.replace('&', "&amp;").replace('<', "&lt;"));
        rest = after;
    }
    text.push_str(rest);
    Cow::Owned(text)
}

/// The text of a document whose elements nobody knows: each text on a line of its own, words in running text together.
pub(super) fn document_text(xml: &str) -> (String, Option<String>) {
    let (mut text, mut title) = (String::new(), None);
    let (mut in_title, mut pending) = (false, false);
    for piece in pieces(xml) {
        match piece {
            Piece::Start(name, _, _) | Piece::End(name) if RUNNING.contains(&local(&name)) => {}
            Piece::Start(name, _, empty) => {
                in_title = title.is_none() && empty == Empty::No && matches!(local(&name), "title" | "headline" | "hl1");
                pending = true;
            }
            Piece::End(_) => (in_title, pending) = (false, true),
            Piece::Text(words) => {
                let Some(tidied) = tidy(&words) else {
                    pending |= words.contains('\n') && text.ends_with(char::is_alphanumeric);
                    continue;
                };
                if in_title && title.is_none() {
                    title = Some(tidied.clone());
                }
                if !text.is_empty() {
                    if pending {
                        text.push('\n');
                    } else if words.starts_with(char::is_whitespace) {
                        text.push(' ');
                    }
                }
                text.push_str(&tidied);
                if words.ends_with(char::is_whitespace) {
                    text.push(' ');
                }
                pending = false;
            }
        }
    }
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    (lines.join("\n"), title)
}

/// Elements within a line of text, in the formats that newspapers exchange.
const RUNNING: &[&str] = &[
    "a",
    "b",
    "i",
    "u",
    "em",
    "strong",
    "span",
    "sub",
    "sup",
    "small",
    "person",
    "org",
    "location",
    "chron",
    "num",
    "money",
    "object.title",
    "emphasis",
    "hi",
    "ref",
    "name",
    "persname",
    "placename",
    "orgname",
    "date",
];

/// A document of unknown XML.
pub(super) fn document(name: &str, decoded: Decoded) -> Document {
    let (text, title) = document_text(&decoded.text);
    let mut read = document_of(name, Decoded { text, ..decoded });
    read.title = title;
    read
}

fn document_of(name: &str, decoded: Decoded) -> Document {
    super::document(name, decoded, Some("XML"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_of_characters_are_text() {
        let found: Vec<Piece> = pieces("<?xml version='1.0'?><a:B x='1'><![CDATA[<p> & ]]></a:B><c/>").collect();
        let attributes = vec![("x".to_string(), "1".to_string())];
        assert_eq!(
            found,
            [
                Piece::Start("a:b".into(), attributes, Empty::No),
                Piece::Text("<p> & ".into()),
                Piece::End("a:b".into()),
                Piece::Start("c".into(), Vec::new(), Empty::Yes),
            ]
        );
    }

    #[test]
    fn unknown_elements_are_lines_and_their_words_stay_together() {
        let (text, title) =
            document_text("<story><head><title>Ferry &amp; bank</title></head><p>It <b>ran</b> a<i>ground</i>.</p><p>Two</p></story>");
        assert_eq!((text.as_str(), title.as_deref()), ("Ferry & bank\nIt ran aground.\nTwo", Some("Ferry & bank")));
    }

    #[test]
    fn entities_of_a_document_are_not_expanded() {
        let bomb = "<!DOCTYPE a [<!ENTITY x \"xxxxxxxxxx\"><!ENTITY y \"&x;&x;&x;\">]><a>&y;&y;</a>";
        assert!(document_text(bomb).0.len() < 100);
    }
}
