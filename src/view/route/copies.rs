//! What the address says of the view of copies.

use serde::{Deserialize, Serialize};

use super::pair;

/// What the view of copies shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct CopyQuery {
    /// Rows of this kind only.
    pub kind: Option<CopyKind>,
    /// In which form.
    pub form: CopyForm,
    /// Passages of at least this many words.
    pub min_words: u16,
    /// Passages with at most this share of their words changed, in hundredths.
    pub max_changed: u8,
    /// Whether boilerplate counts in the shares.
    pub boilerplate: bool,
    /// The cluster whose documents are listed, by its index in the report.
    pub cluster: Option<u32>,
    /// The story that is open, by the index of any of its documents.
    pub story: Option<u32>,
    /// The part of the matrix that is shown.
    pub zoom: Option<Zoom>,
}

impl Default for CopyQuery {
    fn default() -> CopyQuery {
        CopyQuery {
            kind: None,
            form: CopyForm::List,
            min_words: 0,
            max_changed: 100,
            boilerplate: false,
            cluster: None,
            story: None,
            zoom: None,
        }
    }
}

/// Forms of the view.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum CopyForm {
    /// Rows, what matters most first.
    #[default]
    List,
    /// Documents by documents.
    Matrix,
    /// A bar a document, joined by what they share.
    Ribbons,
}

impl CopyForm {
    /// All of them.
    pub const ALL: [CopyForm; 3] = [CopyForm::List, CopyForm::Matrix, CopyForm::Ribbons];

    /// The name in the address and, capitalised, on the screen.
    pub fn name(self) -> &'static str {
        match self {
            CopyForm::List => "list",
            CopyForm::Matrix => "matrix",
            CopyForm::Ribbons => "ribbons",
        }
    }
}

/// Ranges of the documents that share something, in the order of the matrix: rows and columns, half-open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[allow(missing_docs)] // said above
pub struct Zoom {
    pub rows: (u32, u32),
    pub columns: (u32, u32),
}

impl CopyQuery {
    /// Adds what is not the default to the parts of an address.
    pub(super) fn write(&self, query: &mut Vec<String>) {
        if let Some((_, name)) = self.kind.and_then(|kind| CopyKind::ALL.iter().find(|(other, _)| *other == kind)) {
            query.push(format!("copies={name}"));
        }
        if self.form != CopyForm::List {
            query.push(format!("form={}", self.form.name()));
        }
        if self.min_words > 0 {
            query.push(format!("words={}", self.min_words));
        }
        if self.max_changed < 100 {
            query.push(format!("changed={}", self.max_changed));
        }
        if self.boilerplate {
            query.push("boilerplate=1".into());
        }
        query.extend(self.cluster.map(|cluster| format!("cluster={cluster}")));
        query.extend(self.story.map(|document| format!("story={document}")));
        if let Some(Zoom { rows, columns }) = self.zoom {
            query.push(format!("rows={}.{}&columns={}.{}", rows.0, rows.1, columns.0, columns.1));
        }
    }

    /// Reads what [`CopyQuery::write`] wrote.
    pub(super) fn read<'q>(value: &impl Fn(&str) -> Option<&'q str>) -> CopyQuery {
        let number = |name: &str| value(name).and_then(|number| number.parse().ok());
        CopyQuery {
            kind: value("copies").and_then(|name| CopyKind::ALL.iter().find(|(_, known)| *known == name)).map(|(kind, _)| *kind),
            form: value("form").and_then(|name| CopyForm::ALL.into_iter().find(|form| form.name() == name)).unwrap_or_default(),
            min_words: number("words").unwrap_or(0),
            max_changed: number("changed").map_or(100, |changed| changed.min(100) as u8),
            boilerplate: value("boilerplate") == Some("1"),
            cluster: value("cluster").and_then(|cluster| cluster.parse().ok()),
            story: value("story").and_then(|document| document.parse().ok()),
            zoom: value("rows").and_then(pair).zip(value("columns").and_then(pair)).map(|(rows, columns)| Zoom { rows, columns }),
        }
    }
}

/// Kinds of findings, in the order of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[allow(missing_docs)] // their labels say it
pub enum CopyKind {
    Story,
    Telling,
    OnlyHere,
    Identical,
    Near,
    Member,
    Pair,
    Passage,
    Quote,
    Repeat,
    Template,
    Boilerplate,
    Dismissed,
}

impl CopyKind {
    /// The kinds one can ask for, with their names in the address.
    pub const ALL: [(CopyKind, &str); 10] = [
        (CopyKind::Story, "story"),
        (CopyKind::Identical, "identical"),
        (CopyKind::Near, "near"),
        (CopyKind::Pair, "pair"),
        (CopyKind::Passage, "passage"),
        (CopyKind::Quote, "quote"),
        (CopyKind::Repeat, "repeat"),
        (CopyKind::Template, "template"),
        (CopyKind::Boilerplate, "boilerplate"),
        (CopyKind::Dismissed, "dismissed"),
    ];

    /// How a row is labelled.
    pub fn label(self) -> &'static str {
        match self {
            CopyKind::Story => "Story",
            CopyKind::Telling => "In this story",
            CopyKind::OnlyHere => "Only here",
            CopyKind::Identical => "Identical documents",
            CopyKind::Near => "Versions of one text",
            CopyKind::Member => "In this group",
            CopyKind::Pair => "Documents that share text",
            CopyKind::Passage => "Shared passage",
            CopyKind::Quote => "Shared quotation",
            CopyKind::Repeat => "Repeated in one document",
            CopyKind::Template => "Same template",
            CopyKind::Boilerplate => "Boilerplate",
            CopyKind::Dismissed => "Not a copy",
        }
    }

    /// How the list of kinds calls them.
    pub fn plural(self) -> &'static str {
        match self {
            CopyKind::Story => "Stories",
            CopyKind::Telling => "Documents of a story",
            CopyKind::OnlyHere => "Only in one document",
            CopyKind::Identical => "Identical documents",
            CopyKind::Near => "Versions",
            CopyKind::Member => "Documents",
            CopyKind::Pair => "Pairs of documents",
            CopyKind::Passage => "Shared passages",
            CopyKind::Quote => "Shared quotations",
            CopyKind::Repeat => "Repeats",
            CopyKind::Template => "Templates",
            CopyKind::Boilerplate => "Boilerplate",
            CopyKind::Dismissed => "Not copies, by you",
        }
    }
}
