//! The beginning of what would be saved, as lines for the page to draw.

use super::{Handout, Piece, Section};
use crate::view::exports::{LineKind, Preview, PreviewLine};

/// Lines of a preview.
const MAX_LINES: usize = 160;
/// Characters of a line: files for programs have very long ones.
const MAX_LINE: usize = 400;

/// The beginning of a report to read, of which `bytes` would be saved.
pub fn preview(handout: &Handout, bytes: usize) -> Preview {
    let mut lines = Lines::default();
    lines.add(LineKind::Title, &handout.title);
    lines.add(LineKind::Facts, &handout.byline.join(" · "));
    handout.lead.iter().for_each(|sentence| lines.add(LineKind::Text, sentence));
    for section in &handout.sections {
        of_section(&mut lines, section);
    }
    lines.preview(bytes, String::new())
}

/// The beginning of a file for programs.
pub fn preview_of_text(text: &str, bytes: usize, note: String) -> Preview {
    let mut lines = Lines::default();
    let text = text.trim_start_matches('\u{feff}'); // for spreadsheets, which take it for another encoding without
    for line in text.lines().take(MAX_LINES + 1) {
        lines.add(LineKind::Raw, line);
    }
    lines.preview(bytes, note)
}

fn of_section(lines: &mut Lines, section: &Section) {
    if lines.is_full() {
        lines.is_cut = true;
        return;
    }
    lines.add(LineKind::Heading, &section.title);
    lines.add(LineKind::Text, &section.lead);
    for finding in &section.findings {
        if section.is_dense {
            lines.add(LineKind::Text, &[std::slice::from_ref(&finding.head), &finding.facts].concat().join(" · "));
            continue;
        }
        lines.add(LineKind::Finding, &finding.head);
        lines.add(LineKind::Facts, &finding.facts.join(" · "));
        if !finding.by_user.is_empty() {
            lines.add(LineKind::Facts, &format!("By hand: {}", finding.by_user));
        }
        for side in finding.sides.iter().flatten() {
            lines.add(LineKind::Text, &side.iter().map(|piece: &Piece| piece.text.as_str()).collect::<String>());
        }
        for evidence in &finding.evidence {
            let (before, words, after) = &evidence.sentence;
            let place = format!("{}, {}", evidence.document, evidence.position());
            let line = if words.is_empty() { place } else { format!("“{before}{words}{after}” — {place}") };
            lines.add(LineKind::Evidence, &line);
        }
        if lines.is_full() {
            lines.is_cut = true;
            return;
        }
    }
}

#[derive(Default)]
struct Lines {
    lines: Vec<PreviewLine>,
    is_cut: bool,
}

impl Lines {
    fn is_full(&self) -> bool {
        self.lines.len() >= MAX_LINES
    }

    fn add(&mut self, kind: LineKind, text: &str) {
        if text.is_empty() {
            return;
        }
        if self.is_full() {
            self.is_cut = true;
            return;
        }
        let end = text.char_indices().nth(MAX_LINE).map(|(at, _)| at);
        let text = end.map_or_else(|| text.to_string(), |end| format!("{}…", &text[..end]));
        self.lines.push(PreviewLine { kind, text });
    }

    fn preview(self, bytes: usize, note: String) -> Preview {
        Preview { lines: self.lines, is_cut: self.is_cut, bytes: Some(bytes as u64), note }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::handover::Finding;

    #[test]
    fn a_preview_is_the_beginning_and_says_so() {
        let finding = |at: usize| Finding { head: format!("Name {at}"), facts: vec!["person".into()], ..Finding::default() };
        let section = |many: usize| Section { title: "Names".into(), findings: (0..many).map(finding).collect(), ..Section::default() };
        let handout =
            |many: usize| Handout { title: "Two documents".into(), byline: Vec::new(), lead: Vec::new(), sections: vec![section(many)] };
        let short = preview(&handout(2), 700);
        let told: Vec<&str> = short.lines.iter().map(|line| line.text.as_str()).collect();
        assert_eq!(told, ["Two documents", "Names", "Name 0", "person", "Name 1", "person"]);
        assert_eq!((short.is_cut, short.bytes), (false, Some(700)));
        let long = preview(&handout(1_000), 70_000);
        assert_eq!((long.lines.len(), long.is_cut), (MAX_LINES, true));
        let raw = preview_of_text(&"é".repeat(1_000), 2_000, String::new());
        assert_eq!(raw.lines[0].text.chars().count(), MAX_LINE + 1);
    }
}
