//! From characters and their places on pages to running text: words, lines, columns, paragraphs, and what is printed on every page.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

/// A character, or a ligature, on a page.
#[derive(Clone, Debug)]
pub(super) struct Glyph {
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) width: f64,
    pub(super) size: f64,
    pub(super) text: String,
}

/// The characters of a page, in the order in which they were drawn.
#[derive(Clone, Debug, Default)]
pub(super) struct Page {
    pub(super) glyphs: Vec<Glyph>,
    pub(super) height: f64,
    pub(super) bottom: f64,
}

/// The text of a document.
pub(super) struct LaidOut {
    pub(super) text: String,
    /// Where the text of each page begins: the page, counted from 0, and the byte.
    pub(super) starts: Vec<(usize, usize)>,
    /// Words that are printed on every page, and left out.
    pub(super) furniture: usize,
}

/// A piece of a line: words with no more than a space between them.
#[derive(Clone, Debug)]
struct Piece {
    left: f64,
    right: f64,
    /// The base line, from the bottom.
    y: f64,
    size: f64,
    text: String,
}

/// Puts the pages together.
pub(super) fn text(pages: Vec<Page>) -> LaidOut {
    let places: Vec<(f64, f64)> = pages.iter().map(|page| (page.bottom, page.height)).collect();
    let mut pages: Vec<Vec<Piece>> = pages.iter().map(|page| pieces(&page.glyphs)).collect();
    let furniture = take_furniture(&mut pages, &places);
    let mut writer = Writer::default();
    for (number, page) in pages.into_iter().enumerate() {
        writer.page = Some(number);
        for column in columns(page) {
            writer.column(column);
        }
    }
    writer.text.truncate(writer.text.trim_end().len());
    LaidOut { text: writer.text, starts: writer.starts, furniture }
}

/// The pieces of lines on a page. What is drawn over itself to look bold is read once.
fn pieces(glyphs: &[Glyph]) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut last: Option<&Glyph> = None;
    let mut space = false;
    for glyph in glyphs {
        if last.is_some_and(|last| {
            last.text == glyph.text && (last.x - glyph.x).abs() < glyph.size * 0.1 && (last.y - glyph.y).abs() < glyph.size * 0.1
        }) {
            continue;
        }
        if glyph.text.trim().is_empty() {
            space = true;
            continue;
        }
        let text: String = if glyph.text.chars().any(|c| ('\u{fb00}'..='\u{fb4f}').contains(&c)) {
            glyph.text.nfkc().collect()
        } else {
            glyph.text.clone()
        };
        let goes_on = pieces.last().is_some_and(|piece| {
            let gap = glyph.x - piece.right;
            // Notes in small figures stand a little higher.
            (glyph.y - piece.y).abs() < piece.size.max(glyph.size) * 0.45
                && gap > -piece.size * 0.6
                && gap < piece.size * if space { 1.1 } else { 0.9 }
        });
        match pieces.last_mut().filter(|_| goes_on) {
            Some(piece) => {
                let gap = glyph.x - piece.right;
                if (space || gap > piece.size * 0.17) && !piece.text.ends_with(' ') {
                    piece.text.push(' ');
                }
                piece.text.push_str(&text);
                piece.right = piece.right.max(glyph.x + glyph.width);
                piece.size = piece.size.max(glyph.size);
            }
            None => pieces.push(Piece { left: glyph.x, right: glyph.x + glyph.width, y: glyph.y, size: glyph.size, text }),
        }
        (last, space) = (Some(glyph), false);
    }
    pieces.retain(|piece| piece.text.chars().any(|c| !c.is_control() && !c.is_whitespace()));
    pieces
}

/// Lines that are on so many pages, but for their numbers, are printed on every page.
const MIN_PAGES: usize = 3;

