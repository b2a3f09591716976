/*!
The ways in which a read may begin, each with what speaks for it.

Another attempt at a cut; a unit told before, as a whole, by its beginning or in other words; one near the end of the
read before; the end of one; each of the last few cuts. Look-ups of earlier occurrences are capped, so the cost of a
read does not depend on the post's length.
*/

use unicode_segmentation::UnicodeSegmentation;

use super::keytext::{KeyText, overlap};
use super::letters::same_figures;
use super::seams::info;
use super::similar;
use super::starts::{Start, Starts};
use crate::model::STARTS;
use crate::plan::Glue;
use crate::segment::{Gap, Key, Kind, Unit, key_of};
use crate::text::phrases::begins_with_connective;

/// Reads that a look for another attempt at the same cut goes back.
const ATTEMPTS: usize = 24;
/// Units before a cut that are compared letter by letter with a read's first one.
const NEAR: usize = 12;
/// Units before the rest of a piece of code in which its beginning is looked for.
const CODE: usize = 200;
/// Reads whose cuts a continuation may go on from.
const PARENTS: usize = 4;

/// A way in which a read may begin, before anything is joined.
#[derive(Clone, Copy, Debug)]
pub enum Way {
    /// At the beginning of a unit that was told before.
    Restart,
    /// With the end of this unit.
    TailOf(usize),
    /// With the rest of what this read is cut in; an earlier attempt began so, or not.
    Join(usize, bool),
    /// With the end of the unit before the one that this read is cut in, and with the rest of that.
    JoinBehind(usize),
}

/// How another telling goes on where a unit is cut.
#[derive(Clone, Copy, Debug)]
pub enum Shown {
    /// As here, with that many letters said again.
    With(usize),
    /// Not as here.
    Otherwise,
}

/// What a read begins with, and what the one before ends with.
#[derive(Clone, Copy)]
pub struct Seam {
    /// The read.
    pub r: usize,
    /// Its first unit.
    pub t: usize,
    /// The unit that the read before ends with, when it is cut.
    pub cut: Option<usize>,
    /// Whether the first unit begins as no sentence does.
    pub mid: bool,
}

/// Each number where its sign is shown, summed.
fn sum<const N: usize>(signs: [(bool, f32); N]) -> f32 {
    signs.iter().filter(|sign| sign.0).map(|sign| sign.1).sum()
}

