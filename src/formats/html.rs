//! The text of an HTML page. Tokenised as the WHATWG standard says; nothing is executed and nothing is fetched.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use html5gum::emitters::default::DefaultEmitter;
use html5gum::{Token, Tokenizer};

/// What a page says.
pub(super) struct Page {
    pub(super) text: String,
    pub(super) title: Option<String>,
}

/// Text without markup: white space collapsed as a browser shows it, blocks on lines of their own.
pub(super) fn text(html: &str) -> Page {
    let mut page = Writer::default();
    let mut title = String::new();
    let mut hidden: Option<Vec<u8>> = None; // the element whose content is not text
    let mut in_title = false;
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true); // what stands in a script is not markup
    for token in Tokenizer::new_with_emitter(html, emitter).flatten() {
        match token {
            Token::StartTag(tag) if hidden.is_none() => {
                let name = tag.name.to_ascii_lowercase();
                if HIDDEN.contains(&name.as_slice()) && !tag.self_closing {
                    hidden = Some(name);
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
                if hidden.as_deref() == Some(name.as_slice()) {
                    hidden = None;
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
    Page { text: page.finish(), title: (!title.is_empty()).then_some(title) }
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

const HIDDEN: &[&[u8]] = &[b"script", b"style", b"noscript", b"template", b"svg", b"math", b"iframe", b"object", b"select", b"nav"];
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
    space: bool,
    line: bool,
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
                self.space = true;
            } else {
                self.flush();
                self.text.push(c);
            }
        }
    }

    fn break_line(&mut self) {
        self.line = true;
    }

    fn flush(&mut self) {
        if !self.text.is_empty() && self.line {
            self.text.push('\n');
        } else if self.space && !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push(' ');
        }
        self.line = false;
        self.space = false;
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
    fn the_declared_encoding_is_found() {
        assert_eq!(declared_encoding(b"<html><meta charset=\"CP1251\">"), Some("windows-1251"));
        assert_eq!(declared_encoding(b"<html><meta charset=\"utf-16\">"), Some("UTF-8"));
        assert_eq!(declared_encoding(b"<p>none</p>"), None);
    }
}
