//! Corrections of names: where else the same words occur, and what is decided about them.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::entities::called;
use super::handles::{NameHandle, documents_of, is_shared_name};
use super::points::{Point, between};
use super::quoted::{Quoted, quoted};
use super::route::Focus;
use crate::edits::{Edit, NameAnchor};
use crate::entities::EntityKind;
use crate::report::Report;
use crate::review::{Meaning, Named, Scope, Spot, is_named, occurrences, plain};
use crate::text::Span;

/// What is to be corrected.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Subject {
    /// A stretch of a text, which is a name or could be one.
    Place(Spot),
    /// Words that were chosen in the document with this text: from one point to another.
    Words(u64, Point, Point),
    /// An entity.
    Entity(NameHandle),
}

/// What is known about the subject, to decide on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Sheet {
    /// What is to be corrected.
    pub subject: Subject,
    /// The words as they stand there, or what the entity is called.
    pub words: String,
    /// What they are taken for now, and what that is called; `None` where no name was found.
    pub now: Option<(EntityKind, String)>,
    /// The entity, if there is one.
    pub entity: Option<NameHandle>,
    /// For words: where they stand, the asked place first; a part of them.
    pub places: Vec<SheetPlace>,
    /// How many places there are in the same document, and in all.
    pub totals: (u32, u32),
    /// In how many documents.
    pub documents: u32,
    /// For an entity: its forms with how often, most used first.
    pub forms: Vec<(String, u32)>,
}

impl Sheet {
    /// How far a decision reaches unless somebody says otherwise: a new name is one in its document, which was read; what is taken for a name already
    /// is corrected everywhere.
    pub fn first_reach(&self) -> Reach {
        if self.now.is_none() { Reach::Document } else { Reach::Everywhere }
    }
}

/// A place where the same words stand.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SheetPlace {
    /// Where it is.
    pub at: Spot,
    /// Its sentence.
    pub quoted: Quoted,
    /// What the words are called there, if they are taken for something else than at the asked place.
    pub other: String,
}

/// How far a decision about words reaches.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Reach {
    /// The one place.
    Here,
    /// Everywhere in the same document.
    Document,
    /// Everywhere, in documents that come later, too.
    #[default]
    Everywhere,
}

/// A decision about words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WordsCorrection {
    /// Where they stand.
    pub at: Spot,
    /// The words, with single spaces.
    pub words: String,
    /// How far it reaches.
    pub reach: Reach,
    /// Places that are left as they are.
    pub except: Vec<Spot>,
    /// What they are.
    pub meaning: Meaning,
}

/// A decision about an entity.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum EntityCorrection {
    /// It is called this; empty for what the program calls it.
    Rename(String),
    /// It is of this kind.
    Retype(EntityKind),
    /// One of its forms is somebody or something else.
    Split(String),
    /// It is no name at all.
    NoName,
}

/// Places that are shown, and forms.
const MAX_PLACES: usize = 60;
const MAX_FORMS: usize = 40;
/// Names that are proposed.
const MAX_NAMES: usize = 20;
/// Bytes of words that can be one name.
const MAX_WORDS: usize = 200;

/// The sheet of a subject, or `None` if there is no such thing.
pub fn sheet(report: &Report, subject: &Subject) -> Option<Sheet> {
    if let Subject::Entity(name) = subject {
        return entity_sheet(report, subject, name);
    }
    let (document, span) = stretch(report, subject)?;
    Some(words_sheet(report, subject, (document, span)))
}

/// The sheet of words that somebody has typed, where they stand first in the document with this text.
pub fn typed(report: &Report, text: u64, words: &str) -> Option<Sheet> {
    let document = documents_of(report, text).next()?;
    let span = occurrences(report.documents[document as usize].text(), &plain(words)).next()?;
    sheet(report, &Subject::Place((text, span)))
}

