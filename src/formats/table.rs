//! Tables of texts: CSV, TSV and JSON Lines, one document a row.

use std::borrow::Cow;

use serde_json::{Map, Value};

use super::{Decoded, Document, Loaded, Note, NoteKind, Skipped, document, one};

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
    let file = about_file(&decoded);
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
        loaded.documents.push(row_document(&file, Row { text: text.to_string(), id: Some(id), name: None, title, date, source }, ""));
    }
    or_no_rows(name, loaded)
}

/// Reads JSON Lines, a JSON array of objects with a text, or one such object. Other JSON is one document, as it is.
pub(super) fn json_lines(name: &str, decoded: Decoded) -> Loaded {
    let mut file = about_file(&decoded);
    let (text, halves) = whole_characters(&decoded.text);
    if halves > 0 {
        let (were, were_replaced) = if halves == 1 { (" was", "is replaced") } else { ("s were", "are replaced") };
        file.notes.push(Note::new(
            NoteKind::Replaced,
            format!("In this file, {halves} escape{were} half a character and {were_replaced} by \u{fffd}."),
        ));
    }
    let mut loaded = Loaded::default();
    let mut texts = false; // whether any row is meant to have a text
    let mut take = |at: usize, row: serde_json::Result<Value>| {
        let row_name = format!("{name}#{}", at + 1);
        texts |= row.as_ref().is_ok_and(|row| TEXT_COLUMNS.iter().any(|column| row.get(column).is_some()));
        match row.map_err(|error| format!("not readable as JSON: {error}")).and_then(json_row) {
            Ok(row) => loaded.documents.push(row_document(&file, row, &row_name)),
            Err(reason) => loaded.skipped.push(Skipped { id: row_name, reason }),
        }
    };
    match serde_json::from_str::<Value>(&text) {
        Ok(Value::Array(rows)) if rows.is_empty() => return or_no_rows(name, loaded),
        Ok(Value::Array(rows)) => rows.into_iter().enumerate().for_each(|(at, row)| take(at, Ok(row))),
        Ok(row) => take(0, Ok(row)),
        Err(_) => {
            let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
            lines.for_each(|(at, line)| take(at, serde_json::from_str(line)));
        }
    }
    if texts {
        return loaded;
    }
    // Some other JSON: its text is still worth reading.
    let mut plain = document(name, decoded, None);
    if let Some(first) = loaded.skipped.first() {
        plain.notes.push(Note::new(NoteKind::Format, format!("Read as plain text, not as rows ({}: {}).", first.id, first.reason)));
    }
    one(plain)
}

/// JSON in which no `\uD800` stands without its other half, and how many did: programs that cut texts in the middle of a character write
/// them, and no parser takes them.
fn whole_characters(json: &str) -> (Cow<'_, str>, usize) {
    let escape = |at: usize| {
        let digits = json.get(at..at + 6)?.strip_prefix("\\u")?;
        u16::from_str_radix(digits, 16).ok()
    };
    let (mut whole, mut halves, mut taken, mut at) = (String::new(), 0, 0, 0);
    while let Some(offset) = json[at..].find('\\') {
        at += offset;
        at += match escape(at) {
            Some(0xd800..=0xdbff) if matches!(escape(at + 6), Some(0xdc00..=0xdfff)) => 12,
            Some(0xd800..=0xdfff) => {
                whole.push_str(&json[taken..at]);
                whole.push('\u{fffd}');
                (halves, taken) = (halves + 1, at + 6);
                6
            }
            // The character that is escaped, which may be a backslash.
            _ => 1 + json[at + 1..].chars().next().map_or(0, char::len_utf8),
        };
    }
    if halves == 0 {
        return (Cow::Borrowed(json), 0);
    }
    whole.push_str(&json[taken..]);
    (Cow::Owned(whole), halves)
}

struct Row {
    text: String,
    id: Option<String>,
    name: Option<String>,
    title: Option<String>,
    date: Option<String>,
    source: Option<String>,
}

/// # Errors
/// When the value is no object with a text; the reason.
fn json_row(value: Value) -> Result<Row, String> {
    let expected = || "expected an object with a “text”, “body” or “content” in quotation marks".to_string();
    let Value::Object(mut fields) = value else { return Err(expected()) };
    let text = TEXT_COLUMNS.iter().find_map(|&column| match fields.get_mut(column).map(Value::take) {
        Some(Value::String(text)) => Some(text),
        _ => None,
    });
    let text = text.ok_or_else(expected)?;
    let [id, name, title, date, source] = ["id", "name", "title", "date", "source"].map(|column| plain_field(&fields, column));
    Ok(Row { text, id, name, title, date, source })
}

