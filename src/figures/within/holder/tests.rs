//! Sentences of many countries and kinds of news, whose subjects and holders were settled before the rules for them were written.

use crate::figures::within::test_marks::{check_subjects, check_told};

#[test]
fn figures_are_told_of_someone() {
    check_told("The Kerala high court awarded ₹12 lakh in damages to Meera Nair.", &[("damages", "Meera Nair")]);
    check_told("Adaeze Okafor scored 31 points as Lagos Queens beat Abuja Stars.", &[("points", "Adaeze Okafor")]);
    check_told("The Otago hospital board cut waiting times by 14 percent.", &[("waiting times", "Otago hospital board")]);
    check_told("Women make up 61 percent of the nurses in Ghana.", &[("nurses", "Women")]);
    check_told("Ms Tanaka was sentenced to nine years in prison for fraud.", &[("prison for fraud", "Ms Tanaka")]);
    check_told("Rainfall over the Mekong delta fell to 380 millimetres.", &[("Rainfall", "Mekong delta")]);
    check_told("The telescope's main mirror is 39 metres wide.", &[("main mirror", "telescope")]);
    check_told("Zambia's copper output rose 8 percent to 820,000 tonnes.", &[("copper output", "Zambia"), ("copper output", "Zambia")]);
    check_told("Nordbank reported a net profit of $240 million.", &[("net profit", "Nordbank")]);
    check_told("Unemployment in Lesotho stood at 22.5 percent.", &[("Unemployment", "Lesotho")]);
    check_told(
        "Chile's central bank raised its key rate by 50 basis points to 4.5 percent.",
        &[("key rate", "Chile's central bank"), ("key rate", "Chile's central bank")],
    );
    check_told("The strike at Sasol cost the company R90 million.", &[("strike", "Sasol")]);
    check_told("Iris Larsen, 44, leads the party.", &[("Iris Larsen", "Iris Larsen")]);
    check_told("The dam can hold 74 billion cubic metres of water.", &[("water", "dam")]);
    check_told("Turnout in the Tbilisi runoff was 47 percent.", &[("Turnout", "Tbilisi runoff")]);
    check_told("The club sold the striker to Porto for €15 million.", &[("striker", "club")]);
    check_told("The ministry expects exports of $9 billion this season.", &[("exports", "ministry")]);
    check_told("Senator Vega received 52,310 votes, 48 percent of the total.", &[("votes", "Senator Vega"), ("votes", "Senator Vega")]);
    check_told("The ferry was carrying 212 passengers when it sank off Mindoro.", &[("passengers", "ferry")]);
    check_told("Bus fares will go up to 25 pesos in Manila.", &[("Bus fares", "Manila")]);
    check_told("The average age of the judges is 58.", &[("average age of the judges", "judges")]);
    check_told("The study of 4,100 twins was led by Ana Souza.", &[("twins", "study")]);
    check_told("Profit at Tata Steel halved to Rs 1,200 crore.", &[("Profit", "Tata Steel")]);
    check_told("Okello received 5,200 votes and Chelimo 4,100 votes.", &[("votes", "Okello"), ("votes", "Chelimo")]);
    check_told("Profits rose by 5 percent in Kenya and by 8 percent in Uganda.", &[("Profits", "Kenya"), ("Profits", "Uganda")]);
}

/// Of whom they are told is not found, and better not said than said wrongly.
#[test]
fn subjects_are_found_without_a_holder() {
    check_subjects("The council in Utrecht spent €3.4 million on cycle lanes.", &["cycle lanes"]);
    check_subjects("The vaccine, made by Bharat Labs, was 78% effective.", &["effective"]);
    check_subjects("Police in Nairobi seized 3.2 tonnes of ivory.", &["ivory"]);
    check_subjects("The quake destroyed 6,400 houses in Gorkha district.", &["houses"]);
    check_subjects("The jury took three days to convict Osman.", &["convict Osman"]);
    check_subjects("Sea ice shrank from 7.1 million square kilometres to 4.3 million square kilometres.", &["Sea ice", "Sea ice"]);
    check_subjects("More than 40 countries signed the treaty in 2019.", &["countries signed the treaty", "countries signed the treaty"]);
    check_subjects("Greenpeace says the spill covers 90 square kilometres.", &["spill"]);
}

#[test]
fn a_pronoun_means_whom_the_sentence_before_is_about() {
    check_told("Zambia signed the treaty. It exported 820,000 tonnes of copper.", &[("copper", "Zambia")]);
    check_told("They exported 820,000 tonnes of copper.", &[("copper", "")]);
}

#[test]
fn who_only_says_it_is_not_told_of() {
    check_told("Greenpeace says the spill covers 90 square kilometres.", &[("spill", "")]);
}
