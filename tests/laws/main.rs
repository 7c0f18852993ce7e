//! What must hold for every text: properties, tried on the samples, on mixtures of them and on noise.

mod checks;
#[path = "../common/mod.rs"]
mod common;
mod desk;

use std::collections::HashMap;
use std::sync::Arc;

use checks::{check_dates, check_report};
use common::{below, law, random, report_of, seeds, shuffle};
use dossier::analysis::{Engine, Parts, analyze};
use dossier::corpus::{Corpus, DocumentKey};
use dossier::desk::Desk;
use dossier::duplicates::Sensitivity;
use dossier::edits::{self, Edit, Log, NameAnchor, Step};
use dossier::entities::resolve::MentionRef;
use dossier::figures::{self, FigureRef, Value, edtf};
use dossier::jobs::{self, Job};
use dossier::report::csv::csv;
use dossier::report::json::{JsonOptions, to_string};
use dossier::report::rows::Table;
use dossier::report::{Report, ReportDocument};
use dossier::search::Order;
use dossier::stories::Tie;
use dossier::text::fold::fold;
use dossier::text::offsets::{Offsets, Unit};
use dossier::text::token::tokens;
use dossier::text::{Document, Layout, Span};
use dossier::view::decisions::Decision;
use dossier::view::entities::EntityQuery;
use dossier::view::figures::FigureQuery;
use dossier::view::request::{Request, Response};
use dossier::view::route::{CopyQuery, EntityForm, Focus, Target};
use dossier::view::scope::Within;
use dossier::view::search::SearchQuery;
use dossier::view::seen::SeenPlace;
use dossier::view::selection::{Selection, Term, Written};
use dossier::view::status::Status;
use dossier::view::timeline::TimeQuery;
use dossier::view::window::Window;
use quickcheck::{Arbitrary, Gen};

const CHARS: JsonOptions = JsonOptions { unit: Unit::Chars, text: true };

/// Texts that have broken programs before.
fn nasty() -> Vec<String> {
    vec![
        String::new(),
        " \n\t\u{a0} ".into(),
        "\u{feff}".into(),
        "a ".repeat(20_000),
        "Iran ".repeat(5_000),
        "\"(".repeat(10_000),
        "1".repeat(50_000),
        "x".repeat(100_000),
        "“Iran’s” 👩‍👩‍👧 ‘é’ e\u{301} \u{202e}nitup\u{202c} Pu\u{200b}tin".into(),
        "1.000,50 1,000.50 10^6 ½ 2–3 1e400 31/02/2020 0000 $$$ 5%% --3 +,.".into(),
        "۳۷٪ ١٢٣ Президент 37% 北京2022年 ไทย 5".into(),
        "Mr. Mr. Mr. Dr. St. No. No. 5. U.S. U.N. a.m. J. K. L.".into(),
        "A-B-C-D-E al-al-al-Assad of the of the and & and".into(),
        "\r\n\r\r\n\u{2028}\u{2029}\u{85}x\0y".into(),
        "of of Ministry of of and and The The THE THE".into(),
        "President President Prime Minister President".into(),
        "one two three hundred million of a thousand and".into(),
        "37 minutes or 37 % of 37, from 37 to 37 and 31/02/2020 to 30/02/2021, 29.02.2019, year 0, 0000-00-00".into(),
        "rose 5% from 0 to 0; fell from 1e400 to 1e-400, or 0 of 0 (0%), together 100% of 3/0".into(),
        "The two together hold 37%. A holds 19%. B holds 0%. C, with 0 km, holds 0% of it. D, with 5 km, holds 3% of it.".into(),
        "“‘“‘".repeat(5_000) + &"”’".repeat(5_000),
        "“He said ‘no’ ".repeat(3_000),
        "he said he said that he, said, according to according to that, said “ ” “”, in the words of, the president the president’s".into(),
        "President Bo Qu said the president of Iran said “".repeat(400),
        "X, the minister, the head of, who, said: said: that: “a”, said the, said".into(),
        "Q9 1999, H3 2000, FY00, 0000s, XXXXs, 99th century, last Febuary 30, Monday 31 June, 5-4-3-2-1 2008 - 9".into(),
        "Published: 99/99/9999\nTEHRAN, Sept. 31, 2022 –\n2022-02-30T10:00\nyesterday last year next week".into(),
    ]
}

