//! When things happened, for a line of time: the dates of one text, each with the days it covers.

use serde::{Deserialize, Serialize};

use crate::figures::edtf::{self, Days};
use crate::figures::{DocumentDate, Figure, FigureKind, Modifier, RelativeTime, Value, resolve};
use crate::text::Span;

/// A date that a text tells, or its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moment {
    /// The thing that it dates.
    pub kind: MomentKind,
    /// Where it is told; `None` for a document's own date.
    pub span: Option<Span>,
    /// Index into the document's figures, where it is one.
    pub figure: Option<u32>,
    /// EDTF as far as it is known: `2015`, `XXXX-08` where the year is not.
    pub edtf: String,
    /// The days it covers: a year is a bar a year long. `None` while nothing says which year: such moments lie in a tray.
    pub days: Option<Days>,
    /// Whether the bar is blurred: "early 2015", "the 1990s", "mid-July".
    pub approximate: bool,
    /// Whether the document's own date placed it.
    pub resolved: bool,
}

/// The thing that a moment dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MomentKind {
    /// The document.
    Published,
    /// Something that the text tells of.
    Event,
}

/// The moments of a text: its own date first, then in reading order.
pub fn moments(figures: &[Figure], relative_times: &[RelativeTime], date: Option<&DocumentDate>) -> Vec<Moment> {
    let own = date.map(|date| Moment {
        kind: MomentKind::Published,
        span: None,
        figure: None,
        edtf: date.date.clone(),
        days: edtf::days(&date.date),
        approximate: false,
        resolved: false,
    });
    let day = date.map(|date| date.date.as_str());
    let dates = figures.iter().enumerate().filter(|(_, figure)| figure.kind == FigureKind::Date).filter_map(|(index, figure)| {
        let Value::Date(written) = &figure.value else { return None };
        let resolved = day.and_then(|day| resolve(figure, day));
        let edtf = resolved.clone().unwrap_or_else(|| written.clone());
        let days = edtf::days(&edtf).map(|days| part(days, figure.modifier));
        let approximate = figure.modifier.is_some() || edtf.contains('X') || figure.approx.is_some();
        Some(Moment {
            kind: MomentKind::Event,
            span: Some(figure.span),
            figure: Some(index as u32),
            edtf,
            days,
            approximate,
            resolved: resolved.is_some(),
        })
    });
    let times = relative_times.iter().map(|time| {
        let resolved = day.and_then(|day| time.resolve(day));
        let days = resolved.as_deref().and_then(edtf::days);
        let edtf = resolved.clone().unwrap_or_default();
        Moment {
            kind: MomentKind::Event,
            span: Some(time.span),
            figure: None,
            edtf,
            days,
            approximate: false,
            resolved: resolved.is_some(),
        }
    });
    let mut moments: Vec<Moment> = dates.chain(times).collect();
    moments.sort_by_key(|moment| moment.span);
    own.into_iter().chain(moments).collect()
}

/// The part of a period that "early", "mid-" and "late" mean: a third of it.
fn part(days: Days, modifier: Option<Modifier>) -> Days {
    let third = days.length() / 3;
    match modifier {
        Some(_) if third == 0 => days,
        Some(Modifier::Start) => Days { start: days.start, end: days.start + third },
        Some(Modifier::Mid) => Days { start: days.start + third, end: days.end - third },
        Some(Modifier::End) => Days { start: days.end - third, end: days.end },
        None => days,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figures::DateSource;
    use crate::text::{Language, Layout};

    fn shown(text: &str, date: Option<&str>) -> Vec<String> {
        let (figures, times) = crate::figures::read_with_times(text, &Layout::new(text), Language::ENGLISH);
        let date = date.map(|date| DocumentDate { date: date.into(), source: DateSource::ByHand });
        moments(&figures, &times, date.as_ref())
            .into_iter()
            .map(|moment| {
                let days = moment.days.map_or("tray".into(), |days| days.length().to_string());
                let blurred = if moment.approximate { " blurred" } else { "" };
                format!("{} {days}{blurred}", if moment.edtf.is_empty() { "?" } else { &moment.edtf })
            })
            .collect()
    }

    #[test]
    fn a_date_is_as_long_as_it_is_vague() {
        let text = "In 2015 a deal was signed; in late January 2016 it took force. The 1990s were other times. It ended on 3 May 2017.";
        assert_eq!(shown(text, None), ["2015 365", "2016-01 11 blurred", "199X 3652 blurred", "2017-05-03 1"]);
    }

    #[test]
    fn what_no_date_places_lies_in_a_tray() {
        let text = "Last August he came; yesterday he left.";
        assert_eq!(shown(text, None), ["XXXX-08 tray blurred", "? tray"]);
        assert_eq!(shown(text, Some("2017-03-27")), ["2017-03-27 1", "2016-08 31", "2017-03-26 1"]);
    }
}
