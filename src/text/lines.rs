//! Line numbers, for citations.

/// Starts of the lines of a text. A line ends at LF, CR LF, a lone CR, NEL, U+2028 or U+2029.
#[derive(Clone, Debug)]
pub struct Lines {
    starts: Vec<u32>,
}

impl Lines {
    /// One pass over `text`.
    pub fn new(text: &str) -> Lines {
        let mut starts = vec![0];
        let mut chars = text.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            if !is_line_end(c) {
                continue;
            }
            let mut next = at + c.len_utf8();
            if c == '\r' && matches!(chars.peek(), Some((_, '\n'))) {
                chars.next();
                next += 1;
            }
            starts.push(next as u32);
        }
        Lines { starts }
    }

    /// Line of a byte offset, counted from 1.
    pub fn line(&self, byte: usize) -> usize {
        self.starts.partition_point(|&start| start as usize <= byte)
    }

    /// How many lines there are; an empty text has one.
    pub fn count(&self) -> usize {
        self.starts.len()
    }
}

/// Whether `c` ends a line.
pub fn is_line_end(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_line_end_counts_once() {
        let text = "a\r\nb\rc\nd\u{2028}e";
        let lines = Lines::new(text);
        assert_eq!(lines.count(), 5);
        for (line, letter) in ["a", "b", "c", "d", "e"].iter().enumerate() {
            assert_eq!(lines.line(text.find(letter).unwrap()), line + 1);
        }
    }
}
