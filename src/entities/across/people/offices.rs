//! Posts and orders of names, as far as they say whose a short name is.

use super::name::PersonName;
use crate::entities::within::lexicon;
use crate::entities::within::titles::{Title, title, written_out};

/// The head of a post: "minister" of "deputy foreign minister".
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Office(String);

impl Office {
    /// Whether both are the same post by different words.
    pub(super) fn is(&self, other: &Office) -> bool {
        self.0 == other.0
    }

    /// Whether it is an office that one holds alone or that is said with the name wherever its holder is named: who has another is
    /// another person.
    pub(super) fn is_high(&self) -> bool {
        self.is_single()
            || matches!(
                self.0.as_str(),
                "senator" | "prince" | "princess" | "judge" | "justice" | "mayor" | "bishop" | "archbishop" | "congressman" | "councillor"
            )
    }

    /// Whether a country or body has one at a time: "President Clinton" is nobody who is not said to be president.
    pub(super) fn is_single(&self) -> bool {
        matches!(
            self.0.as_str(),
            "president" | "premier" | "king" | "queen" | "pope" | "chancellor" | "governor" | "emperor" | "emir" | "sultan"
        )
    }
}

/// A walk of life: who is introduced by one is another than who is introduced by a very different one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Field {
    Sport,
    Politics,
    Arts,
    Science,
    /// Work that is no public office and no fame: a driver, a farmer, a nurse.
    Trade,
    /// A child or somebody who learns.
    School,
}

impl Field {
    /// Whether hardly anybody is introduced by both. Politicians were something before.
    pub(super) fn clashes(self, other: Field) -> bool {
        use Field::{Politics, School, Trade};
        self != other && !matches!((self, other), (Politics, Trade) | (Trade, Politics | School) | (School, Trade))
    }
}

/// The field of a lower-case noun or title.
#[rustfmt::skip]
pub(super) fn field(word: &str) -> Option<Field> {
    Some(match word {
        "swimmer" | "sprinter" | "footballer" | "striker" | "midfielder" | "defender" | "goalkeeper" | "winger" | "batsman" | "bowler" | "cricketer"
            | "boxer" | "wrestler" | "cyclist" | "runner" | "jockey" | "golfer" | "gymnast" | "skier" | "skater" | "rower" | "pitcher" | "quarterback"
            | "athlete" | "hurdler" | "jumper" | "referee" | "coach" => Field::Sport,
        "senator" | "congressman" | "congresswoman" | "councillor" | "councilor" | "minister" | "lawmaker" | "mp" | "mayor" | "governor" | "president"
            | "premier" | "chancellor" | "ambassador" | "legislator" | "deputy" => Field::Politics,
        "actor" | "actress" | "singer" | "rapper" | "guitarist" | "drummer" | "pianist" | "violinist" | "painter" | "sculptor" | "novelist" | "poet"
            | "comedian" | "filmmaker" | "composer" | "ballerina" | "dancer" => Field::Arts,
        "scientist" | "physicist" | "chemist" | "biologist" | "astronomer" | "mathematician" | "geologist" | "epidemiologist" | "virologist"
            | "navigator" | "explorer" => Field::Science,
        "driver" | "farmer" | "fisherman" | "carpenter" | "plumber" | "electrician" | "cleaner" | "waiter" | "waitress" | "nurse" | "teacher" | "mechanic"
            | "shopkeeper" | "baker" | "butcher" | "hairdresser" | "gardener" | "miner" | "welder" | "barber" | "tailor" | "cook" | "chef" | "clerk"
            | "vendor" | "trader" | "banker" | "accountant" | "postman" => Field::Trade,
        "schoolboy" | "schoolgirl" | "pupil" | "student" | "toddler" => Field::School,
        _ => return None,
    })
}

/// The office of a post in lower case.
pub(super) fn office(post: &str) -> Office {
    let head = post.split(" of ").next().unwrap_or(post).split(" for ").next().unwrap_or(post);
    let word = head.rsplit([' ', '-']).next().unwrap_or(head).trim_end_matches('.');
    let office = Office(if head.contains("prime minister") { "premier" } else { one_word(word) }.to_string());
    let is_second = head.split([' ', '-']).any(|word| matches!(word, "vice" | "deputy"));
    // Whoever stands in for the one holder is another person.
    if is_second && office.is_single() { Office(format!("vice {}", office.0)) } else { office }
}

/// The office of a title before a name, where it is one.
pub(super) fn of_title(word: &str) -> Option<Office> {
    let is_monarch = matches!(word, "emir");
    (is_monarch || title(word) == Some(Title::Post)).then(|| Office(one_word(word).to_string()))
}

