//! Files, folders and standard input → a corpus, on all cores.

use std::collections::VecDeque;
use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::io::{IsTerminal, Read};
use std::path::{Path, PathBuf};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError, mpsc};
use std::time::{Duration, Instant};

use dossier::analysis::{Analysis, Engine, analyze};
use dossier::corpus::Corpus;
use dossier::formats::{LoadError, Loaded, MAX_BYTES, ReadOptions, Skipped, read};
use dossier::text::Document;
use walkdir::{DirEntry, WalkDir};

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

/// Which file, and which document in it: what is found is put together in this order, whichever thread is first.
type Place = (usize, usize);

enum Outcome {
    /// A file was read and holds so many documents.
    Read(usize),
    Analysed(Place, Box<Analysis>),
    Skipped(Place, Skipped),
}

/// Reads and analyses everything. The result does not depend on the number of threads.
pub(crate) fn corpus(options: &Analyze) -> Corpus {
    let sources: Vec<Source> = options.paths.iter().flat_map(sources).collect();
    let engine = Engine::new(options.parts);
    let mut progress = Progress::new(sources.len());
    let work = Work::new(sources, ReadOptions { whole_pages: options.whole_pages, ..ReadOptions::AUTO });
    let (sender, receiver) = mpsc::channel();
    let (mut analysed, mut skipped) = (Vec::new(), Vec::new());
    std::thread::scope(|scope| {
        for _ in 0..options.threads.get() {
            let sender = sender.clone();
            let (work, engine) = (&work, &engine);
            scope.spawn(move || work.run(engine, &sender));
        }
        drop(sender);
        for outcome in receiver {
            match outcome {
                Outcome::Read(documents) => progress.found(documents),
                Outcome::Analysed(place, analysis) => {
                    analysed.push((place, analysis));
                    progress.step();
                }
                Outcome::Skipped(place, reason) => skipped.push((place, reason)),
            }
        }
        progress.finish();
    });
    // Of two rows with the same id and text, or two reasons for the same file, the later one counts.
    analysed.sort_by_key(|(place, _)| *place);
    skipped.sort_by_key(|(place, _)| *place);
    let mut corpus = Corpus::new();
    analysed.into_iter().for_each(|(_, analysis)| {
        corpus.add(*analysis);
    });
    skipped.into_iter().for_each(|(_, reason)| corpus.skip(reason));
    corpus
}

/// What is left to do. A file is read by one thread; its documents are then anybody's, so that one big table keeps all busy.
struct Work {
    state: Mutex<State>,
    changed: Condvar,
    options: ReadOptions,
}

struct State {
    sources: std::iter::Enumerate<std::vec::IntoIter<Source>>,
    documents: VecDeque<(Place, Document)>,
    /// Files that are being read: there may be more documents soon.
    reading: usize,
}

enum Task {
    Read(usize, Source),
    Analyze(Place, Box<Document>),
}

impl Work {
    fn new(sources: Vec<Source>, options: ReadOptions) -> Work {
        let state = State { sources: sources.into_iter().enumerate(), documents: VecDeque::new(), reading: 0 };
        Work { state: Mutex::new(state), changed: Condvar::new(), options }
    }

    fn run(&self, engine: &Engine, sender: &mpsc::Sender<Outcome>) {
        let send = |outcome| {
            // The receiver lives as long as the threads.
            let _ = sender.send(outcome);
        };
        while let Some(task) = self.next() {
            match task {
                Task::Analyze(place, document) => send(Outcome::Analysed(place, Box::new(analyze(*document, engine)))),
                Task::Read(file, source) => {
                    let _reading = Reading(self);
                    let loaded = load(source, &self.options);
                    send(Outcome::Read(loaded.documents.len()));
                    loaded.skipped.into_iter().enumerate().for_each(|(at, skipped)| send(Outcome::Skipped((file, at), skipped)));
                    let documents = loaded.documents.into_iter().enumerate().map(|(at, document)| ((file, at), document));
                    self.lock().documents.extend(documents);
                }
            }
        }
    }

    /// Documents first: what is read takes up memory until it is analysed.
    fn next(&self) -> Option<Task> {
        let mut state = self.lock();
        loop {
            if let Some((place, document)) = state.documents.pop_front() {
                return Some(Task::Analyze(place, Box::new(document)));
            }
            if let Some((file, source)) = state.sources.next() {
                state.reading += 1;
                return Some(Task::Read(file, source));
            }
            if state.reading == 0 {
                return None;
            }
            state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A file that is being read. Nobody waits for it when it is done with, even by a panic.
struct Reading<'w>(&'w Work);

impl Drop for Reading<'_> {
    fn drop(&mut self) {
        self.0.lock().reading -= 1;
        self.0.changed.notify_all();
    }
}

fn load(source: Source, options: &ReadOptions) -> Loaded {
    let bytes = source.from.and_then(|from| match from {
        From::File(path) => file_bytes(&path),
        From::Stdin => limited(std::io::stdin(), 0),
    });
    let loaded = bytes.and_then(|bytes| read(&source.id, &bytes, options).map_err(|error| error.to_string()));
    loaded.unwrap_or_else(|reason| Loaded { documents: Vec::new(), skipped: vec![Skipped { id: source.id, reason }] })
}

/// # Errors
/// When the file cannot be read or is too large: this is seen before it fills the memory.
fn file_bytes(path: &Path) -> Result<Vec<u8>, String> {
    let file = File::open(path).map_err(|error| error.to_string())?;
    let size = file.metadata().map_or(0, |metadata| metadata.len());
    if size > MAX_BYTES as u64 {
        return Err(LoadError::TooLarge { size, limit: MAX_BYTES as u64 }.to_string());
    }
    limited(file, size as usize)
}

/// Everything, or the first bytes of what is too large and has no size to ask for: enough to be refused.
fn limited(from: impl Read, size: usize) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::with_capacity(size);
    from.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes).map(|_| bytes).map_err(|error| error.to_string())
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
        .filter_entry(|entry| entry.depth() == 0 || !is_hidden(entry))
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

/// Files and folders that systems and programs leave behind and nobody means; named on the command line, they are read.
fn is_hidden(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    name.starts_with('.') || matches!(&*name, "Thumbs.db" | "desktop.ini")
}

/// A line on standard error, only where somebody watches and the work is long.
struct Progress {
    /// Documents; a file that is not read yet counts as one.
    total: usize,
    done: usize,
    started: Instant,
    shown: Option<Instant>,
}

impl Progress {
    fn new(total: usize) -> Progress {
        Progress { total, done: 0, started: Instant::now(), shown: None }
    }

    fn found(&mut self, documents: usize) {
        self.total = self.total + documents - 1;
    }

    fn step(&mut self) {
        self.done += 1;
        let quiet = self.shown.map_or(Duration::from_secs(1), |_| Duration::from_millis(100));
        if std::io::stderr().is_terminal() && self.shown.unwrap_or(self.started).elapsed() >= quiet {
            self.shown = Some(Instant::now());
            let left = self.started.elapsed().mul_f64(self.total.saturating_sub(self.done) as f64 / self.done as f64);
            eprint!("\r{} of {} documents, about {} s left ", self.done, self.total, left.as_secs() + 1);
        }
    }

    fn finish(&self) {
        if self.shown.is_some() {
            eprint!("\r{:60}\r", "");
        }
    }
}
