//! Makes `src/entities/data/model.bin` from labelled texts.
//!
//! ```text
//! cargo xtask train DATA_FOLDER [options]
//! ```
//!
//! DATA_FOLDER holds `ner/train/*.jsonl` and `ner/dev/*.jsonl` (one text a line: `id`, `source`, `text`, `entities`, `unlabelled`,
//! `ignore`; offsets in code points) and `lexicon/*.csv`. The same data give the same file, byte for byte: the order is fixed and the
//! random numbers have a seed. What is in the file, and how good it is, is told in `src/entities/data/MODEL.md`.

mod data;
mod learn;
mod lists;
mod measure;
mod pack;

use std::path::PathBuf;
use std::time::Instant;

use lexopt::prelude::*;

use self::learn::Settings;
use crate::files::root;

pub(crate) const HELP: &str = "\
usage: cargo xtask train DATA_FOLDER [OPTION]…

  --out FILE        where the model goes (default src/entities/data/model.bin)
  --leave-out NAME  leaves a source out of training: what the model is worth on texts of another kind
  --weights N       how many weights are kept (default 400000)
  --passes N        how often the texts are read (default 5)
  --measure FILE    trains nothing: how good this model is
  --trainings N     how many are averaged (default 3)
  --one-round       leaves the second round out
  --dropout PERCENT how many features are left out of a step (default 20)
  --least N         how often a feature must occur (default 2)
  --rate X          the first steps' size (default 0.1)
  --shrink X        what a weight loses at each step (default 0.001)
  --seed N          of the order and of what is left out (default 1)";

/// What was asked for.
pub(crate) struct Asked {
    folder: PathBuf,
    out: PathBuf,
    leave_out: Vec<String>,
    weights: usize,
    one_round: bool,
    measure: Option<PathBuf>,
    trainings: u64,
    settings: Settings,
}

/// Trains, writes the model and prints how good it is.
///
/// # Errors
/// When a file cannot be read or written, or is not of the form that is expected.
pub(crate) fn train(asked: &Asked) -> Result<(), String> {
    let start = Instant::now();
    let say = |what: &str| eprintln!("{:6.1} s  {what}", start.elapsed().as_secs_f32());

    if let Some(model) = &asked.measure {
        let bytes = std::fs::read(model).map_err(|error| format!("{}: {error}", model.display()))?;
        return measure::print(&asked.folder.join("ner/dev"), &bytes);
    }
    let lists = lists::read(&asked.folder)?;
    say(&format!("{} phrases", lists.phrases.len()));
    let mut texts = data::read(&asked.folder.join("ner/train"), &asked.leave_out)?;
    let mut corpus = data::Corpus::new(&mut texts, &lists);
    say(&corpus.told());
    corpus.number_features(asked.settings.least);
    say(&format!("{} features", corpus.features()));

    // A first, rough training says which features matter; only their weights are trained in earnest.
    let rough = learn::train(&corpus, &|_| true, Settings { passes: asked.settings.passes.div_ceil(2), ..asked.settings });
    say("rough weights");
    corpus.keep(&rough.strongest(&corpus.counts, asked.weights));
    say(&format!("{} features kept", corpus.features()));

    let (first, folds) = std::thread::scope(|scope| {
        let first = scope.spawn(|| learn::train_often(&corpus, asked.settings, asked.trainings));
        let folds: Vec<_> = if asked.one_round {
            Vec::new()
        } else {
            (0..learn::FOLDS).map(|fold| learn::train(&corpus, &move |text| text % learn::FOLDS != fold, asked.settings)).collect()
        };
        (first.join(), folds)
    });
    let first = first.map_err(|_| "training failed")?;
    say("first round");
    let second = if asked.one_round { learn::Second::none(&first) } else { learn::second(&corpus, &folds, asked.settings) };
    say(&format!("second round: {} features", second.features()));
    let mut bytes = pack::pack(&corpus, &first, &second, &lists, None);
    let margins = measure::margins(&asked.folder.join("ner/dev"), &bytes)?;
    bytes = pack::pack(&corpus, &first, &second, &lists, Some(margins));
    std::fs::write(&asked.out, &bytes).map_err(|error| format!("{}: {error}", asked.out.display()))?;
    say(&format!("{} bytes", bytes.len()));
    measure::print(&asked.folder.join("ner/dev"), &bytes)
}

/// `None` asks for help.
pub(crate) fn parse(mut parser: lexopt::Parser) -> Result<Option<Asked>, lexopt::Error> {
    let mut asked = Asked {
        folder: PathBuf::new(),
        out: root().join("src/entities/data/model.bin"),
        leave_out: Vec::new(),
        weights: 400_000,
        one_round: false,
        measure: None,
        trainings: 3,
        settings: Settings { passes: 5, seed: 1, dropout: 20, least: 2, rate: 0.1, shrink: 0.001 },
    };
    while let Some(argument) = parser.next()? {
        match argument {
            Short('h') | Long("help") => return Ok(None),
            Long("out") => asked.out = PathBuf::from(parser.value()?),
            Long("leave-out") => asked.leave_out.push(parser.value()?.string()?),
            Long("weights") => asked.weights = parser.value()?.parse()?,
            Long("passes") => asked.settings.passes = parser.value()?.parse()?,
            Long("seed") => asked.settings.seed = parser.value()?.parse()?,
            Long("dropout") => asked.settings.dropout = parser.value()?.parse()?,
            Long("least") => asked.settings.least = parser.value()?.parse()?,
            Long("rate") => asked.settings.rate = parser.value()?.parse()?,
            Long("shrink") => asked.settings.shrink = parser.value()?.parse()?,
            Long("measure") => asked.measure = Some(PathBuf::from(parser.value()?)),
            Long("trainings") => asked.trainings = parser.value()?.parse()?,
            Long("one-round") => asked.one_round = true,
            Value(folder) if asked.folder.as_os_str().is_empty() => asked.folder = PathBuf::from(folder),
            other => return Err(other.unexpected()),
        }
    }
    if asked.folder.as_os_str().is_empty() {
        return Err("train needs the folder of the data".into());
    }
    Ok(Some(asked))
}
