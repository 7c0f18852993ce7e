//! The page as Markdown (CommonMark), for notes and wikis.

use std::fmt::Write;

use super::{Finding, Handout, Piece};

/// The page.
pub fn markdown(handout: &Handout) -> String {
    let mut page = format!("# {}\n\n", text(&handout.title));
    if !handout.byline.is_empty() {
        let byline: Vec<String> = handout.byline.iter().map(|line| text(line)).collect();
        let _ = writeln!(page, "{}\n", byline.join(" · "));
    }
    for sentence in &handout.lead {
        let _ = writeln!(page, "{}\n", text(sentence));
    }
    for (at, section) in handout.sections.iter().enumerate() {
        if section.is_appendix && handout.sections[..at].iter().all(|before| !before.is_appendix) {
            page.push_str("---\n\nAppendix: everything that was found\n\n");
        }
        let _ = writeln!(page, "## {}\n", text(&section.title));
        for paragraph in section.lead.lines().filter(|line| !line.trim().is_empty()) {
            let _ = writeln!(page, "{}\n", text(paragraph));
        }
        if section.is_dense {
            for finding in &section.findings {
                let facts: Vec<String> = finding.facts.iter().map(|fact| format!(" · {}", text(fact))).collect();
                let _ = writeln!(page, "- {}{}", strong(&finding.head), facts.concat());
            }
            page.push('\n');
        } else {
            section.findings.iter().for_each(|found| finding(&mut page, found));
        }
    }
    page
}

fn finding(page: &mut String, finding: &Finding) {
    let _ = writeln!(page, "### {}\n", text(&finding.head));
    if !finding.facts.is_empty() {
        let facts: Vec<String> = finding.facts.iter().map(|fact| text(fact)).collect();
        let _ = writeln!(page, "{}\n", facts.join(" · "));
    }
    if !finding.by_user.is_empty() {
        let _ = writeln!(page, "By hand: {}\n", text(&finding.by_user));
    }
    for side in finding.sides.iter().flatten() {
        let _ = writeln!(page, "> {}\n", pieces(side));
    }
    for evidence in &finding.evidence {
        let (before, words, after) = &evidence.sentence;
        let source = format!("{}, {}", text(&evidence.document), evidence.position());
        let _ = match (words.is_empty(), before.is_empty() && after.is_empty()) {
            (true, _) => writeln!(page, "- {source}"),
            (false, true) => writeln!(page, "- “{}” ({source})", text(words)),
            (false, false) => writeln!(page, "- “{}{}{}” ({source})", text(before), strong(words), text(after)),
        };
    }
    if finding.more > 0 {
        let _ = writeln!(page, "- and {} more", finding.more);
    }
    if !finding.evidence.is_empty() {
        page.push('\n');
    }
}

fn pieces(side: &[Piece]) -> String {
    side.iter().map(|piece| if piece.equal { text(&piece.text) } else { strong(&piece.text) }).collect()
}

/// Bold words; white space at their ends stays outside, else it is not bold.
fn strong(words: &str) -> String {
    let trimmed = words.trim();
    if trimmed.is_empty() {
        return text(words);
    }
    let start = words.len() - words.trim_start().len();
    format!("{}**{}**{}", &words[..start], text(trimmed), &words[start + trimmed.len()..])
}

/// Text in which nothing is markup.
fn text(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&' | '!' => {
                escaped.push('\\');
                escaped.push(c);
            }
            '\n' | '\r' => escaped.push(' '),
            _ => escaped.push(c),
        }
    }
    // A dash, a plus or a number with a full stop at the beginning would be a list.
    let digits = escaped.chars().take_while(char::is_ascii_digit).count();
    match (digits, escaped[digits..].chars().next()) {
        (0, Some('-' | '+' | '=')) => format!("\\{escaped}"),
        (1.., Some('.' | ')')) => format!("{}\\{}", &escaped[..digits], &escaped[digits..]),
        _ => escaped,
    }
}
