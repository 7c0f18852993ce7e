//! From the hash of a shingle to a place where it stands.

use std::collections::HashMap;

/// "Nothing stands here any more."
const GONE: u32 = u32::MAX;
/// Shingles in a bucket, on average. Few make the table of buckets large, many the search slow.
const BUCKET: usize = 6;

/// One place of every shingle, four bytes each: places in the order of the buckets that their hashes fall into. The hashes themselves are not kept;
/// who asks knows the hash of a place.
#[derive(Clone, Debug)]
pub(crate) struct Lookup {
    /// Where each bucket starts in `places`, and the end of all.
    starts: Vec<u32>,
    places: Vec<u32>,
    /// Bits of a hash below those that number the bucket.
    shift: u32,
    /// Places added later.
    recent: HashMap<u32, u32>,
}

impl Lookup {
    /// A table of all shingles: `shingles` gives hash and place of each and is asked twice. Hashes have `bits` bits.
    pub(crate) fn new<I: Iterator<Item = (u32, u32)>>(bits: u32, shingles: impl Fn() -> I) -> Lookup {
        let total = shingles().count();
        let shift = bits - (total / BUCKET).max(1).ilog2().min(bits);
        let mut starts = vec![0; (1_usize << (bits - shift)) + 1];
        shingles().for_each(|(hash, _)| starts[(hash >> shift) as usize + 1] += 1);
        for bucket in 1..starts.len() {
            starts[bucket] += starts[bucket - 1];
        }
        // `starts[bucket]` walks to the end of its bucket, which is the start of the next: shifted back afterwards.
        let mut places = vec![GONE; total];
        for (hash, place) in shingles() {
            let next = &mut starts[(hash >> shift) as usize];
            places[*next as usize] = place;
            *next += 1;
        }
        starts.rotate_right(1);
        starts[0] = 0;
        Lookup { starts, places, shift, recent: HashMap::new() }
    }

    /// The place of a shingle. `has` tells whether the shingle at a place has this hash.
    pub(crate) fn get(&self, hash: u32, has: impl Fn(u32) -> bool) -> Option<u32> {
        let bucket = &self.places[self.bucket(hash)];
        self.recent.get(&hash).copied().or_else(|| bucket.iter().copied().find(|&place| place != GONE && has(place)))
    }

    /// Adds a shingle that is not there.
    pub(crate) fn insert(&mut self, hash: u32, place: u32) {
        self.recent.insert(hash, place);
    }

    /// Where the shingle at `old` is gone, another place of it stands for it, if there is one.
    pub(crate) fn replace(&mut self, hash: u32, old: u32, new: Option<u32>) {
        let bucket = self.bucket(hash);
        if let Some(place) = self.places[bucket].iter_mut().find(|place| **place == old) {
            *place = new.unwrap_or(GONE);
        } else if self.recent.get(&hash) == Some(&old) {
            match new {
                Some(new) => self.recent.insert(hash, new),
                None => self.recent.remove(&hash),
            };
        }
    }

    /// Whether so much came later that a new table is worth its work.
    pub(crate) fn is_old(&self) -> bool {
        self.recent.len() > (self.places.len() / 8).max(1 << 16)
    }

    fn bucket(&self, hash: u32) -> std::ops::Range<usize> {
        let bucket = (hash >> self.shift) as usize;
        self.starts[bucket] as usize..self.starts[bucket + 1] as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shingles_are_found_replaced_and_forgotten() {
        // The place of a shingle is its hash and one more.
        let hashes: Vec<u32> = (0..1_000).map(|n: u32| n.wrapping_mul(0x9e37_79b9) >> 1).collect();
        let mut lookup = Lookup::new(31, || hashes.iter().map(|&hash| (hash, hash + 1)));
        let get = |lookup: &Lookup, hash: u32| lookup.get(hash, |place| place == hash + 1 || place == hash + 2);
        assert!(hashes.iter().all(|&hash| get(&lookup, hash) == Some(hash + 1)));
        assert_eq!(get(&lookup, 5), None);
        lookup.insert(5, 6);
        for hash in [5, hashes[3]] {
            lookup.replace(hash, hash + 1, Some(hash + 2));
            assert_eq!(get(&lookup, hash), Some(hash + 2));
            lookup.replace(hash, hash + 2, None);
            assert_eq!(get(&lookup, hash), None);
        }
    }

    #[test]
    fn an_empty_table_has_nothing() {
        assert_eq!(Lookup::new(31, || [].into_iter()).get(0, |_| true), None);
    }
}
