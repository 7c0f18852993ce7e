//! The query language, parsed into a tree. Parsing never fails: mistakes are reported, and the rest is searched for.
//!
//! ```text
//! any   = all  ("OR" all)*                    one of them
//! all   = near (["AND"] near)*                all of them in one document: the rule where nothing is said
//! near  = not  (("NEAR" | "&") not)*          all of them in one sentence
//! not   = ("NOT" | "-")* unit
//! unit  = "(" any ")" | "a phrase" | word | word* | word~ | word~1 | field:value | value>1000
//! ```
//!
//! AND, OR, NOT and NEAR are written in capitals: in small letters they are words. Conditions on a figure that stand side by
//! side (`value>1000 unit:USD`) are meant of one figure.

use serde::{Deserialize, Serialize};

use super::lexer::{Piece, PieceKind, pieces};
use super::terms::{FigureTest, Term, bare, field, field_name, open_field, value};
use crate::text::Span;

/// A query, ready to be looked for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Query {
    /// How the leaves hang together; `None` where nothing is asked.
    pub root: Option<Node>,
    /// The terms, in the order in which they were typed.
    pub leaves: Vec<Leaf>,
    /// The mistakes.
    pub problems: Vec<Problem>,
    /// The phrase that is still being typed: no quotation mark ends it, and its last word may go on.
    pub open: Option<usize>,
}

/// A part of a query.
#[derive(Clone, Debug, PartialEq)]
pub enum Node {
    /// All of them in one document, or where the whole stands in a [`Node::Near`], in one sentence.
    All(Vec<Node>),
    /// One of them.
    Any(Vec<Node>),
    /// All of them in one sentence.
    Near(Vec<Node>),
    /// Not this.
    Not(Box<Node>),
    /// Something that is looked for, by its index.
    Leaf(usize),
}

/// Something that is looked for.
#[derive(Clone, Debug, PartialEq)]
pub struct Leaf {
    /// Where it was typed.
    pub span: Span,
    /// Its kind.
    pub term: Term,
}

/// A mistake in a query.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// Where, in bytes of what was typed.
    pub span: Span,
    /// The advice: a sentence.
    pub message: String,
}

/// Most things that are looked for at once.
pub const MAX_LEAVES: usize = 64;
/// Brackets within brackets.
const MAX_DEPTH: usize = 32;

/// Reads a query.
pub fn parse(typed: &str) -> Query {
    let mut parser = Parser { typed, pieces: pieces(typed), at: 0, depth: 0, query: Query::default() };
    let mut parts = Vec::new();
    while parser.at < parser.pieces.len() {
        parts.extend(parser.any());
        if let Some(piece) = parser.next_if(|kind| kind == PieceKind::Close) {
            parser.problem(piece.span, "There is no bracket that this one closes: write “(” before it, or take it away.");
        }
    }
    let mut query = parser.query;
    query.root = joined(parts, Node::All).map(|root| in_each_unit(root, &mut query.leaves));
    let asked = typed.trim();
    if query.root.is_none() && query.problems.is_empty() && !asked.is_empty() {
        let start = typed.len() - typed.trim_start().len();
        let message = "Nothing here can be looked for: letters or digits are needed.".to_string();
        query.problems.push(Problem { span: Span::new(start, start + asked.len()), message });
    }
    query.problems.sort_by_key(|problem| problem.span);
    // What is wrong with one of many in a row is said once.
    query.problems.dedup_by(|next, problem| {
        let is_same = next.message == problem.message && next.span.start() <= problem.span.end();
        if is_same {
            problem.span = problem.span.cover(next.span);
        }
        is_same
    });
    query
}

struct Parser<'t> {
    typed: &'t str,
    pieces: Vec<Piece>,
    at: usize,
    depth: usize,
    query: Query,
}

