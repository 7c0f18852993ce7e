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

/// Whether the sums of a text fit, in their order.
#[track_caller]
fn fitting(text: &str, fits: &[bool]) {
    let layout = Layout::new(text);
    let figures = crate::figures::read(text, &layout, Language::ENGLISH);
    let found = checks(text, &layout, &figures);
    assert_eq!(found.iter().map(|check| check.fits).collect::<Vec<_>>(), fits, "{text}: {found:?}");
}

#[test]
fn changes_in_any_order() {
    fitting("Visitors rose from 1,200 to 1,500, an increase of 20 percent.", &[false]);
    fitting("Daily requests rose from SR24 million to SR26 million, with a growth rate of 167%.", &[false]);
    fitting("Support slid eight percentage points to 31%, an 20.5% drop.", &[true]);
    fitting("They set aside $30 million in 2021 and $38 million in 2022, an increase of 27%.", &[true]);
    fitting("Support rose from 40% to 44%, a rise of four percentage points, or 10 percent.", &[true, true]);
    fitting("Unemployment fell from 9.1 percent to 7.6 percent, a drop of 2.5 percentage points.", &[false]);
    fitting("Net profit was 30 million euros, compared with 20 million euros a year earlier, an increase of 40 percent.", &[false]);
    fitting("Net profit was 30 million euros, up 50 percent from 20 million euros a year earlier.", &[true]);
    fitting("Rent rose by 50 euros to 550 euros, a 20 percent increase.", &[false]);
    fitting(
        "Output more than doubled from 24,000 tonnes to 31,000 tonnes. Exports halved from $80 million to $60 million.",
        &[false, false],
    );
    fitting("The herd nearly tripled from 400 animals to 1,100 animals.", &[true]);
}

#[test]
fn a_change_of_something_else_is_left_alone() {
    fitting("Passenger numbers rose from 1.2 million to 1.5 million while fares rose 5 percent.", &[]);
    fitting("Passenger numbers rose from 1.2 million to 1.5 million, and fares were up 5 percent.", &[]);
    fitting("Sales rose 10 percent to $11 million. In 2019 they were $9 million.", &[]);
    fitting("Oil traded at $80 a barrel, up from $78, and gas fell 3 percent.", &[]);
    fitting("Turnout rose from 40 percent to 50 percent, or 15 percent.", &[]);
}

#[test]
fn shares_in_any_order() {
    fitting("Of the 418 new cases, 301 (72%) were reported in Lower Savo.", &[true]);
    fitting("Of the 1,250 passengers, 500 (45%) were children and 250 (20%) were crew.", &[false, true]);
    fitting("Twelve of the 48 buses, or one in three, are electric.", &[false]);
    fitting("Of the 850 people surveyed, 412 were in favour, 290 against and 98 undecided. That means 54 percent back the plan.", &[false]);
    fitting("Of the 850 people surveyed, 412 were in favour, 340 against and 98 undecided. That means 48 percent back the plan.", &[true]);
    fitting("The fund holds 40 million crowns; half of it, or 24 million crowns, is in shares.", &[false]);
    fitting("Some 30 percent of the 2,000 workers, or 800, went home.", &[false]);
}

#[test]
fn lists_add_up() {
    fitting("It spent £12.4 million: £5.1 million on roads, £3.2 million on lighting and £2.9 million on bridges.", &[false]);
    fitting("Kenya won 32 medals: 12 gold, 11 silver and nine bronze.", &[true]);
    fitting("The two bridges together carry 60 percent of the traffic: Kings Bridge 35 percent and Quay Bridge 31 percent.", &[false]);
    fitting("The festival sold 9,000 tickets: 4,000 on Friday, 3,500 on Saturday and 2,500 on Sunday.", &[false]);
    fitting("The province has 14 hospitals, including nine public ones and four private ones.", &[]);
    fitting("There were three deaths: a man, 45, and a woman, 39.", &[]);
    fitting("Some 52 percent were in favour, 43 percent against and 11 percent undecided.", &[false]);
    fitting("Inflation was 5 percent, growth 3 percent and other items 4 percent of the total.", &[]);
}

