//! Byte offsets as code points or UTF-16 units, and back.

/// In which unit offsets leave the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Unit {
    /// Unicode code points: JSON exports, Python, W3C Web Annotation.
    #[default]
    Chars,
    /// UTF-16 code units: JavaScript.
    Utf16,
    /// UTF-8 bytes: Rust.
    Bytes,
}

/// Bytes between two checkpoints: a conversion reads at most this many.
const STRIDE: usize = 128;

/// Conversion table of one text: a checkpoint every 128 bytes, so 6 % of the text's size.
#[derive(Clone, Debug)]
pub struct Offsets<'t> {
    text: &'t str,
    unit: Unit,
    /// Units before the first char boundary at or after `i * STRIDE`.
    checkpoints: Vec<u32>,
}

impl<'t> Offsets<'t> {
    /// One pass over `text`.
    pub fn new(text: &'t str, unit: Unit) -> Offsets<'t> {
        let mut checkpoints = Vec::new();
        if unit != Unit::Bytes && !text.is_ascii() {
            let mut units = 0;
            for (at, c) in text.char_indices() {
                while checkpoints.len() * STRIDE <= at {
                    checkpoints.push(units);
                }
                units += width(c, unit);
            }
            while checkpoints.len() * STRIDE <= text.len() {
                checkpoints.push(units);
            }
        }
        Offsets { text, unit, checkpoints }
    }

    /// Offset of a byte that stands on a char boundary.
    pub fn of_byte(&self, byte: usize) -> usize {
        if self.checkpoints.is_empty() {
            return byte; // ASCII, or bytes asked for
        }
        let checkpoint = byte / STRIDE;
        let from = self.boundary(checkpoint);
        if from > byte {
            return self.of_byte_from(checkpoint - 1, byte);
        }
        self.of_byte_from(checkpoint, byte)
    }

    /// The byte at an offset; past the end, the text's length.
    pub fn to_byte(&self, offset: usize) -> usize {
        if self.checkpoints.is_empty() {
            return offset.min(self.text.len());
        }
        let checkpoint = self.checkpoints.partition_point(|&units| units as usize <= offset).saturating_sub(1);
        let mut byte = self.boundary(checkpoint);
        let mut units = self.checkpoints[checkpoint] as usize;
        for c in self.text[byte..].chars() {
            if units >= offset {
                break;
            }
            units += width(c, self.unit) as usize;
            byte += c.len_utf8();
        }
        byte
    }

    /// Length of the whole text in the unit.
    pub fn total(&self) -> usize {
        self.of_byte(self.text.len())
    }

    fn of_byte_from(&self, checkpoint: usize, byte: usize) -> usize {
        let from = self.boundary(checkpoint);
        self.checkpoints[checkpoint] as usize + self.text[from..byte].chars().map(|c| width(c, self.unit) as usize).sum::<usize>()
    }

    fn boundary(&self, checkpoint: usize) -> usize {
        let mut byte = (checkpoint * STRIDE).min(self.text.len());
        while !self.text.is_char_boundary(byte) {
            byte += 1;
        }
        byte
    }
}

fn width(c: char, unit: Unit) -> u32 {
    match unit {
        Unit::Chars => 1,
        Unit::Utf16 => c.len_utf16() as u32,
        Unit::Bytes => c.len_utf8() as u32,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_boundary_converts_both_ways() {
        let text = "“Iran” 👩‍👩‍👧 ‘é’ – ".repeat(60);
        for unit in [Unit::Chars, Unit::Utf16, Unit::Bytes] {
            let offsets = Offsets::new(&text, unit);
            let mut expected = 0;
            for (byte, c) in text.char_indices() {
                assert_eq!(offsets.of_byte(byte), expected);
                assert_eq!(offsets.to_byte(expected), byte);
                expected += width(c, unit) as usize;
            }
            assert_eq!(offsets.total(), expected);
            assert_eq!(offsets.to_byte(expected + 5), text.len());
        }
    }

    #[test]
    fn ascii_needs_no_table() {
        let offsets = Offsets::new("plain", Unit::Utf16);
        assert_eq!((offsets.of_byte(3), offsets.to_byte(9), offsets.total()), (3, 5, 5));
    }
}
