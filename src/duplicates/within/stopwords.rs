//! Words that say nothing about where a text comes from.
//!
//! The list is fixed: the most frequent words of a corpus would do as well in a large one, but in five articles
//! they swallow whatever these articles share, which is what is looked for.

/// Function words of the languages most met in the news, folded (lower case, no accents), sorted.
///
/// Single letters are not listed: the caller treats every word of one or two Latin letters as a stop word.
const STOP_WORDS: &[&str] = &[
    "aan", "aber", "about", "after", "again", "against", "all", "alla", "als", "also", "ama", "anche", "and", "any", "are", "auch", "auf",
    "aus", "aux", "avec", "because", "been", "before", "bei", "being", "between", "bij", "bir", "bis", "both", "but", "can", "ces",
    "cette", "che", "cok", "com", "come", "comme", "como", "con", "could", "daha", "dal", "dans", "das", "dass", "dat", "dei", "del",
    "della", "delle", "dem", "den", "der", "des", "did", "die", "does", "door", "dos", "durch", "during", "each", "een", "ein", "eine",
    "einem", "einen", "einer", "elle", "entre", "est", "esta", "este", "ete", "etre", "even", "every", "first", "foi", "for", "from",
    "fue", "fur", "gibi", "gli", "haben", "had", "has", "hasta", "hat", "have", "her", "here", "het", "him", "his", "how", "however",
    "icin", "ile", "ils", "into", "ist", "its", "jak", "jest", "just", "las", "last", "les", "leur", "like", "los", "maar", "made", "mais",
    "make", "man", "many", "mas", "may", "mehr", "met", "might", "mit", "more", "most", "much", "must", "naar", "nach", "nas", "nel",
    "new", "nicht", "nie", "niet", "noch", "non", "not", "nous", "now", "nur", "oder", "olan", "olarak", "one", "only", "ont", "ook",
    "other", "our", "out", "over", "own", "par", "para", "pas", "pela", "pelo", "per", "pero", "piu", "plus", "por", "pour", "przez",
    "que", "qui", "said", "same", "say", "says", "sei", "sein", "ses", "seu", "shall", "she", "should", "sie", "sin", "since", "sobre",
    "some", "son", "sono", "sont", "sua", "such", "sur", "sus", "tambien", "than", "that", "the", "their", "them", "then", "there",
    "these", "they", "this", "those", "through", "too", "two", "uber", "uma", "una", "und", "under", "une", "until", "upon", "van", "very",
    "von", "voor", "vor", "vous", "war", "was", "well", "werden", "were", "what", "when", "where", "which", "while", "who", "why", "wie",
    "will", "wird", "with", "would", "wurde", "yet", "you", "your", "zijn", "zum", "zur", "бы", "был", "была", "были", "быть", "в", "ва",
    "все", "вы", "від", "для", "до", "его", "ее", "если", "же", "за", "и", "из", "или", "их", "к", "как", "мы", "на", "не", "но", "о",
    "он", "она", "они", "от", "по", "при", "про", "с", "та", "так", "у", "уже", "це", "что", "що", "это", "як", "از", "است", "التي",
    "الذي", "الى", "ان", "این", "با", "بر", "برای", "بعد", "به", "بود", "بين", "تا", "خود", "در", "را", "شد", "شده", "على", "عن", "في",
    "قد", "كان", "كما", "لا", "لم", "ما", "مع", "من", "می", "نیز", "ها", "های", "هذا", "هذه", "هم", "هو", "هي", "و", "کرد", "که", "یک",
];

/// Whether a folded word is too common to prove copying.
pub(crate) fn is_stop_word(word: &str) -> bool {
    let short = word.len() <= 2 && word.bytes().all(|byte| byte.is_ascii_alphabetic());
    short || STOP_WORDS.binary_search(&word).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn list_is_sorted_for_binary_search() {
        assert!(STOP_WORDS.windows(2).all(|pair| pair[0] < pair[1]));
    }

    #[test]
    fn function_words_stop_and_names_do_not() {
        for word in ["the", "of", "und", "на", "و", "x"] {
            assert!(is_stop_word(word), "{word}");
        }
        for word in ["iran", "2015", "путин", "7"] {
            assert!(!is_stop_word(word), "{word}");
        }
    }
}
