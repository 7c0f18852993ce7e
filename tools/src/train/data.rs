//! Labelled texts as numbers: for each token its features, and the labels that its source allows.

use std::collections::HashMap;
use std::path::Path;

use dossier::entities::EntityKind;
use dossier::entities::training::{LABELS, OUTSIDE, Page, Stretch, begin, inside, page};
use dossier::text::{Layout, Span, Token, token::tokens};
use serde::Deserialize;
use serde_json::Value as Json;

use super::lists::Phrases;

/// A labelled text.
#[derive(Deserialize)]
pub(crate) struct Text {
    pub(crate) id: String,
    pub(crate) source: String,
    #[serde(default)]
    pub(crate) license: String,
    pub(crate) text: String,
    pub(crate) entities: Vec<Vec<Json>>,
    #[serde(default)]
    unlabelled: Vec<String>,
    #[serde(default)]
    ignore: Vec<(usize, usize)>,
    #[serde(skip)]
    tokens: Vec<Token>,
}

/// Reads all files of a folder, in the order of their names.
pub(crate) fn read(folder: &Path, leave_out: &[String]) -> Result<Vec<Text>, String> {
    let told = |error: &dyn std::fmt::Display| format!("{}: {error}", folder.display());
    let mut files: Vec<_> = std::fs::read_dir(folder).map_err(|error| told(&error))?.flatten().map(|entry| entry.path()).collect();
    files.sort();
    let mut texts = Vec::new();
    for file in files.iter().filter(|file| file.extension().is_some_and(|extension| extension == "jsonl")) {
        let stem = file.file_stem().unwrap_or_default().to_string_lossy().to_string();
        if leave_out.contains(&stem) {
            continue;
        }
        for line in std::fs::read_to_string(file).map_err(|error| told(&error))?.lines() {
            let text: Text = serde_json::from_str(line).map_err(|error| told(&error))?;
            // What may not be passed on is not learnt from.
            if !text.license.contains("not stated") {
                texts.push(text);
            }
        }
    }
    Ok(texts)
}

/// A text as the trainer sees it.
pub(crate) struct Sample<'t> {
    pub(crate) page: Page<'t>,
    pub(crate) tokens: usize,
    /// For each token of each stretch, the labels that are allowed, as bits.
    pub(crate) allowed: Vec<Vec<u32>>,
    /// For each token of each stretch, its features: first hashes, then numbers.
    rows: Vec<Vec<Vec<u32>>>,
}

impl Sample<'_> {
    /// Features of the tokens of one stretch.
    pub(crate) fn rows(&self, stretch: usize) -> &[Vec<u32>] {
        &self.rows[stretch]
    }
}

/// All texts.
pub(crate) struct Corpus<'t> {
    pub(crate) samples: Vec<Sample<'t>>,
    /// The hash of each feature.
    pub(crate) hashes: Vec<u64>,
    /// How often each occurs.
    pub(crate) counts: Vec<u32>,
    /// The labels for which each has a weight.
    pub(crate) masks: Vec<u32>,
}

/// Every label.
pub(crate) const ANY: u32 = (1 << LABELS) - 1;

