//! Input: dropped files and folders, the pickers, pasted text, the sample.

use std::rc::Rc;

use dossier::formats::{LoadError, MAX_BYTES, ReadOptions, Remedy, Skipped};
use dossier::jobs;
use dossier::jobs::sources::SourceId;
use dossier::project::record_id;
use js_sys::{Array, ArrayBuffer, Promise, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, DataTransfer, File, FileList, FileSystemDirectoryEntry, FileSystemDirectoryReader, FileSystemEntry, FileSystemFileEntry,
};

/// Files, or a text, that were dropped, picked or pasted together.
#[derive(Default)]
pub(crate) struct Dropped {
    pub(crate) files: Vec<InputFile>,
    /// What the browser would not hand out.
    pub(crate) skipped: Vec<Skipped>,
    /// It is a text that was pasted or dropped, no file: nobody may have meant to add it.
    pub(crate) is_text: bool,
}

impl Dropped {
    /// A text that was pasted.
    pub(crate) fn text(text: &str) -> Dropped {
        Dropped { files: vec![pasted(text)], skipped: Vec::new(), is_text: true }
    }
}

impl From<Vec<InputFile>> for Dropped {
    fn from(files: Vec<InputFile>) -> Dropped {
        Dropped { files, skipped: Vec::new(), is_text: false }
    }
}

/// Bytes of the largest file that is read whole. 50 MB of prose take two minutes on two slow cores, the report included, and 2 GB of memory; 100 MB
/// three minutes and 3.4 GB, which is more than many computers have to spare.
pub(crate) const MAX_FILE_BYTES: f64 = 64.0 * 1_048_576.0;

/// One file, not read yet.
#[derive(Clone)]
pub(crate) struct InputFile {
    /// Path below what was dropped.
    pub(crate) path: String,
    pub(crate) content: Content,
    pub(crate) options: ReadOptions,
    /// Its number among what was given in this session, once it has one.
    pub(crate) source: Option<SourceId>,
    /// Which reading of it this is.
    pub(crate) turn: u32,
}

#[derive(Clone)]
pub(crate) enum Content {
    File(File),
    Text(Rc<str>),
    /// A source record. It stays the browser's: it never comes into the memory of the page's program.
    Record(ArrayBuffer),
}

impl InputFile {
    fn new(path: String, content: Content) -> InputFile {
        InputFile { path, content, options: ReadOptions::AUTO, source: None, turn: 0 }
    }

    pub(crate) fn file(path: String, file: File) -> InputFile {
        InputFile::new(path, Content::File(file))
    }

    pub(crate) fn text(path: impl Into<String>, text: &str) -> InputFile {
        InputFile::new(path.into(), Content::Text(text.into()))
    }

    /// A document that was read before.
    pub(crate) fn record(path: String, record: ArrayBuffer) -> InputFile {
        InputFile::new(path, Content::Record(record))
    }

    /// Documents as they were kept, to be read again.
    pub(crate) fn records(records: impl IntoIterator<Item = ArrayBuffer>) -> Vec<InputFile> {
        records.into_iter().map(|record| InputFile::record(id_of(&record), record)).collect()
    }

    /// What it is for the worker that reads it.
    pub(crate) fn kind(&self) -> jobs::Content {
        match self.content {
            Content::File(_) => jobs::Content::File,
            Content::Text(_) => jobs::Content::Text,
            Content::Record(_) => jobs::Content::Record,
        }
    }

    /// So many bytes.
    pub(crate) fn size(&self) -> f64 {
        match &self.content {
            Content::File(file) if self.options.beginning_of.is_some() => file.size().min(MAX_FILE_BYTES),
            Content::File(file) => file.size(),
            Content::Text(text) => text.len() as f64,
            Content::Record(record) => f64::from(record.byte_length()),
        }
    }

    /// The same, to be read as the remedy says.
    pub(crate) fn with(mut self, remedy: Remedy) -> InputFile {
        match remedy {
            Remedy::Anyway => self.options.force_text = true,
            Remedy::Beginning => self.options.beginning_of = Some(self.size() as u64),
            Remedy::Again => {}
        }
        self
    }

