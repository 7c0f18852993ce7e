//! All tables as a workbook.

use dossier::report::Report;
use dossier::report::sheets::sheets;
use rust_xlsxwriter::{Format, Workbook, XlsxError};
use serde_json::Value;

/// The bytes of an XLSX file. Its sheets are those that the page saves.
///
/// # Errors
/// When the library refuses something; the sheets are cut to what the form takes, so it should not.
pub(crate) fn workbook(report: &Report) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let bold = Format::new().set_bold();
    for sheet in sheets(report) {
        let page = workbook.add_worksheet();
        page.set_name(sheet.sheet)?;
        page.set_freeze_panes(1, 0)?;
        for (row, cells) in (0..).zip(&sheet.rows) {
            for (column, cell) in (0..).zip(cells) {
                match cell {
                    Value::String(words) if row == 0 => page.write_string_with_format(row, column, words, &bold)?,
                    // As text, also what begins with “=”: nothing of a document is run.
                    Value::String(words) => page.write_string(row, column, words)?,
                    Value::Number(number) => page.write_number(row, column, number.as_f64().unwrap_or_default())?,
                    _ => continue,
                };
            }
        }
    }
    workbook.save_to_buffer()
}