/// What the readers care about.
#[rustfmt::skip]
const PIECES: &[&str] = &[
    "Iran", "President", "Putin", " ", " ", " ", ".", ",", "-", "“", "”", "'s", "37", "%", "$", "million", "of", "the", "and", "2015", "\n",
    "  ", "é", "👍", "1,234.5", "per", "km", "to", "Dr.", "U.S.", "(", ")", "SCO", "said", "in", "May", "0", "٣", "\u{301}", "\u{200b}", "–",
    "more than", "‘", "according to", "\"", "he", "president", "that", ":", "€5bn", "Al-",
];

#[derive(Clone)]
struct Piece(&'static str);

impl Arbitrary for Piece {
    fn arbitrary(random: &mut Gen) -> Piece {
        Piece(PIECES[below(random, PIECES.len())])
    }
}

/// A text of such pieces.
#[derive(Clone)]
struct Noise(Vec<Piece>);

impl Noise {
    fn of(random: &mut Gen, length: usize) -> Noise {
        Noise((0..length).map(|_| Piece::arbitrary(random)).collect())
    }

    fn text(&self) -> String {
        self.0.iter().map(|piece| piece.0).collect()
    }
}

impl std::fmt::Debug for Noise {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{:?}", self.text())
    }
}

impl Arbitrary for Noise {
    fn arbitrary(random: &mut Gen) -> Noise {
        let length = below(random, random.size());
        Noise::of(random, length)
    }

    fn shrink(&self) -> Box<dyn Iterator<Item = Noise>> {
        Box::new(self.0.shrink().map(Noise))
    }
}

/// Some texts that come together.
#[derive(Clone, Debug)]
struct Noises(Vec<Noise>);

impl Arbitrary for Noises {
    fn arbitrary(random: &mut Gen) -> Noises {
        Noises((0..1 + below(random, 8)).map(|_| Noise::arbitrary(random)).collect())
    }

    fn shrink(&self) -> Box<dyn Iterator<Item = Noises>> {
        Box::new(self.0.shrink().map(Noises))
    }
}

impl Noises {
    fn files(&self) -> Vec<(String, Vec<u8>)> {
        as_files(&self.0.iter().map(Noise::text).collect::<Vec<_>>())
    }
}

fn all_texts() -> Vec<String> {
    let seeds = seeds().into_iter().map(|(_, bytes)| String::from_utf8(bytes).unwrap());
    let mut random = random(120);
    seeds.chain(nasty()).chain((0..200).map(|_| Noise::of(&mut random, 120).text())).collect()
}

fn as_files(texts: &[String]) -> Vec<(String, Vec<u8>)> {
    texts.iter().enumerate().map(|(at, text)| (format!("{at:03}.txt"), text.as_bytes().to_vec())).collect()
}

#[track_caller]
/// The twin of the fuzz target `figures`: any text in any language, dated by anything.
#[test]
fn figures_of_any_text_are_consistent() {
    fn check(text: &str, is_dated: bool) {
        let engine = Engine::new(Parts { entities: false, duplicates: false, figures: true });
        let mut document = Document::from_text("a-2017-03-27.txt", text);
        document.date = is_dated.then(|| text.chars().take(10).collect());
        let analysis = analyze(document, &engine);
        let document = ReportDocument {
            id: String::new(),
            text_hash: 0,
            analysis: Arc::new(analysis),
            entity_of: Vec::new(),
            doubts: Vec::new(),
            date: None,
        };
        check_dates(&document);
    }
    nasty().iter().for_each(|text| [true, false].into_iter().for_each(|is_dated| check(text, is_dated)));
    law(400, 320, |(text, is_dated): (Noise, bool)| check(&text.text(), is_dated));
}

#[test]
fn long_texts_of_quotes_take_time_by_their_length() {
    let pieces = [
        "President Bo Qu said the president would come. ",
        "“He said ‘no’,” the minister said, ",
        "he said that the Iranian leader said, adding that “yes” ",
        "\" ' \" ' ",
        "“We will stay.\n\n",
        "The minister, the head, the chief, ",
        "according to the, ",
        "President Ab Cd of Iran met his Russian counterpart Ef Gh, ",
        "Moscow and Tehran and ",
    ];
    let engine = Engine::new(Parts { entities: true, duplicates: false, figures: false });
    for piece in pieces {
        let analysis = analyze(Document::from_text("a.txt", piece.repeat(300_000 / piece.len())), &engine);
        assert!(analysis.quotes.len() <= 300_000, "{piece}");
    }
}

