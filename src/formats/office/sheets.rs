//! Workbooks of Excel and LibreOffice: each sheet a table.

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{Data, DataRef, ExcelDateTime, Reader, SheetVisible, Sheets, Xlsx, open_workbook_auto_from_rs};

use super::super::table::{As, rows};
use super::{Decoded, LoadError, Loaded, Note, NoteKind, sniff};

/// Cells of a workbook that are read, the empty ones between them included.
const MAX_CELLS: usize = 5_000_000;

type Row = Vec<String>;

/// Reads a workbook.
///
/// # Errors
/// When it cannot be opened.
pub(in crate::formats) fn read(name: &str, bytes: &[u8]) -> Result<Loaded, LoadError> {
    // Damaged workbooks have made the library stop the program.
    let sheets = catch_unwind(AssertUnwindSafe(|| sheets(bytes))).ok().flatten();
    let Some(Book { sheets, hidden, cut }) = sheets else {
        return Err(sniff::not_text(
            "a damaged or encrypted workbook",
            "open it in its program, save it anew without a password, or as CSV",
        ));
    };
    let mut file = Decoded { text: String::new(), encoding: "UTF-8", notes: Vec::new() };
    if hidden > 0 {
        file.notes.push(Note::new(NoteKind::Format, format!("Hidden sheets of this workbook were left out: {hidden}.")));
    }
    if cut {
        file.notes.push(Note::new(NoteKind::Limit, format!("Only the first {MAX_CELLS} cells of this workbook were read.")));
    }
    let several = sheets.len() > 1;
    let mut loaded = Loaded::default();
    for (sheet, cells) in sheets {
        let id = if several { format!("{name}{}{sheet}", super::super::ROW) } else { name.to_string() };
        let one = rows(&id, &file, cells.into_iter().map(Ok).collect(), As::Sheet);
        loaded.documents.extend(one.documents);
        loaded.skipped.extend(one.skipped);
    }
    for document in &mut loaded.documents {
        let sheet = "Read as a sheet of a workbook: positions count in its cells, a row a line.";
        document.notes.push(Note::new(NoteKind::Format, sheet));
    }
    Ok(loaded)
}

/// What of a workbook is read.
struct Book {
    /// The visible sheets that hold something, by name.
    sheets: Vec<(String, Vec<Row>)>,
    /// How many are hidden.
    hidden: usize,
    /// Whether there was more.
    cut: bool,
}

fn sheets(bytes: &[u8]) -> Option<Book> {
    let mut book = open_workbook_auto_from_rs(Cursor::new(bytes)).ok()?;
    let names: Vec<(String, bool)> =
        book.sheets_metadata().iter().map(|sheet| (sheet.name.clone(), sheet.visible == SheetVisible::Visible)).collect();
    let hidden = names.iter().filter(|(_, visible)| !visible).count();
    let mut left = MAX_CELLS;
    let mut read = Vec::new();
    for (name, _) in names.into_iter().filter(|(_, visible)| *visible) {
        let rows = match &mut book {
            Sheets::Xlsx(book) => streamed(book, &name, &mut left),
            book => book.worksheet_range(&name).ok().map(|range| {
                let rows = range.rows().take_while(|row| {
                    let fits = row.len() <= left;
                    left = left.saturating_sub(row.len());
                    fits
                });
                rows.map(|row| row.iter().map(cell).collect()).collect()
            }),
        };
        let rows: Vec<Row> = rows.unwrap_or_default().into_iter().filter(|row: &Row| row.iter().any(|cell| !cell.is_empty())).collect();
        if !rows.is_empty() {
            read.push((name, rows));
        }
    }
    Some(Book { sheets: read, hidden, cut: left == 0 })
}

/// The rows of a sheet, cell by cell: one cell in a far corner would make a table of everything before it.
fn streamed(book: &mut Xlsx<Cursor<&[u8]>>, name: &str, left: &mut usize) -> Option<Vec<Row>> {
    let mut cells = book.worksheet_cells_reader(name).ok()?;
    let mut rows: Vec<Row> = Vec::new();
    let mut current = None;
    while let Ok(Some(found)) = cells.next_cell() {
        let (row, column) = found.get_position();
        let value = cell_ref(found.get_value());
        if value.is_empty() {
            continue;
        }
        if current != Some(row) {
            rows.push(Row::new());
            current = Some(row);
        }
        let line = rows.last_mut()?;
        let column = column as usize;
        let need = (column + 1).saturating_sub(line.len());
        if need > *left || column >= 16_384 {
            *left = 0;
            break;
        }
        *left -= need;
        line.resize(line.len().max(column + 1), String::new());
        line[column] = value;
    }
    Some(rows)
}

