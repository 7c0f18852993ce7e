//! Files, folders and standard input → a corpus, on all cores.

use std::collections::{HashMap, HashSet, VecDeque};
use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::io::{IsTerminal, Read};
use std::path::{Path, PathBuf};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError, mpsc};
use std::time::{Duration, Instant};

use dossier::analysis::{Engine, analyze};
use dossier::corpus::{Corpus, DocumentKey};
use dossier::formats::{LoadError, Loaded, MAX_BYTES, ReadOptions, Skipped, read};
use dossier::kept::Kept;
use dossier::text::Document;
use walkdir::{DirEntry, WalkDir};

use crate::Problem;
use crate::args::Reading;

/// One file to read, or a reason why not.
pub(crate) struct Source {
    pub(crate) id: String,
    pub(crate) from: Result<From, String>,
}

pub(crate) enum From {
    File(PathBuf),
    Stdin,
}

/// Which file, and which document in it: what is found is put together in this order, whichever thread is first.
type Place = (usize, usize);

enum Outcome {
    /// A file was read and holds so many documents.
    Read(usize),
    Found(Place, Kept),
}

/// Reads and analyses everything. The result does not depend on the number of threads.
///
/// # Errors
/// When there is nothing at all to read.
pub(crate) fn corpus(paths: &[OsString], reading: &Reading) -> Result<Corpus, Problem> {
    let mut corpus = Corpus::new();
    kept(paths, reading)?.into_iter().for_each(|kept| kept.join(&mut corpus));
    Ok(corpus)
}

/// What is found in every file, in the order of the files.
///
/// # Errors
/// As for [`corpus`].
pub(crate) fn kept(paths: &[OsString], reading: &Reading) -> Result<Vec<Kept>, Problem> {
    let mut found = Vec::new();
    each(sources(paths, reading)?, reading, |_| true, |place, kept| found.push((place, kept)));
    found.sort_by_key(|(place, _)| *place);
    Ok(found.into_iter().map(|(_, kept)| kept).collect())
}

/// Hands on what is found, as it comes: documents that are not `wanted` are not analysed.
pub(crate) fn each(
    sources: Vec<Source>,
    reading: &Reading,
    wanted: impl Fn(&DocumentKey) -> bool + Sync,
    mut take: impl FnMut(Place, Kept),
) {
    let engine = Engine::new(reading.parts());
    let mut progress = Progress::new(sources.len());
    let work = Work::new(sources, reading.options());
    let (sender, receiver) = mpsc::sync_channel(WAITING);
    std::thread::scope(|scope| {
        for _ in 0..reading.threads() {
            let sender = sender.clone();
            let (work, engine, wanted) = (&work, &engine, &wanted);
            scope.spawn(move || work.run(engine, wanted, &sender));
        }
        drop(sender);
        for outcome in receiver {
            match outcome {
                Outcome::Read(documents) => progress.found(documents),
                Outcome::Found(place, kept) => {
                    if matches!(kept, Kept::Analysis(_)) {
                        progress.step();
                    }
                    take(place, kept);
                }
            }
        }
        progress.finish();
    });
}

/// Analyses that wait to be taken: enough that no thread has to.
const WAITING: usize = 256;

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

    fn run(&self, engine: &Engine, wanted: &(impl Fn(&DocumentKey) -> bool + Sync), sender: &mpsc::SyncSender<Outcome>) {
        let send = |outcome| {
            // The receiver lives as long as the threads.
            let _ = sender.send(outcome);
        };
        while let Some(task) = self.next() {
            match task {
                Task::Analyze(place, document) => send(Outcome::Found(place, Kept::Analysis(Box::new(analyze(*document, engine))))),
                Task::Read(file, source) => {
                    let _busy = Busy(self);
                    let loaded = load(source, &self.options);
                    let numbered = loaded.documents.into_iter().enumerate().map(|(at, document)| ((file, at), document));
                    let documents: Vec<_> = numbered.filter(|(_, document)| wanted(&DocumentKey::of(document))).collect();
                    send(Outcome::Read(documents.len()));
                    let skipped = loaded.skipped.into_iter().enumerate();
                    skipped.for_each(|(at, skipped)| send(Outcome::Found((file, at), Kept::Skipped(skipped))));
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
struct Busy<'w>(&'w Work);

impl Drop for Busy<'_> {
    fn drop(&mut self) {
        self.0.lock().reading -= 1;
        self.0.changed.notify_all();
    }
}

/// Reads one file; what cannot be read is skipped with the reason.
pub(crate) fn load(source: Source, options: &ReadOptions) -> Loaded {
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
    let mut bytes = Vec::new();
    bytes.try_reserve_exact(size).map_err(|_| format!("there is no memory left for its {} MB", size >> 20))?;
    from.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes).map(|_| bytes).map_err(|error| error.to_string())
}

/// The files that all arguments stand for, each under a name of its own: files of one name are called by the paths that were given.
///
/// # Errors
/// When there is none.
pub(crate) fn sources(paths: &[OsString], reading: &Reading) -> Result<Vec<Source>, Problem> {
    let found: Vec<Vec<Source>> = paths.iter().map(|argument| sources_of(argument, reading)).collect();
    let mut named: HashMap<&str, HashSet<usize>> = HashMap::new();
    for (argument, sources) in found.iter().enumerate() {
        sources.iter().for_each(|source| {
            named.entry(&source.id).or_default().insert(argument);
        });
    }
    let twice: HashSet<String> = named.into_iter().filter(|(_, by)| by.len() > 1).map(|(id, _)| id.to_string()).collect();
    let whole = |source: Source| match &source.from {
        Ok(From::File(path)) if twice.contains(&source.id) => Source { id: path.to_string_lossy().into_owned(), ..source },
        _ => source,
    };
    let all: Vec<Source> = found.into_iter().flatten().map(whole).collect();
    match all.is_empty() {
        true => {
            let paths: Vec<_> = paths.iter().map(|path| path.to_string_lossy()).collect();
            Err(Problem::Failed(format!("{}: there is no file to read", paths.join(", "))))
        }
        false => Ok(all),
    }
}

/// The files that one argument stands for.
fn sources_of(argument: &OsString, reading: &Reading) -> Vec<Source> {
    if argument == OsStr::new("-") {
        return vec![Source { id: reading.stdin_name.clone(), from: Ok(From::Stdin) }];
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
