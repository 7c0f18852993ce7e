//! The forms in which the report leaves the page, with the names of their files.

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

    /// What the file is called.
    pub fn file_name(self) -> &'static str {
        Export::ALL.iter().find(|(form, ..)| *form == self).map_or("dossier.txt", |(_, name, _)| name)
    }
}
