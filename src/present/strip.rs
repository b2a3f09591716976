/*!
The clean article as a strip of cells: each a stretch that stood in one piece in the post, with the block
it came from and the passages that went right after it. The map and the HTML page are drawn from it.

Blocks are what the dropped markers part. In a post where no marker was written a block begins at each
passage that went, for there a new telling began. A passage stands where its post's text ends that stood
before it, wherever that is in the article.

Cost: linear, but for a search a piece.
*/

use crate::decide::Rule;
use crate::plan::Piece;
use crate::text::{CharIndex, LineIndex, Span};

use super::View;
use super::finding::{Finding, Kind};

/// A block of the post.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Block {
    /// Bytes of the post.
    pub span: Span,
    /// Line its words start on, from 1.
    pub line: usize,
    /// Its characters.
    pub chars: usize,
    /// Those of them that stay.
    pub kept: usize,
}

/// A stretch of the article that holds words.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Cell {
    /// Bytes of the post.
    pub span: Span,
    /// Line its words start on in the post, from 1.
    pub line: usize,
    /// Its characters.
    pub chars: usize,
    /// The block it came from, an index into [`Strip::blocks`].
    pub block: usize,
    /// What stands before it in the article: glue, and kept white space.
    pub between: String,
    /// Passages that went right after it, as indices of findings.
    pub gone: Vec<usize>,
    /// Whether the article leaves the post's order between the last cell and this.
    pub jumps: bool,
}

/// A post's article in cells.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Strip {
    /// Blocks that hold words, in the post's order.
    pub blocks: Vec<Block>,
    /// Cells in the article's order.
    pub cells: Vec<Cell>,
    /// Passages that went before everything that stays.
    pub opening: Vec<usize>,
    /// White space that the article ends with.
    pub closing: String,
}

/// Whether a finding is a passage that goes, and not only a marker or spacing.
pub fn is_passage(finding: &Finding) -> bool {
    finding.kind == Kind::Drop
        && !matches!(finding.rule, Some(Rule::Marker | Rule::Spacing | Rule::LeadingRule) | None)
}

impl Strip {
    /// The strip of a post with these findings, which are its own.
    pub fn new(view: &View, found: &[Finding]) -> Self {
        let text = view.source.text();
        let chars = CharIndex::new(text);
        let count = |span: Span| chars.chars_before(span.end) - chars.chars_before(span.start);
        let lines = LineIndex::new(text);
        let line = |span: Span| {
            let slice = span.of(text);
            lines.line(
                span.start + (slice.len() - slice.trim_start().len()).min(slice.len().saturating_sub(1)),
            )
        };
        let mut blocks: Vec<Block> = spans(view, found)
            .into_iter()
            .filter(|span| !is_blank(span.of(text)))
            .map(|span| Block { span, line: line(span), chars: count(span), kept: 0 })
            .collect();
        let (mut cells, mut between) = (Vec::new(), String::new());
        for &Piece { span, glue } in view.plan.pieces() {
            between.push_str(glue.text(view.source));
            if is_blank(span.of(text)) {
                between.push_str(span.of(text));
                continue;
            }
            let block = blocks.partition_point(|b| b.span.start <= span.start).saturating_sub(1);
            let chars = count(span);
            if let Some(block) = blocks.get_mut(block) {
                block.kept += chars;
            }
            cells.push(Cell {
                span,
                line: line(span),
                chars,
                block,
                between: std::mem::take(&mut between),
                gone: Vec::new(),
                jumps: false,
            });
        }
        let mut strip = Self { blocks, cells, opening: Vec::new(), closing: between };
        strip.place(found);
        strip
    }

    /// Puts passages after the cells they stood after, and marks where the order is left.
    fn place(&mut self, found: &[Finding]) {
        let order = self.order();
        for (index, finding) in found.iter().enumerate().filter(|(_, f)| f.kind == Kind::Drop) {
            let after = order.partition_point(|&i| self.cells[i].span.start < finding.span.start);
            match after.checked_sub(1) {
                Some(before) => self.cells[order[before]].gone.push(index),
                None => self.opening.push(index),
            }
        }
        let mut rank = vec![0; order.len()];
        for (place, &i) in order.iter().enumerate() {
            rank[i] = place;
        }
        for i in 1..self.cells.len() {
            self.cells[i].jumps = rank[i] != rank[i - 1] + 1;
        }
    }

