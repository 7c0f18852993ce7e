//! Findings as CSV for spreadsheets.

use super::Report;
use super::rows::{Table, each_row};

/// One table as CSV, in UTF-8 with a byte-order mark, because spreadsheets take it for another encoding without.
///
/// Offsets are code points. Cells that a spreadsheet would run as a formula begin with an apostrophe.
pub fn csv(report: &Report, table: Table) -> String {
    let mut writer = ::csv::Writer::from_writer(b"\xEF\xBB\xBF".to_vec());
    // Writing into memory has no way to fail.
    each_row(report, table, &mut |cells| drop(writer.write_record(cells.iter().map(|cell| inert(cell)))));
    // Only UTF-8 was written.
    String::from_utf8(writer.into_inner().unwrap_or_default()).unwrap_or_default()
}

/// A cell that no spreadsheet runs: OWASP's advice on CSV injection. Negative numbers stay numbers.
pub(crate) fn inert(cell: &str) -> String {
    let risky = cell.starts_with(['=', '+', '-', '@', '\t', '\r']) && cell.parse::<f64>().is_err();
    if risky { format!("'{cell}") } else { cell.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_made_inert_and_numbers_stay() {
        assert_eq!(inert("=cmd|'/c calc'!A1"), "'=cmd|'/c calc'!A1");
        assert_eq!(inert("@SUM(A1)"), "'@SUM(A1)");
        assert_eq!(inert("-3.5"), "-3.5");
        assert_eq!(inert("- a list"), "'- a list");
    }
}
