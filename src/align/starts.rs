/*!
How each read begins.

With new text, with a restart, or with the rest of a unit that an earlier block was cut in. After a cut
the first words decide: they may go on at the very letter; say the last words again, with dots or
quotation marks of their own; begin the sentence, the paragraph or the article anew; or be another
attempt at a cut that an earlier block went on from already. Only the borders of blocks are looked at,
letter by letter, and look-ups of earlier occurrences are capped.
*/

use unicode_segmentation::UnicodeSegmentation;

use super::codes::CodeCut;
use super::glue::{Glues, is_spaced};
use super::index::Index;
use super::keytext::{KeyText, overlap};
use super::letters::same_figures;
use super::marks::{is_quotation, opens_own, quotes};
use super::reads::Stretch;
use super::seams::info;
use super::similar;
use crate::plan::Glue;
use crate::segment::{Gap, Key, Keys, Kind, Unit, is_closer, key_of};
use crate::text::Span;

/// How a read begins.
#[derive(Clone, Debug)]
pub enum Start {
    /// New text after a finished one.
    Fresh,
    /// At the beginning of a unit that was told before.
    Restart,
    /// With the rest of the unit that the read `parent` is cut in. `again` is what it says again of it.
    Join { parent: usize, again: Option<Span>, rest: Span, glue: Glue },
    /// With the end of a unit that is whole already.
    TailOf { unit: usize },
}

/// Reads that a look for another attempt at the same cut goes back.
const ATTEMPTS: usize = 24;
/// Key characters of a first unit that is not like another by accident.
const SURE: u32 = 16;
/// Key characters, wide ones twice, of a cut sentence that few others begin with.
const WORDS: usize = 16;
/// Key characters before a cut that are said again behind it by no accident.
const SAID: usize = 6;
/// Units before a cut that are compared letter by letter with a read's first one.
const NEAR: usize = 12;

/// Units before the rest of a piece of code in which its beginning is looked for.
const CODE: usize = 200;
/// Reads whose cuts a continuation may go on from.
const PARENTS: usize = 4;

/// Pieces that one sentence is put together from at most: each is looked at with all before it, and no
/// sentence was ever cut as often.
const PIECES: usize = 32;

/// Finds how each stretch begins.
pub struct Starts<'t> {
    text: &'t str,
    units: &'t [Unit],
    stretches: &'t [Stretch],
    letters: &'t Keys<'t>,
    index: &'t Index,
    glues: Glues<'t>,
}

impl<'t> Starts<'t> {
    pub fn new(
        text: &'t str,
        letters: &'t Keys<'t>,
        units: &'t [Unit],
        index: &'t Index,
        stretches: &'t [Stretch],
    ) -> Self {
        Self { text, units, stretches, letters, index, glues: Glues::new(text) }
    }

    pub fn all(mut self) -> Vec<Start> {
        let mut out: Vec<Start> = Vec::with_capacity(self.stretches.len());
        // Pieces of the sentence that each stretch ends with.
        let mut pieces = Vec::with_capacity(self.stretches.len());
        for r in 0..self.stretches.len() {
            let mut start = self.start(r, &out);
            let joined = match &start {
                Start::Join { parent, .. } => pieces[*parent] + 1,
                _ => 1,
            };
            if joined > PIECES {
                start = Start::Fresh;
            }
            let whole = self.stretches[r].units.len() == 1 && joined <= PIECES;
            pieces.push(if whole { joined } else { 1 });
            out.push(start);
        }
        out
    }

    fn first(&self, r: usize) -> usize {
        self.stretches[r].units.start
    }

    /// The unit that `r` ends with, when it is cut.
    fn cut_end(&self, r: usize) -> Option<usize> {
        let last = self.stretches[r].units.end - 1;
        let unit = &self.units[last];
        (unit.kind.is_prose() && !unit.complete).then_some(last)
    }

    /// Whether `r` ends within code.
    fn is_cut_code(&self, r: usize) -> bool {
        let last = &self.units[self.stretches[r].units.end - 1];
        last.kind == Kind::Verbatim && !last.complete
    }

    /// Joins unit `t`, the rest of the code that read `parent` is cut in, to it.
    fn join_code(&self, parent: usize, t: usize) -> Start {
        let cut = self.units[self.stretches[parent].units.end - 1].span;
        let code = CodeCut::new(self.text, cut, self.units[t].span);
        if let Some((again, rest)) = code.said_again() {
            return Start::Join { parent, again: Some(again), rest, glue: Glue::Nothing };
        }
        let glue = code.glue(|| self.glues.at(self.units, cut, self.units[t].span));
        Start::Join { parent, again: None, rest: code.rest, glue }
    }

