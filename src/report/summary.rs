//! The report as a page of text for a terminal.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::Report;
use crate::duplicates::{ClusterKind, PassageKind};
use crate::entities::EntityKind;
use crate::entities::resolve::Entity;
use crate::figures::FigureKind;

/// Columns of the page.
const WIDTH: usize = 96;
/// Rows shown of a list before it is cut.
const ROWS: usize = 12;

/// A summary that a person reads from top to bottom.
pub fn summary(report: &Report) -> String {
    let mut page = String::new();
    let words: usize = report.documents.iter().map(|document| document.analysis.words()).sum();
    let _ = writeln!(page, "{}, {} words\n", count(report.documents.len(), "document"), grouped(words));
    documents(report, &mut page);
    watched(report, &mut page);
    for (kind, title) in [(EntityKind::Person, "People"), (EntityKind::Place, "Places"), (EntityKind::Organization, "Organisations")] {
        entities(report, kind, title, &mut page);
    }
    quotes(report, &mut page);
    duplicates(report, &mut page);
    stories(report, &mut page);
    figures(report, &mut page);
    if !report.notes.is_empty() {
        let _ = writeln!(page, "Notes");
        for note in &report.notes {
            let _ = writeln!(page, "  {}", note.message);
        }
        page.push('\n');
    }
    if !report.skipped.is_empty() {
        let _ = writeln!(page, "Not read");
        for skipped in &report.skipped {
            let _ = writeln!(page, "  {}: {}", skipped.id, skipped.reason);
        }
    }
    page.truncate(page.trim_end().len());
    page.push('\n');
    page
}

fn documents(report: &Report, page: &mut String) {
    for document in report.documents.iter().take(ROWS) {
        let words = grouped(document.analysis.words());
        let _ = writeln!(page, "  {}  {}", fit(&document.id, 30), document.title());
        let notes: Vec<&str> = document.analysis.document.notes.iter().map(|note| note.message.as_str()).collect();
        let _ = writeln!(page, "  {}  {words} words · {}", fit("", 30), document.analysis.document.encoding);
        for note in notes {
            let _ = writeln!(page, "  {}  {note}", fit("", 30));
        }
    }
    more(report.documents.len(), page);
    page.push('\n');
}

/// Of every name on the watch-list, in how many documents it is named: that it is not is an answer, too.
fn watched(report: &Report, page: &mut String) {
    if report.by_user.watched.is_empty() {
        return;
    }
    let _ = writeln!(page, "Watched ({})", report.by_user.watched.len());
    for watched in &report.by_user.watched {
        let mut documents: Vec<u32> = watched.places.iter().map(|place| place.document).collect();
        documents.dedup();
        let first = watched.places.first().map_or("not named", |place| &report.documents[place.document as usize].id);
        let line = format!("  {:>4} in {:>3}  {}  {first}", watched.places.len(), documents.len(), fit(&watched.name, 30));
        let _ = writeln!(page, "{}", cut(&line, WIDTH));
    }
    page.push('\n');
}

fn entities(report: &Report, kind: EntityKind, title: &str, page: &mut String) {
    let of_kind: Vec<&Entity> = report.entities.iter().filter(|entity| entity.kind == kind).collect();
    if of_kind.is_empty() {
        return;
    }
    let _ = writeln!(page, "{title} ({})", of_kind.len());
    for entity in of_kind.iter().take(ROWS) {
        let role = entity.roles.first().map_or(String::new(), |role| {
            let of = role.of.map_or(String::new(), |of| format!(" of {}", report.entities[of as usize].name));
            format!("{}{of}", role.role)
        });
        let line = format!(
            "  {:>4} in {:>3}  {}  {}",
            entity.mentions.len(),
            entity.documents,
            fit(&entity.name, 30),
            if role.is_empty() { entity.aliases.join(", ") } else { role }
        );
        let _ = writeln!(page, "{}", cut(&line, WIDTH));
    }
    more(of_kind.len(), page);
    page.push('\n');
}

/// Who is quoted most, with the first words of each.
fn quotes(report: &Report, page: &mut String) {
    let mut by_speaker: BTreeMap<u32, (usize, &str)> = BTreeMap::new();
    let mut total = 0;
    for document in &report.documents {
        for quote in &document.analysis.quotes {
            total += 1;
            let Some(speaker) = document.speaker(quote) else { continue };
            by_speaker.entry(speaker).or_insert((0, quote.span.of(document.text()))).0 += 1;
        }
    }
    if total == 0 {
        return;
    }
    let mut said: Vec<(usize, u32, &str)> = by_speaker.into_iter().map(|(speaker, (count, first))| (count, speaker, first)).collect();
    said.sort_by_key(|(count, speaker, _)| (std::cmp::Reverse(*count), *speaker));
    let _ = writeln!(page, "Said ({}, {} without a named speaker)", total, total - said.iter().map(|(count, ..)| count).sum::<usize>());
    for (count, speaker, first) in said.iter().take(ROWS) {
        let line = format!("  {count:>4}  {}  {}", fit(&report.entities[*speaker as usize].name, 30), one_line(first));
        let _ = writeln!(page, "{}", cut(&line, WIDTH));
    }
    more(said.len(), page);
    page.push('\n');
}

