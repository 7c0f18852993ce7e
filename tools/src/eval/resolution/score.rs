//! The measures of one corpus. What each means is told in tests/gold/README.md, under "What the scorer prints".

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use serde_json::{Map, Value as Json, json};

use super::clusters::{Grouping, Item, b_cubed, ceaf, lea, shares};
use super::roles::{is_honorific, likeness, words};
use super::{Found, FoundEntity, Gold, GoldEntity, GoldQuote};

const KINDS: [&str; 8] = ["person", "place", "organization", "group", "event", "law", "product", "other"];
/// Least likeness of two roles that are the same.
const SAME_ROLE: f64 = 0.6;
/// Least share of two descriptions that they have in common.
const SAME_DESCRIPTION: f64 = 0.6;
/// Least share of the longer of two quotes that they have in common.
const SAME_QUOTE: f64 = 0.9;

/// A place in a document: its number, start and end.
type Place = (usize, usize, usize);

/// A labelled mention.
struct Known {
    place: Place,
    entity: u32,
    optional: bool,
    metonymy: bool,
}

/// A mention of the report that is scored.
struct Mention<'f> {
    place: Place,
    kind: &'f str,
    entity: u32,
    metonymy: bool,
}

/// A quote of the report.
struct Quote<'f> {
    place: Place,
    kind: &'f str,
    speaker: Option<u32>,
}

/// Compares a report with the labels of its corpus.
pub(super) fn score(gold: &Gold, found: &Found) -> Json {
    let scorer = Scorer::new(gold, found);
    let mut measures = Map::new();
    scorer.documents(found, &mut measures);
    scorer.mentions(&mut measures);
    let align = scorer.resolution(&mut measures);
    scorer.names(&align, &mut measures);
    scorer.roles(&align, &mut measures);
    scorer.descriptions(&mut measures);
    scorer.quotes(&mut measures);
    Json::Object(measures)
}

/// Precision, recall and F1 of counts, with the counts.
fn counts(right: usize, found: usize, known: usize) -> Json {
    let precision = if found > 0 {
        right as f64 / found as f64
    } else if known == 0 {
        1.0
    } else {
        0.0
    };
    let recall = if known > 0 { right as f64 / known as f64 } else { 1.0 };
    let mut measure = shares(precision, recall);
    measure["tp"] = json!(right);
    measure["pred"] = json!(found);
    measure["gold"] = json!(known);
    measure
}

fn share(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

struct Scorer<'a> {
    gold: &'a Gold,
    entities: HashMap<u32, &'a GoldEntity>,
    found_entities: HashMap<u32, &'a FoundEntity>,
    document: HashMap<&'a str, usize>,
    known: Vec<Known>,
    mentions: Vec<Mention<'a>>,
    described: Vec<Mention<'a>>,
    quotes: Vec<Quote<'a>>,
    /// Found mention and labelled mention, in the order in which they were matched.
    matches: Vec<(usize, usize)>,
    /// Found entity → labelled entities of its mentions, in order of appearance, with counts.
    majority: BTreeMap<u32, Vec<(u32, usize)>>,
}

impl<'a> Scorer<'a> {
    fn new(gold: &'a Gold, found: &'a Found) -> Self {
        let document: HashMap<&str, usize> = gold.documents.iter().enumerate().map(|(at, document)| (document.id.as_str(), at)).collect();
        let mut scorer = Scorer {
            gold,
            entities: gold.entities.iter().map(|entity| (entity.id, entity)).collect(),
            found_entities: found.entities.iter().map(|entity| (entity.id, entity)).collect(),
            document,
            known: Vec::new(),
            mentions: Vec::new(),
            described: Vec::new(),
            quotes: Vec::new(),
            matches: Vec::new(),
            majority: BTreeMap::new(),
        };
        scorer.collect(found);
        scorer.align_mentions();
        scorer
    }

