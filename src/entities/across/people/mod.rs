//! People: which full names are one person, and whose a shorter name is.
//!
//! A wrong merge is the worst fault, because everything that is said of one person is then said of another. So each document is read on its
//! own first (`here`): a short name is somebody's who is named in full in the same document, or nobody's, or in doubt. Across documents
//! (`identity`) equal full names are one person where the name is rare or something speaks for it, and a short name stays in its document
//! unless a post or the people around it say whose it is. A name with words left out ("John Kennedy") is the fuller one ("John F. Kennedy")
//! only where a document uses both or where the documents agree in a post or in the people around them.

mod bearer;
mod here;
mod identity;
mod meant;
mod name;
mod offices;
mod other_names;
mod surroundings;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

pub use self::bearer::Clue;
pub(crate) use self::name::PersonName;

use self::bearer::Standing;
use self::here::Here;
use self::identity::{Node, Portrait};
use super::resolve::Kinds;
use super::variants::join_variants;
use crate::entities::{EntityKind, Names};

/// The most full names compared for one surname and first word; more come from a list rather than prose, and nothing is joined.
const MAX_CANDIDATES: usize = 64;
/// The most documents per name that are searched for evidence that another name means the same person.
const MAX_DOCUMENTS: usize = 8;

/// Whose the names of people are.
#[derive(Debug, Default)]
pub(crate) struct People {
    /// For each document and each mention of a person the key of the person.
    pub(crate) keys: Vec<BTreeMap<usize, String>>,
    /// For each document the mentions in doubt.
    pub(crate) doubts: Vec<Vec<KeyedDoubt>>,
}

/// A mention in doubt, and the keys of the candidates, the likeliest first.
pub(crate) type KeyedDoubt = (usize, Vec<(String, Clue)>);

impl People {
    /// Resolves the people of a corpus.
    pub(crate) fn resolve(documents: &[(&str, &Names)], kinds: &Kinds) -> People {
        let here: Vec<Here> = documents
            .iter()
            .map(|(text, names)| Here::read(text, names, |mention| kinds.of(mention, text) == EntityKind::Person))
            .collect();
        let person = persons(documents, &here);
        let mut nodes: Vec<Node> = Vec::new();
        let mut node_of: Vec<HashMap<usize, usize>> = Vec::with_capacity(here.len());
        for (document, people) in (0..).zip(&here) {
            let mut of = HashMap::new();
            let named: BTreeSet<usize> = people.of.values().copied().collect();
            for bearer in named {
                of.insert(bearer, nodes.len());
                let own = people.bearers[bearer].name.key();
                let key = person.get(&own).cloned().unwrap_or(own);
                nodes.push(Node { document, bearer, key });
            }
            node_of.push(of);
        }
        let keys = identity::keys(documents, &here, &nodes);
        let key = |document: usize, bearer: usize| keys[node_of[document][&bearer]].clone();
        People {
            keys: here
                .iter()
                .enumerate()
                .map(|(at, people)| people.of.iter().map(|(&mention, &bearer)| (mention, key(at, bearer))).collect())
                .collect(),
            doubts: here
                .iter()
                .enumerate()
                .map(|(at, people)| {
                    let known = |&(bearer, clue): &(usize, Clue)| node_of[at].contains_key(&bearer).then(|| (key(at, bearer), clue));
                    let open = |(mention, candidates): (&usize, &Vec<(usize, Clue)>)| {
                        let own = key(at, people.of[mention]);
                        let candidates: Vec<(String, Clue)> = candidates.iter().filter_map(known).collect();
                        // Other documents have settled it.
                        candidates.iter().all(|(candidate, _)| *candidate != own).then_some((*mention, candidates))
                    };
                    people.doubts.iter().filter_map(open).collect()
                })
                .collect(),
        }
    }
}

/// Key of a full name → the key of its person, as far as the names say.
fn persons(documents: &[(&str, &Names)], here: &[Here]) -> HashMap<String, String> {
    let mut names: BTreeMap<PersonName, Vec<u32>> = BTreeMap::new();
    let mut together: HashSet<(String, String)> = HashSet::new();
    for (document, people) in (0..).zip(here) {
        for bearer in people.bearers.iter().filter(|bearer| bearer.standing == Standing::Full) {
            let places = names.entry(bearer.name.clone()).or_default();
            if places.len() < MAX_DOCUMENTS && places.last() != Some(&document) {
                places.push(document);
            }
        }
        together.extend(people.fuller.iter().map(|(short, long)| (short.clone(), long.clone())));
    }
    let mut person = same_person(documents, here, &names, &together);
    join_variants(documents, &mut person);
    person
}

