//! The forms in which the report leaves the page, with the names of their files; and what a report to read consists of.

use std::collections::BTreeSet;
use std::rc::Rc;

use serde::{Deserialize, Serialize};

/// A form in which the report leaves the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Export {
    /// Everything, as JSON.
    Json,
    /// Names, as CSV.
    Mentions,
    /// Passages and boilerplate, as CSV.
    Passages,
    /// Figures, as CSV.
    Figures,
    /// Who says what, as CSV.
    Quotes,
    /// Addresses and numbers, as CSV.
    Addresses,
    /// Everything as a page to read and print, as HTML.
    Html,
    /// The same as Markdown.
    Markdown,
    /// What is kept, as citations.
    Citations,
    /// What was decided, to be used with other documents, as JSON.
    Rules,
    /// All tables as a workbook; the answer holds its sheets as JSON, the page has them written as XLSX.
    Workbook,
    /// Every finding as a Web Annotation, as JSON-LD.
    Annotations,
    /// The pins as Web Annotations, as JSON-LD.
    PinAnnotations,
    /// Who is named where, in the model of Aleph, as JSON lines.
    FollowTheMoney,
}

impl Export {
    /// All forms: name of the file, how a menu calls it.
    pub const ALL: [(Export, &str, &str); 14] = [
        (Export::Json, "dossier-report.json", "Report (JSON)"),
        (Export::Workbook, "dossier-tables.xlsx", "All tables (XLSX)"),
        (Export::Mentions, "dossier-names.csv", "Names (CSV)"),
        (Export::Passages, "dossier-copies.csv", "Copies (CSV)"),
        (Export::Figures, "dossier-figures.csv", "Figures (CSV)"),
        (Export::Quotes, "dossier-quotes.csv", "Quotes (CSV)"),
        (Export::Addresses, "dossier-addresses.csv", "Addresses (CSV)"),
        (Export::Html, "dossier-report.html", "Report to read (HTML)"),
        (Export::Markdown, "dossier-report.md", "Report (Markdown)"),
        (Export::Citations, "dossier-citations.txt", "Pins as citations (text)"),
        (Export::PinAnnotations, "dossier-pins.jsonld", "Pins (Web Annotation)"),
        (Export::Annotations, "dossier-annotations.jsonld", "Findings (Web Annotation)"),
        (Export::FollowTheMoney, "dossier-names.ftm.json", "Names for Aleph (FollowTheMoney)"),
        (Export::Rules, "dossier-rules.json", "Rules (JSON)"),
    ];

    /// The forms by who uses them, as a menu shows them.
    pub const GROUPS: [(&str, &[Export]); 3] = [
        ("To read", &[Export::Html, Export::Markdown, Export::Citations]),
        ("Tables", &[Export::Workbook, Export::Mentions, Export::Figures, Export::Quotes, Export::Passages, Export::Addresses]),
        ("For other programs", &[Export::Json, Export::Annotations, Export::PinAnnotations, Export::FollowTheMoney, Export::Rules]),
    ];

    /// How a menu calls it.
    pub fn label(self) -> &'static str {
        Export::ALL.iter().find(|(form, ..)| *form == self).map_or("", |(.., label)| label)
    }

    /// Whether it is a report to read, whose parts can be chosen.
    pub fn is_to_read(self) -> bool {
        matches!(self, Export::Html | Export::Markdown)
    }

    /// What the file is called.
    pub fn file_name(self) -> &'static str {
        Export::ALL.iter().find(|(form, ..)| *form == self).map_or("dossier.txt", |(_, name, _)| name)
    }
}

/// A part of a report to read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[allow(missing_docs)] // the labels say it
pub enum Part {
    Summary,
    Pins,
    Checked,
    Changes,
    Names,
    Sources,
}

impl Part {
    /// All parts in their order, with how a menu calls them.
    pub const ALL: [(Part, &str); 6] = [
        (Part::Summary, "Summary"),
        (Part::Pins, "Pins with notes"),
        (Part::Checked, "Checked figures"),
        (Part::Changes, "What changed between versions"),
        (Part::Names, "Names"),
        (Part::Sources, "Sources"),
    ];
}

