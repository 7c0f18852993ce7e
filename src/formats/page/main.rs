//! The main text of a page, found as the reading mode of a browser finds it.

use dom_smoothie::{Config, Readability};

use super::super::html;
use super::{ARTICLE, words};

/// Pages with more elements are read whole: looking for their main text would take too long.
const MAX_ELEMENTS: usize = 200_000;
/// Pages larger than this are read whole.
const MAX_PAGE: usize = 16 << 20;

/// The main text, with its headline; `None` where the page has none, or it would be hardly more than a teaser.
pub(super) fn text(page: &str, headline: Option<&str>) -> Option<String> {
    if page.len() > MAX_PAGE || deep(page) {
        return None;
    }
    // Short articles are articles; the library thinks of those of magazines.
    let config = Config { max_elements_to_parse: MAX_ELEMENTS, char_threshold: 250, disable_json_ld: true, ..Config::default() };
    let mut readability = Readability::new(page, None, Some(config)).ok()?;
    readability.doc.select(NOT_TEXT).remove();
    let article = readability.parse().ok()?;
    let mut text = html::text(&article.content).text;
    if words(&text) < ARTICLE {
        return None;
    }
    let headline = headline.filter(|headline| !text.lines().take(3).any(|line| line.trim() == *headline));
    if let Some(headline) = headline {
        text = format!("{headline}\n{text}");
    }
    Some(text)
}

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
