//! The text of an HTML page. Tokenised as the WHATWG standard says; nothing is executed and nothing is fetched.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use html5gum::emitters::default::DefaultEmitter;
use html5gum::{Token, Tokenizer};

/// The content of a page.
pub(super) struct Page {
    pub(super) text: String,
    pub(super) title: Option<String>,
}

/// Reads the page: its title, and its text without markup, with white space collapsed as a browser shows it and blocks on lines of their own.
pub(super) fn text(html: &str) -> Page {
    let mut hidden: Vec<&[u8]> = HIDDEN.to_vec();
    loop {
        // An element that is never closed hides the rest of the page: then it is read as if it hid nothing. One pass more for each
        // kind of element at most. What stands in a script is no text, closed or not.
        match read(html, &hidden) {
            (_, Some(open)) if !RAW.contains(&open) => hidden.retain(|name| *name != open),
            (page, _) => return page,
        }
    }
}

/// The page, and the element that still hid its text at the end.
fn read<'h>(html: &str, hiding: &[&'h [u8]]) -> (Page, Option<&'h [u8]>) {
    let mut page = Writer::default();
    let mut title = String::new();
    // The element whose content is not text, and how many of its kind are open.
    let mut hidden: Option<(&[u8], usize)> = None;
    let mut in_title = false;
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true); // what stands in a script is not markup
    for token in Tokenizer::new_with_emitter(html, emitter).flatten() {
        match token {
            Token::StartTag(tag) => {
                let name = tag.name.to_ascii_lowercase();
                if let Some((open, depth)) = &mut hidden {
                    if *open == name.as_slice() && NESTED.contains(open) && !tag.self_closing {
                        *depth += 1;
                    }
                    if !(LISTS.contains(open) && STORY.contains(&name.as_slice())) {
                        continue;
                    }
                    hidden = None;
                }
                if let Some(&open) = hiding.iter().find(|open| **open == name.as_slice()).filter(|_| !tag.self_closing) {
                    hidden = Some((open, 1));
                } else if name == b"title" {
                    in_title = true;
                } else if name == b"pre" || name == b"textarea" {
                    page.break_line();
                    page.verbatim = true;
                } else if BLOCKS.contains(&name.as_slice()) {
                    page.break_line();
                } else if CELLS.contains(&name.as_slice()) {
                    page.push(" ");
                }
            }
            Token::EndTag(tag) => {
                let name = tag.name.to_ascii_lowercase();
                if let Some((open, depth)) = hidden.filter(|(open, _)| *open == name.as_slice()) {
                    hidden = (depth > 1).then(|| (open, depth - 1));
                } else if name == b"title" {
                    in_title = false;
                } else if name == b"pre" || name == b"textarea" {
                    page.verbatim = false;
                    page.break_line();
                } else if BLOCKS.contains(&name.as_slice()) {
                    page.break_line();
                }
            }
            Token::String(string) if hidden.is_none() => {
                let string = String::from_utf8_lossy(&string);
                if in_title { title.push_str(&string) } else { page.push(&string) }
            }
            _ => {}
        }
    }
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    (Page { text: page.finish(), title: (!title.is_empty()).then_some(title) }, hidden.map(|(open, _)| open))
}

/// Name of the encoding that the page itself declares in `<meta charset>`, looked for where the standard looks: the first 1,024 bytes.
///
/// As in the standard, a byte-order mark is worth more, and what could be read as ASCII so far is not UTF-16, but UTF-8.
pub(super) fn declared_encoding(bytes: &[u8]) -> Option<&'static str> {
    if Encoding::for_bom(bytes).is_some() {
        return None;
    }
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(1024)]).to_ascii_lowercase();
    let after = &head[head.find("charset=")? + "charset=".len()..];
    let label: String =
        after.trim_start_matches(['"', '\'', ' ']).chars().take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_')).collect();
    let encoding = Encoding::for_label(label.as_bytes())?;
    Some(if encoding == UTF_16LE || encoding == UTF_16BE { UTF_8.name() } else { encoding.name() })
}

