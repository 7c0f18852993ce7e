//! What was asked for. Each command reads what follows its name.

use lexopt::prelude::*;

use crate::{bench, eval, train};

const HELP: &str = "\
usage: cargo xtask COMMAND …

  eval     how right the program is, measured against labelled texts
  train    make the model of the tagger from labelled texts
  lexicon  compile name lists from DOSSIER_DATA (default ../shared/data)
  bench    how fast it is, and how much memory it takes

Every command takes --help.";

pub(crate) enum Command {
    Help(&'static str),
    Eval(eval::Asked),
    Train(train::Asked),
    Lexicon,
    Bench(bench::Asked),
}

/// # Errors
/// A sentence about the argument that is wrong.
pub(crate) fn parse() -> Result<Command, lexopt::Error> {
    let mut parser = lexopt::Parser::from_env();
    match parser.next()? {
        None | Some(Short('h') | Long("help")) => Ok(Command::Help(HELP)),
        Some(Value(command)) if command == "eval" => Ok(eval::parse(parser)?.map_or(Command::Help(eval::HELP), Command::Eval)),
        Some(Value(command)) if command == "train" => Ok(train::parse(parser)?.map_or(Command::Help(train::HELP), Command::Train)),
        Some(Value(command)) if command == "bench" => Ok(bench::parse(parser)?.map_or(Command::Help(bench::HELP), Command::Bench)),
        Some(Value(command)) if command == "lexicon" => match parser.next()? {
            None => Ok(Command::Lexicon),
            Some(Short('h') | Long("help")) => Ok(Command::Help(HELP)),
            Some(other) => Err(other.unexpected()),
        },
        Some(Value(command)) => Err(format!("no command is called {:?}", command.to_string_lossy()).into()),
        Some(other) => Err(other.unexpected()),
    }
}
