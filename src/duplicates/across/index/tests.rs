use super::*;
use crate::duplicates::within::fingerprint::fingerprint;
use crate::text::Layout;

fn index(all: &[Fingerprint]) -> Index<&Fingerprint> {
    let mut index = Index::default();
    index.update(&all.iter().collect::<Vec<_>>(), 12, 3);
    index
}

/// The lists as documents and words, sorted: their numbers do not matter.
fn lists(index: &Index<&Fingerprint>) -> Vec<Vec<(u32, u32)>> {
    let mut lists: Vec<Vec<(u32, u32)>> =
        index.lists.all().map(|list| index.places(list).iter().map(|&position| index.place(position)).collect()).collect();
    lists.sort();
    lists
}

fn all_fingerprints(texts: &[&str]) -> Vec<Fingerprint> {
    texts.iter().map(|text| fingerprint(text, &Layout::new(text))).collect()
}

#[test]
fn shared_runs_of_four_words_are_listed() {
    let all = all_fingerprints(&["red apples grow on tall trees", "in gardens red apples grow on walls"]);
    assert_eq!(lists(&index(&all)), [[(0, 0), (1, 2)]]);
}

#[test]
fn runs_without_content_are_not() {
    assert!(lists(&index(&all_fingerprints(&["it was of the same", "and it was of the same"]))).is_empty());
}

#[test]
fn one_word_over_and_over_is_no_shingle() {
    assert!(lists(&index(&all_fingerprints(&[&"Iran ".repeat(1000)]))).is_empty());
    let longest = |text: &str| lists(&index(&all_fingerprints(&[text]))).iter().map(Vec::len).max();
    assert_eq!(longest(&"Iran and Russia ".repeat(1000)), Some(MAX_IN_DOCUMENT));
}

#[test]
fn documents_that_come_and_go_leave_what_a_new_index_has() {
    let texts: Vec<String> = (0..40)
        .map(|n| {
            let word = |at: usize| ["iran", "deal", "the", "talks", "oil", "of"][(n * 7 + at * at * 3 + at / 4) % 6];
            format!("{} red apples grow on tall trees of {}", (0..30).map(word).collect::<Vec<_>>().join(" "), n % 5)
        })
        .collect();
    let all = all_fingerprints(&texts.iter().map(String::as_str).collect::<Vec<_>>());
    let mut kept: Index<&Fingerprint> = Index::default();
    let mut state = 5_u32;
    let mut members: Vec<usize> = Vec::new();
    for _ in 0..200 {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let one = (state >> 16) as usize % all.len();
        match members.binary_search(&one) {
            Ok(at) => drop(members.remove(at)),
            Err(at) => members.insert(at, one),
        }
        let documents: Vec<&Fingerprint> = members.iter().map(|&at| &all[at]).collect();
        kept.update(&documents, 12, 3);
        let mut fresh: Index<&Fingerprint> = Index::default();
        fresh.update(&documents, 12, 3);
        assert_eq!(lists(&kept), lists(&fresh));
        for (document, fingerprint) in documents.iter().enumerate() {
            for at in 0..fingerprint.len() {
                let spread = |index: &Index<&Fingerprint>| index.list_at(document, at).map(|list| index.spread(list));
                assert_eq!(spread(&kept), spread(&fresh));
            }
        }
    }
}
