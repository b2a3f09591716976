/*!
Blocks become reads of one article.

A read is what one block tells, as a row of nodes. Most nodes are units as they stand; the first node
of a read may be put together from both sides of a cut: the cut unit at the end of an earlier block,
and the block's own first unit less the words that it says again. This module finds where reads begin
([`super::seams`] gives seams without markers), how each begins (new text, a restart, the rest of a cut),
and what at its borders is no text of the article.

Everything here looks at the borders of blocks only, so its cost is counted by blocks; occurrence
look-ups are capped.
*/

use std::ops::Range;

use super::index::Occurrences;
use super::keytext::{KeyText, overlap};
use super::similar;
use super::words::{Words, is_word, within_link};
use crate::decide::Rule;
use crate::plan::Glue;
use crate::segment::{Gap, Key, Kind, Unit, is_closer, key_of};
use crate::text::Span;

/// A sentence or line as one read tells it.
#[derive(Clone, Debug)]
pub struct Node {
    /// Slices of the source, in order, each with what stands before it; one, or more for a cut that was
    /// joined.
    pub slices: Vec<(Glue, Span)>,
    /// What a joined continuation says again of the words before the cut.
    pub requote: Vec<Span>,
    /// Unit that it ends with.
    pub unit: usize,
    /// Read that it stands in.
    pub read: usize,
    /// What it is.
    pub kind: Kind,
    /// White space before its first slice.
    pub gap: Gap,
    /// Its comparison key.
    pub key: Key,
    /// Whether it is finished.
    pub complete: bool,
}

impl Node {
    /// Where it begins.
    pub fn start(&self) -> usize {
        self.slices.first().map_or(0, |s| s.1.start)
    }

    /// Where it ends.
    pub fn end(&self) -> usize {
        self.slices.last().map_or(0, |s| s.1.end)
    }

    /// The bytes of its last slice, which is where it stands.
    pub fn span(&self) -> Span {
        self.slices.last().map_or(Span::default(), |s| s.1)
    }

    /// How much it says: its key's characters, wide ones (an ideograph, a kana) counting twice.
    pub fn info(&self) -> f32 {
        self.key.len as f32 * if self.is_wide() { 2.0 } else { 1.0 }
    }

    /// Whether it is written in a script of many characters.
    pub fn is_wide(&self) -> bool {
        let bytes: usize = self.slices.iter().map(|s| s.1.len()).sum();
        bytes * 2 > self.key.len as usize * 5
    }

    /// Whether it was put together from both sides of a cut.
    pub fn is_joined(&self) -> bool {
        self.slices.len() > 1
    }
}

/// One block's telling.
#[derive(Clone, Debug)]
pub struct Read {
    /// Its nodes.
    pub nodes: Range<usize>,
    /// The node that its first node follows on, in another read: set where it goes on at a cut or after a
    /// finished block.
    pub left: Option<usize>,
    /// Whether it begins at a seam that no marker shows.
    pub inner: bool,
}

/// A span that is no text of the article, or says a neighbour again, whatever else is decided.
#[derive(Clone, Copy, Debug)]
pub struct Waste {
    /// Bytes of the source.
    pub span: Span,
    /// Why it goes.
    pub rule: Rule,
    /// What says it in its stead.
    pub counterpart: Option<Span>,
}

/// All reads of a post.
#[derive(Clone, Debug, Default)]
pub struct Reads {
    /// Nodes in the order of the source, by their last slice.
    pub nodes: Vec<Node>,
    /// Reads in the order of the source.
    pub reads: Vec<Read>,
    /// What goes in any case.
    pub waste: Vec<Waste>,
}

/// Units between two seams.
#[derive(Clone, Debug)]
pub struct Stretch {
    /// Units.
    pub units: Range<usize>,
    /// Whether something parts it from what stands before: not the body's start.
    pub marked: bool,
    /// Whether that is a seam that no marker shows.
    pub inner: bool,
}

