//! Whether a person is "he" or "she", where a title or a forename says it. Otherwise nothing is assumed.

use super::lexicon;

/// Grammatical gender, with which a pronoun must agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Gender {
    Female,
    Male,
}

/// The gender of a lower-case pronoun; `None` for those that have none.
pub(crate) fn of_pronoun(word: &str) -> Option<Gender> {
    match word {
        "she" | "her" | "herself" => Some(Gender::Female),
        "he" | "his" | "him" | "himself" => Some(Gender::Male),
        _ => None,
    }
}

/// The gender implied by a lower-case title before a name.
pub(crate) fn of_title(word: &str) -> Option<Gender> {
    match word {
        "mrs" | "ms" | "miss" | "madam" | "mme" | "lady" | "dame" | "queen" | "princess" | "empress" | "duchess" | "baroness"
        | "congresswoman" | "chairwoman" | "spokeswoman" | "policewoman" | "businesswoman" | "actress" | "assemblywoman" => {
            Some(Gender::Female)
        }
        "mr" | "sir" | "lord" | "king" | "prince" | "emperor" | "duke" | "sultan" | "emir" | "imam" | "ayatollah" | "pope" | "cardinal"
        | "archbishop" | "congressman" | "chairman" | "spokesman" | "businessman" | "mullah" | "tsar" => Some(Gender::Male),
        _ => of_kin(word),
    }
}

/// Whether the lower-case word says what somebody is to somebody: "wife", "cousin".
pub(crate) fn is_kin(word: &str) -> bool {
    of_kin(word).is_some()
        || matches!(word, "cousin" | "partner" | "spouse" | "fiancé" | "fiancée" | "sibling" | "twin" | "parent" | "relative")
}

pub(crate) fn of_kin(word: &str) -> Option<Gender> {
    match word {
        "sister" | "wife" | "ex-wife" | "mother" | "stepmother" | "daughter" | "granddaughter" | "widow" | "niece" | "aunt"
        | "grandmother" | "girlfriend" => Some(Gender::Female),
        "brother" | "husband" | "ex-husband" | "father" | "stepfather" | "son" | "grandson" | "widower" | "nephew" | "uncle"
        | "grandfather" | "boyfriend" => Some(Gender::Male),
        _ => None,
    }
}

/// The gender of a folded forename.
pub(crate) fn of_forename(word: &str) -> Option<Gender> {
    if FEMALE.binary_search(&word).is_ok() {
        Some(Gender::Female)
    } else if MALE.binary_search(&word).is_ok() {
        Some(Gender::Male)
    } else if BOTH.binary_search(&word).is_ok() {
        None
    } else {
        match lexicon::sex_of_forename(word)? {
            'f' => Some(Gender::Female),
            _ => Some(Gender::Male),
        }
    }
}

/// Forenames of women in one country and of men in another, whatever a list of one of them says.
#[rustfmt::skip]
const BOTH: &[&str] = &[
    "adi", "alex", "alexis", "ali", "andrea", "angel", "ariel", "ashley", "camille", "charlie", "claude", "dana", "danny", "deniz", "dominique",
    "eden", "elia", "gabriele", "ilya", "jan", "jean", "jordan", "jules", "karen", "kim", "lee", "lou", "luca", "maria", "mika", "nicola", "nikita", "noa",
    "robin", "sacha", "sam", "sasha", "shay", "simone", "taylor", "yael", "yuri",
];

// Forenames that are common in world news and are borne by one sex only. Compiled by hand for this project; CC0 1.0.

