//! Every figure of a text from standard input, with value, unit and what it measures, and where it stands:
//! `cargo run --example figures < report.txt`

#![allow(clippy::print_stdout)] // its work is to print

use std::io::Read;

use dossier::analysis::{Engine, Parts, analyze};
use dossier::figures::Value;
use dossier::text::Document;

fn main() -> std::io::Result<()> {
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text)?;
    let engine = Engine::new(Parts { entities: false, duplicates: false, figures: true });
    let found = analyze(Document::from_text("standard input", text.as_str()), &engine);
    for figure in &found.figures {
        let value = match &figure.value {
            Value::Number(number) => number.to_string(),
            Value::Date(date) => date.clone(),
            other => format!("{other:?}"),
        };
        let unit = figure.unit.as_deref().unwrap_or_default();
        let subject = figure.subject.map_or("", |span| span.of(&text));
        println!("byte {}: {} = {value} {unit} ({subject})", figure.span.start(), figure.span.of(&text));
    }
    Ok(())
}
