//! Whether a person is "he" or "she", where a title or a forename says it. Otherwise nothing is assumed.

/// What a pronoun must agree with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gender {
    Female,
    Male,
}

/// What a lower-case pronoun says; `None` for those that say nothing.
pub(super) fn of_pronoun(word: &str) -> Option<Gender> {
    match word {
        "she" | "her" | "herself" => Some(Gender::Female),
        "he" | "his" | "him" | "himself" => Some(Gender::Male),
        _ => None,
    }
}

/// What a lower-case title before a name says.
pub(super) fn of_title(word: &str) -> Option<Gender> {
    match word {
        "mrs" | "ms" | "miss" | "madam" | "mme" | "lady" | "dame" | "queen" | "princess" | "empress" | "duchess" | "baroness"
        | "congresswoman" | "chairwoman" | "spokeswoman" | "policewoman" | "businesswoman" | "sister" | "wife" | "mother" | "daughter"
        | "widow" | "actress" | "assemblywoman" | "niece" | "aunt" | "grandmother" => Some(Gender::Female),
        "mr" | "sir" | "lord" | "king" | "prince" | "emperor" | "duke" | "sultan" | "emir" | "imam" | "ayatollah" | "pope" | "cardinal"
        | "archbishop" | "congressman" | "chairman" | "spokesman" | "businessman" | "brother" | "husband" | "father" | "son" | "mullah"
        | "tsar" | "uncle" | "nephew" | "grandfather" => Some(Gender::Male),
        _ => None,
    }
}

/// What a folded forename says.
pub(super) fn of_forename(word: &str) -> Option<Gender> {
    if FEMALE.binary_search(&word).is_ok() {
        Some(Gender::Female)
    } else if MALE.binary_search(&word).is_ok() {
        Some(Gender::Male)
    } else {
        None
    }
}

// Forenames that are common in world news and are borne by one sex only. Compiled by hand for this project; CC0 1.0.

#[rustfmt::skip]
const FEMALE: &[&str] = &[
    "aisha", "alexandra", "alice", "amanda", "amina", "amy", "ana", "angela", "anna", "annalena", "anne", "ayesha", "barbara",
    "beatrice", "benazir", "carmen", "carole", "caroline", "catherine", "charlotte", "christina", "christine", "claudia", "condoleezza",
    "cristina", "diana", "dilma", "donna", "dorothy", "elena", "elizabeth", "ellen", "emily", "emma", "esther", "eva", "fatima",
    "fatou", "federica", "florence", "gabriela", "giorgia", "gloria", "grace", "hannah", "helen", "helena", "hillary", "indira",
    "irene", "isabel", "jacinda", "jane", "janet", "jennifer", "jessica", "joyce", "julia", "julie", "kamala", "karen", "kate",
    "katherine", "keiko", "laura", "leila", "linda", "lisa", "louise", "lucia", "magdalena", "margaret", "maria", "mariam", "marine",
    "martha", "mary", "megan", "mercy", "mette", "michelle", "monica", "nancy", "natalia", "natalie", "navi", "ngozi", "nicola", "olga",
    "olivia", "pamela", "patricia", "penny", "rachel", "rebecca", "rita", "rosa", "rose", "ruth", "sandra", "sanna", "sara", "sarah",
    "sheikha", "sofia", "sonia", "sophie", "stephanie", "susan", "svetlana", "tatiana", "theresa", "ursula", "valentina", "veronica",
    "victoria", "yulia", "zainab", "zeinab",
];

#[rustfmt::skip]
const MALE: &[&str] = &[
    "abbas", "abdel", "abdoulaye", "abdul", "abdullah", "abiy", "adam", "adel", "ahmad", "ahmed", "alassane", "alberto", "alejandro",
    "aleksandar", "alexander", "alexei", "ali", "amir", "andrew", "andrzej", "anthony", "antonio", "antony", "anwar", "arvind",
    "ashraf", "asif", "bashar", "benjamin", "bernard", "bill", "bob", "boris", "brian", "bruno", "carlos", "charles", "christopher",
    "cyril", "daniel", "david", "diego", "dmitry", "donald", "ebrahim", "edward", "emmanuel", "enrique", "eric", "erik", "felipe",
    "felix", "fernando", "fidel", "francisco", "francois", "frank", "franz", "fumio", "gabriel", "george", "gerhard", "goodluck",
    "gordon", "hamid", "hans", "hassan", "henry", "hosni", "hossein", "hugo", "hussein", "ibrahim", "igor", "imran", "ismail", "ivan",
    "jack", "jacob", "jacques", "jair", "james", "javad", "javier", "jean", "jens", "jim", "joe", "john", "jorge", "jose", "joseph",
    "joshua", "juan", "julius", "kevin", "khaled", "klaus", "kofi", "lech", "lionel", "luis", "luiz", "mahmoud", "manuel", "marco",
    "mark", "martin", "matthew", "mauricio", "michael", "miguel", "mikhail", "mohamed", "mohammad", "mohammed", "moussa", "muhammad",
    "muhammadu", "mustafa", "narendra", "nawaz", "nelson", "nicolas", "nikolai", "olaf", "omar", "osama", "oscar", "patrick", "paul",
    "pedro", "peter", "pierre", "rafael", "ramzan", "raul", "recep", "richard", "rishi", "robert", "rodrigo", "roger", "ronald", "saad",
    "saddam", "salva", "samuel", "sebastian", "sergei", "sergey", "shinzo", "silvio", "simon", "stephen", "steven", "sylvester",
    "tayyip", "thabo", "thomas", "tim", "tom", "tony", "uhuru", "umar", "vaclav", "viktor", "vladimir", "volodymyr", "walter",
    "william", "wolfgang", "xavier", "yasser", "yitzhak", "yoweri", "yusuf", "zine",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted_for_binary_search() {
        for list in [FEMALE, MALE] {
            assert!(list.windows(2).all(|pair| pair[0] < pair[1]), "{:?}", list.windows(2).find(|pair| pair[0] >= pair[1]));
        }
        assert_eq!(of_forename("hassan"), Some(Gender::Male));
        assert_eq!(of_forename("kerry"), None);
    }
}