    /// What a worker reads it from: a `Blob` or an `ArrayBuffer`; or why it is not read.
    pub(crate) fn content(&self) -> Result<JsValue, Unread> {
        match &self.content {
            Content::Text(text) => Ok(Uint8Array::from(text.as_bytes()).buffer().into()),
            Content::Record(record) => Ok(record.into()),
            Content::File(file) if self.options.beginning_of.is_some() => {
                let beginning = file.slice_with_f64_and_f64(0.0, MAX_FILE_BYTES);
                beginning.map(JsValue::from).map_err(|error| Unread { reason: reason(&error), remedy: Remedy::Again })
            }
            Content::File(file) if file.size() > MAX_FILE_BYTES => {
                Err(Unread { reason: too_large(file.size(), MAX_FILE_BYTES), remedy: Remedy::Beginning })
            }
            Content::File(file) => Ok(file.into()),
        }
    }
}

/// The id of the document that a source record is of. It stands at the beginning.
fn id_of(record: &ArrayBuffer) -> String {
    let id = |bytes: u32| record_id(&Uint8Array::new_with_byte_offset_and_length(record, 0, bytes.min(record.byte_length())).to_vec());
    id(4096).or_else(|| id(u32::MAX)).unwrap_or_default()
}

/// Why a file was not read, and what can be tried.
pub(crate) struct Unread {
    pub(crate) reason: String,
    pub(crate) remedy: Remedy,
}

impl Content {
    /// The bytes, or why they cannot be had.
    pub(crate) async fn read(&self) -> Result<ArrayBuffer, String> {
        match self {
            Content::Text(text) => Ok(Uint8Array::from(text.as_bytes()).buffer()),
            Content::Record(record) => Ok(record.clone()),
            Content::File(file) if file.size() > MAX_BYTES as f64 => Err(too_large(file.size(), MAX_BYTES as f64)),
            Content::File(file) => bytes(file).await,
        }
    }
}

fn too_large(size: f64, most: f64) -> String {
    LoadError::TooLarge { size: size as u64, limit: most as u64 }.to_string()
}

/// In whole megabytes, for people.
pub(crate) fn megabytes(bytes: f64) -> u32 {
    (bytes / 1_048_576.0) as u32
}

async fn bytes(blob: &Blob) -> Result<ArrayBuffer, String> {
    let buffer = JsFuture::from(blob.array_buffer()).await.map_err(|error| reason(&error))?;
    Ok(buffer.unchecked_into())
}

/// Why the browser refuses to read a file, and what to do.
fn reason(error: &JsValue) -> String {
    let name = js_sys::Reflect::get(error, &"name".into()).ok().and_then(|name| name.as_string()).unwrap_or_default();
    jobs::unreadable(&name)
}

/// Folders inside folders that are followed.
const MAX_DEPTH: usize = 64;

/// Everything in a drop: files, and folders with all that is below them.
///
/// Must be called in the drop event itself: the list is empty afterwards. The future may be awaited later.
pub(crate) fn dropped(transfer: &DataTransfer) -> impl std::future::Future<Output = Dropped> + use<> {
    let items = transfer.items();
    let mut entries: Vec<FileSystemEntry> = Vec::new();
    let mut files: Vec<InputFile> = Vec::new();
    for at in 0..items.length() {
        let Some(item) = items.get(at).filter(|item| item.kind() == "file") else { continue };
        match item.webkit_get_as_entry() {
            Ok(Some(entry)) => entries.push(entry),
            _ => files.extend(item.get_as_file().ok().flatten().map(|file| InputFile::file(file.name(), file))),
        }
    }
    let text = (entries.is_empty() && files.is_empty())
        .then(|| transfer.get_data("text/plain").unwrap_or_default())
        .filter(|text| !text.trim().is_empty());
    async move {
        let is_text = text.is_some();
        files.extend(text.map(|text| pasted(&text)));
        let mut skipped = Vec::new();
        let mut open: Vec<(FileSystemEntry, String, usize)> = entries.into_iter().map(|entry| (entry, String::new(), 0)).collect();
        while let Some((entry, below, depth)) = open.pop() {
            let path = if below.is_empty() { entry.name() } else { format!("{below}/{}", entry.name()) };
            if entry.is_directory() {
                if entry.name().starts_with('.') {
                    continue;
                }
                if depth >= MAX_DEPTH {
                    skipped.push(Skipped { id: path, reason: format!("more than {MAX_DEPTH} folders deep; drop it separately") });
                    continue;
                }
                {
                    let (inside, problem) = read_folder(entry.unchecked_ref::<FileSystemDirectoryEntry>()).await;
                    skipped.extend(problem.map(|reason| Skipped { id: format!("{path}/"), reason }));
                    // What lies in a dropped folder is named by its path below that folder.
                    let below = if depth == 0 { String::new() } else { path };
                    open.extend(inside.into_iter().map(|entry| (entry, below.clone(), depth + 1)));
                }
            } else {
                match entry_file(entry.unchecked_ref::<FileSystemFileEntry>()).await {
                    Ok(file) => files.push(InputFile::file(path, file)),
                    Err(error) => skipped.push(Skipped { id: path, reason: reason(&error) }),
                }
            }
        }
        Dropped { files: wanted(files), skipped, is_text }
    }
}