fn cell_ref(cell: &DataRef<'_>) -> String {
    match cell {
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => decimal(*number),
        DataRef::String(text) => text.trim().to_string(),
        DataRef::SharedString(text) => text.trim().to_string(),
        DataRef::Bool(truth) => truth.to_string(),
        DataRef::DateTime(time) => date(time),
        DataRef::DateTimeIso(time) | DataRef::DurationIso(time) => time.clone(),
        DataRef::Error(_) | DataRef::Empty => String::new(),
    }
}

fn cell(cell: &Data) -> String {
    match cell {
        Data::Int(number) => number.to_string(),
        Data::Float(number) => decimal(*number),
        Data::String(text) => text.trim().to_string(),
        Data::Bool(truth) => truth.to_string(),
        Data::DateTime(time) => date(time),
        Data::DateTimeIso(time) | Data::DurationIso(time) => time.clone(),
        Data::Error(_) | Data::Empty => String::new(),
    }
}

/// A number as a person wrote it: fifteen digits are all that such programs keep.
fn decimal(number: f64) -> String {
    let rounded: f64 = format!("{number:.14e}").parse().unwrap_or(number);
    format!("{rounded}")
}

/// A day, with its time where it has one.
fn date(time: &ExcelDateTime) -> String {
    if time.is_duration() {
        return decimal(time.as_f64());
    }
    let (year, month, day, hour, minute, ..) = time.to_ymd_hms_milli();
    if time.as_f64() < 1.0 {
        format!("{hour:02}:{minute:02}")
    } else if (hour, minute) == (0, 0) {
        format!("{year:04}-{month:02}-{day:02}")
    } else {
        format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}")
    }
}

#[cfg(test)]
mod tests {
    use crate::formats::archive::tests::packed;
    use crate::formats::{Loaded, ReadOptions, read};

    fn workbook(sheets: &[(&str, &str, &str)]) -> Loaded {
        let mut book = String::from(
            "<workbook xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main' xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships'><sheets>",
        );
        let mut relations = String::from("<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>");
        let mut files = Vec::new();
        for (at, (name, state, rows)) in sheets.iter().enumerate() {
            book.push_str(&format!("<sheet name='{name}' sheetId='{0}' state='{state}' r:id='r{0}'/>", at + 1));
            relations.push_str(&format!("<Relationship Id='r{0}' Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet' Target='worksheets/sheet{0}.xml'/>", at + 1));
            files.push((
                format!("xl/worksheets/sheet{}.xml", at + 1),
                format!(
                    "<worksheet xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'><sheetData>{rows}</sheetData></worksheet>"
                ),
            ));
        }
        let main = "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'><Relationship Id='r1' Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument' Target='xl/workbook.xml'/></Relationships>";
        files.push(("_rels/.rels".into(), main.to_string()));
        files.push(("xl/workbook.xml".into(), format!("{book}</sheets></workbook>")));
        files.push(("xl/_rels/workbook.xml.rels".into(), format!("{relations}</Relationships>")));
        let files: Vec<(&str, &[u8])> = files.iter().map(|(name, xml)| (name.as_str(), xml.as_bytes())).collect();
        read("a.xlsx", &packed(&files), &ReadOptions::AUTO).unwrap()
    }

    fn row(number: usize, cells: &[&str]) -> String {
        let cell = |(at, cell): (usize, &&str)| {
            let place = format!("{}{number}", char::from(b'A' + at as u8));
            match cell.parse::<f64>() {
                Ok(_) => format!("<c r='{place}'><v>{cell}</v></c>"),
                Err(_) => format!("<c r='{place}' t='inlineStr'><is><t>{cell}</t></is></c>"),
            }
        };
        format!("<row r='{number}'>{}</row>", cells.iter().enumerate().map(cell).collect::<String>())
    }

    #[test]
    fn a_sheet_is_a_table() {
        let prose = "The board approved a new contract worth much money on Tuesday, said Ann Lee.";
        let numbers = row(1, &["Port", "Calls"]) + &row(2, &["Velmora", "12.50"]);
        let texts = row(1, &["title", "text"]) + &row(2, &["Gas", prose]);
        let loaded = workbook(&[("Ports", "visible", &numbers), ("Texts", "visible", &texts), ("Secret", "hidden", &numbers)]);
        let found: Vec<(&str, &str, Option<&str>)> =
            loaded.documents.iter().map(|document| (document.id.as_str(), &*document.text, document.title.as_deref())).collect();
        assert_eq!(found, [("a.xlsx · Ports", "Port\tCalls\nVelmora\t12.5", None), ("a.xlsx · Texts · 1", prose, Some("Gas"))]);
        assert!(loaded.documents[0].notes.iter().any(|note| note.message.contains("Hidden sheets")));
    }

    #[test]
    fn one_cell_far_away_does_not_fill_the_memory() {
        let loaded =
            workbook(&[("S", "visible", "<row r='1'><c r='A1'><v>1</v></c></row><row r='1048576'><c r='XFD1048576'><v>2</v></c></row>")]);
        assert!(loaded.documents[0].text.starts_with("1\n"));
    }
}
