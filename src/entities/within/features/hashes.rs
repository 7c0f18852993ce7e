//! A feature is one number: the hash of its template and of a few values.

/// Stands for the word before the first of a sentence.
pub(crate) const START: u64 = 0x5354_4152_5401;
/// Stands for the word after the last.
pub(crate) const END: u64 = 0x454e_4402;

/// Positions of the bits that are set.
pub(crate) fn bits(mut mask: u64) -> impl Iterator<Item = u64> {
    std::iter::from_fn(move || {
        let bit = mask.trailing_zeros();
        mask &= mask.wrapping_sub(1);
        (bit < 64).then_some(u64::from(bit))
    })
}

/// One number of two.
pub(crate) fn pair(a: u64, b: u64) -> u64 {
    let mixed = (a.rotate_left(29) ^ b).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    mixed ^ (mixed >> 29)
}

/// The hash of a feature.
pub(crate) fn mix(template: u64, value: u64) -> u64 {
    let mixed = (value ^ template.wrapping_mul(0x9E37_79B9_7F4A_7C15)).wrapping_mul(0xD6E8_FEB8_6659_FD93);
    let mixed = (mixed ^ (mixed >> 32)).wrapping_mul(0xD6E8_FEB8_6659_FD93);
    mixed ^ (mixed >> 32)
}