/// What a report to read consists of, and who hands it over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportOptions {
    /// Its parts.
    pub parts: BTreeSet<Part>,
    /// How many names are in it.
    pub names: u32,
    /// Whether everything that was found follows behind it.
    pub appendix: bool,
    /// Its title; empty: what is in it.
    pub title: String,
    /// Who hands it over, or nothing.
    pub author: String,
    /// When, as it is to be written, or nothing.
    pub date: String,
    /// What the program does and does not do, or nothing.
    pub method: String,
}

/// What a reader of the report must know of how it was made.
pub const METHOD: &str = "Names, quotations, copied passages and figures were found by a program, Dossier, without sending the documents anywhere. It \
    can miss some and be wrong about others, and it knows nothing but these documents: what they say was not compared with any other source. \
    Copies are found by their words; the same news in other words is no copy. A figure is checked only where this report says so, and by whoever \
    made it. Before you quote anything, read it at the place that stands beside it.";

impl Default for ReportOptions {
    fn default() -> Self {
        ReportOptions {
            parts: Part::ALL.into_iter().map(|(part, _)| part).collect(),
            names: 20,
            appendix: false,
            title: String::new(),
            author: String::new(),
            date: String::new(),
            method: METHOD.into(),
        }
    }
}

impl ReportOptions {
    /// With this part, or without it.
    pub fn with(mut self, part: Part, is_in: bool) -> ReportOptions {
        if is_in {
            self.parts.insert(part);
        } else {
            self.parts.remove(&part);
        }
        self
    }
}

/// The window in which the report is handed over.
#[derive(Clone, Debug, PartialEq)]
pub struct HandingOver {
    /// The form that is chosen.
    pub form: Export,
    /// What a report to read consists of.
    pub options: ReportOptions,
    /// What would be saved, once it is known.
    pub preview: Option<Rc<Preview>>,
}

impl HandingOver {
    /// A report to read, handed over today.
    pub fn new(form: Export, options: ReportOptions) -> HandingOver {
        HandingOver { form, options, preview: None }
    }

    /// Shows a preview, if it is of what is chosen by now.
    pub fn show(&mut self, form: Export, options: &ReportOptions, preview: Preview) {
        if self.form == form && (self.options == *options || !form.is_to_read()) {
            self.preview = Some(Rc::new(preview));
        }
    }
}

/// The beginning of a file that would be saved.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Preview {
    /// Its lines.
    pub lines: Vec<PreviewLine>,
    /// Whether there is more than these.
    pub is_cut: bool,
    /// Bytes of the file, where that is known before it is written.
    pub bytes: Option<u64>,
    /// Why nothing is shown, or what there is to know about it.
    pub note: String,
}

/// A line of a preview.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PreviewLine {
    /// What it is.
    pub kind: LineKind,
    /// Its text.
    pub text: String,
}

/// What a line of a preview is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)] // the names say it
pub enum LineKind {
    Title,
    Heading,
    Finding,
    Facts,
    Text,
    Evidence,
    /// A line of a file for programs, as it is.
    Raw,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_stands_in_one_group() {
        let grouped: Vec<Export> = Export::GROUPS.iter().flat_map(|(_, forms)| forms.iter().copied()).collect();
        assert_eq!(grouped.len(), Export::ALL.len());
        for (form, ..) in Export::ALL {
            assert_eq!(grouped.iter().filter(|known| **known == form).count(), 1, "{form:?}");
        }
    }

    #[test]
    fn a_preview_of_what_is_no_longer_chosen_is_not_shown() {
        let mut window = HandingOver::new(Export::Html, ReportOptions::default());
        let others = ReportOptions::default().with(Part::Pins, false);
        window.show(Export::Markdown, &ReportOptions::default(), Preview::default());
        window.show(Export::Html, &others, Preview::default());
        assert_eq!(window.preview, None);
        window.show(Export::Html, &ReportOptions::default(), Preview::default());
        assert!(window.preview.is_some());
    }
}
