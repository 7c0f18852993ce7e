//! The whole engine on small marked texts, and what must hold for any texts.

use std::collections::BTreeMap;

use super::*;
use crate::text::Layout;

/// Passages are in `[…]`, repeats in `<…>`, boilerplate in `{…}`: the engine must find exactly what is marked.
#[track_caller]
fn check(marked: &[String]) -> Duplicates {
    let texts: Vec<String> = marked.iter().map(|text| text.replace(['[', ']', '<', '>', '{', '}'], "")).collect();
    let found = search(&texts);
    let mut marks: Vec<(u32, usize, char)> = Vec::new();
    let mut mark = |place: &Place, open: char, close: char| {
        marks.push((place.document, place.span.start(), open));
        marks.push((place.document, place.span.end(), close));
    };
    for passage in &found.passages {
        let (open, close) = if passage.kind == PassageKind::Repeat { ('<', '>') } else { ('[', ']') };
        passage.occurrences.iter().for_each(|place| mark(place, open, close));
    }
    for line in &found.boilerplate {
        line.occurrences.iter().for_each(|place| mark(place, '{', '}'));
    }
    marks.sort_unstable();
    marks.dedup();
    let mut remarked = texts.clone();
    for &(document, at, mark) in marks.iter().rev() {
        remarked[document as usize].insert(at, mark);
    }
    assert_eq!(remarked, marked);
    found
}

fn search(texts: &[String]) -> Duplicates {
    let fingerprints: Vec<Fingerprint> = texts.iter().map(|text| fingerprint(text, &Layout::new(text))).collect();
    find(&fingerprints.iter().collect::<Vec<_>>(), &Sensitivity::STANDARD)
}

const GRAIN: &str = "Farmers in the northern valleys have begun to store their grain in stone towers again. The custom died out when \
    railways brought cheap flour from the coast, but two dry summers emptied the warehouses and frightened the mayors.";
const GRAIN_EDITED: &str = "Farmers in the northern hills have begun to keep their grain in stone towers again. This custom died out when \
    railways brought cheaper flour from the coast, but three dry summers emptied many warehouses and frightened the mayors.";
const GRAIN_MOVED: &str = "The custom died out when railways brought cheap flour from the coast, but two dry summers emptied the warehouses \
    and frightened the mayors. Farmers in the northern valleys have begun to store their grain in stone towers again.";
const FERRY: &str = "A night ferry between both islands starts in spring, with cabins for ninety passengers and room for lorries.";
const CHOIR: &str = "Rehearsals of the miners' choir moved to a former bank, whose vault, singers claim, has a splendid echo.";
const COMET: &str = "Amateur astronomers photographed a faint comet above the salt lake before clouds covered half the desert.";
const OWLS: &str = "Barn owls nest in nearly every second church tower of this diocese, a patient survey by pupils found.";
const LICENCE: &str = "All content by Harbour Wire is licensed under a Creative Commons Attribution International License.";

/// Sentences of made-up words, different for each number.
fn filler(n: usize) -> String {
    let syllables = ["ba", "ke", "li", "mo", "nu", "ra", "se", "ti", "vo", "zu", "dra", "fle", "gri"];
    let mut state = n as u32 * 2 + 1;
    let mut syllable = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        syllables[(state >> 24) as usize % syllables.len()]
    };
    let mut word = || format!("{}{}{}", syllable(), syllable(), syllable());
    (0..4)
        .map(|_| format!("The {} {} {}.", word(), word(), (0..7).map(|_| word()).collect::<Vec<_>>().join(" ")))
        .collect::<Vec<_>>()
        .join(" ")
}

#[test]
fn a_copied_passage_is_found_with_its_edges() {
    check(&[format!("{FERRY} [{GRAIN}] {CHOIR}"), format!("{COMET}\n[{GRAIN}]\n{OWLS}")]);
}

#[test]
fn edits_do_not_cut_a_passage() {
    check(&[format!("{FERRY} {CHOIR} [{GRAIN}] {OWLS}"), format!("{COMET} [{GRAIN_EDITED}] {}", filler(1))]);
}

