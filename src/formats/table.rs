//! Tables of texts: CSV, TSV and JSON Lines, one document a row.

use serde::Deserialize;

use super::{Decoded, Document, Loaded, Skipped, document, one};

/// Columns that hold the text, in order of preference.
const TEXT_COLUMNS: [&str; 3] = ["text", "body", "content"];

/// Reads CSV or TSV. Without a column for the text, the file is one document, as it is.
pub(super) fn separated(name: &str, decoded: Decoded, delimiter: u8) -> Loaded {
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(decoded.text.as_bytes());
    let Ok(header) = reader.headers().cloned() else { return one(document(name, decoded, None)) };
    let column = |wanted: &str| header.iter().position(|column| column.trim().trim_start_matches('\u{feff}').eq_ignore_ascii_case(wanted));
    let Some(text_column) = TEXT_COLUMNS.iter().find_map(|wanted| column(wanted)) else {
        return one(document(name, decoded, None));
    };
    let columns = ["id", "title", "date", "source"].map(column);
    let name_column = column("name");
    let mut loaded = Loaded::default();
    for (row, record) in reader.records().enumerate() {
        let row_name = format!("{name}#{}", row + 1);
        let record = match record {
            Ok(record) => record,
            Err(error) => {
                loaded.skipped.push(Skipped { id: row_name, reason: format!("not a readable row: {error}") });
                continue;
            }
        };
        let field = |column: Option<usize>| column.and_then(|at| record.get(at)).map(str::trim).filter(|field| !field.is_empty());
        let Some(text) = record.get(text_column) else {
            loaded
                .skipped
                .push(Skipped { id: row_name, reason: format!("expected a field in column {}, found a shorter row", text_column + 1) });
            continue;
        };
        let [id, title, date, source] = columns.map(|column| field(column).map(str::to_string));
        let id = id.or_else(|| field(name_column).map(str::to_string)).unwrap_or(row_name);
        loaded.documents.push(row_document(&decoded, Row { text: text.to_string(), id: Some(id), name: None, title, date, source }, ""));
    }
    loaded
}

/// Reads JSON Lines, or a JSON array of objects with a `text`. Other JSON is one document, as it is.
pub(super) fn json_lines(name: &str, decoded: Decoded) -> Loaded {
    let mut loaded = Loaded::default();
    if let Ok(rows) = serde_json::from_str::<Vec<Row>>(&decoded.text) {
        for (at, row) in rows.into_iter().enumerate() {
            loaded.documents.push(row_document(&decoded, row, &format!("{name}#{}", at + 1)));
        }
        return loaded;
    }
    for (at, line) in decoded.text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let row_name = format!("{name}#{}", at + 1);
        match serde_json::from_str::<Row>(line) {
            Ok(row) => loaded.documents.push(row_document(&decoded, row, &row_name)),
            Err(error) => {
                loaded.skipped.push(Skipped { id: row_name, reason: format!("expected an object with a “text”, found: {error}") })
            }
        }
    }
    if loaded.documents.is_empty() {
        return one(document(name, decoded, None)); // some other JSON: its text is still worth reading
    }
    loaded
}

#[derive(Deserialize)]
struct Row {
    #[serde(alias = "body", alias = "content")]
    text: String,
    id: Option<String>,
    name: Option<String>,
    title: Option<String>,
    date: Option<String>,
    source: Option<String>,
}

fn row_document(decoded: &Decoded, row: Row, row_name: &str) -> Document {
    let id = row.id.or(row.name.clone()).unwrap_or_else(|| row_name.to_string());
    let text = Decoded { text: row.text, encoding: decoded.encoding, notes: decoded.notes.clone() };
    let mut read = document(&id, text, None);
    read.title = row.title.or(row.name.filter(|name| *name != id));
    read.date = row.date;
    read.source = row.source;
    read
}

#[cfg(test)]
mod tests {
    use super::super::{ReadOptions, read};

    #[test]
    fn a_row_with_text_is_a_document() {
        let csv = b"id,date,Text\na,2020-01-02,\"Iran, said he.\nTwo lines\"\n,,second\n";
        let loaded = read("news.csv", csv, &ReadOptions::AUTO).unwrap();
        let ids: Vec<&str> = loaded.documents.iter().map(|document| document.id.as_str()).collect();
        assert_eq!(ids, ["a", "news.csv#2"]);
        assert_eq!(&*loaded.documents[0].text, "Iran, said he.\nTwo lines");
        assert_eq!(loaded.documents[0].date.as_deref(), Some("2020-01-02"));
    }

    #[test]
    fn a_table_without_texts_is_one_document() {
        let loaded = read("sums.tsv", b"a\tb\n1\t2\n", &ReadOptions::AUTO).unwrap();
        assert_eq!(&*loaded.documents[0].text, "a\tb\n1\t2\n");
    }

    #[test]
    fn a_bad_line_does_not_stop_the_others() {
        let jsonl =
            b"{\"text\": \"one\", \"id\": \"x\"}\n\nnot json\n{\"id\": \"no text\"}\n{\"text\": \"two\", \"source\": \"Reuters\"}\n";
        let loaded = read("news.jsonl", jsonl, &ReadOptions::AUTO).unwrap();
        assert_eq!(loaded.documents.len(), 2);
        assert_eq!(loaded.documents[1].id, "news.jsonl#5");
        assert_eq!(loaded.documents[1].source.as_deref(), Some("Reuters"));
        let skipped: Vec<&str> = loaded.skipped.iter().map(|skipped| skipped.id.as_str()).collect();
        assert_eq!(skipped, ["news.jsonl#3", "news.jsonl#4"]);
    }

    #[test]
    fn lone_surrogates_in_json_are_refused_with_the_line() {
        let loaded = read("a.jsonl", b"{\"text\": \"ok\"}\n{\"text\": \"\\ud800\"}\n", &ReadOptions::AUTO).unwrap();
        assert_eq!((loaded.documents.len(), loaded.skipped.len()), (1, 1));
    }
}
