use super::*;
use crate::text::Language;

#[track_caller]
fn check(text: &str, sums: &[&str]) {
    let layout = Layout::new(text);
    let figures = crate::figures::read(text, &layout, Language::ENGLISH);
    let found: Vec<String> = checks(text, &layout, &figures)
        .into_iter()
        .map(|check| format!("{} | {} | {}", check.sum, check.against, if check.fits { "fits" } else { "differs" }))
        .collect();
    assert_eq!(found, sums);
}

#[test]
fn parts_are_added_and_wholes_compared() {
    check(
        "The two countries together account for more than 37% of the world's gas resources. Russia, with 35 trillion cubic meters of gas, \
         holds more than 19 percent of the world's gas reserves. About 65% of the reserves are located in the Siberian region. Iran, with \
         33 trillion cubic meters of discovered gas reserves and a share of 17.1 percent, holds second place after Russia.",
        &[
            "35 trillion ÷ 19 % ≈ 184.2 trillion | 33 trillion ÷ 17.1 % ≈ 193 trillion | differs",
            "19 % + 17.1 % = 36.1 % | more than 37 % | fits",
        ],
    );
}

#[test]
fn a_bound_leaves_open_one_side_only() {
    let wholes = |russia: &str, iran: &str| {
        let text = format!(
            "Russia, with 35 trillion cubic meters of gas, holds {russia} of the world's gas. Iran, with 33 trillion cubic meters of gas, has a share of {iran}."
        );
        let layout = Layout::new(&text);
        let figures = crate::figures::read(&text, &layout, Language::ENGLISH);
        checks(&text, &layout, &figures).into_iter().map(|check| check.fits).collect::<Vec<_>>()
    };
    assert_eq!(wholes("more than 19%", "17.1%"), [false], "at most 187 against at least 189 trillion");
    assert_eq!(wholes("less than 19%", "17.1%"), [true]);
    assert_eq!(wholes("19%", "more than 17.1%"), [true]);
    assert_eq!(wholes("18.1%", "17.1%"), [true], "what is rounded");
    assert_eq!(wholes("about 19%", "17.1%"), [true]);
}

#[test]
fn a_change_follows_from_its_levels() {
    check("Sales rose 5% from 200 tonnes to 210 tonnes.", &["(210 − 200) ÷ 200 = 5 % | 5 % | fits"]);
    check(
        "Exports fell by 12 percent to $80 million from $100 million.",
        &["(80 million − 100 million) ÷ 100 million = -20 % | -12 % | differs"],
    );
    check("Cases rose from 1,799 to 3,601. Rates rose 5%.", &[]);
}

#[test]
fn a_share_follows_from_its_counts() {
    check("He was found guilty on 46 of 62 counts (74%).", &["46 ÷ 62 = 74.19 % | 74 % | fits"]);
    check("The bill won 46 of 62 votes (84%).", &["46 ÷ 62 = 74.19 % | 84 % | differs"]);
    check(
        "About 30 farms were asked. Of 12,000 people, 8,000 of them, or 60 percent, came on foot.",
        &["8000 ÷ 12000 = 66.67 % | 60 % | differs"],
    );
    check("The march drew 12,000 people. Some 8,000 of them (67%) came on foot.", &["8000 ÷ 12000 = 66.67 % | 67 % | fits"]);
    check("The march drew 12,000 people. Some 8,000 of the workers, or 60 percent, came on foot.", &[]);
}

#[test]
fn what_is_no_sum_is_left_alone() {
    check("Turnout was 60%. Smith won 40% and Jones 35%.", &[]);
    check("Together they own 30% of the shares. Prices rose 5%. Oil fell 3%.", &[]);
}
