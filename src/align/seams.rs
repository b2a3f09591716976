/*!
Seams that no marker shows.

A continuation whose marker was never written, or was stripped, gives itself away by what it begins
with: it says again, unit by unit, the stretch right before it. That is a tandem repeat. A refrain, a
clause that a contract repeats, a parameter list are repeats too, but other text stands between their
tellings; a seam is only where the earlier telling ends at the very place where the later one begins,
at a paragraph's start. The earlier telling's last unit may be cut, and some units may be reworded.

Each unit is looked at with a capped number of earlier occurrences of its key, and a candidate is
compared over its own length, so the cost is linear but for text that repeats one unit over and over;
there the compared length is capped.
*/

use std::ops::Range;

use super::index::Occurrences;
use super::reads::Stretch;
use crate::segment::{Gap, Kind, Unit, key_chars, stops_are_written};

/// Key characters, wide ones twice, that a unit said again alone must have to mark a seam.
const ALONE: usize = 26;
/// Key characters that a longer stretch said again must have.
const STRETCH: usize = 40;
/// Units that a restart goes back at most.
const REACH: usize = 400;

/// Cuts the blocks (each a range of `units`, with whether a marker stands before it) at their inner
/// seams. In a post that is damaged for sure (it has a marker, or a tandem repeat) a longer stretch that
/// is told again anywhere in its block, and a paragraph that ends in mid-sentence, are seams as well.
#[allow(clippy::needless_range_loop, reason = "a seam stands between two units: every test looks at both")]
pub fn stretches(text: &str, units: &[Unit], blocks: &[(Range<usize>, bool)]) -> Vec<Stretch> {
    let keys = Occurrences::new(units.iter().map(|u| u.key.hash));
    let heads = Occurrences::new(units.iter().map(|u| u.key.head));
    let mut seams = vec![false; units.len() + 1];
    let marked_post = blocks.len() > 1;
    let mut damaged = marked_post;
    for (range, _) in blocks {
        let mut start = range.start;
        for at in range.start + 1..range.end {
            if is_seam(text, units, &keys, &heads, start..range.end, at, !marked_post) {
                seams[at] = true;
                damaged = true;
                start = at;
            }
        }
    }
    let cuts = damaged && !marked_post && stops_are_written(units) && loose_ends(units) <= 2;
    let mut out = Vec::new();
    for (range, marked) in blocks {
        let mut start = range.start;
        let (mut marked, mut inner) = (*marked, false);
        for at in range.start + 1..range.end {
            if seams[at]
                || damaged
                    && (leads_with_dots(text, units, at)
                        || cuts && is_cut(text, units, at)
                        || is_reworded(text, units, start, at)
                        || is_told_again(
                            units,
                            &keys,
                            start..range.end,
                            at,
                            if marked_post { AGAIN } else { AGAIN * 2 },
                        ))
            {
                out.push(Stretch { units: start..at, marked, inner });
                start = at;
                (marked, inner) = (true, true);
            }
        }
        out.push(Stretch { units: start..range.end, marked, inner });
    }
    out
}

/// Key characters of prose, wide ones twice, that a stretch told again away from its first telling has.
const AGAIN: usize = 80;

/// Whether a paragraph ends in mid-sentence right before `at`, and prose follows that can go on with it.
fn is_cut(text: &str, units: &[Unit], at: usize) -> bool {
    let (a, b) = (&units[at - 1], &units[at]);
    let capital = b.span.of(text).chars().find(|c| c.is_alphanumeric()).is_some_and(char::is_uppercase);
    a.kind == Kind::Sentence
        && !a.complete
        && b.kind == Kind::Sentence
        && b.gap == Gap::Blank
        && (a.gap < Gap::Newline || a.key.len >= 40)
        && !capital
}

/// Whether a paragraph begins with the dots that continuations put before words that they say again.
fn leads_with_dots(text: &str, units: &[Unit], at: usize) -> bool {
    let unit = &units[at];
    unit.kind == Kind::Sentence && unit.gap == Gap::Blank && unit.span.of(text).starts_with(['…', '.'])
}

