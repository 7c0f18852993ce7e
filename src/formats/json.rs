//! Texts in JSON: a line or an element of an array each.

use std::borrow::Cow;

use serde_json::{Map, Value};

use super::table::{TEXTS, about_file, field_of, or_no_rows};
use super::{Decoded, Document, Loaded, Note, NoteKind, ROW, Skipped, document, one};

/// Reads JSON Lines, a JSON array of objects with a text, or one such object. Other JSON is one document, as it is.
pub(super) fn read(name: &str, decoded: Decoded) -> Loaded {
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
        let row_name = format!("{name}{ROW}{}", at + 1);
        texts |= row.as_ref().is_ok_and(|row| TEXTS.iter().any(|column| inner(row).get(column).is_some()));
        match row.map_err(|error| format!("not readable as JSON: {error}")).and_then(|row| json_row(&row)) {
            Ok(row) => loaded.documents.push(row_document(&file, row, &row_name)),
            Err(reason) => loaded.skipped.push(Skipped { id: row_name, reason }),
        }
    };
    match serde_json::from_str::<Value>(&text) {
        Ok(Value::Array(rows)) if rows.is_empty() => return or_no_rows(name, loaded),
        Ok(Value::Array(rows)) => rows.into_iter().enumerate().for_each(|(at, row)| take(at, Ok(row))),
        Ok(row) => match list(&row) {
            Some(rows) => rows.iter().enumerate().for_each(|(at, row)| take(at, Ok(row.clone()))),
            None => take(0, Ok(row)),
        },
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

/// One line of JSON Lines, the `number`-th (from 1) of what is called `name`; nothing for an empty one.
pub(super) fn line(name: &str, number: usize, decoded: &Decoded) -> Loaded {
    let mut loaded = Loaded::default();
    let (line, _) = whole_characters(&decoded.text);
    if line.trim().is_empty() {
        return loaded;
    }
    let row_name = format!("{name}{ROW}{number}");
    let row = serde_json::from_str::<Value>(&line).map_err(|error| format!("not readable as JSON: {error}"));
    match row.and_then(|row| json_row(&row)) {
        Ok(row) => loaded.documents.push(row_document(&about_file(decoded), row, &row_name)),
        Err(reason) => loaded.skipped.push(Skipped { id: row_name, reason }),
    }
    loaded
}

/// The list of objects with texts that is all that an object is there for: `{"articles": […]}`, `{"hits": {"hits": […]}}`.
fn list(value: &Value) -> Option<&Vec<Value>> {
    let Value::Object(fields) = value else { return None };
    if TEXTS.iter().any(|column| fields.get(*column).is_some_and(Value::is_string)) {
        return None;
    }
    let is_list =
        |rows: &&Vec<Value>| rows.iter().any(|row| TEXTS.iter().any(|column| inner(row).get(column).is_some_and(Value::is_string)));
    let mut lists = fields.values().filter_map(|field| match field {
        Value::Array(rows) => Some(rows).filter(is_list),
        Value::Object(fields) => fields.values().find_map(Value::as_array).filter(is_list),
        _ => None,
    });
    // Two lists are two questions.
    lists.next().filter(|_| lists.next().is_none())
}

/// The object that holds the fields: search engines and programs put them one deeper.
fn inner(row: &Value) -> &Value {
    ["_source", "data", "attributes", "fields"].iter().find_map(|key| row.get(key).filter(|inner| inner.is_object())).unwrap_or(row)
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
    url: Option<String>,
    author: Option<String>,
}

/// # Errors
/// When the value is no object with a text; the reason.
fn json_row(value: &Value) -> Result<Row, String> {
    let expected = || "expected an object with a “text”, “body” or “content” in quotation marks".to_string();
    let Value::Object(fields) = inner(value) else { return Err(expected()) };
    let texts = || TEXTS.iter().filter_map(|&column| fields.get(column).and_then(Value::as_str));
    // The first that has words: a shortened text stands beside the full one.
    let full = fields.get("full_text").and_then(Value::as_str).filter(|text| !text.trim().is_empty());
    let text = full.or_else(|| texts().find(|text| !text.trim().is_empty())).or_else(|| texts().next()).ok_or_else(expected)?;
    let outer = value.as_object().unwrap_or(fields);
    let id = ["id", "_id", "id_str"].iter().find_map(|column| plain_field(fields, column).or_else(|| plain_field(outer, column)));
    let about = |role| fields.keys().filter(|key| field_of(key) == Some(role)).find_map(|key| plain_field(fields, key));
    use super::table::Role;
    Ok(Row {
        text: text.to_string(),
        id,
        name: plain_field(fields, "name"),
        title: about(Role::Title),
        date: about(Role::Date),
        source: about(Role::Source),
        url: about(Role::Url),
        author: about(Role::Author),
    })
}

/// A field that is a string or a number, as text: databases number their rows and years are written without quotation marks.
fn plain_field(fields: &Map<String, Value>, column: &str) -> Option<String> {
    match fields.get(column)? {
        Value::String(field) => Some(field.clone()).filter(|field| !field.trim().is_empty()),
        Value::Number(number) => Some(number.to_string()),
        // {"author": {"name": …}}, [{"name": …}]
        Value::Object(inner) => inner.get("name").and_then(Value::as_str).map(str::to_string),
        _ => None,
    }
}

fn row_document(file: &Decoded, row: Row, row_name: &str) -> Document {
    let id = row.id.or(row.name.clone()).unwrap_or_else(|| row_name.to_string());
    let (text, converted) = super::table::cell_text(&row.text);
    let text = Decoded { text, encoding: file.encoding, notes: file.notes.clone() };
    let mut read = document(&id, text, converted);
    read.title = row.title.or(row.name.filter(|name| *name != id));
    read.date = row.date;
    read.source = row.source;
    read.author = row.author;
    if let Some(url) = row.url {
        super::address::give(&mut read, url, crate::text::Origin::Metadata);
    }
    read
}

#[cfg(test)]
mod tests {
    use super::super::{ReadOptions, read};

    #[test]
    fn a_bad_line_does_not_stop_the_others() {
        let jsonl =
            b"{\"text\": \"one\", \"id\": \"x\"}\n\nnot json\n{\"id\": \"no text\"}\n{\"text\": \"two\", \"source\": \"Reuters\"}\n";
        let loaded = read("news.jsonl", jsonl, &ReadOptions::AUTO).unwrap();
        assert_eq!(loaded.documents.len(), 2);
        assert_eq!(loaded.documents[1].id, "news.jsonl · 5");
        assert_eq!(loaded.documents[1].source.as_deref(), Some("Reuters"));
        let skipped: Vec<&str> = loaded.skipped.iter().map(|skipped| skipped.id.as_str()).collect();
        assert_eq!(skipped, ["news.jsonl · 3", "news.jsonl · 4"]);
    }

    #[test]
    fn a_line_alone_is_the_row_that_it_is_in_its_file() {
        let file = "{\"text\": \"one\", \"id\": \"x\"}\n\nnot json\n{\"text\": \"two\", \"source\": \"Reuters\", \"date\": \"2020\"}\n";
        let whole = read("news.jsonl", file.as_bytes(), &ReadOptions::AUTO).unwrap();
        let lines = (1..).zip(file.lines()).map(|(number, line)| crate::formats::read_line("news.jsonl", number, line.as_bytes()));
        let (documents, skipped): (Vec<_>, Vec<_>) = lines.map(|loaded| (loaded.documents, loaded.skipped)).unzip();
        assert_eq!((documents.concat(), skipped.concat()), (whole.documents, whole.skipped));
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
        check("a.jsonl", r#"{"text": "one", "body": "two", "id": null}"#, &["a.jsonl · 1=one"]);
        check("a.jsonl", r#"{"text": null, "body": "two", "name": 7}"#, &["7=two"]);
        check("a.json", "{\n  \"id\": \"x\",\n  \"content\": \"over lines\"\n}", &["x=over lines"]);
    }

    #[test]
    fn an_array_is_judged_row_by_row() {
        check(
            "a.json",
            r#"[{"text": "one"}, {"id": 2}, 3]"#,
            &["a.json · 1=one", &format!("a.json · 2!{EXPECTED}"), &format!("a.json · 3!{EXPECTED}")],
        );
        check("a.json", r#"[{"text": 5}]"#, &[&format!("a.json · 1!{EXPECTED}")]);
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
        assert!(note.message.starts_with("Read as plain text, not as rows (a.json · 1: not readable as JSON"), "{}", note.message);
    }
}
