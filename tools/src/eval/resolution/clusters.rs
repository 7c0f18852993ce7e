//! Measures of groupings: B-cubed (Bagga and Baldwin 1998), CEAF by entities (Luo 2005), LEA (Moosavi and Strube 2016).

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value as Json, json};

/// Which cluster each item is in. An item that only one side has is missed or invented.
pub(super) type Grouping = BTreeMap<Item, u32>;

/// A labelled mention, or a found one that is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Item {
    Known(usize),
    Invented(usize),
}

/// Precision, recall and their harmonic mean.
pub(super) fn shares(precision: f64, recall: f64) -> Json {
    let sum = precision + recall;
    json!({ "p": precision, "r": recall, "f1": if sum > 0.0 { 2.0 * precision * recall / sum } else { 0.0 } })
}

fn clusters(grouping: &Grouping) -> BTreeMap<u32, BTreeSet<Item>> {
    let mut clusters: BTreeMap<u32, BTreeSet<Item>> = BTreeMap::new();
    for (item, cluster) in grouping {
        clusters.entry(*cluster).or_default().insert(*item);
    }
    clusters
}

/// A share of nothing: right if there was nothing to find.
fn of_none(nothing_known: bool) -> f64 {
    if nothing_known { 1.0 } else { 0.0 }
}

pub(super) fn b_cubed(known: &Grouping, found: &Grouping) -> Json {
    let (by_known, by_found) = (clusters(known), clusters(found));
    let (mut recall, mut precision) = (0.0, 0.0);
    for (item, cluster) in known {
        if let Some(other) = found.get(item) {
            let both = by_known[cluster].intersection(&by_found[other]).count() as f64;
            recall += both / by_known[cluster].len() as f64;
            precision += both / by_found[other].len() as f64;
        }
    }
    let recall = if known.is_empty() { 1.0 } else { recall / known.len() as f64 };
    let precision = if found.is_empty() { of_none(known.is_empty()) } else { precision / found.len() as f64 };
    shares(precision, recall)
}

/// CEAF, and the one-to-one alignment of labelled with found clusters that it rests on.
pub(super) fn ceaf(known: &Grouping, found: &Grouping) -> (Json, BTreeMap<u32, u32>) {
    let (by_known, by_found) = (clusters(known), clusters(found));
    let ordered = |clusters: &BTreeMap<u32, BTreeSet<Item>>| {
        let mut keys: Vec<u32> = clusters.keys().copied().collect();
        keys.sort_by_key(u32::to_string); // as the reference scorer does: ties are broken alike
        keys
    };
    let (rows, columns) = (ordered(&by_known), ordered(&by_found));
    let weight = |row: &u32, column: &u32| {
        let (one, other) = (&by_known[row], &by_found[column]);
        2.0 * one.intersection(other).count() as f64 / (one.len() + other.len()) as f64
    };
    let weights: Vec<Vec<f64>> = rows.iter().map(|row| columns.iter().map(|column| weight(row, column)).collect()).collect();
    let pairs: Vec<(usize, usize)> = assignment(&weights).into_iter().filter(|&(row, column)| weights[row][column] > 0.0).collect();
    let sum: f64 = pairs.iter().map(|&(row, column)| weights[row][column]).sum();
    let precision = if columns.is_empty() { of_none(rows.is_empty()) } else { sum / columns.len() as f64 };
    let recall = if rows.is_empty() { 1.0 } else { sum / rows.len() as f64 };
    (shares(precision, recall), pairs.into_iter().map(|(row, column)| (rows[row], columns[column])).collect())
}