#[test]
fn moved_sentences_are_one_passage() {
    check(&[format!("{FERRY} {CHOIR} [{GRAIN}] {OWLS}"), format!("{COMET} [{GRAIN_MOVED}] {}", filler(1))]);
}

#[test]
fn one_passage_in_four_documents_is_one_item() {
    let texts: Vec<String> = (0..4).map(|n| format!("{} [{GRAIN}] {}", filler(n), filler(n + 10))).collect();
    let found = check(&texts);
    assert_eq!((found.passages.len(), found.passages[0].occurrences.len(), found.pairs.len()), (1, 4, 6));
}

#[test]
fn short_quotations_and_stock_phrases_are_nothing() {
    check(&[
        format!("{FERRY} He called it “a splendid echo of the past”."),
        format!("{CHOIR} It was a splendid echo of the past, he said."),
    ]);
    check(&[format!("{FERRY} He spoke on condition of anonymity."), format!("{COMET} She spoke on condition of anonymity.")]);
}

/// Passages that two or more articles quote.
const SPEECH: &str =
    "We will not sign any treaty that leaves our fishermen without their harbours, and we will not be told by strangers when to sail";

#[test]
fn a_speech_that_two_documents_quote_is_a_quotation() {
    let kinds = |texts: &[String]| check(texts).passages.iter().map(|passage| passage.kind).collect::<Vec<_>>();
    let quoted = [format!("{FERRY} The minister said: [“{SPEECH}.”] {CHOIR}"), format!("[\"{SPEECH},\"] she told pupils. {OWLS}")];
    assert_eq!(kinds(&quoted), [PassageKind::Quote]);
    // Prose in one of them: somebody copied.
    let prose = [format!("{FERRY} [“{SPEECH}.”] {CHOIR}"), format!("{OWLS} [{SPEECH}.] {COMET}")];
    assert_eq!(kinds(&prose), [PassageKind::Copy]);
    // A copied article that quotes is a copy.
    let article = format!("{GRAIN} “{SPEECH},” one of them said. {FERRY}");
    assert_eq!(kinds(&[format!("[{article}]"), format!("{} [{article}] {}", filler(1), filler(2))]), [PassageKind::Copy]);
    assert_eq!(kinds(&[format!("{FERRY} <“{SPEECH}.”> {CHOIR} <“{SPEECH}.”>"), COMET.into()]), [PassageKind::Repeat]);
}

#[test]
fn sameness_is_the_share_of_equal_words() {
    let sameness = |left: &str, right: &str| {
        let found = search(&[format!("{FERRY} {left} {CHOIR}"), format!("{COMET} {right} {OWLS}")]);
        found.passages.iter().map(|passage| passage.sameness).collect::<Vec<_>>()
    };
    assert_eq!(sameness(GRAIN, &GRAIN.to_uppercase()), [1000]);
    assert!((950..1000).contains(&sameness(GRAIN, GRAIN_MOVED)[0]));
    // 6 of 38 words differ.
    assert_eq!(sameness(GRAIN, GRAIN_EDITED), [842]);
    let among = |grain: &str, n: usize| format!("{} {grain} {CHOIR} {}", filler(n), filler(n + 10));
    // The least alike of three: 6 of 55 words differ, and one of them meets its like elsewhere.
    let sameness = search(&[among(GRAIN, 0), among(GRAIN, 1), among(GRAIN_EDITED, 2)]).passages[0].sameness;
    assert!((870..920).contains(&sameness), "{sameness}");
    assert_eq!(search(&[format!("{GRAIN} {FERRY}"), format!("{GRAIN}\n{FERRY}")]).passages[0].sameness, 1000);
}

#[test]
fn a_repeat_is_found_inside_one_document() {
    let found = check(&[format!("{FERRY} <{GRAIN}> {CHOIR} <{GRAIN}>"), OWLS.into()]);
    assert!(found.pairs.is_empty());
}

