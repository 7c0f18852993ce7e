//! Set-up and chores: `cargo xtask --help`.

mod bench;
mod bench_duplicates;
mod js_package;
mod lexicon;
mod run;
mod serve;
mod setup;
mod site;
mod sizes;
mod test;
mod toolchain;

use std::process::ExitCode;

use lexopt::prelude::*;

type Result<T = ()> = std::result::Result<T, String>;

const HELP: &str = "\
usage: cargo xtask COMMAND [options]

  setup    install what is missing to build and test (says what and why; quick when everything is there)
  serve    set up, build quickly and serve the app      [--port 8080] [--dist]
  test     set up and run every check                   [--quick: without the browser]
  dist     set up and build the optimised static site and the JavaScript package into dist/
  bench    measure time, memory and size                [--page: in the browser]
  env      print what to export so that trunk builds by hand
  lexicon  compile name lists from DOSSIER_DATA (default ../shared/data)

Every command takes --help.";

fn main() -> ExitCode {
    match command() {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("xtask: {message}");
            ExitCode::FAILURE
        }
    }
}

fn command() -> Result {
    let mut parser = lexopt::Parser::from_env();
    let command = match parser.next().map_err(|error| error.to_string())? {
        Some(Value(command)) => command.to_string_lossy().into_owned(),
        _ => {
            println!("{HELP}");
            return Ok(());
        }
    };
    let mut options = Options::default();
    while let Some(argument) = parser.next().map_err(|error| error.to_string())? {
        match argument {
            Short('h') | Long("help") => {
                println!("{HELP}");
                return Ok(());
            }
            Long("port") => options.port = parser.value().and_then(|port| port.parse()).map_err(|error| error.to_string())?,
            Long("dist") => options.dist = true,
            Long("quick") => options.quick = true,
            Long("page") => options.page = true,
            Long("documents") => options.documents = parser.value().and_then(|n| n.parse()).map_err(|error| error.to_string())?,
            other => return Err(other.unexpected().to_string()),
        }
    }
    std::env::set_current_dir(run::root()).map_err(|error| error.to_string())?;
    match command.as_str() {
        "setup" => setup::setup(setup::Need::Everything),
        "serve" => serve::serve(&options),
        "test" => test::test(&options),
        "dist" => site::dist(),
        "bench" => bench::bench(&options),
        "bench-duplicates" => bench_duplicates::measure(&options), // what `bench` starts once for each size
        "env" => toolchain::print_env(),
        "lexicon" => lexicon::compile(),
        other => Err(format!("no command is called {other:?}\n\n{HELP}")),
    }
}

/// What was asked for beside the command.
struct Options {
    port: u16,
    dist: bool,
    quick: bool,
    page: bool,
    documents: usize,
}

impl Default for Options {
    fn default() -> Self {
        Options { port: 8080, dist: false, quick: false, page: false, documents: 1_000 }
    }
}
