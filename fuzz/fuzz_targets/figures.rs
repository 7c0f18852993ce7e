//! Any text, dated by its first line: its figures lie in it, its dates exist, its sums have their terms.
#![no_main]

use dossier::figures::{checks, claims, document_date, edtf, moments, read_with_times, resolve};
use dossier::text::{Language, Layout};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let layout = Layout::new(text);
    let first = text.lines().next().unwrap_or_default();
    for language in [Language::ENGLISH, Language::detect(text)] {
        let (figures, told) = read_with_times(text, &layout, language);
        assert!(figures.windows(2).all(|pair| pair[0].span.end() <= pair[1].span.start()));
        let date = document_date(first, Some(first), text, &figures);
        assert!(date.as_ref().is_none_or(|date| edtf::days(&date.date).is_some()));
        for figure in &figures {
            assert!(!figure.span.of(text).is_empty());
            if let Some(resolved) = resolve(figure, "2020-02-29") {
                assert!(edtf::days(&resolved).is_some() || resolved.contains('X'));
            }
        }
        assert!(moments(&figures, &told, date.as_ref()).iter().all(|moment| moment.days.is_none_or(|days| days.start <= days.end)));
        assert!(checks(text, &layout, &figures).iter().all(|check| check.terms.iter().all(|&at| (at as usize) < figures.len())));
        let found = claims(text, &layout, &figures, &told, Some("2020-02-29"));
        assert!(found.claims.iter().all(|claim| (claim.sentence as usize) < found.sentences.len()));
    }
});
