//! A line of text that the user is asked for, and what becomes of it.

use super::decisions::Decision;
use super::pins::Pinning;
use super::request::Request;
use crate::figures::edtf;
use crate::review::Anchor;
use crate::review::Field;

/// What the user is asked to write, with what is there now. A document is known by the hash of its text.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // the fields say it
pub enum Question {
    /// A note beside a figure.
    Note { figure: Anchor, before: String },
    /// The date of a document.
    Date { text: u64, before: String },
    /// A note beside a pin.
    PinNote { pin: Anchor, before: String },
    /// What the clipboard did not take.
    Copy { citation: String },
    /// Words in a document that are a name, for those who cannot mark them.
    Words { text: u64 },
    /// The title or source of a document.
    About { text: u64, field: Field, before: String },
    /// The date of several documents.
    DateAll { texts: Vec<u64> },
    /// Who published several documents.
    SourceAll { texts: Vec<u64> },
}

/// What a line that was written means.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // the names say it
pub enum Answered {
    Decided(Decision),
    Asked(Request),
    Nothing,
}

impl Question {
    /// The heading of the window.
    pub fn title(&self) -> &'static str {
        match self {
            Question::DateAll { .. } => "Date of the selected documents",
            Question::SourceAll { .. } => "Who published the selected documents, or where",
            Question::Note { .. } => "Note beside this figure",
            Question::Date { .. } => "Date of this document",
            Question::PinNote { .. } => "Note beside this pin",
            Question::Copy { .. } => "Citation to copy",
            Question::Words { .. } => "Words that are a name",
            Question::About { field: Field::Title, .. } => "Title of this document",
            Question::About { field: Field::Source, .. } => "Who published this document, or where",
        }
    }

    /// What may be written, and what becomes of it.
    pub fn hint(&self) -> &'static str {
        match self {
            Question::Note { .. } => "Stored in this browser and included in what you export. Leave it empty to delete the note.",
            Question::PinNote { .. } => "It is included in the report and the citations. Leave it empty to delete the note.",
            Question::Copy { .. } => "This browser does not let the page write to the clipboard: copy it from here.",
            Question::Words { .. } => "Type them as they stand in this document, or mark them in the text first.",
            Question::About { .. } | Question::SourceAll { .. } => {
                "Shown and exported instead of what the program finds. Leave it empty to go back to that."
            }
            Question::Date { .. } | Question::DateAll { .. } => {
                "Like 27 March 2017, 2017-03-27, 2017-03 or 2017. Dates such as “last August” are counted from it. Leave it empty to use the date that the program finds."
            }
        }
    }

    /// What is there now.
    pub fn before(&self) -> &str {
        match self {
            Question::Words { .. } | Question::DateAll { .. } | Question::SourceAll { .. } => "",
            Question::Copy { citation } => citation,
            Question::PinNote { before, .. }
            | Question::Note { before, .. }
            | Question::Date { before, .. }
            | Question::About { before, .. } => before,
        }
    }

    /// What is wrong with a line, if anything.
    pub fn problem(&self, line: &str) -> Option<String> {
        let (Question::Date { .. } | Question::DateAll { .. }) = self else { return None };
        let line = line.trim();
        // Other ways to write a date are read at the desk, which knows the words for it.
        let has_year = line.as_bytes().windows(4).any(|four| four.iter().all(u8::is_ascii_digit));
        let may_be = line.is_empty() || edtf::days(line).is_some() || has_year && line.contains([' ', '.', '/', ',']);
        (!may_be).then(|| format!("“{line}” is not a date. Write it like 27 March 2017 or 2017-03-27."))
    }

    /// What becomes of a line that is written in answer.
    pub fn answered(self, line: &str) -> Answered {
        let line = line.trim().to_string();
        let words = Some(line.clone()).filter(|words| !words.is_empty());
        Answered::Decided(match self {
            Question::Note { figure, .. } => Decision::Note(figure, line),
            Question::Date { text, .. } => Decision::Date(text, words),
            Question::PinNote { pin, .. } => Decision::Pin(Pinning::Note(pin, line)),
            Question::About { text, field, .. } => Decision::About(text, field, words),
            Question::DateAll { texts } => Decision::DateAll(texts, words),
            Question::SourceAll { texts } => Decision::AboutAll(texts, Field::Source, words),
            Question::Words { text } => return Answered::Asked(Request::Typed(text, line)),
            Question::Copy { .. } => return Answered::Nothing,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date() -> Question {
        Question::Date { text: 7, before: "2017".into() }
    }

    #[test]
    fn a_date_is_one_or_may_be_one() {
        for line in ["", " 2017-03 ", "2017", "27 March 2017", "27.3.2017"] {
            assert_eq!(date().problem(line), None, "{line}");
        }
        for line in ["yesterday", "march", "12345678"] {
            assert!(date().problem(line).is_some_and(|problem| problem.contains(line)), "{line}");
        }
        assert_eq!(Question::Words { text: 7 }.problem("yesterday"), None);
        assert!(Question::DateAll { texts: vec![1, 2] }.problem("yesterday").is_some());
    }

    #[test]
    fn an_empty_line_is_as_the_program_finds_it() {
        assert_eq!(date().answered("  "), Answered::Decided(Decision::Date(7, None)));
        assert_eq!(date().answered(" 2017 "), Answered::Decided(Decision::Date(7, Some("2017".into()))));
        let all = Question::DateAll { texts: vec![1, 2] };
        assert_eq!(all.answered("2017"), Answered::Decided(Decision::DateAll(vec![1, 2], Some("2017".into()))));
        let title = Question::About { text: 7, field: Field::Title, before: String::new() };
        assert_eq!(title.answered(""), Answered::Decided(Decision::About(7, Field::Title, None)));
    }

    #[test]
    fn what_is_only_copied_decides_nothing() {
        let question = Question::Copy { citation: "“…”, a.txt".into() };
        assert_eq!(question.before(), "“…”, a.txt");
        assert_eq!(question.answered("“…”, a.txt"), Answered::Nothing);
        assert_eq!(Question::Words { text: 7 }.answered("Acme "), Answered::Asked(Request::Typed(7, "Acme".into())));
    }
}