fn duplicates(report: &Report, page: &mut String) {
    let found = &report.duplicates;
    if found.passages.is_empty() && found.boilerplate.is_empty() && found.clusters.is_empty() {
        return;
    }
    let _ = writeln!(page, "Copied");
    for cluster in found.clusters.iter().take(ROWS) {
        let names: Vec<&str> = cluster.documents.iter().map(|&at| report.documents[at as usize].id.as_str()).collect();
        let kind = if cluster.kind == ClusterKind::Identical { "identical" } else { "nearly identical" };
        let _ = writeln!(page, "{}", cut(&format!("  {} {kind} documents: {}", names.len(), names.join(", ")), WIDTH));
    }
    more(found.clusters.len(), page);
    for pair in found.pairs.iter().take(ROWS) {
        let (a, b) = (&report.documents[pair.a.document as usize].id, &report.documents[pair.b.document as usize].id);
        let (a_share, b_share) = ((pair.a.share() + 50) / 100, (pair.b.share() + 50) / 100);
        let _ = writeln!(page, "  {a_share} % of {a} is also in {b}, where it is {b_share} %");
    }
    more(found.pairs.len(), page);
    let mut passages: Vec<_> = found.passages.iter().collect();
    passages.sort_by_key(|passage| std::cmp::Reverse(passage.words));
    for passage in passages.iter().take(ROWS) {
        let place = passage.occurrences[0];
        let places = match passage.kind {
            PassageKind::Copy => "places",
            PassageKind::Quote => "places, as a quotation",
            PassageKind::Repeat => "times in one document",
            PassageKind::Template => "places, as one template with other names and numbers",
        };
        let line = format!("  {:>5} words in {} {places}: “{}", passage.words, passage.occurrences.len(), one_line(report.text_at(place)));
        let _ = writeln!(page, "{}", cut(&line, WIDTH));
    }
    more(found.passages.len(), page);
    for item in found.boilerplate.iter().take(ROWS) {
        let line = format!("  boilerplate in {} places: “{}", item.occurrences.len(), one_line(report.text_at(item.occurrences[0])));
        let _ = writeln!(page, "{}", cut(&line, WIDTH));
    }
    more(found.boilerplate.len(), page);
    page.push('\n');
}

/// Who tells of the same event, and by what that is known.
fn stories(report: &Report, page: &mut String) {
    let stories = report.shown_stories();
    if stories.is_empty() {
        return;
    }
    let told: usize = stories.iter().map(|shown| shown.members.len()).sum();
    let (is, stand) = (if stories.len() == 1 { "story" } else { "stories" }, report.documents_in_scope() - told);
    let alone = if stand == 1 { "1 stands alone".into() } else { format!("{} stand alone", grouped(stand)) };
    let _ = writeln!(page, "Stories ({} tell {} {is}; {alone})", count(told, "document"), grouped(stories.len()));
    for shown in stories.iter().take(ROWS) {
        let dates = report.story_dates(shown.members.iter().copied());
        let dates = dates.map_or(String::new(), |(since, until)| if since == until { since.into() } else { format!("{since} to {until}") });
        let facts = [count(shown.members.len(), "document"), dates, report.outlets(shown.members.iter().copied()).join(", ")];
        let facts: Vec<String> = facts.into_iter().filter(|fact| !fact.is_empty()).collect();
        let _ = writeln!(page, "{}", cut(&format!("  {}", report.headline(shown.story)), WIDTH));
        let _ = writeln!(page, "{}", cut(&format!("      {}", facts.join(" · ")), WIDTH));
        for member in shown.members.iter().take(ROWS) {
            let id = &report.documents[member.document as usize].id;
            let _ = writeln!(page, "{}", cut(&format!("      {}  {}", fit(id, 24), report.join_words(member)), WIDTH));
        }
        if shown.members.len() > ROWS {
            let _ = writeln!(page, "      … and {} more", grouped(shown.members.len() - ROWS));
        }
    }
    more(stories.len(), page);
    page.push('\n');
}

fn figures(report: &Report, page: &mut String) {
    let shown = |kind: FigureKind| !matches!(kind, FigureKind::Date | FigureKind::Ordinal);
    let all: Vec<_> = report
        .documents
        .iter()
        .flat_map(|document| document.analysis.figures.iter().map(move |figure| (document, figure)))
        .filter(|(_, figure)| shown(figure.kind) && !figure.minor)
        .collect();
    if all.is_empty() {
        return;
    }
    let _ = writeln!(page, "Figures ({}, without dates and ordinals)", all.len());
    for (document, figure) in all.iter().take(ROWS * 2) {
        let sentence = document.sentence(figure.span);
        let line =
            format!("  {}  {}", fit(figure.span.of(document.text()), 28), around(document.text(), sentence.range(), figure.span.range()));
        let _ = writeln!(page, "{}", cut(&line, WIDTH));
    }
    if all.len() > ROWS * 2 {
        let _ = writeln!(page, "  … and {} more", all.len() - ROWS * 2);
    }
    page.push('\n');
}

/// The sentence from a little before the figure on.
fn around(text: &str, sentence: std::ops::Range<usize>, figure: std::ops::Range<usize>) -> String {
    let mut start = figure.start.saturating_sub(30).max(sentence.start);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    let lead = if start > sentence.start { "…" } else { "" };
    format!("{lead}{}", one_line(&text[start..sentence.end]))
}

fn more(total: usize, page: &mut String) {
    if total > ROWS {
        let _ = writeln!(page, "  … and {} more", grouped(total - ROWS));
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Exactly `width` characters.
fn fit(text: &str, width: usize) -> String {
    format!("{:<width$}", cut(text, width))
}

fn cut(text: &str, width: usize) -> String {
    if text.chars().count() <= width { text.to_string() } else { text.chars().take(width - 1).chain(['…']).collect() }
}

fn count(n: usize, noun: &str) -> String {
    format!("{} {noun}{}", grouped(n), if n == 1 { "" } else { "s" })
}

/// Digits in groups of three.
pub fn grouped(n: usize) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}