impl Parser<'_> {
    fn any(&mut self) -> Option<Node> {
        let parts = self.chain(Self::all, PieceKind::Or, "OR stands between two things that are looked for: write one on either side.");
        joined(parts, Node::Any)
    }

    /// Parts between which a word stands; where one is missing beside it, that is a problem.
    fn chain(&mut self, part: impl Fn(&mut Self) -> Option<Node>, between: PieceKind, problem: &str) -> Vec<Node> {
        let mut parts: Vec<Node> = Vec::new();
        loop {
            let part = part(self);
            let before = part.is_some();
            parts.extend(part);
            let Some(word) = self.next_if(|kind| kind == between) else { return parts };
            if !before || self.ends() {
                self.problem(word.span, problem);
            }
        }
    }

    fn all(&mut self) -> Option<Node> {
        let mut parts: Vec<Node> = Vec::new();
        while !self.ends() {
            if let Some(and) = self.next_if(|kind| kind == PieceKind::And) {
                if parts.is_empty() || self.ends() {
                    self.problem(and.span, "AND stands between two things that are looked for: write one on either side.");
                }
                continue;
            }
            let part = self.near();
            self.push(&mut parts, part);
        }
        joined(parts, Node::All)
    }

    /// Adds a part; a condition on a figure that stands beside another is joined with it.
    fn push(&mut self, parts: &mut Vec<Node>, part: Option<Node>) {
        let Some(part) = part else { return };
        if let (Some(&Node::Leaf(a)), Node::Leaf(b)) = (parts.last(), &part)
            && let (Term::Figure(first), Term::Figure(second)) = (&self.query.leaves[a].term, &self.query.leaves[*b].term)
            && let Some(both) = first.with(second)
        {
            let span = self.query.leaves[a].span.cover(self.query.leaves[*b].span);
            self.query.leaves.truncate(*b);
            self.query.leaves[a] = Leaf { span, term: Term::Figure(both) };
            return;
        }
        parts.push(part);
    }

    fn near(&mut self) -> Option<Node> {
        let problem = "NEAR stands between two things that are to be in one sentence: write one on either side.";
        let parts = self.chain(Self::not, PieceKind::Near, problem);
        // What is in one sentence, with more of the same sentence, is all in one.
        let spliced = parts.into_iter().flat_map(|part| match part {
            Node::Near(parts) => parts,
            part => vec![part],
        });
        joined(spliced.collect(), Node::Near)
    }

    fn not(&mut self) -> Option<Node> {
        let (mut negative, mut last) = (false, None);
        while let Some(not) = self.next_if(|kind| kind == PieceKind::Not) {
            (negative, last) = (!negative, Some(not));
        }
        let unit = self.unit();
        if let (None, Some(not)) = (&unit, last) {
            self.problem(not.span, "NOT stands before what is not to be there: write it after this.");
        }
        unit.map(|unit| if negative { Node::Not(Box::new(unit)) } else { unit })
    }

    fn unit(&mut self) -> Option<Node> {
        let piece = *self.pieces.get(self.at)?;
        match piece.kind {
            PieceKind::Open => self.group(piece),
            PieceKind::Quoted(inner, closed) => {
                self.at += 1;
                if !closed {
                    self.problem(piece.span, "This phrase does not end: write a quotation mark after it.");
                }
                let words = bare(inner.of(self.typed));
                if words.is_none() {
                    self.problem(piece.span, "There is no word between these quotation marks: write one, or take them away.");
                }
                let goes_on = !closed && inner.of(self.typed).ends_with(char::is_alphanumeric);
                let share = super::terms::share(inner.of(self.typed));
                let leaf = share.or(words).and_then(|term| self.leaf(piece.span, term));
                if let (true, Some(Node::Leaf(at))) = (goes_on, &leaf) {
                    self.query.open = Some(*at);
                }
                leaf
            }
            PieceKind::Word => self.word(piece),
            PieceKind::Close | PieceKind::And | PieceKind::Or | PieceKind::Not | PieceKind::Near => None,
        }
    }

    fn group(&mut self, open: Piece) -> Option<Node> {
        self.at += 1;
        if self.depth == MAX_DEPTH {
            self.problem(open.span, "Brackets within so many brackets cannot be read: write fewer.");
            return None; // what stands in them is read as if they were not there
        }
        self.depth += 1;
        let inner = self.any();
        self.depth -= 1;
        match self.next_if(|kind| kind == PieceKind::Close) {
            None => self.problem(open.span, "This bracket is not closed: write “)” after what belongs together."),
            Some(close) if inner.is_none() => self.problem(open.span.cover(close.span), "There is nothing in these brackets."),
            Some(_) => {}
        }
        inner
    }

    fn word(&mut self, piece: Piece) -> Option<Node> {
        self.at += 1;
        let word = piece.span.of(self.typed);
        let signed = |next: &Piece| next.kind == PieceKind::Word && next.span.of(self.typed).starts_with(['<', '>', '=', '≥', '≤']);
        if field_name(word) == Some("value") || (word == "value" && self.pieces.get(self.at).is_some_and(signed)) {
            let span = self.spaced_value(piece.span);
            return self.term(span, value(span.of(self.typed)));
        }
        // person:"Ebrahim Raisi": the value stands in the next piece.
        if let (Some(_), true, Some(&Piece { kind: PieceKind::Quoted(inner, closed), span })) =
            (field_name(word), word.ends_with(':'), self.pieces.get(self.at))
            && span.start() == piece.span.end()
        {
            self.at += 1;
            let whole = piece.span.cover(span);
            if !closed {
                self.problem(span, "This phrase does not end: write a quotation mark after it.");
            }
            let read = if closed { field } else { open_field };
            return self.term(whole, read(word.trim_end_matches(':'), inner.of(self.typed)));
        }
        let term = match word.split_once(':').filter(|_| field_name(word).is_some()) {
            Some((name, value)) => field(name, value),
            None => super::terms::word(word),
        };
        self.term(piece.span, term)
    }

    /// `value > 1000`, with or without spaces.
    fn spaced_value(&mut self, start: Span) -> Span {
        let mut span = start;
        let is_open = |text: &str| text.ends_with(['<', '>', '=', '≥', '≤', ':']) || text == "value";
        while is_open(span.of(self.typed))
            && let Some(next) = self.pieces.get(self.at).filter(|piece| matches!(piece.kind, PieceKind::Word | PieceKind::Not))
        {
            span = span.cover(next.span);
            self.at += 1;
            if next.kind == PieceKind::Not
                && let Some(digits) = self.next_if(|kind| kind == PieceKind::Word)
            {
                span = span.cover(digits.span); // value > -3
            }
        }
        span
    }

    /// A leaf of what could be read; what could not is told.
    fn term(&mut self, span: Span, read: (Option<Term>, Option<String>)) -> Option<Node> {
        let (term, problem) = read;
        if let Some(message) = problem {
            self.problem(span, &message);
        }
        term.and_then(|term| self.leaf(span, term))
    }

    fn leaf(&mut self, span: Span, term: Term) -> Option<Node> {
        if self.query.leaves.len() == MAX_LEAVES {
            self.problem(span, &format!("{MAX_LEAVES} things are looked for at once, no more: this one is left out."));
            return None;
        }
        self.query.leaves.push(Leaf { span, term });
        Some(Node::Leaf(self.query.leaves.len() - 1))
    }

    fn next_if(&mut self, is_meant: impl Fn(PieceKind) -> bool) -> Option<Piece> {
        let piece = *self.pieces.get(self.at).filter(|piece| is_meant(piece.kind))?;
        self.at += 1;
        Some(piece)
    }

    /// Whether nothing follows that belongs to the part that is read.
    fn ends(&self) -> bool {
        self.pieces.get(self.at).is_none_or(|piece| matches!(piece.kind, PieceKind::Or | PieceKind::Close))
    }

    fn problem(&mut self, span: Span, message: &str) {
        self.query.problems.push(Problem { span, message: message.to_string() });
    }
}

