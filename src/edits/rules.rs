//! Decisions as a file: small, readable JSON, to be used with other documents or sent to somebody.
//!
//! ```json
//! { "dossier-rules": 1, "rules": [ { "rule": "name", "words": [ { "words": "Zorvik" } ], "kind": "person" } ] }
//! ```
//!
//! What is said of names holds for all documents in which they stand. What is said of places (passages, figures, dates) holds for the
//! texts it was said of, which are named by a hash.

use serde::{Deserialize, Serialize};

use super::pins::pins;
use super::watch::watched;
use super::{Edit, Log, NameAnchor};
use crate::entities::EntityKind;
use crate::review::Pin;
use crate::review::{Anchor, Verdict};
use crate::review::{Field, Meaning, Scope, Spot, plain};
use crate::text::Span;

/// The version of the form that is written, and the newest that is read.
const VERSION: u32 = 1;

#[derive(Serialize, Deserialize)]
struct File {
    #[serde(rename = "dossier-rules")]
    version: u32,
    rules: Vec<Rule>,
}

#[derive(Serialize, Deserialize)]
#[serde(tag = "rule", rename_all = "kebab-case", rename_all_fields = "kebab-case")]
enum Rule {
    /// The words are a name of this kind; with `of` that of the entity of this name.
    Name {
        words: Vec<Words>,
        kind: EntityKind,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        of: Option<String>,
    },
    NotAName {
        words: Vec<Words>,
    },
    Rename {
        entity: Named,
        to: String,
    },
    Same {
        kept: Named,
        other: Named,
    },
    Different {
        one: Named,
        other: Named,
    },
    WatchList {
        names: Vec<String>,
    },
    NotACopy {
        places: Vec<Place>,
    },
    Boilerplate {
        places: Vec<Place>,
    },
    Checked {
        places: Vec<Place>,
        verdict: Option<Verdict>,
    },
    Note {
        places: Vec<Place>,
        note: String,
    },
    Date {
        text: Hash,
        date: Option<String>,
    },
    Pins {
        pins: Vec<PinRule>,
    },
    About {
        text: Hash,
        field: Field,
        words: Option<String>,
    },
}

#[derive(Serialize, Deserialize)]
struct Words {
    words: String,
    /// Only in this text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    text: Option<Hash>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    only: Vec<Stretch>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    except: Vec<Stretch>,
}

/// An entity: by its name, or where that is not known any more by the hash of it.
#[derive(Serialize, Deserialize)]
struct Named {
    kind: EntityKind,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    hash: Option<Hash>,
}

/// Bytes of the text with this hash.
#[derive(Serialize, Deserialize)]
struct Stretch {
    text: Hash,
    start: u32,
    end: u32,
}

#[derive(Serialize, Deserialize)]
struct PinRule {
    #[serde(flatten)]
    place: Place,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    note: String,
}

#[derive(Serialize, Deserialize)]
struct Place {
    #[serde(flatten)]
    stretch: Stretch,
    /// Hash of the words there.
    words: Hash,
}

/// Sixteen hexadecimal digits: numbers of this size do not survive in JavaScript.
#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
struct Hash(u64);

impl From<Hash> for String {
    fn from(hash: Hash) -> String {
        format!("{:016x}", hash.0)
    }
}

impl TryFrom<String> for Hash {
    type Error = String;

    fn try_from(digits: String) -> Result<Hash, String> {
        u64::from_str_radix(&digits, 16).map(Hash).map_err(|_| format!("“{digits}” is not a hash"))
    }
}

/// The decisions of a log that hold, as JSON. `name` tells what the entity of an anchor is called, if it is known.
pub fn write<'r>(log: &Log, name: impl Fn(NameAnchor) -> Option<&'r str>) -> String {
    let mut rules: Vec<Rule> = log.active().flat_map(|(_, edit)| rules(edit, &name)).collect();
    // Of lists what is on them by now.
    let (names, pins) = (watched(log), pins(log));
    if !names.is_empty() {
        rules.push(Rule::WatchList { names });
    }
    if !pins.is_empty() {
        rules.push(Rule::Pins { pins: pins.iter().map(|pin| PinRule { place: place(&pin.anchor), note: pin.note.clone() }).collect() });
    }
    let mut json = serde_json::to_string_pretty(&File { version: VERSION, rules }).unwrap_or_default();
    json.push('\n');
    json
}