/// Lines of prose without a stop that no cut explains: people leave them, models that write articles do not.
fn loose_ends(units: &[Unit]) -> usize {
    let open = |a: &Unit| a.kind == Kind::Sentence && !a.complete;
    let alone = |a: &Unit, b: &Unit| b.kind != Kind::Sentence || a.gap >= Gap::Newline && a.key.len < 40;
    units.windows(2).filter(|w| open(&w[0]) && w[1].gap >= Gap::Newline && alone(&w[0], &w[1])).count()
}

/// Sentences that a reworded restart goes back at most.
const REWORDED: usize = 4;

/// Whether the paragraph at `at` begins with the last few sentences before it, the first of them in
/// slightly other words.
fn is_reworded(text: &str, units: &[Unit], start: usize, at: usize) -> bool {
    let b = &units[at];
    if b.gap != Gap::Blank || b.kind != Kind::Sentence || b.key.len < 12 {
        return false;
    }
    let mut key = None;
    (1..=REWORDED.min(at - start)).any(|period| {
        let a = &units[at - period];
        let (short, long) = (a.key.len.min(b.key.len), a.key.len.max(b.key.len));
        let rest = 1..period;
        let same =
            |i: usize| units.get(at + i).is_some_and(|u| u.key.hash == units[at - period + i].key.hash);
        a.kind == Kind::Sentence && short * 4 >= long * 3 && rest.clone().all(same) && {
            let key = key.get_or_insert_with(|| key_chars(b.span.of(text)));
            super::ratio(&key_chars(a.span.of(text)), key) >= 0.8
        }
    })
}

/// Whether two sentences or more from `v` on, with enough to say, were told before in `range`.
fn is_told_again(units: &[Unit], keys: &Occurrences, range: Range<usize>, v: usize, least: usize) -> bool {
    if units[v].kind == Kind::Rule || units[v].gap < Gap::Newline {
        return false;
    }
    keys.before(v).take_while(|&u| u >= range.start).any(|u| {
        let (mut prose, mut said) = (0, 0);
        for k in 0..(v - u).min(range.end - v).min(40) {
            let (a, b) = (&units[u + k], &units[v + k]);
            if a.key.hash != b.key.hash {
                break;
            }
            if b.kind.is_prose() {
                prose += 1;
                said += info(b);
            }
        }
        prose >= 2 && said >= least
    })
}

/// A unit's key characters, wide ones counting twice.
fn info(unit: &Unit) -> usize {
    let len = unit.key.len as usize;
    if unit.span.len() * 2 > len * 5 { len * 2 } else { len }
}

/// Whether the unit at `v` begins a telling of what stands right before it in `range`. `strict` where no
/// marker says that the post is damaged.
fn is_seam(
    text: &str,
    units: &[Unit],
    keys: &Occurrences,
    heads: &Occurrences,
    range: Range<usize>,
    v: usize,
    strict: bool,
) -> bool {
    let unit = &units[v];
    if unit.gap < Gap::Blank || matches!(unit.kind, Kind::Rule | Kind::Verbatim | Kind::Row) {
        return false;
    }
    let whole = keys.before(v).take_while(|&u| u >= range.start).filter(|&u| v - u <= REACH);
    let cut = heads.before(v).take_while(|&u| u >= range.start).take(1).filter(|&u| u + 1 == v);
    let mut candidates: Vec<usize> = whole.take(6).chain(cut).collect();
    candidates.dedup();
    candidates.into_iter().any(|u| is_tandem(text, units, range.clone(), u, v, strict))
}

