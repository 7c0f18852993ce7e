//! What a visitor downloads, and whether it stays within the budget.

use std::io::Write;
use std::path::Path;

use flate2::Compression;
use flate2::write::GzEncoder;

use crate::{Result, site};

/// Page shell (HTML, CSS, JavaScript and the page's own wasm), with Brotli.
const SHELL_BUDGET: usize = 600_000;
/// What the page needs to analyse a text, with Brotli: half of it may be the model and the lexicons of names.
const TEXT_BUDGET: usize = 3_000_000;
/// The same with the readers of packed formats, which are loaded when the first such file comes: everything that is kept for offline use.
const TOTAL_BUDGET: usize = 4_000_000;

struct Size {
    raw: usize,
    gzip: usize,
    brotli: usize,
}

/// Prints the sizes of a built site.
///
/// # Errors
/// When a budget is exceeded.
pub fn print(folder: &Path) -> Result {
    let mut shell = Size { raw: 0, gzip: 0, brotli: 0 };
    let mut text = Size { raw: 0, gzip: 0, brotli: 0 };
    let mut total = Size { raw: 0, gzip: 0, brotli: 0 };
    println!("{:>11} {:>11} {:>11}", "bytes", "gzip", "brotli");
    for (path, bytes) in site::files(folder)? {
        if path.starts_with("js/") || path.starts_with("demo") {
            continue; // for developers; no visitor of the page downloads it
        }
        let size = Size { raw: bytes.len(), gzip: gzip(&bytes), brotli: brotli(&bytes) };
        println!("{:>11} {:>11} {:>11}  {path}", size.raw, size.gzip, size.brotli);
        let is_reader = path.contains("readers");
        if !path.contains("worker") && !is_reader && !path.starts_with("icons/") {
            add(&mut shell, &size);
        }
        if !is_reader {
            add(&mut text, &size);
        }
        add(&mut total, &size);
    }
    println!("{:>11} {:>11} {:>11}  page shell (budget {SHELL_BUDGET} with Brotli)", shell.raw, shell.gzip, shell.brotli);
    println!("{:>11} {:>11} {:>11}  what a text needs (budget {TEXT_BUDGET} with Brotli)", text.raw, text.gzip, text.brotli);
    println!("{:>11} {:>11} {:>11}  everything (budget {TOTAL_BUDGET} with Brotli)", total.raw, total.gzip, total.brotli);
    if shell.brotli > SHELL_BUDGET || text.brotli > TEXT_BUDGET || total.brotli > TOTAL_BUDGET {
        return Err("the site is larger than its budget".into());
    }
    Ok(())
}

fn add(sum: &mut Size, size: &Size) {
    sum.raw += size.raw;
    sum.gzip += size.gzip;
    sum.brotli += size.brotli;
}

fn gzip(bytes: &[u8]) -> usize {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    // Writing into memory has no way to fail.
    let _ = encoder.write_all(bytes);
    encoder.finish().map_or(0, |out| out.len())
}

fn brotli(bytes: &[u8]) -> usize {
    let mut out = Vec::new();
    // The quality that hosts use for files which they compress once; while answering they use less, at 9 it is a tenth more.
    let mut encoder = brotli::CompressorWriter::new(&mut out, 1 << 16, 11, 22);
    let _ = encoder.write_all(bytes);
    drop(encoder);
    out.len()
}