fn words_sheet(report: &Report, subject: &Subject, (document, span): (u32, Span)) -> Sheet {
    let words = plain(span.of(report.documents[document as usize].text()));
    let taken_for = |document: u32, span: Span| {
        let source = &report.documents[document as usize];
        let at = source.analysis.names.mentions.binary_search_by_key(&span, |mention| mention.span).ok()?;
        let entity = &report.entities[source.entity_of[at] as usize];
        Some((entity.kind, entity.name.clone(), source.entity_of[at]))
    };
    let meant = taken_for(document, span);
    let mut all = places(report, &words);
    let here = (document, span);
    if !all.contains(&here) {
        all.insert(0, here); // part of a longer name: that is meant only here
    }
    all.sort_by_key(|place| (*place != here, place.0 != document, *place));
    let in_document = all.iter().filter(|place| place.0 == document).count();
    let documents: BTreeSet<u32> = all.iter().map(|place| place.0).collect();
    let place = |&(document, span): &(u32, Span)| {
        let other = taken_for(document, span).filter(|other| Some(other) != meant.as_ref()).map_or(String::new(), |(_, name, _)| name);
        SheetPlace { at: (report.documents[document as usize].text_hash, span), quoted: quoted(report, document, span, focus(span)), other }
    };
    let places = all.iter().take(MAX_PLACES).map(place).collect();
    let totals = (in_document as u32, all.len() as u32);
    let entity = meant.as_ref().and_then(|(.., entity)| NameHandle::for_entity(report, *entity));
    let now = meant.map(|(kind, name, _)| (kind, name));
    Sheet { subject: subject.clone(), words, now, entity, places, totals, documents: documents.len() as u32, forms: Vec::new() }
}

fn entity_sheet(report: &Report, subject: &Subject, name: &NameHandle) -> Option<Sheet> {
    let index = name.entity(report)?;
    let entity = &report.entities[index as usize];
    let forms = report.forms(entity).into_iter().take(MAX_FORMS).collect();
    let totals = (0, entity.mentions.len() as u32);
    let now = Some((entity.kind, entity.name.clone()));
    let (words, documents) = (entity.name.clone(), entity.documents);
    let handle = NameHandle::for_entity(report, index);
    Some(Sheet { subject: subject.clone(), words, now, entity: handle, places: Vec::new(), totals, documents, forms })
}

/// The document and stretch of a subject that is words.
fn stretch(report: &Report, subject: &Subject) -> Option<(u32, Span)> {
    match *subject {
        Subject::Place((text, span)) => {
            let document = documents_of(report, text).next()?;
            let words = report.documents[document as usize].text().get(span.range())?;
            (!words.is_empty()).then_some((document, span))
        }
        Subject::Words(text, from, to) => {
            let document = documents_of(report, text).next()?;
            let text = report.documents[document as usize].text();
            let span = between(text, from, to)?;
            let chosen = span.of(text);
            let trimmed = without_edges(chosen);
            let start = span.start() + chosen.find(trimmed)?;
            could_be_name(chosen).then(|| (document, Span::new(start, start + trimmed.len())))
        }
        Subject::Entity(..) => None,
    }
}

/// What is chosen with the mouse has a space or a comma too many.
fn without_edges(chosen: &str) -> &str {
    chosen.trim_matches(|c: char| !c.is_alphanumeric())
}

/// Whether words that were chosen can be a name.
pub(super) fn could_be_name(chosen: &str) -> bool {
    (1..=MAX_WORDS).contains(&without_edges(chosen).len())
}

/// Where words stand as a name, or could be one: not within a longer name.
fn places(report: &Report, words: &str) -> Vec<(u32, Span)> {
    let mut places = Vec::new();
    for (document, source) in (0..).zip(&report.documents) {
        let names = &source.analysis.names;
        let could_be = |span: &Span| is_named(names, *span) != Named::Within;
        places.extend(occurrences(source.text(), words).filter(could_be).map(|span| (document, span)));
    }
    places
}

fn focus(span: Span) -> Focus {
    Focus::Span(span.start() as u32, span.end() as u32)
}

/// The edit that a decision about words is.
pub(super) fn words_edit(report: &Report, said: &WordsCorrection) -> Edit {
    let (hash, span) = said.at;
    let mut except = said.except.clone();
    except.sort_unstable();
    let everywhere = Scope { except, ..Scope::everywhere(said.words.clone()) };
    let scope = match said.reach {
        Reach::Here => Scope { only: vec![(hash, span)], except: Vec::new(), ..everywhere },
        Reach::Document => Scope { document: Some(hash), ..everywhere },
        Reach::Everywhere => everywhere,
    };
    // The place itself is meant, also where it is part of a longer name.
    let within = documents_of(report, hash)
        .next()
        .is_some_and(|document| is_named(&report.documents[document as usize].analysis.names, span) == Named::Within);
    let mut scopes = vec![scope];
    if within && said.reach != Reach::Here {
        scopes.push(Scope { only: vec![(hash, span)], ..Scope::everywhere(said.words.clone()) });
    }
    let meaning = match &said.meaning {
        Meaning::Of(kind, name) => Meaning::Of(*kind, plain(name)),
        other => other.clone(),
    };
    Edit::Named(scopes, meaning)
}

