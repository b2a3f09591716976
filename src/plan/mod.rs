/*!
The plan: which slices of the post are kept, in which order, with what between them, and which are
dropped, why, and where each survives.

A plan is an ordered list of spans and not a mask, for a later block's sentence may belong into an
earlier passage. Its constructor checks the laws, so a plan that exists keeps them: kept and dropped
spans tile the source exactly (nothing lost), and all that the clean article holds is kept spans and
recorded glue (nothing invented).
*/

mod complete;
mod compose;
mod resolve;
mod swap;

pub use complete::complete;
pub use compose::compose;
pub use resolve::{Choice, Decision, Refused, protect, resolve};

use crate::decide::{Confidence, Rule};
use crate::read::Source;
use crate::text::{Span, TileError, tiles};

/// What restitch itself writes between two pieces.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Glue {
    /// Nothing: the pieces meet as they are, or bring their own white space.
    #[default]
    Nothing,
    /// One space.
    Space,
    /// One newline, in the post's own form.
    Newline,
    /// A blank line, in the post's own form.
    BlankLine,
}

impl Glue {
    /// The glue's characters in `source`'s newline style.
    pub fn text(self, source: &Source) -> &'static str {
        use crate::read::Newline::{CrLf, Lf};
        match (self, source.newline()) {
            (Glue::Nothing, _) => "",
            (Glue::Space, _) => " ",
            (Glue::Newline, Lf) => "\n",
            (Glue::Newline, CrLf) => "\r\n",
            (Glue::BlankLine, Lf) => "\n\n",
            (Glue::BlankLine, CrLf) => "\r\n\r\n",
        }
    }
}

impl Glue {
    /// The glue that comes nearest to `white`.
    pub(crate) fn like(white: &str) -> Self {
        match white.matches('\n').count() {
            0 if white.is_empty() => Glue::Nothing,
            0 => Glue::Space,
            1 => Glue::Newline,
            _ => Glue::BlankLine,
        }
    }
}

/// A kept slice of the post.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Piece {
    /// Bytes of the source.
    pub span: Span,
    /// What stands before it in the clean article.
    pub glue: Glue,
}

impl Piece {
    /// Puts it behind the other pieces; where it goes on at the very byte, it becomes one with the last.
    fn add_to(self, pieces: &mut Vec<Piece>) {
        match pieces.last_mut() {
            Some(Piece { span, .. })
                if self.glue == Glue::Nothing && span.end == self.span.start && !span.is_empty() =>
            {
                span.end = self.span.end;
            }
            _ => pieces.push(self),
        }
    }
}

/// A dropped slice of the post.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Drop {
    /// Bytes of the source.
    pub span: Span,
    /// Why it goes.
    pub rule: Rule,
    /// How sure that is.
    pub confidence: Confidence,
    /// How alike it and its counterpart are, 0 to 1; 0 where there is no counterpart.
    pub similarity: f32,
    /// Bytes of the source that say it in its stead.
    pub counterpart: Option<Span>,
}

/// A decision that was not applied because it is not sure enough: the passage is kept.
pub type Doubt = Drop;

/// What became of a post.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Status {
    /// Nothing to repair: identical.
    Clean,
    /// Repaired.
    Repaired,
    /// Repaired as far as it goes: the article's end is missing.
    Incomplete,
}

impl Status {
    /// The word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Status::Clean => "clean",
            Status::Repaired => "repaired",
            Status::Incomplete => "incomplete",
        }
    }
}

