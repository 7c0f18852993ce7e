//! Quotations whose speaker is named beside them without a verb: signed with a dash, or announced by a colon.

use super::cues::is_finite;
use super::passage::{Statement, UnitKind};
use super::speakers::{Voice, name_end, phrase_start};
use super::statements::Reader;
use super::{Attribution, QuoteKind};
use crate::entities::EntityKind;

impl Reader<'_> {
    /// “…” — Commissioner Stokes: whoever is named behind the dash with which the quotation is signed.
    pub(super) fn behind_dash(&self, s: &Statement<'_>, at: usize) -> Option<Voice> {
        const MOST: usize = 12;
        let is_signed = matches!(s.word(at + 1), "—" | "–" | "-") && s.units.len() - at <= MOST;
        let has_verb = || (at + 2..s.units.len()).any(|k| s.units[k].name.is_none() && is_finite(s.word(k)));
        if !is_signed || has_verb() {
            return None;
        }
        self.signed_by(s, at + 2).map(|mention| self.speakers.named(mention))
    }

    /// The first person named from a unit on who is not only somebody's owner: "Varga’s cousin Gergely Pataki".
    fn signed_by(&self, s: &Statement<'_>, from: usize) -> Option<u32> {
        let mut people = (from..s.units.len())
            .filter_map(|k| Some((k, s.units[k].name.filter(|name| self.speakers.kind(*name) == EntityKind::Person)?)));
        people.find(|(k, _)| !s.is(name_end(s, *k), UnitKind::Possessive)).map(|(_, mention)| mention)
    }

    /// "And from Chairwoman Elena Rosario:": the last person named before the colon with which the statement ends.
    pub(super) fn announced(&self, s: &Statement<'_>) -> Option<Voice> {
        let last = s.units.len().checked_sub(1).filter(|&last| s.word(last) == ":")?;
        let mention = s.units[last.checked_sub(1)?].name.filter(|name| self.speakers.kind(*name) == EntityKind::Person)?;
        let start = phrase_start(s, last - 1);
        let is_source = start <= s.body || matches!(s.word(start - 1), "from" | "by" | "and");
        is_source.then(|| self.speakers.named(mention))
    }

    /// "—Commissioner Gerald Stokes" on its own, behind a quotation that ends a sentence: the speaker of that one.
    pub(super) fn signature(&mut self, s: &Statement<'_>) {
        const MOST: usize = 10;
        if !matches!(s.word(0), "—" | "–" | "-") || s.units.len() > MOST {
            return;
        }
        let named = self.signed_by(s, 1);
        let has_verb = s.units.iter().any(|unit| unit.name.is_none() && is_finite(&unit.word));
        let Some(mention) = named.filter(|_| !has_verb) else { return };
        let voice = self.speakers.named(mention);
        if let Some(last) = self.found.last_mut()
            && last.kind == QuoteKind::Direct
            && last.by != Attribution::Name
            && self.text[last.span.end()..s.units[0].span.start()].trim().is_empty()
        {
            (last.speaker, last.speaker_span, last.by) = (voice.speaker, voice.span, voice.by);
        }
    }
}