/// How a read begins.
#[derive(Clone, Debug)]
enum Start {
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
/// Units before a cut that are compared letter by letter with a read's first one.
const NEAR: usize = 12;

/// Makes reads of `stretches` of `units`.
pub fn reads(text: &str, units: &mut [Unit], stretches: &[Stretch]) -> Reads {
    let mut out = Reads::default();
    let trimmed: Vec<Stretch> = stretches
        .iter()
        .map(|s| trim(text, units, s, &mut out.waste))
        .filter(|s| !s.units.is_empty())
        .collect();
    let units = &*units;
    let starts = Starts::new(text, units, &trimmed).all();
    let mut parents = vec![false; trimmed.len()];
    for start in &starts {
        if let Start::Join { parent, .. } = start {
            parents[*parent] = true;
        }
    }
    // The last node of each read, absorbed ones included, for joining on.
    let mut lasts: Vec<Option<Node>> = Vec::with_capacity(trimmed.len());
    let mut ends: Vec<Option<usize>> = Vec::with_capacity(trimmed.len());
    for (r, stretch) in trimmed.iter().enumerate() {
        let begin = out.nodes.len();
        let mut left = if r > 0 { ends[r - 1] } else { None };
        let mut last = None;
        for u in stretch.units.clone() {
            let unit = &units[u];
            let mut node = Node {
                slices: vec![(Glue::Nothing, unit.span)],
                requote: Vec::new(),
                unit: u,
                read: r,
                kind: unit.kind,
                gap: unit.gap,
                key: unit.key,
                complete: unit.complete,
            };
            if u == stretch.units.start {
                node.gap = Gap::Blank;
                match &starts[r] {
                    Start::Fresh => {}
                    Start::Restart => left = None,
                    Start::TailOf { unit: whole } => {
                        out.waste.push(Waste {
                            span: unit.span,
                            rule: Rule::TailCopy,
                            counterpart: Some(units[*whole].span),
                        });
                        left = None;
                        continue;
                    }
                    Start::Join { parent, again, rest, glue } => {
                        if let Some(head) = &lasts[*parent] {
                            left = ends[*parent];
                            node = joined(text, head, node, *again, *rest, *glue);
                        }
                    }
                }
            }
            let is_last = u + 1 == stretch.units.end;
            if is_last {
                last = Some(node.clone());
            }
            if !(is_last && parents[r]) {
                out.nodes.push(node);
            }
        }
        lasts.push(last);
        ends.push(if out.nodes.len() > begin { Some(out.nodes.len() - 1) } else { left });
        out.reads.push(Read { nodes: begin..out.nodes.len(), left, inner: stretch.inner });
    }
    out
}

fn joined(text: &str, head: &Node, tail: Node, again: Option<Span>, rest: Span, glue: Glue) -> Node {
    let mut slices = head.slices.clone();
    let mut requote = head.requote.clone();
    slices.push((glue, rest));
    requote.extend(again);
    let key = key_of(slices.iter().map(|s| s.1.of(text)));
    Node { slices, requote, kind: head.kind, gap: head.gap, key, ..tail }
}

/// Takes rules and prompt text off a stretch's borders, and the dots that a continuation puts before
/// its first words off its first unit.
fn trim(text: &str, units: &mut [Unit], stretch: &Stretch, waste: &mut Vec<Waste>) -> Stretch {
    let mut range = stretch.units.clone();
    if !stretch.marked {
        return stretch.clone();
    }
    while let Some(unit) = range.clone().next().map(|u| &units[u]) {
        let rule = match unit.kind {
            Kind::Rule => Rule::LeadingRule,
            _ if is_title_again(units, range.start) => Rule::Copy,
            _ if is_prompt(unit.span.of(text)) => Rule::Prompt,
            _ => break,
        };
        let counterpart = (rule == Rule::Copy).then(|| units[0].span);
        waste.push(Waste { span: unit.span, rule, counterpart });
        range.start += 1;
    }
    if let Some(unit) = range.clone().next().map(|u| &mut units[u]).filter(|u| u.kind.is_prose()) {
        let words = unit.span.of(text);
        let dots =
            words.len() - words.trim_start_matches(['.', '…', '‥', '─', '—', '-', ' ', '\u{3000}']).len();
        let lead = &words[..dots];
        if dots < words.len()
            && (lead.starts_with(['…', '‥']) || ["..", "--", "──", "——"].iter().any(|d| lead.starts_with(d)))
        {
            waste.push(Waste {
                span: Span::new(unit.span.start, unit.span.start + dots),
                rule: Rule::Requote,
                counterpart: None,
            });
            unit.span.start += dots;
        }
    }
    Stretch { units: range, ..*stretch }
}

/// Whether unit `u` says the article's title again and what follows it is not the article's beginning.
fn is_title_again(units: &[Unit], u: usize) -> bool {
    let (title, unit) = (&units[0], &units[u]);
    let next = |u: usize| units.get(u + 1).map(|n| n.key.hash);
    u > 0
        && unit.key.hash == title.key.hash
        && unit.key.len > 3
        && (unit.kind == Kind::Heading || title.kind == Kind::Heading)
        && next(u) != next(0)
}

/// Whether a whole line is a note about the task: in brackets, and speaking of going on.
fn is_prompt(words: &str) -> bool {
    let Some(inner) = [("【", "】"), ("（", "）"), ("(", ")"), ("[", "]"), ("※", "")]
        .iter()
        .find_map(|(open, close)| words.strip_prefix(open)?.strip_suffix(close))
    else {
        return matches!(
            words.trim_end_matches([':', '：', '。']),
            "続き" | "続きです" | "Continued" | "Continuing"
        );
    };
    const SIGNS: [&str; 9] = [
        "既存の記事",
        "既存記事",
        "続き",
        "上記は",
        "ご提示",
        "continued",
        "continuation",
        "previous part",
        "existing article",
    ];
    let lower = inner.to_lowercase();
    inner.chars().count() <= 80 && SIGNS.iter().any(|s| lower.contains(s))
}

/// Pieces that one sentence is put together from at most: each is looked at with all before it, and no
/// sentence was ever cut as often.
const PIECES: usize = 32;

/// Finds how each stretch begins.
struct Starts<'t> {
    text: &'t str,
    units: &'t [Unit],
    stretches: &'t [Stretch],
    keys: Occurrences,
    heads: Occurrences,
    feet: Occurrences,
    words: Option<Words>,
}

