//! English number words, one by one.

/// Zero to nineteen.
pub(crate) fn small(word: &str) -> Option<i64> {
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
pub(crate) fn tens(word: &str) -> Option<i64> {
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
pub(crate) fn scale(word: &str) -> Option<i64> {
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

/// Scale words of other languages, as the beginnings that their cases share. Words that mean different numbers in different
/// languages ("billion") are left out.
pub(crate) fn foreign_scale(word: &str) -> Option<i64> {
    const BEGINNINGS: &[(&str, i64)] = &[
        ("милли", 1_000_000),
        ("млн", 1_000_000),
        ("млрд", 1_000_000_000),
        ("мільйон", 1_000_000),
        ("мільярд", 1_000_000_000),
        ("тысяч", 1_000),
        ("тыс", 1_000),
        ("тисяч", 1_000),
        ("трлн", 1_000_000_000_000),
        ("триллион", 1_000_000_000_000),
        ("milliard", 1_000_000_000),
        ("miliard", 1_000_000_000),
        ("milyar", 1_000_000_000),
        ("miliar", 1_000_000_000),
        ("mrd", 1_000_000_000),
        ("mld", 1_000_000_000),
        ("mia", 1_000_000_000),
        ("millon", 1_000_000),
        ("millón", 1_000_000),
        ("milhõ", 1_000_000),
        ("milhã", 1_000_000),
        ("bilhõ", 1_000_000_000),
        ("million", 1_000_000),
        ("milion", 1_000_000),
        ("milyon", 1_000_000),
        ("miljon", 1_000_000),
        ("miljoen", 1_000_000),
        ("juta", 1_000_000),
        ("mio", 1_000_000),
        ("tausend", 1_000),
        ("tuhat", 1_000),
        ("tys", 1_000),
        ("ribu", 1_000),
        ("مليون", 1_000_000),
        ("ملايين", 1_000_000),
        ("مليار", 1_000_000_000),
        ("ألف", 1_000),
        ("آلاف", 1_000),
        ("میلیون", 1_000_000),
        ("میلیارد", 1_000_000_000),
        ("هزار", 1_000),
        ("करोड़", 10_000_000),
        ("करोड", 10_000_000),
        ("लाख", 100_000),
        ("हजार", 1_000),
        ("हज़ार", 1_000),
        ("কোটি", 10_000_000),
        ("লাখ", 100_000),
        ("লক্ষ", 100_000),
        ("হাজার", 1_000),
        ("万", 10_000),
        ("萬", 10_000),
        ("亿", 100_000_000),
        ("億", 100_000_000),
        ("만", 10_000),
        ("억", 100_000_000),
    ];
    if word.starts_with("миллиард") {
        return Some(1_000_000_000);
    }
    BEGINNINGS.iter().find(|(beginning, _)| word.starts_with(beginning)).map(|&(_, factor)| factor)
}

/// Scale letters that stand right after digits ("40bn", "3k"). Lower-case "m" may be metres: the reader of units decides.
pub(crate) fn scale_letters(written: &str, money: bool) -> Option<i64> {
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
pub(crate) fn ordinal(word: &str) -> Option<i64> {
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
pub(crate) fn denominator(word: &str) -> Option<(i64, bool)> {
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
pub(crate) fn starts_cardinal(word: &str) -> bool {
    small(word).is_some() || tens(word).is_some()
}
