//! Names of one document as [WebAnno TSV 3.3](https://webanno.github.io/webanno/releases/3.6.11/docs/user-guide.html#sect_webannotsv), which
//! WebAnno and INCEpTION open as a document with annotations of the layer “Named entity”. Places are UTF-16 units.

use std::fmt::Write;

use super::ReportDocument;
use crate::entities::{EntityKind, Mention};
use crate::text::offsets::{Offsets, Unit};
use crate::text::token::tokens;

/// The document, its sentences and tokens, and the kinds of its names.
pub fn webanno(document: &ReportDocument) -> String {
    let text = document.text();
    let offsets = Offsets::new(text, Unit::Utf16);
    let mentions = &document.analysis.names.mentions;
    let mut file = "#FORMAT=WebAnno TSV 3.3\n#T_SP=de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity|identifier|value\n\n".to_string();
    let mut next = 0;
    for (number, sentence) in (1..).zip(document.analysis.layout.sentences.iter().filter(|sentence| !sentence.of(text).trim().is_empty())) {
        let words = sentence.of(text);
        let _ = writeln!(file, "\n#Text={}", escaped(words));
        for (at, token) in (1..).zip(tokens(words)) {
            let (start, end) = (sentence.start() + token.span.start(), sentence.start() + token.span.end());
            while mentions.get(next).is_some_and(|mention| mention.span.end() <= start) {
                next += 1;
            }
            let name: Option<&Mention> = mentions.get(next).filter(|mention| mention.span.start() < end);
            // Every layer's value carries the number of its annotation, which keeps two names side by side apart.
            let [identifier, value] = name
                .map_or(["_".into(), "_".into()], |mention| [format!("*[{}]", next + 1), format!("{}[{}]", value(mention.kind), next + 1)]);
            let place = format!("{}-{}", offsets.of_byte(start), offsets.of_byte(end));
            let _ = writeln!(file, "{number}-{at}\t{place}\t{}\t{identifier}\t{value}\t", token.span.of(words));
        }
    }
    file
}

/// Line ends and tabulators would end the field.
fn escaped(words: &str) -> String {
    words.replace('\\', "\\\\").replace('\n', "\\n").replace('\r', "\\r").replace('\t', "\\t")
}

/// The values of the layer's tag set, as far as it has one.
fn value(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Person => "PER",
        EntityKind::Place => "LOC",
        EntityKind::Organization => "ORG",
        _ => "OTH",
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
    fn tokens_have_places_and_names_have_numbers() {
        let mut corpus = Corpus::new();
        corpus.add(analyze(Document::from_text("a.txt", "👍 Hassan Rouhani left\tTehran."), &Engine::new(Parts::ALL)));
        let written = webanno(&corpus.report(&Sensitivity::STANDARD).documents[0]);
        let lines: Vec<&str> = written.lines().skip(4).collect();
        assert_eq!(lines[0], "#Text=👍 Hassan Rouhani left\\tTehran.");
        assert_eq!(lines[2..4], ["1-2\t3-9\tHassan\t*[1]\tPER[1]\t", "1-3\t10-17\tRouhani\t*[1]\tPER[1]\t"]);
        assert_eq!(lines[5], "1-5\t23-29\tTehran\t*[2]\tLOC[2]\t");
    }
}
