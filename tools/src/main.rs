//! What those need who develop the engines, and nobody who uses them: `cargo xtask eval | train | lexicon | bench`.

mod args;
mod bench;
mod eval;
mod files;
mod lexicon;
mod train;

use std::process::ExitCode;

use args::Command;

fn main() -> ExitCode {
    let command = match args::parse() {
        Ok(command) => command,
        Err(error) => {
            eprintln!("dossier-tools: {error}\nTry: cargo xtask COMMAND --help");
            return ExitCode::from(2);
        }
    };
    let done = match command {
        Command::Help(text) => {
            println!("{text}");
            Ok(())
        }
        Command::Eval(asked) => eval::eval(&asked),
        Command::Train(asked) => train::train(&asked),
        Command::Lexicon => lexicon::compile(),
        Command::Bench(asked) => bench::bench(&asked),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("dossier-tools: {message}");
            ExitCode::from(1)
        }
    }
}
