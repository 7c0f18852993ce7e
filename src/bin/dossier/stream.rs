//! Documents one by one, in constant memory: each becomes a line, the report on it alone.

use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Read, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use dossier::analysis::{Engine, analyze};
use dossier::corpus::Corpus;
use dossier::duplicates::Sensitivity;
use dossier::formats::{Loaded, MAX_BYTES, Skipped, read_line};
use dossier::report::json::{self, JsonOptions};

use crate::args::Analyze;
use crate::input::{self, From, Source, load};
use crate::output::failed;
use crate::{Outcome, Problem};

/// Pieces that are analysed at a time: enough that no thread waits long for the others.
const BATCH: usize = 256;
/// Bytes of such pieces.
const BATCH_BYTES: usize = 4 << 20;

/// Something that becomes lines.
enum Item {
    /// A line of JSON Lines: the name of its file, its number there, its bytes.
    Line(String, usize, Vec<u8>),
    /// A file of another kind.
    File(Source),
}

impl Item {
    /// What its document is called as long as it says nothing else.
    fn name(&self) -> String {
        match self {
            Item::Line(name, number, _) => format!("{name} · {number}"),
            Item::File(source) => source.id.clone(),
        }
    }

    fn load(self, asked: &Analyze) -> Loaded {
        match self {
            Item::Line(name, number, line) => read_line(&name, number, &line),
            Item::File(source) => load(source, &asked.reading.options()),
        }
    }
}

/// A place for an item and, once it is done, its lines.
type Slot = Mutex<(Option<Item>, String)>;

pub(crate) fn stream(asked: &Analyze) -> Outcome {
    let path = asked.writing.output.as_deref();
    let sources = input::sources(&asked.paths, &asked.reading)?;
    refuse_own_input(path, &sources)?;
    let out: Box<dyn Write> = match path {
        Some(path) => Box::new(File::create(path).map_err(|error| failed(path, &error))?),
        None => Box::new(io::stdout().lock()),
    };
    let mut stream =
        Stream { asked, engine: Engine::new(asked.reading.parts()), out: BufWriter::new(out), batch: Vec::new(), bytes: 0, all_read: true };
    let written = stream.run(sources);
    match written {
        // The reader has enough ("| head").
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(true),
        Err(error) => Err(failed(path.unwrap_or(Path::new("standard output")), &error)),
        Ok(()) => Ok(stream.all_read),
    }
}

/// The output is emptied before the first line is read.
fn refuse_own_input(output: Option<&Path>, sources: &[Source]) -> Result<(), Problem> {
    let Some(output) = output.and_then(|path| path.canonicalize().ok()) else { return Ok(()) };
    let is_output = |source: &Source| matches!(&source.from, Ok(From::File(path)) if path.canonicalize().is_ok_and(|path| path == output));
    match sources.iter().any(is_output) {
        true => Err(Problem::Use(format!("{} is read: write to another file", output.display()))),
        false => Ok(()),
    }
}

struct Stream<'a> {
    asked: &'a Analyze,
    engine: Engine,
    out: BufWriter<Box<dyn Write>>,
    batch: Vec<Slot>,
    bytes: usize,
    all_read: bool,
}

