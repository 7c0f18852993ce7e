//! Invariants of a report and of its documents.

use super::*;

pub(crate) fn check_span(span: Span, text: &str) {
    assert!(
        span.end() <= text.len() && text.is_char_boundary(span.start()) && text.is_char_boundary(span.end()) && !span.is_empty(),
        "{span:?} in a text of {} bytes",
        text.len()
    );
}

#[track_caller]
pub(crate) fn check_order(spans: &[Span]) {
    assert!(spans.windows(2).all(|pair| pair[0].end() <= pair[1].start()), "spans overlap or are out of order: {spans:?}");
}

pub(crate) fn check_report(report: &Report) {
    check_stories(report);
    for document in &report.documents {
        let text = document.text();
        let analysis = &document.analysis;
        for list in [&analysis.layout.sentences, &analysis.layout.paragraphs] {
            list.iter().for_each(|span| check_span(*span, text));
            check_order(list);
        }
        let mentions: Vec<Span> = analysis.names.mentions.iter().map(|mention| mention.span).collect();
        mentions.iter().for_each(|span| check_span(*span, text));
        check_order(&mentions);
        let figures: Vec<Span> = analysis.figures.iter().map(|figure| figure.span).collect();
        figures.iter().for_each(|span| check_span(*span, text));
        check_order(&figures);
        for figure in &analysis.figures {
            if let Some(subject) = figure.subject {
                check_span(subject, text);
                assert!(
                    document.sentence(figure.span).contains(subject),
                    "the subject of {:?} is outside of its sentence",
                    figure.span.of(text)
                );
            }
            if let Some(holder) = figure.holder {
                check_span(holder, text);
            }
            if let Value::Range(Some(low), Some(high)) = &figure.value {
                assert!(low.to_f64() <= high.to_f64(), "{} is a range that runs backward", figure.span.of(text));
            }
        }
        check_quotes(document);
        check_dates(document);
        assert_eq!(document.entity_of.len(), mentions.len());
    }
    let figure = |at: &FigureRef| &report.documents[at.document as usize].analysis.figures[at.figure as usize];
    let sets =
        report.agreements.iter().map(|agreement| &agreement.figures).chain(report.conflicts.iter().flat_map(|conflict| &conflict.sides));
    for set in sets {
        assert!(!set.is_empty() && set.windows(2).all(|pair| pair[0] < pair[1]));
        assert!(
            set.iter().all(|at| figure(at).kind == figure(&set[0]).kind || figure(at).unit.is_none()),
            "figures of different kinds agree"
        );
    }
    assert!(report.agreements.iter().all(|agreement| agreement.sources > 0 && agreement.sources as usize <= agreement.figures.len()));
    for (index, entity) in report.entities.iter().enumerate() {
        assert!(!entity.mentions.is_empty() && !entity.name.is_empty());
        for &MentionRef { document, mention } in &entity.mentions {
            assert_eq!(report.documents[document as usize].entity_of[mention as usize] as usize, index);
        }
    }
    let mut covered: Vec<Vec<(Span, bool)>> = vec![Vec::new(); report.documents.len()];
    for (places, boilerplate) in report
        .duplicates
        .passages
        .iter()
        .map(|passage| (&passage.occurrences, false))
        .chain(report.duplicates.boilerplate.iter().map(|item| (&item.occurrences, true)))
    {
        assert!(places.len() > 1 && places.windows(2).all(|pair| pair[0] < pair[1]));
        for place in places {
            check_span(place.span, report.documents[place.document as usize].text());
            covered[place.document as usize].push((place.span, boilerplate));
        }
    }
    for spans in covered {
        for (span, _) in spans.iter().filter(|(_, boilerplate)| !boilerplate) {
            assert!(!spans.iter().any(|(other, boilerplate)| *boilerplate && other.overlaps(*span)), "boilerplate inside a passage");
        }
    }
}

