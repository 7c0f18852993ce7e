//! Labels of tokens: outside names, or at the beginning or inside of one of each kind.

use crate::entities::EntityKind;

/// Labels of a token: outside, and beginning or inside of each kind.
pub const LABELS: usize = 1 + 2 * EntityKind::ALL.len();
/// The label of what is no name.
pub const OUTSIDE: usize = 0;

/// The label of the first word of a name.
pub fn begin(kind: EntityKind) -> usize {
    1 + 2 * kind as usize
}

/// The label of the other words of a name.
pub fn inside(kind: EntityKind) -> usize {
    2 + 2 * kind as usize
}

/// Whether `next` may follow `label`: a name goes on only with its own kind.
pub fn may_follow(label: usize, next: usize) -> bool {
    next == OUTSIDE || next % 2 == 1 || label == next || label + 1 == next
}