#[test]
fn a_text_three_times_in_a_row_is_one_repeat() {
    let found = search(&[format!("{FERRY} {GRAIN} {GRAIN} {GRAIN} {OWLS}"), COMET.into()]);
    assert_eq!(
        found.passages.iter().map(|passage| (passage.kind, passage.occurrences.len())).collect::<Vec<_>>(),
        [(PassageKind::Repeat, 3)]
    );
}

/// Versions of one long text below one another: what nearly fits everywhere is not followed through all of them.
#[test]
fn many_versions_in_one_document_end_soon() {
    let story = (0..50).map(filler).collect::<Vec<_>>().join(" ");
    let version = |n: usize| {
        story
            .split(' ')
            .enumerate()
            .map(|(at, word)| if at % 3 == 0 { format!("{word}{n} ") } else { format!("{word} ") })
            .collect::<String>()
    };
    search(&[(0..150).map(version).collect(), OWLS.into()]);
}

#[test]
fn a_long_repeat_is_found_whole() {
    let story = (0..50).map(filler).collect::<Vec<_>>().join(" ");
    check(&[format!("{FERRY} <{story}> {CHOIR} <{story}>"), OWLS.into()]);
}

#[test]
fn spelling_does_not_make_documents_different() {
    let text = format!("{FERRY} {CHOIR}");
    let found =
        check(&[format!("[{text}]"), format!("[{}]", text.to_uppercase()), format!("[{}]", text.replace('\'', "’").replace(' ', "\n"))]);
    assert_eq!(found.clusters, [Cluster { kind: ClusterKind::Identical, documents: vec![0, 1, 2] }]);
}

#[test]
fn versions_of_one_text_are_a_cluster_with_one_passage() {
    let found = search(&[format!("{GRAIN} {FERRY} {CHOIR} {COMET}"), format!("{GRAIN_EDITED} {OWLS} {CHOIR} {COMET}"), filler(3)]);
    assert_eq!(found.clusters, [Cluster { kind: ClusterKind::Near, documents: vec![0, 1] }]);
    assert_eq!(found.passages.len(), 1);
}

#[test]
fn a_line_at_the_end_of_unlike_documents_is_boilerplate() {
    let texts: Vec<String> = (0..5).map(|n| format!("{}  {{{LICENCE}}}", filler(n))).collect();
    assert!(check(&texts).pairs.is_empty());
}

#[test]
fn boilerplate_divides_what_identical_documents_share() {
    let mut texts: Vec<String> = (0..4).map(|n| format!("{}\n{{{LICENCE}}}", filler(n))).collect();
    texts.extend(vec![format!("[{FERRY} {CHOIR}]\n{{{LICENCE}}}"); 2]);
    check(&texts);
}

/// The first sentence of [`filler`].
fn sentence(n: usize) -> String {
    filler(n).split_inclusive('.').take(1).collect()
}

#[test]
fn fifty_versions_of_a_story_are_no_boilerplate() {
    let texts: Vec<String> = (0..50).map(|n| format!("{GRAIN} {FERRY} {} {CHOIR} {OWLS}", sentence(n))).collect();
    let found = search(&texts);
    assert!(found.boilerplate.is_empty());
    assert_eq!(found.clusters.iter().map(|cluster| cluster.documents.len()).collect::<Vec<_>>(), [50]);
}

#[test]
fn scripts_without_spaces_are_compared() {
    let shared = "北京市政府昨天宣布将在未来三年内建设五条新的地铁线路，以缓解交通拥堵。";
    check(&[format!("上海天气晴朗。[{shared}]"), format!("[{shared}]广州的商店今天关门很早。")]);
}

#[test]
fn russian_passages_are_found() {
    let shared = "Фермеры северных долин снова хранят зерно в каменных башнях, потому что два сухих лета опустошили склады побережья.";
    check(&[format!("Паром начал ходить весной. [{shared}]"), format!("[{shared}] Хор шахтёров переехал.")]);
}

