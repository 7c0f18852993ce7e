//! Names as the shared task of [CoNLL-2002](https://www.clips.uantwerpen.be/conll2002/ner/) writes them: a token and its tag a line.
//!
//! The tags are `PER`, `LOC`, `ORG` and `MISC` (everything else), with `B-` at the first token of a name and `I-` inside. A line that begins
//! with `-DOCSTART-` opens a document, an empty one ends a sentence. The form has no places: tokens are in order, white space is lost.

use std::fmt::Write;

use super::{Report, ReportDocument};
use crate::entities::{EntityKind, Mention};
use crate::text::token::tokens;

/// All documents.
pub fn conll(report: &Report) -> String {
    let mut lines = String::new();
    for document in &report.documents {
        let _ = writeln!(lines, "-DOCSTART- O\n");
        for sentence in &document.analysis.layout.sentences {
            sentence_lines(document, sentence.range(), &mut lines);
        }
    }
    lines
}

fn sentence_lines(document: &ReportDocument, sentence: std::ops::Range<usize>, lines: &mut String) {
    let words = &document.text()[sentence.clone()];
    let mentions = &document.analysis.names.mentions;
    let mut next = mentions.partition_point(|mention| mention.span.end() <= sentence.start);
    let found = tokens(words);
    for token in &found {
        let (start, end) = (sentence.start + token.span.start(), sentence.start + token.span.end());
        while mentions.get(next).is_some_and(|mention| mention.span.end() <= start) {
            next += 1;
        }
        let name: Option<&Mention> = mentions.get(next).filter(|mention| mention.span.start() < end);
        let tag = match name {
            // A name that begins inside a token ("non-French") begins with it.
            Some(mention) if mention.span.start() >= start => format!("B-{}", tag(mention.kind)),
            Some(mention) => format!("I-{}", tag(mention.kind)),
            None => "O".to_string(),
        };
        let _ = writeln!(lines, "{} {tag}", token.span.of(words));
    }
    if !found.is_empty() {
        lines.push('\n');
    }
}

/// The four classes of the task.
fn tag(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Person => "PER",
        EntityKind::Place => "LOC",
        EntityKind::Organization => "ORG",
        _ => "MISC",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Engine, Parts, analyze};
    use crate::corpus::Corpus;
    use crate::duplicates::Sensitivity;
    use crate::text::Document;

    #[test]
    fn a_token_and_its_tag_stand_on_a_line() {
        let mut corpus = Corpus::new();
        let text = "President Hassan Rouhani left Tehran.\n\nIt rained.";
        corpus.add(analyze(Document::from_text("a.txt", text), &Engine::new(Parts::ALL)));
        let written = conll(&corpus.report(&Sensitivity::STANDARD));
        let first = "-DOCSTART- O\n\nPresident O\nHassan B-PER\nRouhani I-PER\nleft O\nTehran B-LOC\n. O\n\n";
        assert_eq!(written, format!("{first}It O\nrained O\n. O\n\n"));
    }
}
