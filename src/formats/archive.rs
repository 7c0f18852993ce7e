//! Zip archives: what lies in them, read like files that were dropped; and the documents that are zip archives themselves.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::{Inside, LoadError, Loaded, Skipped, office, sniff};

/// An open archive.
pub(super) struct Package<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    /// How many bytes may still be inflated from it.
    left: usize,
}

/// Parts of an office document that are larger than this are no text.
const MAX_PART: usize = 128 << 20;

impl<'b> Package<'b> {
    /// # Errors
    /// When the archive is damaged.
    pub(super) fn open(bytes: &'b [u8]) -> Result<Package<'b>, LoadError> {
        let archive = ZipArchive::new(Cursor::new(bytes));
        let archive = archive.map_err(|_| sniff::not_text("a damaged ZIP archive or Office document", "get or save it anew"))?;
        Ok(Package { archive, left: super::MAX_BYTES })
    }

    /// The names of its files, in their order.
    pub(super) fn names(&self) -> Vec<String> {
        self.archive.file_names().flatten().map(|name| name.into_owned()).collect()
    }

    /// The bytes of a file; `None` where there is none of this name, or too much of it.
    pub(super) fn bytes(&mut self, name: &str) -> Option<Vec<u8>> {
        let most = self.left.min(MAX_PART);
        let file = self.archive.by_name(name).ok()?;
        let bytes = inflated(file, most)?;
        self.left -= bytes.len();
        Some(bytes)
    }

    /// The text of a part in XML.
    pub(super) fn text(&mut self, name: &str) -> Option<String> {
        Some(crate::text::decode::decode(&self.bytes(name)?).text)
    }

    /// Whether all that is in it, inflated, is as little as may be in memory. A small archive may hold far more than that, and what it says
    /// of itself need not be true.
    pub(super) fn fits(&mut self) -> bool {
        let mut left = super::MAX_BYTES as u64;
        for at in 0..self.archive.len() {
            let Ok(file) = self.archive.by_index(at) else { continue };
            match std::io::copy(&mut file.take(left + 1), &mut std::io::sink()) {
                Ok(size) if size > left => return false,
                Ok(size) => left -= size,
                Err(_) => {}
            }
        }
        true
    }
}

/// All bytes of a file in an archive, if they are no more than this.
fn inflated(file: impl Read, most: usize) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    file.take(most as u64 + 1).read_to_end(&mut bytes).ok()?;
    (bytes.len() <= most).then_some(bytes)
}

/// Reads an archive, or the document that it is.
///
/// # Errors
/// When it cannot be opened, or holds too much.
pub(super) fn read(name: &str, bytes: &[u8], inside: &Inside<'_>) -> Result<Loaded, LoadError> {
    let mut package = Package::open(bytes)?;
    if let Some(kind) = office::Kind::of(&mut package) {
        return kind.read(name, bytes, &mut package);
    }
    let mut loaded = Loaded::default();
    let Some(deeper) = inside.deeper() else {
        return Err(sniff::not_text("an archive in archives in archives", "unpack it first"));
    };
    for at in 0..package.archive.len() {
        unpack(name, at, &mut package, &deeper, &mut loaded);
    }
    if loaded.documents.is_empty() && loaded.skipped.is_empty() {
        return Err(sniff::not_text("an empty ZIP archive", "there is nothing in it"));
    }
    Ok(loaded)
}

/// Reads one file of an archive.
fn unpack(name: &str, at: usize, package: &mut Package<'_>, inside: &Inside<'_>, loaded: &mut Loaded) {
    let mut skip = |id: String, reason: &str| loaded.skipped.push(Skipped { id, reason: reason.to_string() });
    let raw = package.archive.by_index_raw(at).map(|file| (path(file.name_raw()), file.is_dir(), file.encrypted()));
    let Ok((path, is_folder, is_encrypted)) = raw else {
        return skip(format!("{name}/file {}", at + 1), "damaged in the archive; unpack it and drop what is in it");
    };
    if is_folder || is_left_behind(&path) {
        return;
    }
    let id = format!("{name}/{path}");
    if is_encrypted {
        return skip(id, "encrypted; unpack the archive with its password and drop what is in it");
    }
    let Some(room) = inside.room() else { return skip(id, "more files than are read from one archive; unpack it and drop what is in it") };
    let Ok(file) = package.archive.by_index(at) else {
        return skip(id, "packed in a way that is not known here; unpack the archive and drop what is in it");
    };
    let Some(bytes) = inflated(file, room) else {
        inside.took(0);
        return skip(id, "damaged, or more than fits in memory; unpack the archive and drop what is in it in parts");
    };
    inside.took(bytes.len());
    match inside.read(&id, &bytes) {
        Ok(read) => {
            loaded.documents.extend(read.documents);
            loaded.skipped.extend(read.skipped);
        }
        Err(error) => loaded.skipped.push(Skipped { id, reason: error.to_string() }),
    }
}

