//! Findings as sheets of a workbook: the tables of `rows`, cut to what a spreadsheet program takes.

use serde::Serialize;
use serde_json::{Value, json};

use super::Report;
use super::rows::{Table, each_row};

/// Rows of a sheet. Spreadsheets take 1,048,576, but with more than this they, and what writes the file, need gigabytes.
pub const MAX_ROWS: usize = 100_000;
/// The longest cell that Excel opens, in UTF-16 units.
const MAX_UNITS: usize = 32_767;

/// One sheet; its first row names the columns. A cell is a number, a string or, where it is empty, null.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Sheet {
    /// Its name: at most 31 letters, without `[]:*?/\`.
    pub sheet: &'static str,
    /// The rows.
    pub rows: Vec<Vec<Value>>,
}

/// Why there are more figures here than on the page.
const POINTS_BACK: &str =
    "“points back” marks small numbers that only repeat what was named before (“the two countries”): the page leaves them out.";

const TABLES: [(Table, &str); 8] = [
    (Table::Documents, "Documents"),
    (Table::Mentions, "Names"),
    (Table::Passages, "Copies"),
    (Table::Figures, "Figures"),
    (Table::Quotes, "Quotes"),
    (Table::Patterns, "Addresses"),
    (Table::Pins, "Pins"),
    (Table::Entities, "Entities"),
];

/// All tables, and a sheet before them that says how to read them and what was cut.
pub fn sheets(report: &Report) -> Vec<Sheet> {
    up_to(report, MAX_ROWS)
}

fn up_to(report: &Report, limit: usize) -> Vec<Sheet> {
    let mut about = vec![
        vec![json!("sheet"), json!("rows"), json!("remark")],
        vec![
            Value::Null,
            Value::Null,
            json!(
                "Made by Dossier, in the browser. Every finding has its document, its line, its start and end in code points, and its sentence."
            ),
        ],
    ];
    let mut all = vec![Sheet { sheet: "About", rows: Vec::new() }];
    let watched = (!report.by_user.watched.is_empty()).then_some((Table::Watched, "Watched"));
    for (table, name) in TABLES.into_iter().chain(watched) {
        let (sheet, found) = one(report, table, name, limit);
        let left_out = found - (sheet.rows.len() - 1);
        let remark = match left_out {
            0 if table == Table::Figures && found > 0 => json!(POINTS_BACK),
            0 => Value::Null,
            _ => json!(format!("The first {limit} are here, {left_out} more are not: save this table as CSV to have all.")),
        };
        about.push(vec![json!(name), json!(found), remark]);
        all.push(sheet);
    }
    all[0].rows = about;
    all
}

/// One table and how many rows it would have without the limit; the names of the columns are not counted.
fn one(report: &Report, table: Table, name: &'static str, limit: usize) -> (Sheet, usize) {
    let mut rows: Vec<Vec<Value>> = Vec::new();
    let mut is_number: Vec<bool> = Vec::new();
    let mut seen = 0;
    each_row(report, table, &mut |cells| {
        seen += 1;
        if is_number.is_empty() {
            is_number = cells.iter().map(|column| table.numbers().contains(column)).collect();
            rows.push(cells.iter().map(|column| json!(column)).collect());
        } else if rows.len() <= limit {
            rows.push(cells.iter().zip(&is_number).map(|(cell, is_number)| value(cell, *is_number)).collect());
        }
    });
    (Sheet { sheet: name, rows }, seen - 1)
}

fn value(cell: &str, is_number: bool) -> Value {
    if cell.is_empty() {
        return Value::Null;
    }
    let number = is_number.then(|| exact(cell)).flatten();
    number.map_or_else(|| Value::String(clipped(cell)), |number| json!(number))
}

/// The number, if a spreadsheet shows it as it is written: it keeps fifteen digits.
fn exact(cell: &str) -> Option<f64> {
    let digits = cell.chars().filter(char::is_ascii_digit).count();
    cell.parse().ok().filter(|number: &f64| number.is_finite() && digits <= 15)
}

