//! Figures set in columns: "(In thousands of pounds)" above them is their scale and unit, and brackets around one make it negative.

use crate::figures::{Decimal, Figure, FigureKind, Value};
use crate::text::Span;

/// Heads that give the scale of the columns below.
const SCALES: [(&str, i32); 3] = [("thousands", 3), ("millions", 6), ("billions", 9)];
/// The longest line that may hold such a head, and the longest line of prose between two lines of one table.
const HEAD: usize = 80;
const PROSE: usize = 60;

/// Settles signs, scales and units of figures in columns, and takes the heads out of the figures.
pub(crate) fn settle(text: &str, figures: &mut Vec<Figure>) {
    negative(text, figures);
    let heads: Vec<Head> = heads(text, figures);
    if heads.is_empty() {
        return;
    }
    figures.retain(|figure| !heads.iter().any(|head| head.span.overlaps(figure.span)));
    for (at, head) in heads.iter().enumerate() {
        let limit = heads.get(at + 1).map_or(text.len(), |next| next.span.start());
        let first = figures.partition_point(|figure| figure.span.start() < head.span.end());
        let mut last = head.span.end();
        for figure in figures[first..].iter_mut().take_while(|figure| figure.span.start() < limit) {
            // A line of prose ends the table.
            let between = &text[last..figure.span.start()];
            if between.lines().any(|line| line.len() > PROSE && !line.trim().contains("  ")) {
                break;
            }
            if !is_in_column(text, figure.span) {
                if between.contains('\n') && last > head.span.end() {
                    break;
                }
                continue;
            }
            last = figure.span.end();
            let amount = figure.kind == FigureKind::Number && figure.unit.is_none();
            let money = figure.kind == FigureKind::Money && head.unit.is_some();
            // "2023" above a column is its year.
            let year = matches!(figure.value, Value::Number(value) if value.integer().is_some_and(|value| (1900..2100).contains(&value)))
                && !figure.span.of(text).contains([',', '.']);
            if let (Value::Number(value), true) = (&figure.value, (amount || money) && !year)
                && let Some(scaled) = value.scaled(head.power)
            {
                figure.value = Value::Number(scaled);
                if let Some(unit) = head.unit.as_ref().filter(|_| amount) {
                    (figure.kind, figure.unit) = (FigureKind::Money, Some(unit.clone()));
                }
            }
        }
    }
}

struct Head {
    span: Span,
    power: i32,
    unit: Option<String>,
}

/// "(In thousands of pounds)", "Segment results (in millions of dollars)": a vague amount at the end of a short line.
fn heads(text: &str, figures: &[Figure]) -> Vec<Head> {
    let mut heads = Vec::new();
    for figure in figures.iter().filter(|figure| figure.value == Value::Unknown && !figure.malformed) {
        let written = figure.span.of(text).to_lowercase();
        let Some(&(_, power)) = SCALES.iter().find(|(word, _)| written.starts_with(word)) else { continue };
        // A head is a short line: no more is looked at.
        let from =
            (figure.span.start().saturating_sub(HEAD + 4)..=figure.span.start()).find(|&at| text.is_char_boundary(at)).unwrap_or_default();
        let to = (figure.span.end()..=(figure.span.end() + HEAD + 4).min(text.len()))
            .rev()
            .find(|&at| text.is_char_boundary(at))
            .unwrap_or(text.len());
        let start = text[from..figure.span.start()].rfind('\n').map_or(from, |at| from + at + 1);
        let end = text[figure.span.end()..to].find('\n').map_or(to, |at| figure.span.end() + at);
        let (before, behind) = (text[start..figure.span.start()].trim_end().to_lowercase(), text[figure.span.end()..end].trim());
        let alone = behind.trim_matches([')', '.', ':', ' ', ',']).split_whitespace().count() <= 3;
        if end - start <= HEAD && (before.ends_with("(in") || before == "in" || before.ends_with(", in")) && alone {
            let unit = figure.unit.clone().or_else(|| currency(behind).map(str::to_string));
            heads.push(Head { span: figure.span, power, unit });
        }
    }
    heads
}

/// The currency of "of pounds)".
fn currency(behind: &str) -> Option<&'static str> {
    let word = behind.split(|c: char| !c.is_alphabetic()).rfind(|word| !word.is_empty() && *word != "of")?;
    Some(match word.to_lowercase().as_str() {
        "pounds" | "sterling" => "GBP",
        "dollars" => "USD",
        "euros" | "euro" => "EUR",
        "rupees" => "INR",
        "yen" => "JPY",
        "yuan" => "CNY",
        "rand" => "ZAR",
        "naira" => "NGN",
        "shillings" => "KES",
        _ => return None,
    })
}

/// "(9,120)" in a column.
fn negative(text: &str, figures: &mut [Figure]) {
    for figure in figures {
        let (before, behind) = (&text[..figure.span.start()], &text[figure.span.end()..]);
        let opening = before.trim_end_matches(['$', '€', '£']);
        let bracket = opening.ends_with('(') && behind.starts_with(')');
        if let Value::Number(value) = figure.value
            && bracket
            && value > Decimal::ZERO
            && matches!(figure.kind, FigureKind::Number | FigureKind::Money)
            && is_in_column(text, Span::new(opening.len() - 1, figure.span.end() + 1))
        {
            figure.value = Value::Number(value.negated());
        }
    }
}

/// Whether a number is set in a column: two blanks or more, a tab or a bar before it.
pub(crate) fn is_in_column(text: &str, span: Span) -> bool {
    let before = text[..span.start()].trim_end_matches(['(', '$', '€', '£', '-', '−']);
    before.ends_with("  ") || before.trim_end_matches(' ').ends_with(['\t', '|'])
}

#[cfg(test)]
mod tests {
    use crate::figures::within::test_marks::check;

    #[test]
    fn the_head_of_a_table_scales_its_columns() {
        check(
            "HARROW TOOLS\\n(In thousands of pounds)\\n\\n                [2023|2023]      [2022|2022]\\nRevenue        [14,250|14250000 GBP]    [13,900|13900000 GBP]\\n\
             Net loss       ([310|-310000 GBP])     ([1,234|-1234000 GBP])\\n\\nIt employs [410|410] people."
                .replace("\\n", "\n")
                .as_str(),
        );
    }

    #[test]
    fn brackets_in_prose_are_no_minus() {
        check("It sold many cars ([9,120|9120]) in all; they live in [millions|?] of homes, in [thousands|?] of them without light.");
    }
}
