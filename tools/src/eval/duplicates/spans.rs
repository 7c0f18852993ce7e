//! Sets of characters as sorted spans that do not overlap.

/// Characters `start..end`.
pub(super) type Span = (usize, usize);

/// One set of many spans.
pub(super) fn union(spans: impl IntoIterator<Item = Span>) -> Vec<Span> {
    let mut sorted: Vec<Span> = spans.into_iter().filter(|span| span.0 < span.1).collect();
    sorted.sort_unstable();
    let mut set: Vec<Span> = Vec::new();
    for span in sorted {
        match set.last_mut() {
            Some(last) if span.0 <= last.1 => last.1 = last.1.max(span.1),
            _ => set.push(span),
        }
    }
    set
}

/// Characters in a set.
pub(super) fn length(set: &[Span]) -> usize {
    set.iter().map(|span| span.1 - span.0).sum()
}

/// What is in one set and not in the other.
pub(super) fn minus(set: &[Span], cut: &[Span]) -> Vec<Span> {
    let mut left = Vec::new();
    for &(mut start, end) in set {
        for &(cut_start, cut_end) in &cut[cut.partition_point(|span| span.1 <= start)..] {
            if cut_start >= end {
                break;
            }
            if cut_start > start {
                left.push((start, cut_start));
            }
            start = start.max(cut_end);
        }
        if start < end {
            left.push((start, end));
        }
    }
    left
}

/// What is in both sets.
pub(super) fn common(x: &[Span], y: &[Span]) -> Vec<Span> {
    let mut both = Vec::new();
    let (mut i, mut j) = (0, 0);
    while i < x.len() && j < y.len() {
        let (start, end) = (x[i].0.max(y[j].0), x[i].1.min(y[j].1));
        if start < end {
            both.push((start, end));
        }
        if x[i].1 < y[j].1 { i += 1 } else { j += 1 }
    }
    both
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_are_added_subtracted_and_intersected() {
        let set = union([(5, 9), (0, 3), (2, 5), (20, 30), (7, 7)]);
        assert_eq!(set, [(0, 9), (20, 30)]);
        assert_eq!(length(&set), 19);
        assert_eq!(minus(&set, &[(1, 2), (8, 25), (40, 50)]), [(0, 1), (2, 8), (25, 30)]);
        assert_eq!(common(&set, &[(4, 22), (29, 35)]), [(4, 9), (20, 22), (29, 30)]);
    }
}
