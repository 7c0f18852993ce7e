//! The main text of a page, found as the reading mode of a browser finds it.

use std::panic::{AssertUnwindSafe, catch_unwind};

use dom_smoothie::{Config, Readability};

use super::super::html;
use super::{ARTICLE, words};

/// Pages with more elements are read whole: looking for their main text would take too long.
const MAX_ELEMENTS: usize = 200_000;
/// Pages larger than this are read whole.
const MAX_PAGE: usize = 8 << 20;

/// The main text, with its headline. `all` is how many words the page has. `None` where the page has none, or it would be hardly more than a teaser.
pub(super) fn text(page: &str, headline: Option<&str>, all: usize) -> Option<String> {
    if page.len() > MAX_PAGE || deep(page) {
        return None;
    }
    // Short articles are articles; the library thinks of those of magazines.
    let config = Config { max_elements_to_parse: MAX_ELEMENTS, char_threshold: 250, disable_json_ld: true, ..Config::default() };
    let read = |without: Option<&str>| {
        let mut readability = Readability::new(page, None, Some(config.clone())).ok()?;
        if let Some(without) = without {
            readability.doc.select(without).remove();
        }
        Some(without_lists_of_links(&html::text(&readability.parse().ok()?.content)))
    };
    let read = |without| catch_unwind(AssertUnwindSafe(|| read(without))).ok().flatten();
    let mut text = read(Some(NOT_TEXT)).unwrap_or_default();
    // Whoever gives the whole page such a name means something else by it.
    if words(&text) * 3 < all
        && let Some(more) = read(None).filter(|more| words(more) > words(&text) * 2)
    {
        text = more;
    }
    if words(&text) < ARTICLE {
        return None;
    }
    let headline = headline.filter(|headline| !text.lines().take(3).any(|line| line.trim() == *headline));
    if let Some(headline) = headline {
        text = format!("{headline}\n{text}");
    }
    Some(text)
}

/// Lines of a page without those that are nothing but links, where several stand together, and the heading above them.
fn without_lists_of_links(page: &html::Page) -> String {
    let lines: Vec<&str> = page.text.lines().collect();
    let is_link = |at: usize| page.linked.get(at).copied().unwrap_or(false);
    let mut kept: Vec<&str> = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let links = (at..lines.len()).take_while(|&at| is_link(at)).count();
        if links >= MENU {
            let heads = |line: &&str| words(line) <= 5 && !line.ends_with(['.', '!', '?', '”', '"']);
            kept.pop_if(|line| heads(&&**line));
        } else {
            kept.extend(&lines[at..at + links.max(1)]);
        }
        at += links.max(1);
    }
    kept.join("\n")
}

/// So many links below each other are a menu, or lead to other articles.
const MENU: usize = 2;

/// What a browser does not show, and what is said to be something else than the article.
const NOT_TEXT: &str = "[hidden], [style*='display:none'], [style*='display: none'], [style*='visibility:hidden'], rt, rp, aside, \
     [role='complementary'], [role='navigation'], [role='dialog'], [class*='newsletter'], [class*='cookie'], [class~='share'], \
     [class*='social-share'], [class*='share-buttons'], [class~='comments'], [id='comments'], [class*='advert'], [class*='related-articles']";

/// Whether elements are nested so deep that building their tree would take too long: its time grows with the square of the depth.
fn deep(page: &str) -> bool {
    let (mut depth, mut most) = (0_usize, 0);
    for (at, _) in page.match_indices('<') {
        let tag = &page[at + 1..];
        let (is_end, name) = tag.strip_prefix('/').map_or((false, tag), |name| (true, name));
        let length = name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len());
        // Elements whose end may be left out, or that have none, are not nested.
        if length == 0 || FLAT.iter().any(|flat| name[..length].eq_ignore_ascii_case(flat)) {
            continue;
        }
        depth = if is_end { depth.saturating_sub(1) } else { depth + 1 };
        most = most.max(depth);
    }
    most > MAX_DEPTH
}

/// Pages of people are some dozens of elements deep.
const MAX_DEPTH: usize = 1_000;
const FLAT: [&str; 25] = [
    "p", "li", "td", "th", "tr", "dt", "dd", "option", "br", "img", "hr", "input", "meta", "link", "source", "area", "col", "wbr", "tbody",
    "thead", "base", "embed", "param", "track", "path",
];
