//! Tables of texts: CSV, TSV and what programs make of them, one document a row.

mod columns;
mod delimiter;

use super::{Decoded, Document, Loaded, Note, NoteKind, ROW, Skipped, address, document, html, one};
use crate::text::Origin;

pub(super) use columns::{Role, TEXTS, field_of};

/// Reads a table. Without a column for the text, the file is one document: its cells, a row a line.
pub(super) fn separated(name: &str, decoded: Decoded, usual: u8) -> Loaded {
    let (told, start) = delimiter::told(&decoded.text);
    let body = &decoded.text[start..];
    let Some(delimiter) = told.or_else(|| delimiter::sniffed(body, usual)) else { return one(document(name, decoded, None)) };
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).has_headers(false).from_reader(body.as_bytes());
    let records = reader.records().map(|record| match record {
        Ok(record) => Ok(record.iter().map(str::to_string).collect()),
        Err(error) => Err(format!("not a readable row: {error}")),
    });
    let records = records.collect();
    rows(name, &decoded, records, As::Text)
}

/// What the cells of a table stood in.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum As {
    /// Text with a delimiter: without texts it stays what it is.
    Text,
    /// A sheet of a workbook.
    #[cfg(feature = "readers")]
    Sheet,
}

/// Documents from the rows of a table; a row that could not be read has its reason.
pub(super) fn rows(name: &str, file: &Decoded, records: Vec<Result<Vec<String>, String>>, kept_as: As) -> Loaded {
    let sample: Vec<&Vec<String>> = records.iter().filter_map(|record| record.as_ref().ok()).take(columns::SAMPLE).collect();
    let Some(columns) = columns::Columns::of(&sample) else { return one(without_texts(name, file, &records, kept_as)) };
    let about = about_file(file);
    let mut loaded = Loaded::default();
    for (row, record) in records.into_iter().skip(usize::from(columns.has_heads)).enumerate() {
        let row_name = format!("{name}{ROW}{}", row + 1);
        let record = match record {
            Ok(record) => record,
            Err(reason) => {
                loaded.skipped.push(Skipped { id: row_name, reason });
                continue;
            }
        };
        let Some(text) = record.get(columns.text) else {
            let reason = format!("expected a field in column {}, found a shorter row", columns.text + 1);
            loaded.skipped.push(Skipped { id: row_name, reason });
            continue;
        };
        loaded.documents.push(row_document(&row_name, &about, text, &record, &columns));
    }
    or_no_rows(name, loaded)
}

fn row_document(row_name: &str, about: &Decoded, text: &str, record: &[String], columns: &columns::Columns) -> Document {
    let (text, converted) = cell_text(text);
    let mut read = document(row_name, Decoded { text, encoding: about.encoding, notes: about.notes.clone() }, converted);
    read.notes.extend(columns.chosen.clone());
    let mut url = None;
    for (at, field) in record.iter().enumerate().filter(|(at, _)| *at != columns.text) {
        let field = field.trim();
        if field.is_empty() {
            continue;
        }
        let place = match columns.role(at) {
            Some(Role::Title) => &mut read.title,
            Some(Role::Date) => &mut read.date,
            Some(Role::Source) => &mut read.source,
            Some(Role::Author) => &mut read.author,
            Some(Role::Url) => &mut url,
            None => {
                if let Some(head) = columns.heads.get(at).filter(|head| !head.is_empty() && read.fields.len() < MAX_FIELDS) {
                    read.fields.push((head.clone(), field.chars().take(MAX_FIELD).collect()));
                }
                continue;
            }
        };
        if place.is_none() {
            *place = Some(field.to_string());
        }
    }
    if let Some(url) = url {
        address::give(&mut read, url, Origin::Metadata);
    }
    read
}

/// So many other fields of a row are kept, and so much of each.
const MAX_FIELDS: usize = 24;
const MAX_FIELD: usize = 200;

/// The text of a cell, without the tags of a page if it is a piece of one.
pub(super) fn cell_text(cell: &str) -> (String, Option<&'static str>) {
    if html::is_piece(cell) { (html::text(cell).text, Some("HTML")) } else { (cell.to_string(), None) }
}