#[test]
fn nothing_is_found_in_nothing() {
    assert_eq!(search(&[]), Duplicates::default());
    assert_eq!(search(&[String::new(), " \n".into(), "…".into(), String::new()]), Duplicates::default());
}

#[test]
fn monotonous_texts_end_soon() {
    for text in ["a ".repeat(300_000), "Iran ".repeat(50_000), "Iran and Russia ".repeat(50_000), "北".repeat(100_000)] {
        search(&[text.clone() + "x", text + "y"]);
    }
}

#[test]
fn a_thousand_copies_cost_no_million_pairs() {
    let found = search(&vec![format!("{GRAIN} {FERRY}"); 1_000]);
    assert_eq!((found.passages.len(), found.passages[0].occurrences.len(), found.pairs.len()), (1, 1_000, 999));
    let versions: Vec<String> = (0..1_000).map(|n| format!("{GRAIN} {FERRY} {CHOIR} {OWLS} {n}x")).collect();
    let found = search(&versions);
    assert_eq!((found.clusters.len(), found.clusters[0].documents.len(), found.pairs.len()), (1, 1_000, 999 + 998));
}

/// The shares of both documents of each pair in ten-thousandths, and their sameness, by what the documents say.
fn shares(texts: &[String]) -> BTreeMap<(&str, &str), (u32, u32, u16)> {
    let found = search(texts);
    let text = |index: u32| texts[index as usize].as_str();
    let pairs = found.pairs.iter().map(|pair| {
        let (a, b) = pair.documents();
        let one = if text(a) < text(b) { (&pair.a, &pair.b) } else { (&pair.b, &pair.a) };
        ((text(one.0.document), text(one.1.document)), (one.0.share(), one.1.share(), pair.sameness))
    });
    pairs.collect()
}

#[test]
fn no_third_document_changes_what_two_share() {
    // Each shares the paragraph that it has in common with the next, and not all of them with all.
    let parts = [GRAIN, FERRY, CHOIR, COMET, OWLS, GRAIN_EDITED];
    let texts: Vec<String> = (0..5).map(|n| format!("{} {} {}", parts[n], filler(n), parts[n + 1])).collect();
    let all = shares(&texts);
    assert!(all.len() >= 4, "{all:?}");
    for (a, x) in texts.iter().enumerate() {
        for y in &texts[a + 1..] {
            let alone = shares(&[x.clone(), y.clone()]).into_values().next();
            let key = if x < y { (x.as_str(), y.as_str()) } else { (y.as_str(), x.as_str()) };
            assert_eq!(all.get(&key).copied(), alone, "{x}\n{y}");
        }
    }
}

#[test]
fn new_text_is_no_part_of_a_share() {
    let old = format!("{GRAIN} {CHOIR} {OWLS}");
    let new = format!("{GRAIN} {FERRY} {CHOIR} {COMET} {OWLS}");
    let texts = [old.clone(), new.clone()];
    let found = search(&texts);
    let pair = &found.pairs[0];
    assert_eq!((pair.a.share(), pair.sameness), (10_000, 1000));
    let words = |text: &str| text.split_whitespace().count() as u32;
    assert!(pair.b.share().abs_diff(words(&old) * 10_000 / words(&new)) < 300, "{pair:?}");
    let gaps: Vec<&str> = found.passages[0].gaps.iter().map(|gap| gap.span.of(&new)).collect();
    assert_eq!(gaps, [FERRY, COMET]);
}

#[test]
fn what_two_texts_name_is_no_evidence() {
    let title = "Custodian of the Two Holy Mosques King Salman bin Abdulaziz Al Saud";
    let texts = [format!("{FERRY} It was the {title} who came. {CHOIR}"), format!("{COMET} A letter of the {title} was read. {OWLS}")];
    assert_eq!(search(&texts).passages, []);
}

