//! Stories of joins: a document that is joined to most others, and what is joined to it directly or to half of what is. A chain does not transmit.

use std::collections::{BTreeMap, BTreeSet};

use super::features::Features;
use super::{Edge, Join, Member, Reason, Shared, Stories, Story, Tie, Versions};

/// By their ends.
type Edges = BTreeMap<(u32, u32), Edge>;

fn between(edges: &Edges, a: u32, b: u32) -> Option<&Edge> {
    edges.get(&(a.min(b), a.max(b)))
}

/// Makes stories. Of versions only the fullest has joins; the others follow it.
pub(super) fn group(features: &[Features], versions: &Versions, joins: Vec<Edge>) -> Stories {
    let mut edges = Edges::new();
    for edge in joins {
        let known = edges.entry((edge.ends[0], edge.ends[1])).or_insert_with(|| edge.clone());
        if edge.weight > known.weight {
            *known = edge;
        }
    }
    let mut beside: Vec<BTreeSet<u32>> = vec![BTreeSet::new(); features.len()];
    for &(a, b) in edges.keys() {
        beside[a as usize].insert(b);
        beside[b as usize].insert(a);
    }
    let fullness = |document: u32| (std::cmp::Reverse(features[document as usize].words), document);
    let mut centres: Vec<u32> = (0..features.len() as u32).filter(|&document| versions[document as usize] == document).collect();
    centres.sort_by_key(|&document| (std::cmp::Reverse(beside[document as usize].len()), fullness(document)));
    let mut taken = vec![false; features.len()];
    let mut stars: Vec<(u32, Vec<u32>)> = Vec::new();
    for centre in centres {
        if taken[centre as usize] {
            continue;
        }
        let star = star(centre, &beside, &edges, &taken);
        star.iter().for_each(|&document| taken[document as usize] = true);
        let lead = star.iter().copied().min_by_key(|&document| fullness(document)).unwrap_or(centre);
        stars.push((lead, star));
    }
    let mut versions_of: Vec<Vec<u32>> = vec![Vec::new(); features.len()];
    for (document, &fullest) in (0..).zip(versions).filter(|(document, fullest)| document != *fullest) {
        versions_of[fullest as usize].push(document);
    }
    let mut stories: Vec<Story> = stars.into_iter().map(|(lead, star)| story(lead, &star, &edges, &versions_of)).collect();
    stories.retain(|story| story.members.len() > 1);
    stories.sort_by_key(|story| (std::cmp::Reverse(story.members.len()), story.lead));
    let mut of = vec![None; features.len()];
    for (at, story) in (0..).zip(&stories) {
        story.members.iter().for_each(|member| of[member.document as usize] = Some(at));
    }
    Stories { stories, of }
}

/// A document, what is joined to it, and what is joined to half of these.
fn star(centre: u32, beside: &[BTreeSet<u32>], edges: &Edges, taken: &[bool]) -> Vec<u32> {
    let free = |document: &u32| !taken[*document as usize];
    let mut star: BTreeSet<u32> = beside[centre as usize].iter().copied().filter(free).collect();
    parted(centre, &mut star, beside, edges);
    star.insert(centre);
    let mut joined_to: BTreeMap<u32, usize> = BTreeMap::new();
    for member in &star {
        for other in beside[*member as usize].iter().filter(|other| free(other) && !star.contains(other)) {
            *joined_to.entry(*other).or_default() += 1;
        }
    }
    let half = star.len().div_ceil(2).max(2);
    star.extend(joined_to.into_iter().filter(|(_, members)| *members >= half).map(|(document, _)| document));
    star.into_iter().collect()
}

/// Takes out of a star what is copied from a part of its centre that no other copy overlaps: a text that is put together of two tells of two events,
/// of which the first is the larger part.
fn parted(centre: u32, star: &mut BTreeSet<u32>, beside: &[BTreeSet<u32>], edges: &Edges) {
    let mut copied: Vec<(u32, u32)> = star
        .iter()
        .filter_map(|&document| {
            let edge = between(edges, document, centre)?;
            let Tie::Copied(shares) = edge.tie else { return None };
            Some((shares[usize::from(edge.ends[1] == centre)], document))
        })
        .collect();
    copied.sort_by_key(|(share, document)| (std::cmp::Reverse(*share), *document));
    let Some(&(largest, first)) = copied.first() else { return };
    for &(share, document) in &copied[1..] {
        if largest + share <= WHOLE && !beside[first as usize].contains(&document) {
            star.remove(&document);
        }
    }
}

/// All of a document, in ten-thousandths.
const WHOLE: u32 = 10_000;

fn story(lead: u32, star: &[u32], edges: &Edges, versions_of: &[Vec<u32>]) -> Story {
    let edge = |a: u32, b: u32| between(edges, a, b);
    let mut members = Vec::new();
    for &document in star {
        let to_lead = edge(document, lead).map(|edge| (lead, edge));
        let strongest = || {
            let others = star.iter().filter_map(|&other| Some((other, edge(document, other)?)));
            others.max_by_key(|(other, edge)| (edge.weight, std::cmp::Reverse(*other)))
        };
        let joined =
            if document == lead { None } else { to_lead.or_else(strongest).map(|(to, edge)| Join { to, tie: seen_from(document, edge) }) };
        members.push(Member { document, joined });
        let version = |&document: &u32| Member { document, joined: None };
        members.extend(
            versions_of[document as usize]
                .iter()
                .map(|other| Member { joined: Some(Join { to: document, tie: Tie::Version }), ..version(other) }),
        );
    }
    members.sort_by_key(|member| member.document);
    Story { lead, members }
}

/// A tie with what is said of the joined document first.
fn seen_from(document: u32, edge: &Edge) -> Tie {
    if edge.ends[0] == document {
        return edge.tie.clone();
    }
    match &edge.tie {
        Tie::Version => Tie::Version,
        Tie::Copied([a, b]) => Tie::Copied([*b, *a]),
        Tie::Told(reasons) => Tie::Told(reasons.iter().map(turned).collect()),
    }
}

fn turned(reason: &Reason) -> Reason {
    let shared = match reason.shared {
        Shared::Figure([a, b]) => Shared::Figure([b, a]),
        other => other,
    };
    Reason { shared, here: reason.there, there: reason.here, ..reason.clone() }
}
