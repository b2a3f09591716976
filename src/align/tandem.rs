/*!
A stretch told again right behind itself: a tandem repeat (Benson 1999 names so what a genome says twice in a row).

Each of a capped number of earlier places where the unit here was told is a hypothesis: all from there on is told
again. What speaks for it is one sum, of how much of it is equal, how much it says, and what people say twice for good
reasons. The best one is taken. Linear in the length of what is compared.
*/

use std::ops::Range;

use super::seams::{Look, info};
use crate::model::SEAMS;
use crate::segment::{Gap, Kind};
use crate::text::script::{is_ideograph, is_kana, is_stopless};

/// Units that a restart goes back at most.
const REACH: usize = 400;
/// Earlier places that are looked at.
const PLACES: usize = 6;

/// Where in `told` that stands which the unit at `v` begins to tell again, when all from there on is told again from
/// `v`, with what speaks for it; `rounds`, 0 to 1, says how sure it is that the post was written in rounds.
pub fn restart(
    look: &Look<'_>,
    told: &[usize],
    range: &Range<usize>,
    v: usize,
    rounds: f32,
) -> Option<(usize, f32)> {
    let (units, text) = (look.units, look.text);
    let unit = &units[v];
    if unit.gap < Gap::Blank || matches!(unit.kind, Kind::Rule | Kind::Row) {
        return None;
    }
    // Units before `v` are told but where a restart took their place.
    let place = |u: usize| told.binary_search(&u).ok();
    let near = |from: &usize| told.len() - from <= REACH;
    let whole = look.index.keys.before(v).take_while(|&u| u >= range.start).filter_map(place).filter(near);
    let cut = look.index.heads.before(v).take(1).filter(|&u| u + 1 == v).filter_map(place);
    let mut candidates: Vec<usize> = whole.take(PLACES).chain(cut).collect();
    candidates.dedup();
    if unit.kind == Kind::Verbatim {
        // Code that was begun anew between two of its paragraphs.
        let words = unit.span.of(text);
        let code = |u: &usize| units[*u].kind == Kind::Verbatim && units[*u].span.of(text).ends_with(words);
        candidates.retain(|&from| from + 1 == told.len());
        let ends = look.feet().before(v).take_while(|&u| u >= range.start).filter(&code).take(PLACES);
        candidates.extend(ends.filter_map(place).filter(near));
        // A bracket and the fence behind it are found by what follows them.
        if unit.key.foot == 0 && v + 1 < range.end {
            for index in [&look.index.keys, &look.index.heads] {
                let next = index.before(v + 1).take_while(|&u| u > range.start).map(|u| u - 1);
                candidates.extend(next.filter(code).take(PLACES).filter_map(place).filter(near));
            }
        }
    }
    let scored = candidates.into_iter().filter_map(|from| {
        let said = Said::of(look, &told[from..], range, v, rounds)?;
        Some((from, said.evidence(look, &told[from..], range, v, rounds)))
    });
    // Of equally likely ones the nearest.
    scored.reduce(|best, next| if next.1 > best.1 { next } else { best })
}

/// What a stretch and its second telling say: key characters, wide ones twice.
#[derive(Default, Debug)]
struct Said {
    /// All of it, and what is equal in both.
    all: usize,
    same: usize,
    /// Of the equal: running prose, lines that stand under another like verses, and what is prose in a post that was
    /// written in rounds.
    prose: f32,
    verse: f32,
    /// Sentences of the prose.
    sentences: usize,
}

