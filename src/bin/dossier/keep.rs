//! Analyses that are kept in a folder, and the report of what is kept.

use std::collections::HashSet;
use std::fs::{self, File};
use std::io::{BufReader, BufWriter, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use dossier::analysis::Parts;
use dossier::corpus::{Corpus, DocumentKey};
use dossier::kept::{Kept, Piece, header, record};

use crate::args::Analyze;
use crate::output::failed;
use crate::{Outcome, Problem, input};

/// The ending of the files in which analyses are kept.
const ENDING: &str = "analyses";

/// Analyses what the folder does not have yet, and keeps it there. A file appears when it is complete.
pub(crate) fn keep(asked: &Analyze, folder: &Path) -> Outcome {
    let sources = input::sources(&asked.paths, &asked.reading)?;
    let parts = asked.reading.parts();
    let known = known(folder, parts)?;
    fs::create_dir_all(folder).map_err(|error| failed(folder, &error))?;
    let (unfinished, file) = unfinished(folder)?;
    let mut file = BufWriter::new(file);
    let mut written = file.write_all(&header(parts));
    let (mut analysed, mut skipped) = (0, 0);
    let mut added: HashSet<DocumentKey> = HashSet::new();
    let there = AtomicUsize::new(0);
    let wanted = |key: &DocumentKey| {
        let is_there = known.contains(key);
        there.fetch_add(usize::from(is_there), Ordering::Relaxed);
        !is_there
    };
    input::each(sources, &asked.reading, wanted, |_, kept| {
        if let Kept::Skipped(reason) = &kept {
            eprintln!("dossier: {}: {}", reason.id, reason.reason);
            skipped += 1;
        }
        // Of two rows with one text all are kept: the corpus chooses what is known about it, whichever came first.
        let key = kept.key();
        if written.is_ok() && !known.contains(&key) {
            analysed += usize::from(matches!(kept, Kept::Analysis(_)));
            added.insert(key);
            written = file.write_all(&record(&kept));
        }
    });
    let written = written.and_then(|()| file.flush());
    drop(file);
    if added.is_empty() || written.is_err() {
        let _ = fs::remove_file(&unfinished); // whatever went wrong with it is said below
    } else {
        let name = folder.join(format!("{:016x}.{ENDING}", name_of(&added)));
        fs::rename(&unfinished, &name).map_err(|error| failed(&name, &error))?;
    }
    written.map_err(|error| failed(&unfinished, &error))?;
    eprintln!("dossier: {analysed} documents analysed, {} were there already", there.into_inner());
    Ok(skipped == 0)
}

/// A file that nobody else writes, whoever else keeps analyses in the folder.
fn unfinished(folder: &Path) -> Result<(PathBuf, File), Problem> {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_nanos());
    for attempt in 0..1_000_u32 {
        let path = folder.join(format!("{}-{now}-{attempt}.part", std::process::id()));
        match File::create_new(&path) {
            Ok(file) => return Ok((path, file)),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(error) => return Err(failed(&path, &error)),
        }
    }
    Err(Problem::Failed(format!("{}: no name is free for a new file", folder.display())))
}

/// A name that no other set of documents has.
fn name_of(keys: &HashSet<DocumentKey>) -> u64 {
    let mut sorted: Vec<&DocumentKey> = keys.iter().collect();
    sorted.sort_unstable();
    let mut bytes = Vec::new();
    for key in sorted {
        bytes.extend(key.text_hash.to_le_bytes());
        bytes.extend(key.id.as_bytes());
        bytes.push(0);
    }
    xxhash_rust::xxh3::xxh3_64(&bytes)
}

/// The documents that a folder has already.
///
/// # Errors
/// When something there cannot be read, or holds other analyses than those that are asked for.
fn known(folder: &Path, parts: Parts) -> Result<HashSet<DocumentKey>, Problem> {
    let mut known = HashSet::new();
    if !folder.exists() {
        return Ok(known);
    }
    for path in pieces(folder)? {
        let problem = |error| Problem::Failed(format!("{} {error}", path.display()));
        let mut piece = open(&path)?;
        if piece.parts != parts {
            return Err(Problem::Failed(format!("{} was made with another --only; choose an empty folder", path.display())));
        }
        while let Some(key) = piece.next_key().map_err(problem)? {
            known.insert(key);
        }
    }
    Ok(known)
}

/// Everything that is kept in these folders.
///
/// # Errors
/// When something cannot be read, nothing is there, or the folders hold different analyses.
pub(crate) fn corpus(folders: &[PathBuf]) -> Result<Corpus, Problem> {
    let mut corpus = Corpus::new();
    let mut parts = None;
    for folder in folders {
        let pieces = pieces(folder)?;
        if pieces.is_empty() {
            return Err(Problem::Failed(format!("{}: no analyses are kept there; make some by dossier analyze --keep", folder.display())));
        }
        for path in pieces {
            let problem = |error| Problem::Failed(format!("{} {error}", path.display()));
            let mut piece = open(&path)?;
            if *parts.get_or_insert(piece.parts) != piece.parts {
                return Err(Problem::Failed(format!("{} was made with another --only than the others", path.display())));
            }
            while let Some(kept) = piece.next_record().map_err(problem)? {
                kept.join(&mut corpus);
            }
        }
    }
    // What could not be read on one day may have been read on another.
    let read: Vec<String> = corpus.documents().map(|document| document.id.clone()).collect();
    corpus.unskip(&read);
    Ok(corpus)
}

fn open(path: &Path) -> Result<Piece<BufReader<File>>, Problem> {
    let file = File::open(path).map_err(|error| failed(path, &error))?;
    Piece::open(BufReader::new(file)).map_err(|error| Problem::Failed(format!("{} {error}", path.display())))
}

/// The complete files of a folder, by their names.
fn pieces(folder: &Path) -> Result<Vec<PathBuf>, Problem> {
    let entries = fs::read_dir(folder).map_err(|error| failed(folder, &error))?;
    let paths: Result<Vec<PathBuf>, _> = entries.map(|entry| entry.map(|entry| entry.path())).collect();
    let mut pieces = paths.map_err(|error| failed(folder, &error))?;
    pieces.retain(|path| path.extension().is_some_and(|ending| ending == ENDING));
    pieces.sort();
    Ok(pieces)
}
