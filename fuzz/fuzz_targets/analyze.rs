//! Any bytes under any ending: read, analysed, and every span valid.
#![no_main]

use dossier::analysis::{Engine, Parts, analyze};
use dossier::formats::{ReadOptions, read};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let endings = ["txt", "md", "html", "csv", "tsv", "jsonl", "rtf", "srt", "xml", "eml", "mbox", "pdf", "zip", "docx", "xls", "webarchive"];
    let Some((choice, bytes)) = bytes.split_first() else { return };
    let name = format!("a.{}", endings[usize::from(*choice) % endings.len()]);
    // Half of the time what is no text is refused or unpacked, as it would be.
    let options = ReadOptions { force_text: *choice >= 128, ..ReadOptions::AUTO };
    let engine = Engine::new(Parts::ALL);
    for document in read(&name, bytes, &options).map(|loaded| loaded.documents).unwrap_or_default() {
        let analysis = analyze(document, &engine);
        let text = &analysis.document.text;
        let mentions = analysis.names.mentions.iter().map(|mention| mention.span);
        let figures = analysis.figures.iter().map(|figure| figure.span);
        let quotes = analysis.quotes.iter().flat_map(|quote| [Some(quote.span), quote.cue, quote.speaker_span]).flatten();
        let described = analysis.names.descriptions.iter().map(|description| description.span);
        assert!(analysis.quotes.iter().all(|quote| quote.speaker.is_none_or(|at| (at as usize) < analysis.names.mentions.len())));
        for span in mentions.chain(figures).chain(quotes).chain(described).chain(analysis.layout.sentences.iter().copied()) {
            assert!(text.is_char_boundary(span.start()) && text.is_char_boundary(span.end()) && !span.is_empty());
        }
    }
});