/// Whether `u..v` is told again from `v` on.
fn is_tandem(text: &str, units: &[Unit], range: Range<usize>, u: usize, v: usize, strict: bool) -> bool {
    let period = v - u;
    if v + period > range.end + usize::from(!strict) {
        return false;
    }
    let (mut same, mut all, mut prose, mut verse) = (0, 0, 0, 0);
    for i in 0..period {
        let (a, Some(b)) = (&units[u + i], units.get(v + i)) else { return false };
        let said = info(a);
        all += said;
        let cut_here = i + 1 == period && is_cut_of(text, a, b);
        if a.key.hash == b.key.hash || cut_here {
            same += said;
            let line = i > 0 && a.gap == Gap::Newline && said < 120;
            match a.kind {
                Kind::Sentence if line => verse += said,
                Kind::Sentence => prose += said,
                Kind::Item if !strict => prose += said,
                _ => {}
            }
        } else if i == 0 {
            return false;
        }
        // Nothing that long is told again with fewer than two units in three alike.
        if i > 8 && same * 3 < all * 2 {
            return false;
        }
    }
    // Lists, verses and forms are told twice for good reasons; running prose is not.
    if strict && (same * 20 < all * 19 || prose * 2 < all || verse > prose) || same * 10 < all * 7 {
        return false;
    }
    let (a, b) = (&units[u], &units[v]);
    if period > 1 {
        let cut = !units[v - 1].complete;
        return prose + if strict { 0 } else { verse } >= if cut { ALONE } else { STRETCH };
    }
    let alone = u == range.start || a.gap >= Gap::Newline;
    // A label and the paragraph that begins with it are no cut and its continuation.
    let label = !a.complete && alone && a.key.hash != b.key.hash && !is_mid_word(text, a, b) && {
        let first = strict && u == 0;
        info(a) < if first { 90 } else { 30 }
    };
    let title = strict && !a.complete && !b.complete;
    let least = if is_mid_word(text, a, b) { 8 } else { ALONE };
    !label && !title && a.kind == Kind::Sentence && b.kind == Kind::Sentence && prose >= least
}

/// Whether `a`, a beginning of `b`, ends inside a word of it: no label does.
fn is_mid_word(text: &str, a: &Unit, b: &Unit) -> bool {
    let (short, long) = (a.span.of(text), b.span.of(text));
    let letter = |c: char| c.is_alphabetic() && (c as u32) < 0x2e80;
    long.strip_prefix(short).and_then(|rest| rest.chars().next()).is_some_and(letter)
        && short.ends_with(letter)
}

/// Whether `a` is a cut beginning of `b`.
fn is_cut_of(text: &str, a: &Unit, b: &Unit) -> bool {
    a.kind == b.kind && a.kind.is_prose() && !a.complete && a.key.len < b.key.len && {
        let (x, y) = (key_chars(a.span.of(text)), key_chars(b.span.of(text)));
        y.starts_with(&x)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::segment::{Seen, segment};
    use crate::text::Span;

    fn seams(text: &str) -> Vec<&str> {
        let mut units = Vec::new();
        segment(text, Span::new(0, text.len()), &mut Seen::default(), &mut units);
        let blocks = [(0..units.len(), false)];
        stretches(text, &units, &blocks).iter().skip(1).map(|s| units[s.units.start].span.of(text)).collect()
    }

    #[test]
    fn a_sentence_said_again_after_a_blank_line_is_a_seam() {
        let again = "The harbour was quiet at that hour of the day.";
        assert_eq!(seams(&format!("Start. {again}\n\n{again} Then the boats came.")), [again]);
    }

    #[test]
    fn a_restart_paragraphs_back_is_a_seam_even_after_a_cut() {
        let text = "Intro stands here.\n\nFirst things come first here. And so on they go.\n\nThe second paragraph goes on to\n\n\
                    First things come first here. And so on they go.\n\nThe second paragraph goes on to the end. Done.";
        assert_eq!(seams(text), ["First things come first here."]);
    }

    #[test]
    fn a_refrain_is_no_seam() {
        let text = "Row the boat along the river.\n\nThe first verse stands here.\n\nRow the boat along the river.\n\nThe second verse.";
        assert_eq!(seams(text), Vec::<&str>::new());
    }

    #[test]
    fn a_label_before_its_definition_is_no_seam() {
        assert_eq!(seams("Content Policy\n\nContent Policy is a header."), Vec::<&str>::new());
    }
}