/// The path of a file in an archive, below it: without steps upwards, and in slashes.
fn path(raw: &[u8]) -> String {
    let name = match std::str::from_utf8(raw) {
        Ok(name) => name.to_string(),
        Err(_) => crate::text::decode::decode(raw).text,
    };
    let parts: Vec<&str> = name.split(['/', '\\']).filter(|part| !matches!(*part, "" | "." | "..")).collect();
    parts.join("/")
}

/// Files that systems leave behind and nobody means.
fn is_left_behind(path: &str) -> bool {
    let last = path.rsplit('/').next().unwrap_or(path);
    path.starts_with("__MACOSX/") || last.starts_with('.') || matches!(last, "Thumbs.db" | "desktop.ini") || path.is_empty()
}

#[cfg(test)]
pub(super) mod tests {
    use std::io::Write;

    use super::*;
    use crate::formats::{ReadOptions, read};

    /// An archive of these files.
    pub(in crate::formats) fn packed(files: &[(&str, &[u8])]) -> Vec<u8> {
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in files {
            writer.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
            writer.write_all(bytes).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    #[test]
    fn what_lies_in_an_archive_is_read_like_what_is_dropped() {
        let inner = packed(&[("d.txt", b"Deep.")]);
        let archive = packed(&[
            ("north/a.txt", b"One."),
            ("south/c.html", b"<p>Two.</p>"),
            ("p.png", b"\x89PNG\r\n\x1a\n"),
            ("__MACOSX/x", b"x"),
            ("in.zip", &inner),
            ("../up.txt", b"Up."),
        ]);
        let loaded = read("pile.zip", &archive, &ReadOptions::AUTO).unwrap();
        let found: Vec<(&str, &str)> = loaded.documents.iter().map(|document| (document.id.as_str(), &*document.text)).collect();
        assert_eq!(
            found,
            [
                ("pile.zip/north/a.txt", "One."),
                ("pile.zip/south/c.html", "Two."),
                ("pile.zip/in.zip/d.txt", "Deep."),
                ("pile.zip/up.txt", "Up.")
            ]
        );
        assert!(loaded.skipped[0].reason.contains("PNG"));
    }

    #[test]
    fn archives_in_archives_end_somewhere() {
        let mut archive = packed(&[("a.txt", b"One.")]);
        for _ in 0..8 {
            archive = packed(&[("in.zip", &archive), ("b.txt", b"Two.")]);
        }
        let loaded = read("a.zip", &archive, &ReadOptions::AUTO).unwrap();
        assert!(loaded.documents.len() <= 5 && loaded.skipped.len() == 1, "{:?}", loaded.skipped);
    }

    #[test]
    fn an_archive_that_inflates_without_end_does_not_fill_the_memory() {
        let zeros = [b"\x89PNG\r\n\x1a\n".as_slice(), &vec![0; 30 << 20]].concat();
        let files: Vec<(String, &[u8])> = (0..9).map(|at| (format!("{at}.png"), zeros.as_slice())).collect();
        let files: Vec<(&str, &[u8])> = files.iter().map(|(name, bytes)| (name.as_str(), *bytes)).collect();
        let archive = packed(&files);
        assert!(archive.len() < 1 << 20);
        assert!(!Package::open(&archive).unwrap().fits());
        let loaded = read("a.zip", &archive, &ReadOptions::AUTO).unwrap();
        assert!(loaded.skipped.iter().any(|skipped| skipped.reason.contains("more than fits")), "{:?}", loaded.skipped);
    }

    #[test]
    fn damaged_archives_are_refused() {
        let archive = packed(&[("a.txt", b"One text of some length, to be packed.")]);
        for length in 0..archive.len() {
            let _ = read("a.zip", &archive[..length], &ReadOptions::AUTO);
        }
        for at in 4..archive.len() {
            let mut broken = archive.clone();
            broken[at] ^= 0x55;
            let _ = read("a.zip", &broken, &ReadOptions::AUTO);
        }
    }
}