#[rustfmt::skip]
const FEMALE: &[&str] = &[
    "abigail", "adriana", "agnes", "aisha", "alexandra", "alice", "alicia", "alison", "amanda", "amina", "amy", "ana", "angela",
    "angelina", "ann", "anna", "annalena", "anne", "annie", "antonia", "audrey", "ayesha", "barbara", "beatrice", "bella", "benazir",
    "bernadette", "betty", "bianca", "brenda", "bridget", "camila", "carla", "carmen", "carol", "carole", "caroline", "catherine",
    "cecilia", "chantal", "charity", "charlotte", "christina", "christine", "claire", "clara", "claudia", "condoleezza", "cristina",
    "cynthia", "daniela", "deborah", "debra", "denise", "diana", "dilma", "donna", "doris", "dorothy", "edith", "eileen", "elaine",
    "eleanor", "elena", "elizabeth", "ella", "ellen", "emilia", "emily", "emma", "erika", "ester", "esther", "eunice", "eva", "evelyn",
    "faith", "farah", "fatima", "fatou", "federica", "fiona", "florence", "frances", "gabriela", "gertrude", "gina", "giorgia",
    "gloria", "grace", "gwendolyn", "halima", "hannah", "heather", "heidi", "helen", "helena", "hilda", "hillary", "hope", "huda",
    "ida", "indira", "ingrid", "irene", "irina", "iris", "isabel", "isabella", "jacinda", "jacqueline", "jamila", "jane", "janet",
    "janice", "jeanne", "jennifer", "jessica", "joan", "joanna", "josephine", "joy", "joyce", "juana", "judith", "julia", "juliana",
    "julie", "juliet", "kaja", "kamala", "karen", "kate", "katherine", "kathleen", "kathy", "keiko", "khadija", "kristalina", "lara",
    "latifa", "laura", "leila", "leticia", "lilian", "lily", "lina", "linda", "lisa", "lorena", "louise", "lucia", "lucy", "luisa",
    "lydia", "lyudmila", "magdalena", "mahsa", "maia", "malala", "manuela", "marcela", "margaret", "margarita", "margrethe", "maria",
    "mariam", "mariana", "marianne", "marie", "marina", "marine", "marta", "martha", "martina", "mary", "matilda", "maya", "megan",
    "melanie", "melissa", "mercy", "meryem", "mette", "mia", "michelle", "miriam", "mona", "monica", "myriam", "nadia", "nadine",
    "nancy", "naomi", "natalia", "natalie", "natasha", "navi", "ngozi", "nora", "norma", "nour", "oksana", "olga", "olivia", "pamela",
    "patricia", "paula", "pauline", "penny", "pratibha", "priti", "rachel", "rania", "rebecca", "regina", "renata", "rhoda", "rita",
    "roberta", "rosa", "rose", "rosemary", "ruth", "sabrina", "safia", "salma", "samantha", "sandra", "sanna", "sara", "sarah",
    "sheikha", "shirin", "shirley", "silvia", "sofia", "soledad", "sonia", "sophie", "soraya", "stella", "stephanie", "suella",
    "sunita", "susan", "suzanne", "svetlana", "sylvia", "tamara", "tanya", "tatiana", "teresa", "theresa", "tina", "ulrike", "ursula",
    "valentina", "vanessa", "vera", "veronica", "victoria", "viola", "virginia", "wendy", "winnie", "xiomara", "yasmin", "yulia",
    "yvette", "yvonne", "zahra", "zainab", "zeinab", "zoe",
];