/// Elements whose content is not read as text.
const HIDDEN: &[&[u8]] = &[b"script", b"style", b"noscript", b"template", b"svg", b"math", b"iframe", b"object", b"select", b"nav"];
/// Hidden elements whose content is not markup: a browser looks only for their end, and shows nothing without one.
const RAW: &[&[u8]] = &[b"script", b"style", b"iframe", b"noscript"];
/// Hidden elements that can be nested.
const NESTED: &[&[u8]] = &[b"svg", b"math", b"template", b"object", b"nav"];
/// Lists of links and choices; they end at the latest where the story begins.
const LISTS: &[&[u8]] = &[b"nav", b"select"];
const STORY: &[&[u8]] = &[b"main", b"article", b"section", b"h1", b"body"];
const CELLS: &[&[u8]] = &[b"td", b"th"];
const BLOCKS: &[&[u8]] = &[
    b"address",
    b"article",
    b"aside",
    b"blockquote",
    b"body",
    b"br",
    b"dd",
    b"details",
    b"div",
    b"dl",
    b"dt",
    b"fieldset",
    b"figcaption",
    b"figure",
    b"footer",
    b"form",
    b"h1",
    b"h2",
    b"h3",
    b"h4",
    b"h5",
    b"h6",
    b"header",
    b"hr",
    b"li",
    b"main",
    b"ol",
    b"p",
    b"section",
    b"summary",
    b"table",
    b"tr",
    b"ul",
];

#[derive(Default)]
struct Writer {
    text: String,
    verbatim: bool,
    pending_space: bool,
    pending_line_break: bool,
}

impl Writer {
    fn push(&mut self, string: &str) {
        if self.verbatim {
            self.flush();
            self.text.push_str(string);
            return;
        }
        // No-break spaces are not white space in HTML: they stay.
        let collapsible = |c: char| matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}');
        for c in string.chars() {
            if collapsible(c) {
                self.pending_space = true;
            } else {
                self.flush();
                self.text.push(c);
            }
        }
    }

    fn break_line(&mut self) {
        self.pending_line_break = true;
    }

    fn flush(&mut self) {
        if !self.text.is_empty() && self.pending_line_break {
            self.text.push('\n');
        } else if self.pending_space && !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push(' ');
        }
        self.pending_line_break = false;
        self.pending_space = false;
    }

    fn finish(self) -> String {
        self.text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_become_lines_and_entities_characters() {
        let page = text("<title>A &amp; B</title><h1>Head</h1>\n<p>One <b>bold</b>\n word&nbsp;&ndash; two.<br>Next<p>Last</p>");
        assert_eq!(page.text, "Head\nOne bold word\u{a0}– two.\nNext\nLast");
        assert_eq!(page.title.as_deref(), Some("A & B"));
    }

    #[test]
    fn scripts_styles_and_handlers_are_not_text() {
        let page =
            text("<p onclick=\"alert('x')\">a<script>if (1 < 2) alert('</p>')</script><style>p{}</style><img src=x onerror=alert(1)>b</p>");
        assert_eq!(page.text, "ab");
    }

    #[test]
    fn broken_markup_still_gives_its_text() {
        assert_eq!(text("<p>a <b>b <i>c</p> 3 < 4 & 5").text, "a b c\n3 < 4 & 5");
    }

    #[test]
    fn hidden_elements_end() {
        assert_eq!(text("<p>a<svg><svg>x</svg>y</svg>b").text, "ab");
        assert_eq!(text("a<template><template>x</template>y</template>b<svg/>c").text, "abc");
    }

    #[test]
    fn what_is_never_closed_does_not_hide_the_page() {
        assert_eq!(text("<nav><a>Home</a><main><h1>Head</h1><p>Story").text, "Head\nStory");
        assert_eq!(text("<p>Choose <select><option>x<h1>Head</h1>").text, "Choose\nHead");
        assert_eq!(text("<nav>Menu<p>Story <noscript>x</noscript>ends</body>").text, "Menu\nStory ends");
        for name in ["svg", "object", "template", "select", "nav", "math"] {
            assert_eq!(text(&format!("<p>a <{name}>b <p>c <script>d</script>")).text, "a b\nc");
        }
        assert_eq!(text("<p>a <nav>b <script>never closed").text, "a b");
    }

    #[test]
    fn the_declared_encoding_is_found() {
        assert_eq!(declared_encoding(b"<html><meta charset=\"CP1251\">"), Some("windows-1251"));
        assert_eq!(declared_encoding(b"<html><meta charset=\"utf-16\">"), Some("UTF-8"));
        assert_eq!(declared_encoding(b"<p>none</p>"), None);
    }
}