#[test]
fn long_texts_of_figures_take_time_by_their_length() {
    // Quadratic work would take minutes here; how fast it is, is measured by the bench.
    let pieces = [
        "Iran holds 19% of the gas together. ",
        "He said 5 on Monday, last August and yesterday, 2,239 were waiting ",
        "from 1 to 2, up 5%, ",
        "46 of 62 (74%) ",
        "7m patients and ",
        "“killed 34 and wounded 200, 30, 20 ",
        "03/04/2017 ",
        "((1) 2) ",
    ];
    let engine = Engine::new(Parts { entities: false, duplicates: false, figures: true });
    for piece in pieces {
        let analysis = analyze(Document::from_text("a.txt", piece.repeat(300_000 / piece.len())), &engine);
        assert!(!analysis.figures.is_empty(), "{piece}");
    }
    // Many documents with one claim: they meet in one crowd.
    let mut corpus = Corpus::new();
    for at in 0..3_000 {
        let text = format!("In Mecca the crane that fell on the Grand Mosque killed {at} pilgrims, the Saudi minister said.");
        corpus.add(analyze(Document::from_text(format!("{at}.txt"), text), &engine));
    }
    assert!(corpus.report(&Sensitivity::STANDARD).conflicts.is_empty(), "a crowd is not compared one by one");
}

#[test]
fn spans_are_valid_in_every_report() {
    check_report(&report_of(&seeds()));
    check_report(&report_of(&as_files(&all_texts())));
    law(100, 160, |texts: Noises| check_report(&report_of(&texts.files())));
}

/// Bytes under an ending: three of four are letters, digits and signs.
#[derive(Clone, Debug)]
struct AnyFile {
    ending: &'static str,
    bytes: Vec<u8>,
}

impl Arbitrary for AnyFile {
    fn arbitrary(random: &mut Gen) -> AnyFile {
        let endings = ["txt", "md", "html", "csv", "tsv", "jsonl", "json"];
        let length = below(random, random.size());
        let byte = |random: &mut Gen| if below(random, 4) == 0 { below(random, 256) as u8 } else { b' ' + below(random, 95) as u8 };
        AnyFile { ending: endings[below(random, endings.len())], bytes: (0..length).map(|_| byte(random)).collect() }
    }

    fn shrink(&self) -> Box<dyn Iterator<Item = AnyFile>> {
        let ending = self.ending;
        Box::new(self.bytes.shrink().map(move |bytes| AnyFile { ending, bytes }))
    }
}

/// The twin of the fuzz target `analyze`.
#[test]
fn bytes_of_any_kind_never_panic() {
    law(100, 600, |(one, two, three): (AnyFile, AnyFile, AnyFile)| {
        let files = [one, two, three].into_iter().enumerate().map(|(at, file)| (format!("{at}.{}", file.ending), file.bytes));
        check_report(&report_of(&files.collect::<Vec<_>>()));
    });
}

#[test]
fn the_report_does_not_depend_on_the_order_of_arrival() {
    let mut files = as_files(&all_texts());
    files.extend(seeds());
    files.push(("000.txt".into(), b"Another text under the same name, by Vladimir Putin.".to_vec()));
    let expected = to_string(&report_of(&files), CHARS);
    let mut random = random(0);
    for order in 1..4 {
        shuffle(&mut random, &mut files);
        assert!(to_string(&report_of(&files), CHARS) == expected, "order {order} gives another report");
    }
}

/// The twin of the fuzz target `report`.
#[test]
fn a_few_texts_give_one_report_in_both_orders() {
    law(100, 160, |texts: Noises| {
        let mut files = texts.files();
        let expected = to_string(&report_of(&files), CHARS);
        files.reverse();
        assert_eq!(to_string(&report_of(&files), CHARS), expected);
    });
}