impl<'t> Corpus<'t> {
    pub(crate) fn new(texts: &'t mut [Text], lists: &Phrases) -> Corpus<'t> {
        for text in texts.iter_mut() {
            text.tokens = tokens(&text.text);
        }
        let samples = texts
            .iter()
            .map(|text| {
                let layout = Layout::new(&text.text);
                let page = page(&text.text, &text.tokens, &layout, lists);
                let labels = allowed(text, &page.stretches);
                let allowed = page.stretches.iter().map(|stretch| labels[stretch.start..stretch.end].to_vec()).collect();
                Sample { page, tokens: text.tokens.len(), allowed, rows: Vec::new() }
            })
            .collect();
        Corpus { samples, hashes: Vec::new(), counts: Vec::new(), masks: Vec::new() }
    }

    pub(crate) fn told(&self) -> String {
        let tokens: usize = self.samples.iter().map(|sample| sample.tokens).sum();
        let seen: usize = self.samples.iter().flat_map(|sample| &sample.allowed).map(Vec::len).sum();
        format!("{} texts, {tokens} tokens, {seen} of them near a capital", self.samples.len())
    }

    pub(crate) fn features(&self) -> usize {
        self.hashes.len()
    }

    /// Numbers the features that occur at least `least` times.
    pub(crate) fn number_features(&mut self, least: u32) {
        let mut counts: HashMap<u64, (u32, u32)> = HashMap::new();
        for sample in &self.samples {
            for stretch in &sample.page.stretches {
                for at in stretch.start..stretch.end {
                    sample.page.features(stretch, at, |feature| counts.entry(feature).or_default().0 += 1);
                }
            }
        }
        let mut kept: Vec<u64> = counts.iter().filter(|(_, (count, _))| *count >= least).map(|(hash, _)| *hash).collect();
        kept.sort_unstable();
        counts.retain(|_, (count, _)| *count >= least);
        for (number, hash) in kept.iter().enumerate() {
            if let Some(entry) = counts.get_mut(hash) {
                entry.1 = number as u32;
            }
        }
        self.counts = kept.iter().map(|hash| counts[hash].0).collect();
        self.masks = vec![ANY; kept.len()];
        self.hashes = kept;
        for sample in &mut self.samples {
            sample.rows = sample
                .page
                .stretches
                .iter()
                .map(|stretch| {
                    (stretch.start..stretch.end)
                        .map(|at| {
                            let mut row = Vec::new();
                            sample.page.features(stretch, at, |feature| row.extend(counts.get(&feature).map(|entry| entry.1)));
                            row.shrink_to_fit();
                            row
                        })
                        .collect()
                })
                .collect();
        }
    }

    /// Forgets all weights but those given as pairs of a feature (ascending) and its labels.
    pub(crate) fn keep(&mut self, weights: &[(u32, u32)]) {
        let mut number = vec![u32::MAX; self.hashes.len()];
        for (new, &(old, _)) in weights.iter().enumerate() {
            number[old as usize] = new as u32;
        }
        self.hashes = weights.iter().map(|&(old, _)| self.hashes[old as usize]).collect();
        self.counts = weights.iter().map(|&(old, _)| self.counts[old as usize]).collect();
        self.masks = weights.iter().map(|&(_, mask)| mask).collect();
        for row in self.samples.iter_mut().flat_map(|sample| &mut sample.rows).flatten() {
            row.retain_mut(|feature| {
                *feature = number[*feature as usize];
                *feature != u32::MAX
            });
            row.shrink_to_fit();
        }
    }
}

/// Bytes of the spans of a text, in their order; `None` for one that is empty or reaches beyond it.
pub(crate) fn byte_spans(text: &str, spans: impl Iterator<Item = (usize, usize)>) -> Vec<Option<Span>> {
    let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    spans.map(|(start, end)| (start < end && end < bytes.len()).then(|| Span::new(bytes[start], bytes[end]))).collect()
}

/// Start and end of a labelled entity.
pub(crate) fn place(entity: &[Json]) -> (usize, usize) {
    let number = |at: usize| entity.get(at).and_then(Json::as_u64).unwrap_or_default() as usize;
    (number(0), number(1))
}

fn allowed(text: &Text, stretches: &[Stretch]) -> Vec<u32> {
    let bit = |label: usize| 1_u32 << label;
    let mut outside = bit(OUTSIDE);
    for unlabelled in &text.unlabelled {
        for kind in kinds_of(unlabelled) {
            outside |= bit(begin(kind)) | bit(inside(kind));
        }
    }
    let mut allowed = vec![outside; text.tokens.len()];
    let mut near = vec![usize::MAX; text.tokens.len()];
    for (number, stretch) in stretches.iter().enumerate() {
        near[stretch.start..stretch.end].fill(number);
    }
    let spans = byte_spans(&text.text, text.entities.iter().map(|entity| place(entity)));
    for (span, entity) in spans.into_iter().zip(&text.entities) {
        let Some(span) = span else { continue };
        let (start, end) = touched(&text.tokens, span);
        if start == end {
            continue;
        }
        let name = |at: usize| entity.get(at).and_then(Json::as_str).unwrap_or_default();
        let (kinds, certain) = fine(&text.source, name(2), name(3), span.of(&text.text));
        let whole = text.tokens[start].span.start() == span.start()
            && text.tokens[end - 1].span.end() == span.end()
            && near[start] != usize::MAX
            && (start..end).all(|at| near[at] == near[start]);
        for (at, allowed) in allowed[start..end].iter_mut().enumerate() {
            let label = |kind: &EntityKind| bit(if at == 0 { begin(*kind) } else { inside(*kind) });
            *allowed =
                if !whole { ANY } else { kinds.iter().map(label).fold(if certain { 0 } else { outside }, |labels, label| labels | label) };
        }
    }
    for span in byte_spans(&text.text, text.ignore.iter().copied()).into_iter().flatten() {
        let (start, end) = touched(&text.tokens, span);
        allowed[start..end].fill(ANY);
    }
    allowed
}

/// Tokens that share a character with `span`.
fn touched(tokens: &[Token], span: Span) -> (usize, usize) {
    (tokens.partition_point(|token| token.span.end() <= span.start()), tokens.partition_point(|token| token.span.start() < span.end()))
}

fn kinds_of(label: &str) -> Vec<EntityKind> {
    match label {
        "PER" => vec![EntityKind::Person],
        "LOC" => vec![EntityKind::Place],
        "ORG" => vec![EntityKind::Organization],
        "NORP" => vec![EntityKind::Group],
        _ => vec![EntityKind::Event, EntityKind::Law, EntityKind::Product, EntityKind::Other],
    }
}

/// The kinds that a label may stand for, and whether it is certain that it is a name at all.
fn fine(source: &str, label: &str, own: &str, name: &str) -> (Vec<EntityKind>, bool) {
    use EntityKind::{Event, Law, Other, Product};
    if label != "MISC" {
        return (kinds_of(label), true);
    }
    let is = |words: &[&str]| words.iter().any(|word| name.split(' ').any(|part| part.eq_ignore_ascii_case(word)));
    if is(&["Act", "Treaty", "Convention", "Constitution", "Accords", "Accord", "Protocol", "Amendment", "Resolution"])
        && !own.contains("event")
    {
        return (vec![Law, Event, Other], true);
    }
    let kinds = match own {
        "election" | "event" | "conference" => vec![Event],
        "award" | "book" | "poem" | "song" | "album" | "academicjournal" | "magazine" | "creative-work" => vec![Other],
        "product" | "programlang" => vec![Product],
        "astronomicalobject" => vec![Other],
        // Terms of a science are written small in the news, and no names there.
        "algorithm" | "field" | "task" | "metrics" | "theory" | "discipline" | "chemicalcompound" | "protein" | "enzyme"
        | "chemicalelement" | "literarygenre" | "musicgenre" | "musicalinstrument" => return (vec![Other], false),
        "other_livingthing" | "other_biologything" | "other_medical" | "other_educationaldegree" => return (vec![Other], false),
        "Weapon" | "MilitaryPlatform" => vec![Product],
        "other_law" => vec![Law],
        _ if own.starts_with("event") => vec![Event],
        _ if own.starts_with("product") => vec![Product],
        _ if own.starts_with("art_") || own.starts_with("other_") => vec![Other],
        _ if own.starts_with("object") => vec![Product, Other],
        _ if source.starts_with("gum") => vec![Law, Product, Other],
        _ => vec![Event, Law, Product, Other],
    };
    (kinds, true)
}
