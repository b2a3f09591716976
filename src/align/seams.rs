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

use std::borrow::Cow;
use std::ops::Range;

use super::index::{Index, Occurrences};
use super::reads::Stretch;
use crate::segment::{Gap, Keys, Kind, Unit, is_stopless, stops_are_written};

/// Key characters, wide ones twice, that a unit said again alone must have to mark a seam.
const ALONE: usize = 26;
/// Key characters that two units and more said again must have where the first telling is cut.
const CUT: usize = 20;
/// Key characters that a longer stretch said again must have.
const STRETCH: usize = 40;
/// Key characters, wide ones twice, that no title has.
const PARAGRAPH: usize = 60;
/// Units that a restart goes back at most.
const REACH: usize = 400;
/// Key characters of prose, wide ones twice, that a stretch told again away from its first telling has.
const AGAIN: usize = 80;
/// Sentences before a paragraph that dots may lead back to.
const DOTTED: usize = 4;
/// Key characters behind dots that are looked for before them.
const AFTER_DOTS: usize = 6;
/// Sentences that a reworded restart goes back at most.
const REWORDED: usize = 4;

/// Cuts the blocks (each a range of `units`, with whether a marker stands before it) at their inner
/// seams. In a post that is damaged for sure (it has a marker, or a tandem repeat) a longer stretch that
/// is told again anywhere in its block, and a paragraph that ends in mid-sentence, are seams as well.
pub fn stretches(
    text: &str,
    letters: &Keys<'_>,
    units: &[Unit],
    index: &Index,
    blocks: &[(Range<usize>, bool)],
) -> Vec<Stretch> {
    let strict = blocks.len() < 2;
    let look = Look { text, letters, units, strict, index };
    let mut seams = vec![false; units.len() + 1];
    for (range, _) in blocks {
        let mut start = range.start;
        for (at, seam) in seams.iter_mut().enumerate().take(range.end).skip(range.start + 1) {
            if look.is_seam(start..range.end, at) {
                *seam = true;
                start = at;
            }
        }
    }
    let damaged = !strict || seams.contains(&true);
    let cuts = damaged && strict && stops_are_written(units) && loose_ends(units) <= 2;
    let again = if strict { AGAIN * 2 } else { AGAIN };
    let mut out = Vec::new();
    for (range, marked) in blocks {
        let mut start = range.start;
        let (mut marked, mut inner) = (*marked, false);
        for (at, seam) in seams.iter().enumerate().take(range.end).skip(range.start + 1) {
            let other = || {
                look.leads_with_dots(start, at)
                    || cuts && look.is_cut(at)
                    || look.is_ruled_off(at)
                    || look.is_reworded(start, at)
                    || look.is_told_again(start..range.end, at, again)
            };
            if *seam || damaged && other() {
                out.push(Stretch { units: start..at, marked, inner });
                start = at;
                (marked, inner) = (true, true);
            }
        }
        out.push(Stretch { units: start..range.end, marked, inner });
    }
    out
}

/// What a look for seams goes by.
struct Look<'t> {
    text: &'t str,
    letters: &'t Keys<'t>,
    units: &'t [Unit],
    /// No marker says that the post is damaged.
    strict: bool,
    index: &'t Index,
}