#[test]
fn what_a_cap_may_have_left_out_is_told() {
    assert!(search(&mixtures()).limits.is_empty());
    let found = search(&vec![format!("{GRAIN} {FERRY}"); 60]);
    assert_eq!(found.limits, [Limit::Pairs(1)]);
    let often: Vec<String> = (0..20).map(|n| format!("{} {GRAIN}", filler(n))).collect();
    let found = search(&[often.join(" "), COMET.into()]);
    assert_eq!((found.passages.len(), found.limits), (1, vec![Limit::Places(1)]));
}

#[test]
fn two_versions_are_shown_whole_and_once() {
    let found =
        search(&[format!("{GRAIN} {FERRY} {CHOIR}"), format!("{GRAIN} {FERRY} {CHOIR} {OWLS}"), format!("{COMET} {GRAIN} {}", filler(3))]);
    assert_eq!((found.between(0, 1).len(), found.between(0, 2).len(), found.between(1, 2).len(), found.between(1, 1).len()), (1, 1, 1, 0));
    assert!(found.between(0, 1)[0].0.contains(found.between(0, 2)[0].0));
}

#[test]
fn a_paragraph_that_ends_three_reports_is_no_boilerplate() {
    let texts: Vec<String> = (0..3).map(|n| format!("{} {} [{GRAIN} {CHOIR}]", filler(n), filler(n + 7))).collect();
    check(&texts);
}

/// The sample articles.
fn samples() -> Vec<String> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/seeds");
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    paths.sort();
    paths.iter().map(|path| std::fs::read_to_string(path).unwrap()).collect()
}

#[test]
fn samples_share_one_block_and_a_licence() {
    let texts = samples();
    let found = search(&texts);
    let documents = |places: &[Place]| places.iter().map(|place| place.document).collect::<Vec<_>>();
    assert_eq!(found.passages.len(), 1);
    assert_eq!(documents(&found.passages[0].occurrences), [0, 1]);
    let block = found.passages[0].occurrences[0].span.of(&texts[0]);
    assert!(block.chars().count() >= 1_600 && !block.contains("licensed"), "{block}");
    assert_eq!(found.boilerplate.len(), 1);
    assert_eq!(documents(&found.boilerplate[0].occurrences), [0, 1, 3, 4]);
    for place in &found.boilerplate[0].occurrences {
        let line = place.span.of(&texts[place.document as usize]);
        assert!(line.starts_with("All Content by") && line.ends_with("International License."), "{line}");
    }
    assert_eq!((found.clusters.len(), found.pairs.len()), (0, 1));
}

/// The samples, and pieces of them put together in other ways.
fn mixtures() -> Vec<String> {
    let samples = samples();
    let mut texts = samples.clone();
    for (n, text) in samples.iter().enumerate() {
        let sentences = Layout::new(text).sentences;
        let part = |from: usize, to: usize| sentences[from..to].iter().map(|span| span.of(text)).collect::<Vec<_>>().join(" ");
        let half = sentences.len() / 2;
        texts.push(format!("{} {}", part(half, sentences.len()), part(0, half)));
        texts.push(format!("{}\n{GRAIN}\n{}", part(2, 5), filler(n)));
        texts.push(format!("{} {} {}", part(1, 4), filler(n + 20), part(1, 4)));
        texts.push(text.to_lowercase());
    }
    texts.sort();
    texts
}