    /// The cell that holds `span`'s first kept byte, and that byte; none where nothing of it stays.
    pub fn find(&self, order: &[usize], span: Span) -> Option<(usize, usize)> {
        let at = order.partition_point(|&i| self.cells[i].span.end <= span.start);
        let cell = *order.get(at)?;
        let start = self.cells[cell].span.start.max(span.start);
        (start < span.end).then_some((cell, start))
    }

    /// The cells' indices in the post's order.
    pub fn order(&self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.cells.len()).collect();
        order.sort_by_key(|&i| self.cells[i].span);
        order
    }
}

fn is_blank(text: &str) -> bool {
    text.trim_start().is_empty()
}

/// The stretches between markers, or between passages where there is no marker.
fn spans(view: &View, found: &[Finding]) -> Vec<Span> {
    let whole = view.source.text().len();
    let markers: Vec<Span> =
        view.plan.drops().iter().filter(|d| d.rule == Rule::Marker).map(|d| d.span).collect();
    let seams: Vec<Span> = if markers.is_empty() {
        let begins = found.iter().filter(|f| is_passage(f) && f.rule != Some(Rule::CutEnd));
        begins.map(|f| Span::new(f.span.start, f.span.start)).collect()
    } else {
        markers
    };
    let starts = std::iter::once(0).chain(seams.iter().map(|s| s.end));
    let ends = seams.iter().map(|s| s.start).chain([whole]);
    starts.zip(ends).filter(|(start, end)| start < end).map(|(start, end)| Span::new(start, end)).collect()
}

/// A block's sign, one column wide: `A` to `Z`, `a` to `z`, then `#` for all that follow.
pub fn letter(block: usize) -> char {
    let ascii = |from: u8, n: usize| u8::try_from(n).map_or('#', |n| char::from(from + n));
    match block {
        0..26 => ascii(b'A', block),
        26..52 => ascii(b'a', block - 26),
        _ => '#',
    }
}

#[cfg(test)]
mod tests {
    use super::super::finding::findings;
    use super::super::fixture::{Glued, Gone, Keep, Part, Post};
    use super::*;
    use crate::plan::{Glue, Status};

    fn strip(parts: &[Part]) -> (Strip, Post) {
        let post = Post::new(parts, Status::Repaired);
        (Strip::new(&post.view(), &findings(&post.view())), post)
    }

    #[test]
    fn cells_know_their_block_and_what_went_after_them() {
        let (strip, post) = strip(&[
            Keep("One. Two."),
            Gone(Rule::Marker, "\n---END---\n", None),
            Gone(Rule::Copy, "One. Two.", Some("One. Two.")),
            Glued(Glue::BlankLine, "Three."),
            Gone(Rule::Marker, "\n---END---\n\n", None),
            Glued(Glue::BlankLine, "Four."),
        ]);
        let cells: Vec<_> = strip
            .cells
            .iter()
            .map(|c| (c.span.of(post.source.text()), letter(c.block), c.gone.len(), c.line, c.jumps))
            .collect();
        assert_eq!(
            cells,
            [("One. Two.", 'A', 1, 1, false), ("Three.", 'B', 1, 3, false), ("Four.", 'C', 0, 6, false)]
        );
        let blocks: Vec<_> = strip.blocks.iter().map(|b| (b.line, b.chars, b.kept)).collect();
        assert_eq!(blocks, [(1, 9, 9), (3, 15, 6), (6, 5, 5)]);
    }

    #[test]
    fn without_a_marker_a_block_begins_where_a_passage_went() {
        let (strip, _) = strip(&[
            Keep("One. Two. "),
            Gone(Rule::SeamRepeat, "Two. ", Some("Two. ")),
            Keep("Three. "),
            Gone(Rule::CutEnd, "Fo", None),
        ]);
        assert_eq!(strip.cells.iter().map(|c| letter(c.block)).collect::<String>(), "AB");
    }

    #[test]
    fn letters_take_one_column_each() {
        let shown: String = [0, 25, 26, 51, 52, 999].map(letter).iter().collect();
        assert_eq!(shown, "AZaz##");
    }
}
