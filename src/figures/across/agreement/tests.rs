use super::*;
use crate::figures::across::claim::Source;
use crate::text::{Language, Layout, Span};

/// What is found in texts, where every word that has a capital inside a sentence is a name wherever it stands.
fn told(texts: &[&str]) -> (Vec<Agreement>, Vec<Conflict>) {
    let inner = texts.iter().flat_map(|text| text.split(". ")).flat_map(|sentence| sentence.split(' ').skip(1));
    let known: BTreeSet<&str> = inner
        .filter(|word| word.starts_with(char::is_uppercase))
        .map(|word| word.trim_matches(|c: char| !c.is_alphabetic()))
        .chain(["Honda", "Toyota"])
        .collect();
    let claims: Vec<Claims> = texts
        .iter()
        .map(|text| {
            let words = text.split(|c: char| !c.is_alphabetic()).filter(|word| known.contains(word));
            let spans = words.map(|word| {
                let start = word.as_ptr() as usize - text.as_ptr() as usize;
                Span::new(start, start + word.len())
            });
            let names: Vec<Span> = spans.collect();
            let layout = Layout::new(text);
            let (figures, relative_times) = crate::figures::read_with_times(text, &layout, Language::ENGLISH);
            let source = Source { text, layout: &layout, figures: &figures, relative_times: &relative_times, names: &names, date: None };
            crate::figures::claims(&source)
        })
        .collect();
    let evidence: Vec<Evidence<'_>> =
        claims.iter().map(|claims| Evidence { claims, date: None, passages: vec![None; claims.claims.len()] }).collect();
    let Comparison { agreements, conflicts, .. } = compare(&evidence);
    (agreements, conflicts)
}

/// How many agreements and conflicts two texts have.
fn count(one: &str, other: &str) -> (usize, usize) {
    let (agreements, conflicts) = told(&[one, other]);
    (agreements.len(), conflicts.len())
}

const CRANE: &str = "A storm caused a crane to fall into the Grand Mosque in Mecca, killing 107 pilgrims.";

#[test]
fn a_different_number_for_the_same_thing_is_a_conflict() {
    let other = "Officials say the crane that fell into the Grand Mosque in Mecca during a storm killed 87 pilgrims.";
    let (agreements, conflicts) = told(&[CRANE, other]);
    assert!(agreements.is_empty());
    let figure = |document| FigureRef { document, figure: 0 };
    assert_eq!(conflicts, [Conflict { sides: [vec![figure(0)], vec![figure(1)]], same_time: false }]);
}

#[test]
fn the_ends_of_a_change_are_no_conflict() {
    let one = "Unemployment in the Harehills ward fell from 7.4% to 6.1% in the year to January, the council in Leeds heard.";
    let other = format!("{}, according to the Office for National Statistics (ONS).", one.trim_end_matches('.'));
    let (agreements, conflicts) = told(&[one, &other]);
    assert_eq!((agreements.len(), conflicts.len()), (2, 0), "{agreements:?} {conflicts:?}");
    assert_eq!(told(&[one, &other.replace("6.1", "5.2")]).1.len(), 1, "another end");
}

#[test]
fn a_document_that_claims_both_values_differs_from_neither() {
    let figure = |document, figure| FigureRef { document, figure };
    let (one, other) = (vec![figure(0, 0), figure(1, 0)], vec![figure(0, 1), figure(1, 1)]);
    assert_eq!(differing_sides(&one, &other), None);
    assert_eq!(differing_sides(&one, &[figure(0, 1)]), None);
    assert_eq!(differing_sides(&one, &[figure(0, 1), figure(2, 0)]), Some([vec![figure(1, 0)], vec![figure(2, 0)]]));
}

#[test]
fn the_same_time_and_names_anchor_a_subject_of_one_word() {
    let one = "Kenya exported 480,000 tonnes of tea in 2019, the Tea Board said.";
    let other = "The Tea Board reported that Kenya exported 310,000 tonnes of tea in 2019.";
    assert_eq!(told(&[one, other]).1.len(), 1);
    assert!(told(&[one, &other.replace("2019", "2018")]).1.is_empty());
}

#[test]
fn counts_of_other_places_are_no_conflict() {
    let strikes = |place: &str, count: &str| {
        format!("Near {place}, {count} strikes engaged an ISIL tactical unit and destroyed an ISIL fighting position.")
    };
    let conflicts = |texts: &[String]| told(&texts.iter().map(String::as_str).collect::<Vec<_>>()).1.len();
    assert_eq!(conflicts(&[strikes("Al Shadaddi", "three"), strikes("Ar Raqqah", "five")]), 0);
    assert_eq!(conflicts(&[strikes("Ar Raqqah", "three"), strikes("Ar Raqqah", "five")]), 1);
    let daily = |days: &[&str]| days.iter().map(|count| strikes("Ar Raqqah", count)).collect::<Vec<_>>();
    assert_eq!(conflicts(&daily(&["three", "five", "six"])), 3);
    assert_eq!(conflicts(&daily(&["three", "five", "six", "seven"])), 0, "a series");
}

#[test]
fn what_agrees_counts_its_sources() {
    let other = "In Mecca at least 100 pilgrims died when a crane fell on the Grand Mosque in a storm.";
    let (agreements, conflicts) = told(&[CRANE, other, CRANE]);
    assert!(conflicts.is_empty());
    assert_eq!(agreements.iter().map(|agreement| (agreement.figures.len(), agreement.sources)).collect::<Vec<_>>(), [(3, 2)]);
    // The copy alone is one source.
    assert_eq!(told(&[CRANE, CRANE]).0[0].sources, 1);
}