    fn place(&self, document: &str, start: usize, end: usize) -> Place {
        (self.document.get(document).copied().unwrap_or(usize::MAX), start, end)
    }

    fn collect(&mut self, found: &'a Found) {
        for entity in &self.gold.entities {
            for mention in &entity.mentions {
                let place = self.place(&mention.document, mention.start, mention.end);
                self.known.push(Known { place, entity: entity.id, optional: mention.optional, metonymy: mention.metonymy });
            }
        }
        for document in &found.documents {
            let Some(&at) = self.document.get(document.id.as_str()) else { continue };
            for mention in &document.mentions {
                if self.gold.documents[at].ignore.iter().any(|&(start, end)| mention.start < end && start < mention.end) {
                    continue;
                }
                let list = if mention.description { &mut self.described } else { &mut self.mentions };
                let place = (at, mention.start, mention.end);
                list.push(Mention { place, kind: &mention.kind, entity: mention.entity, metonymy: mention.metonymy });
            }
            let quotes = document.quotes.iter();
            self.quotes.extend(quotes.map(|quote| Quote {
                place: (at, quote.start, quote.end),
                kind: &quote.kind,
                speaker: quote.speaker,
            }));
        }
    }

    /// Exact spans first, then other spans that count as exact; each label once.
    fn align_mentions(&mut self) {
        let mut labels: HashMap<Place, usize> = HashMap::new();
        for (at, known) in self.known.iter().enumerate() {
            labels.entry(known.place).or_insert(at);
        }
        let exact: HashSet<Place> = labels.keys().copied().collect();
        for (at, mention) in self.gold.entities.iter().flat_map(|entity| &entity.mentions).enumerate() {
            for &(start, end) in &mention.alt {
                labels.entry((self.known[at].place.0, start, end)).or_insert(at);
            }
        }
        let mut order: Vec<usize> = (0..self.mentions.len()).collect();
        order.sort_by_key(|&at| (!exact.contains(&self.mentions[at].place), at));
        let mut used = HashSet::new();
        for at in order {
            if let Some(&label) = labels.get(&self.mentions[at].place).filter(|&&label| used.insert(label)) {
                self.matches.push((at, label));
            }
        }
        for &(at, label) in &self.matches {
            let counts = self.majority.entry(self.mentions[at].entity).or_default();
            match counts.iter_mut().find(|(entity, _)| *entity == self.known[label].entity) {
                Some((_, count)) => *count += 1,
                None => counts.push((self.known[label].entity, 1)),
            }
        }
    }

    /// The labelled entity that a found one mostly is.
    fn meant(&self, found: u32) -> Option<u32> {
        let counts = self.majority.get(&found)?;
        let most = counts.iter().map(|(_, count)| *count).max()?;
        counts.iter().find(|(_, count)| *count == most).map(|(entity, _)| *entity)
    }

    fn documents(&self, found: &Found, measures: &mut Map<String, Json>) {
        let seen: BTreeSet<&str> = found.documents.iter().map(|document| document.id.as_str()).collect();
        let missing: Vec<&str> = self.gold.documents.iter().map(|document| document.id.as_str()).filter(|id| !seen.contains(id)).collect();
        let known = self.gold.documents.len();
        measures.insert("documents".into(), json!({ "gold": known, "in_report": known - missing.len(), "missing": missing }));
    }

    fn kind_fits(&self, mention: usize, label: usize) -> bool {
        let entity = self.entities[&self.known[label].entity];
        self.mentions[mention].kind == entity.kind || entity.kind_alt.iter().any(|kind| kind == self.mentions[mention].kind)
    }

