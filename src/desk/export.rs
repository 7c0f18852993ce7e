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
use crate::view::exports::Export;

/// What a project file holds: what the report was made of, not the report.
pub(super) fn contents(corpus: &Corpus, log: &Log) -> Contents {
    Contents {
        records: corpus.documents().map(write_record).collect(),
        skipped: corpus.skipped().cloned().collect(),
        log: log.operations().to_vec(),
    }
}

/// The report in a form to keep, as the text of the file.
pub(super) fn export(report: &Report, log: &Log, form: Export) -> String {
    match form {
        Export::Json => json::to_string(report, JsonOptions { unit: Unit::Chars, text: false }),
        Export::Mentions => csv(report, Table::Mentions),
        Export::Passages => csv(report, Table::Passages),
        Export::Figures => csv(report, Table::Figures),
        Export::Quotes => csv(report, Table::Quotes),
        Export::Addresses => csv(report, Table::Patterns),
        Export::Workbook => serde_json::to_string(&sheets(report)).unwrap_or_default(), // numbers and strings always can be written
        Export::Html => handover::html(&handover::handout(report, log)),
        Export::Markdown => handover::markdown(&handover::handout(report, log)),
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