/// Why spans make no plan. Always a defect of restitch, never of a post.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("kept and dropped pieces do not tile the post: {0}")]
pub struct PlanError(#[from] pub TileError);

/// The plan of one post.
#[derive(Clone, PartialEq, Debug)]
pub struct Plan {
    pieces: Vec<Piece>,
    drops: Vec<Drop>,
    doubts: Vec<Doubt>,
    status: Status,
    /// How sure the joins are that are less than certain, by the byte that their right side begins at.
    unsure: Vec<(usize, Confidence)>,
}

impl Plan {
    /// A plan over the whole of `source`. Pieces that meet in the source with nothing between them
    /// become one; empty ones go; drops are sorted by offset.
    ///
    /// # Errors
    ///
    /// [`PlanError`] when pieces and drops do not tile the source.
    pub fn new(
        source: &Source,
        pieces: Vec<Piece>,
        mut drops: Vec<Drop>,
        mut doubts: Vec<Doubt>,
        status: Status,
    ) -> Result<Self, PlanError> {
        let whole = Span::new(0, source.text().len());
        tiles(whole, pieces.iter().map(|p| p.span).chain(drops.iter().map(|d| d.span)))?;
        let mut merged: Vec<Piece> = Vec::with_capacity(pieces.len());
        for piece in pieces.into_iter().filter(|p| !p.span.is_empty()) {
            piece.add_to(&mut merged);
        }
        drops.retain(|d| !d.span.is_empty());
        drops.sort_by_key(|d| d.span);
        doubts.sort_by_key(|d| d.span);
        Ok(Self { pieces: merged, drops, doubts, status, unsure: Vec::new() })
    }

    /// The same plan, which knows that the joins before the pieces at these bytes are less than certain.
    pub(crate) fn with_unsure(mut self, mut unsure: Vec<(usize, Confidence)>) -> Self {
        unsure.sort_unstable();
        unsure.dedup_by_key(|join| join.0);
        self.unsure = unsure;
        self
    }

    /// How sure it is that the piece with this index follows the one before it.
    pub fn join_confidence(&self, piece: usize) -> Confidence {
        let start = self.pieces.get(piece).map(|p| p.span.start);
        let found = self.unsure.binary_search_by_key(&start, |join| Some(join.0));
        found.map_or(Confidence::Certain, |at| self.unsure[at].1)
    }

    /// The plan that changes nothing.
    pub fn identity(source: &Source) -> Self {
        let span = Span::new(0, source.text().len());
        let pieces = if span.is_empty() { vec![] } else { vec![Piece { span, glue: Glue::Nothing }] };
        Self { pieces, drops: vec![], doubts: vec![], status: Status::Clean, unsure: vec![] }
    }

    /// Kept slices in the article's order.
    pub fn pieces(&self) -> &[Piece] {
        &self.pieces
    }

    /// Dropped slices by offset.
    pub fn drops(&self) -> &[Drop] {
        &self.drops
    }

    /// Decisions that were not sure enough to be applied, by offset.
    pub fn doubts(&self) -> &[Doubt] {
        &self.doubts
    }

    /// What became of the post.
    pub fn status(&self) -> Status {
        self.status
    }

    /// Whether the clean article is the post as it was.
    pub fn is_identity(&self) -> bool {
        self.drops.is_empty() && self.pieces.len() <= 1
    }

    /// The clean article: the pieces in order with their glue.
    pub fn clean(&self, source: &Source) -> String {
        let bytes = self.pieces.iter().map(|p| p.span.len() + 4).sum();
        let mut out = String::with_capacity(bytes);
        for piece in &self.pieces {
            out.push_str(piece.glue.text(source));
            out.push_str(piece.span.of(source.text()));
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn piece(start: usize, end: usize, glue: Glue) -> Piece {
        Piece { span: Span::new(start, end), glue }
    }

    fn drop(start: usize, end: usize) -> Drop {
        Drop {
            span: Span::new(start, end),
            rule: Rule::Copy,
            confidence: Confidence::Certain,
            similarity: 1.0,
            counterpart: None,
        }
    }

    #[test]
    fn a_plan_that_loses_a_byte_does_not_exist() {
        let source = Source::from_text("abcdef");
        let pieces = vec![piece(0, 2, Glue::Nothing), piece(3, 6, Glue::Nothing)];
        assert!(Plan::new(&source, pieces.clone(), vec![], vec![], Status::Repaired).is_err());
        let plan = Plan::new(&source, pieces, vec![drop(2, 3)], vec![], Status::Repaired).unwrap();
        assert_eq!(plan.clean(&source), "abdef");
    }

    #[test]
    fn order_and_glue_are_the_plans_own() {
        let source = Source::from_text("one\r\ntwo\r\n");
        let pieces =
            vec![piece(5, 8, Glue::Nothing), piece(0, 3, Glue::BlankLine), piece(3, 5, Glue::Nothing)];
        let plan = Plan::new(&source, pieces, vec![drop(8, 10)], vec![], Status::Repaired).unwrap();
        assert_eq!(plan.clean(&source), "two\r\n\r\none\r\n");
        assert_eq!(plan.pieces().len(), 2, "pieces that meet become one");
    }
}