/// A table without texts, as one document: its cells apart by tabs, so that the numbers of two cells are never one.
fn without_texts(name: &str, file: &Decoded, records: &[Result<Vec<String>, String>], kept_as: As) -> Document {
    let line = |record: &Result<Vec<String>, String>| match record {
        Ok(cells) => cells.iter().map(|cell| cell.trim()).collect::<Vec<_>>().join("\t"),
        Err(_) => String::new(),
    };
    let mut text: String = records.iter().map(line).collect::<Vec<_>>().join("\n");
    if kept_as == As::Text {
        text.push('\n');
    }
    let is_same = text == file.text;
    let mut notes = file.notes.clone();
    if !is_same {
        notes.push(Note::new(
            NoteKind::Format,
            "Read as one table: no column of it holds texts. Positions count in its cells, a row a line.",
        ));
    }
    document(name, Decoded { text, encoding: file.encoding, notes }, None)
}

/// A table of texts that has none is said to have none.
pub(super) fn or_no_rows(name: &str, mut loaded: Loaded) -> Loaded {
    if loaded.documents.is_empty() && loaded.skipped.is_empty() {
        loaded.skipped.push(Skipped { id: name.to_string(), reason: "it has no rows".to_string() });
    }
    loaded
}

/// How the file was decoded, without its text. Its notes count characters of the file, which say nothing about a row.
pub(super) fn about_file(decoded: &Decoded) -> Decoded {
    let about = |note: &Note| match note.kind {
        NoteKind::Replaced => {
            let count = decoded.text.matches('\u{fffd}').count();
            let were = if count == 1 { " was" } else { "s were" };
            Note::new(note.kind, format!("In this file, {count} malformed byte sequence{were} replaced by \u{fffd}."))
        }
        _ => note.clone(),
    };
    Decoded { text: String::new(), encoding: decoded.encoding, notes: decoded.notes.iter().map(about).collect() }
}

#[cfg(test)]
mod tests {
    use super::super::{ReadOptions, read};
    use crate::text::Document;

    /// The documents of a table, "id|title|date|source=text" each.
    #[track_caller]
    fn check(name: &str, content: &str, expected: &[&str]) {
        let loaded = read(name, content.as_bytes(), &ReadOptions::AUTO).unwrap();
        let field = |field: &Option<String>| field.clone().unwrap_or_default();
        let line =
            |read: &Document| format!("{}|{}|{}|{}={}", read.id, field(&read.title), field(&read.date), field(&read.source), read.text);
        assert_eq!(loaded.documents.iter().map(line).collect::<Vec<_>>(), expected);
    }

    const ONE: &str = "The board approved a new contract worth 4.2 million on Tuesday, said Ann Lee.";
    const TWO: &str = "Residents complained that the timetable had been cut, as the mayor said.";

    #[test]
    fn every_delimiter_is_found() {
        for delimiter in [',', ';', '\t', '|'] {
            let table = format!("id,title,text\n1,Harbour,\"{ONE}\"\n2,Ferry,\"{TWO}\"\n")
                .replace("id,title,text", &["id", "title", "text"].join(&delimiter.to_string()));
            let table = table.replace("1,H", &format!("1{delimiter}H")).replace("2,F", &format!("2{delimiter}F"));
            let table = table.replace("r,\"", &format!("r{delimiter}\"")).replace("y,\"", &format!("y{delimiter}\""));
            check("a.csv", &table, &[&format!("a.csv · 1|Harbour||={ONE}"), &format!("a.csv · 2|Ferry||={TWO}")]);
        }
        check("a.csv", &format!("sep=;\nid;text\n1;{ONE}\n"), &[&format!("a.csv · 1|||={ONE}")]);
    }

    #[test]
    fn a_column_of_prose_is_the_text_whatever_it_is_called() {
        check(
            "a.csv",
            &format!("id,day,words\n1,Monday,\"{ONE}\"\n2,Friday,\"{TWO}\"\n"),
            &[&format!("a.csv · 1|||={ONE}"), &format!("a.csv · 2|||={TWO}")],
        );
        check(
            "a.csv",
            &format!("1,Harbour,\"{ONE}\"\n2,Ferry,\"{TWO}\"\n"),
            &[&format!("a.csv · 1|||={ONE}"), &format!("a.csv · 2|||={TWO}")],
        );
        check(
            "a.csv",
            &format!("id,text,body\n1,Teaser,\"{ONE}\"\n2,Teaser,\"{TWO}\"\n"),
            &[&format!("a.csv · 1|||={ONE}"), &format!("a.csv · 2|||={TWO}")],
        );
        let loaded = read("a.csv", format!("id,words\n1,\"{ONE}\"\n").as_bytes(), &ReadOptions::AUTO).unwrap();
        assert!(loaded.documents[0].notes.iter().any(|note| note.message.contains("“words”")), "{:?}", loaded.documents[0].notes);
    }

