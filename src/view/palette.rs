//! The palette: commands, names and documents, found by their names.

use serde::{Deserialize, Serialize};

use super::entities::{called, card_route};
use super::exports::Export;
use super::filter::Filter;
use super::format::{capitalised, counted, one_of, shown};
use super::keys::{BUTTONS, Command, HELD, KEYS, needs_documents};
use super::route::{Focus, Open, Route, Target};
use crate::report::Report;

/// Something that can be opened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PaletteItem {
    /// What it is called.
    pub label: String,
    /// What it is.
    pub detail: String,
    /// Where it leads.
    pub to: Route,
}

/// Names and documents that are proposed, each.
const MAX_ITEMS: usize = 8;

/// Commands whose description contains the text, with their keys if they have one. Where there is no document, those that need none.
pub fn commands(text: &str, has_documents: bool) -> Vec<(&'static str, Command, String)> {
    // The page calls this: without the filter's patterns, which would double what it has to load.
    let text = text.trim().to_lowercase();
    let keys = KEYS.iter().chain(HELD).map(|(key, command, what)| (*key, *command, what.to_string()));
    let exports = Export::ALL.iter().map(|(form, _, label)| ("", Command::Export(*form), format!("Save: {label}")));
    let buttons = BUTTONS.iter().map(|(command, label)| ("", *command, label.to_string()));
    let all = keys.filter(|(_, command, _)| *command != Command::Palette).chain(exports).chain(buttons);
    all.filter(|(_, command, what)| (has_documents || !needs_documents(*command)) && what.to_lowercase().contains(&text)).collect()
}

/// Names and documents that contain the text; none if it is empty. `here` is where the user is.
pub fn items(report: &Report, text: &str, here: &Route) -> Vec<PaletteItem> {
    let filter = match Filter::parse(text.trim().trim_matches('/')) {
        Ok(filter) if !matches!(filter, Filter::All) => filter,
        _ => return Vec::new(),
    };
    let name = |entity: &crate::entities::resolve::Entity| PaletteItem {
        label: entity.name.clone(),
        detail: format!("{}, {}", capitalised(one_of(entity.kind)), counted(entity.mentions.len(), "mention")),
        to: card_route(here, entity.mentions.first().copied().unwrap_or_default()),
    };
    let documents = (0..).zip(&report.documents).filter(|(_, document)| filter.shows(&document.id) || filter.shows(&document.title()));
    let document = |(index, document): (u32, &crate::report::ReportDocument)| PaletteItem {
        label: shown(&document.title()),
        detail: shown(&document.id),
        to: here.opening(Open::Reader(Target { document: index, focus: Focus::Start })),
    };
    called(report, text)
        .into_iter()
        .take(MAX_ITEMS)
        .map(|(_, entity)| name(entity))
        .chain(documents.take(MAX_ITEMS).map(document))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Engine, Parts, analyze};
    use crate::corpus::Corpus;
    use crate::duplicates::Sensitivity;
    use crate::text::Document;

    #[test]
    fn commands_are_found_by_what_they_do() {
        assert!(commands("boilerplate", true).iter().any(|(key, ..)| *key == "b"));
        assert!(commands("no such thing", true).is_empty());
    }

    #[test]
    fn whatever_has_a_key_or_a_button_is_there_once() {
        let all: Vec<Command> = commands("", true).into_iter().map(|(_, command, _)| command).collect();
        for wanted in [Command::Undo, Command::Redo, Command::History, Command::Save, Command::Help, Command::Forget, Command::Theme] {
            assert_eq!(all.iter().filter(|known| **known == wanted).count(), 1, "{wanted:?}");
        }
        for (form, ..) in Export::ALL {
            assert!(all.contains(&Command::Export(form)), "{form:?}");
        }
        assert_eq!(all.len(), KEYS.len() + HELD.len() - 1 + Export::ALL.len() + BUTTONS.len());
        let without: Vec<Command> = commands("", false).into_iter().map(|(_, command, _)| command).collect();
        assert!(without.contains(&Command::Sample) && !without.contains(&Command::Undo), "{without:?}");
    }

    #[test]
    fn names_and_documents_are_found_by_what_they_are_called() {
        let mut corpus = Corpus::new();
        corpus.add(analyze(Document::from_text("putin.txt", "President Vladimir Putin spoke in Moscow."), &Engine::new(Parts::ALL)));
        let report = corpus.report(&Sensitivity::STANDARD);
        let labels: Vec<String> = items(&report, "PUTIN", &Route::default()).into_iter().map(|found| found.detail).collect();
        assert_eq!(labels, ["Person, 1 mention", "putin.txt"]);
        assert!(items(&report, " ", &Route::default()).is_empty());
    }
}