/// The edit that a decision about an entity is; `None` where it is called so already. An entity that is not here is known by what it was called.
pub(super) fn entity_edit(report: &Report, name: &NameHandle, decision: &EntityCorrection) -> Option<Edit> {
    let index = name.entity(report);
    let entity = index.map(|index| &report.entities[index as usize]);
    // Its forms where they are meant; of one that is not here the one that is known, wherever it stands.
    let forms: Vec<String> = match entity {
        Some(entity) => report.forms(entity).into_iter().map(|(form, _)| form).collect(),
        None => vec![name.called.clone()],
    };
    let meant = |forms: &[String]| match index {
        Some(index) => scopes(report, index, forms),
        None => forms.iter().map(|form| Scope::everywhere(form.clone())).collect(),
    };
    Some(match decision {
        EntityCorrection::Rename(to) if entity.is_some_and(|entity| entity.name == plain(to)) => return None,
        EntityCorrection::Rename(to) => Edit::Renamed(named(report, name), plain(to)),
        EntityCorrection::Retype(kind) => {
            // Of another kind its forms may not be taken for one by themselves: who it is is said, too.
            let meaning = match (entity, index) {
                (Some(entity), Some(index)) if forms.len() > 1 => {
                    Meaning::Of(*kind, report.by_user.renamed.get(&index).unwrap_or(&entity.name).clone())
                }
                _ => Meaning::Name(*kind),
            };
            Edit::Named(meant(&forms), meaning)
        }
        EntityCorrection::NoName => Edit::Named(meant(&forms), Meaning::NoName),
        EntityCorrection::Split(form) => {
            let kind = entity.map_or(name.kind, |entity| entity.kind);
            let scopes = meant(std::slice::from_ref(form));
            if scopes.is_empty() {
                return None; // it is another's by now
            }
            Edit::Named(scopes, Meaning::Of(kind, form.clone()))
        }
    })
}

/// By which name a decision knows an entity: by the one that was shown, as long as it leads anywhere, else by that of the entity at its place.
pub(super) fn named(report: &Report, name: &NameHandle) -> NameAnchor {
    let is_it = |kind: EntityKind, called: &str| kind == name.kind && called == name.called;
    let by_user = &report.by_user;
    let is_known = report.entities.iter().any(|entity| is_it(entity.kind, &entity.name))
        || by_user.renamed.iter().any(|(index, before)| is_it(report.entities[*index as usize].kind, before))
        || by_user.merged.iter().any(|merged| is_it(merged.kind, &merged.name));
    match name.entity(report).filter(|_| !is_known) {
        Some(index) => NameAnchor::new(report.entities[index as usize].kind, &report.entities[index as usize].name),
        None => name.anchor(),
    }
}

/// Gives the mentions of a name that is not a whole one, or that others bear as well, to the entity `kept`: just these, because in other documents
/// it may be somebody else's. `None` where the name alone says which entity it is.
pub(super) fn settled(report: &Report, kept: &NameHandle, other: &NameHandle) -> Option<Edit> {
    let (kept, other) = (&report.entities[kept.entity(report)? as usize], other.entity(report)?);
    let entity = &report.entities[other as usize];
    if !is_shared_name(report, other) {
        return None;
    }
    let mut places: BTreeMap<String, Vec<Spot>> = BTreeMap::new();
    for at in &entity.mentions {
        let source = &report.documents[at.document as usize];
        let span = source.analysis.names.mentions[at.mention as usize].span;
        places.entry(plain(span.of(source.text()))).or_default().push((source.text_hash, span));
    }
    let scope = |(form, mut only): (String, Vec<Spot>)| {
        only.sort_unstable();
        Scope { only, ..Scope::everywhere(form) }
    };
    Some(Edit::Named(places.into_iter().map(scope).collect(), Meaning::Of(kept.kind, kept.name.clone())))
}

/// Some forms of an entity: wherever they stand, or where another entity has the same form, where this one is meant.
fn scopes(report: &Report, index: u32, forms: &[String]) -> Vec<Scope> {
    let mut places: BTreeMap<&String, (Vec<Spot>, bool)> = forms.iter().map(|form| (form, (Vec::new(), false))).collect();
    for source in &report.documents {
        for (mention, &entity) in source.analysis.names.mentions.iter().zip(&source.entity_of) {
            if let Some((mine, is_shared)) = places.get_mut(&plain(mention.span.of(source.text()))) {
                match entity == index {
                    true => mine.push((source.text_hash, mention.span)),
                    false => *is_shared = true,
                }
            }
        }
    }
    let scope = |(form, (mut mine, is_shared)): (&String, (Vec<Spot>, bool))| {
        mine.sort_unstable();
        Scope { only: if is_shared { mine } else { Vec::new() }, ..Scope::everywhere(form.clone()) }
    };
    // A form that is only another's by now says nothing: without places it would be said of all of that one's.
    places.into_iter().filter(|(_, (mine, is_shared))| !is_shared || !mine.is_empty()).map(scope).collect()
}

