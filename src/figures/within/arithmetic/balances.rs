//! What lies between two amounts: a deficit, a majority, a lead.

use super::written::{has_word, short};
use super::{CheckKind, FAR, Result, Row, Sheet, SumCheck};
use crate::figures::interval::Interval;
use crate::figures::{Decimal, FigureKind, Value};

/// Nouns of what lies between two amounts.
const BALANCES: [&str; 9] = ["deficit", "surplus", "gap", "shortfall", "difference", "majority", "margin", "lead", "balance"];
/// What comes in, and what goes out.
const IN: [&str; 8] = ["exports", "revenue", "revenues", "income", "receipts", "takings", "sales", "earned"];
const OUT: [&str; 8] = ["imports", "spending", "expenditure", "expenditures", "outlays", "costs", "expenses", "spent"];

impl Sheet<'_> {
    pub(super) fn balances(&self, at: usize) -> Vec<SumCheck> {
        let row = &self.sentences[at];
        row.figures
            .clone()
            .filter_map(|stated| self.balance(at, stated).or_else(|| self.beaten(row, stated)).or_else(|| self.each(row, stated)))
            .collect()
    }

    /// "exports … $25.5 billion, imports … $45.6 billion, leaving a trade deficit of $18.1 billion", in any order.
    fn balance(&self, at: usize, stated: usize) -> Option<SumCheck> {
        let row = &self.sentences[at];
        let before = self.before(row, stated);
        let told = [" of", " at", " was", " is", " reached", " stood at", " came to", " amounted to", " hit"];
        let noun = told.iter().find_map(|words| before.trim_end().strip_suffix(words))?.rsplit(' ').next()?.to_string();
        if !BALANCES.contains(&noun.as_str())
            || !matches!(self.figures[stated].kind, FigureKind::Money | FigureKind::Number | FigureKind::Dimension)
        {
            return None;
        }
        if let Some(check) = self.by_score(row, stated, &noun) {
            return Some(check);
        }
        let level = |&index: &usize| index != stated && self.is_like(index, stated) && self.figures[index].change.is_none();
        let own: Vec<usize> = row.figures.clone().filter(level).collect();
        let earlier = at.checked_sub(1).map(|at| &self.sentences[at]).filter(|before| before.sentence + 1 == row.sentence);
        let [one, other] = match own[..] {
            [one, other] => [one, other],
            // "It took in $45 billion. It spent $50 billion, a deficit of $5 billion."
            [other] if other < stated => {
                let mut levels = earlier?.figures.clone().filter(level);
                let one = levels.next()?;
                (levels.next().is_none()).then_some([one, other])?
            }
            _ => return None,
        };
        // Of each amount, what was told since the one before.
        let words = |at: usize| -> String {
            let row = earlier.filter(|row| row.figures.contains(&at)).unwrap_or(row);
            let start = row
                .figures
                .clone()
                .rfind(|&index| index < at && level(&index))
                .map_or(self.layout.sentences[row.sentence].start(), |last| self.figures[last].span.end());
            let told = self.text.get(start..self.figures[at].span.start()).unwrap_or_default();
            format!("{} {}", if told.len() > 4 * FAR { String::new() } else { told.to_lowercase() }, self.behind(row, at))
        };
        let (first, second) = (words(one), words(other));
        let any = |words: &str, list: &[&str]| list.iter().any(|word| has_word(words, word));
        let opposed = any(&first, &IN) && any(&second, &OUT) || any(&first, &OUT) && any(&second, &IN);
        let votes = matches!(noun.as_str(), "majority" | "margin" | "lead" | "difference" | "gap") && self.is_pair(one, other);
        (opposed || votes).then(|| self.difference(one, other, stated)).flatten()
    }

    /// "voted 9-4, a majority of five".
    fn by_score(&self, row: &Row, stated: usize, noun: &str) -> Option<SumCheck> {
        let score = stated.checked_sub(1).filter(|&at| at >= row.figures.start)?;
        let Value::Score(left, right) = self.figures[score].value else { return None };
        let votes = matches!(noun, "majority" | "margin" | "lead") && self.between(score, stated).len() <= FAR / 2;
        let (high, low) = if left >= right { (left, right) } else { (right, left) };
        let value = high.plus(low.negated()).filter(|_| votes)?;
        let sum = format!("{} − {}", short(high), short(low));
        let open = Interval::exactly(value.to_f64());
        self.held(CheckKind::Difference, &[score], stated, Result { sum, value, open, unit: "" }, 1.0)
    }

    /// "beat the minister by 212 votes: 14,306 to 14,094", "by 212 votes, 14,306 to 14,094".
    fn beaten(&self, row: &Row, stated: usize) -> Option<SumCheck> {
        let (one, other) = (stated + 1, stated + 2);
        if other >= row.figures.end || !self.is_count(one) || !self.is_count(other) || !self.is_like(stated, one) {
            return None;
        }
        let won = self.before(row, stated);
        let by =
            won.trim_end().ends_with(" by") && ["beat", "won", "defeated", "ahead", "win", "lost"].iter().any(|verb| has_word(&won, verb));
        let behind = self.between(stated, one);
        let told =
            behind.trim_start().starts_with("vote") && behind.trim_end().ends_with([':', ',', '(']) || behind.trim_end().ends_with(':');
        (by && told && self.is_pair(one, other)).then(|| self.difference(one, other, stated)).flatten()
    }

    /// "14,306 to 14,094", "52 votes to 48".
    fn is_pair(&self, one: usize, other: usize) -> bool {
        let between = self.between(one, other);
        one + 1 == other
            && matches!(
                between.trim(),
                "to" | "votes to"
                    | "against"
                    | "votes against"
                    | "seats to"
                    | "for and"
                    | "votes for and"
                    | "votes in favour and"
                    | "in favour and"
                    | "votes in favor and"
            )
    }

    fn difference(&self, one: usize, other: usize, stated: usize) -> Option<SumCheck> {
        let (left, right) = (self.number(one)?, self.number(other)?);
        let (high, low, above, below) = if left >= right { (left, right, one, other) } else { (right, left, other, one) };
        let value: Decimal = high.plus(low.negated())?;
        let open: Interval = self.stated(above)?.minus(self.stated(below)?);
        let sum = format!("{} − {}", short(high), short(low));
        self.held(CheckKind::Difference, &[above, below], stated, Result { sum, value, open, unit: "" }, 1.0)
    }

    /// "20 buses for $4 million, or $200,000 each": the number, the sum, the price.
    fn each(&self, row: &Row, price: usize) -> Option<SumCheck> {
        let money =
            |at: usize| self.figures[at].kind == FigureKind::Money && self.figures[at].change.is_none() && self.number(at).is_some();
        let unit = self.figures[price].unit.as_deref().filter(|_| money(price))?;
        let (currency, rate) = unit.split_once("-per-").map_or((unit, false), |(currency, _)| (currency, true));
        let behind = self.behind(row, price);
        let single = rate || behind.trim_start().starts_with("each") || behind.trim_start().starts_with("apiece");
        let opening = self.before(row, price);
        let told = [", or", "(", "(about", "or about"].iter().any(|words| opening.trim_end().ends_with(words));
        let earlier = row.figures.start..price;
        let mut counts = earlier.clone().filter(|&at| self.is_count(at));
        let mut sums = earlier.filter(|&at| money(at) && self.figures[at].unit.as_deref() == Some(currency));
        let (count, sum) = (counts.next().filter(|_| counts.next().is_none())?, sums.next().filter(|_| sums.next().is_none())?);
        if !single || !told || count.abs_diff(sum) != 1 || count.max(sum) + 1 != price {
            return None;
        }
        let (total, number) = (self.number(sum)?, self.number(count)?);
        let value = total.over(number)?;
        let open = self.stated(sum)?.over(self.stated(count)?)?;
        let written = format!("{} ÷ {}", short(total), short(number));
        self.held(CheckKind::Each, &[sum, count], price, Result { sum: written, value, open, unit: "" }, 1.0)
    }
}