impl Said {
    /// Compares `told`, which ends right before `v`, with what stands from `v` on; `None` where they cannot be tellings
    /// of one stretch.
    fn of(look: &Look<'_>, told: &[usize], range: &Range<usize>, v: usize, rounds: f32) -> Option<Self> {
        let (units, text, period) = (look.units, look.text, told.len());
        if v + period > range.end + usize::from(rounds > 0.0) {
            return None;
        }
        let mut out = Self::default();
        // A section was cut in its first sentence: its heading is told again for that.
        let is_cut = units.get(v + period - 1).is_some_and(|b| look.is_cut_of(&units[v - 1], b));
        for (i, &u) in told.iter().enumerate() {
            let (a, b) = (&units[u], units.get(v + i)?);
            // An image or a link says less than its address is long.
            let fence = is_code(a.span.of(text));
            let said = if a.kind == Kind::Verbatim && !fence { info(a).min(SEAMS.address) } else { info(a) };
            out.all += said;
            let cut_here = i + 1 == period && look.is_cut_of(a, b);
            let rest = i == 0
                && (a.kind, b.kind) == (Kind::Verbatim, Kind::Verbatim)
                && a.span.of(text).ends_with(b.span.of(text));
            if a.key.hash == b.key.hash || cut_here || rest {
                out.same += said;
                match a.kind {
                    Kind::Sentence if i > 0 && a.gap == Gap::Newline && said < SEAMS.verse => {
                        out.verse += said as f32;
                    }
                    Kind::Sentence => {
                        out.prose += said as f32;
                        out.sentences += 1;
                    }
                    Kind::Item => out.prose += said as f32 * rounds,
                    Kind::Heading if is_cut => out.prose += said as f32 * rounds,
                    _ => {}
                }
            } else if i == 0 || fence {
                // Two pieces of code under one sentence are two examples.
                return None;
            }
            // Nothing that long is told again with fewer than two units in three alike.
            if i > 8 && out.same * 3 < out.all * 2 {
                return None;
            }
        }
        Some(out)
    }

    /// What it says for a seam before `v`, in log-odds.
    fn evidence(&self, look: &Look<'_>, told: &[usize], range: &Range<usize>, v: usize, rounds: f32) -> f32 {
        let (w, units, text) = (&SEAMS, look.units, look.text);
        let (u, a, b) = (told[0], &units[told[0]], &units[v]);
        let part = self.same as f32 / self.all.max(1) as f32;
        let code = is_code(b.span.of(text));
        let loose = self.prose * 2.0 < self.all as f32 || self.verse > self.prose || code;
        let section = self.same == self.all && self.sentences >= w.section.0 && self.prose >= w.section.1;
        let shared = w.tandem - w.differs * (1.0 - part) - if loose && !section { w.loose } else { 0.0 };
        let few = |said: f32, least: f32| w.few * (least / said.max(1.0)).log2().max(0.0);
        if told.len() > 1 {
            let least = if units[v - 1].complete { w.stretch } else { w.cut_stretch };
            return shared - few(self.prose + self.verse * rounds, least);
        }
        let mid_word = is_mid_word(a.span.of(text), b.span.of(text));
        let alone = u == range.start || a.gap >= Gap::Newline;
        // A label and the paragraph that begins with it are no cut and its continuation.
        let label = !a.complete && alone && a.key.hash != b.key.hash && !mid_word && {
            let first = rounds == 0.0 && u == 0;
            info(a) < if first { w.first_label } else { w.label }
        };
        // A script without stops does not say what is a title; its length does.
        let stopless = info(a) >= w.paragraph && b.span.of(text).ends_with(is_stopless);
        let title = !a.complete && !b.complete && !stopless && !mid_word;
        let prose = a.kind == Kind::Sentence && b.kind != Kind::Item;
        let against = [(label || !prose, w.never), (title, w.title)];
        let against: f32 = against.iter().filter(|sign| sign.0).map(|sign| sign.1).sum();
        shared - against - few(self.prose, if mid_word { w.mid_word } else { w.alone })
    }
}

/// Whether `words`, of a verbatim unit, are fenced code.
fn is_code(words: &str) -> bool {
    words.starts_with("```") || words.starts_with("~~~")
}

/// Whether `short`, a beginning of `long`, ends inside a word or a link of it: no label does.
fn is_mid_word(short: &str, long: &str) -> bool {
    let Some(rest) = long.strip_prefix(short) else { return false };
    let (Some(l), Some(r)) = (short.chars().next_back(), rest.chars().next()) else { return false };
    let letter = |c: char| c.is_alphabetic() && (c as u32) < 0x2e80;
    // Between two ideographs a Japanese word hardly ends; Chinese has nothing else.
    letter(l) && letter(r)
        || is_ideograph(l) && is_ideograph(r) && short.contains(is_kana)
        || short.rsplit_once("](").is_some_and(|(_, address)| !address.contains(')'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_beginning_that_ends_inside_a_word_is_no_label() {
        assert!(is_mid_word("the harb", "the harbour") && is_mid_word("夜の港", "夜の港湾"));
        assert!(!is_mid_word("the", "the harbour") && !is_mid_word("港", "港湾"));
        assert!(is_mid_word("see [this](ferry", "see [this](ferry.md) for more"));
    }
}