/// Names that contain a text, the most named first: what can be meant.
pub fn names(report: &Report, text: &str) -> Vec<NameHandle> {
    called(report, text).into_iter().take(MAX_NAMES).filter_map(|(entity, _)| NameHandle::for_entity(report, entity)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Engine, Parts, analyze};
    use crate::corpus::Corpus;
    use crate::duplicates::Sensitivity;
    use crate::edits::{Log, Step, apply};
    use crate::text::Document;

    const TEXTS: [&str; 3] = [
        "President Ebrahim Raisi met zorvik. Raisi spoke of Iran. Mr. Raisi left 😀 with zorvik.",
        "President Ebrahim Raisi spoke. zorvik did not. President Raisi left Iran.",
        "Iran Air flew. zorvik came to Iran.",
    ];

    fn report(edits: &[Edit]) -> Report {
        let mut corpus = Corpus::new();
        for (at, text) in TEXTS.iter().enumerate() {
            corpus.add(analyze(Document::from_text(format!("{at}.txt"), *text), &Engine::new(Parts::ALL)));
        }
        let log: Log = edits.iter().cloned().map(Step::Do).collect();
        corpus.set_corrections(crate::edits::corrections(&log));
        let mut report = corpus.report(&Sensitivity::STANDARD);
        apply(&mut report, &log);
        for (index, entity) in (0..).zip(&report.entities) {
            assert!(!entity.mentions.is_empty(), "{}", entity.name);
            for at in &entity.mentions {
                assert_eq!(report.documents[at.document as usize].entity_of[at.mention as usize], index);
            }
        }
        report
    }

    fn hash(document: usize) -> u64 {
        Document::from_text("", TEXTS[document]).text_hash()
    }

    fn place(document: usize, words: &str, nth: usize) -> Spot {
        let (start, _) = TEXTS[document].match_indices(words).nth(nth).unwrap();
        (hash(document), Span::new(start, start + words.len()))
    }

    fn decided(before: &Report, at: Spot, reach: Reach, except: &[Spot], meaning: Meaning) -> Edit {
        let document = (0..TEXTS.len()).find(|document| hash(*document) == at.0).unwrap();
        let words = plain(at.1.of(TEXTS[document]));
        words_edit(before, &WordsCorrection { at, words, reach, except: except.to_vec(), meaning })
    }

    fn entity(report: &Report, name: &str) -> Option<(EntityKind, usize)> {
        report.entities.iter().find(|entity| entity.name == name).map(|entity| (entity.kind, entity.mentions.len()))
    }

    fn index(report: &Report, name: &str) -> u32 {
        report.entities.iter().position(|entity| entity.name == name).unwrap() as u32
    }

    fn handle(report: &Report, name: &str) -> NameHandle {
        NameHandle::for_entity(report, index(report, name)).unwrap()
    }

    /// The point of the page for a byte: every text is one segment.
    fn point(document: usize, byte: usize) -> Point {
        (0, TEXTS[document][..byte].encode_utf16().count() as u32)
    }

    #[test]
    fn chosen_words_are_a_name_wherever_they_stand() {
        let found = report(&[]);
        let (text, span) = place(0, "zorvik", 1);
        let subject = Subject::Words(text, point(0, span.end()), point(0, span.start() - 1));
        let sheet = sheet(&found, &subject).unwrap();
        assert_eq!((sheet.words.as_str(), sheet.totals, sheet.documents), ("zorvik", (2, 4), 3));
        assert_eq!(sheet.places[0].at, place(0, "zorvik", 1), "the chosen place comes first");
        let everywhere = report(&[decided(&found, sheet.places[0].at, Reach::Everywhere, &[], Meaning::Name(EntityKind::Person))]);
        assert_eq!(entity(&everywhere, "zorvik"), Some((EntityKind::Person, 4)));
        let but =
            report(&[decided(&found, sheet.places[0].at, Reach::Everywhere, &[place(2, "zorvik", 0)], Meaning::Name(EntityKind::Person))]);
        assert_eq!(entity(&but, "zorvik").map(|(_, mentions)| mentions), Some(3));
        let here = report(&[decided(&found, sheet.places[0].at, Reach::Here, &[], Meaning::Name(EntityKind::Person))]);
        assert_eq!(entity(&here, "zorvik").map(|(_, mentions)| mentions), Some(1));
        assert_eq!(here.by_user.added.values().filter(|before| before.is_none()).count(), 1);
    }

    #[test]
    fn what_is_no_name_goes_and_what_is_longer_stays() {
        let found = report(&[]);
        let gone = report(&[decided(&found, place(2, "Iran", 1), Reach::Everywhere, &[], Meaning::NoName)]);
        assert_eq!(entity(&gone, "Iran"), None);
        assert!(entity(&gone, "Iran Air").is_some());
        assert_eq!(gone.by_user.removed.len(), 3);
        let one = report(&[decided(&found, place(0, "Iran", 0), Reach::Document, &[], Meaning::NoName)]);
        assert_eq!(entity(&one, "Iran").map(|(_, mentions)| mentions), Some(2));
    }

    #[test]
    fn a_form_is_split_off_and_given_back() {
        let found = report(&[]);
        assert_eq!(entity(&found, "Ebrahim Raisi"), Some((EntityKind::Person, 5)));
        let split = entity_edit(&found, &handle(&found, "Ebrahim Raisi"), &EntityCorrection::Split("Raisi".into())).unwrap();
        let apart = report(std::slice::from_ref(&split));
        assert_eq!(
            (entity(&apart, "Ebrahim Raisi"), entity(&apart, "Raisi")),
            (Some((EntityKind::Person, 2)), Some((EntityKind::Person, 3)))
        );
        assert_eq!(apart.by_user.reassigned.len(), 3);
        let back = decided(&apart, place(0, "Raisi", 1), Reach::Here, &[], Meaning::Of(EntityKind::Person, "Ebrahim Raisi".into()));
        let both = report(&[split, back]);
        assert_eq!((entity(&both, "Ebrahim Raisi").unwrap().1, entity(&both, "Raisi").unwrap().1), (3, 2));
    }

    #[test]
    fn the_only_form_can_be_given_away() {
        let found = report(&[]);
        let given =
            report(&[decided(&found, place(2, "Iran", 1), Reach::Everywhere, &[], Meaning::Of(EntityKind::Place, "Persia".into()))]);
        assert_eq!((entity(&given, "Iran"), entity(&given, "Persia")), (None, Some((EntityKind::Place, 3))));
        assert_eq!(given.entities[index(&given, "Persia") as usize].aliases, ["Iran"]);
    }

    #[test]
    fn entities_are_renamed_retyped_and_deleted_and_still_found() {
        let found = report(&[]);
        let raisi = handle(&found, "Ebrahim Raisi");
        let renamed = entity_edit(&found, &raisi, &EntityCorrection::Rename("Seyed Ebrahim  Raisi".into())).unwrap();
        let once = report(std::slice::from_ref(&renamed));
        assert_eq!(entity(&once, "Seyed Ebrahim Raisi"), Some((EntityKind::Person, 5)));
        assert_eq!(once.by_user.renamed.values().collect::<Vec<_>>(), ["Ebrahim Raisi"]);
        let as_found = entity_edit(&once, &handle(&once, "Seyed Ebrahim Raisi"), &EntityCorrection::Rename(String::new())).unwrap();
        assert_eq!(entity(&report(&[renamed.clone(), as_found]), "Ebrahim Raisi").unwrap().1, 5);
        let gone = entity_edit(&once, &handle(&once, "Seyed Ebrahim Raisi"), &EntityCorrection::NoName).unwrap();
        let without = report(&[renamed, gone]);
        assert!(!without.entities.iter().any(|entity| entity.name.contains("Raisi")));
        let ship = entity_edit(&found, &raisi, &EntityCorrection::Retype(EntityKind::Product)).unwrap();
        let ships: Vec<(EntityKind, usize)> = report(&[ship])
            .entities
            .iter()
            .filter(|entity| entity.name.contains("Raisi"))
            .map(|entity| (entity.kind, entity.mentions.len()))
            .collect();
        assert_eq!(ships, [(EntityKind::Product, found.entities[index(&found, "Ebrahim Raisi") as usize].mentions.len())], "it stays one");
    }

    #[test]
    fn points_that_are_not_there_are_nothing() {
        let found = report(&[]);
        assert_eq!(sheet(&found, &Subject::Words(9, (0, 0), (0, 3))), None);
        assert_eq!(sheet(&found, &Subject::Words(hash(0), (9_999, 0), (0, 3))), None);
        assert_eq!(sheet(&found, &Subject::Words(hash(0), (0, 9), (0, 9))), None);
        assert_eq!(sheet(&found, &Subject::Place((hash(0), Span::new(9_998, 9_999)))), None);
    }
}
