//! What people really drop: inputs that have broken programs, each with what must become of it. Rows of the product's list that are tried
//! elsewhere: old code pages and UTF-16 without a mark in `text::decode`; text encoded twice there and in `text::document`; disguised names in
//! `text::document`, `text::lookalikes` and `search::words`; data without spaces in `text::data`; another encoding in `jobs`; lone
//! surrogates in `formats::table`; offsets of emoji in `text::offsets` and `laws`; scripts in pages in `formats::html`; formulas in
//! `report::csv`; pathological texts in `laws`; a thousand copies in `duplicates`; sentences on one line in `golden`; storage, crashes, windows
//! and project files in `tests/browser/keep.test.js` and `project.test.js`; what only a browser does in `tests/browser/nasty.test.js`.

mod common;

use common::{below, random, report_of};
use dossier::entities::EntityKind;
use dossier::formats::{LoadError, MAX_BYTES, ReadOptions, read};
use dossier::report::Report;
use dossier::report::json::{JsonOptions, to_string};
use dossier::text::offsets::Unit;
use dossier::text::{Document, NoteKind};

const PASSAGE: &str = "Farmers in the northern valleys have begun to store their grain in stone towers again, as their grandparents did before the war, and they sell \
                       it in spring when the prices are high.";

fn files(texts: &[&str]) -> Vec<(String, Vec<u8>)> {
    texts.iter().enumerate().map(|(at, text)| (format!("{at}.txt"), text.as_bytes().to_vec())).collect()
}

fn document(bytes: &[u8]) -> Document {
    read("a.txt", bytes, &ReadOptions::AUTO).unwrap().documents.remove(0)
}

fn names(report: &Report) -> Vec<&str> {
    report.entities.iter().map(|entity| entity.name.as_str()).collect()
}

#[test]
fn empty_files_are_listed_as_empty_and_are_copies_of_nothing() {
    let report = report_of(&files(&["", " \n\t ", "\u{feff}", "", "President Hassan Rouhani spoke."]));
    let empty = |note: &dossier::text::Note| note.kind == NoteKind::Empty;
    assert_eq!(report.documents.iter().filter(|document| document.analysis.document.notes.iter().any(empty)).count(), 4);
    let copies = &report.duplicates;
    assert!(copies.clusters.is_empty() && copies.passages.is_empty() && copies.pairs.is_empty(), "{copies:?}");
}

#[test]
fn a_picture_called_txt_is_refused_by_name_and_read_when_somebody_insists() {
    let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR";
    let refused = read("holiday.txt", png, &ReadOptions::AUTO).unwrap_err().to_string();
    assert!(refused.contains("PNG image"), "{refused}");
    assert!(read("holiday.txt", png, &ReadOptions { force_text: true, ..ReadOptions::AUTO }).is_ok());
}

#[test]
fn utf_16_with_and_without_a_mark_gives_offsets_of_the_decoded_text() {
    let text = "“Énergie”: President Hassan Rouhani paid $800-million in 2007. ".repeat(3);
    for mark in ["", "\u{feff}"] {
        for little in [true, false] {
            let units = format!("{mark}{text}");
            let bytes: Vec<u8> =
                units.encode_utf16().flat_map(|unit| if little { unit.to_le_bytes() } else { unit.to_be_bytes() }).collect();
            let report = report_of(&[("a.txt".into(), bytes)]);
            let analysis = &report.documents[0].analysis;
            assert_eq!(&*analysis.document.text, text);
            assert!(analysis.document.encoding.starts_with("UTF-16"), "{}", analysis.document.encoding);
            assert_eq!(analysis.figures[0].span.of(&text), "$800-million");
        }
    }
}

#[test]
fn broken_bytes_are_replaced_with_their_number_said() {
    let document = document(b"Tehran \xff and \xfe\xfd, said President Hassan Rouhani on Monday in the city.");
    let notes: Vec<&str> = document
        .notes
        .iter()
        .filter(|note| matches!(note.kind, NoteKind::Replaced | NoteKind::Guessed))
        .map(|note| note.message.as_str())
        .collect();
    assert!(!notes.is_empty(), "nothing is said of it");
    assert!(document.text.contains("said President Hassan Rouhani on Monday"), "the rest is kept");
}

#[test]
fn line_ends_of_every_kind_are_kept_and_offsets_hold() {
    let text =
        "President Hassan Rouhani came.\r\nHe paid $5 million.\rThen he left.\u{2028}Vladimir Putin stayed.\u{2029}\n\nNobody knows.";
    let report = report_of(&files(&[text]));
    let analysis = &report.documents[0].analysis;
    assert_eq!(&*analysis.document.text, text, "nothing is altered");
    assert_eq!(analysis.figures[0].span.of(text), "$5 million");
    assert!(names(&report).contains(&"Vladimir Putin"), "{:?}", names(&report));
}

#[test]
fn a_mark_at_the_start_is_no_text_and_one_in_the_middle_is_kept() {
    let text = document("\u{feff}Hassan\u{feff} Rouhani".as_bytes()).text;
    assert_eq!(&*text, "Hassan\u{feff} Rouhani");
}

#[test]
fn nul_bytes_are_kept_and_cut_nothing_off() {
    let text = "President Hassan Rouhani\0 came to Moscow, and a long text follows. He paid $5 million to the workers.";
    let report = report_of(&files(&[text]));
    assert_eq!(&*report.documents[0].analysis.document.text, text);
    let json = to_string(&report, JsonOptions { unit: Unit::Chars, text: true });
    assert!(json.contains("\\u0000 came to Moscow") && json.contains("$5 million"), "{json}");
}