/// For each full name, the key of its person: the longest name that it is a shortening of, if there is only one.
fn same_person(
    documents: &[(&str, &Names)],
    here: &[Here],
    names: &BTreeMap<PersonName, Vec<u32>>,
    together: &HashSet<(String, String)>,
) -> HashMap<String, String> {
    let mut portraits: HashMap<(u32, String), Option<Portrait>> = HashMap::new();
    // Longer names by (one of their words, surname): a shortening begins with one of them and ends in the same surname.
    let mut longer: HashMap<(&str, &str), Vec<&PersonName>> = HashMap::new();
    for name in names.keys() {
        let distinct: BTreeSet<&str> = name.given().iter().map(String::as_str).collect();
        for word in distinct {
            longer.entry((word, name.surname())).or_default().push(name);
        }
    }
    let mut person: HashMap<String, String> = names.keys().map(|name| (name.key(), name.key())).collect();
    for name in names.keys() {
        let candidates = name.words.first().and_then(|first| longer.get(&(first.as_str(), name.surname())));
        let Some(candidates) = candidates.filter(|all| all.len() <= MAX_CANDIDATES) else { continue };
        let longest: Vec<&PersonName> = candidates.iter().copied().filter(|other| name.shortens(other)).collect();
        // Two different long names ("John A. Smith", "John B. Smith"): which one is meant is not known.
        let agreed = longest
            .iter()
            .max_by_key(|other| (other.words.len(), other.generation.is_some(), std::cmp::Reverse(other.key())))
            .filter(|most| longest.iter().all(|other| other == *most || other.shortens(most)));
        let Some(fuller) = agreed else { continue };
        let is_one = together.contains(&(name.key(), fuller.key())) || {
            let mut portrait = |document: u32, name: &PersonName| {
                let read = || Portrait::of_name(documents, here, document, name);
                portraits.entry((document, name.key())).or_insert_with(read).clone()
            };
            let short: Vec<Portrait> = names[name].iter().filter_map(|&document| portrait(document, name)).collect();
            let long: Vec<Portrait> = names[*fuller].iter().filter_map(|&document| portrait(document, fuller)).collect();
            short.iter().any(|short| long.iter().any(|long| short.supports(long) && !short.contradicts(long)))
        };
        if is_one && name.generation == fuller.generation {
            person.insert(name.key(), fuller.key());
        }
    }
    person
}

#[cfg(test)]
mod tests {
    use super::super::resolve::resolve;
    use super::*;
    use crate::entities::read;
    use crate::text::{Language, Layout};

    /// The persons of the texts with the forms they go by, in the order of their names.
    #[track_caller]
    fn check(texts: &[&str], expected: &[&str]) {
        let names: Vec<Names> = texts.iter().map(|text| read(text, &Layout::new(text), Language::ENGLISH)).collect();
        let documents: Vec<(&str, &Names)> = texts.iter().copied().zip(&names).collect();
        let mut people: Vec<String> = resolve(&documents)
            .entities
            .into_iter()
            .filter(|entity| entity.kind == EntityKind::Person)
            .map(|entity| [vec![entity.name], entity.aliases].concat().join(" = "))
            .collect();
        people.sort();
        assert_eq!(people, expected);
    }

    #[test]
    fn an_initial_more_is_another_person() {
        check(
            &["President George H. W. Bush led the coalition. President George W. Bush ordered the invasion of Iraq."],
            &["George H. W. Bush", "George W. Bush"],
        );
        check(
            &["President John F. Kennedy was shot in Dallas.", "Senator John Kennedy spoke in Louisiana."],
            &["John F. Kennedy", "John Kennedy"],
        );
    }

    #[test]
    fn ben_and_al_may_be_forenames() {
        check(
            &["Prime Minister Boris Johnson spoke in London.", "Canadian sprinter Ben Johnson was disqualified in Seoul."],
            &["Ben Johnson", "Boris Johnson"],
        );
    }

    #[test]
    fn a_son_is_not_called_by_his_fathers_name() {
        check(
            &["King Salman received Crown Prince Mohammed bin Salman in Jeddah. Bin Salman thanked him."],
            &["Mohammed bin Salman = Bin Salman", "Salman"],
        );
    }

    #[test]
    fn of_two_people_of_a_surname_the_title_and_the_first_named_decide() {
        check(
            &["Bill Clinton and Hillary Clinton attended. Mr Clinton left early. Mrs Clinton stayed."],
            &["Bill Clinton = Clinton", "Hillary Clinton = Clinton"],
        );
        check(
            &["Donald Trump appeared in court. His son Eric Trump agreed. Trump said the case was a hoax."],
            &["Donald Trump = Trump", "Eric Trump"],
        );
        check(&["Ms Ward's daughter, Emma Ward, was found in Nairobi."], &["Emma Ward", "Ward"]);
    }

    #[test]
    fn a_bare_surname_of_two_who_were_just_named_is_in_doubt() {
        for text in [
            "The mayor, Linus Aho, spoke in Oslo. Councillor Helvi Aho called it theft. Aho plans to replace the pipes.",
            "Faith Rotich won, beating her training partner Mercy Rotich. Mercy Rotich, 31, said it was hot. It rained. They left. Rotich will run again.",
            "Governor Rogelio Ramos, her husband, is ill, Vice Governor Maricel Ramos said. It rained. It was cold. Ramos has not been seen.",
        ] {
            let names = read(text, &Layout::new(text), Language::ENGLISH);
            let doubts = resolve(&[(text, &names)]).doubts;
            assert_eq!(doubts[0].iter().map(|doubt| doubt.candidates.len()).collect::<Vec<_>>(), [2], "{text}");
        }
        check(
            &["Amos Bett won the race in Eldoret. Bett was glad. Dr Beatrice Bett gave the prize. “Well run,” Dr Bett said."],
            &["Amos Bett = Bett", "Beatrice Bett = Bett"],
        );
        check(
            &[
                "Robert Halloran was found dead. Denise Halloran, his wife, denies murder. Mrs Halloran wept. It was cold. It rained. Halloran was a dentist.",
            ],
            &["Denise Halloran = Halloran", "Robert Halloran = Halloran"],
        );
    }

