//! Pictures as plain data: shapes with what they mean and where they lead. The page draws them, `to_svg` writes them to a
//! file, and each has a table that says the same.

use std::cmp::Ordering;
use std::fmt::Write as _;

use serde::{Deserialize, Serialize};

use super::route::{Open, Route};

/// A picture and its twin in words.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Picture {
    /// What it shows: a fact.
    pub title: String,
    /// How it is to be read.
    pub summary: String,
    /// Width in pixels at its natural size.
    pub width: u32,
    /// Height.
    pub height: u32,
    /// From back to front.
    pub marks: Vec<Mark>,
    /// Where the picture has an axis along its width: what its places mean.
    pub scale: Option<Scale>,
    /// The same as a table.
    pub table: Table,
}

/// An axis from left to right.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Scale {
    /// The value at its start.
    pub low: f64,
    /// The value at its end.
    pub high: f64,
    /// Whether equal distances are equal factors.
    pub logarithmic: bool,
    /// Its start in pixels.
    pub start: i32,
    /// Its end.
    pub end: i32,
}

impl Scale {
    /// Where a value is, in pixels.
    pub fn place(&self, value: f64) -> i32 {
        let part = if self.logarithmic {
            (value / self.low).log10() / (self.high / self.low).log10()
        } else {
            (value - self.low) / (self.high - self.low)
        };
        self.start + (part.clamp(0.0, 1.0) * f64::from(self.end - self.start)).round() as i32
    }

    /// The value at a place.
    pub fn value(&self, x: i32) -> f64 {
        let part = (f64::from(x - self.start) / f64::from((self.end - self.start).max(1))).clamp(0.0, 1.0);
        if self.logarithmic { self.low * (self.high / self.low).powf(part) } else { self.low + part * (self.high - self.low) }
    }
}

/// Room that labels need which all end at the same place, in pixels: as wide as the widest of them may be drawn, so that none is cut at the edge.
/// Fonts differ; this is meant for the widest ones of usual systems, at 12 pixels.
pub fn room<'l>(labels: impl Iterator<Item = &'l str>) -> i32 {
    let width = |letter: char| match letter {
        'i' | 'j' | 'l' | 't' | 'f' | 'I' | '.' | ',' | ':' | '\'' | '|' | ' ' | '-' => 5,
        'm' | 'w' | 'M' | 'W' | '@' | '…' => 12,
        '\u{1100}'.. => 13, // letters as wide as they are high
        _ if letter.is_uppercase() => 10,
        _ => 8,
    };
    labels.map(|label| label.chars().map(width).sum()).max().unwrap_or(0)
}

/// One shape.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Mark {
    /// Where it is.
    pub shape: Shape,
    /// What it stands for.
    pub tone: Tone,
    /// How strongly it is filled, in hundredths.
    pub strength: u8,
    /// What it says, for those who point at it or do not see it; empty where it says nothing of its own.
    pub label: String,
    /// Where it leads.
    pub link: Option<Link>,
}

/// Shapes, in pixels from the upper left corner.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs)] // as in SVG
pub enum Shape {
    Rect { x: i32, y: i32, width: i32, height: i32 },
    Circle { x: i32, y: i32, radius: i32, hollow: bool },
    Line { x1: i32, y1: i32, x2: i32, y2: i32 },
    Path(String),
    Text { x: i32, y: i32, anchor: Anchor, text: String },
}

/// Which part of a text stands at its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)] // as in SVG
pub enum Anchor {
    Start,
    Middle,
    End,
}

/// What a mark stands for. The style sheet and [`to_svg`] give it its colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)] // the names say it
pub enum Tone {
    Ground,
    Axis,
    Text,
    Quiet,
    OnMark,
    Document,
    Copy,
    Quote,
    Boilerplate,
    Figure,
    Accent,
}