/// Reads such a file. Its lists are as long as they are written there: see [`imported`](super::imported) for what is taken of them.
///
/// # Errors
/// A sentence that says what is wrong with it: it is no such file, of a newer version, or damaged at some line.
pub fn read(json: &str) -> Result<Vec<Edit>, String> {
    let json = json.trim_start_matches('\u{feff}');
    let any: serde_json::Value =
        serde_json::from_str(json).map_err(|error| format!("This is not a file of rules: it is no JSON ({error})."))?;
    match any.get("dossier-rules").and_then(serde_json::Value::as_u64) {
        None => return Err("This is not a file of rules: “dossier-rules” is missing in it.".into()),
        Some(version) if version > u64::from(VERSION) => {
            return Err(format!("These rules were written by a newer version of this program ({version}); this one reads {VERSION}."));
        }
        Some(_) => {}
    }
    let file: File = serde_json::from_str(json).map_err(|error| format!("The rules cannot be read: {error}."))?;
    file.rules.into_iter().map(edit).collect()
}

/// What is said of many documents or pairs at once is a rule for each.
fn rules<'r>(edit: &Edit, name: &impl Fn(NameAnchor) -> Option<&'r str>) -> Vec<Rule> {
    if let Some((texts, date)) = edit.dated() {
        return texts.iter().map(|text| Rule::Date { text: Hash(*text), date: date.cloned() }).collect();
    }
    if let Some((texts, field, words)) = edit.about() {
        return texts.iter().map(|text| Rule::About { text: Hash(*text), field, words: words.cloned() }).collect();
    }
    if let Edit::SameAll(pairs) = edit {
        return pairs.iter().filter_map(|(kept, other)| rule(&Edit::Same(*kept, *other), name)).collect();
    }
    rule(edit, name).into_iter().collect()
}

/// `None` for what changes a list, see [`write`], and for what is said of many at once, see [`rules`].
fn rule<'r>(edit: &Edit, name: &impl Fn(NameAnchor) -> Option<&'r str>) -> Option<Rule> {
    let named = |anchor: NameAnchor| match name(anchor) {
        Some(name) => Named { kind: anchor.kind, name: Some(name.to_string()), hash: None },
        None => Named { kind: anchor.kind, name: None, hash: Some(Hash(anchor.name)) },
    };
    let places = |anchors: &[Anchor]| anchors.iter().map(place).collect();
    let words = |scopes: &[Scope]| scopes.iter().map(words).collect();
    Some(match edit {
        Edit::Named(scopes, Meaning::NoName) => Rule::NotAName { words: words(scopes) },
        Edit::Named(scopes, Meaning::Name(kind)) => Rule::Name { words: words(scopes), kind: *kind, of: None },
        Edit::Named(scopes, Meaning::Of(kind, name)) => Rule::Name { words: words(scopes), kind: *kind, of: Some(name.clone()) },
        Edit::Renamed(anchor, to) => Rule::Rename { entity: named(*anchor), to: to.clone() },
        Edit::Same(kept, other) => Rule::Same { kept: named(*kept), other: named(*other) },
        Edit::Different(one, other) => Rule::Different { one: named(*one), other: named(*other) },
        Edit::NotACopy(anchors) => Rule::NotACopy { places: places(anchors) },
        Edit::Boilerplate(anchors) => Rule::Boilerplate { places: places(anchors) },
        Edit::Checked(anchors, verdict) => Rule::Checked { places: places(anchors), verdict: *verdict },
        Edit::Noted(anchors, note) => Rule::Note { places: places(anchors), note: note.clone() },
        Edit::Dated(..) | Edit::DatedAll(..) | Edit::About(..) | Edit::AboutAll(..) | Edit::SameAll(_) => return None,
        Edit::Pins(_) | Edit::Pin(_) | Edit::Unpin(_) | Edit::MovePin(..) | Edit::PinNote(..) | Edit::Watched(_) | Edit::Watch(..) => {
            return None;
        }
    })
}

