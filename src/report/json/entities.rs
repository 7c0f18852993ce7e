//! Entities, and pairs of them that may be one.

use serde::Serialize;

use super::{PieceJson, PlaceJson, four_decimals};
use crate::duplicates::Place;
use crate::entities::resolve::{Entity, MentionRef};
use crate::entities::suggest::{self, Suggestion};
use crate::entities::{EntityKind, PostTime};
use crate::report::Report;
use crate::text::offsets::Offsets;

#[derive(Serialize)]
pub(super) struct EntityJson<'r> {
    pub(super) id: usize,
    pub(super) kind: EntityKind,
    pub(super) name: &'r str,
    pub(super) aliases: &'r [String],
    pub(super) roles: Vec<RoleJson<'r>>,
    pub(super) of: Option<u32>,
    pub(super) documents: u32,
    pub(super) mentions: usize,
    /// Names of what was found as entities of their own and is part of this one, because the user says so.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) merged: Vec<&'r str>,
    /// Its name before the user renamed it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) renamed_from: Option<&'r str>,
}

/// Two entities that may be one.
#[derive(Serialize)]
pub(super) struct SuggestionJson<'r> {
    /// `id` of the entity whose name would be kept.
    pub(super) a: u32,
    /// `id` of the other.
    pub(super) b: u32,
    #[serde(serialize_with = "four_decimals")]
    pub(super) score: u32,
    pub(super) reasons: Vec<ReasonJson>,
    /// A place of each, with its sentence.
    pub(super) evidence: [NamedJson<'r>; 2],
}

#[derive(Serialize)]
pub(super) struct ReasonJson {
    pub(super) kind: suggest::Reason,
    pub(super) words: &'static str,
}

/// A name in its sentence.
#[derive(Serialize)]
pub(super) struct NamedJson<'r> {
    pub(super) document: &'r str,
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) text: &'r str,
    pub(super) sentence: PieceJson<'r>,
}

#[derive(Serialize)]
pub(super) struct RoleJson<'r> {
    pub(super) role: &'r str,
    pub(super) of: Option<u32>,
    pub(super) time: Option<PostTime>,
    pub(super) evidence: Vec<PlaceJson<'r>>,
}

impl<'r> SuggestionJson<'r> {
    pub(super) fn new(report: &'r Report, offsets: &[Offsets<'r>], found: &'r Suggestion) -> Self {
        let named = |MentionRef { document, mention }: MentionRef| {
            let (source, offsets) = (&report.documents[document as usize], &offsets[document as usize]);
            let span = source.analysis.names.mentions[mention as usize].span;
            let PieceJson { start, end, text } = PieceJson::new(source, offsets, span);
            NamedJson { document: &source.id, start, end, text, sentence: PieceJson::new(source, offsets, source.sentence(span)) }
        };
        SuggestionJson {
            a: found.a,
            b: found.b,
            score: u32::from(found.score),
            reasons: found.reasons.iter().map(|&kind| ReasonJson { kind, words: kind.words() }).collect(),
            evidence: found.evidence.map(named),
        }
    }
}

impl<'r> EntityJson<'r> {
    pub(super) fn new(report: &'r Report, offsets: &[Offsets<'r>], id: usize, entity: &'r Entity) -> Self {
        EntityJson {
            id,
            kind: entity.kind,
            name: &entity.name,
            aliases: &entity.aliases,
            roles: entity
                .roles
                .iter()
                .map(|role| RoleJson {
                    role: &role.role,
                    of: role.of,
                    time: PostTime::of(&role.role),
                    evidence: role
                        .evidence
                        .iter()
                        .map(|&(document, span)| PlaceJson::new(report, offsets, &Place { document, span }))
                        .collect(),
                })
                .collect(),
            of: entity.of,
            documents: entity.documents,
            mentions: entity.mentions.len(),
            merged: report.by_user.merged_into(id as u32).map(|merged| merged.name.as_str()).collect(),
            renamed_from: report.by_user.renamed.get(&(id as u32)).map(String::as_str),
        }
    }
}
