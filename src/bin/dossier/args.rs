//! What was asked for.

use std::ffi::OsString;
use std::num::NonZeroUsize;

use dossier::analysis::Parts;
use dossier::text::offsets::Unit;
use lexopt::prelude::*;

pub(crate) const HELP: &str = "\
Dossier shows who is named, what is copied and which figures are claimed in a pile of documents.

usage: dossier analyze PATH… [options]
       dossier compare A B [options]

PATH is a file, a folder (read with everything below it, hidden files left out) or - for standard input. Read are plain
text in any encoding, Markdown, web pages (their main text), PDF with text, .docx, .odt, .pptx, .epub, .rtf, .xlsx,
.xls, .ods, CSV and TSV, JSON Lines, .srt and .vtt, RSS and Atom, mails and mailboxes with what is attached, and zip
archives of all these. A table with a column of texts is one document a row.

  --format text|json|annotations|followthemoney
                             a page to read (default), the report as JSON, its findings as Web Annotations (JSON-LD), or
                             who is named where in the FollowTheMoney model (JSON lines, for Aleph)
  --offsets chars|utf16|bytes  what positions in the JSON count (default chars: Unicode code points)
  --only entities,duplicates,figures  leave the other analyses out
  --whole-pages              read all of a web page, its menus and notices too
  --with-text                include each document's text in the JSON
  --threads N                how many documents are analysed at the same time (default: one a core)

compare lists every figure, name, date and quotation that changed, came or went from version A of a story to version B,
each with its sentences; --format text or json.

The exit status is 0 when everything was analysed, 1 when some file could not be (it is listed, the others are
reported), 2 when the command line is wrong.

  dossier --help     this text
  dossier --version  the version";

pub(crate) enum Command {
    Help,
    Version,
    Analyze(Analyze),
    /// Of two documents.
    Compare(Analyze),
}

pub(crate) struct Analyze {
    pub(crate) paths: Vec<OsString>,
    pub(crate) format: Format,
    pub(crate) offsets: Unit,
    pub(crate) parts: Parts,
    pub(crate) with_text: bool,
    pub(crate) whole_pages: bool,
    pub(crate) threads: NonZeroUsize,
}

#[derive(Clone, Copy)]
pub(crate) enum Format {
    Text,
    Json,
    Annotations,
    FollowTheMoney,
}

const FORMATS: &[(&str, Format)] =
    &[("text", Format::Text), ("json", Format::Json), ("annotations", Format::Annotations), ("followthemoney", Format::FollowTheMoney)];

/// # Errors
/// A sentence about the argument that is wrong.
pub(crate) fn parse() -> Result<Command, String> {
    command(lexopt::Parser::from_env()).map_err(|error| error.to_string())
}

fn command(mut parser: lexopt::Parser) -> Result<Command, lexopt::Error> {
    match parser.next()? {
        None | Some(Short('h') | Long("help")) => Ok(Command::Help),
        Some(Short('V') | Long("version")) => Ok(Command::Version),
        Some(Value(command)) if command == "help" => Ok(Command::Help),
        Some(Value(command)) if command == "analyze" => analyze(parser),
        Some(Value(command)) if command == "compare" => compare(parser),
        Some(Value(command)) => Err(format!("no command is called {:?}", command.to_string_lossy()).into()),
        Some(other) => Err(other.unexpected()),
    }
}

fn analyze(mut parser: lexopt::Parser) -> Result<Command, lexopt::Error> {
    let mut asked = Analyze {
        paths: Vec::new(),
        format: Format::Text,
        offsets: Unit::Chars,
        parts: Parts::ALL,
        with_text: false,
        whole_pages: false,
        threads: std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN),
    };
    while let Some(argument) = parser.next()? {
        match argument {
            Short('h') | Long("help") => return Ok(Command::Help),
            Long("format") => asked.format = choice(&parser.value()?.string()?, "format", FORMATS)?,
            Long("offsets") => {
                asked.offsets = choice(
                    &parser.value()?.string()?,
                    "offset unit",
                    &[("chars", Unit::Chars), ("utf16", Unit::Utf16), ("bytes", Unit::Bytes)],
                )?;
            }
            Long("only") => asked.parts = parts(&parser.value()?.string()?)?,
            Long("with-text") => asked.with_text = true,
            Long("whole-pages") => asked.whole_pages = true,
            Long("threads") => {
                asked.threads =
                    parser.value()?.parse_with(|n| n.parse().map_err(|_| "the number of threads is a whole number above zero"))?;
            }
            Value(path) => asked.paths.push(path),
            other => return Err(other.unexpected()),
        }
    }
    if asked.paths.is_empty() {
        return Err("analyze needs a file, a folder or -".into());
    }
    Ok(Command::Analyze(asked))
}

fn compare(parser: lexopt::Parser) -> Result<Command, lexopt::Error> {
    match analyze(parser) {
        Ok(Command::Analyze(asked)) if asked.paths.len() != 2 => Err("compare needs two files".into()),
        Ok(Command::Analyze(asked)) if !matches!(asked.format, Format::Text | Format::Json) => Err("compare gives text or json".into()),
        Ok(Command::Analyze(asked)) => Ok(Command::Compare(asked)),
        other => other,
    }
}

fn choice<T: Copy>(given: &str, what: &str, choices: &[(&str, T)]) -> Result<T, lexopt::Error> {
    choices.iter().find(|(name, _)| *name == given).map(|(_, value)| *value).ok_or_else(|| {
        let names: Vec<&str> = choices.iter().map(|(name, _)| *name).collect();
        format!("no {what} is called {given:?}; expected {}", names.join(", ")).into()
    })
}

fn parts(list: &str) -> Result<Parts, lexopt::Error> {
    let mut parts = Parts { entities: false, duplicates: false, figures: false };
    for name in list.split(',') {
        match name.trim() {
            "entities" => parts.entities = true,
            "duplicates" => parts.duplicates = true,
            "figures" => parts.figures = true,
            other => return Err(format!("no analysis is called {other:?}; expected entities, duplicates, figures").into()),
        }
    }
    Ok(parts)
}
