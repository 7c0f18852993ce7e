//! Files, folders and standard input → a corpus, on all cores.

use std::ffi::{OsStr, OsString};
use std::io::{IsTerminal, Read};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use dossier::analysis::{Analysis, Engine, analyze};
use dossier::corpus::Corpus;
use dossier::formats::{ReadOptions, Skipped, read};
use walkdir::WalkDir;

use crate::args::Analyze;

/// One file to read, or a reason why not.
struct Source {
    id: String,
    from: Result<From, String>,
}

enum From {
    File(PathBuf),
    Stdin,
}

enum Outcome {
    Analysed(Box<Analysis>),
    Skipped(Skipped),
    /// One source is done with.
    Done,
}

/// Reads and analyses everything. The result does not depend on the number of threads: the corpus has its own order.
pub(crate) fn corpus(options: &Analyze) -> Corpus {
    let sources: Vec<Source> = options.paths.iter().flat_map(sources).collect();
    let engine = Engine::new(options.parts);
    let next = AtomicUsize::new(0);
    let (sender, receiver) = mpsc::channel();
    let mut corpus = Corpus::new();
    std::thread::scope(|scope| {
        for _ in 0..options.threads.get().min(sources.len().max(1)) {
            let sender = sender.clone();
            let (sources, next, engine) = (&sources, &next, &engine);
            scope.spawn(move || {
                while let Some(source) = sources.get(next.fetch_add(1, Ordering::Relaxed)) {
                    work(source, engine, &sender);
                    let _ = sender.send(Outcome::Done);
                }
            });
        }
        drop(sender);
        let mut progress = Progress::new(sources.len());
        for outcome in receiver {
            match outcome {
                Outcome::Analysed(analysis) => {
                    corpus.add(*analysis);
                }
                Outcome::Skipped(skipped) => corpus.skip(skipped),
                Outcome::Done => progress.step(),
            }
        }
        progress.finish();
    });
    corpus
}

fn work(source: &Source, engine: &Engine, sender: &mpsc::Sender<Outcome>) {
    let send = |outcome| {
        // The receiver lives as long as the threads.
        let _ = sender.send(outcome);
    };
    let bytes = match &source.from {
        Ok(From::File(path)) => std::fs::read(path).map_err(|error| error.to_string()),
        Ok(From::Stdin) => {
            let mut bytes = Vec::new();
            std::io::stdin().read_to_end(&mut bytes).map(|_| bytes).map_err(|error| error.to_string())
        }
        Err(reason) => Err(reason.clone()),
    };
    let loaded = bytes.and_then(|bytes| read(&source.id, &bytes, &ReadOptions::AUTO).map_err(|error| error.to_string()));
    match loaded {
        Ok(loaded) => {
            loaded.documents.into_iter().for_each(|document| send(Outcome::Analysed(Box::new(analyze(document, engine)))));
            loaded.skipped.into_iter().for_each(|skipped| send(Outcome::Skipped(skipped)));
        }
        Err(reason) => send(Outcome::Skipped(Skipped { id: source.id.clone(), reason })),
    }
}

/// The files that one argument stands for.
fn sources(argument: &OsString) -> Vec<Source> {
    if argument == OsStr::new("-") {
        return vec![Source { id: "standard input".into(), from: Ok(From::Stdin) }];
    }
    let path = Path::new(argument);
    if !path.is_dir() {
        let id = path.file_name().unwrap_or(argument).to_string_lossy().into_owned();
        return vec![Source { id, from: Ok(From::File(path.to_path_buf())) }];
    }
    let below = |entry: &Path| {
        let parts: Vec<_> = entry.strip_prefix(path).unwrap_or(entry).components().map(|part| part.as_os_str().to_string_lossy()).collect();
        parts.join("/")
    };
    WalkDir::new(path)
        .follow_links(true) // loops of links are reported as errors
        .sort_by_file_name()
        .into_iter()
        .filter_map(|entry| match entry {
            Ok(entry) if entry.file_type().is_file() => Some(Source { id: below(entry.path()), from: Ok(From::File(entry.into_path())) }),
            Ok(_) => None,
            Err(error) => {
                let id = error.path().map_or_else(|| path.to_string_lossy().into_owned(), below);
                Some(Source { id, from: Err(error.to_string()) })
            }
        })
        .collect()
}

/// A line on standard error, only where somebody watches and the work is long.
struct Progress {
    total: usize,
    done: usize,
    started: Instant,
    shown: Option<Instant>,
}

impl Progress {
    fn new(total: usize) -> Progress {
        Progress { total, done: 0, started: Instant::now(), shown: None }
    }

    fn step(&mut self) {
        self.done += 1;
        let quiet = self.shown.map_or(Duration::from_secs(1), |_| Duration::from_millis(100));
        if std::io::stderr().is_terminal() && self.shown.unwrap_or(self.started).elapsed() >= quiet {
            self.shown = Some(Instant::now());
            let left = self.started.elapsed().mul_f64((self.total - self.done) as f64 / self.done as f64);
            eprint!("\r{} of {} files, about {} s left ", self.done, self.total, left.as_secs() + 1);
        }
    }

    fn finish(&self) {
        if self.shown.is_some() {
            eprint!("\r{:60}\r", "");
        }
    }
}