#[test]
fn other_units_agree_after_conversion() {
    let one = "The Amazon forest in Brazil lost 16,557 square kilometres of tree cover to fire.";
    let other = "Fire destroyed 1.65 million hectares of tree cover in the Amazon forest, Brazil said.";
    assert_eq!(told(&[one, other]).0.len(), 1);
}

#[test]
fn other_things_are_not_compared() {
    for other in [
        "A bomb in Kabul killed 12 pilgrims on their way to a mosque.",
        "The Grand Mosque in Mecca can hold 900,000 pilgrims.",
        "A storm in Mecca in 2009 caused a crane to fall into the Grand Mosque, killing 40 pilgrims.",
    ] {
        let (agreements, conflicts) = told(&[CRANE, other]);
        assert!(agreements.is_empty() && conflicts.is_empty(), "{other}: {agreements:?} {conflicts:?}");
    }
}

#[test]
fn deeds_holders_times_and_parts_are_kept_apart() {
    for (one, other) in [
        ("The explosion in the Rame market in Pelau killed 30 people.", "The explosion in the Rame market in Pelau injured 90 people."),
        ("Toyota sold 2.1 million cars in Japan in 2023.", "Honda sold 1.1 million cars in Japan in 2023."),
        ("Toyota sold 2.1 million cars in Japan in 2023.", "Honda sold 2.1 million cars in Japan in 2023."),
        ("Inflation in Ghana was 23.2 percent in December 2023.", "Inflation in Ghana was 26.4 percent in November 2023."),
        ("Unemployment among women in Morocco was 18.3 percent in 2023.", "Unemployment in Morocco was 13 percent in 2023."),
        ("Turnout in the north of Kovia was 41 percent on Sunday.", "Turnout in Kovia was 63 percent on Sunday."),
        ("The health ministry reported 418 cases in Lusaka.", "The health ministry reported 418 cases in Ndola."),
        (
            "Imports of wheat to Egypt fell to 9.3 million tonnes in 2023.",
            "Exports of wheat from Egypt fell to 1.1 million tonnes in 2023.",
        ),
        ("The fire in Alora destroyed 487 homes.", "The fire in Alora damaged 1,200 homes."),
        ("Bread prices in Monrovia rose by 12 percent in May.", "Bread prices in Monrovia rose to 12 percent in May."),
        ("The museum in Lodz was opened in 1931.", "The museum in Lodz was renovated in 1983."),
        ("In the first half, Telco lost 12,000 customers in Selva.", "In the first half, Telco won 12,000 customers in Selva."),
        ("The bus from Lima carried 40 people.", "The bus to Lima carried 52 people."),
        ("The mayor of Tarn earned 91,000 euros in 2021.", "The deputy mayor of Tarn earned 71,000 euros in 2021."),
        (
            "Consumer prices in Turkey rose 64.8 percent in May from a year earlier.",
            "Consumer prices in Turkey rose 2.9 percent in May from April.",
        ),
    ] {
        assert_eq!(count(one, other), (0, 0), "{one} / {other}");
    }
}

#[test]
fn what_is_said_in_other_words_agrees() {
    for (one, other) in [
        ("Inflation in Ghana was 23.2 percent in 2023, the office said.", "Ghana's inflation rate stood at 23.2 percent in 2023."),
        (
            "One in three pupils in Durnau cannot read, the report found.",
            "The report found that 33 percent of pupils in Durnau cannot read.",
        ),
        ("Police in Nairobi arrested 23 protesters on Wednesday.", "In Nairobi, 23 protesters were detained on Wednesday, a lawyer said."),
        ("Nearly 500 homes were destroyed by the fire in Alora.", "The fire in Alora destroyed 487 homes."),
        (
            "The strike at the port of Callao cost exporters $30 million.",
            "The chamber estimates the cost of the strike at the port of Callao at $30 million.",
        ),
    ] {
        assert_eq!(count(one, other), (1, 0), "{one} / {other}");
    }
}

#[test]
fn near_values_differ() {
    for (one, other) in [
        ("The central bank rate in Selva was 4 percent in May 2022.", "The central bank rate in Selva was 5 percent in May 2022."),
        ("The unemployment rate in Selva was 6.3 percent in May.", "The unemployment rate in Selva was 6.2 percent in May."),
        (
            "About 3,000 people marched through Zagreb against the law.",
            "Organisers said 12,000 people marched through Zagreb against the law.",
        ),
        ("The museum in Lodz was opened in 1931.", "The museum in Lodz was opened in 1913."),
    ] {
        assert_eq!(count(one, other), (0, 1), "{one} / {other}");
    }
}

#[test]
fn a_named_agency_is_one_source() {
    let one = "The strike at the port of Callao cost exporters $30 million, Reuters reported.";
    let other = "According to Reuters, exporters lost $30 million: the strike at the port of Callao cost exporters $30 million.";
    let third = "The strike at the port of Callao cost exporters $30 million, the Chamber of Commerce said.";
    assert_eq!(told(&[one, other]).0.iter().map(|agreement| agreement.sources).max(), Some(1));
    assert_eq!(told(&[one, third]).0[0].sources, 2);
}