fn edit(rule: Rule) -> Result<Edit, String> {
    let anchors = |places: Vec<Place>| places.into_iter().map(anchor).collect::<Result<Vec<_>, _>>();
    let scopes = |words: Vec<Words>| words.into_iter().map(scope).collect::<Result<Vec<_>, _>>();
    Ok(match rule {
        Rule::NotAName { words } => Edit::Named(scopes(words)?, Meaning::NoName),
        Rule::Name { words, kind, of: None } => Edit::Named(scopes(words)?, Meaning::Name(kind)),
        Rule::Name { words, kind, of: Some(name) } => match plain(&name) {
            name if name.is_empty() => return Err("A name in the rules is of nobody: “of” is empty.".into()),
            name => Edit::Named(scopes(words)?, Meaning::Of(kind, name)),
        },
        Rule::Rename { entity, to } => Edit::Renamed(name_anchor(&entity)?, plain(&to)),
        Rule::Same { kept, other } => Edit::Same(name_anchor(&kept)?, name_anchor(&other)?),
        Rule::Different { one, other } => Edit::Different(name_anchor(&one)?, name_anchor(&other)?),
        Rule::WatchList { names } => Edit::Watched(names),
        Rule::NotACopy { places } => Edit::NotACopy(anchors(places)?),
        Rule::Boilerplate { places } => Edit::Boilerplate(anchors(places)?),
        Rule::Checked { places, verdict } => Edit::Checked(anchors(places)?, verdict),
        Rule::Note { places, note } => Edit::Noted(anchors(places)?, note),
        Rule::Date { text, date } => match date {
            Some(date) if crate::figures::edtf::days(&date).is_none() => return Err(format!("“{date}” is not a date.")),
            date => Edit::Dated(text.0, date),
        },
        Rule::Pins { pins } => {
            let pins = pins.into_iter().map(|pin| Ok(Pin { note: pin.note, anchor: anchor(pin.place)? }));
            Edit::Pins(pins.collect::<Result<_, String>>()?)
        }
        Rule::About { text, field, words } => Edit::About(text.0, field, words),
    })
}

fn name_anchor(named: &Named) -> Result<NameAnchor, String> {
    match (&named.name, named.hash) {
        (Some(name), _) => Ok(NameAnchor::new(named.kind, name)),
        (None, Some(hash)) => Ok(NameAnchor { kind: named.kind, name: hash.0 }),
        (None, None) => Err("A name in the rules has neither “name” nor “hash”.".into()),
    }
}

fn words(scope: &Scope) -> Words {
    let stretches = |spots: &[Spot]| spots.iter().map(|&(text, span)| stretch(text, span)).collect();
    Words { words: scope.words.clone(), text: scope.document.map(Hash), only: stretches(&scope.only), except: stretches(&scope.except) }
}

fn scope(words: Words) -> Result<Scope, String> {
    let spots = |stretches: Vec<Stretch>| -> Result<Vec<Spot>, String> {
        let mut spots = stretches.iter().map(|stretch| Ok((stretch.text.0, span(stretch)?))).collect::<Result<Vec<_>, String>>()?;
        spots.sort_unstable();
        Ok(spots)
    };
    let (only, except) = (spots(words.only)?, spots(words.except)?);
    Ok(Scope { words: plain(&words.words), document: words.text.map(|hash| hash.0), only, except })
}

fn place(anchor: &Anchor) -> Place {
    Place { stretch: stretch(anchor.document, anchor.span), words: Hash(anchor.words) }
}

fn anchor(place: Place) -> Result<Anchor, String> {
    Ok(Anchor { document: place.stretch.text.0, span: span(&place.stretch)?, words: place.words.0 })
}

fn stretch(text: u64, span: Span) -> Stretch {
    Stretch { text: Hash(text), start: span.start() as u32, end: span.end() as u32 }
}

fn span(stretch: &Stretch) -> Result<Span, String> {
    if stretch.start > stretch.end {
        return Err(format!("A place in the rules ends before it begins: {} to {}.", stretch.start, stretch.end));
    }
    Ok(Span::new(stretch.start as usize, stretch.end as usize))
}

#[cfg(test)]
mod tests {
    use super::super::Step;
    use super::*;