impl Look<'_> {
    fn chars(&self, unit: &Unit) -> Cow<'_, [char]> {
        self.letters.chars_of(&unit.key, unit.span.of(self.text))
    }

    /// Where the ends of keys occur.
    fn feet(&self) -> &Occurrences {
        self.index.feet(self.units)
    }

    /// Whether the unit at `v` begins a telling of what stands right before it in `range`.
    fn is_seam(&self, range: Range<usize>, v: usize) -> bool {
        let unit = &self.units[v];
        if unit.gap < Gap::Blank || matches!(unit.kind, Kind::Rule | Kind::Row) {
            return false;
        }
        let whole = self.index.keys.before(v).take_while(|&u| u >= range.start).filter(|&u| v - u <= REACH);
        let cut =
            self.index.heads.before(v).take_while(|&u| u >= range.start).take(1).filter(|&u| u + 1 == v);
        let mut candidates: Vec<usize> = whole.take(6).chain(cut).collect();
        candidates.dedup();
        if unit.kind == Kind::Verbatim {
            // Code that was begun anew between two of its paragraphs; on its own code may be the same twice.
            let words = unit.span.of(self.text);
            let code = |u: &usize| {
                let told = self.units[*u].span.of(self.text);
                self.units[*u].kind == Kind::Verbatim
                    && told.ends_with(words)
                    && !(self.strict && words.starts_with(['`', '~']))
            };
            candidates.retain(|&u| u + 1 == v);
            candidates.extend(self.feet().before(v).take_while(|&u| u >= range.start).filter(code).take(6));
        }
        candidates.into_iter().any(|u| self.is_tandem(range.clone(), u, v))
    }

    /// Whether `u..v` is told again from `v` on.
    fn is_tandem(&self, range: Range<usize>, u: usize, v: usize) -> bool {
        let period = v - u;
        if v + period > range.end + usize::from(!self.strict) {
            return false;
        }
        let (mut same, mut all, mut prose, mut verse) = (0, 0, 0, 0);
        for i in 0..period {
            let (a, Some(b)) = (&self.units[u + i], self.units.get(v + i)) else { return false };
            // An image or a link says less than its address is long.
            let fence = a.span.of(self.text).starts_with(['`', '~']);
            let said = if a.kind == Kind::Verbatim && !fence { info(a).min(10) } else { info(a) };
            all += said;
            let cut_here = i + 1 == period && self.is_cut_of(a, b);
            let rest = i == 0
                && (a.kind, b.kind) == (Kind::Verbatim, Kind::Verbatim)
                && a.span.of(self.text).ends_with(b.span.of(self.text));
            if a.key.hash == b.key.hash || cut_here || rest {
                same += said;
                let line = i > 0 && a.gap == Gap::Newline && said < 120;
                match a.kind {
                    Kind::Sentence if line => verse += said,
                    Kind::Sentence => prose += said,
                    Kind::Item if !self.strict => prose += said,
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
        if self.strict && (same * 20 < all * 19 || prose * 2 < all || verse > prose) || same * 10 < all * 7 {
            return false;
        }
        let (a, b) = (&self.units[u], &self.units[v]);
        if period > 1 {
            let cut = !self.units[v - 1].complete;
            return prose + if self.strict { 0 } else { verse } >= if cut { CUT } else { STRETCH };
        }
        let alone = u == range.start || a.gap >= Gap::Newline;
        // A label and the paragraph that begins with it are no cut and its continuation.
        let label = !a.complete && alone && a.key.hash != b.key.hash && !self.is_mid_word(a, b) && {
            let first = self.strict && u == 0;
            info(a) < if first { 90 } else { 30 }
        };
        // A script without stops does not say what is a title; its length does.
        let stopless = info(a) >= PARAGRAPH && b.span.of(self.text).ends_with(is_stopless);
        let title = self.strict && !a.complete && !b.complete && !stopless && !self.is_mid_word(a, b);
        let least = if self.is_mid_word(a, b) { 8 } else { ALONE };
        !label && !title && a.kind == Kind::Sentence && b.kind != Kind::Item && prose >= least
    }

    /// Whether `a`, a beginning of `b`, ends inside a word or a link of it: no label does.
    fn is_mid_word(&self, a: &Unit, b: &Unit) -> bool {
        let (short, long) = (a.span.of(self.text), b.span.of(self.text));
        let Some(rest) = long.strip_prefix(short) else { return false };
        let (Some(l), Some(r)) = (short.chars().next_back(), rest.chars().next()) else { return false };
        let letter = |c: char| c.is_alphabetic() && (c as u32) < 0x2e80;
        let kana = |c: char| matches!(c, '\u{3041}'..='\u{30ff}');
        let ideograph = |c: char| matches!(c, '\u{4e00}'..='\u{9fff}');
        // Between two ideographs a Japanese word hardly ends; Chinese has nothing else.
        letter(l) && letter(r)
            || ideograph(l) && ideograph(r) && short.contains(kana)
            || short.rsplit_once("](").is_some_and(|(_, address)| !address.contains(')'))
    }

    /// Whether `a` is a cut beginning of `b`.
    fn is_cut_of(&self, a: &Unit, b: &Unit) -> bool {
        let link = b.kind == Kind::Verbatim && a.span.of(self.text).starts_with('[');
        (a.kind == b.kind || link) && a.kind.is_prose() && !a.complete && a.key.len < b.key.len && {
            self.chars(b).starts_with(&self.chars(a))
        }
    }

    /// Whether a rule parts a paragraph that ends in mid-sentence from what goes on: prompts do, and the
    /// answers that repeat them.
    fn is_ruled_off(&self, at: usize) -> bool {
        let (a, b) = (&self.units[at - 1], &self.units[at]);
        b.kind == Kind::Rule && a.kind == Kind::Sentence && !a.complete && a.gap < Gap::Newline
    }

    /// Whether a paragraph ends in mid-sentence right before `at`, and prose follows that can go on with it.
    fn is_cut(&self, at: usize) -> bool {
        let (a, b) = (&self.units[at - 1], &self.units[at]);
        let capital =
            b.span.of(self.text).chars().find(|c| c.is_alphanumeric()).is_some_and(char::is_uppercase);
        a.kind == Kind::Sentence
            && !a.complete
            && b.kind == Kind::Sentence
            && b.gap == Gap::Blank
            && !is_chinese(a.span.of(self.text))
            && (a.gap < Gap::Newline || a.key.len >= 40)
            && !capital
    }

    /// Whether `unit` is prose that begins with dots.
    fn is_dotted(&self, unit: &Unit) -> bool {
        unit.kind == Kind::Sentence && unit.span.of(self.text).starts_with(['…', '.'])
    }

    /// Whether the dots that the paragraph at `at` begins with are those that continuations put before words
    /// that they say again, or before the rest of what was cut.
    fn leads_with_dots(&self, start: usize, at: usize) -> bool {
        let unit = &self.units[at];
        if unit.gap != Gap::Blank || !self.is_dotted(unit) {
            return false;
        }
        // The sentence, or its end, was told without them.
        let again = [&self.index.keys, self.feet()]
            .iter()
            .any(|t| t.before(at).any(|u| !self.is_dotted(&self.units[u])));
        if again || !self.units[at - 1].complete {
            return true;
        }
        let words = self.chars(unit);
        let words = &words[..words.len().min(AFTER_DOTS)];
        let says = |a: &Unit| self.chars(a).windows(words.len().max(1)).any(|w| w == words);
        words.len() == AFTER_DOTS && self.units[start.max(at.saturating_sub(DOTTED))..at].iter().any(says)
    }

    /// Whether the paragraph at `at` begins with the last few sentences before it, the first of them in
    /// slightly other words.
    fn is_reworded(&self, start: usize, at: usize) -> bool {
        let b = &self.units[at];
        if b.gap != Gap::Blank || b.kind != Kind::Sentence || info(b) < 24 {
            return false;
        }
        let mut key = None;
        (1..=REWORDED.min(at - start)).any(|period| {
            let a = &self.units[at - period];
            let (short, long) = (a.key.len.min(b.key.len), a.key.len.max(b.key.len));
            let rest = 1..period;
            let same = |i: usize| {
                self.units.get(at + i).is_some_and(|u| u.key.hash == self.units[at - period + i].key.hash)
            };
            a.kind == Kind::Sentence && short * 4 >= long * 3 && rest.clone().all(same) && {
                let key = key.get_or_insert_with(|| self.chars(b));
                super::ratio(&self.chars(a), key) >= 0.8
            }
        })
    }

    /// Whether two sentences or more from `v` on, with enough to say, were told before in `range`.
    fn is_told_again(&self, range: Range<usize>, v: usize, least: usize) -> bool {
        if self.units[v].kind == Kind::Rule || self.units[v].gap < Gap::Newline {
            return false;
        }
        self.index.keys.before(v).take_while(|&u| u >= range.start).any(|u| {
            let (mut prose, mut said) = (0, 0);
            for k in 0..(v - u).min(range.end - v).min(40) {
                let (a, b) = (&self.units[u + k], &self.units[v + k]);
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
}

/// Whether `words` are written in ideographs alone: then nothing in a paragraph that ends without a stop,
/// nor in the one that follows, says whether it was cut.
fn is_chinese(words: &str) -> bool {
    let ideographs = words.chars().filter(|c| matches!(c, '\u{4e00}'..='\u{9fff}')).count();
    ideographs * 4 > words.chars().count() && !words.contains(|c| matches!(c, '\u{3041}'..='\u{30ff}'))
}

/// Lines of prose without a stop that no cut explains: people leave them, models that write articles do not.
fn loose_ends(units: &[Unit]) -> usize {
    let open = |a: &Unit| a.kind == Kind::Sentence && !a.complete;
    let alone = |a: &Unit, b: &Unit| b.kind != Kind::Sentence || a.gap >= Gap::Newline && a.key.len < 40;
    units.windows(2).filter(|w| open(&w[0]) && w[1].gap >= Gap::Newline && alone(&w[0], &w[1])).count()
}

/// A unit's key characters, wide ones counting twice.
pub fn info(unit: &Unit) -> usize {
    let len = unit.key.len as usize;
    if unit.span.len() * 2 > len * 5 { len * 2 } else { len }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::segment::{Seen, segment};
    use crate::text::Span;

    fn seams(text: &str) -> Vec<&str> {
        let mut units = Vec::new();
        let mut seen = Seen::default();
        segment(text, Span::new(0, text.len()), &mut seen, &mut units);
        let blocks = [(0..units.len(), false)];
        stretches(text, seen.keys(), &units, &Index::new(&units), &blocks)
            .iter()
            .skip(1)
            .map(|s| units[s.units.start].span.of(text))
            .collect()
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
