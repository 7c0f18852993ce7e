//! What was asked for. The help, the manual page and the completions are made of these types.

use std::ffi::OsString;
use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use dossier::analysis::Parts;
use dossier::formats::ReadOptions;
use dossier::report::rows::Table;
use dossier::text::offsets::Unit;

/// Dossier shows who is named, what is copied and which figures are claimed in a pile of documents.
#[derive(Debug, Parser)]
#[command(name = "dossier", version, arg_required_else_help = true, max_term_width = 100, after_help = STATUS)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
}

const STATUS: &str = "\
The exit status is 0 when everything was done, 1 when some file could not be read (it is listed, the others are reported) or
something could not be written, 2 when the command line is wrong.";

const READ: &str = "\
Read are plain text in any encoding, Markdown, web pages (their main text), PDF with text, .docx, .odt, .pptx, .epub, .rtf,
.xlsx, .xls, .ods, CSV and TSV, JSON Lines, .srt and .vtt, RSS and Atom, mails and mailboxes with what is attached, and zip
archives of all these. A table with a column of texts is one document a row.";

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Analyse documents together and write the report
    #[command(after_help = READ)]
    Analyze(Analyze),
    /// Make one report of what `analyze --keep` has kept, in any number of folders
    Report(Report),
    /// List what changed from version A of a story to version B: figures first, then names, dates and quotations
    Compare(Compare),
    /// Print completions for a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Print the manual page, in roff
    Manual,
}

#[derive(Debug, Args)]
pub(crate) struct Analyze {
    /// Files, folders (read with everything below them, hidden files left out), or - for standard input
    #[arg(required = true, value_name = "PATH")]
    pub(crate) paths: Vec<OsString>,
    #[command(flatten)]
    pub(crate) reading: Reading,
    #[command(flatten)]
    pub(crate) writing: Writing,
    #[command(flatten)]
    pub(crate) deciding: Deciding,
    /// Each document by itself, as JSON Lines: a report a line in the order of the input, in constant memory. JSON Lines and
    /// standard input are read line by line; nothing is said across documents
    #[arg(long, conflicts_with_all = ["format", "table", "rules", "watch", "keep"])]
    pub(crate) stream: bool,
    /// Keep the analyses in this folder instead of writing a report, for `dossier report`. Documents that it has already
    /// are not analysed again
    #[arg(long, value_name = "FOLDER", conflicts_with_all = ["format", "table", "rules", "watch", "output", "offsets", "with_text"])]
    pub(crate) keep: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct Report {
    /// Folders that `analyze --keep` has written
    #[arg(required = true, value_name = "FOLDER")]
    pub(crate) folders: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) writing: Writing,
    #[command(flatten)]
    pub(crate) deciding: Deciding,
}

#[derive(Debug, Args)]
pub(crate) struct Compare {
    /// The earlier version
    pub(crate) a: OsString,
    /// The later version
    pub(crate) b: OsString,
    #[command(flatten)]
    pub(crate) reading: Reading,
    /// Write to this file instead of standard output
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// The form of the list
    #[arg(long, value_enum, default_value_t = Changes::Text)]
    pub(crate) format: Changes,
    /// What positions in JSON count
    #[arg(long, value_enum, default_value_t = Offsets::Chars)]
    pub(crate) offsets: Offsets,
}

/// How documents are read and analysed.
#[derive(Debug, Args)]
pub(crate) struct Reading {
    /// Leave the other analyses out
    #[arg(long, value_enum, value_delimiter = ',', value_name = "ANALYSES")]
    only: Vec<Part>,
    /// Read all of a web page, its menus and notices too
    #[arg(long)]
    whole_pages: bool,
    /// The name of what comes from standard input; its ending says what it is
    #[arg(long, value_name = "NAME", default_value = "standard input", hide_default_value = true)]
    pub(crate) stdin_name: String,
    /// How many documents are analysed at the same time [default: one a core]
    #[arg(long, value_name = "N")]
    threads: Option<NonZeroUsize>,
}

/// What a person has decided.
#[derive(Debug, Args)]
pub(crate) struct Deciding {
    /// Apply the decisions of this file, as the page saves them (“Rules (JSON)”)
    #[arg(long, value_name = "FILE")]
    pub(crate) rules: Option<PathBuf>,
    /// Look out for the names of this file, one a line
    #[arg(long, value_name = "FILE")]
    pub(crate) watch: Option<PathBuf>,
}

/// How the report is written.
#[derive(Debug, Args)]
pub(crate) struct Writing {
    /// Write to this file instead of standard output. csv, jsonl and webanno write several files where it is a folder
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// The form of the report [default: what the ending of the output says, else text]
    #[arg(long, value_enum)]
    pub(crate) format: Option<Format>,
    /// The table that csv and jsonl write
    #[arg(long, value_parser = table, value_name = "TABLE")]
    pub(crate) table: Option<Table>,
    /// What positions in JSON count
    #[arg(long, value_enum, default_value_t = Offsets::Chars)]
    pub(crate) offsets: Offsets,
    /// Include each document's text in JSON and FollowTheMoney
    #[arg(long)]
    pub(crate) with_text: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// A page for a terminal
    Text,
    /// The whole report
    Json,
    /// A page to read, print and send
    Html,
    /// The same as text with marks
    Markdown,
    /// One table, or all of them where the output is a folder
    Csv,
    /// The same as JSON Lines: a row a line
    Jsonl,
    /// All tables as one workbook
    Xlsx,
    /// Findings as Web Annotations (JSON-LD)
    Annotations,
    /// Who is named where in the FollowTheMoney model (JSON Lines, for Aleph)
    Followthemoney,
    /// Names as CoNLL-2002 writes them
    Conll,
    /// Names as WebAnno TSV 3.3 (INCEpTION): one document, or a folder of them
    Webanno,
}

impl Format {
    /// Its name on the command line.
    pub(crate) fn name(self) -> String {
        self.to_possible_value().map_or_else(String::new, |value| value.get_name().to_string())
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Changes {
    /// A list to read
    Text,
    /// The same as JSON
    Json,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Part {
    Entities,
    Duplicates,
    Figures,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Offsets {
    /// Unicode code points
    Chars,
    /// UTF-16 units, as JavaScript counts
    Utf16,
    /// Bytes of UTF-8
    Bytes,
}

impl Offsets {
    pub(crate) fn unit(self) -> Unit {
        match self {
            Offsets::Chars => Unit::Chars,
            Offsets::Utf16 => Unit::Utf16,
            Offsets::Bytes => Unit::Bytes,
        }
    }
}

impl Reading {
    pub(crate) fn parts(&self) -> Parts {
        let wants = |part| self.only.is_empty() || self.only.contains(&part);
        Parts { entities: wants(Part::Entities), duplicates: wants(Part::Duplicates), figures: wants(Part::Figures) }
    }

    pub(crate) fn options(&self) -> ReadOptions {
        ReadOptions { whole_pages: self.whole_pages, ..ReadOptions::AUTO }
    }

    pub(crate) fn threads(&self) -> usize {
        self.threads.or_else(|| std::thread::available_parallelism().ok()).map_or(1, NonZeroUsize::get)
    }
}

/// # Errors
/// When no table is called so.
fn table(name: &str) -> Result<Table, String> {
    Table::ALL.iter().find(|(known, _)| *known == name).map(|(_, table)| *table).ok_or_else(|| {
        let names: Vec<&str> = Table::ALL.iter().map(|(name, _)| *name).collect();
        format!("expected {}", names.join(", "))
    })
}
