//! The text of an HTML page. Tokenised as the WHATWG standard says; nothing is executed and nothing is fetched.

use html5gum::emitters::default::DefaultEmitter;
use html5gum::{Token, Tokenizer};

use super::tidy;

/// The content of a page.
pub(super) struct Page {
    pub(super) text: String,
    pub(super) title: Option<String>,
    /// For each line of the text, whether all of it is a link.
    #[cfg_attr(not(feature = "readers"), allow(dead_code, reason = "the readers ask for it"))]
    pub(super) linked: Vec<bool>,
}

/// Reads the page: its title, and its text without markup, with white space collapsed as a browser shows it and blocks on lines of their own.
pub(super) fn text(html: &str) -> Page {
    let mut hiding = Hiding { elements: HIDDEN.to_vec(), by_attribute: true };
    loop {
        // An element that is never closed hides the rest of the page: then it is read as if it hid nothing. One pass more for each
        // kind of element at most. What stands in a script is no text, closed or not.
        match read(html, &hiding) {
            (_, Some(Open { by_attribute: true, .. })) => hiding.by_attribute = false,
            (_, Some(Open { name, .. })) if !RAW.contains(&name.as_slice()) => hiding.elements.retain(|hidden| *hidden != name.as_slice()),
            (page, _) => return page,
        }
    }
}

/// Whether a text is a piece of a page: it has ends of tags that pages have, or characters written as pages write them.
pub(super) fn is_piece(text: &str) -> bool {
    let lower = || text.to_ascii_lowercase();
    let has_tags = |text: &str| ENDS.iter().any(|end| text.contains(end));
    let is_character = |rest: &str| {
        let name: String = rest.chars().take_while(|c| *c != ';').take(10).collect();
        rest[name.len()..].starts_with(';') && (name.starts_with('#') || CHARACTERS.contains(&name.as_str()))
    };
    (text.contains('<') && has_tags(&lower())) || text.match_indices('&').any(|(at, _)| is_character(&text[at + 1..]))
}

const ENDS: [&str; 20] = [
    "</p>",
    "<br>",
    "<br/>",
    "<br />",
    "<p>",
    "</div>",
    "</a>",
    "</b>",
    "</i>",
    "</em>",
    "</strong>",
    "</span>",
    "</li>",
    "</h1>",
    "</h2>",
    "</h3>",
    "</td>",
    "</blockquote>",
    "</figure>",
    "</article>",
];
const CHARACTERS: [&str; 14] =
    ["amp", "lt", "gt", "quot", "apos", "nbsp", "rsquo", "lsquo", "ldquo", "rdquo", "mdash", "ndash", "hellip", "pound"];

/// What hides its content.
struct Hiding<'h> {
    elements: Vec<&'h [u8]>,
    /// `hidden`, `style="display: none"`.
    by_attribute: bool,
}

/// An element whose content is not text.
struct Open {
    name: Vec<u8>,
    /// How many of its kind are open.
    depth: usize,
    by_attribute: bool,
}

impl Open {
    /// Whether a tag ends it that is not its own end: the ends of paragraphs, items and readings may be left out.
    fn ends_before(&self, tag: &[u8], is_end: bool) -> bool {
        match self.name.as_slice() {
            b"rt" | b"rp" => (is_end && tag == b"ruby") || (!is_end && matches!(tag, b"rb" | b"rt" | b"rp" | b"ruby")),
            b"p" => BLOCKS.contains(&tag) && tag != b"br",
            b"li" | b"dd" | b"dt" => is_end && matches!(tag, b"ul" | b"ol" | b"dl"),
            b"td" | b"th" | b"tr" => is_end && tag == b"table",
            open => !is_end && LISTS.contains(&open) && STORY.contains(&tag),
        }
    }
}

/// The page, and the element that still hid its text at the end.
fn read(html: &str, hiding: &Hiding<'_>) -> (Page, Option<Open>) {
    let mut page = Writer::default();
    let mut title = String::new();
    let mut hidden: Option<Open> = None;
    let mut in_title = false;
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true); // what stands in a script is not markup
    for token in Tokenizer::new_with_emitter(html, emitter).flatten() {
        match token {
            Token::StartTag(tag) => {
                let name = tag.name.to_ascii_lowercase();
                if let Some(open) = &mut hidden {
                    if open.ends_before(&name, false) {
                        hidden = None;
                    } else {
                        let nests = open.by_attribute || NESTED.contains(&open.name.as_slice());
                        open.depth += usize::from(nests && open.name == name && !tag.self_closing);
                        continue;
                    }
                }
                let is_empty = tag.self_closing || VOID.contains(&name.as_slice());
                let attribute =
                    |wanted: &[u8]| tag.attributes.iter().find(|(name, _)| name.as_slice() == wanted).map(|(_, value)| value.as_slice());
                let shows = matches!(name.as_slice(), b"html" | b"body");
                let by_attribute = hiding.by_attribute
                    && !shows
                    && (attribute(b"hidden").is_some_and(|how| how != b"until-found") || attribute(b"style").is_some_and(hides));
                if !is_empty && (by_attribute || hiding.elements.contains(&name.as_slice())) {
                    let by_attribute = !hiding.elements.contains(&name.as_slice());
                    hidden = Some(Open { name, depth: 1, by_attribute });
                } else if name == b"title" {
                    in_title = true;
                } else {
                    page.start(&name);
                }
            }
            Token::EndTag(tag) => {
                let name = tag.name.to_ascii_lowercase();
                if let Some(open) = &mut hidden {
                    if open.name == name {
                        open.depth -= 1;
                        hidden = hidden.filter(|open| open.depth > 0);
                        continue;
                    }
                    if !open.ends_before(&name, true) {
                        continue;
                    }
                    hidden = None;
                }
                if name == b"title" {
                    in_title = false;
                } else {
                    page.end(&name);
                }
            }
            Token::String(string) if hidden.is_none() => {
                let string = String::from_utf8_lossy(&string);
                if in_title { title.push_str(&string) } else { page.push(&string) }
            }
            _ => {}
        }
    }
    (page.finish(tidy(&title)), hidden)
}