/// The same query, in which a unit that several go by is any of them.
fn in_each_unit(node: Node, leaves: &mut Vec<Leaf>) -> Node {
    let mut each = |parts: Vec<Node>| parts.into_iter().map(|part| in_each_unit(part, leaves)).collect();
    match node {
        Node::All(parts) => Node::All(each(parts)),
        Node::Any(parts) => Node::Any(each(parts)),
        Node::Near(parts) => Node::Near(each(parts)),
        Node::Not(part) => Node::Not(Box::new(in_each_unit(*part, leaves))),
        Node::Leaf(at) => {
            let Leaf { span, term: Term::Figure(test) } = leaves[at].clone() else { return node };
            let mut any = vec![node];
            for test in test.in_each_unit() {
                any.push(Node::Leaf(leaves.len()));
                leaves.push(Leaf { span, term: Term::Figure(test) });
            }
            if any.len() == 1 { any.remove(0) } else { Node::Any(any) }
        }
    }
}

/// One part stands for itself.
fn joined(mut parts: Vec<Node>, all: impl Fn(Vec<Node>) -> Node) -> Option<Node> {
    match parts.len() {
        0 | 1 => parts.pop(),
        _ => Some(all(parts)),
    }
}

impl FigureTest {
    /// Both conditions of one figure, unless each says the same kind of thing.
    fn with(&self, other: &FigureTest) -> Option<FigureTest> {
        fn one<T: Clone>(a: Option<&T>, b: Option<&T>) -> Option<Option<T>> {
            match (a, b) {
                (Some(_), Some(_)) => None,
                (a, b) => Some(a.or(b).cloned()),
            }
        }
        Some(FigureTest {
            low: one(self.low.as_ref(), other.low.as_ref())?,
            high: one(self.high.as_ref(), other.high.as_ref())?,
            unit: one(self.unit.as_ref(), other.unit.as_ref())?,
        })
    }
}

#[cfg(test)]
mod tests;
