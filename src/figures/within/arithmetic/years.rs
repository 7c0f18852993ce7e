//! Ages and times held against the years between which they lie: "born in 1950, he died in 2010 aged 59".

use super::written::{has_word, said};
use super::{CheckKind, Sheet, SumCheck};
use crate::figures::{FigureKind, Value};

impl Sheet<'_> {
    pub(super) fn years(&self, at: usize) -> Option<SumCheck> {
        self.lived(at).or_else(|| self.later(at))
    }

    /// The one year that a figure is.
    fn year(&self, at: usize) -> Option<i64> {
        match &self.figures[at].value {
            Value::Date(date) if !date.contains(['/', 'X', '.']) => date.get(..4)?.parse().ok(),
            _ => None,
        }
    }

    /// "born in 1950 … died in 2010 aged 59".
    fn lived(&self, at: usize) -> Option<SumCheck> {
        let row = &self.sentences[at];
        let sentence = self.words(row);
        if !has_word(sentence, "born") && !has_word(sentence, "Born") || !has_word(sentence, "died") {
            return None;
        }
        // "She was born in 1950 and her husband died in 2010": of two people.
        let other = ["her", "his", "their", "whose", "husband", "wife", "son", "daughter"];
        let between = sentence.to_lowercase();
        let between = between.find("born").zip(between.find("died")).and_then(|(born, died)| between.get(born..died)).unwrap_or_default();
        if other.iter().any(|word| has_word(between, word)) {
            return None;
        }
        let near = |verb: &'static str| move |&index: &usize| self.year(index).is_some() && has_word(&self.before(row, index), verb);
        let (born, died) = (row.figures.clone().find(near("born"))?, row.figures.clone().find(near("died"))?);
        let mut ages = row
            .figures
            .clone()
            .filter(|&index| self.figures[index].kind == FigureKind::Age && self.figures[index].unit.as_deref() == Some("year"));
        let age = ages.next().filter(|_| ages.next().is_none())?;
        self.span_of(born, died, age, 1, 0)
    }

    /// "opened in 1990, 12 years after it was founded in 1980".
    fn later(&self, at: usize) -> Option<SumCheck> {
        let row = &self.sentences[at];
        row.figures.clone().filter(|&one| one + 2 < row.figures.end).find_map(|one| {
            let (time, other) = (one + 1, one + 2);
            let years = self.figures[time].kind == FigureKind::Duration && self.figures[time].unit.as_deref() == Some("year");
            let between = self.between(time, other);
            let after =
                between.trim_start().starts_with("after ") && !between.contains([',', ';', '.']) && between.trim_end().ends_with(" in");
            let told = self.between(one, time);
            (years && after && told.trim() == ",").then(|| self.span_of(other, one, time, 1, 1)).flatten()
        })
    }

    /// A number of years beside the two that it lies between. `short` and `long`: by how much less or more the days in the years leave open.
    fn span_of(&self, from: usize, to: usize, stated: usize, short: i64, long: i64) -> Option<SumCheck> {
        let (first, last) = (self.year(from)?, self.year(to)?);
        let years = (last - first).checked_abs().filter(|_| last > first)?;
        let told = self.number(stated)?.integer()?;
        let figure = &self.figures[stated];
        let open = self.stated(stated)?;
        let fits = open.low <= (years + long) as f64 && open.high >= (years - short) as f64;
        Some(SumCheck {
            kind: CheckKind::Years,
            terms: vec![from as u32, to as u32],
            stated: Some(stated as u32),
            sum: format!("{last} − {first} = {years}"),
            against: said(figure, &told.to_string()),
            difference: (years - told).abs().to_string(),
            fits,
            measures: None,
        })
    }
}