    fn key(&self, u: usize) -> KeyText<'t> {
        let Unit { span, key, .. } = &self.units[u];
        KeyText::new(self.text, *span, self.letters.chars_of(key, span.of(self.text)))
    }

    fn start(&mut self, r: usize, before: &[Start]) -> Start {
        if r == 0 {
            return Start::Fresh;
        }
        let t = self.first(r);
        let unit = &self.units[t];
        if unit.rest && self.is_cut_code(r - 1) {
            return self.join_code(r - 1, t);
        }
        // Another attempt at the cut that an earlier read went on from?
        for m in (r.saturating_sub(ATTEMPTS)..r).rev() {
            let first = self.first(m);
            let alike = |other: Key| {
                other.hash == unit.key.hash && (unit.key.len > 3 || self.goes_on_alike(r, first, t))
                    || other.head == unit.key.head && unit.key.head != 0
            };
            // The other attempt may have said the last words before the cut again.
            let rest = match &before[m] {
                Start::Join { again: Some(_), rest, .. } => Some(key_of([rest.of(self.text)])),
                _ => None,
            };
            let same = alike(self.units[first].key) || rest.is_some_and(alike);
            if m == 0 || !same {
                continue;
            }
            return match &before[m] {
                Start::Join { parent, .. } if self.is_cut_code(*parent) => match unit.kind {
                    Kind::Verbatim => self.join_code(*parent, t),
                    _ => Start::Restart,
                },
                Start::Join { parent, .. } => self.join(*parent, t, true).unwrap_or(Start::Restart),
                Start::TailOf { unit } => Start::TailOf { unit: *unit },
                _ => Start::Restart,
            };
        }
        if self.splits_character(r) {
            let (parent, rest) = (r - 1, unit.span);
            return Start::Join { parent, again: None, rest, glue: Glue::Nothing };
        }
        let cut = self.cut_end(r - 1);
        let least = if unit.kind == Kind::Heading { 3 } else { 8 };
        // After a cut, a short first unit may be the cut sentence's end and like another by accident.
        let short = cut.is_some() && (unit.key.len < SURE || is_rest(unit.span.of(self.text)));
        let again = |u: usize| !short || self.goes_on_alike(r, u, t);
        let seen = self
            .index
            .keys
            .before(t)
            .any(|u| unit.key.len >= least && again(u) || self.goes_on_alike(r, u, t))
            || unit.key.head != 0
                && !(cut.is_some() && is_rest(unit.span.of(self.text)))
                && self.index.heads.before(t).any(|u| {
                    again(u)
                        && (cut.is_none() || self.begins_alike(u, t))
                        && !(Some(u) == cut && self.loses_marks(u, t))
                });
        if seen || self.is_reworded(r, t) {
            return Start::Restart;
        }
        if cut.is_some() && self.is_link(t) {
            return self.join(self.parent(r, t), t, false).unwrap_or(Start::Restart);
        }
        if !unit.kind.is_prose() {
            let whole = if unit.kind == Kind::Verbatim { self.tail_of(t) } else { None };
            return whole.map_or(Start::Fresh, |unit| Start::TailOf { unit });
        }
        if let Some(whole) = self.short_tail_of(r, t, cut) {
            return Start::TailOf { unit: whole };
        }
        if let Some(start) = self.near(r, t, cut) {
            return start;
        }
        let dots = self.text[..unit.span.start].ends_with(['.', '…', '—', '-', '─']);
        // What has a bullet begins a line.
        let bare = unit.kind == Kind::Sentence;
        let whole = if bare && (dots || cut.is_none()) { self.tail_of(t) } else { None };
        // The end of the cut sentence itself, said again, is where the block goes on.
        if let Some(whole) = whole.filter(|&whole| Some(whole) != cut) {
            return Start::TailOf { unit: whole };
        }
        if self.begins_list(r, t) {
            return Start::Fresh;
        }
        match cut {
            Some(_) => self.join(self.parent(r, t), t, false).unwrap_or(Start::Restart),
            None if self.ends_line(r, t) => self.join(r - 1, t, false).unwrap_or(Start::Restart),
            None => Start::Fresh,
        }
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
        let word = || {
            right.starts_with(char::is_lowercase)
                && self.glues.at(self.units, self.units[p].span, unit.span) == Glue::Nothing
        };
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

    /// Whether unit `t` is a link alone in its line, which may be the rest of a sentence.
    fn is_link(&self, t: usize) -> bool {
        let words = self.units[t].span.of(self.text);
        self.units[t].kind == Kind::Verbatim && words.starts_with('[') && words.contains("](")
    }

    /// Whether the read before `r` ends within what a person sees as one character, and `r` begins with its
    /// rest.
    fn splits_character(&self, r: usize) -> bool {
        /// Characters (Unicode scalar values) that are looked at before the cut: no emoji has more.
        const LONGEST: usize = 12;
        let left = self.units[self.stretches[r - 1].units.end - 1].span.of(self.text);
        let right = self.units[self.first(r)].span.of(self.text);
        let Some(next) = right.chars().next().filter(|c| !c.is_ascii()) else { return false };
        let from = left.char_indices().rev().take(LONGEST).last().map_or(left.len(), |(at, _)| at);
        let (mut seam, before) = (left[from..].to_owned(), left[from..].graphemes(true).count());
        seam.push(next);
        before > 0 && seam.graphemes(true).count() == before
    }

    /// The read whose cut unit `t`, the first of `r`, goes on with: the one before, or one before that where
    /// another telling shows how the last cut goes on, and not like this.
    fn parent(&self, r: usize, t: usize) -> usize {
        let tail = self.key(t);
        let goes_on = |m: usize| {
            let p = self.cut_end(m)?;
            let cut = self.key(p);
            let after = self.index.keys.before(p.saturating_sub(1)).map(|u| u + 1).filter(|&u| u < p);
            // Many sentences begin with the same few words.
            let begun = self.index.heads.before(p).filter(|_| info(&self.units[p]) >= WORDS);
            let whole = begun.chain(after).find_map(|u| {
                let told = self.key(u);
                (self.units[u].complete && told.len() > cut.len() && told.chars.starts_with(&cut.chars))
                    .then_some(told)
            });
            let rest = whole.map(|w| w.chars[cut.len()..].to_vec());
            Some(rest.is_none_or(|rest| {
                let n = rest.len().min(tail.len()).min(3);
                rest[..n] == tail.chars[..n] || overlap(&cut.chars, &tail.chars, 2).is_some()
            }))
        };
        match goes_on(r - 1) {
            Some(false) => {
                (r.saturating_sub(PARENTS)..r - 1).rev().find(|&m| goes_on(m) == Some(true)).unwrap_or(r - 1)
            }
            _ => r - 1,
        }
    }

    /// Whether unit `t` says the cut unit `p` again without the quotation marks that close at its end. What
    /// `t` quotes further on is another quotation.
    fn loses_marks(&self, p: usize, t: usize) -> bool {
        let (cut, span) = (self.units[p].span.of(self.text), self.units[t].span);
        let told = self.key(p).len().checked_sub(1).and_then(|last| Some(self.key(t).at().get(last)?.end));
        let rest = told.map_or("", |end| &self.text[end..span.end]);
        let closers = rest.len() - rest.trim_start_matches(|c: char| is_closer(c) || is_comma(c)).len();
        let again = Span::new(span.start, span.end - rest.len() + closers).of(self.text);
        let marks = |s: &str| s.chars().filter(|c| matches!(c, '「' | '『' | '“' | '«' | '"' | '„')).count();
        cut.ends_with(['」', '』', '”', '»', '"', '“']) && marks(again) < marks(cut)
    }

    /// Whether unit `t` quotes the cut unit `p` as far as it goes, and goes on behind the quotation.
    fn quotes(&self, p: usize, t: usize) -> bool {
        quotes(self.units[p].span.of(self.text), self.units[t].span.of(self.text))
    }

    /// Whether the units `u` and `t` are alike for more than a name or a link at their beginning.
    fn begins_alike(&self, u: usize, t: usize) -> bool {
        let (a, b) = (self.key(u), self.key(t));
        let same = a.chars.iter().zip(&*b.chars).take_while(|(x, y)| x == y).count();
        // A sentence that goes on where another one is finished is another one.
        let ends = same == a.len() && same < b.len() && self.units[u].complete;
        same * 5 >= a.len().min(b.len()) * 3 && !(ends && same * 5 < b.len() * 3)
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

    /// Whether `t`, the first unit of `r`, is an earlier unit in other words: what follows it follows that.
    fn is_reworded(&self, r: usize, t: usize) -> bool {
        let next = t + 1;
        if next >= self.stretches[r].units.end || self.units[next].key.len < SURE {
            return false;
        }
        let first = self.key(t);
        self.index.keys.before(next).filter(|&u| u > 0 && u < t).any(|u| {
            let told = self.key(u - 1);
            let (short, long) = (told.len().min(first.len()), told.len().max(first.len()));
            short * 2 > long
                && similar::ratio(&told.chars, &first.chars) >= 0.7
                && same_figures(&told.chars, &first.chars)
        })
    }

    /// Whether the first unit of `r` says again, from its middle, a unit near the end of the read before.
    fn near(&self, r: usize, t: usize, cut: Option<usize>) -> Option<Start> {
        let tail = self.key(t);
        if tail.len() < 6 {
            return None;
        }
        let range = self.stretches[r - 1].units.clone();
        let probe = &tail.chars[..tail.len().min(14)];
        for u in range.clone().rev().take(NEAR) {
            if !self.units[u].kind.is_prose() {
                continue;
            }
            let whole = self.key(u);
            if let Some(at) = find(&whole.chars, probe) {
                if at == 0 {
                    if Some(u) == cut && (self.loses_marks(u, t) || self.quotes(u, t)) {
                        return None;
                    }
                    let begins = !is_rest(self.units[t].span.of(self.text));
                    if cut.is_none()
                        || Some(u) == cut
                        || begins && tail.len() >= SURE as usize
                        || self.goes_on_alike(r, u, t)
                    {
                        return Some(Start::Restart);
                    }
                    continue;
                }
                // Only what the unit says to the letter is told by it; and where the block before is cut, a
                // word or two are its continuation as likely as the end of the sentence before.
                let told = whole.chars[at..].starts_with(&tail.chars);
                if Some(u) != cut
                    && self.units[t].kind == Kind::Sentence
                    && told
                    && !cut.is_some_and(|p| self.is_rest_of_link(p, t))
                    && (cut.is_none()
                        || tail.len() >= 2 * SURE as usize
                        || at + tail.len() == whole.len() && self.goes_on_alike(r, u, t))
                {
                    return Some(Start::TailOf { unit: u });
                }
                continue;
            }
            // What begins with the last words before the cut goes on from there, however like the whole the two
            // are.
            if Some(u) == cut && self.said_again(&whole, &tail, SAID).is_some() {
                continue;
            }
            // A reworded telling of the unit, or of the cut unit as far as it goes.
            let n = whole.len().min(tail.len());
            let compared = if Some(u) == cut { &tail.chars[..n] } else { &tail.chars[..] };
            let edge = compared.len().min(whole.len()).min(10);
            let alike = edge >= 10
                && similar::ratio(&whole.chars[..edge], &compared[..edge]) >= 0.6
                && similar::ratio(&whole.chars, compared) >= 0.75
                && same_figures(&whole.chars, compared);
            if alike {
                return Some(Start::Restart);
            }
        }
        None
    }

    /// Whether unit `p` is cut in the address of a link, and `t` begins with what may be its rest.
    fn is_rest_of_link(&self, p: usize, t: usize) -> bool {
        let address = self.units[p].span.of(self.text).rsplit_once("](").map(|(_, address)| address);
        let open = address.is_some_and(|a| !a.contains(')') && !a.contains(char::is_whitespace));
        let rest = self.units[t].span.of(self.text).split(char::is_whitespace).next();
        open && rest.is_some_and(|rest| rest.contains(')'))
    }

    /// Whether unit `t` is the first of several items: no sentence goes on with a list.
    fn begins_list(&self, r: usize, t: usize) -> bool {
        let bullet = |u: usize| self.units[u].span.of(self.text).split_whitespace().next();
        let item = |u: usize| self.units[u].kind == Kind::Item && matches!(bullet(u), Some("-" | "*" | "+"));
        item(t) && t + 1 < self.stretches[r].units.end && item(t + 1) && bullet(t) == bullet(t + 1)
    }

    /// The unit that ends with the few letters or signs of `t`, the first unit of `r`: the last one of the read
    /// before, when that is not cut, or one before another telling of what follows `t`.
    fn short_tail_of(&self, r: usize, t: usize, cut: Option<usize>) -> Option<usize> {
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
        let next = t + 1 < self.stretches[r].units.end && self.units[t + 1].key.len >= SURE;
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

    /// Joins unit `t` to the unit that read `parent` is cut in; `None` where `t` says that unit again from
    /// its beginning.
    fn join(&mut self, parent: usize, t: usize, sure: bool) -> Option<Start> {
        let p = self.stretches[parent].units.end - 1;
        let (head, tail) = (self.key(p), self.key(t));
        let span = self.units[t].span;
        if tail.len() == 0 {
            return Some(Start::Join { parent, again: None, rest: span, glue: Glue::Nothing });
        }
        let quoted = self.loses_marks(p, t) || self.quotes(p, t);
        if head.len() > 0 && tail.chars.starts_with(&head.chars) && !quoted {
            return None;
        }
        let lead = &self.text[span.start..tail.at()[0].start];
        let dots = self.text[..span.start].ends_with(['.', '…', '—', '-', '─']);
        let marked = sure || dots || lead.contains(['「', '『', '"', '“', '«', '„']);
        let spaced = tail.chars.iter().take(8).any(|&c| is_spaced(c))
            && head.chars.last().is_some_and(|&c| is_spaced(c));
        let least = match (marked, spaced) {
            (true, false) => 2,
            (true, true) => 3,
            (false, false) => 3,
            (false, true) => 4,
        };
        let found = self.said_again(&head, &tail, least).or_else(|| self.number_again(p, t));
        Some(match found {
            Some(n) => {
                let end = tail.at()[n - 1].end;
                let skip = self.closed_again(p, &head, tail.at()[0].start, end, span.end);
                let rest = Span::new(end + skip, span.end);
                Start::Join {
                    parent,
                    again: Some(Span::new(span.start, rest.start)),
                    rest,
                    glue: Glue::Nothing,
                }
            }
            None => {
                let (rest, again) = (span, None);
                let glue = self.glues.at(self.units, self.units[p].span, rest);
                Start::Join { parent, again, rest, glue }
            }
        })
    }

    /// Key characters at the end of `head`, at least `least` and whole words, that `tail` begins with.
    fn said_again(&self, head: &KeyText<'_>, tail: &KeyText<'_>, least: usize) -> Option<usize> {
        let spaced = tail.chars.iter().take(8).any(|&c| is_spaced(c))
            && head.chars.last().is_some_and(|&c| is_spaced(c));
        overlap(&head.chars, &tail.chars, least).filter(|&n| {
            let from = head.at()[head.len() - n].start;
            !spaced || !self.text[..from].ends_with(|c: char| c.is_alphanumeric())
        })
    }

    /// Digits that unit `p` is cut behind and that the number which unit `t` begins with begins with, too: `4`
    /// before `40 boats`.
    fn number_again(&self, p: usize, t: usize) -> Option<usize> {
        let (left, right) = (self.units[p].span.of(self.text), self.units[t].span.of(self.text));
        let head = left.trim_end_matches(|c: char| c.is_ascii_digit());
        let digits = &left[head.len()..];
        let on = right.strip_prefix(digits)?.starts_with(|c: char| c.is_ascii_digit());
        let begins = head.is_empty() || head.ends_with(char::is_whitespace);
        (on && begins && !digits.is_empty()).then_some(digits.len())
    }

    /// Bytes right after the words said again (`start` to `from`) that only repeat what follows them before
    /// the cut: a closing quotation mark, a comma.
    fn closed_again(&self, p: usize, head: &KeyText<'_>, start: usize, from: usize, end: usize) -> usize {
        let Some(last) = head.at().last() else { return 0 };
        let closed = &self.text[last.end..self.units[p].span.end];
        let rest = &self.text[from..end];
        if !closed.is_empty() && rest.starts_with(closed) {
            return closed.len();
        }
        // It may say the comma again and leave out the mark beside it.
        let bare: String = closed.chars().filter(|&c| !is_quotation(c)).collect();
        if !bare.trim().is_empty() && bare.len() < closed.len() && rest.starts_with(bare.as_str()) {
            return bare.len();
        }
        // The continuation put quotation marks of its own around the words, with a space where its language has
        // one.
        let mark = rest.trim_start();
        let own = mark.chars().next().filter(|&c| is_quotation(c));
        let set_off = mark.len() == rest.len() || self.text[..start].ends_with(char::is_whitespace);
        let at = end - mark.len();
        let opened = own.is_some() && set_off && opens_own(self.units[p].span.of(self.text), mark);
        if opened { at - from + own.map_or(0, char::len_utf8) } else { 0 }
    }
}

/// Whether no sentence begins as `words` do: with a small letter, or with something closed that was not
/// opened.
fn is_rest(words: &str) -> bool {
    let small = words.chars().next().is_some_and(char::is_lowercase);
    let closed = words.find([']', ')', '」', '』', '）', '”', '»']);
    small || closed.is_some_and(|at| !words[..at].contains(['[', '(', '「', '『', '（', '“', '«', '„']))
}

fn is_comma(c: char) -> bool {
    matches!(c, ',' | '，' | '、' | '،')
}

fn find(haystack: &[char], needle: &[char]) -> Option<usize> {
    haystack.windows(needle.len().max(1)).position(|w| w == needle)
}
