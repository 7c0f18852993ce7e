//! Names as marked text: `[Hassan Rouhani|person]`.

use super::*;

#[track_caller]
fn check(marked: &str) {
    check_with(marked, |text, layout| read(text, layout, Language::ENGLISH));
}

/// The names found by the rules alone, without the model.
#[track_caller]
fn check_rules(marked: &str) {
    check_with(marked, |text, layout| read_with(text, layout, None));
}

#[track_caller]
fn check_with(marked: &str, read: impl Fn(&str, &Layout) -> Names) {
    let mut text = String::new();
    let mut expected = Vec::new();
    for piece in marked.split('[') {
        match piece.split_once(']') {
            Some((inside, after)) => {
                let (name, kind) = inside.split_once('|').expect("a mark is [name|kind]");
                expected.push((name.to_string(), kind.to_string()));
                text += name;
                text += after;
            }
            None => text += piece,
        }
    }
    let names = read(&text, &Layout::new(&text));
    let found: Vec<(String, String)> =
        names.mentions.iter().map(|mention| (mention.span.of(&text).to_string(), format!("{:?}", mention.kind).to_lowercase())).collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn titles_are_no_part_of_a_name() {
    check(
        "[Iranian|group] President [Hassan Rouhani|person] met [Russian|group] Prime Minister [Dmitry Medvedev|person] in [Moscow|place].",
    );
    check(
        "He met Foreign Minister [Hossein Amir Abdollahian|person], Oil Minister [Javad Oji|person], and Economy and Finance Minister [Ehsan Khandouzi|person].",
    );
    check("The Leader of the [Islamic Revolution|event], Ayatollah Seyyed [Ali Khamenei|person], spoke to Mr. [Raisi|person].");
}

#[test]
fn titles_that_the_tagger_does_not_know_are_no_part_of_a_name() {
    check(
        "Councillor [James Whitfield|person] came to [Leeds|place]. Cllr [Whitfield|person] said the work was welcomed by Cllr [Ann Moore|person].",
    );
}

#[test]
fn a_title_alone_names_no_one() {
    check("The President said that the Prime Minister would come.");
    check(
        "The Foreign Secretary said on Tuesday that talks with [Tehran|place] would go on. Foreign Secretary [David Miliband|person] met the President in [London|place].",
    );
    // Without an article, one word may be a surname.
    check("[John Major|person] was prime minister. [Major|person] lost in 1997.");
}

#[test]
fn surnames_follow_their_full_name() {
    check("President [Hassan Rouhani|person] left. [Rouhani|person] said so. The visit of [Rouhani|person] ended.");
    check("President [Bashar al-Assad|person] won. Later [Assad|person] spoke.");
}

#[test]
fn joined_names_are_split() {
    check("[Iran|place]-[Russia|place] cooperation, [Tehran|place]-[Moscow|place] relations and a [Moscow|place]-led plan");
}

#[test]
fn weapons_are_products() {
    check("It sold [S-300|product] missiles, [Tupolev-22M3|product] bombers and a [Sukhoi-34|product] to [Iran|place].");
}

#[test]
fn bodies_and_places_have_head_words() {
    check("The [Shanghai Cooperation Organization|organization] ([SCO|organization]) met at [Mehrabad Airport|place].");
    check("Officials of the [Ministry of Foreign Affairs|organization] and the [Bank of Japan|organization] met.");
}

#[test]
fn sentence_starts_are_no_names() {
    check("However, the talks failed. Sanctions hurt. Economic ties grew. They spoke on Monday in May.");
}

#[test]
fn possessives_and_datelines_end_a_name() {
    check("[TEHRAN|place] – [Iran|place]’s visit and [Syria|place]'s six-year-old conflict");
}

#[test]
fn capitals_before_a_day_and_a_dash_are_a_place() {
    check("[NORHAVN|place], 3 May – The mayor spoke.");
    check("Bridge opens\n\n[NORHAVN|place], Nov. 28 ([NTB|organization]) - The bridge is open.");
    check("[NORHAVN|place] – The mayor of [Norhavn|place] spoke in [Norhavn|place].");
}

#[test]
fn a_post_that_begins_a_headline_is_nobody() {
    check("Mayor defends price rise\n\nThe mayor, [Inga Solberg|person], spoke.");
    check("Chair resigns after vote\n\nChair [Abena Owusu|person] resigned. Clerk reads letter. Judge rejects appeal.");
    check("[Major|person] wins again\n\n[John Major|person] won. “We did it,” [Major|person] said.");
}

#[test]
fn a_post_is_whole_and_beside_its_holder() {
    let roles = |text: &str| -> Vec<String> {
        let names = read(text, &Layout::new(text), Language::ENGLISH);
        names.roles.iter().map(|role| format!("{}: {}", names.mentions[role.mention as usize].span.of(text), role.role)).collect()
    };
    assert_eq!(roles("Current position: Senior Managing Director\n\nMr. Kenichi Sato will leave."), [""; 0]);
    assert_eq!(roles("Lawyer for John Barrow said he was ill."), [""; 0]);
    check("Chief Executive [Sian Mabey|person] left, and Captain [Dean Pym|person] stayed.");
    check("The Chief Financial Officer designate was ill.");
}

#[test]
fn roles_say_of_what() {
    let text = "Iranian President Hassan Rouhani met Turkey's Foreign Minister Hakan Fidan.";
    let names = read(text, &Layout::new(text), Language::ENGLISH);
    let roles: Vec<_> = names
        .roles
        .iter()
        .map(|role| {
            let of = role.of.map(|of| names.mentions[of as usize].span.of(text));
            (names.mentions[role.mention as usize].span.of(text), role.role.as_str(), of, role.span.of(text))
        })
        .collect();
    assert_eq!(
        roles,
        [
            ("Hassan Rouhani", "president", Some("Iranian"), "Iranian President"),
            ("Hakan Fidan", "foreign minister", Some("Turkey"), "Turkey's Foreign Minister"),
        ]
    );
}

#[test]
fn america_is_the_united_states() {
    check("The trade of [America|place] with [Iran|place] ended.");
}

#[test]
fn the_speaker_is_no_name() {
    check("Tonight I am in [Moscow|place]. Tomorrow I'm with [Hassan Rouhani|person], I’ve heard.");
    check("The end of [World War I|event] came.");
}

#[test]
fn small_words_after_a_hyphen_are_no_part_of_a_name() {
    check("Mother-of-three [Jane Akinyi|person] spoke. [Kim Jong-un|person] did not.");
    check("President [Moon Jae-in|person] said on Monday that talks went on. [Moon Jae-in|person] left.");
}

#[test]
fn a_title_before_a_common_noun_names_a_body() {
    check_rules(
        "Spending of the [General Government|organization] rose; the [Federal Government|organization] and the [General Assembly|organization] agreed.",
    );
    check_rules("The General Election is near. Mr. [Post|person] met Gen. [Smith|person].");
}

#[test]
fn a_post_within_a_run_begins_a_new_piece() {
    check_rules("[House|organization] Speaker [Mike Johnson|person] met [Walmart|organization] CEO [Doug McMillon|person].");
    check_rules("It was [Federal Reserve|organization] Chair [Jerome Powell|person] who met [Martin Luther King|person].");
}

#[test]
fn unknown_words_need_more_to_be_a_person() {
    check_rules(
        "[Storm Brigid|event] killed two. [Real Madrid|organization] won. [Ford Motor Co|organization] and [Vale SA|organization] rose.",
    );
    check_rules("Save Social Security now. Later the [Goldman Sachs|other] report came. [Goldman Sachs|other] rose.");
    check_rules("[Muqtada Sadrzadeh|person] said so. [Abdelilah Benkorane|person], who left, met [Yusupha Jallowe|person].");
}

#[test]
fn other_languages_give_no_names() {
    let text = "Президент России Владимир Путин";
    assert_eq!(read(text, &Layout::new(text), Language::detect(text)), Names::default());
}