    fn edits() -> Vec<Edit> {
        let anchor = Anchor { document: u64::MAX, span: Span::new(3, 9), words: 5 };
        let person = NameAnchor::new(EntityKind::Person, "Ebrahim Raisi");
        let unknown = NameAnchor::new(EntityKind::Place, "Nowhere");
        let only = Scope { only: vec![(7, Span::new(0, 6))], except: vec![(8, Span::new(1, 7))], ..Scope::everywhere("Monday") };
        vec![
            Edit::Named(vec![only, Scope { document: Some(9), ..Scope::everywhere("Sunday") }], Meaning::NoName),
            Edit::Named(vec![Scope::everywhere("Zorvik")], Meaning::Name(EntityKind::Person)),
            Edit::Named(vec![Scope::everywhere("Raisi")], Meaning::Of(EntityKind::Person, "Amir Raisi".into())),
            Edit::Renamed(person, "Seyed Ebrahim Raisi".into()),
            Edit::Same(person, unknown),
            Edit::Different(person, unknown),
            Edit::NotACopy(vec![anchor]),
            Edit::Boilerplate(vec![anchor]),
            Edit::Checked(vec![anchor], Some(Verdict::Wrong)),
            Edit::Checked(vec![anchor], None),
            Edit::Noted(vec![anchor], "see =1+1".into()),
            Edit::Dated(1, Some("2017-03".into())),
            Edit::About(1, Field::Source, None),
            Edit::Watched(vec!["Rosneft".into()]),
            Edit::Pins(vec![Pin { anchor, note: "first".into() }, Pin { anchor: Anchor { document: 3, ..anchor }, note: String::new() }]),
        ]
    }

    #[test]
    fn what_is_written_is_read() {
        let log: Log = edits().into_iter().map(Step::Do).collect();
        let person = NameAnchor::new(EntityKind::Person, "Ebrahim Raisi");
        let json = write(&log, |anchor| (anchor == person).then_some("Ebrahim Raisi"));
        assert!(json.contains("\"name\": \"Ebrahim Raisi\""));
        assert_eq!(read(&json).unwrap(), edits());
        assert_eq!(read(&format!("\u{feff}{json}")).unwrap().len(), edits().len());
    }

    #[test]
    fn what_is_said_of_many_documents_is_a_rule_for_each() {
        let all = [Edit::DatedAll(vec![1, 2], Some("2017".into())), Edit::AboutAll(vec![1, 2], Field::Source, Some("Mehr".into()))];
        let log: Log = all.into_iter().map(Step::Do).collect();
        let each = [
            Edit::Dated(1, Some("2017".into())),
            Edit::Dated(2, Some("2017".into())),
            Edit::About(1, Field::Source, Some("Mehr".into())),
            Edit::About(2, Field::Source, Some("Mehr".into())),
        ];
        assert_eq!(read(&write(&log, |_| None)).unwrap(), each);
        let taken = super::super::imported(&log, each.to_vec());
        assert_eq!((taken.edits, taken.known), (Vec::new(), 4), "they hold already");
    }

    #[test]
    fn what_does_not_hold_is_not_written() {
        let mut log: Log = edits().into_iter().map(Step::Do).collect();
        while let Some(step) = log.undo() {
            log.take(0, step);
        }
        assert_eq!(read(&write(&log, |_| None)).unwrap(), []);
    }

    #[track_caller]
    fn refused(json: &str, because: &str) {
        let problem = read(json).unwrap_err();
        assert!(problem.contains(because), "{problem}");
    }

    #[test]
    fn other_files_are_refused_with_the_reason() {
        refused("PNG", "no JSON");
        refused("[1]", "“dossier-rules” is missing");
        refused(r#"{"dossier-rules": 2, "rules": []}"#, "newer version");
        refused(r#"{"dossier-rules": 1, "rules": [{"rule": "explode"}]}"#, "explode");
        refused(r#"{"dossier-rules": 1, "rules": [{"rule": "rename", "entity": {"kind": "person"}, "to": "x"}]}"#, "neither");
        refused(r#"{"dossier-rules": 1, "rules": [{"rule": "date", "text": "zz", "date": null}]}"#, "not a hash");
        refused(r#"{"dossier-rules": 1, "rules": [{"rule": "date", "text": "0f", "date": "soon"}]}"#, "not a date");
        let backwards = r#"{"dossier-rules": 1, "rules": [{"rule": "not-a-name", "words": [{"words": "a", "only": [{"text": "0f", "start": 5, "end": 2}]}]}]}"#;
        refused(backwards, "ends before it begins");
    }
}
