//! Where things lie.

use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

/// The repository.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("tools lie in the repository").to_path_buf()
}

/// The folder of open data: `DOSSIER_DATA`, or `shared/data` beside the repository.
pub(crate) fn data() -> PathBuf {
    std::env::var_os("DOSSIER_DATA").map_or_else(|| root().join("../shared/data"), PathBuf::from)
}

/// Every file below a folder that is not hidden, by name: its path from there with forward slashes, and its content.
pub(crate) fn below(folder: &Path) -> Result<Vec<(String, Vec<u8>)>, String> {
    let is_hidden = |entry: &DirEntry| entry.depth() > 0 && entry.file_name().to_string_lossy().starts_with('.');
    let mut files = Vec::new();
    for entry in WalkDir::new(folder).follow_links(true).sort_by_file_name().into_iter().filter_entry(|entry| !is_hidden(entry)) {
        let entry = entry.map_err(|error| error.to_string())?;
        if entry.file_type().is_file() {
            let path = entry.path().strip_prefix(folder).unwrap_or(entry.path());
            let name: Vec<_> = path.components().map(|part| part.as_os_str().to_string_lossy()).collect();
            files.push((name.join("/"), std::fs::read(entry.path()).map_err(|error| format!("{}: {error}", entry.path().display()))?));
        }
    }
    Ok(files)
}
