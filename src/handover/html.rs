//! The page as HTML: one file, no scripts, nothing loaded; it prints, and is read in light and dark.

use std::fmt::Write;

use super::{Finding, Handout, Piece, Section};
use crate::view::evidence::Evidence;
use crate::view::picture::escaped;

const STYLE: &str = include_str!("style.css");

/// The page. What comes from documents stands in it as text only.
pub fn html(handout: &Handout) -> String {
    let mut page = String::new();
    let title = escaped(&handout.title);
    let _ = write!(
        page,
        "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n<meta name=\"referrer\" content=\"no-referrer\">\n<title>{title}</title>\n<style>\n{STYLE}</style>\n<header>\n<h1>{title}</h1>\n"
    );
    if !handout.byline.is_empty() {
        let byline: Vec<String> = handout.byline.iter().map(|line| format!("<bdi>{}</bdi>", escaped(line))).collect();
        let _ = writeln!(page, "<p class=\"facts\">{}</p>", byline.join(" · "));
    }
    for sentence in &handout.lead {
        let _ = writeln!(page, "<p dir=\"auto\">{}</p>", escaped(sentence));
    }
    contents(&mut page, handout);
    page.push_str("</header>\n<main>\n");
    let mut sections = handout.sections.iter().peekable();
    while let Some(section) = sections.next_if(|section| !section.is_appendix) {
        written(&mut page, section);
    }
    if sections.peek().is_some() {
        page.push_str("<div class=\"appendix\">\n<p class=\"part\">Appendix: everything that was found</p>\n");
        sections.for_each(|section| written(&mut page, section));
        page.push_str("</div>\n");
    }
    page.push_str(
        "</main>\n<footer><p>Made with Dossier. Positions count code points from the beginning of the text.</p></footer>\n</html>\n",
    );
    page
}

fn contents(page: &mut String, handout: &Handout) {
    page.push_str("<nav aria-label=\"Parts\">\n<ul>\n");
    for section in &handout.sections {
        let _ = writeln!(page, "<li><a href=\"#{}\">{}</a>", section.id, escaped(&section.title));
    }
    page.push_str("</ul>\n</nav>\n");
}

fn written(page: &mut String, section: &Section) {
    let _ = writeln!(page, "<section id=\"{}\">\n<h2>{}</h2>", section.id, escaped(&section.title));
    for paragraph in section.lead.lines().filter(|line| !line.trim().is_empty()) {
        let _ = writeln!(page, "<p dir=\"auto\">{}</p>", escaped(paragraph));
    }
    if section.is_dense {
        page.push_str("<ul class=\"dense\">\n");
        for finding in &section.findings {
            let facts: Vec<String> = finding.facts.iter().map(|fact| format!(" · <bdi>{}</bdi>", escaped(fact))).collect();
            let _ = writeln!(page, "<li id=\"{}\"><b><bdi>{}</bdi></b>{}", finding.id, escaped(&finding.head), facts.concat());
        }
        page.push_str("</ul>\n");
    } else {
        section.findings.iter().for_each(|found| finding(page, found));
    }
    page.push_str("</section>\n");
}

fn finding(page: &mut String, finding: &Finding) {
    let id = &finding.id;
    let _ = writeln!(
        page,
        "<article id=\"{id}\">\n<h3><bdi>{}</bdi> <a href=\"#{id}\" aria-label=\"Link to this finding\">#</a></h3>",
        escaped(&finding.head)
    );
    if !finding.facts.is_empty() {
        let facts: Vec<String> = finding.facts.iter().map(|fact| format!("<bdi>{}</bdi>", escaped(fact))).collect();
        let _ = writeln!(page, "<p class=\"facts\">{}</p>", facts.join(" · "));
    }
    if !finding.by_user.is_empty() {
        let _ = writeln!(page, "<p class=\"by-user\"><b>By hand:</b> <bdi>{}</bdi></p>", escaped(&finding.by_user));
    }
    if let Some([left, right]) = &finding.sides {
        let _ = writeln!(page, "<div class=\"sides\">\n<p dir=\"auto\">{}</p>\n<p dir=\"auto\">{}</p>\n</div>", side(left), side(right));
    }
    if !finding.evidence.is_empty() {
        page.push_str("<ul>\n");
        finding.evidence.iter().for_each(|found| evidence(page, found));
        if finding.more > 0 {
            let _ = writeln!(page, "<li>and {} more", finding.more);
        }
        page.push_str("</ul>\n");
    }
    page.push_str("</article>\n");
}

fn evidence(page: &mut String, evidence: &Evidence) {
    let (before, words, after) = &evidence.sentence;
    page.push_str("<li>");
    if !words.is_empty() {
        let marked = if before.is_empty() && after.is_empty() { escaped(words) } else { format!("<mark>{}</mark>", escaped(words)) };
        let _ = write!(page, "<q dir=\"auto\">{}{marked}{}</q> ", escaped(before), escaped(after));
    }
    let _ = writeln!(page, "<cite><bdi>{}</bdi>, {}</cite>", escaped(&evidence.document), evidence.position());
}

fn side(pieces: &[Piece]) -> String {
    pieces.iter().map(|piece| if piece.equal { escaped(&piece.text) } else { format!("<em>{}</em>", escaped(&piece.text)) }).collect()
}