/// One word for an office that has several.
fn one_word(word: &str) -> &str {
    match written_out(word) {
        "taoiseach" => "premier",
        "congresswoman" => "congressman",
        "chairwoman" | "chairperson" | "chair" => "chairman",
        "spokeswoman" | "spokesperson" => "spokesman",
        "councilor" => "councillor",
        other => other,
    }
}

/// Titles that stand before given names: "Sir Alan", "Prince William".
pub(super) fn goes_with_given_name(title: &str) -> bool {
    matches!(
        title,
        "sir"
            | "dame"
            | "king"
            | "queen"
            | "prince"
            | "princess"
            | "pope"
            | "emperor"
            | "empress"
            | "sultan"
            | "emir"
            | "sheikh"
            | "sheik"
            | "shaikh"
            | "saint"
            | "sister"
    )
}

/// Whether the word is a family name of East Asia.
pub(super) fn is_east_asian(word: &str) -> bool {
    EAST_ASIAN.binary_search(&word).is_ok()
}

/// Whether the family name comes first, as far as the form tells: a Chinese, Korean or Vietnamese family name before what is no Western forename.
pub(super) fn is_family_first(name: &PersonName) -> bool {
    let [first, .., last] = name.words.as_slice() else { return false };
    let known = is_east_asian;
    known(first)
        && name.words.len() <= 3
        && (!known(last) && !lexicon::is_surname(last) || last.contains('-'))
        && !(lexicon::is_forename(last) && lexicon::is_forename(first) && !last.contains('-'))
}

// Family names that stand first in Chinese (pinyin and Cantonese), Korean and Vietnamese. Compiled by hand for this project; CC0 1.0.
#[rustfmt::skip]
const EAST_ASIAN: &[&str] = &[
    "ahn", "bae", "baek", "bai", "bui", "cai", "cao", "chan", "chang", "chen", "cheng", "cheung", "cho", "choe", "choi", "chow", "chu", "chun", "chung",
    "cui", "dai", "dang", "deng", "ding", "dinh", "do", "dong", "du", "duan", "duong", "fan", "fang", "feng", "fu", "gao", "ge", "gong", "gu", "guo", "ha",
    "han", "hao", "he", "ho", "hoang", "hong", "hou", "hu", "huang", "hwang", "jang", "jeon", "jeong", "ji", "jia", "jiang", "jin", "jung", "kang", "kim", "ko",
    "kong", "kwok", "kwon", "lai", "lam", "lau", "le", "lee", "lei", "leung", "li", "lian", "liang", "liao", "lim", "lin", "ling", "liu", "long", "lu", "luo",
    "luu", "ly", "ma", "mai", "mao", "meng", "min", "moon", "na", "ng", "ngo", "nguyen", "ni", "nie", "noh", "oh", "pan", "park", "peng", "pham", "phan",
    "qi", "qian", "qiao", "qin", "qiu", "qu", "ren", "rhee", "roh", "ryu", "seo", "shao", "shen", "shi", "shin", "sim", "so", "son", "song", "su", "sun",
    "tan", "tang", "tao", "tian", "tran", "truong", "tsai", "vo", "vu", "wan", "wang", "wei", "wen", "wong", "woo", "wu", "xi", "xia", "xiang", "xiao", "xie",
    "xing", "xu", "xue", "yan", "yang", "yao", "ye", "yeo", "yeung", "yi", "yin", "yoo", "yoon", "you", "yu", "yuan", "yun", "zeng", "zhai", "zhang", "zhao",
    "zheng", "zhong", "zhou", "zhu", "zou",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_sorted_for_binary_search() {
        assert!(EAST_ASIAN.windows(2).all(|pair| pair[0] < pair[1]), "{:?}", EAST_ASIAN.windows(2).find(|pair| pair[0] >= pair[1]));
    }

    #[test]
    fn the_form_of_a_name_tells_its_order() {
        for (name, expected) in [
            ("Qiao Mingde", true),
            ("Kim Jong-un", true),
            ("Nguyen Van Hung", true),
            ("Jackie Mao", false),
            ("Bong Joon-ho", false),
            ("Lee Harris", false),
            ("Joon-ho Baek", false),
        ] {
            assert_eq!(is_family_first(&PersonName::read(name)), expected, "{name}");
        }
    }

    #[test]
    fn posts_have_a_head() {
        for (post, head) in [
            ("deputy foreign minister", "minister"),
            ("prime minister", "premier"),
            ("deputy prime minister", "vice premier"),
            ("vice governor", "vice governor"),
            ("president of the senate", "president"),
            ("sen.", "senator"),
        ] {
            assert_eq!(office(post).0, head);
        }
    }
}