/// People, places and bodies in several spellings, so that something is suggested.
fn spelled() -> Vec<(String, Vec<u8>)> {
    let people = ["Muhammad Mursi", "Mohamed Mursi", "Mohammed Mursi", "J. Smith", "John Smith", "Yusuf Barzani", "Youssef Barzani"];
    let bodies = ["World Bank", "World Bank Group", "Ministry of Defence", "Defence Ministry"];
    let texts = people.iter().zip(bodies.iter().cycle()).map(|(person, body)| format!("President {person} wrote to the {body} on Monday."));
    texts.enumerate().map(|(at, text)| (format!("spelled-{at}.txt"), text.into_bytes())).collect()
}

#[test]
fn suggestions_do_not_depend_on_the_order_of_arrival() {
    let mut files = spelled();
    files.extend(seeds());
    let expected = report_of(&files).suggestions;
    assert!(expected.len() >= 5, "{expected:?}");
    let mut random = random(0);
    for _ in 1..6 {
        shuffle(&mut random, &mut files);
        assert_eq!(report_of(&files).suggestions, expected);
    }
}

#[test]
fn decisions_about_entities_do_not_depend_on_their_order() {
    let mut files = spelled();
    files.extend(as_files(&all_texts()));
    let found = report_of(&files);
    let anchor = |index: u32| NameAnchor::new(found.entities[index as usize].kind, &found.entities[index as usize].name);
    // Each pair once: about one pair the later decision holds.
    let mut steps: Vec<Step> = found
        .suggestions
        .iter()
        .enumerate()
        .map(|(at, pair)| match at % 3 {
            0 => Step::Do(Edit::Different(anchor(pair.a), anchor(pair.b))),
            _ => Step::Do(Edit::Same(anchor(pair.a), anchor(pair.b))),
        })
        .collect();
    let decided = |steps: &[Step]| {
        let mut report = found.clone();
        edits::apply(&mut report, &steps.iter().cloned().collect());
        check_report(&report);
        report
    };
    // Which mentions are one; what they are called the last decision says, where two names are merged into a third.
    let groups = |report: &Report| {
        let mut numbers: HashMap<u32, usize> = HashMap::new();
        let number = |entity: &u32| {
            let next = numbers.len();
            *numbers.entry(*entity).or_insert(next)
        };
        report.documents.iter().flat_map(|document| &document.entity_of).map(number).collect::<Vec<_>>()
    };
    let expected = decided(&steps);
    assert!(!expected.by_user.merged.is_empty());
    let mut random = random(0);
    for order in 1..6 {
        shuffle(&mut random, &mut steps);
        assert!(groups(&decided(&steps)) == groups(&expected), "order {order} gives other groups");
    }
    let decisions = steps.iter().cloned().collect::<Log>();
    let undone: Vec<Step> = steps.iter().cloned().chain(decisions.active().map(|(id, _)| Step::Undo(id))).collect();
    assert!(to_string(&decided(&undone), CHARS) == to_string(&found, CHARS), "what is taken back leaves nothing");
}

#[test]
fn suggestions_in_a_crowd_take_time_by_its_size() {
    // One surname and one forename each in thousands of documents: they meet under few keys.
    let engine = Engine::new(Parts { entities: true, duplicates: false, figures: false });
    let mut corpus = Corpus::new();
    let letters = |at: usize| (0..3).map(|place| char::from(b'a' + (at / 26_usize.pow(place) % 26) as u8)).collect::<String>();
    for at in 0..4_000 {
        let text = format!("President Mohammed Qu{} met Mayor Al{} Smith in Oslo.", letters(at), letters(at));
        corpus.add(analyze(Document::from_text(format!("{at}.txt"), text), &engine));
    }
    assert!(corpus.report(&Sensitivity::STANDARD).suggestions.len() <= 500);
}

