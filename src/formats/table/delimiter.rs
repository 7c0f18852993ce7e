//! What stands between the cells of a table.

/// Delimiters that programs write, the likeliest first.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// So many rows are looked at.
const SAMPLE: usize = 60;

/// The delimiter that the first line tells Excel ("sep=;"), and where the table begins.
pub(super) fn told(text: &str) -> (Option<u8>, usize) {
    let line = text.lines().next().unwrap_or_default();
    let told = line.trim_start_matches('\u{feff}').trim().trim_matches('"');
    let told = told.get(..4).filter(|head| head.eq_ignore_ascii_case("sep=")).map(|_| &told[4..]);
    match told.map(str::as_bytes) {
        Some(&[delimiter]) => (Some(delimiter), text.find('\n').map_or(text.len(), |at| at + 1)),
        // A tab was trimmed.
        Some([]) if line.contains('\t') => (Some(b'\t'), text.find('\n').map_or(text.len(), |at| at + 1)),
        _ => (None, 0),
    }
}

/// The delimiter that cuts all rows into as many cells as the first has, more than one; of several the one that cuts more rows evenly, then
/// the usual one. A table of one column has none, and then the usual one is as good as any. `None` where nothing is a table.
pub(super) fn sniffed(text: &str, usual: u8) -> Option<u8> {
    let mut best: Option<(usize, bool, usize, u8)> = None;
    let mut has_several = false;
    for delimiter in DELIMITERS {
        let (rows, cells, even) = cut(text, delimiter);
        has_several |= cells > 1 && rows > 0;
        if cells < 2 || even * 10 < rows * 8 {
            continue;
        }
        let score = (even * 20 / rows.max(1), delimiter == usual, cells, delimiter);
        best = best.max(Some(score));
    }
    match best {
        Some((.., delimiter)) => Some(delimiter),
        // Rows that are not even, below a head that names a text: a comma stands in the text itself.
        None if heads_a_text(text, usual) => Some(usual),
        None if !has_several => Some(usual).filter(|_| one_column(text)),
        None => None,
    }
}

/// How many rows there are, how many cells the first has, and how many have as many.
fn cut(text: &str, delimiter: u8) -> (usize, usize, usize) {
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).has_headers(false).from_reader(text.as_bytes());
    let mut lengths = reader.records().take(SAMPLE).flatten().map(|record| record.len());
    let Some(first) = lengths.next() else { return (0, 0, 0) };
    lengths.fold((1, first, 1), |(rows, first, even), length| (rows + 1, first, even + usize::from(length == first)))
}

/// Whether one of the cells of the first line is what columns of texts are called.
fn heads_a_text(text: &str, delimiter: u8) -> bool {
    let head = text.lines().next().unwrap_or_default();
    let mut cells = head.split(char::from(delimiter)).map(|cell| cell.trim().trim_start_matches('\u{feff}').trim_matches('"'));
    cells.any(|cell| super::columns::TEXTS.iter().any(|name| cell.eq_ignore_ascii_case(name)))
}

/// Whether the first line is a head such as "text", so that each line is a row.
fn one_column(text: &str) -> bool {
    let head = text.lines().next().unwrap_or_default().trim().trim_start_matches('\u{feff}').trim_matches('"');
    super::columns::TEXTS.iter().any(|name| head.eq_ignore_ascii_case(name))
}