/// Files that systems leave in folders and nobody means.
fn wanted(mut files: Vec<InputFile>) -> Vec<InputFile> {
    files.retain(|file| {
        let name = file.path.rsplit('/').next().unwrap_or_default();
        !name.starts_with('.') && !matches!(name, "Thumbs.db" | "desktop.ini")
    });
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

/// All entries of a folder, and why there may be more: Chromium hands out a hundred at a time.
async fn read_folder(folder: &FileSystemDirectoryEntry) -> (Vec<FileSystemEntry>, Option<String>) {
    let reader: FileSystemDirectoryReader = folder.create_reader();
    let mut all = Vec::new();
    loop {
        let promise = Promise::new(&mut |resolve, reject| {
            let _ = reader.read_entries_with_callback_and_callback(&resolve, &reject);
        });
        let batch: Array = match JsFuture::from(promise).await {
            Ok(batch) => batch.unchecked_into(),
            Err(error) => return (all, Some(reason(&error))),
        };
        if batch.length() == 0 {
            return (all, None);
        }
        all.extend(batch.iter().map(JsCast::unchecked_into::<FileSystemEntry>));
    }
}

async fn entry_file(entry: &FileSystemFileEntry) -> Result<File, JsValue> {
    let promise = Promise::new(&mut |resolve, reject| entry.file_with_callback_and_callback(&resolve, &reject));
    JsFuture::from(promise).await.map(JsCast::unchecked_into)
}

/// Files of a picker; from the folder picker with their paths below the folder.
pub(crate) fn picked(list: &FileList) -> Vec<InputFile> {
    let files = (0..list.length()).filter_map(|at| list.get(at)).map(|file| {
        let path = js_sys::Reflect::get(&file, &"webkitRelativePath".into()).ok().and_then(|path| path.as_string()).unwrap_or_default();
        let below = path.split_once('/').map_or_else(|| file.name(), |(_, below)| below.to_string());
        InputFile::file(below, file)
    });
    wanted(files.collect())
}

/// A pasted text, named after its first line.
fn pasted(text: &str) -> InputFile {
    let line = text.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or("Pasted text");
    let mut name: String = line.chars().filter(|c| !matches!(c, '/' | '\\') && !c.is_control()).take(60).collect();
    if line.chars().count() > 60 {
        name.push('…');
    }
    InputFile::text(format!("{}.txt", name.trim().trim_end_matches('.')), text)
}

/// Articles to try the page with, by their names: Mehr News Agency, CC BY 4.0 (seeds/README.md).
pub(crate) const SAMPLE: [(&str, &str); 4] = [
    ("000_f7ab572d3be1e179.txt", include_str!("../../../seeds/000_f7ab572d3be1e179.txt")),
    ("001_16da50c3165f0606.txt", include_str!("../../../seeds/001_16da50c3165f0606.txt")),
    ("003_39146c9ee22fda72.txt", include_str!("../../../seeds/003_39146c9ee22fda72.txt")),
    ("004_c2d1b4e7feb83887.txt", include_str!("../../../seeds/004_c2d1b4e7feb83887.txt")),
];

/// The same, to be read.
pub(crate) fn sample() -> Vec<InputFile> {
    SAMPLE.map(|(name, text)| InputFile::text(name, text)).to_vec()
}
