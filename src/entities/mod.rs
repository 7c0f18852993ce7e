//! Entities: names in one document, and one entity for every name it goes by.
//!
//! In one document (`within`), [`read`] finds mentions; across documents (`across`), [`resolve`] groups them into entities. The two share the
//! types of this file. What is likely, but not certain, is left to [`suggest`].

mod across;
pub mod co_mentions;
mod corrected;
mod post_time;
#[doc(hidden)] // a door for `tools`, which makes what this room is made of
pub mod training;
mod within;

pub use across::{resolve, suggest};
pub use corrected::{Correction, corrected};
pub use post_time::PostTime;
pub(crate) use within::gender;
pub use within::patterns;

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use self::within::features::Page;
use self::within::model::Model;
use self::within::{acronyms, assemble, classify, descriptions, lexicon, metonymy, posts, runs, short_forms, tagger, telltales, titles};
use crate::text::token::tokens;
use crate::text::{Language, Layout, Span};

/// The kind of thing that a name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum EntityKind {
    /// A human being.
    Person,
    /// A country, city, region, building or site.
    Place,
    /// A body, party, company, agency or militia.
    Organization,
    /// A nationality, religion or political adjective: "Iranian".
    Group,
    /// A named war, summit, revolution or feast.
    Event,
    /// A law, treaty or agreement with a name.
    Law,
    /// A weapon, vehicle, brand or work.
    Product,
    /// A name of none of these kinds.
    Other,
}

impl EntityKind {
    /// Every kind, in the order of reports.
    pub const ALL: [EntityKind; 8] = [
        EntityKind::Person,
        EntityKind::Place,
        EntityKind::Organization,
        EntityKind::Group,
        EntityKind::Event,
        EntityKind::Law,
        EntityKind::Product,
        EntityKind::Other,
    ];

    /// Its label in annotated texts: "PER", "LOC", "ORG", "NORP", and "MISC" for the rest.
    pub fn label(self) -> &'static str {
        match self {
            EntityKind::Person => "PER",
            EntityKind::Place => "LOC",
            EntityKind::Organization => "ORG",
            EntityKind::Group => "NORP",
            EntityKind::Event | EntityKind::Law | EntityKind::Product | EntityKind::Other => "MISC",
        }
    }
}

/// One place where a name stands. The span is the longest proper name, without title, article and possessive ending.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mention {
    /// The name.
    pub span: Span,
    /// The kind of thing named.
    pub kind: EntityKind,
    /// How sure the reader is, in ten-thousandths.
    pub score: u16,
    /// The deciding rule.
    pub why: Why,
}

/// The reason why some words are a name of a kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Why {
    /// A name in the lexicon.
    Lexicon,
    /// A title or rank stands before it.
    Title,
    /// It contains a word such as "Ministry" or "Airport".
    HeadWord,
    /// It begins with a common forename.
    Forename,
    /// The words around it, such as "said" after it or "in" before it.
    Context,
    /// Its letters: "S-300".
    Shape,
    /// It is part of a fuller name in the same document.
    SameName,
    /// It stands in brackets after its expansion.
    Acronym,
    /// The trained model: no single reason.
    Model,
    /// A person says so.
    User,
}

impl Why {
    /// How often the rule is right on labelled news, in ten-thousandths, as a rough scale for sorting.
    fn score(self) -> u16 {
        match self {
            Why::Title => 9_700,
            Why::Lexicon => 9_500,
            Why::Acronym => 9_500,
            Why::SameName => 9_200,
            Why::HeadWord => 9_000,
            Why::Forename => 9_000,
            Why::Shape => 7_500,
            Why::Context | Why::Model => 7_000,
            Why::User => 10_000,
        }
    }
}

/// A title or post with which a person is named.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Role {
    /// Index of the person's mention.
    pub mention: u32,
    /// The post without country, in lower case but for names: "prime minister", "leader of the Islamic Revolution"; with the word that says when
    /// it is held, if any: "former prime minister" ([`PostTime`]).
    pub role: String,
    /// Index of the mention that says of what: "Russian", "Russia".
    pub of: Option<u32>,
    /// The words it rests on.
    pub span: Span,
}

/// A description that names no one and is somebody of the document: "the Iranian president".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Description {
    /// The noun phrase with its article or possessive.
    pub span: Span,
    /// Index of a mention of the person who is meant.
    pub mention: u32,
}

/// The names of one document.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Names {
    /// In reading order, without overlaps.
    pub mentions: Vec<Mention>,
    /// Titles and posts of persons, in reading order.
    pub roles: Vec<Role>,
    /// Pairs of mention indices: an acronym, and the name that it stands for.
    pub acronyms: Vec<(u32, u32)>,
    /// Persons who are described and not named, in reading order; none overlaps a mention of a person.
    pub descriptions: Vec<Description>,
    /// Indices of mentions of capitals that stand for their governments ("Moscow is determined"), in order.
    pub metonymy: Vec<u32>,
}

/// The trained tagger.
static MODEL: LazyLock<Option<Model>> = LazyLock::new(|| Model::parse(MODEL_BYTES));
const MODEL_BYTES: &[u8] = include_bytes!("data/model.bin");

/// Hash of the model that finds names: with another one they may be others.
pub fn model_hash() -> u64 {
    static HASH: LazyLock<u64> = LazyLock::new(|| xxhash_rust::xxh3::xxh3_64(MODEL_BYTES));
    *HASH
}

/// Builds the lexicon and the model now instead of with the first document.
pub fn load() {
    lexicon::load();
    LazyLock::force(&MODEL);
}

/// Finds the names in `text`. Texts in other languages than English give none.
pub fn read(text: &str, layout: &Layout, language: Language) -> Names {
    if !language.is_english() {
        return Names::default();
    }
    read_with(text, layout, MODEL.as_ref())
}

/// Finds the names with a given model, or by rules alone.
fn read_with(text: &str, layout: &Layout, model: Option<&Model>) -> Names {
    let tokens = tokens(text);
    let runs = runs::find(text, &tokens, layout);
    let mut names = classify::mentions(text, &tokens, &runs);
    if let Some(model) = model {
        let page = Page::new(text, &tokens, layout, &runs, &names, model);
        let tagged = tagger::tag(&page, tokens.len(), model);
        names = assemble::assemble(text, &tokens, &tagged, &names, model);
    }
    telltales::apply(text, &mut names);
    short_forms::apply(text, &mut names);
    acronyms::link(text, &mut names);
    posts::add(text, &tokens, &mut names);
    posts::drop_broken(text, &mut names);
    names.descriptions = descriptions::find(text, &tokens, &names);
    names.metonymy = metonymy::find(text, &tokens, &names.mentions);
    names
}

/// Whether the lower-case word ends a post: "president", "spokesman".
pub(crate) fn is_post(word: &str) -> bool {
    titles::title(word) == Some(titles::Title::Post)
}

/// Whether the lower-case word stands before names of persons: "president", "deputy", "mr".
pub(crate) fn is_title(word: &str) -> bool {
    titles::title(word).is_some()
}

/// Whether a name is one that everybody knows: a country, a capital, a body such as the United Nations. Many texts have it in common that
/// tell of different things.
pub fn is_well_known(name: &str) -> bool {
    lexicon::lookup(&lexicon::key(name)).is_some_and(|entry| !entry.gazetteer)
}

#[cfg(test)]
mod tests;