impl Tone {
    /// Its class in the style sheet, its colour in a file.
    pub fn style(self) -> (&'static str, &'static str) {
        match self {
            Tone::Ground => ("tone--ground", "#f3f1ec"),
            Tone::Axis => ("tone--axis", "#c9c5ba"),
            Tone::Text => ("tone--text", "#1c1b18"),
            Tone::Quiet => ("tone--quiet", "#5f5d55"),
            Tone::OnMark => ("tone--on-mark", "#1c1b18"),
            Tone::Document => ("tone--document", "#e3e0d8"),
            Tone::Copy => ("tone--copy", "#c98a00"),
            Tone::Quote => ("tone--quote", "#86368c"),
            Tone::Boilerplate => ("tone--boilerplate", "#8b887e"),
            Tone::Figure => ("tone--figure", "#a82f0c"),
            Tone::Accent => ("tone--accent", "#1b5e8c"),
        }
    }
}

/// Where a mark or a row leads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Link {
    /// Something is opened beside what is shown.
    Open(Open),
    /// Something else is shown.
    Route(Box<Route>),
}

impl Link {
    /// Its address, seen from where the user is.
    pub fn to_hash(&self, here: &Route) -> String {
        match self {
            Link::Open(open) => here.opening(*open).to_hash(),
            Link::Route(route) => route.choosing(here.selection.clone()).to_hash(),
        }
    }
}

/// A table that says what a picture shows.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Table {
    /// Headings.
    pub columns: Vec<String>,
    /// Rows, the most important first.
    pub rows: Vec<TableRow>,
    /// Rows that are left out at the end.
    pub more: u32,
}

/// One row of a table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TableRow {
    /// One cell a column.
    pub cells: Vec<Cell>,
    /// Where its first cell leads.
    pub link: Option<Link>,
}

/// One cell. Numbers come before words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Cell {
    /// Words.
    Text(String),
    /// A number: what it sorts by, and how it is written.
    Number(i64, String),
}

impl Ord for Cell {
    fn cmp(&self, other: &Cell) -> Ordering {
        match (self, other) {
            (Cell::Number(a, _), Cell::Number(b, _)) => a.cmp(b),
            (Cell::Text(a), Cell::Text(b)) => a.cmp(b),
            (Cell::Number(..), Cell::Text(_)) => Ordering::Less,
            (Cell::Text(_), Cell::Number(..)) => Ordering::Greater,
        }
    }
}

impl PartialOrd for Cell {
    fn partial_cmp(&self, other: &Cell) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Cell {
    /// What is written in it.
    pub fn text(&self) -> &str {
        match self {
            Cell::Text(text) | Cell::Number(_, text) => text,
        }
    }
}

impl Mark {
    /// A mark that means nothing by itself: ground, axes, labels.
    pub fn plain(shape: Shape, tone: Tone) -> Mark {
        Mark { shape, tone, strength: 100, label: String::new(), link: None }
    }