impl Stream<'_> {
    fn run(&mut self, sources: Vec<Source>) -> io::Result<()> {
        for source in sources {
            match lines_of(&source) {
                Some(Ok(lines)) => self.lines(&source.id, lines)?,
                Some(Err(reason)) => self.push(Item::File(Source { from: Err(reason), ..source }), 0)?,
                None => self.push(Item::File(source), BATCH_BYTES / 16)?,
            }
        }
        self.flush()
    }

    fn lines(&mut self, name: &str, mut lines: impl BufRead) -> io::Result<()> {
        for number in 1.. {
            let mut line = Vec::new();
            match lines.by_ref().take(MAX_BYTES as u64).read_until(b'\n', &mut line) {
                Ok(0) => break,
                Ok(length) => self.push(Item::Line(name.to_string(), number, line), length)?,
                Err(error) => return self.push(Item::File(Source { id: name.to_string(), from: Err(error.to_string()) }), 0),
            }
        }
        Ok(())
    }

    fn push(&mut self, item: Item, bytes: usize) -> io::Result<()> {
        self.batch.push(Mutex::new((Some(item), String::new())));
        self.bytes += bytes;
        if self.batch.len() >= BATCH || self.bytes >= BATCH_BYTES { self.flush() } else { Ok(()) }
    }

    /// Analyses what has come together, on all cores, and writes it in its order.
    fn flush(&mut self) -> io::Result<()> {
        let batch = std::mem::take(&mut self.batch);
        self.bytes = 0;
        let next = AtomicUsize::new(0);
        let all_read = std::thread::scope(|scope| {
            let threads: Vec<_> = (0..self.asked.reading.threads().min(batch.len()))
                .map(|_| scope.spawn(|| work(self.asked, &self.engine, &batch, &next)))
                .collect();
            let read: Vec<bool> = threads.into_iter().map(|thread| thread.join().unwrap_or(false)).collect();
            !read.contains(&false)
        });
        self.all_read &= all_read;
        for slot in batch {
            let (_, lines) = slot.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
            self.out.write_all(lines.as_bytes())?;
        }
        self.out.flush()
    }
}

/// Takes items as long as there are any. Whether all of them could be read.
fn work(asked: &Analyze, engine: &Engine, batch: &[Slot], next: &AtomicUsize) -> bool {
    let mut all_read = true;
    while let Some(slot) = batch.get(next.fetch_add(1, Ordering::Relaxed)) {
        let mut slot = slot.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let Some(item) = slot.0.take() else { continue };
        let name = item.name();
        // A panic has been told; it costs this item.
        let done = catch_unwind(AssertUnwindSafe(|| {
            let loaded = item.load(asked);
            let is_read = loaded.skipped.is_empty();
            (lines(asked, engine, loaded), is_read)
        }));
        let stopped = || {
            let reason = "the analysis stopped at it; please tell us, with the text".to_string();
            (lines(asked, engine, Loaded { documents: Vec::new(), skipped: vec![Skipped { id: name, reason }] }), false)
        };
        let (written, is_read) = done.unwrap_or_else(|_| stopped());
        all_read &= is_read;
        slot.1 = written;
    }
    all_read
}

/// The report on each document alone, and one for each that could not be read.
fn lines(asked: &Analyze, engine: &Engine, loaded: Loaded) -> String {
    let options = JsonOptions { unit: asked.writing.offsets.unit(), text: asked.writing.with_text };
    let mut lines = String::new();
    let mut line = |corpus: &Corpus| {
        let report = corpus.report(&Sensitivity::STANDARD);
        // Plain data always can be written.
        lines += &serde_json::to_string(&json::json(&report, options)).unwrap_or_default();
        lines.push('\n');
    };
    for document in loaded.documents {
        let mut corpus = Corpus::new();
        corpus.add(analyze(document, engine));
        line(&corpus);
    }
    for skipped in loaded.skipped {
        let Skipped { id, reason } = &skipped;
        eprintln!("dossier: {id}: {reason}");
        let mut corpus = Corpus::new();
        corpus.skip(skipped);
        line(&corpus);
    }
    lines
}

/// What is read line by line: JSON Lines, and standard input where it has no name of another kind.
fn lines_of(source: &Source) -> Option<Result<Box<dyn BufRead>, String>> {
    let is_lines = |name: &str| [".jsonl", ".ndjson"].iter().any(|ending| name.to_lowercase().ends_with(ending));
    match source.from.as_ref().ok()? {
        From::Stdin if is_lines(&source.id) || !source.id.contains('.') => Some(Ok(Box::new(BufReader::new(io::stdin())))),
        From::File(path) if is_lines(&source.id) => match File::open(path) {
            Ok(file) => Some(Ok(Box::new(BufReader::new(file)))),
            Err(error) => Some(Err(error.to_string())),
        },
        _ => None,
    }
}
