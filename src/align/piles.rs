/*!
Markers that were taken out, told by the blank lines that they leave.

A script that deletes marker lines leaves two blank lines where a block ended, between paragraphs that one
blank line parts. People leave such piles too, so a pile alone says nothing: some of them must follow a
paragraph that ends in mid-sentence, lead to what was told before, or stand where another sign shows a
seam. Where enough do, every pile is taken for a marker. A note about the task that leads to what was told
before stood beside a marker, with a pile or without.

One pass over the units.
*/

use std::ops::Range;

use super::borders::is_note;
use super::index::Index;
use super::seams::{info, is_told};
use crate::model::SEAMS;
use crate::segment::{Gap, Kind, Unit, stops_are_written};
use crate::text::line_start;
use crate::text::script::has_kana;

/// Newlines that one blank line and more beside it make.
const PILE: usize = 3;

/// The blocks between piles of `block`, where the post's markers were taken out: each a range of `units`
/// and whether something stood before it. `seams`: units that other signs show to begin blocks, in order.
pub fn piles(
    text: &str,
    units: &[Unit],
    index: &Index,
    block: Range<usize>,
    seams: &[usize],
) -> Option<Vec<(Range<usize>, bool)>> {
    let is_pile = |at: usize| {
        let white = &text.as_bytes()[units[at - 1].span.end..units[at].span.start];
        units[at].gap == Gap::Blank && memchr::memchr_iter(b'\n', white).take(PILE).count() == PILE
    };
    // A note about the task before what was told was beside a marker.
    let is_note = |at: usize| is_note(text, units, at) && is_told(units, index, at + 1);
    let borders: Vec<usize> = (block.start + 1..block.end).filter(|&at| is_pile(at) || is_note(at)).collect();
    let is_open = |a: &Unit| a.kind == Kind::Sentence && !a.complete && !is_indented(text, a);
    let cut = |a: &Unit| is_open(a) && (a.gap < Gap::Newline || info(a) >= SEAMS.paragraph);
    // Under a line with a stop a line without one is perhaps none.
    let loose = |u: usize| {
        let above = || u > block.start && units[u - 1].kind == Kind::Sentence && units[u - 1].complete;
        is_open(&units[u]) && units[u].gap == Gap::Newline && above()
    };
    // Japanese prose that writes stops leaves none out.
    let kana = |a: &Unit| has_kana(a.span.of(text));
    // Behind the last marker there is nothing but the blank line before it.
    let open = units[..block.end].last().is_some_and(|a| {
        cut(a) && kana(a) && memchr::memchr_iter(b'\n', &text.as_bytes()[a.span.end..]).take(2).count() == 2
    });
    if borders.is_empty() && !open || !stops_are_written(units, borders.iter().map(|at| at - 1)) {
        return None;
    }
    let signs = borders.iter().map(|&at| {
        let (a, b) = (&units[at - 1], &units[at]);
        let goes_on =
            b.kind == Kind::Sentence && (b.span.of(text).starts_with(char::is_lowercase) || kana(a));
        let heads =
            || b.kind == Kind::Sentence && info(b) >= SEAMS.retold && index.heads.before(at).next().is_some();
        let cut = cut(a);
        let begun = !a.complete && a.kind == b.kind && b.span.of(text).starts_with(a.span.of(text));
        let again = is_told(units, index, at) || begun && info(a) >= SEAMS.retold || cut && heads();
        if is_note(at) || seams.binary_search(&at).is_ok() {
            return SEAMS.piles + usize::from(cut);
        }
        // In a post that is damaged for sure what is told again there says more.
        let again = usize::from(again) * if seams.is_empty() { 1 } else { SEAMS.piles };
        usize::from(cut || loose(at - 1)) + usize::from(cut && goes_on) + again
    });
    let ends = usize::from(open);
    if signs.sum::<usize>() + 2 * ends < SEAMS.piles.max(borders.len() + ends) {
        return None;
    }
    let starts = std::iter::once(block.start).chain(borders.iter().copied());
    let ends = borders.iter().copied().chain(std::iter::once(block.end));
    Some(starts.zip(ends).enumerate().map(|(i, (from, to))| (from..to, i > 0)).collect())
}

