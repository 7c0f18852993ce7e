//! The main text of a page, found as the reading mode of a browser finds it.

use dom_smoothie::{Config, Readability};

use super::super::html;
use super::{ARTICLE, words};

/// Pages with more elements are read whole: looking for their main text would take too long.
const MAX_ELEMENTS: usize = 200_000;
/// Pages larger than this are read whole.
const MAX_PAGE: usize = 16 << 20;

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

/// Whether elements are nested so deep that a parser of trees would not come back.
fn deep(page: &str) -> bool {
    let (mut depth, mut most) = (0_usize, 0);
    for (at, _) in page.match_indices('<') {
        match page.as_bytes().get(at + 1) {
            Some(b'/') => depth = depth.saturating_sub(1),
            Some(byte) if byte.is_ascii_alphabetic() => depth += 1,
            _ => {}
        }
        most = most.max(depth);
    }
    // Elements without an end count as well, so this is many more than any page is deep.
    most > 20_000
}
