//! Set-up and chores: `cargo xtask --help`.

mod bench;
mod js_package;
mod python;
mod run;
mod serve;
mod setup;
mod site;
mod sizes;
mod test;
mod toolchain;
mod tools;

use std::ffi::OsString;
use std::process::ExitCode;

use lexopt::prelude::*;

type Result<T = ()> = std::result::Result<T, String>;

const HELP: &str = "\
usage: cargo xtask COMMAND [options]

  setup    install what is missing to build and test (says what and why; quick when everything is there)
  serve    set up, build quickly and serve the app      [--port 8080] [--dist]
  test     set up and run every check                   [--quick: without the browser]
                                                        [--page [NAME…]: built quickly, in Chromium, all or some of tests/browser]
                                                        [--python: the Python package alone] [--spark: on a cluster of two, too]
  dist     set up and build the optimised static site and the JavaScript package into dist/
  wheel    build the Python package into dist/python
  bench    measure time, memory and size                [--page: in the browser]
  env      print what to export so that trunk builds by hand

  eval     how right the program is, measured against labelled texts
  train    make the model of the tagger from labelled texts
  lexicon  compile name lists from DOSSIER_DATA (default ../shared/data)

Every command takes --help.";

fn main() -> ExitCode {
    let mut arguments = std::env::args_os().skip(1);
    let command = arguments.next().unwrap_or_default().to_string_lossy().into_owned();
    let arguments: Vec<OsString> = arguments.collect();
    let in_browser = arguments.iter().any(|argument| argument == "--page");
    if tools::COMMANDS.contains(&command.as_str()) && !in_browser {
        return tools::pass(&command, arguments);
    }
    match run(&command, arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("xtask: {message}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: &str, arguments: Vec<OsString>) -> Result {
    let mut options = Options::default();
    let mut parser = lexopt::Parser::from_args(arguments);
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
            Long("python") => options.python = true,
            Long("spark") => options.spark = true,
            Value(name) if options.page => options.names.push(name.to_string_lossy().into_owned()),
            other => return Err(other.unexpected().to_string()),
        }
    }
    std::env::set_current_dir(run::root()).map_err(|error| error.to_string())?;
    match command {
        "" | "help" | "-h" | "--help" => {
            println!("{HELP}");
            Ok(())
        }
        "setup" => setup::setup(setup::Need::Everything),
        "serve" => serve::serve(&options),
        "test" => test::test(&options),
        "dist" => site::dist(),
        "wheel" => python::wheel(),
        "bench" => bench::page(),
        "env" => toolchain::print_env(),
        other => Err(format!("no command is called {other:?}\n\n{HELP}")),
    }
}

/// What was asked for beside the command.
struct Options {
    port: u16,
    dist: bool,
    quick: bool,
    page: bool,
    python: bool,
    spark: bool,
    /// Which files of browser tests.
    names: Vec<String>,
}

impl Default for Options {
    fn default() -> Self {
        Options { port: 8080, dist: false, quick: false, page: false, python: false, spark: false, names: Vec::new() }
    }
}