#[test]
fn one_name_in_two_forms_of_unicode_is_one_and_so_is_the_copy() {
    let composed = format!("President René Préval spoke. {PASSAGE} Président Préval’s café was closed.");
    let decomposed = composed.replace('é', "e\u{301}");
    let report = report_of(&files(&[&composed, &decomposed]));
    let people = report.entities.iter().filter(|entity| entity.kind == EntityKind::Person).collect::<Vec<_>>();
    assert_eq!(people.len(), 1, "{:?}", names(&report));
    assert_eq!(report.duplicates.clusters.len(), 1, "they are one text");
    for document in &report.documents {
        let text = &document.analysis.document.text;
        assert!(document.analysis.names.mentions.iter().all(|mention| text.contains(mention.span.of(text))));
    }
}

#[test]
fn no_break_spaces_soft_hyphens_and_curly_quotes_change_nothing() {
    let odd = format!("“{}” The firm paid $800-million in\u{a0}2007.", PASSAGE.replace("northern valleys", "north\u{ad}ern\u{a0}valleys"));
    let plain = format!("\"{PASSAGE}\" The firm paid $800-million in 2007.");
    let report = report_of(&files(&[&odd, &plain]));
    assert_eq!(report.documents[0].analysis.figures[0].span.of(&odd), "$800-million");
    assert_eq!(report.duplicates.clusters.len(), 1, "{:?}", report.duplicates);
}

#[test]
fn a_file_beyond_the_limit_is_refused_with_the_limit() {
    let bytes = vec![b'a'; MAX_BYTES + 1];
    let refused = read("a.txt", &bytes, &ReadOptions::AUTO).unwrap_err();
    assert!(matches!(refused, LoadError::TooLarge { .. }), "{refused}");
    assert!(refused.to_string().contains("split"), "{refused}");
}

#[test]
fn one_name_for_two_files_and_one_file_twice() {
    let file = |text: &str| ("report.txt".to_string(), text.as_bytes().to_vec());
    let report = report_of(&[file(PASSAGE), file("Another text altogether."), file(PASSAGE)]);
    let ids: Vec<&str> = report.documents.iter().map(|document| document.id.as_str()).collect();
    assert_eq!(ids, ["report.txt", "report.txt (2)"]);
}

#[test]
fn one_line_at_the_end_of_three_hundred_files_is_boilerplate_once() {
    let line = "All content by the Northern Valley News Agency is licensed under a Creative Commons Attribution 4.0 International License.";
    let mut random = random(0);
    let mut word = || (0..6).map(|_| char::from(b'a' + below(&mut random, 26) as u8)).collect::<String>();
    let texts: Vec<String> = (0..300).map(|_| format!("{}.\n\n{line}", (0..80).map(|_| word()).collect::<Vec<_>>().join(" "))).collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let report = report_of(&files(&texts));
    let whole: Vec<usize> =
        report.duplicates.boilerplate.iter().map(|found| found.occurrences.len()).filter(|&files| files == 300).collect();
    assert_eq!(whole.len(), 1, "{:?}", report.duplicates.boilerplate.len());
    assert!(report.duplicates.pairs.len() < 3_000, "{} pairs", report.duplicates.pairs.len());
}

#[test]
fn numbers_that_are_none_or_could_be_two_are_never_given_as_certain() {
    // Figures with a value, as they are written: what is not a date or not a number has none, or says that it is ambiguous.
    let report = report_of(&files(&["The bill of 31/02/2020 was never paid. In the year 0 nobody counted. The ratio was 1e400."]));
    let json = to_string(&report, JsonOptions { unit: Unit::Chars, text: false });
    assert!(!json.contains("2020-02-31"), "a day that never was");
    assert!(!json.contains("inf") && !json.contains("null,\"unit\":\"USD\""), "{json}");
    let minutes = report_of(&files(&["It took 37 minutes. It holds 37 % of it."]));
    let units: Vec<Option<&str>> = minutes.documents[0].analysis.figures.iter().map(|figure| figure.unit.as_deref()).collect();
    assert_ne!(units[0], units[1], "{units:?}");
}

#[test]
fn a_long_line_of_data_is_bounded_and_the_words_around_it_are_read() {
    let data = "ab1".repeat(1_000_000);
    let text = format!("President Hassan Rouhani paid $5 million.\n{data}\nVladimir Putin left.");
    let report = report_of(&files(&[&text]));
    let analysis = &report.documents[0].analysis;
    assert_eq!(analysis.figures.iter().map(|figure| figure.span.of(&text)).collect::<Vec<_>>(), ["$5 million"]);
    assert!(names(&report).contains(&"Vladimir Putin"), "{:?}", names(&report));
    assert!(analysis.document.notes.iter().any(|note| note.kind == NoteKind::Limit && note.message.contains("are data")));
}

#[test]
fn a_name_in_disguise_is_found_with_the_plain_one() {
    use dossier::search::{Index, parse, search};
    let report =
        report_of(&files(&["Vladimir Putin.", "Vladimir Pu\u{200b}tin.", "Vladimir \u{420}utin.", "Владимир Путин.", "Ebrahim Raisi."]));
    let mut index = Index::default();
    index.update(&report);
    for asked in ["Putin", "\u{420}utin", "Pu\u{200b}tin"] {
        let found: Vec<u32> = search(&report, &index, &parse(asked)).documents.iter().map(|found| found.document).collect();
        assert_eq!(found, [0, 1, 2], "{asked}");
    }
}
