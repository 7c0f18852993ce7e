//! The weights of the tagger, and the lists of names that it looks at: one file, `data/model.bin`, made by the trainer.
//!
//! A feature is known by 26 bits of its hash. Loading puts these into a table of open addresses: no feature is hashed again, and
//! nothing is copied but the table. Weights are whole numbers, so that the labels are the same on every machine.
//!
//! The file: `magic`; the number of features, then their keys (ascending, as differences), the labels of each as a mask, and the
//! weights; the transitions of both rounds; the margins of the score; the number of phrases, their hashes, their lists and their
//! classes.

use super::features::{LABELS, Lists};

/// Weights and name lists.
pub struct Model {
    /// Open addresses: key and place of the weights in `rows`; 0 is free.
    slots: Vec<u64>,
    shift: u32,
    /// For each feature: number of weights, then pairs of label and code.
    rows: Vec<u8>,
    /// From label to label, for each of the two rounds.
    transitions: [[[i32; LABELS]; LABELS]; 2],
    /// Margins from which a name is right in 50, 55, … 95, 98 of 100 cases.
    margins: [i32; SCORES.len()],
    /// Open addresses of phrases: hash, lists and class; what has neither is free.
    phrases: Vec<(u32, u16, u8)>,
    phrase_shift: u32,
}

/// The scores that stand for margins, in ten-thousandths.
pub const SCORES: [u16; 11] = [5_000, 5_500, 6_000, 6_500, 7_000, 7_500, 8_000, 8_500, 9_000, 9_500, 9_800];

/// First bytes of the file; the last one counts the changes of its form.
pub const MAGIC: &[u8; 8] = b"names\0\0\x02";

/// Bits of a feature's hash that are kept.
pub const KEY_BITS: u32 = 26;

/// The weight that a byte stands for: fine steps near zero, and no weight too large to be written.
pub(crate) fn weight(code: i8) -> i32 {
    i32::from(code) * i32::from(code).abs()
}

/// The largest result of `weight`.
pub const MAX_WEIGHT: i32 = 127 * 127;

impl Model {
    /// Reads a model file; `None` if it is none.
    pub fn parse(bytes: &[u8]) -> Option<Model> {
        let mut file = Reader(bytes);
        if file.take(MAGIC.len())? != MAGIC {
            return None;
        }
        let features = file.number()?;
        let bits = (usize::BITS - (features * 2).leading_zeros()).max(1);
        let mut model = Model {
            slots: vec![0; 1 << bits],
            shift: KEY_BITS.saturating_sub(bits),
            rows: Vec::with_capacity(features * 6),
            transitions: [[[0; LABELS]; LABELS]; 2],
            margins: [0; SCORES.len()],
            phrases: Vec::new(),
            phrase_shift: 0,
        };
        let keys = file.differences(features)?;
        let masks: Vec<u32> = (0..features).map(|_| file.number().map(|mask| mask as u32)).collect::<Option<_>>()?;
        for (key, mask) in keys.into_iter().zip(masks) {
            let place = model.rows.len() as u64;
            model.rows.push(mask.count_ones() as u8);
            for label in 0..LABELS as u8 {
                if mask & (1 << label) != 0 {
                    model.rows.push(label);
                    model.rows.push(file.take(1)?[0]);
                }
            }
            let mut slot = key as usize >> model.shift;
            while model.slots[slot] != 0 {
                slot = (slot + 1) & (model.slots.len() - 1);
            }
            model.slots[slot] = u64::from(key) << 32 | (place + 1);
        }
        for weight in model.transitions.iter_mut().flatten().flatten() {
            *weight = file.signed()?;
        }
        for margin in &mut model.margins {
            *margin = file.signed()?;
        }
        let phrases = file.number()?;
        let bits = (usize::BITS - (phrases * 2).leading_zeros()).max(1);
        model.phrases = vec![(0, 0, 0); 1 << bits];
        model.phrase_shift = 32 - bits;
        let hashes = file.differences(phrases)?;
        let lists: Vec<u16> = hashes.iter().map(|_| file.number().map(|lists| lists as u16)).collect::<Option<_>>()?;
        let classes = file.take(phrases)?;
        for ((hash, lists), class) in hashes.into_iter().zip(lists).zip(classes) {
            let mut slot = (hash >> model.phrase_shift) as usize;
            while model.phrases[slot] != (0, 0, 0) {
                slot = (slot + 1) & (model.phrases.len() - 1);
            }
            model.phrases[slot] = (hash, lists, *class);
        }
        file.0.is_empty().then_some(model)
    }

    /// Adds the weights of a feature to `scores`.
    #[inline]
    pub(crate) fn add(&self, feature: u64, scores: &mut [i32; LABELS]) {
        let key = feature >> (64 - KEY_BITS);
        let mut slot = key as usize >> self.shift;
        loop {
            let entry = self.slots[slot];
            if entry == 0 {
                return;
            }
            if entry >> 32 == key {
                let place = (entry as u32 - 1) as usize;
                let number = self.rows[place] as usize;
                for pair in self.rows[place + 1..place + 1 + 2 * number].chunks_exact(2) {
                    scores[pair[0] as usize] += weight(pair[1] as i8);
                }
                return;
            }
            slot = (slot + 1) & (self.slots.len() - 1);
        }
    }

    /// How sure a name with this margin is, in ten-thousandths.
    pub(crate) fn score(&self, margin: i32) -> u16 {
        let passed = self.margins.iter().take_while(|least| margin >= **least).count();
        passed.checked_sub(1).map_or(4_000, |at| SCORES[at])
    }

    /// Transitions of the first (0) or second (1) round.
    pub(crate) fn transitions(&self, round: usize) -> &[[i32; LABELS]; LABELS] {
        &self.transitions[round]
    }
}

impl Model {
    fn phrase(&self, phrase: u32) -> (u16, u8) {
        let mut slot = (phrase >> self.phrase_shift) as usize;
        loop {
            let (known, lists, class) = self.phrases[slot];
            if known == phrase || lists == 0 && class == 0 {
                return (lists, class);
            }
            slot = (slot + 1) & (self.phrases.len() - 1);
        }
    }
}

impl Lists for Model {
    fn of(&self, phrase: u32) -> u16 {
        self.phrase(phrase).0
    }

    fn class(&self, phrase: u32) -> u8 {
        self.phrase(phrase).1
    }
}

/// Bytes that are read from the front.
struct Reader<'b>(&'b [u8]);

impl<'b> Reader<'b> {
    fn take(&mut self, length: usize) -> Option<&'b [u8]> {
        let (front, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(front)
    }

    /// Seven bits a byte, the low ones first; the high bit says that more follow.
    fn number(&mut self) -> Option<usize> {
        let mut number = 0;
        for shift in (0..35).step_by(7) {
            let byte = self.take(1)?[0];
            number |= usize::from(byte & 127) << shift;
            if byte < 128 {
                return Some(number);
            }
        }
        None
    }

    fn signed(&mut self) -> Option<i32> {
        Some(i32::from_le_bytes(self.take(4)?.try_into().ok()?))
    }

    fn differences(&mut self, number: usize) -> Option<Vec<u32>> {
        let mut last = 0_u32;
        (0..number)
            .map(|_| {
                last = last.wrapping_add(self.number()? as u32);
                Some(last)
            })
            .collect()
    }
}

/// Writes a number as `Reader::number` reads it.
pub fn write_number(out: &mut Vec<u8>, mut number: u32) {
    while number >= 128 {
        out.push(number as u8 | 128);
        number >>= 7;
    }
    out.push(number as u8);
}