#[test]
fn what_lies_between_two_amounts() {
    fitting(
        "Exports grew in January to $25.5 billion, while imports rose to $45.6 billion, leaving a trade deficit of $18.1 billion.",
        &[false],
    );
    fitting("The state collected $8.4 billion in revenue. It spent $9.1 billion, a deficit of $0.7 billion.", &[true]);
    fitting("Silva beat Costa by 340 votes: 10,212 to 9,982.", &[false]);
    fitting("The treaty passed by 61 votes to 48, a majority of 13.", &[true]);
    fitting("The town bought 20 buses for $4 million, or $300,000 each.", &[false]);
    fitting("Born in 1950, she died in 2010 aged 59.", &[true]);
    fitting("The bridge opened in 1990, 15 years after it was planned in 1985.", &[false]);
}

#[test]
fn conversions_in_brackets() {
    fitting("The pipe is 120 metres (294 feet) long.", &[false]);
    fitting(
        "The tower is 120 metres (394 feet) tall. The trail is 100 miles (160 km) long. Temperatures fell to -5C (23F).",
        &[true, true, true],
    );
    fitting("It lies 80 km (30 miles from the border).", &[]);
}

#[test]
fn tables_add_up() {
    let table = "Segment results\n\n                Q3 2024    Q3 2023    Change\nOcean             355.2      331.4      7.2%\n\
        Air               181.0      158.6     14.1%\nRoad               76.3       75.0      1.7%\nTotal revenue     612.5      TOTAL      8.4%\n";
    fitting(&table.replace("TOTAL", "565.0"), &[true, true, true, true, true, true]);
    fitting(&table.replace("TOTAL", "585.0"), &[true, true, false, true, true, false]);
}

#[test]
fn shares_before_and_behind() {
    fitting("Turnout was 72 percent: 310,000 of 500,000 voters cast a ballot.", &[false]);
    fitting("Only 120 of the 480 graduates, 25 percent, found work. Women hold 45 of 150 seats, about 30%.", &[true, true]);
    fitting("The ministry tested 2,400 samples. Of these, 600 (30%) were bad.", &[false]);
    fitting("The fire destroyed 30 of the town's 120 houses, a third of them.", &[false]);
    fitting("One in five of the 600 patients, or 150, relapsed.", &[false]);
}

#[test]
fn changes_in_words() {
    fitting("The price went up from 1.20 euros to 1.80 euros, or 40 percent.", &[false]);
    fitting("Membership shrank from 8,000 to 6,000, a loss of 3,000 members.", &[false]);
    fitting("The prison population rose by a third, from 9,000 to 15,000.", &[false]);
    fitting("The dose was raised tenfold, from 5 mg to 20 mg. Wolves rose threefold from 40 to 120.", &[false, true]);
}

#[test]
fn what_rounding_leaves_open_is_not_checked() {
    fitting("The city spent 9 million dollars: 5 million on schools and 3 million on parks.", &[]);
    fitting("Sales rose 20 percent from $3 million to $4 million.", &[]);
    fitting("The deficit was $5 billion, with revenue of $12 billion and spending of $15 billion.", &[false]);
    fitting("The council voted 9-4, a majority of six.", &[false]);
}

#[test]
fn what_is_told_of_something_else_is_no_sum() {
    for text in [
        "The club has 400 members: 120 joined in 2019 and 90 in 2020.",
        "The budget is 40 million euros: 5 million more than last year and 2 million less than planned.",
        "Revenue rose from 30 million in 2019 to 45 million in 2021, up 20 percent in the last year alone.",
        "She was born in 1950 in Kent and her husband died in 2010 aged 90.",
        "Shares rose 5 percent to 21 euros, up from 18 euros in May.",
        "The index fell 3 percent to 1,900 points, from 2,000 points a month ago, when it had lost 1 percent.",
        "Two of the 12 jurors (one in five women) disagreed.",
        "Wages rose from 900 to 1,000 euros, up to 25 percent less than promised.",
        "There were 45 deaths: 20 in March alone, and more than 10 in April.",
        "He beat Mann by 300 votes; 1,200 to 1,300 people voted.",
        "The lake is 30 km long (18 miles by road to the town).",
        "The fund lost 20 percent of its 5 billion, or about as much as 3 billion kroner would buy.",
    ] {
        fitting(text, &[]);
    }
}