    #[test]
    fn other_columns_say_where_a_text_is_from() {
        let table = format!(
            "Headline;Published at;Outlet;Byline;Link;Section;Text\nGas;2020-01-02;Post;Ann Lee;https://post.example/a;World;{ONE}\n"
        );
        check("a.csv", &table, &[&format!("a.csv · 1|Gas|2020-01-02|Post={ONE}")]);
        let read = read("a.csv", table.as_bytes(), &ReadOptions::AUTO).unwrap().documents.remove(0);
        assert_eq!((read.author.as_deref(), read.url.as_deref()), (Some("Ann Lee"), Some("https://post.example/a")));
        assert_eq!(read.fields, [("Section".to_string(), "World".to_string())]);
    }

    #[test]
    fn tags_in_cells_are_no_text() {
        check(
            "a.csv",
            "id,text\n1,<p>One &amp; only.</p><p>Two</p>\n2,R&D is < 5\n",
            &["a.csv · 1|||=One & only.\nTwo", "a.csv · 2|||=R&D is < 5"],
        );
    }

    #[test]
    fn numbers_of_two_cells_stay_two() {
        check(
            "a.csv",
            "ID,Status,Number,Street\n1,Patched,5,600 N QUAY ROAD\n2,Open,18,94 MILL LANE\n",
            &["a.csv|||=ID\tStatus\tNumber\tStreet\n1\tPatched\t5\t600 N QUAY ROAD\n2\tOpen\t18\t94 MILL LANE\n"],
        );
    }

    #[test]
    fn a_head_that_names_a_text_makes_a_table_of_uneven_rows() {
        check("a.csv", "id,text\none,It came\ntwo,It came, and left, and came\n", &["a.csv · 1|||=It came", "a.csv · 2|||=It came"]);
    }

    #[test]
    fn a_text_in_commas_is_no_table() {
        check(
            "a.csv",
            "One, two, three words of a text.\nAnd a line without any.\n",
            &["a.csv|||=One, two, three words of a text.\nAnd a line without any.\n"],
        );
    }

    #[test]
    fn what_excel_writes_is_read() {
        let table = format!("id\ttext\r\n1\t{ONE}\r\n");
        let bytes: Vec<u8> = std::iter::once(0xfeff).chain(table.encode_utf16()).flat_map(u16::to_le_bytes).collect();
        assert_eq!(&*read("a.csv", &bytes, &ReadOptions::AUTO).unwrap().documents[0].text, ONE);
    }

    #[test]
    fn a_row_with_text_is_a_document() {
        let csv = b"id,date,Text\na,2020-01-02,\"Iran, said he.\nTwo lines\"\n,,second\n";
        let loaded = read("news.csv", csv, &ReadOptions::AUTO).unwrap();
        let ids: Vec<&str> = loaded.documents.iter().map(|document| document.id.as_str()).collect();
        assert_eq!(ids, ["news.csv · 1", "news.csv · 2"]);
        assert_eq!(&*loaded.documents[0].text, "Iran, said he.\nTwo lines");
        assert_eq!(loaded.documents[0].date.as_deref(), Some("2020-01-02"));
    }

    #[test]
    fn a_table_without_texts_is_one_document() {
        let loaded = read("sums.tsv", b"a\tb\n1\t2\n", &ReadOptions::AUTO).unwrap();
        assert_eq!(&*loaded.documents[0].text, "a\tb\n1\t2\n");
    }

    #[test]
    fn what_was_replaced_is_said_of_the_file() {
        let loaded = read("a.csv", b"text\n\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\n\xC3(\n", &ReadOptions::AUTO).unwrap();
        let notes: Vec<&str> = loaded.documents.iter().map(|document| document.notes[0].message.as_str()).collect();
        assert_eq!(notes, ["In this file, 1 malformed byte sequence was replaced by \u{fffd}."; 2]);
    }
}