/// Invariants of any result.
#[track_caller]
fn check_promises(texts: &[String], found: &Duplicates) {
    let sorted = |places: &[Place]| places.len() > 1 && places.windows(2).all(|pair| pair[0] < pair[1]);
    for passage in &found.passages {
        assert!(sorted(&passage.occurrences));
        let within = passage.occurrences.iter().all(|place| place.document == passage.occurrences[0].document);
        assert_eq!(within, passage.kind == PassageKind::Repeat);
        for place in &passage.occurrences {
            let text = place.span.of(&texts[place.document as usize]); // panics inside a character
            // A word that is broken at the end of a line is one.
            let broken = text.lines().filter(|line| line.trim_end().ends_with(['-', '\u{2010}'])).count();
            let words = text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count();
            assert!(passage.words as usize + broken >= words);
            assert!(!text.is_empty() && text == text.trim());
        }
    }
    for line in &found.boilerplate {
        assert!(sorted(&line.occurrences));
        for place in &line.occurrences {
            place.span.of(&texts[place.document as usize]);
            let passages = found.passages.iter().flat_map(|passage| &passage.occurrences);
            let overlaps = |other: &Place| other.document == place.document && other.span.overlaps(place.span);
            assert!(!passages.into_iter().any(overlaps), "boilerplate in a passage: {place:?}");
        }
    }
    for pair in &found.pairs {
        let (a, b) = pair.documents();
        assert!(a < b && pair.sameness <= 1000);
        for side in [&pair.a, &pair.b] {
            assert!(side.share() > 0 && side.runs.iter().map(|run| run.words).sum::<u32>() <= side.words, "{side:?}");
            assert!(side.runs.windows(2).all(|runs| runs[0].span.end() <= runs[1].span.start()));
            assert!(side.runs.iter().all(|run| !run.span.of(&texts[side.document as usize]).is_empty()));
        }
        for (left, right) in found.between(a, b) {
            let (left, right) = (left.of(&texts[a as usize]), right.of(&texts[b as usize]));
            same_words(left, right).iter().for_each(|run| assert!(!run.0.of(left).is_empty() && !run.1.of(right).is_empty()));
        }
    }
    for cluster in &found.clusters {
        assert!(cluster.documents.len() > 1 && cluster.documents.windows(2).all(|pair| pair[0] < pair[1]));
    }
    assert!(found.passages.is_sorted_by_key(|passage| &passage.occurrences));
    assert!(found.boilerplate.is_sorted_by_key(|line| &line.occurrences));
    assert!(found.pairs.windows(2).all(|pair| pair[0].documents() < pair[1].documents()));
}

#[test]
fn results_hold_what_they_promise() {
    let texts = mixtures();
    let found = search(&texts);
    assert!(found.passages.len() > 5 && !found.boilerplate.is_empty() && found.clusters.len() > 2);
    check_promises(&texts, &found);
}

#[test]
fn strange_texts_hold_the_promises_too() {
    // Few different pieces, so that everything recurs everywhere, in all the shapes that words and gaps can have.
    let pieces = [
        "Iran ", "Russia", " and ", ". ", "\n", "  ", "“", "”", "北", "京", "。", "e\u{301}", "ß", "-", "the ", "deal ", "\u{200b}", "🙂 ",
        "1,5 ", "İ",
    ];
    let mut state = 7_u32;
    let mut random = |n: usize| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 16) as usize % n
    };
    for round in 0..60 {
        let blocks: Vec<String> = (0..6).map(|_| (0..40).map(|_| pieces[random(pieces.len())]).collect()).collect();
        let mut texts: Vec<String> = Vec::new();
        for document in 0..8 {
            let own = if round % 2 == 0 { filler(document) } else { String::new() };
            let shared = (0..random(5)).map(|_| format!("{}{}", blocks[random(6)], if random(2) == 0 { "\n" } else { " " }));
            texts.push(shared.collect::<String>() + &own + &blocks[random(6)]);
        }
        check_promises(&texts, &search(&texts));
    }
}

#[test]
fn other_documents_do_not_matter() {
    let mut texts = samples();
    let found = search(&texts);
    texts.extend((0..6).map(filler));
    assert_eq!(search(&texts), found);
}

#[test]
fn prints_cross_a_thread_unchanged() {
    let text = &samples()[0];
    let fingerprint = fingerprint(text, &Layout::new(text));
    let bytes = postcard::to_allocvec(&fingerprint).unwrap();
    assert_eq!(postcard::from_bytes::<Fingerprint>(&bytes).unwrap(), fingerprint);
}