/// Whether a style takes its element off the page.
fn hides(style: &[u8]) -> bool {
    let style: Vec<u8> = style.iter().filter(|byte| !byte.is_ascii_whitespace()).map(u8::to_ascii_lowercase).collect();
    let has = |what: &[u8]| style.windows(what.len()).any(|window| window == what);
    has(b"display:none") || has(b"visibility:hidden") || has(b"mso-hide:all")
}

/// Elements whose content is not read as text.
const HIDDEN: &[&[u8]] =
    &[b"script", b"style", b"noscript", b"template", b"svg", b"math", b"iframe", b"object", b"select", b"nav", b"rt", b"rp"];
/// Elements without content or end.
const VOID: &[&[u8]] =
    &[b"area", b"base", b"br", b"col", b"embed", b"hr", b"img", b"input", b"link", b"meta", b"param", b"source", b"track", b"wbr"];
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
    /// Whether a cell of a table has lines of its own: then it is no cell of a row, but a part of the page.
    cell_has_lines: bool,
    cell_has_text: bool,
    /// How many links are open, and whether there is something else in the line.
    links: usize,
    plain: bool,
    linked: Vec<bool>,
}

impl Writer {
    fn push(&mut self, string: &str) {
        if self.verbatim {
            self.flush();
            self.text.push_str(string);
            self.linked.extend(string.matches('\n').map(|_| false));
            self.plain = true;
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
                self.cell_has_text = true;
                self.plain |= self.links == 0 && c.is_alphanumeric();
            }
        }
    }

    /// A tag that begins an element whose content is text.
    fn start(&mut self, name: &[u8]) {
        if name == b"tr" || name == b"table" {
            (self.cell_has_lines, self.cell_has_text) = (false, false);
        }
        if name == b"pre" || name == b"textarea" {
            self.break_line();
            self.verbatim = true;
        } else if BLOCKS.contains(&name) {
            self.break_line();
        } else if name == b"a" {
            self.links += 1;
        } else if CELLS.contains(&name) {
            if std::mem::take(&mut self.cell_has_lines) {
                self.break_line();
            }
            self.push(" ");
            self.cell_has_text = false;
        }
    }

    /// A tag that ends one.
    fn end(&mut self, name: &[u8]) {
        if name == b"pre" || name == b"textarea" {
            self.verbatim = false;
            self.break_line();
        } else if name == b"a" {
            self.links = self.links.saturating_sub(1);
        } else if name == b"tr" || name == b"table" {
            self.cell_has_lines = false;
            self.break_line();
        } else if BLOCKS.contains(&name) {
            self.break_line();
        }
    }

    fn break_line(&mut self) {
        self.pending_line_break = true;
    }

    fn flush(&mut self) {
        if !self.text.is_empty() && self.pending_line_break {
            self.text.push('\n');
            self.linked.push(!std::mem::take(&mut self.plain));
            self.cell_has_lines |= self.cell_has_text;
        } else if self.pending_space && !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push(' ');
        }
        self.pending_line_break = false;
        self.pending_space = false;
    }

    fn finish(mut self, title: Option<String>) -> Page {
        self.linked.push(!self.plain);
        Page { text: self.text, title, linked: self.linked }
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
    fn what_a_browser_does_not_show_is_no_text() {
        for (html, expected) in [
            ("a<p style='display: none'>x</p><p>b", "a\nb"),
            ("a<div hidden>x<div>y</div>z</div>b", "ab"),
            ("<p style=\"color:red;DISPLAY:NONE\">x<p>b", "b"),
            ("a<span style='visibility:hidden'>x</span>b<img hidden>c", "abc"),
            ("<div hidden>never closed", "never closed"),
            ("災害<ruby>対策<rp>(</rp><rt>たいさく</rt><rp>)</rp></ruby>の<ruby>準<rt>じゅん<rb>備<rt>び</ruby>を", "災害対策の準備を"),
        ] {
            assert_eq!(text(html).text, expected, "{html}");
        }
    }

    #[test]
    fn cells_are_words_of_a_row_unless_they_are_columns_of_the_page() {
        assert_eq!(text("<table><tr><td>a<td>b<tr><td>c<td>d</table>").text, "a b\nc d");
        assert_eq!(text("<table><tr><td>Menu<br>More<td>Story<p>goes on</table>").text, "Menu\nMore\nStory\ngoes on");
    }

    #[test]
    fn lines_that_are_links_are_known() {
        assert_eq!(text("<p>One <a>two</a></p><p><a>three</a> <a>four</a></p><p>five</p>").linked, [false, true, false]);
    }

    #[test]
    fn a_piece_of_a_page_is_known() {
        for piece in ["<p>One</p>", "a<br>b", "R&amp;D", "It&#39;s", "<A href=x>y</A>"] {
            assert!(is_piece(piece), "{piece}");
        }
        for text in ["R&D; and more", "a < b", "AT&T", "x <y@z.example>", "5 & 6"] {
            assert!(!is_piece(text), "{text}");
        }
    }
}