/// A field that is a string or a number, as text: databases number their rows and years are written without quotation marks.
fn plain_field(fields: &Map<String, Value>, column: &str) -> Option<String> {
    match fields.get(column)? {
        Value::String(field) => Some(field.clone()).filter(|field| !field.trim().is_empty()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// A table of texts that has none is said to have none.
fn or_no_rows(name: &str, mut loaded: Loaded) -> Loaded {
    if loaded.documents.is_empty() && loaded.skipped.is_empty() {
        loaded.skipped.push(Skipped { id: name.to_string(), reason: "it has no rows".to_string() });
    }
    loaded
}

/// How the file was decoded, without its text. Its notes count characters of the file, which say nothing about a row.
fn about_file(decoded: &Decoded) -> Decoded {
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

fn row_document(file: &Decoded, row: Row, row_name: &str) -> Document {
    let id = row.id.or(row.name.clone()).unwrap_or_else(|| row_name.to_string());
    let text = Decoded { text: row.text, encoding: file.encoding, notes: file.notes.clone() };
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
    fn half_a_character_in_json_is_replaced_and_said() {
        let json = br#"{"text": "ok \\ud800 \ud83d\ude00"}
{"text": "\ud800a\udc00"}"#;
        let loaded = read("a.jsonl", json, &ReadOptions::AUTO).unwrap();
        let texts: Vec<&str> = loaded.documents.iter().map(|document| &*document.text).collect();
        assert_eq!((texts, loaded.skipped.len()), (vec!["ok \\ud800 😀", "\u{fffd}a\u{fffd}"], 0));
        let notes = &loaded.documents[1].notes;
        assert!(
            notes
                .iter()
                .any(|note| note.kind == crate::formats::NoteKind::Replaced && note.message.contains("2 escapes were half a character")),
            "{notes:?}"
        );
    }

    /// The outcome of a file: "id=text" for each document, "id!reason" for anything skipped.
    #[track_caller]
    fn check(name: &str, content: &str, expected: &[&str]) {
        let loaded = read(name, content.as_bytes(), &ReadOptions::AUTO).unwrap();
        let documents = loaded.documents.iter().map(|document| format!("{}={}", document.id, document.text));
        let skipped = loaded.skipped.iter().map(|skipped| format!("{}!{}", skipped.id, skipped.reason));
        let found: Vec<String> = documents.chain(skipped).collect();
        assert_eq!(found, expected);
    }

    const EXPECTED: &str = "expected an object with a “text”, “body” or “content” in quotation marks";

    #[test]
    fn rows_are_taken_as_programs_write_them() {
        check("a.jsonl", r#"{"id": 1, "text": "one"}"#, &["1=one"]);
        check("a.jsonl", r#"{"text": "one", "body": "two", "id": null}"#, &["a.jsonl#1=one"]);
        check("a.jsonl", r#"{"text": null, "body": "two", "name": 7}"#, &["7=two"]);
        check("a.json", "{\n  \"id\": \"x\",\n  \"content\": \"over lines\"\n}", &["x=over lines"]);
    }

    #[test]
    fn an_array_is_judged_row_by_row() {
        check(
            "a.json",
            r#"[{"text": "one"}, {"id": 2}, 3]"#,
            &["a.json#1=one", &format!("a.json#2!{EXPECTED}"), &format!("a.json#3!{EXPECTED}")],
        );
        check("a.json", r#"[{"text": 5}]"#, &[&format!("a.json#1!{EXPECTED}")]);
    }

    #[test]
    fn a_table_without_rows_says_so() {
        check("a.json", " []\n", &["a.json!it has no rows"]);
        check("a.csv", "id,text\n", &["a.csv!it has no rows"]);
        check("a.jsonl", "", &["a.jsonl="]);
    }

    #[test]
    fn other_json_is_one_document_and_says_why() {
        check("a.json", r#"{"sums": [1, 2]}"#, &[r#"a.json={"sums": [1, 2]}"#]);
        let loaded = read("a.json", b"[{\"text\": \"cut", &ReadOptions::AUTO).unwrap();
        let note = loaded.documents[0].notes.last().unwrap();
        assert!(note.message.starts_with("Read as plain text, not as rows (a.json#1: not readable as JSON"), "{}", note.message);
    }

    #[test]
    fn what_was_replaced_is_said_of_the_file() {
        let loaded = read("a.csv", b"text\n\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\n\xC3(\n", &ReadOptions::AUTO).unwrap();
        let notes: Vec<&str> = loaded.documents.iter().map(|document| document.notes[0].message.as_str()).collect();
        assert_eq!(notes, ["In this file, 1 malformed byte sequence was replaced by \u{fffd}."; 2]);
    }
}