#[test]
fn what_came_and_went_before_does_not_matter() {
    // Enough documents for every kind of list: rare ones, common ones and frequent ones, boilerplate that comes and goes, versions, copies.
    let mut texts = mixtures();
    texts.extend((0..30).map(|n| match n % 5 {
        0 => format!("{GRAIN} {FERRY} {CHOIR} {OWLS} {n}x"),
        1 => format!("{} {GRAIN_EDITED} {}\n{LICENCE}", filler(n), filler(n + 40)),
        2 => format!("{}\n{LICENCE}", filler(n)),
        3 => format!("{COMET} {} {GRAIN_MOVED}", filler(n)),
        _ => format!("{}\n{}", filler(n / 10), filler(n / 10 + 50)),
    }));
    let all: Vec<Fingerprint> = texts.iter().map(|text| fingerprint(text, &Layout::new(text))).collect();
    let mut state = 11_u32;
    let mut random = |n: usize| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 16) as usize % n
    };
    let mut finder = Finder::default();
    let mut members: Vec<usize> = (0..all.len()).collect();
    for round in 0..150 {
        // Mostly one comes or goes, sometimes several, sometimes two change places.
        for _ in 0..[1, 1, 1, 1, 4, 9][random(6)] {
            let one = random(all.len());
            match members.iter().position(|&member| member == one) {
                Some(at) => drop(members.remove(at)),
                None => members.insert(random(members.len() + 1), one),
            }
        }
        if round % 20 == 7 && members.len() > 1 {
            members.swap(0, 1);
        }
        let documents: Vec<&Fingerprint> = members.iter().map(|&at| &all[at]).collect();
        let sensitivity = Sensitivity { min_words: if round % 50 < 45 { 10 } else { 14 }, ..Sensitivity::STANDARD };
        assert_eq!(finder.find(&documents, &sensitivity), find(&documents, &sensitivity), "round {round}: {members:?}");
    }
}

#[test]
fn one_more_of_many_versions_and_of_many_lines_ends_soon() {
    let versions = |n: usize| format!("{GRAIN} {FERRY} {CHOIR} {OWLS} {n}x");
    let lines = |n: usize| format!("{}\n{LICENCE}", filler(n));
    for text in [&versions as &dyn Fn(usize) -> String, &lines] {
        let texts: Vec<String> = (0..1_000).map(text).collect();
        let all: Vec<Fingerprint> = texts.iter().map(|text| fingerprint(text, &Layout::new(text))).collect();
        let mut documents: Vec<&Fingerprint> = all.iter().collect();
        let mut finder = Finder::default();
        let whole = finder.find(&documents, &Sensitivity::STANDARD);
        for at in [0, 500, 998] {
            let one = documents.remove(at);
            finder.find(&documents, &Sensitivity::STANDARD);
            documents.insert(at, one);
            assert_eq!(finder.find(&documents, &Sensitivity::STANDARD), whole);
        }
    }
}

#[test]
fn headings_that_sentences_speak_of_are_boilerplate() {
    let heading = "Annual message of the governor to the assembly on the state of the harbours";
    let mut texts: Vec<String> = (0..6).map(|n| format!("{{{heading}}}\n{}\n{}", filler(n), filler(n + 10))).collect();
    let spoken = "spoke of the annual message of the governor to the assembly on the state of the harbours";
    texts.extend((20..30).map(|n| format!("{} The mayor of {n} {spoken} today. {}", filler(n), filler(n + 40))));
    let found = search(&texts.iter().map(|text| text.replace(['{', '}'], "")).collect::<Vec<_>>());
    let places: Vec<u32> = found.boilerplate.iter().flat_map(|line| &line.occurrences).map(|place| place.document).collect();
    assert_eq!(places, [0, 1, 2, 3, 4, 5]);
}

#[test]
fn restating_is_no_repeat() {
    let restated = "Northern farmers, mayors say, store grain in towers of stone since dry summers emptied warehouses and cheap flour from the \
        coast died out with the railways of the valleys.";
    let found = search(&[format!("{FERRY} {GRAIN} {CHOIR} {restated} {OWLS}"), COMET.into()]);
    assert!(found.passages.is_empty());
}