    fn mentions(&self, measures: &mut Map<String, Json>) {
        let label_of: HashMap<usize, usize> = self.matches.iter().copied().collect();
        let required = self.known.iter().filter(|known| !known.optional).count();
        let optional = |at: usize| label_of.get(&at).is_some_and(|&label| self.known[label].optional);
        let reported = (0..self.mentions.len()).filter(|&at| !optional(at)).count();
        let hits = || self.matches.iter().filter(|&&(_, label)| !self.known[label].optional);
        measures.insert("mention_detection".into(), counts(hits().count(), reported, required));
        let right = hits().filter(|&&(at, label)| self.kind_fits(at, label)).count();
        measures.insert("mention_detection_with_kind".into(), counts(right, reported, required));
        let mut by_kind = Map::new();
        for kind in KINDS {
            let of_kind = |label: usize| !self.known[label].optional && self.entities[&self.known[label].entity].kind == kind;
            let known = (0..self.known.len()).filter(|&label| of_kind(label)).count();
            let found = (0..self.mentions.len())
                .filter(|&at| self.mentions[at].kind == kind && !optional(at))
                .filter(|at| {
                    // Another kind that counts as right is found, but not of this kind.
                    !label_of
                        .get(at)
                        .is_some_and(|&label| self.entities[&self.known[label].entity].kind != kind && self.kind_fits(*at, label))
                })
                .count();
            let right = self.matches.iter().filter(|&&(at, label)| of_kind(label) && self.kind_fits(at, label)).count();
            if known + found > 0 {
                by_kind.insert(kind.into(), counts(right, found.max(right), known));
            }
        }
        measures.insert("mention_detection_by_kind".into(), Json::Object(by_kind));
        let overlap = |one: Place, other: Place| one.0 == other.0 && one.1 < other.2 && other.1 < one.2;
        let unmatched = self.mentions.iter().enumerate().filter(|(at, _)| !label_of.contains_key(at));
        let partial = unmatched.filter(|(_, mention)| self.known.iter().any(|known| overlap(known.place, mention.place))).count();
        measures.insert("mention_boundary_errors".into(), json!(partial));
        let traps: HashSet<Place> = self.gold.not_entities.iter().map(|trap| self.place(&trap.document, trap.start, trap.end)).collect();
        let hit = self.mentions.iter().filter(|mention| traps.contains(&mention.place)).count();
        measures.insert("not_entities_reported".into(), json!({ "hit": hit, "of": traps.len() }));
        if self.mentions.iter().any(|mention| mention.metonymy) {
            let places = || self.matches.iter().filter(|&&(_, label)| self.entities[&self.known[label].entity].kind == "place");
            let known = places().filter(|&&(_, label)| self.known[label].metonymy).count();
            let found = places().filter(|&&(at, _)| self.mentions[at].metonymy).count();
            let both = places().filter(|&&(at, label)| self.mentions[at].metonymy && self.known[label].metonymy).count();
            measures.insert("metonymy".into(), counts(both, found, known));
        }
    }

    /// Measures of who is who; returns which found entity each labelled one is.
    fn resolution(&self, measures: &mut Map<String, Json>) -> BTreeMap<u32, u32> {
        let known: Grouping = self.matches.iter().map(|&(_, label)| (Item::Known(label), self.known[label].entity)).collect();
        let found: Grouping = self.matches.iter().map(|&(at, label)| (Item::Known(label), self.mentions[at].entity)).collect();
        measures.insert("resolution_matched_b3".into(), b_cubed(&known, &found));
        measures.insert("resolution_matched_ceafe".into(), ceaf(&known, &found).0);
        measures.insert("resolution_matched_lea".into(), lea(&known, &found));
        let mut all_known = known.clone();
        for (label, mention) in self.known.iter().enumerate().filter(|(_, mention)| !mention.optional) {
            all_known.insert(Item::Known(label), mention.entity);
        }
        let matched: HashSet<usize> = self.matches.iter().map(|&(at, _)| at).collect();
        let mut all_found = found.clone();
        for (at, mention) in self.mentions.iter().enumerate().filter(|(at, _)| !matched.contains(at)) {
            all_found.insert(Item::Invented(at), mention.entity);
        }
        measures.insert("resolution_end_to_end_b3".into(), b_cubed(&all_known, &all_found));
        let (measure, align) = ceaf(&all_known, &all_found);
        measures.insert("resolution_end_to_end_ceafe".into(), measure);
        measures.insert("resolution_end_to_end_lea".into(), lea(&all_known, &all_found));
        for kind in ["person", "organization", "place"] {
            let of_kind = |item: &Item| known.get(item).is_some_and(|entity| self.entities[entity].kind == kind);
            let only = |grouping: &Grouping| -> Grouping {
                grouping.iter().filter(|(item, _)| of_kind(item)).map(|(item, of)| (*item, *of)).collect()
            };
            measures.insert(format!("resolution_matched_b3_{kind}"), b_cubed(&only(&known), &only(&found)));
        }
        self.apart(measures);
        align
    }

