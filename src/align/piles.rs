/*!
Markers that were taken out, told by the blank lines that they leave.

A script that deletes marker lines leaves two blank lines where a block ended, between paragraphs that one
blank line parts. People leave such piles too, so a pile alone says nothing: some of them must follow a
paragraph that ends in mid-sentence, or lead to a sentence that was told before. Where enough do, every
pile is taken for a marker.

One pass over the units.
*/

use std::ops::Range;

use super::index::Occurrences;
use super::seams::info;
use crate::segment::{Gap, Kind, Unit, stops_are_written};

/// Newlines that one blank line and more beside it make.
const PILE: usize = 3;
/// Key characters, wide ones twice, of a sentence that is not told twice by accident.
const RETOLD: usize = 26;
/// Signs of damage that make piles markers, and no fewer than there are piles.
const SIGNS: usize = 2;

/// The blocks between piles of `block`, where the post's markers were taken out: each a range of `units`
/// and whether something stood before it.
pub fn piles(text: &str, units: &[Unit], block: Range<usize>) -> Option<Vec<(Range<usize>, bool)>> {
    let is_pile = |at: &usize| {
        let white = &text.as_bytes()[units[at - 1].span.end..units[*at].span.start];
        units[*at].gap == Gap::Blank && memchr::memchr_iter(b'\n', white).take(PILE).count() == PILE
    };
    let borders: Vec<usize> = (block.start + 1..block.end).filter(is_pile).collect();
    let cut = |a: &Unit| a.kind == Kind::Sentence && !a.complete && (a.gap < Gap::Newline || info(a) >= 80);
    // Japanese prose that writes stops leaves none out.
    let kana = |a: &Unit| a.span.of(text).contains(|c| matches!(c, '\u{3041}'..='\u{30ff}'));
    // Behind the last marker there is nothing but the blank line before it.
    let open = units[..block.end].last().is_some_and(|a| {
        cut(a) && kana(a) && memchr::memchr_iter(b'\n', &text.as_bytes()[a.span.end..]).take(2).count() == 2
    });
    if borders.is_empty() && !open || !stops_are_written(units, []) {
        return None;
    }
    let keys = Occurrences::new(units.iter().map(|u| u.key.hash));
    let heads = Occurrences::new(units.iter().map(|u| u.key.head));
    let signs = borders.iter().map(|&at| {
        let (a, b) = (&units[at - 1], &units[at]);
        let goes_on =
            b.kind == Kind::Sentence && (b.span.of(text).starts_with(char::is_lowercase) || kana(a));
        let told = b.kind == Kind::Sentence && info(b) >= RETOLD;
        let again = told && (keys.before(at).next().is_some() || cut(a) && heads.before(at).next().is_some());
        usize::from(cut(a)) + usize::from(cut(a) && goes_on) + usize::from(again)
    });
    let ends = usize::from(open);
    if signs.sum::<usize>() + 2 * ends < SIGNS.max(borders.len() + ends) {
        return None;
    }
    let starts = std::iter::once(block.start).chain(borders.iter().copied());
    let ends = borders.iter().copied().chain(std::iter::once(block.end));
    Some(starts.zip(ends).enumerate().map(|(i, (from, to))| (from..to, i > 0)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::segment::{Seen, segment};
    use crate::text::Span;

    /// Blocks of `text` behind paragraphs that end with stops.
    fn blocks(text: &str) -> usize {
        let before: String = (0..40).map(|i| format!("Paragraph {i} says one thing. It ends.\n\n")).collect();
        let text = &*(before + text);
        let mut units = Vec::new();
        segment(text, Span::new(0, text.len()), None, &mut Seen::default(), &mut units);
        piles(text, &units, 0..units.len()).map_or(0, |b| b.len())
    }

    #[test]
    fn a_pile_behind_a_cut_is_where_a_marker_was() {
        assert_eq!(blocks("港は静かだった。船は三隻あり、灯台が\n\n\n回っていた。夜が明けた。"), 2);
        assert_eq!(
            blocks("The tide came in. It rose as far as the\n\n\nold gate and stayed there. Nobody came."),
            2
        );
        assert_eq!(blocks("港は静かだった。船は三隻あり、灯台が\n\n"), 1);
    }

    #[test]
    fn piles_that_people_leave_are_none() {
        assert_eq!(blocks("One thing is said here.\n\n\nAnother is said here. It is finished."), 0);
        assert_eq!(blocks("A label\n\n\n## A heading\n\nText is here. It is finished.\n\n\nMore of it."), 0);
    }
}