pub(super) fn lea(known: &Grouping, found: &Grouping) -> Json {
    let (by_known, by_found) = (clusters(known), clusters(found));
    let one = |clusters: &BTreeMap<u32, BTreeSet<Item>>, others: &BTreeMap<u32, BTreeSet<Item>>, of: &Grouping| {
        let (mut sum, mut total) = (0.0, 0.0);
        for items in clusters.values() {
            let mut parts: BTreeMap<u32, usize> = BTreeMap::new();
            for other in items.iter().filter_map(|item| of.get(item)) {
                *parts.entry(*other).or_default() += 1;
            }
            let pairs = |n: usize| (n * n.saturating_sub(1)) as f64 / 2.0;
            let (links, common) = if items.len() > 1 {
                (pairs(items.len()), parts.values().map(|&n| pairs(n)).sum())
            } else {
                let alone = parts.keys().next().is_some_and(|other| others[other].len() == 1);
                (1.0, if alone { 1.0 } else { 0.0 })
            };
            sum += items.len() as f64 * common / links;
            total += items.len() as f64;
        }
        if total > 0.0 { sum / total } else { 1.0 }
    };
    shares(one(&by_found, &by_known, known), one(&by_known, &by_found, found))
}

/// The one-to-one assignment of greatest weight (Kuhn 1955, Munkres 1957; with potentials, in cubic time).
fn assignment(weights: &[Vec<f64>]) -> Vec<(usize, usize)> {
    let (rows, columns) = (weights.len(), weights.first().map_or(0, Vec::len));
    if rows == 0 || columns == 0 {
        return Vec::new();
    }
    let turned = rows > columns;
    let (n, m) = if turned { (columns, rows) } else { (rows, columns) };
    let weight = |i: usize, j: usize| if turned { weights[j][i] } else { weights[i][j] };
    let (mut u, mut v, mut of, mut way) = (vec![0.0; n + 1], vec![0.0; m + 1], vec![0; m + 1], vec![0; m + 1]);
    for i in 1..=n {
        of[0] = i;
        let mut at = 0;
        let (mut least, mut used) = (vec![f64::INFINITY; m + 1], vec![false; m + 1]);
        while of[at] != 0 {
            used[at] = true;
            let (mut delta, mut next) = (f64::INFINITY, 0);
            for j in 1..=m {
                if used[j] {
                    continue;
                }
                let rest = -weight(of[at] - 1, j - 1) - u[of[at]] - v[j];
                if rest < least[j] {
                    (least[j], way[j]) = (rest, at);
                }
                if least[j] < delta {
                    (delta, next) = (least[j], j);
                }
            }
            for j in 0..=m {
                if used[j] {
                    u[of[j]] += delta;
                    v[j] -= delta;
                } else {
                    least[j] -= delta;
                }
            }
            at = next;
        }
        while at != 0 {
            of[at] = of[way[at]];
            at = way[at];
        }
    }
    (1..=m).filter(|&j| of[j] != 0).map(|j| if turned { (j - 1, of[j] - 1) } else { (of[j] - 1, j - 1) }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grouping(clusters: &[u32]) -> Grouping {
        clusters.iter().enumerate().map(|(at, cluster)| (Item::Known(at), *cluster)).collect()
    }

    #[test]
    fn measures_by_hand() {
        // {a, b, c}, {d}, {e, f}, {g} against {a, b, c, d}, {e, f}, {g}.
        let (known, found) = (grouping(&[0, 0, 0, 1, 2, 2, 3]), grouping(&[5, 5, 5, 5, 6, 6, 7]));
        let close = |measure: &Json, key: &str, value: f64| assert!((measure[key].as_f64().unwrap() - value).abs() < 1e-9, "{measure}");
        close(&b_cubed(&known, &found), "p", (3.0 * 0.75 + 0.25 + 3.0) / 7.0);
        close(&b_cubed(&known, &found), "r", 1.0);
        close(&lea(&known, &found), "p", (4.0 * 3.0 / 6.0 + 2.0 + 1.0) / 7.0);
        assert_eq!(ceaf(&known, &found).1, BTreeMap::from([(0, 5), (2, 6), (3, 7)]));
    }

    #[test]
    fn the_assignment_is_the_best_of_all() {
        let weights = vec![vec![0.9, 0.8, 0.0], vec![0.8, 0.1, 0.0]];
        assert_eq!(assignment(&weights), [(1, 0), (0, 1)]);
    }
}