    /// Pairs that must not be merged, and entities that were split.
    fn apart(&self, measures: &mut Map<String, Json>) {
        let mut found_of: BTreeMap<u32, BTreeSet<u32>> = BTreeMap::new();
        for (found, counts) in &self.majority {
            for (entity, _) in counts {
                found_of.entry(*entity).or_default().insert(*found);
            }
        }
        let pairs = &self.gold.never_merge;
        let has = |counts: &[(u32, usize)], entity: u32| counts.iter().any(|(other, _)| *other == entity);
        let bad: Vec<&Vec<String>> = pairs
            .iter()
            .filter(|pair| self.majority.values().any(|counts| has(counts, pair.a) && has(counts, pair.b)))
            .map(|pair| &pair.names)
            .collect();
        let testable = pairs.iter().filter(|pair| found_of.contains_key(&pair.a) && found_of.contains_key(&pair.b)).count();
        measures.insert(
            "never_merge".into(),
            json!({ "violated": bad.len(), "testable": testable, "pairs": pairs.len(), "share": share(bad.len(), testable).unwrap_or(0.0), "list": bad }),
        );
        let split: Vec<&str> =
            found_of.iter().filter(|(_, found)| found.len() > 1).map(|(entity, _)| self.entities[entity].name.as_str()).collect();
        measures
            .insert("entities_split".into(), json!({ "count": split.len(), "of": found_of.len(), "list": &split[..split.len().min(20)] }));
    }

    fn names(&self, align: &BTreeMap<u32, u32>, measures: &mut Map<String, Json>) {
        let (mut right, mut wrong) = (0, Vec::new());
        for (known, found) in align {
            let (Some(entity), Some(named)) = (self.entities.get(known), self.found_entities.get(found)) else { continue };
            let accepted = std::iter::once(&entity.name).chain(&entity.name_accept);
            if accepted.into_iter().any(|name| plain(name) == plain(&named.name)) {
                right += 1;
            } else {
                wrong.push([&entity.name, &named.name]);
            }
        }
        let aligned = right + wrong.len();
        measures.insert(
            "canonical_name".into(),
            json!({ "accuracy": share(right, aligned).unwrap_or(0.0), "right": right, "aligned": aligned, "gold_entities": self.entities.len(), "wrong": &wrong[..wrong.len().min(20)] }),
        );
    }

