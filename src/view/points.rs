//! Points of a text as the page knows them: the page shows segments of it, and knows bytes only of where they begin.

use super::format::shown;
use crate::text::Span;

/// A point of a text: where a segment begins, in bytes, and how far it lies in it, in UTF-16 units of what is shown.
pub type Point = (u32, u32);

/// The stretch of a text between two points, whichever comes first.
pub(super) fn between(text: &str, from: Point, to: Point) -> Option<Span> {
    let (from, to) = (byte(text, from)?, byte(text, to)?);
    let span = Span::new(from.min(to), from.max(to));
    text.get(span.range()).map(|_| span)
}

/// The byte of a point.
fn byte(text: &str, (segment, units): Point) -> Option<usize> {
    let rest = text.get(segment as usize..)?;
    let mut left = units as usize;
    for (at, c) in rest.char_indices() {
        if left == 0 {
            return Some(segment as usize + at);
        }
        left = left.saturating_sub(shown(c.encode_utf8(&mut [0; 4])).encode_utf16().count());
    }
    Some(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_lies_between_two_points_is_the_same_from_both_ends() {
        let text = "Ann 😀 Lee";
        assert_eq!(between(text, (0, 4), (0, 6)).map(|span| span.of(text)), Some("😀"));
        assert_eq!(between(text, (0, 6), (0, 4)), between(text, (0, 4), (0, 6)));
        assert_eq!(between(text, (4, 2), (0, 99)).map(|span| span.of(text)), Some(" Lee"));
        assert_eq!(between(text, (5, 0), (0, 1)), None, "no place between letters");
    }
}
