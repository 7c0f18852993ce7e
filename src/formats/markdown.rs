//! The text of a Markdown file.

use pulldown_cmark::{Event, Options, Parser, TagEnd};

/// Text without markup, paragraphs apart by a blank line.
pub(super) fn text(markdown: &str) -> String {
    let mut text = String::with_capacity(markdown.len());
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    let mut metadata = false;
    for event in Parser::new_ext(markdown, options) {
        match event {
            Event::Start(pulldown_cmark::Tag::MetadataBlock(_)) => metadata = true,
            Event::End(TagEnd::MetadataBlock(_)) => metadata = false,
            Event::Text(piece) | Event::Code(piece) if !metadata => text.push_str(&piece),
            Event::SoftBreak => text.push(' '),
            Event::HardBreak | Event::Rule => text.push('\n'),
            Event::End(TagEnd::TableCell) => text.push('\t'),
            Event::End(TagEnd::TableRow | TagEnd::TableHead | TagEnd::Item) => end_block(&mut text, "\n"),
            Event::End(
                TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::CodeBlock | TagEnd::List(_) | TagEnd::Table | TagEnd::BlockQuote(_),
            ) => {
                end_block(&mut text, "\n\n");
            }
            _ => {}
        }
    }
    text.truncate(text.trim_end().len());
    text
}

fn end_block(text: &mut String, separator: &str) {
    text.truncate(text.trim_end_matches('\n').len());
    if !text.is_empty() {
        text.push_str(separator);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_goes_and_words_stay() {
        let markdown = "---\ntitle: x\n---\n# Head *line*\n\nOne\ntwo [link](http://example.org) `code`.\n\n- a\n- b\n\n<script>x</script>\n\n| a | b |\n|---|---|\n| 1 | 2 |\n";
        assert_eq!(text(markdown), "Head line\n\nOne two link code.\n\na\nb\n\na\tb\t\n1\t2");
    }
}