    fn roles(&self, align: &BTreeMap<u32, u32>, measures: &mut Map<String, Json>) {
        // One role of one person, in all the ways in which it may be put.
        let mut units: Vec<((u32, String), BTreeSet<String>)> = Vec::new();
        for role in &self.gold.roles {
            let mut sorted = words(&role.role);
            sorted.sort_unstable();
            let key = (role.entity, sorted.join(" "));
            let at = units.iter().position(|(other, _)| *other == key).unwrap_or_else(|| {
                units.push((key, BTreeSet::new()));
                units.len() - 1
            });
            let put = &mut units[at].1;
            put.insert(role.role.clone());
            put.extend(role.text.clone());
            let mut of: Vec<&str> = role.of_name.as_deref().into_iter().collect();
            if let Some(place) = role.of {
                of.extend(self.entities.get(&place).map(|entity| entity.name.as_str()));
                let groups = self.gold.entities.iter().filter(|entity| entity.kind == "group" && entity.of == Some(place));
                of.extend(groups.map(|entity| entity.name.as_str()));
            }
            put.extend(of.iter().map(|of| format!("{} {of}", role.role)));
        }
        let mut found: BTreeMap<u32, Vec<&str>> = BTreeMap::new();
        for (known, other) in align {
            let person = self.entities.get(known).is_some_and(|entity| entity.kind == "person");
            if let Some(entity) = self.found_entities.get(other).filter(|_| person) {
                found.entry(*known).or_default().extend(entity.roles.iter().map(|role| role.role.as_str()));
            }
        }
        let same = |role: &str, put: &BTreeSet<String>| put.iter().any(|way| likeness(role, way) >= SAME_ROLE);
        let (mut hit, mut missed) = (0, Vec::new());
        for ((entity, _), put) in &units {
            if found.get(entity).is_some_and(|roles| roles.iter().any(|role| same(role, put))) {
                hit += 1;
            } else {
                missed.push([Some(self.entities[entity].name.as_str()), put.first().map(String::as_str)]);
            }
        }
        let (mut right, mut reported) = (0, 0);
        for (entity, roles) in &found {
            for role in roles.iter().filter(|role| !is_honorific(role)) {
                reported += 1;
                right += usize::from(units.iter().any(|((other, _), put)| other == entity && same(role, put)));
            }
        }
        let mut measure = shares(share(right, reported).unwrap_or(0.0), share(hit, units.len()).unwrap_or(1.0));
        measure["gold"] = json!(units.len());
        measure["pred"] = json!(reported);
        measure["missed"] = json!(missed[..missed.len().min(20)]);
        measures.insert("roles".into(), measure);
    }