#[rustfmt::skip]
const MALE: &[&str] = &[
    "aaron", "abbas", "abdel", "abdelaziz", "abdoulaye", "abdul", "abdullah", "abiy", "abraham", "abubakar", "adam", "adel", "adolfo",
    "adrian", "ahmad", "ahmadou", "ahmed", "alain", "alan", "alassane", "albert", "alberto", "alejandro", "aleksandar", "alex",
    "alexander", "alexandre", "alexei", "alfonso", "alfred", "alfredo", "ali", "alpha", "alvaro", "amir", "amos", "andre", "andreas",
    "andrei", "andres", "andrew", "andrzej", "angus", "anthony", "antonio", "antony", "anwar", "armando", "arnold", "arthur", "arturo",
    "arvind", "ashraf", "asif", "atiku", "augusto", "bart", "bashar", "basil", "benedict", "benito", "benjamin", "bernard", "bertrand",
    "bill", "bob", "bola", "boris", "boubacar", "brett", "brian", "bruce", "bruno", "carlos", "cesar", "charles", "charlie",
    "christian", "christophe", "christopher", "clement", "clinton", "colin", "craig", "cristian", "cyril", "dan", "daniel", "daniil",
    "dario", "darren", "david", "denis", "dennis", "derek", "desmond", "diego", "dieter", "dmitry", "dominic", "donald", "douglas",
    "dwight", "ebrahim", "edgar", "edmund", "eduardo", "edward", "elias", "elijah", "emilio", "emmanuel", "enrique", "eric", "erik",
    "ernest", "ernesto", "evo", "faisal", "faustin", "federico", "felipe", "felix", "fernand", "fernando", "fidel", "francis",
    "francisco", "francois", "frank", "franklin", "franz", "fred", "frederick", "fumio", "gabriel", "gary", "geoffrey", "george",
    "gerald", "gerard", "gerhard", "giuseppe", "glenn", "goodluck", "gordon", "graham", "greg", "gregory", "guillermo", "gustav",
    "gustavo", "hakan", "hamid", "hans", "harold", "harry", "hassan", "hector", "heinz", "helmut", "henry", "herman", "horst", "hosni",
    "hossein", "howard", "hubert", "hugo", "humberto", "hussein", "ian", "ibrahim", "idriss", "igor", "ilham", "imran", "isaac",
    "isaias", "ismail", "ivan", "jack", "jacob", "jacques", "jaime", "jair", "jakob", "james", "jason", "javad", "javier", "jean",
    "jeff", "jeffrey", "jens", "jeremy", "jerome", "jerry", "jesus", "jim", "jimmy", "joaquin", "joe", "john", "jonas", "jonathan",
    "jorge", "jose", "josef", "josep", "joseph", "joshua", "juan", "julian", "julius", "junichiro", "justin", "kamal", "karim", "karl",
    "keith", "ken", "kenneth", "kevin", "khaled", "klaus", "kofi", "konstantin", "kurt", "larry", "lawrence", "lech", "leo", "leon",
    "leonard", "leopoldo", "liam", "lionel", "lorenzo", "luca", "lucas", "ludwig", "luis", "luiz", "lukas", "mahamat", "mahmoud",
    "malcolm", "malik", "mansour", "manuel", "marcel", "marcelo", "marco", "marcos", "marcus", "mario", "mark", "martin", "mateusz",
    "mathias", "matthew", "mauricio", "max", "maxim", "mehdi", "mehmet", "michael", "miguel", "mikhail", "miroslav", "mitch", "mobutu",
    "mohamad", "mohamed", "mohammad", "mohammed", "moise", "moises", "moses", "moussa", "muhammad", "muhammadu", "murat", "mustafa",
    "mutahi", "najib", "narendra", "nasser", "nathan", "nawaz", "neil", "nelson", "nicholas", "nicolas", "nigel", "nikolai", "noah",
    "norman", "octavio", "olaf", "oleg", "oliver", "olivier", "omar", "orlando", "osama", "oscar", "osman", "otto", "pablo", "pascal",
    "patrice", "patrick", "paul", "pavel", "pedro", "peter", "petr", "petro", "phil", "philip", "philippe", "pierre", "rachid",
    "rafael", "ralph", "ramon", "ramzan", "randy", "raul", "raymond", "recep", "reza", "ricardo", "richard", "rishi", "robert",
    "roberto", "rodolfo", "rodrigo", "roger", "roland", "roman", "romano", "ronald", "ross", "ruben", "rudolf", "russell", "ryan",
    "saad", "saddam", "said", "salah", "salim", "salman", "salva", "sam", "samir", "samuel", "santiago", "scott", "sean", "sebastian",
    "sergei", "sergey", "sergio", "seth", "shahid", "shimon", "shinzo", "silvio", "simon", "slobodan", "stanislav", "stanley", "stefan",
    "stephen", "steve", "steven", "stuart", "suleiman", "sylvester", "taha", "tariq", "tayyip", "ted", "terry", "thabo", "theo",
    "theodore", "thierry", "thomas", "tim", "timothy", "tobias", "todd", "tom", "tony", "travis", "trevor", "uhuru", "umar", "vaclav",
    "vernon", "victor", "viktor", "vincent", "vitaly", "vladimir", "volodymyr", "wael", "walter", "wayne", "wilfred", "wilhelm",
    "william", "winston", "wolfgang", "xavier", "yahya", "yair", "yasser", "yevgeny", "yitzhak", "yoweri", "yuri", "yusuf", "zalmay",
    "zbigniew", "zine",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted_for_binary_search() {
        for list in [FEMALE, MALE, BOTH] {
            assert!(list.windows(2).all(|pair| pair[0] < pair[1]), "{:?}", list.windows(2).find(|pair| pair[0] >= pair[1]));
        }
        assert_eq!(of_forename("hassan"), Some(Gender::Male));
        assert_eq!(of_forename("kerry"), None);
    }
}
