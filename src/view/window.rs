//! A part of a long list: lists are asked for and answered window by window.

use serde::{Deserialize, Serialize};

/// A part of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Window {
    /// First row.
    pub offset: u32,
    /// Most rows.
    pub limit: u32,
}

impl Window {
    /// The rows of `all` that are in the window.
    pub fn slice<T>(self, all: &[T]) -> &[T] {
        let start = (self.offset as usize).min(all.len());
        let end = (start + self.limit as usize).min(all.len());
        &all[start..end]
    }
}
