//! English number words, one by one.

/// Zero to nineteen.
pub(super) fn small(word: &str) -> Option<i64> {
    Some(match word {
        "zero" | "nought" | "naught" => 0,
        "one" => 1,
        "two" => 2,
        "three" => 3,
        "four" => 4,
        "five" => 5,
        "six" => 6,
        "seven" => 7,
        "eight" => 8,
        "nine" => 9,
        "ten" => 10,
        "eleven" => 11,
        "twelve" => 12,
        "thirteen" => 13,
        "fourteen" => 14,
        "fifteen" => 15,
        "sixteen" => 16,
        "seventeen" => 17,
        "eighteen" => 18,
        "nineteen" => 19,
        _ => return None,
    })
}

/// Twenty, thirty … ninety.
pub(super) fn tens(word: &str) -> Option<i64> {
    Some(match word {
        "twenty" => 20,
        "thirty" => 30,
        "forty" | "fourty" => 40,
        "fifty" => 50,
        "sixty" => 60,
        "seventy" => 70,
        "eighty" => 80,
        "ninety" => 90,
        _ => return None,
    })
}

/// Words that multiply. Plurals count after a number only ("two millions").
pub(super) fn scale(word: &str) -> Option<i64> {
    Some(match word {
        "dozen" | "dozens" => 12,
        "hundred" | "hundreds" => 100,
        "thousand" | "thousands" => 1_000,
        "lakh" | "lakhs" | "lac" | "lacs" => 100_000,
        "million" | "millions" | "mln" | "mio" | "mil" => 1_000_000,
        "crore" | "crores" => 10_000_000,
        "billion" | "billions" | "bln" => 1_000_000_000,
        "trillion" | "trillions" | "trln" => 1_000_000_000_000,
        "quadrillion" => 1_000_000_000_000_000,
        _ => return None,
    })
}

/// Scale letters that stand right after digits ("40bn", "3k"). Lower-case "m" may be metres: the reader of units decides.
pub(super) fn scale_letters(written: &str, money: bool) -> Option<i64> {
    Some(match written {
        "k" | "K" => 1_000,
        "M" | "mn" | "Mn" | "mio" | "mil" | "mln" => 1_000_000,
        "m" | "MM" | "mm" if money => 1_000_000,
        "bn" | "Bn" | "BN" | "b" | "B" | "bln" => 1_000_000_000,
        "tn" | "trn" | "Tn" => 1_000_000_000_000,
        "t" | "T" if money => 1_000_000_000_000,
        "cr" | "Cr" => 10_000_000,
        _ => return None,
    })
}

/// First, second … and their misspellings that press texts show.
pub(super) fn ordinal(word: &str) -> Option<i64> {
    Some(match word {
        "first" => 1,
        "second" => 2,
        "third" => 3,
        "fourth" => 4,
        "fifth" => 5,
        "sixth" => 6,
        "seventh" => 7,
        "eighth" => 8,
        "ninth" | "nineth" => 9,
        "tenth" => 10,
        "eleventh" => 11,
        "twelfth" => 12,
        "thirteenth" => 13,
        "fourteenth" => 14,
        "fifteenth" => 15,
        "sixteenth" => 16,
        "seventeenth" => 17,
        "eighteenth" => 18,
        "nineteenth" => 19,
        "twentieth" => 20,
        "thirtieth" => 30,
        "fortieth" => 40,
        "fiftieth" => 50,
        "sixtieth" => 60,
        "seventieth" => 70,
        "eightieth" => 80,
        "ninetieth" => 90,
        "hundredth" => 100,
        "thousandth" => 1_000,
        "millionth" => 1_000_000,
        "billionth" => 1_000_000_000,
        "trillionth" => 1_000_000_000_000,
        _ => return None,
    })
}

/// Denominators: "thirds", "quarter", "hundredths"; whether the word is a plural.
pub(super) fn denominator(word: &str) -> Option<(i64, bool)> {
    match word {
        "half" => return Some((2, false)),
        "halves" => return Some((2, true)),
        "quarter" => return Some((4, false)),
        "quarters" => return Some((4, true)),
        "second" | "seconds" | "first" => return None,
        _ => {}
    }
    match word.strip_suffix('s') {
        Some(singular) => ordinal(singular).filter(|&n| n > 2).map(|n| (n, true)),
        None => ordinal(word).filter(|&n| n > 2).map(|n| (n, false)),
    }
}

/// Whether a cardinal may start with the word.
pub(super) fn starts_cardinal(word: &str) -> bool {
    small(word).is_some() || tens(word).is_some()
}