    fn descriptions(&self, measures: &mut Map<String, Json>) {
        let (mut found, mut right, mut wrong) = (0, 0, Vec::new());
        for label in &self.gold.descriptions {
            let place = self.place(&label.document, label.start, label.end);
            let common = |other: Place| {
                let both = place.2.min(other.2).saturating_sub(place.1.max(other.1));
                if other.0 == place.0 { both as f64 / (place.2.max(other.2) - place.1.min(other.1)) as f64 } else { 0.0 }
            };
            let mut best: Option<(&Mention<'_>, f64)> = None;
            for mention in &self.described {
                let common = common(mention.place);
                if common > best.map_or(0.0, |(_, most)| most) {
                    best = Some((mention, common));
                }
            }
            let Some((mention, _)) = best.filter(|(_, common)| *common >= SAME_DESCRIPTION) else { continue };
            found += 1;
            if self.meant(mention.entity) == Some(label.entity) {
                right += 1;
            } else {
                let named = self.found_entities.get(&mention.entity).map(|entity| entity.name.as_str());
                wrong.push(json!([label.document, label.start, self.entities[&label.entity].name, named]));
            }
        }
        let known = self.gold.descriptions.len();
        measures.insert(
            "descriptions".into(),
            json!({
                "gold": known, "reported": self.described.len(), "found": found, "right": right,
                "accuracy_of_found": share(right, found), "recall_right": share(right, known), "wrong": &wrong[..wrong.len().min(20)],
            }),
        );
    }

    fn quotes(&self, measures: &mut Map<String, Json>) {
        let known = &self.gold.quotes;
        let indirect = |kind: &str| kind == "indirect";
        let rank = |quote: &GoldQuote| ["direct", "partial", "indirect"].iter().position(|kind| *kind == quote.kind);
        let mut used = HashSet::new();
        let mut label_of: BTreeMap<usize, usize> = BTreeMap::new();
        for (at, quote) in self.quotes.iter().enumerate() {
            let fits = |label: &usize| {
                let other = &known[*label];
                let place = self.place(&other.document, other.start, other.end);
                !used.contains(label)
                    && place.0 == quote.place.0
                    && nearly_same((place.1, place.2), (quote.place.1, quote.place.2))
                    && indirect(quote.kind) == indirect(&other.kind)
            };
            let best = (0..known.len()).filter(fits).min_by_key(|&label| (rank(&known[label]), known[label].start.abs_diff(quote.place.1)));
            if let Some(label) = best {
                used.insert(label);
                label_of.insert(at, label);
            }
        }
        for kind in ["direct", "partial", "indirect"] {
            // A quotation that fits none counts against the direct ones.
            let stray = |quote: &Quote<'_>| if indirect(quote.kind) { "indirect" } else { "direct" };
            let counted =
                |at: usize| label_of.get(&at).map_or_else(|| stray(&self.quotes[at]), |&label| known[label].kind.as_str()) == kind;
            let reported = (0..self.quotes.len()).filter(|&at| counted(at)).count();
            let of_kind = || known.iter().filter(|quote| quote.kind == kind);
            let matched = || label_of.iter().filter(|&(_, &label)| known[label].kind == kind);
            let mut measure = counts(matched().count(), reported, of_kind().count());
            let (mut right, mut wrong) = (0, Vec::new());
            for (&at, &label) in matched().filter(|&(_, &label)| known[label].speaker.is_some()) {
                let quote = &known[label];
                let wanted = quote.speakers.clone().filter(|all| !all.is_empty()).unwrap_or(quote.speaker.into_iter().collect());
                let speaker = self.quotes[at].speaker;
                if speaker.and_then(|speaker| self.meant(speaker)).is_some_and(|meant| wanted.contains(&meant)) {
                    right += 1;
                } else {
                    let named = speaker.and_then(|speaker| self.found_entities.get(&speaker)).map(|entity| entity.name.as_str());
                    wrong.push(json!([quote.document, quote.start, self.entities[&wanted[0]].name, named]));
                }
            }
            measure["speaker_accuracy"] = json!(share(right, right + wrong.len()));
            measure["speaker_right_of_all_gold"] = json!(share(right, of_kind().filter(|quote| quote.speaker.is_some()).count()));
            measure["speaker_wrong"] = json!(&wrong[..wrong.len().min(20)]);
            let nobody: Vec<usize> = matched().filter(|&(_, &label)| known[label].speaker.is_none()).map(|(&at, _)| at).collect();
            let open = nobody.iter().filter(|&&at| self.quotes[at].speaker.is_none()).count();
            measure["unnamed_speaker_left_open"] = json!(format!("{open}/{}", nobody.len()));
            measures.insert(format!("quotes_{kind}"), measure);
        }
    }
}

/// Names are compared without case, article and kinds of hyphens.
fn plain(name: &str) -> String {
    let hyphens: String = name.chars().map(|c| if ('‐'..='—').contains(&c) { '-' } else { c }).collect();
    let words = hyphens.replace('’', "'").split_whitespace().collect::<Vec<_>>().join(" ").replace("- ", "-").to_lowercase();
    words.strip_prefix("the ").map_or(words.clone(), str::to_string)
}

/// Whether two quotes have nearly all in common; the marks may be in or out on either side.
fn nearly_same(one: (usize, usize), other: (usize, usize)) -> bool {
    let both = |(start, end): (usize, usize)| [(start, end), (start + 1, end.saturating_sub(1))];
    both(one).iter().any(|a| {
        both(other).iter().any(|b| {
            let common = a.1.min(b.1) as f64 - a.0.max(b.0) as f64;
            let longer = (a.1 as f64 - a.0 as f64).max(b.1 as f64 - b.0 as f64);
            longer > 0.0 && common / longer >= SAME_QUOTE
        })
    })
}
