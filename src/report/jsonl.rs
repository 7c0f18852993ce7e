//! Findings as JSON Lines: the rows of a table, each as an object with the table's columns.

use serde_json::{Map, Value};

use super::Report;
use super::rows::{Table, each_row};

/// One table, a row a line. Numbers are numbers, empty cells are left out, offsets are code points.
pub fn jsonl(report: &Report, table: Table) -> String {
    let (mut lines, mut columns) = (String::new(), Vec::<String>::new());
    each_row(report, table, &mut |cells| {
        if columns.is_empty() {
            columns = cells.iter().map(|column| column.replace(' ', "_")).collect();
            return;
        }
        let filled = columns.iter().zip(cells).filter(|(_, cell)| !cell.is_empty());
        let row: Map<String, Value> = filled.map(|(column, cell)| (column.clone(), value(table, column, cell))).collect();
        lines += &Value::Object(row).to_string();
        lines.push('\n');
    });
    lines
}

/// A number in digits as it is written, so that none is rounded.
fn value(table: Table, column: &str, cell: &str) -> Value {
    let number = table.numbers().contains(&column).then(|| serde_json::from_str(cell).ok().filter(Value::is_number)).flatten();
    number.unwrap_or_else(|| Value::String(cell.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Engine, Parts, analyze};
    use crate::corpus::Corpus;
    use crate::duplicates::Sensitivity;
    use crate::text::Document;

    #[test]
    fn a_row_is_an_object_with_the_columns_of_its_table() {
        let mut corpus = Corpus::new();
        let text = "President Hassan Rouhani paid $5.5 million. Call +98 21 88800000.";
        corpus.add(analyze(Document::from_text("a.txt", text), &Engine::new(Parts::ALL)));
        let report = corpus.report(&Sensitivity::STANDARD);
        let rows = |table| -> Vec<Value> { jsonl(&report, table).lines().map(|line| serde_json::from_str(line).unwrap()).collect() };
        let paid = &rows(Table::Figures)[0];
        assert_eq!((&paid["value"], &paid["unit"], &paid["line"]), (&5_500_000.into(), &"USD".into(), &1.into()));
        assert!(paid.get("note").is_none() && paid.get("claimed_by").is_none());
        assert!(rows(Table::Patterns)[0]["value"].is_string(), "a telephone number is no number");
        assert_eq!(rows(Table::Entities)[0]["name"], "Hassan Rouhani");
    }
}