impl Starts<'_> {
    /// The rest of what cannot be told in two: code, a character.
    pub fn rests(&self, Seam { r, t, .. }: Seam) -> impl Iterator<Item = (Way, f32)> {
        let code = self.units[t].rest && self.is_cut_code(r - 1);
        let split = self.splits_character(self.last(r - 1), t);
        let evidence = sum([(code, STARTS.code), (split, STARTS.character)]);
        (code || split).then_some((Way::Join(r - 1, false), evidence)).into_iter()
    }

    /// Another attempt at the cut that an earlier read went on from, the latest first.
    pub fn attempts(&self, seam: Seam, before: &[Start]) -> impl Iterator<Item = (Way, f32)> {
        let (Seam { r, t, .. }, w, unit) = (seam, &STARTS, &self.units[seam.t]);
        let same = |m: usize| {
            let first = self.first(m);
            let alike = |other: Key| {
                other.hash == unit.key.hash
                    && (unit.key.len > STARTS.whole.0 || self.goes_on_alike(r, first, t))
                    || other.head == unit.key.head && unit.key.head != 0
            };
            // The other attempt may have said the last words before the cut again.
            let rest = match &before[m] {
                Start::Join { again: Some(_), rest, .. } => Some(key_of([rest.of(self.text)])),
                _ => None,
            };
            alike(self.units[first].key) || rest.is_some_and(alike)
        };
        let found = (r.saturating_sub(ATTEMPTS).max(1)..r).rev().find(|&m| same(m));
        let way = found.map(|m| match &before[m] {
            Start::Join { parent, .. } if self.is_cut_code(*parent) && unit.kind != Kind::Verbatim => {
                (Way::Restart, w.attempt)
            }
            Start::Join { parent, .. } => {
                let other = seam
                    .cut
                    .is_some_and(|p| self.units[p].key.hash != self.units[self.last(*parent)].key.hash);
                let few = unit.key.len < STARTS.whole.1 && !self.goes_on_alike(r, self.first(m), t);
                (Way::Join(*parent, true), sum([(true, w.attempt), (other && few, w.chance)]))
            }
            Start::TailOf { unit } => (Way::TailOf(*unit), w.attempt),
            _ => (Way::Restart, w.attempt),
        });
        way.into_iter()
    }

    /// Units that the first one says again, as wholes, as far as they begin alike, or in other words before equal
    /// text.
    pub fn restarts(&self, seam: Seam) -> impl Iterator<Item = (Way, f32)> {
        let (Seam { r, t, cut, mid }, w, unit) = (seam, &STARTS, &self.units[seam.t]);
        let least = if unit.kind == Kind::Heading { STARTS.whole.0 } else { STARTS.whole.1 };
        // After a cut, a short first unit may be the cut sentence's end and like another by accident.
        let short = cut.is_some() && ((unit.key.len as usize) < w.sure || mid);
        let whole = self.index.keys.before(t).map(move |u| {
            let goes_on = self.goes_on_alike(r, u, t) || self.resumes(r, u, t);
            sum([
                (unit.key.len >= least, w.told),
                (short, w.short),
                (goes_on, w.goes_on),
                (goes_on && short, -w.short),
            ])
        });
        let heads = self.index.heads.before(t).filter(|_| unit.key.head != 0).map(move |u| {
            sum([
                (true, w.head),
                (cut.is_some() && mid, w.mid_sentence),
                (short, w.short),
                (self.goes_on_alike(r, u, t), w.goes_on),
                (cut.is_some() && !self.begins_alike(u, t), w.parts),
                (Some(u) == cut && self.joins.loses_marks(u, &self.key(u), t, &self.key(t)), w.quotes),
            ])
        });
        let reworded = self.is_reworded(r, t, cut).then_some(w.reworded);
        whole.chain(heads).chain(reworded).map(|evidence| (Way::Restart, evidence))
    }

    /// Units near the end of the read before that the first one says again, from their beginning or their middle, the
    /// last first.
    pub fn near(&self, seam: Seam) -> impl Iterator<Item = (Way, f32)> {
        let tail = self.key(seam.t);
        let units = self.stretches[seam.r - 1].units.clone().rev().take(NEAR);
        let looked = self.units[seam.t].kind.is_prose() && tail.len() >= STARTS.probe.0;
        let found: Vec<(Way, f32)> = units
            .filter(|&u| looked && self.units[u].kind.is_prose())
            .filter_map(|u| self.says_near(seam, u, &tail))
            .collect();
        found.into_iter()
    }

    /// What unit `u`, near the end of the read before, says for how the first unit, of key `tail`, begins.
    fn says_near(&self, Seam { r, t, cut, mid }: Seam, u: usize, tail: &KeyText<'_>) -> Option<(Way, f32)> {
        let (w, whole) = (&STARTS, self.key(u));
        let (is_cut, other) = (Some(u) == cut, cut.is_some_and(|p| p != u));
        let Some(at) = find(&whole.chars, &tail.chars[..tail.len().min(STARTS.probe.1)]) else {
            // What begins with the last words before the cut goes on from there, however like the whole the two
            // are.
            let goes_on = is_cut && self.joins.said_again(&whole, tail, STARTS.said).is_some();
            return (!goes_on && is_like(&whole.chars, &tail.chars, is_cut))
                .then_some((Way::Restart, w.near));
        };
        let goes_on = self.goes_on_alike(r, u, t);
        if at == 0 {
            let quotes = is_cut && self.joins.quotes(u, &whole, t, tail);
            let long = !mid && tail.len() >= w.sure;
            let evidence = sum([
                (true, w.near),
                (other, w.passes_cut),
                (other && long, w.long),
                (goes_on, w.goes_on),
                (quotes, w.quotes),
            ]);
            return Some((Way::Restart, evidence));
        }
        // Only what the unit says to the letter is told by it; and where the block before is cut, a word or two are
        // its continuation as likely as the end of the sentence before.
        let told = whole.chars[at..].starts_with(&tail.chars) && self.units[t].kind == Kind::Sentence;
        let link = cut.is_some_and(|p| self.joins.is_rest_of_link(p, t));
        let ends = at + tail.len() == whole.len();
        // What follows may say the end of the cut sentence again, which follows that one.
        let behind = ends && Some(u + 1) == cut && self.says_cut_again(r, u + 1, t + 1);
        let evidence = sum([
            (true, w.ends_near),
            (other, w.passes_cut),
            (other && tail.len() >= 2 * w.sure, w.long),
            (ends && (goes_on || behind), w.goes_on),
        ]);
        let way = if behind { Way::JoinBehind(r - 1) } else { Way::TailOf(u) };
        (told && !is_cut && !link).then_some((way, evidence))
    }

    /// Whether unit `v` of read `r`, its second, begins with the last words of the cut unit `p` and goes on.
    fn says_cut_again(&self, r: usize, p: usize, v: usize) -> bool {
        let inside = self.stretches[r].units.contains(&v) && self.units[v].kind == Kind::Sentence;
        inside && {
            let (head, tail) = (self.key(p), self.key(v));
            tail.len() > STARTS.said
                && !tail.chars.starts_with(&head.chars)
                && self.joins.said_again(&head, &tail, STARTS.said).is_some_and(|said| said < tail.len())
        }
    }

    /// Units that end with all of the first one.
    pub fn tails(&self, Seam { r, t, cut, .. }: Seam) -> impl Iterator<Item = (Way, f32)> {
        let (w, unit) = (&STARTS, &self.units[t]);
        let dots = self.joins.has_dots(t);
        // What has a bullet begins a line.
        let bare = unit.kind == Kind::Sentence && (dots || cut.is_none()) || unit.kind == Kind::Verbatim;
        let few = self.few_again(r, t, cut).map(|u| (Way::TailOf(u), w.few_again));
        let whole = if bare { self.tail_of(t) } else { None };
        // The end of the cut sentence itself, said again, is where the block goes on.
        let whole = whole.filter(|&whole| Some(whole) != cut);
        few.into_iter().chain(whole.map(|u| (Way::TailOf(u), sum([(true, w.ends), (dots, w.dots)]))))
    }

    /// The cuts that the first unit may go on from, the nearest first.
    pub fn cuts(&self, Seam { r, t, cut, mid }: Seam, before: &[Start]) -> impl Iterator<Item = (Way, f32)> {
        let w = &STARTS;
        let link = self.joins.is_link(t);
        let can = self.units[t].kind.is_prose() || link;
        let list = self.begins_list(r, t);
        let line = cut.is_none() && self.ends_line(r, t);
        let line = line.then_some((Way::Join(r - 1, false), sum([(true, w.line), (list, w.list)])));
        // An older cut is gone on from where the last one goes on differently.
        let from = if cut.is_some() && can { r.saturating_sub(PARENTS) } else { r };
        let tail = self.key(t);
        let connects = begins_with_connective(self.words(t));
        let cuts = (from..r).rev().filter_map(move |m| {
            let p = self.cut_end(m)?;
            let rival = matches!(self.shown(p, &tail), Some(Shown::Otherwise))
                && overlap(&self.key(p).chars, &tail.chars, 2).is_none();
            let taken = |start: &Start| matches!(start, Start::Join { parent, unit, .. } if *parent == m && self.units[*unit].complete);
            let signs = [
                (true, w.cut),
                (rival, w.rival),
                (before[m + 1..].iter().any(taken), w.taken),
                (connects, w.connects),
                (mid, w.mid_rest),
                (link, w.link),
                (list, w.list),
            ];
            Some((Way::Join(m, false), sum(signs) + w.older * (r - 1 - m) as f32))
        });
        line.into_iter().chain(cuts)
    }

    /// What another telling shows of how the cut unit `p` goes on: with `tail`, of which that many letters say again
    /// what stands before the cut, or otherwise. `None` where there is no other telling.
    pub fn shown(&self, p: usize, tail: &KeyText<'_>) -> Option<Shown> {
        let cut = self.key(p);
        let after = self.index.keys.before(p.saturating_sub(1)).map(|u| u + 1).filter(|&u| u < p);
        // Many sentences begin with the same few words.
        let begun = self.index.heads.before(p).filter(|_| info(&self.units[p]) >= STARTS.words);
        let whole = begun.chain(after).find_map(|u| {
            let told = self.key(u);
            let goes_on = told.len() > cut.len() && told.chars.starts_with(&cut.chars);
            (self.units[u].complete && goes_on).then_some(told)
        })?;
        let goes_on = |said: &usize| {
            let rest = &whole.chars[cut.len() - said..];
            let n = rest.len().min(tail.len()).min(said + STARTS.known_by);
            n > *said && rest[..n] == tail.chars[..n]
        };
        Some((0..=cut.len().min(STARTS.said)).find(goes_on).map_or(Shown::Otherwise, Shown::With))
    }

    /// Whether `t`, the first unit of `r`, is the rest of a line that needs no stop, which the read before ends with:
    /// of a row, when it ends as rows do; of an item, when it stands over the next one as items do; of these and of
    /// a heading, when a word goes on.
    fn ends_line(&self, r: usize, t: usize) -> bool {
        let (p, unit) = (self.stretches[r - 1].units.end - 1, &self.units[t]);
        if unit.kind != Kind::Sentence {
            return false;
        }
        let right = &self.text[unit.span.start..];
        let line = right.lines().next().unwrap_or_default().trim_end();
        let word = || right.starts_with(char::is_lowercase) && self.joins.glue(p, t) == Glue::Nothing;
        let next = self.units[..self.stretches[r].units.end].get(t + 1);
        let over = |next: &Unit| next.kind == Kind::Item && next.gap == Gap::Newline;
        match self.units[p].kind {
            Kind::Row => line.ends_with('|'),
            Kind::Item if unit.complete => false,
            Kind::Item => word() || next.is_some_and(over) && !line.ends_with([':', '：']),
            Kind::Heading => word(),
            _ => false,
        }
    }

    /// Whether unit `p` ends within what a person sees as one character, and `t` begins with its rest.
    pub fn splits_character(&self, p: usize, t: usize) -> bool {
        /// Characters (Unicode scalar values) that are looked at before the cut: no emoji has more.
        const LONGEST: usize = 12;
        let (left, right) = (self.words(p), self.words(t));
        let Some(next) = right.chars().next().filter(|c| !c.is_ascii()) else { return false };
        let from = left.char_indices().rev().take(LONGEST).last().map_or(left.len(), |(at, _)| at);
        let (mut seam, before) = (left[from..].to_owned(), left[from..].graphemes(true).count());
        seam.push(next);
        before > 0 && seam.graphemes(true).count() == before
    }

    /// Whether the units `u` and `t` are alike for more than a name or a link at their beginning.
    fn begins_alike(&self, u: usize, t: usize) -> bool {
        let (a, b) = (self.key(u), self.key(t));
        let same = a.chars.iter().zip(&*b.chars).take_while(|(x, y)| x == y).count();
        // A sentence that goes on where another one is finished is another one.
        let ends = same == a.len() && same < b.len() && self.units[u].complete;
        same * 5 >= a.len().min(b.len()) * STARTS.alike_fifths
            && !(ends && same * 5 < b.len() * STARTS.alike_fifths)
    }

    /// Whether what follows unit `u` follows unit `t`, the first of `r`, too, as far as a cut lets it.
    fn goes_on_alike(&self, r: usize, u: usize, t: usize) -> bool {
        if t + 1 >= self.stretches[r].units.end || u + 1 >= t {
            return false;
        }
        let (next, again) = (&self.units[u + 1], &self.units[t + 1]);
        let cut =
            next.kind.can_be_cut() && !next.complete && next.key.len > 3 && next.key.len < again.key.len;
        next.key.hash == again.key.hash || cut && self.key(t + 1).chars.starts_with(&self.key(u + 1).chars)
    }

    /// Whether another unit stands behind `t`, the first unit of `r`, than behind `u`, and the same one behind that.
    fn resumes(&self, r: usize, u: usize, t: usize) -> bool {
        let same = |a: usize, b: usize| self.units[a].key.hash == self.units[b].key.hash;
        u + 2 < t
            && t + 2 < self.stretches[r].units.end
            && self.units[t + 2].key.len > 0
            && same(u + 2, t + 2)
    }

    /// Whether `t`, the first unit of `r`, is an earlier unit in other words: what follows it follows that, and the cut
    /// sentence before it makes it no more like that.
    fn is_reworded(&self, r: usize, t: usize, cut: Option<usize>) -> bool {
        let next = t + 1;
        if next >= self.stretches[r].units.end || (self.units[next].key.len as usize) < STARTS.sure {
            return false;
        }
        let first = self.key(t);
        let joined = cut.map(|p| [&*self.key(p).chars, &*first.chars].concat());
        self.index.keys.before(next).filter(|&u| u > 0 && u < t).any(|u| {
            let told = self.key(u - 1);
            let (short, long) = (told.len().min(first.len()), told.len().max(first.len()));
            let alike = |chars: &[char]| similar::ratio(&told.chars, chars);
            short * 2 > long
                && alike(&first.chars) >= STARTS.before_equal
                && same_figures(&told.chars, &first.chars)
                && !joined.as_ref().is_some_and(|joined| alike(joined) > alike(&first.chars))
        })
    }

    /// Whether unit `t` is the first of several items: no sentence goes on with a list.
    fn begins_list(&self, r: usize, t: usize) -> bool {
        let bullet = |u: usize| self.words(u).split_whitespace().next();
        let item = |u: usize| self.units[u].kind == Kind::Item && matches!(bullet(u), Some("-" | "*" | "+"));
        item(t) && t + 1 < self.stretches[r].units.end && item(t + 1) && bullet(t) == bullet(t + 1)
    }

    /// The unit that ends with the few letters or signs of `t`, the first unit of `r`: the last one of the read
    /// before, when that is not cut, or one before another telling of what follows `t`.
    fn few_again(&self, r: usize, t: usize, cut: Option<usize>) -> Option<usize> {
        let unit = &self.units[t];
        if unit.kind != Kind::Sentence || unit.key.foot != 0 || t == 0 {
            return None;
        }
        let words = unit.span.of(self.text);
        let ends = |u: &usize| {
            let whole = &self.units[*u];
            let before = whole.span.of(self.text).strip_suffix(words);
            whole.kind.is_prose()
                && before.is_some_and(|b| !b.is_empty() && !b.ends_with(char::is_alphanumeric))
        };
        let last = Some(self.stretches[r - 1].units.end - 1).filter(|_| cut.is_none());
        let next = t + 1 < self.stretches[r].units.end && self.units[t + 1].key.len >= STARTS.sure as u32;
        let beside = next.then(|| self.index.keys.before(t + 1)).into_iter().flatten();
        last.into_iter().chain(beside.filter_map(|u| u.checked_sub(1)).filter(|&u| u < t)).find(ends)
    }

    /// An earlier unit that ends with all of unit `t`.
    fn tail_of(&self, t: usize) -> Option<usize> {
        let unit = &self.units[t];
        if unit.kind == Kind::Verbatim && unit.key.foot == 0 {
            // A bracket and the fence behind it.
            let words = unit.span.of(self.text);
            let ends = |u: &Unit| u.kind == Kind::Verbatim && u.span.len() > words.len();
            return (t.saturating_sub(CODE)..t)
                .rev()
                .find(|&u| ends(&self.units[u]) && self.units[u].span.of(self.text).ends_with(words));
        }
        let tail = self.key(t);
        self.index.feet(self.units).before(t).find(|&u| {
            let whole = self.key(u);
            whole.len() > tail.len() && whole.chars.ends_with(&tail.chars)
        })
    }
}

/// Whether `said` tells in other words what `whole` tells, as far as it goes where that is `cut`.
fn is_like(whole: &[char], said: &[char], cut: bool) -> bool {
    let said = if cut { &said[..whole.len().min(said.len())] } else { said };
    let edge = said.len().min(whole.len()).min(STARTS.likeness.2);
    edge >= STARTS.likeness.2
        && similar::ratio(&whole[..edge], &said[..edge]) >= STARTS.likeness.1
        && similar::ratio(whole, said) >= STARTS.likeness.0
        && same_figures(whole, said)
}

fn find(haystack: &[char], needle: &[char]) -> Option<usize> {
    haystack.windows(needle.len().max(1)).position(|w| w == needle)
}