#[test]
fn removing_a_document_is_as_if_it_had_never_come() {
    let mut corpus = dossier::corpus::Corpus::new();
    let engine = dossier::analysis::Engine::new(dossier::analysis::Parts::ALL);
    let add = |corpus: &mut dossier::corpus::Corpus, (name, bytes): &(String, Vec<u8>)| {
        for document in dossier::formats::read(name, bytes, &dossier::formats::ReadOptions::AUTO).unwrap().documents {
            corpus.add(dossier::analysis::analyze(document, &engine));
        }
    };
    let seeds = seeds();
    seeds.iter().for_each(|seed| add(&mut corpus, seed));
    let text = String::from_utf8(seeds[1].1.clone()).unwrap();
    assert!(corpus.remove(&DocumentKey::of(&Document::from_text(seeds[1].0.clone(), text))));
    let rest: Vec<_> = seeds.iter().enumerate().filter(|(at, _)| *at != 1).map(|(_, seed)| seed.clone()).collect();
    assert_eq!(to_string(&corpus.report(&Sensitivity::STANDARD), CHARS), to_string(&report_of(&rest), CHARS));
}

#[test]
fn offsets_of_every_unit_give_the_quoted_text() {
    let files = as_files(&all_texts());
    for (unit, name) in [(Unit::Chars, "chars"), (Unit::Utf16, "utf16"), (Unit::Bytes, "bytes")] {
        let json: serde_json::Value = serde_json::from_str(&to_string(&report_of(&files), JsonOptions { unit, text: true })).unwrap();
        let mut checked = 0;
        for document in json["documents"].as_array().unwrap() {
            let text = document["text"].as_str().unwrap();
            let chars: Vec<char> = text.chars().collect();
            let utf16: Vec<u16> = text.encode_utf16().collect();
            for piece in ["mentions", "figures", "quotes"].iter().flat_map(|list| document[*list].as_array().unwrap()) {
                let (start, end) = (piece["start"].as_u64().unwrap() as usize, piece["end"].as_u64().unwrap() as usize);
                let quoted = match unit {
                    Unit::Chars => chars[start..end].iter().collect(),
                    Unit::Utf16 => String::from_utf16(&utf16[start..end]).unwrap(),
                    Unit::Bytes => text[start..end].to_string(),
                };
                assert_eq!(quoted, piece["text"].as_str().unwrap(), "{name}");
                checked += 1;
            }
        }
        assert!(checked > 500, "only {checked} quotations checked");
    }
}

#[test]
fn tokens_and_folding_lose_nothing() {
    fn check(text: &str) {
        let tokens = tokens(text);
        let between: String = {
            let mut rest = String::new();
            let mut at = 0;
            for token in &tokens {
                rest.push_str(&text[at..token.span.start()]);
                at = token.span.end();
            }
            rest + &text[at..]
        };
        assert!(between.chars().all(char::is_whitespace), "{between:?} is in no token");
        let folded = fold(text);
        let whole = folded.original(Span::new(0, folded.text.len()));
        assert!(whole.end() == text.len() && text.is_char_boundary(whole.start()));
        let offsets = Offsets::new(text, Unit::Utf16);
        assert_eq!(offsets.total(), text.encode_utf16().count());
        let layout = Layout::new(text);
        assert!(
            layout.sentences.iter().all(|sentence| layout.paragraphs.iter().any(|paragraph| paragraph.contains(*sentence))),
            "a sentence crosses paragraphs"
        );
    }
    all_texts().iter().for_each(|text| check(text));
    law(400, 240, |text: Noise| check(&text.text()));
}

#[test]
fn csv_rows_are_as_many_as_findings() {
    let report = report_of(&seeds());
    let rows = |table: Table| csv::rows(&dossier::report::csv::csv(&report, table));
    mod csv {
        pub(super) fn rows(text: &str) -> usize {
            // Quoted line ends are no rows: count them the way a spreadsheet does.
            let (mut rows, mut quoted) = (0, false);
            for c in text.chars() {
                match c {
                    '"' => quoted = !quoted,
                    '\n' if !quoted => rows += 1,
                    _ => {}
                }
            }
            rows - 1
        }
    }
    let count = |f: fn(&dossier::analysis::Analysis) -> usize| report.documents.iter().map(|document| f(&document.analysis)).sum::<usize>();
    assert_eq!(rows(Table::Mentions), count(|analysis| analysis.names.mentions.len()));
    assert_eq!(rows(Table::Quotes), count(|analysis| analysis.quotes.len()));
    assert_eq!(rows(Table::Figures), count(|analysis| analysis.figures.len()));
    assert!(csv(&report, Table::Passages).contains("boilerplate"));
}
