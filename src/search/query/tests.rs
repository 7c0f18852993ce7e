use super::*;

/// The query written back with brackets around every part.
fn written(typed: &str) -> String {
    fn node(query: &Query, typed: &str, at: &Node) -> String {
        let list = |parts: &[Node], sign: &str| {
            let parts: Vec<String> = parts.iter().map(|part| node(query, typed, part)).collect();
            format!("({})", parts.join(sign))
        };
        match at {
            Node::All(parts) => list(parts, " + "),
            Node::Any(parts) => list(parts, " | "),
            Node::Near(parts) => list(parts, " & "),
            Node::Not(part) => format!("!{}", node(query, typed, part)),
            Node::Leaf(at) => query.leaves[*at].span.of(typed).to_string(),
        }
    }
    let query = parse(typed);
    query.root.as_ref().map_or(String::new(), |root| node(&query, typed, root))
}

#[track_caller]
fn check(typed: &str, expected: &str) {
    assert_eq!(written(typed), expected, "{typed}");
    assert_eq!(parse(typed).problems, [], "{typed}");
}

/// The words that are underlined, and how the sentence about them begins; the rest is still looked for.
#[track_caller]
fn check_problem(typed: &str, underlined: &str, message: &str, rest: &str) {
    let problems = parse(typed).problems;
    let problem = problems.first().unwrap_or_else(|| panic!("{typed} is read"));
    assert_eq!((problem.span.of(typed), written(typed).as_str()), (underlined, rest), "{typed}");
    assert!(problem.message.starts_with(message), "{}", problem.message);
}

#[test]
fn words_hang_together_as_they_are_written() {
    check("", "");
    check("gas Iran", "(gas + Iran)");
    check("gas AND Iran OR oil -Syria", "((gas + Iran) | (oil + !Syria))");
    check("(gas OR oil) NOT Iran", "((gas | oil) + !Iran)");
    check("Putin & gas Iran NEAR oil", "((Putin & gas) + (Iran & oil))");
    check("((a & b) NEAR c) & (d OR (e & f))", "(a & b & c & (d | (e & f)))");
    check("-(a & b) & c", "(!(a & b) & c)");
    check("-(a b) NOT -c", "(!(a + b) + c)");
    check("and or not", "(and + or + not)");
    check("“gas field” person:\"Ebrahim Raisi\"", "(“gas field” + person:\"Ebrahim Raisi\")");
    check("value>1000 unit:USD", "value>1000 unit:USD");
    check("value > 1,000 value < -3 gas", "(value > 1,000 value < -3 + gas)");
    check("value>1 value>2", "(value>1 + value>2)");
    check("10:30 http://example.org", "(10:30 + http://example.org)");
}

#[test]
fn what_cannot_be_read_is_underlined_and_the_rest_looked_for() {
    check_problem("gas \"open", "\"open", "This phrase does not end", "(gas + \"open)");
    check_problem("(gas oil", "(", "This bracket is not closed", "(gas + oil)");
    check_problem("gas) oil", ")", "There is no bracket", "(gas + oil)");
    check_problem("gas OR", "OR", "OR stands between", "gas");
    check_problem("AND gas", "AND", "AND stands between", "gas");
    check_problem("gas NEAR", "NEAR", "NEAR stands between", "gas");
    check_problem("gas NOT", "NOT", "NOT stands before", "gas");
    check_problem("gas ()", "()", "There is nothing in these brackets", "gas");
    check_problem("gas \"–\"", "\"–\"", "There is no word between", "gas");
    check_problem("persn:Putin gas", "persn:Putin", "There is no field “persn”", "(persn:Putin + gas)");
    check_problem("value>much gas", "value>much", "After “value”", "gas");
    check_problem("date:soon gas", "date:soon", "“soon” is not a date", "gas");
    check_problem("ga*s", "ga*s", "A star", "ga*s");
    check_problem("ga~9", "ga~9", "After “~”", "ga~9");
    check_problem(&"(".repeat(100), &"(".repeat(32), "This bracket is not closed", "");
    check_problem("date:2018..2015 gas", "date:2018..2015", "The range ends before it begins", "gas");
    check_problem("value:20..10 gas", "value:20..10", "The range ends before it begins", "gas");
    check_problem(" 👩‍👩‍👧 …! ", "👩‍👩‍👧 …!", "Nothing here can be looked for", "");
}

#[test]
fn what_is_wrong_with_many_in_a_row_is_said_once() {
    let said = |typed: &str| parse(typed).problems.iter().map(|problem| problem.span.of(typed).to_string()).collect::<Vec<_>>();
    assert_eq!(said("((("), ["((("]);
    assert_eq!(said("a)) b)"), ["))", ")"]);
}

#[test]
fn endless_queries_are_cut() {
    let query = parse(&"word ".repeat(10_000));
    assert_eq!(query.leaves.len(), MAX_LEAVES);
    assert!(parse("unit:dollar").leaves.len() > 10 && parse("unit:dollar").problems.is_empty(), "a currency of many countries");
    assert!(query.problems.iter().any(|problem| problem.message.contains("no more")));
    parse(&"-(".repeat(50_000));
    parse(&"NOT ".repeat(50_000));
}

/// Pieces of syntax and of text, put together by chance.
#[test]
fn nothing_that_is_typed_stops_the_reader() {
    const PARTS: [&str; 34] = [
        "(",
        ")",
        "\"",
        "“",
        "-",
        "−",
        "NOT ",
        " AND ",
        " OR ",
        " NEAR ",
        "&",
        "~",
        "~2",
        "*",
        "person:",
        "value",
        "value>",
        "value:",
        "..",
        "date:",
        "2015",
        "unit:",
        "doc:",
        " ",
        "Putin",
        "é",
        "1e400",
        "<",
        "=",
        "ё",
        "\u{200b}",
        "👩‍👩‍👧",
        "\u{301}",
        "≥",
    ];
    let mut state: u64 = 7;
    for _ in 0..20_000 {
        let mut typed = String::new();
        for _ in 0..24 {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            typed.push_str(PARTS[(state >> 33) as usize % PARTS.len()]);
            check_sound(&typed);
        }
    }
}

/// A mistake in a query points to a part of it.
fn check_sound(typed: &str) {
    let query = parse(typed);
    for span in query.leaves.iter().map(|leaf| leaf.span).chain(query.problems.iter().map(|problem| problem.span)) {
        assert!(typed.get(span.range()).is_some_and(|text| !text.is_empty()), "{span:?} of {typed}");
    }
    let blank = typed.trim().is_empty();
    assert!(!blank || (query.root.is_none() && query.problems.is_empty()));
}