/// Quotes lie in the text, in order; their speakers and the persons who are described are mentions; claims stand inside their quotes.
/// Every story has two documents or more, its lead among them; each but the lead is joined to another; every place is one; no document has two.
fn check_stories(report: &Report) {
    let stories = report.stories();
    let mut told = vec![None; report.documents.len()];
    for (at, story) in (0..).zip(&stories.stories) {
        assert!(story.members.len() > 1 && story.member(story.lead).is_some_and(|lead| lead.joined.is_none()));
        for member in &story.members {
            assert_eq!(told[member.document as usize].replace(at), None, "a document is of one story");
            let Some(join) = &member.joined else { continue };
            assert!(join.to != member.document && story.member(join.to).is_some());
            if let Tie::Told(reasons) = &join.tie {
                for reason in reasons {
                    check_span(reason.here, report.documents[member.document as usize].text());
                    check_span(reason.there, report.documents[join.to as usize].text());
                }
            }
        }
        for only in report.only_in(story) {
            let analysis = &report.documents[only.document as usize].analysis;
            assert!(only.names.iter().all(|at| (*at as usize) < analysis.names.mentions.len()));
            assert!(only.figures.iter().all(|at| (*at as usize) < analysis.figures.len()));
            assert!(only.quotes.iter().all(|at| (*at as usize) < analysis.quotes.len()));
        }
    }
    assert_eq!(stories.of, told);
    assert!(report.new_shares().iter().all(|share| *share <= 10_000));
}

pub(crate) fn check_quotes(document: &ReportDocument) {
    let (text, analysis) = (document.text(), &document.analysis);
    let names = &analysis.names;
    for quote in &analysis.quotes {
        [Some(quote.span), quote.cue, quote.speaker_span].into_iter().flatten().for_each(|span| check_span(span, text));
        assert!(quote.speaker.is_none_or(|speaker| (speaker as usize) < names.mentions.len()), "{quote:?}");
    }
    let key = |quote: &dossier::quotes::Quote| (quote.span.start(), std::cmp::Reverse(quote.span.end()));
    assert!(analysis.quotes.windows(2).all(|pair| key(&pair[0]) < key(&pair[1])), "quotes are out of order: {:?}", analysis.quotes);
    for (figure, quote) in analysis.figures.iter().zip(analysis.claimed_in()) {
        assert!(quote.is_none_or(|quote| analysis.quotes[quote as usize].span.contains(figure.span)));
    }
    let described: Vec<Span> = names.descriptions.iter().map(|description| description.span).collect();
    described.iter().for_each(|span| check_span(*span, text));
    check_order(&described);
    let person = |mention: u32| names.mentions[mention as usize].kind == dossier::entities::EntityKind::Person;
    assert!(names.descriptions.iter().all(|description| person(description.mention)), "a description of no person");
    assert!(
        names.metonymy.windows(2).all(|pair| pair[0] < pair[1]) && names.metonymy.iter().all(|&at| (at as usize) < names.mentions.len())
    );
}

/// Dates that exist, moments that do not run backward, sums whose terms are there.
pub(crate) fn check_dates(document: &ReportDocument) {
    let analysis = &document.analysis;
    for figure in &analysis.figures {
        for date in ["2020-02-29", "1999", "2017-03-27", "nonsense"] {
            if let Some(resolved) = figures::resolve(figure, date) {
                assert!(edtf::days(&resolved).is_some() || resolved.contains('X'), "{resolved} is no date");
            }
        }
    }
    for moment in document.moments() {
        assert!(moment.days.is_none_or(|days| days.start <= days.end), "{moment:?}");
        moment.span.iter().for_each(|span| check_span(*span, document.text()));
    }
    assert!(analysis.date.as_ref().is_none_or(|date| edtf::days(&date.date).is_some()), "{:?}", analysis.date);
    for check in &analysis.checks {
        assert!(check.terms.iter().chain(&check.stated).all(|&at| (at as usize) < analysis.figures.len()));
        assert!(!check.sum.contains("NaN") && !check.sum.contains("inf"), "{}", check.sum);
    }
}