/// Whether `a` stands in an indented line, as examples do in files that know no fences, and items do not.
fn is_indented(text: &str, a: &Unit) -> bool {
    let line = &text[line_start(text, a.span.start)..a.span.end];
    let item = |words: &str| words.starts_with(|c: char| c.is_ascii_digit() || "*-+>".contains(c));
    (line.starts_with("  ") || line.starts_with('\t')) && !item(line.trim_start())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::segment::{Seen, segment};
    use crate::text::Span;

    /// Blocks of `text` behind paragraphs that end with stops, in a post without other seams.
    fn blocks(text: &str) -> usize {
        between(text, |_| vec![])
    }

    /// Blocks of `text` behind paragraphs that end with stops, where `seams` are known.
    fn between(text: &str, seams: impl Fn(&[Unit]) -> Vec<usize>) -> usize {
        let before: String = (0..40).map(|i| format!("Paragraph {i} says one thing. It ends.\n\n")).collect();
        let text = &*(before + text);
        let mut units = Vec::new();
        segment(text, Span::new(0, text.len()), None, &mut Seen::default(), &mut units);
        let (index, seams) = (Index::new(&units), seams(&units));
        piles(text, &units, &index, 0..units.len(), &seams).map_or(0, |b| b.len())
    }

    #[test]
    fn a_pile_behind_a_cut_is_where_a_marker_was() {
        assert_eq!(blocks("港は静かだった。船は三隻あり、灯台が\n\n\n回っていた。夜が明けた。"), 2);
        assert_eq!(
            blocks("The tide came in. It rose as far as the\n\n\nold gate and stayed there. Nobody came."),
            2
        );
        assert_eq!(blocks("港は静かだった。船は三隻あり、灯台が\n\n"), 1);
        assert_eq!(blocks("夜の港では、灯台だけがゆっくりと回り、三隻の古い船が波にあわせて静かに\n\n"), 1);
    }

    #[test]
    fn a_pile_before_what_was_told_is_one_too() {
        let told = "## Il porto di notte in inverno\n\nTutto tace. Solo il faro gira ancora sul mare.\n\n";
        let cut = "La nave parte alle sei. Il capitano saluta la";
        assert_eq!(blocks(&format!("{told}{cut}\n\n\n{told}")), 2);
        // Its first sentence may be short, when others follow it.
        let told = "Ma piano. Il faro gira ancora sul mare nero.";
        assert_eq!(blocks(&format!("{told}\n\n{cut}\n\n\n{told} Poi tace.")), 2);
        assert_eq!(blocks(&format!("Ma piano. Tutto tace.\n\n{cut}\n\n\nMa piano. Il faro gira.")), 0);
    }

    #[test]
    fn a_paragraph_that_the_next_one_begins_with_is_a_sign() {
        let begun = |last: &str| {
            let first = "Il vecchio faro gira ancora sul mare\n\n\nIl vecchio faro gira ancora sul mare nero. Tutto tace.\n\n";
            let next =
                "Nel porto di notte restano due barche\n\n\nNel porto di notte restano due barche vecchie. ";
            blocks(&format!("{first}{next}{last}"))
        };
        assert_eq!(begun("La nave torna verso la\n\n\nriva del paese. Tutto tace."), 4);
        assert_eq!(begun("La nave torna.\n\n\nLa riva tace.\n\n\nIl mare sale. È sera."), 0);
    }

    #[test]
    fn a_line_in_mid_sentence_under_a_line_with_its_stop_is_a_sign() {
        let line =
            "Caro lettore, ascolta.\nIl faro gira ancora sul mare e la\n\n\nnave torna. Tutto tace.\n\n";
        assert_eq!(blocks(line), 0);
        let cut = "La riva è buia. Il mare sale verso la\n\n\ncasa del guardiano. È sera.";
        assert_eq!(blocks(&format!("{line}{line}{cut}")), 4);
    }

    #[test]
    fn a_note_about_the_task_before_what_was_told_is_beside_a_marker() {
        let told = "Il faro gira ancora sul mare nero.";
        assert_eq!(blocks(&format!("{told} Tutto tace.\n\n【既存の記事】\n{told} La nave torna.")), 2);
        assert_eq!(blocks(&format!("{told} Tutto tace.\n\n【既存の記事】\nLa nave torna.")), 0);
    }

    #[test]
    fn beside_a_seam_less_is_asked_of_piles() {
        let told = "Il faro gira ancora sul mare nero.";
        let text = format!("{told} Tutto tace.\n\n\nLa nave torna. È sera.\n\n\n{told} Il mare sale.");
        assert_eq!(blocks(&text), 0);
        // A seam at the last pile, or elsewhere.
        assert_eq!(between(&text, |units| vec![units.len() - 2]), 3);
        assert_eq!(between(&text, |_| vec![20]), 3);
    }

    #[test]
    fn lines_before_piles_say_nothing_of_whether_stops_are_written() {
        let cut = "Der Hafen ist klein. Die Boote liegen an der\n\n\nMauer aus Stein. Es ist still.\n\n";
        let lower =
            "Der Hafen ist klein. Im Winter ziehen wir sie alle\n\n\nan den Strand. Es ist still.\n\n";
        assert_eq!(blocks(&format!("{cut}{lower}").repeat(4)), 9);
    }

    #[test]
    fn piles_that_people_leave_are_none() {
        assert_eq!(blocks("One thing is said here.\n\n\nAnother is said here. It is finished."), 0);
        assert_eq!(blocks("A label\n\n\n## A heading\n\nText is here. It is finished.\n\n\nMore of it."), 0);
        // A line without a stop under one with it, as at the end of a story.
        assert_eq!(blocks("夜の港は静かだった。\n（昭和三年十一月、港にて）\n\n\n底本：港の本。"), 0);
    }
}