/// Takes out heads, feet and page numbers: what stands among the first or last lines at the same height on three pages or more, and is the
/// same but for numbers. How many words.
fn take_furniture(pages: &mut [Vec<Piece>], places: &[(f64, f64)]) -> usize {
    let mut seen: BTreeMap<(String, i32), usize> = BTreeMap::new();
    let key = |piece: &Piece, (bottom, height): (f64, f64)| {
        let place = (piece.y - bottom) / height.max(1.0);
        let shape: String = piece.text.chars().map(|c| if c.is_ascii_digit() { '#' } else { c }).collect();
        let mut shape = shape.split_whitespace().collect::<Vec<_>>().join(" ");
        while shape.contains("##") {
            shape = shape.replace("##", "#");
        }
        // In the margins only.
        (!(0.1..0.9).contains(&place)).then_some((shape, (place * 50.0).round() as i32))
    };
    for (page, &place) in pages.iter().zip(places) {
        let mut keys: Vec<_> = page.iter().filter_map(|piece| key(piece, place)).collect();
        keys.sort();
        keys.dedup();
        for key in keys {
            *seen.entry(key).or_default() += 1;
        }
    }
    let mut words = 0;
    for (page, &place) in pages.iter_mut().zip(places) {
        page.retain(|piece| {
            let is_furniture = key(piece, place).is_some_and(|key| {
                let near = [(key.0.clone(), key.1 - 1), (key.0.clone(), key.1 + 1), key];
                near.iter().filter_map(|key| seen.get(key)).sum::<usize>() >= MIN_PAGES
            });
            words += if is_furniture { piece.text.split_whitespace().count() } else { 0 };
            !is_furniture
        });
    }
    words
}

/// From the top, then from the left.
fn reading_order(a: &Piece, b: &Piece) -> Ordering {
    b.y.total_cmp(&a.y).then(a.left.total_cmp(&b.left))
}

/// The columns of a page, in the order in which they are read: what goes across both comes before or after what stands beside each other.
fn columns(mut pieces: Vec<Piece>) -> Vec<Vec<Piece>> {
    pieces.sort_by(reading_order);
    let Some(gutter) = gutter(&pieces) else { return vec![pieces] };
    let mut bands: Vec<Vec<Piece>> = Vec::new();
    let (mut left, mut right) = (Vec::new(), Vec::new());
    let flush = |left: &mut Vec<Piece>, right: &mut Vec<Piece>, bands: &mut Vec<Vec<Piece>>| {
        for side in [std::mem::take(left), std::mem::take(right)] {
            if !side.is_empty() {
                bands.extend(columns(side));
            }
        }
    };
    for piece in pieces {
        if piece.left < gutter && piece.right > gutter {
            flush(&mut left, &mut right, &mut bands);
            match bands.last_mut().filter(|band| band.last().is_some_and(|last| last.left < gutter && last.right > gutter)) {
                Some(band) => band.push(piece),
                None => bands.push(vec![piece]),
            }
        } else if piece.right <= gutter {
            left.push(piece);
        } else {
            right.push(piece);
        }
    }
    flush(&mut left, &mut right, &mut bands);
    bands
}

/// Where two columns of prose part, if they do: many lines begin right of it at one place, as many end left of it, and few go across.
fn gutter(pieces: &[Piece]) -> Option<f64> {
    let mut starts: Vec<(f64, f64)> = pieces.iter().map(|piece| (piece.left, piece.size)).collect();
    starts.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut best: Option<(usize, f64)> = None;
    let mut at = 0;
    while at < starts.len() {
        let (x, size) = starts[at];
        let same = starts[at..].iter().take_while(|(other, _)| *other < x + size).count();
        if same >= MIN_LINES {
            let gutter = x - 1.0;
            if let Some(score) = parts(pieces, gutter)
                && best.is_none_or(|(most, _)| score > most)
            {
                best = Some((score, gutter));
            }
        }
        at += same.max(1);
    }
    best.map(|(_, gutter)| gutter)
}

/// Columns have so many lines each.
const MIN_LINES: usize = 4;

/// How well a place parts two columns; `None` if it does not.
fn parts(pieces: &[Piece], gutter: f64) -> Option<usize> {
    let left: Vec<&Piece> = pieces.iter().filter(|piece| piece.right <= gutter).collect();
    let right: Vec<&Piece> = pieces.iter().filter(|piece| piece.left >= gutter).collect();
    let across = pieces.len() - left.len() - right.len();
    let least = left.len().min(right.len());
    if least < MIN_LINES || across * 2 > least {
        return None;
    }
    // Prose has several words a line; the cells of a table have one or two, and stand beside each other.
    let is_prose = |side: &[&Piece]| {
        let mut words: Vec<usize> = side.iter().map(|piece| piece.text.split(' ').count()).collect();
        words.sort_unstable();
        words[words.len() / 2] >= 3
    };
    // Both must be beside each other, and not one above the other.
    let top = |side: &[&Piece]| side.iter().map(|piece| piece.y).fold(f64::MIN, f64::max);
    let bottom = |side: &[&Piece]| side.iter().map(|piece| piece.y).fold(f64::MAX, f64::min);
    let beside = bottom(&left) < top(&right) && bottom(&right) < top(&left);
    (beside && is_prose(&left) && is_prose(&right)).then(|| least * 2 - across)
}

