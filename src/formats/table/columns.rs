//! What the columns of a table are for.

use crate::text::{Note, NoteKind};

/// So many rows are looked at.
pub(super) const SAMPLE: usize = 200;

/// Columns that hold a text, in order of preference: as [`key`] writes them.
pub(in crate::formats) const TEXTS: [&str; 27] = [
    "text",
    "body",
    "content",
    "full_text",
    "fulltext",
    "article",
    "article_text",
    "articletext",
    "article_body",
    "articlebody",
    "maintext",
    "main_text",
    "body_text",
    "bodytext",
    "story",
    "message",
    "transcript",
    "speech",
    "abstract",
    "description",
    "summary",
    "comment",
    "post",
    "tweet",
    "paragraph",
    "statement",
    "inhalt",
];

/// What a column beside the text says of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::formats) enum Role {
    Title,
    Date,
    Source,
    Url,
    Author,
}

/// Names of columns, as [`key`] writes them.
const ROLES: &[(Role, &[&str])] = &[
    (Role::Title, &["title", "headline", "heading", "subject", "article_title", "news_title", "titel"]),
    (
        Role::Date,
        &[
            "date",
            "published",
            "publication_date",
            "publish_date",
            "published_at",
            "published_date",
            "date_published",
            "date_publish",
            "pubdate",
            "pub_date",
            "created_at",
            "created",
            "datetime",
            "timestamp",
            "posted_at",
            "article_date",
            "datum",
        ],
    ),
    (
        Role::Source,
        &["source", "outlet", "publication", "publisher", "newspaper", "site", "site_name", "source_name", "media", "journal", "quelle"],
    ),
    (Role::Url, &["url", "link", "permalink", "web_url", "article_url", "source_url", "source_link", "href"]),
    (Role::Author, &["author", "authors", "byline", "writer", "creator", "journalist", "autor"]),
];

/// The role that a column's name gives it.
pub(in crate::formats) fn field_of(name: &str) -> Option<Role> {
    let key = key(name);
    ROLES.iter().find(|(_, names)| names.contains(&key.as_str())).map(|(role, _)| *role)
}

/// A name of a column in lower case, its words apart by underscores: "Published at" and "publishedAt" are "published_at".
fn key(name: &str) -> String {
    let mut key = String::new();
    let mut before = ' ';
    for c in name.trim().trim_start_matches('\u{feff}').chars() {
        if !c.is_alphanumeric() {
            key.push('_');
        } else {
            if c.is_uppercase() && before.is_lowercase() {
                key.push('_');
            }
            key.extend(c.to_lowercase());
        }
        before = c;
    }
    key.trim_matches('_').to_string()
}

/// The columns of a table that has one for texts.
pub(super) struct Columns {
    /// The names of the columns, if the first row has them.
    pub(super) heads: Vec<String>,
    pub(super) has_heads: bool,
    /// Which column the text is in.
    pub(super) text: usize,
    /// How it was chosen, where its name does not say so.
    pub(super) chosen: Option<Note>,
}

impl Columns {
    /// Looks at the first rows. `None` where no column holds texts.
    pub(super) fn of(rows: &[&Vec<String>]) -> Option<Columns> {
        let (first, rest) = rows.split_first()?;
        let is_name = |cell: &str| TEXTS.contains(&key(cell).as_str());
        let has_heads = first.iter().any(|cell| is_name(cell)) || (!rest.is_empty() && are_heads(first, rest));
        let body = if has_heads { rest } else { rows };
        let heads: Vec<String> =
            if has_heads { first.iter().map(|head| head.trim().trim_start_matches('\u{feff}').to_string()).collect() } else { Vec::new() };
        let words: Vec<usize> = (0..first.len()).map(|column| mean_words(body, column)).collect();
        let named = TEXTS.iter().filter_map(|name| heads.iter().position(|head| key(head) == *name));
        // Beside a teaser called "text" the article may be called "body".
        let mut best: Option<usize> = None;
        for column in named {
            if best.is_none_or(|best| words[column] > words[best] * 3 && words[column] >= MIN_WORDS) {
                best = Some(column);
            }
        }
        if let Some(text) = best.filter(|&text| certain(&key(&heads[text])) || words[text] >= 3 || body.is_empty()) {
            return Some(Columns { heads, has_heads, text, chosen: None });
        }
        let longest = (0..first.len()).filter(|&column| heads.get(column).is_none_or(|head| field_of(head).is_none()));
        let text = longest.max_by_key(|&column| (words[column], std::cmp::Reverse(column))).filter(|&column| words[column] >= MIN_WORDS)?;
        let which = match heads.get(text) {
            Some(head) if !head.is_empty() => format!("“{head}”"),
            _ => format!("{}", text + 1),
        };
        let chosen = format!("The texts were taken from the column {which}, which has the most words.");
        Some(Columns { heads, has_heads, text, chosen: Some(Note::new(NoteKind::Format, chosen)) })
    }

    /// What a column says of the text.
    pub(super) fn role(&self, column: usize) -> Option<Role> {
        self.heads.get(column).and_then(|head| field_of(head))
    }
}

/// Prose has so many words a cell, in the mean: streets and names have fewer.
const MIN_WORDS: usize = 8;

/// Names that mean a text and nothing else.
fn certain(key: &str) -> bool {
    matches!(key, "text" | "body" | "content" | "full_text" | "fulltext" | "article_text" | "article_body" | "maintext" | "main_text")
}

/// Mean number of words in the cells of a column that are not empty.
fn mean_words(rows: &[&Vec<String>], column: usize) -> usize {
    let cells = rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.split_whitespace().count()).filter(|&words| words > 0);
    let (count, words) = cells.fold((0, 0), |(count, sum), words| (count + 1, sum + words));
    words.checked_div(count).unwrap_or(0)
}

/// Whether the first row names the columns: short cells, all different, none of them a number.
fn are_heads(first: &[String], rest: &[&Vec<String>]) -> bool {
    let cells: Vec<&str> = first.iter().map(|cell| cell.trim()).collect();
    let numeric = |cell: &str| cell.chars().any(|c| c.is_ascii_digit()) && !cell.chars().any(char::is_alphabetic);
    let short = cells.iter().all(|cell| cell.len() <= 60 && cell.split_whitespace().count() <= 6 && !cell.ends_with('.'));
    let different = cells.iter().enumerate().all(|(at, cell)| !cells[..at].contains(cell) || cell.is_empty());
    let never_below = cells
        .iter()
        .enumerate()
        .all(|(at, cell)| rest.iter().all(|row| row.get(at).is_none_or(|below| below.trim() != *cell) || cell.is_empty()));
    short && different && never_below && !cells.iter().any(|cell| numeric(cell)) && cells.iter().any(|cell| !cell.is_empty())
}
