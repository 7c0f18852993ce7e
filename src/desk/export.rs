//! How the report leaves the page.

use crate::corpus::Corpus;
use crate::edits::{Log, rules};
use crate::handover;
use crate::project::{Contents, write_record};
use crate::report::Report;
use crate::report::annotations::{Which, annotations};
use crate::report::csv::csv;
use crate::report::followthemoney::followthemoney;
use crate::report::json::{self, JsonOptions};
use crate::report::rows::Table;
use crate::report::sheets::sheets;
use crate::text::offsets::Unit;
use crate::view::decisions::Called;
use crate::view::exports::{Export, Preview, ReportOptions};
use crate::view::format::counted;

/// What a project file holds: what the report was made of, not the report.
pub(super) fn contents(corpus: &Corpus, log: &Log) -> Contents {
    Contents {
        records: corpus.documents().map(write_record).collect(),
        skipped: corpus.skipped().cloned().collect(),
        log: log.operations().to_vec(),
    }
}

/// The report in a form to keep, as the text of the file.
pub(super) fn export(report: &Report, log: &Log, form: Export, options: &ReportOptions) -> String {
    match form {
        Export::Json => json::to_string(report, JsonOptions { unit: Unit::Chars, text: false }),
        Export::Mentions => csv(report, Table::Mentions),
        Export::Passages => csv(report, Table::Passages),
        Export::Figures => csv(report, Table::Figures),
        Export::Quotes => csv(report, Table::Quotes),
        Export::Addresses => csv(report, Table::Patterns),
        Export::Workbook => serde_json::to_string(&sheets(report)).unwrap_or_default(), // numbers and strings always can be written
        Export::Html => handover::html(&handover::handout_with(report, log, options)),
        Export::Markdown => handover::markdown(&handover::handout_with(report, log, options)),
        Export::Citations => handover::citations(report),
        Export::Annotations => annotations(report, Which::Everything, None),
        Export::PinAnnotations if report.by_user.pins.iter().all(|(_, place)| place.is_none()) => String::new(),
        Export::PinAnnotations => annotations(report, Which::Pins, None),
        Export::FollowTheMoney => followthemoney(report, false),
        Export::Rules => {
            let called = Called::new(report);
            rules::write(log, |anchor| called.name(anchor))
        }
    }
}

/// Of more documents a file for programs is not made only to show how it begins.
const MAX_PREVIEWED: usize = 2_000;

/// The beginning of what [`export`] would make.
pub(super) fn previewed(report: &Report, log: &Log, form: Export, options: &ReportOptions) -> Preview {
    if form.is_to_read() {
        let handout = handover::handout_with(report, log, options);
        let file = if form == Export::Html { handover::html(&handout) } else { handover::markdown(&handout) };
        return handover::preview(&handout, file.len());
    }
    if report.documents.len() > MAX_PREVIEWED {
        return Preview {
            note: format!("Of more than {} the file is made when you save it.", counted(MAX_PREVIEWED, "document")),
            ..Preview::default()
        };
    }
    if form == Export::Workbook {
        let tables = sheets(report)
            .iter()
            .map(|sheet| format!("{}: {}", sheet.sheet, counted(sheet.rows.len().saturating_sub(1), "row")))
            .collect::<Vec<_>>();
        let preview = handover::preview_of_text(&tables.join("\n"), 0, "Its sheets. How large it is, is known once it is written.".into());
        return Preview { bytes: None, ..preview };
    }
    let text = export(report, log, form, options);
    let note = if text.is_empty() { "There is nothing to save in this form." } else { "" };
    handover::preview_of_text(&text, text.len(), note.into())
}
