//! Earlier mails that are quoted in a mail.

use crate::text::Span;

/// Where earlier mails are quoted: lines that begin with ">", and what follows "On … wrote:" with them, a block of headers that Outlook
/// writes, or "-----Original Message-----". In a mail that only passes another on, that one is its text.
pub(super) fn spans(text: &str) -> Vec<Span> {
    let mut lines: Vec<(usize, &str)> = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        lines.push((start, line.trim()));
        start += line.len();
    }
    let mut spans: Vec<Span> = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        if begins_rest(&lines, at) {
            push(&mut spans, lines[at].0, text.len());
            break;
        }
        if lines[at].1.starts_with('>') {
            let from = introduced(&lines, at);
            let mut end = at;
            while lines.get(end).is_some_and(|(_, line)| line.starts_with('>')) {
                end += 1;
            }
            push(&mut spans, lines[from].0, lines.get(end).map_or(text.len(), |(start, _)| *start));
            at = end;
        } else {
            at += 1;
        }
    }
    let own = spans.iter().fold(text.len(), |own, span| own - span.len());
    let blank = || {
        let mut at = 0;
        let gaps = spans.iter().map(|span| (span.start(), span.end())).chain([(text.len(), text.len())]);
        let mut gaps = gaps.map(|(start, end)| &text[std::mem::replace(&mut at, end)..start]);
        !gaps.any(|gap| gap.chars().any(char::is_alphanumeric))
    };
    if own < text.len() && blank() { Vec::new() } else { spans }
}

fn push(spans: &mut Vec<Span>, start: usize, end: usize) {
    match spans.last_mut() {
        Some(last) if last.end() >= start => *last = Span::new(last.start(), end),
        _ => spans.push(Span::new(start, end)),
    }
}

/// The first line of the words that introduce a quotation: "On Monday, Ann Lee wrote:", which may be two lines.
fn introduced(lines: &[(usize, &str)], at: usize) -> usize {
    let mut before = at;
    while before > 0 && lines[before - 1].1.is_empty() {
        before -= 1;
    }
    if before == 0 || !lines[before - 1].1.ends_with(':') {
        return at;
    }
    let last = before - 1;
    let begins = |line: &str| {
        ["On ", "Am ", "Le ", "El ", "Op ", "Il ", "Em "].iter().any(|start| line.starts_with(start))
            || line.starts_with(|c: char| c.is_ascii_digit())
    };
    let says = |line: &str| {
        ["wrote:", "schrieb:", "a écrit :", "écrit:", "escribió:", "schreef:", "ha scritto:", "escreveu:", "writes:", "said:"]
            .iter()
            .any(|end| line.ends_with(end))
    };
    if !says(lines[last].1) {
        return at;
    }
    (last.saturating_sub(2)..=last).rev().find(|&line| begins(lines[line].1)).unwrap_or(last)
}

/// Whether everything from here on is an earlier mail.
fn begins_rest(lines: &[(usize, &str)], at: usize) -> bool {
    let line = lines[at].1;
    let bare = line.trim_matches(|c: char| c == '-' || c == '_' || c.is_whitespace()).to_ascii_lowercase();
    let dashed = line.starts_with("--") && line.ends_with("--");
    if dashed
        && ["original message", "forwarded message", "ursprüngliche nachricht", "original-nachricht", "message d'origine"]
            .contains(&bare.as_str())
    {
        return true;
    }
    if at > 0 && line.is_empty() {
        return false;
    }
    // What mail programs write above an earlier mail that they quote without marks.
    let dated = line.contains('@') || line.split(|c: char| !c.is_ascii_digit()).any(|number| number.len() == 4);
    let unmarked = || lines[at + 1..].iter().find(|(_, line)| !line.is_empty()).is_some_and(|(_, line)| !line.starts_with('>'));
    if line.starts_with("On ") && line.ends_with(" wrote:") && dated && unmarked() {
        return true;
    }
    // The headers that Outlook repeats.
    let header = |line: &str, names: &[&str]| names.iter().any(|name| line.trim_start_matches('*').starts_with(name));
    let below = |names: &[&str]| lines[at..].iter().skip(1).take(6).any(|(_, line)| header(line, names));
    header(line, &["From:", "Von:", "De :", "De:"])
        && below(&["Sent:", "Gesendet:", "Envoyé :", "Date:", "Datum:", "Enviado:"])
        && below(&["Subject:", "Betreff:", "Objet :", "Asunto:", "Onderwerp:"])
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The mail with its quotations in brackets.
    #[track_caller]
    fn check(marked: &str) {
        let text = marked.replace(['[', ']'], "");
        let mut found = text.clone();
        for span in spans(&text).iter().rev() {
            found.insert(span.end(), ']');
            found.insert(span.start(), '[');
        }
        assert_eq!(found, marked);
    }

    #[test]
    fn earlier_mails_are_found() {
        check("I agree.\n\n[On Mon, 3 Mar 2025 at 09:12, Ann Lee <a@x.example>\nwrote:\n> It costs $5.\n>\n> Ann\n]\nBest, Bo");
        check("I agree.\n\n[-----Original Message-----\nFrom: Ann\nIt costs $5.]");
        check("I agree.\n\n[From: Ann Lee\nSent: Monday\nTo: Bo\nSubject: Cost\n\nIt costs $5.]");
        check("I agree.\n[On Mon, 3 Mar 2025 at 09:12, Ann Lee <a@x.example> wrote:\nIt costs $5.\nAnn]");
        check("One\n[> two\n]three\n[> four]");
    }

    #[test]
    fn a_mail_that_only_passes_another_on_is_that_mail() {
        check("---------- Forwarded message ---------\nFrom: Ann\n\nIt costs $5.");
        check("> All of it is quoted.");
    }

    #[test]
    fn words_that_look_like_it_are_text() {
        check("She wrote:\n\nIt costs $5.");
        check("On Monday she wrote:\n\nIt costs $5.");
        check("From: here to there it is far.\nAnd back.");
        check("-- \nAnn Lee");
    }
}