    /// A text.
    pub fn text(x: i32, y: i32, anchor: Anchor, tone: Tone, text: impl Into<String>) -> Mark {
        Mark::plain(Shape::Text { x, y, anchor, text: text.into() }, tone)
    }
}

/// Space above a saved picture for its title, below it for where it comes from.
const MARGIN: u32 = 44;

/// The picture as a file of its own: title above, source below, fonts that every machine has.
pub fn to_svg(picture: &Picture) -> String {
    let (width, height) = svg_size(picture);
    let mut svg = String::new();
    let _ = write!(
        svg,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" \
         font-family=\"system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif\" font-size=\"12\">\n\
         <title>{title}</title>\n<desc>{summary}</desc>\n<rect width=\"{width}\" height=\"{height}\" fill=\"#ffffff\"/>\n\
         <text x=\"12\" y=\"26\" font-size=\"16\" font-weight=\"600\" fill=\"#1c1b18\">{title}</text>\n<g transform=\"translate(0 {MARGIN})\">\n",
        title = escaped(&picture.title),
        summary = escaped(&picture.summary),
    );
    for mark in &picture.marks {
        write_mark(&mut svg, mark);
    }
    let _ = write!(
        svg,
        "</g>\n<text x=\"12\" y=\"{}\" fill=\"#5f5d55\">{}</text>\n</svg>\n",
        height - 16,
        escaped(&format!("{} Made with Dossier.", picture.summary))
    );
    svg
}

/// Width and height of [`to_svg`], in pixels.
pub fn svg_size(picture: &Picture) -> (u32, u32) {
    (picture.width.max(320), picture.height + 2 * MARGIN)
}

fn write_mark(svg: &mut String, mark: &Mark) {
    let (_, colour) = mark.tone.style();
    let opacity = f32::from(mark.strength) / 100.0;
    let title = if mark.label.is_empty() { String::new() } else { format!("<title>{}</title>", escaped(&mark.label)) };
    let _ = match &mark.shape {
        Shape::Rect { x, y, width, height } => writeln!(
            svg,
            "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" fill=\"{colour}\" fill-opacity=\"{opacity}\">{title}</rect>"
        ),
        Shape::Circle { x, y, radius, hollow: false } => {
            writeln!(svg, "<circle cx=\"{x}\" cy=\"{y}\" r=\"{radius}\" fill=\"{colour}\" fill-opacity=\"{opacity}\">{title}</circle>")
        }
        Shape::Circle { x, y, radius, hollow: true } => writeln!(
            svg,
            "<circle cx=\"{x}\" cy=\"{y}\" r=\"{radius}\" fill=\"#ffffff\" stroke=\"{colour}\" stroke-width=\"2\">{title}</circle>"
        ),
        Shape::Line { x1, y1, x2, y2 } => {
            writeln!(
                svg,
                "<line x1=\"{x1}\" y1=\"{y1}\" x2=\"{x2}\" y2=\"{y2}\" stroke=\"{colour}\" stroke-opacity=\"{opacity}\">{title}</line>"
            )
        }
        Shape::Path(path) => writeln!(svg, "<path d=\"{}\" fill=\"{colour}\" fill-opacity=\"{opacity}\">{title}</path>", escaped(path)),
        Shape::Text { x, y, anchor, text } => {
            writeln!(svg, "<text x=\"{x}\" y=\"{y}\" text-anchor=\"{}\" fill=\"{colour}\">{}</text>", anchor.name(), escaped(text))
        }
    };
}

impl Anchor {
    /// As SVG writes it.
    pub fn name(self) -> &'static str {
        match self {
            Anchor::Start => "start",
            Anchor::Middle => "middle",
            Anchor::End => "end",
        }
    }
}

/// Text that is safe in XML and HTML, between tags and in double quotes: no markup, and no control characters, which XML 1.0 does not allow at all.
pub fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            _ if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => safe.push(' '),
            _ => safe.push(c),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_widest_label_says_how_much_room_there_is() {
        assert_eq!(room([].into_iter()), 0);
        assert!(room(["Islamic Revolutionary Guard Corps · organisation"].into_iter()) > 300);
        assert_eq!(room(["Iran", "Vladimir Putin"].into_iter()), room(["Vladimir Putin"].into_iter()));
        assert!(room(["伊朗总统"].into_iter()) > room(["Iran"].into_iter()));
    }

    #[test]
    fn a_saved_picture_is_xml_whatever_files_are_called() {
        let text = "<img src=x onerror=\"alert(1)\"> & \u{0} ]]>";
        let picture = Picture {
            title: text.into(),
            summary: text.into(),
            width: 400,
            height: 100,
            marks: vec![
                Mark { label: text.into(), ..Mark::plain(Shape::Rect { x: 0, y: 0, width: 10, height: 10 }, Tone::Copy) },
                Mark::text(0, 0, Anchor::Start, Tone::Text, text),
            ],
            scale: None,
            table: Table::default(),
        };
        let svg = to_svg(&picture);
        assert!(!svg.contains("<img") && !svg.contains('\u{0}'), "{svg}");
        let mut open: Vec<&str> = Vec::new();
        for tag in svg.split('<').skip(1) {
            let name = tag.split([' ', '>', '\n']).next().unwrap();
            match name.strip_prefix('/') {
                Some(name) => assert_eq!(open.pop(), Some(name)),
                None if !tag.split('>').next().unwrap().ends_with('/') => open.push(name),
                None => {}
            }
        }
        assert!(open.is_empty(), "not closed: {open:?}");
    }
}
