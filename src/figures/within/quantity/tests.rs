use crate::figures::within::test_marks::check;

#[test]
fn a_second_night_is_no_rate() {
    check("[560,000|560000] faced a [second|2 ordinal] night and [12|12] spent a [second|2 ordinal] day in court.");
    check("[40|40] trains a [second|2 ordinal] strike stopped; [200|200] served a year in jail.");
    check("There were [100|100 per-day] deaths a day and [20|20 per-week] killed a week; [18|18 per-second] trees per second fell.");
}

#[test]
fn rates_belong_to_the_unit() {
    check(
        "[$84.50 a barrel|84.5 USD-per-barrel], [$400 million a year|400000000 USD-per-year], [30,000 tonnes annually|30000 tonne-per-year] and [18|18 per-second] trees per second",
    );
}

#[test]
fn parts_of_one_measure_are_added() {
    check("He is [6'2\"|74 inch] or [5ft 7in|67 inch] tall and served [12 years and six months|150 month].");
}

#[test]
fn one_may_be_an_article() {
    check("They waited for [an hour|1 hour] and [another week|1 week], once a year.");
}
