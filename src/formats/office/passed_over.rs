//! What is in a document and yet not of its text: notes of the margin, fallbacks for older programs.

use super::super::xml::{Empty, Piece};

/// What is passed over with all that it holds, until it ends.
#[derive(Debug, Default)]
pub(super) struct PassedOver(Option<(String, usize)>);

impl PassedOver {
    /// Passes over the element that begins here.
    pub(super) fn begin(&mut self, name: &str) {
        self.0 = Some((name.to_string(), 1));
    }

    /// Whether the piece is part of what is passed over, its end with it.
    pub(super) fn holds(&mut self, piece: &Piece) -> bool {
        let Some((open, depth)) = &mut self.0 else { return false };
        match piece {
            Piece::Start(name, _, Empty::No) if name == open => *depth += 1,
            Piece::End(name) if name == open => *depth -= 1,
            _ => {}
        }
        if *depth == 0 {
            self.0 = None;
        }
        true
    }
}