impl<'t> Starts<'t> {
    fn new(text: &'t str, units: &'t [Unit], stretches: &'t [Stretch]) -> Self {
        Self {
            text,
            units,
            stretches,
            keys: Occurrences::new(units.iter().map(|u| u.key.hash)),
            heads: Occurrences::new(units.iter().map(|u| u.key.head)),
            feet: Occurrences::new(units.iter().map(|u| u.key.foot)),
            words: None,
        }
    }

    fn all(mut self) -> Vec<Start> {
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

    fn key(&self, u: usize) -> KeyText {
        KeyText::new(self.text, self.units[u].span)
    }

    fn start(&mut self, r: usize, before: &[Start]) -> Start {
        if r == 0 {
            return Start::Fresh;
        }
        let t = self.first(r);
        let unit = &self.units[t];
        // Another attempt at the cut that an earlier read went on from?
        for m in (r.saturating_sub(ATTEMPTS)..r).rev() {
            let alike = |other: Key| {
                other.hash == unit.key.hash && unit.key.len > 3
                    || other.head == unit.key.head && unit.key.head != 0
            };
            // The other attempt may have said the last words before the cut again.
            let rest = match &before[m] {
                Start::Join { again: Some(_), rest, .. } => Some(key_of([rest.of(self.text)])),
                _ => None,
            };
            let same = alike(self.units[self.first(m)].key) || rest.is_some_and(alike);
            if m == 0 || !same {
                continue;
            }
            return match &before[m] {
                Start::Join { parent, .. } => self.join(*parent, t, true).unwrap_or(Start::Restart),
                Start::TailOf { unit } => Start::TailOf { unit: *unit },
                _ => Start::Restart,
            };
        }
        let cut = self.cut_end(r - 1);
        let least = if unit.kind == Kind::Heading { 3 } else { 8 };
        // After a cut, a short first unit may be the cut sentence's end and like another by accident.
        let short = cut.is_some() && unit.key.len < SURE;
        let again = |u: usize| !short || self.goes_on_alike(r, u, t);
        let seen = unit.key.len >= least && self.keys.before(t).any(again)
            || unit.key.head != 0
                && self.heads.before(t).any(|u| again(u) && (cut.is_none() || self.begins_alike(u, t)));
        if seen || !unit.kind.is_prose() {
            return if seen { Start::Restart } else { Start::Fresh };
        }
        if let Some(start) = self.near(r, t, cut) {
            return start;
        }
        let dots = self.text[..unit.span.start].ends_with(['.', '…', '—', '-', '─']);
        if let Some(whole) = if dots || cut.is_none() { self.tail_of(t) } else { None } {
            return Start::TailOf { unit: whole };
        }
        match cut {
            Some(_) => self.join(r - 1, t, false).unwrap_or(Start::Restart),
            None => Start::Fresh,
        }
    }

    /// Whether unit `t` says the cut unit `p` again without the quotation marks that close at its end.
    fn loses_marks(&self, p: usize, t: usize) -> bool {
        let (cut, again) = (self.units[p].span.of(self.text), self.units[t].span.of(self.text));
        let marks = |s: &str| s.chars().filter(|c| matches!(c, '「' | '『' | '“' | '«' | '"' | '„')).count();
        cut.ends_with(['」', '』', '”', '»', '"', '“']) && marks(again) < marks(cut)
    }

    /// Whether the units `u` and `t` are alike for more than a name or a link at their beginning.
    fn begins_alike(&self, u: usize, t: usize) -> bool {
        let (a, b) = (self.key(u), self.key(t));
        let same = a.chars.iter().zip(&b.chars).take_while(|(x, y)| x == y).count();
        same * 5 >= a.len().min(b.len()) * 3
    }

    /// Whether what follows unit `u` follows unit `t`, the first of `r`, too.
    fn goes_on_alike(&self, r: usize, u: usize, t: usize) -> bool {
        t + 1 < self.stretches[r].units.end
            && self.units.get(u + 1).is_some_and(|next| next.key.hash == self.units[t + 1].key.hash)
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
                    if Some(u) == cut && self.loses_marks(u, t) {
                        return None;
                    }
                    if cut.is_none()
                        || Some(u) == cut
                        || tail.len() >= SURE as usize
                        || self.goes_on_alike(r, u, t)
                    {
                        return Some(Start::Restart);
                    }
                    continue;
                }
                let same = whole.chars[at..].iter().zip(&tail.chars).take_while(|(a, b)| a == b).count();
                if Some(u) != cut
                    && (same == tail.len() || at + same == whole.len() && same * 5 >= tail.len() * 4)
                {
                    return Some(Start::TailOf { unit: u });
                }
                continue;
            }
            // A reworded telling of the unit, or of the cut unit as far as it goes.
            let n = whole.len().min(tail.len());
            let compared = if Some(u) == cut { &tail.chars[..n] } else { &tail.chars[..] };
            let edge = compared.len().min(whole.len()).min(10);
            let alike = edge >= 10
                && similar::ratio(&whole.chars[..edge], &compared[..edge]) >= 0.6
                && similar::ratio(&whole.chars, compared) >= 0.75;
            if alike {
                return Some(Start::Restart);
            }
        }
        None
    }

    /// An earlier unit that ends with all of unit `t`.
    fn tail_of(&self, t: usize) -> Option<usize> {
        let tail = self.key(t);
        self.feet.before(t).find(|&u| {
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
        if head.len() > 0 && tail.chars.starts_with(&head.chars) && !self.loses_marks(p, t) {
            return None;
        }
        let lead = &self.text[span.start..tail.at[0].start];
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
        let found = overlap(&head.chars, &tail.chars, least).filter(|&n| {
            let from = head.at[head.len() - n].start;
            !spaced || !self.text[..from].ends_with(|c: char| c.is_alphanumeric())
        });
        Some(match found {
            Some(n) => {
                let end = tail.at[n - 1].end;
                let skip = self.closed_again(p, &head, end, span.end);
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
                let glue = self.glue(p, rest);
                Start::Join { parent, again, rest, glue }
            }
        })
    }

    /// Bytes right after the words said again (at `from`) that only repeat what follows them before the
    /// cut: a closing quotation mark, a comma.
    fn closed_again(&self, p: usize, head: &KeyText, from: usize, end: usize) -> usize {
        let Some(last) = head.at.last() else { return 0 };
        let closed = &self.text[last.end..self.units[p].span.end];
        let rest = &self.text[from..end];
        if !closed.is_empty() && rest.starts_with(closed) {
            return closed.len();
        }
        // The continuation put quotation marks of its own around the words.
        let own = rest.chars().next().filter(|&c| is_closer(c) && matches!(c, '」' | '』' | '”' | '"' | '»'));
        let opened = own.is_some() && self.opens_own(from, p);
        if opened { own.map_or(0, char::len_utf8) } else { 0 }
    }

    /// Whether the quotation that closes at `from` was opened by the continuation itself, while the cut
    /// unit has none open.
    fn opens_own(&self, from: usize, p: usize) -> bool {
        let cut = self.units[p].span.of(self.text);
        let Some(close) = self.text[from..].chars().next() else { return false };
        let open = match close {
            '」' => '「',
            '』' => '『',
            '”' => '“',
            '»' => '«',
            other => other,
        };
        if open == close {
            return cut.matches(close).count() % 2 == 0;
        }
        cut.matches(open).count() <= cut.matches(close).count()
    }

    /// What stands between the two sides of a cut.
    fn glue(&mut self, p: usize, rest: Span) -> Glue {
        let span = self.units[p].span;
        let (left, right) = (span.of(self.text), rest.of(self.text));
        let (Some(l), Some(r)) = (left.chars().next_back(), right.chars().next()) else {
            return Glue::Nothing;
        };
        if !is_spaced(l) && l.is_alphanumeric() || !is_spaced(r) && r.is_alphanumeric() {
            return Glue::Nothing;
        }
        // Wide punctuation needs no space; closing marks stand at the word before.
        if !l.is_ascii() && !l.is_alphanumeric() && (l as u32) >= 0x3000 || !r.is_alphanumeric() && !opens(r)
        {
            return Glue::Nothing;
        }
        if self.text[span.end..].starts_with([' ', '\t']) {
            return Glue::Space;
        }
        if within_link(left, right) {
            return Glue::Nothing;
        }
        if !is_word(l) {
            return if opens(l) || l == '-' || l == '/' { Glue::Nothing } else { Glue::Space };
        }
        if !r.is_alphanumeric() {
            return Glue::Space;
        }
        let (text, units) = (self.text, self.units);
        let words = self.words.get_or_insert_with(|| Words::new(text, units));
        if words.is_one_word(left, right) { Glue::Nothing } else { Glue::Space }
    }
}

/// Whether `c` opens something and so stands apart from the word before it.
fn opens(c: char) -> bool {
    matches!(c, '(' | '[' | '{' | '"' | '“' | '«' | '‘' | '*' | '_' | '`' | '$' | '#' | '¿' | '¡' | '„')
}

/// Whether `c` belongs to a script that parts words by spaces.
fn is_spaced(c: char) -> bool {
    c.is_alphanumeric()
        && !matches!(c as u32, 0x0e00..=0x0eff | 0x1000..=0x109f | 0x1780..=0x17ff | 0x2e80..=0x9fff | 0xf900..=0xfaff | 0xff66..=0xff9f | 0x20000..=0x3ffff)
}

fn find(haystack: &[char], needle: &[char]) -> Option<usize> {
    haystack.windows(needle.len().max(1)).position(|w| w == needle)
}