/// Puts lines together to paragraphs.
#[derive(Default)]
struct Writer {
    text: String,
    /// The line before.
    last: Option<Piece>,
    /// Whether it is known that a new column or page begins.
    begins: bool,
    /// The page that begins with the next line.
    page: Option<usize>,
    starts: Vec<(usize, usize)>,
}

impl Writer {
    /// Lines of one column, those of one height on one line.
    fn column(&mut self, mut pieces: Vec<Piece>) {
        pieces.sort_by(reading_order);
        let mut lines: Vec<Piece> = Vec::new();
        for piece in pieces {
            match lines.last_mut().filter(|line| (line.y - piece.y).abs() < line.size.max(piece.size) * 0.4) {
                Some(line) => put_beside(line, piece),
                None => lines.push(piece),
            }
        }
        let widest = lines.iter().map(|line| line.right).fold(0.0, f64::max);
        let mut steps: Vec<f64> = lines.windows(2).map(|pair| pair[0].y - pair[1].y).filter(|step| *step > 0.0).collect();
        steps.sort_by(f64::total_cmp);
        // The distance of lines: most stand as close as lines can.
        let step = steps.get(steps.len() / 3).copied();
        self.begins = true;
        for line in lines {
            self.line(line, widest, step);
        }
    }

    fn line(&mut self, line: Piece, widest: f64, step: Option<f64>) {
        let is_row = line.text.contains('\t');
        if let Some(last) = self.last.take() {
            let ends = last.text.trim_end().ends_with(['.', '!', '?', ':', '”', '"', ';']);
            let lower = line.text.chars().next().is_some_and(char::is_lowercase);
            let gap = last.y - line.y;
            let is_new = if is_row || last.text.contains('\t') {
                true
            } else if self.begins {
                // A paragraph goes on in the next column or on the next page, if its sentence does.
                ends || !(lower || last.text.ends_with([',', '-', '\u{ad}']))
            } else {
                let far = step.is_some_and(|step| gap > step * 1.35 && gap > line.size * 1.3);
                let other_size = (last.size - line.size).abs() > last.size.max(line.size) * 0.12;
                let indented = line.left > last.left + line.size * 0.8 && ends;
                let short = last.right < widest - line.size * 6.0 && (ends || !lower);
                far || other_size && !lower || indented || short || is_item(&line.text)
            };
            self.join(is_new, lower);
        }
        self.starts.extend(self.page.take().map(|page| (page, self.text.len())));
        self.text.push_str(line.text.trim());
        self.begins = false;
        self.last = Some(line);
    }

    fn join(&mut self, is_new: bool, lower: bool) {
        if self.text.ends_with('\u{ad}') {
            self.text.pop();
            return;
        }
        if is_new {
            self.text.push('\n');
            return;
        }
        let word = self.text.strip_suffix(['-', '\u{2010}']).is_some_and(|rest| rest.ends_with(char::is_lowercase));
        if word && lower {
            self.text.pop(); // the hyphen of the end of the line
        } else if !self.text.ends_with(['-', '\u{2010}', '/']) {
            self.text.push(' ');
        }
    }
}

/// Puts a piece beside another on its line: with a space where they are near, else as another cell.
fn put_beside(line: &mut Piece, piece: Piece) {
    if piece.left < line.left {
        let before = std::mem::replace(line, piece);
        return put_beside(line, before);
    }
    let gap = piece.left - line.right;
    line.text.push_str(if gap > line.size * 1.5 {
        "\t"
    } else if gap > line.size * 0.17 || line.text.ends_with(' ') {
        " "
    } else {
        ""
    });
    line.text.push_str(piece.text.trim_start());
    line.right = line.right.max(piece.right);
}

/// Whether a line is an item of a list.
fn is_item(text: &str) -> bool {
    let mut chars = text.chars();
    match chars.next() {
        Some('•' | '▪' | '◦' | '‣' | '■' | '–') => true,
        Some(c) if c.is_ascii_digit() => {
            matches!(chars.as_str().trim_start_matches(|c: char| c.is_ascii_digit()).get(..2), Some(". " | ") "))
        }
        _ => false,
    }
}
