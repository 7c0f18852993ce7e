//! Who is named beside whom: in one sentence.

use super::Names;
use crate::text::Layout;

/// Mentions looked at on each side: a sentence with more names is a list.
const MAX_BESIDE: usize = 24;

/// Indices of the mentions that stand in one sentence with the mention `at`, without it, in reading order.
pub fn beside<'n>(names: &'n Names, layout: &'n Layout, at: u32) -> impl Iterator<Item = u32> + 'n {
    let at = at as usize;
    let sentence = layout.sentence_around(names.mentions[at].span);
    let inside = move |&other: &usize| sentence.contains(names.mentions[other].span);
    let first = (at.saturating_sub(MAX_BESIDE)..at).rev().take_while(inside).last().unwrap_or(at);
    let after = (at + 1..names.mentions.len().min(at + 1 + MAX_BESIDE)).take_while(inside);
    (first..at).chain(after).map(|other| other as u32)
}
