/*!
The article as it was when it was first whole.

Every block after a marker is a round of going on. Who wants no more of them than it took to finish the
article has the first block that ends with a finished sentence, and what stands before it. Whether the
article was meant to end there nobody can tell from its words: a round that happens to stop between two
sentences counts as its end.
*/

use std::ops::Range;

use crate::segment::{Kind, Unit, is_stopless, stops_are_written};
use crate::text::Span;

/// How many of `blocks`, each its units and whether something parts it from what stands before, make the
/// article first whole: up to the first that is neither cut nor leads on to something. All of them where none
/// is.
pub fn first_whole(text: &str, units: &[Unit], blocks: &[(Range<usize>, bool)]) -> usize {
    let bare = !stops_are_written(units, blocks.iter().filter_map(|block| block.0.clone().next_back()));
    let whole = |block: &(Range<usize>, bool)| {
        let Some(unit) = block.0.clone().next_back().map(|u| &units[u]) else { return false };
        let words = unit.span.of(text);
        let leads_on = unit.kind == Kind::Heading || words.ends_with([':', '：']);
        // A script without stops does not say whether a sentence is finished.
        let cut = unit.kind.can_be_cut() && !unit.complete && !(bare && words.ends_with(is_stopless));
        !leads_on && !cut
    };
    blocks.iter().position(whole).map_or(blocks.len(), |at| at + 1)
}

/// The words of the blocks after those.
pub fn later(units: &[Unit], blocks: &[(Range<usize>, bool)]) -> Vec<Span> {
    let words = |block: &(Range<usize>, bool)| {
        let (first, last) =
            (units.get(block.0.start)?, block.0.clone().next_back().and_then(|u| units.get(u))?);
        Some(Span::new(first.span.start, last.span.end))
    };
    blocks.iter().filter_map(words).collect()
}