/// The beginning of a text, as much as fits into a cell.
fn clipped(cell: &str) -> String {
    if cell.len() <= MAX_UNITS {
        return cell.to_string(); // no text has more UTF-16 units than bytes
    }
    let mut units = 0;
    let mut clipped: String = cell
        .chars()
        .take_while(|c| {
            units += c.len_utf16();
            units < MAX_UNITS
        })
        .collect();
    if clipped.len() < cell.len() {
        clipped.push('…');
    }
    clipped
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Engine, Parts, analyze};
    use crate::corpus::Corpus;
    use crate::duplicates::Sensitivity;
    use crate::text::Document;

    fn report(text: &str) -> Report {
        let mut corpus = Corpus::new();
        corpus.add(analyze(Document::from_text("=a.txt", text), &Engine::new(Parts::ALL)));
        corpus.report(&Sensitivity::STANDARD)
    }

    #[test]
    fn numbers_are_numbers_and_telephones_are_text() {
        let report = report("President Hassan Rouhani paid $5.5 million in Tehran. Call +98 21 88800000.");
        let sheets = sheets(&report);
        let names: Vec<&str> = sheets.iter().map(|sheet| sheet.sheet).collect();
        assert_eq!(names, ["About", "Documents", "Names", "Copies", "Figures", "Quotes", "Addresses", "Pins", "Entities"]);
        let cell = |sheet: usize, row: usize, column: &str| {
            let at = sheets[sheet].rows[0].iter().position(|name| name == column).unwrap();
            sheets[sheet].rows[row][at].clone()
        };
        assert_eq!(cell(4, 1, "value"), json!(5_500_000.0));
        assert_eq!(cell(4, 1, "unit"), json!("USD"));
        assert_eq!(cell(2, 1, "document"), json!("=a.txt"), "a text cell is never run: nothing is put before it");
        assert_eq!(cell(2, 1, "line"), json!(1.0));
        assert!(cell(6, 1, "value").is_string());
        assert_eq!(cell(4, 1, "note"), Value::Null);
    }

    #[test]
    fn numbers_that_only_point_back_are_marked() {
        let sheets = sheets(&report("The two countries signed 40 papers."));
        let figures = &sheets[4].rows;
        let marks: Vec<&Value> = figures.iter().map(|row| row.last().unwrap()).collect();
        assert_eq!(marks, [&json!("points back"), &json!("yes"), &Value::Null]);
        assert_eq!(sheets[0].rows[5][2], json!(POINTS_BACK));
    }

    #[test]
    fn what_is_cut_is_said_and_counted() {
        let report = report("Hassan Rouhani left Tehran. Vladimir Putin left Moscow.");
        let sheets = up_to(&report, 2);
        assert_eq!(sheets[2].rows.len(), 3);
        let said = json!("The first 2 are here, 2 more are not: save this table as CSV to have all.");
        assert_eq!(sheets[0].rows[3], [json!("Names"), json!(4), said]);
        assert_eq!(sheets[0].rows[2], [json!("Documents"), json!(1), Value::Null]);
    }

    #[test]
    fn numbers_that_a_spreadsheet_would_round_stay_text() {
        assert_eq!(exact("123456789012345"), Some(123_456_789_012_345.0));
        assert_eq!(exact("1234567890123456"), None);
        assert_eq!(exact("-0.25"), Some(-0.25));
        assert_eq!(exact("2018-03"), None);
        assert_eq!(exact("inf"), None);
    }

    #[test]
    fn long_cells_end_where_excel_opens_them() {
        let clipped = clipped(&"𝄞".repeat(20_000));
        assert_eq!(clipped.encode_utf16().count(), MAX_UNITS);
        assert!(clipped.ends_with('…'));
    }
}