    #[test]
    fn father_and_son_are_told_by_generation() {
        check(&["Health secretary Robert F. Kennedy Jr. spoke in Washington. Kennedy said so."], &["Robert F. Kennedy Jr. = Kennedy"]);
    }

    #[test]
    fn names_with_words_left_out_are_one_where_something_speaks_for_it() {
        check(
            &["Mohammed Hassan, a farmer in Basra, waited.", "Somali Finance Minister Mohammed Ali Hassan resigned."],
            &["Mohammed Ali Hassan", "Mohammed Hassan"],
        );
        check(
            &["Iranian Foreign Minister Mohammad Javad Zarif left Vienna.", "Foreign Minister Javad Zarif spoke in New York."],
            &["Mohammad Javad Zarif = Javad Zarif"],
        );
        check(&["Mohammad Javad Zarif left Vienna. Javad Zarif will return."], &["Mohammad Javad Zarif = Javad Zarif"]);
    }

    #[test]
    fn a_short_name_is_any_part_of_a_full_one_of_its_document() {
        check(&["Rafael Ochoa Belmonte won. Ochoa took 54 percent of the vote."], &["Rafael Ochoa Belmonte = Ochoa"]);
        check(&["The bureau's director, Qiao Mingde, was expelled. Qiao accepted money."], &["Qiao Mingde = Qiao"]);
        check(&["Kristel Tamm put a folder on the desk. Kristel left a month later."], &["Kristel Tamm = Kristel"]);
        check(&["Sir Alan Prescott met reporters. Sir Alan thanked them."], &["Alan Prescott = Alan"]);
    }

    #[test]
    fn who_stands_beside_the_story_is_not_in_it() {
        check(&["Bridge closed\n\nBy Martin Reeve\n\nA driver named Reeve died on Tuesday."], &["Martin Reeve", "Reeve"]);
    }

    #[test]
    fn relatives_are_told_by_what_the_text_says_of_them() {
        check(
            &["Gareth Pike and his wife, Lena Pike, own the mine. Mr Pike was in Leeds. Mrs Pike gave evidence."],
            &["Gareth Pike = Pike", "Lena Pike = Pike"],
        );
        check(
            &["Police arrested the banker. His wife, Alma Doru, wept. Doru is accused. Mr Doru denies it."],
            &["Alma Doru", "Doru", "Doru"],
        );
        check(
            &["President Rafael Montemayor Jr. spoke at the grave of his father, Rafael Montemayor. Montemayor Jr. wept."],
            &["Rafael Montemayor", "Rafael Montemayor Jr. = Montemayor Jr."],
        );
    }

    #[test]
    fn a_post_that_nobody_here_is_given_leaves_a_doubt() {
        check(&["Hillary Clinton wrote the book in 2003. President Clinton read it."], &["Clinton", "Hillary Clinton"]);
        // Another text says that he is.
        check(&["Ebrahim Raisi came. President Raisi spoke.", "President Ebrahim Raisi left Moscow."], &["Ebrahim Raisi = Raisi"]);
    }

    #[test]
    fn full_names_may_be_two_peoples() {
        check(
            &[
                "Councillor Sarah Mills opened the library. Mills spoke.",
                "Olympic swimmer Sarah Mills broke the record. Mills, 19, trains in Perth.",
            ],
            &["Sarah Mills = Mills", "Sarah Mills = Mills"],
        );
        check(&["Pope Francis met pilgrims.", "Francis, 9, won the prize. \"I read a lot,\" Francis said."], &["Francis", "Francis"]);
    }

    #[test]
    fn the_beginning_of_a_full_name_and_a_double_surname_are_no_others() {
        check(&["Einar Thor Jonsson sold the boat. Einar Thor kept the nets."], &["Einar Thor Jonsson = Einar Thor"]);
        check(&["The film is by Leila Ben Achour. Ben Achour lives in Tunis."], &["Leila Ben Achour = Ben Achour"]);
        check(&["Nelson Pacheco built the mill. His son, Nelson Pacheco Filho, sold it."], &["Nelson Pacheco", "Nelson Pacheco Filho"]);
    }

    #[test]
    fn other_names_are_said_to_be_so() {
        check(&["Greta Lindholm, née Aaltonen, founded the choir. Aaltonen left."], &["Greta Lindholm = Aaltonen"]);
        check(&["Robert Zimmer, better known as Bobby Zee, sang. Bobby Zee was 80."], &["Bobby Zee = Robert Zimmer"]);
    }
}
