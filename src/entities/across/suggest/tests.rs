use super::super::resolve::resolve;
use super::*;
use crate::entities::read;
use crate::text::{Language, Layout};

/// Suggestions of the texts as "kept < other: reasons", the most likely first.
#[track_caller]
fn check(texts: &[&str], expected: &[&str]) {
    let layouts: Vec<Layout> = texts.iter().map(|text| Layout::new(text)).collect();
    let names: Vec<Names> = texts.iter().zip(&layouts).map(|(text, layout)| read(text, layout, Language::ENGLISH)).collect();
    let resolution = resolve(&texts.iter().copied().zip(&names).collect::<Vec<_>>());
    let documents: Vec<Named<'_>> = names.iter().zip(&layouts).map(|(names, layout)| Named { names, layout }).collect();
    let found: Vec<String> = suggest(&documents, &resolution)
        .into_iter()
        .map(|found| {
            let name = |index: u32| resolution.entities[index as usize].name.as_str();
            format!("{} < {}: {:?}", name(found.a), name(found.b), found.reasons)
        })
        .collect();
    assert_eq!(found, expected, "{:?}", resolution.entities.iter().map(|entity| (&entity.kind, &entity.name)).collect::<Vec<_>>());
}

#[test]
fn spellings_of_one_name_are_suggested() {
    check(
        &["President Muhammad Mursi spoke. Then President Muhammad Mursi left.", "Mr. Mohamed Mursi was tried."],
        &["Muhammad Mursi < Mohamed Mursi: [Transliteration]"],
    );
    check(
        &["Colonel Muammar Gaddafi spoke to President Nicolas Sarkozy.", "Colonel Moammar Qaddafi wrote to President Nicolas Sarkozy."],
        &["Moammar Qaddafi < Muammar Gaddafi: [Transliteration, SharedRole, SharedCompany]"],
    );
}

#[test]
fn a_letter_more_needs_something_that_supports_it() {
    check(&["President Peter Grabovsky left.", "Mayor Peter Grabowsko came."], &[]);
    check(
        &["President Peter Grabovsky met President Vladimir Putin.", "Mayor Peter Grabowsko met President Vladimir Putin."],
        &["Peter Grabovsky < Peter Grabowsko: [Spelling, SharedCompany]"],
    );
}

#[test]
fn who_stands_beside_the_other_is_another() {
    check(&["President Muhammad Mursi met Mr. Mohamed Mursi."], &[]);
    check(&["President George Bush and Governor Jeb Bush met."], &[]);
}

#[test]
fn a_surname_alone_may_be_one_of_two() {
    check(
        &["President George Bush left.", "Governor Jeb Bush came.", "Mr. Bush spoke."],
        &["George Bush < Bush: [SurnameAlone]", "Jeb Bush < Bush: [SurnameAlone]"],
    );
    let many = ["President George Bush left.", "Governor Jeb Bush came.", "General Vannevar Bush came.", "Mr. Bush spoke."];
    check(&many, &[]);
}

#[test]
fn initials_and_middle_names() {
    check(&["President John Smith left.", "Mr. J. Smith spoke."], &["John Smith < J. Smith: [Initials]"]);
    check(
        &["President John Adam Smith left.", "General John Brian Smith left.", "Mayor John Smith came."],
        &["John Adam Smith < John Smith: [MiddleName]", "John Brian Smith < John Smith: [MiddleName]"],
    );
}

#[test]
fn bodies_with_and_without_a_word() {
    check(
        &["The World Bank paid. The World Bank said so.", "Officials of the World Bank Group paid."],
        &["World Bank Group < World Bank: [HeadWord]"],
    );
    check(
        &["He works at the Defence Ministry.", "The Ministry of Defence said so."],
        &["Ministry of Defence < Defence Ministry: [WordOrder]"],
    );
}

#[test]
fn an_acronym_may_be_explained_elsewhere() {
    check(
        &["The Coastal Fisheries Commission met.", "Members of the CFC Committee and the CFC met. The CFC said so."],
        &["Coastal Fisheries Commission < CFC: [Acronym]"],
    );
}
